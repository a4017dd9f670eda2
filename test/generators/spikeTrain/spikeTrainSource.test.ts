import { describe, expect, test } from "vitest";
import { eventTrain } from "../../../src/stats/eventTrain.ts";
import { generatedStream, generatedValues } from "../generatedStream.ts";

const generator = { kind: "spike_train", columns: 3, frequency: "40/s", pattern: "poisson", refractory: "2ms" };
interface Spikes {
  readonly column: number;
  readonly spikes: readonly number[];
}

const phases = [{ pattern: "constant", rate: "10/s", duration: "30s" }];

describe("spikes", () => {
  test("are the pieces of each column's train, which leave none out", () => {
    const stream = generatedStream({ ...generator, duration: "250ms" }, { phases });
    const arrivals = generatedValues<Spikes>(stream, 3 * 40);
    expect(arrivals.map(({ column }) => column)).toEqual(arrivals.map((_, i) => 1 + (i % 3)));
    for (const column of [1, 2, 3]) {
      const train = eventTrain({ kind: "poisson", eventsPerSec: 40, deadTimeMs: 2 }, 5, column - 1);
      const expected: number[] = [];
      for (; train.nextMs < 10_000; train.next()) expected.push(Math.round(1000 * train.nextMs) / 1000);
      expect(arrivals.filter((arrival) => arrival.column === column).flatMap(({ spikes }) => spikes)).toEqual(expected);
    }
  });

  test("do not depend on the order in which arrivals are asked for", () => {
    const keys = { phases };
    const inOrder = generatedValues<Spikes>(generatedStream(generator, keys), 30);
    const stream = generatedStream(generator, keys);
    const backwards = inOrder.map((_, i) => stream.startSession(29 - i, stream.newCookies()).values.get("spikes"));
    expect(backwards.toReversed()).toEqual(inOrder.map(({ spikes }) => spikes));
  });

  test("are the arrivals themselves if the scenario has no phases", () => {
    const stream = generatedStream({ ...generator, duration: "2s" });
    const { values } = stream.startSession(7, stream.newCookies(), 2, 1234.56789);
    expect(Object.fromEntries(values)).toEqual({ column: 3, spikes: [1234.568] });
  });

  test("become a request of the sample service, or any other", () => {
    const renderWith = (of: object) => {
      const stream = generatedStream({ ...generator, ...of, duration: "2s" });
      return stream.flows[0].steps[0].render(stream.startSession(0, stream.newCookies(), 1, 5.5));
    };
    expect([
      renderWith({}),
      renderWith({ method: "PUT", path: "/c-${column}", json: { t: "${spikes}" } }),
    ]).toMatchObject([
      { method: "POST", path: "/columns/2/spikes", body: '{"at_ms":[5.5]}' },
      { method: "PUT", path: "/c-2", body: '{"t":[5.5]}' },
    ]);
  });
});
