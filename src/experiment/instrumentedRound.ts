import type { Attachment, Instrument, Observation, ObservationResult } from "../explain/instrument.ts";
import { messageOf } from "../model/errors.ts";
import type { Arm } from "../model/plan.ts";
import type { InstrumentedPhase, InstrumentRecord } from "../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import { systemClock } from "../shell/clock.ts";
import type { RunningArm, StartableArm } from "./arm.ts";
import { playRound, type Round, type RoundContext, type WhileLoaded } from "./round.ts";

export interface InstrumentsInUse {
  readonly instruments: readonly Instrument[];
  readonly fail: (reason: string) => void;
}

export interface PlayedRound {
  readonly round: RoundRecord;
  readonly instrumented: readonly InstrumentedPhase[];
  /** The instruments that did not fail altogether. */
  readonly working: readonly Instrument[];
}

/** An instrument that waits for longer hangs. A profiler gets ten seconds after the load; see explain/profile. */
const attachWithinMs = millis(10_000);
const stopWithinMs = millis(20_000);

/** One instrument on one arm. */
interface Attached {
  readonly instrument: Instrument;
  readonly attachment: Attachment;
  observation?: Observation;
  result?: ObservationResult;
}

/** Plays the round with all instruments on all arms. An instrument that fails is left out of it, and said. */
export async function instrumentRound(
  round: Round,
  { instruments, fail }: InstrumentsInUse,
  context: RoundContext,
): Promise<PlayedRound> {
  await using cleanup = new AsyncDisposableStack();
  const attached = new Map<Arm, Attached[]>();
  const broken = new Set<Instrument>();
  const failing = (instrument: Instrument, reason: string) => {
    broken.add(instrument);
    fail(reason);
  };
  for (const { arm } of round.arms) {
    const ofArm: Attached[] = [];
    attached.set(arm, ofArm);
    for (const instrument of instruments) {
      const act = () => within(instrument.attach(arm, round.index), attachWithinMs, "attach an instrument");
      const attachment = await attempt(act, (reason) => failing(instrument, reason));
      if (attachment === undefined) continue;
      cleanup.defer(() => attempt(() => within(disposed(attachment), stopWithinMs, "remove an instrument"), fail));
      ofArm.push({ instrument, attachment });
    }
  }
  const all = [...attached.values()].flat();
  const arms = round.arms.map((arm) => withInstruments(arm, attached.get(arm.arm) ?? []));
  const whileLoaded: WhileLoaded = async (running, phase, play) => {
    const started = running.flatMap((arm) => (attached.get(arm.arm) ?? []).map((one) => ({ arm, one })));
    await Promise.all(started.map(({ arm, one }) => startObserving(arm, one, phase.durationMs, failing)));
    try {
      return await play();
    } finally {
      await Promise.all(all.map((one) => stopObserving(one, failing)));
    }
  };
  const played = await playRound({ ...round, arms, whileLoaded }, context);
  for (const { instrument, result } of all) {
    result?.failures.forEach(fail);
    // What gave only failures would give them again.
    if (result !== undefined && result.failures.length > 0 && result.records.length === 0) broken.add(instrument);
  }
  const instrumented = played.phases
    .filter(({ warmup }) => !warmup)
    .map((phase) => instrumentedPhase(phase, played.index, recordsOf(attached.get(phase.arm) ?? [])));
  return { round: played, instrumented, working: instruments.filter((instrument) => !broken.has(instrument)) };
}

function withInstruments(arm: StartableArm, attached: readonly Attached[]): StartableArm {
  const environment = Object.assign({}, ...attached.map(({ attachment }) => attachment.environment));
  return { ...arm, start: () => arm.start(environment) };
}

const disposed = async (attachment: Attachment): Promise<void> => await attachment[Symbol.asyncDispose]();

type Fail = (instrument: Instrument, reason: string) => void;

async function startObserving(arm: RunningArm, attached: Attached, durationMs: Millis, fail: Fail): Promise<void> {
  const { instrument, attachment } = attached;
  const service = { origin: arm.origin, pids: () => arm.pids?.() ?? [], durationMs };
  const act = () => within(attachment.observe(service), attachWithinMs, "start an instrument");
  const observation = await attempt(act, (reason) => fail(instrument, reason));
  if (observation !== undefined) attached.observation = observation;
}

async function stopObserving(attached: Attached, fail: Fail): Promise<void> {
  const { instrument, observation } = attached;
  if (observation === undefined) return;
  const act = () => within(observation.stop(), stopWithinMs, "stop an instrument");
  const result = await attempt(act, (reason) => fail(instrument, reason));
  if (result !== undefined) attached.result = result;
}

const recordsOf = (attached: readonly Attached[]): readonly InstrumentRecord[] =>
  attached.flatMap(({ result }) => result?.records ?? []);

function instrumentedPhase(
  { arm, record }: ArmPhase,
  round: number,
  records: readonly InstrumentRecord[],
): InstrumentedPhase {
  const sent = record.requests.map(({ name, due, outcomes }) => [name, due - (outcomes["dropped"] ?? 0)] as const);
  return {
    arm,
    round,
    requests: sent.reduce((sum, [, count]) => sum + count, 0),
    requestsByName: Object.fromEntries(sent),
    records,
  };
}

async function attempt<T>(act: () => Promise<T>, fail: (reason: string) => void): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    fail(messageOf(error));
    return undefined;
  }
}

/** Rejects if the promise takes longer. */
async function within<T>(promise: Promise<T>, limitMs: Millis, what: string): Promise<T> {
  const timer = new AbortController();
  const late = systemClock.sleepUntil(millis(systemClock.nowMs() + limitMs), timer.signal).then(() => {
    throw new Error(`it took more than ${limitMs / 1000} s to ${what}`);
  });
  late.catch(() => {});
  return await Promise.race([promise, late]).finally(() => timer.abort());
}
