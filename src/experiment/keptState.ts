import { lstat, readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { EnvVariables } from "../service/environment.ts";
import type { ArmPair } from "./strategies/pair.ts";

/**
 * Watches where the services of a pair may keep state that a second service of the same build would share. The result
 * tells whether they may have kept some since then: they have settings for each arm, or something in their directories
 * changed. `out`: Loadgate's own directory for logs and reports.
 */
export async function watchState({ base, head }: ArmPair, out: string): Promise<() => Promise<boolean>> {
  const look = () => Promise.all([base, head].map(({ directory = "." }) => entriesOf(directory, resolve(out))));
  const before = await look();
  return async () => {
    if (!haveSameSettings(base.environment, head.environment)) return true;
    const after = await look();
    return after.some((entries, i) => !areSameEntries(before[i], entries));
  };
}

/** Loadgate itself sets these for each arm. */
const ownVariables = new Set(["TMPDIR", "LOADGATE_ARM"]);

export function haveSameSettings(base: EnvVariables = {}, head: EnvVariables = {}): boolean {
  const names = [...new Set([...Object.keys(base), ...Object.keys(head)])].filter((name) => !ownVariables.has(name));
  return names.every((name) => base[name] === head[name]);
}

/** What programs write once, and only to start faster. */
const caches = new Set([".git", "node_modules", "__pycache__", ".venv", "venv"]);
/** More entries would take too long to look at. */
const maxEntries = 20_000;

/** The state of a file, or of a directory with the names in it that are not looked at. */
export interface DirectoryEntry {
  readonly modifiedMs: number;
  readonly size?: number;
  readonly skipped?: string;
}

type DirectoryEntries = ReadonlyMap<string, DirectoryEntry>;

/** All entries by path. `undefined` if there are too many, as in a circle of links, or the directory cannot be read. */
async function entriesOf(directory: string, out: string): Promise<DirectoryEntries | undefined> {
  const entries = new Map<string, DirectoryEntry>();
  const waiting = [resolve(directory)];
  try {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const children = await readdir(path, { withFileTypes: true });
      const isSkipped = (name: string) => caches.has(name) || join(path, name) === out;
      const skipped = children.filter(({ name }) => isSkipped(name)).map(({ name }) => name);
      entries.set(path, { modifiedMs: (await stat(path)).mtimeMs, skipped: skipped.join() });
      for (const child of children.filter(({ name }) => !isSkipped(name))) {
        const at = join(path, child.name);
        // State may lie behind a link. One that leads nowhere is a file.
        const status = await stat(at).catch(() => lstat(at));
        if (status.isDirectory()) waiting.push(at);
        else entries.set(at, { modifiedMs: status.mtimeMs, size: status.size });
        if (entries.size + waiting.length > maxEntries) return undefined;
      }
    }
    return entries;
  } catch {
    return undefined;
  }
}

/** False if they are not known. A directory in which a cache appeared may have changed for that alone. */
export function areSameEntries(before: DirectoryEntries | undefined, after: DirectoryEntries | undefined): boolean {
  if (before === undefined || after?.size !== before.size) return false;
  return [...after].every(([path, entry]) => {
    const earlier = before.get(path);
    if (earlier === undefined || earlier.size !== entry.size) return false;
    return earlier.modifiedMs === entry.modifiedMs || earlier.skipped !== entry.skipped;
  });
}
