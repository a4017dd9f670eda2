import { expect, test } from "vitest";
import { startedServices } from "../../../src/service/container/composeDependencies.ts";
import {
  armCompose,
  type ComposeModel,
  type ComposeService,
  composePort,
} from "../../../src/service/container/composeFile.ts";
import { measuredService } from "../../../src/service/container/composeModel.ts";

const arm = {
  service: "api",
  port: 8080,
  imageOf: (service: string) => `own-${service}:1`,
  labels: { run: "x" },
  env: { LOADGATE_ARM: "head", PRICE: "5$" },
};

test("two projects of the arm's file share no name and no port of the machine", () => {
  const model: ComposeModel = {
    name: "shop",
    services: {
      api: {
        build: { context: "/head", tags: ["shop:1"] },
        image: "shop:latest",
        container_name: "shop-api",
        restart: "always",
        ports: ["8080:8080", "9000:9000"],
        environment: ["DB=db", "PORT=3000"],
        labels: ["a=b"],
        depends_on: ["db"],
      },
      db: { image: "postgres:18", ports: [{ target: 5432, published: "5432" }], scale: 2 },
    },
    networks: { default: { name: "shop-net" }, outer: { external: true, name: "outer" } },
    volumes: { data: { name: "shop-data", driver: "local" }, none: null, shared: { external: true } },
  };
  expect(armCompose(model, { ...arm, cores: "1,3" })).toEqual({
    services: {
      api: {
        build: { context: "/head" },
        image: "own-api:1",
        environment: { DB: "db", PORT: "3000", LOADGATE_ARM: "head", PRICE: "5$$" },
        labels: { a: "b", run: "x" },
        depends_on: ["db"],
        ports: ["127.0.0.1::8080"],
        logging: { driver: "none" },
        cpuset: "1,3",
      },
      db: { image: "postgres:18", labels: { run: "x" }, cpuset: "1,3" },
    },
    networks: { default: { labels: { run: "x" } }, outer: { external: true, name: "outer" } },
    volumes: {
      data: { driver: "local", labels: { run: "x" } },
      none: { labels: { run: "x" } },
      shared: { external: true },
    },
  });
});

test("the engine checks a service only if another one waits for it", () => {
  const healthcheck = { test: ["CMD", "check"], interval: "2s" };
  const isHealthy = { condition: "service_healthy" };
  const model: ComposeModel = {
    services: {
      api: { healthcheck, depends_on: { cache: isHealthy, migrate: { condition: "service_completed_successfully" } } },
      migrate: { depends_on: { db: isHealthy } },
      db: { healthcheck },
      cache: { healthcheck },
      queue: { healthcheck: { disable: true } },
    },
  };
  const { services } = armCompose(model, arm);
  const intervals = Object.entries(services).map(([name, service]) => [name, service.healthcheck?.["interval"]]);
  expect(Object.fromEntries(intervals)).toEqual({
    api: "24h",
    migrate: undefined,
    db: "2s",
    cache: "24h",
    queue: undefined,
  });
});

test.each<[string, Readonly<Record<string, ComposeService>>, readonly string[]]>([
  [
    "dependencies of dependencies",
    { api: { depends_on: ["a"] }, a: { depends_on: { b: {} } }, b: {} },
    ["api", "a", "b"],
  ],
  ["services that nothing names", { db: {}, api: {} }, ["api", "db"]],
  [
    "not those in front of it, nor in front of them",
    { api: {}, web: { depends_on: ["api"] }, cdn: { depends_on: ["web"] } },
    ["api"],
  ],
  [
    "not those with a profile, unless it needs them",
    { api: { depends_on: ["a"] }, a: { profiles: ["x"] }, b: { profiles: ["x"] } },
    ["api", "a"],
  ],
  ["not a circle", { api: {}, a: { depends_on: ["b"] }, b: { depends_on: ["a"] } }, ["api", "a", "b"]],
])("a project starts the measured service and %s", (_, services, names) => {
  expect(startedServices(services, "api")).toEqual(names);
});

test.each<[ComposeService, number]>([
  [{ ports: ["127.0.0.1:8080:80/tcp", "5353:53/udp"] }, 80],
  [{ ports: [{ target: 3000, published: "8080" }] }, 3000],
  [{ ports: [80] }, 80],
  [{ expose: ["8080"] }, 8080],
])("the port of %j is %i", (service, port) => {
  expect(composePort(service, "api", undefined)).toBe(port);
});

test.each<[ComposeService, string]>([
  [{}, "publishes no port"],
  [{ ports: ["80:80", "90:90"] }, "publishes the ports 80, 90"],
])("without a port that the file tells, loadgate.yml must", (service, text) => {
  expect(() => composePort(service, "api", undefined)).toThrow(
    `service.compose.port: the service api ${text}; set the port on which it listens in its container`,
  );
});

test("host networking is refused, because both arms would have its ports", () => {
  const model = { services: { api: { image: "shop", network_mode: "host" } } };
  expect(() => armCompose(model, arm)).toThrow(
    "service.compose: the service api has network_mode: host, so base and head would share its ports; remove that key",
  );
});

test("a service that is not in the file is answered with those that are", () => {
  const model = { services: { api: {}, db: {} } };
  const find = () => measuredService(model, { service: "web" }, { arm: "head", key: "service.compose" });
  expect(find).toThrow(
    "service.compose.service: the compose file of the head has no service web; its services are api, db",
  );
});
