import { appendFileSync } from "node:fs";

/** What a main step leaves to its post step: what all that it has started is marked with. */
type Env = Readonly<Record<string, string | undefined>>;

const name = "run-id";

/** `undefined` in the main step itself; empty in a post step whose main step has noted nothing. */
export function notedMark(env: Env): string | undefined {
  return env[`STATE_${name}`] ?? (env["STATE_is-post"] === undefined ? undefined : "");
}

/** Comes before all else: of a step that is cancelled earlier nothing is swept up. Says how many warnings of the runner that costs. */
export function noteMark(env: Env, mark: string, print: (line: string) => void): number {
  try {
    appendFileSync(env["GITHUB_STATE"] ?? "", `${name}=${mark}\n`);
    return 0;
  } catch {
    // The runner still takes the older way, which needs no room on a disk, and warns that it is an old one.
    print(`::save-state name=${name}::${mark}\n`);
    return 1;
  }
}
