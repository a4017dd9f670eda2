/** How a text is written where it goes: what stands in the configuration, and what a template puts in. */
export interface Encoding {
  readonly literal: (text: string) => string;
  readonly value: (text: string) => string;
}

const asItStands = (text: string): string => text;

export const plainEncoding: Encoding = { literal: asItStands, value: asItStands };

/** In a path or query: what stands there may be encoded already, what is put in is one segment or one value. */
export const targetEncoding: Encoding = { literal: requestTarget, value: percentEncoded };

/** Within the quotes of a JSON string. */
export const jsonEncoding: Encoding = { literal: jsonEscaped, value: jsonEscaped };

export const formEncoding: Encoding = { literal: formEncoded, value: formEncoded };

/** RFC 3986: all but unreserved characters are percent-encoded, as UTF-8. */
export function percentEncoded(text: string): string {
  // Most need nothing, and testing for that costs a tenth.
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}

/** Path and query as they may go on the wire: what no request target can hold is percent-encoded, the rest stays. */
export function requestTarget(text: string): string {
  return text.toWellFormed().replace(/[^!$-;=?-Z[\]_a-z~]+/g, encodeURIComponent);
}

/** application/x-www-form-urlencoded, as URLSearchParams writes it (WHATWG URL, 5.2). */
export function formEncoded(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, hex)
    .replaceAll("%20", "+");
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
