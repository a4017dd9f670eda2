export const id = 580;
export const ids = [580];
export const modules = {

/***/ 82710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ loadOf),
/* harmony export */   Z: () => (/* binding */ failedOf)
/* harmony export */ });
/* harmony import */ var _stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(84414);

function loadOf(records) {
    const outcomes = new Map();
    for (const record of records) {
        for (const [name, n] of Object.entries(record.outcomes))
            outcomes.set(name, (outcomes.get(name) ?? 0) + n);
    }
    const failures = [...outcomes].filter(([name]) => name !== "ok" && name !== "dropped");
    return {
        due: records.reduce((sum, { due }) => sum + due, 0),
        successful: outcomes.get("ok") ?? 0,
        dropped: outcomes.get("dropped") ?? 0,
        failures: Object.fromEntries(failures.toSorted(([a], [b]) => (a < b ? -1 : 1))),
        responseTime: (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .merged */ .Zu)(records.map(({ responseTime }) => (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeHistogram */ .pr)(responseTime))),
        blamelessTime: (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .merged */ .Zu)(records.map(({ blamelessTime }) => (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeHistogram */ .pr)(blamelessTime))),
    };
}
function failedOf({ due, successful }) {
    return due - successful;
}


/***/ }),

/***/ 23708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cf: () => (/* binding */ ownSpanOf),
/* harmony export */   Hj: () => (/* binding */ memoryGrowthPerRequest),
/* harmony export */   ee: () => (/* binding */ spanOf),
/* harmony export */   jP: () => (/* binding */ cpuMsPerRequest),
/* harmony export */   x: () => (/* binding */ memoryPeak)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90614);


/** What a tree used between its first and last reading; `undefined` below two, or where its counters went back. */
function spanOf(readings) {
    const first = readings[0];
    const last = readings.at(-1);
    if (first === undefined || last === undefined || last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
        return undefined;
    return { cpuMs: last.cpuMs - first.cpuMs, wallMs: last.atMs - first.atMs };
}
/** The same without the time in which only the other arm got load: a service can be busy only in its own. */
function ownSpanOf({ readings, record }) {
    const [first, last] = [readings[0], readings.at(-1)];
    const span = spanOf(readings);
    if (span === undefined || first === undefined || last === undefined)
        return undefined;
    return { ...span, wallMs: (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(ownMs(last.atMs, record) - ownMs(first.atMs, record)) };
}
/** Most bytes that the tree held in any of the phases; `undefined` where none of them was seen. */
function memoryPeak(phases) {
    const held = phases.flatMap(({ readings }) => readings.map(({ rssBytes }) => rssBytes));
    return held.length === 0 ? undefined : (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(held));
}
/**
 * Bytes that the tree held on to for each request that was sent: what its memory grew along the line of least squares, so that
 * neither end alone decides. Below zero where it gave some back; `undefined` where a phase was not seen, or nothing was sent.
 */
function memoryGrowthPerRequest(phases) {
    const sent = phases.reduce((sum, { record }) => sum + sentIn(record), 0);
    const growths = phases.map(growthOf);
    const seen = growths.filter((growth) => growth !== undefined);
    if (sent === 0 || seen.length < growths.length)
        return undefined;
    return (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(seen.reduce((sum, growth) => sum + growth, 0) / sent);
}
function growthOf({ readings, record }) {
    const [first] = readings;
    if (first === undefined)
        return undefined;
    // From the first reading on: the squares of sizes and of a machine's uptime would round away what is looked for.
    const beginMs = ownMs(first.atMs, record);
    const points = readings.map(({ atMs, rssBytes }) => [ownMs(atMs, record) - beginMs, rssBytes - first.rssBytes]);
    const [tookMs = 0] = points.at(-1) ?? [];
    return tookMs > 0 ? (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .linearRegression */ .Ro)(points).m * tookMs) : undefined;
}
/** How much of the phase has passed for its arm, of which the time in which only the other one got load is no part. */
function ownMs(atMs, { idle, generator }) {
    const sinceMs = atMs - generator.startMs;
    return (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(idle.reduce((ms, [fromMs, toMs]) => ms - Math.min(Math.max(0, sinceMs - fromMs), toMs - fromMs), sinceMs));
}
/** Requests that were sent, with those that do not count: the service has worked for them all the same. */
function sentIn({ requests, settling }) {
    return requests.reduce((sum, { due, outcomes }) => sum + due - (outcomes["dropped"] ?? 0), settling);
}
/** Processor time for each request that was sent; `undefined` where a phase was not seen, or nothing was sent. */
function cpuMsPerRequest(phases) {
    const sent = phases.reduce((sum, { record }) => sum + sentIn(record), 0);
    let cpuMs = 0;
    for (const { readings } of phases) {
        const span = spanOf(readings);
        if (span === undefined)
            return undefined;
        cpuMs += span.cpuMs;
    }
    return sent > 0 ? cpuMs / sent : undefined;
}


/***/ }),

/***/ 29661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  e: () => (/* binding */ lateness),
  M: () => (/* binding */ roundResult)
});

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
;// CONCATENATED MODULE: ./build/stats/tail.js
/**
 * The tail index: the geometric mean of the latencies from p90 to p99, read in steps of a tenth of a percentile. As
 * sensitive as p99, less than half its noise. `undefined` while the histogram is empty.
 */
function tailIndex(values) {
    const grid = Array.from({ length: 91 }, (_, i) => values.quantile((900 + i) / 1000));
    const logs = grid.flatMap((value) => (value === undefined ? [] : [Math.log(Math.max(value, 0.001))]));
    return logs.length === 0 ? undefined : Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length);
}

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/analysis/requestCounts.js
var requestCounts = __webpack_require__(82710);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
;// CONCATENATED MODULE: ./build/analysis/rounds.js







/** The metrics of one round, warm-ups left out: the evidence that a comparison is made of. */
function roundResult({ index, phases }) {
    const measured = phases.filter(({ warmup }) => !warmup);
    const of = (arm) => measured.filter((phase) => phase.arm === arm);
    const head = of("head");
    if (head.length === 0)
        return undefined;
    const base = of("base");
    return {
        index,
        ...(0,omitUndefined/* defined */.s)({ invalid: lateness(measured) }),
        ...(base.length === 0 ? {} : { base: armMetrics(base) }),
        head: armMetrics(head),
    };
}
function armMetrics(phases) {
    const requests = phases.flatMap(({ record }) => record.requests);
    const byName = Map.groupBy(requests, ({ name }) => name);
    return {
        ...(0,omitUndefined/* defined */.s)({
            cpu_per_request: (0,resourceUsage/* cpuMsPerRequest */.jP)(phases),
            memory_peak: (0,resourceUsage/* memoryPeak */.x)(phases),
            memory_growth: (0,resourceUsage/* memoryGrowthPerRequest */.Hj)(phases),
            send_lag: lagOf(phases).mean(),
        }),
        requests: {
            [plan/* allRequests */.qT]: requestMetrics(requests),
            ...Object.fromEntries([...byName].map(([name, records]) => [name, requestMetrics(records)])),
        },
    };
}
/** How late the requests of these phases left. */
function lagOf(phases) {
    return (0,histogram/* merged */.Zu)(phases.map(({ record }) => (0,histogram/* decodeHistogram */.pr)(record.sendLag)));
}
function requestMetrics(records) {
    const load = (0,requestCounts/* loadOf */.M)(records);
    const counts = { due: load.due, failed: (0,requestCounts/* failedOf */.Z)(load) };
    const times = load.responseTime;
    const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((share) => times.quantile(share));
    const tail = tailIndex(times);
    if (p50 === undefined || p90 === undefined || p95 === undefined || p99 === undefined || tail === undefined)
        return counts;
    return { ...counts, p50, p90, p95, p99, tail };
}
/**
 * A generator that cannot keep up bills its own lateness to the service: then half of its requests leave late, or many of
 * them very late. What a busy machine's scheduler does to some of them, it does to both arms alike, and the pairing
 * takes it out.
 */
const late = [
    { share: 0.5, floorMs: 1, ofMedian: 0.05, who: "half" },
    { share: 0.95, floorMs: 50, ofMedian: 0.5, who: "one in twenty" },
];
/** What sending each request of a burst may take: they leave one after another. */
const eachOfBurstMs = 0.1;
/** A thread that is busier than this, as a share of the time, is what holds the load up; beyond the second, whatever else. */
const busyRatio = { full: 0.8, saturated: 0.95 };
/** Why the load of these phases left too late to be evidence; `undefined` where it did not. */
function lateness(phases) {
    const lag = lagOf(phases);
    const medianMs = (0,requestCounts/* loadOf */.M)(phases.flatMap(({ record }) => record.requests)).responseTime.quantile(0.5) ?? 0;
    const each = phases.map(({ record }) => record.generator);
    const burstMs = eachOfBurstMs * (Math.max(...each.map(({ atOnce }) => atOnce)) - 1);
    const found = late.find(({ share, floorMs, ofMedian }) => (lag.quantile(share) ?? 0) > Math.max(floorMs + burstMs, ofMedian * medianMs));
    const busy = Math.max(...each.map((one) => one.busyRatio));
    const workers = (0,format/* plural */.LS)(Math.max(...each.map((one) => one.workers)), "worker");
    const isFull = busy > busyRatio.full;
    const remedy = isFull
        ? "lower the rate, or raise load.workers where there are cores left"
        : "something else keeps the processor busy; lower the rate, or take a machine with more cores";
    if (found !== undefined) {
        const left = `${found.who} of the requests left ${(0,format.ms)(lag.quantile(found.share) ?? 0)} or more after their time`;
        return `the load generator was late (${left}${isFull ? `; its ${workers} had no time left` : ""}): ${remedy}`;
    }
    if (busy <= busyRatio.saturated)
        return undefined;
    // What waits for a place, or for its answer to be read, then waits for the generator.
    return `the load generator was full (its ${workers} had ${(0,format/* percent */.KN)(1 - busy)} of the time left): ${remedy}`;
}


/***/ }),

/***/ 43189:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Af: () => (/* binding */ limitsOf),
  PG: () => (/* binding */ measuredScenario),
  f5: () => (/* binding */ settingsOf),
  W6: () => (/* binding */ thresholdsOf)
});

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
// EXTERNAL MODULE: ./build/analysis/requestCounts.js
var requestCounts = __webpack_require__(82710);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
;// CONCATENATED MODULE: ./build/analysis/phases.js





/** All rounds of each phase of each arm, together: for display and for SLAs. Base first, phases in the order played. */
function phaseResults(phases, machine) {
    const groups = Map.groupBy(phases, ({ arm, phaseId }) => JSON.stringify([arm, phaseId]));
    return [...groups.values()].toSorted((a, b) => order(a) - order(b)).map((group) => phaseResult(group, machine));
}
const order = (group) => (group[0]?.arm === "base" ? 0 : 1);
function phaseResult(group, machine) {
    const [first] = group;
    if (first === undefined)
        throw new Error("a group has at least one member");
    const records = group.map(({ record }) => record);
    const all = (0,requestCounts/* loadOf */.M)(records.flatMap(({ requests }) => requests));
    const byName = Map.groupBy(records.flatMap(({ requests }) => requests), ({ name }) => name);
    const durationMs = (0,simple_statistics/* sum */.cz)(records.map(servedMs));
    const seconds = records.flatMap(({ slices, durationMs: ms }) => Array.from({ length: Math.floor(ms / 1000) }, (_, second) => completedIn(slices[second])));
    return {
        id: first.phaseId,
        arm: first.arm,
        warmup: first.warmup,
        ...loadResult(all),
        duration_ms: durationMs,
        ...(durationMs > 0 ? { throughput_per_sec: (1000 * all.successful) / durationMs } : {}),
        ...(seconds.length > 0
            ? { peak_throughput_per_sec: (0,simple_statistics/* max */.T9)(seconds), sustained_throughput_per_sec: (0,simple_statistics/* quantile */.YV)(seconds, 0.1) }
            : {}),
        ...utilization(group, machine),
        requests: [...byName].map(([name, requests]) => ({ name, ...loadResult((0,requestCounts/* loadOf */.M)(requests)), ...statuses(requests) })),
        ...generatorResult(records),
    };
}
function completedIn(slice) {
    return (0,simple_statistics/* sum */.cz)((slice?.requests ?? []).map(({ outcomes }) => outcomes["ok"] ?? 0));
}
/**
 * How long a phase was being served. The last answers come after its end by as long as an answer takes, which is no loss of
 * throughput; only where they trail behind by clearly more did the service fall behind, and the time it took counts.
 */
function servedMs({ requests, offeredMs, durationMs }) {
    const medianMs = (0,requestCounts/* loadOf */.M)(requests).responseTime.quantile(0.5) ?? 0;
    return durationMs - offeredMs <= 0.1 * offeredMs + medianMs ? offeredMs : durationMs;
}
function statuses(requests) {
    const counts = {};
    for (const record of requests) {
        for (const [status, n] of Object.entries(record.statuses))
            counts[status] = (counts[status] ?? 0) + n;
    }
    return Object.keys(counts).length === 0 ? {} : { statuses: counts };
}
function generatorResult(records) {
    const [first] = records;
    if (first === undefined)
        return {};
    const each = records.map(({ generator }) => generator);
    const wallMs = (0,simple_statistics/* sum */.cz)(each.map((one) => one.wallMs));
    const lag = (0,histogram/* merged */.Zu)(records.map(({ sendLag }) => (0,histogram/* decodeHistogram */.pr)(sendLag)));
    const [p50, p99, greatest] = [lag.quantile(0.5), lag.quantile(0.99), lag.max()];
    return {
        generator: {
            client: first.generator.client,
            clock: each.some(({ clock }) => clock === "timer") ? "timer" : "ticker",
            workers: first.generator.workers,
            cpu_cores: wallMs > 0 ? (0,simple_statistics/* sum */.cz)(each.map(({ cpuMs }) => cpuMs)) / wallMs : 0,
            busy_ratio: (0,simple_statistics/* max */.T9)(each.map(({ busyRatio }) => busyRatio)),
            longest_stall_ms: (0,simple_statistics/* max */.T9)(each.map(({ longestStallMs }) => longestStallMs)),
            ...(p50 === undefined || p99 === undefined || greatest === undefined
                ? {}
                : { send_lag_ms: { p50, p99, max: greatest } }),
        },
    };
}
function loadResult(load) {
    return {
        due_requests: load.due,
        total_requests: load.due - load.dropped,
        successful_requests: load.successful,
        failed_requests: (0,requestCounts/* failedOf */.Z)(load) - load.dropped,
        dropped_requests: load.dropped,
        failures: { ...load.failures },
        ...(load.due > 0 ? { error_rate: (0,requestCounts/* failedOf */.Z)(load) / load.due } : {}),
        ...responseTime(load.responseTime),
        histogram: load.responseTime.encode(),
        blameless_histogram: load.blamelessTime.encode(),
    };
}
function responseTime(values) {
    const mean = values.mean();
    if (mean === undefined)
        return {};
    const greatest = values.max() ?? 0;
    // A quantile is told by the upper edge of its bucket, which may lie above the greatest value of all.
    const at = (share) => Math.min(values.quantile(share) ?? 0, greatest);
    return {
        response_time_ms: {
            mean,
            p50: at(0.5),
            p90: at(0.9),
            p95: at(0.95),
            p99: at(0.99),
            p999: at(0.999),
            max: greatest,
        },
    };
}
function utilization(group, { cores, memoryBytes }) {
    const spans = group.flatMap((phase) => (0,resourceUsage/* ownSpanOf */.Cf)(phase) ?? []);
    const wallMs = (0,simple_statistics/* sum */.cz)(spans.map((span) => span.wallMs));
    if (spans.length === 0 || wallMs === 0)
        return {};
    const cpuMs = (0,simple_statistics/* sum */.cz)(spans.map((span) => span.cpuMs));
    const peakBytes = (0,simple_statistics/* max */.T9)(group.flatMap(({ readings }) => readings.map(({ rssBytes }) => rssBytes)));
    return {
        resource_utilization: {
            cpu_ratio: cpuMs / wallMs / cores,
            memory_bytes: peakBytes,
            memory_ratio: peakBytes / memoryBytes,
            ...(0,omitUndefined/* defined */.s)({ cpu_ms_per_request: (0,resourceUsage/* cpuMsPerRequest */.jP)(group) }),
        },
    };
}

// EXTERNAL MODULE: ./build/analysis/rounds.js + 1 modules
var analysis_rounds = __webpack_require__(29661);
;// CONCATENATED MODULE: ./build/analysis/scenario.js




/** Records and readings -> what results.json keeps of a scenario. */
function measuredScenario({ scenario, mode, rounds, planned, roundMs, dealing, failure }, machine) {
    return {
        id: scenario.id,
        mode,
        phases: [
            ...phaseResults(rounds.flatMap(({ phases }) => phases), machine),
        ],
        rounds: rounds.map(analysis_rounds/* roundResult */.M).filter((round) => round !== undefined),
        ...(planned > 0 ? { rounds_planned: planned } : {}),
        ...(0,omitUndefined/* defined */.s)({ round_ms: roundMs, dealing, failure }),
        ...(scenario.phases.some(isClosed) ? { closed_loop: true } : {}),
        limits: [...limitsOf(scenario)],
        ...thresholdsOf(scenario),
    };
}
const isClosed = ({ pattern, warmup }) => pattern.kind === "users" && !warmup;
/** The scenario's own limits hold for all requests that have none of their own. */
function limitsOf({ sla, flows }) {
    const listed = (request, limits) => plan/* slaMetrics */.SV.flatMap((metric) => (limits[metric] === undefined ? [] : [{ request, metric, limit: limits[metric] }]));
    const requests = flows.flatMap(({ steps }) => steps);
    return [...listed(plan/* allRequests */.qT, sla), ...requests.flatMap((request) => listed(request.name, request.sla))];
}
/** A scenario's own thresholds, where it has any. */
function thresholdsOf({ minEffect, minChange }) {
    return {
        ...(isEmpty(minEffect) ? {} : { min_effect: { ...minEffect } }),
        ...(isEmpty(minChange) ? {} : { min_change: { ...minChange } }),
    };
}
const isEmpty = (thresholds) => Object.keys(thresholds).length === 0;
/** What judging needs of the configuration. */
function settingsOf({ gate }) {
    return {
        false_alarm: gate.falseAlarm,
        min_effect: { ...gate.minEffect },
        ...(isEmpty(gate.minChange) ? {} : { min_change: { ...gate.minChange } }),
        fail_on: [...gate.failOn],
        budget_ms: gate.budgetMs,
        baseline_max_age_ms: gate.baselineMaxAgeMs,
    };
}


/***/ }),

/***/ 3873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ageMs),
/* harmony export */   q: () => (/* binding */ ageWarning)
/* harmony export */ });
/* harmony import */ var _util_docsLink_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29186);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);


/** Both as in results.json; `undefined` where one of them is no time. */
function ageMs(at, now) {
    const age = Date.parse(now) - Date.parse(at);
    return Number.isFinite(age) ? age : undefined;
}
/** A baseline that no run of main renews speaks of a service that is long gone. */
function ageWarning(note, { baseline_max_age_ms: most }) {
    if (note.kind !== "found" || note.age_ms === undefined || most === undefined || note.age_ms <= most)
        return [];
    return [
        `the baseline is ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .days */ ._3)(note.age_ms)} old, and gate.baseline_max_age allows ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .days */ ._3)(most)}: its newest run is of ${note.at}; ` +
            `let a schedule run the default branch (${(0,_util_docsLink_js__WEBPACK_IMPORTED_MODULE_1__/* .manual */ .j)("docs/github.md#schedule")})`,
    ];
}


/***/ }),

/***/ 81381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ permissions),
/* harmony export */   ZB: () => (/* binding */ buildLimits),
/* harmony export */   _o: () => (/* binding */ ownersDirectory),
/* harmony export */   qm: () => (/* binding */ leadsOut)
/* harmony export */ });
const buildLimits = { bytes: 512 * 1024 ** 2, entries: 200_000 };
/** Permissions that are kept: a build is never set-user-ID. */
const permissions = 0o777;
/** Directories stay open to their owner, who has to fill and remove them. */
const ownersDirectory = 0o700;
/** As Linux has it. */
const mostLinksFollowed = 40;
/**
 * Whether following the symbolic link leaves the tree, be it for a moment or by way of other links. Paths are relative to the
 * tree, with slashes; `links` has the targets of all its symbolic links.
 */
function leadsOut(link, links) {
    const at = [];
    const ahead = link.split("/").toReversed();
    let followed = 0;
    for (let segment = ahead.pop(); segment !== undefined; segment = ahead.pop()) {
        if (segment === "" || segment === ".")
            continue;
        if (segment === "..") {
            if (at.pop() === undefined)
                return true;
            continue;
        }
        const target = links.get([...at, segment].join("/"));
        if (target === undefined) {
            at.push(segment);
            continue;
        }
        followed++;
        if (target.startsWith("/") || followed > mostLinksFollowed)
            return true;
        ahead.push(...target.split("/").toReversed());
    }
    return false;
}


/***/ }),

/***/ 98998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $X: () => (/* binding */ UnusableBaseline),
  W9: () => (/* binding */ anew),
  Y9: () => (/* binding */ decodeBaseline),
  mQ: () => (/* binding */ encodeBaseline),
  rk: () => (/* binding */ keptRuns),
  t3: () => (/* binding */ loadsOf),
  LM: () => (/* binding */ unfitForBaseline),
  Yq: () => (/* binding */ withRun)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(12311);
// EXTERNAL MODULE: ./build/model/results.js + 1 modules
var results = __webpack_require__(39645);
// EXTERNAL MODULE: ./build/model/schemaTypes.js
var schemaTypes = __webpack_require__(32162);
;// CONCATENATED MODULE: ./build/model/baseline.js



/** Of a baseline in a file: the hash of the content that the archive beside it is called after. */
const archive = schemas/* string */.YjP()
    .regex(/^[0-9a-f]{12}$/)
    .optional();
/** baseline.json, schema 1: up to `keptRuns` runs of the default branch, the newest last, and what lies beside it. */
const baselineSchema = schemas/* object */.Ikc({
    schema: results/* schemaOne */.id,
    /** Of build.tar.gz: the build that a pull request can start. */
    build: schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), files: schemaTypes/* count */.U, bytes: schemaTypes/* count */.U, archive }).optional(),
    /** Of anchor.tar.gz: the build that main is compared with to find drift, and what it was carried for. */
    anchor: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), config_hash: schemas/* string */.YjP(), carry: schemas/* array */.YOg(schemas/* string */.YjP()), archive }).optional(),
    /** The settings of the loads that the runs were played with, by their hash. */
    loads: schemas/* record */.g1P(schemas/* string */.YjP(), results/* loadSettings */.M5.omit({ hash: true })).optional(),
    runs: schemas/* array */.YOg(schemas/* object */.Ikc({
        sha: schemas/* string */.YjP().optional(),
        at: schemas/* string */.YjP(),
        run_id: schemas/* string */.YjP().optional(),
        environment: results/* environment */.cA,
        /** The commit of the anchor that it was compared with. */
        anchor: schemas/* string */.YjP().optional(),
        scenarios: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
            /** How it was played; absent in baselines of old. */
            mode: results/* modeKind */.i_.optional(),
            /** The hash of its load; absent in baselines of old, too. */
            load: schemas/* string */.YjP().optional(),
            rounds: schemas/* array */.YOg(results/* armMetrics */.k0),
            log_ratios: results/* logRatios */.vn.optional(),
        })),
    })),
});

// EXTERNAL MODULE: ./build/model/logRatio.js
var logRatio = __webpack_require__(9237);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/baseline/codec.js




/** The newest runs that a baseline keeps. */
const keptRuns = 50;
/** A baseline that exists but cannot be used: corrupt, or of another Loadgate. */
class UnusableBaseline extends Error {
    name = "UnusableBaseline";
}
/** Where there is none, or it was deleted. */
const anew = "let a run on the default branch make a new one";
/** Untrusted text -> Baseline. Throws UnusableBaseline that says what is wrong with `source` and what to do. */
function decodeBaseline(text, source) {
    const json = parsed(text, source);
    const { schema } = schemas/* object */.Ikc({ schema: schemas/* number */.aig() }).safeParse(json).data ?? {};
    if (schema !== undefined && schema > 1) {
        throw new UnusableBaseline(`${source} has schema ${schema} and this Loadgate reads schema 1: use a newer Loadgate, or delete it and ${anew}`);
    }
    const checked = baselineSchema.safeParse(json);
    if (checked.success)
        return checked.data;
    const [issue] = checked.error.issues;
    throw new UnusableBaseline(`${source} is no baseline of Loadgate (${issue?.path.join(".") || "as a whole"}: ${issue?.message}); ` +
        `delete it and ${anew}`);
}
function parsed(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new UnusableBaseline(`${source} is corrupt (not JSON); delete it and ${anew}`, { cause });
    }
}
function encodeBaseline(baseline) {
    return `${JSON.stringify(baseline, undefined, 1)}\n`;
}
/** Why a run must not become part of the baseline; `undefined` where it may. */
function unfitForBaseline({ verdict }) {
    return verdict.kind === "invalid" ? "a run that could not measure is no baseline" : undefined;
}
/** The baseline with this run behind the others; a re-run replaces its first attempt. */
function withRun(baseline, results, runId, { build, anchor } = {}) {
    const { head, base, started_at } = results.provenance;
    const isAnchored = results.scenarios.some(({ mode }) => mode.against === "anchor");
    const run = {
        ...(0,omitUndefined/* defined */.s)({ sha: head.sha }),
        at: started_at,
        ...(0,omitUndefined/* defined */.s)({ run_id: runId }),
        environment: results.environment,
        ...(isAnchored && base?.sha !== undefined ? { anchor: base.sha } : {}),
        scenarios: Object.fromEntries(results.scenarios.map((scenario) => [scenario.id, recordOf(scenario)])),
    };
    const others = (baseline?.runs ?? []).filter(({ run_id }) => runId === undefined || run_id !== runId);
    const runs = [...others, run].slice(-keptRuns);
    return {
        schema: 1,
        ...(0,omitUndefined/* defined */.s)({ build, anchor }),
        ...loadsOf(runs, { ...baseline?.loads, ...loadsIn(results) }),
        runs,
    };
}
/** The settings of those loads that a run was played with. */
function loadsOf(runs, known) {
    const played = new Set(runs.flatMap(({ scenarios }) => Object.values(scenarios).flatMap(({ load }) => load ?? [])));
    const kept = Object.entries(known).filter(([hash]) => played.has(hash));
    return kept.length === 0 ? {} : { loads: Object.fromEntries(kept) };
}
function loadsIn({ scenarios }) {
    return Object.fromEntries(scenarios.flatMap(({ load }) => {
        if (load === undefined)
            return [];
        const { hash, ...settings } = load;
        return [[hash, settings]];
    }));
}
function recordOf({ mode, load, rounds, comparisons }) {
    return {
        mode: mode.kind,
        ...(0,omitUndefined/* defined */.s)({ load: load?.hash }),
        rounds: rounds.filter(({ invalid }) => invalid === undefined).map(({ head }) => head),
        ...(mode.against === undefined ? {} : { log_ratios: (0,logRatio/* logRatiosOf */._K)(comparisons) }),
    };
}


/***/ }),

/***/ 15094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $j: () => (/* binding */ withAnchored),
/* harmony export */   kH: () => (/* binding */ noteOf),
/* harmony export */   tu: () => (/* binding */ withRecorded)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43082);
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3873);
/* harmony import */ var _loadSettings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10645);




/** The newest runs of one kind that a comparison uses. */
const comparedRuns = 30;
/** What results.json says of the baseline to a run that began then. */
function noteOf(lookup, startedAt) {
    if (lookup.kind !== "found")
        return lookup;
    const { baseline, from } = lookup;
    const newest = baseline.runs.at(-1);
    if (newest === undefined)
        return { kind: "absent", message: "no baseline yet: it holds no run" };
    const { run_id, sha, at } = newest;
    return {
        kind: "found",
        runs: baseline.runs.length,
        from,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ run_id, sha }),
        at,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ age_ms: (0,_age_js__WEBPACK_IMPORTED_MODULE_2__/* .ageMs */ .W)(at, startedAt) }),
    };
}
/**
 * A recorded comparison takes its evidence along, so that it can be judged again from the file alone: the runs of main that
 * were measured like this one, same load, same kind of machine, or why there are none among those it has.
 */
function withRecorded(scenario, lookup, environment) {
    if (scenario.mode.kind !== "recorded")
        return scenario;
    const { recorded: _, incomparable: __, ...bare } = scenario;
    if (lookup.kind !== "found")
        return bare;
    const played = lookup.baseline.runs.flatMap((run) => playedIn(run, scenario.id));
    const sameLoad = played.filter((one) => isSameLoad(one, scenario.load, environment));
    const alike = sameLoad.filter(({ run }) => kindOf(run.environment) === kindOf(environment)).slice(-comparedRuns);
    const recorded = alike.map(({ run: { sha, at }, rounds }) => ({ ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ sha }), at, rounds }));
    const newest = played.at(-1);
    if (alike.length > 0 || newest === undefined)
        return { ...bare, recorded };
    const incomparable = sameLoad.length === 0
        ? otherSettings(lookup.baseline, newest.load, scenario.load)
        : otherMachines(sameLoad, environment);
    return { ...bare, recorded, incomparable };
}
/** A comparison with the anchor takes along what the earlier ones found; `runs` are those with this very anchor. */
function withAnchored(scenario, runs) {
    if (scenario.mode.against === undefined)
        return scenario;
    const anchored = runs.flatMap(({ sha, at, scenarios }) => {
        const ratios = scenarios[scenario.id]?.log_ratios;
        return ratios === undefined ? [] : [{ ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ sha }), at, log_ratios: ratios }];
    });
    return { ...scenario, anchored };
}
/** A duet has played cuts of the scenario, beside another build: only one that was played whole and alone counts. */
function playedIn(run, id) {
    const { mode, rounds = [], load } = run.scenarios[id] ?? {};
    return mode === "duet" || rounds.length === 0 ? [] : [{ run, rounds, load }];
}
/** Of an older Loadgate nothing is known but the settings of all scenarios together. */
function isSameLoad({ run, load }, here, { config_hash }) {
    if (load === undefined || here === undefined)
        return run.environment.config_hash === config_hash;
    return load === here.hash;
}
const kindOf = ({ cpu_model, cores, image }) => JSON.stringify([cpu_model, cores, image]);
function otherSettings({ loads = {} }, was, here) {
    const { keys, ...more } = here === undefined ? { keys: [] } : (0,_loadSettings_js__WEBPACK_IMPORTED_MODULE_0__/* .differenceOf */ .P)(loads[was ?? ""], here);
    return { kind: "settings", keys: [...keys], ...more };
}
/** The newest first. */
function otherMachines(played, here) {
    const machines = new Set(played.map(({ run }) => machineOf(run.environment)).reverse());
    return { kind: "machines", machines: [...machines].slice(0, 3), here: machineOf(here) };
}
function machineOf({ cpu_model, cores, image }) {
    return [cpu_model, (0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(cores, "core"), ...(image === undefined ? [] : [image])].join(", ");
}


/***/ }),

/***/ 16980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Oq: () => (/* binding */ rowsHash),
/* harmony export */   py: () => (/* binding */ loadHash),
/* harmony export */   r_: () => (/* binding */ configHash),
/* harmony export */   sc: () => (/* binding */ sha256)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** Of all that decides what the load is, and nothing else: runs with different hashes measured different things. */
function configHash({ scenarios }) {
    return hashOf(scenarios.map(loadOf));
}
/** The same of a single scenario: what the others do is not its load. */
function loadHash(scenario) {
    return hashOf(loadOf(scenario));
}
function loadOf({ id, phases, flows, setup, teardown, feeds, connection }) {
    return {
        id,
        phases,
        flows: flows.map(({ steps, weight }) => ({ weight, steps: steps.map(withoutSla) })),
        setup: setup.map(withoutSla),
        teardown: teardown.map(withoutSla),
        feeds: Object.entries(feeds).map(([name, { order, rows }]) => ({ name, order, rows: rowsHash(rows) })),
        connection,
    };
}
function hashOf(load) {
    return sha256(JSON.stringify(load, contentsHashed)).slice(0, 12);
}
function withoutSla({ sla: _, ...request }) {
    return request;
}
/** Row by row: together they may be longer than a text can be. */
function rowsHash(rows) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    for (const row of rows)
        hash.update(`${JSON.stringify(row)}\n`);
    return hash.digest("hex");
}
function contentsHashed(_, value) {
    return value instanceof Uint8Array ? sha256(value) : value;
}
function sha256(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(content).digest("hex");
}


/***/ }),

/***/ 10645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ differenceOf),
/* harmony export */   z: () => (/* binding */ loadSettingsOf)
/* harmony export */ });
/* harmony import */ var _loadHash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16980);

/** Of one scenario; a baseline keeps fifty runs. */
const mostKeys = 500;
const longestKey = 200;
/** What shapes the scenario's load, so that another run can say which settings are not its own. */
function loadSettingsOf(scenario) {
    const written = Object.entries(scenario.written).map(([key, value]) => [key, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(JSON.stringify(value))]);
    const all = [...new Map([...written, ...filesOf(scenario)])];
    const kept = all.filter(([key]) => key.length <= longestKey).slice(0, mostKeys);
    return {
        hash: (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .loadHash */ .py)(scenario),
        keys: Object.fromEntries(kept.map(([key, hash]) => [key, hash.slice(0, 8)])),
        ...(kept.length < all.length ? { more: true } : {}),
    };
}
/** By their names: another file under the same name is another load. */
function filesOf({ feeds, flows, setup, teardown }) {
    const requests = [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
    return [
        ...Object.values(feeds).map(({ file, rows }) => [file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .rowsHash */ .Oq)(rows)]),
        ...requests.flatMap(({ body }) => (body === undefined ? [] : contentsOf(body))),
    ];
}
function contentsOf(body) {
    if (body.kind === "file")
        return [[body.file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(body.content)]];
    if (body.kind !== "multipart")
        return [];
    return body.parts.flatMap((part) => (part.kind === "file" ? [[part.file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256 */ .sc)(part.content)]] : []));
}
/** More would not be read. */
const mostNamed = 5;
/** The keys whose values differ, in the order of `is`; of what only one side has, the outermost that the other lacks. */
function differenceOf(was, is) {
    if (was === undefined)
        return { keys: [] };
    const keys = [...new Set([...Object.keys(is.keys), ...Object.keys(was.keys)])];
    const differing = keys.filter((key) => is.keys[key] !== was.keys[key]);
    const named = new Set(differing.map((key) => {
        if (is.keys[key] === undefined)
            return outermost(key, Object.keys(is.keys));
        return was.keys[key] === undefined ? outermost(key, Object.keys(was.keys)) : key;
    }));
    const isMore = named.size > mostNamed || is.more === true || was.more === true;
    const shown = [...named].slice(0, mostNamed).map((key) => key.slice(0, longestKey));
    return { keys: shown, ...(isMore ? { more: true } : {}) };
}
/** scenarios.shop.phases[1], where the other side has nothing below it and something beside it. */
function outermost(key, others) {
    const ends = [...key.matchAll(/[.[]/g)].map(({ index }) => index);
    const isKnown = (prefix) => others.some((other) => other.startsWith(prefix) && /^([.[]|$)/.test(other.slice(prefix.length)));
    return ends.map((end) => key.slice(0, end)).find((prefix) => !isKnown(prefix)) ?? key;
}


/***/ }),

/***/ 63865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BP: () => (/* binding */ archiveBeside),
/* harmony export */   Vc: () => (/* binding */ stemOf),
/* harmony export */   tT: () => (/* binding */ oldArchivesBeside),
/* harmony export */   tc: () => (/* binding */ isArchive)
/* harmony export */ });
/** Where the build of that content lies beside a baseline in a file: a new build never takes the place of an old one. */
function archiveBeside(path, contentHash) {
    return `${stemOf(path)}.loadgate-${contentHash}.tar.gz`;
}
/** Where builds lay before they were called after their content. */
function oldArchivesBeside(path) {
    const stem = stemOf(path);
    return { build: `${stem}.build.tar.gz`, anchor: `${stem}.anchor.tar.gz` };
}
/** Whether a file is such a build, whole or not. */
const isArchive = (name) => /\.loadgate-[0-9a-f]{12}\.tar\.gz(\.partial)?$/.test(name);
const stemOf = (path) => path.replace(/\.json$/, "");


/***/ }),

/***/ 66707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   XY: () => (/* binding */ saveBaseline),
/* harmony export */   YV: () => (/* binding */ archivesThere),
/* harmony export */   oJ: () => (/* binding */ baselineFromFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12011);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69454);
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(98998);
/* harmony import */ var _archiveName_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(63865);









/** The baseline in a file, called by that name; that there is none yet is no error. */
async function baselineFromFile(path, name = path) {
    let text;
    try {
        text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .readText */ .yR)(path);
    }
    catch (error) {
        return { kind: "unusable", message: `${name} cannot be read (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(error)})` };
    }
    if (text === undefined)
        return { kind: "absent", message: `no baseline yet: ${name} does not exist` };
    try {
        const baseline = (0,_codec_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeBaseline */ .Y9)(text, name);
        const archives = await archivesThere(baseline, placesBeside(path, baseline));
        return { kind: "found", baseline, from: `the file ${name}`, archives };
    }
    catch (error) {
        if (error instanceof _codec_js__WEBPACK_IMPORTED_MODULE_6__/* .UnusableBaseline */ .$X)
            return { kind: "unusable", message: error.message };
        throw error;
    }
}
function placesBeside(path, { build, anchor }) {
    const old = (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .oldArchivesBeside */ .tT)(path);
    return {
        build: build?.archive === undefined ? old.build : (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .archiveBeside */ .BP)(path, build.archive),
        anchor: anchor?.archive === undefined ? old.anchor : (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .archiveBeside */ .BP)(path, anchor.archive),
    };
}
/** Those that the baseline knows of and that are there. */
async function archivesThere({ build, anchor }, places) {
    return {
        ...(build !== undefined && (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .isFile */ .fo)(places.build)) ? { build: places.build } : {}),
        ...(anchor !== undefined && (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .isFile */ .fo)(places.anchor)) ? { anchor: places.anchor } : {}),
    };
}
/**
 * Writes the baseline, and beside it the builds that go with it. Whoever is killed here leaves the old baseline with its
 * builds or the new one with its own: the file takes the old one's place once its builds are there, and names them.
 */
async function saveBaseline(path, baseline, archives) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), { recursive: true });
    const { schema, build: ofBuild, anchor: ofAnchor, ...rest } = baseline;
    const build = await kept(path, ofBuild, archives.build);
    const anchor = await kept(path, ofAnchor, archives.anchor);
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeText */ .x3)(path, (0,_codec_js__WEBPACK_IMPORTED_MODULE_6__/* .encodeBaseline */ .mQ)({ schema, ...(build && { build }), ...(anchor && { anchor }), ...rest }));
    await removeOthers(path, [build?.archive, anchor?.archive]);
}
/** Puts the build where its content has it; gives back what the baseline says of it. */
async function kept(path, note, archive) {
    if (note === undefined || archive === undefined)
        return undefined;
    const contentHash = await contentHashOf(archive);
    const place = (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .archiveBeside */ .BP)(path, contentHash);
    const partial = `${place}.partial`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.copyFile)(archive, partial);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(partial, place);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(partial, { force: true });
        throw error;
    }
    return { ...note, archive: contentHash };
}
async function contentHashOf(file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file), hash);
    return hash.digest("hex").slice(0, 12);
}
/** The builds that no baseline names any more, those that a killed run has left among them. */
async function removeOthers(path, named) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path);
    const stem = `${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .stemOf */ .Vc)(path))}.loadgate-`;
    const wanted = new Set(named.flatMap((hash) => (hash === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .archiveBeside */ .BP)(path, hash))])));
    const ours = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory)).filter((name) => name.startsWith(stem) && (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .isArchive */ .tc)(name));
    const others = ours.filter((name) => !wanted.has(name)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name));
    for (const other of [...others, ...Object.values((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .oldArchivesBeside */ .tT)(path))])
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(other, { force: true });
}


/***/ }),

/***/ 56131:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ fileSchema),
  O: () => (/* binding */ jsonSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(12311);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/config/schema/units.js
var units = __webpack_require__(86304);
// EXTERNAL MODULE: ./build/config/schema/valueTypes.js
var valueTypes = __webpack_require__(16517);
;// CONCATENATED MODULE: ./build/config/schema/phaseSchema.js




const everyPhase = {
    id: valueTypes/* nonEmptyText */.al.optional().describe("Name of the phase; by default its pattern and place, such as constant-1."),
    warmup: valueTypes/* truth */.Im.default(false).describe("Played, but not judged."),
    duration: units/* positiveDuration */.Cz.describe("How long the phase is when it is played whole; a duet plays cuts of it."),
    cooldown: units/* duration */.p0.prefault("0s").describe("Rest after the phase."),
};
const openPhase = {
    ...everyPhase,
    max_concurrent_users: units/* count */.U9.default(100).describe("Most requests in flight; further arrivals wait their turn."),
    arrival: (0,valueTypes/* oneOf */.yL)(plan/* arrivalKinds */.l_)
        .default("even")
        .describe("Each arrival at a random moment of its own share of the time, or independent of the others."),
};
const patterns = [
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("constant"),
        rate: units/* positiveRate */.aC.describe("Of constant: arrivals in that time."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("ramp"),
        from: units/* rate */.TS.describe("Of ramp: the rate it begins with."),
        to: units/* rate */.TS.describe("Of ramp: the rate it ends with."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("spike"),
        base: units/* rate */.TS.describe("Of spike: the rate around the spike."),
        peak: units/* positiveRate */.aC.describe("Of spike: the rate in the spike."),
        spike_duration: units/* positiveDuration */.Cz.describe("Of spike: how long the spike lasts."),
        spike_at: units/* duration */.p0
            .optional()
            .describe("Of spike: when it begins, since the phase began; by default it lies in the middle."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("burst"),
        size: units/* count */.U9.describe("Of burst: arrivals at once."),
        interval: units/* positiveDuration */.Cz.describe("Of burst: time between two bursts."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("steps"),
        rates: schemas/* array */.YOg(units/* rate */.TS, { error: "expected a list of rates, such as [10/s, 20/s]" })
            .min(1, { error: "expected at least one rate" })
            .describe("Of steps: the rates, each for an equal part of the phase."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...openPhase,
        pattern: schemas/* literal */.euz("sine"),
        mean: units/* positiveRate */.aC.describe("Of sine: the rate around which it swings."),
        amplitude: units/* rate */.TS.describe("Of sine: how far it swings to either side; at most the mean."),
        period: units/* positiveDuration */.Cz.describe("Of sine: from one crest to the next."),
    }),
    (0,valueTypes/* object */.Ik)({
        ...everyPhase,
        pattern: schemas/* literal */.euz("users"),
        users: units/* count */.U9.describe("Of users: how many there are; each waits for its answer before it comes again."),
        think_time: units/* durationRange */.U4.prefault("0s").describe("Of users: rest between an answer and the next request."),
    }),
];
const names = patterns.map(({ shape }) => shape.pattern.value);
const phase = schemas/* discriminatedUnion */.gMt("pattern", patterns, {
    error: ({ code }) => code === "invalid_union"
        ? `expected one of ${names.join(", ")}`
        : "expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }",
});

// EXTERNAL MODULE: ./build/config/schema/requestSchema.js
var requestSchema = __webpack_require__(91617);
// EXTERNAL MODULE: ./build/config/schema/slaSchema.js
var slaSchema = __webpack_require__(50370);
;// CONCATENATED MODULE: ./build/config/schema/fileSchema.js







/** What loadgate.yml may say. The JSON Schema, the errors and the types all come from here. */
const wantedAddress = "expected the address of a server, such as http://127.0.0.1:8080";
/** Path, query and credentials belong to the requests. */
const addressForm = /^(https?:\/\/[^/\s?#@]+\/?|unix:\/\S+)$/;
const address = valueTypes/* text */.Qq
    .regex(addressForm, { error: wantedAddress })
    .refine((value) => !addressForm.test(value) || URL.canParse(value), { error: wantedAddress });
const readiness = "expected tcp, or a path that starts with /, such as /healthz";
const service = (0,valueTypes/* object */.Ik)({
    build: valueTypes/* nonEmptyText */.al.optional().describe("Shell command that builds one arm, run once in that arm's tree."),
    command: valueTypes/* nonEmptyText */.al.describe("Shell command that starts the service. It gets PORT and LOADGATE_ARM."),
    directory: valueTypes/* nonEmptyText */.al.default(".").describe("Where the commands run, relative to the working directory."),
    ready: schemas/* union */.KCZ([schemas/* literal */.euz("tcp"), valueTypes/* text */.Qq.regex(/^\//, { error: readiness })], { error: readiness })
        .default("tcp")
        .describe("A path that answers 2xx once the service can work, or tcp: the port accepts connections."),
    ready_timeout: units/* positiveDuration */.Cz.prefault("30s").describe("How long a start may take."),
    stop_timeout: units/* duration */.p0.prefault("5s").describe("How long the service may take to stop before it is killed."),
    before_round: valueTypes/* nonEmptyText */.al
        .optional()
        .describe("Shell command run before each round for base and head in turn, as service.command is: resets what they share."),
    env: valueTypes/* textsByArm */.qk
        .default({})
        .describe("Environment of the service, beside PORT, LOADGATE_ARM and TMPDIR; a value may be { base: …, head: … }."),
});
const carried = "expected a path or glob inside service.directory, such as dist";
const isInside = (path) => !path.startsWith("/") && !path.split("/").includes("..");
const base = (0,valueTypes/* object */.Ik)({
    from: (0,valueTypes/* oneOf */.yL)(["auto", "artifact", "git", "directory", "target", "none"])
        .default("auto")
        .describe("Where the base comes from; auto: directory or target, else a build carried by main's baseline artifact if it is of the " +
        "very commit, else git, else any carried build, else the recorded runs of main."),
    ref: valueTypes/* nonEmptyText */.al
        .optional()
        .describe("Branch, tag or commit of the base from git; by default what the event or the checked-out branch says."),
    directory: valueTypes/* nonEmptyText */.al
        .optional()
        .describe("Where the base's commands run, in place of service.directory: another checkout of the service."),
    target: address.optional().describe("Where the base build already runs."),
    carry: (0,valueTypes/* listOf */.c3)(valueTypes/* nonEmptyText */.al.refine(isInside, { error: carried }), "[dist, package.json]")
        .default([])
        .describe("Files, directories and globs in service.directory that main's baseline artifact carries, so that a pull request can " +
        "start the base without building it. Never .git."),
});
const effects = {
    p50: units/* share */.uM.optional(),
    p90: units/* share */.uM.optional(),
    p95: units/* share */.uM.optional(),
    p99: units/* share */.uM.optional(),
    tail: units/* share */.uM.optional(),
    cpu_per_request: units/* share */.uM.optional(),
    memory_peak: units/* share */.uM.optional(),
    memory_growth: units/* size */.Ej.optional().describe("Bytes per request that the service holds on to: a leak."),
    error_rate: units/* share */.uM.optional(),
};
const defaultEffects = {
    ...effects,
    p50: units/* share */.uM.prefault("4%"),
    p95: units/* share */.uM.prefault("10%"),
    tail: units/* share */.uM.prefault("10%"),
    cpu_per_request: units/* share */.uM.prefault("4%"),
    error_rate: units/* share */.uM.prefault("0.2%"),
};
/** The error rate has a floor of its own, in requests. */
const floors = {
    p50: units/* duration */.p0.optional(),
    p90: units/* duration */.p0.optional(),
    p95: units/* duration */.p0.optional(),
    p99: units/* duration */.p0.optional(),
    tail: units/* duration */.p0.optional(),
    cpu_per_request: units/* duration */.p0.optional(),
    memory_peak: units/* size */.Ej.optional(),
    memory_growth: units/* size */.Ej.optional(),
};
const gate = (0,valueTypes/* object */.Ik)({
    budget: units/* positiveDuration */.Cz.prefault("5m").describe("Most wall time for measuring, shared by the scenarios."),
    interleave: (0,valueTypes/* oneOf */.yL)(["auto", "request", "slice"])
        .default("auto")
        .describe("How a duet deals its load: request by request in turn, or in slices of a second."),
    false_alarm: units/* share */.uM
        .refine((value) => value > 0 && value < 0.5, { error: "expected a share between 0% and 50%, such as 1%" })
        .prefault("1%")
        .describe("Chance that an unchanged pull request fails, all gating metrics together."),
    min_effect: (0,valueTypes/* object */.Ik)(defaultEffects)
        .prefault({})
        .describe("The smallest change worth failing for, by metric; p90, p99 (from 3,000 requests a round on) and the memory gate where they are named."),
    baseline_max_age: units/* positiveDuration */.Cz
        .prefault("14d")
        .describe("How old main's newest recorded run may be before the report warns of it."),
    min_change: (0,valueTypes/* object */.Ik)(floors)
        .default({})
        .describe("What no change fails below, however large its share: of latency by default 0.2ms, of processor time 0.05ms, of memory 1MiB and 64B."),
    fail_on: (0,valueTypes/* listOf */.c3)((0,valueTypes/* oneOf */.yL)(plan/* failures */.e9), "[regression, sla]")
        .default(["regression", "sla", "invalid"])
        .describe("What fails the run; everything is reported all the same."),
});
const monitors = (0,valueTypes/* object */.Ik)({
    interval: units/* positiveDuration */.Cz.prefault("100ms").describe("Time between two readings."),
    prometheus: (0,valueTypes/* object */.Ik)({ url: valueTypes/* nonEmptyText */.al, series: valueTypes/* texts */.Te.default({}) }).optional(),
    postgres: valueTypes/* nonEmptyText */.al.optional(),
    redis: valueTypes/* nonEmptyText */.al.optional(),
});
const connection = {
    http2: valueTypes/* truth */.Im.default(false).describe("Whether requests go over HTTP/2."),
    redirects: schemas/* number */.aig({ error: "expected a whole number, 0 to 20" })
        .int({ error: "expected a whole number, 0 to 20" })
        .min(0, { error: "expected a whole number, 0 to 20" })
        .max(20, { error: "expected a whole number, 0 to 20" })
        .default(0)
        .describe("Most redirects that a request follows, one more fails; with 0, a 3xx is the answer."),
    timeout: units/* positiveDuration */.Cz.prefault("10s").describe("What one request may take."),
};
const mostWorkers = 64;
const wantedWorkers = `expected auto, or a whole number, 1 to ${mostWorkers}`;
const load = (0,valueTypes/* object */.Ik)({
    workers: schemas/* union */.KCZ([schemas/* literal */.euz("auto"), units/* count */.U9.max(mostWorkers, { error: wantedWorkers })], { error: wantedWorkers })
        .default("auto")
        .describe("Threads that send, at most 64."),
    pin: (0,valueTypes/* oneOf */.yL)(["auto", "on", "off"])
        .default("auto")
        .describe("Whether service and generator get processor cores of their own; auto: where there are at least 4."),
});
const tls = (0,valueTypes/* object */.Ik)({
    verify: valueTypes/* truth */.Im.default(true).describe("Whether the certificate of a target that speaks https must be valid."),
    ca: valueTypes/* nonEmptyText */.al.optional().describe("File of certificates (PEM) that are trusted besides the system's."),
});
const presets = ["baseline_performance", "scalability_test", "spike_test", "neuromorphic_load_test"];
const scenario = (0,valueTypes/* object */.Ik)({
    compare: (0,valueTypes/* oneOf */.yL)(["duet", "alternate", "recorded", "off"])
        .optional()
        .describe("How it is compared; by default in the strongest way that is possible."),
    sla: slaSchema/* sla */.H.default({}),
    min_effect: (0,valueTypes/* object */.Ik)(effects).default({}).describe("As gate.min_effect, and wins over it metric by metric."),
    min_change: (0,valueTypes/* object */.Ik)(floors).default({}).describe("As gate.min_change, and wins over it metric by metric."),
    phases: schemas/* array */.YOg(phase, { error: "expected a list of phases" })
        .min(1, { error: "expected at least one phase" })
        .optional(),
    ...connection,
    feeds: requestSchema/* feeds */.q5
        .default({})
        .describe("Rows that templates take values from as ${name.column}: .csv with a header line, or .jsonl."),
    setup: requestSchema/* setupRequests */.O4
        .default([])
        .describe("Sent to each arm before its first phase, one after another; not measured."),
    requests: requestSchema/* requests */.zG.optional(),
    teardown: requestSchema/* setupRequests */.O4.default([]).describe("Sent to each arm after its last phase; not measured."),
    preset: (0,valueTypes/* oneOf */.yL)(presets).optional().describe("A ready-made scenario instead of phases."),
    time_scale: valueTypes/* positiveNumber */.Ly.optional(),
    generator: schemas/* looseObject */._H3({ kind: valueTypes/* nonEmptyText */.al }, { error: "expected a map with a kind" }).optional(),
});
const headerName = valueTypes/* nonEmptyText */.al.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
    error: "expected the name of a header, such as X-Session",
});
const fileSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1, { error: "expected 1, the only version there is" }).describe("Of this format."),
    service: service.optional(),
    target: address
        .optional()
        .describe("A service that something else started: an address, or unix: and the path of a socket."),
    tls: tls.prefault({}),
    base: base.prefault({}),
    gate: gate.prefault({}),
    sla: slaSchema/* sla */.H.default({}),
    monitors: monitors.prefault({}),
    secrets: (0,valueTypes/* listOf */.c3)(headerName, "[X-Session]")
        .default([])
        .describe("Names of headers whose values are masked wherever text leaves the program, besides Authorization, Proxy-Authorization, Cookie and X-Api-Key."),
    load: load.prefault({}),
    scenarios: schemas/* record */.g1P(schemas/* string */.YjP()
        .regex(/^[A-Za-z0-9][\w.-]*$/, { error: "expected a name of letters, digits, dot, dash or underscore" }), scenario, { error: "expected scenarios by name" })
        .refine((all) => Object.keys(all).length > 0, { error: "expected at least one scenario" }),
}, { error: "expected the keys version, service or target, and scenarios" });
/** The JSON Schema (draft 2020-12) of loadgate.yml, for editors. */
function jsonSchema() {
    return {
        title: "loadgate.yml",
        ...json_schema_processors/* toJSONSchema */.bl(fileSchema, {
            io: "input",
            // A text may come from the environment wherever one of a certain form is due.
            override: ({ jsonSchema: node }) => {
                if (node.pattern !== undefined)
                    node.pattern += "|\\$\\{env\\.[A-Za-z_]\\w*\\}";
            },
        }),
    };
}


/***/ }),

/***/ 91617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D9: () => (/* binding */ requestObject),
/* harmony export */   O4: () => (/* binding */ setupRequests),
/* harmony export */   q5: () => (/* binding */ feeds),
/* harmony export */   zG: () => (/* binding */ requests)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12311);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64519);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86304);
/* harmony import */ var _slaSchema_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50370);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16517);





const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** It may begin with a template, as a redirect's target that an earlier step extracted does. */
const path = _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.regex(/^(\/|\$\{)/, { error: "expected a path that starts with /, such as /hello" });
const requestLine = _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq
    .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/|\$\{[^}]*\})(\$\{[^}]*\}|\S)*$/, {
    error: "expected a method and a path, such as GET /hello",
})
    .describe("A method and a path, such as GET /hello.");
const statusWanted = "expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them";
const oneStatus = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig({ error: statusWanted })
        .int({ error: statusWanted })
        .min(100, { error: statusWanted })
        .max(599, { error: statusWanted }),
    zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().regex(/^[1-5](xx|\d\d(-[1-5]\d\d)?)$/, { error: statusWanted }),
], { error: statusWanted });
const status = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([oneStatus, zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(oneStatus).min(1)], { error: statusWanted });
const expectations = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    status: status
        .optional()
        .describe("What counts as a success: 201, 2xx, 200-299, or a list; without it, every status below 400."),
    header: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te.default({}).describe("Headers by name: the value, or a regular expression between slashes."),
    body: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional().describe("A text that the body must contain, or a regular expression between slashes."),
    json: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J(), { error: 'expected values by JSONPath, such as { "$.ok": true }' })
        .default({})
        .describe("Values by JSONPath (RFC 9535); the first match must equal them."),
    latency: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveDuration */ .Cz.optional().describe("Most time from when the request was due until its last byte."),
});
const extraction = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([
    _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al,
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
        json: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional().describe("JSONPath (RFC 9535) into the body: its first match."),
        header: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional(),
        cookie: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional(),
        regex: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional().describe("Into the body: the first group of the first match, or all of it."),
    }),
], { error: 'expected a JSONPath, such as "$.id", or a map of json, header, cookie or regex' });
const part = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .scalar */ .d_, (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ file: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al, type: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional().describe("Its media type.") })], { error: "expected a text, or a map of file, type" });
const everyRequest = {
    name: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional().describe("By default method and path."),
    method: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(methods).default("GET"),
    path: path.describe("Path and query."),
    query: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te.default({}).describe("Joins the path, percent-encoded."),
    headers: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te.default({}),
    json: zod__WEBPACK_IMPORTED_MODULE_4__/* .unknown */ .L5J().optional().describe("Body, sent as application/json."),
    body: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .text */ .Qq.optional().describe("Body, sent as it stands."),
    form: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .texts */ .Te.optional().describe("Body, sent as application/x-www-form-urlencoded."),
    file: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.optional().describe("Body: a file, sent as it stands."),
    multipart: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), part, { error: "expected fields by name, such as { title: text, photo: { file: a.png } }" })
        .optional()
        .describe("Body, sent as multipart/form-data: texts, and files as { file, type }."),
    expect: expectations.prefault({}),
    extract: zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv, extraction, { error: 'expected JSONPaths by name, such as { id: "$.id" }' })
        .default({})
        .describe("Values of the answer that later steps take as ${name}: a JSONPath, or json, header, cookie or regex."),
};
const counted = { ...everyRequest, sla: _slaSchema_js__WEBPACK_IMPORTED_MODULE_2__/* .requestSla */ .y.default({}) };
const weight = _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .positiveNumber */ .Ly.default(1).describe("Share of the arrivals, relative to the other requests.");
const requestObject = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)(everyRequest);
const oneRequest = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([requestLine, requestObject], {
    error: "expected a method and a path, such as GET /hello",
});
const step = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([requestLine, (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ ...counted, think_time: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .durationRange */ .U4.optional().describe("Rest before the next step.") })], { error: "expected a method and a path, such as GET /hello" });
const flow = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({
    flow: _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.describe("Name of a flow: several requests in order, by one user with cookies of its own."),
    weight,
    think_time: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .durationRange */ .U4.prefault("0s").describe("Of a flow: rest between its steps, such as 2s or 1s..3s."),
    steps: zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(step, { error: "expected a list of steps, such as [GET /cart]" })
        .min(1, { error: "expected at least one step" })
        .describe("Of a flow: its requests, like those of the list itself."),
});
const entry = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([requestLine, (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ ...counted, weight }), flow], {
    error: "expected a method and a path, such as GET /hello",
});
const requests = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(entry, { error: "expected a list of requests, such as [GET /hello]" })
    .min(1, { error: "expected at least one request" });
const setupRequests = zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(oneRequest, { error: "expected a list of requests, such as [POST /reset]" });
const feedFile = _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .nonEmptyText */ .al.regex(/\.(csv|jsonl|ndjson)$/i, {
    error: "expected a file that ends in .csv, .jsonl or .ndjson",
});
const feed = zod__WEBPACK_IMPORTED_MODULE_4__/* .union */ .KCZ([feedFile, (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .object */ .Ik)({ file: feedFile, order: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(_model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .feedOrders */ .qM).default("in_order") })], {
    error: "expected a file that ends in .csv, .jsonl or .ndjson, or a map of file, order",
});
const feeds = zod__WEBPACK_IMPORTED_MODULE_4__/* .record */ .g1P(_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .identifier */ .Cv, feed, { error: "expected files by name, such as { people: people.csv }" });


/***/ }),

/***/ 50370:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ sla),
/* harmony export */   y: () => (/* binding */ requestSla)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64519);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86304);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16517);



const latencyLimits = Object.fromEntries(_model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .latencyMetrics */ .Uy.map((metric) => [metric, _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveDuration */ .Cz.optional()]));
const requestLimits = { ...latencyLimits, throughput: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveRate */ .aC.optional(), error_rate: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .share */ .uM.optional() };
const requestSla = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ik)(requestLimits).describe("Limits of this request; they win over the scenario's.");
const sla = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ik)({
    ...requestLimits,
    cpu: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .share */ .uM.optional().describe("Most of the machine's processor time that the service may use."),
    memory: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .share */ .uM.optional().describe("Most of the machine's memory that the service may use."),
}).describe("Limits that the head must keep. Latencies and shares are maxima, throughput is a minimum.");


/***/ }),

/***/ 86304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cz: () => (/* binding */ positiveDuration),
/* harmony export */   Ej: () => (/* binding */ size),
/* harmony export */   TS: () => (/* binding */ rate),
/* harmony export */   U4: () => (/* binding */ durationRange),
/* harmony export */   U9: () => (/* binding */ count),
/* harmony export */   aC: () => (/* binding */ positiveRate),
/* harmony export */   p0: () => (/* binding */ duration),
/* harmony export */   uM: () => (/* binding */ share)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12311);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90614);


const number = String.raw `(\d+(?:\.\d+)?)`;
/** A quantity written with its unit; `factors` says how much of the base unit each one is. */
function quantity(wanted, factors, make) {
    const units = Object.keys(factors).map((unit) => unit.replace("/", "\\/"));
    const pattern = new RegExp(`^${number}\\s?(${units.join("|")})$`);
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: wanted })
        .regex(pattern, { error: wanted })
        .transform((text) => {
        const [, digits = "", unit = ""] = pattern.exec(text) ?? [];
        return make(Number(digits) * (factors[unit] ?? Number.NaN));
    });
}
const msPerUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const duration = quantity("expected a duration with its unit, such as 250ms, 30s or 5m", msPerUnit, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne);
/** A duration, or two of which the first is the shorter one: 2s or 1s..3s. */
const durationRange = durationOrRange("expected a duration or a range of two, such as 2s or 1s..3s");
function durationOrRange(wanted) {
    const one = `${number}\\s?(${Object.keys(msPerUnit).join("|")})`;
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: wanted })
        .regex(new RegExp(`^${one}(?:\\.\\.${one})?$`), { error: wanted })
        .transform((text) => {
        const [from = "", to = from] = text.split("..");
        return { fromMs: duration.parse(from), toMs: duration.parse(to) };
    })
        .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: wanted });
}
const positiveDuration = duration.refine((ms) => ms > 0, { error: "expected a duration above zero" });
const rate = quantity("expected a rate with its unit, such as 10/s or 600/m", { "/s": 1, "/m": 1 / 60, "/h": 1 / 3600 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .perSec */ .N_);
const positiveRate = rate.refine((perSecond) => perSecond > 0, { error: "expected a rate above zero" });
const share = quantity("expected a share in percent, such as 5% or 0.1%", { "%": 0.01 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .ratio */ .CG).refine((value) => value <= 10, { error: "expected a share of at most 1000%" });
const size = quantity("expected a size with its unit, such as 64MiB", { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee);
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig({ error: "expected a whole number of at least 1" })
    .int({ error: "expected a whole number of at least 1" })
    .min(1, { error: "expected a whole number of at least 1" });


/***/ }),

/***/ 16517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cv: () => (/* binding */ identifier),
/* harmony export */   Ik: () => (/* binding */ object),
/* harmony export */   Im: () => (/* binding */ truth),
/* harmony export */   Ly: () => (/* binding */ positiveNumber),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   Te: () => (/* binding */ texts),
/* harmony export */   al: () => (/* binding */ nonEmptyText),
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   d_: () => (/* binding */ scalar),
/* harmony export */   qk: () => (/* binding */ textsByArm),
/* harmony export */   yL: () => (/* binding */ oneOf)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12311);

/** Kinds of values that many keys take. */
const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "expected a text" });
const nonEmptyText = text.min(1, { error: "expected a text that is not empty" });
/** Numbers and truths stand for their text. */
const scalar = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY()], { error: "expected a text" }).transform(String);
const texts = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), scalar, {
    error: "expected names with texts, such as { NODE_ENV: production }",
});
/** A value that base and head share, or one for each. */
const textsByArm = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([scalar, zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ base: scalar, head: scalar })], {
    error: "expected a text, or one for each arm, such as { base: a, head: b }",
}), { error: "expected names with texts, such as { NODE_ENV: production }" });
const truth = zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY({ error: "expected true or false" });
const positiveNumber = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig({ error: "expected a number above 0" })
    .positive({ error: "expected a number above 0" });
/** A name that templates can say. */
const identifier = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(/^[A-Za-z_]\w*$/, { error: "expected a name of letters, digits and underscores" });
const oneOf = (names) => zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(names, { error: `expected one of ${names.join(", ")}` });
const object = (shape) => zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(shape, { error: `expected a map of ${Object.keys(shape).join(", ")}` });
const listOf = (item, such) => zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item, { error: `expected a list, such as ${such}` });


/***/ }),

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FO: () => (/* binding */ exitCodeOf),
/* harmony export */   I$: () => (/* binding */ exitCode),
/* harmony export */   LL: () => (/* binding */ exitCodeOfError)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12011);
/* harmony import */ var _util_assertNever_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21893);


/** 1 stays Node's own crash, so that no crash looks like a verdict. */
const exitCode = { pass: 0, fail: 20, inconclusive: 21, config: 22, invalid: 23 };
function exitCodeOf({ kind, failing }) {
    if (!failing)
        return 0;
    switch (kind) {
        // What fails is never 0.
        case "pass":
        case "fail":
            return exitCode.fail;
        case "inconclusive":
            return exitCode.inconclusive;
        case "invalid":
            return exitCode.invalid;
        default:
            return (0,_util_assertNever_js__WEBPACK_IMPORTED_MODULE_0__/* .unreachable */ .H)(kind);
    }
}
/** What is wrong with what we were given is 22; everything else that stops us is 23. */
function exitCodeOfError(error) {
    return error instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .WrongInput */ .Ey ? exitCode.config : exitCode.invalid;
}


/***/ }),

/***/ 78089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y: () => (/* binding */ experiment)
});

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/clock.js
var shell_clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/load/http/createClient.js + 16 modules
var createClient = __webpack_require__(15457);
// EXTERNAL MODULE: ./build/load/worker/gc.js
var gc = __webpack_require__(46808);
// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
;// CONCATENATED MODULE: ./build/load/worker/mergeRecords.js

/** What several workers did to one target, as one record. */
function mergedRecords(parts) {
    const [first, ...others] = parts;
    if (first === undefined)
        throw new Error("no worker has handed over a record");
    if (others.length === 0)
        return first;
    const slices = Array.from({ length: Math.max(...parts.map((part) => part.slices.length)) }, (_, second) => mergedSlices(first.requests.length, parts.flatMap((part) => part.slices[second] ?? [])));
    return {
        requests: first.requests.map((_, i) => mergedRequests(parts.flatMap(({ requests }) => requests[i] ?? []))),
        sendLag: together(parts.map(({ sendLag }) => sendLag)),
        slices,
        settling: parts.reduce((sum, { settling }) => sum + settling, 0),
        offeredMs: first.offeredMs,
        durationMs: Math.max(...parts.map(({ durationMs }) => durationMs)),
        idle: first.idle,
    };
}
function mergedRequests(records) {
    return {
        name: records[0]?.name ?? "",
        due: records.reduce((sum, { due }) => sum + due, 0),
        outcomes: added(records.map(({ outcomes }) => outcomes)),
        statuses: added(records.map(({ statuses }) => statuses)),
        ackWaits: records.reduce((sum, { ackWaits }) => sum + ackWaits, 0),
        responseTime: together(records.map(({ responseTime }) => responseTime)),
        serviceTime: together(records.map(({ serviceTime }) => serviceTime)),
        blamelessTime: together(records.map(({ blamelessTime }) => blamelessTime)),
    };
}
function mergedSlices(requests, slices) {
    const each = Array.from({ length: requests }, (_, i) => slices.flatMap((slice) => slice.requests[i] ?? []));
    return {
        requests: each.map((rows) => ({
            outcomes: added(rows.map(({ outcomes }) => outcomes)),
            responseTimeUs: rows.flatMap(({ responseTimeUs }) => responseTimeUs),
        })),
    };
}
const together = (encoded) => (0,histogram/* merged */.Zu)(encoded.map(histogram/* decodeHistogram */.pr)).encode();
function added(counts) {
    const sum = new Map();
    for (const one of counts) {
        for (const [name, n] of Object.entries(one))
            sum.set(name, (sum.get(name) ?? 0) + n);
    }
    return Object.fromEntries([...sum].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./build/load/loadGenerator.js







/** How long after a phase's end an answer is still waited for. */
const patienceMs = (0,unit/* millis */.ne)(10_000);
/**
 * The young generation of a worker's heap: large enough that its garbage collector hardly ever holds a request up. A
 * cold engine with the default told p99 79 ms of a 5 ms server, with a larger one 21 ms.
 */
const youngHeapMb = 32;
/** `entry` is the file that starts as a worker thread; see index.ts. Every wait ends when `signal` aborts. */
function startGenerator(entry, workers, signal) {
    (0,gc/* leaveHeapsAlone */.Y)();
    const crew = Array.from({ length: workers }, () => startThread(entry, signal));
    const all = (what) => Promise.all(crew.map(what));
    async function connect(destinations, stream) {
        await all((thread) => thread.order({ kind: "connect", destinations, stream }));
        const [first, ...others] = crew;
        const answer = await first?.order({ kind: "set up" });
        if (answer?.kind === "set up" && others.length > 0)
            await shareOut(others, answer.given);
        let firstTurn = 0;
        return {
            async play(phase, seed) {
                const shares = sharesOf(phase, crew.length);
                const before = { atMs: (0,shell_clock/* nowMs */.TC)(), cpu: process.cpuUsage() };
                const played = await Promise.all(shares.map(({ places, ...share }, i) => playedBy(crew[i], { phase: { ...phase, maxConcurrentUsers: places }, seed, firstTurn, share })));
                const cpu = process.cpuUsage(before.cpu);
                firstTurn += Math.max(...played.map(({ turns }) => turns));
                const generator = {
                    workers: shares.length,
                    client: clientOf(destinations),
                    atOnce: phase.pattern.kind === "burst" ? phase.pattern.size : 1,
                    clock: played.every(({ clock }) => clock === "ticker") ? "ticker" : "timer",
                    startMs: (0,unit/* millis */.ne)(Math.min(...played.map(({ startMs }) => startMs))),
                    cpuMs: (0,unit/* millis */.ne)((cpu.user + cpu.system) / 1000),
                    wallMs: (0,unit/* millis */.ne)((0,shell_clock/* nowMs */.TC)() - before.atMs),
                    busyRatio: Math.max(...played.map(({ busyRatio }) => busyRatio)),
                    longestStallMs: Math.max(...played.map(({ longestStallMs }) => longestStallMs)),
                };
                return destinations.map((_, i) => ({
                    ...mergedRecords(played.flatMap(({ records }) => records[i] ?? [])),
                    generator,
                }));
            },
            async tearDown() {
                await first?.order({ kind: "tear down" });
            },
            async [Symbol.asyncDispose]() {
                if (!signal.aborted)
                    await all((thread) => thread.order({ kind: "disconnect" }));
            },
        };
    }
    return {
        async warmUp(client) {
            await all((thread) => thread.order({ kind: "warm up", client }));
        },
        connect,
        async [Symbol.asyncDispose]() {
            await all((thread) => thread.end());
        },
    };
}
/** What the targets are reached with. */
function clientOf(destinations) {
    return destinations.every(createClient/* usesHttp1 */.iA) ? "http1" : "undici";
}
/** Each worker's turns and places: no worker without a place. */
function sharesOf({ maxConcurrentUsers }, crew) {
    const workers = Math.min(crew, maxConcurrentUsers);
    return Array.from({ length: workers }, (_, worker) => ({
        worker,
        workers,
        places: Math.floor((maxConcurrentUsers + workers - 1 - worker) / workers),
    }));
}
async function shareOut(threads, given) {
    await Promise.all(threads.map((thread) => thread.order({ kind: "set up", given })));
}
async function playedBy(thread, what) {
    const answer = await thread?.order({ kind: "play", ...what });
    if (answer?.kind !== "played")
        throw new Error("the load generator has not played what it was asked to");
    return answer.played;
}
function startThread(entry, signal) {
    const worker = new external_node_worker_threads_.Worker(entry, {
        workerData: { kind: "load", entry, patienceMs },
        resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    const died = Promise.withResolvers();
    died.promise.catch(() => { });
    worker.once("error", (cause) => died.reject(new Error("the load generator crashed", { cause })));
    const abort = () => died.reject(signal.reason);
    signal.addEventListener("abort", abort);
    const waiting = new Map();
    worker.on("message", (answer) => waiting.get(answer.id)?.(answer));
    let nextId = 0;
    return {
        async order(what) {
            signal.throwIfAborted();
            const id = nextId++;
            const { promise: answered, resolve } = Promise.withResolvers();
            waiting.set(id, resolve);
            worker.postMessage({ ...what, id });
            const answer = await Promise.race([answered, died.promise]).finally(() => waiting.delete(id));
            if (answer.kind === "refused")
                throw new errors/* CouldNotMeasure */.Nc(answer.message);
            if (answer.kind === "failed")
                throw new Error(`the load generator failed: ${answer.message}`);
            return answer;
        },
        async end() {
            signal.removeEventListener("abort", abort);
            await worker.terminate();
        },
    };
}

// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/load/worker/workerCount.js

/** What one worker sends easily: a third of what it can at most, since bursts and a busy machine want room. */
const perWorkerPerSec = 20_000;
/** How many threads send: what the highest rate asks for, and never as many as there are cores. */
function workersFor({ load, scenarios }, cores) {
    if (load.workers !== "auto")
        return load.workers;
    const patterns = scenarios.flatMap(({ phases }) => phases.map(({ pattern }) => pattern));
    // A duet sends to two targets.
    const asked = Math.ceil((2 * Math.max(0, ...patterns.map(peakPerSec))) / perWorkerPerSec);
    return Math.max(1, Math.min(asked, cores - 1));
}
function peakPerSec(pattern) {
    switch (pattern.kind) {
        case "constant":
            return pattern.ratePerSec;
        case "ramp":
            return Math.max(pattern.fromPerSec, pattern.toPerSec);
        case "spike":
            return Math.max(pattern.basePerSec, pattern.peakPerSec);
        case "burst":
            return (1000 * pattern.size) / pattern.intervalMs;
        case "steps":
            return Math.max(...pattern.ratesPerSec);
        case "sine":
            return pattern.meanPerSec + pattern.amplitudePerSec;
        case "users":
            // How long an answer takes is not known yet: 5 ms is a guess.
            return (1000 * pattern.users) / (5 + (pattern.thinkTimeMs.fromMs + pattern.thinkTimeMs.toMs) / 2);
        default:
            return (0,assertNever/* unreachable */.H)(pattern);
    }
}

// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/service/nodePath.js


/**
 * PATH for the service: as ours, but where npm has put a Node of its own in front of it (the one that came with Loadgate,
 * to run Loadgate on), `node` is again the one that the user has installed. Otherwise the same service would be measured
 * on another Node than it is run on.
 */
async function servicePath(path, execPath, temporary) {
    if (!/[\\/]node_modules[\\/]node-\w+-\w+[\\/]/.test(execPath))
        return path;
    const own = await installedNode(path.split(external_node_path_.delimiter).filter((directory) => !/node_modules[\\/]\.bin[\\/]?$/.test(directory)));
    if (own === undefined)
        return path;
    const directory = (0,external_node_path_.join)(temporary, "bin");
    await (0,promises_.mkdir)(directory, { recursive: true });
    await (0,promises_.symlink)(own, (0,external_node_path_.join)(directory, "node"));
    return `${directory}${external_node_path_.delimiter}${path}`;
}
async function installedNode(directories) {
    for (const directory of directories) {
        const node = (0,external_node_path_.join)(directory, "node");
        const isThere = await (0,promises_.access)(node, promises_.constants.X_OK).then(() => true, () => false);
        if (isThere)
            return node;
    }
    return undefined;
}

// EXTERNAL MODULE: ./build/service/runDirectory.js
var runDirectory = __webpack_require__(26262);
// EXTERNAL MODULE: ./build/service/watchdog.js
var watchdog = __webpack_require__(76089);
// EXTERNAL MODULE: ./build/shell/cpuAffinity.js
var cpuAffinity = __webpack_require__(48463);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/shell/address.js
var shell_address = __webpack_require__(40901);
;// CONCATENATED MODULE: ./build/service/readiness.js





/** Loopback under both of its names: a service may listen on either. */
const hosts = ["127.0.0.1", "::1"];
const pollMs = 20;
const answerMs = 2000;
/** Asks until the service is ready or the time is over. */
async function whenReady({ port, ready, timeoutMs }, signal, clock = shell_clock/* systemClock */.ml) {
    const endMs = clock.nowMs() + timeoutMs;
    for (let last = "nothing listened";;) {
        const answers = await Promise.all(hosts.map(async (host) => ({ host, answer: await attempt(host, port, ready) })));
        const found = answers.find(({ answer }) => answer === "ready");
        if (found !== undefined)
            return { origin: originOf(found.host, port) };
        last = answers.find(({ answer }) => answer !== "ECONNREFUSED")?.answer ?? last;
        if (clock.nowMs() >= endMs)
            return { last };
        await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + pollMs), signal);
    }
}
/** How long a service that something else started may take to accept a connection. */
const targetTimeoutMs = 10_000;
/** Waits until something accepts connections at the origin; otherwise what kept it from doing so. */
async function whenReachable(origin, signal, clock = shell_clock/* systemClock */.ml) {
    const address = (0,shell_address/* addressOf */.c)(origin);
    for (const endMs = clock.nowMs() + targetTimeoutMs;;) {
        const answer = await knock(address);
        if (answer === "ready")
            return undefined;
        if (clock.nowMs() >= endMs)
            return answer;
        await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + pollMs), signal);
    }
}
function attempt(host, port, ready) {
    return ready.kind === "tcp" ? knock({ host, port }) : ask(host, port, ready.path);
}
function originOf(host, port) {
    return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
function knock(address) {
    const { promise, resolve } = Promise.withResolvers();
    const socket = (0,external_node_net_.connect)({ ...address, timeout: answerMs });
    socket.once("connect", () => resolve("ready"));
    socket.once("timeout", () => resolve("no connection within 2 s"));
    socket.once("error", (error) => resolve(error.code ?? error.message));
    return promise.finally(() => socket.destroy());
}
function ask(host, port, path) {
    const { promise, resolve } = Promise.withResolvers();
    const request = (0,external_node_http_.get)({ host, port, path, agent: false, timeout: answerMs }, (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        resolve(status >= 200 && status < 300 ? "ready" : `GET ${path} answered ${status}`);
    });
    request.once("timeout", () => resolve(`GET ${path} was not answered within 2 s`));
    request.once("error", (error) => resolve(error.code ?? error.message));
    return promise.finally(() => request.destroy());
}

// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/shell/processTree.js
var processTree = __webpack_require__(69120);
// EXTERNAL MODULE: ./build/util/mask.js
var mask = __webpack_require__(37117);
;// CONCATENATED MODULE: ./build/service/environment.js

/** What a workflow step gets and the service must not: tokens, inputs, and the files that steer the job. */
const withheld = /^(ACTIONS_|INPUT_|STATE_|GITHUB_TOKEN$|GH_TOKEN$|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$|LOADGATE_)/;
/** What a hook's git sets for its own repository; each arm's tree is of another one. */
const ofHooks = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/;
/**
 * Our own environment without what is withheld, by its name or because one of these keys is in it, and with what the
 * service is given.
 */
function serviceEnvironment(ours, given, keys = []) {
    const hide = (0,mask/* hiding */.Q0)(keys);
    const kept = Object.entries(ours).filter(([name, value = ""]) => !withheld.test(name) && !ofHooks.test(name) && hide(value) === value);
    return { ...Object.fromEntries(kept), ...given };
}

// EXTERNAL MODULE: ./build/shell/procfs.js
var procfs = __webpack_require__(57058);
;// CONCATENATED MODULE: ./build/service/port.js


/** A port that nobody listens on right now, on any address. */
async function freePort() {
    const server = (0,external_node_net_.createServer)();
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === "string")
        throw new Error("the system gave no port");
    return address.port;
}
/** Who listens on the port although it is none of `members`, in words; `undefined` where nobody does or none can tell. */
function strangerOn(port, members) {
    const inodes = (0,procfs/* listeners */.gA)()
        .filter((listener) => listener.port === port)
        .map(({ inode }) => inode);
    if (inodes.length === 0 || (0,procfs/* holdersOf */.pW)(inodes, members).length > 0)
        return undefined;
    const [pid] = (0,procfs/* holdersOf */.pW)(inodes, (0,procfs/* everyPid */.xA)());
    return pid === undefined ? "another user's process" : `process ${pid} (${(0,procfs/* commandOf */.Nl)(pid)})`;
}
/** The ports that the processes listen on, ascending. */
function portsOf(members) {
    const held = (0,procfs/* listeners */.gA)().filter(({ inode }) => (0,procfs/* holdersOf */.pW)([inode], members).length > 0);
    return [...new Set(held.map(({ port }) => port))].toSorted((a, b) => a - b);
}

;// CONCATENATED MODULE: ./build/service/redactLog.js
const named = /((?:(?:set-)?cookie|(?:proxy-)?authorization|x-api-key)(?:["']\s*,|["']?\s*[:=])\s*)("[^"\n]*"?|'[^'\n]*'?|[^\n]*)/gi;
/** A key has a digit in it, and prose behind such a word has not. */
const withScheme = /\b(bearer|basic)(\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi;
const cookie = /[^\s"'=;,]+=[^\s"';]+(?=;\s*(?:path|domain|httponly|secure|samesite|max-age|expires)\b)/gi;
/** A log without the credentials that a service has put there: what a run is given as it goes, nobody knows beforehand. */
function withoutCredentials(log) {
    return log.replace(named, "$1***").replace(withScheme, "$1$2***").replace(cookie, "***");
}

;// CONCATENATED MODULE: ./build/service/service.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});













/** Runs `service.build` in the arm's tree. Throws CouldNotMeasure, with the log's tail, where it fails. */
async function buildService(spec, arm, directory, ground) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (spec.build === undefined)
            return;
        const started = await launch(spec.build, spec, arm, directory, {}, ground);
        const _ = __addDisposableResource(env_1, owned(started.tree, (0,unit/* millis */.ne)(0), ground.signal), true);
        const exit = await abortable(started.tree.exited, ground.signal);
        if (exit.code !== 0) {
            throw new errors/* CouldNotMeasure */.Nc(`service.build: the ${arm} build ${inWords(exit)}\n${await started.tail()}`);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/**
 * What goes before a round: an empty TMPDIR, and `service.before_round`. Throws CouldNotMeasure, with the log's tail, where
 * that fails or takes longer than `service.ready_timeout`.
 */
async function prepareRound(spec, arm, directory, ground) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,files/* removeTree */.dM)(temporaryOf(arm, ground));
        if (spec.beforeRound === undefined)
            return;
        const started = await launch(spec.beforeRound, spec, arm, directory, {}, ground);
        const _ = __addDisposableResource(env_2, owned(started.tree, (0,unit/* millis */.ne)(0), ground.signal), true);
        const late = AbortSignal.timeout(spec.readyTimeoutMs);
        const exit = await abortable(started.tree.exited, AbortSignal.any([ground.signal, late])).catch((error) => {
            if (ground.signal.aborted || !late.aborted)
                throw error;
            return undefined;
        });
        if (exit?.code === 0)
            return;
        const end = exit === undefined ? `took longer than ${spec.readyTimeoutMs / 1000} s` : inWords(exit);
        throw new errors/* CouldNotMeasure */.Nc(`service.before_round: for the ${arm} it ${end}\n${await started.tail()}`);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/** The environment of an arm's commands, but for what each one is given. */
function environmentOf(spec, arm, ground) {
    const given = { TMPDIR: temporaryOf(arm, ground), ...spec.env[arm], LOADGATE_ARM: arm };
    return serviceEnvironment(ground.env, given, ground.keys);
}
const temporaryOf = (arm, { temporary }) => (0,external_node_path_.join)(temporary, arm);
/** Starts the service in `directory` and waits until it is ready on a port of its own. */
async function startService(spec, arm, directory, ground) {
    const port = await freePort();
    const { tree, tail } = await launch(spec.command, spec, arm, directory, { PORT: String(port) }, ground);
    const owner = owned(tree, spec.stopTimeoutMs, ground.signal);
    const gone = exitOf(tree, tail, arm);
    const asking = new AbortController();
    try {
        const ready = await Promise.race([
            whenReady({ port, ready: spec.ready, timeoutMs: spec.readyTimeoutMs }, AbortSignal.any([ground.signal, asking.signal])),
            gone.early,
        ]);
        if ("last" in ready)
            throw new errors/* CouldNotMeasure */.Nc(await neverReady(spec, arm, port, ready.last, tree, tail));
        const stranger = strangerOn(port, tree.members());
        if (stranger !== undefined) {
            throw new errors/* CouldNotMeasure */.Nc(`service.command: the ${arm} service does not listen on its PORT ${port}, but ${stranger} does; stop that process`);
        }
        return {
            origin: ready.origin,
            pid: tree.pid,
            died: gone.late,
            [Symbol.asyncDispose]: () => owner[Symbol.asyncDispose](),
        };
    }
    catch (error) {
        asking.abort(error);
        await owner[Symbol.asyncDispose]();
        throw error;
    }
}
const toldLines = 20;
async function launch(command, spec, arm, directory, given, ground) {
    const { runId, out, cores } = ground;
    if (!(await (0,files/* isDirectory */.wd)(directory))) {
        const key = arm === "base" ? "base.directory" : "service.directory";
        throw new errors/* CouldNotMeasure */.Nc(`${key}: expected a directory, got ${(0,external_node_path_.resolve)(directory)}, which does not exist`);
    }
    await (0,promises_.mkdir)(temporaryOf(arm, ground), { recursive: true });
    await (0,promises_.mkdir)(out, { recursive: true });
    const logFile = (0,external_node_path_.join)(out, `service-${arm}.log`);
    const from = (await (0,promises_.stat)(logFile).catch(() => undefined))?.size ?? 0;
    const tree = await (0,processTree/* spawnTree */.Q)({
        command,
        directory,
        env: { ...environmentOf(spec, arm, ground), ...given },
        logFile,
        mark: { name: watchdog/* runMark */.n6, value: `${runId}/${arm}` },
        ...(0,omitUndefined/* defined */.s)({ cores }),
    });
    const note = await (0,runDirectory/* noteGroup */.YV)(ground.temporary, tree.pid);
    const stop = async (...how) => {
        await tree.stop(...how);
        await (0,promises_.rm)(note, { force: true });
    };
    const tail = async () => {
        // A header's name may stand on the line before its value, so lines are read that are not told.
        const read = withoutCredentials(await (0,files/* tailOf */.Cj)(logFile, from, 2 * toldLines));
        const text = read.split("\n").slice(-toldLines).join("\n");
        return text === "" ? "it logged nothing" : `the end of its log (${logFile}):\n${indented(text)}`;
    };
    return { tree: { ...tree, stop }, tail };
}
/** Stops the tree when disposed; in a hurry once the run was interrupted. */
function owned(tree, stopTimeoutMs, signal) {
    return { [Symbol.asyncDispose]: () => tree.stop(stopTimeoutMs, signal) };
}
function exitOf(tree, tail, arm) {
    const report = (when) => async (exit) => {
        const text = await tail();
        const hint = /EADDRINUSE|address already in use/i.test(text)
            ? "; it wants a port that another process holds: let it listen on PORT, or stop that process"
            : "";
        throw new errors/* CouldNotMeasure */.Nc(`service.command: the ${arm} service ${inWords(exit)} ${when}${hint}\n${text}`);
    };
    const early = tree.exited.then(report("before it was ready"));
    const late = tree.exited.then(report("while it was measured"));
    for (const promise of [early, late])
        promise.catch(() => { });
    return { early, late };
}
async function neverReady({ ready, readyTimeoutMs }, arm, port, last, tree, tail) {
    const wanted = ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
    const elsewhere = portsOf(tree.members()).filter((other) => other !== port);
    const hint = elsewhere.length > 0 ? ` (it listens on ${elsewhere.join(", ")}: let it read PORT)` : "";
    return (`service.ready: expected the ${arm} service ${wanted} within ${readyTimeoutMs / 1000} s, got: ${last}${hint}; ` +
        `correct service.ready or raise service.ready_timeout\n${await tail()}`);
}
function inWords({ code, signal }) {
    return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}
const indented = (text) => text.replace(/^/gm, "  | ");
function abortable(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    if (signal.aborted)
        abort();
    signal.addEventListener("abort", abort);
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}

// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
;// CONCATENATED MODULE: ./build/service/worktree.js


/** Checks the commit out into the run's place, with the submodules that the main checkout has; gives the path back. */
async function addWorktree(at, sha, place) {
    const gitDirectory = await (0,git/* git */.$Y)(at, "rev-parse", "--path-format=absolute", "--git-common-dir");
    const path = await (0,runDirectory/* noteWorktree */.qW)(place, gitDirectory);
    await (0,git/* git */.$Y)(at, "worktree", "add", "--quiet", "--detach", path, sha);
    const tree = { ...at, directory: path };
    const submodules = await initialised(tree);
    if (submodules.length > 0)
        await (0,git/* git */.$Y)(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--", ...submodules);
    return path;
}
/** Paths of the submodules that the commit has and the repository's configuration knows: no other is to be fetched. */
async function initialised(tree) {
    const [paths, urls] = await Promise.all([
        (0,git/* tryGit */.Ii)(tree, "config", "--file", ".gitmodules", "--get-regexp", String.raw `^submodule\..*\.path$`),
        (0,git/* tryGit */.Ii)(tree, "config", "--local", "--get-regexp", String.raw `^submodule\..*\.url$`),
    ]);
    const known = new Set(entriesIn(urls).map(({ name }) => name));
    return entriesIn(paths).flatMap(({ name, value }) => (known.has(name) ? [value] : []));
}
/** submodule.lib.path vendor/lib */
function entriesIn(text = "") {
    return [...text.matchAll(/^submodule\.(.*)\.\w+ (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}

;// CONCATENATED MODULE: ./build/shell/gitHistory.js


async function checkoutOf(place) {
    const head = await (0,git/* git */.$Y)(place, "rev-parse", "--verify", "HEAD^{commit}");
    const [commit, branch, changes, defaultBranch] = await Promise.all([
        // In a shallow clone HEAD^1 is unknown to git, but the commit itself still names its parents.
        (0,git/* git */.$Y)(place, "cat-file", "commit", head),
        (0,git/* tryGit */.Ii)(place, "symbolic-ref", "--quiet", "--short", "HEAD"),
        (0,git/* git */.$Y)(place, "status", "--porcelain", "--untracked-files=no"),
        defaultBranchOf(place),
    ]);
    return {
        head,
        parents: (0,git/* parentsIn */.Pb)(commit),
        isDirty: changes !== "",
        ...(0,omitUndefined/* defined */.s)({ branch, defaultBranch }),
    };
}
async function defaultBranchOf(place) {
    const named = await (0,git/* tryGit */.Ii)(place, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
    if (named !== undefined)
        return named.replace("refs/remotes/origin/", "");
    for (const name of ["main", "master"])
        if ((await branchHere(place, name)) !== undefined)
            return name;
    return undefined;
}
/** The commit that a branch, tag or sha names, here or at the remote. Throws a GitFailure where none does. */
async function commitNamed(place, name) {
    // What git would take for an option, a range, or a place of its own to write to.
    if (/^[-+^]|[:\s]|\.\./.test(name))
        throw new git/* GitFailure */.Xi(`expected the name of one commit, got ${name}`);
    return ((await commitHere(place, name)) ?? (await commitHere(place, `refs/remotes/origin/${name}`)) ?? fetched(place, name));
}
/** Makes sure that the commit is in this clone. Throws a GitFailure where it cannot be had. */
async function haveCommit(place, sha) {
    if ((await commitHere(place, sha)) === undefined)
        await fetched(place, sha);
}
/** How far a shallow clone is deepened, in commits, before all is fetched. */
const steps = [50, 500];
/** The best common ancestor of HEAD and the branch, as the remote has it, or this clone. Throws a GitFailure without one. */
async function mergeBaseWith(place, branch) {
    const tip = (await branchHere(place, branch)) ?? (await fetched(place, branch));
    const ancestor = () => (0,git/* tryGit */.Ii)(place, "merge-base", "HEAD", tip);
    const found = await ancestor();
    if (found !== undefined)
        return found;
    if (!(await isShallow(place)))
        throw new git/* GitFailure */.Xi(`HEAD and ${branch} have no common ancestor`);
    const head = await (0,git/* git */.$Y)(place, "rev-parse", "HEAD");
    for (const depth of [...steps.map((step) => `--deepen=${step}`), "--unshallow"]) {
        if (await isShallow(place))
            await (0,git/* git */.$Y)(place, "fetch", ...sparing, depth, await remoteOf(place), tip, head);
        const ancestorNow = await ancestor();
        if (ancestorNow !== undefined)
            return ancestorNow;
    }
    throw new git/* GitFailure */.Xi(`HEAD and ${branch} have no common ancestor`);
}
/** Nothing is fetched but what is asked for. */
const sparing = ["--quiet", "--no-tags", "--no-recurse-submodules"];
async function branchHere(place, name) {
    return (await commitHere(place, `refs/remotes/origin/${name}`)) ?? (await commitHere(place, `refs/heads/${name}`));
}
async function commitHere(place, name) {
    return await (0,git/* tryGit */.Ii)(place, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}
/** A depth would make a whole clone shallow: only a clone that is shallow already is given one. */
async function fetched(place, name) {
    const depth = (await isShallow(place)) ? ["--depth=1"] : [];
    await (0,git/* git */.$Y)(place, "fetch", ...sparing, ...depth, await remoteOf(place), name);
    return await (0,git/* git */.$Y)(place, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
}
async function remoteOf(place) {
    const remotes = (await (0,git/* git */.$Y)(place, "remote")).split("\n").filter((name) => name !== "");
    const remote = remotes.includes("origin") ? "origin" : remotes[0];
    if (remote === undefined)
        throw new git/* GitFailure */.Xi("it is not in this repository, which has no remote to fetch it from");
    return remote;
}
async function isShallow(place) {
    return (await (0,git/* git */.$Y)(place, "rev-parse", "--is-shallow-repository")) === "true";
}

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/experiment/base/source.js

/** Where the base may come from, the best first. Where there is more than one, or `auto` found it, it may fail. */
function sourcesOf({ base, hasService, isRefreshing, carried, wanted }) {
    const { from, target, directory } = base;
    if (from === "none")
        return [];
    if (target !== undefined && (from === "target" || (from === "auto" && directory === undefined)))
        return [{ kind: "target", origin: target }];
    if (directory !== undefined && (from === "directory" || from === "auto"))
        return [{ kind: "directory", directory }];
    if (from === "git")
        return [{ kind: "git" }];
    if (from === "artifact")
        return [{ kind: "artifact", carried }];
    if (!hasService)
        return [];
    const artifact = carried === undefined ? [] : [{ kind: "artifact", carried }];
    if (isRefreshing)
        return artifact;
    const isTheVery = carried?.sha !== undefined && carried.sha === wanted;
    return isTheVery ? [...artifact, { kind: "git" }] : [{ kind: "git" }, ...artifact];
}
/** Whether the choice depends on the commit to compare with, which may have to be fetched to be known. */
function isWantedAsked({ base, hasService, isRefreshing, carried }) {
    return base.from === "auto" && !(0,plan/* isNamed */.ev)(base) && hasService && !isRefreshing && carried?.sha !== undefined;
}
/** `ref` is what the configuration or the command line names. */
function wantedCommit(ref, event, checkout) {
    if (ref !== undefined)
        return { kind: "named", ref };
    if (event?.mergeGroupBase !== undefined)
        return { kind: "commit", sha: event.mergeGroupBase, why: "the base of the merge group" };
    if (event?.pullRequest !== undefined) {
        const { baseBranch, headSha } = event.pullRequest;
        const isMerge = checkout.parents.length > 1 && checkout.head !== headSha;
        return isMerge ? parentOf(checkout, "HEAD^1 of the merge commit") : { kind: "merge_base", branch: baseBranch };
    }
    const main = event?.defaultBranch ?? checkout.defaultBranch;
    if (main !== undefined && checkout.branch !== main)
        return { kind: "merge_base", branch: main };
    const before = beforeHead(event, checkout);
    if (main !== undefined || before.kind !== "commit")
        return before;
    return { ...before, why: `${before.why}; this clone does not say which branch is the default one` };
}
/** What to compare with where the head itself is a commit of the default branch. */
function beforeHead(event, checkout) {
    // In a job, earlier steps may have changed files; a person's changes are what is to be measured.
    if (event === undefined && checkout.isDirty)
        return { kind: "commit", sha: checkout.head, why: "HEAD, without the uncommitted changes" };
    return parentOf(checkout, "HEAD^1");
}
function parentOf({ parents: [first] }, why) {
    if (first === undefined)
        return { kind: "nothing", why: "HEAD is the first commit: there is none to compare with" };
    return { kind: "commit", sha: first, why };
}

;// CONCATENATED MODULE: ./build/experiment/base/git.js










/** Finds the commit to compare the service in `directory` with. Throws CouldNotMeasure where there is none. */
async function baseCommit(ref, { event }, directory, ground) {
    const { at, inside } = await repositoryOf(directory, ground);
    const checkout = await told("HEAD", checkoutOf(at));
    const wanted = await answered(wantedCommit(ref, event, checkout), at);
    // What main has already cannot be compared with itself.
    const isHead = wanted.kind === "merge_base" && wanted.sha === checkout.head;
    const { sha, why } = isHead ? await answered(beforeHead(event, checkout), at) : wanted;
    return { sha, why, at, inside };
}
/** Checks the commit out below the run's temporary directory; gives back where the service's commands run there. */
async function checkOut({ sha, why, at, inside }, { temporary }) {
    await told(`${(0,format/* shortSha */.Fu)(sha)} (${why})`, haveCommit(at, sha));
    const tree = await told(`a worktree of ${(0,format/* shortSha */.Fu)(sha)}`, addWorktree(at, sha, temporary), "");
    const directory = (0,external_node_path_.join)(tree, inside);
    if (await (0,files/* isDirectory */.wd)(directory))
        return directory;
    throw new errors/* CouldNotMeasure */.Nc(`service.directory: ${inside} does not exist in the base commit ${(0,format/* shortSha */.Fu)(sha)} (${why})`);
}
async function repositoryOf(directory, { env, signal, runId }) {
    if (!(await (0,files/* isDirectory */.wd)(directory)))
        throw new errors/* CouldNotMeasure */.Nc(`service.directory: expected a directory, got ${(0,external_node_path_.resolve)(directory)}, which does not exist`);
    const real = await (0,promises_.realpath)(directory);
    const place = { directory: real, env, signal, mark: { name: watchdog/* runMark */.n6, value: `${runId}/${watchdog/* gitMark */.GV}` } };
    const remedy = "name the base by base.directory or base.target";
    // A submodule moves with the repository around it.
    const around = await told(real, (0,git/* git */.$Y)(place, "rev-parse", "--show-superproject-working-tree"), remedy);
    const top = around === "" ? await told(real, (0,git/* git */.$Y)(place, "rev-parse", "--show-toplevel"), remedy) : around;
    return { at: { ...place, directory: top }, inside: (0,external_node_path_.relative)(top, real) };
}
async function answered(wanted, at) {
    switch (wanted.kind) {
        case "commit":
            return wanted;
        case "named":
            return { ...wanted, sha: await told(wanted.ref, commitNamed(at, wanted.ref)), why: wanted.ref };
        case "merge_base": {
            const what = `the merge base with ${wanted.branch}`;
            return { ...wanted, sha: await told(what, mergeBaseWith(at, wanted.branch)), why: what };
        }
        case "nothing":
            throw new errors/* CouldNotMeasure */.Nc(`base.from: git: ${wanted.why}`);
    }
}
const deeper = "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";
/** What git says no to, with what it was about. */
async function told(what, answer, remedy = deeper) {
    try {
        return await answer;
    }
    catch (error) {
        if (!(error instanceof git/* GitFailure */.Xi))
            throw error;
        const then = remedy === "" ? "" : `; ${remedy}`;
        throw new errors/* CouldNotMeasure */.Nc(`base.from: git: ${what}: ${error.message}${then}`, { cause: error });
    }
}

;// CONCATENATED MODULE: ./build/experiment/arm.js
var arm_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var arm_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** The head arm, built. */
async function headArm({ service, target }, ground) {
    if (service !== undefined) {
        const from = "service.command";
        return await builtArm({ arm: "head", from, told: from, directory: service.directory }, service, ground);
    }
    if (target !== undefined)
        return attachedArm("head", "target", target, ground);
    throw new errors/* CouldNotMeasure */.Nc("there is neither a service to start nor a target");
}
/** The base arm, built. Throws CouldNotMeasure where the one that the plan names cannot be had. */
async function baseArm(plan, means, ground) {
    const { base, service } = plan;
    const { facts, carried } = means;
    const commit = once(() => baseCommit(base.ref, facts, service?.directory ?? ".", ground));
    const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
    const wanted = isWantedAsked(choice) ? (await commit().catch(() => undefined))?.sha : undefined;
    const warnings = [];
    for (const source of sourcesOf({ ...choice, wanted })) {
        const isFallible = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
        try {
            const arm = await armFrom(source, plan, commit, means.progress, ground);
            return { base: isFallible ? await tried(arm) : arm, warnings };
        }
        catch (error) {
            if (!isFallible || !(error instanceof errors/* CouldNotMeasure */.Nc) || ground.signal.aborted)
                throw error;
            warnings.push(`${errors/* noBase */.pr} ${source.kind}: ${brief(error)}; name one by base.ref, base.directory or --base`);
        }
    }
    return { warnings };
}
async function armFrom(source, plan, commit, progress, ground) {
    switch (source.kind) {
        case "target":
            return attachedArm("base", "base.target", source.origin, ground);
        case "directory": {
            const { directory } = source;
            const from = `directory ${directory}`;
            const service = startable(plan, "base.directory: a directory");
            return await builtArm({ arm: "base", from, told: from, directory }, service, ground);
        }
        case "artifact":
            return carriedArm(source.carried, startable(plan, "base.from: an artifact"), ground);
        case "git": {
            const service = startable(plan, "base.from: git");
            return await gitArm(await commit(), service, progress, ground);
        }
    }
}
function startable({ service }, what) {
    if (service !== undefined)
        return service;
    throw new errors/* CouldNotMeasure */.Nc(`${what} holds a build to start, which takes service.command; use base.target`);
}
/** Built already, where it was carried from. */
function carriedArm(carried, service, ground) {
    if (carried === undefined) {
        throw new errors/* CouldNotMeasure */.Nc("base.from: artifact: no baseline artifact carries a build; set base.carry and let a run on the default branch make one");
    }
    const { sha, isAnchor = false } = carried;
    const name = isAnchor ? "the anchor build" : "the carried build";
    const told = sha === undefined ? name : `${name} of ${(0,format/* shortSha */.Fu)(sha)}`;
    const build = { arm: "base", from: "artifact", told, ...carried };
    return startedArm(build, service, ground);
}
async function gitArm(commit, service, progress, ground) {
    const { sha, why } = commit;
    const told = `git ${(0,format/* shortSha */.Fu)(sha)} (${why})`;
    progress(`base: ${told}`);
    const directory = await checkOut(commit, ground);
    const source = await builtArm({ arm: "base", from: "git", sha, told, directory }, service, ground);
    if (service.build !== undefined)
        return source;
    return { ...source, start: () => source.start().catch(withoutBuild) };
}
function withoutBuild(error) {
    if (!(error instanceof errors/* CouldNotMeasure */.Nc))
        throw error;
    const [first = "", ...log] = error.message.split("\n");
    const hint = "the base is a fresh checkout, without what git ignores (node_modules): set service.build to make it";
    throw new errors/* CouldNotMeasure */.Nc([`${first}; ${hint}`, ...log].join("\n"), { cause: error });
}
async function builtArm(build, spec, ground) {
    await buildService(spec, build.arm, build.directory, ground);
    return startedArm(build, spec, ground);
}
function startedArm({ directory, ...build }, spec, ground) {
    const { arm } = build;
    return {
        ...build,
        environment: environmentOf(spec, arm, ground),
        prepare: () => prepareRound(spec, arm, directory, ground),
        start: async () => ({ arm, ...(await startService(spec, arm, directory, ground)) }),
    };
}
function attachedArm(arm, key, origin, { signal }) {
    const start = async () => {
        const problem = await whenReachable(origin, signal);
        if (problem !== undefined) {
            throw new errors/* CouldNotMeasure */.Nc(`${key}: nothing listens at ${origin} (${problem}); start it before, or correct ${key}`);
        }
        return { arm, origin, died: new Promise(() => { }), [Symbol.asyncDispose]: async () => { } };
    };
    return { arm, from: origin, told: origin, prepare: async () => { }, start };
}
/** Started once, so that a build that cannot start is known before anything is measured. */
async function tried(source) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await source.prepare();
        const _ = arm_addDisposableResource(env_1, await source.start(), true);
        return source;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = arm_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The first line of what went wrong, and the last of its log. */
function brief(error) {
    const [first = "", ...log] = (0,errors/* messageOf */.bD)(error)
        .replace(/^base\.from: \w+: /, "")
        .split("\n");
    const last = log.at(-1)?.replace(/^ *\| /, "");
    return last === undefined ? first : `${first} (${last})`;
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/baseline/build/buildLimits.js
var buildLimits = __webpack_require__(81381);
;// CONCATENATED MODULE: ./build/baseline/build/unpack.js
var unpack_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var unpack_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/** What an archive may hold beside the files' own bytes, for each of them: headers, long names, padding. */
const overheadBytes = 2048;
/**
 * Unpacks what packBuild has packed into `directory`, which it makes. What the archive says is not trusted: only files,
 * directories, and symbolic links that stay inside come out of it, no more of them than `limits` has, and nothing set-user-ID.
 * Throws UnusableBaseline that says what is wrong, and then leaves nothing.
 */
async function unpackBuild(file, directory, limits = buildLimits/* buildLimits */.ZB) {
    await (0,promises_.mkdir)(directory);
    try {
        return await unpacked(file, new Tree(directory, limits), limits);
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        const what = error instanceof Forbidden ? error.message : `it cannot be unpacked (${(0,errors/* messageOf */.bD)(error)})`;
        throw new codec/* UnusableBaseline */.$X(`${(0,external_node_path_.basename)(file)}: ${what}; delete the baseline and ${codec/* anew */.W9}`, { cause: error });
    }
}
/** What a build of ours never holds. */
class Forbidden extends Error {
}
async function unpacked(file, tree, limits) {
    const archive = (0,tar_stream.extract)();
    const mostBytes = limits.bytes + limits.entries * overheadBytes;
    const fed = (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,external_node_zlib_.createGunzip)(), upTo(mostBytes), 
    // streamx makes streams that Node takes as its own, which their types do not say.
    archive);
    // Heard below; what breaks it breaks the entries too.
    fed.catch(() => { });
    await entriesOf(archive, tree);
    await fed;
    return await tree.finished();
}
async function entriesOf(archive, tree) {
    for await (const entry of archive) {
        await tree.add(entry.header, entry);
        entry.resume();
    }
}
function upTo(most) {
    return async function* (chunks) {
        let bytes = 0;
        for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > most)
                throw new Forbidden("it unpacks to more than a build may hold");
            yield chunk;
        }
    };
}
/** What has come out of an archive so far. */
class Tree {
    #directory;
    #limits;
    /** Those that were made here: nothing is put into any other. */
    #directories = new Set([""]);
    #links = new Map();
    #entries = 0;
    #files = 0;
    #bytes = 0;
    constructor(directory, limits) {
        this.#directory = directory;
        this.#limits = limits;
    }
    async add({ name, type, size, mode, linkname }, content) {
        const path = pathOf(name);
        if (!this.#directories.has(unpack_parentOf(path)))
            throw new Forbidden(`${name} lies in no directory of the archive`);
        this.#entries++;
        this.#bytes += size;
        if (this.#entries > this.#limits.entries || this.#bytes > this.#limits.bytes) {
            throw new Forbidden("it holds more than a build may");
        }
        const place = (0,external_node_path_.join)(this.#directory, path);
        switch (type) {
            case "directory":
                await (0,promises_.mkdir)(place);
                await (0,promises_.chmod)(place, (mode & buildLimits/* permissions */.P) | buildLimits/* ownersDirectory */._o);
                this.#directories.add(path);
                return;
            case "file":
                this.#files++;
                return await writeNew(place, content, mode & buildLimits/* permissions */.P);
            case "symlink":
                if (this.#links.has(path) || !linkname)
                    throw new Forbidden(`${name} is a link twice, or leads nowhere`);
                this.#links.set(path, linkname);
                return;
            default:
                throw new Forbidden(`${name} is neither a file, a directory nor a symbolic link, but a ${type}`);
        }
    }
    /** The links are made last: until then there is none that could be followed. */
    async finished() {
        const outside = [...this.#links.keys()].find((link) => (0,buildLimits/* leadsOut */.qm)(link, this.#links));
        if (outside !== undefined)
            throw new Forbidden(`the link ${outside} leads outside`);
        for (const [path, target] of this.#links)
            await (0,promises_.symlink)(target, (0,external_node_path_.join)(this.#directory, path));
        return { files: this.#files + this.#links.size, bytes: this.#bytes };
    }
}
/** Without the slash that ends a directory's name. */
function pathOf(name) {
    const path = name.replace(/\/$/, "");
    const isPlain = path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
    if (!isPlain || path.includes("\0"))
        throw new Forbidden(`${JSON.stringify(name)} is no path inside a build`);
    return path;
}
const unpack_parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
async function writeNew(place, content, mode) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = unpack_addDisposableResource(env_1, await (0,promises_.open)(place, "wx", 0o600), true);
        for await (const chunk of content)
            await file.writeFile(chunk);
        await file.chmod(mode);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = unpack_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

;// CONCATENATED MODULE: ./build/experiment/base/carriedBuild.js





/** Unpacked into the run's temporary directory, where a base may come from it. */
async function unpackedFor(base, archive, temporary) {
    if (archive === undefined || !(base.from === "artifact" || (base.from === "auto" && !(0,plan/* isNamed */.ev)(base)))) {
        return { warnings: [] };
    }
    if ("missing" in archive) {
        if (base.from !== "artifact")
            return { warnings: [] };
        throw new errors/* CouldNotMeasure */.Nc(`base.from: artifact: ${archive.missing}`);
    }
    const { file, ...build } = archive;
    const directory = (0,external_node_path_.join)(temporary, "carried");
    try {
        await unpackBuild(file, directory);
        return { carried: { ...build, directory }, warnings: [] };
    }
    catch (error) {
        if (!(error instanceof codec/* UnusableBaseline */.$X))
            throw error;
        if (base.from === "artifact")
            throw new errors/* CouldNotMeasure */.Nc(`base.from: artifact: ${error.message}`, { cause: error });
        return { warnings: [`${errors/* noBase */.pr} artifact: ${error.message}`] };
    }
}

;// CONCATENATED MODULE: ./build/experiment/comparisonMode.js
/** The strongest comparison that can be made, or the one that is asked for. */
function modeOf(scenario, { base, isAnchor = false, baseline }) {
    const { compare } = scenario;
    if (compare === "off")
        return { kind: "off", reason: "compare: off" };
    if (compare === "recorded")
        return { kind: "recorded", reason: "compare: recorded" };
    if (base !== undefined) {
        const whole = wholeBecause(scenario);
        const against = isAnchor ? { against: "anchor" } : {};
        if (whole !== undefined)
            return { kind: "alternate", reason: `${whole}, base from ${base}`, ...against };
        return { kind: "duet", reason: `base and head on one machine, base from ${base}`, ...against };
    }
    if (baseline === "found")
        return { kind: "recorded", reason: "no base build to start: compared with the recorded runs of main" };
    return { kind: "recorded", reason: "no base build to start, and no recorded runs to compare with" };
}
/** Why a scenario cannot be cut into rounds of a duet; `undefined` where it can. */
function wholeBecause({ compare, phases }) {
    if (compare === "alternate")
        return "compare: alternate";
    const uncut = phases.find(({ warmup, pattern }) => !warmup && pattern.kind !== "constant");
    if (uncut === undefined)
        return undefined;
    return `base and head in turn on one machine, because ${uncut.id} can only be played whole`;
}

// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
;// CONCATENATED MODULE: ./build/monitors/processTree.js


/** Linux has fixed both for user space on every platform that GitHub runs. */
const msPerTick = 10;
const pageBytes = 4096;
/**
 * Processor time and memory of a process and all that it has started. Who was once seen as a member stays one, also
 * when its parent ends and it becomes an orphan. What a process used is the greater of two lower bounds: its own count,
 * which is cut to ticks of 10 ms, and the exact count of its living threads, which forgets the ended ones.
 */
function monitorTree(root, nowMs) {
    const members = new Map();
    function include(pid) {
        const stat = (0,procfs/* statOf */._N)(pid);
        if (stat !== undefined && !members.has(pid))
            members.set(pid, stat.startTicks);
        for (const child of (0,procfs/* childrenOf */.LU)(pid))
            if (!members.has(child))
                include(child);
    }
    function usage(pid, startTicks) {
        const stat = (0,procfs/* statOf */._N)(pid);
        if (stat === undefined || stat.startTicks !== startTicks)
            return undefined;
        const ownMs = Math.max(stat.ownTicks * msPerTick, (0,procfs/* threadsCpuNanos */.Pc)(pid) / 1e6);
        return { cpuMs: ownMs + stat.reapedTicks * msPerTick, rssBytes: stat.rssPages * pageBytes };
    }
    return {
        read() {
            for (const pid of [root, ...members.keys()])
                include(pid);
            let cpuMs = 0;
            let rssBytes = 0;
            for (const [pid, startTicks] of members) {
                const used = usage(pid, startTicks);
                if (used === undefined)
                    members.delete(pid);
                else {
                    cpuMs += used.cpuMs;
                    rssBytes += used.rssBytes;
                }
            }
            if (!members.has(root))
                return undefined;
            return { atMs: nowMs(), cpuMs: (0,unit/* millis */.ne)(cpuMs), rssBytes: (0,unit/* bytes */.ee)(rssBytes) };
        },
    };
}

// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/experiment/roundPlan.js


/** More rounds than this gain nothing that is worth the time. */
const mostRounds = 100;
/** Length of a cut: more rounds beat longer rounds, but a round's percentiles want requests to be computed from. */
const cut = { shortestMs: 3000, longestMs: 6000, requests: 300 };
/** Each fresh start is warmed for a second, by this many requests a second at least. */
const warmupPerSec = 20;
/** What each round of a duet plays: the warm-up, then a cut of every measured phase. */
function stretchesOfRound({ phases }) {
    const measured = phases.filter(({ warmup }) => !warmup).map(cutOf);
    const configured = phases.filter(({ warmup }) => warmup).map(warmupCutOf);
    const [first] = measured;
    if (first === undefined)
        return [];
    return [...(configured.length > 0 ? configured : [warmupOf(first)]), ...measured];
}
/** What a scenario plays as a whole. */
function stretchesOfScenario({ phases }) {
    return phases.map((phase) => ({ ...phase, phaseId: phase.id, interleave: "request" }));
}
function cutOf({ id, pattern, durationMs, ...phase }) {
    const enoughMs = pattern.kind === "constant" ? (1000 * cut.requests) / pattern.ratePerSec : cut.longestMs;
    const cutMs = Math.min(Math.max(enoughMs, cut.shortestMs), cut.longestMs, durationMs);
    return { ...phase, phaseId: id, pattern, durationMs: (0,unit/* millis */.ne)(cutMs), cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
/** A warm-up of the scenario's own, as it stands, but no longer than a cut may be: it comes back in every round. */
function warmupCutOf({ id, durationMs, ...phase }) {
    const cutMs = (0,unit/* millis */.ne)(Math.min(durationMs, cut.longestMs));
    return { ...phase, phaseId: id, durationMs: cutMs, cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
function warmupOf(measured) {
    const { pattern } = measured;
    const ratePerSec = pattern.kind === "constant" ? Math.max(pattern.ratePerSec, warmupPerSec) : warmupPerSec;
    return {
        ...measured,
        phaseId: "warm-up",
        pattern: { kind: "constant", ratePerSec },
        durationMs: (0,unit/* millis */.ne)(Math.min(1000, measured.durationMs)),
        warmup: true,
    };
}
/** The same load dealt in another way, and how much longer it then takes: in slices the arms take turns. */
function dealt(stretches, interleave) {
    const moreMs = (stretch) => (!stretch.warmup && interleave === "slice" ? stretch.durationMs : 0);
    return {
        stretches: stretches.map((stretch) => (stretch.warmup ? stretch : { ...stretch, interleave })),
        moreMs: (0,unit/* millis */.ne)(stretches.reduce((sum, stretch) => sum + moreMs(stretch), 0)),
    };
}
/** How many rounds there are to be, with those that were played: fixed before looking at any result, from what one took. */
function roundsWithin(leftMs, roundMs, played = 0) {
    return Math.max(1, Math.min(mostRounds, played + Math.max(0, Math.floor(leftMs / roundMs))));
}
/** Whether the base starts first: balanced over each two rounds, in random order. */
function baseStartsFirst(seed, round) {
    const even = (0,random/* draw */.$)(seed, 7, Math.floor(round / 2)) < 0.5;
    return (round % 2 === 0) === even;
}
/** A seed of its own for every stretch of every round: both arms share it, no two stretches do. */
function seedOf(seed, round, stretch) {
    return Math.floor((0,random/* draw */.$)(seed, 11, round * 1000 + stretch) * 0x1_0000_0000);
}

;// CONCATENATED MODULE: ./build/experiment/round.js
var round_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var round_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});



/**
 * Starts the arms fresh, plays the stretches to all of them in turn, stops them. `onPhase` hears of each phase as it
 * ends, so that nothing is lost when a later one fails.
 */
async function playRound({ index, sources, scenario, stretches }, { generator, clock, signal, seed, intervalMs, tls }, onPhase = () => { }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const started = round_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        // What they share is reset before either starts: the base first, whatever the order of the starts.
        for (const source of sources.toSorted(byArm))
            await source.prepare();
        const arms = await startTogether(sources, started);
        const inOrder = arms.toSorted(byArm);
        const died = Promise.race(inOrder.map((arm) => arm.died));
        died.catch(() => { });
        const destinations = inOrder.map(({ origin }) => ({ ...scenario.connection, origin, tls }));
        const load = started.use(await Promise.race([generator.connect(destinations, streamSpec(scenario, seedOf(seed, index, 0))), died]));
        const monitors = inOrder.map(({ pid }) => (pid === undefined ? undefined : monitorTree(pid, () => clock.nowMs())));
        const phases = [];
        for (const [n, stretch] of stretches.entries()) {
            const sampling = sample(monitors, intervalMs, clock);
            const records = await Promise.race([load.play(stretch, seedOf(seed, index, n + 1)), died]).finally(sampling.stop);
            for (const [i, arm] of inOrder.entries()) {
                const record = records[i];
                if (record === undefined)
                    throw new Error(`the load generator gave no record for ${arm.arm}`);
                const { phaseId, warmup } = stretch;
                const phase = { arm: arm.arm, phaseId, warmup, record, readings: sampling.readings[i] ?? [] };
                phases.push(phase);
                onPhase(phase);
            }
            if (stretch.cooldownMs > 0)
                await rest(stretch.cooldownMs, died, clock, signal);
        }
        if (scenario.teardown.length > 0)
            await Promise.race([load.tearDown(), died]);
        return { index, phases };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = round_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const byArm = (a, b) => (a.arm < b.arm ? -1 : 1);
/** What the generator's threads make the requests from: the same values in every phase of the round, and for both arms. */
function streamSpec({ phases, flows, feeds, setup, teardown }, seed) {
    const usersReturn = phases.some(({ pattern }) => pattern.kind === "users");
    return { seed, flows, usersReturn, feeds, setup, teardown };
}
/** Waits, unless a service dies meanwhile. */
async function rest(restMs, died, clock, signal) {
    const over = new AbortController();
    const rested = clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + restMs), AbortSignal.any([signal, over.signal]));
    await Promise.race([rested, died]).finally(() => {
        rested.catch(() => { });
        over.abort();
    });
}
/** Starts all at once; where one fails, those that did start are stopped all the same. Throws what failed first. */
async function startTogether(sources, started) {
    const failures = [];
    const noted = (error) => {
        failures.push(error);
        throw error;
    };
    const starts = await Promise.allSettled(sources.map((source) => source.start().catch(noted)));
    const arms = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
    started.defer(async () => {
        await Promise.all(arms.map((arm) => arm[Symbol.asyncDispose]()));
    });
    if (failures.length > 0)
        throw failures[0];
    return arms;
}
/** Reads every monitor now, at each interval, and once more when stopped. */
function sample(monitors, intervalMs, clock) {
    const readings = monitors.map(() => []);
    const read = () => {
        for (const [i, monitor] of monitors.entries()) {
            const reading = monitor?.read();
            if (reading !== undefined)
                readings[i]?.push(reading);
        }
    };
    const stopped = new AbortController();
    const loop = async () => {
        for (let atMs = clock.nowMs() + intervalMs;; atMs += intervalMs) {
            await clock.sleepUntil((0,unit/* millis */.ne)(atMs), stopped.signal);
            read();
        }
    };
    read();
    loop().catch(() => { });
    return {
        readings,
        stop() {
            stopped.abort();
            read();
        },
    };
}

;// CONCATENATED MODULE: ./build/experiment/measureScenario.js





/**
 * A duet of base and head: a rehearsal round that is thrown away, then as many rounds as fit into the budget, or as it
 * takes to settle every comparison.
 */
async function measureDuet(scenario, arms, { budgetMs, interleave, looks }, stage) {
    const { clock, progress } = stage;
    const endMs = (0,unit/* millis */.ne)(clock.nowMs() + budgetMs);
    const rehearsed = dealt(stretchesOfRound(scenario), interleave === "slice" ? "slice" : "request");
    const play = (stretches) => (index) => playRound({ index, sources: inOrder(arms, stage.seed, index), scenario, stretches }, stage);
    const begunMs = clock.nowMs();
    try {
        progress(`${scenario.id}: rehearsal round`);
        const rehearsal = await play(rehearsed.stretches)(-1);
        const rehearsalMs = clock.nowMs() - begunMs;
        const dealing = interleave === "auto" ? looks.dealing(rehearsal) : { kind: interleave, reason: `gate.interleave: ${interleave}` };
        const { stretches, moreMs } = dealt(rehearsed.stretches, dealing.kind);
        const roundMs = (0,unit/* millis */.ne)(rehearsalMs + (interleave === "auto" ? moreMs : 0));
        const planned = roundsWithin((0,unit/* millis */.ne)(endMs - clock.nowMs()), roundMs);
        if (planned < record/* fewestRounds */.m) {
            progress(`${scenario.id}: too little time to compare: gate.budget has ${(0,format/* minutes */.Gx)(budgetMs)} for it, ` +
                `and ${record/* fewestRounds */.m} rounds and the rehearsal take ${(0,format/* minutes */.Gx)((record/* fewestRounds */.m + 1) * roundMs)}`);
        }
        const course = { planned, dealing };
        return await measureRounds({ id: scenario.id, course, roundMs, endMs, played: [], round: play(stretches), looks }, stage);
    }
    catch (failure) {
        return { rounds: [], planned: 0, failure };
    }
}
/**
 * Base and head one after the other, each of them played whole: for load that cannot be cut. As many rounds as fit into the
 * budget, and one in any case.
 */
async function measureAlternate(scenario, arms, { budgetMs, looks }, stage) {
    const { clock, progress } = stage;
    const endMs = (0,unit/* millis */.ne)(clock.nowMs() + budgetMs);
    const stretches = stretchesOfScenario(scenario);
    const atLeastMs = 2 * record/* fewestRounds */.m * lengthOf(stretches);
    if (atLeastMs > budgetMs) {
        progress(`${scenario.id}: too little time to compare: gate.budget has ${(0,format/* minutes */.Gx)(budgetMs)} for it, ` +
            `and ${record/* fewestRounds */.m} rounds of base and head take ${(0,format/* minutes */.Gx)(atLeastMs)} and their starts`);
    }
    const round = async (index) => {
        const phases = [];
        for (const source of inOrder(arms, stage.seed, index)) {
            phases.push(...(await playRound({ index, sources: [source], scenario, stretches }, stage)).phases);
        }
        return { index, phases };
    };
    try {
        const begunMs = clock.nowMs();
        progress(`${scenario.id}: first round`);
        const first = await round(0);
        const roundMs = (0,unit/* millis */.ne)(clock.nowMs() - begunMs);
        const course = { planned: roundsWithin((0,unit/* millis */.ne)(endMs - clock.nowMs()), roundMs, 1) };
        return await measureRounds({ id: scenario.id, course, roundMs, endMs, played: [first], round, looks }, stage);
    }
    catch (failure) {
        return { rounds: [], planned: 1, failure };
    }
}
function inOrder({ base, head }, seed, index) {
    return baseStartsFirst(seed, index) ? [base, head] : [head, base];
}
function lengthOf(stretches) {
    return stretches.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0);
}
/** Plays rounds until all planned ones are played, or looking at them has settled the matter, or the budget ends. */
async function measureRounds({ id, course, roundMs, endMs, played, looks, round }, { clock, progress }) {
    const { planned } = course;
    const rounds = [...played];
    for (const record of played)
        looks.look(record, course);
    try {
        // A round that would end past the budget is not begun, but one is always played.
        while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + roundMs <= endMs)) {
            progress(`${id}: round ${rounds.length + 1} of at most ${planned}`);
            const record = await round(rounds.length);
            rounds.push(record);
            if (!looks.look(record, course))
                continue;
            progress(`${id}: settled after ${rounds.length} of at most ${planned} rounds`);
            break;
        }
    }
    catch (failure) {
        return { rounds, ...course, roundMs, failure };
    }
    return { rounds, ...course, roundMs };
}
/** The scenario played whole, once, on the head alone. */
async function measureWhole(scenario, head, stage) {
    const stretches = stretchesOfScenario(scenario);
    const heard = [];
    stage.progress(`${scenario.id}: played whole, ${(0,format/* minutes */.Gx)(lengthOf(stretches))}`);
    try {
        const round = await playRound({ index: 0, sources: [head], scenario, stretches }, stage, (phase) => heard.push(phase));
        return { rounds: [round], planned: 1 };
    }
    catch (failure) {
        return { rounds: heard.length === 0 ? [] : [{ index: 0, phases: heard }], planned: 1, failure };
    }
}

;// CONCATENATED MODULE: ./build/experiment/sharedState.js
/** Sets of variables that together say where state is: as long as one of them differs, the state does. */
const families = [
    { of: /^PG(HOST|HOSTADDR|PORT|DATABASE|SERVICE)$/, needs: ["PGHOST", "PGDATABASE"] },
    { of: /^DB_(HOST|PORT|NAME|DATABASE|SCHEMA|PATH|URL)$/, needs: [] },
    { of: /^MYSQL_/, needs: [] },
    { of: /^MONGO/, needs: [] },
    { of: /^REDIS_(HOST|PORT|DB)$/, needs: ["REDIS_HOST"] },
];
const single = /^(DATABASE_URL|DATABASE_PATH|REDIS_URL|PGSERVICE)$/;
/** Also of a driver's own, such as jdbc:postgresql: or postgresql+psycopg2: */
const address = /^(jdbc:)?(postgres|postgresql|cockroachdb|mysql2?|mariadb|sqlserver|mssql|sqlite3?|mongodb|rediss?|memcached?|amqps?)(\+\w+)?:\/\//i;
/** A warning for each piece of state that base and head share. It never tells the value, which may hold a password. */
function sharedState(env, hasReset) {
    const names = Object.keys(env.head)
        .filter((name) => env.head[name])
        .toSorted();
    const isShared = (name) => env.base[name] === env.head[name];
    const alone = names.filter((name) => isShared(name) && (single.test(name) || address.test(env.head[name] ?? "")));
    const together = families.flatMap(({ of, needs }) => {
        const own = names.filter((name) => of.test(name) && !alone.includes(name));
        const isWhole = own.length > 0 && needs.every((name) => own.includes(name));
        return isWhole && own.every(isShared) ? [own] : [];
    });
    return [...alone.map((name) => [name]), ...together].map((shared) => warning(shared, hasReset));
}
function warning(shared, hasReset) {
    const reset = hasReset ? "" : ", or reset it between the rounds with service.before_round";
    return (`base and head share ${shared.join(", ")}: what one writes, the other reads; give each its own: ` +
        `service.env.${shared.at(-1)}: { base: …, head: … }${reset}`);
}

;// CONCATENATED MODULE: ./build/experiment/experiment.js
var experiment_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var experiment_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});

















/** Starts the arms and plays every scenario. Never throws for what a service does: that is in the measurements. */
async function experiment(plan, baseline, looksFor, around) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const temporary = await (0,runDirectory/* openPlace */.QL)(around.runId);
        const cleanup = experiment_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        cleanup.defer(() => (0,runDirectory/* clearPlace */.xy)(temporary));
        (0,watchdog/* startGuard */.mC)(around.runId, temporary);
        const { seed, signal, progress } = around;
        const workers = workersFor(plan, (0,cpuAffinity/* availableCores */.o5)());
        const { pinning, problem } = pin(plan.load.pin, workers);
        const generator = cleanup.use(startGenerator(around.entry, workers, signal));
        const stage = {
            generator,
            clock: shell_clock/* systemClock */.ml,
            signal,
            seed,
            intervalMs: plan.monitors.intervalMs,
            tls: plan.load.tls,
            progress,
        };
        const path = await servicePath(around.env["PATH"] ?? "", process.execPath, temporary);
        const cores = pinning === undefined ? {} : { cores: pinning.service };
        const warm = warmUp(generator, plan);
        const arms = await armsOf(plan, around, { ...around, ...cores, temporary, env: { ...around.env, PATH: path } });
        const failure = arms.failure ?? (await warm);
        const services = pinning?.service.length ?? (0,cpuAffinity/* availableCores */.o5)();
        const eyes = { baseline, looksFor: (scenario, mode) => looksFor(scenario, mode, services) };
        const measured = await measureInTurn(plan, { ...arms, failure }, eyes, stage);
        return {
            ...from("base", arms.base),
            ...from("head", arms.head),
            measured,
            ...(pinning === undefined
                ? {}
                : { pinning: { generator: (0,cpuAffinity/* listOf */.c3)(pinning.generator), service: (0,cpuAffinity/* listOf */.c3)(pinning.service) } }),
            warnings: [...(problem === undefined ? [] : [problem]), ...arms.warnings],
        };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = experiment_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Scenario by scenario; they share the budget. */
async function measureInTurn(plan, arms, { baseline, looksFor }, stage) {
    const means = { ...(arms.base && { base: arms.base.told, isAnchor: arms.base.isAnchor === true }), baseline };
    const all = plan.scenarios.map((scenario) => ({ scenario, mode: modeOf(scenario, means) }));
    const measured = [];
    let failure = arms.failure;
    let leftMs = plan.gate.budgetMs;
    for (const [i, { scenario, mode }] of all.entries()) {
        // What broke one scenario would break the next, and the time is better spent on mending it.
        if (failure !== undefined) {
            measured.push({ scenario, mode, measurement: { rounds: [], planned: 0, failure } });
            continue;
        }
        // What one scenario did not need of its share, the next ones have.
        const sharers = all.slice(i).filter((each) => (0,comparisonMode/* isPaired */.e)(each.mode)).length;
        const budgetMs = (0,unit/* millis */.ne)(leftMs / Math.max(1, sharers));
        const terms = { budgetMs, interleave: plan.gate.interleave, looks: looksFor(scenario, mode) };
        const begunMs = stage.clock.nowMs();
        const measurement = await measureScenario({ scenario, mode }, arms, terms, stage);
        const played = await withoutAnchor({ scenario, mode, measurement }, arms, stage);
        // Nor do they pay for what it took beyond: one round is played in any case.
        if ((0,comparisonMode/* isPaired */.e)(mode))
            leftMs = (0,unit/* millis */.ne)(leftMs - Math.min(budgetMs, stage.clock.nowMs() - begunMs));
        failure = played.measurement.failure;
        measured.push(played);
    }
    return measured;
}
/** Warms the generator for every client that the plan takes; gives back what kept it from that. */
async function warmUp(generator, { target, base, scenarios }) {
    const origins = [target, base.target].flatMap((origin) => origin ?? []);
    const clients = scenarios.map(({ connection: { http2 } }) => clientOf([{ origin: "http:", http2 }, ...origins.map((origin) => ({ origin, http2 }))]));
    try {
        for (const client of new Set(clients))
            await generator.warmUp(client);
        return undefined;
    }
    catch (failure) {
        return failure;
    }
}
/** Gives generator and service cores of their own, where that is asked for and can be done. */
function pin(wanted, workers) {
    const pinning = (0,cpuAffinity/* pinningOf */.fM)((0,cpuAffinity/* allowedCores */.nX)(), workers, wanted);
    const instead = "load generator and service share the cores";
    if (pinning === undefined) {
        return wanted === "on" ? { problem: `load.pin: on takes at least 2 cores, on Linux: ${instead}` } : {};
    }
    const problem = (0,cpuAffinity/* moveTo */.tw)(pinning.generator);
    return problem === undefined ? { pinning } : { problem: `taskset cannot be used (${problem}): ${instead}` };
}
async function armsOf(plan, around, ground) {
    const { baseFacts: facts, progress } = around;
    const warnings = [];
    try {
        const hasPairs = (0,comparisonMode/* wantsPairing */.Y)(plan);
        const unpacked = await unpackedFor(plan.base, hasPairs ? around.carried : undefined, ground.temporary);
        warnings.push(...unpacked.warnings);
        const { carried } = unpacked;
        const found = hasPairs ? await baseArm(plan, { facts, carried, progress }, ground) : undefined;
        const base = found?.base;
        warnings.push(...(found?.warnings ?? []));
        const asked = plan.scenarios.find(({ compare }) => compare === "duet" || compare === "alternate");
        // Main's first run has nothing to be compared with yet, and is what later ones are compared with.
        const isFirst = facts.isRefreshing && plan.base.carry.length > 0;
        if (asked !== undefined && base === undefined && !isFirst) {
            const what = asked.compare === "duet" ? "a duet" : "alternate";
            const key = `scenarios.${asked.id}.compare`;
            throw new errors/* CouldNotMeasure */.Nc(`${key}: ${what} takes a base to start; name base.directory, base.target or --base`);
        }
        const head = await headArm(plan, ground);
        return { base, head, warnings: [...warnings, ...sharedBy(base, head, plan.service)] };
    }
    catch (failure) {
        return { failure, warnings };
    }
}
function sharedBy(base, head, service) {
    if (base?.environment === undefined || head.environment === undefined)
        return [];
    return sharedState({ base: base.environment, head: head.environment }, service?.beforeRound !== undefined);
}
async function measureScenario({ scenario, mode }, { base, head }, terms, stage) {
    if (head === undefined)
        throw new errors/* CouldNotMeasure */.Nc("there is no head to measure");
    if (!(0,comparisonMode/* isPaired */.e)(mode) || base === undefined)
        return await measureWhole(scenario, head, stage);
    const measure = mode.kind === "duet" ? measureDuet : measureAlternate;
    return await measure(scenario, { base, head }, terms, stage);
}
/** An anchor that breaks off is no reason not to measure main: then it is played alone. */
async function withoutAnchor(played, { head }, stage) {
    const { scenario, mode, measurement } = played;
    const { failure } = measurement;
    if (mode.against === undefined || failure === undefined || head === undefined || stage.signal.aborted)
        return played;
    const why = (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(failure));
    const reason = `main alone, because beside its anchor build it could not be measured: ${why}`;
    stage.progress(`${scenario.id}: ${reason}`);
    return {
        scenario,
        mode: { kind: "recorded", reason },
        measurement: await measureWhole(scenario, head, stage),
    };
}
function from(arm, source) {
    if (source === undefined)
        return {};
    return { [arm]: { from: source.from, ...(0,omitUndefined/* defined */.s)({ sha: source.sha }) } };
}


/***/ }),

/***/ 10403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BL: () => (/* binding */ acceptanceOf),
/* harmony export */   Cw: () => (/* binding */ acceptancesIn),
/* harmony export */   D_: () => (/* binding */ knownInResults),
/* harmony export */   Yx: () => (/* binding */ withAccepted),
/* harmony export */   mK: () => (/* binding */ knownInPlan),
/* harmony export */   tW: () => (/* binding */ acceptanceFor)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64519);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43082);


/** Longer ones are refused: the reason stands in the report's headline. */
const longestReason = 200;
function knownInPlan({ scenarios }) {
    return scenarios.map(({ id, flows }) => {
        const requests = flows.flatMap(({ steps }) => steps.map(({ name }) => name));
        return requests.length === 0 ? { id } : { id, requests };
    });
}
function knownInResults({ scenarios }) {
    return scenarios.map(({ id, comparisons, phases }) => {
        const named = [...comparisons.map(({ request }) => request), ...phases.flatMap(namesOf)];
        const requests = [...new Set(named)].filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .allRequests */ .qT);
        return requests.length === 0 ? { id } : { id, requests };
    });
}
const namesOf = ({ requests }) => requests.map(({ name }) => name);
/**
 * `loadgate: accept <metric> <scenario> ["<request>" because] "<reason>"`, each on a line of its own, perhaps as an item of a
 * list; as a label `loadgate: accept <metric> <scenario>`. Nothing else may begin with `loadgate:`.
 */
function acceptancesIn({ lines, labels }, known) {
    const read = [
        ...lines.flatMap((line) => directiveIn(line.replace(/^ {0,3}(?:[-*+] {1,4})?/, ""), "body", known)),
        ...labels.flatMap((label) => directiveIn(label, "label", known)),
    ];
    return {
        accepted: read.filter((one) => typeof one !== "string"),
        problems: read.filter((one) => typeof one === "string"),
    };
}
function directiveIn(line, by, known) {
    const [, directive] = /^loadgate:(.*)$/is.exec(line) ?? [];
    return directive === undefined ? [] : acceptanceOf(directive, by, known);
}
const shape = /^accept (?<metric>[^\s"]+) (?:"(?<quoted>[^"]+)"|(?<plain>[^\s"]+))(?: "(?<request>[^"]+)" because)?(?: "(?<reason>[^"]*[^\s"][^"]*)")?$/;
const wanted = {
    body: 'loadgate: accept <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
    label: "loadgate: accept <metric> <scenario>",
    option: '<metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
};
const source = {
    body: "the pull request's text",
    label: "a label of the pull request",
    option: "--accept",
};
/** `accept p95 steady "reason"`, as an option without its verb -> what it accepts, or a sentence about what is wrong. */
function acceptanceOf(text, by, known) {
    const told = text.replace(/\s+/g, " ").replace(/[“”„]/g, '"').trim();
    const problem = (expected, got) => `${source[by]}: expected ${expected}, got ${JSON.stringify(got.slice(0, 100))}; it accepts nothing`;
    const parts = partsOf(told, by);
    if (parts === undefined)
        return problem(wanted[by], told);
    const { id, request, reason } = parts;
    const metric = _model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo.find((one) => one === parts.metric);
    if (metric === undefined)
        return problem(`one of ${_model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo.join(", ")}`, parts.metric);
    const scenario = known.find((one) => one.id === id);
    if (scenario === undefined)
        return problem(`one of the scenarios ${known.map((one) => one.id).join(", ")}`, id);
    const { requests = request === undefined ? [] : [request] } = scenario;
    if (request !== undefined && !requests.includes(request))
        return problem(`one of the requests ${requests.join(", ")}`, request);
    const wantedReason = request === undefined && requests.includes(reason) ? wanted[by] : reasonFor(reason);
    if (wantedReason !== undefined)
        return problem(wantedReason, reason);
    return { metric, scenario: id, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ request }), reason, by };
}
/** A label has no reason of its own, everything else must have one. */
function partsOf(told, by) {
    const groups = shape.exec(by === "option" ? `accept ${told}` : told)?.groups;
    const id = groups?.["quoted"] ?? groups?.["plain"];
    const { metric, request, reason } = groups ?? {};
    if (metric === undefined || id === undefined || (reason === undefined) !== (by === "label"))
        return undefined;
    return { metric, id, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .defined */ .s)({ request }), reason: reason ?? "label" };
}
/** What a reason should have been; `undefined` where it is one. */
function reasonFor(reason) {
    if (!/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(reason))
        return "a reason that can be read";
    return reason.length > longestReason ? `a reason of at most ${longestReason} characters` : undefined;
}
/** The first of the acceptances that covers a comparison. */
function acceptanceFor({ scenario: id, request, metric }, { rounds }, accepted) {
    // Where a scenario has one request, what is told of all of them is told of it.
    const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    const covered = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .allRequests */ .qT && names.size <= 2 ? [...names] : [request];
    return accepted.find((one) => one.scenario === id && one.metric === metric && (one.request === undefined || covered.includes(one.request)));
}
/** A gating regression that is accepted stays one, and says so. */
function withAccepted(comparisons, scenario, accepted) {
    return comparisons.map((comparison) => {
        if (comparison.outcome !== "regressed" || !comparison.gating)
            return comparison;
        const found = acceptanceFor({ scenario: scenario.id, ...comparison }, scenario, accepted);
        return found === undefined ? comparison : { ...comparison, accepted: found.reason };
    });
}


/***/ }),

/***/ 27224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Qq: () => (/* binding */ alphaOf),
  UD: () => (/* binding */ compare),
  Ft: () => (/* binding */ subjectsFor)
});

// EXTERNAL MODULE: ./build/gate/gatedMetrics.js
var gatedMetrics = __webpack_require__(20378);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/logRatio.js
var logRatio = __webpack_require__(9237);
// EXTERNAL MODULE: ./build/model/metric.js
var metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
;// CONCATENATED MODULE: ./build/stats/beta.js

/**
 * The regularised incomplete beta function I_x(a, b), a and b positive, x in [0, 1]: the continued fraction of
 * Abramowitz & Stegun 26.5.8 by the modified Lentz method, on the side of the mean where it converges fast.
 */
function incompleteBeta(a, b, x) {
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(b, a, 1 - x);
    const lnFront = (0,simple_statistics/* gammaln */.SW)(a + b) - (0,simple_statistics/* gammaln */.SW)(a) - (0,simple_statistics/* gammaln */.SW)(b) + a * Math.log(x) + b * Math.log1p(-x);
    return (Math.exp(lnFront) * continuedFraction(a, b, x)) / a;
}
function continuedFraction(a, b, x) {
    const tiny = 1e-300;
    const away = (value) => (Math.abs(value) < tiny ? tiny : value);
    let c = 1;
    let d = 1 / away(1 - ((a + b) * x) / (a + 1));
    let value = d;
    const step = (numerator) => {
        d = 1 / away(1 + numerator * d);
        c = away(1 + numerator / c);
        value *= d * c;
        return Math.abs(d * c - 1);
    };
    for (let m = 1; m <= 10_000; m++) {
        step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
        const moved = step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
        if (moved < 1e-16)
            break;
    }
    return value;
}

;// CONCATENATED MODULE: ./build/stats/studentT.js

/** P(T <= t) for Student's t with `df` degrees of freedom (df > 0). */
function tCdf(t, df) {
    return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}
/** P(T > t) for t >= 0: exact far into the tail, where 1 - tCdf rounds to nothing, and near 0, where t² beside df does. */
function upperTail(t, df) {
    const square = t * t;
    if (square < 1)
        return (1 - incompleteBeta(0.5, df / 2, square / (df + square))) / 2;
    return incompleteBeta(df / 2, 0.5, df / (df + square)) / 2;
}
/** P(T > t): the one-sided p value. */
function tUpperTail(t, df) {
    return t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df);
}
/** The p-quantile of Student's t, p in (0, 1): bisection on the tail, to the last bit that a double tells apart. */
function tQuantile(p, df) {
    if (p === 0.5)
        return 0;
    if (p < 0.5)
        return -tQuantile(1 - p, df);
    const tail = 1 - p;
    let high = 1;
    while (upperTail(high, df) > tail)
        high *= 2;
    let low = 0;
    for (let middle = high / 2; middle > low && middle < high; middle = (low + high) / 2) {
        if (upperTail(middle, df) > tail)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

;// CONCATENATED MODULE: ./build/stats/paired.js


/** `undefined` below two values, or where one of them is not a number. */
function differencesOf(values) {
    if (values.length < 2 || !values.every(Number.isFinite))
        return undefined;
    const sd = values.every((value) => value === values[0]) ? 0 : (0,simple_statistics/* sampleStandardDeviation */.JK)([...values]);
    return { values, mean: (0,simple_statistics/* mean */.RE)([...values]), standardError: sd / Math.sqrt(values.length) };
}
/** The two-sided t interval for the mean, `level` in (0, 1). */
function tInterval(d, level) {
    const reach = tQuantile((1 + level) / 2, d.values.length - 1) * d.standardError;
    return [d.mean - reach, d.mean + reach];
}
/** One-sided paired t: the p value of "the mean is at most 0". */
function pGreater(d) {
    if (d.standardError === 0)
        return d.mean > 0 ? 0 : 1;
    return tUpperTail(d.mean / d.standardError, d.values.length - 1);
}
/** Hodges & Lehmann (1963): the median of the pairwise means, each value with itself included. */
function hodgesLehmann(values) {
    const means = values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2));
    return (0,simple_statistics/* median */.JZ)(means);
}

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/stats/binomial.js

/** P(X >= k) for X ~ Binomial(n, p), k in 0..n. */
function binomialUpperTail(k, n, p) {
    return k <= 0 ? 1 : incompleteBeta(k, n - k + 1, p);
}
/** Clopper & Pearson (1934): the one-sided upper bound of a proportion at `level`, after k of n (n > 0). */
function proportionUpperBound(k, n, level) {
    if (k >= n)
        return 1;
    let low = k / n;
    let high = 1;
    for (let step = 0; step < 60; step++) {
        const middle = (low + high) / 2;
        if (1 - binomialUpperTail(k + 1, n, middle) > 1 - level)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
;// CONCATENATED MODULE: ./build/gate/errorRate.js


/** An error rate has regressed by this many requests at least: below, chance has too many ways. */
const fewestExcessErrors = 7;
/**
 * Errors come in clumps: a change must stand out among the rounds or runs, which is the estimate, and here among the
 * requests, and in number. What their count leaves open, the interval holds too.
 */
function withCounts(estimate, { base, head }) {
    const rates = { base: base.failed / base.due, head: head.failed / head.due };
    return {
        ...estimate,
        ...chancesWithCounts(estimate, { base, head }),
        interval: [
            Math.min(estimate.interval[0], rates.head - proportionUpperBound(base.failed, base.due, 0.975)),
            Math.max(estimate.interval[1], proportionUpperBound(head.failed, head.due, 0.975) - rates.base),
        ],
    };
}
/**
 * The smallest true rise of the rate that comes to enough errors of the head with probability 0.95, those of the base being what
 * they are (normal approximation of Poisson counts).
 */
function detectableExcess({ base, head }) {
    const z = (0,normal/* normalQuantile */.Zl)(0.95);
    const share = head.due / base.due;
    // The excess less z of its standard deviations, √(excess + usual), comes to that many.
    const usual = base.failed * share * (1 + share);
    return (fewestExcessErrors + z ** 2 / 2 + z * Math.sqrt(fewestExcessErrors + z ** 2 / 4 + usual)) / head.due;
}
/** How many times as many requests would show that the rate has not risen by so much, if both went on like this. */
function requestsNeeded({ base, head }, minEffect) {
    const isShown = (times) => proportionUpperBound(head.failed * times, head.due * times, 0.975) - base.failed / base.due < minEffect;
    return multiples.find(isShown) ?? Number.POSITIVE_INFINITY;
}
/** In steps of a fifth, up to 32 times as many. */
const multiples = Array.from({ length: 20 }, (_, step) => 1.2 ** step);
/** The greater chance of the two: that of the rounds or runs, and that of the requests. */
function chancesWithCounts({ pWorse, pBetter }, { base, head }) {
    return {
        pWorse: Math.max(pWorse, pMoreErrors(base, head)),
        pBetter: Math.max(pBetter, pMoreErrors(head, base)),
    };
}
/** The conditional binomial test: given all errors, how many of them would fall to the second arm by chance. */
function pMoreErrors(first, second) {
    const excess = second.failed - (first.failed * second.due) / first.due;
    if (excess < fewestExcessErrors)
        return 1;
    return binomialUpperTail(second.failed, first.failed + second.failed, second.due / (first.due + second.due));
}

;// CONCATENATED MODULE: ./build/gate/outcome.js

/** Beyond chance, large enough, and not the work of one odd round; or shown to be below what matters. */
function outcomeOf({ mean, robust, interval }, { minEffect, beyondChance }) {
    if (beyondChance.worse && mean >= minEffect && robust >= minEffect / 2)
        return "regressed";
    if (beyondChance.better && mean <= -minEffect && robust <= -minEffect / 2)
        return "improved";
    // Shown not to be worse: the 97.5 % upper bound lies below the smallest change that matters.
    return interval[1] < minEffect ? "unchanged" : "inconclusive";
}
/**
 * The smallest true change that this much noise lets through with probability 0.95: it must come out beyond chance, and no
 * smaller than what matters.
 */
function detectableShift({ standardError, df }, { minEffect, alpha }) {
    return Math.max(minEffect, tQuantile(1 - alpha, df) * standardError) + tQuantile(0.95, df) * standardError;
}
/** The estimate that so many times as much evidence, with the same noise, would give. */
function forecast(estimate, times) {
    const df = (estimate.df + 1) * times - 1;
    return { ...estimate, standardError: estimate.standardError / Math.sqrt(times), df };
}
/** How many times as much evidence would settle it: infinitely much where it is just what matters. */
function evidenceNeeded(estimate, { minEffect, alpha }) {
    const { mean, standardError, df } = estimate;
    const [gap, quantile] = mean < minEffect ? [minEffect - mean, tQuantile(0.975, df)] : [mean, tQuantile(1 - alpha, df)];
    return ((quantile * standardError) / gap) ** 2;
}

;// CONCATENATED MODULE: ./build/gate/comparison.js




/** A comparison whose noise hides even this is no comparison. */
const blindAboveRatio = 0.25;
function comparisonOf(subject, evidence, alpha) {
    const { estimate, minEffect, toRatio, tookMs, course, errors } = evidence;
    const once = { worse: estimate.pWorse < alpha, better: estimate.pBetter < alpha };
    const threshold = { minEffect, alpha, beyondChance: evidence.beyondChance ?? once };
    const outcome = outcomeOf(estimate, threshold);
    const needed = outcome === "inconclusive" ? timesNeeded(evidence, threshold) : undefined;
    const atBest = forecast(estimate, course?.planned === undefined ? 1 : course.planned / course.rounds);
    // By its noise: a fast service's smallest change that matters may well be more than a quarter.
    const isBlind = !(0,logRatio/* isDifference */.GP)(subject.metric) && toRatio(detectableShift(atBest, { ...threshold, minEffect: 0 })) > blindAboveRatio;
    const isUnstable = isBlind && (outcome === "inconclusive" || evidence.machinesDiffer === true);
    return {
        ...about(subject),
        outcome: isUnstable ? "unstable" : outcome,
        base: evidence.base,
        head: evidence.head,
        change_ratio: toRatio(estimate.mean),
        interval: [toRatio(estimate.interval[0]), toRatio(estimate.interval[1])],
        rounds: evidence.rounds,
        mde_ratio: toRatio(Math.max(detectableShift(estimate, threshold), errors === undefined ? 0 : detectableExcess(errors))),
        min_effect_ratio: toRatio(minEffect),
        ...(needed === undefined || tookMs === undefined || isUnstable ? {} : { settle_ms: (needed - 1) * tookMs }),
    };
}
/** How many times as much evidence would settle it; `undefined` where more of it would hardly help. */
function timesNeeded({ estimate, errors }, threshold) {
    const { minEffect } = threshold;
    const byCount = errors === undefined || estimate.mean >= minEffect ? 0 : requestsNeeded(errors, minEffect);
    const times = Math.max(evidenceNeeded(estimate, threshold), byCount);
    return times > 1 && times < 20 ? times : undefined;
}
/** A comparison that could not be made, or has nothing to be made with. */
function noComparison(subject, outcome, reason, values, rounds) {
    return {
        ...about(subject),
        outcome,
        ...(0,omitUndefined/* defined */.s)({ base: values.base, head: values.head }),
        rounds,
        reason,
    };
}
const about = ({ metric, request, gating }) => ({ metric, request, gating });

// EXTERNAL MODULE: ./build/gate/interimLooks.js + 1 modules
var interimLooks = __webpack_require__(81332);
// EXTERNAL MODULE: ./build/gate/invalidRounds.js
var invalidRounds = __webpack_require__(72748);
;// CONCATENATED MODULE: ./build/gate/sendLagControl.js


/** A control that moves by chance does so in one run of a thousand. */
const level = 0.001;
/**
 * The control of a latency: how much later requests to the head leave than those to the base, in ms, which is the load
 * generator's doing and is billed to the service. `undefined` where that may be chance.
 */
function movedControl(rounds) {
    const lags = rounds.flatMap(({ base, head }) => {
        const lag = { base: base?.send_lag, head: head.send_lag };
        return lag.base === undefined || lag.head === undefined ? [] : [lag.head - lag.base];
    });
    const differences = differencesOf(lags);
    if (differences === undefined)
        return undefined;
    const { mean } = differences;
    return pGreater({ ...differences, mean: Math.abs(mean) }) < level / 2 ? mean : undefined;
}
/** What latency shows, where it would show something else without what the control has moved by. */
function underControl(found, without, lagMs) {
    if (found.outcome === "inconclusive" || shows(found) === shows(without))
        return found;
    const { settle_ms: _, ...rest } = found;
    const [late, other] = lagMs > 0 ? ["head", "base"] : ["base", "head"];
    const reason = `requests to the ${late} left ${(0,format.ms)(Math.abs(lagMs))} later than those to the ${other}, which is the load generator's doing`;
    return { ...rest, outcome: "unstable", reason };
}
/** Whether it is slower, or shown not to be. */
function shows({ outcome }) {
    return outcome === "improved" ? "unchanged" : outcome;
}

;// CONCATENATED MODULE: ./build/gate/pairedComparison.js













/** Base against head over the rounds of a duet: a paired t test, a round being the unit of replication. */
function compareRounds(subject, scenario, least, alpha) {
    const valid = countedRounds(scenario.rounds);
    const pairs = valid.flatMap((round) => pairOf(subject, round) ?? []);
    const values = { base: typical(pairs.map(({ base }) => base)), head: typical(pairs.map(({ head }) => head)) };
    const problem = problemWith(subject, scenario, valid, pairs.length);
    if (problem !== undefined)
        return noComparison(subject, problem.outcome, problem.reason, values, pairs.length);
    const evidence = evidenceOf(subject, pairs, least);
    const tookMs = scenario.round_ms === undefined ? {} : { tookMs: scenario.round_ms * pairs.length };
    const course = (0,interimLooks/* courseOf */.bx)(scenario);
    const beyondChance = foundIn(scenario, course, subject, alpha);
    const judged = (of) => comparisonOf(subject, { ...of, beyondChance, rounds: pairs.length, course, ...tookMs }, alpha);
    const lagMs = (0,gatedMetrics/* isLatency */.Hh)(subject.metric) ? movedControl(valid) : undefined;
    if (lagMs === undefined)
        return judged(evidence);
    return underControl(judged(evidence), judged(withoutLag(evidence, lagMs)), lagMs);
}
/** The same evidence, had the head's requests left when the base's did. */
function withoutLag(evidence, lagMs) {
    const shift = Math.log(Math.max(evidence.head - lagMs, 0.001) / evidence.head);
    const { mean, robust, interval } = evidence.estimate;
    const estimate = {
        ...evidence.estimate,
        mean: mean + shift,
        robust: robust + shift,
        interval: [interval[0] + shift, interval[1] + shift],
    };
    return { ...evidence, estimate };
}
/** What has been beyond chance at any look: each takes its part of alpha, and none of them gives it back. */
function foundIn({ rounds }, course, subject, alpha) {
    const looks = (0,interimLooks/* looksOf */.uJ)(course).map((n) => {
        const pairs = countedRounds(rounds.slice(0, n)).flatMap((round) => pairOf(subject, round) ?? []);
        if (pairs.length < record/* fewestRounds */.m)
            return { worse: false, better: false };
        const { pWorse, pBetter } = chancesOf(subject, pairs);
        const level = (0,interimLooks/* levelAt */.Gy)(alpha, { ...course, rounds: n });
        return { worse: pWorse < level, better: pBetter < level };
    });
    return { worse: looks.some(({ worse }) => worse), better: looks.some(({ better }) => better) };
}
const countedRounds = (rounds) => rounds.filter(({ invalid }) => invalid === undefined);
function pairOf(subject, round) {
    const base = (0,metric/* metricOf */.ak)(subject, round.base);
    const head = (0,metric/* metricOf */.ak)(subject, round.head);
    if (base === undefined || head === undefined)
        return undefined;
    return {
        base,
        head,
        baseDue: (0,gatedMetrics/* dueOf */.IH)(subject, round.base),
        headDue: (0,gatedMetrics/* dueOf */.IH)(subject, round.head),
        baseFailed: (0,gatedMetrics/* failedOf */.ZA)(subject, round.base),
        headFailed: (0,gatedMetrics/* failedOf */.ZA)(subject, round.head),
    };
}
/** Why the pairs are no evidence: rounds that do not count, a metric that vanished, or simply too few. */
function problemWith(subject, { rounds, rounds_planned, round_ms, failure }, valid, pairs) {
    const silence = silenceOf(subject, valid, pairs);
    if (silence !== undefined)
        return silence;
    const lost = (0,invalidRounds/* lostRounds */.y)(rounds);
    // An odd round may leave too few to compare; half of them say that this cannot be measured here.
    if (lost?.most === true)
        return { outcome: "invalid", reason: lost.reason };
    const unseen = valid.filter(({ base, head }) => base === undefined || isSilent(subject, base) || isSilent(subject, head)).length;
    if (unseen > 0 && 2 * unseen >= valid.length) {
        const where = `in ${unseen} of ${(0,format/* plural */.LS)(valid.length, "round")}`;
        return { outcome: "invalid", reason: `${(0,metric/* metricLabel */.B)(subject.metric)} was not measured on both sides ${where}` };
    }
    if (pairs >= record/* fewestRounds */.m)
        return undefined;
    const inconclusive = (reason) => ({ outcome: "inconclusive", reason });
    if (valid.length >= record/* fewestRounds */.m) {
        return inconclusive(`only ${pairs} of ${(0,format/* plural */.LS)(valid.length, "round")} gave a value for both base and head`);
    }
    const needed = round_ms === undefined ? "" : ` to ${(0,format/* minutes */.Gx)((record/* fewestRounds */.m + 1) * 1.1 * round_ms)} a scenario at least`;
    const tooFew = `a comparison takes at least ${record/* fewestRounds */.m} rounds, got ${pairs}: raise gate.budget${needed}`;
    // It would not have been enough without those rounds either.
    if (lost !== undefined)
        return inconclusive((rounds_planned ?? record/* fewestRounds */.m) < record/* fewestRounds */.m ? tooFew : lost.reason);
    if (failure !== undefined)
        return inconclusive(`measuring broke off after ${(0,format/* plural */.LS)(valid.length, "round")}`);
    return inconclusive(tooFew);
}
/** A request that got no value in any or all of the rounds that count. */
function silenceOf(subject, valid, pairs) {
    const head = valid.filter((round) => isSilent(subject, round.head)).length;
    if (head > 0 && (0,gatedMetrics/* isLatency */.Hh)(subject.metric)) {
        const who = subject.request === plan/* allRequests */.qT ? "no request" : `no ${subject.request}`;
        return {
            outcome: "invalid",
            reason: `${who} of the head succeeded in ${head} of ${(0,format/* plural */.LS)(valid.length, "round")}`,
        };
    }
    if (valid.length === 0 || pairs > 0)
        return undefined;
    if (valid.every((round) => round.base === undefined))
        return { outcome: "invalid", reason: "the base was not measured beside the head" };
    if (head === valid.length) {
        return { outcome: "invalid", reason: `${(0,metric/* metricLabel */.B)(subject.metric)} of the head could not be measured` };
    }
    if ((0,metric/* isOfService */.nU)(subject.metric) && valid.every(({ base }) => isUnwatched(base))) {
        const reason = `${(0,metric/* metricLabel */.B)(subject.metric)} of the base cannot be seen, because it was started elsewhere`;
        return { outcome: "new", reason };
    }
    const base = valid.filter((round) => isSilent(subject, round.base)).length;
    if (base < valid.length || !(0,gatedMetrics/* isLatency */.Hh)(subject.metric))
        return undefined;
    // A base that answers something, but never this: the head has brought a new request. One that answers nothing is broken.
    const isNew = subject.request !== plan/* allRequests */.qT && valid.some(({ base: arm }) => arm?.requests[plan/* allRequests */.qT]?.p50 !== undefined);
    if (isNew)
        return { outcome: "new", reason: `the base never answers ${subject.request}: nothing to compare with` };
    return { outcome: "invalid", reason: "no request of the base succeeded" };
}
/** Whether an arm was due for what the metric is of, and it was not seen; what came to nothing, as processor time may, was. */
function isSilent(subject, arm) {
    if (arm === undefined || (0,gatedMetrics/* dueOf */.IH)(subject, arm) === 0)
        return false;
    return (0,metric/* isOfService */.nU)(subject.metric) ? arm[subject.metric] === undefined : (0,metric/* metricOf */.ak)(subject, arm) === undefined;
}
/** Whether nothing is known of the arm's processes: they are nobody's children here. */
function isUnwatched(arm) {
    return metric/* serviceMetrics */.VY.every((metric) => arm?.[metric] === undefined);
}
function evidenceOf(subject, pairs, least) {
    if (subject.metric === "error_rate")
        return errorEvidence(subject, pairs, least);
    return (0,logRatio/* isDifference */.GP)(subject.metric) ? differenceEvidence(subject, pairs, least) : logEvidence(subject, pairs, least);
}
/** The change in each round, positive is worse, on the scale of the test. */
function differencesIn(metric, pairs) {
    const change = ({ base, head }) => ((0,logRatio/* isDifference */.GP)(metric) ? head - base : Math.log(head) - Math.log(base));
    const values = pairs.map(change);
    const differences = differencesOf(values);
    if (differences === undefined)
        throw new Error(`differences that are not numbers: ${values.join(", ")}`);
    return differences;
}
/** P(an unchanged service shows at least this much), in either direction. */
function chancesOf({ metric }, pairs) {
    const differences = differencesIn(metric, pairs);
    const chances = { pWorse: pGreater(differences), pBetter: pGreater({ ...differences, mean: -differences.mean }) };
    return metric === "error_rate" ? chancesWithCounts(chances, errorsOf(pairs)) : chances;
}
function errorsOf(pairs) {
    const base = {
        due: (0,simple_statistics/* sum */.cz)(pairs.map(({ baseDue }) => baseDue)),
        failed: (0,simple_statistics/* sum */.cz)(pairs.map(({ baseFailed }) => baseFailed)),
    };
    const head = {
        due: (0,simple_statistics/* sum */.cz)(pairs.map(({ headDue }) => headDue)),
        failed: (0,simple_statistics/* sum */.cz)(pairs.map(({ headFailed }) => headFailed)),
    };
    return { base, head };
}
function differenceEvidence(subject, pairs, least) {
    return {
        base: (0,simple_statistics/* mean */.RE)(pairs.map((pair) => pair.base)),
        head: (0,simple_statistics/* mean */.RE)(pairs.map((pair) => pair.head)),
        estimate: estimateOf(subject, pairs),
        minEffect: Math.max(least.effect, least.floor),
        toRatio: (shift) => shift,
    };
}
function logEvidence(subject, pairs, least) {
    const base = geometricMean(pairs.map((pair) => pair.base));
    return {
        base,
        head: geometricMean(pairs.map((pair) => pair.head)),
        estimate: estimateOf(subject, pairs),
        minEffect: Math.log1p(Math.max(least.effect, least.floor / base)),
        toRatio: Math.expm1,
    };
}
function errorEvidence(subject, pairs, least) {
    const errors = errorsOf(pairs);
    const { base, head } = errors;
    return {
        base: base.failed / base.due,
        head: head.failed / head.due,
        estimate: withCounts(estimateOf(subject, pairs), errors),
        errors,
        minEffect: least.effect,
        toRatio: (shift) => shift,
    };
}
function estimateOf(subject, pairs) {
    const differences = differencesIn(subject.metric, pairs);
    return {
        mean: differences.mean,
        standardError: differences.standardError,
        df: differences.values.length - 1,
        robust: hodgesLehmann(differences.values),
        ...chancesOf(subject, pairs),
        interval: tInterval(differences, 0.95),
    };
}
const geometricMean = (values) => Math.exp((0,simple_statistics/* mean */.RE)(values.map(Math.log)));
const typical = (values) => values.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)([...values]);

;// CONCATENATED MODULE: ./build/gate/recordedComparison.js








/** Below this many recorded runs their spread is not known well enough to gate. */
const fewestRuns = 10;
/**
 * The head against the recorded runs of main, each of which ran on a machine of its own: does it lie outside of what
 * one more such run would show? A prediction interval of the log metric.
 */
function compareRecorded(subject, scenario, note, least, alpha) {
    const onScale = scaleOf(subject);
    const head = runValue(subject, scenario.rounds.map((round) => round.head), onScale);
    const runs = scenario.recorded ?? [];
    const values = runs.flatMap(({ rounds }) => runValue(subject, rounds, onScale) ?? []);
    const back = (0,logRatio/* isDifference */.GP)(subject.metric) ? (value) => value : Math.exp;
    const shown = {
        base: values.length === 0 ? undefined : back((0,simple_statistics/* mean */.RE)(values)),
        head: head === undefined ? undefined : back(head),
    };
    const nothing = (outcome, reason) => noComparison(subject, outcome, reason, shown, values.length);
    if (head === undefined && !wasDue(subject, scenario))
        return nothing("inconclusive", "it was never due");
    if (head === undefined)
        return nothing("invalid", "no request succeeded");
    const late = scenario.rounds.find(({ invalid }) => invalid !== undefined)?.invalid;
    if (late !== undefined)
        return nothing("invalid", late);
    if (runs.length === 0)
        return nothing(...withoutRuns(note, scenario.incomparable));
    if (values.length < fewestRuns) {
        return nothing("inconclusive", `recorded runs differ by machine: gating takes ${fewestRuns} of the same kind, got ${values.length}`);
    }
    const evidence = recordedComparison_evidenceOf(subject, values, head, least);
    if (subject.metric === "error_rate") {
        const errors = counts(subject, scenario);
        return comparisonOf(subject, { ...evidence, estimate: withCounts(evidence.estimate, errors), errors }, alpha);
    }
    return comparisonOf(subject, { ...evidence, machinesDiffer: true }, alpha);
}
/** By its weight, or because no flow came so far. That nothing at all was due is another matter. */
function wasDue(subject, { rounds }) {
    return subject.request === plan/* allRequests */.qT || rounds.some(({ head }) => (0,gatedMetrics/* dueOf */.IH)(subject, head) > 0);
}
/** The requests of all recorded runs, and those of the head. */
function counts(subject, { recorded = [], rounds }) {
    const of = (arms) => ({
        due: (0,simple_statistics/* sum */.cz)(arms.map((arm) => (0,gatedMetrics/* dueOf */.IH)(subject, arm))),
        failed: (0,simple_statistics/* sum */.cz)(arms.map((arm) => (0,gatedMetrics/* failedOf */.ZA)(subject, arm))),
    });
    return { base: of(recorded.flatMap((run) => run.rounds)), head: of(rounds.map(({ head }) => head)) };
}
/** Why there is nothing recorded, and what that means. */
function withoutRuns(note, incomparable) {
    switch (note.kind) {
        case "unusable":
            return ["invalid", note.message];
        case "unreachable":
            return ["inconclusive", note.message];
        case "absent":
            return ["new", note.message];
        case "not_asked":
            return ["new", "no baseline was given"];
        case "found":
            return incomparable === undefined
                ? ["new", "main has recorded no run of this scenario"]
                : ["inconclusive", refusal(incomparable)];
    }
}
/** Why the numbers that there are do not count. */
function refusal(incomparable) {
    switch (incomparable.kind) {
        case "settings": {
            const { keys, more } = incomparable;
            const named = keys.length === 0 ? "" : ` (${keys.join(", ")}${more === true ? " and others" : ""})`;
            return `main was measured with other settings${named}: numbers of another load are no evidence; the next runs on main make new ones`;
        }
        case "machines": {
            const { machines, here } = incomparable;
            return `main's runs were on other machines (${machines.join("; ")}; here ${here}): numbers of other machines are no evidence`;
        }
    }
}
function recordedComparison_evidenceOf(subject, values, head, least) {
    const center = (0,simple_statistics/* mean */.RE)([...values]);
    const df = values.length - 1;
    const standardError = (0,simple_statistics/* sampleStandardDeviation */.JK)([...values]) * Math.sqrt(1 + 1 / values.length);
    const shift = head - center;
    const reach = tQuantile(0.975, df) * standardError;
    const isApart = (0,logRatio/* isDifference */.GP)(subject.metric);
    const base = isApart ? center : Math.exp(center);
    return {
        base,
        head: isApart ? head : Math.exp(head),
        estimate: {
            mean: shift,
            standardError,
            df,
            robust: shift,
            pWorse: tail(shift, standardError, df),
            pBetter: tail(-shift, standardError, df),
            interval: [shift - reach, shift + reach],
        },
        minEffect: isApart ? Math.max(least.effect, least.floor) : Math.log1p(Math.max(least.effect, least.floor / base)),
        toRatio: isApart ? (value) => value : Math.expm1,
        rounds: values.length,
    };
}
function tail(shift, standardError, df) {
    if (standardError === 0)
        return shift > 0 ? 0 : 1;
    return tUpperTail(shift / standardError, df);
}
function scaleOf(subject) {
    return (0,logRatio/* isDifference */.GP)(subject.metric) ? (value) => value : Math.log;
}
/** The mean over a run's rounds, on the scale of the test. */
function runValue(subject, rounds, onScale) {
    const values = rounds.flatMap((round) => (0,metric/* metricOf */.ak)(subject, round) ?? []);
    return values.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)(values.map(onScale));
}

// EXTERNAL MODULE: ./build/gate/thresholds.js
var thresholds = __webpack_require__(69304);
;// CONCATENATED MODULE: ./build/gate/compare.js




function subjectsFor(scenario, settings) {
    const { kind, against } = scenario.mode;
    if (kind === "off")
        return [];
    const subjects = (0,gatedMetrics/* subjectsOf */.Z6)(scenario, (0,thresholds/* effectsFor */.G)(scenario, settings));
    // What main has become since its anchor was built, its pull requests have passed the gate with.
    return against === undefined ? subjects : subjects.map((subject) => ({ ...subject, gating: false }));
}
/** Every gating comparison of a run may spend an equal share of the false alarms (Bonferroni). */
function alphaOf({ false_alarm }, gating) {
    return false_alarm / Math.max(1, gating);
}
function compare(subject, scenario, { settings, note, alpha }) {
    const least = (0,thresholds/* leastOf */.z)(subject.metric, scenario, settings);
    switch (scenario.mode.kind) {
        case "duet":
        case "alternate":
            return compareRounds(subject, scenario, least, alpha);
        case "recorded":
            return compareRecorded(subject, scenario, note, least, alpha);
        case "off":
            throw new Error("a scenario that is not compared has no subjects");
    }
}


/***/ }),

/***/ 37277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BG: () => (/* binding */ withConfirmations),
/* harmony export */   X1: () => (/* binding */ isBorderline),
/* harmony export */   kv: () => (/* binding */ doubtOf)
/* harmony export */ });
/* harmony import */ var _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77558);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4722);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27224);
/* harmony import */ var _loadCheck_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76298);





/** Below so many times the smallest change that matters, a machine's own liking for one of the builds could have made it. */
const borderlineFactor = 2;
/**
 * A regression that a second machine may clear: the lower end of its interval is under twice what matters. A recorded
 * comparison is with other machines already.
 */
function isBorderline({ outcome, gating, accepted, interval, min_effect_ratio }, { mode, failure }) {
    if (!(0,_model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_3__/* .isPaired */ .e)(mode) || failure !== undefined || !gating || outcome !== "regressed" || accepted !== undefined)
        return false;
    if (interval === undefined || min_effect_ratio === undefined)
        return false;
    return interval[0] < borderlineFactor * min_effect_ratio;
}
/** Of scenarios that are compared and not yet confirmed: what a second machine should look at. */
function doubtOf(scenarios, settings) {
    const subjects = scenarios.flatMap((scenario) => scenario.comparisons
        .filter((comparison) => isBorderline(comparison, scenario))
        .map(({ request, metric, gating }) => ({ scenario: scenario.id, request, metric, gating })));
    return { subjects, alpha: (0,_compare_js__WEBPACK_IMPORTED_MODULE_1__/* .alphaOf */ .Qq)(settings, subjects.length) };
}
/** Every borderline regression of a scenario that a second machine has measured again, as both machines have it. */
function withConfirmations(scenarios, settings, note) {
    const { alpha } = doubtOf(scenarios, settings);
    return scenarios.map((scenario) => {
        const { confirmation } = scenario;
        if (confirmation === undefined)
            return scenario;
        const again = (0,_loadCheck_js__WEBPACK_IMPORTED_MODULE_2__/* .weighed */ .a)(secondOf(scenario, confirmation));
        const comparisons = scenario.comparisons.map((first) => isBorderline(first, scenario)
            ? resolved(first, (0,_compare_js__WEBPACK_IMPORTED_MODULE_1__/* .compare */ .UD)({ scenario: scenario.id, ...first }, again, { settings, note, alpha }), again)
            : first);
        return { ...scenario, comparisons };
    });
}
/** The scenario as the second machine measured it. */
function secondOf({ rounds_planned: _planned, round_ms: _round, dealing: _dealing, failure: _failure, ...bare }, { environment: _machine, started_at: _when, ...second }) {
    return { ...bare, ...second };
}
/** What both machines say together. What the second could not measure does not clear what the first has found. */
function resolved(first, second, { failure }) {
    const { outcome, change_ratio, interval, rounds } = second;
    if (failure !== undefined || change_ratio === undefined || interval === undefined) {
        const why = failure === undefined ? (second.reason ?? "it was not measured") : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_4__/* .firstLine */ .TM)(failure);
        const reason = `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(first.metric)} could not be confirmed on a second machine: ${why}`;
        return { ...first, second: "not_measured", reason };
    }
    switch (outcome) {
        case "regressed":
            return { ...first, confirmed: { change_ratio, interval, rounds } };
        case "unchanged":
        case "improved":
            return { ...first, outcome: "unchanged", second: "cleared", reason: both(first, second) };
        case "inconclusive":
        case "unstable":
            return { ...first, outcome: "inconclusive", second: "open", reason: both(first, second) };
        case "invalid":
        case "new":
            return {
                ...first,
                second: "not_measured",
                reason: `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(first.metric)} could not be confirmed on a second machine`,
            };
    }
}
/** p95 +12 % [8, 16] on the first machine, +1 % [−2, 4] on a second one */
function both(first, second) {
    const [here, there] = [first, second].map(({ metric, change_ratio, interval }) => (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio ?? 0, interval));
    return `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(first.metric)} ${here} on the first machine, ${there} on a second one`;
}


/***/ }),

/***/ 20378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hh: () => (/* binding */ isLatency),
/* harmony export */   IH: () => (/* binding */ dueOf),
/* harmony export */   Z6: () => (/* binding */ subjectsOf),
/* harmony export */   ZA: () => (/* binding */ failedOf),
/* harmony export */   oV: () => (/* binding */ gatingOf)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64519);



/** Below so many requests a round, the p99 of one is too noisy to gate: its SD is 10 %, where the tail index has 4 %. */
const fewestForP99 = 3000;
function subjectsOf({ id, rounds }, minEffect) {
    if (rounds.length === 0)
        return [];
    const all = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    const names = [...all].filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .allRequests */ .qT);
    const isSeen = (metric) => rounds.some(({ base, head }) => head[metric] !== undefined || base?.[metric] !== undefined);
    const due = (request) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(rounds.map(({ head }) => head.requests[request]?.due ?? 0));
    return subjectsIn({ id, names, isSeen, due }, minEffect);
}
/** How many comparisons of a plan can fail its run: known before anything is measured. */
function gatingOf({ scenarios, service, gate }) {
    const compared = scenarios.filter(({ compare }) => compare !== "off");
    const subjects = compared.flatMap(({ id, flows, minEffect }) => {
        const names = [...new Set(flows.flatMap(({ steps }) => steps.map(({ name }) => name)))];
        return subjectsIn({ id, names, isSeen: () => service !== undefined }, { ...gate.minEffect, ...minEffect });
    });
    return subjects.filter(({ gating }) => gating).length;
}
/**
 * Latency gates by request, where there are several: an endpoint's regression drowns among the others. What all requests
 * share, the processor time, the memory and the error rate, gates as a whole.
 */
function subjectsIn({ id, names, isSeen, due }, minEffect) {
    const single = names.length <= 1;
    const wanted = _model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .comparedMetrics */ .Bo.filter((metric) => _model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .shownMetrics */ .fE.includes(metric) || metric in minEffect);
    const isTooNoisy = (request, metric) => metric === "p99" && due !== undefined && due(request) < fewestForP99;
    const subject = (request, metric, gates) => {
        return { scenario: id, request, metric, gating: gates && metric in minEffect && !isTooNoisy(request, metric) };
    };
    const whole = wanted
        .filter((metric) => !(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfService */ .nU)(metric) || isSeen(metric))
        .map((metric) => subject(_model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .allRequests */ .qT, metric, single || !isLatency(metric)));
    if (single)
        return whole;
    return [...whole, ...names.flatMap((name) => wanted.filter(isLatency).map((metric) => subject(name, metric, true)))];
}
/** How many requests of the subject an arm got in a round. */
function dueOf({ request }, arm) {
    return arm?.requests[request]?.due ?? 0;
}
function failedOf({ request }, arm) {
    return arm?.requests[request]?.failed ?? 0;
}
const isLatency = (metric) => metric !== "error_rate" && !(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfService */ .nU)(metric);


/***/ }),

/***/ 81332:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bx: () => (/* binding */ courseOf),
  Mk: () => (/* binding */ isLook),
  Gy: () => (/* binding */ levelAt),
  uJ: () => (/* binding */ looksOf)
});

// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
;// CONCATENATED MODULE: ./build/stats/spending.js

/**
 * How much of a one-sided `alpha`, in (0, 1), may be spent by the time that `share` of the planned information is in, from 0
 * to 1: the spending function of Lan & DeMets (1983) that comes near the boundaries of O'Brien & Fleming (1979). Very little
 * early on, all of it at the end. R: gsDesign::sfLDOF(alpha, share)$spend.
 */
function spent(alpha, share) {
    if (share <= 0)
        return 0;
    if (share >= 1)
        return alpha;
    return 2 * (0,normal/* normalUpperTail */.IL)(-(0,normal/* normalQuantile */.Zl)(alpha / 2) / Math.sqrt(share));
}

;// CONCATENATED MODULE: ./build/gate/interimLooks.js


/** Rounds that do not count have taken their time all the same: which rounds those are says nothing about a change. */
function courseOf({ rounds, rounds_planned }) {
    const played = rounds.length;
    return { rounds: played, ...(rounds_planned === undefined ? {} : { planned: Math.max(played, rounds_planned) }) };
}
/** The results are looked at after 4, 6, 8, … rounds, and after the last one, but not just before that. */
function isLook({ rounds, planned }) {
    if (rounds < record/* fewestRounds */.m)
        return false;
    return rounds === planned || (rounds % 2 === record/* fewestRounds */.m % 2 && rounds + 1 !== planned);
}
/** The looks so far, each by how many rounds there were; what is there now is looked at in any case. */
function looksOf({ rounds, planned }) {
    if (planned === undefined)
        return [rounds];
    const earlier = Array.from({ length: rounds }, (_, n) => n).filter((n) => isLook({ rounds: n, planned }));
    return [...earlier, rounds];
}
/** An increment below this is no look. */
const smallestLevel = 1e-12;
/**
 * The chance of a false alarm that this look may take: what the spending function has released since the look before it.
 * All looks of a comparison add up to `alpha` at most (a union bound: it costs at most 1.5 points of power, and no tables).
 */
function levelAt(alpha, { rounds, planned }) {
    if (planned === undefined)
        return alpha;
    const spentAfter = (n) => spent(alpha, n / planned);
    const level = spentAfter(rounds) - spentAfter(looksOf({ rounds, planned }).at(-2) ?? 0);
    return level < smallestLevel ? 0 : level;
}


/***/ }),

/***/ 72748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ lostRounds)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** Which rounds do not count, in words, and whether they are half of all or more; `undefined` where all count. */
function lostRounds(rounds) {
    const lost = rounds.flatMap(({ invalid }) => invalid ?? []);
    const [cause] = lost;
    if (cause === undefined)
        return undefined;
    const reason = `${lost.length} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rounds.length, "round")} do not count: ${cause}`;
    return { reason, most: 2 * lost.length >= rounds.length };
}


/***/ }),

/***/ 21728:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  S: () => (/* binding */ judge)
});

// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/gate/compare.js + 10 modules
var compare = __webpack_require__(27224);
// EXTERNAL MODULE: ./build/gate/confirmation.js
var confirmation = __webpack_require__(37277);
// EXTERNAL MODULE: ./build/model/logRatio.js
var logRatio = __webpack_require__(9237);
// EXTERNAL MODULE: ./build/stats/changePoints.js
var changePoints = __webpack_require__(96861);
// EXTERNAL MODULE: ./build/gate/thresholds.js
var thresholds = __webpack_require__(69304);
;// CONCATENATED MODULE: ./build/gate/drift.js




/** A smaller change is no drift, however sure it is (METHOD.md, "Drift on main"). */
const smallestRatio = 0.03;
/** The same series gives the same answer in every run that sees it. */
const seed = 1;
/**
 * Since when main differs from what it was, by the runs that were played against the same anchor, this one last. Only of
 * metrics that gate pull requests: drift is what they let through little by little.
 */
function driftOf(scenario, run, settings) {
    if (scenario.mode.against === undefined)
        return [];
    const runs = [...(scenario.anchored ?? []), { ...run, log_ratios: (0,logRatio/* logRatiosOf */._K)(scenario.comparisons) }];
    const effects = (0,thresholds/* effectsFor */.G)(scenario, settings);
    return scenario.comparisons
        .filter(({ metric }) => metric in effects)
        .flatMap((comparison) => changesOf(comparison, scenario.id, runs, effects));
}
function changesOf({ request, metric }, scenario, runs, effects) {
    const series = runs.flatMap((run) => {
        const value = run.log_ratios[request]?.[metric];
        return value === undefined ? [] : [{ run, value }];
    });
    const values = series.map(({ value }) => value);
    return (0,changePoints/* changePoints */.UI)(values, { seed, minMagnitude: smallest(metric, effects) }).flatMap(({ index, before, after, p }) => {
        const first = series[index]?.run;
        if (first === undefined)
            return [];
        const change_ratio = (0,logRatio/* changeOf */.C2)(metric, after - before);
        const since = { ...(0,omitUndefined/* defined */.s)({ sha: first.sha }), at: first.at };
        return [{ scenario, request, metric, ...since, change_ratio, runs_after: series.length - index, p }];
    });
}
/** On the scale of the series. */
function smallest(metric, effects) {
    return (0,logRatio/* isDifference */.GP)(metric) ? (effects[metric] ?? 0) : Math.log1p(smallestRatio);
}

// EXTERNAL MODULE: ./build/gate/loadCheck.js
var loadCheck = __webpack_require__(76298);
// EXTERNAL MODULE: ./build/model/metric.js
var metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
// EXTERNAL MODULE: ./build/gate/invalidRounds.js
var invalidRounds = __webpack_require__(72748);
;// CONCATENATED MODULE: ./build/gate/sla.js




/** Checks every limit on the head, over all measured phases together. What was not measured is not met. */
function checkSla(scenario) {
    const phases = scenario.phases.filter(({ arm, warmup }) => arm === "head" && !warmup);
    // Nothing was measured at all: that is said once, and not again for every limit.
    if (scenario.failure !== undefined && phases.length === 0)
        return [];
    const limits = scenario.limits.filter((limit) => !isReplaced(limit, phases, scenario.limits));
    return limits.map((limit) => checked(limit, phases, scenario));
}
function checked(limit, phases, scenario) {
    const value = measuredValue(limit, phases, scenario.limits, ({ histogram }) => histogram);
    if (value === undefined)
        return { ...limit, outcome: "not_measured" };
    if (keeps(limit, value))
        return { ...limit, value, outcome: "met" };
    // A late generator makes a service look slower than it is, never faster: a breach is then not the service's.
    if ((0,invalidRounds/* lostRounds */.y)(scenario.rounds)?.most === true)
        return { ...limit, outcome: "not_measured", reason: "the load generator was late" };
    const blameless = measuredValue(limit, phases, scenario.limits, (part) => part.blameless_histogram ?? part.histogram);
    if (blameless !== undefined && keeps(limit, blameless)) {
        const [told, own] = [value, blameless].map((one) => (0,metric/* slaValue */.Cv)(limit.metric, one));
        const reason = `${told}, but ${own} without the lateness of the load generator: lower the rate or take a larger machine`;
        return { ...limit, outcome: "not_measured", reason };
    }
    return { ...limit, value, outcome: "breached" };
}
const keeps = ({ metric, limit }, value) => metric === "throughput" ? value >= limit : value <= limit;
/** A limit for all requests that has none left to hold for: each of them has its own. */
function isReplaced({ request, metric }, phases, limits) {
    const names = phases.flatMap(({ requests }) => requests.map(({ name }) => name));
    const hasOwn = (name) => limits.some((limit) => limit.metric === metric && limit.request === name);
    return request === plan/* allRequests */.qT && names.length > 0 && names.every(hasOwn);
}
function measuredValue(limit, phases, limits, timesOf) {
    if (phases.length === 0)
        return undefined;
    const counted = countedRequests(limit, phases, limits);
    const due = counted.reduce((sum, { due_requests }) => sum + due_requests, 0);
    const successful = counted.reduce((sum, { successful_requests }) => sum + successful_requests, 0);
    const durationMs = phases.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
    const times = () => (0,histogram/* merged */.Zu)(counted.map((part) => (0,histogram/* decodeHistogram */.pr)(timesOf(part))));
    switch (limit.metric) {
        case "cpu":
            return weighted(phases, ({ resource_utilization }) => resource_utilization?.cpu_ratio);
        case "memory":
            return largest(phases.map(({ resource_utilization }) => resource_utilization?.memory_ratio));
        case "error_rate":
            return due > 0 ? (due - successful) / due : undefined;
        case "throughput":
            return durationMs > 0 ? (1000 * successful) / durationMs : undefined;
        case "mean":
            return times().mean();
        case "max":
            return times().max();
        default:
            return times().quantile(shareOf[limit.metric]);
    }
}
const shareOf = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 };
/** The nearest limit wins: a request that has its own is judged by it alone, and the others without it. */
function countedRequests({ request, metric }, phases, limits) {
    const isOwn = (limit) => limit.metric === metric && limit.request !== plan/* allRequests */.qT;
    const own = new Set(limits.filter(isOwn).map((limit) => limit.request));
    const isCounted = (name) => (request === plan/* allRequests */.qT ? !own.has(name) : name === request);
    return phases.flatMap(({ requests }) => requests.filter(({ name }) => isCounted(name)));
}
/** The mean over the phases, each weighing what it lasted; `undefined` where one of them has no value. */
function weighted(phases, value) {
    let total = 0;
    let durationMs = 0;
    for (const phase of phases) {
        const one = value(phase);
        if (one === undefined)
            return undefined;
        total += one * phase.duration_ms;
        durationMs += phase.duration_ms;
    }
    return durationMs > 0 ? total / durationMs : undefined;
}
function largest(values) {
    const known = values.flatMap((value) => value ?? []);
    return known.length < values.length ? undefined : Math.max(...known);
}

// EXTERNAL MODULE: ./build/gate/verdict.js
var verdict = __webpack_require__(39231);
;// CONCATENATED MODULE: ./build/gate/judge.js








/** What was measured -> what it means. Pure: the same measurement gives the same bytes. */
function judge(measured) {
    const { accepted = [], drift: _, ...kept } = measured;
    const { settings, baseline, provenance } = kept;
    const subjects = measured.scenarios.map((scenario) => (0,compare/* subjectsFor */.Ft)(scenario, settings));
    const gating = subjects.flat().filter((subject) => subject.gating).length;
    const alpha = (0,compare/* alphaOf */.Qq)(settings, Math.max(gating, settings.gating ?? 0));
    const by = { settings, note: baseline, alpha };
    const compared = measured.scenarios.map((scenario, i) => {
        const evidence = (0,loadCheck/* weighed */.a)(scenario);
        const found = (subjects[i] ?? []).map((subject) => (0,compare/* compare */.UD)(subject, evidence, by));
        return { ...scenario, comparisons: [...(0,acceptance/* withAccepted */.Yx)(found, scenario, accepted)], sla: [...checkSla(scenario)] };
    });
    const scenarios = [...(0,confirmation/* withConfirmations */.BG)(compared, settings, baseline)];
    const run = { ...(0,omitUndefined/* defined */.s)({ sha: provenance.head.sha }), at: provenance.started_at };
    const isAnchored = scenarios.some(({ mode }) => mode.against !== undefined);
    return {
        ...kept,
        verdict: (0,verdict/* verdictOf */.V)(scenarios, settings),
        ...(accepted.length === 0 ? {} : { accepted: counted(accepted, scenarios) }),
        ...(isAnchored ? { drift: scenarios.flatMap((scenario) => driftOf(scenario, run, settings)) } : {}),
        scenarios,
    };
}
/** Each acceptance with how many regressions it covers. */
function counted(accepted, scenarios) {
    const used = scenarios.flatMap((scenario) => scenario.comparisons
        .filter((comparison) => comparison.accepted !== undefined)
        .map((comparison) => (0,acceptance/* acceptanceFor */.tW)({ scenario: scenario.id, ...comparison }, scenario, accepted)));
    return accepted.map((one) => ({ ...one, covers: used.filter((acceptance) => acceptance === one).length }));
}


/***/ }),

/***/ 76298:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ weighed)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77558);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);




/**
 * The scenario, with the reason at each of its rounds that is no evidence for a comparison: both arms are due for the very same
 * requests, unless users wait for their answers, and rounds of a single request for as many of it as each other.
 */
function weighed(scenario) {
    if (!(0,_model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_2__/* .isPaired */ .e)(scenario.mode) || scenario.closed_loop === true)
        return scenario;
    const fullest = fullestOf(scenario);
    const rounds = scenario.rounds.map((round) => {
        const invalid = round.invalid ?? unequal(round) ?? cutShort(round, fullest);
        return invalid === undefined ? round : { ...round, invalid };
    });
    return { ...scenario, rounds };
}
/** Flows that outlast the wait for the last answers end between two steps, on a slower arm a few more of them. */
const endedInRestRatio = 0.05;
/** Counts that differ by more than what failures explain. */
function unequal({ base, head }) {
    if (base === undefined)
        return undefined;
    const names = namesIn(base, head);
    const failures = { base: failuresIn(base, names), head: failuresIn(head, names) };
    const odd = [...names, _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT].find((request) => {
        const due = { base: dueIn(base, request), head: dueIn(head, request) };
        const fewer = due.base < due.head ? "base" : "head";
        // A flow that fails goes no further: it takes each of its later requests once.
        const steps = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? names.length - 1 : 1;
        const rested = names.length > 1 ? endedInRestRatio * Math.max(due.base, due.head) : 0;
        return Math.abs(due.base - due.head) > failures[fewer] * steps + rested;
    });
    if (odd === undefined)
        return undefined;
    const what = odd === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? "requests" : `× ${odd}`;
    const counts = `${dueIn(base, odd)} ${what} on the base, ${dueIn(head, odd)} on the head`;
    return `base and head did not get the same load (${counts})`;
}
/** What may have ended flows early: none where there is but one request. */
function failuresIn({ requests }, names) {
    return names.length > 1 ? (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(names.map((name) => requests[name]?.failed ?? 0)) : 0;
}
const completeRatio = 0.99;
/** Base and head are even by now: either tells. */
function cutShort({ head }, fullest) {
    const due = dueIn(head, _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT);
    if (due >= completeRatio * fullest)
        return undefined;
    return `the load was cut short (${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(due, "request")}, where another round had ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .grouped */ .zD)(fullest)})`;
}
/**
 * How many requests the fullest round gave to an arm. 0 where that is up to chance: flows of several steps, load that is
 * dealt in slices.
 */
function fullestOf({ dealing, rounds }) {
    const isFixed = dealing?.kind === "request" && rounds.every(({ base, head }) => namesIn(base, head).length === 1);
    return isFixed ? Math.max(0, ...rounds.map(({ head }) => dueIn(head, _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT))) : 0;
}
function namesIn(...arms) {
    const all = new Set(arms.flatMap((arm) => Object.keys(arm?.requests ?? {})));
    return [...all].filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT);
}
const dueIn = (arm, request) => arm?.requests[request]?.due ?? 0;


/***/ }),

/***/ 69304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ effectsFor),
/* harmony export */   z: () => (/* binding */ leastOf)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);

/** A scenario's own thresholds win over those of the run, metric by metric. */
function effectsFor({ min_effect }, settings) {
    return { ...settings.min_effect, ...min_effect };
}
/** A metric that does not gate is judged as if by the default of the nearest one that could. */
const advisoryMinEffect = 0.1;
function leastOf(metric, scenario, settings) {
    return {
        effect: effectsFor(scenario, settings)[metric] ?? advisoryMinEffect,
        floor: (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .absoluteFloor */ .oi)(metric, { ...settings.min_change, ...scenario.min_change }),
    };
}


/***/ }),

/***/ 39231:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V: () => (/* binding */ verdictOf),
/* harmony export */   _: () => (/* binding */ findingsIn)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);
/* harmony import */ var _confirmation_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37277);




/** One verdict for the whole run. Only `pass` is a pass: what is missing, broken or unsure is something else. */
function verdictOf(scenarios, settings) {
    const findings = findingsIn(scenarios);
    const failing = findings.filter(({ failure }) => failure !== "accepted" && settings.fail_on.includes(failure));
    const isInDoubt = failing.length > 0 && failing.every(({ borderline }) => borderline === true);
    return {
        kind: kindOf(findings),
        reasons: [...new Set(findings.map(({ reason }) => reason))],
        failing: failing.length > 0,
        ...(isInDoubt ? { confirm: true } : {}),
    };
}
/** What keeps the run from passing, and what is accepted; the gravest first. */
function findingsIn(scenarios) {
    const found = scenarios.length === 0
        ? [invalid("nothing was measured")]
        : scenarios.flatMap((scenario) => findingsOf(scenario).map((finding) => ({ ...finding, scenario: scenario.id })));
    return found.toSorted((a, b) => rank[a.failure] - rank[b.failure]);
}
const rank = {
    regression: 0,
    sla: 1,
    invalid: 2,
    anomaly: 3,
    inconclusive: 4,
    accepted: 5,
};
function kindOf(findings) {
    const has = (failure) => findings.some((finding) => finding.failure === failure);
    if (has("regression") || has("sla"))
        return "fail";
    if (has("invalid"))
        return "invalid";
    return has("inconclusive") ? "inconclusive" : "pass";
}
const invalid = (reason) => ({ failure: "invalid", reason });
function findingsOf(scenario) {
    // What broke off says nothing about the service's speed, whatever the numbers look like.
    if (scenario.failure !== undefined)
        return [invalid(`${scenario.id}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .firstLine */ .TM)(scenario.failure)}`)];
    const gating = scenario.comparisons.filter((comparison) => comparison.gating);
    if (scenario.rounds.length === 0)
        return [invalid(`${scenario.id}: nothing was measured`)];
    if (gating.length === 0 && scenario.mode.kind !== "off" && scenario.mode.against === undefined)
        return [invalid(`${scenario.id}: no metric was compared`)];
    return [
        ...gating.flatMap((comparison) => comparisonFinding(scenario, comparison)),
        ...scenario.sla.flatMap((check) => slaFinding(scenario.id, check)),
    ];
}
function comparisonFinding(scenario, comparison) {
    const { id } = scenario;
    const { outcome, reason } = comparison;
    const request = comparison.request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? "" : `${comparison.request} `;
    const shifted = `${id}: ${request}${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(comparison.metric)} ${shift(comparison)}`;
    switch (outcome) {
        case "regressed":
            return regression(scenario, comparison, shifted);
        case "invalid":
            return invalid(`${id}: ${request}${reason ?? "not measured"}`);
        case "inconclusive":
        case "unstable":
            return {
                failure: "inconclusive",
                reason: reason === undefined ? `${shifted} is neither shown nor ruled out` : `${id}: ${request}${reason}`,
            };
        case "improved":
        case "unchanged":
        case "new":
            return [];
    }
}
function regression(scenario, comparison, shifted) {
    const { accepted, confirmed, metric, reason } = comparison;
    if (accepted !== undefined)
        return { failure: "accepted", reason: `${shifted}, accepted: ${accepted}` };
    const again = confirmed && (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, confirmed.change_ratio, confirmed.interval);
    const unconfirmed = reason === undefined ? "" : ` (${reason})`;
    return {
        failure: "regression",
        reason: again === undefined ? `${shifted}${unconfirmed}` : `${shifted}, again ${again} on a second machine`,
        borderline: scenario.confirmation === undefined && (0,_confirmation_js__WEBPACK_IMPORTED_MODULE_2__/* .isBorderline */ .X1)(comparison, scenario),
    };
}
function shift({ change_ratio, interval, metric }) {
    return change_ratio === undefined ? "changed" : (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, interval);
}
function slaFinding(id, check) {
    if (check.outcome === "met")
        return [];
    return { failure: check.outcome === "breached" ? "sla" : "invalid", reason: `${id}: ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaSentence */ .uA)(check)}` };
}


/***/ }),

/***/ 77558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ wantsPairing),
/* harmony export */   e: () => (/* binding */ isPaired)
/* harmony export */ });
/** Whether base and head were measured on one machine, round by round. */
const isPaired = ({ kind }) => kind === "duet" || kind === "alternate";
/** Whether any scenario of the plan would be, given a base to start. */
const wantsPairing = ({ scenarios }) => scenarios.some(({ compare }) => compare !== "recorded" && compare !== "off");


/***/ }),

/***/ 12011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ey: () => (/* binding */ WrongInput),
/* harmony export */   Nc: () => (/* binding */ CouldNotMeasure),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   c2: () => (/* binding */ statusOf),
/* harmony export */   pr: () => (/* binding */ noBase)
/* harmony export */ });
/** How a warning begins that says why no base was found where one was looked for. */
const noBase = "base.from: auto found no base in";
/** Measuring could not be done or not be finished: exit code 23, never a verdict about the service's speed. */
class CouldNotMeasure extends Error {
    name = "CouldNotMeasure";
}
/** What we were given is wrong, in a file, an input or on the command line: exit code 22. */
class WrongInput extends Error {
    name = "WrongInput";
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** Of the HTTP answer that the error carries. Where none came there is none, though octokit then makes one up. */
function statusOf(error) {
    const isAnswered = error instanceof Error && "response" in error && error.response !== undefined;
    const status = isAnswered && "status" in error ? error.status : undefined;
    return typeof status === "number" ? status : undefined;
}


/***/ }),

/***/ 9237:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C2: () => (/* binding */ changeOf),
/* harmony export */   GP: () => (/* binding */ isDifference),
/* harmony export */   _K: () => (/* binding */ logRatiosOf)
/* harmony export */ });
/* unused harmony export shiftOf */
/** Changes on the scale on which they add up: of what changes in ratios the logarithm, of others the difference. */
function shiftOf(metric, change) {
    return isDifference(metric) ? change : Math.log1p(change);
}
function changeOf(metric, shift) {
    return isDifference(metric) ? shift : Math.expm1(shift);
}
/** What a run's comparisons found, whatever came of them. */
function logRatiosOf(comparisons) {
    const byRequest = Map.groupBy(comparisons, ({ request }) => request);
    return Object.fromEntries([...byRequest].map(([request, own]) => [
        request,
        Object.fromEntries(own.flatMap(({ metric, change_ratio: change }) => entryOf(metric, change))),
    ]));
}
/** Whether a change is told as a difference. */
const isDifference = (metric) => metric === "error_rate" || metric === "memory_growth";
function entryOf(metric, change) {
    return change === undefined ? [] : [[metric, shiftOf(metric, change)]];
}


/***/ }),

/***/ 16080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ metricLabel),
/* harmony export */   Cv: () => (/* binding */ slaValue),
/* harmony export */   VY: () => (/* binding */ serviceMetrics),
/* harmony export */   Zy: () => (/* binding */ metricChange),
/* harmony export */   a3: () => (/* binding */ metricValue),
/* harmony export */   ak: () => (/* binding */ metricOf),
/* harmony export */   fE: () => (/* binding */ shownMetrics),
/* harmony export */   mq: () => (/* binding */ metricThreshold),
/* harmony export */   nU: () => (/* binding */ isOfService),
/* harmony export */   oi: () => (/* binding */ absoluteFloor),
/* harmony export */   uA: () => (/* binding */ slaSentence)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(64519);


/** Shown in every comparison, whether they gate or not. */
const shownMetrics = [
    "p50",
    "p95",
    "p99",
    "tail",
    "cpu_per_request",
    "memory_peak",
    "memory_growth",
    "error_rate",
];
/** What is known of a service's processes as a whole, where they are seen. */
const serviceMetrics = [
    "cpu_per_request",
    "memory_peak",
    "memory_growth",
];
const isOfService = (metric) => serviceMetrics.some((one) => one === metric);
/**
 * A change below this is too small to matter, however large its ratio, in the metric's own unit: what the run was given, or
 * else the default.
 */
function absoluteFloor(metric, given = {}) {
    return given[metric] ?? defaultFloor(metric);
}
function defaultFloor(metric) {
    switch (metric) {
        case "error_rate":
            return 0;
        case "cpu_per_request":
            return 0.05;
        case "memory_peak":
            return 1024 ** 2;
        case "memory_growth":
            return 64;
        default:
            return 0.2;
    }
}
function metricLabel(metric) {
    switch (metric) {
        case "cpu_per_request":
            return "CPU per request";
        case "memory_peak":
            return "peak memory";
        case "memory_growth":
            return "memory growth per request";
        case "error_rate":
            return "error rate";
        case "p999":
            return "p99.9";
        case "cpu":
            return "CPU";
        default:
            return metric;
    }
}
/** A value of a compared metric with its unit. */
function metricValue(metric, value) {
    switch (metric) {
        case "error_rate":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(value);
        case "memory_peak":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(value);
        case "memory_growth":
            return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(value)} B`;
        default:
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__.ms)(value);
    }
}
/** A change with its interval: +31 % [24, 39]. Of a rate it is the difference, in percentage points; of a growth in bytes. */
function metricChange(metric, ratio, bounds) {
    if (metric === "memory_growth") {
        const ends = bounds === undefined ? "" : ` [${bounds.map(_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ).join(", ")}]`;
        return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .signedWhole */ .CW)(ratio)} B${ends}`;
    }
    const unit = metric === "error_rate" ? "pp" : "%";
    return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .signed */ .x8)(ratio)} ${unit}${bounds === undefined ? "" : ` ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .interval */ .YP)(bounds)}`}`;
}
/** The smallest change that fails. */
function metricThreshold(metric, ratio) {
    if (metric === "memory_growth")
        return `+${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .whole */ .WQ)(ratio)} B`;
    return `+${metric === "error_rate" ? (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(ratio).replace("%", "pp") : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(ratio)}`;
}
function slaValue(metric, value) {
    switch (metric) {
        case "throughput":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .perSec */ .N_)(value);
        case "error_rate":
        case "cpu":
        case "memory":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(value);
        default:
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__.ms)(value);
    }
}
/** p99 is 8.75 ms, the SLA wants at most 5 ms. */
function slaSentence({ metric, request, limit, value, reason }) {
    const what = request === _plan_js__WEBPACK_IMPORTED_MODULE_0__/* .allRequests */ .qT ? metricLabel(metric) : `${metricLabel(metric)} of ${request}`;
    const wanted = `the SLA wants ${metric === "throughput" ? "at least" : "at most"} ${slaValue(metric, limit)}`;
    return value === undefined
        ? `${what} was not measured${reason === undefined ? "" : ` (${reason})`}, ${wanted}`
        : `${what} is ${slaValue(metric, value)}, ${wanted}`;
}
/** The metric of a request, or of all of them, in one round of one arm; `undefined` where it was not measured. */
function metricOf({ request, metric }, arm) {
    const metrics = arm?.requests[request];
    if (arm === undefined || metrics === undefined)
        return undefined;
    switch (metric) {
        case "cpu_per_request":
            // Below one clock tick in all: too little to be measured.
            return arm.cpu_per_request === 0 ? undefined : arm.cpu_per_request;
        case "memory_peak":
            return arm.memory_peak === 0 ? undefined : arm.memory_peak;
        case "memory_growth":
            return arm.memory_growth;
        case "error_rate":
            return metrics.due > 0 ? metrics.failed / metrics.due : undefined;
        default:
            return aboveZero(metrics[metric]);
    }
}
/** A latency that rounded to 0 counts as the histogram's smallest step, a microsecond: 0 has no logarithm. */
const aboveZero = (value) => value === undefined ? undefined : Math.max(value, 0.001);


/***/ }),

/***/ 64519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bo: () => (/* binding */ comparedMetrics),
/* harmony export */   SV: () => (/* binding */ slaMetrics),
/* harmony export */   Uy: () => (/* binding */ latencyMetrics),
/* harmony export */   ZM: () => (/* binding */ interleaves),
/* harmony export */   e9: () => (/* binding */ failures),
/* harmony export */   ev: () => (/* binding */ isNamed),
/* harmony export */   l_: () => (/* binding */ arrivalKinds),
/* harmony export */   qM: () => (/* binding */ feedOrders),
/* harmony export */   qT: () => (/* binding */ allRequests)
/* harmony export */ });
/** Whether it says where the base is: then `auto` looks for no other. */
function isNamed({ directory, target }) {
    return directory !== undefined || target !== undefined;
}
const failures = ["regression", "sla", "invalid", "inconclusive", "anomaly"];
/** How a duet deals its load to the arms: request by request in turn, or a second of load to each. */
const interleaves = ["request", "slice"];
const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"];
const slaMetrics = [...latencyMetrics, "throughput", "error_rate", "cpu", "memory"];
/** What a comparison may be about. */
const comparedMetrics = [
    "p50",
    "p90",
    "p95",
    "p99",
    "tail",
    "cpu_per_request",
    "memory_peak",
    "memory_growth",
    "error_rate",
];
/** The name under which all requests of a scenario are taken together. */
const allRequests = "all";
/**
 * How arrivals are spread within a pattern's rate. `even`: each at a random moment of its own share of the time, so that at
 * every moment as many have come as the integral of the rate, to one request. `poisson`: independent of each other, as
 * real visitors are; only the phase as a whole holds the integral.
 */
const arrivalKinds = ["even", "poisson"];
const feedOrders = ["in_order", "shuffled", "once"];


/***/ }),

/***/ 9865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ fewestRounds)
/* harmony export */ });
/** Below this many rounds nothing is said about a change. */
const fewestRounds = 4;


/***/ }),

/***/ 39645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k0: () => (/* binding */ armMetrics),
  cA: () => (/* binding */ environment),
  M5: () => (/* binding */ loadSettings),
  vn: () => (/* binding */ logRatios),
  i_: () => (/* binding */ modeKind),
  sy: () => (/* binding */ resultsSchema),
  id: () => (/* binding */ schemaOne)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(12311);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/schemaTypes.js
var schemaTypes = __webpack_require__(32162);
;// CONCATENATED MODULE: ./build/model/verdict.js



/** What results.json says that a measurement means. */
const outcomes = ["regressed", "improved", "unchanged", "inconclusive", "unstable", "invalid", "new"];
const comparison = schemas/* object */.Ikc({
    metric: schemas/* enum */.k5n(plan/* comparedMetrics */.Bo),
    request: schemas/* string */.YjP(),
    outcome: schemas/* enum */.k5n(outcomes),
    /** Whether it can fail the run; the others are shown. */
    gating: schemas/* boolean */.zMY(),
    base: schemas/* number */.aig().optional(),
    head: schemas/* number */.aig().optional(),
    /** head / base - 1; of error_rate and memory_growth (in bytes) head - base. So are the other ratios here. */
    change_ratio: schemaTypes/* ratio */.C.optional(),
    /** 95 % interval of the change. */
    interval: schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]).optional(),
    rounds: schemaTypes/* count */.U,
    /** The smallest true change that this run would have caught 95 times in 100. */
    mde_ratio: schemaTypes/* ratio */.C.optional(),
    /** The smallest change that fails, the absolute floor included. */
    min_effect_ratio: schemaTypes/* ratio */.C.optional(),
    /** Further measuring that would settle an inconclusive one. */
    settle_ms: schemaTypes.ms.optional(),
    reason: schemas/* string */.YjP().optional(),
    /** Why a regression does not count: it was accepted. */
    accepted: schemas/* string */.YjP().optional(),
    /** What a second machine made of a regression close to its limit that it did not see again. */
    second: schemas/* enum */.k5n(["cleared", "open", "not_measured"]).optional(),
    /** What a second machine said of a regression, and it said the same. */
    confirmed: schemas/* object */.Ikc({ change_ratio: schemaTypes/* ratio */.C, interval: schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]), rounds: schemaTypes/* count */.U }).optional(),
});
const slaCheck = schemas/* object */.Ikc({
    metric: schemas/* enum */.k5n(plan/* slaMetrics */.SV),
    request: schemas/* string */.YjP(),
    limit: schemas/* number */.aig(),
    value: schemas/* number */.aig().optional(),
    outcome: schemas/* enum */.k5n(["met", "breached", "not_measured"]),
    /** Why it was not measured, where that is known. */
    reason: schemas/* string */.YjP().optional(),
});
/** A regression that somebody accepts, before anybody knows whether there is one. */
const acceptance = schemas/* object */.Ikc({
    metric: schemas/* enum */.k5n(plan/* comparedMetrics */.Bo),
    scenario: schemas/* string */.YjP(),
    /** Only of this request; absent where it is of every one. */
    request: schemas/* string */.YjP().optional(),
    reason: schemas/* string */.YjP(),
    by: schemas/* enum */.k5n(["body", "label", "option"]),
    /** How many regressions it covers. */
    covers: schemaTypes/* count */.U.optional(),
});
/** Since when main is another than it was. */
const drift = schemas/* object */.Ikc({
    scenario: schemas/* string */.YjP(),
    request: schemas/* string */.YjP(),
    metric: schemas/* enum */.k5n(plan/* comparedMetrics */.Bo),
    /** Of the first run after the change. */
    sha: schemas/* string */.YjP().optional(),
    at: schemas/* string */.YjP(),
    /** Against the runs before it; of error_rate and memory_growth the difference. */
    change_ratio: schemaTypes/* ratio */.C,
    runs_after: schemaTypes/* count */.U,
    /** Of such a change by chance. */
    p: schemas/* number */.aig(),
});
const verdict = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(["pass", "fail", "inconclusive", "invalid"]),
    reasons: schemas/* array */.YOg(schemas/* string */.YjP()),
    /** Whether the job fails, as `fail_on` has it. */
    failing: schemas/* boolean */.zMY(),
    /** Whether it fails for nothing but regressions that a second machine could clear. */
    confirm: schemas/* boolean */.zMY().optional(),
});

;// CONCATENATED MODULE: ./build/model/results.js




/**
 * results.json, schema 1: where measuring and judging meet. What was not measured is absent, never 0. What the judge adds
 * to a measurement is in judgement.ts.
 */
/** The version of our files' form. */
const schemaOne = schemas/* literal */.euz(1, {
    error: ({ input }) => `expected 1, got ${input === undefined ? "nothing" : JSON.stringify(input)}`,
});
const responseTime = schemas/* object */.Ikc({ mean: schemaTypes.ms, p50: schemaTypes.ms, p90: schemaTypes.ms, p95: schemaTypes.ms, p99: schemaTypes.ms, p999: schemaTypes.ms, max: schemaTypes.ms });
/** HdrHistogram V2, compressed, base64: of any load it is shorter than this, and what is longer unpacks to anything. */
const encodedHistogram = schemas/* string */.YjP().max(262_144);
const load = {
    due_requests: schemaTypes/* count */.U,
    total_requests: schemaTypes/* count */.U,
    successful_requests: schemaTypes/* count */.U,
    failed_requests: schemaTypes/* count */.U,
    dropped_requests: schemaTypes/* count */.U,
    /** Failures by their own names. */
    failures: schemas/* record */.g1P(schemas/* string */.YjP(), schemaTypes/* count */.U),
    /** Absent where no request succeeded. */
    response_time_ms: responseTime.optional(),
    error_rate: schemaTypes/* ratio */.C.optional(),
    /** Response times of successes. */
    histogram: encodedHistogram,
    /** The same less what the load generator was late. */
    blameless_histogram: encodedHistogram.optional(),
};
/** How the load generator itself fared. */
const generator = schemas/* object */.Ikc({
    client: schemas/* enum */.k5n(["http1", "undici"]),
    clock: schemas/* enum */.k5n(["ticker", "timer"]),
    workers: schemaTypes/* count */.U,
    /** Processor cores that Loadgate itself kept busy. */
    cpu_cores: schemas/* number */.aig(),
    /** Share of the time in which the busiest worker had something to do. */
    busy_ratio: schemaTypes/* ratio */.C,
    longest_stall_ms: schemaTypes.ms,
    /** From when a request was released until it left. Absent where none left. */
    send_lag_ms: schemas/* object */.Ikc({ p50: schemaTypes.ms, p99: schemaTypes.ms, max: schemaTypes.ms }).optional(),
});
const phaseSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    arm: schemas/* enum */.k5n(["base", "head"]),
    warmup: schemas/* boolean */.zMY(),
    ...load,
    duration_ms: schemaTypes.ms,
    throughput_per_sec: schemas/* number */.aig().optional(),
    peak_throughput_per_sec: schemas/* number */.aig().optional(),
    sustained_throughput_per_sec: schemas/* number */.aig().optional(),
    resource_utilization: schemas/* object */.Ikc({
        /** Share of all the machine's cores that the service used. */
        cpu_ratio: schemaTypes/* ratio */.C,
        /** Most memory that the service's processes held at once (resident set). */
        memory_bytes: schemas/* number */.aig(),
        /** The same as a share of all the machine's memory. */
        memory_ratio: schemaTypes/* ratio */.C,
        cpu_ms_per_request: schemaTypes.ms.optional(),
    })
        .optional(),
    requests: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), ...load, /** Answers by status. */ statuses: schemas/* record */.g1P(schemas/* string */.YjP(), schemaTypes/* count */.U).optional() })),
    generator: generator.optional(),
});
const requestMetrics = schemas/* object */.Ikc({
    due: schemaTypes/* count */.U,
    failed: schemaTypes/* count */.U,
    p50: schemaTypes.ms.optional(),
    p90: schemaTypes.ms.optional(),
    p95: schemaTypes.ms.optional(),
    p99: schemaTypes.ms.optional(),
    tail: schemaTypes.ms.optional(),
});
/** What one arm did in one round; `requests` has an entry per name, and "all". */
const armMetrics = schemas/* object */.Ikc({
    cpu_per_request: schemaTypes.ms.optional(),
    /** Most bytes that the service's processes held at once (resident set) while they were measured. */
    memory_peak: schemas/* number */.aig().nonnegative().optional(),
    /** Bytes that they held on to, by request; below zero where they gave some back. */
    memory_growth: schemas/* number */.aig().optional(),
    /** How late requests left, on average: the load generator's doing, and so a control that no build can move. */
    send_lag: schemaTypes.ms.optional(),
    requests: schemas/* record */.g1P(schemas/* string */.YjP(), requestMetrics),
});
const round = schemas/* object */.Ikc({
    index: schemaTypes/* count */.U,
    /** Why this round is no evidence; absent where it is. */
    invalid: schemas/* string */.YjP().optional(),
    base: armMetrics.optional(),
    head: armMetrics,
});
/** By request and metric, on the scale of shift.ts: how far head and base are apart. */
const logRatios = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* partialRecord */.jgl(schemas/* enum */.k5n(plan/* comparedMetrics */.Bo), schemas/* number */.aig()));
const anchoredRun = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), at: schemas/* string */.YjP(), log_ratios: logRatios });
const recordedRun = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), at: schemas/* string */.YjP(), rounds: schemas/* array */.YOg(armMetrics) });
/** What shapes a scenario's load, told without its values, which may be secret. */
const loadSettings = schemas/* object */.Ikc({
    /** Of all of it: different ones are different loads. */
    hash: schemas/* string */.YjP(),
    /** By the keys of loadgate.yml and the files it names: a hash of the value. */
    keys: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    /** Where there are more keys than are kept. */
    more: schemas/* literal */.euz(true).optional(),
});
/** Why what main has recorded of a scenario is no evidence for this run. */
const incomparable = schemas/* discriminatedUnion */.gMt("kind", [
    /** Without keys where an older Loadgate has recorded it, which kept none. */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("settings"), keys: schemas/* array */.YOg(schemas/* string */.YjP()), more: schemas/* literal */.euz(true).optional() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("machines"), machines: schemas/* array */.YOg(schemas/* string */.YjP()), here: schemas/* string */.YjP() }),
]);
const limit = schemas/* object */.Ikc({ request: schemas/* string */.YjP(), metric: schemas/* enum */.k5n(plan/* slaMetrics */.SV), limit: schemas/* number */.aig() });
const effects = schemas/* partialRecord */.jgl(schemas/* enum */.k5n(plan/* comparedMetrics */.Bo), schemaTypes/* ratio */.C);
const floors = schemas/* partialRecord */.jgl(schemas/* enum */.k5n(plan/* comparedMetrics */.Bo), schemas/* number */.aig().nonnegative());
const dealing = schemas/* object */.Ikc({ kind: schemas/* enum */.k5n(plan/* interleaves */.ZM), reason: schemas/* string */.YjP() });
const environment = schemas/* object */.Ikc({
    cpu_model: schemas/* string */.YjP(),
    cores: schemaTypes/* count */.U,
    memory_bytes: schemas/* number */.aig(),
    kernel: schemas/* string */.YjP(),
    image: schemas/* string */.YjP().optional(),
    node: schemas/* string */.YjP(),
    config_hash: schemas/* string */.YjP(),
});
/** The same scenario, measured again on a second machine. */
const confirmation = schemas/* object */.Ikc({
    environment,
    started_at: schemas/* string */.YjP(),
    rounds: schemas/* array */.YOg(round),
    rounds_planned: schemaTypes/* count */.U.optional(),
    round_ms: schemaTypes.ms.optional(),
    dealing: dealing.optional(),
    /** Why measuring ended before its time. */
    failure: schemas/* string */.YjP().optional(),
});
const modeKind = schemas/* enum */.k5n(["duet", "alternate", "recorded", "off"]);
const scenario = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    /** How the scenario was compared, and why so. */
    mode: schemas/* object */.Ikc({
        kind: modeKind,
        reason: schemas/* string */.YjP(),
        /** Main against a build of its own past, which looks for drift: none of its comparisons gates. */
        against: schemas/* literal */.euz("anchor").optional(),
    }),
    phases: schemas/* array */.YOg(phaseSchema),
    rounds: schemas/* array */.YOg(round),
    rounds_planned: schemaTypes/* count */.U.optional(),
    round_ms: schemaTypes.ms.optional(),
    /** How a duet dealt its load to the arms, and why so. */
    dealing: dealing.optional(),
    /** Users wait for their answers: a slower arm is due for less. */
    closed_loop: schemas/* literal */.euz(true).optional(),
    /** The recorded runs of main that a recorded comparison is made with. */
    recorded: schemas/* array */.YOg(recordedRun).optional(),
    /** Where main has recorded this scenario, and none of its runs is like this one. */
    incomparable: incomparable.optional(),
    load: loadSettings.optional(),
    /** The earlier runs of main against the same anchor, the newest last, in which drift is looked for. */
    anchored: schemas/* array */.YOg(anchoredRun).optional(),
    limits: schemas/* array */.YOg(limit),
    /** Its own thresholds, which win over those of the settings. */
    min_effect: effects.optional(),
    min_change: floors.optional(),
    /** Why measuring ended before its time. */
    failure: schemas/* string */.YjP().optional(),
    confirmation: confirmation.optional(),
    comparisons: schemas/* array */.YOg(comparison),
    sla: schemas/* array */.YOg(slaCheck),
});
const settings = schemas/* object */.Ikc({
    false_alarm: schemaTypes/* ratio */.C.gt(0).lt(1),
    min_effect: effects,
    /** Floors of a change, in ms or bytes, where they are not the metric's own. */
    min_change: floors.optional(),
    fail_on: schemas/* array */.YOg(schemas/* enum */.k5n(plan/* failures */.e9)),
    budget_ms: schemaTypes.ms,
    /** How many comparisons were to gate, fixed before anything was measured: they share `false_alarm`. */
    gating: schemaTypes/* count */.U.optional(),
    /** Beyond it, the baseline's newest run is warned of. */
    baseline_max_age_ms: schemaTypes.ms.optional(),
});
const baseline = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz("found"),
        runs: schemaTypes/* count */.U,
        /** Where it was found, in words. */
        from: schemas/* string */.YjP().optional(),
        /** Of the newest run. */
        run_id: schemas/* string */.YjP().optional(),
        sha: schemas/* string */.YjP().optional(),
        at: schemas/* string */.YjP(),
        /** How old that was when this run began; below zero where the clocks disagree. */
        age_ms: schemas/* number */.aig().optional(),
    }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("not_asked") }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("absent"), message: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("unreachable"), message: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("unusable"), message: schemas/* string */.YjP() }),
]);
const build = schemas/* object */.Ikc({
    sha: schemas/* string */.YjP().optional(),
    from: schemas/* string */.YjP(),
    /** Whether what was measured differs from that commit. */
    changed: schemas/* literal */.euz(true).optional(),
});
const resultsSchema = schemas/* object */.Ikc({
    schema: schemaOne,
    verdict: verdict,
    environment,
    provenance: schemas/* object */.Ikc({
        loadgate: schemas/* string */.YjP(),
        base: build.optional(),
        head: build,
        started_at: schemas/* string */.YjP(),
        duration_ms: schemaTypes.ms,
        seed: schemas/* number */.aig(),
    }),
    settings,
    baseline,
    /** Which processor cores load generator and service had to themselves; absent where they shared them. */
    pinning: schemas/* object */.Ikc({ generator: schemas/* string */.YjP(), service: schemas/* string */.YjP() }).optional(),
    /** Regressions that do not count, as the pull request or the command line has it. */
    accepted: schemas/* array */.YOg(acceptance).optional(),
    /** Changes of main that are larger than a single comparison would have shown; absent where none was looked for. */
    drift: schemas/* array */.YOg(drift).optional(),
    scenarios: schemas/* array */.YOg(scenario),
    warnings: schemas/* array */.YOg(schemas/* string */.YjP()),
});


/***/ }),

/***/ 32162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ ratio),
/* harmony export */   U: () => (/* binding */ count),
/* harmony export */   ms: () => (/* binding */ ms)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12311);

/** The numbers of our files: ratios are ratios (0.05 is 5 %), times are ms. */
const ratio = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig();
const ms = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nonnegative();
const count = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative();


/***/ }),

/***/ 87054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Di: () => (/* binding */ templateParts),
/* harmony export */   VQ: () => (/* binding */ templateNames)
/* harmony export */ });
/* unused harmony export isFixed */
/** Names that templates have already, so that no value may be called so. */
const templateNames = ["uuid", "seq", "random", "pick", "env"];
/** The parts of a text with ${...} in it; `$${` stands for `${` itself. */
function templateParts(text) {
    const parts = [];
    let plain = "";
    let end = 0;
    for (const found of text.matchAll(/\$\$\{|\$\{(?:([^}]*)\})?/g)) {
        const [source, inner] = found;
        plain += text.slice(end, found.index);
        end = found.index + source.length;
        if (source === "$${") {
            plain += "${";
            continue;
        }
        if (plain !== "")
            parts.push({ kind: "text", text: plain });
        plain = "";
        parts.push(inner === undefined ? unclosed(source) : placeholder(source, inner.trim()));
    }
    plain += text.slice(end);
    return plain === "" ? parts : [...parts, { kind: "text", text: plain }];
}
/** Whether all of the text stands for itself. */
function isFixed(text) {
    return templateParts(text).every(({ kind }) => kind === "text");
}
function unclosed(source) {
    return { kind: "malformed", source, wanted: "expected a } that closes it, or $${ where ${ itself is meant" };
}
function placeholder(source, expression) {
    if (expression === "uuid" || expression === "seq")
        return { kind: expression, source };
    const [, called, given = ""] = /^(\w+)\((.*)\)$/s.exec(expression) ?? [];
    if (called !== undefined)
        return call(source, called, given);
    const [, feed, column] = /^([A-Za-z_]\w*)\.(.+)$/s.exec(expression) ?? [];
    if (feed !== undefined && column !== undefined)
        return { kind: "feed", source, feed, column };
    if (/^[A-Za-z_]\w*$/.test(expression))
        return { kind: "value", source, name: expression };
    return {
        kind: "malformed",
        source,
        wanted: "expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}",
    };
}
function call(source, name, given) {
    switch (name) {
        case "random":
            return random(source, given);
        case "pick": {
            const [, file, column] = /^\s*([^,]*[^,\s])\s*,\s*(.*\S)\s*$/s.exec(given) ?? [];
            if (file !== undefined && column !== undefined)
                return { kind: "pick", source, file, column };
            return { kind: "malformed", source, wanted: "expected a file and a column, such as ${pick(people.csv, name)}" };
        }
        default:
            return { kind: "unknown", source, name };
    }
}
function random(source, given) {
    const [, first, second] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(given) ?? [];
    const [from, to] = [Number(first), Number(second)];
    // A draw has 32 bits: of a wider range, it would never reach most numbers.
    if (to >= from && to - from < 0x1_0000_0000)
        return { kind: "random", source, from, to };
    const wanted = "expected two whole numbers in order, less than 2^32 apart, such as ${random(1,100)}";
    return { kind: "malformed", source, wanted };
}


/***/ }),

/***/ 16089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  u: () => (/* binding */ carriedFor),
  $: () => (/* binding */ keepBuilds)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/baseline/store/archiveName.js
var archiveName = __webpack_require__(63865);
// EXTERNAL MODULE: ./build/baseline/build/buildLimits.js
var buildLimits = __webpack_require__(81381);
;// CONCATENATED MODULE: ./build/baseline/build/pack.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});









/** A build that cannot be carried: nothing of it is there, or it is too large. */
class UnfitBuild extends Error {
    name = "UnfitBuild";
}
/**
 * Packs what `carry` names, paths and globs relative to `directory`, into a tar.gz: the same files give the same bytes.
 * Never carries a `.git`, whose configuration may hold a token. Throws UnfitBuild, and what the file system throws.
 */
async function packBuild(directory, carry, file, limits = buildLimits/* buildLimits */.ZB) {
    const listing = new Listing(directory, file, limits);
    for (const pattern of carry)
        await listing.take(pattern);
    const { entries, warnings } = listing.finished();
    const files = entries.filter(({ kind }) => kind !== "directory").length;
    if (files === 0)
        throw new UnfitBuild([...warnings, "base.carry: there is nothing to carry"].join("; "));
    const partial = `${file}.partial`;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
        await write(directory, entries, partial);
        await (0,promises_.rename)(partial, file);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { force: true });
        throw error;
    }
    return { files, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0), warnings };
}
/** What is to be packed, as it is found. */
class Listing {
    #directory;
    /** The archive itself is not to become part of what it archives. */
    #own;
    #limits;
    #entries = new Map();
    #warnings = [];
    #bytes = 0;
    constructor(directory, file, limits) {
        this.#directory = directory;
        this.#own = (0,external_node_path_.resolve)(file);
        this.#limits = limits;
    }
    async take(pattern) {
        const found = await this.#matching(pattern);
        if (found.length === 0) {
            this.#warnings.push(`base.carry: expected files in service.directory, found none at ${pattern}`);
        }
        for (const path of found)
            if (await this.#hasParents(path))
                await this.#add(path);
    }
    /** In an order that is the same everywhere, parents first; links that lead out are left out. */
    finished() {
        const entries = [...this.#entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
        const links = new Map(entries.flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])));
        const outside = entries.filter(({ path, target }) => target !== undefined && (0,buildLimits/* leadsOut */.qm)(path, links));
        const told = outside.map(({ path }) => `base.carry: ${path} is left out, because the link leads outside`);
        return { entries: entries.filter((entry) => !outside.includes(entry)), warnings: [...this.#warnings, ...told] };
    }
    /** A name that exists is itself, also where it could be a pattern, such as [id].js. */
    async #matching(pattern) {
        const path = external_node_path_.posix.normalize(pattern).replace(/\/$/, "");
        if (path === ".." || path.startsWith("../../") || path.startsWith("/"))
            return [];
        if ((await this.#lookAt(path)) !== undefined)
            return [path];
        const found = [];
        for await (const match of (0,promises_.glob)(pattern, { cwd: this.#directory }))
            found.push(match);
        return found;
    }
    async #hasParents(path) {
        for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
            const parent = path.slice(0, end);
            const found = await this.#lookAt(parent);
            if (found?.kind !== "directory") {
                this.#warnings.push(`base.carry: ${path} is left out, because ${parent} is a link; carry what it leads to`);
                return false;
            }
            this.#keep(found);
        }
        return true;
    }
    async #add(path) {
        const name = external_node_path_.posix.basename(path);
        // Not what earlier runs have packed, either: each would hold all that were before it.
        if (name === ".git" || (0,archiveName/* isArchive */.tc)(name) || (0,external_node_path_.resolve)(this.#directory, path) === this.#own)
            return;
        const entry = await this.#lookAt(path);
        if (entry === undefined) {
            this.#warnings.push(`base.carry: ${path} is left out, because it is neither file, directory nor link`);
            return;
        }
        if (path !== ".")
            this.#keep(entry);
        if (entry.kind !== "directory")
            return;
        for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(this.#directory, path)))
            await this.#add(external_node_path_.posix.join(path, name));
    }
    #keep(entry) {
        if (this.#entries.has(entry.path))
            return;
        this.#entries.set(entry.path, entry);
        this.#bytes += entry.bytes;
        const { bytes, entries } = this.#limits;
        if (this.#bytes <= bytes && this.#entries.size <= entries)
            return;
        throw new UnfitBuild(`base.carry: expected at most ${bytes / 1024 ** 2} MiB in ${entries} files, found more; carry less, or build the base from git`);
    }
    async #lookAt(path) {
        const place = (0,external_node_path_.join)(this.#directory, path);
        const found = await (0,promises_.lstat)(place).catch((error) => {
            if ((0,files/* isCode */._m)(error, "ENOENT") || (0,files/* isCode */._m)(error, "ENOTDIR"))
                return undefined;
            throw error;
        });
        const mode = (found?.mode ?? 0) & buildLimits/* permissions */.P;
        if (found?.isFile())
            return { path, kind: "file", mode, bytes: found.size };
        if (found?.isDirectory())
            return { path, kind: "directory", mode: mode | buildLimits/* ownersDirectory */._o, bytes: 0 };
        if (found?.isSymbolicLink()) {
            return { path, kind: "symlink", mode: buildLimits/* permissions */.P, bytes: 0, target: await (0,promises_.readlink)(place) };
        }
        return undefined;
    }
}
async function write(directory, entries, file) {
    const archive = (0,tar_stream.pack)();
    // streamx makes streams that Node takes as its own, which their types do not say.
    const written = (0,external_node_stream_promises_.pipeline)(archive, (0,external_node_zlib_.createGzip)(), (0,external_node_fs_.createWriteStream)(file));
    // Heard below, after the last entry; what breaks it breaks the entries too.
    written.catch(() => { });
    try {
        for (const entry of entries)
            await add(archive, directory, entry);
        archive.finalize();
    }
    catch (error) {
        archive.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
    }
    await written;
}
async function add(archive, directory, { path, kind, mode, bytes, target }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { promise: taken, resolve: take, reject } = Promise.withResolvers();
        const header = { name: path, type: kind, mode, mtime: new Date(0), uid: 0, gid: 0 };
        const done = (error) => (error ? reject(error) : take());
        if (kind !== "file") {
            archive.entry(target === undefined ? header : { ...header, linkname: target }, done);
            return await taken;
        }
        const source = __addDisposableResource(env_1, await (0,promises_.open)((0,external_node_path_.join)(directory, path), external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW), true);
        const sink = archive.entry({ ...header, size: bytes }, done);
        taken.catch(() => { });
        await (0,external_node_stream_promises_.pipeline)(source.createReadStream({ autoClose: false }), sink);
        await taken;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}

// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/baseline/loadHash.js
var loadHash = __webpack_require__(16980);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/pipeline/baselineBuilds.js








/**
 * A pull request is compared with the newest build of main. Main itself, which has nothing to be compared with, looks for
 * drift: it is played beside the oldest build that measured the same, its anchor, and without one it becomes it.
 */
function carriedFor(plan, lookup, isRefreshing) {
    const { baseline, archives = {} } = lookup.kind === "found" ? lookup : {};
    if (!isRefreshing) {
        const { build } = archives;
        const sha = baseline?.build?.sha;
        const carried = build === undefined ? { missing: whyMissing(lookup) } : { file: build, ...(0,omitUndefined/* defined */.s)({ sha }) };
        return { plan, anchored: [], carried };
    }
    const { base } = plan;
    const isLooking = base.from === "artifact" || (base.from === "auto" && base.directory === undefined);
    if (!isLooking || base.target !== undefined || !(0,comparisonMode/* wantsPairing */.Y)(plan))
        return { plan, anchored: [] };
    const onMain = { ...plan, base: { from: "auto", carry: base.carry } };
    const anchor = archives.anchor === undefined ? undefined : anchorOf(plan, baseline);
    if (anchor === undefined || archives.anchor === undefined)
        return { plan: onMain, anchored: [] };
    return {
        plan: onMain,
        carried: { file: archives.anchor, sha: anchor.sha, isAnchor: true },
        anchored: (baseline?.runs ?? []).filter((run) => run.anchor === anchor.sha && run.environment.config_hash === anchor.config_hash),
    };
}
function whyMissing(lookup) {
    switch (lookup.kind) {
        case "found":
            return lookup.baseline.build === undefined
                ? "the baseline carries no build; set base.carry and let a run on the default branch make one"
                : `the build that goes with the baseline is missing beside it; ${codec/* anew */.W9}`;
        case "not_asked":
            return "there is no baseline to take a build from; name one by --baseline";
        case "absent":
        case "unreachable":
        case "unusable":
            return lookup.message;
    }
}
/** The anchor, where it was carried for the same load and the same files. */
function anchorOf(plan, baseline) {
    const anchor = baseline?.anchor;
    const isSame = anchor?.config_hash === (0,loadHash/* configHash */.r_)(plan) && isEqual(anchor.carry, plan.base.carry);
    return isSame ? anchor : undefined;
}
/** Puts the builds that go with the baseline of a run of main at these places, where nothing is yet; says which those are. */
async function keepBuilds(plan, results, before, places) {
    const { baseline, archives = {} } = before.kind === "found" ? before : {};
    const { carry } = plan.base;
    if (carry.length === 0)
        return { notes: {}, warnings: [] };
    const anchor = keptAnchor(plan, results, before);
    if (anchor !== undefined)
        await put(archives.anchor, places.anchor);
    const packed = await packedBuild(plan, results, places.build);
    if (packed.build === undefined && archives.build !== undefined)
        await put(archives.build, places.build);
    const build = packed.build ?? (archives.build === undefined ? undefined : baseline?.build);
    const fresh = anchor === undefined ? freshAnchor(plan, packed.build) : undefined;
    if (fresh !== undefined)
        await put(places.build, places.anchor);
    const replaced = anchor === undefined && baseline?.anchor !== undefined
        ? [`drift is looked for afresh: ${whyReplaced(plan, baseline.anchor, archives)}`]
        : [];
    return {
        notes: { ...(build && { build }), ...((anchor ?? fresh) && { anchor: anchor ?? fresh }) },
        warnings: [...packed.warnings, ...replaced],
    };
}
/** The anchor stays as long as it can be played, or none was to be. */
function keptAnchor(plan, results, before) {
    const wasPlayed = results.scenarios.some(({ mode }) => mode.against === "anchor");
    const wasOffered = carriedFor(plan, before, true).carried !== undefined;
    if (before.kind !== "found" || before.archives?.anchor === undefined || wasPlayed !== wasOffered)
        return undefined;
    return anchorOf(plan, before.baseline);
}
async function packedBuild({ base, service }, { provenance }, place) {
    if (service === undefined)
        return { warnings: ["base.carry is not used, because target is measured, and no service started"] };
    try {
        const { files, bytes, warnings } = await packBuild(service.directory, base.carry, place);
        const { sha, changed } = provenance.head;
        if (changed !== true)
            return { build: { ...(0,omitUndefined/* defined */.s)({ sha }), files, bytes }, warnings };
        // Whoever asks for that commit must not get something else.
        const uncommitted = "the build that the baseline carries has uncommitted changes: it is told without a commit";
        return { build: { files, bytes }, warnings: [...warnings, uncommitted] };
    }
    catch (error) {
        return { warnings: [`the baseline carries no build of this run: ${(0,errors/* messageOf */.bD)(error)}`] };
    }
}
/** A change is told by its commit: what has none is no anchor. */
function freshAnchor(plan, build) {
    if (build?.sha === undefined)
        return undefined;
    return { sha: build.sha, config_hash: (0,loadHash/* configHash */.r_)(plan), carry: [...plan.base.carry] };
}
function whyReplaced(plan, anchor, { anchor: file }) {
    const name = `the anchor build of ${(0,format/* shortSha */.Fu)(anchor.sha)}`;
    if (anchor.config_hash !== (0,loadHash/* configHash */.r_)(plan))
        return `${name} was measured with other scenarios`;
    if (!isEqual(anchor.carry, plan.base.carry))
        return `${name} carries other files than base.carry now has`;
    return file === undefined ? `${name} is missing` : `${name} could not be played`;
}
async function put(from, to) {
    if (from !== undefined)
        await (0,promises_.copyFile)(from, to);
}
const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);


/***/ }),

/***/ 20235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J8: () => (/* binding */ firstResults),
/* harmony export */   cd: () => (/* binding */ isInDoubt),
/* harmony export */   lJ: () => (/* binding */ confirm)
/* harmony export */ });
/* harmony import */ var _analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43189);
/* harmony import */ var _baseline_loadHash_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16980);
/* harmony import */ var _experiment_experiment_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(78089);
/* harmony import */ var _gate_confirmation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37277);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(12011);
/* harmony import */ var _results_codec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41271);
/* harmony import */ var _results_maskResults_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(67355);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37628);
/* harmony import */ var _shell_machine_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80936);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4722);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(43082);
/* harmony import */ var _rejudge_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(59867);












/** The results of a first run, as they came. Throws a CouldNotMeasure: without them there is no verdict. */
function firstResults(text, whence) {
    const next = "run the first job again, or name its results.json";
    if (text === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc(`${whence} does not exist: there is nothing to confirm; ${next}`);
    try {
        return (0,_results_codec_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeResults */ .l7)(text, whence);
    }
    catch (cause) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc(`the results of the first run cannot be read: ${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .messageOf */ .bD)(cause)}; ${next}`, { cause });
    }
}
/** Whether there is something to measure again, once these regressions are accepted. */
function isInDoubt(first, accepted = []) {
    return (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_8__/* .rejudged */ .H)(first, { accepted }).verdict.confirm === true;
}
/**
 * The second of two runs decides for both. What failed only by regressions that are close to what matters is measured again
 * here; everything else is decided as it was. Throws a CouldNotMeasure where the first run was of something else.
 */
async function confirm(first, request, around) {
    const { plan, baseline, commits, secrets, accepted = [], notes = [] } = request;
    const environment = { ...(0,_shell_machine_js__WEBPACK_IMPORTED_MODULE_7__/* .machineInfo */ .g)(around.env), config_hash: (0,_baseline_loadHash_js__WEBPACK_IMPORTED_MODULE_1__/* .configHash */ .r_)(plan) };
    refuseOther(first, commits.head, environment);
    if (first.provenance.head.changed === true || commits.isChanged === true)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc("the results to confirm are of uncommitted changes, or there are some here: commit them first");
    const before = (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_8__/* .rejudged */ .H)(first, { accepted, warnings: notes });
    if (before.verdict.confirm !== true)
        return (0,_results_maskResults_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutSecrets */ .c)(before, secrets);
    const doubt = (0,_gate_confirmation_js__WEBPACK_IMPORTED_MODULE_3__/* .doubtOf */ .kv)(before.scenarios, before.settings);
    const doubted = new Set(doubt.subjects.map(({ scenario }) => scenario));
    const scenarios = before.scenarios.filter(({ id }) => doubted.has(id));
    around.progress(`confirming on this machine: ${[...doubted].join(", ")}`);
    const startedAt = new Date().toISOString();
    const { base, measured, warnings } = await (0,_experiment_experiment_js__WEBPACK_IMPORTED_MODULE_2__/* .experiment */ .y)(onlyThese(plan, scenarios), baseline.kind, (0,_run_js__WEBPACK_IMPORTED_MODULE_6__/* .looksFor */ .W9)(before.settings, { doubt }), around);
    const moved = base && otherBase(first.provenance.base, (0,_run_js__WEBPACK_IMPORTED_MODULE_6__/* .baseOf */ .bx)(base, commits));
    const seconds = measured.map((one) => {
        const second = (0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .measuredScenario */ .PG)((0,_run_js__WEBPACK_IMPORTED_MODULE_6__/* .rawOf */ .UD)(one), { cores: environment.cores, memoryBytes: environment.memory_bytes });
        return moved === undefined ? second : { ...second, failure: moved };
    });
    const confirmed = before.scenarios.map((scenario) => {
        const second = seconds.find(({ id }) => id === scenario.id);
        return second === undefined
            ? scenario
            : { ...scenario, confirmation: confirmationOf(second, environment, startedAt) };
    });
    const results = (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_8__/* .rejudged */ .H)({ ...before, scenarios: confirmed }, { accepted, warnings });
    return (0,_results_maskResults_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutSecrets */ .c)(results, secrets);
}
function confirmationOf({ rounds, rounds_planned, round_ms, dealing, failure }, environment, startedAt) {
    return {
        environment,
        started_at: startedAt,
        rounds,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_10__/* .defined */ .s)({ rounds_planned, round_ms, dealing, failure }),
    };
}
function refuseOther({ provenance, environment, scenarios }, head, here) {
    if (provenance.head.sha !== head) {
        const [was, is] = [provenance.head.sha, head].map((sha) => (sha === undefined ? "no commit" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_11__/* .shortSha */ .Fu)(sha)));
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc(`the results to confirm are of another commit: expected ${is}, got ${was}; confirm in the same workflow run, on the same checkout`);
    }
    if (scenarios.some(({ confirmation }) => confirmation !== undefined)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc("the results to confirm are confirmed already; name those of the first run");
    }
    if (environment.config_hash !== here.config_hash) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc(`the results to confirm are of another load (settings ${environment.config_hash}, here ${here.config_hash}); use the same configuration, and the same --scenario`);
    }
}
/** What was compared with another base confirms nothing. */
function otherBase(was, is) {
    if (was?.sha === is.sha && (is.sha !== undefined || was?.from === is.from))
        return undefined;
    const [expected, got] = [was, is].map((build) => (build?.sha === undefined ? build?.from : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_11__/* .shortSha */ .Fu)(build.sha)));
    return `the base is another one now: expected ${expected ?? "none"}, got ${got}`;
}
/** What is in doubt, compared as it was the first time. */
function onlyThese(plan, wanted) {
    const again = plan.scenarios.flatMap((scenario) => {
        const found = wanted.find(({ id }) => id === scenario.id);
        return found === undefined ? [] : { ...scenario, compare: found.mode.kind };
    });
    const [one, ...others] = again;
    if (one === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_9__/* .CouldNotMeasure */ .Nc("the scenarios to confirm are not in the configuration");
    return { ...plan, scenarios: [one, ...others] };
}


/***/ }),

/***/ 36172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ loadConfig)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/mask.js
var mask = __webpack_require__(37117);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/config/envVariables.js

/** Puts the environment's values where the configuration says ${env.NAME}. */
function substituted(value, env) {
    const secrets = new Set();
    const missing = [];
    const lookUp = (name, path) => {
        const found = env[name];
        const wanted = `the environment variable ${name} is not set; set it or remove \${env.${name}}`;
        if (found === undefined)
            missing.push({ path, wanted });
        else if (found.length >= mask/* shortestSecret */.bs)
            secrets.add(found);
        return found;
    };
    const walk = (node, path) => {
        if (typeof node === "string")
            return filledIn(node, holdsTemplates(path), (name) => lookUp(name, path));
        if (Array.isArray(node))
            return node.map((item, i) => walk(item, [...path, i]));
        if (typeof node !== "object" || node === null)
            return node;
        return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
    };
    return { value: walk(value, []), secrets: [...secrets], missing };
}
/** In a template, $${env.NAME} stands for ${env.NAME}, and what the environment says stands for itself. */
function filledIn(text, isTemplate, lookUp) {
    return text.replace(/(\$?)\$\{env\.([A-Za-z_]\w*)\}/g, (whole, before, name) => {
        if (isTemplate && before !== "")
            return whole;
        const value = lookUp(name);
        if (value === undefined)
            return whole;
        return before + (isTemplate ? value.replaceAll("${", () => "$${") : value);
    });
}
const templated = ["path", "query", "headers", "body", "json", "form", "multipart"];
/** Whether a template may stand there. */
function holdsTemplates([top, , list, , key, , inStep]) {
    if (top !== "scenarios" || (list !== "setup" && list !== "requests" && list !== "teardown"))
        return false;
    const field = key === "steps" ? inStep : key;
    return field === undefined || templated.includes(String(field));
}

;// CONCATENATED MODULE: ./build/config/problem.js

/** scenarios.steady.phases[0].rate */
function dotted(path) {
    return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${part}`)).join("");
}
function when(applies, path, wanted) {
    return applies ? [{ path, wanted }] : [];
}
class ConfigError extends errors/* WrongInput */.Ey {
    name = "ConfigError";
    problems;
    constructor(file, problems) {
        super(problems.map((problem) => describe(file, problem)).join("\n"));
        this.problems = problems;
    }
}
function describe(file, { key, wanted, got, meant, line }) {
    const where = line === undefined ? file : `${file}:${line}`;
    const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
    const what = got === undefined ? wanted : `${wanted}, got ${got}${hint}`;
    return key === "" ? `${where}: ${what}` : `${where}: ${key}: ${what}`;
}
/** The candidate that was probably meant, or what else there is to say. */
function hint(word, candidates, otherwise) {
    const meant = nearest(word, candidates);
    return meant === undefined ? otherwise : `did you mean ${meant}?`;
}
function shown(value) {
    const text = (typeof value === "number" ? String(value) : JSON.stringify(value)) ?? String(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
/** The candidate that the fewest edits turn into `word`, where that is close enough to be a slip of the hand. */
function nearest(word, candidates) {
    const close = candidates
        .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
        .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
        .toSorted((a, b) => a.edits - b.edits);
    return close[0]?.candidate;
}
/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function distance(a, b) {
    let before = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const replaced = at(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
            const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            const edits = Math.min(replaced, at(row, j) + 1, at(next, j - 1) + 1);
            next.push(swapped ? Math.min(edits, at(before, j - 2) + 1) : edits);
        }
        [before, row] = [row, next];
    }
    return at(row, b.length);
}
const at = (row, index) => row[index] ?? Number.POSITIVE_INFINITY;

;// CONCATENATED MODULE: ./build/config/referencedFiles.js
const referencedFiles_noFiles = () => ({ kind: "missing" });
/** Nothing where it cannot be read: fileProblem tells. */
function bytesIn(content) {
    return content.kind === "bytes" ? content.bytes : new Uint8Array();
}
/** What is wanted of a file that was not read. */
function fileProblem(content) {
    if (content.kind === "bytes")
        return undefined;
    return content.kind === "missing"
        ? "expected a file that exists"
        : `expected a file that can be read (${content.why})`;
}

// EXTERNAL MODULE: ./node_modules/csv-parse/lib/sync.js + 9 modules
var sync = __webpack_require__(25175);
;// CONCATENATED MODULE: ./build/config/feed.js



/** The rows of a .csv file with a header line, or of a .jsonl or .ndjson file with an object on each line. */
function tableOf(file, content) {
    const problem = fileProblem(content);
    if (content.kind !== "bytes")
        return failed(problem);
    const text = decoded(content.bytes);
    if (text === undefined)
        return failed("expected a file in UTF-8");
    const table = /\.csv$/i.test(file) ? csvTable(text) : jsonTable(text);
    return table.problem === undefined && table.rows.length === 0 ? failed("expected at least one row") : table;
}
function failed(problem) {
    return { columns: [], rows: [], ...(0,omitUndefined/* defined */.s)({ problem }) };
}
function decoded(bytes) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch (error) {
        if (error instanceof TypeError)
            return undefined;
        throw error;
    }
}
function csvTable(text) {
    try {
        const [columns = [], ...records] = (0,sync/* parse */.qg)(text, { bom: true, skip_empty_lines: true });
        const twice = columns.find((column, i) => columns.indexOf(column) !== i);
        if (twice !== undefined)
            return failed(`expected columns with different names, found ${twice} twice`);
        const rows = records.map((record) => Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ""])));
        return { columns, rows };
    }
    catch (error) {
        if (error instanceof sync/* CsvError */.J$)
            return failed(`expected CSV (${error.message})`);
        throw error;
    }
}
function jsonTable(text) {
    const rows = [];
    for (const [i, line] of text.split("\n").entries()) {
        if (line.trim() === "")
            continue;
        const row = rowOf(line);
        if (row === undefined)
            return failed(`expected a JSON object on each line, found something else on line ${i + 1}`);
        rows.push(row);
    }
    return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}
/** Texts as they are, null as nothing, all else as JSON. */
function rowOf(line) {
    const value = objectIn(line);
    if (value === undefined)
        return undefined;
    return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => item === null ? [] : [[key, typeof item === "string" ? item : JSON.stringify(item)]]));
}
function objectIn(line) {
    try {
        const value = JSON.parse(line);
        return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/config/loadKeys.js

/** The keys that shape a scenario's load, as loadgate.yml has them, each with its value; defaults are among them. */
function writtenOf(id, scenario) {
    const { compare: _, sla: __, min_effect: ___, min_change: ____, ...load } = scenario;
    return Object.fromEntries(leavesOf(load, ["scenarios", id]));
}
function leavesOf(value, path) {
    if (value === undefined)
        return [];
    if (Array.isArray(value))
        return value.flatMap((item, i) => leavesOf(item, [...path, i]));
    if (typeof value !== "object" || value === null || isRange(value))
        return [[dotted(path), value]];
    return Object.entries(value).flatMap(([key, item]) => key === "sla" && isRequest(path) ? [] : leavesOf(item, [...path, key]));
}
/** One value, written as 1s..3s. */
const isRange = (value) => "fromMs" in value && "toMs" in value;
/** scenarios.shop.requests[0] and scenarios.shop.requests[0].steps[0]: in a body, sla is a key like any other. */
function isRequest(path) {
    return path[2] === "requests" && (path.length === 4 || (path.length === 6 && path[4] === "steps"));
}

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/config/phase.js


function phaseOf(phase, index) {
    const isClosed = phase.pattern === "users";
    return {
        id: phase.id ?? `${phase.pattern}-${index + 1}`,
        warmup: phase.warmup,
        pattern: patternOf(phase),
        arrival: isClosed ? "even" : phase.arrival,
        durationMs: phase.duration,
        cooldownMs: phase.cooldown,
        maxConcurrentUsers: isClosed ? phase.users : phase.max_concurrent_users,
    };
}
function patternOf(phase) {
    switch (phase.pattern) {
        case "constant":
            return { kind: "constant", ratePerSec: phase.rate };
        case "ramp":
            return { kind: "ramp", fromPerSec: phase.from, toPerSec: phase.to };
        case "spike":
            return {
                kind: "spike",
                basePerSec: phase.base,
                peakPerSec: phase.peak,
                spikeAtMs: phase.spike_at ?? (0,unit/* millis */.ne)((phase.duration - phase.spike_duration) / 2),
                spikeDurationMs: phase.spike_duration,
            };
        case "burst":
            return { kind: "burst", size: phase.size, intervalMs: phase.interval };
        case "steps":
            return { kind: "steps", ratesPerSec: nonEmpty(phase.rates) };
        case "sine":
            return { kind: "sine", meanPerSec: phase.mean, amplitudePerSec: phase.amplitude, periodMs: phase.period };
        case "users":
            return { kind: "users", users: phase.users, thinkTimeMs: phase.think_time };
        default:
            return (0,assertNever/* unreachable */.H)(phase);
    }
}
function nonEmpty([first, ...others]) {
    if (first === undefined)
        throw new Error("the schema lets no steps without rates pass");
    return [first, ...others];
}
/** What the keys of a phase, each right by itself, say against each other. */
function phaseProblems(phase, at) {
    switch (phase.pattern) {
        case "ramp":
            return shownWhen(phase.from === 0 && phase.to === 0, [...at, "to"], "expected a rate above zero at one end at least");
        case "spike": {
            const { duration, spike_duration, spike_at = 0 } = phase;
            const key = spike_duration > duration ? "spike_duration" : "spike_at";
            return shownWhen(spike_at + spike_duration > duration, [...at, key], "expected a spike that ends before its phase does");
        }
        case "steps":
            return shownWhen(phase.rates.every((rate) => rate === 0), [...at, "rates"], "expected at least one rate above zero");
        case "sine":
            return shownWhen(phase.amplitude > phase.mean, [...at, "amplitude"], "expected at most the mean");
        case "constant":
            return shownWhen(phase.rate * phase.duration < 1000, [...at, "duration"], "expected a phase that is long enough for one arrival at its rate");
        case "burst":
        case "users":
            return [];
        default:
            return (0,assertNever/* unreachable */.H)(phase);
    }
}
function shownWhen(applies, path, wanted) {
    return applies ? [{ path, wanted, isShown: true }] : [];
}

// EXTERNAL MODULE: ./build/model/template.js
var template = __webpack_require__(87054);
// EXTERNAL MODULE: ./node_modules/json-p3/dist/json-p3.cjs.js
var json_p3_cjs = __webpack_require__(50393);
;// CONCATENATED MODULE: ./build/config/expectation.js



function expectationsOf({ status, header, body, json, latency }) {
    return {
        ...(0,omitUndefined/* defined */.s)({ body: body === undefined ? undefined : textMatch(body, "contains"), latencyMs: latency }),
        statuses: (Array.isArray(status) ? status : status === undefined ? [] : [status]).map(statusRange),
        headers: Object.fromEntries(Object.entries(header).map(([name, text]) => [name.toLowerCase(), textMatch(text, "equals")])),
        json,
    };
}
/** 201, 2xx or 200-299. */
function statusRange(status) {
    if (typeof status === "number")
        return [status, status];
    if (status.endsWith("xx"))
        return [Number(status[0]) * 100, Number(status[0]) * 100 + 99];
    const [from = "", to = from] = status.split("-");
    return [Number(from), Number(to)];
}
function textMatch(text, kind) {
    const pattern = patternIn(text);
    return pattern === undefined ? { kind, text } : { kind: "matches", pattern };
}
/** The regular expression of a text that is one: /^[0-9]+$/ */
function patternIn(text) {
    return /^\/(.+)\/$/s.exec(text)?.[1];
}
function extractionsOf(extract) {
    return Object.fromEntries(Object.entries(extract).map(([name, given]) => [name, extractionOf(given)]));
}
function extractionOf(given) {
    if (typeof given === "string")
        return { kind: "json", path: given };
    const { json, header, cookie, regex } = given;
    if (header !== undefined)
        return { kind: "header", name: header.toLowerCase() };
    if (cookie !== undefined)
        return { kind: "cookie", name: cookie };
    return regex === undefined ? { kind: "json", path: json ?? "$" } : { kind: "regex", pattern: regex };
}
/** Of what `expect` and `extract` of a request say, at the request's path. */
function answerProblems({ expect, extract }, at) {
    const { status, header, body, json } = expect;
    const matches = [
        ...Object.entries(header).map(([name, text]) => ({ path: [...at, "expect", "header", name], text })),
        ...(body === undefined ? [] : [{ path: [...at, "expect", "body"], text: body }]),
    ];
    return [
        ...statusProblems(status ?? [], [...at, "expect", "status"]),
        ...matches.flatMap(({ path, text }) => expectation_shown(path, patternProblem(patternIn(text) ?? ""))),
        ...Object.keys(json).flatMap((path) => plain([...at, "expect", "json", path], jsonPathProblem(path))),
        ...Object.entries(extract).flatMap(([name, given]) => extractionProblems(name, given, [...at, "extract", name])),
    ];
}
function statusProblems(given, at) {
    const list = Array.isArray(given) ? given : [given];
    const isBackward = list.map(statusRange).some(([from, to]) => from > to);
    return expectation_shown(at, isBackward ? "expected a range of statuses from the lower to the higher one" : undefined);
}
function extractionProblems(name, given, at) {
    const isTaken = template/* templateNames */.VQ.some((taken) => taken === name);
    return [
        ...plain(at, isTaken ? `${name} is a template already; name it otherwise` : undefined),
        ...(typeof given === "string" ? expectation_shown(at, jsonPathProblem(given)) : sourceProblems(given, at)),
    ];
}
function sourceProblems(given, at) {
    const { json, regex } = given;
    if (Object.values((0,omitUndefined/* defined */.s)(given)).length !== 1)
        return expectation_shown(at, "expected one of json, header, cookie, regex");
    return [
        ...(json === undefined ? [] : expectation_shown([...at, "json"], jsonPathProblem(json))),
        ...(regex === undefined ? [] : expectation_shown([...at, "regex"], patternProblem(regex))),
    ];
}
function patternProblem(pattern) {
    try {
        new RegExp(pattern);
        return undefined;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return `expected a regular expression (${reasonOf(error)})`;
        throw error;
    }
}
/** V8 repeats the whole expression, which may hold what came from the environment. */
function reasonOf({ message }) {
    return message.slice(message.lastIndexOf(": ") + 2);
}
function jsonPathProblem(path) {
    try {
        (0,json_p3_cjs/* compile */.wE)(path);
        return undefined;
    }
    catch (error) {
        if (error instanceof json_p3_cjs/* JSONPathError */.s_)
            return `expected a JSONPath, such as $.items[0].id (${error.message})`;
        throw error;
    }
}
function plain(path, wanted) {
    return wanted === undefined ? [] : [{ path, wanted }];
}
function expectation_shown(path, wanted) {
    return wanted === undefined ? [] : [{ path, wanted, isShown: true }];
}

// EXTERNAL MODULE: ./build/config/schema/requestSchema.js
var requestSchema = __webpack_require__(91617);
;// CONCATENATED MODULE: ./build/config/request.js






function isFlow(entry) {
    return typeof entry === "object" && "steps" in entry;
}
/** The weighted list: plain requests are flows of one step. */
function flowsOf(entries, files) {
    return distinct(entries.map((entry) => {
        if (!isFlow(entry)) {
            const weight = typeof entry === "object" && "weight" in entry ? entry.weight : 1;
            return { weight, steps: [requestOf(entry, files)] };
        }
        const [first, ...others] = entry.steps.map((step) => stepOf(step, entry, files));
        if (first === undefined)
            throw new Error("the schema lets no flow without steps pass");
        return { weight: entry.weight, steps: [first, ...others] };
    }));
}
function stepOf(step, flow, files) {
    const request = requestOf(step, files);
    const thinkTimeMs = (typeof step === "object" ? step.think_time : undefined) ?? flow.think_time;
    const isNamed = typeof step === "object" && step.name !== undefined;
    return { ...request, name: isNamed ? request.name : `${flow.flow}: ${request.name}`, thinkTimeMs };
}
const noTime = { fromMs: (0,unit/* millis */.ne)(0), toMs: (0,unit/* millis */.ne)(0) };
function requestOf(given, files) {
    const request = spelledOut(given);
    return {
        ...(0,omitUndefined/* defined */.s)({ body: bodyOf(request, files) }),
        name: request.name ?? `${request.method} ${request.path}`,
        method: request.method,
        path: withQuery(request.path, request.query),
        headers: request.headers,
        expect: expectationsOf(request.expect),
        extract: extractionsOf(request.extract),
        thinkTimeMs: noTime,
        sla: (0,omitUndefined/* defined */.s)(request.sla ?? {}),
    };
}
/** GET /hello -> { method: GET, path: /hello } */
function spelledOut(request) {
    if (typeof request !== "string")
        return request;
    const at = request.indexOf(" ");
    return requestSchema/* requestObject */.D9.parse({ method: request.slice(0, at), path: request.slice(at + 1) });
}
function withQuery(path, query) {
    const pairs = Object.entries(query).map(([name, text]) => `${encoded(name)}=${encodedAround(text)}`);
    if (pairs.length === 0)
        return path;
    return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}
/** What stands for itself percent-encoded; templates as they are, to be encoded when they are filled in. */
function encodedAround(text) {
    return (0,template/* templateParts */.Di)(text)
        .map((part) => (part.kind === "text" ? encoded(part.text) : part.source))
        .join("");
}
const encoded = (text) => encodeURIComponent(text.toWellFormed());
function bodyOf({ body, json, form, file, multipart }, files) {
    if (json !== undefined)
        return { kind: "json", value: json };
    if (body !== undefined)
        return { kind: "text", text: body };
    if (form !== undefined)
        return { kind: "form", fields: form };
    if (file !== undefined)
        return { kind: "file", file, content: bytesIn(files(file)) };
    if (multipart === undefined)
        return undefined;
    return { kind: "multipart", parts: Object.entries(multipart).map(([name, part]) => partOf(name, part, files)) };
}
function partOf(name, part, files) {
    if (typeof part === "string")
        return { kind: "field", name, text: part };
    return { ...(0,omitUndefined/* defined */.s)({ type: part.type }), kind: "file", name, file: part.file, content: bytesIn(files(part.file)) };
}
/** Requests are told apart by name: a second one of the same name gets a number. */
function distinct(flows) {
    const taken = new Set();
    const renamed = (request) => {
        let { name } = request;
        for (let n = 2; taken.has(name); n++)
            name = `${request.name} (${n})`;
        taken.add(name);
        return { ...request, name };
    };
    return flows.map(({ weight, steps: [first, ...others] }) => ({
        steps: [renamed(first), ...others.map(renamed)],
        weight,
    }));
}

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/config/template.js




/** All texts of a request that may hold templates, with where they stand in the file. */
function templatedTexts(request, at) {
    if (typeof request === "string")
        return [{ path: at, text: spelledOut(request).path }];
    const { path, query, headers, body, json, form = {} } = request;
    return [
        { path: [...at, "path"], text: path },
        ...textsIn(query, [...at, "query"]),
        ...textsIn(headers, [...at, "headers"]),
        ...textsIn(body, [...at, "body"]),
        ...textsIn(json, [...at, "json"]),
        ...textsIn(form, [...at, "form"]),
        ...fieldsIn(request, [...at, "multipart"]),
    ];
}
function textsIn(value, at) {
    if (typeof value === "string")
        return [{ path: at, text: value }];
    if (Array.isArray(value))
        return value.flatMap((item, i) => textsIn(item, [...at, i]));
    if (typeof value !== "object" || value === null)
        return [];
    return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...at, key]));
}
function fieldsIn({ multipart = {} }, at) {
    return Object.entries(multipart).flatMap(([name, part]) => typeof part === "string" ? [{ path: [...at, name], text: part }] : []);
}
/** The files that pick takes rows from. */
function pickedFiles(texts) {
    const parts = texts.flatMap(({ text }) => (0,template/* templateParts */.Di)(text));
    return [...new Set(parts.flatMap((part) => (part.kind === "pick" ? [part.file] : [])))];
}
function templateProblems({ path, text }, scope) {
    return (0,template/* templateParts */.Di)(text).flatMap((part) => {
        const wanted = wrongWith(part, scope);
        return wanted === undefined || part.kind === "text" ? [] : [{ path, wanted: `${part.source}: ${wanted}` }];
    });
}
/** A path is one from its first character on, so what may stand there holds a path. */
function beginningProblems({ path, text }) {
    const [first] = (0,template/* templateParts */.Di)(text);
    const isPath = first?.kind !== "uuid" && first?.kind !== "seq" && first?.kind !== "random";
    const isEscaped = text.startsWith("$${");
    if (isPath && !isEscaped)
        return [];
    return [{ path, wanted: "expected a path that starts with /, such as /hello", isShown: true }];
}
function wrongWith(part, scope) {
    switch (part.kind) {
        case "text":
        case "uuid":
        case "seq":
        case "random":
            return undefined;
        case "pick":
            return pickProblem(part.file, part.column, scope);
        case "feed":
            return feedProblem(part.feed, part.column, scope);
        case "value":
            return valueProblem(part.name, scope);
        case "unknown":
            return `unknown function ${part.name}; ${hint(part.name, ["random", "pick", "uuid", "seq"], "there are random(from, to) and pick(file, column)")}`;
        case "malformed":
            return part.wanted;
        default:
            return (0,assertNever/* unreachable */.H)(part);
    }
}
function pickProblem(file, column, { tableOf }) {
    if (!isFeedFile(file))
        return "expected a file that ends in .csv, .jsonl or .ndjson";
    const table = tableOf(file);
    return table.problem ?? columnProblem(file, column, table);
}
const isFeedFile = (file) => /\.(csv|jsonl|ndjson)$/i.test(file);
function feedProblem(name, column, { feeds, isArrival }) {
    const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
    const names = Object.keys(feeds);
    if (feed === undefined) {
        const there = names.length === 0 ? "the scenario has no feeds" : `there are ${names.join(", ")}`;
        return `no feed is called ${name}; ${hint(name, names, there)}`;
    }
    if (feed.isOnce && !isArrival)
        return `${name} gives each row to one arrival; setup and teardown are none`;
    // What is wrong with the feed's file is told where the feed is.
    return feed.problem === undefined ? columnProblem(feed.file, column, feed) : undefined;
}
function columnProblem(file, column, { columns }) {
    if (columns.includes(column))
        return undefined;
    return `${file} has no column ${column}; ${hint(column, columns, `there are ${columns.join(", ")}`)}`;
}
function valueProblem(name, { values }) {
    if (values.includes(name))
        return undefined;
    const there = values.length === 0 ? "no setup or earlier step extracts anything" : `there are ${values.join(", ")}`;
    return `nothing before extracts ${name}; ${hint(name, [...values, ...template/* templateNames */.VQ], there)}`;
}
/** Header values go out as they stand, so what stands in them must be fit to. */
function headerProblems({ path, text }) {
    const plain = (0,template/* templateParts */.Di)(text).flatMap((part) => (part.kind === "text" ? [part.text] : []));
    if (!plain.some((text) => /[^\t\x20-\x7e\x80-\xff]/.test(text)))
        return [];
    return [{ path, wanted: "expected a text of Latin-1 without line breaks, as headers carry", isShown: true }];
}

;// CONCATENATED MODULE: ./build/config/requestProblems.js






/** What the weighted list says against itself, its feeds and its files. */
function entryProblems(entries, at, scope, files) {
    return entries.flatMap((entry, i) => isFlow(entry) ? flowProblems(entry, [...at, i], scope, files) : requestProblems(entry, [...at, i], scope, files));
}
function flowProblems({ steps }, at, scope, files) {
    return inOrderProblems(steps, [...at, "steps"], scope, files);
}
/** Requests that are sent one after another: each can take what those before it extract. */
function inOrderProblems(requests, at, scope, files) {
    return requests.flatMap((request, i) => {
        const values = [...scope.values, ...requests.slice(0, i).flatMap(extractedNames)];
        return requestProblems(request, [...at, i], { ...scope, values }, files);
    });
}
function extractedNames(request) {
    return typeof request === "string" ? [] : Object.keys(request.extract);
}
function requestProblems(request, at, scope, files) {
    const texts = templatedTexts(request, at);
    const templates = [
        ...texts.slice(0, 1).flatMap(beginningProblems),
        ...texts.flatMap((text) => templateProblems(text, scope)),
    ];
    if (typeof request === "string")
        return templates;
    return [
        ...when(request.name === plan/* allRequests */.qT, [...at, "name"], `${plan/* allRequests */.qT} stands for all requests together; name it otherwise`),
        ...when(request.name === "__proto__", [...at, "name"], "expected any other name"),
        ...bodyProblems(request, at),
        ...headersProblems(request, at),
        ...bodyFileProblems(request, at, files),
        ...templates,
        ...answerProblems(request, at),
    ];
}
const bodies = ["json", "form", "file", "multipart", "body"];
function bodyProblems(request, at) {
    const given = bodies.filter((key) => request[key] !== undefined);
    const last = given.at(-1);
    if (given.length < 2 || last === undefined)
        return [];
    return [{ path: [...at, last], wanted: `a request has one body; remove ${given.join(" or ")}` }];
}
/** Those that say where a message goes and ends, which is the client's to say. */
const ownHeaders = ["host", "content-length", "transfer-encoding", "connection"];
function headersProblems({ headers, multipart }, at) {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    return Object.entries(headers).flatMap(([name, text], i) => {
        const path = [...at, "headers", name];
        const lower = name.toLowerCase();
        return [
            ...when(!/^[!#$%&'*+\-.^`|~\w]+$/.test(name), path, "expected the name of a header"),
            ...when(ownHeaders.includes(lower), path, `Loadgate sends ${lower} itself; remove it`),
            ...when(names.indexOf(lower) !== i, path, "the same header stands there already, in other letters"),
            ...when(lower === "content-type" && multipart !== undefined, path, "multipart comes with a content-type of its own; remove it"),
            ...headerProblems({ path, text }),
        ];
    });
}
function bodyFileProblems({ file, multipart = {} }, at, files) {
    const named = [
        ...(file === undefined ? [] : [{ path: [...at, "file"], file }]),
        ...Object.entries(multipart).flatMap(([name, part]) => typeof part === "string" ? [] : [{ path: [...at, "multipart", name, "file"], file: part.file }]),
    ];
    return named.flatMap(({ path, file }) => {
        const wanted = fileProblem(files(file));
        return wanted === undefined ? [] : [{ path, wanted, isShown: true }];
    });
}

;// CONCATENATED MODULE: ./build/config/scenario.js








function groundOf(files) {
    const tables = new Map();
    return {
        files,
        tableOf: (file) => {
            const table = tables.get(file) ?? tableOf(file, files(file));
            tables.set(file, table);
            return table;
        },
    };
}
function scenarioOf(id, scenario, fileSla, ground) {
    const { files } = ground;
    return {
        ...(0,omitUndefined/* defined */.s)({
            compare: scenario.compare,
            preset: scenario.preset,
            timeScale: scenario.time_scale,
            generator: scenario.generator,
        }),
        id,
        phases: (scenario.phases ?? []).map(phaseOf),
        flows: flowsOf(scenario.requests ?? [], files),
        setup: scenario.setup.map((request) => requestOf(request, files)),
        teardown: scenario.teardown.map((request) => requestOf(request, files)),
        feeds: feedsOf(scenario, ground),
        connection: { http2: scenario.http2, redirects: scenario.redirects, timeoutMs: scenario.timeout },
        sla: { ...(0,omitUndefined/* defined */.s)(fileSla), ...(0,omitUndefined/* defined */.s)(scenario.sla) },
        written: writtenOf(id, scenario),
        minEffect: (0,omitUndefined/* defined */.s)(scenario.min_effect),
        minChange: (0,omitUndefined/* defined */.s)(scenario.min_change),
    };
}
/** By their names, and those that only pick takes rows from by their files. */
function feedsOf(scenario, { tableOf }) {
    const named = Object.entries(scenario.feeds).map(([name, given]) => {
        const { file, order } = spelledOutFeed(given);
        return [name, { file, order, rows: tableOf(file).rows }];
    });
    const picked = pickedFiles(requestsOf(scenario).flatMap((request) => templatedTexts(request, [])))
        .filter(isFeedFile)
        .map((file) => [file, { file, order: "in_order", rows: tableOf(file).rows }]);
    return Object.fromEntries([...named, ...picked]);
}
function requestsOf({ setup, requests = [], teardown }) {
    return [...setup, ...requests.flatMap((entry) => (isFlow(entry) ? entry.steps : [entry])), ...teardown];
}
function spelledOutFeed(feed) {
    return typeof feed === "string" ? { file: feed, order: "in_order" } : feed;
}
function scenarioProblems(id, scenario, ground) {
    const at = ["scenarios", id];
    const { phases, preset, requests, generator, setup, teardown } = scenario;
    const scope = scopeOf(scenario, ground);
    const values = setup.flatMap(extractedNames);
    const arrivals = { ...scope, values, isArrival: true };
    return [
        ...when(phases === undefined && preset === undefined, at, "expected phases or a preset, found neither"),
        ...when(requests === undefined && generator === undefined, at, "expected requests or a generator, found neither"),
        ...when(phases?.every(({ warmup }) => warmup) === true, [...at, "phases"], "expected at least one phase that is no warm-up"),
        ...(phases ?? []).flatMap((phase, i) => phaseProblems(phase, [...at, "phases", i])),
        ...feedProblems(scenario, [...at, "feeds"], ground),
        ...inOrderProblems(setup, [...at, "setup"], scope, ground.files),
        ...entryProblems(requests ?? [], [...at, "requests"], arrivals, ground.files),
        ...inOrderProblems(teardown, [...at, "teardown"], { ...scope, values }, ground.files),
    ];
}
function scopeOf({ feeds }, { tableOf }) {
    const tables = Object.entries(feeds).map(([name, given]) => {
        const { file, order } = spelledOutFeed(given);
        return [name, { ...tableOf(file), file, isOnce: order === "once" }];
    });
    return { feeds: Object.fromEntries(tables), tableOf, values: [], isArrival: false };
}
function feedProblems({ feeds }, at, { tableOf }) {
    return Object.entries(feeds).flatMap(([name, given]) => {
        const path = typeof given === "string" ? [...at, name] : [...at, name, "file"];
        const { problem } = tableOf(spelledOutFeed(given).file);
        return [
            ...when(name === "env", [...at, name], "env stands for the environment; name it otherwise"),
            ...(problem === undefined ? [] : [{ path, wanted: problem, isShown: true }]),
        ];
    });
}

;// CONCATENATED MODULE: ./build/config/secrets.js




/** Headers that carry credentials, whatever they are called besides. */
const always = ["authorization", "proxy-authorization", "cookie", "x-api-key"];
/** What requests send in headers of these names, or of those that always carry credentials. */
function headerSecrets(names, scenarios) {
    const secret = new Set([...always, ...names.map((name) => name.toLowerCase())]);
    const values = headersOf(scenarios).flatMap(([name, text]) => {
        if (!secret.has(name.toLowerCase()))
            return [];
        return name.toLowerCase() === "cookie" ? inCookies(text) : inValue((0,template/* templateParts */.Di)(text));
    });
    return [...new Set(values)].filter((value) => value.length >= mask/* shortestSecret */.bs);
}
/**
 * The plan, in which neither requests' names nor what is told of the load by key tell a secret, not even by a hash that could be
 * guessed. Names that only their secrets told apart are told apart by number.
 */
function withoutToldSecrets({ scenarios: [first, ...others], ...plan }, hide) {
    const shown = (scenario) => {
        const { written, flows } = scenario;
        const named = (step) => ({ ...step, name: hide(step.name) });
        const renamed = flows.map(({ steps: [one, ...more], ...flow }) => {
            return { ...flow, steps: [named(one), ...more.map(named)] };
        });
        const values = Object.entries(written).map(([key, value]) => [
            key,
            typeof value === "string" ? hide(value) : value,
        ]);
        return { ...scenario, flows: distinct(renamed), written: Object.fromEntries(values) };
    };
    return { ...plan, scenarios: [shown(first), ...others.map(shown)] };
}
/** A name that no request sends, and that looks like a slip of the hand. */
function secretProblems(names, scenarios) {
    const sent = [...new Set(headersOf(scenarios).map(([name]) => name))];
    const known = new Set([...always, ...sent.map((name) => name.toLowerCase())]);
    return names.flatMap((name, i) => {
        const meant = known.has(name.toLowerCase()) ? undefined : nearest(name, sent);
        const wanted = `no request sends a header ${name}; did you mean ${meant}?`;
        return when(meant !== undefined, ["secrets", i], wanted);
    });
}
function headersOf(scenarios) {
    const requests = scenarios.flatMap(({ setup, flows, teardown }) => {
        return [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
    });
    return requests.flatMap(({ headers }) => Object.entries(headers));
}
/** Bearer abc -> that, and abc; of a text that is filled in anew for each request, what always stands in it. */
function inValue(parts) {
    const literals = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
    const text = literals.join("");
    if (literals.length === parts.length)
        return [text, ...credentialsIn(text)];
    return literals.map(withoutScheme).filter((literal) => literal.length >= mask/* shortestPart */.af);
}
const withoutScheme = (text) => text.replace(/^\s*[A-Za-z][\w-]*\s+/, "").trim();
function credentialsIn(text) {
    const credential = withoutScheme(text);
    if (credential === text)
        return [];
    return /^\s*basic\s/i.test(text) ? [credential, ...inBasic(credential)] : [credential];
}
/** RFC 7617: user and password in base64. */
function inBasic(credential) {
    const decoded = Buffer.from(credential, "base64").toString();
    const [, password] = /^[^:]*:(.*)$/s.exec(decoded) ?? [];
    return password === undefined ? [] : [decoded, password];
}
/** a=b; c=d -> that, and what is long enough to be a key of its own. */
function inCookies(text) {
    const pairs = text.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
    const values = pairs.flatMap((value) => inValue((0,template/* templateParts */.Di)(value)));
    const isFixed = (0,template/* templateParts */.Di)(text).every(({ kind }) => kind === "text");
    return [
        ...(isFixed ? inValue((0,template/* templateParts */.Di)(text)).slice(0, 1) : []),
        ...values.filter((value) => value.length >= mask/* shortestPart */.af),
    ];
}

;// CONCATENATED MODULE: ./build/config/plan.js





/** The checked file -> Plan, and what no single key can show: keys that contradict each other, or what files hold. */
function planOf(file, files) {
    const ground = groundOf(files);
    const entries = Object.entries(file.scenarios);
    const [first, ...rest] = entries.map(([id, scenario]) => scenarioOf(id, scenario, file.sla, ground));
    if (first === undefined)
        throw new Error("the schema lets no file without scenarios pass");
    const plan = {
        ...(file.service === undefined ? {} : { service: serviceOf(file.service) }),
        ...(file.target === undefined ? {} : { target: originOf(file.target) }),
        base: baseOf(file.base),
        gate: {
            budgetMs: file.gate.budget,
            interleave: file.gate.interleave,
            falseAlarm: file.gate.false_alarm,
            minEffect: (0,omitUndefined/* defined */.s)(file.gate.min_effect),
            minChange: (0,omitUndefined/* defined */.s)(file.gate.min_change),
            failOn: file.gate.fail_on,
            baselineMaxAgeMs: file.gate.baseline_max_age,
        },
        monitors: {
            ...(0,omitUndefined/* defined */.s)({
                prometheus: file.monitors.prometheus,
                postgres: file.monitors.postgres,
                redis: file.monitors.redis,
            }),
            intervalMs: file.monitors.interval,
        },
        load: loadOf(file, files),
        scenarios: [first, ...rest],
    };
    const problems = [
        ...serviceContradictions(file),
        ...baseContradictions(file.base),
        ...certificateProblems(file.tls, files),
        ...entries.flatMap(([id, scenario]) => scenarioProblems(id, scenario, ground)),
        ...plan.scenarios.flatMap(duplicateIds),
        ...secretProblems(file.secrets, plan.scenarios),
    ];
    return { plan, problems };
}
function baseOf({ from, ref, directory, target, carry }) {
    const origin = target === undefined ? undefined : originOf(target);
    return { ...(0,omitUndefined/* defined */.s)({ ref, directory, target: origin }), from, carry };
}
function serviceOf(service) {
    return {
        ...(0,omitUndefined/* defined */.s)({ build: service.build, beforeRound: service.before_round }),
        command: service.command,
        directory: service.directory,
        ready: service.ready === "tcp" ? { kind: "tcp" } : { kind: "http", path: service.ready },
        readyTimeoutMs: service.ready_timeout,
        stopTimeoutMs: service.stop_timeout,
        env: { base: environmentOf("base", service.env), head: environmentOf("head", service.env) },
    };
}
function environmentOf(arm, env) {
    const own = Object.entries(env).map(([name, value]) => [name, typeof value === "string" ? value : value[arm]]);
    return Object.fromEntries(own);
}
function loadOf({ load, tls }, files) {
    const ca = tls.ca === undefined ? undefined : certificatesIn(tls.ca, files);
    return { ...load, tls: { ...(0,omitUndefined/* defined */.s)({ ca }), verify: tls.verify } };
}
function certificatesIn(file, files) {
    return new TextDecoder().decode(bytesIn(files(file)));
}
function certificateProblems({ ca }, files) {
    if (ca === undefined)
        return [];
    const isPem = certificatesIn(ca, files).includes("-----BEGIN CERTIFICATE-----");
    const wanted = fileProblem(files(ca)) ?? (isPem ? undefined : "expected a file of certificates in PEM");
    return wanted === undefined ? [] : [{ path: ["tls", "ca"], wanted, isShown: true }];
}
function serviceContradictions({ service, target }) {
    if (service === undefined) {
        const wanted = "expected service (what to start) or target (where it already runs), found neither";
        return target === undefined ? [{ path: [], wanted }] : [];
    }
    return [
        ...when(service.env["PORT"] !== undefined, ["service", "env", "PORT"], "Loadgate gives each arm a free PORT of its own; remove it and let the service read PORT"),
    ];
}
function baseContradictions({ from, directory, target }) {
    const because = `because base.from is ${from}`;
    return [
        ...when(from === "directory" && directory === undefined, ["base", "directory"], `expected the directory of the base build, ${because}`),
        ...when(from === "target" && target === undefined, ["base", "target"], `expected the address of the base, ${because}`),
    ];
}
function duplicateIds({ id, phases }) {
    const ids = phases.map((phase) => phase.id);
    const twice = ids.find((one, i) => ids.indexOf(one) !== i);
    return when(twice !== undefined, ["scenarios", id, "phases"], `expected phases with different ids, got ${twice} twice`);
}
function originOf(address) {
    return address.startsWith("unix:") ? address : address.replace(/\/$/, "");
}

// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 1 modules
var fileSchema = __webpack_require__(56131);
;// CONCATENATED MODULE: ./build/config/parse.js











/** loadgate.yml -> Plan, as Draft says, where it names no files or these. */
function parseConfig(text, file, env, refused = () => [], files = noFiles) {
    return draftOf(text, file, env).complete(files, refused);
}
/**
 * Throws a ConfigError that names every problem at once, each with its line, its key, what was wanted and what came.
 * `file` is the name used in the messages.
 */
function draftOf(text, file, env) {
    const counter = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { lineCounter: counter, prettyErrors: false, resolveKnownTags: false });
    const faults = [...document.errors, ...document.warnings];
    if (faults.length > 0) {
        throw new ConfigError(file, faults.map((error) => notYaml(error, counter)));
    }
    const written = treeOf(document, file);
    const { value, secrets, missing } = substituted(written, env);
    const lineOf = (path) => lineAt(document, counter, path);
    const parsed = fileSchema/* fileSchema */.M.safeParse(value);
    const problems = [
        ...missing.map(({ path, wanted }) => problemAt(path, wanted, undefined, lineOf)),
        // What came is told as it was written: what the environment put in its place may be a secret.
        ...(parsed.error?.issues.flatMap((issue) => problemsOf(issue, written, [], lineOf)) ?? []),
    ];
    const { data } = parsed;
    if (data !== undefined)
        problems.push(...namesProblems(written));
    if (data === undefined || problems.length > 0)
        throw new ConfigError(file, inOrder(problems));
    return {
        files: filesOf(data),
        complete: (files, refused = () => []) => {
            const { plan, problems: contradictions } = planOf(data, files);
            const all = [...new Set([...secrets, ...headerSecrets(data.secrets, plan.scenarios)])];
            const hide = (0,mask/* hiding */.Q0)(all);
            const wrong = [...contradictions, ...refused(plan)].map(({ path, wanted, isShown }) => {
                const { got, ...problem } = problemAt(path, hide(wanted), isShown ? valueAt(written, path) : undefined, lineOf);
                return got === undefined ? problem : { ...problem, got: hide(got) };
            });
            if (wrong.length > 0)
                throw new ConfigError(file, inOrder(wrong));
            const lines = plan.scenarios.flatMap(({ id }) => {
                const line = lineOf(["scenarios", id]);
                return line === undefined ? [] : [[id, line]];
            });
            return { plan: withoutToldSecrets(plan, hide), secrets: all, lines: Object.fromEntries(lines) };
        },
    };
}
/** The files that planning asks for. */
function filesOf(file) {
    const asked = new Set();
    planOf(file, (path) => {
        asked.add(path);
        return referencedFiles_noFiles(path);
    });
    return [...asked];
}
/** A tree, however the file's aliases tie it together. */
function treeOf(document, file) {
    try {
        const value = document.toJS();
        JSON.stringify(value);
        return value;
    }
    catch (cause) {
        const why = (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(cause));
        throw new ConfigError(file, [{ key: "", wanted: `expected YAML whose aliases can be resolved: ${why}` }]);
    }
}
/** A name that would be no key of the objects that the file becomes; within a text its quotes would be escaped. */
function namesProblems(written) {
    if (!JSON.stringify(written).includes('"__proto__":'))
        return [];
    return [{ key: "__proto__", wanted: "nothing can be called so; name it otherwise" }];
}
function notYaml(error, lines) {
    return { key: "", wanted: `expected YAML: ${error.message}`, line: lines.linePos(error.pos[0]).line };
}
const inOrder = (problems) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
function problemsOf(issue, root, above, lineOf) {
    const path = [...above, ...issue.path];
    switch (issue.code) {
        case "unrecognized_keys":
            return issue.keys.map((key) => unknownKey([...path, key], siblingsOf(path, root), lineOf));
        case "invalid_union":
            return branchOf(issue, valueAt(root, path)).flatMap((inner) => problemsOf(inner, root, path, lineOf));
        case "invalid_key":
            return issue.issues.map(({ message }) => problemAt(path, message, undefined, lineOf));
        default: {
            const got = valueAt(root, path);
            const problem = problemAt(path, got === undefined ? `missing; ${issue.message}` : issue.message, got, lineOf);
            const meant = meantBy(issue, got);
            return [meant === undefined ? problem : { ...problem, meant }];
        }
    }
}
/** Of a few words, the one that what was written comes close to. */
function meantBy(issue, got) {
    if (issue.code !== "invalid_value" || typeof got !== "string")
        return undefined;
    return nearest(got, issue.values.filter((value) => typeof value === "string"));
}
/** Of the alternatives of a union: the one that knows most of what is inside, else what the union itself wants. */
function branchOf(issue, value) {
    const [likest] = issue.errors
        .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"))
        .toSorted((a, b) => unknownKeys(a) - unknownKeys(b) || a.length - b.length);
    if (likest !== undefined)
        return likest;
    const { message } = issue;
    // Words that choose between the alternatives, of which none stands there.
    if ("options" in issue && issue.options !== undefined)
        return [{ code: "invalid_value", path: [], message, input: value, values: issue.options }];
    return [{ code: "custom", path: [], message, input: value }];
}
function unknownKeys(issues) {
    return issues.reduce((sum, { code, ...issue }) => sum + ("keys" in issue ? issue.keys.length : 0), 0);
}
function unknownKey(path, known, lineOf) {
    const key = String(path.at(-1));
    const meant = nearest(key, known);
    const hint = meant === undefined ? `known keys: ${known.join(", ")}` : `did you mean ${meant}?`;
    return problemAt(path, `unknown key; ${hint}`, undefined, lineOf);
}
function problemAt(path, wanted, got, lineOf) {
    const told = got === undefined ? undefined : shown(got);
    return { key: dotted(path), wanted, ...(0,omitUndefined/* defined */.s)({ got: told, line: lineOf(path) }) };
}
function valueAt(root, path) {
    let value = root;
    for (const part of path) {
        if (typeof value !== "object" || value === null)
            return undefined;
        value = value[part];
    }
    return value;
}
/** The line of the key itself, or of the nearest thing around it that the file has. */
function lineAt(document, lines, path) {
    for (let depth = path.length; depth > 0; depth--) {
        const parent = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
        const key = path[depth - 1];
        const pair = (0,dist/* isMap */.jh)(parent) ? parent.items.find((item) => String(item.key) === key) : undefined;
        const node = pair?.key ?? document.getIn(path.slice(0, depth), true);
        const range = node?.range;
        if (range !== undefined)
            return lines.linePos(range[0]).line;
    }
    return undefined;
}
/** The keys that the schema knows at a path: of alternatives, those of the one that the value's own kind chooses. */
function siblingsOf(path, root) {
    const schemas = path
        .reduce((shapes, part) => shapes.flatMap((shape) => inside(shape, part)), [fileSchema/* fileSchema */.M])
        .flatMap(unwrapped);
    const value = valueAt(root, path);
    const chosen = schemas.filter((shape) => isChosen(shape, value));
    const shapes = likest(chosen.length > 0 ? chosen : schemas, value);
    return [...new Set(shapes.flatMap(keysOf))];
}
const keysOf = ({ def }) => Object.keys(def.shape ?? {});
/** Those that know most of the value's keys. */
function likest(shapes, value) {
    const known = (shape) => keysOf(shape).filter((key) => valueAt(value, [key]) !== undefined).length;
    const most = Math.max(...shapes.map(known));
    return shapes.filter((shape) => known(shape) === most);
}
function isChosen(shape, value) {
    return Object.entries(shape.def.shape ?? {}).every(([key, { def }]) => def.values === undefined || def.values.includes(valueAt(value, [key])));
}
function unwrapped(shape) {
    const { innerType, options, in: input } = shape.def;
    if (innerType !== undefined)
        return unwrapped(innerType);
    if (input !== undefined)
        return unwrapped(input);
    return options === undefined ? [shape] : options.flatMap(unwrapped);
}
function inside(shape, part) {
    return unwrapped(shape).flatMap(({ def }) => {
        const child = typeof part === "number" ? def.element : (def.shape?.[part] ?? def.valueType);
        return child === undefined ? [] : [child];
    });
}

;// CONCATENATED MODULE: ./build/config/unsupported.js

/** What the file may say but this version cannot do yet: a run that would need it must not start without it. */
function unsupported(plan) {
    const { gate, monitors } = plan;
    return [
        ...not(gate.failOn.includes("anomaly"), ["gate", "fail_on"], "detecting anomalies"),
        ...not(monitors.prometheus !== undefined, ["monitors", "prometheus"], "reading Prometheus"),
        ...not(monitors.postgres !== undefined, ["monitors", "postgres"], "reading PostgreSQL"),
        ...not(monitors.redis !== undefined, ["monitors", "redis"], "reading Redis"),
        ...plan.scenarios.flatMap(scenarioNeeds),
    ];
}
function scenarioNeeds(scenario) {
    const at = ["scenarios", scenario.id];
    return [
        ...not(scenario.preset !== undefined, [...at, "preset"], "a preset"),
        ...not(scenario.timeScale !== undefined, [...at, "time_scale"], "scaling time"),
        ...not(scenario.generator !== undefined, [...at, "generator"], "a specialised generator"),
    ];
}
function not(needed, path, what) {
    return when(needed, path, `${what} is not supported yet by this version of Loadgate; remove it to run without`);
}

// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
;// CONCATENATED MODULE: ./build/pipeline/loadConfig.js






/**
 * Reads and checks the file and those that it names; throws a ConfigError where one is missing, wrong, or wants what
 * cannot be done yet.
 */
async function loadConfig(file, env) {
    const draft = draftOf(await textOf(file), file, env);
    const read = draft.files.map(async (path) => [path, await contentOf(path)]);
    const contents = new Map(await Promise.all(read));
    return draft.complete((path) => contents.get(path) ?? { kind: "missing" }, unsupported);
}
async function contentOf(path) {
    try {
        return { kind: "bytes", bytes: new Uint8Array(await (0,promises_.readFile)(path)) };
    }
    catch (error) {
        return (0,files/* isCode */._m)(error, "ENOENT") ? { kind: "missing" } : { kind: "unreadable", why: (0,errors/* messageOf */.bD)(error) };
    }
}
async function textOf(file) {
    const fail = (wanted) => new ConfigError(file, [{ key: "", wanted }]);
    const text = await (0,files/* readText */.yR)(file).catch((error) => {
        throw fail(`the file cannot be read (${(0,errors/* messageOf */.bD)(error)})`);
    });
    if (text === undefined)
        throw fail("the file does not exist; write one (see the README), or name it by --config, in a workflow by the input config");
    return text;
}


/***/ }),

/***/ 59867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ rejudged)
/* harmony export */ });
/* harmony import */ var _analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43189);
/* harmony import */ var _baseline_age_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3873);
/* harmony import */ var _baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15094);
/* harmony import */ var _gate_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20378);
/* harmony import */ var _gate_judge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21728);





/** The verdict again, from the same measurement: the same bytes, unless something else is to be judged by. */
function rejudged(results, { plan, baseline, accepted, warnings = [] }) {
    const scenarios = results.scenarios.map(({ comparisons: _, sla: __, ...measured }) => {
        const limited = plan === undefined ? measured : judgedBy(plan, measured);
        return baseline === undefined ? limited : (0,_baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__/* .withRecorded */ .tu)(limited, baseline, results.environment);
    });
    const settings = plan === undefined ? results.settings : { ...(0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOf */ .f5)(plan), gating: gatingIn(plan, scenarios) };
    const note = baseline === undefined ? results.baseline : (0,_baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__/* .noteOf */ .kH)(baseline, results.provenance.started_at);
    const [wasOld, isOld] = [(0,_baseline_age_js__WEBPACK_IMPORTED_MODULE_4__/* .ageWarning */ .q)(results.baseline, results.settings), (0,_baseline_age_js__WEBPACK_IMPORTED_MODULE_4__/* .ageWarning */ .q)(note, settings)];
    const told = results.warnings.filter((warning) => !wasOld.includes(warning) || isOld.includes(warning));
    return (0,_gate_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .judge */ .S)({
        ...results,
        scenarios,
        settings,
        baseline: note,
        ...(accepted === undefined ? {} : { accepted: [...accepted] }),
        warnings: [...new Set([...told, ...isOld, ...warnings])],
    });
}
/** Of the scenarios that were measured. */
function gatingIn(plan, measured) {
    return (0,_gate_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_2__/* .gatingOf */ .oV)({ ...plan, scenarios: plan.scenarios.filter(({ id }) => measured.some((one) => one.id === id)) });
}
/** The scenario with the limits and thresholds that the plan has for it, instead of its own. */
function judgedBy({ scenarios }, { min_effect: _, min_change: __, ...measured }) {
    const scenario = scenarios.find(({ id }) => id === measured.id);
    if (scenario === undefined)
        return { ...measured, limits: [] };
    return { ...measured, limits: [...(0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .limitsOf */ .Af)(scenario)], ...(0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .thresholdsOf */ .W6)(scenario) };
}


/***/ }),

/***/ 14461:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ writeReports),
/* harmony export */   o: () => (/* binding */ prepareOut)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12011);
/* harmony import */ var _report_html_html_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65259);
/* harmony import */ var _report_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1336);
/* harmony import */ var _results_codec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41271);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69454);







/** Before anything is measured: what could not be kept need not be measured. Throws a WrongInput. */
async function prepareOut(out) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(out, { recursive: true });
    }
    catch (error) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .WrongInput */ .Ey(`--out: expected a directory, or a place for one, got ${out} (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error)})`);
    }
}
/** results.json first: it is what the others can be made from again. */
async function writeReports(results, out) {
    const files = {
        results: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, "results.json"),
        markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, "report.md"),
        html: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(out, "report.html"),
    };
    const texts = [
        [files.results, _results_codec_js__WEBPACK_IMPORTED_MODULE_4__/* .encodeResults */ .xf],
        [files.markdown, _report_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .markdown */ .wD],
        [files.html, _report_html_html_js__WEBPACK_IMPORTED_MODULE_2__/* .html */ .q],
    ];
    const problems = [];
    for (const [path, textOf] of texts) {
        try {
            await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeText */ .x3)(path, textOf(results));
        }
        catch (error) {
            problems.push(`${path} could not be written (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .messageOf */ .bD)(error)}); free space or choose another --out`);
        }
    }
    return { ...files, problems };
}


/***/ }),

/***/ 32748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   eN: () => (/* binding */ driftRule),
/* harmony export */   qz: () => (/* binding */ driftParagraph),
/* harmony export */   rf: () => (/* binding */ isAnchored)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _stats_changePoints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96861);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62867);




/** More of them are in results.json. */
const mostTold = 5;
/** What main has become, in one short paragraph; `undefined` where nothing was found or looked for. */
function driftParagraph(results) {
    const { drift = [] } = results;
    if (drift.length === 0)
        return undefined;
    // The largest turn for the worse first, metric by metric: bytes and shares have no order between them.
    const told = drift
        .toSorted((a, b) => _wording_js__WEBPACK_IMPORTED_MODULE_2__/* .telling */ .Po.indexOf(a.metric) - _wording_js__WEBPACK_IMPORTED_MODULE_2__/* .telling */ .Po.indexOf(b.metric) || b.change_ratio - a.change_ratio)
        .map((one) => sentence(results, one));
    const more = told.length - mostTold;
    return `Drift on main: ${told.slice(0, mostTold).join("; ")}${more > 0 ? `; and ${more} more` : ""}.`;
}
/** p95 of GET /orders in steady has been +6 % since 1a2b3c4 (12 May 2026), seen in 9 runs */
function sentence(results, { scenario, request, metric, sha, at, change_ratio, runs_after }) {
    const what = `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(metric)} of ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .subject */ .bc)(results, { scenario, request })} in ${scenario}`;
    const since = sha === undefined ? dayOf(at) : `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .shortSha */ .Fu)(sha)} (${dayOf(at)})`;
    return `${what} has been ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, undefined)} since ${since}, seen in ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(runs_after, "run")}`;
}
const months = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
/** Of a time as results.json has it: 12 May 2026. */
function dayOf(at) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(at) ?? [];
    const name = months[Number(month) - 1];
    return name === undefined ? at : `${Number(day)} ${name} ${year}`;
}
/** Whether main was compared with its own past, which looks for drift and fails nothing. */
function isAnchored({ scenarios }) {
    return scenarios.some(({ mode }) => mode.against !== undefined);
}
/** How drift was looked for, and how long it may take to be seen. */
function driftRule(results) {
    if (!isAnchored(results))
        return [];
    const runs = 1 + Math.max(...results.scenarios.map(({ anchored = [] }) => anchored.length));
    const fewest = 2 * _stats_changePoints_js__WEBPACK_IMPORTED_MODULE_1__/* .fewestPerSide */ .Xt;
    const sofar = runs < fewest ? `that takes ${fewest} runs with the same anchor, so far there are` : "in the";
    return [
        `Base is main's own past, its anchor build: these comparisons fail nothing. They are looked through for a lasting change, ${sofar} ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(runs, "run")}${runs < fewest ? "" : " with this anchor"}.`,
    ];
}


/***/ }),

/***/ 20295:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ baselineLine),
  Ao: () => (/* binding */ changes),
  Cx: () => (/* binding */ repetition),
  aO: () => (/* binding */ rules)
});

// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/report/drift.js
var drift = __webpack_require__(32748);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/report/thresholds.js



/** From where on a change matters, a sentence a line. */
function thresholdLines({ settings, scenarios }) {
    const effects = effectsIn(settings);
    const least = `${(0,format.ms)((0,model_metric/* absoluteFloor */.oi)("p50"))} of latency or ${(0,format.ms)((0,model_metric/* absoluteFloor */.oi)("cpu_per_request"))} of processor time a request`;
    const memory = settings.min_effect.memory_peak === undefined ? "" : `, or ${(0,format/* bytes */.ee)((0,model_metric/* absoluteFloor */.oi)("memory_peak"))} of memory`;
    const others = floorsIn(settings);
    const but = others.length === 0 ? "" : ` (but ${others.join(", ")})`;
    return [
        ...(effects.length === 0
            ? []
            : [
                `Smallest changes that matter: ${effects.join(", ")}; and never less than ${least}${memory}${but}, so “fails from” is larger where a service is fast.`,
            ]),
        ...scenarios.flatMap(ownLine),
    ];
}
function ownLine({ id, ...own }) {
    const effects = effectsIn(own);
    const floors = floorsIn(own);
    if (effects.length + floors.length === 0)
        return [];
    const parts = [...effects, ...(floors.length === 0 ? [] : [`never less than ${floors.join(", ")}`])];
    return [`${id} has smallest changes of its own: ${parts.join("; ")}.`];
}
function effectsIn({ min_effect = {} }) {
    return plan/* comparedMetrics */.Bo.flatMap((metric) => {
        const ratio = min_effect[metric];
        return ratio === undefined ? [] : [`${(0,model_metric/* metricLabel */.B)(metric)} ${(0,model_metric/* metricThreshold */.mq)(metric, ratio)}`];
    });
}
function floorsIn({ min_change = {} }) {
    return plan/* comparedMetrics */.Bo.flatMap((metric) => {
        const floor = min_change[metric];
        return floor === undefined ? [] : [`${(0,model_metric/* metricLabel */.B)(metric)} ${(0,model_metric/* metricValue */.a3)(metric, floor)}`];
    });
}

;// CONCATENATED MODULE: ./build/report/explanation.js




/** How the verdict was reached, a sentence a line. */
function rules(results) {
    const { scenarios, settings, baseline, verdict, pinning, accepted = [] } = results;
    const rounds = scenarios.flatMap((scenario) => scenario.rounds);
    const reasons = new Set(rounds.flatMap(({ invalid }) => invalid ?? []));
    const skipped = rounds.filter(({ invalid }) => invalid !== undefined).length;
    return [
        ...scenarios.map((scenario) => `${scenario.id}: ${mannerLine(scenario)}.`),
        ...scenarios.flatMap(confirmationLine),
        "A comparison fails when the change is beyond chance, at least as large as its column “fails from”, and not the work of one odd round. Unchanged means shown to be below that.",
        `An unchanged service fails in at most ${(0,format/* percent */.KN)(settings.false_alarm)} of runs, all its comparisons together.`,
        ...thresholdLines(results),
        ...(skipped > 0
            ? [`${skipped} of ${(0,format/* plural */.LS)(rounds.length, "round")} do not count: ${[...reasons].join("; ")}.`]
            : []),
        ...accepted.filter(({ covers }) => covers === 0).map(unneededLine),
        ...baselineLine(baseline),
        ...(0,drift/* driftRule */.eN)(results),
        ...scenarios.flatMap(loadLine),
        ...(pinning === undefined
            ? []
            : [`The load generator had cores ${pinning.generator} to itself, the services ${pinning.service}.`]),
        `The job fails on ${settings.fail_on.join(", ")}: here it ${verdict.failing ? "does" : "does not"}.`,
    ];
}
/** How the scenario was compared, how the load was dealt, and when that ended. */
function mannerLine({ mode, dealing, rounds, rounds_planned: planned }) {
    const ended = planned === undefined || mode.kind === "recorded" || mode.kind === "off"
        ? []
        : [rounds.length < planned ? `ended after ${rounds.length} of at most ${planned} rounds` : `${planned} rounds`];
    const deals = dealing === undefined ? [] : [`${dealings[dealing.kind]} (${dealing.reason})`];
    return [`${mode.kind}, ${mode.reason}`, ...deals, ...ended].join("; ");
}
/** Where and how well a second machine has looked again. */
function confirmationLine({ id, confirmation }) {
    if (confirmation === undefined)
        return [];
    const { environment, rounds, rounds_planned: planned, started_at, failure } = confirmation;
    const most = planned === undefined ? "" : ` of at most ${planned}`;
    const ended = failure === undefined ? "" : ", and broke off";
    const where = `${environment.cpu_model}, ${(0,format/* plural */.LS)(environment.cores, "core")}`;
    const played = `${rounds.length}${most} rounds${ended}`;
    return [
        `${id}: what was close to its limit was measured again on a second machine (${where}), ${started_at}: ${played}.`,
    ];
}
function unneededLine({ metric, scenario, request, by }) {
    const what = `${(0,model_metric/* metricLabel */.B)(metric)} of ${request ?? scenario}`;
    return `Not needed: ${what} is accepted by ${by === "option" ? "--accept" : `the pull request's ${by}`}, and has not regressed.`;
}
const dealings = { request: "dealt request by request", slice: "dealt in slices of a second" };
const clients = { http1: "HTTP/1.1", undici: "undici" };
/** How well the load generator did its own work, at its worst. */
function loadLine({ id, phases }) {
    const each = phases.flatMap(({ generator }) => generator ?? []);
    const [first] = each;
    if (first === undefined)
        return [];
    const most = (value) => Math.max(...each.map(value));
    const lag = (share) => (0,format.ms)(most(({ send_lag_ms }) => send_lag_ms?.[share] ?? 0));
    const workers = (0,format/* plural */.LS)(most((one) => one.workers), "worker");
    return [
        `Load of ${id}: ${clients[first.client]}, ${workers}, ${(0,format/* percent */.KN)(most(({ cpu_cores }) => cpu_cores))} of a core; ` +
            `requests left at most ${lag("p50")} late at a phase's median, ${lag("p99")} at its p99.`,
    ];
}
/** How many runs, how new, and from where. */
function foundBaseline({ runs, sha, at, age_ms: age, from }) {
    const commit = sha === undefined ? "" : `commit ${(0,format/* shortSha */.Fu)(sha)}, `;
    const old = age === undefined || age < 0 ? "" : `, ${(0,format/* days */._3)(age)} old`;
    const whence = from === undefined ? "" : `; from ${from}`;
    return `${(0,format/* plural */.LS)(runs, "recorded run")}, the newest of ${commit}${at}${old}${whence}`;
}
/** Where the recorded runs come from, or why there are none. */
function baselineLine(baseline) {
    switch (baseline.kind) {
        case "found":
            return [`Baseline: ${foundBaseline(baseline)}.`];
        case "not_asked":
            return [];
        case "absent":
        case "unreachable":
        case "unusable":
            return [`Baseline: ${baseline.message}.`];
    }
}
/** What the commit alone does not hold. */
function changes({ provenance }) {
    return provenance.head.changed === true ? ", with the same changes" : "";
}
/** The command that sends the very same requests again, to the same builds as far as git has them. */
function repetition({ provenance: { seed, base } }) {
    // It goes into a shell, and the results may be anybody's.
    const git = base?.from === "git" && base.sha !== undefined && /^[0-9a-f]+$/.test(base.sha)
        ? ` --base ${base.sha.slice(0, 12)}`
        : "";
    return `LOADGATE_SEED=${seed} loadgate run${git}`;
}


/***/ }),

/***/ 2251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ headline),
/* harmony export */   f: () => (/* binding */ furtherCauses)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12011);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32748);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62867);





/** The causes that the headline has not told already. */
function furtherCauses(results) {
    const { text } = headline(results);
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .causes */ .ps)(results).filter((cause) => !text.endsWith(`: ${cause}`));
}
function headline(results) {
    const { verdict, scenarios } = results;
    const rows = (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .rowsOf */ .RO)(results).filter(({ gating }) => gating);
    const [reason = ""] = verdict.reasons;
    switch (verdict.kind) {
        case "fail":
            return { tone: "fail", text: regression(results, rows) ?? `SLA breached: ${reason}` };
        case "invalid":
            return { tone: "invalid", text: `Could not measure: ${reason}` };
        case "inconclusive":
            return {
                tone: "inconclusive",
                text: unreached(results, rows) ??
                    `${acceptedToo(results, rows)}Not shown either way: ${undecided(rows)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(rows.length, "comparison")} want more evidence`,
            };
        case "pass":
            return (accepted(results, rows) ??
                besideAnchor(results) ??
                withoutBase(results, rows) ??
                passed(rows, scenarios.flatMap(({ sla }) => sla).length > 0));
    }
}
/** The worst regression of the metric that most readers know. */
function regression(results, rows) {
    const worst = worstOf(rows.filter((row) => (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .shownOutcome */ .CF)(row) === "regressed"));
    if (worst === undefined)
        return undefined;
    const who = (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .subject */ .bc)(results, worst);
    const told = `${who} ${who === "all requests" ? "are" : "is"} ${worse(worst)}: ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(worst.metric)} ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .shift */ .BN)(worst)}`;
    return worst.confirmed === undefined ? told : `${told}, and on a second machine too`;
}
/** An acceptance is told in the headline, whatever else there is. */
function acceptedToo(results, rows) {
    const told = accepted(results, rows);
    return told === undefined ? "" : `${told.text}. `;
}
/** What would have failed, had nobody accepted it. */
function accepted(results, rows) {
    const all = rows.filter((row) => (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .shownOutcome */ .CF)(row) === "accepted");
    const worst = worstOf(all);
    if (worst === undefined)
        return undefined;
    const others = all.length === 1 ? "" : ` (and ${all.length - 1} more)`;
    const what = `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(worst.metric)} of ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .subject */ .bc)(results, worst)} ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .shift */ .BN)(worst)}${others}`;
    return { tone: "accepted", text: `Accepted: ${what}: ${worst.accepted}` };
}
/** Main beside its own past: nothing that is found there fails it. */
function besideAnchor(results) {
    if (!(0,_drift_js__WEBPACK_IMPORTED_MODULE_1__/* .isAnchored */ .rf)(results))
        return undefined;
    const hasDrifted = results.drift !== undefined && results.drift.length > 0;
    return { tone: "new", text: `Main beside its anchor build: ${hasDrifted ? "it has drifted" : "shown, not judged"}` };
}
function worstOf(rows) {
    return rows.toSorted((a, b) => _wording_js__WEBPACK_IMPORTED_MODULE_2__/* .telling */ .Po.indexOf(a.metric) - _wording_js__WEBPACK_IMPORTED_MODULE_2__/* .telling */ .Po.indexOf(b.metric) || (b.change_ratio ?? 0) - (a.change_ratio ?? 0))[0];
}
function worse({ metric }) {
    switch (metric) {
        case "error_rate":
            return "less reliable";
        case "cpu_per_request":
        case "memory_peak":
            return "hungrier";
        case "memory_growth":
            return "leaking";
        default:
            return "slower";
    }
}
/** A base that could not be built or started is not one that there never was. */
function withoutBase({ warnings }, rows) {
    const isMissing = warnings.some((warning) => warning.startsWith(_model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .noBase */ .pr) && warning.includes(": service."));
    if (!isMissing || rows.length === 0 || !rows.every(({ outcome }) => outcome === "new"))
        return undefined;
    return { tone: "new", text: "No base could be started: nothing to compare with" };
}
/** More evidence would be of no help: what it is to be held against could not be had. */
function unreached({ baseline }, rows) {
    if (baseline.kind !== "unreachable")
        return undefined;
    const { message } = baseline;
    return rows.every(({ outcome, reason }) => outcome === "inconclusive" && reason === message)
        ? `Nothing could be compared: ${message}`
        : undefined;
}
const undecided = (rows) => rows.filter(({ outcome }) => outcome === "inconclusive" || outcome === "unstable").length;
function passed(rows, hasLimits) {
    if (rows.length === 0)
        return {
            tone: "new",
            text: hasLimits ? "SLA met, nothing was compared" : "Nothing was compared, and no SLA was set",
        };
    if (rows.every(({ outcome }) => outcome === "new"))
        return { tone: "new", text: "No baseline yet: nothing to compare with" };
    if (rows.some(({ second }) => second === "cleared"))
        return { tone: "pass", text: "Not slower: a second machine does not see what the first one saw" };
    const improved = rows.filter(({ outcome }) => outcome === "improved").length;
    return {
        tone: "pass",
        text: improved > 0 ? `Not slower, and ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(improved, "comparison")} better` : "Not slower",
    };
}


/***/ }),

/***/ 65259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  q: () => (/* binding */ html)
});

// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/model/logRatio.js
var logRatio = __webpack_require__(9237);
;// CONCATENATED MODULE: ./build/report/html/axis.js
/** What the charts share. Across they are laid out in percent of their width, so that text and dots never stretch. */
/** [low, high] onto [from, to]. */
function linear([low, high], [from, to]) {
    return (value) => round(from + ((to - from) * (value - low)) / (high - low));
}
/** The range of the values with a share of it to spare on both sides; never of no length. */
function padded(values, share) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const spare = Math.max(share * (high - low), Number.EPSILON, 1e-6 * Math.abs(high));
    return [low - spare, high + spare];
}
/** The range of changes: zero is inside of it, and never at its edge. */
function changeRange(changes) {
    const largest = Math.max(...changes.map(Math.abs), 0) || 0.01;
    return padded([-largest / 6, largest / 6, ...changes], 0.06);
}
/** Round numbers inside of the range: steps of 1, 2, 2.5 or 5, about as many as that. */
function ticks([low, high], about) {
    const rough = (high - low) / about;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}
/** 1, 2, 5, 10 and so on inside of the range; only the powers of ten where those are enough. */
function logTicks([low, high]) {
    const decades = Array.from({ length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 }, (_, i) => 10 ** (i + Math.floor(Math.log10(low))));
    const inside = (value) => value >= low && value <= high;
    const fine = decades.flatMap((power) => [power, 2 * power, 5 * power]).filter(inside);
    return fine.length > 7 ? decades.filter(inside) : fine;
}
const round = (value) => Math.round(100 * value) / 100;

;// CONCATENATED MODULE: ./build/report/html/markup.js
const safe = Symbol("markup");
/** A template of markup. What is put in is escaped, in text and in quoted attributes alike, unless it is markup itself. */
function markup(fixed, ...parts) {
    return { [safe]: fixed.reduce((text, piece, i) => text + rendered(parts[i - 1]) + piece) };
}
function textOf(made) {
    return made[safe];
}
function rendered(part) {
    if (part === undefined)
        return "";
    if (typeof part === "string")
        return escaped(part);
    if (typeof part === "number")
        return String(part);
    return isMarkup(part) ? part[safe] : part.map(rendered).join("");
}
const isMarkup = (part) => safe in part;
/** Controls go too: they are no characters of a page, and those that turn the direction of text can forge a name. */
function escaped(text) {
    return text
        .toWellFormed()
        .replace(/(?![\n\t])[\p{Cc}\p{Cf}\ufffe\uffff]/gu, " ")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}

;// CONCATENATED MODULE: ./build/report/html/intervalPlot.js



/** The small plots that stand in the rows of tables. */
/**
 * One scale for all rows of a table. An interval far wider than the largest change or threshold is cut, and shown as
 * cut, lest one noisy metric squeeze all others to dots.
 */
function rangeOf(rows) {
    const marks = rows.flatMap(({ change_ratio, min_effect_ratio }) => [change_ratio ?? 0, min_effect_ratio ?? 0]);
    const reach = 1.5 * Math.max(0.01, ...marks.map(Math.abs));
    const ends = rows.flatMap(({ interval }) => interval ?? []).map((end) => Math.min(reach, Math.max(-reach, end)));
    return changeRange([...marks, ...ends]);
}
/** A range for quantities of another kind that puts their zero in line with this one's. */
function inLine([low, high], wanted) {
    const times = Math.max(wanted[0] / low, wanted[1] / high);
    return [times * low, times * high];
}
function changeAxis(range) {
    const x = linear(range, [0, 100]);
    const labels = ticks(range, 5)
        .filter((tick) => x(tick) > 6 && x(tick) < 94)
        .map((tick) => markup `<text x="${x(tick)}%" y="12" text-anchor="middle">${(0,format/* change */.Zg)(tick)}</text>`);
    return markup `<svg class="axis" width="100%" height="16" aria-hidden="true">${labels}</svg>`;
}
/** The interval as a bar, the estimate as a dot, and where a change fails as a zone. `label` says it in words. */
function intervalPlot(comparison, range, label) {
    const x = linear(range, [0, 100]);
    return markup `<svg class="interval" width="100%" height="40" role="img" aria-label="${label}"><title>${label}</title>
${zone(comparison, x)}<line class="zero" x1="${x(0)}%" x2="${x(0)}%" y1="0" y2="100%" />
${bar(comparison, range)}${dot(comparison, x)}</svg>`;
}
function zone({ min_effect_ratio, gating }, x) {
    if (!gating || min_effect_ratio === undefined)
        return undefined;
    const from = x(min_effect_ratio);
    return markup `<rect class="zone" x="${from}%" y="0" width="${100 - from}%" height="100%" />
<line class="threshold" x1="${from}%" x2="${from}%" y1="0" y2="100%" />
`;
}
function bar({ interval }, range) {
    if (interval === undefined)
        return undefined;
    const [low, high] = range;
    const x = linear(range, [0, 100]);
    const from = Math.max(low, interval[0]);
    const to = Math.min(high, interval[1]);
    if (from > to)
        return undefined;
    return markup `<line class="bar" x1="${x(from)}%" x2="${x(to)}%" y1="50%" y2="50%" />
${interval[0] < low ? markup `<svg class="cut" x="0" y="50%"><path d="M7 -4 L2 0 L7 4" /></svg>` : undefined}
${interval[1] > high ? markup `<svg class="cut" x="100%" y="50%"><path d="M-7 -4 L-2 0 L-7 4" /></svg>` : undefined}`;
}
function dot({ change_ratio }, x) {
    return change_ratio === undefined
        ? undefined
        : markup `<circle class="dot" cx="${x(change_ratio)}%" cy="50%" r="4.5" />`;
}
/** How much of a limit was used: the limit stands at four fifths, what goes beyond the end is cut. */
function meter({ value, limit }) {
    if (value === undefined)
        return undefined;
    const share = limit > 0 ? value / limit : Number(value > 0) * 2;
    const width = Math.min(100, Math.round(8000 * share) / 100);
    return markup `<svg class="meter" width="100%" height="14" aria-hidden="true"><rect class="track" x="0" y="5" width="100%" height="4" rx="2" />
<rect class="used" x="0" y="5" width="${width}%" height="4" rx="2" />
<line class="limit" x1="80%" x2="80%" y1="1" y2="13" /></svg>`;
}

// EXTERNAL MODULE: ./build/report/wording.js
var wording = __webpack_require__(62867);
;// CONCATENATED MODULE: ./build/report/comparisonTable.js





/** All comparisons with their intervals: those that decide, the gravest first, then those that are only shown. */
function comparisonTable(results) {
    const rows = (0,wording/* rowsOf */.RO)(results);
    if (rows.length === 0)
        return undefined;
    const deciding = rows.filter(({ gating }) => gating);
    const shown = rows.filter(({ gating }) => !gating);
    const ratio = rangeOf(rows.filter((row) => scaleOf(row) === "ratio"));
    const other = (scale) => inLine(ratio, rangeOf(rows.filter((row) => scaleOf(row) === scale)));
    const table = {
        results,
        several: results.scenarios.length > 1,
        changes: rows.some(({ change_ratio }) => change_ratio !== undefined),
        ranges: { ratio, points: other("points"), bytes: other("bytes") },
    };
    return markup `<section class="comparisons${table.changes ? "" : " narrow"}">
<table>
${heading(table)}
${deciding.length === 0 ? undefined : markup `<tbody class="deciding">\n${deciding.map((row) => rowOf(row, table))}</tbody>`}
${shown.length === 0 ? undefined : markup `<tbody class="shown"><tr class="group"><th colspan="${table.changes ? 8 : 5}">Shown, these never fail</th></tr>\n${shown.map((row) => rowOf(row, table))}</tbody>`}
</table>
${key(rows)}
</section>`;
}
function scaleOf({ metric }) {
    if (!(0,logRatio/* isDifference */.GP)(metric))
        return "ratio";
    return metric === "error_rate" ? "points" : "bytes";
}
function heading({ changes, ranges }) {
    return markup `<thead><tr>
<th scope="col"></th><th scope="col">request</th><th scope="col">metric</th>
<th scope="col" class="number">base</th><th scope="col" class="number">head</th>
${changes ? markup `<th scope="col">change [95 %]</th><th scope="col" class="plot">${changeAxis(ranges.ratio)}</th><th scope="col">fails from</th>` : undefined}
</tr></thead>`;
}
function rowOf(row, table) {
    const name = (0,wording/* subject */.bc)(table.results, row);
    const outcome = (0,wording/* shownOutcome */.CF)(row);
    return markup `<tr class="${outcome}">
<td class="outcome">${outcome}</td>
<th scope="row" class="request">${table.several ? markup `<small>${row.scenario}</small>` : undefined}${name}</th><td class="metric">${(0,model_metric/* metricLabel */.B)(row.metric)}</td>
<td class="number base">${(0,wording/* value */.Uq)(row.metric, row.base)}</td><td class="number head">${(0,wording/* value */.Uq)(row.metric, row.head)}</td>
${table.changes ? changeCells(row, table) : undefined}
</tr>
`;
}
function changeCells(row, { results, ranges }) {
    const range = ranges[scaleOf(row)];
    const label = `${(0,wording/* subject */.bc)(results, row)} ${(0,model_metric/* metricLabel */.B)(row.metric)} ${(0,wording/* shift */.BN)(row)}, ${(0,wording/* shownOutcome */.CF)(row)}, ${thresholdOf(row)}`;
    return markup `<td class="change">${emphasised((0,wording/* shift */.BN)(row))}</td>
<td class="plot">${row.change_ratio === undefined ? undefined : intervalPlot(row, range, label)}</td>
<td class="from">${row.gating ? fromCell(row) : undefined}</td>`;
}
/** +31 % [24, 39] with its estimate in bold. */
function emphasised(text) {
    const [estimate, bounds] = text.split(" [");
    return markup `<b>${estimate}</b>${bounds === undefined ? undefined : ` [${bounds}`}`;
}
/** What fails, and, where the run was not fine enough for that, what it would have surely seen. */
function fromCell(row) {
    const { metric, mde_ratio, min_effect_ratio, outcome } = row;
    if (outcome !== "unchanged" || mde_ratio === undefined || min_effect_ratio === undefined)
        return (0,wording/* failsFrom */.gM)(row);
    const seen = (0,model_metric/* metricThreshold */.mq)(metric, mde_ratio);
    return seen === (0,model_metric/* metricThreshold */.mq)(metric, min_effect_ratio)
        ? (0,wording/* failsFrom */.gM)(row)
        : `${(0,wording/* failsFrom */.gM)(row)} · surely seen from ${seen}`;
}
function thresholdOf({ gating, metric, min_effect_ratio }) {
    if (!gating)
        return "shown only";
    return min_effect_ratio === undefined ? "" : `fails from ${(0,model_metric/* metricThreshold */.mq)(metric, min_effect_ratio)}`;
}
function key(rows) {
    if (rows.every((row) => row.interval === undefined))
        return undefined;
    const has = (scale) => rows.some((row) => scaleOf(row) === scale);
    const points = has("points") ? " Error rates change by points, on a scale of their own." : undefined;
    const growth = has("bytes") ? " Memory growth changes by bytes, on a scale of its own." : undefined;
    return markup `<p class="key">Dot: the change. Bar: its 95 % interval. Tinted: where a change fails.${points}${growth}</p>`;
}

// EXTERNAL MODULE: ./build/report/drift.js
var drift = __webpack_require__(32748);
// EXTERNAL MODULE: ./build/report/explanation.js + 1 modules
var explanation = __webpack_require__(20295);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/phaseTable.js
var phaseTable = __webpack_require__(19342);
;// CONCATENATED MODULE: ./build/report/html/htmlTables.js






/** The tables of one scenario. */
function slaTable({ sla }) {
    if (sla.length === 0)
        return undefined;
    const unmet = sla.filter(({ outcome }) => outcome !== "met").length;
    const title = unmet === 0 ? "all met" : `${unmet} of ${(0,format/* plural */.LS)(sla.length, "limit")} not met`;
    return markup `<div class="table sla"><table>
<caption><b>SLA</b> ${title}</caption>
<thead><tr><th scope="col"></th><th scope="col">request</th><th scope="col">metric</th><th scope="col" class="number">limit</th><th scope="col" class="number">measured</th><th scope="col" class="plot">of the limit</th></tr></thead>
<tbody>
${sla.map(slaRow)}</tbody>
</table></div>`;
}
function slaRow(check) {
    const { metric, request, value, outcome } = check;
    return markup `<tr class="${outcome}"><td class="outcome">${outcome.replace("_", " ")}</td><th scope="row">${request}</th><td>${(0,model_metric/* metricLabel */.B)(metric)}</td>
<td class="number">${(0,wording/* bound */.$s)(check)}</td><td class="number">${value === undefined ? "–" : (0,model_metric/* slaValue */.Cv)(metric, value)}</td><td class="plot">${meter(check)}</td></tr>
`;
}
const columns = (0,phaseTable/* phaseColumns */.hd)(phaseTable/* latencies */.h0);
/** Each phase with base above head, and below it its requests where it has several. */
function htmlTables_phaseTable(phases) {
    if (phases.length === 0)
        return undefined;
    const byPhase = [...Map.groupBy(phases, ({ id }) => id).values()];
    return markup `<div class="table phases" tabindex="0" role="region" aria-label="Phases"><table>
<caption><b>Phases</b> all rounds, latency of successes</caption>
<thead><tr><th scope="col">phase</th><th scope="col">arm</th>${columns.map((name) => markup `<th scope="col" class="number">${name}</th>`)}</tr></thead>
${byPhase.map(phaseBody)}
</table></div>`;
}
function phaseBody(arms) {
    const [first] = arms;
    if (first === undefined)
        return markup ``;
    const names = first.warmup ? [] : [...new Set(arms.flatMap(({ requests }) => requests.map(({ name }) => name)))];
    const parts = names.map((name) => {
        const loads = arms.flatMap(({ arm, requests }) => requests
            .filter((request) => request.name === name)
            .map((request) => ({ arm, cells: (0,phaseTable/* loadCells */.Ae)(request, phaseTable/* latencies */.h0) })));
        return group("part", name, loads);
    });
    const whole = arms.map((phase) => ({ arm: phase.arm, cells: (0,phaseTable/* phaseCells */.he)(phase, phaseTable/* latencies */.h0) }));
    return markup `<tbody class="${first.warmup ? "warmup" : "measured"}">
${group("whole", (0,wording/* phaseTitle */.ez)(first), whole)}${names.length > 1 ? parts : undefined}</tbody>
`;
}
/** The arms of one thing under one name. */
function group(kind, title, arms) {
    const name = markup `<th scope="rowgroup" rowspan="${arms.length}">${title}</th>`;
    return arms.map((one, i) => loadRow(kind, i === 0 ? name : undefined, one));
}
function loadRow(kind, name, { arm, cells }) {
    const blank = columns.length - cells.length;
    return markup `<tr class="${kind} ${arm}">${name}<td class="${arm} arm">${arm}</td>${cells.map((cell) => markup `<td class="number">${cell}</td>`)}${blank > 0 ? markup `<td colspan="${blank}"></td>` : undefined}</tr>
`;
}
/** Failures by their own names, the most frequent first. */
function failureTable(phases) {
    const rows = phases
        .flatMap((phase) => Object.entries(phase.failures).map(([name, count]) => ({ phase, name, count })))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count);
    if (rows.length === 0)
        return undefined;
    return markup `<div class="table failures"><table>
<caption><b>Failures</b></caption>
<thead><tr><th scope="col">failure</th><th scope="col">phase</th><th scope="col">arm</th><th scope="col" class="number">requests</th></tr></thead>
<tbody>
${rows.map(({ phase, name, count }) => markup `<tr><th scope="row">${name}</th><td>${(0,wording/* phaseTitle */.ez)(phase)}</td><td>${phase.arm}</td><td class="number">${(0,format/* grouped */.zD)(count)}</td></tr>\n`)}</tbody>
</table></div>`;
}

// EXTERNAL MODULE: ./build/stats/histogram.js
var stats_histogram = __webpack_require__(84414);
;// CONCATENATED MODULE: ./build/report/html/percentileChart.js





/**
 * Latency against percentile as HdrHistogram plots it: across 1 / (1 - p) on a logarithmic axis, so that every nine of
 * the tail gets as much room as the one before. Up the page a logarithm too: the same ratio is the same distance.
 */
const percentileChart_top = 18;
const bottom = 196;
const height = 258;
const marks = [0, 0.5, 0.9, 0.99, 0.999];
const across = linear([0, 3], [12, 97]);
const x = (share) => across(-Math.log10(1 - share));
/** All measured phases of an arm together; of one request, or of all. Nothing where nothing succeeded. */
function percentileChart(phases, request, title) {
    const curves = ["base", "head"].flatMap((arm) => curveOf(phases, arm, request) ?? []);
    if (curves.length === 0)
        return undefined;
    const y = latencyScale(curves);
    const label = `${title}: latency by percentile. ${curves.map(spoken).join(". ")}`;
    return markup `<figure>
<figcaption><b>${title}</b> latency by percentile</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(y)}
<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">
${gap(curves, y)}${curves.map((curve) => line(curve, y))}</svg>
${curves.map((curve, i) => values(curve, y, bottom + 36 + 18 * i))}
</svg>
</figure>`;
}
function curveOf(phases, arm, request) {
    const counted = phases.filter((phase) => phase.arm === arm && !phase.warmup);
    const loads = request === plan/* allRequests */.qT ? counted : counted.flatMap(({ requests }) => requests).filter(named(request));
    const answered = loads.filter(({ response_time_ms }) => response_time_ms !== undefined);
    const times = (0,stats_histogram/* merged */.Zu)(answered.map(({ histogram }) => (0,stats_histogram/* decodeHistogram */.pr)(histogram)));
    return times.count === 0 ? undefined : { arm, times };
}
const named = (wanted) => ({ name }) => name === wanted;
function latencyScale(curves) {
    const [low, high] = padded(curves.flatMap(points).map(([, value]) => Math.log10(value)), 0.06);
    const up = linear([low, high], [bottom, percentileChart_top]);
    return { of: (value) => up(Math.log10(value)), ticks: logTicks([10 ** low, 10 ** high]) };
}
/** What the histogram tells apart at best, in ms: a logarithm takes no zero. */
const finest = 0.001;
const steps = 120;
/** [percentile, latency] along the axis, no further than the requests reach: the tail of ten has no p99. */
function points({ times }) {
    const nines = Math.min(3, Math.log10(times.count));
    return Array.from({ length: steps + 1 }, (_, i) => 1 - 10 ** ((-nines * i) / steps)).map((share) => [share, at(times, share)]);
}
const at = (times, share) => Math.max(finest, times.quantile(share) ?? 0);
const path = (curve, y) => points(curve).map(([share, value]) => `${x(share)},${y.of(value)}`);
function line(curve, y) {
    return markup `<polyline class="line ${curve.arm}" points="${path(curve, y).join(" ")}" />
`;
}
/** What lies between the two lines. */
function gap(curves, y) {
    const [base, head] = curves;
    if (base === undefined || head === undefined)
        return undefined;
    return markup `<polygon class="gap" points="${[...path(base, y), ...path(head, y).toReversed()].join(" ")}" />
`;
}
function grid(y) {
    const rows = y.ticks.map((tick) => markup `<line class="grid" x1="0" x2="100%" y1="${y.of(tick)}" y2="${y.of(tick)}" />
<text class="unit" x="0" y="${y.of(tick) - 4}">${(0,format.ms)(tick)}</text>
`);
    const columns = marks.map((share) => markup `<line class="grid" x1="${x(share)}%" x2="${x(share)}%" y1="${percentileChart_top}" y2="${bottom}" />
<text x="${x(share)}%" y="${bottom + 18}" text-anchor="${percentileChart_anchor(share)}">${percentile(share)} %</text>
`);
    return markup `${rows}${columns}`;
}
/** The figures of one arm below the axis, and a dot on its line for each. */
function values({ arm, times }, y, baseline) {
    const cells = reached(times).map((share) => {
        const value = at(times, share);
        return markup `<circle class="mark ${arm}" cx="${x(share)}%" cy="${y.of(value)}" r="3"><title>${arm} ${percentile(share)} %: ${(0,format.ms)(value)}</title></circle>
<text class="${arm}" x="${x(share)}%" y="${baseline}" text-anchor="${percentileChart_anchor(share)}">${(0,format.ms)(value)}</text>
`;
    });
    return markup `<text class="${arm}" x="0" y="${baseline}">${arm}</text>${cells}`;
}
/** Of ten requests none is the slowest hundredth. A thousandth of a thousand is one, but for the rounding of 1 - 0.999. */
function reached(times) {
    return marks.filter((share) => share > 0 && times.count * (1 - share) > 1 - 1e-9);
}
const percentile = (share) => Number((100 * share).toFixed(1));
const percentileChart_anchor = (share) => (share === 0.999 ? "end" : "middle");
function spoken({ arm, times }) {
    const said = reached(times).map((share) => `${percentile(share)} % within ${(0,format.ms)(at(times, share))}`);
    return `${arm}: ${said.join(", ")}`;
}

;// CONCATENATED MODULE: ./build/report/html/roundsChart.js




/** The evidence of a comparison: head against base in every round, the mean over them and its interval. */
const roundsChart_top = 18;
const roundsChart_bottom = 196;
const roundsChart_height = 222;
/** Percent of the width that the labels of the axis keep to themselves. */
const gutter = 12;
/** Nothing where no round has both arms. */
function roundsChart(rounds, comparison, title) {
    const points = rounds.flatMap((round) => pointOf(round, comparison) ?? []);
    if (points.length === 0)
        return undefined;
    const { min_effect_ratio, interval } = comparison;
    const range = changeRange([min_effect_ratio ?? 0, ...(interval ?? []), ...points.map((point) => point.change)]);
    const marks = ticks(range, 5);
    const y = linear(range, [roundsChart_bottom, roundsChart_top]);
    const x = linear([0, rounds.length + 1], [gutter - 3, 100]);
    const hollow = points.some(({ invalid }) => invalid !== undefined);
    const label = `${title} by round: ${points.map(({ words, invalid }) => (invalid === undefined ? words : `${words}, does not count`)).join("; ")}`;
    return markup `<figure class="${comparison.outcome}">
<figcaption><b>${title}</b> by round${hollow ? ", hollow rounds do not count" : undefined}</figcaption>
<svg class="chart" width="100%" height="${roundsChart_height}" role="img" aria-label="${label}">
${roundsChart_grid(marks, y)}${threshold(comparison, y)}${meanLine(comparison, y)}${units(marks, comparison.metric, y)}
${points.map((point) => roundsChart_dot(point, x, y))}${roundNumbers(rounds.length, x)}
</svg>
</figure>`;
}
function pointOf({ index, base, head, invalid }, comparison) {
    const before = (0,model_metric/* metricOf */.ak)(comparison, base);
    const after = (0,model_metric/* metricOf */.ak)(comparison, head);
    if (before === undefined || after === undefined)
        return undefined;
    const shifted = (0,logRatio/* isDifference */.GP)(comparison.metric) ? after - before : after / before - 1;
    if (!Number.isFinite(shifted))
        return undefined;
    const words = `round ${index + 1}: ${(0,model_metric/* metricChange */.Zy)(comparison.metric, shifted, undefined)}`;
    return { round: index + 1, change: shifted, words, invalid };
}
function roundsChart_grid(values, y) {
    return values.map((value) => markup `<line class="${value === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}" />
`);
}
/** On top of the bands, which would hide them. */
function units(values, metric, y) {
    return values.map((value) => markup `<text class="unit" x="0" y="${y(value) - 4}">${(0,model_metric/* metricChange */.Zy)(metric, value, undefined)}</text>
`);
}
function threshold(comparison, y) {
    const { gating, metric, min_effect_ratio } = comparison;
    if (!gating || min_effect_ratio === undefined)
        return undefined;
    const from = y(min_effect_ratio);
    return markup `<rect class="zone" x="0" y="0" width="100%" height="${from}" />
<line class="threshold" x1="0" x2="100%" y1="${from}" y2="${from}" />
<text class="fails" x="100%" y="${from - 4}" text-anchor="end">fails from ${(0,model_metric/* metricThreshold */.mq)(metric, min_effect_ratio)}</text>
`;
}
function meanLine({ change_ratio, interval }, y) {
    if (change_ratio === undefined || interval === undefined)
        return undefined;
    const [low, high] = interval;
    return markup `<rect class="band" x="${gutter}%" y="${y(high)}" width="${100 - gutter}%" height="${y(low) - y(high)}" />
<line class="mean" x1="${gutter}%" x2="100%" y1="${y(change_ratio)}" y2="${y(change_ratio)}" />
`;
}
function roundsChart_dot(point, x, y) {
    const { words, invalid } = point;
    const kind = invalid === undefined ? "dot" : "dot hollow";
    const title = invalid === undefined ? words : `${words}, does not count: ${invalid}`;
    return markup `<circle class="${kind}" cx="${x(point.round)}%" cy="${y(point.change)}" r="4.5"><title>${title}</title></circle>
`;
}
/** As many as fit side by side on a phone. */
const mostNumbers = 10;
function roundNumbers(rounds, x) {
    const every = Math.ceil(rounds / mostNumbers);
    return Array.from({ length: rounds }, (_, i) => i + 1)
        .filter((round) => (round - 1) % every === 0)
        .map((round) => markup `<text x="${x(round)}%" y="${roundsChart_bottom + 18}" text-anchor="middle">${round}</text>
`);
}

;// CONCATENATED MODULE: ./build/report/html/style.js

/** The look of report.html: one quiet page, light or dark as the reader's system is, readable on a phone and on paper. */
const style = markup `
:root {
  color-scheme: light dark;
  --page: #fcfcfa; --ink: #1d2127; --soft: #626a75; --rule: #e4e4df; --faint: #f2f2ee;
  --base: #7d8795; --head: #2b62c9; --red: #bf3228; --green: #1f7a4d; --amber: #9a6400; --blue: #2b62c9; --quiet: #55725f; --tint: 0.06;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --ink: #e4e7eb; --soft: #98a1ad; --rule: #2a2f36; --faint: #1c2026;
    --base: #8b95a3; --head: #79a6ff; --red: #ff7d70; --green: #5cc48f; --amber: #e3ae4e; --blue: #79a6ff; --quiet: #86ab95; --tint: 0.1;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 2rem 1.5rem 4rem; max-width: 74rem; background: var(--page); color: var(--ink);
  font: 0.9375rem/1.5 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
}
h1, h2, p, figure, pre, ul, ol, dl, dd { margin: 0; }
h1 { font-size: clamp(1.35rem, 1.1rem + 1.2vw, 1.9rem); line-height: 1.25; font-weight: 650; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.2rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.01em; }
pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.8125rem; }
section { margin-top: 3rem; }
.soft, figcaption, caption, th, dt { color: var(--soft); font-weight: 400; }

.pass, .improved { --tone: var(--green); }
.unchanged, .met { --tone: var(--quiet); }
.fail, .regressed, .breached { --tone: var(--red); }
.invalid, .unstable, .inconclusive, .not_measured { --tone: var(--amber); }
.new, .accepted { --tone: var(--blue); }

header { display: flex; gap: 1rem; align-items: flex-start; padding-bottom: 1.75rem; border-bottom: 1px solid var(--rule); }
header .sign { flex: none; width: 2.75rem; height: 2.75rem; }
.sign circle { fill: var(--tone); }
.sign path { fill: none; stroke: var(--page); stroke-width: 2.6; stroke-linecap: round; stroke-linejoin: round; }
header p { margin-top: 0.4rem; color: var(--soft); }

.reasons { margin-top: 1.5rem; padding-left: 1.1rem; font-size: 0.875rem; }
.reasons li::marker { color: var(--tone); }
.warning { margin-top: 1rem; padding: 0.6rem 0.9rem; border-left: 3px solid var(--amber); background: var(--faint); }
pre { margin-top: 1rem; padding: 0.9rem 1rem; border: 1px solid var(--rule); border-radius: 6px; background: var(--faint); line-height: 1.5; white-space: pre-wrap; }

.table { overflow-x: auto; }
.table:focus-visible { outline: 2px solid var(--head); outline-offset: 4px; }
table { width: 100%; border-collapse: collapse; }
caption { text-align: left; padding-bottom: 0.5rem; }
caption b, figcaption b { color: var(--ink); font-weight: 650; }
th, td { padding: 0.45rem 0.9rem 0.45rem 0; text-align: left; vertical-align: middle; }
th:last-child, td:last-child { padding-right: 0; }
thead th { font-size: 0.8125rem; border-bottom: 1px solid var(--rule); white-space: nowrap; vertical-align: bottom; }
tbody td, tbody th { border-bottom: 1px solid var(--faint); }
.number { text-align: right; white-space: nowrap; }
.outcome { white-space: nowrap; color: var(--tone); font-weight: 600; }
.outcome::before { content: ""; display: inline-block; width: 0.55em; height: 0.55em; margin-right: 0.5em; border-radius: 50%; background: var(--tone); }

.comparisons { margin-top: 2rem; }
.comparisons .plot { position: relative; width: 24%; min-width: 9rem; }
.comparisons .plot .interval { position: absolute; inset: 0 0.9rem 0 0; width: calc(100% - 0.9rem); height: 100%; }
.comparisons tbody td { height: 2.6rem; }
.comparisons .change { white-space: nowrap; }
.deciding .regressed .change b, .deciding .improved .change b { color: var(--tone); }
.comparisons .from { font-size: 0.8125rem; line-height: 1.35; color: var(--soft); min-width: 8rem; max-width: 11rem; }
.comparisons .metric { min-width: 7.4rem; }
.comparisons .shown td, .comparisons .shown th, .comparisons .shown b { color: var(--soft); font-weight: 400; }
.comparisons .shown .interval, .comparisons .shown .outcome::before { opacity: 0.6; }
.comparisons .group th { padding-top: 1.4rem; font-size: 0.8125rem; color: var(--soft); }
.comparisons .request { min-width: 8rem; color: var(--ink); font-weight: 600; }
.request small { display: block; font-weight: 400; color: var(--soft); }
.key { margin-top: 0.75rem; font-size: 0.8125rem; color: var(--soft); }

svg { display: block; overflow: visible; }
svg text { font-size: 11px; fill: var(--soft); }
.unit, .fails { paint-order: stroke; stroke: var(--page); stroke-width: 3px; stroke-linejoin: round; stroke-opacity: 0.8; }
.zero { stroke: var(--soft); stroke-opacity: 0.55; }
.zone { fill: var(--red); fill-opacity: var(--tint); }
.threshold { stroke: var(--red); stroke-opacity: 0.5; stroke-dasharray: 3 3; }
.bar { stroke: var(--tone); stroke-opacity: 0.38; stroke-width: 7; stroke-linecap: round; }
.dot { fill: var(--tone); stroke: var(--page); stroke-width: 1.5; }
.cut path { fill: none; stroke: var(--tone); stroke-width: 1.5; }
.track { fill: var(--rule); } .used { fill: var(--tone); } .limit { stroke: var(--ink); stroke-width: 1.5; }

.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20.5rem), 1fr)); gap: 2rem 2.5rem; margin-top: 1.5rem; }
figure { max-width: 36rem; }
figcaption { font-size: 0.8125rem; margin-bottom: 0.6rem; }
.chart .grid { stroke: var(--rule); }
.chart .line { fill: none; stroke-width: 1.8; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.chart .line.base { stroke: var(--base); } .chart .line.head { stroke: var(--head); }
.chart .gap { fill: var(--head); fill-opacity: 0.09; }
.chart .mark.base { fill: var(--base); } .chart .mark.head { fill: var(--head); }
.chart text.head { fill: var(--head); }
.chart .mean { stroke: var(--tone); stroke-width: 1.6; }
.chart .band { fill: var(--tone); fill-opacity: 0.12; }
.chart .hollow { fill: var(--page); stroke: var(--soft); }
.chart .fails { fill: var(--red); }

.table { margin-top: 2rem; }
.table td, .table th { font-size: 0.8125rem; padding-top: 0.3rem; padding-bottom: 0.3rem; }
.phases tbody th { min-width: 6rem; }
.phases .part th { padding-left: 1rem; color: var(--soft); }
.phases .warmup td, .phases .warmup th { color: var(--soft); }
.phases th { vertical-align: top; }
.phases .measured .head.arm { color: var(--head); } .phases .arm { color: var(--soft); white-space: nowrap; }
.phases tr.base td { border-bottom-color: transparent; }
.narrow, .sla, .failures { max-width: 46rem; }
.table tbody th { color: var(--ink); }
.sla .plot { width: 30%; min-width: 6rem; }

.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20.5rem), 1fr)); gap: 2rem 2.5rem; padding-top: 2rem; border-top: 1px solid var(--rule); font-size: 0.875rem; }
.facts h2 { font-size: 1rem; margin-bottom: 0.6rem; }
.facts ul { padding-left: 1.1rem; } .facts li + li { margin-top: 0.35rem; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.3rem 1.1rem; }

@media screen and (max-width: 68rem) {
  body { padding: 1.25rem 1rem 3rem; }
  header { gap: 0.75rem; } header .sign { width: 2rem; height: 2rem; }
  .comparisons thead th { display: none; }
  .comparisons thead .plot { display: block; width: 100%; }
  .comparisons table, .comparisons tbody { display: block; } .comparisons thead, .comparisons thead tr { display: block; }
  .comparisons tbody tr { display: flex; flex-wrap: wrap; gap: 0.15rem 0.5rem; padding: 0.7rem 0 0.5rem; border-bottom: 1px solid var(--rule); }
  .comparisons tbody td, .comparisons tbody th { border: 0; padding: 0; height: auto; }
  .comparisons .outcome { flex: 1 0 40%; order: 1; } .comparisons .change { order: 2; }
  .comparisons .request { flex: 1 1 50%; min-width: 0; order: 4; } .comparisons .metric { order: 5; min-width: 0; }
  .comparisons .plot { order: 6; flex: 0 0 100%; width: 100%; } .comparisons tbody .plot { height: 2.25rem; } .comparisons .plot .interval { inset: 0; width: 100%; }
  .comparisons td.base { order: 7; } .comparisons td.head { order: 8; } .comparisons td.head::before { content: "→ "; color: var(--soft); }
  .comparisons .from { order: 9; flex: 1 1 0; min-width: 0; max-width: none; text-align: right; align-self: end; } .deciding .from:not(:empty)::before { content: "fails from "; }
  .narrow .outcome, .narrow .request { flex-basis: 100%; } .narrow td.base { margin-left: auto; }
  .sla .plot { display: none; } .table td, .table th { padding-right: 0.6rem; } .table .outcome { white-space: normal; } .table .outcome::before { display: none; }
  .comparisons tbody .group { display: block; border: 0; padding: 1.25rem 0 0; }
}
@media print {
  @page { margin: 12mm; }
  :root { --page: #fff; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  section { margin-top: 1.5rem; }
  figure, tr, pre, .table, .facts > div { break-inside: avoid; } h2, caption, figcaption { break-after: avoid; }
  th, td { padding: 0.2rem 0.5rem 0.2rem 0; } .comparisons tbody td { height: 1.7rem; }
  .comparisons table { font-size: 7.5pt; } .comparisons .request { min-width: 5rem; } .comparisons .metric { min-width: 5rem; } .comparisons .plot { min-width: 7rem; } .comparisons .from { min-width: 6.5rem; }
  .axis text { font-size: 7px; } .comparisons .from, thead th, .table td, .table th { font-size: 7.5pt; }
  .charts { grid-template-columns: 1fr 1fr; } .facts { grid-template-columns: 1.2fr 1fr 1fr; gap: 1rem; }
  .table { overflow: visible; } .phases td, .phases th { font-size: 6.8pt; padding-right: 0.35rem; }
}
`;

;// CONCATENATED MODULE: ./build/report/html/html.js













/** The report as a page of its own: nothing is loaded, nothing runs, and its policy would not let it. */
function html(results) {
    return `<!DOCTYPE html>\n${textOf(page(results))}\n`;
}
function page(results) {
    return markup `<html lang="en">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:" />
<title>${(0,headline/* headline */.P)(results).text} · Loadgate</title>
<link rel="icon" href="data:," />
<style>${style}</style>
</head>
<body>
${answer(results)}
<main>
${reasons(results)}${html_drift(results)}
${comparisonTable(results)}
${results.scenarios.map(scenarioSection)}
${facts(results)}
</main>
</body>
</html>`;
}
const signs = {
    pass: "M9.5 16.5 L14 21 L22.5 11.5",
    fail: "M11 11 L21 21 M21 11 L11 21",
    inconclusive: "M12.5 12.5 C12.5 8 19.5 8 19.5 12.5 C19.5 15.5 16 15.5 16 18.5 M16 22.5 L16 22.6",
    invalid: "M16 9 L16 17.5 M16 22.5 L16 22.6",
    new: "M16 10 L16 22 M10 16 L22 16",
    accepted: "M9.5 17.5 C11.5 13.5 14.5 13.5 16 16 C17.5 18.5 20.5 18.5 22.5 14.5",
};
function answer(results) {
    const { tone, text } = (0,headline/* headline */.P)(results);
    return markup `<header class="${tone}">
<svg class="sign" viewBox="0 0 32 32" role="img" aria-label="${tone}"><circle cx="16" cy="16" r="16" /><path d="${signs[tone]}" /></svg>
<div>
<h1>${text}</h1>
<p>${(0,wording/* tally */.N4)(results)} · ${(0,wording/* manner */.Az)(results)} · ${(0,wording/* builds */.GW)(results)}</p>
</div>
</header>`;
}
/** What neither the headline nor a row of a table tells, what to mind, and what a service said as it broke off. */
function reasons(results) {
    const { warnings } = results;
    const { tone, text } = (0,headline/* headline */.P)(results);
    const told = (0,wording/* causes */.ps)({ ...results, warnings: [] }).filter((cause) => !text.endsWith(cause));
    return markup `${told.length === 0
        ? undefined
        : markup `<ul class="reasons ${tone}">\n${told.map((cause) => markup `<li>${cause}</li>\n`)}</ul>`}
${(0,wording/* logs */.K9)(results).map((log) => markup `<pre class="log">${log}</pre>\n`)}
${warnings.map((warning) => markup `<p class="warning">${warning}</p>\n`)}`;
}
/** What main has become little by little. */
function html_drift(results) {
    const paragraph = (0,drift/* driftParagraph */.qz)(results);
    return paragraph === undefined ? undefined : markup `\n<p class="warning">${paragraph}</p>`;
}
function scenarioSection(scenario) {
    const { id, mode, phases, rounds, rounds_planned } = scenario;
    const planned = rounds_planned === undefined ? undefined : ` of ${rounds_planned} planned`;
    return markup `<section class="scenario">
<h2>${id}</h2>
<p class="soft">${mode.kind}: ${mode.reason} · ${(0,format/* plural */.LS)(rounds.length, "round")}${planned}</p>
<div class="charts">
${latencyCharts(scenario)}
${evidenceCharts(scenario)}
</div>
${slaTable(scenario)}
${htmlTables_phaseTable(phases)}
${failureTable(phases)}
</section>`;
}
/** All requests, and each that regressed: an endpoint's tail drowns in the others'. */
function latencyCharts(scenario) {
    const regressed = scenario.comparisons.filter(({ gating, outcome }) => gating && outcome === "regressed");
    const requests = new Set([plan/* allRequests */.qT, ...regressed.map(({ request }) => request)]);
    return [...requests].map((request) => percentileChart(scenario.phases, request, nameOf(request, scenario)));
}
function evidenceCharts(scenario) {
    return telling(scenario).map((comparison) => {
        const title = `${nameOf(comparison.request, scenario)} ${(0,model_metric/* metricLabel */.B)(comparison.metric)}`;
        return roundsChart(scenario.rounds, comparison, title);
    });
}
/** All of a scenario's requests may be just one. */
function nameOf(request, { phases }) {
    if (request !== plan/* allRequests */.qT)
        return request;
    const [only, ...others] = phases[0]?.requests ?? [];
    return only === undefined || others.length > 0 ? "all requests" : only.name;
}
/** The comparisons that a reader wants the rounds of: those that regressed, else the one that came nearest to it. */
function telling({ comparisons }) {
    const gating = comparisons.filter((comparison) => comparison.gating);
    const regressed = gating.filter(({ outcome }) => outcome === "regressed");
    if (regressed.length > 0)
        return regressed;
    const [nearest] = gating.filter(hasPicture).toSorted((a, b) => nearness(b) - nearness(a));
    const one = nearest ?? gating.find(({ metric }) => metric === "p95");
    return one === undefined ? [] : [one];
}
/** Rounds without an error are no picture. */
const hasPicture = ({ metric, interval }) => metric !== "error_rate" && interval !== undefined;
/** 1 where the interval just reaches what fails. */
const nearness = ({ interval, min_effect_ratio }) => interval === undefined || min_effect_ratio === undefined ? 0 : interval[1] / min_effect_ratio;
function facts(results) {
    return markup `<section class="facts">
<div><h2>How this was decided</h2>
${decided(results)}</div>
<div><h2>Where it ran</h2>
${place(results)}</div>
<div><h2>How to reproduce it</h2>
${again(results)}</div>
</section>`;
}
function decided(results) {
    return markup `<ul>
${(0,explanation/* rules */.aO)(results).map((rule) => markup `<li>${rule}</li>\n`)}</ul>`;
}
function place({ environment, provenance, settings }) {
    const { cpu_model, cores, memory_bytes, kernel, image, node } = environment;
    return definitions([
        ["Processor", cpu_model],
        ["Cores", (0,format/* grouped */.zD)(cores)],
        ["Memory", (0,format/* bytes */.ee)(memory_bytes)],
        ["Kernel", kernel],
        ["Image", image],
        ["Node", node],
        ["Started", provenance.started_at.replace(/T(\d\d:\d\d):.*Z$/, " $1 UTC")],
        ["Took", `${(0,format/* minutes */.Gx)(provenance.duration_ms)}, of a budget of ${(0,format/* minutes */.Gx)(settings.budget_ms)}`],
    ]);
}
function again(results) {
    const { environment, provenance } = results;
    const { base, head, seed, loadgate } = provenance;
    return markup `${definitions([
        ["Base", base && buildOf(base)],
        ["Head", buildOf(head) + (0,explanation/* changes */.Ao)(results)],
        ["Loadgate", loadgate],
        ["Settings", environment.config_hash],
        ["Seed", String(seed)],
    ])}
<pre>${(0,explanation/* repetition */.Cx)(results)}</pre>`;
}
function buildOf({ sha, from }) {
    return sha === undefined ? from : `${(0,format/* shortSha */.Fu)(sha)}, ${from}`;
}
/** Terms with what is known of them. */
function definitions(pairs) {
    const known = pairs.filter(([, text]) => text !== undefined);
    return markup `<dl>
${known.map(([term, text]) => markup `<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>`;
}


/***/ }),

/***/ 1336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $6: () => (/* binding */ shownRows),
/* harmony export */   RC: () => (/* binding */ comparisonCells),
/* harmony export */   R_: () => (/* binding */ heading),
/* harmony export */   Wy: () => (/* binding */ toneSign),
/* harmony export */   rf: () => (/* binding */ body),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4722);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32748);
/* harmony import */ var _explanation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20295);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2251);
/* harmony import */ var _phaseTable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19342);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62867);
/* harmony import */ var _markdownText_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(58323);









/**
 * The report as a pull request comment, a job summary or report.md shows it: the answer first, the rest folded. What
 * would make it longer than `longest` characters is left out from the end, and said.
 */
function markdown(results, longest = Number.POSITIVE_INFINITY) {
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .bounded */ .Mm)(blocksOf(results), longest, "it is in report.md and report.html");
}
function blocksOf(results) {
    return [heading((0,_headline_js__WEBPACK_IMPORTED_MODULE_4__/* .headline */ .P)(results)), ...body(results)];
}
function heading({ tone, text }) {
    return `### ${toneSign[tone]} ${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)(text.slice(0, 500))}`;
}
/** All but the heading. */
function body(results) {
    return [
        `${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .tally */ .N4)(results)} · ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .manner */ .Az)(results)} · ${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .shasAsCode */ .xF)((0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .builds */ .GW)(results))}`,
        noteworthy(results),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .shasAsCode */ .xF)((0,_drift_js__WEBPACK_IMPORTED_MODULE_2__/* .driftParagraph */ .qz)(results) ?? ""),
        reasons(results),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .folded */ .TM)(`All percentiles · ${count(results)}`, percentiles(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .folded */ .TM)(slaTitle(results), sla(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .folded */ .TM)("How this was decided, where it ran, how to reproduce it", decided(results)),
    ];
}
const toneSign = {
    pass: "✅",
    fail: "❌",
    inconclusive: "❔",
    invalid: "⚠️",
    new: "🆕",
    accepted: "🆗",
};
/** Rows that are shown unfolded. */
const shownRows = 40;
/** What changed, or could not be said; what is unchanged stays folded. */
function noteworthy(results) {
    const rows = (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .noteworthyRows */ .VT)(results);
    if (rows.length === 0)
        return "";
    const shown = comparisonTable(results, rows.slice(0, shownRows));
    const others = rows.length - shownRows;
    return others > 0 ? `${shown}\n\n_${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_8__/* .plural */ .LS)(others, "more row")} below, and in report.html._` : shown;
}
function comparisonTable(results, rows) {
    const isScenarioTold = results.scenarios.length > 1;
    const cells = rows.map((row) => comparisonCells(results, row, { isScenarioTold }));
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)([(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .comparisonHeader */ .vv)({ isScenarioTold }), ...cells], isScenarioTold ? [4, 5] : [3, 4]);
}
function comparisonCells(results, row, { isScenarioTold }) {
    return [
        _wording_js__WEBPACK_IMPORTED_MODULE_6__/* .outcomeSign */ .mT[(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shownOutcome */ .CF)(row)],
        ...(isScenarioTold ? [(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)(row.scenario)] : []),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)((0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .subject */ .bc)(results, row)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)((0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(row.metric)),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .value */ .Uq)(row.metric, row.base),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .value */ .Uq)(row.metric, row.head),
        row.outcome === "regressed" ? emphasised((0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shift */ .BN)(row)) : (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shift */ .BN)(row),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)((0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .failsFrom */ .gM)(row)),
    ];
}
/** +31 % [24, 39] with its estimate in bold. */
function emphasised(text) {
    return text.replace(/^([^[]+?)( \[|$)/, "**$1**$2");
}
function reasons(results) {
    const told = (0,_headline_js__WEBPACK_IMPORTED_MODULE_4__/* .furtherCauses */ .f)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .shasAsCode */ .xF).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .bullet */ .xE);
    return [told.join("\n"), ...(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .logs */ .K9)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .fenced */ .OF)].filter((part) => part !== "").join("\n\n");
}
function percentiles(results) {
    const rows = (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .rowsOf */ .RO)(results);
    const comparisons = rows.length === 0 ? "" : comparisonTable(results, rows);
    return [comparisons, ...results.scenarios.map(phaseTable)].filter((part) => part !== "").join("\n\n");
}
function phaseTable({ id, phases }) {
    if (phases.length === 0)
        return "";
    const header = [(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)(id), "arm", ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseColumns */ .hd)(_phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .latencies */ .h0)];
    const rows = phases.map((phase) => [(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)((0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .phaseTitle */ .ez)(phase)), phase.arm, ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseCells */ .he)(phase, _phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .latencies */ .h0)]);
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)([header, ...rows], [...header.keys()].slice(2));
}
function slaTitle({ scenarios }) {
    const checks = scenarios.flatMap((scenario) => scenario.sla);
    if (checks.length === 0)
        return "";
    const unmet = checks.filter(({ outcome }) => outcome !== "met").length;
    return unmet === 0 ? "SLA met" : `SLA: ${unmet} of ${checks.length} limits not met`;
}
function sla({ scenarios }) {
    const rows = scenarios.flatMap((scenario) => scenario.sla.map((check) => [
        check.outcome === "met" ? "✅" : "❌",
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)(scenario.id),
        check.request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? "all" : (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)(check.request),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk)((0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(check.metric)),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .bound */ .$s)(check),
        check.value === undefined ? "not measured" : (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaValue */ .Cv)(check.metric, check.value),
    ]));
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .table */ .tp)([["", "scenario", "request", "metric", "limit", "measured"], ...rows], [4, 5]);
}
function decided(results) {
    const { environment, provenance } = results;
    const { cpu_model, cores, memory_bytes, kernel, image, node, config_hash } = environment;
    const machine = [
        cpu_model,
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_8__/* .plural */ .LS)(cores, "core"),
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_8__/* .bytes */ .ee)(memory_bytes),
        kernel,
        ...(image === undefined ? [] : [image]),
        `Node ${node}`,
    ];
    const lines = [
        ...(0,_explanation_js__WEBPACK_IMPORTED_MODULE_3__/* .rules */ .aO)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .shasAsCode */ .xF),
        `${machine.map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .escaped */ .Mk).join(", ")}.`,
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .shasAsCode */ .xF)(`Loadgate ${provenance.loadgate}, settings ${config_hash}, started ${provenance.started_at}.`),
        `To send the same requests again, on this commit${(0,_explanation_js__WEBPACK_IMPORTED_MODULE_3__/* .changes */ .Ao)(results)}: \`${(0,_explanation_js__WEBPACK_IMPORTED_MODULE_3__/* .repetition */ .Cx)(results)}\``,
    ];
    return lines.map(_markdownText_js__WEBPACK_IMPORTED_MODULE_7__/* .bullet */ .xE).join("\n");
}
function count({ scenarios }) {
    const n = scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
    return `${n} comparison${n === 1 ? "" : "s"}`;
}


/***/ }),

/***/ 58323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mk: () => (/* binding */ escaped),
/* harmony export */   Mm: () => (/* binding */ bounded),
/* harmony export */   OF: () => (/* binding */ fenced),
/* harmony export */   TM: () => (/* binding */ folded),
/* harmony export */   oR: () => (/* binding */ joined),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   xE: () => (/* binding */ bullet),
/* harmony export */   xF: () => (/* binding */ shasAsCode)
/* harmony export */ });
/* harmony import */ var markdown_table__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(735);

/** As many of the blocks, from the first on, as are together no longer than that. */
function bounded(blocks, longest, whereTheRestIs) {
    const leftOut = `_The rest is longer than GitHub allows here: ${whereTheRestIs}._`;
    const fits = (n) => joined([...blocks.slice(0, n), n < blocks.length ? leftOut : ""]).length <= longest;
    let kept = blocks.length;
    while (kept > 1 && !fits(kept))
        kept--;
    return joined([...blocks.slice(0, kept), kept < blocks.length ? leftOut : ""]);
}
/** Blocks with a blank line between them; empty ones are none. */
const joined = (blocks) => `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
/** Closed until the reader opens it; nothing where there is nothing to show. */
function folded(title, body) {
    return title === "" || body === "" ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** The first row is the header; the columns in `right` are aligned to the right. */
function table(rows, right) {
    const align = (rows[0] ?? []).map((_, i) => (right.includes(i) ? "r" : "l"));
    return (0,markdown_table__WEBPACK_IMPORTED_MODULE_0__/* .markdownTable */ .Q)(rows.map((row) => [...row]), { align, padding: true, alignDelimiters: false });
}
/** Commits as code, and what is between them as plain text. */
function shasAsCode(text) {
    return text
        .split(/\b([0-9a-f]{7,40})\b/)
        .map((part, at) => (at % 2 === 1 ? `\`${part}\`` : escaped(part)))
        .join("");
}
/** A fence longer than any in the text, so that nothing inside can close it. */
function fenced(text) {
    const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longest + 1);
    const lines = text.split(/\r\n|[\n\r]/).map((line) => line.split("\t").map(visible).join("\t"));
    return `${fence}\n${lines.join("\n")}\n${fence}`;
}
/** A line of a list, of whose text no mark at the beginning makes a list of its own. */
function bullet(rendered) {
    return `- ${rendered.trimStart().replace(/^(\d*)([-+.])(?=[-+\s]|$)/, "$1\\$2")}`;
}
/** Text of others as plain text: no markup, no mention, no link, no emoji, no formula, no comment marker, on one line. */
function escaped(text) {
    return (visible(text)
        // A character that is not seen comes between what GitHub makes links, mentions and pictures of, however it is written.
        .replace(/@|#(?=\d)|:(?=\/\/|(?!\d\d:)[\w+-]+:)|GH-(?=\d)|www(?=\.)/gi, "$&\u200b")
        .replace(/\b(?=\d*[a-f])[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, "$&\u200b"))
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
        .replaceAll("$", "&#36;"));
}
/** Without what is not seen or turns the direction of text; a selector that makes a sign an emoji may stay. */
function visible(text) {
    return text.toWellFormed().replace(/(?!\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu, " ");
}


/***/ }),

/***/ 19342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ae: () => (/* binding */ loadCells),
/* harmony export */   h0: () => (/* binding */ latencies),
/* harmony export */   hd: () => (/* binding */ phaseColumns),
/* harmony export */   he: () => (/* binding */ phaseCells)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);


/** What every table of phases tells of one, in this order. */
const latencies = ["mean", "p50", "p90", "p95", "p99", "p999", "max"];
function phaseColumns(times) {
    return ["due", "failed", ...times.map(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B), "rate", "CPU", "memory"];
}
function phaseCells(phase, times) {
    const { throughput_per_sec: rate, resource_utilization: used } = phase;
    return [
        ...loadCells(phase, times),
        rate === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .perSec */ .N_)(rate),
        used === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .percent */ .KN)(used.cpu_ratio),
        used === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(used.memory_bytes),
    ];
}
/** The first of them, which a single request has too. */
function loadCells(load, times) {
    const taken = load.response_time_ms;
    return [
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(load.due_requests),
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .grouped */ .zD)(load.failed_requests + load.dropped_requests),
        ...times.map((time) => (taken === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__.ms)(taken[time]))),
    ];
}


/***/ }),

/***/ 63299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ terminal)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_mapStrings_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(42773);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(32748);
/* harmony import */ var _explanation_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20295);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2251);
/* harmony import */ var _phaseTable_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(19342);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(62867);








/** The report as a terminal shows it. */
function terminal(untrusted, { color }) {
    const results = printable(untrusted);
    const paint = painter(color);
    const { tone, text } = (0,_headline_js__WEBPACK_IMPORTED_MODULE_4__/* .headline */ .P)(results);
    const blocks = [
        `${paint(toneColor[tone], `${toneMark[tone]} ${text}`)}\n${paint("dim", `${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .tally */ .N4)(results)} · ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .manner */ .Az)(results)} · ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .builds */ .GW)(results)}`)}`,
        comparisons(results, paint),
        (0,_drift_js__WEBPACK_IMPORTED_MODULE_2__/* .driftParagraph */ .qz)(results) ?? "",
        ...results.scenarios.map((scenario) => scenarioBlock(scenario, paint)),
        reasons(results),
        ...provenance(results.baseline).map((line) => paint("dim", line)),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
/** Names and logs come from others: they must not move the cursor, paint the screen, or break a line that is not theirs. */
function printable(results) {
    return (0,_util_mapStrings_js__WEBPACK_IMPORTED_MODULE_7__/* .withTexts */ .j)(results, (text, key) => text.replace(key === "failure" ? unprintable.inLog : unprintable.inName, " "));
}
const unprintable = { inLog: /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, inName: /[\p{C}\p{Zl}\p{Zp}]/gu };
const toneMark = {
    pass: "✔",
    fail: "✘",
    inconclusive: "?",
    invalid: "!",
    new: "+",
    accepted: "~",
};
const toneColor = {
    pass: "green",
    fail: "red",
    inconclusive: "yellow",
    invalid: "yellow",
    new: "bold",
    accepted: "yellow",
};
const outcomeColor = {
    regressed: "red",
    accepted: "yellow",
    invalid: "yellow",
    unstable: "yellow",
    inconclusive: "yellow",
    improved: "green",
    new: "dim",
    unchanged: "green",
};
function comparisons(results, paint) {
    const rows = (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .rowsOf */ .RO)(results);
    if (rows.length === 0)
        return "";
    const isScenarioTold = results.scenarios.length > 1;
    const cells = rows.map((row) => [
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shownOutcome */ .CF)(row),
        ...(isScenarioTold ? [row.scenario] : []),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .subject */ .bc)(results, row),
        (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(row.metric),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .value */ .Uq)(row.metric, row.base),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .value */ .Uq)(row.metric, row.head),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shift */ .BN)(row),
        (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .failsFrom */ .gM)(row),
    ]);
    const header = (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .comparisonHeader */ .vv)({ isScenarioTold });
    const [head = "", ...lines] = columns([header, ...cells], isScenarioTold ? [4, 5] : [3, 4]);
    const painted = lines.map((line, i) => paintRow(line, rows[i], paint));
    return [paint("dim", head), ...painted].join("\n");
}
function paintRow(line, row, paint) {
    if (row === undefined)
        return line;
    if (!row.gating)
        return paint("dim", line);
    const outcome = (0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .shownOutcome */ .CF)(row);
    return paint(outcomeColor[outcome], line.slice(0, outcome.length)) + line.slice(outcome.length);
}
/** A terminal is narrow. */
const quantiles = _phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .latencies */ .h0.filter((time) => time !== "mean");
function scenarioBlock(scenario, paint) {
    const header = ["phase", "arm", ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseColumns */ .hd)(quantiles)];
    const rows = scenario.phases.map((phase) => [(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .phaseTitle */ .ez)(phase), phase.arm, ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_5__/* .phaseCells */ .he)(phase, quantiles)]);
    const [head = "", ...lines] = columns([header, ...rows], [...header.keys()].slice(2));
    const table = rows.length === 0 ? [] : [paint("dim", head), ...lines];
    return [
        `${paint("bold", scenario.id)} ${paint("dim", scenario.mode.reason)}`,
        ...table,
        ...slaLines(scenario, paint),
    ].join("\n");
}
function slaLines({ sla }, paint) {
    return sla.map((check) => {
        const { metric, request, value: measured, outcome } = check;
        const what = `SLA ${request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? "" : `${request} `}${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(metric)} ${(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .bound */ .$s)(check)}`;
        const got = measured === undefined ? "not measured" : `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaValue */ .Cv)(metric, measured)}, ${outcome}`;
        return paint(outcome === "met" ? "green" : "red", `${what}: ${got}`);
    });
}
/** Why there is no baseline is among the reasons. */
function provenance(baseline) {
    return baseline.kind === "found" ? (0,_explanation_js__WEBPACK_IMPORTED_MODULE_3__/* .baselineLine */ .G)(baseline) : [];
}
function reasons(results) {
    return [...(0,_headline_js__WEBPACK_IMPORTED_MODULE_4__/* .furtherCauses */ .f)(results).map((cause) => `- ${cause}`), ...(0,_wording_js__WEBPACK_IMPORTED_MODULE_6__/* .logs */ .K9)(results)].join("\n");
}
const codes = { red: "31", green: "32", yellow: "33", dim: "2", bold: "1" };
function painter(color) {
    return (name, text) => (color ? `\u001b[${codes[name]}m${text}\u001b[0m` : text);
}
/** Cells to lines, each column as wide as its widest cell; numbers to the right. */
function columns(rows, right) {
    const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
    return rows.map((row) => row
        .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd());
}


/***/ }),

/***/ 62867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $s: () => (/* binding */ bound),
/* harmony export */   Az: () => (/* binding */ manner),
/* harmony export */   BN: () => (/* binding */ shift),
/* harmony export */   CF: () => (/* binding */ shownOutcome),
/* harmony export */   GW: () => (/* binding */ builds),
/* harmony export */   K9: () => (/* binding */ logs),
/* harmony export */   N4: () => (/* binding */ tally),
/* harmony export */   Po: () => (/* binding */ telling),
/* harmony export */   RO: () => (/* binding */ rowsOf),
/* harmony export */   Uq: () => (/* binding */ value),
/* harmony export */   VT: () => (/* binding */ noteworthyRows),
/* harmony export */   bc: () => (/* binding */ subject),
/* harmony export */   ez: () => (/* binding */ phaseTitle),
/* harmony export */   gM: () => (/* binding */ failsFrom),
/* harmony export */   mT: () => (/* binding */ outcomeSign),
/* harmony export */   ps: () => (/* binding */ causes),
/* harmony export */   vv: () => (/* binding */ comparisonHeader)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);



const shownOutcome = ({ outcome, accepted }) => accepted === undefined ? outcome : "accepted";
const outcomeSign = {
    regressed: "❌",
    accepted: "🆗",
    improved: "🟢",
    unchanged: "✅",
    inconclusive: "❔",
    unstable: "〰️",
    invalid: "⚠️",
    new: "🆕",
};
/** All comparisons: those that gate first, the gravest of them before the others, else in the order measured. */
function rowsOf({ scenarios }) {
    return scenarios
        .flatMap(({ id, comparisons }) => comparisons.map((comparison) => ({ ...comparison, scenario: id })))
        .toSorted((a, b) => Number(b.gating) - Number(a.gating) || gravityOf(a) - gravityOf(b));
}
/** What changed, or could not be said. */
function noteworthyRows(results) {
    return rowsOf(results).filter(({ gating, outcome }) => gating && !["unchanged", "new"].includes(outcome));
}
const gravityOf = (comparison) => gravity.indexOf(shownOutcome(comparison));
const gravity = [
    "regressed",
    "accepted",
    "invalid",
    "unstable",
    "inconclusive",
    "improved",
    "new",
    "unchanged",
];
function comparisonHeader({ isScenarioTold }) {
    const scenario = isScenarioTold ? ["scenario"] : [];
    return ["", ...scenario, "request", "metric", "base", "head", "change [95 %]", "fails from"];
}
/** Whom a comparison is about: a request, or all of the scenario's, which may be just one. */
function subject({ scenarios }, { request, scenario }) {
    if (request !== _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT)
        return request;
    const names = scenarios.find(({ id }) => id === scenario)?.phases[0]?.requests.map(({ name }) => name) ?? [];
    return names.length === 1 && names[0] !== undefined ? names[0] : "all requests";
}
/** ≤ 100 ms, ≥ 1,000/s. */
function bound({ metric, limit }) {
    return `${metric === "throughput" ? "≥" : "≤"} ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaValue */ .Cv)(metric, limit)}`;
}
function phaseTitle({ id, warmup }) {
    return warmup && !/warm/i.test(id) ? `${id} (warm-up)` : id;
}
/** The change with its interval: +31 % [24, 39]. */
function shift({ change_ratio, interval, metric }) {
    return change_ratio === undefined ? "" : (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, interval);
}
/** The smallest change that fails, and what a comparison still wants, or why it does not fail all the same. */
function failsFrom(comparison) {
    const { metric, min_effect_ratio, settle_ms, gating, outcome, mde_ratio, accepted, reason, interval } = comparison;
    if (!gating)
        return "shown only";
    if (min_effect_ratio === undefined)
        return "";
    const from = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricThreshold */ .mq)(metric, min_effect_ratio);
    const because = accepted === undefined ? onSecond(comparison) : `accepted: ${accepted}`;
    if (because !== undefined)
        return `${from} · ${because}`;
    if (settle_ms !== undefined)
        return `${from} · about ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .minutes */ .Gx)(Math.max(60_000, Math.ceil(settle_ms / 60_000) * 60_000))} more would settle it`;
    if (outcome !== "unstable" || mde_ratio === undefined || reason !== undefined)
        return from;
    // Far beyond what fails, as far as one can see: it is the rounds that are too few.
    if (interval !== undefined && interval[0] > min_effect_ratio)
        return `${from} · more rounds would call it`;
    return mde_ratio > 1 ? `${from} · too noisy` : `${from} · could only have seen ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricThreshold */ .mq)(metric, mde_ratio)}`;
}
/** What a second machine has seen of a regression. */
function onSecond({ confirmed, metric, second }) {
    if (confirmed !== undefined)
        return `again ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, confirmed.change_ratio, confirmed.interval)} on a second machine`;
    return second === undefined ? undefined : seconds[second];
}
const seconds = {
    cleared: "not on a second machine",
    open: "neither shown nor ruled out on a second machine",
    not_measured: "not measured on a second machine",
};
function value(metric, measured) {
    return measured === undefined ? "–" : (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(metric, measured);
}
/** 1 regressed · 9 unchanged · 2 inconclusive: of the comparisons that gate. */
function tally(results) {
    const rows = rowsOf(results).filter(({ gating }) => gating);
    const counts = gravity.flatMap((outcome) => {
        const n = rows.filter((row) => shownOutcome(row) === outcome).length;
        return n === 0 ? [] : [`${n} ${outcome}`];
    });
    const shown = results.scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0);
    // Recorded ones gate too; what is compared and does not, is main beside its anchor.
    if (counts.length === 0 && shown > 0)
        return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(shown, "comparison")}, shown only`;
    return counts.length === 0 ? "nothing compared" : counts.join(" · ");
}
/** What no row of a table tells: limits that were not kept, and why something could not be measured or compared. */
function causes({ scenarios, warnings, verdict }) {
    const told = scenarios.flatMap(({ id, failure, sla, comparisons, phases }) => [
        ...(failure === undefined ? [] : [`${id}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .firstLine */ .TM)(failure)}`]),
        ...sla.filter(({ outcome }) => outcome !== "met").map((check) => `${id}: ${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaSentence */ .uA)(check)}`),
        ...failures(phases).map((sentence) => `${id}: ${sentence}`),
        ...comparisons.flatMap((comparison) => (comparison.gating ? causeOf(id, comparison) : [])),
    ]);
    return [...new Set([...told, ...(verdict.confirm === true ? [advice] : []), ...warnings])];
}
/** A reason that goes with numbers is one comparison's own; the others are told once for all that share them. */
function causeOf(id, { reason, request, change_ratio }) {
    if (reason === undefined)
        return [];
    const whose = change_ratio === undefined || request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT ? "" : `${request} `;
    return `${id}: ${whose}${reason}`;
}
const advice = "This is close to the smallest change that matters: a second job with mode: confirm would settle whether it is the change or the machine";
/** Where clearly more than now and then a request fails: GET /ordrs: 178 of 178 failed on the head (status 404). */
function failures(phases) {
    const measured = phases.filter(({ warmup }) => !warmup);
    return measured.flatMap(({ arm, requests }) => requests.flatMap(({ name, due_requests, successful_requests, failures: names, dropped_requests }) => {
        const failed = due_requests - successful_requests;
        if (failed === 0 || failed < 0.01 * due_requests)
            return [];
        const kinds = [...Object.keys(names), ...(dropped_requests > 0 ? ["dropped"] : [])].join(", ");
        return [`${name}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(failed)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .grouped */ .zD)(due_requests)} failed on the ${arm} (${kinds})`];
    }));
}
/** The whole text of what broke off, with the log's tail, where it has more than the one line that is told already. */
function logs({ scenarios }) {
    return [...new Set(scenarios.flatMap(({ failure }) => (failure?.includes("\n") ? [failure] : [])))];
}
/** How the comparison was made: duet of 14 rounds in 3 min 40 s. */
function manner({ scenarios, provenance }) {
    const kinds = [...new Set(scenarios.map(({ mode }) => mode.kind))];
    return `${kinds.map((kind) => mannerOf(kind, scenarios)).join(", ")} in ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .minutes */ .Gx)(provenance.duration_ms)}`;
}
function mannerOf(kind, scenarios) {
    if (scenarios.every((scenario) => scenario.rounds.length === 0 && scenario.phases.length === 0))
        return "nothing played";
    const rounds = scenarios
        .filter(({ mode }) => mode.kind === kind)
        .reduce((sum, scenario) => sum + scenario.rounds.length, 0);
    switch (kind) {
        case "duet":
            return `duet of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(rounds, "round")}`;
        case "alternate":
            return `base and head in turn, ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(rounds, "round")}`;
        case "recorded":
            return scenarios.some(({ recorded }) => recorded !== undefined && recorded.length > 0)
                ? "compared with recorded runs"
                : "played whole";
        case "off":
            return "not compared";
    }
}
/** base `1a2b3c4` → head `5d6e7f8`, as far as known. */
function builds({ provenance, baseline }) {
    const { base: started } = provenance;
    const sha = started === undefined && baseline.kind === "found" ? baseline.sha : started?.sha;
    const base = sha === undefined ? started?.from : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .Fu)(sha);
    const head = headBuild(provenance);
    return base === undefined ? `head ${head}` : `base ${base} → head ${head}`;
}
function headBuild({ head: { sha, from, changed } }) {
    if (sha === undefined)
        return from;
    return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .shortSha */ .Fu)(sha)}${changed === true ? " with uncommitted changes" : ""}`;
}
/** What a reader wants to know first. */
const telling = [
    "p95",
    "p50",
    "p90",
    "p99",
    "tail",
    "cpu_per_request",
    "memory_peak",
    "memory_growth",
    "error_rate",
];


/***/ }),

/***/ 41271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hp: () => (/* binding */ histogramsIn),
/* harmony export */   _m: () => (/* binding */ UnreadableResults),
/* harmony export */   c2: () => (/* binding */ parseResults),
/* harmony export */   l7: () => (/* binding */ decodeResults),
/* harmony export */   q1: () => (/* binding */ withHistograms),
/* harmony export */   xf: () => (/* binding */ encodeResults)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12011);
/* harmony import */ var _model_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39645);
/* harmony import */ var _stats_histogram_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(84414);



class UnreadableResults extends _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .WrongInput */ .Ey {
    name = "UnreadableResults";
}
/** Through the schema: the keys come in its order, whoever made the results, and nothing is written that we do not read. */
function encodeResults(results) {
    return `${JSON.stringify(_model_results_js__WEBPACK_IMPORTED_MODULE_0__/* .resultsSchema */ .sy.parse(results), undefined, 2)}\n`;
}
/** results.json -> Results. Throws UnreadableResults that names the place in the file and what was wanted. */
function decodeResults(text, file) {
    return withHistograms(parseResults(text, file), file);
}
/** The same, but its histograms may be none. */
function parseResults(text, file) {
    const checked = _model_results_js__WEBPACK_IMPORTED_MODULE_0__/* .resultsSchema */ .sy.safeParse(parsed(text, file));
    if (checked.success)
        return checked.data;
    const [issue] = checked.error.issues;
    const key = issue?.path.join(".") || "the file";
    throw new UnreadableResults(`${file}: ${key}: ${issue?.message}; expected the results.json (schema 1) of loadgate run`);
}
function histogramsIn({ scenarios }) {
    const loads = scenarios.flatMap(({ phases }) => phases.flatMap((phase) => [phase, ...phase.requests]));
    return loads.flatMap(({ histogram, blameless_histogram: blameless }) => [histogram, blameless ?? []].flat());
}
/** Every histogram is read once here, so that no report stumbles over one later. */
function withHistograms(results, file) {
    for (const histogram of histogramsIn(results)) {
        try {
            (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_1__/* .decodeHistogram */ .pr)(histogram);
        }
        catch (cause) {
            throw new UnreadableResults(`${file}: a histogram is corrupt; expected the results.json of loadgate run`, {
                cause,
            });
        }
    }
    return results;
}
function parsed(text, file) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new UnreadableResults(`${file}: not JSON; expected the results.json of loadgate run`, { cause });
    }
}


/***/ }),

/***/ 67355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ tellingNone),
/* harmony export */   c: () => (/* binding */ withoutSecrets)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98439);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12011);
/* harmony import */ var _model_results_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(39645);
/* harmony import */ var _util_mapStrings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(42773);
/* harmony import */ var _util_mask_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(37117);





/** The results with no secret in any of their texts, wherever the configuration or a service has put it. */
function withoutSecrets(results, secrets) {
    if (secrets.length === 0)
        return results;
    const hide = (0,_util_mask_js__WEBPACK_IMPORTED_MODULE_1__/* .hiding */ .Q0)(secrets);
    const words = vocabulary();
    const masked = (0,_util_mapStrings_js__WEBPACK_IMPORTED_MODULE_2__/* .withTexts */ .j)(results, (text, key) => {
        // A histogram's base64 is no text, and a piece of it may look like one.
        if (key?.endsWith("histogram") === true)
            return text;
        // What reads like a word of the format is one: a mode, a metric, a key.
        return words.has(text) ? text : hide(text);
    });
    return _model_results_js__WEBPACK_IMPORTED_MODULE_0__/* .resultsSchema */ .sy.parse(masked);
}
/** What `act` gives; what it throws says none of the secrets. */
async function tellingNone(secrets, act) {
    try {
        return await act();
    }
    catch (cause) {
        const message = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(cause);
        const shown = (0,_util_mask_js__WEBPACK_IMPORTED_MODULE_1__/* .hiding */ .Q0)(secrets)(message);
        if (shown === message)
            throw cause;
        throw cause instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .WrongInput */ .Ey ? new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .WrongInput */ .Ey(shown, { cause }) : new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .CouldNotMeasure */ .Nc(shown, { cause });
    }
}
/** The keys and the fixed values of results.json. */
function vocabulary() {
    const words = [];
    JSON.stringify(zod__WEBPACK_IMPORTED_MODULE_4__/* .toJSONSchema */ .bl(_model_results_js__WEBPACK_IMPORTED_MODULE_0__/* .resultsSchema */ .sy), (key, value) => {
        if (key === "properties")
            words.push(...Object.keys(value));
        if (key === "enum")
            words.push(...value);
        if (key === "const")
            words.push(value);
        return value;
    });
    return new Set(words);
}


/***/ }),

/***/ 37628:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  bx: () => (/* binding */ baseOf),
  W9: () => (/* binding */ looksFor),
  UD: () => (/* binding */ rawOf),
  eF: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
;// CONCATENATED MODULE: ./build/analysis/delayedAckWarnings.js


/** From this share of a request's answers on, the wait is not a chance pause of the service or the machine. */
const toldRatio = 0.5;
/** Below this many answers, it may be one. */
const fewestAnswers = 10;
const mostNamed = 3;
/** Says which requests' answers looked as if they waited for acknowledgements, warm-ups left out. */
function ackWarnings(scenario, rounds) {
    const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
    const groups = Map.groupBy(waiting(measured), ({ whose }) => whose);
    return [...groups].map(([whose, requests]) => {
        const share = (0,simple_statistics/* sum */.cz)(requests.map(({ waits }) => waits)) / (0,simple_statistics/* sum */.cz)(requests.map(({ answers }) => answers));
        const answers = whose === "both" ? "the answers" : `the ${whose}'s answers`;
        return (`${scenario}: ${listed(requests)}: ${(0,format/* percent */.KN)(share)} of ${answers} came in two pieces, the second about 40 ms after ` +
            "the first: it looks as if the service waits for acknowledgements (Nagle's algorithm), which hides smaller changes; " +
            "set TCP_NODELAY, or write each answer at once");
    });
}
function waiting(phases) {
    const each = phases.flatMap(({ arm, record }) => record.requests.map((request) => ({ arm, request })));
    const byName = Map.groupBy(each, ({ request }) => request.name);
    return [...byName].flatMap(([name, records]) => {
        const arms = [...Map.groupBy(records, ({ arm }) => arm)].map(([whose, ofArm]) => ({
            whose,
            ...counted(ofArm.map(({ request }) => request)),
        }));
        const found = arms.filter(({ answers, waits }) => answers >= fewestAnswers && waits >= toldRatio * answers);
        const [first] = found;
        if (first === undefined)
            return [];
        return {
            name,
            whose: found.length === arms.length ? "both" : first.whose,
            answers: (0,simple_statistics/* sum */.cz)(found.map(({ answers }) => answers)),
            waits: (0,simple_statistics/* sum */.cz)(found.map(({ waits }) => waits)),
        };
    });
}
function counted(records) {
    return {
        answers: (0,simple_statistics/* sum */.cz)(records.flatMap(({ statuses }) => Object.values(statuses))),
        waits: (0,simple_statistics/* sum */.cz)(records.map(({ ackWaits }) => ackWaits)),
    };
}
function listed(requests) {
    const more = requests.length - mostNamed;
    const named = requests.slice(0, mostNamed).map(({ name }) => name);
    return `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
// EXTERNAL MODULE: ./build/analysis/rounds.js + 1 modules
var analysis_rounds = __webpack_require__(29661);
;// CONCATENATED MODULE: ./build/analysis/interleaving.js



/** Together the arms may keep so much of the cores busy; beyond it they queue for them, and for each other. */
const busiestRatio = 0.5;
/**
 * From a rehearsal that dealt request by request: the smallest change is seen where both arms are under load at once, as long as the
 * machine can carry both.
 */
function dealingFor({ phases }, cores) {
    const measured = phases.filter(({ warmup }) => !warmup);
    const late = (0,analysis_rounds/* lateness */.e)(measured);
    if (late !== undefined)
        return { kind: "slice", reason: late };
    const cpuMs = measured.map(({ readings }) => (0,resourceUsage/* spanOf */.ee)(readings)?.cpuMs);
    const offeredMs = measured.filter(({ arm }) => arm === "head").reduce((sum, { record }) => sum + record.offeredMs, 0);
    if (!cpuMs.every((ms) => ms !== undefined) || offeredMs === 0)
        return { kind: "request", reason: "the processor time of both services cannot be seen" };
    // What falls behind takes longer to use as much: it is the time of the load that has to hold it.
    const busy = cpuMs.reduce((sum, ms) => sum + ms, 0) / offeredMs / cores;
    const load = `base and head together use ${(0,format/* percent */.KN)(busy)} of the processor`;
    return busy > busiestRatio ? { kind: "slice", reason: load } : { kind: "request", reason: load };
}

// EXTERNAL MODULE: ./build/analysis/scenario.js + 1 modules
var analysis_scenario = __webpack_require__(43189);
// EXTERNAL MODULE: ./build/baseline/age.js
var age = __webpack_require__(3873);
// EXTERNAL MODULE: ./build/baseline/comparableRuns.js
var comparableRuns = __webpack_require__(15094);
// EXTERNAL MODULE: ./build/baseline/loadHash.js
var loadHash = __webpack_require__(16980);
// EXTERNAL MODULE: ./build/baseline/loadSettings.js
var loadSettings = __webpack_require__(10645);
// EXTERNAL MODULE: ./build/experiment/experiment.js + 22 modules
var experiment = __webpack_require__(78089);
// EXTERNAL MODULE: ./build/gate/gatedMetrics.js
var gatedMetrics = __webpack_require__(20378);
// EXTERNAL MODULE: ./build/gate/judge.js + 2 modules
var judge = __webpack_require__(21728);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/gate/compare.js + 10 modules
var compare = __webpack_require__(27224);
// EXTERNAL MODULE: ./build/gate/interimLooks.js + 1 modules
var interimLooks = __webpack_require__(81332);
// EXTERNAL MODULE: ./build/gate/loadCheck.js
var loadCheck = __webpack_require__(76298);
;// CONCATENATED MODULE: ./build/gate/stoppingRule.js




/** Nothing that further rounds could add to. */
const shown = ["unchanged", "improved", "new"];
/**
 * Whether measuring may stop before its time: a gating comparison has regressed beyond doubt, or each of them is shown to be
 * below what matters.
 */
function settled(scenario, settings, { accepted = [], doubt = doubtIn(scenario, settings) } = {}) {
    if (!(0,interimLooks/* isLook */.Mk)((0,interimLooks/* courseOf */.bx)(scenario)))
        return false;
    const subjects = doubt.subjects.filter((subject) => subject.scenario === scenario.id);
    const evidence = (0,loadCheck/* weighed */.a)(scenario);
    const by = { settings, note: { kind: "not_asked" }, alpha: doubt.alpha };
    const outcomes = subjects.map((subject) => {
        const { outcome } = (0,compare/* compare */.UD)(subject, evidence, by);
        const isAccepted = outcome === "regressed" && (0,acceptance/* acceptanceFor */.tW)(subject, scenario, accepted) !== undefined;
        return isAccepted ? "unchanged" : outcome;
    });
    if (outcomes.length === 0)
        return false;
    return outcomes.includes("regressed") || outcomes.every((outcome) => shown.includes(outcome));
}
/** Every comparison that gates. */
function doubtIn(scenario, settings) {
    const subjects = (0,compare/* subjectsFor */.Ft)(scenario, settings).filter((subject) => subject.gating);
    return { subjects, alpha: (0,compare/* alphaOf */.Qq)(settings, Math.max(subjects.length, settings.gating ?? 0)) };
}

// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/shell/machine.js
var shell_machine = __webpack_require__(80936);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/run.js



















/** The pipeline: plan -> experiment -> analysis -> judgement. Whatever goes wrong, what was measured is kept. */
async function run({ plan, baseline, commits, version, secrets, accepted = [], anchored = [], notes = [] }, around) {
    const startedAt = new Date().toISOString();
    const beganMs = (0,clock/* nowMs */.TC)();
    const machine = (0,shell_machine/* machineInfo */.g)(around.env);
    const environment = { ...machine, config_hash: (0,loadHash/* configHash */.r_)(plan) };
    const settings = { ...(0,analysis_scenario/* settingsOf */.f5)(plan), gating: (0,gatedMetrics/* gatingOf */.oV)(plan) };
    const { base, head, measured, pinning, warnings } = await (0,experiment/* experiment */.y)(plan, baseline.kind, looksFor(settings, { accepted }), around);
    const summed = measured.map((one) => ({
        ...(0,analysis_scenario/* measuredScenario */.PG)(rawOf(one), { cores: machine.cores, memoryBytes: machine.memory_bytes }),
        load: (0,loadSettings/* loadSettingsOf */.z)(one.scenario),
    }));
    const waits = measured.flatMap(({ scenario, measurement }) => ackWarnings(scenario.id, measurement.rounds));
    const note = (0,comparableRuns/* noteOf */.kH)(baseline, startedAt);
    const results = (0,judge/* judge */.S)({
        schema: 1,
        environment,
        provenance: {
            loadgate: version,
            ...(base === undefined ? {} : { base: baseOf(base, commits) }),
            head: {
                ...(0,omitUndefined/* defined */.s)({ sha: commits.head }),
                from: head?.from ?? "not started",
                ...(commits.isChanged === true ? { changed: true } : {}),
            },
            started_at: startedAt,
            duration_ms: Math.round((0,clock/* nowMs */.TC)() - beganMs),
            seed: around.seed,
        },
        settings,
        baseline: note,
        ...(0,omitUndefined/* defined */.s)({ pinning }),
        accepted: [...accepted],
        scenarios: summed.map((scenario) => (0,comparableRuns/* withAnchored */.$j)((0,comparableRuns/* withRecorded */.tu)(scenario, baseline, environment), anchored)),
        warnings: [
            ...notes,
            ...(0,age/* ageWarning */.q)(note, settings),
            ...unused(plan),
            ...warnings,
            ...clockWarning(summed),
            ...waits,
        ],
    });
    return (0,maskResults/* withoutSecrets */.c)(results, secrets);
}
/** Looks at the rounds as they come, with the eyes of the judge. */
const looksFor = (settings, question) => (scenario, mode, cores) => {
    const rounds = [];
    return {
        dealing: (rehearsal) => dealingFor(rehearsal, cores),
        look(record, course) {
            const round = (0,analysis_rounds/* roundResult */.M)(record);
            if (round !== undefined)
                rounds.push(round);
            const bare = (0,analysis_scenario/* measuredScenario */.PG)({ scenario, mode, rounds: [], ...course }, { cores, memoryBytes: 0 });
            return settled({ ...bare, rounds }, settings, question);
        },
    };
};
/** With its commit, also where it is a directory that is a checkout of its own. */
function baseOf(base, commits) {
    return commits.base === undefined || !base.from.startsWith("directory ") ? base : { sha: commits.base, ...base };
}
/** What the configuration says and this run has no use for. */
function unused({ service, target, base }) {
    return [
        ...(base.ref !== undefined && base.from === "auto" && (0,plan/* isNamed */.ev)(base)
            ? ["base.ref is not used, because base.directory or base.target is; set base.from: git to choose"]
            : []),
        ...(service !== undefined && target !== undefined ? ["target is not used, because service is started"] : []),
        ...(base.from === "auto" && base.directory !== undefined && base.target !== undefined
            ? ["base.target is not used, because base.directory is started; set base.from to choose"]
            : []),
    ];
}
function clockWarning(scenarios) {
    const isCoarse = scenarios.some(({ phases }) => phases.some(({ generator }) => generator?.clock === "timer"));
    if (!isCoarse)
        return [];
    return ["the load generator's fine clock could not run: requests left on whole milliseconds, up to 1 ms late"];
}
function rawOf({ scenario, mode, measurement }) {
    const { failure, ...rest } = measurement;
    return { scenario, mode, ...rest, ...(failure === undefined ? {} : { failure: inWords(failure) }) };
}
function inWords(failure) {
    return failure instanceof errors/* CouldNotMeasure */.Nc ? failure.message : `unforeseen: ${(0,external_node_util_.inspect)(failure)}`;
}


/***/ }),

/***/ 26262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   QL: () => (/* binding */ openPlace),
/* harmony export */   WY: () => (/* binding */ worktreeNote),
/* harmony export */   YV: () => (/* binding */ noteGroup),
/* harmony export */   qW: () => (/* binding */ noteWorktree),
/* harmony export */   tq: () => (/* binding */ groupNotes),
/* harmony export */   xy: () => (/* binding */ clearPlace)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69454);




/**
 * The run's temporary directory. Its name follows from the run's id, so that whoever cleans up after the run finds it, and
 * is short, because sockets below it may have 107 characters in all.
 */
async function placeOf(runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)()), `loadgate-${runId.slice(0, 13)}`);
}
/** Makes it; throws where it exists. */
async function openPlace(runId) {
    const place = await placeOf(runId);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(place, { mode: 0o700 });
    return place;
}
/** Names the process groups that the run has started and not yet stopped; read by the guard. */
const groupNotes = "groups";
/** Gives back the note, to be removed once the group is stopped. */
async function noteGroup(place, pid) {
    const note = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, groupNotes, String(pid));
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(note), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(note, "");
    return note;
}
/** Names what git keeps of the run's worktree, for whoever cleans up; read by the guard too. */
const worktreeNote = "worktree";
/** Notes, before it is made, what git will keep in `gitDirectory` of a worktree at the path that is given back. */
async function noteWorktree(place, gitDirectory) {
    // Git names the entry after the directory: this name is the run's own.
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(place);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, worktreeNote), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitDirectory, "worktrees", name));
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, name);
}
/** Removes the run's directory and git's entry of the worktree in it, as `git worktree remove --force` does. */
async function clearPlace(place) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(place, worktreeNote), "utf8").catch(() => undefined);
    // Only ever an entry of ours: git has named it after the run's directory.
    if (entry !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(place)) {
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
        // Git keeps the directory of the entries only while there is one.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(entry)).catch(() => { });
    }
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(place);
}


/***/ }),

/***/ 76089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GV: () => (/* binding */ gitMark),
/* harmony export */   mC: () => (/* binding */ startGuard),
/* harmony export */   n6: () => (/* binding */ runMark)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _runDirectory_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26262);


/** The environment entry that marks everything a run starts. */
const runMark = "LOADGATE_RUN";
/** What the mark's value ends with for git, which gets the time to remove its locks from the user's repository. */
const gitMark = "git";
/**
 * A shell that outlives us by as long as it takes to kill what we started. It waits on a pipe that only our own process
 * holds open: however we end, SIGKILL included, the pipe closes, and the guard kills every process that is in one of the run's
 * groups or carries its mark, which a process may lose by calling itself otherwise, and removes the run's temporary directory, with what git keeps of a worktree in it (see place.ts). After an
 * orderly end it finds nothing to do.
 */
function startGuard(runId, temporary) {
    const notes = [_runDirectory_js__WEBPACK_IMPORTED_MODULE_1__/* .worktreeNote */ .WY, _runDirectory_js__WEBPACK_IMPORTED_MODULE_1__/* .groupNotes */ .tq];
    const guard = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, temporary, ...notes], {
        cwd: "/",
        env: { PATH: process.env["PATH"] },
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
    });
    // Without a shell there is no guard; the post step and the orderly end still clean up.
    guard.on("error", () => { });
    guard.stdin.on("error", () => { });
    guard.unref();
    // A pipe's handle keeps the process alive unless it is told not to.
    guard.stdin.unref();
}
const script = `
while read -r _; do :; done
git=$(grep -lsF "$1/${gitMark}" /proc/[0-9]*/environ)
for path in $git; do path=\${path#/proc/}; kill -TERM "\${path%/environ}" 2>/dev/null; done
[ -z "$git" ] || sleep 0.2
for note in "$2/$4"/*; do kill -s KILL -- "-\${note##*/}" 2>/dev/null; done
tries=0
while [ $tries -lt 100 ]; do
  found=$(grep -lsF "$1" /proc/[0-9]*/environ)
  [ -z "$found" ] && break
  for path in $found; do path=\${path#/proc/}; kill -9 "\${path%/environ}" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
entry=$(cat "$2/$3" 2>/dev/null)
[ -n "$entry" ] && [ "\${entry##*/}" = "\${2##*/}" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; }
rm -rf "$2" || { chmod -R u+rwx "$2"; rm -rf "$2"; }
`;


/***/ }),

/***/ 48463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c3: () => (/* binding */ listOf),
/* harmony export */   fM: () => (/* binding */ pinningOf),
/* harmony export */   nX: () => (/* binding */ allowedCores),
/* harmony export */   o5: () => (/* binding */ availableCores),
/* harmony export */   tw: () => (/* binding */ moveTo)
/* harmony export */ });
/* unused harmony export coresOf */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);



/** How many cores this process may use. */
const availableCores = () => (0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)();
/** The cores that this process may use; `undefined` where the system does not tell. */
function allowedCores() {
    try {
        const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/status", "latin1"))?.[1];
        return list === undefined ? undefined : coresOf(list);
    }
    catch {
        return undefined;
    }
}
/** Below this many cores, the service would lose too much by giving one away. */
const fewestCores = 4;
/** A core for each worker, the rest for the service; `undefined` where it is not asked for or there are too few. */
function pinningOf(allowed, workers, pin) {
    if (pin === "off" || allowed === undefined || allowed.length < (pin === "on" ? 2 : fewestCores))
        return undefined;
    const own = Math.min(workers, Math.floor(allowed.length / 2));
    return { generator: allowed.slice(0, own), service: allowed.slice(own) };
}
/** Moves this process with all its threads to the cores. What kept it from doing so, in words. */
function moveTo(cores) {
    const { status, error, stderr } = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)("taskset", ["-a", "-p", "-c", listOf(cores), String(process.pid)], {
        encoding: "utf8",
    });
    if (error !== undefined)
        return error.message;
    return status === 0 ? undefined : stderr.trim();
}
/** [0, 2, 3, 4] -> 0,2-4 */
function listOf(cores) {
    const runs = [];
    for (const core of cores) {
        const last = runs.at(-1);
        if (last !== undefined && core === last[1] + 1)
            last[1] = core;
        else
            runs.push([core, core]);
    }
    return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(",");
}
function coresOf(list) {
    return list.split(",").flatMap((run) => {
        const [from = Number.NaN, to = from] = run.split("-").map(Number);
        return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
}


/***/ }),

/***/ 69454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cj: () => (/* binding */ tailOf),
/* harmony export */   _m: () => (/* binding */ isCode),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   fo: () => (/* binding */ isFile),
/* harmony export */   wd: () => (/* binding */ isDirectory),
/* harmony export */   x3: () => (/* binding */ writeText),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});


/** `undefined` where there is no such file. Every other failure is the caller's to name. */
async function readText(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8");
    }
    catch (error) {
        if (isCode(error, "ENOENT"))
            return undefined;
        throw error;
    }
}
/** Writes the whole file or leaves the old one as it was. */
async function writeText(path, text) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), { recursive: true });
    const partial = `${path}.partial`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(partial, text);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rename)(partial, path);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(partial, { force: true });
        throw error;
    }
}
/** The last `lines` lines behind `from` bytes. */
async function tailOf(path, from, lines) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const size = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.size ?? 0;
        const start = Math.max(from, size - 16_384);
        if (size <= start)
            return "";
        const file = __addDisposableResource(env_1, await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.open)(path), true);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
        const read = buffer.toString("utf8", 0, bytesRead);
        // Half a line may begin with half a secret, which nobody would know again.
        const whole = start > from ? read.slice(read.indexOf("\n") + 1) : read;
        return whole.trimEnd().split("\n").slice(-lines).join("\n");
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function isDirectory(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.isDirectory() === true;
}
async function isFile(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.isFile() === true;
}
/** Removes the tree, also where it has directories that nobody may write to. What cannot be removed is left. */
async function removeTree(path) {
    const remove = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(path, { recursive: true, force: true });
    await remove().catch(async () => {
        await makeWritable(path);
        await remove().catch(() => { });
    });
}
async function makeWritable(directory) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.chmod)(directory, 0o700).catch(() => { });
    const entries = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(directory, { withFileTypes: true }).catch(() => []);
    for (const entry of entries)
        if (entry.isDirectory())
            await makeWritable((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, entry.name));
}
function isCode(error, code) {
    return error instanceof Error && "code" in error && error.code === code;
}


/***/ }),

/***/ 87397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $Y: () => (/* binding */ git),
/* harmony export */   Ii: () => (/* binding */ tryGit),
/* harmony export */   Pb: () => (/* binding */ parentsIn),
/* harmony export */   Xi: () => (/* binding */ GitFailure),
/* harmony export */   g3: () => (/* binding */ commitsOf),
/* harmony export */   vs: () => (/* binding */ headCommitOf)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90614);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58739);
/* harmony import */ var _processTree_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69120);
/* harmony import */ var _procfs_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57058);







/** A base directory that is a part of the head's own checkout has no commit of its own. */
async function commitsOf(headDirectory, baseDirectory) {
    const [head, changes] = await Promise.all([
        ask(headDirectory, "rev-parse", "HEAD"),
        ask(headDirectory, "status", "--porcelain", "--untracked-files=no"),
    ]);
    const own = head === undefined ? {} : { head, ...(changes ? { isChanged: true } : {}) };
    if (baseDirectory === undefined)
        return own;
    const [here, there, base] = await Promise.all([
        ask(headDirectory, "rev-parse", "--show-toplevel"),
        ask(baseDirectory, "rev-parse", "--show-toplevel"),
        ask(baseDirectory, "rev-parse", "HEAD"),
    ]);
    return here === there || base === undefined ? own : { ...own, base };
}
/** What is checked out in the directory; `undefined` where that cannot be told. */
async function headCommitOf(directory) {
    const sha = await ask(directory, "rev-parse", "--verify", "HEAD^{commit}");
    const commit = sha === undefined ? undefined : await ask(directory, "cat-file", "commit", sha);
    return sha === undefined || commit === undefined ? undefined : { sha, parents: parentsIn(commit) };
}
/** Of the text of a commit. */
function parentsIn(commit) {
    return [...(commit.split("\n\n")[0] ?? "").matchAll(/^parent (\w+)$/gm)].flatMap(([, sha]) => sha ?? []);
}
async function ask(directory, ...question) {
    try {
        const options = { cwd: directory, env: gitEnvironment(process.env) };
        const { stdout } = await (0,node_util__WEBPACK_IMPORTED_MODULE_2__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)("git", question, options);
        return stdout.trim();
    }
    catch {
        return undefined;
    }
}
/** What git did not do, in its own words. */
class GitFailure extends Error {
    name = "GitFailure";
}
/** The output of `git ...args`, without its last line break. Throws a GitFailure, or the signal's reason. */
async function git(place, ...args) {
    const { code, stdout, stderr } = await outcomeOf(place, args);
    if (code !== 0)
        throw new GitFailure(reasonIn(stderr) ?? `git ${args[0]} ended with ${code ?? "a signal"}`);
    return stdout.replace(/\n$/, "");
}
/** As `git`, but `undefined` where git says no. */
async function tryGit(place, ...args) {
    return await git(place, ...args).catch((error) => {
        if (error instanceof GitFailure)
            return undefined;
        throw error;
    });
}
/** What a hook's git has set would lead to another repository; see `git rev-parse --local-env-vars`. */
const leading = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|SHALLOW_FILE|NAMESPACE)$/;
/** Nobody is there to answer a question, and what git says is read. */
const quiet = { GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
function gitEnvironment(env) {
    return { ...Object.fromEntries(Object.entries(env).filter(([name]) => !leading.test(name))), ...quiet };
}
/** No hook runs, and nothing is tidied up in the background that would outlive the run. */
const settings = ["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0", "-c", "maintenance.auto=false"];
const graceMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_6__/* .millis */ .ne)(1000);
async function outcomeOf({ directory, env, mark, signal }, args) {
    signal.throwIfAborted();
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("git", ["--no-optional-locks", ...settings, ...args], {
        cwd: directory,
        env: { ...gitEnvironment(env), [mark.name]: mark.value },
        detached: true,
        stdio: ["ignore", "pipe", "pipe"],
    });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) {
        child[stream].setEncoding("utf8").on("data", (text) => {
            said[stream] += text;
        });
    }
    const code = await endOf(child, { root: child.pid ?? -1, mark: `${mark.name}=${mark.value}\0` }, signal);
    return { code, ...said };
}
/** The exit code; `null` after a signal. Where ours aborts, its reason is thrown once nothing is left of what was started. */
async function endOf(child, kin, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    child.once("error", (cause) => reject(new GitFailure(`git could not be started: ${cause.message}`, { cause })));
    child.once("close", resolve);
    // What git leaves behind, such as a cache of credentials, may hold the pipes for ever.
    child.once("exit", (code) => (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(1000).then(() => resolve(code)));
    const members = () => (0,_procfs_js__WEBPACK_IMPORTED_MODULE_5__/* .kinOf */ .ae)(kin).map(({ pid }) => pid);
    let stopped;
    const abort = () => {
        stopped = (0,_processTree_js__WEBPACK_IMPORTED_MODULE_4__/* .stopTree */ .d)(members, graceMs, signal, _clock_js__WEBPACK_IMPORTED_MODULE_3__/* .systemClock */ .ml);
        stopped.then(() => resolve(null), reject);
    };
    if (child.pid !== undefined)
        signal.addEventListener("abort", abort, { once: true });
    try {
        return await promise;
    }
    finally {
        signal.removeEventListener("abort", abort);
        await stopped;
        signal.throwIfAborted();
    }
}
/** fatal: not a git repository -> not a git repository; without the credentials that an address may hold. */
function reasonIn(stderr) {
    const lines = stderr.split("\n").filter((line) => line.trim() !== "");
    const telling = lines.filter((line) => /^(fatal|error): /.test(line));
    const reason = telling[0] ?? lines.at(-1);
    return reason
        ?.replace(/^(fatal|error): /, "")
        .replace(/:\/\/[^/@\s]+@/g, "://***@")
        .trim();
}


/***/ }),

/***/ 80936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ machineInfo)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);

function machineInfo(env) {
    const processors = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.cpus)();
    // Set on GitHub's hosted runners: the image decides kernel, libraries and much of the speed.
    const image = [env["ImageOS"], env["ImageVersion"]].filter((part) => part !== undefined).join(" ");
    return {
        cpu_model: processors[0]?.model.trim() || "unknown",
        cores: Math.max(1, processors.length),
        memory_bytes: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)(),
        kernel: `${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.type)()} ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.release)()}`,
        ...(image === "" ? {} : { image }),
        node: process.versions.node,
    };
}


/***/ }),

/***/ 69120:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ spawnTree),
/* harmony export */   d: () => (/* binding */ stopTree)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12011);
/* harmony import */ var _clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58739);
/* harmony import */ var _cpuAffinity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(48463);
/* harmony import */ var _procfs_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57058);






/** Throws where the command cannot even be started, such as in a directory that does not exist. */
async function spawnTree({ command, directory, env, logFile, mark, cores }) {
    const log = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.openSync)(logFile, "a");
    const shell = ["/bin/sh", "-c", command];
    const [program = "", ...args] = cores === undefined ? shell : ["taskset", "-c", (0,_cpuAffinity_js__WEBPACK_IMPORTED_MODULE_3__/* .listOf */ .c3)(cores), ...shell];
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, {
        cwd: directory,
        env: { ...env, [mark.name]: mark.value },
        detached: true,
        stdio: ["ignore", log, log],
    });
    (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.closeSync)(log);
    const exited = exitOf(child);
    const pid = child.pid;
    if (pid === undefined) {
        await exited;
        throw new Error(`${program} could not be started in ${directory}`);
    }
    const seen = new Map();
    const members = () => {
        const kin = (0,_procfs_js__WEBPACK_IMPORTED_MODULE_4__/* .kinOf */ .ae)({ root: pid, mark: `${mark.name}=${mark.value}\0`, seen });
        for (const { pid, startTicks } of kin)
            seen.set(pid, startTicks);
        return kin.map((one) => one.pid);
    };
    return { pid, exited, members, stop: (graceMs, hurry) => stopTree(members, graceMs, hurry, _clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml) };
}
function exitOf(child) {
    const { promise, resolve, reject } = Promise.withResolvers();
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
    // Whoever waits sees the failure; that nobody waits is none.
    promise.catch(() => { });
    return promise;
}
const pollMs = 20;
const mostLooks = 250;
const hurriedMs = 1000;
/** SIGTERM to all, SIGKILL after `graceMs` to what is left; once `hurry` aborts, a second later at most. */
async function stopTree(members, graceMs, hurry, clock) {
    (0,_procfs_js__WEBPACK_IMPORTED_MODULE_4__/* .signalAll */ .w$)(members(), "SIGTERM");
    let hurriedEndMs = Number.POSITIVE_INFINITY;
    for (const endMs = clock.nowMs() + graceMs; clock.nowMs() < Math.min(endMs, hurriedEndMs);) {
        if (members().length === 0)
            return;
        if (hurry.aborted)
            hurriedEndMs = Math.min(hurriedEndMs, clock.nowMs() + hurriedMs);
        await clock.sleepUntil(clock.nowMs() + pollMs);
    }
    // A tree that forks while it is being killed takes more than one look.
    for (let looks = 0; looks < mostLooks; looks++) {
        const left = members();
        if (left.length === 0)
            return;
        (0,_procfs_js__WEBPACK_IMPORTED_MODULE_4__/* .signalAll */ .w$)(left, "SIGKILL");
        await clock.sleepUntil(clock.nowMs() + pollMs);
    }
    const left = members();
    if (left.length > 0)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc(`the processes ${left.join(", ")} of the service cannot be stopped: are they another user's?`);
}


/***/ }),

/***/ 57058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fq: () => (/* binding */ markedWith),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   Nl: () => (/* binding */ commandOf),
/* harmony export */   Pc: () => (/* binding */ threadsCpuNanos),
/* harmony export */   _N: () => (/* binding */ statOf),
/* harmony export */   ae: () => (/* binding */ kinOf),
/* harmony export */   gA: () => (/* binding */ listeners),
/* harmony export */   pW: () => (/* binding */ holdersOf),
/* harmony export */   w$: () => (/* binding */ signalAll),
/* harmony export */   xA: () => (/* binding */ everyPid)
/* harmony export */ });
/* unused harmony export isAlive */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/** `undefined` where the process is gone, or a zombie that only waits to be waited for. */
function statOf(pid) {
    const text = read(`/proc/${pid}/stat`);
    if (text === undefined)
        return undefined;
    // The name, in parentheses, may hold anything: the fields count from behind it (proc_pid_stat(5), field 3 on).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (n) => Number(fields[n - 3]);
    if (fields[0] === "Z" || fields[0] === "X")
        return undefined;
    return {
        pid,
        parent: field(4),
        group: field(5),
        ownTicks: field(14) + field(15),
        reapedTicks: field(16) + field(17),
        startTicks: field(22),
        rssPages: field(24),
    };
}
function isAlive(pid) {
    return statOf(pid) !== undefined;
}
/** Processor time of the process's living threads in ns, exact where clock ticks are not; 0 where the kernel keeps none. */
function threadsCpuNanos(pid) {
    return threadsOf(pid)
        .map((thread) => Number(read(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0))
        .reduce((sum, nanos) => sum + nanos, 0);
}
function childrenOf(pid) {
    return threadsOf(pid).flatMap((thread) => numbers(read(`/proc/${pid}/task/${thread}/children`)));
}
function commandOf(pid) {
    return read(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
}
/** Every living process that descends from `root`, is of its group, carries the mark, or was seen. */
function kinOf({ root, mark, seen }) {
    const all = everyProcess();
    const isKin = ({ pid, group, startTicks }) => pid === root || group === root || seen?.get(pid) === startTicks || isMarked(pid, mark);
    const kin = new Set(all.filter(isKin).map(({ pid }) => pid));
    for (let before = -1; before < kin.size;) {
        before = kin.size;
        for (const { pid, parent } of all)
            if (kin.has(parent))
                kin.add(pid);
    }
    return all.filter(({ pid }) => kin.has(pid));
}
/** Every living process whose environment has an entry that begins with `mark`. */
function markedWith(mark) {
    return everyProcess().filter(({ pid }) => isMarked(pid, mark));
}
/** Sends a signal to each; who is gone already is no error. */
function signalAll(pids, signal) {
    for (const pid of pids) {
        try {
            process.kill(pid, signal);
        }
        catch {
            // It ended between the look and the signal, or is not ours: the caller looks again.
        }
    }
}
function listeners() {
    return ["/proc/net/tcp", "/proc/net/tcp6"].flatMap((path) => (read(path) ?? "")
        .split("\n")
        .slice(1)
        .map((line) => line.trim().split(/\s+/))
        .filter((fields) => fields[3] === "0A")
        .map((fields) => ({ port: Number.parseInt(fields[1]?.split(":")[1] ?? "", 16), inode: fields[9] ?? "" })));
}
/** The processes among `pids` that hold one of the sockets. */
function holdersOf(inodes, pids) {
    const names = new Set(inodes.map((inode) => `socket:[${inode}]`));
    return pids.filter((pid) => openFiles(pid).some((file) => names.has(file)));
}
function everyPid() {
    return listing("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number);
}
function everyProcess() {
    return everyPid().flatMap((pid) => statOf(pid) ?? []);
}
function isMarked(pid, mark) {
    const environment = read(`/proc/${pid}/environ`);
    return environment !== undefined && `\0${environment}`.includes(`\0${mark}`);
}
const threadsOf = (pid) => listing(`/proc/${pid}/task`);
const numbers = (text) => (text ?? "").split(" ").filter(Boolean).map(Number);
const openFiles = (pid) => listing(`/proc/${pid}/fd`).flatMap((fd) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/${pid}/fd/${fd}`)) ?? []);
const listing = (path) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path)) ?? [];
const read = (path) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "latin1"));
/** /proc has no locks: any process may be gone, or another user's, by the time it is read. */
function attempt(look) {
    try {
        return look();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 75888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);

/**
 * SIGINT, SIGTERM and SIGHUP end the run in order: what was started is stopped, what was measured is written. A second
 * signal ends it at once; the guard then stops what is left.
 */
function abortOnSignals() {
    const controller = new AbortController();
    const names = ["SIGINT", "SIGTERM", "SIGHUP"];
    const onSignal = (name) => {
        if (controller.signal.aborted)
            process.exit(23);
        controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CouldNotMeasure */ .Nc(`interrupted by ${name}`));
    };
    for (const name of names)
        process.on(name, onSignal);
    // Whoever launched us on another Node (see relaunch.ts) is gone.
    const onDisconnect = () => controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CouldNotMeasure */ .Nc("interrupted: the process that started this one is gone"));
    process.on("disconnect", onDisconnect);
    process.channel?.unref();
    return {
        signal: controller.signal,
        [Symbol.dispose]() {
            for (const name of names)
                process.off(name, onSignal);
            process.off("disconnect", onDisconnect);
        },
    };
}


/***/ }),

/***/ 96861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UI: () => (/* binding */ changePoints),
/* harmony export */   Xt: () => (/* binding */ fewestPerSide)
/* harmony export */ });
/* unused harmony export likeliestSplit */
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _random_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52681);


/** Fewest values between two changes, and at either end. */
const fewestPerSide = 4;
/** A change counts below this p. */
const significance = 0.001;
/**
 * The changes in the mean of a series of finite values, in order: it is split where a permutation test finds it significant
 * (p < 0.001), and so are its parts; then the weakest change is taken back until all are large enough. Values between two
 * changes are taken to be exchangeable. After Daly et al., "The use of change point detection to identify software
 * performance regressions" (ICPE 2020), and Fleming et al., "Hunter" (ICPE 2023).
 */
function changePoints(values, { seed, minMagnitude }) {
    return largeEnough(values, splits(values, 0, seed), minMagnitude);
}
const permutations = 4999;
/** Enough permutations have differed as much: what is known of a large p is of no use (Besag & Clifford 1991). */
const enough = 50;
/**
 * The split whose sides differ most by their standard error: of the series in two, or of a stretch from what lies around it
 * (Olshen et al. 2004), without which a rise and a fall hide each other. `undefined` below eight values.
 */
function likeliestSplit(values, seed) {
    if (values.length < 2 * fewestPerSide)
        return undefined;
    const centre = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)([...values]);
    const centred = Float64Array.from(values, (value) => value - centre);
    const { indices, contrast } = widest(centred);
    const asMuch = contrast * (1 - 1e-9);
    let reached = 0;
    for (let permutation = 1; permutation <= permutations; permutation++) {
        if (widest((0,_random_js__WEBPACK_IMPORTED_MODULE_1__/* .shuffled */ .A)(centred, seed, permutation)).contrast >= asMuch)
            reached++;
        if (reached === enough)
            return { indices, p: reached / permutation };
    }
    return { indices, p: (reached + 1) / (permutations + 1) };
}
/** The stretch starts at `from` of the whole series. */
function splits(stretch, from, seed) {
    const split = likeliestSplit(stretch, seed);
    if (split === undefined || split.p >= significance)
        return [];
    const starts = [0, ...split.indices];
    return starts.flatMap((start, i) => [
        ...(i === 0 ? [] : [{ index: from + start, p: split.p }]),
        ...splits(stretch.slice(start, starts[i + 1]), from + start, seed),
    ]);
}
function largeEnough(values, found, minMagnitude) {
    const points = found.map(({ index, p }, i) => ({
        index,
        before: (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)(values.slice(found[i - 1]?.index ?? 0, index)),
        after: (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)(values.slice(index, found[i + 1]?.index)),
        p,
    }));
    const magnitudes = points.map(({ before, after }) => Math.abs(after - before));
    const least = Math.min(...magnitudes);
    if (points.length === 0 || least >= minMagnitude)
        return points;
    return largeEnough(values, found.toSpliced(magnitudes.indexOf(least), 1), minMagnitude);
}
/**
 * Of a stretch against what lies around it: there are many more of these than of splits in two, and the usual single change
 * is not to pay for that. Permutations are weighed alike, so that any weight gives a valid p. Of 100 series with a rise of five
 * standard deviations for 10 of 50 values, splits in two find none and this all; with 1, four values after such a rise at the
 * end are found 70 times instead of 100.
 */
const aroundWeight = 0.8;
/**
 * The split of centred values with the largest sum of squares between its sides, which is that of the largest t: the sum of
 * squares within is what it leaves of the total, and no permutation changes the total.
 */
function widest(centred) {
    const n = centred.length;
    const last = n - fewestPerSide;
    const sums = runningSums(centred);
    const weights = Float64Array.from(sums, (_, length) => n / (length * (n - length)));
    let [from, to, contrast] = [0, 0, -1];
    for (let end = fewestPerSide; end <= last; end++) {
        const sum = sums[end] ?? 0;
        const between = sum * sum * (weights[end] ?? 0);
        if (between > contrast)
            [from, to, contrast] = [0, end, between];
        for (let start = fewestPerSide; start <= end - fewestPerSide; start++) {
            const inside = sum - (sums[start] ?? 0);
            const around = inside * inside * (weights[end - start] ?? 0) * aroundWeight;
            if (around > contrast)
                [from, to, contrast] = [start, end, around];
        }
    }
    return { indices: from === 0 ? [to] : [from, to], contrast };
}
/** The sum of none, of the first, of the first two, … */
function runningSums(values) {
    const sums = new Float64Array(values.length + 1);
    for (let i = 0; i < values.length; i++)
        sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
    return sums;
}


/***/ }),

/***/ 8329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ normalUpperTail),
/* harmony export */   Zl: () => (/* binding */ normalQuantile)
/* harmony export */ });
/* unused harmony export normalCdf */
/** P(Z <= z) for the standard normal distribution. */
function normalCdf(z) {
    return normalUpperTail(-z);
}
/** P(Z > z): thirteen digits of however small a tail, where 1 - normalCdf rounds to nothing. */
function normalUpperTail(z) {
    return z >= 0 ? density(z) * millsRatio(z) : 1 - density(z) * millsRatio(-z);
}
/**
 * The p-quantile of the standard normal distribution, p in [0, 1] (infinite at its ends), to twelve digits. Newton's method, in
 * the middle on P(0 < Z <= z), in the tails on ln P(Z > z): both are concave, so that it closes in from one side.
 */
function normalQuantile(p) {
    if (p > 0.5)
        return beyond(1 - p, p - 0.5);
    return p === 0.5 ? 0 : -beyond(p, 0.5 - p);
}
/** The z above 0 that `tail` lies beyond, and `inside` between it and 0. */
function beyond(tail, inside) {
    if (tail === 0)
        return Number.POSITIVE_INFINITY;
    if (inside < 0.25)
        return newton(0, (z) => inside / density(z) - oddSeries(z));
    const lnTail = Math.log(tail);
    return newton(Math.sqrt(-2 * lnTail), (z) => {
        const ratio = millsRatio(z);
        return (Math.log(ratio) - (z * z) / 2 - lnRoot2Pi - lnTail) * ratio;
    });
}
/** Doubles the number of right digits each time: a step that no longer shrinks is rounding. */
function newton(start, step) {
    let z = start;
    let moved = Number.POSITIVE_INFINITY;
    for (;;) {
        const by = step(z);
        if (!(Math.abs(by) < moved))
            return z;
        z += by;
        moved = Math.abs(by);
    }
}
const lnRoot2Pi = Math.log(2 * Math.PI) / 2;
function density(z) {
    return Math.exp((-z * z) / 2 - lnRoot2Pi);
}
/** P(Z > z) by the density, z >= 0: Laplace's continued fraction, and near 0, where it converges slowly, the series. */
function millsRatio(z) {
    if (z < 2)
        return 0.5 / density(z) - oddSeries(z);
    let fraction = z;
    for (let n = 200; n >= 1; n--)
        fraction = z + n / fraction;
    return 1 / fraction;
}
/** P(0 < Z <= z) by the density: z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + … (Marsaglia 2004). */
function oddSeries(z) {
    let sum = 0;
    let term = z;
    for (let odd = 3; sum + term !== sum; odd += 2) {
        sum += term;
        term *= (z * z) / odd;
    }
    return sum;
}


/***/ }),

/***/ 29186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ manual)
/* harmony export */ });
/** The address of "docs/github.md#forks": by its path alone it would be looked for in the user's own repository. */
function manual(place) {
    return `https://github.com/loadgate/loadgate/blob/main/${place}`;
}


/***/ }),

/***/ 4722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CW: () => (/* binding */ signedWhole),
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   Gx: () => (/* binding */ minutes),
/* harmony export */   KN: () => (/* binding */ percent),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   N_: () => (/* binding */ perSec),
/* harmony export */   TM: () => (/* binding */ firstLine),
/* harmony export */   WQ: () => (/* binding */ whole),
/* harmony export */   YP: () => (/* binding */ interval),
/* harmony export */   Zg: () => (/* binding */ change),
/* harmony export */   _3: () => (/* binding */ days),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   ms: () => (/* binding */ ms),
/* harmony export */   x8: () => (/* binding */ signed),
/* harmony export */   zD: () => (/* binding */ grouped)
/* harmony export */ });
/** Quantities as people read them: three significant digits, two for percentages, a true minus, a space before the unit. */
function ms(value) {
    if (value >= 60_000)
        return `${minutes(value)}`;
    return value >= 10_000 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
}
/** A length of time, such as 3 min 40 s. */
function minutes(valueMs) {
    const seconds = Math.round(valueMs / 1000);
    const whole = Math.floor(seconds / 60);
    if (whole === 0)
        return `${seconds} s`;
    return seconds % 60 === 0 ? `${whole} min` : `${whole} min ${seconds % 60} s`;
}
/** How old something is: 35 min, 5 hours, 3.2 days. */
function days(valueMs) {
    const hours = valueMs / 3_600_000;
    if (hours >= 48)
        return plural(Number((hours / 24).toFixed(1)), "day");
    return hours >= 2 ? plural(Math.floor(hours), "hour") : minutes(Math.floor(valueMs / 60_000) * 60_000);
}
/** A change that may be either way: +31 %, −4.2 %. */
function change(ratio) {
    return `${signed(ratio)} %`;
}
/** The same without its unit: +31, −4.2. */
function signed(ratio) {
    return `${ratio > 0 ? "+" : ""}${minus(points(ratio))}`;
}
/** [24, 39], in percent. */
function interval([low, high]) {
    return `[${minus(points(low))}, ${minus(points(high))}]`;
}
function percent(ratio) {
    return `${minus(points(ratio))} %`;
}
function perSec(value) {
    return `${grouped(value)}/s`;
}
function bytes(value) {
    const mebibytes = value / 1024 ** 2;
    return mebibytes >= 1024 ? `${digits(mebibytes / 1024)} GiB` : `${digits(mebibytes)} MiB`;
}
function grouped(value) {
    const text = digits(value);
    return text.includes(".") ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
}
/** Without a fraction: −1,234. */
function whole(value) {
    return minus(String(Math.round(value) || 0).replace(/\B(?=(\d{3})+$)/g, ","));
}
/** The same with its sign: +4,096. */
function signedWhole(value) {
    return `${value >= 0.5 ? "+" : ""}${whole(value)}`;
}
/** The commit as people name it: 1a2b3c4. */
const shortSha = (sha) => sha.slice(0, 7);
/** Of a message and what goes with it, such as the tail of a log. */
const firstLine = (text) => text.split("\n", 1)[0] ?? text;
function plural(n, noun) {
    return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}
/** Percent, whole from 10 on: a third digit of a change is noise. */
const points = (ratio) => Math.abs(ratio) >= 0.1 ? String(Math.round(100 * ratio)) : digits(100 * ratio, 2);
const minus = (text) => text.replace(/^-/, "−");
/** As many significant digits as that, whole numbers never cut. */
function digits(value, significant = 3) {
    const magnitude = Math.abs(value);
    if (magnitude >= 100)
        return String(Math.round(value));
    return String(Number(magnitude < 0.0005 ? 0 : value.toPrecision(significant)));
}


/***/ }),

/***/ 42773:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   j: () => (/* binding */ withTexts)
/* harmony export */ });
/** The value with every text in it as `told` has it, and every key, which has none of its own. The value must be JSON. */
function withTexts(value, told) {
    return JSON.parse(JSON.stringify(value), (key, item) => {
        if (typeof item === "string")
            return told(item, key);
        if (typeof item !== "object" || item === null || Array.isArray(item))
            return item;
        return Object.fromEntries(Object.entries(item).map(([name, of]) => [told(name), of]));
    });
}


/***/ }),

/***/ 37117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q0: () => (/* binding */ hiding),
/* harmony export */   af: () => (/* binding */ shortestPart),
/* harmony export */   bs: () => (/* binding */ shortestSecret)
/* harmony export */ });
/** A text shorter than this is no secret, and hiding it would hide half of every report. */
const shortestSecret = 4;
/** And so it is with a part of one: a line, a piece around a template. */
const shortestPart = 8;
const cover = "***";
/** Puts stars where a text holds one of the secrets, as it stands or in a form in which programs pass it on. */
function hiding(secrets) {
    const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortestSecret);
    return (text) => hidden(text, forms);
}
/** What overlaps is covered as one: a secret within another one leaves nothing of it to be seen. */
function hidden(text, forms) {
    const spans = forms.flatMap((form) => spansOf(text, form)).toSorted((a, b) => a.from - b.from);
    let shown = "";
    let end = 0;
    for (const { from, to } of spans) {
        if (from >= end)
            shown += text.slice(end, from) + cover;
        end = Math.max(end, to);
    }
    return shown + text.slice(end);
}
function spansOf(text, form) {
    const spans = [];
    for (let from = text.indexOf(form); from >= 0; from = text.indexOf(form, from + 1)) {
        spans.push({ from, to: from + form.length });
    }
    return spans;
}
function formsOf(secret) {
    if (secret.length < shortestSecret)
        return [];
    const encoded = encodeURIComponent(secret.toWellFormed());
    const base64 = [0, 1, 2].map((offset) => base64At(secret, offset));
    // A log tells a text of several lines line by line.
    const lines = secret.split(/[\r\n]+/).map((line) => line.trim());
    return [
        secret,
        ...lines.filter((line) => line.length >= shortestPart),
        JSON.stringify(secret).slice(1, -1),
        encoded,
        encoded.replaceAll("%20", "+"),
        ...base64,
        ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
    ];
}
/** What base64 makes of the text wherever it stands behind so many bytes: the letters that no neighbour has a part in. */
function base64At(text, offset) {
    const bytes = Buffer.from(`${"-".repeat(offset)}${text}`);
    return bytes.toString("base64").slice(Math.ceil((8 * offset) / 6), Math.floor((8 * bytes.length) / 6));
}


/***/ }),

/***/ 43082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ defined)
/* harmony export */ });
/** The object without its undefined values, as exact optional properties want it. */
function defined(value) {
    return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}


/***/ })

};
