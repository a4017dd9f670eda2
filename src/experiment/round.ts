import { settingsProblem, type TargetRecord } from "../load/connectionProblem.ts";
import type { LoadEngine } from "../load/loadEngine.ts";
import { CouldNotMeasure } from "../model/errors.ts";
import type { Destination } from "../model/http.ts";
import type { Notice } from "../model/notice.ts";
import type { Arm, Scenario, TlsSpec } from "../model/plan.ts";
import type { Reading } from "../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import type { Monitor } from "../monitors/monitor.ts";
import type { RoundMonitors } from "../monitors/serviceMonitors.ts";
import type { Clock } from "../shell/clock.ts";
import type { RunningArm, StartableArm } from "./arm.ts";
import { portNotices, requireSamePorts } from "./armPorts.ts";
import { phaseSeed, type RoundPhase } from "./roundPlan.ts";
import { setupError } from "./setupError.ts";
import { streamSpec } from "./streamSpec.ts";
import { tlsOnlyProblem, tlsOnlyTargets } from "./tlsOnlyTargets.ts";

export type Progress = (line: string) => void;

/** Everything that all rounds of an experiment share. */
export interface RoundContext {
  readonly engine: LoadEngine;
  /** Creates the monitors of the services that run at once, and of the machine. */
  readonly monitorsFor: (running: readonly RunningArm[]) => RoundMonitors;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly seed: number;
  /** The directory for logs and reports. */
  readonly out: string;
  readonly tls: TlsSpec;
  readonly progress: Progress;
  /** Gets what the report should warn about. The same notice can come more than once. */
  readonly notify: (notice: Notice) => void;
}

export interface Round {
  readonly index: number;
  /** One or two arms, or two pairs of them, in the order in which they start. */
  readonly arms: readonly StartableArm[];
  readonly scenario: Scenario;
  readonly phases: readonly RoundPhase[];
  /**
   * The meaning if the connection's settings let no request through, such as `http2: true`. It is a finding if the other
   * arm of the pair can be reached. By default it is a failure.
   */
  readonly unreachable?: "failure" | "finding";
  /** Both arms have passed the setup in an earlier round. */
  readonly hasSucceeded?: boolean;
  /** The other arm has passed the setup in this round. */
  readonly otherSucceeded?: boolean;
  /** Each request gets a traceparent header. */
  readonly isTraced?: boolean;
  /** Plays a measured phase while instruments observe the services. */
  readonly whileLoaded?: WhileLoaded;
}

export type WhileLoaded = <T>(running: readonly RunningArm[], phase: RoundPhase, play: () => Promise<T>) => Promise<T>;

const playPlain: WhileLoaded = (_running, _phase, play) => play();

/**
 * Starts the arms fresh, plays the phases for all of them, and stops them. `onPhase` gets each phase when it ends. The
 * finished phases are therefore known even if a later one fails.
 */
export async function playRound(
  { index, arms, scenario, phases, unreachable = "failure", isTraced, whileLoaded = playPlain, ...earlier }: Round,
  { engine, monitorsFor, clock, signal, seed, tls, notify }: RoundContext,
  onPhase: (phase: ArmPhase) => void = () => {},
): Promise<RoundRecord> {
  const { hasSucceeded = false, otherSucceeded = false } = earlier;
  await using cleanup = new AsyncDisposableStack();
  // Both arms may share state. It is reset before either starts, always for the base first.
  for (const arm of arms.toSorted(byArm)) await arm.prepareRound();
  const running = (await startAll(arms, cleanup)).toSorted(byArm);
  const died = Promise.race(running.map((arm) => arm.died));
  died.catch(() => {});
  const destinations = running.map(({ origin }): Destination => ({ ...scenario.connection, origin, tls }));
  const connected = engine
    .connect(destinations, streamSpec(scenario, phaseSeed(seed, index, 0), isTraced))
    .catch(async (error) => {
      throw await setupError(error, { running, index, hasSucceeded, otherSucceeded });
    });
  const session = cleanup.use(await Promise.race([connected, died]));
  const monitors = monitorsFor(running);
  const finished: ArmPhase[] = [];
  for (const [n, phase] of phases.entries()) {
    const load = () => Promise.race([session.playPhase(phase, phaseSeed(seed, index, n + 1)), died]);
    const play = () => observe(monitors, load);
    const around = phase.warmup ? playPlain : whileLoaded;
    const { result: records, readings } = await around(running, phase, play);
    const targets = running.map(({ arm, isSecond, origin }, i) => {
      const record = records[i];
      if (record === undefined) throw new Error(`the load engine returned no record for the ${arm}`);
      return { arm, ...(isSecond && { isSecond }), origin, record };
    });
    const overTls = await tlsOnlyTargets(targets);
    if (unreachable === "failure") requireReached(targets, overTls);
    for (const { arm } of overTls) notify({ kind: "tls_of_one_arm", arm });
    for (const [i, { origin: _, ...target }] of targets.entries()) {
      const { phaseId, warmup } = phase;
      const armPhase = { ...target, phaseId, warmup, readings: readings[i] ?? [] };
      finished.push(armPhase);
      onPhase(armPhase);
    }
    if (phase.cooldownMs > 0) await coolDown(phase.cooldownMs, died, clock, signal);
  }
  if (index === 0) requireSamePorts(running);
  portNotices(running).forEach(notify);
  if (scenario.teardown.length > 0) await Promise.race([session.tearDown(), died]);
  return { index, phases: finished };
}

/** Throws CouldNotMeasure if the connection's settings let no request through to any target. */
function requireReached(targets: readonly TargetRecord[], overTls: readonly TargetRecord[]): void {
  const [first] = overTls.length === targets.length ? overTls : [];
  const problem = settingsProblem(targets) ?? (first === undefined ? undefined : tlsOnlyProblem(first.origin));
  if (problem !== undefined) throw new CouldNotMeasure(problem);
}

/** The base comes before the head, and the first pair before the second. */
export const byArm = (a: ArmOfPair, b: ArmOfPair): number =>
  Number(a.isSecond ?? false) - Number(b.isSecond ?? false) || (a.arm < b.arm ? -1 : 1);

interface ArmOfPair {
  readonly arm: Arm;
  readonly isSecond?: boolean;
}

/**
 * Acts while the monitors sample. Returns the readings of each arm, with those of the machine. The sampling ends even if
 * `act` fails.
 */
export async function observe<T>({ ofServices, ofMachine }: RoundMonitors, act: () => Promise<T>) {
  // The machine's readings, which include the monitors' own cost, are next to the load. Those of the services are dearer.
  const [machine, ...services] = (await Promise.all([...ofServices, ofMachine].map(startSampling))).toReversed();
  const stop = async () => {
    const [shared = [], ...own] = await Promise.all([machine, ...services].map(async (end) => (await end?.()) ?? []));
    return own.toReversed().map((readings) => [...readings, ...shared]);
  };
  try {
    const result = await act();
    return { result, readings: await stop() };
  } catch (error) {
    await stop().catch(() => {});
    throw error;
  }
}

/** Returns the end of the sampling, which gives the readings. */
async function startSampling(monitors: readonly Monitor[]): Promise<() => Promise<readonly Reading[]>> {
  const samplings = await Promise.all(monitors.map((monitor) => monitor.start()));
  return async () => (await Promise.all(samplings.map((sampling) => sampling.stop()))).flat();
}

/** Waits. Throws if a service ends meanwhile. */
async function coolDown(waitMs: Millis, died: Promise<never>, clock: Clock, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  const wait = clock.sleepUntil(millis(clock.nowMs() + waitMs), AbortSignal.any([signal, over.signal]));
  await Promise.race([wait, died]).finally(() => {
    wait.catch(() => {});
    over.abort();
  });
}

/** Starts all arms at once. `cleanup` stops those that started, even if another one fails. Throws the first failure. */
export async function startAll(
  arms: readonly StartableArm[],
  cleanup: AsyncDisposableStack,
): Promise<readonly RunningArm[]> {
  const failures: unknown[] = [];
  const keepFailure = (error: unknown) => {
    failures.push(error);
    throw error;
  };
  const starts = await Promise.allSettled(arms.map((arm) => arm.start().catch(keepFailure)));
  const running = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
  cleanup.defer(async () => {
    await Promise.all(running.map((arm) => arm[Symbol.asyncDispose]()));
  });
  if (failures.length > 0) throw failures[0];
  return running;
}
