import { type Call, type Handler, json, numberOf, recordOf, refusal, stringOf } from "./answer.ts";
import type { CheckRun, State } from "./state.ts";
import { nodeId } from "./users.ts";

export const createCheckRun: Handler = (call) => {
  const startedAt = new Date().toISOString();
  const blank: CheckRun = {
    id: call.state.nextCheckRunId(),
    name: "",
    headSha: stringOf(call.body, "head_sha") ?? "",
    status: "queued",
    conclusion: null,
    startedAt,
    completedAt: null,
    title: null,
    summary: null,
  };
  const checkRun = changed(blank, call);
  call.state.checkRuns.push(checkRun);
  return json(201, checkRunBody(call.state, checkRun));
};

export const updateCheckRun: Handler = (call) => {
  const { checkRuns } = call.state;
  const at = checkRuns.findIndex(({ id }) => id === numberOf(call, "check_run_id"));
  const before = checkRuns[at];
  if (!before) return refusal(404, "Not Found");
  const after = changed(before, call);
  checkRuns[at] = after;
  return json(200, checkRunBody(call.state, after));
};

/** A conclusion completes the check run, whether or not a status comes with it. */
function changed(checkRun: CheckRun, { body }: Call): CheckRun {
  const { output: anyOutput } = body;
  const conclusion = stringOf(body, "conclusion") ?? checkRun.conclusion;
  const output = recordOf(anyOutput);
  return {
    ...checkRun,
    name: stringOf(body, "name") ?? checkRun.name,
    status: conclusion === null ? (stringOf(body, "status") ?? checkRun.status) : "completed",
    conclusion,
    completedAt: conclusion === null ? null : (stringOf(body, "completed_at") ?? new Date().toISOString()),
    title: stringOf(output, "title") ?? checkRun.title,
    summary: stringOf(output, "summary") ?? checkRun.summary,
  };
}

function checkRunBody({ url, repository }: State, checkRun: CheckRun): Readonly<Record<string, unknown>> {
  const fullName = `${repository.owner}/${repository.name}`;
  const self = `${url}/repos/${fullName}/check-runs/${checkRun.id}`;
  const html = `https://github.com/${fullName}/runs/${checkRun.id}`;
  return {
    id: checkRun.id,
    node_id: nodeId("CR", checkRun.id),
    name: checkRun.name,
    head_sha: checkRun.headSha,
    status: checkRun.status,
    conclusion: checkRun.conclusion,
    started_at: checkRun.startedAt,
    completed_at: checkRun.completedAt,
    external_id: "",
    url: self,
    html_url: html,
    details_url: html,
    check_suite: { id: 1 },
    output: {
      title: checkRun.title,
      summary: checkRun.summary,
      text: null,
      annotations_count: 0,
      annotations_url: `${self}/annotations`,
    },
    app: null,
    pull_requests: [],
  };
}
