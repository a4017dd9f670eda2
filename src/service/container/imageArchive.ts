import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { extract } from "tar-stream";
import { z } from "zod";
import { imageArchiveName, maxCarriedBytes } from "../../model/carriedFiles.ts";
import { CouldNotMeasure, messageOf, ServiceFailure } from "../../model/errors.ts";
import { isFile } from "../../shell/files.ts";
import type { ServiceContext } from "../serviceContext.ts";
import type { ArmEngine } from "./armEngine.ts";
import { docker, spawnProgram } from "./engine.ts";
import { archivedImage, imageName } from "./labels.ts";
import { recordImages } from "./sweep.ts";

/** Saves the images into a file, for later runs. Throws CouldNotMeasure if they cannot be saved, or are too large. */
export async function saveImages(
  images: readonly string[],
  file: string,
  { options }: Pick<ArmEngine, "options">,
  maxBytes = maxCarriedBytes,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const engine = spawnProgram("docker", options, ["save", ...images]);
  try {
    await pipeline(engine.stdout, limitBytes(maxBytes), createWriteStream(file));
    const { code, reason } = await engine.exit;
    if (code !== 0) throw new CouldNotMeasure(`docker save failed: ${reason}`);
  } catch (error) {
    engine.kill();
    await rm(file, { force: true });
    options.signal.throwIfAborted();
    throw error instanceof CouldNotMeasure ? error : new CouldNotMeasure(messageOf(error), { cause: error });
  }
}

function limitBytes(maxBytes: number) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new CouldNotMeasure(`expected at most ${maxBytes / 1024 ** 2} MiB of images, found more`);
      yield chunk;
    }
  };
}

/**
 * Loads the images of a carried build, and gives them the names that this arm's own builds would have. Returns these
 * names. None: the build carries no images.
 */
export async function loadCarriedImages(
  { directory }: { readonly directory: string },
  engine: ArmEngine,
  name: string,
  { temporary, env }: Pick<ServiceContext, "temporary" | "env">,
): Promise<readonly string[]> {
  const file = join(directory, imageArchiveName);
  if (!(await isFile(file))) return [];
  const carried = await imagesInArchive(file, engine);
  await using _ = await recordImages(temporary, engine.arm, carried, env);
  await engine.run(["docker", "load", "--quiet", "--input", file], "docker load of the carried images");
  const own: string[] = [];
  for (const image of carried) {
    const ownName = imageName(`${name}${archivedImage(image)?.suffix}`);
    await docker(engine.options, "tag", image, ownName);
    own.push(ownName);
  }
  await docker(engine.options, "image", "rm", ...carried);
  return own;
}

const manifestSchema = z.array(z.looseObject({ RepoTags: z.array(z.string()).nullish() }));

/** The names in an archive of `docker save`. Loading others than those of Loadgate would replace the user's images. */
async function imagesInArchive(file: string, { key, arm }: ArmEngine): Promise<readonly string[]> {
  const refuse = (reason: string, cause?: unknown) =>
    new ServiceFailure(`${key}: the carried images of the ${arm} cannot be loaded: ${reason}; delete the baseline`, {
      cause,
    });
  const archive = extract();
  const reading = pipeline(createReadStream(file), archive as unknown as NodeJS.WritableStream);
  reading.catch(() => {});
  const names: string[] = [];
  try {
    for await (const entry of archive) {
      if (entry.header.name === "manifest.json") {
        const manifest = manifestSchema.parse(JSON.parse(await text(entry as unknown as NodeJS.ReadableStream)));
        names.push(...manifest.flatMap(({ RepoTags }) => RepoTags ?? []));
      }
      entry.resume();
    }
    await reading;
  } catch (cause) {
    throw refuse(messageOf(cause), cause);
  }
  const foreign = names.find((name) => archivedImage(name) === undefined);
  if (foreign !== undefined) throw refuse(`${foreign} is no image of a run`);
  if (names.length === 0) throw refuse("the archive names no image");
  return names;
}
