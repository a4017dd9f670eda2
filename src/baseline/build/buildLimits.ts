import { maxCarriedBytes } from "../../model/carriedFiles.ts";

/** The most that a carried build may hold. */
export interface BuildLimits {
  /** Total size of the files, uncompressed. */
  readonly maxBytes: number;
  readonly maxEntries: number;
}

export const buildLimits: BuildLimits = { maxBytes: maxCarriedBytes, maxEntries: 200_000 };

export interface BuildSize {
  /** Number of files and symbolic links. */
  readonly files: number;
  /** Total size of the files, uncompressed. */
  readonly bytes: number;
}

/** The permissions that are kept. A carried build never has set-user-ID files. */
export const permissionBits = 0o777;
/** The owner can always read, fill and delete a directory. */
export const directoryOwnerBits = 0o700;

/** As in Linux. */
const maxLinksFollowed = 40;

/**
 * The symbolic link leads outside the tree, also if only for a moment or through other links. Paths are relative to the
 * tree, with slashes. `links` holds the targets of all symbolic links in the tree.
 */
export function leavesTree(link: string, links: ReadonlyMap<string, string>): boolean {
  const current: string[] = [];
  const pending = link.split("/").toReversed();
  let followed = 0;
  for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (current.pop() === undefined) return true;
      continue;
    }
    const target = links.get([...current, segment].join("/"));
    if (target === undefined) {
      current.push(segment);
      continue;
    }
    followed++;
    if (target.startsWith("/") || followed > maxLinksFollowed) return true;
    pending.push(...target.split("/").toReversed());
  }
  return false;
}
