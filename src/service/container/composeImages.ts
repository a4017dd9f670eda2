import type { ArmEngine } from "./armEngine.ts";
import type { ComposeModel } from "./composeFile.ts";
import { docker } from "./engine.ts";
import { findImage, pullIfMissing } from "./imageSource.ts";
import { imageName } from "./labels.ts";

/** The arm's own name of a service's image. The engine takes no capital letters. */
export const composeImage = (project: string, service: string): string =>
  imageName(`${project}-${service.toLowerCase()}`);

/** Names of images, by service. */
export type ImageNames = Readonly<Record<string, string>>;

/** The model in which these services start these images, and build none. */
export function withImages(model: ComposeModel, images: ImageNames): ComposeModel {
  const services = Object.entries(model.services).map(([name, service]) => {
    const image = images[name];
    if (image === undefined) return [name, service] as const;
    const { build: _, ...rest } = service;
    return [name, { ...rest, image }] as const;
  });
  return { ...model, services: Object.fromEntries(services) };
}

/** The services that build no image, with the image that the file names. */
export function namedImages({ services }: ComposeModel): ImageNames {
  const named = Object.entries(services).flatMap(([name, { image, build }]) =>
    image === undefined || build !== undefined ? [] : [[name, image] as const],
  );
  return Object.fromEntries(named);
}

/** Gives the named images names of the arm's own. They stay, even if the other arm's build takes the file's names over. */
export async function tagImages(
  images: ImageNames,
  ownName: (service: string) => string,
  engine: ArmEngine,
): Promise<ImageNames> {
  const own: Record<string, string> = {};
  for (const [service, image] of Object.entries(images)) {
    const name = ownName(service);
    await pullIfMissing(image, engine);
    await docker(engine.options, "tag", image, name);
    own[service] = name;
  }
  return own;
}

/** True if both names are of the same image. */
export async function isSameImage(one: string, other: string, engine: ArmEngine): Promise<boolean> {
  const [a, b] = await Promise.all([findImage(one, engine), findImage(other, engine)]);
  return a !== undefined && a.id === b?.id;
}
