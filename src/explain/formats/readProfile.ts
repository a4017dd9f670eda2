import { gunzipSync } from "node:zlib";
import type { CallTree } from "../../model/reading.ts";
import { totalOf } from "./callTree.ts";
import { readCollapsed } from "./collapsed.ts";
import { type CallFrame, cpuProfileSchema, readCpuProfile } from "./cpuProfile.ts";
import { readPprof } from "./pprof.ts";
import { readSpeedscope, speedscopeSchema } from "./speedscope.ts";

/** Larger profiles are refused: one of three seconds has less than a hundredth of it. */
export const maxProfileBytes = 64 * 1024 ** 2;

export type ProfileFormat = "cpuprofile" | "pprof" | "collapsed" | "speedscope";

export type ReadProfile =
  | { readonly kind: "profile"; readonly format: ProfileFormat; readonly root: CallTree }
  | { readonly kind: "unreadable"; readonly reason: string };

const wanted = "expected a profile in the format cpuprofile, pprof, collapsed stacks or speedscope";

/** Reads a profile in any of the formats. Its content shows which. Never throws. */
export function readProfile(content: Uint8Array): ReadProfile {
  try {
    if (content.length === 0) return unreadable(`${wanted}, got an empty file`);
    const bytes = isGzip(content) ? gunzipSync(content, { maxOutputLength: maxProfileBytes }) : content;
    const { format, root } = parseProfile(bytes);
    if (totalOf(root) > 0) return { kind: "profile", format, root };
    return unreadable("the profile has no sample: did the process work in that time?");
  } catch {
    return unreadable(`${wanted}, got ${describe(content)}`);
  }
}

const unreadable = (reason: string): ReadProfile => ({ kind: "unreadable", reason });
const isGzip = ([first, second]: Uint8Array): boolean => first === 0x1f && second === 0x8b;

function parseProfile(bytes: Uint8Array): { readonly format: ProfileFormat; readonly root: CallTree } {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart();
  if (start.startsWith("{")) return parseJson(JSON.parse(Buffer.from(bytes).toString("utf8")));
  const root = bytes.includes(0) ? undefined : readCollapsed(Buffer.from(bytes).toString("utf8"));
  if (root !== undefined) return { format: "collapsed", root };
  return { format: "pprof", root: readPprof(bytes) };
}

function parseJson(value: unknown): ReturnType<typeof parseProfile> {
  const speedscope = speedscopeSchema.safeParse(value);
  if (speedscope.success) return { format: "speedscope", root: readSpeedscope(speedscope.data) };
  return { format: "cpuprofile", root: readCpuProfile(cpuProfileSchema.parse(value), plainFrame) };
}

/** The frame as V8 names it. */
export function plainFrame({ functionName, url, lineNumber }: CallFrame) {
  return {
    name: functionName === "" ? "(anonymous)" : functionName,
    ...(url !== "" && { file: url }),
    ...(url !== "" && lineNumber >= 0 && { line: lineNumber + 1 }),
  };
}

/** The start of what came, on one line. */
function describe(content: Uint8Array): string {
  const start = Buffer.from(content.subarray(0, 40)).toString("latin1");
  return JSON.stringify(start.replace(/[^\x20-\x7e]+/g, " ").trim());
}
