import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { ArchivePaths } from "../../../src/baseline/store/lookup.ts";
import { baselineSchema } from "../../../src/model/baseline.ts";

/**
 * Saves a baseline and kills itself during the nth change of a file. A file that it was writing is half written.
 * Usage: node killedSave.ts <path> <n> <baseline as JSON> <archives as JSON>
 */

const [path = "", nth = "", baseline = "", archives = ""] = process.argv.slice(2);
const { copyFile, mkdir, readFile, rename, rm, writeFile } = fs;

let remaining = Number(nth);
async function dieAtNth(writeHalf: () => Promise<unknown>): Promise<void> {
  remaining -= 1;
  if (remaining > 0) return;
  await writeHalf();
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => {});
}

const writeNothing = async () => {};
const halfOf = (content: Buffer) => content.subarray(0, content.length / 2);

Object.assign(fs, {
  mkdir: async (...args: Parameters<typeof mkdir>) => {
    await dieAtNth(writeNothing);
    return await mkdir(...args);
  },
  rename: async (...args: Parameters<typeof rename>) => {
    await dieAtNth(writeNothing);
    return await rename(...args);
  },
  rm: async (...args: Parameters<typeof rm>) => {
    await dieAtNth(writeNothing);
    return await rm(...args);
  },
  copyFile: async (from: string, to: string) => {
    await dieAtNth(async () => writeFile(to, halfOf(await readFile(from))));
    return await copyFile(from, to);
  },
  writeFile: async (to: string, text: string) => {
    await dieAtNth(() => writeFile(to, halfOf(Buffer.from(text))));
    return await writeFile(to, text);
  },
});
syncBuiltinESMExports();

const { saveBaselineFile } = await import("../../../src/baseline/store/fileStore.ts");
const archivePaths: ArchivePaths = JSON.parse(archives);
await saveBaselineFile(path, baselineSchema.parse(JSON.parse(baseline)), archivePaths);
