import type { LoadSession } from "../../load/loadEngine.ts";
import type { Destination } from "../../model/http.ts";
import type { Scenario } from "../../model/plan.ts";
import type { RoundMonitors } from "../../monitors/serviceMonitors.ts";
import type { RunningArm, StartableArm } from "../arm.ts";
import { byArm, type RoundContext, startAll } from "../round.ts";
import { phaseSeed } from "../roundPlan.ts";
import { setupError } from "../setupError.ts";
import { streamSpec } from "../streamSpec.ts";

export interface StartedSearch {
  readonly running: readonly RunningArm[];
  readonly died: Promise<never>;
  readonly session: LoadSession;
  readonly monitors: RoundMonitors;
}

/** Starts the arms fresh, and connects to them. `cleanup` stops them. */
export async function startSearch(
  scenario: Scenario,
  arms: readonly StartableArm[],
  restart: number,
  { engine, monitorsFor, seed, tls }: RoundContext,
  cleanup: AsyncDisposableStack,
): Promise<StartedSearch> {
  for (const arm of arms.toSorted(byArm)) await arm.prepareRound();
  const running = (await startAll(arms, cleanup)).toSorted(byArm);
  const died = Promise.race(running.map((arm) => arm.died));
  died.catch(() => {});
  const destinations = running.map(({ origin }): Destination => ({ ...scenario.connection, origin, tls }));
  const connected = engine
    .connect(destinations, streamSpec(scenario, phaseSeed(seed, restart, 0)))
    .catch(async (error) => {
      throw await setupError(error, { running, index: restart, hasSucceeded: restart > 0, otherSucceeded: false });
    });
  const session = cleanup.use(await Promise.race([connected, died]));
  return { running, died, session, monitors: monitorsFor(running) };
}

/** True if that arm's service has ended. The other arm's end is a failure of the run. */
export async function hasEnded(arm: RunningArm | undefined): Promise<boolean> {
  if (arm === undefined) return false;
  const ended = arm.died.catch(() => true);
  return await Promise.race([ended, new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
}

/** Time for a service to give up requests whose answers nobody waits for any more. */
export const afterDropsMs = 1000;
