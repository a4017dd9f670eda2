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
