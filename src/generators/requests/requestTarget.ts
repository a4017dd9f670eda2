import { templateParts } from "../../model/template.ts";
import { encodeTarget, targetEncoding } from "./encoding.ts";
import { concatTexts, RenderFailure, type TemplateText } from "./templateText.ts";
import { compileText, compileValueText, type ValueSources } from "./templateValues.ts";

/**
 * Path and query of a request. A template at the start has a path or a URL as its value. Of a URL only path and query
 * are used. Slashes in that value are not encoded.
 */
export function requestTarget(path: string, sources: ValueSources): TemplateText {
  const [first] = templateParts(path);
  if (first === undefined || first.kind === "text") return compileText(path, targetEncoding, sources);
  const start = compileValueText(sources.sourceOf(first), first.source, (text) => text);
  const afterStart = compileText(path.slice(first.source.length), targetEncoding, sources);
  const noPath = new RenderFailure(`no path in ${first.source}`);
  const startPath: TemplateText = (session) => {
    const text = typeof start === "string" ? start : start(session);
    return text instanceof RenderFailure ? text : (pathIn(text) ?? noPath);
  };
  return concatTexts([startPath, afterStart]);
}

/** Path and query of a URL, or the path itself. `undefined` for other texts. */
function pathIn(text: string): string | undefined {
  if (text.startsWith("/") && !text.startsWith("//")) return encodeTarget(text);
  const [, path] = /^(?:https?:)?\/\/[^/?#]*([^#]*)/i.exec(text) ?? [];
  if (path === undefined) return undefined;
  return encodeTarget(path.startsWith("/") ? path : `/${path}`);
}
