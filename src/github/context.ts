/** What the event says about this run: where it belongs, whom it is about, and what it may change. */
export interface Context {
  readonly owner: string;
  readonly repo: string;
  readonly repositoryId: number;
  readonly event: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** The commit that is measured: of a pull request its own head, not the merge commit. */
  readonly sha: string;
  readonly pullRequest?: { readonly number: number };
  readonly defaultBranch: string;
  readonly base: BaseEvent;
  /** Whether this run's numbers become part of the baseline: it runs the default branch's own code. */
  readonly isRefreshing: boolean;
}

/** What the event says about the commit to compare with. */
export interface BaseEvent {
  readonly defaultBranch: string;
  /** Of a merge group: the commit that it is merged into. */
  readonly mergeGroupBase?: string;
  /** Of a pull request: the branch it goes to, and its own head, which is not the merge commit that GitHub makes of both. */
  readonly pullRequest?: { readonly baseBranch: string; readonly headSha: string };
}

/** Events whose runs on the default branch make the baseline. */
export const refreshingEvents = ["push", "schedule", "workflow_dispatch"];

/** Throws where the environment is not that of a workflow step. */
export function contextOf(env: Readonly<Record<string, string | undefined>>, payload: unknown): Context {
  const event = required(env, "GITHUB_EVENT_NAME");
  const [owner = "", repo = ""] = required(env, "GITHUB_REPOSITORY").split("/");
  const repository = fieldsOf(fieldsOf(payload)["repository"]);
  const pullRequest = fieldsOf(fieldsOf(payload)["pull_request"]);
  const head = fieldsOf(pullRequest["head"]);
  const branch = text(repository["default_branch"]);
  // A schedule runs on the default branch only, and its payload may not name it.
  const defaultBranch = branch ?? (event === "schedule" ? env["GITHUB_REF_NAME"] : undefined) ?? "main";
  return {
    owner,
    repo,
    repositoryId: number(repository["id"]) ?? number(env["GITHUB_REPOSITORY_ID"]) ?? 0,
    event,
    runId: number(env["GITHUB_RUN_ID"]) ?? 0,
    runAttempt: number(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
    sha: text(head["sha"]) ?? env["GITHUB_SHA"] ?? "",
    ...optional("pullRequest", numbered(number(pullRequest["number"]))),
    defaultBranch,
    base: {
      defaultBranch,
      ...optional("mergeGroupBase", text(fieldsOf(fieldsOf(payload)["merge_group"])["base_sha"])),
      ...optional("pullRequest", pullRequestBase(text(fieldsOf(pullRequest["base"])["ref"]), text(head["sha"]))),
    },
    isRefreshing: refreshingEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${defaultBranch}`,
  };
}

function required(env: Readonly<Record<string, string | undefined>>, name: string): string {
  const value = env[name];
  if (value === undefined || value === "")
    throw new Error(`${name} is not set: this runs as a step of a GitHub workflow`);
  return value;
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { readonly [key in K]: V });
}

const numbered = (value: number | undefined) => (value === undefined ? undefined : { number: value });

function pullRequestBase(baseBranch: string | undefined, headSha: string | undefined) {
  return baseBranch === undefined || headSha === undefined ? undefined : { baseBranch, headSha };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

function number(value: unknown): number | undefined {
  const n = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof n === "number" && Number.isSafeInteger(n) ? n : undefined;
}
