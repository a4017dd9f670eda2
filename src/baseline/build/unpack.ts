import { createReadStream } from "node:fs";
import { chmod, mkdir, open, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract, type Header } from "tar-stream";
import { messageOf } from "../../model/errors.ts";
import { remakeAdvice, UnusableBaseline } from "../codec.ts";
import {
  type BuildLimits,
  type BuildSize,
  buildLimits,
  directoryOwnerBits,
  leavesTree,
  permissionBits,
} from "./buildLimits.ts";

/** Allowance per entry for headers, long names and padding. */
const overheadBytes = 2048;

/**
 * Unpacks an archive of packBuild into `directory`, and creates that directory. The archive is not trusted: only files,
 * directories and symbolic links that stay inside are unpacked, within `limits`, and nothing is set-user-ID.
 * Throws UnusableBaseline that says what is wrong, and then leaves no files.
 */
export async function unpackBuild(
  file: string,
  directory: string,
  limits: BuildLimits = buildLimits,
): Promise<BuildSize> {
  await mkdir(directory);
  try {
    return await unpackInto(new BuildTree(directory, limits), file, limits);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    const reason = error instanceof ForbiddenContent ? error.message : `it cannot be unpacked (${messageOf(error)})`;
    throw new UnusableBaseline(`${basename(file)}: ${reason}; delete the baseline and ${remakeAdvice}`, {
      cause: error,
    });
  }
}

/** The archive holds something that packBuild never packs. */
class ForbiddenContent extends Error {}

async function unpackInto(tree: BuildTree, file: string, limits: BuildLimits): Promise<BuildSize> {
  const archive = extract();
  const maxArchiveBytes = limits.maxBytes + limits.maxEntries * overheadBytes;
  const input = pipeline(
    createReadStream(file),
    createGunzip(),
    limitBytes(maxArchiveBytes),
    // streamx streams work as Node streams, but their types do not say so.
    archive as unknown as NodeJS.WritableStream,
  );
  // Awaited below. Its error also fails the entries.
  input.catch(() => {});
  await addEntries(archive, tree);
  await input;
  return await tree.finish();
}

async function addEntries(archive: Extract, tree: BuildTree): Promise<void> {
  for await (const entry of archive) {
    await tree.add(entry.header, entry as AsyncIterable<Uint8Array>);
    entry.resume();
  }
}

function limitBytes(maxBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new ForbiddenContent("it unpacks to more than a build may hold");
      yield chunk;
    }
  };
}

/** The files that were unpacked so far. */
class BuildTree {
  readonly #directory: string;
  readonly #limits: BuildLimits;
  /** Directories that this tree created. Files are only put into these. */
  readonly #directories = new Set([""]);
  readonly #links = new Map<string, string>();
  #entries = 0;
  #files = 0;
  #bytes = 0;

  constructor(directory: string, limits: BuildLimits) {
    this.#directory = directory;
    this.#limits = limits;
  }

  async add({ name, type, size, mode, linkname }: Header, content: AsyncIterable<Uint8Array>): Promise<void> {
    const path = safePath(name);
    if (!this.#directories.has(parentOf(path))) {
      throw new ForbiddenContent(`${name} lies in no directory of the archive`);
    }
    this.#entries++;
    this.#bytes += size;
    if (this.#entries > this.#limits.maxEntries || this.#bytes > this.#limits.maxBytes) {
      throw new ForbiddenContent("it holds more than a build may");
    }
    const absolute = join(this.#directory, path);
    switch (type) {
      case "directory":
        await mkdir(absolute);
        await chmod(absolute, (mode & permissionBits) | directoryOwnerBits);
        this.#directories.add(path);
        return;
      case "file":
        this.#files++;
        return await writeNewFile(absolute, content, mode & permissionBits);
      case "symlink":
        if (this.#links.has(path) || !linkname) {
          throw new ForbiddenContent(`${name} is a link twice, or leads nowhere`);
        }
        this.#links.set(path, linkname);
        return;
      default:
        throw new ForbiddenContent(`${name} is neither a file, a directory nor a symbolic link, but a ${type}`);
    }
  }

  /** Creates the links last, so that no file is written through a link. */
  async finish(): Promise<BuildSize> {
    const outside = [...this.#links.keys()].find((link) => leavesTree(link, this.#links));
    if (outside !== undefined) throw new ForbiddenContent(`the link ${outside} leads outside`);
    for (const [path, target] of this.#links) await symlink(target, join(this.#directory, path));
    return { files: this.#files + this.#links.size, bytes: this.#bytes };
  }
}

/** Without the slash at the end of a directory's name. Throws if the path could leave the tree. */
function safePath(name: string): string {
  const path = name.replace(/\/$/, "");
  const isPlain = path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
  if (!isPlain || path.includes("\0")) {
    throw new ForbiddenContent(`${JSON.stringify(name)} is not a path inside the build`);
  }
  return path;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

async function writeNewFile(path: string, content: AsyncIterable<Uint8Array>, mode: number): Promise<void> {
  await using file = await open(path, "wx", 0o600);
  for await (const chunk of content) await file.writeFile(chunk);
  await file.chmod(mode);
}
