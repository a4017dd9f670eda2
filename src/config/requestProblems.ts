import { allRequests } from "../model/plan.ts";
import { responseProblems } from "./expectation.ts";
import { headersProblems } from "./headerProblems.ts";
import { type KeyPath, type PathProblem, problemIf, valueProblems } from "./problem.ts";
import { type FileReader, fileProblem } from "./referencedFiles.ts";
import { bodyKeys, type FileRequestObject } from "./request.ts";
import type { ScopedRequest } from "./scopedRequests.ts";
import { pathStartProblems, templateFields, templateProblems } from "./template.ts";

/** Contradictions, templates without a value, unreadable files. */
export function requestProblems({ request, at, scope }: ScopedRequest, files: FileReader): readonly PathProblem[] {
  const fields = templateFields(request, at);
  const inTemplates = [
    ...fields.slice(0, 1).flatMap(pathStartProblems),
    ...fields.flatMap((field) => templateProblems(field, scope)),
  ];
  if (typeof request === "string") return inTemplates;
  return [
    ...problemIf(
      request.name === allRequests,
      [...at, "name"],
      `${allRequests} is the name of all requests together; choose another name`,
    ),
    ...problemIf(request.name === "__proto__", [...at, "name"], "this name is reserved; choose another name"),
    ...bodyProblems(request, at),
    ...quotedJsonProblems(request, at),
    ...headersProblems(request.headers, [...at, "headers"]),
    ...multipartTypeProblems(request, at),
    ...bodyFileProblems(request, at, files),
    ...inTemplates,
    ...responseProblems(request, at),
  ];
}

function bodyProblems(request: FileRequestObject, at: KeyPath): readonly PathProblem[] {
  const bodies = bodyKeys.filter((key) => request[key] !== undefined);
  const last = bodies.at(-1);
  if (bodies.length < 2 || last === undefined) return [];
  return [{ path: [...at, last], message: `a request has one body; remove ${bodies.join(" or ")}` }];
}

/** An object in quotes would be sent as a JSON string. */
function quotedJsonProblems({ json }: FileRequestObject, at: KeyPath): readonly PathProblem[] {
  return problemIf(
    typeof json === "string" && /^\s*(\{\s*"|\[\s*\{)/.test(json),
    [...at, "json"],
    "expected YAML such as { id: 1 }, got JSON in quotes, which would be sent as a text; remove the quotes, or use body",
  );
}

function multipartTypeProblems({ headers, multipart }: FileRequestObject, at: KeyPath): readonly PathProblem[] {
  const name = Object.keys(headers).find((key) => key.toLowerCase() === "content-type");
  if (multipart === undefined || name === undefined) return [];
  return [{ path: [...at, "headers", name], message: "multipart sets its own content-type; remove it" }];
}

function bodyFileProblems(
  { file, multipart = {} }: FileRequestObject,
  at: KeyPath,
  files: FileReader,
): readonly PathProblem[] {
  const references = [
    ...(file === undefined ? [] : [{ path: [...at, "file"], file }]),
    ...Object.entries(multipart).flatMap(([name, part]) =>
      typeof part === "string" ? [] : [{ path: [...at, "multipart", name, "file"], file: part.file }],
    ),
  ];
  return references.flatMap((reference) => valueProblems(reference.path, fileProblem(files(reference.file))));
}
