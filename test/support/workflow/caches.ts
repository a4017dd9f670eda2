import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";

/** What actions/cache keeps for the repository; a key is never overwritten. */
export interface Caches {
  readonly save: (key: string, path: string, workspace: string) => Promise<void>;
  /** Of that key, else the newest whose key begins with one of those: the key that was found. */
  readonly restore: (key: string, others: readonly string[], workspace: string) => Promise<string | undefined>;
}

export function newCaches(parent: string): Caches {
  const kept: { readonly key: string; readonly path: string; readonly copy: string }[] = [];
  return {
    save: async (key, path, workspace) => {
      if (kept.some((one) => one.key === key)) throw new Error(`the cache ${key} exists`);
      const copy = await mkdtemp(join(parent, "cache-"));
      await cp(join(workspace, path), copy, { recursive: true });
      kept.push({ key, path, copy });
    },
    restore: async (key, others, workspace) => {
      const begins = others.flatMap((start) => kept.findLast((one) => one.key.startsWith(start)) ?? []);
      const found = kept.find((one) => one.key === key) ?? begins[0];
      if (found !== undefined) await cp(found.copy, join(workspace, found.path), { recursive: true });
      return found?.key;
    },
  };
}
