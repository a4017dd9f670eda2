import { sum } from "simple-statistics";
import { allRequests } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../model/results.ts";
import { formatNumber, plural } from "../util/format.ts";

/**
 * Marks each round in which base and head did not get the same load, with the reason. Both arms must be due for the
 * same requests, except in a closed loop, where a slower arm gets fewer. With a single request, rounds must also be
 * equally long.
 */
export function checkLoad(scenario: MeasuredScenario): MeasuredScenario {
  if (scenario.closed_loop === true || scenario.scalability !== undefined) return scenario;
  const mostRequests = mostRequestsOf(scenario);
  const rounds = scenario.rounds.map((round) => {
    const invalid = round.invalid ?? unequalLoad(round) ?? shortLoad(round, mostRequests);
    return invalid === undefined ? round : { ...round, invalid };
  });
  return { ...scenario, rounds };
}

/** Flows that are still running when the phase ends stop between two steps. A slower arm has a few more of them. */
const unfinishedFlowsRatio = 0.05;

/** The reason if the arms' counts differ by more than failures explain. */
function unequalLoad({ base, head }: RoundResult): string | undefined {
  if (base === undefined) return undefined;
  const names = requestNames(base, head);
  const failures = { base: failuresIn(base, names), head: failuresIn(head, names) };
  const unequal = [...names, allRequests].find((request) => {
    const due = { base: dueIn(base, request), head: dueIn(head, request) };
    const fewer = due.base < due.head ? "base" : "head";
    // A failed step ends its flow. It costs each later request once.
    const laterSteps = request === allRequests ? names.length - 1 : 1;
    const unfinished = names.length > 1 ? unfinishedFlowsRatio * Math.max(due.base, due.head) : 0;
    return Math.abs(due.base - due.head) > failures[fewer] * laterSteps + unfinished;
  });
  if (unequal === undefined) return undefined;
  const unit = unequal === allRequests ? "requests" : `× ${unequal}`;
  const counts = `${dueIn(base, unequal)} ${unit} on the base, ${dueIn(head, unequal)} on the head`;
  return `base and head did not get the same load (${counts})`;
}

/** Failures that may have ended a flow early. 0 with a single request, because its flows have one step. */
function failuresIn({ requests }: ArmMetrics, names: readonly string[]): number {
  return names.length > 1 ? sum(names.map((name) => requests[name]?.failed ?? 0)) : 0;
}

const completeRatio = 0.99;

/** The head's count suffices: base and head are known to have equal counts here. */
function shortLoad({ head }: RoundResult, mostRequests: number): string | undefined {
  const due = dueIn(head, allRequests);
  if (due >= completeRatio * mostRequests) return undefined;
  return `the load was cut short (${plural(due, "request")}, where another round had ${formatNumber(mostRequests)})`;
}

/**
 * The largest number of requests that an arm got in one round. 0 if chance decides that number: in flows of several
 * steps, in spike trains, and where the load is dealt in slices.
 */
function mostRequestsOf({ dealing, random_count, rounds }: MeasuredScenario): number {
  const isFixed =
    random_count !== true &&
    dealing?.kind === "request" &&
    rounds.every(({ base, head }) => requestNames(base, head).length === 1);
  return isFixed ? Math.max(0, ...rounds.map(({ head }) => dueIn(head, allRequests))) : 0;
}

function requestNames(...arms: readonly (ArmMetrics | undefined)[]): readonly string[] {
  const all = new Set(arms.flatMap((arm) => Object.keys(arm?.requests ?? {})));
  return [...all].filter((name) => name !== allRequests);
}

const dueIn = (arm: ArmMetrics | undefined, request: string): number => arm?.requests[request]?.due ?? 0;
