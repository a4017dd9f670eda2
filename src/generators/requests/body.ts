import type { Session } from "../../model/http.ts";
import type { BodySpec, PartSpec } from "../../model/plan.ts";
import { assertNever } from "../../util/assertNever.ts";
import { formEncode, formEncoding, plainEncoding } from "./encoding.ts";
import { compileJson } from "./jsonBody.ts";
import { concatTexts, RenderFailure, renderText, type TemplateText } from "./templateText.ts";
import { compileText, type ValueSources } from "./templateValues.ts";

/** A constant body, or a function that renders it for a session. */
export type BodyContent = string | Uint8Array | ((session: Session) => string | Uint8Array | RenderFailure);

export interface RequestBody {
  readonly content: BodyContent;
  /** Default for the content-type header. A header of the request wins. */
  readonly contentType?: string;
}

/** One boundary for all requests. It is random, so that no body contains it by chance. */
export const boundary = "loadgate-4f9c1d7e8a3b6052-c7e1a94d20f85b36";

export function compileBody(spec: BodySpec, sources: ValueSources): RequestBody {
  switch (spec.kind) {
    case "text":
      return { content: compileText(spec.text, plainEncoding, sources) };
    case "json":
      return { content: compileJson(spec.value, sources), contentType: "application/json" };
    case "form":
      return { content: compileForm(spec.fields, sources), contentType: "application/x-www-form-urlencoded" };
    case "file":
      return { content: spec.content, contentType: "application/octet-stream" };
    case "multipart": {
      const chunks = spec.parts.flatMap((part) => compilePart(part, sources));
      return {
        content: concatChunks([...chunks, `--${boundary}--\r\n`]),
        contentType: `multipart/form-data; boundary=${boundary}`,
      };
    }
    default:
      return assertNever(spec);
  }
}

function compileForm(fields: Readonly<Record<string, string>>, sources: ValueSources): TemplateText {
  return concatTexts(
    Object.entries(fields).flatMap(([name, text], i) => [
      `${i === 0 ? "" : "&"}${formEncode(name)}=`,
      compileText(text, formEncoding, sources),
    ]),
  );
}

type Chunk = TemplateText | Uint8Array;

function compilePart(part: PartSpec, sources: ValueSources): readonly Chunk[] {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeQuotes(part.name)}"`;
  if (part.kind === "field") return [`${head}\r\n\r\n`, compileText(part.text, plainEncoding, sources), "\r\n"];
  const fileName = escapeQuotes(part.file.split(/[\\/]/).at(-1) ?? part.file);
  const type = part.type ?? "application/octet-stream";
  return [`${head}; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`, part.content, "\r\n"];
}

/** Escapes a name as browsers do (HTML, 4.10.21.8). */
function escapeQuotes(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** Text if all chunks are text, bytes if none varies, else a function that renders the bytes. */
function concatChunks(chunks: readonly Chunk[]): BodyContent {
  const texts = chunks.filter((chunk): chunk is TemplateText => !(chunk instanceof Uint8Array));
  if (texts.length === chunks.length) return concatTexts(texts);
  const constants = chunks.filter((chunk) => typeof chunk !== "function");
  if (constants.length === chunks.length) return concatBytes(constants.map(toBytes));
  return (session) => {
    const rendered: Uint8Array[] = [];
    for (const chunk of chunks) {
      const content = chunk instanceof Uint8Array ? chunk : renderText(chunk, session);
      if (content instanceof RenderFailure) return content;
      rendered.push(toBytes(content));
    }
    return concatBytes(rendered);
  };
}

const encoder = new TextEncoder();

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === "string" ? encoder.encode(content) : content;
}

function concatBytes(arrays: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const array of arrays) {
    all.set(array, end);
    end += array.length;
  }
  return all;
}
