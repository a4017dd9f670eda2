import { lstat, readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { EnvVariables } from "../service/environment.ts";
import type { ArmPair } from "./strategies/pair.ts";

/** Gives the state that the services of a pair may have kept since the watch began, in a clause; `undefined` if none. */
export type KeptState = () => Promise<string | undefined>;

/**
 * Watches where the services of a pair may keep state that a second service of the same build would share: they have
 * settings for each arm, or something in their directories changes. `out`: Loadgate's own directory for logs and reports.
 */
export async function watchState({ base, head }: ArmPair, out: string): Promise<KeptState> {
  const arms = [base, head].map(({ arm, directory = "." }) => ({ arm, directory: resolve(directory) }));
  const look = () => Promise.all(arms.map(({ directory }) => entriesOf(directory, resolve(out))));
  const before = await look();
  return async () => {
    const setting = differentSetting(base.environment, head.environment);
    if (setting !== undefined) return `base and head have a ${setting} of their own`;
    const after = await look();
    const changes = arms.map(({ arm, directory }, i) => {
      const changed = changedEntry(before[i], after[i]);
      if (changed === undefined) return undefined;
      if (changed.kind === "unknown") return `the directory of the ${arm} has too many files to look for changes`;
      return `${relative(directory, changed.path) || "a file"} changed in the directory of the ${arm}`;
    });
    return changes.find((change) => change !== undefined);
  };
}

/** Loadgate itself sets these for each arm. */
const ownVariables = new Set(["TMPDIR", "LOADGATE_ARM"]);

/** The name of a variable that base and head do not share. */
function differentSetting(base: EnvVariables = {}, head: EnvVariables = {}): string | undefined {
  const names = [...Object.keys(base), ...Object.keys(head)].filter((name) => !ownVariables.has(name));
  return names.find((name) => base[name] !== head[name]);
}

/** What programs write once, and only to start faster. */
const caches = new Set([".git", "node_modules", "__pycache__", ".venv", "venv"]);
/** More entries would take too long to look at. */
const maxEntries = 20_000;

/** The state of a file, or of a directory with the names in it that are not looked at. */
interface DirectoryEntry {
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

type ChangedEntry = { readonly kind: "unknown" } | { readonly kind: "entry"; readonly path: string };

/** The first difference. A directory in which a cache appeared may have changed for that alone. */
function changedEntry(
  before: DirectoryEntries | undefined,
  after: DirectoryEntries | undefined,
): ChangedEntry | undefined {
  if (before === undefined || after === undefined) return { kind: "unknown" };
  const isChanged = (path: string) => {
    const [earlier, entry] = [before.get(path), after.get(path)];
    if (earlier === undefined || entry === undefined || earlier.size !== entry.size) return true;
    return earlier.modifiedMs !== entry.modifiedMs && earlier.skipped === entry.skipped;
  };
  // A changed file tells more than its directory.
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(isChanged);
  const isFile = (path: string) => (after.get(path) ?? before.get(path))?.size !== undefined;
  const path = changed.find(isFile) ?? changed[0];
  return path === undefined ? undefined : { kind: "entry", path };
}
