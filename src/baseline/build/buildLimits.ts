/** The most that a carried build may hold: what is larger takes longer to move than to build. */
export interface BuildLimits {
  readonly bytes: number;
  readonly entries: number;
}

export const buildLimits: BuildLimits = { bytes: 512 * 1024 ** 2, entries: 200_000 };

/** What became part of an archive, or came out of one. */
export interface BuildSize {
  /** Files and symbolic links. */
  readonly files: number;
  /** Of all files, unpacked. */
  readonly bytes: number;
}

/** Permissions that are kept: a build is never set-user-ID. */
export const permissions = 0o777;
/** Directories stay open to their owner, who has to fill and remove them. */
export const ownersDirectory = 0o700;

/** As Linux has it. */
const mostLinksFollowed = 40;

/**
 * Whether following the symbolic link leaves the tree, be it for a moment or by way of other links. Paths are relative to the
 * tree, with slashes; `links` has the targets of all its symbolic links.
 */
export function leadsOut(link: string, links: ReadonlyMap<string, string>): boolean {
  const at: string[] = [];
  const ahead = link.split("/").toReversed();
  let followed = 0;
  for (let segment = ahead.pop(); segment !== undefined; segment = ahead.pop()) {
    if (segment === "" || segment === ".") continue;
    if (segment === "..") {
      if (at.pop() === undefined) return true;
      continue;
    }
    const target = links.get([...at, segment].join("/"));
    if (target === undefined) {
      at.push(segment);
      continue;
    }
    followed++;
    if (target.startsWith("/") || followed > mostLinksFollowed) return true;
    ahead.push(...target.split("/").toReversed());
  }
  return false;
}
