import { open } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { messageOf } from "../model/errors.ts";

export interface UnzipLimits {
  /** Entries of the archive, extracted or not. */
  readonly maxEntries: number;
  /** Total of the extracted files. */
  readonly maxBytes: number;
}

/** An archive that cannot be extracted safely. */
export class UnusableZip extends Error {
  override readonly name = "UnusableZip";
}

/**
 * Extracts the named files from the top of the archive into the directory and skips all others.
 * The archive is not trusted: it cannot write elsewhere, create links, or exceed `limits`.
 * Throws UnusableZip, and the errors of the file system.
 */
export async function unzip(
  file: string,
  directory: string,
  fileNames: readonly string[],
  limits: UnzipLimits,
): Promise<void> {
  try {
    await using archive = await openZip(file);
    const entries = await readEntries(archive.zip, limits.maxEntries);
    const selected = fileNames.flatMap((name) => selectEntry(entries, name));
    let remainingBytes = limits.maxBytes;
    for (const entry of selected) {
      remainingBytes -= await extractEntry(archive.zip, entry, join(directory, entry.fileName), remainingBytes);
    }
  } catch (error) {
    // A file system error is not the archive's fault.
    if (error instanceof UnusableZip || (error instanceof Error && "syscall" in error)) throw error;
    throw new UnusableZip(`it cannot be unpacked (${messageOf(error)})`, { cause: error });
  }
}

async function openZip(file: string) {
  const zip = await openPromise(file, { autoClose: false, strictFileNames: true });
  return { zip, [Symbol.asyncDispose]: async () => zip.close() };
}

async function readEntries(zip: ZipFile, maxEntries: number): Promise<readonly Entry[]> {
  if (zip.entryCount > maxEntries) {
    throw new UnusableZip(`it holds ${zip.entryCount} files, expected at most ${maxEntries}`);
  }
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** The entry of that name, or none. */
function selectEntry(entries: readonly Entry[], name: string): readonly Entry[] {
  const [entry, ...duplicates] = entries.filter(({ fileName }) => fileName === name);
  if (entry === undefined) return [];
  if (duplicates.length > 0) throw new UnusableZip(`it holds ${name} more than once`);
  if (!isRegularFile(entry)) throw new UnusableZip(`its ${name} is not a regular file`);
  return [entry];
}

const unixHost = 3;
const fileTypeMask = 0o170000;
const regularFileType = 0o100000;

/** Only archives made on Unix record a file type. All entries of others are regular files. */
function isRegularFile({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const fileType = (externalFileAttributes >>> 16) & fileTypeMask;
  return versionMadeBy >> 8 !== unixHost || fileType === 0 || fileType === regularFileType;
}

/** Returns the number of extracted bytes. */
async function extractEntry(zip: ZipFile, entry: Entry, path: string, maxBytes: number): Promise<number> {
  await using output = await open(path, "wx", 0o600);
  const stream = await zip.openReadStreamPromise(entry);
  // The loop below throws the first error. yauzl may emit more after the loop has ended.
  stream.on("error", () => {});
  const content: AsyncIterable<Buffer> = stream;
  let bytes = 0;
  let checksum = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new UnusableZip("its files exceed the size limit");
    checksum = crc32(chunk, checksum);
    await output.writeFile(chunk);
  }
  if (checksum !== entry.crc32) throw new UnusableZip(`the checksum of its ${entry.fileName} differs`);
  return bytes;
}
