/** A text shorter than this is no secret, and hiding it would hide half of every report. */
export const shortestSecret = 4;
/** And so it is with a part of one: a line, a piece around a template. */
export const shortestPart = 8;

const cover = "***";

/** Puts stars where a text holds one of the secrets, as it stands or in a form in which programs pass it on. */
export function hiding(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortestSecret);
  return (text) => hidden(text, forms);
}

/** What overlaps is covered as one: a secret within another one leaves nothing of it to be seen. */
function hidden(text: string, forms: readonly string[]): string {
  const spans = forms.flatMap((form) => spansOf(text, form)).toSorted((a, b) => a.from - b.from);
  let shown = "";
  let end = 0;
  for (const { from, to } of spans) {
    if (from >= end) shown += text.slice(end, from) + cover;
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function spansOf(text: string, form: string): readonly Span[] {
  const spans: Span[] = [];
  for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + 1)) {
    spans.push({ from, to: from + form.length });
  }
  return spans;
}

function formsOf(secret: string): readonly string[] {
  if (secret.length < shortestSecret) return [];
  const encoded = encodeURIComponent(secret.toWellFormed());
  const base64 = [0, 1, 2].map((offset) => base64At(secret, offset));
  // A log tells a text of several lines line by line.
  const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
  return [
    secret,
    ...lines.filter((line) => line.length >= shortestPart),
    JSON.stringify(secret).slice(1, -1),
    encoded,
    encoded.replaceAll("%20", "+"),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** What base64 makes of the text wherever it stands behind so many bytes: the letters that no neighbour has a part in. */
function base64At(text: string, offset: number): string {
  const bytes = Buffer.from(`${"-".repeat(offset)}${text}`);
  return bytes.toString("base64").slice(Math.ceil((8 * offset) / 6), Math.floor((8 * bytes.length) / 6));
}
