import { version } from "./version.ts";

/** The headers that every client sends. curl has the same `accept`, and browsers the same encodings. */
const defaults: Readonly<Record<string, string>> = {
  "user-agent": `loadgate/${version}`,
  accept: "*/*",
  "accept-encoding": "gzip, deflate, br, zstd",
};

/** The configured headers, and the default ones that they do not set. A header with an empty text is not sent. */
export function withDefaultHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  const added = Object.entries(defaults).filter(([name]) => !names.includes(name));
  return Object.fromEntries([...Object.entries(headers), ...added].filter(([, text]) => text !== ""));
}
