import { resolve } from "node:path";
import type { ContainerProgram } from "../../model/plan.ts";
import { formatCores } from "../../shell/cpuAffinity.ts";
import { removeTree } from "../../shell/files.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Deployment, DeploymentSpec } from "../deployment.ts";
import { runBeforeRound, runBuild } from "../preparation.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { createArmEngine } from "./armEngine.ts";
import { createArguments } from "./containerArguments.ts";
import { startContainer } from "./containerService.ts";
import { docker } from "./engine.ts";
import { loadCarriedImages, saveImages } from "./imageArchive.ts";
import { containerPort, findImage, makeImage } from "./imageSource.ts";
import { armLabels, armName, imageName } from "./labels.ts";

/** A service that runs in one container. */
export function containerDeployment(
  spec: DeploymentSpec,
  program: ContainerProgram,
  context: ServiceContext,
): Deployment {
  const { service, arm, directory } = spec;
  const engine = createArmEngine(spec, "service.container", context);
  const labels = armLabels(context.runId);
  const name = armName(context.runId, arm);
  const ownImage = imageName(name);
  /** Loads the image of a carried build, or makes it from the carried files. */
  const takeImage = async () => {
    await engine.prepare();
    const loaded = await loadCarriedImages({ directory }, engine, name, context);
    if (!loaded.includes(ownImage)) await makeImage(program.source, ownImage, engine, false);
  };

  return {
    environment: engine.containerEnv,
    async build() {
      await runBuild(engine.scripts, context);
      await engine.prepare();
      await makeImage(program.source, ownImage, engine, service.build !== undefined);
    },
    async prepareRound() {
      await removeTree(engine.scripts.temporary);
      await runBeforeRound(engine.scripts, context);
    },
    async start(further = {}) {
      if ((await findImage(ownImage, engine)) === undefined) await takeImage();
      const image = await findImage(ownImage, engine);
      if (image === undefined) throw new Error(`docker build has made no image ${ownImage}`);
      const port = containerPort(program, image);
      const variables = { ...engine.containerEnv, ...further, PORT: String(port) };
      const cores = context.cores === undefined ? undefined : formatCores(context.cores);
      const facts = {
        ...{ image: ownImage, name, labels, port, variables: Object.keys(variables) },
        ...{ stdin: service.stdin, directory: resolve(directory), ...omitUndefined({ cores }) },
      };
      const options = { ...engine.options, env: { ...engine.options.env, ...variables } };
      const id = await docker(options, ...createArguments(program, facts));
      return await startContainer({ id, port }, engine, context);
    },
    saveImages: (file) => saveImages([ownImage], file, engine),
  };
}
