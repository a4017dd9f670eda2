import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Baseline } from "../../model/baseline.ts";
import { messageOf } from "../../model/errors.ts";
import { isFile, readText, writeText } from "../../shell/files.ts";
import { decodeBaseline, encodeBaseline, UnusableBaseline } from "../codec.ts";
import { hashedArchivePath, isArchive, legacyArchivePaths, pathStem } from "./archiveName.ts";
import type { ArchivePaths, BaselineLookup } from "./lookup.ts";

/** Reads the baseline from a file. `name` is the path in messages. A missing file is not an error. */
export async function readBaselineFile(path: string, name = path): Promise<BaselineLookup> {
  let text: string | undefined;
  try {
    text = await readText(path);
  } catch (error) {
    return { kind: "unusable", message: `${name} cannot be read (${messageOf(error)})` };
  }
  if (text === undefined) return { kind: "absent", message: `no baseline yet: ${name} does not exist` };
  try {
    const baseline = decodeBaseline(text, name);
    const archives = await existingArchives(baseline, storedArchivePaths(path, baseline));
    return { kind: "found", baseline, from: `the file ${name}`, archives };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    throw error;
  }
}

function storedArchivePaths(path: string, { build, anchor }: Baseline): Required<ArchivePaths> {
  const legacy = legacyArchivePaths(path);
  return {
    build: build?.archive === undefined ? legacy.build : hashedArchivePath(path, build.archive),
    anchor: anchor?.archive === undefined ? legacy.anchor : hashedArchivePath(path, anchor.archive),
  };
}

/** The paths at which a build of the baseline exists. */
export async function existingArchives(
  { build, anchor }: Baseline,
  paths: Required<ArchivePaths>,
): Promise<ArchivePaths> {
  return {
    ...(build !== undefined && (await isFile(paths.build)) ? { build: paths.build } : {}),
    ...(anchor !== undefined && (await isFile(paths.anchor)) ? { anchor: paths.anchor } : {}),
  };
}

/**
 * Writes the baseline into the file, and its builds beside it. If the process is killed, the file holds either the old
 * or the new baseline, with its builds: the builds are written first, and the new file then names them.
 */
export async function saveBaselineFile(path: string, baseline: Baseline, archives: ArchivePaths): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const { schema, build: buildInfo, anchor: anchorInfo, ...rest } = baseline;
  const build = await storeArchive(path, buildInfo, archives.build);
  const anchor = await storeArchive(path, anchorInfo, archives.anchor);
  await writeText(path, encodeBaseline({ schema, ...(build && { build }), ...(anchor && { anchor }), ...rest }));
  await deleteOtherArchives(path, [build?.archive, anchor?.archive]);
}

/** Copies the build to its hashed path. Returns its entry in the baseline, with the hash. */
async function storeArchive<T extends object>(path: string, info: T | undefined, archive: string | undefined) {
  if (info === undefined || archive === undefined) return undefined;
  const contentHash = await contentHashOf(archive);
  const stored = hashedArchivePath(path, contentHash);
  const partial = `${stored}.partial`;
  try {
    await copyFile(archive, partial);
    await rename(partial, stored);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { ...info, archive: contentHash };
}

async function contentHashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex").slice(0, 12);
}

/** Deletes builds that the baseline no longer names, and those that a killed run left. */
async function deleteOtherArchives(path: string, usedHashes: readonly (string | undefined)[]): Promise<void> {
  const directory = dirname(path);
  const prefix = `${basename(pathStem(path))}.loadgate-`;
  const used = new Set(
    usedHashes.flatMap((hash) => (hash === undefined ? [] : [basename(hashedArchivePath(path, hash))])),
  );
  const archives = (await readdir(directory)).filter((name) => name.startsWith(prefix) && isArchive(name));
  const unused = archives.filter((name) => !used.has(name)).map((name) => join(directory, name));
  for (const file of [...unused, ...Object.values(legacyArchivePaths(path))]) await rm(file, { force: true });
}
