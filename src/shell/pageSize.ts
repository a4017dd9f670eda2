import { readFileSync } from "node:fs";

const pageSizeType = 6n;
const usual = 4096;

/**
 * The kernel's page size in bytes, in which /proc counts memory. Kernels for arm64 can have 16 or 64 KiB. getauxval(3):
 * the vector has pairs of words, a type and a value.
 */
export function pageSize(auxv = ownAuxv()): number {
  for (let at = 0; at + 16 <= auxv.length; at += 16)
    if (auxv.readBigUInt64LE(at) === pageSizeType) return Number(auxv.readBigUInt64LE(at + 8));
  return usual;
}

function ownAuxv(): Buffer {
  try {
    return readFileSync("/proc/self/auxv");
  } catch {
    return Buffer.alloc(0);
  }
}
