import type { Generator } from "../load/loadGenerator.ts";
import type { Destination, StreamSpec } from "../model/http.ts";
import type { Arm, Scenario, TlsSpec } from "../model/plan.ts";
import type { ArmPhase, RoundRecord, TreeReading } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import { monitorTree, type ProcessTreeMonitor } from "../monitors/processTree.ts";
import type { Clock } from "../shell/clock.ts";
import type { ArmSource, RunningArm } from "./arm.ts";
import { type Stretch, seedOf } from "./roundPlan.ts";

export type Progress = (line: string) => void;

/** What every round is played with. */
export interface RoundContext {
  readonly generator: Generator;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly seed: number;
  readonly tls: TlsSpec;
  /** Time between two readings of the process trees. */
  readonly intervalMs: Millis;
  readonly progress: Progress;
}

export interface Round {
  readonly index: number;
  /** In the order in which they start. */
  readonly sources: readonly ArmSource[];
  readonly scenario: Scenario;
  readonly stretches: readonly Stretch[];
}

/**
 * Starts the arms fresh, plays the stretches to all of them in turn, stops them. `onPhase` hears of each phase as it
 * ends, so that nothing is lost when a later one fails.
 */
export async function playRound(
  { index, sources, scenario, stretches }: Round,
  { generator, clock, signal, seed, intervalMs, tls }: RoundContext,
  onPhase: (phase: ArmPhase) => void = () => {},
): Promise<RoundRecord> {
  await using started = new AsyncDisposableStack();
  // What they share is reset before either starts: the base first, whatever the order of the starts.
  for (const source of sources.toSorted(byArm)) await source.prepare();
  const arms = await startTogether(sources, started);
  const inOrder = arms.toSorted(byArm);
  const died = Promise.race(inOrder.map((arm) => arm.died));
  died.catch(() => {});
  const destinations = inOrder.map(({ origin }): Destination => ({ ...scenario.connection, origin, tls }));
  const load = started.use(
    await Promise.race([generator.connect(destinations, streamSpec(scenario, seedOf(seed, index, 0))), died]),
  );
  const monitors = inOrder.map(({ pid }) => (pid === undefined ? undefined : monitorTree(pid, () => clock.nowMs())));
  const phases: ArmPhase[] = [];
  for (const [n, stretch] of stretches.entries()) {
    const sampling = sample(monitors, intervalMs, clock);
    const records = await Promise.race([load.play(stretch, seedOf(seed, index, n + 1)), died]).finally(sampling.stop);
    for (const [i, arm] of inOrder.entries()) {
      const record = records[i];
      if (record === undefined) throw new Error(`the load generator gave no record for ${arm.arm}`);
      const { phaseId, warmup } = stretch;
      const phase = { arm: arm.arm, phaseId, warmup, record, readings: sampling.readings[i] ?? [] };
      phases.push(phase);
      onPhase(phase);
    }
    if (stretch.cooldownMs > 0) await rest(stretch.cooldownMs, died, clock, signal);
  }
  if (scenario.teardown.length > 0) await Promise.race([load.tearDown(), died]);
  return { index, phases };
}

const byArm = (a: { readonly arm: Arm }, b: { readonly arm: Arm }): number => (a.arm < b.arm ? -1 : 1);

/** What the generator's threads make the requests from: the same values in every phase of the round, and for both arms. */
function streamSpec({ phases, flows, feeds, setup, teardown }: Scenario, seed: number): StreamSpec {
  const usersReturn = phases.some(({ pattern }) => pattern.kind === "users");
  return { seed, flows, usersReturn, feeds, setup, teardown };
}

/** Waits, unless a service dies meanwhile. */
async function rest(restMs: Millis, died: Promise<never>, clock: Clock, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const rested = clock.sleepUntil(millis(clock.nowMs() + restMs), AbortSignal.any([signal, over.signal]));
  await Promise.race([rested, died]).finally(() => {
    rested.catch(() => {});
    over.abort();
  });
}

/** Starts all at once; where one fails, those that did start are stopped all the same. Throws what failed first. */
async function startTogether(
  sources: readonly ArmSource[],
  started: AsyncDisposableStack,
): Promise<readonly RunningArm[]> {
  const failures: unknown[] = [];
  const noted = (error: unknown) => {
    failures.push(error);
    throw error;
  };
  const starts = await Promise.allSettled(sources.map((source) => source.start().catch(noted)));
  const arms = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  started.defer(async () => {
    await Promise.all(arms.map((arm) => arm[Symbol.asyncDispose]()));
  });
  if (failures.length > 0) throw failures[0];
  return arms;
}

/** Reads every monitor now, at each interval, and once more when stopped. */
function sample(monitors: readonly (ProcessTreeMonitor | undefined)[], intervalMs: Millis, clock: Clock) {
  const readings = monitors.map((): TreeReading[] => []);
  const read = () => {
    for (const [i, monitor] of monitors.entries()) {
      const reading = monitor?.read();
      if (reading !== undefined) readings[i]?.push(reading);
    }
  };
  const stopped = new AbortController();
  const loop = async () => {
    for (let atMs = clock.nowMs() + intervalMs; ; atMs += intervalMs) {
      await clock.sleepUntil(millis(atMs), stopped.signal);
      read();
    }
  };
  read();
  loop().catch(() => {});
  return {
    readings,
    stop() {
      stopped.abort();
      read();
    },
  };
}
