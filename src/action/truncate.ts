/** A text that can be had in at most so many characters. */
export type Cuttable = (longest: number) => string;

const encoder = new TextEncoder();
export const bytesOf = (text: string): number => encoder.encode(text).length;

/** As much of the text as has no more than so many bytes in UTF-8, or what it cannot be cut below. */
export function inBytes(text: Cuttable, mostBytes: number): string {
  for (let longest = mostBytes; ; ) {
    const cut = text(longest);
    const excess = bytesOf(cut) - mostBytes;
    if (excess <= 0 || cut.length > longest) return cut;
    // A character has three bytes at most.
    longest = cut.length - Math.ceil(excess / 3);
  }
}
