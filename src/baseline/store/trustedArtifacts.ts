import { posix } from "node:path";
import type { ArtifactPlace } from "../../githubApi/artifacts.ts";

/** Where the baseline of a repository is kept on GitHub, and whose baselines are trusted. */
export interface Origin extends ArtifactPlace {
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** Events whose runs are trusted to make a baseline. */
  readonly events: readonly string[];
  readonly key: string;
  /** Path of this run's workflow; absent where the runner does not say. */
  readonly workflow?: string;
  /** Path or name of the workflow that makes the baseline, where it is another one. */
  readonly baselineWorkflow?: string;
}

/** An artifact that a run of the default branch's own code has left. */
export interface Candidate {
  readonly id: number;
  readonly name: string;
  readonly digest?: string | null;
  readonly runId: number;
}

export interface Candidates {
  /** The newest first. */
  readonly alive: readonly Candidate[];
  /** How many artifacts of that name there are, whoever left them, and how many of them are our own but expired. */
  readonly seen: number;
  readonly expired: number;
}

export const artifactName = (key: string): string => `loadgate-baseline-${key}`;

/** Anybody who opens a pull request can leave artifacts of our name: a thousand of them hide no baseline. */
const mostPages = 10;
const perPage = 100;
/** Enough of our own: each that is looked at costs a request. */
const enough = 30;

/** Throws where GitHub does not answer. */
export async function candidatesOf(origin: Origin): Promise<Candidates> {
  const { api, owner, repo, key } = origin;
  const listed = new Map<number, Artifact>();
  for (let page = 1; page <= mostPages; page++) {
    const asked = { owner, repo, name: artifactName(key), per_page: perPage, page };
    const { data } = await api.rest.actions.listArtifactsForRepo(asked);
    if (!Array.isArray(data?.artifacts)) throw new Error("not a list of artifacts");
    for (const artifact of data.artifacts) if (artifact.name === asked.name) listed.set(artifact.id, artifact);
    const own = [...listed.values()].filter((artifact) => isOwn(artifact, origin) && !artifact.expired);
    if (data.artifacts.length < perPage || own.length >= enough) break;
  }
  return sorted([...listed.values()], origin);
}

function sorted(listed: readonly Artifact[], origin: Origin): Candidates {
  const own = listed.filter((artifact) => isOwn(artifact, origin));
  const alive = newestFirst(own.filter(({ expired }) => !expired)).slice(0, enough);
  return {
    alive: alive.flatMap(({ id, name, digest, workflow_run: run }) =>
      run?.id === undefined ? [] : [{ id, name, runId: run.id, ...(digest ? { digest } : {}) }],
    ),
    seen: listed.length,
    expired: own.filter(({ expired }) => expired).length,
  };
}

type Artifact = Awaited<
  ReturnType<ArtifactPlace["api"]["rest"]["actions"]["listArtifactsForRepo"]>
>["data"]["artifacts"][number];

/** A fork's run leaves its artifacts here too, and its branch may be called like ours. */
function isOwn({ workflow_run: run }: Artifact, { repositoryId, defaultBranch }: Origin): boolean {
  return (
    run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch
  );
}

/** By their runs: one that is run again still measures its own, older commit. */
function newestFirst(artifacts: readonly Artifact[]): readonly Artifact[] {
  const runOf = ({ workflow_run: run }: Artifact) => run?.id ?? 0;
  const timeOf = ({ created_at: at }: Artifact) => at ?? "";
  return artifacts.toSorted((a, b) => runOf(b) - runOf(a) || timeOf(b).localeCompare(timeOf(a)) || b.id - a.id);
}

/** What the run that left an artifact says of it. */
export type Standing =
  | { readonly kind: "trusted" }
  | { readonly kind: "foreign" }
  /** Of our own default branch, but made by the workflow of that path. */
  | { readonly kind: "other_workflow"; readonly path: string };

/** Throws where GitHub does not answer. */
export async function standingOf(origin: Origin, { runId }: Candidate): Promise<Standing> {
  const { api, owner, repo, repositoryId, defaultBranch, events } = origin;
  const { data: run } = await api.rest.actions.getWorkflowRun({ owner, repo, run_id: runId });
  if (typeof run?.path !== "string") throw new Error("not a run of a workflow");
  const isOurs =
    run.repository?.id === repositoryId &&
    run.head_repository?.id === repositoryId &&
    run.head_branch === defaultBranch &&
    events.includes(run.event);
  if (!isOurs) return { kind: "foreign" };
  const wanted = workflowOf(origin);
  // GitHub may put the reference behind the path.
  const path = run.path.replace(/@.*$/, "");
  return wanted === undefined || path === wanted ? { kind: "trusted" } : { kind: "other_workflow", path };
}

function workflowOf({ workflow, baselineWorkflow }: Origin): string | undefined {
  if (baselineWorkflow === undefined) return workflow;
  const path = posix.normalize(baselineWorkflow);
  return path.includes("/") ? path : `.github/workflows/${path}`;
}

/** Why there is none: never made, expired, or made by somebody else. */
export function absence(
  origin: Origin,
  { seen, expired }: Omit<Candidates, "alive">,
  others: readonly string[],
): string {
  const name = artifactName(origin.key);
  const { defaultBranch } = origin;
  const next = `the next run on ${defaultBranch} makes one`;
  const [other] = others;
  if (other !== undefined)
    return (
      `no baseline of this workflow (${workflowOf(origin)}): the artifacts ${name} of ${defaultBranch} come from ${other}; ` +
      `set the input baseline-workflow to ${posix.basename(other)} to be compared with them, else ${next}`
    );
  if (expired > 0)
    return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
  if (seen > 0)
    return `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`;
  return `no baseline yet: there is no artifact ${name}; ${next}`;
}
