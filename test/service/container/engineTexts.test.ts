import { expect, test } from "vitest";
import { buildArguments, createArguments } from "../../../src/service/container/containerArguments.ts";
import { engineProblem } from "../../../src/service/container/engineProblem.ts";
import { containerPort } from "../../../src/service/container/imageSource.ts";
import { containersIn } from "../../../src/service/container/inspection.ts";
import { listenerAdvice, listensOnPort } from "../../../src/service/container/listenerAdvice.ts";
import { quoteWords } from "../../../src/service/container/shellWords.ts";
import { isDeadOwner } from "../../../src/service/runOwner.ts";

/** What docker 20 to 28 write. */
test.each([
  ["docker: command not found", { kind: "not_installed" }],
  ["docker-compose: command not found", { kind: "compose_missing" }],
  [
    "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    { kind: "not_running", address: "unix:///var/run/docker.sock" },
  ],
  [
    "Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied",
    { kind: "no_rights" },
  ],
  [
    "permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
    { kind: "no_rights" },
  ],
  ["failed to register layer: write /lib/x: no space left on device", { kind: "disk_full" }],
  ["exec /server: exec format error", { kind: "wrong_architecture" }],
  ["no matching manifest for linux/arm64/v8 in the manifest list entries", { kind: "wrong_architecture" }],
  [
    "Error response from daemon: pull access denied for shop, repository does not exist or may require 'docker login'",
    { kind: "image_missing", image: "shop" },
  ],
  [
    "manifest for shop:none not found: manifest unknown: manifest unknown",
    { kind: "image_missing", image: "shop:none" },
  ],
  ["toomanyrequests: You have reached your unauthenticated pull rate limit.", { kind: "pull_limit" }],
  [
    'Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io on 127.0.0.53:53: no such host',
    { kind: "registry_unreachable", host: "registry-1.docker.io" },
  ],
  [
    'node:24: failed to do request: Head "https://ghcr.io/v2/shop/manifests/24": dial tcp 10.0.0.1:443: i/o timeout',
    { kind: "registry_unreachable", host: "ghcr.io" },
  ],
  ['exec: "node": executable file not found in $PATH: unknown', { kind: "program_missing", program: "node" }],
  ["Pool overlaps with other one on this address space", { kind: "subnet_taken" }],
  [
    'Error response from daemon: Conflict. The container name "/shop" is already in use by container "7b73c642".',
    { kind: "name_taken", name: "shop" },
  ],
  [
    "driver failed programming external connectivity on endpoint x: Bind for 0.0.0.0:8080 failed: port is already allocated",
    { kind: "port_allocated", port: "8080" },
  ],
  [
    "Error starting userland proxy: listen tcp4 127.0.0.1:9090: bind: address already in use",
    { kind: "port_allocated", port: "9090" },
  ],
  [
    "failed to bind host port for 0.0.0.0:8080:172.17.0.2:8080/tcp: address already in use",
    { kind: "port_allocated", port: "8080" },
  ],
  ["listen tcp :8080: bind: address already in use", undefined],
  ["the input device is not a TTY", { kind: "no_terminal" }],
  [
    "runc create failed: unable to start container process: container init was OOM-killed (memory limit too low?)",
    { kind: "memory_too_low" },
  ],
  ["COPY failed: no source files were specified", undefined],
])("%s", (output, problem) => {
  expect(engineProblem(`first line\n${output}\n`)).toEqual(problem);
});

test("docker build and docker create get the keys of service.container; values of variables stay out of them", () => {
  const source = {
    kind: "build",
    ...{ dockerfile: "ci/Dockerfile", context: "app", target: "prod" },
    ...{ args: { A: "1 2" }, options: ["--pull"] },
  } as const;
  expect(buildArguments(source, "own:1").join(" ")).toBe(
    "build --file ci/Dockerfile --tag own:1 --target prod --build-arg A=1 2 --pull app",
  );
  const program = {
    kind: "container",
    ...{ source, args: ["serve"], options: ["--memory=1g"] },
    volumes: ["./data:/data", "../x:/x:ro", ".:/all", "named:/n", "/abs:/a"],
  } as const;
  const facts = {
    ...{ image: "own:1", name: "own", labels: { run: "x" }, port: 80, variables: ["KEY"], cores: "0,2" },
    stdin: "open",
    directory: "/srv/shop",
  } as const;
  expect(createArguments(program, facts).join(" ")).toBe(
    "create --name own --label run=x --publish 127.0.0.1::80 --log-driver none --env KEY --cpuset-cpus 0,2 --interactive " +
      "--health-interval 24h --volume /srv/shop/./data:/data --volume /srv/shop/../x:/x:ro --volume /srv/shop/.:/all --volume named:/n --volume /abs:/a " +
      "--memory=1g own:1 serve",
  );
});

test.each(["--no-healthcheck", "--health-interval=5s"])(
  "with %s in its options, docker gets no other interval",
  (option) => {
    const program = {
      kind: "container",
      source: { kind: "image", image: { base: "b", head: "h" } },
      args: [],
      volumes: [],
    } as const;
    const facts = {
      image: "own:1",
      name: "own",
      labels: {},
      port: 80,
      variables: [],
      stdin: "closed",
      directory: "/",
    } as const;
    const words = createArguments({ ...program, options: [option] }, facts);
    expect(words.filter((word) => word.includes("health"))).toEqual([option]);
  },
);

test.each([
  ["m-5-70", false],
  ["m-5-71", true],
  ["m-6-70", true],
  ["other-6-70", false],
  ["unknown", false],
])("the owner %s is dead: %s", (owner, isDead) => {
  expect(isDeadOwner(owner, "m", (pid) => (pid === 5 ? 70 : undefined))).toBe(isDead);
});

const listener = (address: string, port: number) => ({ address, port, inode: "1" });
test.each([
  [[listener("::", 80)], undefined],
  [[listener("172.17.0.2", 80), listener("127.0.0.1", 80)], undefined],
  [[listener("127.0.0.11", 40_000)], undefined],
  [
    [listener("0.0.0.0", 3000), listener("0.0.0.0", 90)],
    "it listens on 90, 3000 in its container: set key.port: 90, or let it read PORT",
  ],
])("advice for the listeners %j", (listeners, advice) => {
  expect(listenerAdvice(listeners, 80, "key")).toBe(advice);
});

test.each([
  [[], undefined],
  [[listener("127.0.0.11", 40_000)], false],
  [[listener("127.0.0.1", 80), listener("0.0.0.0", 90)], false],
  [[listener("127.0.0.11", 40_000), listener("::", 80)], true],
])("a service with the listeners %j listens on its port: %s", (listeners, listens) => {
  expect(listensOnPort(listeners, 80)).toBe(listens);
});

test("words with special letters are quoted for the shell", () => {
  expect(quoteWords(["a", "b c", "it's", "$x", "--a=b"])).toBe("a 'b c' 'it'\\''s' '$x' --a=b");
});

test.each([
  [
    ["CMD", "curl", "-f"],
    ["curl", "-f"],
  ],
  [
    ["CMD-SHELL", "curl -f"],
    ["/bin/sh", "-c", "curl -f"],
  ],
  [["NONE"], undefined],
  [undefined, undefined],
])("a health check of %j runs %j", (test_, command) => {
  const state = { Status: "running", Running: true, Pid: 1, ExitCode: 0 };
  const one = {
    ...{ Id: "i", Name: "/n", State: state, NetworkSettings: {} },
    Config: test_ === undefined ? {} : { Healthcheck: { Test: test_ } },
  };
  expect(containersIn(JSON.stringify([one]))[0]?.healthCommand).toEqual(command);
});

test.each([
  [[], "no port"],
  [[8080, 9464], "the ports 8080, 9464"],
])("an image that exposes the ports %j needs service.container.port", (exposedPorts, text) => {
  const image = { id: "i", architecture: "amd64", exposedPorts };
  expect(() => containerPort({}, image)).toThrow(
    `service.container.port: the image exposes ${text}; set the port on which the service listens in its container`,
  );
  expect(containerPort({ port: 80 }, image)).toBe(80);
});
