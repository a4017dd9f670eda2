import { chmod, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** `undefined` where there is no such file. Every other failure is the caller's to name. */
export async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Writes the whole file or leaves the old one as it was. */
export async function writeText(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  try {
    await writeFile(partial, text);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/** The last `lines` lines behind `from` bytes. */
export async function tailOf(path: string, from: number, lines: number): Promise<string> {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  const start = Math.max(from, size - 16_384);
  if (size <= start) return "";
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  const read = buffer.toString("utf8", 0, bytesRead);
  // Half a line may begin with half a secret, which nobody would know again.
  const whole = start > from ? read.slice(read.indexOf("\n") + 1) : read;
  return whole.trimEnd().split("\n").slice(-lines).join("\n");
}

export async function isDirectory(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}

/** Removes the tree, also where it has directories that nobody may write to. What cannot be removed is left. */
export async function removeTree(path: string): Promise<void> {
  const remove = () => rm(path, { recursive: true, force: true });
  await remove().catch(async () => {
    await makeWritable(path);
    await remove().catch(() => {});
  });
}

async function makeWritable(directory: string): Promise<void> {
  await chmod(directory, 0o700).catch(() => {});
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await makeWritable(join(directory, entry.name));
}

export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
