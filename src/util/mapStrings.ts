/**
 * A copy of a JSON value in which `transform` has replaced every string and every key of an object.
 * A string comes with the key it stands under; a key comes alone.
 */
export function mapStrings<T>(value: T, transform: (text: string, key?: string) => string): T {
  return JSON.parse(JSON.stringify(value), (key, item) => {
    if (typeof item === "string") return transform(item, key);
    if (typeof item !== "object" || item === null || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).map(([name, field]) => [transform(name), field]));
  });
}
