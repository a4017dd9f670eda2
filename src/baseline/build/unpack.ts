import { createReadStream } from "node:fs";
import { chmod, mkdir, open, rm, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Extract, extract, type Header } from "tar-stream";
import { messageOf } from "../../model/errors.ts";
import { anew, UnusableBaseline } from "../codec.ts";
import {
  type BuildLimits,
  type BuildSize,
  buildLimits,
  leadsOut,
  ownersDirectory,
  permissions,
} from "./buildLimits.ts";

/** What an archive may hold beside the files' own bytes, for each of them: headers, long names, padding. */
const overheadBytes = 2048;

/**
 * Unpacks what packBuild has packed into `directory`, which it makes. What the archive says is not trusted: only files,
 * directories, and symbolic links that stay inside come out of it, no more of them than `limits` has, and nothing set-user-ID.
 * Throws UnusableBaseline that says what is wrong, and then leaves nothing.
 */
export async function unpackBuild(
  file: string,
  directory: string,
  limits: BuildLimits = buildLimits,
): Promise<BuildSize> {
  await mkdir(directory);
  try {
    return await unpacked(file, new Tree(directory, limits), limits);
  } catch (error) {
    await rm(directory, { recursive: true, force: true });
    const what = error instanceof Forbidden ? error.message : `it cannot be unpacked (${messageOf(error)})`;
    throw new UnusableBaseline(`${basename(file)}: ${what}; delete the baseline and ${anew}`, { cause: error });
  }
}

/** What a build of ours never holds. */
class Forbidden extends Error {}

async function unpacked(file: string, tree: Tree, limits: BuildLimits): Promise<BuildSize> {
  const archive = extract();
  const mostBytes = limits.bytes + limits.entries * overheadBytes;
  const fed = pipeline(
    createReadStream(file),
    createGunzip(),
    upTo(mostBytes),
    // streamx makes streams that Node takes as its own, which their types do not say.
    archive as unknown as NodeJS.WritableStream,
  );
  // Heard below; what breaks it breaks the entries too.
  fed.catch(() => {});
  await entriesOf(archive, tree);
  await fed;
  return await tree.finished();
}

async function entriesOf(archive: Extract, tree: Tree): Promise<void> {
  for await (const entry of archive) {
    await tree.add(entry.header, entry as AsyncIterable<Uint8Array>);
    entry.resume();
  }
}

function upTo(most: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > most) throw new Forbidden("it unpacks to more than a build may hold");
      yield chunk;
    }
  };
}

/** What has come out of an archive so far. */
class Tree {
  readonly #directory: string;
  readonly #limits: BuildLimits;
  /** Those that were made here: nothing is put into any other. */
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
    const path = pathOf(name);
    if (!this.#directories.has(parentOf(path))) throw new Forbidden(`${name} lies in no directory of the archive`);
    this.#entries++;
    this.#bytes += size;
    if (this.#entries > this.#limits.entries || this.#bytes > this.#limits.bytes) {
      throw new Forbidden("it holds more than a build may");
    }
    const place = join(this.#directory, path);
    switch (type) {
      case "directory":
        await mkdir(place);
        await chmod(place, (mode & permissions) | ownersDirectory);
        this.#directories.add(path);
        return;
      case "file":
        this.#files++;
        return await writeNew(place, content, mode & permissions);
      case "symlink":
        if (this.#links.has(path) || !linkname) throw new Forbidden(`${name} is a link twice, or leads nowhere`);
        this.#links.set(path, linkname);
        return;
      default:
        throw new Forbidden(`${name} is neither a file, a directory nor a symbolic link, but a ${type}`);
    }
  }

  /** The links are made last: until then there is none that could be followed. */
  async finished(): Promise<BuildSize> {
    const outside = [...this.#links.keys()].find((link) => leadsOut(link, this.#links));
    if (outside !== undefined) throw new Forbidden(`the link ${outside} leads outside`);
    for (const [path, target] of this.#links) await symlink(target, join(this.#directory, path));
    return { files: this.#files + this.#links.size, bytes: this.#bytes };
  }
}

/** Without the slash that ends a directory's name. */
function pathOf(name: string): string {
  const path = name.replace(/\/$/, "");
  const isPlain = path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
  if (!isPlain || path.includes("\0")) throw new Forbidden(`${JSON.stringify(name)} is no path inside a build`);
  return path;
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

async function writeNew(place: string, content: AsyncIterable<Uint8Array>, mode: number): Promise<void> {
  await using file = await open(place, "wx", 0o600);
  for await (const chunk of content) await file.writeFile(chunk);
  await file.chmod(mode);
}
