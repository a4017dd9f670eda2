import { cp, mkdtemp } from "node:fs/promises";
import { join } from "node:path";

/** The caches of actions/cache for the repository. A key is never overwritten. */
export interface Caches {
  readonly save: (key: string, path: string, workspace: string) => Promise<void>;
  /** Restores the key, else the newest cache whose key starts with a restore key. Returns the matching key. */
  readonly restore: (key: string, restoreKeys: readonly string[], workspace: string) => Promise<string | undefined>;
}

export function createCaches(parent: string): Caches {
  const saved: { readonly key: string; readonly path: string; readonly copy: string }[] = [];
  return {
    save: async (key, path, workspace) => {
      if (saved.some((cache) => cache.key === key)) throw new Error(`the cache ${key} already exists`);
      const copy = await mkdtemp(join(parent, "cache-"));
      await cp(join(workspace, path), copy, { recursive: true });
      saved.push({ key, path, copy });
    },
    restore: async (key, restoreKeys, workspace) => {
      const byPrefix = restoreKeys.flatMap((prefix) => saved.findLast((cache) => cache.key.startsWith(prefix)) ?? []);
      const match = saved.find((cache) => cache.key === key) ?? byPrefix[0];
      if (match !== undefined) await cp(match.copy, join(workspace, match.path), { recursive: true });
      return match?.key;
    },
  };
}
