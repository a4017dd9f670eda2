import { appendFileSync } from "node:fs";

/** The main step saves its mark for the post step. The mark identifies the processes and files of the main step. */
type Env = Readonly<Record<string, string | undefined>>;

const name = "run-id";

/** The mark; `undefined` in the main step itself, and empty in a post step whose main step saved none. */
export function readMark(env: Env): string | undefined {
  return env[`STATE_${name}`] ?? (env["STATE_is-post"] === undefined ? undefined : "");
}

/**
 * Saves the mark. The main step calls this first: without a mark, the post step cannot clean up after it.
 * Returns the number of warnings that the runner shows because of it.
 */
export function saveMark(env: Env, mark: string, print: (line: string) => void): number {
  try {
    appendFileSync(env["GITHUB_STATE"] ?? "", `${name}=${mark}\n`);
    return 0;
  } catch {
    // The runner still accepts this deprecated command, which needs no disk space. It shows a warning for it.
    print(`::save-state name=${name}::${mark}\n`);
    return 1;
  }
}
