import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ArtifactPlace, downloadArtifact, UnusableArtifact } from "../../githubApi/artifacts.ts";
import type { Baseline } from "../../model/baseline.ts";
import { readText } from "../../shell/files.ts";
import { buildLimits } from "../build/buildLimits.ts";
import { anew, decodeBaseline, UnusableBaseline } from "../codec.ts";
import { archivesThere } from "./fileStore.ts";
import type { Archives } from "./lookup.ts";
import type { Candidate } from "./trustedArtifacts.ts";

const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" } as const;

/** What the artifact calls its numbers, and the builds that it carries. */
export const baselineIn = (directory: string): string => join(directory, names.baseline);

export function archivesIn(directory: string): Required<Archives> {
  return { build: join(directory, names.build), anchor: join(directory, names.anchor) };
}

/** Fifty runs of a hundred requests in forty rounds have a third of that. */
const numbersBytes = 64 * 1024 ** 2;
/** Numbers and two builds, packed or not: what cannot be compressed grows a little. */
const allBytes = 2.25 * buildLimits.bytes;
const limits = { zipBytes: allBytes, files: 10, bytes: allBytes };

/** Throws UnusableBaseline where what came cannot be used, and what kept GitHub from answering. */
export async function downloadBaseline(
  place: ArtifactPlace,
  candidate: Candidate,
  directory: string,
): Promise<{ readonly baseline: Baseline; readonly archives: Archives }> {
  // Of one that could not be read nothing may stay: its build would be taken for this one's.
  for (const name of Object.values(names)) await rm(join(directory, name), { force: true });
  const baseline = await numbersOf(place, candidate, directory, Object.values(names));
  return { baseline, archives: await archivesThere(baseline, archivesIn(directory)) };
}

/** The same without the builds. Throws as downloadBaseline does. */
export async function downloadNumbers(
  place: ArtifactPlace,
  candidate: Candidate,
  directory: string,
): Promise<Baseline> {
  return await numbersOf(place, candidate, join(directory, `${candidate.id}`), [names.baseline]);
}

async function numbersOf(
  place: ArtifactPlace,
  candidate: Candidate,
  directory: string,
  wanted: readonly string[],
): Promise<Baseline> {
  const name = `${candidate.name} of run ${candidate.runId}`;
  const source = `the artifact ${name}`;
  const remedy = `delete it and ${anew}`;
  try {
    await downloadArtifact(place, { ...candidate, name }, directory, { names: wanted, ...limits });
  } catch (cause) {
    if (!(cause instanceof UnusableArtifact)) throw cause;
    throw new UnusableBaseline(`${cause.message}; ${remedy}`, { cause });
  }
  const file = baselineIn(directory);
  const bytes = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (bytes > numbersBytes) throw new UnusableBaseline(`${source} holds more numbers than fifty runs have; ${remedy}`);
  const text = await readText(file);
  if (text === undefined) throw new UnusableBaseline(`${source} holds no ${names.baseline}; ${remedy}`);
  return decodeBaseline(text, source);
}
