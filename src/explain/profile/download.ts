import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { tlsContextOf } from "../../shell/tlsContext.ts";
import { maxProfileBytes } from "../formats/readProfile.ts";
import type { InstrumentContext } from "../instrument.ts";

/** The body of an answer with status 200. */
export async function download(url: URL, { tls }: InstrumentContext, signal: AbortSignal): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const options = { signal, agent: false as const };
  const secure = { ...options, rejectUnauthorized: tls.verify, secureContext: tlsContextOf(tls) };
  const sent = url.protocol === "https:" ? httpsRequest(url, secure, resolve) : httpRequest(url, options, resolve);
  sent.on("error", reject).end();
  const response = await promise;
  const { statusCode = 0 } = response;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > maxProfileBytes) throw new Error(`the profile has more than ${maxProfileBytes} bytes`);
    chunks.push(chunk);
  }
  if (statusCode !== 200) throw new Error(`expected status 200, got ${statusCode}`);
  return Buffer.concat(chunks);
}
