/** Renders a text in at most `maxLength` characters, as far as it can be shortened. */
export type Truncatable = (maxLength: number) => string;

const encoder = new TextEncoder();
export const byteLength = (text: string): number => encoder.encode(text).length;

/** The text in at most `maxBytes` of UTF-8. It is longer only if it cannot be shortened that far. */
export function truncate(text: Truncatable, maxBytes: number): string {
  for (let maxLength = maxBytes; ; ) {
    const truncated = text(maxLength);
    const excess = byteLength(truncated) - maxBytes;
    if (excess <= 0 || truncated.length > maxLength) return truncated;
    // A UTF-16 code unit takes three bytes of UTF-8 at most.
    maxLength = truncated.length - Math.ceil(excess / 3);
  }
}
