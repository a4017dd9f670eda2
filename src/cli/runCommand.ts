import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { resolve } from "node:path";
import { imageArchivePath } from "../baseline/store/archiveName.ts";
import { readBaselineFile } from "../baseline/store/fileStore.ts";
import type { BaselineLookup } from "../baseline/store/lookup.ts";
import type { ParsedConfig } from "../config/parse.ts";
import { parsePositiveDuration } from "../config/schema/units.ts";
import { exitCode } from "../exit.ts";
import { scenariosInPlan } from "../gate/acceptance.ts";
import { CouldNotMeasure, messageOf, WrongInput } from "../model/errors.ts";
import { describeFileError } from "../model/fileError.ts";
import type { BaseSpec, Plan } from "../model/plan.ts";
import type { Results } from "../model/results.ts";
import { loadConfig } from "../pipeline/loadConfig.ts";
import { openReportDirectory, trackedTexts } from "../pipeline/reportDirectory.ts";
import type { RunToAppend } from "../pipeline/saveBaseline.ts";
import { maskErrors } from "../results/maskResults.ts";
import { isDirectory, readText } from "../shell/files.ts";
import { readCommits } from "../shell/git.ts";
import { abortOnSignals } from "../shell/signals.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { deliverReports, type Invocation, parseAcceptances, parseOptions, type Terminal } from "./options.ts";

/** loadgate run */
export async function runCommand(invocation: Invocation, terminal: Terminal): Promise<number> {
  const options = runOptions(invocation.args);
  const config = await loadConfig(options.config, invocation.env);
  return await maskErrors(config.secrets, () => measureAndDeliver(options, config, invocation, terminal));
}

type RunOptions = ReturnType<typeof runOptions>;

function runOptions(args: readonly string[]) {
  const { values, positionals } = parseOptions(args, {
    config: { type: "string", default: "loadgate.yml" },
    base: { type: "string" },
    baseline: { type: "string" },
    "save-baseline": { type: "string" },
    scenario: { type: "string", multiple: true },
    accept: { type: "string", multiple: true },
    confirm: { type: "string" },
    budget: { type: "string" },
    out: { type: "string", default: "loadgate-report" },
  });
  if (positionals.length > 0)
    throw new WrongInput(`run takes only options, got ${positionals.join(" ")}; see loadgate --help`);
  if (values.confirm !== undefined && values["save-baseline"] !== undefined)
    throw new WrongInput("--save-baseline: a run with --confirm cannot become part of the baseline; leave it out");
  return values;
}

async function measureAndDeliver(
  options: RunOptions,
  config: ParsedConfig,
  { entry, version, env }: Invocation,
  terminal: Terminal,
): Promise<number> {
  const { secrets } = config;
  const plan = overrideBudget(
    selectScenarios(await overrideBase(config.plan, options.base), options.scenario),
    options.budget,
  );
  const firstResults = options.confirm === undefined ? undefined : await readFirstResults(options.confirm);
  const accepted =
    options.accept === undefined
      ? firstResults?.accepted
      : parseAcceptances(options.accept, scenariosInPlan(config.plan));
  const baseline: BaselineLookup =
    options.baseline === undefined ? { kind: "not_asked" } : await readBaselineFile(options.baseline);
  await using directory = await openReportDirectory(options.out, "--out");
  for (const line of trackedTexts(directory, options.out)) terminal.err(`loadgate: ${line}, or choose another --out\n`);
  using interruption = abortOnSignals();
  const savePath = options["save-baseline"];
  const before = savePath === undefined ? undefined : await readBaselineFile(savePath);
  const commits = await readCommits(process.cwd(), plan.base.directory);
  const runId = randomUUID();
  // The load engine and the service are needed from here on only. A mistake in the configuration shows sooner.
  const { measure } = await import("../pipeline/measure.ts");
  const { imageFileOf } = await import("../pipeline/baselineBuilds.ts");
  const image = imageFileOf(plan, before !== undefined, imageArchivePath(savePath ?? ""));
  const results = await measure(
    {
      plan,
      baseline,
      baselineToRefresh: before,
      firstResults,
      commits,
      version,
      secrets,
      ...omitUndefined({ accepted }),
    },
    {
      entry,
      env,
      signal: interruption.signal,
      progress: (line) => terminal.err(`${line}\n`),
      runId,
      out: resolve(options.out),
      seed: seedFrom(env),
      ...image,
    },
  );
  const code = await deliverReports(results, options.out, terminal);
  if (savePath === undefined || before === undefined) return code;
  const isSaved = await saveRun(savePath, { before, plan, results, runId, ...image }, terminal);
  return isSaved || code !== exitCode.pass ? code : exitCode.invalid;
}

/** Returns false if the baseline file could not be written. */
async function saveRun(path: string, run: RunToAppend, terminal: Terminal): Promise<boolean> {
  try {
    const { appendRun } = await import("../pipeline/saveBaseline.ts");
    for (const warning of await appendRun(path, run)) terminal.err(`loadgate: --save-baseline: ${warning}\n`);
    return true;
  } catch (error) {
    terminal.err(`loadgate: --save-baseline: ${path} was not written: ${describeFileError(error)}\n`);
    return false;
  } finally {
    if (run.imageFile !== undefined) await rm(run.imageFile, { force: true });
  }
}

function overrideBudget(plan: Plan, budget: string | undefined): Plan {
  if (budget === undefined) return plan;
  const budgetMs = parsePositiveDuration(budget);
  if (budgetMs === undefined)
    throw new WrongInput(`--budget: expected a duration with its unit, such as 90s or 5m, got ${budget}`);
  return { ...plan, gate: { ...plan.gate, budgetMs } };
}

async function overrideBase(plan: Plan, base: string | undefined): Promise<Plan> {
  if (base === undefined) return plan;
  const { carry, carryImage, copy } = plan.base;
  return { ...plan, base: { ...(await baseSpecFrom(base)), carry, carryImage, copy } };
}

async function baseSpecFrom(base: string): Promise<Omit<BaseSpec, "carry" | "carryImage" | "copy">> {
  if (/^https?:\/\//.test(base)) return { from: "target", target: base.replace(/\/$/, "") };
  if (await isDirectory(base)) return { from: "directory", directory: base };
  if (base !== "" && !/^[./-]/.test(base)) return { from: "git", ref: base };
  throw new WrongInput(
    `--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`,
  );
}

function selectScenarios(plan: Plan, ids: readonly string[] | undefined): Plan {
  if (ids === undefined) return plan;
  const known = plan.scenarios.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new WrongInput(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
  const [first, ...others] = plan.scenarios.filter(({ id }) => ids.includes(id));
  return first === undefined ? plan : { ...plan, scenarios: [first, ...others] };
}

async function readFirstResults(path: string): Promise<Results> {
  const text = await readText(path).catch((cause: unknown) => {
    throw new CouldNotMeasure(`--confirm: ${path} cannot be read (${messageOf(cause)})`, { cause });
  });
  const { parseFirstResults } = await import("../pipeline/confirm.ts");
  return parseFirstResults(text, path);
}

/** The seed of all random choices. The same LOADGATE_SEED gives the same requests. */
function seedFrom(env: Invocation["env"]): number {
  const text = env["LOADGATE_SEED"];
  if (text === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (!/^\d{1,10}$/.test(text)) throw new WrongInput(`LOADGATE_SEED: expected a whole number, got ${text}`);
  return Number(text);
}
