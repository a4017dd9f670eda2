import { sum } from "simple-statistics";
import { allRequests } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, RoundResult } from "../model/results.ts";

/** Why a request is new, by its name. Such a request has nothing to compare with. */
export type NewRequests = ReadonlyMap<string, string>;

/**
 * Finds the requests that only the head serves: the base answers each of them with a status such as 404, with another
 * response than the expected one, or in another protocol. The steps after it in its flow are new, too: the base never gets them.
 */
export function findNewRequests({ rounds }: Pick<MeasuredScenario, "rounds">): NewRequests {
  const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  names.delete(allRequests);
  const compared = rounds.filter(({ base }) => base !== undefined);
  const served = [...names].filter((name) => compared.some(({ head }) => succeeded(head, name)));
  const unserved = served.flatMap((name) => {
    const statuses = unservedStatuses(name, compared);
    return statuses === undefined ? [] : [[name, `the base does not serve ${name} (${statuses})`] as const];
  });
  if (unserved.length === 0) return new Map();
  const unreached = served.filter((name) => compared.every(({ base }) => dueOn(base, name) === 0));
  const reason = `the base stops before it, at a request that it does not serve`;
  return new Map([...unserved, ...unreached.map((name) => [name, `${name} was not sent: ${reason}`] as const)]);
}

/** Such as "status 404" or "status 404, 405". `undefined` if the base served the request, failed otherwise, or never got it. */
function unservedStatuses(name: string, rounds: readonly RoundResult[]): string | undefined {
  const onBase = rounds.flatMap(({ base }) => base?.requests[name] ?? []);
  const counts = onBase.map(({ not_served = {} }) => sum(Object.values(not_served)));
  const due = sum(onBase.map((request) => request.due));
  if (due === 0 || sum(counts) < due) return undefined;
  const keys = [...new Set(onBase.flatMap(({ not_served = {} }) => Object.keys(not_served)))].toSorted();
  return `${keys.every((key) => /^\d/.test(key)) ? "status " : ""}${keys.join(", ")}`;
}

function succeeded({ requests }: ArmMetrics, name: string): boolean {
  const request = requests[name];
  return request !== undefined && request.failed < request.due;
}

const dueOn = (arm: ArmMetrics | undefined, name: string): number => arm?.requests[name]?.due ?? 0;

/** A request that the base always fails, beside others that it serves. The head serves it. */
export function findFailedOnBase(rounds: readonly RoundResult[]): string | undefined {
  const compared = rounds.flatMap(({ base, head }) => (base === undefined ? [] : [{ base, head }]));
  const servesOthers = compared.some(({ base }) => succeeded(base, allRequests));
  if (!servesOthers) return undefined;
  const names = new Set(compared.flatMap(({ head }) => Object.keys(head.requests)));
  return [...names].find(
    (name) =>
      name !== allRequests &&
      compared.some(({ base }) => dueOn(base, name) > 0) &&
      compared.every(({ base }) => !succeeded(base, name)) &&
      compared.some(({ head }) => succeeded(head, name)),
  );
}

/** The rounds without the new requests in the counts of all requests. Their latencies cannot be separated. */
export function withoutNewRequests(rounds: readonly RoundResult[], newRequests: NewRequests): readonly RoundResult[] {
  if (newRequests.size === 0) return rounds;
  const withoutNew = (arm: ArmMetrics): ArmMetrics => {
    const others = Object.entries(arm.requests).filter(([name]) => name !== allRequests && !newRequests.has(name));
    const due = sum(others.map(([, request]) => request.due));
    const failed = sum(others.map(([, request]) => request.failed));
    return { ...arm, requests: { ...arm.requests, [allRequests]: { due, failed } } };
  };
  return rounds.map(({ base, head, ...round }) => ({
    ...round,
    ...(base === undefined ? {} : { base: withoutNew(base) }),
    head: withoutNew(head),
  }));
}
