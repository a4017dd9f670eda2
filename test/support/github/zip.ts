import { crc32, deflateRawSync, inflateRawSync } from "node:zlib";

// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const endOfCentralDirectorySignature = 0x06054b50;
const madeOnUnix = 3;

/** An uncompressed zip of the files. The same files give the same bytes. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  return zipOfEntries(Object.entries(files).map(([name, content]) => ({ name, content })));
}

/** An entry of an untrusted archive. Its headers may be wrong. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  readonly isDeflated?: boolean;
  /** Uncompressed size in the headers. Default: the true size. */
  readonly claimedBytes?: number;
  readonly claimedCrc32?: number;
  /** Unix permissions and file type: 0o120777 is a symbolic link. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
}

export function zipOfEntries(entries: readonly ZipEntry[]): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { mode, ...entry } of entries) {
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.content);
    const stored = entry.isDeflated ? deflateRawSync(plain) : plain;
    const fields = entryFields(entry, plain, stored);
    const header = Buffer.concat([uint32(localHeaderSignature), fields, name]);
    local.push(header, stored);
    const madeBy = uint16(mode === undefined ? 20 : (madeOnUnix << 8) | 20);
    const attributes = Buffer.concat([Buffer.alloc(6), uint32(((mode ?? 0) << 16) >>> 0)]); // no comment, first disk
    central.push(uint32(centralHeaderSignature), madeBy, fields, attributes, uint32(offset), name);
    offset += header.length + stored.length;
  }
  const directory = Buffer.concat(central);
  const count = uint16(entries.length);
  const sizes = [uint32(directory.length), uint32(offset), uint16(0)];
  const end = Buffer.concat([uint32(endOfCentralDirectorySignature), Buffer.alloc(4), count, count, ...sizes]);
  return Buffer.concat([...local, directory, end]);
}

/** The contents of a zip, by file name. */
export function filesOf(zip: Buffer): Readonly<Record<string, Buffer>> {
  const end = zip.lastIndexOf(uint32(endOfCentralDirectorySignature));
  if (end < 0) throw new Error("not a zip: it has no central directory");
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let remaining = zip.readUInt16LE(end + 10); remaining > 0; remaining--) {
    const compressed = zip.readUInt16LE(at + 10) !== 0;
    const size = zip.readUInt32LE(at + 20);
    const nameLength = zip.readUInt16LE(at + 28);
    const localAt = zip.readUInt32LE(at + 42);
    const start = localAt + 30 + zip.readUInt16LE(localAt + 26) + zip.readUInt16LE(localAt + 28);
    const stored = zip.subarray(start, start + size);
    files[zip.toString("utf8", at + 46, at + 46 + nameLength)] = compressed ? inflateRawSync(stored) : stored;
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return files;
}

/** The fields that the local and the central header of an entry share. Version 2.0, 1 January 1980. */
function entryFields(entry: ZipEntry, plain: Buffer, stored: Buffer): Buffer {
  const { name, isDeflated = false, isEncrypted = false, claimedBytes: saidBytes, claimedCrc32: saidCrc32 } = entry;
  const versionFlagsMethod = [uint16(20), uint16(isEncrypted ? 1 : 0), uint16(isDeflated ? 8 : 0)];
  const timeDate = [uint16(0), uint16(0x21)];
  const sizes = [uint32(stored.length), uint32(saidBytes ?? plain.length)];
  const lengths = [uint16(Buffer.byteLength(name)), uint16(0)];
  return Buffer.concat([...versionFlagsMethod, ...timeDate, uint32(saidCrc32 ?? crc32(plain)), ...sizes, ...lengths]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
