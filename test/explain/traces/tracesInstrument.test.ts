import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { InstrumentContext } from "../../../src/explain/instrument.ts";
import { tracesEnvironment } from "../../../src/explain/traces/environment.ts";
import { tracesInstrument } from "../../../src/explain/traces/tracesInstrument.ts";
import { millis } from "../../../src/model/unit.ts";
import { traceparent } from "../../../src/util/traceparent.ts";

const service = (file: string): string =>
  new URL(`../../../fixtures/services/traced/${file}`, import.meta.url).pathname;

const imports = "import opentelemetry.sdk, opentelemetry.exporter.otlp.proto.http";
const hasPython = spawnSync("python3", ["-c", imports], { stdio: "ignore" }).status === 0;
const pythonNeeded = hasPython
  ? ""
  : " (SKIPPED: needs pip install opentelemetry-sdk opentelemetry-exporter-otlp-proto-http)";

function contextOf(environment: Readonly<Record<string, string>> = {}): InstrumentContext {
  const arm = { directory: ".", environment };
  return {
    temporary: "/nowhere",
    out: "/nowhere",
    scenario: "shop",
    requests: ["GET /orders", "GET /items"],
    arms: { base: arm, head: arm },
    mark: () => ({ name: "LOADGATE_ARM", value: "head" }),
    tls: { verify: true },
    signal: new AbortController().signal,
  };
}

interface RunningService extends AsyncDisposable {
  readonly origin: string;
}

async function start(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<RunningService> {
  const child: ChildProcess = spawn(command, args, { env, stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout ?? child, "data");
  return {
    origin: `http://127.0.0.1:${String(port).trim()}`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

const get = (origin: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  fetch(`${origin}${path}`, { headers }).then(async (response) => (await response.text()).length);

describe.each([
  { runtime: "Node", command: process.execPath, args: [service("server.js")], isHere: true, needed: "" },
  { runtime: "Python", command: "python3", args: [service("server.py")], isHere: hasPython, needed: pythonNeeded },
])("a $runtime service with OpenTelemetry$needed", ({ command, args, isHere }) => {
  test.skipIf(!isHere)("gives its spans by request, without those from before the load", async () => {
    const own = {
      OTEL_SERVICE_NAME: "shop",
      OTEL_EXPORTER_OTLP_COMPRESSION: "gzip",
      OTEL_TRACES_SAMPLER: "always_off",
    };
    await using attachment = await tracesInstrument(contextOf(own)).attach("head", 0);
    const env = { ...process.env, ...own, ...attachment.environment, PORT: "0" };
    await using running = await start(command, args, env);
    await get(running.origin, "/orders", { traceparent: traceparent(0, 0) });
    const observation = await attachment.observe({ origin: running.origin, pids: () => [], durationMs: millis(1000) });
    for (let i = 1; i <= 4; i++) await get(running.origin, "/orders", { traceparent: traceparent(0, i) });
    await get(running.origin, "/items", { traceparent: traceparent(1, 5) });
    await get(running.origin, "/ready", {});
    const { records, failures } = await observation.stop();
    expect(failures).toEqual([]);
    expect(records.map(({ kind }) => kind)).toEqual(["spans"]);
    const [record] = records;
    const spans = record?.kind === "spans" ? record.spans : [];
    const rows = spans.map(({ name, request, service, count }) => [request, name, count, service]);
    expect(rows.toSorted()).toEqual(
      [
        [undefined, "GET /ready", 1, "shop"],
        [undefined, "SELECT items", 3, "shop"],
        ["GET /items", "GET /items", 1, "shop"],
        ["GET /items", "SELECT items", 3, "shop"],
        ["GET /orders", "GET /orders", 4, "shop"],
        ["GET /orders", "SELECT items", 12, "shop"],
      ].toSorted(),
    );
    // Twelve pauses of 2 ms are the statements' own time, not that of the request around them.
    const selfOf = (wanted: string) => spans.find((s) => s.name === wanted && s.request === "GET /orders")?.selfMs ?? 0;
    expect(selfOf("SELECT items")).toBeGreaterThan(12 * 1.5);
    expect(selfOf("GET /orders")).toBeLessThan(selfOf("SELECT items"));
  });
});

describe.concurrent("the receiver", () => {
  const attach = async () => {
    const attachment = await tracesInstrument(contextOf()).attach("head", 0);
    const observation = await attachment.observe({ origin: "", pids: () => [], durationMs: millis(1) });
    const endpoint = attachment.environment["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] ?? "";
    const send = async (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>>) =>
      (await fetch(endpoint, { method: "POST", body, headers })).status;
    return { endpoint, send, observation, [Symbol.asyncDispose]: () => attachment[Symbol.asyncDispose]() };
  };

  const json = (traceId: string) => {
    const startMs = Date.now() + 1;
    const nanos = (ms: number) => `${ms}000000`;
    const span = { traceId, spanId: "00000000000000AA", name: "GET /items", startTimeUnixNano: nanos(startMs) };
    const spans = [{ ...span, endTimeUnixNano: nanos(startMs + 5), kind: 2, attributes: [] }];
    const attributes = [
      { key: "process.pid", value: { intValue: "7" } },
      { key: "service.name", value: { stringValue: "shop" } },
    ];
    return JSON.stringify({ resourceSpans: [{ resource: { attributes }, scopeSpans: [{ scope: {}, spans }] }] });
  };
  const ours = traceparent(1, 9).split("-")[1] ?? "";

  test("reads JSON, compressed or not", async () => {
    await using receiver = await attach();
    const type = { "content-type": "application/json; charset=utf-8" };
    expect(await receiver.send(json(ours.toUpperCase()), type)).toBe(200);
    expect(await receiver.send(gzipSync(json(ours)), { ...type, "content-encoding": "gzip" })).toBe(200);
    const { records, failures } = await receiver.observation.stop();
    const spans = [
      { name: "GET /items", request: "GET /items", service: "shop", count: 2, selfMs: expect.closeTo(10, 2) },
    ];
    expect({ records, failures }).toEqual({ records: [{ kind: "spans", spans }], failures: [] });
  });

  test.each([
    ["text as protobuf", "hello, this is no protobuf", {}, "it is no protobuf"],
    ["a message that ends beyond the body", new Uint8Array([0x0a, 0xff, 0xff, 0xff, 0x0f]), {}, "it is no protobuf"],
    ["broken JSON", "{", { "content-type": "application/json" }, "it is no JSON"],
    ["other JSON", '{"resourceSpans":7}', { "content-type": "application/json" }, "it is no JSON"],
    ["a span without an id", json("12"), { "content-type": "application/json" }, "a span lacks its id or its times"],
    [
      "broken gzip",
      "no gzip",
      { "content-encoding": "gzip" },
      `its gzip is corrupt, or has more than ${64 * 1024 ** 2} bytes`,
    ],
    [
      "a bomb",
      gzipSync(new Uint8Array(65 * 1024 ** 2), { level: 1 }),
      { "content-encoding": "gzip" },
      `its gzip is corrupt, or has more than ${64 * 1024 ** 2} bytes`,
    ],
    [
      "an unknown encoding",
      "x",
      { "content-encoding": "br" },
      "expected gzip, deflate or identity as its content-encoding, got br",
    ],
  ])("refuses %s, and reports it once", async (_, body, headers: Readonly<Record<string, string>>, reason) => {
    await using receiver = await attach();
    expect([await receiver.send(body, headers), await receiver.send(body, headers)]).toEqual([400, 400]);
    const { records, failures } = await receiver.observation.stop();
    expect({ records, failures }).toEqual({
      records: [],
      failures: [`explain.traces: an export of the head cannot be read: ${reason}`],
    });
  });

  test("takes metrics and logs without reading them, and nothing else", async () => {
    await using receiver = await attach();
    const statusOf = async (path: string, method = "POST") =>
      (await fetch(new URL(path, receiver.endpoint), { method })).status;
    expect([await statusOf("/v1/metrics"), await statusOf("/v1/logs"), await statusOf("/v1/traces", "GET")]).toEqual([
      200, 200, 405,
    ]);
    expect(await statusOf("/etc/passwd")).toBe(404);
    expect(await receiver.observation.stop()).toEqual({ records: [], failures: [] });
  });

  test("closes although an export has not ended", async () => {
    const receiver = await attach();
    const unfinished = request(receiver.endpoint, { method: "POST", headers: { "content-length": "100" } });
    const closed = once(unfinished, "error");
    unfinished.write("x");
    await once(unfinished, "socket");
    await receiver[Symbol.asyncDispose]();
    await closed;
    await expect(fetch(receiver.endpoint)).rejects.toThrow("fetch failed");
  });

  test("spans that belong to no request are reported", async () => {
    await using receiver = await attach();
    await receiver.send(json("0af7651916cd43dd8448eb211c80319c"), { "content-type": "application/json" });
    expect((await receiver.observation.stop()).failures).toEqual([
      "explain.traces: no span of the head belongs to a request, because the service ignores traceparent",
    ]);
  });
});

describe("the variables of a service", () => {
  const origin = "http://127.0.0.1:4318";

  test("lead all exporters of spans to the receiver", () => {
    expect(tracesEnvironment(origin, { NO_PROXY: "internal" })).toEqual({
      OTEL_TRACES_EXPORTER: "otlp",
      OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://127.0.0.1:4318/v1/traces",
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
      OTEL_TRACES_SAMPLER: "always_on",
      OTEL_BSP_SCHEDULE_DELAY: "200",
      OTEL_BSP_MAX_QUEUE_SIZE: "65536",
      OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "2048",
      NO_PROXY: "internal,127.0.0.1",
      no_proxy: "internal,127.0.0.1",
    });
  });

  test("leave metrics and logs where they go", () => {
    const own = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4317" };
    const names = Object.keys(tracesEnvironment(origin, own) ?? {});
    expect(names).toContain("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
    expect(names).not.toContain("OTEL_EXPORTER_OTLP_ENDPOINT");
  });

  test.each([{ OTEL_SDK_DISABLED: "true" }, { OTEL_TRACES_EXPORTER: "none" }, { OTEL_TRACES_EXPORTER: "zipkin" }])(
    "are left alone if the service has %j",
    (own) => {
      expect(tracesEnvironment(origin, own)).toBeUndefined();
    },
  );
});
