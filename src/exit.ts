import { ConfigError } from "./config/problem.ts";
import type { Verdict } from "./model/results.ts";
import { unreachable } from "./model/unreachable.ts";
import { UnreadableResults } from "./report/json.ts";

/** 1 stays Node's own crash, so that no crash looks like a verdict. */
export const exitCode = { pass: 0, fail: 20, inconclusive: 21, config: 22, invalid: 23 } as const;

export function exitCodeOf({ kind, failing }: Verdict): number {
  if (!failing) return 0;
  switch (kind) {
    case "pass":
      return exitCode.pass;
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
  const isInput = [ConfigError, UsageError, UnreadableResults].some((kind) => error instanceof kind);
  return isInput ? exitCode.config : exitCode.invalid;
}

/** The command line says what it cannot mean. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
