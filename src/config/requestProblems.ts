import { allRequests } from "../model/plan.ts";
import { answerProblems } from "./expectation.ts";
import { type Contradiction, type Path, when } from "./problem.ts";
import { type Files, fileProblem } from "./referencedFiles.ts";
import { type FileFlow, type FileRequestMap, isFlow } from "./request.ts";
import type { FileEntry, FileRequest } from "./schema/requestSchema.ts";
import { beginningProblems, headerProblems, type Scope, templatedTexts, templateProblems } from "./template.ts";

/** What the weighted list says against itself, its feeds and its files. */
export function entryProblems(
  entries: readonly FileEntry[],
  at: Path,
  scope: Scope,
  files: Files,
): readonly Contradiction[] {
  return entries.flatMap((entry, i) =>
    isFlow(entry) ? flowProblems(entry, [...at, i], scope, files) : requestProblems(entry, [...at, i], scope, files),
  );
}

function flowProblems({ steps }: FileFlow, at: Path, scope: Scope, files: Files): readonly Contradiction[] {
  return inOrderProblems(steps, [...at, "steps"], scope, files);
}

/** Requests that are sent one after another: each can take what those before it extract. */
export function inOrderProblems(
  requests: readonly FileRequest[],
  at: Path,
  scope: Scope,
  files: Files,
): readonly Contradiction[] {
  return requests.flatMap((request, i) => {
    const values = [...scope.values, ...requests.slice(0, i).flatMap(extractedNames)];
    return requestProblems(request, [...at, i], { ...scope, values }, files);
  });
}

export function extractedNames(request: FileRequest): readonly string[] {
  return typeof request === "string" ? [] : Object.keys(request.extract);
}

function requestProblems(request: FileRequest, at: Path, scope: Scope, files: Files): readonly Contradiction[] {
  const texts = templatedTexts(request, at);
  const templates = [
    ...texts.slice(0, 1).flatMap(beginningProblems),
    ...texts.flatMap((text) => templateProblems(text, scope)),
  ];
  if (typeof request === "string") return templates;
  return [
    ...when(
      request.name === allRequests,
      [...at, "name"],
      `${allRequests} stands for all requests together; name it otherwise`,
    ),
    ...when(request.name === "__proto__", [...at, "name"], "expected any other name"),
    ...bodyProblems(request, at),
    ...headersProblems(request, at),
    ...bodyFileProblems(request, at, files),
    ...templates,
    ...answerProblems(request, at),
  ];
}

const bodies = ["json", "form", "file", "multipart", "body"] as const;

function bodyProblems(request: FileRequestMap, at: Path): readonly Contradiction[] {
  const given = bodies.filter((key) => request[key] !== undefined);
  const last = given.at(-1);
  if (given.length < 2 || last === undefined) return [];
  return [{ path: [...at, last], wanted: `a request has one body; remove ${given.join(" or ")}` }];
}

/** Those that say where a message goes and ends, which is the client's to say. */
const ownHeaders = ["host", "content-length", "transfer-encoding", "connection"];

function headersProblems({ headers, multipart }: FileRequestMap, at: Path): readonly Contradiction[] {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return Object.entries(headers).flatMap(([name, text], i) => {
    const path = [...at, "headers", name];
    const lower = name.toLowerCase();
    return [
      ...when(!/^[!#$%&'*+\-.^`|~\w]+$/.test(name), path, "expected the name of a header"),
      ...when(ownHeaders.includes(lower), path, `Loadgate sends ${lower} itself; remove it`),
      ...when(names.indexOf(lower) !== i, path, "the same header stands there already, in other letters"),
      ...when(
        lower === "content-type" && multipart !== undefined,
        path,
        "multipart comes with a content-type of its own; remove it",
      ),
      ...headerProblems({ path, text }),
    ];
  });
}

function bodyFileProblems({ file, multipart = {} }: FileRequestMap, at: Path, files: Files): readonly Contradiction[] {
  const named = [
    ...(file === undefined ? [] : [{ path: [...at, "file"], file }]),
    ...Object.entries(multipart).flatMap(([name, part]) =>
      typeof part === "string" ? [] : [{ path: [...at, "multipart", name, "file"], file: part.file }],
    ),
  ];
  return named.flatMap(({ path, file }) => {
    const wanted = fileProblem(files(file));
    return wanted === undefined ? [] : [{ path, wanted, isShown: true as const }];
  });
}
