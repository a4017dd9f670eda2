import type { Visit } from "../../model/http.ts";
import type { BodySpec, PartSpec } from "../../model/plan.ts";
import { unreachable } from "../../util/assertNever.ts";
import { formEncoded, formEncoding, plainEncoding } from "./encoding.ts";
import { jsonText } from "./jsonBody.ts";
import { Fault, joined, type Text, textFor } from "./templateText.ts";
import { type Sources, templateText } from "./templateValues.ts";

export type Content = string | Uint8Array | ((visit: Visit) => string | Uint8Array | Fault);

export interface Body {
  readonly content: Content;
  /** Unless the request says so itself. */
  readonly contentType?: string;
}

/** The same for every request: random enough to stand in no body by chance. */
export const boundary = "loadgate-4f9c1d7e8a3b6052-c7e1a94d20f85b36";

export function bodyOf(spec: BodySpec, sources: Sources): Body {
  switch (spec.kind) {
    case "text":
      return { content: templateText(spec.text, plainEncoding, sources) };
    case "json":
      return { content: jsonText(spec.value, sources), contentType: "application/json" };
    case "form":
      return { content: form(spec.fields, sources), contentType: "application/x-www-form-urlencoded" };
    case "file":
      return { content: spec.content, contentType: "application/octet-stream" };
    case "multipart": {
      const parts = spec.parts.flatMap((part) => pieces(part, sources));
      return {
        content: content([...parts, `--${boundary}--\r\n`]),
        contentType: `multipart/form-data; boundary=${boundary}`,
      };
    }
    default:
      return unreachable(spec);
  }
}

function form(fields: Readonly<Record<string, string>>, sources: Sources): Text {
  return joined(
    Object.entries(fields).flatMap(([name, text], i) => [
      `${i === 0 ? "" : "&"}${formEncoded(name)}=`,
      templateText(text, formEncoding, sources),
    ]),
  );
}

type Piece = Text | Uint8Array;

function pieces(part: PartSpec, sources: Sources): readonly Piece[] {
  const open = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(part.name)}"`;
  if (part.kind === "field") return [`${open}\r\n\r\n`, templateText(part.text, plainEncoding, sources), "\r\n"];
  const fileName = quoted(part.file.split(/[\\/]/).at(-1) ?? part.file);
  const type = part.type ?? "application/octet-stream";
  return [`${open}; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`, part.content, "\r\n"];
}

/** As browsers write names in a form (HTML, 4.10.21.8). */
function quoted(name: string): string {
  return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function content(parts: readonly Piece[]): Content {
  const texts = parts.filter((part): part is Text => !(part instanceof Uint8Array));
  if (texts.length === parts.length) return joined(texts);
  const fixed = parts.filter((part) => typeof part !== "function");
  if (fixed.length === parts.length) return concatenated(fixed.map(bytesOf));
  return (visit) => {
    const chunks: Uint8Array[] = [];
    for (const part of parts) {
      const chunk = part instanceof Uint8Array ? part : textFor(part, visit);
      if (chunk instanceof Fault) return chunk;
      chunks.push(bytesOf(chunk));
    }
    return concatenated(chunks);
  };
}

const encoder = new TextEncoder();

function bytesOf(chunk: string | Uint8Array): Uint8Array {
  return typeof chunk === "string" ? encoder.encode(chunk) : chunk;
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const chunk of chunks) {
    all.set(chunk, end);
    end += chunk.length;
  }
  return all;
}
