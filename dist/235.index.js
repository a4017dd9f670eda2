export const id = 235;
export const ids = [235,170];
export const modules = {

/***/ 81381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ directoryOwnerBits),
/* harmony export */   ZB: () => (/* binding */ buildLimits),
/* harmony export */   q1: () => (/* binding */ permissionBits),
/* harmony export */   ti: () => (/* binding */ leavesTree)
/* harmony export */ });
const buildLimits = { maxBytes: 512 * 1024 ** 2, maxEntries: 200_000 };
/** The permissions that are kept. A carried build never has set-user-ID files. */
const permissionBits = 0o777;
/** The owner can always read, fill and delete a directory. */
const directoryOwnerBits = 0o700;
/** As in Linux. */
const maxLinksFollowed = 40;
/**
 * The symbolic link leads outside the tree, also if only for a moment or through other links. Paths are relative to the
 * tree, with slashes. `links` holds the targets of all symbolic links in the tree.
 */
function leavesTree(link, links) {
    const current = [];
    const pending = link.split("/").toReversed();
    let followed = 0;
    for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
        if (segment === "" || segment === ".")
            continue;
        if (segment === "..") {
            if (current.pop() === undefined)
                return true;
            continue;
        }
        const target = links.get([...current, segment].join("/"));
        if (target === undefined) {
            current.push(segment);
            continue;
        }
        followed++;
        if (target.startsWith("/") || followed > maxLinksFollowed)
            return true;
        pending.push(...target.split("/").toReversed());
    }
    return false;
}


/***/ }),

/***/ 29808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ runExperiment)
});

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(78877);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/clock.js
var shell_clock = __webpack_require__(58739);
;// CONCATENATED MODULE: ./build/shell/fileLimit.js
/** The most files and sockets that this process may have open at once (RLIMIT_NOFILE). Node raises it to the hard limit. */
function openFileLimit() {
    const report = process.report.getReport();
    const limit = softLimitIn(report);
    if (limit === "unlimited")
        return Number.POSITIVE_INFINITY;
    return typeof limit === "number" ? limit : smallestDefault;
}
/** Where the system does not tell. No system of today has a smaller default. */
const smallestDefault = 256;
function softLimitIn(report) {
    const { userLimits } = (report ?? {});
    return userLimits?.open_files?.soft;
}

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/wording/failureText.js
var failureText = __webpack_require__(79182);
;// CONCATENATED MODULE: ./build/load/connectionProblem.js



/**
 * Why a phase says nothing about any service, and what to do: this machine could open no more connections, or no
 * target can be reached with these settings. If one of two targets can, the failures of the other are a finding.
 */
function connectionProblem(targets) {
    const problems = targets.map(settingsProblem);
    return machineProblem(targets) ?? (problems.includes(undefined) ? undefined : problems[0]);
}
function machineProblem(targets) {
    const failures = targets.flatMap(({ record }) => countOutcomes(record));
    const name = failures.find(([outcome]) => (0,failureText/* machineAdvice */.sI)(outcome) !== undefined)?.[0];
    if (name === undefined)
        return undefined;
    const count = (0,simple_statistics/* sum */.cz)(failures.filter(([outcome]) => outcome === name).map(([, n]) => n));
    return `the load generator could not connect for ${(0,format/* plural */.LS)(count, "request")}: ${name}: ${(0,failureText/* machineAdvice */.sI)(name)}`;
}
/** `undefined` if any request of the target ended otherwise. */
function settingsProblem({ origin, record }) {
    const outcomes = countOutcomes(record);
    const [name] = outcomes[0] ?? [];
    if (name === undefined || !outcomes.every(([outcome]) => (0,failureText/* settingsAdvice */.IZ)(outcome) !== undefined))
        return undefined;
    return `every request to ${origin} failed: ${name}: ${(0,failureText/* settingsAdvice */.IZ)(name)}`;
}
const countOutcomes = ({ requests }) => requests.flatMap(({ outcomes }) => Object.entries(outcomes));

// EXTERNAL MODULE: ./build/load/http/createClient.js + 23 modules
var createClient = __webpack_require__(10696);
// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/load/schedule/peakRate.js

/** The highest rate of a pattern. Bursts count as if they were spread over their interval. */
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
            // The response time is not known yet. 5 ms is a guess.
            return (1000 * pattern.users) / (5 + (pattern.thinkTimeMs.fromMs + pattern.thinkTimeMs.toMs) / 2);
        default:
            return (0,assertNever/* assertNever */.x)(pattern);
    }
}

;// CONCATENATED MODULE: ./build/load/userLimit.js



/** Most requests in flight, all targets together: with more, a generator has no memory and no time to be exact. */
const mostUsers = 10_000;
/** Open files that are left for other things than connections. */
const otherFiles = 256;
/** Most users per target if loadgate.yml sets no limit: each may need a connection. */
function machineUserLimit(openFiles, targets) {
    const sockets = openFiles - Math.min(otherFiles, openFiles / 2);
    return Math.max(1, Math.floor(Math.min(mostUsers, sockets) / targets));
}
/** The effect of the limit on one target, over all workers. */
function userLimitRecord(waits, { limit, source, pattern }) {
    const total = (value) => (0,simple_statistics/* sum */.cz)(waits.map(value));
    const longestWaitMs = (0,unit/* millis */.ne)((0,simple_statistics/* max */.T9)(waits.map((of) => of.longestWaitMs)));
    const meanBusyMs = (0,unit/* millis */.ne)(total((of) => of.busyMs) /
        Math.max(1, total((of) => of.users)));
    const needed = neededUsers(pattern, meanBusyMs);
    return {
        limit,
        source,
        arrivals: total((of) => of.arrivals),
        waited: total((of) => of.waited),
        longestWaitMs,
        needed: roundUp(needed > limit ? needed : limit + (peakPerSec(pattern) * longestWaitMs) / 1000),
    };
}
/**
 * Users that the pattern keeps busy at its peak, by Little's law, and three standard deviations of random arrivals more.
 * After a short stall they are fewer than the limit. The queue that the stall left then says how many would have done.
 */
function neededUsers(pattern, busyMs) {
    if (pattern.kind === "burst")
        return pattern.size * (Math.floor(busyMs / pattern.intervalMs) + 1);
    const mean = (peakPerSec(pattern) * busyMs) / 1000;
    return mean + 3 * Math.sqrt(mean);
}
/** To two significant digits. */
function roundUp(value) {
    const digit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
    return Math.ceil(value / digit) * digit;
}

// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var histogram = __webpack_require__(48136);
;// CONCATENATED MODULE: ./build/load/worker/mergeRecords.js


/** The records that several workers made of one target, as one record. */
function mergeRecords(records) {
    const [first, ...others] = records;
    if (first === undefined)
        throw new Error("no worker sent a record of the target");
    if (others.length === 0)
        return first;
    const slices = Array.from({ length: Math.max(...records.map((record) => record.slices.length)) }, (_, second) => mergeSlices(first.requests.length, records.flatMap((record) => record.slices[second] ?? [])));
    return {
        requests: first.requests.map((_, i) => mergeRequests(records.flatMap(({ requests }) => requests[i] ?? []))),
        sendLag: mergeEncoded(records.flatMap(({ sendLag }) => sendLag ?? [])),
        slices,
        unmeasuredRequests: records.reduce((sum, { unmeasuredRequests }) => sum + unmeasuredRequests, 0),
        startMs: (0,unit/* millis */.ne)(Math.min(...records.map(({ startMs }) => startMs))),
        offeredMs: first.offeredMs,
        durationMs: Math.max(...records.map(({ durationMs }) => durationMs)),
        idle: first.idle,
    };
}
function mergeRequests(records) {
    const gaps = records.flatMap(({ largestGap }) => largestGap ?? []);
    const examples = Object.assign({}, ...records.map(({ failureExamples }) => failureExamples));
    return {
        name: records[0]?.name ?? "",
        due: records.reduce((sum, { due }) => sum + due, 0),
        outcomes: addCounts(records.map(({ outcomes }) => outcomes)),
        statuses: addCounts(records.map(({ statuses }) => statuses)),
        delayedAcks: records.reduce((sum, { delayedAcks }) => sum + delayedAcks, 0),
        responseTime: mergeEncoded(records.map(({ responseTime }) => responseTime)),
        blamelessTime: mergeEncoded(records.flatMap(({ blamelessTime }) => blamelessTime ?? [])),
        firstByte: mergeEncoded(records.flatMap(({ firstByte }) => firstByte ?? [])),
        blamelessFirstByte: mergeEncoded(records.flatMap(({ blamelessFirstByte }) => blamelessFirstByte ?? [])),
        ...(gaps.length === 0 ? {} : { largestGap: mergeEncoded(gaps) }),
        ...(Object.keys(examples).length === 0 ? {} : { failureExamples: examples }),
    };
}
function mergeSlices(requestCount, slices) {
    const byRequest = Array.from({ length: requestCount }, (_, i) => slices.flatMap((slice) => slice.requests[i] ?? []));
    return {
        requests: byRequest.map((requests) => ({
            outcomes: addCounts(requests.map(({ outcomes }) => outcomes)),
            responseTimeUs: requests.flatMap(({ responseTimeUs }) => responseTimeUs),
        })),
    };
}
const mergeEncoded = (encoded) => (0,histogram/* mergeHistograms */.Q7)(encoded.map(histogram/* decodeHistogram */.pr)).encode();
function addCounts(counts) {
    const sums = new Map();
    for (const record of counts) {
        for (const [name, n] of Object.entries(record))
            sums.set(name, (sums.get(name) ?? 0) + n);
    }
    return Object.fromEntries([...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

;// CONCATENATED MODULE: ./build/load/loadGenerator.js










/** How long to wait for responses after a phase's end. */
const drainTimeoutMs = (0,unit/* millis */.ne)(10_000);
/**
 * The young generation of a worker's heap. It is large, so that garbage collection hardly ever delays a request. With
 * the default size a cold engine measured a p99 of 79 ms for a 5 ms server, with a larger one 21 ms.
 */
const youngHeapMb = 32;
/**
 * The load generator. It sends from threads of its own, so that nothing else in Loadgate makes a request late.
 * `entry` is the file that starts as a worker thread; see index.ts. Every wait ends when `signal` aborts.
 */
function startLoadGenerator(entry, workers, signal) {
    disableIdleGc();
    const threads = Array.from({ length: workers }, () => startThread(entry, signal));
    const warmClients = new Set();
    return {
        async warmUp(destinations) {
            for (const client of new Set(destinations.map(createClient/* clientKindOf */.di))) {
                if (warmClients.has(client))
                    continue;
                await Promise.all(threads.map((thread) => thread.run({ kind: "warmUp", client })));
                warmClients.add(client);
            }
        },
        connect: (destinations, stream) => connectThreads(threads, destinations, stream, signal),
        async [Symbol.asyncDispose]() {
            await Promise.all(threads.map((thread) => thread.end()));
        },
    };
}
/**
 * Keeps V8 from shrinking the heaps of idle threads, eight seconds after their last collection: that delays requests by
 * some milliseconds. Also lets the warm-up collect garbage. Must run before the threads start.
 */
function disableIdleGc() {
    (0,external_node_v8_.setFlagsFromString)("--no-memory-reducer");
    (0,external_node_v8_.setFlagsFromString)("--expose-gc");
}
/** The setup runs once, on the first thread. The others get its results. */
async function connectThreads(threads, destinations, stream, signal) {
    await Promise.all(threads.map((thread) => thread.run({ kind: "connect", destinations, stream })));
    const [first, ...others] = threads;
    const reply = await first?.run({ kind: "setUp" });
    if (reply?.kind === "setUpDone")
        await applySetup(others, reply.results);
    let firstIteration = 0;
    return {
        async playPhase(phase, seed) {
            const source = phase.maxConcurrentUsers === undefined ? "machine" : "config";
            const limit = phase.maxConcurrentUsers ?? machineUserLimit(openFileLimit(), destinations.length);
            const startMs = (0,shell_clock/* nowMs */.TC)();
            const cpuBefore = process.cpuUsage();
            const results = await Promise.all(workerShares({ maxConcurrentUsers: limit }, threads.length).map(({ maxConcurrentUsers, ...share }, i) => playShare(threads[i], { phase: { ...phase, maxConcurrentUsers }, seed, firstIteration, share })));
            const cpu = process.cpuUsage(cpuBefore);
            firstIteration += Math.max(...results.map(({ iterations }) => iterations));
            const generator = {
                ...generatorRecord(results, phase),
                client: clientKind(destinations),
                cpuMs: (0,unit/* millis */.ne)((cpu.user + cpu.system) / 1000),
                wallMs: (0,unit/* millis */.ne)((0,shell_clock/* nowMs */.TC)() - startMs),
            };
            const targets = destinations.map(({ origin }, i) => {
                const waits = results.flatMap(({ userWaits }) => userWaits[i] ?? []);
                const userLimit = userLimitRecord(waits, { limit, source, pattern: phase.pattern });
                const record = mergeRecords(results.flatMap(({ records }) => records[i] ?? []));
                return { origin, record: { ...record, userLimit, generator } };
            });
            const problem = connectionProblem(targets);
            if (problem !== undefined)
                throw new errors/* CouldNotMeasure */.Nc(problem);
            return targets.map(({ record }) => record);
        },
        async tearDown() {
            await first?.run({ kind: "tearDown" });
        },
        async [Symbol.asyncDispose]() {
            if (!signal.aborted)
                await Promise.all(threads.map((thread) => thread.run({ kind: "disconnect" })));
        },
    };
}
async function applySetup(threads, results) {
    await Promise.all(threads.map((thread) => thread.run({ kind: "setUp", results })));
}
function generatorRecord(results, { pattern }) {
    return {
        workers: results.length,
        largestBurst: pattern.kind === "burst" ? pattern.size : 1,
        clock: results.every(({ clock }) => clock === "ticker") ? "ticker" : "timer",
        busyRatio: Math.max(...results.map(({ busyRatio }) => busyRatio)),
        longestStallMs: (0,unit/* millis */.ne)(Math.max(...results.map(({ longestStallMs }) => longestStallMs))),
    };
}
/** The client of these destinations. If they need two, it is the one that costs more. */
function clientKind(destinations) {
    return destinations.map(createClient/* clientKindOf */.di).find((kind) => kind !== "http1") ?? "http1";
}
/** Each worker's share of the iterations and of the concurrent users. Workers beyond the number of users get none. */
function workerShares({ maxConcurrentUsers }, threads) {
    const workers = Math.min(threads, maxConcurrentUsers);
    return Array.from({ length: workers }, (_, worker) => ({
        worker,
        workers,
        maxConcurrentUsers: Math.floor((maxConcurrentUsers + workers - 1 - worker) / workers),
    }));
}
async function playShare(thread, command) {
    const reply = await thread?.run({ kind: "playPhase", ...command });
    if (reply?.kind !== "phaseDone")
        throw new Error("a worker of the load generator returned no result of the phase");
    return reply.result;
}
function startThread(entry, signal) {
    const worker = new external_node_worker_threads_.Worker(entry, {
        workerData: { kind: "load", entry, drainTimeoutMs },
        resourceLimits: { maxYoungGenerationSizeMb: youngHeapMb },
    });
    const crash = Promise.withResolvers();
    crash.promise.catch(() => { });
    worker.once("error", (cause) => crash.reject(new Error("the load generator crashed", { cause })));
    const abort = () => crash.reject(signal.reason);
    signal.addEventListener("abort", abort);
    const waiting = new Map();
    worker.on("message", (reply) => waiting.get(reply.id)?.(reply));
    let nextId = 0;
    return {
        async run(command) {
            signal.throwIfAborted();
            const id = nextId++;
            const response = Promise.withResolvers();
            waiting.set(id, response.resolve);
            worker.postMessage({ ...command, id });
            const reply = await Promise.race([response.promise, crash.promise]).finally(() => waiting.delete(id));
            if (reply.kind === "setupFailed")
                throw new errors/* CouldNotMeasure */.Nc(reply.message);
            if (reply.kind === "error")
                throw new Error(`the load generator failed: ${reply.message}`);
            return reply;
        },
        async end() {
            signal.removeEventListener("abort", abort);
            await worker.terminate();
        },
    };
}

;// CONCATENATED MODULE: ./build/load/worker/workerCount.js

/** Load for one worker: a third of the most it can send. The rest is room for bursts and a busy machine. */
const perWorkerPerSec = 20_000;
/** Number of threads that send: enough for the highest rate, but fewer than there are cores (at least 1). */
function workerCount({ load, scenarios }, cores) {
    if (load.workers !== "auto")
        return load.workers;
    const patterns = scenarios.flatMap(({ phases }) => phases.map(({ pattern }) => pattern));
    // A duet sends to two targets.
    const needed = Math.ceil((2 * Math.max(0, ...patterns.map(peakPerSec))) / perWorkerPerSec);
    return Math.max(1, Math.min(needed, Math.floor(cores) - 1));
}

// EXTERNAL MODULE: ./build/shell/cgroup.js
var cgroup = __webpack_require__(79869);
;// CONCATENATED MODULE: ./build/monitors/sampler.js

/**
 * Reads a source now, once per interval, and once more on stop. A reading that takes longer than the interval skips the
 * times it missed. `read` resolves to `undefined` if the source has nothing to read. If it rejects, so does `stop`.
 */
async function startSampler(read, { intervalMs, clock }) {
    const startMs = clock.nowMs();
    const readings = [];
    const sample = async () => {
        const reading = await read();
        if (reading !== undefined)
            readings.push(reading);
    };
    await sample();
    const stopped = new AbortController();
    const loop = sampleUntil(stopped.signal, sample, startMs, { intervalMs, clock });
    // The caller sees a failure when it stops the sampler.
    loop.catch(() => { });
    return {
        async stop() {
            stopped.abort();
            await loop;
            await sample();
            return readings;
        },
    };
}
async function sampleUntil(stopped, sample, startMs, { intervalMs, clock }) {
    for (let dueMs = startMs + intervalMs;;) {
        await clock.sleepUntil((0,unit/* millis */.ne)(dueMs), stopped).catch(() => { });
        if (stopped.aborted)
            return;
        await sample();
        const intervals = Math.floor((clock.nowMs() - dueMs) / intervalMs);
        dueMs += Math.max(1, intervals + 1) * intervalMs;
    }
}

;// CONCATENATED MODULE: ./build/monitors/cpuQuota.js



/** How the job's CPU quota holds it back. `undefined` if the job has no quota. */
function cpuQuotaMonitor(options) {
    const { cpuCores: cores } = (0,cgroup/* cgroupLimits */.v3)();
    if (cores === undefined)
        return undefined;
    const read = async () => {
        const throttled = (0,cgroup/* throttledMs */.Zb)();
        if (throttled === undefined)
            return undefined;
        return { kind: "cpu_quota", atMs: options.clock.nowMs(), cores, throttledMs: (0,unit/* millis */.ne)(throttled) };
    };
    return { start: () => startSampler(read, options) };
}

// EXTERNAL MODULE: ./build/shell/procfs.js
var procfs = __webpack_require__(57058);
;// CONCATENATED MODULE: ./build/monitors/processUsage.js



/** Linux has the same values for user space on every platform of GitHub's runners. */
const msPerTick = 10;
const pageBytes = 4096;
/**
 * CPU time and memory of the processes and everything that they start. The first one is the root. Gives no readings if
 * there is no /proc.
 */
function processTreeMonitor(pids, options) {
    return {
        start() {
            const read = treeReader(pids(), () => options.clock.nowMs());
            return startSampler(async () => read(), options);
        },
    };
}
/**
 * Reads the trees of the processes. Gives `undefined` once the first one has ended. A process that was once a member
 * stays one, even as an orphan after its parent has ended. The CPU time of a process is the greater of two lower bounds: its
 * own count, which is cut to ticks of 10 ms, and the exact count of its live threads, which omits threads that have
 * ended.
 */
function treeReader(pids, nowMs) {
    const [root] = pids;
    /** Start times in clock ticks, by pid. */
    const members = new Map();
    function addTree(pid) {
        const stat = (0,procfs/* readStat */.BV)(pid);
        if (stat !== undefined && !members.has(pid))
            members.set(pid, stat.startTicks);
        for (const child of (0,procfs/* childrenOf */.LU)(pid))
            if (!members.has(child))
                addTree(child);
    }
    function usageOf(pid, startTicks) {
        const stat = (0,procfs/* readStat */.BV)(pid);
        if (stat === undefined || stat.startTicks !== startTicks)
            return undefined;
        const ownMs = Math.max(stat.ownTicks * msPerTick, (0,procfs/* threadsCpuNanos */.Pc)(pid) / 1e6);
        return { cpuMs: ownMs + stat.reapedTicks * msPerTick, rssBytes: stat.rssPages * pageBytes };
    }
    for (const pid of pids)
        addTree(pid);
    return () => {
        for (const pid of members.keys())
            addTree(pid);
        let cpuMs = 0;
        let rssBytes = 0;
        for (const [pid, startTicks] of members) {
            const usage = usageOf(pid, startTicks);
            if (usage === undefined)
                members.delete(pid);
            else {
                cpuMs += usage.cpuMs;
                rssBytes += usage.rssBytes;
            }
        }
        if (root === undefined || !members.has(root))
            return undefined;
        return { kind: "process_tree", atMs: nowMs(), cpuMs: (0,unit/* millis */.ne)(cpuMs), rssBytes: (0,unit/* bytes */.ee)(rssBytes) };
    };
}

;// CONCATENATED MODULE: ./build/monitors/serviceMonitors.js


/** All monitors of a service, and of the job that it runs in. */
function serviceMonitors({ pids }, options) {
    const quota = cpuQuotaMonitor(options);
    return [...(pids === undefined ? [] : [processTreeMonitor(pids, options)]), ...(quota === undefined ? [] : [quota])];
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/shell/findProgram.js
var findProgram = __webpack_require__(62256);
;// CONCATENATED MODULE: ./build/service/nodePath.js



/**
 * The service's PATH. npm may have put a Node for Loadgate in front of the installed one. The service must not be
 * measured on that Node, so a link to the installed `node` comes first. Otherwise the PATH does not change.
 */
async function servicePath(path, execPath, temporary) {
    if (!/[\\/]node_modules[\\/]node-\w+-\w+[\\/]/.test(execPath))
        return path;
    const isOfNpm = (directory) => /node_modules[\\/]\.bin[\\/]?$/.test(directory);
    const ownPath = path.split(external_node_path_.delimiter).filter((directory) => !isOfNpm(directory));
    const node = await (0,findProgram/* findProgram */.K)("node", ownPath.join(external_node_path_.delimiter));
    if (node === undefined)
        return path;
    const directory = (0,external_node_path_.join)(temporary, "bin");
    await (0,promises_.mkdir)(directory, { recursive: true });
    await (0,promises_.symlink)(node, (0,external_node_path_.join)(directory, "node"));
    return `${directory}${external_node_path_.delimiter}${path}`;
}

// EXTERNAL MODULE: ./build/service/runDirectory.js
var service_runDirectory = __webpack_require__(26262);
// EXTERNAL MODULE: ./build/service/watchdog.js
var watchdog = __webpack_require__(76089);
// EXTERNAL MODULE: ./build/shell/cpuAffinity.js
var cpuAffinity = __webpack_require__(70844);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/wording/missingBaseText.js
var missingBaseText = __webpack_require__(72517);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/util/mask.js
var util_mask = __webpack_require__(37117);
;// CONCATENATED MODULE: ./build/service/environment.js

/** Variables of a workflow step that no service gets: tokens, inputs, and the files that steer the job. */
const stepVariables = /^(ACTIONS_|INPUT_|STATE_|GITHUB_TOKEN$|GH_TOKEN$|GITHUB_(OUTPUT|ENV|PATH|STATE|STEP_SUMMARY)$|LOADGATE_)/;
/** Variables that git sets for its hooks. They name the hook's repository, and an arm's tree belongs to another one. */
const gitHookVariables = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR)$/;
/**
 * The environment of a service: Loadgate's own variables, overridden by the service's. Loadgate's own ones are left out
 * if their name is reserved, or if their value contains a secret in any encoding.
 */
function serviceEnvironment(inherited, configured, secrets = []) {
    const mask = (0,util_mask/* masker */.KB)(secrets);
    const isPassedOn = ([name, value = ""]) => !stepVariables.test(name) && !gitHookVariables.test(name) && mask(value) === value;
    return { ...Object.fromEntries(Object.entries(inherited).filter(isPassedOn)), ...configured };
}
/** Names of the inherited variables that the service does not get. */
function withheldNames(inherited, environment) {
    return Object.keys(inherited).filter((name) => !(name in environment));
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./build/shell/commandShell.js

/**
 * The program and arguments that run a shell command, as GitHub Actions does for `run`: bash stops at the first command
 * that fails, in a pipe too. Where the PATH has no bash, sh stops at the first command that fails.
 */
async function commandShell(command, path = "/usr/bin:/bin") {
    const bash = await (0,findProgram/* findProgram */.K)("bash", path);
    if (bash === undefined)
        return ["/bin/sh", "-e", "-c", command];
    return [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", command];
}

// EXTERNAL MODULE: ./build/shell/limitMark.js
var limitMark = __webpack_require__(83835);
// EXTERNAL MODULE: ./build/shell/processTable.js
var processTable = __webpack_require__(6922);
// EXTERNAL MODULE: ./build/shell/stopTree.js
var stopTree = __webpack_require__(77345);
;// CONCATENATED MODULE: ./build/shell/processTree.js








/** Starts the command. Throws if it cannot be started, for example because the directory does not exist. */
async function spawnTree(options) {
    const { command, directory, env, stdin = "closed", logFile, mark, cores } = options;
    const entry = `${mark.name}=${mark.value}`;
    const affinity = cores === undefined ? [] : ["taskset", "-c", (0,cpuAffinity/* formatCores */.AA)(cores)];
    const [program = "", ...args] = [
        ...(await (0,limitMark/* limitCommand */.t2)(entry)),
        ...affinity,
        ...(await commandShell(command, env["PATH"])),
    ];
    const log = (0,external_node_fs_.openSync)(logFile, "a");
    const child = (0,external_node_child_process_.spawn)(program, args, {
        cwd: directory,
        env: { ...env, [mark.name]: mark.value },
        detached: true,
        stdio: [stdin === "open" ? "pipe" : "ignore", log, log],
    });
    (0,external_node_fs_.closeSync)(log);
    child.stdin?.on("error", () => { });
    const exited = exitOf(child);
    const pid = child.pid;
    if (pid === undefined) {
        await exited;
        throw new Error(`${program} could not be started in ${directory}`);
    }
    const knownMembers = new Map();
    const adopt = (member) => void knownMembers.set(member.pid, member.startTicks);
    const members = () => {
        const found = (0,processTable/* findTree */.cy)({ root: pid, mark: entry, knownMembers });
        for (const member of found)
            adopt(member);
        return found;
    };
    return {
        pid,
        exited,
        members,
        adopt,
        async stop(graceMs, hurry) {
            // A process that cannot be stopped must not keep this one alive.
            child.unref();
            child.stdin?.destroy();
            const pids = () => members().map((member) => member.pid);
            await (0,stopTree/* stopTree */.d)({ members: pids, group: pid }, graceMs, hurry, shell_clock/* systemClock */.ml);
        },
    };
}
function exitOf(child) {
    const { promise, resolve, reject } = Promise.withResolvers();
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", reject);
    // The caller sees the error when it awaits the promise. Nobody has to await it.
    promise.catch(() => { });
    return promise;
}

// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/service/logExcerpt.js
/** Lines of the log's end. */
const endLines = 20;
/** If the error is farther from the end: lines before it, lines from it on, and lines of the end. */
const around = { before: 2, from: 12, end: 5 };
/** The end of the log. If its first error lies farther back, the error and what follows it come first. */
function logExcerpt(log) {
    const errorAt = log.findIndex((line) => errorPattern.test(line));
    const lastAt = log.length - endLines;
    const errorLine = errorAt === -1 ? log.at(-1) : errorText(log, errorAt);
    if (errorAt === -1 || errorAt >= lastAt)
        return { lines: log.slice(-endLines), errorLine, beginsAtError: false };
    const block = log.slice(Math.max(0, errorAt - around.before), errorAt + around.from);
    const end = log.slice(Math.max(errorAt + around.from, log.length - around.end));
    return { lines: [...block, "…", ...end], errorLine, beginsAtError: true };
}
/** How languages, build tools and log libraries begin the line of an error. */
const errorPattern = new RegExp([
    String.raw `(?:^|[\s(["'|])[\w.$/]*(?:Error|Exception)(?: \[\w+\])?(?::|$)`,
    String.raw `(?:^|[\s(["'|])(?:error(?:\[\w+\]| [A-Z]+\d+)?|fatal(?: error)?|panic|Fatal|Error):`,
    String.raw `(?:^|[\s[("'|])(?:ERROR|FATAL|CRITICAL|SEVERE)\b`,
    String.raw `"level":\s*"?(?:error|fatal|critical|50|60)\b`,
    String.raw `panicked at|^Traceback \(|Segmentation fault|command not found|^npm (?:ERR!|error) `,
].join("|"));
/** Python names the error below the traceback's indented lines. */
function errorText(log, at) {
    const line = log[at];
    if (line === undefined || !line.startsWith("Traceback ("))
        return line;
    return log.slice(at + 1).find((next) => /^\S/.test(next)) ?? line;
}

;// CONCATENATED MODULE: ./build/service/redactLog.js
const credentialHeader = /((?:(?:set-)?cookie|(?:proxy-)?authorization|x-api-key)(?:["']\s*,|["']?\s*[:=])\s*)("[^"\n]*"?|'[^'\n]*'?|[^\n]*)/gi;
/** A key contains a digit. Ordinary words after `bearer` or `basic` do not. */
const authorizationScheme = /\b(bearer|basic)(\s+)(?=\S*\d)[\w.~+/=-]{8,}/gi;
const cookie = /[^\s"'=;,]+=[^\s"';]+(?=;\s*(?:path|domain|httponly|secure|samesite|max-age|expires)\b)/gi;
/** The log with `***` for credentials. A service can receive them during a run, so no list can name them in advance. */
function redactLog(log) {
    return log.replace(credentialHeader, "$1***").replace(authorizationScheme, "$1$2***").replace(cookie, "***");
}

;// CONCATENATED MODULE: ./build/service/serviceLog.js
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



/** Bytes that are read from either end of the command's log. */
const endBytes = 65_536;
/** What the command has logged, without credentials and without the middle of a long log. */
async function readLog({ file, start }) {
    const size = (await (0,promises_.stat)(file).catch(() => undefined))?.size ?? 0;
    const from = Math.min(start, maxStartBytes);
    const first = await readText(file, from, Math.min(size, from + endBytes));
    if (size <= from + endBytes)
        return linesOf(first);
    const last = await readText(file, Math.max(from + endBytes, size - endBytes), size);
    // A cut line could begin or end with half a secret, which masking would not recognise.
    const wholeLines = [first.slice(0, first.lastIndexOf("\n")), last.slice(last.indexOf("\n") + 1)];
    return wholeLines.flatMap(linesOf);
}
/** The part of the log that an error message quotes. */
async function quoteLog(log) {
    const { lines, errorLine, beginsAtError } = logExcerpt(await readLog(log));
    if (errorLine === undefined)
        return { log: nothingLogged, errorLine: nothingLogged };
    const title = beginsAtError ? "the error in its log" : "the end of its log";
    return { log: [`${title} (${log.file}):`, ...lines.map((line) => `  | ${line}`)].join("\n"), errorLine };
}
const nothingLogged = "it logged nothing";
function linesOf(text) {
    const log = redactLog(text).trimEnd();
    return log === "" ? [] : log.split("\n");
}
async function readText(path, from, to) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        if (to <= from)
            return "";
        const file = __addDisposableResource(env_1, await (0,promises_.open)(path), true);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
        return buffer.toString("utf8", 0, bytesRead);
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
const mebibyte = 1024 ** 2;
/** A log file that grows beyond this is cut. */
const maxLogBytes = 64 * mebibyte;
/** What earlier commands logged is kept up to here. */
const maxStartBytes = 32 * mebibyte;
const keptBytes = mebibyte;
const checkMs = 200;
/**
 * Cuts the log file while the command writes to it, so that it cannot fill the disk. The command's first MiB stays, and
 * what it logs later is appended. `onCut` is called at the first cut. Disposing of it ends the checks.
 */
function limitLog({ file, start }, onCut) {
    let cuts = 0;
    const check = async () => {
        const size = (await (0,promises_.stat)(file)).size;
        if (size <= maxLogBytes)
            return;
        await (0,promises_.truncate)(file, Math.min(start, maxStartBytes) + keptBytes);
        if (cuts++ === 0)
            onCut();
    };
    const timer = setInterval(() => void check().catch(() => { }), checkMs);
    timer.unref();
    return { [Symbol.dispose]: () => clearInterval(timer) };
}

;// CONCATENATED MODULE: ./build/service/launch.js










/** Starts the command. Its output goes to service-<arm>.log. Throws CouldNotMeasure if its directory does not exist. */
async function launch({ command, arm, directory, temporary, env, stdin, stopTimeoutMs }, { runId, temporary: runDirectory, out, cores, notify, signal }) {
    if (!(await (0,files/* isDirectory */.wd)(directory))) {
        const key = arm === "base" ? "base.directory" : "service.directory";
        throw new errors/* CouldNotMeasure */.Nc(`${key}: expected a directory, got ${(0,external_node_path_.resolve)(directory)}, which does not exist`);
    }
    await (0,promises_.mkdir)(temporary, { recursive: true });
    await (0,promises_.mkdir)(out, { recursive: true });
    const file = (0,external_node_path_.join)(out, `service-${arm}.log`);
    const log = { file, start: (await (0,promises_.stat)(file).catch(() => undefined))?.size ?? 0 };
    const mark = { name: watchdog/* runMark */.n6, value: `${runId}/${arm}` };
    const tree = await spawnTree({ command, directory, env, logFile: file, mark, ...(0,omitUndefined/* omitUndefined */.O)({ cores, stdin }) });
    const records = [await (0,service_runDirectory/* recordProcessGroup */.mI)(runDirectory, tree.pid)];
    const logLimit = limitLog(log, () => notify?.({ kind: "log_cut", arm, file, limit_bytes: (0,unit/* bytes */.ee)(maxLogBytes) }));
    return {
        tree,
        adopt: (processes) => processes.forEach(tree.adopt),
        async recordMembers() {
            for (const member of tree.members())
                records.push(await (0,service_runDirectory/* recordProcess */.TX)(runDirectory, member));
        },
        logLines: () => readLog(log),
        logTail: () => quoteLog(log),
        async [Symbol.asyncDispose]() {
            await tree.stop(stopTimeoutMs, signal).finally(() => logLimit[Symbol.dispose]());
            for (const record of records)
                await (0,promises_.rm)(record, { force: true });
        },
    };
}
/** The exit as the end of a sentence: ended with exit code 3. */
function exitText({ code, signal }) {
    return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/shell/sockets.js

/** All listening TCP sockets that this process's network has. Empty if the system does not show them. */
function readListeners() {
    return (0,procfs/* listeningSockets */.OC)().map(({ hexAddress, inode }) => {
        const [address = "", port = ""] = hexAddress.split(":");
        return { address: addressText(address), port: Number.parseInt(port, 16), inode };
    });
}
/** The processes among `pids` that have one of the sockets open. */
function socketOwners(inodes, pids) {
    const names = new Set(inodes.map((inode) => `socket:[${inode}]`));
    return pids.filter((pid) => (0,procfs/* openFiles */.Km)(pid).some((file) => names.has(file)));
}
/** The listening sockets that the processes have open. */
function listenersOf(pids) {
    const files = new Set(pids.flatMap(procfs/* openFiles */.Km));
    return readListeners().filter(({ inode }) => files.has(`socket:[${inode}]`));
}
/** The kernel prints each group of 4 bytes as a number in the machine's byte order: 0100007F -> 127.0.0.1. */
function addressText(hex) {
    const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) => (word.match(/../g) ?? []).toReversed().map((byte) => Number.parseInt(byte, 16)));
    if (bytes.length === 4)
        return bytes.join(".");
    const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 0xff && bytes[11] === 0xff;
    if (mapped)
        return bytes.slice(12).join(".");
    const groups = Array.from({ length: 8 }, (_, i) => ((bytes[2 * i] ?? 0) * 256 + (bytes[2 * i + 1] ?? 0)).toString(16));
    return new URL(`http://[${groups.join(":")}]`).hostname.slice(1, -1);
}

;// CONCATENATED MODULE: ./build/service/port.js


/** A port on which nothing listens right now, on any address. */
async function freePort() {
    for (;;) {
        const port = await assignedPort();
        // The system only assures that nothing listens on the address that was bound.
        if (readListeners().every((listener) => listener.port !== port))
            return port;
    }
}
async function assignedPort() {
    const server = (0,external_node_net_.createServer)();
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === "string")
        throw new Error("the system assigned no port");
    return address.port;
}

;// CONCATENATED MODULE: ./build/service/portOwner.js



/** Programs that pass connections on to a service elsewhere, such as in a container. */
const forwarders = /(?:^|\/)(docker-proxy|rootlessport|rootlesskit|slirp4netns|pasta|passt|gvproxy|kubectl|ssh|socat)\b/;
/**
 * Decides by evidence. PORT was free on every address when the service was started. An unknown process that listens
 * on it therefore belongs to the service, unless it carries the mark of another arm or run.
 */
function portOwner({ owners, hasSocket, hasHiddenMember, members }) {
    const memberPids = new Set(members.map(({ pid }) => pid));
    const own = owners.filter(({ pid }) => memberPids.has(pid));
    const [forwarder] = (own.length > 0 ? own : owners).filter(({ command }) => forwarders.test(programOf(command)));
    if (forwarder !== undefined)
        return { kind: "unseen", listener: nameOf(forwarder) };
    if (own.length > 0)
        return { kind: "member" };
    const [root] = members;
    const [first] = owners;
    if (first === undefined || root === undefined) {
        if (hasHiddenMember || root === undefined)
            return { kind: "member" };
        return { kind: "unseen", listener: hasSocket ? "another user's process" : "no process of this machine" };
    }
    const marked = owners.find(({ mark }) => mark !== undefined);
    if (marked !== undefined)
        return { kind: "foreign", listener: nameOf(marked) };
    const younger = owners.filter(({ startTicks }) => startTicks >= root.startTicks);
    if (younger.length > 0)
        return { kind: "started_for_service", processes: younger };
    return { kind: "unseen", listener: `${nameOf(first)}, which is older than the service` };
}
/** A longer command line is cut. */
const mostShown = 100;
function nameOf({ pid, command }) {
    const shown = command.length > mostShown ? `${command.slice(0, mostShown)}…` : command;
    return `process ${pid} (${shown})`;
}
const programOf = (command) => command.split(" ")[0] ?? "";
/** Looks for the owner of the port on this machine. */
function findPortOwner(port, members) {
    if (!(0,procfs/* hasProcfs */.qM)())
        return { kind: "member" };
    const inodes = inodesOf(port);
    return portOwner({
        owners: ownersOf(inodes),
        hasSocket: inodes.length > 0,
        hasHiddenMember: members.some(({ pid }) => (0,procfs/* openFiles */.Km)(pid).length === 0),
        members,
    });
}
const inodesOf = (port) => readListeners().flatMap((listener) => (listener.port === port ? [listener.inode] : []));
/** The processes that listen on a port. Another user's are only shown to root. */
const listenersOn = (port) => ownersOf(inodesOf(port));
function ownersOf(inodes) {
    if (inodes.length === 0)
        return [];
    return socketOwners(inodes, (0,procfs/* allPids */.SH)()).flatMap((pid) => {
        const stat = (0,procfs/* readStat */.BV)(pid);
        return stat === undefined ? [] : { ...stat, command: (0,procfs/* commandOf */.Nl)(pid), mark: markOf(pid) };
    });
}
function markOf(pid) {
    const entries = (0,procfs/* readEnvironment */.Qo)(pid)?.split("\0") ?? [];
    return entries.find((entry) => entry.startsWith(`${watchdog/* runMark */.n6}=`))?.slice(watchdog/* runMark */.n6.length + 1);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: ./build/shell/address.js
var shell_address = __webpack_require__(40901);
// EXTERNAL MODULE: ./build/shell/tlsContext.js
var tlsContext = __webpack_require__(82405);
// EXTERNAL MODULE: ./build/util/defaultHeaders.js
var defaultHeaders = __webpack_require__(56172);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./build/service/tlsProbe.js



const handshakeTimeoutMs = 2000;
/** A TLS server refuses the first bytes of plain HTTP at once. */
const refusalMs = 300;
/** Opens a TLS connection. Returns `ready`, or the code of the error. */
async function tryHandshake(address, tls) {
    const options = { ...address, rejectUnauthorized: tls.verify, secureContext: (0,tlsContext/* tlsContextOf */.A)(tls) };
    return await outcomeOf((0,external_node_tls_.connect)(options), "secureConnect", handshakeTimeoutMs);
}
/** True if a TLS server listens there, whatever its certificate. */
async function speaksTls(address) {
    const result = await tryHandshake(address, { verify: false });
    // A server that asks for a client's certificate speaks TLS too: it refuses by an alert.
    return result === "ready" || /\balert\b|_ALERT_/i.test(result);
}
/**
 * True if the server refuses plain HTTP, and speaks TLS. An HTTP server sees a client that sends half a request line
 * and hangs up, and nothing else.
 */
async function refusesPlainHttp(address) {
    const socket = (0,external_node_net_.connect)(address);
    socket.on("connect", () => socket.write("GET /"));
    const isRefused = (await outcomeOf(socket, "data", refusalMs)) !== timedOut;
    return isRefused && (await speaksTls(address));
}
const timedOut = "no answer within 2 s";
/** The event as `ready`, or the way in which the connection ended. */
async function outcomeOf(socket, event, timeoutMs) {
    const { promise, resolve } = Promise.withResolvers();
    socket.once(event, () => resolve("ready"));
    socket.once("close", () => resolve("the connection was closed"));
    socket.on("error", ({ code, message }) => {
        // OpenSSL's reason stands in the message only.
        resolve(code === undefined || code === "EPROTO" ? message : code);
    });
    socket.setTimeout(timeoutMs, () => resolve(timedOut));
    return await promise.finally(() => socket.destroy());
}

;// CONCATENATED MODULE: ./build/service/readiness.js










/** Both loopback addresses: a service may listen on either. */
const hosts = ["127.0.0.1", "::1"];
const pollMs = 20;
const attemptTimeoutMs = 2000;
/** Checks the service until it is ready or the timeout is over. A mistake in the settings of TLS ends the wait. */
async function waitUntilReady({ timeoutMs, ...target }, signal, clock = shell_clock/* systemClock */.ml) {
    const endMs = clock.nowMs() + timeoutMs;
    for (let lastResult = "nothing listened";;) {
        const attempts = await Promise.all(hosts.map(async (host) => ({ host, result: await check(host, target) })));
        const success = attempts.find(({ result }) => result === "ready");
        if (success !== undefined)
            return { origin: originOf(success.host, target) };
        lastResult = attempts.find(({ result }) => result !== "ECONNREFUSED")?.result ?? lastResult;
        if (clock.nowMs() >= endMs || isFinal(lastResult))
            return { lastResult };
        await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + pollMs), signal);
    }
}
/** A certificate does not change while the service starts. */
const isFinal = (result) => (0,failureText/* settingsAdvice */.IZ)(result) !== undefined;
/** How long a service that Loadgate did not start may take to accept a connection. */
const targetTimeoutMs = 10_000;
/** Waits until something accepts connections at the origin. Returns the last error, in words, after 10 s. */
async function waitUntilReachable(origin, signal, clock = shell_clock/* systemClock */.ml) {
    const address = (0,shell_address/* addressOf */.c)(origin);
    for (const endMs = clock.nowMs() + targetTimeoutMs;;) {
        const result = await tryConnect(address);
        if (result === "ready")
            return undefined;
        if (clock.nowMs() >= endMs)
            return result;
        await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + pollMs), signal);
    }
}
function check(host, target) {
    const { port, ready, tls } = target;
    if (ready.kind === "http")
        return tryGet(host, target, ready);
    return tls === undefined ? tryConnect({ host, port }) : tryHandshake({ host, port }, tls);
}
function originOf(host, { port, tls }) {
    return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
function tryConnect(address) {
    const { promise, resolve } = Promise.withResolvers();
    const socket = (0,external_node_net_.connect)({ ...address, timeout: attemptTimeoutMs });
    socket.once("connect", () => resolve("ready"));
    socket.once("timeout", () => resolve("no connection within 2 s"));
    socket.once("error", (error) => resolve(error.code ?? error.message));
    return promise.finally(() => socket.destroy());
}
function tryGet(host, { port, tls }, ready) {
    const { path } = ready;
    const headers = (0,defaultHeaders/* withDefaultHeaders */.o)(ready.headers);
    // The load's client accepts as much.
    const lenient = { insecureHTTPParser: true };
    const options = { host, port, path, headers, agent: false, timeout: attemptTimeoutMs, ...lenient };
    const { promise, resolve } = Promise.withResolvers();
    const onResponse = (response) => {
        response.resume();
        const status = response.statusCode ?? 0;
        resolve(status >= 200 && status < 300 ? "ready" : `GET ${path} returned ${status}`);
    };
    const request = tls === undefined
        ? (0,external_node_http_.get)(options, onResponse)
        : (0,external_node_https_.get)({ ...options, rejectUnauthorized: tls.verify, secureContext: (0,tlsContext/* tlsContextOf */.A)(tls) }, onResponse);
    request.once("timeout", () => resolve(`GET ${path} got no response within 2 s`));
    request.once("error", (error) => resolve(error.code ?? error.message));
    return promise.finally(() => request.destroy());
}

;// CONCATENATED MODULE: ./build/service/startCause.js
/** The cause and the remedy, as the last part of a message. */
function causeText(cause) {
    switch (cause.kind) {
        case "port_taken":
            return portTakenText(cause);
        case "withheld_variables": {
            const [first] = cause.names;
            return (`its log names ${cause.names.join(", ")}, which Loadgate withholds from all commands; ` +
                `if it is needed, set service.env.${first}: \${env.${first}}`);
        }
        case "background":
            return `${cause.process} still runs: the service went to the background; start it in the foreground`;
        case "ended_without_error":
            return cause.stdin === "open"
                ? "a service must keep running in the foreground"
                : "a service must keep running in the foreground; if it stops because its standard input has ended, set service.stdin: open";
        case "script_stopped":
            return "a command of several lines stops at the first line that fails";
        case "speaks_tls":
            return "it speaks TLS on that port: set service.tls: true";
        case "speaks_plain_http":
            return "it speaks plain HTTP on that port: remove service.tls: true";
        case "other_address": {
            const { listener, variable } = cause;
            const setting = variable === undefined
                ? "(often set by a variable HOST or an option --host)"
                : `(${variable} sets it: service.env.${variable}: 127.0.0.1)`;
            return `it listens on ${listener.address} only: let it listen on 127.0.0.1 or 0.0.0.0 ${setting}`;
        }
        case "other_ports":
            return `it listens on ${cause.ports.join(", ")}: let it read PORT`;
    }
}
function portTakenText({ port, holder, variable }) {
    const subject = port === undefined ? "the port that it wants" : `port ${port}`;
    switch (holder.kind) {
        case "other_arm": {
            const name = variable ?? "METRICS_PORT";
            const [base, head] = port === undefined ? ["…", "…"] : [`"${port}"`, `"${port + 1}"`];
            const source = variable === undefined ? ", by the variable that the service reads" : "";
            return (`the ${holder.arm} service, which runs at the same time, holds ${subject}: let it listen on PORT, and give each ` +
                `arm its own further ports, such as service.env.${name}: { base: ${base}, head: ${head} }${source}`);
        }
        case "container":
            return `a container (${holder.container}) holds ${subject}: let the service listen on PORT, or stop that container`;
        case "process":
            return `${holder.process} holds ${subject}: let the service listen on PORT, or stop that process`;
        case "unknown":
            return `another process uses ${subject}: let the service listen on PORT, or stop that process`;
    }
}
/** How runtimes report a port that is in use. */
const inUse = /EADDRINUSE|AddrInUse|(?:address|port|connection)(?: \S+)? (?:is |was )?(?:already )?in use|only one usage of each socket address/i;
/** Such as :9464, port 9464, Port: 9464 and ('0.0.0.0', 9464). Times of day have fewer digits. */
const portNumber = /(?::|\bport\W{0,3}|', )(\d{3,5})\b/gi;
/** The port that the log reports as in use; `unknown` if the report has no number. `undefined` without a report. */
function portInUse(log) {
    const at = log.findIndex((line) => inUse.test(line));
    if (at === -1)
        return undefined;
    // Node's errors have the port in a line of its own, too. Other lines have line numbers of files.
    const explicit = log.slice(at, at + 12).flatMap((line) => /^\s*port: (\d+)/.exec(line)?.[1] ?? []);
    const inLine = [...(log[at] ?? "").matchAll(portNumber)].map(([, digits]) => digits);
    const [port] = [...explicit, ...inLine];
    return port === undefined ? "unknown" : Number(port);
}
/** The names among `withheld` that the log mentions. */
function mentionedNames(log, withheld) {
    const words = new Set(log.flatMap((line) => line.match(/[A-Za-z_][\w-]*/g) ?? []));
    return withheld.filter((name) => words.has(name));
}
/** True for a command of several lines. */
const isScript = (command) => command.trim().includes("\n");

// EXTERNAL MODULE: external "node:dns/promises"
var external_node_dns_promises_ = __webpack_require__(71553);
;// CONCATENATED MODULE: ./build/service/startEvidence.js








/** The port that the log reports as in use, and who has it. `undefined` if the log reports none. */
function takenPort(log, { runId, arm, env }) {
    const reported = portInUse(log);
    if (reported === undefined)
        return undefined;
    const other = arm === "base" ? "head" : "base";
    const pids = findOtherArm(runId, other);
    const port = reported === "unknown" ? onlyFurtherPort(pids) : reported;
    if (port === undefined)
        return { kind: "port_taken", holder: { kind: "unknown" } };
    const holder = holderOf(port, pids, other);
    return { kind: "port_taken", port, holder, ...(0,omitUndefined/* omitUndefined */.O)({ variable: variableWith(String(port), env) }) };
}
function findOtherArm(runId, arm) {
    const mark = (0,watchdog/* armMark */.oR)(runId, arm);
    return [...new Set([...(0,processTable/* findMarked */.Em)(mark), ...(0,processTable/* findLimited */._Q)(mark)].map(({ pid }) => pid))];
}
/** An arm that listens on PORT and one more port: that one is the fixed one. */
function onlyFurtherPort(pids) {
    const own = new Set(listenersOf(pids).map(({ port }) => port));
    const assigned = new Set(pids.flatMap((pid) => environmentPort(pid) ?? []));
    const [port, ...more] = [...own].filter((one) => !assigned.has(one));
    return more.length === 0 ? port : undefined;
}
function environmentPort(pid) {
    const [, port] = /(?:^|\0)PORT=(\d+)\0/.exec((0,procfs/* readEnvironment */.Qo)(pid) ?? "") ?? [];
    return port === undefined ? undefined : Number(port);
}
function holderOf(port, otherArm, arm) {
    const owners = listenersOn(port);
    if (owners.some(({ pid }) => otherArm.includes(pid)))
        return { kind: "other_arm", arm };
    const container = containerAt(port);
    if (container !== undefined)
        return { kind: "container", container };
    const [owner] = owners;
    return owner === undefined ? { kind: "unknown" } : { kind: "process", process: nameOf(owner) };
}
/** Docker's forwarder has all addresses in its command line, which every user may read. */
function containerAt(port) {
    const commands = (0,procfs/* allPids */.SH)().map(procfs/* commandOf */.Nl);
    const proxy = commands.find((command) => /\bdocker-proxy\b/.test(command) && hasOption(command, "host-port", port));
    const [, address] = /-container-ip (\S+)/.exec(proxy ?? "") ?? [];
    return proxy === undefined ? undefined : `docker, ${address ?? "address unknown"}`;
}
const hasOption = (command, name, value) => new RegExp(`-${name}[ =]${value}(?: |$)`).test(command);
/** The environment variable that has the value, if exactly one does. PORT is Loadgate's own. */
function variableWith(value, env) {
    const [name, ...more] = Object.keys(env).filter((key) => key !== "PORT" && env[key] === value);
    return more.length === 0 ? name : undefined;
}
/** Variables by which frameworks set the address that they listen on. Containers set HOSTNAME, to their own name. */
const addressVariables = /^(HOST|HOSTNAME|BIND|BIND_ADDR(ESS)?|LISTEN(_ADDR(ESS)?)?|ADDRESS|IP|SERVER_(HOST|ADDRESS))$/;
/** The service listens on PORT, but not on loopback. */
async function otherAddress(listeners, port, env) {
    const onPort = listeners.filter((listener) => listener.port === port);
    const [listener] = onPort;
    if (listener === undefined || onPort.some(({ address }) => reachable.has(address)))
        return undefined;
    const names = Object.keys(env).filter((name) => addressVariables.test(name));
    for (const variable of names) {
        const { address } = await (0,external_node_dns_promises_.lookup)(env[variable] ?? "").catch(() => ({ address: undefined }));
        if (address === listener.address)
            return { kind: "other_address", listener, variable };
    }
    return { kind: "other_address", listener };
}
/** The addresses that accept connections to the loopback addresses that Loadgate uses. */
const reachable = new Set(["127.0.0.1", "0.0.0.0", "::1", "::"]);

;// CONCATENATED MODULE: ./build/service/startFailure.js









/** The failure of a service that ended by itself, with the cause as far as it can be seen. */
async function exitFailure({ tree, logLines, logTail }, started, exit) {
    const { arm, service } = started;
    // Processes that the service left behind end soon, too.
    const left = tree.members();
    const log = await logLines();
    const cause = causeInLog(log, started) ?? (exit.isReady ? undefined : causeOfExit(exit, left[0]?.pid, service));
    const when = exit.isReady ? "while it was measured" : "before it was ready";
    const hint = cause === undefined ? "" : `; ${causeText(cause)}`;
    return new errors/* ServiceFailure */.A(`service.command: the ${arm} service ${exitText(exit)} ${when}${hint}`, await logTail());
}
/** The failure of a service that was not ready in time, or cannot get ready. */
async function readinessFailure(process, started, lastResult) {
    const { arm, port, service } = started;
    const { ready, readyTimeoutMs } = service;
    const expected = ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
    const cause = await causeOfSilence(process, started, lastResult);
    const advice = cause === undefined
        ? ((0,failureText/* settingsAdvice */.IZ)(lastResult) ?? "correct service.ready or raise service.ready_timeout")
        : causeText(cause);
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} service ${expected} within ${readyTimeoutMs / 1000} s, got: ${lastResult}; ${advice}`, await process.logTail());
}
/** The failure of a service that accepts connections, but only for TLS. */
async function tlsFailure({ logTail }, { arm, port }) {
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} service to speak plain HTTP on PORT ${port}; ${causeText({ kind: "speaks_tls" })}`, await logTail());
}
function causeInLog(log, started) {
    const taken = takenPort(log, started);
    if (taken !== undefined)
        return taken;
    const names = mentionedNames(log, started.withheld);
    return names.length === 0 ? undefined : { kind: "withheld_variables", names };
}
function causeOfExit({ code, signal }, leftPid, { stdin, command }) {
    if (leftPid !== undefined && signal === null)
        return { kind: "background", process: nameOf({ pid: leftPid, command: (0,procfs/* commandOf */.Nl)(leftPid) }) };
    if (code === 0)
        return { kind: "ended_without_error", stdin };
    return signal === null && isScript(command) ? { kind: "script_stopped" } : undefined;
}
async function causeOfSilence({ tree, logLines }, started, lastResult) {
    const { port, env, service } = started;
    const listeners = listenersOf(tree.members().map(({ pid }) => pid));
    if (service.tls && plainHttpReply.test(lastResult))
        return { kind: "speaks_plain_http" };
    if (!service.tls && (await isTls(port)))
        return { kind: "speaks_tls" };
    const byAddress = await otherAddress(listeners, port, env);
    if (byAddress !== undefined)
        return byAddress;
    const byLog = causeInLog(await logLines(), started);
    if (byLog !== undefined)
        return byLog;
    const ports = [...new Set(listeners.map((listener) => listener.port))].filter((one) => one !== port);
    return ports.length === 0 ? undefined : { kind: "other_ports", ports: ports.toSorted((a, b) => a - b) };
}
/** How OpenSSL reports bytes that are not TLS. */
const plainHttpReply = /EPROTO|wrong.version.number|packet.length.too.long/i;
async function isTls(port) {
    const results = await Promise.all(["127.0.0.1", "::1"].map((host) => speaksTls({ host, port })));
    return results.includes(true);
}

;// CONCATENATED MODULE: ./build/service/service.js








/** Waits until the started service is ready. If it does not get ready, stops it and throws a ServiceFailure. */
async function untilReady(process, started, signal) {
    const { service, port } = started;
    const exit = watchExit(process, started);
    const polling = new AbortController();
    try {
        const check = {
            port,
            ready: service.ready,
            timeoutMs: service.readyTimeoutMs,
            ...(service.tls && { tls: started.tls }),
        };
        const ready = await Promise.race([
            waitUntilReady(check, AbortSignal.any([signal, polling.signal])),
            exit.beforeReady,
        ]);
        if (!("origin" in ready))
            throw await readinessFailure(process, started, ready.lastResult);
        await requirePlainHttp(ready, process, started);
        return await readyService(ready.origin, process, started, exit.afterReady);
    }
    catch (error) {
        polling.abort(error);
        await process[Symbol.asyncDispose]();
        throw error;
    }
}
async function readyService(origin, process, { arm, port }, died) {
    const { tree } = process;
    const pids = () => [tree.pid, ...tree.members().flatMap(({ pid }) => (pid === tree.pid ? [] : pid))];
    const owner = findPortOwner(port, tree.members());
    if (owner.kind === "foreign") {
        throw new errors/* ServiceFailure */.A(`service.command: the ${arm} service does not listen on its PORT ${port}, but ${owner.listener} does; stop that process`);
    }
    if (owner.kind === "started_for_service")
        process.adopt(owner.processes);
    await process.recordMembers();
    return {
        origin,
        pids,
        ...(0,omitUndefined/* omitUndefined */.O)({ unseen: unseenBy(owner) }),
        furtherPorts: () => [...new Set(listenersOf(pids()).map((listener) => listener.port))].filter((one) => one !== port),
        died,
        [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
    };
}
function unseenBy(owner) {
    if (!(0,procfs/* hasProcfs */.qM)())
        return {};
    return owner.kind === "unseen" ? { listener: owner.listener } : undefined;
}
function watchExit(process, started) {
    const { exited } = process.tree;
    const beforeReady = exited.then(async (exit) => {
        throw await exitFailure(process, started, { ...exit, isReady: false });
    });
    const afterReady = exited.then(async (exit) => {
        throw await exitFailure(process, started, { ...exit, isReady: true });
    });
    for (const promise of [beforeReady, afterReady])
        promise.catch(() => { });
    return { beforeReady, afterReady };
}
/** A service that accepts connections may still want TLS. Requests would only fail by closed connections. */
async function requirePlainHttp(ready, process, started) {
    const { service, port } = started;
    if (service.tls || service.ready.kind !== "tcp")
        return;
    const host = new URL(ready.origin).hostname.replace(/^\[|\]$/g, "");
    if (await refusesPlainHttp({ host, port }))
        throw await tlsFailure(process, started);
}

;// CONCATENATED MODULE: ./build/service/deployment.js
var deployment_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var deployment_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









function createDeployment({ service, arm, directory }, context) {
    const { signal } = context;
    const temporary = (0,external_node_path_.join)(context.temporary, arm);
    const environment = serviceEnvironment(context.env, { TMPDIR: temporary, ...service.env[arm], LOADGATE_ARM: arm }, context.withheldSecrets);
    const withheld = withheldNames(context.env, environment);
    const run = (command, options = {}) => launch({ command, arm, directory, temporary, env: environment, stopTimeoutMs: (0,unit/* millis */.ne)(0), ...options }, context);
    return {
        environment,
        async build() {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                if (service.build === undefined)
                    return;
                const command = deployment_addDisposableResource(env_1, await run(service.build), true);
                const exit = await abortable(command.tree.exited, signal);
                if (exit.code === 0)
                    return;
                const summary = `service.build: the ${arm} build ${exitOfScript(service.build, exit)}`;
                throw await preparationFailure(summary, command, withheld);
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = deployment_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        async prepareRound() {
            const env_2 = { stack: [], error: void 0, hasError: false };
            try {
                await (0,files/* removeTree */.dM)(temporary);
                if (service.beforeRound === undefined)
                    return;
                const command = deployment_addDisposableResource(env_2, await run(service.beforeRound), true);
                const timeout = AbortSignal.timeout(service.readyTimeoutMs);
                const exit = await abortable(command.tree.exited, AbortSignal.any([signal, timeout])).catch((error) => {
                    if (signal.aborted || !timeout.aborted)
                        throw error;
                    return undefined;
                });
                if (exit?.code === 0)
                    return;
                const end = exit === undefined
                    ? `took longer than ${service.readyTimeoutMs / 1000} s`
                    : exitOfScript(service.beforeRound, exit);
                throw await preparationFailure(`service.before_round: for the ${arm} it ${end}`, command, withheld);
            }
            catch (e_2) {
                env_2.error = e_2;
                env_2.hasError = true;
            }
            finally {
                const result_2 = deployment_disposeResources(env_2);
                if (result_2)
                    await result_2;
            }
        },
        async start() {
            const port = await freePort();
            const env = { ...environment, PORT: String(port) };
            const { stdin, stopTimeoutMs } = service;
            const started = await run(service.command, { env, stdin, stopTimeoutMs });
            const tls = context.tls ?? { verify: true };
            return await untilReady(started, { service, arm, port, tls, env, withheld, runId: context.runId }, signal);
        },
    };
}
/** The failure of a preparation command, with the cause as far as the log names it. */
async function preparationFailure(summary, { logLines, logTail }, withheld) {
    const names = mentionedNames(await logLines(), withheld);
    const cause = names.length > 0 ? `; ${causeText({ kind: "withheld_variables", names })}` : "";
    return new errors/* ServiceFailure */.A(`${summary}${cause}`, await logTail());
}
function exitOfScript(script, exit) {
    return isScript(script) ? `${exitText(exit)}; ${causeText({ kind: "script_stopped" })}` : exitText(exit);
}
function abortable(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    if (signal.aborted)
        abort();
    signal.addEventListener("abort", abort);
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
}

;// CONCATENATED MODULE: ./build/experiment/arm.js



/** The head arm, built. Throws CouldNotMeasure if that fails. */
async function headArm({ service, target }, context) {
    if (service !== undefined) {
        const from = "service.command";
        const build = { arm: "head", kind: "service", from, description: from, directory: service.directory };
        return await buildArm(build, service, context);
    }
    if (target !== undefined)
        return targetArm("head", "target", target, context);
    throw new errors/* CouldNotMeasure */.Nc("the configuration has neither a service to start nor a target");
}
/** Runs `service.build`, then gives the arm. Throws a ServiceFailure if the build fails. */
async function buildArm(build, service, context) {
    await deploymentOf(build, service, context).build();
    return builtArm(build, service, context);
}
/** An arm whose build is already in its directory. */
function builtArm(build, service, context) {
    const deployment = deploymentOf(build, service, context);
    const { directory: _, ...origin } = build;
    return {
        ...origin,
        environment: deployment.environment,
        prepareRound: () => deployment.prepareRound(),
        start: async () => runningArm(build.arm, await deployment.start(), context),
    };
}
/** Warns if nobody sees the processes that do the service's work: numbers of others would look like a comparison. */
function runningArm(arm, service, { notify }) {
    const { unseen, pids, ...running } = service;
    if (unseen === undefined)
        return { arm, pids, ...running };
    notify?.({ kind: "usage_unseen", arm, ...unseen });
    return { arm, ...running };
}
const deploymentOf = ({ arm, directory }, service, context) => createDeployment({ service, arm, directory }, context);
/** A service that Loadgate does not start. `key` is the configuration key of its address. */
function targetArm(arm, key, origin, { signal }) {
    const start = async () => {
        const problem = await waitUntilReachable(origin, signal);
        if (problem !== undefined) {
            throw new errors/* CouldNotMeasure */.Nc(`${key}: nothing listens at ${origin} (${problem}); start the service before Loadgate, or correct ${key}`);
        }
        return { arm, origin, died: new Promise(() => { }), [Symbol.asyncDispose]: async () => { } };
    };
    return { arm, kind: "target", from: origin, description: origin, prepareRound: async () => { }, start };
}

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









/** Allowance per entry for headers, long names and padding. */
const overheadBytes = 2048;
/**
 * Unpacks an archive of packBuild into `directory`, and creates that directory. The archive is not trusted: only files,
 * directories and symbolic links that stay inside are unpacked, within `limits`, and nothing is set-user-ID.
 * Throws UnusableBaseline that says what is wrong, and then leaves no files.
 */
async function unpackBuild(file, directory, limits = buildLimits/* buildLimits */.ZB) {
    await (0,promises_.mkdir)(directory);
    try {
        return await unpackInto(new BuildTree(directory, limits), file, limits);
    }
    catch (error) {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
        const reason = error instanceof ForbiddenContent ? error.message : `it cannot be unpacked (${(0,errors/* messageOf */.bD)(error)})`;
        throw new codec/* UnusableBaseline */.$X(`${(0,external_node_path_.basename)(file)}: ${reason}; delete the baseline and ${codec/* remakeAdvice */.Gx}`, {
            cause: error,
        });
    }
}
/** The archive holds something that packBuild never packs. */
class ForbiddenContent extends Error {
}
async function unpackInto(tree, file, limits) {
    const archive = (0,tar_stream.extract)();
    const maxArchiveBytes = limits.maxBytes + limits.maxEntries * overheadBytes;
    const input = (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,external_node_zlib_.createGunzip)(), limitBytes(maxArchiveBytes), 
    // streamx streams work as Node streams, but their types do not say so.
    archive);
    // Awaited below. Its error also fails the entries.
    input.catch(() => { });
    await addEntries(archive, tree);
    await input;
    return await tree.finish();
}
async function addEntries(archive, tree) {
    for await (const entry of archive) {
        await tree.add(entry.header, entry);
        entry.resume();
    }
}
function limitBytes(maxBytes) {
    return async function* (chunks) {
        let bytes = 0;
        for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > maxBytes)
                throw new ForbiddenContent("it unpacks to more than a build may hold");
            yield chunk;
        }
    };
}
/** The files that were unpacked so far. */
class BuildTree {
    #directory;
    #limits;
    /** Directories that this tree created. Files are only put into these. */
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
        const path = safePath(name);
        if (!this.#directories.has(parentOf(path))) {
            throw new ForbiddenContent(`${name} lies in no directory of the archive`);
        }
        this.#entries++;
        this.#bytes += size;
        if (this.#entries > this.#limits.maxEntries || this.#bytes > this.#limits.maxBytes) {
            throw new ForbiddenContent("it holds more than a build may");
        }
        const absolute = (0,external_node_path_.join)(this.#directory, path);
        switch (type) {
            case "directory":
                await (0,promises_.mkdir)(absolute);
                await (0,promises_.chmod)(absolute, (mode & buildLimits/* permissionBits */.q1) | buildLimits/* directoryOwnerBits */.J9);
                this.#directories.add(path);
                return;
            case "file":
                this.#files++;
                return await writeNewFile(absolute, content, mode & buildLimits/* permissionBits */.q1);
            case "symlink":
                if (this.#links.has(path) || !linkname) {
                    throw new ForbiddenContent(`${name} is a link twice, or leads nowhere`);
                }
                this.#links.set(path, linkname);
                return;
            default:
                throw new ForbiddenContent(`${name} is neither a file, a directory nor a symbolic link, but a ${type}`);
        }
    }
    /** Creates the links last, so that no file is written through a link. */
    async finish() {
        const outside = [...this.#links.keys()].find((link) => (0,buildLimits/* leavesTree */.ti)(link, this.#links));
        if (outside !== undefined)
            throw new ForbiddenContent(`the link ${outside} leads outside`);
        for (const [path, target] of this.#links)
            await (0,promises_.symlink)(target, (0,external_node_path_.join)(this.#directory, path));
        return { files: this.#files + this.#links.size, bytes: this.#bytes };
    }
}
/** Without the slash at the end of a directory's name. Throws if the path could leave the tree. */
function safePath(name) {
    const path = name.replace(/\/$/, "");
    const isPlain = path.split("/").every((segment) => segment !== "" && segment !== "." && segment !== "..");
    if (!isPlain || path.includes("\0")) {
        throw new ForbiddenContent(`${JSON.stringify(name)} is not a path inside the build`);
    }
    return path;
}
const parentOf = (path) => path.slice(0, Math.max(0, path.lastIndexOf("/")));
async function writeNewFile(path, content, mode) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = unpack_addDisposableResource(env_1, await (0,promises_.open)(path, "wx", 0o600), true);
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

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/experiment/base/carriedBuild.js





/**
 * Unpacks the build into the run's temporary directory, if the base may come from it. Throws BaseUnavailable if it
 * cannot be unpacked and the configuration demands it.
 */
async function unpackCarriedBuild(base, archive, temporary) {
    const isDemanded = base.from === "artifact";
    const mayUse = isDemanded || (base.from === "auto" && !(0,plan/* hasExplicitBase */.Sz)(base));
    if (archive === undefined || !mayUse)
        return { notices: [] };
    if ("reason" in archive) {
        if (!isDemanded)
            return { notices: [] };
        if (archive.isOutage !== true)
            throw new errors/* BaseUnavailable */.G5("artifact", archive.reason);
        const subject = "the baseline artifact";
        return { notices: [], missingBase: { source: "artifact", cause: "unreachable", subject, detail: archive.reason } };
    }
    const { file, ...build } = archive;
    const directory = (0,external_node_path_.join)(temporary, "carried");
    try {
        await unpackBuild(file, directory);
        return { carried: { ...build, directory }, notices: [] };
    }
    catch (error) {
        if (!(error instanceof codec/* UnusableBaseline */.$X))
            throw error;
        if (isDemanded)
            throw new errors/* BaseUnavailable */.G5("artifact", error.message, { cause: error });
        return { notices: [{ kind: "base_unavailable", source: "artifact", stage: "lookup", reason: error.message }] };
    }
}

;// CONCATENATED MODULE: ./build/experiment/base/copyFiles.js




/** Finds the files that `base.copy` names. Throws CouldNotMeasure if a name has none, or if a link leads outside. */
async function findCopies(from, patterns) {
    const entries = new Map();
    for (const pattern of patterns) {
        const paths = await matchesOf(from, pattern);
        if (paths.length === 0)
            throw new errors/* CouldNotMeasure */.Nc(`base.copy: ${pattern} does not exist in service.directory (${from}); create it in an earlier step, or remove it from base.copy`);
        for (const path of paths)
            await addTree(from, path, entries);
    }
    const links = new Map([...entries.values()].flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])));
    const outside = [...links.keys()].find((link) => (0,buildLimits/* leavesTree */.ti)(link, links));
    if (outside !== undefined)
        throw new errors/* CouldNotMeasure */.Nc(`base.copy: the link ${outside} leads out of service.directory; name a file inside it`);
    return { from, entries: [...entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)) };
}
/** An existing file matches its own name, even if the name could be a glob, such as [id].js. */
async function matchesOf(directory, pattern) {
    const path = external_node_path_.posix.normalize(pattern).replace(/\/$/, "");
    if ((await entryAt(directory, path)) !== undefined)
        return [path];
    const matches = [];
    for await (const match of (0,promises_.glob)(pattern, { cwd: directory }))
        matches.push(match);
    return matches;
}
/** Adds the entry with its parents and everything in it. Skips every .git, which would be another repository's. */
async function addTree(directory, path, entries) {
    for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
        const parent = await entryAt(directory, path.slice(0, end));
        if (parent !== undefined)
            entries.set(parent.path, parent);
    }
    const entry = external_node_path_.posix.basename(path) === ".git" ? undefined : await entryAt(directory, path);
    if (entry === undefined)
        return;
    if (path !== ".")
        entries.set(path, entry);
    if (entry.kind !== "directory")
        return;
    for (const name of await (0,promises_.readdir)((0,external_node_path_.join)(directory, path)))
        await addTree(directory, external_node_path_.posix.join(path, name), entries);
}
/** `undefined` if nothing is there, or something other than a file, directory or symbolic link. */
async function entryAt(directory, path) {
    const absolute = (0,external_node_path_.join)(directory, path);
    const stats = await (0,promises_.lstat)(absolute).catch(() => undefined);
    if (stats?.isFile())
        return { path, kind: "file" };
    if (stats?.isDirectory())
        return { path, kind: "directory" };
    return stats?.isSymbolicLink() ? { path, kind: "symlink", target: await (0,promises_.readlink)(absolute) } : undefined;
}
/** Copies the files into the tree. They replace what is there. */
async function copyInto(tree, { from, entries }) {
    for (const { path, kind, target = "" } of entries) {
        const to = (0,external_node_path_.join)(tree, path);
        const existing = await entryAt(tree, path);
        if (kind === "directory" && existing?.kind === "directory")
            continue;
        // Nothing is written through a link of the base's tree: it is replaced, parents first.
        if (existing !== undefined)
            await (0,promises_.rm)(to, { recursive: true });
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(to), { recursive: true });
        if (kind === "directory")
            await (0,promises_.mkdir)(to);
        else if (kind === "symlink")
            await (0,promises_.symlink)(target, to);
        else
            await (0,promises_.copyFile)((0,external_node_path_.join)(from, path), to, promises_.constants.COPYFILE_FICLONE);
    }
}

;// CONCATENATED MODULE: ./build/service/serviceGit.js

/** The options of git commands that belong to the run: an interruption and the clean-up stop them. */
function gitOptions(directory, { env, signal, runId }) {
    return { directory, env, signal, mark: { name: watchdog/* runMark */.n6, value: `${runId}/${watchdog/* gitMark */.GV}` } };
}

// EXTERNAL MODULE: ./build/shell/gitCommand.js + 1 modules
var gitCommand = __webpack_require__(31818);
;// CONCATENATED MODULE: ./build/experiment/base/localFiles.js




/** More files than these are not looked at. */
const maxFiles = 1000;
/** More files than these are only counted. */
const maxNames = 20;
/** Caches and notes of tools. A service does not read them. */
const harmless = /(^|\/)(\.DS_Store|\.idea|\.vscode|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.nyc_output|\.eslintcache|__pycache__|coverage)\/?$|\.(log|pyc|swp)$/;
/**
 * Files and directories in `directory` that git ignores, relative to it. In a job, also those that it does not track: a
 * person's new files are part of the change. Directories end with a slash. Without a repository there are none.
 */
async function listLocalFiles(directory, isJob, context) {
    const real = await (0,promises_.realpath)(directory).catch(() => undefined);
    if (real === undefined)
        return [];
    const options = gitOptions(real, context);
    const list = ["ls-files", "-z", "--others", "--exclude-standard", "--directory", "--no-empty-directory"];
    const [ignored = "", untracked = ""] = await Promise.all([
        (0,gitCommand/* tryGit */.Ii)(options, ...list, "--ignored"),
        isJob ? (0,gitCommand/* tryGit */.Ii)(options, ...list) : "",
    ]);
    const out = (0,external_node_path_.relative)(real, (0,external_node_path_.resolve)(context.out));
    return `${ignored}${untracked}`
        .split("\0")
        .filter((path) => path !== "" && path !== "./" && !harmless.test(path))
        .filter((path) => !`${out}/`.startsWith(path.endsWith("/") ? path : `${path}/`))
        .slice(0, maxFiles);
}
/** A notice if the base's built tree lacks some of the head's local files. */
async function headOnlyFiles(localFiles, base) {
    // A carried build holds the files that the build needs. Directories such as node_modules are left out on purpose.
    const expected = base.kind === "artifact" ? localFiles.filter((path) => !path.endsWith("/")) : localFiles;
    const files = [];
    for (const path of expected) {
        if ((await (0,promises_.lstat)((0,external_node_path_.join)(base.directory, path)).catch(() => undefined)) === undefined)
            files.push(path);
    }
    if (files.length === 0)
        return [];
    return [{ kind: "head_only_files", base: base.kind, files: files.slice(0, maxNames), count: files.length }];
}

;// CONCATENATED MODULE: ./build/experiment/base/extraFiles.js


/** Throws CouldNotMeasure if `base.copy` names files that cannot be copied. */
async function findExtraFiles(sources, { service, base }, { event }, context) {
    const from = service?.directory ?? ".";
    const needsTree = sources.some(({ kind }) => kind === "git" || kind === "artifact");
    const copies = needsTree ? await findCopies(from, base.copy) : { from, entries: [] };
    const isStarted = service !== undefined && sources.some(({ kind }) => kind !== "target");
    return { copies, localFiles: isStarted ? await listLocalFiles(from, event !== undefined, context) : [] };
}

;// CONCATENATED MODULE: ./build/service/gitFilters.js

/** A repository has few filters. */
const maxFilters = 10;
/** Git LFS is always off: fillLfsFiles writes its files. */
const alwaysOff = "lfs";
/**
 * Runs a git command that writes files. A filter that fails, because its program or its key is missing, is switched off,
 * and the files keep the content that git stores. Returns the names of those filters, without that of Git LFS.
 */
async function gitWithFilters(options, ...args) {
    const failed = [];
    for (;;) {
        try {
            await (0,gitCommand/* git */.$Y)({ ...options, settings: [alwaysOff, ...failed].flatMap(switchedOff) }, ...args);
            return failed;
        }
        catch (error) {
            const suspects = error instanceof gitCommand/* GitFailure */.Xi ? await suspectFilters(error, options) : [];
            const next = suspects.filter((name) => name !== alwaysOff && !failed.includes(name));
            if (next.length === 0 || failed.length >= maxFilters)
                throw error;
            failed.push(...next);
        }
    }
}
/** The filter that git names. It does not name one whose process ended early: then all filters with a process. */
async function suspectFilters({ problem }, options) {
    if (problem.filter !== undefined)
        return [problem.filter];
    if (problem.cause !== "unreachable")
        return [];
    const listed = (await (0,gitCommand/* tryGit */.Ii)(options, "config", "--name-only", "--get-regexp", String.raw `^filter\..*\.process$`)) ?? "";
    return listed.split("\n").flatMap((line) => /^filter\.(.+)\.process$/.exec(line)?.[1] ?? []);
}
const switchedOff = (filter) => ["smudge=", "process=", "required=false"].map((setting) => `filter.${filter}.${setting}`);

;// CONCATENATED MODULE: ./build/service/lfsFiles.js
var lfsFiles_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var lfsFiles_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Puts the content of Git LFS into the tree's files, from the objects that the repository has, or else by git-lfs. A
 * file stays a pointer if the head's file is one. Returns the paths whose content is missing.
 */
async function fillLfsFiles(pair) {
    const { tree, head } = pair;
    const listed = await (0,gitCommand/* tryGit */.Ii)(tree, "ls-files", "-z", "--", ":(attr:filter=lfs)");
    const paths = (listed ?? "").split("\0").filter((path) => path !== "");
    const missing = [];
    for (const path of paths) {
        const id = await readPointer((0,external_node_path_.join)(tree.directory, path));
        if (id === undefined || (await readPointer((0,external_node_path_.join)(head.directory, path))) !== undefined)
            continue;
        if (!(await copyObject(pair, id, (0,external_node_path_.join)(tree.directory, path))) && (await (0,files/* isFile */.fo)((0,external_node_path_.join)(head.directory, path))))
            missing.push(path);
    }
    if (missing.length === 0)
        return [];
    await (0,gitCommand/* tryGit */.Ii)(tree, "lfs", "pull");
    const pointers = await Promise.all(missing.map((path) => readPointer((0,external_node_path_.join)(tree.directory, path))));
    return missing.filter((_, i) => pointers[i] !== undefined);
}
async function copyObject({ tree, gitDirectory }, id, path) {
    const storage = (0,external_node_path_.resolve)(gitDirectory, (await (0,gitCommand/* tryGit */.Ii)(tree, "config", "lfs.storage")) ?? "lfs");
    const object = (0,external_node_path_.join)(storage, "objects", id.slice(0, 2), id.slice(2, 4), id);
    return await (0,promises_.copyFile)(object, path).then(() => true, () => false);
}
/** The id of the object to which a pointer file leads; see git-lfs, docs/spec.md. */
async function readPointer(path) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const file = lfsFiles_addDisposableResource(env_1, await (0,promises_.open)(path), true);
            const { buffer, bytesRead } = await file.read(Buffer.alloc(1024), 0, 1024, 0);
            const text = buffer.toString("utf8", 0, bytesRead);
            if (!text.startsWith("version https://git-lfs.github.com/spec/v1\n"))
                return undefined;
            return /^oid sha256:([0-9a-f]{64})$/m.exec(text)?.[1];
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = lfsFiles_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
;// CONCATENATED MODULE: ./build/shell/gitHistory.js



async function readCheckout(options) {
    const head = await (0,gitCommand/* git */.$Y)(options, "rev-parse", "--verify", "HEAD^{commit}");
    const [commit, branch, changes, defaultBranch] = await Promise.all([
        // A shallow clone does not know HEAD^1, but the commit itself names its parents.
        (0,gitCommand/* git */.$Y)(options, "cat-file", "commit", head),
        (0,gitCommand/* tryGit */.Ii)(options, "symbolic-ref", "--quiet", "--short", "HEAD"),
        // Fails where a filter's program is missing: status runs the filter on changed files.
        (0,gitCommand/* tryGit */.Ii)(options, "status", "--porcelain", "--untracked-files=no"),
        defaultBranchOf(options),
    ]);
    return {
        head,
        parents: (0,git/* parseParents */.rf)(commit),
        isDirty: changes !== undefined && changes !== "",
        ...(0,omitUndefined/* omitUndefined */.O)({ branch, defaultBranch }),
    };
}
async function defaultBranchOf(options) {
    const remoteHead = await (0,gitCommand/* tryGit */.Ii)(options, "symbolic-ref", "--quiet", "refs/remotes/origin/HEAD");
    if (remoteHead !== undefined)
        return remoteHead.replace("refs/remotes/origin/", "");
    for (const name of ["main", "master"])
        if ((await localBranch(options, name)) !== undefined)
            return name;
    return undefined;
}
/** The commit that a branch, tag or sha names, in this clone or at the remote. Throws a GitFailure if there is none. */
async function resolveCommit(options, name) {
    // Git would read these as an option, a range, or a refspec that writes a ref.
    if (/^[-+^]|[:\s]|\.\./.test(name))
        throw unknownCommit(`expected the name of one commit, got ${name}`);
    return ((await localCommit(options, name)) ??
        (await localCommit(options, `refs/remotes/origin/${name}`)) ??
        fetchCommit(options, name));
}
/** Fetches the commit unless this clone has it. Throws a GitFailure if that fails. */
async function ensureCommit(options, sha) {
    if ((await localCommit(options, sha)) === undefined)
        await fetchCommit(options, sha);
}
/** Steps by which a shallow clone is deepened, in commits. After them the whole history is fetched. */
const deepenSteps = [50, 500];
/**
 * The best common ancestor of HEAD and the branch. The branch is this clone's copy, or else the remote's.
 * Deepens a shallow clone as far as needed. Throws a GitFailure if there is no common ancestor.
 */
async function findMergeBase(options, branch) {
    const tip = (await localBranch(options, branch)) ?? (await fetchCommit(options, branch));
    const mergeBase = () => (0,gitCommand/* tryGit */.Ii)(options, "merge-base", "HEAD", tip);
    const localMergeBase = await mergeBase();
    if (localMergeBase !== undefined)
        return localMergeBase;
    if (!(await isShallow(options)))
        throw unknownCommit(`HEAD and ${branch} have no common ancestor`);
    const head = await (0,gitCommand/* git */.$Y)(options, "rev-parse", "HEAD");
    for (const depth of [...deepenSteps.map((step) => `--deepen=${step}`), "--unshallow"]) {
        if (await isShallow(options))
            await (0,gitCommand/* git */.$Y)(options, "fetch", ...fetchFlags, depth, await remoteOf(options), tip, head);
        const deepMergeBase = await mergeBase();
        if (deepMergeBase !== undefined)
            return deepMergeBase;
    }
    throw unknownCommit(`HEAD and ${branch} have no common ancestor`);
}
const unknownCommit = (message) => new gitCommand/* GitFailure */.Xi(message, { cause: "unknown_commit", detail: message, isTransient: false });
/** Fetch only the commits that are asked for. The progress shows that the remote still answers. */
const fetchFlags = ["--progress", "--no-tags", "--no-recurse-submodules"];
async function localBranch(options, name) {
    return ((await localCommit(options, `refs/remotes/origin/${name}`)) ?? (await localCommit(options, `refs/heads/${name}`)));
}
async function localCommit(options, name) {
    return await (0,gitCommand/* tryGit */.Ii)(options, "rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`);
}
/** Passes a depth only if the clone is shallow already: a depth would make a complete clone shallow. */
async function fetchCommit(options, name) {
    const depth = (await isShallow(options)) ? ["--depth=1"] : [];
    await (0,gitCommand/* git */.$Y)(options, "fetch", ...fetchFlags, ...depth, await remoteOf(options), name);
    return await (0,gitCommand/* git */.$Y)(options, "rev-parse", "--verify", "FETCH_HEAD^{commit}");
}
async function remoteOf(options) {
    const remotes = (await (0,gitCommand/* git */.$Y)(options, "remote")).split("\n").filter((name) => name !== "");
    const remote = remotes.includes("origin") ? "origin" : remotes[0];
    if (remote === undefined)
        throw unknownCommit("it is not in this repository, which has no remote to fetch it from");
    return remote;
}
async function isShallow(options) {
    return (await (0,gitCommand/* git */.$Y)(options, "rev-parse", "--is-shallow-repository")) === "true";
}

;// CONCATENATED MODULE: ./build/service/submodules.js





/**
 * Prepares the submodules of `tree` that the head's checkout has initialised: each gets a repository with the objects of
 * the head's one. Fetches only commits that are missing there, with that repository's credentials. Returns them, ready
 * to be checked out. A submodule of which the head has no repository is cloned.
 */
async function prepareSubmodules(head, tree) {
    const prepared = [];
    for (const submodule of await initialisedSubmodules(head, tree)) {
        const { path, sha } = submodule;
        const checkout = { head: { ...head, directory: (0,external_node_path_.join)(head.directory, path) }, tree: within(tree, path), sha };
        try {
            const gitDirectory = await findRepository(head, submodule);
            if (gitDirectory === undefined) {
                await (0,gitCommand/* git */.$Y)(tree, "submodule", "--quiet", "update", "--init", "--recursive", "--", path);
                continue;
            }
            await ensureCommit({ ...head, directory: gitDirectory }, sha);
            await shareObjects(gitDirectory, checkout.tree);
            prepared.push({ ...checkout, gitDirectory });
        }
        catch (error) {
            if (!(error instanceof gitCommand/* GitFailure */.Xi))
                throw error;
            const { message, problem, tries } = error;
            throw new gitCommand/* GitFailure */.Xi(`submodule ${path}: ${message}`, problem, { tries, cause: error });
        }
    }
    return prepared;
}
const within = (options, path) => ({
    ...options,
    directory: (0,external_node_path_.join)(options.directory, path),
});
async function initialisedSubmodules(head, tree) {
    const [paths, urls] = await Promise.all([
        (0,gitCommand/* tryGit */.Ii)(tree, "config", "--file", ".gitmodules", "--get-regexp", String.raw `^submodule\..*\.path$`),
        (0,gitCommand/* tryGit */.Ii)(head, "config", "--local", "--get-regexp", String.raw `^submodule\..*\.url$`),
    ]);
    const initialised = new Set(configEntries(urls).map(({ name }) => name));
    const submodules = [];
    for (const { name, value: path } of configEntries(paths)) {
        if (!initialised.has(name))
            continue;
        const entry = await (0,gitCommand/* tryGit */.Ii)(tree, "ls-tree", "-z", "HEAD", "--", path);
        const sha = /^160000 commit ([0-9a-f]+)\t/.exec(entry ?? "")?.[1];
        if (sha !== undefined)
            submodules.push({ name, path, sha });
    }
    return submodules;
}
/** Parses lines such as: submodule.lib.path vendor/lib */
function configEntries(text = "") {
    return [...text.matchAll(/^submodule\.(.*)\.\w+ (.*)$/gm)].map(([, name = "", value = ""]) => ({ name, value }));
}
/** The submodule's repository in the head's checkout: in the git directory, or as old versions had it, in the files. */
async function findRepository(head, { name, path }) {
    const isPlain = !name.split("/").includes("..");
    const modules = isPlain
        ? await Promise.all(["--absolute-git-dir", "--git-common-dir"].map((which) => gitDirectoryOf(head, which)))
        : [];
    const candidates = [
        ...modules.map((directory) => (0,external_node_path_.join)(directory, "modules", name)),
        (0,external_node_path_.join)(head.directory, path, ".git"),
    ];
    for (const candidate of candidates)
        if (await (0,files/* isDirectory */.wd)((0,external_node_path_.join)(candidate, "objects")))
            return candidate;
    return undefined;
}
const gitDirectoryOf = (options, which) => (0,gitCommand/* git */.$Y)(options, "rev-parse", "--path-format=absolute", which);
/** A repository with the settings and the objects of another one, and no files. */
async function shareObjects(gitDirectory, tree) {
    await (0,promises_.mkdir)(tree.directory, { recursive: true });
    await (0,gitCommand/* git */.$Y)(tree, "init", "--quiet", "--template=");
    const own = (0,external_node_path_.join)(tree.directory, ".git");
    await (0,promises_.copyFile)((0,external_node_path_.join)(gitDirectory, "config"), (0,external_node_path_.join)(own, "config"));
    const here = { ...tree, directory: gitDirectory };
    await (0,gitCommand/* tryGit */.Ii)(here, "config", "--file", (0,external_node_path_.join)(own, "config"), "--unset-all", "core.worktree");
    await (0,promises_.mkdir)((0,external_node_path_.join)(own, "objects/info"), { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(own, "objects/info/alternates"), `${(0,external_node_path_.join)(gitDirectory, "objects")}\n`);
    // A shallow repository lacks the parents of its oldest commits.
    await (0,promises_.copyFile)((0,external_node_path_.join)(gitDirectory, "shallow"), (0,external_node_path_.join)(own, "shallow")).catch(() => { });
}

;// CONCATENATED MODULE: ./build/service/worktree.js





/**
 * Checks the commit out into the run's directory, with the submodules that the main checkout has initialised. Uses the
 * objects that are there, and fetches only missing ones.
 */
async function addWorktree(repository, sha, runDirectory) {
    const gitDirectory = await gitDirectoryOf(repository, "--git-common-dir");
    const path = await (0,service_runDirectory/* recordWorktree */.$n)(runDirectory, gitDirectory);
    const filters = await gitWithFilters(repository, "worktree", "add", "--quiet", "--detach", path, sha);
    const pair = { head: repository, tree: { ...repository, directory: path }, gitDirectory };
    const parts = [{ filters, missing: await fillLfsFiles(pair) }, ...(await addSubmodules(pair, path))];
    return {
        path,
        failedFilters: [...new Set(parts.flatMap(({ filters }) => filters))],
        missingLfsFiles: parts.flatMap(({ missing }) => missing),
    };
}
/** Checks out the submodules of the tree, and their own ones. */
async function addSubmodules({ head, tree }, top) {
    const parts = [];
    for (const submodule of await prepareSubmodules(head, tree)) {
        const filters = await gitWithFilters(submodule.tree, "checkout", "--quiet", "--detach", submodule.sha);
        const missing = await fillLfsFiles(submodule);
        const prefix = (0,external_node_path_.relative)(top, submodule.tree.directory);
        parts.push({ filters, missing: missing.map((path) => `${prefix}/${path}`) });
        parts.push(...(await addSubmodules(submodule, top)));
    }
    return parts;
}

;// CONCATENATED MODULE: ./build/experiment/base/source.js

/** The sources of the base, in the order to try them. Only an automatic choice gives more than one. */
function baseSources(choice) {
    const { base, hasService, isRefreshing, carried, commitSha } = choice;
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
    // A carried build of the very commit saves building it.
    const isSameCommit = carried?.sha !== undefined && carried.sha === commitSha;
    return isSameCommit ? [...artifact, { kind: "git" }] : [{ kind: "git" }, ...artifact];
}
/** True if the choice depends on the commit to compare with. Finding it may take a fetch. */
function needsCommit({ base, hasService, isRefreshing, carried }) {
    return base.from === "auto" && !(0,plan/* hasExplicitBase */.Sz)(base) && hasService && !isRefreshing && carried?.sha !== undefined;
}
/** `ref` is the commit, tag or branch from the configuration or the command line. */
function chooseCommit(ref, event, checkout) {
    if (ref !== undefined)
        return { kind: "named", ref };
    if (event?.mergeGroupBase !== undefined)
        return { kind: "commit", sha: event.mergeGroupBase, why: "the base of the merge group" };
    if (event?.pullRequest !== undefined) {
        const { baseBranch, headSha } = event.pullRequest;
        const isMerge = checkout.parents.length > 1 && checkout.head !== headSha;
        return isMerge ? firstParent(checkout, "HEAD^1 of the merge commit") : { kind: "merge_base", branch: baseBranch };
    }
    const main = event?.defaultBranch ?? checkout.defaultBranch;
    if (main !== undefined && checkout.branch !== main)
        return { kind: "merge_base", branch: main };
    const before = commitBeforeHead(event, checkout);
    if (main !== undefined || before.kind !== "commit")
        return before;
    return { ...before, why: `${before.why}; this clone does not name its default branch` };
}
/** The commit to compare with if the head itself is a commit of the default branch. */
function commitBeforeHead(event, checkout) {
    // In a job, earlier steps may have changed files. A person's uncommitted changes are what the run measures.
    if (event === undefined && checkout.isDirty)
        return { kind: "commit", sha: checkout.head, why: "HEAD, without the uncommitted changes" };
    return firstParent(checkout, "HEAD^1");
}
function firstParent({ parents: [first] }, why) {
    if (first === undefined)
        return { kind: "nothing", why: "HEAD is the first commit, so there is no earlier one to compare with" };
    return { kind: "commit", sha: first, why };
}

;// CONCATENATED MODULE: ./build/experiment/base/git.js












/** Finds the commit to compare the service in `directory` with. Throws CouldNotMeasure if there is none. */
async function findBaseCommit(ref, { event }, directory, context) {
    const { repository, subdirectory } = await git_findRepository(directory, event !== undefined, context);
    const checkout = await explainFailure({ text: "HEAD", name: "HEAD" }, readCheckout(repository), event !== undefined);
    const commit = await resolveChoice(chooseCommit(ref, event, checkout), repository);
    // If the default branch already contains the head, the merge base is the head itself.
    const isHead = commit.kind === "merge_base" && commit.sha === checkout.head;
    const { sha, why } = isHead ? await resolveChoice(commitBeforeHead(event, checkout), repository) : commit;
    return { sha, why, repository, subdirectory };
}
/**
 * Checks the commit out into the run's temporary directory. Throws CouldNotMeasure if git fails, or if the commit does
 * not have the service's directory.
 */
async function checkOutBase({ sha, why, repository, subdirectory }, context) {
    const subject = { text: `${(0,format/* shortSha */.Fu)(sha)} (${why})`, name: `the commit ${(0,format/* shortSha */.Fu)(sha)}` };
    await explainFailure(subject, ensureCommit(repository, sha));
    const text = `a worktree of ${(0,format/* shortSha */.Fu)(sha)}`;
    const { path, failedFilters, missingLfsFiles } = await explainFailure({ ...subject, text }, addWorktree(repository, sha, context.temporary));
    const directory = (0,external_node_path_.join)(path, subdirectory);
    if (!(await (0,files/* isDirectory */.wd)(directory)))
        throw new errors/* BaseUnavailable */.G5("git", `service.directory: ${subdirectory} does not exist in the base commit ${(0,format/* shortSha */.Fu)(sha)} (${why})`);
    if (failedFilters.length > 0)
        context.notify?.({ kind: "filters_failed", filters: failedFilters });
    if (missingLfsFiles.length > 0)
        context.notify?.({ kind: "lfs_files_missing", files: missingLfsFiles });
    return { directory, context: await trustTree(context, repository.directory, path) };
}
/** Builds such as `go build` ask git for the commit. Git refuses if another user owns the repository. */
async function trustTree(context, repository, tree) {
    if ((await (0,promises_.stat)(repository)).uid === process.getuid?.())
        return context;
    const count = Number(context.env["GIT_CONFIG_COUNT"] ?? 0);
    const trust = {
        GIT_CONFIG_COUNT: String(count + 1),
        [`GIT_CONFIG_KEY_${count}`]: "safe.directory",
        [`GIT_CONFIG_VALUE_${count}`]: tree,
    };
    return { ...context, env: { ...context.env, ...trust } };
}
async function git_findRepository(directory, isJob, context) {
    if (!(await (0,files/* isDirectory */.wd)(directory)))
        throw new errors/* CouldNotMeasure */.Nc(`service.directory: expected a directory, got ${(0,external_node_path_.resolve)(directory)}, which does not exist`);
    const real = await (0,promises_.realpath)(directory);
    const options = await trusting(gitOptions(real, context), context.temporary);
    const subject = { text: real, name: real };
    const isExpected = isJob || (await hasRepository(real));
    const find = (which) => explainFailure(subject, (0,gitCommand/* git */.$Y)(options, "rev-parse", which), isExpected);
    // The commit of a submodule depends on the repository around it, so that one is checked out.
    const outer = await find("--show-superproject-working-tree");
    const top = outer === "" ? await find("--show-toplevel") : outer;
    return { repository: { ...options, directory: top }, subdirectory: (0,external_node_path_.relative)(top, real) };
}
/** True if the directory, or one above it, has a repository. It does not ask git, which may be missing. */
async function hasRepository(directory) {
    if ((await (0,promises_.stat)((0,external_node_path_.join)(directory, ".git")).catch(() => undefined)) !== undefined)
        return true;
    const parent = (0,external_node_path_.dirname)(directory);
    return parent !== directory && (await hasRepository(parent));
}
/** Git before 2.38 reads safe.directory only from files. */
async function trusting(options, temporary) {
    const problem = await (0,gitCommand/* git */.$Y)(options, "rev-parse", "--git-dir").then(() => undefined, (error) => error);
    if (!(problem instanceof gitCommand/* GitFailure */.Xi) || problem.problem.cause !== "owner")
        return options;
    const { GIT_CONFIG_GLOBAL, XDG_CONFIG_HOME, HOME = "" } = options.env;
    const own = [(0,external_node_path_.join)(XDG_CONFIG_HOME || (0,external_node_path_.join)(HOME, ".config"), "git/config"), (0,external_node_path_.join)(HOME, ".gitconfig")];
    const includes = GIT_CONFIG_GLOBAL === undefined ? own : [GIT_CONFIG_GLOBAL];
    const file = (0,external_node_path_.join)(temporary, "gitconfig");
    const lines = includes.map((path) => `[include]\n\tpath = ${JSON.stringify(path)}\n`);
    await (0,promises_.writeFile)(file, `${lines.join("")}[safe]\n\tdirectory = *\n`);
    return { ...options, env: { ...options.env, GIT_CONFIG_GLOBAL: file } };
}
async function resolveChoice(choice, repository) {
    switch (choice.kind) {
        case "commit":
            return choice;
        case "named": {
            const subject = { text: choice.ref, name: choice.ref };
            const sha = await explainFailure(subject, resolveCommit(repository, choice.ref));
            return { ...choice, sha, why: choice.ref };
        }
        case "merge_base": {
            const why = `the merge base with ${choice.branch}`;
            return {
                ...choice,
                sha: await explainFailure({ text: why, name: why }, findMergeBase(repository, choice.branch)),
                why,
            };
        }
        case "nothing":
            throw new errors/* BaseUnavailable */.G5("git", choice.why);
    }
}
/** Without these, a person's directory has no base yet. A job's directory should have one. */
const prerequisites = ["no_repository", "no_git", "unknown_commit"];
/** Turns a failure of git into a BaseUnavailable with its remedy. */
async function explainFailure({ text, name }, result, isExpected = true) {
    try {
        return await result;
    }
    catch (error) {
        const failure = asGitFailure(error);
        if (failure === undefined)
            throw error;
        const { message, problem, tries } = failure;
        const times = tries > 1 ? tries : undefined;
        const { cause, detail } = problem;
        const missing = { source: "git", cause, subject: name, detail, ...(0,omitUndefined/* omitUndefined */.O)({ tries: times }) };
        throw new errors/* BaseUnavailable */.G5("git", `${text}: ${message}${(0,missingBaseText/* triesText */.X9)(times)}; ${(0,missingBaseText/* missingBaseRemedy */.Yw)(cause)}`, {
            cause: error,
            ...(isExpected || !prerequisites.includes(cause) ? { missing } : {}),
        });
    }
}
/** The run's own directory may be full, too. */
function asGitFailure(error) {
    if (error instanceof gitCommand/* GitFailure */.Xi)
        return error;
    if (!["ENOSPC", "EDQUOT", "EROFS"].some((code) => (0,files/* hasErrorCode */.Ue)(error, code)))
        return undefined;
    const detail = (0,errors/* messageOf */.bD)(error);
    return new gitCommand/* GitFailure */.Xi(detail, { cause: "no_space", detail, isTransient: false });
}

;// CONCATENATED MODULE: ./build/experiment/base/sourceArm.js







/** The base arm of one source, built. Throws CouldNotMeasure if it is not available. */
async function sourceArm(source, plan, options, context) {
    switch (source.kind) {
        case "target":
            return targetArm("base", "base.target", source.origin, context);
        case "directory": {
            const { directory } = source;
            const service = requireService(plan, "base.directory: a directory");
            const from = `directory ${directory}`;
            const build = { arm: "base", kind: "directory", from, description: from, directory };
            const arm = await buildArm(build, service, context);
            await reportHeadOnly(build, options, context);
            return arm;
        }
        case "artifact":
            return await carriedArm(source.carried, requireService(plan, "base.from: an artifact"), options, context);
        case "git": {
            const service = requireService(plan, "base.from: git");
            return await gitArm(await options.findCommit(), service, options, context);
        }
    }
}
async function reportHeadOnly(base, { extras }, { notify }) {
    for (const notice of await headOnlyFiles(extras.localFiles, base))
        notify?.(notice);
}
function requireService({ service }, subject) {
    if (service !== undefined)
        return service;
    throw new errors/* CouldNotMeasure */.Nc(`${subject} contains a build to start, which needs service.command; set it or use base.target`);
}
/** The carried build needs no building. */
async function carriedArm(carried, service, options, context) {
    if (carried === undefined) {
        throw new errors/* BaseUnavailable */.G5("artifact", "no baseline artifact carries a build; set base.carry and let a run on the default branch save one");
    }
    const { sha, isAnchor = false } = carried;
    const name = isAnchor ? "the anchor build" : "the carried build";
    const description = sha === undefined ? name : `${name} of ${(0,format/* shortSha */.Fu)(sha)}`;
    const build = { arm: "base", kind: "artifact", from: "artifact", description, ...carried };
    await copyInto(carried.directory, options.extras.copies);
    await reportHeadOnly(build, options, context);
    return builtArm(build, service, context);
}
async function gitArm(commit, service, options, context) {
    const { sha, why } = commit;
    const description = `git ${(0,format/* shortSha */.Fu)(sha)} (${why})`;
    options.progress(`base: ${description}`);
    const { directory, context: baseContext } = await checkOutBase(commit, context);
    await copyInto(directory, options.extras.copies);
    const build = { arm: "base", kind: "git", from: "git", sha, description, directory };
    const arm = await buildArm(build, service, baseContext);
    await reportHeadOnly(build, options, context);
    if (service.build !== undefined)
        return arm;
    return { ...arm, start: () => arm.start().catch(adviseBuild) };
}
function adviseBuild(error) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        throw error;
    const advice = "the base is a fresh checkout without the files that git ignores (node_modules): " +
        "set service.build to create them, or base.copy to copy them";
    throw new errors/* ServiceFailure */.A(`${error.summary}; ${advice}`, {
        ...(0,omitUndefined/* omitUndefined */.O)({ log: error.log, errorLine: error.errorLine }),
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/experiment/baseArm.js
var baseArm_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var baseArm_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** The base arm, built. Throws CouldNotMeasure if the plan names a base and it is not available. */
async function baseArm(plan, options, context) {
    const { base, service } = plan;
    const { facts, carried } = options;
    const findCommit = once(() => findBaseCommit(base.ref, facts, service?.directory ?? ".", context));
    const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
    const commitSha = needsCommit(choice) ? (await findCommit().catch(() => undefined))?.sha : undefined;
    const sources = baseSources({ ...choice, commitSha });
    const sourceOptions = { ...options, findCommit, extras: await findExtraFiles(sources, plan, facts, context) };
    const notices = [];
    let missingBase;
    for (const source of sources) {
        const isOptional = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
        try {
            const arm = await sourceArm(source, plan, sourceOptions, context);
            if (isOptional)
                await checkStart(arm);
            return { base: arm, notices };
        }
        catch (error) {
            if (!isOptional || !(error instanceof errors/* CouldNotMeasure */.Nc) || context.signal.aborted)
                throw error;
            notices.push(unavailable(error, source.kind));
            missingBase ??= missingBaseOf(error, source.kind);
        }
    }
    // Main itself needs no base.
    return facts.isRefreshing ? { notices } : { notices, missingBase };
}
function unavailable(error, source) {
    const stage = error instanceof errors/* ServiceFailure */.A ? "service" : "lookup";
    return { kind: "base_unavailable", source, stage, reason: reasonOf(error) };
}
/** `undefined` if there is no base yet, as for the first commit. */
function missingBaseOf(error, source) {
    if (error instanceof errors/* BaseUnavailable */.G5)
        return error.missing;
    return { source, cause: "service", subject: "the base", detail: reasonOf(error) };
}
/** Starts and stops the arm once, so that a build that cannot start is known before anything is measured. */
async function checkStart(arm) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await arm.prepareRound();
        const _ = baseArm_addDisposableResource(env_1, await arm.start(), true);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = baseArm_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The reason for a notice: short, but with one line of the log if the service failed. */
function reasonOf(error) {
    if (error instanceof errors/* BaseUnavailable */.G5)
        return error.reason;
    const logLine = error instanceof errors/* ServiceFailure */.A ? error.errorLine : undefined;
    return logLine === undefined ? error.summary : `${error.summary} (${logLine})`;
}
function once(create) {
    let result;
    return () => {
        result ??= create();
        return result;
    };
}

;// CONCATENATED MODULE: ./build/experiment/sharedState.js
/**
 * Groups of variables that name the place of some state together. If one of them differs between the arms, so does the
 * place. A group counts only if all of `required` are set.
 */
const groups = [
    { pattern: /^PG(HOST|HOSTADDR|PORT|DATABASE|SERVICE)$/, required: ["PGHOST", "PGDATABASE"] },
    { pattern: /^DB_(HOST|PORT|NAME|DATABASE|SCHEMA|PATH|URL)$/, required: [] },
    { pattern: /^MYSQL_/, required: [] },
    { pattern: /^MONGO/, required: [] },
    { pattern: /^REDIS_(HOST|PORT|DB)$/, required: ["REDIS_HOST"] },
];
const singleVariable = /^(DATABASE_URL|DATABASE_PATH|REDIS_URL|PGSERVICE)$/;
/** Includes addresses with a driver's prefix or suffix, such as jdbc:postgresql: and postgresql+psycopg2: */
const databaseAddress = /^(jdbc:)?(postgres|postgresql|cockroachdb|mysql2?|mariadb|sqlserver|mssql|sqlite3?|mongodb|rediss?|memcached?|amqps?)(\+\w+)?:\/\//i;
/** A notice for each state that base and head share. It never contains a value, which may be a password. */
function sharedState(env, hasReset) {
    const names = Object.keys(env.head)
        .filter((name) => env.head[name])
        .toSorted();
    const isShared = (name) => env.base[name] === env.head[name];
    const namesState = (name) => singleVariable.test(name) || databaseAddress.test(env.head[name] ?? "");
    const singles = names.filter((name) => isShared(name) && namesState(name));
    const sharedGroups = groups.flatMap(({ pattern, required }) => {
        const members = names.filter((name) => pattern.test(name) && !singles.includes(name));
        const isComplete = members.length > 0 && required.every((name) => members.includes(name));
        return isComplete && members.every(isShared) ? [members] : [];
    });
    return [...singles.map((name) => [name]), ...sharedGroups].map((variables) => ({
        kind: "shared_state",
        variables,
        has_reset: hasReset,
    }));
}

;// CONCATENATED MODULE: ./build/experiment/arms.js







/** Builds the base, unless no scenario wants one, and the head. Never throws: a failure is part of the result. */
async function buildArms(plan, { baseFacts: facts, carried: archive, progress }, context) {
    const hasPairs = (0,comparisonMode/* wantsPairing */.Yv)(plan);
    const notices = [];
    try {
        const unpacked = await unpackCarriedBuild(plan.base, hasPairs ? archive : undefined, context.temporary);
        notices.push(...unpacked.notices);
        const options = { facts, carried: unpacked.carried, progress };
        const isDue = hasPairs && unpacked.missingBase === undefined;
        const built = isDue
            ? await baseArm(plan, options, context)
            : { notices: [], missingBase: unpacked.missingBase };
        const { base, missingBase } = built;
        notices.push(...built.notices);
        requireBase(plan, built, facts);
        const head = await headArm(plan, context);
        return { base, missingBase, head, notices: [...notices, ...sharedStateNotices(base, head, plan.service)] };
    }
    catch (failure) {
        return { failure, notices };
    }
}
/** Throws CouldNotMeasure if a scenario sets a comparison that needs a base, and there is none. */
function requireBase({ scenarios, base: { carry } }, { base, missingBase }, facts) {
    // The first run of the default branch has no base. It saves the build for later runs.
    const isFirst = facts.isRefreshing && carry.length > 0;
    if (base !== undefined || isFirst)
        return;
    for (const { id, compare } of scenarios) {
        if (compare === undefined || !(0,comparisonMode/* isPaired */.eE)({ kind: compare }))
            continue;
        const remedy = missingBase === undefined ? "name base.directory, base.target or --base" : (0,missingBaseText/* missingBaseText */.jh)(missingBase);
        throw new errors/* CouldNotMeasure */.Nc(`scenarios.${id}.compare: ${compare} needs a base to start; ${remedy}`);
    }
}
function sharedStateNotices(base, head, service) {
    if (base?.environment === undefined || head.environment === undefined)
        return [];
    return sharedState({ base: base.environment, head: head.environment }, service?.beforeRound !== undefined);
}

// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/experiment/roundPlan.js


/** Further rounds would gain too little for their time. */
const maxRounds = 100;
/** Length of a piece. Many short rounds are better than a few long ones, but a round's percentiles need requests. */
const piece = { minMs: 3000, maxMs: 6000, requests: 300 };
/** The minimum rate of the warm-up second after each start. */
const minWarmupPerSec = 20;
/** The phases of one duet round: the warm-up, then a piece of every measured phase. */
function phasePieces({ phases }) {
    const measured = phases.filter(({ warmup }) => !warmup).map(pieceOf);
    const warmups = phases.filter(({ warmup }) => warmup).map(warmupPieceOf);
    const [first] = measured;
    if (first === undefined)
        return [];
    return [...(warmups.length > 0 ? warmups : [defaultWarmup(first)]), ...measured];
}
/** All phases of the scenario in full length. */
function wholePhases({ phases }) {
    return phases.map((phase) => ({ ...phase, phaseId: phase.id, interleave: "request" }));
}
function totalDuration(phases) {
    return (0,unit/* millis */.ne)(phases.reduce((sum, { durationMs, cooldownMs }) => sum + durationMs + cooldownMs, 0));
}
function pieceOf({ id, pattern, durationMs, ...phase }) {
    const wantedMs = pattern.kind === "constant" ? (1000 * piece.requests) / pattern.ratePerSec : piece.maxMs;
    const pieceMs = Math.min(Math.max(wantedMs, piece.minMs), piece.maxMs, durationMs);
    return { ...phase, phaseId: id, pattern, durationMs: (0,unit/* millis */.ne)(pieceMs), cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
/** A warm-up phase of the scenario. It is no longer than a piece, because every round repeats it. */
function warmupPieceOf({ id, durationMs, ...phase }) {
    const pieceMs = (0,unit/* millis */.ne)(Math.min(durationMs, piece.maxMs));
    return { ...phase, phaseId: id, durationMs: pieceMs, cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
/** One second of the first measured phase's load, or a little more than that load. */
function defaultWarmup(measured) {
    const { pattern } = measured;
    const ratePerSec = pattern.kind === "constant" ? Math.max(pattern.ratePerSec, minWarmupPerSec) : minWarmupPerSec;
    return {
        ...measured,
        phaseId: "warm-up",
        pattern: { kind: "constant", ratePerSec },
        durationMs: (0,unit/* millis */.ne)(Math.min(1000, measured.durationMs)),
        warmup: true,
    };
}
/**
 * The measured phases with another way to share the load, and the time this adds. In slices each arm gets the whole
 * duration, which doubles it.
 */
function withInterleave(phases, interleave) {
    const addedMs = ({ warmup, durationMs }) => (!warmup && interleave === "slice" ? durationMs : 0);
    return {
        phases: phases.map((phase) => (phase.warmup ? phase : { ...phase, interleave })),
        addedMs: (0,unit/* millis */.ne)(phases.reduce((sum, phase) => sum + addedMs(phase), 0)),
    };
}
/** The number of rounds, including those already finished: at least 1. It must be fixed before any result is known. */
function plannedRounds(availableMs, roundMs, finished = 0) {
    return Math.max(1, Math.min(maxRounds, finished + Math.max(0, Math.floor(availableMs / roundMs))));
}
/** True if the base starts before the head. Each arm is first once in every two rounds, in random order. */
function baseStartsFirst(seed, round) {
    const isFirstOfTwo = (0,random/* draw */.$)(seed, 7, Math.floor(round / 2)) < 0.5;
    return (round % 2 === 0) === isFirstOfTwo;
}
/** The seed of one phase of one round. Both arms share it. No two phases do. */
function phaseSeed(seed, round, phase) {
    return Math.floor((0,random/* draw */.$)(seed, 11, round * 1000 + phase) * 0x1_0000_0000);
}

;// CONCATENATED MODULE: ./build/experiment/budgetPlan.js





/** Time to start and stop the services of a round, as long as no round has shown it. */
const usualStartMs = (0,unit/* millis */.ne)(500);
/**
 * Gives time to the first scenarios whose comparisons fit into the budget. If none fits, the first scenario is still
 * measured, for its SLAs.
 */
function planBudget(planned, { budgetMs, interleave }) {
    const needs = planned.flatMap(({ scenario, mode }) => {
        const needMs = comparisonMs(scenario, mode, interleave);
        return needMs === 0 ? [] : [{ id: scenario.id, needMs }];
    });
    let remainingMs = budgetMs;
    const tooLong = needs.filter(({ needMs }) => {
        const fits = needMs <= remainingMs;
        if (fits)
            remainingMs = (0,unit/* millis */.ne)(remainingMs - needMs);
        return !fits;
    });
    const neededMs = (0,unit/* millis */.ne)(needs.reduce((sum, { needMs }) => sum + needMs, 0));
    if (tooLong.length === 0)
        return { left: new Set(), neededMs };
    const left = tooLong.length === needs.length ? tooLong.slice(1) : tooLong;
    const advice = left.length === 0
        ? "raise it"
        : `not measured: ${firstIds(left)}; raise it, or name fewer scenarios with --scenario`;
    return {
        left: new Set(left.map(({ id }) => id)),
        neededMs,
        shortage: `${shortageText(budgetMs, needs.length, neededMs)}; ${advice}`,
    };
}
/** gate.budget: 1 min is too short for 20 scenarios: 4 rounds of each, with a rehearsal, take about 7 min */
function shortageText(budgetMs, scenarios, totalMs) {
    const each = scenarios === 1 ? "" : " of each";
    return (`gate.budget: ${(0,format/* formatDuration */.a3)(budgetMs)} is too short for ${(0,format/* plural */.LS)(scenarios, "scenario")}: ` +
        `${record/* minRounds */.u} rounds${each}, with a rehearsal, take about ${(0,format/* formatDuration */.a3)(totalMs)}`);
}
/** Further ids are only counted. */
const mostNamed = 3;
function firstIds(scenarios) {
    const more = scenarios.length - mostNamed;
    const names = scenarios.slice(0, mostNamed).map(({ id }) => id);
    return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
/** The shortest time in which the scenario can be compared. 0 if its comparison takes no time of the budget. */
function comparisonMs(scenario, { kind }, interleave) {
    const { isPaired, playsPieces } = comparisonMode/* comparisonModes */.OA[kind];
    if (!isPaired)
        return (0,unit/* millis */.ne)(0);
    if (!playsPieces)
        return (0,unit/* millis */.ne)(2 * record/* minRounds */.u * (totalDuration(wholePhases(scenario)) + usualStartMs));
    const { phases, addedMs } = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
    return (0,unit/* millis */.ne)((record/* minRounds */.u + 1) * (totalDuration(phases) + addedMs + usualStartMs));
}

;// CONCATENATED MODULE: ./build/experiment/armPorts.js
/**
 * A notice for each port besides PORT that only one of two running arms listens on. Arms that listen on as many ports
 * have different ones on purpose, or let the system choose them.
 */
function portNotices(running) {
    const [one, other] = running.map(({ arm, furtherPorts }) => ({ arm, ports: furtherPorts?.() }));
    if (one?.ports === undefined || other?.ports === undefined)
        return [];
    if (one.ports.length === other.ports.length)
        return [];
    const [more, less] = one.ports.length > other.ports.length ? [one, other] : [other, one];
    const alone = more.ports?.filter((port) => less.ports?.includes(port) !== true) ?? [];
    return alone.toSorted((a, b) => a - b).map((port) => ({ kind: "port_of_one_arm", port, arm: more.arm }));
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
 * Starts the arms fresh, plays the phases for all of them, and stops them. `onPhase` gets each phase when it ends. The
 * finished phases are therefore known even if a later one fails.
 */
async function playRound({ index, arms, scenario, phases }, { engine, monitorsFor, clock, signal, seed, tls, notify }, onPhase = () => { }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cleanup = round_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        // Both arms may share state. It is reset before either starts, always for the base first.
        for (const arm of arms.toSorted(byArm))
            await arm.prepareRound();
        const running = (await startAll(arms, cleanup)).toSorted(byArm);
        const died = Promise.race(running.map((arm) => arm.died));
        died.catch(() => { });
        const destinations = running.map(({ origin }) => ({ ...scenario.connection, origin, tls }));
        const session = cleanup.use(await Promise.race([engine.connect(destinations, streamSpec(scenario, phaseSeed(seed, index, 0))), died]));
        const monitors = running.map(monitorsFor);
        const finished = [];
        for (const [n, phase] of phases.entries()) {
            const play = () => Promise.race([session.playPhase(phase, phaseSeed(seed, index, n + 1)), died]);
            const { result: records, readings } = await observe(monitors, play);
            for (const [i, { arm }] of running.entries()) {
                const record = records[i];
                if (record === undefined)
                    throw new Error(`the load engine returned no record for the ${arm}`);
                const { phaseId, warmup } = phase;
                const armPhase = { arm, phaseId, warmup, record, readings: readings[i] ?? [] };
                finished.push(armPhase);
                onPhase(armPhase);
            }
            if (phase.cooldownMs > 0)
                await coolDown(phase.cooldownMs, died, clock, signal);
        }
        portNotices(running).forEach(notify);
        if (scenario.teardown.length > 0)
            await Promise.race([session.tearDown(), died]);
        return { index, phases: finished };
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
/** The input of the request stream: the same values in every phase of the round, and for both arms. */
function streamSpec({ phases, flows, feeds, setup, teardown }, seed) {
    const usersReturn = phases.some(({ pattern }) => pattern.kind === "users");
    return { kind: "requests", seed, flows, usersReturn, feeds, setup, teardown };
}
/** Acts while the monitors sample. Returns the readings of each arm. The sampling ends even if `act` fails. */
async function observe(monitors, act) {
    const samplings = await Promise.all(monitors.map((ofArm) => Promise.all(ofArm.map((monitor) => monitor.start()))));
    const stop = () => Promise.all(samplings.map(readingsOf));
    try {
        const result = await act();
        return { result, readings: await stop() };
    }
    catch (error) {
        await stop().catch(() => { });
        throw error;
    }
}
async function readingsOf(samplings) {
    return (await Promise.all(samplings.map((sampling) => sampling.stop()))).flat();
}
/** Waits. Throws if a service ends meanwhile. */
async function coolDown(waitMs, died, clock, signal) {
    const over = new AbortController();
    const wait = clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + waitMs), AbortSignal.any([signal, over.signal]));
    await Promise.race([wait, died]).finally(() => {
        wait.catch(() => { });
        over.abort();
    });
}
/** Starts all arms at once. `cleanup` stops those that started, even if another one fails. Throws the first failure. */
async function startAll(arms, cleanup) {
    const failures = [];
    const keepFailure = (error) => {
        failures.push(error);
        throw error;
    };
    const starts = await Promise.allSettled(arms.map((arm) => arm.start().catch(keepFailure)));
    const running = starts.flatMap((start) => (start.status === "fulfilled" ? [start.value] : []));
    cleanup.defer(async () => {
        await Promise.all(running.map((arm) => arm[Symbol.asyncDispose]()));
    });
    if (failures.length > 0)
        throw failures[0];
    return running;
}

;// CONCATENATED MODULE: ./build/experiment/roundLoop.js
/**
 * Plays rounds until all planned ones are done, the stopping rule says so, or the next one would end after the budget.
 * At least one round is played.
 */
async function playRounds({ scenarioId, plan, roundMs, endMs, finished, stoppingRule, playRound }, { clock, progress }) {
    const { planned } = plan;
    const rounds = [...finished];
    for (const round of finished)
        stoppingRule.shouldStop(round, plan);
    const startMs = clock.nowMs();
    // Rounds may take longer than the rehearsal, and judging them takes time, too.
    const nextRoundMs = () => Math.max(roundMs, (clock.nowMs() - startMs) / (rounds.length - finished.length || 1));
    try {
        while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + nextRoundMs() <= endMs)) {
            progress(`${scenarioId}: round ${rounds.length + 1} of at most ${planned}`);
            const round = await playRound(rounds.length);
            rounds.push(round);
            if (!stoppingRule.shouldStop(round, plan))
                continue;
            progress(`${scenarioId}: decided after ${rounds.length} of at most ${planned} rounds`);
            break;
        }
    }
    catch (failure) {
        return { rounds, ...plan, roundMs, failure };
    }
    return { rounds, ...plan, roundMs };
}

;// CONCATENATED MODULE: ./build/experiment/strategies/pair.js

function requirePair({ base, head }) {
    if (base === undefined)
        throw new Error("a paired comparison was planned without a base to start");
    return { base, head };
}
/** The arms in the order in which they start in that round. */
function pairInOrder({ base, head }, seed, round) {
    return baseStartsFirst(seed, round) ? [base, head] : [head, base];
}

;// CONCATENATED MODULE: ./build/experiment/strategies/alternate.js







/**
 * Base and head one after the other, each with the whole scenario: for load that cannot be cut into pieces. The first
 * round counts, and shows how many more the budget allows.
 */
const alternate = {
    async measure(scenario, measuredArms, { budgetMs, stoppingRule }, context) {
        const pair = requirePair(measuredArms);
        const { clock, progress, seed } = context;
        const startMs = clock.nowMs();
        const endMs = (0,unit/* millis */.ne)(startMs + budgetMs);
        const phases = wholePhases(scenario);
        const neededMs = 2 * record/* minRounds */.u * totalDuration(phases);
        if (neededMs > budgetMs) {
            progress(`${scenario.id}: too little time to compare: gate.budget has ${(0,format/* formatDuration */.a3)(budgetMs)} for it, ` +
                `and ${record/* minRounds */.u} rounds of base and head take ${(0,format/* formatDuration */.a3)(neededMs)} and their starts`);
        }
        const playBoth = async (index) => {
            const finished = [];
            for (const arm of pairInOrder(pair, seed, index)) {
                const round = await playRound({ index, arms: [arm], scenario, phases }, context);
                finished.push(...round.phases);
            }
            return { index, phases: finished };
        };
        try {
            progress(`${scenario.id}: first round`);
            const first = await playBoth(0);
            const roundMs = (0,unit/* millis */.ne)(clock.nowMs() - startMs);
            const plan = { planned: plannedRounds((0,unit/* millis */.ne)(endMs - clock.nowMs()), roundMs, 1) };
            const loop = { scenarioId: scenario.id, plan, roundMs, endMs, finished: [first], stoppingRule };
            return await playRounds({ ...loop, playRound: playBoth }, context);
        }
        catch (failure) {
            return { rounds: [], planned: 1, failure };
        }
    },
};

;// CONCATENATED MODULE: ./build/experiment/strategies/duet.js







/**
 * Base and head under load at the same time, in many short rounds, each with a piece of every phase. A rehearsal round,
 * which is discarded, comes first: it shows how long a round takes and how the arms should share the load.
 */
const duet = {
    async measure(scenario, measuredArms, { budgetMs, interleave, stoppingRule }, context) {
        const pair = requirePair(measuredArms);
        const { clock, progress, seed } = context;
        const startMs = clock.nowMs();
        const endMs = (0,unit/* millis */.ne)(startMs + budgetMs);
        const play = (phases, index) => playRound({ index, arms: pairInOrder(pair, seed, index), scenario, phases }, context);
        try {
            progress(`${scenario.id}: rehearsal round`);
            const rehearsed = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
            const rehearsal = await play(rehearsed.phases, -1);
            const rehearsalMs = clock.nowMs() - startMs;
            const dealing = interleave === "auto"
                ? stoppingRule.chooseInterleaving(rehearsal)
                : { kind: interleave, reason: `gate.interleave: ${interleave}` };
            const { phases, addedMs } = withInterleave(rehearsed.phases, dealing.kind);
            const roundMs = (0,unit/* millis */.ne)(rehearsalMs + (interleave === "auto" ? addedMs : 0));
            const planned = plannedRounds((0,unit/* millis */.ne)(endMs - clock.nowMs()), roundMs);
            if (planned < record/* minRounds */.u) {
                progress(`${scenario.id}: too little time to compare: gate.budget has ${(0,format/* formatDuration */.a3)(budgetMs)} for it, ` +
                    `and ${record/* minRounds */.u} rounds and the rehearsal take ${(0,format/* formatDuration */.a3)((record/* minRounds */.u + 1) * roundMs)}`);
            }
            const loop = { scenarioId: scenario.id, plan: { planned, dealing }, roundMs, endMs, finished: [], stoppingRule };
            return await playRounds({ ...loop, playRound: (index) => play(phases, index) }, context);
        }
        catch (failure) {
            return { rounds: [], planned: 0, failure };
        }
    },
};

;// CONCATENATED MODULE: ./build/experiment/strategies/whole.js



/** The whole scenario, once, on the head alone. After a failure, the phases that ended before it still count. */
const whole = {
    async measure(scenario, { head }, _options, context) {
        const phases = wholePhases(scenario);
        const finished = [];
        context.progress(`${scenario.id}: played whole, ${(0,format/* formatDuration */.a3)(totalDuration(phases))}`);
        try {
            const round = await playRound({ index: 0, arms: [head], scenario, phases }, context, (phase) => finished.push(phase));
            return { rounds: [round], planned: 1 };
        }
        catch (failure) {
            return { rounds: finished.length === 0 ? [] : [{ index: 0, phases: finished }], planned: 1, failure };
        }
    },
};

;// CONCATENATED MODULE: ./build/experiment/measuringStrategies.js



/** How each kind of comparison is measured. */
const measuringStrategies = {
    duet: duet,
    alternate: alternate,
    recorded: whole,
    off: whole,
};

;// CONCATENATED MODULE: ./build/experiment/modeChoice.js

/** The strongest possible comparison, or the one that the scenario sets. */
function chooseMode(scenario, { base, isAnchor = false, lacksBase = false, baseline }) {
    const { compare } = scenario;
    if (compare !== undefined && !comparisonMode/* comparisonModes */.OA[compare].isPaired)
        return { kind: compare, reason: `compare: ${compare}` };
    if (base !== undefined) {
        const whyWhole = whyNotPieces(scenario);
        const against = isAnchor ? { against: "anchor" } : {};
        if (whyWhole !== undefined)
            return { kind: "alternate", reason: `${whyWhole}, base from ${base}`, ...against };
        return { kind: "duet", reason: `base and head on one machine, base from ${base}`, ...against };
    }
    const missing = lacksBase ? { lacks_base: true } : {};
    if (baseline === "found")
        return { kind: "recorded", reason: "no base build to start: compared with the recorded runs of main", ...missing };
    return { kind: "recorded", reason: "no base build to start, and no recorded runs to compare with", ...missing };
}
/** The reason why the scenario cannot run in pieces; `undefined` if it can. */
function whyNotPieces({ compare, phases }) {
    if (compare !== undefined && !comparisonMode/* comparisonModes */.OA[compare].playsPieces)
        return `compare: ${compare}`;
    const variable = phases.find(({ warmup, pattern }) => !warmup && pattern.kind !== "constant");
    if (variable === undefined)
        return undefined;
    return `base and head in turn on one machine, because ${variable.id} can only be played whole`;
}

;// CONCATENATED MODULE: ./build/experiment/measureScenarios.js








/**
 * Measures the scenarios one after the other. They share the budget. After a failure, the others are not measured, and
 * neither are those that the budget has no time for.
 */
async function measureScenarios(plan, arms, { baseline, stoppingRuleFor }, context) {
    const { base, missingBase } = arms;
    const lacksBase = missingBase !== undefined;
    const inputs = { ...(base && { base: base.description, isAnchor: base.isAnchor === true }), lacksBase, baseline };
    const planned = plan.scenarios.map((scenario) => ({ scenario, mode: chooseMode(scenario, inputs) }));
    const { gate } = plan;
    const { left, neededMs, shortage } = planBudget(planned, gate);
    if (shortage !== undefined && arms.failure === undefined)
        context.progress(shortage);
    const measurements = [];
    let { failure } = arms;
    let remainingMs = gate.budgetMs;
    for (const [i, { scenario, mode }] of planned.entries()) {
        // The same failure would probably hit the next scenario too, and a short run lets the user fix it sooner.
        if (failure !== undefined) {
            measurements.push(notMeasured({ scenario, mode }, failure));
            continue;
        }
        const isFirst = measurements.every((other) => !(0,comparisonMode/* isPaired */.eE)(other.mode));
        if (left.has(scenario.id) || (!isFirst && remainingMs < shortestMs({ scenario, mode }, gate))) {
            measurements.push(notMeasured({ scenario, mode }, outOfBudget(gate.budgetMs, neededMs)));
            continue;
        }
        // The time that a scenario does not need goes to the next ones.
        const sharers = planned.slice(i).filter((other) => (0,comparisonMode/* isPaired */.eE)(other.mode) && !left.has(other.scenario.id)).length;
        const budgetMs = (0,unit/* millis */.ne)(remainingMs / Math.max(1, sharers));
        const options = { budgetMs, interleave: gate.interleave, stoppingRule: stoppingRuleFor(scenario, mode) };
        const startMs = context.clock.nowMs();
        const measured = await measureScenario(scenario, mode, arms, options, context);
        if ((0,comparisonMode/* isPaired */.eE)(mode))
            remainingMs = (0,unit/* millis */.ne)(remainingMs - (context.clock.nowMs() - startMs));
        failure = measured.measurement.failure;
        measurements.push(measured);
    }
    return measurements;
}
const notMeasured = (planned, failure) => ({
    ...planned,
    measurement: { rounds: [], planned: 0, failure },
});
/** A comparison begins with a rehearsal and one round. */
const shortestMs = ({ scenario, mode }, { interleave }) => (2 / (record/* minRounds */.u + 1)) * comparisonMs(scenario, mode, interleave);
const outOfBudget = (budgetMs, neededMs) => new errors/* CouldNotMeasure */.Nc(`not measured: gate.budget (${(0,format/* formatDuration */.a3)(budgetMs)}) has no time for it, because all scenarios together need about ` +
    `${(0,format/* formatDuration */.a3)(neededMs)}; raise it, or name fewer scenarios with --scenario`);
async function measureScenario(scenario, mode, { base, head }, options, context) {
    if (head === undefined)
        throw new errors/* CouldNotMeasure */.Nc("there is no head to measure");
    const measurement = await measuringStrategies[mode.kind].measure(scenario, { base, head }, options, context);
    const { failure } = measurement;
    if (mode.against === undefined || failure === undefined || context.signal.aborted)
        return { scenario, mode, measurement };
    // The anchor serves only to find drift. If it fails, the head is measured alone.
    const reason = `main alone, because it could not be measured beside its anchor build: ${summaryOf(failure)}`;
    context.progress(`${scenario.id}: ${reason}`);
    const alone = await measuringStrategies.recorded.measure(scenario, { head }, options, context);
    return { scenario, mode: { kind: "recorded", reason }, measurement: alone };
}
/** The error's message without the log of the service. */
function summaryOf(error) {
    return error instanceof errors/* CouldNotMeasure */.Nc ? error.summary : (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(error));
}

;// CONCATENATED MODULE: ./build/experiment/noticeList.js
function createNoticeList() {
    const notices = new Map();
    return {
        add(notice) {
            const key = keyOf(notice);
            const before = notices.get(key);
            notices.set(key, before === undefined ? notice : combined(before, notice));
        },
        all: () => [...notices.values()],
    };
}
/** The parts of a notice that make it another one. A listener has another pid in each round. */
function keyOf(notice) {
    switch (notice.kind) {
        case "port_of_one_arm":
            return JSON.stringify([notice.kind, notice.port]);
        case "usage_unseen":
            return notice.kind;
        default:
            return JSON.stringify(notice);
    }
}
/** The arm that starts first gets a port, and the arms start first in turn. */
function combined(before, notice) {
    if (before.kind === "port_of_one_arm" && notice.kind === "port_of_one_arm")
        return before.arm === notice.arm ? before : { ...before, arm: "either" };
    if (before.kind === "usage_unseen" && notice.kind === "usage_unseen")
        return before.arm === notice.arm ? before : { ...before, arm: "both" };
    return before;
}

;// CONCATENATED MODULE: ./build/experiment/pinning.js


/** Pins this process to the load generator's cores, if the configuration and the machine allow it. */
function pinGenerator(pin, workers) {
    const pinning = (0,cpuAffinity/* planPinning */.fc)((0,cpuAffinity/* allowedCores */.nX)(), workers, pin, (0,cgroup/* cgroupLimits */.v3)().cpuCores);
    if (pinning === undefined)
        return { notices: pin === "on" ? [pinning_unavailable("load.pin: on needs at least 2 cores, on Linux")] : [] };
    const problem = (0,cpuAffinity/* pinProcess */.$P)(pinning.generator);
    if (problem !== undefined)
        return { notices: [pinning_unavailable(`taskset cannot be used (${problem})`)] };
    return { pinning, notices: [] };
}
const pinning_unavailable = (reason) => ({ kind: "pinning_unavailable", reason });

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












/** Builds the arms and measures every scenario. Never throws because of a service: failures are in the measurements. */
async function runExperiment(plan, baseline, stoppingRuleFor, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const temporary = await (0,service_runDirectory/* createRunDirectory */.HZ)(context.runId);
        const cleanup = experiment_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        cleanup.defer(() => (0,service_runDirectory/* removeRunDirectory */.kj)(temporary));
        (0,watchdog/* startWatchdog */.M5)(context.runId, temporary);
        const jobCores = (0,cpuAffinity/* availableCores */.o5)();
        const workers = workerCount(plan, jobCores);
        const { pinning, notices } = pinGenerator(plan.load.pin, workers);
        const engine = cleanup.use(startLoadGenerator(context.entry, workers, context.signal));
        const path = await servicePath(context.env["PATH"] ?? "", process.execPath, temporary);
        const env = { ...context.env, PATH: path };
        const warmedUp = context.env["LOADGATE_WARM_UP"] === "off" ? undefined : warmUp(engine, plan);
        const seen = createNoticeList();
        const arms = await buildArms(plan, context, {
            ...context,
            env,
            temporary,
            tls: plan.load.tls,
            notify: seen.add,
            ...(pinning && { cores: pinning.service }),
        });
        const failure = arms.failure ?? (await warmedUp);
        const cores = Math.min(pinning?.service.length ?? jobCores, jobCores);
        const options = {
            baseline,
            stoppingRuleFor: (scenario, mode) => stoppingRuleFor(scenario, mode, cores),
        };
        const rounds = roundContext(plan, engine, seen, context);
        const scenarios = await measureScenarios(plan, { ...arms, failure }, options, rounds);
        return {
            ...(arms.base && { base: arms.base }),
            ...(arms.missingBase && { missingBase: arms.missingBase }),
            ...(arms.head && { head: arms.head }),
            scenarios,
            ...(pinning && {
                pinning: { generator: (0,cpuAffinity/* formatCores */.AA)(pinning.generator), service: (0,cpuAffinity/* formatCores */.AA)(pinning.service) },
            }),
            notices: [...notices, ...arms.notices, ...seen.all()],
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
function roundContext({ load, monitors }, engine, seen, context) {
    const { signal, seed, progress } = context;
    const sampler = { intervalMs: monitors.intervalMs, clock: shell_clock/* systemClock */.ml };
    return {
        engine,
        monitorsFor: (service) => serviceMonitors(service, sampler),
        clock: shell_clock/* systemClock */.ml,
        signal,
        seed,
        tls: load.tls,
        progress,
        notify: seen.add,
    };
}
/** Warms the engine up for the destinations of every scenario. Returns the error if that fails. */
async function warmUp(engine, { service, target, base, scenarios }) {
    const origins = [target, base.target].flatMap((origin) => origin ?? []);
    try {
        for (const { connection } of scenarios) {
            const { http2 } = connection;
            await engine.warmUp([
                { origin: service?.tls === true ? "https:" : "http:", http2 },
                ...origins.map((origin) => ({ origin, http2 })),
            ]);
        }
        return undefined;
    }
    catch (failure) {
        return failure;
    }
}


/***/ }),

/***/ 20235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ needsConfirmation),
/* harmony export */   l: () => (/* binding */ confirm),
/* harmony export */   parseFirstResults: () => (/* binding */ parseFirstResults)
/* harmony export */ });
/* harmony import */ var _analysis_phases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96703);
/* harmony import */ var _analysis_scenario_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13145);
/* harmony import */ var _baseline_loadHash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16980);
/* harmony import */ var _experiment_experiment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(29808);
/* harmony import */ var _gate_confirmation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37277);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12011);
/* harmony import */ var _results_codec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41271);
/* harmony import */ var _results_maskResults_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67355);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(35882);
/* harmony import */ var _shell_machine_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(80936);
/* harmony import */ var _util_format_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(4722);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(43082);
/* harmony import */ var _rejudge_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(59867);













/** Reads the results of the first run. Throws CouldNotMeasure if they are missing or unreadable. */
function parseFirstResults(text, file) {
    const advice = "run the first job again, or name its results.json";
    if (text === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc(`${file} does not exist: there is nothing to confirm; ${advice}`);
    try {
        return (0,_results_codec_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeResults */ .l7)(text, file);
    }
    catch (cause) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc(`the results of the first run cannot be read: ${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(cause)}; ${advice}`, { cause });
    }
}
/** True if a second machine should measure something again, with these regressions accepted. */
function needsConfirmation(first, accepted = []) {
    return (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_10__/* .rejudge */ .N)(first, { accepted }).verdict.confirm === true;
}
/**
 * Measures the borderline regressions of a first run again and decides for both runs. All other outcomes of the first
 * run stay. Throws CouldNotMeasure if the first run measured another commit or another load.
 */
async function confirm(first, request, context) {
    const { plan, baseline, commits, secrets, accepted = [], notices = [] } = request;
    const environment = { ...(0,_shell_machine_js__WEBPACK_IMPORTED_MODULE_9__/* .machineInfo */ .g)(context.env), config_hash: (0,_baseline_loadHash_js__WEBPACK_IMPORTED_MODULE_2__/* .configHash */ .r_)(plan) };
    requireSameMeasurement(first, commits.head, environment);
    if (first.provenance.head.changed === true || commits.isChanged === true)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc("the results to confirm are of uncommitted changes, or there are some here: commit them first");
    const before = (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_10__/* .rejudge */ .N)(first, { accepted, notices });
    if (before.verdict.confirm !== true)
        return (0,_results_maskResults_js__WEBPACK_IMPORTED_MODULE_7__/* .maskResults */ .t)(before, secrets);
    const recheck = (0,_gate_confirmation_js__WEBPACK_IMPORTED_MODULE_4__/* .recheckScope */ .Uj)(before.scenarios, before.settings);
    const scenarioIds = new Set(recheck.keys.map(({ scenario }) => scenario));
    context.progress(`confirming on this machine: ${[...scenarioIds].join(", ")}`);
    const startedAt = new Date().toISOString();
    const experiment = await (0,_experiment_experiment_js__WEBPACK_IMPORTED_MODULE_3__/* .runExperiment */ .p)(planFor(plan, before.scenarios.filter(({ id }) => scenarioIds.has(id))), baseline.kind, (0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .createStoppingRule */ .Jl)(before.settings, { recheck }), context);
    const base = experiment.base && (0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .baseProvenance */ .ZT)(experiment.base, commits);
    const baseProblem = base && differentBase(first.provenance.base, base);
    const machine = (0,_analysis_phases_js__WEBPACK_IMPORTED_MODULE_0__/* .usableMachine */ .I)(environment);
    const measuredAgain = experiment.scenarios.map((measurement) => ({
        ...(0,_analysis_scenario_js__WEBPACK_IMPORTED_MODULE_1__/* .measuredScenario */ .PG)((0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .scenarioRecords */ .$u)(measurement), machine),
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_11__/* .omitUndefined */ .O)({ failure: baseProblem }),
    }));
    const scenarios = before.scenarios.map((scenario) => {
        const again = measuredAgain.find(({ id }) => id === scenario.id);
        return again === undefined
            ? scenario
            : { ...scenario, confirmation: confirmationOf(again, environment, startedAt) };
    });
    const results = (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_10__/* .rejudge */ .N)({ ...before, scenarios }, { accepted, notices: experiment.notices });
    return (0,_results_maskResults_js__WEBPACK_IMPORTED_MODULE_7__/* .maskResults */ .t)(results, secrets);
}
function confirmationOf({ rounds, rounds_planned, round_ms, dealing, failure }, environment, startedAt) {
    return {
        environment,
        started_at: startedAt,
        rounds,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_11__/* .omitUndefined */ .O)({ rounds_planned, round_ms, dealing, failure }),
    };
}
function requireSameMeasurement({ provenance, environment, scenarios }, head, here) {
    if (provenance.head.sha !== head) {
        const [got, expected] = [provenance.head.sha, head].map((sha) => (sha === undefined ? "no commit" : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .shortSha */ .Fu)(sha)));
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc(`the results to confirm are of another commit: expected ${expected}, got ${got}; confirm in the same workflow run, on the same checkout`);
    }
    if (scenarios.some(({ confirmation }) => confirmation !== undefined)) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc("the results to confirm are confirmed already; name those of the first run");
    }
    if (environment.config_hash !== here.config_hash) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc(`the results to confirm are of another load (settings ${environment.config_hash}, here ${here.config_hash}); use the same configuration, and the same --scenario`);
    }
}
/** The reason why the second base is not the first one; `undefined` if it is. Another base confirms nothing. */
function differentBase(first, second) {
    if (first?.sha === second.sha && (second.sha !== undefined || first?.from === second.from))
        return undefined;
    const [expected, got] = [first, second].map((build) => build?.sha === undefined ? build?.from : (0,_util_format_js__WEBPACK_IMPORTED_MODULE_12__/* .shortSha */ .Fu)(build.sha));
    return `the base has changed since the first run: expected ${expected ?? "none"}, got ${got}`;
}
/** The plan with only these scenarios, compared as in the first run. */
function planFor(plan, firstScenarios) {
    const scenarios = plan.scenarios.flatMap((scenario) => {
        const first = firstScenarios.find(({ id }) => id === scenario.id);
        return first === undefined ? [] : { ...scenario, compare: first.mode.kind };
    });
    const [one, ...others] = scenarios;
    if (one === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .CouldNotMeasure */ .Nc("the scenarios to confirm are not in the configuration");
    return { ...plan, scenarios: [one, ...others] };
}


/***/ }),

/***/ 35882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZT: () => (/* binding */ baseProvenance),
  Jl: () => (/* binding */ createStoppingRule),
  eF: () => (/* binding */ run),
  $u: () => (/* binding */ scenarioRecords)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/analysis/cpuQuota.js
var cpuQuota = __webpack_require__(30673);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
// EXTERNAL MODULE: ./build/analysis/rounds.js + 1 modules
var analysis_rounds = __webpack_require__(29661);
;// CONCATENATED MODULE: ./build/analysis/interleaving.js




/** Share of the cores that both arms together may use. Above it they wait for cores, and for each other. */
const maxBusyRatio = 0.5;
/**
 * Chooses how the load is dealt, from a rehearsal that dealt it request by request. The smallest changes show if both
 * arms are under load at once. That needs a machine that can carry both.
 */
function chooseInterleaving({ phases }, cores) {
    const measured = phases.filter(({ warmup }) => !warmup);
    const problem = (0,cpuQuota/* quotaProblem */.Q)(measured) ?? (0,analysis_rounds/* generatorProblem */.F)(measured);
    if (problem !== undefined)
        return { kind: "slice", reason: problem };
    const cpuMs = measured.map(({ readings }) => (0,resourceUsage/* resourceUsage */.kv)(readings)?.cpuMs);
    const offeredMs = measured.filter(({ arm }) => arm === "head").reduce((sum, { record }) => sum + record.offeredMs, 0);
    if (!cpuMs.every((ms) => ms !== undefined) || offeredMs === 0)
        return { kind: "request", reason: "the CPU time of both services is not measured" };
    // Divided by the time of the load: a service that falls behind spreads the same work over a longer time.
    const busyRatio = cpuMs.reduce((sum, ms) => sum + ms, 0) / offeredMs / cores;
    const reason = `base and head together use ${(0,format/* formatPercent */.l9)(busyRatio)} of the CPU`;
    return { kind: busyRatio > maxBusyRatio ? "slice" : "request", reason };
}

// EXTERNAL MODULE: ./build/analysis/phases.js
var phases = __webpack_require__(96703);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
;// CONCATENATED MODULE: ./build/analysis/detectors/delayedAck.js

/** A smaller share of delayed responses may be chance pauses of the service or the machine. */
const minRatio = 0.5;
/** With fewer responses, chance pauses may reach that share. */
const minResponses = 10;
/** Finds requests whose responses seem to wait for a delayed acknowledgement. Warm-ups do not count. */
function detectDelayedAcks({ scenario, rounds }) {
    const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
    const byArm = Map.groupBy(delayedRequests(measured), ({ arm }) => arm);
    return [...byArm].map(([arm, requests]) => ({
        kind: "delayed_ack",
        scenario,
        requests: requests.map(({ name }) => name),
        arm,
        ratio: (0,simple_statistics/* sum */.cz)(requests.map(({ delayed }) => delayed)) / (0,simple_statistics/* sum */.cz)(requests.map(({ responses }) => responses)),
    }));
}
function delayedRequests(phases) {
    const records = phases.flatMap(({ arm, record }) => record.requests.map((request) => ({ arm, request })));
    const byName = Map.groupBy(records, ({ request }) => request.name);
    return [...byName].flatMap(([name, recordsOfRequest]) => {
        const byArm = [...Map.groupBy(recordsOfRequest, ({ arm }) => arm)];
        const arms = byArm.map(([arm, recordsOfArm]) => ({
            arm,
            ...countDelays(recordsOfArm.map(({ request }) => request)),
        }));
        const affected = arms.filter(({ responses, delayed }) => responses >= minResponses && delayed >= minRatio * responses);
        const [first] = affected;
        if (first === undefined)
            return [];
        return {
            name,
            arm: affected.length === arms.length ? "both" : first.arm,
            responses: (0,simple_statistics/* sum */.cz)(affected.map(({ responses }) => responses)),
            delayed: (0,simple_statistics/* sum */.cz)(affected.map(({ delayed }) => delayed)),
        };
    });
}
function countDelays(records) {
    return {
        responses: (0,simple_statistics/* sum */.cz)(records.flatMap(({ statuses }) => Object.values(statuses))),
        delayed: (0,simple_statistics/* sum */.cz)(records.map(({ delayedAcks }) => delayedAcks)),
    };
}

;// CONCATENATED MODULE: ./build/analysis/detectors/throttling.js

/** Finds scenarios in which the job used up its CPU quota. Warm-ups do not count. */
function detectThrottling({ scenario, rounds }) {
    const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
    const worst = (0,cpuQuota/* worstThrottling */.f)(measured);
    return worst === undefined ? [] : [{ kind: "cpu_throttled", scenario, ...worst }];
}

// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/analysis/userLimitDelay.js
var userLimitDelay = __webpack_require__(10646);
;// CONCATENATED MODULE: ./build/analysis/detectors/userLimit.js


/** Finds phases in which arrivals waited for a free user. Warm-ups do not count. */
function detectUserLimits({ scenario, rounds }) {
    const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
    return [...Map.groupBy(measured, ({ phaseId }) => phaseId)].flatMap(([phase, played]) => {
        const felt = (0,userLimitDelay/* feltUserLimit */.u)(played.map(({ record }) => record));
        if (felt === undefined)
            return [];
        const arms = [...Map.groupBy(played, ({ arm }) => arm)];
        const limited = arms.filter(([, ofArm]) => (0,userLimitDelay/* feltUserLimit */.u)(ofArm.map(({ record }) => record)) !== undefined);
        const only = limited.length < arms.length ? limited[0]?.[0] : undefined;
        return [{ kind: "user_limit_reached", scenario, phase, ...(0,omitUndefined/* omitUndefined */.O)({ arm: only }), ...felt }];
    });
}

;// CONCATENATED MODULE: ./build/analysis/runDetectors.js



/** Every detector, in the order of their notices. */
const detectors = [detectUserLimits, detectThrottling, detectDelayedAcks];
/** The notices of all detectors: detector by detector, and scenario by scenario within each. */
function runDetectors(inputs) {
    return detectors.flatMap((detector) => inputs.flatMap(detector));
}

// EXTERNAL MODULE: ./build/analysis/scenario.js
var analysis_scenario = __webpack_require__(13145);
// EXTERNAL MODULE: ./build/baseline/age.js
var age = __webpack_require__(3873);
// EXTERNAL MODULE: ./build/baseline/comparableRuns.js
var comparableRuns = __webpack_require__(15094);
// EXTERNAL MODULE: ./build/baseline/loadHash.js
var loadHash = __webpack_require__(16980);
// EXTERNAL MODULE: ./build/baseline/loadSettings.js
var loadSettings = __webpack_require__(10645);
// EXTERNAL MODULE: ./build/experiment/experiment.js + 61 modules
var experiment_experiment = __webpack_require__(29808);
// EXTERNAL MODULE: ./build/gate/gatedMetrics.js
var gatedMetrics = __webpack_require__(20378);
// EXTERNAL MODULE: ./build/gate/judge.js + 2 modules
var judge = __webpack_require__(21728);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/gate/compare.js
var compare = __webpack_require__(13737);
// EXTERNAL MODULE: ./build/gate/interimLooks.js + 1 modules
var interimLooks = __webpack_require__(81332);
;// CONCATENATED MODULE: ./build/gate/stoppingRule.js



/** Further rounds cannot turn these into a regression that fails the run. */
const stoppingRule_final = ["unchanged", "improved", "new"];
/**
 * True if measuring may stop before the planned rounds. Either a gating comparison has regressed, or all of them are
 * shown to be below the smallest change that matters.
 */
function canStopMeasuring(scenario, settings, { accepted = [], recheck = gatingScope(scenario, settings) } = {}) {
    if (!(0,interimLooks/* isLook */.Mk)((0,interimLooks/* roundProgress */.qs)(scenario)))
        return false;
    const keys = recheck.keys.filter((key) => key.scenario === scenario.id);
    const comparisons = (0,compare/* compareMetrics */.fz)(keys, scenario, {
        settings,
        baseline: { kind: "not_asked" },
        alpha: recheck.alpha,
    });
    const outcomes = comparisons.map(({ outcome, request, metric }) => {
        if (outcome !== "regressed")
            return outcome;
        const key = { scenario: scenario.id, request, metric };
        return (0,acceptance/* coveringAcceptance */.H)(key, scenario, accepted) === undefined ? outcome : "unchanged";
    });
    if (outcomes.length === 0)
        return false;
    return outcomes.includes("regressed") || outcomes.every((outcome) => stoppingRule_final.includes(outcome));
}
function gatingScope(scenario, settings) {
    const keys = (0,compare/* comparedKeys */.WA)(scenario, settings).filter((key) => key.gating);
    return { keys, alpha: (0,compare/* alphaOf */.Qq)(settings, Math.max(keys.length, settings.gating ?? 0)) };
}

// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/fileError.js
var fileError = __webpack_require__(81926);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/shell/machine.js
var shell_machine = __webpack_require__(80936);
// EXTERNAL MODULE: ./build/wording/noticeText.js
var noticeText = __webpack_require__(1324);
;// CONCATENATED MODULE: ./build/run.js






















/** The whole run: plan -> experiment -> analysis -> verdict. Failures are part of the results. */
async function run({ plan, baseline, commits, version, secrets, accepted = [], anchored = [], notices = [] }, context) {
    const startedAt = new Date().toISOString();
    const startMs = (0,clock/* nowMs */.TC)();
    const machine = (0,shell_machine/* machineInfo */.g)(context.env);
    const environment = { ...machine, config_hash: (0,loadHash/* configHash */.r_)(plan) };
    const settings = { ...(0,analysis_scenario/* settingsOf */.f5)(plan), gating: (0,gatedMetrics/* countGatingMetrics */.jt)(plan) };
    const experiment = await (0,experiment_experiment/* runExperiment */.p)(plan, baseline.kind, createStoppingRule(settings, { accepted }), context);
    const { base, missingBase, head, pinning } = experiment;
    const scenarios = experiment.scenarios.map((measurement) => ({
        ...(0,analysis_scenario/* measuredScenario */.PG)(scenarioRecords(measurement), (0,phases/* usableMachine */.I)(machine)),
        load: (0,loadSettings/* loadSettingsOf */.z)(measurement.scenario),
    }));
    const note = (0,comparableRuns/* baselineNote */.OR)(baseline, startedAt);
    const results = (0,judge/* judge */.S)({
        schema: 1,
        environment,
        provenance: {
            loadgate: version,
            ...(base === undefined ? {} : { base: baseProvenance(base, commits) }),
            head: {
                ...(0,omitUndefined/* omitUndefined */.O)({ sha: commits.head }),
                from: head?.from ?? "not started",
                ...(commits.isChanged === true ? { changed: true } : {}),
            },
            started_at: startedAt,
            duration_ms: Math.round((0,clock/* nowMs */.TC)() - startMs),
            seed: context.seed,
        },
        settings,
        baseline: note,
        ...(0,omitUndefined/* omitUndefined */.O)({ missing_base: missingBase, pinning }),
        accepted: [...accepted],
        scenarios: scenarios.map((scenario) => (0,comparableRuns/* attachAnchoredRuns */.GN)((0,comparableRuns/* attachRecordedRuns */.K$)(scenario, baseline, environment), anchored)),
        warnings: [
            ...notices,
            ...(0,age/* staleBaselineNotices */.i)(note, settings),
            ...unusedKeys(plan),
            ...experiment.notices,
            ...clockNotices(scenarios),
            ...runDetectors(experiment.scenarios.map(({ scenario, measurement }) => ({
                scenario: scenario.id,
                rounds: measurement.rounds,
            }))),
        ].map(noticeText/* reportedNotice */.Kh),
    });
    return (0,maskResults/* maskResults */.t)(results, secrets);
}
/** The stopping rule judges the rounds so far with the code of the final verdict. */
const createStoppingRule = (settings, options) => (scenario, mode, cores) => {
    const rounds = [];
    return {
        chooseInterleaving: (rehearsal) => chooseInterleaving(rehearsal, cores),
        shouldStop(record, plan) {
            const round = (0,analysis_rounds/* roundResult */.M)(record);
            if (round !== undefined)
                rounds.push(round);
            const measured = (0,analysis_scenario/* measuredScenario */.PG)({ scenario, mode, rounds: [], ...plan }, { cores, memoryBytes: 0 });
            return canStopMeasuring({ ...measured, rounds }, settings, options);
        },
    };
};
/** The base for the results. A directory gets its commit, if it is a checkout of its own. */
function baseProvenance({ kind, from, sha }, commits) {
    return { ...(0,omitUndefined/* omitUndefined */.O)({ sha: sha ?? (kind === "directory" ? commits.base : undefined) }), from };
}
/** A notice for each configuration key that this run does not use. */
function unusedKeys({ service, target, base }) {
    const notices = [];
    const unused = (key, reason, advice) => notices.push({ kind: "unused_key", key, reason, ...(0,omitUndefined/* omitUndefined */.O)({ advice }) });
    if (base.ref !== undefined && base.from === "auto" && (0,plan/* hasExplicitBase */.Sz)(base))
        unused("base.ref", "base.directory or base.target is", "set base.from: git to choose");
    const { copy, from } = base;
    const isNamed = from === "auto" ? (0,plan/* hasExplicitBase */.Sz)(base) : from === "directory" || from === "target";
    if (copy.length > 0 && isNamed)
        unused("base.copy", "the base's own directory is not changed");
    if (service !== undefined && target !== undefined)
        unused("target", "service is started");
    if (base.from === "auto" && base.directory !== undefined && base.target !== undefined)
        unused("base.target", "base.directory is started", "set base.from to choose");
    return notices;
}
function clockNotices(scenarios) {
    const isCoarse = scenarios.some(({ phases }) => phases.some(({ generator }) => generator?.clock === "timer"));
    return isCoarse ? [{ kind: "coarse_clock" }] : [];
}
function scenarioRecords({ scenario, mode, measurement }) {
    const { failure, ...records } = measurement;
    return { scenario, mode, ...records, ...(failure === undefined ? {} : { failure: failureText(failure) }) };
}
function failureText(failure) {
    if (failure instanceof errors/* CouldNotMeasure */.Nc)
        return failure.message;
    return (0,fileError/* isFileError */.lz)(failure) ? (0,fileError/* describeFileError */.SQ)(failure) : `unexpected error: ${(0,external_node_util_.inspect)(failure)}`;
}


/***/ }),

/***/ 26262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ recordWorktree),
/* harmony export */   G5: () => (/* binding */ recordedProcesses),
/* harmony export */   HZ: () => (/* binding */ createRunDirectory),
/* harmony export */   TX: () => (/* binding */ recordProcess),
/* harmony export */   a5: () => (/* binding */ runDirectoryPath),
/* harmony export */   hQ: () => (/* binding */ processGroupsName),
/* harmony export */   kj: () => (/* binding */ removeRunDirectory),
/* harmony export */   kq: () => (/* binding */ worktreeRecordName),
/* harmony export */   le: () => (/* binding */ processesName),
/* harmony export */   mI: () => (/* binding */ recordProcessGroup)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69454);
/* harmony import */ var _shell_processTable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6922);





/**
 * Path of the run's temporary directory. The run's id determines it, so the clean-up after a run finds it. It is short,
 * because the path of a Unix socket has at most 107 characters.
 */
async function runDirectoryPath(runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)()), `loadgate-${runId.slice(0, 13)}`);
}
/** Creates the run's directory and returns its path. Throws if it exists. */
async function createRunDirectory(runId) {
    const path = await runDirectoryPath(runId);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { mode: 0o700 });
    return path;
}
/** The directory with one file per process group that was started and not yet stopped. The watchdog reads it. */
const processGroupsName = "groups";
/** The directory with one file per process that was found beside them. Its name is the pid and the start time. */
const processesName = "processes";
/** Records a process group for the watchdog. Returns the record's path: remove it when the group is stopped. */
async function recordProcessGroup(runDirectory, pid) {
    return await record(runDirectory, processGroupsName, String(pid));
}
/** Records a process that may have left its group. Returns the record's path, as above. */
async function recordProcess(runDirectory, { pid, startTicks }) {
    return await record(runDirectory, processesName, `${pid}-${startTicks}`);
}
async function record(runDirectory, directory, name) {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, directory, name);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, "");
    return path;
}
/** The recorded process groups and processes of a run that still live. */
async function recordedProcesses(runDirectory) {
    const [groups, processes] = await Promise.all([processGroupsName, processesName].map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, name)).catch(() => [])));
    const isRecorded = ({ pid, group, startTicks }) => groups?.includes(String(group)) === true || processes?.includes(`${pid}-${startTicks}`) === true;
    return (0,_shell_processTable_js__WEBPACK_IMPORTED_MODULE_4__/* .listProcesses */ .O3)().filter(isRecorded);
}
/** The file with the path of git's own entry for the run's worktree. The watchdog reads it too. */
const worktreeRecordName = "worktree";
/** Records, before the worktree exists, the entry that git will keep in `gitDirectory`. Returns the worktree's path. */
async function recordWorktree(runDirectory, gitDirectory) {
    // Git names the entry after the worktree's directory, so the directory gets the run's unique name.
    const name = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(runDirectory);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, worktreeRecordName), (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitDirectory, "worktrees", name));
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, name);
}
/** Removes the run's directory and git's entry for the worktree in it, as `git worktree remove --force` does. */
async function removeRunDirectory(path) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, worktreeRecordName), "utf8").catch(() => undefined);
    // The name shows that git made the entry for this run.
    if (entry !== undefined && (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path)) {
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
        // Git keeps the directory of the entries only while it has one. rmdir fails if it is not empty.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(entry)).catch(() => { });
    }
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(path);
}


/***/ }),

/***/ 76089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GV: () => (/* binding */ gitMark),
/* harmony export */   M5: () => (/* binding */ startWatchdog),
/* harmony export */   VQ: () => (/* binding */ armMarks),
/* harmony export */   n6: () => (/* binding */ runMark),
/* harmony export */   oR: () => (/* binding */ armMark)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _shell_limitMark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83835);
/* harmony import */ var _runDirectory_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26262);



/** The environment variable that marks every process of a run. */
const runMark = "LOADGATE_RUN";
/** The environment entry of an arm's commands. */
const armMark = (runId, arm) => `${runMark}=${runId}/${arm}`;
const armMarks = (runId) => [armMark(runId, "base"), armMark(runId, "head")];
/** The end of the mark's value for git. The watchdog gives git time to remove its locks from the user's repository. */
const gitMark = "git";
/**
 * Starts a shell that cleans up if this process ends in any way, SIGKILL included. The shell waits on a pipe that only
 * this process holds open. When the pipe closes, it kills every process that carries the run's mark or limit, is in one
 * of its process groups, or is recorded: a process that changes its title can lose the mark. Then it removes the run's
 * directory and git's entry for the worktree in it; see runDirectory.ts. After an orderly end it finds nothing to do.
 */
function startWatchdog(runId, runDirectory) {
    const records = [_runDirectory_js__WEBPACK_IMPORTED_MODULE_2__/* .worktreeRecordName */ .kq, _runDirectory_js__WEBPACK_IMPORTED_MODULE_2__/* .processGroupsName */ .hQ, _runDirectory_js__WEBPACK_IMPORTED_MODULE_2__/* .processesName */ .le];
    const limits = armMarks(runId).flatMap((mark) => ["-e", `^${(0,_shell_limitMark_js__WEBPACK_IMPORTED_MODULE_1__/* .limitLineOf */ .X_)(mark)}`]);
    const watchdog = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, runDirectory, ...records, ...limits], {
        cwd: "/",
        env: { PATH: process.env["PATH"] },
        detached: true,
        stdio: ["pipe", "ignore", "ignore"],
    });
    // Without a shell there is no watchdog. The orderly end and the post step still clean up.
    watchdog.on("error", () => { });
    watchdog.stdin.on("error", () => { });
    watchdog.unref();
    // An open pipe keeps the event loop alive unless its handle is unreferenced.
    watchdog.stdin.unref();
}
/** Arguments: the mark, the run's directory, the names of its three records, and the options of grep for the limits. */
const script = `
while read -r _; do :; done
mark=$1 run=$2 worktree=$3 groups=$4 processes=$5
shift 5
pids() { sed 's|^/proc/||; s|/.*||'; }
git=$(grep -lsF "$mark/${gitMark}" /proc/[0-9]*/environ | pids)
for pid in $git; do kill -TERM "$pid" 2>/dev/null; done
[ -z "$git" ] || sleep 0.2
for record in "$run/$groups"/*; do kill -s KILL -- "-\${record##*/}" 2>/dev/null; done
for record in "$run/$processes"/*; do
  pid=\${record##*/}
  start=\${pid#*-}
  pid=\${pid%-*}
  [ "$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -d ' ' -f 20)" = "$start" ] && kill -KILL "$pid" 2>/dev/null
done
tries=0
while [ $tries -lt 100 ]; do
  found=$({ grep -lsF "$mark" /proc/[0-9]*/environ; grep -ls "$@" /proc/[0-9]*/limits; } | pids)
  [ -z "$found" ] && break
  for pid in $found; do kill -KILL "$pid" 2>/dev/null; done
  tries=$((tries + 1))
  sleep 0.05
done
entry=$(cat "$run/$worktree" 2>/dev/null)
[ -n "$entry" ] && [ "\${entry##*/}" = "\${run##*/}" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; }
rm -rf "$run" || { chmod -R u+rwx "$run"; rm -rf "$run"; }
`;


/***/ }),

/***/ 79869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Zb: () => (/* binding */ throttledMs),
/* harmony export */   v3: () => (/* binding */ cgroupLimits)
/* harmony export */ });
/* unused harmony export cgroupsOf */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


const ownSources = () => ({
    membership: readText("/proc/self/cgroup") ?? "",
    mounts: readText("/proc/self/mountinfo") ?? "",
});
/**
 * The groups that this process belongs to by that controller, from its own up to the outermost that is visible. Each
 * of them can have a limit, and the smallest one counts.
 */
function cgroupsOf(controller, { membership, mounts }) {
    return membership.split("\n").flatMap((line) => {
        const [, hierarchy, names = "", path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
        if (hierarchy === undefined || path === undefined)
            return [];
        const version = hierarchy === "0" && names === "" ? 2 : 1;
        if (version === 1 && !names.split(",").includes(controller))
            return [];
        const mount = mountsIn(mounts).find(({ type, options }) => version === 2 ? type === "cgroup2" : type === "cgroup" && options.includes(controller));
        return mount === undefined ? [] : directoriesUp(mount, path).map((directory) => ({ version, directory }));
    });
}
/** proc_pid_mountinfo(5): 36 35 98:0 /root /mount/point rw,noatime master:1 - type source options */
function mountsIn(text) {
    return text.split("\n").flatMap((line) => {
        const [before = "", after = ""] = line.split(" - ");
        const [, , , root, point] = before.split(" ");
        const [type = "", , options = ""] = after.split(" ");
        return root === undefined || point === undefined ? [] : { root, point, type, options: options.split(",") };
    });
}
/** A container can see less of the hierarchy than its path names: then only the mount point is left. */
function directoriesUp({ root, point }, path) {
    const relative = node_path__WEBPACK_IMPORTED_MODULE_1__.posix.relative(root, path);
    const parts = relative === "" || relative.startsWith("..") ? [] : relative.split("/");
    return parts.map((_, i) => node_path__WEBPACK_IMPORTED_MODULE_1__.posix.join(point, ...parts.slice(0, parts.length - i))).concat(point);
}
/** The smallest limits of all groups that this process belongs to. */
function cgroupLimits(sources = ownSources()) {
    const cpuCores = smallest(cgroupsOf("cpu", sources).map(cpuQuota));
    const memoryBytes = smallest(cgroupsOf("memory", sources).map(memoryLimit));
    return { ...(cpuCores !== undefined && { cpuCores }), ...(memoryBytes !== undefined && { memoryBytes }) };
}
/**
 * How long the kernel has kept processes of the job from running, in ms, because the job had used up its CPU quota.
 * `undefined` without a quota.
 */
function throttledMs(sources = ownSources()) {
    const limited = cgroupsOf("cpu", sources).filter((cgroup) => cpuQuota(cgroup) !== undefined);
    const times = limited.map(({ version, directory }) => {
        const stat = readText(`${directory}/cpu.stat`) ?? "";
        const [name, perMs] = version === 2 ? ["throttled_usec", 1e3] : ["throttled_time", 1e6];
        const value = new RegExp(`^${name} (\\d+)$`, "m").exec(stat)?.[1];
        return value === undefined ? undefined : Number(value) / perMs;
    });
    const known = times.filter((time) => time !== undefined);
    return known.length === 0 ? undefined : Math.max(...known);
}
function cpuQuota({ version, directory }) {
    const [quota, period] = version === 2
        ? (readText(`${directory}/cpu.max`) ?? "").split(" ")
        : [readText(`${directory}/cpu.cfs_quota_us`), readText(`${directory}/cpu.cfs_period_us`)];
    const cores = Number(quota) / Number(period);
    return cores > 0 ? cores : undefined;
}
/** Version 1 writes a number near 2^63 for none. */
function memoryLimit({ version, directory }) {
    const limit = Number(readText(`${directory}/${version === 2 ? "memory.max" : "memory.limit_in_bytes"}`));
    return limit > 0 && limit < 2 ** 60 ? limit : undefined;
}
function smallest(values) {
    const known = values.filter((value) => value !== undefined);
    return known.length === 0 ? undefined : Math.min(...known);
}
function readText(path) {
    try {
        return (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "utf8").trim();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 70844:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ pinProcess),
/* harmony export */   AA: () => (/* binding */ formatCores),
/* harmony export */   fc: () => (/* binding */ planPinning),
/* harmony export */   nX: () => (/* binding */ allowedCores),
/* harmony export */   o5: () => (/* binding */ availableCores)
/* harmony export */ });
/* unused harmony export parseCores */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48161);
/* harmony import */ var _cgroup_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79869);




/** The number of cores this process may use. Less than 1, or not whole, with such a CPU quota. */
const availableCores = () => Math.min((0,node_os__WEBPACK_IMPORTED_MODULE_2__.availableParallelism)(), (0,_cgroup_js__WEBPACK_IMPORTED_MODULE_3__/* .cgroupLimits */ .v3)().cpuCores ?? Infinity);
/** The cores this process may use; `undefined` if the system does not report them. */
function allowedCores() {
    try {
        const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/status", "latin1"))?.[1];
        return list === undefined ? undefined : parseCores(list);
    }
    catch {
        return undefined;
    }
}
/** With fewer cores, the service would lose too much by giving one away. */
const minCores = 4;
/**
 * One core for each worker, the rest for the service. `undefined` if pinning is off or there are too few cores:
 * fewer than 4 with `auto`, fewer than 2 with `on`. A CPU quota counts as that many cores.
 */
function planPinning(allowed, workers, pin, quotaCores = Number.POSITIVE_INFINITY) {
    if (pin === "off" || allowed === undefined)
        return undefined;
    if (Math.min(allowed.length, quotaCores) < (pin === "on" ? 2 : minCores))
        return undefined;
    const generatorCores = Math.min(workers, Math.floor(allowed.length / 2));
    return { generator: allowed.slice(0, generatorCores), service: allowed.slice(generatorCores) };
}
/** Moves this process and all its threads to the cores. Returns the reason if that fails. */
function pinProcess(cores) {
    const { status, error, stderr } = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)("taskset", ["-a", "-p", "-c", formatCores(cores), String(process.pid)], {
        encoding: "utf8",
    });
    if (error !== undefined)
        return error.message;
    return status === 0 ? undefined : stderr.trim();
}
/** The list that taskset and /proc use: [0, 2, 3, 4] -> 0,2-4. */
function formatCores(cores) {
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
/** 0,2-4 -> [0, 2, 3, 4]. */
function parseCores(list) {
    return list.split(",").flatMap((run) => {
        const [from = Number.NaN, to = from] = run.split("-").map(Number);
        return Array.from({ length: to - from + 1 }, (_, i) => from + i);
    });
}


/***/ }),

/***/ 80936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ machineInfo)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var _cgroup_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(79869);
/* harmony import */ var _cpuAffinity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70844);



function machineInfo(env) {
    const processors = (0,node_os__WEBPACK_IMPORTED_MODULE_0__.cpus)();
    // GitHub's hosted runners set these. The image determines kernel, libraries and much of the speed.
    const image = [env["ImageOS"], env["ImageVersion"]].filter((part) => part !== undefined).join(" ");
    const cores = Math.max(1, processors.length);
    return {
        cpu_model: processors[0]?.model.trim() || "unknown",
        cores,
        memory_bytes: (0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)(),
        ...jobLimits(cores, (0,node_os__WEBPACK_IMPORTED_MODULE_0__.totalmem)()),
        kernel: `${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.type)()} ${(0,node_os__WEBPACK_IMPORTED_MODULE_0__.release)()}`,
        ...(image === "" ? {} : { image }),
        node: process.versions.node,
    };
}
function jobLimits(cores, memoryBytes) {
    const limits = (0,_cgroup_js__WEBPACK_IMPORTED_MODULE_1__/* .cgroupLimits */ .v3)();
    const cpu = Math.min((0,_cpuAffinity_js__WEBPACK_IMPORTED_MODULE_2__/* .allowedCores */ .nX)()?.length ?? cores, limits.cpuCores ?? cores);
    const memory = limits.memoryBytes ?? memoryBytes;
    return {
        ...(cpu < cores && { cpu_limit: cpu }),
        ...(memory < memoryBytes && { memory_limit_bytes: memory }),
    };
}


/***/ }),

/***/ 56172:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ withDefaultHeaders)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(36777);

/** The headers that every client sends. curl has the same `accept`, and browsers the same encodings. */
const defaults = {
    "user-agent": `loadgate/${_version_js__WEBPACK_IMPORTED_MODULE_0__/* .version */ .r}`,
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br, zstd",
};
/** The configured headers, and the default ones that they do not set. A header with an empty text is not sent. */
function withDefaultHeaders(headers) {
    const names = Object.keys(headers).map((name) => name.toLowerCase());
    const added = Object.entries(defaults).filter(([name]) => !names.includes(name));
    return Object.fromEntries([...Object.entries(headers), ...added].filter(([, text]) => text !== ""));
}


/***/ })

};
