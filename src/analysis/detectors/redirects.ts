import { sum } from "simple-statistics";
import type { Notice } from "../../model/notice.ts";
import type { Arm, Flow } from "../../model/plan.ts";
import type { DetectorInput } from "../detector.ts";

/** The names of GET requests that expect no particular status. */
export function plainGets(flows: readonly Flow[]): readonly string[] {
  const steps = flows.flatMap((flow) => flow.steps);
  return steps.filter(({ method, expect }) => method === "GET" && expect.statuses.length === 0).map(({ name }) => name);
}

/** Finds plain GET requests that are answered by redirects only: what is measured is hardly what was meant. */
export function detectRedirects({ scenario, rounds, plainGets = [] }: DetectorInput): readonly Notice[] {
  return plainGets.flatMap((request): readonly Notice[] => {
    const base = redirectStatus(request, "base", rounds);
    const head = redirectStatus(request, "head", rounds);
    const status = head ?? base;
    if (status === undefined) return [];
    const arm = base !== undefined && head !== undefined ? "both" : head === undefined ? "base" : "head";
    return [{ kind: "only_redirects", scenario, request, arm, status }];
  });
}

/** The status of all responses, if it is a redirect. */
function redirectStatus(request: string, arm: Arm, rounds: DetectorInput["rounds"]): number | undefined {
  const counts = rounds
    .flatMap(({ phases }) => phases.filter((phase) => phase.arm === arm && !phase.warmup))
    .flatMap(({ record }) => record.requests.filter(({ name }) => name === request))
    .flatMap(({ statuses }) => Object.entries(statuses).map(([status, n]) => ({ status: Number(status), n })));
  const redirects = counts.filter(({ status }) => redirectStatuses.has(status));
  return sum(counts.map(({ n }) => n)) === sum(redirects.map(({ n }) => n)) ? redirects[0]?.status : undefined;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
