const safe: unique symbol = Symbol("markup");

/** HTML that only the tag below can make. Foreign text can never be taken for it. */
export interface Markup {
  readonly [safe]: string;
}

export type MarkupValue = Markup | string | number | undefined | readonly MarkupValue[];

/** A template of HTML. Values are escaped for text and quoted attributes, unless they are markup themselves. */
export function markup(texts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return { [safe]: texts.reduce((html, text, i) => html + render(values[i - 1]) + text) };
}

export function textOf(html: Markup): string {
  return html[safe];
}

function render(value: MarkupValue): string {
  if (value === undefined) return "";
  if (typeof value === "string") return escapeHtml(value);
  if (typeof value === "number") return String(value);
  return isMarkup(value) ? value[safe] : value.map(render).join("");
}

const isMarkup = (value: Markup | readonly MarkupValue[]): value is Markup => safe in value;

/** Control characters become spaces. HTML forbids most of them, and some change the text direction to fake a name. */
function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}\ufffe\uffff]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
