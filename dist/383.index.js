export const id = 383;
export const ids = [383];
export const modules = {

/***/ 11383:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runWorker: () => (/* binding */ runWorker)
});

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/model/unreachable.js
var unreachable = __webpack_require__(24244);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/load/arrivals.js



const stream = { jitter: 1, order: 2, request: 3 };
/**
 * Every arrival of the pattern comes at a random moment of its own share of the time, so that the load locks on to no
 * clock's tick and every window holds the integral of the rate, to one request.
 *
 * In a duet each arrival becomes a pair: the same request to both targets, half an interval apart, at the same random
 * offset into its half, in random order.
 */
function arrivalsOf({ pattern, durationMs, seed, weights, targets }) {
    // Only whole ones, so that none is due after the end; what rounding took from a whole one is given back.
    const pairs = Math.floor(arrivalsBefore(pattern, durationMs) + 1e-9);
    const pick = picker(weights);
    const turn = (n) => Math.floor(n / targets);
    return {
        count: pairs * targets,
        dueMs: (n) => whenArrived(pattern, turn(n) + ((n % targets) + (0,random/* draw */.$)(seed, stream.jitter, turn(n))) / targets),
        targetOf: (n) => (targets === 1 ? 0 : (0,random/* draw */.$)(seed, stream.order, turn(n)) < 0.5 ? n % 2 : 1 - (n % 2)),
        requestOf: (n) => pick((0,random/* draw */.$)(seed, stream.request, turn(n))),
    };
}
/** The integral of the rate from the start of the phase. */
function arrivalsBefore(pattern, atMs) {
    switch (pattern.kind) {
        case "constant":
            return (pattern.ratePerSec * atMs) / 1000;
        case "ramp":
        case "spike":
        case "burst":
            throw notYet(pattern);
        default:
            return (0,unreachable/* unreachable */.H)(pattern);
    }
}
/** Its inverse: the moment at which that many arrivals have come. */
function whenArrived(pattern, arrivals) {
    switch (pattern.kind) {
        case "constant":
            return (0,unit/* millis */.ne)((1000 * arrivals) / pattern.ratePerSec);
        case "ramp":
        case "spike":
        case "burst":
            throw notYet(pattern);
        default:
            return (0,unreachable/* unreachable */.H)(pattern);
    }
}
/** The configuration refuses these patterns before a run begins; see config/unsupported.ts. */
const notYet = ({ kind }) => new Error(`the load pattern ${kind} is not supported yet`);
/** A number in [0, 1) -> the index whose share of the total weight it falls into. */
function picker(weights) {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const bounds = weights.map((_, i) => weights.slice(0, i + 1).reduce((sum, weight) => sum + weight, 0) / total);
    return (u) => Math.max(0, bounds.findIndex((bound) => u < bound));
}

// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
;// CONCATENATED MODULE: ./build/load/tally.js

function tallyOf(requestNames) {
    const sendLag = (0,histogram/* histogram */.JW)();
    const completedBySecond = [];
    const rows = requestNames.map((name) => ({
        name,
        outcomes: new Map(),
        responseTime: (0,histogram/* histogram */.JW)(),
        serviceTime: (0,histogram/* histogram */.JW)(),
    }));
    const count = (request, outcome) => {
        const row = rows[request];
        if (row === undefined)
            throw new Error(`no request of index ${request}`);
        row.outcomes.set(outcome, (row.outcomes.get(outcome) ?? 0) + 1);
        return row;
    };
    return {
        sent: (lagMs) => sendLag.record(lagMs),
        answered(request, outcome, dueMs, sentMs, doneMs, startMs) {
            const row = count(request, outcome);
            if (outcome !== "ok")
                return;
            row.responseTime.record(doneMs - dueMs);
            row.serviceTime.record(doneMs - sentMs);
            const second = Math.floor((doneMs - startMs) / 1000);
            completedBySecond[second] = (completedBySecond[second] ?? 0) + 1;
        },
        unanswered(request, outcome) {
            count(request, outcome);
        },
        record: (offeredMs, durationMs) => ({
            requests: rows.map(({ name, outcomes, responseTime, serviceTime }) => ({
                name,
                due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
                outcomes: Object.fromEntries([...outcomes].toSorted(([a], [b]) => (a < b ? -1 : 1))),
                responseTime: responseTime.encode(),
                serviceTime: serviceTime.encode(),
            })),
            sendLag: sendLag.encode(),
            completedBySecond: Array.from(completedBySecond, (n) => n ?? 0),
            offeredMs,
            durationMs,
        }),
    };
}

;// CONCATENATED MODULE: ./build/load/engine.js


/**
 * Plays one phase of open-loop load: sends each arrival when it is due, however slow the answers are, and bills it from
 * when it was due. One record per sender. due = completed + failed + dropped, always.
 */
async function play({ arrivals, durationMs, maxConcurrentUsers, patienceMs, requestNames }, senders, clock, signal) {
    const startMs = clock.nowMs();
    const lanes = senders.map((sender) => laneOf(sender, clock, startMs, maxConcurrentUsers, tallyOf(requestNames)));
    try {
        for (let n = 0; n < arrivals.count; n++) {
            const dueMs = (0,unit/* millis */.ne)(startMs + arrivals.dueMs(n));
            if (dueMs > clock.nowMs())
                await clock.sleepUntil(dueMs, signal);
            lanes[arrivals.targetOf(n)]?.admit(arrivals.requestOf(n), dueMs);
        }
        const endMs = (0,unit/* millis */.ne)(startMs + durationMs);
        await clock.sleepUntil(endMs, signal);
        await settled(lanes, clock, (0,unit/* millis */.ne)(endMs + patienceMs), signal);
    }
    catch (error) {
        // Aborted: who waits for a place stays unsent.
        for (const lane of lanes)
            lane.finish(durationMs);
        throw error;
    }
    return lanes.map((lane) => lane.finish(durationMs));
}
function laneOf(sender, clock, startMs, places, tally) {
    const waiting = [];
    let first = 0;
    const inFlight = new Map();
    let sequence = 0;
    let finished = false;
    let lastMs = startMs;
    let becameIdle = () => { };
    const isIdle = () => inFlight.size === 0 && first === waiting.length;
    function dispatch(request, dueMs, releasedMs) {
        const ticket = sequence++;
        inFlight.set(ticket, request);
        sender.send(request, (outcome, sentMs, doneMs) => {
            if (finished)
                return;
            inFlight.delete(ticket);
            lastMs = doneMs;
            tally.sent((0,unit/* millis */.ne)(sentMs - releasedMs));
            tally.answered(request, outcome, dueMs, sentMs, doneMs, startMs);
            const next = waiting[first];
            if (next !== undefined) {
                first++;
                dispatch(next.request, next.dueMs, clock.nowMs());
            }
            if (isIdle())
                becameIdle();
        });
    }
    return {
        admit(request, dueMs) {
            if (inFlight.size < places)
                dispatch(request, dueMs, dueMs);
            else
                waiting.push({ request, dueMs });
        },
        isIdle,
        whenIdle: () => (isIdle() ? Promise.resolve() : new Promise((resolve) => (becameIdle = resolve))),
        finish(offeredMs) {
            finished = true;
            for (const request of inFlight.values())
                tally.unanswered(request, "timeout");
            for (const { request } of waiting.slice(first))
                tally.unanswered(request, "dropped");
            if (!isIdle())
                lastMs = clock.nowMs();
            return tally.record(offeredMs, (0,unit/* millis */.ne)(lastMs - startMs));
        },
    };
}
/** Waits until every lane is idle, or until the deadline. */
async function settled(lanes, clock, deadlineMs, signal) {
    if (lanes.every((lane) => lane.isIdle()))
        return;
    const enough = new AbortController();
    const giveUp = signal === undefined ? enough.signal : AbortSignal.any([enough.signal, signal]);
    const deadline = clock.sleepUntil(deadlineMs, giveUp).catch(() => { });
    await Promise.race([Promise.all(lanes.map((lane) => lane.whenIdle())), deadline]);
    enough.abort();
    signal?.throwIfAborted();
}

// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
;// CONCATENATED MODULE: ./build/load/ticker.js



const asked = 0;
const woken = 1;
/** Longer waits than this sleep on setTimeout until shortly before, where an abort reaches them. */
const longMs = 50;
function startTicker(entry) {
    const memory = {
        kind: "ticker",
        counters: new Int32Array(new SharedArrayBuffer(8)),
        wakeAtMs: new Float64Array(new SharedArrayBuffer(8)),
    };
    const thread = new external_node_worker_threads_.Worker(entry, { workerData: memory });
    thread.unref();
    return {
        nowMs: clock/* nowMs */.T,
        async sleepUntil(atMs, signal) {
            if (atMs - (0,clock/* nowMs */.T)() > longMs)
                await clock/* systemClock */.m.sleepUntil((0,unit/* millis */.ne)(atMs - longMs / 2), signal);
            while ((0,clock/* nowMs */.T)() < atMs) {
                signal?.throwIfAborted();
                const before = Atomics.load(memory.counters, woken);
                memory.wakeAtMs[0] = atMs;
                Atomics.add(memory.counters, asked, 1);
                Atomics.notify(memory.counters, asked);
                const wait = Atomics.waitAsync(memory.counters, woken, before, longMs);
                if (wait.async)
                    await wait.value;
            }
        },
        async close() {
            await thread.terminate();
        },
    };
}
/** The second thread: sleeps until each time that it is asked for, and says so. Ends with its worker. */
function tick({ counters, wakeAtMs }) {
    for (let seen = 0;;) {
        Atomics.wait(counters, asked, seen);
        seen = Atomics.load(counters, asked);
        for (let leftMs = remaining(wakeAtMs); leftMs > 0; leftMs = remaining(wakeAtMs)) {
            if (Atomics.wait(counters, asked, seen, leftMs) !== "timed-out")
                break;
        }
        if (Atomics.load(counters, asked) !== seen)
            continue;
        Atomics.add(counters, woken, 1);
        Atomics.notify(counters, woken);
    }
}
const remaining = (wakeAtMs) => (0,unit/* millis */.ne)((wakeAtMs[0] ?? 0) - (0,clock/* nowMs */.T)());

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
;// CONCATENATED MODULE: ./build/load/undiciSender.js


/**
 * HTTP through undici: one Client a connection, the idle ones on a stack, each with a handler that it keeps. The stack
 * hands out the warmest connection first, and opens a new one only where none is idle.
 */
function undiciSender(origin, requests, clock, timeoutMs) {
    const idle = [];
    const open = new Set();
    return {
        send(index, done) {
            const request = requests[index];
            if (request === undefined)
                throw new Error(`no request of index ${index}`);
            const connection = idle.pop() ?? connectionTo(origin, clock, timeoutMs);
            open.add(connection);
            connection.send(request, (outcome, sentMs, doneMs) => {
                idle.push(connection);
                done(outcome, sentMs, doneMs);
            });
        },
        async close() {
            await Promise.all([...open].map((connection) => connection.close()));
        },
    };
}
function connectionTo(origin, clock, timeoutMs) {
    const client = new undici/* Client */.Kj(origin, { pipelining: 1, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
    let done = () => { };
    let sentMs = (0,unit/* millis */.ne)(0);
    let outcome = "ok";
    let expectStatus;
    const handler = {
        onRequestStart() {
            sentMs = clock.nowMs();
        },
        onResponseStart(_controller, status) {
            // An interim response, such as 103 Early Hints: the answer is still to come.
            if (status < 200)
                return;
            const expected = expectStatus === undefined ? status < 400 : status === expectStatus;
            if (!expected)
                outcome = `status ${status}`;
        },
        onResponseData() { },
        onResponseEnd() {
            done(outcome, sentMs, clock.nowMs());
        },
        onResponseError(_controller, error) {
            done(failureOf(error), sentMs, clock.nowMs());
        },
    };
    return {
        send(request, whenDone) {
            done = whenDone;
            sentMs = clock.nowMs();
            outcome = "ok";
            expectStatus = request.expectStatus;
            client.dispatch({
                method: request.method,
                path: request.path,
                headers: request.headers,
                body: request.body ?? null,
            }, handler);
        },
        close: () => client.destroy().catch(() => { }),
    };
}
/** The failure's own name: the system's error code, or what undici's code means. */
function failureOf(error) {
    switch (error.code) {
        case "UND_ERR_HEADERS_TIMEOUT":
        case "UND_ERR_BODY_TIMEOUT":
        case "UND_ERR_CONNECT_TIMEOUT":
            return "timeout";
        case "UND_ERR_SOCKET":
            return "connection closed";
        default:
            return error.code ?? error.name;
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/load/warmUp.js






const answer = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";
/**
 * Sends a first half second of load to a sink of our own: a cold generator is slow and late, and would bill that to the
 * first phase of the service.
 */
async function warmUp(clock) {
    const sink = (0,external_node_net_.createServer)((socket) => {
        socket.on("data", () => socket.write(answer));
        socket.on("error", () => { });
    });
    sink.listen(0, "127.0.0.1");
    await (0,external_node_events_.once)(sink, "listening");
    const address = sink.address();
    if (address === null || typeof address === "string")
        throw new Error("the system gave no port");
    const request = { name: "warm-up", method: "GET", path: "/", headers: {} };
    const sender = undiciSender(`http://127.0.0.1:${address.port}`, [request], clock, (0,unit/* millis */.ne)(1000));
    const durationMs = (0,unit/* millis */.ne)(500);
    const arrivals = arrivalsOf({
        pattern: { kind: "constant", ratePerSec: (0,unit/* perSec */.N_)(1000) },
        durationMs,
        seed: 1,
        weights: [1],
        targets: 1,
    });
    await play({ arrivals, durationMs, maxConcurrentUsers: 20, patienceMs: (0,unit/* millis */.ne)(1000), requestNames: [""] }, [sender], clock);
    await sender.close();
    sink.close();
}

;// CONCATENATED MODULE: ./build/load/worker.js






/** The bundle's entry inside a worker thread. */
function runWorker() {
    const data = external_node_worker_threads_.workerData;
    if (data.kind === "ticker")
        tick(data);
    else if (external_node_worker_threads_.parentPort !== null)
        serveOrders(external_node_worker_threads_.parentPort, data);
}
function serveOrders(port, { entry, patienceMs }) {
    const clock = startTicker(entry);
    const warm = warmUp(clock);
    let requests = [];
    let senders = [];
    let stop = new AbortController();
    async function obey(order) {
        await warm;
        switch (order.kind) {
            case "connect":
                stop = new AbortController();
                requests = order.requests;
                senders = order.origins.map((origin) => undiciSender(origin, requests, clock, patienceMs));
                return [];
            case "disconnect":
                stop.abort(new Error("disconnected"));
                await Promise.all(senders.map((sender) => sender.close()));
                senders = [];
                return [];
            case "play": {
                const targets = senders.length === 2 ? 2 : 1;
                return await play({
                    arrivals: arrivalsOf({ ...order.schedule, weights: order.weights, targets }),
                    durationMs: order.schedule.durationMs,
                    maxConcurrentUsers: order.maxConcurrentUsers,
                    patienceMs,
                    requestNames: requests.map(({ name }) => name),
                }, senders, clock, stop.signal);
            }
        }
    }
    port.on("message", (order) => {
        obey(order).then((records) => port.postMessage({ id: order.id, kind: "done", records }), (error) => port.postMessage({ id: order.id, kind: "failed", message: error.message }));
    });
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

/***/ 24244:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ unreachable)
/* harmony export */ });
/** Closes an exhaustive `switch`: a new alternative that nobody handles does not compile. */
function unreachable(value) {
    throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}


/***/ }),

/***/ 58739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ nowMs),
/* harmony export */   m: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(643);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90614);



const [seconds, nanos] = process.hrtime();
const originMs = seconds * 1000 + nanos / 1e6 - node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now();
/** The machine's monotonic clock: the same reading in every thread, finer than a microsecond. */
const nowMs = () => (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(originMs + node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now());
/** Sleeps on setTimeout: whole milliseconds, good enough for anything but sending load. */
const systemClock = {
    nowMs,
    async sleepUntil(atMs, signal) {
        for (let left = atMs - nowMs(); left > 0; left = atMs - nowMs()) {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(Math.min(left, 2 ** 31 - 1), undefined, signal ? { signal } : {}).catch((error) => {
                // Who aborted knows why; the timer only knows that.
                throw signal?.aborted ? signal.reason : error;
            });
        }
    },
};


/***/ }),

/***/ 84414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ histogram),
/* harmony export */   Zu: () => (/* binding */ merged),
/* harmony export */   pr: () => (/* binding */ decodeHistogram)
/* harmony export */ });
/* harmony import */ var hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32960);

function histogram() {
    return wrap((0,hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .build */ .jq)({
        bitBucketSize: 32,
        lowestDiscernibleValue: 1,
        highestTrackableValue: 3_600_000_000,
        numberOfSignificantValueDigits: 3,
    }));
}
/** Throws where the text is not an encoded histogram. */
function decodeHistogram(text) {
    return wrap((0,hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .decodeFromCompressedBase64 */ .Vc)(text, 32));
}
function merged(histograms) {
    const sum = histogram();
    for (const each of histograms)
        sum.add(each);
    return sum;
}
function wrap(hdr) {
    const filled = (value) => (hdr.totalCount > 0 ? value() / 1000 : undefined);
    return {
        hdr,
        get count() {
            return hdr.totalCount;
        },
        record: (ms) => hdr.recordValue(Math.min(3_600_000_000, Math.max(0, Math.round(ms * 1000)))),
        add: (other) => hdr.add(other.hdr),
        quantile: (share) => filled(() => hdr.getValueAtPercentile(share * 100)),
        mean: () => filled(() => hdr.mean),
        max: () => filled(() => hdr.maxValue),
        encode: () => (0,hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeIntoCompressedBase64 */ .dH)(hdr),
    };
}


/***/ }),

/***/ 52681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ draw)
/* harmony export */ });
/**
 * A number in [0, 1) that depends on its arguments alone: the n-th draw of a stream needs none of the draws before it,
 * so a schedule of any length is a formula. 32 random bits, mixed by the finaliser of MurmurHash3 (Appleby 2011).
 */
function draw(seed, stream, n) {
    const low = n >>> 0;
    const high = Math.floor(n / 0x1_0000_0000) >>> 0;
    let hash = mix(seed ^ 0x9e3779b9);
    hash = mix(hash ^ stream);
    hash = mix(hash ^ high);
    return mix(hash ^ low) / 0x1_0000_0000;
}
function mix(value) {
    let hash = value + 0x6d2b79f5;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return (hash ^ (hash >>> 16)) >>> 0;
}


/***/ })

};
