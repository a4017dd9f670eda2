const credentialHeader =
  /((?:(?:set-)?cookie|(?:proxy-)?authorization|x-api-key)(?:["']\s*,|["']?\s*[:=])\s*)("[^"\n]*"?|'[^'\n]*'?|[^\n]*)/gi;
/** A key contains a digit. Ordinary words after `bearer` or `basic` do not. */
const authorizationScheme = /\b(bearer|basic)(\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi;
const cookie = /[^\s"'=;,]+=[^\s"';]+(?=;\s*(?:path|domain|httponly|secure|samesite|max-age|expires)\b)/gi;

/** The log with `***` for credentials. A service can receive them during a run, so no list can name them in advance. */
export function redactLog(log: string): string {
  return log.replace(credentialHeader, "$1***").replace(authorizationScheme, "$1$2***").replace(cookie, "***");
}
