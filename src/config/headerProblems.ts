import { type FileHeaders, inheritedHeaders } from "./headers.ts";
import { dottedKey, type KeyPath, type PathProblem, problemIf } from "./problem.ts";
import { toRequestObject } from "./request.ts";
import type { ScopedRequest } from "./scopedRequests.ts";
import { headerTextProblems, type TemplateField, templateProblems } from "./template.ts";

/** The load generator sets these headers: they describe the connection and the length of the message. */
const generatedHeaders = ["content-length", "transfer-encoding", "connection"];

/** Problems of the headers of a request, a scenario or the file. */
export function headersProblems(headers: FileHeaders, at: KeyPath): readonly PathProblem[] {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return Object.entries(headers).flatMap(([name, text], i) => {
    const path = [...at, name];
    const lower = name.toLowerCase();
    return [
      ...problemIf(!/^[!#$%&'*+\-.^`|~\w]+$/.test(name), path, "expected a header name"),
      ...problemIf(generatedHeaders.includes(lower), path, `Loadgate sends ${lower} itself; remove it`),
      ...problemIf(lower === "host" && text === "", path, "expected a host: HTTP/1.1 has no request without one"),
      ...problemIf(names.indexOf(lower) !== i, path, "the same header is set twice; case does not matter"),
      ...headerTextProblems({ path, text }),
    ];
  });
}

/** Templates in the headers of a scenario or the file that a request, which inherits them, cannot use. */
export function inheritanceProblems(
  headers: FileHeaders,
  at: KeyPath,
  requests: readonly ScopedRequest[],
): readonly PathProblem[] {
  return Object.entries(headers).flatMap(([name, text]) =>
    requests.flatMap((request) => templateProblemsIn(request, name, { path: [...at, name], text })).slice(0, 1),
  );
}

function templateProblemsIn(
  { request, at, scope }: ScopedRequest,
  name: string,
  field: TemplateField,
): readonly PathProblem[] {
  const isInherited = name in inheritedHeaders(toRequestObject(request), { [name]: field.text });
  if (!isInherited) return [];
  const remedy = `${dottedKey(at)} inherits this header; write headers: { ${name}: null } there to send it without`;
  return templateProblems(field, scope).map((problem) => ({ ...problem, message: `${problem.message}; ${remedy}` }));
}
