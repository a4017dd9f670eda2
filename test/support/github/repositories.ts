import { type Handler, json } from "./response.ts";
import type { Repository } from "./state.ts";
import { type Account, nodeId, userBody } from "./users.ts";

type Body = Readonly<Record<string, unknown>>;

const repositoryCreatedAt = "2019-05-15T15:19:25Z";

export const getRepository: Handler = ({ state }) =>
  json(200, {
    ...repositoryBody(state.url, state.repository),
    has_discussions: false,
    network_count: 0,
    subscribers_count: 0,
  });

/** The head repository of a run or a pull request: this repository, or a fork of it. */
export function headRepository(repository: Repository, id: number, owner = "forker"): Repository {
  return id === repository.id ? repository : { ...repository, id, owner };
}

export function ownerOf(repository: Repository): Account {
  return { login: repository.owner, type: "User" };
}

/** A repository as it appears in pull requests. */
export function repositoryBody(url: string, repository: Repository, fork = false): Body {
  const fullName = `${repository.owner}/${repository.name}`;
  return {
    ...minimalRepositoryBody(url, repository, fork),
    clone_url: `https://github.com/${fullName}.git`,
    git_url: `git://github.com/${fullName}.git`,
    ssh_url: `git@github.com:${fullName}.git`,
    svn_url: `https://github.com/${fullName}`,
    default_branch: repository.defaultBranch,
    archived: false,
    disabled: false,
    visibility: "public",
    homepage: null,
    language: null,
    license: null,
    mirror_url: null,
    size: 0,
    forks: 0,
    forks_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    has_downloads: true,
    has_issues: true,
    has_pages: false,
    has_projects: false,
    has_wiki: false,
    created_at: repositoryCreatedAt,
    pushed_at: repositoryCreatedAt,
    updated_at: repositoryCreatedAt,
  };
}

/** A repository as it appears in workflow runs. */
export function minimalRepositoryBody(url: string, repository: Repository, fork = false): Body {
  const fullName = `${repository.owner}/${repository.name}`;
  const self = `${url}/repos/${fullName}`;
  const links = Object.entries(pathsBelow).map(([key, path]) => [key, `${self}/${path}`]);
  return {
    id: repository.id,
    node_id: nodeId("R", repository.id),
    name: repository.name,
    full_name: fullName,
    owner: userBody(url, ownerOf(repository)),
    private: false,
    html_url: `https://github.com/${fullName}`,
    description: null,
    fork,
    url: self,
    ...Object.fromEntries(links),
  };
}

const pathsBelow = {
  archive_url: "{archive_format}{/ref}",
  assignees_url: "assignees{/user}",
  blobs_url: "git/blobs{/sha}",
  branches_url: "branches{/branch}",
  collaborators_url: "collaborators{/collaborator}",
  comments_url: "comments{/number}",
  commits_url: "commits{/sha}",
  compare_url: "compare/{base}...{head}",
  contents_url: "contents/{+path}",
  contributors_url: "contributors",
  deployments_url: "deployments",
  downloads_url: "downloads",
  events_url: "events",
  forks_url: "forks",
  git_commits_url: "git/commits{/sha}",
  git_refs_url: "git/refs{/sha}",
  git_tags_url: "git/tags{/sha}",
  hooks_url: "hooks",
  issue_comment_url: "issues/comments{/number}",
  issue_events_url: "issues/events{/number}",
  issues_url: "issues{/number}",
  keys_url: "keys{/key_id}",
  labels_url: "labels{/name}",
  languages_url: "languages",
  merges_url: "merges",
  milestones_url: "milestones{/number}",
  notifications_url: "notifications{?since,all,participating}",
  pulls_url: "pulls{/number}",
  releases_url: "releases{/id}",
  stargazers_url: "stargazers",
  statuses_url: "statuses/{sha}",
  subscribers_url: "subscribers",
  subscription_url: "subscription",
  tags_url: "tags",
  teams_url: "teams",
  trees_url: "git/trees{/sha}",
};
