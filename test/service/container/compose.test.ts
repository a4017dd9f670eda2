import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Notice } from "../../../src/model/notice.ts";
import type { Deployment } from "../../../src/service/deployment.ts";
import {
  buildServerImage,
  type ContainerTrial,
  composeNeeded,
  deployContainer,
  docker,
  dockerfile,
  hasCompose,
  nothing,
  remains,
} from "../../support/containerEngine.ts";
import { type Act, deploy } from "../../support/deployService.ts";
import { workspace } from "../../support/loadgate.ts";

/** A file as people write it: with names and ports of the machine that two projects cannot share. */
const shop = `services:
  api:
    build: .
    image: shop:latest
    container_name: shop-api
    restart: always
    ports: ["8080:8080"]
    environment: { DB: "db:8080", TEXT: "a$$b" }
    depends_on: { db: { condition: service_healthy } }
  db:
    build: .
    container_name: shop-db
    ports: ["5432:8080"]
    command: [write, /data/first]
    healthcheck: { test: [CMD, /server, check] }
    volumes: ["data:/data"]
  front:
    image: none-of-this-name
    depends_on: [api]
  debug:
    image: none-of-this-name
    profiles: [debug]
volumes: { data: { name: shop-data } }
networks: { default: { name: shop-net } }
`;

const files = { Dockerfile: dockerfile("VOLUME /data"), "compose.yml": shop };
const shopTrial: ContainerTrial = { service: ["compose: { service: api }"], files };

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
  const image = `server-of-tests:${randomUUID()}`;
  let server: AsyncDisposable | undefined;
  beforeAll(async () => {
    server = await buildServerImage(image);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  /** A service and a database that start one image, which nobody builds. */
  const pinned = (more = "", database = "") => `services:
  api:
    image: ${image}
    depends_on: [db]
${more}
  db:
    image: ${image}
${database}
`;
  const pinnedTrial = (...args: Parameters<typeof pinned>): ContainerTrial => ({
    service: ["compose: { service: api, port: 8080 }"],
    files: { "compose.yml": pinned(...args) },
  });

  test.each(versions)(
    "$name: two arms of one file run at once, each with its own image, network and data, new in each round",
    async ({ name }) => {
      const runId = randomUUID();
      await using folder = await workspace();
      const env = await onlyCompose(name, folder.at("bin"));
      const trial = { ...shopTrial, runId, env };
      const inArm = async (deployment: Deployment, during: () => Promise<unknown>) => {
        await using service = await deployment.start();
        const answer = await fetch(`${service.origin}/env`);
        const seen = (await answer.text()).split("\n").filter((line) => /^(ARM|TEXT|DB|LOADGATE_ARM|PORT)=/.test(line));
        return [answer.status, seen.sort(), service.containers?.map(({ name }) => name), await during()];
      };
      const own = (arm: string) => ({ ...files, Dockerfile: dockerfile("VOLUME /data", `ENV ARM=${arm}`) });
      const inBoth: Act = async (base) => {
        await base.build();
        // The base starts after the head's build has taken over every name that the file gives.
        const atOnce: Act = async (head) => {
          await head.build();
          const result = await inArm(head, () => inArm(base, async () => "at once"));
          // The database does not start if its first file is there already.
          return [result, await inArm(base, async () => "next round"), { ...remains(runId), images: [] }];
        };
        return await deployContainer({ ...trial, files: own("head") }, atOnce);
      };
      const seen = (arm: string) => [
        200,
        [`ARM=${arm}`, "DB=db:8080", `LOADGATE_ARM=${arm}`, "PORT=8080", "TEXT=a$b"],
        ["service", "db"],
      ];
      expect(await deployContainer({ ...trial, files: own("base"), arm: "base" }, inBoth)).toEqual([
        [...seen("head"), [...seen("base"), "at once"]],
        [...seen("base"), "next round"],
        nothing,
      ]);
    },
  );

  test.concurrent("with before_round, the dependencies and their data stay", async () => {
    const reset = `before_round: ${versions[0]?.name} exec -T db /server check`;
    const trial = { ...pinnedTrial(), runId: randomUUID() };
    const kept: Act = async (deployment) => {
      await deployment.build();
      const ids: (readonly string[])[] = [];
      for (let round = 0; round < 2; round++) {
        await deployment.prepareRound();
        ids.push(remains(trial.runId).containers);
        await using _ = await deployment.start();
      }
      return [ids[0]?.length, ids[1]?.[0] === ids[0]?.[0]];
    };
    expect(await deployContainer({ ...trial, service: [...trial.service, reset] }, kept)).toEqual([1, true]);
  });

  test.concurrent("docker compose up on $PORT is measured as a container, and nothing of its project is left", async () => {
    const runId = randomUUID();
    const yaml = `services:
  api: { image: '${image}', ports: ["127.0.0.1:$PORT:8080"], depends_on: [db] }
  db: { image: '${image}', volumes: ["data:/data"] }
volumes: { data: {} }
`;
    const start: Act = async (deployment) => {
      await using service = await deployment.start();
      return [service.unseen, service.containers?.map(({ name }) => name)];
    };
    const options = {
      runId,
      files: { "compose.yml": yaml },
      change: (config: string) => config.replace("/healthz", "/"),
    };
    const command = `${versions[0]?.name} up`;
    const seen = await deploy({ command, service: ["stop_timeout: 300ms"] }, start, options);
    const filter = ["--quiet", "--filter", `label=com.docker.compose.project=loadgate-${runId.slice(0, 13)}-head`];
    const left = [
      ["ps", "--all"],
      ["network", "ls"],
      ["volume", "ls"],
    ].map((words) => docker(...words, ...filter));
    expect([seen, left]).toEqual([
      [undefined, ["service"]],
      ["", "", ""],
    ]);
  });

  test.concurrent("the report warns about an external volume, and of one image for both arms", async () => {
    const notices: Notice[] = [];
    const yaml = `${pinned("", "    volumes: [data:/data]")}volumes: { data: { external: true, name: shop-external } }\n`;
    const trial = {
      ...pinnedTrial(),
      files: { "compose.yml": yaml },
      runId: randomUUID(),
      notify: (one: Notice) => notices.push(one),
    };
    const buildBoth: Act = async (base) => {
      await base.build();
      const build: Act = (head) => head.build();
      await deployContainer(trial, build);
    };
    await deployContainer({ ...trial, arm: "base" }, buildBoth);
    const shared = { kind: "shared_volume", volumes: ["shop-external"], has_reset: false };
    expect(notices).toEqual([shared, shared, { kind: "same_image", service: "api", image }]);
  });

  test.concurrent("an image that service.build makes under one name is each arm's own", async () => {
    const tag = `shop-${randomUUID()}:ci`;
    const notices: Notice[] = [];
    const trial = (arm: "base" | "head") => ({
      ...pinnedTrial(),
      service: ["build: sh make.sh", ...pinnedTrial().service],
      files: {
        "compose.yml": pinned().replaceAll(image, tag),
        "make.sh": `printf 'FROM ${image}\\nENV ARM=${arm}\\n' | docker build -q -t ${tag} - >&2\n`,
      },
      arm,
      runId,
      notify: (one: Notice) => notices.push(one),
    });
    const runId = randomUUID();
    try {
      const both: Act = async (base) => {
        await base.build();
        return await deployContainer(trial("head"), async (head) => {
          await head.build();
          const variables = remains(runId).images.map((own) =>
            docker("image", "inspect", "-f", "{{.Config.Env}}", own),
          );
          return variables.map((text) => /ARM=\w+/.exec(text)?.[0]).sort();
        });
      };
      const seen = await deployContainer(trial("base"), both);
      expect([seen, notices]).toEqual([["ARM=base", "ARM=base", "ARM=head", "ARM=head"], []]);
    } finally {
      docker("image", "rm", tag);
    }
  });

  test.concurrent.each<[string, ContainerTrial, RegExp]>([
    [
      "no file",
      { ...shopTrial, files: {} },
      /^service\.compose: docker compose cannot read the file of the head: .*(no configuration file provided|Supported filenames)/i,
    ],
    [
      "a dependency that ends",
      pinnedTrial("", "    entrypoint: [/server, exit, '4']"),
      /^service\.compose: the service db of the head ended with exit code 4\nthe end of its log \(docker logs of db\):\n {2}\| Error: ends with 4$/,
    ],
  ])("%s", async (_, trial, message) => {
    expect(await failureOfCompose(trial)).toMatch(message);
  });
});
