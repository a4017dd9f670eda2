import type { Cookie, CookieJar } from "../../model/http.ts";

interface SetCookie extends Cookie {
  /** It takes away the cookie of that name and path. */
  readonly isExpired: boolean;
}

/**
 * The cookies of one user at one origin (RFC 6265): Domain and Secure say nothing here, and a cookie that expires later
 * outlives the visit.
 */
export class Cookies implements CookieJar {
  /** Those with longer paths first, else in the order in which they came, as they are sent. */
  #cookies: readonly Cookie[];

  constructor(cookies: readonly Cookie[] = []) {
    this.#cookies = cookies;
  }

  get all(): readonly Cookie[] {
    return this.#cookies;
  }

  headerFor(path: string): string | undefined {
    if (this.#cookies.length === 0) return undefined;
    const sent = this.#cookies.filter((cookie) => isWithin(pathOnly(path), cookie.path));
    return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  store(headers: readonly string[], path: string): void {
    for (let i = 0; i < headers.length; i += 2) {
      if (headers[i] === "set-cookie") this.#take(setCookieOf(headers[i + 1] ?? "", path));
    }
  }

  get(name: string): string | undefined {
    return this.#cookies.find((cookie) => cookie.name === name)?.value;
  }

  #take(given: SetCookie | undefined): void {
    if (given === undefined) return;
    const { name, value, path, isExpired } = given;
    const isSame = (cookie: Cookie) => cookie.name === name && cookie.path === path;
    if (isExpired) this.#cookies = this.#cookies.filter((cookie) => !isSame(cookie));
    else if (this.#cookies.some(isSame)) {
      this.#cookies = this.#cookies.map((cookie) => (isSame(cookie) ? { name, value, path } : cookie));
    } else {
      this.#cookies = [...this.#cookies, { name, value, path }].sort((a, b) => b.path.length - a.path.length);
    }
  }
}

function setCookieOf(header: string, requestPath: string): SetCookie | undefined {
  const [pair = "", ...given] = header.split(";");
  const at = pair.indexOf("=");
  const name = pair.slice(0, at).trim();
  if (at < 1 || name === "") return undefined;
  const attributes = new Map(given.map(attributeOf));
  const path = attributes.get("path") ?? "";
  return {
    name,
    value: pair.slice(at + 1).trim(),
    path: path.startsWith("/") ? path : directoryOf(pathOnly(requestPath)),
    isExpired: isOver(attributes.get("max-age"), attributes.get("expires")),
  };
}

function attributeOf(text: string): readonly [name: string, value: string] {
  const [name = "", ...value] = text.split("=");
  return [name.trim().toLowerCase(), value.join("=").trim()];
}

/** Max-Age goes before Expires. No clock: a server that takes a cookie away names a moment long past, as a rule 1970. */
function isOver(maxAge: string | undefined, expires: string | undefined): boolean {
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0;
  const [, year] = /^\w+, *\d+[ -]\w+[ -](\d+)/.exec(expires ?? "") ?? [];
  if (year === undefined) return false;
  // RFC 6265, 5.1.1: two digits from 70 on are of the last century.
  return year.length === 2 ? Number(year) >= 70 : Number(year) < 2020;
}

const pathOnly = (target: string): string => target.split("?", 1)[0] ?? "";

/** RFC 6265, 5.1.4: where a cookie without a path belongs. */
function directoryOf(path: string): string {
  const end = path.lastIndexOf("/");
  return end < 1 ? "/" : path.slice(0, end);
}

function isWithin(path: string, directory: string): boolean {
  if (!path.startsWith(directory)) return false;
  return path.length === directory.length || directory.endsWith("/") || path[directory.length] === "/";
}
