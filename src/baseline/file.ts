import { messageOf } from "../model/failure.ts";
import type { Baseline } from "../model/results.ts";
import { readText } from "../shell/files.ts";
import { decodeBaseline, UnusableBaseline } from "./codec.ts";
import type { BaselineLookup } from "./lookup.ts";

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
    return { kind: "found", baseline: decodeBaseline(text, path) satisfies Baseline };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    throw error;
  }
}
