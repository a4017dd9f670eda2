export const id = 488;
export const ids = [488];
export const modules = {

/***/ 84488:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   isTicker: () => (/* binding */ isTicker),
/* harmony export */   t: () => (/* binding */ startTicker),
/* harmony export */   tick: () => (/* binding */ tick)
/* harmony export */ });
/* unused harmony export timerTimekeeper */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_worker_threads__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(75919);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(90614);
/* harmony import */ var _shell_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58739);




/** The fallback: rings on whole milliseconds, which makes a request half a millisecond late on average. */
const timerTimekeeper = {
    ..._shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml,
    kind: "timer",
    alarm: (ring) => (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .alarmOn */ .pp)(_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml, ring),
    close: async () => { },
};
const isTicker = (data) => data.kind === "ticker";
const asked = 0;
const rung = 1;
const running = 2;
/** How long the thread may take to start, and how late a ring may be before a timer rings instead. */
const startMs = 5000;
const lateMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(50);
/** By how much the clocks of two threads may differ. */
const skewMs = 0.05;
/**
 * Rings on time: setTimeout wakes on whole milliseconds, half a millisecond late on average, which would be billed to the
 * service. Here a second thread sleeps in Atomics.wait, which takes fractions, and then notifies this one, which waits in
 * Atomics.waitAsync. Where that thread cannot run, a timekeeper of kind `timer` takes its place.
 */
async function startTicker(entry, watchMs = lateMs) {
    const memory = {
        kind: "ticker",
        counters: new Int32Array(new SharedArrayBuffer(12)),
        ringAtMs: new Float64Array(new SharedArrayBuffer(32)),
    };
    const thread = await startThread(entry, memory);
    if (thread === undefined)
        return timerTimekeeper;
    return {
        ..._shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml,
        kind: "ticker",
        alarm: (ring) => tickerAlarm(memory, ring, watchMs),
        close: async () => {
            await thread.terminate();
        },
    };
}
async function startThread(entry, { counters, ...memory }) {
    if (typeof Atomics.waitAsync !== "function")
        return undefined;
    try {
        const thread = new node_worker_threads__WEBPACK_IMPORTED_MODULE_1__.Worker(entry, { workerData: { ...memory, counters } });
        thread.unref();
        const { promise: failed, resolve } = Promise.withResolvers();
        // A ticker that fails later is found out by the alarm's own time limit.
        thread.on("error", () => resolve("failed"));
        const started = await Promise.race([Atomics.waitAsync(counters, running, 0, startMs).value, failed]);
        if (started !== "failed" && started !== "timed-out")
            return thread;
        await thread.terminate();
        return undefined;
    }
    catch {
        return undefined;
    }
}
/**
 * Waking the second thread costs more than all else here. So it is told two times at once, and while it sleeps until the
 * second one, a new first one that is no earlier is left for it to find.
 */
function tickerAlarm({ counters, ringAtMs }, ring, watchMs) {
    const never = Number.POSITIVE_INFINITY;
    let setMs = never;
    /** When the thread will look again by itself. */
    let looksMs = never;
    let secondMs = never;
    let listening = false;
    let cancelled = false;
    const watch = setInterval(() => {
        if ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() > setMs + watchMs)
            rings();
    }, watchMs).unref();
    function rings() {
        setMs = never;
        looksMs = secondMs;
        ring();
    }
    async function listen() {
        listening = true;
        while (!cancelled && setMs < never) {
            const before = Atomics.load(counters, rung);
            if ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() < setMs)
                await Atomics.waitAsync(counters, rung, before).value;
            if (!cancelled && (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() >= setMs - skewMs) {
                while ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() < setMs)
                    ;
                rings();
            }
        }
        listening = false;
    }
    return {
        setTo(atMs, thenMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(never)) {
            if (atMs >= setMs || cancelled)
                return;
            setMs = atMs;
            secondMs = thenMs;
            const pair = pairOf(Atomics.load(counters, asked) + 1);
            ringAtMs[pair] = atMs;
            ringAtMs[pair + 1] = thenMs;
            Atomics.add(counters, asked, 1);
            if (atMs < looksMs || (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() >= looksMs - skewMs)
                Atomics.notify(counters, asked);
            looksMs = atMs;
            if (!listening)
                void listen();
        },
        cancel() {
            cancelled = true;
            clearInterval(watch);
        },
    };
}
/** The second thread: sleeps until each time that it is set to, and rings. Ends with its worker. */
function tick({ counters, ringAtMs }) {
    sleepExactly();
    Atomics.store(counters, running, 1);
    Atomics.notify(counters, running);
    for (let seen = 0;;) {
        Atomics.wait(counters, asked, seen);
        seen = Atomics.load(counters, asked);
        const pair = pairOf(seen);
        if (ringAt(ringAtMs[pair] ?? 0, counters, seen))
            ringAt(ringAtMs[pair + 1] ?? 0, counters, seen);
    }
}
const pairOf = (count) => 2 * (count & 1);
/** Whether it rang, since nothing new was said by then. */
function ringAt(atMs, counters, seen) {
    if (atMs === Number.POSITIVE_INFINITY)
        return false;
    for (let leftMs = atMs - (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)(); leftMs > 0; leftMs = atMs - (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)()) {
        // A notification may come late, after what it tells of was found: it is no reason to stop.
        Atomics.wait(counters, asked, seen, leftMs);
        if (Atomics.load(counters, asked) !== seen)
            return false;
    }
    if (Atomics.load(counters, asked) !== seen)
        return false;
    Atomics.add(counters, rung, 1);
    Atomics.notify(counters, rung);
    return true;
}
/** Linux lets a thread oversleep by 50 us to save power, unless it says otherwise (proc_pid_timerslack_ns(5)). */
function sleepExactly() {
    try {
        const thread = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)("/proc/thread-self").split("/").at(-1);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`/proc/${thread}/timerslack_ns`, "1000");
    }
    catch {
        // Another system, or a sandbox: it oversleeps a little.
    }
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

/***/ 58739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TC: () => (/* binding */ nowMs),
/* harmony export */   ml: () => (/* binding */ systemClock),
/* harmony export */   pp: () => (/* binding */ alarmOn)
/* harmony export */ });
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(643);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90614);



/** The machine's monotonic clock: the same reading in every thread, to a microsecond or so. */
const nowMs = () => (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(originMs + node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now());
/** Where a thread's own clock began: of several looks at both clocks, the one that was least held up. */
const originMs = Array.from({ length: 20 }, lookAtBoth).reduce((a, b) => (b.tookMs < a.tookMs ? b : a)).originMs;
function lookAtBoth() {
    const beforeMs = node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now();
    const [seconds, nanos] = process.hrtime();
    const afterMs = node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now();
    return {
        originMs: seconds * 1000 + nanos / 1e6 - (beforeMs + afterMs) / 2,
        tookMs: afterMs - beforeMs,
    };
}
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
/** An alarm on any clock, as exact as its sleep is. */
function alarmOn(clock, ring) {
    let setMs = Number.POSITIVE_INFINITY;
    let sleeping = new AbortController();
    return {
        setTo(atMs) {
            if (atMs >= setMs)
                return;
            setMs = atMs;
            sleeping.abort();
            const mine = new AbortController();
            sleeping = mine;
            clock.sleepUntil(atMs, mine.signal).then(() => {
                if (mine.signal.aborted)
                    return;
                setMs = Number.POSITIVE_INFINITY;
                ring();
            }, () => { });
        },
        cancel() {
            setMs = Number.NEGATIVE_INFINITY;
            sleeping.abort();
        },
    };
}


/***/ })

};
