import { error, info, notice, warning } from "@actions/core";

export type Level = "error" | "warning" | "notice";

/** Where an annotation points. */
export interface Spot {
  readonly file: string;
  readonly line: number;
}

/** GitHub shows so many of each level a step, and forgets the others without a word. */
const mostShown = 10;
const title = "Loadgate";
const print = { error, warning, notice };

/** What a step says beside its log. What GitHub would not show is a line of the log. */
export class Annotations {
  readonly #shown: Record<Level, number>;

  /** `warnings`: how many the step has shown already. */
  constructor(warnings = 0) {
    this.#shown = { error: 0, warning: warnings, notice: 0 };
  }

  /** One place of each level is kept for what is said last. A line of the log must not be a command to the runner. */
  say(level: Level, text: string, spot?: Spot): void {
    if (this.#shown[level] < mostShown - 1) this.#show(level, text, spot);
    else info(`${level}: ${text.replace(/\s+/g, " ").replaceAll("##[", "## [")}`);
  }

  /** What the job has come to. */
  sayLast(level: Level, text: string): void {
    print[level](text, { title });
  }

  #show(level: Level, text: string, spot?: Spot): void {
    this.#shown[level]++;
    print[level](text, spot === undefined ? {} : { title, file: spot.file, startLine: spot.line });
  }
}
