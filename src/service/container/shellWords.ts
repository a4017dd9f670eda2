/** The words as one shell command. */
export const quoteWords = (words: readonly string[]): string => words.map(quote).join(" ");

const quote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
