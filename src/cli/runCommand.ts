import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { baselineFromFile } from "../baseline/store/fileStore.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { Parsed } from "../config/parse.ts";
import { exitCode } from "../exit.ts";
import { knownInPlan } from "../gate/acceptance.ts";
import { CouldNotMeasure, messageOf, WrongInput } from "../model/errors.ts";
import type { BaseSpec, Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { carriedFor } from "../pipeline/baselineBuilds.ts";
import { confirm, firstResults } from "../pipeline/confirm.ts";
import { loadConfig } from "../pipeline/loadConfig.ts";
import { type Append, appendRun } from "../pipeline/saveBaseline.ts";
import { prepareOut } from "../pipeline/writeReports.ts";
import { tellingNone } from "../results/maskResults.ts";
import { run } from "../run.ts";
import { isDirectory, readText } from "../shell/files.ts";
import { commitsOf } from "../shell/git.ts";
import { abortOnSignals } from "../shell/signals.ts";
import { hiding } from "../util/mask.ts";
import { defined } from "../util/omitUndefined.ts";
import { acceptedBy, deliver, type Invocation, parsedArgs, type Terminal } from "./options.ts";

/** loadgate run */
export async function runCommand(invocation: Invocation, terminal: Terminal): Promise<number> {
  const values = runOptions(invocation.args);
  const loaded = await loadConfig(values.config, invocation.env);
  return await tellingNone(loaded.secrets, () => play(values, loaded, invocation, terminal));
}

type RunOptions = ReturnType<typeof runOptions>;

function runOptions(args: readonly string[]) {
  const { values, positionals } = parsedArgs(args, {
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
  const request = { ...measured, baseline, commits, version, secrets, ...defined({ accepted }) };
  const around = {
    entry,
    env,
    signal: interruption.signal,
    progress: (line: string) => terminal.err(`${hide(line)}\n`),
    runId: randomUUID(),
    out: resolve(values.out),
    seed: seedOf(env),
    baseFacts: { isRefreshing: before !== undefined },
    ...defined({ carried }),
  };
  const results = first === undefined ? await run(request, around) : await confirm(first, request, around);
  const code = await deliver(results, values.out, terminal);
  if (file === undefined || before === undefined) return code;
  const isSaved = await save(file, { before, plan, results, runId: around.runId }, terminal);
  return isSaved || code !== exitCode.pass ? code : exitCode.invalid;
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

/** The seed of the load's randomness: LOADGATE_SEED repeats a run's very requests. */
function seedOf(env: Invocation["env"]): number {
  const given = env["LOADGATE_SEED"];
  if (given === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (!/^\d{1,10}$/.test(given)) throw new WrongInput(`LOADGATE_SEED: expected a whole number, got ${given}`);
  return Number(given);
}
