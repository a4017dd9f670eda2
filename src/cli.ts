import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Append, appendRun } from "./appendRun.ts";
import { baselineFromFile } from "./baseline/file.ts";
import type { BaselineLookup } from "./baseline/lookup.ts";
import { carriedFor } from "./carriedBuilds.ts";
import type { Parsed } from "./config/parse.ts";
import { jsonSchema } from "./config/schema.ts";
import { loadConfig } from "./configFile.ts";
import { confirm, firstResults } from "./confirm.ts";
import { exitCode, exitCodeOf, exitCodeOfError } from "./exit.ts";
import { acceptanceOf, type Known, knownInPlan, knownInResults } from "./gate/acceptance.ts";
import { CouldNotMeasure, messageOf, WrongInput } from "./model/failure.ts";
import type { BaseSpec, Plan } from "./model/plan.ts";
import type { Acceptance, Results } from "./model/results.ts";
import { hiding } from "./model/secret.ts";
import { prepareOut, writeReports } from "./output.ts";
import { rejudged } from "./rejudge.ts";
import { html } from "./report/html.ts";
import { decodeResults, encodeResults } from "./report/json.ts";
import { markdown } from "./report/markdown.ts";
import { terminal } from "./report/terminal.ts";
import { run } from "./run.ts";
import { tellingNone } from "./secrets.ts";
import { isDirectory, readText } from "./shell/files.ts";
import { commitsOf } from "./shell/git.ts";
import { abortOnSignals } from "./shell/signals.ts";

export const usage = `loadgate: did this change make the service slower, hungrier or less reliable?

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

async function runCommand(invocation: Invocation, terminal: Terminal): Promise<number> {
  const values = runOptions(invocation.args);
  const loaded = await loadConfig(values.config, invocation.env);
  return await tellingNone(loaded.secrets, () => play(values, loaded, invocation, terminal));
}

type RunOptions = ReturnType<typeof runOptions>;

function runOptions(args: readonly string[]) {
  const { values, positionals } = parsed(args, {
    config: { type: "string", default: "loadgate.yml" },
    base: { type: "string" },
    baseline: { type: "string" },
    "save-baseline": { type: "string" },
    scenario: { type: "string", multiple: true },
    accept: { type: "string", multiple: true },
    confirm: { type: "string" },
    out: { type: "string", default: "loadgate-report" },
  });
  if (positionals.length > 0)
    throw new WrongInput(`run takes no arguments but options, got ${positionals.join(" ")}; see loadgate --help`);
  if (values.confirm !== undefined && values["save-baseline"] !== undefined)
    throw new WrongInput("--save-baseline: a run that confirms another is no run of main; leave it out");
  return values;
}

async function play(
  values: RunOptions,
  { plan: whole, secrets }: Parsed,
  { entry, version, env }: Invocation,
  terminal: Terminal,
): Promise<number> {
  const hide = hiding(secrets);
  const plan = onlyScenarios(await withBase(whole, values.base), values.scenario);
  const first = values.confirm === undefined ? undefined : await firstOf(values.confirm);
  const accepted = values.accept === undefined ? first?.accepted : acceptedBy(values.accept, knownInPlan(whole));
  const baseline: BaselineLookup =
    values.baseline === undefined ? { kind: "not_asked" } : await baselineFromFile(values.baseline);
  await prepareOut(values.out);
  using interruption = abortOnSignals();
  const file = values["save-baseline"];
  const before = file === undefined ? undefined : await baselineFromFile(file);
  const { carried, ...measured } = carriedFor(plan, before ?? baseline, before !== undefined);
  const commits = await commitsOf(process.cwd(), plan.base.directory);
  const request = { ...measured, baseline, commits, version, secrets, ...(accepted === undefined ? {} : { accepted }) };
  const around = {
    entry,
    env,
    signal: interruption.signal,
    progress: (line: string) => terminal.err(`${hide(line)}\n`),
    runId: randomUUID(),
    out: resolve(values.out),
    seed: seedOf(env),
    baseFacts: { isRefreshing: before !== undefined },
    ...(carried === undefined ? {} : { carried }),
  };
  const results = first === undefined ? await run(request, around) : await confirm(first, request, around);
  const code = await deliver(results, values.out, terminal);
  if (file === undefined || before === undefined) return code;
  const isSaved = await save(file, { before, plan, results, runId: around.runId }, terminal);
  return isSaved || code !== exitCode.pass ? code : exitCode.invalid;
}

async function judgeCommand({ args, env }: Invocation, terminal: Terminal): Promise<number> {
  const { values, positionals } = parsed(args, {
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
  const { values, positionals } = parsed(args, { format: { type: "string", default: "terminal" } });
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

/** Prints the report, writes the files. A report that could not be written never leaves a green run. */
async function deliver(results: Results, out: string, terminal: Terminal): Promise<number> {
  terminal.out(terminalReport(results, terminal));
  const written = await writeReports(results, out);
  for (const problem of written.problems) terminal.err(`loadgate: ${problem}\n`);
  const code = exitCodeOf(results.verdict);
  if (written.problems.length > 0) return code === exitCode.pass ? exitCode.invalid : code;
  terminal.err(`\n${written.results}, ${written.markdown}, ${written.html}\n`);
  return code;
}

/** Says whether the file is as it was asked to be. */
async function save(path: string, append: Append, terminal: Terminal): Promise<boolean> {
  try {
    for (const warning of await appendRun(path, append)) terminal.err(`loadgate: --save-baseline: ${warning}\n`);
    return true;
  } catch (error) {
    terminal.err(`loadgate: --save-baseline: ${path} was not written: ${messageOf(error)}\n`);
    return false;
  }
}

function terminalReport(results: Results, { color }: Terminal): string {
  return terminal(results, { color });
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

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];

function parsed<const T extends NonNullable<Options>>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new WrongInput(`${messageOf(error)}; see loadgate --help`);
  }
}

async function withBase(plan: Plan, base: string | undefined): Promise<Plan> {
  return base === undefined ? plan : { ...plan, base: { ...(await baseSpec(base)), carry: plan.base.carry } };
}

async function baseSpec(base: string): Promise<BaseSpec> {
  if (/^https?:\/\//.test(base)) return { from: "target", target: base.replace(/\/$/, ""), carry: [] };
  if (await isDirectory(base)) return { from: "directory", directory: base, carry: [] };
  if (base !== "" && !/^[./-]/.test(base)) return { from: "git", ref: base, carry: [] };
  throw new WrongInput(
    `--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`,
  );
}

function onlyScenarios(plan: Plan, ids: readonly string[] | undefined): Plan {
  if (ids === undefined) return plan;
  const known = plan.scenarios.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new WrongInput(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
  const [first, ...rest] = plan.scenarios.filter(({ id }) => ids.includes(id));
  return first === undefined ? plan : { ...plan, scenarios: [first, ...rest] };
}

async function firstOf(path: string): Promise<Results> {
  const text = await readText(path).catch((cause: unknown) => {
    throw new CouldNotMeasure(`--confirm: ${path} cannot be read (${messageOf(cause)})`, { cause });
  });
  return firstResults(text, path);
}

function acceptedBy(options: readonly string[], known: readonly Known[]): readonly Acceptance[] {
  return options.map((option) => {
    const accepted = acceptanceOf(option, "option", known);
    if (typeof accepted === "string") throw new WrongInput(accepted);
    return accepted;
  });
}

/** The seed of the load's randomness: LOADGATE_SEED repeats a run's very requests. */
function seedOf(env: Invocation["env"]): number {
  const given = env["LOADGATE_SEED"];
  if (given === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (!/^\d{1,10}$/.test(given)) throw new WrongInput(`LOADGATE_SEED: expected a whole number, got ${given}`);
  return Number(given);
}
