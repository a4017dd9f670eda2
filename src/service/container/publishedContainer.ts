import { rm } from "node:fs/promises";
import { millis } from "../../model/unit.ts";
import type { EnvVariables } from "../environment.ts";
import { recordScript } from "../runDirectory.ts";
import { docker, type EngineOptions, tryDocker } from "./engine.ts";
import { type ContainerFacts, containersIn } from "./inspection.ts";
import { stopContainer } from "./stopContainer.ts";
import { removePublishedScript } from "./sweep.ts";

/** The container that `service.command` starts on PORT, by `docker run` or the like. */
export interface PublishedContainer {
  find(): Promise<ContainerFacts | undefined>;
  /** Stops and removes it. Does nothing if there is none. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Watches over the container. PORT was free, so a container that publishes it belongs to the service. The docker program
 * that waits for it can be killed, and the container would outlive it.
 */
export async function publishedContainer(
  port: number,
  name: string,
  {
    runDirectory,
    env,
    signal,
  }: { readonly runDirectory: string; readonly env: EnvVariables; readonly signal: AbortSignal },
): Promise<PublishedContainer> {
  const record = await recordScript(runDirectory, name, removePublishedScript(port, env));
  const options: EngineOptions = { env, signal, key: "service.command" };
  const find = async (use: EngineOptions) => {
    const id = await tryDocker(use, "ps", "--quiet", "--no-trunc", "--filter", `publish=${port}`);
    if (!id) return undefined;
    return containersIn(await docker(use, "container", "inspect", id.split("\n")[0] ?? ""))[0];
  };
  return {
    find: () => find(options),
    async stop(graceMs) {
      // An interrupted run still has to stop what it has started.
      const insisting = { ...options, signal: new AbortController().signal };
      const facts = await find(insisting).catch(() => undefined);
      if (facts !== undefined) await stopContainer(facts.id, { options }, millis(graceMs));
      await rm(record, { force: true });
    },
  };
}
