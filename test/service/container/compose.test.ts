import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Notice } from "../../../src/model/notice.ts";
import {
  type ContainerTrial,
  composeNeeded,
  deployContainer,
  dockerfile,
  hasCompose,
  keepLayers,
  nothing,
  remains,
} from "../../support/containerEngine.ts";
import type { Act } from "../../support/deployService.ts";
import { workspace } from "../../support/loadgate.ts";

/** A file as people write it: with names and ports of the machine that two projects cannot share. */
const shop = (more = "", database = "") => `services:
  api:
    build: .
    image: shop:latest
    container_name: shop-api
    restart: always
    ports: ["8080:8080"]
    environment: { DB: "db:8080", TEXT: "a$$b" }
    depends_on: { db: { condition: service_healthy } }
${more}
  db:
    build: .
    container_name: shop-db
    ports: ["5432:8080"]
    command: [write, /data/first]
    healthcheck: { test: [CMD, /server, check] }
    volumes: ["data:/data"]
${database}
  front:
    image: none-of-this-name
    depends_on: [api]
  debug:
    image: none-of-this-name
    profiles: [debug]
volumes: { data: { name: shop-data } }
networks: { default: { name: shop-net } }
`;

const files = (more?: string, database?: string) => ({
  Dockerfile: dockerfile("VOLUME /data"),
  "compose.yml": shop(more, database),
});
const trialOf = (more?: string, database?: string, lines: readonly string[] = []): ContainerTrial => ({
  service: ["compose: { service: api }", ...lines],
  files: files(more, database),
});

const buildAndStart: Act = async (deployment) => {
  await deployment.build();
  await deployment.prepareRound();
  await using _ = await deployment.start();
  return "started";
};

const failureOfCompose = (trial: ContainerTrial) =>
  deployContainer(trial, buildAndStart).catch((error: unknown) => (error instanceof Error ? error.message : error));

/** The programs that run compose here. A directory with a docker that knows no compose hides the plugin. */
const versions = [
  { name: "docker compose", args: ["docker", "compose", "version"] },
  { name: "docker-compose", args: ["docker-compose", "version"] },
].filter(({ args: [program = "", ...args] }) => spawnSync(program, args).status === 0);

/** The environment in which only that program runs compose. */
async function onlyCompose(name: string, directory: string): Promise<Readonly<Record<string, string>>> {
  if (name === "docker compose") return {};
  const program = join(directory, "docker");
  await mkdir(directory, { recursive: true });
  const real = spawnSync("sh", ["-c", "command -v docker"], { encoding: "utf8" }).stdout.trim();
  await writeFile(program, `#!/bin/sh\n[ "$1" != compose ] || exit 1\nexec ${real} "$@"\n`);
  await chmod(program, 0o755);
  return { PATH: `${directory}:${process.env["PATH"]}` };
}

describe.skipIf(!hasCompose)(`service.compose${composeNeeded}`, () => {
  let layers: AsyncDisposable | undefined;
  beforeAll(async () => {
    layers = await keepLayers();
  });
  afterAll(() => layers?.[Symbol.asyncDispose]());

  test.each(versions)(
    "$name: two arms of one file run at once, each with its own image, network and data",
    async ({ name }) => {
      const runId = randomUUID();
      await using folder = await workspace();
      const env = await onlyCompose(name, folder.at("bin"));
      const trial = { ...trialOf(), runId, env };
      const inArm: (other: () => Promise<unknown>) => Act = (other) => async (deployment) => {
        await deployment.build();
        await using service = await deployment.start();
        const answer = await fetch(`${service.origin}/env`);
        const seen = (await answer.text()).split("\n").filter((line) => /^(ARM|TEXT|DB|LOADGATE_ARM|PORT)=/.test(line));
        return [answer.status, seen.sort(), service.containers?.map(({ name }) => name), await other()];
      };
      // The base is built first and starts after the head's build has taken over every name that the file gives.
      const own = (arm: string) => ({ ...files(), Dockerfile: dockerfile("VOLUME /data", `ENV ARM=${arm}`) });
      const result = await deployContainer({ ...trial, files: own("base"), arm: "base" }, async (base, ...more) => {
        await base.build();
        const inHead = () =>
          deployContainer(
            { ...trial, files: own("head") },
            inArm(() => inArm(async () => "both")(base, ...more)),
          );
        return await inHead();
      });
      const seen = (arm: string) => [
        200,
        [`ARM=${arm}`, "DB=db:8080", `LOADGATE_ARM=${arm}`, "PORT=8080", "TEXT=a$b"],
        ["service", "db"],
      ];
      expect(result).toEqual([...seen("head"), [...seen("base"), "both"]]);
    },
  );

  test("each round begins with new data, unless before_round resets it", async () => {
    // The database does not start if its first file is there already.
    const twice: Act = async (deployment) => {
      await deployment.build();
      for (let round = 0; round < 2; round++) {
        await deployment.prepareRound();
        await using _ = await deployment.start();
      }
    };
    const runId = randomUUID();
    const twiceAlone: Act = async (deployment, directory) => {
      await twice(deployment, directory);
      const { images, ...left } = remains(runId);
      return { images: images.length, ...left };
    };
    expect(await deployContainer({ ...trialOf(), runId }, twiceAlone)).toEqual({ ...nothing, images: 2 });
    const compose = versions[0]?.name ?? "";
    const reset = `before_round: ${compose} exec -T db /server check && ${compose} ps -q db >>ids`;
    const kept: Act = async (deployment, directory) => {
      await twice(deployment, directory);
      const ids = spawnSync("cat", [join(directory, "ids")], { encoding: "utf8" })
        .stdout.trim()
        .split("\n");
      return [ids.length, new Set(ids).size];
    };
    expect(await deployContainer(trialOf("", "", [reset]), kept)).toEqual([2, 1]);
  });

  test("the report warns about an external volume, which both arms use", async () => {
    const notices: Notice[] = [];
    const yaml = shop().replace("data: { name: shop-data }", "data: { external: true, name: shop-external }");
    const trial = {
      ...trialOf(),
      files: { ...files(), "compose.yml": yaml },
      notify: (one: Notice) => notices.push(one),
    };
    const build: Act = (deployment) => deployment.build();
    await deployContainer(trial, build);
    expect(notices).toEqual([{ kind: "shared_volume", volumes: ["shop-external"], has_reset: false }]);
  });

  test.each<[string, ContainerTrial, RegExp]>([
    [
      "a service that is not in the file",
      { ...trialOf(), service: ["compose: { service: web }"] },
      /^service\.compose\.service: the compose file of the head has no service web; its services are api, db, (debug, )?front$/,
    ],
    [
      "no file",
      { ...trialOf(), files: {} },
      /^service\.compose: docker compose cannot read the file of the head: .*(no configuration file provided|Supported filenames)/i,
    ],
    [
      "a dependency that ends",
      trialOf("", "    entrypoint: [/server, exit, '4']"),
      /^service\.compose: the service db of the head ended with exit code 4\nthe end of its log \(docker logs of db\):\n {2}\| Error: ends with 4$/,
    ],
    [
      "host networking",
      trialOf("    network_mode: host"),
      /^service\.compose: the service api has network_mode: host, so base and head would share its ports; remove that key$/,
    ],
    [
      "a service that ends",
      trialOf("    command: [exit, '5']"),
      /^service\.compose: the head container ended with exit code 5 before it was ready\n/,
    ],
  ])("%s", async (_, trial, message) => {
    expect(await failureOfCompose(trial)).toMatch(message);
  });
});
