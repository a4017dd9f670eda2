import { join } from "node:path";
import { CouldNotMeasure, ServiceFailure } from "../../model/errors.ts";
import type { Arm, ContainerProgram, ImageSource } from "../../model/plan.ts";
import { isDirectory, isFile } from "../../shell/files.ts";
import type { ArmEngine } from "./armEngine.ts";
import { buildArguments } from "./containerArguments.ts";
import { docker, tryDocker } from "./engine.ts";
import { type ImageFacts, imagesIn } from "./inspection.ts";

/**
 * Makes the arm's image under its own name: builds it, or pulls the image that loadgate.yml names. `isBuilt`:
 * `service.build` has just run for this arm, and may have made the image under that name.
 */
export async function makeImage(
  source: ImageSource,
  image: string,
  engine: ArmEngine,
  isBuilt: boolean,
): Promise<void> {
  if (source.kind === "image") {
    if (!isBuilt) requireTwoImages(source.image, engine.arm);
    return await tagImage(source.image, image, engine);
  }
  const { directory } = engine.scripts;
  const { key, arm } = engine;
  if (!(await isDirectory(join(directory, source.context)))) {
    throw new ServiceFailure(`${key}.context: the ${arm} has no directory ${source.context}; correct the path`);
  }
  if (!(await isFile(join(directory, source.dockerfile)))) {
    throw new ServiceFailure(`${key}.dockerfile: the ${arm} has no file ${source.dockerfile}; correct the path`);
  }
  await engine.run(["docker", ...buildArguments(source, image)], "docker build");
}

/** Comparing an image with itself would always pass. */
function requireTwoImages(images: Readonly<Record<Arm, string>>, arm: Arm): void {
  if (arm === "head" || images.base !== images.head) return;
  throw new ServiceFailure(
    `service.container.image: base and head would both be ${images.head}; name one for each ({ base: …, head: … }), ` +
      "let service.build make it for each, or let Loadgate build the Dockerfile",
  );
}

/** The arm keeps the image under its own name, even if the other arm's build takes the name over. */
async function tagImage(images: Readonly<Record<Arm, string>>, own: string, engine: ArmEngine): Promise<void> {
  const name = images[engine.arm];
  await pullIfMissing(name, engine);
  await docker(engine.options, "tag", name, own);
}

export async function pullIfMissing(image: string, engine: ArmEngine): Promise<void> {
  if ((await findImage(image, engine)) !== undefined) return;
  await engine.run(["docker", "pull", image], `docker pull ${image}`);
}

export async function findImage(image: string, { options }: ArmEngine): Promise<ImageFacts | undefined> {
  const json = await tryDocker(options, "image", "inspect", image);
  return json === undefined ? undefined : imagesIn(json)[0];
}

/** The port in the container. Throws CouldNotMeasure if the image does not tell and loadgate.yml neither. */
export function containerPort({ port }: Pick<ContainerProgram, "port">, { exposedPorts }: ImageFacts): number {
  const [only, ...more] = exposedPorts;
  if (port !== undefined) return port;
  if (only !== undefined && more.length === 0) return only;
  const exposed = only === undefined ? "no port" : `the ports ${exposedPorts.join(", ")}`;
  throw new CouldNotMeasure(
    `service.container.port: the image exposes ${exposed}; set the port on which the service listens in its container`,
  );
}
