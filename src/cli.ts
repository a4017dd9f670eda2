import { baselineFromFile } from "./baseline/store/fileStore.ts";
import { acceptedBy, deliver, type Invocation, parsedArgs, type Terminal } from "./cli/options.ts";
import { runCommand } from "./cli/runCommand.ts";
import { jsonSchema } from "./config/schema/fileSchema.ts";
import { exitCodeOf, exitCodeOfError } from "./exit.ts";
import { knownInResults } from "./gate/acceptance.ts";
import { messageOf, WrongInput } from "./model/errors.ts";
import type { Results } from "./model/results.ts";
import { loadConfig } from "./pipeline/loadConfig.ts";
import { rejudged } from "./pipeline/rejudge.ts";
import { html } from "./report/html/html.ts";
import { markdown } from "./report/markdown/markdown.ts";
import { terminal as terminalReport } from "./report/terminal.ts";
import { decodeResults, encodeResults } from "./results/codec.ts";
import { readText } from "./shell/files.ts";

const usage = `loadgate: did this change make the service slower, hungrier or less reliable?

  loadgate run    [--config F] [--base DIR|URL|REF] [--baseline F] [--save-baseline F] [--scenario ID]...
                  [--accept 'METRIC SCENARIO "REASON"']... [--confirm FIRST] [--out DIR]
                  measures, compares and judges; writes results.json, report.md and report.html
  loadgate judge  RESULTS [--baseline F] [--config F] [--accept '…']... [--out DIR]
                  reaches the verdict again from results.json, with no new load
  loadgate report RESULTS --format terminal|markdown|html|json
  loadgate schema prints the JSON Schema of loadgate.yml

  --config F         the configuration (loadgate.yml)
  --base DIR|URL|REF the build to compare with: a directory, where it already runs, or a commit, tag or branch of git
  --baseline F       main's recorded runs, and the build beside them, to compare with
  --save-baseline F  appends this run to a baseline file, as main does; the build that base.carry names goes beside it
  --scenario ID      only this scenario; may be repeated
  --accept '…'       does not fail for this regression, such as 'p95 steady "reason"'; may be repeated
  --confirm FIRST    measures again what failed close to its limit in the results.json of a first run, on another
                     machine, and decides for both
  --out DIR          where the reports go (loadgate-report)

Exit codes: 0 pass, 20 regression or SLA breach, 21 inconclusive made failing, 22 config, 23 could not measure.
`;

/** The command line -> exit code. */
export async function cli(invocation: Invocation, terminal: Terminal): Promise<number> {
  const [command = "help", ...args] = invocation.args.some((arg) => arg === "--help" || arg === "-h")
    ? ["help"]
    : invocation.args;
  try {
    switch (command) {
      case "run":
        return await runCommand({ ...invocation, args }, terminal);
      case "judge":
        return await judgeCommand({ ...invocation, args }, terminal);
      case "report":
        return await reportCommand(args, terminal);
      case "schema":
        terminal.out(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
        return 0;
      case "--version":
        terminal.out(`${invocation.version}\n`);
        return 0;
      case "help":
        terminal.out(usage);
        return 0;
      case "init":
        throw new WrongInput(
          "loadgate init is not supported yet by this version; start from the example in the README",
        );
      default:
        throw new WrongInput(`expected run, judge, report or schema, got ${command}; see loadgate --help`);
    }
  } catch (error) {
    terminal.err(`loadgate: ${messageOf(error)}\n`);
    return exitCodeOfError(error);
  }
}

async function judgeCommand({ args, env }: Invocation, terminal: Terminal): Promise<number> {
  const { values, positionals } = parsedArgs(args, {
    baseline: { type: "string" },
    config: { type: "string" },
    accept: { type: "string", multiple: true },
    out: { type: "string" },
  });
  const results = await readResults(positionals);
  const again = rejudged(results, {
    ...(values.config === undefined ? {} : { plan: (await loadConfig(values.config, env)).plan }),
    ...(values.baseline === undefined ? {} : { baseline: await baselineFromFile(values.baseline) }),
    ...(values.accept === undefined ? {} : { accepted: acceptedBy(values.accept, knownInResults(results)) }),
  });
  if (values.out !== undefined) return await deliver(again, values.out, terminal);
  terminal.out(terminalReport(again, terminal));
  return exitCodeOf(again.verdict);
}

async function reportCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parsedArgs(args, { format: { type: "string", default: "terminal" } });
  const results = await readResults(positionals);
  terminal.out(inFormat(values.format, results, terminal));
  return 0;
}

function inFormat(format: string, results: Results, terminal: Terminal): string {
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

async function readResults(positionals: readonly string[]): Promise<Results> {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new WrongInput(`expected one results.json, got ${positionals.length} files`);
  const text = await readText(file).catch((cause: unknown) => {
    throw new WrongInput(`${file} cannot be read (${messageOf(cause)}); expected the results.json of loadgate run`, {
      cause,
    });
  });
  if (text === undefined) throw new WrongInput(`${file} does not exist; expected the results.json of loadgate run`);
  return decodeResults(text, file);
}
