/** How a warning begins that says why no base was found where one was looked for. */
export const noBase = "base.from: auto found no base in";

/** Measuring could not be done or not be finished: exit code 23, never a verdict about the service's speed. */
export class CouldNotMeasure extends Error {
  override readonly name = "CouldNotMeasure";
}

/** What we were given is wrong, in a file, an input or on the command line: exit code 22. */
export class WrongInput extends Error {
  override readonly name: string = "WrongInput";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Of the HTTP answer that the error carries. Where none came there is none, though octokit then makes one up. */
export function statusOf(error: unknown): number | undefined {
  const isAnswered = error instanceof Error && "response" in error && error.response !== undefined;
  const status = isAnswered && "status" in error ? error.status : undefined;
  return typeof status === "number" ? status : undefined;
}
