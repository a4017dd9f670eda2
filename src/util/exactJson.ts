/**
 * JSON in which whole numbers beyond 2^53 stay exact: they are a bigint. All other values are as JSON.parse gives them.
 */

/** Marks an integer while JSON.parse reads the text. It is random, so that no text contains it by chance. */
const mark = "loadgate-integer-6b1f0c94e2d7a835:";

/** Parses JSON. Throws a SyntaxError, as JSON.parse does. */
export function parseExactJson(text: string): unknown {
  // Few texts have a long number. The others keep the speed of JSON.parse.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  let count = 0;
  const marked = text.replace(stringOrNumber, (token) => {
    if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token))) return token;
    count++;
    return `"${mark}${token}"`;
  });
  if (count === 0) return JSON.parse(text);
  return JSON.parse(marked, (_, value) =>
    typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
  );
}

/** Strings are matched as a whole, so that digits inside them stay. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/** The text of a JSON value that may contain a bigint. */
export function exactJsonText(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(exactJsonText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}:${exactJsonText(item)}`)
    .join(",")}}`;
}

/** A whole number as a number where that is exact, else as a bigint. */
export function exactInteger(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** True if two JSON values are equal. The order of members does not matter. */
export function equalJson(a: unknown, b: unknown): boolean {
  if (typeof a === "bigint" || typeof b === "bigint") return equalIntegers(a, b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalJson(memberOf(a, key), memberOf(b, key)));
}

/** A number such as 1e20 can equal a bigint. */
function equalIntegers(a: unknown, b: unknown): boolean {
  const [exactA, exactB] = [a, b].map((value) => (Number.isInteger(value) ? BigInt(value as number) : value));
  return exactA === exactB;
}

function memberOf(value: object, key: string): unknown {
  return (value as Readonly<Record<string, unknown>>)[key];
}
