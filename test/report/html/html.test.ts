import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Results } from "../../../src/model/results.ts";
import { html } from "../../../src/report/html/html.ts";
import { decodeResults } from "../../../src/results/codec.ts";
import { decodeHistogram, mergeHistograms } from "../../../src/stats/histogram.ts";
import { type Browser, browserNeeded, hasBrowser, startBrowser } from "../../support/browser.ts";

async function golden(name: "regressed" | "unchanged" | "new" | "broken" | "explained"): Promise<Results> {
  const file = `fixtures/results/${name}.json`;
  return decodeResults(await readFile(file, "utf8"), file);
}

/** The content of every `<tag>` element, or of those with that class. The tags must not nest. */
function pieces(page: string, tag: string, className?: string): readonly string[] {
  return [...page.matchAll(new RegExp(`<${tag}((?: [^>]*)?)>(.*?)</${tag}>`, "gs"))]
    .filter(([, attributes = ""]) => className === undefined || classes(attributes).includes(className))
    .map(([, , inner = ""]) => inner);
}

const classes = (attributes: string): readonly string[] => attributes.match(/class="([^"]*)"/)?.[1]?.split(" ") ?? [];

/** The text that a reader sees. */
function text(piece: string): string {
  return piece
    .replace(/<title>.*?<\/title>/gs, "")
    .replace(/<[^>]*>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
    .trim();
}

const only = (elements: readonly string[]): string => {
  expect(elements).toHaveLength(1);
  return elements[0] ?? "";
};

/** The rows of a table, as the texts of their cells. */
const rows = (piece: string): readonly (readonly string[])[] =>
  pieces(piece, "tr").map((row) =>
    [...row.matchAll(/<(t[dh])(?: [^>]*)?>(.*?)<\/\1>/gs)].map(([, , cell = ""]) => text(cell)),
  );

const figure = (page: string, title: string): string =>
  only(pieces(page, "figure").filter((piece) => text(only(pieces(piece, "figcaption"))).startsWith(title)));

describe("a duet that regressed", async () => {
  const results = await golden("regressed");
  const page = html(results);

  test("the headline and the line below it", () => {
    const header = only(pieces(page, "header", "fail"));
    expect(text(only(pieces(header, "h1")))).toBe("GET /orders is slower: p50 +32 % [30, 35]");
    expect(text(only(pieces(header, "p")))).toBe(
      "job fails · 3 regressed · 2 undecided · 1 not worse · 1 unchanged · base and head side by side, 9 rounds in 44 s · base 1a2b3c4 → head 5d6e7f8",
    );
    expect(text(only(pieces(page, "h2").slice(0, 1)))).toBe("shop");
  });

  test("comparisons that gate come first, the worst outcome before the others", () => {
    expect(rows(only(pieces(page, "tbody", "deciding")))).toEqual([
      ["regressed", "all requests", "CPU per request", "0.644 ms", "1.02 ms", "+59 % [54, 64]", "", "+5 %"],
      ["regressed", "GET /orders", "p50", "1.12 ms", "1.48 ms", "+32 % [30, 35]", "", "+5 %"],
      ["regressed", "GET /orders", "tail (p90–p99)", "3.21 ms", "4.54 ms", "+41 % [20, 66]", "", "+10 %"],
      [
        "undecided",
        "GET /orders",
        "p95",
        "3.14 ms",
        "4.32 ms",
        "+38 % [12, 70]",
        "",
        "+10 % · probably worse, needs more rounds",
      ],
      [
        "undecided",
        "GET /items",
        "p95",
        "2.82 ms",
        "2.65 ms",
        "−5.9 % [−23, 15]",
        "",
        "+10 % · noise hides changes below +68 %",
      ],
      ["not worse", "GET /items", "tail (p90–p99)", "2.8 ms", "2.72 ms", "−2.7 % [−14, 9.8]", "", "+10 %"],
      [
        "unchanged",
        "GET /items",
        "p50",
        "0.893 ms",
        "0.904 ms",
        "+1.2 % [−0.69, 3.1]",
        "",
        "+5.6 % · detectable from +7.2 %",
      ],
    ]);
  });

  test("comparisons that are only shown follow, without a threshold", () => {
    const [title, ...shown] = rows(only(pieces(page, "tbody", "shown")));
    expect(title).toEqual(["Shown only, these never fail"]);
    expect(shown.map(([outcome, request, metric, , , , , from]) => [outcome, request, metric, from])).toEqual([
      ["regressed", "all requests", "p50", ""],
      ["regressed", "all requests", "p95", ""],
      ["regressed", "all requests", "tail (p90–p99)", ""],
      ["undecided", "all requests", "p99", ""],
      ["undecided", "GET /orders", "p99", ""],
      ["undecided", "GET /items", "p99", ""],
      ["unchanged", "all requests", "error rate", ""],
    ]);
    expect(pieces(only(pieces(page, "tbody", "shown")), "svg", "interval").join()).not.toContain("threshold");
  });

  test("each interval plot has a label for screen readers", () => {
    const labels = [...page.matchAll(/class="interval" [^>]*aria-label="([^"]*)"/g)].map(([, label]) => label);
    expect(labels).toHaveLength(14);
    expect(labels.slice(0, 2)).toEqual([
      "all requests CPU per request +59 % [54, 64], regressed, fails from +5 %",
      "GET /orders p50 +32 % [30, 35], regressed, fails from +5 %",
    ]);
  });

  test("all intervals share one scale: dots, ends and thresholds", () => {
    const known = results.scenarios[0]?.comparisons ?? [];
    const plots = [...page.matchAll(/<svg class="interval".*?<\/svg>\n?<\/td>/gs)].map(([plot]) => plot);
    const drawn = plots.map((plot) => {
      const [zero, dot] = [at(plot, "zero", "x1"), at(plot, "dot", "cx")];
      const [low, high] = [at(plot, "bar", "x1"), at(plot, "bar", "x2")];
      return { zero, dot, low, high, threshold: at(plot, "threshold", "x1") };
    });
    expect(new Set(drawn.map(({ zero }) => zero)).size).toBe(1);
    // The zero line and the dot of the first row give the scale. Everything else must agree with it.
    const zero = drawn[0]?.zero ?? Number.NaN;
    const perUnit = ((drawn[0]?.dot ?? Number.NaN) - zero) / changeOf(known, "cpu_per_request", "all").change;
    const [, orders, tail] = drawn;
    const p50 = changeOf(known, "p50", "GET /orders");
    expect(orders?.dot).toBeCloseTo(zero + perUnit * p50.change, 1);
    expect(orders?.low).toBeCloseTo(zero + perUnit * p50.low, 1);
    expect(orders?.high).toBeCloseTo(zero + perUnit * p50.high, 1);
    expect(orders?.threshold).toBeCloseTo(zero + perUnit * p50.threshold, 1);
    expect(tail?.threshold).toBeCloseTo(zero + perUnit * 0.1, 1);
  });

  test("percentile curves show the measured phase, also for a request that regressed", () => {
    expect(figureTexts(page, "all requests latency")).toEqual([
      ...["20 ms", "10 ms", "5 ms", "2 ms", "1 ms", "0.5 ms"].toReversed(),
      ...["0 %", "50 %", "90 %", "99 %", "99.9 %"],
      ...["base", "1.06 ms", "1.93 ms", "7.61 ms", "18.9 ms"],
      ...["head", "1.32 ms", "3.31 ms", "7.72 ms", "17.8 ms"],
    ]);
    expect(figureTexts(page, "GET /orders latency").slice(-5)).toEqual([
      "head",
      "1.51 ms",
      "3.5 ms",
      "8.2 ms",
      "17.8 ms",
    ]);
    expect(page).not.toContain("<b>GET /items</b> latency");
  });

  test("each regression has a chart of its rounds", () => {
    expect(pieces(page, "figcaption").map(text)).toEqual([
      "all requests latency by percentile",
      "GET /orders latency by percentile",
      "all requests CPU per request by round",
      "GET /orders p50 by round",
      "GET /orders tail (p90–p99) by round",
    ]);
    const rounds = results.scenarios[0]?.rounds ?? [];
    const p50 = rounds.map(({ base, head }) => {
      const ratio =
        (head.requests["GET /orders"]?.p50 ?? Number.NaN) / (base?.requests["GET /orders"]?.p50 ?? Number.NaN);
      return `+${Math.round(100 * (ratio - 1))} %`;
    });
    expect(pieces(figure(page, "GET /orders p50"), "title")).toEqual(
      p50.map((change, i) => `round ${i + 1}: ${change}`),
    );
  });

  test("limits, phases and requests", () => {
    expect(rows(only(pieces(page, "div", "sla"))).slice(1)).toEqual([
      ["met", "all", "p99", "≤ 500 ms", "7.72 ms", ""],
      ["met", "all", "error rate", "≤ 1 %", "0 %", ""],
    ]);
    expect(rows(only(pieces(page, "tbody", "measured")))).toEqual([
      [
        "steady",
        "base",
        "2,700",
        "0",
        "1.37 ms",
        "1.06 ms",
        "1.93 ms",
        "2.93 ms",
        "7.61 ms",
        "18.9 ms",
        "24.1 ms",
        "100/s",
        "3.2 %",
        "76.5 MiB",
      ],
      [
        "head",
        "2,700",
        "0",
        "1.77 ms",
        "1.32 ms",
        "3.31 ms",
        "4.02 ms",
        "7.72 ms",
        "17.8 ms",
        "21.7 ms",
        "100/s",
        "5.1 %",
        "76.3 MiB",
      ],
      [
        "GET /orders",
        "base",
        "1,750",
        "0",
        "1.46 ms",
        "1.13 ms",
        "1.99 ms",
        "3 ms",
        "7.61 ms",
        "23.6 ms",
        "24.1 ms",
        "",
      ],
      ["head", "1,750", "0", "2.08 ms", "1.51 ms", "3.5 ms", "4.36 ms", "8.2 ms", "17.8 ms", "21.7 ms", ""],
      [
        "GET /items",
        "base",
        "950",
        "0",
        "1.2 ms",
        "0.897 ms",
        "1.77 ms",
        "2.67 ms",
        "8.59 ms",
        "16.7 ms",
        "16.7 ms",
        "",
      ],
      ["head", "950", "0", "1.2 ms", "0.917 ms", "1.79 ms", "2.79 ms", "6.18 ms", "20.4 ms", "20.4 ms", ""],
    ]);
    expect(page).not.toContain("<b>Failures</b>");
  });

  test("how it was decided, where it ran, how to run it again", () => {
    const facts = only(pieces(page, "section", "facts"));
    expect(pieces(facts, "h2").map(text)).toEqual(["How this was decided", "Where it ran", "How to reproduce it"]);
    expect(text(only(pieces(facts, "pre")))).toBe("LOADGATE_SEED=467385991 loadgate run");
    expect(pieces(facts, "dd").map(text)).toEqual([
      ...[
        "AMD EPYC 7763 64-Core Processor",
        "4",
        "15.6 GiB",
        "Linux 6.11.0-1018-azure",
        "ubuntu24 20261109.1",
        "24.21.0",
      ],
      ...["2026-11-23 21:35 UTC", "44 s, of a budget of 45 s"],
      ...["1a2b3c4, artifact", "5d6e7f8, service.command", "0.1.0", "b31adaa85225", "467385991"],
    ]);
  });

  test("the page loads nothing, and rendering does not change the results", () => {
    expect(page).not.toMatch(/https?:|src=|url\(|@import|<script|<img|<iframe|javascript:/);
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`);
    expect(html(deepFrozen(structuredClone(results)))).toBe(page);
  });
});

describe("the other verdicts", async () => {
  const [unchanged, fresh, broken] = await Promise.all([golden("unchanged"), golden("new"), golden("broken")]);

  test("unchanged: a pass, and the rounds of the comparison that came closest to failing", () => {
    const page = html(unchanged);
    expect(text(only(pieces(only(pieces(page, "header", "pass")), "h1")))).toBe("Not slower");
    expect(pieces(page, "figcaption").map(text)).toEqual([
      "all requests latency by percentile",
      "GET /orders p95 by round",
    ]);
    expect(page).not.toContain('class="reasons');
  });

  test("no baseline: not the color of a pass, and no empty plots", () => {
    const page = html(fresh);
    expect(text(only(pieces(only(pieces(page, "header", "new")), "h1")))).toBe(
      "No baseline yet: nothing to compare with",
    );
    expect(rows(only(pieces(page, "thead").slice(0, 1)))).toEqual([["", "request", "metric", "head"]]);
    expect(rows(only(pieces(page, "tbody", "deciding")))[0]).toEqual([
      "new",
      "all requests",
      "CPU per request",
      "1.01 ms",
    ]);
    expect(figureTexts(page, "all requests latency").slice(-6)).toEqual([
      "99.9 %",
      "head",
      "1.32 ms",
      "3.31 ms",
      "7.72 ms",
      "17.8 ms",
    ]);
  });

  test("a failed run: the log, failures by name, warnings, and hollow dots for rounds that do not count", () => {
    const page = html(broken);
    expect(only(pieces(page, "header", "invalid"))).toContain(
      "Could not measure: shop: service.command: the head service",
    );
    expect(text(only(pieces(page, "pre", "log")))).toBe(broken.scenarios[0]?.failure);
    expect(pieces(page, "p", "warning").map(text)).toEqual(broken.warnings.map(({ message }) => message));
    expect(rows(only(pieces(page, "div", "failures"))).slice(1)).toEqual([
      ["status 503", "steady", "head", "33"],
      ["ECONNRESET", "steady", "head", "8"],
      ["dropped", "steady", "head", "6"],
    ]);
    const rounds = figure(page, "GET /orders p95");
    expect(rounds.match(/class="dot hollow"/g)).toHaveLength(6);
    expect(rounds.match(/class="dot"/g)).toHaveLength(3);
    expect(pieces(rounds, "title")[0]).toMatch(/^round 1: .*, does not count: the load generator was late/);
  });
});

describe("more limits, phases and scenarios", async () => {
  const results = await golden("regressed");

  test("a breached limit, a lower limit that is met, and one that was not measured", () => {
    const page = html(
      changed(results, (scenario) => {
        scenario.sla = [
          { request: "all", metric: "p99", limit: 5, value: 7.72, outcome: "breached" },
          { request: "GET /orders", metric: "throughput", limit: 50, value: 66.1, outcome: "met" },
          { request: "GET /gone", metric: "p50", limit: 50, outcome: "not_measured" },
        ];
      }),
    );
    expect(text(only(pieces(only(pieces(page, "div", "sla")), "caption")))).toBe(
      "SLA 1 of 3 limits breached, 1 not measured",
    );
    expect(rows(only(pieces(page, "div", "sla"))).slice(1)).toEqual([
      ["breached", "all", "p99", "≤ 5 ms", "7.72 ms", ""],
      ["met", "GET /orders", "throughput", "≥ 50/s", "66.1/s", ""],
      ["not measured", "GET /gone", "p50", "≤ 50 ms", "–", ""],
    ]);
  });

  test("percentile curves merge the measured phases, without warm-ups", () => {
    const page = html(
      changed(results, (scenario) => {
        for (const phase of scenario.phases) phase.warmup = false;
      }),
    );
    const heads = (results.scenarios[0]?.phases ?? []).filter(({ arm }) => arm === "head");
    const all = mergeHistograms(heads.map(({ histogram }) => decodeHistogram(histogram)));
    expect(all.count).toBe(3600);
    const [, p50 = ""] = figureTexts(page, "all requests latency").slice(-5);
    expect(Number.parseFloat(p50)).toBeCloseTo(all.quantile(0.5) ?? Number.NaN, 2);
    expect(p50).not.toBe("1.32 ms");
  });

  test("with several scenarios each row names its scenario", () => {
    const twice = {
      ...results,
      scenarios: [...results.scenarios, ...results.scenarios.map((one) => ({ ...one, id: "night" }))],
    };
    const page = html(twice);
    expect(pieces(page, "small").map(text).toSorted()).toEqual([...Array(14).fill("night"), ...Array(14).fill("shop")]);
    expect(pieces(page, "section", "scenario").map((section) => text(only(pieces(section, "h2"))))).toEqual([
      "shop",
      "night",
    ]);
  });
});

describe("foreign text", async () => {
  const results = await golden("regressed");
  const plain = html(renamed(results, "x"));

  test("every tag is closed", () => {
    expect(unclosed(plain)).toEqual([]);
  });

  test("is shown unchanged", () => {
    const name = `<script>alert("1")</script>' ]]> --> &lt;`;
    const page = html(renamed(results, name));
    expect(text(only(pieces(page, "h1")))).toBe(`n${name} is slower: p50 +32 % [30, 35]`);
    expect(text(only(pieces(page, "pre", "log")))).toBe(`first\n${name}`);
  });

  test.each([
    ["<script>alert(1)</script>"],
    ["</title></style></pre><img src=x onerror=alert(1)>"],
    [`" onmouseover="alert(1)" x="`],
    ["' onmouseover='alert(1)' x='"],
    ["]]> --> <![CDATA["],
    ["&lt;b&gt; &amp; &#60;"],
    ["\u0000\u0008\u202e\u2066\ufffe\ud800"],
    ["$& $1 `x`"],
  ])("%j neither adds nor removes a tag or an attribute", (name) => {
    const page = html(renamed(results, name));
    expect(skeleton(page)).toEqual(skeleton(plain));
    expect(page).not.toMatch(controls);
  });

  test("forall names: tags and attributes stay the same, and there are no control characters", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (name) => {
        const page = html(renamed(results, name));
        expect(skeleton(page)).toEqual(skeleton(plain));
        expect(page).not.toMatch(controls);
      }),
      { numRuns: 40 },
    );
  });
});

if (!hasBrowser)
  process.stderr.write(`test/report/html/html.test.ts: the page was not tested in a browser${browserNeeded}\n`);

describe.skipIf(!hasBrowser)(`in a browser${browserNeeded}`, async () => {
  const names = ["regressed", "unchanged", "new", "broken", "explained"] as const;
  const pages = new Map<string, Results>([
    ...(await Promise.all(names.map(async (name) => [name, await golden(name)] as const))),
    ["hostile", renamed(await golden("regressed"), `<img src=x onerror=alert(1)>"${"long".repeat(40)}`)],
  ]);
  let browser: Browser;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "loadgate-html-"));
    for (const [name, results] of pages) await writeFile(join(directory, `${name}.html`), html(results));
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  const url = (name: string) => pathToFileURL(join(directory, `${name}.html`)).href;
  const widths = [360, 768, 1100, 1280];

  test.each([...pages.keys()])(
    "%s opens offline: no error, no request, no horizontal scrolling at any width",
    async (name) => {
      for (const width of widths) {
        await using opened = await browser.open(url(name), { width, colorScheme: "light" });
        expect({ width, scrolls: await opened.page.evaluate("document.documentElement.scrollWidth") }).toEqual({
          width,
          scrolls: width,
        });
        expect(opened.problems).toEqual([]);
        expect(await opened.page.evaluate("document.scripts.length + document.images.length")).toBe(0);
      }
    },
  );

  test("the page is well-formed XML, so all browsers parse it alike", async () => {
    await using opened = await browser.open(url("hostile"), { width: 1280, colorScheme: "light" });
    const problem = await opened.page.evaluate(
      `new DOMParser().parseFromString(${JSON.stringify(html(pages.get("hostile") ?? (await golden("new"))))}, "application/xml").querySelector("parsererror")?.textContent`,
    );
    expect(problem).toBeUndefined();
  });

  test.each(["light", "dark"] as const)("in %s mode the headline has a high contrast", async (colorScheme) => {
    await using opened = await browser.open(url("regressed"), { width: 360, colorScheme });
    const { page } = opened;
    const headline = page.getByRole("heading", { level: 1 });
    expect(await headline.textContent()).toBe("GET /orders is slower: p50 +32 % [30, 35]");
    expect(await headline.isVisible()).toBe(true);
    const brightness = (selector: string, property: string) =>
      page.evaluate(
        `getComputedStyle(document.querySelector("${selector}")).${property}.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part) / 765, 0)`,
      );
    const [ink, ground] = [
      Number(await brightness("h1", "color")),
      Number(await brightness("body", "backgroundColor")),
    ];
    expect(colorScheme === "light" ? ground - ink : ink - ground).toBeGreaterThan(0.7);
  });

  test.each(widths)("at %i px every dot and label is inside its chart", async (width) => {
    await using opened = await browser.open(url("regressed"), { width, colorScheme: "light" });
    const outside =
      await opened.page.evaluate(`[...document.querySelectorAll("svg.interval, svg.chart")].flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      return [...svg.querySelectorAll("circle, text")].filter((mark) => {
        const box = mark.getBoundingClientRect();
        return box.width === 0 || box.left < frame.left - 6 || box.right > frame.right + 6 || box.top < frame.top - 2 || box.bottom > frame.bottom + 2;
      }).map((mark) => mark.outerHTML);
    })`);
    expect(outside).toEqual([]);
  });

  test("it prints on A4 without cutting anything off", async () => {
    // 210 mm less a margin of 12 mm on both sides.
    const width = 703;
    await using opened = await browser.open(url("regressed"), { width, colorScheme: "dark" });
    await opened.page.emulateMedia({ media: "print" });
    expect(await opened.page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await opened.page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
  });
});

/** A numeric attribute of the first element with that class. NaN if it is absent. */
function at(plot: string, className: string, attribute: string): number {
  const element = plot.match(new RegExp(`<\\w+ class="${className}"[^>]*>`))?.[0] ?? "";
  return Number.parseFloat(element.match(new RegExp(` ${attribute}="([-\\d.]+)%?"`))?.[1] ?? "NaN");
}

function changeOf(comparisons: Results["scenarios"][number]["comparisons"], metric: string, request: string) {
  const comparison = comparisons.find((one) => one.metric === metric && one.request === request);
  const [low = Number.NaN, high = Number.NaN] = comparison?.interval ?? [];
  const { change_ratio: change = Number.NaN, min_effect_ratio: threshold = Number.NaN } = comparison ?? {};
  return { change, low, high, threshold };
}

const figureTexts = (page: string, title: string): readonly string[] => pieces(figure(page, title), "text").map(text);

function changed(results: Results, change: (scenario: Results["scenarios"][number]) => void): Results {
  const copy = structuredClone(results);
  for (const scenario of copy.scenarios) change(scenario);
  return copy;
}

/** Puts the name wherever foreign text can be. A letter precedes it: an empty name and "all" have their own meaning. */
function renamed(results: Results, name: string): Results {
  const inJson = JSON.stringify(`n${name}`).slice(1, -1);
  const copy = JSON.parse(JSON.stringify(results).replaceAll("GET /orders", () => inJson)) as Results;
  const { environment, provenance } = copy;
  return {
    ...copy,
    environment: { ...environment, cpu_model: name, kernel: name, image: name, node: name, config_hash: name },
    provenance: {
      ...provenance,
      base: { sha: name, from: name },
      head: { from: name },
      started_at: name,
      loadgate: name,
    },
    baseline: { kind: "unusable", message: name },
    scenarios: copy.scenarios.map((scenario) => ({
      ...scenario,
      id: `n${name}`,
      mode: { ...scenario.mode, reason: name },
      failure: `first\n${name}`,
      phases: scenario.phases.map((phase, i) => ({
        ...phase,
        id: `${phase.warmup}${name}`,
        failures: { [`n${name}`]: i + 1 },
      })),
      rounds: scenario.rounds.map((round) => ({ ...round, invalid: name })),
      sla: [{ request: name, metric: "p99", limit: 1, value: 2, outcome: "breached" }],
    })),
    warnings: [{ kind: "other", message: `n${name}` }],
  };
}

/** Characters that HTML forbids, or that change the direction of text. */
const controls = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/u;

/** The tags in order, with the names of their attributes but without their values. */
const skeleton = (page: string): readonly string[] =>
  (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/="[^"]*"/g, '=""'));

function unclosed(page: string): readonly string[] {
  const open: string[] = [];
  for (const [tag, closing, name = ""] of page.matchAll(/<(\/?)([a-z0-9]+)[^>]*>/gi)) {
    if (tag.endsWith("/>")) continue;
    if (closing === "") open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, tag];
  }
  return open;
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}

describe("a duet that is explained", async () => {
  const page = html(await golden("explained"));

  test("the remark comes first, with the statement as code", () => {
    const remark = only(pieces(page, "p", "remark"));
    expect(text(remark)).toMatch(
      /^Why: 41 SQL statements per GET \/orders instead of 3 \(SELECT id, sku, .* which is 71 % of it\. Also: /,
    );
    expect(pieces(remark, "code").map(text)).toEqual([
      "SELECT id, sku, quantity FROM items WHERE order_id = $1",
      "parseItem",
      "src/items.js:41",
    ]);
  });

  test("findings, flame graph, tables and monitors follow", () => {
    expect(pieces(page, "h4").map(text)).toEqual([
      "What changed with it",
      "Bottlenecks",
      "Anomalies",
      "Not seen",
      "Extra rounds",
    ]);
    const flame = only(pieces(page, "figure", "flame"));
    expect([...flame.matchAll(/<rect class="(\w+)/g)].map(([, tone]) => tone).sort()).toEqual(
      [
        "slower",
        "slower",
        "slower",
        "slower",
        "added",
        "added",
        "added",
        "added",
        "faster",
        "faster",
        "same",
        "same",
      ].sort(),
    );
    const captions = pieces(page, "caption").map(text);
    expect(captions.slice(0, 6)).toEqual([
      "CPU by function, itself, per request",
      "Statements, per request",
      "Outbound calls, per request",
      "Spans of OpenTelemetry, per request",
      "Runtime, per request",
      "Monitors medians, and the values over all rounds",
    ]);
    expect(rows(only(pieces(page, "tbody").filter((body) => body.includes("LIMIT $2"))))).toEqual([
      [
        "SELECT id, sku, quantity FROM items WHERE order_id = $1",
        "GET /orders",
        "3",
        "41",
        "+38 [37.6, 38.4]",
        "grown",
      ],
      ["SELECT id FROM orders WHERE customer = $1 LIMIT $2", "GET /orders", "1", "1", "+0", "same"],
    ]);
    expect(only(pieces(page, "div", "monitors")).match(/<polyline/g)).toHaveLength(4);
  });

  test("there is no flame graph if CPU time did not change", async () => {
    const results = await golden("explained");
    const scenarios = results.scenarios.map((scenario) => ({
      ...scenario,
      comparisons: scenario.comparisons.map((one) =>
        one.metric === "cpu_per_request" ? { ...one, outcome: "unchanged" as const } : one,
      ),
    }));
    const still = html({ ...results, scenarios });
    expect(pieces(still, "figure", "flame")).toEqual([]);
    expect(still).toContain("CPU time per request did not change, so there is no flame graph.");
  });
});
