import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** A copy of dist, away from the project and its node_modules. All tests of a run share it. */
    readonly actionDist: string;
    /** Without this cache, a step spends most of its CPU time on compiling the bundle. */
    readonly actionCache: string;
  }
}

/** Copies dist to a temporary directory. Vitest calls it once a run, and at the end the removal that it returns. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), "loadgate-action-"));
  const dist = join(directory, "action", "dist");
  await cp(fileURLToPath(new URL("../../dist", import.meta.url)), dist, { recursive: true });
  project.provide("actionDist", dist);
  project.provide("actionCache", join(directory, "cache"));
  return () => rm(directory, { recursive: true, force: true });
}
