import { readFileSync, statSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import type { CallFrame, FrameOf } from "../formats/cpuProfile.ts";
import { plainFrame } from "../formats/readProfile.ts";
import { pathOfUrl, type ShortPath } from "../sourcePaths.ts";

/** Maps of bundles are large. Larger ones would take seconds. */
const maxBytes = 64 * 1024 ** 2;

/**
 * Finds the source of V8's frames: by the maps that the process itself knew, by address, then by those that its files name.
 * A file without a map is its own source. The work of Loadgate's own hook is left out.
 */
export function frameFinder(maps: Readonly<Record<string, unknown>>, shorten: ShortPath, hook: string): FrameOf {
  const known = new Map<string, { readonly map: SourceMap; readonly path: string } | undefined>();
  const mapOf = (url: string) => {
    if (!known.has(url)) known.set(url, loadMap(url, maps[url]));
    return known.get(url);
  };
  return (callFrame: CallFrame) => {
    const frame = plainFrame(callFrame);
    const { url, lineNumber, columnNumber } = callFrame;
    if (pathOfUrl(url) === hook) return undefined;
    if (url === "" || url.startsWith("node:")) return frame;
    const loaded = mapOf(url);
    const entry = loaded?.map.findEntry(lineNumber, columnNumber);
    if (loaded === undefined || entry === undefined || !("originalSource" in entry)) {
      return { ...frame, file: shorten(url) };
    }
    const { originalSource, originalLine } = entry;
    return { ...frame, file: shorten(sourcePath(originalSource, loaded.path)), line: originalLine + 1 };
  };
}

/** The source is relative to its map. Bundlers write addresses such as webpack:///./src/app.ts. */
function sourcePath(source: string, mapPath: string): string {
  if (source.startsWith("file:")) return pathOfUrl(source);
  if (/^[a-z-]+:\/\//.test(source)) return source.replace(/^[a-z-]+:\/\/[^/]*\/(\.\/)?/, "");
  return resolve(dirname(mapPath), source);
}

function loadMap(url: string, payload: unknown) {
  const path = pathOfUrl(url);
  try {
    const found = payload === undefined ? readMap(path) : { payload, path };
    return found && { map: new SourceMap(found.payload as SourceMapPayload), path: found.path };
  } catch {
    return undefined;
  }
}

function readMap(path: string): { readonly payload: unknown; readonly path: string } | undefined {
  if (statSync(path).size > maxBytes) return undefined;
  const text = readFileSync(path, "utf8");
  const reference = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(
    text.slice(text.lastIndexOf("sourceMappingURL=") - 4),
  )?.[1];
  if (reference === undefined) return undefined;
  if (reference.startsWith("data:")) {
    const [head = "", data = ""] = reference.split(",", 2);
    const json = head.endsWith(";base64") ? Buffer.from(data, "base64").toString("utf8") : decodeURIComponent(data);
    return { payload: JSON.parse(json), path };
  }
  const mapPath = resolve(dirname(path), decodeURIComponent(reference));
  if (statSync(mapPath).size > maxBytes) return undefined;
  return { payload: JSON.parse(readFileSync(mapPath, "utf8")), path: mapPath };
}
