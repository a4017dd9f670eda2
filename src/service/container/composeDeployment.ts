import { join } from "node:path";
import { parse, stringify } from "yaml";
import { CouldNotMeasure, ServiceFailure } from "../../model/errors.ts";
import type { ComposeProgram } from "../../model/plan.ts";
import { formatCores } from "../../shell/cpuAffinity.ts";
import { isFile, readText, removeTree, writeText } from "../../shell/files.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { Deployment, DeploymentSpec } from "../deployment.ts";
import { runBeforeRound, runBuild } from "../preparation.ts";
import type { Service } from "../service.ts";
import type { ServiceContext } from "../serviceContext.ts";
import { createArmEngine } from "./armEngine.ts";
import { armCompose, type ComposeModel, composePort, externalVolumes } from "./composeFile.ts";
import { type ComposeProject, createProject } from "./composeProject.ts";
import { startContainer } from "./containerService.ts";
import { composeProgram, runProgram } from "./engine.ts";
import { engineProblem, engineProblemText } from "./engineProblem.ts";
import { pullIfMissing } from "./imageSource.ts";
import { armLabels, armName, imageName } from "./labels.ts";

const key = "service.compose";

/** A service of a compose file, with everything that it depends on. */
export function composeDeployment(spec: DeploymentSpec, program: ComposeProgram, context: ServiceContext): Deployment {
  const { service, arm } = spec;
  const engine = createArmEngine(spec, key, context);
  const { scripts } = engine;
  const name = armName(context.runId, arm);
  const file = join(context.temporary, `compose-${arm}.yml`);
  const hasReset = service.beforeRound !== undefined;

  let words: Promise<readonly string[]> | undefined;
  const findCompose = () => {
    words ??= composeProgram(engine.options);
    return words;
  };

  async function makeProject(): Promise<void> {
    await engine.prepare();
    const compose = await findCompose();
    const model = await readModel(compose, program, engine);
    const measured = model.services[program.service];
    if (measured === undefined) {
      const names = Object.keys(model.services).join(", ");
      throw new CouldNotMeasure(
        `${key}.service: the compose file of the ${arm} has no service ${program.service}; its services are ${names}`,
      );
    }
    const cores = context.cores === undefined ? undefined : formatCores(context.cores);
    const port = composePort(measured, program.service, program.port);
    const labels = armLabels(context.runId);
    const own = {
      service: program.service,
      port,
      imageOf: (one: string) => imageName(`${name}-${one}`),
      labels,
      env: engine.containerEnv,
    };
    const made = armCompose(model, { ...own, ...omitUndefined({ cores }) });
    await writeText(file, stringify(made));
    const volumes = externalVolumes(model);
    if (volumes.length > 0) context.notify?.({ kind: "shared_volume", volumes, has_reset: hasReset });
    const parts = Object.values(made.services);
    for (const { image, build } of parts) {
      if (build === undefined && image !== undefined) await pullIfMissing(image, engine);
    }
    if (parts.some(({ build }) => build !== undefined)) {
      await engine.run([...compose, "-p", name, "-f", file, "build"], "docker compose build");
    }
  }

  async function openProject(): Promise<ComposeProject> {
    if (!(await isFile(file))) await makeProject();
    const model: ComposeModel = parse((await readText(file)) ?? "");
    const compose = await findCompose();
    return createProject({ compose, name, file, model, service: program.service }, engine);
  }

  return {
    environment: engine.containerEnv,
    async build() {
      await runBuild(scripts, context);
      await makeProject();
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

/** The user's file with its paths and variables resolved, as compose itself reads it. */
async function readModel(
  [command = "", ...words]: readonly string[],
  { files }: ComposeProgram,
  { options, scripts, arm }: ReturnType<typeof createArmEngine>,
): Promise<ComposeModel> {
  const named = files.flatMap((path) => ["-f", path]);
  const at = { ...options, directory: scripts.directory };
  const { code, stdout, stderr } = await runProgram(command, at, [...words, ...named, "config"]);
  if (code === 0) return parse(stdout);
  options.signal.throwIfAborted();
  const problem = engineProblem(stderr);
  const reason = problem === undefined ? (stderr.trim().split("\n").at(-1) ?? "") : engineProblemText(problem);
  throw new ServiceFailure(`${key}: docker compose cannot read the file of the ${arm}: ${reason}`);
}
