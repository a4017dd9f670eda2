import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { messageOf } from "../model/errors.ts";

export interface UnzipLimits {
  /** Entries of the archive, those that are not wanted among them. */
  readonly files: number;
  /** Of all wanted files, unpacked. */
  readonly bytes: number;
}

/** What cannot be unpacked, or must not be. */
export class UnusableZip extends Error {
  override readonly name = "UnusableZip";
}

/**
 * Writes the `wanted` files of the archive, which lie at its top, into the directory; all others are left. What the archive
 * says is not trusted: a name leads nowhere else, a link is no file, and no more comes out than `limits` has.
 */
export async function unzip(
  file: string,
  directory: string,
  wanted: readonly string[],
  limits: UnzipLimits,
): Promise<void> {
  try {
    await using archive = await opened(file);
    const entries = await entriesOf(archive.zip, limits.files);
    const chosen = wanted.flatMap((name) => onlyOne(entries, name));
    let left = limits.bytes;
    for (const entry of chosen) left -= await unpack(archive.zip, entry, join(directory, entry.fileName), left);
  } catch (error) {
    // What the file system refuses says nothing about the archive.
    if (error instanceof UnusableZip || (error instanceof Error && "syscall" in error)) throw error;
    throw new UnusableZip(`it cannot be unpacked (${messageOf(error)})`, { cause: error });
  }
}

async function opened(file: string) {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true });
  return { zip, [Symbol.asyncDispose]: async () => zip.close() };
}

async function entriesOf(zip: ZipFile, most: number): Promise<readonly Entry[]> {
  if (zip.entryCount > most) throw new UnusableZip(`it holds ${zip.entryCount} files, expected at most ${most}`);
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function onlyOne(entries: readonly Entry[], name: string): readonly Entry[] {
  const [entry, ...more] = entries.filter(({ fileName }) => fileName === name);
  if (entry === undefined) return [];
  if (more.length > 0) throw new UnusableZip(`it holds ${name} more than once`);
  if (!isRegular(entry)) throw new UnusableZip(`its ${name} is no regular file`);
  return [entry];
}

const madeOnUnix = 3;
const kindOfFile = 0o170000;
const regularFile = 0o100000;

/** Archives of Unix tell what an entry is; those of others know only files. */
function isRegular({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const kind = (externalFileAttributes >>> 16) & kindOfFile;
  return versionMadeBy >> 8 !== madeOnUnix || kind === 0 || kind === regularFile;
}

/** Gives back how many bytes came out. */
async function unpack(zip: ZipFile, entry: Entry, place: string, mostBytes: number): Promise<number> {
  await using output = await open(place, "wx", 0o600);
  const stream = await zip.openReadStreamPromise(entry);
  // The loop hears of the first; yauzl may tell of more when nobody listens any longer.
  stream.on("error", () => {});
  const content: AsyncIterable<Buffer> = stream;
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new UnusableZip("it unpacks to more bytes than it may");
    checksum = crc32(chunk, checksum);
    await output.writeFile(chunk);
  }
  if (checksum !== entry.crc32) throw new UnusableZip(`the checksum of its ${entry.fileName} differs`);
  return bytes;
}
