import { crc32, inflateRawSync } from "node:zlib";

// The format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const localHeaderSignature = 0x04034b50;
const centralHeaderSignature = 0x02014b50;
const endOfCentralDirectorySignature = 0x06054b50;

/** A zip of the files, uncompressed; the same files give the same bytes. */
export function zipOf(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const entry = entryFields(name, content);
    const header = Buffer.concat([uint32(localHeaderSignature), entry, Buffer.from(name)]);
    local.push(header, content);
    const attributes = Buffer.alloc(10); // no comment, first disk, no attributes
    const made = Buffer.concat([uint32(centralHeaderSignature), uint16(20), entry, attributes, uint32(offset)]);
    central.push(made, Buffer.from(name));
    offset += header.length + content.length;
  }
  const directory = Buffer.concat(central);
  const count = uint16(Object.keys(files).length);
  const sizes = [uint32(directory.length), uint32(offset), uint16(0)];
  const end = Buffer.concat([uint32(endOfCentralDirectorySignature), Buffer.alloc(4), count, count, ...sizes]);
  return Buffer.concat([...local, directory, end]);
}

/** What is in a zip, by file name. */
export function filesOf(zip: Buffer): Readonly<Record<string, Buffer>> {
  const end = zip.lastIndexOf(uint32(endOfCentralDirectorySignature));
  if (end < 0) throw new Error("not a zip: it has no central directory");
  const files: Record<string, Buffer> = {};
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
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

/** What the local and the central header of an entry share: version 2.0, stored, 1 January 1980. */
function entryFields(name: string, content: Buffer): Buffer {
  const versionFlagsMethod = [uint16(20), uint16(0), uint16(0)];
  const timeDate = [uint16(0), uint16(0x21)];
  const sizes = [uint32(content.length), uint32(content.length)];
  const lengths = [uint16(Buffer.byteLength(name)), uint16(0)];
  return Buffer.concat([...versionFlagsMethod, ...timeDate, uint32(crc32(content)), ...sizes, ...lengths]);
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
