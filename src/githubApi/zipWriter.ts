import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { crc32, createDeflateRaw } from "node:zlib";

// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const localHeaderSignature = 0x04034b50;
const dataDescriptorSignature = 0x08074b50;
const centralHeaderSignature = 0x02014b50;
const endOfCentralDirectorySignature = 0x06054b50;
/** Bit 3: checksum and sizes follow the content. Bit 11: the name is UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** Version 2.0, made on Unix. */
const madeBy = (3 << 8) | 20;
const regularFile = 0o100644;
/** 1 January 1980, the first day a zip can name. The same files give the same bytes. */
const date = 0x21;

export interface ZipSource {
  readonly name: string;
  readonly path: string;
}

interface WrittenEntry {
  readonly name: Buffer;
  readonly offset: number;
  readonly sums: Buffer;
}

/** The bytes of a zip of the files, piece by piece. It must not exceed 4 GiB. Throws the errors of the file system. */
export async function* zipFiles(files: readonly ZipSource[]): AsyncGenerator<Buffer> {
  const entries: WrittenEntry[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const header = Buffer.concat([uint32(localHeaderSignature), fieldsOf(name, Buffer.alloc(12)), name]);
    yield header;
    const content = deflateFile(file.path);
    let step = await content.next();
    for (; !step.done; step = await content.next()) yield step.value;
    const { sums } = step.value;
    yield Buffer.concat([uint32(dataDescriptorSignature), sums]);
    entries.push({ name, offset, sums });
    offset += header.length + sums.readUInt32LE(4) + 16;
  }
  const directory = Buffer.concat(entries.map(centralHeader));
  const counts = [uint16(entries.length), uint16(entries.length)];
  const end = [uint32(endOfCentralDirectorySignature), Buffer.alloc(4), ...counts];
  yield Buffer.concat([directory, ...end, uint32(directory.length), uint32(offset), uint16(0)]);
}

/** Yields the compressed content. Returns its checksum, its compressed and its uncompressed size. */
async function* deflateFile(path: string): AsyncGenerator<Buffer, { readonly sums: Buffer }> {
  let checksum = 0;
  let bytes = 0;
  let deflatedBytes = 0;
  const deflate = createDeflateRaw();
  const measure = async function* (content: AsyncIterable<Buffer>) {
    for await (const chunk of content) {
      checksum = crc32(chunk, checksum);
      bytes += chunk.length;
      yield chunk;
    }
  };
  // The loop below throws the error of the pipeline.
  pipeline(createReadStream(path), measure, deflate).catch(() => {});
  for await (const chunk of deflate) {
    deflatedBytes += chunk.length;
    yield chunk;
  }
  return { sums: Buffer.concat([uint32(checksum), uint32(deflatedBytes), uint32(bytes)]) };
}

function centralHeader({ name, offset, sums }: WrittenEntry): Buffer {
  const attributes = Buffer.concat([Buffer.alloc(6), uint32((regularFile << 16) >>> 0)]); // no comment, first disk
  const fields = fieldsOf(name, sums);
  return Buffer.concat([uint32(centralHeaderSignature), uint16(madeBy), fields, attributes, uint32(offset), name]);
}

/** The fields that the local and the central header share. `sums` is the checksum and both sizes. */
function fieldsOf(name: Buffer, sums: Buffer): Buffer {
  const head = [uint16(20), uint16(flags), uint16(deflated), uint16(0), uint16(date)];
  return Buffer.concat([...head, sums, uint16(name.length), uint16(0)]);
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
