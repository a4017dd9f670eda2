import { error, info, notice, warning } from "@actions/core";

export type Level = "error" | "warning" | "notice";

/** The line of a file that an annotation points to. `file` is relative to the workspace. */
export interface Location {
  readonly file: string;
  readonly line: number;
}

/** GitHub shows this many annotations of each level for a step, and silently drops the others. */
const maxShown = 10;
const title = "Loadgate";
const print = { error, warning, notice };

/** The annotations of a step. Those beyond GitHub's limit are printed to the log instead. */
export class Annotations {
  readonly #shown: Record<Level, number>;

  /** `warnings` is the number of warnings the step has already shown. */
  constructor(warnings = 0) {
    this.#shown = { error: 0, warning: warnings, notice: 0 };
  }

  /** Shows an annotation. One per level is reserved for `addFinal`. */
  add(level: Level, text: string, location?: Location): void {
    if (this.#shown[level] < maxShown - 1) this.#show(level, text, location);
    // "##[" in a log line would be a command to the runner.
    else info(`${level}: ${text.replace(/\s+/g, " ").replaceAll("##[", "## [")}`);
  }

  /** Shows the job's result, as its last annotation. */
  addFinal(level: Level, text: string): void {
    print[level](text, { title });
  }

  #show(level: Level, text: string, location?: Location): void {
    this.#shown[level]++;
    print[level](text, location === undefined ? {} : { title, file: location.file, startLine: location.line });
  }
}
