import type { ExtraRounds } from "../../model/extraRounds.ts";
import type { Plan } from "../../model/plan.ts";
import type { Reading } from "../../model/reading.ts";
import type { RoundRecord } from "../../model/record.ts";
import type { Unseen } from "../../wording/unseenText.ts";
import { unseenText } from "../../wording/unseenText.ts";

interface Sight {
  readonly plan: Pick<Plan, "monitors" | "explain">;
  readonly rounds: readonly RoundRecord[];
  readonly extra?: ExtraRounds;
}

/** What could not be looked at, and the key that would change that. */
export function notSeen(sight: Sight): readonly string[] {
  return [...instrumentsUnseen(sight), ...databasesUnseen(sight), ...serviceUnseen(sight)].map(unseenText);
}

function readingsIn(rounds: readonly RoundRecord[], kind: Reading["kind"]): readonly Reading[] {
  return rounds.flatMap(({ phases }) =>
    phases.filter(({ warmup }) => !warmup).flatMap(({ readings }) => readings.filter((one) => one.kind === kind)),
  );
}

function databasesUnseen({ plan: { monitors }, rounds, extra }: Sight): readonly Unseen[] {
  return (["postgres", "redis"] as const).flatMap((database): readonly Unseen[] => {
    const spec = monitors[database];
    if (spec === undefined) return [{ kind: "not_configured", key: database }];
    const readings = readingsIn(rounds, database);
    if (readings.length === 0) return [{ kind: "no_readings", key: database }];
    const isShared = readings.some((one) => "isOwn" in one && !one.isOwn);
    const hasStatements = extra?.instrumented.some(({ records }) =>
      records.some((record) => record.kind === "statements" && record.database === database),
    );
    if (isShared && hasStatements !== true) return [{ kind: "shared_database", key: database }];
    const isCounted = readings.some(
      (one) => one.kind === "redis" || (one.kind === "postgres" && one.statements !== undefined),
    );
    const isPending = spec.env !== undefined && extra === undefined;
    return isCounted || hasStatements === true || isPending ? [] : [{ kind: "no_statements", key: database }];
  });
}

function serviceUnseen({ rounds }: Sight): readonly Unseen[] {
  const isSeen = [...readingsIn(rounds, "process_tree"), ...readingsIn(rounds, "container")].length > 0;
  const isInTurn = rounds.some(({ phases }) => phases.some(({ record }) => record.idle.length > 0));
  const hasBoth = rounds.some(({ phases }) => new Set(phases.map(({ arm }) => arm)).size > 1);
  const isSystemSeen = readingsIn(rounds, "system").length > 0;
  return [
    ...(isSeen ? [] : [{ kind: "processes" } as const]),
    // Both arms get load at once, so that the machine's counters are of both.
    ...(hasBoth && !isInTurn && isSystemSeen ? [{ kind: "machine_shared" } as const] : []),
  ];
}

function instrumentsUnseen({ plan: { explain }, extra }: Sight): readonly Unseen[] {
  if (explain.budgetMs === 0) return [{ kind: "no_extra_rounds" }];
  if (extra === undefined) return [];
  if (extra.rounds.length === 0) return [{ kind: "no_round_played" }];
  const hasProfile = extra.instrumented.some(({ records }) => records.some(({ kind }) => kind === "cpu_profile"));
  return hasProfile ? [] : [{ kind: "no_profile", isConfigured: explain.profile !== undefined }];
}
