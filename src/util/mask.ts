/** A shorter text is not masked as a secret: masking it would hide half of every report. In characters. */
export const shortestSecret = 4;
/** The same for a part of a secret, such as one of its lines. In characters. */
export const shortestPart = 8;

const stars = "***";

/** A function that masks the secrets in a text, in plain form and in the encodings that programs pass on. */
export function masker(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortestSecret);
  return (text) => maskForms(text, forms);
}

/** Overlapping matches are masked as one. A secret inside another one therefore leaves no rest. */
function maskForms(text: string, forms: readonly string[]): string {
  const spans = forms.flatMap((form) => spansOf(text, form)).toSorted((a, b) => a.from - b.from);
  let masked = "";
  let end = 0;
  for (const { from, to } of spans) {
    if (from >= end) masked += text.slice(end, from) + stars;
    end = Math.max(end, to);
  }
  return masked + text.slice(end);
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
  // A log prints a text of several lines line by line.
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

/** The base64 letters of the text behind `offset` other bytes, without the letters that also encode a neighbour. */
function base64At(text: string, offset: number): string {
  const bytes = Buffer.from(`${"-".repeat(offset)}${text}`);
  return bytes.toString("base64").slice(Math.ceil((8 * offset) / 6), Math.floor((8 * bytes.length) / 6));
}
