import { explainCommand } from "./cli/explainCommand.ts";
import { judgeCommand } from "./cli/judgeCommand.ts";
import type { Invocation, Terminal } from "./cli/options.ts";
import { reportCommand } from "./cli/reportCommand.ts";
import { jsonSchema } from "./config/schema/jsonSchema.ts";
import { exitCode, exitCodeOfError } from "./exit.ts";
import { WrongInput } from "./model/errors.ts";
import { describeFileError } from "./model/fileError.ts";

const usage = `loadgate: did this change make the service slower or less reliable, or use more CPU or memory?

  loadgate run    [--config F] [--base DIR|URL|REF] [--baseline F] [--save-baseline F] [--scenario ID]...
                  [--budget TIME] [--accept 'METRIC SCENARIO "REASON"']... [--confirm FIRST] [--out DIR]
                  measures, compares and judges; writes results.json, report.md and report.html
  loadgate judge  RESULTS [--baseline F] [--config F] [--accept '…']... [--out DIR]
                  judges the results.json of a run again, without new load
  loadgate report RESULTS --format terminal|markdown|html|json
  loadgate explain RESULTS [--format terminal|markdown|json]
                  says why it is slower or faster, for people and for coding agents
  loadgate schema prints the JSON Schema of loadgate.yml

  --config F         the configuration (loadgate.yml)
  --base DIR|URL|REF the build to compare with: a directory, where it already runs, or a commit, tag or branch of git
  --baseline F       main's recorded runs, and the build beside them, to compare with
  --save-baseline F  appends this run to a baseline file, as a run of main; saves the build of base.carry beside it
  --scenario ID      only this scenario; may be repeated
  --budget TIME      wall time for measuring, such as 90s; wins over gate.budget
  --accept '…'       accepts a regression, such as 'p95 steady "reason"': it does not fail the run; may be repeated
  --confirm FIRST    measures the close failures in the results.json of a first run again, on another machine, and
                     decides for both
  --out DIR          where the reports go (loadgate-report)

Exit codes: ${exitCode.pass} pass, ${exitCode.fail} regression or SLA breach, ${exitCode.inconclusive} inconclusive made failing, ${exitCode.config} config, ${exitCode.invalid} could not measure.
`;

/** Runs a command and returns its exit code. */
export async function cli(invocation: Invocation, terminal: Terminal): Promise<number> {
  const [command = "help", ...args] = invocation.args.some((arg) => arg === "--help" || arg === "-h")
    ? ["help"]
    : invocation.args;
  try {
    switch (command) {
      case "run": {
        // Only this command needs the load engine, the service and git. The others start faster without them.
        const { runCommand } = await import("./cli/runCommand.ts");
        return await runCommand({ ...invocation, args }, terminal);
      }
      case "judge":
        return await judgeCommand({ ...invocation, args }, terminal);
      case "report":
        return await reportCommand(args, terminal);
      case "explain":
        return await explainCommand(args, terminal);
      case "schema":
        terminal.out(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
        return exitCode.pass;
      case "--version":
        terminal.out(`${invocation.version}\n`);
        return exitCode.pass;
      case "help":
        terminal.out(usage);
        return exitCode.pass;
      case "init":
        throw new WrongInput(
          "loadgate init is not supported yet by this version; start from the example in the README",
        );
      default:
        throw new WrongInput(`expected run, judge, report, explain or schema, got ${command}; see loadgate --help`);
    }
  } catch (error) {
    terminal.err(`loadgate: ${describeFileError(error)}\n`);
    return exitCodeOfError(error);
  }
}
