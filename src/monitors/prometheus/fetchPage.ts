import { Agent, type IncomingMessage, request } from "node:http";
import { request as requestOverTls, Agent as TlsAgent } from "node:https";
import type { TlsSpec } from "../../model/plan.ts";
import type { Millis } from "../../model/unit.ts";
import { addressOf } from "../../shell/address.ts";
import { tlsContextOf } from "../../shell/tlsContext.ts";

/** A larger page has series by the hundred thousand. The service would do little else than print it. */
export const maxPageBytes = 8 * 1024 ** 2;

/** Fetches one page again and again, over one connection. */
export interface PageReader extends Disposable {
  /** The text of the page. Rejects in plain words. */
  fetch(): Promise<string>;
}

/** `origin` may be a Unix socket. The path may carry a user and a password as the address does. */
export interface PageAddress {
  readonly origin: string;
  readonly path: string;
  readonly auth?: string;
}

/** The address of a page: a path of the service, or an address of its own. */
export function pageAddress(url: string, serviceOrigin: string): PageAddress {
  if (url.startsWith("/")) return { origin: serviceOrigin, path: url };
  const { origin, pathname, search, username, password } = new URL(url);
  const auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { origin, path: pathname + search, ...(username !== "" && { auth }) };
}

export function openPage(address: PageAddress, tls: TlsSpec, timeoutMs: Millis): PageReader {
  const { origin, path, auth } = address;
  const isTls = origin.startsWith("https:");
  const pool = { keepAlive: true, maxSockets: 1 } as const;
  const agent = isTls
    ? new TlsAgent({ ...pool, rejectUnauthorized: tls.verify, secureContext: tlsContextOf(tls) })
    : new Agent(pool);
  const { path: socketPath, ...target } = addressOf(origin) as { readonly path?: string };
  const headers = { accept: "text/plain;version=0.0.4, application/openmetrics-text;q=0.9, text/plain;q=0.8" };
  return {
    async fetch() {
      const signal = AbortSignal.timeout(timeoutMs);
      const options = { ...target, ...(socketPath && { socketPath }), path, agent, headers, ...(auth && { auth }) };
      const sent = (isTls ? requestOverTls : request)({ ...options, signal });
      const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
      sent.once("response", resolve);
      sent.on("error", reject);
      sent.end();
      try {
        return await bodyOf(await promise);
      } catch (cause) {
        throw signal.aborted ? new Error(`the page took longer than ${timeoutMs / 1000} s`, { cause }) : cause;
      }
    },
    [Symbol.dispose]: () => agent.destroy(),
  };
}

async function bodyOf(response: IncomingMessage): Promise<string> {
  const { statusCode = 0, headers } = response;
  const type = headers["content-type"] ?? "";
  const refuse = (reason: string) => {
    response.destroy();
    return new Error(reason);
  };
  if (statusCode !== 200) throw refuse(`the page has the status ${statusCode}`);
  if (/protobuf/.test(type)) throw refuse(`expected text, got ${type.split(";")[0]}`);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      size += chunk.length;
      if (size > maxPageBytes) break;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw new Error("the page ends early", { cause });
  }
  if (size > maxPageBytes) throw refuse(`the page has more than ${maxPageBytes / 1024 ** 2} MiB`);
  return Buffer.concat(chunks).toString();
}
