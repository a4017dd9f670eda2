import { join } from "node:path";
import { parse } from "yaml";
import { CouldNotMeasure } from "../../model/errors.ts";
import type { ComposeProgram } from "../../model/plan.ts";
import { isFile, readText, removeTree } from "../../shell/files.ts";
import type { Deployment, DeploymentSpec } from "../deployment.ts";
import { runBeforeRound, runBuild } from "../preparation.ts";
import type { Service } from "../service.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { createArmEngine } from "./armEngine.ts";
import { makeProject } from "./composeBuild.ts";
import type { ComposeModel } from "./composeFile.ts";
import { composeImage } from "./composeImages.ts";
import { type ComposeProject, createProject } from "./composeProject.ts";
import { startContainer } from "./containerService.ts";
import { composeProgram } from "./engine.ts";
import { saveImages } from "./imageArchive.ts";
import { armName } from "./labels.ts";

const key = "service.compose";

/** A service of a compose file, with everything that it depends on. */
export function composeDeployment(spec: DeploymentSpec, program: ComposeProgram, context: ServiceContext): Deployment {
  const { service, arm } = spec;
  const engine = createArmEngine(spec, key, context);
  const { scripts } = engine;
  const name = armName(context.runId, arm);
  const file = join(context.temporary, `compose-${arm}.yml`);
  const imageOf = (one: string) => composeImage(name, one);
  const facts = { program, name, file };
  const hasReset = service.beforeRound !== undefined;

  let words: Promise<readonly string[]> | undefined;
  const findCompose = () => {
    words ??= composeProgram(engine.options);
    return words;
  };

  const projectModel = async (): Promise<ComposeModel> => parse((await readText(file)) ?? "");

  async function openProject(): Promise<ComposeProject> {
    if (!(await isFile(file)))
      await makeProject({ ...facts, compose: await findCompose(), isCarried: true }, engine, context);
    const model = await projectModel();
    const compose = await findCompose();
    return createProject({ compose, name, file, model, service: program.service }, engine);
  }

  return {
    environment: engine.containerEnv,
    async build() {
      await runBuild(scripts, context);
      await makeProject({ ...facts, compose: await findCompose(), isCarried: false }, engine, context);
    },
    async prepareRound() {
      await removeTree(scripts.temporary);
      if (!hasReset) return;
      // The command resets what runs: such as docker compose exec -T db psql …
      await (await openProject()).startDependencies();
      const env = { ...scripts.env, COMPOSE_PROJECT_NAME: name, COMPOSE_FILE: file };
      await runBeforeRound({ ...scripts, env }, context);
    },
    async start() {
      const project = await openProject();
      try {
        await project.startDependencies();
        const created = await project.createService();
        const running = await startContainer(created, engine, context);
        return withDependencies(running, await project.dependencies(), () => project.end({ isKept: hasReset }));
      } catch (error) {
        await project.end({ isKept: false });
        throw error;
      }
    },
    async saveImages(path) {
      const { services } = await projectModel();
      const own = Object.entries(services).filter(([one, { image }]) => image === imageOf(one));
      if (own.length === 0) throw new CouldNotMeasure("the compose file builds none");
      await saveImages([...new Set(own.map(([one]) => imageOf(one)))], path, engine);
    },
  };
}

/** The service with the containers that it depends on. Stopping it ends them too. */
function withDependencies(
  service: Service,
  dependencies: NonNullable<Service["containers"]>,
  end: () => Promise<void>,
): Service {
  const { containers } = service;
  return {
    ...service,
    ...(containers !== undefined && { containers: [...containers, ...dependencies] }),
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]();
      await end();
    },
  };
}
