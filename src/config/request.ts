import type { BodySpec, Flow, PartSpec, Range, RequestSpec, Sla } from "../model/plan.ts";
import { templateParts } from "../model/template.ts";
import { millis } from "../model/unit.ts";
import { defined } from "../util/omitUndefined.ts";
import { expectationsOf, extractionsOf } from "./expectation.ts";
import { bytesIn, type Files } from "./referencedFiles.ts";
import { type FileEntry, type FileRequest, requestObject } from "./schema/requestSchema.ts";

export type FileRequestMap = Exclude<FileRequest, string>;
export type FileFlow = Extract<FileEntry, { readonly steps: unknown }>;

export function isFlow(entry: FileEntry): entry is FileFlow {
  return typeof entry === "object" && "steps" in entry;
}

/** The weighted list: plain requests are flows of one step. */
export function flowsOf(entries: readonly FileEntry[], files: Files): readonly Flow[] {
  return distinct(
    entries.map((entry) => {
      if (!isFlow(entry)) {
        const weight = typeof entry === "object" && "weight" in entry ? entry.weight : 1;
        return { weight, steps: [requestOf(entry, files)] };
      }
      const [first, ...others] = entry.steps.map((step) => stepOf(step, entry, files));
      if (first === undefined) throw new Error("the schema lets no flow without steps pass");
      return { weight: entry.weight, steps: [first, ...others] };
    }),
  );
}

function stepOf(step: FileRequest, flow: FileFlow, files: Files): RequestSpec {
  const request = requestOf(step, files);
  const thinkTimeMs = (typeof step === "object" ? step.think_time : undefined) ?? flow.think_time;
  const isNamed = typeof step === "object" && step.name !== undefined;
  return { ...request, name: isNamed ? request.name : `${flow.flow}: ${request.name}`, thinkTimeMs };
}

const noTime: Range = { fromMs: millis(0), toMs: millis(0) };

export function requestOf(given: FileRequest, files: Files): RequestSpec {
  const request = spelledOut(given);
  return {
    ...defined({ body: bodyOf(request, files) }),
    name: request.name ?? `${request.method} ${request.path}`,
    method: request.method,
    path: withQuery(request.path, request.query),
    headers: request.headers,
    expect: expectationsOf(request.expect),
    extract: extractionsOf(request.extract),
    thinkTimeMs: noTime,
    sla: defined(request.sla ?? {}) as Sla,
  };
}

/** GET /hello -> { method: GET, path: /hello } */
export function spelledOut(request: FileRequest): FileRequestMap {
  if (typeof request !== "string") return request;
  const at = request.indexOf(" ");
  return requestObject.parse({ method: request.slice(0, at), path: request.slice(at + 1) });
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, text]) => `${encoded(name)}=${encodedAround(text)}`);
  if (pairs.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

/** What stands for itself percent-encoded; templates as they are, to be encoded when they are filled in. */
function encodedAround(text: string): string {
  return templateParts(text)
    .map((part) => (part.kind === "text" ? encoded(part.text) : part.source))
    .join("");
}

const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

function bodyOf({ body, json, form, file, multipart }: FileRequestMap, files: Files): BodySpec | undefined {
  if (json !== undefined) return { kind: "json", value: json };
  if (body !== undefined) return { kind: "text", text: body };
  if (form !== undefined) return { kind: "form", fields: form };
  if (file !== undefined) return { kind: "file", file, content: bytesIn(files(file)) };
  if (multipart === undefined) return undefined;
  return { kind: "multipart", parts: Object.entries(multipart).map(([name, part]) => partOf(name, part, files)) };
}

function partOf(name: string, part: NonNullable<FileRequestMap["multipart"]>[string], files: Files): PartSpec {
  if (typeof part === "string") return { kind: "field", name, text: part };
  return { ...defined({ type: part.type }), kind: "file", name, file: part.file, content: bytesIn(files(part.file)) };
}

/** Requests are told apart by name: a second one of the same name gets a number. */
export function distinct(flows: readonly Flow[]): readonly Flow[] {
  const taken = new Set<string>();
  const renamed = (request: RequestSpec): RequestSpec => {
    let { name } = request;
    for (let n = 2; taken.has(name); n++) name = `${request.name} (${n})`;
    taken.add(name);
    return { ...request, name };
  };
  return flows.map(({ weight, steps: [first, ...others] }) => ({
    steps: [renamed(first), ...others.map(renamed)],
    weight,
  }));
}
