import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepContainers } from "../../../src/service/container/sweep.ts";
import { runDirectoryPath } from "../../../src/service/runDirectory.ts";
import { commandOf, isAlive, readStat } from "../../../src/shell/procfs.ts";
import {
  addServer,
  buildServerImage,
  type ContainerTrial,
  deployContainer,
  docker,
  dockerfile,
  engineEnv,
  engineNeeded,
  hasEngine,
  nothing,
  remains,
} from "../../support/containerEngine.ts";
import type { Act } from "../../support/deployService.ts";
import { sampleConfig, spawnLoadgate, workspace } from "../../support/loadgate.ts";

const buildAndStart: Act = async (deployment) => {
  await deployment.build();
  await deployment.prepareRound();
  await using service = await deployment.start();
  return await Promise.race([service.died, "started"]);
};

const failureOfContainer = (trial: ContainerTrial) =>
  deployContainer(trial, buildAndStart).catch((error: unknown) => (error instanceof Error ? error.message : error));

const withFile = (...lines: readonly string[]) => ({ Dockerfile: dockerfile(...lines) });

describe.skipIf(!hasEngine)(`service.container${engineNeeded}`, () => {
  const image = `server-of-tests:${randomUUID()}`;
  let server: AsyncDisposable | undefined;
  beforeAll(async () => {
    server = await buildServerImage(image);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  test("a built image gets its port, service.env and nothing else of this machine; nothing is left of it", async () => {
    const runId = randomUUID();
    const act: Act = async (deployment) => {
      await deployment.build();
      const service = await deployment.start();
      const answer = await (await fetch(`${service.origin}/env`)).text();
      const [first = 0, ...more] = service.pids();
      const seen = {
        variables: answer
          .trim()
          .split("\n")
          .filter((line) => !/^(PATH|HOSTNAME|HOME)=/.test(line))
          .sort(),
        host: new URL(service.origin).hostname,
        command: commandOf(first),
        more,
        isContainer: service.containers?.[0]?.pid === first,
        unseen: service.unseen,
      };
      await service[Symbol.asyncDispose]();
      return { ...seen, isAlive: isAlive(first), containers: remains(runId).containers };
    };
    const trial = {
      service: ["container: { args: [write, /x] }", "env: { KEY: { base: a, head: 'b $c' } }"],
      env: { SECRET_OF_JOB: "x" },
      runId,
    };
    expect(await deployContainer(trial, act)).toEqual({
      variables: ["KEY=b $c", "LOADGATE_ARM=head", "PORT=8080"],
      host: "127.0.0.1",
      command: "/server write /x",
      more: [],
      isContainer: true,
      unseen: undefined,
      isAlive: false,
      containers: [],
    });
  });

  test("the run's sweep removes containers, images and unnamed volumes that are left", async () => {
    const runId = randomUUID();
    const act: Act = async (deployment) => {
      await deployment.build();
      const service = await deployment.start();
      service.died.catch(() => {});
      const running = remains(runId);
      const volume = docker("inspect", "--format", "{{range .Mounts}}{{.Name}}{{end}}", ...running.containers);
      await sweepContainers(await runDirectoryPath(runId));
      const after = remains(runId);
      const volumes = docker("volume", "ls", "--quiet").split("\n");
      return [running.containers.length, running.images.length, volume.length, after, volumes.includes(volume)];
    };
    const trial = { service: ["container: {}"], runId, files: withFile("VOLUME /data") };
    expect(await deployContainer(trial, act)).toEqual([1, 1, 64, nothing, false]);
  });

  test("the next run removes what a dead run left, and nothing of a live one", async () => {
    const act: Act = async (deployment) => {
      await deployment.build();
      const own = docker(
        "image",
        "ls",
        "--format",
        "{{.Repository}} {{.Tag}}",
        "--filter",
        "reference=loadgate-*-head",
      );
      const [image = "", owner = ""] = own.split("\n")[0]?.split(" ") ?? [];
      const [machine] = owner.split("-");
      const label = (runId: string, of: string) => [
        "--label",
        `loadgate.run=${runId}`,
        "--label",
        `loadgate.owner=${of}`,
      ];
      const dead = `${machine}-${process.pid}-1`;
      docker("create", "--name", `dead-${runId}`, ...label(`dead-${runId}`, dead), `${image}:${owner}`);
      docker("volume", "create", ...label(`dead-${runId}`, dead));
      docker("create", "--name", `live-${runId}`, ...label(runId, owner), `${image}:${owner}`);
      docker("create", "--name", `far-${runId}`, ...label(`far-${runId}`, "0123456789ab-1-1"), `${image}:${owner}`);
      await deployment.build();
      const names = docker("ps", "--all", "--format", "{{.Names}}").split("\n");
      const left = names.filter((name) => name.endsWith(runId)).sort();
      docker("rm", ...left);
      return [left, remains(`dead-${runId}`).volumes];
    };
    const runId = randomUUID();
    expect(await deployContainer({ service: ["container: {}"], runId }, act)).toEqual([
      [`far-${runId}`, `live-${runId}`],
      [],
    ]);
  });

  test("SIGKILL of a run leaves no container and no image", async () => {
    const yaml = sampleConfig({ command: "none", duration: "20s", top: ["base: { from: directory, directory: . }"] })
      .replace("command: none", "container: {}")
      .replace("ready: /healthz", "ready: tcp");
    await using folder = await workspace({ "loadgate.yml": yaml, Dockerfile: dockerfile() });
    addServer(folder.path);
    await using run = spawnLoadgate(["run"], folder.path, engineEnv());
    await run.waitForProgress("rehearsal round");
    const runs = () => docker("ps", "--format", '{{.Label "loadgate.run"}} {{.Image}}').split("\n");
    const ofRun = () => runs().find((line) => line.endsWith(`-${run.pid}-${readStat(run.pid ?? 0)?.startTicks}`));
    let own = ofRun();
    for (let tries = 0; own === undefined && tries < 60; tries++) {
      await sleep(200);
      own = ofRun();
    }
    const [runId = ""] = own?.split(" ") ?? [];
    run.kill("SIGKILL");
    await run.ended;
    const isClean = () => Object.values(remains(runId)).every((left) => left.length === 0);
    for (let tries = 0; tries < 40 && !isClean(); tries++) await sleep(300);
    expect([runId.length, remains(runId)]).toEqual([36, nothing]);
  });

  test("an image that loadgate.yml names keeps its own name", async () => {
    const tag = `shop-${randomUUID()}:ci`;
    const files = { Dockerfile: dockerfile(), "make.sh": `docker build -q -t ${tag} . >&2\n` };
    const trial = { service: ["build: sh make.sh", `container: { image: ${tag}, port: 9000 }`], files };
    try {
      expect(await deployContainer(trial, buildAndStart)).toBe("started");
      expect(docker("image", "ls", "--quiet", tag)).not.toBe("");
    } finally {
      docker("image", "rm", tag);
    }
  });

  test("a HEALTHCHECK counts at once, although the engine would check after 30 s", async () => {
    const check = 'HEALTHCHECK CMD ["/server", "check"]';
    const trial = {
      service: ["container: {}", "ready_timeout: 10s", "env: { DELAY_MS: 300 }"],
      files: withFile(check),
    };
    expect(await deployContainer(trial, buildAndStart)).toBe("started");
  });

  const container = (keys = "") => `container: { image: '${image}'${keys} }`;

  test.concurrent.each<[string, ContainerTrial, RegExp]>([
    [
      "without a Dockerfile",
      { service: ["container: {}"], files: {} },
      /^service\.container\.dockerfile: the head has no file Dockerfile; correct the path$/,
    ],
    [
      "a build that fails",
      { service: ["container: {}"], files: withFile("COPY none /none") },
      /^service\.container: docker build of the head ended with exit code 1\nthe (end of|error in) its log [\s\S]*none/,
    ],
    [
      "an image without its program",
      {
        service: ["container: {}"],
        files: { Dockerfile: 'FROM scratch\nCOPY server /\nEXPOSE 80\nCMD ["/missing"]\n' },
      },
      /^service\.container: the head container ended with exit code 1\d* before it was ready; the image has no program \/missing; correct its ENTRYPOINT or CMD\n/,
    ],
    [
      "a program for another processor",
      {
        service: ["container: {}", "build: chmod +x program"],
        files: {
          program: "not for this processor",
          Dockerfile: 'FROM scratch\nCOPY program /x\nEXPOSE 80\nCMD ["/x"]\n',
        },
      },
      /; the image is for another processor architecture than this machine; build it for this one \(docker build --platform\)\n/,
    ],
    [
      "a program that ends",
      { service: [container(", args: [exit, 3]")] },
      /^service\.container: the head container ended with exit code 3 before it was ready\nthe end of its log [\s\S]*\| Error: ends with 3$/,
    ],
    [
      "another port",
      { service: [container(", port: 9000, options: [--env=PORT=8080]"), "ready_timeout: 2s"] },
      /^service\.ready: expected the head container to listen on port 9000 within 2 s, got: nothing listened; it listens on 8080 in its container: set service\.container\.port: 8080, or let it read PORT\n/,
    ],
    [
      "loopback in the container",
      { service: [container(), "ready_timeout: 2s", "env: { LISTEN: 127.0.0.1 }"] },
      /; it listens on 127\.0\.0\.1 inside its container, which nothing outside reaches: let it listen on 0\.0\.0\.0/,
    ],
    [
      "a health check that fails",
      { service: ["container: {}", "ready_timeout: 1s"], files: withFile('HEALTHCHECK CMD ["/server", "exit", "1"]') },
      /^service\.ready: expected the head container to listen on port 8080 within 1 s, got: its health check \(HEALTHCHECK\) fails; correct/,
    ],
    [
      "more memory than its limit",
      { service: [container(", options: [--memory=24m, --memory-swap=24m]"), "env: { GROW_MIB: 64 }"] },
      /; .*it used more memory than its limit .*\(--memory, mem_limit\)/,
    ],
    [
      "one image for both arms",
      { service: ["container: { image: shop }"], arm: "base" },
      /^service\.container\.image: base and head would both be shop; name one for each/,
    ],
    [
      "no engine",
      { service: ["container: {}"], env: { DOCKER_HOST: "unix:///nowhere/docker.sock" } },
      /^service\.container: docker version failed: no container engine runs at unix:\/\/\/nowhere\/docker\.sock; start it \(sudo systemctl start docker\), or set DOCKER_HOST to its address$/,
    ],
    [
      "no docker",
      { service: ["container: {}"], env: { PATH: "/nowhere" } },
      /^service\.container: docker version failed: the program docker is not installed; install Docker, or start the service by service\.command$/,
    ],
  ])("%s", async (_, trial, message) => {
    expect(await failureOfContainer(trial)).toMatch(message);
  });
});
