const safe: unique symbol = Symbol("markup");

/** Markup made by the tag below and by nothing else: text of others cannot pass for it, whatever its shape. */
export interface Markup {
  readonly [safe]: string;
}

export type Part = Markup | string | number | undefined | readonly Part[];

/** A template of markup. What is put in is escaped, in text and in quoted attributes alike, unless it is markup itself. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { [safe]: fixed.reduce((text, piece, i) => text + rendered(parts[i - 1]) + piece) };
}

export function textOf(made: Markup): string {
  return made[safe];
}

function rendered(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string") return escaped(part);
  if (typeof part === "number") return String(part);
  return isMarkup(part) ? part[safe] : part.map(rendered).join("");
}

const isMarkup = (part: Markup | readonly Part[]): part is Markup => safe in part;

/** Controls go too: they are no characters of a page, and those that turn the direction of text can forge a name. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\ufffe\uffff]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
