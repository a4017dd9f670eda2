import {
  downloadResults,
  listResults,
  newestPerKey,
  type ResultsArtifact,
  type ResultsRun,
} from "../github/resultsArtifact.ts";
import { describeApiError } from "../githubApi/apiError.ts";
import { supportsArtifacts, UnusableArtifact } from "../githubApi/artifacts.ts";
import { CouldNotMeasure, messageOf, statusOf, WrongInput } from "../model/errors.ts";
import type { Notice } from "../model/notice.ts";
import type { ReportPart } from "../report/markdown/mergedReport.ts";
import { UnreadableResults } from "../results/codec.ts";
import { docsLink } from "../util/docsLink.ts";
import type { Job } from "./job.ts";
import { parseUntrustedResults } from "./untrustedResults.ts";

/** The most jobs whose results are merged without being listed in the input parts. */
const maxUnlistedJobs = 20;

/**
 * Loads the results of the run's jobs: those with the given keys, or those of all jobs if `requestedKeys` is empty.
 * Throws a CouldNotMeasure if GitHub does not deliver them.
 */
export async function loadParts(
  run: ResultsRun,
  requestedKeys: readonly string[],
  noticesFor: NoticesFor = () => [],
): Promise<readonly ReportPart[]> {
  const all = await fetchOrFail("the list of artifacts", listResults(run));
  const newest = newestPerKey(all);
  const keys = requestedKeys.length > 0 ? requestedKeys : newest.map(({ key }) => key);
  if (requestedKeys.length === 0 && keys.length > maxUnlistedJobs)
    throw new CouldNotMeasure(
      `expected the results of at most ${maxUnlistedJobs} jobs, got ${keys.length}; list the jobs that belong together in the input parts`,
    );
  const parts: ReportPart[] = [];
  for (const key of keys) {
    const artifact = newest.find((one) => one.key === key);
    parts.push(
      artifact === undefined ? { kind: "missing", key, why: missingReason } : await loadPart(run, artifact, noticesFor),
    );
  }
  return parts.some(isEarlier) && (await hasRepeatedPass(run, all, parts)) ? parts.map(dropEarlierPass) : parts;
}

/**
 * Throws a WrongInput on servers that have no artifacts for this action: jobs cannot read each other's results there.
 */
export function requireArtifacts({ context, inputs }: Pick<Job, "context" | "inputs">): void {
  if (supportsArtifacts(context.serverUrl)) return;
  throw new WrongInput(
    `input mode: ${inputs.mode} reads the artifacts of other jobs, and GitHub Enterprise Server accepts no artifacts of this action; see ${docsLink("docs/github.md#ghes")}`,
  );
}

/** The keys of the jobs that have results, without the listed keys. */
export async function findUnlistedParts(run: ResultsRun, listedKeys: readonly string[]): Promise<readonly string[]> {
  const newest = newestPerKey(await fetchOrFail("the list of artifacts", listResults(run)));
  return newest.map(({ key }) => key).filter((key) => !listedKeys.includes(key));
}

/** The notices about the commit that the results name. */
export type NoticesFor = (measuredSha: string | undefined) => readonly Notice[];

const missingReason = "No result: its job ended before it could measure, or has not run";

const isEarlier = (part: ReportPart): boolean => part.kind === "measured" && part.earlierAttempt !== undefined;

/**
 * True if this attempt ran a job again that had passed. If only failed jobs are run again, the results of an earlier
 * attempt still count for the other jobs. If passed jobs are run again, too, a job without newer results may have
 * crashed.
 */
async function hasRepeatedPass(
  run: ResultsRun,
  all: readonly ResultsArtifact[],
  parts: readonly ReportPart[],
): Promise<boolean> {
  const repeated = parts.filter((part) => part.kind !== "missing" && !isEarlier(part));
  for (const { key } of repeated) {
    const earlier = all.find((artifact) => artifact.key === key && artifact.attempt < run.runAttempt);
    const part = earlier === undefined ? undefined : await loadPart(run, earlier, () => []);
    if (part?.kind === "measured" && !part.results.verdict.failing) return true;
  }
  return false;
}

/** A pass of an earlier attempt counts as missing: it may be outdated. */
function dropEarlierPass(part: ReportPart): ReportPart {
  if (part.kind !== "measured" || part.earlierAttempt === undefined || part.results.verdict.failing) return part;
  const why =
    `No result of this attempt, although passed jobs were run again. The result of attempt ${part.earlierAttempt} ` +
    "may be outdated; run all jobs again";
  return { kind: "missing", key: part.key, why };
}

/** The results of one job, judged again. Throws a CouldNotMeasure if GitHub does not deliver them. */
export async function loadPart(
  run: ResultsRun,
  artifact: ResultsArtifact,
  noticesFor: NoticesFor,
): Promise<ReportPart> {
  const { key, name } = artifact;
  try {
    const text = await downloadResults(run, artifact);
    const earlier = artifact.attempt < run.runAttempt ? { earlierAttempt: artifact.attempt } : {};
    return { kind: "measured", key, results: parseUntrustedResults(text, name, noticesFor), ...earlier };
  } catch (error) {
    if (error instanceof UnusableArtifact || error instanceof UnreadableResults)
      return { kind: "unreadable", key, why: `No readable result: ${messageOf(error)}` };
    const status = statusOf(error);
    if (status === 404 || status === 410)
      return { kind: "unreadable", key, why: `No result: GitHub responded with ${status} for the artifact ${name}` };
    throw fetchError(`the artifact ${name}`, error);
  }
}

async function fetchOrFail<T>(what: string, response: Promise<T>): Promise<T> {
  return await response.catch((cause: unknown) => {
    throw fetchError(what, cause);
  });
}

function fetchError(what: string, cause: unknown): CouldNotMeasure {
  return new CouldNotMeasure(`${what} could not be fetched: ${describeApiError(cause)}`, { cause });
}
