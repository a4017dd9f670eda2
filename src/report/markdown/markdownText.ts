import { markdownTable } from "markdown-table";
import type { Phrase } from "../phrase.ts";

/** The first blocks, as many as fit into `maxLength` characters. If some do not, a last line says where they are. */
export function fitBlocks(blocks: readonly string[], maxLength: number, restIsIn: string): string {
  const cutNotice = `_The rest does not fit into GitHub's maximum length. See ${restIsIn}._`;
  const textOf = (n: number) => joinBlocks([...blocks.slice(0, n), n < blocks.length ? cutNotice : ""]);
  let count = blocks.length;
  while (count > 1 && textOf(count).length > maxLength) count--;
  return textOf(count);
}

/** Blocks with a blank line between them. Empty blocks are left out. */
export const joinBlocks = (blocks: readonly string[]): string =>
  `${blocks.filter((block) => block !== "").join("\n\n")}\n`;

/** A block that is closed until the reader opens it. Empty if there is nothing to show. */
export function details(title: string, body: string): string {
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

/** Commits and hashes become code. A foreign results file may have other text there, which is escaped. */
export function phraseMarkdown(sentence: Phrase): string {
  return sentence
    .map((part) => {
      if (typeof part === "string") return escapeMarkdown(part);
      if ("code" in part) return inlineCode(part.code);
      return /^[0-9a-f]{7,}$/.test(part.hash) ? `\`${part.hash}\`` : escapeMarkdown(part.hash);
    })
    .join("");
}

/** A fence that is longer than any in the text, so that nothing inside can close it. */
export function codeBlock(text: string): string {
  const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const lines = text.split(/\r\n|[\n\r]/).map((line) => line.split("\t").map(replaceInvisible).join("\t"));
  return `${fence}\n${lines.join("\n")}\n${fence}`;
}

/** Text as code within a line. Nothing in it has a meaning, and no backtick in it can end it. */
export function inlineCode(text: string): string {
  // A marker of a comment must not be found in it.
  const line = replaceInvisible(text)
    .trim()
    .replace(/<!(?=--)/g, "<!\u200b");
  if (line === "") return "";
  const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

/** A list item. A mark at the beginning of the text must not start a list of its own. */
export function listItem(markdown: string): string {
  return `- ${markdown.trimStart().replace(/^(\d*)([-+.])(?=[-+\s]|$)/, "$1\\$2")}`;
}

/** Foreign text as plain text on one line: no markup, mention, link, emoji, formula or comment marker. */
export function escapeMarkdown(text: string): string {
  return (
    replaceInvisible(text)
      // GitHub makes links, mentions and emoji even of escaped characters. A zero-width space prevents that.
      .replace(/@|#(?=\d)|:(?=\/\/|(?!\d\d:)[\w+-]+:)|GH-(?=\d)|www(?=\.)/gi, "$&\u200b")
      .replace(/\b(?=\d*[a-f])[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, "$&\u200b"))
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
      .replaceAll("$", "&#36;")
  );
}

/** Spaces for characters that are invisible or change the direction of text. Variation selectors of emoji may stay. */
function replaceInvisible(text: string): string {
  return text.toWellFormed().replace(/(?!\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu, " ");
}
