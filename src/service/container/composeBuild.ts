import { stringify } from "yaml";
import type { ComposeProgram } from "../../model/plan.ts";
import { formatCores } from "../../shell/cpuAffinity.ts";
import { writeText } from "../../shell/files.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { ArmEngine } from "./armEngine.ts";
import { armCompose, type ComposeModel, composePort, externalVolumes } from "./composeFile.ts";
import { composeImage, type ImageNames, isSameImage, namedImages, tagImages, withImages } from "./composeImages.ts";
import { measuredService, readModel } from "./composeModel.ts";
import { loadCarriedImages } from "./imageArchive.ts";
import { pullIfMissing } from "./imageSource.ts";
import { armLabels, armName } from "./labels.ts";

export interface ProjectBuild {
  readonly program: ComposeProgram;
  /** docker compose, or docker-compose. */
  readonly compose: readonly string[];
  /** The name of the project. */
  readonly name: string;
  /** The arm's own compose file. */
  readonly file: string;
  /** The directory has a carried build. If it has images, they are loaded and not built. */
  readonly isCarried: boolean;
}

/** Writes the arm's own compose file, and makes all images in it. */
export async function makeProject(project: ProjectBuild, engine: ArmEngine, context: ServiceContext): Promise<void> {
  const { program, compose, name, file, isCarried } = project;
  await engine.prepare();
  const model = await armModel(project, engine, context);
  const ownName = (service: string) => composeImage(name, service);
  const loaded = isCarried ? await loadCarriedImages(engine.scripts, engine, name, context) : [];
  const carried = namesOf(
    Object.keys(model.services).filter((one) => loaded.includes(ownName(one))),
    ownName,
  );
  const named = Object.entries(namedImages(model)).filter(([one]) => carried[one] === undefined);
  // service.build may make any of the images anew for each arm, under the same name.
  const isTagged = (one: string) => engine.scripts.service.build !== undefined || one === program.service;
  const tagged = await tagImages(Object.fromEntries(named.filter(([one]) => isTagged(one))), ownName, engine);
  for (const [one, image] of named) if (!isTagged(one)) await pullIfMissing(image, engine);
  const own = withImages(model, { ...tagged, ...carried });
  await writeText(file, stringify(own));
  if (Object.values(own.services).some(({ build }) => build !== undefined)) {
    await engine.run([...compose, "-p", name, "-f", file, "build"], "docker compose build");
  }
  await warnOfSameImage(namedImages(model)[program.service], program.service, engine, context);
}

const namesOf = (services: readonly string[], ownName: (service: string) => string): ImageNames =>
  Object.fromEntries(services.map((service) => [service, ownName(service)]));

/** The user's file, so that two arms share nothing on this machine. */
async function armModel(
  { program, compose, name }: ProjectBuild,
  engine: ArmEngine,
  { runId, cores, notify }: ServiceContext,
): Promise<ComposeModel> {
  const { scripts, containerEnv } = engine;
  const model = await readModel(compose, program, engine);
  const volumes = externalVolumes(model);
  const hasReset = scripts.service.beforeRound !== undefined;
  if (volumes.length > 0) notify?.({ kind: "shared_volume", volumes, has_reset: hasReset });
  return armCompose(model, {
    service: program.service,
    port: composePort(measuredService(model, program, engine), program.service, program.port),
    imageOf: (service) => composeImage(name, service),
    labels: armLabels(runId),
    env: containerEnv,
    ...omitUndefined({ cores: cores === undefined ? undefined : formatCores(cores) }),
  });
}

/** Base and head are the same if the file names one image that nothing makes anew. */
async function warnOfSameImage(
  image: string | undefined,
  service: string,
  engine: ArmEngine,
  { runId, notify }: ServiceContext,
): Promise<void> {
  if (image === undefined) return;
  const nameIn = (arm: "base" | "head") => composeImage(armName(runId, arm), service);
  if (await isSameImage(nameIn("base"), nameIn("head"), engine)) notify?.({ kind: "same_image", service, image });
}
