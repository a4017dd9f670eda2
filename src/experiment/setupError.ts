import { CouldNotMeasure, SetupFailure, type SetupProblem } from "../model/errors.ts";
import { unservedOutcomes } from "../model/failure.ts";
import type { Arm } from "../model/plan.ts";

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

/** The error of a setup, with the arm that failed it. `arms`: those of its targets, in order. Other errors stay. */
export function setupError(error: unknown, arms: readonly Arm[]): unknown {
  if (!(error instanceof SetupFailure)) return error;
  const [problem, ...others] = error.problems;
  if (problem === undefined || others.length > 0) return error;
  const arm = arms[problem.target];
  if (arm === "base" && problem.outcome in unservedOutcomes) return new SetupUnserved(problem);
  const isOnlyHead = arm === "head" && arms.length === 1;
  return isOnlyHead ? error : new SetupFailure(`${error.summary} (on the ${arm})`, error.problems);
}
