import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Baseline } from "../../model/baseline.ts";
import { messageOf } from "../../model/errors.ts";
import { isFile, readText, writeText } from "../../shell/files.ts";
import { decodeBaseline, encodeBaseline, UnusableBaseline } from "../codec.ts";
import { archiveBeside, isArchive, oldArchivesBeside, stemOf } from "./archiveName.ts";
import type { Archives, BaselineLookup } from "./lookup.ts";

/** The baseline in a file, called by that name; that there is none yet is no error. */
export async function baselineFromFile(path: string, name = path): Promise<BaselineLookup> {
  let text: string | undefined;
  try {
    text = await readText(path);
  } catch (error) {
    return { kind: "unusable", message: `${name} cannot be read (${messageOf(error)})` };
  }
  if (text === undefined) return { kind: "absent", message: `no baseline yet: ${name} does not exist` };
  try {
    const baseline = decodeBaseline(text, name);
    const archives = await archivesThere(baseline, placesBeside(path, baseline));
    return { kind: "found", baseline, from: `the file ${name}`, archives };
  } catch (error) {
    if (error instanceof UnusableBaseline) return { kind: "unusable", message: error.message };
    throw error;
  }
}

function placesBeside(path: string, { build, anchor }: Baseline): Required<Archives> {
  const old = oldArchivesBeside(path);
  return {
    build: build?.archive === undefined ? old.build : archiveBeside(path, build.archive),
    anchor: anchor?.archive === undefined ? old.anchor : archiveBeside(path, anchor.archive),
  };
}

/** Those that the baseline knows of and that are there. */
export async function archivesThere({ build, anchor }: Baseline, places: Required<Archives>): Promise<Archives> {
  return {
    ...(build !== undefined && (await isFile(places.build)) ? { build: places.build } : {}),
    ...(anchor !== undefined && (await isFile(places.anchor)) ? { anchor: places.anchor } : {}),
  };
}

/**
 * Writes the baseline, and beside it the builds that go with it. Whoever is killed here leaves the old baseline with its
 * builds or the new one with its own: the file takes the old one's place once its builds are there, and names them.
 */
export async function saveBaseline(path: string, baseline: Baseline, archives: Archives): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const { schema, build: ofBuild, anchor: ofAnchor, ...rest } = baseline;
  const build = await kept(path, ofBuild, archives.build);
  const anchor = await kept(path, ofAnchor, archives.anchor);
  await writeText(path, encodeBaseline({ schema, ...(build && { build }), ...(anchor && { anchor }), ...rest }));
  await removeOthers(path, [build?.archive, anchor?.archive]);
}

/** Puts the build where its content has it; gives back what the baseline says of it. */
async function kept<T extends object>(path: string, note: T | undefined, archive: string | undefined) {
  if (note === undefined || archive === undefined) return undefined;
  const contentHash = await contentHashOf(archive);
  const place = archiveBeside(path, contentHash);
  const partial = `${place}.partial`;
  try {
    await copyFile(archive, partial);
    await rename(partial, place);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { ...note, archive: contentHash };
}

async function contentHashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex").slice(0, 12);
}

/** The builds that no baseline names any more, those that a killed run has left among them. */
async function removeOthers(path: string, named: readonly (string | undefined)[]): Promise<void> {
  const directory = dirname(path);
  const stem = `${basename(stemOf(path))}.loadgate-`;
  const wanted = new Set(named.flatMap((hash) => (hash === undefined ? [] : [basename(archiveBeside(path, hash))])));
  const ours = (await readdir(directory)).filter((name) => name.startsWith(stem) && isArchive(name));
  const others = ours.filter((name) => !wanted.has(name)).map((name) => join(directory, name));
  for (const other of [...others, ...Object.values(oldArchivesBeside(path))]) await rm(other, { force: true });
}
