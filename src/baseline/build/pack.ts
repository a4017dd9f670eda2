import { createWriteStream, constants as fileConstants } from "node:fs";
import { glob, lstat, mkdir, open, readdir, readlink, rename, rm } from "node:fs/promises";
import { dirname, join, posix, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { hasErrorCode } from "../../shell/files.ts";
import { isArchive } from "../store/archiveName.ts";
import {
  type BuildLimits,
  type BuildSize,
  buildLimits,
  directoryOwnerBits,
  leavesTree,
  permissionBits,
} from "./buildLimits.ts";

/** A build that cannot be carried: it has no files, or is too large. */
export class UnfitBuild extends Error {
  override readonly name = "UnfitBuild";
}

export interface PackedBuild extends BuildSize {
  /** One for each part of `carry` that is not in the archive. */
  readonly warnings: readonly string[];
}

/** A file outside of the directory, and its path in the archive. */
export interface FurtherFile {
  readonly path: string;
  readonly source: string;
}

/**
 * Packs the paths and globs of `carry`, relative to `directory`, and further files into a tar.gz. The same files give the same bytes.
 * Skips every `.git`, because its configuration may hold a token. Throws UnfitBuild, and the errors of the file system.
 */
export async function packBuild(
  directory: string,
  carry: readonly (string | FurtherFile)[],
  file: string,
  limits: BuildLimits = buildLimits,
): Promise<PackedBuild> {
  const fileList = new FileList(directory, file, limits);
  for (const item of carry) {
    if (typeof item === "string") await fileList.addMatches(item);
    else await fileList.addFurther(item);
  }
  const { entries, warnings } = fileList.result();
  const files = entries.filter(({ kind }) => kind !== "directory").length;
  if (files === 0) throw new UnfitBuild([...warnings, "base.carry: there is nothing to carry"].join("; "));
  const partial = `${file}.partial`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeArchive(directory, entries, partial);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { files, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0), warnings };
}

interface Entry {
  /** Relative to `directory`, with slashes. */
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink";
  readonly mode: number;
  readonly bytes: number;
  /** Present for a symbolic link. */
  readonly target?: string;
  /** Present for a file outside of `directory`. */
  readonly source?: string;
}

/** Collects the files to pack. */
class FileList {
  readonly #directory: string;
  /** The archive must not contain itself. */
  readonly #archivePath: string;
  readonly #limits: BuildLimits;
  readonly #entries = new Map<string, Entry>();
  readonly #warnings: string[] = [];
  #bytes = 0;

  constructor(directory: string, file: string, limits: BuildLimits) {
    this.#directory = directory;
    this.#archivePath = resolve(file);
    this.#limits = limits;
  }

  async addMatches(pattern: string): Promise<void> {
    const paths = await this.#matchesOf(pattern);
    if (paths.length === 0) {
      this.#warnings.push(`base.carry: expected files in service.directory, found none at ${pattern}`);
    }
    for (const path of paths) if (await this.#addParents(path)) await this.#add(path);
  }

  async addFurther({ path, source }: FurtherFile): Promise<void> {
    const { size } = await lstat(source);
    this.#append({ path, kind: "file", mode: 0o600, bytes: size, source });
  }

  /** Sorted by path, so parents come first and the order is always the same. Skips links that lead outside. */
  result(): { readonly entries: readonly Entry[]; readonly warnings: readonly string[] } {
    const all = [...this.#entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const links = new Map(all.flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])));
    const outside = all.filter(({ path, target }) => target !== undefined && leavesTree(path, links));
    const skipped = outside.map(({ path }) => `base.carry: ${path} is left out, because the link leads outside`);
    return { entries: all.filter((entry) => !outside.includes(entry)), warnings: [...this.#warnings, ...skipped] };
  }

  /** An existing file matches its own name, even if the name could be a glob, such as [id].js. */
  async #matchesOf(pattern: string): Promise<readonly string[]> {
    const path = posix.normalize(pattern).replace(/\/$/, "");
    if (path === ".." || path.startsWith("../") || path.startsWith("/")) return [];
    if ((await this.#readEntry(path)) !== undefined) return [path];
    const matches: string[] = [];
    for await (const match of glob(pattern, { cwd: this.#directory })) matches.push(match);
    return matches;
  }

  /** Adds the directories above the path. Returns false, with a warning, if one of them is a link. */
  async #addParents(path: string): Promise<boolean> {
    for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
      const parent = path.slice(0, end);
      const entry = await this.#readEntry(parent);
      if (entry?.kind !== "directory") {
        this.#warnings.push(`base.carry: ${path} is left out, because ${parent} is a link; carry its target instead`);
        return false;
      }
      this.#append(entry);
    }
    return true;
  }

  async #add(path: string): Promise<void> {
    const name = posix.basename(path);
    // Archives of earlier runs are skipped too. Otherwise each archive would contain all earlier ones.
    if (name === ".git" || isArchive(name) || resolve(this.#directory, path) === this.#archivePath) return;
    const entry = await this.#readEntry(path);
    if (entry === undefined) {
      this.#warnings.push(`base.carry: ${path} is left out, because it is neither file, directory nor link`);
      return;
    }
    if (path !== ".") this.#append(entry);
    if (entry.kind !== "directory") return;
    for (const child of await readdir(join(this.#directory, path))) await this.#add(posix.join(path, child));
  }

  #append(entry: Entry): void {
    if (this.#entries.has(entry.path)) return;
    this.#entries.set(entry.path, entry);
    this.#bytes += entry.bytes;
    const { maxBytes, maxEntries } = this.#limits;
    if (this.#bytes <= maxBytes && this.#entries.size <= maxEntries) return;
    throw new UnfitBuild(
      `base.carry: expected at most ${maxBytes / 1024 ** 2} MiB in ${maxEntries} files, found more; carry less, or build the base from git`,
    );
  }

  /** `undefined` if nothing is there, or something other than a file, directory or symbolic link. */
  async #readEntry(path: string): Promise<Entry | undefined> {
    const absolute = join(this.#directory, path);
    const stats = await lstat(absolute).catch((error: unknown) => {
      if (hasErrorCode(error, "ENOENT") || hasErrorCode(error, "ENOTDIR")) return undefined;
      throw error;
    });
    const mode = (stats?.mode ?? 0) & permissionBits;
    if (stats?.isFile()) return { path, kind: "file", mode, bytes: stats.size };
    if (stats?.isDirectory()) return { path, kind: "directory", mode: mode | directoryOwnerBits, bytes: 0 };
    if (stats?.isSymbolicLink()) {
      return { path, kind: "symlink", mode: permissionBits, bytes: 0, target: await readlink(absolute) };
    }
    return undefined;
  }
}

async function writeArchive(directory: string, entries: readonly Entry[], file: string): Promise<void> {
  const archive = pack();
  // streamx streams work as Node streams, but their types do not say so.
  const output = pipeline(archive as unknown as NodeJS.ReadableStream, createGzip(), createWriteStream(file));
  // Awaited below, after the last entry. Its error also fails the entries.
  output.catch(() => {});
  try {
    for (const entry of entries) await packEntry(archive, directory, entry);
    archive.finalize();
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  await output;
}

async function packEntry(archive: Pack, directory: string, entry: Entry): Promise<void> {
  const { path, kind, mode, bytes, target, source = join(directory, path) } = entry;
  const { promise: packed, resolve: finish, reject } = Promise.withResolvers<void>();
  const header = { name: path, type: kind, mode, mtime: new Date(0), uid: 0, gid: 0 };
  const done = (error?: Error | null) => (error ? reject(error) : finish());
  if (kind !== "file") {
    archive.entry(target === undefined ? header : { ...header, linkname: target }, done);
    return await packed;
  }
  await using content = await open(source, fileConstants.O_RDONLY | fileConstants.O_NOFOLLOW);
  const sink = archive.entry({ ...header, size: bytes }, done);
  packed.catch(() => {});
  await pipeline(content.createReadStream({ autoClose: false }), sink as unknown as NodeJS.WritableStream);
  await packed;
}
