import { exitCode } from "../exit.ts";
import { WrongInput } from "../model/errors.ts";
import type { Results } from "../model/results.ts";
import { html } from "../report/html/html.ts";
import { markdown } from "../report/markdown/markdown.ts";
import { terminal as terminalReport } from "../report/terminal.ts";
import { encodeResults } from "../results/codec.ts";
import { parseOptions, type Terminal } from "./options.ts";
import { readResults } from "./resultsFile.ts";

/** loadgate report */
export async function reportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { format: { type: "string", default: "terminal" } });
  const results = await readResults(positionals);
  terminal.out(formatResults(results, values.format, terminal));
  return exitCode.pass;
}

function formatResults(results: Results, format: string, terminal: Terminal): string {
  switch (format) {
    case "terminal":
      return terminalReport(results, terminal);
    case "markdown":
      return markdown(results);
    case "html":
      return html(results);
    case "json":
      return encodeResults(results);
    default:
      throw new WrongInput(`--format: expected terminal, markdown, html or json, got ${format}`);
  }
}
