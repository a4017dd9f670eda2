/** How text is encoded for its position in a request. */
export interface Encoding {
  /** Encodes text from the configuration. */
  readonly literal: (text: string) => string;
  /** Encodes the value of a template. */
  readonly value: (text: string) => string;
}

const unchanged = (text: string): string => text;

export const plainEncoding: Encoding = { literal: unchanged, value: unchanged };

/** For a path or query. Text of the configuration may be encoded already. A value is one segment or query value. */
export const targetEncoding: Encoding = { literal: encodeTarget, value: percentEncode };

/** For text within the quotes of a JSON string. */
export const jsonEncoding: Encoding = { literal: jsonEscape, value: jsonEscape };

export const formEncoding: Encoding = { literal: formEncode, value: formEncode };

/** Percent-encodes all characters except the unreserved ones of RFC 3986, as UTF-8. */
export function percentEncode(text: string): string {
  // Most texts need no encoding. This test costs a tenth of encoding them.
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}

/** Percent-encodes the characters of a path and query that are illegal in a request target. */
export function encodeTarget(text: string): string {
  return text.toWellFormed().replace(/[^!$-;=?-Z[\]_a-z~]+/g, encodeURIComponent);
}

/** application/x-www-form-urlencoded, as in URLSearchParams (WHATWG URL, 5.2). */
export function formEncode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, hex)
    .replaceAll("%20", "+");
}

function jsonEscape(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function hex(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
