import { pageOf } from "./pages.ts";
import { headRepository, ownerOf, repositoryBody } from "./repositories.ts";
import { errorResponse, type Handler, json, numberParameter } from "./response.ts";
import type { PullRequest, State } from "./state.ts";
import { nodeId, userBody } from "./users.ts";

type Body = Readonly<Record<string, unknown>>;

const pullRequestCreatedAt = "2019-05-15T15:20:33Z";

export const getPullRequest: Handler = (call) => {
  const pull = call.state.pullRequests.find(({ number }) => number === numberParameter(call, "pull_number"));
  return pull ? json(200, pullRequestBody(call.state, pull)) : errorResponse(404, "Not Found");
};

/** Newest first. The parameter `head` is owner:branch, for example `head=octo:changes`. */
export const listPullRequests: Handler = ({ state, query }) => {
  const pullState = query.get("state") ?? "open";
  const matching = state.pullRequests
    .filter((pull) => pullState === "all" || pull.state === pullState)
    .filter((pull) => [null, `${pull.headOwner}:${pull.headBranch}`].includes(query.get("head")))
    .filter((pull) => [null, pull.baseBranch].includes(query.get("base")))
    .toSorted((a, b) => (query.get("direction") === "asc" ? a.number - b.number : b.number - a.number));
  return listOf(state, matching, query, "pulls");
};

export const listPullRequestsOfCommit: Handler = (call) => {
  const { commit_sha: sha } = call.parameters;
  const matching = call.state.pullRequests.filter(({ headSha }) => headSha === sha);
  return listOf(call.state, matching, call.query, `commits/${sha}/pulls`);
};

function listOf(state: State, pulls: readonly PullRequest[], query: URLSearchParams, path: string) {
  const { items, headers } = pageOf(pulls, query, `${state.url}/repositories/${state.repository.id}/${path}`);
  const bodies = items.map((pull) => simplePullRequestBody(state, pull));
  return json(200, bodies, headers);
}

function pullRequestBody(state: State, pull: PullRequest): Body {
  return {
    ...simplePullRequestBody(state, pull),
    additions: 1,
    deletions: 1,
    changed_files: 1,
    commits: 1,
    comments: state.comments.filter(({ issue }) => issue === pull.number).length,
    review_comments: 0,
    maintainer_can_modify: false,
    merged: false,
    merged_by: null,
    mergeable: true,
    rebaseable: true,
    mergeable_state: "clean",
  };
}

/** A pull request as it appears in lists. */
function simplePullRequestBody(state: State, pull: PullRequest): Body {
  const { url, repository } = state;
  const head = headRepository(repository, pull.headRepositoryId, pull.headOwner);
  const fullName = `${repository.owner}/${repository.name}`;
  const api = `${url}/repos/${fullName}`;
  const html = `https://github.com/${fullName}/pull/${pull.number}`;
  const links = {
    self: `${api}/pulls/${pull.number}`,
    html,
    issue: `${api}/issues/${pull.number}`,
    comments: `${api}/issues/${pull.number}/comments`,
    review_comments: `${api}/pulls/${pull.number}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${api}/pulls/${pull.number}/commits`,
    statuses: `${api}/statuses/${pull.headSha}`,
  };
  return {
    id: pull.number,
    node_id: nodeId("PR", pull.number),
    number: pull.number,
    state: pull.state,
    locked: false,
    draft: false,
    title: "Update the README with new information.",
    body: pull.body ?? null,
    user: userBody(url, ownerOf(head)),
    author_association: head.id === repository.id ? "MEMBER" : "CONTRIBUTOR",
    head: branchBody(url, head, pull.headBranch, pull.headSha, head.id !== repository.id),
    base: branchBody(url, repository, pull.baseBranch, pull.baseSha, false),
    merge_commit_sha: null,
    assignee: null,
    auto_merge: null,
    labels: (pull.labels ?? []).map((name, index) => labelBody(api, name, index + 1)),
    milestone: null,
    created_at: pullRequestCreatedAt,
    updated_at: pullRequestCreatedAt,
    closed_at: pull.state === "closed" ? pullRequestCreatedAt : null,
    merged_at: null,
    url: links.self,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: links.issue,
    comments_url: links.comments,
    commits_url: links.commits,
    review_comment_url: links.review_comment,
    review_comments_url: links.review_comments,
    statuses_url: links.statuses,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}

function labelBody(api: string, name: string, id: number): Body {
  const url = `${api}/labels/${encodeURIComponent(name)}`;
  return { id, node_id: nodeId("LA", id), url, name, description: null, color: "ededed", default: false };
}

function branchBody(url: string, repository: State["repository"], ref: string, sha: string, fork: boolean): Body {
  return {
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: userBody(url, ownerOf(repository)),
    repo: repositoryBody(url, repository, fork),
  };
}
