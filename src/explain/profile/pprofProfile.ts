import { messageOf } from "../../model/errors.ts";
import type { Instrument, InstrumentContext, ObservationResult } from "../instrument.ts";
import { download } from "./download.ts";
import { cpuTimeMs, profileResult } from "./externalProfile.ts";
import { observeGo } from "./observeGo.ts";

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
          const late = AbortSignal.timeout(Math.ceil(durationMs + graceMs));
          const signal = AbortSignal.any([over.signal, context.signal, late]);
          const url = new URL(`${path}${path.includes("?") ? "&" : "?"}seconds=${seconds}`, origin);
          const cpuBefore = cpuTimeMs(pids());
          const answer = download(url, context, signal);
          answer.catch(() => {});
          const ended = new AbortController();
          const profile = new URL(path, origin);
          const looking = observeGo({ arm, profile, pids, seconds, signal, ended: ended.signal }, context);
          return {
            async stop(): Promise<ObservationResult> {
              ended.abort();
              const ofGo = await looking;
              const cpuAfter = cpuTimeMs(pids());
              const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
              try {
                const { records, failures } = await profileResult(
                  { arm, round, key, content: await answer, cpuMs },
                  context,
                );
                return { records: [...records, ...ofGo], failures };
              } catch (error) {
                return { records: ofGo, failures: [`${key}: GET ${path} failed: ${messageOf(error)}`] };
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
