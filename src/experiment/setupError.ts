import { CouldNotMeasure, SetupFailure, type SetupProblem } from "../model/errors.ts";
import { unservedKey } from "../model/failure.ts";
import type { Arm } from "../model/plan.ts";
import type { RunningArm } from "./arm.ts";

/** The base does not serve a step of the setup. So there is nothing to compare the scenario with. */
export class SetupUnserved extends CouldNotMeasure {
  override readonly name = "SetupUnserved";
  /** Such as "setup[0], POST /login (status 404)". */
  readonly step: string;

  constructor({ step, outcome }: SetupProblem) {
    super(`${step}: ${outcome} on the base`);
    this.step = `${step} (${outcome})`;
  }
}

/** The round in which a setup failed. */
export interface SetupRound {
  /** The arms to which the setup was sent, in order. */
  readonly running: readonly Pick<RunningArm, "arm" | "logTail">[];
  /** -1 for the rehearsal. */
  readonly index: number;
  /** The setup has succeeded on both arms before, in an earlier round. */
  readonly hasSucceeded: boolean;
  /** In this round, the setup has succeeded on the other arm, which was played before. */
  readonly otherSucceeded: boolean;
}

/**
 * The error of a setup, with the arm and the round that failed, the beginning of the response and the end of the log.
 * Other errors stay.
 */
export async function setupError(error: unknown, round: SetupRound): Promise<unknown> {
  if (!(error instanceof SetupFailure)) return error;
  const { running, hasSucceeded, otherSucceeded } = round;
  const failed = error.problems.map(({ target }) => running[target]).filter((one) => one !== undefined);
  const [problem] = error.problems;
  const [first] = failed;
  if (problem === undefined || first === undefined) return error;
  // Of two pairs, both services of an arm must fail.
  const isOneArm = failed.every(({ arm }) => arm === first.arm) && failed.length === countOf(running, first.arm);
  const isAlone = isOneArm && (running.length > 1 || otherSucceeded || hasSucceeded);
  if (isOneArm && first.arm === "base" && unservedKey(problem.outcome) !== undefined) return new SetupUnserved(problem);
  const tails = await Promise.all(failed.map(({ logTail }) => logTail?.()));
  const logs = tails.flatMap((tail) => tail?.log ?? []);
  return new SetupFailure(
    `${error.summary}${placeText(failed, round)}${bodyText(problem)}${repeatText(round)}`,
    error.problems,
    {
      ...(logs.length === 0 ? {} : { log: logs.join("\n") }),
      ...(isAlone ? { onlyArm: first.arm } : {}),
    },
  );
}

const countOf = (running: SetupRound["running"], wanted: Arm): number =>
  running.filter(({ arm }) => arm === wanted).length;

/** (on the head, in round 2) */
function placeText(failed: readonly Pick<RunningArm, "arm">[], { index }: SetupRound): string {
  const arms = [...new Set(failed.map(({ arm }) => arm))];
  const where = arms.length > 1 ? "on base and head" : `on the ${arms[0]}`;
  return ` (${where}, in ${index < 0 ? "the rehearsal round" : `round ${index + 1}`})`;
}

const bodyText = ({ body }: SetupProblem): string => (body === undefined ? "" : `; the response begins: ${body}`);

const repeatText = ({ hasSucceeded }: SetupRound): string =>
  hasSucceeded
    ? "; it succeeded in the round before, so it depends on state that earlier rounds changed: reset that state in service.before_round"
    : "";
