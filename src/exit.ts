/** Every exit code of Loadgate. 1 stays Node's own code for a crash, so a crash never looks like a verdict. */
export const exitCode = { pass: 0, fail: 20, inconclusive: 21, config: 22, invalid: 23 } as const;

/** The parts of a verdict that decide the exit code; see model/verdict.ts. */
interface JudgedRun {
  readonly kind: "pass" | "fail" | "inconclusive" | "invalid";
  readonly failing: boolean;
}

/** A failing verdict never gives 0, not even one of the kind `pass`. */
const failingCode = { ...exitCode, pass: exitCode.fail };

export function exitCodeOf({ kind, failing }: JudgedRun): number {
  return failing ? failingCode[kind] : exitCode.pass;
}

/** The exit code after an error: `config` if the input was wrong (model/errors.ts marks it), otherwise `invalid`. */
export function exitCodeOfError(error: unknown): number {
  const isInputError = error instanceof Error && "isInputError" in error && error.isInputError === true;
  return isInputError ? exitCode.config : exitCode.invalid;
}
