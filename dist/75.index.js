export const id = 75;
export const ids = [75,488];
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

/***/ 1363:
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
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./build/load/http/pooledConnection.js + 1 modules
var pooledConnection = __webpack_require__(64086);
;// CONCATENATED MODULE: ./build/load/http/contentEncoding.js


/** curl follows as many codings on top of each other. */
const mostCodings = 5;
/** The name comes from the service, and a report shows it. */
const mostLetters = 40;
/**
 * The response with its body decoded as `Content-Encoding` says (RFC 9110, 8.4). A body that cannot be decoded is left out,
 * and `bodyFailure` says why. Call it after the response's time was taken, because it takes time itself.
 */
function decodeContent(response) {
    const codings = codingsOf(response.headers);
    if (codings.length === 0 || response.body.length === 0)
        return response;
    const decoded = decodeAll(response.body, codings);
    return typeof decoded === "string"
        ? { ...response, body: new Uint8Array(0), bodyFailure: decoded }
        : { ...response, body: decoded };
}
/** In the order in which the service applied them, in lower case. */
function codingsOf(headers) {
    const values = headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === "content-encoding");
    return values
        .flatMap((value) => value.split(","))
        .map((coding) => coding.trim().toLowerCase())
        .filter((coding) => coding !== "" && coding !== "identity");
}
/** The decoded bytes, or the failure's name. */
function decodeAll(body, codings) {
    if (codings.length > mostCodings)
        return `content-encoding has more than ${mostCodings} codings`;
    let decoded = body;
    for (const coding of codings.toReversed()) {
        const decode = decoders.get(coding);
        if (decode === undefined)
            return `content-encoding ${coding.slice(0, mostLetters)} is not supported`;
        try {
            decoded = decode(decoded, { maxOutputLength: pooledConnection/* maxBodyBytes */.G4 });
        }
        catch (error) {
            return isTooLarge(error) ? "body too large" : `content-encoding ${coding} is corrupt`;
        }
    }
    return decoded;
}
const isTooLarge = (error) => error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
const decoders = new Map([
    ["gzip", external_node_zlib_.gunzipSync],
    ["x-gzip", external_node_zlib_.gunzipSync],
    ["deflate", inflateAny],
    ["br", external_node_zlib_.brotliDecompressSync],
    ["zstd", external_node_zlib_.zstdDecompressSync],
]);
/** `deflate` means the zlib format. Some servers send the bare one, and browsers read both. */
function inflateAny(bytes, options) {
    return isZlib(bytes) ? (0,external_node_zlib_.inflateSync)(bytes, options) : (0,external_node_zlib_.inflateRawSync)(bytes, options);
}
/** RFC 1950, 2.2: the method is 8, and the first two bytes are a multiple of 31. */
function isZlib([first = 0, second = 0]) {
    return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

// EXTERNAL MODULE: ./build/util/headerValue.js
var headerValue = __webpack_require__(2495);
;// CONCATENATED MODULE: ./build/load/http/redirect.js

/** RFC 9110, 15.4. */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);
const isRedirect = ({ status, headers }) => redirectStatuses.has(status) && (0,headerValue/* headerValue */.Z)(headers, "location") !== undefined;
/** The next request, with the cookies of the response. The failure's name if the redirect leads away from the target. */
function redirectWithCookies({ step, session, request, origin }, response) {
    const next = followRedirect(request, response, origin);
    if (typeof next === "string")
        return next;
    session.cookies.store(response.headers, request.path);
    return step.redirect(next, session);
}
function followRedirect(request, { status, headers }, origin) {
    const from = new URL(request.path, origin.startsWith("unix:") ? "http://localhost" : origin);
    const location = utf8((0,headerValue/* headerValue */.Z)(headers, "location") ?? "");
    if (!URL.canParse(location, from.href))
        return "redirect to nowhere";
    const to = new URL(location, from.href);
    const isSameHost = to.host === from.host || (isLoopback(to) && isLoopback(from) && to.port === from.port);
    const isOwnName = to.host === (0,headerValue/* headerValue */.Z)(lowerNames(request.headers), "host")?.toLowerCase();
    if (!isOwnName && (!isSameHost || to.protocol !== from.protocol))
        return "redirect elsewhere";
    const path = `${to.pathname}${to.search}`;
    const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === "POST");
    if (!becomesGet)
        return { ...request, path };
    const { body: _, ...withoutBody } = request;
    const bodyless = headerPairs(request.headers).filter(([name]) => !name.toLowerCase().startsWith("content-"));
    return { ...withoutBody, path, headers: bodyless.flat(), method: request.method === "HEAD" ? "HEAD" : "GET" };
}
/** Servers send other letters than ASCII as UTF-8, and browsers read them so. Header values have one character a byte. */
const utf8 = (value) => Buffer.from(value, "latin1").toString();
/** By the original request. */
const copies = new WeakMap();
/** The same request, but with its response's headers kept. Gives the same object each time. */
function keepHeaders(request) {
    if (request.keep !== "nothing")
        return request;
    const copy = copies.get(request) ?? { ...request, keep: "headers" };
    copies.set(request, copy);
    return copy;
}
/** The same list with its names in lower case. */
const lowerNames = (headers) => headers.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text));
const isLoopback = ({ hostname }) => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname);
function headerPairs(headers) {
    return headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? ""]] : []));
}

;// CONCATENATED MODULE: ./build/load/engine/iteration.js



/** One user's way through a flow, from the first step to the last. Reused for later iterations. */
class Iteration {
    #options;
    #recorder;
    #onStepEnd;
    #steps = [];
    #stepIndex = 0;
    #session;
    #request;
    #redirectsLeft = 0;
    /** When the step's first request was sent, before any redirect. NaN until then. */
    #firstSentMs = Number.NaN;
    #isInFlight = false;
    #isAbandoned = false;
    user = 0;
    isMeasured = true;
    /** When the flow was released: when it was due, or when a user became free for it. */
    startedMs = (0,unit/* millis */.ne)(0);
    dueMs = (0,unit/* millis */.ne)(0);
    releasedMs = (0,unit/* millis */.ne)(0);
    sentMs = (0,unit/* millis */.ne)(0);
    doneMs = (0,unit/* millis */.ne)(0);
    firstByteMs = (0,unit/* millis */.ne)(0);
    largestGapMs = (0,unit/* millis */.ne)(0);
    bodyBytes = 0;
    contentType;
    hadDelayedAck = false;
    /** Calls `onStepEnd` at the end of each step, after recording it. */
    constructor(options, recorder, onStepEnd) {
        this.#options = options;
        this.#recorder = recorder;
        this.#onStepEnd = onStepEnd;
    }
    start(session, user, dueMs, isMeasured) {
        const { stream } = this.#options;
        this.#steps = stream.flows[stream.flowIndexOf(session.iteration)]?.steps ?? [];
        this.#stepIndex = 0;
        this.#session = session;
        this.user = user;
        this.dueMs = dueMs;
        this.isMeasured = isMeasured;
    }
    get streamGapMs() {
        return this.#request?.stream === undefined ? undefined : this.largestGapMs;
    }
    get hasNext() {
        return this.#stepIndex < this.#steps.length - 1;
    }
    /** Moves on to the next step, which is due after the think time. */
    pause() {
        const { startMs, timeline } = this.#options;
        const { step, session } = this.#current();
        const thinkTimeMs = step.thinkTimeMs(session);
        this.dueMs = (0,unit/* millis */.ne)(startMs + timeline.afterThinkTime((0,unit/* millis */.ne)(this.doneMs - startMs), thinkTimeMs));
        this.#stepIndex++;
    }
    /** Sends the current step. After `releasedMs`, only the load generator can delay it. */
    send(releasedMs) {
        const { step, session } = this.#current();
        const request = step.render(session);
        this.releasedMs = releasedMs;
        this.#redirectsLeft = this.#options.redirects;
        this.#firstSentMs = Number.NaN;
        if (typeof request === "string") {
            this.sentMs = this.#options.nowMs();
            this.doneMs = this.sentMs;
            this.#endStep(step, request, 0);
        }
        else
            this.#dispatch(this.#redirectsLeft > 0 ? keepHeaders(request) : request);
    }
    finish(failure, response) {
        this.#isInFlight = false;
        if (this.#isAbandoned)
            return;
        if (Number.isNaN(this.#firstSentMs))
            this.#firstSentMs = this.sentMs;
        const { step } = this.#current();
        const timeoutMs = this.#request?.timeoutMs ?? this.#options.timeoutMs;
        if (failure !== undefined)
            this.#endStep(step, failure, 0);
        else if (this.doneMs - this.#firstSentMs >= timeoutMs)
            this.#endStep(step, "timeout", 0);
        else if (this.#options.redirects > 0 && isRedirect(response))
            this.#follow(response);
        else
            this.#endStep(step, this.#check(response), response.status);
    }
    /** The time has been taken, so decoding the body does not count. */
    #check(response) {
        const { step, session } = this.#current();
        const decoded = this.#request?.keep === "body" ? decodeContent(response) : response;
        const outcome = step.check(decoded, (0,unit/* millis */.ne)(this.doneMs - this.dueMs), session, this.#request?.path ?? "/");
        if (outcome !== "ok" && this.isMeasured)
            this.#recorder.keepExample(step.nameIndex, outcome, () => step.actual(decoded, outcome));
        return outcome;
    }
    #follow(response) {
        if (this.#request === undefined)
            return;
        const { step, session } = this.#current();
        const isLimitReached = this.#redirectsLeft-- === 0;
        const from = { step, session, request: this.#request, origin: this.#options.origin };
        const request = isLimitReached ? "too many redirects" : redirectWithCookies(from, response);
        if (typeof request === "string")
            this.#endStep(step, request, response.status);
        else
            this.#dispatch(request);
    }
    /** Ignores any later response, and records a request in flight as a timeout. */
    abandon() {
        this.#isAbandoned = true;
        if (!this.#isInFlight)
            return;
        if (this.isMeasured)
            this.#recorder.recordNoResponse(this.#current().step.nameIndex, "timeout");
        else
            this.#recorder.countUnmeasured();
    }
    #dispatch(request) {
        this.#request = request;
        this.#isInFlight = true;
        this.#options.client.send(request, this);
    }
    #endStep(step, outcome, status) {
        if (!Number.isNaN(this.#firstSentMs))
            this.sentMs = (0,unit/* millis */.ne)(this.#firstSentMs);
        if (this.isMeasured)
            this.#recorder.record(step.nameIndex, outcome, status, this);
        else
            this.#recorder.countUnmeasured();
        // A failed step ends the flow.
        if (outcome !== "ok")
            this.#stepIndex = this.#steps.length - 1;
        this.#onStepEnd(this);
    }
    #current() {
        const step = this.#steps[this.#stepIndex];
        if (step === undefined || this.#session === undefined)
            throw new Error("an iteration must begin before it sends");
        return { step, session: this.#session };
    }
}

// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var histogram = __webpack_require__(48136);
// EXTERNAL MODULE: ./build/stats/sketch.js
var stats_sketch = __webpack_require__(15542);
;// CONCATENATED MODULE: ./build/load/engine/phaseRecorder.js




function createPhaseRecorder({ names, measuredMs, sliceMs, connections }) {
    const openedBefore = connections.opened;
    // What was active before the phase does not count.
    connections.takePeak();
    const sendLag = (0,histogram/* histogram */.JW)();
    const requests = names.map((name) => createRequestRecorder(name));
    const slices = [];
    let unmeasuredRequests = 0;
    const requestAt = (nameIndex) => {
        const request = requests[nameIndex];
        if (request === undefined)
            throw new Error(`the stream has no request with index ${nameIndex}`);
        return request;
    };
    const closeSlice = () => slices.push({
        activeConnections: connections.takePeak(),
        requests: requests.map((request) => request.closeSlice()),
    });
    return {
        record(nameIndex, outcome, status, times) {
            while (measuredMs(times.doneMs) >= (slices.length + 1) * sliceMs)
                closeSlice();
            sendLag.record(times.sentMs - times.releasedMs);
            requestAt(nameIndex).record(outcome, status, times);
        },
        keepExample: (nameIndex, failure, actual) => requestAt(nameIndex).keepExample(failure, actual),
        recordNoResponse: (nameIndex, outcome) => requestAt(nameIndex).count(outcome),
        countUnmeasured: () => void unmeasuredRequests++,
        finish(timeline, startMs, lastResponseMs) {
            closeSlice();
            return {
                requests: requests.map((request) => request.finish()),
                sendLag: sendLag.encode(),
                slices,
                connectionsOpened: connections.opened - openedBefore,
                unmeasuredRequests,
                startMs,
                offeredMs: timeline.offeredMs,
                durationMs: timeline.measuredMs((0,unit/* millis */.ne)(lastResponseMs - startMs)),
                idle: timeline.idle,
            };
        },
    };
}
function createRequestRecorder(name) {
    const outcomes = new Map();
    let outcomesBefore = new Map();
    let hasNewOutcomes = false;
    const statuses = new Map();
    const examples = new Map();
    const responseTime = (0,histogram/* histogram */.JW)();
    const blamelessTime = (0,histogram/* histogram */.JW)();
    const firstByte = new FirstByteRecorder(responseTime, blamelessTime);
    let largestGap;
    let sketch;
    let delayedAcks = 0;
    let bodyBytes = 0;
    const contentTypes = new ContentTypeCounter();
    const count = (outcome) => {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        hasNewOutcomes = true;
    };
    const encodedTimes = () => {
        const times = {
            responseTime: responseTime.encode(),
            blamelessTime: blamelessTime.encode(),
        };
        return { ...times, ...firstByte.encode(times) };
    };
    return {
        count,
        keepExample(failure, actual) {
            if (outcomes.has(failure) || examples.size >= mostExamples)
                return;
            const text = actual();
            if (text !== undefined)
                examples.set(failure, shorten(text));
        },
        record(outcome, status, times) {
            const { dueMs, releasedMs, sentMs, doneMs, firstByteMs, streamGapMs, hadDelayedAck } = times;
            count(outcome);
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            if (hadDelayedAck && status > 0)
                delayedAcks++;
            if (outcome !== "ok")
                return;
            const ownDelayMs = Math.max(0, sentMs - releasedMs) + (releasedMs - dueMs);
            if (firstByteMs < doneMs || firstByte.isSeparate)
                firstByte.record(firstByteMs - dueMs, ownDelayMs);
            bodyBytes += times.bodyBytes;
            contentTypes.add(times.contentType);
            responseTime.record(doneMs - dueMs);
            blamelessTime.record(doneMs - dueMs - ownDelayMs);
            if (streamGapMs !== undefined) {
                largestGap ??= (0,histogram/* histogram */.JW)();
                largestGap.record(streamGapMs);
            }
            sketch ??= new stats_sketch/* Sketch */.R();
            sketch.record(doneMs - dueMs);
        },
        closeSlice() {
            if (!hasNewOutcomes)
                return idleSlice;
            hasNewOutcomes = false;
            const added = [...outcomes].map(([outcome, n]) => [outcome, n - (outcomesBefore.get(outcome) ?? 0)]);
            outcomesBefore = new Map(outcomes);
            return { outcomes: sortedCounts(new Map(added.filter(([, n]) => n > 0))), responseTimeUs: sketch?.take() ?? [] };
        },
        finish() {
            return {
                name,
                due: [...outcomes.values()].reduce((sum, n) => sum + n, 0),
                outcomes: sortedCounts(outcomes),
                statuses: Object.fromEntries([...statuses].filter(([status]) => status > 0)),
                delayedAcks,
                bodyBytes,
                contentTypes: contentTypes.counts(),
                ...encodedTimes(),
                ...(largestGap === undefined ? {} : { largestGap: largestGap.encode() }),
                ...(examples.size === 0 ? {} : { failureExamples: Object.fromEntries(examples) }),
            };
        },
    };
}
/** A service may send another parameter with each response, such as a boundary. */
const mostContentTypes = 20;
/** Counts media types. Most responses have the same header as the one before, and cost one comparison. */
class ContentTypeCounter {
    #counts = new Map();
    #header;
    #sameHeader = 0;
    add(header) {
        if (header !== this.#header)
            this.#flush(header);
        this.#sameHeader++;
    }
    counts() {
        this.#flush(undefined);
        return sortedCounts(this.#counts);
    }
    #flush(next) {
        if (this.#sameHeader > 0) {
            const type = (0,pooledConnection/* mediaTypeOf */.c0)(this.#header);
            const name = this.#counts.has(type) || this.#counts.size < mostContentTypes ? type : "other";
            this.#counts.set(name, (this.#counts.get(name) ?? 0) + this.#sameHeader);
        }
        this.#header = next;
        this.#sameHeader = 0;
    }
}
/** A check of a variable value has many failures. */
const mostExamples = 10;
const longestExample = 100;
/** One line, for a report. */
function shorten(text) {
    const line = text
        .slice(0, 4 * longestExample)
        .replace(/[\p{C}\s]+/gu, " ")
        .trim();
    return line.length <= longestExample ? line : `${line.slice(0, longestExample - 1)}…`.toWellFormed();
}
/** Of every request without an outcome. A scenario may list a thousand requests, and few of them end in one slice. */
const idleSlice = { outcomes: {}, responseTimeUs: [] };
/** Times to the first byte. They equal the response times until a body comes in two pieces; only then they are separate. */
class FirstByteRecorder {
    isSeparate = false;
    #equal;
    #time;
    #blamelessTime;
    constructor(responseTime, blamelessTime) {
        this.#equal = { responseTime, blamelessTime };
    }
    record(ms, ownLateMs) {
        this.isSeparate = true;
        this.#time ??= (0,histogram/* mergeHistograms */.Q7)([this.#equal.responseTime]);
        this.#blamelessTime ??= (0,histogram/* mergeHistograms */.Q7)([this.#equal.blamelessTime]);
        this.#time.record(ms);
        this.#blamelessTime.record(ms - ownLateMs);
    }
    encode(equal) {
        return {
            firstByte: this.#time?.encode() ?? equal.responseTime,
            blamelessFirstByte: this.#blamelessTime?.encode() ?? equal.blamelessTime,
        };
    }
}
const sortedCounts = (counts) => Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));

;// CONCATENATED MODULE: ./build/load/engine/userWaits.js

/** Counts them. Its hot path allocates nothing. */
class UserWaitCounter {
    arrivals = 0;
    waited = 0;
    longestWaitMs = (0,unit/* millis */.ne)(0);
    users = 0;
    busyMs = (0,unit/* millis */.ne)(0);
    /** An arrival that had to wait that long, or not at all. */
    addArrival(waitMs) {
        this.arrivals++;
        if (waitMs <= 0)
            return;
        this.waited++;
        if (waitMs > this.longestWaitMs)
            this.longestWaitMs = (0,unit/* millis */.ne)(waitMs);
    }
    addUser(busyMs) {
        this.users++;
        this.busyMs = (0,unit/* millis */.ne)(this.busyMs + busyMs);
    }
    /** A copy that can cross to another thread. */
    take() {
        return { ...this };
    }
}

;// CONCATENATED MODULE: ./build/load/engine/targetRunner.js




/**
 * Starts iterations when they are due and no more than `maxConcurrentUsers` are in progress. Other arrivals stay in the
 * cursor, so that a queue of any length takes no memory.
 */
class TargetRunner {
    #options;
    #recorder;
    /** Finished iterations, for reuse. */
    #pool = [];
    #active = new Set();
    /** Iterations between two steps. The last in the array continues first. */
    #pausing = [];
    #cookies = new Map();
    /**
     * End of the last time that all users were busy. An arrival due before then waited for a user, not for the generator.
     */
    #fullUntilMs = Number.NEGATIVE_INFINITY;
    /** How arrivals waited for a free user. */
    userWaits = new UserWaitCounter();
    #isSending = false;
    #lastResponseMs;
    /** Arrivals released so far. */
    released = 0;
    /** The highest iteration number so far, plus one. */
    iterations = 0;
    constructor(options) {
        this.#options = options;
        const { stream, client, timeline, startMs, sliceMs } = options;
        const measuredMs = (atMs) => timeline.measuredMs((0,unit/* millis */.ne)(atMs - startMs));
        this.#recorder = createPhaseRecorder({
            names: stream.names,
            measuredMs,
            sliceMs,
            connections: client.connections,
        });
        this.#lastResponseMs = options.startMs;
    }
    /** True if no iteration is in progress and no arrival can become due. */
    get isIdle() {
        return this.#active.size === 0 && this.#options.cursor.dueMs === Number.POSITIVE_INFINITY;
    }
    /** When to call `sendDue` next. */
    get nextDueMs() {
        const { cursor, maxConcurrentUsers, startMs } = this.#options;
        const pauseEndMs = this.#pausing.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
        return this.#active.size < maxConcurrentUsers ? Math.min(pauseEndMs, startMs + cursor.dueMs) : pauseEndMs;
    }
    /** When to call it after that; Infinity if not known yet. */
    get followingDueMs() {
        const { cursor, maxConcurrentUsers, startMs } = this.#options;
        const pauseEndMs = this.#pausing.at(-1)?.dueMs ?? Number.POSITIVE_INFINITY;
        if (this.#active.size >= maxConcurrentUsers)
            return Number.POSITIVE_INFINITY;
        const dueMs = startMs + cursor.dueMs;
        return pauseEndMs < dueMs ? dueMs : Math.min(pauseEndMs, startMs + cursor.followingMs);
    }
    /** Sends every request that is due, as far as users are free. */
    sendDue(nowMs) {
        if (this.#isSending)
            return;
        this.#isSending = true;
        const { cursor, maxConcurrentUsers, startMs } = this.#options;
        for (let next = this.#pausing.at(-1); next !== undefined && next.dueMs <= nowMs; next = this.#pausing.at(-1)) {
            this.#pausing.pop();
            next.send(next.dueMs);
        }
        while (this.#active.size < maxConcurrentUsers && startMs + cursor.dueMs <= nowMs)
            this.#startNext();
        this.#isSending = false;
    }
    /** Takes the next arrival from the cursor and sends its first step. */
    #startNext() {
        const { cursor, stream, startMs, firstIteration } = this.#options;
        const { iteration: number, user, isMeasured } = cursor;
        const phaseMs = cursor.dueMs;
        const dueMs = (0,unit/* millis */.ne)(startMs + phaseMs);
        cursor.next();
        this.iterations = Math.max(this.iterations, number + 1);
        this.released++;
        const iteration = this.#pool.pop() ?? new Iteration(this.#options, this.#recorder, (ended) => this.#onStepEnd(ended));
        this.#active.add(iteration);
        const session = stream.startSession(firstIteration + number, this.#cookiesOf(user), user, phaseMs);
        iteration.start(session, user, dueMs, isMeasured);
        iteration.startedMs = (0,unit/* millis */.ne)(Math.max(dueMs, this.#fullUntilMs));
        if (isMeasured)
            this.userWaits.addArrival(iteration.startedMs - dueMs);
        iteration.send(iteration.startedMs);
    }
    /** In a closed loop a user keeps its cookies. In an open loop every arrival is a new user. */
    #cookiesOf(user) {
        const { stream, isClosedLoop } = this.#options;
        if (!isClosedLoop)
            return stream.newCookies();
        const cookies = this.#cookies.get(user) ?? stream.newCookies();
        this.#cookies.set(user, cookies);
        return cookies;
    }
    /** Continues with the next step, or frees the user. */
    #onStepEnd(iteration) {
        const { maxConcurrentUsers, cursor, startMs, onChange } = this.#options;
        if (iteration.isMeasured)
            this.#lastResponseMs = Math.max(this.#lastResponseMs, iteration.doneMs);
        if (iteration.hasNext) {
            iteration.pause();
            this.#pausing.splice(this.#pausePosition(iteration.dueMs), 0, iteration);
        }
        else {
            if (this.#active.size >= maxConcurrentUsers)
                this.#fullUntilMs = iteration.doneMs;
            this.userWaits.addUser(iteration.doneMs - iteration.startedMs);
            this.#active.delete(iteration);
            this.#pool.push(iteration);
            cursor.onResponse(iteration.user, (0,unit/* millis */.ne)(iteration.doneMs - startMs));
        }
        if (this.#isSending)
            return;
        this.sendDue(iteration.doneMs);
        onChange();
    }
    /** Where a pause that ends then belongs. There may be thousands, so this is a binary search. */
    #pausePosition(dueMs) {
        let low = 0;
        let high = this.#pausing.length;
        while (low < high) {
            const middle = (low + high) >>> 1;
            if ((this.#pausing[middle]?.dueMs ?? 0) > dueMs)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
    /** Stops early. Responses that arrive later change nothing. */
    abandon() {
        for (const iteration of this.#active)
            iteration.abandon();
        this.#pausing.length = 0;
    }
    /** Counts requests without a response and arrivals that were never sent. Gives the record. */
    finish() {
        const { cursor, stream, startMs, firstIteration, timeline, nowMs, maxConcurrentUsers } = this.#options;
        let isCutOff = [...this.#active].some(({ isMeasured }) => isMeasured);
        const isFull = this.#active.size >= maxConcurrentUsers;
        for (const { startedMs } of this.#active)
            this.userWaits.addUser(nowMs() - startedMs);
        this.abandon();
        for (; cursor.dueMs < Number.POSITIVE_INFINITY; cursor.next()) {
            this.iterations = Math.max(this.iterations, cursor.iteration + 1);
            const flow = stream.flows[stream.flowIndexOf(firstIteration + cursor.iteration)];
            if (flow === undefined || !cursor.isMeasured)
                continue;
            this.#recorder.recordNoResponse(flow.steps[0].nameIndex, "dropped");
            this.userWaits.addArrival(isFull ? nowMs() - startMs - cursor.dueMs : 0);
            isCutOff = true;
        }
        if (isCutOff)
            this.#lastResponseMs = nowMs();
        return this.#recorder.finish(timeline, startMs, (0,unit/* millis */.ne)(this.#lastResponseMs));
    }
}

;// CONCATENATED MODULE: ./build/load/engine/playPhase.js


/**
 * Plays one phase. It sends each arrival when it is due, however slow the responses are. The response time counts from
 * that moment. due = completed + failed + dropped, always.
 */
function playPhase(phase, timekeeper, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const startMs = timekeeper.nowMs();
    const endMs = startMs + phase.durationMs;
    const deadlineMs = endMs + phase.drainTimeoutMs;
    const releaseRate = new ReleaseRate();
    const alarm = timekeeper.alarm(wake);
    const runners = phase.targets.map((target) => new TargetRunner({
        ...target,
        maxConcurrentUsers: phase.maxConcurrentUsers,
        firstIteration: phase.firstIteration,
        isClosedLoop: phase.isClosedLoop,
        redirects: phase.redirects,
        timeoutMs: phase.timeoutMs,
        sliceMs: phase.sliceMs,
        startMs: (0,unit/* millis */.ne)(startMs),
        nowMs: timekeeper.nowMs,
        onChange,
    }));
    let alarmMs = Number.POSITIVE_INFINITY;
    let longestStallMs = 0;
    let isPastEnd = false;
    let isFinished = false;
    function wake() {
        const nowMs = timekeeper.nowMs();
        longestStallMs = Math.max(longestStallMs, nowMs - alarmMs);
        alarmMs = Number.POSITIVE_INFINITY;
        for (const runner of runners)
            runner.sendDue(nowMs);
        releaseRate.update(nowMs, runners);
        isPastEnd = nowMs >= endMs;
        if (nowMs >= deadlineMs)
            finish();
        onChange();
    }
    /** Ends the phase if everything is done, or sets the alarm earlier. On the hot path: it runs after every response. */
    function onChange() {
        if (isFinished)
            return;
        if (isPastEnd && runners.every((runner) => runner.isIdle)) {
            finish();
            return;
        }
        let nextMs = isPastEnd ? deadlineMs : endMs;
        for (const runner of runners)
            nextMs = Math.min(nextMs, runner.nextDueMs);
        if (nextMs < alarmMs)
            setAlarm(nextMs);
    }
    function setAlarm(nextMs) {
        if (releaseRate.isHigh) {
            alarmMs = Math.max(nextMs, timekeeper.nowMs() + coalesceMs);
            alarm.setTo((0,unit/* millis */.ne)(alarmMs), (0,unit/* millis */.ne)(alarmMs + coalesceMs));
            return;
        }
        alarmMs = nextMs;
        let followingMs = Number.POSITIVE_INFINITY;
        for (const runner of runners) {
            followingMs = Math.min(followingMs, runner.nextDueMs === nextMs ? runner.followingDueMs : runner.nextDueMs);
        }
        alarm.setTo((0,unit/* millis */.ne)(alarmMs), (0,unit/* millis */.ne)(followingMs));
    }
    function finish() {
        stop();
        const records = runners.map((runner) => runner.finish());
        const iterations = Math.max(...runners.map((runner) => runner.iterations));
        const userWaits = runners.map((runner) => runner.userWaits.take());
        resolve({ records, userWaits, iterations, longestStallMs: (0,unit/* millis */.ne)(longestStallMs) });
    }
    function stop() {
        isFinished = true;
        alarm.cancel();
        signal?.removeEventListener("abort", abort);
    }
    function abort() {
        stop();
        for (const runner of runners)
            runner.abandon();
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
/** Above this rate, one wake-up per arrival costs more than the quarter of a millisecond that it saves. */
const coalesceAbovePerSec = 2000;
const coalesceMs = 0.5;
const rateWindowMs = 50;
/** The rate at which load is released. It decides how often to wake up. */
class ReleaseRate {
    #sinceMs = Number.NEGATIVE_INFINITY;
    #released = 0;
    isHigh = false;
    update(nowMs, runners) {
        const elapsedMs = nowMs - this.#sinceMs;
        if (elapsedMs < rateWindowMs)
            return;
        const released = runners.reduce((sum, runner) => sum + runner.released, 0);
        this.isHigh = (1000 * (released - this.#released)) / elapsedMs > coalesceAbovePerSec;
        this.#released = released;
        this.#sinceMs = nowMs;
    }
}

// EXTERNAL MODULE: ./build/wording/failureText.js
var failureText = __webpack_require__(79182);
;// CONCATENATED MODULE: ./build/load/engine/setupRequests.js




/** The service failed a step of setup or teardown. */
class SetupFailed extends Error {
    name = "SetupFailed";
    /** Such as "setup[0], POST /login". */
    step;
    /** Such as "status 503". */
    outcome;
    /** The beginning of the response's body. Absent if it is empty, or no text. */
    body;
    constructor(step, outcome, body) {
        const advice = (0,failureText/* failureAdvice */.dY)(outcome);
        super(`${step}: ${outcome}${advice === undefined ? "" : `: ${advice}`}`);
        this.step = step;
        this.outcome = outcome;
        this.body = body;
    }
}
/** Sends the steps one after another in one session, unmeasured. Throws SetupFailed at the first step that fails. */
async function sendSetupRequests(key, target, { nowMs }) {
    const { stream, spec } = target;
    const session = stream.startSession(0, stream.newCookies());
    for (const [i, step] of stream[key].entries()) {
        const { outcome, response } = await resultOf(step, session, target, nowMs);
        if (outcome === "ok")
            continue;
        const name = `${key}[${i}], ${spec[key][i]?.name ?? "of the generator"}`;
        throw new SetupFailed(name, outcome, response && beginningOf(response.body));
    }
    return { values: session.values, cookies: session.cookies.all };
}
/** Characters of a body that an error message quotes. */
const longestBody = 200;
/** The beginning of a text on one line; `undefined` if there is none. */
function beginningOf(body) {
    const text = new TextDecoder().decode(body.subarray(0, 4 * longestBody));
    if (text.includes("\u0000"))
        return undefined;
    const line = text.replace(/[\s\p{C}]+/gu, " ").trim();
    if (line === "")
        return undefined;
    return line.length > longestBody ? `${line.slice(0, longestBody)}…` : line;
}
async function resultOf(step, session, { client, destination: { origin, redirects } }, nowMs) {
    const startMs = nowMs();
    let request = step.render(session);
    for (let redirectsLeft = redirects;; redirectsLeft--) {
        if (typeof request === "string")
            return { outcome: request };
        // The body of a failure helps to find its cause.
        const { failure, response, doneMs } = await exchangeOf(client, { ...request, keep: "body" }, startMs);
        if (failure !== undefined)
            return { outcome: failure };
        if (redirects === 0 || !isRedirect(response)) {
            const decoded = decodeContent(response);
            return {
                outcome: step.check(decoded, (0,unit/* millis */.ne)(doneMs - startMs), session, request.path),
                response: decoded,
            };
        }
        if (redirectsLeft === 0)
            return { outcome: "too many redirects" };
        request = redirectWithCookies({ step, session, request, origin }, response);
    }
}
function exchangeOf(client, request, startMs) {
    return new Promise((resolve) => {
        const exchange = {
            sentMs: startMs,
            doneMs: startMs,
            firstByteMs: startMs,
            largestGapMs: (0,unit/* millis */.ne)(0),
            bodyBytes: 0,
            contentType: undefined,
            hadDelayedAck: false,
            finish: (failure, response) => resolve({ failure, response, doneMs: exchange.doneMs }),
        };
        client.send(request, exchange);
    });
}

// EXTERNAL MODULE: ./build/load/engine/ticker.js
var engine_ticker = __webpack_require__(84488);
// EXTERNAL MODULE: ./build/load/http/createClient.js + 23 modules
var createClient = __webpack_require__(10696);
// EXTERNAL MODULE: ./build/load/schedule/arrivals.js + 6 modules
var schedule_arrivals = __webpack_require__(41264);
// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(32467);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: external "node:vm"
var external_node_vm_ = __webpack_require__(30714);
;// CONCATENATED MODULE: ./build/load/worker/generatorWarmUp.js








/** The common forms of a response, so that the parser has seen each of them before a measurement. */
const head = "HTTP/1.1 200 OK\r\nServer: sink\r\nDate: Thu, 01 Jan 1970 00:00:00 GMT\r\nContent-Type: text/plain\r\n";
const responses = [
    `${head}Content-Length: 2\r\nConnection: keep-alive\r\n\r\nok`,
    `${head}Transfer-Encoding: chunked\r\nKeep-Alive: timeout=5\r\n\r\n2\r\nok\r\n0\r\n\r\n`,
    `${head}X-Request-Id: 1\r\nContent-Length: 2\r\n\r\nok`,
];
const lastResponse = `${head}Content-Length: 2\r\nConnection: close\r\n\r\nok`;
/** Few, because opening a connection must warm up as well. */
const responsesPerConnection = 12;
/**
 * First full speed, for the compiler. Then a fixed rate, for the clock. Each phase has a client and a stream of its
 * own, so that the compiled code fits any of them.
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
 * Sends load to a server of our own. A cold generator is slow and late, and would charge that to the service's first
 * phase.
 */
async function warmUpGenerator(kind, timekeeper, createStream) {
    const sink = kind === "http2" ? (0,external_node_http2_.createServer)(respondToStream) : (0,external_node_net_.createServer)(respond);
    sink.listen(0, "127.0.0.1");
    await (0,external_node_events_.once)(sink, "listening");
    const address = sink.address();
    if (address === null || typeof address === "string")
        throw new Error("the warm-up's server got no port");
    const origin = `http://127.0.0.1:${address.port}`;
    const destination = {
        origin,
        http2: kind === "http2",
        redirects: 0,
        timeoutMs: (0,unit/* millis */.ne)(1000),
        keepAlive: true,
        tls: { verify: true },
    };
    const spec = {
        kind: "requests",
        seed: 1,
        flows: [{ steps: [request], weight: 1 }],
        usersReturn: false,
        feeds: {},
        setup: [],
        teardown: [],
    };
    for (const [n, { pattern, durationMs }] of phases.entries()) {
        // A collection discards compiled code, so it comes early.
        if (n === 1)
            collectGarbage();
        const client = createClient/* clients */.b2[kind](destination, timekeeper);
        const arrivals = (0,schedule_arrivals/* arrivalsOf */.A)({ pattern, arrival: "even", durationMs, seed: n, targets: 1 });
        await playPhase({
            targets: [
                { origin, client, stream: createStream(spec), cursor: arrivals.cursor(0), timeline: arrivals.timeline(0) },
            ],
            durationMs,
            firstIteration: 0,
            maxConcurrentUsers: 32,
            isClosedLoop: pattern.kind === "users",
            redirects: 0,
            timeoutMs: (0,unit/* millis */.ne)(1000),
            sliceMs: (0,unit/* millis */.ne)(50),
            drainTimeoutMs: (0,unit/* millis */.ne)(1000),
        }, timekeeper);
        await client.close();
    }
    sink.close();
}
function respond(socket) {
    let count = 0;
    socket.on("data", () => {
        if (++count < responsesPerConnection)
            socket.write(responses[count % responses.length] ?? "");
        else
            socket.end(lastResponse);
    });
    socket.on("error", () => { });
}
/** Retires each connection after some responses, so that this warms up as well. */
function respondToStream({ stream }, response) {
    response.end("ok");
    if ((stream.id ?? 0) >= 2 * responsesPerConnection)
        stream.session?.close();
}
/**
 * Collects this thread's garbage now, while nothing is measured. Garbage of the start and the warm-up then causes no
 * collection later. Needs the flag --expose-gc, which loadGenerator.ts sets.
 */
function collectGarbage() {
    const collect = (0,external_node_vm_.runInNewContext)("gc");
    if (typeof collect === "function")
        collect();
}

// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/load/worker/settleSetups.js


/** Services failed steps of setup or teardown. */
class SetupsFailed extends Error {
    name = "SetupsFailed";
    problems;
    constructor(failures) {
        super([...new Set(failures.map(([, { message }]) => message))].join("; "));
        this.problems = failures.map(([target, { step, outcome, body }]) => {
            return { target, step, outcome, ...(0,omitUndefined/* omitUndefined */.O)({ body }) };
        });
    }
}
/** Waits for all targets, so that the failures of all are known. Throws them as SetupsFailed. */
async function settleSetups(perTarget) {
    const settled = await Promise.allSettled(perTarget);
    const failures = settled.flatMap((result, target) => {
        if (result.status === "fulfilled")
            return [];
        if (!(result.reason instanceof SetupFailed))
            throw result.reason;
        return [[target, result.reason]];
    });
    if (failures.length > 0)
        throw new SetupsFailed(failures);
    return settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}

;// CONCATENATED MODULE: ./build/load/worker/worker.js










/** The bundle's entry inside a worker thread. */
function runWorker(createStream) {
    if (external_node_worker_threads_.parentPort !== null)
        serveCommands(external_node_worker_threads_.parentPort, external_node_worker_threads_.workerData, createStream);
}
const sliceMs = (0,unit/* millis */.ne)(1000);
/** Targets of one pair get the same requests at the same times, and another pair gets others. */
const pairOf = (target) => Math.floor(target / 2);
function serveCommands(port, { entry, drainTimeoutMs }, createStream) {
    const ticker = (0,engine_ticker/* startTicker */.t)(entry);
    let targets = [];
    let stop = new AbortController();
    async function execute(command) {
        const timekeeper = await ticker;
        switch (command.kind) {
            case "warmUp":
                await warmUpGenerator(command.client, timekeeper, createStream);
                return { kind: "done" };
            case "connect":
                stop = new AbortController();
                targets = command.destinations.map((destination, i) => {
                    const spec = { ...command.stream, seed: command.stream.seed + pairOf(i) };
                    return { destination, client: (0,createClient/* createClient */.UU)(destination, timekeeper), stream: createStream(spec), spec };
                });
                return { kind: "done" };
            case "setUp":
                return { kind: "setUpDone", results: await setUp(command.results, timekeeper) };
            case "playPhase":
                return { kind: "phaseDone", result: await runPhase(command, timekeeper) };
            case "tearDown":
                await settleSetups(targets.map((target) => sendSetupRequests("teardown", target, timekeeper)));
                return { kind: "done" };
            case "disconnect":
                stop.abort(new Error("disconnected"));
                await Promise.all(targets.map(({ client }) => client.close()));
                targets = [];
                return { kind: "done" };
        }
    }
    async function setUp(results, timekeeper) {
        const perTarget = targets.map(async (target, i) => {
            const result = results?.[i] ?? (await sendSetupRequests("setup", target, timekeeper));
            target.stream.applySetup(result);
            return result;
        });
        return await settleSetups(perTarget);
    }
    async function runPhase({ phase, seed, firstIteration, share }, timekeeper) {
        const loaded = targets.filter((_, i) => phase.target === undefined || i === phase.target);
        const sharers = loaded.length > 1 ? 2 : 1;
        const scheduled = loaded.map((target, i) => ({
            ...target,
            arrivals: (0,schedule_arrivals/* arrivalsOf */.A)({ ...phase, seed: seed + pairOf(i), targets: sharers }),
        }));
        const before = external_node_perf_hooks_.performance.eventLoopUtilization();
        const result = await playPhase({
            targets: scheduled.map(({ destination, client, stream, arrivals }, i) => ({
                origin: destination.origin,
                client,
                stream,
                cursor: arrivals.cursor(i % 2, share),
                timeline: arrivals.timeline(i % 2),
            })),
            durationMs: (0,unit/* millis */.ne)(Math.max(...scheduled.map(({ arrivals }) => arrivals.wallDurationMs))),
            firstIteration,
            maxConcurrentUsers: phase.maxConcurrentUsers,
            isClosedLoop: phase.pattern.kind === "users",
            redirects: targets[0]?.destination.redirects ?? 0,
            timeoutMs: targets[0]?.destination.timeoutMs ?? drainTimeoutMs,
            sliceMs,
            drainTimeoutMs,
        }, timekeeper, stop.signal);
        const busyRatio = (0,unit/* ratio */.CG)(external_node_perf_hooks_.performance.eventLoopUtilization(before).utilization);
        return { ...result, busyRatio, clock: timekeeper.kind };
    }
    port.on("message", (command) => {
        const send = (reply) => port.postMessage({ ...reply, id: command.id });
        execute(command).then(send, (error) => {
            const { message } = error;
            if (error instanceof SetupsFailed)
                send({ kind: "setupFailed", message, problems: error.problems });
            else
                send({ kind: "error", message });
        });
    });
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

/***/ 2495:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ headerValue)
/* harmony export */ });
/**
 * The first value of a header in a flat list of names and values. `name` is in lower case, as the names of the list
 * are.
 */
function headerValue(headers, name) {
    for (let i = 0; i < headers.length; i += 2)
        if (headers[i] === name)
            return headers[i + 1];
    return undefined;
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


/***/ })

};
