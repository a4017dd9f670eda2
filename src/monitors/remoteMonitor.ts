import { messageOf } from "../model/errors.ts";
import type { Reading } from "../model/reading.ts";
import { type Millis, millis } from "../model/unit.ts";
import { withTimeout } from "../shell/timeout.ts";
import type { Monitor, Sampling } from "./monitor.ts";
import type { Moment } from "./pace.ts";
import { type SamplerOptions, startSampler } from "./sampler.ts";

/** A source that answers over the network. It may refuse, hang or break, and none of that may hold the run up. */
export interface RemoteSource {
  connect(): Promise<SourceConnection>;
  /** Between two readings while load is sent. A reading costs the server time, too. */
  readonly leastIntervalMs: Millis;
  /** Gets why the source gave less than it should. */
  readonly onFailure: (reason: string) => void;
}

export interface SourceConnection extends AsyncDisposable {
  /** `undefined` if there is nothing to read now. */
  read(moment: Moment): Promise<Reading | undefined>;
  /** Completes the readings of a phase. */
  finish?(readings: readonly Reading[]): readonly Reading[];
}

/** One for each source of an arm, for the whole run. */
export interface SourceHealth {
  /** In a row. */
  failures: number;
}

const limitMs = millis(2000);
/** A source that fails so often in a row is not asked again. */
const mostFailures = 2;
const nothing: Sampling = { stop: async () => [] };

/**
 * Samples the source. Its counters are compared between the borders of a phase, so that a phase without its first or last
 * reading gives none. A failure in between leaves a gap. Never rejects.
 */
export function remoteMonitor(source: RemoteSource, options: SamplerOptions, health: SourceHealth): Monitor {
  const fail = (error: unknown) => {
    health.failures += 1;
    source.onFailure(reasonOf(error));
  };
  const succeed = () => {
    health.failures = 0;
  };
  return {
    async start() {
      if (health.failures >= mostFailures) return nothing;
      const opening = source.connect();
      try {
        const connection = await withTimeout(limitMs, "to connect", opening);
        try {
          return await sample(connection, { ...options, leastIntervalMs: source.leastIntervalMs }, { fail, succeed });
        } catch (error) {
          await close(connection);
          throw error;
        }
      } catch (error) {
        // A connection that comes too late is closed.
        opening.then(close, () => {});
        fail(error);
        return nothing;
      }
    },
  };
}

/** A failed connection to each of several addresses has no message of its own. */
function reasonOf(error: unknown): string {
  const message = messageOf(error);
  if (message !== "") return message;
  return error instanceof Error && "code" in error ? String(error.code) : "the connection failed";
}

interface Outcome {
  readonly fail: (error: unknown) => void;
  readonly succeed: () => void;
}

async function sample(
  connection: SourceConnection,
  options: SamplerOptions & Pick<RemoteSource, "leastIntervalMs">,
  outcome: Outcome,
): Promise<Sampling> {
  const { clock, intervalMs, leastIntervalMs } = options;
  let lastError: unknown;
  let dueMs = Number.NEGATIVE_INFINITY;
  const read = async (moment: Moment) => {
    const nowMs = clock.nowMs();
    if (moment === "next" && nowMs < dueMs) return undefined;
    // Readings come at the ticks of the interval, which are never exact.
    dueMs = nowMs + leastIntervalMs - intervalMs / 2;
    const reading = withTimeout(limitMs, "a reading", connection.read(moment));
    if (moment === "first") return await reading;
    return await reading.catch((error: unknown) => {
      if (moment === "last") lastError = error;
      return undefined;
    });
  };
  const sampling = await startSampler(read, options);
  return {
    async stop() {
      const readings = await sampling.stop();
      await close(connection);
      if (lastError !== undefined) {
        outcome.fail(lastError);
        return [];
      }
      outcome.succeed();
      return connection.finish?.(readings) ?? readings;
    },
  };
}

async function close(connection: SourceConnection): Promise<void> {
  const closed = Promise.resolve(connection[Symbol.asyncDispose]());
  await withTimeout(limitMs, "to disconnect", closed).catch(() => {});
}
