export const id = 358;
export const ids = [358];
export const modules = {

/***/ 81488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ nextBracketRate),
/* harmony export */   Q: () => (/* binding */ bracketOf)
/* harmony export */ });
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43082);
/* harmony import */ var _estimate_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2060);


const lowestPerSec = 1;
const firstPerSec = 20;
/** Close enough for trials around the estimate. */
const closeRatio = 1.5;
/** A neighbour of the machine may break a trial. It hardly breaks two of them. */
const enoughFailures = 2;
/** At the lowest rate a trial takes ten seconds. No neighbour breaks the limit for most of its requests. */
const hopelessShare = 0.5;
/** Trials that only the load generator's delay broke. */
const mostLate = 2;
/** A backlog of a quarter of the load is too much, whatever the limits allow. */
const tooLongBacklog = 0.25;
function bracketOf(arm, trials, { sla, maxPerSec }) {
    const own = trials.filter((trial) => trial.arm === arm && trial.purpose === "bracket");
    const late = own.filter(({ isGeneratorLate }) => isGeneratorLate);
    const clear = own.filter(({ isGeneratorLate }) => !isGeneratorLate);
    const tried = clear
        .map((trial) => ({
        rate: trial.ratePerSec,
        isBroken: (0,_estimate_js__WEBPACK_IMPORTED_MODULE_0__/* .brokeLimit */ .r5)(trial, sla) || (0,_estimate_js__WEBPACK_IMPORTED_MODULE_0__/* .hasBacklog */ .iR)(trial, tooLongBacklog),
        isHopeless: Object.values(trial.beyond).some((count) => count > hopelessShare * trial.due),
    }))
        .toSorted((a, b) => a.rate - b.rate);
    return { arm, trials: own.length, state: stateOf(tried, late.length, maxPerSec) };
}
function stateOf(tried, late, maxPerSec) {
    const [border = 0, other] = borders(tried);
    const again = other === undefined ? undefined : tried[border]?.rate;
    const [low, high] = [tried[border - 1]?.rate, tried[border]?.rate];
    if (again !== undefined)
        return { kind: "open", ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ low, high }), again };
    if (high === undefined)
        return heldState(low, late, maxPerSec);
    const broken = tried.slice(border).filter(({ isBroken }) => isBroken);
    if (low === undefined)
        return isLowest(broken) ? { kind: "fails_at_lowest", perSec: high } : { kind: "open", high };
    if (high / low > closeRatio)
        return { kind: "open", low, high };
    const isSure = broken.length >= enoughFailures;
    return isSure ? { kind: "found", low, high } : { kind: "open", low, high, again: high };
}
/** Nothing broke so far. */
function heldState(low, late, maxPerSec) {
    if (low === undefined)
        return { kind: "open" };
    if (low >= maxPerSec)
        return { kind: "beyond_reach", perSec: low, by: "max_rate" };
    return late >= mostLate ? { kind: "beyond_reach", perSec: low, by: "generator" } : { kind: "open", low };
}
/** The trials broke at the lowest rate, too. */
function isLowest(broken) {
    const atLowest = broken.filter(({ rate }) => rate <= lowestPerSec);
    return atLowest.length >= enoughFailures || atLowest.some(({ isHopeless }) => isHopeless);
}
/**
 * Where the limits seem to break, as places in the trials by rate: as few trials as possible held above, or broke below.
 * Several places if the trials contradict each other.
 */
function borders(tried) {
    const places = [0, ...tried.map((_, i) => i + 1)].filter((i) => tried[i - 1]?.rate !== tried[i]?.rate);
    const contradictions = places.map((place) => tried.filter(({ isBroken }, i) => isBroken === i < place).length);
    const fewest = Math.min(...contradictions);
    return places.filter((_, i) => contradictions[i] === fewest);
}
/**
 * Doubles until a trial fails, then halves the distance, and repeats what is in doubt. The second arm starts where the
 * first one was found.
 */
function nextBracketRate({ state, trials }, other, { maxPerSec }) {
    const { low, high, again } = state.kind === "open" ? state : {};
    if (again !== undefined)
        return again;
    if (low !== undefined && high !== undefined)
        return Math.sqrt(low * high);
    if (low !== undefined)
        return Math.min(maxPerSec, low * 2);
    if (high !== undefined)
        return Math.max(lowestPerSec, high / (trials > 1 ? 4 : 2));
    return Math.min(maxPerSec, other?.state.kind === "found" ? other.state.low : firstPerSec);
}


/***/ }),

/***/ 2060:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ku: () => (/* binding */ firstOf),
/* harmony export */   Of: () => (/* binding */ toleratedShare),
/* harmony export */   U: () => (/* binding */ saturationIn),
/* harmony export */   UQ: () => (/* binding */ limitsIn),
/* harmony export */   hL: () => (/* binding */ sharePoints),
/* harmony export */   iR: () => (/* binding */ hasBacklog),
/* harmony export */   n6: () => (/* binding */ estimateCapacity),
/* harmony export */   r5: () => (/* binding */ brokeLimit),
/* harmony export */   yj: () => (/* binding */ allowedShare)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16080);
/* harmony import */ var _stats_logisticCrossing_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(60880);



/** The share of slow or failed requests that a limit allows. */
function allowedShare(metric, limit) {
    const { of } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .slaRuleOf */ .EG)(metric);
    return of.kind === "quantile" ? 1 - of.share : limit;
}
/** A limit of 0 failures is broken by one request in a thousand. */
const smallestShare = 0.001;
/** Trials of other rates say little about the rate at which a limit is reached. As a logarithm. */
const window = 0.35;
/**
 * A queue that grows makes the time to work it off the longest response time: the quickest responses take much less, and
 * the median about half. A slow service without a queue is as slow in the median.
 */
const backlog = { ofLoad: 0.05, quickAtMost: 0.6, medianAtLeast: 0.3 };
/** A trial in which the service finished fewer requests than came. `ofLoad`: how long it took to work off, at least. */
const hasBacklog = ({ drainMs, leadInMs, durationMs, quickMs, medianMs }, ofLoad = backlog.ofLoad) => drainMs > ofLoad * (leadInMs + durationMs) &&
    quickMs < backlog.quickAtMost * drainMs &&
    medianMs > backlog.medianAtLeast * drainMs;
const limitsIn = (sla) => Object.entries(sla);
/** True if the trial broke a limit. */
function brokeLimit({ due, beyond, died }, sla) {
    if (died !== undefined)
        return true;
    return limitsIn(sla).some(([metric, limit]) => (beyond[metric] ?? 0) > allowedShare(metric, limit) * due);
}
const fewestSaturated = 2;
/**
 * The trials with the highest rates, as far as each of them has a backlog. A single slow trial of a lower rate shows a
 * slow moment of the machine, and not what the service finishes.
 */
function saturatedTrials(trials) {
    const highestFirst = trials.toSorted((a, b) => b.playedPerSec - a.playedPerSec);
    const firstWithout = highestFirst.findIndex((one) => !hasBacklog(one));
    return firstWithout < 0 ? highestFirst : highestFirst.slice(0, firstWithout);
}
/**
 * The rate at which the first limit is reached: least squares of the logit of the share on the logarithm of the rate, in
 * which each trial has the weight of its share. It is at most what the service finishes when requests queue up: a short
 * trial ends before a long queue is slow. `undefined` without a trial near `centre`, the logarithm of a rate.
 */
function estimateCapacity(trials, sla, centre) {
    const near = trials.filter(({ ratePerSec, due, died }) => due > 0 && died === undefined && Math.abs(Math.log(ratePerSec) - centre) < window);
    if (near.length === 0)
        return undefined;
    const ofLimits = limitsIn(sla).map(([metric, limit]) => {
        const { at } = (0,_stats_logisticCrossing_js__WEBPACK_IMPORTED_MODULE_2__/* .logisticCrossing */ .d)(sharePoints(near, metric), toleratedShare(metric, limit));
        return { logRate: at, firstBroken: metric };
    });
    return firstOf([...ofLimits, ...saturationIn(near)]);
}
const sharePoints = (trials, metric) => trials.map(({ ratePerSec, due, beyond }) => ({ x: Math.log(ratePerSec), share: (beyond[metric] ?? 0) / due }));
/** The share of slow or failed requests at which a limit counts as reached. */
const toleratedShare = (metric, limit) => Math.max(smallestShare, allowedShare(metric, limit));
/** What the service finishes while requests queue up; nothing without enough such trials. */
function saturationIn(trials) {
    const queued = saturatedTrials(trials);
    if (queued.length < fewestSaturated)
        return [];
    return [{ logRate: Math.log((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(queued.map((trial) => trial.finishedPerSec))), firstBroken: "backlog" }];
}
/** The lowest of several estimates: that limit breaks first. */
const firstOf = (estimates) => estimates.reduce((first, other) => (other.logRate < first.logRate ? other : first));


/***/ }),

/***/ 4590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ needsFinal),
/* harmony export */   K: () => (/* binding */ finalProblem)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _estimate_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2060);



/** A share this many times the allowed one is no chance. */
const clearExcess = 2;
const grownRatio = 1.5;
/** Below the capacity, chance never makes so many requests slow in a long trial. */
const mostByChance = 0.4;
/** Why the service did not carry a little less than its capacity for the last final trial; `undefined` if it did. */
function finalProblem(own, sla) {
    const final = own.findLast(({ purpose }) => purpose === "final");
    if (final === undefined)
        return undefined;
    const { due, beyond, trendMs, durationMs, died } = final;
    const where = `at 95 % of the estimate for ${Math.round(durationMs / 1000)} s`;
    if (died !== undefined)
        return { kind: "other", reason: `it ended ${where}: ${died}` };
    const [metric] = (0,_estimate_js__WEBPACK_IMPORTED_MODULE_1__/* .limitsIn */ .UQ)(sla).find(([name, limit]) => {
        const allowed = Math.max((0,_estimate_js__WEBPACK_IMPORTED_MODULE_1__/* .allowedShare */ .yj)(name, limit), 1 / due);
        return (beyond[name] ?? 0) / due > clearExcess * allowed;
    }) ?? [undefined];
    const grown = trendMs !== undefined && trendMs[1] > grownRatio * trendMs[0];
    // Other processes break limits, too. What they do not do is to make the service slower and slower.
    if (final.limits?.includes("runner") === true && !grown)
        return undefined;
    const trend = grown ? `; its median grew from ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(trendMs[0])} to ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(trendMs[1])}` : "";
    if (metric === undefined)
        return (0,_estimate_js__WEBPACK_IMPORTED_MODULE_1__/* .hasBacklog */ .iR)(final) ? { kind: "other", reason: `a backlog grew ${where}${trend}` } : undefined;
    const share = (beyond[metric] ?? 0) / due;
    const kind = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaRuleOf */ .EG)(metric).of.kind === "quantile" && share < mostByChance ? "slow" : "other";
    return { kind, reason: `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPercent */ .l9)(share)} of the requests were beyond ${metric} ${where}${trend}` };
}
/** A trial that a neighbour of the machine disturbed gets a second one. A leak breaks both. */
const mostFinals = 2;
/** True if the arm needs a final trial, or another one. */
function needsFinal(own, sla) {
    const finals = own.filter(({ purpose }) => purpose === "final").length;
    return finals === 0 || (finals < mostFinals && finalProblem(own, sla) !== undefined);
}


/***/ }),

/***/ 60845:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k: () => (/* binding */ limitingResource)
});

;// CONCATENATED MODULE: ./build/analysis/capacity/awaitedRemote.js
/** Files that the service must have open for each request in it, besides the request's own connection. */
const filesPerRequest = 0.5;
/**
 * The address that the queued requests wait for, if they wait for another service: each of them then has a connection to
 * it. A pool of few connections, or a queue within the service, has none. Connections are too dear to count under load,
 * so open files stand for them: more than the load generator's connections explain. `trials` are in the order played.
 */
function awaitedRemote(trials, queueing) {
    const remote = trials.find((trial) => trial.remote !== undefined)?.remote;
    const fewest = Math.min(...trials.flatMap(({ openFiles }) => openFiles ?? []));
    const waiting = queueing.filter((trial) => {
        const { openFiles = 0, inService } = trial;
        return openFiles - fewest - connectionsAt(trial, trials) > filesPerRequest * inService;
    });
    return 2 * waiting.length > queueing.length ? remote : undefined;
}
/** The load generator's connections at the end of the trial. The service may have closed some. */
function connectionsAt(trial, trials) {
    const before = trials.slice(0, trials.indexOf(trial) + 1).filter(({ restart }) => restart === trial.restart);
    return before.reduce((sum, { connectionsOpened = 0 }) => sum + connectionsOpened, 0);
}

// EXTERNAL MODULE: ./build/analysis/capacity/estimate.js
var estimate = __webpack_require__(2060);
// EXTERNAL MODULE: ./build/analysis/capacity/otherProcesses.js
var otherProcesses = __webpack_require__(88269);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
;// CONCATENATED MODULE: ./build/analysis/capacity/places.js

/** Rates at which requests wait for little of their time, as a share of what the service finishes. */
const littleWaiting = 0.5;
/** In standard errors of a mean whose values vary as much as it is long, as exponential ones do. */
const clearDistance = 3;
/**
 * How many requests the service handles at once, by Little's law: what it finishes while requests queue up, times the mean
 * response time with little load. The time that they wait then is taken off by half as in a queue with one place (M/M/1) and
 * half as in one with two (M/M/2), so that the geometric mean of both numbers, the square root of 2, tells them apart.
 */
function placesIn(trials, queueing) {
    const measured = trials.filter(({ due, inService, finishedPerSec }) => due > 0 && inService > 0 && finishedPerSec > 0);
    if (queueing.length === 0 || measured.length === 0)
        return undefined;
    const finished = (0,simple_statistics/* median */.JZ)(queueing.map(({ finishedPerSec }) => finishedPerSec));
    const lowest = Math.min(...measured.map(({ finishedPerSec }) => finishedPerSec));
    const calm = measured.filter((one) => one.finishedPerSec <= Math.max(lowest, littleWaiting * finished));
    // The first trial may be slow because the service is cold.
    const warm = calm.filter((one) => one !== measured[0]);
    const used = warm.length > 0 ? warm : calm;
    const counts = used.map((one) => {
        const load = Math.min(1, one.finishedPerSec / finished);
        const responseSec = Math.max(0, one.inService / one.finishedPerSec - (one.ackDelayMs ?? 0) / 1000);
        return responseSec * finished * (1 - load) * Math.sqrt(1 + load);
    });
    const requests = (0,simple_statistics/* sum */.cz)(used.map(({ due }) => due));
    const count = (0,simple_statistics/* sum */.cz)(used.map(({ due }, i) => due * (counts[i] ?? 0))) / requests;
    const distance = Math.abs(Math.log(count / Math.SQRT2));
    return {
        kind: count < Math.SQRT2 ? "one" : "several",
        isUnclear: distance < clearDistance / Math.sqrt(requests),
    };
}

;// CONCATENATED MODULE: ./build/analysis/capacity/limitingResource.js




/** One core, or all usable cores, count as full from this share on. */
const fullShare = 0.85;
/** A single thread uses one core. Helpers of its runtime, such as a garbage collector, add a little. */
const singleCoreAtMost = 1.2;
/** Answers that come before the CPU: what the machine does to the service, and what it waits for. */
const beforeCpu = [
    ...["runner", "cgroup_throttling", "database_statements", "database_slow_statement"],
    ...["database_locks", "connections", "pool_wait", "redis", "outbound_calls"],
];
const afterCpu = ["gc", "disk", "network", "memory", "run_queue"];
/** An answer counts if so many of the trials gave it. */
const answerShare = 0.5;
/** What the service had no more of in the trials just below and just above its capacity. */
function limitingResource(trials, capacity, cores) {
    const near = trials.filter(({ ratePerSec }) => ratePerSec > 0.95 * capacity && ratePerSec < 1.3 * capacity);
    const ofLoad = (0,otherProcesses/* coresCausedByLoad */.hz)(trials, near, capacity);
    const answer = (kinds) => kinds.find((kind) => {
        const count = near.filter(({ limits }) => limits?.includes(kind) === true).length;
        return count > 0 && count >= answerShare * near.length;
    });
    // Processes that work because of the load are no neighbours of the service.
    const before = ofLoad > 0 ? beforeCpu.filter((kind) => kind !== "runner") : beforeCpu;
    const kind = answer(before) ?? fullCores(near, ofLoad, cores) ?? answer(afterCpu);
    return kind === undefined ? waiting(trials, near, capacity) : { kind };
}
function fullCores(near, ofLoad, cores) {
    const most = (values) => Math.max(0, ...values.flatMap((value) => value ?? []));
    const used = most(near.map(({ cpuCores }) => cpuCores));
    if (used + ofLoad > fullShare * cores)
        return "cpu";
    const threads = near.flatMap(({ busiestThread }) => busiestThread ?? []);
    if (threads.length > 0)
        return most(threads) > fullShare ? "cpu_single_core" : undefined;
    return used > fullShare && used < singleCoreAtMost ? "cpu_single_core" : undefined;
}
/** Seen from outside: requests queue up although the CPU is free, so they wait for each other. */
function waiting(trials, near, capacity) {
    const isCpuKnown = near.some(({ cpuCores }) => cpuCores !== undefined);
    const queueing = trials.filter((trial) => trial.ratePerSec > capacity && (0,estimate/* hasBacklog */.iR)(trial));
    const places = placesIn(trials, queueing);
    if (!isCpuKnown || places === undefined)
        return { kind: "unknown" };
    const remote = awaitedRemote(trials, queueing);
    if (remote !== undefined)
        return { kind: "outbound_calls", remote };
    return {
        kind: places.kind === "one" ? "lock_wait" : "pool_wait",
        ...(places.isUnclear ? { isUnclear: true } : {}),
    };
}


/***/ }),

/***/ 88269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hz: () => (/* binding */ coresCausedByLoad),
/* harmony export */   oW: () => (/* binding */ muchOfOthers),
/* harmony export */   zk: () => (/* binding */ otherCores)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _resourceUsage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23708);


/** Other processes with this share of the cores leave the service too little. */
const muchOfOthers = 0.3;
/**
 * CPU cores that neither the service nor the load generator kept busy, of the whole machine. The other arm, which has no
 * load, counts among them. `undefined` if a part of it was not measured.
 */
function otherCores({ readings, record }) {
    const ofSystem = readings.filter((reading) => reading.kind === "system");
    const [first, last] = [ofSystem[0], ofSystem.at(-1)];
    const service = (0,_resourceUsage_js__WEBPACK_IMPORTED_MODULE_1__/* .resourceUsage */ .kv)(readings);
    const { generator } = record;
    if (first === undefined || last === undefined || service === undefined || generator === undefined)
        return undefined;
    const wallMs = last.atMs - first.atMs;
    if (wallMs <= 0)
        return undefined;
    const busyMs = (reading) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(reading.cores.map((core) => core.busyMs));
    const ofOthers = (busyMs(last) - busyMs(first)) / wallMs - service.cpuMs / service.wallMs;
    return Math.max(0, ofOthers - generator.cpuMs / generator.wallMs);
}
/** Rates at which a service has little to do, as a share of its capacity. */
const littleLoad = 0.6;
/**
 * CPU cores of processes that work because of the load, such as a database on the same machine: around the capacity they
 * use much, and with little load less than half of it. 0 if the others work as much without load.
 */
function coresCausedByLoad(trials, near, capacity) {
    const coresIn = (some) => some.flatMap((trial) => trial.otherCores ?? []);
    const [little, much] = [coresIn(trials.filter((one) => one.ratePerSec < littleLoad * capacity)), coresIn(near)];
    if (little.length === 0 || much.length === 0)
        return 0;
    return (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(little) < (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(much) / 2 ? (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(much) : 0;
}


/***/ }),

/***/ 3891:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   NW: () => (/* binding */ isLevel),
/* harmony export */   Yl: () => (/* binding */ totalSteps),
/* harmony export */   ZD: () => (/* binding */ isStuck),
/* harmony export */   lE: () => (/* binding */ collapsedShare),
/* harmony export */   qC: () => (/* binding */ hasRecovered),
/* harmony export */   rU: () => (/* binding */ recoveryOf)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(36723);


/** True if the usual load after the overload is served as before it. */
function hasRecovered({ plan, record, after }) {
    const beforeMs = (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .medianOf */ .ux)((0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsOf */ .TM)(record).slice(0, plan.stepMs / 1000));
    const seconds = (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .secondsOf */ .TM)(after);
    const afterMs = (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .medianOf */ .ux)(seconds);
    if (beforeMs === undefined || afterMs === undefined)
        return false;
    return (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .mostSucceed */ .Cf)(seconds) && !isSlower(afterMs, beforeMs);
}
/** The median of fewer requests than these is not known that well. */
const recovered = { within: 0.1, requests: 100 };
/** Differences below this are the clock's, the network's, or the machine's. */
const equalMs = 2;
const slowerRatio = 1.5;
const isSlower = (ms, beforeMs) => ms > slowerRatio * beforeMs && ms > beforeMs + equalMs;
/**
 * From the end of the overload to the first second that is as good as before, and after which the rest is, too. A single
 * later second may be worse by chance.
 */
function recoveryOf(seconds, before, plan) {
    const perStep = plan.stepMs / 1000;
    const end = (1 + plan.factors.length) * perStep;
    const medians = before.flatMap((second) => (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .medianOf */ .ux)([second]) ?? []);
    const requests = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(before.map(({ ok }) => ok));
    const within = recovered.within * Math.max(1, Math.sqrt(recovered.requests / requests));
    const highest = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(medians) + Math.max(within * (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(medians), equalMs);
    const back = seconds.slice(end, totalSteps(plan) * perStep);
    const isGood = (part) => {
        const ms = (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .medianOf */ .ux)(part);
        return ms !== undefined && ms <= highest && (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .mostSucceed */ .Cf)(part);
    };
    const first = back.findIndex((second, i) => isGood([second]) && isGood(back.slice(i)));
    return first < 0 ? undefined : 1000 * first;
}
/** Changes below this are chance, as a share of the requests and of the median. */
const clearChange = { share: 0.05, median: 0.1 };
/**
 * True if the last of the steps back is still clearly worse than the step before the overload, and no better than the
 * first one. A service that only works off what it owes gets better.
 */
function isStuck(seconds, plan) {
    const { factors, backSteps, usualPerSec, capacityPerSec } = plan;
    const owed = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(factors.map((factor) => factor - 1));
    if (backSteps * (1 - usualPerSec / capacityPerSec) < owed)
        return false;
    const perStep = plan.stepMs / 1000;
    const start = (1 + factors.length) * perStep;
    const stepAt = (at) => seconds.slice(at, at + perStep);
    const [before, first, last] = [stepAt(0), stepAt(start), stepAt(start + (backSteps - 1) * perStep)];
    const [beforeMs = 0, firstMs = 0, lastMs] = [before, first, last].map(_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .medianOf */ .ux);
    const isWorse = !(0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .mostSucceed */ .Cf)(last) || lastMs === undefined || isSlower(lastMs, beforeMs);
    const isFaster = lastMs !== undefined && lastMs < (1 - clearChange.median) * firstMs;
    return isWorse && !isFaster && (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .okShare */ .M6)(last) <= (0,_overloadSeconds_js__WEBPACK_IMPORTED_MODULE_1__/* .okShare */ .M6)(first) + clearChange.share;
}
/** Below this share of its capacity, a service collapsed. */
const collapsedShare = 0.5;
/** What the later seconds keep of the earlier ones, and what is more than nothing, as a share of the capacity. */
const level = { kept: 0.75, least: 0.1, seconds: 4 };
/**
 * True if the service did less than half of its capacity, and the same at higher rates as at lower ones. A service that
 * collapses does the less the more it has to do.
 */
function isLevel(seconds, { factors, stepMs, capacityPerSec }) {
    const perStep = stepMs / 1000;
    const beyond = seconds.slice(perStep, (1 + factors.length) * perStep).map(({ ok }) => ok / capacityPerSec);
    const low = beyond.slice(beyond.findIndex((share) => share < collapsedShare));
    if (low.length < level.seconds || (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(low) >= collapsedShare)
        return false;
    const half = Math.floor(low.length / 2);
    const [early, late] = [(0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(low.slice(0, half)), (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(low.slice(-half))];
    return late > level.least && late > level.kept * early;
}
/** The usual load, the factors, and the usual load again. */
const totalSteps = ({ factors, backSteps }) => 1 + factors.length + backSteps;


/***/ }),

/***/ 36723:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cf: () => (/* binding */ mostSucceed),
/* harmony export */   M6: () => (/* binding */ okShare),
/* harmony export */   Qv: () => (/* binding */ timesOf),
/* harmony export */   TM: () => (/* binding */ secondsOf),
/* harmony export */   ux: () => (/* binding */ medianOf)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _stats_histogram_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48136);
/* harmony import */ var _stats_sketch_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(15542);
/* harmony import */ var _wording_overloadText_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10494);




/** The requests that ended in each second. */
const secondsOf = (record) => record === undefined ? [] : record.slices.map(({ requests }) => endedIn(requests));
const refusals = /^status (429|503)$/;
function endedIn(requests) {
    const counts = requests.flatMap(({ outcomes }) => Object.entries(outcomes));
    const count = (isCounted) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(counts.filter(([name]) => isCounted(name)).map(([, n]) => n));
    const isTimeout = (name) => name.startsWith("timeout") || name === "dropped";
    return {
        ok: count((name) => name === "ok"),
        refused: count((name) => refusals.test(name)),
        timedOut: count(isTimeout),
        failed: count((name) => name !== "ok" && !refusals.test(name) && !isTimeout(name)),
        times: (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeHistograms */ .Q7)(requests.map(({ responseTimeUs }) => (0,_stats_sketch_js__WEBPACK_IMPORTED_MODULE_2__/* .histogramOfPairs */ .v)(responseTimeUs))),
    };
}
const timesOf = (seconds) => (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_1__/* .mergeHistograms */ .Q7)(seconds.map(({ times }) => times));
const medianOf = (seconds) => timesOf(seconds).quantile(0.5);
/** Nine of ten requests succeed. */
const mostSucceed = (seconds) => okShare(seconds) >= _wording_overloadText_js__WEBPACK_IMPORTED_MODULE_3__/* .keptShare */ .ui;
/** Of the requests that ended; 0 if none did. */
function okShare(seconds) {
    const all = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(seconds.map(({ ok, refused, timedOut, failed }) => ok + refused + timedOut + failed));
    return all === 0 ? 0 : (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(seconds.map(({ ok }) => ok)) / all;
}


/***/ }),

/***/ 51408:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  hJ: () => (/* binding */ distanceOf),
  ks: () => (/* binding */ fitQueue),
  IG: () => (/* binding */ limitParts),
  yi: () => (/* binding */ quickestMs)
});

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/stats/paired.js
var paired = __webpack_require__(33755);
// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/stats/queueReplay.js


const factorCount = 4096;
/** Random work of mean 1, lognormal, the same on each call. */
function workFactors(variability) {
    const sd = Math.sqrt(Math.log1p(variability));
    const factors = Float64Array.from({ length: factorCount }, (_, i) => Math.exp(sd * (0,normal/* normalQuantile */.Zl)((i + 0.5) / factorCount) - (sd * sd) / 2));
    return variability === 0 ? factors : (0,random/* shuffle */.k)(factors, 1, 43);
}
/** The replay averages over several draws of the work. With many arrivals, the average is in each of them. */
const passesFor = (arrivals) => (arrivals < 10_000 ? 8 : 2);
/**
 * Plays the same arrivals through the queue (Lindley's recursion). Gives the share of the measured requests that take
 * longer than each limit, in ms. The limits descend.
 */
function replayedShares(arrivals, perSec, work, limitsMs) {
    const { dueMs, leadInMs, seed } = arrivals;
    const measured = dueMs.reduce((count, ms) => (ms < leadInMs ? count : count + 1), 0);
    const isRandom = work[0] !== work[1];
    const passes = isRandom ? passesFor(dueMs.length) : 1;
    const beyond = new Float64Array(limitsMs.length);
    for (let pass = 0; pass < passes; pass++) {
        const offset = Math.floor((0,random/* draw */.$)(seed, 44, pass) * factorCount);
        playOnce(arrivals, 1000 / perSec, { work, offset }, limitsMs, beyond);
    }
    return [...beyond].map((count) => (measured === 0 ? 0 : count / (passes * measured)));
}
/** Counts into `beyond`. */
function playOnce({ dueMs, leadInMs }, meanWorkMs, { work, offset }, limitsMs, beyond) {
    let responseMs = 0;
    let lastMs = 0;
    let at = offset;
    for (const due of dueMs) {
        at = (at + 1) % factorCount;
        responseMs = Math.max(0, responseMs - (due - lastMs)) + (work[at] ?? 1) * meanWorkMs;
        lastMs = due;
        if (due < leadInMs)
            continue;
        for (let k = limitsMs.length - 1; k >= 0 && responseMs > (limitsMs[k] ?? 0); k--)
            beyond[k] = (beyond[k] ?? 0) + 1;
    }
}
/**
 * The rate at which the share of requests beyond the limit is `share` in the long run. From the exponential tail of the
 * response time, with work of a gamma distribution. Independent arrivals: Cramér and Lundberg's approximation for
 * M/G/1, exact for M/M/1. Even arrivals: the same tail without the arrivals' own variation.
 */
function sustainedPerSec({ perSec, variability }, { limitMs, share, isPoisson }) {
    const limit = (limitMs * perSec) / 1000;
    let [low, high] = [1e-9, variability === 0 ? 40 : (1 - 1e-9) / variability];
    for (let step = 0; step < 60; step++) {
        const decay = (low + high) / 2;
        if (tailShare(decay, limit, variability, isPoisson) > share)
            low = decay;
        else
            high = decay;
    }
    return perSec * loadAt(low, variability, isPoisson);
}
/** The load (arrival rate / service rate) at which the tail decays with this exponent per mean work. */
function loadAt(decay, variability, isPoisson) {
    const logMoment = variability === 0 ? decay : -Math.log1p(-variability * decay) / variability;
    return decay / (isPoisson ? Math.expm1(logMoment) : logMoment);
}
function tailShare(decay, limit, variability, isPoisson) {
    if (!isPoisson)
        return Math.exp(-decay * limit);
    const load = loadAt(decay, variability, isPoisson);
    const moment = 1 + decay / load;
    const slope = moment / (1 - variability * decay);
    return Math.min(1, ((1 - load) / (load * slope - 1)) * moment * Math.exp(-decay * limit));
}

;// CONCATENATED MODULE: ./build/analysis/capacity/queueEstimate.js



/** The slower requests of a trial are counted at these parts of a limit: a trial below the limit says something, too. */
const limitParts = Array.from({ length: 8 }, (_, i) => 1 / 2 ** i);
/**
 * Below this many times the response time without a queue, a part of the limit says nothing about the queue. With even
 * arrivals there is no queue below the capacity, and short delays are the machine's: only the first parts count.
 */
const leastPart = { ofQuick: 1.5, count: 2 };
/** The squared coefficients of variation of the work that are tried. */
const variabilities = [0, 0.5, 1, 2];
/** A trial that a neighbour of the machine disturbed must not decide. */
const largestResidual = 0.25;
/** The service rate is searched this far from the played rate, as a logarithm. */
const reach = 0.7;
const steps = 12;
/**
 * The truth may lie at a neighbour of the variability that fits best. No model is better than the second number: that far
 * off were the estimates of real servers of a dozen kinds.
 */
const error = { ofStep: 1, least: 0.015 };
/** A variability that fits this much worse is no alternative. */
const clearlyWorse = 1.5;
/** The distance of measured shares from expected ones. */
const distanceOf = (residuals) => (0,simple_statistics/* sum */.cz)(residuals.map((residual) => Math.min(largestResidual, Math.abs(residual)) ** 2));
/**
 * The rate at which the limit is reached in the long run, for each restart. The recorded arrivals of each trial are played
 * through a model of a queue, so that neither the chance of the arrivals nor the trial's short time moves the result. All
 * restarts have one variability of the work.
 */
function fitQueue(restarts, limit) {
    const fits = variabilities.map((variability) => fitWith(variability, restarts, limit));
    const shapes = fits.map(({ ofShape }) => ofShape);
    const at = shapes.indexOf(Math.min(...shapes));
    const best = fits[at];
    if (best === undefined)
        throw new Error("there is a variability to try");
    const neighbours = [fits[at - 1], fits[at + 1]].filter((fit) => fit !== undefined);
    const alternatives = neighbours.filter(({ ofShape }) => ofShape < clearlyWorse * best.ofShape);
    const shifts = alternatives.map(({ logRates }) => Math.abs((0,simple_statistics/* mean */.RE)([...logRates]) - (0,simple_statistics/* mean */.RE)([...best.logRates])));
    const modelError = Math.hypot(error.least, error.ofStep * Math.max(0, ...shifts));
    return { logRates: best.logRates, ofTrials: best.ofTrials, distance: best.distance, modelError };
}
function fitWith(variability, restarts, limit) {
    const fits = restarts.map((restart) => fitRestart(restart, limit, variability));
    return {
        ofTrials: fits.map(({ ofTrials }) => ofTrials),
        logRates: fits.map(({ logRate }) => logRate),
        distance: distanceOf(fits.flatMap(({ atLimit }) => atLimit)),
        ofShape: distanceOf(fits.flatMap(({ ofShape }) => ofShape)),
    };
}
/** What each trial says. The Hodges-Lehmann estimate over them is one that a disturbed trial hardly moves. */
function fitRestart({ trials, quickMs }, limit, variability) {
    const work = workFactors(variability);
    const sustained = (logRate) => {
        const perSec = Math.exp(logRate);
        const limitMs = queueMs(limit.limitMs, quickMs, perSec);
        return Math.log(sustainedPerSec({ perSec, variability }, { ...limit, limitMs }));
    };
    const fits = trials.map((trial) => {
        const residualsAt = replayOf(trial, quickMs, limit, work);
        return { residualsAt, logRate: fitRate(Math.log(trial.ratePerSec), residualsAt) };
    });
    const known = fits.flatMap(({ logRate }) => logRate ?? []);
    const fallback = (0,simple_statistics/* max */.T9)(trials.map(({ ratePerSec }) => Math.log(ratePerSec)));
    const common = known.length === 0 ? fallback : (0,paired/* hodgesLehmann */.i6)(known);
    return {
        logRate: known.length === 0 ? sustained(fallback) : (0,paired/* hodgesLehmann */.i6)(known.map(sustained)),
        ofTrials: fits.map(({ logRate }) => (logRate === undefined ? undefined : sustained(logRate))),
        atLimit: fits.map(({ residualsAt }) => residualsAt(common)[0] ?? 0),
        ofShape: fits.flatMap(({ residualsAt, logRate }) => residualsAt(logRate ?? common)),
    };
}
/**
 * The service rate whose queue has as many slow requests as the trial, over all parts of the limit. `undefined` if even the
 * highest has no fewer.
 */
function fitRate(logPlayed, residualsAt) {
    let [low, high] = [logPlayed - reach, logPlayed + reach];
    if ((0,simple_statistics/* sum */.cz)([...residualsAt(high)]) <= 0)
        return undefined;
    for (let step = 0; step < steps; step++) {
        const middle = (low + high) / 2;
        // More slow requests than in the model: the service is slower.
        if ((0,simple_statistics/* sum */.cz)([...residualsAt(middle)]) > 0)
            high = middle;
        else
            low = middle;
    }
    return (low + high) / 2;
}
/** Gives the shares of slow requests less the model's with that service rate, from the whole limit on. */
function replayOf(trial, quickMs, limit, work) {
    const { metric, limitMs, isPoisson } = limit;
    const isTelling = (part, i) => i < leastPart.count || (isPoisson && part * limitMs > leastPart.ofQuick * quickMs);
    const parts = limitParts.filter(isTelling);
    const shares = parts.map((_, i) => (trial.slower?.[metric]?.[i] ?? 0) / trial.due);
    return (logRate) => {
        const perSec = Math.exp(logRate);
        const limitsMs = parts.map((part) => queueMs(part * limitMs, quickMs, perSec));
        const expected = replayedShares(trial, perSec, work, limitsMs);
        return shares.map((share, i) => share - (expected[i] ?? 0));
    };
}
/** The time that a request may spend in the queue, its own work included. */
const queueMs = (limitMs, quickMs, perSec) => Math.max(limitMs / 4, limitMs - Math.max(0, quickMs - 1000 / perSec));
/** The shortest response time that is usual, whatever the load. */
const quickestMs = (trials) => (0,simple_statistics/* min */.jk)(trials.map(({ quickMs }) => quickMs));


/***/ }),

/***/ 70493:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rP: () => (/* binding */ finalEstimate),
  Zw: () => (/* binding */ modelErrorOf),
  DM: () => (/* binding */ restartEstimates),
  _m: () => (/* binding */ searchedCapacity)
});

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/stats/logisticCrossing.js
var logisticCrossing = __webpack_require__(60880);
// EXTERNAL MODULE: ./build/analysis/capacity/estimate.js
var estimate = __webpack_require__(2060);
// EXTERNAL MODULE: ./build/stats/paired.js
var paired = __webpack_require__(33755);
// EXTERNAL MODULE: ./build/analysis/capacity/restarts.js
var capacity_restarts = __webpack_require__(45910);
;// CONCATENATED MODULE: ./build/analysis/capacity/pairedRates.js


/**
 * Base and head of a restart differ by the Hodges-Lehmann estimate of the differences of their trials in turn: neighbours
 * share the state of the machine. Their mean stays.
 */
function pairedRates(restarts, { logRates, ofTrials }) {
    const rateAt = (i, place) => ofTrials[i]?.[restarts[i]?.places.indexOf(place) ?? -1];
    return restarts.map(({ arm, restart, places }, i) => {
        const logRate = logRates[i] ?? Number.NaN;
        const other = restarts.findIndex((one) => one.restart === restart && one.arm !== arm);
        const differences = places.flatMap((place) => {
            const [own, neighbour] = [rateAt(i, place), rateAt(other, place)];
            return own === undefined || neighbour === undefined ? [] : [own - neighbour];
        });
        if (differences.length < capacity_restarts/* minClear */.iq)
            return logRate;
        const unpaired = logRate - (logRates[other] ?? Number.NaN);
        return logRate + ((0,paired/* hodgesLehmann */.i6)(differences) - unpaired) / 2;
    });
}

// EXTERNAL MODULE: ./build/analysis/capacity/queueEstimate.js + 1 modules
var queueEstimate = __webpack_require__(51408);
;// CONCATENATED MODULE: ./build/analysis/capacity/restartEstimates.js







/** The estimates of all restarts of both arms, from all their trials. */
const restartEstimates = (trials, settings) => estimatesOf((0,capacity_restarts/* restartsIn */.Qe)(trials), trials, settings);
/** What the final trials of an arm say; `undefined` if that was not measured. */
function finalEstimate(arm, trials, settings) {
    const finals = trials.filter((one) => one.arm === arm && one.purpose === "final" && (0,capacity_restarts/* isMeasured */.V2)(one));
    const [first] = finals;
    if (first === undefined || !finals.every(isReplayable))
        return undefined;
    const restarts = (0,capacity_restarts/* restartsIn */.Qe)(trials).filter((one) => one.arm === arm);
    return estimatesOf([...restarts, { arm, restart: first.restart, trials: finals, places: [] }], trials, settings).at(-1);
}
function estimatesOf(restarts, trials, settings) {
    if (restarts.length === 0)
        return [];
    const ofLimits = (0,estimate/* limitsIn */.UQ)(settings.sla).map(([metric, limit]) => {
        const fit = limitFit(restarts, trials, settings, [metric, limit]);
        return { metric, ...fit };
    });
    const isQueue = ofLimits.some((fit) => fit.isQueue);
    return restarts.map(({ arm, restart, trials: own }, i) => {
        const estimates = ofLimits.map(({ metric, logRates, modelError }) => ({
            logRate: logRates[i] ?? Number.POSITIVE_INFINITY,
            firstBroken: metric,
            modelError,
        }));
        // A queue that was fitted knows what the service finishes.
        const saturation = isQueue ? [] : (0,estimate/* saturationIn */.U)(own).map((estimate) => ({ ...estimate, modelError: 0 }));
        return { arm, restart, modelError: 0, ...(0,estimate/* firstOf */.Ku)([...estimates, ...saturation]) };
    });
}
/** A queue if the trials look like one, and otherwise any curve that rises with the rate. */
function limitFit(restarts, all, { isPoisson }, [metric, limit]) {
    const share = (0,estimate/* toleratedShare */.Of)(metric, limit);
    const curves = restarts.map(({ trials }) => (0,logisticCrossing/* logisticCrossing */.d)((0,estimate/* sharePoints */.hL)(trials, metric), share));
    const curve = { logRates: curves.map(({ at }) => at), modelError: 0, isQueue: false };
    const replayable = restarts.map(({ arm, trials }) => ({
        trials: trials.filter(isReplayable),
        quickMs: (0,queueEstimate/* quickestMs */.yi)(all.filter((one) => one.arm === arm && one.due > 0)),
    }));
    const isComplete = replayable.every(({ trials }, i) => trials.length === restarts[i]?.trials.length);
    if ((0,model_metric/* slaRuleOf */.EG)(metric).of.kind !== "quantile" || !isComplete)
        return curve;
    const queue = (0,queueEstimate/* fitQueue */.ks)(replayable, { metric, limitMs: limit, share, isPoisson });
    const ofCurve = restarts.flatMap(({ trials }, i) => {
        const fitted = curves[i];
        const points = (0,estimate/* sharePoints */.hL)(trials, metric);
        return fitted === undefined ? [] : points.map((point) => point.share - (0,logisticCrossing/* expectedShare */.m)(fitted, point.x));
    });
    return (0,queueEstimate/* distanceOf */.hJ)(ofCurve) < clearlyCloser(ofCurve.length, restarts.length) * queue.distance
        ? curve
        : { modelError: queue.modelError, logRates: pairedRates(restarts, queue), isQueue: true };
}
/** In standard errors of the logarithm. */
const clearly = 2.33;
/**
 * How much closer to the trials than a queue a curve must be, so that it is not chance: the curve has two parameters for
 * each restart, the queue has one.
 */
function clearlyCloser(trials, restarts) {
    const [ofQueue, ofCurve] = [trials - restarts, trials - 2 * restarts];
    return (ofCurve / ofQueue) * Math.exp(-clearly * Math.sqrt(2 / ofQueue + 2 / ofCurve));
}
const isReplayable = (trial) => trial.dueMs !== undefined;
/** The model's error of an arm, over its restarts. */
const modelErrorOf = (estimates) => estimates.length === 0 ? 0 : (0,simple_statistics/* max */.T9)(estimates.map(({ modelError }) => modelError));
/** The capacity of an arm so far; `undefined` if no restart has an estimate. */
function searchedCapacity(arm, trials, settings) {
    const found = restartEstimates(trials, settings).filter((one) => one.arm === arm);
    return found.length === 0 ? undefined : Math.exp((0,simple_statistics/* mean */.RE)(found.map(({ logRate }) => logRate)));
}


/***/ }),

/***/ 45910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qe: () => (/* binding */ restartsIn),
/* harmony export */   V2: () => (/* binding */ isMeasured),
/* harmony export */   iq: () => (/* binding */ minClear),
/* harmony export */   ks: () => (/* binding */ minSamples)
/* harmony export */ });
/** With fewer trials, a restart says nothing. */
const minSamples = 5;
/** So many of them, or pairs of them, suffice if the others were disturbed. */
const minClear = 3;
function restartsIn(trials) {
    const samples = trials.filter((one) => one.purpose === "sample" && isMeasured(one));
    return [...Map.groupBy(samples, ({ arm, restart }) => `${arm} ${restart}`).values()].flatMap((all) => {
        const own = undisturbed(all);
        const [first] = own;
        return first === undefined || all.length < minSamples
            ? []
            : [{ arm: first.arm, restart: first.restart, trials: own, places: own.map((one) => all.indexOf(one)) }];
    });
}
/** Without the trials in which other processes worked, if they are few enough that the others suffice. */
function undisturbed(trials) {
    const clear = trials.filter(({ limits }) => limits?.includes("runner") !== true);
    return clear.length >= Math.max(minClear, trials.length / 2) ? clear : trials;
}
const isMeasured = ({ due, died }) => due > 0 && died === undefined;


/***/ }),

/***/ 66090:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* binding */ maxDeaths),
  s: () => (/* binding */ nextStep)
});

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
// EXTERNAL MODULE: ./build/analysis/capacity/bracket.js
var capacity_bracket = __webpack_require__(81488);
// EXTERNAL MODULE: ./build/analysis/capacity/estimate.js
var capacity_estimate = __webpack_require__(2060);
// EXTERNAL MODULE: ./build/analysis/capacity/finalTrial.js
var finalTrial = __webpack_require__(4590);
// EXTERNAL MODULE: ./build/analysis/capacity/limitingResource.js + 2 modules
var limitingResource = __webpack_require__(60845);
// EXTERNAL MODULE: ./build/analysis/capacity/restartEstimates.js + 1 modules
var restartEstimates = __webpack_require__(70493);
// EXTERNAL MODULE: ./build/analysis/capacity/restarts.js
var restarts = __webpack_require__(45910);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/analysis/capacity/trialOrder.js







const leadShare = 0.25;
/** For each arm, at full length: bracket, 4 restarts of 8 trials with their drains, the final trial, starts. */
const wholeSearchMs = 130_000;
const usual = { ms: 2000, leastMs: 400, mostMs: 10_000 };
/** Fewer requests say little about a percentile. */
const fewestRequests = { bracket: 20, sample: 40, final: 40, calm: 200 };
const longest = { ms: 20_000, leastMs: 2000 };
/** Trials are shorter if the budget is too short for whole ones. */
const scaleOfTrials = ({ budgetMs, arms }) => Math.min(1, budgetMs / (arms.length * wholeSearchMs));
const finalMs = (settings) => (0,unit/* millis */.ne)(Math.max(longest.leastMs, longest.ms * scaleOfTrials(settings)));
/** The order of the arm's next trial. Both arms get the same arrivals, apart from their rates. */
function trialOrder(purpose, arm, ratePerSec, trials, settings, mostMs = usual.mostMs) {
    const { seed, isPoisson, sla } = settings;
    const scaledMs = Math.max(usual.leastMs, usual.ms * scaleOfTrials(settings));
    const neededMs = (1000 * fewestRequests[purpose]) / ratePerSec;
    const shortMs = Math.min(mostMs, Math.max(scaledMs, neededMs));
    const durationMs = purpose === "final" ? finalMs(settings) : shortMs;
    const leadInMs = leadShare * Math.min(durationMs, shortMs);
    const n = trials.filter((one) => one.arm === arm).length;
    const expected = (ratePerSec * (durationMs + leadInMs)) / 1000;
    const isRandom = isPoisson && purpose !== "final";
    const chance = isRandom ? (0,normal/* normalQuantile */.Zl)(0.001 + 0.998 * (0,random/* draw */.$)(seed, 41, n)) : 0;
    const count = Math.max(2, Math.round(expected + chance * Math.sqrt(expected)));
    return {
        arm,
        purpose,
        ratePerSec,
        playedPerSec: (1000 * count) / (durationMs + leadInMs),
        leadInMs: (0,unit/* millis */.ne)(leadInMs),
        durationMs: (0,unit/* millis */.ne)(durationMs),
        seed: Math.floor((0,random/* draw */.$)(seed, 42, n) * 0x1_0000_0000),
        ...(0,omitUndefined/* omitUndefined */.O)({ mostUsers: mostUsersOf(ratePerSec, sla) }),
    };
}
/** With this many times the requests in flight that a limit allows, by Little's law, each of them is slower than it. */
const usersShare = 1.5;
const users = { least: 200, most: 4000 };
/**
 * More requests in flight tell nothing more about the limits, and thousands of connections disturb the trials after them.
 * `undefined` if the load generator's own number is to be used.
 */
function mostUsersOf(ratePerSec, sla) {
    const limits = (0,capacity_estimate/* limitsIn */.UQ)(sla).flatMap(([metric, limit]) => ((0,model_metric/* slaRuleOf */.EG)(metric).of.kind === "quantile" ? [limit] : []));
    const needed = Math.ceil((usersShare * ratePerSec * (0,simple_statistics/* max */.T9)([0, ...limits])) / 1000);
    return needed === 0 || needed > users.most ? undefined : Math.max(users.least, needed);
}

;// CONCATENATED MODULE: ./build/analysis/capacity/search.js










const maxSamples = 14;
const maxRestarts = 8;
/** Half the width of the rates around the estimate, as a logarithm. */
const spread = 0.1;
/** Share of the estimate at which the final trial shows backlog, leak and hysteresis. */
const finalShare = 0.95;
/** Deaths of an arm that end the search. */
const maxDeaths = 2;
const longestBracketShare = 0.6;
/** Decides what comes next. Depends on its arguments alone. */
function nextStep(history, settings) {
    const brackets = settings.arms.map((arm) => (0,capacity_bracket/* bracketOf */.Q)(arm, history.trials, settings));
    const open = brackets.filter(({ state }) => state.kind === "open");
    const first = open.toSorted((a, b) => a.trials - b.trials)[0];
    if (first !== undefined)
        return bracketStep(first, brackets, history, settings);
    const searched = brackets.filter(({ state, arm }) => state.kind === "found" && !isDead(arm, history.trials));
    if (searched.length === 0)
        return { kind: "done" };
    return sampleStep(searched, history, settings);
}
const isDead = (arm, trials) => trials.filter((one) => one.arm === arm && one.died !== undefined).length >= maxDeaths;
function bracketStep(bracket, brackets, { trials, elapsedMs }, settings) {
    // Without an order of magnitude after most of the budget, the rest does not suffice either.
    if (elapsedMs > longestBracketShare * settings.budgetMs)
        return { kind: "done" };
    const other = brackets.find(({ state }) => state.kind === "found");
    const ratePerSec = (0,capacity_bracket/* nextBracketRate */.O)(bracket, other, settings);
    return { kind: "trial", order: trialOrder("bracket", bracket.arm, ratePerSec, trials, settings) };
}
/** Quick estimates of an arm, by restart. They choose the next rates. */
function quickEstimates(arm, trials, sla) {
    const samples = trials.filter((one) => one.arm === arm && one.purpose === "sample");
    const byRestart = Map.groupBy(samples, ({ restart }) => restart);
    return new Map([...byRestart].flatMap(([restart, own]) => {
        if (own.length < restarts/* minSamples */.ks)
            return [];
        const estimate = (0,capacity_estimate/* estimateCapacity */.n6)(own, sla, centreOf(own));
        return estimate === undefined ? [] : [[restart, estimate]];
    }));
}
/** The middle of the last trials, which lie around the best estimate. */
const centreOf = (samples) => (0,simple_statistics/* mean */.RE)(samples.slice(-4).map(({ ratePerSec }) => Math.log(ratePerSec)));
function sampleStep(brackets, history, settings) {
    const { trials, restart } = history;
    const samplesOf = ({ arm }) => trials.filter((one) => one.arm === arm && one.restart === restart && one.purpose === "sample");
    const counts = brackets.map((bracket) => samplesOf(bracket).length);
    const fewest = Math.min(...counts);
    const isEven = new Set(counts).size === 1;
    if (trials.some(({ purpose }) => purpose === "final"))
        return finalStep(brackets, history, settings);
    if (isEven && fewest >= restarts/* minSamples */.ks && isRestartOver(fewest, history, settings))
        return isLastRestart(history, settings) ? finalStep(brackets, history, settings) : { kind: "restart" };
    // The arm with fewer trials comes next. Which of both comes first changes from pair to pair.
    const due = brackets.filter((_, i) => counts[i] === fewest);
    const next = due[(fewest + restart) % due.length];
    if (next === undefined)
        return { kind: "done" };
    const centre = nextCentre(samplesOf(next), priorOf(next, trials, settings), settings.sla);
    // Both arms get the same positions around their estimates.
    const position = spread * (2 * (0,random/* draw */.$)(settings.seed, 40 + restart, fewest) - 1);
    const ratePerSec = Math.min(settings.maxPerSec, Math.exp(centre + position));
    return { kind: "trial", order: trialOrder("sample", next.arm, ratePerSec, trials, settings) };
}
/** The logarithm of the rate that the earlier restarts found, or the middle of the bracket. */
function priorOf({ arm, state }, trials, { sla }) {
    const found = [...quickEstimates(arm, trials, sla).values()].map(({ logRate }) => logRate);
    if (found.length > 0)
        return (0,simple_statistics/* mean */.RE)(found);
    return state.kind === "found" ? Math.log(Math.sqrt(state.low * state.high)) : 0;
}
/** One trial moves the estimate by at most this much, as a logarithm. */
const longestMove = 0.3;
const firstMove = 0.08;
const fewForFit = 3;
function nextCentre(samples, prior, sla) {
    let centre = prior;
    for (const [i, last] of samples.entries()) {
        if (i + 1 < fewForFit) {
            centre += (0,capacity_estimate/* brokeLimit */.r5)(last, sla) ? -firstMove : firstMove;
            continue;
        }
        const { logRate = centre } = (0,capacity_estimate/* estimateCapacity */.n6)(samples.slice(0, i + 1), sla, centre) ?? {};
        centre = Math.max(centre - longestMove, Math.min(centre + longestMove, logRate));
    }
    return centre;
}
/** The time that restarts may take, before the final trials. */
const samplingEndMs = (settings) => settings.budgetMs - settings.arms.length * (1.25 * finalMs(settings) + 1000);
/** A restart ends with its share of the time, or with enough trials. Many short ones tell more than few long ones. */
function isRestartOver(samples, history, settings) {
    if (samples >= maxSamples)
        return true;
    const { restart, elapsedMs, restartedAtMs } = history;
    const sampleMs = samplesMs(history);
    const remaining = Math.max(1, maxRestarts - restart);
    // The bracket belongs to the first restart, and takes no time from its samples.
    const startMs = Math.max(restartedAtMs, elapsedMs - sampleMs);
    const shareMs = (samplingEndMs(settings) - startMs) / remaining;
    return elapsedMs + sampleMs / samples > startMs + shareMs;
}
/** Time that the samples of this restart have taken, with their share of everything that is not load. */
function samplesMs({ trials, restart, elapsedMs }) {
    const own = trials.filter((one) => one.restart === restart && one.purpose === "sample");
    return playedMs(own) * Math.max(1, elapsedMs / Math.max(1, playedMs(trials)));
}
const playedMs = (trials) => trials.reduce((sum, { leadInMs, durationMs, drainMs }) => sum + leadInMs + durationMs + drainMs, 0);
function isLastRestart(history, settings) {
    const { restart, elapsedMs } = history;
    if (restart + 1 >= maxRestarts)
        return true;
    // The restarts that a comparison needs may be shorter than the ones before.
    const neededShare = restart + 1 < record/* minRounds */.u ? 0.5 : 0.9;
    return elapsedMs + neededShare * samplesMs(history) > samplingEndMs(settings);
}
function finalStep(brackets, history, settings) {
    const { trials } = history;
    const ofArm = ({ arm }) => trials.filter((one) => one.arm === arm);
    const next = brackets.find((one) => (0,finalTrial/* needsFinal */.G)(ofArm(one), settings.sla));
    if (next === undefined)
        return calmStep(history, settings);
    const capacity = (0,restartEstimates/* searchedCapacity */._m)(next.arm, trials, settings);
    if (capacity === undefined)
        return { kind: "done" };
    return { kind: "trial", order: trialOrder("final", next.arm, finalShare * capacity, trials, settings) };
}
/** Share of the capacity at which a given time tells most about how many requests a service handles at once. */
const calmShare = 0.3;
/** Share of the time that is left for the last trials with little load. A shorter one tells nothing. */
const calmTime = { share: 0.75, leastMs: 400 };
/** A last trial with little load for each arm for which the others do not tell whether requests wait for one place. */
function calmStep({ trials, elapsedMs }, settings) {
    const unclear = settings.arms.flatMap((arm) => {
        const own = trials.filter((one) => one.arm === arm);
        const final = own.findLast(({ purpose }) => purpose === "final");
        if (final === undefined || own.some(({ purpose }) => purpose === "calm"))
            return [];
        const capacity = final.ratePerSec / finalShare;
        return (0,limitingResource/* limitingResource */.k)(own, capacity, settings.cores).isUnclear === true ? [{ arm, capacity }] : [];
    });
    const [next] = unclear;
    const leftMs = (calmTime.share * (settings.budgetMs - elapsedMs)) / unclear.length;
    if (next === undefined || leftMs < calmTime.leastMs)
        return { kind: "done" };
    const mostMs = Math.min(leftMs, finalMs(settings) / 2);
    return { kind: "trial", order: trialOrder("calm", next.arm, calmShare * next.capacity, trials, settings, mostMs) };
}


/***/ }),

/***/ 30673:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qg: () => (/* binding */ quotaProblem),
/* harmony export */   fE: () => (/* binding */ worstThrottling),
/* harmony export */   rY: () => (/* binding */ phaseThrottling)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** Share of a phase in which the CPU quota may hold the job back. More of it is longer than the changes that matter. */
const maxThrottledRatio = 0.03;
const isQuotaReading = (reading) => reading.kind === "cpu_quota";
/** The throttling of one phase, with the share of it that may be; `undefined` without a quota. */
function phaseThrottling(readings) {
    const throttling = throttlingOf(readings.filter(isQuotaReading));
    return throttling === undefined ? undefined : { ...throttling, limit: maxThrottledRatio };
}
/** The phase that the job's CPU quota held back most; `undefined` if none was held back for long. */
function worstThrottling(phases) {
    const throttlings = phases.flatMap(({ readings }) => throttlingOf(readings.filter(isQuotaReading)) ?? []);
    const [worst] = throttlings.toSorted((a, b) => b.ratio - a.ratio);
    return worst === undefined || worst.ratio <= maxThrottledRatio ? undefined : worst;
}
/** Why the job's CPU quota makes these phases useless as evidence; `undefined` if it does not, or there is none. */
function quotaProblem(phases) {
    const worst = worstThrottling(phases);
    if (worst === undefined)
        return undefined;
    return (`the job's CPU quota of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(worst.cores)} cores was used up (the kernel held the job back for ` +
        `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPercent */ .l9)(worst.ratio)} of the time): raise the quota, or lower the rate`);
}
/** The share of the time between the first and the last reading. Several cores can be held back at once. */
function throttlingOf(readings) {
    const [first, last] = [readings[0], readings.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs)
        return undefined;
    const ratio = Math.min(1, (last.throttledMs - first.throttledMs) / (last.atMs - first.atMs));
    return { ratio, cores: last.cores };
}


/***/ }),

/***/ 12279:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _B: () => (/* binding */ dependenciesCpuMs),
/* harmony export */   cp: () => (/* binding */ dependencyNames),
/* harmony export */   uj: () => (/* binding */ dependencyCpuMs)
/* harmony export */ });
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90614);
/* harmony import */ var _resourceUsage_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(23708);


/** The services that the measured one depends on, as their containers were read. */
const isContainer = (reading) => reading.kind === "container";
const isDependency = (reading) => isContainer(reading) && reading.name !== "service";
/** The names of those that were read at least once. */
function dependencyNames(phases) {
    const names = phases.flatMap(({ readings }) => readings.filter(isDependency).map(({ name }) => name));
    return [...new Set(names)].toSorted();
}
/**
 * CPU time of one of them for each request sent. 0 if the arm has other containers, but not this one. `undefined` if a
 * phase has fewer than two readings of it, or no request was sent.
 */
function dependencyCpuMs(name, phases) {
    const isAbsent = phases.every(({ readings }) => readings.some(isContainer) && cpuReadings(name, readings).length === 0);
    return isAbsent
        ? perRequest(0, phases)
        : perRequest(sumOrUndefined(phases.map((phase) => cpuMsIn(name, phase))), phases);
}
/**
 * CPU time of all of them together for each request sent. One that had ended before a phase does not count. `undefined`
 * if none was read, or no request was sent.
 */
function dependenciesCpuMs(phases) {
    const times = dependencyNames(phases).flatMap((name) => phases.flatMap((phase) => cpuMsIn(name, phase) ?? []));
    return times.length === 0 ? undefined : perRequest(sumOrUndefined(times), phases);
}
const cpuReadings = (name, readings) => readings.filter(isDependency).filter((reading) => reading.name === name);
function cpuMsIn(name, { readings }) {
    const own = cpuReadings(name, readings);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
        return undefined;
    return last.cpuMs - first.cpuMs;
}
const sumOrUndefined = (values) => values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
function perRequest(cpuMs, phases) {
    const sent = (0,_resourceUsage_js__WEBPACK_IMPORTED_MODULE_0__/* .sentIn */ .aQ)(phases);
    return cpuMs === undefined || sent === 0 ? undefined : (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(cpuMs / sent);
}


/***/ }),

/***/ 53807:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _G: () => (/* binding */ momentFacts),
/* harmony export */   fU: () => (/* binding */ stealRatio),
/* harmony export */   w7: () => (/* binding */ isSystemReading)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _resourceUsage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23708);


const isSystemReading = (reading) => reading.kind === "system";
/** What the monitors saw from one moment to another, in ms since the phase's start. */
function momentFacts({ readings, record }, fromMs, toMs) {
    const isWithin = ({ atMs }) => atMs - record.startMs >= fromMs && atMs - record.startMs <= toMs;
    const within = readings.filter(isWithin);
    return { ...serviceFacts(within), ...machineFacts(within.filter(isSystemReading)) };
}
function serviceFacts(within) {
    const ofTree = within.filter(_resourceUsage_js__WEBPACK_IMPORTED_MODULE_1__/* .isTreeReading */ .ZT);
    const [first, last] = [ofTree[0], ofTree.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs)
        return {};
    const ms = last.atMs - first.atMs;
    const growth = (key) => {
        const values = ofTree.flatMap((reading) => reading[key] ?? []);
        const [before, after] = [values[0], values.at(-1)];
        return before === undefined || after === undefined || values.length < 2 ? undefined : after - before;
    };
    const runQueueMs = growth("runQueueMs");
    return {
        cores: (last.cpuMs - first.cpuMs) / ms,
        runQueueRatio: runQueueMs === undefined ? undefined : runQueueMs / ms,
        writtenBytes: growth("writtenBytes"),
        majorFaults: growth("majorFaults"),
        memoryBytes: last.rssBytes - first.rssBytes,
    };
}
function machineFacts(within) {
    const [first, last] = [within[0], within.at(-1)];
    if (first === undefined || last === undefined || last.atMs <= first.atMs)
        return {};
    const pressure = (kind) => {
        const [before, after] = [first.pressureMs?.[kind], last.pressureMs?.[kind]];
        return before === undefined || after === undefined ? undefined : (after - before) / (last.atMs - first.atMs);
    };
    return {
        stealRatio: stealRatio(first, last),
        ioPressureRatio: pressure("io"),
        memoryPressureRatio: pressure("memory"),
    };
}
/** The share of the machine's CPU time that its host gave to others. */
function stealRatio(first, last) {
    const stolenMs = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(last.cores.map(({ stealMs }) => stealMs)) - (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(first.cores.map(({ stealMs }) => stealMs));
    const ms = (last.atMs - first.atMs) * last.cores.length;
    return ms > 0 && first.cores.length === last.cores.length ? Math.max(0, stolenMs) / ms : undefined;
}


/***/ }),

/***/ 15710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  m: () => (/* binding */ phaseResults),
  I: () => (/* binding */ usableMachine)
});

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/analysis/requestCounts.js
var requestCounts = __webpack_require__(82710);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
;// CONCATENATED MODULE: ./build/analysis/samplerCores.js
const isSamplerReading = (reading) => reading.kind === "sampler";
/** CPU cores that the monitors used, on average over the phases. `undefined` if any phase lacks two readings. */
function samplerCores(phases) {
    let cpuMs = 0;
    let wallMs = 0;
    for (const { readings } of phases) {
        const own = readings.filter(isSamplerReading);
        const [first, last] = [own[0], own.at(-1)];
        if (first === undefined || last === undefined || last.atMs <= first.atMs)
            return undefined;
        cpuMs += last.cpuMs - first.cpuMs;
        wallMs += last.atMs - first.atMs;
    }
    return wallMs > 0 ? cpuMs / wallMs : undefined;
}

// EXTERNAL MODULE: ./build/analysis/userLimitDelay.js
var userLimitDelay = __webpack_require__(10646);
;// CONCATENATED MODULE: ./build/analysis/phases.js






function usableMachine(environment) {
    const { cores, memory_bytes, cpu_limit = cores, memory_limit_bytes = memory_bytes } = environment;
    return { cores: cpu_limit, memoryBytes: memory_limit_bytes };
}
/** Each phase of each arm over all rounds, for reports and SLAs. Base first, phases in the order played. */
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
    const all = (0,requestCounts/* countRequests */.Kx)(records.flatMap(({ requests }) => requests));
    const byName = Map.groupBy(records.flatMap(({ requests }) => requests), ({ name }) => name);
    const durationMs = (0,simple_statistics/* sum */.cz)(records.map(servedMs));
    const seconds = records.flatMap(({ slices, durationMs: ms }) => Array.from({ length: Math.floor(ms / 1000) }, (_, second) => completedIn(slices[second])));
    return {
        id: first.phaseId,
        arm: first.arm,
        warmup: first.warmup,
        ...countsResult(all),
        duration_ms: durationMs,
        ...(durationMs > 0 ? { throughput_per_sec: (1000 * all.successful) / durationMs } : {}),
        ...(seconds.length > 0
            ? { peak_throughput_per_sec: (0,simple_statistics/* max */.T9)(seconds), sustained_throughput_per_sec: (0,simple_statistics/* quantile */.YV)(seconds, 0.1) }
            : {}),
        ...utilization(group, machine),
        requests: [...byName].map(([name, requests]) => requestResult(name, requests)),
        ...(0,omitUndefined/* omitUndefined */.O)({ user_limit: (0,userLimitDelay/* feltUserLimit */.u)(records) }),
        ...generatorResult(group),
    };
}
function requestResult(name, records) {
    const counts = (0,requestCounts/* countRequests */.Kx)(records);
    const examples = counts.failureExamples;
    return {
        name,
        ...countsResult(counts),
        ...(Object.keys(examples).length === 0 ? {} : { failure_examples: { ...examples } }),
        ...statuses(records),
    };
}
function completedIn(slice) {
    return (0,simple_statistics/* sum */.cz)((slice?.requests ?? []).map(({ outcomes }) => outcomes["ok"] ?? 0));
}
/**
 * The duration that throughput refers to. The last responses come after the phase's end by about one response time,
 * which does not lower the throughput. If they come much later, the service fell behind, and the whole time counts.
 */
function servedMs({ requests, offeredMs, durationMs }) {
    const medianMs = (0,requestCounts/* mergeResponseTimes */.yL)(requests).quantile(0.5) ?? 0;
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
/** The load generator's own work; nothing if an engine does not report on itself. */
function generatorResult(group) {
    const records = group.map(({ record }) => record);
    const generators = records.flatMap(({ generator }) => generator ?? []);
    const [first] = generators;
    if (first === undefined || generators.length < records.length)
        return {};
    const wallMs = (0,simple_statistics/* sum */.cz)(generators.map((generator) => generator.wallMs));
    const lag = (0,requestCounts/* mergeIfComplete */.bG)(records.map(({ sendLag }) => sendLag));
    const [p50, p99, largest] = [lag?.quantile(0.5), lag?.quantile(0.99), lag?.max()];
    return {
        generator: {
            client: first.client,
            clock: generators.some(({ clock }) => clock === "timer") ? "timer" : "ticker",
            workers: first.workers,
            cpu_cores: wallMs > 0 ? (0,simple_statistics/* sum */.cz)(generators.map(({ cpuMs }) => cpuMs)) / wallMs : 0,
            ...(0,omitUndefined/* omitUndefined */.O)({ monitor_cpu_cores: samplerCores(group) }),
            busy_ratio: (0,simple_statistics/* max */.T9)(generators.map(({ busyRatio }) => busyRatio)),
            longest_stall_ms: (0,simple_statistics/* max */.T9)(generators.map(({ longestStallMs }) => longestStallMs)),
            ...(p50 === undefined || p99 === undefined || largest === undefined
                ? {}
                : { send_lag_ms: { p50, p99, max: largest } }),
        },
    };
}
function countsResult(counts) {
    return {
        due_requests: counts.due,
        total_requests: counts.due - counts.dropped,
        successful_requests: counts.successful,
        failed_requests: (0,requestCounts/* failedCount */.dD)(counts) - counts.dropped,
        dropped_requests: counts.dropped,
        failures: { ...counts.failures },
        ...(counts.due > 0 ? { error_rate: (0,requestCounts/* failedCount */.dD)(counts) / counts.due } : {}),
        ...responseTimes(counts.responseTime),
        histogram: counts.responseTime.encode(),
        ...(0,omitUndefined/* omitUndefined */.O)({ blameless_histogram: counts.blamelessTime?.encode() }),
        ...firstByteResult(counts),
        ...(0,omitUndefined/* omitUndefined */.O)({
            largest_gap_ms: timeSummary(counts.largestGap),
            largest_gap_histogram: counts.largestGap?.encode(),
        }),
    };
}
/** The histograms are left out if they equal those of the response times. */
function firstByteResult({ firstByte, blamelessFirstByte, isFirstByteLast }) {
    const histograms = {
        first_byte_histogram: firstByte?.encode(),
        blameless_first_byte_histogram: blamelessFirstByte?.encode(),
    };
    return (0,omitUndefined/* omitUndefined */.O)({ first_byte_ms: timeSummary(firstByte), ...(isFirstByteLast ? {} : histograms) });
}
function timeSummary(times) {
    const [p50, p95, max] = [times?.quantile(0.5), times?.quantile(0.95), times?.max()];
    if (p50 === undefined || p95 === undefined || max === undefined)
        return undefined;
    return { p50: Math.min(p50, max), p95: Math.min(p95, max), max };
}
function responseTimes(values) {
    const mean = values.mean();
    if (mean === undefined)
        return {};
    const largest = values.max() ?? 0;
    // A quantile is the upper edge of its bucket, which may lie above the largest value.
    const quantileMs = (share) => Math.min(values.quantile(share) ?? 0, largest);
    return {
        response_time_ms: {
            mean,
            p50: quantileMs(0.5),
            p90: quantileMs(0.9),
            p95: quantileMs(0.95),
            p99: quantileMs(0.99),
            p999: quantileMs(0.999),
            max: largest,
        },
    };
}
function utilization(group, { cores, memoryBytes }) {
    const usages = group.flatMap((phase) => (0,resourceUsage/* ownResourceUsage */.o)(phase) ?? []);
    const peakBytes = (0,resourceUsage/* memoryPeak */.x)(group);
    const wallMs = (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.wallMs));
    if (wallMs === 0 || peakBytes === undefined)
        return {};
    const cpuMs = (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.cpuMs));
    return {
        resource_utilization: {
            cpu_ratio: cpuMs / wallMs / cores,
            memory_bytes: peakBytes,
            memory_ratio: peakBytes / memoryBytes,
            ...(0,omitUndefined/* omitUndefined */.O)({ cpu_ms_per_request: (0,resourceUsage/* cpuMsPerRequest */.jP)(group) }),
        },
    };
}


/***/ }),

/***/ 82710:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kx: () => (/* binding */ countRequests),
/* harmony export */   bG: () => (/* binding */ mergeIfComplete),
/* harmony export */   dD: () => (/* binding */ failedCount),
/* harmony export */   yL: () => (/* binding */ mergeResponseTimes)
/* harmony export */ });
/* harmony import */ var _stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48136);

/** Histograms that are not read are not decoded. */
function countRequests(records) {
    const outcomes = new Map();
    for (const record of records) {
        for (const [name, n] of Object.entries(record.outcomes))
            outcomes.set(name, (outcomes.get(name) ?? 0) + n);
    }
    const failures = [...outcomes].filter(([name]) => name !== "ok" && name !== "dropped");
    const isFirstByteLast = records.every((record) => record.firstByte === record.responseTime);
    const mergeTimes = (key) => mergeIfComplete(records.map((record) => record[key]));
    const gaps = records.flatMap((record) => record.largestGap ?? []);
    return {
        due: records.reduce((sum, { due }) => sum + due, 0),
        successful: outcomes.get("ok") ?? 0,
        dropped: outcomes.get("dropped") ?? 0,
        failures: Object.fromEntries(failures.toSorted(([a], [b]) => (a < b ? -1 : 1))),
        failureExamples: Object.assign({}, ...records.map((record) => record.failureExamples)),
        responseTime: mergeResponseTimes(records),
        isFirstByteLast,
        get blamelessTime() {
            return mergeTimes("blamelessTime");
        },
        get firstByte() {
            return isFirstByteLast ? this.responseTime : mergeTimes("firstByte");
        },
        get blamelessFirstByte() {
            return mergeTimes(isFirstByteLast ? "blamelessTime" : "blamelessFirstByte");
        },
        ...(gaps.length === 0 ? {} : { largestGap: (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeHistograms */ .Q7)(gaps.map(_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeHistogram */ .pr)) }),
    };
}
function mergeResponseTimes(records) {
    return (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeHistograms */ .Q7)(records.map((record) => (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeHistogram */ .pr)(record.responseTime)));
}
/** Failed requests, dropped ones included. */
function failedCount({ due, successful }) {
    return due - successful;
}
/** Merges encoded histograms; `undefined` if one of them is missing, because the others would not speak for all. */
function mergeIfComplete(encoded) {
    const present = encoded.filter((text) => text !== undefined);
    return present.length < encoded.length ? undefined : (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .mergeHistograms */ .Q7)(present.map(_stats_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeHistogram */ .pr));
}


/***/ }),

/***/ 23708:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Hj: () => (/* binding */ memoryGrowthPerRequest),
/* harmony export */   ZT: () => (/* binding */ isTreeReading),
/* harmony export */   aQ: () => (/* binding */ sentIn),
/* harmony export */   aV: () => (/* binding */ ownTimeMs),
/* harmony export */   jP: () => (/* binding */ cpuMsPerRequest),
/* harmony export */   kv: () => (/* binding */ resourceUsage),
/* harmony export */   o: () => (/* binding */ ownResourceUsage),
/* harmony export */   x: () => (/* binding */ memoryPeak)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90614);


const isTreeReading = (reading) => reading.kind === "process_tree";
/** From the first to the last reading; `undefined` with fewer than two, or if a counter went back. */
function resourceUsage(readings) {
    const ends = endsOf(readings);
    if (ends === undefined)
        return undefined;
    const { first, last } = ends;
    if (last.atMs <= first.atMs || last.cpuMs < first.cpuMs)
        return undefined;
    return { cpuMs: last.cpuMs - first.cpuMs, wallMs: last.atMs - first.atMs };
}
/** The same, but the wall time leaves out the time in which only the other arm got load. */
function ownResourceUsage({ readings, record }) {
    const usage = resourceUsage(readings);
    const ends = endsOf(readings);
    if (usage === undefined || ends === undefined)
        return undefined;
    return { ...usage, wallMs: (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(ownTimeMs(ends.last.atMs, record) - ownTimeMs(ends.first.atMs, record)) };
}
function endsOf(readings) {
    const ofTree = readings.filter(isTreeReading);
    const [first, last] = [ofTree[0], ofTree.at(-1)];
    return first === undefined || last === undefined ? undefined : { first, last };
}
/** Largest resident set of the service's processes in any of the phases; `undefined` without readings. */
function memoryPeak(phases) {
    const rssBytes = phases.flatMap(({ readings }) => readings.filter(isTreeReading).map((reading) => reading.rssBytes));
    return rssBytes.length === 0 ? undefined : (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(rssBytes));
}
/**
 * Growth of the resident set for each request sent. It follows the least squares line, so that no single reading
 * decides. Negative if memory was returned. `undefined` if a phase has no readings, or no request was sent.
 */
function memoryGrowthPerRequest(phases) {
    const sent = sentIn(phases);
    const growths = phases.map(memoryGrowth);
    const known = growths.filter((growth) => growth !== undefined);
    if (sent === 0 || known.length < growths.length)
        return undefined;
    return (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)(known.reduce((sum, growth) => sum + growth, 0) / sent);
}
function memoryGrowth({ readings, record }) {
    const ofTree = readings.filter(isTreeReading);
    const [first] = ofTree;
    if (first === undefined)
        return undefined;
    // Relative to the first reading: squares of absolute sizes and of the machine's uptime would lose the digits that
    // matter.
    const startMs = ownTimeMs(first.atMs, record);
    const points = ofTree.map(({ atMs, rssBytes }) => [ownTimeMs(atMs, record) - startMs, rssBytes - first.rssBytes]);
    const [durationMs = 0] = points.at(-1) ?? [];
    return durationMs > 0 ? (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee)((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .linearRegression */ .Ro)(points).m * durationMs) : undefined;
}
/** Time since the phase's start, without the time in which only the other arm got load. */
function ownTimeMs(atMs, { idle, startMs }) {
    const sinceMs = atMs - startMs;
    return (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne)(idle.reduce((ms, [fromMs, toMs]) => ms - Math.min(Math.max(0, sinceMs - fromMs), toMs - fromMs), sinceMs));
}
/** CPU time of the service for each request sent; `undefined` if a phase has no readings, or no request was sent. */
function cpuMsPerRequest(phases) {
    const sent = sentIn(phases);
    let cpuMs = 0;
    for (const { readings } of phases) {
        const usage = resourceUsage(readings);
        if (usage === undefined)
            return undefined;
        cpuMs += usage.cpuMs;
    }
    return sent > 0 ? cpuMs / sent : undefined;
}
/** Requests that were sent. Unmeasured ones count too, because the service worked for them. */
function sentIn(phases) {
    return phases
        .flatMap(({ record }) => record)
        .reduce((sum, { requests, unmeasuredRequests }) => requests.reduce((sent, { due, outcomes }) => sent + due - (outcomes["dropped"] ?? 0), sum + unmeasuredRequests), 0);
}


/***/ }),

/***/ 29661:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  F: () => (/* binding */ generatorProblem),
  M: () => (/* binding */ roundResult)
});

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/failure.js
var failure = __webpack_require__(31612);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/stats/tail.js
/**
 * The tail index: the geometric mean of the latencies from p90 to p99, in steps of 0.1 percentile. It is as sensitive
 * as p99 and has less than half its noise. `undefined` if the histogram is empty.
 */
function tailIndex(values) {
    return geometricMean(values, tailShares);
}
/**
 * The geometric mean of the middle half of the latencies: from p25 to p75, in steps of one percentile. Its noise is an
 * eighth less than that of the median (of its variance, a quarter less). `undefined` if the histogram is empty.
 */
function middleHalf(values) {
    return geometricMean(values, middleShares);
}
const tailShares = Array.from({ length: 91 }, (_, i) => (900 + i) / 1000);
const middleShares = Array.from({ length: 51 }, (_, i) => (25 + i) / 100);
function geometricMean(values, shares) {
    let sum = 0;
    for (const share of shares) {
        const value = values.quantile(share);
        if (value === undefined)
            return undefined;
        // 0 has no logarithm.
        sum += Math.log(Math.max(value, 0.001));
    }
    return Math.exp(sum / shares.length);
}

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/analysis/cpuQuota.js
var cpuQuota = __webpack_require__(30673);
// EXTERNAL MODULE: ./build/analysis/dependencyUsage.js
var dependencyUsage = __webpack_require__(12279);
// EXTERNAL MODULE: ./build/analysis/requestCounts.js
var requestCounts = __webpack_require__(82710);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
// EXTERNAL MODULE: ./build/analysis/steal.js
var steal = __webpack_require__(97068);
// EXTERNAL MODULE: ./build/analysis/userLimitDelay.js
var userLimitDelay = __webpack_require__(10646);
;// CONCATENATED MODULE: ./build/analysis/rounds.js












/** The metrics of one round without its warm-ups; `undefined` if the head was not measured. */
function roundResult({ index, start, phases }) {
    const measured = phases.filter(({ warmup }) => !warmup);
    const phasesOf = (arm) => measured.filter((phase) => phase.arm === arm);
    const head = phasesOf("head");
    if (head.length === 0)
        return undefined;
    const base = phasesOf("base");
    const isCapped = (0,userLimitDelay/* feltUserLimit */.u)(measured.map(({ record }) => record)) !== undefined;
    return {
        index,
        ...(0,omitUndefined/* omitUndefined */.O)({ start }),
        ...invalidity(measured),
        ...(base.length === 0 ? {} : { base: armMetrics(base, isCapped) }),
        head: armMetrics(head, isCapped),
    };
}
/** A late generator delays requests, and so does a lack of CPU that is the runner's fault. It does not change how they end, unless it was so late that some were lost. */
function invalidity(phases) {
    const invalid = (0,cpuQuota/* quotaProblem */.Qg)(phases) ?? (0,steal/* stealProblem */.L)(phases) ?? generatorProblem(phases);
    if (invalid === undefined)
        return {};
    const outcomes = phases.flatMap(({ record }) => record.requests.flatMap((request) => Object.keys(request.outcomes)));
    const lostRequests = outcomes.some((outcome) => outcome === "dropped" || outcome.startsWith("timeout"));
    return lostRequests ? { invalid } : { invalid, invalid_for: "latency" };
}
/** `isCapped`: requests of the round waited for a free user, on this arm or on the other. */
function armMetrics(phases, isCapped) {
    const requests = phases.flatMap(({ record }) => record.requests);
    const byName = Map.groupBy(requests, ({ name }) => name);
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({
            cpu_per_request: (0,resourceUsage/* cpuMsPerRequest */.jP)(phases),
            dependency_cpu: (0,dependencyUsage/* dependenciesCpuMs */._B)(phases),
            memory_peak: (0,resourceUsage/* memoryPeak */.x)(phases),
            memory_growth: (0,resourceUsage/* memoryGrowthPerRequest */.Hj)(phases),
            send_lag: sendLag(phases)?.mean(),
        }),
        requests: {
            [plan/* allRequests */.qT]: requestMetrics(requests, isCapped),
            ...Object.fromEntries([...byName].map(([name, records]) => [name, namedMetrics(records, isCapped)])),
        },
    };
}
function namedMetrics(records, isCapped) {
    const outcomes = records.flatMap((record) => Object.entries(record.outcomes));
    const byKey = Map.groupBy(outcomes, ([outcome]) => (0,failure/* unservedKey */.OD)(outcome));
    const notServed = [...byKey].flatMap(([key, counts]) => key === undefined ? [] : [[key, (0,simple_statistics/* sum */.cz)(counts.map(([, n]) => n))]]);
    const metrics = requestMetrics(records, isCapped);
    return notServed.length === 0 ? metrics : { ...metrics, not_served: Object.fromEntries(notServed) };
}
function requestMetrics(records, isCapped) {
    const counted = (0,requestCounts/* countRequests */.Kx)(records);
    const { due, dropped } = counted;
    const metrics = { due, failed: (0,requestCounts/* failedCount */.dD)(counted), ...timeMetrics(counted) };
    if (!isCapped)
        return metrics;
    const { blamelessTime, blamelessFirstByte: firstByte } = counted;
    if (blamelessTime === undefined)
        return metrics;
    const uncapped = timeMetrics({ ...counted, responseTime: blamelessTime, ...(0,omitUndefined/* omitUndefined */.O)({ firstByte }) });
    // Only requests that waited for a free user until the end were dropped.
    return { ...metrics, uncapped: { due: due - dropped, failed: metrics.failed - dropped, ...uncapped } };
}
function timeMetrics({ responseTime: times, firstByte, largestGap, }) {
    const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((share) => times.quantile(share));
    const tail = tailIndex(times);
    const middle = middleHalf(times);
    if (p50 === undefined || p90 === undefined || p95 === undefined || p99 === undefined || tail === undefined)
        return {};
    const pieces = { first_byte: firstByte?.quantile(0.95), largest_gap: largestGap?.quantile(0.95) };
    return { p50, ...(0,omitUndefined/* omitUndefined */.O)({ middle }), p90, p95, p99, tail, ...(0,omitUndefined/* omitUndefined */.O)(pieces) };
}
/**
 * A generator that cannot keep up adds its own delay to the latencies. Its delay is too large if half of the requests
 * are late, or many of them are very late. The scheduler of a busy machine also delays a few requests. It does so to
 * both arms alike, and pairing removes it.
 */
const lagLimits = [
    { share: 0.5, floorMs: 1, ofMedian: 0.05, requests: "half" },
    { share: 0.95, floorMs: 50, ofMedian: 0.5, requests: "one in twenty" },
];
/** Time to send one request of a burst. They are sent one after another. */
const sendMs = 0.1;
/**
 * Share of the time in which the busiest worker has work. Above `full` it limits the load, above `saturated` always.
 */
const busyLimits = { full: 0.8, saturated: 0.95 };
/** Why the load generator makes these phases useless as evidence; `undefined` if it does not, or reports nothing. */
function generatorProblem(phases) {
    const generator = generatorLoad(phases);
    const lag = sendLag(phases);
    const medianMs = (0,requestCounts/* mergeResponseTimes */.yL)(phases.flatMap(({ record }) => record.requests)).quantile(0.5) ?? 0;
    const burstMs = generator === undefined ? 0 : sendMs * (generator.largestBurst - 1);
    const exceeded = lagLimits.find(({ share, floorMs, ofMedian }) => (lag?.quantile(share) ?? 0) > Math.max(floorMs + burstMs, ofMedian * medianMs));
    const isFull = generator !== undefined && generator.busyRatio > busyLimits.full;
    const advice = isFull
        ? "lower the rate, or raise load.workers if the machine has free cores"
        : "another program keeps the CPU busy; lower the rate, or use a machine with more cores";
    if (exceeded !== undefined) {
        const lagText = (0,format/* formatMs */._V)(lag?.quantile(exceeded.share) ?? 0);
        const busy = isFull ? `; its ${(0,format/* plural */.LS)(generator.workers, "worker")} had no time left` : "";
        return `the load generator was late (${exceeded.requests} of the requests were sent ${lagText} or more late${busy}): ${advice}`;
    }
    if (generator === undefined || generator.busyRatio <= busyLimits.saturated)
        return undefined;
    // Requests then wait for the generator, both to be sent and to have their response read.
    const workers = (0,format/* plural */.LS)(generator.workers, "worker");
    const freeTime = (0,format/* formatPercent */.l9)(1 - generator.busyRatio);
    return `the load generator was full (its ${workers} had ${freeTime} of the time left): ${advice}`;
}
/** The largest value of each; `undefined` if a phase's engine does not report on itself. */
function generatorLoad(phases) {
    const generators = phases.flatMap(({ record }) => record.generator ?? []);
    if (generators.length < phases.length)
        return undefined;
    const largest = (key) => Math.max(...generators.map((generator) => generator[key]));
    return { busyRatio: largest("busyRatio"), workers: largest("workers"), largestBurst: largest("largestBurst") };
}
/** How late requests were sent; `undefined` if a phase's engine does not measure it. */
function sendLag(phases) {
    return (0,requestCounts/* mergeIfComplete */.bG)(phases.map(({ record }) => record.sendLag));
}


/***/ }),

/***/ 58667:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Af: () => (/* binding */ limitsOf),
  PG: () => (/* binding */ measuredScenario),
  f5: () => (/* binding */ settingsOf),
  W6: () => (/* binding */ thresholdsOf)
});

// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
;// CONCATENATED MODULE: ./build/analysis/capacity/coefficients.js

/** The mean response time by Little's law, in seconds. */
const responseSec = ({ inService, finishedPerSec }) => inService / finishedPerSec;
/**
 * Three numbers of how a service grows from its lowest measured rate to its capacity. 1 is perfect for the efficiencies;
 * a response time scaling of 1 is a response time that does not depend on the load. docs/method.md has the formulas.
 */
function coefficientsOf(trials, capacity) {
    const measured = trials.filter(({ due, finishedPerSec }) => due > 0 && finishedPerSec > 0);
    const lowest = measured.toSorted((a, b) => a.ratePerSec - b.ratePerSec)[0];
    const near = measured.filter(({ ratePerSec }) => ratePerSec > 0.9 * capacity && ratePerSec <= capacity);
    if (lowest === undefined || near.length === 0)
        return {};
    const cpuPerRequest = ({ cpuCores, finishedPerSec }) => cpuCores && cpuCores / finishedPerSec;
    const before = cpuPerRequest(lowest);
    const after = (0,simple_statistics/* mean */.RE)(near.map((one) => cpuPerRequest(one) ?? Number.NaN));
    return {
        response_time_scaling: (0,simple_statistics/* mean */.RE)(near.map(responseSec)) / responseSec(lowest),
        throughput_scaling_efficiency: (0,simple_statistics/* mean */.RE)(near.map((one) => one.finishedPerSec / one.playedPerSec)),
        ...(before === undefined || !(after > 0) ? {} : { resource_utilization_efficiency: before / after }),
    };
}

// EXTERNAL MODULE: ./build/stats/paired.js
var paired = __webpack_require__(33755);
// EXTERNAL MODULE: ./build/analysis/capacity/bracket.js
var bracket = __webpack_require__(81488);
// EXTERNAL MODULE: ./build/analysis/capacity/estimate.js
var estimate = __webpack_require__(2060);
// EXTERNAL MODULE: ./build/analysis/capacity/finalTrial.js
var finalTrial = __webpack_require__(4590);
// EXTERNAL MODULE: ./build/analysis/capacity/limitingResource.js + 2 modules
var limitingResource = __webpack_require__(60845);
// EXTERNAL MODULE: ./build/analysis/capacity/restartEstimates.js + 1 modules
var restartEstimates = __webpack_require__(70493);
// EXTERNAL MODULE: ./build/analysis/capacity/search.js + 1 modules
var search = __webpack_require__(66090);
;// CONCATENATED MODULE: ./build/analysis/capacity/outcome.js









/** What the search found for one arm. */
function armCapacity(arm, trials, allEstimates, settings, cores) {
    const own = trials.filter((trial) => trial.arm === arm);
    const estimates = allEstimates.filter((estimate) => estimate.arm === arm);
    const restarts = estimates.map(({ restart, logRate, firstBroken }) => ({
        restart,
        per_sec: Math.exp(logRate),
        first_broken: firstBroken,
    }));
    const without = (outcome) => ({ arm, restarts, outcome });
    const early = earlyOutcome(arm, trials, settings) ?? deathOutcome(own, settings);
    if (early !== undefined)
        return without(early);
    // Two restarts are the fewest that have an interval. A comparison of base and head needs more.
    if (estimates.length < 2)
        return without({ kind: "too_little_time", restarts: estimates.length });
    const final = finalOutcome(arm, trials, (0,simple_statistics/* mean */.RE)(estimates.map(({ logRate }) => logRate)), settings);
    const values = [...estimates.map(({ logRate }) => logRate), ...(final.kind === "lower" ? [final.logRate] : [])];
    const spread = (0,paired/* differencesOf */.g6)(values);
    if (spread === undefined)
        return without({ kind: "irregular" });
    const value = Math.exp((0,simple_statistics/* mean */.RE)(values));
    const [low, high] = (0,paired/* tInterval */.oW)((0,paired/* withKnownError */.yB)(spread, (0,restartEstimates/* modelErrorOf */.Zw)(estimates)), 0.95);
    const doubt = generatorOutcome(own, value, settings) ??
        irregularOutcome(high - low) ??
        (final.kind === "not_sustained" ? final : undefined);
    if (doubt !== undefined)
        return without(doubt);
    const limiting = (0,limitingResource/* limitingResource */.k)(own, value, cores);
    return {
        ...without({ kind: "found" }),
        max_sustainable_per_sec: {
            value,
            interval: [Math.exp(low), Math.exp(high)],
            limited_by: limiting.kind,
            ...(0,omitUndefined/* omitUndefined */.O)({ waits_for: limiting.remote }),
            first_broken: mostFrequent(estimates.map(({ firstBroken }) => firstBroken)),
        },
    };
}
/** The bracket alone was enough. */
function earlyOutcome(arm, trials, settings) {
    const { state } = (0,bracket/* bracketOf */.Q)(arm, trials, settings);
    if (state.kind === "fails_at_lowest")
        return { kind: state.kind, per_sec: state.perSec };
    return state.kind === "beyond_reach" ? { kind: state.kind, per_sec: state.perSec, by: state.by } : undefined;
}
const nearShare = 0.9;
/** The load generator was late, and not the service slow, in most of the trials that broke a limit. */
function generatorOutcome(own, capacity, { sla }) {
    const broken = own.filter((one) => one.ratePerSec > nearShare * capacity && (0,estimate/* brokeLimit */.r5)(one, sla));
    const late = broken.filter(({ isGeneratorLate }) => isGeneratorLate);
    if (late.length === 0 || 2 * late.length < broken.length)
        return undefined;
    const kept = own.filter((one) => !(0,estimate/* brokeLimit */.r5)(one, sla)).map(({ ratePerSec }) => ratePerSec);
    return kept.length === 0
        ? undefined
        : { kind: "beyond_reach", per_sec: Math.max(...kept), by: "generator" };
}
/** An interval from a value to twice that is no number. As a logarithm. */
const widest = Math.LN2;
const irregularOutcome = (width) => width > widest ? { kind: "irregular" } : undefined;
/** Chance makes a final trial this much worse than the other trials, as a share of their rate. A leak makes it worse. */
const chanceShare = 0.9;
function finalOutcome(arm, trials, logRate, settings) {
    const own = trials.filter((trial) => trial.arm === arm);
    const problem = (0,finalTrial/* finalProblem */.K)(own, settings.sla);
    if (problem === undefined)
        return { kind: "kept" };
    const final = problem.kind === "slow" ? (0,restartEstimates/* finalEstimate */.rP)(arm, trials, settings) : undefined;
    return final !== undefined && final.logRate > logRate + Math.log(chanceShare)
        ? { kind: "lower", logRate: Math.min(logRate, final.logRate) }
        : { kind: "not_sustained", reason: problem.reason };
}
function deathOutcome(own, { sla }) {
    const deaths = own.filter(({ died }) => died !== undefined);
    const lowest = deaths.toSorted((a, b) => a.ratePerSec - b.ratePerSec)[0];
    if (lowest?.died === undefined || deaths.length < search/* maxDeaths */.U)
        return undefined;
    const kept = own.filter((one) => !(0,estimate/* brokeLimit */.r5)(one, sla) && one.ratePerSec < lowest.ratePerSec);
    return {
        kind: "died",
        per_sec: lowest.ratePerSec,
        reason: lowest.died,
        ...(kept.length === 0 ? {} : { kept_per_sec: Math.max(...kept.map((one) => one.ratePerSec)) }),
    };
}
function mostFrequent(values) {
    const counts = Map.groupBy(values, (value) => value);
    const [first] = [...counts].toSorted(([, a], [, b]) => b.length - a.length);
    if (first === undefined)
        throw new Error("an estimate has a limit that broke first");
    return first[0];
}

// EXTERNAL MODULE: ./build/wording/overloadText.js
var overloadText = __webpack_require__(10494);
// EXTERNAL MODULE: ./build/analysis/capacity/overloadRecovery.js
var overloadRecovery = __webpack_require__(3891);
// EXTERNAL MODULE: ./build/analysis/capacity/overloadSeconds.js
var overloadSeconds = __webpack_require__(36723);
;// CONCATENATED MODULE: ./build/analysis/capacity/overload.js







/**
 * `hysteresis`: the service stays worse although the overload is over and everything was answered or given up, or as long
 * as the usual load goes on (a metastable failure, Bronson et al. 2021). `collapse`: it did less than half of what it
 * can, and less and less if it is stuck, too: one that does the same at every rate is in another state. `degrading`: it
 * did less than it can, made accepted requests wait beyond their limit, or did not recover while the usual load went on.
 * Otherwise it was `graceful`.
 */
function overloadKind({ steps, slowMs, recoveryMs, isAsBefore, isStuck, isLevel, died, }) {
    if (died !== undefined)
        return "collapse";
    if (!isAsBefore)
        return "hysteresis";
    const goodput = lowestGoodput(steps);
    if (goodput < overloadRecovery/* collapsedShare */.lE && !(isStuck && isLevel))
        return "collapse";
    if (isStuck)
        return "hysteresis";
    const isSlow = steps.some(({ p95_ms }) => p95_ms === undefined || p95_ms > slowMs);
    return goodput < overloadText/* keptShare */.ui || isSlow || recoveryMs === undefined ? "degrading" : "graceful";
}
const lowestGoodput = (steps) => steps.length === 0 ? 0 : Math.min(...steps.map(({ goodput_ratio }) => goodput_ratio));
/** What an arm did beyond its capacity. */
function armOverload({ plan, record, after, died }, sla) {
    if (record === undefined) {
        const facts = { steps: [], slowMs: 0, isAsBefore: false, isStuck: false, died: died ?? "unknown" };
        const evidence = (0,overloadText/* overloadEvidence */.aX)(facts, lowestGoodput([]));
        return {
            kind: "collapse",
            goodput_ratio: 0,
            evidence,
            capacity_per_sec: plan.capacityPerSec,
            steps: [],
            seconds: [],
        };
    }
    const problem = generatorLimit(record);
    if (problem !== undefined)
        return { kind: "not_measured", evidence: problem };
    const seconds = (0,overloadSeconds/* secondsOf */.TM)(record);
    const perStep = plan.stepMs / 1000;
    const before = seconds.slice(0, perStep);
    const beforeMs = (0,overloadSeconds/* medianOf */.ux)(before);
    if (beforeMs === undefined)
        return { kind: "not_measured", evidence: "no request succeeded before the overload" };
    const steps = plan.factors.map((factor, i) => stepOf(factor, seconds.slice((1 + i) * perStep, (2 + i) * perStep), plan));
    const afterMs = (0,overloadSeconds/* medianOf */.ux)((0,overloadSeconds/* secondsOf */.TM)(after));
    const recoveryMs = (0,overloadRecovery/* recoveryOf */.rU)(seconds, before, plan);
    const facts = {
        steps,
        slowMs: slowestKept(sla, before),
        isStuck: died === undefined && recoveryMs === undefined && (0,overloadRecovery/* isStuck */.ZD)(seconds, plan),
        isLevel: (0,overloadRecovery/* isLevel */.NW)(seconds, plan),
        isAsBefore: died !== undefined || (0,overloadRecovery/* hasRecovered */.qC)({ plan, record, ...(0,omitUndefined/* omitUndefined */.O)({ after }) }),
        ...(0,omitUndefined/* omitUndefined */.O)({ recoveryMs, died }),
    };
    const goodput = lowestGoodput(steps);
    return {
        kind: overloadKind(facts),
        goodput_ratio: goodput,
        evidence: (0,overloadText/* overloadEvidence */.aX)(facts, goodput),
        capacity_per_sec: plan.capacityPerSec,
        steps,
        seconds: seconds.slice(0, (0,overloadRecovery/* totalSteps */.Yl)(plan) * perStep).map((second, i) => shownSecond(second, offeredAt(plan, i))),
        ...(0,omitUndefined/* omitUndefined */.O)({ recovery_ms: recoveryMs, before_ms: beforeMs, after_ms: afterMs }),
    };
}
/** The first second of a longer step still shows the step before. */
function stepOf(factor, all, { capacityPerSec }) {
    const seconds = all.length > 2 ? all.slice(1) : all;
    const total = (of) => (0,simple_statistics/* sum */.cz)(seconds.map(of));
    const ended = total(({ ok, refused, timedOut, failed }) => ok + refused + timedOut + failed);
    const share = (n) => (ended === 0 ? 0 : n / ended);
    const goodput = seconds.length === 0 ? 0 : total(({ ok }) => ok) / seconds.length;
    return {
        factor,
        offered_per_sec: factor * capacityPerSec,
        goodput_per_sec: goodput,
        goodput_ratio: goodput / capacityPerSec,
        refused_ratio: share(total(({ refused }) => refused)),
        timeout_ratio: share(total(({ timedOut }) => timedOut)),
        failed_ratio: share(total(({ failed }) => failed)),
        ...(0,omitUndefined/* omitUndefined */.O)({ p95_ms: (0,overloadSeconds/* timesOf */.Qv)(seconds).quantile(0.95) }),
    };
}
/** A service that refuses in time may use its limits to the full. Without a limit, the usual load is the measure. */
const limitTolerance = 2;
const usualTolerance = 5;
function slowestKept(sla, before) {
    const limits = (0,estimate/* limitsIn */.UQ)(sla).flatMap(([metric, limit]) => ((0,model_metric/* slaRuleOf */.EG)(metric).of.kind === "quantile" ? [limit] : []));
    if (limits.length > 0)
        return limitTolerance * (0,simple_statistics/* max */.T9)(limits);
    return usualTolerance * ((0,overloadSeconds/* timesOf */.Qv)(before).quantile(0.95) ?? 0);
}
function offeredAt({ capacityPerSec, factors, usualPerSec, stepMs }, second) {
    const factor = factors[Math.floor((1000 * second) / stepMs) - 1];
    return factor === undefined ? usualPerSec : factor * capacityPerSec;
}
const shownSecond = (second, offered) => ({
    offered_per_sec: offered,
    goodput_per_sec: second.ok,
    refused_per_sec: second.refused,
    timeout_per_sec: second.timedOut,
    failed_per_sec: second.failed,
    ...(0,omitUndefined/* omitUndefined */.O)({ median_ms: (0,overloadSeconds/* medianOf */.ux)([second]) }),
});
const mostWaiting = 0.05;
/** Why the load generator, and not the service, may have limited the overload. */
function generatorLimit({ userLimit }) {
    if (userLimit === undefined || userLimit.waited <= mostWaiting * userLimit.arrivals)
        return undefined;
    const share = Math.round((100 * userLimit.waited) / userLimit.arrivals);
    return `the load generator holds at most ${userLimit.limit} requests at once here, and ${share} % of the arrivals had to wait for it`;
}

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
;// CONCATENATED MODULE: ./build/analysis/capacity/recommendations.js

const threeDigits = (value) => Number(value.toPrecision(3));
/** How far the service is from the rate that it should carry one day, and why more of the same may not get it there. */
function planFor(target, { value }, usl) {
    const factor = target / value;
    const times = `${(0,format/* formatNumber */.ZV)(threeDigits(factor))} times`;
    const needed = `${(0,format/* formatRate */.CE)(target)} is ${times} the capacity of ${(0,format/* formatRate */.CE)(threeDigits(value))}`;
    const further = factor <= 1 ? ": nothing is missing" : scalingText(target, usl);
    return { target_per_sec: target, factor, evidence: `${needed}${further}` };
}
function scalingText(target, usl) {
    const most = usl?.peak?.per_sec ?? usl?.ceiling_per_sec;
    if (most === undefined)
        return "";
    const rate = (0,format/* formatRate */.CE)(threeDigits(most));
    return most < target
        ? `; no concurrency gives this build more than ${rate}: more instances are needed`
        : `; by its curve, this build could give up to ${rate}`;
}
const adviceFor = {
    cpu: {
        evidence: "the service, and what it calls on this machine, used all cores at its capacity",
        advice: "reduce the CPU time per request, or give it more cores",
    },
    cpu_single_core: {
        evidence: "one thread of the service was busy all the time, and other cores were not",
        advice: "spread the work over several processes or threads; more cores alone do not help",
    },
    runner: {
        evidence: "other processes of the machine, or other machines, took the CPU at the capacity",
        advice: "measure on a machine of its own: the service may carry more there",
    },
    generator: {
        evidence: "the load generator was late near the capacity",
        advice: "measure on a machine with more cores: the service may carry more",
    },
    lock_wait: {
        evidence: "requests waited for each other, one at a time, while the CPU was free",
        advice: "find the lock, the pool of one, or the other service that takes them one at a time",
    },
    outbound_calls: {
        evidence: "requests waited for calls to another service while the CPU was free",
        advice: "make that service faster, call it less often, or keep its answers",
    },
    pool_wait: {
        evidence: "requests waited for each other, a few at a time, while the CPU was free",
        advice: "raise the limit of the pool, the workers or the other service, or shorten what holds a place in it",
    },
    unknown: {
        evidence: "nothing that was measured was full at the capacity",
        advice: "look at what requests wait for: locks, pools, a database, or calls to other services",
    },
};
/** Contention of this share limits a service to less than seven times its single throughput. */
const muchContention = 0.15;
const peakNear = 2;
/** What would help most, first. */
function recommendations(found, usl) {
    if (found === undefined)
        return [];
    const limit = adviceFor[found.limited_by];
    const list = limit === undefined ? [] : [{ kind: found.limited_by, ...limit }];
    if (usl === undefined)
        return list;
    if (usl.sigma > muchContention && found.limited_by === "unknown")
        list.push({
            kind: "contention",
            evidence: `${(0,format/* formatNumber */.ZV)(threeDigits(100 * usl.sigma))} % of the work is done one request at a time (USL sigma)`,
            advice: "find the lock, the pool of one, or the queue that requests share",
        });
    if (usl.peak !== undefined && usl.peak.per_sec < peakNear * found.value) {
        const most = (0,format/* formatNumber */.ZV)(Math.max(1, Math.round(usl.peak.load)));
        list.push({
            kind: "concurrency",
            evidence: `the throughput falls beyond ${most} requests at once (USL peak)`,
            advice: `admit at most ${most} requests at once, and refuse or queue the others`,
        });
    }
    return list;
}

;// CONCATENATED MODULE: ./build/analysis/capacity/resourceLimits.js


const cpuShare = 0.8;
const memoryShare = 0.85;
const diskShare = 0.8;
/** An extrapolation to more than this multiple of the largest measured rate says nothing. */
const farthest = 10;
const fewestTrials = 4;
const outOfReach = (reason) => ({ kind: "out_of_reach", reason });
/** Load over the loopback has no highest rate, and the speed of another machine's network is not known here. */
const networkLimit = outOfReach("the speed of the network between load and service is not known");
/** The rate at which the service would use 80 % of the cores. */
function cpuLimit(trials, cores) {
    return extrapolate(trials, ({ cpuCores }) => cpuCores, cpuShare * cores, "CPU time");
}
/** The rate at which its processes would hold 85 % of the memory. */
function memoryLimit(trials, memoryBytes) {
    return extrapolate(trials, (trial) => trial.memoryBytes, memoryShare * memoryBytes, "memory");
}
/** The rate at which the busiest disk would have something to do for 80 % of the time. */
function diskLimit(trials) {
    const isUsed = trials.some(({ diskBusy }) => diskBusy !== undefined);
    if (!isUsed)
        return outOfReach("the service was not seen to use a disk");
    return extrapolate(trials, (trial) => trial.diskBusy, diskShare, "the use of the disk");
}
/** The usage as a line over the finished requests per second, one line for each restart. Their spread is the interval. */
function extrapolate(trials, usageOf, limit, name) {
    const points = trials.flatMap((trial) => {
        const usage = usageOf(trial);
        return usage === undefined || trial.due === 0 ? [] : [{ ...trial, usage }];
    });
    if (points.length < fewestTrials)
        return outOfReach(`${name} of the service was not measured`);
    const bracket = points.filter(({ purpose }) => purpose === "bracket");
    const samples = points.filter(({ purpose }) => purpose === "sample");
    const crossings = [...Map.groupBy(samples, ({ restart }) => restart).values()].map((own) => {
        const { m, b } = (0,simple_statistics/* linearRegression */.Ro)([...bracket, ...own].map((one) => [one.finishedPerSec, one.usage]));
        return m > 0 ? (limit - b) / m : Number.POSITIVE_INFINITY;
    });
    const largest = Math.max(...points.map(({ finishedPerSec }) => finishedPerSec));
    const isNear = crossings.every((crossing) => crossing > 0 && crossing < farthest * largest);
    const differences = (0,paired/* differencesOf */.g6)(crossings);
    if (!isNear || differences === undefined)
        return outOfReach(`${name} grows too little with the load to be extrapolated`);
    const [low, high] = (0,paired/* tInterval */.oW)(differences, 0.95);
    return { kind: "extrapolated", value: (0,simple_statistics/* mean */.RE)(crossings), interval: [low, high] };
}

// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
;// CONCATENATED MODULE: ./build/stats/leastSquares.js
/**
 * The weights whose weighted sum of the columns is nearest to `target`. Solves the normal equations of scaled columns.
 */
function leastSquares(columns, target) {
    const lengths = columns.map(lengthOf);
    const scaled = columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1)));
    const weights = solve(gram(scaled), scaled.map((column) => dot(column, target)));
    return weights.map((weight, i) => weight / (lengths[i] ?? 1));
}
/** The variance of each weight for observations of variance 1: the diagonal of the inverse of the normal equations. */
function weightVariances(columns) {
    const lengths = columns.map(lengthOf);
    const equations = gram(columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1))));
    return columns.map((_, i) => {
        const unit = columns.map((_, j) => (i === j ? 1 : 0));
        return (solve(equations, unit)[i] ?? Number.NaN) / (lengths[i] ?? 1) ** 2;
    });
}
/** The variance of `gradient` · weights for observations of variance 1. */
function combinedVariance(columns, gradient) {
    const lengths = columns.map(lengthOf);
    const equations = gram(columns.map((column, i) => column.map((value) => value / (lengths[i] ?? 1))));
    const scaled = gradient.map((value, i) => value / (lengths[i] ?? 1));
    return dot(scaled, solve(equations, scaled));
}
function dot(a, b) {
    return a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}
const lengthOf = (column) => Math.sqrt(dot(column, column));
const gram = (columns) => columns.map((a) => columns.map((b) => dot(a, b)));
/** Gaussian elimination. A positive definite matrix needs no row exchange; a singular one gives no finite solution. */
function solve(matrix, right) {
    const [first, ...others] = matrix.map((row, i) => [...row, right[i] ?? Number.NaN]);
    if (first === undefined)
        return [];
    const [pivot = Number.NaN, ...rest] = first;
    const below = others.map(([head = Number.NaN, ...row]) => row.map((v, j) => v - (head / pivot) * (rest[j] ?? 0)));
    const tail = solve(below.map((row) => row.slice(0, -1)), below.map((row) => row.at(-1) ?? Number.NaN));
    return [((rest.at(-1) ?? Number.NaN) - dot(tail, rest)) / pivot, ...tail];
}

// EXTERNAL MODULE: ./build/stats/studentT.js
var studentT = __webpack_require__(18311);
;// CONCATENATED MODULE: ./build/stats/usl.js


const minLoads = 6;
/** Above this efficiency the curve has not bent yet: response times at the largest load grew by less than a half. */
const maxEfficiency = 2 / 3;
/**
 * Fits Gunther's Universal Scalability Law, X(N) = lambda N / (1 + sigma (N - 1) + kappa N (N - 1)). Least squares in X
 * with sigma >= 0 and kappa >= 0; standard errors from the slopes at the solution, as in R's nls.
 * Gunther, "Guerrilla Capacity Planning" (2007). R: usl(throughput ~ load, method = "nls").
 */
function fitUsl(points) {
    const notPositive = points.find(({ load, throughput }) => !(isPositive(load) && isPositive(throughput)));
    if (notPositive !== undefined)
        return { kind: "notPositive", point: notPositive };
    const distinct = new Set(points.map(({ load }) => load)).size;
    if (distinct < minLoads)
        return { kind: "tooFewLoads", distinct, required: minLoads };
    const curve = freeTermSets
        .map((free) => fitCurve(points, free))
        .filter(({ terms }) => terms.every((term) => term >= 0))
        .reduce((best, other) => (other.squares < best.squares ? other : best));
    const largest = Math.max(...points.map(({ load }) => load));
    const efficiency = (throughputAt(curve.terms, largest) * curve.terms[0]) / largest;
    if (efficiency > maxEfficiency)
        return { kind: "kneeNotApproached", largest, efficiency };
    return describeFit(points, curve);
}
const isPositive = (value) => value > 0 && Number.isFinite(value);
/** The best fit with sigma, kappa >= 0 is the free fit, or the best fit with one or both fixed at 0. */
const freeTermSets = [[0], [0, 1], [0, 2], [0, 1, 2]];
const basisOf = (load) => [1, load - 1, load * (load - 1)];
const throughputAt = (terms, load) => load / dot(terms, basisOf(load));
/** Starts from the least squares of N / X, weighted to be close to those of X. Continues by the Gauss-Newton method. */
function fitCurve(points, free) {
    const measured = points.map(({ throughput }) => throughput);
    const linearFit = curveOf(points, free, leastSquares(slopes(points, measured, free), measured));
    const flat = curveOf(points, free, [Math.max(...points.map(({ load, throughput }) => load / throughput)), 0, 0]);
    let curve = linearFit.squares < flat.squares ? linearFit : flat;
    for (let step = 0; step < maxSteps; step++) {
        const modelled = points.map(({ load }) => throughputAt(curve.terms, load));
        const excess = modelled.map((value, i) => value - (measured[i] ?? 0));
        const better = lineSearch(points, curve, leastSquares(slopes(points, modelled, free), excess));
        if (better === undefined)
            break;
        curve = better;
    }
    return curve;
}
const maxSteps = 200;
/** Tries the whole step, then a half, a quarter, …. Returns the first curve that is not worse by more than rounding. */
function lineSearch(points, from, step) {
    const start = from.free.map((term) => from.terms[term] ?? 0);
    for (let part = 1; part > 1e-12; part /= 2) {
        const values = start.map((value, i) => value + part * (step[i] ?? 0));
        if (values.every((value, i) => Math.abs(value - (start[i] ?? 0)) <= 1e-15 * Math.abs(value)))
            return undefined;
        const curve = curveOf(points, from.free, values);
        if (curve.squares <= from.squares * (1 + 1e-13))
            return curve;
    }
    return undefined;
}
function curveOf(points, free, values) {
    const at = (term) => values[free.indexOf(term)] ?? 0;
    const terms = [at(0), at(1), at(2)];
    const residuals = points.map(({ load, throughput }) => throughput - throughputAt(terms, load));
    const isPositiveCurve = points.every(({ load }) => throughputAt(terms, load) > 0) && terms[0] > 0;
    return { free, terms, squares: isPositiveCurve ? dot(residuals, residuals) : Number.POSITIVE_INFINITY };
}
/** The fall of the throughput per unit of each free term, at the given `throughputs`: X² / N times the term's basis. */
function slopes(points, throughputs, free) {
    return free.map((term) => points.map(({ load }, i) => ((throughputs[i] ?? 0) ** 2 / load) * (basisOf(load)[term] ?? 0)));
}
function describeFit(points, { free, terms, squares }) {
    const lambda = 1 / terms[0];
    const variance = squares / (points.length - free.length);
    const modelled = points.map(({ load }) => throughputAt(terms, load));
    // The slope by lambda is X / lambda. The slopes by sigma and kappa are those of their terms, divided by lambda.
    const termSlopes = slopes(points, modelled, free).map((column) => column.map((slope) => slope / lambda));
    const variances = weightVariances([modelled.map((value) => value / lambda), ...termSlopes.slice(1)]);
    const coefficient = (term, value) => {
        const unit = variances[free.indexOf(term)];
        return unit === undefined ? { value } : { value, standardError: Math.sqrt(variance * unit) };
    };
    const sigma = terms[1] * lambda;
    const kappa = terms[2] * lambda;
    const load = Math.sqrt((1 - sigma) / kappa);
    return {
        kind: "fitted",
        lambda: coefficient(0, lambda),
        sigma: coefficient(1, sigma),
        kappa: coefficient(2, kappa),
        residual: Math.sqrt(variance),
        rSquared: 1 - squares / totalSquares(points),
        ...(sigma > 0 ? { optimalLoad: 1 / sigma, ceiling: lambda / sigma } : {}),
        ...(isPositive(load) ? { peak: { load, throughput: throughputAt(terms, load) } } : {}),
    };
}
function totalSquares(points) {
    const mean = points.reduce((sum, { throughput }) => sum + throughput, 0) / points.length;
    return points.reduce((sum, { throughput }) => sum + (throughput - mean) ** 2, 0);
}
/** The throughput at any load, from a fit of these points. `level`: of the band, such as 0.95. */
function predictUsl(points, { lambda, sigma, kappa, residual }, load, level) {
    const terms = [1 / lambda.value, sigma.value / lambda.value, kappa.value / lambda.value];
    const free = [0, 1, 2].filter((term) => term === 0 || [lambda, sigma, kappa][term]?.standardError !== undefined);
    const modelled = points.map((point) => throughputAt(terms, point.load));
    const throughput = throughputAt(terms, load);
    const gradient = slopes([{ load, throughput }], [throughput], free).map(([slope = Number.NaN]) => slope);
    const variance = combinedVariance(slopes(points, modelled, free), gradient);
    const margin = (0,studentT/* tQuantile */.YW)((1 + level) / 2, points.length - free.length) * residual * Math.sqrt(variance);
    return { throughput, interval: [throughput - margin, throughput + margin] };
}

;// CONCATENATED MODULE: ./build/analysis/capacity/uslOfTrials.js




/** Short trials far beyond the capacity only show a queue. */
const mostInService = 1000;
/** The load points of an arm. The load is the mean number of requests in the service, by Little's law. */
function loadPoints(trials) {
    return trials
        .filter(({ due, inService, finishedPerSec }) => due > 0 && inService > 0 && finishedPerSec > 0)
        .filter(({ inService }) => inService <= mostInService)
        .map(({ inService, finishedPerSec }) => ({ load: inService, throughput: finishedPerSec }));
}
/** The fit, or why there is none. */
function uslOf(trials) {
    const points = loadPoints(trials);
    const fit = fitUsl(points);
    if (fit.kind !== "fitted")
        return { usl_refused: refusal(fit) };
    const { lambda, sigma, kappa, rSquared, peak, optimalLoad, ceiling } = fit;
    return {
        usl: {
            lambda: lambda.value,
            sigma: sigma.value,
            kappa: kappa.value,
            standard_errors: [lambda.standardError ?? null, sigma.standardError ?? null, kappa.standardError ?? null],
            r_squared: rSquared,
            ...(0,omitUndefined/* omitUndefined */.O)({
                peak: peak && isProven(kappa) ? { load: peak.load, per_sec: peak.throughput } : undefined,
                optimal_load: optimalLoad,
                ceiling_per_sec: ceiling,
            }),
            ...uslOfTrials_curveOf(points, fit),
        },
    };
}
/** Chance bends a curve, too: the throughput falls with more load only where kappa is clearly above 0. */
const isProven = ({ value, standardError }) => standardError !== undefined && value > (0,normal/* normalQuantile */.Zl)(0.975) * standardError;
const curvePoints = 40;
/** Farther than this, the band says nothing. */
const uslOfTrials_farthest = 1.5;
/** The curve from little load to somewhat more than was measured. */
function uslOfTrials_curveOf(points, fit) {
    const largest = Math.max(...points.map(({ load }) => load));
    const curve = Array.from({ length: curvePoints }, (_, i) => {
        // Closer together where the curve bends.
        const load = uslOfTrials_farthest * largest * ((i + 1) / curvePoints) ** 2;
        const { throughput, interval } = predictUsl(points, fit, load, 0.95);
        return { load, per_sec: throughput, interval: [Math.max(0, interval[0]), interval[1]] };
    });
    return { curve, largest_load: largest };
}
function refusal(fit) {
    switch (fit.kind) {
        case "notPositive":
            return "a trial finished no request";
        case "tooFewLoads":
            return `the trials have ${fit.distinct} different loads, and a fit needs ${fit.required}`;
        case "kneeNotApproached":
            return `the throughput still rises with the load: ${(0,format/* formatNumber */.ZV)(100 * fit.efficiency)} % of linear at the largest load`;
    }
}

;// CONCATENATED MODULE: ./build/analysis/capacity/scalability.js








/** Everything that results.json says about a capacity search. */
function scalabilityOf({ trials, overloads }, { capacity, overload }, machine) {
    const { sla, planPerSec, arrival } = capacity;
    const names = new Set(trials.map(({ arm }) => arm));
    const settings = { ...capacity, isPoisson: arrival === "poisson" };
    const estimates = (0,restartEstimates/* restartEstimates */.DM)(trials, settings);
    const arms = ["base", "head"]
        .filter((arm) => names.has(arm))
        .map((arm) => armCapacity(arm, trials, estimates, settings, machine.cores));
    const ofHead = trials.filter(({ arm }) => arm === "head");
    const found = arms.find(({ arm }) => arm === "head")?.max_sustainable_per_sec;
    const usl = uslOf(ofHead);
    return {
        sla: { ...sla },
        arms,
        ...usl,
        limits: {
            ...(0,omitUndefined/* omitUndefined */.O)({ max_sustainable_per_sec: found }),
            cpu_per_sec: cpuLimit(ofHead, machine.cores),
            memory_per_sec: memoryLimit(ofHead, machine.memoryBytes),
            io_per_sec: diskLimit(ofHead),
            network_per_sec: networkLimit,
        },
        ...(0,omitUndefined/* omitUndefined */.O)({
            coefficients: found === undefined ? undefined : coefficientsOf(ofHead, found.value),
            plan: found === undefined || planPerSec === undefined ? undefined : planFor(planPerSec, found, usl.usl),
        }),
        ...(0,omitUndefined/* omitUndefined */.O)({ overload: overload && overloadResult(overloads, overload, sla) }),
        recommendations: [...recommendations(found, usl.usl)],
        trials: trials.filter(({ due }) => due > 0).map(trialResult),
    };
}
/** The head's overload, with the base's beside it. Without a capacity there is none. */
function overloadResult(overloads, { worstAllowed }, sla) {
    const [head, base] = ["head", "base"].map((arm) => overloads.find((one) => one.arm === arm));
    const ofHead = head === undefined ? { kind: "not_measured", evidence: "no capacity was found" } : armOverload(head, sla);
    return {
        ...ofHead,
        ...(0,omitUndefined/* omitUndefined */.O)({ base: base && armOverload(base, sla), worst_allowed: worstAllowed }),
    };
}
function trialResult({ arm, purpose, restart, due, beyond, medianMs, ...trial }) {
    const shares = Object.entries(beyond).map(([metric, count]) => [metric, count / due]);
    return {
        arm,
        purpose,
        restart,
        per_sec: trial.ratePerSec,
        finished_per_sec: trial.finishedPerSec,
        in_service: trial.inService,
        beyond: Object.fromEntries(shares),
        median_ms: medianMs,
        values: { ...trial.values },
    };
}
/** One round for each restart, so that base and head are compared as in every other scenario. */
function capacityRounds({ arms }) {
    const compared = arms.map((arm) => (arm.outcome.kind === "found" ? arm : { ...arm, restarts: [] }));
    const head = compared.find(({ arm }) => arm === "head");
    const base = compared.find(({ arm }) => arm === "base");
    return (head?.restarts ?? []).flatMap(({ restart, per_sec }) => {
        const beside = base?.restarts.find((one) => one.restart === restart);
        if (base !== undefined && beside === undefined)
            return [];
        const values = { index: restart, head: metricsOf(per_sec) };
        return beside === undefined ? values : { ...values, base: metricsOf(beside.per_sec) };
    });
}
/** A restart is one observation: how many requests it took does not matter to a comparison. */
const metricsOf = (capacity) => ({ capacity, requests: { all: { due: 1, failed: 0 } } });

;// CONCATENATED MODULE: ./build/analysis/capacity/scalabilityReport.js

/** The head's scalability in the usual names. */
function scalabilityReport(scalability, { cores }) {
    const { usl, coefficients, recommendations } = scalability;
    const { max_sustainable_per_sec: found, cpu_per_sec, memory_per_sec, io_per_sec, network_per_sec, } = scalability.limits;
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({
            current_capacity: found && {
                max_sustainable_rps: found.value,
                interval: found.interval,
                first_broken: found.first_broken,
                usable_cores: cores,
            },
        }),
        bottlenecks: bottlenecksOf(scalability),
        scaling_limits: (0,omitUndefined/* omitUndefined */.O)({
            max_sustainable_rps: found?.value,
            cpu_limit: limitOf(cpu_per_sec),
            memory_limit: limitOf(memory_per_sec),
            io_limit: limitOf(io_per_sec),
            network_limit: limitOf(network_per_sec),
        }),
        scaling_predictions: predictions(usl),
        scalability_metrics: {
            ...(0,omitUndefined/* omitUndefined */.O)({ usl_parameters: usl && parametersOf(usl) }),
            ...coefficients,
        },
        recommendations: [...recommendations],
    };
}
/** The kind of the limiting resource, with the evidence that the recommendation for it has. */
function bottlenecksOf({ limits, recommendations }) {
    const kind = limits.max_sustainable_per_sec?.limited_by;
    if (kind === undefined || kind === "unknown")
        return [];
    const evidence = recommendations.find((one) => one.kind === kind)?.evidence;
    return [{ kind, evidence: evidence ?? "seen in most of the trials around the capacity" }];
}
const limitOf = (limit) => limit &&
    (limit.kind === "extrapolated" ? { rps: limit.value, interval: limit.interval } : { out_of_reach: limit.reason });
const parametersOf = ({ lambda, sigma, kappa, r_squared }) => ({ lambda, sigma, kappa, r_squared });
const mostPredictions = 4;
/** Loads at and beyond the largest measured one. */
function predictions(usl) {
    if (usl === undefined)
        return [];
    const beyond = usl.curve.filter(({ load }) => load >= usl.largest_load);
    const step = Math.max(1, Math.ceil(beyond.length / mostPredictions));
    return beyond
        .filter((_, i) => i % step === 0)
        .map(({ load, per_sec, interval }) => ({ load, rps: per_sec, interval }));
}

// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var stats_histogram = __webpack_require__(48136);
;// CONCATENATED MODULE: ./build/analysis/loadTestResults.js



/** The results of each arm that was measured, over all its phases but the warm-ups. */
function loadTestResults(scenarioId, phases) {
    return measuredArms(phases).map(({ arm, measured }) => {
        const total = (value) => (0,simple_statistics/* sum */.cz)(measured.map(value));
        const due = total((phase) => phase.due_requests);
        const successful = total((phase) => phase.successful_requests);
        const times = responseTimes(measured);
        const known = (value) => measured.flatMap((phase) => value(phase) ?? []);
        const peaks = known((phase) => phase.peak_throughput_per_sec);
        const sustained = known((phase) => phase.sustained_throughput_per_sec);
        return {
            arm,
            scenario_id: scenarioId,
            total_duration_ms: total((phase) => phase.duration_ms),
            total_requests: total((phase) => phase.total_requests),
            successful_requests: successful,
            failed_requests: total((phase) => phase.failed_requests),
            dropped_requests: total((phase) => phase.dropped_requests),
            ...(0,omitUndefined/* omitUndefined */.O)({
                average_response_time_ms: times.mean(),
                p95_response_time_ms: quantile(times, 0.95),
                p99_response_time_ms: quantile(times, 0.99),
                peak_throughput_per_sec: peaks.length === 0 ? undefined : (0,simple_statistics/* max */.T9)([...peaks]),
                sustained_throughput_per_sec: sustained.length === 0 ? undefined : (0,simple_statistics/* min */.jk)([...sustained]),
                error_rate: due === 0 ? undefined : (due - successful) / due,
                resource_utilization: utilization(measured),
            }),
        };
    });
}
function generatorResults(kind, phases) {
    return measuredArms(phases).map(({ arm, measured }) => {
        const due = (0,simple_statistics/* sum */.cz)(measured.map((phase) => phase.due_requests));
        const successful = (0,simple_statistics/* sum */.cz)(measured.map((phase) => phase.successful_requests));
        return {
            arm,
            generator_type: kind,
            requests_generated: due,
            ...(0,omitUndefined/* omitUndefined */.O)({
                average_response_time_ms: responseTimes(measured).mean(),
                success_rate: due === 0 ? undefined : successful / due,
            }),
        };
    });
}
function measuredArms(phases) {
    return ["base", "head"]
        .map((arm) => ({ arm, measured: phases.filter((phase) => phase.arm === arm && !phase.warmup) }))
        .filter(({ measured }) => measured.length > 0);
}
/** Of the successful requests. */
const responseTimes = (phases) => (0,stats_histogram/* mergeHistograms */.Q7)(phases.map(({ histogram }) => (0,stats_histogram/* decodeHistogram */.pr)(histogram)));
/** A quantile is the upper edge of its bucket, which may lie above the largest value. */
function quantile(times, share) {
    const [value, largest] = [times.quantile(share), times.max()];
    return value === undefined || largest === undefined ? undefined : Math.min(value, largest);
}
/** The CPU share is the mean over the time; memory is the largest. Absent if a phase has none. */
function utilization(phases) {
    const usages = phases.flatMap(({ duration_ms, resource_utilization: usage }) => usage === undefined ? [] : { ...usage, duration_ms });
    const durationMs = (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.duration_ms));
    if (usages.length < phases.length || durationMs === 0)
        return undefined;
    return {
        cpu_ratio: (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.cpu_ratio * usage.duration_ms)) / durationMs,
        memory_bytes: (0,simple_statistics/* max */.T9)(usages.map((usage) => usage.memory_bytes)),
        memory_ratio: (0,simple_statistics/* max */.T9)(usages.map((usage) => usage.memory_ratio)),
    };
}

// EXTERNAL MODULE: ./build/analysis/phases.js + 1 modules
var analysis_phases = __webpack_require__(15710);
// EXTERNAL MODULE: ./build/analysis/rounds.js + 1 modules
var analysis_rounds = __webpack_require__(29661);
;// CONCATENATED MODULE: ./build/analysis/scenario.js








/** Summarizes records and readings as results.json stores them. */
function measuredScenario({ scenario, mode, rounds, planned, roundMs, dealing, failure, failedArm, trials, overloads }, machine) {
    if (scenario.capacity !== undefined)
        return searchedScenario({ scenario, mode, trials, overloads, failure }, machine);
    const phases = (0,analysis_phases/* phaseResults */.m)(rounds.flatMap((round) => round.phases), machine);
    return {
        id: scenario.id,
        mode,
        phases: [...phases],
        rounds: rounds.map(analysis_rounds/* roundResult */.M).filter((round) => round !== undefined),
        ...(planned > 0 ? { rounds_planned: planned } : {}),
        ...(0,omitUndefined/* omitUndefined */.O)({ round_ms: roundMs, dealing, failure, failed_arm: failedArm }),
        ...(scenario.phases.some(isClosed) ? { closed_loop: true } : {}),
        ...(scenario.phases.some(isRandom) ? { random_count: true } : {}),
        ...streamsOf(scenario),
        limits: [...limitsOf(scenario)],
        ...thresholdsOf(scenario),
        ...wholeResults(scenario, phases),
    };
}
/** A capacity search has trials instead of phases, and limits that it breaks on purpose. */
function searchedScenario({ scenario, mode, trials = [], overloads = [], failure }, machine) {
    const { id, capacity, overload } = scenario;
    const isMeasured = capacity !== undefined && trials.length + overloads.length > 0;
    const finals = ["base", "head"].flatMap((arm) => trials.findLast((one) => one.arm === arm && one.purpose === "final")?.phase ?? []);
    const scalability = isMeasured ? scalabilityOf({ trials, overloads }, { capacity, overload }, machine) : undefined;
    return {
        id,
        mode,
        phases: [],
        rounds: scalability === undefined ? [] : capacityRounds(scalability),
        ...(0,omitUndefined/* omitUndefined */.O)({
            failure,
            scalability,
            scalability_report: scalability && scalabilityReport(scalability, machine),
        }),
        limits: [],
        ...thresholdsOf(scenario),
        ...wholeResults(scenario, finals),
    };
}
/** The results over all phases; nothing if none was measured. */
function wholeResults({ id, generator }, phases) {
    const results = loadTestResults(id, phases);
    if (results.length === 0)
        return {};
    const generated = generator === undefined ? {} : { generator_results: generatorResults(generator.kind, phases) };
    return { load_test_results: results, ...generated };
}
const isClosed = ({ pattern, warmup }) => pattern.kind === "users" && !warmup;
const isRandom = ({ pattern, warmup }) => pattern.kind === "spikeTrains" && !warmup;
function streamsOf({ flows }) {
    const streams = flows.flatMap(({ steps }) => steps).filter(({ stream }) => stream !== undefined);
    return streams.length === 0 ? {} : { streams: streams.map(({ name }) => name) };
}
/** The scenario's limits first, then those of its requests. A request's own limit wins over the scenario's. */
function limitsOf({ sla, flows }) {
    const limitsIn = (request, limits) => model_metric/* slaMetrics */.SV.flatMap((metric) => (limits[metric] === undefined ? [] : [{ request, metric, limit: limits[metric] }]));
    const requests = flows.flatMap(({ steps }) => steps);
    return [...limitsIn(plan/* allRequests */.qT, sla), ...requests.flatMap((request) => limitsIn(request.name, request.sla))];
}
/** A scenario's own thresholds; absent if it has none. */
function thresholdsOf({ minEffect, minChange }) {
    return {
        ...(isEmpty(minEffect) ? {} : { min_effect: { ...minEffect } }),
        ...(isEmpty(minChange) ? {} : { min_change: { ...minChange } }),
    };
}
const isEmpty = (thresholds) => Object.keys(thresholds).length === 0;
/** The settings that the judge needs, so that results.json can be judged again without loadgate.yml. */
function settingsOf({ gate }) {
    return {
        false_alarm: gate.falseAlarm,
        restart_noise: gate.restartNoise,
        min_effect: { ...gate.minEffect },
        ...(isEmpty(gate.minChange) ? {} : { min_change: { ...gate.minChange } }),
        fail_on: [...gate.failOn],
        budget_ms: gate.budgetMs,
        baseline_max_age_ms: gate.baselineMaxAgeMs,
    };
}


/***/ }),

/***/ 97068:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ stealProblem),
/* harmony export */   j: () => (/* binding */ phaseSteal)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);
/* harmony import */ var _moment_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(53807);


/** Hosts of shared machines take some CPU time all the time, from both arms alike. More of it moves latencies. */
const maxStealRatio = 0.1;
/** The CPU time that the host took away within a phase; `undefined` if it was not measured. */
function phaseSteal(readings) {
    const ofSystem = readings.filter(_moment_js__WEBPACK_IMPORTED_MODULE_0__/* .isSystemReading */ .w7);
    const [first, last] = [ofSystem[0], ofSystem.at(-1)];
    const ratio = first === undefined || last === undefined ? undefined : (0,_moment_js__WEBPACK_IMPORTED_MODULE_0__/* .stealRatio */ .fU)(first, last);
    return ratio === undefined ? undefined : { ratio, limit: maxStealRatio };
}
/** Why the machine's host makes these phases useless as evidence; `undefined` if it does not. */
function stealProblem(phases) {
    const worst = Math.max(0, ...phases.map(({ readings }) => phaseSteal(readings)?.ratio ?? 0));
    if (worst <= maxStealRatio)
        return undefined;
    return (`the machine's host gave ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(worst)} of its CPU to others (steal): ` +
        "run again later, or use a machine of your own");
}


/***/ }),

/***/ 10646:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ feltUserLimit)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);

/** A shorter wait is not felt. */
const feltMs = 1;
/** How the limit of concurrent users delayed requests over several records; `undefined` if it did not. */
function feltUserLimit(records) {
    const limits = records.flatMap(({ userLimit }) => userLimit ?? []);
    const felt = limits.filter(({ waited, longestWaitMs }) => waited > 0 && longestWaitMs >= feltMs);
    const [first] = felt;
    if (first === undefined)
        return undefined;
    const largest = (key) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .max */ .T9)(felt.map((limit) => limit[key]));
    const total = (of, key) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(of.map((limit) => limit[key]));
    return {
        limit: first.limit,
        source: first.source,
        waited_ratio: total(felt, "waited") / total(limits, "arrivals"),
        longest_wait_ms: largest("longestWaitMs"),
        needed: largest("needed"),
    };
}


/***/ }),

/***/ 3873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ ageMs),
/* harmony export */   i: () => (/* binding */ staleBaselineNotices)
/* harmony export */ });
/** Time from `at` to `now`, both as in results.json. `undefined` if one of them is not a valid time. */
function ageMs(at, now) {
    const elapsedMs = Date.parse(now) - Date.parse(at);
    return Number.isFinite(elapsedMs) ? elapsedMs : undefined;
}
/** Main should renew its baseline: an old one describes a service that has changed since. */
function staleBaselineNotices(note, { baseline_max_age_ms: limitMs }) {
    if (note.kind !== "found" || note.age_ms === undefined || limitMs === undefined || note.age_ms <= limitMs)
        return [];
    return [{ kind: "baseline_old", age_ms: note.age_ms, limit_ms: limitMs, at: note.at }];
}


/***/ }),

/***/ 98998:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $X: () => (/* binding */ UnusableBaseline),
  Y9: () => (/* binding */ decodeBaseline),
  mQ: () => (/* binding */ encodeBaseline),
  Gx: () => (/* binding */ remakeAdvice)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/model/results.js + 6 modules
var results = __webpack_require__(27485);
// EXTERNAL MODULE: ./build/model/schemaTypes.js
var schemaTypes = __webpack_require__(32162);
;// CONCATENATED MODULE: ./build/model/baseline.js



/** Hash of the archive's content, which is part of its file name. Only for baselines in a file. */
const archive = schemas/* string */.YjP()
    .regex(/^[0-9a-f]{12}$/)
    .optional();
/** baseline.json, schema 1: up to `maxRuns` runs of the default branch, the newest last, and what lies beside it. */
const baselineSchema = schemas/* object */.Ikc({
    schema: results/* schemaVersion */.CZ,
    /** build.tar.gz, the build that a pull request starts as its base. */
    build: schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), files: schemaTypes/* countSchema */.vK, bytes: schemaTypes/* countSchema */.vK, archive }).optional(),
    /** anchor.tar.gz, the build that main is compared with to find drift, and the configuration it belongs to. */
    anchor: schemas/* object */.Ikc({ sha: schemas/* string */.YjP(), config_hash: schemas/* string */.YjP(), carry: schemas/* array */.YOg(schemas/* string */.YjP()), archive }).optional(),
    /** The load settings of the runs, by hash. */
    loads: schemas/* record */.g1P(schemas/* string */.YjP(), results/* loadSettingsSchema */.pT.omit({ hash: true })).optional(),
    runs: schemas/* array */.YOg(schemas/* object */.Ikc({
        sha: schemas/* string */.YjP().optional(),
        at: schemas/* string */.YjP(),
        run_id: schemas/* string */.YjP().optional(),
        environment: results/* environmentSchema */.VW,
        /** Commit of the anchor that the run was compared with. */
        anchor: schemas/* string */.YjP().optional(),
        scenarios: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
            /** How the scenario was compared. Absent in old baselines. */
            mode: results/* modeKindSchema */.HA.optional(),
            /** Hash of its load settings. Absent in old baselines. */
            load: schemas/* string */.YjP().optional(),
            rounds: schemas/* array */.YOg(results/* armMetricsSchema */.pE),
            log_ratios: results/* logRatiosSchema */.s_.optional(),
        })),
    })),
});

;// CONCATENATED MODULE: ./build/baseline/codec.js


/** An existing baseline that cannot be used: corrupt, or from an incompatible version of Loadgate. */
class UnusableBaseline extends Error {
    name = "UnusableBaseline";
}
/** Advice for a missing or deleted baseline. */
const remakeAdvice = "let a run on the default branch make a new one";
/** Parses untrusted text. Throws UnusableBaseline that says what is wrong with `source`, and what to do. */
function decodeBaseline(text, source) {
    const json = parseJson(text, source);
    const { schema } = schemas/* object */.Ikc({ schema: schemas/* number */.aig() }).safeParse(json).data ?? {};
    if (schema !== undefined && schema > 1) {
        throw new UnusableBaseline(`${source} has schema ${schema} and this Loadgate reads schema 1: use a newer Loadgate, or delete it and ${remakeAdvice}`);
    }
    const parsed = baselineSchema.safeParse(json);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    throw new UnusableBaseline(`${source} is not a baseline of Loadgate (${issue?.path.join(".") || "as a whole"}: ${issue?.message}); ` +
        `delete it and ${remakeAdvice}`);
}
function parseJson(text, source) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new UnusableBaseline(`${source} is corrupt (not JSON); delete it and ${remakeAdvice}`, { cause });
    }
}
/** One value per line, so that a diff of two baselines is readable. */
function encodeBaseline(baseline) {
    return `${JSON.stringify(baseline, undefined, 1)}\n`;
}


/***/ }),

/***/ 15094:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ attachAnchoredRuns),
/* harmony export */   K$: () => (/* binding */ attachRecordedRuns),
/* harmony export */   OR: () => (/* binding */ baselineNote)
/* harmony export */ });
/* harmony import */ var _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77558);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4722);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43082);
/* harmony import */ var _age_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3873);
/* harmony import */ var _loadSettings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10645);





/** Most recorded runs that a comparison uses, the newest ones. */
const maxComparedRuns = 30;
/** The baseline's entry in the results.json of a run that started at `startedAt`. */
function baselineNote(lookup, startedAt) {
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
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ run_id, sha }),
        at,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ age_ms: (0,_age_js__WEBPACK_IMPORTED_MODULE_3__/* .ageMs */ .W)(at, startedAt) }),
    };
}
/**
 * Adds the runs of main to a recorded comparison: those with the same load on the same kind of machine.
 * If there are none, it adds the reason. With them, results.json can be judged again without the baseline.
 */
function attachRecordedRuns(scenario, lookup, environment) {
    if (scenario.mode.kind !== "recorded")
        return scenario;
    const { recorded: _, incomparable: __, ...bare } = scenario;
    if (lookup.kind !== "found")
        return bare;
    const records = lookup.baseline.runs.flatMap((run) => recordsOf(run, scenario.id));
    const sameLoad = records.filter((record) => isSameLoad(record, scenario.load, environment));
    const machine = machineKey(environment);
    const comparable = sameLoad.filter(({ run }) => machineKey(run.environment) === machine).slice(-maxComparedRuns);
    const recorded = comparable.map(({ run: { sha, at }, rounds }) => ({ ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ sha }), at, rounds }));
    const newest = records.at(-1);
    if (comparable.length > 0 || newest === undefined)
        return { ...bare, recorded };
    const incomparable = sameLoad.length === 0
        ? otherSettings(lookup.baseline, newest.load, scenario.load)
        : otherMachines(sameLoad, environment);
    return { ...bare, recorded, incomparable };
}
/** Adds the results of earlier comparisons with the anchor. All `runs` were compared with the same anchor. */
function attachAnchoredRuns(scenario, runs) {
    if (scenario.mode.against === undefined)
        return scenario;
    const anchored = runs.flatMap(({ sha, at, scenarios }) => {
        const ratios = scenarios[scenario.id]?.log_ratios;
        return ratios === undefined ? [] : [{ ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ sha }), at, log_ratios: ratios }];
    });
    return { ...scenario, anchored };
}
/** Empty for a duet: it runs short pieces of the scenario beside another build, so its numbers are not comparable. */
function recordsOf(run, id) {
    const { mode, rounds = [], load } = run.scenarios[id] ?? {};
    const playsPieces = mode !== undefined && _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_0__/* .comparisonModes */ .OA[mode].playsPieces;
    return playsPieces || rounds.length === 0 ? [] : [{ run, rounds, load }];
}
/** Older versions of Loadgate recorded only the hash of all scenarios together. */
function isSameLoad({ run, load }, current, { config_hash }) {
    if (load === undefined || current === undefined)
        return run.environment.config_hash === config_hash;
    return load === current.hash;
}
const machineKey = ({ cpu_model, cores, cpu_limit, image }) => JSON.stringify([cpu_model, cores, cpu_limit, image]);
function otherSettings({ loads = {} }, recordedHash, current) {
    const { keys, ...more } = current === undefined ? { keys: [] } : (0,_loadSettings_js__WEBPACK_IMPORTED_MODULE_1__/* .diffSettings */ .X)(loads[recordedHash ?? ""], current);
    return { kind: "settings", keys: [...keys], ...more };
}
/** Most machines that are named. */
const maxMachines = 3;
/** The newest machines first. */
function otherMachines(records, current) {
    const machines = new Set(records.map(({ run }) => machineName(run.environment)).reverse());
    return { kind: "machines", machines: [...machines].slice(0, maxMachines), here: machineName(current) };
}
function machineName({ cpu_model, cores, cpu_limit, image }) {
    const limit = cpu_limit === undefined ? [] : [`limited to ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_4__/* .formatNumber */ .ZV)(cpu_limit)}`];
    return [cpu_model, (0,_util_format_js__WEBPACK_IMPORTED_MODULE_4__/* .plural */ .LS)(cores, "core"), ...limit, ...(image === undefined ? [] : [image])].join(", ");
}


/***/ }),

/***/ 16980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cz: () => (/* binding */ feedRowsHash),
/* harmony export */   fg: () => (/* binding */ sha256Hex),
/* harmony export */   lx: () => (/* binding */ scenarioLoadHash),
/* harmony export */   r_: () => (/* binding */ configHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);

/** Hash of everything that decides the load of all scenarios. Runs with different hashes are not comparable. */
function configHash({ scenarios }) {
    return hashOf(scenarios.map(loadOf));
}
/** Hash of everything that decides the load of one scenario. Other scenarios do not affect it. */
function scenarioLoadHash(scenario) {
    return hashOf(loadOf(scenario));
}
function loadOf({ id, phases, flows, generator, setup, teardown, feeds, connection }) {
    return {
        id,
        phases,
        flows: flows.map(({ steps, weight }) => ({ weight, steps: steps.map(withoutSla) })),
        ...(generator === undefined ? {} : { generator }),
        setup: setup.map(withoutSla),
        teardown: teardown.map(withoutSla),
        feeds: Object.entries(feeds).map(([name, { order, rows }]) => ({ name, order, rows: feedRowsHash(rows) })),
        connection,
    };
}
function hashOf(load) {
    return sha256Hex(JSON.stringify(load, withHashedContent)).slice(0, 12);
}
function withoutSla({ sla: _, ...request }) {
    return request;
}
/** Hashed row by row, because all rows together can exceed the longest string. */
function feedRowsHash(rows) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    for (const row of rows)
        hash.update(`${JSON.stringify(row, withBigIntText)}\n`);
    return hash.digest("hex");
}
/** A JSON.stringify replacer that puts a hash in the place of file contents. */
function withHashedContent(_, value) {
    return value instanceof Uint8Array ? sha256Hex(value) : withBigIntText(_, value);
}
/** A JSON.stringify replacer. JSON.stringify itself refuses a bigint. */
function withBigIntText(_, value) {
    return typeof value === "bigint" ? `${value}n` : value;
}
function sha256Hex(content) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(content).digest("hex");
}


/***/ }),

/***/ 10645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X: () => (/* binding */ diffSettings),
/* harmony export */   z: () => (/* binding */ loadSettingsOf)
/* harmony export */ });
/* harmony import */ var _loadHash_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16980);

/** Per scenario. A baseline keeps fifty runs, so its size is limited here. */
const maxKeys = 500;
const maxKeyLength = 200;
/** The settings that decide the scenario's load. With them another run can name the settings that differ. */
function loadSettingsOf(scenario) {
    const fromConfig = Object.entries(scenario.loadKeys).map(([key, value]) => [key, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .fg)(JSON.stringify(value))]);
    const all = [...new Map([...fromConfig, ...fileHashes(scenario)])];
    const stored = all.filter(([key]) => key.length <= maxKeyLength).slice(0, maxKeys);
    return {
        hash: (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .scenarioLoadHash */ .lx)(scenario),
        keys: Object.fromEntries(stored.map(([key, hash]) => [key, hash.slice(0, 8)])),
        ...(stored.length < all.length ? { more: true } : {}),
    };
}
/** The hash of each file, by file name. Other contents under the same name are another load. */
function fileHashes({ feeds, flows, setup, teardown }) {
    const requests = [...setup, ...flows.flatMap(({ steps }) => steps), ...teardown];
    return [
        ...Object.values(feeds).map(({ file, rows }) => [file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .feedRowsHash */ .cz)(rows)]),
        ...requests.flatMap(({ body }) => (body === undefined ? [] : bodyFileHashes(body))),
    ];
}
function bodyFileHashes(body) {
    if (body.kind === "file")
        return [[body.file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .fg)(body.content)]];
    if (body.kind !== "multipart")
        return [];
    return body.parts.flatMap((part) => (part.kind === "file" ? [[part.file, (0,_loadHash_js__WEBPACK_IMPORTED_MODULE_0__/* .sha256Hex */ .fg)(part.content)]] : []));
}
/** More keys than this are not readable in a message. */
const maxShown = 5;
/**
 * The keys whose values differ, in the order of `after`. If only one side has a key, its outermost part that the
 * other side lacks is named instead.
 */
function diffSettings(before, after) {
    if (before === undefined)
        return { keys: [] };
    const keys = [...new Set([...Object.keys(after.keys), ...Object.keys(before.keys)])];
    const differing = keys.filter((key) => after.keys[key] !== before.keys[key]);
    const named = new Set(differing.map((key) => {
        if (after.keys[key] === undefined)
            return outermostMissing(key, Object.keys(after.keys));
        return before.keys[key] === undefined ? outermostMissing(key, Object.keys(before.keys)) : key;
    }));
    const isMore = named.size > maxShown || after.more === true || before.more === true;
    const shown = [...named].slice(0, maxShown).map((key) => key.slice(0, maxKeyLength));
    return { keys: shown, ...(isMore ? { more: true } : {}) };
}
/** For example scenarios.shop.phases[1], if the other side has other phases but no key below this one. */
function outermostMissing(key, others) {
    const ends = [...key.matchAll(/[.[]/g)].map(({ index }) => index);
    const isKnown = (prefix) => others.some((other) => other.startsWith(prefix) && /^([.[]|$)/.test(other.slice(prefix.length)));
    return ends.map((end) => key.slice(0, end)).find((prefix) => !isKnown(prefix)) ?? key;
}


/***/ }),

/***/ 63865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H5: () => (/* binding */ hashedArchivePath),
/* harmony export */   hJ: () => (/* binding */ pathStem),
/* harmony export */   nS: () => (/* binding */ imageArchivePath),
/* harmony export */   o$: () => (/* binding */ legacyArchivePaths),
/* harmony export */   tc: () => (/* binding */ isArchive)
/* harmony export */ });
/** Path of a build beside a baseline file. The name contains the hash, so a new build never overwrites an old one. */
function hashedArchivePath(baselinePath, contentHash) {
    return `${pathStem(baselinePath)}.loadgate-${contentHash}.tar.gz`;
}
/** Paths that older versions of Loadgate used. */
function legacyArchivePaths(baselinePath) {
    const stem = pathStem(baselinePath);
    return { build: `${stem}.build.tar.gz`, anchor: `${stem}.anchor.tar.gz` };
}
/** Path of the head's images while a run measures. They become part of its build. */
function imageArchivePath(baselinePath) {
    return `${pathStem(baselinePath)}.loadgate-images.tar`;
}
/** The file is a build beside a baseline file, complete or partly written. */
const isArchive = (name) => /\.loadgate-([0-9a-f]{12}\.tar\.gz(\.partial)?|images\.tar)$/.test(name);
const pathStem = (path) => path.replace(/\.json$/, "");


/***/ }),

/***/ 66707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ existingArchives),
/* harmony export */   s$: () => (/* binding */ readBaselineFile),
/* harmony export */   tq: () => (/* binding */ saveBaselineFile)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46466);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12011);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(69454);
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(98998);
/* harmony import */ var _archiveName_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(63865);









/** Reads the baseline from a file. `name` is the path in messages. A missing file is not an error. */
async function readBaselineFile(path, name = path) {
    let text;
    try {
        text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .readText */ .yR)(path);
    }
    catch (error) {
        return { kind: "unusable", message: `${name} cannot be read (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(error)})` };
    }
    if (text === undefined)
        return { kind: "absent", message: `no baseline yet: ${name} does not exist` };
    try {
        const baseline = (0,_codec_js__WEBPACK_IMPORTED_MODULE_7__/* .decodeBaseline */ .Y9)(text, name);
        const archives = await existingArchives(baseline, storedArchivePaths(path, baseline));
        return { kind: "found", baseline, from: `the file ${name}`, archives };
    }
    catch (error) {
        if (error instanceof _codec_js__WEBPACK_IMPORTED_MODULE_7__/* .UnusableBaseline */ .$X)
            return { kind: "unusable", message: error.message };
        throw error;
    }
}
function storedArchivePaths(path, { build, anchor }) {
    const legacy = (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .legacyArchivePaths */ .o$)(path);
    return {
        build: build?.archive === undefined ? legacy.build : (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .hashedArchivePath */ .H5)(path, build.archive),
        anchor: anchor?.archive === undefined ? legacy.anchor : (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .hashedArchivePath */ .H5)(path, anchor.archive),
    };
}
/** The paths at which a build of the baseline exists. */
async function existingArchives({ build, anchor }, paths) {
    return {
        ...(build !== undefined && (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .isFile */ .fo)(paths.build)) ? { build: paths.build } : {}),
        ...(anchor !== undefined && (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .isFile */ .fo)(paths.anchor)) ? { anchor: paths.anchor } : {}),
    };
}
/**
 * Writes the baseline into the file, and its builds beside it. If the process is killed, the file holds either the old
 * or the new baseline, with its builds: the builds are written first, and the new file then names them.
 */
async function saveBaselineFile(path, baseline, archives) {
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path), { recursive: true });
    const { schema, build: buildInfo, anchor: anchorInfo, ...rest } = baseline;
    const build = await storeArchive(path, buildInfo, archives.build);
    const anchor = await storeArchive(path, anchorInfo, archives.anchor);
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .writeText */ .x3)(path, (0,_codec_js__WEBPACK_IMPORTED_MODULE_7__/* .encodeBaseline */ .mQ)({ schema, ...(build && { build }), ...(anchor && { anchor }), ...rest }));
    await deleteOtherArchives(path, [build?.archive, anchor?.archive]);
}
/** Copies the build to its hashed path. Returns its entry in the baseline, with the hash. */
async function storeArchive(path, info, archive) {
    if (info === undefined || archive === undefined)
        return undefined;
    const contentHash = await contentHashOf(archive);
    const stored = (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .hashedArchivePath */ .H5)(path, contentHash);
    const partial = `${stored}.partial`;
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.copyFile)(archive, partial);
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rename)(partial, stored);
    }
    catch (error) {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(partial, { force: true });
        throw error;
    }
    return { ...info, archive: contentHash };
}
async function contentHashOf(file) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_4__.pipeline)((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createReadStream)(file), hash);
    return hash.digest("hex").slice(0, 12);
}
/** Deletes builds that the baseline no longer names, and those that a killed run left. */
async function deleteOtherArchives(path, usedHashes) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.dirname)(path);
    const prefix = `${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .pathStem */ .hJ)(path))}.loadgate-`;
    const used = new Set(usedHashes.flatMap((hash) => (hash === undefined ? [] : [(0,node_path__WEBPACK_IMPORTED_MODULE_3__.basename)((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .hashedArchivePath */ .H5)(path, hash))])));
    const archives = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory)).filter((name) => name.startsWith(prefix) && (0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .isArchive */ .tc)(name));
    const unused = archives.filter((name) => !used.has(name)).map((name) => (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name));
    for (const file of [...unused, ...Object.values((0,_archiveName_js__WEBPACK_IMPORTED_MODULE_8__/* .legacyArchivePaths */ .o$)(path))])
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(file, { force: true });
}


/***/ }),

/***/ 58308:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ problemIf),
/* harmony export */   Fl: () => (/* binding */ formatValue),
/* harmony export */   aK: () => (/* binding */ hint),
/* harmony export */   aQ: () => (/* binding */ dottedKey),
/* harmony export */   ce: () => (/* binding */ valueProblems),
/* harmony export */   fK: () => (/* binding */ valueAt),
/* harmony export */   xL: () => (/* binding */ ConfigError),
/* harmony export */   zZ: () => (/* binding */ nearestWord)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _util_exactJson_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(67800);


/** The path as text, such as scenarios.steady.phases[0].rate. */
function dottedKey(path) {
    return path.map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${part}`)).join("");
}
/** The value at a path. `undefined` if there is none. */
function valueAt(root, path) {
    let value = root;
    for (const part of path) {
        if (typeof value !== "object" || value === null)
            return undefined;
        value = value[part];
    }
    return value;
}
function problemIf(applies, path, message) {
    return applies ? [{ path, message }] : [];
}
/** One problem that shows the value at the path. None without a message. */
function valueProblems(path, message) {
    return message === undefined ? [] : [{ path, message, showsValue: true }];
}
class ConfigError extends _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WrongInput */ .Ey {
    name = "ConfigError";
    problems;
    constructor(file, problems) {
        super(problems.map((problem) => describe(file, problem)).join("\n"));
        this.problems = problems;
    }
}
function describe(file, { key, message, actual, suggestion, line }) {
    const location = line === undefined ? file : `${file}:${line}`;
    const question = suggestion === undefined ? "" : `; did you mean ${suggestion}?`;
    const sentence = actual === undefined ? message : `${message}, got ${actual}${question}`;
    return key === "" ? `${location}: ${sentence}` : `${location}: ${key}: ${sentence}`;
}
/** A question with the candidate that was probably meant. If none is close, the fallback. */
function hint(word, candidates, fallback) {
    const suggestion = nearestWord(word, candidates);
    return suggestion === undefined ? fallback : `did you mean ${suggestion}?`;
}
/** A value on one line, at most 80 characters long. */
function formatValue(value) {
    const text = typeof value === "number" || value === undefined ? String(value) : (0,_util_exactJson_js__WEBPACK_IMPORTED_MODULE_1__/* .exactJsonText */ .Rg)(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
/** The candidate with the fewest edits from `word`. `undefined` if none is close enough to be a typo. */
function nearestWord(word, candidates) {
    const close = candidates
        .map((candidate) => ({ candidate, edits: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
        .filter(({ candidate, edits }) => edits <= Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3)))
        .toSorted((a, b) => a.edits - b.edits);
    return close[0]?.candidate;
}
/** Optimal string alignment distance: insert, delete, replace, swap neighbours. */
function editDistance(a, b) {
    let rowBefore = [];
    let row = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
        const next = [i];
        for (let j = 1; j <= b.length; j++) {
            const replace = cellAt(row, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
            const canSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            const edits = Math.min(replace, cellAt(row, j) + 1, cellAt(next, j - 1) + 1);
            next.push(canSwap ? Math.min(edits, cellAt(rowBefore, j - 2) + 1) : edits);
        }
        [rowBefore, row] = [row, next];
    }
    return cellAt(row, b.length);
}
const cellAt = (row, index) => row[index] ?? Number.POSITIVE_INFINITY;


/***/ }),

/***/ 90712:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ capacitySchema)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64519);
/* harmony import */ var _metricSchema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22744);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86304);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16517);




const capacitySchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
    sla: _metricSchema_js__WEBPACK_IMPORTED_MODULE_0__/* .capacitySlaSchema */ .EU.default({}),
    plan: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveRateSchema */ .Jz
        .optional()
        .describe("Rate that the service should carry one day. The report says what it takes to get there."),
    arrival: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(_model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .arrivalKinds */ .l_)
        .default("poisson")
        .describe("Like the arrival of a phase. poisson: visitors that know nothing of each other."),
    max_rate: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveRateSchema */ .Jz
        .prefault("50000/s")
        .describe("The search goes no higher. The load generator may reach its own limit before."),
}).describe("Searches the highest rate at which the limits hold, instead of playing phases. The search has no phases.");


/***/ }),

/***/ 83884:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  M: () => (/* binding */ fileSchema)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/config/schema/capacitySchema.js
var capacitySchema = __webpack_require__(90712);
// EXTERNAL MODULE: ./build/config/schema/valueTypes.js
var valueTypes = __webpack_require__(16517);
;// CONCATENATED MODULE: ./build/config/schema/containerSchema.js


const portError = "expected a port, 1 to 65535";
const portSchema = schemas/* number */.aig({ error: portError })
    .int({ error: portError })
    .min(1, { error: portError })
    .max(65_535, { error: portError });
const containerSchema = (0,valueTypes/* mapSchema */.mx)({
    dockerfile: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Dockerfile of the image, relative to service.directory. Default: the one in service.container.context."),
    context: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Directory that docker build gets, relative to service.directory. Default: service.directory."),
    target: valueTypes/* nonEmptyStringSchema */.Rz.optional().describe("Stage of the Dockerfile to build. Default: the last one."),
    build_args: valueTypes/* stringMapSchema */.nL.optional().describe("Build arguments (ARG) of the Dockerfile."),
    build_options: (0,valueTypes/* listSchema */.cE)(valueTypes/* nonEmptyStringSchema */.Rz, "[--cache-from=shop:main]")
        .optional()
        .describe("Further options of docker build, such as those of its cache."),
    image: valueTypes/* textByArmSchema */.ox
        .optional()
        .describe("Image to start instead of building one. It may differ: { base: …, head: … }."),
    port: portSchema
        .optional()
        .describe("Port on which the service listens in its container. Default: the only one that the image exposes."),
    args: (0,valueTypes/* listSchema */.cE)(valueTypes/* scalarSchema */.iR, "[--workers, 2]").default([]).describe("Arguments of the image's program."),
    volumes: (0,valueTypes/* listSchema */.cE)(valueTypes/* nonEmptyStringSchema */.Rz, "[./data:/data:ro]")
        .default([])
        .describe("Volumes of the container. Relative paths begin at service.directory, of base and head each."),
    options: (0,valueTypes/* listSchema */.cE)(valueTypes/* nonEmptyStringSchema */.Rz, "[--memory=512m]").default([]).describe("Further options of docker run."),
});
const composeSchema = (0,valueTypes/* mapSchema */.mx)({
    file: schemas/* union */.KCZ([valueTypes/* nonEmptyStringSchema */.Rz, schemas/* array */.YOg(valueTypes/* nonEmptyStringSchema */.Rz)], {
        error: "expected the path of a compose file, or a list of paths",
    })
        .optional()
        .describe("Compose file or files, relative to service.directory. Default: the one that docker compose finds there."),
    service: valueTypes/* nonEmptyStringSchema */.Rz.describe("The service in the compose file that gets the load."),
    port: portSchema
        .optional()
        .describe("Port on which that service listens in its container. Default: the only one that the file publishes."),
});

// EXTERNAL MODULE: ./build/model/generator.js
var generator = __webpack_require__(74539);
// EXTERNAL MODULE: ./build/config/schema/requestSchema.js
var requestSchema = __webpack_require__(91617);
// EXTERNAL MODULE: ./build/config/schema/units.js
var units = __webpack_require__(86304);
;// CONCATENATED MODULE: ./build/config/schema/generatorSchema.js





const ownLoadKeys = {
    rate: units/* positiveRateSchema */.Jz
        .optional()
        .describe("Arrivals per second, if the scenario has neither phases nor a preset. Needs duration."),
    duration: units/* positiveDurationSchema */.jh
        .optional()
        .describe("Length of the load, if the scenario has neither phases nor a preset."),
};
const wholeNumberFrom = (min, max) => {
    const error = `expected a whole number, ${min} to ${max}`;
    return schemas/* number */.aig({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const spikeTrainSchema = (0,valueTypes/* mapSchema */.mx)({
    ...requestSchema/* measuredRequestKeys */.U4,
    kind: schemas/* literal */.euz("spike_train"),
    columns: wholeNumberFrom(1, 10_000).default(32).describe("Cortical columns. Each has a spike train of its own."),
    frequency: units/* positiveRateSchema */.Jz.prefault("40/s").describe("Mean spikes per second of each column."),
    pattern: (0,valueTypes/* oneOf */.yL)(generator/* spikePatterns */.gg)
        .default("poisson")
        .describe("How the spikes of a column follow each other. Of allocation_pressure: small_frequent, large_burst, mixed (its default) " +
        "or fragmented."),
    refractory: units/* positiveDurationSchema */.jh
        .optional()
        .describe("poisson: shortest time between two spikes of a column. Default: 2ms."),
    burst_size: wholeNumberFrom(2, 1000).optional().describe("bursty: spikes of a burst. Default: 5."),
    burst_interval: units/* positiveDurationSchema */.jh
        .optional()
        .describe("bursty: time between the spikes of a burst. Default: 4ms."),
    jitter: units/* positiveDurationSchema */.jh
        .optional()
        .describe("synchronous: width of the time window in which all columns spike. Default: 1ms."),
    duration: units/* positiveDurationSchema */.jh
        .optional()
        .describe("Length of a train. Without phases or a preset, each spike is a request, for this time. With them, a request carries a " +
        "train of this length; default 1s."),
    path: requestSchema/* pathSchema */.dO.default("/columns/${column}/spikes").describe("Path and query. May contain ${column}."),
});
const weightError = "expected a weight, a request such as GET /nodes/${node}, or a map with the keys of a request";
const zeroOrMoreSchema = schemas/* number */.aig({ error: weightError }).nonnegative({ error: weightError });
const operationSchema = schemas/* union */.KCZ([zeroOrMoreSchema, requestSchema/* requestLineSchema */.ze, requestSchema/* weightedRequestSchema */.m3.extend({ weight: zeroOrMoreSchema.default(1) })], {
    error: weightError,
})
    .optional();
/** All operations have the same schema, so that the list of keys stays short. */
const operationsSchema = (0,valueTypes/* mapSchema */.mx)(Object.fromEntries(generator/* graphOperations */.Hv.map((name) => [name, operationSchema])));
const rangeError = "expected two whole numbers, the smaller one first, such as 100..1000";
const nodeRangeSchema = valueTypes/* stringSchema */.L_
    .regex(/^\d{1,6}\.\.\d{1,6}$/, { error: rangeError })
    .transform((text) => {
    const [from, to] = text.split("..").map(Number);
    return { from: from ?? Number.NaN, to: to ?? Number.NaN };
});
const graphOperationsSchema = (0,valueTypes/* mapSchema */.mx)({
    kind: schemas/* literal */.euz("graph_operations"),
    ...ownLoadKeys,
    operations: operationsSchema
        .optional()
        .describe("Weights or requests by operation. Those that are not listed are not sent. Values: ${node} and ${hops}, or ${from} and " +
        "${to}. add_node and add_edge also build the first graph; weight 0 limits them to that."),
    size_range: nodeRangeSchema
        .prefault("100..1000")
        .describe("Fewest and most nodes, at most 10,000. The first graph is a fifth above the fewest."),
    growth: (0,valueTypes/* oneOf */.yL)(generator/* graphGrowths */.Ph)
        .default("barabasi_albert")
        .describe("barabasi_albert: new edges prefer nodes with many edges. erdos_renyi: all nodes are equal."),
    edges_per_node: wholeNumberFrom(1, 20).default(2).describe("Edges that each new node brings."),
    hops: wholeNumberFrom(1, 10).default(2).describe("Distance of a k_hop operation, as ${hops}."),
    settle: units/* positiveDurationSchema */.jh
        .optional()
        .describe("Time after which a created node or edge is used. It is left alone as long before it is removed. Default: the timeout."),
});
const allocationPressureSchema = (0,valueTypes/* mapSchema */.mx)({
    ...requestSchema/* measuredRequestKeys */.U4,
    kind: schemas/* literal */.euz("allocation_pressure"),
    ...ownLoadKeys,
    pattern: (0,valueTypes/* oneOf */.yL)(generator/* allocationPatterns */.iA).default("mixed").describe("Sizes and lifetimes of the buffers."),
    pressure: units/* sizeSchema */.Fz
        .refine((bytes) => bytes > 0, { error: "expected a size above zero" })
        .prefault("64MiB")
        .describe("Bytes that the allocations hold on average, at the highest rate of the load."),
    path: requestSchema/* pathSchema */.dO.default("/allocations").describe("Path and query."),
});
const parameterSchema = (0,valueTypes/* mapSchema */.mx)({
    distribution: (0,valueTypes/* oneOf */.yL)(generator/* keyDistributions */.$W).default("zipf").describe("How keys are chosen. The lowest are the hottest."),
    keys: wholeNumberFrom(1, 1_000_000).default(1000).describe("The keys are 1 to this number."),
    exponent: valueTypes/* positiveNumberSchema */.sH
        .optional()
        .describe("zipf: key k has a share proportional to k^-exponent. Default: 1."),
    hot_keys: units/* shareSchema */.l1.optional().describe("hot_set: share of the keys that are hot. Default: 20%."),
    hot_share: units/* shareSchema */.l1.optional().describe("hot_set: share of the requests for hot keys. Default: 80%."),
});
const queryRequestsSchema = schemas/* array */.YOg(schemas/* union */.KCZ([requestSchema/* requestLineSchema */.ze, requestSchema/* weightedRequestSchema */.m3], { error: "expected a request" }), {
    error: "expected a list of requests, such as [GET /items/${key}]",
})
    .min(1, { error: "expected at least one request" })
    .optional();
const querySchema = (0,valueTypes/* mapSchema */.mx)({
    kind: schemas/* literal */.euz("query"),
    ...ownLoadKeys,
    parameters: schemas/* record */.g1P(valueTypes/* identifierSchema */.PZ, parameterSchema, {
        error: "expected parameters by name, such as { key: { keys: 1000 } }",
    })
        .prefault({ key: {} })
        .describe("Values of templates by name, such as ${key}. Default: key, Zipf over 1,000 keys."),
    reads: queryRequestsSchema.describe("Requests that read, with weights. Default: a query of the sample service."),
    writes: queryRequestsSchema.describe("Requests that write, with weights. Default: a new item of the sample service."),
    write_share: units/* shareSchema */.l1
        .refine((share) => share <= 1, { error: "expected a percentage of at most 100%" })
        .prefault("10%")
        .describe("Share of the arrivals that write."),
});
const kinds = [spikeTrainSchema, graphOperationsSchema, allocationPressureSchema, querySchema];
const kindNames = kinds.map(({ shape }) => shape.kind.value);
const generatorSchema = schemas/* discriminatedUnion */.gMt("kind", kinds, {
    error: ({ code }) => code === "invalid_union"
        ? `expected one of ${kindNames.join(", ")}`
        : "expected a map with the key kind, such as { kind: spike_train, columns: 32 }",
});

// EXTERNAL MODULE: ./build/config/schema/metricSchema.js
var metricSchema = __webpack_require__(22744);
;// CONCATENATED MODULE: ./build/config/schema/monitorSchema.js



const databaseSchema = (name) => schemas/* union */.KCZ([
    valueTypes/* nonEmptyStringSchema */.Rz,
    schemas/* strictObject */.rej({ base: valueTypes/* nonEmptyStringSchema */.Rz, head: valueTypes/* nonEmptyStringSchema */.Rz }),
    schemas/* strictObject */.rej({ url: valueTypes/* textByArmSchema */.ox, env: valueTypes/* nonEmptyStringSchema */.Rz.optional() }),
], { error: `expected an address such as ${name}://localhost, { base, head }, or { url, env }` })
    .optional();
const monitorsSchema = (0,valueTypes/* mapSchema */.mx)({
    interval: units/* positiveDurationSchema */.jh.prefault("100ms").describe("Time between two readings."),
    prometheus: (0,valueTypes/* mapSchema */.mx)({
        url: valueTypes/* textByArmSchema */.ox.describe("Path of the service, or an address. One for both, or { base, head }."),
        series: valueTypes/* stringMapSchema */.nL
            .default({})
            .describe("Expressions such as rate(spikes_total), by their name in the report. Default: standard metrics of the runtime."),
    })
        .optional()
        .describe("A Prometheus page to read."),
    postgres: databaseSchema("postgres").describe("Address of the PostgreSQL database that the service uses. env: the variable by which the service finds it; statements are then counted between them in the extra rounds."),
    redis: databaseSchema("redis").describe("Address of the Redis server that the service uses. env: the variable by which the service finds it; commands are then counted between them in the extra rounds."),
    anomalies: (0,valueTypes/* mapSchema */.mx)({
        cpu: units/* shareSchema */.l1.prefault("95%").describe("CPU of the service, as a share of the cores that the job may use."),
        memory: units/* shareSchema */.l1.prefault("90%").describe("Memory of the service, as a share of what the job may use."),
        p95: units/* positiveDurationSchema */.jh.prefault("1s").describe("p95 of a second."),
        throughput_variation: units/* shareSchema */.l1
            .prefault("30%")
            .describe("Coefficient of variation of the requests per second of a constant load."),
        errors: units/* shareSchema */.l1.prefault("10%").describe("Failed requests of a second."),
        memory_growth: units/* sizeSchema */.Fz.prefault("4KiB").describe("Growth of the memory per request."),
        latency_drift: units/* shareSchema */.l1
            .prefault("50%")
            .describe("Growth of the median latency from the first to the last third of a phase."),
        stall: units/* positiveDurationSchema */.jh.prefault("500ms").describe("Time without a response while requests wait."),
    })
        .prefault({})
        .describe("Limits above which a reading is an anomaly. fail_on: [anomaly] makes them fail the run."),
});
const servicePathSchema = valueTypes/* nonEmptyStringSchema */.Rz.regex(/^\//, {
    error: "expected a path that starts with /, such as /debug/pprof/profile",
});
const explainSchema = (0,valueTypes/* mapSchema */.mx)({
    budget: units/* durationSchema */.sK
        .prefault("60s")
        .describe("Maximum time for extra rounds with instruments after a regression. 0s switches them off."),
    profile: schemas/* union */.KCZ([schemas/* strictObject */.rej({ command: valueTypes/* nonEmptyStringSchema */.Rz }), schemas/* strictObject */.rej({ pprof: servicePathSchema })], {
        error: "expected { command: a shell command } or { pprof: a path of the service }",
    })
        .optional()
        .describe("How to profile a service that does not run on Node. command gets PID, DURATION, OUT and LOADGATE_ARM."),
    traces: (0,valueTypes/* oneOf */.yL)(["auto", "off"])
        .default("auto")
        .describe("Receive spans from services that have OpenTelemetry, in the extra rounds."),
});

;// CONCATENATED MODULE: ./build/config/schema/overloadSchema.js




const factorError = "expected a number above 1 and at most 10, such as 1.5";
const factorsError = "expected a list of factors, such as [1.2, 1.5, 2]";
const factorSchema = schemas/* number */.aig({ error: factorError }).gt(1, { error: factorError }).max(10, { error: factorError });
const overloadKeySchema = (0,valueTypes/* mapSchema */.mx)({
    factors: schemas/* array */.YOg(factorSchema, { error: factorsError })
        .min(1, { error: factorsError })
        .max(10, { error: "expected at most 10 factors" })
        .default([1.2, 1.5, 2])
        .describe("Multiples of the capacity, in the order in which they are played."),
    duration: units/* positiveDurationSchema */.jh
        .prefault("10s")
        .describe("Time of each factor. It is shorter if gate.budget has no time for it, and at least 1s."),
    rate: units/* positiveRateSchema */.Jz
        .optional()
        .describe("The capacity of base and head, if it is known. Default: it is searched, with the limits of sla."),
    sla: metricSchema/* capacitySlaSchema */.EU.default({}),
}).describe("Loads the service beyond its capacity, then as usual: how much it still does, how it refuses, and whether it recovers.");

// EXTERNAL MODULE: ./build/config/schema/phaseSchema.js
var phaseSchema = __webpack_require__(2531);
;// CONCATENATED MODULE: ./build/config/schema/fileSchema.js













/** The schema of loadgate.yml. The JSON Schema, the error messages and the types are derived from it. */
const addressError = "expected the address of a server without a path, such as http://127.0.0.1:8080";
/** An origin only. Path, query and credentials belong to the requests. */
const addressPattern = /^(https?:\/\/[^/\s?#@]+\/?|unix:\/\S+)$/;
const addressSchema = valueTypes/* stringSchema */.L_
    .regex(addressPattern, { error: addressError })
    .refine((value) => !addressPattern.test(value) || URL.canParse(value), { error: addressError });
const readyError = "expected tcp, or a path that starts with /, such as /healthz";
const readyPathSchema = valueTypes/* stringSchema */.L_.regex(/^\//, { error: readyError });
const probeHeadersSchema = valueTypes/* headersSchema */.s6
    .default({})
    .describe("Headers of the readiness probe. Default: the Host of the requests, if all of them have the same.");
const serviceSchema = (0,valueTypes/* mapSchema */.mx)({
    build: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Shell command that builds the service. It runs once for the base and once for the head, each in its own directory."),
    command: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Shell command that starts the service. It gets the variables PORT and LOADGATE_ARM."),
    container: containerSchema
        .optional()
        .describe("The service runs in a container, instead of service.command. {} builds the Dockerfile of base and head."),
    compose: composeSchema
        .optional()
        .describe("The service runs in a project of a compose file, instead of service.command. Base and head have their own projects."),
    directory: valueTypes/* nonEmptyStringSchema */.Rz
        .default(".")
        .describe("Directory in which the commands run, relative to the working directory."),
    ready: schemas/* union */.KCZ([schemas/* literal */.euz("tcp"), readyPathSchema, (0,valueTypes/* mapSchema */.mx)({ path: readyPathSchema, headers: probeHeadersSchema })], {
        error: readyError,
    })
        .default("tcp")
        .describe("Path that returns a 2xx status once the service is ready, or a map with path and headers. Default: tcp, the port " +
        "accepts connections."),
    ready_timeout: units/* positiveDurationSchema */.jh.prefault("30s").describe("Maximum time for the service to become ready."),
    stop_timeout: units/* durationSchema */.sK.prefault("5s").describe("Time for the service to stop before it is killed."),
    before_round: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Shell command that runs before each round, once for base and once for head. It resets state that both share."),
    env: valueTypes/* stringMapByArmSchema */.kv
        .default({})
        .describe("Environment variables of the service, besides PORT, LOADGATE_ARM and TMPDIR. A value may differ: { base: …, head: … }."),
    stdin: (0,valueTypes/* oneOf */.yL)(["closed", "open"])
        .default("closed")
        .describe("Standard input of the service. open: it never ends. Some programs stop when their input ends."),
    tls: valueTypes/* booleanSchema */.yu
        .default(false)
        .describe("The service speaks TLS. Requests and the readiness probe use https. tls.verify and tls.ca apply."),
});
const carryError = "expected a path or glob inside service.directory, such as dist";
const copyError = "expected a path or glob inside service.directory, such as .env";
const isInside = (path) => !path.startsWith("/") && !path.split("/").includes("..");
const baseSources = ["auto", "artifact", "git", "directory", "target", "none"];
const baseSchema = (0,valueTypes/* mapSchema */.mx)({
    from: schemas/* enum */.k5n(baseSources, {
        error: `expected one of ${baseSources.join(", ")}; a branch, tag or commit belongs to base.ref`,
    })
        .default("auto")
        .describe("Source of the base build. auto uses the first of: base.directory or base.target, the baseline artifact's build of " +
        "the same commit, git, any build in the baseline artifact, the recorded runs of main."),
    ref: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Branch, tag or commit of the base, for git. Default: chosen from the event, or from the checked-out branch."),
    directory: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("Directory of another checkout. The base's commands run there instead of in service.directory."),
    target: addressSchema.optional().describe("Address of a base build that already runs."),
    carry: (0,valueTypes/* listSchema */.cE)(valueTypes/* nonEmptyStringSchema */.Rz.refine(isInside, { error: carryError }), "[dist, package.json]")
        .default([])
        .describe("Files, directories and globs in service.directory to store in main's baseline artifact. A pull request can then start " +
        "the base without building it. .git is never stored."),
    carry_image: valueTypes/* booleanSchema */.yu
        .default(false)
        .describe("Store the image of service.container, or the images that service.compose builds, in main's baseline artifact. " +
        "A pull request can then start the base without building them."),
    copy: (0,valueTypes/* listSchema */.cE)(valueTypes/* nonEmptyStringSchema */.Rz.refine(isInside, { error: copyError }), "[.env, data/]")
        .default([])
        .describe("Files, directories and globs in service.directory that git ignores, such as .env. They are copied into the base's " +
        "checkout before service.build."),
});
const gateSchema = (0,valueTypes/* mapSchema */.mx)({
    budget: units/* positiveDurationSchema */.jh.prefault("5m").describe("Maximum wall time for measuring, shared by all scenarios."),
    interleave: (0,valueTypes/* oneOf */.yL)(["auto", "request", "slice"])
        .default("auto")
        .describe("How a duet divides its load between base and head: request by request in turn, or in slices of one second."),
    pairs: schemas/* union */.KCZ([schemas/* literal */.euz("auto"), schemas/* literal */.euz(1), schemas/* literal */.euz(2)], { error: "expected auto, 1 or 2" })
        .default("auto")
        .describe("Pairs of base and head that a duet runs at once. Two give twice as many rounds in the same time. auto: two of services that keep no state, if one pair leaves three quarters of the CPU free."),
    false_alarm: units/* shareSchema */.l1
        .refine((value) => value > 0 && value < 0.5, { error: "expected a percentage between 0% and 50%, such as 1%" })
        .prefault("1%")
        .describe("Probability that an unchanged pull request fails, over all gating metrics together."),
    restart_noise: units/* shareSchema */.l1
        .prefault("3%")
        .describe("Spread of a latency from one start of the same build to the next. It is assumed where a slow service can start less than four times within the budget."),
    min_effect: metricSchema/* defaultMinEffectSchema */.EN
        .prefault({})
        .describe("Smallest relative change that can fail the run, by metric. p90, p99, first_byte, largest_gap and the memory " +
        "metrics can fail it only if they are set here. The first_byte of a stream always can. p99 needs 3,000 requests a round. dependency_cpu is of the other services in the compose file."),
    baseline_max_age: units/* positiveDurationSchema */.jh
        .prefault("14d")
        .describe("The report warns if main's newest recorded run is older."),
    min_change: metricSchema/* minChangeSchema */.i_
        .default({})
        .describe("Smallest absolute change that can fail the run, by metric. Default: 0.05ms for latencies, 0.01ms for CPU time, " +
        "0.05ms for that of dependencies, 1MiB and 64B for memory."),
    fail_on: (0,valueTypes/* listSchema */.cE)((0,valueTypes/* oneOf */.yL)(plan/* failConditions */.Bt), "[regression, sla]")
        .default(["regression", "sla", "invalid"])
        .describe("Outcomes that fail the run. All outcomes are reported. no_base: the base should be there, but could not be fetched, built or started. overload: the head takes an overload worse than the base."),
});
const redirectsError = "expected a whole number, 0 to 20";
const connectionKeys = {
    http2: valueTypes/* booleanSchema */.yu.default(false).describe("Send the requests over HTTP/2."),
    redirects: schemas/* number */.aig({ error: redirectsError })
        .int({ error: redirectsError })
        .min(0, { error: redirectsError })
        .max(20, { error: redirectsError })
        .default(0)
        .describe("Maximum redirects that a request follows. One more fails the request. With 0, a 3xx counts as the response."),
    timeout: units/* positiveDurationSchema */.jh
        .prefault("10s")
        .describe("Timeout of one request, the opening of its connection included."),
    keep_alive: valueTypes/* booleanSchema */.yu
        .default(true)
        .describe("Reuse connections. false: each request opens a new one, so its latency includes connecting."),
};
const maxWorkers = 64;
const workersError = `expected auto, or a whole number, 1 to ${maxWorkers}`;
const loadSchema = (0,valueTypes/* mapSchema */.mx)({
    workers: schemas/* union */.KCZ([schemas/* literal */.euz("auto"), units/* wholeNumberSchema */.ef.max(maxWorkers, { error: workersError })], { error: workersError })
        .default("auto")
        .describe("Number of threads that send requests, at most 64."),
    pin: (0,valueTypes/* oneOf */.yL)(["auto", "on", "off"])
        .default("auto")
        .describe("Pin the service and the load generator to separate CPU cores. auto: on machines with at least 4 cores."),
});
const tlsSchema = (0,valueTypes/* mapSchema */.mx)({
    verify: valueTypes/* booleanSchema */.yu.default(true).describe("The certificate of an https target must be valid."),
    ca: valueTypes/* nonEmptyStringSchema */.Rz.optional().describe("PEM file with certificates to trust in addition to the system's."),
    cert: valueTypes/* nonEmptyStringSchema */.Rz.optional().describe("PEM file with the client's certificate. Needs tls.key."),
    key: valueTypes/* nonEmptyStringSchema */.Rz
        .optional()
        .describe("PEM file with the private key of tls.cert, without a passphrase. Needs tls.cert."),
});
const phaseListSchema = schemas/* array */.YOg(phaseSchema/* phaseSchema */.h, { error: "expected a list of phases" })
    .min(1, { error: "expected at least one phase" });
const scenarioSchema = (0,valueTypes/* mapSchema */.mx)({
    compare: (0,valueTypes/* oneOf */.yL)(comparisonMode/* comparisonModeKinds */.CZ)
        .optional()
        .describe("How base and head are compared. Default: the strongest way that is possible."),
    sla: metricSchema/* slaSchema */.Gj.default({}),
    min_effect: metricSchema/* minEffectSchema */.BQ
        .default({})
        .describe("Like gate.min_effect. A metric that is set here wins over the gate's."),
    min_change: metricSchema/* minChangeSchema */.i_
        .default({})
        .describe("Like gate.min_change. A metric that is set here wins over the gate's."),
    phases: schemas/* union */.KCZ([phaseListSchema, schemas/* record */.g1P(schemas/* string */.YjP(), phaseSchema/* phaseOverrideSchema */.r)], { error: "expected a list of phases" })
        .optional()
        .describe("A list of phases. With a preset: a map from the ids of its phases to the keys that differ."),
    ...connectionKeys,
    headers: valueTypes/* headersSchema */.s6
        .default({})
        .describe("Headers of all requests of the scenario, setup and teardown included. They win over the file's."),
    feeds: requestSchema/* feedsSchema */.$R
        .default({})
        .describe("Files with rows for templates such as ${name.column}: .csv with a header line, .jsonl or .ndjson."),
    setup: requestSchema/* setupRequestsSchema */.FN
        .default([])
        .describe("Requests sent in order to base and head, before the first phase. They are not measured."),
    requests: requestSchema/* requestsSchema */.oL.optional(),
    teardown: requestSchema/* setupRequestsSchema */.FN
        .default([])
        .describe("Requests sent in order to base and head, after the last phase. They are not measured."),
    preset: (0,valueTypes/* oneOf */.yL)(plan/* presetNames */.gC)
        .optional()
        .describe("A predefined list of phases, with limits. phases and sla can replace single values."),
    time_scale: valueTypes/* positiveNumberSchema */.sH
        .optional()
        .describe("Factor for the durations and pauses of all phases, such as 0.1. Rates stay as they are."),
    capacity: capacitySchema/* capacitySchema */.g.optional(),
    overload: overloadKeySchema.optional(),
    generator: generatorSchema.optional().describe("Makes the requests, instead of requests."),
});
const headerNameSchema = valueTypes/* nonEmptyStringSchema */.Rz.regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, {
    error: "expected a header name, such as X-Session",
});
const fileSchema = schemas/* strictObject */.rej({
    version: schemas/* literal */.euz(1, { error: "expected 1, the only supported version" }).describe("Version of this file format."),
    service: serviceSchema.optional(),
    target: addressSchema
        .optional()
        .describe("Address of a service that already runs: a URL, or unix: and the path of a socket."),
    tls: tlsSchema.prefault({}),
    base: baseSchema.prefault({}),
    gate: gateSchema.prefault({}),
    sla: metricSchema/* slaSchema */.Gj.default({}),
    monitors: monitorsSchema.prefault({}),
    explain: explainSchema.prefault({}).describe("Why it is slower: extra rounds after a regression was found."),
    headers: valueTypes/* headersSchema */.s6.default({}).describe("Headers of all requests. Those of a scenario and of a request win."),
    secrets: (0,valueTypes/* listSchema */.cE)(headerNameSchema, "[X-Session]")
        .default([])
        .describe("Headers whose values are masked in all output, besides Authorization, Proxy-Authorization, Cookie and X-Api-Key."),
    load: loadSchema.prefault({}),
    scenarios: schemas/* record */.g1P(schemas/* string */.YjP()
        .regex(/^[A-Za-z0-9][\w.-]*$/, { error: "expected a name of letters, digits, dot, dash or underscore" }), scenarioSchema, { error: "expected a map of scenarios by name" })
        .refine((scenarios) => Object.keys(scenarios).length > 0, { error: "expected at least one scenario" }),
}, { error: "expected the keys version, service or target, and scenarios" });


/***/ }),

/***/ 22744:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BQ: () => (/* binding */ minEffectSchema),
/* harmony export */   EN: () => (/* binding */ defaultMinEffectSchema),
/* harmony export */   EU: () => (/* binding */ capacitySlaSchema),
/* harmony export */   Gj: () => (/* binding */ slaSchema),
/* harmony export */   V1: () => (/* binding */ requestSlaSchema),
/* harmony export */   i_: () => (/* binding */ minChangeSchema),
/* harmony export */   uT: () => (/* binding */ capacitySlaMetrics)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_overload_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16146);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(86304);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16517);




/** One schema for each metric. `schemaOf` must give a schema that accepts a missing value. */
function byMetric(names, schemaOf) {
    return Object.fromEntries(names.map((name) => [name, schemaOf(name)]));
}
const minEffects = byMetric(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo, effectOf);
const defaultMinEffects = byMetric(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo, (metric) => {
    const { minEffect } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparabilityOf */ .sn)(metric);
    return minEffect === undefined ? effectOf(metric) : _units_js__WEBPACK_IMPORTED_MODULE_2__/* .shareSchema */ .l1.prefault(`${100 * minEffect}%`);
});
/** The error rate has its own floor, in requests. */
const minChanges = byMetric(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo.filter((metric) => (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparabilityOf */ .sn)(metric).floor > 0), (metric) => (_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit === "ms" ? _units_js__WEBPACK_IMPORTED_MODULE_2__/* .durationSchema */ .sK : _units_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeSchema */ .Fz).optional());
function effectOf(metric) {
    if (_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit !== "bytes/request")
        return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .shareSchema */ .l1.optional();
    return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .sizeSchema */ .Fz.optional().describe("Bytes per request that the service keeps: a leak.");
}
const minEffectSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)(minEffects);
const defaultMinEffectSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)(defaultMinEffects);
const minChangeSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)(minChanges);
const limits = byMetric(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaMetrics */ .SV, (metric) => limitOf(metric).optional());
const requestLimits = byMetric(_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaMetrics */ .SV.filter(canLimitRequest), (metric) => limitOf(metric).optional());
function canLimitRequest(metric) {
    return (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaRuleOf */ .EG)(metric).scope === "request";
}
function limitOf(metric) {
    const { unit } = _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric];
    switch (unit) {
        case "ms":
            return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveDurationSchema */ .jh;
        case "1/s":
            return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveRateSchema */ .Jz;
        case "ratio": {
            if (canLimitRequest(metric))
                return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .shareSchema */ .l1;
            return _units_js__WEBPACK_IMPORTED_MODULE_2__/* .shareSchema */ .l1.describe(`Largest share of the machine's ${_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].label} that the service may use.`);
        }
    }
}
const requestSlaSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)(requestLimits).describe("Limits of this request. They win over the scenario's.");
/** The limits that a capacity search can use: a share of the requests may break each. */
const capacitySlaMetrics = _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaMetrics */ .SV.filter((metric) => {
    const { of } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaRuleOf */ .EG)(metric);
    return of.kind === "error_rate" || (of.kind === "quantile" && of.times === "response");
});
const capacitySlaSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)(byMetric(capacitySlaMetrics, (metric) => limitOf(metric).optional())).describe("Limits that must hold. Percentiles count failed requests as slow. Limits of the scenario and the file that are not set here apply, too.");
const slaSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .mapSchema */ .mx)({
    ...limits,
    overload: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_3__/* .oneOf */ .yL)(_model_overload_js__WEBPACK_IMPORTED_MODULE_1__/* .overloadKinds */ .w)
        .optional()
        .describe("The worst behaviour beyond the capacity that is allowed. Needs a scenario with overload."),
}).describe("Limits that the head must keep. Latencies and shares are maxima, throughput is a minimum.");


/***/ }),

/***/ 2531:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ phaseSchema),
/* harmony export */   r: () => (/* binding */ phaseOverrideSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64519);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86304);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16517);




const commonKeys = {
    id: _valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .nonEmptyStringSchema */ .Rz
        .optional()
        .describe("Name of the phase. Default: its pattern and position, such as constant-1."),
    warmup: _valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanSchema */ .yu.default(false).describe("The phase runs, but its results are not compared or checked."),
    duration: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.describe("Length of the phase. A duet runs many short rounds instead, each a piece of the phase."),
    cooldown: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .durationSchema */ .sK.prefault("0s").describe("Pause after the phase."),
};
const openLoopKeys = {
    ...commonKeys,
    max_concurrent_users: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumberSchema */ .ef
        .optional()
        .describe("Maximum requests in flight. Further arrivals wait until one of them ends. Default: as many as the load needs, up to 10,000."),
    arrival: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(_model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .arrivalKinds */ .l_)
        .default("even")
        .describe("even: each arrival falls at a random moment of its own interval. poisson: arrivals are independent of each other."),
};
const patterns = [
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("constant"),
        rate: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveRateSchema */ .Jz.describe("Arrivals per second, constant for the whole phase."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("ramp"),
        from: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.describe("Rate at the start of a ramp."),
        to: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.describe("Rate at the end of a ramp."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("spike"),
        base: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.describe("Rate before and after the spike."),
        peak: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveRateSchema */ .Jz.describe("Rate during the spike."),
        spike_duration: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.describe("Length of the spike."),
        spike_at: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .durationSchema */ .sK
            .optional()
            .describe("Start of the spike, from the start of the phase. Default: the spike lies in the middle."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("burst"),
        size: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumberSchema */ .ef.describe("Number of arrivals in a burst, all at once."),
        interval: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.describe("Time between two bursts."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("steps"),
        rates: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(_units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md, { error: "expected a list of rates, such as [10/s, 20/s]" })
            .min(1, { error: "expected at least one rate" })
            .describe("Rates of the steps. Each step lasts an equal part of the phase."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...openLoopKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("sine"),
        mean: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveRateSchema */ .Jz.describe("Mean rate of the sine wave."),
        amplitude: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.describe("Largest difference of the sine wave from its mean rate. At most the mean."),
        period: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.describe("Time from one crest of the sine wave to the next."),
    }),
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
        ...commonKeys,
        pattern: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz("users"),
        users: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumberSchema */ .ef.describe("Number of users in a closed loop. Each user waits for the response before its next request."),
        think_time: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .durationRangeSchema */ .ds
            .prefault("0s")
            .describe("Pause of a user between a response and the next request, such as 2s or 1s..3s."),
    }),
];
const patternNames = patterns.map(({ shape }) => shape.pattern.value);
const phaseSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .discriminatedUnion */ .gMt("pattern", patterns, {
    error: ({ code }) => code === "invalid_union"
        ? `expected one of ${patternNames.join(", ")}`
        : "expected a phase, such as { pattern: constant, rate: 10/s, duration: 30s }",
});
const replaces = "Replaces the preset's value.";
/** Keys of a preset's phase. Those that are not set keep the preset's value. */
const phaseOverrideSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .mapSchema */ .mx)({
    rate: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveRateSchema */ .Jz.optional().describe(replaces),
    from: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.optional().describe(replaces),
    to: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.optional().describe(replaces),
    base: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .rateSchema */ .Md.optional().describe(replaces),
    peak: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveRateSchema */ .Jz.optional().describe(replaces),
    spike_duration: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.optional().describe(replaces),
    spike_at: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .durationSchema */ .sK.optional().describe(replaces),
    duration: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .positiveDurationSchema */ .jh.optional().describe(replaces),
    cooldown: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .durationSchema */ .sK.optional().describe(replaces),
    max_concurrent_users: _units_js__WEBPACK_IMPORTED_MODULE_0__/* .wholeNumberSchema */ .ef.optional().describe(replaces),
    arrival: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .oneOf */ .yL)(_model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .arrivalKinds */ .l_).optional().describe(replaces),
    warmup: _valueTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .booleanSchema */ .yu.optional().describe(replaces),
});


/***/ }),

/***/ 91617:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $R: () => (/* binding */ feedsSchema),
/* harmony export */   FN: () => (/* binding */ setupRequestsSchema),
/* harmony export */   U4: () => (/* binding */ measuredRequestKeys),
/* harmony export */   _N: () => (/* binding */ requestObjectSchema),
/* harmony export */   dO: () => (/* binding */ pathSchema),
/* harmony export */   m3: () => (/* binding */ weightedRequestSchema),
/* harmony export */   oL: () => (/* binding */ requestsSchema),
/* harmony export */   ze: () => (/* binding */ requestLineSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26921);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64519);
/* harmony import */ var _metricSchema_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(22744);
/* harmony import */ var _units_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(86304);
/* harmony import */ var _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16517);





const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** A path may begin with a template, such as a redirect location that an earlier step extracted. */
const pathSchema = _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringSchema */ .L_.regex(/^(\/|\$\{)/, {
    error: "expected a path that starts with /, such as /hello",
});
const requestLineError = "expected a method and a path, such as GET /hello";
/** What the author has to change. The line itself may hold secrets of environment variables. */
function requestLineAdvice(line) {
    if (/^(get|head|post|put|patch|delete|options) /.test(line))
        return "; write the method in capital letters";
    if (/^\w* ?https?:\/\//.test(line))
        return "; leave out the address, which comes from service or target";
    return line.startsWith("/") ? "; write the method before the path" : "";
}
const requestLineSchema = _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringSchema */ .L_
    .regex(/^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\/|\$\{[^}]*\})(\$\{[^}]*\}|\S)*$/, {
    error: ({ input }) => `${requestLineError}${typeof input === "string" ? requestLineAdvice(input) : ""}`,
})
    .describe("A method and a path, such as GET /hello.");
const statusError = "expected an HTTP status, 100 to 599, such as 201, 2xx, 200-299 or a list of them";
const oneStatusSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig({ error: statusError })
        .int({ error: statusError })
        .min(100, { error: statusError })
        .max(599, { error: statusError }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP().regex(/^[1-5](xx|\d\d(-[1-5]\d\d)?)$/, { error: statusError }),
], { error: statusError });
const statusSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([oneStatusSchema, zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(oneStatusSchema).min(1)], { error: statusError });
const expectSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
    status: statusSchema
        .optional()
        .describe("Statuses that count as a success: 201, 2xx, 200-299 or a list. Default: every status below 400."),
    header: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringMapSchema */ .nL
        .default({})
        .describe("Required headers by name. A value is exact text, or a regular expression such as /^W/ or /gzip/i."),
    trailer: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringMapSchema */ .nL
        .default({})
        .describe("Required trailers by name, such as grpc-status. Values are as for header. The request then sends TE: trailers."),
    body: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringSchema */ .L_
        .optional()
        .describe("Text that the response body must contain, or a regular expression such as /total/ or /total/i."),
    json: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J(), { error: 'expected values by JSONPath, such as { "$.ok": true }' })
        .default({})
        .describe("Required values by JSONPath (RFC 9535). The first match must equal the value. absent: nothing may match. null: the " +
        "match is null, or nothing matches."),
    latency: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveDurationSchema */ .jh
        .optional()
        .describe("Maximum time from when the request was due to the last byte of its response."),
});
const streamSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
    until: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz
        .optional()
        .describe("Text in the body, or a regular expression between slashes. The request is done and its connection closed once it has " +
        "come. Without it the stream is read to its end. A match must not be longer than 4,096 characters."),
    timeout: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .positiveDurationSchema */ .jh.optional().describe("Timeout of this request instead of the scenario's."),
});
const extractSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
    _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz,
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
        json: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz
            .optional()
            .describe("JSONPath (RFC 9535) in the response body. Takes the first match."),
        header: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.optional().describe("Name of a response header."),
        cookie: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.optional().describe("Name of a cookie."),
        regex: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz
            .optional()
            .describe("Regular expression for the response body, such as id=(.*) or /id=(.*)/i. Takes the first group, or the whole match."),
    }),
], { error: 'expected a JSONPath, such as "$.id", or a map with the key json, header, cookie or regex' });
const multipartFieldSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
    _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .scalarSchema */ .iR,
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
        file: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz,
        type: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.optional().describe("Media type of the file. Default: application/octet-stream."),
    }),
], { error: "expected text, or a map with the keys file and type" });
const requestKeys = {
    name: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.optional().describe("Name of the request in reports. Default: method and path."),
    method: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(methods).optional().describe("Default: POST for a request with a body, otherwise GET."),
    path: pathSchema.describe("Path and query."),
    query: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringMapSchema */ .nL.default({}).describe("Query parameters. They are percent-encoded and added to the path."),
    headers: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .headersSchema */ .s6
        .default({})
        .describe("Headers of the request. They win over those of the scenario and the file. By default it sends User-Agent, Accept and " +
        "Accept-Encoding. A header that is null is not sent."),
    json: zod__WEBPACK_IMPORTED_MODULE_3__/* .unknown */ .L5J().optional().describe("Request body, sent as application/json."),
    body: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringSchema */ .L_.optional().describe("Request body, sent without a content type."),
    form: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .stringMapSchema */ .nL.optional().describe("Request body, sent as application/x-www-form-urlencoded."),
    file: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.optional().describe("File whose content is the request body, sent unchanged."),
    multipart: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), multipartFieldSchema, {
        error: "expected fields by name, such as { title: text, photo: { file: a.png } }",
    })
        .optional()
        .describe("Request body, sent as multipart/form-data. A field is text, or a file as { file, type }."),
    stream: streamSchema
        .optional()
        .describe("The response is a stream, such as server-sent events. Its first byte gates, and its largest gap is shown."),
    expect: expectSchema.prefault({}),
    extract: zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .identifierSchema */ .PZ, extractSchema, { error: 'expected JSONPaths by name, such as { id: "$.id" }' })
        .default({})
        .describe("Values taken from the response. Later steps use them as ${name}. Each is a JSONPath, or one of json, header, cookie, regex."),
};
const measuredRequestKeys = { ...requestKeys, sla: _metricSchema_js__WEBPACK_IMPORTED_MODULE_0__/* .requestSlaSchema */ .V1.default({}) };
const weightSchema = _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .positiveNumberSchema */ .sH.default(1).describe("Share of the arrivals, relative to the other requests.");
const requestObjectSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)(requestKeys);
const setupRequestSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([requestLineSchema, requestObjectSchema], { error: requestLineError });
const stepSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
    requestLineSchema,
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
        ...measuredRequestKeys,
        think_time: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .durationRangeSchema */ .ds.optional().describe("Pause before the next step, such as 2s or 1s..3s."),
    }),
], { error: requestLineError });
const flowSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
    flow: _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.describe("Name of a flow. A flow is several requests in order, sent by one user with its own cookies."),
    weight: weightSchema,
    think_time: _units_js__WEBPACK_IMPORTED_MODULE_1__/* .durationRangeSchema */ .ds.prefault("0s").describe("Pause between the steps of a flow, such as 2s or 1s..3s."),
    steps: zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(stepSchema, { error: "expected a list of steps, such as [GET /cart]" })
        .min(1, { error: "expected at least one step" })
        .describe("Requests of a flow, in order. A step has the keys of a request."),
});
const weightedRequestSchema = (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({ ...measuredRequestKeys, weight: weightSchema });
const entrySchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([requestLineSchema, weightedRequestSchema, flowSchema], {
    error: requestLineError,
});
const requestsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(entrySchema, { error: "expected a list of requests, such as [GET /hello]" })
    .min(1, { error: "expected at least one request" });
const setupRequestsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(setupRequestSchema, {
    error: "expected a list of requests, such as [POST /reset]",
});
const feedFileSchema = _valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .nonEmptyStringSchema */ .Rz.regex(/\.(csv|jsonl|ndjson)$/i, {
    error: "expected a file that ends in .csv, .jsonl or .ndjson",
});
const feedSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .union */ .KCZ([
    feedFileSchema,
    (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .mapSchema */ .mx)({
        file: feedFileSchema,
        order: (0,_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .oneOf */ .yL)(_model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .feedOrders */ .qM)
            .default("in_order")
            .describe("in_order starts again at the end. shuffled uses a new order for each pass. once uses each row once."),
    }),
], { error: "expected a file that ends in .csv, .jsonl or .ndjson, or a map with the keys file and order" });
const feedsSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1P(_valueTypes_js__WEBPACK_IMPORTED_MODULE_2__/* .identifierSchema */ .PZ, feedSchema, {
    error: "expected files by name, such as { people: people.csv }",
});


/***/ }),

/***/ 86304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fz: () => (/* binding */ sizeSchema),
/* harmony export */   Jz: () => (/* binding */ positiveRateSchema),
/* harmony export */   Md: () => (/* binding */ rateSchema),
/* harmony export */   ds: () => (/* binding */ durationRangeSchema),
/* harmony export */   ef: () => (/* binding */ wholeNumberSchema),
/* harmony export */   jh: () => (/* binding */ positiveDurationSchema),
/* harmony export */   l1: () => (/* binding */ shareSchema),
/* harmony export */   lj: () => (/* binding */ parsePositiveDuration),
/* harmony export */   sK: () => (/* binding */ durationSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(90614);


const numberPattern = String.raw `(\d+(?:\.\d+)?)`;
/** A number with its unit. `factors` gives the size of each unit in base units. */
function quantity(error, factors, create) {
    const units = Object.keys(factors).map((unit) => unit.replace("/", "\\/"));
    const pattern = new RegExp(`^${numberPattern}\\s?(${units.join("|")})$`);
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error })
        .regex(pattern, { error })
        .transform((text) => {
        const [, digits = "", unit = ""] = pattern.exec(text) ?? [];
        // Without the last digits: 95 * 0.01 is 0.9500000000000001.
        return create(Number((Number(digits) * (factors[unit] ?? Number.NaN)).toPrecision(15)));
    });
}
const msPerUnit = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const durationSchema = quantity("expected a duration with its unit, such as 250ms, 30s or 5m", msPerUnit, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .millis */ .ne);
const rangeError = "expected a duration or a range of two, such as 2s or 1s..3s";
const rangeEnd = `${numberPattern}\\s?(${Object.keys(msPerUnit).join("|")})`;
/** One duration, or two with the shorter one first: 2s or 1s..3s. */
const durationRangeSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: rangeError })
    .regex(new RegExp(`^${rangeEnd}(?:\\.\\.${rangeEnd})?$`), { error: rangeError })
    .transform((text) => {
    const [from = "", to = from] = text.split("..");
    return { fromMs: durationSchema.parse(from), toMs: durationSchema.parse(to) };
})
    .refine(({ fromMs, toMs }) => fromMs <= toMs, { error: rangeError });
const positiveDurationSchema = durationSchema.refine((ms) => ms > 0, {
    error: "expected a duration above zero",
});
/** The duration in ms; `undefined` if the text is none, or is zero. */
function parsePositiveDuration(text) {
    return positiveDurationSchema.safeParse(text).data;
}
const rateSchema = quantity("expected a rate with its unit, such as 10/s or 600/m", { "/s": 1, "/m": 1 / 60, "/h": 1 / 3600 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .perSec */ .N_);
const positiveRateSchema = rateSchema.refine((ratePerSec) => ratePerSec > 0, {
    error: "expected a rate above zero",
});
const shareSchema = quantity("expected a percentage, such as 5% or 0.1%", { "%": 0.01 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .ratio */ .CG).refine((value) => value <= 10, { error: "expected a percentage of at most 1000%" });
const sizeSchema = quantity("expected a size with its unit, such as 64MiB", { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }, _model_unit_js__WEBPACK_IMPORTED_MODULE_1__/* .bytes */ .ee);
/** A whole number from 1 on. */
const wholeNumberSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig({ error: "expected a whole number of at least 1" })
    .int({ error: "expected a whole number of at least 1" })
    .min(1, { error: "expected a whole number of at least 1" });


/***/ }),

/***/ 16517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L_: () => (/* binding */ stringSchema),
/* harmony export */   PZ: () => (/* binding */ identifierSchema),
/* harmony export */   Rz: () => (/* binding */ nonEmptyStringSchema),
/* harmony export */   cE: () => (/* binding */ listSchema),
/* harmony export */   iR: () => (/* binding */ scalarSchema),
/* harmony export */   kv: () => (/* binding */ stringMapByArmSchema),
/* harmony export */   mx: () => (/* binding */ mapSchema),
/* harmony export */   nL: () => (/* binding */ stringMapSchema),
/* harmony export */   ox: () => (/* binding */ textByArmSchema),
/* harmony export */   s6: () => (/* binding */ headersSchema),
/* harmony export */   sH: () => (/* binding */ positiveNumberSchema),
/* harmony export */   yL: () => (/* binding */ oneOf),
/* harmony export */   yu: () => (/* binding */ booleanSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/** Schemas of common values, with their error messages. */
const stringSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP({ error: "expected text" });
const nonEmptyStringSchema = stringSchema.min(1, { error: "expected text that is not empty" });
/** Text. Numbers and booleans are converted to text. */
const scalarSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_0__/* .bigint */ .oad(), zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY()], { error: "expected text" })
    .transform(String);
const stringMapError = "expected a map of names to text, such as { NODE_ENV: production }";
const stringMapSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), scalarSchema, { error: stringMapError });
/** Headers by name. An empty text, or null, stands for a header that is not sent. */
const headersSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_0__/* .bigint */ .oad(), zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY(), zod__WEBPACK_IMPORTED_MODULE_0__/* ["null"] */ .chJ()], { error: "expected text" })
    .transform((value) => (value === null ? "" : String(value))), { error: "expected a map of names to text, such as { accept: application/json }" });
/** Each value is shared by base and head, or given for each. */
const stringMapByArmSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([scalarSchema, zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ base: scalarSchema, head: scalarSchema })], {
    error: "expected text, or one text for the base and one for the head, such as { base: a, head: b }",
}), { error: stringMapError });
/** One text for both arms, or one for each. */
const textByArmSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([nonEmptyStringSchema, zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ base: nonEmptyStringSchema, head: nonEmptyStringSchema })], { error: "expected text, or one text for the base and one for the head, such as { base: a, head: b }" });
const booleanSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY({ error: "expected true or false" });
const positiveNumberSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig({ error: "expected a number above 0" })
    .positive({ error: "expected a number above 0" });
/** A name that can be used in a template. */
const identifierSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(/^[A-Za-z_]\w*$/, { error: "expected a name of letters, digits and underscores" });
const oneOf = (names) => zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(names, { error: `expected one of ${names.join(", ")}` });
/** A map with these keys only. */
const mapSchema = (shape) => zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej(shape, { error: `expected a map with the keys ${Object.keys(shape).join(", ")}` });
const listSchema = (item, example) => zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item, { error: `expected a list, such as ${example}` });


/***/ }),

/***/ 10403:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $o: () => (/* binding */ readAcceptances),
/* harmony export */   H: () => (/* binding */ coveringAcceptance),
/* harmony export */   TO: () => (/* binding */ parseAcceptance),
/* harmony export */   aA: () => (/* binding */ scenariosInPlan),
/* harmony export */   jw: () => (/* binding */ withAcceptances),
/* harmony export */   vo: () => (/* binding */ scenariosInResults)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(64519);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(43082);



/** In characters. A longer reason would not fit into the report's headline. */
const longestReason = 200;
function scenariosInPlan({ scenarios }) {
    return scenarios.map(({ id, flows }) => {
        const requests = flows.flatMap(({ steps }) => steps.map(({ name }) => name));
        return requests.length === 0 ? { id } : { id, requests };
    });
}
function scenariosInResults({ scenarios }) {
    return scenarios.map(({ id, comparisons, phases }) => {
        const inPhases = phases.flatMap((phase) => phase.requests.map(({ name }) => name));
        const names = [...comparisons.map(({ request }) => request), ...inPhases];
        const requests = [...new Set(names)].filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT);
        return requests.length === 0 ? { id } : { id, requests };
    });
}
/**
 * Reads every `loadgate: accept <metric> <scenario> ["<request>" because] "<reason>"`. In a text, each stands on a line
 * of its own, or is an item of a list. As a label: `loadgate: accept <metric> <scenario>`. Anything else after
 * `loadgate:` is a problem.
 */
function readAcceptances({ lines, labels }, known) {
    const parsed = [
        ...lines.flatMap((line) => parseDirective(line.replace(/^ {0,3}(?:[-*+] {1,4})?/, ""), "body", known)),
        ...labels.flatMap((label) => parseDirective(label, "label", known)),
    ];
    return {
        accepted: parsed.filter((one) => typeof one !== "string"),
        problems: parsed.filter((one) => typeof one === "string"),
    };
}
function parseDirective(line, by, known) {
    const [, directive] = /^loadgate:(.*)$/is.exec(line) ?? [];
    return directive === undefined ? [] : parseAcceptance(directive, by, known);
}
const pattern = /^accept (?<metric>[^\s"]+) (?:"(?<quoted>[^"]+)"|(?<plain>[^\s"]+))(?: "(?<request>[^"]+)" because)?(?: "(?<reason>[^"]*[^\s"][^"]*)")?$/;
const syntax = {
    body: 'loadgate: accept <metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
    label: "loadgate: accept <metric> <scenario>",
    option: '<metric> <scenario> "<reason>", or <metric> <scenario> "<request>" because "<reason>"',
};
const source = {
    body: "the pull request's text",
    label: "a label of the pull request",
    option: "--accept",
};
/** Parses `accept p95 steady "reason"`; as an option, without the verb. A string describes the problem. */
function parseAcceptance(text, by, known) {
    const directive = text.replace(/\s+/g, " ").replace(/[“”„]/g, '"').trim();
    const problem = (expected, got) => `${source[by]}: expected ${expected}, got ${JSON.stringify(got.slice(0, 100))}; it accepts nothing`;
    const parts = partsOf(directive, by);
    if (parts === undefined)
        return problem(syntax[by], directive);
    const { id, request, reason } = parts;
    const metric = _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo.find((one) => one === parts.metric);
    if (metric === undefined)
        return problem(`one of ${_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo.join(", ")}`, parts.metric);
    const scenario = known.find((one) => one.id === id);
    if (scenario === undefined)
        return problem(`one of the scenarios ${known.map((one) => one.id).join(", ")}`, id);
    const { requests = request === undefined ? [] : [request] } = scenario;
    if (request !== undefined && !requests.includes(request))
        return problem(`one of the requests ${requests.join(", ")}`, request);
    // Without "because", a request's name would be taken for the reason.
    const expectedReason = request === undefined && requests.includes(reason) ? syntax[by] : reasonProblem(reason);
    if (expectedReason !== undefined)
        return problem(expectedReason, reason);
    return { metric, scenario: id, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ request }), reason, by };
}
/** A label has no reason. Every other acceptance must have one. */
function partsOf(directive, by) {
    const groups = pattern.exec(by === "option" ? `accept ${directive}` : directive)?.groups;
    const id = groups?.["quoted"] ?? groups?.["plain"];
    const { metric, request, reason } = groups ?? {};
    if (metric === undefined || id === undefined || (reason === undefined) !== (by === "label"))
        return undefined;
    return { metric, id, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_2__/* .omitUndefined */ .O)({ request }), reason: reason ?? "label" };
}
/** The kind of reason that is expected; `undefined` if the reason is valid. */
function reasonProblem(reason) {
    if (!/[^\s\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(reason))
        return "a reason with visible characters";
    return reason.length > longestReason ? `a reason of at most ${longestReason} characters` : undefined;
}
/** The first acceptance that covers a comparison. */
function coveringAcceptance({ scenario: id, request, metric }, { rounds }, accepted) {
    // In a scenario with a single request, "all" means that request.
    const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    const covered = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_1__/* .allRequests */ .qT && names.size <= 2 ? [...names] : [request];
    return accepted.find((one) => one.scenario === id && one.metric === metric && (one.request === undefined || covered.includes(one.request)));
}
/** Adds the reason to each gating regression that is accepted. Its outcome stays `regressed`. */
function withAcceptances(comparisons, scenario, accepted) {
    return comparisons.map((comparison) => {
        if (comparison.outcome !== "regressed" || !comparison.gating)
            return comparison;
        const acceptance = coveringAcceptance({ scenario: scenario.id, ...comparison }, scenario, accepted);
        return acceptance === undefined ? comparison : { ...comparison, accepted: acceptance.reason };
    });
}


/***/ }),

/***/ 26336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lw: () => (/* binding */ checkScenario),
  p5: () => (/* binding */ roundsFor),
  $1: () => (/* binding */ uncheckedScenario),
  Vq: () => (/* binding */ whyNew),
  C_: () => (/* binding */ withoutLateness)
});

// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
;// CONCATENATED MODULE: ./build/gate/loadCheck.js



/**
 * Marks each round in which base and head did not get the same load, with the reason. Both arms must be due for the
 * same requests, except in a closed loop, where a slower arm gets fewer. With a single request, rounds must also be
 * equally long.
 */
function checkLoad(scenario) {
    if (scenario.closed_loop === true || scenario.scalability !== undefined)
        return scenario;
    const mostRequests = mostRequestsOf(scenario);
    const rounds = scenario.rounds.map((round) => {
        const invalid = round.invalid ?? unequalLoad(round) ?? shortLoad(round, mostRequests);
        return invalid === undefined ? round : { ...round, invalid };
    });
    return { ...scenario, rounds };
}
/** Flows that are still running when the phase ends stop between two steps. A slower arm has a few more of them. */
const unfinishedFlowsRatio = 0.05;
/** The reason if the arms' counts differ by more than failures explain. */
function unequalLoad({ base, head }) {
    if (base === undefined)
        return undefined;
    const names = requestNames(base, head);
    const failures = { base: failuresIn(base, names), head: failuresIn(head, names) };
    const unequal = [...names, plan/* allRequests */.qT].find((request) => {
        const due = { base: dueIn(base, request), head: dueIn(head, request) };
        const fewer = due.base < due.head ? "base" : "head";
        // A failed step ends its flow. It costs each later request once.
        const laterSteps = request === plan/* allRequests */.qT ? names.length - 1 : 1;
        const unfinished = names.length > 1 ? unfinishedFlowsRatio * Math.max(due.base, due.head) : 0;
        return Math.abs(due.base - due.head) > failures[fewer] * laterSteps + unfinished;
    });
    if (unequal === undefined)
        return undefined;
    const unit = unequal === plan/* allRequests */.qT ? "requests" : `× ${unequal}`;
    const counts = `${dueIn(base, unequal)} ${unit} on the base, ${dueIn(head, unequal)} on the head`;
    return `base and head did not get the same load (${counts})`;
}
/** Failures that may have ended a flow early. 0 with a single request, because its flows have one step. */
function failuresIn({ requests }, names) {
    return names.length > 1 ? (0,simple_statistics/* sum */.cz)(names.map((name) => requests[name]?.failed ?? 0)) : 0;
}
const completeRatio = 0.99;
/** The head's count suffices: base and head are known to have equal counts here. */
function shortLoad({ head }, mostRequests) {
    const due = dueIn(head, plan/* allRequests */.qT);
    if (due >= completeRatio * mostRequests)
        return undefined;
    return `the load was cut short (${(0,format/* plural */.LS)(due, "request")}, where another round had ${(0,format/* formatNumber */.ZV)(mostRequests)})`;
}
/**
 * The largest number of requests that an arm got in one round. 0 if chance decides that number: in flows of several
 * steps, in spike trains, and where the load is dealt in slices.
 */
function mostRequestsOf({ dealing, random_count, rounds }) {
    const isFixed = random_count !== true &&
        dealing?.kind === "request" &&
        rounds.every(({ base, head }) => requestNames(base, head).length === 1);
    return isFixed ? Math.max(0, ...rounds.map(({ head }) => dueIn(head, plan/* allRequests */.qT))) : 0;
}
function requestNames(...arms) {
    const all = new Set(arms.flatMap((arm) => Object.keys(arm?.requests ?? {})));
    return [...all].filter((name) => name !== plan/* allRequests */.qT);
}
const dueIn = (arm, request) => arm?.requests[request]?.due ?? 0;

;// CONCATENATED MODULE: ./build/gate/newRequests.js


/**
 * Finds the requests that only the head serves: the base answers each of them with a status such as 404, with another
 * response than the expected one, or in another protocol. The steps after it in its flow are new, too: the base never gets them.
 */
function findNewRequests({ rounds }) {
    const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    names.delete(plan/* allRequests */.qT);
    const compared = rounds.filter(({ base }) => base !== undefined);
    const served = [...names].filter((name) => compared.some(({ head }) => succeeded(head, name)));
    const unserved = served.flatMap((name) => {
        const statuses = unservedStatuses(name, compared);
        return statuses === undefined ? [] : [[name, `the base does not serve ${name} (${statuses})`]];
    });
    if (unserved.length === 0)
        return new Map();
    const unreached = served.filter((name) => compared.every(({ base }) => dueOn(base, name) === 0));
    const reason = `the base stops before it, at a request that it does not serve`;
    return new Map([...unserved, ...unreached.map((name) => [name, `${name} was not sent: ${reason}`])]);
}
/** Such as "status 404" or "status 404, 405". `undefined` if the base served the request, failed otherwise, or never got it. */
function unservedStatuses(name, rounds) {
    const onBase = rounds.flatMap(({ base }) => base?.requests[name] ?? []);
    const counts = onBase.map(({ not_served = {} }) => (0,simple_statistics/* sum */.cz)(Object.values(not_served)));
    const due = (0,simple_statistics/* sum */.cz)(onBase.map((request) => request.due));
    if (due === 0 || (0,simple_statistics/* sum */.cz)(counts) < due)
        return undefined;
    const keys = [...new Set(onBase.flatMap(({ not_served = {} }) => Object.keys(not_served)))].toSorted();
    return `${keys.every((key) => /^\d/.test(key)) ? "status " : ""}${keys.join(", ")}`;
}
function succeeded({ requests }, name) {
    const request = requests[name];
    return request !== undefined && request.failed < request.due;
}
const dueOn = (arm, name) => arm?.requests[name]?.due ?? 0;
/** A request that the base always fails, beside others that it serves. The head serves it. */
function findFailedOnBase(rounds) {
    const compared = rounds.flatMap(({ base, head }) => (base === undefined ? [] : [{ base, head }]));
    const servesOthers = compared.some(({ base }) => succeeded(base, plan/* allRequests */.qT));
    if (!servesOthers)
        return undefined;
    const names = new Set(compared.flatMap(({ head }) => Object.keys(head.requests)));
    return [...names].find((name) => name !== plan/* allRequests */.qT &&
        compared.some(({ base }) => dueOn(base, name) > 0) &&
        compared.every(({ base }) => !succeeded(base, name)) &&
        compared.some(({ head }) => succeeded(head, name)));
}
/** The rounds without the new requests in the counts of all requests. Their latencies cannot be separated. */
function withoutNewRequests(rounds, newRequests) {
    if (newRequests.size === 0)
        return rounds;
    const withoutNew = (arm) => {
        const others = Object.entries(arm.requests).filter(([name]) => name !== plan/* allRequests */.qT && !newRequests.has(name));
        const due = (0,simple_statistics/* sum */.cz)(others.map(([, request]) => request.due));
        const failed = (0,simple_statistics/* sum */.cz)(others.map(([, request]) => request.failed));
        return { ...arm, requests: { ...arm.requests, [plan/* allRequests */.qT]: { due, failed } } };
    };
    return rounds.map(({ base, head, ...round }) => ({
        ...round,
        ...(base === undefined ? {} : { base: withoutNew(base) }),
        head: withoutNew(head),
    }));
}

;// CONCATENATED MODULE: ./build/gate/checkedScenario.js




function checkScenario(scenario) {
    const newRequests = findNewRequests(scenario);
    const roundsWithoutLatency = scenario.rounds.map(withoutLateness);
    return {
        ...checkLoad(scenario),
        roundsWithoutLatency: withoutNewRequests(checkLoad({ ...scenario, rounds: roundsWithoutLatency }).rounds, newRequests),
        newRequests,
    };
}
/** Without a base beside the head, base and head cannot differ in load. */
function uncheckedScenario(scenario) {
    return { ...scenario, roundsWithoutLatency: scenario.rounds.map(withoutLateness), newRequests: new Map() };
}
/** A round whose latencies do not count, as all other metrics see it. */
function withoutLateness(round) {
    const { invalid: _, invalid_for, ...valid } = round;
    return invalid_for === "latency" ? valid : round;
}
/** The rounds that count for this metric, and those that do not, with the reason. */
function roundsFor(metric, scenario) {
    return (0,model_metric/* isLatency */.Hh)(metric) ? scenario.rounds : scenario.roundsWithoutLatency;
}
/**
 * Why the comparison has no base. Latencies, CPU time and memory of all requests include those of new requests; only
 * counts can leave them out.
 */
function whyNew({ request, metric }, { newRequests, rounds }) {
    const reason = newRequests.get(request);
    if (reason !== undefined)
        return { outcome: "new", reason };
    if (request !== plan/* allRequests */.qT)
        return undefined;
    const [first] = newRequests.values();
    if (first === undefined)
        return (0,model_metric/* isCounted */.he)(metric) ? undefined : whyInseparable(rounds);
    const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    const isAllNew = newRequests.size >= names.size - 1;
    return isAllNew || !(0,model_metric/* isCounted */.he)(metric) ? { outcome: "new", reason: first } : undefined;
}
/** Failures cost a service less than successes: nothing about all requests together can be compared, but their errors. */
function whyInseparable(rounds) {
    const name = findFailedOnBase(rounds);
    if (name === undefined)
        return undefined;
    return { outcome: "new", reason: `no ${name} of the base succeeded, and all requests together include it` };
}


/***/ }),

/***/ 13737:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Qq: () => (/* binding */ alphaOf),
/* harmony export */   WA: () => (/* binding */ comparedKeys),
/* harmony export */   fz: () => (/* binding */ compareMetrics)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(43082);
/* harmony import */ var _interimLooks_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96571);
/* harmony import */ var _judgingStrategies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4069);
/* harmony import */ var _noisePriors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1607);
/* harmony import */ var _thresholds_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(69304);
/* harmony import */ var _userLimitControl_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(56447);







/** The metrics of a scenario to compare, for each request. */
function comparedKeys(scenario, settings) {
    const { kind, against } = scenario.mode;
    const keys = _judgingStrategies_js__WEBPACK_IMPORTED_MODULE_2__/* .judgingStrategies */ .o[kind].metricKeys(scenario, (0,_thresholds_js__WEBPACK_IMPORTED_MODULE_4__/* .minEffectsOf */ .yx)(scenario, settings));
    // Each change of main since the anchor's build has already passed the gate in a pull request.
    return against === undefined ? keys : keys.map((key) => ({ ...key, gating: false }));
}
/** An equal share of the run's false alarm rate for each gating comparison (Bonferroni). */
function alphaOf({ false_alarm }, gating) {
    return false_alarm / Math.max(1, gating);
}
/** The scenario as if no request had waited for a free user; `undefined` if none did. */
function uncap(checked) {
    const uncapped = (0,_userLimitControl_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutUserWaits */ .sG)(checked);
    if (uncapped === undefined)
        return undefined;
    const { rounds } = (0,_userLimitControl_js__WEBPACK_IMPORTED_MODULE_5__/* .withoutUserWaits */ .sG)({ ...checked, rounds: [...checked.roundsWithoutLatency] }) ?? {};
    return { ...checked, ...uncapped, roundsWithoutLatency: rounds ?? checked.roundsWithoutLatency };
}
/** Compares these metrics of a scenario, in their order. */
function compareMetrics(keys, scenario, { settings, baseline, alpha }) {
    const { checkRounds, compareMetric } = _judgingStrategies_js__WEBPACK_IMPORTED_MODULE_2__/* .judgingStrategies */ .o[scenario.mode.kind];
    const checked = checkRounds(scenario);
    const uncapped = uncap(checked);
    const levels = (0,_interimLooks_js__WEBPACK_IMPORTED_MODULE_1__/* .lookLevels */ .lU)(alpha, (0,_interimLooks_js__WEBPACK_IMPORTED_MODULE_1__/* .roundProgress */ .qs)(scenario));
    const priors = (0,_noisePriors_js__WEBPACK_IMPORTED_MODULE_3__/* .noisePriors */ .I)(checked);
    const options = { baseline, alpha, levels, priors, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_6__/* .omitUndefined */ .O)({ restartNoise: settings.restart_noise }) };
    return keys.map((key) => {
        const minimum = (0,_thresholds_js__WEBPACK_IMPORTED_MODULE_4__/* .minimumEffectOf */ .rS)(key.metric, scenario, settings);
        const comparison = compareMetric(key, checked, { ...options, minimum });
        if (uncapped === undefined || (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isServiceMetric */ .qO)(key.metric))
            return comparison;
        const control = compareMetric(key, uncapped, { ...options, priors: (0,_noisePriors_js__WEBPACK_IMPORTED_MODULE_3__/* .noisePriors */ .I)(uncapped), minimum });
        return (0,_userLimitControl_js__WEBPACK_IMPORTED_MODULE_5__/* .withUserLimitControl */ .w2)(comparison, control, (0,_userLimitControl_js__WEBPACK_IMPORTED_MODULE_5__/* .userLimitIn */ .c2)(scenario.phases));
    });
}


/***/ }),

/***/ 37277:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BG: () => (/* binding */ withConfirmations),
/* harmony export */   Uj: () => (/* binding */ recheckScope),
/* harmony export */   X1: () => (/* binding */ isBorderline)
/* harmony export */ });
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70543);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4722);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);
/* harmony import */ var _compare_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13737);
/* harmony import */ var _judgingStrategies_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4069);





/** Below this multiple of the minimum effect, the machine may have caused the regression: it may favour one build. */
const borderlineFactor = 2;
/** True if a second machine may clear the regression: its interval begins below twice the minimum effect. */
function isBorderline(comparison, { mode, failure }) {
    const { outcome, gating, accepted, interval, min_effect_ratio } = comparison;
    if (!_judgingStrategies_js__WEBPACK_IMPORTED_MODULE_3__/* .judgingStrategies */ .o[mode.kind].isConfirmable || failure !== undefined)
        return false;
    if (!gating || outcome !== "regressed" || accepted !== undefined)
        return false;
    if (interval === undefined || min_effect_ratio === undefined)
        return false;
    return !(0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .isBeyondMinimum */ .eF)(comparison, borderlineFactor);
}
/** The borderline regressions of scenarios that are compared but not yet confirmed. */
function recheckScope(scenarios, settings) {
    const keys = scenarios.flatMap((scenario) => borderlineIn(scenario).map((comparison) => keyOf(scenario, comparison)));
    return { keys, alpha: (0,_compare_js__WEBPACK_IMPORTED_MODULE_2__/* .alphaOf */ .Qq)(settings, keys.length) };
}
const borderlineIn = (scenario) => scenario.comparisons.filter((comparison) => isBorderline(comparison, scenario));
function keyOf({ id }, { request, metric, gating }) {
    return { scenario: id, request, metric, gating };
}
/** Combines each borderline regression with the second machine's measurement, if there is one. */
function withConfirmations(scenarios, settings, baseline) {
    const { alpha } = recheckScope(scenarios, settings);
    return scenarios.map((scenario) => {
        const { confirmation } = scenario;
        if (confirmation === undefined)
            return scenario;
        const borderline = borderlineIn(scenario);
        const keys = borderline.map((comparison) => keyOf(scenario, comparison));
        const again = (0,_compare_js__WEBPACK_IMPORTED_MODULE_2__/* .compareMetrics */ .fz)(keys, asMeasuredAgain(scenario, confirmation), { settings, baseline, alpha });
        const comparisons = scenario.comparisons.map((first) => {
            const second = again[borderline.indexOf(first)];
            return second === undefined ? first : combine(first, second, confirmation);
        });
        return { ...scenario, comparisons };
    });
}
/** The scenario with the second machine's rounds instead of the first machine's. */
function asMeasuredAgain({ rounds_planned: _planned, round_ms: _round, dealing: _dealing, failure: _failure, ...scenario }, { environment: _machine, started_at: _when, ...second }) {
    return { ...scenario, ...second };
}
/** The outcome over both machines. A second machine that could not measure the metric does not clear its regression. */
function combine(first, second, { failure }) {
    const { outcome, change_ratio, interval, rounds } = second;
    const unconfirmed = `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(first.metric)} could not be confirmed on a second machine`;
    if (failure !== undefined || change_ratio === undefined || interval === undefined) {
        const cause = failure === undefined ? (second.reason ?? "it was not measured") : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_4__/* .firstLine */ .TM)(failure);
        return { ...first, second: "not_measured", reason: `${unconfirmed}: ${cause}` };
    }
    switch (outcome) {
        case "regressed":
            return { ...first, confirmed: { change_ratio, interval, rounds } };
        case "unchanged":
        case "not_worse":
        case "below_floor":
        case "improved":
            return { ...first, outcome: "unchanged", second: "cleared", reason: bothChanges(first, second) };
        case "inconclusive":
        case "unstable":
            return {
                ...first,
                outcome: "inconclusive",
                second: "open",
                reason: `${bothChanges(first, second)}: run both jobs again`,
            };
        case "invalid":
        case "new":
            return { ...first, second: "not_measured", reason: unconfirmed };
    }
}
/** p95 +12 % [8, 16] on the first machine, +1 % [−2, 4] on a second one */
function bothChanges(first, second) {
    const [firstChange, secondChange] = [first, second].map(({ metric, change_ratio, interval }) => (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricChange */ .Zy)(metric, change_ratio ?? 0, interval));
    return `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(first.metric)} ${firstChange} on the first machine, ${secondChange} on a second one`;
}


/***/ }),

/***/ 20378:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MK: () => (/* binding */ failedRequests),
/* harmony export */   Oo: () => (/* binding */ metricKeysOf),
/* harmony export */   X0: () => (/* binding */ dueRequests),
/* harmony export */   jt: () => (/* binding */ countGatingMetrics)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(77558);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64519);




/** The metrics of a measured scenario to compare. */
function metricKeysOf({ id, rounds, streams = [], scalability }, minEffects) {
    if (rounds.length === 0)
        return [];
    if (scalability !== undefined)
        return [capacityKey(id, minEffects)];
    const all = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
    const names = [...all].filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT);
    const isMeasured = (metric) => rounds.some(({ base, head }) => head[metric] !== undefined || base?.[metric] !== undefined);
    const due = (request) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(rounds.map(({ head }) => head.requests[request]?.due ?? 0));
    const isShownFor = (request, metric) => isShownInMost(rounds, request, metric);
    return keysIn({ id, names, streams, isMeasured, due, isShownFor }, minEffects);
}
/** The only metric of a capacity search. Its trials differ in load. */
const capacityKey = (scenario, minEffects) => ({
    scenario,
    request: _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT,
    metric: "capacity",
    gating: minEffects.capacity !== undefined,
});
/** True if the metric tells something of the request in most rounds, on either arm. */
function isShownInMost(rounds, request, metric) {
    const { isShownFor } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .comparabilityOf */ .sn)(metric);
    if (isShownFor === undefined)
        return false;
    const values = rounds.map(({ base, head }) => [base?.requests[request], head.requests[request]].flatMap((one) => one ?? []));
    return 2 * values.filter((ofRound) => ofRound.some(isShownFor)).length > rounds.length;
}
/** The number of comparisons that can fail the run. Fixed before the run, because they share its false alarm rate. */
function countGatingMetrics({ scenarios, service, gate }) {
    const compared = scenarios.filter(({ compare }) => compare === undefined || _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_1__/* .comparisonModes */ .OA[compare].isCompared);
    const keys = compared.flatMap(({ id, flows, minEffect, capacity }) => {
        if (capacity !== undefined)
            return [capacityKey(id, { ...gate.minEffect, ...minEffect })];
        const steps = flows.flatMap((flow) => flow.steps);
        const names = [...new Set(steps.map(({ name }) => name))];
        const streams = steps.filter(({ stream }) => stream !== undefined).map(({ name }) => name);
        const isMeasured = (metric) => (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfDependencies */ .hC)(metric) ? service?.program.kind === "compose" : service !== undefined;
        return keysIn({ id, names, streams, isMeasured }, { ...gate.minEffect, ...minEffect });
    });
    return keys.filter(({ gating }) => gating).length;
}
/**
 * With several requests, latency gates for each of them: one slow endpoint would hardly show in all requests together.
 * CPU time, memory and the error rate gate for the scenario as a whole.
 */
function keysIn(scenario, minEffects) {
    const { id, names, isMeasured, due } = scenario;
    const isSingle = names.length <= 1;
    const isTooNoisy = (request, metric) => due !== undefined && due(request) < ((0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .comparabilityOf */ .sn)(metric).fewestRequests ?? 0);
    // Where an endpoint has too few requests, all of them together gate.
    const hasTooFew = (metric) => names.some((name) => isTooNoisy(name, metric));
    const keyOf = (request, metric, canGate) => {
        const gating = canGate && gates(scenario, request, metric, minEffects) && !isTooNoisy(request, metric);
        return { scenario: id, request, metric, gating };
    };
    const shownFor = (request) => _model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .comparedMetrics */ .Bo.filter((metric) => metric !== "capacity" && isShown(scenario, request, metric, minEffects));
    const ofAllRequests = shownFor(_model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT)
        .filter((metric) => !(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .isServiceMetric */ .qO)(metric) || isMeasured(metric))
        .map((metric) => keyOf(_model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT, metric, isSingle || !(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .isLatency */ .Hh)(metric) || hasTooFew(metric)));
    if (isSingle)
        return ofAllRequests;
    const ofEachRequest = names.flatMap((name) => shownFor(name)
        .filter(_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .isLatency */ .Hh)
        .map((metric) => keyOf(name, metric, true)));
    return [...ofAllRequests, ...ofEachRequest];
}
function gates(scenario, request, metric, named) {
    return metric in named || ((0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .comparabilityOf */ .sn)(metric).streams === "gates" && isStream(scenario, request));
}
function isShown(scenario, request, metric, named) {
    const { streams, isAlwaysShown } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_2__/* .comparabilityOf */ .sn)(metric);
    if (streams === "only" && !isStream(scenario, request))
        return false;
    return isAlwaysShown || gates(scenario, request, metric, named) || scenario.isShownFor?.(request, metric) === true;
}
/** True for "all" if every request is a stream. */
function isStream({ names, streams }, request) {
    const requests = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT ? names : [request];
    return requests.length > 0 && requests.every((name) => streams.includes(name));
}
/** How many of the key's requests were due on an arm in one round. */
function dueRequests({ request }, arm) {
    return arm?.requests[request]?.due ?? 0;
}
function failedRequests({ request }, arm) {
    return arm?.requests[request]?.failed ?? 0;
}


/***/ }),

/***/ 96571:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mk: () => (/* binding */ isLook),
  lU: () => (/* binding */ lookLevels),
  qs: () => (/* binding */ roundProgress)
});

// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
;// CONCATENATED MODULE: ./build/stats/groupSequential.js

/** Points of the integrals over the paths that have crossed no boundary yet. Odd, for Simpson's rule. */
const points = 301;
/** In standard deviations: paths that are lower do not come back to a boundary, and hardly one is higher. */
const range = { low: -5, high: 8 };
/**
 * The one-sided level of each look, so that an unchanged mean is significant at look k, and at none before, with
 * probability `spent[k]`. `shares`: the share of the planned observations at each look, ascending. A look that spends
 * nothing has level 0. Armitage, McPherson & Rowe (1969); R: pnorm(-gsDesign::gsDesign(...)$upper$bound).
 */
function groupSequentialLevels(shares, spent) {
    let paths = { share: 0, at: [0], mass: [1] };
    return shares.map((share, k) => {
        const bound = boundary(paths, share, spent[k] ?? 0);
        paths = pathsBelow(paths, share, bound);
        return bound === Number.POSITIVE_INFINITY ? 0 : (0,normal/* normalUpperTail */.IL)(bound / Math.sqrt(share));
    });
}
/** The place that the motion exceeds at this look, and at none before, with that probability. */
function boundary(paths, share, probability) {
    if (probability <= 0)
        return Number.POSITIVE_INFINITY;
    const sd = Math.sqrt(share - paths.share);
    // Without the earlier looks it would be here. The logarithm is concave, so Newton's method converges from above.
    let bound = -Math.sqrt(share) * (0,normal/* normalQuantile */.Zl)(probability);
    for (let step = -1; Math.abs(step) > 1e-9; bound += step) {
        const chance = sumOver(paths, (place) => (0,normal/* normalUpperTail */.IL)((bound - place) / sd));
        const slope = sumOver(paths, (place) => (0,normal/* normalDensity */.kC)((bound - place) / sd)) / sd;
        step = (Math.log(chance / probability) * chance) / slope;
    }
    return bound;
}
/** The paths that are below the boundary at this look, too. */
function pathsBelow(paths, share, bound) {
    const sd = Math.sqrt(share - paths.share);
    const [from, to] = [range.low * Math.sqrt(share), Math.min(bound, range.high * Math.sqrt(share))];
    const width = (to - from) / (points - 1);
    const at = Array.from({ length: points }, (_, i) => from + i * width);
    const mass = at.map((place, i) => {
        const density = sumOver(paths, (before) => (0,normal/* normalDensity */.kC)((place - before) / sd)) / sd;
        return (simpson(i) * width * density) / 3;
    });
    return { share, at, mass };
}
function sumOver({ at, mass }, value) {
    let sum = 0;
    for (let i = 0; i < at.length; i++)
        sum += (mass[i] ?? 0) * value(at[i] ?? 0);
    return sum;
}
function simpson(i) {
    if (i === 0 || i === points - 1)
        return 1;
    return i % 2 === 1 ? 4 : 2;
}

;// CONCATENATED MODULE: ./build/stats/spending.js

/**
 * The part of a one-sided `alpha`, in (0, 1), that interim looks may spend up to `share` of the planned information, in
 * [0, 1]. It is very little early on and all of alpha at the end. The spending function of Lan & DeMets (1983), close
 * to the boundaries of O'Brien & Fleming (1979). R: gsDesign::sfLDOF(alpha, share)$spend.
 */
function alphaSpent(alpha, share) {
    if (share <= 0)
        return 0;
    if (share >= 1)
        return alpha;
    return 2 * (0,normal/* normalUpperTail */.IL)(-(0,normal/* normalQuantile */.Zl)(alpha / 2) / Math.sqrt(share));
}

;// CONCATENATED MODULE: ./build/gate/interimLooks.js



/** Invalid rounds count too. They took their time, and which rounds are invalid does not depend on the change. */
function roundProgress({ rounds, rounds_planned }) {
    const played = rounds.length;
    return { rounds: played, ...(rounds_planned === undefined ? {} : { planned: Math.max(played, rounds_planned) }) };
}
/** The gate looks at the results after 4, 6, 8, … rounds and after the last one, but not one round before the last. */
function isLook({ rounds, planned }) {
    if (rounds < record/* minRounds */.u)
        return false;
    return rounds === planned || (rounds % 2 === record/* minRounds */.u % 2 && rounds + 1 !== planned);
}
/** Each look up to now, as its number of rounds. The current number of rounds always counts as a look. */
function looksSoFar({ rounds, planned }) {
    if (planned === undefined)
        return [rounds];
    const earlier = Array.from({ length: rounds }, (_, n) => n).filter((n) => isLook({ rounds: n, planned }));
    return [...earlier, rounds];
}
/** The levels of all looks up to now. They are the same for all comparisons with this `alpha`. */
function lookLevels(alpha, { rounds, planned }) {
    if (planned === undefined)
        return [{ rounds, level: alpha }];
    // A regular look has the same level, whatever comes after it.
    const end = isLook({ rounds, planned }) ? planned : rounds;
    return plannedLevels(alpha, end, planned).filter((look) => look.rounds <= rounds);
}
/** A smaller probability counts as 0: the look decides nothing. */
const smallestSpent = 1e-12;
/**
 * The levels of the looks up to that number of rounds. An unchanged service fails at each look, and at none before, with
 * the probability that the spending function released since the look before.
 */
const plannedLevels = remember((alpha, rounds, planned) => {
    const looks = looksSoFar({ rounds, planned });
    const spentAfter = (n) => alphaSpent(alpha, n / planned);
    const spent = looks.map((n, i) => spentAfter(n) - spentAfter(looks[i - 1] ?? 0));
    const levels = groupSequentialLevels(looks.map((n) => n / planned), spent.map((probability) => (probability < smallestSpent ? 0 : probability)));
    return looks.map((n, i) => ({ rounds: n, level: levels[i] ?? 0 }));
});
/** Every comparison at every look asks for the same levels, and they take some 0.1 s. */
function remember(compute) {
    const known = new Map();
    return (...numbers) => {
        const key = numbers.join();
        const result = known.get(key) ?? compute(...numbers);
        known.set(key, result);
        return result;
    };
}


/***/ }),

/***/ 72748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ summarizeInvalidRounds)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** `undefined` if every round counts. */
function summarizeInvalidRounds(rounds) {
    const reasons = rounds.flatMap(({ invalid }) => invalid ?? []);
    const [first] = reasons;
    if (first === undefined)
        return undefined;
    const reason = `${reasons.length} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(rounds.length, "round")} do not count: ${first}`;
    const isLatencyOnly = rounds.every(({ invalid, invalid_for }) => invalid === undefined || invalid_for === "latency");
    return { reason, isMajority: 2 * reasons.length >= rounds.length, isLatencyOnly };
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
// EXTERNAL MODULE: ./build/gate/compare.js
var compare = __webpack_require__(13737);
// EXTERNAL MODULE: ./build/gate/confirmation.js
var confirmation = __webpack_require__(37277);
// EXTERNAL MODULE: ./build/model/scale.js
var model_scale = __webpack_require__(33460);
// EXTERNAL MODULE: ./build/stats/changePoints.js
var changePoints = __webpack_require__(96861);
// EXTERNAL MODULE: ./build/gate/thresholds.js
var thresholds = __webpack_require__(69304);
;// CONCATENATED MODULE: ./build/gate/drift.js




/** A smaller change does not count as drift, however certain it is (docs/method.md, "Drift on main"). */
const smallestRatio = 0.03;
/** Fixed, so that a series gives the same result in every run. */
const seed = 1;
/**
 * Finds lasting changes of main in its comparisons with one anchor build. The current run is the last of the series.
 * Only metrics that gate pull requests are searched: drift is what small changes below the gate add up to.
 */
function driftOf(scenario, run, settings) {
    if (scenario.mode.against === undefined)
        return [];
    const runs = [...(scenario.anchored ?? []), { ...run, log_ratios: (0,model_scale/* logRatiosOf */._)(scenario.comparisons) }];
    const minEffects = (0,thresholds/* minEffectsOf */.yx)(scenario, settings);
    return scenario.comparisons
        .filter(({ metric }) => metric in minEffects)
        .flatMap((comparison) => changesOf(comparison, scenario.id, runs, minEffects));
}
function changesOf({ request, metric }, scenario, runs, minEffects) {
    const series = runs.flatMap((run) => {
        const shift = run.log_ratios[request]?.[metric];
        return shift === undefined ? [] : [{ run, shift }];
    });
    const scale = (0,model_scale/* scaleOf */.H)(metric);
    const minMagnitude = scale.isRelative ? scale.shiftOf(smallestRatio) : (minEffects[metric] ?? 0);
    const shifts = series.map(({ shift }) => shift);
    return (0,changePoints/* changePoints */.UI)(shifts, { seed, minMagnitude }).flatMap(({ index, before, after, p }) => {
        const first = series[index]?.run;
        if (first === undefined)
            return [];
        return {
            scenario,
            request,
            metric,
            ...(0,omitUndefined/* omitUndefined */.O)({ sha: first.sha }),
            at: first.at,
            change_ratio: scale.changeOf(after - before),
            runs_after: series.length - index,
            p,
        };
    });
}

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/stats/binomial.js
var binomial = __webpack_require__(16871);
// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var histogram = __webpack_require__(48136);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/wording/userLimitText.js
var userLimitText = __webpack_require__(9114);
// EXTERNAL MODULE: ./build/gate/checkedScenario.js + 2 modules
var checkedScenario = __webpack_require__(26336);
// EXTERNAL MODULE: ./build/gate/invalidRounds.js
var invalidRounds = __webpack_require__(72748);
// EXTERNAL MODULE: ./build/gate/userLimitControl.js
var userLimitControl = __webpack_require__(56447);
;// CONCATENATED MODULE: ./build/gate/sla.js













/** Checks every limit on the head, over all measured phases together. A limit without a measurement is not met. */
function checkSla(scenario) {
    const phases = measuredPhases(scenario, "head");
    // The scenario's failure is reported once, not again for every limit.
    if (scenario.failure !== undefined && phases.length === 0)
        return [];
    const limits = scenario.limits.filter((limit) => !isReplaced(limit, phases, scenario.limits));
    return limits.map((limit) => checkLimit(limit, phases, scenario));
}
const measuredPhases = ({ phases }, of) => phases.filter(({ arm, warmup }) => arm === of && !warmup);
function checkLimit(limit, phases, scenario) {
    const value = measuredValue(limit, phases, scenario.limits, { isBlameless: false });
    if (value === undefined)
        return { ...limit, outcome: "not_measured" };
    if (isWithin(limit, value))
        return { ...limit, value, outcome: "met" };
    // A late generator makes a service look slower than it is, never faster. Only a breach is in doubt then.
    if ((0,invalidRounds/* summarizeInvalidRounds */.w)(roundsInDoubt(limit, scenario))?.isMajority === true)
        return { ...limit, value, outcome: "undecided", reason: "the load generator was late" };
    const reason = ownDelayReason(limit, value, phases, scenario.limits);
    if (reason !== undefined)
        return { ...limit, outcome: "not_measured", reason };
    const count = countedBreaches(limit, phases, scenario.limits);
    const baseValue = measuredValue(limit, measuredPhases(scenario, "base"), scenario.limits, { isBlameless: false });
    const found = { ...limit, value, ...(0,omitUndefined/* omitUndefined */.O)({ base_value: baseValue, requests: count?.due }) };
    return count === undefined || isBeyondChance(count)
        ? { ...found, outcome: "breached" }
        : { ...found, outcome: "undecided", reason: undecidedReason(count) };
}
/** Only a share of the requests may be beyond the limit of an error rate or a percentile. `undefined` for other limits. */
function countedBreaches(limit, phases, limits) {
    const { of } = (0,model_metric/* slaRuleOf */.EG)(limit.metric);
    const counted = countedRequests(limit, phases, limits);
    if (of.kind === "error_rate") {
        const due = (0,simple_statistics/* sum */.cz)(counted.map(({ due_requests }) => due_requests));
        const beyond = due - (0,simple_statistics/* sum */.cz)(counted.map(({ successful_requests }) => successful_requests));
        return { beyond, due, allowed: (0,unit/* ratio */.CG)(limit.limit) };
    }
    if (of.kind !== "quantile")
        return undefined;
    const times = mergeTimes(counted, of.times, { isBlameless: false });
    if (times === undefined)
        return undefined;
    return { beyond: times.countAbove(limit.limit), due: times.count, allowed: (0,unit/* ratio */.CG)(1 - of.share) };
}
/** A service exactly at the limit shows as many breaches in at most this share of runs. */
const maxChance = 0.05;
const isBeyondChance = ({ beyond, due, allowed }) => (0,binomial/* binomialUpperTail */.Y)(beyond, due, allowed) < maxChance;
const undecidedReason = ({ beyond, due, allowed }) => `${(0,format/* formatNumber */.ZV)(beyond)} of ${(0,format/* plural */.LS)(due, "request")} beyond the limit, which allows ${(0,format/* formatPercent */.l9)(allowed)}: too few to tell`;
/** A late generator that lost no request changes times, but no counts. */
function roundsInDoubt({ metric }, { rounds }) {
    const isCount = ["error_rate", "cpu", "memory"].includes((0,model_metric/* slaRuleOf */.EG)(metric).of.kind);
    return isCount ? rounds.map(checkedScenario/* withoutLateness */.C_) : rounds;
}
/** Why the breach is not the service's: only the load generator's own delays made it. `undefined` if it is. */
function ownDelayReason(limit, value, phases, limits) {
    const userLimit = (0,userLimitControl/* userLimitIn */.c2)(phases);
    const measured = (0,metricText/* metricValue */.a3)(limit.metric, value);
    // The limit also limits the throughput, and nobody knows how much higher it would be without.
    if ((0,model_metric/* slaRuleOf */.EG)(limit.metric).of.kind === "throughput" && userLimit !== undefined)
        return `${measured}, but higher ${(0,userLimitText/* withoutUserWaitText */.yL)(userLimit)}`;
    const blameless = measuredValue(limit, phases, limits, { isBlameless: true });
    if (blameless === undefined || !isWithin(limit, blameless))
        return undefined;
    const own = (0,metricText/* metricValue */.a3)(limit.metric, blameless);
    if (userLimit !== undefined)
        return `${measured}, but ${own} ${(0,userLimitText/* withoutUserWaitText */.yL)(userLimit)}`;
    return `${measured}, but ${own} without the load generator's own delay: lower the rate or use a larger machine`;
}
const isWithin = ({ metric, limit }, value) => (0,model_metric/* slaRuleOf */.EG)(metric).limit === "at_least" ? value >= limit : value <= limit;
/** True for a limit of all requests if every request has its own limit. */
function isReplaced({ request, metric }, phases, limits) {
    const names = phases.flatMap(({ requests }) => requests.map(({ name }) => name));
    const hasOwn = (name) => limits.some((limit) => limit.metric === metric && limit.request === name);
    return request === plan/* allRequests */.qT && names.length > 0 && names.every(hasOwn);
}
function measuredValue(limit, phases, limits, options) {
    if (phases.length === 0)
        return undefined;
    const counted = countedRequests(limit, phases, limits);
    const due = counted.reduce((sum, { due_requests }) => sum + due_requests, 0);
    // Dropped requests waited for a free user until the end.
    const sent = options.isBlameless ? due - counted.reduce((sum, part) => sum + part.dropped_requests, 0) : due;
    const successful = counted.reduce((sum, { successful_requests }) => sum + successful_requests, 0);
    const durationMs = phases.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
    const times = (kind) => mergeTimes(counted, kind, options);
    const { of } = (0,model_metric/* slaRuleOf */.EG)(limit.metric);
    switch (of.kind) {
        case "cpu":
            return weighted(phases, ({ resource_utilization }) => resource_utilization?.cpu_ratio);
        case "memory":
            return largest(phases.map(({ resource_utilization }) => resource_utilization?.memory_ratio));
        case "error_rate":
            return sent > 0 ? (sent - successful) / sent : undefined;
        case "throughput":
            return durationMs > 0 ? (1000 * successful) / durationMs : undefined;
        case "mean":
            return times("response")?.mean();
        case "max":
            return times("response")?.max();
        case "quantile":
            return times(of.times)?.quantile(of.share);
    }
}
/** `undefined` if a request that succeeded has no such times. Only streams have gaps, so others are left out. */
function mergeTimes(parts, kind, options) {
    const measured = parts.filter(({ successful_requests: n }) => n > 0);
    const encoded = measured.map((part) => encodedTimes(part, kind, options));
    const present = encoded.filter((text) => text !== undefined);
    if (kind !== "largest_gap" && present.length < encoded.length)
        return undefined;
    return (0,histogram/* mergeHistograms */.Q7)(present.map(histogram/* decodeHistogram */.pr));
}
function encodedTimes(part, kind, { isBlameless }) {
    const { histogram, blameless_histogram = histogram } = part;
    switch (kind) {
        case "response":
            return isBlameless ? blameless_histogram : histogram;
        case "first_byte": {
            if (part.first_byte_ms === undefined)
                return undefined;
            const { first_byte_histogram: own } = part;
            if (!isBlameless)
                return own ?? histogram;
            return own === undefined ? blameless_histogram : (part.blameless_first_byte_histogram ?? own);
        }
        case "largest_gap":
            return part.largest_gap_histogram;
    }
}
/** The nearest limit wins: a request with its own limit does not count for the limit of all requests. */
function countedRequests({ request, metric }, phases, limits) {
    const isOwn = (limit) => limit.metric === metric && limit.request !== plan/* allRequests */.qT;
    const own = new Set(limits.filter(isOwn).map((limit) => limit.request));
    const isCounted = (name) => (request === plan/* allRequests */.qT ? !own.has(name) : name === request);
    return phases.flatMap(({ requests }) => requests.filter(({ name }) => isCounted(name)));
}
/** The mean over the phases, weighted by duration; `undefined` if one of them has no value. */
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

// EXTERNAL MODULE: ./build/gate/verdict.js + 3 modules
var verdict = __webpack_require__(30792);
;// CONCATENATED MODULE: ./build/gate/judge.js







/** Adds comparisons, SLA checks and the verdict to a measured run. Pure: the same measurement gives the same bytes. */
function judge(measured) {
    const { accepted = [], drift: _, ...run } = measured;
    const { settings, baseline, provenance } = run;
    const keys = run.scenarios.map((scenario) => (0,compare/* comparedKeys */.WA)(scenario, settings));
    const gating = keys.flat().filter((key) => key.gating).length;
    const alpha = (0,compare/* alphaOf */.Qq)(settings, Math.max(gating, settings.gating ?? 0));
    const context = { settings, baseline, alpha };
    const compared = run.scenarios.map((scenario, i) => {
        const comparisons = (0,compare/* compareMetrics */.fz)(keys[i] ?? [], scenario, context);
        return {
            ...scenario,
            comparisons: [...(0,acceptance/* withAcceptances */.jw)(comparisons, scenario, accepted)],
            sla: [...checkSla(scenario)],
        };
    });
    const scenarios = [...(0,confirmation/* withConfirmations */.BG)(compared, settings, baseline)];
    const anchoredRun = { ...(0,omitUndefined/* omitUndefined */.O)({ sha: provenance.head.sha }), at: provenance.started_at };
    const isAnchored = scenarios.some(({ mode }) => mode.against !== undefined);
    return {
        ...run,
        verdict: (0,verdict/* verdictOf */.Vj)({ ...run, scenarios }, settings),
        ...(accepted.length === 0 ? {} : { accepted: withCoverage(accepted, scenarios) }),
        ...(isAnchored ? { drift: scenarios.flatMap((scenario) => driftOf(scenario, anchoredRun, settings)) } : {}),
        scenarios,
    };
}
/** Counts for each acceptance how many regressions it covers. */
function withCoverage(accepted, scenarios) {
    const covering = scenarios.flatMap((scenario) => scenario.comparisons
        .filter((comparison) => comparison.accepted !== undefined)
        .map((comparison) => (0,acceptance/* coveringAcceptance */.H)({ scenario: scenario.id, ...comparison }, scenario, accepted)));
    return accepted.map((acceptance) => ({
        ...acceptance,
        covers: covering.filter((one) => one === acceptance).length,
    }));
}


/***/ }),

/***/ 4069:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  o: () => (/* binding */ judgingStrategies)
});

// EXTERNAL MODULE: ./build/gate/checkedScenario.js + 2 modules
var checkedScenario = __webpack_require__(26336);
// EXTERNAL MODULE: ./build/gate/gatedMetrics.js
var gatedMetrics = __webpack_require__(20378);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
// EXTERNAL MODULE: ./build/model/scale.js
var model_scale = __webpack_require__(33460);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/stats/paired.js
var paired = __webpack_require__(33755);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/stats/binomial.js
var binomial = __webpack_require__(16871);
// EXTERNAL MODULE: ./build/stats/normal.js
var normal = __webpack_require__(8329);
;// CONCATENATED MODULE: ./build/gate/errorRate.js


/** An error rate regresses only by at least this many failed requests. Fewer are too often chance. */
const fewestExcessErrors = 7;
/**
 * Adds the counts of single requests to an estimate from rounds or runs. Errors come in clumps, so a change must show
 * in both. The interval covers both uncertainties.
 */
function withErrorCounts(estimate, { base, head }) {
    const rates = { base: base.failed / base.due, head: head.failed / head.due };
    return {
        ...estimate,
        ...pValuesWithCounts(estimate, { base, head }),
        interval: [
            Math.min(estimate.interval[0], rates.head - (0,binomial/* proportionUpperBound */.x)(base.failed, base.due, 0.975)),
            Math.max(estimate.interval[1], (0,binomial/* proportionUpperBound */.x)(head.failed, head.due, 0.975) - rates.base),
        ],
    };
}
/**
 * The smallest true rise of the rate that gives enough excess errors with probability 0.95, for this number of errors
 * on the base. Uses the normal approximation of Poisson counts.
 */
function detectableExcess({ base, head }) {
    const z = (0,normal/* normalQuantile */.Zl)(0.95);
    const share = head.due / base.due;
    // Solves: excess − z · √(excess + usual) = fewestExcessErrors.
    const usual = base.failed * share * (1 + share);
    return (fewestExcessErrors + z ** 2 / 2 + z * Math.sqrt(fewestExcessErrors + z ** 2 / 4 + usual)) / head.due;
}
/** How many times as many requests would show that the rate has not risen by `minEffect`, at the same rates. */
function requestMultiple({ base, head }, minEffect) {
    const isShown = (times) => (0,binomial/* proportionUpperBound */.x)(head.failed * times, head.due * times, 0.975) - base.failed / base.due < minEffect;
    return multiples.find(isShown) ?? Number.POSITIVE_INFINITY;
}
/** 1 to 32, in steps of 20 %. */
const multiples = Array.from({ length: 20 }, (_, step) => 1.2 ** step);
/** The larger p value of two tests: over rounds or runs, and over single requests. */
function pValuesWithCounts({ pWorse, pBetter }, { base, head }) {
    return {
        pWorse: Math.max(pWorse, pMoreErrors(base, head)),
        pBetter: Math.max(pBetter, pMoreErrors(head, base)),
    };
}
/** The conditional binomial test: given the total of errors, the chance that so many fall on the second arm. */
function pMoreErrors(first, second) {
    const excess = second.failed - (first.failed * second.due) / first.due;
    if (excess < fewestExcessErrors)
        return 1;
    return (0,binomial/* binomialUpperTail */.Y)(second.failed, first.failed + second.failed, second.due / (first.due + second.due));
}

// EXTERNAL MODULE: ./build/stats/studentT.js
var studentT = __webpack_require__(18311);
;// CONCATENATED MODULE: ./build/gate/outcome.js

/**
 * A change must be significant, large enough, and not due to one odd round. A metric is unchanged if its change is
 * shown to be below the smallest change that matters, up and down.
 */
function outcomeOf({ mean, robust, interval }, { minEffect, minEffectWithoutFloor, significance }) {
    const isWorseBy = (effect) => significance.worse && mean >= effect && robust >= effect / 2;
    if (isWorseBy(minEffect))
        return "regressed";
    if (significance.better && mean <= -minEffect && robust <= -minEffect / 2)
        return "improved";
    // The 97.5 % upper bound must lie below the smallest change that matters. No number lies below it if it is NaN.
    const isShownBelow = interval[1] < minEffect;
    if (!isShownBelow)
        return "inconclusive";
    if (isWorseBy(minEffectWithoutFloor))
        return "below_floor";
    return interval[0] > -minEffect ? "unchanged" : "not_worse";
}
/** The smallest true change that fails with probability 0.95: it must come out significant and at least `minEffect`. */
function detectableShift({ standardError, df }, { minEffect, alpha }) {
    return Math.max(minEffect, (0,studentT/* tQuantile */.YW)(1 - alpha, df) * standardError) + (0,studentT/* tQuantile */.YW)(0.95, df) * standardError;
}
/** The estimate that `times` as much evidence with the same noise would give. */
function forecast(estimate, times) {
    const df = (estimate.df + 1) * times - 1;
    return { ...estimate, standardError: estimate.standardError / Math.sqrt(times), df };
}
/** How many times as much evidence would give a clear outcome. Infinite if the change is exactly the minimum effect. */
function evidenceMultiple(estimate, { minEffect, alpha }) {
    const { mean, standardError, df } = estimate;
    const [gap, quantile] = mean < minEffect ? [minEffect - mean, (0,studentT/* tQuantile */.YW)(0.975, df)] : [mean, (0,studentT/* tQuantile */.YW)(1 - alpha, df)];
    return ((quantile * standardError) / gap) ** 2;
}

;// CONCATENATED MODULE: ./build/gate/comparison.js





/** Noise that hides even a change of this size makes a comparison useless. */
const blindAboveRatio = 0.25;
function comparisonOf(key, evidence, alpha) {
    const { estimate, minEffect, minEffectWithoutFloor, measuringMs, progress, errors } = evidence;
    const { isRelative, changeOf } = (0,model_scale/* scaleOf */.H)(key.metric);
    const singleLook = { worse: estimate.pWorse < alpha, better: estimate.pBetter < alpha };
    const threshold = { minEffect, minEffectWithoutFloor, alpha, significance: evidence.significance ?? singleLook };
    const outcome = outcomeOf(estimate, threshold);
    const multiple = outcome === "inconclusive" ? usefulMultiple(evidence, threshold) : undefined;
    const atEnd = forecast(estimate, progress?.planned === undefined ? 1 : progress.planned / progress.rounds);
    // Only the noise counts here: the smallest change that matters of a fast service may itself be above 25 %.
    const blindShift = detectableShift(atEnd, { ...threshold, minEffect: 0 });
    const isBlind = isRelative && Math.abs(changeOf(blindShift)) > blindAboveRatio;
    const isUnstable = isBlind && (outcome === "inconclusive" || evidence.machinesDiffer === true);
    const detectable = Math.max(detectableShift(estimate, threshold), errors === undefined ? 0 : detectableExcess(errors));
    const settled = errors !== undefined && hasNoFailure(errors) ? withoutFailures(key, detectable) : identityOf(key);
    return {
        ...settled,
        outcome: isUnstable ? "unstable" : outcome,
        base: evidence.base,
        head: evidence.head,
        change_ratio: changeOf(estimate.mean),
        interval: changesOf(estimate.interval, changeOf),
        rounds: evidence.rounds,
        mde_ratio: changeOf(detectable),
        min_effect_ratio: changeOf(minEffect),
        ...(multiple === undefined || measuringMs === undefined || isUnstable
            ? {}
            : { settle_ms: (multiple - 1) * measuringMs }),
    };
}
/** The bounds of a change, the lower one first. A metric that is better if it is higher turns them round. */
function changesOf([a, b], changeOf) {
    const changes = [changeOf(a), changeOf(b)];
    return changes[0] <= changes[1] ? changes : [changes[1], changes[0]];
}
const hasNoFailure = ({ base, head }) => base.failed === 0 && head.failed === 0;
/** Without a failure on either side, nothing got worse. The comparison only says what it could have seen. */
const withoutFailures = (key, detectable) => ({
    ...identityOf(key),
    gating: false,
    reason: `no request failed; a rate of ${(0,format/* formatPercent */.l9)(detectable)} would have shown`,
});
/** How many times as much evidence would give a clear outcome. `undefined` from 20 on: that much is not practical. */
function usefulMultiple({ estimate, errors }, threshold) {
    const { minEffect } = threshold;
    const byCount = errors === undefined || estimate.mean >= minEffect ? 0 : requestMultiple(errors, minEffect);
    const multiple = Math.max(evidenceMultiple(estimate, threshold), byCount);
    return multiple > 1 && multiple < 20 ? multiple : undefined;
}
/** A comparison without evidence, or with nothing to compare to. */
function emptyComparison(key, { outcome, reason }, values, rounds) {
    return {
        ...identityOf(key),
        outcome,
        ...(0,omitUndefined/* omitUndefined */.O)({ base: values.base, head: values.head }),
        rounds,
        reason,
    };
}
const identityOf = ({ metric, request, gating }) => ({ metric, request, gating });

// EXTERNAL MODULE: ./build/gate/interimLooks.js + 2 modules
var interimLooks = __webpack_require__(96571);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/gate/invalidRounds.js
var gate_invalidRounds = __webpack_require__(72748);
;// CONCATENATED MODULE: ./build/gate/missingEvidence.js







/**
 * Why a paired comparison has no evidence: invalid rounds, missing values or too few pairs. `undefined` otherwise.
 * `valid`: the rounds that count. `pairs`: how many of them have a value on both arms.
 */
function missingEvidence(key, { rounds, rounds_planned, round_ms, failure }, valid, pairs) {
    const missing = missingOnOneArm(key, valid, pairs);
    if (missing !== undefined)
        return missing;
    const invalidRounds = (0,gate_invalidRounds/* summarizeInvalidRounds */.w)(rounds);
    // A few invalid rounds only leave too few pairs. A majority of them means that this machine cannot measure it.
    if (invalidRounds?.isMajority === true)
        return { outcome: invalidRounds.isLatencyOnly ? "inconclusive" : "invalid", reason: invalidRounds.reason };
    const incomplete = valid.filter(({ base, head }) => base === undefined || isMissing(key, base) || isMissing(key, head)).length;
    if (incomplete > 0 && 2 * incomplete >= valid.length) {
        const where = `in ${incomplete} of ${(0,format/* plural */.LS)(valid.length, "round")}`;
        return { outcome: "invalid", reason: `${(0,metricText/* metricLabel */.B)(key.metric)} was not measured on both sides ${where}` };
    }
    if (pairs >= record/* minRounds */.u)
        return undefined;
    const inconclusive = (reason) => ({ outcome: "inconclusive", reason });
    if (valid.length >= record/* minRounds */.u)
        return inconclusive(`only ${pairs} of ${(0,format/* plural */.LS)(valid.length, "round")} gave a value for both base and head: look at the failures, or raise the rate`);
    const budget = round_ms === undefined ? "" : ` to at least ${(0,format/* formatDuration */.a3)((record/* minRounds */.u + 1) * 1.1 * round_ms)} per scenario`;
    const tooFew = `a comparison needs at least ${record/* minRounds */.u} rounds, got ${pairs}: raise gate.budget${budget}`;
    // With a plan of so few rounds, the invalid rounds are not the cause.
    if (invalidRounds !== undefined)
        return inconclusive((rounds_planned ?? record/* minRounds */.u) < record/* minRounds */.u ? tooFew : invalidRounds.reason);
    if (failure !== undefined)
        return inconclusive(`measuring broke off after ${(0,format/* plural */.LS)(valid.length, "round")}`);
    return inconclusive(tooFew);
}
/** A latency without a value in some round of the head. */
function missingOnHead(key, valid) {
    const missing = roundsWithoutHead(key, valid);
    if (missing === 0 || !(0,model_metric/* isLatency */.Hh)(key.metric))
        return undefined;
    const requests = key.request === plan/* allRequests */.qT ? "no request" : `no ${key.request}`;
    const where = `in ${missing} of ${(0,format/* plural */.LS)(valid.length, "round")}`;
    return { outcome: "invalid", reason: `${requests} of the head succeeded ${where}` };
}
const roundsWithoutHead = (key, valid) => valid.filter((round) => isMissing(key, round.head)).length;
/** Any metric without a value in every round of an arm. */
function missingOnOneArm(key, valid, pairs) {
    if (valid.length === 0 || pairs > 0)
        return undefined;
    if (valid.every((round) => round.base === undefined))
        return { outcome: "invalid", reason: "the base was not measured beside the head" };
    if ((0,model_metric/* isOfDependencies */.hC)(key.metric)) {
        // The compose file of one arm has no other service, or its processor time is too short to be seen.
        const arm = roundsWithoutHead(key, valid) === valid.length ? "head" : "base";
        return { outcome: "new", reason: `no service that the ${arm} depends on was seen to work` };
    }
    if (roundsWithoutHead(key, valid) === valid.length)
        return { outcome: "invalid", reason: `${(0,metricText/* metricLabel */.B)(key.metric)} of the head could not be measured` };
    if ((0,model_metric/* isServiceMetric */.qO)(key.metric) && valid.every(({ base }) => isUnmonitored(base))) {
        const reason = `${(0,metricText/* metricLabel */.B)(key.metric)} of the base is unknown, because Loadgate did not start the base`;
        return { outcome: "new", reason };
    }
    const missingOnBase = valid.filter((round) => isMissing(key, round.base)).length;
    if (missingOnBase < valid.length || !(0,model_metric/* isLatency */.Hh)(key.metric))
        return undefined;
    // If other requests of the base succeed, the head has added this one. Otherwise the base is broken.
    const isNewRequest = key.request !== plan/* allRequests */.qT && valid.some(({ base }) => base?.requests[plan/* allRequests */.qT]?.p50 !== undefined);
    if (isNewRequest)
        return { outcome: "new", reason: `no ${key.request} of the base succeeded, so there is nothing to compare with` };
    return { outcome: "invalid", reason: "no request of the base succeeded" };
}
/** True if the metric is missing although requests were due. A CPU time of 0 counts as measured. */
function isMissing(key, arm) {
    if (arm === undefined || (0,gatedMetrics/* dueRequests */.X0)(key, arm) === 0)
        return false;
    return (0,model_metric/* isServiceMetric */.qO)(key.metric) ? arm[key.metric] === undefined : (0,model_metric/* metricOf */.ak)(key, arm) === undefined;
}
/** True if Loadgate measured none of the arm's processes, because it did not start them. */
function isUnmonitored(arm) {
    return model_metric/* serviceMetrics */.VY.every((metric) => arm?.[metric] === undefined);
}

// EXTERNAL MODULE: ./build/gate/noisePriors.js + 1 modules
var noisePriors = __webpack_require__(1607);
// EXTERNAL MODULE: ./build/gate/roundPairs.js
var roundPairs = __webpack_require__(35577);
// EXTERNAL MODULE: ./build/model/verdict.js
var verdict = __webpack_require__(70543);
;// CONCATENATED MODULE: ./build/gate/sendLagControl.js



/** Without a real difference, the control reports one in one run of a thousand. */
const level = 0.001;
/**
 * How much later the load generator sent requests to the head than to the base, in ms. This lag is part of each
 * latency, but no build can cause it. `undefined` if the difference may be chance.
 */
function sendLagShift(rounds) {
    const lags = rounds.flatMap(({ base, head }) => {
        const lag = { base: base?.send_lag, head: head.send_lag };
        return lag.base === undefined || lag.head === undefined ? [] : [lag.head - lag.base];
    });
    const differences = (0,paired/* differencesOf */.g6)(lags);
    if (differences === undefined)
        return undefined;
    const { mean } = differences;
    return (0,paired/* pGreater */.Z1)({ ...differences, mean: Math.abs(mean) }) < level / 2 ? mean : undefined;
}
/** The latency comparison. It becomes unstable if its outcome changes once the lag is subtracted. */
function withSendLagControl(comparison, withoutLag, lagMs) {
    const isUnaffected = passOrFail(comparison) === passOrFail(withoutLag);
    if (comparison.outcome === "inconclusive" || isUnaffected)
        return comparison;
    const { settle_ms: _, ...rest } = comparison;
    const [late, other] = lagMs > 0 ? ["head", "base"] : ["base", "head"];
    const reason = `the load generator sent requests to the ${late} ${(0,format/* formatMs */._V)(Math.abs(lagMs))} later than those to the ${other}: run again, or on a quieter machine`;
    return { ...rest, outcome: "unstable", reason };
}
/** All good outcomes pass alike. */
function passOrFail({ outcome }) {
    return verdict/* goodOutcomes */.Vm.includes(outcome) ? "unchanged" : outcome;
}

// EXTERNAL MODULE: ./build/gate/thresholds.js
var thresholds = __webpack_require__(69304);
;// CONCATENATED MODULE: ./build/gate/pairedComparison.js















/** The spread of a typical service from start to start. Results of older versions do not contain it. */
const defaultRestartNoise = (0,unit/* ratio */.CG)(0.03);
/** Compares base and head round by round: a paired t test, in which a round is one observation. */
function comparePaired(key, checked, { minimum, alpha, restartNoise = defaultRestartNoise, levels = (0,interimLooks/* lookLevels */.lU)(alpha, (0,interimLooks/* roundProgress */.qs)(checked)), priors = (0,noisePriors/* noisePriors */.I)(checked), }) {
    const scenario = { ...checked, rounds: [...(0,checkedScenario/* roundsFor */.p5)(key.metric, checked)] };
    const valid = validRounds(scenario.rounds);
    const pairs = (0,roundPairs/* roundPairs */.a)(key, valid);
    const withoutHead = missingOnHead(key, valid);
    const onlyHead = withoutHead === undefined ? (0,checkedScenario/* whyNew */.Vq)(key, checked) : undefined;
    if (onlyHead !== undefined)
        return emptyComparison(key, onlyHead, { head: headMean(key, valid) }, 0);
    const missing = withoutHead ?? missingEvidence(key, scenario, valid, pairs.length);
    if (missing !== undefined)
        return emptyComparison(key, missing, meanValues(pairs), pairs.length);
    const evidence = {
        ...pairEvidence(key, (0,roundPairs/* withSteadierValues */.S)(key, pairs), { minimum, restartNoise, prior: priors(key) }),
        rounds: pairs.length,
        progress: (0,interimLooks/* roundProgress */.qs)(scenario),
        significance: significanceOverLooks(key, scenario, levels, { restartNoise, priors }),
        ...(scenario.round_ms === undefined ? {} : { measuringMs: scenario.round_ms * pairs.length }),
    };
    const comparison = comparisonOf(key, evidence, alpha);
    const lagMs = (0,model_metric/* isLatency */.Hh)(key.metric) ? sendLagShift(valid) : undefined;
    if (lagMs === undefined)
        return comparison;
    return withSendLagControl(comparison, comparisonOf(key, withoutSendLag(evidence, lagMs), alpha), lagMs);
}
const validRounds = (rounds) => rounds.filter(({ invalid }) => invalid === undefined);
function headMean(key, rounds) {
    const values = rounds.flatMap(({ head }) => (0,model_metric/* metricOf */.ak)(key, head) ?? []);
    return values.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)(values);
}
function meanValues(pairs) {
    if (pairs.length === 0)
        return {};
    return { base: (0,simple_statistics/* mean */.RE)(pairs.map(({ base }) => base)), head: (0,simple_statistics/* mean */.RE)(pairs.map(({ head }) => head)) };
}
/** The evidence as if requests to the head had been sent as early as those to the base. Latencies are in ms. */
function withoutSendLag(evidence, lagMs) {
    const shift = Math.log(Math.max(evidence.head - lagMs, 0.001) / evidence.head);
    const { mean: center, robust, interval } = evidence.estimate;
    const estimate = {
        ...evidence.estimate,
        mean: center + shift,
        robust: robust + shift,
        interval: [interval[0] + shift, interval[1] + shift],
    };
    return { ...evidence, estimate };
}
/**
 * A change is significant if it was so at any look. Each look has its own share of alpha, which later looks do not get.
 */
function significanceOverLooks(key, { rounds }, levels, { restartNoise, priors }) {
    const pairsByRound = rounds.map((round) => (0,roundPairs/* roundPairs */.a)(key, validRounds([round])));
    const looks = levels.map(({ rounds: n, level }) => {
        const pairs = pairsByRound.slice(0, n).flat();
        if (pairs.length < record/* minRounds */.u)
            return { worse: false, better: false };
        const noise = { restartNoise, prior: priors(key, n) };
        const { pWorse, pBetter } = pValuesOf(key.metric, (0,roundPairs/* withSteadierValues */.S)(key, pairs), noise);
        return { worse: pWorse < level, better: pBetter < level };
    });
    return { worse: looks.some(({ worse }) => worse), better: looks.some(({ better }) => better) };
}
function pairEvidence({ metric }, pairs, { minimum, ...noise }) {
    const { toScale, fromScale } = (0,model_scale/* scaleOf */.H)(metric);
    const estimate = estimateOf(metric, pairs, noise);
    if ((0,model_metric/* isCounted */.he)(metric)) {
        const errors = errorCounts(pairs);
        const base = errors.base.failed / errors.base.due;
        return {
            base,
            head: errors.head.failed / errors.head.due,
            estimate: withErrorCounts(estimate, errors),
            errors,
            ...(0,thresholds/* minShifts */.Wn)(metric, minimum, base),
        };
    }
    const center = (values) => fromScale((0,simple_statistics/* mean */.RE)(values.map(toScale)));
    const base = center(pairs.map((pair) => pair.base));
    const head = center(pairs.map((pair) => pair.head));
    return { base, head, estimate, ...(0,thresholds/* minShifts */.Wn)(metric, minimum, base) };
}
function estimateOf(metric, pairs, noise) {
    const differences = differencesIn(metric, pairs, noise);
    return {
        mean: differences.mean,
        standardError: differences.standardError,
        df: differences.df,
        robust: (0,paired/* hodgesLehmann */.i6)(differences.values),
        ...pValuesOf(metric, pairs, noise),
        interval: (0,paired/* tInterval */.oW)(differences, 0.95),
    };
}
/**
 * The change in each round on the metric's scale; positive is worse. The standard error includes the noise of starts,
 * where several rounds share a start and there are too few starts to estimate it.
 */
function differencesIn(metric, pairs, { restartNoise, prior }) {
    const { toScale } = (0,model_scale/* scaleOf */.H)(metric);
    const values = pairs.map(({ base, head }) => toScale(head) - toScale(base));
    const alone = (0,paired/* differencesOf */.g6)(values);
    if (alone === undefined)
        throw new Error(`differences that are not numbers: ${values.join(", ")}`);
    const differences = (0,paired/* withPrior */.vQ)(alone, prior);
    if ((0,model_metric/* isCounted */.he)(metric) || pairs.every(({ start }) => start === undefined))
        return differences;
    const starts = new Set(pairs.map(({ start }) => start)).size;
    const noise = Math.SQRT2 * restartNoise * ((0,model_metric/* comparabilityOf */.sn)(metric).restartFactor ?? 1);
    return (0,paired/* withKnownError */.yB)(differences, noise / Math.sqrt(starts));
}
function pValuesOf(metric, pairs, noise) {
    const differences = differencesIn(metric, pairs, noise);
    const pValues = { pWorse: (0,paired/* pGreater */.Z1)(differences), pBetter: (0,paired/* pGreater */.Z1)({ ...differences, mean: -differences.mean }) };
    return (0,model_metric/* isCounted */.he)(metric) ? pValuesWithCounts(pValues, errorCounts(pairs)) : pValues;
}
function errorCounts(pairs) {
    return {
        base: { due: (0,simple_statistics/* sum */.cz)(pairs.map(({ baseDue }) => baseDue)), failed: (0,simple_statistics/* sum */.cz)(pairs.map(({ baseFailed }) => baseFailed)) },
        head: { due: (0,simple_statistics/* sum */.cz)(pairs.map(({ headDue }) => headDue)), failed: (0,simple_statistics/* sum */.cz)(pairs.map(({ headFailed }) => headFailed)) },
    };
}

;// CONCATENATED MODULE: ./build/gate/recordedComparison.js










/** With fewer recorded runs, the spread between machines is not known well enough to gate. */
const fewestRuns = 10;
/**
 * Compares the head with the recorded runs of main, each of which ran on its own machine. The head has changed if it
 * lies outside the prediction interval for one more such run, on the metric's scale.
 */
function compareRecorded(key, checked, { minimum, alpha, baseline }) {
    const scale = (0,model_scale/* scaleOf */.H)(key.metric);
    const scenario = { ...checked, rounds: [...(0,checkedScenario/* roundsFor */.p5)(key.metric, checked)] };
    const rounds = scenario.rounds.map((round) => round.head);
    const head = runMean(key, rounds, scale);
    const runs = scenario.recorded ?? [];
    const values = runs.flatMap((run) => runMean(key, run.rounds, scale) ?? []);
    const shown = {
        base: values.length === 0 ? undefined : scale.fromScale((0,simple_statistics/* mean */.RE)(values)),
        head: head === undefined ? undefined : scale.fromScale(head),
    };
    const without = (missing) => emptyComparison(key, missing, shown, values.length);
    if (head === undefined)
        return without(missingHead(key, scenario));
    const missing = missingRuns(scenario, baseline, values.length);
    if (missing !== undefined)
        return without(missing);
    const evidence = runEvidence(key.metric, values, head, minimum);
    if ((0,model_metric/* isCounted */.he)(key.metric)) {
        const errors = recordedComparison_errorCounts(key, scenario);
        return comparisonOf(key, { ...evidence, estimate: withErrorCounts(evidence.estimate, errors), errors }, alpha);
    }
    return comparisonOf(key, { ...evidence, machinesDiffer: true }, alpha);
}
/** A request may never be due because of its weight, or because no flow reaches it. */
function missingHead(key, { rounds }) {
    const wasDue = key.request === plan/* allRequests */.qT || rounds.some(({ head }) => (0,gatedMetrics/* dueRequests */.X0)(key, head) > 0);
    return wasDue
        ? { outcome: "invalid", reason: "no request succeeded" }
        : { outcome: "inconclusive", reason: "no request was due" };
}
/** Why there are too few comparable runs; `undefined` if there are enough. `values`: how many runs have a value. */
function missingRuns({ rounds, recorded = [], incomparable, mode }, baseline, values) {
    const late = rounds.find(({ invalid }) => invalid !== undefined)?.invalid;
    if (late !== undefined)
        return { outcome: "invalid", reason: late };
    if (recorded.length === 0) {
        if (mode.unserved_setup !== undefined)
            return { outcome: "new", reason: `the base does not serve ${mode.unserved_setup}` };
        const missing = missingBaseline(baseline, incomparable);
        // There should be something to compare with, so this is no first run.
        return missing.outcome === "new" && mode.lacks_base === true
            ? { outcome: "inconclusive", reason: "the base is missing" }
            : missing;
    }
    if (values >= fewestRuns)
        return undefined;
    const reason = `recorded runs differ by machine: gating needs ${fewestRuns} from the same kind of machine, got ${values}`;
    return { outcome: "inconclusive", reason };
}
function missingBaseline(baseline, incomparable) {
    switch (baseline.kind) {
        case "unusable":
            return { outcome: "invalid", reason: baseline.message };
        case "unreachable":
            return { outcome: "inconclusive", reason: baseline.message };
        case "absent":
            return { outcome: "new", reason: baseline.message };
        case "not_asked":
            return { outcome: "new", reason: "no baseline was given" };
        case "found":
            return incomparable === undefined
                ? { outcome: "new", reason: "main has recorded no run of this scenario" }
                : { outcome: "inconclusive", reason: incomparableReason(incomparable) };
    }
}
function incomparableReason(incomparable) {
    switch (incomparable.kind) {
        case "settings": {
            const { keys, more } = incomparable;
            const names = keys.length === 0 ? "" : ` (${keys.join(", ")}${more === true ? " and others" : ""})`;
            return `main was measured with other settings${names}: numbers of another load are not comparable; the next runs on main record new ones`;
        }
        case "machines": {
            const { machines, here } = incomparable;
            return `main's runs were on other machines (${machines.join("; ")}; here ${here}): numbers of other machines are not comparable`;
        }
    }
}
function runEvidence(metric, values, head, minimum) {
    const { fromScale } = (0,model_scale/* scaleOf */.H)(metric);
    const center = (0,simple_statistics/* mean */.RE)([...values]);
    const df = values.length - 1;
    const standardError = (0,simple_statistics/* sampleStandardDeviation */.JK)([...values]) * Math.sqrt(1 + 1 / values.length);
    const shift = head - center;
    const margin = (0,studentT/* tQuantile */.YW)(0.975, df) * standardError;
    const base = fromScale(center);
    return {
        base,
        head: fromScale(head),
        estimate: {
            mean: shift,
            standardError,
            df,
            robust: shift,
            pWorse: pValue(shift, standardError, df),
            pBetter: pValue(-shift, standardError, df),
            interval: [shift - margin, shift + margin],
        },
        ...(0,thresholds/* minShifts */.Wn)(metric, minimum, base),
        rounds: values.length,
    };
}
/** One-sided p value of "the shift is at most 0". */
function pValue(shift, standardError, df) {
    if (standardError === 0)
        return shift > 0 ? 0 : 1;
    return (0,studentT/* tUpperTail */.Pq)(shift / standardError, df);
}
/** The mean over a run's rounds, on the metric's scale. */
function runMean(key, rounds, { toScale }) {
    const values = rounds.flatMap((round) => (0,model_metric/* metricOf */.ak)(key, round) ?? []);
    return values.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)(values.map(toScale));
}
/** Base: the requests of all recorded runs. Head: those of this run. */
function recordedComparison_errorCounts(key, { recorded = [], rounds }) {
    const count = (arms) => ({
        due: (0,simple_statistics/* sum */.cz)(arms.map((arm) => (0,gatedMetrics/* dueRequests */.X0)(key, arm))),
        failed: (0,simple_statistics/* sum */.cz)(arms.map((arm) => (0,gatedMetrics/* failedRequests */.MK)(key, arm))),
    });
    return { base: count(recorded.flatMap((run) => run.rounds)), head: count(rounds.map(({ head }) => head)) };
}

;// CONCATENATED MODULE: ./build/gate/judgingStrategies.js




const judgingStrategies_paired = {
    metricKeys: gatedMetrics/* metricKeysOf */.Oo,
    checkRounds: checkedScenario/* checkScenario */.lw,
    compareMetric: comparePaired,
    isConfirmable: true,
};
const recorded = {
    metricKeys: gatedMetrics/* metricKeysOf */.Oo,
    checkRounds: checkedScenario/* uncheckedScenario */.$1,
    compareMetric: compareRecorded,
    // The recorded runs already come from several machines.
    isConfirmable: false,
};
const off = {
    metricKeys: () => [],
    checkRounds: checkedScenario/* uncheckedScenario */.$1,
    compareMetric({ scenario }) {
        throw new Error(`${scenario}: a scenario with compare: off has no metrics to compare`);
    },
    isConfirmable: false,
};
const judgingStrategies = {
    duet: judgingStrategies_paired,
    alternate: judgingStrategies_paired,
    recorded,
    off,
};


/***/ }),

/***/ 1607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  I: () => (/* binding */ noisePriors)
});

// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/scale.js
var scale = __webpack_require__(33460);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
;// CONCATENATED MODULE: ./build/stats/sharedVariance.js

/**
 * The prior of Smyth (2004) for the variance of each sample: the more the variances resemble each other, the more it is
 * worth. Two limits keep it careful. It is worth at most half as much as a sample itself, because few samples say
 * little about how much variances differ. It is worth less if the samples are correlated, because they then repeat each other.
 * `undefined` for fewer than two samples, fewer than three values, or a sample that does not vary. All samples are
 * equally long.
 */
function variancePrior(samples) {
    const [first = []] = samples;
    const df = first.length - 1;
    if (samples.length < 2 || df < 2)
        return undefined;
    const variances = samples.map((values) => (0,simple_statistics/* sampleVariance */.y4)([...values]));
    if (!variances.every((variance) => variance > 0))
        return undefined;
    // The logarithm of a sample's variance is too low on average.
    const logs = variances.map((variance) => Math.log(variance) - digamma(df / 2) + Math.log(df / 2));
    const spread = (0,simple_statistics/* sampleVariance */.y4)(logs) - trigamma(df / 2);
    const most = df / 2;
    const alike = spread <= 0 ? most : Math.min(most, 2 * inverseTrigamma(spread));
    const square = meanCorrelation(samples, variances) ** 2;
    return {
        variance: Math.exp((0,simple_statistics/* mean */.RE)(logs)),
        df: (alike * (1 - square)) / (1 + square),
    };
}
/** The mean correlation of all pairs of samples, by the variance of the mean of the standardised samples; at least 0. */
function meanCorrelation(samples, variances) {
    const count = samples.length;
    const [first = []] = samples;
    const means = first.map((_, i) => (0,simple_statistics/* mean */.RE)(samples.map((values, j) => (values[i] ?? 0) / Math.sqrt(variances[j] ?? 1))));
    return Math.min(1, Math.max(0, (count * (0,simple_statistics/* sampleVariance */.y4)(means) - 1) / (count - 1)));
}
/** The derivative of ln Γ: recurrence up to 6, then the asymptotic series. */
function digamma(x) {
    if (x < 6)
        return digamma(x + 1) - 1 / x;
    const square = 1 / (x * x);
    return Math.log(x) - 0.5 / x - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)));
}
/** The second derivative of ln Γ. */
function trigamma(x) {
    if (x < 6)
        return trigamma(x + 1) + 1 / (x * x);
    const square = 1 / (x * x);
    return 1 / x + square / 2 + (square / x) * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30)));
}
/** By bisection: trigamma falls from infinity to 0. */
function inverseTrigamma(value) {
    let [low, high] = [1e-3, 1e6];
    for (let i = 0; i < 60; i++) {
        const middle = Math.sqrt(low * high);
        if (trigamma(middle) > value)
            low = middle;
        else
            high = middle;
    }
    return low;
}

// EXTERNAL MODULE: ./build/gate/checkedScenario.js + 2 modules
var checkedScenario = __webpack_require__(26336);
// EXTERNAL MODULE: ./build/gate/roundPairs.js
var roundPairs = __webpack_require__(35577);
;// CONCATENATED MODULE: ./build/gate/noisePriors.js






/** More requests say nothing new. */
const mostRequests = 20;
function noisePriors(scenario) {
    const names = [...new Set(scenario.rounds.flatMap(({ head }) => Object.keys(head.requests)))]
        .filter((name) => name !== plan/* allRequests */.qT)
        .slice(0, mostRequests);
    const known = new Map();
    return ({ request, metric }, rounds = scenario.rounds.length) => {
        if (!names.includes(request) || !(0,model_metric/* isLatency */.Hh)(metric) || names.length < 2)
            return undefined;
        const id = `${metric} ${rounds}`;
        if (!known.has(id))
            known.set(id, priorOf(metric, names, (0,checkedScenario/* roundsFor */.p5)(metric, scenario).slice(0, rounds)));
        return known.get(id);
    };
}
function priorOf(metric, names, rounds) {
    const valid = rounds.filter(({ invalid }) => invalid === undefined);
    const { toScale } = (0,scale/* scaleOf */.H)(metric);
    const samples = names.map((request) => {
        const pairs = (0,roundPairs/* withSteadierValues */.S)({ metric }, (0,roundPairs/* roundPairs */.a)({ request, metric }, valid));
        return pairs.map(({ base, head }) => toScale(head) - toScale(base));
    });
    // A request without a value in some round has another number of degrees of freedom.
    return variancePrior(samples.filter(({ length }) => length === valid.length));
}


/***/ }),

/***/ 35577:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ withSteadierValues),
/* harmony export */   a: () => (/* binding */ roundPairs)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64519);
/* harmony import */ var _model_scale_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(33460);
/* harmony import */ var _gatedMetrics_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(20378);





/** A pair for each round that has a value on both arms. */
function roundPairs(key, rounds) {
    return rounds.flatMap((round) => {
        const base = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .metricOf */ .ak)(key, round.base);
        const head = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .metricOf */ .ak)(key, round.head);
        if (base === undefined || head === undefined)
            return [];
        return {
            base,
            head,
            steady: steadyValues(key, round),
            baseDue: (0,_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_3__/* .dueRequests */ .X0)(key, round.base),
            headDue: (0,_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_3__/* .dueRequests */ .X0)(key, round.head),
            baseFailed: (0,_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_3__/* .failedRequests */ .MK)(key, round.base),
            headFailed: (0,_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_3__/* .failedRequests */ .MK)(key, round.head),
            start: round.start,
        };
    });
}
function steadyValues({ metric, request }, { base, head }) {
    const { steadyValue } = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(metric);
    if (steadyValue === undefined || base === undefined)
        return undefined;
    const names = Object.keys(head.requests).filter((name) => name !== _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT);
    const requests = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT && names.length > 1 ? names : [request];
    const logs = requests.map((name) => {
        const [ofBase, ofHead] = [base.requests[name], head.requests[name]];
        const [from, to] = [ofBase && steadyValue(ofBase), ofHead && steadyValue(ofHead)];
        if (ofBase === undefined || ofHead === undefined || from === undefined || to === undefined)
            return undefined;
        // Both arms need the same weights: the latencies of two requests may differ more than those of two builds.
        return { base: Math.log(from), head: Math.log(to), weight: ofBase.due + ofHead.due };
    });
    if (!logs.every((log) => log !== undefined))
        return undefined;
    const total = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(logs.map(({ weight }) => weight));
    const center = (arm) => Math.exp((0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sum */ .cz)(logs.map((log) => (log.weight / total) * log[arm])));
    return total === 0 ? undefined : { base: center("base"), head: center("head") };
}
/** Choosing the smaller of two similar spreads each time would make the noise look smaller than it is. */
const clearlyMore = 1.25;
/**
 * The pairs with the steady estimate, unless that clearly varies more from round to round. Latencies in two groups
 * are such an exception.
 */
function withSteadierValues({ metric }, pairs) {
    const { toScale } = (0,_model_scale_js__WEBPACK_IMPORTED_MODULE_2__/* .scaleOf */ .H)(metric);
    const steady = pairs.flatMap((pair) => (pair.steady === undefined ? [] : [{ ...pair, ...pair.steady }]));
    if (steady.length < pairs.length || pairs.length < 2)
        return pairs;
    const spread = (of) => (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sampleStandardDeviation */ .JK)(of.map(({ base, head }) => toScale(head) - toScale(base)));
    return spread(steady) <= clearlyMore * spread(pairs) ? steady : pairs;
}


/***/ }),

/***/ 69304:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wn: () => (/* binding */ minShifts),
/* harmony export */   rS: () => (/* binding */ minimumEffectOf),
/* harmony export */   yx: () => (/* binding */ minEffectsOf)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_scale_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33460);


/** `base`: the metric's value on the base. */
function minShifts(metric, minimum, base) {
    const { isRelative, minShift } = (0,_model_scale_js__WEBPACK_IMPORTED_MODULE_1__/* .scaleOf */ .H)(metric);
    const minEffect = minShift(minimum, base);
    // A difference has the floor's unit, so both say the same.
    return { minEffect, minEffectWithoutFloor: isRelative ? minShift({ ...minimum, floor: 0 }, base) : minEffect };
}
/** The minimum effects of a scenario, by metric. Its own win over those of the run. */
function minEffectsOf({ min_effect }, settings) {
    return { ...settings.min_effect, ...min_effect };
}
/** For metrics without a minimum effect. They are compared and shown, but cannot fail the run. */
const advisoryMinEffect = 0.1;
function minimumEffectOf(metric, scenario, settings) {
    return {
        effect: minEffectsOf(scenario, settings)[metric] ?? advisoryMinEffect,
        floor: { ...settings.min_change, ...scenario.min_change }[metric] ?? (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparabilityOf */ .sn)(metric).floor,
    };
}


/***/ }),

/***/ 35939:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ minorUndecided)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64519);
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70543);
/* harmony import */ var _stats_studentT_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(18311);




/** More undecided comparisons than this share of a scenario's gating ones keep the run from passing. */
const maxUndecidedShare = 1 / 2;
/**
 * The undecided comparisons of a scenario that do not keep the run from passing: upper percentiles, the median of one
 * request among several, and CPU time, also that of dependencies. They need many times the requests of the median of all
 * requests, or more starts. Each must lie below its smallest change that matters as measured. An upper percentile needs a
 * good median of the same request or of all requests, the others that of all requests. None is minor if too many are
 * undecided. The medians of single requests are parts of that of all requests, and do not count there.
 */
function minorUndecided(comparisons) {
    const gating = comparisons.filter((comparison) => comparison.gating);
    const undecided = gating.filter(isUndecided);
    const counted = gating.filter((comparison) => !isPart(comparison));
    if (counted.filter(isUndecided).length > maxUndecidedShare * counted.length)
        return [];
    const hasGoodMedian = (request) => comparisons.some((other) => other.request === request && other.metric === "p50" && isGoodMedian(other));
    const isMinor = (comparison) => mayBeMinor(comparison) && (hasGoodMedian(comparison.request) || hasGoodMedian(_model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT));
    return undecided.every(isMinor) ? undecided : [];
}
const isUndecided = ({ outcome }) => outcome === "inconclusive" || outcome === "unstable";
/** The median of one request among several. */
const isPart = ({ metric, request }) => metric === "p50" && request !== _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT;
function mayBeMinor(comparison) {
    const { metric, reason, change_ratio, min_effect_ratio } = comparison;
    const isSlow = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isSlowToDecide */ .d2)(metric) || metric === "cpu_per_request" || isPart(comparison);
    if (!isSlow || reason !== undefined || change_ratio === undefined || min_effect_ratio === undefined)
        return false;
    return change_ratio < min_effect_ratio;
}
/** The usual level of a test of equivalence. Outcomes need 97.5 %. */
const medianLevel = 0.95;
/** Shown to be below its smallest change that matters. For the median of all requests, at 95 %. */
function isGoodMedian(comparison) {
    const { outcome, request, min_effect_ratio } = comparison;
    if (_model_verdict_js__WEBPACK_IMPORTED_MODULE_1__/* .goodOutcomes */ .Vm.includes(outcome))
        return true;
    return request === _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT && min_effect_ratio !== undefined && upperBound(comparison) < min_effect_ratio;
}
/** The one-sided upper bound of the change, as a ratio. */
function upperBound({ change_ratio, interval, rounds }) {
    if (change_ratio === undefined || interval === undefined)
        return Number.POSITIVE_INFINITY;
    const change = Math.log1p(change_ratio);
    const standardError = (Math.log1p(interval[1]) - change) / (0,_stats_studentT_js__WEBPACK_IMPORTED_MODULE_2__/* .tQuantile */ .YW)(0.975, rounds - 1);
    return Math.expm1(change + (0,_stats_studentT_js__WEBPACK_IMPORTED_MODULE_2__/* .tQuantile */ .YW)(medianLevel, rounds - 1) * standardError);
}


/***/ }),

/***/ 56447:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c2: () => (/* binding */ userLimitIn),
/* harmony export */   sG: () => (/* binding */ withoutUserWaits),
/* harmony export */   w2: () => (/* binding */ withUserLimitControl)
/* harmony export */ });
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47300);
/* harmony import */ var _wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9114);


/** The largest limit's effect on the measured phases; `undefined` if no request waited for a free user. */
function userLimitIn(phases) {
    const limits = phases.filter(({ warmup }) => !warmup).flatMap(({ user_limit }) => user_limit ?? []);
    return limits.toSorted((a, b) => b.needed - a.needed)[0];
}
/** The scenario as if no request had waited for a free user; `undefined` if none did. */
function withoutUserWaits(scenario) {
    const { rounds, recorded } = scenario;
    const arms = [...rounds.flatMap(({ base, head }) => (base === undefined ? [head] : [base, head]))];
    const isFelt = arms.some(({ requests }) => Object.values(requests).some(({ uncapped }) => uncapped !== undefined));
    if (!isFelt)
        return undefined;
    return {
        ...scenario,
        rounds: rounds.map(({ base, head, ...round }) => ({
            ...round,
            ...(base === undefined ? {} : { base: uncappedArm(base) }),
            head: uncappedArm(head),
        })),
        ...(recorded === undefined
            ? {}
            : { recorded: recorded.map((run) => ({ ...run, rounds: run.rounds.map(uncappedArm) })) }),
    };
}
/** These times are without the load generator's lateness, too. */
function uncappedArm({ send_lag, requests, ...arm }) {
    const isFelt = Object.values(requests).some(({ uncapped }) => uncapped !== undefined);
    if (!isFelt)
        return { ...arm, requests, ...(send_lag === undefined ? {} : { send_lag }) };
    const uncapped = ([name, metrics]) => [name, metrics.uncapped ?? metrics];
    return { ...arm, requests: Object.fromEntries(Object.entries(requests).map(uncapped)) };
}
/** The comparison. It becomes unstable if only the wait for a free user makes it a regression, or hides one. */
function withUserLimitControl(comparison, uncapped, limit) {
    const isSame = (comparison.outcome === "regressed") === (uncapped.outcome === "regressed");
    if (isSame || limit === undefined)
        return comparison;
    const { settle_ms: _, ...rest } = comparison;
    const { metric, change_ratio, interval } = uncapped;
    const change = change_ratio === undefined ? "is not measured" : (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, interval);
    return { ...rest, outcome: "unstable", reason: `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(metric)} ${change} ${(0,_wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutUserWaitText */ .yL)(limit)}` };
}


/***/ }),

/***/ 30792:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  FR: () => (/* binding */ failsRun),
  _0: () => (/* binding */ findingsIn),
  Vj: () => (/* binding */ verdictOf)
});

// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/verdict.js
var verdict = __webpack_require__(70543);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/wording/missingBaseText.js
var missingBaseText = __webpack_require__(72517);
// EXTERNAL MODULE: ./build/wording/undecidedText.js
var undecidedText = __webpack_require__(7181);
// EXTERNAL MODULE: ./build/wording/anomalyText.js
var anomalyText = __webpack_require__(84545);
;// CONCATENATED MODULE: ./build/gate/anomalyFindings.js

/** The service cannot cause these. */
const runnersFault = ["throttling", "steal"];
/**
 * One finding for each kind of anomaly of the head, if `fail_on` names anomalies. Those of the runner's fault do not
 * count, nor do anomalies in a round that the runner or the load generator has spoiled.
 */
function anomalyFindings({ id, anomalies = [], rounds }, { fail_on }) {
    if (!fail_on.includes("anomaly"))
        return [];
    const spoiled = new Set(rounds.filter(({ invalid }) => invalid !== undefined).map(({ index }) => index));
    const counted = anomalies.filter(({ kind, arm, round }) => arm === "head" && !runnersFault.includes(kind) && !spoiled.has(round));
    return [...Map.groupBy(counted, ({ kind }) => kind).values()].flatMap(([first, ...others]) => first === undefined ? [] : { failure: "anomaly", reason: `${id}: ${(0,anomalyText/* anomalySentence */.t)([first, ...others])}` });
}

// EXTERNAL MODULE: ./build/wording/capacityText.js
var capacityText = __webpack_require__(27620);
;// CONCATENATED MODULE: ./build/gate/capacityFindings.js

/** A search that found no capacity of the head, or of the base beside it. `undefined` if both were found. */
function capacityFindings({ id, scalability }) {
    if (scalability === undefined)
        return undefined;
    const [base, head] = ["base", "head"].map((arm) => scalability.arms.find((one) => one.arm === arm));
    // Only an overload was played: the capacity is known.
    if (scalability.arms.length === 0 && scalability.overload !== undefined)
        return [];
    if (head === undefined)
        return [{ failure: "invalid", reason: `${id}: the head had no trial` }];
    const finding = (failure) => [
        { failure, reason: `${id}: ${(0,capacityText/* capacityText */.mZ)(head)}` },
    ];
    switch (head.outcome.kind) {
        case "found":
            return base === undefined || base.outcome.kind === "found" ? undefined : besideBase(id, base, head);
        case "fails_at_lowest":
        case "died":
            return finding("sla");
        case "irregular":
        case "not_sustained":
        case "too_little_time":
            return finding("inconclusive");
        case "beyond_reach":
            return [];
    }
}
/** The base's capacity is unknown. Where it is beyond reach, the head's is at least known to be lower. */
function besideBase(id, base, head) {
    const found = head.max_sustainable_per_sec;
    const reason = `${id}: ${(0,capacityText/* capacityText */.mZ)(head)}; ${(0,capacityText/* capacityText */.mZ)(base)}`;
    if (base.outcome.kind === "beyond_reach" && found !== undefined)
        return [{ failure: found.interval[1] < base.outcome.per_sec ? "regression" : "inconclusive", reason }];
    // A base that fails where the head does not is no reason to fail.
    const isWorse = base.outcome.kind === "fails_at_lowest" || base.outcome.kind === "died";
    return isWorse ? [] : [{ failure: "inconclusive", reason }];
}

// EXTERNAL MODULE: ./build/gate/confirmation.js
var confirmation = __webpack_require__(37277);
// EXTERNAL MODULE: ./build/gate/invalidRounds.js
var invalidRounds = __webpack_require__(72748);
// EXTERNAL MODULE: ./build/model/overload.js
var model_overload = __webpack_require__(16146);
// EXTERNAL MODULE: ./build/wording/overloadText.js
var overloadText = __webpack_require__(10494);
;// CONCATENATED MODULE: ./build/gate/overloadFindings.js


/** A head that takes an overload worse than `sla.overload` allows, or worse than the base. */
function overloadFindings({ id, scalability }) {
    const overload = scalability?.overload;
    if (overload === undefined)
        return [];
    const { base, worst_allowed: worst } = overload;
    const reason = `${id}: ${(0,overloadText/* armOverloadText */.SU)("head", overload)}`;
    if (overload.kind === "not_measured")
        return worst === undefined ? [] : [{ failure: "invalid", reason }];
    const rank = model_overload/* overloadKinds */.w.indexOf(overload.kind);
    const findings = [];
    if (worst !== undefined && rank > model_overload/* overloadKinds */.w.indexOf(worst))
        findings.push({ failure: "sla", reason: `${reason}; sla.overload allows ${worst}` });
    if (base !== undefined && base.kind !== "not_measured" && rank > model_overload/* overloadKinds */.w.indexOf(base.kind))
        findings.push({ failure: "overload", reason: `${reason}; the base was ${base.kind}` });
    return findings;
}

// EXTERNAL MODULE: ./build/gate/undecided.js
var undecided = __webpack_require__(35939);
;// CONCATENATED MODULE: ./build/gate/verdict.js













/** One verdict for the whole run. It is `pass` only if every scenario was measured and nothing is in doubt. */
function verdictOf(run, settings) {
    const findings = findingsIn(run, settings);
    const failing = findings.filter(({ failure }) => failsRun(failure, settings));
    const isBorderlineOnly = failing.length > 0 && failing.every(({ borderline }) => borderline === true);
    return {
        kind: kindOf(findings, settings),
        reasons: [...new Set(findings.map(({ reason }) => reason))],
        failing: failing.length > 0,
        ...(isBorderlineOnly ? { confirm: true } : {}),
    };
}
/** Everything that keeps the run from passing, and accepted regressions. The most severe come first. */
function findingsIn({ scenarios, missing_base }, settings) {
    const ofScenarios = scenarios.flatMap((scenario) => [...findingsOf(scenario), ...anomalyFindings(scenario, settings)].map((finding) => ({
        ...finding,
        scenario: scenario.id,
    })));
    const findings = [
        ...(scenarios.length === 0 ? [invalid("nothing was measured")] : ofScenarios),
        ...missingBaseFinding(scenarios, missing_base),
    ];
    return findings.toSorted((a, b) => rank[a.failure] - rank[b.failure]);
}
/** A run without its base is inconclusive, whichever of both `fail_on` names. */
function failsRun(failure, { fail_on }) {
    if (failure === "accepted")
        return false;
    return fail_on.includes(failure) || (failure === "no_base" && fail_on.includes("inconclusive"));
}
const rank = {
    regression: 0,
    sla: 1,
    invalid: 2,
    anomaly: 3,
    no_base: 4,
    overload: 5,
    inconclusive: 6,
    accepted: 7,
};
function kindOf(findings, settings) {
    const has = (failure) => findings.some((finding) => finding.failure === failure && (finding.isMinor !== true || failsRun(failure, settings)));
    const failsByOverload = failsRun("overload", settings) && has("overload");
    if (has("regression") || has("sla") || failsByOverload)
        return "fail";
    if (has("invalid"))
        return "invalid";
    if (has("anomaly"))
        return "fail";
    return has("inconclusive") || has("no_base") ? "inconclusive" : "pass";
}
function missingBaseFinding(scenarios, missingBase) {
    if (missingBase === undefined || !scenarios.some(isUndecided))
        return [];
    return [{ failure: "no_base", reason: (0,missingBaseText/* missingBaseText */.jh)(missingBase) }];
}
/** The scenario lacks its base, and the recorded runs of main decided nothing either. */
function isUndecided({ mode, comparisons, failure }) {
    if (mode.lacks_base !== true || failure !== undefined)
        return false;
    return !comparisons.some(({ gating, outcome }) => gating && decided.includes(outcome));
}
const decided = ["regressed", ...verdict/* goodOutcomes */.Vm];
const invalid = (reason) => ({ failure: "invalid", reason });
function findingsOf(scenario) {
    // An aborted measurement says nothing about the service's speed, whatever its numbers are.
    if (scenario.failure !== undefined)
        return [failureFinding(scenario.id, scenario.failure, scenario.failed_arm)];
    const ofOverload = overloadFindings(scenario);
    const ofSearch = capacityFindings(scenario);
    if (ofSearch !== undefined)
        return [...ofSearch, ...ofOverload];
    const gating = scenario.comparisons.filter((comparison) => comparison.gating);
    if (scenario.rounds.length === 0)
        return [invalid(`${scenario.id}: nothing was measured`)];
    if (gating.length === 0 && comparisonMode/* comparisonModes */.OA[scenario.mode.kind].isCompared && scenario.mode.against === undefined)
        return [invalid(`${scenario.id}: no metric was compared`)];
    const minor = (0,undecided/* minorUndecided */.L)(scenario.comparisons);
    const findings = isVoid(gating, scenario.rounds)
        ? [invalid(`${scenario.id}: ${gating[0]?.reason ?? "nothing could be compared"}`)]
        : gating.flatMap((comparison) => comparisonFinding(scenario, comparison, minor.includes(comparison)));
    return [
        // The missing base is a finding of its own, once for the whole run.
        ...(isUndecided(scenario) ? findings.filter(({ failure }) => failure !== "inconclusive") : findings),
        ...ofOverload,
        ...scenario.sla.flatMap((check) => slaFinding(scenario.id, check)),
    ];
}
/** A setup that only the head fails is the head's fault, as a failing request would be. */
function failureFinding(id, failure, failedArm) {
    const reason = `${id}: ${(0,format/* firstLine */.TM)(failure)}`;
    return failedArm === "head" ? { failure: "regression", reason } : invalid(reason);
}
/** A late load generator voids latencies only. If nothing else was compared, the run measured nothing. */
function isVoid(gating, rounds) {
    if ((0,invalidRounds/* summarizeInvalidRounds */.w)(rounds)?.isMajority !== true)
        return false;
    return (gating.length > 0 && gating.every(({ change_ratio, outcome }) => change_ratio === undefined && outcome !== "new"));
}
function comparisonFinding(scenario, comparison, isMinor) {
    const { id } = scenario;
    const { outcome, reason } = comparison;
    const request = comparison.request === plan/* allRequests */.qT ? "" : `${comparison.request} `;
    const change = `${id}: ${request}${(0,metricText/* metricLabel */.B)(comparison.metric)} ${changeText(comparison)}`;
    switch (outcome) {
        case "regressed":
            return regression(scenario, comparison, change);
        case "invalid":
            return invalid(`${id}: ${request}${reason ?? "not measured"}`);
        case "inconclusive":
        case "unstable":
            return {
                failure: "inconclusive",
                reason: reason === undefined ? `${change} ${doubtText(comparison)}` : `${id}: ${request}${reason}`,
                ...(isMinor && { isMinor }),
            };
        case "improved":
        case "unchanged":
        case "not_worse":
        case "below_floor":
        case "new":
            return [];
    }
}
function doubtText(comparison) {
    const { state, remedy } = (0,undecidedText/* doubtOn */.y)(comparison);
    return `${state}: ${remedy}`;
}
function regression(scenario, comparison, change) {
    const { accepted, confirmed, metric, reason } = comparison;
    if (accepted !== undefined)
        return { failure: "accepted", reason: `${change}, accepted: ${accepted}` };
    const again = confirmed && (0,metricText/* metricChange */.Zy)(metric, confirmed.change_ratio, confirmed.interval);
    const unconfirmed = reason === undefined ? "" : ` (${reason})`;
    return {
        failure: "regression",
        reason: again === undefined ? `${change}${unconfirmed}` : `${change}, again ${again} on a second machine`,
        borderline: scenario.confirmation === undefined && (0,confirmation/* isBorderline */.X1)(comparison, scenario),
    };
}
function changeText({ change_ratio, interval, metric }) {
    return change_ratio === undefined ? "changed" : (0,metricText/* metricChange */.Zy)(metric, change_ratio, interval);
}
function slaFinding(id, check) {
    if (check.outcome === "met")
        return [];
    return { failure: slaFailures[check.outcome], reason: `${id}: ${(0,metricText/* slaSentence */.uA)(check)}` };
}
const slaFailures = { breached: "sla", undecided: "inconclusive", not_measured: "invalid" };


/***/ }),

/***/ 77558:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CZ: () => (/* binding */ comparisonModeKinds),
/* harmony export */   OA: () => (/* binding */ comparisonModes),
/* harmony export */   Yv: () => (/* binding */ wantsPairing),
/* harmony export */   eE: () => (/* binding */ isPaired)
/* harmony export */ });
/** How a scenario is compared, one row a kind. gate/strategies.ts says how each kind is judged. */
const comparisonModes = {
    duet: { isPaired: true, isCompared: true, playsPieces: true },
    alternate: { isPaired: true, isCompared: true, playsPieces: false },
    recorded: { isPaired: false, isCompared: true, playsPieces: false },
    off: { isPaired: false, isCompared: false, playsPieces: false },
};
const isKind = (name) => name in comparisonModes;
const comparisonModeKinds = Object.keys(comparisonModes).filter(isKind);
const isPaired = ({ kind }) => comparisonModes[kind].isPaired;
/** True if any scenario can be compared round by round, provided that there is a base to start. */
const wantsPairing = ({ scenarios }) => scenarios.some(({ compare }) => compare === undefined || comparisonModes[compare].isPaired);


/***/ }),

/***/ 12011:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ ServiceFailure),
/* harmony export */   Ey: () => (/* binding */ WrongInput),
/* harmony export */   G5: () => (/* binding */ BaseUnavailable),
/* harmony export */   Nc: () => (/* binding */ CouldNotMeasure),
/* harmony export */   Qx: () => (/* binding */ SetupFailure),
/* harmony export */   YG: () => (/* binding */ summaryOf),
/* harmony export */   bD: () => (/* binding */ messageOf),
/* harmony export */   c2: () => (/* binding */ statusOf)
/* harmony export */ });
/** Loadgate could not measure, or not finish: exit code 23. It is never a verdict about the service's speed. */
class CouldNotMeasure extends Error {
    name = "CouldNotMeasure";
    /** The message without the log. */
    summary;
    log;
    constructor(summary, { log, ...options } = {}) {
        super(log === undefined ? summary : `${summary}\n${log}`, options);
        this.summary = summary;
        this.log = log;
    }
}
/** The service could not be built, prepared or started. */
class ServiceFailure extends CouldNotMeasure {
    name = "ServiceFailure";
    errorLine;
    constructor(summary, { errorLine, ...details } = {}) {
        super(summary, details);
        this.errorLine = errorLine;
    }
}
/** At least one target failed a step of the setup. */
class SetupFailure extends CouldNotMeasure {
    name = "SetupFailure";
    problems;
    /** Present if only this arm failed: the other one passed the same steps. */
    onlyArm;
    constructor(summary, problems, { onlyArm, ...details } = {}) {
        super(summary, details);
        this.problems = problems;
        this.onlyArm = onlyArm;
    }
}
/** A source of the base cannot be used. The message begins with its key. */
class BaseUnavailable extends CouldNotMeasure {
    name = "BaseUnavailable";
    /** The message without the key. */
    reason;
    /** Absent if there is no base yet, as for the first commit. */
    missing;
    constructor(source, reason, { missing, ...options } = {}) {
        super(`base.from: ${source}: ${reason}`, options);
        this.reason = reason;
        this.missing = missing;
    }
}
/** A file, an input or the command line is wrong: exit code 22. */
class WrongInput extends Error {
    name = "WrongInput";
    /** exit.ts knows the error by this, so that it needs no import. */
    get isInputError() {
        return true;
    }
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}
/** The error's message without the log of the service. */
function summaryOf(error) {
    if (error instanceof CouldNotMeasure)
        return error.summary;
    const [line = ""] = messageOf(error).split("\n", 1);
    return line;
}
/** Status of the HTTP response in the error. `undefined` without a response, although octokit then sets a status. */
function statusOf(error) {
    const hasResponse = error instanceof Error && "response" in error && error.response !== undefined;
    const status = hasResponse && "status" in error ? error.status : undefined;
    return typeof status === "number" ? status : undefined;
}


/***/ }),

/***/ 31612:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OD: () => (/* binding */ unservedKey),
/* harmony export */   Z: () => (/* binding */ tooManyFiles),
/* harmony export */   pB: () => (/* binding */ noFreePort),
/* harmony export */   uS: () => (/* binding */ http2NotSpoken)
/* harmony export */ });
/** Names of failures that other parts of the program know. load/http/client.ts lists all of them. */
/** The server speaks another protocol than HTTP/2, which `http2: true` asks for. */
const http2NotSpoken = "HTTP/2 not spoken";
/** This machine has no local port left for another connection. */
const noFreePort = "no free port";
/** This process may not open more connections. */
const tooManyFiles = "too many open files";
/** Statuses of a service that does not know the request: its path, method, body, fields or media type. */
const unservedStatuses = new Set(["400", "404", "405", "406", "415", "422", "501"]);
/**
 * A key of `not_served` in results.json, if the failure says that the service does not serve the request: by its status, by
 * a protocol that it does not speak, or by a response that is not the expected one.
 */
function unservedKey(outcome) {
    const [, status = ""] = /^status (\d+)$/.exec(outcome) ?? [];
    if (unservedStatuses.has(status))
        return status;
    return outcome === http2NotSpoken || outcome.startsWith("unexpected ") ? outcome : undefined;
}


/***/ }),

/***/ 81926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BI: () => (/* binding */ isWrongPath),
/* harmony export */   SQ: () => (/* binding */ describeFileError),
/* harmony export */   lz: () => (/* binding */ isFileError)
/* harmony export */ });
/** What the codes of the operating system mean, and what to do. */
const reasons = {
    ENOSPC: "no space or no inodes are left; free some (df -h and df -i show where)",
    EDQUOT: "the disk quota is used up; free space",
    EROFS: "the file system is read-only; mount it with write access",
    EACCES: "this user has no access; change the owner or the permissions",
    EPERM: "this user has no access; change the owner or the permissions",
    ENOTDIR: "a file is in the place of a directory; move it away",
    EEXIST: "a file is in the place of a directory; move it away",
    EISDIR: "a directory is in the place of the file; move it away",
    ENOENT: "it does not exist",
    ELOOP: "it is a symbolic link to itself; remove it",
    ENAMETOOLONG: "the path is too long; choose a shorter one",
    EMFILE: "too many files are open; raise the limit (ulimit -n)",
    ENFILE: "too many files are open on this machine; close some",
    EIO: "the disk failed",
};
/** An error of the file system. An error of a socket is none, although it may have the same code. */
function isFileError(error) {
    const isOfSystem = error instanceof Error && "code" in error && "syscall" in error && error.syscall !== "connect";
    return isOfSystem && typeof error.code === "string" && error.code in reasons;
}
/** The reason in words, with the path if it is known. Other errors keep their message. */
function describeFileError(error, path) {
    if (!isFileError(error))
        return error instanceof Error ? error.message : String(error);
    const file = path ?? error.path;
    return `${file === undefined ? "" : `${file}: `}${reasons[error.code]} (${error.code})`;
}
/** The input names a path that cannot be used. Anything else is a fault of the machine, such as a full disk. */
function isWrongPath(error) {
    return isFileError(error) && ["ENOTDIR", "EEXIST", "EISDIR", "ELOOP", "ENAMETOOLONG"].includes(error.code);
}


/***/ }),

/***/ 74539:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $W: () => (/* binding */ keyDistributions),
/* harmony export */   B_: () => (/* binding */ generatorKinds),
/* harmony export */   Hv: () => (/* binding */ graphOperations),
/* harmony export */   Ph: () => (/* binding */ graphGrowths),
/* harmony export */   gg: () => (/* binding */ spikePatterns),
/* harmony export */   iA: () => (/* binding */ allocationPatterns)
/* harmony export */ });
/** The names in loadgate.yml and results.json. */
const generatorKinds = ["spike_train", "graph_operations", "allocation_pressure", "query"];
const spikePatterns = ["regular", "poisson", "bursty", "synchronous"];
const graphOperations = [
    "add_node",
    "remove_node",
    "add_edge",
    "remove_edge",
    "neighbours",
    "k_hop",
    "shortest_path",
];
const graphGrowths = ["barabasi_albert", "erdos_renyi"];
const allocationPatterns = ["small_frequent", "large_burst", "mixed", "fragmented"];
const keyDistributions = ["uniform", "zipf", "hot_set"];


/***/ }),

/***/ 16080:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bo: () => (/* binding */ comparedMetrics),
/* harmony export */   EG: () => (/* binding */ slaRuleOf),
/* harmony export */   GP: () => (/* binding */ isDifference),
/* harmony export */   Hh: () => (/* binding */ isLatency),
/* harmony export */   KA: () => (/* binding */ isHigherBetter),
/* harmony export */   SV: () => (/* binding */ slaMetrics),
/* harmony export */   VY: () => (/* binding */ serviceMetrics),
/* harmony export */   ak: () => (/* binding */ metricOf),
/* harmony export */   d2: () => (/* binding */ isSlowToDecide),
/* harmony export */   hC: () => (/* binding */ isOfDependencies),
/* harmony export */   he: () => (/* binding */ isCounted),
/* harmony export */   qO: () => (/* binding */ isServiceMetric),
/* harmony export */   qd: () => (/* binding */ metrics),
/* harmony export */   sn: () => (/* binding */ comparabilityOf)
/* harmony export */ });
/** A latency of 0 counts as 1 microsecond, the histogram's smallest step: 0 has no logarithm. */
const smallestMs = 0.001;
const aboveZero = (ms) => (ms === undefined ? undefined : Math.max(ms, smallestMs));
/** 0 means too small to measure, such as less than one clock tick. */
const unlessZero = (value) => (value === 0 ? undefined : value);
const latency = {
    scale: "log",
    scope: "request",
    floor: 0.05,
    evidence: "rounds",
    isAlwaysShown: true,
    worse: ["is slower", "Slower"],
    better: "Faster",
};
const quantileSla = (share, times = "response") => ({
    limit: "at_most",
    scope: "request",
    of: { kind: "quantile", share, times },
});
/** A first byte that comes just before the last one tells nothing new. */
const earlyShare = 0.8;
const slaOf = (kind, scope) => ({
    limit: "at_most",
    scope,
    of: { kind },
});
/** Every metric of Loadgate, one row each. A new row appears in the configuration, comparisons, SLAs and reports. */
const metrics = {
    mean: { label: "mean", unit: "ms", sla: slaOf("mean", "request") },
    p50: {
        label: "p50",
        unit: "ms",
        comparison: {
            ...latency,
            minEffect: 0.04,
            rank: 2,
            value: (_, { p50 }) => aboveZero(p50),
            steadyValue: ({ middle }) => aboveZero(middle),
        },
        sla: quantileSla(0.5),
    },
    p90: {
        label: "p90",
        unit: "ms",
        comparison: {
            ...latency,
            isAlwaysShown: false,
            isUpperPercentile: true,
            restartFactor: 1.2,
            rank: 3,
            value: (_, { p90 }) => aboveZero(p90),
        },
        sla: quantileSla(0.9),
    },
    p95: {
        label: "p95",
        unit: "ms",
        comparison: {
            ...latency,
            minEffect: 0.1,
            isUpperPercentile: true,
            restartFactor: 1.2,
            fewestRequests: 100,
            rank: 1,
            value: (_, { p95 }) => aboveZero(p95),
        },
        sla: quantileSla(0.95),
    },
    p99: {
        label: "p99",
        unit: "ms",
        // With fewer requests its SD is 10 %. The tail index has 4 %.
        comparison: {
            ...latency,
            isUpperPercentile: true,
            restartFactor: 1.6,
            rank: 4,
            fewestRequests: 3000,
            value: (_, { p99 }) => aboveZero(p99),
        },
        sla: quantileSla(0.99),
    },
    p999: { label: "p99.9", unit: "ms", sla: quantileSla(0.999) },
    max: { label: "max", unit: "ms", sla: slaOf("max", "request") },
    tail: {
        label: "tail (p90–p99)",
        unit: "ms",
        comparison: {
            ...latency,
            minEffect: 0.1,
            isUpperPercentile: true,
            restartFactor: 1.6,
            fewestRequests: 100,
            rank: 5,
            value: (_, { tail }) => aboveZero(tail),
        },
    },
    first_byte: {
        label: "first byte",
        unit: "ms",
        comparison: {
            ...latency,
            isAlwaysShown: false,
            isShownFor: ({ first_byte, p95 }) => first_byte !== undefined && p95 !== undefined && first_byte < earlyShare * p95,
            isUpperPercentile: true,
            streams: "gates",
            rank: 6,
            worse: ["sends its first byte later", "Later first byte"],
            better: "Faster first byte",
            value: (_, { first_byte }) => aboveZero(first_byte),
        },
        sla: quantileSla(0.95, "first_byte"),
    },
    largest_gap: {
        label: "largest gap",
        unit: "ms",
        comparison: {
            ...latency,
            isAlwaysShown: false,
            isShownFor: ({ largest_gap }) => largest_gap !== undefined,
            isUpperPercentile: true,
            streams: "only",
            rank: 7,
            worse: ["pauses longer", "Longer pauses"],
            better: "Shorter pauses",
            value: (_, { largest_gap }) => aboveZero(largest_gap),
        },
        sla: quantileSla(0.95, "largest_gap"),
    },
    throughput: {
        label: "throughput",
        unit: "1/s",
        sla: { limit: "at_least", scope: "request", of: { kind: "throughput" } },
    },
    cpu_per_request: {
        label: "CPU per request",
        unit: "ms",
        comparison: {
            scale: "log",
            scope: "service",
            evidence: "rounds",
            floor: 0.01,
            minEffect: 0.04,
            isAlwaysShown: true,
            rank: 8,
            worse: ["uses more CPU", "More CPU"],
            better: "Less CPU",
            value: (arm) => unlessZero(arm.cpu_per_request),
        },
    },
    dependency_cpu: {
        label: "CPU of dependencies per request",
        unit: "ms",
        comparison: {
            scale: "log",
            scope: "service",
            isOfDependencies: true,
            evidence: "rounds",
            floor: 0.05,
            minEffect: 0.1,
            isAlwaysShown: true,
            rank: 9,
            worse: ["makes its dependencies work more", "More work for dependencies"],
            better: "Less work for dependencies",
            value: (arm) => unlessZero(arm.dependency_cpu),
        },
    },
    memory_peak: {
        label: "peak memory",
        unit: "bytes",
        comparison: {
            scale: "log",
            scope: "service",
            evidence: "rounds",
            floor: 1024 ** 2,
            isAlwaysShown: true,
            rank: 10,
            worse: ["uses more memory", "More memory"],
            better: "Less memory",
            value: (arm) => unlessZero(arm.memory_peak),
        },
    },
    memory_growth: {
        label: "memory growth per request",
        unit: "bytes/request",
        comparison: {
            scale: "difference",
            scope: "service",
            evidence: "rounds",
            floor: 64,
            isAlwaysShown: true,
            rank: 11,
            worse: ["leaks memory", "Memory leak"],
            better: "Less memory growth",
            value: (arm) => arm.memory_growth,
        },
    },
    error_rate: {
        label: "error rate",
        unit: "ratio",
        comparison: {
            scale: "difference",
            scope: "scenario",
            evidence: "counts",
            floor: 0,
            minEffect: 0.002,
            isAlwaysShown: true,
            rank: 12,
            worse: ["fails more often", "More errors"],
            better: "Fewer failures",
            value: (_, { due, failed }) => (due > 0 ? failed / due : undefined),
        },
        sla: slaOf("error_rate", "request"),
    },
    capacity: {
        label: "capacity",
        unit: "1/s",
        comparison: {
            scale: "log",
            isHigherBetter: true,
            scope: "scenario",
            evidence: "rounds",
            floor: 0,
            minEffect: 0.05,
            isAlwaysShown: false,
            rank: 0,
            worse: ["carries less load", "Carries less load"],
            better: "Carries more load",
            value: (arm) => unlessZero(arm.capacity),
        },
    },
    cpu: { label: "CPU", unit: "ratio", sla: slaOf("cpu", "scenario") },
    memory: { label: "memory", unit: "ratio", sla: slaOf("memory", "scenario") },
};
const isMetric = (name) => name in metrics;
const names = Object.keys(metrics).filter(isMetric);
const comparedMetrics = names.filter((name) => "comparison" in metrics[name]);
const slaMetrics = names.filter((name) => "sla" in metrics[name]);
const comparabilityOf = (metric) => metrics[metric].comparison;
const slaRuleOf = (metric) => metrics[metric].sla;
const isServiceMetric = (metric) => comparabilityOf(metric).scope === "service";
/** True for metrics of the other services in a compose file. */
const isOfDependencies = (metric) => comparabilityOf(metric).isOfDependencies === true;
/** True if it needs many times the rounds of the median, so that it may stay undecided where the median is good. */
const isSlowToDecide = (metric) => isOfDependencies(metric) || comparabilityOf(metric).isUpperPercentile === true;
/** True if the test also counts single requests, as for a failure rate. */
const isCounted = (metric) => comparabilityOf(metric).evidence === "counts";
const serviceMetrics = comparedMetrics.filter((name) => isServiceMetric(name));
const isLatency = (metric) => comparabilityOf(metric).scope === "request";
/** True if a fall of the metric is a regression. */
const isHigherBetter = (metric) => comparabilityOf(metric).isHigherBetter === true;
/** True if a change is a difference instead of a ratio. */
const isDifference = (metric) => comparabilityOf(metric).scale === "difference";
/** The metric's value for one request, or "all", on one arm in one round; `undefined` if it was not measured. */
function metricOf({ request, metric }, arm) {
    const requestMetrics = arm?.requests[request];
    if (arm === undefined || requestMetrics === undefined)
        return undefined;
    return comparabilityOf(metric).value(arm, requestMetrics);
}


/***/ }),

/***/ 22772:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nz: () => (/* binding */ otherAnswersSchema),
/* harmony export */   Qj: () => (/* binding */ doubtKinds),
/* harmony export */   mk: () => (/* binding */ overloadSchema),
/* harmony export */   ul: () => (/* binding */ noticeSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/** Notices of differences between base and head that their commits do not explain. */
const doubtKinds = ["head_only_files", "head_only_changes"];
/** A notice in results.json. Older versions wrote plain strings; they are still read. */
const noticeSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .preprocess */ .vkY((value) => (typeof value === "string" ? { kind: "other", message: value } : value), zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), message: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }));
/** The facts of answers of another kind in results.json. */
const otherAnswersSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz("answers_differ"),
        what: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz("type"),
        scenario: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        request: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        base_type: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        head_type: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    }),
    zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz("only_redirects"),
        scenario: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        request: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        arm: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["base", "head", "both"]),
    }),
]);
/** The facts of an overload in results.json. */
const overloadSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .object */ .Ikc({
    kind: zod__WEBPACK_IMPORTED_MODULE_0__/* .literal */ .euz("overloaded"),
    scenario: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    arm: zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(["base", "head", "both"]),
    offered_per_sec: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    handled_per_sec: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
    cores: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().optional(),
    advised_per_sec: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig(),
});


/***/ }),

/***/ 16146:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ overloadResultSchema),
/* harmony export */   w: () => (/* binding */ overloadKinds)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26921);
/* harmony import */ var _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32162);


/** How a service behaves beyond its capacity. The best kind comes first. */
const overloadKinds = ["graceful", "degrading", "collapse", "hysteresis"];
/** One rate of the overload, over its seconds. Shares are of the requests that ended then. */
const overloadStep = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    factor: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    offered_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    goodput_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    /** Goodput / capacity. */
    goodput_ratio: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    /** Refused by the service: 429 or 503. */
    refused_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .ratioSchema */ .DG,
    timeout_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .ratioSchema */ .DG,
    failed_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .ratioSchema */ .DG,
    /** Of the accepted requests. Absent if none succeeded. */
    p95_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .msSchema */ .E8.optional(),
});
const overloadSecond = zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    offered_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    goodput_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    refused_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    timeout_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    failed_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    median_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .msSchema */ .E8.optional(),
});
const overloadMeasured = {
    capacity_per_sec: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
    steps: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(overloadStep),
    /** Every second, from the usual load before the overload to the one after it. */
    seconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(overloadSecond),
    before_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .msSchema */ .E8.optional(),
    /** The median response time after the overload, once every request was answered or given up. */
    after_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .msSchema */ .E8.optional(),
};
const armOverload = zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt("kind", [
    zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
        kind: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(overloadKinds),
        /** Successful requests per second / capacity, at the factor with the fewest. */
        goodput_ratio: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig(),
        /** From the end of the overload until the response time is as before. Absent if it did not recover under load. */
        recovery_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_0__/* .msSchema */ .E8.optional(),
        evidence: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(),
        ...overloadMeasured,
    }),
    /** Something else than the service limited what was seen. */
    zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({ kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz("not_measured"), evidence: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }),
]);
/** The head's, with the base's beside it. */
const overloadResultSchema = armOverload.and(zod__WEBPACK_IMPORTED_MODULE_1__/* .object */ .Ikc({
    base: armOverload.optional(),
    /** `sla.overload`: the worst kind that is allowed. */
    worst_allowed: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(overloadKinds).optional(),
}));


/***/ }),

/***/ 64519:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bt: () => (/* binding */ failConditions),
/* harmony export */   Sz: () => (/* binding */ hasExplicitBase),
/* harmony export */   ZM: () => (/* binding */ interleaves),
/* harmony export */   gC: () => (/* binding */ presetNames),
/* harmony export */   l_: () => (/* binding */ arrivalKinds),
/* harmony export */   qM: () => (/* binding */ feedOrders),
/* harmony export */   qT: () => (/* binding */ allRequests)
/* harmony export */ });
/** True if the configuration gives the base's directory or target. `auto` then tries no other source. */
function hasExplicitBase({ directory, target }) {
    return directory !== undefined || target !== undefined;
}
const failConditions = [
    "regression",
    "sla",
    "invalid",
    "inconclusive",
    "no_base",
    "anomaly",
    "overload",
];
/** How a duet divides its load between the arms: request by request in turn, or in slices of one second. */
const interleaves = ["request", "slice"];
/** The name that stands for all requests of a scenario together. */
const allRequests = "all";
/** The predefined scenarios. */
const presetNames = [
    "baseline_performance",
    "scalability_test",
    "spike_test",
    "neuromorphic_load_test",
];
/**
 * How arrivals spread within a pattern's rate.
 * `even`: each arrival falls at a random moment of its own interval. The count never differs by more than one from the
 * integral of the rate.
 * `poisson`: arrivals are independent, like real visitors. Only the total of the phase matches the integral.
 */
const arrivalKinds = ["even", "poisson"];
const feedOrders = ["in_order", "shuffled", "once"];


/***/ }),

/***/ 9865:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ minRounds)
/* harmony export */ });
/** Fewer rounds than this support no statement about a change. */
const minRounds = 4;


/***/ }),

/***/ 27485:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pE: () => (/* binding */ armMetricsSchema),
  VW: () => (/* binding */ environmentSchema),
  pT: () => (/* binding */ loadSettingsSchema),
  s_: () => (/* binding */ logRatiosSchema),
  HA: () => (/* binding */ modeKindSchema),
  sy: () => (/* binding */ resultsSchema),
  CZ: () => (/* binding */ schemaVersion)
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./build/model/schemaTypes.js
var schemaTypes = __webpack_require__(32162);
;// CONCATENATED MODULE: ./build/model/cause.js


/** What can move with a change of latency or CPU time, or limit an arm. */
const causeKinds = [
    "cpu",
    "run_queue",
    "gc",
    "event_loop",
    "memory",
    "memory_leak",
    "disk",
    "network",
    "connections",
    "file_descriptors",
    "pool_wait",
    "lock_wait",
    "database_statements",
    "database_slow_statement",
    "database_locks",
    "redis",
    "outbound_calls",
    "stall",
    "errors",
    "response_size",
    "dependency",
];
/** `unexplained` comes first if no cause explains at least half of the change. */
const changeKinds = [...causeKinds, "unexplained"];
const bottleneckKinds = [
    ...causeKinds,
    "cpu_single_core",
    "cgroup_throttling",
    "runner",
    "generator",
    "none",
];
const intervalSchema = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]);
/** What moved between base and head, the most explaining first. */
const changeSchema = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(changeKinds),
    /** The request that carries it. Absent if it is of the service as a whole. */
    request: schemas/* string */.YjP().optional(),
    /** Those that carry it, if they are several, and not all. */
    requests: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    /** The function, statement, host, command or wait, by its name. */
    subject: schemas/* string */.YjP().optional(),
    file: schemas/* string */.YjP().optional(),
    line: schemas/* number */.aig().int().positive().optional(),
    /** Such as ms/request, 1/request or bytes/request. */
    unit: schemas/* string */.YjP().optional(),
    base: schemas/* number */.aig().optional(),
    head: schemas/* number */.aig().optional(),
    /** Of head − base, 95 %. */
    interval: intervalSchema.optional(),
    /** Share of the leading regression that it explains. Absent if it cannot be converted into that. */
    explains_ratio: schemas/* number */.aig().optional(),
    /** Of stalls: how long one lasts, and the time from one to the next. */
    lasts_ms: schemaTypes/* msSchema */.E8.optional(),
    every_ms: schemaTypes/* msSchema */.E8.optional(),
    evidence: schemas/* string */.YjP(),
    advice: schemas/* string */.YjP().optional(),
});
const anomalyKinds = [
    "cpu_spike",
    "memory_high",
    "response_time_high",
    "throughput_variation",
    "error_burst",
    "memory_growth",
    "latency_drift",
    "stall",
    "throttling",
    "steal",
];
const anomalySchema = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(anomalyKinds),
    arm: schemas/* enum */.k5n(["base", "head"]),
    phase: schemas/* string */.YjP(),
    round: schemas/* number */.aig().int().nonnegative(),
    /** Since the phase's start. */
    at_ms: schemaTypes/* msSchema */.E8,
    duration_ms: schemaTypes/* msSchema */.E8,
    value: schemas/* number */.aig(),
    limit: schemas/* number */.aig(),
    /** What else happened in that time. */
    evidence: schemas/* string */.YjP().optional(),
});
/** What limits an arm, whether or not anything changed. */
const bottleneckSchema = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(bottleneckKinds),
    arm: schemas/* enum */.k5n(["base", "head"]),
    subject: schemas/* string */.YjP().optional(),
    confidence: schemaTypes/* ratioSchema */.DG,
    evidence: schemas/* string */.YjP(),
    advice: schemas/* string */.YjP().optional(),
});
/** A monitor's values over time, for pictures: at most 120 points a series. */
const seriesSchema = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    unit: schemas/* string */.YjP(),
    arm: schemas/* enum */.k5n(["base", "head"]),
    /** Round, time since the round's first phase began in ms, value. */
    points: schemas/* array */.YOg(schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig(), schemas/* number */.aig()])),
});
const flameFrameSchema = schemas/* lazy */.RZV(() => schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    file: schemas/* string */.YjP().optional(),
    line: schemas/* number */.aig().optional(),
    base: schemas/* number */.aig(),
    head: schemas/* number */.aig(),
    children: schemas/* array */.YOg(flameFrameSchema),
}));
const subjectSchema = schemas/* object */.Ikc({
    subject: schemas/* string */.YjP(),
    file: schemas/* string */.YjP().optional(),
    line: schemas/* number */.aig().optional(),
    request: schemas/* string */.YjP().optional(),
    unit: schemas/* string */.YjP(),
    base: schemas/* number */.aig(),
    head: schemas/* number */.aig(),
    interval: intervalSchema.optional(),
    state: schemas/* enum */.k5n(["grown", "shrunk", "appeared", "disappeared", "same"]),
});
/** What the instruments of the extra rounds saw. Tables are sorted by the size of the change. */
const explanationSchema = schemas/* object */.Ikc({
    rounds: schemas/* number */.aig().int().nonnegative(),
    duration_ms: schemaTypes/* msSchema */.E8,
    functions: schemas/* array */.YOg(subjectSchema).optional(),
    allocations: schemas/* array */.YOg(subjectSchema).optional(),
    statements: schemas/* array */.YOg(subjectSchema).optional(),
    outbound: schemas/* array */.YOg(subjectSchema).optional(),
    spans: schemas/* array */.YOg(subjectSchema).optional(),
    runtime: schemas/* array */.YOg(subjectSchema).optional(),
    waits: schemas/* array */.YOg(subjectSchema).optional(),
    flame: flameFrameSchema.optional(),
    /** Files with the raw profiles, in the report's directory. */
    profiles: schemas/* array */.YOg(schemas/* object */.Ikc({ arm: schemas/* enum */.k5n(["base", "head"]), path: schemas/* string */.YjP() })).optional(),
    /** Why there are fewer instruments or rounds than wanted. */
    failures: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
});
/** All that a scenario's results say about why. */
const causeResultKeys = {
    changes: schemas/* array */.YOg(changeSchema).optional(),
    anomalies: schemas/* array */.YOg(anomalySchema).optional(),
    bottlenecks: schemas/* array */.YOg(bottleneckSchema).optional(),
    not_seen: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    monitors: schemas/* array */.YOg(seriesSchema).optional(),
    explanation: explanationSchema.optional(),
};

// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/model/generator.js
var generator = __webpack_require__(74539);
;// CONCATENATED MODULE: ./build/model/loadTestResults.js



const arm = schemas/* enum */.k5n(["base", "head"]);
/** One arm over all its measured phases. A value that was not measured is absent. */
const loadTestResults = schemas/* object */.Ikc({
    arm,
    scenario_id: schemas/* string */.YjP(),
    total_duration_ms: schemaTypes/* msSchema */.E8,
    /** Requests that were sent. */
    total_requests: schemaTypes/* countSchema */.vK,
    successful_requests: schemaTypes/* countSchema */.vK,
    failed_requests: schemaTypes/* countSchema */.vK,
    /** Requests that were due and never sent. */
    dropped_requests: schemaTypes/* countSchema */.vK,
    average_response_time_ms: schemaTypes/* msSchema */.E8.optional(),
    p95_response_time_ms: schemaTypes/* msSchema */.E8.optional(),
    p99_response_time_ms: schemaTypes/* msSchema */.E8.optional(),
    /** The best second. */
    peak_throughput_per_sec: schemas/* number */.aig().optional(),
    /** Reached in nine of ten seconds, in the phase with the lowest such rate. */
    sustained_throughput_per_sec: schemas/* number */.aig().optional(),
    /** Failed and dropped requests, of those that were due. */
    error_rate: schemaTypes/* ratioSchema */.DG.optional(),
    resource_utilization: schemas/* object */.Ikc({ cpu_ratio: schemaTypes/* ratioSchema */.DG, memory_bytes: schemas/* number */.aig(), memory_ratio: schemaTypes/* ratioSchema */.DG })
        .optional(),
});
/** The work of a specialised generator on one arm, over all measured phases. */
const generatorResult = schemas/* object */.Ikc({
    arm,
    generator_type: schemas/* enum */.k5n(generator/* generatorKinds */.B_),
    requests_generated: schemaTypes/* countSchema */.vK,
    average_response_time_ms: schemaTypes/* msSchema */.E8.optional(),
    success_rate: schemaTypes/* ratioSchema */.DG.optional(),
});
/** Keys of a scenario in results.json. */
const loadTestResultKeys = {
    /** One entry per arm, the base first. */
    load_test_results: schemas/* array */.YOg(loadTestResults).optional(),
    /** One entry per arm. Absent without a specialised generator. */
    generator_results: schemas/* array */.YOg(generatorResult).optional(),
};

// EXTERNAL MODULE: ./build/model/metric.js
var metric = __webpack_require__(16080);
;// CONCATENATED MODULE: ./build/model/missingBase.js


/** Why a base is missing that should have been there. */
const missingBaseCauses = [
    /** The remote gave no usable answer. */
    "unreachable",
    "timeout",
    "credentials",
    "unknown_commit",
    "no_git",
    "no_repository",
    /** Another user owns the repository. */
    "owner",
    "no_space",
    /** A filter, such as git-lfs, could not write the files. */
    "filter",
    /** The base was found, but could not be built. */
    "service",
    /** The base was found and built, but did not start. */
    "start",
    "other",
];
/** A base that should have been there, and was not available. wording/missingBaseText.ts has the sentences. */
const missingBaseSchema = schemas/* object */.Ikc({
    source: schemas/* enum */.k5n(["artifact", "git"]),
    cause: schemas/* enum */.k5n(missingBaseCauses),
    /** What was looked for: the commit 1a2b3c4. */
    subject: schemas/* string */.YjP(),
    /** HTTP 503 */
    detail: schemas/* string */.YjP(),
    /** How often git was asked. Absent if once. */
    tries: schemaTypes/* countSchema */.vK.optional(),
});

// EXTERNAL MODULE: ./build/model/notice.js
var notice = __webpack_require__(22772);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/model/overload.js
var overload = __webpack_require__(16146);
;// CONCATENATED MODULE: ./build/model/scalability.js





/** The part of results.json about how far a service scales. */
const interval = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]);
const firstBroken = schemas/* enum */.k5n([...metric/* slaMetrics */.SV, "backlog"]);
/** What limits a service at its capacity. */
const capacityLimits = [...bottleneckKinds, "unknown"];
const capacityOutcome = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("found") }),
    /** The final trial, just below the capacity, broke a limit, or its backlog grew. */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("not_sustained"), reason: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("fails_at_lowest"), per_sec: schemas/* number */.aig() }),
    /** The limits hold at the highest rate that was tried. */
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz("beyond_reach"),
        per_sec: schemas/* number */.aig(),
        /** What ended the search: the load generator's own limit, or `capacity.max_rate`. */
        by: schemas/* enum */.k5n(["generator", "max_rate"]),
    }),
    /** The service ended under this load, more than once. */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("died"), per_sec: schemas/* number */.aig(), reason: schemas/* string */.YjP(), kept_per_sec: schemas/* number */.aig().optional() }),
    /** The restarts contradict each other (RFC 9971). */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("irregular") }),
    /** Too few restarts for an interval, or no order of magnitude, within the budget. */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("too_little_time"), restarts: schemaTypes/* countSchema */.vK }),
]);
const maxSustainable = schemas/* object */.Ikc({
    value: schemas/* number */.aig(),
    /** 95 %, over the restarts. */
    interval,
    limited_by: schemas/* enum */.k5n(capacityLimits),
    /** The address that requests wait for, if calls to it are the limit. */
    waits_for: schemas/* string */.YjP().optional(),
    first_broken: firstBroken,
});
const armCapacitySchema = schemas/* object */.Ikc({
    arm: schemas/* enum */.k5n(["base", "head"]),
    outcome: capacityOutcome,
    /** Absent unless it was found. */
    max_sustainable_per_sec: maxSustainable.optional(),
    /** The estimate of each restart. */
    restarts: schemas/* array */.YOg(schemas/* object */.Ikc({ restart: schemaTypes/* countSchema */.vK, per_sec: schemas/* number */.aig(), first_broken: firstBroken })),
});
const trial = schemas/* object */.Ikc({
    arm: schemas/* enum */.k5n(["base", "head"]),
    purpose: schemas/* enum */.k5n(["bracket", "sample", "final", "calm"]),
    restart: schemaTypes/* countSchema */.vK,
    per_sec: schemas/* number */.aig(),
    finished_per_sec: schemas/* number */.aig(),
    /** Mean number of requests in the service at once. */
    in_service: schemas/* number */.aig(),
    /** Share of the requests beyond each limit. */
    beyond: schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* slaMetrics */.SV), schemaTypes/* ratioSchema */.DG),
    median_ms: schemaTypes/* msSchema */.E8,
    /** The value of each metric that has a limit: response times in ms, and the error rate. */
    values: schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* slaMetrics */.SV), schemas/* number */.aig()),
});
/** The rate at which a resource reaches its limit, extrapolated from the trials. */
const resourceLimit = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("extrapolated"), value: schemas/* number */.aig(), interval }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("out_of_reach"), reason: schemas/* string */.YjP() }),
]);
const usl = schemas/* object */.Ikc({
    lambda: schemas/* number */.aig(),
    sigma: schemas/* number */.aig(),
    kappa: schemas/* number */.aig(),
    /** Of lambda, sigma and kappa. Null for a coefficient on its bound, 0. */
    standard_errors: schemas/* tuple */.PVZ([schemas/* number */.aig().nullable(), schemas/* number */.aig().nullable(), schemas/* number */.aig().nullable()]),
    r_squared: schemas/* number */.aig(),
    /** The load with the highest throughput. Absent unless kappa is above 0 beyond chance. */
    peak: schemas/* object */.Ikc({ load: schemas/* number */.aig(), per_sec: schemas/* number */.aig() }).optional(),
    /** 1 / sigma: where the linear bound meets the ceiling. */
    optimal_load: schemas/* number */.aig().optional(),
    /** lambda / sigma: no load gives more. */
    ceiling_per_sec: schemas/* number */.aig().optional(),
    /** The curve with its 95 % band. Loads beyond `largest_load` are a prediction. */
    curve: schemas/* array */.YOg(schemas/* object */.Ikc({ load: schemas/* number */.aig(), per_sec: schemas/* number */.aig(), interval })),
    largest_load: schemas/* number */.aig(),
});
const scalability_plan = schemas/* object */.Ikc({
    target_per_sec: schemas/* number */.aig(),
    /** The target divided by the capacity. */
    factor: schemas/* number */.aig(),
    evidence: schemas/* string */.YjP(),
});
const recommendation = schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), evidence: schemas/* string */.YjP(), advice: schemas/* string */.YjP() });
const scalabilitySchema = schemas/* object */.Ikc({
    sla: schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* slaMetrics */.SV), schemas/* number */.aig()),
    arms: schemas/* array */.YOg(armCapacitySchema),
    usl: usl.optional(),
    /** Why there is no `usl`. */
    usl_refused: schemas/* string */.YjP().optional(),
    limits: schemas/* object */.Ikc({
        max_sustainable_per_sec: maxSustainable.optional(),
        cpu_per_sec: resourceLimit.optional(),
        memory_per_sec: resourceLimit.optional(),
        io_per_sec: resourceLimit.optional(),
        network_per_sec: resourceLimit.optional(),
    }),
    /** How the service grows from its lowest measured rate to its capacity. docs/method.md has the formulas. */
    coefficients: schemas/* object */.Ikc({
        response_time_scaling: schemas/* number */.aig().optional(),
        throughput_scaling_efficiency: schemas/* number */.aig().optional(),
        resource_utilization_efficiency: schemas/* number */.aig().optional(),
    })
        .optional(),
    plan: scalability_plan.optional(),
    overload: overload/* overloadResultSchema */.N.optional(),
    recommendations: schemas/* array */.YOg(recommendation),
    trials: schemas/* array */.YOg(trial),
});

;// CONCATENATED MODULE: ./build/model/scalabilityReport.js


/** How far a service scales, in the names that load testing frameworks use for it. Taken from `scalability`. */
const scalabilityReport_interval = schemas/* tuple */.PVZ([schemas/* number */.aig(), schemas/* number */.aig()]);
const limit = schemas/* object */.Ikc({ rps: schemas/* number */.aig(), interval: scalabilityReport_interval }).or(schemas/* object */.Ikc({ out_of_reach: schemas/* string */.YjP() }));
const scalabilityReportSchema = schemas/* object */.Ikc({
    /** Absent unless a capacity was found. */
    current_capacity: schemas/* object */.Ikc({ max_sustainable_rps: schemas/* number */.aig(), interval: scalabilityReport_interval, first_broken: schemas/* string */.YjP(), usable_cores: schemas/* number */.aig() })
        .optional(),
    /** What sets the capacity. */
    bottlenecks: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* enum */.k5n(bottleneckKinds), evidence: schemas/* string */.YjP() })),
    scaling_limits: schemas/* object */.Ikc({
        max_sustainable_rps: schemas/* number */.aig().optional(),
        cpu_limit: limit.optional(),
        memory_limit: limit.optional(),
        io_limit: limit.optional(),
        network_limit: limit.optional(),
    }),
    /** The throughput at several times the present load, by the fitted curve. Empty without a fit. */
    scaling_predictions: schemas/* array */.YOg(schemas/* object */.Ikc({ load: schemas/* number */.aig(), rps: schemas/* number */.aig(), interval: scalabilityReport_interval })),
    scalability_metrics: schemas/* object */.Ikc({
        usl_parameters: schemas/* object */.Ikc({ lambda: schemas/* number */.aig(), sigma: schemas/* number */.aig(), kappa: schemas/* number */.aig(), r_squared: schemas/* number */.aig() })
            .optional(),
        response_time_scaling: schemas/* number */.aig().optional(),
        throughput_scaling_efficiency: schemas/* number */.aig().optional(),
        resource_utilization_efficiency: schemas/* number */.aig().optional(),
    }),
    /** The most useful first. */
    recommendations: schemas/* array */.YOg(schemas/* object */.Ikc({ kind: schemas/* string */.YjP(), evidence: schemas/* string */.YjP(), advice: schemas/* string */.YjP() })),
});

;// CONCATENATED MODULE: ./build/model/userLimit.js


/** How the limit of concurrent users delayed a phase. */
const userLimitSchema = schemas/* object */.Ikc({
    limit: schemaTypes/* countSchema */.vK,
    /** `machine`: loadgate.yml sets no limit, and the load generator can hold no more. */
    source: schemas/* enum */.k5n(["config", "machine"]),
    /** Share of the arrivals that waited until a user was free. */
    waited_ratio: schemaTypes/* ratioSchema */.DG,
    longest_wait_ms: schemaTypes/* msSchema */.E8,
    /** The limit that the load would not have reached, roughly. */
    needed: schemaTypes/* countSchema */.vK,
});

// EXTERNAL MODULE: ./build/model/verdict.js
var verdict = __webpack_require__(70543);
;// CONCATENATED MODULE: ./build/model/results.js













/**
 * results.json, schema 1. Measuring writes it, and judging reads it. A value that was not measured is absent, never 0.
 * verdict.ts has the parts that the judge adds.
 */
/** The format version of our files. */
const schemaVersion = schemas/* literal */.euz(1, {
    error: ({ input }) => `expected 1, got ${input === undefined ? "nothing" : JSON.stringify(input)}`,
});
const responseTime = schemas/* object */.Ikc({
    mean: schemaTypes/* msSchema */.E8,
    p50: schemaTypes/* msSchema */.E8,
    p90: schemaTypes/* msSchema */.E8,
    p95: schemaTypes/* msSchema */.E8,
    p99: schemaTypes/* msSchema */.E8,
    p999: schemaTypes/* msSchema */.E8,
    max: schemaTypes/* msSchema */.E8,
});
/** HdrHistogram V2, compressed, base64. A real one is shorter than this; a longer one may unpack to any size. */
const encodedHistogram = schemas/* string */.YjP().max(262_144);
const timeSummary = schemas/* object */.Ikc({ p50: schemaTypes/* msSchema */.E8, p95: schemaTypes/* msSchema */.E8, max: schemaTypes/* msSchema */.E8 });
const load = {
    due_requests: schemaTypes/* countSchema */.vK,
    total_requests: schemaTypes/* countSchema */.vK,
    successful_requests: schemaTypes/* countSchema */.vK,
    failed_requests: schemaTypes/* countSchema */.vK,
    dropped_requests: schemaTypes/* countSchema */.vK,
    /** Counts of failures by name, without dropped requests. */
    failures: schemas/* record */.g1P(schemas/* string */.YjP(), schemaTypes/* countSchema */.vK),
    /** Absent if no request succeeded. */
    response_time_ms: responseTime.optional(),
    error_rate: schemaTypes/* ratioSchema */.DG.optional(),
    /** Response times of successful requests. */
    histogram: encodedHistogram,
    /** The same without the load generator's own delay. Absent if that was not measured. */
    blameless_histogram: encodedHistogram.optional(),
    /** Until the first byte of the body. */
    first_byte_ms: timeSummary.optional(),
    /** Absent if every body came in one piece: `histogram` then has the same times. */
    first_byte_histogram: encodedHistogram.optional(),
    blameless_first_byte_histogram: encodedHistogram.optional(),
    /** Of streams only: the longest time between two pieces of the body. */
    largest_gap_ms: timeSummary.optional(),
    largest_gap_histogram: encodedHistogram.optional(),
};
/** The load generator's own work in a phase. */
const results_generator = schemas/* object */.Ikc({
    client: schemas/* enum */.k5n(["http1", "http2", "undici"]),
    clock: schemas/* enum */.k5n(["ticker", "timer"]),
    workers: schemaTypes/* countSchema */.vK,
    /** CPU cores that Loadgate itself used, on average. */
    cpu_cores: schemas/* number */.aig(),
    /** CPU cores that the monitors used while load was sent. Absent if that was not measured. */
    monitor_cpu_cores: schemas/* number */.aig().optional(),
    /** Share of the time in which the busiest worker had work. */
    busy_ratio: schemaTypes/* ratioSchema */.DG,
    longest_stall_ms: schemaTypes/* msSchema */.E8,
    /** From when a request was released until it was sent. Absent if none was sent. */
    send_lag_ms: schemas/* object */.Ikc({ p50: schemaTypes/* msSchema */.E8, p99: schemaTypes/* msSchema */.E8, max: schemaTypes/* msSchema */.E8 }).optional(),
});
const phaseSchema = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    arm: schemas/* enum */.k5n(["base", "head"]),
    warmup: schemas/* boolean */.zMY(),
    ...load,
    duration_ms: schemaTypes/* msSchema */.E8,
    throughput_per_sec: schemas/* number */.aig().optional(),
    peak_throughput_per_sec: schemas/* number */.aig().optional(),
    sustained_throughput_per_sec: schemas/* number */.aig().optional(),
    resource_utilization: schemas/* object */.Ikc({
        /** Share of the CPU cores that the job may use. */
        cpu_ratio: schemaTypes/* ratioSchema */.DG,
        /** Largest resident set of the service's processes together. */
        memory_bytes: schemas/* number */.aig(),
        /** The same as a share of the memory that the job may use. */
        memory_ratio: schemaTypes/* ratioSchema */.DG,
        cpu_ms_per_request: schemaTypes/* msSchema */.E8.optional(),
    })
        .optional(),
    requests: schemas/* array */.YOg(schemas/* object */.Ikc({
        name: schemas/* string */.YjP(),
        ...load,
        /** What came instead of what was expected, by the failure's name: one example each. */
        failure_examples: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).optional(),
        /** Responses by status. */
        statuses: schemas/* record */.g1P(schemas/* string */.YjP(), schemaTypes/* countSchema */.vK).optional(),
    })),
    /** Absent if no request waited for a free user. */
    user_limit: userLimitSchema.optional(),
    generator: results_generator.optional(),
});
const plainRequestMetrics = schemas/* object */.Ikc({
    due: schemaTypes/* countSchema */.vK,
    failed: schemaTypes/* countSchema */.vK,
    p50: schemaTypes/* msSchema */.E8.optional(),
    /** Geometric mean of the latencies from p25 to p75. Absent in results of older versions. */
    middle: schemaTypes/* msSchema */.E8.optional(),
    p90: schemaTypes/* msSchema */.E8.optional(),
    p95: schemaTypes/* msSchema */.E8.optional(),
    p99: schemaTypes/* msSchema */.E8.optional(),
    tail: schemaTypes/* msSchema */.E8.optional(),
    first_byte: schemaTypes/* msSchema */.E8.optional(),
    largest_gap: schemaTypes/* msSchema */.E8.optional(),
});
const requestMetrics = plainRequestMetrics.extend({
    /** The same without the load generator's delays. Absent if no request waited for a free user. */
    uncapped: plainRequestMetrics.optional(),
    /** Failures that say that the service does not serve the request, such as 404, or `unexpected body`. Absent without any. */
    not_served: schemas/* record */.g1P(schemas/* string */.YjP(), schemaTypes/* countSchema */.vK).optional(),
});
/** The metrics of one arm in one round. `requests` has an entry for each request, and "all". */
const armMetricsSchema = schemas/* object */.Ikc({
    cpu_per_request: schemaTypes/* msSchema */.E8.optional(),
    /** CPU time of the containers that the service depends on, per request. Absent without a compose file. */
    dependency_cpu: schemaTypes/* msSchema */.E8.optional(),
    /** Largest resident set of the service's processes together, in bytes. */
    memory_peak: schemas/* number */.aig().nonnegative().optional(),
    /** Growth of the resident set in bytes per request. Negative if memory was returned. */
    memory_growth: schemas/* number */.aig().optional(),
    /** How late requests were sent, on average. Only the load generator causes this, so it serves as a control. */
    send_lag: schemaTypes/* msSchema */.E8.optional(),
    /** Of a capacity search: the highest rate at which the limits held, in requests per second. */
    capacity: schemas/* number */.aig().positive().optional(),
    requests: schemas/* record */.g1P(schemas/* string */.YjP(), requestMetrics),
});
const round = schemas/* object */.Ikc({
    index: schemaTypes/* countSchema */.vK,
    /** Present if several rounds share one start of the services: the start's number. */
    start: schemaTypes/* countSchema */.vK.optional(),
    /** Why this round does not count; absent if it does. */
    invalid: schemas/* string */.YjP().optional(),
    /** Present if only the round's latencies do not count. */
    invalid_for: schemas/* literal */.euz("latency").optional(),
    base: armMetricsSchema.optional(),
    head: armMetricsSchema,
});
/** The shift from base to head, by request and metric, on the scale of model/scale.ts. */
const logRatiosSchema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* comparedMetrics */.Bo), schemas/* number */.aig()));
const anchoredRun = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), at: schemas/* string */.YjP(), log_ratios: logRatiosSchema });
const recordedRun = schemas/* object */.Ikc({ sha: schemas/* string */.YjP().optional(), at: schemas/* string */.YjP(), rounds: schemas/* array */.YOg(armMetricsSchema) });
/** The settings that shape a scenario's load. Values are hashed, because they may be secret. */
const loadSettingsSchema = schemas/* object */.Ikc({
    /** Hash of all settings. Different hashes mean different loads. */
    hash: schemas/* string */.YjP(),
    /** Hash of each value, by key of loadgate.yml or name of a referenced file. */
    keys: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    /** Present if there are more keys than are stored. */
    more: schemas/* literal */.euz(true).optional(),
});
/** Why the recorded runs of main are not comparable with this run. */
const incomparable = schemas/* discriminatedUnion */.gMt("kind", [
    /** No keys if an older Loadgate recorded the runs, which did not store them. */
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("settings"), keys: schemas/* array */.YOg(schemas/* string */.YjP()), more: schemas/* literal */.euz(true).optional() }),
    schemas/* object */.Ikc({ kind: schemas/* literal */.euz("machines"), machines: schemas/* array */.YOg(schemas/* string */.YjP()), here: schemas/* string */.YjP() }),
]);
const results_limit = schemas/* object */.Ikc({ request: schemas/* string */.YjP(), metric: schemas/* enum */.k5n(metric/* slaMetrics */.SV), limit: schemas/* number */.aig() });
const effects = schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* comparedMetrics */.Bo), schemaTypes/* ratioSchema */.DG);
const floors = schemas/* partialRecord */.jgl(schemas/* enum */.k5n(metric/* comparedMetrics */.Bo), schemas/* number */.aig().nonnegative());
const dealing = schemas/* object */.Ikc({
    kind: schemas/* enum */.k5n(plan/* interleaves */.ZM),
    reason: schemas/* string */.YjP(),
    /** Pairs of base and head that ran at once, each a round. Absent if there was one. */
    pairs: schemas/* literal */.euz(2).optional(),
    /** Why one pair ran at a time, although two were allowed. A clause. */
    one_pair_reason: schemas/* string */.YjP().optional(),
});
const environmentSchema = schemas/* object */.Ikc({
    cpu_model: schemas/* string */.YjP(),
    cores: schemaTypes/* countSchema */.vK,
    memory_bytes: schemas/* number */.aig(),
    /** The cores that the job may use, by its CPU quota and CPU set. Absent if it may use all. */
    cpu_limit: schemas/* number */.aig().positive().optional(),
    /** The memory that the job may use. Absent if it may use all. */
    memory_limit_bytes: schemas/* number */.aig().positive().optional(),
    kernel: schemas/* string */.YjP(),
    image: schemas/* string */.YjP().optional(),
    node: schemas/* string */.YjP(),
    config_hash: schemas/* string */.YjP(),
});
/** The scenario, measured again on a second machine. */
const confirmation = schemas/* object */.Ikc({
    environment: environmentSchema,
    started_at: schemas/* string */.YjP(),
    rounds: schemas/* array */.YOg(round),
    rounds_planned: schemaTypes/* countSchema */.vK.optional(),
    round_ms: schemaTypes/* msSchema */.E8.optional(),
    dealing: dealing.optional(),
    /** Why measuring ended early. */
    failure: schemas/* string */.YjP().optional(),
});
const modeKindSchema = schemas/* enum */.k5n(comparisonMode/* comparisonModeKinds */.CZ);
const scenario = schemas/* object */.Ikc({
    id: schemas/* string */.YjP(),
    /** How the scenario was compared, and why. */
    mode: schemas/* object */.Ikc({
        kind: modeKindSchema,
        reason: schemas/* string */.YjP(),
        /** Main was compared with an earlier build of its own, to find drift. Such comparisons do not gate. */
        against: schemas/* literal */.euz("anchor").optional(),
        /** It would have been compared with a base build, but that is missing; see `missing_base`. */
        lacks_base: schemas/* literal */.euz(true).optional(),
        /** The step of the setup that the base does not serve, with the failure. The head was measured alone. */
        unserved_setup: schemas/* string */.YjP().optional(),
    }),
    phases: schemas/* array */.YOg(phaseSchema),
    rounds: schemas/* array */.YOg(round),
    rounds_planned: schemaTypes/* countSchema */.vK.optional(),
    round_ms: schemaTypes/* msSchema */.E8.optional(),
    /** How a duet dealt its load to the arms, and why. */
    dealing: dealing.optional(),
    /** Users wait for responses, so a slower arm gets fewer requests. */
    closed_loop: schemas/* literal */.euz(true).optional(),
    /** Chance decides the number of requests in a round. Both arms still get the same. */
    random_count: schemas/* literal */.euz(true).optional(),
    /** Names of the requests whose response is a stream. */
    streams: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
    /** The recorded runs of main that the head is compared with. */
    recorded: schemas/* array */.YOg(recordedRun).optional(),
    /** Present if main has recorded this scenario, but no comparable run. */
    incomparable: incomparable.optional(),
    load: loadSettingsSchema.optional(),
    /** Earlier runs of main against the same anchor, the newest last. Drift is searched in them. */
    anchored: schemas/* array */.YOg(anchoredRun).optional(),
    limits: schemas/* array */.YOg(results_limit),
    /** The scenario's own thresholds. They win over those of the settings. */
    min_effect: effects.optional(),
    min_change: floors.optional(),
    /** Why measuring ended early. */
    failure: schemas/* string */.YjP().optional(),
    /** Present if only this arm failed, and the other one passed the same: a broken head fails the run. */
    failed_arm: schemas/* enum */.k5n(["base", "head"]).optional(),
    confirmation: confirmation.optional(),
    /** Of a scenario with capacity. Each restart of the services is a round then. */
    scalability: scalabilitySchema.optional(),
    /** The same, in short, in the usual names. */
    scalability_report: scalabilityReportSchema.optional(),
    ...causeResultKeys,
    ...loadTestResultKeys,
    comparisons: schemas/* array */.YOg(verdict/* comparisonSchema */.D),
    sla: schemas/* array */.YOg(verdict/* slaCheckSchema */.Uf),
});
const settings = schemas/* object */.Ikc({
    false_alarm: schemaTypes/* ratioSchema */.DG.gt(0).lt(1),
    /** Spread (CV) of a latency from one start of the same build to the next. Assumed if there are too few starts. */
    restart_noise: schemaTypes/* ratioSchema */.DG.optional(),
    min_effect: effects,
    /** Floors in ms or bytes that replace those of the metrics. */
    min_change: floors.optional(),
    fail_on: schemas/* array */.YOg(schemas/* enum */.k5n(plan/* failConditions */.Bt)),
    budget_ms: schemaTypes/* msSchema */.E8,
    /** Number of gating comparisons, fixed before the run. They share `false_alarm`. */
    gating: schemaTypes/* countSchema */.vK.optional(),
    /** The report warns if the baseline's newest run is older. */
    baseline_max_age_ms: schemaTypes/* msSchema */.E8.optional(),
});
const baseline = schemas/* discriminatedUnion */.gMt("kind", [
    schemas/* object */.Ikc({
        kind: schemas/* literal */.euz("found"),
        runs: schemaTypes/* countSchema */.vK,
        /** Where the baseline was found, as text. */
        from: schemas/* string */.YjP().optional(),
        /** Of the newest run, as are the values below. */
        run_id: schemas/* string */.YjP().optional(),
        sha: schemas/* string */.YjP().optional(),
        at: schemas/* string */.YjP(),
        /** Its age at the start of this run. Negative if the clocks disagree. */
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
    /** Present if the measured build differs from that commit. */
    changed: schemas/* literal */.euz(true).optional(),
});
const resultsSchema = schemas/* object */.Ikc({
    schema: schemaVersion,
    verdict: verdict/* verdictSchema */.$D,
    environment: environmentSchema,
    provenance: schemas/* object */.Ikc({
        loadgate: schemas/* string */.YjP(),
        base: build.optional(),
        head: build,
        started_at: schemas/* string */.YjP(),
        /** Of the whole run. */
        duration_ms: schemaTypes/* msSchema */.E8,
        /** The part of it that finding and building base and head took. Absent in results of older versions. */
        build_ms: schemaTypes/* msSchema */.E8.optional(),
        seed: schemas/* number */.aig(),
    }),
    settings,
    baseline,
    /** Present if there should be a base, and there is none. */
    missing_base: missingBaseSchema.optional(),
    /** CPU cores of the load generator and of the service. Absent if they shared all cores. */
    pinning: schemas/* object */.Ikc({ generator: schemas/* string */.YjP(), service: schemas/* string */.YjP() }).optional(),
    /** Regressions that the pull request or the command line accepts. */
    accepted: schemas/* array */.YOg(verdict/* acceptanceSchema */.rb).optional(),
    /** Lasting changes of main. Absent if drift was not searched. */
    drift: schemas/* array */.YOg(verdict/* driftSchema */.jU).optional(),
    scenarios: schemas/* array */.YOg(scenario),
    warnings: schemas/* array */.YOg(notice/* noticeSchema */.ul),
});


/***/ }),

/***/ 33460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ scaleOf),
/* harmony export */   _: () => (/* binding */ logRatiosOf)
/* harmony export */ });
/* harmony import */ var _metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);

const logarithms = {
    isRelative: true,
    toScale: Math.log,
    fromScale: Math.exp,
    shiftOf: Math.log1p,
    changeOf: Math.expm1,
    changeBetween: (before, after) => after / before - 1,
    minShift: ({ effect, floor }, base) => Math.log1p(Math.max(effect, floor / base)),
};
/** Shifts of a metric that is better if it is higher have the opposite sign of their changes. */
const invertedLogarithms = {
    ...logarithms,
    toScale: (value) => -Math.log(value),
    fromScale: (position) => Math.exp(-position),
    shiftOf: (change) => -Math.log1p(change),
    changeOf: (shift) => Math.expm1(-shift),
    // A tenth more work for each request is a capacity of 1 / 1.1.
    minShift: ({ effect, floor }, base) => Math.log1p(Math.max(effect, floor / base)),
};
const same = (value) => value;
const differences = {
    isRelative: false,
    toScale: same,
    fromScale: same,
    shiftOf: same,
    changeOf: same,
    changeBetween: (before, after) => after - before,
    minShift: ({ effect, floor }) => Math.max(effect, floor),
};
function scaleOf(metric) {
    if ((0,_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isDifference */ .GP)(metric))
        return differences;
    return (0,_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isHigherBetter */ .KA)(metric) ? invertedLogarithms : logarithms;
}
/** The shifts that a run's comparisons measured, whatever their outcome. */
function logRatiosOf(comparisons) {
    const byRequest = Map.groupBy(comparisons, ({ request }) => request);
    return Object.fromEntries([...byRequest].map(([request, comparisonsOfRequest]) => [
        request,
        Object.fromEntries(comparisonsOfRequest.flatMap(({ metric, change_ratio: change }) => change === undefined ? [] : [[metric, scaleOf(metric).shiftOf(change)]])),
    ]));
}


/***/ }),

/***/ 32162:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DG: () => (/* binding */ ratioSchema),
/* harmony export */   E8: () => (/* binding */ msSchema),
/* harmony export */   vK: () => (/* binding */ countSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/** Numbers in our files. A ratio of 0.05 is 5 %. Times are in ms. */
const ratioSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig();
const msSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().nonnegative();
const countSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().nonnegative();


/***/ }),

/***/ 87054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Di: () => (/* binding */ templateParts),
/* harmony export */   VQ: () => (/* binding */ templateNames),
/* harmony export */   ZD: () => (/* binding */ valueTypes)
/* harmony export */ });
/** The type that ${text(…)}, ${number(…)} and ${boolean(…)} give to a value. */
const valueTypes = ["text", "number", "boolean"];
/** Names of built-in templates. An extracted value must not have one of these names. */
const templateNames = ["uuid", "seq", "random", "pick", "env"];
/** Splits a text at its templates ${...}. `$${` is the escape for `${`. */
function templateParts(text) {
    const parts = [];
    let constant = "";
    let end = 0;
    for (const match of text.matchAll(/\$\$\{|\$\{(?:([^}]*)\})?/g)) {
        const [source, inner] = match;
        constant += text.slice(end, match.index);
        end = match.index + source.length;
        if (source === "$${") {
            constant += "${";
            continue;
        }
        if (constant !== "")
            parts.push({ kind: "text", text: constant });
        constant = "";
        parts.push(inner === undefined ? unclosed(source) : placeholder(source, inner.trim()));
    }
    constant += text.slice(end);
    return constant === "" ? parts : [...parts, { kind: "text", text: constant }];
}
function unclosed(source) {
    return { kind: "malformed", source, problem: "expected a closing }; write $${ for a literal ${" };
}
function placeholder(source, expression) {
    if (expression === "uuid" || expression === "seq")
        return { kind: expression, source };
    const [, functionName, argumentList = ""] = /^(\w+)\((.*)\)$/s.exec(expression) ?? [];
    if (functionName !== undefined)
        return functionCall(source, functionName, argumentList);
    const [, feed, column] = /^([A-Za-z_]\w*)\.(.+)$/s.exec(expression) ?? [];
    if (feed !== undefined && column !== undefined)
        return { kind: "feed", source, feed, column };
    if (/^[A-Za-z_]\w*$/.test(expression))
        return { kind: "value", source, name: expression };
    return {
        kind: "malformed",
        source,
        problem: "expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}",
    };
}
function functionCall(source, name, argumentList) {
    switch (name) {
        case "random":
            return randomNumber(source, argumentList);
        case "pick": {
            const [, file, column] = /^\s*([^,]*[^,\s])\s*,\s*(.*\S)\s*$/s.exec(argumentList) ?? [];
            if (file !== undefined && column !== undefined)
                return { kind: "pick", source, file, column };
            return { kind: "malformed", source, problem: "expected a file and a column, such as ${pick(people.csv, name)}" };
        }
        case "text":
        case "number":
        case "boolean":
            return typedPlaceholder(source, name, argumentList.trim());
        default:
            return { kind: "unknown", source, name };
    }
}
function typedPlaceholder(source, type, expression) {
    const inner = placeholder(source, expression);
    if (inner.kind !== "malformed" && inner.kind !== "text")
        return { ...inner, type };
    return { kind: "malformed", source, problem: `expected a template in ${type}( ), such as \${${type}(feed.column)}` };
}
function randomNumber(source, argumentList) {
    const [, first, second] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(argumentList) ?? [];
    const [from, to] = [Number(first), Number(second)];
    // A draw has 32 bits. It would never reach most numbers of a wider range.
    if (to >= from && to - from < 0x1_0000_0000)
        return { kind: "random", source, from, to };
    const problem = "expected two whole numbers, the smaller one first, less than 2^32 apart, such as ${random(1,100)}";
    return { kind: "malformed", source, problem };
}


/***/ }),

/***/ 90614:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CG: () => (/* binding */ ratio),
/* harmony export */   N_: () => (/* binding */ perSec),
/* harmony export */   ee: () => (/* binding */ bytes),
/* harmony export */   ne: () => (/* binding */ millis)
/* harmony export */ });
const millis = (value) => value;
const perSec = (value) => value;
const bytes = (value) => value;
const ratio = (value) => value;


/***/ }),

/***/ 70543:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $D: () => (/* binding */ verdictSchema),
/* harmony export */   D: () => (/* binding */ comparisonSchema),
/* harmony export */   Uf: () => (/* binding */ slaCheckSchema),
/* harmony export */   Vm: () => (/* binding */ goodOutcomes),
/* harmony export */   eF: () => (/* binding */ isBeyondMinimum),
/* harmony export */   jU: () => (/* binding */ driftSchema),
/* harmony export */   rb: () => (/* binding */ acceptanceSchema)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26921);
/* harmony import */ var _metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(32162);



/** The parts of results.json that the judge adds. */
/**
 * `unchanged`: shown to be within the minimum effect, up and down. `not_worse`: shown not to be worse; whether it is
 * better was not shown. `below_floor`: worse by more than the minimum effect, but by less than the absolute floor.
 */
const outcomes = [
    "regressed",
    "improved",
    "unchanged",
    "not_worse",
    "below_floor",
    "inconclusive",
    "unstable",
    "invalid",
    "new",
];
/** The comparison has its answer, and the answer does not fail the run. */
const goodOutcomes = ["improved", "unchanged", "not_worse", "below_floor"];
const comparisonSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    metric: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo),
    request: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    outcome: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(outcomes),
    /** A regression can fail the run. Otherwise the comparison is only shown. */
    gating: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    base: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().optional(),
    head: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().optional(),
    /** head / base − 1; for error_rate and memory_growth (bytes): head − base. The same holds for all ratios here. */
    change_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .ratioSchema */ .DG.optional(),
    /** 95 % confidence interval of the change. */
    interval: zod__WEBPACK_IMPORTED_MODULE_2__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig()]).optional(),
    rounds: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .countSchema */ .vK,
    /** The smallest true change that this run would detect 95 times in 100. Negative where a fall is a regression. */
    mde_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .ratioSchema */ .DG.optional(),
    /** The smallest change that fails, with the absolute floor. */
    min_effect_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .ratioSchema */ .DG.optional(),
    /** Further measuring time that would give an inconclusive comparison a clear outcome. */
    settle_ms: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .msSchema */ .E8.optional(),
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** Present if the regression is accepted: the reason. */
    accepted: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    /** The result of a second machine that did not confirm a borderline regression. */
    second: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["cleared", "open", "not_measured"]).optional(),
    /** The measurement of a second machine that confirmed a borderline regression. */
    confirmed: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ change_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .ratioSchema */ .DG, interval: zod__WEBPACK_IMPORTED_MODULE_2__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(), zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig()]), rounds: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .countSchema */ .vK })
        .optional(),
});
const slaCheckSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    metric: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaMetrics */ .SV),
    request: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    limit: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
    value: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().optional(),
    /** The base's value, for comparison. Absent if it was not measured. */
    base_value: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().optional(),
    /** The requests that an error rate or a percentile rests on. */
    requests: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .countSchema */ .vK.optional(),
    /** `undecided`: above the limit, but by so few requests that it may be chance. */
    outcome: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["met", "breached", "undecided", "not_measured"]),
    /** Why the metric was not measured, or is undecided. */
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
});
/** A regression that a user accepts in advance. */
const acceptanceSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    metric: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo),
    scenario: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** Only this request. Absent if it covers every request. */
    request: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    reason: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    by: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["body", "label", "option"]),
    /** Number of regressions that it covers. Added by the judge. */
    covers: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .countSchema */ .vK.optional(),
});
/** A lasting change of main. */
const driftSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    scenario: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    request: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    metric: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparedMetrics */ .Bo),
    /** Commit of the first run after the change. */
    sha: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
    at: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    /** Change against the runs before it; for error_rate and memory_growth a difference. */
    change_ratio: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .ratioSchema */ .DG,
    runs_after: _schemaTypes_js__WEBPACK_IMPORTED_MODULE_1__/* .countSchema */ .vK,
    /** p value of the change. */
    p: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig(),
});
const verdictSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    kind: zod__WEBPACK_IMPORTED_MODULE_2__/* ["enum"] */ .k5n(["pass", "fail", "inconclusive", "invalid"]),
    reasons: zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()),
    /** The job fails. `fail_on` decides which reasons fail it. */
    failing: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY(),
    /** Present if the job fails only because of regressions that a second machine could clear. */
    confirm: zod__WEBPACK_IMPORTED_MODULE_2__/* .boolean */ .zMY().optional(),
});
/** True if the whole interval lies beyond the smallest change that fails. Such a change only lacks rounds to be sure. */
function isBeyondMinimum({ interval, min_effect_ratio, metric }, factor = 1) {
    if (interval === undefined || min_effect_ratio === undefined)
        return false;
    const limit = factor * min_effect_ratio;
    return (0,_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isHigherBetter */ .KA)(metric) ? interval[1] < limit : interval[0] > limit;
}


/***/ }),

/***/ 21716:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z: () => (/* binding */ loadConfig)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/util/exactJson.js
var exactJson = __webpack_require__(67800);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/mask.js
var util_mask = __webpack_require__(37117);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/util/toNumber.js
var toNumber = __webpack_require__(98905);
// EXTERNAL MODULE: ./build/config/problem.js
var config_problem = __webpack_require__(58308);
// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 4 modules
var fileSchema = __webpack_require__(83884);
;// CONCATENATED MODULE: ./build/config/schemaShape.js

/** The schemas of the value at a path, one for each alternative that has the key. */
function shapesAt(path) {
    return path.reduce((shapes, part) => shapes.flatMap((shape) => childrenOf(shape, part)), [fileSchema/* fileSchema */.M]);
}
/** Resolves optional, default and transformed schemas, and splits unions. */
function unwrapShape(shape) {
    const { innerType, options, in: input } = shape.def;
    if (innerType !== undefined)
        return unwrapShape(innerType);
    if (input !== undefined)
        return unwrapShape(input);
    return options === undefined ? [shape] : options.flatMap(unwrapShape);
}
function childrenOf(shape, part) {
    return unwrapShape(shape).flatMap(({ def }) => {
        const child = typeof part === "number" ? def.element : (memberOf(def.shape, part) ?? def.valueType);
        return child === undefined ? [] : [child];
    });
}
/** Names such as constructor are keys of no map. */
function memberOf(shape, key) {
    return shape !== undefined && Object.hasOwn(shape, key) ? shape[key] : undefined;
}

;// CONCATENATED MODULE: ./build/config/envTypes.js




/**
 * Gives each text from the environment the type that its key wants: "10" becomes 10 where a number is due, and "a, b"
 * a list where a list is due. A text that does not fit stays: the schema refuses it.
 */
function applyKeyTypes(config, substituted) {
    return substituted.reduce((tree, { path }) => updateAt(tree, path, (value) => typedValueAt(value, path)), config);
}
function typedValueAt(value, path) {
    if (typeof value !== "string")
        return value;
    const shapes = shapesAt(path);
    const candidates = [value, scalarIn(value), listIn(value), [value]].filter((candidate) => candidate !== undefined);
    return candidates.find((candidate) => shapes.some((shape) => shape.safeParse(candidate).success)) ?? value;
}
/** `undefined` if the text is neither true or false nor a number. */
function scalarIn(text) {
    const word = text.trim().toLowerCase();
    return word === "true" || word === "false" ? word === "true" : (0,toNumber/* toNumber */.R)(text);
}
/** a, b or [a, b] */
function listIn(text) {
    const items = /^\s*\[(.*)\]\s*$/s.exec(text)?.[1] ?? text;
    return items.trim() === "" ? [] : items.split(",").map((item) => item.trim());
}
function updateAt(tree, [key, ...rest], change) {
    if (key === undefined)
        return change(tree);
    if (Array.isArray(tree))
        return tree.map((item, i) => (i === key ? updateAt(item, rest, change) : item));
    if (typeof tree !== "object" || tree === null)
        return tree;
    return Object.fromEntries(Object.entries(tree).map(([name, item]) => [name, name === key ? updateAt(item, rest, change) : item]));
}
/**
 * The values that may be secrets: those in a free text of the typed configuration. A number, a duration or a keyword is
 * none. Masking a value such as "true" or "regression" would garble every report.
 */
function secretsIn(config, substituted) {
    const values = substituted.flatMap((text) => {
        const shapes = shapesAt(text.path);
        return shapes.some((shape) => isTyped(shape, (0,config_problem/* valueAt */.fK)(config, text.path))) ? [] : text.values;
    });
    return [...new Set(values)].filter((value) => value.length >= util_mask/* shortestSecret */.bs);
}
function isTyped(shape, value) {
    const { success, data } = shape.safeParse(value);
    return success && (isKeyword(shape) || ![data].flat().some((item) => typeof item === "string"));
}
function isKeyword(shape) {
    return unwrapShape(shape).every(({ def }) => def.element === undefined ? ["enum", "literal", "number"].includes(def.type) : isKeyword(def.element));
}

;// CONCATENATED MODULE: ./build/config/envVariables.js

/** Replaces each ${env.NAME} in the configuration with the variable's value. */
function substituteEnvVariables(config, env) {
    const problems = [];
    const substituted = [];
    const replaceIn = (text, path) => {
        const expression = workflowExpressionProblem(text);
        if (expression !== undefined)
            problems.push({ path, message: expression });
        const values = [];
        const value = replaceReferences(text, mayHoldTemplates(path), (reference) => {
            const resolved = resolveReference(reference, env);
            if (resolved.problem !== undefined)
                problems.push({ path, message: resolved.problem });
            if (resolved.isFromEnv)
                values.push(String(resolved.value));
            return resolved;
        });
        if (value !== text)
            substituted.push({ path, values });
        return value;
    };
    const walk = (node, path) => {
        if (typeof node === "string")
            return replaceIn(node, path);
        if (Array.isArray(node))
            return node.map((item, i) => walk(item, [...path, i]));
        if (typeof node !== "object" || node === null)
            return node;
        return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, walk(item, [...path, key])]));
    };
    return { value: walk(config, []), problems, substituted };
}
/** An expression of a workflow. In a template, $${{ is text. */
const workflowExpression = /(?<!\$)\$\{\{([^}]*)\}\}/;
/** GitHub replaces expressions in workflows only. */
function workflowExpressionProblem(text) {
    const [source, inner = ""] = workflowExpression.exec(text) ?? [];
    if (source === undefined)
        return undefined;
    const name = /(\w+)\s*$/.exec(inner)?.[1]?.toUpperCase() ?? "NAME";
    return (`GitHub does not replace ${source} in this file; set it in the workflow (env: { ${name}: ${source} }), ` +
        `and write \${env.${name}} here`);
}
const envVariables_name = String.raw `env\.([A-Za-z_]\w*)`;
/** ${env.NAME}, ${env.NAME:-default}, ${number(env.NAME)}, and forms that look like a default but are none. */
const referencePattern = new RegExp(String.raw `(\$?)\$\{(?:${envVariables_name}(?::-([^}]*))?|(text|number|boolean)\(${envVariables_name}(?::-([^})]*))?\)|${envVariables_name}([?:=+-][^}]*))\}`, "g");
/**
 * In a template, $${env.NAME} is the escape for ${env.NAME}. A variable's value is escaped there, so that it is never
 * parsed as a template.
 */
function replaceReferences(text, isTemplate, resolve) {
    let whole;
    const replaced = text.replace(referencePattern, (source, dollar, ...groups) => {
        if (isTemplate && dollar !== "")
            return source;
        const [plainName, plainFallback, type, typedName, typedFallback, wrongName, rest] = groups;
        const { value } = resolve({
            source: source.slice(dollar.length),
            name: plainName ?? typedName ?? wrongName ?? "",
            fallback: plainFallback ?? typedFallback,
            type,
            rest,
        });
        if (value === undefined)
            return source;
        if (source === text)
            whole = value;
        return dollar + (isTemplate ? String(value).replaceAll("${", () => "$${") : String(value));
    });
    return whole === undefined || typeof whole === "string" ? replaced : whole;
}
function resolveReference({ source, name, fallback, type, rest }, env) {
    const withDefault = (value) => `\${env.${name}:-${value}}`;
    if (rest !== undefined)
        return { problem: `expected \${env.${name}} or ${withDefault("default")}, got ${source}` };
    const isEmpty = (env[name] ?? "").trim() === "";
    const text = isEmpty ? fallback : env[name];
    if (text === undefined) {
        const problem = env[name] === undefined
            ? `the environment variable ${name} is not set; set it, or write ${withDefault("default")}`
            : `the environment variable ${name} is empty; set it, or write ${withDefault("")} if it may be empty. ` +
                "Pull requests from forks and from Dependabot get no secrets";
        return { problem };
    }
    const value = typedValue(text, type);
    if (value === undefined)
        return { problem: `expected a ${type} in the environment variable ${name}` };
    return { value, isFromEnv: !isEmpty };
}
function typedValue(text, type) {
    if (type === "number")
        return (0,toNumber/* toNumber */.R)(text);
    if (type === "boolean")
        return text === "true" || text === "false" ? text === "true" : undefined;
    return text;
}
const templateKeys = ["path", "query", "headers", "body", "json", "form", "multipart"];
/** Templates are allowed in headers, in these keys of a scenario's requests and in a one-line request. */
function mayHoldTemplates([top, , list, , key, , stepKey]) {
    if (top === "headers" || (top === "scenarios" && list === "headers"))
        return true;
    if (top !== "scenarios" || (list !== "setup" && list !== "requests" && list !== "teardown"))
        return false;
    const requestKey = key === "steps" ? stepKey : key;
    return requestKey === undefined || templateKeys.includes(String(requestKey));
}

// EXTERNAL MODULE: ./build/model/template.js
var template = __webpack_require__(87054);
;// CONCATENATED MODULE: ./build/config/headers.js
/** The nearer headers win. Case does not matter. */
function mergeHeaders(outer, inner) {
    return { ...withoutHeaders(outer, Object.keys(inner)), ...inner };
}
/** The headers that a request takes from its scenario and the file. */
function inheritedHeaders(request, outer) {
    const { form, multipart } = request;
    // These bodies have a content type of their own. An inherited one would contradict it.
    const ownType = form === undefined && multipart === undefined ? [] : ["content-type"];
    return withoutHeaders(outer, [...Object.keys(request.headers), ...ownType]);
}
function withoutHeaders(headers, names) {
    const removed = new Set(names.map((name) => name.toLowerCase()));
    return Object.fromEntries(Object.entries(headers).filter(([name]) => !removed.has(name.toLowerCase())));
}

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./node_modules/json-p3/dist/json-p3.cjs.js
var json_p3_cjs = __webpack_require__(50393);
;// CONCATENATED MODULE: ./build/config/pattern.js
/**
 * The regular expression between two slashes, with its flags, as in /^[0-9]+$/ or /total/i. `undefined` for other
 * texts. A path such as /shop/us is a text, although us could be flags.
 */
function patternIn(text) {
    const [, pattern, flags = ""] = /^\/(.+)\/([dgimsuvy]*)$/s.exec(text) ?? [];
    if (pattern === undefined)
        return undefined;
    const isPath = flags !== "" && flags !== "i" && /^[\w/~%.-]*$/.test(pattern);
    return isPath ? undefined : { pattern, flags };
}
/** The message for a regular expression that cannot be used. */
function patternProblem({ pattern, flags }) {
    if (/[dgy]/.test(flags))
        return "expected no regular expression flags besides i, m, s, u and v";
    try {
        new RegExp(pattern, flags);
        return undefined;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return `expected a regular expression (${reasonOf(error)})`;
        throw error;
    }
}
/** V8 repeats the whole expression before the reason. It is cut off: it may contain an environment variable. */
function reasonOf({ message }) {
    return message.split(": ").at(-1) ?? message;
}

;// CONCATENATED MODULE: ./build/config/expectation.js





function expectationsOf({ status, header, trailer, body, json, latency }) {
    const trailers = headerMatches(trailer);
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({ body: body === undefined ? undefined : textMatch(body, "contains"), latencyMs: latency }),
        statuses: (Array.isArray(status) ? status : status === undefined ? [] : [status]).map(statusRange),
        headers: headerMatches(header),
        ...(Object.keys(trailers).length === 0 ? {} : { trailers }),
        json: Object.fromEntries(Object.entries(json).map(([path, value]) => [path, jsonMatch(value)])),
    };
}
function headerMatches(header) {
    return Object.fromEntries(Object.entries(header).map(([name, text]) => [name.toLowerCase(), textMatch(text, "equals")]));
}
function streamOf({ until, timeout }) {
    return (0,omitUndefined/* omitUndefined */.O)({ until: until === undefined ? undefined : textMatch(until, "contains"), timeoutMs: timeout });
}
/** Parses 201, 2xx or 200-299. */
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
    return pattern === undefined ? { kind, text } : { kind: "matches", ...pattern };
}
/** { equals: … } is for values that have a meaning of their own: absent and null. */
function jsonMatch(value) {
    if (value === "absent")
        return { kind: "absent" };
    if (value === null)
        return { kind: "null" };
    return { kind: "equals", value: isExactValue(value) ? value.equals : value };
}
function isExactValue(value) {
    return typeof value === "object" && value !== null && Object.keys(value).join() === "equals";
}
function extractionsOf(extract) {
    return Object.fromEntries(Object.entries(extract).map(([name, entry]) => [name, extractionOf(entry)]));
}
function extractionOf(entry) {
    if (typeof entry === "string")
        return { kind: "json", path: entry };
    const { json, header, cookie, regex } = entry;
    if (header !== undefined)
        return { kind: "header", name: header.toLowerCase() };
    if (cookie !== undefined)
        return { kind: "cookie", name: cookie };
    return regex === undefined ? { kind: "json", path: json ?? "$" } : { kind: "regex", ...extractionPattern(regex) };
}
/** The slashes around the expression are optional. Only with them it can have flags. */
function extractionPattern(regex) {
    return patternIn(regex) ?? { pattern: regex, flags: "" };
}
/** Problems in `expect` and `extract` of the request at this path. */
function responseProblems({ expect, extract, stream = {} }, at) {
    const { status, header, trailer, body, json } = expect;
    const matches = [
        ...Object.entries(header).map(([name, text]) => ({ path: [...at, "expect", "header", name], text })),
        ...Object.entries(trailer).map(([name, text]) => ({ path: [...at, "expect", "trailer", name], text })),
        ...(body === undefined ? [] : [{ path: [...at, "expect", "body"], text: body }]),
        ...(stream.until === undefined ? [] : [{ path: [...at, "stream", "until"], text: stream.until }]),
    ];
    return [
        ...statusProblems(status ?? [], [...at, "expect", "status"]),
        ...matches.flatMap(({ path, text }) => (0,config_problem/* valueProblems */.ce)(path, textProblem(text))),
        ...Object.keys(json).flatMap((path) => keyProblems([...at, "expect", "json", path], jsonPathProblem(path))),
        ...Object.entries(extract).flatMap(([name, entry]) => extractionProblems(name, entry, [...at, "extract", name])),
    ];
}
function statusProblems(status, at) {
    const list = Array.isArray(status) ? status : [status];
    const isBackward = list.map(statusRange).some(([from, to]) => from > to);
    return (0,config_problem/* valueProblems */.ce)(at, isBackward ? "expected a status range with the lower status first" : undefined);
}
function extractionProblems(name, entry, at) {
    return [
        ...(0,config_problem/* problemIf */.DM)(template/* templateNames */.VQ.some((templateName) => templateName === name), at, `${name} is a built-in template; choose another name`),
        ...(typeof entry === "string" ? (0,config_problem/* valueProblems */.ce)(at, jsonPathProblem(entry)) : sourceProblems(entry, at)),
    ];
}
function sourceProblems(entry, at) {
    const { json, regex } = entry;
    if (Object.values((0,omitUndefined/* omitUndefined */.O)(entry)).length !== 1) {
        return (0,config_problem/* valueProblems */.ce)(at, "expected one of json, header, cookie, regex");
    }
    return [
        ...(json === undefined ? [] : (0,config_problem/* valueProblems */.ce)([...at, "json"], jsonPathProblem(json))),
        ...(regex === undefined ? [] : (0,config_problem/* valueProblems */.ce)([...at, "regex"], patternProblem(extractionPattern(regex)))),
    ];
}
function textProblem(text) {
    const pattern = patternIn(text);
    return pattern === undefined ? undefined : patternProblem(pattern);
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
/** A problem of the key itself. Its value is not shown. */
function keyProblems(path, message) {
    return message === undefined ? [] : [{ path, message }];
}

;// CONCATENATED MODULE: ./build/config/nonEmpty.js
/** The list, typed as not empty. Throws if it is empty: the checks before must have refused that. */
function toNonEmpty([first, ...others], what) {
    if (first === undefined)
        throw new Error(`the checks accepted a configuration without ${what}`);
    return [first, ...others];
}
function mapNonEmpty([first, ...others], change) {
    return [change(first), ...others.map(change)];
}

;// CONCATENATED MODULE: ./build/config/referencedFiles.js
const referencedFiles_noFiles = () => ({ kind: "missing" });
/** The file's bytes. Empty if the file could not be read: fileProblem reports that. */
function bytesOf(content) {
    return content.kind === "bytes" ? content.bytes : new Uint8Array();
}
/** The message for a file that could not be read. `undefined` if it was read. */
function fileProblem(content) {
    if (content.kind === "bytes")
        return undefined;
    return content.kind === "missing"
        ? "expected a file that exists"
        : `expected a file that can be read (${content.why})`;
}

// EXTERNAL MODULE: ./build/config/schema/requestSchema.js
var requestSchema = __webpack_require__(91617);
;// CONCATENATED MODULE: ./build/config/request.js








function isFlow(entry) {
    return typeof entry === "object" && "steps" in entry;
}
/** A plain request becomes a flow of one step. */
function flowsOf(entries, context) {
    return withUniqueNames(toNonEmpty(entries.map((entry) => flowOf(entry, context)), "requests"));
}
function flowOf(entry, context) {
    if (!isFlow(entry)) {
        const weight = typeof entry === "object" && "weight" in entry ? entry.weight : 1;
        return { weight, steps: [requestOf(entry, context)] };
    }
    const steps = entry.steps.map((step) => stepOf(step, entry, context));
    return { weight: entry.weight, steps: toNonEmpty(steps, "steps") };
}
/** The default name of a step begins with the name of its flow. */
function stepOf(step, flow, context) {
    const request = requestOf(step, context);
    const thinkTimeMs = (typeof step === "object" ? step.think_time : undefined) ?? flow.think_time;
    const hasName = typeof step === "object" && step.name !== undefined;
    return { ...request, name: hasName ? request.name : `${flow.flow}: ${request.name}`, thinkTimeMs };
}
const noThinkTime = { fromMs: (0,unit/* millis */.ne)(0), toMs: (0,unit/* millis */.ne)(0) };
function requestOf(entry, { files, headers }) {
    const request = toRequestObject(entry);
    const method = methodOf(request);
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({
            body: bodyOf(request, files),
            stream: request.stream === undefined ? undefined : streamOf(request.stream),
        }),
        name: request.name ?? `${method} ${request.path}`,
        method,
        path: withQuery(request.path, request.query),
        headers: { ...inheritedHeaders(request, headers), ...request.headers },
        expect: expectationsOf(request.expect),
        extract: extractionsOf(request.extract),
        thinkTimeMs: noThinkTime,
        sla: (0,omitUndefined/* omitUndefined */.O)(request.sla ?? {}),
    };
}
const bodyKeys = ["json", "form", "file", "multipart", "body"];
/** A request with a body is a POST, as curl sends it. */
function methodOf(request) {
    return request.method ?? (bodyKeys.some((key) => request[key] !== undefined) ? "POST" : "GET");
}
/** GET /hello -> { method: GET, path: /hello } */
function toRequestObject(request) {
    if (typeof request !== "string")
        return request;
    const space = request.indexOf(" ");
    return requestSchema/* requestObjectSchema */._N.parse({ method: request.slice(0, space), path: request.slice(space + 1) });
}
function withQuery(path, query) {
    const pairs = Object.entries(query).map(([name, text]) => `${encode(name)}=${encodeAroundTemplates(text)}`);
    if (pairs.length === 0)
        return path;
    return `${path}${path.includes("?") ? "&" : "?"}${pairs.join("&")}`;
}
/** Percent-encodes constant parts. Templates stay: their values are encoded when they are inserted. */
function encodeAroundTemplates(text) {
    return (0,template/* templateParts */.Di)(text)
        .map((part) => (part.kind === "text" ? encode(part.text) : part.source))
        .join("");
}
const encode = (text) => encodeURIComponent(text.toWellFormed());
function bodyOf({ body, json, form, file, multipart }, files) {
    if (json !== undefined)
        return { kind: "json", value: json };
    if (body !== undefined)
        return { kind: "text", text: body };
    if (form !== undefined)
        return { kind: "form", fields: form };
    if (file !== undefined)
        return { kind: "file", file, content: bytesOf(files(file)) };
    if (multipart === undefined)
        return undefined;
    return { kind: "multipart", parts: Object.entries(multipart).map(([name, part]) => partOf(name, part, files)) };
}
function partOf(name, part, files) {
    if (typeof part === "string")
        return { kind: "field", name, text: part };
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({ type: part.type }),
        kind: "file",
        name,
        file: part.file,
        content: bytesOf(files(part.file)),
    };
}
/** Results are counted by request name. A second request with the same name gets a number. */
function withUniqueNames(flows) {
    const usedNames = new Set();
    const rename = (request) => {
        let { name } = request;
        for (let n = 2; usedNames.has(name); n++)
            name = `${request.name} (${n})`;
        usedNames.add(name);
        return { ...request, name };
    };
    return mapNonEmpty(flows, ({ weight, steps }) => ({ steps: mapNonEmpty(steps, rename), weight }));
}

// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/config/template.js




/** All texts of a request that may contain templates. The path is the first. */
function templateFields(request, at) {
    if (typeof request === "string")
        return [{ path: at, text: toRequestObject(request).path }];
    const { path, query, headers, body, json, form = {} } = request;
    return [
        { path: [...at, "path"], text: path },
        ...fieldsIn(query, [...at, "query"]),
        ...fieldsIn(headers, [...at, "headers"]),
        ...fieldsIn(body, [...at, "body"]),
        ...fieldsIn(json, [...at, "json"]),
        ...fieldsIn(form, [...at, "form"]),
        ...multipartFields(request, [...at, "multipart"]),
    ];
}
/** All texts in a value, at any depth. */
function fieldsIn(value, at) {
    if (typeof value === "string")
        return [{ path: at, text: value }];
    if (Array.isArray(value))
        return value.flatMap((item, i) => fieldsIn(item, [...at, i]));
    if (typeof value !== "object" || value === null)
        return [];
    return Object.entries(value).flatMap(([key, item]) => fieldsIn(item, [...at, key]));
}
function multipartFields({ multipart = {} }, at) {
    return Object.entries(multipart).flatMap(([name, part]) => typeof part === "string" ? [{ path: [...at, name], text: part }] : []);
}
/** The files from which pick templates take rows. */
function filesOfPicks(fields) {
    const parts = fields.flatMap(({ text }) => (0,template/* templateParts */.Di)(text));
    return [...new Set(parts.flatMap((part) => (part.kind === "pick" ? [part.file] : [])))];
}
function templateProblems({ path, text }, scope) {
    return (0,template/* templateParts */.Di)(text).flatMap((part) => {
        const problem = partProblem(part, scope);
        return problem === undefined || part.kind === "text" ? [] : [{ path, message: `${part.source}: ${problem}` }];
    });
}
/** A path may start with a template only if its value can start with a slash. Built-in values never do. */
function pathStartProblems({ path, text }) {
    const [first] = (0,template/* templateParts */.Di)(text);
    const canBePath = first?.kind !== "uuid" && first?.kind !== "seq" && first?.kind !== "random";
    const isEscape = text.startsWith("$${");
    if (canBePath && !isEscape)
        return [];
    return [{ path, message: "expected a path that starts with /, such as /hello", showsValue: true }];
}
function partProblem(part, scope) {
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
            return `unknown function ${part.name}; ${functionHint(part.name)}`;
        case "malformed":
            return part.problem;
        default:
            return (0,assertNever/* assertNever */.x)(part);
    }
}
function functionHint(name) {
    const functions = `the functions are random(from, to), pick(file, column), ${template/* valueTypes */.ZD.join("(…), ")}(…)`;
    return (0,config_problem/* hint */.aK)(name, ["random", "pick", "uuid", "seq", ...template/* valueTypes */.ZD], functions);
}
function pickProblem(file, column, { parseFeed }) {
    if (!isFeedFile(file))
        return "expected a file that ends in .csv, .jsonl or .ndjson";
    const table = parseFeed(file);
    return table.problem ?? columnProblem(file, column, table);
}
const isFeedFile = (file) => /\.(csv|jsonl|ndjson)$/i.test(file);
function feedProblem(name, column, { feeds, isArrival }) {
    const feed = Object.hasOwn(feeds, name) ? feeds[name] : undefined;
    const names = Object.keys(feeds);
    if (feed === undefined) {
        const list = names.length === 0 ? "the scenario has no feeds" : `the feeds are ${names.join(", ")}`;
        return `unknown feed ${name}; ${(0,config_problem/* hint */.aK)(name, names, list)}`;
    }
    if (feed.isOnce && !isArrival)
        return `${name} keeps each row for one arrival; setup and teardown cannot use it`;
    // A problem of the feed's file is reported once, at the feed itself.
    return feed.problem === undefined ? columnProblem(feed.file, column, feed) : undefined;
}
function columnProblem(file, column, { columns }) {
    if (columns.includes(column))
        return undefined;
    return `${file} has no column ${column}; ${(0,config_problem/* hint */.aK)(column, columns, `the columns are ${columns.join(", ")}`)}`;
}
function valueProblem(name, { values }) {
    if (values.includes(name))
        return undefined;
    const list = values.length === 0 ? "no setup request or earlier step extracts a value" : `the values are ${values.join(", ")}`;
    return `unknown value ${name}; ${(0,config_problem/* hint */.aK)(name, [...values, ...template/* templateNames */.VQ], list)}`;
}
/** Header values are sent unencoded, so their constant parts must be legal on the wire. */
function headerTextProblems({ path, text }) {
    const constants = (0,template/* templateParts */.Di)(text).flatMap((part) => (part.kind === "text" ? [part.text] : []));
    if (!constants.some((constant) => /[^\t\x20-\x7e\x80-\xff]/.test(constant)))
        return [];
    return [{ path, message: "expected Latin-1 text without line breaks, as in every header", showsValue: true }];
}

;// CONCATENATED MODULE: ./build/config/headerProblems.js




/** The load generator sets these headers: they describe the connection and the length of the message. */
const generatedHeaders = ["content-length", "transfer-encoding", "connection"];
/** Problems of the headers of a request, a scenario or the file. */
function headersProblems(headers, at) {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    return Object.entries(headers).flatMap(([name, text], i) => {
        const path = [...at, name];
        const lower = name.toLowerCase();
        return [
            ...(0,config_problem/* problemIf */.DM)(!/^[!#$%&'*+\-.^`|~\w]+$/.test(name), path, "expected a header name"),
            ...(0,config_problem/* problemIf */.DM)(generatedHeaders.includes(lower), path, `Loadgate sends ${lower} itself; remove it`),
            ...(0,config_problem/* problemIf */.DM)(lower === "host" && text === "", path, "expected a host: HTTP/1.1 has no request without one"),
            ...(0,config_problem/* problemIf */.DM)(names.indexOf(lower) !== i, path, "the same header is set twice; case does not matter"),
            ...headerTextProblems({ path, text }),
        ];
    });
}
/** Templates in the headers of a scenario or the file that a request, which inherits them, cannot use. */
function inheritanceProblems(headers, at, requests) {
    return Object.entries(headers).flatMap(([name, text]) => requests.flatMap((request) => templateProblemsIn(request, name, { path: [...at, name], text })).slice(0, 1));
}
function templateProblemsIn({ request, at, scope }, name, field) {
    const isInherited = name in inheritedHeaders(toRequestObject(request), { [name]: field.text });
    if (!isInherited)
        return [];
    const remedy = `${(0,config_problem/* dottedKey */.aQ)(at)} inherits this header; write headers: { ${name}: null } there to send it without`;
    return templateProblems(field, scope).map((problem) => ({ ...problem, message: `${problem.message}; ${remedy}` }));
}

;// CONCATENATED MODULE: ./build/config/seriesExpression.js
const seriesExpression_forms = `expected metric, metric{label="value"}, rate(metric) or histogram_quantile(0.95, metric)`;
/** A small part of PromQL. A run needs no more: the rate is of the phase, and equal series are added up. */
function parseSeriesExpression(text) {
    const [, name, inner] = /^\s*([A-Za-z_]\w*)\s*\((.*)\)\s*$/s.exec(text) ?? [];
    if (name === undefined || inner === undefined)
        return withSelector(text, (selector) => ({ kind: "value", selector }));
    if (name === "rate")
        return withSelector(inner, (selector) => ({ kind: "rate", selector }));
    if (name === "histogram_quantile")
        return quantileOf(inner);
    return problem(`${seriesExpression_forms}; the function ${name} is not supported`);
}
function quantileOf(inner) {
    const [, number = "", rest = ""] = /^\s*([^,]*?)\s*,(.*)$/s.exec(inner) ?? [];
    const quantile = number === "" ? Number.NaN : Number(number);
    if (!(quantile > 0 && quantile < 1)) {
        return problem("expected histogram_quantile(0.95, metric) with a quantile between 0 and 1");
    }
    if (/^\s*(rate|sum)\b/.test(rest)) {
        return problem(`expected histogram_quantile(${number}, metric) without ${rest.trim().split("(")[0]}: it is of one phase`);
    }
    return withSelector(rest, ({ metric, labels }) => ({
        kind: "quantile",
        quantile,
        selector: { metric: metric.replace(/_bucket$/, ""), labels },
    }));
}
function withSelector(text, create) {
    if (/\[[^\]]*\]\s*$/.test(text)) {
        return problem(`${seriesExpression_forms}; a range such as [5m] is not supported: a rate is always of a whole phase`);
    }
    const [, metric, , labelText] = /^\s*([A-Za-z_:][\w:]*)\s*(\{(.*)\})?\s*$/s.exec(text) ?? [];
    if (metric === undefined)
        return problem(seriesExpression_forms);
    const labels = labelsOf(labelText ?? "");
    if (labels === undefined)
        return problem(`${seriesExpression_forms}; a label is written as name="value"`);
    return { kind: "expression", expression: create({ metric, labels }) };
}
/** `undefined` if the text is no list of labels. Other operators than = are not supported. */
function labelsOf(text) {
    const label = /\s*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|$)/sy;
    const labels = {};
    while (label.lastIndex < text.trimEnd().length) {
        const [, name, value] = label.exec(text) ?? [];
        if (name === undefined || value === undefined)
            return undefined;
        labels[name] = unescapeLabel(value);
    }
    return labels;
}
/** The escapes of a label's value: \\, \" and \n. */
const unescapeLabel = (value) => value.replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
const problem = (message) => ({ kind: "problem", message });

;// CONCATENATED MODULE: ./build/config/monitorProblems.js


/** Addresses and expressions that no monitor can read. No message shows an address, because it may hold a password. */
function monitorProblems({ prometheus, postgres, redis }) {
    return [
        ...(prometheus === undefined ? [] : prometheusProblems(prometheus)),
        ...databaseProblems(postgres, ["monitors", "postgres"], {
            protocols: ["postgres:", "postgresql:"],
            example: "postgres://user:password@localhost:5432/app",
        }),
        ...databaseProblems(redis, ["monitors", "redis"], {
            protocols: ["redis:", "rediss:"],
            example: "redis://localhost:6379",
        }),
    ];
}
/** The texts of a key that takes one text for both arms, or one for each. */
const textsByArm = (text, at) => typeof text === "string"
    ? [{ path: at, text }]
    : [
        { path: [...at, "base"], text: text.base },
        { path: [...at, "head"], text: text.head },
    ];
/** The addresses of a database, with their keys. */
function databaseAddresses(database, at) {
    if (typeof database === "string" || "base" in database)
        return textsByArm(database, at);
    return textsByArm(database.url, [...at, "url"]);
}
function prometheusProblems({ url, series }) {
    const at = ["monitors", "prometheus"];
    const isPage = (text) => text.startsWith("/") || isUrl(text, ["http:", "https:"]);
    return [
        ...textsByArm(url, [...at, "url"]).flatMap(({ path, text }) => (0,config_problem/* problemIf */.DM)(!isPage(text), path, "expected a path such as /metrics, or an address such as http://localhost:9100/metrics")),
        ...Object.entries(series).flatMap(([name, text]) => {
            const parsed = parseSeriesExpression(text);
            return (0,config_problem/* valueProblems */.ce)([...at, "series", name], parsed.kind === "problem" ? parsed.message : undefined);
        }),
    ];
}
function databaseProblems(database, at, { protocols, example }) {
    if (database === undefined)
        return [];
    return databaseAddresses(database, at).flatMap(({ path, text }) => (0,config_problem/* problemIf */.DM)(!isUrl(text, protocols), path, `expected an address such as ${example}`));
}
function isUrl(text, protocols) {
    const url = URL.parse(text);
    return url !== null && protocols.includes(url.protocol) && (url.hostname !== "" || url.searchParams.has("host"));
}

;// CONCATENATED MODULE: ./build/config/monitors.js


function monitorsOf({ interval, prometheus, postgres, redis, anomalies }) {
    const { throughput_variation, memory_growth, latency_drift, ...limits } = anomalies;
    return {
        intervalMs: interval,
        ...(0,omitUndefined/* omitUndefined */.O)({
            prometheus: prometheusOf(prometheus),
            postgres: databaseOf(postgres),
            redis: databaseOf(redis),
        }),
        anomalies: {
            ...limits,
            throughputVariation: throughput_variation,
            memoryGrowth: memory_growth,
            latencyDrift: latency_drift,
        },
    };
}
/** Expressions with a problem are reported before; see monitorProblems. */
function prometheusOf(prometheus) {
    if (prometheus === undefined)
        return undefined;
    const series = Object.entries(prometheus.series).flatMap(([name, text]) => {
        const parsed = parseSeriesExpression(text);
        return parsed.kind === "expression" ? [[name, parsed.expression]] : [];
    });
    return { url: byArm(prometheus.url), series: Object.fromEntries(series) };
}
function databaseOf(database) {
    if (database === undefined)
        return undefined;
    if (typeof database === "string" || "base" in database)
        return { url: byArm(database) };
    const { url, env } = database;
    return { url: byArm(url), ...(0,omitUndefined/* omitUndefined */.O)({ env }) };
}
function byArm(text) {
    return typeof text === "string" ? { base: text, head: text } : text;
}
function explainOf({ budget, profile, traces }) {
    return { budgetMs: budget, traces, ...(profile && { profile: profileOf(profile) }) };
}
function profileOf(profile) {
    if ("command" in profile)
        return { kind: "command", command: profile.command };
    return { kind: "pprof", path: profile.pprof };
}

;// CONCATENATED MODULE: ./build/config/overload.js


/** The overload of a scenario; nothing without one. */
function overloadOf({ overload, sla }, fileSla) {
    if (overload === undefined)
        return {};
    const { factors, duration, rate } = overload;
    const worstAllowed = sla.overload ?? fileSla.overload;
    return { overload: { factors, stepMs: duration, ...(0,omitUndefined/* omitUndefined */.O)({ capacityPerSec: rate, worstAllowed }) } };
}
/** Limits of an overload need one. */
function overloadProblems({ scenarios, sla }) {
    const message = "applies to scenarios with overload, and there is none; remove it, or add overload to a scenario";
    const ofScenarios = Object.entries(scenarios).flatMap(([id, scenario]) => {
        const at = ["scenarios", id, "sla", "overload"];
        return (0,config_problem/* problemIf */.DM)(scenario.sla.overload !== undefined && scenario.overload === undefined, at, message);
    });
    const hasOverload = Object.values(scenarios).some(({ overload }) => overload !== undefined);
    return [...(0,config_problem/* problemIf */.DM)(sla.overload !== undefined && !hasOverload, ["sla", "overload"], message), ...ofScenarios];
}

// EXTERNAL MODULE: ./build/wording/pairsText.js
var pairsText = __webpack_require__(16053);
;// CONCATENATED MODULE: ./build/config/pairs.js


/** Two pairs need a service that can run twice, and monitors that can tell them apart. */
function pairsProblems({ gate, service, monitors }) {
    const obstacle = [
        (0,pairsText/* runsOnceText */.J)({
            command: service?.command,
            hasBeforeRound: service?.before_round !== undefined,
            isContainer: false,
        }),
        gate.interleave === "slice" ? "gate.interleave: slice loads base and head in turn" : undefined,
        (0,pairsText/* countersText */.D)(monitors),
    ].find((reason) => reason !== undefined);
    const message = gate.pairs === 2 && obstacle !== undefined ? `expected auto or 1, because ${obstacle}` : undefined;
    return (0,config_problem/* valueProblems */.ce)(["gate", "pairs"], message);
}

;// CONCATENATED MODULE: ./build/config/program.js


/** What starts the service. The configuration must have passed programProblems. */
function programOf({ command, container, compose }) {
    if (container !== undefined)
        return containerOf(container);
    if (compose !== undefined)
        return composeOf(compose);
    if (command === undefined)
        throw new Error("the configuration has no service to start");
    return { kind: "command", command };
}
function containerOf(container) {
    const { image, port, args, volumes, options } = container;
    return {
        kind: "container",
        source: imageSourceOf(container, image),
        ...(0,omitUndefined/* omitUndefined */.O)({ port }),
        args,
        volumes,
        options,
    };
}
function imageSourceOf({ dockerfile, context = ".", target, build_args = {}, build_options = [] }, image) {
    if (image !== undefined) {
        return { kind: "image", image: typeof image === "string" ? { base: image, head: image } : image };
    }
    const path = dockerfile ?? (context === "." ? "Dockerfile" : `${context}/Dockerfile`);
    return {
        kind: "build",
        dockerfile: path,
        context,
        ...(0,omitUndefined/* omitUndefined */.O)({ target }),
        args: build_args,
        options: build_options,
    };
}
function composeOf({ file = [], service, port }) {
    return { kind: "compose", files: typeof file === "string" ? [file] : file, service, ...(0,omitUndefined/* omitUndefined */.O)({ port }) };
}
/** Problems of the keys that start the service. */
function programProblems(service) {
    const at = ["service"];
    const keys = ["command", "container", "compose"].filter((key) => service[key] !== undefined);
    if (keys.length === 0) {
        return (0,config_problem/* problemIf */.DM)(true, at, "expected command (a shell command), container or compose, found none of them");
    }
    return [
        ...(0,config_problem/* problemIf */.DM)(keys.length > 1, at, `expected one of command, container and compose, found ${keys.join(" and ")}`),
        ...(service.container === undefined ? [] : containerProblems(service.container, [...at, "container"])),
    ];
}
const buildKeys = ["dockerfile", "context", "target", "build_args", "build_options"];
function containerProblems(container, at) {
    const ignored = container.image === undefined ? [] : buildKeys.filter((key) => container[key] !== undefined);
    return [
        ...ignored.flatMap((key) => (0,config_problem/* problemIf */.DM)(true, [...at, key], "has no effect, because service.container.image names an image; remove one of them")),
        ...container.options.flatMap((option, i) => (0,config_problem/* problemIf */.DM)(isReserved(option), [...at, "options", i], reservedText)),
    ];
}
/** Options that Loadgate sets itself, or that would make both arms share a port. */
const reserved = /^(--(publish|publish-all|name|detach|rm|restart|interactive|tty|cidfile)(=|$)|-[a-z]*[pPdit]|--net(work)?[= ]host$)/;
const isReserved = (option) => reserved.test(option);
const reservedText = "Loadgate publishes the port, names the container and removes it; remove this option, and set service.container.port if needed";

// EXTERNAL MODULE: ./build/config/schema/capacitySchema.js
var capacitySchema = __webpack_require__(90712);
// EXTERNAL MODULE: ./build/config/schema/metricSchema.js
var metricSchema = __webpack_require__(22744);
;// CONCATENATED MODULE: ./build/config/capacity.js





/** The keys of the search, if the scenario has one. An overload needs a capacity, so it implies a search. */
function searchKeys({ capacity, overload }) {
    return capacity ?? (overload === undefined ? undefined : capacitySchema/* capacitySchema */.g.parse({}));
}
/** The search of a scenario; nothing without one. */
function capacityOf(scenario, fileSla) {
    const search = searchKeys(scenario);
    if (search === undefined)
        return {};
    const { arrival, plan, max_rate } = search;
    const sla = searchedSla(scenario, fileSla);
    const isSearched = needsSearch(scenario);
    return { capacity: { isSearched, sla, arrival, maxPerSec: max_rate, ...(0,omitUndefined/* omitUndefined */.O)({ planPerSec: plan }) } };
}
const needsSearch = ({ capacity, overload }) => capacity !== undefined || overload?.rate === undefined;
/** The nearest limit wins. Limits that no share of the requests may break, such as CPU, do not end a search. */
function searchedSla({ sla, capacity, overload }, fileSla) {
    const named = [fileSla, sla, overload?.sla ?? {}, capacity?.sla ?? {}];
    const all = Object.assign({}, ...named.map((limits) => (0,omitUndefined/* omitUndefined */.O)(limits)));
    return Object.fromEntries(metricSchema/* capacitySlaMetrics */.uT.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}
/** A search makes its own load. */
function capacityProblems(scenario, fileSla, at) {
    const { phases, preset, compare, generator, capacity } = scenario;
    const key = capacity === undefined ? "overload" : "capacity";
    const advice = `a scenario with ${key} searches its own load; remove it, or move it to a scenario of its own`;
    const hasLimit = Object.keys(searchedSla(scenario, fileSla)).length > 0;
    const missing = "missing; expected at least one limit, such as { p95: 100ms, error_rate: 1% }";
    const ownLoad = "a spike train has a load of its own; expected requests, or another generator";
    const duet = "a search loads base and head in turn; expected alternate, recorded or off";
    return [
        ...(0,config_problem/* problemIf */.DM)(phases !== undefined, [...at, "phases"], advice),
        ...(0,config_problem/* problemIf */.DM)(preset !== undefined, [...at, "preset"], advice),
        ...(0,config_problem/* problemIf */.DM)(generator?.kind === "spike_train", [...at, "generator"], ownLoad),
        ...(0,config_problem/* problemIf */.DM)(compare === "duet", [...at, "compare"], duet),
        ...(0,config_problem/* problemIf */.DM)(!hasLimit && needsSearch(scenario), [...at, key, "sla"], missing),
    ];
}
/** Stands for the load of a search where a scenario must have a phase. It is never played. */
const searchPhase = ({ max_rate, arrival }) => ({
    id: "capacity",
    warmup: false,
    pattern: { kind: "constant", ratePerSec: max_rate },
    arrival,
    durationMs: (0,unit/* millis */.ne)(2000),
    cooldownMs: (0,unit/* millis */.ne)(0),
});

// EXTERNAL MODULE: ./node_modules/csv-parse/lib/sync.js + 9 modules
var sync = __webpack_require__(25175);
;// CONCATENATED MODULE: ./build/config/feed.js




/** Parses a .csv file with a header line, or a .jsonl or .ndjson file with one object on each line. */
function parseFeed(file, content) {
    const problem = fileProblem(content);
    if (content.kind !== "bytes")
        return emptyTable(problem);
    const text = decodeUtf8(content.bytes);
    if (text === undefined)
        return emptyTable("expected a file in UTF-8");
    const table = /\.csv$/i.test(file) ? parseCsv(text) : parseJsonLines(text);
    return table.problem === undefined && table.rows.length === 0 ? emptyTable("expected at least one row") : table;
}
function emptyTable(problem) {
    return { columns: [], rows: [], ...(0,omitUndefined/* omitUndefined */.O)({ problem }) };
}
/** `undefined` if the bytes are not UTF-8. */
function decodeUtf8(bytes) {
    try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    }
    catch (error) {
        if (error instanceof TypeError)
            return undefined;
        throw error;
    }
}
function parseCsv(text) {
    try {
        const [columns = [], ...records] = (0,sync/* parse */.qg)(text, { bom: true, skip_empty_lines: true });
        const duplicate = columns.find((column, i) => columns.indexOf(column) !== i);
        if (duplicate !== undefined)
            return emptyTable(`expected different column names, found ${duplicate} twice`);
        const rows = records.map((record) => Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ""])));
        return { columns, rows };
    }
    catch (error) {
        if (error instanceof sync/* CsvError */.J$)
            return emptyTable(`expected CSV (${error.message})`);
        throw error;
    }
}
function parseJsonLines(text) {
    const rows = [];
    for (const [i, line] of text.split("\n").entries()) {
        if (line.trim() === "")
            continue;
        const row = parseRow(line);
        if (row === undefined)
            return emptyTable(`expected a JSON object on each line, found something else on line ${i + 1}`);
        rows.push(row);
    }
    return { columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows };
}
/** Each value keeps its type. `undefined` if the line is not a JSON object. */
function parseRow(line) {
    try {
        const value = (0,exactJson/* parseExactJson */.lQ)(line);
        return isJsonObject(value) ? value : undefined;
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}
function isJsonObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

// EXTERNAL MODULE: ./build/model/generator.js
var model_generator = __webpack_require__(74539);
;// CONCATENATED MODULE: ./build/config/generatorLoad.js



function spikePatternOf(generator) {
    const { pattern, frequency: eventsPerSec, refractory, burst_size, burst_interval, jitter } = generator;
    switch (pattern) {
        case "regular":
            return { kind: "regular", eventsPerSec };
        case "poisson":
            return { kind: "poisson", eventsPerSec, deadTimeMs: refractory ?? (0,unit/* millis */.ne)(2) };
        case "bursty":
            return { kind: "bursty", eventsPerSec, size: burst_size ?? 5, intervalMs: burst_interval ?? (0,unit/* millis */.ne)(4) };
        case "synchronous":
            return { kind: "synchronous", eventsPerSec, jitterMs: jitter ?? (0,unit/* millis */.ne)(1) };
        default:
            return (0,assertNever/* assertNever */.x)(pattern);
    }
}
/** Most spikes that one request may carry. */
const mostSpikes = 10_000;
/** Times that do not fit the frequency, and keys of another pattern. */
function spikeTrainProblems(generator, carriesTrain, at) {
    const { pattern, frequency, duration = (0,unit/* millis */.ne)(1000) } = generator;
    const spikes = spikePatternOf(generator);
    const limitMs = 1000 / frequency;
    const unused = patternKeys.filter(({ key, of }) => of !== pattern && generator[key] !== undefined);
    const [timeKey, timeMs] = limitedTime(spikes);
    return [
        ...unused.map(({ key, of }) => ({
            path: [...at, key],
            message: `only pattern: ${of} has ${key}; the pattern is ${pattern}; remove ${key}`,
        })),
        ...(0,config_problem/* problemIf */.DM)(timeMs >= limitMs, [...at, timeKey], `expected less than ${limitMs} ms, the mean time between two spikes at this frequency, got ${timeMs} ms`),
        ...(0,config_problem/* problemIf */.DM)(carriesTrain && (frequency * duration) / 1000 > mostSpikes, [...at, "duration"], `expected a train of at most ${mostSpikes} spikes; lower duration or frequency`),
    ];
}
const patternKeys = [
    { key: "refractory", of: "poisson" },
    { key: "burst_size", of: "bursty" },
    { key: "burst_interval", of: "bursty" },
    { key: "jitter", of: "synchronous" },
];
/** The time that must be shorter than the mean interval. */
function limitedTime(spikes) {
    switch (spikes.kind) {
        case "regular":
            return ["frequency", 0];
        case "poisson":
            return ["refractory", spikes.deadTimeMs];
        case "bursty":
            return ["burst_interval", spikes.intervalMs];
        case "synchronous":
            return ["jitter", spikes.jitterMs];
        default:
            return (0,assertNever/* assertNever */.x)(spikes);
    }
}

;// CONCATENATED MODULE: ./build/config/generator.js





/** All requests of a generator: one for each of its flows, in their order. A weight of 0 stands for no flow. */
function generatorRequests(generator) {
    switch (generator.kind) {
        case "spike_train":
            return [single(generator, ["column", "spikes"], { at_ms: "${spikes}" })];
        case "allocation_pressure": {
            const json = { bytes: "${bytes}", count: "${count}", hold_ms: "${hold_ms}" };
            return [single(generator, ["bytes", "count", "hold_ms"], json)];
        }
        case "graph_operations":
            return graphRequests(generator);
        case "query":
            return queryRequests(generator);
        default:
            return (0,assertNever/* assertNever */.x)(generator);
    }
}
function single(generator, values, json) {
    const hasBody = bodyKeys.some((key) => generator[key] !== undefined);
    const isGet = generator.method === "GET" || generator.method === "HEAD";
    return { request: hasBody || isGet ? generator : { ...generator, json }, weight: 1, path: [], values };
}
const nodeValues = ["node", "hops"];
const edgeValues = ["from", "to"];
/** The requests of the sample service. */
const defaultOperations = {
    add_node: { weight: 5, line: "POST /graph/nodes", json: { id: "${node}" }, values: nodeValues },
    remove_node: { weight: 3, line: "DELETE /graph/nodes/${node}", values: nodeValues },
    add_edge: { weight: 14, line: "POST /graph/edges", json: { from: "${from}", to: "${to}" }, values: edgeValues },
    remove_edge: { weight: 2, line: "DELETE /graph/edges?from=${from}&to=${to}", values: edgeValues },
    neighbours: { weight: 45, line: "GET /graph/nodes/${node}/neighbours", values: nodeValues },
    k_hop: { weight: 20, line: "GET /graph/nodes/${node}/neighbours?hops=${hops}", values: nodeValues },
    shortest_path: { weight: 11, line: "GET /graph/path?from=${from}&to=${to}", values: edgeValues },
};
function graphRequests({ operations }) {
    return model_generator/* graphOperations */.Hv.flatMap((kind) => {
        const operation = operations === undefined ? defaultOperations[kind].weight : operations[kind];
        return operation === undefined ? [] : [graphRequest(kind, operation)];
    });
}
/** An operation is reported under its own name, unless its request has one. */
function graphRequest(kind, operation) {
    const { line, json, values } = defaultOperations[kind];
    const place = { path: ["operations", kind], values };
    if (typeof operation === "number") {
        const request = { ...toRequestObject(line), ...(json && { json }), name: kind };
        return { request, weight: operation, ...place };
    }
    if (typeof operation === "string") {
        return { request: { ...toRequestObject(operation), name: kind }, weight: 1, ...place };
    }
    const { weight, ...request } = operation;
    return { request: { ...request, name: request.name ?? kind }, weight, ...place };
}
const defaultReads = ["GET /query?where=sku=sku-${key}"];
const defaultWrites = [{ ...toRequestObject("POST /items"), json: { sku: "sku-${key}" }, weight: 1 }];
function queryRequests({ parameters, reads, writes, write_share: share }) {
    const values = Object.keys(parameters);
    const defaults = { reads: defaultReads, writes: defaultWrites };
    const requestsIn = (key, total) => {
        if (total === 0)
            return [];
        const entries = (key === "reads" ? reads : writes) ?? defaults[key];
        const weights = entries.map((entry) => (typeof entry === "string" ? 1 : entry.weight));
        const sum = weights.reduce((all, weight) => all + weight, 0);
        return entries.map((request, i) => {
            return { request, weight: ((weights[i] ?? 0) / sum) * total, path: [key, i], values };
        });
    };
    return [...requestsIn("reads", 1 - share), ...requestsIn("writes", share)];
}
/** `generator` must have passed generatorProblems. `timeoutMs`: of the scenario's requests. */
function generatorOf(generator, { carriesTrain, timeoutMs, context }) {
    switch (generator.kind) {
        case "spike_train":
            return {
                kind: "spike_train",
                columns: generator.columns,
                spikes: spikePatternOf(generator),
                arrivals: carriesTrain ? "phases" : "spikes",
                durationMs: generator.duration ?? (0,unit/* millis */.ne)(1000),
            };
        case "graph_operations": {
            const requests = graphRequests(generator);
            const find = (kind) => requests.find(({ path }) => path[1] === kind);
            const buildWith = (kind) => requestOf(find(kind)?.request ?? defaultOperations[kind].line, context);
            return {
                kind: "graph_operations",
                weights: Object.fromEntries(model_generator/* graphOperations */.Hv.map((kind) => [kind, find(kind)?.weight ?? 0])),
                build: { node: buildWith("add_node"), edge: buildWith("add_edge") },
                minNodes: generator.size_range.from,
                maxNodes: generator.size_range.to,
                growth: generator.growth,
                edgesPerNode: generator.edges_per_node,
                hops: generator.hops,
                settleMs: generator.settle ?? timeoutMs,
            };
        }
        case "allocation_pressure":
            return { kind: "allocation_pressure", pattern: generator.pattern, pressureBytes: generator.pressure };
        case "query":
            return {
                kind: "query",
                parameters: Object.fromEntries(Object.entries(generator.parameters).map(([name, parameter]) => [name, distributionOf(parameter)])),
            };
        default:
            return (0,assertNever/* assertNever */.x)(generator);
    }
}
/** At least one key is hot, and one is not. */
function distributionOf({ distribution, keys, exponent, hot_keys, hot_share }) {
    switch (distribution) {
        case "uniform":
            return { kind: "uniform", keys };
        case "zipf":
            return { kind: "zipf", keys, exponent: exponent ?? 1 };
        case "hot_set": {
            const hotKeys = Math.min(Math.max(1, Math.round(keys * (hot_keys ?? 0.2))), keys - 1);
            return { kind: "hot_set", keys, hotKeys, hotShare: hot_share ?? 0.8 };
        }
        default:
            return (0,assertNever/* assertNever */.x)(distribution);
    }
}

;// CONCATENATED MODULE: ./build/config/phase.js





function phaseOf(phase, index) {
    const isClosedLoop = phase.pattern === "users";
    return {
        id: phaseId(phase, index),
        warmup: phase.warmup,
        pattern: patternOf(phase),
        arrival: isClosedLoop ? "even" : phase.arrival,
        durationMs: phase.duration,
        cooldownMs: phase.cooldown,
        ...(0,omitUndefined/* omitUndefined */.O)({ maxConcurrentUsers: isClosedLoop ? phase.users : phase.max_concurrent_users }),
    };
}
/** Default: pattern and position, such as constant-1. */
function phaseId({ id, pattern }, index) {
    return id ?? `${pattern}-${index + 1}`;
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
            return { kind: "steps", ratesPerSec: toNonEmpty(phase.rates, "rates") };
        case "sine":
            return { kind: "sine", meanPerSec: phase.mean, amplitudePerSec: phase.amplitude, periodMs: phase.period };
        case "users":
            return { kind: "users", users: phase.users, thinkTimeMs: phase.think_time };
        default:
            return (0,assertNever/* assertNever */.x)(phase);
    }
}
/** Contradictions between the keys of a phase. Each key is valid by itself. */
function phaseProblems(phase, at) {
    switch (phase.pattern) {
        case "ramp":
            return problemWithValue(phase.from === 0 && phase.to === 0, [...at, "to"], "expected a rate above zero at the start or at the end");
        case "spike": {
            const { duration, spike_duration, spike_at = 0 } = phase;
            const key = spike_duration > duration ? "spike_duration" : "spike_at";
            return problemWithValue(spike_at + spike_duration > duration, [...at, key], "expected a spike that ends within its phase");
        }
        case "steps":
            return problemWithValue(phase.rates.every((rate) => rate === 0), [...at, "rates"], "expected at least one rate above zero");
        case "sine":
            return problemWithValue(phase.amplitude > phase.mean, [...at, "amplitude"], "expected at most the mean");
        case "constant":
            return problemWithValue(phase.rate * phase.duration < 1000, [...at, "duration"], "expected a duration long enough for one arrival at this rate");
        case "burst":
        case "users":
            return [];
        default:
            return (0,assertNever/* assertNever */.x)(phase);
    }
}
function problemWithValue(applies, path, message) {
    return (0,config_problem/* valueProblems */.ce)(path, applies ? message : undefined);
}

// EXTERNAL MODULE: ./build/config/schema/phaseSchema.js
var phaseSchema = __webpack_require__(2531);
;// CONCATENATED MODULE: ./build/config/presets.js




/** The phases as loadgate.yml would list them. */
const presets = {
    baseline_performance: [
        {
            id: "warmup",
            warmup: true,
            pattern: "ramp",
            from: "1/s",
            to: "10/s",
            duration: "60s",
            max_concurrent_users: 50,
            cooldown: "30s",
        },
        { id: "steady_state", pattern: "constant", rate: "10/s", duration: "300s", max_concurrent_users: 100 },
    ],
    scalability_test: [
        {
            id: "ramp_up",
            pattern: "ramp",
            from: "10/s",
            to: "1000/s",
            duration: "600s",
            max_concurrent_users: 5000,
            cooldown: "60s",
        },
    ],
    spike_test: [
        {
            id: "spike_phase",
            pattern: "spike",
            base: "50/s",
            peak: "500/s",
            spike_duration: "30s",
            duration: "300s",
            max_concurrent_users: 2000,
            cooldown: "120s",
        },
    ],
    neuromorphic_load_test: [
        {
            id: "spike_processing_load",
            pattern: "constant",
            rate: "100/s",
            duration: "300s",
            max_concurrent_users: 1000,
            cooldown: "60s",
        },
    ],
};
function presetPhases(preset) {
    return presets[preset].map((phase) => phaseSchema/* phaseSchema */.h.parse(phase));
}
/** The limits of every preset. Those of the file and the scenario win. */
const presetSla = { p95: 100, p99: 500, cpu: 0.8, memory: 0.85, error_rate: 0.001 };
/** The throughput that a preset's service must carry, if its phases offer that much. */
const presetThroughputPerSec = 1000;
/** Arrivals are random, so a phase may offer a little less than its rate in the measured time. */
const throughputTolerance = 0.99;
/** The limit for the throughput, if every measured phase offers the wanted rate all the time. */
function presetThroughput(phases) {
    const lowest = Math.min(...phases.filter(({ warmup }) => !warmup).map(lowestRate));
    return lowest >= presetThroughputPerSec ? { throughput: throughputTolerance * presetThroughputPerSec } : {};
}
function lowestRate(phase) {
    switch (phase.pattern) {
        case "constant":
            return phase.rate;
        case "ramp":
            return Math.min(phase.from, phase.to);
        case "spike":
            return Math.min(phase.base, phase.peak);
        default:
            return 0;
    }
}
/** The preset's phases with the values that the file replaces. */
function overridePhases(phases, overrides) {
    return phases.map((phase) => {
        const override = overrides[phase.id ?? ""];
        return override === undefined ? phase : { ...phase, ...(0,omitUndefined/* omitUndefined */.O)(override) };
    });
}
/** Unknown phases, and keys that the phase's pattern does not have. */
function overrideProblems(phases, overrides, at) {
    return Object.entries(overrides).flatMap(([id, override]) => {
        const phase = phases.find((each) => each.id === id);
        if (phase === undefined) {
            const ids = phases.map((each) => each.id).join(", ");
            return [{ path: [...at, id], message: `the preset has no phase ${id}; its phases are ${ids}` }];
        }
        const known = keysOfPattern[phase.pattern] ?? [];
        return Object.keys((0,omitUndefined/* omitUndefined */.O)(override))
            .filter((key) => !commonKeys.includes(key) && !known.includes(key))
            .map((key) => ({
            path: [...at, id, key],
            message: `${(0,config_problem/* dottedKey */.aQ)([id])} is a ${phase.pattern}, which has ${known.join(", ")}; remove ${key}`,
        }));
    });
}
const commonKeys = ["duration", "cooldown", "max_concurrent_users", "arrival", "warmup"];
/** Of the patterns that presets use. */
const keysOfPattern = {
    constant: ["rate"],
    ramp: ["from", "to"],
    spike: ["base", "peak", "spike_duration", "spike_at"],
};
/** The phase with scaled times. Rates, bursts and think times stay. */
function scalePhase(phase, factor) {
    const scaled = (ms) => (0,unit/* millis */.ne)(ms * factor);
    const common = { duration: scaled(phase.duration), cooldown: scaled(phase.cooldown) };
    if (phase.pattern === "sine")
        return { ...phase, ...common, period: scaled(phase.period) };
    if (phase.pattern !== "spike")
        return { ...phase, ...common };
    const spikeAt = phase.spike_at === undefined ? {} : { spike_at: scaled(phase.spike_at) };
    return { ...phase, ...common, ...spikeAt, spike_duration: scaled(phase.spike_duration) };
}

;// CONCATENATED MODULE: ./build/config/scenarioPhases.js







/** The only place that decides which phases a scenario has. `scenario` must have passed scenarioPhaseProblems. */
function resolvePhases(scenario) {
    const search = searchKeys(scenario);
    if (search !== undefined)
        return [searchPhase(search)];
    const own = spikePhase(scenario);
    return own === undefined ? toNonEmpty(filePhases(scenario).map(phaseOf), "phases") : [own];
}
/** The phases with the times that they are played with. None if a spike train makes its own. */
function filePhases({ phases, preset, generator, time_scale = 1 }) {
    return unscaledPhases({ phases, preset, generator }).map((phase) => scalePhase(phase, time_scale));
}
function unscaledPhases({ phases, preset, generator }) {
    if (Array.isArray(phases))
        return phases;
    if (preset !== undefined)
        return overridePhases(presetPhases(preset), phases ?? {});
    if (generator === undefined || generator.kind === "spike_train")
        return [];
    const { kind, rate, duration } = generator;
    if (rate === undefined || duration === undefined)
        return [];
    const timing = { duration, cooldown: (0,unit/* millis */.ne)(0), arrival: "even" };
    return [{ id: kind, warmup: false, pattern: "constant", rate, ...timing }];
}
/** The phase of a spike train without phases: each spike is an arrival. */
function spikePhase({ phases, preset, generator, time_scale = 1 }) {
    if (phases !== undefined || preset !== undefined || generator?.kind !== "spike_train")
        return undefined;
    const { columns, duration = (0,unit/* millis */.ne)(0) } = generator;
    return {
        id: generator.kind,
        warmup: false,
        pattern: { kind: "spikeTrains", columns, spikes: spikePatternOf(generator) },
        arrival: "even",
        durationMs: (0,unit/* millis */.ne)(duration * time_scale),
        cooldownMs: (0,unit/* millis */.ne)(0),
    };
}
function scenarioPhaseProblems(scenario, at) {
    const { phases, preset, generator } = scenario;
    if (Array.isArray(phases)) {
        const message = "a preset has its own phases; expected a map of the phases to change, or remove preset";
        return [
            ...(0,config_problem/* problemIf */.DM)(preset !== undefined, [...at, "phases"], message),
            ...phaseListProblems(filePhases(scenario), [...at, "phases"]),
        ];
    }
    if (preset === undefined) {
        const message = "expected a list of phases; a map of phases needs a preset";
        if (phases !== undefined)
            return (0,config_problem/* valueProblems */.ce)([...at, "phases"], message);
        return generator === undefined
            ? [{ path: at, message: "expected phases, found none" }]
            : ownLoadProblems(generator, [...at, "generator"]);
    }
    const overridden = overrideProblems(presetPhases(preset), phases ?? {}, [...at, "phases"]);
    if (overridden.length > 0)
        return overridden;
    const played = filePhases(scenario);
    return [
        ...(0,config_problem/* problemIf */.DM)(played.every(({ warmup }) => warmup), [...at, "phases"], "expected at least one phase without warmup: true"),
        ...played.flatMap((phase) => phaseProblems(phase, [...at, "phases", phaseId(phase, 0)])),
    ];
}
/** A generator without phases needs a rate and a duration of its own. The rate of spikes is columns · frequency. */
function ownLoadProblems(generator, at) {
    const keys = generator.kind === "spike_train" ? ["duration"] : ["rate", "duration"];
    const missing = keys.filter((key) => generator[key] === undefined);
    return missing.map((key) => ({
        path: [...at, key],
        message: "missing; expected it because the scenario has neither phases nor a preset",
    }));
}
function phaseListProblems(phases, at) {
    const ids = phases.map(phaseId);
    const duplicate = ids.find((id, i) => ids.indexOf(id) !== i);
    return [
        ...(0,config_problem/* problemIf */.DM)(phases.length > 0 && phases.every(({ warmup }) => warmup), at, "expected at least one phase without warmup: true"),
        ...phases.flatMap((phase, i) => phaseProblems(phase, [...at, i])),
        ...(0,config_problem/* problemIf */.DM)(duplicate !== undefined, at, `expected phases with different ids, got ${duplicate} twice`),
    ];
}

;// CONCATENATED MODULE: ./build/config/generatorProblems.js





/** Contradictions between the keys of a generator, and with the keys of its scenario. */
function generatorProblems(scenario, at) {
    const { generator, requests, phases, preset } = scenario;
    if (generator === undefined)
        return [];
    const path = [...at, "generator"];
    const hasPhases = phases !== undefined || preset !== undefined;
    const isClosed = filePhases(scenario).some(({ pattern }) => pattern === "users");
    const needsOrder = generator.kind === "spike_train" || generator.kind === "graph_operations";
    return [
        ...(0,config_problem/* problemIf */.DM)(requests !== undefined, [...at, "requests"], "a generator makes the requests; remove one of the two"),
        ...(0,config_problem/* problemIf */.DM)(isClosed && needsOrder, path, `${generator.kind} needs requests in a known order, which users in a closed loop do not have; use another pattern`),
        ...(hasPhases ? phaseConflicts(generator, path) : []),
        ...kindProblems(generator, hasPhases, path),
    ];
}
function phaseConflicts(generator, at) {
    if (generator.kind === "spike_train")
        return [];
    return ["rate", "duration"].flatMap((key) => (0,config_problem/* problemIf */.DM)(generator[key] !== undefined, [...at, key], `the phases have the rates and durations; remove ${key}`));
}
function kindProblems(generator, hasPhases, at) {
    switch (generator.kind) {
        case "spike_train":
            return spikeTrainProblems(generator, hasPhases, at);
        case "graph_operations":
            return graphProblems(generator, at);
        case "allocation_pressure":
            return [];
        case "query":
            return queryProblems(generator, at);
    }
}
const mostNodes = 10_000;
/** The setup sends a request for each node and each edge of the first graph. */
const mostFirstNodes = 2000;
function graphProblems(generator, at) {
    const { operations, size_range: range, edges_per_node: edges } = generator;
    const reads = generatorRequests(generator).filter(({ path, weight }) => readOperations.includes(path[1]) && weight > 0);
    const builders = ["add_node", "add_edge"].filter((name) => operations && operations[name] === undefined);
    const fewest = edges + 2;
    return [
        ...builders.map((name) => ({
            path: [...at, "operations", name],
            message: `missing; it builds the first graph; expected its request, or ${name}: 0 to send it only then`,
        })),
        ...(0,config_problem/* problemIf */.DM)(reads.length === 0, [...at, "operations"], `expected a weight above 0 for one of ${readOperations.join(", ")}, which are possible in every state of the graph`),
        ...(0,config_problem/* problemIf */.DM)(range.from < fewest || range.from > mostFirstNodes || range.to > mostNodes || range.to <= range.from, [...at, "size_range"], `expected a range from ${fewest} to ${mostFirstNodes} nodes up to at most ${mostNodes}, such as 100..1000, got ${range.from}..${range.to}`),
    ];
}
const readOperations = ["neighbours", "k_hop", "shortest_path"];
function queryProblems({ parameters }, at) {
    return Object.entries(parameters).flatMap(([name, parameter]) => {
        const path = [...at, "parameters", name];
        const { distribution, keys, exponent, hot_keys, hot_share } = parameter;
        const hotKeys = [hot_keys, hot_share].some((share) => share !== undefined);
        return [
            ...(0,config_problem/* problemIf */.DM)(template/* templateNames */.VQ.some((reserved) => reserved === name), path, `${name} is the name of a template; choose another name`),
            ...(0,config_problem/* problemIf */.DM)(exponent !== undefined && distribution !== "zipf", [...path, "exponent"], `only distribution: zipf has an exponent; the distribution is ${distribution}`),
            ...(0,config_problem/* problemIf */.DM)(hotKeys && distribution !== "hot_set", path, `only distribution: hot_set has hot_keys and hot_share; the distribution is ${distribution}`),
            ...(0,config_problem/* problemIf */.DM)(distribution === "hot_set" && keys < 2, [...path, "keys"], "a hot set needs at least 2 keys"),
            ...["hot_keys", "hot_share"].flatMap((key) => {
                const share = parameter[key] ?? 0.5;
                return (0,config_problem/* problemIf */.DM)(share <= 0 || share >= 1, [...path, key], "expected a percentage between 0% and 100%");
            }),
        ];
    });
}

;// CONCATENATED MODULE: ./build/config/loadKeys.js

/** Every key of loadgate.yml that shapes the scenario's load, with its value. Defaults are included. */
function loadKeysOf(id, scenario, headers) {
    const { compare: _, sla: __, min_effect: ___, min_change: ____, ...load } = scenario;
    return Object.fromEntries([...leavesOf(headers, ["headers"]), ...leavesOf(load, ["scenarios", id])]);
}
function leavesOf(value, path) {
    if (value === undefined)
        return [];
    // A bigint cannot become JSON.
    if (typeof value === "bigint")
        return [[(0,config_problem/* dottedKey */.aQ)(path), String(value)]];
    if (Array.isArray(value))
        return value.flatMap((item, i) => leavesOf(item, [...path, i]));
    if (typeof value !== "object" || value === null || isRange(value))
        return [[(0,config_problem/* dottedKey */.aQ)(path), value]];
    return Object.entries(value).flatMap(([key, item]) => key === "sla" && isRequest(path) ? [] : leavesOf(item, [...path, key]));
}
/** A duration range such as 1s..3s is one value in the file. */
const isRange = (value) => "fromMs" in value && "toMs" in value;
/**
 * True for scenarios.shop.requests[0] and scenarios.shop.requests[0].steps[0]. Deeper, in a JSON body, `sla` is a key
 * like any other.
 */
function isRequest(path) {
    return path[2] === "requests" && (path.length === 4 || (path.length === 6 && path[4] === "steps"));
}

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/config/requestProblems.js







/** Contradictions, templates without a value, unreadable files. */
function requestProblems({ request, at, scope }, files) {
    const fields = templateFields(request, at);
    const inTemplates = [
        ...fields.slice(0, 1).flatMap(pathStartProblems),
        ...fields.flatMap((field) => templateProblems(field, scope)),
    ];
    if (typeof request === "string")
        return inTemplates;
    return [
        ...(0,config_problem/* problemIf */.DM)(request.name === plan/* allRequests */.qT, [...at, "name"], `${plan/* allRequests */.qT} is the name of all requests together; choose another name`),
        ...(0,config_problem/* problemIf */.DM)(request.name === "__proto__", [...at, "name"], "this name is reserved; choose another name"),
        ...bodyProblems(request, at),
        ...quotedJsonProblems(request, at),
        ...headersProblems(request.headers, [...at, "headers"]),
        ...multipartTypeProblems(request, at),
        ...bodyFileProblems(request, at, files),
        ...inTemplates,
        ...responseProblems(request, at),
    ];
}
function bodyProblems(request, at) {
    const bodies = bodyKeys.filter((key) => request[key] !== undefined);
    const last = bodies.at(-1);
    if (bodies.length < 2 || last === undefined)
        return [];
    return [{ path: [...at, last], message: `a request has one body; remove ${bodies.join(" or ")}` }];
}
/** An object in quotes would be sent as a JSON string. */
function quotedJsonProblems({ json }, at) {
    return (0,config_problem/* problemIf */.DM)(typeof json === "string" && /^\s*(\{\s*"|\[\s*\{)/.test(json), [...at, "json"], "expected YAML such as { id: 1 }, got JSON in quotes, which would be sent as a text; remove the quotes, or use body");
}
function multipartTypeProblems({ headers, multipart }, at) {
    const name = Object.keys(headers).find((key) => key.toLowerCase() === "content-type");
    if (multipart === undefined || name === undefined)
        return [];
    return [{ path: [...at, "headers", name], message: "multipart sets its own content-type; remove it" }];
}
function bodyFileProblems({ file, multipart = {} }, at, files) {
    const references = [
        ...(file === undefined ? [] : [{ path: [...at, "file"], file }]),
        ...Object.entries(multipart).flatMap(([name, part]) => typeof part === "string" ? [] : [{ path: [...at, "multipart", name, "file"], file: part.file }]),
    ];
    return references.flatMap((reference) => (0,config_problem/* valueProblems */.ce)(reference.path, fileProblem(files(reference.file))));
}

;// CONCATENATED MODULE: ./build/config/scopedRequests.js


/** All requests of a scenario, with setup, the steps of flows, and teardown. */
function scopedRequests({ setup, requests = [], generator, teardown }, at, scope) {
    const values = setup.flatMap(extractedNames);
    const arrivalScope = { ...scope, values, isArrival: true };
    return [
        ...inSequence(setup, [...at, "setup"], scope),
        ...requests.flatMap((entry, i) => inEntry(entry, [...at, "requests", i], arrivalScope)),
        ...(generator === undefined ? [] : inGenerator(generator, [...at, "generator"], arrivalScope)),
        ...inSequence(teardown, [...at, "teardown"], { ...scope, values }),
    ];
}
function inGenerator(generator, at, scope) {
    return generatorRequests(generator).map(({ request, path, values }) => {
        return { request, at: [...at, ...path], scope: { ...scope, values: [...scope.values, ...values] } };
    });
}
function inEntry(entry, at, scope) {
    return isFlow(entry) ? inSequence(entry.steps, [...at, "steps"], scope) : [{ request: entry, at, scope }];
}
/** Requests that are sent in order. Each can use the values that the requests before it extract. */
function inSequence(requests, at, scope) {
    let { values } = scope;
    return requests.map((request, i) => {
        const scoped = { request, at: [...at, i], scope: { ...scope, values } };
        values = [...values, ...extractedNames(request)];
        return scoped;
    });
}
function extractedNames(request) {
    return typeof request === "string" ? [] : Object.keys(request.extract);
}

;// CONCATENATED MODULE: ./build/config/scenario.js

















function createConfigFiles(read) {
    const tables = new Map();
    return {
        read,
        parseFeed: (file) => {
            const table = tables.get(file) ?? parseFeed(file, read(file));
            tables.set(file, table);
            return table;
        },
    };
}
/** `scenario` must have passed scenarioProblems. */
function scenarioOf(id, scenario, file, files) {
    const headers = mergeHeaders(file.headers, scenario.headers);
    const context = { files: files.read, headers };
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({ compare: scenario.compare }),
        id,
        phases: resolvePhases(scenario),
        ...capacityOf(scenario, file.sla),
        ...overloadOf(scenario, file.sla),
        ...requestSources(scenario, context),
        setup: scenario.setup.map((request) => requestOf(request, context)),
        teardown: scenario.teardown.map((request) => requestOf(request, context)),
        feeds: feedsOf(scenario, headers, files),
        connection: connectionOf(scenario),
        sla: { ...defaultSla(scenario), ...limitsIn(file.sla), ...limitsIn(scenario.sla) },
        loadKeys: loadKeysOf(id, scenario, file.headers),
        minEffect: (0,omitUndefined/* omitUndefined */.O)(scenario.min_effect),
        minChange: (0,omitUndefined/* omitUndefined */.O)(scenario.min_change),
    };
}
function connectionOf({ http2, redirects, timeout, keep_alive }) {
    return { http2, redirects, timeoutMs: timeout, keepAlive: keep_alive };
}
/** The flows as the file lists them, or those of a generator. */
function requestSources(scenario, context) {
    const { generator, requests = [], phases, preset, timeout } = scenario;
    if (generator === undefined)
        return { flows: flowsOf(requests, context) };
    const flows = generatorRequests(generator)
        .filter(({ weight }) => weight > 0)
        .map(({ request, weight }) => ({ weight, steps: [requestOf(request, context)] }));
    const carriesTrain = phases !== undefined || preset !== undefined;
    return {
        flows: withUniqueNames(toNonEmpty(flows, "requests")),
        generator: generatorOf(generator, { carriesTrain, timeoutMs: timeout, context }),
    };
}
/** The limits of metrics. The one of the overload is no number. */
const limitsIn = ({ overload: _, ...limits }) => (0,omitUndefined/* omitUndefined */.O)(limits);
/** The limits of a preset. */
function defaultSla(scenario) {
    return scenario.preset === undefined ? {} : { ...presetSla, ...presetThroughput(filePhases(scenario)) };
}
/** Feeds by name. Files that only pick templates use are feeds, too: their name is the file. */
function feedsOf(scenario, headers, { parseFeed }) {
    const byName = Object.entries(scenario.feeds).map(([name, entry]) => {
        const { file, order } = toFeedObject(entry);
        return [name, { file, order, rows: parseFeed(file).rows }];
    });
    const fields = [...fieldsIn(headers, []), ...requestsOf(scenario).flatMap((request) => templateFields(request, []))];
    const byFile = filesOfPicks(fields)
        .filter(isFeedFile)
        .map((file) => [file, { file, order: "in_order", rows: parseFeed(file).rows }]);
    return Object.fromEntries([...byName, ...byFile]);
}
/** All requests of a scenario, with setup, the steps of flows, and teardown. */
function requestsOf({ setup, requests = [], generator, teardown }) {
    const listed = requests.flatMap((entry) => (isFlow(entry) ? entry.steps : [entry]));
    const generated = generator === undefined ? [] : generatorRequests(generator).map(({ request }) => request);
    return [...setup, ...listed, ...generated, ...teardown];
}
function toFeedObject(feed) {
    return typeof feed === "string" ? { file: feed, order: "in_order" } : feed;
}
/** Problems that need more than one key, or the content of a file. */
function scenarioProblems(id, scenario, { headers: fileHeaders, sla: fileSla }, files) {
    const at = ["scenarios", id];
    const { requests, generator, headers } = scenario;
    const scoped = scopedRequests(scenario, at, scopeOf(scenario, files));
    return [
        ...(searchKeys(scenario) === undefined
            ? scenarioPhaseProblems(scenario, at)
            : capacityProblems(scenario, fileSla, at)),
        ...(0,config_problem/* problemIf */.DM)(requests === undefined && generator === undefined, at, "expected requests, found none"),
        ...generatorProblems(scenario, at),
        ...feedProblems(scenario, [...at, "feeds"], files),
        ...headersProblems(headers, [...at, "headers"]),
        ...inheritanceProblems(headers, [...at, "headers"], scoped),
        ...inheritanceProblems(withoutHeaders(fileHeaders, Object.keys(headers)), ["headers"], scoped),
        ...scoped.flatMap((request) => requestProblems(request, files.read)),
    ];
}
function scopeOf({ feeds }, { parseFeed }) {
    const scopedFeeds = Object.entries(feeds).map(([name, entry]) => {
        const { file, order } = toFeedObject(entry);
        return [name, { ...parseFeed(file), file, isOnce: order === "once" }];
    });
    return { feeds: Object.fromEntries(scopedFeeds), parseFeed, values: [], isArrival: false };
}
function feedProblems({ feeds }, at, { parseFeed }) {
    return Object.entries(feeds).flatMap(([name, entry]) => {
        const path = typeof entry === "string" ? [...at, name] : [...at, name, "file"];
        return [
            ...(0,config_problem/* problemIf */.DM)(name === "env", [...at, name], "env is reserved for environment variables; choose another name"),
            ...(0,config_problem/* valueProblems */.ce)(path, parseFeed(toFeedObject(entry).file).problem),
        ];
    });
}

;// CONCATENATED MODULE: ./build/config/secrets.js







/** Headers that always carry credentials. `secrets` adds more. */
const credentialHeaders = ["authorization", "proxy-authorization", "cookie", "x-api-key"];
/** The secrets in request headers: values of credential headers, and of headers that `secrets` names. */
function headerSecrets(config) {
    const secretNames = new Set([...credentialHeaders, ...config.secrets.map((name) => name.toLowerCase())]);
    const values = headersOf(config).flatMap(([name, text]) => {
        if (!secretNames.has(name.toLowerCase()))
            return [];
        return name.toLowerCase() === "cookie" ? inCookies(text) : inValue((0,template/* templateParts */.Di)(text));
    });
    return [...new Set(values)].filter((value) => value.length >= util_mask/* shortestSecret */.bs);
}
/** The passwords in the addresses of monitors. */
function addressSecrets({ monitors: { prometheus, postgres, redis } }) {
    const addresses = [
        ...(prometheus === undefined ? [] : textsByArm(prometheus.url, [])),
        ...[postgres, redis].flatMap((database) => (database === undefined ? [] : databaseAddresses(database, []))),
    ];
    const passwords = addresses.flatMap(({ text }) => inAddress(text));
    return [...new Set(passwords)].filter((password) => password.length >= util_mask/* shortestSecret */.bs);
}
/** Drivers take a password before the host, or as a parameter. */
function inAddress(address) {
    const url = URL.parse(address);
    if (url === null)
        return [];
    const parameters = [...url.searchParams].flatMap(([name, value]) => (/password|token/i.test(name) ? [value] : []));
    return [url.password, decoded(url.password), ...parameters].filter((text) => text !== "");
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/**
 * Masks secrets in request names and load keys. Load keys are stored as hashes, from which a short secret could be
 * guessed. Names that differ only in a secret get numbers.
 */
function maskPlan(plan, mask) {
    const maskName = (step) => ({ ...step, name: mask(step.name) });
    const maskScenario = (scenario) => {
        const flows = mapNonEmpty(scenario.flows, (flow) => ({ ...flow, steps: mapNonEmpty(flow.steps, maskName) }));
        const loadKeys = Object.entries(scenario.loadKeys).map(([key, value]) => [
            key,
            typeof value === "string" ? mask(value) : value,
        ]);
        return { ...scenario, flows: withUniqueNames(flows), loadKeys: Object.fromEntries(loadKeys) };
    };
    return { ...plan, scenarios: mapNonEmpty(plan.scenarios, maskScenario) };
}
/** Names in `secrets` that no request sends and that look like a typo. */
function secretProblems(config) {
    const sentNames = [...new Set(headersOf(config).map(([name]) => name))];
    const knownNames = new Set([...credentialHeaders, ...sentNames.map((name) => name.toLowerCase())]);
    return config.secrets.flatMap((name, i) => {
        const suggestion = knownNames.has(name.toLowerCase()) ? undefined : (0,config_problem/* nearestWord */.zZ)(name, sentNames);
        const message = `no request sends a header ${name}; did you mean ${suggestion}?`;
        return (0,config_problem/* problemIf */.DM)(suggestion !== undefined, ["secrets", i], message);
    });
}
function headersOf({ headers, scenarios }) {
    const ofScenarios = Object.values(scenarios).flatMap((scenario) => [
        ...Object.entries(scenario.headers),
        ...requestsOf(scenario).flatMap((request) => (typeof request === "string" ? [] : Object.entries(request.headers))),
    ]);
    return [...Object.entries(headers), ...ofScenarios];
}
/** "Bearer abc" gives "Bearer abc" and "abc". A value with templates gives its constant parts. */
function inValue(parts) {
    const constants = parts.flatMap((part) => (part.kind === "text" ? [part.text] : []));
    const text = constants.join("");
    if (constants.length === parts.length)
        return [text, ...credentialsIn(text)];
    return constants.map(withoutScheme).filter((constant) => constant.length >= util_mask/* shortestPart */.af);
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
/** "a=b; c=d" gives the whole text, and each value that is long enough to be a key. */
function inCookies(text) {
    const values = text.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
    const secrets = values.flatMap((value) => inValue((0,template/* templateParts */.Di)(value)));
    const isConstant = (0,template/* templateParts */.Di)(text).every(({ kind }) => kind === "text");
    return [
        ...(isConstant ? inValue((0,template/* templateParts */.Di)(text)).slice(0, 1) : []),
        ...secrets.filter((value) => value.length >= util_mask/* shortestPart */.af),
    ];
}

;// CONCATENATED MODULE: ./build/config/tls.js



function tlsOf({ verify, ca, cert, key }, read) {
    const pemIn = (file) => (file === undefined ? undefined : readPem(file, read));
    return { ...(0,omitUndefined/* omitUndefined */.O)({ ca: pemIn(ca), cert: pemIn(cert), key: pemIn(key) }), verify };
}
function tlsProblems({ ca, cert, key }, read) {
    return [
        ...pemProblems("ca", ca, certificateProblem, read),
        ...pemProblems("cert", cert, certificateProblem, read),
        ...pemProblems("key", key, keyProblem, read),
        ...(0,config_problem/* problemIf */.DM)(cert !== undefined && key === undefined, ["tls", "key"], "missing; tls.cert needs the file with its private key"),
        ...(0,config_problem/* problemIf */.DM)(key !== undefined && cert === undefined, ["tls", "cert"], "missing; tls.key needs the file with its certificate"),
    ];
}
function pemProblems(name, file, problemOf, read) {
    if (file === undefined)
        return [];
    return (0,config_problem/* valueProblems */.ce)(["tls", name], fileProblem(read(file)) ?? problemOf(readPem(file, read)));
}
function certificateProblem(pem) {
    return pem.includes("-----BEGIN CERTIFICATE-----") ? undefined : "expected a PEM file with certificates";
}
function keyProblem(pem) {
    if (/-----BEGIN ENCRYPTED PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
        return "expected a private key without a passphrase; remove it with openssl pkey -in FILE -out NEW";
    }
    return /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/.test(pem) ? undefined : "expected a PEM file with a private key";
}
function readPem(file, read) {
    return new TextDecoder().decode(bytesOf(read(file)));
}

;// CONCATENATED MODULE: ./build/config/plan.js














/** Problems that the schema cannot find: contradictory keys and bad files. */
function planProblems(config, read) {
    const files = createConfigFiles(read);
    return [
        ...serviceProblems(config),
        ...baseProblems(config),
        ...tlsProblems(config.tls, read),
        ...headersProblems(config.headers, ["headers"]),
        ...Object.entries(config.scenarios).flatMap(([id, scenario]) => scenarioProblems(id, scenario, config, files)),
        ...overloadProblems(config),
        ...pairsProblems(config),
        ...monitorProblems(config.monitors),
        ...secretProblems(config),
    ];
}
/** `config` must have passed planProblems with the same files. */
function buildPlan(config, read) {
    const files = createConfigFiles(read);
    const scenarios = Object.entries(config.scenarios).map(([id, scenario]) => scenarioOf(id, scenario, config, files));
    return {
        ...(config.service === undefined ? {} : { service: serviceOf(config.service, commonHost(scenarios)) }),
        ...(config.target === undefined ? {} : { target: originOf(config.target) }),
        base: baseOf(config.base),
        gate: {
            budgetMs: config.gate.budget,
            interleave: config.gate.interleave,
            pairs: config.gate.pairs,
            falseAlarm: config.gate.false_alarm,
            restartNoise: config.gate.restart_noise,
            minEffect: (0,omitUndefined/* omitUndefined */.O)(config.gate.min_effect),
            minChange: (0,omitUndefined/* omitUndefined */.O)(config.gate.min_change),
            failOn: config.gate.fail_on,
            baselineMaxAgeMs: config.gate.baseline_max_age,
        },
        monitors: monitorsOf(config.monitors),
        explain: explainOf(config.explain),
        load: loadOf(config, read),
        scenarios: toNonEmpty(scenarios, "scenarios"),
    };
}
function baseOf({ from, ref, directory, target, carry, carry_image: carryImage, copy }) {
    const origin = target === undefined ? undefined : originOf(target);
    return { ...(0,omitUndefined/* omitUndefined */.O)({ ref, directory, target: origin }), from, carry, carryImage, copy };
}
function serviceOf(service, host) {
    return {
        ...(0,omitUndefined/* omitUndefined */.O)({ build: service.build, beforeRound: service.before_round }),
        program: programOf(service),
        directory: service.directory,
        ready: readinessOf(service.ready, host),
        readyTimeoutMs: service.ready_timeout,
        stopTimeoutMs: service.stop_timeout,
        env: { base: environmentOf("base", service.env), head: environmentOf("head", service.env) },
        stdin: service.stdin,
        tls: service.tls,
    };
}
function readinessOf(ready, host) {
    if (ready === "tcp")
        return { kind: "tcp" };
    const { path, headers } = typeof ready === "string" ? { path: ready, headers: {} } : ready;
    return { kind: "http", path, headers: mergeHeaders(host === undefined ? {} : { host }, headers) };
}
/** The Host that every measured request sends. `undefined` without one, or if it is a template. */
function commonHost(scenarios) {
    const requests = scenarios.flatMap(({ flows }) => flows.flatMap(({ steps }) => steps));
    const hosts = requests.map(({ headers }) => Object.entries(headers).find(([name]) => name.toLowerCase() === "host")?.[1]);
    const [first, ...others] = new Set(hosts);
    if (first === undefined || others.length > 0)
        return undefined;
    return (0,template/* templateParts */.Di)(first).every(({ kind }) => kind === "text") ? first : undefined;
}
function environmentOf(arm, env) {
    const variables = Object.entries(env).map(([name, value]) => [name, typeof value === "string" ? value : value[arm]]);
    return Object.fromEntries(variables);
}
function loadOf({ load, tls }, read) {
    return { ...load, tls: tlsOf(tls, read) };
}
function serviceProblems({ service, target }) {
    if (service === undefined) {
        const message = "expected service (started by Loadgate) or target (already running), found neither";
        return (0,config_problem/* problemIf */.DM)(target === undefined, [], message);
    }
    return [
        ...(0,config_problem/* problemIf */.DM)(service.env["PORT"] !== undefined, ["service", "env", "PORT"], "Loadgate gives each arm a free PORT; remove it and let the service read PORT"),
        ...programProblems(service),
        ...probeProblems(service.ready),
    ];
}
function probeProblems(ready) {
    if (typeof ready === "string")
        return [];
    const at = ["service", "ready", "headers"];
    const isTemplate = (text) => (0,template/* templateParts */.Di)(text).some(({ kind }) => kind !== "text");
    return [
        ...headersProblems(ready.headers, at),
        ...Object.entries(ready.headers).flatMap(([name, text]) => (0,config_problem/* problemIf */.DM)(isTemplate(text), [...at, name], "expected text without a template: the probe is no arrival")),
    ];
}
function baseProblems({ base, service }) {
    const { from, directory, target } = base;
    return [
        ...(0,config_problem/* problemIf */.DM)(base.carry_image && service?.container === undefined && service?.compose === undefined, ["base", "carry_image"], "there is no image to carry without service.container or service.compose; remove it, or use base.carry for files"),
        ...(0,config_problem/* problemIf */.DM)(from === "directory" && directory === undefined, ["base", "directory"], "expected the directory of the base build, because base.from is directory"),
        ...(0,config_problem/* problemIf */.DM)(from === "target" && target === undefined, ["base", "target"], "expected the address of the base, because base.from is target"),
    ];
}
function originOf(address) {
    return address.startsWith("unix:") ? address : address.replace(/\/$/, "");
}

;// CONCATENATED MODULE: ./build/config/schemaProblems.js



/** The problems of one issue that the schema found at `parent`. */
function schemaProblems(issue, file, parent = []) {
    const path = [...parent, ...issue.path];
    switch (issue.code) {
        case "unrecognized_keys":
            return issue.keys.map((key) => unknownKeyProblem(path, key, file));
        case "invalid_union":
            if (path.at(-1) === "phases" && (0,config_problem/* valueAt */.fK)(file.tree, [...path, "pattern"]) !== undefined)
                return [problemAt(path, "expected a list of phases; begin the phase with a dash", undefined, file)];
            return closestBranch(issue, (0,config_problem/* valueAt */.fK)(file.tree, path)).flatMap((inner) => schemaProblems(inner, file, path));
        case "invalid_key":
            return issue.issues.map(({ message }) => problemAt(path, message, undefined, file));
        default: {
            const value = (0,config_problem/* valueAt */.fK)(file.tree, path);
            const message = value === undefined ? `missing; ${issue.message}` : issue.message;
            const suggestion = suggestionFor(issue, value);
            return [{ ...problemAt(path, message, value, file), ...(0,omitUndefined/* omitUndefined */.O)({ suggestion }) }];
        }
    }
}
/** The allowed word that is closest to the value. */
function suggestionFor(issue, value) {
    if (issue.code !== "invalid_value" || typeof value !== "string")
        return undefined;
    return (0,config_problem/* nearestWord */.zZ)(value, issue.values.filter((word) => typeof word === "string"));
}
/** The issues of the alternative with the fewest unknown keys. If none fits, the issue of the union itself. */
function closestBranch(issue, value) {
    const [closest] = issue.errors
        .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"))
        .toSorted((a, b) => countUnknownKeys(a) - countUnknownKeys(b) || a.length - b.length);
    if (closest !== undefined)
        return closest;
    const { message } = issue;
    // The value of the discriminator is unknown. `options` lists the known ones.
    if ("options" in issue && issue.options !== undefined)
        return [{ code: "invalid_value", path: [], message, input: value, values: issue.options }];
    return [{ code: "custom", path: [], message, input: value }];
}
function countUnknownKeys(issues) {
    return issues.reduce((sum, issue) => sum + ("keys" in issue ? issue.keys.length : 0), 0);
}
function unknownKeyProblem(parent, key, file) {
    const allKnownKeys = knownKeysAt(parent, file.tree);
    // A key of another alternative, such as steps without flow, is no typo.
    const knownKeys = allKnownKeys.filter((known) => known !== key);
    const isForAnchor = parent.length === 0 && file.hasAnchor(key);
    const emptyMap = emptyMapFor(key, parent, file.tree);
    const fallback = isForAnchor
        ? `a key that holds an anchor begins with x-, such as x-${key}`
        : (adviceFor(key, parent, knownKeys) ?? `known keys: ${knownKeys.join(", ")}`);
    const isOfAnotherKind = allKnownKeys.length > knownKeys.length;
    const own = isOfAnotherKind ? fallback : (0,config_problem/* hint */.aK)(key, knownKeys, fallback);
    const advice = emptyMap === undefined ? own : `it belongs to ${emptyMap}; indent it below that key`;
    return problemAt([...parent, key], `unknown key; ${advice}`, undefined, file);
}
/** A neighbour that is empty and knows the key: the author forgot to indent. A name of env may be any. */
function emptyMapFor(key, parent, root) {
    const siblings = Object.entries(((0,config_problem/* valueAt */.fK)(root, parent) ?? {}));
    const empty = siblings.flatMap(([name, value]) => (value === null ? [name] : []));
    const isVariable = /^[A-Z][A-Z0-9_]*$/.test(key);
    return empty.find((name) => knownKeysAt([...parent, name], root).includes(key) || (name === "env" && isVariable));
}
/** Keys by their names in other tools. */
const otherNames = {
    assert: "expect",
    assertions: "expect",
    avg: "mean",
    branch: "ref",
    checks: "expect",
    cmd: "command",
    data: "body",
    errors: "error_rate",
    health: "ready",
    healthcheck: "ready",
    params: "query",
    payload: "body",
    rps: "throughput",
    start: "command",
    stages: "phases",
    thresholds: "sla",
    url: "path",
    vus: "users",
    working_directory: "directory",
};
function adviceFor(key, parent, knownKeys) {
    if (key === "port" && parent.length === 1 && parent[0] === "service")
        return "the service gets a free port for base and head each, in the variable PORT; let it listen there";
    if (key === "steps" || key === "think_time")
        return "it belongs to a flow: { flow: checkout, think_time: 1s, steps: [GET /cart] }";
    const known = Object.hasOwn(otherNames, key) ? otherNames[key] : undefined;
    return known !== undefined && knownKeys.includes(known) ? `did you mean ${known}?` : undefined;
}
function problemAt(path, message, value, { lineOf }) {
    const isVariable = typeof value === "string" && /^\$\{env\.\w+\}$/.test(value);
    const actual = value === undefined ? undefined : `${isVariable ? "the value of " : ""}${(0,config_problem/* formatValue */.Fl)(value)}`;
    return { key: (0,config_problem/* dottedKey */.aQ)(path), message, ...(0,omitUndefined/* omitUndefined */.O)({ actual, line: lineOf(path) }) };
}
/** The keys that the schema allows at a path. The value's discriminator selects among alternatives. */
function knownKeysAt(path, root) {
    const alternatives = shapesAt(path).flatMap(unwrapShape);
    const value = (0,config_problem/* valueAt */.fK)(root, path);
    const selected = alternatives.filter((shape) => matchesLiterals(shape, value));
    const closest = closestShapes(selected.length > 0 ? selected : alternatives, value);
    return [...new Set(closest.flatMap(keysOf))];
}
const keysOf = ({ def }) => Object.keys(def.shape ?? {});
/** The shapes that allow the most of the value's keys. */
function closestShapes(shapes, value) {
    const countAllowed = (shape) => keysOf(shape).filter((key) => (0,config_problem/* valueAt */.fK)(value, [key]) !== undefined).length;
    const most = Math.max(...shapes.map(countAllowed));
    return shapes.filter((shape) => countAllowed(shape) === most);
}
function matchesLiterals(shape, value) {
    return Object.entries(shape.def.shape ?? {}).every(([key, { def }]) => def.values === undefined || def.values.includes((0,config_problem/* valueAt */.fK)(value, [key])));
}

;// CONCATENATED MODULE: ./build/config/yamlProblems.js
/** Problems of a text that is not YAML. After an unexpected token, those that follow from it are left out. */
function yamlProblems(errors, text, lines) {
    const first = errors.findIndex(({ code }) => code === unexpected);
    const problems = errors
        .filter(({ code }, i) => code !== unexpected || i === first)
        .map((error) => ({ key: "", message: messageFor(error, text), line: lines.linePos(error.pos[0]).line }));
    return problems.filter(({ message, line }, i) => {
        const before = problems[i - 1];
        return before?.message !== message || before.line !== line;
    });
}
const unexpected = "UNEXPECTED_TOKEN";
/** YAML's own words do not name the author's mistake. */
function messageFor({ code, message, pos: [at] }, text) {
    // A template is plain text in a line of its own. In a flow map or list its braces are YAML.
    const template = /^\$\{[^}\n]*\}/.exec(text.slice(at - 1))?.[0];
    if (template !== undefined)
        return `expected YAML: inside { } or [ ], quote a text with ${template}: { key: "${template}" }`;
    switch (code) {
        case "BLOCK_AS_IMPLICIT_KEY":
        case "MULTILINE_IMPLICIT_KEY":
            return `expected YAML: ${nestedAdvice(text, at)}`;
        case "MULTIPLE_DOCS":
            return "expected one YAML document; remove the line ---";
        case "DUPLICATE_KEY":
            return `expected YAML: the key ${wordAt(text, at)} is there twice in the same map; merge the two, or remove one`;
        default:
            return `expected YAML: ${message}`;
    }
}
const wordAt = (text, at) => /^[^:\s]*/.exec(text.slice(at))?.[0] ?? "";
/** A key within a value: a colon in a plain text, or a line that is indented deeper than the key above it. */
function nestedAdvice(text, at) {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    const line = text.slice(start).split("\n", 1)[0] ?? "";
    if (/:\s.*:(\s|$)/.test(line))
        return 'quote a text that contains ": ", such as name: "a: b"';
    return "this line is indented deeper than the key above it, which has a value already; give both the same indentation";
}

;// CONCATENATED MODULE: ./build/config/parse.js















/** Merge keys (<<: *anchor) are of YAML 1.1. Whole numbers become a bigint, so that long ones stay exact. */
const yamlOptions = { prettyErrors: false, resolveKnownTags: false, merge: true, intAsBigInt: true };
/** Parses loadgate.yml in one step. Throws a ConfigError with all problems that parseDraft or `complete` finds. */
function parseConfig(text, file, env, files = noFiles) {
    return parseDraft(text, file, env).complete(files);
}
/**
 * Parses the text of loadgate.yml. `file` is its name in error messages.
 * Throws a ConfigError with all problems at once: for each its line, key, message and value.
 */
function parseDraft(text, file, env) {
    const noBreakSpace = text.split("\n").findIndex((line) => /^ *\u00a0/.test(line));
    if (noBreakSpace >= 0) {
        const message = "the line begins with a no-break space, as copied from a web page; replace it with a space";
        throw new config_problem/* ConfigError */.xL(file, [{ key: "", message, line: noBreakSpace + 1 }]);
    }
    const counter = new dist/* LineCounter */.HN();
    const document = (0,dist/* parseDocument */.Tp)(text, { ...yamlOptions, lineCounter: counter });
    const yamlErrors = [...document.errors, ...document.warnings];
    if (yamlErrors.length > 0) {
        throw new config_problem/* ConfigError */.xL(file, yamlProblems(yamlErrors, text, counter));
    }
    const unknownAliases = aliasProblems(document, counter);
    if (unknownAliases.length > 0)
        throw new config_problem/* ConfigError */.xL(file, unknownAliases);
    const original = toTree(document, file);
    const { value: substitutedTree, problems: envProblems, substituted } = substituteEnvVariables(original, env);
    const value = applyKeyTypes(substitutedTree, substituted);
    const written = {
        tree: original,
        lineOf: (path) => lineAt(document, counter, path),
        hasAnchor: (key) => anchorOf(document.get(key, true)) !== undefined,
    };
    const parsed = fileSchema/* fileSchema */.M.safeParse(value);
    const inVariables = envProblems.map(({ path, message }) => problemAt(path, message, undefined, written));
    const inValues = parsed.error?.issues.flatMap((issue) => schemaProblems(issue, written)) ?? [];
    // Without the variable there is no value that could be wrong.
    const problems = [...inVariables, ...inValues.filter(({ key }) => !inVariables.some((other) => other.key === key))];
    const config = parsed.data;
    if (config !== undefined)
        problems.push(...reservedNameProblems(original));
    if (config === undefined || problems.length > 0)
        throw new config_problem/* ConfigError */.xL(file, sortByLine(problems));
    return {
        files: referencedFiles(config),
        complete: (files) => {
            const allSecrets = [
                ...new Set([...secretsIn(value, substituted), ...headerSecrets(config), ...addressSecrets(config)]),
            ];
            const mask = (0,util_mask/* masker */.KB)(allSecrets);
            const laterProblems = planProblems(config, files).map(({ path, message, showsValue }) => {
                const shownValue = showsValue ? (0,config_problem/* valueAt */.fK)(original, path) : undefined;
                const { actual, ...problem } = problemAt(path, mask(message), shownValue, written);
                return actual === undefined ? problem : { ...problem, actual: mask(actual) };
            });
            if (laterProblems.length > 0)
                throw new config_problem/* ConfigError */.xL(file, sortByLine(laterProblems));
            const plan = buildPlan(config, files);
            const lines = plan.scenarios.flatMap(({ id }) => {
                const line = written.lineOf(["scenarios", id]);
                return line === undefined ? [] : [[id, line]];
            });
            return { plan: maskPlan(plan, mask), secrets: allSecrets, lines: Object.fromEntries(lines) };
        },
    };
}
/** The files that the checks of the plan read. */
function referencedFiles(config) {
    const paths = new Set();
    planProblems(config, (path) => {
        paths.add(path);
        return referencedFiles_noFiles(path);
    });
    return [...paths];
}
/** Aliases whose anchor does not stand before them. */
function aliasProblems(document, lines) {
    const problems = [];
    (0,dist/* visit */.YR)(document, {
        Alias(_, alias) {
            if (alias.resolve(document) !== undefined)
                return;
            const message = `unknown alias *${alias.source}; no anchor &${alias.source} stands before it`;
            problems.push({ key: "", message, ...(0,omitUndefined/* omitUndefined */.O)({ line: lineOfNode(alias, lines) }) });
        },
    });
    return problems;
}
function lineOfNode({ range }, lines) {
    return range ? lines.linePos(range[0]).line : undefined;
}
/** The document as a tree. Throws a ConfigError if its aliases form a circle or expand without limit. */
function toTree(document, file) {
    try {
        const tree = document.toJS();
        // Throws for a circle.
        JSON.stringify(tree, (_, value) => (typeof value === "bigint" ? String(value) : value));
        return withoutAnchorKeys(withExactIntegers(tree));
    }
    catch (cause) {
        const reason = (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(cause));
        throw new config_problem/* ConfigError */.xL(file, [{ key: "", message: `expected YAML whose aliases can be resolved: ${reason}` }]);
    }
}
function withExactIntegers(node) {
    if (typeof node === "bigint")
        return (0,exactJson/* exactInteger */.i7)(node);
    if (Array.isArray(node))
        return node.map(withExactIntegers);
    if (typeof node !== "object" || node === null)
        return node;
    return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, withExactIntegers(item)]));
}
/** The top-level keys that begin with x- hold YAML anchors for other keys. They have no meaning of their own. */
function withoutAnchorKeys(tree) {
    if (typeof tree !== "object" || tree === null || Array.isArray(tree))
        return tree;
    return Object.fromEntries(Object.entries(tree).filter(([key]) => !key.startsWith("x-")));
}
/** __proto__ cannot be a key of a JavaScript object. In a string value its quotes would be escaped. */
function reservedNameProblems(tree) {
    if (!(0,exactJson/* exactJsonText */.Rg)(tree).includes('"__proto__":'))
        return [];
    return [{ key: "__proto__", message: "this name is reserved; choose another name" }];
}
const sortByLine = (problems) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
/** The line of the key, or of its nearest parent in the file. */
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
function anchorOf(node) {
    return (0,dist/* isCollection */.P3)(node) || (0,dist/* isScalar */.jn)(node) ? node.anchor : undefined;
}

// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
;// CONCATENATED MODULE: ./build/pipeline/loadConfig.js






/** Reads and checks loadgate.yml and the files it names. Throws a ConfigError with every problem. */
async function loadConfig(file, env) {
    const draft = parseDraft(await readConfig(file), file, env);
    const reads = draft.files.map(async (path) => [path, await readContent(path)]);
    const contents = new Map(await Promise.all(reads));
    return draft.complete((path) => contents.get(path) ?? { kind: "missing" });
}
async function readContent(path) {
    try {
        return { kind: "bytes", bytes: new Uint8Array(await (0,promises_.readFile)(path)) };
    }
    catch (error) {
        return (0,files/* hasErrorCode */.Ue)(error, "ENOENT") ? { kind: "missing" } : { kind: "unreadable", why: (0,errors/* messageOf */.bD)(error) };
    }
}
async function readConfig(file) {
    const problem = (message) => new config_problem/* ConfigError */.xL(file, [{ key: "", message }]);
    const text = await (0,files/* readText */.yR)(file).catch((error) => {
        throw problem(`the file cannot be read (${(0,errors/* messageOf */.bD)(error)})`);
    });
    if (text === undefined) {
        const other = await findOtherConfig(file);
        const advice = other === undefined ? "write one (see the README), or name it" : `${other} does; name it`;
        throw problem(`the file does not exist; ${advice} by --config, in a workflow by the input config`);
    }
    if (text.includes("\0"))
        throw problem("expected a text in UTF-8; save the file in that encoding");
    return text;
}
/** The file under the other ending, or in .github. */
async function findOtherConfig(file) {
    const { dir, name } = (0,external_node_path_.parse)(file);
    const paths = [dir, (0,external_node_path_.join)(dir, ".github")].flatMap((place) => [".yml", ".yaml"].map((end) => (0,external_node_path_.join)(place, name + end)));
    const found = await Promise.all(paths.map(files/* isFile */.fo));
    return paths.find((_, i) => found[i]);
}


/***/ }),

/***/ 59867:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ rejudge)
/* harmony export */ });
/* harmony import */ var _analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58667);
/* harmony import */ var _baseline_age_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3873);
/* harmony import */ var _baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(15094);
/* harmony import */ var _gate_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20378);
/* harmony import */ var _gate_judge_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(21728);
/* harmony import */ var _wording_noticeText_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1324);






/** Judges the same measurement again. Without options, the results are the same, byte for byte. */
function rejudge(results, { plan, baseline, accepted, notices = [] }) {
    const scenarios = results.scenarios.map(({ comparisons: _, sla: __, ...measured }) => {
        const scenario = plan === undefined ? measured : withThresholdsOf(plan, measured);
        return baseline === undefined ? scenario : (0,_baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__/* .attachRecordedRuns */ .K$)(scenario, baseline, results.environment);
    });
    const settings = plan === undefined ? results.settings : { ...(0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .settingsOf */ .f5)(plan), gating: countGating(plan, scenarios) };
    const note = baseline === undefined ? results.baseline : (0,_baseline_comparableRuns_js__WEBPACK_IMPORTED_MODULE_1__/* .baselineNote */ .OR)(baseline, results.provenance.started_at);
    const stale = (0,_baseline_age_js__WEBPACK_IMPORTED_MODULE_5__/* .staleBaselineNotices */ .i)(note, settings).map(_wording_noticeText_js__WEBPACK_IMPORTED_MODULE_4__/* .reportedNotice */ .Kh);
    const others = results.warnings.flatMap((warning) => (warning.kind === "baseline_old" ? stale : [warning]));
    return (0,_gate_judge_js__WEBPACK_IMPORTED_MODULE_3__/* .judge */ .S)({
        ...results,
        scenarios,
        settings,
        baseline: note,
        ...(accepted === undefined ? {} : { accepted: [...accepted] }),
        warnings: withoutDuplicates([...others, ...stale, ...notices.map(_wording_noticeText_js__WEBPACK_IMPORTED_MODULE_4__/* .reportedNotice */ .Kh)]),
    });
}
function withoutDuplicates(notices) {
    return [...new Map(notices.map((notice) => [notice.message, notice])).values()];
}
/** Counts the gating metrics of the measured scenarios only. */
function countGating(plan, measured) {
    const ids = new Set(measured.map(({ id }) => id));
    return (0,_gate_gatedMetrics_js__WEBPACK_IMPORTED_MODULE_2__/* .countGatingMetrics */ .jt)({ ...plan, scenarios: plan.scenarios.filter(({ id }) => ids.has(id)) });
}
/** The scenario with the limits and thresholds of the plan instead of its own. */
function withThresholdsOf({ scenarios }, { min_effect: _, min_change: __, ...measured }) {
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
/* harmony export */   T: () => (/* binding */ reportNames)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var _model_fileError_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81926);
/* harmony import */ var _report_html_html_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(91792);
/* harmony import */ var _report_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1336);
/* harmony import */ var _results_codec_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(41271);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(69454);






const reportNames = ["results.json", "report.md", "report.html"];
/** Writes results.json first, because the other reports can be made from it. */
async function writeReports(results, out) {
    const [resultsName, markdownName, htmlName] = reportNames;
    const paths = { results: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(out, resultsName), markdown: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(out, markdownName), html: (0,node_path__WEBPACK_IMPORTED_MODULE_0__.join)(out, htmlName) };
    const formats = [
        [paths.results, _results_codec_js__WEBPACK_IMPORTED_MODULE_4__/* .encodeResults */ .xf],
        [paths.markdown, _report_markdown_markdown_js__WEBPACK_IMPORTED_MODULE_3__/* .markdown */ .wD],
        [paths.html, _report_html_html_js__WEBPACK_IMPORTED_MODULE_2__/* .html */ .q],
    ];
    const problems = [];
    for (const [path, format] of formats) {
        try {
            await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_5__/* .writeText */ .x3)(path, format(results));
        }
        catch (error) {
            problems.push(`${path} could not be written: ${(0,_model_fileError_js__WEBPACK_IMPORTED_MODULE_1__/* .describeFileError */ .SQ)(error)}`);
        }
    }
    return { ...paths, problems };
}


/***/ }),

/***/ 67118:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ describeBuilds)
/* harmony export */ });
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(650);

/** The builds that were compared: base 1a2b3c4 → head 5d6e7f8. The base is left out if there is none. */
function describeBuilds({ provenance, baseline }) {
    const { base: startedBase, head } = provenance;
    const sha = startedBase === undefined && baseline.kind === "found" ? baseline.sha : startedBase?.sha;
    const base = sha === undefined ? startedBase?.from : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .commit */ .cd)(sha);
    return base === undefined ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `head ${describeHead(head)}` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `base ${base} → head ${describeHead(head)}`;
}
function describeHead({ sha, from, changed }) {
    // Without git, the build has no name of its own.
    if (sha === undefined)
        return from.startsWith("service.") ? "in this directory" : from;
    return changed === true ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .commit */ .cd)(sha)} with uncommitted changes` : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_0__/* .commit */ .cd)(sha);
}


/***/ }),

/***/ 6611:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ failureLogs),
/* harmony export */   p: () => (/* binding */ causes)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _wording_failureText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(79182);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(650);





/** Sentences beside the tables: unmet limits, failed requests, warnings, reasons why something was not measured. */
function causes({ scenarios, warnings, verdict }) {
    const fromScenarios = scenarios.flatMap(({ id, failure, sla, comparisons, phases }) => [
        ...(failure === undefined ? [] : [`${id}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .firstLine */ .TM)(failure)}`]),
        ...sla.filter(({ outcome }) => outcome !== "met").map((check) => `${id}: ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .slaSentence */ .uA)(check)}`),
        ...failedRequests(phases).map((sentence) => `${id}: ${sentence}`),
        ...comparisons.filter(({ gating }) => gating).flatMap((comparison) => comparisonCause(id, comparison)),
    ]);
    const confirmation = verdict.confirm === true ? [confirmationAdvice] : [];
    const sentences = [
        ...[...firstCauses(fromScenarios), ...confirmation].map((text) => [text]),
        ...warnings.map(warningPhrase),
    ];
    return [...new Map(sentences.map((sentence) => [(0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .plainText */ .wh)(sentence), sentence])).values()];
}
/** A scenario may list a thousand requests, each with causes of its own. */
const mostCauses = 100;
function firstCauses(sentences) {
    const different = [...new Set(sentences)];
    const others = different.length - mostCauses;
    if (others <= 0)
        return different;
    return [...different.slice(0, mostCauses), `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(others)} more lines such as these are left out`];
}
/** The facts of a notice say which words of its message are commits. */
function warningPhrase({ kind, message, measured, expected }) {
    if (kind !== "other_commit")
        return [message];
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .markHashes */ .as)(message, [measured, expected].flat().filter((fact) => typeof fact === "string"));
}
/** A reason beside a measured change is about that request. Without a change, all comparisons share one reason. */
function comparisonCause(id, { reason, request, change_ratio }) {
    if (reason === undefined)
        return [];
    const prefix = change_ratio === undefined || request === _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT ? "" : `${request} `;
    return `${id}: ${prefix}${reason}`;
}
const confirmationAdvice = "This is close to the smallest change that fails. A second job with mode: confirm would show whether the change or the machine is the cause";
/** From this share of failed requests on, a report names the failures. */
const smallestFailedShare = 0.01;
/** GET /ordrs: 178 of 178 requests failed on the head (status 404). */
function failedRequests(phases) {
    const measured = phases.filter(({ warmup }) => !warmup);
    return measured.flatMap(({ arm, requests }) => requests.flatMap(({ name, due_requests, successful_requests, failures, failure_examples, dropped_requests }) => {
        const failed = due_requests - successful_requests;
        if (failed === 0 || failed < smallestFailedShare * due_requests)
            return [];
        const kinds = [...Object.keys(failures), ...(dropped_requests > 0 ? ["dropped"] : [])];
        const texts = kinds.map((kind) => withExample(kind, failure_examples?.[kind]));
        const counts = `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(failed)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(due_requests)} requests`;
        return [`${name}: ${counts} failed on the ${arm} (${texts.join(", ")})${adviceOn(kinds)}`];
    }));
}
const withExample = (failure, example) => example === undefined ? failure : `${failure}, got ${example}`;
/** For the first failure that the settings of client or server explain. */
function adviceOn(failures) {
    const [advice] = failures.flatMap((name) => (0,_wording_failureText_js__WEBPACK_IMPORTED_MODULE_0__/* .failureAdvice */ .dY)(name) ?? []);
    return advice === undefined ? "" : `: ${advice}`;
}
/** Failures of several lines, with the end of the log. `causes` has only their first lines. */
function failureLogs({ scenarios }) {
    return [...new Set(scenarios.flatMap(({ failure }) => (failure?.includes("\n") ? [failure] : [])))];
}


/***/ }),

/***/ 25303:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fm: () => (/* binding */ comparisonMethod),
/* harmony export */   nr: () => (/* binding */ measuringTime),
/* harmony export */   zR: () => (/* binding */ modeText)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** How base and head were compared: base and head side by side, 14 rounds in 3 min 40 s. */
function comparisonMethod({ scenarios, provenance }) {
    const isMeasured = scenarios.some(({ rounds, phases }) => rounds.length > 0 || phases.length > 0);
    const byKind = [...Map.groupBy(scenarios, ({ mode }) => mode.kind)];
    const methods = byKind.map(([kind, group]) => (isMeasured ? describe[kind](group) : "nothing measured"));
    return `${[...new Set(methods)].join(", ")} in ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(measuringTime(provenance))}`;
}
/** The run's duration without its builds. */
const measuringTime = ({ duration_ms, build_ms = 0 }) => Math.max(0, duration_ms - build_ms);
/** How a scenario was measured, in words. */
const modeText = {
    duet: "base and head side by side",
    alternate: "base and head in turn",
    recorded: "head alone",
    off: "head alone, not compared",
};
const describe = {
    duet: (scenarios) => `${modeText.duet}, ${countRounds(scenarios)}`,
    alternate: (scenarios) => `${modeText.alternate}, ${countRounds(scenarios)}`,
    recorded: (scenarios) => scenarios.some(({ recorded = [] }) => recorded.length > 0)
        ? "compared with recorded runs"
        : "measured without a base",
    off: () => "not compared",
};
const countRounds = (scenarios) => (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(scenarios.reduce((sum, { rounds }) => sum + rounds.length, 0), "round");


/***/ }),

/***/ 70999:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ru: () => (/* binding */ valueText),
/* harmony export */   VT: () => (/* binding */ noteworthyRows),
/* harmony export */   Vd: () => (/* binding */ numberColumns),
/* harmony export */   Vs: () => (/* binding */ comparisonRows),
/* harmony export */   bz: () => (/* binding */ changeParts),
/* harmony export */   gM: () => (/* binding */ failsFrom),
/* harmony export */   gZ: () => (/* binding */ requestLabel),
/* harmony export */   k0: () => (/* binding */ changeText),
/* harmony export */   ny: () => (/* binding */ comparisonColumns),
/* harmony export */   vv: () => (/* binding */ comparisonHeader)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(64519);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47300);
/* harmony import */ var _wording_undecidedText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7181);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(61506);




/**
 * All comparisons: first those that gate, the worst outcome first. Among those that gate and are undecided, the largest
 * change comes first, in smallest changes that matter.
 */
function comparisonRows({ scenarios }) {
    return scenarios
        .flatMap((scenario) => scenario.comparisons.map((comparison) => createRow(scenario, comparison)))
        .toSorted((a, b) => Number(b.gating) - Number(a.gating) || (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .severityRank */ .qs)(a) - (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .severityRank */ .qs)(b) || doubtRank(b) - doubtRank(a));
}
function doubtRank(row) {
    const { gating, change_ratio = 0, min_effect_ratio = Number.POSITIVE_INFINITY } = row;
    return gating && (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .shownOutcome */ .CF)(row) === "undecided" ? change_ratio / min_effect_ratio : 0;
}
function createRow(scenario, comparison) {
    const singleRequest = singleRequestName(scenario, comparison.request);
    return {
        ...comparison,
        scenario: scenario.id,
        requestLabel: singleRequest ?? severalRequests,
        hasSeveralRequests: singleRequest === undefined,
    };
}
const severalRequests = "all requests";
/** The request's name. "All requests" of a scenario with a single request is that request. */
function requestLabel(scenario, request) {
    return singleRequestName(scenario, request) ?? severalRequests;
}
function singleRequestName(scenario, request) {
    if (request !== _model_plan_js__WEBPACK_IMPORTED_MODULE_3__/* .allRequests */ .qT)
        return request;
    const [first, ...others] = scenario?.phases[0]?.requests ?? [];
    return others.length === 0 ? first?.name : undefined;
}
const quietOutcomes = ["unchanged", "not_worse", "new"];
/** The rows that gate and changed, or could not be decided. */
function noteworthyRows(results) {
    return comparisonRows(results).filter((row) => row.gating && !quietOutcomes.includes((0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .shownOutcome */ .CF)(row)));
}
function comparisonColumns({ scenarios }) {
    const comparisons = scenarios.flatMap((scenario) => scenario.comparisons);
    const hasBase = comparisons.some(({ outcome, base }) => outcome !== "new" || base !== undefined);
    return { hasScenario: scenarios.length > 1, hasBase };
}
function comparisonHeader({ hasScenario, hasBase }) {
    const first = ["", ...(hasScenario ? ["scenario"] : []), "request", "metric"];
    return hasBase ? [...first, "base", "head", "change [95 %]", "fails from"] : [...first, "head"];
}
/** The columns with numbers, which are aligned to the right. */
function numberColumns({ hasScenario, hasBase }) {
    const first = hasScenario ? 4 : 3;
    return hasBase ? [first, first + 1] : [first];
}
function valueText(metric, value) {
    return value === undefined ? "–" : (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(metric, value);
}
/** The change with its interval: +31 % [24, 39]. Empty if there is none. */
function changeText({ change_ratio, interval, metric }) {
    return change_ratio === undefined ? "" : (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, interval);
}
/** The parts of `changeText`, for reports that emphasize the estimate. */
function changeParts({ change_ratio, interval, metric }) {
    if (change_ratio === undefined)
        return { estimate: "", interval: "" };
    return {
        estimate: (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, change_ratio, undefined),
        interval: interval === undefined ? "" : ` ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricInterval */ .gf)(metric, interval)}`,
    };
}
/** The smallest change that fails, and why this comparison is undecided or does not fail. */
function failsFrom(comparison) {
    const { metric, min_effect_ratio, gating } = comparison;
    if (!gating)
        return "shown only";
    if (min_effect_ratio === undefined)
        return "";
    const threshold = (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricThreshold */ .mq)(metric, min_effect_ratio);
    const remark = remarkOn(comparison);
    return remark === undefined ? threshold : `${threshold} · ${remark}`;
}
function remarkOn(comparison) {
    const { accepted, reason } = comparison;
    if (accepted !== undefined)
        return `accepted: ${accepted}`;
    const recheck = recheckRemark(comparison);
    if (recheck !== undefined)
        return recheck;
    return (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_2__/* .shownOutcome */ .CF)(comparison) === "undecided" && reason === undefined ? (0,_wording_undecidedText_js__WEBPACK_IMPORTED_MODULE_1__/* .doubtOn */ .y)(comparison).short : undefined;
}
/** The result of a second machine. */
function recheckRemark({ confirmed, metric, second }) {
    if (confirmed !== undefined)
        return `confirmed on a second machine: ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricChange */ .Zy)(metric, confirmed.change_ratio, confirmed.interval)}`;
    return second === undefined ? undefined : recheckRemarks[second];
}
const recheckRemarks = {
    cleared: "ruled out on a second machine",
    open: "undecided on a second machine",
    not_measured: "not measured on a second machine",
};


/***/ }),

/***/ 32748:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _0: () => (/* binding */ usesAnchor),
/* harmony export */   qz: () => (/* binding */ driftParagraph),
/* harmony export */   xp: () => (/* binding */ driftRules)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _stats_changePoints_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96861);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4722);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(47300);
/* harmony import */ var _comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70999);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(650);






/** More changes than this are only in results.json. */
const maxShown = 5;
/** How main has changed over its last runs, in one short paragraph. `undefined` if there is no drift. */
function driftParagraph(results) {
    const { drift = [] } = results;
    const [first, ...others] = drift
        .toSorted((a, b) => rankOf(a) - rankOf(b) || b.change_ratio - a.change_ratio)
        .slice(0, maxShown)
        .map((change) => driftSentence(results, change));
    if (first === undefined)
        return undefined;
    const sentences = others.reduce((text, sentence) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `${text}; ${sentence}`, first);
    const more = drift.length - maxShown;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `Drift on main: ${sentences}${more > 0 ? `; and ${more} more` : ""}.`;
}
/** Changes are sorted within a metric only: bytes and ratios cannot be compared. */
const rankOf = ({ metric }) => (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparabilityOf */ .sn)(metric).rank;
/** p95 of GET /orders in steady has been +6 % since 1a2b3c4 (12 May 2026), seen in 9 runs */
function driftSentence({ scenarios }, drift) {
    const { request, metric, sha, at, change_ratio, runs_after } = drift;
    const label = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .requestLabel */ .gZ)(scenarios.find(({ id }) => id === drift.scenario), request);
    const change = `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_2__/* .metricLabel */ .B)(metric)} of ${label} in ${drift.scenario} has been ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_2__/* .metricChange */ .Zy)(metric, change_ratio, undefined)}`;
    const since = sha === undefined ? dayOf(at) : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .commit */ .cd)(sha)} (${dayOf(at)})`;
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `${change} since ${since}, seen in ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(runs_after, "run")}`;
}
const months = ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"];
/** The day of an ISO 8601 time: 12 May 2026. */
function dayOf(at) {
    const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(at) ?? [];
    const name = months[Number(month) - 1];
    return name === undefined ? at : `${Number(day)} ${name} ${year}`;
}
/** True if main was compared with its own anchor build, to find drift. Such a comparison never fails. */
function usesAnchor({ scenarios }) {
    return scenarios.some(({ mode }) => mode.against !== undefined);
}
/** How drift is found, and how many runs that takes. */
function driftRules(results) {
    if (!usesAnchor(results))
        return [];
    const runs = 1 + Math.max(...results.scenarios.map(({ anchored = [] }) => anchored.length));
    const neededRuns = 2 * _stats_changePoints_js__WEBPACK_IMPORTED_MODULE_1__/* .minSegment */ .IP;
    const search = runs < neededRuns
        ? `Loadgate looks for a lasting change once there are ${neededRuns} runs with the same anchor; so far there are ${runs}.`
        : `Loadgate looks for a lasting change in the ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_5__/* .plural */ .LS)(runs, "run")} with this anchor.`;
    return [`The base is main's anchor build, an earlier build of main. These comparisons never fail. ${search}`];
}


/***/ }),

/***/ 22319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  G: () => (/* binding */ baselineLine),
  k: () => (/* binding */ decisionRules)
});

// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/report/comparisonMethod.js
var comparisonMethod = __webpack_require__(25303);
// EXTERNAL MODULE: ./build/report/drift.js
var drift = __webpack_require__(32748);
;// CONCATENATED MODULE: ./build/report/generatorLines.js

/** The work of a scenario's specialised generator: spike_train of columns: head 1,280 requests, 1.2 ms on average, … */
function generatorResultLines({ id, generator_results: results = [] }) {
    const [first] = results;
    if (first === undefined)
        return [];
    const arms = results.map(({ arm, requests_generated, average_response_time_ms: mean, success_rate: share }) => [
        `${arm} ${(0,format/* plural */.LS)(requests_generated, "request")}`,
        ...(mean === undefined ? [] : [`${(0,format/* formatMs */._V)(mean)} on average`]),
        ...(share === undefined ? [] : [`${(0,format/* formatPercent */.l9)(share)} successful`]),
    ].join(", "));
    return [`Generator ${first.generator_type} of ${id}: ${arms.join("; ")}.`];
}

// EXTERNAL MODULE: ./build/report/phrase.js
var phrase = __webpack_require__(650);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
;// CONCATENATED MODULE: ./build/report/thresholds.js


/** The smallest changes that fail, a line for the file and one for each scenario with its own. */
function thresholdLines({ settings, scenarios }) {
    const isCompared = (metric) => scenarios.some(({ comparisons }) => comparisons.some((one) => one.metric === metric));
    // Most services are no compose file.
    const names = model_metric/* comparedMetrics */.Bo.filter((metric) => !(0,model_metric/* isOfDependencies */.hC)(metric) || isCompared(metric));
    return [...settingsLine(settings, names), ...scenarios.flatMap((scenario) => scenarioLine(scenario, names))];
}
function settingsLine(settings, names) {
    const effects = minEffects(settings, names);
    if (effects.length === 0)
        return [];
    const floorOf = (metric) => (0,metricText/* metricValue */.a3)(metric, (0,model_metric/* comparabilityOf */.sn)(metric).floor);
    const memory = settings.min_effect.memory_peak === undefined ? "" : `, or ${floorOf("memory_peak")} of memory`;
    const dependencies = names.some(model_metric/* isOfDependencies */.hC) ? `, or ${floorOf("dependency_cpu")} of that of dependencies` : "";
    const ownFloors = minChanges(settings);
    const exceptions = ownFloors.length === 0 ? "" : ` (by gate.min_change: ${ownFloors.join(", ")})`;
    const floors = `${floorOf("p50")} of latency or ${floorOf("cpu_per_request")} of CPU time per request${dependencies}${memory}${exceptions}`;
    return [
        `Smallest changes that fail: ${effects.join(", ")}. They are never less than ${floors}, so “fails from” is larger for a fast service.`,
    ];
}
function scenarioLine({ id, ...thresholds }, names) {
    const effects = minEffects(thresholds, names);
    const floors = minChanges(thresholds);
    if (effects.length + floors.length === 0)
        return [];
    const parts = [...effects, ...(floors.length === 0 ? [] : [`never less than ${floors.join(", ")}`])];
    return [`Smallest changes that fail in ${id}: ${parts.join("; ")}.`];
}
function minEffects({ min_effect = {} }, names) {
    return names.flatMap((metric) => {
        const ratio = min_effect[metric];
        return ratio === undefined ? [] : [`${(0,metricText/* metricLabel */.B)(metric)} ${(0,metricText/* metricThreshold */.mq)(metric, ratio)}`];
    });
}
function minChanges({ min_change = {} }) {
    return model_metric/* comparedMetrics */.Bo.flatMap((metric) => {
        const floor = min_change[metric];
        return floor === undefined ? [] : [`${(0,metricText/* metricLabel */.B)(metric)} ${(0,metricText/* metricValue */.a3)(metric, floor)}`];
    });
}

;// CONCATENATED MODULE: ./build/report/explanation.js








/** How the verdict was reached, one line a rule. */
function decisionRules(results) {
    const { scenarios, settings, baseline, verdict, pinning, accepted = [] } = results;
    const linesBeforeBaseline = [
        ...scenarios.map((scenario) => `${scenario.id}: ${methodLine(scenario)}.`),
        ...scenarios.flatMap(confirmationLine),
        "A comparison fails if its change is statistically significant, at least as large as its column “fails from”, and not caused by one odd round. Unchanged means: shown to be smaller than that, either way. Not worse means: shown not to be a slowdown of that size.",
        "Comparisons are averages over the rounds. The tables of phases have the requests of all rounds together, so their percentiles differ a little.",
        `If the service did not change, at most ${(0,format/* formatPercent */.l9)(settings.false_alarm)} of runs fail, all comparisons together.`,
        ...scenarios.flatMap((scenario) => sharedStartsLine(scenario, settings)),
        ...thresholdLines(results),
        ...invalidRoundsLine(results),
        ...accepted.filter(({ covers }) => covers === 0).map(unusedAcceptanceLine),
    ];
    const linesAfterBaseline = [
        ...(0,drift/* driftRules */.xp)(results),
        ...scenarios.flatMap(generatorLine),
        ...scenarios.flatMap(generatorResultLines),
        ...(pinning === undefined
            ? []
            : [`Reserved CPU cores: ${pinning.generator} for the load generator, ${pinning.service} for the services.`]),
        `The job fails on: ${settings.fail_on.join(", ")}. This run ${verdict.failing ? "fails" : "does not fail"} the job.`,
    ];
    return [
        ...linesBeforeBaseline.map((line) => [line]),
        ...baselineLine(baseline),
        ...linesAfterBaseline.map((line) => [line]),
    ];
}
/** How the scenario was compared, how the load was shared between the arms, and how many rounds there were. */
function methodLine({ mode, dealing, rounds, rounds_planned: planned }) {
    const roundCount = planned === undefined || !(0,comparisonMode/* isPaired */.eE)(mode)
        ? []
        : [rounds.length < planned ? `ended after ${rounds.length} of at most ${planned} rounds` : `${planned} rounds`];
    const interleaving = dealing === undefined ? [] : [`${interleavings[dealing.kind]} (${dealing.reason})`];
    return [`${comparisonMethod/* modeText */.zR[mode.kind]} (${mode.reason})`, ...interleaving, ...pairCount(dealing), ...roundCount].join("; ");
}
function pairCount(dealing) {
    if (dealing?.pairs === 2)
        return ["two pairs of base and head ran at once"];
    return dealing?.one_pair_reason === undefined ? [] : [`one pair ran at a time (${dealing.one_pair_reason})`];
}
/** Starts are too slow to be repeated often enough, so an assumption stands for the difference between them. */
function sharedStartsLine({ id, rounds }, { restart_noise }) {
    const starts = new Set(rounds.flatMap(({ start }) => start ?? [])).size;
    if (starts === 0 || restart_noise === undefined)
        return [];
    return [
        `${id}: the services start slowly, so ${(0,format/* plural */.LS)(rounds.length, "round")} share ${(0,format/* plural */.LS)(starts, "start")}. Starts of one build are assumed to differ by ${(0,format/* formatPercent */.l9)(restart_noise)} (gate.restart_noise).`,
    ];
}
const interleavings = {
    request: "load alternates between base and head request by request",
    slice: "load alternates between base and head in one-second slices",
};
function confirmationLine({ id, confirmation }) {
    if (confirmation === undefined)
        return [];
    const { environment, rounds, rounds_planned: planned, started_at, failure } = confirmation;
    const atMost = planned === undefined ? "" : ` of at most ${planned}`;
    const ending = failure === undefined ? "" : ", then measuring failed";
    const machine = `${environment.cpu_model}, ${(0,format/* plural */.LS)(environment.cores, "core")}`;
    return [
        `${id}: changes close to their limit were measured again on a second machine (${machine}), ${started_at}: ${rounds.length}${atMost} rounds${ending}.`,
    ];
}
function invalidRoundsLine({ scenarios }) {
    const rounds = scenarios.flatMap((scenario) => scenario.rounds);
    return ["Ignored", "Latencies ignored"].flatMap((label) => {
        const isForLatency = label === "Latencies ignored";
        const reasons = rounds.flatMap(({ invalid, invalid_for }) => invalid !== undefined && (invalid_for === "latency") === isForLatency ? [invalid] : []);
        if (reasons.length === 0)
            return [];
        return `${label}: ${reasons.length} of ${(0,format/* plural */.LS)(rounds.length, "round")}, because ${[...new Set(reasons)].join("; ")}.`;
    });
}
function unusedAcceptanceLine({ metric, scenario, request, by }) {
    const source = by === "option" ? "--accept" : `the pull request's ${by}`;
    return `Acceptance not needed: ${source} accepts ${(0,metricText/* metricLabel */.B)(metric)} of ${request ?? scenario}, which has not regressed.`;
}
const clientNames = { http1: "HTTP/1.1", http2: "HTTP/2", undici: "undici" };
/** How well the load generator kept its schedule, in its worst phase. */
function generatorLine({ id, phases }) {
    const generators = phases.flatMap(({ generator }) => generator ?? []);
    const [first] = generators;
    if (first === undefined)
        return [];
    const worst = (value) => Math.max(...generators.map(value));
    const lag = (quantile) => (0,format/* formatMs */._V)(worst(({ send_lag_ms }) => send_lag_ms?.[quantile] ?? 0));
    const workers = worst((generator) => generator.workers);
    const cpu = (0,format/* formatPercent */.l9)(worst(({ cpu_cores }) => cpu_cores));
    const monitorCores = phases.flatMap(({ warmup, generator }) => (warmup ? [] : (generator?.monitor_cpu_cores ?? [])));
    const monitors = monitorCores.length === 0 ? "" : ` The monitors used ${(0,format/* formatPercent */.l9)(Math.max(...monitorCores))} of a core.`;
    return [
        `Load generator of ${id}: ${clientNames[first.client]} client, ${(0,format/* plural */.LS)(workers, "worker")}, ${cpu} of a core. ` +
            `In its worst phase requests left ${lag("p50")} late (median), ${lag("p99")} late (p99).${monitors}`,
    ];
}
/** Where the recorded runs come from, or why there are none. */
function baselineLine(baseline) {
    switch (baseline.kind) {
        case "found":
            return [describeRecordedRuns(baseline)];
        case "not_asked":
            return [];
        case "absent":
        case "unreachable":
        case "unusable":
            return [(0,phrase/* phrase */.MZ) `Baseline: ${baseline.message}.`];
    }
}
/** Baseline: 12 recorded runs from …; the newest is of commit 1a2b3c4, 2026-11-21T02:00:00.000Z, 2.8 days old. */
function describeRecordedRuns({ runs, sha, at, age_ms: age, from }) {
    const source = from === undefined ? "" : ` from ${from}`;
    const newest = sha === undefined ? at : (0,phrase/* phrase */.MZ) `commit ${(0,phrase/* commit */.cd)(sha)}, ${at}`;
    const ageText = age === undefined || age < 0 ? "" : `, ${(0,format/* formatAge */.nV)(age)} old`;
    return (0,phrase/* phrase */.MZ) `Baseline: ${(0,format/* plural */.LS)(runs, "recorded run")}${source}; the newest is of ${newest}${ageText}.`;
}


/***/ }),

/***/ 2251:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ headline),
/* harmony export */   f: () => (/* binding */ furtherCauses)
/* harmony export */ });
/* harmony import */ var _model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77558);
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16080);
/* harmony import */ var _model_notice_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(22772);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4722);
/* harmony import */ var _wording_capacityText_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(27620);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(47300);
/* harmony import */ var _wording_missingBaseText_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72517);
/* harmony import */ var _wording_noticeText_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1324);
/* harmony import */ var _wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9114);
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(6611);
/* harmony import */ var _comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(70999);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(32748);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(61506);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(650);















/** The causes that the headline does not give. */
function furtherCauses(results) {
    const { reason } = headline(results);
    return (0,_causes_js__WEBPACK_IMPORTED_MODULE_7__/* .causes */ .p)(results).filter((cause) => (0,_phrase_js__WEBPACK_IMPORTED_MODULE_11__/* .plainText */ .wh)(cause) !== reason);
}
function headline(results) {
    const line = verdictHeadline(results);
    const overload = overloadIn(results);
    if (overload !== undefined)
        return { ...line, text: `${line.text} (overloaded: ${overload})` };
    const failures = line.tone === "invalid" ? failuresOfFailedRequest(results) : undefined;
    if (failures !== undefined)
        return { ...line, text: `${line.text} (${failures})` };
    if (results.verdict.kind === "pass") {
        const rows = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__/* .comparisonRows */ .Vs)(results).filter(({ gating }) => gating);
        const doubts = inDoubt(otherAnswers(results.warnings, rows, "improved"));
        if (doubts !== "")
            return { ...line, text: `${line.text}${doubts}` };
    }
    const isOpen = results.verdict.kind === "pass" || results.verdict.kind === "inconclusive";
    const mostFailed = isOpen ? mostFailedText(results) : undefined;
    if (mostFailed !== undefined)
        return { ...line, text: `${line.text} (${mostFailed})` };
    const limit = reachedUserLimit(results);
    return limit === undefined || line.text.includes(limit)
        ? line
        : { ...line, text: `${line.text} (${limit} was reached)` };
}
/** What an overloaded service handles. `undefined` without an overload. */
function overloadIn({ warnings }) {
    const overloads = warnings.flatMap((warning) => _model_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .overloadSchema */ .mk.safeParse(warning).data ?? []);
    const [first] = overloads;
    return first && (0,_wording_noticeText_js__WEBPACK_IMPORTED_MODULE_6__/* .overloadText */ .OS)(first);
}
/** From this share of failed requests on, the headline of a run that does not fail names them. */
const manyFailed = 0.1;
/** 90 % of GET /orders failed: status 429. A rate limit, for one, fails base and head alike. */
function mostFailedText({ scenarios }) {
    const phases = scenarios.flatMap(({ phases }) => phases).filter(({ arm, warmup }) => arm === "head" && !warmup);
    const shares = phases
        .flatMap(({ requests }) => requests)
        .map(({ name, due_requests: due, successful_requests: succeeded, failures }) => ({
        name,
        failures: Object.keys(failures).slice(0, 2).join(", "),
        share: due === 0 ? 0 : 1 - succeeded / due,
    }));
    const [worst] = shares.toSorted((a, b) => b.share - a.share);
    if (worst === undefined || worst.share < manyFailed || worst.failures === "")
        return undefined;
    return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .formatPercent */ .l9)(worst.share)} of ${worst.name} failed: ${worst.failures}`;
}
/** How the first request failed that never succeeded, such as status 401. `undefined` without such a request. */
function failuresOfFailedRequest({ scenarios }) {
    if (scenarios.some(({ failure }) => failure !== undefined))
        return undefined;
    const requests = scenarios.flatMap(({ phases }) => phases).flatMap((phase) => (phase.warmup ? [] : phase.requests));
    const failed = requests.find(({ due_requests, successful_requests }) => due_requests > 0 && successful_requests === 0);
    const names = Object.keys(failed?.failures ?? {});
    return names.length === 0 ? undefined : names.slice(0, 2).join(", ");
}
/** The limit that made requests wait, whatever the verdict is. */
function reachedUserLimit({ scenarios }) {
    const phases = scenarios.flatMap((scenario) => scenario.phases).filter(({ warmup }) => !warmup);
    const [limit] = phases.flatMap(({ user_limit }) => user_limit ?? []);
    return limit === undefined ? undefined : (0,_wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_13__/* .userLimitName */ .cY)(limit);
}
function verdictHeadline(results) {
    const { verdict, scenarios } = results;
    const rows = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__/* .comparisonRows */ .Vs)(results).filter(({ gating }) => gating);
    const [reason = ""] = verdict.reasons;
    switch (verdict.kind) {
        case "fail":
            return (regressionHeadline(rows, doubtsText(results, rows)) ?? {
                tone: "fail",
                text: `${failureTitle(results)}: ${reason}`,
                reason,
            });
        case "invalid":
            return { tone: "invalid", text: `Could not measure: ${reason}`, reason };
        case "inconclusive":
            return {
                tone: "inconclusive",
                text: (results.missing_base === undefined ? unreachableBaseline(results, rows) : undefined) ??
                    `${acceptedPrefix(rows)}${missingBaseHeadline(results) ?? undecidedHeadline(rows, reason)}`,
            };
        case "pass":
            return (acceptedHeadline(rows) ??
                anchorHeadline(results) ??
                searchHeadline(results, rows) ??
                passHeadline(rows, newRequests(results, rows), scenarios.flatMap(({ sla }) => sla).length > 0));
    }
}
/** Regressions come first among the reasons, so the first one is this failure. */
const failureTitle = ({ scenarios }) => {
    if (scenarios.some(({ failed_arm }) => failed_arm === "head"))
        return "The head is broken";
    if (scenarios.some(({ sla }) => sla.some(({ outcome }) => outcome === "breached")))
        return "SLA breached";
    return scenarios.some(({ scalability }) => scalability !== undefined) ? "Limits not kept" : "Anomaly";
};
/** Capacity of the head, or its behaviour beyond it, where nothing could be compared. */
function searchHeadline({ scenarios }, rows) {
    if (rows.some(({ outcome }) => outcome !== "new"))
        return undefined;
    const [first] = scenarios.flatMap(({ scalability }) => scalability ?? []);
    const text = first && (0,_wording_capacityText_js__WEBPACK_IMPORTED_MODULE_3__/* .searchText */ .wK)(first);
    return text === undefined ? undefined : { tone: "new", text: `Nothing to compare with: ${text}` };
}
/** `doubt` follows the text. */
function regressionHeadline(rows, doubt) {
    const worst = worstRow(rows.filter((row) => (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_10__/* .shownOutcome */ .CF)(row) === "regressed"));
    if (worst === undefined)
        return undefined;
    const { requestLabel, hasSeveralRequests, metric, confirmed } = worst;
    const [isWorse, title] = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(metric).worse;
    const subject = hasSeveralRequests ? title : `${requestLabel} ${isWorse}`;
    const text = `${subject}: ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__/* .metricLabel */ .B)(metric)} ${(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__/* .changeText */ .k0)(worst)}`;
    const certainty = confirmed === undefined ? "" : ", confirmed on a second machine";
    return { tone: "fail", text: `${text}${certainty}${doubt}` };
}
/** An accepted regression is in the headline, whatever else there is. */
function acceptedPrefix(rows) {
    const accepted = acceptedHeadline(rows);
    return accepted === undefined ? "" : `${accepted.text}. `;
}
/** A regression that somebody accepted. Otherwise the run would have failed. */
function acceptedHeadline(rows) {
    const accepted = rows.filter((row) => (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_10__/* .shownOutcome */ .CF)(row) === "accepted");
    const worst = worstRow(accepted);
    if (worst === undefined)
        return undefined;
    const others = accepted.length === 1 ? "" : ` (and ${accepted.length - 1} more)`;
    const regression = `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__/* .metricLabel */ .B)(worst.metric)} of ${worst.requestLabel} ${(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__/* .changeText */ .k0)(worst)}${others}`;
    return { tone: "accepted", text: `Accepted: ${regression}: ${worst.accepted}` };
}
/** Main compared with its anchor build. This comparison never fails. */
function anchorHeadline(results) {
    if (!(0,_drift_js__WEBPACK_IMPORTED_MODULE_9__/* .usesAnchor */ ._0)(results))
        return undefined;
    const hasDrifted = results.drift !== undefined && results.drift.length > 0;
    return {
        tone: "new",
        text: `Main compared with its anchor build: ${hasDrifted ? "it has drifted" : "shown only, this never fails"}`,
    };
}
const worstRow = (rows) => bestShownFirst(rows)[0];
/** More certainty than this makes no difference to a reader. */
const certainFrom = 3;
/** A request leads before all of them together, then the comparison that is best shown, then the metric that most readers know, then the largest change. */
function bestShownFirst(rows) {
    const size = ({ change_ratio = 0 }) => Math.abs(change_ratio);
    return rows.toSorted((a, b) => Number(a.hasSeveralRequests) - Number(b.hasSeveralRequests) ||
        certaintyOf(b) - certaintyOf(a) ||
        (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(a.metric).rank - (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(b.metric).rank ||
        size(b) - size(a));
}
/** The bound of the interval that is nearer to no change, in smallest changes that matter: 1, 2 or 3. */
function certaintyOf({ interval, min_effect_ratio: minEffect }) {
    if (interval === undefined || minEffect === undefined || minEffect === 0)
        return 0;
    const nearest = Math.min(Math.abs(interval[0]), Math.abs(interval[1]));
    return Math.min(certainFrom, Math.floor(nearest / Math.abs(minEffect)));
}
const undecidedRows = (rows) => rows.filter((row) => (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_10__/* .shownOutcome */ .CF)(row) === "undecided");
/** A search without a capacity has nothing to compare. Its reason says why. */
function undecidedHeadline(rows, reason) {
    if (rows.length === 0 && reason !== "")
        return `Inconclusive: ${reason}`;
    const improved = improvementText(rows);
    return improved === undefined
        ? `Inconclusive: ${undecidedText(rows)}`
        : `${improved}; inconclusive: ${undecidedText(rows)}`;
}
/** Improvements in a headline: the best shown ones, one for each metric. */
const mostImprovements = 2;
/** Faster: p50 of GET /orders −94 %, CPU per request −54 %. `undefined` if nothing improved. */
function improvementText(rows) {
    const improved = bestShownFirst(rows.filter(({ outcome }) => outcome === "improved"));
    const [first] = improved;
    if (first === undefined)
        return undefined;
    const byMetric = [...Map.groupBy(improved, ({ metric }) => metric).values()].flatMap(([best]) => best ?? []);
    const texts = byMetric.slice(0, mostImprovements).map((row) => {
        const subject = row.hasSeveralRequests
            ? (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__/* .metricLabel */ .B)(row.metric)
            : `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__/* .metricLabel */ .B)(row.metric)} of ${row.requestLabel}`;
        return `${subject} ${(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_8__/* .changeParts */ .bz)(row).estimate}`;
    });
    return `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(first.metric).better}: ${texts.join(", ")}`;
}
/** Not slower; p95 of GET /orders is undecided */
function passText(rows) {
    const text = improvementText(rows) ?? "Not slower";
    const [open, ...others] = undecidedRows(rows);
    if (open === undefined)
        return text;
    const label = (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_4__/* .metricLabel */ .B)(open.metric);
    const subject = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .comparabilityOf */ .sn)(open.metric).scope === "service" ? label : `${label} of ${open.requestLabel}`;
    return others.length === 0
        ? `${text}; ${subject} is undecided`
        : `${text}; ${subject} and ${others.length} more are undecided`;
}
/** The base is missing, and the recorded runs did not decide either. */
function missingBaseHeadline({ missing_base, verdict }) {
    const text = missing_base && (0,_wording_missingBaseText_js__WEBPACK_IMPORTED_MODULE_5__/* .missingBaseText */ .jh)(missing_base);
    return text !== undefined && verdict.reasons.includes(text) ? text : undefined;
}
/** Files that the head has otherwise than its commit may be what makes it slower. So may answers of another kind. */
function doubtsText({ warnings }, rows) {
    return inDoubt([...warnings.flatMap(headOnlyText), ...otherAnswers(warnings, rows, "regressed")]);
}
const inDoubt = (doubts) => (doubts.length === 0 ? "" : ` (in doubt: ${doubts.join("; ")})`);
function headOnlyText({ kind, files, count }) {
    if (!_model_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .doubtKinds */ .Qj.includes(kind) || !Array.isArray(files) || typeof count !== "number")
        return [];
    const names = files.filter((file) => typeof file === "string");
    const [verb, what] = [count === 1 ? "is" : "are", kind === "head_only_files" ? "beside" : "changed in"];
    return `${(0,_wording_noticeText_js__WEBPACK_IMPORTED_MODULE_6__/* .firstNames */ .d9)(names, count)} ${verb} ${what} the head only`;
}
/** Changes of requests whose answers are of another kind on the base, such as the start page, or a redirect. */
function otherAnswers(warnings, rows, outcome) {
    const changed = rows.filter((row) => (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_10__/* .shownOutcome */ .CF)(row) === outcome);
    const facts = warnings.flatMap((warning) => _model_notice_js__WEBPACK_IMPORTED_MODULE_2__/* .otherAnswersSchema */ .Nz.safeParse(warning).data ?? []);
    // A redirect has another type, too.
    const redirected = new Set(facts.flatMap(({ kind, request }) => (kind === "only_redirects" ? [request] : [])));
    return facts.flatMap((data) => {
        if (data.kind === "only_redirects" ? data.arm === "both" : redirected.has(data.request))
            return [];
        const concerns = ({ scenario, request }) => scenario === data.scenario && (request === data.request || request === _model_plan_js__WEBPACK_IMPORTED_MODULE_14__/* .allRequests */ .qT);
        if (!changed.some(concerns))
            return [];
        return data.kind === "only_redirects"
            ? `all answers of ${data.request} on the ${data.arm} are redirects`
            : `answers of ${data.request} are ${data.head_type} instead of ${data.base_type}`;
    });
}
/** No comparison had recorded runs, because the baseline could not be downloaded. More measuring would not help. */
function unreachableBaseline(results, rows) {
    const { baseline, scenarios } = results;
    if (baseline.kind !== "unreachable")
        return undefined;
    const paired = scenarios.filter(({ mode }) => (0,_model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_0__/* .isPaired */ .eE)(mode)).map(({ id }) => id);
    const hasChange = rows.some(({ outcome, change_ratio }) => outcome !== "inconclusive" || change_ratio !== undefined);
    return hasChange || rows.some(({ scenario }) => paired.includes(scenario))
        ? undefined
        : `Nothing could be compared: ${baseline.message}`;
}
/** 5 of 12 comparisons need more data */
function undecidedText(rows) {
    const undecided = undecidedRows(rows).length;
    const verb = undecided === 1 ? "needs" : "need";
    return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .formatNumber */ .ZV)(undecided)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .plural */ .LS)(rows.length, "comparison")} ${verb} more data`;
}
/** The requests that only the head serves. Without a base to start there are none: everything is new. */
function newRequests({ scenarios }, rows) {
    const withBase = scenarios.filter(({ mode }) => (0,_model_comparisonMode_js__WEBPACK_IMPORTED_MODULE_0__/* .isPaired */ .eE)(mode) || mode.unserved_setup !== undefined);
    const paired = new Set(withBase.map(({ id }) => id));
    const isNew = ({ outcome, metric, scenario, hasSeveralRequests }) => outcome === "new" && (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_1__/* .isLatency */ .Hh)(metric) && paired.has(scenario) && !hasSeveralRequests;
    return [...new Set(rows.filter(isNew).map(({ requestLabel }) => requestLabel))];
}
/** GET /orders and 2 more requests */
function firstOf([first = "", ...others]) {
    return others.length === 0 ? first : `${first} and ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .plural */ .LS)(others.length, "more request")}`;
}
function passHeadline(rows, added, hasLimits) {
    if (rows.length === 0)
        return {
            tone: "new",
            text: hasLimits ? "SLA met, nothing was compared" : "Nothing was compared, and no SLA was set",
        };
    if (rows.every(({ outcome }) => outcome === "new")) {
        if (added.length > 0)
            return { tone: "new", text: `New: ${firstOf(added)}, nothing to compare with` };
        return { tone: "new", text: "No baseline yet: nothing to compare with" };
    }
    if (rows.some(({ second }) => second === "cleared"))
        return { tone: "pass", text: "Not slower: a second machine ruled out the regression that the first one measured" };
    const text = passText(rows);
    return { tone: "pass", text: added.length > 0 ? `${text}. New: ${firstOf(added)}` : text };
}


/***/ }),

/***/ 91792:
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
// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/report/causes.js
var report_causes = __webpack_require__(6611);
// EXTERNAL MODULE: ./build/report/comparisonMethod.js
var comparisonMethod = __webpack_require__(25303);
// EXTERNAL MODULE: ./build/report/comparisonRows.js
var comparisonRows = __webpack_require__(70999);
// EXTERNAL MODULE: ./build/report/drift.js
var drift = __webpack_require__(32748);
// EXTERNAL MODULE: ./build/report/explanation.js + 2 modules
var explanation = __webpack_require__(22319);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/phrase.js
var phrase = __webpack_require__(650);
// EXTERNAL MODULE: ./build/report/rerun.js
var rerun = __webpack_require__(20429);
// EXTERNAL MODULE: ./build/report/summaryLine.js
var summaryLine = __webpack_require__(45201);
// EXTERNAL MODULE: ./build/report/why/remark.js
var remark = __webpack_require__(25856);
// EXTERNAL MODULE: ./build/wording/capacityText.js
var capacityText = __webpack_require__(27620);
;// CONCATENATED MODULE: ./build/report/html/axis.js
/** Scales of the charts. Horizontal positions are in percent of the width, so that text and dots never stretch. */
/** Maps [low, high] to [from, to]. */
function linear([low, high], [from, to]) {
    return (value) => round(from + ((to - from) * (value - low)) / (high - low));
}
/** The range of the values, extended on both sides by `share` of its length. It is never empty. */
function padded(values, share) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = Math.max(share * (high - low), Number.EPSILON, 1e-6 * Math.abs(high));
    return [low - margin, high + margin];
}
/** A range of changes. Zero is inside of it, never at its edge. */
function changeRange(changes) {
    const largest = Math.max(...changes.map(Math.abs), 0) || 0.01;
    return padded([-largest / 6, largest / 6, ...changes], 0.06);
}
/** An extent this many times as large as three quarters of them is an outlier. */
const outlierFactor = 4;
/** The largest extent that is no outlier. */
function usualExtent(extents) {
    const ascending = extents.toSorted((a, b) => a - b);
    const usual = ascending[Math.ceil(0.75 * ascending.length) - 1] ?? 0;
    return ascending.findLast((extent) => extent <= outlierFactor * usual) ?? usual;
}
/** About `count` round numbers inside the range, in steps of 1, 2, 2.5 or 5 times a power of ten. */
function ticks([low, high], count) {
    const roughStep = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(roughStep));
    const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= roughStep) ?? 10);
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
}
const maxLogTicks = 7;
/** 1, 2, 5, 10 and so on inside the range. Only powers of ten if there would be too many. */
function logTicks([low, high]) {
    const decades = Array.from({ length: Math.ceil(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 }, (_, i) => 10 ** (i + Math.floor(Math.log10(low))));
    const isInside = (value) => value >= low && value <= high;
    const fine = decades.flatMap((power) => [power, 2 * power, 5 * power]).filter(isInside);
    return fine.length > maxLogTicks ? decades.filter(isInside) : fine;
}
const round = (value) => Math.round(100 * value) / 100;

;// CONCATENATED MODULE: ./build/report/html/markup.js
const safe = Symbol("markup");
/** A template of HTML. Values are escaped for text and quoted attributes, unless they are markup themselves. */
function markup(texts, ...values) {
    return { [safe]: texts.reduce((html, text, i) => html + render(values[i - 1]) + text) };
}
function textOf(html) {
    return html[safe];
}
function render(value) {
    if (value === undefined)
        return "";
    if (typeof value === "string")
        return escapeHtml(value);
    if (typeof value === "number")
        return String(value);
    return isMarkup(value) ? value[safe] : value.map(render).join("");
}
const isMarkup = (value) => safe in value;
/** Control characters become spaces. HTML forbids most of them, and some change the text direction to fake a name. */
function escapeHtml(text) {
    return text
        .toWellFormed()
        .replace(/(?![\n\t])[\p{Cc}\p{Cf}\ufffe\uffff]/gu, " ")
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;")
        .replaceAll("'", "&#39;");
}

;// CONCATENATED MODULE: ./build/report/html/plotFrame.js


/** In px from the top of the plot. */
const plotTop = 18;
const plotBottom = 196;
const plotHeight = 222;
/** In percent of the width. */
const plotLeft = 12;
const plotRight = 97;
function plotFigure({ title, caption, label, x, y, lines, marks, legend = [] }) {
    return markup `<figure>
<figcaption><b>${title}</b> ${caption}</figcaption>
<svg class="chart" width="100%" height="${plotHeight}" role="img" aria-label="${label}">
${y.named.map((value) => row(y, value))}${x.named.map((value) => column(x, value))}
<svg x="0" y="0" width="100%" height="${plotHeight}" viewBox="0 0 100 ${plotHeight}" preserveAspectRatio="none">
${lines}</svg>
${marks}
</svg>
${legend.length === 0 ? undefined : legendList(legend)}</figure>`;
}
const row = (y, value) => markup `<line class="grid" x1="0" x2="100%" y1="${y.at(value)}" y2="${y.at(value)}" />
<text class="unit" x="0" y="${y.at(value) - 4}">${y.text(value)}</text>
`;
const column = (x, value) => markup `<text x="${x.at(value)}%" y="${plotBottom + 18}" text-anchor="middle">${x.text(value)}</text>
`;
const legendList = (legend) => markup `<ul class="legend series">
${legend.map(([name, text]) => markup `<li><i class="${name}"></i>${text}</li>\n`)}</ul>
`;
const mostNamed = 6;
/** Round values of a logarithmic axis; of a narrow one, evenly spaced. */
function namedLog(range) {
    const named = logTicks(range);
    return named.length >= 3 ? named : ticks(range, mostNamed - 1);
}
/** Points of a line. */
const linePath = (points, x, y) => points.map(([px, py]) => `${x.at(px)},${y.at(py)}`).join(" ");

;// CONCATENATED MODULE: ./build/report/html/capacityCurve.js






/** Fewer failures than this cannot be drawn on a logarithmic axis. */
const leastShare = 0.0005;
/** Every trial: its rate and the metric of a limit, with the limit and what was found. One figure for each limit. */
function capacityCurves({ sla, arms, trials }) {
    const limits = Object.entries(sla);
    return limits.map(([metric, limit]) => capacityCurve(metric, limit, arms, trials));
}
function capacityCurve(metric, limit, arms, trials) {
    const isShare = (0,model_metric/* slaRuleOf */.EG)(metric).of.kind !== "quantile";
    const ofTrial = ({ values }) => values[metric];
    const shown = trials.filter((trial) => (ofTrial(trial) ?? 0) > (isShare ? leastShare : 0));
    // A curve of errors without any error shows nothing.
    if (shown.length < 3)
        return undefined;
    const found = arms.flatMap(({ arm, max_sustainable_per_sec: max }) => (max === undefined ? [] : [{ arm, ...max }]));
    const ends = found.flatMap(({ interval }) => interval);
    const x = logAxis([...shown.map(({ per_sec }) => per_sec), ...ends], [plotLeft, plotRight], format/* formatRate */.CE);
    const y = logAxis([...shown.map((trial) => ofTrial(trial) ?? limit), limit], [plotBottom, plotTop], (value) => (0,metricText/* metricValue */.a3)(metric, value));
    const name = (0,metricText/* metricLabel */.B)(metric);
    const limitText = `limit ${(0,metricText/* metricValue */.a3)(metric, limit)}`;
    const foundTexts = found.map(({ arm, value, interval: [low, high] }) => {
        const [middle, from, to] = [value, low, high].map((rate) => (0,format/* formatRate */.CE)(Number(rate.toPrecision(3))));
        return `${arm} ${middle}, between ${from} and ${to}`;
    });
    return plotFigure({
        title: name,
        caption: "by rate, one dot for each trial",
        label: `${name} by rate in ${shown.length} trials; ${limitText}; capacity: ${foundTexts.join("; ") || "not found"}`,
        x,
        y,
        lines: [
            ...found.map(({ arm, interval: [low, high] }) => band(arm, x.at(low), x.at(high))),
            ...found.map(({ arm, value }) => upright(arm, x.at(value))),
            markup `<line class="threshold" x1="0" x2="100" y1="${y.at(limit)}" y2="${y.at(limit)}" vector-effect="non-scaling-stroke" />\n`,
        ],
        marks: [
            ...shown.map((trial) => dot(trial, x, y, ofTrial(trial) ?? limit)),
            markup `<text class="fails unit" x="100%" y="${y.at(limit) - 4}" text-anchor="end">${limitText}</text>\n`,
        ],
        legend: found.map(({ arm }, i) => [arm, foundTexts[i] ?? ""]),
    });
}
function logAxis(values, target, text) {
    const range = padded(values.map(Math.log10), 0.06);
    const at = linear(range, target);
    const named = namedLog([10 ** range[0], 10 ** range[1]]);
    return { at: (value) => at(Math.log10(value)), named, text: (value) => text(Number(value.toPrecision(3))) };
}
const band = (arm, from, to) => markup `<rect class="found ${arm}" x="${from}" y="${plotTop}" width="${Math.max(0.3, to - from)}" height="${plotBottom - plotTop}" />\n`;
const upright = (arm, x) => markup `<line class="line ${arm}" x1="${x}" x2="${x}" y1="${plotTop}" y2="${plotBottom}" />\n`;
function dot(trial, x, y, value) {
    const { arm, per_sec, purpose } = trial;
    return markup `<circle class="mark ${arm} ${purpose}" cx="${x.at(per_sec)}%" cy="${y.at(value)}" r="${purpose === "final" ? 5 : 3}"><title>${arm} at ${x.text(per_sec)}: ${y.text(value)}</title></circle>\n`;
}

;// CONCATENATED MODULE: ./build/report/html/limitsChart.js




const rounded = (value) => (0,format/* formatRate */.CE)(Number(value.toPrecision(3)));
const isKnown = (limit) => "value" in limit;
/** The rates at which the limits of the head and of its resources are reached. */
function limitsTable({ limits }) {
    const rows = (0,capacityText/* limitRows */.X3)(limits);
    const known = rows.flatMap(({ limit }) => (isKnown(limit) ? [limit] : []));
    if (rows.length === 0)
        return undefined;
    const ends = known.flatMap(({ value, interval }) => [value, ...interval.map((end) => Math.max(end, value / 10))]);
    const range = known.length === 0 ? [0, 1] : padded(ends.map(Math.log10), 0.15);
    const x = linear(range, [2, 98]);
    return markup `<div class="table narrow limits" role="region" aria-label="Limits" tabindex="0"><table>
<caption><b>Limits</b> of the head: at which rate each is reached</caption>
<thead><tr><th scope="col">limit</th><th scope="col" class="number">rate</th><th scope="col">95 %</th><th scope="col" class="plot"></th></tr></thead>
<tbody>
${rows.map(({ name, limit }) => limitsChart_row(name, limit, (value) => x(Math.log10(Math.max(value, 1e-9)))))}</tbody>
</table></div>`;
}
function limitsChart_row(name, limit, x) {
    if (!isKnown(limit)) {
        const reason = limit.kind === "out_of_reach" ? limit.reason : "";
        return markup `<tr><th scope="row">${name}</th><td colspan="3" class="soft">out of reach of the data: ${reason}</td></tr>\n`;
    }
    const [low, high] = limit.interval;
    return markup `<tr><th scope="row">${name}</th><td class="number">${rounded(limit.value)}</td><td>${rounded(low)} to ${rounded(high)}</td>
<td class="plot"><svg class="chart" width="100%" height="16" aria-hidden="true"><line class="line head thick" x1="${Math.max(0, x(low))}%" x2="${Math.min(100, x(high))}%" y1="8" y2="8" /><circle class="mark head" cx="${x(limit.value)}%" cy="8" r="4" /></svg></td></tr>\n`;
}

// EXTERNAL MODULE: ./build/wording/overloadText.js
var overloadText = __webpack_require__(10494);
;// CONCATENATED MODULE: ./build/report/html/overloadChart.js





/** What is not seen is left out of the legend. */
const series = [
    ["offered", "offered", ({ offered_per_sec }) => offered_per_sec],
    ["good", "answered", ({ goodput_per_sec }) => goodput_per_sec],
    ["refused", "refused (429, 503)", ({ refused_per_sec }) => refused_per_sec],
    ["late", "timed out", ({ timeout_per_sec }) => timeout_per_sec],
    ["broken", "failed", ({ failed_per_sec }) => failed_per_sec],
];
/** The requests per second that were offered, answered, refused and lost, second by second. */
function overloadChart(arm, overload) {
    if (overload.kind === "not_measured" || overload.seconds.length === 0)
        return undefined;
    const { seconds, capacity_per_sec: capacity, kind } = overload;
    const shown = series.filter(([, , of]) => seconds.some((second) => of(second) > 0));
    const highest = 1.1 * Math.max(...shown.flatMap(([, , of]) => seconds.map(of)));
    const x = {
        at: linear([0, seconds.length], [plotLeft, plotRight]),
        named: ticks([0, seconds.length], 5),
        text: (value) => `${value} s`,
    };
    const y = {
        at: linear([0, highest], [plotBottom, plotTop]),
        named: ticks([0, highest], 4).slice(1),
        text: (value) => (0,format/* formatRate */.CE)(Number(value.toPrecision(3))),
    };
    const capacityText = `capacity ${y.text(capacity)}`;
    return plotFigure({
        title: `Overload, ${arm}: ${kind}`,
        caption: "requests per second",
        label: (0,overloadText/* armOverloadText */.SU)(arm, overload),
        x,
        y,
        lines: [
            markup `<line class="zero" x1="0" x2="100" y1="${y.at(capacity)}" y2="${y.at(capacity)}" stroke-dasharray="2 4" vector-effect="non-scaling-stroke" />\n`,
            ...shown.map(([name, , of]) => markup `<polyline class="line ${name}" points="${linePath(stepsOf(seconds.map(of)), x, y)}" />\n`),
        ],
        marks: [markup `<text class="unit" x="100%" y="${y.at(capacity) - 4}" text-anchor="end">${capacityText}</text>\n`],
        legend: shown.map(([name, text]) => [name, text]),
    });
}
/** A level for each second. */
const stepsOf = (values) => values.flatMap((value, i) => [[i, value], [i + 1, value]]);

;// CONCATENATED MODULE: ./build/report/html/overloadTimes.js




/** How long the answered requests took, second by second: what a service that answers all of them makes them pay. */
function overloadTimes({ base, ...head }) {
    const shown = [...shownArm("base", base), ...shownArm("head", head)];
    const times = shown.flatMap(({ points }) => points.map(([, ms]) => ms));
    if (times.length === 0)
        return undefined;
    const last = Math.max(...shown.map(({ overload }) => overload.seconds.length));
    const range = padded(times.map(Math.log10), 0.1);
    const y = linear(range, [plotBottom, plotTop]);
    const xAxis = {
        at: linear([0, last], [plotLeft, plotRight]),
        named: ticks([0, last], 5),
        text: (value) => `${value} s`,
    };
    const yAxis = {
        at: (value) => y(Math.log10(value)),
        named: namedLog([10 ** range[0], 10 ** range[1]]),
        text: format/* formatMs */._V,
    };
    const legend = shown.map(({ arm, overload, points }) => [arm, legendText(overload, points)]);
    return plotFigure({
        title: "Overload, response time",
        caption: "median of the answered requests",
        label: `response time in the overload, second by second: ${legend.map((entry) => entry.join(" ")).join("; ")}`,
        x: xAxis,
        y: yAxis,
        lines: shown.map(({ arm, points }) => markup `<polyline class="line ${arm}" points="${linePath(points, xAxis, yAxis)}" />\n`),
        marks: [],
        legend: legend.map(([arm, text]) => [arm, `${arm} ${text}`]),
    });
}
function shownArm(arm, overload) {
    if (overload === undefined || overload.kind === "not_measured")
        return [];
    const points = overload.seconds.flatMap(({ median_ms: ms }, i) => ms === undefined || ms <= 0 ? [] : [[i + 0.5, ms]]);
    return points.length < 2 ? [] : [{ arm, overload, points }];
}
/** 5 ms before, up to 1,250 ms, 6 ms afterwards */
function legendText({ before_ms, after_ms }, points) {
    const most = `up to ${(0,format/* formatMs */._V)(Math.max(...points.map(([, ms]) => ms)))}`;
    const before = before_ms === undefined ? [] : [`${(0,format/* formatMs */._V)(before_ms)} before`];
    const after = after_ms === undefined ? [] : [`${(0,format/* formatMs */._V)(after_ms)} afterwards`];
    return [...before, most, ...after].join(", ");
}

;// CONCATENATED MODULE: ./build/report/html/uslChart.js




const uslChart_rounded = (value) => Number(value.toPrecision(3));
/** Finished requests by load, with the USL curve of the head and its band. `undefined` without a fit. */
function uslChart({ usl, trials }) {
    if (usl === undefined)
        return undefined;
    const { curve, largest_load: largest, peak, ceiling_per_sec: ceiling } = usl;
    const points = trials.filter(({ arm, in_service }) => arm === "head" && in_service > 0 && in_service <= largest);
    const highest = Math.max(...points.map((point) => point.finished_per_sec), ...curve.map(({ per_sec }) => per_sec));
    const farthest = curve.at(-1)?.load ?? largest;
    const x = axis(farthest, [plotLeft, plotRight], (value) => (0,format/* formatNumber */.ZV)(uslChart_rounded(value)));
    const y = axis(1.1 * highest, [plotBottom, plotTop], (value) => (0,format/* formatRate */.CE)(uslChart_rounded(value)));
    const band = [
        ...curve.map(({ load, interval }) => [load, Math.min(1.1 * highest, interval[1])]),
        ...curve.toReversed().map(({ load, interval }) => [load, interval[0]]),
    ];
    const line = curve.map(({ load, per_sec }) => [load, per_sec]);
    return plotFigure({
        title: "Scalability (USL)",
        caption: "finished requests per second by requests in the service, head",
        label: `Universal Scalability Law: ${points.length} trials up to ${x.text(largest)} requests at once, ${mostText(peak, ceiling)}`,
        x,
        y,
        lines: [
            markup `<polygon class="found head" points="${linePath(band, x, y)}" />\n`,
            markup `<polyline class="line head" points="${linePath(line.filter(([load]) => load <= largest), x, y)}" />\n`,
            markup `<polyline class="line head predicted" points="${linePath(line.filter(([load]) => load >= largest), x, y)}" />\n`,
        ],
        marks: [
            ...points.map(({ in_service, finished_per_sec }) => markup `<circle class="mark base" cx="${x.at(in_service)}%" cy="${y.at(finished_per_sec)}" r="3"><title>${x.text(in_service)} at once: ${y.text(finished_per_sec)}</title></circle>\n`),
            peak !== undefined && peak.load <= farthest
                ? markup `<circle class="peak" cx="${x.at(peak.load)}%" cy="${y.at(peak.per_sec)}" r="6"><title>${mostText(peak, ceiling)}</title></circle>\n`
                : undefined,
        ],
        legend: [["head", `curve with 95 % band, dashed beyond the data; ${mostText(peak, ceiling)}`]],
    });
}
function axis(highest, target, text) {
    return { at: linear([0, highest], target), named: ticks([0, highest], 4).slice(1), text };
}
function mostText(peak, ceiling) {
    if (peak !== undefined)
        return `peak ${(0,format/* formatRate */.CE)(uslChart_rounded(peak.per_sec))} at ${(0,format/* formatNumber */.ZV)(uslChart_rounded(peak.load))} requests at once`;
    return ceiling === undefined ? "no maximum" : `ceiling ${(0,format/* formatRate */.CE)(uslChart_rounded(ceiling))}`;
}

;// CONCATENATED MODULE: ./build/report/html/capacitySection.js







/** How far the service scales: the trials, the curve, the limits, the overload, and the same in words. */
function capacitySection({ scalability }) {
    if (scalability === undefined)
        return undefined;
    const { overload } = scalability;
    return markup `<h3>How far it scales</h3>
<ul class="findings-list">
${(0,capacityText/* scalabilityLines */.$i)(scalability).map((line) => markup `<li>${line}</li>\n`)}</ul>
<div class="charts">
${capacityCurves(scalability)}
${uslChart(scalability)}
${overload?.base && overloadChart("base", overload.base)}
${overload && overloadChart("head", overload)}
${overload && overloadTimes(overload)}
</div>
${limitsTable(scalability)}`;
}

// EXTERNAL MODULE: ./build/report/outcomes.js
var outcomes = __webpack_require__(61506);
;// CONCATENATED MODULE: ./build/report/html/intervalPlot.js



/** Small plots in the rows of tables. */
/**
 * One scale for all rows of a table. A change far beyond most others, and an interval much wider than the largest change
 * or threshold, are cut off and shown as cut off. Otherwise one row would make all others too small to read.
 */
function plotRange(rows) {
    const extents = rows.map(({ change_ratio = 0, min_effect_ratio = 0 }) => Math.max(0.01, Math.abs(change_ratio), Math.abs(min_effect_ratio)));
    const farthest = 1.5 * usualExtent(extents);
    const within = (value) => Math.min(farthest, Math.max(-farthest, value));
    const marks = rows.flatMap(({ change_ratio, min_effect_ratio }) => [change_ratio ?? 0, min_effect_ratio ?? 0]);
    const ends = rows.flatMap(({ interval }) => interval ?? []);
    return changeRange([...marks, ...ends].map(within));
}
/** A range that covers `other`, with its zero at the same position as in the first range. */
function alignZero([low, high], other) {
    const factor = Math.max(other[0] / low, other[1] / high);
    return [factor * low, factor * high];
}
function changeAxis(range) {
    const x = linear(range, [0, 100]);
    const labels = ticks(range, 5)
        .filter((tick) => x(tick) > 6 && x(tick) < 94)
        .map((tick) => markup `<text x="${x(tick)}%" y="12" text-anchor="middle">${(0,format/* formatChange */.eD)(tick)}</text>`);
    return markup `<svg class="axis" width="100%" height="16" aria-hidden="true">${labels}</svg>`;
}
/** The interval as a bar, the estimate as a dot, failing changes as a zone. `label` is the text for screen readers. */
function intervalPlot(comparison, range, label) {
    const x = linear(range, [0, 100]);
    return markup `<svg class="interval" width="100%" height="40" role="img" aria-label="${label}"><title>${label}</title>
${zone(comparison, x)}<line class="zero" x1="${x(0)}%" x2="${x(0)}%" y1="0" y2="100%" />
${bar(comparison, range)}${intervalPlot_dot(comparison, range)}</svg>`;
}
function zone({ min_effect_ratio, gating }, x) {
    if (!gating || min_effect_ratio === undefined)
        return undefined;
    const from = x(min_effect_ratio);
    const [left, width] = min_effect_ratio < 0 ? [0, from] : [from, 100 - from];
    return markup `<rect class="zone" x="${left}%" y="0" width="${width}%" height="100%" />
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
    return markup `${from < to ? markup `<line class="bar" x1="${x(from)}%" x2="${x(to)}%" y1="50%" y2="50%" />` : undefined}
${interval[0] < low ? markup `<svg class="cut" x="0" y="50%"><path d="M7 -4 L2 0 L7 4" /></svg>` : undefined}
${interval[1] > high ? markup `<svg class="cut" x="100%" y="50%"><path d="M-7 -4 L-2 0 L-7 4" /></svg>` : undefined}`;
}
/** A change beyond the scale has no dot: its interval is cut off at that side. */
function intervalPlot_dot({ change_ratio }, range) {
    const x = linear(range, [0, 100]);
    return change_ratio === undefined || change_ratio < range[0] || change_ratio > range[1]
        ? undefined
        : markup `<circle class="dot" cx="${x(change_ratio)}%" cy="50%" r="4.5" />`;
}
/** The value as a bar, with its limit at 80 % of the width. Values beyond the end are cut off. */
function slaMeter({ value, limit }) {
    if (value === undefined)
        return undefined;
    const ratio = limit > 0 ? value / limit : Number(value > 0) * 2;
    const width = Math.min(100, Math.round(8000 * ratio) / 100);
    return markup `<svg class="meter" width="100%" height="14" aria-hidden="true"><rect class="track" x="0" y="5" width="100%" height="4" rx="2" />
<rect class="used" x="0" y="5" width="${width}%" height="4" rx="2" />
<line class="limit" x1="80%" x2="80%" y1="1" y2="13" /></svg>`;
}

;// CONCATENATED MODULE: ./build/report/html/comparisonTable.js






/** All comparisons with their intervals. Those that gate come first, the worst outcome before the others. */
function comparisonTable(results) {
    const rows = (0,comparisonRows/* comparisonRows */.Vs)(results);
    if (rows.length === 0)
        return undefined;
    const gating = rows.filter((row) => row.gating);
    const shownOnly = rows.filter((row) => !row.gating);
    const layout = tableLayout(results, rows);
    return markup `<section class="comparisons${layout.hasChanges ? "" : " narrow"}">
<table>
${tableHead(layout)}
${gating.length === 0 ? undefined : markup `<tbody class="deciding">\n${gating.map((row) => tableRow(row, layout))}</tbody>`}
${shownOnly.length === 0 ? undefined : markup `<tbody class="shown"><tr class="group"><th colspan="${columnCount(layout)}">Shown only, these never fail</th></tr>\n${shownOnly.map((row) => tableRow(row, layout))}</tbody>`}
</table>
${plotKey(rows)}
</section>`;
}
const columnCount = ({ hasBase, hasChanges }) => 4 + (hasBase ? 1 : 0) + (hasChanges ? 3 : 0);
function tableLayout(results, rows) {
    const rangeOf = (scale) => plotRange(rows.filter((row) => scaleOf(row) === scale));
    const ratio = rangeOf("ratio");
    const { hasScenario, hasBase } = (0,comparisonRows/* comparisonColumns */.ny)(results);
    return {
        hasSeveralScenarios: hasScenario,
        hasBase,
        hasChanges: rows.some(({ change_ratio }) => change_ratio !== undefined),
        ranges: { ratio, points: alignZero(ratio, rangeOf("points")), bytes: alignZero(ratio, rangeOf("bytes")) },
    };
}
function scaleOf({ metric }) {
    if (!(0,model_metric/* isDifference */.GP)(metric))
        return "ratio";
    return model_metric/* metrics */.qd[metric].unit === "ratio" ? "points" : "bytes";
}
function tableHead({ hasBase, hasChanges, ranges }) {
    return markup `<thead><tr>
<th scope="col"></th><th scope="col">request</th><th scope="col">metric</th>
${hasBase ? markup `<th scope="col" class="number">base</th>` : undefined}<th scope="col" class="number">head</th>
${hasChanges ? markup `<th scope="col">change [95 %]</th><th scope="col" class="plot">${changeAxis(ranges.ratio)}</th><th scope="col">fails from</th>` : undefined}
</tr></thead>`;
}
function tableRow(row, layout) {
    const outcome = (0,outcomes/* shownOutcome */.CF)(row);
    return markup `<tr class="${outcome}">
<td class="outcome">${(0,outcomes/* outcomeLabel */.FR)(outcome)}</td>
<th scope="row" class="request">${layout.hasSeveralScenarios ? markup `<small>${row.scenario}</small>` : undefined}${row.requestLabel}</th><td class="metric">${(0,metricText/* metricLabel */.B)(row.metric)}</td>
${layout.hasBase ? markup `<td class="number base">${(0,comparisonRows/* valueText */.Ru)(row.metric, row.base)}</td>` : undefined}<td class="number head">${(0,comparisonRows/* valueText */.Ru)(row.metric, row.head)}</td>
${layout.hasChanges ? changeCells(row, layout) : undefined}
</tr>
`;
}
function changeCells(row, { ranges }) {
    const { estimate, interval } = (0,comparisonRows/* changeParts */.bz)(row);
    const label = `${row.requestLabel} ${(0,metricText/* metricLabel */.B)(row.metric)} ${(0,comparisonRows/* changeText */.k0)(row)}, ${(0,outcomes/* outcomeLabel */.FR)((0,outcomes/* shownOutcome */.CF)(row))}, ${thresholdLabel(row)}`;
    return markup `<td class="change"><b>${estimate}</b>${interval}</td>
<td class="plot">${row.change_ratio === undefined ? undefined : intervalPlot(row, ranges[scaleOf(row)], label)}</td>
<td class="from">${row.gating ? thresholdCell(row) : undefined}</td>`;
}
/** A smallest detectable change this close to the threshold is not worth a remark. */
const sameThresholdFactor = 1.05;
/** The smallest change that fails. For an unchanged comparison also the smallest detectable one, if it is larger. */
function thresholdCell(row) {
    const { metric, mde_ratio, min_effect_ratio, outcome } = row;
    if (outcome !== "unchanged" || mde_ratio === undefined || min_effect_ratio === undefined)
        return (0,comparisonRows/* failsFrom */.gM)(row);
    const isLarger = Math.abs(mde_ratio) > sameThresholdFactor * Math.abs(min_effect_ratio);
    return isLarger ? `${(0,comparisonRows/* failsFrom */.gM)(row)} · detectable from ${(0,metricText/* metricThreshold */.mq)(metric, mde_ratio)}` : (0,comparisonRows/* failsFrom */.gM)(row);
}
function thresholdLabel({ gating, metric, min_effect_ratio }) {
    if (!gating)
        return "shown only";
    return min_effect_ratio === undefined ? "" : `fails from ${(0,metricText/* metricThreshold */.mq)(metric, min_effect_ratio)}`;
}
function plotKey(rows) {
    if (rows.every((row) => row.interval === undefined))
        return undefined;
    const hasScale = (scale) => rows.some((row) => scaleOf(row) === scale);
    const points = hasScale("points") ? " Error rates are compared in percentage points, on their own scale." : undefined;
    const bytes = hasScale("bytes") ? " Memory growth is compared in bytes, on its own scale." : undefined;
    return markup `<p class="key">Dot: the change. Bar: its 95 % interval. Tinted: where a change fails. Arrow: it goes on beyond the scale.${points}${bytes}</p>`;
}

// EXTERNAL MODULE: ./build/report/phaseTable.js
var phaseTable = __webpack_require__(19342);
// EXTERNAL MODULE: ./build/report/slaText.js
var slaText = __webpack_require__(22902);
;// CONCATENATED MODULE: ./build/report/html/htmlTables.js







function slaTable({ sla }) {
    if (sla.length === 0)
        return undefined;
    return markup `<div class="table sla"><table>
<caption><b>SLA</b> ${(0,slaText/* unmetLimits */.A)(sla) ?? "all met"}</caption>
<thead><tr><th scope="col"></th><th scope="col">request</th><th scope="col">metric</th><th scope="col" class="number">limit</th><th scope="col" class="number">measured</th><th scope="col" class="plot">of the limit</th></tr></thead>
<tbody>
${sla.map(slaRow)}</tbody>
</table></div>`;
}
function slaRow(check) {
    const { metric, request, value, outcome } = check;
    return markup `<tr class="${outcome}"><td class="outcome">${(0,outcomes/* outcomeLabel */.FR)(outcome)}</td><th scope="row">${request}</th><td>${(0,metricText/* metricLabel */.B)(metric)}</td>
<td class="number">${(0,slaText/* slaLimit */.Y)(check)}</td><td class="number">${value === undefined ? "–" : (0,metricText/* metricValue */.a3)(metric, value)}</td><td class="plot">${slaMeter(check)}</td></tr>
`;
}
/** Base above head for each phase, and for each of its requests if there are several. */
function htmlTables_phaseTable(phases) {
    if (phases.length === 0)
        return undefined;
    const byPhase = [...Map.groupBy(phases, ({ id }) => id).values()];
    const pieceTimes = (0,phaseTable/* pieceTimesIn */.Qi)(phases);
    const columns = (0,phaseTable/* phaseColumns */.hd)(phaseTable/* latencyMetrics */.Uy, pieceTimes);
    return markup `<div class="table phases" tabindex="0" role="region" aria-label="Phases"><table>
<caption><b>Phases</b> all rounds, latency of successful requests</caption>
<thead><tr><th scope="col">phase</th><th scope="col">build</th>${columns.map((name) => markup `<th scope="col" class="number">${name}</th>`)}</tr></thead>
${byPhase.map((arms) => phaseBody(arms, pieceTimes))}
</table></div>`;
}
function phaseBody(arms, pieceTimes) {
    const [first] = arms;
    if (first === undefined)
        return markup ``;
    const names = first.warmup ? [] : [...new Set(arms.flatMap(({ requests }) => requests.map(({ name }) => name)))];
    const requestRows = names.map((name) => {
        const cells = arms.flatMap(({ arm, requests }) => requests
            .filter((request) => request.name === name)
            .map((request) => ({ arm, cells: (0,phaseTable/* requestCells */.Dc)(request, phaseTable/* latencyMetrics */.Uy, pieceTimes) })));
        return rowGroup("part", name, cells);
    });
    const phaseRows = arms.map((phase) => ({ arm: phase.arm, cells: (0,phaseTable/* phaseCells */.he)(phase, phaseTable/* latencyMetrics */.Uy, pieceTimes) }));
    return markup `<tbody class="${first.warmup ? "warmup" : "measured"}">
${rowGroup("whole", (0,phaseTable/* phaseTitle */.ez)(first), phaseRows)}${names.length > 1 ? requestRows : undefined}</tbody>
`;
}
/** One row for each arm, with one title for all. */
function rowGroup(kind, title, arms) {
    const header = markup `<th scope="rowgroup" rowspan="${arms.length}">${title}</th>`;
    return arms.map((arm, i) => armRow(kind, i === 0 ? header : undefined, arm));
}
function armRow(kind, header, { arm, cells }) {
    const blank = kind === "part" ? phaseTable/* phaseOnlyCount */.pU : 0;
    return markup `<tr class="${kind} ${arm}">${header}<td class="${arm} arm">${arm}</td>${cells.map((cell) => markup `<td class="number">${cell}</td>`)}${blank > 0 ? markup `<td colspan="${blank}"></td>` : undefined}</tr>
`;
}
/** Failures by name, the most frequent first. */
function failureTable(phases) {
    const rows = phases
        .flatMap((phase) => Object.entries(phase.failures).map(([name, count]) => ({ phase, name, count })))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => b.count - a.count);
    if (rows.length === 0)
        return undefined;
    return markup `<div class="table failures"><table>
<caption><b>Failures</b></caption>
<thead><tr><th scope="col">failure</th><th scope="col">phase</th><th scope="col">build</th><th scope="col" class="number">requests</th></tr></thead>
<tbody>
${rows.map(({ phase, name, count }) => markup `<tr><th scope="row">${name}</th><td>${(0,phaseTable/* phaseTitle */.ez)(phase)}</td><td>${phase.arm}</td><td class="number">${(0,format/* formatNumber */.ZV)(count)}</td></tr>\n`)}</tbody>
</table></div>`;
}

// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var stats_histogram = __webpack_require__(48136);
;// CONCATENATED MODULE: ./build/report/html/percentileChart.js





/**
 * Latency by percentile, as HdrHistogram plots it. The horizontal axis is 1 / (1 - p), logarithmic, so that each nine
 * of the tail gets the same width. The vertical axis is logarithmic too: equal ratios are equal distances.
 */
/** In px from the top of the chart. */
const percentileChart_top = 18;
const bottom = 196;
const height = 258;
/** Shares of requests, each with a grid line. */
const gridShares = [0, 0.5, 0.9, 0.99, 0.999];
const widthPercent = linear([0, 3], [12, 97]);
const x = (share) => widthPercent(-Math.log10(1 - share));
/** All measured phases of an arm together, for one request or for all. `undefined` if no request succeeded. */
function percentileChart(phases, request, title) {
    const curves = ["base", "head"].flatMap((arm) => curveOf(phases, arm, request) ?? []);
    if (curves.length === 0)
        return undefined;
    const y = latencyScale(curves);
    const label = `${title}: latency by percentile. ${curves.map(describeCurve).join(". ")}`;
    return markup `<figure>
<figcaption><b>${title}</b> latency by percentile</figcaption>
<svg class="chart" width="100%" height="${height}" role="img" aria-label="${label}">
${grid(y)}
<svg x="0" y="0" width="100%" height="${height}" viewBox="0 0 100 ${height}" preserveAspectRatio="none">
${gap(curves, y)}${curves.map((curve) => line(curve, y))}</svg>
${curves.map((curve, i) => figures(curve, y, bottom + 36 + 18 * i))}
</svg>
</figure>`;
}
function curveOf(phases, arm, request) {
    const measured = phases.filter((phase) => phase.arm === arm && !phase.warmup);
    const loads = request === plan/* allRequests */.qT
        ? measured
        : measured.flatMap(({ requests }) => requests.filter(({ name }) => name === request));
    const withSuccesses = loads.filter(({ response_time_ms }) => response_time_ms !== undefined);
    const times = (0,stats_histogram/* mergeHistograms */.Q7)(withSuccesses.map(({ histogram }) => (0,stats_histogram/* decodeHistogram */.pr)(histogram)));
    return times.count === 0 ? undefined : { arm, times };
}
function latencyScale(curves) {
    const [low, high] = padded(curves.flatMap(points).map(([, value]) => Math.log10(value)), 0.06);
    const y = linear([low, high], [bottom, percentileChart_top]);
    return { of: (value) => y(Math.log10(value)), ticks: logTicks([10 ** low, 10 ** high]) };
}
/** The smallest step of the histogram, in ms. 0 has no logarithm. */
const smallestMs = 0.001;
const curvePoints = 120;
/** [share, latency in ms] along the axis. The curve ends at the slowest request: ten requests have no p99. */
function points({ times }) {
    const nines = Math.min(3, Math.log10(times.count));
    return Array.from({ length: curvePoints + 1 }, (_, i) => 1 - 10 ** ((-nines * i) / curvePoints)).map((share) => [share, latencyAt(times, share)]);
}
const latencyAt = (times, share) => Math.max(smallestMs, times.quantile(share) ?? 0);
const path = (curve, y) => points(curve).map(([share, value]) => `${x(share)},${y.of(value)}`);
function line(curve, y) {
    return markup `<polyline class="line ${curve.arm}" points="${path(curve, y).join(" ")}" />
`;
}
/** The area between the two curves. */
function gap(curves, y) {
    const [base, head] = curves;
    if (base === undefined || head === undefined)
        return undefined;
    return markup `<polygon class="gap" points="${[...path(base, y), ...path(head, y).toReversed()].join(" ")}" />
`;
}
function grid(y) {
    const rows = y.ticks.map((tick) => markup `<line class="grid" x1="0" x2="100%" y1="${y.of(tick)}" y2="${y.of(tick)}" />
<text class="unit" x="0" y="${y.of(tick) - 4}">${(0,format/* formatMs */._V)(tick)}</text>
`);
    const columns = gridShares.map((share) => markup `<line class="grid" x1="${x(share)}%" x2="${x(share)}%" y1="${percentileChart_top}" y2="${bottom}" />
<text x="${x(share)}%" y="${bottom + 18}" text-anchor="${percentileChart_anchor(share)}">${percentText(share)}</text>
`);
    return markup `${rows}${columns}`;
}
/** The latencies of one arm below the axis, each with a dot on its curve. */
function figures({ arm, times }, y, baseline) {
    const cells = shownShares(times).map((share) => {
        const value = latencyAt(times, share);
        return markup `<circle class="mark ${arm}" cx="${x(share)}%" cy="${y.of(value)}" r="3"><title>${arm} ${percentText(share)}: ${(0,format/* formatMs */._V)(value)}</title></circle>
<text class="${arm}" x="${x(share)}%" y="${baseline}" text-anchor="${percentileChart_anchor(share)}">${(0,format/* formatMs */._V)(value)}</text>
`;
    });
    return markup `<text class="${arm}" x="0" y="${baseline}">${arm}</text>${cells}`;
}
/** Percentiles beyond which there is at least one request. 1e-9 is for the rounding of 1 - 0.999. */
function shownShares(times) {
    return gridShares.filter((share) => share > 0 && times.count * (1 - share) > 1 - 1e-9);
}
/** 99.9 %: never rounded to 100 %. */
const percentText = (share) => `${Number((100 * share).toFixed(1))} %`;
const percentileChart_anchor = (share) => (share === 0.999 ? "end" : "middle");
function describeCurve({ arm, times }) {
    const percentiles = shownShares(times).map((share) => `${percentText(share)} within ${(0,format/* formatMs */._V)(latencyAt(times, share))}`);
    return `${arm}: ${percentiles.join(", ")}`;
}

// EXTERNAL MODULE: ./build/model/scale.js
var scale = __webpack_require__(33460);
;// CONCATENATED MODULE: ./build/report/html/roundsChart.js





/** The rounds of a comparison: the change in each round, their mean and its interval. */
/** In px from the top of the chart. */
const roundsChart_top = 18;
const roundsChart_bottom = 196;
const roundsChart_height = 222;
/** Reserved for the labels of the axis, in percent of the width. */
const labelWidth = 12;
/** `undefined` if no round has values of both arms. */
function roundsChart(rounds, comparison, title) {
    const points = rounds.flatMap((round) => pointOf(round, comparison) ?? []);
    if (points.length === 0)
        return undefined;
    const { min_effect_ratio, interval } = comparison;
    // Rounds far beyond the others are drawn at the edge. Otherwise one of them would press the others together.
    const farthest = 1.5 * usualExtent(points.map(({ change }) => Math.abs(change)));
    const marks = [min_effect_ratio ?? 0, ...(interval ?? [])];
    const range = changeRange([...marks, ...points.map(({ change }) => Math.min(farthest, Math.max(-farthest, change)))]);
    const tickValues = ticks(range, 5);
    const y = linear(range, [roundsChart_bottom, roundsChart_top]);
    const x = linear([0, rounds.length + 1], [labelWidth - 3, 100]);
    const hasHollow = points.some(({ invalid }) => invalid !== undefined);
    const labels = points.map((point) => (point.invalid === undefined ? point.label : `${point.label}, does not count`));
    const label = `${title} by round: ${labels.join("; ")}`;
    return markup `<figure class="${comparison.outcome}">
<figcaption><b>${title}</b> by round${hasHollow ? ", hollow rounds do not count" : undefined}</figcaption>
<svg class="chart" width="100%" height="${roundsChart_height}" role="img" aria-label="${label}">
${roundsChart_grid(tickValues, y)}${threshold(comparison, y)}${meanLine(comparison, y)}${tickLabels(tickValues, comparison.metric, y)}
${points.map((point) => roundsChart_dot(point, { x, y, range }))}${roundNumbers(rounds.length, x)}
</svg>
</figure>`;
}
function pointOf({ index, base, head, invalid }, comparison) {
    const baseValue = (0,model_metric/* metricOf */.ak)(comparison, base);
    const headValue = (0,model_metric/* metricOf */.ak)(comparison, head);
    if (baseValue === undefined || headValue === undefined)
        return undefined;
    const change = (0,scale/* scaleOf */.H)(comparison.metric).changeBetween(baseValue, headValue);
    if (!Number.isFinite(change))
        return undefined;
    const label = `round ${index + 1}: ${(0,metricText/* metricChange */.Zy)(comparison.metric, change, undefined)}`;
    return { round: index + 1, change, label, invalid };
}
function roundsChart_grid(values, y) {
    return values.map((value) => markup `<line class="${value === 0 ? "zero" : "grid"}" x1="0" x2="100%" y1="${y(value)}" y2="${y(value)}" />
`);
}
/** Drawn after the zone, which would hide them. */
function tickLabels(values, metric, y) {
    return values.map((value) => markup `<text class="unit" x="0" y="${y(value) - 4}">${(0,metricText/* metricChange */.Zy)(metric, value, undefined)}</text>
`);
}
function threshold(comparison, y) {
    const { gating, metric, min_effect_ratio } = comparison;
    if (!gating || min_effect_ratio === undefined)
        return undefined;
    const from = y(min_effect_ratio);
    const [zoneTop, zoneHeight] = min_effect_ratio < 0 ? [from, roundsChart_height - from] : [0, from];
    return markup `<rect class="zone" x="0" y="${zoneTop}" width="100%" height="${zoneHeight}" />
<line class="threshold" x1="0" x2="100%" y1="${from}" y2="${from}" />
<text class="fails" x="100%" y="${from - 4}" text-anchor="end">fails from ${(0,metricText/* metricThreshold */.mq)(metric, min_effect_ratio)}</text>
`;
}
function meanLine({ change_ratio, interval }, y) {
    if (change_ratio === undefined || interval === undefined)
        return undefined;
    const [low, high] = interval;
    return markup `<rect class="band" x="${labelWidth}%" y="${y(high)}" width="${100 - labelWidth}%" height="${y(low) - y(high)}" />
<line class="mean" x1="${labelWidth}%" x2="100%" y1="${y(change_ratio)}" y2="${y(change_ratio)}" />
`;
}
function roundsChart_dot(point, { x, y, range: [low, high] }) {
    const { label, invalid, change } = point;
    const kind = invalid === undefined ? "dot" : "dot hollow";
    const title = invalid === undefined ? label : `${label}, does not count: ${invalid}`;
    if (change > high || change < low) {
        const [edge, arrow] = change > high ? [roundsChart_top, "M-5 6 L0 0 L5 6"] : [roundsChart_bottom, "M-5 -6 L0 0 L5 -6"];
        return markup `<svg class="cut" x="${x(point.round)}%" y="${edge}"><path d="${arrow}"><title>${title}</title></path></svg>
`;
    }
    return markup `<circle class="${kind}" cx="${x(point.round)}%" cy="${y(change)}" r="4.5"><title>${title}</title></circle>
`;
}
/** This many fit side by side on a phone. */
const maxNumbers = 10;
function roundNumbers(rounds, x) {
    const every = Math.ceil(rounds / maxNumbers);
    return Array.from({ length: rounds }, (_, i) => i + 1)
        .filter((round) => (round - 1) % every === 0)
        .map((round) => markup `<text x="${x(round)}%" y="${roundsChart_bottom + 18}" text-anchor="middle">${round}</text>
`);
}

;// CONCATENATED MODULE: ./build/report/html/style.js

/** The style sheet of report.html. It follows the system's light or dark mode, and works on phones and on paper. */
const style = markup `
:root {
  color-scheme: light dark;
  --page: #fcfcfa; --ink: #1d2127; --soft: #626a75; --rule: #e4e4df; --faint: #f2f2ee;
  --base: #7d8795; --head: #2b62c9; --red: #bf3228; --green: #1f7a4d; --amber: #9a6400; --blue: #2b62c9; --purple: #7a3fb0; --quiet: #55725f; --tint: 0.06;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #14171b; --ink: #e4e7eb; --soft: #98a1ad; --rule: #2a2f36; --faint: #1c2026;
    --base: #8b95a3; --head: #79a6ff; --red: #ff7d70; --green: #5cc48f; --amber: #e3ae4e; --blue: #79a6ff; --purple: #c39bf0; --quiet: #86ab95; --tint: 0.1;
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
.unchanged, .not_worse, .met { --tone: var(--quiet); }
.fail, .regressed, .breached { --tone: var(--red); }
.invalid, .unstable, .inconclusive, .below_floor, .undecided, .not_measured { --tone: var(--amber); }
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

.chart .found.base { fill: var(--base); fill-opacity: 0.16; } .chart .found.head { fill: var(--head); fill-opacity: 0.13; }
.chart .predicted { stroke-dasharray: 4 4; } .chart .thick { stroke-width: 4; stroke-opacity: 0.45; stroke-linecap: round; }
.chart .peak { fill: none; stroke: var(--head); stroke-width: 2; } .chart .bracket { opacity: 0.45; }
.chart .final { fill: none; stroke-width: 2; } .chart .final.base { fill: none; stroke: var(--base); } .chart .final.head { fill: none; stroke: var(--head); }
.line.offered { stroke: var(--soft); stroke-dasharray: 3 3; } .line.good { stroke: var(--green); } .line.refused { stroke: var(--amber); } .line.late { stroke: var(--red); } .line.broken { stroke: var(--purple); }
.legend.series i { opacity: 1; } .series .base { background: var(--base); } .series .head { background: var(--head); } .series .offered { background: var(--soft); } .series .good { background: var(--green); }
.series .refused { background: var(--amber); } .series .late { background: var(--red); } .series .broken { background: var(--purple); }
.findings-list { margin-top: 0.75rem; padding-left: 1.1rem; font-size: 0.875rem; max-width: 60rem; } .findings-list li + li { margin-top: 0.35rem; }
.limits .plot { width: 34%; min-width: 8rem; }

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

.remark { margin-top: 1.5rem; font-size: 1rem; max-width: 60rem; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.92em; }
h3 { margin: 2.25rem 0 0; font-size: 1rem; font-weight: 650; } h4 { margin: 0 0 0.4rem; font-size: 0.875rem; font-weight: 650; }
.findings { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.5rem 2.5rem; margin-top: 1rem; font-size: 0.875rem; }
.findings ul { padding-left: 1.1rem; } .findings li + li { margin-top: 0.35rem; }
.flame { max-width: none; margin-top: 2rem; }
.flame svg svg { overflow: hidden; }
.flame text { fill: var(--ink); font-size: 12px; }
.flame rect { stroke: var(--page); stroke-width: 1; }
.flame .same { fill: var(--rule); background: var(--rule); }
.flame .slower { fill: var(--red); background: var(--red); } .flame .faster { fill: var(--blue); background: var(--blue); }
.flame .added { fill: var(--purple); background: var(--purple); fill-opacity: 0.4; }
.flame .strength1 { fill-opacity: 0.18; } .flame .strength2 { fill-opacity: 0.34; } .flame .strength3 { fill-opacity: 0.52; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 0.6rem; padding: 0; list-style: none; font-size: 0.8125rem; color: var(--soft); }
.legend i { display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; border-radius: 2px; opacity: 0.5; } .legend i.same { opacity: 1; }
.vanished { margin-top: 0.75rem; font-size: 0.8125rem; } ul.vanished { margin-top: 0.25rem; padding-left: 1.1rem; } .vanished small { color: var(--soft); }
.subjects tbody th { min-width: 13rem; } .subjects td { white-space: nowrap; } .subjects small { display: block; color: var(--soft); font-weight: 400; } .subjects .state { color: var(--soft); }
.subjects .grown .state { color: var(--red); } .subjects .shrunk .state, .subjects .disappeared .state { color: var(--blue); } .subjects .appeared .state { color: var(--purple); }
.monitors tbody th { min-width: 7rem; } .monitors .plot { width: 34%; min-width: 8rem; } .monitors td.head { color: var(--head); }

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
  figure, tr, pre, .table, .findings > div, .facts > div { break-inside: avoid; } h2, caption, figcaption { break-after: avoid; }
  th, td { padding: 0.2rem 0.5rem 0.2rem 0; } .comparisons tbody td { height: 1.7rem; }
  .comparisons table { font-size: 7.5pt; } .comparisons .request { min-width: 5rem; } .comparisons .metric { min-width: 5rem; } .comparisons .plot { min-width: 7rem; } .comparisons .from { min-width: 6.5rem; }
  .axis text { font-size: 7px; } .comparisons .from, thead th, .table td, .table th { font-size: 7.5pt; }
  .charts { grid-template-columns: 1fr 1fr; } .facts { grid-template-columns: 1.2fr 1fr 1fr; gap: 1rem; }
  .table { overflow: visible; } .phases td, .phases th { font-size: 6.8pt; padding-right: 0.35rem; }
}
`;

// EXTERNAL MODULE: ./build/report/why/findings.js
var why_findings = __webpack_require__(4130);
// EXTERNAL MODULE: ./build/report/why/subjectTables.js
var subjectTables = __webpack_require__(24207);
// EXTERNAL MODULE: ./build/wording/causeText.js
var causeText = __webpack_require__(21455);
// EXTERNAL MODULE: ./build/report/why/subject.js
var subject = __webpack_require__(68602);
;// CONCATENATED MODULE: ./build/report/html/flameLayout.js
/** In shares of the root. Half a per cent of a wide page are five pixels. */
const narrowest = 0.005;
const deepest = 48;
/** The head's frames as boxes. `undefined` if the head has none. Frames that grew most come first. */
function flameLayout(flame) {
    const root = totalOf(flame, 0);
    if (!(root.head > 0))
        return undefined;
    const boxes = boxesOf(root, { depth: 0, x: 0 }, root.head);
    return {
        boxes,
        depth: 1 + Math.max(...boxes.map(({ depth }) => depth)),
        vanished: vanishedIn(root)
            .filter(({ base }) => base >= narrowest * root.base)
            .toSorted((a, b) => b.base - a.base),
        root,
    };
}
/** A tree from a foreign file may be of any depth. What is deeper counts as its parent's own. */
const deepestRead = 500;
function totalOf(frame, depth) {
    const children = depth < deepestRead ? frame.children.map((child) => totalOf(child, depth + 1)) : [];
    const sum = (arm) => children.reduce((total, child) => total + child[arm], frame[arm]);
    return { frame, base: sum("base"), head: sum("head"), children };
}
function boxesOf(total, { depth, x }, rootHead) {
    const { frame, base, head, children } = total;
    const { name, file, line } = frame;
    const width = head / rootHead;
    const own = { name, file, line, depth, x, width, base, head, selfBase: frame.base, selfHead: frame.head };
    const alive = children.filter((child) => child.head > 0).toSorted((a, b) => b.head - a.head);
    const isDrawn = (child) => depth < deepest && child.head / rootHead >= narrowest;
    const boxes = [own];
    let left = x;
    for (const child of alive.filter(isDrawn)) {
        boxes.push(...boxesOf(child, { depth: depth + 1, x: left }, rootHead));
        left += child.head / rootHead;
    }
    const narrow = mergedBox(alive.filter((child) => !isDrawn(child)), { depth: depth + 1, x: left }, rootHead);
    return narrow === undefined ? boxes : [...boxes, narrow];
}
/** One box for all, if it is wide enough. */
function mergedBox(frames, corner, rootHead) {
    const sum = (arm) => frames.reduce((total, frame) => total + frame[arm], 0);
    const head = sum("head");
    const width = head / rootHead;
    if (width < narrowest)
        return undefined;
    const name = `${frames.length} more`;
    const base = sum("base");
    return {
        name,
        file: undefined,
        line: undefined,
        ...corner,
        width,
        base,
        head,
        selfBase: base,
        selfHead: head,
        merged: frames.length,
    };
}
/** The topmost frames that the head does not have. */
function vanishedIn(total) {
    if (total.head === 0)
        return total.base > 0 ? [total] : [];
    return total.children.flatMap(vanishedIn);
}

;// CONCATENATED MODULE: ./build/report/html/flameGraph.js





/** A differential flame graph: the head's CPU time per request by function, coloured by its change since the base. */
/** In px. */
const rowHeight = 20;
const unit = "ms/request";
const mostVanished = 12;
function flameGraph(flame) {
    const layout = flameLayout(flame);
    if (layout === undefined)
        return undefined;
    const { boxes, depth, root } = layout;
    return markup `<figure class="flame">
<figcaption><b>CPU time by function</b> per request of the head: ${amount(root.head)}, ${(0,causeText/* causeDifference */.Vp)(root.head - root.base, unit)} since the base. Callers are above what they call.</figcaption>
<svg width="100%" height="${depth * rowHeight}" role="img" aria-label="${summary(layout)}">
${boxes.map((box) => boxMarkup(box, root.head))}</svg>
${legend}
${vanishedList(layout)}
</figure>`;
}
const legend = markup `<ul class="legend"><li><i class="slower"></i>slower</li><li><i class="faster"></i>faster</li><li><i class="added"></i>new</li><li><i class="same"></i>about the same</li></ul>`;
function boxMarkup(box, rootHead) {
    const { x, width, depth } = box;
    const label = width < 0.02 ? undefined : markup `<text x="4" y="14">${(0,subject/* shorten */.ml)(box.name, 80)}</text>`;
    return markup `<svg x="${percent(x)}%" y="${depth * rowHeight}" width="${percent(width)}%" height="${rowHeight - 1}"><title>${titleOf(box)}</title><rect class="${toneOf(box, rootHead)}" width="100%" height="100%" />${label}</svg>
`;
}
const percent = (share) => Math.round(10_000 * share) / 100;
/** Three strengths of a change, by its share of all CPU time. A change below the first share is not coloured. */
const strengths = [0.005, 0.05, 0.2];
function toneOf({ base, head, merged }, rootHead) {
    if (base === 0 && head > 0 && merged === undefined)
        return "added";
    const share = Math.abs(head - base) / rootHead;
    const strength = strengths.filter((from) => share >= from).length;
    if (strength === 0)
        return "same";
    return `${head > base ? "slower" : "faster"} strength${strength}`;
}
/** parseItem, src/items.js:41: 0.149 ms per request, +0.118 ms; itself 0.149 ms, +0.118 ms */
function titleOf(box) {
    const { name, base, head, selfBase, selfHead, merged } = box;
    if (merged !== undefined)
        return `${merged} narrow frames: ${amount(head)}, ${(0,causeText/* causeDifference */.Vp)(head - base, unit)}`;
    const place = (0,subject/* placeText */.Z9)(box);
    const own = `itself ${(0,causeText/* causeValue */.P$)(selfHead, unit)}, ${(0,causeText/* causeDifference */.Vp)(selfHead - selfBase, unit)}`;
    const state = base === 0 ? ", new" : "";
    return `${(0,subject/* shorten */.ml)(name, 200)}${place === undefined ? "" : `, ${place}`}: ${amount(head)}, ${(0,causeText/* causeDifference */.Vp)(head - base, unit)}${state}; ${own}`;
}
const amount = (value) => `${(0,causeText/* causeValue */.P$)(value, unit)} per request`;
/** For readers who do not see it: the three functions that changed most. */
function summary({ boxes, root }) {
    const change = ({ selfBase, selfHead }) => selfHead - selfBase;
    const largest = boxes
        .filter((box) => box.merged === undefined && change(box) !== 0)
        .toSorted((a, b) => Math.abs(change(b)) - Math.abs(change(a)))
        .slice(0, 3)
        .map((box) => `${(0,subject/* shorten */.ml)(box.name, 80)} ${(0,causeText/* causeDifference */.Vp)(change(box), unit)}`);
    const total = `${amount(root.head)}, ${(0,format/* formatPercent */.l9)(root.base === 0 ? 1 : root.head / root.base)} of the base`;
    return `Flame graph of CPU time: ${total}. Largest changes: ${largest.join("; ")}. The table below has the functions.`;
}
function vanishedList({ vanished }) {
    if (vanished.length === 0)
        return undefined;
    const items = vanished.slice(0, mostVanished).map(({ frame, base }) => {
        const place = (0,subject/* placeText */.Z9)(frame);
        const where = place === undefined ? undefined : markup ` <small>${place}</small>`;
        return markup `<li><code>${(0,subject/* shorten */.ml)(frame.name, 120)}</code>${where}: ${amount(base)} in the base</li>\n`;
    });
    return markup `<p class="vanished"><b>Vanished</b> from the head:</p>\n<ul class="vanished">\n${items}</ul>`;
}

;// CONCATENATED MODULE: ./build/report/html/sparklines.js




/** The monitors' values over the rounds, one row a series, base and head in one small picture. */
const size = { width: 240, height: 28 };
const mostRows = 40;
function sparklineTable(monitors) {
    const groups = [...Map.groupBy(monitors ?? [], ({ name }) => name).values()];
    const drawn = groups.filter((group) => group.some(({ points }) => points.length > 1));
    if (drawn.length === 0)
        return undefined;
    const others = drawn.length - mostRows;
    return markup `<div class="table monitors"><table>
<caption><b>Monitors</b> medians, and the values over all rounds${others > 0 ? `; ${(0,format/* formatNumber */.ZV)(others)} more in results.json` : undefined}</caption>
<thead><tr><th scope="col">what</th><th scope="col" class="number">base</th><th scope="col" class="number">head</th><th scope="col" class="plot">over the rounds</th></tr></thead>
<tbody>
${drawn.slice(0, mostRows).map(seriesRow)}</tbody>
</table></div>`;
}
function seriesRow(group) {
    const [first] = group;
    if (first === undefined)
        return markup ``;
    const medianOf = (arm) => {
        const values = group
            .filter((series) => series.arm === arm)
            .flatMap(({ points }) => points.map(([, , value]) => value));
        return values.length === 0 ? "–" : (0,causeText/* causeValue */.P$)(median(values), first.unit);
    };
    const [base, head] = [medianOf("base"), medianOf("head")];
    const name = (0,subject/* shorten */.ml)(first.name, 120);
    return markup `<tr><th scope="row">${name}</th><td class="number">${base}</td><td class="number head">${head}</td><td class="plot">${sparkline(group, `${name} over the rounds: median ${base} in the base, ${head} in the head`)}</td></tr>
`;
}
function median(values) {
    const ascending = values.toSorted((a, b) => a - b);
    return ascending[Math.floor(ascending.length / 2)] ?? Number.NaN;
}
/** A value this many times as high as nearly all others is cut off: it would press them to the ground. */
const sparklines_outlierFactor = 4;
function highEnd(values) {
    const ascending = values.toSorted((a, b) => a - b);
    const usual = ascending[Math.ceil(0.98 * ascending.length) - 1] ?? 0;
    const highest = ascending.at(-1) ?? 0;
    return usual > 0 && highest > sparklines_outlierFactor * usual ? sparklines_outlierFactor * usual : highest;
}
/** Rounds are equally wide, whatever they lasted. */
function sparkline(group, label) {
    const points = group.flatMap((series) => series.points);
    const rounds = 1 + Math.max(...points.map(([round]) => round));
    const longestMs = Math.max(1, ...points.map(([, atMs]) => atMs));
    const values = points.map(([, , value]) => value);
    const low = Math.min(0, ...values);
    const high = highEnd(values);
    const place = ([round, atMs, value]) => {
        const x = ((round + atMs / (1.1 * longestMs)) / rounds) * size.width;
        const y = high === low ? size.height / 2 : 2 + (1 - (Math.min(high, value) - low) / (high - low)) * (size.height - 4);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
    };
    const lines = group.map(({ arm, points: own }) => markup `<polyline class="line ${arm}" points="${own.map(place).join(" ")}" />`);
    return markup `<svg class="chart spark" viewBox="0 0 ${size.width} ${size.height}" width="100%" height="${size.height}" preserveAspectRatio="none" role="img" aria-label="${label}"><title>${label}</title>${lines}</svg>`;
}

;// CONCATENATED MODULE: ./build/report/html/whySection.js






const whySection_mostRows = 12;
/** Everything that is known about why a scenario changed. Empty if nothing is. */
function whySection(scenario) {
    const { explanation, monitors } = scenario;
    const findings = (0,why_findings/* findingsOf */.W)(scenario);
    const tables = (0,subjectTables/* subjectTables */.y)(explanation, whySection_mostRows);
    const sparklines = sparklineTable(monitors);
    if (findings.length + tables.length === 0 && sparklines === undefined)
        return undefined;
    return markup `<div class="why">
<h3>Why</h3>
<div class="findings">
${findings.map(({ title, items }) => markup `<div><h4>${title}</h4>\n<ul>\n${items.map((item) => markup `<li>${phraseHtml(item)}</li>\n`)}</ul></div>\n`)}</div>
${flame(scenario)}
${tables.map(subjectTable)}
${sparklines}
</div>`;
}
/** A service that waits has no slower function. Its flame graph would mislead. */
function flame({ explanation, comparisons }) {
    if (explanation?.flame === undefined)
        return undefined;
    const cpu = comparisons.find(({ metric }) => metric === "cpu_per_request");
    if (cpu?.outcome === "unchanged" || cpu?.outcome === "not_worse") {
        return markup `<p class="soft">CPU time per request did not change, so there is no flame graph. Something else is what it waits for.</p>`;
    }
    return flameGraph(explanation.flame);
}
function phraseHtml(sentence) {
    return markup `${sentence.map((part) => {
        if (typeof part === "string")
            return part;
        return "code" in part ? markup `<code>${part.code}</code>` : part.hash;
    })}`;
}
function subjectTable(found) {
    const { title, hasRequests, rows, others } = found;
    const isNumber = (name) => name === "base" || name === "head";
    const header = (0,subjectTables/* subjectHeader */.c)(found).map((name) => markup `<th scope="col"${isNumber(name) ? markup ` class="number"` : undefined}>${name}</th>`);
    return markup `<div class="table subjects" tabindex="0" role="region" aria-label="${title}"><table>
<caption><b>${title}</b>${others > 0 ? ` ${(0,format/* formatNumber */.ZV)(others)} more in results.json` : undefined}</caption>
<thead><tr>${header}</tr></thead>
<tbody>
${rows.map(({ subject, place, request, state, base, head, change, }) => markup `<tr class="${state}"><th scope="row"><code>${subject}</code>${place === undefined ? undefined : markup `<small>${place}</small>`}</th>${hasRequests ? markup `<td>${request}</td>` : undefined}<td class="number">${base}</td><td class="number">${head}</td><td class="change">${change}</td><td class="state">${state}</td></tr>
`)}</tbody>
</table></div>`;
}

;// CONCATENATED MODULE: ./build/report/html/html.js






















/** The report as one self-contained page. It loads nothing and runs no script, and its security policy forbids both. */
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
${pageHeader(results)}
<main>
${remarks(results)}${causesSection(results)}${driftWarning(results)}
${comparisonTable(results)}
${results.scenarios.map(scenarioSection)}
${explanationSection(results)}
</main>
</body>
</html>`;
}
/** SVG paths in a square of 32 by 32. */
const tonePath = {
    pass: "M9.5 16.5 L14 21 L22.5 11.5",
    fail: "M11 11 L21 21 M21 11 L11 21",
    inconclusive: "M12.5 12.5 C12.5 8 19.5 8 19.5 12.5 C19.5 15.5 16 15.5 16 18.5 M16 22.5 L16 22.6",
    invalid: "M16 9 L16 17.5 M16 22.5 L16 22.6",
    new: "M16 10 L16 22 M10 16 L22 16",
    accepted: "M9.5 17.5 C11.5 13.5 14.5 13.5 16 16 C17.5 18.5 20.5 18.5 22.5 14.5",
};
function pageHeader(results) {
    const { tone, text } = (0,headline/* headline */.P)(results);
    return markup `<header class="${tone}">
<svg class="sign" viewBox="0 0 32 32" role="img" aria-label="${tone}"><circle cx="16" cy="16" r="16" /><path d="${tonePath[tone]}" /></svg>
<div>
<h1>${text}</h1>
<p>${(0,phrase/* plainText */.wh)((0,summaryLine/* summaryLine */.d)(results))}</p>
</div>
</header>`;
}
/** Why it is slower or faster, one line a scenario. */
function remarks(results) {
    return (0,remark/* whyRemarks */.s)(results).map(({ title, text }) => markup `<p class="remark"><b>${title}:</b> ${phraseHtml(text)}</p>\n`);
}
/** The causes that neither the headline nor a table row gives, logs of failed services, and warnings. */
function causesSection(results) {
    const { warnings } = results;
    const { tone } = (0,headline/* headline */.P)(results);
    const causes = (0,headline/* furtherCauses */.f)({ ...results, warnings: [] });
    return markup `${causes.length === 0
        ? undefined
        : markup `<ul class="reasons ${tone}">\n${causes.map((cause) => markup `<li>${(0,phrase/* plainText */.wh)(cause)}</li>\n`)}</ul>`}
${(0,report_causes/* failureLogs */.m)(results).map((log) => markup `<pre class="log">${log}</pre>\n`)}
${warnings.map(({ message }) => markup `<p class="warning">${message}</p>\n`)}`;
}
function driftWarning(results) {
    const paragraph = (0,drift/* driftParagraph */.qz)(results);
    return paragraph === undefined ? undefined : markup `\n<p class="warning">${(0,phrase/* plainText */.wh)(paragraph)}</p>`;
}
function scenarioSection(scenario) {
    const { id, mode, phases, rounds, rounds_planned } = scenario;
    const planned = rounds_planned === undefined ? undefined : ` of ${(0,format/* formatNumber */.ZV)(rounds_planned)} planned`;
    return markup `<section class="scenario">
<h2>${id}</h2>
<p class="soft">${comparisonMethod/* modeText */.zR[mode.kind]} (${mode.reason}) · ${(0,format/* plural */.LS)(rounds.length, "round")}${planned}</p>
<div class="charts">
${percentileCharts(scenario)}
${roundsCharts(scenario)}
</div>
${capacitySection(scenario)}
${whySection(scenario)}
${slaTable(scenario)}
${htmlTables_phaseTable(phases)}
${failureTable(phases)}
</section>`;
}
/** All requests together, and each request that regressed: its tail may not show among the others. */
function percentileCharts(scenario) {
    const regressed = scenario.comparisons.filter(({ gating, outcome }) => gating && outcome === "regressed");
    const requests = new Set([plan/* allRequests */.qT, ...regressed.map(({ request }) => request)]);
    return [...requests].map((request) => percentileChart(scenario.phases, request, (0,comparisonRows/* requestLabel */.gZ)(scenario, request)));
}
function roundsCharts(scenario) {
    return chartedComparisons(scenario).map((comparison) => {
        const title = `${(0,comparisonRows/* requestLabel */.gZ)(scenario, comparison.request)} ${(0,metricText/* metricLabel */.B)(comparison.metric)}`;
        return roundsChart(scenario.rounds, comparison, title);
    });
}
/** The comparisons whose rounds are drawn: those that regressed, or else the one that came closest to regressing. */
function chartedComparisons({ comparisons }) {
    const gating = comparisons.filter((comparison) => comparison.gating);
    const regressed = gating.filter(({ outcome }) => outcome === "regressed");
    if (regressed.length > 0)
        return regressed;
    const [closest] = gating.filter(isDrawable).toSorted((a, b) => closeness(b) - closeness(a));
    const comparison = closest ?? gating.find(({ metric }) => metric === "p95");
    return comparison === undefined ? [] : [comparison];
}
/** Error rates are mostly 0 in every round: nothing to see. */
const isDrawable = ({ metric, interval }) => !(0,model_metric/* isCounted */.he)(metric) && interval !== undefined;
/** 1 if the interval just reaches the smallest change that fails. */
const closeness = ({ interval, min_effect_ratio }) => interval === undefined || min_effect_ratio === undefined
    ? 0
    : interval[min_effect_ratio < 0 ? 0 : 1] / min_effect_ratio;
function explanationSection(results) {
    return markup `<section class="facts">
<div><h2>How this was decided</h2>
${rulesList(results)}</div>
<div><h2>Where it ran</h2>
${environmentList(results)}</div>
<div><h2>How to reproduce it</h2>
${reproductionList(results)}</div>
</section>`;
}
function rulesList(results) {
    return markup `<ul>
${(0,explanation/* decisionRules */.k)(results).map((rule) => markup `<li>${(0,phrase/* plainText */.wh)(rule)}</li>\n`)}</ul>`;
}
function environmentList({ environment, provenance, settings }) {
    const { cpu_model, cores, memory_bytes, cpu_limit, memory_limit_bytes, kernel, image, node } = environment;
    return definitionList([
        ["Processor", cpu_model],
        ["Cores", (0,format/* formatNumber */.ZV)(cores)],
        ["Cores for the job", cpu_limit === undefined ? undefined : (0,format/* formatNumber */.ZV)(cpu_limit)],
        ["Memory", (0,format/* formatBytes */.z3)(memory_bytes)],
        ["Memory for the job", memory_limit_bytes === undefined ? undefined : (0,format/* formatBytes */.z3)(memory_limit_bytes)],
        ["Kernel", kernel],
        ["Image", image],
        ["Node", node],
        ["Started", provenance.started_at.replace(/T(\d\d:\d\d):.*Z$/, " $1 UTC")],
        ["Took", `${(0,format/* formatDuration */.a3)((0,comparisonMethod/* measuringTime */.nr)(provenance))}, of a budget of ${(0,format/* formatDuration */.a3)(settings.budget_ms)}`],
        ["Builds took", provenance.build_ms === undefined ? undefined : (0,format/* formatDuration */.a3)(provenance.build_ms)],
    ]);
}
function reproductionList(results) {
    const { environment, provenance } = results;
    const { base, head, seed, loadgate } = provenance;
    return markup `${definitionList([
        ["Base", base && buildText(base)],
        ["Head", buildText(head)],
        ["Loadgate", loadgate],
        ["Settings", environment.config_hash],
        ["Seed", String(seed)],
    ])}
<pre>${(0,rerun/* rerunCommand */.w)(results)}</pre>`;
}
function buildText({ sha, from, changed }) {
    const commit = sha === undefined ? "" : `${(0,format/* shortSha */.Fu)(sha)}, `;
    return `${commit}${from}${changed === true ? ", with uncommitted changes" : ""}`;
}
/** Terms without a text are left out. */
function definitionList(pairs) {
    const known = pairs.filter(([, text]) => text !== undefined);
    return markup `<dl>
${known.map(([term, text]) => markup `<dt>${term}</dt><dd>${text}</dd>\n`)}</dl>`;
}


/***/ }),

/***/ 1336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F3: () => (/* binding */ reportBody),
/* harmony export */   F5: () => (/* binding */ headingLine),
/* harmony export */   RC: () => (/* binding */ comparisonCells),
/* harmony export */   U$: () => (/* binding */ maxOpenRows),
/* harmony export */   Wy: () => (/* binding */ toneSign),
/* harmony export */   wD: () => (/* binding */ markdown)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(4722);
/* harmony import */ var _wording_capacityText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27620);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6611);
/* harmony import */ var _comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70999);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32748);
/* harmony import */ var _explanation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22319);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2251);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61506);
/* harmony import */ var _phaseTable_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(19342);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(650);
/* harmony import */ var _rerun_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(20429);
/* harmony import */ var _slaText_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(22902);
/* harmony import */ var _summaryLine_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(45201);
/* harmony import */ var _why_findings_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4130);
/* harmony import */ var _markdownText_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(58323);
/* harmony import */ var _whyMarkdown_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(75346);


















/**
 * The report for a pull request comment, a job summary or report.md: the headline first, details closed. Blocks beyond
 * `maxLength` characters are left out from the end, and a last line says so.
 */
function markdown(results, maxLength = Number.POSITIVE_INFINITY) {
    const blocks = [headingLine((0,_headline_js__WEBPACK_IMPORTED_MODULE_6__/* .headline */ .P)(results)), ...reportBody(results)];
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .fitBlocks */ .U8)(blocks, maxLength, "report.md and report.html");
}
/** In characters. A headline may hold a whole error message. */
const maxHeadlineLength = 500;
function headingLine({ tone, text }) {
    return `### ${toneSign[tone]} ${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(text.slice(0, maxHeadlineLength))}`;
}
/** The blocks below the heading. */
function reportBody(results) {
    return [
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .phraseMarkdown */ .fP)((0,_summaryLine_js__WEBPACK_IMPORTED_MODULE_10__/* .summaryLine */ .d)(results)),
        noteworthyTable(results),
        (0,_whyMarkdown_js__WEBPACK_IMPORTED_MODULE_12__/* .remarksMarkdown */ .n6)(results),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .phraseMarkdown */ .fP)((0,_drift_js__WEBPACK_IMPORTED_MODULE_4__/* .driftParagraph */ .qz)(results) ?? []),
        causesBlock(results),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .details */ .zH)(`All percentiles · ${comparisonCount(results)}`, percentileTables(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .details */ .zH)(whyTitle(results), (0,_whyMarkdown_js__WEBPACK_IMPORTED_MODULE_12__/* .findingsMarkdown */ .O9)(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .details */ .zH)(slaTitle(results), slaTable(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .details */ .zH)(capacityTitle(results), capacityList(results)),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .details */ .zH)("How this was decided, where it ran, how to reproduce it", decisionList(results)),
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
/** More rows than this are only in the closed details. */
const maxOpenRows = 40;
function noteworthyTable(results) {
    const rows = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .noteworthyRows */ .VT)(results);
    if (rows.length === 0)
        return "";
    const openRows = comparisonTable(results, rows.slice(0, maxOpenRows));
    const others = rows.length - maxOpenRows;
    return others > 0 ? `${openRows}\n\n_${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .plural */ .LS)(others, "more row")} below, and in report.html._` : openRows;
}
function comparisonTable(results, rows) {
    const columns = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonColumns */ .ny)(results);
    const cells = rows.map((row) => comparisonCells(row, columns));
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .table */ .tp)([(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonHeader */ .vv)(columns), ...cells], (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .numberColumns */ .Vd)(columns));
}
function comparisonCells(row, { hasScenario, hasBase }) {
    return [
        _outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .outcomeSign */ .mT[(0,_outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .shownOutcome */ .CF)(row)],
        ...(hasScenario ? [(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(row.scenario)] : []),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(row.requestLabel),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)((0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(row.metric)),
        ...(hasBase ? [(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .valueText */ .Ru)(row.metric, row.base)] : []),
        (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .valueText */ .Ru)(row.metric, row.head),
        ...(hasBase ? [changeCell(row), (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)((0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .failsFrom */ .gM)(row))] : []),
    ];
}
function changeCell(row) {
    const { estimate, interval } = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .changeParts */ .bz)(row);
    return row.outcome === "regressed" && estimate !== "" ? `**${estimate}**${interval}` : `${estimate}${interval}`;
}
function causesBlock(results) {
    const list = (0,_headline_js__WEBPACK_IMPORTED_MODULE_6__/* .furtherCauses */ .f)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .phraseMarkdown */ .fP).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .listItem */ .Aw).join("\n");
    return [list, ...(0,_causes_js__WEBPACK_IMPORTED_MODULE_2__/* .failureLogs */ .m)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .codeBlock */ .DV)].filter((block) => block !== "").join("\n\n");
}
function percentileTables(results) {
    const rows = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonRows */ .Vs)(results);
    const comparisons = rows.length === 0 ? "" : comparisonTable(results, rows);
    return [comparisons, ...results.scenarios.map(phaseTable)].filter((block) => block !== "").join("\n\n");
}
function phaseTable({ id, phases }) {
    if (phases.length === 0)
        return "";
    const pieceTimes = (0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .pieceTimesIn */ .Qi)(phases);
    const header = [(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(id), "build", ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseColumns */ .hd)(_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .latencyMetrics */ .Uy, pieceTimes)];
    const rows = phases.map((phase) => [
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)((0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseTitle */ .ez)(phase)),
        phase.arm,
        ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseCells */ .he)(phase, _phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .latencyMetrics */ .Uy, pieceTimes),
    ]);
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .table */ .tp)([header, ...rows], [...header.keys()].slice(2));
}
/** The counts are numbers and words of ours, so they need no escaping. */
function whyTitle(results) {
    const counts = (0,_why_findings_js__WEBPACK_IMPORTED_MODULE_11__/* .findingCounts */ .s)(results);
    return counts === "" ? "" : `Why · ${counts}`;
}
function slaTitle({ scenarios }) {
    const checks = scenarios.flatMap((scenario) => scenario.sla);
    if (checks.length === 0)
        return "";
    const unmet = (0,_slaText_js__WEBPACK_IMPORTED_MODULE_9__/* .unmetLimits */ .A)(checks);
    return unmet === undefined ? "SLA met" : `SLA: ${unmet}`;
}
const searchesIn = ({ scenarios }) => scenarios.flatMap(({ scalability }) => scalability ?? []);
/** Capacity 1,840/s [1,790, 1,890], limited by CPU (one core) */
function capacityTitle(results) {
    const [first, ...others] = searchesIn(results);
    const head = first?.arms.find(({ arm }) => arm === "head");
    if (head === undefined)
        return first?.overload === undefined ? "" : `Overload: ${first.overload.kind.replace("_", " ")}`;
    const { max_sustainable_per_sec: found } = head;
    const more = others.length === 0 ? "" : ` · ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .formatNumber */ .ZV)(others.length)} more below`;
    return `${found === undefined ? "Capacity not found" : `Capacity ${(0,_wording_capacityText_js__WEBPACK_IMPORTED_MODULE_0__/* .maxSustainableText */ .$P)(found)}`}${more}`;
}
function capacityList(results) {
    return searchesIn(results).flatMap(_wording_capacityText_js__WEBPACK_IMPORTED_MODULE_0__/* .scalabilityLines */ .$i).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .listItem */ .Aw).join("\n");
}
const slaSigns = { met: "✅", breached: "❌", undecided: "❔", not_measured: "⚠️" };
function slaTable({ scenarios }) {
    const rows = scenarios.flatMap((scenario) => scenario.sla.map((check) => [
        slaSigns[check.outcome],
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(scenario.id),
        check.request === _model_plan_js__WEBPACK_IMPORTED_MODULE_15__/* .allRequests */ .qT ? "all" : (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)(check.request),
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV)((0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(check.metric)),
        (0,_slaText_js__WEBPACK_IMPORTED_MODULE_9__/* .slaLimit */ .Y)(check),
        check.value === undefined ? "not measured" : (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricValue */ .a3)(check.metric, check.value),
    ]));
    return (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .table */ .tp)([["", "scenario", "request", "metric", "limit", "measured"], ...rows], [4, 5]);
}
function decisionList(results) {
    const { environment, provenance } = results;
    const { cpu_model, cores, memory_bytes, cpu_limit, memory_limit_bytes, kernel, image, node, config_hash } = environment;
    const machine = [
        cpu_model,
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .plural */ .LS)(cores, "core"),
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z3)(memory_bytes),
        ...(cpu_limit === undefined ? [] : [`limited to ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .formatNumber */ .ZV)(cpu_limit)} cores`]),
        ...(memory_limit_bytes === undefined ? [] : [`limited to ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .formatBytes */ .z3)(memory_limit_bytes)}`]),
        kernel,
        ...(image === undefined ? [] : [image]),
        `Node ${node}`,
    ];
    const settings = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_16__/* .phrase */ .MZ) `Loadgate ${provenance.loadgate}, settings ${{ hash: config_hash }}, started ${provenance.started_at}.`;
    const lines = [
        ...(0,_explanation_js__WEBPACK_IMPORTED_MODULE_5__/* .decisionRules */ .k)(results).map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .phraseMarkdown */ .fP),
        `${machine.map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .escapeMarkdown */ .FV).join(", ")}.`,
        (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .phraseMarkdown */ .fP)(settings),
        `To send the same requests again, check out this commit${(0,_rerun_js__WEBPACK_IMPORTED_MODULE_17__/* .uncommittedChanges */ .D)(results)} and run: \`${(0,_rerun_js__WEBPACK_IMPORTED_MODULE_17__/* .rerunCommand */ .w)(results)}\``,
    ];
    return lines.map(_markdownText_js__WEBPACK_IMPORTED_MODULE_13__/* .listItem */ .Aw).join("\n");
}
function comparisonCount({ scenarios }) {
    return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_14__/* .plural */ .LS)(scenarios.reduce((sum, { comparisons }) => sum + comparisons.length, 0), "comparison");
}


/***/ }),

/***/ 58323:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Aw: () => (/* binding */ listItem),
/* harmony export */   DV: () => (/* binding */ codeBlock),
/* harmony export */   FV: () => (/* binding */ escapeMarkdown),
/* harmony export */   U8: () => (/* binding */ fitBlocks),
/* harmony export */   fP: () => (/* binding */ phraseMarkdown),
/* harmony export */   ti: () => (/* binding */ inlineCode),
/* harmony export */   tp: () => (/* binding */ table),
/* harmony export */   x9: () => (/* binding */ joinBlocks),
/* harmony export */   zH: () => (/* binding */ details)
/* harmony export */ });
/* harmony import */ var markdown_table__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(735);

/** The first blocks, as many as fit into `maxLength` characters. If some do not, a last line says where they are. */
function fitBlocks(blocks, maxLength, restIsIn) {
    const cutNotice = `_The rest does not fit into GitHub's maximum length. See ${restIsIn}._`;
    const textOf = (n) => joinBlocks([...blocks.slice(0, n), n < blocks.length ? cutNotice : ""]);
    let count = blocks.length;
    while (count > 1 && textOf(count).length > maxLength)
        count--;
    return textOf(count);
}
/** Blocks with a blank line between them. Empty blocks are left out. */
const joinBlocks = (blocks) => `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
/** A block that is closed until the reader opens it. Empty if there is nothing to show. */
function details(title, body) {
    return title === "" || body === "" ? "" : `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
/** The first row is the header; the columns in `right` are aligned to the right. */
function table(rows, right) {
    const align = (rows[0] ?? []).map((_, i) => (right.includes(i) ? "r" : "l"));
    return (0,markdown_table__WEBPACK_IMPORTED_MODULE_0__/* .markdownTable */ .Q)(rows.map((row) => [...row]), { align, padding: true, alignDelimiters: false });
}
/** Commits and hashes become code. A foreign results file may have other text there, which is escaped. */
function phraseMarkdown(sentence) {
    return sentence
        .map((part) => {
        if (typeof part === "string")
            return escapeMarkdown(part);
        if ("code" in part)
            return inlineCode(part.code);
        return /^[0-9a-f]{7,}$/.test(part.hash) ? `\`${part.hash}\`` : escapeMarkdown(part.hash);
    })
        .join("");
}
/** A fence that is longer than any in the text, so that nothing inside can close it. */
function codeBlock(text) {
    const longestRun = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longestRun + 1);
    const lines = text.split(/\r\n|[\n\r]/).map((line) => line.split("\t").map(replaceInvisible).join("\t"));
    return `${fence}\n${lines.join("\n")}\n${fence}`;
}
/** Text as code within a line. Nothing in it has a meaning, and no backtick in it can end it. */
function inlineCode(text) {
    // A marker of a comment must not be found in it.
    const line = replaceInvisible(text)
        .trim()
        .replace(/<!(?=--)/g, "<!\u200b");
    if (line === "")
        return "";
    const longestRun = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
    const fence = "`".repeat(longestRun + 1);
    const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return `${fence}${space}${line}${space}${fence}`;
}
/** A list item. A mark at the beginning of the text must not start a list of its own. */
function listItem(markdown) {
    return `- ${markdown.trimStart().replace(/^(\d*)([-+.])(?=[-+\s]|$)/, "$1\\$2")}`;
}
/** Foreign text as plain text on one line: no markup, mention, link, emoji, formula or comment marker. */
function escapeMarkdown(text) {
    return (replaceInvisible(text)
        // GitHub makes links, mentions and emoji even of escaped characters. A zero-width space prevents that.
        .replace(/@|#(?=\d)|:(?=\/\/|(?!\d\d:)[\w+-]+:)|GH-(?=\d)|www(?=\.)/gi, "$&\u200b")
        .replace(/\b(?=\d*[a-f])[0-9a-f]{7,40}\b/gi, (sha) => sha.replace(/.{6}(?=.)/g, "$&\u200b"))
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
        .replaceAll("$", "&#36;"));
}
/** Spaces for characters that are invisible or change the direction of text. Variation selectors of emoji may stay. */
function replaceInvisible(text) {
    return text.toWellFormed().replace(/(?!\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}]/gu, " ");
}


/***/ }),

/***/ 75346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AP: () => (/* binding */ remarkMarkdown),
/* harmony export */   O9: () => (/* binding */ findingsMarkdown),
/* harmony export */   n6: () => (/* binding */ remarksMarkdown)
/* harmony export */ });
/* harmony import */ var _why_findings_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4130);
/* harmony import */ var _why_remark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25856);
/* harmony import */ var _why_subject_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(68602);
/* harmony import */ var _markdownText_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58323);




/** One line for each scenario that changed. */
const remarksMarkdown = (results) => (0,_why_remark_js__WEBPACK_IMPORTED_MODULE_1__/* .whyRemarks */ .s)(results).map(remarkMarkdown).join("\n\n");
/** **Why:** 41 SQL statements per request instead of 3 (`SELECT …`), which is 93 % of it. */
const remarkMarkdown = ({ title, text }) => `**${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)(title)}:** ${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_2__/* .phraseMarkdown */ .fP)(text)}`;
/** All findings as lists. */
function findingsMarkdown({ scenarios }) {
    return scenarios
        .flatMap((scenario) => scenarioFindings(scenario, scenarios.length > 1 ? ` of ${(0,_markdownText_js__WEBPACK_IMPORTED_MODULE_2__/* .escapeMarkdown */ .FV)((0,_why_subject_js__WEBPACK_IMPORTED_MODULE_3__/* .shorten */ .ml)(scenario.id, 80))}` : ""))
        .join("\n\n");
}
function scenarioFindings(scenario, owner) {
    return (0,_why_findings_js__WEBPACK_IMPORTED_MODULE_0__/* .findingsOf */ .W)(scenario).map(({ title, items }) => `**${title}${owner}**\n\n${items.map((item) => (0,_markdownText_js__WEBPACK_IMPORTED_MODULE_2__/* .listItem */ .Aw)((0,_markdownText_js__WEBPACK_IMPORTED_MODULE_2__/* .phraseMarkdown */ .fP)(item))).join("\n")}`);
}


/***/ }),

/***/ 61506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CF: () => (/* binding */ shownOutcome),
/* harmony export */   FR: () => (/* binding */ outcomeLabel),
/* harmony export */   TY: () => (/* binding */ outcomeCounts),
/* harmony export */   mT: () => (/* binding */ outcomeSign),
/* harmony export */   qs: () => (/* binding */ severityRank)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

function shownOutcome({ outcome, accepted }) {
    if (accepted !== undefined)
        return "accepted";
    return outcome === "inconclusive" || outcome === "unstable" ? "undecided" : outcome;
}
const outcomeSign = {
    regressed: "❌",
    accepted: "🆗",
    improved: "🟢",
    unchanged: "✅",
    not_worse: "✅",
    below_floor: "🔸",
    undecided: "❔",
    invalid: "⚠️",
    new: "🆕",
};
/** below floor */
const outcomeLabel = (outcome) => outcome.replace("_", " ");
/** The worst first. */
const outcomesBySeverity = [
    "regressed",
    "accepted",
    "invalid",
    "undecided",
    "below_floor",
    "improved",
    "new",
    "not_worse",
    "unchanged",
];
/** 0 is the worst outcome. */
const severityRank = (comparison) => outcomesBySeverity.indexOf(shownOutcome(comparison));
/** Counts the comparisons that gate: 1 regressed · 2 undecided · 9 unchanged. */
function outcomeCounts({ scenarios }) {
    const comparisons = scenarios.flatMap((scenario) => scenario.comparisons);
    const gating = comparisons.filter((comparison) => comparison.gating);
    const counts = outcomesBySeverity.flatMap((outcome) => {
        const n = gating.filter((comparison) => shownOutcome(comparison) === outcome).length;
        return n === 0 ? [] : [`${n} ${outcomeLabel(outcome)}`];
    });
    if (counts.length > 0)
        return counts.join(" · ");
    // Main's comparisons with its anchor build never gate.
    return comparisons.length > 0 ? `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .plural */ .LS)(comparisons.length, "comparison")}, shown only` : "nothing compared";
}


/***/ }),

/***/ 19342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dc: () => (/* binding */ requestCells),
/* harmony export */   Qi: () => (/* binding */ pieceTimesIn),
/* harmony export */   Uy: () => (/* binding */ latencyMetrics),
/* harmony export */   ez: () => (/* binding */ phaseTitle),
/* harmony export */   hd: () => (/* binding */ phaseColumns),
/* harmony export */   he: () => (/* binding */ phaseCells),
/* harmony export */   pU: () => (/* binding */ phaseOnlyCount)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);
/* harmony import */ var _wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9114);




const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"];
/** The times that tell something of these phases. */
function pieceTimesIn(phases) {
    const loads = phases.flatMap((phase) => [phase, ...phase.requests]);
    const values = loads.map((load) => ({
        p95: load.response_time_ms?.p95,
        first_byte: load.first_byte_ms?.p95,
        largest_gap: load.largest_gap_ms?.p95,
        due: load.due_requests,
        failed: load.failed_requests,
    }));
    return ["first_byte", "largest_gap"].filter((time) => values.some((load) => (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .comparabilityOf */ .sn)(time).isShownFor?.(load) === true));
}
/** Columns that a single request does not have. */
const phaseOnlyColumns = ["rate", "CPU", "memory"];
const phaseOnlyCount = phaseOnlyColumns.length;
/** The columns of a table of phases, in the order of `phaseCells`. */
function phaseColumns(latencies, pieceTimes) {
    const pieces = pieceTimes.map((time) => `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(time)} p95`);
    return ["due", "failed", ...latencies.map(_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B), ...pieces, ...phaseOnlyColumns];
}
function phaseCells(phase, latencies, pieceTimes) {
    const { throughput_per_sec: rate, resource_utilization: usage } = phase;
    return [
        ...requestCells(phase, latencies, pieceTimes),
        rate === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRate */ .CE)(rate),
        usage === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPercent */ .l9)(usage.cpu_ratio),
        usage === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatBytes */ .z3)(usage.memory_bytes),
    ];
}
/** The first cells of a phase. A single request has only these. */
function requestCells(load, latencies, pieceTimes) {
    const times = load.response_time_ms;
    const pieces = pieceTimes.map((time) => (time === "first_byte" ? load.first_byte_ms : load.largest_gap_ms)?.p95);
    return [
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(load.due_requests),
        (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(load.failed_requests + load.dropped_requests),
        ...latencies.map((metric) => (times === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(times[metric]))),
        ...pieces.map((ms) => (ms === undefined ? "–" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(ms))),
    ];
}
/** steady (max_concurrent_users: 100 reached) */
function phaseTitle({ id, warmup, user_limit }) {
    const title = warmup && !/warm/i.test(id) ? `${id} (warm-up)` : id;
    return user_limit === undefined ? title : `${title} (${(0,_wording_userLimitText_js__WEBPACK_IMPORTED_MODULE_3__/* .userLimitName */ .cY)(user_limit)} reached)`;
}


/***/ }),

/***/ 650:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MZ: () => (/* binding */ phrase),
/* harmony export */   as: () => (/* binding */ markHashes),
/* harmony export */   cd: () => (/* binding */ commit),
/* harmony export */   wh: () => (/* binding */ plainText)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** A commit by its first seven digits. */
const commit = (sha) => ({ hash: (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .shortSha */ .Fu)(sha) });
/** A template of a phrase. */
function phrase(texts, ...values) {
    return texts.flatMap((text, i) => {
        const value = values[i - 1];
        return value === undefined ? [text] : [...(isPhrase(value) ? value : [value]), text];
    });
}
const isPhrase = (value) => Array.isArray(value);
/** A finished text in which these words are hashes. */
function markHashes(text, hashes) {
    const [hash, ...others] = hashes.filter((word) => word !== "");
    if (hash === undefined)
        return [text];
    return text.split(hash).flatMap((part, i) => [...(i === 0 ? [] : [{ hash }]), ...markHashes(part, others)]);
}
function plainText(sentence) {
    return sentence.map(textOfPart).join("");
}
function textOfPart(part) {
    if (typeof part === "string")
        return part;
    return "hash" in part ? part.hash : part.code;
}


/***/ }),

/***/ 20429:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ uncommittedChanges),
/* harmony export */   w: () => (/* binding */ rerunCommand)
/* harmony export */ });
/** The command that sends the same requests again, to the same base if git has it. Safe to paste into a shell. */
function rerunCommand({ provenance: { seed, base } }) {
    // Anybody can write a results file, so only a hexadecimal commit gets into the command.
    const option = base?.from === "git" && base.sha !== undefined && /^[0-9a-f]+$/.test(base.sha)
        ? ` --base ${base.sha.slice(0, 12)}`
        : "";
    return `LOADGATE_SEED=${seed} loadgate run${option}`;
}
/** The head may contain more than its commit. */
function uncommittedChanges({ provenance }) {
    return provenance.head.changed === true ? " with the same uncommitted changes" : "";
}


/***/ }),

/***/ 22902:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ unmetLimits),
/* harmony export */   Y: () => (/* binding */ slaLimit)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);



/** ≤ 100 ms, ≥ 1,000/s. */
function slaLimit({ metric, limit }) {
    return `${(0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaRuleOf */ .EG)(metric).limit === "at_least" ? "≥" : "≤"} ${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricValue */ .a3)(metric, limit)}`;
}
/** 2 of 6 limits breached, 1 undecided, 1 not measured. `undefined` if all are met. */
function unmetLimits(checks) {
    const counts = unmetOutcomes.flatMap((outcome) => {
        const n = checks.filter((check) => check.outcome === outcome).length;
        return n === 0 ? [] : [{ outcome, n }];
    });
    const [first, ...others] = counts;
    if (first === undefined)
        return undefined;
    const text = ({ n, outcome }) => `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(n)} ${outcome.replace("_", " ")}`;
    const start = `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(first.n)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(checks.length, "limit")} ${first.outcome.replace("_", " ")}`;
    return [start, ...others.map(text)].join(", ");
}
const unmetOutcomes = ["breached", "undecided", "not_measured"];


/***/ }),

/***/ 45201:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ summaryLine)
/* harmony export */ });
/* harmony import */ var _builds_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(67118);
/* harmony import */ var _comparisonMethod_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25303);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61506);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(650);




/** The line below the headline: job passes · 2 undecided · 9 unchanged · base and head side by side, 9 rounds in 44 s · … */
function summaryLine(results) {
    const job = results.verdict.failing ? "job fails" : "job passes";
    return (0,_phrase_js__WEBPACK_IMPORTED_MODULE_2__/* .phrase */ .MZ) `${job} · ${(0,_outcomes_js__WEBPACK_IMPORTED_MODULE_1__/* .outcomeCounts */ .TY)(results)} · ${(0,_comparisonMethod_js__WEBPACK_IMPORTED_MODULE_0__/* .comparisonMethod */ .Fm)(results)} · ${(0,_builds_js__WEBPACK_IMPORTED_MODULE_3__/* .describeBuilds */ .b)(results)}`;
}


/***/ }),

/***/ 63299:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ terminal),
/* harmony export */   g: () => (/* binding */ printable)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(4722);
/* harmony import */ var _util_mapStrings_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(42773);
/* harmony import */ var _wording_capacityText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27620);
/* harmony import */ var _wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);
/* harmony import */ var _causes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6611);
/* harmony import */ var _comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(70999);
/* harmony import */ var _drift_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(32748);
/* harmony import */ var _explanation_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(22319);
/* harmony import */ var _headline_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(2251);
/* harmony import */ var _outcomes_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(61506);
/* harmony import */ var _phaseTable_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(19342);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(650);
/* harmony import */ var _slaText_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(22902);
/* harmony import */ var _summaryLine_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(45201);
/* harmony import */ var _why_findings_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(4130);
/* harmony import */ var _why_remark_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(25856);

















/** The report for a terminal. */
function terminal(untrusted, { color }) {
    const results = printable(untrusted);
    const paint = color ? paintAnsi : paintNothing;
    const blocks = [
        headlineBlock(results, paint),
        comparisonBlock(results, paint),
        ...(0,_why_remark_js__WEBPACK_IMPORTED_MODULE_12__/* .whyRemarks */ .s)(results).map(({ title, text }) => `${paint("bold", `${title}:`)} ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_13__/* .plainText */ .wh)(text)}`),
        (0,_phrase_js__WEBPACK_IMPORTED_MODULE_13__/* .plainText */ .wh)((0,_drift_js__WEBPACK_IMPORTED_MODULE_4__/* .driftParagraph */ .qz)(results) ?? []),
        ...results.scenarios.map((scenario) => scenarioBlock(scenario, paint)),
        causesBlock(results),
        whyHint(results),
        ...baselineBlocks(results).map((line) => paint("dim", line)),
    ];
    return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}
/** Foreign text must not move the cursor, color the screen or add lines. Only logs keep their lines. */
function printable(results) {
    return (0,_util_mapStrings_js__WEBPACK_IMPORTED_MODULE_14__/* .mapStrings */ .t)(results, (text, key) => text.replace(key === "failure" ? unprintable.inLog : unprintable.inName, " "));
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
    undecided: "yellow",
    improved: "green",
    new: "dim",
    unchanged: "green",
    not_worse: "green",
    below_floor: "yellow",
};
function headlineBlock(results, paint) {
    const { tone, text } = (0,_headline_js__WEBPACK_IMPORTED_MODULE_6__/* .headline */ .P)(results);
    return `${paint(toneColor[tone], `${toneMark[tone]} ${text}`)}\n${paint("dim", (0,_phrase_js__WEBPACK_IMPORTED_MODULE_13__/* .plainText */ .wh)((0,_summaryLine_js__WEBPACK_IMPORTED_MODULE_10__/* .summaryLine */ .d)(results)))}`;
}
/** The worst outcomes come first. A scenario may list a thousand requests. */
const mostRows = 100;
function comparisonBlock(results, paint) {
    const all = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonRows */ .Vs)(results);
    const rows = all.slice(0, mostRows);
    if (rows.length === 0)
        return "";
    const columns = (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonColumns */ .ny)(results);
    const { hasScenario, hasBase } = columns;
    const cells = rows.map((row) => [
        (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .outcomeLabel */ .FR)((0,_outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .shownOutcome */ .CF)(row)),
        ...(hasScenario ? [row.scenario] : []),
        row.requestLabel,
        (0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(row.metric),
        ...(hasBase ? [(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .valueText */ .Ru)(row.metric, row.base)] : []),
        (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .valueText */ .Ru)(row.metric, row.head),
        ...(hasBase ? [(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .changeText */ .k0)(row), (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .failsFrom */ .gM)(row)] : []),
    ]);
    const [header = "", ...lines] = alignColumns([(0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .comparisonHeader */ .vv)(columns), ...cells], (0,_comparisonRows_js__WEBPACK_IMPORTED_MODULE_3__/* .numberColumns */ .Vd)(columns));
    const paintedLines = lines.map((line, i) => paintRow(line, rows[i], paint));
    const others = all.length - rows.length;
    const rest = others > 0 ? [paint("dim", `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_15__/* .plural */ .LS)(others, "more row")} in report.html`)] : [];
    return [paint("dim", header), ...paintedLines, ...rest].join("\n");
}
function paintRow(line, row, paint) {
    if (row === undefined)
        return line;
    if (!row.gating)
        return paint("dim", line);
    const outcome = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .shownOutcome */ .CF)(row);
    const { length } = (0,_outcomes_js__WEBPACK_IMPORTED_MODULE_7__/* .outcomeLabel */ .FR)(outcome);
    return paint(outcomeColor[outcome], line.slice(0, length)) + line.slice(length);
}
/** A terminal has no room for the mean. */
const latencies = _phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .latencyMetrics */ .Uy.filter((metric) => metric !== "mean");
function scenarioBlock(scenario, paint) {
    const pieceTimes = (0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .pieceTimesIn */ .Qi)(scenario.phases);
    const header = ["phase", "build", ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseColumns */ .hd)(latencies, pieceTimes)];
    const rows = scenario.phases.map((phase) => [
        (0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseTitle */ .ez)(phase),
        phase.arm,
        ...(0,_phaseTable_js__WEBPACK_IMPORTED_MODULE_8__/* .phaseCells */ .he)(phase, latencies, pieceTimes),
    ]);
    const [headerLine = "", ...lines] = alignColumns([header, ...rows], [...header.keys()].slice(2));
    const table = rows.length === 0 ? [] : [paint("dim", headerLine), ...lines];
    return [
        `${paint("bold", scenario.id)} ${paint("dim", scenario.mode.reason)}`,
        ...table,
        ...slaLines(scenario, paint),
        ...(scenario.scalability === undefined ? [] : (0,_wording_capacityText_js__WEBPACK_IMPORTED_MODULE_0__/* .scalabilityLines */ .$i)(scenario.scalability)),
    ].join("\n");
}
const slaColor = { met: "green", breached: "red", undecided: "yellow", not_measured: "yellow" };
function slaLines({ sla }, paint) {
    const unmetFirst = sla.toSorted((a, b) => Number(a.outcome === "met") - Number(b.outcome === "met"));
    const others = sla.length - mostRows;
    const lines = (others > 0 ? unmetFirst.slice(0, mostRows) : sla).map((check) => {
        const { metric, request, value, outcome } = check;
        const limit = `SLA ${request === _model_plan_js__WEBPACK_IMPORTED_MODULE_16__/* .allRequests */ .qT ? "" : `${request} `}${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricLabel */ .B)(metric)} ${(0,_slaText_js__WEBPACK_IMPORTED_MODULE_9__/* .slaLimit */ .Y)(check)}`;
        const result = value === undefined ? "not measured" : `${(0,_wording_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricValue */ .a3)(metric, value)}, ${outcome}`;
        return paint(slaColor[outcome], `${limit}: ${result}`);
    });
    return others > 0 ? [...lines, paint("dim", `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_15__/* .plural */ .LS)(others, "more SLA check")} in report.html`)] : lines;
}
function causesBlock(results) {
    return [...(0,_headline_js__WEBPACK_IMPORTED_MODULE_6__/* .furtherCauses */ .f)(results).map((cause) => `- ${(0,_phrase_js__WEBPACK_IMPORTED_MODULE_13__/* .plainText */ .wh)(cause)}`), ...(0,_causes_js__WEBPACK_IMPORTED_MODULE_2__/* .failureLogs */ .m)(results)].join("\n");
}
/** The findings fill a screen of their own. */
function whyHint(results) {
    const counts = (0,_why_findings_js__WEBPACK_IMPORTED_MODULE_11__/* .findingCounts */ .s)(results);
    return counts === "" ? "" : `${counts}: see report.html, or loadgate explain results.json`;
}
/** Without recorded runs the causes say why. */
function baselineBlocks({ baseline }) {
    return baseline.kind === "found" ? (0,_explanation_js__WEBPACK_IMPORTED_MODULE_5__/* .baselineLine */ .G)(baseline).map(_phrase_js__WEBPACK_IMPORTED_MODULE_13__/* .plainText */ .wh) : [];
}
/** ANSI codes, ECMA-48 "select graphic rendition". */
const ansiCodes = { red: "31", green: "32", yellow: "33", dim: "2", bold: "1" };
const paintAnsi = (color, text) => `\u001b[${ansiCodes[color]}m${text}\u001b[0m`;
const paintNothing = (_, text) => text;
/** Pads cells to the widest of their column. Numbers, the columns in `right`, are aligned to the right. */
function alignColumns(rows, right) {
    const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
    return rows.map((row) => row
        .map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd());
}


/***/ }),

/***/ 4130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findingsOf),
/* harmony export */   s: () => (/* binding */ findingCounts)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4722);
/* harmony import */ var _wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21455);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(650);
/* harmony import */ var _remark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(25856);
/* harmony import */ var _subject_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(68602);





const mostItems = 20;
const maxSentence = 500;
/** What changed, what limits, what was odd, what was not seen, and how it was found out. Empty lists are left out. */
function findingsOf(scenario) {
    const { changes = [], bottlenecks = [], anomalies = [], not_seen = [] } = scenario;
    return [
        list("What changed with it", changes, (change) => changeItem(change, scenario)),
        list("Bottlenecks", bottlenecks, bottleneckItem),
        list("Anomalies", anomalies, anomalyItem),
        list("Not seen", not_seen, (text) => [(0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(text, maxSentence)]),
        list("Extra rounds", extraRoundItems(scenario), (item) => item),
    ].filter(({ items }) => items.length > 0);
}
function list(title, found, itemOf) {
    const others = found.length - mostItems;
    const rest = others > 0 ? [[`${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatNumber */ .ZV)(others)} more in results.json`]] : [];
    return { title, items: [...found.slice(0, mostItems).map(itemOf), ...rest] };
}
function changeItem(change, scenario) {
    const { explains_ratio, kind } = change;
    const evidence = (0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(change.evidence, maxSentence);
    if (kind === "unexplained")
        return [evidence];
    const share = explains_ratio === undefined ? "" : `, ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(explains_ratio)} of it`;
    const clause = (0,_remark_js__WEBPACK_IMPORTED_MODULE_1__/* .clauseOf */ .p)(change, scenario);
    const isSaid = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .plainText */ .wh)(clause).startsWith(evidence.replace(/\.$/, ""));
    return [...clause, share, isSaid ? "." : `: ${sentence(evidence)}`, ...adviceOf(change)];
}
function bottleneckItem(bottleneck) {
    const { kind, arm, confidence, evidence } = bottleneck;
    const subject = (0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .subjectPhrase */ .y1)(bottleneck);
    const what = (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `${arm}: ${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .bottleneckLabel */ ._O)(kind)}${subject.length === 0 ? "" : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) ` (${subject})`}`;
    return [
        ...what,
        `, confidence ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatPercent */ .l9)(confidence)}: ${sentence((0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(evidence, maxSentence))}`,
        ...adviceOf(bottleneck),
    ];
}
const adviceOf = ({ advice }) => advice === undefined ? [] : [` Try: ${sentence((0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(advice, maxSentence))}`];
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);
/** head: CPU spike of 97 % (limit 95 %) in steady, round 4, after 2.1 s, for 400 ms. */
function anomalyItem({ kind, arm, phase, round, at_ms, duration_ms, value, limit, evidence }) {
    const figures = `${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyValue */ .Jf)(kind, value)} (limit ${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyValue */ .Jf)(kind, limit)})`;
    const when = `in ${(0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(phase, 80)}, round ${round + 1}, after ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMs */ ._V)(at_ms)}, for ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatMs */ ._V)(duration_ms)}`;
    const seen = evidence === undefined ? "." : `: ${sentence((0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(evidence, maxSentence))}`;
    return [`${arm}: ${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyLabel */ .MZ)(kind)}, ${figures}, ${when}${seen}`];
}
function extraRoundItems({ explanation }) {
    if (explanation === undefined)
        return [];
    const { rounds, duration_ms, profiles = [], failures = [] } = explanation;
    const took = `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(rounds, "extra round")} with instruments took ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatDuration */ .a3)(duration_ms)} and decided nothing.`;
    return [
        ...(rounds === 0 ? [] : [[took]]),
        ...["base", "head"].flatMap((arm) => profileItem(arm, profiles)),
        ...failures.slice(0, mostItems).map((failure) => [sentence((0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(failure, maxSentence))]),
    ];
}
/** 5 profiles of the head, the first is profiles/shop-head-6.cpuprofile */
function profileItem(arm, profiles) {
    const own = profiles.filter((profile) => profile.arm === arm);
    const [first] = own;
    if (first === undefined)
        return [];
    const file = { code: (0,_subject_js__WEBPACK_IMPORTED_MODULE_2__/* .shorten */ .ml)(first.path, 200) };
    return [
        own.length === 1
            ? (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `Profile of the ${arm}: ${file}`
            : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_4__/* .phrase */ .MZ) `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatNumber */ .ZV)(own.length)} profiles of the ${arm}, the first is ${file}`,
    ];
}
/** 2 changes · 1 bottleneck · 3 anomalies · 2 not seen. Empty if there is nothing to show. */
function findingCounts({ scenarios }) {
    const causes = scenarios.flatMap(({ changes = [] }) => changes.filter(({ kind }) => kind !== "unexplained")).length;
    const limits = scenarios.flatMap(({ bottlenecks = [] }) => bottlenecks.filter(({ kind }) => kind !== "none")).length;
    const anomalies = scenarios.flatMap((scenario) => scenario.anomalies ?? []).length;
    const unseen = scenarios.flatMap(({ not_seen = [] }) => not_seen).length;
    const counts = [
        ...(causes > 0 ? [(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(causes, "change")] : []),
        ...(limits > 0 ? [(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .plural */ .LS)(limits, "bottleneck")] : []),
        ...(anomalies > 0 ? [anomalies === 1 ? "1 anomaly" : `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatNumber */ .ZV)(anomalies)} anomalies`] : []),
        ...(unseen > 0 ? [`${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_3__/* .formatNumber */ .ZV)(unseen)} not seen`] : []),
    ];
    if (counts.length > 0)
        return counts.join(" · ");
    return scenarios.some(({ explanation }) => explanation !== undefined) ? "nothing found" : "";
}


/***/ }),

/***/ 25856:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ clauseOf),
/* harmony export */   s: () => (/* binding */ whyRemarks)
/* harmony export */ });
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21455);
/* harmony import */ var _phrase_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(650);
/* harmony import */ var _subject_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68602);





/** One remark for each scenario with known changes, in their order. */
function whyRemarks({ scenarios }) {
    return scenarios.flatMap((scenario) => {
        const text = remarkOn(scenario);
        if (text === undefined)
            return [];
        const title = isOfGate(scenario) ? "Why" : "Seen, but not gated";
        return { title: scenarios.length > 1 ? `${title} (${(0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(scenario.id, 80)})` : title, text };
    });
}
/** False for a leak that no gating metric shows. */
const isOfGate = ({ changes = [], comparisons }) => changes[0]?.kind !== "memory_leak" ||
    comparisons.some(({ gating, outcome }) => gating && (outcome === "regressed" || outcome === "improved"));
/** Causes after the first one. A comment has no room for more. */
const mostOthers = 2;
function remarkOn(scenario) {
    const [first, ...others] = scenario.changes ?? [];
    if (first === undefined)
        return undefined;
    if (first.kind === "unexplained")
        return unexplainedRemark(scenario, others);
    const further = others.slice(0, mostOthers).map((change) => {
        // The other's time is then a part of the first one's.
        const isPart = (first.explains_ratio ?? 0) + (change.explains_ratio ?? 0) > 1;
        return isPart ? clauseOf(change, scenario) : withShare(clauseOf(change, scenario), change);
    });
    return [
        ...clauseOf(first, scenario),
        first.explains_ratio === undefined ? "." : `, which is ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPercent */ .l9)(first.explains_ratio)} of it.`,
        ...(further.length === 0 ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` Also: ${joined(further)}.`),
        ...cpuRemark(scenario),
    ];
}
/** Names no single cause. What moved may still help. */
function unexplainedRemark({ not_seen = [], ...scenario }, moved) {
    const clauses = moved.slice(0, mostOthers).map((change) => withShare(clauseOf(change, scenario), change));
    return [
        "not explained: what was measured accounts for less than half of it.",
        ...(clauses.length === 0 ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` It moved together with: ${joined(clauses)}.`),
        ...(not_seen.length === 0
            ? []
            : [
                ` Not seen: ${not_seen
                    .slice(0, 2)
                    .map((text) => (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(text, 160))
                    .join("; ")}.`,
            ]),
        ...(moved.some(({ kind }) => kind === "cpu") ? [] : cpuRemark(scenario)),
    ];
}
const joined = (clauses) => clauses.flatMap((clause, i) => (i === 0 ? clause : ["; ", ...clause]));
const withShare = (clause, { explains_ratio }) => explains_ratio === undefined ? clause : [...clause, `, ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatPercent */ .l9)(explains_ratio)} of it`];
/** 41 SQL statements per request instead of 3 (`SELECT …`). Without figures: the evidence. */
function clauseOf(change, scenario) {
    const { base, head, unit, evidence } = change;
    const carrier = carrierOf(change, scenario);
    if (base === undefined || head === undefined)
        return [evidenceClause(evidence), ...inBrackets(change), ...requestsOf(change, carrier)];
    const isOfCarrier = carrier !== undefined && isOfNamedRequest(change);
    const per = (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isPerRequest */ .Xb)(unit) ? ` per ${isOfCarrier ? carrier : "request"}` : "";
    return [
        `${amount(head, unit, (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeWords */ .pQ)(change.kind))}${per} instead of ${amountBefore(change, base, head)}`,
        ...inBrackets(change),
        ...rhythmOf(change),
        ...requestsOf(change, isOfCarrier ? undefined : carrier),
    ];
}
/** The request that is not said yet, or several. */
function requestsOf({ kind, requests = [] }, carrier) {
    const slower = requests.length > 0 && requests.length <= mostRequests ? requests : [];
    const names = carrier === undefined ? slower.map((name) => (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(name, 60)) : [carrier];
    if (names.length === 0)
        return [];
    return [(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isOfOneRequest */ .JQ)(kind) ? `, of ${list.format(names)}` : `, with ${list.format(names)} slowed down most`];
}
const list = new Intl.ListFormat("en");
/** More requests than these say no more than the table. */
const mostRequests = 3;
/** Of stalls: how long, and how often. */
const rhythmOf = ({ lasts_ms, every_ms }) => lasts_ms === undefined || every_ms === undefined ? [] : [`, about ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(lasts_ms)} every ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatMs */ ._V)(every_ms)}`];
/** The request that has it, if there are several. */
function carrierOf({ request = _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT }, { phases }) {
    const names = new Set(phases.flatMap(({ requests }) => requests.map(({ name }) => name)));
    return request === _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT || names.size < 2 ? undefined : (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(request, 80);
}
/** Values of the service as a whole are per request of any kind. */
const isOfNamedRequest = ({ kind, subject, unit }) => (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isPerRequest */ .Xb)(unit) && (subject !== undefined || kind === "response_size" || (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isOfOneRequest */ .JQ)(kind));
function amount(value, unit, { count, time }) {
    const text = (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(value, unit);
    if ((0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isTimeUnit */ .KN)(unit))
        return `${text} of ${time}`;
    if (unit?.startsWith("bytes"))
        return `${text} of ${count}`;
    return `${text} ${text === "1" ? count.replace(/s\b/, "") : count}`;
}
/** Fewer calls than one in so many of the head's are nearly none. */
const fewCalls = 1 / 50;
function amountBefore({ unit }, base, head) {
    if (base === 0)
        return "none";
    return unit?.startsWith("1/") && base < fewCalls * head ? "almost none" : (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(base, unit);
}
const evidenceClause = (evidence) => (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(evidence, 300).replace(/\.$/, "");
function inBrackets(change) {
    const subject = (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .subjectPhrase */ .y1)(change);
    return subject.length === 0 ? [] : (0,_phrase_js__WEBPACK_IMPORTED_MODULE_3__/* .phrase */ .MZ) ` (${subject})`;
}
/** Whether CPU time moved is the reader's next question. */
function cpuRemark({ comparisons, changes = [] }) {
    const cpu = comparisons.find(({ metric, request }) => metric === "cpu_per_request" && request === _model_plan_js__WEBPACK_IMPORTED_MODULE_4__/* .allRequests */ .qT);
    const isStill = cpu?.outcome === "unchanged" || cpu?.outcome === "not_worse";
    return isStill && !changes.some(({ kind }) => kind === "cpu") ? [" CPU per request unchanged."] : [];
}


/***/ }),

/***/ 68602:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z9: () => (/* binding */ placeText),
/* harmony export */   ml: () => (/* binding */ shorten),
/* harmony export */   y1: () => (/* binding */ subjectPhrase)
/* harmony export */ });
const maxSubject = 160;
const maxFile = 120;
/** `parseOrder`, src/orders.js:41. Empty if there is no name. */
function subjectPhrase({ subject, file, line }) {
    const place = placeText({ file, line });
    const name = subject === undefined ? "" : shorten(subject, maxSubject);
    if (name === "")
        return place === undefined ? [] : [{ code: place }];
    return place === undefined ? [{ code: name }] : [{ code: name }, ", ", { code: place }];
}
/** src/orders.js:41. The end of a long path says most. */
function placeText({ file, line }) {
    if (file === undefined)
        return undefined;
    const path = file.length > maxFile ? `…${file.slice(-maxFile)}` : file;
    return line === undefined ? path : `${path}:${line}`;
}
/** The text on one line, with its end left out if it is too long. */
function shorten(text, maxLength) {
    const line = text
        .slice(0, 4 * maxLength)
        .replace(/\s+/g, " ")
        .trim();
    return line.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}


/***/ }),

/***/ 24207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ subjectHeader),
/* harmony export */   y: () => (/* binding */ subjectTables)
/* harmony export */ });
/* harmony import */ var _wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21455);
/* harmony import */ var _subject_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(68602);


const tables = [
    { key: "functions", title: "CPU by function, itself", subject: "function" },
    { key: "statements", title: "Statements", subject: "statement" },
    { key: "outbound", title: "Outbound calls", subject: "host" },
    { key: "spans", title: "Spans of OpenTelemetry", subject: "span" },
    { key: "allocations", title: "Allocations by function", subject: "function" },
    { key: "runtime", title: "Runtime", subject: "figure" },
    { key: "waits", title: "Waits of threads", subject: "for" },
];
const subjectHeader = (table) => [
    table.subject,
    ...(table.hasRequests ? ["request"] : []),
    "base",
    "head",
    "change [95 %]",
    "",
];
/** The tables with rows, each with at most that many. */
function subjectTables(explanation, mostRows) {
    return tables.flatMap(({ key, title, subject }) => {
        const found = explanation?.[key] ?? [];
        if (found.length === 0)
            return [];
        const isAllPerRequest = found.every((row) => (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isPerRequest */ .Xb)(row.unit));
        const rows = found.slice(0, mostRows).map((row) => subjectRow(row, isAllPerRequest));
        const hasRequests = rows.some(({ request }) => request !== "");
        return {
            title: isAllPerRequest ? `${title}, per request` : title,
            subject,
            hasRequests,
            rows,
            others: found.length - rows.length,
        };
    });
}
function subjectRow(found, hidesPer) {
    const { subject, request = "", unit, base, head, interval, state } = found;
    const bounds = interval === undefined ? "" : ` [${interval.map((end) => boundText(end, unit)).join(", ")}]`;
    const per = !hidesPer && (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .isPerRequest */ .Xb)(unit) ? "/request" : "";
    return {
        subject: (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(subject, 200),
        place: (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .placeText */ .Z9)(found),
        request: (0,_subject_js__WEBPACK_IMPORTED_MODULE_1__/* .shorten */ .ml)(request, 80),
        state,
        base: `${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(base, unit)}${per}`,
        head: `${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(head, unit)}${per}`,
        change: `${(0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeDifference */ .Vp)(head - base, unit)}${bounds}`,
    };
}
/** −0.03 in an interval whose estimate has the unit. */
const boundText = (value, unit) => (0,_wording_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeDifference */ .Vp)(value, unit)
    .replace(/^\+/, "")
    .replace(/ (ms|B)$/, "");


/***/ }),

/***/ 41271:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AJ: () => (/* binding */ checkHistograms),
/* harmony export */   H0: () => (/* binding */ histogramTexts),
/* harmony export */   Jq: () => (/* binding */ histogramKeys),
/* harmony export */   _m: () => (/* binding */ UnreadableResults),
/* harmony export */   c2: () => (/* binding */ parseResults),
/* harmony export */   l7: () => (/* binding */ decodeResults),
/* harmony export */   xf: () => (/* binding */ encodeResults)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _model_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27485);
/* harmony import */ var _stats_histogram_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48136);



class UnreadableResults extends _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WrongInput */ .Ey {
    name = "UnreadableResults";
}
/** Encodes through the schema: keys have its order, and unknown keys are left out. */
function encodeResults(results) {
    return `${JSON.stringify(_model_results_js__WEBPACK_IMPORTED_MODULE_1__/* .resultsSchema */ .sy.parse(results), undefined, 2)}\n`;
}
/** Parses results.json and checks its histograms. Throws an UnreadableResults that names the key and the problem. */
function decodeResults(text, file) {
    return checkHistograms(parseResults(text, file), file);
}
/** The same without checking its histograms. */
function parseResults(text, file) {
    const checked = checkSchema(parseJson(text, file), file);
    if (checked.success)
        return checked.data;
    const [issue] = checked.error.issues;
    const key = issue?.path.join(".") || "the file";
    throw new UnreadableResults(`${file}: ${key}: ${issue?.message}; expected the results.json (schema 1) of loadgate run`);
}
/** Keys of a phase or a request whose value is an encoded histogram. */
const histogramKeys = [
    "histogram",
    "blameless_histogram",
    "first_byte_histogram",
    "blameless_first_byte_histogram",
    "largest_gap_histogram",
];
/** Every encoded histogram in the results. */
function histogramTexts({ scenarios }) {
    const counts = scenarios.flatMap(({ phases }) => phases.flatMap((phase) => [phase, ...phase.requests]));
    return counts.flatMap((count) => histogramKeys.flatMap((key) => count[key] ?? []));
}
/** Throws an UnreadableResults for a corrupt histogram, so that no report fails because of it later. */
function checkHistograms(results, file) {
    for (const histogram of histogramTexts(results)) {
        try {
            (0,_stats_histogram_js__WEBPACK_IMPORTED_MODULE_2__/* .decodeHistogram */ .pr)(histogram);
        }
        catch (cause) {
            throw new UnreadableResults(`${file}: a histogram is corrupt; expected the results.json of loadgate run`, {
                cause,
            });
        }
    }
    return results;
}
/** A call tree that is too deep overflows the stack. Loadgate itself writes none. */
function checkSchema(value, file) {
    try {
        return _model_results_js__WEBPACK_IMPORTED_MODULE_1__/* .resultsSchema */ .sy.safeParse(value);
    }
    catch (cause) {
        if (!(cause instanceof RangeError))
            throw cause;
        throw new UnreadableResults(`${file}: too deep; expected the results.json of loadgate run`, { cause });
    }
}
function parseJson(text, file) {
    try {
        return JSON.parse(text);
    }
    catch (cause) {
        throw new UnreadableResults(`${file}: not JSON; expected the results.json of loadgate run`, { cause });
    }
}


/***/ }),

/***/ 69454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ue: () => (/* binding */ hasErrorCode),
/* harmony export */   dM: () => (/* binding */ removeTree),
/* harmony export */   fo: () => (/* binding */ isFile),
/* harmony export */   wd: () => (/* binding */ isDirectory),
/* harmony export */   x3: () => (/* binding */ writeText),
/* harmony export */   yR: () => (/* binding */ readText)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** The text of the file, or `undefined` if it does not exist. Other errors are thrown; the caller explains them. */
async function readText(path) {
    try {
        return await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(path, "utf8");
    }
    catch (error) {
        if (hasErrorCode(error, "ENOENT"))
            return undefined;
        throw error;
    }
}
/** Writes the file atomically: a failed write leaves the old file unchanged. Creates missing directories. */
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
async function isDirectory(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.isDirectory() === true;
}
async function isFile(path) {
    return (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(path).catch(() => undefined))?.isFile() === true;
}
/** Removes the directory tree, including write-protected directories. Ignores what cannot be removed. */
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
function hasErrorCode(error, code) {
    return error instanceof Error && "code" in error && error.code === code;
}


/***/ }),

/***/ 24216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ incompleteBeta)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);

/**
 * The regularised incomplete beta function I_x(a, b) for positive a and b and x in [0, 1]. Evaluates the continued
 * fraction of Abramowitz & Stegun 26.5.8 by the modified Lentz method, on the side of the mean where it converges fast.
 */
function incompleteBeta(a, b, x) {
    if (x <= 0)
        return 0;
    if (x >= 1)
        return 1;
    if (x > (a + 1) / (a + b + 2))
        return 1 - incompleteBeta(b, a, 1 - x);
    const lnFront = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .gammaln */ .SW)(a + b) - (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .gammaln */ .SW)(a) - (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .gammaln */ .SW)(b) + a * Math.log(x) + b * Math.log1p(-x);
    return (Math.exp(lnFront) * continuedFraction(a, b, x)) / a;
}
function continuedFraction(a, b, x) {
    const tiny = 1e-300;
    const nonZero = (value) => (Math.abs(value) < tiny ? tiny : value);
    let c = 1;
    let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
    let value = d;
    const step = (numerator) => {
        d = 1 / nonZero(1 + numerator * d);
        c = nonZero(1 + numerator / c);
        value *= d * c;
        return Math.abs(d * c - 1);
    };
    for (let m = 1; m <= 10_000; m++) {
        step((m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)));
        const change = step((-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)));
        if (change < 1e-16)
            break;
    }
    return value;
}


/***/ }),

/***/ 16871:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ binomialUpperTail),
/* harmony export */   x: () => (/* binding */ proportionUpperBound)
/* harmony export */ });
/* harmony import */ var _beta_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24216);

/** P(X >= k) for X ~ Binomial(n, p) and k in 0..n. */
function binomialUpperTail(k, n, p) {
    return k <= 0 ? 1 : (0,_beta_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteBeta */ .J)(k, n - k + 1, p);
}
/** The one-sided upper confidence bound of a proportion at `level`, after k of n (n > 0): Clopper & Pearson (1934). */
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


/***/ }),

/***/ 96861:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IP: () => (/* binding */ minSegment),
/* harmony export */   UI: () => (/* binding */ changePoints)
/* harmony export */ });
/* unused harmony export likeliestSplit */
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _random_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(52681);


/** The fewest values between two changes, and before the first and after the last one. */
const minSegment = 4;
/** A change counts below this p. */
const significance = 0.001;
/**
 * The changes in the mean of a series of finite values, in order. Splits the series where a permutation test is
 * significant (p < 0.001), then splits the parts. After that, removes the weakest change until all are large enough.
 * Assumes that the values between two changes are exchangeable. After Daly et al., "The use of change point detection
 * to identify software performance regressions" (ICPE 2020), and Fleming et al., "Hunter" (ICPE 2023).
 */
function changePoints(values, { seed, minMagnitude }) {
    return removeSmallChanges(values, splitSegment(values, 0, seed), minMagnitude);
}
const permutations = 4999;
/** The test stops after this many permutations with as large a contrast: p is large then (Besag & Clifford 1991). */
const enoughExceedances = 50;
/**
 * The split whose sides differ most, in units of the standard error. It cuts the series in two, or a segment out of the
 * series (Olshen et al. 2004). Without the second kind, a rise and a fall hide each other. `undefined` below eight
 * values.
 */
function likeliestSplit(values, seed) {
    if (values.length < 2 * minSegment)
        return undefined;
    const centre = (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)([...values]);
    const centred = Float64Array.from(values, (value) => value - centre);
    const { indices, contrast } = largestContrast(centred);
    const threshold = contrast * (1 - 1e-9);
    let exceedances = 0;
    for (let permutation = 1; permutation <= permutations; permutation++) {
        if (largestContrast((0,_random_js__WEBPACK_IMPORTED_MODULE_1__/* .shuffle */ .k)(centred, seed, permutation)).contrast >= threshold)
            exceedances++;
        if (exceedances === enoughExceedances)
            return { indices, p: exceedances / permutation };
    }
    return { indices, p: (exceedances + 1) / (permutations + 1) };
}
/** The segment starts at index `from` of the whole series. */
function splitSegment(segment, from, seed) {
    const split = likeliestSplit(segment, seed);
    if (split === undefined || split.p >= significance)
        return [];
    const starts = [0, ...split.indices];
    return starts.flatMap((start, i) => [
        ...(i === 0 ? [] : [{ index: from + start, p: split.p }]),
        ...splitSegment(segment.slice(start, starts[i + 1]), from + start, seed),
    ]);
}
function removeSmallChanges(values, splits, minMagnitude) {
    const points = splits.map(({ index, p }, i) => ({
        index,
        before: (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)(values.slice(splits[i - 1]?.index ?? 0, index)),
        after: (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)(values.slice(index, splits[i + 1]?.index)),
        p,
    }));
    const magnitudes = points.map(({ before, after }) => Math.abs(after - before));
    const smallest = Math.min(...magnitudes);
    if (points.length === 0 || smallest >= minMagnitude)
        return points;
    return removeSmallChanges(values, splits.toSpliced(magnitudes.indexOf(smallest), 1), minMagnitude);
}
/**
 * The weight of a split that cuts a segment out. There are many more of these splits than splits in two, and the usual
 * single change must not pay for that. Permutations are weighted alike, so any weight gives a valid p. In 100 series of
 * 50 values, 10 of them raised by five standard deviations, splits in two find no rise and this weight finds all.
 * With weight 1, such a rise of the last four values is found 70 times instead of 100.
 */
const segmentWeight = 0.8;
/**
 * The split of centred values with the largest sum of squares between its sides. It is also the split with the largest
 * t: the sum of squares within is the rest of the total, and a permutation does not change the total.
 */
function largestContrast(centred) {
    const n = centred.length;
    const last = n - minSegment;
    const sums = runningSums(centred);
    const weights = Float64Array.from(sums, (_, length) => n / (length * (n - length)));
    let [from, to, contrast] = [0, 0, -1];
    for (let end = minSegment; end <= last; end++) {
        const sum = sums[end] ?? 0;
        const between = sum * sum * (weights[end] ?? 0);
        if (between > contrast)
            [from, to, contrast] = [0, end, between];
        for (let start = minSegment; start <= end - minSegment; start++) {
            const inside = sum - (sums[start] ?? 0);
            const cutOut = inside * inside * (weights[end - start] ?? 0) * segmentWeight;
            if (cutOut > contrast)
                [from, to, contrast] = [start, end, cutOut];
        }
    }
    return { indices: from === 0 ? [to] : [from, to], contrast };
}
/** The sums of the first 0, 1, 2, … values. */
function runningSums(values) {
    const sums = new Float64Array(values.length + 1);
    for (let i = 0; i < values.length; i++)
        sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
    return sums;
}


/***/ }),

/***/ 48136:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  pr: () => (/* binding */ decodeHistogram),
  JW: () => (/* binding */ histogram),
  Q7: () => (/* binding */ mergeHistograms)
});

// EXTERNAL MODULE: ./node_modules/hdr-histogram-js/dist/index.js
var dist = __webpack_require__(32960);
// EXTERNAL MODULE: ./build/stats/logLinear.js
var logLinear = __webpack_require__(16511);
;// CONCATENATED MODULE: ./build/stats/hdrFormat.js


/** Each power of two has 2^10 buckets: three significant digits, as HdrHistogram has them. */
const bucketBits = 10;
const maxUs = 3_600_000_000;
/** A longer payload is worth compressing. Starting the compressor takes a hundred times as long as a short one. */
const mostStoredBytes = 512;
/** The text of HdrHistogram: V2, compressed, base64. A short one is a zlib stream that is stored, not compressed. */
function encodeHdr(values) {
    const payload = payloadOf(values);
    return payload.length > mostStoredBytes || payload.length === 0 ? encodeByLibrary(values) : encodeStored(payload);
}
/** Throws if the text is not such a histogram. */
function decodeHdr(text) {
    const bytes = new Uint8Array(Buffer.from(text.slice(0, 4 * mostStoredBytes), "base64"));
    return isStored(bytes) ? decodeStored(bytes) : decodeByLibrary(text);
}
function encodeByLibrary({ buckets, counts }) {
    const hdr = (0,dist/* build */.jq)({
        bitBucketSize: 32,
        lowestDiscernibleValue: 1,
        highestTrackableValue: maxUs,
        numberOfSignificantValueDigits: 3,
    });
    for (const [i, bucket] of buckets.entries())
        hdr.recordValueWithCount((0,logLinear/* bucketRange */.I7)(bucket, bucketBits).lowest, counts[i] ?? 0);
    return (0,dist/* encodeIntoCompressedBase64 */.dH)(hdr);
}
function decodeByLibrary(text) {
    const hdr = (0,dist/* decodeFromCompressedBase64 */.Vc)(text, 32);
    if (!(hdr instanceof dist/* JsHistogram */.Sw))
        throw new Error("the library decoded a histogram of another kind");
    const end = hdr.totalCount === 0 ? 0 : hdr.countsArrayIndex(hdr.maxValue) + 1;
    const buckets = [];
    const counts = [];
    for (let index = 0; index < end; index++) {
        const count = hdr.getCountAtIndex(index);
        if (count === 0)
            continue;
        buckets.push((0,logLinear/* bucketOf */.AU)(hdr.valueFromIndex(index), bucketBits));
        counts.push(count);
    }
    return { buckets, counts };
}
/** Counts are positive numbers, and runs of empty buckets negative ones, in ZigZag LEB128. */
function payloadOf({ buckets, counts }) {
    const bytes = [];
    let next = 0;
    for (const [i, bucket] of buckets.entries()) {
        // A run of one is written as a count of 0.
        const empty = bucket - next;
        if (empty > 0)
            writeNumber(bytes, empty === 1 ? 0 : -empty);
        writeNumber(bytes, counts[i] ?? 0);
        next = bucket + 1;
    }
    return bytes;
}
function writeNumber(bytes, value) {
    let rest = value >= 0 ? 2 * value : -2 * value - 1;
    for (; rest >= 128; rest = Math.floor(rest / 128))
        bytes.push((rest % 128) + 128);
    bytes.push(rest);
}
const headerBytes = 40;
/** Two cookies with lengths, and the wrapper of a zlib stream with one stored block. */
const storedBytes = { before: 15, after: 4 };
function encodeStored(payload) {
    const length = headerBytes + payload.length;
    const bytes = new Uint8Array(storedBytes.before + length + storedBytes.after);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, 0x1c849314);
    view.setUint32(4, bytes.length - 8);
    bytes.set([0x78, 0x01, 0x01], 8);
    view.setUint16(11, length, true);
    view.setUint16(13, ~length, true);
    const content = bytes.subarray(storedBytes.before, storedBytes.before + length);
    writeHeader(content, payload.length);
    content.set(payload, headerBytes);
    view.setUint32(storedBytes.before + length, adler32(content));
    return Buffer.from(bytes).toString("base64");
}
function writeHeader(content, payloadBytes) {
    const view = new DataView(content.buffer, content.byteOffset);
    view.setUint32(0, 0x1c849313);
    view.setUint32(4, payloadBytes);
    view.setUint32(8, 1);
    view.setUint32(12, 3);
    view.setBigInt64(16, 1n);
    view.setBigInt64(24, BigInt(maxUs));
    view.setBigInt64(32, 1n);
}
/** RFC 1950. */
function adler32(bytes) {
    let [a, b] = [1, 0];
    for (const byte of bytes) {
        a = (a + byte) % 65_521;
        b = (b + a) % 65_521;
    }
    return b * 65_536 + a;
}
const isStored = (bytes) => bytes[8] === 0x78 && bytes[9] === 0x01 && bytes[10] === 0x01;
function decodeStored(bytes) {
    const length = bytes.length - storedBytes.before - storedBytes.after;
    if (length < headerBytes)
        throw new Error("the histogram is cut off");
    const payload = bytes.subarray(storedBytes.before + headerBytes, storedBytes.before + length);
    const values = readPayload(payload);
    const again = encodeStored(payloadOf(values));
    if (again !== Buffer.from(bytes).toString("base64"))
        throw new Error("the histogram is corrupt");
    return values;
}
function readPayload(payload) {
    const buckets = [];
    const counts = [];
    let bucket = 0;
    for (let at = 0; at < payload.length;) {
        let [value, factor, byte] = [0, 1, 128];
        for (; byte >= 128 && at < payload.length; factor *= 128) {
            byte = payload[at++] ?? 0;
            value += (byte % 128) * factor;
        }
        const isCount = value % 2 === 0;
        if (isCount && value > 0) {
            buckets.push(bucket);
            counts.push(value / 2);
        }
        bucket += isCount ? 1 : (value + 1) / 2;
        if (bucket > (0,logLinear/* bucketCount */.Sf)(bucketBits))
            throw new Error("the histogram has values out of range");
    }
    return { buckets, counts };
}

;// CONCATENATED MODULE: ./build/stats/histogram.js


function histogram() {
    return new BucketHistogram();
}
/** Throws if the text is not an encoded histogram. */
function decodeHistogram(text) {
    const decoded = new BucketHistogram();
    if (text !== emptyText)
        decoded.addEncoded(text);
    return decoded;
}
function mergeHistograms(histograms) {
    const sum = histogram();
    for (const one of histograms)
        sum.add(one);
    return sum;
}
/** Up to this many values are kept one by one. A scenario may list a thousand requests with few values each. */
const fewValues = 32;
/** The most that a counter of 32 bits holds. */
const maxCount = 0xffff_ffff;
/** Recording takes a few nanoseconds. Its memory depends on its values, and not on the range. */
class BucketHistogram {
    /** The buckets of the first values, as they came. */
    #few = [];
    /** Counters by bucket, once there are more values. */
    #counts = noCounts;
    /** After decoding, the upper edge of the highest bucket. */
    #largestUs = 0;
    /** Absent after a new value. */
    #filled;
    record(ms, count = 1) {
        const us = Math.max(0, Math.min(maxUs, Math.round(ms * 1000)));
        if (us > this.#largestUs)
            this.#largestUs = us;
        this.#addTo((0,logLinear/* bucketOf */.AU)(us, bucketBits), count);
    }
    add(other) {
        const added = other;
        const { buckets, counts } = added.#fill();
        for (const [i, bucket] of buckets.entries())
            this.#addTo(bucket, counts[i] ?? 0);
        this.#largestUs = Math.max(this.#largestUs, added.#largestUs);
    }
    addEncoded(text) {
        const { buckets, counts } = decodeHdr(text);
        for (const [i, bucket] of buckets.entries())
            this.#addTo(bucket, counts[i] ?? 0);
        this.#largestUs = Math.min(maxUs, upperEdgeUs(buckets.at(-1) ?? 0));
    }
    get count() {
        return this.#fill().upTo.at(-1) ?? 0;
    }
    quantile(share) {
        const { buckets, upTo } = this.#fill();
        const wanted = share * this.count;
        // Rounding errors of the product must not skip a value.
        const rank = Math.max(1, Math.ceil(wanted - wanted * 2 * Number.EPSILON));
        const bucket = buckets[firstAtLeast(upTo, rank)];
        return bucket === undefined ? undefined : upperEdgeUs(bucket) / 1000;
    }
    countAbove(ms) {
        const { buckets, upTo } = this.#fill();
        const within = buckets.findLastIndex((bucket) => upperEdgeUs(bucket) / 1000 <= ms);
        return this.count - (within < 0 ? 0 : (upTo[within] ?? 0));
    }
    mean() {
        const { buckets, counts } = this.#fill();
        if (buckets.length === 0)
            return undefined;
        const sumUs = buckets.reduce((sum, bucket, i) => sum + middleUs(bucket) * (counts[i] ?? 0), 0);
        return sumUs / this.count / 1000;
    }
    max() {
        return this.count === 0 ? undefined : this.#largestUs / 1000;
    }
    encode() {
        const { buckets, counts } = this.#fill();
        return buckets.length === 0 ? emptyText : encodeHdr({ buckets, counts });
    }
    #addTo(bucket, count) {
        this.#filled = undefined;
        if (this.#counts.length === 0) {
            if (count === 1 && this.#few.length < fewValues) {
                this.#few.push(bucket);
                return;
            }
            this.#grow(bucket);
            for (const one of this.#few)
                this.#addTo(one, 1);
            this.#few.length = 0;
        }
        if (bucket >= this.#counts.length)
            this.#grow(bucket);
        this.#counts[bucket] = Math.min(maxCount, (this.#counts[bucket] ?? 0) + count);
    }
    /** Room for this bucket, for those up to twice its value, and for the first values. */
    #grow(bucket) {
        const counts = new Uint32Array(Math.max(bucket, ...this.#few) + (1 << bucketBits));
        counts.set(this.#counts);
        this.#counts = counts;
    }
    #fill() {
        this.#filled ??= this.#counts.length === 0 ? fillFew(this.#few) : fillCounts(this.#counts);
        return this.#filled;
    }
}
const noCounts = new Uint32Array(0);
function fillFew(few) {
    const buckets = [...new Set(few)].toSorted((a, b) => a - b);
    const counts = buckets.map((bucket) => few.filter((one) => one === bucket).length);
    return { buckets, counts, upTo: cumulate(counts) };
}
function fillCounts(all) {
    const buckets = [];
    const counts = [];
    for (const [bucket, count] of all.entries()) {
        if (count === 0)
            continue;
        buckets.push(bucket);
        counts.push(count);
    }
    return { buckets, counts, upTo: cumulate(counts) };
}
function cumulate(counts) {
    let sum = 0;
    return counts.map((count) => {
        sum += count;
        return sum;
    });
}
/** Index of the first of the ascending numbers that is at least `least`; their number if none is. */
function firstAtLeast(ascending, least) {
    let low = 0;
    let high = ascending.length;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((ascending[middle] ?? least) < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
function upperEdgeUs(bucket) {
    const { lowest, width } = (0,logLinear/* bucketRange */.I7)(bucket, bucketBits);
    return lowest + width - 1;
}
/** HdrHistogram's median-equivalent value. */
function middleUs(bucket) {
    const { lowest, width } = (0,logLinear/* bucketRange */.I7)(bucket, bucketBits);
    return lowest + Math.floor(width / 2);
}
/** Every histogram without values has this text. */
const emptyText = encodeHdr({ buckets: [], counts: [] });


/***/ }),

/***/ 16511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ bucketOf),
/* harmony export */   I7: () => (/* binding */ bucketRange),
/* harmony export */   Sf: () => (/* binding */ bucketCount)
/* harmony export */ });
/**
 * The bucket of a value, as in HdrHistogram. Each whole number below 2^(bits+1) has its own bucket; each power of two
 * above has 2^bits buckets. Takes values from 0 to 2^32 - 1, and clamps others to that range.
 */
function bucketOf(value, bits) {
    const whole = Math.min(0xffff_ffff, Math.max(0, value)) >>> 0;
    if (whole < 2 << bits)
        return whole;
    const shift = 31 - Math.clz32(whole) - bits;
    return (shift << bits) + (whole >>> shift);
}
/** The lowest value of the bucket, and the number of whole values in it. */
function bucketRange(bucket, bits) {
    if (bucket < 2 << bits)
        return { lowest: bucket, width: 1 };
    const shift = (bucket >> bits) - 1;
    return { lowest: (bucket - (shift << bits)) * 2 ** shift, width: 2 ** shift };
}
/** The number of buckets. */
const bucketCount = (bits) => bucketOf(0xffff_ffff, bits) + 1;


/***/ }),

/***/ 60880:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ logisticCrossing),
/* harmony export */   m: () => (/* binding */ expectedShare)
/* harmony export */ });
/** The slope's prior: a limit is usually reached within a few percent of the rate. Its weight is that of one trial. */
const prior = { slope: 30, weight: 1e-3 };
const slopes = { least: 3, most: 300 };
const maxSteps = 60;
/** Larger differences between a share and its expectation count as this much. */
const largestResidual = 0.1;
/**
 * The x at which the expected share is `target`: logit(share) = a + b x, by iteratively weighted least squares of the
 * logit, which is quasi-binomial regression (McCullagh and Nelder 1989). Shares of 0 and 1 need no correction. The slope
 * is positive.
 */
function logisticCrossing(points, target) {
    const middle = points.reduce((sum, { x }) => sum + x, 0) / points.length;
    const targetLogit = Math.log(target / (1 - target));
    let level = targetLogit;
    let slope = prior.slope;
    for (let step = 0; step < maxSteps; step++) {
        const change = newtonStep(points, middle, level, slope);
        const part = Math.min(1, 2 / Math.abs(change.level || 1), 20 / Math.abs(change.slope || 1));
        level += part * change.level;
        slope = Math.min(slopes.most, Math.max(slopes.least, slope + part * change.slope));
        if (Math.abs(change.level) < 1e-9)
            break;
    }
    return { at: middle + (targetLogit - level) / slope, slope, targetLogit };
}
/** The share that the curve expects at x. */
const expectedShare = ({ at, slope, targetLogit }, x) => 1 / (1 + Math.exp(-(targetLogit + slope * (x - at))));
function newtonStep(points, middle, level, slope) {
    let weights = 1e-6;
    let cross = 0;
    let squares = prior.weight;
    let levelSlope = 0;
    let slopeSlope = -prior.weight * (slope - prior.slope);
    for (const { x, share } of points) {
        const at = x - middle;
        const expected = 1 / (1 + Math.exp(-(level + slope * at)));
        const weight = expected * (1 - expected) + 1e-9;
        weights += weight;
        cross += weight * at;
        squares += weight * at * at;
        // Huber's weight: a trial that a neighbour of the machine disturbed must not decide.
        const residual = Math.max(-largestResidual, Math.min(largestResidual, share - expected));
        levelSlope += residual;
        slopeSlope += residual * at;
    }
    const determinant = weights * squares - cross * cross;
    return {
        level: (squares * levelSlope - cross * slopeSlope) / determinant,
        slope: (weights * slopeSlope - cross * levelSlope) / determinant,
    };
}


/***/ }),

/***/ 8329:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IL: () => (/* binding */ normalUpperTail),
/* harmony export */   Zl: () => (/* binding */ normalQuantile),
/* harmony export */   kC: () => (/* binding */ normalDensity)
/* harmony export */ });
/* unused harmony export normalCdf */
/** P(Z <= z) for the standard normal distribution. */
function normalCdf(z) {
    return normalUpperTail(-z);
}
/** P(Z > z), to thirteen digits even for a tiny tail, where 1 - normalCdf would round to 0. */
function normalUpperTail(z) {
    return z >= 0 ? normalDensity(z) * millsRatio(z) : 1 - normalDensity(z) * millsRatio(-z);
}
/**
 * The p-quantile of the standard normal distribution, to twelve digits. p is in [0, 1]; the ends give infinity.
 * Newton's method: on P(0 < Z <= z) in the middle, on ln P(Z > z) in the tails. Both are concave, so the iteration
 * converges from one side.
 */
function normalQuantile(p) {
    if (p > 0.5)
        return positiveQuantile(1 - p, p - 0.5);
    return p === 0.5 ? 0 : -positiveQuantile(p, 0.5 - p);
}
/** The z > 0 with P(Z > z) = `tail` and P(0 < Z <= z) = `inside`. */
function positiveQuantile(tail, inside) {
    if (tail === 0)
        return Number.POSITIVE_INFINITY;
    if (inside < 0.25)
        return newton(0, (z) => inside / normalDensity(z) - oddSeries(z));
    const lnTail = Math.log(tail);
    return newton(Math.sqrt(-2 * lnTail), (z) => {
        const ratio = millsRatio(z);
        return (Math.log(ratio) - (z * z) / 2 - lnRoot2Pi - lnTail) * ratio;
    });
}
/** Each step doubles the number of correct digits. A step that no longer shrinks is a rounding error. */
function newton(start, step) {
    let z = start;
    let lastChange = Number.POSITIVE_INFINITY;
    for (;;) {
        const change = step(z);
        if (!(Math.abs(change) < lastChange))
            return z;
        z += change;
        lastChange = Math.abs(change);
    }
}
const lnRoot2Pi = Math.log(2 * Math.PI) / 2;
/** The density of the standard normal distribution. */
function normalDensity(z) {
    return Math.exp((-z * z) / 2 - lnRoot2Pi);
}
/**
 * P(Z > z) / density(z) for z >= 0: Laplace's continued fraction, or the series near 0, where that converges slowly.
 */
function millsRatio(z) {
    if (z < 2)
        return 0.5 / normalDensity(z) - oddSeries(z);
    let fraction = z;
    for (let n = 200; n >= 1; n--)
        fraction = z + n / fraction;
    return 1 / fraction;
}
/** P(0 < Z <= z) / density(z): z + z³/3 + z⁵/(3·5) + z⁷/(3·5·7) + … (Marsaglia 2004). */
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

/***/ 33755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z1: () => (/* binding */ pGreater),
/* harmony export */   g6: () => (/* binding */ differencesOf),
/* harmony export */   i6: () => (/* binding */ hodgesLehmann),
/* harmony export */   oW: () => (/* binding */ tInterval),
/* harmony export */   vQ: () => (/* binding */ withPrior),
/* harmony export */   yB: () => (/* binding */ withKnownError)
/* harmony export */ });
/* harmony import */ var simple_statistics__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15521);
/* harmony import */ var _studentT_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(18311);


/** `undefined` if there are fewer than two values, or if one of them is not finite. */
function differencesOf(values) {
    if (values.length < 2 || !values.every(Number.isFinite))
        return undefined;
    const sd = values.every((value) => value === values[0]) ? 0 : (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .sampleStandardDeviation */ .JK)([...values]);
    return { values, mean: (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .mean */ .RE)([...values]), standardError: sd / Math.sqrt(values.length), df: values.length - 1 };
}
/** Adds a further error of the mean, which is known. The degrees of freedom are Satterthwaite's (1946). */
function withKnownError(d, error) {
    const standardError = Math.hypot(d.standardError, error);
    const df = d.standardError === 0 ? d.df : Math.min(mostDegrees, d.df * (standardError / d.standardError) ** 4);
    return { ...d, standardError, df };
}
/** Adds what other samples say about the variance. */
function withPrior(d, prior) {
    if (prior === undefined)
        return d;
    const df = d.df + prior.df;
    const variance = (d.df * d.standardError ** 2 + (prior.df * prior.variance) / d.values.length) / df;
    return { ...d, standardError: Math.sqrt(variance), df };
}
/** More make no difference to a t quantile. */
const mostDegrees = 1000;
/** The two-sided t interval for the mean, `level` in (0, 1). */
function tInterval(d, level) {
    const margin = (0,_studentT_js__WEBPACK_IMPORTED_MODULE_1__/* .tQuantile */ .YW)((1 + level) / 2, d.df) * d.standardError;
    return [d.mean - margin, d.mean + margin];
}
/** The one-sided paired t test: the p value of "the mean is at most 0". */
function pGreater(d) {
    if (d.standardError === 0)
        return d.mean > 0 ? 0 : 1;
    return (0,_studentT_js__WEBPACK_IMPORTED_MODULE_1__/* .tUpperTail */ .Pq)(d.mean / d.standardError, d.df);
}
/** The Hodges-Lehmann estimate (1963): the median of all pairwise means, each value paired with itself included. */
function hodgesLehmann(values) {
    const means = values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2));
    return (0,simple_statistics__WEBPACK_IMPORTED_MODULE_0__/* .median */ .JZ)(means);
}


/***/ }),

/***/ 52681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ draw),
/* harmony export */   k: () => (/* binding */ shuffle)
/* harmony export */ });
/**
 * A random number in [0, 1) that depends on its arguments alone. The n-th draw of a stream does not need the draws
 * before it, so a schedule of any length is a formula. 32 random bits from the finaliser of MurmurHash3 (Appleby 2011).
 */
function draw(seed, stream, n) {
    const low = n >>> 0;
    const high = Math.floor(n / 0x1_0000_0000) >>> 0;
    let hash = mix(seed ^ 0x9e3779b9);
    hash = mix(hash ^ stream);
    hash = mix(hash ^ high);
    return mix(hash ^ low) / 0x1_0000_0000;
}
/** A copy of the values in an order that depends on `seed` and `stream` alone. Inside-out Fisher-Yates shuffle. */
function shuffle(values, seed, stream) {
    const order = new Float64Array(values.length);
    for (let i = 0; i < values.length; i++) {
        const other = Math.floor(draw(seed, stream, i) * (i + 1));
        order[i] = order[other] ?? 0;
        order[other] = values[i] ?? 0;
    }
    return order;
}
function mix(value) {
    let hash = value + 0x6d2b79f5;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
}


/***/ }),

/***/ 15542:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ Sketch),
/* harmony export */   v: () => (/* binding */ histogramOfPairs)
/* harmony export */ });
/* harmony import */ var _histogram_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48136);
/* harmony import */ var _logLinear_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16511);


/** Values are exact to one part in 128: two digits. */
const bits = 6;
const size = (0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketCount */ .Sf)(bits);
/**
 * A coarse histogram for a short time, in 7 KB of counters. Recording allocates nothing, and emptying takes a
 * microsecond. A slice of load can therefore end while the next one is being sent.
 */
class Sketch {
    #counts = new Uint32Array(size);
    #highest = -1;
    record(ms) {
        const index = (0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketOf */ .AU)(Math.round(ms * 1000), bits);
        this.#counts[index] = (this.#counts[index] ?? 0) + 1;
        if (index > this.#highest)
            this.#highest = index;
    }
    /** Returns the values recorded since the last call, and empties the sketch. */
    take() {
        const pairs = [];
        for (let index = 0; index <= this.#highest; index++) {
            const count = this.#counts[index] ?? 0;
            if (count > 0)
                pairs.push(middleOf(index), count);
        }
        this.#counts.fill(0, 0, this.#highest + 1);
        this.#highest = -1;
        return pairs;
    }
}
/** The middle of the bucket's values. */
function middleOf(bucket) {
    const { lowest, width } = (0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketRange */ .I7)(bucket, bits);
    return lowest + (width - 1) / 2;
}
function histogramOfPairs(pairs) {
    const values = (0,_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .histogram */ .JW)();
    for (let i = 0; i < pairs.length; i += 2)
        values.record((pairs[i] ?? 0) / 1000, pairs[i + 1]);
    return values;
}


/***/ }),

/***/ 18311:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Pq: () => (/* binding */ tUpperTail),
/* harmony export */   YW: () => (/* binding */ tQuantile)
/* harmony export */ });
/* unused harmony export tCdf */
/* harmony import */ var _beta_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(24216);

/** P(T <= t) for Student's t with `df` degrees of freedom (df > 0). */
function tCdf(t, df) {
    return t > 0 ? 1 - upperTail(t, df) : upperTail(-t, df);
}
/**
 * P(T > t) for t >= 0. Accurate far in the tail, where 1 - tCdf rounds to 0, and near 0, where t² vanishes beside df.
 */
function upperTail(t, df) {
    const square = t * t;
    if (square < 1)
        return (1 - (0,_beta_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteBeta */ .J)(0.5, df / 2, square / (df + square))) / 2;
    return (0,_beta_js__WEBPACK_IMPORTED_MODULE_0__/* .incompleteBeta */ .J)(df / 2, 0.5, df / (df + square)) / 2;
}
/** P(T > t): the one-sided p value. */
function tUpperTail(t, df) {
    return t >= 0 ? upperTail(t, df) : 1 - upperTail(-t, df);
}
/** The p-quantile of Student's t, p in (0, 1): bisection on the tail, to the last bit of a double. */
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


/***/ }),

/***/ 21893:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   x: () => (/* binding */ assertNever)
/* harmony export */ });
/** Ends an exhaustive `switch`. An alternative that no case handles does not compile. */
function assertNever(value) {
    throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}


/***/ }),

/***/ 29186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ docsLink)
/* harmony export */ });
/**
 * The full address of a page such as "docs/github.md#forks". A bare path would point into the user's own repository.
 */
function docsLink(path) {
    return `https://github.com/loadgate/loadgate/blob/main/${path}`;
}


/***/ }),

/***/ 67800:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FS: () => (/* binding */ equalJson),
/* harmony export */   Rg: () => (/* binding */ exactJsonText),
/* harmony export */   i7: () => (/* binding */ exactInteger),
/* harmony export */   lQ: () => (/* binding */ parseExactJson)
/* harmony export */ });
/**
 * JSON in which whole numbers beyond 2^53 stay exact: they are a bigint. All other values are as JSON.parse gives them.
 */
/** Marks an integer while JSON.parse reads the text. It is random, so that no text contains it by chance. */
const mark = "loadgate-integer-6b1f0c94e2d7a835:";
/** Parses JSON. Throws a SyntaxError, as JSON.parse does. */
function parseExactJson(text) {
    // Few texts have a long number. The others keep the speed of JSON.parse.
    if (!/\d{16}/.test(text))
        return JSON.parse(text);
    let count = 0;
    const marked = text.replace(stringOrNumber, (token) => {
        if (!/^-?\d{16,}$/.test(token) || Number.isSafeInteger(Number(token)))
            return token;
        count++;
        return `"${mark}${token}"`;
    });
    if (count === 0)
        return JSON.parse(text);
    return JSON.parse(marked, (_, value) => typeof value === "string" && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value);
}
/** Strings are matched as a whole, so that digits inside them stay. */
const stringOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;
/** The text of a JSON value that may contain a bigint. */
function exactJsonText(value) {
    if (typeof value === "bigint")
        return String(value);
    if (Array.isArray(value))
        return `[${value.map(exactJsonText).join(",")}]`;
    if (typeof value !== "object" || value === null)
        return JSON.stringify(value) ?? "null";
    return `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}:${exactJsonText(item)}`)
        .join(",")}}`;
}
/** A whole number as a number where that is exact, else as a bigint. */
function exactInteger(value) {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
}
/** True if two JSON values are equal. The order of members does not matter. */
function equalJson(a, b) {
    if (typeof a === "bigint" || typeof b === "bigint")
        return equalIntegers(a, b);
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
        return a === b;
    if (Array.isArray(a) !== Array.isArray(b))
        return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length)
        return false;
    return keys.every((key) => Object.hasOwn(b, key) && equalJson(memberOf(a, key), memberOf(b, key)));
}
/** A number such as 1e20 can equal a bigint. */
function equalIntegers(a, b) {
    const [exactA, exactB] = [a, b].map((value) => (Number.isInteger(value) ? BigInt(value) : value));
    return exactA === exactB;
}
function memberOf(value, key) {
    return value[key];
}


/***/ }),

/***/ 4722:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CE: () => (/* binding */ formatRate),
/* harmony export */   Fu: () => (/* binding */ shortSha),
/* harmony export */   LS: () => (/* binding */ plural),
/* harmony export */   Sm: () => (/* binding */ formatInteger),
/* harmony export */   TM: () => (/* binding */ firstLine),
/* harmony export */   ZV: () => (/* binding */ formatNumber),
/* harmony export */   _V: () => (/* binding */ formatMs),
/* harmony export */   a3: () => (/* binding */ formatDuration),
/* harmony export */   eD: () => (/* binding */ formatChange),
/* harmony export */   l9: () => (/* binding */ formatPercent),
/* harmony export */   nV: () => (/* binding */ formatAge),
/* harmony export */   t0: () => (/* binding */ formatSignedPoints),
/* harmony export */   vy: () => (/* binding */ formatInterval),
/* harmony export */   yW: () => (/* binding */ formatSignedInteger),
/* harmony export */   z3: () => (/* binding */ formatBytes)
/* harmony export */ });
/**
 * Quantities as people read them: three significant digits, two for percentages, a true minus sign, and a space before
 * the unit.
 */
/** 250 ms, 12.5 s, 3 min 40 s. */
function formatMs(value) {
    if (value >= 60_000)
        return formatDuration(value);
    return value >= 10_000 ? `${digits(value / 1000)} s` : `${digits(value)} ms`;
}
/** 40 s, 3 min, 3 min 40 s; from milliseconds. */
function formatDuration(valueMs) {
    const seconds = Math.round(valueMs / 1000);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0)
        return `${seconds} s`;
    return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
}
/** An age: 35 min, 5 hours, 3.2 days; from milliseconds. */
function formatAge(valueMs) {
    const hours = valueMs / 3_600_000;
    if (hours >= 48)
        return plural(Number((hours / 24).toFixed(1)), "day");
    return hours >= 2 ? plural(Math.floor(hours), "hour") : formatDuration(Math.floor(valueMs / 60_000) * 60_000);
}
/** A change with its sign: +31 %, −4.2 %. */
function formatChange(ratio) {
    return `${formatSignedPoints(ratio)} %`;
}
/** A change in percent, with its sign and without its unit: +31, −4.2. */
function formatSignedPoints(ratio) {
    return `${ratio > 0 ? "+" : ""}${minus(points(ratio))}`;
}
/** An interval in percent: [24, 39]. */
function formatInterval([low, high]) {
    return `[${minus(points(low))}, ${minus(points(high))}]`;
}
function formatPercent(ratio) {
    return `${minus(points(ratio))} %`;
}
function formatRate(value) {
    return `${formatNumber(value)}/s`;
}
function formatBytes(value) {
    const mebibytes = value / 1024 ** 2;
    return mebibytes >= 1024 ? `${digits(mebibytes / 1024)} GiB` : `${digits(mebibytes)} MiB`;
}
function formatNumber(value) {
    const text = digits(value);
    return text.includes(".") ? text : text.replace(/\B(?=(\d{3})+$)/g, ",");
}
/** A number without its fraction: −1,234. */
function formatInteger(value) {
    return minus(String(Math.round(value) || 0).replace(/\B(?=(\d{3})+$)/g, ","));
}
/** A number with its sign and without its fraction: +4,096. */
function formatSignedInteger(value) {
    return `${value >= 0.5 ? "+" : ""}${formatInteger(value)}`;
}
/** The first seven digits of a commit: 1a2b3c4. */
const shortSha = (sha) => sha.slice(0, 7);
/** A message without what follows it, such as the end of a log. */
const firstLine = (text) => text.split("\n", 1)[0] ?? text;
function plural(n, noun) {
    return `${formatNumber(n)} ${noun}${n === 1 ? "" : "s"}`;
}
/** A ratio in percent, whole from 10 % on: a third digit of a change is noise. */
const points = (ratio) => Math.abs(ratio) >= 0.1 ? String(Math.round(100 * ratio)) : digits(100 * ratio, 2);
const minus = (text) => text.replace(/^-/, "−");
/** Rounds to significant digits. Numbers from 100 on keep all their whole digits. */
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
/* harmony export */   t: () => (/* binding */ mapStrings)
/* harmony export */ });
/**
 * A copy of a JSON value in which `transform` has replaced every string and every key of an object.
 * A string comes with the key it stands under; a key comes alone.
 */
function mapStrings(value, transform) {
    return JSON.parse(JSON.stringify(value), (key, item) => {
        if (typeof item === "string")
            return transform(item, key);
        if (typeof item !== "object" || item === null || Array.isArray(item))
            return item;
        return Object.fromEntries(Object.entries(item).map(([name, field]) => [transform(name), field]));
    });
}


/***/ }),

/***/ 37117:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KB: () => (/* binding */ masker),
/* harmony export */   af: () => (/* binding */ shortestPart),
/* harmony export */   bs: () => (/* binding */ shortestSecret)
/* harmony export */ });
/** A shorter text is not masked as a secret: masking it would hide half of every report. In characters. */
const shortestSecret = 4;
/** The same for a part of a secret, such as one of its lines. In characters. */
const shortestPart = 8;
const stars = "***";
/** A function that masks the secrets in a text, in plain form and in the encodings that programs pass on. */
function masker(secrets) {
    const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortestSecret);
    return (text) => maskForms(text, forms);
}
/** Overlapping matches are masked as one. A secret inside another one therefore leaves no rest. */
function maskForms(text, forms) {
    const spans = forms.flatMap((form) => spansOf(text, form)).toSorted((a, b) => a.from - b.from);
    let masked = "";
    let end = 0;
    for (const { from, to } of spans) {
        if (from >= end)
            masked += text.slice(end, from) + stars;
        end = Math.max(end, to);
    }
    return masked + text.slice(end);
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
    // A log prints a text of several lines line by line.
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
/** The base64 letters of the text behind `offset` other bytes, without the letters that also encode a neighbour. */
function base64At(text, offset) {
    const bytes = Buffer.from(`${"-".repeat(offset)}${text}`);
    return bytes.toString("base64").slice(Math.ceil((8 * offset) / 6), Math.floor((8 * bytes.length) / 6));
}


/***/ }),

/***/ 43082:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ omitUndefined)
/* harmony export */ });
/** The object without its undefined values, as `exactOptionalPropertyTypes` requires. */
function omitUndefined(value) {
    return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));
}


/***/ }),

/***/ 98905:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ toNumber)
/* harmony export */ });
/* harmony import */ var _exactJson_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(67800);

/** The number that a text spells, such as "5", "-0.5" or "1e3". Exact beyond 2^53. `undefined` for other texts. */
function toNumber(text) {
    const digits = text.trim();
    if (/^[+-]?\d+$/.test(digits))
        return (0,_exactJson_js__WEBPACK_IMPORTED_MODULE_0__/* .exactInteger */ .i7)(BigInt(digits.replace(/^\+/, "")));
    if (!/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(digits))
        return undefined;
    const number = Number(digits);
    return Number.isFinite(number) ? number : undefined;
}


/***/ }),

/***/ 84545:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ momentText),
/* harmony export */   t: () => (/* binding */ anomalySentence)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);
/* harmony import */ var _causeText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21455);


const smallestShare = 0.05;
const smallestBytes = 1024 ** 2;
/** The service used 0.02 cores, and wrote 4 MiB; `undefined` if nothing was measured. */
function momentText(facts) {
    const { cores, runQueueRatio = 0, writtenBytes = 0, majorFaults = 0, memoryBytes = 0 } = facts;
    const { stealRatio = 0, ioPressureRatio = 0, memoryPressureRatio = 0 } = facts;
    const seen = [
        ...(cores === undefined ? [] : [`the service used ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(Number(cores.toPrecision(2)), "core")}`]),
        ...(runQueueRatio >= smallestShare ? [`its threads waited for a core for ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(runQueueRatio)}`] : []),
        ...(writtenBytes >= smallestBytes ? [`it wrote ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(writtenBytes)}`] : []),
        ...(majorFaults > 0 ? [`it read ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(majorFaults, "page")} from the disk`] : []),
        ...(Math.abs(memoryBytes) >= 8 * smallestBytes
            ? [`its memory ${memoryBytes > 0 ? "grew" : "shrank"} by ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(Math.abs(memoryBytes))}`]
            : []),
        ...(stealRatio >= smallestShare ? [`the host took ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(stealRatio)} of the CPU away`] : []),
        ...(ioPressureRatio >= smallestShare ? [`tasks waited for the disk for ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(ioPressureRatio)}`] : []),
        ...(memoryPressureRatio >= smallestShare
            ? [`tasks waited for memory for ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(memoryPressureRatio)}`]
            : []),
    ];
    return seen.length === 0 ? undefined : `meanwhile ${seen.join(", ")}`;
}
/** head: stall of 612 ms (limit 500 ms) in steady, round 3, after 2.1 s; and 4 more. */
function anomalySentence(anomalies) {
    const [{ kind, arm, value, limit, phase, round, at_ms }, ...others] = anomalies;
    const figures = `${(0,_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyValue */ .Jf)(kind, value)} (limit ${(0,_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyValue */ .Jf)(kind, limit)})`;
    const more = others.length === 0 ? "" : `, and ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(others.length)} more`;
    return `${(0,_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .anomalyLabel */ .MZ)(kind)} of the ${arm}, ${figures}, in ${phase}, round ${round + 1}, after ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMs */ ._V)(at_ms)}${more}`;
}


/***/ }),

/***/ 27620:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ maxSustainableText),
/* harmony export */   $i: () => (/* binding */ scalabilityLines),
/* harmony export */   X3: () => (/* binding */ limitRows),
/* harmony export */   mZ: () => (/* binding */ capacityText),
/* harmony export */   wK: () => (/* binding */ searchText)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _metricText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(47300);
/* harmony import */ var _overloadText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(10494);



const limitNames = {
    cpu: "CPU (all cores)",
    cpu_single_core: "CPU (one core)",
    generator: "the load generator",
    runner: "the machine, whose cores others use",
    lock_wait: "requests that wait for each other, one at a time",
    pool_wait: "requests that wait for a place in a pool",
};
const reachText = {
    generator: "the limit of the load generator here",
    max_rate: "the max_rate of the search",
};
/** To three digits. More would be noise. */
const rounded = (value) => (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatNumber */ .ZV)(Number(value.toPrecision(3)));
/** 1,840/s [1,790, 1,890], limited by CPU (one core); p95 breaks first */
function maxSustainableText({ value, interval, limited_by, waits_for, first_broken }) {
    const [low, high] = interval.map(rounded);
    const named = limitNames[limited_by] ?? limited_by.replaceAll("_", " ");
    const name = waits_for === undefined ? named : `${named} to ${waits_for}`;
    const limit = limited_by === "unknown" ? "" : `, limited by ${name}`;
    const broken = first_broken === "backlog" ? "a backlog grows" : `${(0,_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(first_broken)} breaks first`;
    return `${rounded(value)}/s [${low}, ${high}]${limit}; ${broken}`;
}
/** The outcome of a search for one arm. */
function capacityText({ arm, outcome, max_sustainable_per_sec: found, restarts }) {
    switch (outcome.kind) {
        case "found":
            return `capacity of the ${arm} ${found === undefined ? "was found" : maxSustainableText(found)}`;
        case "not_sustained": {
            const estimates = restarts.map(({ per_sec }) => rounded(per_sec)).join(", ");
            return `the ${arm} does not sustain the rates that short trials found (${estimates} per second): ${outcome.reason}`;
        }
        case "irregular":
            return `the restarts of the ${arm} contradict each other (${restarts.map(({ per_sec }) => rounded(per_sec)).join(", ")} per second), so there is no capacity; a quiet machine, or a larger gate.budget, would help`;
        case "fails_at_lowest":
            return `the ${arm} breaks its limits already at ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatRate */ .CE)(outcome.per_sec)}, the lowest rate`;
        case "beyond_reach":
            return `capacity of the ${arm} is above ${rounded(outcome.per_sec)}/s, ${reachText[outcome.by]}`;
        case "died": {
            const { kept_per_sec: kept } = outcome;
            const keptText = kept === undefined ? "" : `; it kept its limits at ${rounded(kept)}/s`;
            return `the ${arm} ended at ${rounded(outcome.per_sec)}/s: ${outcome.reason}${keptText}`;
        }
        case "too_little_time": {
            const restartsText = (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .plural */ .LS)(outcome.restarts, "restart");
            return `gate.budget has no time to find the capacity of the ${arm} (${restartsText}); raise it`;
        }
    }
}
/** One line: the head's capacity, or else how it behaves beyond it. */
function searchText({ arms, overload }) {
    const head = arms.find(({ arm }) => arm === "head");
    if (head !== undefined)
        return capacityText(head);
    return overload === undefined ? undefined : (0,_overloadText_js__WEBPACK_IMPORTED_MODULE_1__/* .armOverloadText */ .SU)("head", overload);
}
const diskBusy = "a disk busy for 80 % of the time";
/** The lines below a capacity: its limits, its curve, its plan and what would help. */
function scalabilityLines({ sla, arms, overload, usl, usl_refused, limits, plan, recommendations, }) {
    const bounds = Object.entries(sla).map(([metric, limit]) => {
        const name = metric;
        return `${(0,_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricLabel */ .B)(name)} at most ${(0,_metricText_js__WEBPACK_IMPORTED_MODULE_0__/* .metricValue */ .a3)(name, limit)}`;
    });
    return [
        ...(bounds.length === 0 ? [] : [`Limits: ${bounds.join(", ")}`]),
        ...arms.map(capacityText),
        ...(overload?.base === undefined ? [] : [(0,_overloadText_js__WEBPACK_IMPORTED_MODULE_1__/* .armOverloadText */ .SU)("base", overload.base)]),
        ...(overload === undefined ? [] : [(0,_overloadText_js__WEBPACK_IMPORTED_MODULE_1__/* .armOverloadText */ .SU)("head", overload)]),
        ...resourceLine("80 % of the CPU", limits.cpu_per_sec),
        ...resourceLine("85 % of the memory", limits.memory_per_sec),
        ...resourceLine(diskBusy, limits.io_per_sec),
        ...(usl === undefined ? [] : [uslText(usl)]),
        ...(usl_refused === undefined ? [] : [`No USL fit: ${usl_refused}`]),
        ...(plan === undefined ? [] : [plan.evidence]),
        ...recommendations.map(({ evidence, advice }) => `${evidence}: ${advice}`),
    ];
}
/** The rows of a table of limits. Those that were not looked for are left out. */
function limitRows({ max_sustainable_per_sec, cpu_per_sec, memory_per_sec, io_per_sec, network_per_sec, }) {
    const rows = [
        ["the limits hold", max_sustainable_per_sec],
        ["80 % of the CPU", cpu_per_sec],
        ["85 % of the memory", memory_per_sec],
        [diskBusy, io_per_sec],
        ["the network", network_per_sec],
    ];
    return rows.flatMap(([name, limit]) => (limit === undefined ? [] : [{ name, limit }]));
}
function resourceLine(name, limit) {
    if (limit?.kind !== "extrapolated")
        return [];
    const [low, high] = limit.interval.map(rounded);
    return [`${name} at ${rounded(limit.value)}/s [${low}, ${high}], extrapolated`];
}
/** USL: lambda 205 ± 3, sigma 0.93 ± 0.02, kappa 0; R² 0.99; ceiling 220/s */
function uslText({ lambda, sigma, kappa, standard_errors, r_squared, peak, ceiling_per_sec }) {
    const coefficient = (name, value, error) => `${name} ${Number(value.toPrecision(3))}${error === null ? "" : ` ± ${Number(error.toPrecision(2))}`}`;
    const [lambdaError, sigmaError, kappaError] = standard_errors;
    const coefficients = [
        coefficient("lambda", lambda, lambdaError),
        coefficient("sigma", sigma, sigmaError),
        coefficient("kappa", kappa, kappaError),
    ];
    const most = peak === undefined ? ceilingText(ceiling_per_sec) : peakText(peak);
    return `USL: ${coefficients.join(", ")}; R² ${r_squared.toFixed(3)}${most}`;
}
const ceilingText = (ceiling) => ceiling === undefined ? "" : `; ceiling ${rounded(ceiling)}/s`;
const peakText = ({ load, per_sec }) => `; peak ${rounded(per_sec)}/s with ${rounded(load)} requests at once`;


/***/ }),

/***/ 21455:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JQ: () => (/* binding */ isOfOneRequest),
/* harmony export */   Jf: () => (/* binding */ anomalyValue),
/* harmony export */   KN: () => (/* binding */ isTimeUnit),
/* harmony export */   MZ: () => (/* binding */ anomalyLabel),
/* harmony export */   P$: () => (/* binding */ causeValue),
/* harmony export */   Vp: () => (/* binding */ causeDifference),
/* harmony export */   Xb: () => (/* binding */ isPerRequest),
/* harmony export */   _O: () => (/* binding */ bottleneckLabel),
/* harmony export */   pQ: () => (/* binding */ causeWords)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

const words = {
    cpu: { count: "CPU", time: "CPU" },
    run_queue: { count: "waits for a CPU core", time: "waiting for a CPU core" },
    gc: { count: "garbage collections", time: "garbage collection" },
    event_loop: { count: "CPU in one thread", time: "CPU in one thread" },
    memory: { count: "memory", time: "memory management" },
    memory_leak: { count: "memory growth", time: "memory management" },
    disk: { count: "disk I/O", time: "disk I/O" },
    network: { count: "network traffic", time: "network traffic" },
    connections: { count: "new connections", time: "connecting" },
    file_descriptors: { count: "open files", time: "opening files" },
    pool_wait: { count: "pooled connections", time: "waiting for a pooled connection" },
    lock_wait: { count: "waits of threads, as for a lock,", time: "waiting for a lock" },
    database_statements: { count: "SQL statements", time: "SQL" },
    database_slow_statement: { count: "runs of the SQL statement", time: "SQL" },
    database_locks: { count: "waits for a database lock", time: "waiting for a database lock" },
    redis: { count: "Redis commands", time: "Redis" },
    outbound_calls: { count: "outbound calls", time: "outbound calls" },
    stall: { count: "stalls", time: "stalls" },
    errors: { count: "errors", time: "errors" },
    response_size: { count: "response", time: "sending the response" },
    dependency: { count: "calls of a dependency", time: "CPU time of a dependency" },
    unexplained: { count: "unexplained", time: "unexplained" },
};
/** What one kind of request leaves behind. Its values are per such a request. */
const isOfOneRequest = (kind) => kind === "file_descriptors" || kind === "memory_leak";
const causeWords = (kind) => words[kind];
/** Names without an entry are written as they are: gc, dependency. */
const bottleneckLabels = {
    cpu: "CPU, all cores",
    cpu_single_core: "CPU, one core",
    cgroup_throttling: "CPU quota of the runner",
    runner: "the runner",
    generator: "the load generator",
    run_queue: "waiting for a CPU core",
    gc: "garbage collection",
    none: "nothing at its limit",
};
const bottleneckLabel = (kind) => bottleneckLabels[kind] ?? spaced(kind);
/** cpu spike */
const anomalyLabel = (kind) => spaced(kind);
const spaced = (kind) => kind.replaceAll("_", " ").replace("cpu", "CPU");
/** A monitor may name its unit itself. */
const maxUnit = 24;
/** A value in the unit of a cause: 3.2 ms, 41, 12 KiB. What it is per is not said. */
function causeValue(value, unit) {
    switch (unit?.split("/")[0]) {
        case "ms":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMs */ ._V)(value);
        case "bytes":
            return formatSize(value);
        case "ratio":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPercent */ .l9)(value);
        case "1":
            return unit === "1/s" ? (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatRate */ .CE)(value) : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value);
        default:
            return unit === undefined ? (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value) : `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value)} ${unit.slice(0, maxUnit)}`;
    }
}
/** Of a difference, with its sign: +2.1 ms. */
function causeDifference(value, unit) {
    return `${value < 0 ? "−" : "+"}${causeValue(Math.abs(value), unit)}`;
}
const isTimeUnit = (unit) => unit?.startsWith("ms") === true;
const isPerRequest = (unit) => unit?.endsWith("/request") === true;
const formatSize = (value) => {
    const magnitude = Math.abs(value);
    if (magnitude < 1024)
        return `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value)} B`;
    return magnitude < 1024 ** 2 ? `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value / 1024)} KiB` : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatBytes */ .z3)(value);
};
/** The limits of anomalies are in the unit of their kind. */
function anomalyValue(kind, value) {
    switch (kind) {
        case "cpu_spike":
        case "memory_high":
        case "error_burst":
        case "throttling":
        case "steal":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPercent */ .l9)(value);
        case "response_time_high":
        case "stall":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMs */ ._V)(value);
        case "memory_growth":
            return `${formatSize(value)} per request`;
        case "latency_drift":
        case "throughput_variation":
            return (0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(value);
    }
}


/***/ }),

/***/ 79182:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IZ: () => (/* binding */ settingsAdvice),
/* harmony export */   dY: () => (/* binding */ failureAdvice),
/* harmony export */   sI: () => (/* binding */ machineAdvice)
/* harmony export */ });
/* harmony import */ var _model_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31612);

/** What is wrong in the settings of client or server if a request fails by that name, and what to do. */
function settingsAdvice(failure) {
    return settings.find(([names]) => names.test(failure))?.[1];
}
/** The same for the limits of this machine. */
function machineAdvice(failure) {
    return machineLimits[failure];
}
const failureAdvice = (failure) => settingsAdvice(failure) ?? machineAdvice(failure);
/** By the failure's name. TLS errors have Node's codes: OpenSSL's results of verification, and the alerts of RFC 8446, 6. */
const settings = [
    [
        new RegExp(`^${_model_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .http2NotSpoken */ .uS}$`),
        "the server speaks another protocol; enable HTTP/2 on it (by ALPN with TLS, by prior knowledge without), or remove http2: true",
    ],
    [
        /^DEPTH_ZERO_SELF_SIGNED_CERT$/,
        "the server's certificate is self-signed; name it in tls.ca, or set tls.verify: false",
    ],
    [
        /^(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?)$/,
        "the issuer of the server's certificate is not trusted; name the issuer's certificate in tls.ca, or set tls.verify: false",
    ],
    [
        /^ERR_TLS_CERT_ALTNAME_INVALID$/,
        "the server's certificate is for another host name; use that name in the address, or set tls.verify: false",
    ],
    [/^CERT_HAS_EXPIRED$/, "the server's certificate has expired; renew it, or set tls.verify: false"],
    [/^CERT_NOT_YET_VALID$/, "the server's certificate is not valid yet; check the clock, or set tls.verify: false"],
    [/^ERR_SSL_.*CERTIFICATE_REQUIRED$/, "the server wants a client certificate; set tls.cert and tls.key"],
    [
        /^ERR_SSL_.*(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_(UNKNOWN|EXPIRED|REVOKED)|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)$/,
        "the server rejects the client certificate; check tls.cert and tls.key",
    ],
    [
        /^ERR_SSL_.*HANDSHAKE_FAILURE$/,
        "the server wants a client certificate (set tls.cert and tls.key), or has no cipher in common with Loadgate",
    ],
    [
        /^ERR_SSL_.*(PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL)$/,
        "the server has no TLS version in common with Loadgate; enable TLS 1.2 or 1.3 on it",
    ],
    [
        /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/,
        "the server does not speak TLS; use http:// in its address",
    ],
];
const machineLimits = {
    [_model_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .noFreePort */ .pB]: "every local port is in use, or was until a minute ago; lower the rate, or keep connections open (keep_alive: true)",
    [_model_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .tooManyFiles */ .Z]: "raise the limit of open files (ulimit -n), or lower max_concurrent_users or the rate",
};


/***/ }),

/***/ 47300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ metricLabel),
/* harmony export */   Zy: () => (/* binding */ metricChange),
/* harmony export */   a3: () => (/* binding */ metricValue),
/* harmony export */   gf: () => (/* binding */ metricInterval),
/* harmony export */   mq: () => (/* binding */ metricThreshold),
/* harmony export */   uA: () => (/* binding */ slaSentence)
/* harmony export */ });
/* harmony import */ var _model_metric_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(16080);
/* harmony import */ var _model_plan_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64519);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);



/** Texts for metrics, shared by the gate and the reports. */
const metricLabel = (metric) => _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].label;
/** A value with its unit: 54 ms, 1.2 %, 97.2 MiB. */
function metricValue(metric, value) {
    return inUnit[_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit](value);
}
const inUnit = {
    ms: _util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMs */ ._V,
    bytes: _util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3,
    "bytes/request": (value) => `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(value)} B`,
    ratio: _util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9,
    "1/s": _util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRate */ .CE,
};
/** A change with its interval: +31 % [24, 39]. The difference of two rates is in percentage points: +1.2 pp. */
function metricChange(metric, change, bounds) {
    const isInBytes = _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit === "bytes/request";
    const text = isInBytes ? `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSignedInteger */ .yW)(change)} B` : `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatSignedPoints */ .t0)(change)} ${changeUnit(metric)}`;
    return bounds === undefined ? text : `${text} ${metricInterval(metric, bounds)}`;
}
/** The interval of a change, without its unit: [24, 39]. */
function metricInterval(metric, bounds) {
    return _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit === "bytes/request"
        ? `[${bounds.map(_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm).join(", ")}]`
        : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInterval */ .vy)(bounds);
}
/** The smallest change that fails: +10 %, +0.2 pp, +64 B; −9.1 % where a fall is a regression. */
function metricThreshold(metric, change) {
    if (_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].unit === "bytes/request")
        return `+${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatInteger */ .Sm)(change)} B`;
    const sign = change < 0 ? "−" : "+";
    return `${sign}${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(Math.abs(change)).replace("%", changeUnit(metric))}`;
}
const changeUnit = (metric) => ((0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .isDifference */ .GP)(metric) ? "pp" : "%");
/** the base has 8.5 ms, and breaches it, too */
function baseText(metric, limit, value) {
    const isBreached = (0,_model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .slaRuleOf */ .EG)(metric).limit === "at_least" ? value < limit : value > limit;
    return `the base has ${metricValue(metric, value)}${isBreached ? ", and breaches it, too" : ""}`;
}
/** p99 is 8.75 ms (1,440 requests), the SLA wants at most 5 ms; the base has 8.5 ms */
function slaSentence({ metric, request, limit, value, base_value, requests, reason, }) {
    const subject = request === _model_plan_js__WEBPACK_IMPORTED_MODULE_2__/* .allRequests */ .qT ? metricLabel(metric) : `${metricLabel(metric)} of ${request}`;
    const bound = _model_metric_js__WEBPACK_IMPORTED_MODULE_0__/* .metrics */ .qd[metric].sla.limit === "at_least" ? "at least" : "at most";
    const requirement = `the SLA wants ${bound} ${metricValue(metric, limit)}`;
    const restsOn = requests === undefined || reason !== undefined ? "" : ` (${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .plural */ .LS)(requests, "request")})`;
    const context = [
        ...(base_value === undefined ? [] : [baseText(metric, limit, base_value)]),
        ...(reason === undefined ? [] : [reason]),
    ]
        .map((part) => `; ${part}`)
        .join("");
    return value === undefined
        ? `${subject} was not measured${reason === undefined ? "" : ` (${reason})`}, ${requirement}`
        : `${subject} is ${metricValue(metric, value)}${restsOn}, ${requirement}${context}`;
}


/***/ }),

/***/ 72517:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X9: () => (/* binding */ triesText),
/* harmony export */   Yw: () => (/* binding */ missingBaseRemedy),
/* harmony export */   jh: () => (/* binding */ missingBaseText)
/* harmony export */ });
/** No base: the commit 1a2b3c4 could not be fetched (HTTP 503, 4 tries); run the job again */
function missingBaseText({ source, cause, subject, detail, tries }) {
    const remedy = missingBaseRemedy(cause);
    if (cause === "service")
        return `The base could not be built: ${detail}; ${remedy}`;
    if (cause === "start")
        return `The base was built, but did not start: ${detail}; ${remedy}`;
    if (source === "artifact")
        return `No base: ${detail}; ${remedy}`;
    return `No base: ${subject} could not be ${verbs[cause]} (${detail}${triesText(tries)}); ${remedy}`;
}
const triesText = (tries) => (tries === undefined ? "" : `, ${tries} tries`);
const verbs = {
    unreachable: "fetched",
    timeout: "fetched",
    credentials: "fetched",
    unknown_commit: "found",
    no_git: "read",
    no_repository: "read",
    owner: "read",
    no_space: "checked out",
    filter: "checked out",
    service: "built",
    start: "started",
    other: "read",
};
function missingBaseRemedy(cause) {
    switch (cause) {
        case "unreachable":
        case "timeout":
            return "run the job again";
        case "credentials":
            return "leave git its credentials (actions/checkout: persist-credentials: true), or check out with fetch-depth: 0";
        case "unknown_commit":
        case "other":
            return "check the repository out with its history (actions/checkout: fetch-depth: 0), or correct base.ref (--base)";
        case "no_git":
            return "install git before actions/checkout runs, so that it clones the repository";
        case "no_repository":
            return "let actions/checkout clone it with git, or name the base by base.directory or base.target";
        case "owner":
            return "run git config --global --add safe.directory '*' before Loadgate";
        case "no_space":
            return "free space in TMPDIR, or set TMPDIR to another disk";
        case "filter":
            return "install the filter's program, or remove the filter from .gitattributes";
        case "service":
        case "start":
            return "make service.build build it too, or name another base by base.ref, base.directory or --base";
    }
}


/***/ }),

/***/ 1324:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kh: () => (/* binding */ reportedNotice),
/* harmony export */   OS: () => (/* binding */ overloadText),
/* harmony export */   d9: () => (/* binding */ firstNames),
/* harmony export */   ut: () => (/* binding */ noticeText)
/* harmony export */ });
/* harmony import */ var _util_docsLink_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(29186);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4722);
/* harmony import */ var _causeText_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(21455);
/* harmony import */ var _userLimitText_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9114);




/** The notice as results.json stores it: its facts and its sentence. */
function reportedNotice(notice) {
    const { kind, ...facts } = notice;
    return { kind, message: noticeText(notice), ...facts };
}
/** The sentence of each notice. */
function noticeText(notice) {
    switch (notice.kind) {
        case "base_unavailable":
            return baseUnavailableText(notice);
        case "usage_unseen":
            return unseenText(notice);
        case "processes_hidden":
            return (`some processes of ${notice.arm === "both" ? "base and head" : `the ${notice.arm} service`} belong to another user: ` +
                "their disk bytes, open files and connections cannot be seen; run Loadgate as that user, or as root");
        case "monitor_failed":
            return `monitors.${notice.monitor} of ${armText(notice.arm)}: ${notice.reason}; the verdict does not need it`;
        case "cpu_throttled":
            return (`${notice.scenario}: the job used up its CPU quota of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(notice.cores)} cores, and waited for ` +
                `${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(notice.ratio)} of the time: raise the quota (docker run --cpus, the pod's limits), or lower the rate`);
        case "answers_differ":
            return `${notice.scenario}: ${answersText(notice)}`;
        case "only_redirects":
            return (`${notice.scenario}: every response of ${notice.request} on ${armText(notice.arm)} is a redirect (status ${notice.status}), which is not followed: ` +
                `set redirects: 1, name its target as the path, or set expect: { status: ${notice.status} } if you measure the redirect; ` +
                "a service behind a proxy may want the header x-forwarded-proto: https");
        case "overloaded":
            return `${notice.scenario}: ${overloadText(notice)}; latencies are waiting times then, and say little about the service`;
        case "port_of_one_arm":
            return portText(notice);
        case "tls_of_one_arm":
            return (`only the ${notice.arm} speaks TLS on its PORT, so its plain requests fail with status 400: ` +
                "the two cannot be compared; set service.tls: true, with base.from: none until the base speaks TLS too");
        case "log_cut":
            return (`the ${notice.arm} service logged more than ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatBytes */ .z3)(notice.limit_bytes)}, so its log was cut (${notice.file}): ` +
                "writing it takes CPU time, which the results include; lower the service's log level");
        case "head_only_files":
            return headOnlyFilesText(notice);
        case "head_only_changes":
            return headOnlyChangesText(notice);
        case "filters_failed":
            return (`the base's files of the git filter ${firstNames(notice.filters)} have the content that git stores, because the filter failed: ` +
                "install its program before Loadgate runs");
        case "lfs_files_missing":
            return (`the base has only the Git LFS pointers of ${firstNames(notice.files)}: ` +
                "fetch their content before Loadgate runs (git lfs fetch origin and the base's commit)");
        case "shared_state":
            return sharedStateText(notice);
        case "shared_volume":
            return (`base and head share the external volume ${firstNames(notice.volumes)}: what one writes, the other reads; ` +
                `remove external from the compose file${notice.has_reset ? "" : ", or reset it between the rounds with service.before_round"}`);
        case "same_image":
            return (`base and head both start the image ${notice.image} as ${notice.service}, so the code of the change is not measured: ` +
                "add build to that service in the compose file, or build the image in service.build");
        case "images_not_saved":
            return `base.carry_image: the images of this run are not stored: ${notice.reason}`;
        case "unused_key":
            return `${notice.key} is not used, because ${notice.reason}${notice.advice === undefined ? "" : `; ${notice.advice}`}`;
        case "user_limit_reached":
            return userLimitReached(notice);
        case "pinning_unavailable":
            return `${notice.reason}: load generator and service share the cores`;
        case "two_pairs_failed":
            return `${notice.scenario}: two pairs of base and head could not run at once, so one pair went on alone: ${notice.reason}; if the services cannot share a directory, set gate.pairs: 1`;
        case "coarse_clock":
            return "the load generator's ticker could not run: requests were sent on whole milliseconds, up to 1 ms late";
        case "delayed_ack": {
            const { scenario, requests, arm, ratio } = notice;
            const responses = arm === "both" ? "the responses" : `the ${arm}'s responses`;
            return (`${scenario}: ${firstNames(requests)}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(ratio)} of ${responses} came in two pieces, the second about 40 ms ` +
                "after the first: the service seems to wait for acknowledgements (Nagle's algorithm), which hides smaller changes; " +
                "set TCP_NODELAY, or write each response at once");
        }
        case "baseline_old": {
            const { age_ms, limit_ms, at } = notice;
            return (`the baseline is ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(age_ms)} old, and gate.baseline_max_age allows ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatAge */ .nV)(limit_ms)}: its newest run is from ${at}; ` +
                `let a schedule run the default branch (${(0,_util_docsLink_js__WEBPACK_IMPORTED_MODULE_2__/* .docsLink */ ._)("docs/github.md#schedule")})`);
        }
        case "baseline_skipped":
            return `A newer baseline cannot be used, so an older one is used: ${notice.reason}`;
        case "other_commit":
            return otherCommitText(notice);
        case "workflow_overlap":
            return (`The workflows ${notice.workflows.join(" and ")} have the same baseline-key ${notice.key}, and each writes its own ${notice.what}: ` +
                "set the input baseline-key of each workflow to a name of its own");
        case "acceptance_ignored":
            return notice.reason;
    }
}
function baseUnavailableText({ source, stage, reason }) {
    const advice = source === "git" || stage !== "lookup" ? "; name another base by base.ref, base.directory or --base" : "";
    return `base.from: auto ${baseSteps[stage](source)}: ${reason}${advice}`;
}
const baseSteps = {
    lookup: (source) => `found no base in ${source}`,
    build: (source) => `found a base in ${source} that could not be built`,
    start: (source) => `found a base in ${source} that did not start`,
};
function headOnlyFilesText({ files, count, base }) {
    const [example = ""] = files;
    const verb = count === 1 ? "is" : "are";
    const remedies = [
        ...(base === "directory" ? ["put them beside the base too"] : []),
        // base.copy takes files of service.directory only.
        ...(base !== "directory" && !example.startsWith("../") ? [`set base.copy: [${example}]`] : []),
        "let service.build create them",
    ];
    return (`the base lacks ${firstNames(files, count)}, which ${verb} beside the head but not in git: a difference may come from there; ` +
        remedies.join(", or "));
}
function headOnlyChangesText({ files, count }) {
    const object = count === 1 ? "it" : "them";
    return (`an earlier step of the job changed ${firstNames(files, count)} beside the head, and the base has ${object} unchanged: ` +
        "a difference may come from there; let service.build make that change, because it runs for both");
}
function sharedStateText({ variables, has_reset }) {
    const reset = has_reset ? "" : ", or reset it between the rounds with service.before_round";
    return (`base and head share ${variables.join(", ")}: what one writes, the other reads; give each its own: ` +
        `service.env.${variables.at(-1)}: { base: …, head: … }${reset}`);
}
function otherCommitText({ where, measured, ...notice }) {
    const expected = notice.expected.join(" or ");
    if (where === "results")
        return `The results belong to the commit ${measured}, but the pull request's head was ${expected}`;
    return (`The measured commit ${measured} is not the commit of the event: expected ${expected}; ` +
        "check out without a ref, or ignore this if it is intended");
}
function unseenText({ arm, listener }) {
    const subject = arm === "both" ? "base and head" : `the ${arm} service`;
    const why = listener === undefined
        ? "this system has no /proc"
        : `${listener} listens on its PORT; start the service itself in service.command`;
    return `CPU time and memory of ${subject} cannot be seen, and are not compared: ${why}`;
}
/** the head handles 16.9/s of 30/s with 1 core busy; about 12/s would do */
/** answers of GET /items have 14 KiB instead of 9.9 KiB (+42 %) */
function answersText(notice) {
    if (notice.what === "type")
        return `answers of ${notice.request} are ${notice.head_type} instead of ${notice.base_type}`;
    const { base_bytes: base, head_bytes: head } = notice;
    const sizes = `${(0,_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(head, "bytes")} instead of ${(0,_causeText_js__WEBPACK_IMPORTED_MODULE_0__/* .causeValue */ .P$)(base, "bytes")}`;
    return `answers of ${notice.request} have ${sizes}${base > 0 ? ` (${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatChange */ .eD)(head / base - 1)})` : ""}`;
}
function overloadText({ arm, offered_per_sec, handled_per_sec, cores, advised_per_sec }) {
    const who = arm === "both" ? "base and head handle" : `the ${arm} handles`;
    const busy = cores === undefined ? "" : ` with ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatNumber */ .ZV)(cores)} cores busy`;
    return `${who} ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRate */ .CE)(handled_per_sec)} of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRate */ .CE)(offered_per_sec)}${busy}; about ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatRate */ .CE)(advised_per_sec)} would do`;
}
const armText = (arm) => (arm === "both" ? "base and head" : `the ${arm}`);
function portText({ port, arm }) {
    const who = arm === "either"
        ? `either base or head listens on port ${port}, never both`
        : `only the ${arm} listens on port ${port}`;
    return (`${who}: base and head differ in more than their build if both want that port; give each its own, such as ` +
        `service.env.METRICS_PORT: { base: "${port}", head: "${port + 1}" }, by the variable that the service reads`);
}
/** Further names are only counted. */
const mostNamed = 3;
/** .env, data/, local.json and 2 more. `count`: of all names. */
function firstNames(names, count = names.length) {
    const more = count - Math.min(names.length, mostNamed);
    return `${names.slice(0, mostNamed).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
function userLimitReached(notice) {
    const { scenario, phase, arm, waited_ratio, longest_wait_ms } = notice;
    const where = arm === undefined ? "" : ` on the ${arm}`;
    return (`${scenario}: ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatPercent */ .l9)(waited_ratio)} of the arrivals of ${phase} waited${where}, up to ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_1__/* .formatMs */ ._V)(longest_wait_ms)}, for ` +
        `${(0,_userLimitText_js__WEBPACK_IMPORTED_MODULE_3__/* .userLimitName */ .cY)(notice)}: ${(0,_userLimitText_js__WEBPACK_IMPORTED_MODULE_3__/* .userLimitAdvice */ .Jc)(notice)}; latencies include that wait`);
}


/***/ }),

/***/ 10494:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SU: () => (/* binding */ armOverloadText),
/* harmony export */   aX: () => (/* binding */ overloadEvidence),
/* harmony export */   ui: () => (/* binding */ keptShare)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

const kindTexts = {
    graceful: "degrades gracefully",
    degrading: "gets slow or loses goodput",
    collapse: "collapses",
    hysteresis: "does not recover",
};
/** Below this share of its capacity, a service did not keep its goodput. */
const keptShare = 0.9;
/** What was seen, in one sentence. */
function overloadEvidence({ steps, recoveryMs, isAsBefore, isStuck, died }, lowest) {
    if (died !== undefined)
        return `it ended under overload: ${died}`;
    // A goodput that was kept everywhere is most telling at the highest factor.
    const worst = lowest >= keptShare ? steps.at(-1) : steps.find(({ goodput_ratio }) => goodput_ratio === lowest);
    const atWorst = worst === undefined
        ? ""
        : `at ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(worst.factor)} times its capacity it did ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPercent */ .l9)(worst.goodput_ratio)} of it${endings(worst)}; `;
    return `${atWorst}${recoveryText(recoveryMs, isAsBefore, isStuck)}`;
}
/** , refused 47 %, let 3 % time out, and answered the others within 45 ms (p95) */
function endings({ refused_ratio, timeout_ratio, failed_ratio, p95_ms }) {
    const parts = [
        [refused_ratio, "refused"],
        [timeout_ratio, "let time out"],
        [failed_ratio, "failed"],
    ];
    const shown = parts.filter(([share]) => share >= 0.001).map(([share, verb]) => `${verb} ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatPercent */ .l9)(share)}`);
    const answered = p95_ms === undefined ? [] : [`answered the others within ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMs */ ._V)(p95_ms)} (p95)`];
    return [...shown, ...answered].map((part) => `, ${part}`).join("");
}
function recoveryText(recoveryMs, isAsBefore, isStuck) {
    if (!isAsBefore)
        return "afterwards it stayed worse, although it had nothing left to work off";
    if (isStuck)
        return "it got no better under the usual load, and recovered only without load";
    if (recoveryMs === undefined)
        return "it recovered only without load";
    return recoveryMs === 0 ? "it recovered within 1 s" : `it recovered after ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(recoveryMs)}`;
}
/** overload: the head degrades gracefully: at 2 times … */
function armOverloadText(arm, overload) {
    if (overload.kind === "not_measured")
        return `overload of the ${arm} was not measured: ${overload.evidence}`;
    return `beyond its capacity the ${arm} ${kindTexts[overload.kind]}: ${overload.evidence}`;
}


/***/ }),

/***/ 16053:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ countersText),
/* harmony export */   J: () => (/* binding */ runsOnceText)
/* harmony export */ });
/** The reason why only one service of a build can run at once, in a clause; `undefined` if two can. */
function runsOnceText({ command, hasBeforeRound, isContainer }) {
    if (command === undefined)
        return "a service without service.command can run only once";
    if (command.includes("LOADGATE_ARM"))
        return "service.command calls something by LOADGATE_ARM";
    if (hasBeforeRound)
        return "service.before_round prepares for one pair at a time";
    return isContainer ? "service.command starts a container, of which each build has one" : undefined;
}
/** The reason for one pair at a time if a monitor reads counters that are not the service's own, in a clause. */
function countersText(monitors) {
    const key = sharedCounters.find((one) => monitors[one] !== undefined);
    return key === undefined ? undefined : `the counters of monitors.${key} cannot tell two pairs apart`;
}
const sharedCounters = ["prometheus", "postgres", "redis"];


/***/ }),

/***/ 7181:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   y: () => (/* binding */ doubtOn)
/* harmony export */ });
/* harmony import */ var _model_verdict_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70543);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4722);
/* harmony import */ var _metricText_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47300);



function doubtOn(comparison) {
    const { outcome, settle_ms, mde_ratio, metric } = comparison;
    const isBeyond = (0,_model_verdict_js__WEBPACK_IMPORTED_MODULE_0__/* .isBeyondMinimum */ .eF)(comparison);
    const state = isBeyond ? "needs more rounds to be sure" : "is neither shown nor ruled out";
    if (settle_ms !== undefined) {
        const time = (0,_util_format_js__WEBPACK_IMPORTED_MODULE_2__/* .formatDuration */ .a3)(wholeMinutes(settle_ms));
        return {
            state,
            remedy: `about ${time} more measuring would decide it`,
            short: `needs about ${time} more measuring`,
        };
    }
    if (isBeyond)
        return { state, remedy: "raise gate.budget", short: "probably worse, needs more rounds" };
    if (outcome === "unstable") {
        const isHopeless = mde_ratio === undefined || Math.abs(mde_ratio) > 1;
        const hidden = isHopeless ? "too noisy" : `noise hides changes below ${(0,_metricText_js__WEBPACK_IMPORTED_MODULE_1__/* .metricThreshold */ .mq)(metric, mde_ratio)}`;
        return { state, remedy: `${hidden}: use a quieter machine, or a higher rate`, short: hidden };
    }
    return {
        state,
        remedy: "it is close to the smallest change that fails; raise gate.budget, or set another gate.min_effect",
        short: "too close to decide",
    };
}
/** At least one minute. */
const wholeMinutes = (valueMs) => Math.max(1, Math.ceil(valueMs / 60_000)) * 60_000;


/***/ }),

/***/ 9114:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jc: () => (/* binding */ userLimitAdvice),
/* harmony export */   cY: () => (/* binding */ userLimitName),
/* harmony export */   yL: () => (/* binding */ withoutUserWaitText)
/* harmony export */ });
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4722);

/** The limit by its name in loadgate.yml, or in words if the machine sets it. */
function userLimitName({ limit, source }) {
    if (source === "config")
        return `max_concurrent_users: ${limit}`;
    return `the load generator's limit of ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(limit)} requests at once`;
}
/** How the limit would not be reached. */
function userLimitAdvice({ source, limit, needed }) {
    if (source === "config")
        return `about ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(needed)} would do`;
    const files = limit < fewestByDefault ? ", or raise the limit of open files (ulimit -n)" : "";
    return `the load needs about ${(0,_util_format_js__WEBPACK_IMPORTED_MODULE_0__/* .formatNumber */ .ZV)(needed)}; lower the rate${files}`;
}
/** The generator's limit per target, unless the limit of open files is lower; see load/userLimit.ts. */
const fewestByDefault = 5000;
/** without the wait for max_concurrent_users: 100, where about 190 would do */
const withoutUserWaitText = (limit) => `without the wait for ${userLimitName(limit)}, where ${userLimitAdvice(limit)}`;


/***/ })

};
