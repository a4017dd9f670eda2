import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { parseConfig } from "../../src/config/parse.ts";
import type { Notice } from "../../src/model/notice.ts";
import { createDeployment } from "../../src/service/createDeployment.ts";
import type { Deployment } from "../../src/service/deployment.ts";
import { createRunDirectory } from "../../src/service/runDirectory.ts";
import { removeTree } from "../../src/shell/files.ts";
import { type SampleConfig, sampleConfig, workspace } from "./loadgate.ts";

/** Real processes, started as in a run, without load. */

export type Act<T = unknown> = (deployment: Deployment, directory: string) => Promise<T>;

export interface DeployOptions {
  readonly arm?: "base" | "head";
  readonly change?: (yaml: string) => string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly runId?: string;
  /** Of the service's commands. Default: the one with the files. */
  readonly directory?: string;
  readonly notify?: (notice: Notice) => void;
}

/** Deploys the service of that configuration in a directory of its own, and acts on it. */
export async function deploy<T>(config: SampleConfig, act: Act<T>, options: DeployOptions = {}): Promise<T> {
  const { arm = "head", change = (yaml) => yaml, env = {}, files = {}, runId = randomUUID(), notify } = options;
  await using folder = await workspace(files);
  const { plan } = parseConfig(change(sampleConfig(config)), "loadgate.yml", {});
  if (plan.service === undefined) throw new Error("the configuration has no service");
  const temporary = await createRunDirectory(runId).catch(() => createDirectory(folder.at("tmp")));
  const context = {
    runId,
    temporary,
    out: folder.at("out"),
    env: { ...process.env, ...env },
    tls: plan.load.tls,
    signal: new AbortController().signal,
    ...(notify && { notify }),
  };
  const directory = options.directory ?? folder.path;
  try {
    return await act(createDeployment({ service: plan.service, arm, directory }, context), directory);
  } finally {
    await removeTree(temporary);
  }
}

async function createDirectory(path: string): Promise<string> {
  await mkdir(path);
  return path;
}

export const startAndWait: Act = async (deployment) => {
  await using service = await deployment.start();
  return await Promise.race([service.died, sleep(5_000, "alive")]);
};

/** The message of the failure, or what `act` returned. */
export async function failureOf(config: SampleConfig, options: DeployOptions & { readonly act?: Act } = {}) {
  const { act = startAndWait } = options;
  return await deploy(config, act, options).catch((error: unknown) => (error instanceof Error ? error.message : error));
}
