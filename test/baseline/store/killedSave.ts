import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import type { Archives } from "../../../src/baseline/store/lookup.ts";
import { baselineSchema } from "../../../src/model/baseline.ts";

/**
 * Saves a baseline as a process of its own, and is killed in the very call that changes a file for the nth time, with half
 * of what it was to write written: node killedSave.ts <path> <n> <baseline as JSON> <archives as JSON>
 */

const [path = "", nth = "", baseline = "", archives = ""] = process.argv.slice(2);
const { copyFile, mkdir, readFile, rename, rm, writeFile } = fs;

let left = Number(nth);
async function orDie(half: () => Promise<unknown>): Promise<void> {
  left -= 1;
  if (left > 0) return;
  await half();
  process.kill(process.pid, "SIGKILL");
  await new Promise(() => {});
}

const nothing = async () => {};
const halfOf = (content: Buffer) => content.subarray(0, content.length / 2);

Object.assign(fs, {
  mkdir: async (...args: Parameters<typeof mkdir>) => {
    await orDie(nothing);
    return await mkdir(...args);
  },
  rename: async (...args: Parameters<typeof rename>) => {
    await orDie(nothing);
    return await rename(...args);
  },
  rm: async (...args: Parameters<typeof rm>) => {
    await orDie(nothing);
    return await rm(...args);
  },
  copyFile: async (from: string, to: string) => {
    await orDie(async () => writeFile(to, halfOf(await readFile(from))));
    return await copyFile(from, to);
  },
  writeFile: async (to: string, text: string) => {
    await orDie(() => writeFile(to, halfOf(Buffer.from(text))));
    return await writeFile(to, text);
  },
});
syncBuiltinESMExports();

const { saveBaseline } = await import("../../../src/baseline/store/fileStore.ts");
const places: Archives = JSON.parse(archives);
await saveBaseline(path, baselineSchema.parse(JSON.parse(baseline)), places);
