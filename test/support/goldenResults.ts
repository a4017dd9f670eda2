import { readFile } from "node:fs/promises";
import type { Results } from "../../src/model/results.ts";
import { decodeResults } from "../../src/results/codec.ts";

/** The results in fixtures/results. Each lies beside its expected reports. */
export const goldenNames = ["regressed", "unchanged", "new", "broken", "mixed", "explained", "scaling"] as const;

const directory = new URL("../../fixtures/results/", import.meta.url);

export async function goldenResults(name: string): Promise<Results> {
  return decodeResults(await readFile(new URL(`${name}.json`, directory), "utf8"), `${name}.json`);
}

/** The path of the expected report, for toMatchFileSnapshot. */
export function goldenFile(name: string, extension: "md" | "txt"): string {
  return new URL(`${name}.${extension}`, directory).pathname;
}
