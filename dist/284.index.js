export const id = 284;
export const ids = [284];
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

/***/ 11284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runWorker: () => (/* binding */ runWorker)
});

// EXTERNAL MODULE: external "node:perf_hooks"
var external_node_perf_hooks_ = __webpack_require__(643);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/util/headers.js
var util_headers = __webpack_require__(4607);
;// CONCATENATED MODULE: ./build/load/http/redirect.js

/** Statuses whose Location is followed (RFC 9110, 15.4). */
const followed = new Set([301, 302, 303, 307, 308]);
const isRedirect = ({ status, headers }) => followed.has(status) && (0,util_headers/* headerOf */.r)(headers, "location") !== undefined;
/** The request that the answer redirects to, or the failure's name where it leads away from the target. */
function redirected(request, { status, headers }, origin) {
    const here = new URL(request.path, origin.startsWith("unix:") ? "http://localhost" : origin);
    const location = (0,util_headers/* headerOf */.r)(headers, "location") ?? "";
    if (!URL.canParse(location, here.href))
        return "redirect to nowhere";
    const there = new URL(location, here.href);
    const isHere = there.host === here.host || (isLoopback(there) && isLoopback(here) && there.port === here.port);
    if (!isHere || there.protocol !== here.protocol)
        return "redirect elsewhere";
    const path = `${there.pathname}${there.search}`;
    const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === "POST");
    if (!becomesGet)
        return { ...request, path };
    const { body: _, ...rest } = request;
    const kept = pairsOf(request.headers).filter(([name]) => !name.toLowerCase().startsWith("content-"));
    return { ...rest, path, headers: kept.flat(), method: request.method === "HEAD" ? "HEAD" : "GET" };
}
const withHeadersKept = new WeakMap();
/** The same request, whose answer's headers are kept; the same object each time. */
function withHeaders(request) {
    if (request.keep !== "nothing")
        return request;
    const known = withHeadersKept.get(request) ?? { ...request, keep: "headers" };
    withHeadersKept.set(request, known);
    return known;
}
/** One machine's names for itself. */
const isLoopback = ({ hostname }) => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
function pairsOf(flat) {
    return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""]] : []));
}

;// CONCATENATED MODULE: ./build/load/engine/iteration.js


/** One visit under way, from its first step to its last; reused for later ones. */
class Passage {
    #spec;
    #tally;
    #over;
    #steps = [];
    #index = 0;
    #visit;
    #request;
    #redirects = 0;
    /** Before redirects were followed; NaN until it was sent. */
    #firstSentMs = Number.NaN;
    #isSent = false;
    #isGivenUp = false;
    user = 0;
    isMeasured = true;
    dueMs = (0,unit/* millis */.ne)(0);
    releasedMs = (0,unit/* millis */.ne)(0);
    sentMs = (0,unit/* millis */.ne)(0);
    doneMs = (0,unit/* millis */.ne)(0);
    awaitedAck = false;
    /** `over` hears of the end of each step, once that is counted. */
    constructor(spec, tally, over) {
        this.#spec = spec;
        this.#tally = tally;
        this.#over = over;
    }
    begin(visit, user, dueMs, isMeasured) {
        const { stream } = this.#spec;
        this.#steps = stream.journeys[stream.journeyOf(visit.turn)]?.steps ?? [];
        this.#index = 0;
        this.#visit = visit;
        this.user = user;
        this.dueMs = dueMs;
        this.isMeasured = isMeasured;
    }
    get hasNext() {
        return this.#index < this.#steps.length - 1;
    }
    /** Until the next step is due. */
    rest() {
        const { startMs, time } = this.#spec;
        const { step, visit } = this.#current();
        this.dueMs = (0,unit/* millis */.ne)(startMs + time.afterRest((0,unit/* millis */.ne)(this.doneMs - startMs), step.thinkTimeMs(visit)));
        this.#index++;
    }
    /** `releasedMs` is from when on only the generator can be late. */
    send(releasedMs) {
        const { step, visit } = this.#current();
        const request = step.render(visit);
        this.releasedMs = releasedMs;
        this.#redirects = this.#spec.redirects;
        this.#firstSentMs = Number.NaN;
        if (typeof request === "string") {
            this.sentMs = this.#spec.nowMs();
            this.doneMs = this.sentMs;
            this.#end(step, request, 0);
        }
        else
            this.#dispatch(this.#redirects > 0 ? withHeaders(request) : request);
    }
    settled(failure, answer) {
        this.#isSent = false;
        if (this.#isGivenUp)
            return;
        if (Number.isNaN(this.#firstSentMs))
            this.#firstSentMs = this.sentMs;
        const { step, visit } = this.#current();
        if (failure !== undefined)
            this.#end(step, failure, 0);
        else if (this.doneMs - this.#firstSentMs >= this.#spec.timeoutMs)
            this.#end(step, "timeout", 0);
        else if (this.#spec.redirects > 0 && isRedirect(answer))
            this.#follow(step, answer);
        else
            this.#end(step, step.judge(answer, (0,unit/* millis */.ne)(this.doneMs - this.dueMs), visit), answer.status);
    }
    #follow(step, answer) {
        if (this.#request === undefined)
            return;
        const isLast = this.#redirects-- === 0;
        const request = isLast ? "too many redirects" : redirected(this.#request, answer, this.#spec.origin);
        if (typeof request === "string")
            this.#end(step, request, answer.status);
        else
            this.#dispatch(request);
    }
    /** Nobody waits for it any longer. */
    giveUp() {
        this.#isGivenUp = true;
        if (!this.#isSent)
            return;
        if (this.isMeasured)
            this.#tally.unanswered(this.#current().step.name, "timeout");
        else
            this.#tally.settling();
    }
    #dispatch(request) {
        this.#request = request;
        this.#isSent = true;
        this.#spec.client.send(request, this);
    }
    #end(step, outcome, status) {
        if (!Number.isNaN(this.#firstSentMs))
            this.sentMs = (0,unit/* millis */.ne)(this.#firstSentMs);
        if (this.isMeasured)
            this.#tally.settled(step.name, outcome, status, this);
        else
            this.#tally.settling();
        // A flow that has failed goes no further.
        if (outcome !== "ok")
            this.#index = this.#steps.length - 1;
        this.#over(this);
    }
    #current() {
        const step = this.#steps[this.#index];
        if (step === undefined || this.#visit === undefined)
            throw new Error("a passage that has not begun was sent");
        return { step, visit: this.#visit };
    }
}

// EXTERNAL MODULE: ./build/stats/histogram.js
var stats_histogram = __webpack_require__(84414);
// EXTERNAL MODULE: ./build/stats/logLinear.js
var logLinear = __webpack_require__(16511);
;// CONCATENATED MODULE: ./build/stats/sketch.js


/** Values are kept to one part in 128: two digits. */
const bits = 6;
const size = (0,logLinear/* bucketsFor */.vE)(bits);
/**
 * A coarse histogram of a short time in 7 KB of counters: recording allocates nothing, and emptying it costs a microsecond, so
 * that a slice of load can close while the next one is being sent.
 */
class Sketch {
    #counts = new Uint32Array(size);
    #highest = -1;
    record(ms) {
        const index = (0,logLinear/* bucketOf */.AU)(Math.round(ms * 1000), bits);
        this.#counts[index] = (this.#counts[index] ?? 0) + 1;
        if (index > this.#highest)
            this.#highest = index;
    }
    /** What was recorded since the last time, and starts anew. */
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
/** The middle of what falls into the bucket. */
function middleOf(bucket) {
    const { lowest, width } = (0,logLinear/* valuesOf */.sm)(bucket, bits);
    return lowest + (width - 1) / 2;
}
function histogramOfPairs(pairs) {
    const made = histogram();
    for (let i = 0; i < pairs.length; i += 2)
        made.record((pairs[i] ?? 0) / 1000, pairs[i + 1]);
    return made;
}

;// CONCATENATED MODULE: ./build/load/engine/phaseRecorder.js


/** `measuredMs` is how much of the measured time has gone by at a moment. */
function tallyOf(names, measuredMs, sliceMs) {
    const sendLag = (0,stats_histogram/* histogram */.JW)();
    const rows = names.map((name) => rowOf(name));
    const slices = [];
    let settling = 0;
    const row = (request) => {
        const found = rows[request];
        if (found === undefined)
            throw new Error(`no request of index ${request}`);
        return found;
    };
    const closeSlice = () => slices.push({ requests: rows.map((one) => one.closeSlice()) });
    return {
        settled(request, outcome, status, passed) {
            while (measuredMs(passed.doneMs) >= (slices.length + 1) * sliceMs)
                closeSlice();
            sendLag.record(passed.sentMs - passed.releasedMs);
            row(request).settled(outcome, status, passed);
        },
        unanswered: (request, outcome) => row(request).count(outcome),
        settling: () => void settling++,
        record(time, lastMs) {
            closeSlice();
            return {
                requests: rows.map((one) => one.record()),
                sendLag: sendLag.encode(),
                slices,
                settling,
                offeredMs: time.offeredMs,
                durationMs: time.measuredMs(lastMs),
                idle: time.idle,
            };
        },
    };
}
function rowOf(name) {
    const outcomes = new Map();
    let before = new Map();
    const statuses = new Uint32Array(1000);
    const responseTime = (0,stats_histogram/* histogram */.JW)();
    const serviceTime = (0,stats_histogram/* histogram */.JW)();
    const blamelessTime = (0,stats_histogram/* histogram */.JW)();
    const sketch = new Sketch();
    let ackWaits = 0;
    const count = (outcome) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    return {
        count,
        settled(outcome, status, passed) {
            const { dueMs, releasedMs, sentMs, doneMs, awaitedAck } = passed;
            count(outcome);
            statuses[status] = (statuses[status] ?? 0) + 1;
            if (awaitedAck && status > 0)
                ackWaits++;
            if (outcome !== "ok")
                return;
            responseTime.record(doneMs - dueMs);
            serviceTime.record(doneMs - sentMs);
            blamelessTime.record(doneMs - dueMs - Math.max(0, sentMs - releasedMs));
            sketch.record(doneMs - dueMs);
        },
        closeSlice() {
            const since = [...outcomes].map(([name, n]) => [name, n - (before.get(name) ?? 0)]);
            before = new Map(outcomes);
            return { outcomes: inOrder(new Map(since.filter(([, n]) => n > 0))), responseTimeUs: sketch.take() };
        },
        record() {
            return {
                name,
                due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
                outcomes: inOrder(outcomes),
                statuses: Object.fromEntries([...statuses.entries()].filter(([status, n]) => status > 0 && n > 0)),
                ackWaits,
                responseTime: responseTime.encode(),
                serviceTime: serviceTime.encode(),
                blamelessTime: blamelessTime.encode(),
            };
        },
    };
}
const inOrder = (counts) => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));

;// CONCATENATED MODULE: ./build/load/engine/targetRunner.js



/**
 * Who is under way and who waits. An arrival that finds no place stays in the cursor until one is free, so that a queue
 * of any length takes no memory.
 */
class Lane {
    #spec;
    #tally;
    #free = [];
    #underWay = new Set();
    /** Visits between two steps, the first to go on at the end. */
    #resting = [];
    #cookies = new Map();
    /** Until when the lane was full: who was due before that has waited for a place, not for the generator. */
    #fullUntilMs = Number.NEGATIVE_INFINITY;
    #pumping = false;
    #lastMs;
    /** Arrivals released so far. */
    released = 0;
    /** One more than the highest turn so far. */
    turns = 0;
    constructor(spec) {
        this.#spec = spec;
        const { stream, time, startMs, sliceMs } = spec;
        this.#tally = tallyOf(stream.names, (atMs) => time.measuredMs((0,unit/* millis */.ne)(atMs - startMs)), sliceMs);
        this.#lastMs = spec.startMs;
    }
    /** Nobody is under way, and nobody will be due whatever happens. */
    get isIdle() {
        return this.#underWay.size === 0 && this.#spec.cursor.dueMs === Number.POSITIVE_INFINITY;
    }
    /** When the lane wants to be pumped next. */
    get wakeMs() {
        const { cursor, places, startMs } = this.#spec;
        const restedMs = this.#resting.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
        return this.#underWay.size < places ? Math.min(restedMs, startMs + cursor.dueMs) : restedMs;
    }
    /** And when after that, as far as known. */
    get thenMs() {
        const { cursor, places, startMs } = this.#spec;
        const restedMs = this.#resting.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
        if (this.#underWay.size >= places)
            return Number.POSITIVE_INFINITY;
        const dueMs = startMs + cursor.dueMs;
        return restedMs < dueMs ? dueMs : Math.min(restedMs, startMs + cursor.thenMs);
    }
    /** Sends all that is due and has a place. */
    pump(nowMs) {
        if (this.#pumping)
            return;
        this.#pumping = true;
        const { cursor, places, startMs } = this.#spec;
        for (let last = this.#resting.at(-1); last !== undefined && last.dueMs <= nowMs; last = this.#resting.at(-1)) {
            this.#resting.pop();
            last.send(last.dueMs);
        }
        while (this.#underWay.size < places && startMs + cursor.dueMs <= nowMs)
            this.#admit();
        this.#pumping = false;
    }
    /** Takes the next arrival from the cursor and sends its first step. */
    #admit() {
        const { cursor, stream, startMs, firstTurn } = this.#spec;
        const { turn, user, isMeasured } = cursor;
        const dueMs = (0,unit/* millis */.ne)(startMs + cursor.dueMs);
        cursor.next();
        this.turns = Math.max(this.turns, turn + 1);
        this.released++;
        const passage = this.#free.pop() ?? new Passage(this.#spec, this.#tally, (ended) => this.#goOn(ended));
        this.#underWay.add(passage);
        passage.begin(stream.visit(firstTurn + turn, this.#cookiesOf(user)), user, dueMs, isMeasured);
        passage.send(Math.max(dueMs, this.#fullUntilMs));
    }
    /** In a closed loop a user keeps its cookies; in an open one every arrival is somebody new. */
    #cookiesOf(user) {
        const { stream, closed } = this.#spec;
        if (!closed)
            return stream.newCookies();
        const known = this.#cookies.get(user) ?? stream.newCookies();
        this.#cookies.set(user, known);
        return known;
    }
    /** A step is over: on to the next one, or the place is free again. */
    #goOn(passage) {
        const { places, cursor, startMs, changed } = this.#spec;
        if (passage.isMeasured)
            this.#lastMs = Math.max(this.#lastMs, passage.doneMs);
        if (passage.hasNext) {
            passage.rest();
            const later = this.#resting.findLastIndex((other) => other.dueMs > passage.dueMs);
            this.#resting.splice(later + 1, 0, passage);
        }
        else {
            if (this.#underWay.size >= places)
                this.#fullUntilMs = passage.doneMs;
            this.#underWay.delete(passage);
            this.#free.push(passage);
            cursor.answered(passage.user, (0,unit/* millis */.ne)(passage.doneMs - startMs));
        }
        if (this.#pumping)
            return;
        this.pump(passage.doneMs);
        changed();
    }
    /** The phase was broken off: what is still to come of it changes nothing. */
    abandon() {
        for (const passage of this.#underWay)
            passage.giveUp();
        this.#resting.length = 0;
    }
    /** Counts who was never answered or sent, and hands over the record. */
    finish() {
        const { cursor, stream, startMs, firstTurn, time, nowMs } = this.#spec;
        let isCutOff = [...this.#underWay].some(({ isMeasured }) => isMeasured);
        this.abandon();
        for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
            this.turns = Math.max(this.turns, cursor.turn + 1);
            const journey = stream.journeys[stream.journeyOf(firstTurn + cursor.turn)];
            if (journey === undefined || !cursor.isMeasured)
                continue;
            this.#tally.unanswered(journey.steps[0].name, "dropped");
            isCutOff = true;
        }
        if (isCutOff)
            this.#lastMs = nowMs();
        return this.#tally.record(time, (0,unit/* millis */.ne)(this.#lastMs - startMs));
    }
}

;// CONCATENATED MODULE: ./build/load/engine/playPhase.js


/**
 * Plays one phase: sends each arrival when it is due, however slow the answers are, and bills it from when it was due.
 * due = completed + failed + dropped, always.
 */
function play(phase, timekeeper, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const startMs = timekeeper.nowMs();
    const endMs = startMs + phase.durationMs;
    const deadlineMs = endMs + phase.patienceMs;
    const pace = new Pace();
    const alarm = timekeeper.alarm(wake);
    const lanes = phase.targets.map((target) => new Lane({
        ...target,
        places: phase.maxConcurrentUsers,
        firstTurn: phase.firstTurn,
        closed: phase.closed,
        redirects: phase.redirects,
        timeoutMs: phase.timeoutMs,
        sliceMs: phase.sliceMs,
        startMs: (0,unit/* millis */.ne)(startMs),
        nowMs: timekeeper.nowMs,
        changed,
    }));
    let setMs = Number.POSITIVE_INFINITY;
    let longestStallMs = 0;
    let hasEnded = false;
    let over = false;
    function wake() {
        const nowMs = timekeeper.nowMs();
        longestStallMs = Math.max(longestStallMs, nowMs - setMs);
        setMs = Number.POSITIVE_INFINITY;
        for (const lane of lanes)
            lane.pump(nowMs);
        pace.note(nowMs, lanes);
        hasEnded = nowMs >= endMs;
        if (nowMs >= deadlineMs)
            finish();
        changed();
    }
    /** Ends the phase where all is done, or sets the alarm earlier. On the hot path: it comes with every answer. */
    function changed() {
        if (over)
            return;
        if (hasEnded && lanes.every((lane) => lane.isIdle)) {
            finish();
            return;
        }
        let nextMs = hasEnded ? deadlineMs : endMs;
        for (const lane of lanes)
            nextMs = Math.min(nextMs, lane.wakeMs);
        if (nextMs < setMs)
            setAlarm(nextMs);
    }
    function setAlarm(nextMs) {
        if (pace.isFast) {
            setMs = Math.max(nextMs, timekeeper.nowMs() + coalesceMs);
            alarm.setTo((0,unit/* millis */.ne)(setMs), (0,unit/* millis */.ne)(setMs + coalesceMs));
            return;
        }
        setMs = nextMs;
        let thenMs = Number.POSITIVE_INFINITY;
        for (const lane of lanes)
            thenMs = Math.min(thenMs, lane.wakeMs === nextMs ? lane.thenMs : lane.wakeMs);
        alarm.setTo((0,unit/* millis */.ne)(setMs), (0,unit/* millis */.ne)(thenMs));
    }
    function finish() {
        stop();
        const records = lanes.map((lane) => lane.finish());
        const turns = Math.max(...lanes.map((lane) => lane.turns));
        resolve({ records, startMs, turns, longestStallMs: (0,unit/* millis */.ne)(longestStallMs) });
    }
    function stop() {
        over = true;
        alarm.cancel();
        signal?.removeEventListener("abort", abort);
    }
    function abort() {
        stop();
        for (const lane of lanes)
            lane.abandon();
        reject(signal?.reason);
    }
    if (signal?.aborted)
        abort();
    else {
        signal?.addEventListener("abort", abort);
        wake();
    }
    return promise;
}
/** Beyond this many arrivals a second, waking for each one costs more than the quarter millisecond that it saves. */
const coalesceAbovePerSec = 2000;
const coalesceMs = 0.5;
const paceMs = 50;
/** How fast load is released, and so how often it is worth waking. */
class Pace {
    #sinceMs = Number.NEGATIVE_INFINITY;
    #released = 0;
    isFast = false;
    note(nowMs, lanes) {
        const passedMs = nowMs - this.#sinceMs;
        if (passedMs < paceMs)
            return;
        const released = lanes.reduce((sum, lane) => sum + lane.released, 0);
        this.isFast = (1000 * (released - this.#released)) / passedMs > coalesceAbovePerSec;
        this.#released = released;
        this.#sinceMs = nowMs;
    }
}

;// CONCATENATED MODULE: ./build/load/engine/setupRequests.js

/** The service did not do what setup or teardown wants of it. */
class Refused extends Error {
    name = "Refused";
}
/** Sends the steps one after another, as one visit, not measured. Throws Refused at the first that fails. */
async function inTurn(what, { stream, client, spec }, { nowMs }) {
    const visit = stream.visit(0, stream.newCookies());
    for (const [i, step] of stream[what].entries()) {
        const outcome = await outcomeOf(step, visit, client, nowMs);
        if (outcome !== "ok")
            throw new Refused(`${what}[${i}], ${spec[what][i]?.name}: ${outcome}`);
    }
    return { values: visit.values, cookies: visit.cookies.all };
}
async function outcomeOf(step, visit, client, nowMs) {
    const request = step.render(visit);
    if (typeof request === "string")
        return request;
    const beganMs = nowMs();
    return await new Promise((resolve) => {
        const exchange = {
            sentMs: beganMs,
            doneMs: beganMs,
            awaitedAck: false,
            settled: (failure, answer) => resolve(failure ?? step.judge(answer, (0,unit/* millis */.ne)(exchange.doneMs - beganMs), visit)),
        };
        client.send(request, exchange);
    });
}

// EXTERNAL MODULE: ./build/load/engine/ticker.js
var ticker = __webpack_require__(84488);
// EXTERNAL MODULE: ./build/load/http/createClient.js + 16 modules
var createClient = __webpack_require__(15457);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/load/schedule/closedLoop.js


const stream = { entry: 5, think: 6 };
/**
 * Each user comes first at a random moment of the mean think time, then its think time after each answer, until the
 * phase ends. Its n-th turn draws the same for both arms, however fast they answer.
 */
class UsersCursor {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    /** Any answer may bring somebody who is due before. */
    thenMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    turn = 0;
    user = 0;
    isMeasured = true;
    #loop;
    /** By user: when it is due, and its turn. */
    #due;
    #turns;
    /** A binary heap of the users who wait for their time, who is due first on top, of equals the lower number. */
    #heap;
    #waiting = 0;
    constructor(loop) {
        const { users, thinkTimeMs, seed, worker, workers } = loop;
        this.#loop = loop;
        this.#due = new Float64Array(users);
        this.#turns = new Float64Array(users);
        this.#heap = new Uint32Array(users);
        const meanMs = (thinkTimeMs.fromMs + thinkTimeMs.toMs) / 2;
        for (let user = worker; user < users; user += workers) {
            this.#turns[user] = user;
            this.#enter(user, (0,random/* draw */.$)(seed, stream.entry, user) * meanMs);
        }
        this.#look();
    }
    next() {
        if (this.#waiting === 0)
            return;
        this.#waiting--;
        this.#sink(this.#heap[this.#waiting] ?? 0);
        this.#look();
    }
    answered(user, atMs) {
        const { users, thinkTimeMs, seed } = this.#loop;
        const turn = (this.#turns[user] ?? 0) + users;
        this.#turns[user] = turn;
        const spreadMs = thinkTimeMs.toMs - thinkTimeMs.fromMs;
        this.#enter(user, atMs + thinkTimeMs.fromMs + spreadMs * (0,random/* draw */.$)(seed, stream.think, turn));
        this.#look();
    }
    #look() {
        if (this.#waiting === 0) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        this.user = this.#heap[0] ?? 0;
        this.turn = this.#turns[this.user] ?? 0;
        this.dueMs = (0,unit/* millis */.ne)(this.#due[this.user] ?? 0);
    }
    /** Lets a user wait for its time, unless the phase is over by then. */
    #enter(user, dueMs) {
        if (dueMs >= this.#loop.durationMs)
            return;
        this.#due[user] = dueMs;
        let place = this.#waiting++;
        while (place > 0) {
            const above = this.#heap[(place - 1) >> 1] ?? 0;
            if (!this.#isSooner(user, above))
                break;
            this.#heap[place] = above;
            place = (place - 1) >> 1;
        }
        this.#heap[place] = user;
    }
    /** Puts a user in the place of the top one, and lets it sink to where it belongs. */
    #sink(user) {
        let place = 0;
        for (;;) {
            const child = this.#soonerChild(place);
            if (child >= this.#waiting || this.#isSooner(user, this.#heap[child] ?? 0))
                break;
            this.#heap[place] = this.#heap[child] ?? 0;
            place = child;
        }
        this.#heap[place] = user;
    }
    #soonerChild(place) {
        const left = 2 * place + 1;
        const right = left + 1;
        return right < this.#waiting && this.#isSooner(this.#heap[right] ?? 0, this.#heap[left] ?? 0) ? right : left;
    }
    #isSooner(one, other) {
        const oneMs = this.#due[one] ?? 0;
        const otherMs = this.#due[other] ?? 0;
        return oneMs < otherMs || (oneMs === otherMs && one < other);
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/lookaheadCursor.js
/** A cursor of an open loop that also knows the arrival after the next one. */
class Ahead {
    #then;
    dueMs;
    turn;
    user;
    isMeasured;
    constructor(cursor) {
        this.#then = cursor;
        this.dueMs = cursor.dueMs;
        this.turn = cursor.turn;
        this.user = cursor.user;
        this.isMeasured = cursor.isMeasured;
        cursor.next();
    }
    get thenMs() {
        return this.#then.dueMs;
    }
    next() {
        this.dueMs = this.#then.dueMs;
        this.turn = this.#then.turn;
        this.user = this.#then.user;
        this.isMeasured = this.#then.isMeasured;
        this.#then.next();
    }
    answered() {
        // An open loop waits for nobody.
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/openLoop.js


const openLoop_stream = { jitter: 1, order: 2, gap: 4 };
/** Whether the target comes second in that turn of a duet. */
const comesSecond = ({ seed, targets, target }, turn) => targets === 2 && ((0,random/* draw */.$)(seed, openLoop_stream.order, turn) < 0.5 ? target === 1 : target === 0);
/** Turn n comes at a random moment of its own share of the load, from n to n + 1 arrivals: any turn is one formula. */
class EvenCursor {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    turn;
    user = 0;
    isMeasured = true;
    #loop;
    constructor(loop) {
        this.#loop = loop;
        this.turn = loop.worker;
        this.#look();
    }
    next() {
        this.turn += this.#loop.workers;
        this.#look();
    }
    answered() {
        // An open loop waits for nobody.
    }
    #look() {
        const { count, integral, seed, targets } = this.#loop;
        const { turn } = this;
        if (turn >= count) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        if (integral.jumps) {
            this.dueMs = integral.whenMs(turn);
            return;
        }
        const part = comesSecond(this.#loop, turn) ? 1 : 0;
        this.dueMs = integral.whenMs(turn + (part + (0,random/* draw */.$)(seed, openLoop_stream.jitter, turn)) / targets);
    }
}
/**
 * A Poisson process of the pattern's rate, given how many arrivals it has: as many random moments, sorted. They come out
 * sorted, since what the first of r moments leaves of the rest is distributed as u^(1/r) (Bentley & Saxe 1980).
 */
class PoissonCursor {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    turn = 0;
    user = 0;
    isMeasured = true;
    #loop;
    /** Share of the whole load that comes after the turn after this one. */
    #left = 1;
    /** Where this turn and the one after it stand, in arrivals since the phase began. */
    #here = 0;
    #then;
    constructor(loop) {
        this.#loop = loop;
        this.#then = this.#place(0);
        this.#here = this.#then;
        this.#then = this.#place(1);
        this.#walk(loop.worker);
    }
    next() {
        this.#walk(this.#loop.workers);
    }
    answered() {
        // An open loop waits for nobody.
    }
    #walk(turns) {
        const end = Math.min(this.turn + turns, this.#loop.count);
        while (this.turn < end) {
            this.turn++;
            this.#here = this.#then;
            this.#then = this.#place(this.turn + 1);
        }
        this.#look();
    }
    /** Where the turn stands; called once for each of them, in order. */
    #place(turn) {
        const { count, integral, seed } = this.#loop;
        if (turn >= count)
            return integral.total;
        this.#left *= (1 - (0,random/* draw */.$)(seed, openLoop_stream.gap, turn)) ** (1 / (count - turn));
        return integral.total * (1 - this.#left);
    }
    #look() {
        const { count, integral } = this.#loop;
        if (this.turn >= count) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        const halfway = !integral.jumps && comesSecond(this.#loop, this.turn);
        this.dueMs = integral.whenMs(halfway ? (this.#here + this.#then) / 2 : this.#here);
    }
}

// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/load/schedule/rateIntegral.js


function integralOf(pattern, durationMs) {
    const { total, whenMs, jumps = false } = within(pattern, durationMs);
    const lastMs = justBefore(durationMs);
    return { total, jumps, whenMs: (arrivals) => (0,unit/* millis */.ne)(Math.min(whenMs(arrivals), lastMs)) };
}
function within(pattern, durationMs) {
    switch (pattern.kind) {
        case "constant":
            return stairs([{ ratePerSec: pattern.ratePerSec, length: durationMs }], 1);
        case "ramp":
            return ramp(pattern.fromPerSec, pattern.toPerSec, durationMs);
        case "spike": {
            const { basePerSec, peakPerSec } = pattern;
            const beginMs = Math.min(pattern.spikeAtMs, durationMs);
            const endMs = Math.min(pattern.spikeAtMs + pattern.spikeDurationMs, durationMs);
            const before = { ratePerSec: basePerSec, length: beginMs };
            const spike = { ratePerSec: peakPerSec, length: endMs - beginMs };
            return stairs([before, spike, { ratePerSec: basePerSec, length: durationMs - endMs }], 1);
        }
        case "burst":
            return bursts(pattern.size, pattern.intervalMs, durationMs);
        case "steps": {
            const { ratesPerSec } = pattern;
            const parts = ratesPerSec.map((ratePerSec) => ({ ratePerSec, length: durationMs }));
            return stairs(parts, ratesPerSec.length);
        }
        case "sine":
            return sine(pattern.meanPerSec, pattern.amplitudePerSec, pattern.periodMs, durationMs);
        default:
            return (0,assertNever/* unreachable */.H)(pattern);
    }
}
/** One constant rate after another. Sums of whole numbers, so that they are exact. */
function stairs(all, split) {
    const begins = [];
    const ends = [];
    const counts = [];
    const rates = [];
    let position = 0;
    let area = 0;
    for (const { ratePerSec, length } of all) {
        if (ratePerSec > 0 && length > 0) {
            begins.push(position / split);
            ends.push(justBefore((position + length) / split));
            counts.push(area / (1000 * split));
            rates.push(ratePerSec);
        }
        position += length;
        area += ratePerSec * length;
    }
    return {
        total: area / (1000 * split),
        whenMs(arrivals) {
            const i = lastAtMost(counts, arrivals);
            const sinceMs = (1000 * (arrivals - (counts[i] ?? 0))) / (rates[i] ?? 0);
            return Math.min((begins[i] ?? 0) + sinceMs, ends[i] ?? 0);
        },
    };
}
/** Index of the last of the ascending values that is not above the limit; 0 where all are. */
function lastAtMost(ascending, limit) {
    let low = 0;
    let high = ascending.length;
    while (high - low > 1) {
        const middle = (low + high) >>> 1;
        if ((ascending[middle] ?? Number.POSITIVE_INFINITY) <= limit)
            low = middle;
        else
            high = middle;
    }
    return low;
}
/** A falling ramp is a rising one read from its end, where its roots do not cancel out either. */
function ramp(fromPerSec, toPerSec, durationMs) {
    const total = ((fromPerSec + toPerSec) * durationMs) / 2000;
    const low = Math.min(fromPerSec, toPerSec);
    const slope = Math.abs(toPerSec - fromPerSec) / durationMs;
    if (toPerSec >= fromPerSec)
        return { total, whenMs: (arrivals) => climb(low, slope, arrivals) };
    return { total, whenMs: (arrivals) => Math.max(0, durationMs - climb(low, slope, total - arrivals)) };
}
/**
 * The t >= 0 with low·t + slope·t²/2 = arrivals: the quadratic formula turned round, which neither divides by a slope of
 * nothing nor subtracts what is nearly equal (Press et al., Numerical Recipes, 5.6).
 */
function climb(lowPerSec, slope, arrivals) {
    if (arrivals <= 0)
        return 0;
    const twice = 2000 * arrivals;
    return twice / (lowPerSec + Math.sqrt(lowPerSec * lowPerSec + slope * twice));
}
function bursts(size, intervalMs, durationMs) {
    const atMost = Math.ceil(durationMs / intervalMs);
    const count = (atMost - 1) * intervalMs < durationMs ? atMost : atMost - 1;
    return {
        total: size * count,
        jumps: true,
        whenMs: (arrivals) => Math.min(Math.floor(arrivals / size), count - 1) * intervalMs,
    };
}
/** The integral of mean + amplitude·sin(2πt/period) is mean·t + amplitude·period/π · sin²(πt/period). */
function sine(meanPerSec, amplitudePerSec, periodMs, durationMs) {
    const swing = amplitudePerSec / meanPerSec;
    const perPeriod = (meanPerSec * periodMs) / 1000;
    const periods = durationMs / periodMs;
    const wave = Math.sin(Math.PI * (periods - Math.floor(periods)));
    const total = (meanPerSec * durationMs + (amplitudePerSec * periodMs * wave * wave) / Math.PI) / 1000;
    return {
        total: meanPerSec > 0 ? total : 0,
        whenMs(arrivals) {
            const share = arrivals / perPeriod;
            const whole = Math.floor(share);
            return (whole + partOfPeriod(share - whole, swing)) * periodMs;
        },
    };
}
/** What `partOfPeriod` takes for nothing: two roundings of a number near 1. */
const nothing = 2 * Number.EPSILON;
/**
 * The y in [0, 1] with y + swing·sin²(πy)/π = share, by Newton's method inside a bracket that bisection narrows wherever
 * Newton would leave it or no longer halves its steps (rtsafe: Press et al., Numerical Recipes, 9.4).
 */
function partOfPeriod(share, swing) {
    let low = 0;
    let high = 1;
    let y = share;
    let step = 1;
    // Each bisection halves the bracket; 200 is far above what 53 bits can ask for.
    for (let i = 0; i < 200; i++) {
        const wave = Math.sin(Math.PI * y);
        const excess = y - share + (swing * wave * wave) / Math.PI;
        if (Math.abs(excess) <= nothing)
            return y;
        if (excess > 0)
            high = y;
        else
            low = y;
        const newton = -excess / (1 + 2 * swing * wave * Math.cos(Math.PI * y));
        const halves = Math.abs(newton) <= Math.abs(step) / 2;
        const stays = y + newton >= low && y + newton <= high;
        step = halves && stays ? newton : (low + high) / 2 - y;
        y += step;
        if (Math.abs(step) <= nothing / 4)
            return y;
    }
    return y;
}
/** The next number below a positive one. */
const justBefore = (value) => value * (1 - Number.EPSILON / 2);

;// CONCATENATED MODULE: ./build/load/schedule/slicedArrivals.js
/** Arrivals in a target's own time, told by the wall. */
class SlicedCursor {
    #cursor;
    #time;
    constructor(cursor, time) {
        this.#cursor = cursor;
        this.#time = time;
    }
    get dueMs() {
        return this.#time.wallMs(this.#cursor.dueMs);
    }
    get turn() {
        return this.#cursor.turn;
    }
    get user() {
        return this.#cursor.user;
    }
    get isMeasured() {
        return this.#time.isMeasured(this.#cursor.dueMs);
    }
    next() {
        this.#cursor.next();
    }
    answered() {
        // An open loop waits for nobody.
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/sliceTimeline.js


/** A target that gets load all the time, and all of it measured. */
const undivided = (durationMs) => ({
    offeredMs: durationMs,
    idle: [],
    wallMs: (ownMs) => ownMs,
    isMeasured: () => true,
    afterRest: (fromMs, restMs) => (0,unit/* millis */.ne)(fromMs + restMs),
    measuredMs: (wallMs) => wallMs,
});
const sliceMs = 1000;
/** So much of each slice's begin is played, but not measured: caches, clocks and queues still belong to the other arm. */
const settleMs = 250;
const sliceTimeline_stream = { order: 8 };
/**
 * Two targets get their load in turn, a second each. A pair of slices, one of each target, is followed by a pair in reverse:
 * A B B A or B A A B, each once in every two such groups, in random order. A rest of less than half a second makes the last
 * pair longer, a greater one is a pair of its own; a pair without another is in random order.
 */
function sliced({ durationMs, seed, target }) {
    const pairs = Math.max(1, Math.round(durationMs / sliceMs));
    const endMs = 2 * durationMs;
    const offeredMs = (0,unit/* millis */.ne)(Math.max(0, durationMs - pairs * settleMs));
    const pairOf = (ms, lengthMs) => Math.min(Math.floor(ms / lengthMs), pairs - 1);
    const lengthOf = (pair) => (pair < pairs - 1 ? sliceMs : durationMs - (pairs - 1) * sliceMs);
    /** When the target's slice of that pair begins. */
    const beginOf = (pair) => 2 * sliceMs * pair + (sliceTimeline_comesSecond(seed, target, pair) ? lengthOf(pair) : 0);
    const lastEndMs = beginOf(pairs - 1) + lengthOf(pairs - 1);
    function wallMs(ownMs) {
        if (ownMs >= durationMs)
            return (0,unit/* millis */.ne)(endMs + ownMs - durationMs);
        const pair = pairOf(ownMs, sliceMs);
        return (0,unit/* millis */.ne)(beginOf(pair) + ownMs - pair * sliceMs);
    }
    /** How far into its slice of that pair the target is. */
    const within = (pair, atMs) => Math.min(Math.max(0, atMs - beginOf(pair)), lengthOf(pair));
    function ownMs(atMs) {
        if (atMs >= endMs)
            return durationMs + atMs - endMs;
        const pair = pairOf(atMs, 2 * sliceMs);
        return pair * sliceMs + within(pair, atMs);
    }
    return {
        offeredMs,
        idle: Array.from({ length: pairs }, (_, pair) => {
            const fromMs = 2 * sliceMs * pair + (sliceTimeline_comesSecond(seed, target, pair) ? 0 : lengthOf(pair));
            return [(0,unit/* millis */.ne)(fromMs), (0,unit/* millis */.ne)(fromMs + lengthOf(pair))];
        }),
        wallMs,
        isMeasured: (dueMs) => dueMs - pairOf(dueMs, sliceMs) * sliceMs >= settleMs,
        afterRest: (fromMs, restMs) => (restMs > 0 ? wallMs((0,unit/* millis */.ne)(ownMs(fromMs) + restMs)) : fromMs),
        measuredMs(atMs) {
            if (atMs >= lastEndMs)
                return (0,unit/* millis */.ne)(offeredMs + atMs - lastEndMs);
            const pair = pairOf(atMs, 2 * sliceMs);
            return (0,unit/* millis */.ne)(pair * (sliceMs - settleMs) + Math.max(0, within(pair, atMs) - settleMs));
        },
    };
}
/** Whether the target comes second in that pair. Groups of two pairs, and groups of two groups, have both orders. */
function sliceTimeline_comesSecond(seed, target, pair) {
    const isReverse = pair % 4 === 1 || pair % 4 === 2;
    const isSecond = (0,random/* draw */.$)(seed, sliceTimeline_stream.order, Math.floor(pair / 4)) < 0.5 ? target === 1 : target === 0;
    return isSecond !== isReverse;
}

;// CONCATENATED MODULE: ./build/load/schedule/arrivals.js







const everything = { worker: 0, workers: 1 };
/**
 * Arrivals come at random moments, so that the load locks on to no clock's tick: each in its own share of the load
 * (`even`), or wherever in the phase (`poisson`).
 *
 * In a duet each arrival becomes a pair: the same turn for both targets, half an interval apart, in random order. An
 * even pair stands at the same random offset into its halves; of a Poisson pair the second comes halfway to the next
 * turn. What comes at once in a burst comes at once for both.
 *
 * In slices both targets have the very same schedule, each in a time of its own.
 */
function arrivalsOf(schedule) {
    const { pattern, durationMs, seed } = schedule;
    if (pattern.kind !== "users")
        return openLoop(schedule, pattern);
    const { users, thinkTimeMs } = pattern;
    return {
        count: undefined,
        lengthMs: durationMs,
        timeOf: () => undivided(durationMs),
        cursor: (_target, { worker, workers } = everything) => new UsersCursor({ users, thinkTimeMs, durationMs, seed, worker, workers }),
    };
}
function openLoop(schedule, pattern) {
    const { arrival, durationMs, seed, targets } = schedule;
    const isSliced = targets === 2 && schedule.interleave === "slice";
    const integral = integralOf(pattern, durationMs);
    // Only whole ones, so that none is due after the end; what rounding took from a whole one is given back.
    const count = Math.floor(integral.total + 1e-9);
    const timeOf = (target) => (isSliced ? sliced({ durationMs, seed, target }) : undivided(durationMs));
    return {
        count,
        lengthMs: (0,unit/* millis */.ne)(isSliced ? 2 * durationMs : durationMs),
        timeOf,
        cursor(target, { worker, workers } = everything) {
            const dealt = isSliced ? { targets: 1, target: 0 } : { targets, target };
            const loop = { integral, count, seed, ...dealt, worker, workers };
            const cursor = arrival === "even" ? new EvenCursor(loop) : new PoissonCursor(loop);
            return new Ahead(isSliced ? new SlicedCursor(cursor, timeOf(target)) : cursor);
        },
    };
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/load/worker/gc.js
var gc = __webpack_require__(46808);
;// CONCATENATED MODULE: ./build/load/worker/generatorWarmUp.js






/** What servers answer in practice, so that the parser meets every form before it is measured. */
const head = "HTTP/1.1 200 OK\r\nServer: sink\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain\r\n";
const answers = [
    `${head}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`,
    `${head}Transfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    `${head}X-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok`,
];
const lastAnswer = `${head}Content-Length: 2\r\nConnection: close\r\n\r\nok`;
/** Opening a connection wants to be warm as well. */
const answersPerConnection = 12;
/**
 * As fast as it goes, for the compiler; then at a pace, for the clock. Each with a client and a stream of its own, so that
 * what is compiled is compiled for any of them.
 */
const phases = [
    ...new Array(4).fill({
        pattern: { kind: "users", users: 32, thinkTimeMs: { fromMs: 0, toMs: 0 } },
        durationMs: (0,unit/* millis */.ne)(200),
    }),
    ...new Array(3).fill({ pattern: { kind: "constant", ratePerSec: (0,unit/* perSec */.N_)(4000) }, durationMs: (0,unit/* millis */.ne)(150) }),
    { pattern: { kind: "constant", ratePerSec: (0,unit/* perSec */.N_)(1000) }, durationMs: (0,unit/* millis */.ne)(150) },
];
const request = {
    name: "warm-up",
    method: "GET",
    path: "/",
    headers: {},
    expect: { statuses: [], headers: {}, json: {} },
    extract: {},
    thinkTimeMs: { fromMs: (0,unit/* millis */.ne)(0), toMs: (0,unit/* millis */.ne)(0) },
    sla: {},
};
/**
 * Sends load to a sink of our own: a cold generator is slow and late, and would bill that to the first phase of the
 * service.
 */
async function warmUp(clientFor, timekeeper, streamOf) {
    const sink = (0,external_node_net_.createServer)(drain);
    sink.listen(0, "127.0.0.1");
    await (0,external_node_events_.once)(sink, "listening");
    const address = sink.address();
    if (address === null || typeof address === "string")
        throw new Error("the system gave no port");
    const origin = `http://127.0.0.1:${address.port}`;
    const destination = { origin, http2: false, redirects: 0, timeoutMs: (0,unit/* millis */.ne)(1000), tls: { verify: true } };
    const spec = {
        seed: 1,
        flows: [{ steps: [request], weight: 1 }],
        usersReturn: false,
        feeds: {},
        setup: [],
        teardown: [],
    };
    for (const [n, { pattern, durationMs }] of phases.entries()) {
        // What was compiled is compiled anew after a collection, so this comes early.
        if (n === 1)
            (0,gc/* collectGarbage */.i)();
        const client = clientFor(destination);
        const arrivals = arrivalsOf({ pattern, arrival: "even", durationMs, seed: n, targets: 1 });
        await play({
            targets: [{ origin, client, stream: streamOf(spec), cursor: arrivals.cursor(0), time: arrivals.timeOf(0) }],
            durationMs,
            firstTurn: 0,
            maxConcurrentUsers: 32,
            closed: pattern.kind === "users",
            redirects: 0,
            timeoutMs: (0,unit/* millis */.ne)(1000),
            sliceMs: (0,unit/* millis */.ne)(50),
            patienceMs: (0,unit/* millis */.ne)(1000),
        }, timekeeper);
        await client.close();
    }
    sink.close();
}
function drain(socket) {
    let answered = 0;
    socket.on("data", () => {
        if (++answered < answersPerConnection)
            socket.write(answers[answered % answers.length] ?? "");
        else
            socket.end(lastAnswer);
    });
    socket.on("error", () => { });
}

;// CONCATENATED MODULE: ./build/load/worker/worker.js









/** The bundle's entry inside a worker thread. */
function runWorker(streamOf) {
    if (external_node_worker_threads_.parentPort !== null)
        serveOrders(external_node_worker_threads_.parentPort, external_node_worker_threads_.workerData, streamOf);
}
const worker_sliceMs = (0,unit/* millis */.ne)(1000);
function serveOrders(port, { entry, patienceMs }, streamOf) {
    const started = (0,ticker/* startTicker */.t)(entry);
    let targets = [];
    let stop = new AbortController();
    async function obey(order) {
        const timekeeper = await started;
        switch (order.kind) {
            case "warm up": {
                const clientTo = order.client === "http1" ? createClient/* http1Client */.z0 : createClient/* undiciClient */.qV;
                await warmUp((destination) => clientTo(destination, timekeeper), timekeeper, streamOf);
                return { kind: "done" };
            }
            case "connect":
                stop = new AbortController();
                targets = order.destinations.map((destination) => ({
                    destination,
                    client: (0,createClient/* clientFor */.$V)(destination, timekeeper),
                    stream: streamOf(order.stream),
                    spec: order.stream,
                }));
                return { kind: "done" };
            case "set up":
                return { kind: "set up", given: await setUp(order.given, timekeeper) };
            case "play":
                return { kind: "played", played: await playPhase(order, timekeeper) };
            case "tear down":
                await Promise.all(targets.map((target) => inTurn("teardown", target, timekeeper)));
                return { kind: "done" };
            case "disconnect":
                stop.abort(new Error("disconnected"));
                await Promise.all(targets.map(({ client }) => client.close()));
                targets = [];
                return { kind: "done" };
        }
    }
    async function setUp(known, timekeeper) {
        const all = targets.map(async (target, i) => {
            const given = known?.[i] ?? (await inTurn("setup", target, timekeeper));
            target.stream.begin(given);
            return given;
        });
        return await Promise.all(all);
    }
    async function playPhase({ phase, seed, firstTurn, share }, timekeeper) {
        const arrivals = arrivalsOf({ ...phase, seed, targets: targets.length === 2 ? 2 : 1 });
        const before = external_node_perf_hooks_.performance.eventLoopUtilization();
        const played = await play({
            targets: targets.map(({ destination, client, stream }, i) => ({
                origin: destination.origin,
                client,
                stream,
                cursor: arrivals.cursor(i, share),
                time: arrivals.timeOf(i),
            })),
            durationMs: arrivals.lengthMs,
            firstTurn,
            maxConcurrentUsers: phase.maxConcurrentUsers,
            closed: phase.pattern.kind === "users",
            redirects: targets[0]?.destination.redirects ?? 0,
            timeoutMs: targets[0]?.destination.timeoutMs ?? patienceMs,
            sliceMs: worker_sliceMs,
            patienceMs,
        }, timekeeper, stop.signal);
        const busyRatio = (0,unit/* ratio */.CG)(external_node_perf_hooks_.performance.eventLoopUtilization(before).utilization);
        return { ...played, busyRatio, clock: timekeeper.kind };
    }
    port.on("message", (order) => {
        const send = (answer) => port.postMessage({ ...answer, id: order.id });
        obey(order).then(send, (error) => {
            send({ kind: error instanceof Refused ? "refused" : "failed", message: error.message });
        });
    });
}


/***/ }),

/***/ 4607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ headerOf)
/* harmony export */ });
/** The first value of that name, in lower case, in a flat list of names and values. */
function headerOf(headers, name) {
    for (let i = 0; i < headers.length; i += 2)
        if (headers[i] === name)
            return headers[i + 1];
    return undefined;
}


/***/ })

};
