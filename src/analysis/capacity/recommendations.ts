import type { Scalability } from "../../model/scalability.ts";
import { formatNumber, formatRate } from "../../util/format.ts";
import type { CapacityLimit } from "./limitingResource.ts";

type MaxSustainable = NonNullable<Scalability["limits"]["max_sustainable_per_sec"]>;
type Recommendation = Scalability["recommendations"][number];

const threeDigits = (value: number): number => Number(value.toPrecision(3));

/** How far the service is from the rate that it should carry one day, and why more of the same may not get it there. */
export function planFor(
  target: number,
  { value }: MaxSustainable,
  usl: Scalability["usl"],
): NonNullable<Scalability["plan"]> {
  const factor = target / value;
  const times = `${formatNumber(threeDigits(factor))} times`;
  const needed = `${formatRate(target)} is ${times} the capacity of ${formatRate(threeDigits(value))}`;
  const further = factor <= 1 ? ": nothing is missing" : scalingText(target, usl);
  return { target_per_sec: target, factor, evidence: `${needed}${further}` };
}

function scalingText(target: number, usl: Scalability["usl"]): string {
  const most = usl?.peak?.per_sec ?? usl?.ceiling_per_sec;
  if (most === undefined) return "";
  const rate = formatRate(threeDigits(most));
  return most < target
    ? `; no concurrency gives this build more than ${rate}: more instances are needed`
    : `; by its curve, this build could give up to ${rate}`;
}

const adviceFor: Readonly<Partial<Record<CapacityLimit, Omit<Recommendation, "kind">>>> = {
  cpu: {
    evidence: "the service, and what it calls on this machine, used all cores at its capacity",
    advice: "reduce the CPU time per request, or give it more cores",
  },
  cpu_single_core: {
    evidence: "one thread of the service was busy all the time, and other cores were not",
    advice: "spread the work over several processes or threads; more cores alone do not help",
  },
  runner: {
    evidence: "other processes of the machine, or other machines, took the CPU at the capacity",
    advice: "measure on a machine of its own: the service may carry more there",
  },
  generator: {
    evidence: "the load generator was late near the capacity",
    advice: "measure on a machine with more cores: the service may carry more",
  },
  lock_wait: {
    evidence: "requests waited for each other, one at a time, while the CPU was free",
    advice: "find the lock, the pool of one, or the other service that takes them one at a time",
  },
  outbound_calls: {
    evidence: "requests waited for calls to another service while the CPU was free",
    advice: "make that service faster, call it less often, or keep its answers",
  },
  pool_wait: {
    evidence: "requests waited for each other, a few at a time, while the CPU was free",
    advice: "raise the limit of the pool, the workers or the other service, or shorten what holds a place in it",
  },
  unknown: {
    evidence: "nothing that was measured was full at the capacity",
    advice: "look at what requests wait for: locks, pools, a database, or calls to other services",
  },
};

/** Contention of this share limits a service to less than seven times its single throughput. */
const muchContention = 0.15;
const peakNear = 2;

/** What would help most, first. */
export function recommendations(found: MaxSustainable | undefined, usl: Scalability["usl"]): readonly Recommendation[] {
  if (found === undefined) return [];
  const limit = adviceFor[found.limited_by];
  const list: Recommendation[] = limit === undefined ? [] : [{ kind: found.limited_by, ...limit }];
  if (usl === undefined) return list;
  if (usl.sigma > muchContention && found.limited_by === "unknown")
    list.push({
      kind: "contention",
      evidence: `${formatNumber(threeDigits(100 * usl.sigma))} % of the work is done one request at a time (USL sigma)`,
      advice: "find the lock, the pool of one, or the queue that requests share",
    });
  if (usl.peak !== undefined && usl.peak.per_sec < peakNear * found.value) {
    const most = formatNumber(Math.max(1, Math.round(usl.peak.load)));
    list.push({
      kind: "concurrency",
      evidence: `the throughput falls beyond ${most} requests at once (USL peak)`,
      advice: `admit at most ${most} requests at once, and refuse or queue the others`,
    });
  }
  return list;
}
