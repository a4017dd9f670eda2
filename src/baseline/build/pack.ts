import { createWriteStream, constants as fileConstants } from "node:fs";
import { glob, lstat, mkdir, open, readdir, readlink, rename, rm } from "node:fs/promises";
import { dirname, join, posix, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { isCode } from "../../shell/files.ts";
import { isArchive } from "../store/archiveName.ts";
import {
  type BuildLimits,
  type BuildSize,
  buildLimits,
  leadsOut,
  ownersDirectory,
  permissions,
} from "./buildLimits.ts";

/** A build that cannot be carried: nothing of it is there, or it is too large. */
export class UnfitBuild extends Error {
  override readonly name = "UnfitBuild";
}

export interface Packed extends BuildSize {
  /** What was asked for and is not in the archive. */
  readonly warnings: readonly string[];
}

/**
 * Packs what `carry` names, paths and globs relative to `directory`, into a tar.gz: the same files give the same bytes.
 * Never carries a `.git`, whose configuration may hold a token. Throws UnfitBuild, and what the file system throws.
 */
export async function packBuild(
  directory: string,
  carry: readonly string[],
  file: string,
  limits: BuildLimits = buildLimits,
): Promise<Packed> {
  const listing = new Listing(directory, file, limits);
  for (const pattern of carry) await listing.take(pattern);
  const { entries, warnings } = listing.finished();
  const files = entries.filter(({ kind }) => kind !== "directory").length;
  if (files === 0) throw new UnfitBuild([...warnings, "base.carry: there is nothing to carry"].join("; "));
  const partial = `${file}.partial`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await write(directory, entries, partial);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { files, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0), warnings };
}

interface Entry {
  /** Relative to the tree, with slashes. */
  readonly path: string;
  readonly kind: "file" | "directory" | "symlink";
  readonly mode: number;
  readonly bytes: number;
  /** Of a symbolic link. */
  readonly target?: string;
}

/** What is to be packed, as it is found. */
class Listing {
  readonly #directory: string;
  /** The archive itself is not to become part of what it archives. */
  readonly #own: string;
  readonly #limits: BuildLimits;
  readonly #entries = new Map<string, Entry>();
  readonly #warnings: string[] = [];
  #bytes = 0;

  constructor(directory: string, file: string, limits: BuildLimits) {
    this.#directory = directory;
    this.#own = resolve(file);
    this.#limits = limits;
  }

  async take(pattern: string): Promise<void> {
    const found = await this.#matching(pattern);
    if (found.length === 0) {
      this.#warnings.push(`base.carry: expected files in service.directory, found none at ${pattern}`);
    }
    for (const path of found) if (await this.#hasParents(path)) await this.#add(path);
  }

  /** In an order that is the same everywhere, parents first; links that lead out are left out. */
  finished(): { readonly entries: readonly Entry[]; readonly warnings: readonly string[] } {
    const entries = [...this.#entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const links = new Map(entries.flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])));
    const outside = entries.filter(({ path, target }) => target !== undefined && leadsOut(path, links));
    const told = outside.map(({ path }) => `base.carry: ${path} is left out, because the link leads outside`);
    return { entries: entries.filter((entry) => !outside.includes(entry)), warnings: [...this.#warnings, ...told] };
  }

  /** A name that exists is itself, also where it could be a pattern, such as [id].js. */
  async #matching(pattern: string): Promise<readonly string[]> {
    const path = posix.normalize(pattern).replace(/\/$/, "");
    if (path === ".." || path.startsWith("../../") || path.startsWith("/")) return [];
    if ((await this.#lookAt(path)) !== undefined) return [path];
    const found: string[] = [];
    for await (const match of glob(pattern, { cwd: this.#directory })) found.push(match);
    return found;
  }

  async #hasParents(path: string): Promise<boolean> {
    for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
      const parent = path.slice(0, end);
      const found = await this.#lookAt(parent);
      if (found?.kind !== "directory") {
        this.#warnings.push(`base.carry: ${path} is left out, because ${parent} is a link; carry what it leads to`);
        return false;
      }
      this.#keep(found);
    }
    return true;
  }

  async #add(path: string): Promise<void> {
    const name = posix.basename(path);
    // Not what earlier runs have packed, either: each would hold all that were before it.
    if (name === ".git" || isArchive(name) || resolve(this.#directory, path) === this.#own) return;
    const entry = await this.#lookAt(path);
    if (entry === undefined) {
      this.#warnings.push(`base.carry: ${path} is left out, because it is neither file, directory nor link`);
      return;
    }
    if (path !== ".") this.#keep(entry);
    if (entry.kind !== "directory") return;
    for (const name of await readdir(join(this.#directory, path))) await this.#add(posix.join(path, name));
  }

  #keep(entry: Entry): void {
    if (this.#entries.has(entry.path)) return;
    this.#entries.set(entry.path, entry);
    this.#bytes += entry.bytes;
    const { bytes, entries } = this.#limits;
    if (this.#bytes <= bytes && this.#entries.size <= entries) return;
    throw new UnfitBuild(
      `base.carry: expected at most ${bytes / 1024 ** 2} MiB in ${entries} files, found more; carry less, or build the base from git`,
    );
  }

  async #lookAt(path: string): Promise<Entry | undefined> {
    const place = join(this.#directory, path);
    const found = await lstat(place).catch((error: unknown) => {
      if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
      throw error;
    });
    const mode = (found?.mode ?? 0) & permissions;
    if (found?.isFile()) return { path, kind: "file", mode, bytes: found.size };
    if (found?.isDirectory()) return { path, kind: "directory", mode: mode | ownersDirectory, bytes: 0 };
    if (found?.isSymbolicLink()) {
      return { path, kind: "symlink", mode: permissions, bytes: 0, target: await readlink(place) };
    }
    return undefined;
  }
}

async function write(directory: string, entries: readonly Entry[], file: string): Promise<void> {
  const archive = pack();
  // streamx makes streams that Node takes as its own, which their types do not say.
  const written = pipeline(archive as unknown as NodeJS.ReadableStream, createGzip(), createWriteStream(file));
  // Heard below, after the last entry; what breaks it breaks the entries too.
  written.catch(() => {});
  try {
    for (const entry of entries) await add(archive, directory, entry);
    archive.finalize();
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
  await written;
}

async function add(archive: Pack, directory: string, { path, kind, mode, bytes, target }: Entry): Promise<void> {
  const { promise: taken, resolve: take, reject } = Promise.withResolvers<void>();
  const header = { name: path, type: kind, mode, mtime: new Date(0), uid: 0, gid: 0 };
  const done = (error?: Error | null) => (error ? reject(error) : take());
  if (kind !== "file") {
    archive.entry(target === undefined ? header : { ...header, linkname: target }, done);
    return await taken;
  }
  await using source = await open(join(directory, path), fileConstants.O_RDONLY | fileConstants.O_NOFOLLOW);
  const sink = archive.entry({ ...header, size: bytes }, done);
  taken.catch(() => {});
  await pipeline(source.createReadStream({ autoClose: false }), sink as unknown as NodeJS.WritableStream);
  await taken;
}
