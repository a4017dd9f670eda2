import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { RepositoryApi } from "../../githubApi/api.ts";
import { downloadArtifact, UnusableArtifact } from "../../githubApi/artifacts.ts";
import type { Baseline } from "../../model/baseline.ts";
import { readText } from "../../shell/files.ts";
import { buildLimits } from "../build/buildLimits.ts";
import { decodeBaseline, remakeAdvice, UnusableBaseline } from "../codec.ts";
import { existingArchives } from "./fileStore.ts";
import type { ArchivePaths } from "./lookup.ts";
import type { BaselineArtifact } from "./trustedArtifacts.ts";

/** The files of a baseline artifact. */
const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" } as const;

export const baselinePath = (directory: string): string => join(directory, names.baseline);

export function archivePaths(directory: string): Required<ArchivePaths> {
  return { build: join(directory, names.build), anchor: join(directory, names.anchor) };
}

/** Three times the size of fifty runs of a hundred requests in forty rounds. */
const maxJsonBytes = 64 * 1024 ** 2;
/** For the numbers and two builds, compressed or not. Incompressible data grows a little when it is compressed. */
const maxArtifactBytes = 2.25 * buildLimits.maxBytes;
const limits = { maxZipBytes: maxArtifactBytes, maxEntries: 10, maxBytes: maxArtifactBytes };

/** Downloads numbers and builds. Throws UnusableBaseline, or the error of the failed download. */
export async function downloadBaseline(
  repository: RepositoryApi,
  artifact: BaselineArtifact,
  directory: string,
): Promise<{ readonly baseline: Baseline; readonly archives: ArchivePaths }> {
  // A build of an earlier, unusable artifact must not be taken for a build of this one.
  for (const name of Object.values(names)) await rm(join(directory, name), { force: true });
  const baseline = await download(repository, artifact, directory, Object.values(names));
  return { baseline, archives: await existingArchives(baseline, archivePaths(directory)) };
}

/** Downloads the numbers only. Throws as downloadBaseline does. */
export async function downloadNumbers(
  repository: RepositoryApi,
  artifact: BaselineArtifact,
  directory: string,
): Promise<Baseline> {
  return await download(repository, artifact, join(directory, `${artifact.id}`), [names.baseline]);
}

async function download(
  repository: RepositoryApi,
  artifact: BaselineArtifact,
  directory: string,
  fileNames: readonly string[],
): Promise<Baseline> {
  const name = `${artifact.name} of run ${artifact.runId}`;
  const source = `the artifact ${name}`;
  const remedy = `delete it and ${remakeAdvice}`;
  try {
    await downloadArtifact(repository, { ...artifact, name }, directory, { fileNames, ...limits });
  } catch (cause) {
    if (!(cause instanceof UnusableArtifact)) throw cause;
    throw new UnusableBaseline(`${cause.message}; ${remedy}`, { cause });
  }
  const file = baselinePath(directory);
  const bytes = (await stat(file).catch(() => undefined))?.size ?? 0;
  if (bytes > maxJsonBytes) throw new UnusableBaseline(`${source} holds more numbers than fifty runs have; ${remedy}`);
  const text = await readText(file);
  if (text === undefined) throw new UnusableBaseline(`${source} holds no ${names.baseline}; ${remedy}`);
  return decodeBaseline(text, source);
}
