import { exitCode } from "../exit.ts";
import { WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import { explainMarkdown } from "../report/markdown/explainMarkdown.ts";
import { explainJson } from "../report/why/explainJson.ts";
import { explainTerminal } from "../report/why/explainTerminal.ts";
import { parseOptions, type Terminal } from "./options.ts";
import { readResults } from "./resultsFile.ts";

/** loadgate explain */
export async function explainCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { format: { type: "string", default: "terminal" } });
  terminal.out(formatExplanation(await readResults(positionals), values.format));
  return exitCode.pass;
}

function formatExplanation(results: Results, format: string): string {
  switch (format) {
    case "terminal":
      return explainTerminal(results);
    case "markdown":
      return explainMarkdown(results);
    case "json":
      return explainJson(results);
    default:
      throw new WrongInput(`--format: expected terminal, markdown or json, got ${format}`);
  }
}
