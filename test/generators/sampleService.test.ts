import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wholePhases } from "../../src/experiment/roundPlan.ts";
import { streamSpec } from "../../src/experiment/streamSpec.ts";
import type { LoadEngine } from "../../src/load/loadEngine.ts";
import { startLoadGenerator } from "../../src/load/loadGenerator.ts";
import type { PhaseRecord } from "../../src/model/record.ts";
import { startSample, stats } from "../fixtures/sample.ts";
import { generatorScenario } from "./generatedStream.ts";

/** Every generator against the sample service: real threads, real sockets, two arms at once. */

const entry = fileURLToPath(new URL("../../src/index.ts", import.meta.url));
let engine: LoadEngine;
beforeAll(() => {
  engine = startLoadGenerator(entry, 2, new AbortController().signal);
});
afterAll(() => engine[Symbol.asyncDispose]());

async function play(generator: object, origins: readonly string[], keys: object = {}): Promise<readonly PhaseRecord[]> {
  const scenario = generatorScenario(generator, keys);
  const destinations = origins.map((origin) => ({ ...scenario.connection, origin, tls: { verify: true } }));
  await using session = await engine.connect(destinations, streamSpec(scenario, 5));
  const [phase] = wholePhases(scenario);
  if (phase === undefined) throw new Error("a scenario has a phase");
  return await session.playPhase(phase, 1);
}

/** The outcomes of all requests, and the number of each request. */
const outcomesOf = ({ requests }: PhaseRecord) => ({
  outcomes: [...new Set(requests.flatMap(({ outcomes }) => Object.keys(outcomes)))],
  due: Object.fromEntries(requests.map(({ name, due }) => [name, due])),
});

const lines = async (url: string): Promise<readonly string[]> =>
  (await (await fetch(`${url}/metrics`)).text()).split("\n");
const metricIn = (of: readonly string[], name: string) =>
  Number(of.find((line) => line.startsWith(`${name} `))?.slice(name.length + 1));

describe("the sample service answers", () => {
  test("graph operations of a duet, each of which is valid for both arms", async () => {
    // The services overtake requests by up to 20 ms. Elements settle for 200 ms.
    const slow = { FAULT_LATENCY_MS: "20", FAULT_LATENCY_SHARE: "0.5" };
    await using base = await startSample(slow);
    await using head = await startSample();
    const generator = {
      kind: "graph_operations",
      rate: "400/s",
      duration: "1500ms",
      settle: "200ms",
      size_range: "20..60",
    };
    const records = await play(generator, [base.url, head.url]);
    const [first, second] = records.map(outcomesOf);
    expect(first?.outcomes).toEqual(["ok"]);
    expect(second).toEqual(first);
    expect(Object.keys(first?.due ?? {})).toEqual([
      "add_node",
      "remove_node",
      "add_edge",
      "remove_edge",
      "neighbours",
      "k_hop",
      "shortest_path",
    ]);
    expect(Object.values(first?.due ?? {}).every((due) => due > 0)).toBe(true);
    const metrics = await lines(head.url);
    const operations = Object.entries((await stats(head)).requests).filter(([name]) => name.includes("/graph/"));
    const count = operations.flatMap(([, statuses]) => Object.values(statuses)).reduce((sum, n) => sum + n, 0);
    expect(metricIn(metrics, "graph_operation_latency_count")).toBe(count);
    expect(metricIn(metrics, "graph_operation_latency_sum")).toBeGreaterThan(0);
  });

  test("spikes, each of which is an arrival of its column", async () => {
    await using service = await startSample();
    const generator = { kind: "spike_train", columns: 8, frequency: "40/s", pattern: "bursty", duration: "1200ms" };
    const [record] = (await play(generator, [service.url])).map(outcomesOf);
    expect(record?.outcomes).toEqual(["ok"]);
    const [due = 0] = Object.values(record?.due ?? {});
    const metrics = await lines(service.url);
    expect(metricIn(metrics, "spikes_total")).toBe(due);
    expect(metricIn(metrics, "spike_processing_rate")).toBeGreaterThan(0);
  });

  test("trains of spikes in the arrivals of a preset", async () => {
    await using service = await startSample();
    const keys = { preset: "neuromorphic_load_test", time_scale: 0.001 };
    const [record] = (await play({ kind: "spike_train", columns: 4, duration: "500ms" }, [service.url], keys)).map(
      outcomesOf,
    );
    expect(record).toEqual({ outcomes: ["ok"], due: { "POST /columns/${column}/spikes": 30 } });
    // 30 requests with 500 ms of 40 spikes per second.
    const spikes = metricIn(await lines(service.url), "spikes_total");
    expect(Math.abs(spikes - 600)).toBeLessThan(100);
  });

  test("allocations and queries", async () => {
    await using service = await startSample();
    const load = { rate: "300/s", duration: "500ms" };
    const allocations = await play({ kind: "allocation_pressure", pressure: "8MiB", ...load }, [service.url]);
    const queries = await play({ kind: "query", ...load }, [service.url]);
    expect([...allocations, ...queries].map((record) => outcomesOf(record).outcomes)).toEqual([["ok"], ["ok"]]);
    const metrics = await lines(service.url);
    expect(metricIn(metrics, "allocations_total")).toBe(150);
    expect(metricIn(metrics, "allocation_efficiency")).toBe(1);
  });
});
