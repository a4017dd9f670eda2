import { exactInteger } from "./exactJson.ts";

/** The number that a text spells, such as "5", "-0.5" or "1e3". Exact beyond 2^53. `undefined` for other texts. */
export function toNumber(text: string): number | bigint | undefined {
  const digits = text.trim();
  if (/^[+-]?\d+$/.test(digits)) return exactInteger(BigInt(digits.replace(/^\+/, "")));
  if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(digits)) return undefined;
  const number = Number(digits);
  return Number.isFinite(number) ? number : undefined;
}
