import { templateParts } from "../../model/template.ts";
import { requestTarget, targetEncoding } from "./encoding.ts";
import { Fault, joined, type Text } from "./templateText.ts";
import { type Sources, sourceText, templateText } from "./templateValues.ts";

/** Path and query. A template at its very beginning is a path already, or an address of which path and query are taken. */
export function targetText(path: string, sources: Sources): Text {
  const [first] = templateParts(path);
  if (first === undefined || first.kind === "text") return templateText(path, targetEncoding, sources);
  const start = sourceText(sources.of(first), first.source, (text) => text);
  const rest = templateText(path.slice(first.source.length), targetEncoding, sources);
  const noPath = new Fault(`no path in ${first.source}`);
  const beginning: Text = (visit) => {
    const text = typeof start === "string" ? start : start(visit);
    return text instanceof Fault ? text : (pathIn(text) ?? noPath);
  };
  return joined([beginning, rest]);
}

function pathIn(text: string): string | undefined {
  if (text.startsWith("/") && !text.startsWith("//")) return requestTarget(text);
  const [, after] = /^(?:https?:)?\/\/[^/?#]*([^#]*)/i.exec(text) ?? [];
  if (after === undefined) return undefined;
  return requestTarget(after.startsWith("/") ? after : `/${after}`);
}
