import type { Arm } from "../../model/plan.ts";
import type {
  InstrumentedPhase,
  InstrumentRecord,
  PostgresReading,
  Reading,
  RedisReading,
} from "../../model/reading.ts";
import type { ArmPhase, RoundRecord } from "../../model/record.ts";
import { millis } from "../../model/unit.ts";
import { sentIn } from "../resourceUsage.ts";
import { measuredPhases } from "./roundSignals.ts";

interface Count {
  readonly calls: number;
  readonly timeMs: number;
}

/**
 * The statements and commands that the databases counted in the rounds that decided, as if an instrument had. A database
 * that both arms use at once gives none: its counts do not tell them apart.
 */
export function databaseReadings(rounds: readonly RoundRecord[]): readonly InstrumentedPhase[] {
  return rounds.flatMap((round) => (["base", "head"] as const).flatMap((arm) => phaseOf(round, arm) ?? []));
}

function phaseOf(round: RoundRecord, arm: Arm): InstrumentedPhase | undefined {
  const phases = measuredPhases(round, arm);
  const records = phases.flatMap(({ readings }) => [...statementsIn(readings), ...commandsIn(readings)]);
  if (records.length === 0) return undefined;
  return { arm, round: round.index, requests: sentIn(phases), requestsByName: requestsIn(phases), records };
}

function requestsIn(phases: readonly ArmPhase[]): Readonly<Record<string, number>> {
  const sent: Record<string, number> = {};
  for (const { name, due } of phases.flatMap(({ record }) => record.requests)) sent[name] = (sent[name] ?? 0) + due;
  return sent;
}

/** The growth of each counter. One that went back was reset, and counts from 0. */
function growth<T extends Count>(first: readonly T[], last: readonly T[], nameOf: (one: T) => string) {
  const before = new Map(first.map((one) => [nameOf(one), one]));
  return last.flatMap((one) => {
    const { calls = 0, timeMs = 0 } = before.get(nameOf(one)) ?? {};
    if (one.calls <= calls) return [];
    return { text: nameOf(one), calls: one.calls - calls, timeMs: millis(Math.max(0, one.timeMs - timeMs)) };
  });
}

function statementsIn(readings: readonly Reading[]): readonly InstrumentRecord[] {
  const own = readings.filter(
    (reading): reading is PostgresReading =>
      reading.kind === "postgres" && reading.isOwn && reading.statements !== undefined,
  );
  const [first, last] = [own[0]?.statements, own.at(-1)?.statements];
  if (own.length < 2 || first === undefined || last === undefined) return [];
  return [{ kind: "statements", database: "postgres", statements: growth(first, last, ({ text }) => text) }];
}

function commandsIn(readings: readonly Reading[]): readonly InstrumentRecord[] {
  const own = readings.filter(
    (reading): reading is RedisReading => reading.kind === "redis" && reading.isOwn && reading.commands !== undefined,
  );
  const [first, last] = [own[0]?.commands, own.at(-1)?.commands];
  if (own.length < 2 || first === undefined || last === undefined) return [];
  return [{ kind: "statements", database: "redis", statements: growth(first, last, ({ name }) => name) }];
}
