import { comparisonModes } from "../model/comparisonMode.ts";
import type { GateSpec, Scenario } from "../model/plan.ts";
import { minRounds } from "../model/record.ts";
import { type Millis, millis } from "../model/unit.ts";
import { formatDuration, plural } from "../util/format.ts";
import type { Mode } from "./measurement.ts";
import { phasePieces, totalDuration, wholePhases, withInterleave } from "./roundPlan.ts";

export interface PlannedScenario {
  readonly scenario: Scenario;
  readonly mode: Mode;
}

/** How `gate.budget` is spent, as far as that is known before any load. */
export interface BudgetPlan {
  /** Ids of the compared scenarios that get no time. */
  readonly left: ReadonlySet<string>;
  /** Time that all comparisons together need at least. */
  readonly neededMs: Millis;
  /** Says which scenarios get too little time, and what they need. Absent if all of them fit. */
  readonly shortage?: string;
}

/** A shorter search of both arms has too short trials. */
const shortestSearchMs = millis(60_000);

/** Time to start and stop the services of a round, as long as no round has shown it. */
const usualStartMs = millis(500);

/**
 * Gives time to the first scenarios whose comparisons fit into the budget. If none fits, the first scenario is still
 * measured, for its SLAs.
 */
export function planBudget(planned: readonly PlannedScenario[], { budgetMs, interleave }: BudgetSettings): BudgetPlan {
  const needs = planned.flatMap(({ scenario, mode }) => {
    const needMs = comparisonMs(scenario, mode, interleave);
    return needMs === 0 ? [] : [{ id: scenario.id, needMs }];
  });
  let remainingMs = budgetMs;
  const tooLong = needs.filter(({ needMs }) => {
    const fits = needMs <= remainingMs;
    if (fits) remainingMs = millis(remainingMs - needMs);
    return !fits;
  });
  const neededMs = millis(needs.reduce((sum, { needMs }) => sum + needMs, 0));
  if (tooLong.length === 0) return { left: new Set(), neededMs };
  const left = tooLong.length === needs.length ? tooLong.slice(1) : tooLong;
  const advice =
    left.length === 0
      ? "raise it"
      : `not measured: ${firstIds(left)}; raise it, or name fewer scenarios with --scenario`;
  return {
    left: new Set(left.map(({ id }) => id)),
    neededMs,
    shortage: `${shortageText(budgetMs, needs.length, neededMs)}; ${advice}`,
  };
}

type BudgetSettings = Pick<GateSpec, "budgetMs" | "interleave">;

/** gate.budget: 1 min is too short for 20 scenarios: 4 rounds of each, with a rehearsal, take about 7 min */
function shortageText(budgetMs: Millis, scenarios: number, totalMs: number): string {
  const each = scenarios === 1 ? "" : " of each";
  return (
    `gate.budget: ${formatDuration(budgetMs)} is too short for ${plural(scenarios, "scenario")}: ` +
    `${minRounds} rounds${each}, with a rehearsal, take about ${formatDuration(totalMs)}`
  );
}

/** Further ids are only counted. */
const mostNamed = 3;

function firstIds(scenarios: readonly { readonly id: string }[]): string {
  const more = scenarios.length - mostNamed;
  const names = scenarios.slice(0, mostNamed).map(({ id }) => id);
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

/** The shortest time in which the scenario can be compared. 0 if its comparison takes no time of the budget. */
export function comparisonMs(scenario: Scenario, { kind }: Mode, interleave: GateSpec["interleave"]): Millis {
  const { isPaired, playsPieces } = comparisonModes[kind];
  if (!isPaired) return millis(0);
  if (scenario.capacity !== undefined) return shortestSearchMs;
  if (!playsPieces) return millis(2 * minRounds * (totalDuration(wholePhases(scenario)) + usualStartMs));
  const { phases, addedMs } = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
  return millis((minRounds + 1) * (totalDuration(phases) + addedMs + usualStartMs));
}
