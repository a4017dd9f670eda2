const named =
  /((?:(?:set-)?cookie|(?:proxy-)?authorization|x-api-key)(?:["']\s*,|["']?\s*[:=])\s*)("[^"\n]*"?|'[^'\n]*'?|[^\n]*)/gi;
/** A key has a digit in it, and prose behind such a word has not. */
const withScheme = /\b(bearer|basic)(\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi;
const cookie = /[^\s"'=;,]+=[^\s"';]+(?=;\s*(?:path|domain|httponly|secure|samesite|max-age|expires)\b)/gi;

/** A log without the credentials that a service has put there: what a run is given as it goes, nobody knows beforehand. */
export function withoutCredentials(log: string): string {
  return log.replace(named, "$1***").replace(withScheme, "$1$2***").replace(cookie, "***");
}
