import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Api } from "../githubApi/api.ts";
import { refusal } from "../githubApi/apiError.ts";
import {
  artifactOfRun,
  downloadArtifact,
  isTaken,
  isUnanswered,
  UnusableArtifact,
  uploadArtifact,
} from "../githubApi/artifacts.ts";
import { CouldNotMeasure, messageOf } from "../model/errors.ts";
import { millis } from "../model/unit.ts";
import { readText } from "../shell/files.ts";
import { within } from "../shell/timeout.ts";
import { defined } from "../util/omitUndefined.ts";

/** The results that one job leaves for others: of this run, or of the one that tells of it. */
const fileName = "results.json";
const limitMs = millis(120_000);
/** As long as a pull request may be looked at. */
const keptDays = 30;

/** `confirmed` are those of a second job, which stand for those of the first. */
type Kind = "results" | "confirmed";

/** What tells one job's results from another's. */
export interface ResultsName {
  readonly kind: Kind;
  readonly key: string;
  readonly attempt: number;
}

/** Each attempt of a run has its own: a name is taken for as long as the run is kept. */
const artifactName = ({ kind, key, attempt }: ResultsName): string => `loadgate-${kind}-${key}-${attempt}`;

/** Uploads the files, of which the first is results.json. Throws where GitHub refuses. Gives back the artifact's id. */
export async function uploadResults(
  files: readonly [string, ...string[]],
  name: ResultsName,
  retentionDays = keptDays,
): Promise<{ readonly id?: number }> {
  const wanted = artifactName(name);
  const upload = uploadArtifact({
    name: wanted,
    files,
    root: dirname(files[0]),
    retentionDays: Math.min(retentionDays, keptDays),
  }).catch(async (cause: unknown) => {
    if (!isTaken(cause)) throw cause;
    return await ownOf(wanted, cause);
  });
  return await within(limitMs, "the upload of the results", upload);
}

/** What an upload has left to which no answer came. Throws where the name is taken by another job, or for nothing. */
async function ownOf(name: string, cause: unknown): Promise<{ readonly id: number }> {
  const id = await artifactOfRun(name);
  if (id !== undefined && isUnanswered(cause)) return { id };
  const why =
    id === undefined
      ? `an upload of ${name} has broken off, and GitHub keeps the name for this attempt of the run: run the job again`
      : "another job of this run has left its own; give each a baseline-key";
  throw new Error(`${why} (${messageOf(cause)})`, { cause });
}

/** Where results are looked for. */
export interface ResultsPlace {
  readonly api: Api;
  readonly owner: string;
  readonly repo: string;
  readonly runId: number;
  /** Later attempts of the run do not count. */
  readonly runAttempt: number;
  /** Where what is fetched lies for a moment. */
  readonly room: string;
}

/** Results that a job has left. */
export interface LeftResults extends ResultsName {
  readonly id: number;
  readonly name: string;
  readonly digest?: string | null;
}

/** The most that GitHub lists on one page; nobody leaves more than that many pages by chance. */
const perPage = 100;
const pages = 10;

/** The newest results of every key, in the order of the keys. */
export async function newestResults(place: ResultsPlace): Promise<readonly LeftResults[]> {
  return newestOf(await allResults(place));
}

/** Of each key the first, in the order of the keys. */
export function newestOf(all: readonly LeftResults[]): readonly LeftResults[] {
  const keys = [...new Set(all.map(({ key }) => key))].toSorted();
  return keys.flatMap((key) => all.find((one) => one.key === key) ?? []);
}

/** All results that the run's jobs have left, the newest first. */
export async function allResults(place: Omit<ResultsPlace, "room">): Promise<readonly LeftResults[]> {
  return await within(limitMs, "the list of artifacts", resultsOf(place));
}

async function resultsOf({ runAttempt, ...place }: Omit<ResultsPlace, "room">): Promise<readonly LeftResults[]> {
  const found = (await artifactsOf(place)).flatMap(({ id, name, digest, expired, workflow_run: run }) => {
    const named = namedBy(name);
    const isOther = run?.id !== undefined && run.id !== place.runId;
    if (named === undefined || expired || isOther || named.attempt > runAttempt) return [];
    return [{ ...named, id, name, ...defined({ digest }) }];
  });
  const rank = ({ kind }: LeftResults) => (kind === "confirmed" ? 1 : 0);
  return found.toSorted((a, b) => b.attempt - a.attempt || rank(b) - rank(a) || b.id - a.id);
}

/** By hand: what stands between may lose the Link header that a client would follow. */
async function artifactsOf({ api, owner, repo, runId }: Omit<ResultsPlace, "runAttempt" | "room">) {
  const asked = { owner, repo, run_id: runId, per_page: perPage };
  const lists: Awaited<ReturnType<Api["rest"]["actions"]["listWorkflowRunArtifacts"]>>["data"]["artifacts"][] = [];
  for (let page = 1; page <= pages; page++) {
    const { data } = await api.rest.actions.listWorkflowRunArtifacts({ ...asked, page });
    lists.push(data.artifacts);
    if (data.artifacts.length < perPage) break;
  }
  return lists.flat();
}

/** loadgate-results-api-2 -> the results of api, of the second attempt. */
function namedBy(name: string): ResultsName | undefined {
  const [, kind, key, attempt] = /^loadgate-(results|confirmed)-([\w.-]{1,80})-([1-9]\d{0,8})$/.exec(name) ?? [];
  if (key === undefined || (kind !== "results" && kind !== "confirmed")) return undefined;
  return { key, attempt: Number(attempt), kind };
}

/** Results of ten thousand comparisons have a tenth of that. */
const wanted = { names: [fileName], zipBytes: 16 * 1024 ** 2, files: 10, bytes: 16 * 1024 ** 2 };

/** The text of the results, as it came. Throws an UnusableArtifact, or what kept GitHub from answering. */
export async function fetchResults({ api, owner, repo, room }: ResultsPlace, left: LeftResults): Promise<string> {
  await mkdir(room, { recursive: true });
  const directory = await mkdtemp(join(room, "results-"));
  try {
    await within(limitMs, "the download", downloadArtifact({ api, owner, repo }, left, directory, wanted));
    const text = await readText(join(directory, fileName));
    if (text !== undefined) return text;
    throw new UnusableArtifact(`the artifact ${left.name} holds no ${fileName}`);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** The text of the results that this run's first job has left. Throws a CouldNotMeasure that says what to do. */
export async function downloadResults(place: ResultsPlace, key: string): Promise<string> {
  const wanted = artifactName({ kind: "results", key, attempt: place.runAttempt });
  try {
    const found = await allResults(place);
    const left = found.find((one) => one.key === key && one.kind === "results");
    if (left !== undefined) return await fetchResults(place, left);
  } catch (cause) {
    throw new CouldNotMeasure(whyNot(`the results of the first job (the artifact ${wanted})`, cause), { cause });
  }
  throw new CouldNotMeasure(
    `no job of this run has left results to confirm: expected the artifact ${wanted}; ` +
      "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results",
  );
}

function whyNot(wanted: string, cause: unknown): string {
  if (cause instanceof UnusableArtifact) return `${cause.message}; run the first job again`;
  return `${wanted} could not be fetched: ${refusal(cause)}`;
}
