import { posix } from "node:path";
import type { Api, RepositoryApi } from "../githubApi/api.ts";
import { expectedResponses, expecting } from "../githubApi/expectedResponse.ts";
import { listAll } from "../githubApi/pages.ts";
import type { Verdict } from "../model/verdict.ts";
import type { GitHubContext } from "./context.ts";

export interface CheckRun {
  readonly key: string;
  readonly verdict: Verdict;
  /** The verdict passes only because there is no baseline yet. */
  readonly isNew: boolean;
  readonly headline: string;
  /** Markdown, at most `maxSummaryBytes` long. */
  readonly summary: string;
  readonly annotations: readonly {
    readonly level: "error" | "warning";
    readonly text: string;
    readonly location?: { readonly file: string; readonly line: number };
  }[];
}

/** GitHub's limits. Its manual limits the summary in characters, but it counts bytes (github/docs#35252). */
export const maxSummaryBytes = 65_535;
const maxTitleLength = 255;
const maxAnnotations = 50;

export interface CreatedCheckRun {
  readonly name: string;
  /** Other workflows with a check run of the same key on the same commit. */
  readonly overlap: readonly string[];
}

/**
 * Creates a check run with the verdict on the measured commit. GitHub shows only the newest check run of a name, so the
 * second workflow with the same key appends its file to the name. Throws if GitHub refuses it.
 */
export async function createCheckRun(
  api: Api,
  context: GitHubContext,
  sha: string,
  checkRun: CheckRun,
): Promise<CreatedCheckRun> {
  const { owner, repo, workflow } = context;
  const { key, headline, summary } = checkRun;
  const commit = { api, owner, repo, sha };
  const plainName = key === "default" ? "Loadgate" : `Loadgate / ${key}`;
  const overlap = await otherWorkflows(commit, plainName, workflow);
  const name = overlap.length === 0 ? plainName : `${plainName} (${posix.basename(workflow ?? "")})`;
  const external_id = externalId(key, context);
  const annotations = checkRun.annotations.flatMap(({ level, text, location }) => {
    if (location === undefined) return [];
    const annotation_level = level === "error" ? ("failure" as const) : ("warning" as const);
    const { file, line } = location;
    return [{ path: file, start_line: line, end_line: line, annotation_level, message: text }];
  });
  // Before the request is sent again, it looks for the check run that a lost response may have created.
  const findCreated = async () => (await listCheckRuns(commit, name)).find((one) => one.external_id === external_id);
  await api.rest.checks.create({
    owner,
    repo,
    name,
    head_sha: sha,
    external_id,
    status: "completed",
    conclusion: conclusionOf(checkRun),
    output: {
      title: headline.slice(0, maxTitleLength).toWellFormed(),
      summary,
      annotations: annotations.slice(0, maxAnnotations),
    },
    request: { ...expecting(expectedResponses.checkRun), findCreated },
  });
  return { name, overlap };
}

/** Names what a check run belongs to, and the run that created it. */
function externalId(key: string, { runId, runAttempt, workflow = "" }: GitHubContext): string {
  return `loadgate key=${key} run=${runId} attempt=${runAttempt} workflow=${workflow}`;
}

const workflowIn = (id: string | null): string | undefined => /^loadgate .* workflow=(.+)$/.exec(id ?? "")?.[1];

interface CommitApi extends RepositoryApi {
  readonly sha: string;
}

/** The other workflows that have created check runs of this name. None if the check runs cannot be listed. */
async function otherWorkflows(commit: CommitApi, name: string, own: string | undefined): Promise<readonly string[]> {
  if (own === undefined) return [];
  const checkRuns = await listCheckRuns(commit, name).catch(() => []);
  const workflows = checkRuns.flatMap(({ external_id }) => workflowIn(external_id) ?? []);
  return [...new Set(workflows)].filter((workflow) => workflow !== own);
}

/** Nobody creates more than 200 check runs of a name on one commit. */
const maxPages = 2;

async function listCheckRuns({ api, owner, repo, sha }: CommitApi, name: string) {
  return await listAll(maxPages, async (page) => {
    const query = { owner, repo, ref: sha, check_name: name, filter: "all" as const, ...page };
    const request = expecting(expectedResponses.checkRuns);
    return (await api.rest.checks.listForRef({ ...query, request })).data.check_runs;
  });
}

/** A pass without a comparison is neutral. */
function conclusionOf({ verdict, isNew }: CheckRun): "success" | "failure" | "neutral" {
  if (verdict.failing) return "failure";
  return verdict.kind === "pass" && !isNew ? "success" : "neutral";
}
