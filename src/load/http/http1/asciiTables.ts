/** What bytes may stand where, as llhttp has it in its strict mode. */

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

const tableOf = (holds: (byte: number) => boolean): Uint8Array =>
  Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));

/** RFC 9110, 5.6.2. */
export const isToken = tableOf((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));
/** RFC 9110, 5.5: tab, space, visible, and what is not ASCII. */
export const isValue = tableOf((byte) => byte === tab || (byte >= space && byte !== 127));

/** The value of a hexadecimal digit, or -1. */
export const hexOf = Int8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  return /[0-9a-fA-F]/.test(text) ? Number.parseInt(text, 16) : -1;
});

/** 0 to 9, or a number outside of them. */
export const digitOf = (byte: number): number => byte - zero;

/** Whether the bytes from there on are this text in lower case, whatever their own case. */
export function spells(bytes: Uint8Array, from: number, lowerCase: string): boolean {
  for (let i = 0; i < lowerCase.length; i++) {
    if (((bytes[from + i] ?? 0) | 32) !== lowerCase.charCodeAt(i)) return false;
  }
  return true;
}
