import type { Phrase } from "../phrase.ts";

/** The parts of a cause that a service names itself: of any length, with any characters. */
interface Named {
  readonly subject?: string | undefined;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

const maxSubject = 160;
const maxFile = 120;

/** `parseOrder`, src/orders.js:41. Empty if there is no name. */
export function subjectPhrase({ subject, file, line }: Named): Phrase {
  const place = placeText({ file, line });
  const name = subject === undefined ? "" : shorten(subject, maxSubject);
  if (name === "") return place === undefined ? [] : [{ code: place }];
  return place === undefined ? [{ code: name }] : [{ code: name }, ", ", { code: place }];
}

/** src/orders.js:41. The end of a long path says most. */
export function placeText({ file, line }: Named): string | undefined {
  if (file === undefined) return undefined;
  const path = file.length > maxFile ? `…${file.slice(-maxFile)}` : file;
  return line === undefined ? path : `${path}:${line}`;
}

/** The text on one line, with its end left out if it is too long. */
export function shorten(text: string, maxLength: number): string {
  const line = text
    .slice(0, 4 * maxLength)
    .replace(/\s+/g, " ")
    .trim();
  return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}
