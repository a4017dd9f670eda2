interface Details extends ErrorOptions {
  /** The end of the service's log, under a line that introduces it. It follows the message on new lines. */
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

/** The end of a service's log. */
export interface LogTail {
  /** Several lines, under a first line that introduces them. */
  readonly log: string;
  /** The last line, as the service wrote it. */
  readonly lastLogLine: string;
}

/** The service could not be built, prepared or started. */
export class ServiceFailure extends CouldNotMeasure {
  override readonly name = "ServiceFailure";
  readonly lastLogLine: string | undefined;

  constructor(summary: string, { lastLogLine, ...details }: Partial<LogTail> & ErrorOptions = {}) {
    super(summary, details);
    this.lastLogLine = lastLogLine;
  }
}

/** A source of the base cannot be used. The message begins with its key. */
export class BaseUnavailable extends CouldNotMeasure {
  override readonly name = "BaseUnavailable";
  /** The message without the key. */
  readonly reason: string;

  constructor(source: "artifact" | "git", reason: string, options: ErrorOptions = {}) {
    super(`base.from: ${source}: ${reason}`, options);
    this.reason = reason;
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

/** Status of the HTTP response in the error. `undefined` without a response, although octokit then sets a status. */
export function statusOf(error: unknown): number | undefined {
  const hasResponse = error instanceof Error && "response" in error && error.response !== undefined;
  const status = hasResponse && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}
