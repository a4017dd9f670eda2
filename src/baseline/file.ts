import type { Baseline } from "../model/baseline.ts";
import { messageOf } from "../model/failure.ts";
import { isFile, readText } from "../shell/files.ts";
import { decodeBaseline, UnusableBaseline } from "./codec.ts";
import type { Archives, BaselineLookup } from "./lookup.ts";

/** The baseline in a file; that there is none yet is no error. */
export async function baselineFromFile(path: string): Promise<BaselineLookup> {
  let text: string | undefined;
  try {
    text = await readText(path);
  } catch (error) {
    return { kind: "unusable", message: `${path} cannot be read (${messageOf(error)})` };
  }
  if (text === undefined) return { kind: "absent", message: `no baseline yet: ${path} does not exist` };
  try {
    const baseline = decodeBaseline(text, path) satisfies Baseline;
    return { kind: "found", baseline, archives: await archivesThere(baseline, archivesBeside(path)) };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    throw error;
  }
}

/** Where the builds lie that go with a baseline in a file. */
export function archivesBeside(path: string): Required<Archives> {
  const stem = path.replace(/\.json$/, "");
  return { build: `${stem}.build.tar.gz`, anchor: `${stem}.anchor.tar.gz` };
}

/** Those that the baseline knows of and that are there. */
export async function archivesThere({ build, anchor }: Baseline, places: Required<Archives>): Promise<Archives> {
  return {
    ...(build !== undefined && (await isFile(places.build)) ? { build: places.build } : {}),
    ...(anchor !== undefined && (await isFile(places.anchor)) ? { anchor: places.anchor } : {}),
  };
}
