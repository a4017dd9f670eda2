import { expect, test } from "vitest";
import type { FlameFrame } from "../../../src/model/cause.ts";
import { flameGraph, toneOf } from "../../../src/report/html/flameGraph.ts";
import { flameLayout } from "../../../src/report/html/flameLayout.ts";
import { textOf } from "../../../src/report/html/markup.ts";

const frame = (name: string, base: number, head: number, ...children: readonly FlameFrame[]): FlameFrame => ({
  name,
  base,
  head,
  children,
});

/** One request of the head costs 10 ms. */
const flame = frame(
  "all",
  0,
  0,
  frame("slower", 2, 4, frame("added", 0, 1)),
  frame("faster", 4, 2),
  frame("same", 2.96, 2.96),
  frame("gone", 1, 0, frame("inner", 1, 0)),
  ...["a", "b", "c", "d"].map((name) => frame(name, 0.01, 0.01)),
  { ...frame("bare", 0, 0), children: [] },
);

test("boxes are as wide as the head's time with all that it calls; narrow ones are one box", () => {
  const boxes =
    flameLayout(
      frame(
        "all",
        0,
        0,
        frame("a", 0, 4, frame("b", 0, 1)),
        frame("c", 0, 4.9),
        ...Array.from({ length: 10 }, () => frame("d", 0, 0.01)),
      ),
    )?.boxes ?? [];
  expect(boxes.map(({ name, depth, x, width }) => [name, depth, x, Number(width.toFixed(4))])).toEqual([
    ["all", 0, 0, 1],
    ["a", 1, 0, 0.5],
    ["b", 2, 0, 0.1],
    ["c", 1, expect.closeTo(0.5, 9), 0.49],
    ["10 more", 1, expect.closeTo(0.99, 9), 0.01],
  ]);
});

test("a frame is red if it costs more, blue if less, purple if the base lacks it", () => {
  const layout = flameLayout(flame);
  const tones = (layout?.boxes ?? []).map((box) => [box.name, toneOf(box, layout?.root.head ?? 0)]);
  expect(tones).toEqual([
    ["all", "faster strength2"],
    ["slower", "slower strength3"],
    ["added", "added"],
    ["same", "same"],
    ["faster", "faster strength3"],
  ]);
});

test("frames that only the base has are listed with all that they called", () => {
  expect(flameLayout(flame)?.vanished.map(({ frame: { name }, base }) => [name, base])).toEqual([["gone", 2]]);
  expect(textOf(flameGraph(flame) ?? expect.fail())).toContain("<code>gone</code>: 2 ms per request in the base");
});

test("a head without samples has no graph", () => {
  expect(flameGraph(frame("all", 3, 0))).toBeUndefined();
});

test("every box says what it is, and names of a service are plain text", () => {
  const hostile = "</title><script>alert(1)</script>";
  const graph = textOf(
    flameGraph(frame("all", 0, 0, { ...frame(hostile, 1, 2), file: `${hostile}.js`, line: 4 })) ?? expect.fail(),
  );
  expect(graph).not.toContain("<script");
  expect([...graph.matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title)).toEqual([
    "all: 2 ms per request, +1 ms; itself 0 ms, +0 ms",
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;, &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;.js:4: 2 ms per request, +1 ms; itself 2 ms, +1 ms",
  ]);
  expect(graph).toContain('role="img" aria-label="Flame graph of CPU time: 2 ms per request, 200 % of the base.');
});

test("a stack of any depth has at most 49 rows", () => {
  let deep = frame("leaf", 0, 1);
  for (let i = 0; i < 5000; i++) deep = frame(`f${i}`, 0, 0, deep);
  expect(flameLayout(deep)).toBeUndefined();
  let usual = frame("leaf", 0, 1);
  for (let i = 0; i < 200; i++) usual = frame(`f${i}`, 0, 0, usual);
  expect(flameLayout(usual)?.depth).toBe(50);
});
