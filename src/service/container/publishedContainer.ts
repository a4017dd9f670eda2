import { rm } from "node:fs/promises";
import { millis } from "../../model/unit.ts";
import type { EnvVariables } from "../environment.ts";
import { recordScript } from "../runDirectory.ts";
import { docker, type EngineOptions, tryDocker } from "./engine.ts";
import { type ContainerFacts, containersIn } from "./inspection.ts";
import { stopContainer } from "./stopContainer.ts";
import { removeStartedScript, runScript } from "./sweep.ts";

/** The container that `service.command` starts on PORT, by `docker run` or the like. */
export interface PublishedContainer {
  find(): Promise<ContainerFacts | undefined>;
  /** Stops and removes it. Does nothing if there is none. */
  stop(graceMs: number): Promise<void>;
  /** Removes it by force, and everything else of its compose project. */
  remove(): Promise<void>;
}

/** What the command starts containers with. */
interface StartFacts {
  readonly port: number;
  /** The value of COMPOSE_PROJECT_NAME. */
  readonly project: string;
  readonly runDirectory: string;
  readonly env: EnvVariables;
  readonly signal: AbortSignal;
}

/**
 * Watches over the container. PORT was free, so a container that publishes it belongs to the service. The docker program
 * that waits for it can be killed, and the container would outlive it.
 */
export async function publishedContainer(facts: StartFacts): Promise<PublishedContainer> {
  const { port, project, runDirectory, env, signal } = facts;
  const record = await recordScript(runDirectory, project, removeStartedScript(port, project, env));
  const options: EngineOptions = { env, signal, key: "service.command" };
  // An interrupted run still has to stop what it has started.
  const insisting = { ...options, signal: new AbortController().signal };
  const find = async (use: EngineOptions) => {
    const id = await tryDocker(use, "ps", "--quiet", "--no-trunc", "--filter", `publish=${port}`);
    if (!id) return undefined;
    return containersIn(await docker(use, "container", "inspect", id.split("\n")[0] ?? ""))[0];
  };
  return {
    find: () => find(options),
    async stop(graceMs) {
      const container = await find(insisting).catch(() => undefined);
      if (container !== undefined) await stopContainer(container.id, { options }, millis(graceMs));
    },
    async remove() {
      await runScript([record]);
      await rm(record, { force: true });
    },
  };
}
