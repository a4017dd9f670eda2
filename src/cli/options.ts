import { parseArgs } from "node:util";
import { nearestWord } from "../config/problem.ts";
import { exitCode, exitCodeOf } from "../exit.ts";
import { type KnownScenario, parseAcceptance } from "../gate/acceptance.ts";
import { messageOf, WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import type { Acceptance } from "../model/verdict.ts";
import { writeReports } from "../pipeline/writeReports.ts";
import { terminal as terminalReport } from "../report/terminal.ts";

/** Output functions of the command line. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly color: boolean;
}

/** One call of the command line. */
export interface Invocation {
  readonly args: readonly string[];
  readonly entry: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type OptionSpecs = NonNullable<NonNullable<Parameters<typeof parseArgs>[0]>["options"]>;

/** Throws a WrongInput if an option is unknown or lacks its value. */
export function parseOptions<const T extends OptionSpecs>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongInput(`${unknownOption(args, options) ?? messageOf(error)}; see loadgate --help`);
  }
}

/** The first option that does not exist, and the one that was probably meant. */
function unknownOption(args: readonly string[], options: OptionSpecs): string | undefined {
  const names = Object.keys(options).map((name) => `--${name}`);
  const shorts = Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`]));
  const [unknown] = args.flatMap((arg) => {
    const [name = ""] = arg.split("=", 1);
    return /^-/.test(name) && name !== "--" && ![...names, ...shorts].includes(name) ? [name] : [];
  });
  if (unknown === undefined) return undefined;
  const suggestion = nearestWord(unknown, names) ?? names.find((name) => name.startsWith(`-${unknown}`));
  return `unknown option ${unknown}${suggestion === undefined ? "" : `; did you mean ${suggestion}?`}`;
}

/** Parses the values of --accept. Throws a WrongInput if one is malformed or names an unknown scenario. */
export function parseAcceptances(options: readonly string[], known: readonly KnownScenario[]): readonly Acceptance[] {
  return options.map((option) => {
    const acceptance = parseAcceptance(option, "option", known);
    if (typeof acceptance === "string") throw new WrongInput(acceptance);
    return acceptance;
  });
}

/** Prints the report and writes the files. If a file cannot be written, a run that passed gives `invalid`. */
export async function deliverReports(results: Results, out: string, terminal: Terminal): Promise<number> {
  terminal.out(terminalReport(results, terminal));
  const reports = await writeReports(results, out);
  for (const problem of reports.problems) terminal.err(`loadgate: ${problem}\n`);
  const code = exitCodeOf(results.verdict);
  if (reports.problems.length > 0) return code === exitCode.pass ? exitCode.invalid : code;
  terminal.err(`\n${reports.results}, ${reports.markdown}, ${reports.html}\n`);
  return code;
}
