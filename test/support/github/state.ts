import { actionsBot } from "./users.ts";

/** The data of the local GitHub: one repository with its runs, artifacts, comments, pull requests and check runs. */
export interface State {
  readonly url: string;
  readonly repository: Repository;
  /** Login of the bot that the token belongs to. */
  readonly bot: string;
  readonly runs: WorkflowRun[];
  readonly uploads: Upload[];
  readonly artifacts: Artifact[];
  readonly comments: Comment[];
  readonly pullRequests: PullRequest[];
  readonly checkRuns: CheckRun[];
  readonly nextArtifactId: () => number;
  readonly nextCommentId: () => number;
  readonly nextCheckRunId: () => number;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly id: number;
}

export interface WorkflowRun {
  readonly id: number;
  readonly event: string;
  readonly headBranch: string;
  readonly headSha: string;
  readonly headRepositoryId: number;
  readonly workflowId: number;
  readonly path: string;
  /** null while the run is in progress. */
  readonly conclusion: string | null;
}

/** An artifact between CreateArtifact and FinalizeArtifact. Its name is taken, but no list shows it. */
export interface Upload {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly mimeType: string;
  readonly expiresAt: string;
  readonly blocks: Map<string, Buffer>;
  content: Buffer | undefined;
}

export interface Artifact {
  readonly id: number;
  readonly runId: number;
  readonly name: string;
  readonly mimeType: string;
  readonly zip: Buffer;
  /** sha256:<hex>; null on artifacts older than digests. */
  readonly digest: string | null;
  readonly expired: boolean;
  readonly createdAt: string;
  readonly expiresAt: string;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly body: string;
  readonly login: string;
  readonly type: "User" | "Bot";
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface PullRequest {
  readonly number: number;
  readonly state: "open" | "closed";
  readonly headOwner: string;
  readonly headRepositoryId: number;
  readonly headBranch: string;
  readonly headSha: string;
  readonly baseBranch: string;
  readonly baseSha: string;
  readonly body?: string;
  /** The names of the labels. */
  readonly labels?: readonly string[];
}

export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly headSha: string;
  readonly externalId: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly startedAt: string;
  readonly completedAt: string | null;
  readonly title: string | null;
  readonly summary: string | null;
}

/** Ids exceed 32 bits, as at GitHub. */
export function emptyState(url: string, repository: Repository, bot = actionsBot.login): State {
  return {
    url,
    repository,
    bot,
    runs: [],
    uploads: [],
    artifacts: [],
    comments: [],
    pullRequests: [],
    checkRuns: [],
    nextArtifactId: countFrom(5_000_000_001),
    nextCommentId: countFrom(6_000_000_001),
    nextCheckRunId: countFrom(7_000_000_001),
  };
}

function countFrom(first: number): () => number {
  let next = first;
  return () => next++;
}
