import type { MissingBase } from "./missingBase.ts";
import type { Arm } from "./plan.ts";

interface Details extends ErrorOptions {
  /** Lines of the service's log, under a line that introduces them. They follow the message on new lines. */
  readonly log?: string;
}

/** Loadgate could not measure, or not finish: exit code 23. It is never a verdict about the service's speed. */
export class CouldNotMeasure extends Error {
  override readonly name: string = "CouldNotMeasure";
  /** The message without the log. */
  readonly summary: string;
  readonly log: string | undefined;

  constructor(summary: string, { log, ...options }: Details = {}) {
    super(log === undefined ? summary : `${summary}\n${log}`, options);
    this.summary = summary;
    this.log = log;
  }
}

/** What an error message quotes of a service's log. */
export interface LogTail {
  /** Several lines, under a first line that introduces them. */
  readonly log: string;
  /** The line that names the error, as the service wrote it. If none does, the last line. */
  readonly errorLine: string;
}

/** The service could not be built, prepared or started. */
export class ServiceFailure extends CouldNotMeasure {
  override readonly name = "ServiceFailure";
  readonly errorLine: string | undefined;

  constructor(summary: string, { errorLine, ...details }: Partial<LogTail> & ErrorOptions = {}) {
    super(summary, details);
    this.errorLine = errorLine;
  }
}

/** How the setup failed on one target. */
export interface SetupProblem {
  /** The target's place among the destinations. */
  readonly target: number;
  /** Such as "setup[0], POST /login". */
  readonly step: string;
  /** Such as "status 503". */
  readonly outcome: string;
  /** The beginning of the response's body. Absent if it is empty, or no text. */
  readonly body?: string;
}

/** At least one target failed a step of the setup. */
export class SetupFailure extends CouldNotMeasure {
  override readonly name = "SetupFailure";
  readonly problems: readonly SetupProblem[];
  /** Present if only this arm failed: the other one passed the same steps. */
  readonly onlyArm: Arm | undefined;

  constructor(
    summary: string,
    problems: readonly SetupProblem[],
    { onlyArm, ...details }: Details & { readonly onlyArm?: Arm | undefined } = {},
  ) {
    super(summary, details);
    this.problems = problems;
    this.onlyArm = onlyArm;
  }
}

/** A source of the base cannot be used. The message begins with its key. */
export class BaseUnavailable extends CouldNotMeasure {
  override readonly name = "BaseUnavailable";
  /** The message without the key. */
  readonly reason: string;
  /** Absent if there is no base yet, as for the first commit. */
  readonly missing: MissingBase | undefined;

  constructor(
    source: "artifact" | "git",
    reason: string,
    { missing, ...options }: { readonly missing?: MissingBase } & ErrorOptions = {},
  ) {
    super(`base.from: ${source}: ${reason}`, options);
    this.reason = reason;
    this.missing = missing;
  }
}

/** A file, an input or the command line is wrong: exit code 22. */
export class WrongInput extends Error {
  override readonly name: string = "WrongInput";

  /** exit.ts knows the error by this, so that it needs no import. */
  get isInputError(): true {
    return true;
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The error's message without the log of the service. */
export function summaryOf(error: unknown): string {
  if (error instanceof CouldNotMeasure) return error.summary;
  const [line = ""] = messageOf(error).split("\n", 1);
  return line;
}

/** Status of the HTTP response in the error. `undefined` without a response, although octokit then sets a status. */
export function statusOf(error: unknown): number | undefined {
  const hasResponse = error instanceof Error && "response" in error && error.response !== undefined;
  const status = hasResponse && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}
