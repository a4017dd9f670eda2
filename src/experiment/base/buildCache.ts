import { createHash } from "node:crypto";
import { constants, cp, mkdir, readdir, readFile, readlink, rename, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { ServiceSpec } from "../../model/plan.ts";
import { type EnvVariables, serviceEnvironment } from "../../service/environment.ts";
import { keptTreePrefix, takeKeptTree } from "../../service/keptTree.ts";
import type { ServiceContext } from "../../service/serviceContext.ts";
import { isDirectory, removeTree } from "../../shell/files.ts";
import type { FileCopies } from "./copyFiles.ts";
import type { BaseCommit, KeptCheckout } from "./git.ts";

/** The base of a commit, built once for several local runs. */
export interface KeptBuild extends KeptCheckout {
  /** The tree of this run. Builds contain absolute paths, so it lies at the same path in every run. */
  readonly path: string;
  /** When the build was kept. Absent if there is none yet. */
  readonly keptMs?: number;
  /** Keeps the tree, now that it is built. */
  keep(): Promise<void>;
}

export interface BuildInput {
  readonly commit: BaseCommit;
  readonly service: ServiceSpec;
  readonly copies: FileCopies;
}

/** More builds than these are removed, the oldest first. */
const mostBuilds = 3;
/** Compilers and downloaded packages change, although nothing that the key contains does. */
const longestMs = 7 * 24 * 3_600_000;
/** Another layout of the directory needs another version. */
const version = 1;

/**
 * The kept build of that input. `undefined` if builds are not kept: in a job, without `service.build`, with submodules, or
 * while another run uses it. LOADGATE_BUILD_CACHE names the directory; `off` keeps nothing.
 */
export async function openBuildCache(input: BuildInput, context: ServiceContext): Promise<KeptBuild | undefined> {
  const root = cacheDirectory(context.env);
  const { service, commit } = input;
  if (root === undefined || service.build === undefined || service.program.kind !== "command") return undefined;
  if ((await stat(join(commit.repository.directory, ".gitmodules")).catch(() => undefined)) !== undefined)
    return undefined;
  const key = await buildKey(input, context);
  const entry = join(root, key);
  await mkdir(entry, { recursive: true });
  const place = { path: join(entry, `${keptTreePrefix}${key.slice(0, 12)}`), lock: join(entry, "lock") };
  const tree = await takeKeptTree(place, context.temporary);
  if (tree === undefined) return undefined;
  await removeOldest(root, key);
  const built = join(entry, "built");
  const keptMs = (await stat(built).catch(() => undefined))?.mtimeMs;
  const isFresh = keptMs !== undefined && Date.now() - keptMs < longestMs;
  if (!isFresh) await removeTree(built);
  return {
    path: tree.path,
    ...(isFresh ? { keptMs, restore: () => copyTree(built, tree.path) } : {}),
    async keep() {
      const partial = `${built}.partial`;
      await removeTree(partial);
      try {
        await copyTree(tree.path, partial);
        await utimes(partial, new Date(), new Date());
        await rename(partial, built);
      } catch {
        // The disk is full, or the tree has something that cannot be copied. The run does not need the copy.
        await removeTree(partial);
      }
    },
  };
}

function cacheDirectory({ LOADGATE_BUILD_CACHE, XDG_CACHE_HOME, HOME, CI }: EnvVariables): string | undefined {
  if (LOADGATE_BUILD_CACHE !== undefined) return LOADGATE_BUILD_CACHE === "off" ? undefined : LOADGATE_BUILD_CACHE;
  // The next job of a runner has another disk.
  if (CI || !HOME) return undefined;
  return join(XDG_CACHE_HOME || join(HOME, ".cache"), "loadgate/builds");
}

/** Variables of a terminal or session. No build depends on them. */
const ofSession =
  /^(_|PWD|OLDPWD|SHLVL|TMPDIR|TERM.*|COLORTERM|COLUMNS|LINES|WINDOWID|DISPLAY|WAYLAND_DISPLAY|SSH_.*|XDG_(SESSION|RUNTIME|VTNR|SEAT).*|DBUS_.*|TMUX.*|STY|VSCODE_.*|ITERM_.*|LOADGATE_.*)$/;

/** Everything that the build may depend on, as one hash. Secrets in the environment are part of it only as such. */
async function buildKey({ commit, service, copies }: BuildInput, context: ServiceContext): Promise<string> {
  const env = serviceEnvironment(context.env, service.env.base, context.withheldSecrets);
  const variables = Object.entries(env)
    .filter(([name]) => !ofSession.test(name))
    // Loadgate puts a directory of the run into PATH.
    .map(([name, value]) => [name, value?.replaceAll(context.temporary, "")])
    .toSorted();
  const { sha, repository, subdirectory } = commit;
  const hash = createHash("sha256").update(
    JSON.stringify([version, process.arch, sha, repository.directory, subdirectory, service.build, variables]),
  );
  for (const { path, kind } of copies.entries) {
    hash.update(JSON.stringify([path, kind]));
    const file = join(copies.from, path);
    if (kind === "symlink") hash.update(await readlink(file));
    if (kind === "file") hash.update(String((await stat(file)).mode)).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 32);
}

/** Copies everything but git's own file, which names the entry of another run. */
async function copyTree(from: string, to: string): Promise<void> {
  const gitFile = join(from, ".git");
  await cp(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    preserveTimestamps: true,
    mode: constants.COPYFILE_FICLONE,
    filter: (path) => path !== gitFile,
  });
}

/** Removes all entries but this one and the newest others. One that a run uses stays. */
async function removeOldest(root: string, key: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => /^[0-9a-f]{32}$/.test(name) && name !== key);
  const ages = await Promise.all(
    names.map(async (name) => ({
      name,
      ms: (await stat(join(root, name, "built")).catch(() => undefined))?.mtimeMs ?? 0,
    })),
  );
  const old = ages.toSorted((a, b) => b.ms - a.ms).slice(mostBuilds - 1);
  for (const { name } of old) {
    const isUsed = (await stat(join(root, name, "lock")).catch(() => undefined)) !== undefined;
    if (!isUsed && (await isDirectory(join(root, name)))) await removeTree(join(root, name));
  }
}
