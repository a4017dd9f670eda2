import { posix } from "node:path";
import type { RepositoryApi } from "../../githubApi/api.ts";
import { expectedResponses, expecting } from "../../githubApi/expectedResponse.ts";
import { listPages } from "../../githubApi/pages.ts";

/** A repository, and the workflow runs whose baseline artifacts are trusted. */
export interface BaselineSource extends RepositoryApi {
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Only runs of these events are trusted. */
  readonly events: readonly string[];
  readonly key: string;
  /** Path of this run's workflow. Absent if the runner does not set it. */
  readonly workflow?: string;
  /** Path or file name of the workflow that makes the baseline. Default: this run's workflow. */
  readonly baselineWorkflow?: string;
}

/** A baseline artifact that comes from the default branch of this repository. */
export interface BaselineArtifact {
  readonly id: number;
  readonly name: string;
  readonly digest?: string | null;
  readonly runId: number;
}

export interface BaselineArtifactList {
  /** The newest first. */
  readonly usable: readonly BaselineArtifact[];
  /** Number of artifacts with the name, from any branch or fork. */
  readonly listedCount: number;
  /** Number of expired artifacts from the default branch. */
  readonly expiredCount: number;
}

const artifactName = (key: string): string => `loadgate-baseline-${key}`;

/**
 * A run's baseline has one of two names. The run replaces it by uploading under the other name, and deletes it
 * afterwards. A key contains no plus sign.
 */
export const baselineArtifactNames = (key: string): readonly [string, string] => [
  artifactName(key),
  `${artifactName(key)}+2`,
];

/** Anybody can upload artifacts with our name from a pull request. A thousand of them do not hide the baseline. */
const maxPages = 10;
/** Each usable artifact costs a request when it is checked. */
const maxUsable = 30;

/** Lists the artifacts with the key's names. Throws if GitHub does not respond. */
export async function listBaselineArtifacts(source: BaselineSource): Promise<BaselineArtifactList> {
  const lists = await Promise.all(baselineArtifactNames(source.key).map((name) => listNamed(source, name)));
  return summarize(lists.flat(), source);
}

async function listNamed(source: BaselineSource, name: string): Promise<readonly Artifact[]> {
  const { api, owner, repo } = source;
  const request = expecting(expectedResponses.artifacts);
  const pages = listPages(maxPages, async (page) => {
    return (await api.rest.actions.listArtifactsForRepo({ owner, repo, name, ...page, request })).data.artifacts;
  });
  const listed = new Map<number, Artifact>();
  for await (const artifacts of pages) {
    for (const artifact of artifacts) if (artifact.name === name) listed.set(artifact.id, artifact);
    const usable = [...listed.values()].filter((artifact) => isOwn(artifact, source) && !artifact.expired);
    if (usable.length >= maxUsable) break;
  }
  return [...listed.values()];
}

function summarize(listed: readonly Artifact[], source: BaselineSource): BaselineArtifactList {
  const own = listed.filter((artifact) => isOwn(artifact, source));
  const usable = newestFirst(own.filter(({ expired }) => !expired)).slice(0, maxUsable);
  return {
    usable: usable.flatMap(({ id, name, digest, workflow_run: run }) =>
      run?.id === undefined ? [] : [{ id, name, runId: run.id, ...(digest ? { digest } : {}) }],
    ),
    listedCount: listed.length,
    expiredCount: own.filter(({ expired }) => expired).length,
  };
}

type Artifact = Awaited<
  ReturnType<RepositoryApi["api"]["rest"]["actions"]["listArtifactsForRepo"]>
>["data"]["artifacts"][number];

/** The list includes artifacts of forks, and a fork's branch may have the name of our default branch. */
function isOwn({ workflow_run: run }: Artifact, { repositoryId, defaultBranch }: BaselineSource): boolean {
  return (
    run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch
  );
}

/** Sorted by run. A re-run uploads a new artifact, but it measured its old commit. */
function newestFirst(artifacts: readonly Artifact[]): readonly Artifact[] {
  const runOf = ({ workflow_run: run }: Artifact) => run?.id ?? 0;
  const timeOf = ({ created_at: at }: Artifact) => at ?? "";
  return artifacts.toSorted((a, b) => runOf(b) - runOf(a) || timeOf(b).localeCompare(timeOf(a)) || b.id - a.id);
}

export type ArtifactTrust =
  | { readonly kind: "trusted" }
  /** Another repository, branch or event. */
  | { readonly kind: "foreign" }
  /** From our own default branch, but made by the workflow at `path`. */
  | { readonly kind: "otherWorkflow"; readonly path: string };

/** Checks the run that uploaded the artifact. Throws if GitHub does not respond. */
export async function checkTrust(source: BaselineSource, { runId }: BaselineArtifact): Promise<ArtifactTrust> {
  const { api, owner, repo, repositoryId, defaultBranch, events } = source;
  const { data: run } = await api.rest.actions.getWorkflowRun({
    owner,
    repo,
    run_id: runId,
    request: expecting(expectedResponses.workflowRun),
  });
  const isOurs =
    run.repository?.id === repositoryId &&
    run.head_repository?.id === repositoryId &&
    run.head_branch === defaultBranch &&
    events.includes(run.event);
  if (!isOurs) return { kind: "foreign" };
  const expected = expectedWorkflow(source);
  // GitHub may append the reference to the path.
  const path = run.path.replace(/@.*$/, "");
  return expected === undefined || path === expected ? { kind: "trusted" } : { kind: "otherWorkflow", path };
}

function expectedWorkflow({ workflow, baselineWorkflow }: BaselineSource): string | undefined {
  if (baselineWorkflow === undefined) return workflow;
  const path = posix.normalize(baselineWorkflow);
  return path.includes("/") ? path : `.github/workflows/${path}`;
}

/** Explains why there is no baseline: none was made, it expired, or it comes from elsewhere. */
export function explainAbsence(
  source: BaselineSource,
  { listedCount, expiredCount }: Omit<BaselineArtifactList, "usable">,
  otherWorkflows: readonly string[],
): string {
  const name = artifactName(source.key);
  const { defaultBranch } = source;
  const next = `the next run on ${defaultBranch} makes one`;
  const [otherWorkflow] = otherWorkflows;
  if (otherWorkflow !== undefined)
    return (
      `no baseline of this workflow (${expectedWorkflow(source)}): the artifacts ${name} of ${defaultBranch} come from ${otherWorkflow}; ` +
      `set the input baseline-workflow to ${posix.basename(otherWorkflow)} to be compared with them, else ${next}`
    );
  if (expiredCount > 0)
    return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
  if (listedCount > 0)
    return `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`;
  return `no baseline yet: there is no artifact ${name}; ${next}`;
}
