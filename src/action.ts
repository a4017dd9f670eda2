import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as core from "@actions/core";
import { getOctokit } from "@actions/github";
import { type Asked, askedFor } from "./asked.ts";
import { archivesIn, findBaseline, uploadBaseline } from "./baseline/artifact.ts";
import { unfitForBaseline, withRun } from "./baseline/codec.ts";
import type { BaselineLookup } from "./baseline/lookup.ts";
import { type Carried, carriedFor, keepBuilds } from "./carriedBuilds.ts";
import { loadConfig } from "./configFile.ts";
import { confirm, isInDoubt } from "./confirm.ts";
import { exitCode, exitCodeOf, exitCodeOfError } from "./exit.ts";
import type { Surroundings } from "./experiment/experiment.ts";
import { keepComment, longestComment } from "./github/comment.ts";
import { type Context, contextOf, refreshingEvents } from "./github/context.ts";
import { uploadResults } from "./github/resultsArtifact.ts";
import { type CommentMode, type Inputs, readInputs } from "./inputs.ts";
import { messageOf } from "./model/failure.ts";
import type { Plan } from "./model/plan.ts";
import type { Results } from "./model/results.ts";
import { millis } from "./model/unit.ts";
import { writeReports } from "./output.ts";
import { headline } from "./report/headline.ts";
import { markdown } from "./report/markdown.ts";
import { terminal } from "./report/terminal.ts";
import { rowsOf } from "./report/words.ts";
import { type RunRequest, run } from "./run.ts";
import { sweep } from "./service/sweep.ts";
import { within } from "./shell/deadline.ts";
import { readText, removeTree } from "./shell/files.ts";
import { commitsOf } from "./shell/git.ts";
import { abortOnSignals } from "./shell/signals.ts";

export interface Step {
  readonly entry: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

const runIdState = "run-id";

/** The step -> exit code: measure, then files, outputs, summary, comment, baseline; failing comes last. */
export async function action(step: Step): Promise<number> {
  const runId = randomUUID();
  core.saveState(runIdState, runId);
  await using cleanup = new AsyncDisposableStack();
  const room = roomOf(step.env, runId);
  cleanup.defer(() => removeTree(room));
  try {
    const inputs = readInputs(step.env);
    const payload = await eventPayload(step.env);
    const context = contextOf(step.env, payload);
    const { plan, secrets } = await loadConfig(join(workspaceOf(step), inputs.config), step.env);
    for (const secret of secrets) core.setSecret(secret);
    const asked = await askedFor(inputs, context, { payload, plan, workspace: workspaceOf(step) });
    const isDecided = asked.first !== undefined && !isInDoubt(asked.first, asked.accepted);
    const baseline: BaselineLookup = isDecided ? { kind: "not_asked" } : await lookUp(inputs, context, room);
    const gated = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
    const carried = carriedFor(gated, baseline, context.isRefreshing);
    const results = await measured(step, runId, context, { ...carried, baseline, secrets, ...asked });
    const isKept = await publish(results, join(workspaceOf(step), "loadgate-report"), inputs);
    if (inputs.mode === "run") await bestEffort("The results artifact", () => handOver(inputs, context, step));
    await bestEffort("The comment", () => comment(results, inputs, context));
    await bestEffort("The baseline", () => refresh(results, { baseline, plan: gated, room }, inputs, context));
    return ending(results, isKept);
  } catch (error) {
    return await noRun(error);
  }
}

/** The post step: nothing that the main step started outlives the job, however the main step ended. */
export async function afterwards(env: Step["env"]): Promise<void> {
  const runId = env[`STATE_${runIdState}`];
  if (runId === undefined || runId === "") return;
  const killed = await sweep(runId);
  await removeTree(roomOf(env, runId));
  if (killed > 0) core.warning(`Loadgate stopped ${killed} processes that its main step had left running`);
}

/** Where baselines and the builds they carry come and go. */
const roomOf = (env: Step["env"], runId: string): string =>
  join(env["RUNNER_TEMP"] ?? tmpdir(), `loadgate-baseline-${runId.slice(0, 13)}`);

const workspaceOf = ({ env }: Step): string => env["GITHUB_WORKSPACE"] ?? process.cwd();

async function eventPayload(env: Step["env"]): Promise<unknown> {
  const path = env["GITHUB_EVENT_PATH"];
  return path === undefined ? {} : JSON.parse((await readText(path)) ?? "{}");
}

async function lookUp({ token, baselineKey }: Inputs, context: Context, room: string): Promise<BaselineLookup> {
  if (token === undefined)
    return { kind: "unreachable", message: "the baseline could not be fetched: there is no github-token" };
  const found = await findBaseline({
    api: getOctokit(token),
    token,
    key: baselineKey,
    events: refreshingEvents,
    directory: join(room, "found"),
    ...context,
  });
  if (found.kind === "unreachable" || found.kind === "unusable") core.warning(found.message);
  // What cannot be read must not keep the default branch from making a new one.
  if (found.kind === "unusable" && context.isRefreshing)
    return { kind: "absent", message: `${found.message}: this run replaces it` };
  return found;
}

async function measured(
  step: Step,
  runId: string,
  context: Context,
  { first, carried, ...request }: Pick<RunRequest, "baseline" | "secrets"> & Asked & Carried,
): Promise<Results> {
  const workspace = workspaceOf(step);
  const { base } = await commitsOf(workspace, request.plan.base.directory);
  const commits = { head: context.sha, ...(base === undefined ? {} : { base }) };
  using interruption = abortOnSignals();
  const around: Surroundings = {
    entry: step.entry,
    env: step.env,
    signal: interruption.signal,
    progress: core.info,
    runId,
    out: join(workspace, "loadgate-report"),
    seed: context.runId % 2 ** 31,
    baseFacts: { isRefreshing: context.isRefreshing, event: context.base },
    ...(carried === undefined ? {} : { carried }),
  };
  const whole = { ...request, commits, version: step.version };
  return first === undefined ? await run(whole, around) : await confirm(first, whole, around);
}

/** Files, outputs and summary. Says whether every file could be written. */
async function publish(results: Results, out: string, { summary }: Inputs): Promise<boolean> {
  const written = await writeReports(results, out);
  for (const problem of written.problems) core.error(problem);
  printUninterpreted(terminal(results, { color: true }));
  core.setOutput("verdict", results.verdict.kind);
  core.setOutput("results", written.results);
  core.setOutput("report", written.html);
  core.setOutput("report-markdown", written.markdown);
  core.setOutput("confirm", results.verdict.confirm === true);
  if (summary) await bestEffort("The job summary", () => core.summary.addRaw(markdown(results)).write());
  return written.problems.length === 0;
}

/** To a second job that may be asked to confirm them. */
async function handOver({ baselineKey, retentionDays }: Inputs, context: Context, step: Step): Promise<void> {
  await uploadResults(join(workspaceOf(step), "loadgate-report/results.json"), baselineKey, context, retentionDays);
}

/** The report has names and logs of others in it: none of its lines may act as a command to the runner. */
function printUninterpreted(text: string): void {
  const token = randomUUID();
  core.info(`::stop-commands::${token}\n${text}\n::${token}::`);
}

const commentLimitMs = millis(60_000);

async function comment(
  results: Results,
  { token, baselineKey, comment: mode }: Inputs,
  context: Context,
): Promise<void> {
  if (context.pullRequest === undefined || token === undefined || mode === "never") return;
  const marker = { key: baselineKey, run: context.runId, attempt: context.runAttempt, sha: context.sha };
  const text = markdown(results, longestComment - 200);
  const kept = keepComment(
    getOctokit(token),
    context,
    context.pullRequest.number,
    marker,
    text,
    isWanted(mode, results),
  );
  core.info(`Comment: ${await within(commentLimitMs, "keeping the comment", kept)}`);
}

/** Whether there is something to say; a comment that exists is brought up to date in any case. */
function isWanted(mode: CommentMode, results: Results): boolean {
  if (mode === "always") return true;
  if (mode === "failures") return results.verdict.failing;
  const isNews = rowsOf(results).some(({ gating, outcome }) => gating && outcome !== "unchanged" && outcome !== "new");
  return mode === "changes" && (isNews || results.verdict.kind !== "pass");
}

interface Before {
  readonly baseline: BaselineLookup;
  readonly plan: Plan;
  readonly room: string;
}

/** Appends this run to the baseline, unless it measured nothing or the history could not be read and would be lost. */
async function refresh(
  results: Results,
  { baseline, plan, room }: Before,
  { baselineKey, retentionDays, mode }: Inputs,
  context: Context,
): Promise<void> {
  // What is confirmed has been measured by a first job, which has appended it.
  if (!context.isRefreshing || mode === "confirm") return;
  const unfit = unfitForBaseline(results);
  if (unfit !== undefined) throw new Error(unfit);
  if (baseline.kind === "unreachable") throw new Error("a baseline that could not be read is not replaced");
  const history = baseline.kind === "found" ? baseline.baseline : undefined;
  const next = join(room, "next");
  await mkdir(next, { recursive: true });
  const { notes, warnings } = await keepBuilds(plan, results, baseline, archivesIn(next));
  for (const warning of warnings) core.warning(warning);
  await uploadBaseline(baselineKey, withRun(history, results, String(context.runId), notes), next, retentionDays);
  core.info("The baseline was refreshed");
}

/** None of GitHub's failures changes the verdict: it becomes a warning. */
async function bestEffort(what: string, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
  } catch (error) {
    core.warning(`${what} could not be written: ${refusal(error)}`);
  }
}

function refusal(error: unknown): string {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  const text = messageOf(error);
  if (status === 403)
    return `GitHub answered 403: ${text}; a fork's token is read-only, others need pull-requests: write`;
  return typeof status === "number" ? `GitHub answered ${status}: ${text}` : text;
}

function ending({ verdict, ...results }: Results, isKept: boolean): number {
  const { text } = headline({ verdict, ...results });
  if (verdict.failing) core.error(text, { title: "Loadgate" });
  else if (verdict.kind !== "pass") core.warning(text, { title: "Loadgate" });
  const code = exitCodeOf(verdict);
  return isKept || code !== exitCode.pass ? code : exitCode.invalid;
}

/** No verdict: the configuration is wrong, or something that nobody foresaw. Never green. */
async function noRun(error: unknown): Promise<number> {
  const text = messageOf(error);
  core.setOutput("verdict", "invalid");
  core.setOutput("confirm", false);
  core.error(text, { title: "Loadgate" });
  await bestEffort("The job summary", () =>
    core.summary.addRaw(`### ⚠️ Loadgate did not run\n\n~~~\n${text}\n~~~\n`).write(),
  );
  return exitCodeOfError(error);
}
