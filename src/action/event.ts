import { baselineEvents, type GitHubContext } from "../github/context.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import { readText } from "../shell/files.ts";

/** The event that started the run. */
export interface EventFile {
  /** Empty if there is no file. */
  readonly payload: unknown;
  /** The reason why there is none. */
  readonly problem?: string;
}

const variable = "GITHUB_EVENT_PATH";

/** Throws a CouldNotMeasure if the file is unreadable: without its event, a run could be a fork's. */
export async function readEvent(env: Readonly<Record<string, string | undefined>>): Promise<EventFile> {
  const path = env[variable];
  if (path === undefined || path === "") return { payload: {}, problem: `${variable} is not set` };
  try {
    const text = await readText(path);
    if (text === undefined) return { payload: {}, problem: `${variable} names ${path}, which does not exist` };
    return { payload: JSON.parse(text.replace(/^\uFEFF/, "")) };
  } catch (cause) {
    throw new CouldNotMeasure(
      `${path}, the file that ${variable} names, could not be read: expected the event as JSON, got ${messageOf(cause)}; ` +
        "run the job again, and make sure that no earlier step changes that file",
      { cause },
    );
  }
}

/** What a run cannot do without its event. `undefined` if it has all that it needs. */
export function missingEventText(context: GitHubContext, problem: string | undefined): string | undefined {
  const { event, pullRequest, base } = context;
  const remedy = "run Loadgate in a step of the workflow, and in a container pass this variable and its file on";
  if (event.startsWith("pull_request") && pullRequest === undefined)
    return (
      `${problem ?? `The file of ${variable} names no pull request`}: there is no comment, the lines and labels that accept a ` +
      `regression do not count, and the commit to compare with may not be found; ${remedy}`
    );
  if (baselineEvents.includes(event) && problem !== undefined && base.defaultBranch === undefined)
    return `${problem}: the default branch is unknown, so this run does not become part of the baseline; ${remedy}`;
  return undefined;
}
