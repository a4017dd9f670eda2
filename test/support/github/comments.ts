import { pageOf } from "./pages.ts";
import { type ApiCall, errorResponse, type Handler, json, numberParameter, stringField } from "./response.ts";
import type { Comment, State } from "./state.ts";
import { nodeId, userBody } from "./users.ts";

/** A longer body gets the status 422. */
const maxBodyCharacters = 65_536;

/** Every issue number exists. Its comments are listed oldest first. */
export const listComments: Handler = (call) => {
  const { state, query } = call;
  const issue = numberParameter(call, "issue_number");
  const since = query.get("since") ?? "";
  const matching = state.comments.filter((comment) => comment.issue === issue && comment.updatedAt >= since);
  const listUrl = `${state.url}/repositories/${state.repository.id}/issues/${issue}/comments`;
  const { items, headers } = pageOf(matching, query, listUrl);
  const bodies = items.map((comment) => commentBody(state, comment));
  return json(200, bodies, headers);
};

export const getComment: Handler = (call) => {
  const comment = find(call);
  return comment ? json(200, commentBody(call.state, comment)) : errorResponse(404, "Not Found");
};

export const createComment: Handler = (call) => {
  const body = stringField(call.body, "body") ?? "";
  const problem = problemOf(body);
  if (problem) return unprocessable(problem);
  const issue = numberParameter(call, "issue_number");
  const comment = addComment(call.state, { issue, body, login: call.state.bot, type: "Bot" });
  return json(201, commentBody(call.state, comment));
};

export const updateComment: Handler = (call) => {
  const comment = find(call);
  if (!comment) return errorResponse(404, "Not Found");
  const body = stringField(call.body, "body") ?? "";
  const problem = problemOf(body);
  if (problem) return unprocessable(problem);
  const updated = { ...comment, body, updatedAt: now() };
  call.state.comments[call.state.comments.indexOf(comment)] = updated;
  return json(200, commentBody(call.state, updated));
};

export const deleteComment: Handler = (call) => {
  const comment = find(call);
  if (!comment) return errorResponse(404, "Not Found");
  call.state.comments.splice(call.state.comments.indexOf(comment), 1);
  return { status: 204, headers: {}, body: undefined };
};

export interface NewComment {
  readonly issue: number;
  readonly body: string;
  readonly login: string;
  readonly type: Comment["type"];
}

export function addComment(state: State, { issue, body, login, type }: NewComment): Comment {
  const at = now();
  const comment = { id: state.nextCommentId(), issue, body, login, type, createdAt: at, updatedAt: at };
  state.comments.push(comment);
  return comment;
}

function find(call: ApiCall): Comment | undefined {
  return call.state.comments.find(({ id }) => id === numberParameter(call, "comment_id"));
}

function problemOf(body: string): string | undefined {
  if (body.trim() === "") return "Body can't be blank";
  if (body.length > maxBodyCharacters) return `Body is too long (maximum is ${maxBodyCharacters} characters)`;
  return undefined;
}

function unprocessable(message: string) {
  return json(422, {
    message: "Validation Failed",
    errors: [{ resource: "IssueComment", code: "unprocessable", field: "data", message }],
    documentation_url: "https://docs.github.com/rest/issues/comments",
  });
}

function commentBody({ url, repository }: State, comment: Comment): Readonly<Record<string, unknown>> {
  const fullName = `${repository.owner}/${repository.name}`;
  const issues = `${url}/repos/${fullName}/issues`;
  return {
    id: comment.id,
    node_id: nodeId("IC", comment.id),
    url: `${issues}/comments/${comment.id}`,
    html_url: `https://github.com/${fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${issues}/${comment.issue}`,
    body: comment.body,
    user: userBody(url, comment),
    author_association: comment.type === "Bot" ? "NONE" : "MEMBER",
    performed_via_github_app: null,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
  };
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+/, "");
}
