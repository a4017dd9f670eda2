/** Characters and character classes of HTTP/1.1, as in the strict mode of llhttp. */

export const lf = 10;
export const cr = 13;
export const tab = 9;
export const space = 32;
export const quote = 34;
export const comma = 44;
export const zero = 48;
export const colon = 58;
export const semicolon = 59;
export const equals = 61;
export const backslash = 92;

const tableOf = (isMember: (byte: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => (isMember(byte) ? 1 : 0));

/** Bytes of a token (RFC 9110, 5.6.2). */
export const isToken = tableOf((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));
/** Bytes of a header's value (RFC 9110, 5.5): tab, space, visible ASCII, and all above ASCII. */
export const isValue = tableOf((byte) => byte === tab || (byte >= space && byte !== 127));

/** The value of a hexadecimal digit, or -1. */
export const hexOf = Int8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  return /[0-9a-fA-F]/.test(text) ? Number.parseInt(text, 16) : -1;
});

/** 0 to 9 for a digit, else a number outside that range. */
export const digitOf = (byte: number): number => byte - zero;

/** True if the bytes at `from` are this text, in any case. `lowerCase` must be letters and hyphens. */
export function spells(bytes: Uint8Array, from: number, lowerCase: string): boolean {
  for (let i = 0; i < lowerCase.length; i++) {
    if (((bytes[from + i] ?? 0) | 32) !== lowerCase.charCodeAt(i)) return false;
  }
  return true;
}
