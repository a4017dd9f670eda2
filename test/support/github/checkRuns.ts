import { pageOf } from "./pages.ts";
import { type ApiCall, asRecord, errorResponse, type Handler, json, numberParameter, stringField } from "./response.ts";
import type { CheckRun, State } from "./state.ts";
import { nodeId } from "./users.ts";

export const createCheckRun: Handler = (call) => {
  const startedAt = new Date().toISOString();
  const blank: CheckRun = {
    id: call.state.nextCheckRunId(),
    name: "",
    headSha: stringField(call.body, "head_sha") ?? "",
    externalId: stringField(call.body, "external_id") ?? "",
    status: "queued",
    conclusion: null,
    startedAt,
    completedAt: null,
    title: null,
    summary: null,
  };
  const checkRun = applyChanges(blank, call);
  call.state.checkRuns.push(checkRun);
  return json(201, checkRunBody(call.state, checkRun));
};

/** The newest first. The filter `latest` keeps the newest of each name. */
export const listCheckRuns: Handler = ({ state, query, parameters }) => {
  const { url, repository } = state;
  const matching = state.checkRuns
    .filter(({ headSha, name }) => headSha === parameters["ref"] && [null, name].includes(query.get("check_name")))
    .toReversed();
  const isNewest = (one: CheckRun, i: number) => matching.findIndex(({ name }) => name === one.name) === i;
  const listed = query.get("filter") === "all" ? matching : matching.filter(isNewest);
  const listUrl = `${url}/repositories/${repository.id}/commits/${parameters["ref"]}/check-runs`;
  const { items, headers } = pageOf(listed, query, listUrl);
  const check_runs = items.map((checkRun) => checkRunBody(state, checkRun));
  return json(200, { total_count: listed.length, check_runs }, headers);
};

export const updateCheckRun: Handler = (call) => {
  const { checkRuns } = call.state;
  const index = checkRuns.findIndex(({ id }) => id === numberParameter(call, "check_run_id"));
  const before = checkRuns[index];
  if (!before) return errorResponse(404, "Not Found");
  const after = applyChanges(before, call);
  checkRuns[index] = after;
  return json(200, checkRunBody(call.state, after));
};

/** A conclusion completes the check run, with or without a status. */
function applyChanges(checkRun: CheckRun, { body }: ApiCall): CheckRun {
  const { output: anyOutput } = body;
  const conclusion = stringField(body, "conclusion") ?? checkRun.conclusion;
  const output = asRecord(anyOutput);
  return {
    ...checkRun,
    name: stringField(body, "name") ?? checkRun.name,
    status: conclusion === null ? (stringField(body, "status") ?? checkRun.status) : "completed",
    conclusion,
    completedAt: conclusion === null ? null : (stringField(body, "completed_at") ?? new Date().toISOString()),
    title: stringField(output, "title") ?? checkRun.title,
    summary: stringField(output, "summary") ?? checkRun.summary,
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
    external_id: checkRun.externalId,
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
