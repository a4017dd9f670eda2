import { sum } from "simple-statistics";
import { isPaired } from "../model/comparisonMode.ts";
import { allRequests } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../model/results.ts";
import { grouped, plural } from "../util/format.ts";

/**
 * The scenario, with the reason at each of its rounds that is no evidence for a comparison: both arms are due for the very same
 * requests, unless users wait for their answers, and rounds of a single request for as many of it as each other.
 */
export function weighed(scenario: MeasuredScenario): MeasuredScenario {
  if (!isPaired(scenario.mode) || scenario.closed_loop === true) return scenario;
  const fullest = fullestOf(scenario);
  const rounds = scenario.rounds.map((round) => {
    const invalid = round.invalid ?? unequal(round) ?? cutShort(round, fullest);
    return invalid === undefined ? round : { ...round, invalid };
  });
  return { ...scenario, rounds };
}

/** Flows that outlast the wait for the last answers end between two steps, on a slower arm a few more of them. */
const endedInRestRatio = 0.05;

/** Counts that differ by more than what failures explain. */
function unequal({ base, head }: RoundResult): string | undefined {
  if (base === undefined) return undefined;
  const names = namesIn(base, head);
  const failures = { base: failuresIn(base, names), head: failuresIn(head, names) };
  const odd = [...names, allRequests].find((request) => {
    const due = { base: dueIn(base, request), head: dueIn(head, request) };
    const fewer = due.base < due.head ? "base" : "head";
    // A flow that fails goes no further: it takes each of its later requests once.
    const steps = request === allRequests ? names.length - 1 : 1;
    const rested = names.length > 1 ? endedInRestRatio * Math.max(due.base, due.head) : 0;
    return Math.abs(due.base - due.head) > failures[fewer] * steps + rested;
  });
  if (odd === undefined) return undefined;
  const what = odd === allRequests ? "requests" : `× ${odd}`;
  const counts = `${dueIn(base, odd)} ${what} on the base, ${dueIn(head, odd)} on the head`;
  return `base and head did not get the same load (${counts})`;
}

/** What may have ended flows early: none where there is but one request. */
function failuresIn({ requests }: ArmMetrics, names: readonly string[]): number {
  return names.length > 1 ? sum(names.map((name) => requests[name]?.failed ?? 0)) : 0;
}

const completeRatio = 0.99;

/** Base and head are even by now: either tells. */
function cutShort({ head }: RoundResult, fullest: number): string | undefined {
  const due = dueIn(head, allRequests);
  if (due >= completeRatio * fullest) return undefined;
  return `the load was cut short (${plural(due, "request")}, where another round had ${grouped(fullest)})`;
}

/**
 * How many requests the fullest round gave to an arm. 0 where that is up to chance: flows of several steps, load that is
 * dealt in slices.
 */
function fullestOf({ dealing, rounds }: MeasuredScenario): number {
  const isFixed = dealing?.kind === "request" && rounds.every(({ base, head }) => namesIn(base, head).length === 1);
  return isFixed ? Math.max(0, ...rounds.map(({ head }) => dueIn(head, allRequests))) : 0;
}

function namesIn(...arms: readonly (ArmMetrics | undefined)[]): readonly string[] {
  const all = new Set(arms.flatMap((arm) => Object.keys(arm?.requests ?? {})));
  return [...all].filter((name) => name !== allRequests);
}

const dueIn = (arm: ArmMetrics | undefined, request: string): number => arm?.requests[request]?.due ?? 0;
