import { WrongInput } from "./model/errors.ts";
import type { Verdict } from "./model/verdict.ts";
import { unreachable } from "./util/assertNever.ts";

/** 1 stays Node's own crash, so that no crash looks like a verdict. */
export const exitCode = { pass: 0, fail: 20, inconclusive: 21, config: 22, invalid: 23 } as const;

export function exitCodeOf({ kind, failing }: Verdict): number {
  if (!failing) return 0;
  switch (kind) {
    // What fails is never 0.
    case "pass":
    case "fail":
      return exitCode.fail;
    case "inconclusive":
      return exitCode.inconclusive;
    case "invalid":
      return exitCode.invalid;
    default:
      return unreachable(kind);
  }
}

/** What is wrong with what we were given is 22; everything else that stops us is 23. */
export function exitCodeOfError(error: unknown): number {
  return error instanceof WrongInput ? exitCode.config : exitCode.invalid;
}
