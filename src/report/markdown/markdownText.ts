import { markdownTable } from "markdown-table";

/** As many of the blocks, from the first on, as are together no longer than that. */
export function bounded(blocks: readonly string[], longest: number, whereTheRestIs: string): string {
  const leftOut = `_The rest is longer than GitHub allows here: ${whereTheRestIs}._`;
  const fits = (n: number) => joined([...blocks.slice(0, n), n < blocks.length ? leftOut : ""]).length <= longest;
  let kept = blocks.length;
  while (kept > 1 && !fits(kept)) kept--;
  return joined([...blocks.slice(0, kept), kept < blocks.length ? leftOut : ""]);
}

/** Blocks with a blank line between them; empty ones are none. */
export const joined = (blocks: readonly string[]): string => `${blocks.filter((block) => block !== "").join("\n\n")}\n`;

/** Closed until the reader opens it; nothing where there is nothing to show. */
export function folded(title: string, body: string): string {
  return title === "" || body === "" ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}

/** The first row is the header; the columns in `right` are aligned to the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const align = (rows[0] ?? []).map((_, i) => (right.includes(i) ? "r" : "l"));
  return markdownTable(
    rows.map((row) => [...row]),
    { align, padding: true, alignDelimiters: false },
  );
}

/** Commits as code, and what is between them as plain text. */
export function shasAsCode(text: string): string {
  return text
    .split(/\b([0-9a-f]{7,40})\b/)
    .map((part, at) => (at % 2 === 1 ? `\`${part}\`` : escaped(part)))
    .join("");
}

/** A fence longer than any in the text, so that nothing inside can close it. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const lines = text.split(/\r\n|[\n\r]/).map((line) => line.split("\t").map(visible).join("\t"));
  return `${fence}\n${lines.join("\n")}\n${fence}`;
}

/** A line of a list, of whose text no mark at the beginning makes a list of its own. */
export function bullet(rendered: string): string {
  return `- ${rendered.trimStart().replace(/^(\d*)([-+.])(?=[-+\s]|$)/, "$1\\$2")}`;
}

/** Text of others as plain text: no markup, no mention, no link, no emoji, no formula, no comment marker, on one line. */
export function escaped(text: string): string {
  return (
    visible(text)
      // A character that is not seen comes between what GitHub makes links, mentions and pictures of, however it is written.
      .replace(/@|#(?=\d)|:(?=\/\/|(?!\d\d:)[\w+-]+:)|GH-(?=\d)|www(?=\.)/gi, "$&\u200b")
      .replace(/\b(?=\d*[a-f])[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, "$&\u200b"))
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
      .replaceAll("$", "&#36;")
  );
}

/** Without what is not seen or turns the direction of text; a selector that makes a sign an emoji may stay. */
function visible(text: string): string {
  return text.toWellFormed().replace(/(?!\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu, " ");
}
