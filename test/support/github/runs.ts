import { headRepository, minimalRepositoryBody, ownerOf } from "./repositories.ts";
import { errorResponse, type Handler, json, numberParameter } from "./response.ts";
import type { State, WorkflowRun } from "./state.ts";
import { nodeId, userBody } from "./users.ts";

const runCreatedAt = "2019-05-15T15:20:41Z";

export const getRun: Handler = (call) => {
  const run = call.state.runs.find(({ id }) => id === numberParameter(call, "run_id"));
  return run ? json(200, runBody(call.state, run)) : errorResponse(404, "Not Found");
};

function runBody(state: State, run: WorkflowRun): Readonly<Record<string, unknown>> {
  const { url, repository } = state;
  const head = headRepository(repository, run.headRepositoryId);
  const api = `${url}/repos/${repository.owner}/${repository.name}/actions`;
  const self = `${api}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: nodeId("WFR", run.id),
    name: "Performance",
    display_title: "Update README.md",
    event: run.event,
    status: run.conclusion === null ? "in_progress" : "completed",
    conclusion: run.conclusion,
    head_branch: run.headBranch,
    head_sha: run.headSha,
    head_commit: {
      id: run.headSha,
      tree_id: "31b122c26a97cf9af023e9ddab94a82c6e77b0ea",
      message: "Update README.md",
      timestamp: runCreatedAt,
      author: { name: head.owner, email: `${head.owner}@users.noreply.github.com` },
      committer: { name: head.owner, email: `${head.owner}@users.noreply.github.com` },
    },
    head_repository: minimalRepositoryBody(url, head, head.id !== repository.id),
    head_repository_id: head.id,
    repository: minimalRepositoryBody(url, repository),
    path: run.path,
    workflow_id: run.workflowId,
    run_number: 1,
    run_attempt: 1,
    actor: userBody(url, ownerOf(head)),
    triggering_actor: userBody(url, ownerOf(head)),
    pull_requests: [],
    created_at: runCreatedAt,
    updated_at: runCreatedAt,
    run_started_at: runCreatedAt,
    url: self,
    html_url: `https://github.com/${repository.owner}/${repository.name}/actions/runs/${run.id}`,
    artifacts_url: `${self}/artifacts`,
    cancel_url: `${self}/cancel`,
    jobs_url: `${self}/jobs`,
    logs_url: `${self}/logs`,
    rerun_url: `${self}/rerun`,
    workflow_url: `${api}/workflows/${run.workflowId}`,
    check_suite_url: `${url}/repos/${repository.owner}/${repository.name}/check-suites/1`,
  };
}
