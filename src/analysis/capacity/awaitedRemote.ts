import type { Trial } from "../../model/trial.ts";

/** Files that the service must have open for each request in it, besides the request's own connection. */
const filesPerRequest = 0.5;

/**
 * The address that the queued requests wait for, if they wait for another service: each of them then has a connection to
 * it. A pool of few connections, or a queue within the service, has none. Connections are too dear to count under load,
 * so open files stand for them: more than the load generator's connections explain. `trials` are in the order played.
 */
export function awaitedRemote(trials: readonly Trial[], queueing: readonly Trial[]): string | undefined {
  const remote = trials.find((trial) => trial.remote !== undefined)?.remote;
  const fewest = Math.min(...trials.flatMap(({ openFiles }) => openFiles ?? []));
  const waiting = queueing.filter((trial) => {
    const { openFiles = 0, inService } = trial;
    return openFiles - fewest - connectionsAt(trial, trials) > filesPerRequest * inService;
  });
  return 2 * waiting.length > queueing.length ? remote : undefined;
}

/** The load generator's connections at the end of the trial. The service may have closed some. */
function connectionsAt(trial: Trial, trials: readonly Trial[]): number {
  const before = trials.slice(0, trials.indexOf(trial) + 1).filter(({ restart }) => restart === trial.restart);
  return before.reduce((sum, { connectionsOpened = 0 }) => sum + connectionsOpened, 0);
}
