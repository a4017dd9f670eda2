import type { SetupProblem } from "../../model/errors.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { SetupFailed } from "../engine/setupRequests.ts";

/** Services failed steps of setup or teardown. */
export class SetupsFailed extends Error {
  override readonly name = "SetupsFailed";
  readonly problems: readonly SetupProblem[];

  constructor(failures: readonly (readonly [target: number, failure: SetupFailed])[]) {
    super([...new Set(failures.map(([, { message }]) => message))].join("; "));
    this.problems = failures.map(([target, { step, outcome, body }]) => {
      return { target, step, outcome, ...omitUndefined({ body }) };
    });
  }
}

/** Waits for all targets, so that the failures of all are known. Throws them as SetupsFailed. */
export async function settleSetups<T>(perTarget: readonly Promise<T>[]): Promise<readonly T[]> {
  const settled = await Promise.allSettled(perTarget);
  const failures = settled.flatMap((result, target) => {
    if (result.status === "fulfilled") return [];
    if (!(result.reason instanceof SetupFailed)) throw result.reason;
    return [[target, result.reason] as const];
  });
  if (failures.length > 0) throw new SetupsFailed(failures);
  return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
