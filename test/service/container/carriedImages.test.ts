import { randomUUID } from "node:crypto";
import { copyFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { imageArchiveName } from "../../../src/model/carriedFiles.ts";
import { saveImages } from "../../../src/service/container/imageArchive.ts";
import {
  buildServerImage,
  type ContainerTrial,
  composeNeeded,
  deployContainer,
  docker,
  dockerfile,
  engineNeeded,
  hasCompose,
  hasEngine,
  remains,
} from "../../support/containerEngine.ts";
import type { Act } from "../../support/deployService.ts";
import { workspace } from "../../support/loadgate.ts";

/** Builds the images of main, and starts a base of another run from them, with these files and no other. */
async function startCarried(main: ContainerTrial, files: Readonly<Record<string, string>>) {
  await using folder = await workspace();
  const archive = folder.at("images.tar");
  const save: Act = async (deployment) => {
    await deployment.build();
    await deployment.saveImages?.(archive);
  };
  const [mainId, runId] = [randomUUID(), randomUUID()];
  await deployContainer({ ...main, runId: mainId }, save);
  const start: Act = async (deployment, directory) => {
    await copyFile(archive, join(directory, imageArchiveName));
    await using service = await deployment.start();
    const variables = (await (await fetch(`${service.origin}/env`)).text()).split("\n");
    return [variables.filter((line) => line.startsWith("OF=")), remains(runId).images.length, remains(mainId).images];
  };
  return await deployContainer({ ...main, arm: "base", files, runId }, start);
}

describe.skipIf(!hasEngine)(`carried images${engineNeeded}`, () => {
  const image = `server-of-tests:${randomUUID()}`;
  const ofMain = dockerfile("ENV OF=main");
  let server: AsyncDisposable | undefined;
  beforeAll(async () => {
    server = await buildServerImage(image);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test("service.container starts the base from the image, without a Dockerfile", async () => {
    const main = { service: ["container: {}"], files: { Dockerfile: ofMain } };
    expect(await startCarried(main, {})).toEqual([["OF=main"], 1, []]);
  });

  test.skipIf(!hasCompose)(`service.compose builds none of them${composeNeeded}`, async () => {
    const yaml = `services: { Api: { build: ., image: shop, ports: ['80:8080'] }, db: { image: '${image}' } }`;
    const main = { service: ["compose: { service: Api }"], files: { Dockerfile: ofMain, "compose.yml": yaml } };
    expect(await startCarried(main, { "compose.yml": yaml })).toEqual([["OF=main"], 1, []]);
  });

  test("an archive with another image is refused, because loading it would replace that image", async () => {
    const start: Act = async (deployment, directory) => {
      docker("save", "--output", join(directory, imageArchiveName), image);
      await deployment.start();
    };
    const trial = { service: ["container: {}"], files: {}, arm: "base" as const };
    await expect(deployContainer(trial, start)).rejects.toThrow(
      `service.container: the carried images of the base cannot be loaded: ${image} is no image of a run; delete the baseline`,
    );
  });

  test("images over the limit are not saved", async () => {
    await using folder = await workspace();
    const options = { env: process.env, signal: new AbortController().signal, key: "service.container" };
    await expect(saveImages([image], folder.at("images.tar"), { options }, 512 * 1024)).rejects.toThrow(
      "expected at most 0.5 MiB of images, found more",
    );
    expect(await readdir(folder.path)).toEqual([]);
  });
});
