import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { messageOf } from "../../model/errors.ts";
import { tlsContextOf } from "../../shell/tlsContext.ts";
import { maxProfileBytes } from "../formats/readProfile.ts";
import type { Instrument, InstrumentContext, ObservationResult } from "../instrument.ts";
import { cpuTimeMs, profileResult } from "./externalProfile.ts";

const key = "explain.profile.pprof";
/** The service answers when the profile is complete. */
const graceMs = 10_000;

/** Profiles a service that answers with a pprof file, as Go's net/http/pprof does. */
export function pprofProfile(path: string, context: InstrumentContext): Instrument {
  return {
    async attach(arm, round) {
      const over = new AbortController();
      return {
        environment: {},
        async observe({ origin, pids, durationMs }) {
          const seconds = Math.max(1, Math.floor(durationMs / 1000));
          const signal = AbortSignal.any([over.signal, context.signal, AbortSignal.timeout(durationMs + graceMs)]);
          const url = new URL(`${path}${path.includes("?") ? "&" : "?"}seconds=${seconds}`, origin);
          const cpuBefore = cpuTimeMs(pids());
          const answer = download(url, context, signal);
          answer.catch(() => {});
          return {
            async stop(): Promise<ObservationResult> {
              const cpuAfter = cpuTimeMs(pids());
              const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
              try {
                return await profileResult({ arm, round, key, content: await answer, cpuMs }, context);
              } catch (error) {
                return { records: [], failures: [`${key}: GET ${path} failed: ${messageOf(error)}`] };
              }
            },
          };
        },
        async [Symbol.asyncDispose]() {
          over.abort();
        },
      };
    },
  };
}

async function download(url: URL, { tls }: InstrumentContext, signal: AbortSignal): Promise<Uint8Array> {
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
