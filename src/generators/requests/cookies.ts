import type { Cookie, CookieJar } from "../../model/http.ts";

interface SetCookie extends Cookie {
  /** The header removes the cookie with this name and path. */
  readonly isExpired: boolean;
}

/**
 * The cookies of one user at one origin (RFC 6265). Domain and Secure are ignored: there is only one origin. A cookie
 * that expires later never expires here: it outlives the session.
 */
export class Cookies implements CookieJar {
  /** In sending order: longer paths first, then the order of arrival. */
  #cookies: readonly Cookie[];

  constructor(cookies: readonly Cookie[] = []) {
    this.#cookies = cookies;
  }

  get all(): readonly Cookie[] {
    return this.#cookies;
  }

  headerFor(path: string): string | undefined {
    if (this.#cookies.length === 0) return undefined;
    const sent = this.#cookies.filter((cookie) => isWithin(withoutQuery(path), cookie.path));
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  store(headers: readonly string[], path: string): void {
    for (let i = 0; i < headers.length; i += 2) {
      if (headers[i] === "set-cookie") this.#apply(parseSetCookie(headers[i + 1] ?? "", path));
    }
  }

  get(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name)?.value;
  }

  #apply(setCookie: SetCookie | undefined): void {
    if (setCookie === undefined) return;
    const { name, value, path, isExpired } = setCookie;
    const isSame = (cookie: Cookie) => cookie.name === name && cookie.path === path;
    if (isExpired) this.#cookies = this.#cookies.filter((cookie) => !isSame(cookie));
    else if (this.#cookies.some(isSame)) {
      this.#cookies = this.#cookies.map((cookie) => (isSame(cookie) ? { name, value, path } : cookie));
    } else {
      this.#cookies = [...this.#cookies, { name, value, path }].sort((a, b) => b.path.length - a.path.length);
    }
  }
}

/** `undefined` if the header has no name. */
function parseSetCookie(header: string, requestPath: string): SetCookie | undefined {
  const [pair = "", ...attributeTexts] = header.split(";");
  const equalsSign = pair.indexOf("=");
  const name = pair.slice(0, equalsSign).trim();
  if (equalsSign < 1 || name === "") return undefined;
  const attributes = new Map(attributeTexts.map(parseAttribute));
  const path = attributes.get("path") ?? "";
  return {
    name,
    value: pair.slice(equalsSign + 1).trim(),
    path: path.startsWith("/") ? path : defaultPath(withoutQuery(requestPath)),
    isExpired: isExpired(attributes.get("max-age"), attributes.get("expires")),
  };
}

function parseAttribute(text: string): readonly [name: string, value: string] {
  const [name = "", ...value] = text.split("=");
  return [name.trim().toLowerCase(), value.join("=").trim()];
}

/** Max-Age wins over Expires. No clock is needed: servers remove a cookie with a date long ago, usually in 1970. */
function isExpired(maxAge: string | undefined, expires: string | undefined): boolean {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const [, year] = /^\w+, *\d+[ -]\w+[ -](\d+)/.exec(expires ?? "") ?? [];
  if (year === undefined) return false;
  // RFC 6265, 5.1.1: two-digit years from 70 on are in the 20th century.
  return year.length === 2 ? Number(year) >= 70 : Number(year) < 2020;
}

const withoutQuery = (target: string): string => target.split("?", 1)[0] ?? "";

/** RFC 6265, 5.1.4: the path of a cookie that has none. */
function defaultPath(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 1 ? "/" : path.slice(0, end);
}

/** Path matching of RFC 6265, 5.1.4. */
function isWithin(path: string, cookiePath: string): boolean {
  if (!path.startsWith(cookiePath)) return false;
  return path.length === cookiePath.length || cookiePath.endsWith("/") || path[cookiePath.length] === "/";
}
