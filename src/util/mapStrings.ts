/** The value with every text in it as `told` has it, and every key, which has none of its own. The value must be JSON. */
export function withTexts<T>(value: T, told: (text: string, key?: string) => string): T {
  return JSON.parse(JSON.stringify(value), (key, item) => {
    if (typeof item === "string") return told(item, key);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, of]) => [told(name), of]));
  });
}
