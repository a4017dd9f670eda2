/** Where a service finds its database, and the text with another address. */
export type DatabaseAddress =
  | {
      readonly kind: "address";
      readonly host: string;
      readonly port: number;
      /** The service insists on encryption. */
      readonly needsTls: boolean;
      /** The same text with the relay's address. */
      readonly withPort: (port: number) => string;
    }
  | { readonly kind: "unusable"; readonly reason: string };

/** The relay listens here. */
export const relayHost = "127.0.0.1";
/**
 * Reads what services have in a variable: an address (with jdbc: or a driver's name before it), settings such as
 * "host=localhost port=5432", or host:port. No reason shows the text, because it may hold a password.
 */
export function databaseAddress(text: string, defaultPort: number): DatabaseAddress {
  if (text.includes("://")) return ofUrl(text, defaultPort);
  if (/\b(host|server)\s*=/i.test(text)) return ofSettings(text, defaultPort);
  const [, host, port] = /^(\[[^\]]+\]|[^\s:/@]+):(\d+)$/.exec(text.trim()) ?? [];
  if (host === undefined) return unusable("expected an address with host and port");
  return addressOf(host, Number(port), false, (own) => `${relayHost}:${own}`);
}

const urlPattern = /^([a-z][\w+.:-]*:\/\/(?:[^/?#]*@)?)(\[[^\]]+\]|[^:/?#]*)(?::(\d+))?([/?#].*)?$/i;
function ofUrl(text: string, defaultPort: number): DatabaseAddress {
  const [, before = "", host, port, after = ""] = urlPattern.exec(text.trim()) ?? [];
  if (host === undefined) return unusable("expected an address with one host and port");
  if (/^rediss:/i.test(before)) return unusable("the connection is encrypted (rediss)");
  if (host.includes(",")) return unusable("expected one host, got several");
  if (host === "" || /[?&]host=/.test(after) || host.includes("%"))
    return unusable("expected a host, got a Unix socket");
  const needsTls = /[?&](sslmode=(require|verify)|ssl=(true|1|require))/i.test(after);
  return addressOf(host, Number(port) || defaultPort, needsTls, (own) => `${before}${relayHost}:${own}${after}`);
}

/** "host=a port=1" of libpq, or "Host=a;Port=1" of .NET. */
function ofSettings(text: string, defaultPort: number): DatabaseAddress {
  const [setting = "", name = "", host = ""] = /\b(host|server)\s*=\s*([^\s;]+)/i.exec(text) ?? [];
  if (host.includes(",")) return unusable("expected one host, got several");
  if (host === "" || host.startsWith("/")) return unusable("expected a host, got a Unix socket");
  const portPattern = /\b(port\s*=\s*)(\d+)/i;
  const port = Number(portPattern.exec(text)?.[2]) || defaultPort;
  const needsTls = /\bssl\s*mode\s*=\s*(require|verify)/i.test(text);
  return addressOf(host, port, needsTls, (own) => {
    const moved = text.replace(setting, () => `${name}=${relayHost}`);
    if (portPattern.test(moved)) return moved.replace(portPattern, `$1${own}`);
    return text.includes(";") ? `${moved.replace(/;\s*$/, "")};Port=${own}` : `${moved} port=${own}`;
  });
}

function addressOf(host: string, port: number, needsTls: boolean, withPort: (port: number) => string): DatabaseAddress {
  return { kind: "address", host: host.replace(/^\[|\]$/g, ""), port, needsTls, withPort };
}

const unusable = (reason: string): DatabaseAddress => ({ kind: "unusable", reason });
