import { expect, test } from "vitest";
import { runLoadgate, sampleConfig, workspace } from "../support/loadgate.ts";

/** A whole run with a leaking service, with load in slices. */

test("a head that keeps 128 KiB of each request fails by its memory growth", async () => {
  const yaml = sampleConfig({
    latencyMs: 50,
    service: ['env: { FAULT_LEAK_BYTES: { base: "0", head: "131072" } }'],
    top: [
      "base: { directory: . }",
      // A run stops at the first regression, and then has few rounds for any other.
      "gate: { budget: 30s, interleave: slice, min_effect: { memory_growth: 8KiB } }",
    ],
    rate: "200/s",
    duration: "1s",
  });
  await using folder = await workspace({ "loadgate.yml": yaml });
  const { code, stdout } = await runLoadgate(["run"], folder.path);
  expect(code).toBe(20);
  const { scenarios, verdict } = await folder.results();
  const [steady] = scenarios;
  const [growth, peak] = (["memory_growth", "memory_peak"] as const).map((metric) =>
    steady?.comparisons.find((comparison) => comparison.metric === metric),
  );
  expect([growth?.outcome, growth?.gating, peak?.gating]).toEqual(["regressed", true, false]);
  // 30 MiB more, of some 75 MiB.
  expect((peak?.head ?? 0) / (peak?.base ?? 1)).toBeGreaterThan(1.2);
  // A fresh process grows a little by itself, depending on its garbage collector.
  expect(Math.abs((growth?.change_ratio ?? 0) / 131_072 - 1)).toBeLessThan(0.25);
  expect(verdict.reasons.some((reason) => reason.includes("memory growth per request +1"))).toBe(true);
  expect(stdout).toContain("memory growth per request");
  // 200 requests in a slice of one second for each arm. The first quarter does not count.
  expect(steady?.dealing?.kind).toBe("slice");
  const due = steady?.rounds.flatMap(({ base, head }) => [base?.requests["all"]?.due, head.requests["all"]?.due]);
  expect(new Set(due)).toEqual(new Set([150]));
}, 90_000);
