import type { BodySpec, DurationRange, Flow, NonEmpty, PartSpec, RequestSpec, Sla } from "../model/plan.ts";
import { templateParts } from "../model/template.ts";
import { millis } from "../model/unit.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { expectationsOf, extractionsOf, streamOf } from "./expectation.ts";
import { type FileHeaders, inheritedHeaders } from "./headers.ts";
import { mapNonEmpty, toNonEmpty } from "./nonEmpty.ts";
import { bytesOf, type FileReader } from "./referencedFiles.ts";
import { type FileEntry, type FileRequest, requestObjectSchema } from "./schema/requestSchema.ts";

export type FileRequestObject = Exclude<FileRequest, string>;
export type FileFlow = Extract<FileEntry, { readonly steps: unknown }>;

export function isFlow(entry: FileEntry): entry is FileFlow {
  return typeof entry === "object" && "steps" in entry;
}

/** What a request takes from outside. */
export interface RequestContext {
  readonly files: FileReader;
  /** The headers of the scenario and the file. */
  readonly headers: FileHeaders;
}

/** A plain request becomes a flow of one step. */
export function flowsOf(entries: readonly FileEntry[], context: RequestContext): NonEmpty<Flow> {
  return withUniqueNames(
    toNonEmpty(
      entries.map((entry) => flowOf(entry, context)),
      "requests",
    ),
  );
}

function flowOf(entry: FileEntry, context: RequestContext): Flow {
  if (!isFlow(entry)) {
    const weight = typeof entry === "object" && "weight" in entry ? entry.weight : 1;
    return { weight, steps: [requestOf(entry, context)] };
  }
  const steps = entry.steps.map((step) => stepOf(step, entry, context));
  return { weight: entry.weight, steps: toNonEmpty(steps, "steps") };
}

/** The default name of a step begins with the name of its flow. */
function stepOf(step: FileRequest, flow: FileFlow, context: RequestContext): RequestSpec {
  const request = requestOf(step, context);
  const thinkTimeMs = (typeof step === "object" ? step.think_time : undefined) ?? flow.think_time;
  const hasName = typeof step === "object" && step.name !== undefined;
  return { ...request, name: hasName ? request.name : `${flow.flow}: ${request.name}`, thinkTimeMs };
}

const noThinkTime: DurationRange = { fromMs: millis(0), toMs: millis(0) };

export function requestOf(entry: FileRequest, { files, headers }: RequestContext): RequestSpec {
  const request = toRequestObject(entry);
  const method = methodOf(request);
  return {
    ...omitUndefined({
      body: bodyOf(request, files),
      stream: request.stream === undefined ? undefined : streamOf(request.stream),
    }),
    name: request.name ?? `${method} ${request.path}`,
    method,
    path: withQuery(request.path, request.query),
    headers: { ...inheritedHeaders(request, headers), ...request.headers },
    expect: expectationsOf(request.expect),
    extract: extractionsOf(request.extract),
    thinkTimeMs: noThinkTime,
    sla: omitUndefined(request.sla ?? {}) as Sla,
  };
}

export const bodyKeys = ["json", "form", "file", "multipart", "body"] as const;

/** A request with a body is a POST, as curl sends it. */
function methodOf(request: FileRequestObject): string {
  return request.method ?? (bodyKeys.some((key) => request[key] !== undefined) ? "POST" : "GET");
}

/** GET /hello -> { method: GET, path: /hello } */
export function toRequestObject(request: FileRequest): FileRequestObject {
  if (typeof request !== "string") return request;
  const space = request.indexOf(" ");
  return requestObjectSchema.parse({ method: request.slice(0, space), path: request.slice(space + 1) });
}

function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, text]) => `${encode(name)}=${encodeAroundTemplates(text)}`);
  if (pairs.length === 0) return path;
  return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}

/** Percent-encodes constant parts. Templates stay: their values are encoded when they are inserted. */
function encodeAroundTemplates(text: string): string {
  return templateParts(text)
    .map((part) => (part.kind === "text" ? encode(part.text) : part.source))
    .join("");
}

const encode = (text: string): string => encodeURIComponent(text.toWellFormed());

function bodyOf({ body, json, form, file, multipart }: FileRequestObject, files: FileReader): BodySpec | undefined {
  if (json !== undefined) return { kind: "json", value: json };
  if (body !== undefined) return { kind: "text", text: body };
  if (form !== undefined) return { kind: "form", fields: form };
  if (file !== undefined) return { kind: "file", file, content: bytesOf(files(file)) };
  if (multipart === undefined) return undefined;
  return { kind: "multipart", parts: Object.entries(multipart).map(([name, part]) => partOf(name, part, files)) };
}

function partOf(name: string, part: NonNullable<FileRequestObject["multipart"]>[string], files: FileReader): PartSpec {
  if (typeof part === "string") return { kind: "field", name, text: part };
  return {
    ...omitUndefined({ type: part.type }),
    kind: "file",
    name,
    file: part.file,
    content: bytesOf(files(part.file)),
  };
}

/** Results are counted by request name. A second request with the same name gets a number. */
export function withUniqueNames(flows: NonEmpty<Flow>): NonEmpty<Flow> {
  const usedNames = new Set<string>();
  const rename = (request: RequestSpec): RequestSpec => {
    let { name } = request;
    for (let n = 2; usedNames.has(name); n++) name = `${request.name} (${n})`;
    usedNames.add(name);
    return { ...request, name };
  };
  return mapNonEmpty(flows, ({ weight, steps }) => ({ steps: mapNonEmpty(steps, rename), weight }));
}
