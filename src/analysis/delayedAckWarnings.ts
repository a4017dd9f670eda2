import { sum } from "simple-statistics";
import type { Arm } from "../model/plan.ts";
import type { ArmPhase, RequestRecord, RoundRecord } from "../model/record.ts";
import { percent } from "../util/format.ts";

/** From this share of a request's answers on, the wait is not a chance pause of the service or the machine. */
const toldRatio = 0.5;
/** Below this many answers, it may be one. */
const fewestAnswers = 10;
const mostNamed = 3;

interface Waiting {
  readonly name: string;
  /** `both` also where only one was measured. */
  readonly whose: Arm | "both";
  readonly answers: number;
  readonly waits: number;
}

/** Says which requests' answers looked as if they waited for acknowledgements, warm-ups left out. */
export function ackWarnings(scenario: string, rounds: readonly RoundRecord[]): readonly string[] {
  const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
  const groups = Map.groupBy(waiting(measured), ({ whose }) => whose);
  return [...groups].map(([whose, requests]) => {
    const share = sum(requests.map(({ waits }) => waits)) / sum(requests.map(({ answers }) => answers));
    const answers = whose === "both" ? "the answers" : `the ${whose}'s answers`;
    return (
      `${scenario}: ${listed(requests)}: ${percent(share)} of ${answers} came in two pieces, the second about 40 ms after ` +
      "the first: it looks as if the service waits for acknowledgements (Nagle's algorithm), which hides smaller changes; " +
      "set TCP_NODELAY, or write each answer at once"
    );
  });
}

function waiting(phases: readonly ArmPhase[]): readonly Waiting[] {
  const each = phases.flatMap(({ arm, record }) => record.requests.map((request) => ({ arm, request })));
  const byName = Map.groupBy(each, ({ request }) => request.name);
  return [...byName].flatMap(([name, records]) => {
    const arms = [...Map.groupBy(records, ({ arm }) => arm)].map(([whose, ofArm]) => ({
      whose,
      ...counted(ofArm.map(({ request }) => request)),
    }));
    const found = arms.filter(({ answers, waits }) => answers >= fewestAnswers && waits >= toldRatio * answers);
    const [first] = found;
    if (first === undefined) return [];
    return {
      name,
      whose: found.length === arms.length ? "both" : first.whose,
      answers: sum(found.map(({ answers }) => answers)),
      waits: sum(found.map(({ waits }) => waits)),
    };
  });
}

function counted(records: readonly RequestRecord[]): Pick<Waiting, "answers" | "waits"> {
  return {
    answers: sum(records.flatMap(({ statuses }) => Object.values(statuses))),
    waits: sum(records.map(({ ackWaits }) => ackWaits)),
  };
}

function listed(requests: readonly Waiting[]): string {
  const more = requests.length - mostNamed;
  const named = requests.slice(0, mostNamed).map(({ name }) => name);
  return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
