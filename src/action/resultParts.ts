import { allResults, fetchResults, type LeftResults, newestOf, type ResultsPlace } from "../github/resultsArtifact.ts";
import { refusal } from "../githubApi/apiError.ts";
import { hasArtifacts, UnusableArtifact } from "../githubApi/artifacts.ts";
import { CouldNotMeasure, messageOf, statusOf, WrongInput } from "../model/errors.ts";
import type { Part } from "../report/markdown/mergedReport.ts";
import { UnreadableResults } from "../results/codec.ts";
import { manual } from "../util/docsLink.ts";
import type { Job } from "./job.ts";
import { foreignResults } from "./untrustedResults.ts";

/** Jobs whose results are taken up without their having been named. */
const most = 20;

/**
 * What the jobs of a run that has come to its last one have left: those of the keys that are wanted, or all. Throws a
 * CouldNotMeasure where GitHub does not give what there is.
 */
export async function partsOfRun(
  place: ResultsPlace,
  wanted: readonly string[],
  warningsFor: WarningsFor = () => [],
): Promise<readonly Part[]> {
  const all = await answered("the list of artifacts", allResults(place));
  const found = newestOf(all);
  const keys = wanted.length > 0 ? wanted : found.map(({ key }) => key);
  if (wanted.length === 0 && keys.length > most)
    throw new CouldNotMeasure(
      `expected the results of at most ${most} jobs, got ${keys.length}; name those that belong together in the input parts`,
    );
  const parts: Part[] = [];
  for (const key of keys) {
    const left = found.find((one) => one.key === key);
    parts.push(
      left === undefined ? { kind: "missing", key, why: nothingLeft } : await partOf(place, left, warningsFor),
    );
  }
  return parts.some(isEarlier) && (await isPassedRepeated(place, all, parts)) ? parts.map(orMissing) : parts;
}

/** Throws a WrongInput where no job can leave anything for another one. */
export function refuseWithoutArtifacts({ context, inputs }: Pick<Job, "context" | "inputs">): void {
  if (hasArtifacts(context.serverUrl)) return;
  throw new WrongInput(
    `input mode: ${inputs.mode} takes up what other jobs have left as artifacts, and GitHub Enterprise Server keeps none for this action; see ${manual("docs/github.md#ghes")}`,
  );
}

/** The keys of jobs that have left results, and that are not among those that are wanted. */
export async function unnamedParts(place: ResultsPlace, wanted: readonly string[]): Promise<readonly string[]> {
  const found = newestOf(await answered("the list of artifacts", allResults(place)));
  return found.map(({ key }) => key).filter((key) => !wanted.includes(key));
}

/** What a report has to say about the commit that the results name. */
export type WarningsFor = (measuredSha: string | undefined) => readonly string[];

const nothingLeft = "No result: its job ended before it could measure, or has not run";

const isEarlier = (part: Part): boolean => part.kind === "measured" && part.earlierAttempt !== undefined;

/**
 * Whether a job was repeated whose results had passed. Of a job that was not, what an earlier attempt has left counts: so it is
 * where the failed jobs are repeated. Once others are, one that has left nothing newer may have been, too, and died.
 */
async function isPassedRepeated(
  place: ResultsPlace,
  all: readonly LeftResults[],
  parts: readonly Part[],
): Promise<boolean> {
  const repeated = parts.filter((part) => part.kind !== "missing" && !isEarlier(part));
  for (const { key } of repeated) {
    const before = all.find((left) => left.key === key && left.attempt < place.runAttempt);
    const part = before === undefined ? undefined : await partOf(place, before, () => []);
    if (part?.kind === "measured" && !part.results.verdict.failing) return true;
  }
  return false;
}

function orMissing(part: Part): Part {
  if (part.kind !== "measured" || part.earlierAttempt === undefined || part.results.verdict.failing) return part;
  const why =
    `No result of this attempt, though jobs that had passed were repeated, and that of attempt ${part.earlierAttempt} ` +
    "may be out of date; run all jobs again";
  return { kind: "missing", key: part.key, why };
}

/** The results that a job has left, judged again. Throws a CouldNotMeasure where GitHub does not give them. */
export async function partOf(place: ResultsPlace, left: LeftResults, warningsFor: WarningsFor): Promise<Part> {
  const { key, name } = left;
  try {
    const text = await fetchResults(place, left);
    const earlier = left.attempt < place.runAttempt ? { earlierAttempt: left.attempt } : {};
    return { kind: "measured", key, results: foreignResults(text, name, warningsFor), ...earlier };
  } catch (error) {
    if (error instanceof UnusableArtifact || error instanceof UnreadableResults)
      return { kind: "unreadable", key, why: `No result that could be read: ${messageOf(error)}` };
    const status = statusOf(error);
    if (status === 404 || status === 410)
      return { kind: "unreadable", key, why: `No result any more: GitHub answered ${status} for the artifact ${name}` };
    throw notGiven(`the artifact ${name}`, error);
  }
}

async function answered<T>(what: string, answer: Promise<T>): Promise<T> {
  return await answer.catch((cause: unknown) => {
    throw notGiven(what, cause);
  });
}

function notGiven(what: string, cause: unknown): CouldNotMeasure {
  return new CouldNotMeasure(`${what} could not be fetched: ${refusal(cause)}`, { cause });
}
