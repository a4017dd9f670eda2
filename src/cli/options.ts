import { parseArgs } from "node:util";
import { exitCode, exitCodeOf } from "../exit.ts";
import { acceptanceOf, type Known } from "../gate/acceptance.ts";
import { messageOf, WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { writeReports } from "../pipeline/writeReports.ts";
import { terminal as terminalReport } from "../report/terminal.ts";

/** What the commands share. */

export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly color: boolean;
}

export interface Invocation {
  readonly args: readonly string[];
  readonly entry: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

export function parsedArgs<const T extends NonNullable<Options>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongInput(`${messageOf(error)}; see loadgate --help`);
  }
}

export function acceptedBy(options: readonly string[], known: readonly Known[]): readonly Acceptance[] {
  return options.map((option) => {
    const accepted = acceptanceOf(option, "option", known);
    if (typeof accepted === "string") throw new WrongInput(accepted);
    return accepted;
  });
}

/** Prints the report, writes the files. A report that could not be written never leaves a green run. */
export async function deliver(results: Results, out: string, terminal: Terminal): Promise<number> {
  terminal.out(terminalReport(results, terminal));
  const written = await writeReports(results, out);
  for (const problem of written.problems) terminal.err(`loadgate: ${problem}\n`);
  const code = exitCodeOf(results.verdict);
  if (written.problems.length > 0) return code === exitCode.pass ? exitCode.invalid : code;
  terminal.err(`\n${written.results}, ${written.markdown}, ${written.html}\n`);
  return code;
}
