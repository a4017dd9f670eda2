import { readFile } from "node:fs/promises";
import type { Results } from "../../src/model/results.ts";
import { decodeResults } from "../../src/results/codec.ts";

/** The results of fixtures/results, each beside the reports that it must give. */
export const goldenNames = ["regressed", "unchanged", "new", "broken", "mixed"] as const;

const directory = new URL("../../fixtures/results/", import.meta.url);

export async function goldenResults(name: string): Promise<Results> {
  return decodeResults(await readFile(new URL(`${name}.json`, directory), "utf8"), `${name}.json`);
}

/** Where the report of these results is kept, for toMatchFileSnapshot. */
export function goldenFile(name: string, extension: "md" | "txt"): string {
  return new URL(`${name}.${extension}`, directory).pathname;
}
