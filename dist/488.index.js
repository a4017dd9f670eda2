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




/** The fallback. It rings on whole milliseconds, so a request is half a millisecond late on average. */
const timerTimekeeper = {
    ..._shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml,
    kind: "timer",
    alarm: (ring) => (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .createAlarm */ .iv)(_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .systemClock */ .ml, ring),
    close: async () => { },
};
const isTicker = (data) => data.kind === "ticker";
/** Indexes into `counters`. */
const settings = 0;
const rings = 1;
const running = 2;
/** How long the ticker thread may take to start. */
const startTimeoutMs = 5000;
/** How late a ring may be before a timer rings instead. */
const defaultWatchdogMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(50);
/** Largest difference between the clocks of two threads. */
const skewMs = 0.05;
/**
 * A timekeeper that rings on time. setTimeout wakes on whole milliseconds, half a millisecond late on average, and the
 * response time would include that. Here a second thread sleeps in Atomics.wait, which takes fractions. It then
 * notifies this thread, which waits in Atomics.waitAsync. If the second thread cannot run, the result is
 * `timerTimekeeper`.
 */
async function startTicker(entry, watchdogMs = defaultWatchdogMs) {
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
        alarm: (ring) => createTickerAlarm(memory, ring, watchdogMs),
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
        // If the thread fails later, the alarm's watchdog takes over.
        thread.on("error", () => resolve("failed"));
        const started = await Promise.race([Atomics.waitAsync(counters, running, 0, startTimeoutMs).value, failed]);
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
 * To wake the ticker thread is the most expensive step here. So each setting has two times. While the thread sleeps
 * until the second one, a new setting that is no earlier needs no wake-up: the thread reads it then.
 */
function createTickerAlarm({ counters, ringAtMs }, ring, watchdogMs) {
    const never = Number.POSITIVE_INFINITY;
    let alarmMs = never;
    /** When the ticker thread wakes up by itself. */
    let threadWakesMs = never;
    let secondMs = never;
    let isListening = false;
    let isCancelled = false;
    const watchdog = setInterval(() => {
        if ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() > alarmMs + watchdogMs)
            ringNow();
    }, watchdogMs).unref();
    function ringNow() {
        alarmMs = never;
        threadWakesMs = secondMs;
        ring();
    }
    async function listen() {
        isListening = true;
        while (!isCancelled && alarmMs < never) {
            const ringsBefore = Atomics.load(counters, rings);
            if ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() < alarmMs)
                await Atomics.waitAsync(counters, rings, ringsBefore).value;
            if (!isCancelled && (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() >= alarmMs - skewMs) {
                while ((0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() < alarmMs)
                    ;
                ringNow();
            }
        }
        isListening = false;
    }
    return {
        setTo(atMs, thenMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_3__/* .millis */ .ne)(never)) {
            if (atMs >= alarmMs || isCancelled)
                return;
            alarmMs = atMs;
            secondMs = thenMs;
            const pair = pairOf(Atomics.load(counters, settings) + 1);
            ringAtMs[pair] = atMs;
            ringAtMs[pair + 1] = thenMs;
            Atomics.add(counters, settings, 1);
            if (atMs < threadWakesMs || (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)() >= threadWakesMs - skewMs)
                Atomics.notify(counters, settings);
            threadWakesMs = atMs;
            if (!isListening)
                void listen();
        },
        cancel() {
            isCancelled = true;
            clearInterval(watchdog);
        },
    };
}
/** The ticker thread. It sleeps until each time it is set to, and rings. It ends with its worker. */
function tick({ counters, ringAtMs }) {
    disableTimerSlack();
    Atomics.store(counters, running, 1);
    Atomics.notify(counters, running);
    for (let setting = 0;;) {
        Atomics.wait(counters, settings, setting);
        setting = Atomics.load(counters, settings);
        const pair = pairOf(setting);
        if (ringAt(ringAtMs[pair] ?? 0, counters, setting))
            ringAt(ringAtMs[pair + 1] ?? 0, counters, setting);
    }
}
/** Index of the first time of a setting. */
const pairOf = (setting) => 2 * (setting & 1);
/** Returns false without ringing if a new setting came before that time. */
function ringAt(atMs, counters, setting) {
    if (atMs === Number.POSITIVE_INFINITY)
        return false;
    for (let remainingMs = atMs - (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)(); remainingMs > 0; remainingMs = atMs - (0,_shell_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .nowMs */ .TC)()) {
        // A notification may come late, for a setting already read. It is not a reason to stop.
        Atomics.wait(counters, settings, setting, remainingMs);
        if (Atomics.load(counters, settings) !== setting)
            return false;
    }
    if (Atomics.load(counters, settings) !== setting)
        return false;
    Atomics.add(counters, rings, 1);
    Atomics.notify(counters, rings);
    return true;
}
/** By default Linux lets a thread oversleep by 50 us to save power (proc_pid_timerslack_ns(5)). */
function disableTimerSlack() {
    try {
        const thread = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)("/proc/thread-self").split("/").at(-1);
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.writeFileSync)(`/proc/${thread}/timerslack_ns`, "1000");
    }
    catch {
        // Another operating system, or a sandbox. The thread oversleeps a little.
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
/* harmony export */   NI: () => (/* binding */ threadCpuMs),
/* harmony export */   TC: () => (/* binding */ nowMs),
/* harmony export */   iv: () => (/* binding */ createAlarm),
/* harmony export */   ml: () => (/* binding */ systemClock)
/* harmony export */ });
/* harmony import */ var node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(643);
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58500);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(90614);



/** The machine's monotonic clock. Threads read the same time, to about a microsecond. */
const nowMs = () => (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)(originMs + node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now());
/** The start of the thread's own clock. The fastest of 20 readings of both clocks is the most exact one. */
const originMs = Array.from({ length: 20 }, readBothClocks).reduce((a, b) => (b.tookMs < a.tookMs ? b : a)).originMs;
function readBothClocks() {
    const beforeMs = node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now();
    const [seconds, nanos] = process.hrtime();
    const afterMs = node_perf_hooks__WEBPACK_IMPORTED_MODULE_0__.performance.now();
    return {
        originMs: seconds * 1000 + nanos / 1e6 - (beforeMs + afterMs) / 2,
        tookMs: afterMs - beforeMs,
    };
}
/** CPU time of this thread, or the time on the clock where Node is older than 23.9. */
function threadCpuMs() {
    const usage = process.threadCpuUsage?.();
    return usage === undefined ? nowMs() : (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_2__/* .millis */ .ne)((usage.user + usage.system) / 1000);
}
/** Sleeps with setTimeout, to a millisecond. That is exact enough for everything except sending load. */
const systemClock = {
    nowMs,
    async sleepUntil(atMs, signal) {
        for (let remainingMs = atMs - nowMs(); remainingMs > 0; remainingMs = atMs - nowMs()) {
            await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_1__.setTimeout)(Math.min(remainingMs, 2 ** 31 - 1), undefined, signal ? { signal } : {}).catch((error) => {
                // The signal has the reason; the timer's own error does not.
                throw signal?.aborted ? signal.reason : error;
            });
        }
    },
};
/** An alarm that runs on a clock. It is as exact as the clock's sleep. */
function createAlarm(clock, ring) {
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
