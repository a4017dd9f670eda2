export const id = 235;
export const ids = [235,262];
export const modules = {

/***/ 88684:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  p: () => (/* binding */ runExperiment)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/shell/procfs.js
var procfs = __webpack_require__(57058);
;// CONCATENATED MODULE: ./build/explain/profile/profileFile.js


/** The directory of the raw profiles, in that of the report. */
const profilesDirectory = "profiles";
/** A name that is safe in every file system: profiles/steady-head-12.cpuprofile. */
function profilePath(scenario, { arm, round, extension }) {
    const safe = scenario.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 60) || "scenario";
    return `${profilesDirectory}/${safe}-${arm}-${round}.${extension}`;
}
/** Larger files would make the report too large to upload. */
const maxKeptBytes = 16 * 1024 ** 2;
/** Keeps a raw profile. Returns its path in the report's directory; `undefined` if it is too large, or cannot be written. */
async function keepProfile({ out, scenario }, name, content) {
    if (content.length > maxKeptBytes)
        return undefined;
    const path = profilePath(scenario, name);
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(out, profilesDirectory), { recursive: true });
        await (0,promises_.writeFile)((0,external_node_path_.join)(out, path), content);
        return path;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(73136);
;// CONCATENATED MODULE: ./build/explain/sourcePaths.js



/**
 * Paths relative to the checkout's root. A file of the arm's own directory has the path that it has in the head's
 * checkout, so that both arms have the same one wherever their directories are. Files elsewhere keep their full path.
 */
function shortPathIn(arm, { base, head }) {
    const own = realPath((arm === "base" ? base : head).directory);
    const headDirectory = realPath(head.directory);
    const [root, headRoot] = [checkoutOf(own), checkoutOf(headDirectory)];
    return (file) => {
        const path = file.startsWith("file:") ? pathOfUrl(file) : file;
        if (!(0,external_node_path_.isAbsolute)(path))
            return path;
        if (isWithin(path, own))
            return (0,external_node_path_.relative)(headRoot, (0,external_node_path_.join)(headDirectory, (0,external_node_path_.relative)(own, path)));
        return isWithin(path, root) ? (0,external_node_path_.relative)(root, path) : path;
    };
}
const isWithin = (path, directory) => path.startsWith(`${directory}/`);
/** The nearest directory with an entry of git, or the directory itself. */
function checkoutOf(directory) {
    for (let path = directory;; path = (0,external_node_path_.dirname)(path)) {
        if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(path, ".git")))
            return path;
        if ((0,external_node_path_.dirname)(path) === path)
            return directory;
    }
}
function realPath(path) {
    try {
        return (0,external_node_fs_.realpathSync)(path);
    }
    catch {
        return path;
    }
}
/** An address that is no path stays as it is. */
function pathOfUrl(url) {
    try {
        return (0,external_node_url_.fileURLToPath)(url);
    }
    catch {
        return url;
    }
}

// EXTERNAL MODULE: external "node:events"
var external_node_events_ = __webpack_require__(78474);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
// EXTERNAL MODULE: ./build/shell/clock.js
var shell_clock = __webpack_require__(58739);
;// CONCATENATED MODULE: ./build/explain/node/control.js






/** Listens in the directory. A service of another user can connect too. */
async function openHookControl(directory) {
    const sockets = new Set();
    const waiting = new Map();
    let isStarted = false;
    const server = (0,external_node_net_.createServer)((socket) => {
        sockets.add(socket);
        const answered = () => {
            waiting.get(socket)?.();
            waiting.delete(socket);
        };
        socket.setEncoding("utf8");
        socket.on("data", (text) => {
            if (/started|stopped/.test(text))
                answered();
        });
        socket.on("error", () => { });
        socket.on("close", () => {
            sockets.delete(socket);
            answered();
        });
        if (isStarted)
            socket.write("start\n");
    });
    const path = (0,external_node_path_.join)(directory, "control");
    server.listen(path);
    await (0,external_node_events_.once)(server, "listening");
    await (0,promises_.chmod)(path, 0o777);
    /** Sends the order to all hooks. Returns how many have not answered in time. */
    async function order(text, withinMs) {
        const answers = [...sockets].map((socket) => {
            const { promise, resolve } = Promise.withResolvers();
            waiting.set(socket, resolve);
            socket.write(text);
            return promise;
        });
        const timer = new AbortController();
        const end = shell_clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(shell_clock/* systemClock */.ml.nowMs() + withinMs), timer.signal).catch(() => { });
        await Promise.race([Promise.all(answers), end]);
        timer.abort();
        const silent = waiting.size;
        waiting.clear();
        return silent;
    }
    return {
        count: () => sockets.size,
        async start(withinMs) {
            isStarted = true;
            await order("start\n", withinMs);
        },
        async stop(withinMs) {
            isStarted = false;
            return await order("stop\n", withinMs);
        },
        async [Symbol.asyncDispose]() {
            for (const socket of sockets)
                socket.destroy();
            server.close();
            await (0,external_node_events_.once)(server, "close");
        },
    };
}

;// CONCATENATED MODULE: ./build/explain/node/environment.js
/** NODE_OPTIONS that also loads the file. What the service sets itself stays. Quotes keep a space in the path. */
function withRequire(options, path) {
    const quoted = /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
    return [options?.trim(), `--require=${quoted}`].filter(Boolean).join(" ");
}

;// CONCATENATED MODULE: ./build/explain/node/hook.js
/**
 * The part of the Node instrument that runs inside the service: `hookSource` makes a file of the functions of this module,
 * and `--require` loads it into every process and thread. So they use nothing from outside, and no syntax later than
 * Node 16. Loadgate's orders come by a Unix socket, because signals are the service's own. Nothing is measured before
 * the order to start, except by the profiler, and the socket keeps no process alive.
 */
/** The variable with the directory in which Loadgate listens, and in which the files are written. */
const directoryVariable = "LOADGATE_INSTRUMENTS";
/** Connects to Loadgate, and does what it orders. Never throws: the service must run as without it. */
function runHook(load, options) {
    const directory = process.env["LOADGATE_INSTRUMENTS"];
    if (directory === undefined || directory === "")
        return;
    const net = load("node:net");
    const fs = load("node:fs");
    const { threadId } = load("node:worker_threads");
    const socket = net.connect(`${directory}/control`);
    const creators = [
        ...(options.cpuIntervalUs === undefined ? [] : [profileCpu(load, options.cpuIntervalUs)]),
        () => sampleAllocations(load, options),
        () => observeRuntime(load),
        () => observeCalls(load),
    ];
    let parts = [];
    const finish = () => {
        if (parts.length === 0)
            return;
        const result = { pid: process.pid, threadId };
        for (const part of parts)
            Object.assign(result, attempt(() => part.stop()) || {});
        parts = [];
        const file = `${directory}/${process.pid}-${threadId}`;
        fs.writeFileSync(`${file}.partial`, JSON.stringify(result));
        fs.renameSync(`${file}.partial`, `${file}.json`);
    };
    const obey = (order) => {
        if (order === "start" && parts.length === 0) {
            parts = creators.map((create) => attempt(create)).filter((part) => part !== undefined);
            socket.write("started\n");
        }
        else if (order === "stop") {
            // The runtime reports a garbage collection one turn of the event loop after it.
            setImmediate(() => setImmediate(() => {
                attempt(finish);
                socket.write("stopped\n");
            }));
        }
    };
    let received = "";
    socket.setEncoding("utf8");
    socket.on("data", (text) => {
        const lines = (received + text).split("\n");
        received = lines.pop() || "";
        for (const line of lines)
            attempt(() => obey(line));
    });
    socket.on("error", () => { });
    socket.unref();
    socket.write("hello\n");
    process.on("exit", () => attempt(finish));
}
function attempt(act) {
    try {
        return act();
    }
    catch {
        return undefined;
    }
}
/** A session with the thread's own inspector, whose answers come at once. */
function openInspector(load) {
    const { Session } = load("node:inspector");
    const session = new Session();
    session.connect();
    const post = (method, parameters = {}) => {
        let result;
        session.post(method, parameters, (_, value) => {
            result = value;
        });
        return result;
    };
    return { post, close: () => session.disconnect() };
}
/** V8 counts an inlined function as its caller, and inlines differently from start to start. Both arms run without it. */
function keepFunctionsApart(load) {
    const v8 = load("node:v8");
    v8.setFlagsFromString("--no-turbo-inlining");
    // Node 22 has a second compiler that inlines.
    if (Number(process.versions.v8.split(".")[0]) >= 12)
        v8.setFlagsFromString("--no-maglev-inlining");
}
/**
 * CPU time by function. The profiler runs from the start of the process, because it takes a function that was compiled
 * earlier for its caller. The samples of the time before the order to start are left out.
 */
function profileCpu(load, intervalUs) {
    attempt(() => keepFunctionsApart(load));
    const inspector = openInspector(load);
    inspector.post("Profiler.enable");
    inspector.post("Profiler.setSamplingInterval", { interval: intervalUs });
    inspector.post("Profiler.start");
    // The profile's times are of the same clock.
    const nowUs = () => Number(process.hrtime.bigint()) / 1e3;
    return () => {
        const startUs = nowUs();
        return {
            stop() {
                const { profile } = inspector.post("Profiler.stop");
                inspector.close();
                const { samples = [], timeDeltas = [] } = profile;
                let atUs = profile.startTime;
                let first = 0;
                for (; first < samples.length; first += 1) {
                    const nextUs = atUs + (timeDeltas[first] || 0);
                    if (nextUs >= startUs)
                        break;
                    atUs = nextUs;
                }
                const cpu = { ...profile, startTime: atUs, samples: samples.slice(first), timeDeltas: timeDeltas.slice(first) };
                return { cpu, maps: attempt(() => sourceMapsOf(load, profile.nodes)) || {} };
            },
        };
    };
}
/** Allocated bytes by function, whether they are free again or not. */
function sampleAllocations(load, { heapIntervalBytes }) {
    // Node 18 counts only what is still in use.
    if (Number(process.versions.node.split(".")[0]) < 20)
        throw new Error("no allocations");
    const inspector = openInspector(load);
    inspector.post("HeapProfiler.enable");
    inspector.post("HeapProfiler.startSampling", {
        samplingInterval: heapIntervalBytes,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
    });
    return {
        stop() {
            const { profile } = inspector.post("HeapProfiler.stopSampling");
            inspector.close();
            return { heap: profile };
        },
    };
}
/** Code that was compiled in the process, as tsx does, has its map nowhere else. */
function sourceMapsOf(load, nodes) {
    const { findSourceMap } = load("node:module");
    const maps = {};
    for (const url of new Set(nodes.map(({ callFrame }) => callFrame.url))) {
        if (!/^(file:|\/)/.test(url))
            continue;
        const path = url.startsWith("file:") ? decodeURIComponent(url.slice(7)) : url;
        const map = attempt(() => findSourceMap(path) || findSourceMap(url));
        if (map !== undefined)
            maps[url] = map.payload;
    }
    return maps;
}
/** Garbage collection and the event loop. */
function observeRuntime(load) {
    const hooks = load("node:perf_hooks");
    const delayResolutionMs = 10;
    const collections = [];
    const add = (entries) => {
        for (const { duration } of entries)
            collections.push(duration);
    };
    const observer = new hooks.PerformanceObserver((list) => add(list.getEntries()));
    observer.observe({ entryTypes: ["gc"] });
    const delay = hooks.monitorEventLoopDelay({ resolution: delayResolutionMs });
    delay.enable();
    const before = hooks.performance.eventLoopUtilization();
    return {
        stop() {
            const { utilization } = hooks.performance.eventLoopUtilization(before);
            delay.disable();
            add(observer.takeRecords());
            observer.disconnect();
            // The histogram has the time between two timers.
            const lateMs = (nanos) => Math.max(0, nanos / 1e6 - delayResolutionMs);
            return {
                gc: {
                    count: collections.length,
                    totalMs: collections.reduce((sum, one) => sum + one, 0),
                    longestMs: collections.reduce((most, one) => Math.max(most, one), 0),
                },
                eventLoop: {
                    utilization,
                    ...(delay.max > 0 ? { delayP50Ms: lateMs(delay.percentile(50)), delayMaxMs: lateMs(delay.max) } : {}),
                },
            };
        },
    };
}
/** Calls of other services, by host, as `http`, `https`, `undici` and `fetch` publish them. */
function observeCalls(load) {
    const channels = load("node:diagnostics_channel");
    const hosts = Object.create(null);
    const open = new Map();
    const created = new WeakMap();
    const sinceMs = (at) => {
        const [seconds, nanos] = process.hrtime(at);
        return seconds * 1e3 + nanos / 1e6;
    };
    /** A call waits for a connection until it is sent. */
    const addQueued = (host, at) => {
        const calls = hosts[host];
        if (calls !== undefined)
            calls.queuedMs = (calls.queuedMs || 0) + sinceMs(at);
    };
    const begin = (request, host) => {
        const calls = hosts[host] || { calls: 0, timeMs: 0 };
        calls.calls += 1;
        hosts[host] = calls;
        open.set(request, { host, at: process.hrtime() });
    };
    const end = (message) => {
        const { request } = message;
        const call = open.get(request);
        if (call === undefined)
            return;
        open.delete(request);
        const calls = hosts[call.host];
        if (calls !== undefined)
            calls.timeMs += sinceMs(call.at);
    };
    const createHttp = (message) => {
        const { request } = message;
        created.set(request, process.hrtime());
    };
    const beginHttp = (message) => {
        const { request } = message;
        const host = String(request.getHeader("host") || request.host);
        begin(request, host);
        const at = created.get(request);
        if (at !== undefined)
            addQueued(host, at);
    };
    const beginUndici = (message) => {
        const { request } = message;
        begin(request, String(request.origin).replace(/^https?:\/\//, ""));
    };
    const sendUndici = (message) => {
        const call = open.get(message.request);
        if (call !== undefined)
            addQueued(call.host, call.at);
    };
    const opened = Object.create(null);
    const countConnection = (message) => {
        const { socket } = message;
        socket.once("connect", () => {
            const { remoteAddress, remotePort } = socket;
            // A Unix socket has no address.
            if (remoteAddress === undefined)
                return;
            const address = `${remoteAddress}:${remotePort}`;
            opened[address] = (opened[address] || 0) + 1;
        });
    };
    const listeners = [
        // From Node 22 on.
        ["http.client.request.created", createHttp],
        ["http.client.request.start", beginHttp],
        ["http.client.response.finish", end],
        ["http.client.request.error", end],
        ["undici:request:create", beginUndici],
        ["undici:client:sendHeaders", sendUndici],
        ["undici:request:trailers", end],
        ["undici:request:error", end],
        ["net.client.socket", countConnection],
    ];
    for (const [name, listen] of listeners)
        channels.channel(name).subscribe(listen);
    return {
        stop() {
            for (const [name, listen] of listeners)
                channels.channel(name).unsubscribe(listen);
            return {
                outbound: Object.keys(hosts).map((host) => ({ host, ...hosts[host] })),
                opened: Object.keys(opened).map((address) => ({ address, count: opened[address] })),
            };
        },
    };
}
/** The text of the file that `--require` loads. */
function hookSource(options) {
    const functions = [
        ...[attempt, openInspector, keepFunctionsApart, profileCpu, sampleAllocations, sourceMapsOf],
        ...[observeRuntime, observeCalls, runHook],
    ];
    return `"use strict";
${functions.map(String).join("\n\n")}

try {
  runHook(require, ${JSON.stringify(options)});
} catch {}
`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
;// CONCATENATED MODULE: ./build/explain/formats/callTree.js
/** Deeper frames count as part of the last one. Only runaway recursion is deeper. */
const maxDepth = 256;
const newNode = (frame) => ({ frame, self: 0, children: new Map() });
const rootFrame = { name: "(root)" };
/** Joins stacks to a tree. Frames with the same name, file and line under one parent are one node. */
function callTreeOf(stacks) {
    const root = newNode(rootFrame);
    for (const { frames, value } of stacks) {
        let node = root;
        for (const frame of frames.slice(0, maxDepth))
            node = childOf(node, frame);
        node.self += value;
    }
    return finished(root);
}
function childOf({ children }, frame) {
    const key = `${frame.name}\n${frame.file ?? ""}\n${frame.line ?? ""}`;
    const known = children.get(key);
    if (known !== undefined)
        return known;
    const node = newNode(frame);
    children.set(key, node);
    return node;
}
function finished({ frame, self, children }) {
    return { frame, self, children: [...children.values()].map(finished) };
}
/** The stacks that have a value of their own, the root left out. */
function* stacksOf(tree, above = []) {
    if (tree.self > 0)
        yield { frames: above, value: tree.self };
    for (const child of tree.children)
        yield* stacksOf(child, [...above, child.frame]);
}
/** The sum of several trees, such as those of several processes. */
function mergeCallTrees(trees) {
    return callTreeOf(trees.flatMap((tree) => [...stacksOf(tree)]));
}
function totalOf({ self, children }) {
    return children.reduce((sum, child) => sum + totalOf(child), self);
}
function scaleTree({ frame, self, children }, factor) {
    return { frame, self: self * factor, children: children.map((child) => scaleTree(child, factor)) };
}
/** Replaces each frame, for example to shorten its path. Frames that become equal are joined. */
function mapFrames(tree, change) {
    const changed = new Map();
    const once = (frame) => {
        const known = changed.get(frame);
        if (known !== undefined)
            return known;
        const result = change(frame);
        changed.set(frame, result);
        return result;
    };
    const stacks = [...stacksOf(tree)];
    return callTreeOf(stacks.map(({ frames, value }) => ({ frames: frames.map(once), value })));
}

;// CONCATENATED MODULE: ./build/explain/formats/cpuProfile.js


const callFrameSchema = schemas/* object */.Ikc({
    functionName: schemas/* string */.YjP(),
    url: schemas/* string */.YjP(),
    /** From 0. */
    lineNumber: schemas/* number */.aig(),
    columnNumber: schemas/* number */.aig(),
});
/** The file that V8's profiler writes (.cpuprofile). */
const cpuProfileSchema = schemas/* object */.Ikc({
    nodes: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* number */.aig(), callFrame: callFrameSchema, children: schemas/* array */.YOg(schemas/* number */.aig()).default([]) })),
    /** In microseconds. */
    startTime: schemas/* number */.aig(),
    endTime: schemas/* number */.aig(),
    /** The node of each sample. */
    samples: schemas/* array */.YOg(schemas/* number */.aig()),
    /** Since the sample before, in microseconds. */
    timeDeltas: schemas/* array */.YOg(schemas/* number */.aig()),
});
/** V8's names for time without a function. Garbage collection is counted on its own, by the runtime. */
const withoutFunction = new Set(["(idle)", "(program)", "(garbage collector)"]);
/** The time on CPU by function, in ms. */
function readCpuProfile(profile, frameOf) {
    const stacks = stackFinder(profile, frameOf);
    return callTreeOf([...selfMsByNode(profile)].flatMap(([id, value]) => {
        const frames = stacks(id);
        return frames === undefined || value <= 0 ? [] : [{ frames, value }];
    }));
}
/** A sample lasts until the next one. */
function selfMsByNode({ samples, timeDeltas, startTime, endTime }) {
    const selfMs = new Map();
    let atUs = startTime;
    for (const [i, id] of samples.entries()) {
        atUs += timeDeltas[i] ?? 0;
        const lastsUs = Math.max(0, timeDeltas[i + 1] ?? endTime - atUs);
        selfMs.set(id, (selfMs.get(id) ?? 0) + lastsUs / 1000);
    }
    return selfMs;
}
/** Finds a node's stack, the outermost frame first; `undefined` if no function ran. */
function stackFinder({ nodes }, frameOf) {
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const parents = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id])));
    const frames = new Map();
    const frameAt = (id, callFrame) => {
        if (!frames.has(id))
            frames.set(id, frameOf(callFrame));
        return frames.get(id);
    };
    return (leaf) => {
        const stack = [];
        // A damaged file may have a circle: no stack has more frames than there are nodes.
        for (let id = leaf; id !== undefined && stack.length <= nodes.length; id = parents.get(id)) {
            const node = byId.get(id);
            if (node === undefined)
                return undefined;
            if (node.callFrame.functionName === "(root)")
                break;
            if (withoutFunction.has(node.callFrame.functionName))
                return undefined;
            stack.push(node);
        }
        const found = stack.flatMap(({ id, callFrame }) => frameAt(id, callFrame) ?? []);
        return found.length === 0 || found.length < stack.length ? undefined : found.toReversed();
    };
}

;// CONCATENATED MODULE: ./build/explain/node/hookResult.js




const heapNodeSchema = schemas/* lazy */.RZV(() => schemas/* object */.Ikc({
    callFrame: schemas/* object */.Ikc({
        functionName: schemas/* string */.YjP(),
        url: schemas/* string */.YjP(),
        lineNumber: schemas/* number */.aig(),
        columnNumber: schemas/* number */.aig(),
    }),
    selfSize: schemas/* number */.aig(),
    children: schemas/* array */.YOg(heapNodeSchema),
}));
/** What the hook of one process or thread has written. Parts that its version of Node lacks are absent. */
const hookResultSchema = schemas/* object */.Ikc({
    pid: schemas/* number */.aig(),
    threadId: schemas/* number */.aig(),
    cpu: cpuProfileSchema.optional(),
    heap: schemas/* object */.Ikc({ head: heapNodeSchema }).optional(),
    /** Source maps by the address of the script. */
    maps: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).default({}),
    gc: schemas/* object */.Ikc({ count: schemas/* number */.aig(), totalMs: schemas/* number */.aig(), longestMs: schemas/* number */.aig() }).optional(),
    eventLoop: schemas/* object */.Ikc({ utilization: schemas/* number */.aig(), delayP50Ms: schemas/* number */.aig().optional(), delayMaxMs: schemas/* number */.aig().optional() })
        .optional(),
    outbound: schemas/* array */.YOg(schemas/* object */.Ikc({ host: schemas/* string */.YjP(), calls: schemas/* number */.aig(), timeMs: schemas/* number */.aig(), queuedMs: schemas/* number */.aig().optional() }))
        .default([]),
    /** Connections to other services. */
    opened: schemas/* array */.YOg(schemas/* object */.Ikc({ address: schemas/* string */.YjP(), count: schemas/* number */.aig() })).default([]),
});
/** One record a kind, over all processes and threads of the service. `path`: where the raw profile is kept. */
function recordsOf(results, frameOf, path) {
    if (results.length === 0)
        return [];
    const cpu = results.flatMap((result) => (result.cpu ? [readCpuProfile(result.cpu, frameOf(result))] : []));
    const heap = results.flatMap((result) => (result.heap ? [allocationTree(result.heap.head, frameOf(result))] : []));
    const calls = outboundOf(results);
    return [
        ...(cpu.length > 0
            ? [{ kind: "cpu_profile", root: mergeCallTrees(cpu), ...(path !== undefined && { path }) }]
            : []),
        runtimeRecord(results),
        ...(heap.length > 0 ? [{ kind: "allocations", root: mergeCallTrees(heap) }] : []),
        // Without a call there is a record too: the other arm may have some.
        { kind: "outbound", calls, opened: openedOf(results) },
    ];
}
/** The result whose functions ran longest. Its raw profile is worth keeping. */
function busiestOf(results) {
    const busyMs = ({ cpu }) => cpu === undefined ? -1 : totalOf(readCpuProfile(cpu, ({ functionName }) => ({ name: functionName })));
    return results.toSorted((a, b) => busyMs(b) - busyMs(a))[0];
}
function allocationTree(head, frameOf) {
    const stacks = [];
    const open = [{ node: head, frames: [] }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, frames } = next;
        if (node.selfSize > 0 && frames.length > 0)
            stacks.push({ frames, value: node.selfSize });
        for (const child of node.children) {
            const frame = frameOf(child.callFrame);
            if (frame !== undefined)
                open.push({ node: child, frames: [...frames, frame] });
        }
    }
    return callTreeOf(stacks);
}
/** Collections are summed. The event loop is that of the busiest thread: the others only wait. */
function runtimeRecord(results) {
    const collections = results.flatMap(({ gc }) => gc ?? []);
    const loops = results.flatMap(({ eventLoop }) => eventLoop ?? []);
    const busiest = loops.toSorted((a, b) => b.utilization - a.utilization)[0];
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    return {
        kind: "runtime",
        name: "node",
        ...(collections.length > 0 && {
            gcMs: (0,unit/* millis */.ne)(sum(collections.map(({ totalMs }) => totalMs))),
            gcCount: sum(collections.map(({ count }) => count)),
            longestGcMs: (0,unit/* millis */.ne)(Math.max(...collections.map(({ longestMs }) => longestMs))),
        }),
        ...(busiest?.delayP50Ms !== undefined && { eventLoopDelayP50Ms: (0,unit/* millis */.ne)(busiest.delayP50Ms) }),
        ...(busiest?.delayMaxMs !== undefined && { eventLoopDelayMaxMs: (0,unit/* millis */.ne)(busiest.delayMaxMs) }),
        ...(busiest !== undefined && { eventLoopUtilization: (0,unit/* ratio */.CG)(busiest.utilization) }),
    };
}
function outboundOf(results) {
    const byHost = Map.groupBy(results.flatMap(({ outbound }) => outbound), ({ host }) => host);
    return [...byHost].map(([host, all]) => {
        const queued = all.flatMap(({ queuedMs }) => queuedMs ?? []);
        return {
            host,
            calls: all.reduce((total, one) => total + one.calls, 0),
            timeMs: (0,unit/* millis */.ne)(all.reduce((total, one) => total + one.timeMs, 0)),
            ...(queued.length > 0 && { queuedMs: (0,unit/* millis */.ne)(queued.reduce((total, ms) => total + ms, 0)) }),
        };
    });
}
function openedOf(results) {
    const byAddress = Map.groupBy(results.flatMap(({ opened }) => opened), ({ address }) => address);
    return [...byAddress].map(([address, all]) => ({ address, count: all.reduce((total, one) => total + one.count, 0) }));
}

// EXTERNAL MODULE: external "node:module"
var external_node_module_ = __webpack_require__(98995);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/explain/formats/collapsed.js

/** `main;handle (app.py:12);slow 42`: the outermost frame first, and the number of samples. */
const lineForm = /^(?<stack>.+) (?<count>\d+)$/;
/** A sample without a stack, as py-spy writes it. */
const emptyForm = /^ *\d+$/;
/** py-spy and rbspy write the file behind the name. */
const frameForm = /^(?<name>.+?) \((?<file>[^()]+?)(?::(?<line>\d+))?\)$/;
/** Behind another name, such as [unknown] (libc.so.6), the parentheses have no file of the service. */
const sourceFile = /\.\w+$/;
/** py-spy's outermost frames. A process has another number in each round, so that its functions would not be the same. */
const processForm = /^(process \d+:|thread \(0x)/;
/** Reads collapsed ("folded") stacks. Gives samples. `undefined` if it is another text. */
function readCollapsed(text) {
    const stacks = [];
    for (const line of text.split(/\r?\n/)) {
        if (line.trim() === "" || line.startsWith("#") || emptyForm.test(line))
            continue;
        const { stack, count } = lineForm.exec(line)?.groups ?? {};
        if (stack === undefined)
            return undefined;
        stacks.push({ frames: framesOf(stack), value: Number(count) });
    }
    return stacks.length === 0 ? undefined : callTreeOf(stacks);
}
function framesOf(stack) {
    const names = stack.split(";");
    const inProcess = names.filter((name) => !processForm.test(name));
    return (inProcess.length === 0 ? names : inProcess).map(frameOf);
}
function frameOf(text) {
    const { name, file, line } = frameForm.exec(text)?.groups ?? {};
    if (name === undefined || file === undefined || !sourceFile.test(file))
        return { name: text };
    return { name, file, ...(line !== undefined && Number(line) > 0 && { line: Number(line) }) };
}

// EXTERNAL MODULE: ./node_modules/pprof-format/dist/esm/index.js
var esm = __webpack_require__(79819);
;// CONCATENATED MODULE: ./build/explain/formats/pprof.js


const msPerUnit = {
    nanoseconds: 1e-6,
    microseconds: 1e-3,
    milliseconds: 1,
    seconds: 1000,
};
/**
 * Reads an uncompressed pprof file: CPU time in ms, otherwise allocated bytes, or the last type of sample in its own
 * unit. Throws if damaged.
 */
function readPprof(bytes) {
    const profile = esm/* Profile */.WV.decode(bytes);
    // Other bytes may decode to a profile without content.
    if (profile.sampleType.length === 0)
        throw new Error("the file has no type of sample");
    const text = (index) => profile.stringTable.strings[Number(index)] ?? "";
    const types = profile.sampleType.map(({ type, unit }) => ({ type: text(type), unit: text(unit) }));
    const cpu = types.findIndex(({ type }) => type === "cpu");
    const timed = types.findIndex(({ unit }) => unit in msPerUnit);
    const allocated = types.findIndex(({ type }) => type === "alloc_space");
    const column = [cpu, timed, allocated].find((at) => at >= 0) ?? types.length - 1;
    const factor = msPerUnit[types[column]?.unit ?? ""] ?? 1;
    const frames = framesByLocation(profile, text);
    return callTreeOf(profile.sample.map(({ locationId, value }) => {
        // A location has its inlined frames first, as a sample has its innermost location first.
        const stack = locationId.flatMap((id) => frames.get(Number(id)) ?? []);
        return { frames: stack.toReversed(), value: signed(value[column]) * factor };
    }));
}
/** The difference of two profiles has negative values. The decoder takes them for huge ones. */
const signed = (value = 0) => Math.max(0, Number(BigInt.asIntN(64, BigInt(value))));
function framesByLocation(profile, text) {
    const functions = new Map(profile.function.map((one) => [Number(one.id), one]));
    const frameOf = (id) => {
        const found = functions.get(id);
        if (found === undefined)
            return { name: "(unknown)" };
        const file = text(found.filename);
        const line = Number(found.startLine);
        return {
            name: text(found.name) || "(unknown)",
            ...(file !== "" && { file }),
            // Not the line of the sample: a function is one frame.
            ...(line > 0 && { line }),
        };
    };
    return new Map(profile.location.map(({ id, line, address }) => [
        Number(id),
        line.length === 0 ? [{ name: `0x${address.toString(16)}` }] : line.map((one) => frameOf(Number(one.functionId))),
    ]));
}

// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/explain/formats/speedscope.js



const sampledSchema = schemas/* object */.Ikc({
    type: schemas/* literal */.euz("sampled"),
    unit: schemas/* string */.YjP(),
    /** Places in the table of frames, the outermost first. */
    samples: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* number */.aig())),
    weights: schemas/* array */.YOg(schemas/* number */.aig()),
});
const eventedSchema = schemas/* object */.Ikc({
    type: schemas/* literal */.euz("evented"),
    unit: schemas/* string */.YjP(),
    events: schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* enum */.k5n(["O", "C"]), frame: schemas/* number */.aig(), at: schemas/* number */.aig() })),
});
/** https://www.speedscope.app/file-format-schema.json */
const speedscopeSchema = schemas/* object */.Ikc({
    shared: schemas/* object */.Ikc({
        frames: schemas/* array */.YOg(schemas/* object */.Ikc({
            name: schemas/* string */.YjP(),
            file: schemas/* string */.YjP().nullish(),
            line: schemas/* number */.aig().nullish(),
        })),
    }),
    profiles: schemas/* array */.YOg(schemas/* discriminatedUnion */.gMt("type", [sampledSchema, eventedSchema])),
});
const speedscope_msPerUnit = {
    seconds: 1000,
    milliseconds: 1,
    microseconds: 1e-3,
    nanoseconds: 1e-6,
};
/** In ms where the file has a unit of time, otherwise in samples. Threads are summed. */
function readSpeedscope({ shared, profiles }) {
    const frames = shared.frames.map(({ name, file, line }) => {
        const isLine = typeof line === "number" && line > 0;
        return { name, ...(0,omitUndefined/* omitUndefined */.O)({ file: file ?? undefined }), ...(isLine && { line }) };
    });
    const stackOf = (places) => places.flatMap((place) => frames[place] ?? []);
    return callTreeOf(profiles.flatMap((profile) => {
        const factor = speedscope_msPerUnit[profile.unit] ?? 1;
        return weighted(profile).map(({ places, weight }) => {
            return { frames: stackOf(places), value: weight * factor };
        });
    }));
}
function weighted(profile) {
    if (profile.type === "sampled") {
        return profile.samples.map((places, i) => ({ places, weight: profile.weights[i] ?? 0 }));
    }
    const stacks = [];
    const open = [];
    let lastAt;
    for (const { type, frame, at } of profile.events) {
        if (lastAt !== undefined && at > lastAt)
            stacks.push({ places: [...open], weight: at - lastAt });
        lastAt = at;
        if (type === "O")
            open.push(frame);
        else
            open.splice(Math.max(0, open.lastIndexOf(frame)));
    }
    return stacks;
}

;// CONCATENATED MODULE: ./build/explain/formats/readProfile.js






/** Larger profiles are refused: one of three seconds has less than a hundredth of it. */
const maxProfileBytes = 64 * 1024 ** 2;
const wanted = "expected a profile in the format cpuprofile, pprof, collapsed stacks or speedscope";
/** Reads a profile in any of the formats. Its content shows which. Never throws. */
function readProfile(content) {
    try {
        if (content.length === 0)
            return unreadable(`${wanted}, got an empty file`);
        const bytes = isGzip(content) ? (0,external_node_zlib_.gunzipSync)(content, { maxOutputLength: maxProfileBytes }) : content;
        const { format, root } = parseProfile(bytes);
        if (totalOf(root) > 0)
            return { kind: "profile", format, root };
        return unreadable("the profile has no sample: did the process work in that time?");
    }
    catch {
        return unreadable(`${wanted}, got ${describe(content)}`);
    }
}
const unreadable = (reason) => ({ kind: "unreadable", reason });
const isGzip = ([first, second]) => first === 0x1f && second === 0x8b;
function parseProfile(bytes) {
    const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1").trimStart();
    if (start.startsWith("{"))
        return parseJson(JSON.parse(Buffer.from(bytes).toString("utf8")));
    const root = bytes.includes(0) ? undefined : readCollapsed(Buffer.from(bytes).toString("utf8"));
    if (root !== undefined)
        return { format: "collapsed", root };
    return { format: "pprof", root: readPprof(bytes) };
}
function parseJson(value) {
    const speedscope = speedscopeSchema.safeParse(value);
    if (speedscope.success)
        return { format: "speedscope", root: readSpeedscope(speedscope.data) };
    return { format: "cpuprofile", root: readCpuProfile(cpuProfileSchema.parse(value), plainFrame) };
}
/** The frame as V8 names it. */
function plainFrame({ functionName, url, lineNumber }) {
    return {
        name: functionName === "" ? "(anonymous)" : functionName,
        ...(url !== "" && { file: url }),
        ...(url !== "" && lineNumber >= 0 && { line: lineNumber + 1 }),
    };
}
/** The start of what came, on one line. */
function describe(content) {
    const start = Buffer.from(content.subarray(0, 40)).toString("latin1");
    return JSON.stringify(start.replace(/[^\x20-\x7e]+/g, " ").trim());
}

;// CONCATENATED MODULE: ./build/explain/node/sourceMaps.js





/** Maps of bundles are large. Larger ones would take seconds. */
const maxBytes = 64 * 1024 ** 2;
/**
 * Finds the source of V8's frames: by the maps that the process itself knew, by address, then by those that its files name.
 * A file without a map is its own source. The work of Loadgate's own hook is left out.
 */
function frameFinder(maps, shorten, hook) {
    const known = new Map();
    const mapOf = (url) => {
        if (!known.has(url))
            known.set(url, loadMap(url, maps[url]));
        return known.get(url);
    };
    return (callFrame) => {
        const frame = plainFrame(callFrame);
        const { url, lineNumber, columnNumber } = callFrame;
        if (pathOfUrl(url) === hook)
            return undefined;
        if (url === "" || url.startsWith("node:"))
            return frame;
        const loaded = mapOf(url);
        const entry = loaded?.map.findEntry(lineNumber, columnNumber);
        if (loaded === undefined || entry === undefined || !("originalSource" in entry)) {
            return { ...frame, file: shorten(url) };
        }
        const { originalSource, originalLine } = entry;
        return { ...frame, file: shorten(sourcePath(originalSource, loaded.path)), line: originalLine + 1 };
    };
}
/** The source is relative to its map. Bundlers write addresses such as webpack:///./src/app.ts. */
function sourcePath(source, mapPath) {
    if (source.startsWith("file:"))
        return pathOfUrl(source);
    if (/^[a-z-]+:\/\//.test(source))
        return source.replace(/^[a-z-]+:\/\/[^/]*\/(\.\/)?/, "");
    return (0,external_node_path_.resolve)((0,external_node_path_.dirname)(mapPath), source);
}
function loadMap(url, payload) {
    const path = pathOfUrl(url);
    try {
        const found = payload === undefined ? readMap(path) : { payload, path };
        return found && { map: new external_node_module_.SourceMap(found.payload), path: found.path };
    }
    catch {
        return undefined;
    }
}
function readMap(path) {
    if ((0,external_node_fs_.statSync)(path).size > maxBytes)
        return undefined;
    const text = (0,external_node_fs_.readFileSync)(path, "utf8");
    const reference = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(text.slice(text.lastIndexOf("sourceMappingURL=") - 4))?.[1];
    if (reference === undefined)
        return undefined;
    if (reference.startsWith("data:")) {
        const [head = "", data = ""] = reference.split(",", 2);
        const json = head.endsWith(";base64") ? Buffer.from(data, "base64").toString("utf8") : decodeURIComponent(data);
        return { payload: JSON.parse(json), path };
    }
    const mapPath = (0,external_node_path_.resolve)((0,external_node_path_.dirname)(path), decodeURIComponent(reference));
    if ((0,external_node_fs_.statSync)(mapPath).size > maxBytes)
        return undefined;
    return { payload: JSON.parse((0,external_node_fs_.readFileSync)(mapPath, "utf8")), path: mapPath };
}

;// CONCATENATED MODULE: ./build/explain/node/nodeInstrument.js












/** A thread answers between two pieces of its work. One that works for longer is left out. */
const startWithinMs = (0,unit/* millis */.ne)(2000);
const stopWithinMs = (0,unit/* millis */.ne)(5000);
/** A profile of a few seconds is a hundredth of it. */
const maxResultBytes = 256 * 1024 ** 2;
/** Observes every process and thread of a service that runs on Node. It needs no setting, and gives nothing on others. */
function nodeInstrument({ hasCpuProfile }, context) {
    const options = { heapIntervalBytes: 64 * 1024, ...(hasCpuProfile && { cpuIntervalUs: 500 }) };
    return {
        async attach(arm, round) {
            const path = (0,external_node_path_.join)(context.temporary, `node-${arm}`);
            await (0,files/* removeTree */.dM)(path);
            await (0,promises_.mkdir)(path, { recursive: true });
            // Node names the hook by its real path.
            const directory = await (0,promises_.realpath)(path);
            // The service may run as another user.
            await (0,promises_.chmod)(directory, 0o777);
            const hook = hookIn(directory);
            await (0,promises_.writeFile)(hook, hookSource(options), { mode: 0o644 });
            const control = await openHookControl(directory);
            const { environment } = context.arms[arm];
            return {
                environment: {
                    NODE_OPTIONS: withRequire(environment["NODE_OPTIONS"], hook),
                    [directoryVariable]: directory,
                },
                async observe(service) {
                    await control.start(startWithinMs);
                    return { stop: () => finish({ arm, round, directory, control, service, stopWithinMs }, context) };
                },
                async [Symbol.asyncDispose]() {
                    await control[Symbol.asyncDispose]();
                    await (0,files/* removeTree */.dM)(directory);
                },
            };
        },
    };
}
const hookIn = (directory) => (0,external_node_path_.join)(directory, "hook.cjs");
async function finish(hooks, context) {
    const { arm, round, directory, control, service } = hooks;
    const hadHooks = control.count() > 0;
    const silent = await control.stop(hooks.stopWithinMs);
    const { results, unreadable } = await readResults(directory);
    const failures = [
        ...(silent > 0 ? [`Node did not hand over the profile of ${silent} busy threads of the ${arm}`] : []),
        ...(unreadable > 0 ? [`the profiles of ${unreadable} Node processes of the ${arm} cannot be read`] : []),
        ...(!hadHooks && results.length === 0 ? hookless(service, arm) : []),
    ];
    const busiest = busiestOf(results);
    const name = { arm, round, extension: "cpuprofile" };
    const path = busiest?.cpu && (await keepProfile(context, name, JSON.stringify(busiest.cpu)));
    const shorten = shortPathIn(arm, context.arms);
    const records = recordsOf(results, ({ maps }) => frameFinder(maps, shorten, hookIn(directory)), path);
    return { records, failures };
}
/** A service of another runtime has no hook, and that is no failure. */
function hookless({ pids }, arm) {
    const isNode = pids().some((pid) => /^(\S*\/)?node(js)?( |$)/.test((0,procfs/* commandOf */.Nl)(pid)));
    if (!isNode)
        return [];
    return [
        `Node of the ${arm} did not load Loadgate's hook: service.command must pass NODE_OPTIONS on, and add to it: NODE_OPTIONS="$NODE_OPTIONS …"`,
    ];
}
async function readResults(directory) {
    const results = [];
    let unreadable = 0;
    for (const name of await (0,promises_.readdir)(directory)) {
        if (!name.endsWith(".json"))
            continue;
        try {
            const path = (0,external_node_path_.join)(directory, name);
            if ((await (0,promises_.stat)(path)).size > maxResultBytes)
                throw new Error("the file is too large");
            results.push(hookResultSchema.parse(JSON.parse(await (0,promises_.readFile)(path, "utf8"))));
        }
        catch {
            unreadable += 1;
        }
    }
    return { results, unreadable };
}

// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./build/shell/findProgram.js
var findProgram = __webpack_require__(62256);
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

// EXTERNAL MODULE: ./build/shell/cpuAffinity.js
var cpuAffinity = __webpack_require__(48463);
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

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
;// CONCATENATED MODULE: ./build/explain/formats/pythonWaits.js

/** Functions of Python's library and its usual servers that wait, by the end of their file's path. */
const waits = [
    ["threading.py", /^(wait|acquire|join|_wait_for_tstate_lock)$/],
    ["selectors.py", /^select$/],
    ["socket.py", /^(readinto|accept)$/],
    ["ssl.py", /^(read|recv|recv_into|accept)$/],
    ["queue.py", /^get$/],
    ["subprocess.py", /^(wait|_wait|_try_wait|communicate|_communicate)$/],
    ["concurrent/futures/thread.py", /^_worker$/],
    ["multiprocessing/connection.py", /^(_recv|_poll|wait)$/],
    ["waitress/wasyncore.py", /^poll2?$/],
    ["gunicorn/workers/sync.py", /^(wait|accept)$/],
    ["gunicorn/arbiter.py", /^sleep$/],
];
/**
 * Leaves out the stacks that end in a wait: py-spy takes some of them for work, and idle threads wait nearly always. A
 * profile of nothing else stays as it is.
 */
function withoutPythonWaits(tree) {
    const working = [...stacksOf(tree)].filter(({ frames }) => !isWait(frames.at(-1)));
    return working.length === 0 ? tree : callTreeOf(working);
}
function isWait({ name, file } = {}) {
    const own = name?.split(".").at(-1) ?? "";
    return file !== undefined && waits.some(([path, wait]) => isPath(file, path) && wait.test(own));
}
const isPath = (file, end) => file === end || file.endsWith(`/${end}`);

;// CONCATENATED MODULE: ./build/explain/profile/externalProfile.js






const extensions = {
    cpuprofile: "cpuprofile",
    pprof: "pprof",
    collapsed: "txt",
    speedscope: "json",
};
/** The usual frequency of profilers is 100 samples a second. */
const defaultSampleMs = 10;
/** The record of a profile that another program has taken. The raw profile is kept, even if it cannot be read. */
async function profileResult(taken, context) {
    const { arm, round, key, content, cpuMs } = taken;
    const profile = readProfile(content);
    if (profile.kind === "unreadable")
        return { records: [], failures: [`${key}: ${profile.reason}`] };
    const { format } = profile;
    const root = withoutPythonWaits(profile.root);
    const path = await keepProfile(context, { arm, round, extension: extensions[format] }, content);
    const scaled = scaleTree(withShortPaths(root, arm, context), scaleOfProfile(format, totalOf(root), cpuMs));
    return { records: [{ kind: "cpu_profile", root: scaled, ...(path !== undefined && { path }) }], failures: [] };
}
/** What a command may leave beside OUT, and how much of the record's unit one sample is. */
const furtherProfiles = [
    { suffix: ".allocations", kind: "allocations", scale: 1 },
    // In microseconds.
    { suffix: ".locks", kind: "lock_profile", scale: 1 / 1000 },
];
/** The record of a further profile. An empty one has looked, and seen nothing. */
function furtherResult({ suffix, kind, scale }, { arm, key, content }, context) {
    if (content.length === 0)
        return { records: [{ kind, root: callTreeOf([]) }], failures: [] };
    const profile = readProfile(content);
    if (profile.kind === "unreadable")
        return { records: [], failures: [`${key}, $OUT${suffix}: ${profile.reason}`] };
    return { records: [{ kind, root: scaleTree(withShortPaths(profile.root, arm, context), scale) }], failures: [] };
}
function withShortPaths(root, arm, { arms }) {
    const shorten = shortPathIn(arm, arms);
    return mapFrames(root, (frame) => (frame.file === undefined ? frame : { ...frame, file: shorten(frame.file) }));
}
/**
 * Profiles have samples of unknown length, and begin late. The samples therefore share the CPU time that the service has
 * used. Without that, a sample is 10 ms, and a time is what the profile says.
 */
function scaleOfProfile(format, total, cpuMs) {
    if (cpuMs !== undefined && cpuMs > 0)
        return cpuMs / total;
    return format === "collapsed" ? defaultSampleMs : 1;
}
/** CPU time of the live processes so far, in ms; `undefined` if the system does not show it. */
function cpuTimeMs(pids) {
    const times = pids.flatMap((pid) => {
        const stat = (0,procfs/* readStat */.BV)(pid);
        return stat === undefined ? [] : Math.max(stat.ownTicks * 10, (0,procfs/* threadsCpuNanos */.Pc)(pid) / 1e6);
    });
    return times.length === 0 ? undefined : times.reduce((sum, time) => sum + time, 0);
}

;// CONCATENATED MODULE: ./build/shell/sockets.js

/** All listening TCP sockets that this process's network has. Empty if the system does not show them. */
const readListeners = () => (0,procfs/* listeningSockets */.OC)().map(listenerOf);
/** The same of the network of another process, such as in a container. Empty if the process cannot be seen. */
const containerListeners = (pid) => pid > 0 ? (0,procfs/* listeningSockets */.OC)(`/proc/${pid}/net`).map(listenerOf) : [];
function listenerOf({ hexAddress, inode }) {
    const [address = "", port = ""] = hexAddress.split(":");
    return { address: addressText(address), port: Number.parseInt(port, 16), inode };
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

;// CONCATENATED MODULE: ./build/explain/profile/listeningPid.js

/** The process that listens. The root is often a shell. */
function listeningPid({ origin, pids }) {
    const all = pids();
    const port = Number(new URL(origin).port);
    const inodes = listenersOf(all).flatMap((listener) => (listener.port === port ? listener.inode : []));
    return socketOwners(inodes, all)[0] ?? all[0];
}

;// CONCATENATED MODULE: ./build/explain/profile/commandProfile.js











const key = "explain.profile.command";
/** Profilers need time to attach and to write their file. */
const usualGraceMs = (0,unit/* millis */.ne)(10_000);
/** Profiles the service with a shell command, which leaves a file in OUT. */
function commandProfile(command, context, graceMs = usualGraceMs) {
    return {
        async attach(arm, round) {
            const directory = (0,external_node_path_.join)(context.temporary, `profile-${arm}`);
            await (0,files/* removeTree */.dM)(directory);
            await (0,promises_.mkdir)(directory, { recursive: true });
            const commands = new AsyncDisposableStack();
            return {
                environment: {},
                async observe(service) {
                    const seconds = Math.max(1, Math.floor(service.durationMs / 1000));
                    const files = { out: (0,external_node_path_.join)(directory, "profile"), log: (0,external_node_path_.join)(directory, "log") };
                    const { directory: armDirectory, environment } = context.arms[arm];
                    const tree = await spawnTree({
                        command,
                        directory: armDirectory,
                        env: {
                            ...environment,
                            LOADGATE_ARM: arm,
                            PID: String(listeningPid(service)),
                            DURATION: String(seconds),
                            OUT: files.out,
                        },
                        logFile: files.log,
                        mark: context.mark(arm),
                    });
                    commands.defer(() => tree.stop((0,unit/* millis */.ne)(200), context.signal));
                    const cpuBefore = cpuTimeMs(service.pids());
                    return {
                        stop: async () => {
                            const cpuAfter = cpuTimeMs(service.pids());
                            const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
                            const failure = await endOf(tree, graceMs, files.log, context.signal);
                            if (failure !== undefined)
                                return { records: [], failures: [failure] };
                            return await resultOf({ arm, round, out: files.out, cpuMs }, context);
                        },
                    };
                },
                async [Symbol.asyncDispose]() {
                    await commands[Symbol.asyncDispose]().finally(() => (0,files/* removeTree */.dM)(directory));
                },
            };
        },
    };
}
/** Waits until the command has ended. Returns what went wrong, as a sentence. */
async function endOf(tree, withinMs, logFile, signal) {
    const timer = new AbortController();
    const late = shell_clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(shell_clock/* systemClock */.ml.nowMs() + withinMs), AbortSignal.any([timer.signal, signal]));
    const exit = await Promise.race([tree.exited, late.catch(() => undefined)]);
    timer.abort();
    if (!exit) {
        await tree.stop((0,unit/* millis */.ne)(200), signal);
        return `${key}: expected to end after DURATION seconds, still ran ${(0,format/* formatDuration */.a3)(withinMs)} after the load, and was stopped`;
    }
    if (exit.code === 0)
        return undefined;
    const log = ((await (0,files/* readText */.yR)(logFile)) ?? "").trim().split("\n").at(-1)?.slice(0, 300) ?? "";
    const how = exit.signal === null ? `ended with exit code ${exit.code}` : `was ended by ${exit.signal}`;
    return `${key}: ${how}${log === "" ? "" : ` (${log})`}`;
}
async function resultOf(output, context) {
    const { arm, out } = output;
    try {
        const content = await contentOf(out);
        const further = await Promise.all(furtherProfiles.map(async (one) => {
            const found = await contentOf(`${out}${one.suffix}`);
            return found === undefined ? [] : furtherResult(one, { arm, key, content: found }, context);
        }));
        // A service that waits may use too little CPU time for a sample.
        const hasNoSample = content?.length === 0 && further.flat().length > 0;
        const all = [...(hasNoSample ? [] : [await ofProfile(output, content, context)]), ...further.flat()];
        return { records: all.flatMap(({ records }) => records), failures: all.flatMap(({ failures }) => failures) };
    }
    catch (error) {
        return failed((0,errors/* messageOf */.bD)(error));
    }
}
async function ofProfile({ out: _, ...taken }, content, context) {
    if (content === undefined)
        return failed("expected a profile in the file $OUT, but the command wrote none");
    return await profileResult({ ...taken, key, content }, context);
}
const failed = (problem) => ({ records: [], failures: [`${key}: ${problem}`] });
/** `undefined` if there is no such file. */
async function contentOf(file) {
    const size = (await (0,promises_.stat)(file).catch(() => undefined))?.size;
    if (size === undefined)
        return undefined;
    if (size > maxProfileBytes)
        throw new Error(`the profile has ${size} bytes, and ${maxProfileBytes} are the limit`);
    return await (0,promises_.readFile)(file);
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: ./build/shell/tlsContext.js
var tlsContext = __webpack_require__(82405);
;// CONCATENATED MODULE: ./build/explain/profile/download.js




/** The body of an answer with status 200. */
async function download(url, { tls }, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    const options = { signal, agent: false };
    const secure = { ...options, rejectUnauthorized: tls.verify, secureContext: (0,tlsContext/* tlsContextOf */.A)(tls) };
    const sent = url.protocol === "https:" ? (0,external_node_https_.request)(url, secure, resolve) : (0,external_node_http_.request)(url, options, resolve);
    sent.on("error", reject).end();
    const response = await promise;
    const { statusCode = 0 } = response;
    const chunks = [];
    let size = 0;
    for await (const chunk of response) {
        size += chunk.length;
        if (size > maxProfileBytes)
            throw new Error(`the profile has more than ${maxProfileBytes} bytes`);
        chunks.push(chunk);
    }
    if (statusCode !== 200)
        throw new Error(`expected status 200, got ${statusCode}`);
    return Buffer.concat(chunks);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/util/goLibrary.js
var goLibrary = __webpack_require__(49816);
;// CONCATENATED MODULE: ./build/explain/profile/goroutineWaits.js

const lockPattern = /^(internal\/)?sync\.(\(\*(RW)?Mutex\)\.|runtime_Semacquire(RW)?Mutex)/;
const groupPattern = /^sync\.(\(\*WaitGroup\)\.|runtime_Semacquire(WaitGroup)?$)/;
const pollPattern = /^internal\/poll\.runtime_pollWait$/;
/** In the kernel, as for a file. */
const kernelPattern = /^(internal\/runtime\/syscall|runtime\/internal\/syscall|syscall)\b/;
const handlerPattern = /^net\/http\.\(\*conn\)\.serve$/;
/** Reads Go's `/debug/pprof/goroutine?debug=1`. `undefined` if it is something else. */
function goroutinePlaces(text) {
    if (!text.startsWith("goroutine profile:"))
        return undefined;
    const stacks = text.split("\n\n").flatMap(stackIn);
    // The goroutine that accepts connections is always parked.
    const parked = stacks.find(({ frames: [first] }) => first !== undefined && pollPattern.test(first.name))?.address;
    return stacks.flatMap(({ count, address, frames }) => {
        const isParked = address === parked;
        const waiting = waitingFunction(frames, isParked);
        const working = isParked || parked === undefined ? undefined : workingFunction(frames);
        if (waiting !== undefined)
            return [{ for: "goroutine", ...waiting, count }];
        return working === undefined ? [] : [{ for: "worker", ...working, count }];
    });
}
/** 4 @ 0x489b0e 0x467c32 …, and a line for each function: #	0x68ae64	main.get+0xa4	/app/main.go:35 */
function stackIn(block) {
    const [, count, address = ""] = /^(\d+) @ (0x[\da-f]+)/m.exec(block) ?? [];
    if (count === undefined)
        return [];
    const frames = [...block.matchAll(/^#\s+0x[\da-f]+\s+(\S+)\+0x[\da-f]+\s+(\S+):(\d+)$/gm)];
    return [
        {
            ...{ count: Number(count), address },
            frames: frames.map(([, name = "", file = "", line]) => ({ name, file, line: Number(line) })),
        },
    ];
}
/**
 * Where it locks a mutex, or waits for a channel or for other goroutines while it answers a request. Idle workers wait
 * for channels, too, but answer none.
 */
function waitingFunction(frames, isParked) {
    const [first] = frames;
    if (first === undefined)
        return undefined;
    const own = frames.find((frame) => !(0,goLibrary/* isOfGoLibrary */.H)(frame));
    if (lockPattern.test(first.name))
        return own;
    const isHandler = frames.some(({ name }) => handlerPattern.test(name));
    if (isHandler && groupPattern.test(first.name))
        return own;
    return isParked && isHandler && !(0,goLibrary/* isOfGoLibrary */.H)(first) ? first : undefined;
}
/** The service's function that the goroutine began with, as a worker or as a request's handler. */
function workingFunction(frames) {
    const [first] = frames;
    if (first === undefined || kernelPattern.test(first.name))
        return undefined;
    return frames.findLast((frame) => !(0,goLibrary/* isOfGoLibrary */.H)(frame));
}

;// CONCATENATED MODULE: ./build/explain/profile/goroutineSampler.js




/** A look takes a service of some dozens of goroutines 0.2 ms of CPU time. */
const sampleEveryMs = (0,unit/* millis */.ne)(15);
/**
 * Looks again and again at what goroutines wait for: their threads do not sleep meanwhile. The number of waiting ones
 * times the time is the sum of their waits (Little). Of those that work, it is the time with at least one of them.
 * Rejects if the service shows none.
 */
async function sampleGoroutines(look, signal) {
    const times = new Map();
    let lastMs = (0,shell_clock/* nowMs */.TC)();
    while (!signal.aborted) {
        const places = goroutinePlaces(await look());
        const atMs = (0,shell_clock/* nowMs */.TC)();
        if (places === undefined)
            throw new Error("expected a goroutine profile of Go");
        for (const { count, ...place } of oncePerWorker(places)) {
            const key = keyOf(place);
            const { timeMs } = times.get(key) ?? { timeMs: 0 };
            times.set(key, { ...place, timeMs: (0,unit/* millis */.ne)(timeMs + count * (atMs - lastMs)) });
        }
        lastMs = atMs;
        await (0,external_node_timers_promises_.setTimeout)(sampleEveryMs, undefined, { signal }).catch(() => { });
    }
    const all = [...times.values()];
    // No wait is worth saying as well.
    return all.some((one) => one.for === "goroutine") ? all : [{ for: "goroutine", timeMs: (0,unit/* millis */.ne)(0) }, ...all];
}
/** A worker is somewhere else at each look, so that its line does not tell it apart. */
const keyOf = ({ for: what, name, file, line }) => `${what} ${name} ${file}${what === "worker" ? "" : `:${line}`}`;
function oncePerWorker(places) {
    const workers = new Map(places.filter((one) => one.for === "worker").map((one) => [keyOf(one), { ...one, count: 1 }]));
    return [...places.filter((one) => one.for !== "worker"), ...workers.values()];
}

;// CONCATENATED MODULE: ./build/explain/profile/observeGo.js









/**
 * What Go's net/http/pprof has beside the CPU profile: waits of goroutines, allocations, and collections. Others have
 * none.
 */
async function observeGo(go, context) {
    const { profile, seconds, signal, ended } = go;
    if (!profile.pathname.endsWith("/profile"))
        return [];
    const get = (path) => download(new URL(path, profile), context, signal);
    const text = async (path) => Buffer.from(await get(path)).toString("utf8");
    const short = shortPathIn(go.arm, context.arms);
    const collected = async () => collections(await text("heap?debug=1"), (0,procfs/* processAgeMs */.vf)(listeningPid({ origin: profile.origin, pids: go.pids }) ?? 0));
    try {
        const before = await collected();
        const allocated = get(`allocs?seconds=${seconds}`);
        allocated.catch(() => { });
        const waits = await sampleGoroutines(() => text("goroutine?debug=1"), ended);
        const after = await collected();
        const shorten = (one) => one.file === undefined ? one : { ...one, file: short(one.file) };
        const allocations = readProfile(await allocated);
        // A profile without a sample: it allocated next to nothing.
        const root = allocations.kind === "profile" ? mapFrames(allocations.root, shorten) : callTreeOf([]);
        return [
            { kind: "waits", waits: waits.map(shorten) },
            ...(before && after ? [observeGo_runtimeRecord(before, after)] : []),
            { kind: "allocations", root },
        ];
    }
    catch {
        return [];
    }
}
function observeGo_runtimeRecord(before, after) {
    return { kind: "runtime", name: "go", gcMs: (0,unit/* millis */.ne)(after.ms - before.ms), gcCount: after.count - before.count };
}
/**
 * All collections so far. Go tells their share of the time in which its cores could have worked, up to the last one.
 * `ageMs`: of the process, now.
 */
function collections(heap, ageMs) {
    const numberOf = (name) => Number(new RegExp(`^# ${name} = ([\\d.e-]+)$`, "m").exec(heap)?.[1]);
    const [share, count, lastNanos] = [numberOf("GCCPUFraction"), numberOf("NumGC"), numberOf("LastGC")];
    if (ageMs === undefined || !Number.isFinite(share + count + lastNanos))
        return undefined;
    const ageAtLastMs = count === 0 ? 0 : ageMs - (Date.now() - lastNanos / 1e6);
    return { ms: share * ageAtLastMs * (0,external_node_os_.availableParallelism)(), count };
}

;// CONCATENATED MODULE: ./build/explain/profile/pprofProfile.js




const pprofProfile_key = "explain.profile.pprof";
/** The service answers when the profile is complete. */
const graceMs = 10_000;
/** Profiles a service that answers with a pprof file, as Go's net/http/pprof does. */
function pprofProfile(path, context) {
    return {
        async attach(arm, round) {
            const over = new AbortController();
            return {
                environment: {},
                async observe({ origin, pids, durationMs }) {
                    const seconds = Math.max(1, Math.floor(durationMs / 1000));
                    const late = AbortSignal.timeout(Math.ceil(durationMs + graceMs));
                    const signal = AbortSignal.any([over.signal, context.signal, late]);
                    const url = new URL(`${path}${path.includes("?") ? "&" : "?"}seconds=${seconds}`, origin);
                    const cpuBefore = cpuTimeMs(pids());
                    const answer = download(url, context, signal);
                    answer.catch(() => { });
                    const ended = new AbortController();
                    const profile = new URL(path, origin);
                    const looking = observeGo({ arm, profile, pids, seconds, signal, ended: ended.signal }, context);
                    return {
                        async stop() {
                            ended.abort();
                            const ofGo = await looking;
                            const cpuAfter = cpuTimeMs(pids());
                            const cpuMs = cpuBefore === undefined || cpuAfter === undefined ? undefined : cpuAfter - cpuBefore;
                            try {
                                const { records, failures } = await profileResult({ arm, round, key: pprofProfile_key, content: await answer, cpuMs }, context);
                                return { records: [...records, ...ofGo], failures };
                            }
                            catch (error) {
                                return { records: ofGo, failures: [`${pprofProfile_key}: GET ${path} failed: ${(0,errors/* messageOf */.bD)(error)}`] };
                            }
                        },
                    };
                },
                async [Symbol.asyncDispose]() {
                    over.abort();
                },
            };
        },
    };
}

;// CONCATENATED MODULE: ./build/explain/relay/databaseAddress.js
/** The relay listens here. */
const relayHost = "127.0.0.1";
/**
 * Reads what services have in a variable: an address (with jdbc: or a driver's name before it), settings such as
 * "host=localhost port=5432", or host:port. No reason shows the text, because it may hold a password.
 */
function databaseAddress(text, defaultPort) {
    if (text.includes("://"))
        return ofUrl(text, defaultPort);
    if (/\b(host|server)\s*=/i.test(text))
        return ofSettings(text, defaultPort);
    const [, host, port] = /^(\[[^\]]+\]|[^\s:/@]+):(\d+)$/.exec(text.trim()) ?? [];
    if (host === undefined)
        return unusable("expected an address with host and port");
    return addressOf(host, Number(port), false, (own) => `${relayHost}:${own}`);
}
const urlPattern = /^([a-z][\w+.:-]*:\/\/(?:[^/?#]*@)?)(\[[^\]]+\]|[^:/?#]*)(?::(\d+))?([/?#].*)?$/i;
function ofUrl(text, defaultPort) {
    const [, before = "", host, port, after = ""] = urlPattern.exec(text.trim()) ?? [];
    if (host === undefined)
        return unusable("expected an address with one host and port");
    if (/^rediss:/i.test(before))
        return unusable("the connection is encrypted (rediss)");
    if (host.includes(","))
        return unusable("expected one host, got several");
    if (host === "" || /[?&]host=/.test(after) || host.includes("%"))
        return unusable("expected a host, got a Unix socket");
    const needsTls = /[?&](sslmode=(require|verify)|ssl=(true|1|require))/i.test(after);
    return addressOf(host, Number(port) || defaultPort, needsTls, (own) => `${before}${relayHost}:${own}${after}`);
}
/** "host=a port=1" of libpq, or "Host=a;Port=1" of .NET. */
function ofSettings(text, defaultPort) {
    const [setting = "", name = "", host = ""] = /\b(host|server)\s*=\s*([^\s;]+)/i.exec(text) ?? [];
    if (host.includes(","))
        return unusable("expected one host, got several");
    if (host === "" || host.startsWith("/"))
        return unusable("expected a host, got a Unix socket");
    const portPattern = /\b(port\s*=\s*)(\d+)/i;
    const port = Number(portPattern.exec(text)?.[2]) || defaultPort;
    const needsTls = /\bssl\s*mode\s*=\s*(require|verify)/i.test(text);
    return addressOf(host, port, needsTls, (own) => {
        const moved = text.replace(setting, () => `${name}=${relayHost}`);
        if (portPattern.test(moved))
            return moved.replace(portPattern, `$1${own}`);
        return text.includes(";") ? `${moved.replace(/;\s*$/, "")};Port=${own}` : `${moved} port=${own}`;
    });
}
function addressOf(host, port, needsTls, withPort) {
    return { kind: "address", host: host.replace(/^\[|\]$/g, ""), port, needsTls, withPort };
}
const unusable = (reason) => ({ kind: "unusable", reason });

;// CONCATENATED MODULE: ./build/explain/relay/forward.js


/** Opens a connection to the database. Rejects if that fails, or if the client has gone meanwhile. */
async function openUpstream(address, client) {
    const upstream = (0,external_node_net_.connect)({ ...address, allowHalfOpen: true });
    client.once("close", () => upstream.destroy());
    const { promise, resolve, reject } = Promise.withResolvers();
    upstream.once("connect", () => resolve());
    upstream.once("error", reject);
    upstream.once("close", () => reject(new Error("the client has gone")));
    await promise;
    upstream.on("error", () => client.destroy());
    upstream.setNoDelay(true);
    return upstream;
}
/** Passes everything on, in both directions. */
function forward(client, upstream, observer, onBlind = () => { }) {
    let view = observer;
    const look = (see) => {
        if (view === undefined)
            return;
        try {
            see(view);
        }
        catch {
            view = undefined;
            onBlind();
        }
    };
    pass(client, upstream, (chunk) => look((seen) => seen.fromClient(chunk, (0,shell_clock/* nowMs */.TC)())));
    pass(upstream, client, (chunk) => look((seen) => seen.fromServer(chunk, (0,shell_clock/* nowMs */.TC)())));
}
function pass(from, to, see) {
    from.on("data", (chunk) => {
        see(chunk);
        if (!to.write(chunk))
            from.pause();
    });
    to.on("drain", () => from.resume());
    from.on("end", () => to.end());
    from.on("close", () => to.destroySoon());
    from.resume();
}

;// CONCATENATED MODULE: ./build/explain/relay/postgres/messageReader.js
const headerBytes = 5;
/** Finds the messages in a stream. It copies nothing but the parts of bodies that are needed. */
class MessageReader {
    #consumer;
    #header = Buffer.alloc(headerBytes);
    #headerLength = 0;
    /** Bytes of the current body that have not come. */
    #remaining;
    #type = "";
    #needed;
    #parts = [];
    /** `skip`: bytes before the first message. */
    constructor(consumer, skip = 0) {
        this.#consumer = consumer;
        this.#remaining = skip;
    }
    push(chunk) {
        for (let at = 0; at < chunk.length;) {
            at += this.#remaining > 0 ? this.#readBody(chunk, at) : this.#readHeader(chunk, at);
        }
    }
    #readHeader(chunk, at) {
        const read = chunk.copy(this.#header, this.#headerLength, at, at + headerBytes - this.#headerLength);
        this.#headerLength += read;
        if (this.#headerLength < headerBytes)
            return read;
        this.#headerLength = 0;
        const length = this.#header.readUInt32BE(1);
        if (length < 4)
            throw new Error("expected a message of PostgreSQL");
        this.#type = String.fromCharCode(this.#header[0] ?? 0);
        this.#needed = this.#consumer.bytesOf(this.#type);
        this.#remaining = length - 4;
        if (this.#remaining === 0)
            this.#end();
        return read;
    }
    #readBody(chunk, at) {
        const read = Math.min(this.#remaining, chunk.length - at);
        if (this.#needed !== undefined && this.#needed > 0) {
            const part = chunk.subarray(at, at + Math.min(read, this.#needed));
            // A body usually comes in one chunk, and is used before the next one.
            this.#parts.push(read === this.#remaining ? part : Buffer.from(part));
            this.#needed -= part.length;
        }
        this.#remaining -= read;
        if (this.#remaining === 0)
            this.#end();
        return read;
    }
    #end() {
        const [part = Buffer.alloc(0)] = this.#parts;
        if (this.#needed !== undefined) {
            this.#consumer.onMessage(this.#type, this.#parts.length > 1 ? Buffer.concat(this.#parts) : part);
        }
        this.#needed = undefined;
        this.#parts = [];
    }
}

;// CONCATENATED MODULE: ./build/util/statementText.js
/** A longer text is cut. In characters. */
const longestText = 1000;
/** One SQL statement as its kind: constants become $1, $2, …, and comments and the length of lists go. */
const statementText = (sql) => statementTexts(sql)[0] ?? "";
/** The same of each statement in a text. */
function statementTexts(sql) {
    const statements = [[]];
    for (const token of tokensOf(sql)) {
        const statement = statements.at(-1) ?? [];
        if (token === ";")
            statements.push([]);
        else if (token !== " " || statement.at(-1) !== " ")
            statement.push(token);
    }
    return statements
        .map((tokens) => tokens.join("").trim())
        .filter((text) => text !== "")
        .map(generalText);
}
/** A constant. PostgreSQL's own parameters begin at $1. */
const constant = "$0";
/** A minus behind one of these is a sign. */
const signedPattern = /^(?:[(,=<>+*/|%]|then|else|when|limit|offset|and|or|between|select|by|returning)$/i;
/** Each pattern is tried in turn at the position. */
const tokenPattern = new RegExp([
    /(?<space>(?:\s|--[^\n]*(?:\n|$))+)/,
    /(?<comment>\/\*)/,
    /(?<escaped>[eE]'(?:[^'\\]|\\.|'')*(?:'|$))/,
    /(?<quoted>(?:[nNbBxX]|[uU]&)?'(?:[^']|'')*(?:'|$))/,
    /(?<dollar>\$(?:[A-Za-z_\x80-\uffff][\w\x80-\uffff]*)?\$)/,
    /(?<parameter>\$\d+)/,
    /(?<number>-?(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?))/,
    /(?<identifier>"(?:[^"]|"")*(?:"|$)|[A-Za-z_\x80-\uffff][\w$\x80-\uffff]*)/,
    /(?<other>[\s\S])/,
]
    .map(({ source }) => source)
    .join("|"), "y");
function* tokensOf(sql) {
    let before = "(";
    for (let at = 0; at < sql.length;) {
        tokenPattern.lastIndex = at;
        const match = tokenPattern.exec(sql);
        const source = match?.[0] ?? sql.slice(at);
        const { comment, dollar, ...groups } = match?.groups ?? {};
        at += source.length;
        if (comment !== undefined)
            at = commentEnd(sql, at);
        if (dollar !== undefined)
            at = dollarEnd(sql, at, source);
        const token = dollar !== undefined ? constant : tokenOf({ comment, ...groups }, source, before);
        if (token !== " ")
            before = token;
        yield token;
    }
}
function tokenOf({ comment, space, number, quoted, escaped }, source, before) {
    if (comment !== undefined || space !== undefined)
        return " ";
    if (quoted !== undefined || escaped !== undefined)
        return constant;
    if (number === undefined)
        return source;
    return source.startsWith("-") && !signedPattern.test(before) ? `-${constant}` : constant;
}
function dollarEnd(sql, start, quote) {
    const close = sql.indexOf(quote, start);
    return close < 0 ? sql.length : close + quote.length;
}
/** Comments nest. */
function commentEnd(sql, start) {
    const border = /\/\*|\*\//g;
    border.lastIndex = start;
    for (let depth = 1; depth > 0;) {
        const match = border.exec(sql);
        if (match === null)
            return sql.length;
        depth += match[0] === "/*" ? 1 : -1;
    }
    return border.lastIndex;
}
const item = String.raw `\s*\$\d+(?:::[\w."]+)?\s*`;
const listPattern = new RegExp(String.raw `(\bin\s*\(|\barray\s*\[)(${item})(?:,${item})+(?=[)\]])`, "gi");
const rowsPattern = /(\bvalues\s*\([^()]*\))(?:\s*,\s*\([^()]*\))+/gi;
/** IN ($1, $2, $3) and IN ($1, $2) are one kind of statement, and so are inserts of two and of three rows. */
function generalText(text) {
    const short = text.replace(listPattern, "$1$2, …").replace(rowsPattern, "$1, …");
    const numbers = new Map();
    let last = 0;
    const numbered = short.replace(/(?<![\w$])\$(\d+)/g, (source) => {
        const known = source === constant ? undefined : numbers.get(source);
        const number = known ?? ++last;
        numbers.set(source, number);
        return `$${number}`;
    });
    return numbered.length > longestText ? `${numbered.slice(0, longestText)}…` : numbered;
}

;// CONCATENATED MODULE: ./build/explain/relay/postgres/session.js


/** In bytes. A longer statement is cut, and so is the list of a long INSERT. */
const longestStatement = 64 * 1024;
const longestNames = 512;
/** How many bytes of each message the session needs. See "Message Formats" in PostgreSQL's manual. */
const clientBytes = {
    ...{ Q: longestStatement, P: longestStatement },
    ...{ B: longestNames, E: longestNames, C: longestNames, S: 0, F: 0, c: 0, f: 0 },
};
const serverBytes = { C: 0, I: 0, s: 0, E: 0, Z: 0, G: 0, W: 0 };
/**
 * Follows one connection, and times each statement from its message to its completion. A statement that waits behind
 * others of a pipeline begins when they are done.
 */
class PostgresSession {
    #log;
    #statements = new Map();
    #portals = new Map();
    #pending = [];
    #lastEndMs = (0,unit/* millis */.ne)(0);
    /** The server reads copied data, and ignores Sync. */
    #isCopying = false;
    constructor(log) {
        this.#log = log;
    }
    fromClient(type, body, atMs) {
        switch (type) {
            case "Q":
                this.#pending.push({ kind: "query", texts: statementTexts(textAt(body)), done: 0, atMs });
                break;
            case "P":
                this.#statements.set(textAt(body), statementText(textAt(body, 1)));
                break;
            case "B":
                this.#portals.set(textAt(body), { text: this.#statements.get(textAt(body, 1)) ?? "", isStarted: false });
                break;
            case "E":
                this.#execute(textAt(body), atMs);
                break;
            case "C":
                (body.toString("latin1", 0, 1) === "S" ? this.#statements : this.#portals).delete(textAt(body.subarray(1)));
                break;
            case "c":
            case "f":
                this.#isCopying = false;
                break;
            default:
                // Sync, or a call of a function.
                if (!this.#isCopying)
                    this.#pending.push({ kind: "sync" });
        }
    }
    #execute(name, atMs) {
        const portal = this.#portals.get(name);
        this.#pending.push({ kind: "execute", text: portal?.text ?? "", isFirst: portal?.isStarted !== true, atMs });
        if (portal !== undefined)
            portal.isStarted = true;
    }
    fromServer(type, atMs) {
        const [next] = this.#pending;
        if (next === undefined)
            return;
        switch (type) {
            case "C":
            case "I":
            case "s":
                if (next.kind !== "sync")
                    this.#complete(next, atMs);
                break;
            case "E":
                this.#fail(next, atMs);
                break;
            case "G":
                this.#startCopy(next);
                break;
            case "W":
                throw new Error("the connection became a replication");
            default:
                this.#ready();
        }
    }
    #complete(next, atMs) {
        const startMs = (0,unit/* millis */.ne)(Math.max(next.atMs, this.#lastEndMs));
        this.#lastEndMs = atMs;
        if (next.kind === "execute") {
            this.#pending.shift();
            if (next.text !== "")
                this.#log.add(next.text, startMs, atMs, next.isFirst);
            return;
        }
        const text = next.texts[next.done] ?? next.texts.at(-1);
        next.done += 1;
        if (text !== undefined)
            this.#log.add(text, startMs, atMs);
    }
    /** The server skips everything up to the next Sync. A statement that failed counts. */
    #fail(next, atMs) {
        if (next.kind !== "sync")
            this.#complete(next, atMs);
        const sync = this.#pending.findIndex(({ kind }) => kind !== "execute");
        if (next.kind === "execute")
            this.#pending.splice(0, sync < 0 ? this.#pending.length : sync);
    }
    /** ReadyForQuery. */
    #ready() {
        const end = this.#pending.findIndex(({ kind }) => kind !== "execute");
        this.#pending.splice(0, end + 1);
    }
    /** A Sync behind the Execute is sent before the client knows of the copy, and ignored. */
    #startCopy(next) {
        if (next.kind !== "execute")
            return;
        this.#isCopying = true;
        this.#pending = this.#pending.filter((one, i) => i === 0 || one.kind !== "sync");
    }
}
/** The text with that index. Each one ends with a zero. */
function textAt(body, index = 0) {
    let start = 0;
    for (let i = 0; i < index; i++)
        start = session_endOf(body, start) + 1;
    return body.toString("utf8", start, session_endOf(body, start));
}
function session_endOf(body, start) {
    const end = body.indexOf(0, start);
    return end < 0 ? body.length : end;
}

;// CONCATENATED MODULE: ./build/explain/relay/postgres/serve.js






/** Codes in the first message of a connection, instead of the protocol's version. */
const codes = { cancel: 80877102, tls: 80877103, gss: 80877104 };
const startBytes = 8;
const tlsHandshake = 0x16;
/** Serves the connections of one service. */
function postgresRelay({ upstream: address, needsTls, log, }) {
    // In clear, the statements can be seen. A client that does not accept that gets its encryption.
    let passesTls = needsTls || !isLoopback(address.host);
    return async (client) => {
        log.connections += 1;
        const startMs = (0,shell_clock/* nowMs */.TC)();
        const start = await readStart(client, !passesTls);
        if (start.kind === "end") {
            passesTls ||= start.wasRefused;
            client.destroy();
            return;
        }
        const upstream = await openUpstream(address, client);
        if (start.kind === "tlsRequest")
            await askForTls(start.bytes, { client, upstream, log, startMs });
        else
            follow(start, { client, upstream, log, startMs });
    };
}
async function readStart(client, refusesTls) {
    for (let wasRefused = false;;) {
        const bytes = await readBytes(client, startBytes);
        if (bytes === undefined)
            return { kind: "end", wasRefused };
        const kind = startKind(bytes);
        if (kind !== "gssRequest" && (kind !== "tlsRequest" || !refusesTls))
            return { kind, bytes };
        wasRefused ||= kind === "tlsRequest";
        client.write("N");
    }
}
function startKind(bytes) {
    const code = bytes.readUInt32BE(4);
    if (bytes[0] === tlsHandshake)
        return "tls";
    if (code === codes.tls)
        return "tlsRequest";
    if (code === codes.gss)
        return "gssRequest";
    return code === codes.cancel ? "cancel" : "plain";
}
const isLoopback = (host) => /^(localhost|127(\.\d+){3}|::1)$/i.test(host);
/** Asks the server for TLS, and passes its answer on. */
async function askForTls(request, connection) {
    const { client, upstream, log } = connection;
    upstream.write(request);
    const answer = await readBytes(upstream, 1);
    if (answer === undefined)
        throw new Error("the server closed the connection");
    client.write(answer);
    if (answer.toString() === "S") {
        log.addProblem(encryptedText);
        forward(client, upstream);
        return;
    }
    const start = await readStart(client, true);
    if (start.kind === "end" || start.kind === "tlsRequest")
        client.destroy();
    else
        follow(start, connection);
}
const encryptedText = "the connection is encrypted; set sslmode=disable for this database";
function follow({ kind, bytes }, { client, upstream, log, startMs }) {
    upstream.write(bytes);
    if (kind === "tls")
        log.addProblem(encryptedText);
    if (kind === "plain") {
        const observer = observerOf(log, startMs, bytes.readUInt32BE(0) - startBytes);
        forward(client, upstream, observer, () => log.addProblem("a connection does not speak PostgreSQL's protocol"));
    }
    else
        forward(client, upstream);
}
function observerOf(log, startMs, skip) {
    let isReady = false;
    const session = new PostgresSession(log);
    let atMs = (0,unit/* millis */.ne)(0);
    const fromClient = new MessageReader({ bytesOf: (type) => clientBytes[type], onMessage: (type, body) => session.fromClient(type, body, atMs) }, skip);
    const fromServer = new MessageReader({
        bytesOf: (type) => serverBytes[type],
        onMessage: (type) => {
            if (type === "Z" && !isReady)
                log.addConnection(startMs, atMs);
            isReady ||= type === "Z";
            session.fromServer(type, atMs);
        },
    });
    const push = (reader) => (chunk, chunkMs) => {
        atMs = chunkMs;
        reader.push(chunk);
    };
    return { fromClient: push(fromClient), fromServer: push(fromServer) };
}
/** `undefined` if the connection ends before. */
async function readBytes(socket, count) {
    for (;;) {
        const read = socket.read(count);
        if (read !== null)
            return read.length === count ? read : undefined;
        if (socket.readableEnded || socket.destroyed)
            return undefined;
        await Promise.race([(0,external_node_events_.once)(socket, "readable"), (0,external_node_events_.once)(socket, "end"), (0,external_node_events_.once)(socket, "close")]);
    }
}

;// CONCATENATED MODULE: ./build/explain/relay/redis/lineReader.js
/** In bytes. A command or reply without a line break is no RESP. */
const longestLine = 64 * 1024;
/** Finds the lines and skips the bulk data of a RESP stream, without a copy. */
class LineReader {
    #line = "";
    #skip = 0;
    #kept = [];
    #keep = 0;
    #onLine;
    #onData;
    /** `onLine` gets each line. It calls `readData` if data follows, of which `onData` gets the start. */
    constructor(onLine, onData) {
        this.#onLine = onLine;
        this.#onData = onData;
    }
    /** Data of that many bytes and a line break follow. */
    readData(bytes, keep = 0) {
        this.#skip = bytes + 2;
        this.#keep = Math.min(bytes, keep);
        this.#kept = [];
    }
    push(chunk) {
        for (let at = 0; at < chunk.length;)
            at = this.#skip > 0 ? this.#readData(chunk, at) : this.#readLine(chunk, at);
    }
    #readData(chunk, at) {
        const read = Math.min(this.#skip, chunk.length - at);
        if (this.#keep > 0) {
            const part = chunk.subarray(at, at + Math.min(read, this.#keep));
            this.#kept.push(Buffer.from(part));
            this.#keep -= part.length;
        }
        this.#skip -= read;
        if (this.#skip === 0)
            this.#onData(Buffer.concat(this.#kept).toString("latin1"));
        return at + read;
    }
    #readLine(chunk, at) {
        const end = chunk.indexOf(10, at);
        this.#line += chunk.toString("latin1", at, end < 0 ? chunk.length : end);
        if (this.#line.length > longestLine)
            throw new Error("expected RESP");
        if (end < 0)
            return chunk.length;
        const line = this.#line.replace(/\r$/, "");
        this.#line = "";
        this.#onLine(line);
        return end + 1;
    }
}

;// CONCATENATED MODULE: ./build/explain/relay/redis/commandReader.js

/** In bytes. No command has a longer name. */
const longestName = 64;
/** Commands whose next word belongs to their name, as in INFO commandstats. */
const containers = new Set("ACL CLIENT CLUSTER COMMAND CONFIG FUNCTION LATENCY MEMORY MODULE OBJECT PUBSUB SCRIPT SLOWLOG XGROUP XINFO".split(" "));
/** Finds the names of the commands that a client sends, such as GET or CONFIG GET. */
function commandReader(onCommand) {
    let remaining = 0;
    let words = [];
    const addWord = (word) => {
        if (words.length < 2)
            words.push(word.toUpperCase());
        remaining -= 1;
        if (remaining > 0)
            return;
        const [name = "", next] = words;
        words = [];
        onCommand(containers.has(name) && next !== undefined ? `${name} ${next}` : name);
    };
    const reader = new LineReader((line) => {
        if (remaining > 0)
            reader.readData(sizeIn(line), words.length < 2 ? longestName : 0);
        else if (line.startsWith("*"))
            remaining = Math.max(0, Number(line.slice(1)));
        else if (line !== "") {
            // A command as plain words.
            words = line.trim().split(/\s+/).slice(0, 1);
            onCommand(words.splice(0)[0]?.toUpperCase() ?? "");
        }
    }, addWord);
    return reader;
}
function sizeIn(line) {
    const size = Number(line.slice(1));
    if (!line.startsWith("$") || !(size >= 0))
        throw new Error("expected a bulk string");
    return size;
}

;// CONCATENATED MODULE: ./build/explain/relay/redis/replyReader.js

/** Finds the end of each reply, in RESP2 and RESP3. Attributes belong to the reply behind them. */
function replyReader(onReply) {
    const open = [];
    const endElement = () => {
        for (;;) {
            const parent = open.at(-1);
            if (parent === undefined)
                return onReply("reply");
            parent.remaining -= 1;
            if (parent.remaining > 0)
                return;
            open.pop();
            if (parent.type === "|")
                return;
            if (parent.type === ">")
                return onReply("push");
        }
    };
    const reader = new LineReader((line) => {
        const type = line.slice(0, 1);
        const size = Number(line.slice(1));
        switch (type) {
            case "$":
            case "!":
            case "=":
                if (size >= 0)
                    reader.readData(size);
                else
                    endElement();
                break;
            case "*":
            case "~":
            case ">":
            case "%":
            case "|":
                if (size > 0)
                    open.push({ remaining: size * (type === "%" || type === "|" ? 2 : 1), type });
                else
                    endElement();
                break;
            default:
                if (!"+-:_,#(".includes(type) || type === "")
                    throw new Error("expected a reply of Redis");
                endElement();
        }
    }, endElement);
    return reader;
}

;// CONCATENATED MODULE: ./build/explain/relay/redis/serve.js





/** Serves the connections of one service. */
const redisRelay = (upstream, log) => async (client) => {
    log.connections += 1;
    const startMs = (0,shell_clock/* nowMs */.TC)();
    const server = await openUpstream(upstream, client);
    forward(client, server, serve_observerOf(log, startMs), () => {
        log.addProblem("a connection has replies without commands, or does not speak Redis's protocol");
    });
};
/** Behind these, replies come that no command asked for. */
const freeReplies = /^(P|S)?SUBSCRIBE$|^(MONITOR|SYNC|PSYNC|CLIENT REPLY)$/;
/** Times each command from its last byte to its reply. One that waits behind others begins when they are done. */
function serve_observerOf(log, startMs) {
    let isAnswered = false;
    const pending = [];
    let seenMs = (0,unit/* millis */.ne)(0);
    let lastEndMs = (0,unit/* millis */.ne)(0);
    let isFollowed = true;
    const commands = commandReader((name) => {
        if (freeReplies.test(name))
            isFollowed = false;
        pending.push({ name, atMs: seenMs });
    });
    const replies = replyReader((kind) => {
        const command = kind === "reply" ? pending.shift() : undefined;
        if (command === undefined)
            return;
        if (!isAnswered)
            log.addConnection(startMs, seenMs);
        isAnswered = true;
        log.add(command.name, (0,unit/* millis */.ne)(Math.max(command.atMs, lastEndMs)), seenMs);
        lastEndMs = seenMs;
    });
    const push = (reader) => (chunk, atMs) => {
        seenMs = atMs;
        if (isFollowed)
            reader.push(chunk);
    };
    return { fromClient: push(commands), fromServer: push(replies) };
}

;// CONCATENATED MODULE: ./build/explain/relay/relayServer.js


/** `serve` handles one connection. If it rejects, the connection is closed. */
async function openRelay(serve) {
    const clients = new Set();
    const server = (0,external_node_net_.createServer)({ allowHalfOpen: true, noDelay: true }, (client) => {
        clients.add(client);
        client.once("close", () => clients.delete(client));
        client.on("error", () => client.destroy());
        serve(client).catch(() => client.destroy());
    });
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, relayHost, resolve);
    });
    const address = server.address();
    return {
        port: address !== null && typeof address === "object" ? address.port : 0,
        async [Symbol.asyncDispose]() {
            for (const client of clients)
                client.destroy();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}

;// CONCATENATED MODULE: ./build/explain/relay/statementLog.js

/** Further texts are counted together. */
const mostTexts = 2000;
const otherText = "(other statements)";
/** Counts the statements that started while it is open, by their text. */
class StatementLog {
    #counts = new Map();
    #problems = new Set();
    #openMs = Number.POSITIVE_INFINITY;
    #closeMs = Number.POSITIVE_INFINITY;
    /** Of the service, so far. */
    connections = 0;
    #opened = { count: 0, timeMs: 0 };
    open(nowMs) {
        this.#openMs = nowMs;
    }
    close(nowMs) {
        this.#closeMs = nowMs;
    }
    /** `isFirst`: false for a further part of a statement's rows. */
    add(text, startMs, endMs, isFirst = true) {
        if (startMs < this.#openMs || startMs > this.#closeMs)
            return;
        const name = this.#counts.has(text) || this.#counts.size < mostTexts ? text : otherText;
        const count = this.#counts.get(name) ?? { calls: 0, timeMs: 0 };
        count.calls += isFirst ? 1 : 0;
        count.timeMs += endMs - startMs;
        this.#counts.set(name, count);
    }
    /** A connection, until its first answer. */
    addConnection(startMs, endMs) {
        if (startMs < this.#openMs || startMs > this.#closeMs)
            return;
        const { count, timeMs } = this.#opened;
        this.#opened = { count: count + 1, timeMs: timeMs + endMs - startMs };
    }
    get opened() {
        const { count, timeMs } = this.#opened;
        return { count, timeMs: (0,unit/* millis */.ne)(timeMs) };
    }
    /** A connection that cannot be read. It works all the same. */
    addProblem(reason) {
        this.#problems.add(reason);
    }
    get problems() {
        return [...this.#problems];
    }
    /** The longest time in all calls first. */
    statements() {
        return [...this.#counts]
            .map(([text, { calls, timeMs }]) => ({ text, calls, timeMs: (0,unit/* millis */.ne)(timeMs) }))
            .toSorted((a, b) => b.timeMs - a.timeMs);
    }
}

;// CONCATENATED MODULE: ./build/explain/relay/relayInstrument.js







const defaultPorts = { postgres: 5432, redis: 6379 };
/** Statements that run when the load ends. */
const lastStatementsMs = 100;
/**
 * Counts the statements of a service between it and its database. The service gets the address of a relay in its variable.
 * A connection that cannot be read works all the same.
 */
function relayInstrument(options, context) {
    const { database, url, env } = options;
    return {
        async attach(arm) {
            const text = context.arms[arm].environment[env] ?? url[arm];
            const address = databaseAddress(text, defaultPorts[database]);
            if (address.kind === "unusable")
                return relayInstrument_unusable(`${env} of the ${arm}: ${address.reason}`, options);
            const log = new StatementLog();
            const relay = await openRelay(serverOf(database, address, log));
            return {
                environment: { [env]: address.withPort(relay.port) },
                async observe() {
                    log.open((0,shell_clock/* nowMs */.TC)());
                    return {
                        async stop() {
                            log.close((0,shell_clock/* nowMs */.TC)());
                            await (0,external_node_timers_promises_.setTimeout)(lastStatementsMs);
                            return relayInstrument_resultOf(log, arm, options);
                        },
                    };
                },
                [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
            };
        },
    };
}
function serverOf(database, { host, port, needsTls }, log) {
    const upstream = { host, port };
    return database === "postgres" ? postgresRelay({ upstream, needsTls, log }) : redisRelay(upstream, log);
}
const uncounted = ({ database }) => `the ${database === "postgres" ? "statements" : "commands"} of monitors.${database} cannot be counted`;
function relayInstrument_unusable(reason, options) {
    const result = { records: [], failures: [`${uncounted(options)}: ${reason}`] };
    return {
        environment: {},
        observe: async () => ({ stop: async () => result }),
        [Symbol.asyncDispose]: async () => { },
    };
}
function relayInstrument_resultOf(log, arm, options) {
    const { database, env } = options;
    const said = (reason) => `${uncounted(options)}: ${reason}`;
    if (log.connections === 0) {
        return { records: [], failures: [said(`the ${arm} does not connect to the address in ${env}`)] };
    }
    const failures = log.problems.map((problem) => said(`on the ${arm}, ${problem}`));
    const statements = log.statements();
    // Statements that nobody could see are not zero statements.
    if (failures.length > 0 && statements.length === 0)
        return { records: [], failures };
    return { records: [{ kind: "statements", database, statements, opened: log.opened }], failures };
}

// EXTERNAL MODULE: ./build/util/traceparent.js
var traceparent = __webpack_require__(44292);
;// CONCATENATED MODULE: ./build/explain/traces/environment.js
/** How often a service exports its spans. */
const exportDelayMs = 200;
/**
 * The variables that send a service's spans to the receiver: https://opentelemetry.io/docs/specs/otel/configuration/.
 * Metrics and logs that go elsewhere stay there, and so does a service that has switched tracing off, or that exports in
 * another way. `undefined` for such a service.
 */
function tracesEnvironment(origin, service) {
    const exporter = service["OTEL_TRACES_EXPORTER"];
    if (/^true$/i.test(service["OTEL_SDK_DISABLED"] ?? ""))
        return undefined;
    if (exporter !== undefined && exporter !== "" && exporter !== "otlp")
        return undefined;
    const hasOwnEndpoint = Boolean(service["OTEL_EXPORTER_OTLP_ENDPOINT"]);
    return {
        OTEL_TRACES_EXPORTER: "otlp",
        OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${origin}/v1/traces`,
        OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
        // Many services trace only if this is set.
        ...(!hasOwnEndpoint && { OTEL_EXPORTER_OTLP_ENDPOINT: origin, OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" }),
        OTEL_TRACES_SAMPLER: "always_on",
        OTEL_BSP_SCHEDULE_DELAY: String(exportDelayMs),
        // A queue that is full drops spans.
        OTEL_BSP_MAX_QUEUE_SIZE: "65536",
        OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "2048",
        NO_PROXY: withLoopback(service["NO_PROXY"] ?? service["no_proxy"]),
        no_proxy: withLoopback(service["no_proxy"] ?? service["NO_PROXY"]),
    };
}
const withLoopback = (hosts) => (hosts ? `${hosts},127.0.0.1` : "127.0.0.1");

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./build/explain/traces/otlpJson.js

/** Nanoseconds as text or number. */
const unixNanos = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).transform((nanos) => Number(nanos) / 1e6);
const hex = schemas/* string */.YjP()
    .regex(/^[0-9a-f]*$/i)
    .transform((digits) => digits.toLowerCase());
const spanSchema = schemas/* object */.Ikc({
    traceId: hex,
    spanId: hex,
    parentSpanId: hex.optional(),
    name: schemas/* string */.YjP(),
    startTimeUnixNano: unixNanos,
    endTimeUnixNano: unixNanos,
});
const requestSchema = schemas/* object */.Ikc({
    resourceSpans: schemas/* array */.YOg(schemas/* object */.Ikc({
        resource: schemas/* object */.Ikc({
            attributes: schemas/* array */.YOg(schemas/* object */.Ikc({ key: schemas/* string */.YjP(), value: schemas/* object */.Ikc({ stringValue: schemas/* string */.YjP().optional() }).optional() }))
                .optional(),
        })
            .optional(),
        scopeSpans: schemas/* array */.YOg(schemas/* object */.Ikc({ spans: schemas/* array */.YOg(spanSchema).optional() })).optional(),
    }))
        .optional(),
});
/** The same as spansOfProtobuf, from JSON. Throws if it is not the JSON of OTLP. */
function spansOfJson(body) {
    const { resourceSpans = [] } = requestSchema.parse(JSON.parse(Buffer.from(body).toString("utf8")));
    return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
        const service = resource?.attributes?.find(({ key }) => key === "service.name")?.value?.stringValue;
        return scopeSpans.flatMap(({ spans = [] }) => spans.map(({ startTimeUnixNano, endTimeUnixNano, parentSpanId = "", ...span }) => ({
            ...span,
            parentSpanId,
            ...(service !== undefined && { service }),
            startMs: startTimeUnixNano,
            endMs: endTimeUnixNano,
        })));
    });
}

// EXTERNAL MODULE: ./node_modules/pbf/index.js
var pbf = __webpack_require__(92874);
;// CONCATENATED MODULE: ./build/explain/traces/otlpProtobuf.js

/**
 * The spans of an ExportTraceServiceRequest. The numbers are the field numbers of opentelemetry-proto 1:
 * https://github.com/open-telemetry/opentelemetry-proto. Throws if it is no protobuf.
 */
function spansOfProtobuf(body) {
    const reader = new pbf/* PbfReader */.y(body);
    const spans = [];
    reader.readFields((field) => {
        if (field === 1)
            spans.push(...readResourceSpans(reader));
    }, undefined);
    if (reader.pos !== reader.length)
        throw new RangeError("the last field ends beyond the body");
    return spans;
}
/** A message within a message. `read` gets the number of each field, and may leave its value. */
function readMessage(reader, read) {
    const end = reader.readVarint() + reader.pos;
    if (end > reader.length)
        throw new RangeError("a message ends beyond the body");
    reader.readFields(read, undefined, end);
}
function readResourceSpans(reader) {
    const attributes = new Map();
    const spans = [];
    readMessage(reader, (field) => {
        if (field === 1)
            readResource(reader, attributes);
        if (field === 2)
            readScopeSpans(reader, spans);
    });
    const service = attributes.get("service.name");
    return service === undefined ? spans : spans.map((span) => ({ ...span, service }));
}
function readResource(reader, attributes) {
    readMessage(reader, (field) => {
        if (field === 1)
            readAttribute(reader, attributes);
    });
}
/** Only values that are text are kept. */
function readAttribute(reader, attributes) {
    let key = "";
    readMessage(reader, (field) => {
        if (field === 1)
            key = reader.readString();
        if (field !== 2)
            return;
        readMessage(reader, (kind) => {
            if (kind === 1)
                attributes.set(key, reader.readString());
        });
    });
}
function readScopeSpans(reader, spans) {
    readMessage(reader, (field) => {
        if (field === 2)
            spans.push(readSpan(reader));
    });
}
function readSpan(reader) {
    const span = { traceId: "", spanId: "", parentSpanId: "", name: "", startMs: Number.NaN, endMs: Number.NaN };
    readMessage(reader, (field) => {
        if (field === 1)
            span.traceId = readHex(reader);
        if (field === 2)
            span.spanId = readHex(reader);
        if (field === 4)
            span.parentSpanId = readHex(reader);
        if (field === 5)
            span.name = reader.readString();
        if (field === 7)
            span.startMs = readUnixMs(reader);
        if (field === 8)
            span.endMs = readUnixMs(reader);
    });
    return span;
}
const readHex = (reader) => Buffer.from(reader.readBytes()).toString("hex");
/** From nanoseconds, exact to a quarter of a microsecond. */
const readUnixMs = (reader) => reader.readFixed64() / 1e6;

;// CONCATENATED MODULE: ./build/explain/traces/receiver.js





/** In bytes. An exporter sends some hundred spans at once. */
const maxBody = { sent: 32 * 1024 ** 2, decoded: 64 * 1024 ** 2 };
async function openSpanReceiver(consumer) {
    const server = (0,external_node_http_.createServer)((request, response) => {
        respond(request, response, consumer).catch(() => response.destroy());
    });
    server.maxConnections = 256;
    await new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", resolve);
    });
    const { port } = server.address();
    return {
        origin: `http://127.0.0.1:${port}`,
        async [Symbol.asyncDispose]() {
            server.closeAllConnections();
            await new Promise((resolve) => server.close(resolve));
        },
    };
}
async function respond(request, response, consumer) {
    const path = request.url?.split("?", 1)[0];
    if (path === "/v1/metrics" || path === "/v1/logs")
        return answer(request, response, 200);
    if (path !== "/v1/traces")
        return answer(request, response, 404);
    if (request.method !== "POST")
        return answer(request, response, 405);
    try {
        consumer.onSpans(await readSpans(request));
        answer(request, response, 200);
    }
    catch (error) {
        consumer.onProblem(error instanceof UnreadableBody ? error.message : `it is no ${formatOf(request)}`);
        // Exporters do not repeat a request that was refused so.
        answer(request, response, 400);
    }
}
/** An empty message means full success, in both formats. */
function answer(request, response, status) {
    const isJson = formatOf(request) === "JSON";
    response.writeHead(status, { "content-type": isJson ? "application/json" : "application/x-protobuf" });
    response.end(isJson ? "{}" : "");
    // The rest of a body that nobody reads.
    request.resume();
}
class UnreadableBody extends Error {
    name = "UnreadableBody";
}
async function readSpans(request) {
    const body = await decode(await readBody(request), request.headers["content-encoding"]);
    const spans = formatOf(request) === "JSON" ? spansOfJson(body) : spansOfProtobuf(body);
    const broken = spans.find((span) => !isWhole(span));
    if (broken !== undefined)
        throw new UnreadableBody("a span lacks its id or its times");
    return spans;
}
const isWhole = ({ traceId, spanId, startMs, endMs }) => traceId.length === 32 && spanId.length === 16 && endMs >= startMs;
const formatOf = ({ headers }) => /^application\/json\b/i.test(headers["content-type"] ?? "") ? "JSON" : "protobuf";
async function readBody(request) {
    const chunks = [];
    let size = 0;
    for await (const chunk of request) {
        size += chunk.length;
        if (size > maxBody.sent)
            throw new UnreadableBody(`it has more than ${maxBody.sent} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks);
}
const decoders = { gzip: (0,external_node_util_.promisify)(external_node_zlib_.gunzip), deflate: (0,external_node_util_.promisify)(external_node_zlib_.inflate) };
async function decode(body, encoding = "identity") {
    if (encoding === "identity")
        return body;
    if (encoding !== "gzip" && encoding !== "deflate") {
        throw new UnreadableBody(`expected gzip, deflate or identity as its content-encoding, got ${encoding.slice(0, 40)}`);
    }
    try {
        return await decoders[encoding](body, { maxOutputLength: maxBody.decoded });
    }
    catch (cause) {
        throw new UnreadableBody(`its ${encoding} is corrupt, or has more than ${maxBody.decoded} bytes`, { cause });
    }
}

;// CONCATENATED MODULE: ./build/explain/traces/spanTotals.js


/** A name with an id in it would make a row for each request. */
const maxNames = 500;
const maxNameLength = 200;
const otherSpans = "other spans";
/** Count and self time of the spans, by name, request and service. `requests` has the names of the requests. */
function spanTotals(spans, requests) {
    const totals = new Map();
    for (const { span, self } of selfTimes(spans)) {
        const subject = subjectOf(span, requests);
        const key = JSON.stringify(subject);
        const isOther = !totals.has(key) && totals.size >= maxNames;
        const entry = isOther ? { key: otherSpans, subject: { name: otherSpans } } : { key, subject };
        const total = totals.get(entry.key) ?? { ...entry.subject, count: 0, selfMs: 0 };
        totals.set(entry.key, { ...total, count: total.count + 1, selfMs: total.selfMs + self });
    }
    return [...totals.values()]
        .map((total) => ({ ...total, selfMs: (0,unit/* millis */.ne)(total.selfMs) }))
        .toSorted((a, b) => b.selfMs - a.selfMs);
}
function selfTimes(spans) {
    return [...Map.groupBy(spans, ({ traceId }) => traceId).values()].flatMap((trace) => {
        const children = Map.groupBy(trace, ({ parentSpanId }) => parentSpanId);
        return trace.map((span) => ({ span, self: selfMs(span, children.get(span.spanId) ?? []) }));
    });
}
function subjectOf({ name, traceId, service }, requests) {
    const index = (0,traceparent/* nameIndexOfTrace */.G)(traceId);
    const request = index === undefined ? undefined : requests[index];
    return {
        name: name.slice(0, maxNameLength),
        ...(request !== undefined && { request }),
        ...(service !== undefined && { service: service.slice(0, maxNameLength) }),
    };
}
/** The span's time in which none of its children ran. Children may overlap, and outlive it. */
function selfMs({ startMs, endMs }, children) {
    let self = endMs - startMs;
    let coveredUntil = startMs;
    for (const child of children.toSorted((a, b) => a.startMs - b.startMs)) {
        const from = Math.max(child.startMs, coveredUntil);
        const to = Math.min(child.endMs, endMs);
        if (to <= from)
            continue;
        self -= to - from;
        coveredUntil = to;
    }
    return Math.max(0, self);
}

;// CONCATENATED MODULE: ./build/explain/traces/tracesInstrument.js





/** Some 60 MB. */
const maxSpans = 200_000;
/** The last spans have come when no exporter has sent for this long. */
const quietMs = 2 * exportDelayMs;
const longestWaitMs = 3000;
/** Spans that a service with OpenTelemetry exports. It gives nothing on others. */
function tracesInstrument(context) {
    return {
        async attach(arm) {
            const log = new SpanLog();
            const receiver = await openSpanReceiver({
                onSpans: (spans) => log.add(spans),
                onProblem: (reason) => log.addProblem(reason),
            });
            return {
                environment: tracesEnvironment(receiver.origin, context.arms[arm].environment) ?? {},
                async observe() {
                    log.start(Date.now());
                    return {
                        async stop() {
                            await log.quiet(context.signal);
                            return tracesInstrument_resultOf(log, arm, context.requests);
                        },
                    };
                },
                [Symbol.asyncDispose]: () => receiver[Symbol.asyncDispose](),
            };
        },
    };
}
/** The spans of one arm since the start of the load. */
class SpanLog {
    spans = [];
    problem;
    isFull = false;
    #startMs = Number.POSITIVE_INFINITY;
    #lastMs = 0;
    start(nowMs) {
        this.#startMs = nowMs;
        this.#lastMs = nowMs;
    }
    /** Spans of the time before the load are left out. They may come late. */
    add(spans) {
        this.#lastMs = Date.now();
        for (const span of spans) {
            if (span.startMs < this.#startMs)
                continue;
            this.isFull ||= this.spans.length >= maxSpans;
            if (!this.isFull)
                this.spans.push(span);
        }
    }
    addProblem(reason) {
        this.problem ??= reason;
    }
    async quiet(signal) {
        const stopMs = Date.now();
        const quietFrom = () => Math.min(Math.max(this.#lastMs, stopMs) + quietMs, stopMs + longestWaitMs);
        while (Date.now() < quietFrom() && !signal.aborted)
            await (0,external_node_timers_promises_.setTimeout)(20);
    }
}
function tracesInstrument_resultOf({ spans, problem, isFull }, arm, requests) {
    const isTraced = spans.some(({ traceId }) => (0,traceparent/* nameIndexOfTrace */.G)(traceId) !== undefined);
    return {
        records: spans.length === 0 ? [] : [{ kind: "spans", spans: spanTotals(spans, requests) }],
        failures: [
            ...(problem === undefined ? [] : [`explain.traces: an export of the ${arm} cannot be read: ${problem}`]),
            ...(isFull
                ? [`explain.traces: the ${arm} exported more than ${maxSpans} spans; the others are not counted`]
                : []),
            ...(spans.length > 0 && !isTraced
                ? [`explain.traces: no span of the ${arm} belongs to a request, because the service ignores traceparent`]
                : []),
        ],
    };
}

;// CONCATENATED MODULE: ./build/shell/processFiles.js

/** How many files the process has open. `undefined` if it has ended or belongs to another user. */
function countOpenFiles(pid) {
    try {
        // Since Linux 6.2, this size is their number. Before, it is 0.
        const { size } = (0,external_node_fs_.statSync)(`/proc/${pid}/fd`);
        return size === 0 ? (0,external_node_fs_.readdirSync)(`/proc/${pid}/fd`).length : size;
    }
    catch {
        return undefined;
    }
}
/** How many files the process may have open. `undefined` if it may have any number, or that cannot be seen. */
function openFilesLimit(pid) {
    try {
        const limit = /^Max open files\s+(\d+)/m.exec((0,external_node_fs_.readFileSync)(`/proc/${pid}/limits`, "latin1"))?.[1];
        return limit === undefined ? undefined : Number(limit);
    }
    catch {
        return undefined;
    }
}
/** The inodes of the sockets that the process has open. None if it has ended. */
function openSockets(pid) {
    try {
        return (0,external_node_fs_.readdirSync)(`/proc/${pid}/fd`).flatMap((file) => socketAt(`/proc/${pid}/fd/${file}`));
    }
    catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        return code === "EACCES" || code === "EPERM" ? "forbidden" : [];
    }
}
/** The inodes of the sockets that any of the processes has open. Those of other users' processes are left out. */
function openSocketsOf(pids) {
    return new Set(pids.flatMap((pid) => {
        const inodes = openSockets(pid);
        return inodes === "forbidden" ? [] : inodes;
    }));
}
/** The files that the process writes to, with their sizes in bytes, by path. Without its output. None if it has ended. */
function writtenFiles(pid) {
    try {
        const files = (0,external_node_fs_.readdirSync)(`/proc/${pid}/fd`).filter((file) => Number(file) > 2);
        return new Map(files.flatMap((file) => writtenFileAt(pid, file)));
    }
    catch {
        return new Map();
    }
}
/** The file may be closed meanwhile. */
function writtenFileAt(pid, file) {
    try {
        const path = (0,external_node_fs_.readlinkSync)(`/proc/${pid}/fd/${file}`);
        if (!path.startsWith("/") || path.startsWith("/dev/"))
            return [];
        const flags = /^flags:\s*([0-7]+)/m.exec((0,external_node_fs_.readFileSync)(`/proc/${pid}/fdinfo/${file}`, "latin1"))?.[1] ?? "0";
        const isReadOnly = (Number.parseInt(flags, 8) & accessMode) === 0;
        const status = (0,external_node_fs_.statSync)(`/proc/${pid}/fd/${file}`);
        return isReadOnly || !status.isFile() ? [] : [[path.replace(/ \(deleted\)$/, ""), status.size]];
    }
    catch {
        return [];
    }
}
/** O_ACCMODE of fcntl.h. */
const accessMode = 3;
/** The file may be closed meanwhile. */
function socketAt(path) {
    try {
        return /^socket:\[(\d+)\]$/.exec((0,external_node_fs_.readlinkSync)(path))?.slice(1) ?? [];
    }
    catch {
        return [];
    }
}
/** State of a thread, such as its context switches. `undefined` if it has ended. */
function readThreadStatus(pid, thread) {
    try {
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/task/${thread}/status`, "latin1");
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/shell/socketStatistics.js



const withinMs = 1000;
const socketStatistics_maxBytes = 16 * 1024 ** 2;
/** The connections that are open now, by `ss` of iproute2. `undefined` if the system has no such program. */
async function socketStatistics() {
    const options = { timeout: withinMs, maxBuffer: socketStatistics_maxBytes };
    const run = (0,external_node_util_.promisify)(external_node_child_process_.execFile)("ss", ["--tcp", "--info", "--numeric", "--extended", "--no-header", "--oneline"], options);
    const result = await run.catch(() => undefined);
    return result?.stdout.split("\n").flatMap(parseLine);
}
/** Both ends of each connection that has ended within the last minute. Empty if the system has no such program. */
async function endedConnections() {
    const options = { timeout: withinMs, maxBuffer: socketStatistics_maxBytes };
    const args = ["--tcp", "--numeric", "--no-header", "state", "time-wait"];
    const result = await (0,external_node_util_.promisify)(external_node_child_process_.execFile)("ss", args, options).catch(() => undefined);
    return (result?.stdout ?? "").split("\n").flatMap((line) => {
        const [, , local, remote] = line.trim().split(/\s+/);
        return local === undefined || remote === undefined ? [] : [[plainAddress(local), plainAddress(remote)]];
    });
}
/** The inodes of the Unix sockets of this machine. */
function unixSockets() {
    try {
        const lines = (0,external_node_fs_.readFileSync)("/proc/net/unix", "latin1").split("\n").slice(1);
        return new Set(lines.flatMap((line) => line.split(/\s+/)[6] ?? []));
    }
    catch {
        return new Set();
    }
}
/** ESTAB 0 0 127.0.0.1:33600 127.0.0.1:36693 … ino:16189917 … data_segs_out:18 … */
function parseLine(line) {
    const [, , , local = "", remote = ""] = line.split(/\s+/);
    const inode = /\bino:(\d+)/.exec(line)?.[1];
    if (inode === undefined)
        return [];
    return [
        {
            localPort: portOf(local),
            remote: plainAddress(remote),
            remotePort: portOf(remote),
            inode,
            messagesSent: Number(/\bdata_segs_out:(\d+)/.exec(line)?.[1] ?? 0),
        },
    ];
}
const plainAddress = (address) => address.replace(/^\[::ffff:([\d.]+)\]/, "$1");
const portOf = (address) => Number(address.slice(address.lastIndexOf(":") + 1));

;// CONCATENATED MODULE: ./build/explain/waits/connectionLog.js


/** A connection that was seen only once may have ended at any time, so that its messages are not all counted. */
const fewestLooks = 2;
/** A client's own port has a single one, as a rule. */
const fewestEnded = 5;
/** The connections that a service opens, by the kernel's own counts. */
class ConnectionLog {
    #options;
    #connections = new Map();
    /** In how many looks other sockets of the service were seen, such as those of its clients. */
    #others = new Map();
    #looks = 0;
    #endedBefore = new Set();
    #ended = new Map();
    #looking;
    constructor(options) {
        this.#options = options;
    }
    /** Looks once, unless it looks just now. */
    look() {
        this.#looking ??= this.#lookOnce().finally(() => {
            this.#looking = undefined;
        });
        return this.#looking;
    }
    /** The first look. */
    async start() {
        this.#endedBefore = new Set((await this.#endedNow()).map((ends) => ends.join()));
        await this.look();
    }
    /** The last look, which begins now. */
    async finish() {
        await this.#looking;
        await this.look();
        const counts = new Map();
        for (const ends of await this.#endedNow()) {
            if (this.#endedBefore.has(ends.join()))
                continue;
            for (const end of ends)
                counts.set(end, (counts.get(end) ?? 0) + 1);
        }
        // Either side may be the one that keeps an ended connection for a minute.
        this.#ended = new Map([...counts].filter(([, count]) => count >= fewestEnded));
    }
    /**
     * The address with most connections that ended meanwhile, first of those that the service was ever seen to connect to.
     * A connection of a few milliseconds is gone before it is looked at.
     */
    get mostEnded() {
        const isRemote = (address) => this.#options.remotes.has(address);
        const [most] = [...this.#ended].toSorted(([a, one], [b, other]) => Number(isRemote(b)) - Number(isRemote(a)) || other - one);
        return most?.[0];
    }
    async #endedNow() {
        const { ignoredPorts } = this.#options;
        return (await endedConnections()).filter((ends) => !ends.some((end) => ignoredPorts.has(portOf(end))));
    }
    async #lookOnce() {
        const all = await socketStatistics();
        if (all === undefined)
            return;
        const own = openSocketsOf(this.#options.pids());
        this.#looks += 1;
        for (const one of all)
            if (own.has(one.inode))
                this.#take(one);
    }
    /** `undefined` if the socket was never seen. */
    find(inode) {
        const connection = this.#connections.get(inode);
        const seen = connection?.seen ?? this.#others.get(inode);
        if (seen === undefined)
            return undefined;
        return { isShort: seen < fewestLooks, ...(connection !== undefined && { remote: connection.remote }) };
    }
    totals() {
        const byAddress = Map.groupBy(this.#connections.values(), ({ remote }) => remote);
        return new Map([...byAddress].map(([remote, all]) => {
            const seen = all.reduce((sum, one) => sum + one.seen, 0);
            const short = all.filter((one) => one.seen < fewestLooks);
            const calls = all.reduce((sum, { firstSent, lastSent }) => sum + lastSent - firstSent, 0);
            const isCounted = short.length <= shortShare * all.length;
            return [remote, { open: seen / Math.max(1, this.#looks), ...(isCounted && { calls }) }];
        }));
    }
    /** Connections to the address that ended meanwhile, of any program. */
    endedTo(remote) {
        return this.#ended.get(remote) ?? 0;
    }
    /** How many of the service's connections to the address were seen to come and go. Most are too short for that. */
    goneTo(remote) {
        const isGone = (one) => one.remote === remote && one.firstLook > 1 && one.lastLook < this.#looks;
        return [...this.#connections.values()].filter(isGone).length;
    }
    #take({ inode, remote, remotePort, localPort, messagesSent }) {
        const { ignoredPorts } = this.#options;
        if (ignoredPorts.has(remotePort) || ignoredPorts.has(localPort)) {
            this.#others.set(inode, (this.#others.get(inode) ?? 0) + 1);
            return;
        }
        this.#options.remotes.add(remote);
        const known = this.#connections.get(inode);
        if (known === undefined) {
            const firstSent = this.#looks > 1 ? 0 : messagesSent;
            const looks = { firstLook: this.#looks, lastLook: this.#looks };
            this.#connections.set(inode, { remote, firstSent, lastSent: messagesSent, seen: 1, ...looks });
        }
        else {
            known.lastSent = messagesSent;
            known.lastLook = this.#looks;
            known.seen += 1;
        }
    }
}
const shortShare = 0.2;

// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
;// CONCATENATED MODULE: ./build/explain/waits/outboundOf.js




/**
 * Calls of other services by address: how many, as far as they are known, and how long threads waited for them. A
 * connection that nobody waits for, or that waits in an event loop, counts as a wait while it is open, if it is opened for
 * each call. `others`: the other arm's, which may call the same services.
 */
function outboundOf_outboundOf(own, others, durationMs) {
    const { connections, turnover } = own;
    const short = turnover.opened(durationMs);
    const [mostOpened] = [...short.keys()].toSorted((a, b) => (short.get(b) ?? 0) - (short.get(a) ?? 0));
    const waits = waitsByAddress(own, connections.mostEnded ?? mostOpened);
    const totals = connections.totals();
    const seen = [...new Set([...totals.keys(), ...waits.keys(), ...short.keys()])].map((host) => {
        const { calls: messages, open = 0 } = totals.get(host) ?? {};
        const openMs = messages === undefined ? open * durationMs : 0;
        // Not all of them leave a trace when they end.
        const opened = openedTo(host, own, others) || (short.get(host) ?? 0);
        // A short connection is for one call.
        const calls = messages ?? (opened > 0 ? opened : undefined);
        return {
            opened: { address: host, count: opened },
            call: { host, ...(0,omitUndefined/* omitUndefined */.O)({ calls }), timeMs: (0,unit/* millis */.ne)(Math.max(openMs, waits.get(host) ?? 0)) },
        };
    });
    return {
        kind: "outbound",
        // A connection that is only kept open is no call.
        calls: seen.map(({ call }) => call).filter(({ calls = 0, timeMs }) => calls > 0 || timeMs > 0),
        opened: seen.map(({ opened }) => opened),
    };
}
/**
 * The part of all ended connections that is as large as this arm's part of those that were seen. All of them if no other
 * arm is there.
 */
function openedTo(address, own, others) {
    if (others === undefined)
        return own.connections.endedTo(address);
    const isMostEnded = own.connections.mostEnded === address;
    const shortOf = (arm) => {
        const unknown = isMostEnded ? unknownSockets(arm).length : 0;
        return arm.connections.goneTo(address) + arm.turnover.goneTo(address) + unknown;
    };
    const [short, ofOthers] = [shortOf(own), shortOf(others)];
    return short === 0 ? 0 : (own.connections.endedTo(address) * short) / (short + ofOthers);
}
/** Sockets that were gone before anybody knew where they lead. */
function unknownSockets(own) {
    const ofUnix = unixSockets();
    return [...own.waits.keys()].filter((inode) => findSocket(own, inode) === undefined && !ofUnix.has(inode));
}
function findSocket({ connections, turnover }, inode) {
    const remote = turnover.addressOf(inode);
    return connections.find(inode) ?? (remote === undefined ? undefined : { remote, isShort: true });
}
/**
 * Sockets that were gone before they were known are divided like the other short ones. If all were gone, they are those
 * of the address with most connections that ended.
 */
function waitsByAddress(own, likeliest) {
    const { waits: sockets } = own;
    const [long, short] = [new Map(), new Map()];
    const unknownMs = (0,simple_statistics/* sum */.cz)(unknownSockets(own).map((inode) => sockets.get(inode) ?? 0));
    let shortMs = 0;
    for (const [inode, ms] of sockets) {
        const known = findSocket(own, inode);
        if (known?.isShort === true)
            shortMs += ms;
        if (known?.remote === undefined)
            continue;
        const waits = known.isShort ? short : long;
        waits.set(known.remote, (waits.get(known.remote) ?? 0) + ms);
    }
    if (shortMs === 0 && unknownMs > 0 && likeliest !== undefined)
        short.set(likeliest, unknownMs);
    const factor = shortMs > 0 ? 1 + unknownMs / shortMs : 1;
    return new Map([...new Set([...long.keys(), ...short.keys()])].map((remote) => [
        remote,
        (long.get(remote) ?? 0) + factor * (short.get(remote) ?? 0),
    ]));
}

;// CONCATENATED MODULE: ./build/shell/socketTable.js


/** In the kernel's order, from 1 (include/net/tcp_states.h). */
const states = [
    "established",
    "syn_sent",
    "syn_recv",
    "fin_wait1",
    "fin_wait2",
    "time_wait",
    "close",
    "close_wait",
    "last_ack",
    "listen",
    "closing",
    "syn_recv",
];
/** Parses /proc/net/tcp or tcp6: sl local_address rem_address st tx_queue:rx_queue tr:when retrnsmt uid timeout inode. */
function parseSocketTable(text) {
    return text
        .split("\n")
        .slice(1)
        .flatMap((line) => {
        const [, local, remote, state, queues, , , , , inode] = line.trimStart().split(/ +/, 10);
        const name = states[Number.parseInt(state ?? "", 16) - 1];
        if (local === undefined || remote === undefined || queues === undefined || inode === undefined)
            return [];
        if (name === undefined)
            return [];
        return [
            {
                localPort: socketTable_portOf(local),
                remoteHex: remote.slice(0, -5),
                remotePort: socketTable_portOf(remote),
                state: name,
                receiveQueue: Number.parseInt(queues.slice(9), 16),
                inode,
            },
        ];
    });
}
/** The TCP sockets that the process's network has. None if the process has ended. */
function socketsInNetworkOf(pid) {
    return ["tcp", "tcp6"].flatMap((name) => {
        try {
            return parseSocketTable((0,external_node_fs_.readFileSync)(`/proc/${pid}/net/${name}`, "latin1"));
        }
        catch {
            return [];
        }
    });
}
const socketTable_portOf = (hexAddress) => Number.parseInt(hexAddress.slice(-4), 16);
/** The remote end as text: 127.0.0.1:5432, or [::1]:5432. */
function remoteText({ remoteHex, remotePort }) {
    const address = addressText(remoteHex);
    return address.includes(":") ? `[${address}]:${remotePort}` : `${address}:${remotePort}`;
}

;// CONCATENATED MODULE: ./build/explain/waits/socketTurnover.js


/** The kernel walks a table that grows with the machine's memory. */
const tableEveryMs = 100;
/**
 * Counts the connections that come or go between two looks, one right after the other. A connection of a few milliseconds
 * is mostly gone before the next sample, but each has the same chance to begin or end within the time that such
 * looks cover. On a busy machine they are further apart, so that some come and go unseen: there are at least so many.
 */
class SocketTurnover {
    #options;
    #ends = new Map();
    #first;
    #last = new Set();
    #changes = 0;
    #coveredMs = 0;
    #lastTableMs = Number.NEGATIVE_INFINITY;
    constructor(options) {
        this.#options = options;
    }
    begin(atMs) {
        this.#last = this.#present();
        this.#first = { sockets: this.#last, atMs };
    }
    end(atMs) {
        if (this.#first === undefined)
            return;
        const { sockets: before, atMs: beganMs } = this.#first;
        this.#first = undefined;
        this.#last = this.#present();
        const gone = [...before].filter((one) => !this.#last.has(one));
        const come = [...this.#last].filter((one) => !before.has(one));
        this.#changes += gone.length + come.length;
        this.#coveredMs += atMs - beganMs;
    }
    /** Looks where new sockets lead, at most ten times a second. */
    findEnds(atMs) {
        const [pid] = this.#options.pids();
        const unknown = [...this.#last].filter((inode) => !this.#ends.has(inode));
        if (pid === undefined || unknown.length === 0 || atMs - this.#lastTableMs < tableEveryMs)
            return;
        this.#lastTableMs = atMs;
        const table = new Map(socketsInNetworkOf(pid).map((socket) => [socket.inode, socket]));
        const stillThere = this.#present();
        for (const inode of unknown) {
            const socket = table.get(inode);
            // One that has ended meanwhile may have been any.
            if (socket !== undefined || stillThere.has(inode))
                this.#ends.set(inode, this.#endOf(socket));
        }
    }
    /** The address that the socket was seen to lead to. */
    addressOf(inode) {
        const end = this.#ends.get(inode);
        return end?.kind === "remote" ? end.address : undefined;
    }
    /** How many of the service's connections to the address were seen, and have ended. Most are too short for that. */
    goneTo(address) {
        return this.#gone().filter((end) => end.kind === "remote" && end.address === address).length;
    }
    /**
     * Connections that the service opened to each address in that time. Most are gone before it is known where they lead, so
     * all are divided like those that are known, and gone by now. Without any, they are of the only address there is.
     */
    opened(durationMs) {
        if (this.#changes === 0)
            return new Map();
        // Each connection comes once and goes once.
        const all = (this.#changes / 2) * (durationMs / this.#coveredMs);
        const gone = this.#gone();
        const [only, ...others] = this.#options.remotes;
        if (gone.length === 0 && only !== undefined && others.length === 0)
            return new Map([[only, all]]);
        const counts = new Map();
        for (const end of gone) {
            if (end.kind === "remote")
                counts.set(end.address, (counts.get(end.address) ?? 0) + 1);
        }
        return new Map([...counts].map(([address, count]) => [address, (all * count) / gone.length]));
    }
    #gone() {
        return [...this.#ends].flatMap(([inode, end]) => (this.#last.has(inode) ? [] : end));
    }
    #present() {
        return openSocketsOf(this.#options.pids());
    }
    #endOf(socket) {
        const { ignoredPorts } = this.#options;
        if (socket === undefined || ignoredPorts.has(socket.localPort) || ignoredPorts.has(socket.remotePort))
            return { kind: "other" };
        const address = remoteText(socket);
        this.#options.remotes.add(address);
        return { kind: "remote", address };
    }
}

// EXTERNAL MODULE: external "node:process"
var external_node_process_ = __webpack_require__(1708);
;// CONCATENATED MODULE: ./build/shell/threadSyscall.js

/** `running`: it works, or waits for a core. `undefined`: it has ended, or the system does not show it. */
function readThreadSyscall(pid, thread) {
    try {
        return parseSyscall((0,external_node_fs_.readFileSync)(`/proc/${pid}/task/${thread}/syscall`, "latin1"));
    }
    catch (error) {
        const code = error instanceof Error && "code" in error ? error.code : undefined;
        return code === "EACCES" || code === "EPERM" ? "forbidden" : undefined;
    }
}
/** "7 0x7ffe 0x1 …": the number and its arguments. -1 is a thread that the kernel stopped outside of a call. */
function parseSyscall(text) {
    const [number, first, second] = text.trim().split(" ");
    if (first === undefined || second === undefined || !/^\d+$/.test(number ?? ""))
        return "running";
    return { number: Number(number), first: BigInt(first), second: BigInt(second) };
}
/** What the descriptor stands for: a path, or socket:[4711]. `undefined` if it is closed by now. */
function descriptorTarget(pid, descriptor) {
    try {
        return (0,external_node_fs_.readlinkSync)(`/proc/${pid}/fd/${descriptor}`);
    }
    catch {
        return undefined;
    }
}
/** The first descriptor of the list that poll(2) waits for. */
function firstPolled(pid, address) {
    try {
        const memory = (0,external_node_fs_.openSync)(`/proc/${pid}/mem`, "r");
        try {
            const entry = Buffer.alloc(4);
            return (0,external_node_fs_.readSync)(memory, entry, 0, 4, address) === 4 ? entry.readInt32LE() : undefined;
        }
        finally {
            (0,external_node_fs_.closeSync)(memory);
        }
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/explain/waits/syscalls.js
/** Numbers of the Linux kernel: arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h. */
const tables = {
    x64: {
        lock: [202, 449],
        // read write pread64 pwrite64 readv writev connect sendto recvfrom sendmsg recvmsg fsync fdatasync sync_file_range
        descriptor: [0, 1, 17, 18, 19, 20, 42, 44, 45, 46, 47, 74, 75, 277],
        poll: [7, 271],
    },
    arm64: {
        lock: [98, 449],
        descriptor: [63, 64, 67, 68, 65, 66, 203, 206, 207, 211, 212, 82, 83, 84],
        poll: [73],
    },
};
/** `undefined` for a processor whose numbers are not known, and for calls that tell nothing. */
function syscallKind(number, processor) {
    const table = tables[processor];
    if (table === undefined)
        return undefined;
    return ["lock", "descriptor", "poll"].find((kind) => table[kind].includes(number));
}

;// CONCATENATED MODULE: ./build/explain/waits/waitSampler.js





/** Longer lists are those of an event loop, which waits for all of its connections. */
const mostPolled = 2n;
/**
 * Looks again and again at what each thread waits for. The number of waiting threads times the time is the sum of their
 * waits (Little).
 */
class WaitSampler {
    #listening;
    /** By path. */
    #files = new Map();
    /** By inode. */
    #sockets = new Map();
    /** By thread. */
    #locks = new Map();
    /** Threads that talk to a client or to another service. */
    #talking = new Set();
    /** The threads of the first sample, and of the last one. */
    #first;
    #last = new Set();
    /** False if another user's threads cannot be seen. */
    isAllowed = true;
    /** False if the system does not show what threads wait for. */
    isOffered = false;
    /** `listening`: the inodes of the sockets at which the service waits for clients. */
    constructor(listening) {
        this.#listening = listening;
    }
    /** `sinceMs`: since the sample before. */
    sample(pids, sinceMs) {
        const present = new Set();
        for (const pid of pids) {
            for (const thread of (0,procfs/* threadsOf */.Dm)(pid)) {
                present.add(thread);
                const call = readThreadSyscall(pid, thread);
                if (call === "forbidden")
                    this.isAllowed = false;
                else if (call !== undefined)
                    this.isOffered = true;
                if (typeof call === "object")
                    this.#take(pid, thread, call, sinceMs);
            }
        }
        this.#first ??= present;
        this.#last = present;
    }
    /** For locks and files. Idle threads of a pool sleep like those that wait for a lock, but they wait for no socket. */
    waits() {
        const lockMs = [...this.#locks].reduce((sum, [thread, ms]) => sum + (this.#answers(thread) ? ms : 0), 0);
        const files = [...this.#files].map(([name, timeMs]) => ({ for: "disk", name, timeMs }));
        return [{ for: "lock", timeMs: (0,unit/* millis */.ne)(lockMs) }, ...files];
    }
    /** For sockets, by inode. */
    sockets() {
        return this.#sockets;
    }
    /** Some servers start a thread for each request, which is gone before it is seen at its socket. */
    #answers(thread) {
        const cameAndWent = this.#first?.has(thread) === false && !this.#last.has(thread);
        return this.#talking.has(thread) || cameAndWent;
    }
    #take(pid, thread, { number, first, second }, sinceMs) {
        const kind = syscallKind(number, external_node_process_.arch);
        if (kind === "lock")
            add(this.#locks, thread, sinceMs);
        if (kind === undefined || kind === "lock" || (kind === "poll" && second > mostPolled))
            return;
        const descriptor = kind === "poll" ? firstPolled(pid, first) : Number(first);
        const target = descriptor === undefined ? undefined : descriptorTarget(pid, descriptor);
        const inode = /^socket:\[(\d+)\]$/.exec(target ?? "")?.[1];
        if (inode !== undefined) {
            if (this.#listening.has(inode))
                return;
            add(this.#sockets, inode, sinceMs);
            this.#talking.add(thread);
        }
        else if (kind === "descriptor" && target?.startsWith("/") === true && !target.startsWith("/dev/"))
            add(this.#files, target.replace(/ \(deleted\)$/, ""), sinceMs);
    }
}
function add(times, key, sinceMs) {
    times.set(key, (0,unit/* millis */.ne)((times.get(key) ?? 0) + sinceMs));
}

;// CONCATENATED MODULE: ./build/explain/waits/waitsInstrument.js










const waitsInstrument_sampleEveryMs = (0,unit/* millis */.ne)(10);
/** From the first sample of a pair to the second one. */
const turnoverMs = (0,unit/* millis */.ne)(2);
/** A service of a thousand threads is looked at less often. */
const mostBusyShare = 0.1;
/** One look at the connections in so many samples. */
const samplesPerLook = 10;
/**
 * What the threads of any service wait for: locks, files, and other services, by the system calls in which they sleep. It
 * needs no setting.
 */
function waitsInstrument({ databasePorts }) {
    const remotes = new Set();
    const seen = new Map();
    return {
        async attach(arm) {
            const over = new AbortController();
            return {
                environment: {},
                observe: (service) => observeWaits({ arm, service, databasePorts, remotes, seen }, over.signal),
                [Symbol.asyncDispose]: async () => over.abort(),
            };
        },
    };
}
async function observeWaits({ arm, service: { origin, pids }, databasePorts, remotes, seen }, signal) {
    const listeners = listenersOf(pids());
    const own = [...listeners, ...listenersOf([process.pid])].map(({ port }) => port);
    const ignoredPorts = new Set([...own, ...databasePorts, Number(new URL(origin).port)]);
    const connections = new ConnectionLog({ pids, ignoredPorts, remotes });
    const sampler = new WaitSampler(new Set(listeners.map(({ inode }) => inode)));
    const turnover = new SocketTurnover({ pids, ignoredPorts, remotes });
    const sockets = { connections, turnover, waits: sampler.sockets() };
    seen.set(arm, sockets);
    const ended = new AbortController();
    await connections.start();
    const sizesBefore = sizesOf(pids());
    const run = sampling({ pids, connections, turnover, sampler }, AbortSignal.any([signal, ended.signal]));
    return {
        async stop() {
            ended.abort();
            const durationMs = await run;
            if (!sampler.isAllowed)
                return { records: [], failures: [`the waits of the ${arm} belong to another user`] };
            const isNode = pids().some((pid) => /^(\S*\/)?node(js)?( |$)/.test((0,procfs/* commandOf */.Nl)(pid)));
            const outbound = isNode ? [] : [outboundOf_outboundOf(sockets, seen.get(arm === "base" ? "head" : "base"), durationMs)];
            const written = grownFiles(sizesBefore, sizesOf(pids()));
            const waits = sampler.isOffered ? [{ kind: "waits", waits: sampler.waits(), written }] : [];
            return { records: [...waits, ...outbound], failures: [] };
        },
    };
}
function grownFiles(before, after) {
    return [...after].flatMap(([name, size]) => {
        const bytes = size - (before.get(name) ?? 0);
        return bytes > 0 ? [{ name, bytes }] : [];
    });
}
const sizesOf = (pids) => new Map(pids.flatMap((pid) => [...writtenFiles(pid)]));
/** Samples until the signal, in pairs close together. Returns how long. */
async function sampling({ pids, connections, turnover, sampler }, signal) {
    const startMs = (0,shell_clock/* nowMs */.TC)();
    let lastMs = startMs;
    let pairMs = 0;
    for (let n = 1; !signal.aborted; n++) {
        const isFirst = n % 2 === 1;
        const tookMs = cpuMsOf(() => {
            turnover.end((0,shell_clock/* nowMs */.TC)());
            const atMs = (0,shell_clock/* nowMs */.TC)();
            sampler.sample(pids(), (0,unit/* millis */.ne)(atMs - lastMs));
            lastMs = atMs;
            const isUnknown = [...sampler.sockets().keys()].some((inode) => connections.find(inode) === undefined);
            if (n % samplesPerLook === 0 || isUnknown)
                connections.look().catch(() => { });
            if (isFirst)
                turnover.begin((0,shell_clock/* nowMs */.TC)());
        });
        pairMs = isFirst ? tookMs : pairMs + tookMs;
        if (!isFirst)
            turnover.findEnds((0,shell_clock/* nowMs */.TC)());
        const restMs = isFirst ? turnoverMs : Math.max(waitsInstrument_sampleEveryMs, pairMs / mostBusyShare);
        await (0,external_node_timers_promises_.setTimeout)(restMs, undefined, { signal }).catch(() => { });
    }
    await connections.finish();
    return (0,unit/* millis */.ne)(lastMs - startMs);
}
function cpuMsOf(act) {
    const beforeMs = (0,shell_clock/* threadCpuMs */.NI)();
    act();
    return (0,unit/* millis */.ne)((0,shell_clock/* threadCpuMs */.NI)() - beforeMs);
}

;// CONCATENATED MODULE: ./build/explain/createInstruments.js







/** The instruments for the extra rounds of one scenario. Each observes both arms. */
function createInstruments({ service, explain, monitors }, context) {
    const { profile, traces } = explain;
    const instruments = [];
    // A container has no file of this machine, such as the hook, and cannot reach its loopback address.
    if (service?.program.kind === "command") {
        instruments.push(nodeInstrument({ hasCpuProfile: profile === undefined }, context));
        if (traces === "auto")
            instruments.push(tracesInstrument(context));
        instruments.push(...relays(monitors, context));
        instruments.push(waitsInstrument({ databasePorts: databasePorts(monitors) }));
    }
    if (profile?.kind === "command")
        instruments.push(commandProfile(profile.command, context));
    if (profile?.kind === "pprof")
        instruments.push(pprofProfile(profile.path, context));
    return instruments;
}
function relays(monitors, context) {
    return ["postgres", "redis"].flatMap((database) => {
        const { url, env } = monitors[database] ?? {};
        return url === undefined || env === undefined ? [] : [relayInstrument({ database, url, env }, context)];
    });
}
/** Of the databases whose own counters say more than their connections. */
function databasePorts(monitors) {
    return ["postgres", "redis"].flatMap((database) => {
        const addresses = Object.values(monitors[database]?.url ?? {});
        return addresses.flatMap((text) => {
            const address = databaseAddress(text, defaultPorts[database]);
            return address.kind === "address" ? [address.port] : [];
        });
    });
}

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(78877);
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(75919);
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

// EXTERNAL MODULE: ./build/wording/failureText.js
var failureText = __webpack_require__(79182);
;// CONCATENATED MODULE: ./build/load/connectionProblem.js



/**
 * Why a phase says nothing about any service, and what to do: no target can be reached with these settings. If one of
 * two targets can, the failures of the other are a finding.
 */
function settingsProblem(targets) {
    const problems = targets.map(problemOf);
    return problems.includes(undefined) ? undefined : problems[0];
}
/** The same if this machine could open no more connections. */
function machineProblem(targets) {
    const failures = targets.flatMap(({ record }) => countOutcomes(record));
    const name = failures.find(([outcome]) => (0,failureText/* machineAdvice */.sI)(outcome) !== undefined)?.[0];
    if (name === undefined)
        return undefined;
    const count = (0,simple_statistics/* sum */.cz)(failures.filter(([outcome]) => outcome === name).map(([, n]) => n));
    return `the load generator could not connect for ${(0,format/* plural */.LS)(count, "request")}: ${name}: ${(0,failureText/* machineAdvice */.sI)(name)}`;
}
/** `undefined` if any request of the target ended otherwise. */
function problemOf({ origin, record }) {
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
        case "spikeTrains":
            return pattern.columns * pattern.spikes.eventsPerSec;
        case "users":
            // The response time is not known yet. 5 ms is a guess.
            return (1000 * pattern.users) / (5 + (pattern.thinkTimeMs.fromMs + pattern.thinkTimeMs.toMs) / 2);
        default:
            return (0,assertNever/* assertNever */.x)(pattern);
    }
}
/** Most arrivals that the pattern makes due at one moment. */
function largestBurst(pattern) {
    if (pattern.kind === "burst")
        return pattern.size;
    return pattern.kind === "spikeTrains" && pattern.spikes.kind === "synchronous" ? pattern.columns : 1;
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
        ...(0,omitUndefined/* omitUndefined */.O)({ connectionsOpened: addKnown(records.map((record) => record.connectionsOpened)) }),
        unmeasuredRequests: records.reduce((sum, { unmeasuredRequests }) => sum + unmeasuredRequests, 0),
        startMs: (0,unit/* millis */.ne)(Math.min(...records.map(({ startMs }) => startMs))),
        offeredMs: first.offeredMs,
        durationMs: Math.max(...records.map(({ durationMs }) => durationMs)),
        idle: first.idle,
    };
}
function mergeRequests(records) {
    const gaps = records.flatMap(({ largestGap }) => largestGap ?? []);
    const types = records.flatMap(({ contentTypes }) => (contentTypes === undefined ? [] : [contentTypes]));
    const examples = Object.assign({}, ...records.map(({ failureExamples }) => failureExamples));
    return {
        name: records[0]?.name ?? "",
        due: records.reduce((sum, { due }) => sum + due, 0),
        outcomes: addCounts(records.map(({ outcomes }) => outcomes)),
        statuses: addCounts(records.map(({ statuses }) => statuses)),
        delayedAcks: records.reduce((sum, { delayedAcks }) => sum + delayedAcks, 0),
        ...(0,omitUndefined/* omitUndefined */.O)({ bodyBytes: addKnown(records.map(({ bodyBytes }) => bodyBytes)) }),
        ...(types.length < records.length ? {} : { contentTypes: addCounts(types) }),
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
        ...(0,omitUndefined/* omitUndefined */.O)({ activeConnections: addKnown(slices.map(({ activeConnections }) => activeConnections)) }),
        requests: byRequest.map((requests) => ({
            outcomes: addCounts(requests.map(({ outcomes }) => outcomes)),
            responseTimeUs: requests.flatMap(({ responseTimeUs }) => responseTimeUs),
        })),
    };
}
/** `undefined` if any record lacks it. */
function addKnown(values) {
    return values.every((value) => value !== undefined) ? values.reduce((sum, value) => sum + value, 0) : undefined;
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
            const loaded = destinations.filter((_, i) => phase.target === undefined || i === phase.target);
            const targets = loaded.map(({ origin }, i) => {
                const waits = results.flatMap(({ userWaits }) => userWaits[i] ?? []);
                const userLimit = userLimitRecord(waits, { limit, source, pattern: phase.pattern });
                const record = mergeRecords(results.flatMap(({ records }) => records[i] ?? []));
                return { origin, record: { ...record, userLimit, generator } };
            });
            const problem = machineProblem(targets);
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
        largestBurst: largestBurst(pattern),
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
                throw new errors/* SetupFailure */.Qx(reply.message, reply.problems);
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

// EXTERNAL MODULE: ./node_modules/postgres/src/index.js + 9 modules
var src = __webpack_require__(71534);
;// CONCATENATED MODULE: ./build/monitors/postgres/client.js

const applicationName = "loadgate";
/** Rejects if the server does not take the connection. */
async function connectPostgres(url) {
    const sql = (0,src/* default */.A)({
        ...connectionOptions(url),
        max: 1,
        prepare: false,
        fetch_types: false,
        connect_timeout: 2,
        idle_timeout: 0,
        max_lifetime: 0,
        onnotice: () => { },
        connection: { application_name: applicationName },
    });
    const query = async (text) => {
        // Several statements give a list of results.
        const result = await sql.unsafe(text);
        return result.flat();
    };
    try {
        await query("select /* loadgate */ 1");
    }
    catch (error) {
        await sql.end({ timeout: 0 }).catch(() => { });
        throw error;
    }
    return { query, [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) };
}
/** The rows that have the column. */
const rowsWith = (rows, column) => rows.filter((row) => column in row);
/** Parameters of drivers, such as schema=public, are no settings of the server. */
function connectionOptions(url) {
    const { hostname, port, username, password, pathname, searchParams } = new URL(url);
    const host = searchParams.get("host") ?? hostname.replace(/^\[|\]$/g, "");
    const portNumber = Number(searchParams.get("port") ?? port) || 5432;
    const isSocket = host.startsWith("/");
    const user = searchParams.get("user") ?? decodeURIComponent(username);
    const secret = searchParams.get("password") ?? decodeURIComponent(password);
    const database = decodeURIComponent(pathname.slice(1));
    return {
        ...(isSocket ? { path: `${host}/.s.PGSQL.${portNumber}` } : addressOption(host, portNumber)),
        ...(user !== "" && { user }),
        ...(secret !== "" && { password: secret }),
        ...(database !== "" && { database }),
        ssl: tlsMode(searchParams.get("sslmode")),
    };
}
/** The client takes an IPv6 address in a list only, and its types have no list. */
function addressOption(host, port) {
    return host.includes(":")
        ? { host: [host], port: [port] }
        : { host, port };
}
function tlsMode(mode) {
    if (mode === "disable")
        return false;
    if (mode === "verify-full" || mode === "verify-ca")
        return "verify-full";
    return mode === "require" ? "require" : "prefer";
}

;// CONCATENATED MODULE: ./build/monitors/postgres/activity.js



/**
 * The counters of the database, and the connections of the server. All readings of a phase are one transaction: what they
 * count for the database themselves comes after the last one.
 */
const activityQuery = `
select /* loadgate */ pg_stat_clear_snapshot();
select /* loadgate */ (xact_commit + xact_rollback)::float8 as transactions,
  (tup_returned + tup_inserted + tup_updated + tup_deleted)::float8 as rows,
  blks_hit::float8 as hit, blks_read::float8 as read, temp_bytes::float8 as temporary, deadlocks::float8 as deadlocks,
  (to_jsonb(d) ->> 'sessions')::float8 as sessions
from pg_stat_database d where datname = current_database();
select /* loadgate */ datname = current_database() as own, client_port as port, state,
  wait_event_type || ':' || wait_event as wait, backend_type as type
from pg_stat_activity
where datname is not null and application_name is distinct from '${applicationName}' and pid <> pg_backend_pid()`;
/** The rows of activityQuery as a reading. */
function postgresReading(results, context) {
    const { atMs, isOwn, maxConnections } = context;
    const [counters = {}] = rowsWith(results, "transactions");
    const rows = rowsWith(results, "own");
    const temporary = numberIn(counters, "temporary");
    return {
        kind: "postgres",
        atMs,
        isOwn,
        allConnections: rows.filter(isClient).length,
        ...(0,omitUndefined/* omitUndefined */.O)({
            maxConnections,
            transactions: numberIn(counters, "transactions"),
            rows: numberIn(counters, "rows"),
            blocksHit: numberIn(counters, "hit"),
            blocksRead: numberIn(counters, "read"),
            temporaryBytes: temporary === undefined ? undefined : (0,unit/* bytes */.ee)(temporary),
            deadlocks: numberIn(counters, "deadlocks"),
            sessions: numberIn(counters, "sessions"),
        }),
        ...armConnections(rows.filter(isClient), context),
    };
}
/** Without the right to see it, the type of another user's connection is null. */
const isHidden = (row) => row["own"] === true && row["type"] === null;
const isClient = ({ type }) => type === "client backend" || type === null;
function armConnections(rows, { isOwn, ports }) {
    const inDatabase = rows.filter(({ own }) => own === true);
    if (isOwn) {
        const connections = inDatabase.length;
        return inDatabase.some(isHidden) ? { connections } : { connections, ...workOf(inDatabase) };
    }
    // Behind a pool of connections, none has the port of a service.
    const ofArm = inDatabase.filter(({ port }) => typeof port === "number" && ports?.has(port));
    return ofArm.length === 0 ? {} : { connections: ofArm.length, ...workOf(ofArm) };
}
function workOf(rows) {
    const waits = {};
    for (const { wait } of rows)
        if (typeof wait === "string")
            waits[wait] = (waits[wait] ?? 0) + 1;
    return { activeConnections: rows.filter(({ state }) => state === "active").length, waits };
}
function numberIn(row, name) {
    const value = row[name];
    return typeof value === "number" ? value : undefined;
}

// EXTERNAL MODULE: ./build/shell/procFile.js
var procFile = __webpack_require__(75423);
;// CONCATENATED MODULE: ./build/monitors/postgres/clientPorts.js



/** A container has a network of its own: every connection in it is the arm's. */
function openClientPorts({ pids, containers = [] }, databasePort) {
    const own = openTables("/proc/net");
    const inContainers = containers.map(({ pid }) => openTables(`/proc/${pid}/net`));
    const isMember = socketOwnership(pids ?? (() => []));
    const connections = (tables) => tables.read().filter(({ state, remotePort }) => state === "established" && remotePort === databasePort);
    return {
        read() {
            const ofContainers = inContainers.flatMap(connections);
            const ofProcesses = pids === undefined ? [] : isMember(connections(own));
            if (ofProcesses === undefined || (pids === undefined && containers.length === 0))
                return undefined;
            return new Set([...ofContainers, ...ofProcesses].map(({ localPort }) => localPort));
        },
        [Symbol.dispose]() {
            for (const tables of [own, ...inContainers])
                tables.close();
        },
    };
}
function openTables(directory) {
    const files = [new procFile/* ProcFile */.$(`${directory}/tcp`), new procFile/* ProcFile */.$(`${directory}/tcp6`)];
    return {
        read: () => files.flatMap((file) => parseSocketTable(file.read() ?? "")),
        close() {
            for (const file of files)
                file.close();
        },
    };
}
/** The sockets that the processes have open. Only a socket that was not seen before costs a look at their files. */
function socketOwnership(pids) {
    let isOwn = new Map();
    return (sockets) => {
        const known = isOwn;
        const open = new Set();
        if (sockets.some(({ inode }) => !known.has(inode))) {
            for (const pid of pids()) {
                const ofProcess = openSockets(pid);
                if (ofProcess === "forbidden")
                    return undefined;
                for (const inode of ofProcess)
                    open.add(inode);
            }
        }
        isOwn = new Map(sockets.map(({ inode }) => [inode, known.get(inode) ?? open.has(inode)]));
        return sockets.filter(({ inode }) => isOwn.get(inode));
    };
}

;// CONCATENATED MODULE: ./build/monitors/postgres/statements.js



const extensionQuery = `select /* loadgate */ quote_ident(n.nspname) as schema, e.extversion as version
from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'`;
function statementsView(row) {
    if (typeof row?.["schema"] !== "string")
        return undefined;
    const [major = 0, minor = 0] = String(row["version"]).split(".").map(Number);
    return { schema: row["schema"], timeColumn: major > 1 || minor >= 8 ? "total_exec_time" : "total_time" };
}
const statements_key = "userid || '/' || queryid";
/** `undefined` if the library is not loaded. A failed statement would end the transaction, so it gets a savepoint. */
async function takeSnapshot(client, { schema, timeColumn }) {
    try {
        const rows = await client.query(`savepoint /* loadgate */ loadgate;
select /* loadgate */ ${statements_key} as key, sum(calls)::float8 as calls, sum(${timeColumn})::float8 as time, sum(rows)::float8 as rows
from ${schema}.pg_stat_statements(false)
where queryid is not null and dbid = (select oid from pg_database where datname = current_database()) group by 1`);
        return new Map(rowsWith(rows, "key").map((row) => [String(row["key"]), countsOf(row)]));
    }
    catch {
        await client.query("rollback /* loadgate */ to savepoint loadgate");
        return undefined;
    }
}
const countsOf = (row) => ({
    calls: Number(row["calls"]),
    timeMs: Number(row["time"]),
    rows: Number(row["rows"]),
});
/** Further statements took less time, and were called less often. */
const mostStatements = 200;
async function statementsBetween(client, { schema }, first, last) {
    const keys = busiestKeys(first, last);
    if (keys.length === 0)
        return { first: [], last: [] };
    const list = keys.map((one) => `'${one.replace(/[^\d/-]/g, "")}'`).join(",");
    const rows = await client.query(`select /* loadgate */ distinct on (1) ${statements_key} as key, query from ${schema}.pg_stat_statements where ${statements_key} in (${list})`);
    const texts = new Map(rows.map((row) => [String(row["key"]), String(row["query"])]));
    return changeOf(keys, texts, first, last);
}
/** A counter that went back was reset meanwhile. */
function busiestKeys(first, last) {
    const called = [...last].flatMap(([one, { calls, timeMs }]) => {
        const before = first.get(one) ?? none;
        return calls > before.calls ? [{ key: one, calls: calls - before.calls, timeMs: timeMs - before.timeMs }] : [];
    });
    const byTime = called.toSorted((a, b) => b.timeMs - a.timeMs).slice(0, mostStatements);
    const byCalls = called.toSorted((a, b) => b.calls - a.calls).slice(0, mostStatements);
    return [...new Set([...byTime, ...byCalls].map((one) => one.key))];
}
const none = { calls: 0, timeMs: 0, rows: 0 };
function changeOf(keys, texts, first, last) {
    const shown = keys.flatMap((one) => {
        const text = texts.get(one);
        return text === undefined || text.includes("/* loadgate */") ? [] : [{ key: one, text: statementText(text) }];
    });
    const groups = [...Map.groupBy(shown, ({ text }) => text)];
    const at = (snapshot) => groups.map(([text, members]) => {
        const counts = members.map((member) => snapshot.get(member.key) ?? none);
        const sum = (value) => counts.reduce((total, one) => total + value(one), 0);
        return {
            text,
            calls: sum(({ calls }) => calls),
            timeMs: (0,unit/* millis */.ne)(sum(({ timeMs }) => timeMs)),
            rows: sum(({ rows }) => rows),
        };
    });
    return { first: at(first), last: at(last) };
}

;// CONCATENATED MODULE: ./build/monitors/postgres/postgres.js






/** What a PostgreSQL database does for one arm. */
function postgresSource(options) {
    return { onFailure: options.onFailure, leastIntervalMs: (0,unit/* millis */.ne)(500), connect: () => connect(options) };
}
async function connect(options) {
    const client = await connectPostgres(options.url);
    try {
        return await prepare(client, options);
    }
    catch (error) {
        await client[Symbol.asyncDispose]();
        throw error;
    }
}
/** Stays in one transaction, so that the monitor's own work is not counted before its end. It holds no snapshot. */
const setup = `begin /* loadgate */ isolation level read committed read only;
set /* loadgate */ local statement_timeout = 1500;
set /* loadgate */ local idle_in_transaction_session_timeout = 0;
select /* loadgate */ current_setting('max_connections')::int as max;
${extensionQuery}`;
async function prepare(client, options) {
    const results = await client.query(setup);
    const [max] = rowsWith(results, "max");
    const maxConnections = typeof max?.["max"] === "number" ? max["max"] : undefined;
    const view = statementsView(rowsWith(results, "schema")[0]);
    const first = view === undefined ? undefined : await takeSnapshot(client, view);
    const { url, service, clock, isOwn, onFailure } = options;
    const ports = isOwn ? undefined : openClientPorts(service, postgres_portOf(url));
    let change;
    return {
        async read(moment) {
            const startMs = clock.nowMs();
            const rows = await client.query(activityQuery);
            const context = {
                atMs: startMs,
                isOwn,
                ...(0,omitUndefined/* omitUndefined */.O)({ maxConnections, ports: ports?.read() }),
            };
            const reading = postgresReading(rows, context);
            if (moment === "last") {
                if (rows.some(isHidden))
                    onFailure(hiddenText);
                change = await lastStatements(client, view, first);
            }
            return reading;
        },
        finish: (readings) => (change === undefined ? readings : withStatements(readings, change)),
        async [Symbol.asyncDispose]() {
            ports?.[Symbol.dispose]();
            await client[Symbol.asyncDispose]();
        },
    };
}
const postgres_portOf = (url) => Number(new URL(url).port) || 5432;
const hiddenText = "the waits of other users' connections are hidden; let its user see them with GRANT pg_read_all_stats, or take the service's user";
async function lastStatements(client, view, first) {
    if (view === undefined || first === undefined)
        return undefined;
    const last = await takeSnapshot(client, view);
    return last === undefined ? undefined : await statementsBetween(client, view, first, last);
}
function withStatements(readings, { first, last }) {
    return readings.map((reading, i) => {
        if (reading.kind !== "postgres")
            return reading;
        if (i === 0)
            return { ...reading, statements: first };
        return i === readings.length - 1 ? { ...reading, statements: last } : reading;
    });
}

// EXTERNAL MODULE: ./build/shell/address.js
var shell_address = __webpack_require__(40901);
;// CONCATENATED MODULE: ./build/monitors/prometheus/fetchPage.js




/** A larger page has series by the hundred thousand. The service would do little else than print it. */
const maxPageBytes = 8 * 1024 ** 2;
/** The address of a page: a path of the service, or an address of its own. */
function pageAddress(url, serviceOrigin) {
    if (url.startsWith("/"))
        return { origin: serviceOrigin, path: url };
    const { origin, pathname, search, username, password } = new URL(url);
    const auth = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return { origin, path: pathname + search, ...(username !== "" && { auth }) };
}
function openPage(address, tls, timeoutMs) {
    const { origin, path, auth } = address;
    const isTls = origin.startsWith("https:");
    const pool = { keepAlive: true, maxSockets: 1 };
    const agent = isTls
        ? new external_node_https_.Agent({ ...pool, rejectUnauthorized: tls.verify, secureContext: (0,tlsContext/* tlsContextOf */.A)(tls) })
        : new external_node_http_.Agent(pool);
    const { path: socketPath, ...target } = (0,shell_address/* addressOf */.c)(origin);
    const headers = { accept: "text/plain;version=0.0.4, application/openmetrics-text;q=0.9, text/plain;q=0.8" };
    return {
        async fetch() {
            const signal = AbortSignal.timeout(timeoutMs);
            const options = { ...target, ...(socketPath && { socketPath }), path, agent, headers, ...(auth && { auth }) };
            const sent = (isTls ? external_node_https_.request : external_node_http_.request)({ ...options, signal });
            const { promise, resolve, reject } = Promise.withResolvers();
            sent.once("response", resolve);
            sent.on("error", reject);
            sent.end();
            try {
                return await bodyOf(await promise);
            }
            catch (cause) {
                throw signal.aborted ? new Error(`the page took longer than ${timeoutMs / 1000} s`, { cause }) : cause;
            }
        },
        [Symbol.dispose]: () => agent.destroy(),
    };
}
async function bodyOf(response) {
    const { statusCode = 0, headers } = response;
    const type = headers["content-type"] ?? "";
    const refuse = (reason) => {
        response.destroy();
        return new Error(reason);
    };
    if (statusCode !== 200)
        throw refuse(`the page has the status ${statusCode}`);
    if (/protobuf/.test(type))
        throw refuse(`expected text, got ${type.split(";")[0]}`);
    const chunks = [];
    let size = 0;
    try {
        for await (const chunk of response) {
            size += chunk.length;
            if (size > maxPageBytes)
                break;
            chunks.push(chunk);
        }
    }
    catch (cause) {
        throw new Error("the page ends early", { cause });
    }
    if (size > maxPageBytes)
        throw refuse(`the page has more than ${maxPageBytes / 1024 ** 2} MiB`);
    return Buffer.concat(chunks).toString();
}

;// CONCATENATED MODULE: ./build/monitors/prometheus/page.js
class BrokenPage extends Error {
    name = "BrokenPage";
}
/** Throws a BrokenPage. Of the samples that nobody wants, only the name is read: a page may have many thousands. */
function parsePage(text, isWanted) {
    const types = new Map();
    const samples = [];
    let hasSamples = false;
    let line = 0;
    for (const { start, end } of linesOf(text)) {
        line += 1;
        if (text.charCodeAt(start) === hash) {
            for (const [name, type] of typeIn(text.slice(start, Math.min(end, start + longestType))))
                types.set(name, type);
            continue;
        }
        if (end - start < longestBlank && text.slice(start, end).trim() === "")
            continue;
        const name = nameAt(text, start, end);
        if (name === undefined)
            throw brokenLine(line, text.slice(start, end));
        hasSamples = true;
        if (isWanted(name))
            samples.push(sampleOf(name, text.slice(start, end), line));
    }
    if (!hasSamples)
        throw new BrokenPage("the page has no samples");
    return { types, samples };
}
function typeIn(comment) {
    const [, name, type] = /^# TYPE (\S+) (\w+)/.exec(comment) ?? [];
    return name === undefined || type === undefined ? [] : [[name, type]];
}
/** In characters. */
const longestType = 400;
const longestBlank = 4;
function* linesOf(text) {
    for (let start = 0; start < text.length;) {
        const newline = text.indexOf("\n", start);
        const end = newline < 0 ? text.length : newline;
        yield { start, end };
        start = end + 1;
    }
}
const hash = "#".charCodeAt(0);
const namePattern = /[A-Za-z_:][\w:]*/y;
/** `undefined` if neither labels nor a value follow. */
function nameAt(text, start, end) {
    namePattern.lastIndex = start;
    const name = namePattern.exec(text)?.[0];
    if (name === undefined || start + name.length >= end)
        return undefined;
    return "{ \t".includes(text[start + name.length] ?? "") ? name : undefined;
}
const labelPattern = /\s*([A-Za-z_]\w*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*,?/y;
function sampleOf(name, line, lineNumber) {
    const labels = {};
    let at = name.length;
    while (line[at] === " ")
        at++;
    if (line[at] === "{") {
        labelPattern.lastIndex = at + 1;
        for (let match = labelPattern.exec(line); match !== null; match = labelPattern.exec(line)) {
            at = labelPattern.lastIndex - 1;
            labels[match[1] ?? ""] = (match[2] ?? "").replace(/\\(.)/gs, (_, letter) => (letter === "n" ? "\n" : letter));
        }
        const close = line.indexOf("}", at);
        if (close < 0 || line.slice(at + 1, close).trim() !== "")
            throw brokenLine(lineNumber, line);
        at = close + 1;
    }
    // A timestamp or an exemplar may follow.
    const [number = ""] = line.slice(at).trim().split(/\s+/, 1);
    const value = numberOf(number);
    if (value === undefined)
        throw brokenLine(lineNumber, line);
    return { name, labels, value };
}
function numberOf(text) {
    if (/^\+?inf$/i.test(text))
        return Number.POSITIVE_INFINITY;
    if (/^-inf$/i.test(text))
        return Number.NEGATIVE_INFINITY;
    if (/^nan$/i.test(text))
        return Number.NaN;
    const value = text === "" ? Number.NaN : Number(text);
    return Number.isNaN(value) ? undefined : value;
}
/** Only the begin of the line is shown: it may be a whole HTML page. */
const brokenLine = (line, text) => new BrokenPage(`expected a sample in line ${line}, such as requests_total 5, got ${JSON.stringify(text.slice(0, 40))}`);

;// CONCATENATED MODULE: ./build/monitors/prometheus/series.js

function chooseSeries(expressions) {
    const entries = Object.entries(expressions);
    if (entries.length === 0)
        return standardSeries;
    const metrics = new Set(entries.flatMap(([, { selector }]) => [selector.metric, `${selector.metric}_bucket`]));
    return {
        isWanted: (name) => metrics.has(name),
        read: (page) => entries.flatMap(([name, expression]) => evaluate(name, expression, page) ?? []),
        names: entries.map(([name]) => name),
    };
}
function evaluate(name, expression, page) {
    const { kind, selector } = expression;
    const isHistogram = kind === "quantile" || (kind === "value" && page.types.get(selector.metric) === "histogram");
    if (isHistogram) {
        const buckets = bucketsOf(samplesOf(page, { ...selector, metric: `${selector.metric}_bucket` }));
        if (buckets === undefined)
            return undefined;
        return { name, type: "histogram", buckets, ...(kind === "quantile" && { quantile: expression.quantile }) };
    }
    const value = sumOf(samplesOf(page, selector));
    if (value === undefined)
        return undefined;
    return { name, type: kind === "rate" ? "counter" : typeOf(selector.metric, page), value };
}
const samplesOf = ({ samples }, { metric, labels }) => samples.filter((sample) => sample.name === metric && Object.entries(labels).every(([label, value]) => sample.labels[label] === value));
function sumOf(samples) {
    const sum = samples.reduce((total, { value }) => total + value, 0);
    return samples.length > 0 && Number.isFinite(sum) ? sum : undefined;
}
/** Adds the histograms of all label sets up. `undefined` without the bucket +Inf, which has all observations. */
function bucketsOf(samples) {
    const counts = new Map();
    for (const { labels, value } of samples) {
        const atMost = numberOf(labels["le"] ?? "");
        if (atMost === undefined || Number.isNaN(atMost) || !Number.isFinite(value))
            return undefined;
        counts.set(atMost, (counts.get(atMost) ?? 0) + value);
    }
    return counts.has(Number.POSITIVE_INFINITY) ? [...counts].toSorted(([a], [b]) => a - b) : undefined;
}
/** The sums and counts of a histogram or summary only grow, and so does _total of OpenMetrics. */
function typeOf(metric, { types }) {
    const [, family = metric, suffix] = /^(.*)_(total|sum|count)$/.exec(metric) ?? [];
    const type = types.get(metric);
    if (type !== undefined && type !== "unknown" && type !== "untyped")
        return type === "counter" ? "counter" : "gauge";
    if (suffix === "total")
        return "counter";
    const ofFamily = types.get(family);
    return suffix !== undefined && (ofFamily === "histogram" || ofFamily === "summary") ? "counter" : "gauge";
}
/** Metrics of the client libraries for Node, Go, Java and others. */
const standardPattern = /^(process|nodejs|go|jvm|python|dotnet|ruby)_/;
const constantPattern = /_(info|created)$|^process_start_time_seconds$/;
/** More series are no runtime's own. */
const mostStandard = 300;
const standardSeries = {
    isWanted: (name) => standardPattern.test(name) && !constantPattern.test(name),
    read(page) {
        const [inBuckets, plain] = split(page.samples, ({ name }) => name.endsWith("_bucket"));
        const histograms = [...Map.groupBy(inBuckets, ({ name }) => name)].flatMap(([name, samples]) => {
            const buckets = bucketsOf(samples);
            return buckets === undefined ? [] : [{ name: name.replace(/_bucket$/, ""), type: "histogram", buckets }];
        });
        const values = plain.flatMap(({ name, labels, value }) => Number.isFinite(value) ? [{ name: name + labelText(labels), type: typeOf(name, page), value }] : []);
        return [...histograms, ...values].slice(0, mostStandard);
    },
    names: [],
};
function split(all, isFirst) {
    return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}
function labelText(labels) {
    const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
    return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}
/**
 * Leaves out counters that went back. Each process of a service may have counters of its own, so that two pages may come
 * from different ones.
 */
function withoutResets(readings) {
    const before = new Map();
    const reset = new Set();
    for (const value of readings.flatMap(({ series }) => series)) {
        const count = countOf(value);
        if (count === undefined)
            continue;
        if (count < (before.get(value.name) ?? 0))
            reset.add(value.name);
        before.set(value.name, count);
    }
    if (reset.size === 0)
        return { readings, reset: [] };
    const kept = readings.map((one) => ({ ...one, series: one.series.filter(({ name }) => !reset.has(name)) }));
    return { readings: kept, reset: [...reset] };
}
function countOf(value) {
    switch (value.type) {
        case "gauge":
            return undefined;
        case "counter":
            return value.value;
        case "histogram":
            return value.buckets.at(-1)?.[1];
    }
}

;// CONCATENATED MODULE: ./build/monitors/prometheus/prometheus.js




const timeoutMs = (0,unit/* millis */.ne)(1500);
/** The service prints the page, beside the requests that are measured. So it prints it once a second at most. */
const leastIntervalMs = (0,unit/* millis */.ne)(1000);
/** And for at most a twentieth of the time. */
const restPerRead = 19;
/** The metrics that a service or an exporter publishes. */
function prometheusSource(options) {
    const choice = chooseSeries(options.series);
    return { onFailure: options.onFailure, leastIntervalMs, connect: async () => openSource(options, choice) };
}
function openSource(options, choice) {
    const { address, isOwn, tls, clock, onFailure } = options;
    const page = openPage(address, tls, timeoutMs);
    const seen = new Set();
    let nextMs = Number.NEGATIVE_INFINITY;
    return {
        async read(moment) {
            const startMs = clock.nowMs();
            if (moment === "next" && startMs < nextMs)
                return undefined;
            const text = await page.fetch();
            const atMs = middle(startMs, clock.nowMs());
            const series = choice.read(parsePage(text, choice.isWanted));
            for (const { name } of series)
                seen.add(name);
            const endMs = clock.nowMs();
            nextMs = endMs + restPerRead * (endMs - startMs);
            return { kind: "prometheus", atMs, isOwn, series };
        },
        finish(readings) {
            const { readings: steady, reset } = withoutResets(readings.filter(isPrometheus));
            if (reset.length > 0)
                onFailure(resetText(reset));
            const missing = choice.names.filter((name) => !seen.has(name));
            if (missing.length > 0)
                onFailure(`the page has no sample of ${missing.join(", ")}`);
            return steady;
        },
        [Symbol.asyncDispose]: async () => page[Symbol.dispose](),
    };
}
const isPrometheus = (reading) => reading.kind === "prometheus";
/** The values are of some moment while the page was printed. */
const middle = (fromMs, toMs) => (0,unit/* millis */.ne)((fromMs + toMs) / 2);
const resetText = (names) => `${names.slice(0, 3).join(", ")} went back, so that ${names.length === 1 ? "it is" : "they are"} left out: ` +
    "each process of the service seems to count for itself";

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./build/monitors/redis/client.js


/** Rejects if the server does not take the connection or the password. */
async function connectRedis(url) {
    const { hostname, port, protocol, username, password } = new URL(url);
    const address = { host: hostname.replace(/^\[|\]$/g, "") || "localhost", port: Number(port) || 6379 };
    const socket = protocol === "rediss:" ? (0,external_node_tls_.connect)({ ...address, servername: address.host }) : (0,external_node_net_.connect)(address);
    const client = clientOn(socket);
    try {
        const user = decodeURIComponent(username);
        const secret = decodeURIComponent(password);
        if (secret !== "")
            await client.send("AUTH", ...(user === "" ? [] : [user]), secret);
        await client.send("CLIENT", "SETNAME", "loadgate");
    }
    catch (error) {
        client[Symbol.dispose]();
        throw error;
    }
    return client;
}
function clientOn(socket) {
    const waiting = [];
    let failure;
    let received = Buffer.alloc(0);
    const fail = (error) => {
        failure ??= error;
        for (const { reject } of waiting.splice(0))
            reject(failure);
    };
    socket.setNoDelay(true);
    socket.on("data", (chunk) => {
        received = Buffer.concat([received, chunk]);
        for (let answer = answerAt(received, 0); answer !== undefined; answer = answerAt(received, 0)) {
            received = received.subarray(answer.end);
            const next = waiting.shift();
            if (answer.value instanceof Error)
                next?.reject(answer.value);
            else
                next?.resolve(answer.value);
        }
    });
    socket.on("error", fail);
    for (const event of ["end", "close"])
        socket.on(event, () => fail(new Error("the server closed the connection")));
    return {
        send(...command) {
            if (failure !== undefined)
                return Promise.reject(failure);
            const { promise, resolve, reject } = Promise.withResolvers();
            waiting.push({ resolve, reject });
            const items = command.map((text) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`);
            socket.write(`*${command.length}\r\n${items.join("")}`);
            return promise;
        },
        [Symbol.dispose]: () => void socket.destroy(),
    };
}
/** RESP2. `undefined` if the answer has not come whole. */
function answerAt(received, start) {
    const lineEnd = received.indexOf("\r\n", start);
    if (lineEnd < 0)
        return undefined;
    const line = received.toString("latin1", start + 1, lineEnd);
    const after = lineEnd + 2;
    switch (received.toString("latin1", start, start + 1)) {
        case "$":
            return client_textAt(received, after, Number(line));
        case "*":
            return listAt(received, after, Number(line));
        case ":":
            return { value: Number(line), end: after };
        case "-":
            return { value: new Error(line), end: after };
        default:
            return { value: line, end: after };
    }
}
function client_textAt(received, start, size) {
    if (size < 0)
        return { value: undefined, end: start };
    const end = start + size + 2;
    return received.length < end ? undefined : { value: received.toString("utf8", start, start + size), end };
}
function listAt(received, start, length) {
    const values = [];
    let end = start;
    for (let i = 0; i < length; i++) {
        const answer = answerAt(received, end);
        if (answer === undefined)
            return undefined;
        values.push(answer.value instanceof Error ? answer.value.message : answer.value);
        end = answer.end;
    }
    return { value: values, end };
}

;// CONCATENATED MODULE: ./build/monitors/redis/info.js


/** The answer to INFO as a reading: lines such as used_memory:1024, and sections that begin with #. */
function redisReading(info, { atMs, isOwn, slowCommands }) {
    const fields = new Map(info.split(/\r?\n/).flatMap((line) => {
        const colon = line.indexOf(":");
        return line.startsWith("#") || colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
    }));
    const number = (name) => {
        const value = fields.get(name);
        return value === undefined || value === "" || Number.isNaN(Number(value)) ? undefined : Number(value);
    };
    const clients = number("connected_clients");
    const memory = number("used_memory");
    return {
        kind: "redis",
        atMs,
        isOwn,
        commands: commandsIn(fields),
        ...(0,omitUndefined/* omitUndefined */.O)({
            hits: number("keyspace_hits"),
            misses: number("keyspace_misses"),
            memoryBytes: memory === undefined ? undefined : (0,unit/* bytes */.ee)(memory),
            evictions: number("evicted_keys"),
            sessions: number("total_connections_received"),
            slowCommands,
            // One is the monitor's own. The other arm has one, too.
            connections: clients === undefined ? undefined : clients - (isOwn ? 1 : 2),
        }),
    };
}
/** cmdstat_config|get:calls=2,usec=14,usec_per_call=7.00,rejected_calls=0,failed_calls=0 */
function commandsIn(fields) {
    return [...fields].flatMap(([field, text]) => {
        const [, command] = /^cmdstat_(.+)$/.exec(field) ?? [];
        const [, calls, microseconds] = /^calls=(\d+),usec=(\d+)/.exec(text) ?? [];
        if (command === undefined || calls === undefined || microseconds === undefined)
            return [];
        if (ownCommands.includes(command))
            return [];
        const timeMs = (0,unit/* millis */.ne)(Number(microseconds) / 1000);
        return [{ name: command.toUpperCase().replace("|", " "), calls: Number(calls), timeMs }];
    });
}
/** The monitor sends them. Services do not. */
const ownCommands = ["info", "slowlog|get", "client|setname"];

;// CONCATENATED MODULE: ./build/monitors/redis/redis.js




/** What a Redis server does. Its commands do not tell clients apart. */
function redisSource(options) {
    return { onFailure: options.onFailure, leastIntervalMs: (0,unit/* millis */.ne)(500), connect: () => redis_connect(options) };
}
async function redis_connect({ url, isOwn, clock }) {
    const client = await connectRedis(url);
    return {
        async read(moment) {
            const atMs = clock.nowMs();
            const slowLog = moment === "next" ? undefined : slowCommandsOf(client);
            const [info, slowCommands] = await Promise.all([client.send("INFO", "everything"), slowLog]);
            return redisReading(String(info), { atMs, isOwn, ...(0,omitUndefined/* omitUndefined */.O)({ slowCommands }) });
        },
        [Symbol.asyncDispose]: async () => client[Symbol.dispose](),
    };
}
/** The log is cut, but its entries have numbers. `undefined` if the user may not see it. */
async function slowCommandsOf(client) {
    const answer = await client.send("SLOWLOG", "GET", "1").catch(() => undefined);
    const [newest] = listOf(answer);
    if (newest === undefined)
        return Array.isArray(answer) ? 0 : undefined;
    const [id] = listOf(newest);
    return typeof id === "number" ? id + 1 : undefined;
}
const listOf = (value) => (Array.isArray(value) ? value : []);

// EXTERNAL MODULE: ./build/shell/timeout.js
var timeout = __webpack_require__(49590);
;// CONCATENATED MODULE: ./build/monitors/metronome.js

/** Ticks for several samplers at once: waking up costs more than most readings. */
class Metronome {
    #options;
    #members = new Set();
    #running;
    constructor(options) {
        this.#options = options;
    }
    /** Calls `tick` once per interval, until the function that it returns is called. The first member sets the times. */
    join(tick) {
        this.#members.add(tick);
        if (this.#running === undefined) {
            this.#running = new AbortController();
            void this.#run(this.#running.signal);
        }
        return () => {
            this.#members.delete(tick);
            if (this.#members.size > 0)
                return;
            this.#running?.abort();
            this.#running = undefined;
        };
    }
    /** A member that blocks the thread makes the others skip the times that they missed. */
    async #run(stopped) {
        const { intervalMs, clock } = this.#options;
        for (let dueMs = clock.nowMs() + intervalMs;;) {
            await clock.sleepUntil((0,unit/* millis */.ne)(dueMs), stopped).catch(() => { });
            if (stopped.aborted)
                return;
            for (const tick of this.#members)
                tick();
            const missed = Math.floor((clock.nowMs() - dueMs) / intervalMs);
            dueMs += Math.max(1, missed + 1) * intervalMs;
        }
    }
}

;// CONCATENATED MODULE: ./build/monitors/sampler.js

/**
 * Reads a source now, once per interval, and once more on stop. A reading that takes longer than the interval skips the
 * times it missed. `read` resolves to `undefined` if the source has nothing to read. If it rejects, so does `stop`.
 */
async function startSampler(read, { metronome, ...options }) {
    const readings = [];
    const sample = async (moment) => {
        const reading = await read(moment);
        if (reading !== undefined)
            readings.push(reading);
    };
    const ticks = metronome ?? new Metronome(options);
    let current;
    // Joins first: the times count from the start of the first reading.
    const leave = ticks.join(() => {
        current ??= sample("next").then(() => {
            current = undefined;
        });
        // The caller sees a failure when it stops the sampler. No other reading follows it.
        current.catch(() => { });
    });
    current = sample("first");
    try {
        await current;
        current = undefined;
    }
    catch (error) {
        leave();
        throw error;
    }
    return {
        async stop() {
            leave();
            await current;
            await sample("last");
            return readings;
        },
    };
}
/** The same sampling. `close` runs after its last reading. */
function closingAfter(sampling, close) {
    return {
        async stop() {
            try {
                return await sampling.stop();
            }
            finally {
                close();
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/remoteMonitor.js




const limitMs = (0,unit/* millis */.ne)(2000);
/** A source that fails so often in a row is not asked again. */
const mostFailures = 2;
const nothing = { stop: async () => [] };
/**
 * Samples the source. Its counters are compared between the borders of a phase, so that a phase without its first or last
 * reading gives none. A failure in between leaves a gap. Never rejects.
 */
function remoteMonitor(source, options, health) {
    const fail = (error) => {
        health.failures += 1;
        source.onFailure(reasonOf(error));
    };
    const succeed = () => {
        health.failures = 0;
    };
    return {
        async start() {
            if (health.failures >= mostFailures)
                return nothing;
            const opening = source.connect();
            try {
                const connection = await (0,timeout/* withTimeout */.w)(limitMs, "to connect", opening);
                try {
                    return await sample(connection, { ...options, leastIntervalMs: source.leastIntervalMs }, { fail, succeed });
                }
                catch (error) {
                    await remoteMonitor_close(connection);
                    throw error;
                }
            }
            catch (error) {
                // A connection that comes too late is closed.
                opening.then(remoteMonitor_close, () => { });
                fail(error);
                return nothing;
            }
        },
    };
}
/** A failed connection to each of several addresses has no message of its own. */
function reasonOf(error) {
    const message = (0,errors/* messageOf */.bD)(error);
    if (message !== "")
        return message;
    return error instanceof Error && "code" in error ? String(error.code) : "the connection failed";
}
async function sample(connection, options, outcome) {
    const { clock, intervalMs, leastIntervalMs } = options;
    let lastError;
    let dueMs = Number.NEGATIVE_INFINITY;
    const read = async (moment) => {
        const nowMs = clock.nowMs();
        if (moment === "next" && nowMs < dueMs)
            return undefined;
        // Readings come at the ticks of the interval, which are never exact.
        dueMs = nowMs + leastIntervalMs - intervalMs / 2;
        const reading = (0,timeout/* withTimeout */.w)(limitMs, "a reading", connection.read(moment));
        if (moment === "first")
            return await reading;
        return await reading.catch((error) => {
            if (moment === "last")
                lastError = error;
            return undefined;
        });
    };
    const sampling = await startSampler(read, options);
    return {
        async stop() {
            const readings = await sampling.stop();
            await remoteMonitor_close(connection);
            if (lastError !== undefined) {
                outcome.fail(lastError);
                return [];
            }
            outcome.succeed();
            return connection.finish?.(readings) ?? readings;
        },
    };
}
async function remoteMonitor_close(connection) {
    const closed = Promise.resolve(connection[Symbol.asyncDispose]());
    await (0,timeout/* withTimeout */.w)(limitMs, "to disconnect", closed).catch(() => { });
}

;// CONCATENATED MODULE: ./build/monitors/configuredMonitors.js





/** The monitors that loadgate.yml asks for. What they learn about a source's health lasts for the whole run. */
function configuredMonitors(spec, tls, options) {
    const monitorsOf = sourceMonitors(spec, tls, options);
    return ({ ofServices, ...others }, services) => ({
        ...others,
        ofServices: services.map((service, i) => [...(ofServices[i] ?? []), ...monitorsOf(service, services.length === 1)]),
    });
}
function sourceMonitors({ prometheus, postgres, redis }, tls, options) {
    const healthOf = healthBySource();
    const { clock, notify } = options;
    return (service, isAlone) => {
        const { arm } = service;
        const monitors = [];
        const add = (name, sourceOf) => {
            const onFailure = (reason) => notify({ kind: "monitor_failed", monitor: name, arm, reason });
            monitors.push(remoteMonitor(sourceOf({ clock, onFailure }), options, healthOf(name, arm)));
        };
        if (prometheus !== undefined) {
            const { url, series } = prometheus;
            const isOwn = isAlone || url[arm].startsWith("/") || url.base !== url.head;
            const address = pageAddress(url[arm], service.origin);
            add("prometheus", (common) => prometheusSource({ ...common, address, series, isOwn, tls }));
        }
        if (postgres !== undefined) {
            const isOwn = isAlone || databaseName(postgres.url.base) !== databaseName(postgres.url.head);
            add("postgres", (common) => postgresSource({ ...common, url: postgres.url[arm], isOwn, service }));
        }
        if (redis !== undefined) {
            const isOwn = isAlone || serverName(redis.url.base) !== serverName(redis.url.head);
            add("redis", (common) => redisSource({ ...common, url: redis.url[arm], isOwn }));
        }
        return monitors;
    };
}
function healthBySource() {
    const health = new Map();
    return (name, arm) => {
        const key = `${name} ${arm}`;
        const known = health.get(key) ?? { failures: 0 };
        health.set(key, known);
        return known;
    };
}
/** Redis counts commands for all databases of a server together. */
function serverName(url) {
    const { hostname, port, searchParams } = new URL(url);
    const host = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? "localhost" : hostname;
    return [host, port, searchParams.get("host"), searchParams.get("port")].join(" ");
}
const databaseName = (url) => `${serverName(url)} ${new URL(url).pathname}`;

// EXTERNAL MODULE: ./build/shell/cgroup.js
var cgroup = __webpack_require__(79869);
;// CONCATENATED MODULE: ./build/shell/containerCgroup.js




/**
 * The live processes of the container, the first one first. `undefined` if the engine runs on another machine: its pid
 * then is of no process here, or of a process that is not in a group with the container's id.
 */
function containerProcesses({ id, pid }) {
    if (pid === 0 || (0,procfs/* readCgroups */.M4)(pid)?.includes(id) !== true)
        return undefined;
    const group = cgroupOf(pid, "pids");
    return () => {
        const members = numbersIn(group === undefined ? undefined : readCounter(group, "cgroup.procs"));
        return [pid, ...members.filter((member) => member !== pid)];
    };
}
/** The group of a process by that controller. Version 1 wins on a machine that has both. */
function cgroupOf(pid, controller) {
    const membership = (0,procfs/* readCgroups */.M4)(pid);
    const mounts = readText("/proc/self/mountinfo");
    if (membership === undefined || mounts === undefined)
        return undefined;
    const own = (0,cgroup/* cgroupsOf */.p3)(controller, { membership, mounts });
    return own.find(({ version }) => version === 1) ?? own[0];
}
/** Reads the counters of the container of that process. `undefined` once it has ended, or if they cannot be read. */
function containerReader(pid) {
    const names = ["cpu", "cpuacct", "memory", "blkio", "pids"];
    const groups = Object.fromEntries(names.map((name) => [name, cgroupOf(pid, name)]));
    return () => readCounters(groups);
}
function readCounters({ cpu, cpuacct, memory, blkio, pids }) {
    const cpuMs = cpuTime(cpuacct);
    if (cpuMs === undefined)
        return undefined;
    return {
        cpuMs,
        ...(0,omitUndefined/* omitUndefined */.O)({
            memoryBytes: memoryOf(memory),
            throttledMs: throttledOf(cpu),
            threads: pids === undefined ? undefined : numbersIn(readCounter(pids, "pids.current"))[0],
            ...diskOf(blkio),
        }),
    };
}
function cpuTime(group) {
    if (group === undefined)
        return undefined;
    if (group.version === 2)
        return scaled(field(readCounter(group, "cpu.stat"), "usage_usec"), 1e3);
    return scaled(numbersIn(readCounter(group, "cpuacct.usage"))[0], 1e6);
}
function throttledOf(group) {
    if (group === undefined)
        return undefined;
    const stat = readCounter(group, "cpu.stat");
    return group.version === 2 ? scaled(field(stat, "throttled_usec"), 1e3) : scaled(field(stat, "throttled_time"), 1e6);
}
function memoryOf(group) {
    if (group === undefined)
        return undefined;
    const [file, cache] = group.version === 2 ? ["memory.current", "inactive_file"] : ["memory.usage_in_bytes", "total_inactive_file"];
    const used = numbersIn(readCounter(group, file))[0];
    return used === undefined ? undefined : Math.max(0, used - (field(readCounter(group, "memory.stat"), cache) ?? 0));
}
/** Lines of version 2: 8:0 rbytes=1 wbytes=2 …; of version 1: 8:0 Read 1 */
function diskOf(group) {
    if (group === undefined)
        return {};
    const text = readCounter(group, group.version === 2 ? "io.stat" : "blkio.throttle.io_service_bytes_recursive");
    if (text === undefined)
        return {};
    const sum = (pattern) => [...text.matchAll(pattern)].reduce((bytes, [, count]) => bytes + Number(count), 0);
    return group.version === 2
        ? { readBytes: sum(/ rbytes=(\d+)/g), writtenBytes: sum(/ wbytes=(\d+)/g) }
        : { readBytes: sum(/ Read (\d+)/g), writtenBytes: sum(/ Write (\d+)/g) };
}
const scaled = (value, per) => value === undefined ? undefined : value / per;
function field(text, name) {
    const value = new RegExp(`^${name} (\\d+)$`, "m").exec(text ?? "")?.[1];
    return value === undefined ? undefined : Number(value);
}
const numbersIn = (text) => (text?.match(/\d+/g) ?? []).map(Number);
const readCounter = ({ directory }, file) => readText(`${directory}/${file}`);
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, "utf8").trim();
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/monitors/container.js




/** The counters of the container's cgroup: CPU time of everything in it, memory, threads and disk. */
function containerMonitor({ name, pid }, options) {
    return {
        start() {
            const read = containerReader(pid);
            return startSampler(async () => {
                const counters = read();
                if (counters === undefined)
                    return undefined;
                const { cpuMs, memoryBytes, throttledMs, threads, readBytes, writtenBytes } = counters;
                return {
                    ...{ kind: "container", atMs: options.clock.nowMs(), name, cpuMs: (0,unit/* millis */.ne)(cpuMs) },
                    ...(0,omitUndefined/* omitUndefined */.O)({
                        memoryBytes: memoryBytes === undefined ? undefined : (0,unit/* bytes */.ee)(memoryBytes),
                        throttledMs: throttledMs === undefined ? undefined : (0,unit/* millis */.ne)(throttledMs),
                        threads,
                        readBytes: readBytes === undefined ? undefined : (0,unit/* bytes */.ee)(readBytes),
                        writtenBytes: writtenBytes === undefined ? undefined : (0,unit/* bytes */.ee)(writtenBytes),
                    }),
                };
            }, options);
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/cpuQuota.js



/** How the job's CPU quota holds it back. `undefined` if the job has no quota. */
function cpuQuotaMonitor(options) {
    const { cpuCores: cores } = (0,cgroup/* cgroupLimits */.v3)();
    if (cores === undefined)
        return undefined;
    return {
        async start() {
            const throttling = (0,cgroup/* throttlingReader */.fP)();
            const read = async () => {
                const throttledMs = throttling.read();
                if (throttledMs === undefined)
                    return undefined;
                return { kind: "cpu_quota", atMs: options.clock.nowMs(), cores, throttledMs: (0,unit/* millis */.ne)(throttledMs) };
            };
            return closingAfter(await startSampler(read, options), throttling.close);
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/samplerCost.js



/**
 * CPU time of the main thread, on which all monitors run. It has hardly anything else to do while load is sent. Gives no
 * readings if the system does not count it by thread.
 */
function samplerMonitor(options) {
    return {
        async start() {
            // The main thread has the number of its process.
            const file = new procFile/* ProcFile */.$(`/proc/self/task/${process.pid}/schedstat`);
            const read = async () => {
                const nanos = Number(file.read()?.split(" ")[0] ?? 0);
                if (nanos === 0)
                    return undefined;
                return { kind: "sampler", atMs: options.clock.nowMs(), cpuMs: (0,unit/* millis */.ne)(nanos / 1e6) };
            };
            return closingAfter(await startSampler(read, options), () => file.close());
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/system.js







const msPerTick = 10;
const sectorBytes = 512;
const kibibyte = 1024;
/** CPU, memory, disks and pressure of the machine. Gives no readings if there is no /proc. */
function systemMonitor(options) {
    return {
        async start() {
            const reader = systemReader(() => options.clock.nowMs());
            return closingAfter(await startSampler(async () => reader.read(), options), reader.close);
        },
    };
}
function systemReader(nowMs) {
    const stat = new procFile/* ProcFile */.$("/proc/stat");
    const memory = new procFile/* ProcFile */.$("/proc/meminfo");
    const disks = new procFile/* ProcFile */.$("/proc/diskstats");
    const [cpuPressure, ioPressure, memoryPressure] = ["cpu", "io", "memory"].map((resource) => new procFile/* ProcFile */.$(`/proc/pressure/${resource}`));
    const files = [stat, memory, disks, cpuPressure, ioPressure, memoryPressure];
    const physicalDisks = findPhysicalDisks();
    const usable = { usableCores: (0,cpuAffinity/* availableCores */.o5)(), ...(0,omitUndefined/* omitUndefined */.O)({ usableMemoryBytes: (0,cgroup/* cgroupLimits */.v3)().memoryBytes }) };
    return {
        read() {
            const cpu = stat.read();
            if (cpu === undefined)
                return undefined;
            const pressure = {
                cpu: stalledMs(cpuPressure?.read()),
                io: stalledMs(ioPressure?.read()),
                memory: stalledMs(memoryPressure?.read()),
            };
            const pressureMs = (0,omitUndefined/* omitUndefined */.O)(pressure);
            return {
                kind: "system",
                atMs: nowMs(),
                cores: coresIn(cpu),
                ...usable,
                ...memoryIn(memory.read(), usable.usableMemoryBytes),
                ...disksIn(disks.read(), physicalDisks),
                ...(0,omitUndefined/* omitUndefined */.O)({ contextSwitches: numberAfter(/^ctxt (\d+)/m, cpu) }),
                ...(Object.keys(pressureMs).length === 0 ? {} : { pressureMs }),
            };
        },
        close() {
            for (const file of files)
                file?.close();
        },
    };
}
/** proc_stat(5): user nice system idle iowait irq softirq steal guest guest_nice. Guests are a part of user. */
function coresIn(text) {
    return [...text.matchAll(/^cpu\d+ (.*)$/gm)].map(([, line = ""]) => {
        const [user = 0, nice = 0, system = 0, , ioWait = 0, irq = 0, softIrq = 0, steal = 0] = line.split(" ").map(Number);
        return {
            busyMs: (0,unit/* millis */.ne)((user + nice + system + irq + softIrq) * msPerTick),
            stealMs: (0,unit/* millis */.ne)(steal * msPerTick),
            ioWaitMs: (0,unit/* millis */.ne)(ioWait * msPerTick),
        };
    });
}
function memoryIn(text = "", limitBytes = Number.POSITIVE_INFINITY) {
    const total = numberAfter(/^MemTotal:\s+(\d+) kB/m, text);
    const available = numberAfter(/^MemAvailable:\s+(\d+) kB/m, text);
    if (total === undefined || available === undefined)
        return {};
    return {
        memoryUsedBytes: (0,unit/* bytes */.ee)((total - available) * kibibyte),
        memoryTotalBytes: (0,unit/* bytes */.ee)(total * kibibyte),
        usableMemoryBytes: (0,unit/* bytes */.ee)(Math.min(limitBytes, total * kibibyte)),
    };
}
/** Columns of diskstats: major minor name reads merged sectors-read ms writes merged sectors-written ms waiting busy-ms … */
function disksIn(text, disks) {
    if (text === undefined || disks.size === 0)
        return {};
    const rows = text.split("\n").map((line) => line.trim().split(/\s+/));
    const own = rows.filter(([, , name = ""]) => disks.has(name));
    const sum = (column) => own.reduce((sectors, row) => sectors + Number(row[column]), 0) * sectorBytes;
    if (own.length === 0)
        return {};
    const diskBusyMs = own.map((row) => (0,unit/* millis */.ne)(Number(row[12])));
    return { diskReadBytes: (0,unit/* bytes */.ee)(sum(5)), diskWrittenBytes: (0,unit/* bytes */.ee)(sum(9)), diskBusyMs };
}
/** Whole disks. Partitions, and what is made of other disks or of memory, would count bytes twice. */
function findPhysicalDisks() {
    try {
        const names = (0,external_node_fs_.readdirSync)("/sys/block");
        return new Set(names.filter((name) => !(0,external_node_fs_.readlinkSync)(`/sys/block/${name}`).includes("/devices/virtual/")));
    }
    catch {
        return new Set();
    }
}
/** Time in which some task was stalled: some avg10=0.00 avg60=0.00 avg300=0.00 total=12345, in microseconds. */
function stalledMs(text) {
    const micros = text === undefined ? undefined : numberAfter(/^some .*total=(\d+)/m, text);
    return micros === undefined ? undefined : (0,unit/* millis */.ne)(micros / 1000);
}
function numberAfter(pattern, text) {
    const digits = pattern.exec(text)?.[1];
    return digits === undefined ? undefined : Number(digits);
}

;// CONCATENATED MODULE: ./build/monitors/machineMonitors.js



/** The monitors of the machine, of the job that runs on it, and of the monitors themselves. */
function machineMonitors(options) {
    const quota = cpuQuotaMonitor(options);
    return [systemMonitor(options), ...(quota === undefined ? [] : [quota]), samplerMonitor(options)];
}

;// CONCATENATED MODULE: ./build/monitors/pace.js
/**
 * Reads a dear source as often as it costs at most that share of a core, and always at the borders of a phase. A reading
 * in between that must wait is left out.
 */
class Pace {
    #share;
    #nowMs;
    #notBeforeMs = Number.NEGATIVE_INFINITY;
    #tookMs = [];
    constructor(share, nowMs) {
        this.#share = share;
        this.#nowMs = nowMs;
    }
    /** `undefined` if the reading must wait. */
    read(moment, read) {
        const startMs = this.#nowMs();
        if (moment === "next" && startMs < this.#notBeforeMs)
            return undefined;
        const value = read();
        const endMs = this.#nowMs();
        this.#tookMs = [...this.#tookMs.slice(-2), endMs - startMs];
        if (moment === "next")
            this.#notBeforeMs = endMs + this.#costMs / this.#share;
        return value;
    }
    /** The shortest of the last three: another process may have interrupted a longer one. */
    get #costMs() {
        return Math.min(...this.#tookMs);
    }
}

;// CONCATENATED MODULE: ./build/monitors/network/counters.js




/** Cumulative counters of all network interfaces and of TCP. */
function countersReader() {
    const interfaces = new procFile/* ProcFile */.$("/proc/net/dev");
    const tcp = new procFile/* ProcFile */.$("/proc/net/snmp");
    const tcpExtension = new procFile/* ProcFile */.$("/proc/net/netstat");
    const isBridged = new Set(bridgedInterfaces());
    return {
        read: () => ({
            ...interfaceCounters(interfaces.read() ?? "", isBridged),
            ...(0,omitUndefined/* omitUndefined */.O)({
                retransmits: protocolCounter(tcp.read(), "Tcp", "RetransSegs"),
                listenOverflows: protocolCounter(tcpExtension.read(), "TcpExt", "ListenOverflows"),
            }),
        }),
        close() {
            for (const file of [interfaces, tcp, tcpExtension])
                file.close();
        },
    };
}
/** Lines of /proc/net/dev: name: bytes packets and six more that were received, then the same of what was sent. */
function interfaceCounters(text, isBridged) {
    const lines = [...text.matchAll(/^\s*(\S+):\s*(.*)$/gm)].filter(([, name = ""]) => !isBridged.has(name));
    if (lines.length === 0)
        return {};
    const rows = lines.map(([, , counts = ""]) => counts.trim().split(/\s+/).map(Number));
    const sum = (column) => rows.reduce((total, row) => total + (row[column] ?? 0), 0);
    return {
        receivedBytes: (0,unit/* bytes */.ee)(sum(0)),
        receivedPackets: sum(1),
        sentBytes: (0,unit/* bytes */.ee)(sum(8)),
        sentPackets: sum(9),
    };
}
/** The bridge that they belong to counts their packets, too. */
function bridgedInterfaces() {
    try {
        const directory = "/sys/class/net";
        const isPort = (name) => (0,external_node_fs_.statSync)(`${directory}/${name}/brport`, { throwIfNoEntry: false }) !== undefined;
        return (0,external_node_fs_.readdirSync)(directory).filter(isPort);
    }
    catch {
        return [];
    }
}
/** Two lines per protocol: one has its counters' names, the next one their values. */
function protocolCounter(text, protocol, name) {
    const [names, values] = (text ?? "").split("\n").filter((line) => line.startsWith(`${protocol}: `));
    const column = names?.split(" ").indexOf(name) ?? -1;
    return column < 0 ? undefined : Number(values?.split(" ")[column]);
}

;// CONCATENATED MODULE: ./build/monitors/network/outbound.js




/** Of a core. Finding a socket's owner reads a link for each open file of each process. */
const ownersShare = (0,unit/* ratio */.CG)(0.002);
/** Further addresses are not listed. */
const mostAddresses = 100;
/**
 * Counts the connections that the processes opened, by remote address. `undefined` if an owner is not known: the search
 * must wait, or a process belongs to another user. The search runs only if there is a new socket.
 */
function outboundCounter({ pids, targetPorts, nowMs }) {
    const pace = new Pace(ownersShare, nowMs);
    /** Whether the socket belongs to the service, by inode. */
    let isOwn = new Map();
    function findOwners(inodes, moment) {
        if (inodes.every((inode) => isOwn.has(inode)))
            return true;
        const found = pace.read(moment, () => outbound_openSocketsOf(pids()));
        if (found === undefined || found === "forbidden")
            return false;
        for (const inode of inodes)
            isOwn.set(inode, found.has(inode) || isOwn.get(inode) === true);
        return true;
    }
    return (sockets, moment) => {
        const listening = new Set(sockets.flatMap(({ state, localPort }) => (state === "listen" ? localPort : [])));
        const candidates = sockets.filter(({ state, localPort, remotePort, inode }) => (state === "established" || state === "syn_sent" || state === "close_wait") &&
            inode !== "0" &&
            !listening.has(localPort) &&
            !targetPorts.has(remotePort));
        if (!findOwners(candidates.map(({ inode }) => inode), moment))
            return undefined;
        isOwn = new Map(candidates.map(({ inode }) => [inode, isOwn.get(inode) === true]));
        const counts = new Map();
        for (const socket of candidates) {
            if (isOwn.get(socket.inode) !== true)
                continue;
            const remote = remoteText(socket);
            if (counts.has(remote) || counts.size < mostAddresses)
                counts.set(remote, (counts.get(remote) ?? 0) + 1);
        }
        return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
    };
}
function outbound_openSocketsOf(pids) {
    const inodes = new Set();
    for (const pid of pids) {
        const own = openSockets(pid);
        if (own === "forbidden")
            return own;
        for (const inode of own)
            inodes.add(inode);
    }
    return inodes;
}

;// CONCATENATED MODULE: ./build/monitors/network/sharedSource.js
/** The monitors of both arms read at the same time, one right after the other. */
const longestGapMs = 20;
/** Reads a source once for the monitors of both arms. `read` gives `undefined` if there is nothing now. */
function sharedSource(read, { intervalMs, nowMs }) {
    let lastMs = Number.NEGATIVE_INFINITY;
    let lastMoment;
    let last;
    return (moment) => {
        if (moment !== lastMoment || nowMs() - lastMs >= Math.min(longestGapMs, intervalMs / 2)) {
            last = read(moment);
            lastMs = nowMs();
            lastMoment = moment;
        }
        return last;
    };
}

;// CONCATENATED MODULE: ./build/monitors/network/targetSockets.js

/** The target's port, if it is one of this machine. Else its sockets are not here. */
function localPortOf(origin) {
    if (origin.startsWith("unix:"))
        return undefined;
    const { hostname, port, protocol } = new URL(origin);
    if (!isOwnAddress(hostname.replace(/^\[|\]$/g, "")))
        return undefined;
    return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
}
function isOwnAddress(host) {
    if (/^(localhost|::1|0\.0\.0\.0|::|127(\.\d+){3})$/.test(host))
        return true;
    return Object.values((0,external_node_os_.networkInterfaces)()).some((addresses) => addresses?.some(({ address }) => address === host));
}
/** The sockets of the port by state, and the queue of those that listen. Nothing if nobody here listens on it. */
function targetSockets(all, port) {
    const own = all.filter(({ localPort }) => localPort === port);
    const listeners = own.filter(({ state }) => state === "listen");
    if (listeners.length === 0)
        return {};
    const counts = new Map();
    const closedByUs = all.filter(({ remotePort, state }) => remotePort === port && state === "time_wait");
    for (const { state } of [...own, ...closedByUs]) {
        if (state !== "listen")
            counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    return {
        sockets: Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))),
        acceptQueue: listeners.reduce((waiting, { receiveQueue }) => waiting + receiveQueue, 0),
    };
}

;// CONCATENATED MODULE: ./build/monitors/network/network.js










/** Of a core. */
const countersShare = (0,unit/* ratio */.CG)(0.001);
/** Of a core. The kernel walks a table that grows with the machine's memory: up to 20 ms for each reading. */
const socketsShare = (0,unit/* ratio */.CG)(0.001);
/**
 * Gives one monitor per target, in their order. All read the machine's counters and sockets once for all of them. What
 * the sockets may cost is counted over the whole run, so that short phases do not cost more.
 */
function networkMonitors(options) {
    const source = networkSource(options.intervalMs, () => options.clock.nowMs());
    return (targets) => {
        const ports = targets.map(({ origin }) => localPortOf(origin));
        const targetPorts = new Set(ports.filter((port) => port !== undefined));
        return targets.map(({ pids }, i) => networkMonitor({ pids, port: ports[i], targetPorts }, source, options));
    };
}
function networkMonitor({ pids, port, targetPorts }, source, options) {
    const nowMs = () => options.clock.nowMs();
    const countOutbound = pids === undefined ? undefined : outboundCounter({ pids, targetPorts, nowMs });
    const read = async (moment) => {
        const sockets = port === undefined && pids === undefined ? undefined : source.sockets(moment);
        const counters = source.counters(moment);
        if (sockets === undefined && counters === undefined)
            return undefined;
        return {
            kind: "network",
            atMs: nowMs(),
            ...counters,
            ...(sockets === undefined || port === undefined ? {} : targetSockets(sockets, port)),
            ...(0,omitUndefined/* omitUndefined */.O)({ outbound: sockets === undefined ? undefined : countOutbound?.(sockets, moment) }),
        };
    };
    return {
        // The files open again by themselves if another monitor still reads them.
        start: async () => closingAfter(await startSampler(read, options), () => source.close()),
    };
}
function networkSource(intervalMs, nowMs) {
    const files = [new procFile/* ProcFile */.$("/proc/net/tcp"), new procFile/* ProcFile */.$("/proc/net/tcp6")];
    const counters = countersReader();
    const countersPace = new Pace(countersShare, nowMs);
    const socketsPace = new Pace(socketsShare, nowMs);
    const times = { intervalMs, nowMs };
    return {
        counters: sharedSource((moment) => countersPace.read(moment, () => counters.read()), times),
        sockets: sharedSource((moment) => socketsPace.read(moment, () => readSockets(files)), times),
        close() {
            counters.close();
            for (const file of files)
                file.close();
        },
    };
}
/** `undefined` if the system has no such table. One without IPv6 has only the first. */
function readSockets(files) {
    const texts = files.flatMap((file) => file.read() ?? []);
    return texts.length === 0 ? undefined : texts.flatMap(parseSocketTable);
}

;// CONCATENATED MODULE: ./build/monitors/processTree/endedMembers.js
const everything = { threads: true, switches: true, files: false, pss: false };
/** The kernel counts in ticks of 10 ms, for each process and for what its parent adds. */
const toleranceMs = 20;
/**
 * What ended members used, as far as no live member's counters include it. A parent that waits for its child takes over
 * the child's CPU time, page faults and disk bytes. One that ignores SIGCHLD does not, nor does init for an orphan.
 * Threads' queue times and switches are never taken over.
 */
function endedCounters(gone, alive, reapedBeforeMs) {
    const byHeir = Map.groupBy(gone, (member) => heirOf(member, gone, alive));
    return [...byHeir].flatMap(([heir, members]) => {
        const counters = members.map((ended) => ended.counters(everything));
        const member = heir === undefined ? undefined : alive.get(heir);
        const addedMs = member === undefined ? 0 : member.reapedMs - (reapedBeforeMs.get(member.pid) ?? 0);
        const usedMs = counters.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
        const isTakenOver = member !== undefined && addedMs + toleranceMs * members.length >= usedMs;
        return isTakenOver ? counters.map(neverTakenOver) : counters;
    });
}
/** The nearest live ancestor, which waited for the process or for its parent. */
function heirOf({ parent }, gone, alive) {
    if (alive.has(parent))
        return parent;
    const next = gone.find(({ pid }) => pid === parent);
    return next === undefined ? undefined : heirOf(next, gone, alive);
}
function neverTakenOver(counters) {
    const { runQueueMs, busiestThreadMs, keenestThreadMs, voluntarySwitches, involuntarySwitches } = counters;
    const none = { cpuMs: 0, userMs: 0, systemMs: 0, rssBytes: 0, threads: 0, minorFaults: 0, majorFaults: 0 };
    return {
        ...none,
        ...(runQueueMs === undefined ? {} : { runQueueMs }),
        ...(busiestThreadMs === undefined ? {} : { busiestThreadMs }),
        ...(keenestThreadMs === undefined ? {} : { keenestThreadMs }),
        ...(voluntarySwitches === undefined ? {} : { voluntarySwitches }),
        ...(involuntarySwitches === undefined ? {} : { involuntarySwitches }),
    };
}

;// CONCATENATED MODULE: ./build/shell/pageSize.js

const pageSizeType = 6n;
const usual = 4096;
/**
 * The kernel's page size in bytes, in which /proc counts memory. Kernels for arm64 can have 16 or 64 KiB. getauxval(3):
 * the vector has pairs of words, a type and a value.
 */
function pageSize(auxv = ownAuxv()) {
    for (let at = 0; at + 16 <= auxv.length; at += 16)
        if (auxv.readBigUInt64LE(at) === pageSizeType)
            return Number(auxv.readBigUInt64LE(at + 8));
    return usual;
}
function ownAuxv() {
    try {
        return (0,external_node_fs_.readFileSync)("/proc/self/auxv");
    }
    catch {
        return Buffer.alloc(0);
    }
}

;// CONCATENATED MODULE: ./build/monitors/processTree/threadSwitches.js


/** Cumulative context switches of a process's threads. A thread that has ended counts with what was last seen of it. */
class ThreadSwitches {
    #pid;
    /** By thread. */
    #last = new Map();
    constructor(pid) {
        this.#pid = pid;
    }
    voluntary = 0;
    involuntary = 0;
    read() {
        for (const thread of (0,procfs/* threadsOf */.Dm)(this.#pid)) {
            const [, voluntary, involuntary] = switchLines.exec(readThreadStatus(this.#pid, thread) ?? "") ?? [];
            if (voluntary !== undefined)
                this.#take(thread, [Number(voluntary), Number(involuntary)]);
        }
    }
    #take(thread, now) {
        const before = this.#last.get(thread) ?? [0, 0];
        // A count that went back is that of another thread with the same number.
        const isOther = now[0] < before[0] || now[1] < before[1];
        this.voluntary += now[0] - (isOther ? 0 : before[0]);
        this.involuntary += now[1] - (isOther ? 0 : before[1]);
        this.#last.set(thread, now);
    }
}
const switchLines = /^voluntary_ctxt_switches:\s+(\d+)\nnonvoluntary_ctxt_switches:\s+(\d+)/m;

;// CONCATENATED MODULE: ./build/monitors/processTree/threadTimes.js


/** Files of more threads are opened for each reading, so that a process cannot use up our descriptors. */
const mostOpenFiles = 64;
/** HotSpot's collectors and .NET's. With one collector thread, HotSpot's VM Thread is it. */
const collectorPattern = /^(GC Thread|GC task|G1 |VM Thread|ZWorker|ZDriver|XWorker|Shenandoah|\.NET (Server |BG|Background )?GC)/;
/** Cumulative times of a process's threads by the scheduler's account. Threads that have ended count. */
class ThreadTimes {
    #pid;
    #threads = new Map();
    #endedCpuNanos = 0;
    #endedWaitNanos = 0;
    #endedCollectorNanos;
    #isFirst = true;
    /** 0 if the kernel does not record it. */
    cpuNanos = 0;
    /** Time in which a thread was ready to run and had no core. */
    waitNanos = 0;
    /** CPU time of the busiest thread since the first reading. */
    busiestNanos = 0;
    /** Time on a core and in its queue of the thread that has most of it, since the first reading. */
    keenestNanos = 0;
    /** CPU time of the threads that collect garbage. `undefined` if there is none. */
    collectorNanos;
    constructor(pid) {
        this.#pid = pid;
    }
    /** `count`: how many threads the process has now. */
    read(count) {
        for (const [thread, state] of this.#threads)
            this.#update(thread, state);
        if (this.#threads.size !== count)
            this.#findNew();
        this.#isFirst = false;
        this.cpuNanos = this.#endedCpuNanos;
        this.waitNanos = this.#endedWaitNanos;
        this.collectorNanos = this.#endedCollectorNanos;
        for (const { cpuNanos, waitNanos, firstNanos, firstWantedNanos, isCollector } of this.#threads.values()) {
            if (isCollector)
                this.collectorNanos = (this.collectorNanos ?? 0) + cpuNanos;
            this.cpuNanos += cpuNanos;
            this.waitNanos += waitNanos;
            this.busiestNanos = Math.max(this.busiestNanos, cpuNanos - firstNanos);
            this.keenestNanos = Math.max(this.keenestNanos, cpuNanos + waitNanos - firstWantedNanos);
        }
    }
    close() {
        for (const { file } of this.#threads.values())
            file.close();
    }
    #findNew() {
        for (const thread of (0,procfs/* threadsOf */.Dm)(this.#pid)) {
            if (this.#threads.has(thread))
                continue;
            const file = new procFile/* ProcFile */.$(`/proc/${this.#pid}/task/${thread}/schedstat`);
            const [cpuNanos, waitNanos] = timesIn(file.read());
            const isCollector = collectorPattern.test((0,procfs/* threadName */.CB)(this.#pid, thread));
            const [firstNanos, firstWantedNanos] = this.#isFirst ? [cpuNanos, cpuNanos + waitNanos] : [0, 0];
            const state = { file, isCollector, cpuNanos, waitNanos, firstNanos, firstWantedNanos };
            this.#threads.set(thread, state);
            this.#limitFiles(state);
        }
    }
    #update(thread, state) {
        const text = state.file.read();
        if (text === undefined) {
            this.#endedCpuNanos += state.cpuNanos;
            this.#endedWaitNanos += state.waitNanos;
            if (state.isCollector)
                this.#endedCollectorNanos = (this.#endedCollectorNanos ?? 0) + state.cpuNanos;
            this.#threads.delete(thread);
            return;
        }
        [state.cpuNanos, state.waitNanos] = timesIn(text);
        this.#limitFiles(state);
    }
    #limitFiles({ file }) {
        if (this.#threads.size > mostOpenFiles)
            file.close();
    }
}
/** schedstat: time on a core and time in its queue, both in ns, and how often it got a core. */
function timesIn(text = "0 0 0") {
    const [cpu, wait] = text.split(" ");
    return [Number(cpu), Number(wait)];
}

;// CONCATENATED MODULE: ./build/monitors/processTree/member.js






/** Linux has the same value for user space on every platform. */
const member_msPerTick = 10;
const pageBytes = pageSize();
/** Interpreters whose lock lets one thread run at a time. A python3.13t has none. */
const oneAtATimePattern = /^(python|ruby)[\d.]*$/;
/** One process of a tree. */
class TreeMember {
    pid;
    #startTicks;
    #statFile;
    #ioFile;
    #threads;
    #switches;
    #stat;
    #disk = {};
    #fileDescriptors;
    #openFilesRatio;
    #pssBytes;
    /** CPU time at the first reading of the threads, if they run one at a time: they count as one. */
    #oneThreadFromMs;
    #hasReadThreads = false;
    /** True if it belongs to another user, so that some values cannot be seen. */
    isForbidden = false;
    constructor(stat) {
        const { pid, startTicks } = stat;
        this.pid = pid;
        this.#startTicks = startTicks;
        this.#stat = stat;
        this.#statFile = new procFile/* ProcFile */.$(`/proc/${pid}/stat`);
        this.#ioFile = new procFile/* ProcFile */.$(`/proc/${pid}/io`);
        this.#threads = new ThreadTimes(pid);
        this.#switches = new ThreadSwitches(pid);
    }
    get parent() {
        return this.#stat.parent;
    }
    get isZombie() {
        return this.#stat.isZombie;
    }
    /** CPU time of the children that it has waited for. */
    get reapedMs() {
        return (this.#stat.reapedUserTicks + this.#stat.reapedSystemTicks) * member_msPerTick;
    }
    /** Reads what is cheap. Returns false once the process has ended and its parent, or init, has waited for it. */
    read() {
        const text = this.#statFile.read();
        const stat = text === undefined ? undefined : (0,procfs/* parseStat */.ky)(this.pid, text);
        if (stat?.startTicks !== this.#startTicks)
            return false;
        this.#stat = stat;
        this.#readDisk();
        return true;
    }
    readThreads() {
        this.#threads.read(this.isZombie ? 0 : this.#stat.threads);
        if (!this.#hasReadThreads && oneAtATimePattern.test((0,procfs/* executableOf */.AH)(this.pid)))
            this.#oneThreadFromMs = this.#ownMs;
        this.#hasReadThreads = true;
    }
    readFiles() {
        this.#fileDescriptors = this.isZombie ? 0 : countOpenFiles(this.pid);
        // Some runtimes raise it when they start.
        const limit = openFilesLimit(this.pid);
        this.#openFilesRatio = limit === undefined ? undefined : (this.#fileDescriptors ?? 0) / limit;
    }
    readSwitches() {
        this.#switches.read();
    }
    readPss() {
        const file = new procFile/* ProcFile */.$(`/proc/${this.pid}/smaps_rollup`);
        const kibibytes = /^Pss:\s+(\d+) kB/m.exec(file.read() ?? "")?.[1];
        file.close();
        this.#pssBytes = this.isZombie ? 0 : kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
    }
    /** The counters as they were read. */
    counters(fresh) {
        const { userTicks, systemTicks, reapedUserTicks, reapedSystemTicks, rssPages } = this.#stat;
        const { cpuNanos, waitNanos, collectorNanos } = this.#threads;
        const { voluntary, involuntary } = this.#switches;
        // A kernel that does not record a thread's times reports 0 for all of them.
        const hasTimes = fresh.threads && cpuNanos > 0;
        const hasSwitches = fresh.switches && voluntary + involuntary > 0;
        return {
            cpuMs: this.#ownMs + this.reapedMs,
            userMs: (userTicks + reapedUserTicks) * member_msPerTick,
            systemMs: (systemTicks + reapedSystemTicks) * member_msPerTick,
            rssBytes: rssPages * pageBytes,
            threads: this.isZombie ? 0 : this.#stat.threads,
            minorFaults: this.#stat.minorFaults,
            majorFaults: this.#stat.majorFaults,
            ...this.#disk,
            ...(hasTimes ? { runQueueMs: waitNanos / 1e6, ...this.#busiestThread() } : {}),
            ...(fresh.threads && collectorNanos !== undefined ? { gcMs: collectorNanos / 1e6 } : {}),
            ...(hasSwitches ? { voluntarySwitches: voluntary, involuntarySwitches: involuntary } : {}),
            ...(fresh.files && this.#fileDescriptors !== undefined ? { fileDescriptors: this.#fileDescriptors } : {}),
            ...(fresh.files && this.#openFilesRatio !== undefined ? { openFilesRatio: this.#openFilesRatio } : {}),
            ...(fresh.pss && this.#pssBytes !== undefined ? { pssBytes: this.#pssBytes } : {}),
        };
    }
    /** Without its children. Two lower bounds: the count is cut to ticks of 10 ms, and threads may have ended unseen. */
    get #ownMs() {
        const { userTicks, systemTicks } = this.#stat;
        return Math.max((userTicks + systemTicks) * member_msPerTick, this.#threads.cpuNanos / 1e6);
    }
    #busiestThread() {
        const { busiestNanos, keenestNanos } = this.#threads;
        const busiestThreadMs = this.#oneThreadFromMs === undefined ? busiestNanos / 1e6 : this.#ownMs - this.#oneThreadFromMs;
        return { busiestThreadMs, keenestThreadMs: Math.max(keenestNanos / 1e6, busiestThreadMs) };
    }
    close() {
        this.#statFile.close();
        this.#ioFile.close();
        this.#threads.close();
    }
    /** The kernel adds the bytes of its ended threads and children. Another user's process does not show them. */
    #readDisk() {
        const [, read, written] = diskLines.exec(this.#ioFile.read() ?? "") ?? [];
        if (this.#ioFile.isForbidden) {
            this.isForbidden = true;
            this.#disk = {};
        }
        else if (read !== undefined)
            this.#disk = { readBytes: Number(read), writtenBytes: Number(written) };
    }
}
const diskLines = /^read_bytes: (\d+)\nwrite_bytes: (\d+)/m;

;// CONCATENATED MODULE: ./build/monitors/processTree/treeTotals.js

/** Counters: ended members count, too. */
const countedKeys = [
    "userMs",
    "systemMs",
    "readBytes",
    "writtenBytes",
    "minorFaults",
    "majorFaults",
    "voluntarySwitches",
    "involuntarySwitches",
    "runQueueMs",
];
/** What the live members have now. */
const currentKeys = ["pssBytes", "threads", "fileDescriptors"];
/** Counters add up over the live members and those that have ended. What a process has now adds up over the live ones. */
function treeTotals(live, ended) {
    const totals = {};
    for (const key of countedKeys) {
        const sum = treeTotals_sumOf(live, key);
        if (sum !== undefined)
            totals[key] = sum + (ended?.[key] ?? 0);
    }
    for (const key of currentKeys) {
        const sum = treeTotals_sumOf(live, key);
        if (sum !== undefined)
            totals[key] = sum;
    }
    return {
        cpuMs: (0,unit/* millis */.ne)((treeTotals_sumOf(live, "cpuMs") ?? 0) + (ended?.cpuMs ?? 0)),
        rssBytes: (0,unit/* bytes */.ee)(treeTotals_sumOf(live, "rssBytes") ?? 0),
        ...totals,
        ...busiestThread(live, ended),
        ...openFilesRatio(live),
        ...collectorTime(live, ended),
    };
}
/** The process that comes nearest to its limit counts. */
function openFilesRatio(live) {
    const known = live.flatMap((one) => one.openFilesRatio ?? []);
    return known.length === 0 ? {} : { openFilesRatio: Math.max(...known) };
}
/** Not every process has a collector. */
function collectorTime(live, ended) {
    const known = [...live, ...(ended === undefined ? [] : [ended])].flatMap(({ gcMs }) => gcMs ?? []);
    return known.length === 0 ? {} : { gcMs: (0,unit/* millis */.ne)(known.reduce((sum, one) => sum + one, 0)) };
}
/** `undefined` if any member lacks it: a part would look like the whole. */
function treeTotals_sumOf(live, key) {
    let sum = 0;
    for (const counters of live) {
        const value = counters[key];
        if (value === undefined)
            return undefined;
        sum += value;
    }
    return sum;
}
function busiestThread(live, ended) {
    const all = [...live, ...(ended === undefined ? [] : [ended])];
    const most = (key) => Math.max(0, ...all.map((one) => one[key] ?? 0));
    if (live.some(({ busiestThreadMs }) => busiestThreadMs === undefined))
        return {};
    return { busiestThreadMs: (0,unit/* millis */.ne)(most("busiestThreadMs")), keenestThreadMs: (0,unit/* millis */.ne)(most("keenestThreadMs")) };
}
/** Of one thread: the largest one counts. */
const largestKeys = ["busiestThreadMs", "keenestThreadMs"];
/** What all ended members used, with what further ones used. */
function addEnded(before, further) {
    return further.reduce((sum, one) => (sum === undefined ? one : added(sum, one)), before);
}
function added(a, b) {
    const keys = Object.keys({ ...a, ...b });
    const sums = Object.fromEntries(keys.map((key) => [key, (a[key] ?? 0) + (b[key] ?? 0)]));
    const largest = largestKeys.map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)]);
    return { ...a, ...b, ...sums, ...Object.fromEntries(largest.filter(([, value]) => value > 0)) };
}

;// CONCATENATED MODULE: ./build/monitors/processTree/treeReader.js







/** Most of a core that one part of the readings may use. Trees with a thousand threads or files reach it. */
const searchShare = (0,unit/* ratio */.CG)(0.0005);
const threadsShare = (0,unit/* ratio */.CG)(0.0015);
const filesShare = (0,unit/* ratio */.CG)(0.0005);
const switchesShare = (0,unit/* ratio */.CG)(0.0005);
/**
 * Reads the trees of the processes; the first is the root. A process that was once a member stays one, even as an orphan
 * after its parent has ended. What ended members used still counts.
 */
function treeReader(roots, nowMs) {
    const [root] = roots;
    const members = new Map();
    let ended;
    const lastPid = new procFile/* ProcFile */.$("/proc/loadavg");
    const search = new Pace(searchShare, nowMs);
    const threads = new Pace(threadsShare, nowMs);
    const files = new Pace(filesShare, nowMs);
    const switches = new Pace(switchesShare, nowMs);
    let lastPidSeen;
    let isForbidden = false;
    function addTree(pid) {
        const stat = (0,procfs/* readStat */.BV)(pid);
        if (stat !== undefined && !members.has(pid))
            members.set(pid, new TreeMember(stat));
        for (const child of (0,procfs/* childrenOf */.LU)(pid))
            if (!members.has(child))
                addTree(child);
    }
    /** The system's last process id changes with every new process and thread. */
    function findNew(moment) {
        const last = lastPid.read()?.split(" ").at(-1);
        if (last !== undefined && last === lastPidSeen)
            return;
        const isDone = search.read(moment, () => {
            for (const pid of members.keys())
                addTree(pid);
            return true;
        });
        if (isDone)
            lastPidSeen = last;
    }
    function dropGone() {
        const reapedBeforeMs = new Map([...members.values()].map(({ pid, reapedMs }) => [pid, reapedMs]));
        const gone = [...members.values()].filter((member) => !member.read());
        if (gone.length === 0)
            return;
        for (const member of gone) {
            member.close();
            members.delete(member.pid);
        }
        ended = addEnded(ended, endedCounters(gone, members, reapedBeforeMs));
    }
    function readMembers(moment) {
        const all = [...members.values()];
        /** True unless it must wait. */
        const readAll = (pace, read) => pace.read(moment, () => {
            all.forEach(read);
            return true;
        }) === true;
        const fresh = {
            threads: readAll(threads, (member) => member.readThreads()),
            files: readAll(files, (member) => member.readFiles()),
            switches: readAll(switches, (member) => member.readSwitches()),
            // It takes about a millisecond, in which a process cannot map memory. So it is read only while there is no load.
            pss: moment !== "next",
        };
        if (fresh.pss)
            for (const member of all)
                member.readPss();
        isForbidden ||= all.some((member) => member.isForbidden);
        return all.map((member) => member.counters(fresh));
    }
    for (const pid of roots)
        addTree(pid);
    return {
        read(moment = "next") {
            findNew(moment);
            dropGone();
            const first = root === undefined ? undefined : members.get(root);
            if (first === undefined || first.isZombie)
                return undefined;
            return { kind: "process_tree", atMs: nowMs(), ...treeTotals(readMembers(moment), ended) };
        },
        pids: () => [...members.keys()],
        get isForbidden() {
            return isForbidden;
        },
        close() {
            lastPid.close();
            for (const member of members.values())
                member.close();
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/processUsage.js


/**
 * Everything that /proc shows of the processes and of what they start. The first one is the root. Gives no readings if
 * there is no /proc. Calls `onForbidden` if a process belongs to another user, so that some values are absent.
 */
function processTreeMonitor(pids, onForbidden, options) {
    let reader;
    return {
        pids: () => reader?.pids() ?? [],
        async start() {
            const started = treeReader(pids(), () => options.clock.nowMs());
            reader = started;
            const sampling = await startSampler(async (moment) => started.read(moment), options);
            return closingAfter(sampling, () => {
                started.close();
                if (started.isForbidden)
                    onForbidden();
            });
        },
    };
}

;// CONCATENATED MODULE: ./build/monitors/serviceMonitors.js





/** Gives all monitors of the services that run at once, and of the machine. */
function roundMonitors(given) {
    const options = { ...given, metronome: new Metronome(given) };
    const networksOf = networkMonitors(options);
    return (services) => {
        const trees = services.map((service) => treeOf(service, options));
        const networks = networksOf(services.map(({ origin }, i) => ({ origin, ...pidsOf(trees[i]) })));
        return {
            // A network monitor asks for the processes that its tree has found. So the tree is read first.
            ofServices: services.map((service, i) => [
                ...(trees[i] ?? []),
                ...networks.slice(i, i + 1),
                ...containerMonitors(service, options),
            ]),
            ofMachine: machineMonitors(options),
        };
    };
}
/** None if its processes are unknown. */
function treeOf({ arm, pids }, options) {
    if (pids === undefined)
        return [];
    return [processTreeMonitor(pids, () => options.notify({ kind: "processes_hidden", arm }), options)];
}
const pidsOf = ([tree] = []) => (tree === undefined ? {} : { pids: tree.pids });
const containerMonitors = ({ containers = [] }, options) => containers.map((container) => containerMonitor(container, options));

// EXTERNAL MODULE: ./build/service/container/sweep.js
var sweep = __webpack_require__(77564);
// EXTERNAL MODULE: ./build/service/killLeftovers.js
var killLeftovers = __webpack_require__(58256);
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
// EXTERNAL MODULE: ./build/service/watchdog.js + 1 modules
var watchdog = __webpack_require__(27367);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/wording/missingBaseText.js
var missingBaseText = __webpack_require__(72517);
;// CONCATENATED MODULE: ./build/service/container/containerLine.js
/** The lines of loadgate.yml that do the same as `docker run`. */
function containerLine({ image, args, options, hasBuild }) {
    const valuesOf = (...names) => options.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
    const [port] = valuesOf("-p", "--publish").map((mapping) => mapping
        .replace(/\/\w+$/, "")
        .split(":")
        .at(-1));
    const volumes = valuesOf("-v", "--volume");
    const variables = valuesOf("-e", "--env").filter((entry) => !entry.startsWith("PORT"));
    const keys = [
        // Without a build, one name would be one image for both arms.
        ...(hasBuild ? [`image: ${yamlText(image)}`] : []),
        ...(port !== undefined && /^\d+$/.test(port) ? [`port: ${port}`] : []),
        ...(args.length > 0 ? [`args: [${args.map(yamlText).join(", ")}]`] : []),
        ...(volumes.length > 0 ? [`volumes: [${volumes.map(yamlText).join(", ")}]`] : []),
    ];
    const env = variables.map((entry) => variableLine(entry)).join(", ");
    const line = `service.container: ${keys.length === 0 ? "{}" : `{ ${keys.join(", ")} }`}`;
    return `${line}${env === "" ? "" : ` and service.env: { ${env} }`}${hasBuild ? "" : `, ${imageAdvice(image)}`}`;
}
const imageAdvice = (image) => `which builds the Dockerfile of each arm (or with image: { base: …, head: ${yamlText(image)} }),`;
function variableLine(entry) {
    const [name = "", ...value] = entry.split("=");
    return `${name}: ${value.length === 0 ? `\${env.${name}}` : yamlText(value.join("="))}`;
}
/** The line of loadgate.yml that does the same as `docker compose up`. The file mostly tells the port. */
function composeLine(files, service) {
    const [first, ...more] = files.map(yamlText);
    const file = first === undefined ? "" : `file: ${more.length === 0 ? first : `[${[first, ...more].join(", ")}]`}, `;
    return `service.compose: { ${file}service: ${yamlText(service ?? "…")} }`;
}
const yamlText = (text) => /^[\w./:$@=…-]+$/.test(text) && !/:$/.test(text) ? text : JSON.stringify(text);

;// CONCATENATED MODULE: ./build/service/container/containerCommand.js


/**
 * Understands `docker run …` and `docker compose up …` as people write them. `undefined` for other commands. `hasBuild`:
 * service.build can make the image for each arm.
 */
function containerCommand(command, hasBuild) {
    const all = wordsOf(command);
    // What follows it may keep the command in the foreground.
    const end = all.findIndex((word) => /^[;&|]+$|;$/.test(word));
    const words = end === -1 ? all : all.slice(0, end);
    const at = words.findIndex((word) => /(^|\/)(docker|podman|docker-compose|podman-compose)$/.test(word));
    // Only an environment, exec or sudo may come before: another program decides for itself what it starts.
    if (at === -1 || !words.slice(0, at).every((word) => /^(exec|sudo|env|time|\w+=.*|-\w+)$/.test(word)))
        return undefined;
    const started = startedBy(words.slice(at), hasBuild);
    if (started === undefined)
        return undefined;
    const { isDetached, ...found } = started;
    if (isDetached && end === -1)
        return { ...found, unseen: "detached" };
    // The compose file may have PORT.
    return found.compose !== undefined || /\bPORT\b/.test(command) ? found : { ...found, unseen: "without_port" };
}
function startedBy([engine = "", ...words], hasBuild) {
    const [first, ...rest] = words;
    if (engine.endsWith("-compose"))
        return composeCommand(words, [engine]);
    if (first === "compose")
        return composeCommand(rest, [engine, first]);
    if (first === "container" && rest[0] === "run")
        return runCommand(rest.slice(1), `${engine} run`, hasBuild);
    return first === "run" ? runCommand(rest, `${engine} run`, hasBuild) : undefined;
}
/** The words of a simple shell command. Quotes are removed, variables stay. */
function wordsOf(command) {
    const joined = command.trim().replaceAll(/\\\n/g, " ");
    const words = joined.match(/(?:"(?:\\.|[^"])*"|'[^']*'|[^\s"'])+/g) ?? [];
    return words.map((word) => word.replaceAll(/"((?:\\.|[^"])*)"|'([^']*)'/g, "$1$2"));
}
/** Options of `docker run` without a value. All others have one, in the same word or the next. */
const flags = /^(-[dPit]+|--(detach|rm|init|interactive|tty|privileged|publish-all|read-only|no-healthcheck|sig-proxy|oom-kill-disable|quiet))(=.*)?$/;
function runCommand(words, program, hasBuild) {
    const options = [];
    let isDetached = false;
    for (let i = 0; i < words.length; i++) {
        const word = words[i] ?? "";
        if (!word.startsWith("-")) {
            const instead = containerLine({ image: word, args: words.slice(i + 1), options, hasBuild });
            return { program, instead, isDetached };
        }
        isDetached ||= /^(-[Pit]*d|--detach(=true)?$)/.test(word);
        if (flags.test(word))
            continue;
        // Letters may share one dash; only the last of them has a value: -dp 80:80
        const [, name = word, inline] = /^(--[\w-]+)=(.*)$/s.exec(word) ?? /^-[dPit]*([a-zA-Z])(.+)?$/s.exec(word) ?? [];
        options.push([name.replace(/^(?=\w$)/, "-"), inline ?? words[++i] ?? ""]);
    }
    return undefined;
}
function composeCommand(words, program) {
    const up = words.indexOf("up");
    if (up === -1)
        return undefined;
    const files = words.slice(0, up).flatMap((word, i) => {
        const [, inline] = /^(?:--file=|-f=?)(.+)$/.exec(word) ?? [];
        return inline ?? (word === "-f" || word === "--file" ? (words[i + 1] ?? []) : []);
    });
    const options = words.slice(up + 1);
    const service = options.find((word) => !word.startsWith("-"));
    const isDetached = options.some((word) => /^(-d|--detach|--wait)$/.test(word));
    return {
        program: `${program.join(" ")} up`,
        instead: composeLine(files, service),
        compose: { config: [...program, ...words.slice(0, up), "config"], files, ...(0,omitUndefined/* omitUndefined */.O)({ service }) },
        isDetached,
    };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./build/service/container/engine.js
var container_engine = __webpack_require__(44340);
;// CONCATENATED MODULE: ./build/service/container/composeUp.js



/** A port that no compose file names by itself. */
const port = "61234";
/**
 * The same command with the reason why nothing of it can be on PORT: its compose file does not mention the variable.
 * Without a file that can be read, the command is as it was: it will say what is wrong itself.
 */
async function checkComposeUp(command, options) {
    const { compose } = command;
    if (compose === undefined || command.unseen !== undefined)
        return command;
    const [program = "", ...args] = compose.config;
    const { code, stdout } = await (0,container_engine/* runProgram */.mB)(program, { ...options, env: { ...options.env, PORT: port } }, args);
    if (code !== 0 || stdout.includes(port))
        return command;
    const service = compose.service ?? onlyPublished(stdout);
    return { ...command, instead: composeLine(compose.files, service), unseen: "without_port" };
}
/** The only service that publishes a port. */
function onlyPublished(config) {
    const { services = {} } = (0,dist/* parse */.qg)(config) ?? {};
    const [name, ...more] = Object.entries(services).flatMap(([key, { ports }]) => (ports === undefined ? [] : key));
    return more.length === 0 ? name : undefined;
}

// EXTERNAL MODULE: ./build/service/container/labels.js
var container_labels = __webpack_require__(88225);
;// CONCATENATED MODULE: ./build/service/container/inspection.js

/** The parts of `docker inspect` that Loadgate reads. */
const portsSchema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish();
const containerInspection = schemas/* object */.Ikc({
    Id: schemas/* string */.YjP(),
    Name: schemas/* string */.YjP(),
    State: schemas/* object */.Ikc({
        Status: schemas/* string */.YjP(),
        Running: schemas/* boolean */.zMY(),
        Pid: schemas/* number */.aig(),
        ExitCode: schemas/* number */.aig(),
        OOMKilled: schemas/* boolean */.zMY().optional(),
        Health: schemas/* object */.Ikc({ Status: schemas/* string */.YjP() }).nullish(),
    }),
    Config: schemas/* object */.Ikc({
        StopSignal: schemas/* string */.YjP().optional(),
        Healthcheck: schemas/* object */.Ikc({ Test: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() }).nullish(),
        Shell: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
        Labels: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).nullish(),
    }),
    NetworkSettings: schemas/* object */.Ikc({
        Ports: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* object */.Ikc({ HostPort: schemas/* string */.YjP() })).nullable()).nullish(),
    }),
});
/** Reads the output of `docker container inspect`. */
function containersIn(json) {
    return schemas/* array */.YOg(containerInspection).parse(JSON.parse(json)).map(factsOfContainer);
}
function factsOfContainer({ Id, Name, State, Config, NetworkSettings, }) {
    const healthCommand = commandOfCheck(Config.Healthcheck?.Test ?? [], Config.Shell ?? ["/bin/sh", "-c"]);
    const health = State.Health?.Status;
    const published = Object.entries(NetworkSettings.Ports ?? {}).flatMap(([name, bindings]) => {
        const [, port] = /^(\d+)\/tcp$/.exec(name) ?? [];
        const hostPort = bindings?.[0]?.HostPort;
        return port === undefined || hostPort === undefined ? [] : [[Number(port), Number(hostPort)]];
    });
    return {
        id: Id,
        name: Name.replace(/^\//, ""),
        isRunning: State.Running,
        pid: State.Pid,
        exitCode: State.ExitCode,
        ranOutOfMemory: State.OOMKilled === true,
        hasEnded: State.Status === "exited" || State.Status === "dead",
        ...(health !== undefined && health !== "none" && { health }),
        ...(healthCommand !== undefined && { healthCommand }),
        stopSignal: Config.StopSignal ?? "SIGTERM",
        labels: Config.Labels ?? {},
        publishedPorts: Object.fromEntries(published),
    };
}
/** ["CMD", program, …], ["CMD-SHELL", command] or ["NONE"]. */
function commandOfCheck([form, ...words], shell) {
    if (form === "CMD")
        return words;
    return form === "CMD-SHELL" ? [...shell, ...words] : undefined;
}
const imageInspection = schemas/* object */.Ikc({
    Id: schemas/* string */.YjP(),
    Architecture: schemas/* string */.YjP().optional(),
    Config: schemas/* object */.Ikc({ ExposedPorts: portsSchema }).nullish(),
});
/** Reads the output of `docker image inspect`. */
function imagesIn(json) {
    return schemas/* array */.YOg(imageInspection)
        .parse(JSON.parse(json))
        .map(({ Id, Architecture, Config }) => ({
        id: Id,
        architecture: Architecture,
        exposedPorts: Object.keys(Config?.ExposedPorts ?? {}).flatMap((name) => {
            const [, port] = /^(\d+)\/tcp$/.exec(name) ?? [];
            return port === undefined ? [] : Number(port);
        }),
    }));
}

;// CONCATENATED MODULE: ./build/service/container/stopContainer.js




/** Stops and removes the container, with its unnamed volumes. Does nothing if it is gone. */
async function stopContainer(id, { options }, graceMs) {
    // An interrupted run still has to stop what it has started.
    const insisting = { ...options, signal: new AbortController().signal };
    const [facts] = containersIn((await (0,container_engine/* tryDocker */.IY)(insisting, "container", "inspect", id)) ?? "[]");
    if (facts === undefined)
        return;
    const seconds = facts.isRunning && waitsForSignal(facts) ? Math.ceil(graceMs / 1000) : 0;
    if (facts.isRunning)
        await (0,container_engine/* tryDocker */.IY)(insisting, "stop", "-t", String(seconds), id);
    await (0,container_engine/* tryDocker */.IY)(insisting, "rm", "--force", "--volumes", id);
}
/**
 * The kernel ignores a signal without a handler for the first process of a container. Outside of one, the same program
 * ends at once. Waiting for it would cost the whole stop_timeout in every round.
 */
function waitsForSignal({ pid, stopSignal }) {
    const number = signalNumber(stopSignal);
    return number === undefined || (0,procfs/* catchesSignal */.gL)(pid, number) !== false;
}
function signalNumber(signal) {
    if (/^\d+$/.test(signal))
        return Number(signal);
    const name = signal.startsWith("SIG") ? signal : `SIG${signal}`;
    return Object.entries(external_node_os_.constants.signals).find(([known]) => known === name)?.[1];
}

;// CONCATENATED MODULE: ./build/service/container/publishedContainer.js







/**
 * Watches over the container. PORT was free, so a container that publishes it belongs to the service. The docker program
 * that waits for it can be killed, and the container would outlive it.
 */
async function publishedContainer(facts) {
    const { port, project, runDirectory, env, signal } = facts;
    const record = await (0,service_runDirectory/* recordScript */.XE)(runDirectory, project, (0,sweep/* removeStartedScript */.bf)(port, project, env));
    const options = { env, signal, key: "service.command" };
    // An interrupted run still has to stop what it has started.
    const insisting = { ...options, signal: new AbortController().signal };
    const find = async (use) => {
        const id = await (0,container_engine/* tryDocker */.IY)(use, "ps", "--quiet", "--no-trunc", "--filter", `publish=${port}`);
        if (!id)
            return undefined;
        return containersIn(await (0,container_engine/* docker */.T3)(use, "container", "inspect", id.split("\n")[0] ?? ""))[0];
    };
    return {
        find: () => find(options),
        async stop(graceMs) {
            const container = await find(insisting).catch(() => undefined);
            if (container !== undefined)
                await stopContainer(container.id, { options }, (0,unit/* millis */.ne)(graceMs));
        },
        async remove() {
            await (0,sweep/* runScript */.j3)([record]);
            await (0,promises_.rm)(record, { force: true });
        },
    };
}

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
    const first = await serviceLog_readText(file, from, Math.min(size, from + endBytes));
    if (size <= from + endBytes)
        return serviceLog_linesOf(first);
    const last = await serviceLog_readText(file, Math.max(from + endBytes, size - endBytes), size);
    // A cut line could begin or end with half a secret, which masking would not recognise.
    const wholeLines = [first.slice(0, first.lastIndexOf("\n")), last.slice(last.indexOf("\n") + 1)];
    return wholeLines.flatMap(serviceLog_linesOf);
}
/** The part of the log that an error message quotes. */
async function quoteLog(log) {
    return quoteLines(await readLog(log), log.file);
}
/** The same of lines that come from elsewhere. `source` names it. */
function quoteLines(log, source) {
    const { lines, errorLine, beginsAtError } = logExcerpt(log);
    if (errorLine === undefined)
        return { log: nothingLogged, errorLine: nothingLogged };
    const title = beginsAtError ? "the error in its log" : "the end of its log";
    return { log: [`${title} (${source}):`, ...lines.map((line) => `  | ${line}`)].join("\n"), errorLine };
}
const nothingLogged = "it logged nothing";
/** The lines of a log, without credentials. */
function serviceLog_linesOf(text) {
    const log = redactLog(text).trimEnd();
    return log === "" ? [] : log.split("\n");
}
async function serviceLog_readText(path, from, to) {
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










/** The file with the output of an arm's commands. */
const serviceLogFile = (out, instance) => (0,external_node_path_.join)(out, `service-${instance}.log`);
/** Starts the command. Its output goes to service-<instance>.log. Throws CouldNotMeasure if its directory does not exist. */
async function launch({ command, arm, instance = arm, directory, temporary, env, stdin, stopTimeoutMs }, { runId, temporary: runDirectory, out, cores, notify, signal }) {
    if (!(await (0,files/* isDirectory */.wd)(directory))) {
        const key = arm === "base" ? "base.directory" : "service.directory";
        throw new errors/* CouldNotMeasure */.Nc(`${key}: expected a directory, got ${(0,external_node_path_.resolve)(directory)}, which does not exist`);
    }
    await (0,promises_.mkdir)(temporary, { recursive: true });
    await (0,promises_.mkdir)(out, { recursive: true });
    const file = serviceLogFile(out, instance);
    const log = { file, start: (await (0,promises_.stat)(file).catch(() => undefined))?.size ?? 0 };
    const mark = { name: watchdog/* runMark */.n6, value: `${runId}/${instance}` };
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

;// CONCATENATED MODULE: ./build/service/port.js



/** Below the ports that systems give to connections, and away from those of well-known services. */
const range = { from: 20_000, count: 7_000 };
/**
 * A port on which nothing listens right now, on any address. The system gives it to no connection, so it is still free
 * when the service has started. `random` is in [0, 1).
 */
async function freePort(random = Math.random) {
    for (;;) {
        const port = range.from + Math.floor(range.count * random());
        // The system only assures that nothing listens on the address that is bound.
        if ((await canListen(port)) && readListeners().every((listener) => listener.port !== port))
            return port;
    }
}
async function canListen(port) {
    const server = (0,external_node_net_.createServer)().listen(port, "127.0.0.1");
    try {
        await (0,external_node_events_.once)(server, "listening");
    }
    catch {
        return false;
    }
    server.close();
    await (0,external_node_events_.once)(server, "close");
    return true;
}

// EXTERNAL MODULE: ./build/service/container/engineProblemText.js
var engineProblemText = __webpack_require__(85726);
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
        case "withheld_credentials": {
            const [first] = cause.names;
            return (`its log says that credentials were refused, and Loadgate withholds ${cause.names.join(", ")} from all commands; ` +
                `if one is needed, set service.env.${first}: \${env.${first}}`);
        }
        case "background":
            return `${cause.process} still runs: the service went to the background; start it in the foreground`;
        case "ended_without_error":
            return cause.stdin === "open"
                ? "a service must keep running in the foreground"
                : "a service must keep running in the foreground; if it stops because its standard input has ended, set service.stdin: open";
        case "script_stopped":
            return "a command of several lines stops at the first line that fails";
        case "container_command":
            return `${unseenText(cause)}: write ${cause.instead} instead of service.command`;
        case "engine":
            return (0,engineProblemText/* engineProblemText */.t)(cause.problem);
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
        case "other_container_ports":
            return `PORT leads to ${cause.target} in the container, where it listens on ${cause.ports.join(", ")}: publish that port`;
    }
}
function unseenText({ program, unseen }) {
    if (unseen === "detached")
        return `${program} goes to the background, where Loadgate cannot see the service`;
    if (unseen === "without_port")
        return `${program} does not publish $PORT, where Loadgate sends its requests`;
    return `Loadgate cannot see through ${program}`;
}
function portTakenText({ port, holder, variable }) {
    const subject = port === undefined ? "the port that it wants" : `port ${port}`;
    switch (holder.kind) {
        case "other_arm": {
            const name = variable ?? "METRICS_PORT";
            const [base, head] = port === undefined ? ["…", "…"] : [`"${port}"`, `"${port + 1}"`];
            const source = variable === undefined ? ", by the variable that the service reads" : "";
            return (`the ${holder.arm} service, which runs at the same time, holds ${subject}: let it listen on PORT, and give ` +
                `base and head their own further ports, such as service.env.${name}: { base: ${base}, head: ${head} }${source}`);
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
/** The withheld variables that the log is about: those that it names, or the job's credentials if some were refused. */
function withheldCause(log, withheld) {
    const words = new Set(log.flatMap((line) => line.match(/[A-Za-z_][\w-]*/g) ?? []));
    const named = withheld.filter((name) => words.has(name));
    if (named.length > 0)
        return { kind: "withheld_variables", names: named };
    const credentials = withheld.filter((name) => credentialName.test(name) && !ownPrefix.test(name));
    const isRefused = credentials.length > 0 && log.some((line) => refused.test(line));
    return isRefused ? { kind: "withheld_credentials", names: credentials } : undefined;
}
const credentialName = /TOKEN|AUTH|PASSWORD|SECRET|CREDENTIAL/i;
/** Variables that only Loadgate's own step has. */
const ownPrefix = /^(ACTIONS|INPUT|STATE|LOADGATE)_/;
/** How package managers, git and registries report credentials that are missing or wrong. */
const refused = /\bE40[13]\b|\b(status( code)?|error):? 40[13]\b|unauthori[sz]ed|unauthenticated|bad credentials|authentication (failed|required)|could not read Username/i;
/** True for a command of several lines. */
const isScript = (command) => command.trim().includes("\n");

;// CONCATENATED MODULE: ./build/service/preparation.js
var preparation_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var preparation_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** Runs `service.build`. Throws a ServiceFailure with the end of the log if it fails. */
async function runBuild(scripts, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { service, arm, withheld } = scripts;
        if (service.build === undefined)
            return;
        const command = preparation_addDisposableResource(env_1, await launchScript(service.build, scripts, context), true);
        const exit = await abortable(command.tree.exited, context.signal);
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
        const result_1 = preparation_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Runs `service.before_round`. Throws a ServiceFailure if it fails or takes longer than `service.ready_timeout`. */
async function runBeforeRound(scripts, context) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { service, arm, withheld } = scripts;
        const { signal } = context;
        if (service.beforeRound === undefined)
            return;
        const command = preparation_addDisposableResource(env_2, await launchScript(service.beforeRound, scripts, context), true);
        const timeout = AbortSignal.timeout(Math.ceil(service.readyTimeoutMs));
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
        const result_2 = preparation_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
function launchScript(command, scripts, context) {
    const { arm, directory, temporary, env } = scripts;
    return launch({ command, arm, directory, temporary, env, stopTimeoutMs: (0,unit/* millis */.ne)(0) }, context);
}
/** The failure of a preparation command, with the cause as far as the log names it. */
async function preparationFailure(summary, { logLines, logTail }, withheld) {
    const cause = withheldCause(await logLines(), withheld);
    const text = cause === undefined ? "" : `; ${causeText(cause)}`;
    return new errors/* ServiceFailure */.A(`${summary}${text}`, await logTail());
}
function exitOfScript(script, exit) {
    return isScript(script) ? `${exitText(exit)}; ${causeText({ kind: "script_stopped" })}` : exitText(exit);
}
/** The promise's result, or the signal's reason. */
function abortable(promise, signal) {
    const { promise: aborted, reject } = Promise.withResolvers();
    const abort = () => reject(signal.reason);
    if (signal.aborted)
        abort();
    signal.addEventListener("abort", abort);
    return Promise.race([promise, aborted]).finally(() => signal.removeEventListener("abort", abort));
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

// EXTERNAL MODULE: ./build/util/defaultHeaders.js
var defaultHeaders = __webpack_require__(56172);
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
    for (let last = { lastResult: "nothing listened" };;) {
        const attempts = await Promise.all(hosts.map(async (host) => ({ host, ...(await check(host, target)) })));
        const success = attempts.find(({ lastResult }) => lastResult === "ready");
        if (success !== undefined) {
            // It may have begun to listen between the two checks. Base and head must be reached by the same address.
            const isFirstReady = success.host === hosts[0] || (await check(hosts[0], target)).lastResult === "ready";
            return { origin: originOf(isFirstReady ? hosts[0] : success.host, target) };
        }
        const { host: _, ...attempt } = attempts.find(({ lastResult }) => lastResult !== "ECONNREFUSED") ?? {
            host: "",
            ...last,
        };
        last = attempt;
        if (clock.nowMs() >= endMs || isFinal(last.lastResult))
            return last;
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
async function check(host, target) {
    return target.ready.kind === "http"
        ? await tryGet(host, target, target.ready)
        : { lastResult: await checkConnection(host, target) };
}
async function checkConnection(host, { port, tls, isListening = () => true }) {
    if (tls !== undefined)
        return tryHandshake({ host, port }, tls);
    const listens = isListening();
    if (listens === false)
        return "ECONNREFUSED";
    return tryConnect({ host, port }, listens === true ? 0 : forwardedMs);
}
function originOf(host, { port, tls }) {
    return `${tls === undefined ? "http" : "https"}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
/** How long a connection through a forwarder must stay open. A busy machine closes it late. */
const forwardedMs = 500;
function tryConnect(address, openMs = 0) {
    const { promise, resolve } = Promise.withResolvers();
    const socket = (0,external_node_net_.connect)({ ...address, timeout: attemptTimeoutMs });
    socket.once("connect", () => (openMs === 0 ? resolve("ready") : setTimeout(resolve, openMs, "ready")));
    socket.once("timeout", () => resolve("no connection within 2 s"));
    socket.once("error", (error) => resolve(error.code ?? error.message));
    // A closed connection is an answer only while it has to stay open.
    socket.once("end", () => resolve("ECONNREFUSED"));
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
        const { location } = response.headers;
        const target = status >= 300 && status < 400 && location !== undefined ? ` to ${location}` : "";
        const lastResult = status >= 200 && status < 300 ? "ready" : `GET ${path} returned ${status}${target}`;
        resolve({ lastResult, status });
    };
    const request = tls === undefined
        ? (0,external_node_http_.get)(options, onResponse)
        : (0,external_node_https_.get)({ ...options, rejectUnauthorized: tls.verify, secureContext: (0,tlsContext/* tlsContextOf */.A)(tls) }, onResponse);
    const fail = (lastResult) => resolve({ lastResult });
    request.once("timeout", () => fail(`GET ${path} got no response within 2 s`));
    request.once("error", (error) => fail(error.code ?? error.message));
    return promise.finally(() => request.destroy());
}
/** What the status of the last check means. A server error may pass with time. */
function readyAdvice({ status = 0 }) {
    if (status >= 300 && status < 400)
        return "name the path that it redirects to in service.ready, or set service.ready: tcp";
    if (status === 401 || status === 403)
        return "the path needs credentials: set service.ready: { path, headers }, name a path without them, or set service.ready: tcp";
    if (status >= 400 && status < 500)
        return "name another path in service.ready, or set service.ready: tcp";
    return "correct service.ready or raise service.ready_timeout";
}

// EXTERNAL MODULE: ./build/service/container/engineProblem.js
var engineProblem = __webpack_require__(9793);
;// CONCATENATED MODULE: ./build/service/container/listenerAdvice.js
/** Docker's own name server in a container, and addresses that only the container reaches. */
const nameServer = "127.0.0.11";
const listenerAdvice_isLoopback = (address) => /^127\./.test(address) || address === "::1";
/** True if it listens where others reach it. `undefined` if no listener can be seen: some engines hide them. */
function listensOnPort(listeners, port) {
    if (listeners.length === 0)
        return undefined;
    return listeners.some((listener) => listener.port === port && !listenerAdvice_isLoopback(listener.address));
}
/** Where it listens instead of the port. Empty if it listens there, too. */
function portsBeside(listeners, port) {
    const own = listeners.filter(({ address }) => address !== nameServer);
    const ports = [...new Set(own.map((listener) => listener.port))].toSorted((a, b) => a - b);
    return ports.includes(port) ? [] : ports;
}
/**
 * The advice for a container that listens elsewhere. `undefined` if it listens on the port on all addresses, or nobody
 * knows.
 */
function listenerAdvice(listeners, port, key) {
    const own = listeners.filter(({ address }) => address !== nameServer);
    const onPort = own.filter((listener) => listener.port === port);
    if (onPort.some(({ address }) => !listenerAdvice_isLoopback(address)))
        return undefined;
    const [first] = onPort;
    if (first !== undefined) {
        return `it listens on ${first.address} inside its container, which nothing outside reaches: let it listen on 0.0.0.0 (often set by a variable HOST or an option --host)`;
    }
    const ports = portsBeside(listeners, port);
    if (ports.length === 0)
        return undefined;
    return `it listens on ${ports.join(", ")} in its container: set ${key}.port: ${ports[0]}, or let it read PORT`;
}

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
    const cause = commandCause(service, exit.code, log) ??
        causeInLog(log, started) ??
        (exit.isReady ? undefined : causeOfExit(exit, left[0]?.pid, service));
    const when = exit.isReady ? "while it was measured" : "before it was ready";
    const hint = cause === undefined ? "" : `; ${causeText(cause)}`;
    return new errors/* ServiceFailure */.A(`service.command: the ${arm} service ${exitText(exit)} ${when}${hint}`, await logTail());
}
/** The failure of a service that was not ready in time, or cannot get ready. */
async function readinessFailure(process, started, last) {
    const { lastResult } = last;
    const { arm, port, service } = started;
    const { ready, readyTimeoutMs } = service;
    const expected = ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
    const cause = await causeOfSilence(process, started, lastResult);
    const advice = cause === undefined ? ((0,failureText/* settingsAdvice */.IZ)(lastResult) ?? readyAdvice(last)) : causeText(cause);
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} service ${expected} within ${readyTimeoutMs / 1000} s, got: ${lastResult}; ${advice}`, await process.logTail());
}
/** The failure of a service that accepts connections, but only for TLS. */
async function tlsFailure({ logTail }, { arm, port }) {
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} service to speak plain HTTP on PORT ${port}; ${causeText({ kind: "speaks_tls" })}`, await logTail());
}
/** The code by which docker says that it could not run the container at all. */
const engineFailed = 125;
/** A command that starts containers in the background, or without PORT. A service that fails says why itself. */
function commandCause({ program, build }, code, log) {
    const command = program.kind === "command" ? containerCommand(program.command, build !== undefined) : undefined;
    if (command === undefined)
        return undefined;
    const problem = (0,engineProblem/* engineProblem */.i)(log.join("\n"));
    // A terminal is asked for before the engine.
    const isOfEngine = code === 0 || code === engineFailed || problem?.kind === "no_terminal";
    if (!isOfEngine && command.compose === undefined)
        return undefined;
    return problem === undefined ? { kind: "container_command", ...command } : { kind: "engine", problem };
}
function causeInLog(log, started) {
    return takenPort(log, started) ?? withheldCause(log, started.withheld);
}
function causeOfExit({ code, signal }, leftPid, { stdin, program }) {
    if (leftPid !== undefined && signal === null)
        return { kind: "background", process: nameOf({ pid: leftPid, command: (0,procfs/* commandOf */.Nl)(leftPid) }) };
    if (code === 0)
        return { kind: "ended_without_error", stdin };
    return signal === null && program.kind === "command" && isScript(program.command)
        ? { kind: "script_stopped" }
        : undefined;
}
async function causeOfSilence({ tree, logLines }, started, lastResult) {
    const { port, env, service } = started;
    const listeners = listenersOf(tree.members().map(({ pid }) => pid));
    if (service.tls && plainHttpReply.test(lastResult))
        return { kind: "speaks_plain_http" };
    if (!service.tls && (await isTls(port)))
        return { kind: "speaks_tls" };
    const byCommand = commandCause(service, 0, []);
    if (byCommand !== undefined && lastResult === "nothing listened")
        return byCommand;
    const inContainer = await portsInContainer(started);
    if (inContainer !== undefined)
        return inContainer;
    const byAddress = await otherAddress(listeners, port, env);
    if (byAddress !== undefined)
        return byAddress;
    const byLog = causeInLog(await logLines(), started);
    if (byLog !== undefined)
        return byLog;
    const ports = [...new Set(listeners.map((listener) => listener.port))].filter((one) => one !== port);
    return ports.length === 0 ? undefined : { kind: "other_ports", ports: ports.toSorted((a, b) => a - b) };
}
/** The container that the command has started listens, but not where PORT leads. */
async function portsInContainer({ published, port }) {
    const container = await published?.find();
    const [target] = Object.entries(container?.publishedPorts ?? {}).find(([, host]) => host === port) ?? [];
    if (container === undefined || target === undefined)
        return undefined;
    const ports = portsBeside(containerListeners(container.pid), Number(target));
    return ports.length === 0 ? undefined : { kind: "other_container_ports", target: Number(target), ports };
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
            throw await readinessFailure(process, started, ready);
        await requirePlainHttp(ready, process, started);
        return await readyService(ready.origin, process, started, exit.afterReady);
    }
    catch (error) {
        polling.abort(error);
        await process[Symbol.asyncDispose]();
        throw error;
    }
}
async function readyService(origin, process, { arm, port, published }, died) {
    const { tree } = process;
    const pids = () => [tree.pid, ...tree.members().flatMap(({ pid }) => (pid === tree.pid ? [] : pid))];
    const owner = findPortOwner(port, tree.members());
    if (owner.kind === "foreign") {
        throw new errors/* ServiceFailure */.A(`service.command: the ${arm} service does not listen on its PORT ${port}, but ${owner.listener} does; stop that process`);
    }
    if (owner.kind === "started_for_service")
        process.adopt(owner.processes);
    await process.recordMembers();
    const container = owner.kind === "unseen" ? await visibleContainer(published) : undefined;
    if (container !== undefined)
        return {
            origin,
            ...container,
            furtherPorts: () => [],
            logTail: () => process.logTail(),
            died,
            [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
        };
    return {
        origin,
        pids,
        ...(0,omitUndefined/* omitUndefined */.O)({ unseen: unseenBy(owner) }),
        furtherPorts: () => [...new Set(listenersOf(pids()).map((listener) => listener.port))].filter((one) => one !== port),
        logTail: () => process.logTail(),
        died,
        [Symbol.asyncDispose]: () => process[Symbol.asyncDispose](),
    };
}
/** The processes of the container that the command has started, if its engine runs on this machine. */
async function visibleContainer(published) {
    const facts = await published?.find();
    const pids = facts === undefined ? undefined : containerProcesses(facts);
    if (facts === undefined || pids === undefined)
        return undefined;
    return { pids, containers: [{ name: "service", pid: facts.pid }] };
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

;// CONCATENATED MODULE: ./build/service/commandDeployment.js














/** A service that a shell command starts. */
function commandDeployment({ service, arm, instance = arm, directory }, command, context) {
    const { signal } = context;
    const container = containerCommand(command, service.build !== undefined);
    /** Each arm has a compose project of its own. */
    const project = (0,container_labels/* armName */.KL)(context.runId, arm);
    const projectEnv = container?.compose === undefined ? {} : { COMPOSE_PROJECT_NAME: project };
    const temporary = (0,external_node_path_.join)(context.temporary, instance);
    const environment = serviceEnvironment(context.env, { TMPDIR: temporary, ...service.env[arm], ...projectEnv, LOADGATE_ARM: arm }, context.withheldSecrets);
    const withheld = withheldNames(context.env, environment);
    const scripts = { service, arm, directory, temporary, env: environment, withheld };
    let isSeen = container === undefined;
    const requireSeen = async () => {
        if (isSeen || container === undefined)
            return;
        const checked = await checkComposeUp(container, { env: environment, signal, key: "service.command", directory });
        if (checked.unseen !== undefined)
            throw new errors/* CouldNotMeasure */.Nc(`service.command: ${causeText({ kind: "container_command", ...checked })}`);
        isSeen = true;
    };
    const watchOver = async (port) => {
        if (container === undefined)
            return undefined;
        return await publishedContainer({ port, project, runDirectory: context.temporary, env: environment, signal });
    };
    return {
        environment,
        async build() {
            await requireSeen();
            await runBuild(scripts, context);
        },
        async prepareRound() {
            await (0,files/* removeTree */.dM)(temporary);
            await runBeforeRound(scripts, context);
        },
        async start(further = {}) {
            await requireSeen();
            const port = await freePort();
            const env = { ...environment, ...further, PORT: String(port) };
            const { stdin, stopTimeoutMs } = service;
            const published = await watchOver(port);
            const started = await launch({ command, arm, instance, directory, temporary, env, stdin, stopTimeoutMs }, context);
            const tls = context.tls ?? { verify: true };
            const facts = { service, arm, port, tls, env, withheld, runId: context.runId, ...(0,omitUndefined/* omitUndefined */.O)({ published }) };
            return await untilReady(withContainer(started, published, stopTimeoutMs), facts, signal);
        },
    };
}
/** The process, together with the container that it starts. */
function withContainer(process, container, graceMs) {
    if (container === undefined)
        return process;
    return {
        ...process,
        async [Symbol.asyncDispose]() {
            // Stopped first, because docker passes a signal on that the first process of a container may ignore.
            await container.stop(graceMs);
            await process[Symbol.asyncDispose]();
            await container.remove();
        },
    };
}

// EXTERNAL MODULE: ./build/service/container/shellWords.js
var shellWords = __webpack_require__(12629);
;// CONCATENATED MODULE: ./build/service/container/armEngine.js
var armEngine_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var armEngine_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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











function createArmEngine({ service, arm, directory }, key, context) {
    const temporary = (0,external_node_path_.join)(context.temporary, arm);
    const containerEnv = { ...service.env[arm], LOADGATE_ARM: arm };
    const env = serviceEnvironment(context.env, { TMPDIR: temporary, ...containerEnv }, context.withheldSecrets);
    const options = { env, signal: context.signal, key };
    const start = (words) => launch({ command: `exec ${(0,shellWords/* quoteWords */.A)(words)}`, arm, directory, temporary, env, stopTimeoutMs: (0,unit/* millis */.ne)(0) }, context);
    return {
        arm,
        key,
        options,
        scripts: { service, arm, directory, temporary, env, withheld: withheldNames(context.env, env) },
        containerEnv,
        async prepare() {
            await (0,container_engine/* docker */.T3)(options, "version", "--format", "{{.Server.Version}}");
            await (0,sweep/* recordSweep */.io)(context.temporary, context.runId, context.env);
            await (0,sweep/* sweepDeadRuns */.tv)({ ...options, env: context.env });
        },
        async run(words, what) {
            const env_1 = { stack: [], error: void 0, hasError: false };
            try {
                const command = armEngine_addDisposableResource(env_1, await start(words), true);
                const exit = await abortable(command.tree.exited, context.signal);
                if (exit.code === 0)
                    return;
                const summary = `${key}: ${what} of the ${arm} ${exitText(exit)}`;
                throw withEngineCause(summary, await command.logLines(), await command.logTail());
            }
            catch (e_1) {
                env_1.error = e_1;
                env_1.hasError = true;
            }
            finally {
                const result_1 = armEngine_disposeResources(env_1);
                if (result_1)
                    await result_1;
            }
        },
        follow: start,
    };
}
/** The failure with the cause that the engine wrote into the log. */
function withEngineCause(summary, log, tail) {
    const problem = (0,engineProblem/* engineProblem */.i)(log.join("\n"));
    return new errors/* ServiceFailure */.A(problem === undefined ? summary : `${summary}; ${(0,engineProblemText/* engineProblemText */.t)(problem)}`, tail);
}

;// CONCATENATED MODULE: ./build/service/container/composeDependencies.js
/**
 * The services to start: the measured one, and every other one but those that depend on it. Services with a profile only
 * start if another one depends on them.
 */
function startedServices(services, measured) {
    const dependencies = (name) => dependenciesOf(services[name]);
    const reaches = (from, seen = new Set()) => !seen.has(from) && dependencies(from).some((name) => name === measured || reaches(name, new Set([...seen, from])));
    const needed = new Set();
    const need = (name) => {
        if (needed.has(name) || services[name] === undefined)
            return;
        needed.add(name);
        dependencies(name).forEach(need);
    };
    need(measured);
    for (const [name, { profiles }] of Object.entries(services)) {
        const isOptional = Array.isArray(profiles) && profiles.length > 0;
        if (!isOptional && name !== measured && !reaches(name))
            need(name);
    }
    return [...needed];
}
/** What the service itself depends on, with the condition for each. */
function dependenciesOf(service) {
    const dependsOn = service?.depends_on ?? {};
    return Array.isArray(dependsOn) ? dependsOn.map(String) : Object.keys(dependsOn);
}
/** The services that compose itself waits for until they are healthy, before it starts others than the measured one. */
function awaitedServices(services, names, measured) {
    return names
        .filter((name) => name !== measured)
        .flatMap((name) => Object.entries(services[name]?.depends_on ?? {}))
        .flatMap(([on, condition]) => (isRecord(condition) && condition["condition"] === "service_healthy" ? [on] : []));
}
const isRecord = (value) => typeof value === "object" && value !== null;

;// CONCATENATED MODULE: ./build/service/container/health.js

/** The engine's interval of checks: longer than any run, because each check uses CPU time of the container. */
const rareChecks = "24h";
/**
 * True if the container has no health check, or its check succeeds. The engine checks every 30 s by default. Waiting for
 * it would cost most of a run's time, so the command of the check runs now.
 */
async function isHealthy({ id, health, healthCommand }, options) {
    if (healthCommand === undefined || health === "healthy")
        return true;
    return (await (0,container_engine/* tryDocker */.IY)(options, "exec", id, ...healthCommand)) !== undefined;
}

;// CONCATENATED MODULE: ./build/service/container/composeFile.js



/**
 * The compose file of one arm. Two projects of the same file can run at once: nothing in it has a name or a port of the
 * machine that both would want. Only the measured service is published, on a port that the engine chooses.
 */
function armCompose(model, arm) {
    const names = startedServices(model.services, arm.service);
    const awaited = awaitedServices(model.services, names, arm.service);
    const services = names.map((name) => {
        const own = armService(name, model.services[name] ?? {}, arm);
        return [name, awaited.includes(name) ? own : withRareChecks(own)];
    });
    const { name: _, ...rest } = model;
    return {
        ...rest,
        services: Object.fromEntries(services),
        networks: armResources(withDefaultNetwork(model, names), arm.labels),
        volumes: armResources(model.volumes, arm.labels),
    };
}
/**
 * Loadgate runs the check itself until it succeeds. Later checks by the engine would use CPU time of the container while
 * it is measured.
 */
function withRareChecks(service) {
    const { healthcheck } = service;
    // Compose refuses disable beside any other key.
    return healthcheck === undefined || healthcheck["disable"] === true
        ? service
        : { ...service, healthcheck: { ...healthcheck, interval: rareChecks } };
}
/** The port in the container. Throws CouldNotMeasure if neither loadgate.yml nor the compose file tells. */
function composePort(service, name, port) {
    if (port !== undefined)
        return port;
    const published = (service.ports ?? []).flatMap(targetPort);
    const exposed = (service.expose ?? []).map((one) => Number.parseInt(String(one), 10));
    const ports = [...new Set(published.length > 0 ? published : exposed)];
    const [only, ...more] = ports;
    if (only !== undefined && more.length === 0)
        return only;
    const found = only === undefined ? "publishes no port" : `publishes the ports ${ports.join(", ")}`;
    throw new errors/* CouldNotMeasure */.Nc(`service.compose.port: the service ${name} ${found}; set the port on which it listens in its container`);
}
/** A port in its long or short form: { target: 80 }, "127.0.0.1:8080:80/tcp" or 80. */
function targetPort(port) {
    if (typeof port === "object" && port !== null && "target" in port)
        return [Number(port.target)];
    const [, target, protocol = "tcp"] = /(\d+)(?:\/(\w+))?$/.exec(String(port)) ?? [];
    return target === undefined || protocol !== "tcp" ? [] : [Number(target)];
}
/** Keys that give a container a name, a port or a life of its own on the machine. */
const machineKeys = ["container_name", "ports", "restart", "profiles", "pull_policy", "scale"];
function armService(name, service, arm) {
    const isMeasured = name === arm.service;
    if (isMeasured && service["network_mode"] === "host") {
        throw new errors/* CouldNotMeasure */.Nc(`service.compose: the service ${name} has network_mode: host, so base and head would share its ports; remove that key`);
    }
    const own = Object.fromEntries(Object.entries(service).filter(([key]) => !machineKeys.includes(key)));
    return {
        ...own,
        labels: withEntries(service.labels, arm.labels),
        ...(arm.cores !== undefined && { cpuset: arm.cores }),
        ...(service.build !== undefined && {
            // Both arms would build under the name that the file gives, and the second build would win.
            image: arm.imageOf(name),
            build: armBuild(service.build),
        }),
        ...(isMeasured && {
            environment: withEntries(withEntries({ PORT: String(arm.port) }, service.environment), escaped(arm.env)),
            ports: [`127.0.0.1::${arm.port}`],
            logging: { driver: "none" },
        }),
    };
}
/** Further names of the image would be those of both arms. */
function armBuild(build) {
    const { tags: _, ...fields } = typeof build === "string" ? { context: build } : build;
    return fields;
}
/** Compose takes a dollar for a variable, unless it is doubled. */
const escaped = (env) => Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replaceAll("$", "$$$$")]));
/** The entries of both, as a map. The second ones win. */
function withEntries(entries, more = {}) {
    return { ...mapOf(entries ?? {}), ...mapOf(more) };
}
function mapOf(entries) {
    if (!isList(entries))
        return entries;
    return Object.fromEntries(entries.map((entry) => {
        const [name = "", ...value] = String(entry).split("=");
        return [name, value.length === 0 ? null : value.join("=")];
    }));
}
const isList = (value) => Array.isArray(value);
/** Networks and volumes get the project's own names. External ones stay, because others use them too. */
function armResources(resources, labels) {
    const own = Object.entries(resources ?? {}).map(([key, resource]) => {
        const { name, ...rest } = resource ?? {};
        if (isExternal(resource))
            return [key, resource ?? {}];
        return [key, { ...rest, labels: withEntries(rest["labels"], labels) }];
    });
    return Object.fromEntries(own);
}
const isExternal = (resource) => Boolean(resource?.["external"]);
/** Compose makes the default network for services that name none. It needs the labels too. */
function withDefaultNetwork({ networks = {}, services }, names) {
    const usesDefault = names.some((name) => {
        const { networks: own, network_mode: mode } = services[name] ?? {};
        return own === undefined && mode === undefined;
    });
    return usesDefault ? { default: {}, ...networks } : networks;
}
/** Names of external volumes that a service uses. Both arms have the same one. */
function externalVolumes({ volumes = {} }) {
    return Object.entries(volumes).flatMap(([key, volume]) => isExternal(volume) ? [String(volume?.["name"] ?? key)] : []);
}

;// CONCATENATED MODULE: ./build/service/container/containerArguments.js

const labelOptions = (labels) => Object.entries(labels).flatMap(([name, value]) => ["--label", `${name}=${value}`]);
/** `docker build` of an arm's image, in `service.directory`. */
function buildArguments(source, image) {
    const args = Object.entries(source.args).flatMap(([name, value]) => ["--build-arg", `${name}=${value}`]);
    const target = source.target === undefined ? [] : ["--target", source.target];
    return [
        ...["build", "--file", source.dockerfile, "--tag", image],
        ...[...target, ...args, ...source.options, source.context],
    ];
}
/** `docker create` of an arm's container. */
function createArguments({ args, volumes, options }, { image, name, labels, port, variables, cores, stdin, directory }) {
    return [
        ...["create", "--name", name, ...labelOptions(labels)],
        ...["--publish", `127.0.0.1::${port}`, "--log-driver", "none"],
        ...variables.flatMap((variable) => ["--env", variable]),
        ...(cores === undefined ? [] : ["--cpuset-cpus", cores]),
        ...(stdin === "open" ? ["--interactive"] : []),
        ...(options.some(isOfHealth) ? [] : ["--health-interval", rareChecks]),
        ...volumes.flatMap((volume) => ["--volume", absoluteVolume(volume, directory)]),
        ...[...options, image, ...args],
    ];
}
/** docker refuses --no-healthcheck beside any of the others. */
const isOfHealth = (option) => /^--(no-healthcheck|health-interval)/.test(option);
/** `docker run` takes only absolute paths of the machine. A name without a slash is a volume of the engine. */
function absoluteVolume(volume, directory) {
    return /^\.{1,2}(\/|:|$)/.test(volume) ? `${directory}/${volume}` : volume;
}

;// CONCATENATED MODULE: ./build/service/container/imageSource.js






/**
 * Makes the arm's image under its own name: builds it, or pulls the image that loadgate.yml names. `isBuilt`:
 * `service.build` has just run for this arm, and may have made the image under that name.
 */
async function makeImage(source, image, engine, isBuilt) {
    if (source.kind === "image") {
        if (!isBuilt)
            requireTwoImages(source.image, engine.arm);
        return await tagImage(source.image, image, engine);
    }
    const { directory } = engine.scripts;
    const { key, arm } = engine;
    if (!(await (0,files/* isDirectory */.wd)((0,external_node_path_.join)(directory, source.context)))) {
        throw new errors/* ServiceFailure */.A(`${key}.context: the ${arm} has no directory ${source.context}; correct the path`);
    }
    if (!(await (0,files/* isFile */.fo)((0,external_node_path_.join)(directory, source.dockerfile)))) {
        throw new errors/* ServiceFailure */.A(`${key}.dockerfile: the ${arm} has no file ${source.dockerfile}; correct the path`);
    }
    await engine.run(["docker", ...buildArguments(source, image)], "docker build");
}
/** Comparing an image with itself would always pass. */
function requireTwoImages(images, arm) {
    if (arm === "head" || images.base !== images.head)
        return;
    throw new errors/* ServiceFailure */.A(`service.container.image: base and head would both be ${images.head}; name one for each ({ base: …, head: … }), ` +
        "let service.build make it for each, or let Loadgate build the Dockerfile");
}
/** The arm keeps the image under its own name, even if the other arm's build takes the name over. */
async function tagImage(images, own, engine) {
    const name = images[engine.arm];
    await pullIfMissing(name, engine);
    await (0,container_engine/* docker */.T3)(engine.options, "tag", name, own);
}
async function pullIfMissing(image, engine) {
    if ((await findImage(image, engine)) !== undefined)
        return;
    await engine.run(["docker", "pull", image], `docker pull ${image}`);
}
async function findImage(image, { options }) {
    const json = await (0,container_engine/* tryDocker */.IY)(options, "image", "inspect", image);
    return json === undefined ? undefined : imagesIn(json)[0];
}
/** The port in the container. Throws CouldNotMeasure if the image does not tell and loadgate.yml neither. */
function containerPort({ port }, { exposedPorts }) {
    const [only, ...more] = exposedPorts;
    if (port !== undefined)
        return port;
    if (only !== undefined && more.length === 0)
        return only;
    const exposed = only === undefined ? "no port" : `the ports ${exposedPorts.join(", ")}`;
    throw new errors/* CouldNotMeasure */.Nc(`service.container.port: the image exposes ${exposed}; set the port on which the service listens in its container`);
}

;// CONCATENATED MODULE: ./build/service/container/composeImages.js



/** The arm's own name of a service's image. The engine takes no capital letters. */
const composeImage = (project, service) => (0,container_labels/* imageName */.tO)(`${project}-${service.toLowerCase()}`);
/** The model in which these services start these images, and build none. */
function withImages(model, images) {
    const services = Object.entries(model.services).map(([name, service]) => {
        const image = images[name];
        if (image === undefined)
            return [name, service];
        const { build: _, ...rest } = service;
        return [name, { ...rest, image }];
    });
    return { ...model, services: Object.fromEntries(services) };
}
/** The services that build no image, with the image that the file names. */
function namedImages({ services }) {
    const named = Object.entries(services).flatMap(([name, { image, build }]) => image === undefined || build !== undefined ? [] : [[name, image]]);
    return Object.fromEntries(named);
}
/** Gives the named images names of the arm's own. They stay, even if the other arm's build takes the file's names over. */
async function tagImages(images, ownName, engine) {
    const own = {};
    for (const [service, image] of Object.entries(images)) {
        const name = ownName(service);
        await pullIfMissing(image, engine);
        await (0,container_engine/* docker */.T3)(engine.options, "tag", image, name);
        own[service] = name;
    }
    return own;
}
/** True if both names are of the same image. */
async function isSameImage(one, other, engine) {
    const [a, b] = await Promise.all([findImage(one, engine), findImage(other, engine)]);
    return a !== undefined && a.id === b?.id;
}

;// CONCATENATED MODULE: ./build/service/container/composeModel.js





/** The user's file with its paths and variables resolved, as compose itself reads it. */
async function readModel([command = "", ...words], { files }, { options, scripts, arm, key }) {
    const named = files.flatMap((path) => ["-f", path]);
    const at = { ...options, directory: scripts.directory };
    const { code, stdout, stderr } = await (0,container_engine/* runProgram */.mB)(command, at, [...words, ...named, "config"]);
    if (code === 0)
        return (0,dist/* parse */.qg)(stdout);
    options.signal.throwIfAborted();
    const problem = (0,engineProblem/* engineProblem */.i)(stderr);
    const reason = problem === undefined ? (stderr.trim().split("\n").at(-1) ?? "") : (0,engineProblemText/* engineProblemText */.t)(problem);
    if (problem?.kind === "compose_missing")
        throw new errors/* CouldNotMeasure */.Nc(`${key}: ${reason}`);
    throw new errors/* ServiceFailure */.A(`${key}: docker compose cannot read the file of the ${arm}: ${reason}`);
}
/** The measured service in the file. Throws CouldNotMeasure if it is not there. */
function measuredService({ services }, { service }, { arm, key }) {
    const measured = services[service];
    if (measured !== undefined)
        return measured;
    const names = Object.keys(services).join(", ");
    throw new errors/* CouldNotMeasure */.Nc(`${key}.service: the compose file of the ${arm} has no service ${service}; its services are ${names}`);
}

// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(38321);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./build/model/carriedFiles.js
var carriedFiles = __webpack_require__(90805);
;// CONCATENATED MODULE: ./build/service/container/imageArchive.js
var imageArchive_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var imageArchive_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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













/** Saves the images into a file, for later runs. Throws CouldNotMeasure if they cannot be saved, or are too large. */
async function saveImages(images, file, { options }, maxBytes = carriedFiles/* maxCarriedBytes */.SC) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
    const engine = (0,container_engine/* spawnProgram */.k7)("docker", options, ["save", ...images]);
    try {
        await (0,external_node_stream_promises_.pipeline)(engine.stdout, limitBytes(maxBytes), (0,external_node_fs_.createWriteStream)(file));
        const { code, reason } = await engine.exit;
        if (code !== 0)
            throw new errors/* CouldNotMeasure */.Nc(`docker save failed: ${reason}`);
    }
    catch (error) {
        engine.kill();
        await (0,promises_.rm)(file, { force: true });
        options.signal.throwIfAborted();
        throw error instanceof errors/* CouldNotMeasure */.Nc ? error : new errors/* CouldNotMeasure */.Nc((0,errors/* messageOf */.bD)(error), { cause: error });
    }
}
function limitBytes(maxBytes) {
    return async function* (chunks) {
        let bytes = 0;
        for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > maxBytes)
                throw new errors/* CouldNotMeasure */.Nc(`expected at most ${maxBytes / 1024 ** 2} MiB of images, found more`);
            yield chunk;
        }
    };
}
/**
 * Loads the images of a carried build, and gives them the names that this arm's own builds would have. Returns these
 * names. None: the build carries no images.
 */
async function loadCarriedImages({ directory }, engine, name, { temporary, env }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const file = (0,external_node_path_.join)(directory, carriedFiles/* imageArchiveName */.VN);
        if (!(await (0,files/* isFile */.fo)(file)))
            return [];
        const carried = await imagesInArchive(file, engine);
        const _ = imageArchive_addDisposableResource(env_1, await (0,sweep/* recordImages */.Wp)(temporary, engine.arm, carried, env), true);
        await engine.run(["docker", "load", "--quiet", "--input", file], "docker load of the carried images");
        const own = [];
        for (const image of carried) {
            const ownName = (0,container_labels/* imageName */.tO)(`${name}${(0,container_labels/* archivedImage */.i)(image)?.suffix}`);
            await (0,container_engine/* docker */.T3)(engine.options, "tag", image, ownName);
            own.push(ownName);
        }
        await (0,container_engine/* docker */.T3)(engine.options, "image", "rm", ...carried);
        return own;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = imageArchive_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
const manifestSchema = schemas/* array */.YOg(schemas/* looseObject */._H3({ RepoTags: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() }));
/** The names in an archive of `docker save`. Loading others than those of Loadgate would replace the user's images. */
async function imagesInArchive(file, { key, arm }) {
    const refuse = (reason, cause) => new errors/* ServiceFailure */.A(`${key}: the carried images of the ${arm} cannot be loaded: ${reason}; delete the baseline`, {
        cause,
    });
    const archive = (0,tar_stream.extract)();
    const reading = (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), archive);
    reading.catch(() => { });
    const names = [];
    try {
        for await (const entry of archive) {
            if (entry.header.name === "manifest.json") {
                const manifest = manifestSchema.parse(JSON.parse(await (0,consumers_.text)(entry)));
                names.push(...manifest.flatMap(({ RepoTags }) => RepoTags ?? []));
            }
            entry.resume();
        }
        await reading;
    }
    catch (cause) {
        throw refuse((0,errors/* messageOf */.bD)(cause), cause);
    }
    const foreign = names.find((name) => (0,container_labels/* archivedImage */.i)(name) === undefined);
    if (foreign !== undefined)
        throw refuse(`${foreign} is no image of a run`);
    if (names.length === 0)
        throw refuse("the archive names no image");
    return names;
}

;// CONCATENATED MODULE: ./build/service/container/composeBuild.js










/** Writes the arm's own compose file, and makes all images in it. */
async function makeProject(project, engine, context) {
    const { program, compose, name, file, isCarried } = project;
    await engine.prepare();
    const model = await armModel(project, engine, context);
    const ownName = (service) => composeImage(name, service);
    const loaded = isCarried ? await loadCarriedImages(engine.scripts, engine, name, context) : [];
    const carried = namesOf(Object.keys(model.services).filter((one) => loaded.includes(ownName(one))), ownName);
    const named = Object.entries(namedImages(model)).filter(([one]) => carried[one] === undefined);
    // service.build may make any of the images anew for each arm, under the same name.
    const isTagged = (one) => engine.scripts.service.build !== undefined || one === program.service;
    const tagged = await tagImages(Object.fromEntries(named.filter(([one]) => isTagged(one))), ownName, engine);
    for (const [one, image] of named)
        if (!isTagged(one))
            await pullIfMissing(image, engine);
    const own = withImages(model, { ...tagged, ...carried });
    await (0,files/* writeText */.x3)(file, (0,dist/* stringify */.As)(own));
    if (Object.values(own.services).some(({ build }) => build !== undefined)) {
        await engine.run([...compose, "-p", name, "-f", file, "build"], "docker compose build");
    }
    await warnOfSameImage(namedImages(model)[program.service], program.service, engine, context);
}
const namesOf = (services, ownName) => Object.fromEntries(services.map((service) => [service, ownName(service)]));
/** The user's file, so that two arms share nothing on this machine. */
async function armModel({ program, compose, name }, engine, { runId, cores, notify }) {
    const { scripts, containerEnv } = engine;
    const model = await readModel(compose, program, engine);
    const volumes = externalVolumes(model);
    const hasReset = scripts.service.beforeRound !== undefined;
    if (volumes.length > 0)
        notify?.({ kind: "shared_volume", volumes, has_reset: hasReset });
    return armCompose(model, {
        service: program.service,
        port: composePort(measuredService(model, program, engine), program.service, program.port),
        imageOf: (service) => composeImage(name, service),
        labels: (0,container_labels/* armLabels */.YY)(runId),
        env: containerEnv,
        ...(0,omitUndefined/* omitUndefined */.O)({ cores: cores === undefined ? undefined : (0,cpuAffinity/* formatCores */.AA)(cores) }),
    });
}
/** Base and head are the same if the file names one image that nothing makes anew. */
async function warnOfSameImage(image, service, engine, { runId, notify }) {
    if (image === undefined)
        return;
    const nameIn = (arm) => composeImage((0,container_labels/* armName */.KL)(runId, arm), service);
    if (await isSameImage(nameIn("base"), nameIn("head"), engine))
        notify?.({ kind: "same_image", service, image });
}

;// CONCATENATED MODULE: ./build/service/container/composeProject.js










const serviceLabel = "com.docker.compose.service";
function createProject(facts, engine) {
    const { compose, name, file, model, service } = facts;
    const words = [...compose, "-p", name, "-f", file];
    const others = Object.keys(model.services).filter((one) => one !== service);
    const { options } = engine;
    async function containers() {
        const filter = ["--filter", `label=com.docker.compose.project=${name}`];
        const ids = await (0,container_engine/* docker */.T3)(options, "ps", "--all", "--quiet", "--no-trunc", ...filter);
        return ids === "" ? [] : containersIn(await (0,container_engine/* docker */.T3)(options, "container", "inspect", ...ids.split("\n")));
    }
    const dependencyContainers = async () => (await containers()).filter(({ labels }) => labels[serviceLabel] !== service);
    return {
        async startDependencies() {
            if (others.length === 0)
                return;
            const running = (await dependencyContainers()).flatMap(({ isRunning, labels }) => isRunning ? (labels[serviceLabel] ?? []) : []);
            // Starting what runs already takes compose a second.
            if (!others.every((name) => running.includes(name)))
                await engine.run([...words, "up", "--detach", ...others], "docker compose up");
            await untilDependable(dependencyContainers, engine);
        },
        async createService() {
            await engine.run([...words, "up", "--no-start", "--no-deps", service], "docker compose up --no-start");
            const own = (await containers()).filter(({ labels }) => labels[serviceLabel] === service);
            const [container, ...more] = own;
            if (container === undefined || more.length > 0) {
                throw new errors/* ServiceFailure */.A(`service.compose: expected one container of the service ${service}, got ${own.length}; remove deploy.replicas from it`);
            }
            return { id: container.id, port: publishedPort(model, service) };
        },
        async dependencies() {
            return (await dependencyContainers()).flatMap(({ id, pid, labels }) => {
                const isVisible = containerProcesses({ id, pid }) !== undefined;
                return isVisible ? [{ name: labels[serviceLabel] ?? id.slice(0, 12), pid }] : [];
            });
        },
        async end({ isKept }) {
            if (isKept)
                return;
            // The data is thrown away, so nobody needs a clean stop. Compose would take a second for the same.
            await (0,sweep/* runScript */.j3)(["-c", (0,sweep/* removeProjectScript */.fp)(name, options.env)]);
        },
    };
}
/** The file has the port as Loadgate wrote it: 127.0.0.1::8080 */
function publishedPort({ services }, service) {
    return composePort(services[service] ?? {}, service, undefined);
}
const composeProject_pollMs = 100;
/** Waits until each container runs and is healthy, or has ended with 0. */
async function untilDependable(list, engine) {
    const { options, scripts } = engine;
    for (const endMs = shell_clock/* systemClock */.ml.nowMs() + scripts.service.readyTimeoutMs;;) {
        const containers = await list();
        const failed = containers.find(({ hasEnded, exitCode }) => hasEnded && exitCode !== 0);
        if (failed !== undefined)
            throw await dependencyFailure(failed, engine);
        const states = await Promise.all(containers.map(async (one) => ({ one, isDone: await isDependable(one, engine) })));
        const waiting = states.find(({ isDone }) => !isDone);
        if (waiting === undefined)
            return;
        if (shell_clock/* systemClock */.ml.nowMs() >= endMs)
            throw await unhealthyFailure(waiting.one, engine);
        await shell_clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(shell_clock/* systemClock */.ml.nowMs() + composeProject_pollMs), options.signal);
    }
}
async function isDependable(container, { options }) {
    return container.hasEnded || (container.isRunning && (await isHealthy(container, options)));
}
async function unhealthyFailure(container, engine) {
    return new errors/* ServiceFailure */.A(`service.compose: expected the service ${nameIn(container)} of the ${engine.arm} to be healthy within ` +
        `${engine.scripts.service.readyTimeoutMs / 1000} s, but its health check fails; correct it, or raise service.ready_timeout`, await logOf(container, engine));
}
async function dependencyFailure(container, engine) {
    return new errors/* ServiceFailure */.A(`service.compose: the service ${nameIn(container)} of the ${engine.arm} ended with exit code ${container.exitCode}`, await logOf(container, engine));
}
const nameIn = ({ labels, name }) => labels[serviceLabel] ?? name;
async function logOf(container, { options }) {
    const { stdout, stderr } = await (0,container_engine/* runProgram */.mB)("docker", options, ["logs", "--tail", "100", container.id]);
    return quoteLines(serviceLog_linesOf(`${stdout}${stderr}`), `docker logs of ${nameIn(container)}`);
}

;// CONCATENATED MODULE: ./build/service/container/containerFailure.js












/** The failure of a container that ended by itself. */
async function containerExit({ id }, { arm, key, options }, { logLines, logTail }, exit) {
    const [facts] = containersIn((await (0,container_engine/* tryDocker */.IY)(options, "container", "inspect", id)) ?? "[]");
    const when = exit.isReady ? "while it was measured" : "before it was ready";
    const cause = exitCause(facts, (await logLines()).join("\n"), exit);
    return new errors/* ServiceFailure */.A(`${key}: the ${arm} container ${exitText(exit)} ${when}${cause === undefined ? "" : `; ${cause}`}`, await logTail());
}
/** 128 and the number of SIGKILL. */
const killedCode = 137;
function exitCause(facts, log, { code, isReady }) {
    if (facts?.ranOutOfMemory === true)
        return "it used more memory than its limit allows (--memory, mem_limit)";
    // The engine may learn too late that memory was the reason.
    if (code === killedCode)
        return "SIGKILL ended it, as if it used more memory than its limit (--memory, mem_limit) or the machine allows";
    const problem = (0,engineProblem/* engineProblem */.i)(log);
    if (problem !== undefined && !isReady)
        return (0,engineProblemText/* engineProblemText */.t)(problem);
    return code === 0 ? "a service must keep running in the foreground" : undefined;
}
/** The failure of a container whose service did not get ready in time. */
async function containerUnready({ port }, { pid }, { arm, key, scripts: { service } }, process, last) {
    const { lastResult } = last;
    const { ready, readyTimeoutMs, tls } = service;
    const what = ready.kind === "tcp" ? `to listen on port ${port}` : `to answer GET ${ready.path} on port ${port} with 2xx`;
    const advice = listenerAdvice(containerListeners(pid), port, key) ??
        (0,failureText/* settingsAdvice */.IZ)(lastResult) ??
        (tls ? undefined : await tlsAdvice(lastResult)) ??
        readyAdvice(last);
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} container ${what} within ${readyTimeoutMs / 1000} s, got: ${lastResult}; ${advice}`, await process.logTail());
}
async function tlsAdvice(lastResult) {
    const [, port] = /127\.0\.0\.1:(\d+)/.exec(lastResult) ?? [];
    if (port === undefined)
        return undefined;
    return (await speaksTls({ host: "127.0.0.1", port: Number(port) })) ? causeText({ kind: "speaks_tls" }) : undefined;
}
/** The failure of a container that accepts connections, but only for TLS. */
async function containerTls({ port }, { arm }, { logTail }) {
    return new errors/* ServiceFailure */.A(`service.ready: expected the ${arm} container to speak plain HTTP on port ${port}; ${causeText({ kind: "speaks_tls" })}`, await logTail());
}

;// CONCATENATED MODULE: ./build/service/container/containerService.js












/** Starts the container and waits until the service in it is ready. If it does not get ready, removes it and throws. */
async function startContainer(created, engine, { tls = { verify: true }, signal }) {
    const { service } = engine.scripts;
    const process = await engine.follow(["docker", "start", "--attach", created.id]);
    const stop = async () => {
        await stopContainer(created.id, engine, signal.aborted ? (0,unit/* millis */.ne)(1000) : service.stopTimeoutMs);
        await process[Symbol.asyncDispose]();
    };
    const exits = watchContainerExit(process, created, engine);
    const polling = new AbortController();
    const wait = AbortSignal.any([signal, polling.signal]);
    try {
        const running = await Promise.race([untilRunning(created, engine, wait), exits.beforeReady]);
        const port = running.publishedPorts[created.port];
        if (port === undefined)
            throw await containerUnready(created, running, engine, process, { lastResult: "the port is not published" });
        const endMs = shell_clock/* systemClock */.ml.nowMs() + service.readyTimeoutMs;
        const check = {
            port,
            ready: service.ready,
            timeoutMs: service.readyTimeoutMs,
            isListening: () => listensOnPort(containerListeners(running.pid), created.port),
            ...(service.tls && { tls }),
        };
        const ready = await Promise.race([waitUntilReady(check, wait), exits.beforeReady]);
        if (!("origin" in ready))
            throw await containerUnready(created, running, engine, process, ready);
        const { hostname } = new URL(ready.origin);
        if (!service.tls && service.ready.kind === "tcp" && (await refusesPlainHttp({ host: hostname, port }))) {
            throw await containerTls(created, engine, process);
        }
        const health = await Promise.race([untilHealthy(created, engine, endMs, wait), exits.beforeReady]);
        if (health !== undefined)
            throw await containerUnready(created, running, engine, process, { lastResult: health });
        return {
            origin: ready.origin,
            ...visibleParts(running),
            logTail: () => process.logTail(),
            died: exits.afterReady,
            [Symbol.asyncDispose]: stop,
        };
    }
    catch (error) {
        polling.abort(error);
        await stop();
        throw error;
    }
}
/** The processes of the container, if its engine runs on this machine. */
function visibleParts(running) {
    const furtherPorts = () => [];
    const processes = containerProcesses(running);
    if (processes === undefined) {
        return { pids: () => [], furtherPorts, unseen: { listener: "a container of another machine" } };
    }
    return { pids: processes, furtherPorts, containers: [{ name: "service", pid: running.pid }] };
}
/** Each look starts a program, so it is not for free. */
const containerService_pollMs = 60;
const pause = (signal) => shell_clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(shell_clock/* systemClock */.ml.nowMs() + containerService_pollMs), signal);
async function untilRunning(created, engine, signal) {
    for (;;) {
        const facts = await inspectContainer(created.id, engine);
        if (facts.isRunning)
            return facts;
        await pause(signal);
    }
}
/** Checks as its HEALTHCHECK does, but at once. Returns the last result if it does not become healthy in time. */
async function untilHealthy({ id }, engine, endMs, signal) {
    // A path that loadgate.yml names says more than the check of the image.
    if (engine.scripts.service.ready.kind !== "tcp")
        return undefined;
    for (;;) {
        if (await isHealthy(await inspectContainer(id, engine), engine.options))
            return undefined;
        if (shell_clock/* systemClock */.ml.nowMs() >= endMs)
            return "its health check (HEALTHCHECK) fails";
        await pause(signal);
    }
}
async function inspectContainer(id, engine) {
    const [facts] = containersIn(await (0,container_engine/* docker */.T3)(engine.options, "container", "inspect", id));
    if (facts === undefined)
        throw new Error(`docker knows no container ${id}`);
    return facts;
}
function watchContainerExit(process, created, engine) {
    const failWhen = (isReady) => process.tree.exited.then(async (exit) => {
        throw await containerExit(created, engine, process, { ...exit, isReady });
    });
    const [beforeReady, afterReady] = [failWhen(false), failWhen(true)];
    for (const promise of [beforeReady, afterReady])
        promise.catch(() => { });
    return { beforeReady, afterReady };
}

;// CONCATENATED MODULE: ./build/service/container/composeDeployment.js













const composeDeployment_key = "service.compose";
/** A service of a compose file, with everything that it depends on. */
function composeDeployment(spec, program, context) {
    const { service, arm } = spec;
    const engine = createArmEngine(spec, composeDeployment_key, context);
    const { scripts } = engine;
    const name = (0,container_labels/* armName */.KL)(context.runId, arm);
    const file = (0,external_node_path_.join)(context.temporary, `compose-${arm}.yml`);
    const imageOf = (one) => composeImage(name, one);
    const facts = { program, name, file };
    const hasReset = service.beforeRound !== undefined;
    let words;
    const findCompose = () => {
        words ??= (0,container_engine/* composeProgram */.v3)(engine.options);
        return words;
    };
    const projectModel = async () => (0,dist/* parse */.qg)((await (0,files/* readText */.yR)(file)) ?? "");
    async function openProject() {
        if (!(await (0,files/* isFile */.fo)(file)))
            await makeProject({ ...facts, compose: await findCompose(), isCarried: true }, engine, context);
        const model = await projectModel();
        const compose = await findCompose();
        return createProject({ compose, name, file, model, service: program.service }, engine);
    }
    return {
        environment: engine.containerEnv,
        async build() {
            await runBuild(scripts, context);
            await makeProject({ ...facts, compose: await findCompose(), isCarried: false }, engine, context);
        },
        async prepareRound() {
            await (0,files/* removeTree */.dM)(scripts.temporary);
            if (!hasReset)
                return;
            // The command resets what runs: such as docker compose exec -T db psql …
            await (await openProject()).startDependencies();
            const env = { ...scripts.env, COMPOSE_PROJECT_NAME: name, COMPOSE_FILE: file };
            await runBeforeRound({ ...scripts, env }, context);
        },
        async start() {
            const project = await openProject();
            try {
                await project.startDependencies();
                const created = await project.createService();
                const running = await startContainer(created, engine, context);
                return withDependencies(running, await project.dependencies(), () => project.end({ isKept: hasReset }));
            }
            catch (error) {
                await project.end({ isKept: false });
                throw error;
            }
        },
        async saveImages(path) {
            const { services } = await projectModel();
            const own = Object.entries(services).filter(([one, { image }]) => image === imageOf(one));
            if (own.length === 0)
                throw new errors/* CouldNotMeasure */.Nc("the compose file builds none");
            await saveImages([...new Set(own.map(([one]) => imageOf(one)))], path, engine);
        },
    };
}
/** The service with the containers that it depends on. Stopping it ends them too. */
function withDependencies(service, dependencies, end) {
    const { containers } = service;
    return {
        ...service,
        ...(containers !== undefined && { containers: [...containers, ...dependencies] }),
        async [Symbol.asyncDispose]() {
            await service[Symbol.asyncDispose]();
            await end();
        },
    };
}

;// CONCATENATED MODULE: ./build/service/container/containerDeployment.js












/** A service that runs in one container. */
function containerDeployment(spec, program, context) {
    const { service, arm, directory } = spec;
    const engine = createArmEngine(spec, "service.container", context);
    const labels = (0,container_labels/* armLabels */.YY)(context.runId);
    const name = (0,container_labels/* armName */.KL)(context.runId, arm);
    const ownImage = (0,container_labels/* imageName */.tO)(name);
    /** Loads the image of a carried build, or makes it from the carried files. */
    const takeImage = async () => {
        await engine.prepare();
        const loaded = await loadCarriedImages({ directory }, engine, name, context);
        if (!loaded.includes(ownImage))
            await makeImage(program.source, ownImage, engine, false);
    };
    return {
        environment: engine.containerEnv,
        async build() {
            await runBuild(engine.scripts, context);
            await engine.prepare();
            await makeImage(program.source, ownImage, engine, service.build !== undefined);
        },
        async prepareRound() {
            await (0,files/* removeTree */.dM)(engine.scripts.temporary);
            await runBeforeRound(engine.scripts, context);
        },
        async start(further = {}) {
            if ((await findImage(ownImage, engine)) === undefined)
                await takeImage();
            const image = await findImage(ownImage, engine);
            if (image === undefined)
                throw new Error(`docker build has made no image ${ownImage}`);
            const port = containerPort(program, image);
            const variables = { ...engine.containerEnv, ...further, PORT: String(port) };
            const cores = context.cores === undefined ? undefined : (0,cpuAffinity/* formatCores */.AA)(context.cores);
            const facts = {
                ...{ image: ownImage, name, labels, port, variables: Object.keys(variables) },
                ...{ stdin: service.stdin, directory: (0,external_node_path_.resolve)(directory), ...(0,omitUndefined/* omitUndefined */.O)({ cores }) },
            };
            const options = { ...engine.options, env: { ...engine.options.env, ...variables } };
            const id = await (0,container_engine/* docker */.T3)(options, ...createArguments(program, facts));
            return await startContainer({ id, port }, engine, context);
        },
        saveImages: (file) => saveImages([ownImage], file, engine),
    };
}

;// CONCATENATED MODULE: ./build/service/createDeployment.js




/** The deployment of the way in which the service is started. */
function createDeployment(spec, context) {
    const { program } = spec.service;
    switch (program.kind) {
        case "command":
            return commandDeployment(spec, program.command, context);
        case "container":
            return containerDeployment(spec, program, context);
        case "compose":
            return composeDeployment(spec, program, context);
        default:
            return (0,assertNever/* assertNever */.x)(program);
    }
}

// EXTERNAL MODULE: ./build/wording/pairsText.js
var pairsText = __webpack_require__(16053);
;// CONCATENATED MODULE: ./build/experiment/buildProgress.js





const usualMs = (0,unit/* millis */.ne)(20_000);
const buildProgress_longestText = 100;
const shortened = (text) => (0,format/* firstLine */.TM)(text).slice(0, buildProgress_longestText);
/** What `service.build` and the container's image take time for. `undefined` if nothing is built. */
function buildStep({ build, program }) {
    if (build !== undefined)
        return shortened(build.trim());
    return program.kind === "command" ? undefined : `its ${program.kind}`;
}
/** Runs the build. Reports its begin, its duration, and meanwhile the last line of its log. */
async function reportBuild({ arm, step, logFile, progress, everyMs = usualMs }, build) {
    progress(`${arm}: building (${step})`);
    const start = (await (0,promises_.stat)(logFile).catch(() => undefined))?.size ?? 0;
    const startMs = (0,shell_clock/* nowMs */.TC)();
    const took = () => (0,format/* formatDuration */.a3)((0,unit/* millis */.ne)((0,shell_clock/* nowMs */.TC)() - startMs));
    const timer = setInterval(async () => {
        const last = (await readLog({ file: logFile, start }).catch(() => [])).findLast((line) => line.trim() !== "");
        progress(`${arm}: still building, ${took()}${last === undefined ? "" : `: ${shortened(last.trim())}`}`);
    }, everyMs);
    try {
        await build();
        progress(`${arm}: built in ${took()}`);
    }
    finally {
        clearInterval(timer);
    }
}

;// CONCATENATED MODULE: ./build/experiment/arm.js








/** The head arm, built. Throws CouldNotMeasure if that fails. */
async function headArm({ service, target }, context) {
    if (service !== undefined) {
        const from = `service.${service.program.kind}`;
        const build = { arm: "head", kind: "service", from, description: from, directory: service.directory };
        return await buildArm(build, service, context);
    }
    if (target !== undefined)
        return targetArm("head", "target", target, context);
    throw new errors/* CouldNotMeasure */.Nc("the configuration has neither a service to start nor a target");
}
/** Runs `service.build`, then gives the arm. Throws a ServiceFailure if the build fails. */
async function buildArm(build, service, context) {
    const { out, progress = () => { } } = context;
    const step = buildStep(service);
    const run = () => deploymentOf(build, service, context).build();
    if (step === undefined)
        await run();
    else
        await reportBuild({ arm: build.arm, step, logFile: serviceLogFile(out, build.arm), progress }, run);
    return builtArm(build, service, context);
}
/** An arm whose build is already in its directory. */
function builtArm(build, service, context) {
    const startable = (isSecond) => {
        const deployment = deploymentOf(build, service, context, isSecond);
        return {
            ...build,
            environment: deployment.environment,
            prepareRound: () => deployment.prepareRound(),
            start: async (further) => ({ ...runningArm(build.arm, await deployment.start(further), context), isSecond }),
            ...(0,omitUndefined/* omitUndefined */.O)({ saveImages: deployment.saveImages }),
        };
    };
    const runsOnce = runsOnceReason(service);
    return { ...startable(false), ...(runsOnce === undefined ? { second: startable(true) } : { runsOnce }) };
}
function runsOnceReason({ program, build, beforeRound }) {
    const command = program.kind === "command" ? program.command : undefined;
    const isContainer = command !== undefined && containerCommand(command, build !== undefined) !== undefined;
    return (0,pairsText/* runsOnceText */.J)({ command, hasBeforeRound: beforeRound !== undefined, isContainer });
}
/** Warns if nobody sees the processes that do the service's work: numbers of others would look like a comparison. */
function runningArm(arm, service, { notify }) {
    const { unseen, pids, ...running } = service;
    if (unseen === undefined)
        return { arm, pids, ...running };
    notify?.({ kind: "usage_unseen", arm, ...unseen });
    return { arm, ...running };
}
const deploymentOf = ({ arm, directory }, service, context, isSecond = false) => createDeployment({ service, arm, directory, ...(isSecond && { instance: `second-${arm}` }) }, context);
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
    const input = (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(file), (0,external_node_zlib_.createGunzip)(), unpack_limitBytes(maxArchiveBytes), 
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
function unpack_limitBytes(maxBytes) {
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

;// CONCATENATED MODULE: ./build/service/serviceGit.js

/** The options of git commands that belong to the run: an interruption and the clean-up stop them. */
function gitOptions(directory, { env, signal, runId }) {
    return { directory, env, signal, mark: { name: watchdog/* runMark */.n6, value: `${runId}/${watchdog/* gitMark */.GV}` } };
}

// EXTERNAL MODULE: ./build/shell/gitCommand.js + 1 modules
var gitCommand = __webpack_require__(31818);
;// CONCATENATED MODULE: ./build/experiment/base/changedFiles.js



/** More files than these are only counted. */
const changedFiles_maxNames = 20;
/** A service does not read them. */
const harmless = /^\.github\/|(^|\/)loadgate\.ya?ml$|\.md$/i;
/**
 * Files in `directory` whose content is not that of its commit, relative to it: changed, staged or deleted. Permissions
 * do not count. Without a repository there are none.
 */
async function listChangedFiles(directory, context) {
    const real = await (0,promises_.realpath)(directory).catch(() => undefined);
    if (real === undefined)
        return [];
    const options = { ...gitOptions(real, context), settings: ["core.fileMode=false"] };
    const list = [
        "diff",
        "--name-only",
        "-z",
        "--relative",
        "--no-renames",
        "--no-ext-diff",
        "--ignore-submodules=dirty",
    ];
    const paths = (await (0,gitCommand/* tryGit */.Ii)(options, ...list, "HEAD", "--", ".")) ?? "";
    return paths.split("\0").filter((path) => path !== "" && !harmless.test(path));
}
/**
 * A notice if an earlier step changed files of the head, and the base's built tree has not changed them too.
 * `changedFiles`: those of the head, before its build.
 */
async function headOnlyChanges(changedFiles, { directory }, context) {
    if (changedFiles.length === 0)
        return [];
    const ofBase = new Set(await listChangedFiles(directory, context));
    const files = changedFiles.filter((path) => !ofBase.has(path));
    if (files.length === 0)
        return [];
    return [{ kind: "head_only_changes", files: files.slice(0, changedFiles_maxNames), count: files.length }];
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

;// CONCATENATED MODULE: ./build/experiment/base/localFiles.js





/** More files than these are not looked at. */
const maxFiles = 1000;
/** More files than these are only counted. */
const localFiles_maxNames = 20;
/** Caches and notes of tools. A service does not read them. */
const localFiles_harmless = /(^|\/)(\.DS_Store|\.idea|\.vscode|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.nyc_output|\.eslintcache|__pycache__|coverage)\/?$|\.(log|pyc|swp)$/;
/** What builds and package managers make. Outside of the service's directory it belongs to other packages, too. */
const products = /(^|\/)(node_modules|dist|build|out|target|bin|obj|vendor|\.?venv|\.next|\.nuxt|\.turbo|\.nx|\.cache|\.yarn|\.pnpm-store|\.husky|\.gradle|\.terraform|te?mp|logs?)\/|\.tsbuildinfo$/;
const manifests = [
    "package.json",
    "pyproject.toml",
    "requirements.txt",
    "go.mod",
    "Cargo.toml",
    "pom.xml",
    "Dockerfile",
];
/**
 * Files and directories of the repository that git ignores, relative to the service's `directory`. In a job, also those
 * that it does not track: a person's new files are part of the change. Directories end with a slash. Files of other
 * packages of the repository are left out. Without a repository there are none.
 */
async function listLocalFiles(directory, isJob, context) {
    const real = await (0,promises_.realpath)(directory).catch(() => undefined);
    if (real === undefined)
        return [];
    const options = gitOptions(real, context);
    const list = ["ls-files", "-z", "--others", "--exclude-standard", "--directory", "--no-empty-directory"];
    const [ignored = "", untracked = ""] = await Promise.all([
        (0,gitCommand/* tryGit */.Ii)(options, ...list, "--ignored", "--", ":/"),
        isJob ? (0,gitCommand/* tryGit */.Ii)(options, ...list, "--", ":/") : "",
    ]);
    const out = (0,external_node_path_.relative)(real, (0,external_node_path_.resolve)(context.out));
    const paths = `${ignored}${untracked}`
        .split("\0")
        .filter((path) => path !== "" && path !== "./" && !localFiles_harmless.test(path))
        .filter((path) => !`${out}/`.startsWith(path.endsWith("/") ? path : `${path}/`))
        .slice(0, maxFiles);
    const isOwn = await Promise.all(paths.map((path) => mayBeRead(real, path)));
    // The files of the service's own directory come first.
    return paths.filter((_, i) => isOwn[i]).toSorted((a, b) => Number(isOutside(a)) - Number(isOutside(b)));
}
const isOutside = (path) => path.startsWith("../");
/** A file outside of the service's directory belongs to it, unless it is a product or lies in another package. */
async function mayBeRead(directory, path) {
    if (!isOutside(path))
        return true;
    if (products.test(path))
        return false;
    const parents = [];
    for (let parent = (0,external_node_path_.dirname)(path); !parent.endsWith(".."); parent = (0,external_node_path_.dirname)(parent))
        parents.push(parent);
    const found = await Promise.all(parents.flatMap((parent) => manifests.map((name) => (0,files/* isFile */.fo)((0,external_node_path_.join)(directory, parent, name)))));
    return !found.includes(true);
}
/** A notice if the base's built tree lacks some of the head's local files. */
async function headOnlyFiles(localFiles, base) {
    // A carried build holds the files that the build needs. Directories such as node_modules are left out on purpose.
    const expected = base.kind === "artifact" ? localFiles.filter((path) => !path.endsWith("/") && !isOutside(path)) : localFiles;
    const files = await missingFiles(expected, base.directory);
    if (files.length === 0)
        return [];
    return [{ kind: "head_only_files", base: base.kind, files: files.slice(0, localFiles_maxNames), count: files.length }];
}
/** Those of the files that the directory lacks. */
async function missingFiles(files, directory) {
    const missing = [];
    for (const path of files) {
        if ((await (0,promises_.lstat)((0,external_node_path_.join)(directory, path)).catch(() => undefined)) === undefined)
            missing.push(path);
    }
    return missing;
}

;// CONCATENATED MODULE: ./build/experiment/base/extraFiles.js



/** Throws CouldNotMeasure if `base.copy` names files that cannot be copied. */
async function findExtraFiles(sources, { service, base }, { event }, context) {
    const from = service?.directory ?? ".";
    const needsTree = sources.some(({ kind }) => kind === "git" || kind === "artifact");
    const copies = needsTree ? await findCopies(from, base.copy) : { from, entries: [] };
    const isStarted = service !== undefined && sources.some(({ kind }) => kind !== "target");
    const isJob = event !== undefined;
    return {
        copies,
        localFiles: isStarted ? await listLocalFiles(from, isJob, context) : [],
        // A person's changes are what the run measures.
        changedFiles: isStarted && isJob && needsTree ? await listChangedFiles(from, context) : [],
    };
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
async function addWorktree(repository, sha, runDirectory, kept) {
    const gitDirectory = await gitDirectoryOf(repository, "--git-common-dir");
    const path = await (0,service_runDirectory/* recordWorktree */.$n)(runDirectory, gitDirectory, kept);
    // A run that was killed may have left git's entry of the kept tree behind.
    const force = kept === undefined ? [] : ["--force"];
    const filters = await gitWithFilters(repository, "worktree", "add", "--quiet", ...force, "--detach", path, sha);
    const pair = { head: repository, tree: { ...repository, directory: path }, gitDirectory };
    const parts = [{ filters, missing: await fillLfsFiles(pair) }, ...(await addSubmodules(pair, path))];
    return {
        path,
        failedFilters: [...new Set(parts.flatMap(({ filters }) => filters))],
        missingLfsFiles: parts.flatMap(({ missing }) => missing),
    };
}
/** Makes git know the tree at `kept` as a worktree of the commit. `fill` creates its files. */
async function restoreWorktree(repository, sha, runDirectory, { kept, fill }) {
    const path = await (0,service_runDirectory/* recordWorktree */.$n)(runDirectory, await gitDirectoryOf(repository, "--git-common-dir"), kept);
    await (0,gitCommand/* git */.$Y)(repository, "worktree", "add", "--quiet", "--force", "--no-checkout", "--detach", path, sha);
    await fill();
    await (0,gitCommand/* git */.$Y)({ ...repository, directory: path }, "read-tree", "HEAD");
    return { path, failedFilters: [], missingLfsFiles: [] };
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
async function checkOutBase({ sha, why, repository, subdirectory }, context, kept) {
    const subject = { text: `${(0,format/* shortSha */.Fu)(sha)} (${why})`, name: `the commit ${(0,format/* shortSha */.Fu)(sha)}` };
    await explainFailure(subject, ensureCommit(repository, sha));
    const text = `a worktree of ${(0,format/* shortSha */.Fu)(sha)}`;
    const { path, failedFilters, missingLfsFiles } = await explainFailure({ ...subject, text }, kept?.restore === undefined
        ? addWorktree(repository, sha, context.temporary, kept?.path)
        : restoreWorktree(repository, sha, context.temporary, { kept: kept.path, fill: kept.restore }));
    const directory = (0,external_node_path_.join)(path, subdirectory);
    if (!(await (0,files/* isDirectory */.wd)(directory)))
        throw new errors/* BaseUnavailable */.G5("git", `service.directory: ${subdirectory} does not exist in the base commit ${(0,format/* shortSha */.Fu)(sha)} (${why})`);
    if (failedFilters.length > 0)
        context.notify?.({ kind: "filters_failed", filters: failedFilters });
    if (missingLfsFiles.length > 0)
        context.notify?.({ kind: "lfs_files_missing", files: missingLfsFiles });
    return {
        directory,
        context: await trustTree(context, repository.directory, path),
        isComplete: failedFilters.length === 0 && missingLfsFiles.length === 0,
    };
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./build/service/keptTree.js
var keptTree = __webpack_require__(72910);
;// CONCATENATED MODULE: ./build/experiment/base/buildCache.js






/** More builds than these are removed, the oldest first. */
const mostBuilds = 3;
/** Compilers and downloaded packages change, although nothing that the key contains does. */
const longestMs = 7 * 24 * 3_600_000;
/** Another layout of the directory needs another version. */
const version = 1;
/**
 * The kept build of that input. `undefined` if builds are not kept: in a job, without `service.build`, with submodules, or
 * while another run uses it. LOADGATE_BUILD_CACHE names the directory; `off` keeps nothing.
 */
async function openBuildCache(input, context) {
    const root = cacheDirectory(context.env);
    const { service, commit } = input;
    if (root === undefined || service.build === undefined || service.program.kind !== "command")
        return undefined;
    if ((await (0,promises_.stat)((0,external_node_path_.join)(commit.repository.directory, ".gitmodules")).catch(() => undefined)) !== undefined)
        return undefined;
    const key = await buildKey(input, context);
    const entry = (0,external_node_path_.join)(root, key);
    await (0,promises_.mkdir)(entry, { recursive: true });
    const place = { path: (0,external_node_path_.join)(entry, `${keptTree/* keptTreePrefix */.zb}${key.slice(0, 12)}`), lock: (0,external_node_path_.join)(entry, "lock") };
    const tree = await (0,keptTree/* takeKeptTree */.Wx)(place, context.temporary);
    if (tree === undefined)
        return undefined;
    await removeOldest(root, key);
    const built = (0,external_node_path_.join)(entry, "built");
    const keptMs = (await (0,promises_.stat)(built).catch(() => undefined))?.mtimeMs;
    const isFresh = keptMs !== undefined && Date.now() - keptMs < longestMs;
    if (!isFresh)
        await (0,files/* removeTree */.dM)(built);
    return {
        path: tree.path,
        ...(isFresh ? { keptMs, restore: () => copyTree(built, tree.path) } : {}),
        async keep() {
            const partial = `${built}.partial`;
            await (0,files/* removeTree */.dM)(partial);
            try {
                await copyTree(tree.path, partial);
                await (0,promises_.utimes)(partial, new Date(), new Date());
                await (0,promises_.rename)(partial, built);
            }
            catch {
                // The disk is full, or the tree has something that cannot be copied. The run does not need the copy.
                await (0,files/* removeTree */.dM)(partial);
            }
        },
    };
}
function cacheDirectory({ LOADGATE_BUILD_CACHE, XDG_CACHE_HOME, HOME, CI }) {
    if (LOADGATE_BUILD_CACHE !== undefined)
        return LOADGATE_BUILD_CACHE === "off" ? undefined : LOADGATE_BUILD_CACHE;
    // The next job of a runner has another disk.
    if (CI || !HOME)
        return undefined;
    return (0,external_node_path_.join)(XDG_CACHE_HOME || (0,external_node_path_.join)(HOME, ".cache"), "loadgate/builds");
}
/** Variables of a terminal or session. No build depends on them. */
const ofSession = /^(_|PWD|OLDPWD|SHLVL|TMPDIR|TERM.*|COLORTERM|COLUMNS|LINES|WINDOWID|DISPLAY|WAYLAND_DISPLAY|SSH_.*|XDG_(SESSION|RUNTIME|VTNR|SEAT).*|DBUS_.*|TMUX.*|STY|VSCODE_.*|ITERM_.*|LOADGATE_.*)$/;
/** Everything that the build may depend on, as one hash. Secrets in the environment are part of it only as such. */
async function buildKey({ commit, service, copies }, context) {
    const env = serviceEnvironment(context.env, service.env.base, context.withheldSecrets);
    const variables = Object.entries(env)
        .filter(([name]) => !ofSession.test(name))
        // Loadgate puts a directory of the run into PATH.
        .map(([name, value]) => [name, value?.replaceAll(context.temporary, "")])
        .toSorted();
    const { sha, repository, subdirectory } = commit;
    const hash = (0,external_node_crypto_.createHash)("sha256").update(JSON.stringify([version, process.arch, sha, repository.directory, subdirectory, service.build, variables]));
    for (const { path, kind } of copies.entries) {
        hash.update(JSON.stringify([path, kind]));
        const file = (0,external_node_path_.join)(copies.from, path);
        if (kind === "symlink")
            hash.update(await (0,promises_.readlink)(file));
        if (kind === "file")
            hash.update(String((await (0,promises_.stat)(file)).mode)).update(await (0,promises_.readFile)(file));
    }
    return hash.digest("hex").slice(0, 32);
}
/** Copies everything but git's own file, which names the entry of another run. */
async function copyTree(from, to) {
    const gitFile = (0,external_node_path_.join)(from, ".git");
    await (0,promises_.cp)(from, to, {
        recursive: true,
        verbatimSymlinks: true,
        preserveTimestamps: true,
        mode: promises_.constants.COPYFILE_FICLONE,
        filter: (path) => path !== gitFile,
    });
}
/** Removes all entries but this one and the newest others. One that a run uses stays. */
async function removeOldest(root, key) {
    const names = (await (0,promises_.readdir)(root)).filter((name) => /^[0-9a-f]{32}$/.test(name) && name !== key);
    const ages = await Promise.all(names.map(async (name) => ({
        name,
        ms: (await (0,promises_.stat)((0,external_node_path_.join)(root, name, "built")).catch(() => undefined))?.mtimeMs ?? 0,
    })));
    const old = ages.toSorted((a, b) => b.ms - a.ms).slice(mostBuilds - 1);
    for (const { name } of old) {
        const isUsed = (await (0,promises_.stat)((0,external_node_path_.join)(root, name, "lock")).catch(() => undefined)) !== undefined;
        if (!isUsed && (await (0,files/* isDirectory */.wd)((0,external_node_path_.join)(root, name))))
            await (0,files/* removeTree */.dM)((0,external_node_path_.join)(root, name));
    }
}

// EXTERNAL MODULE: ./build/wording/noticeText.js
var noticeText = __webpack_require__(1324);
;// CONCATENATED MODULE: ./build/experiment/base/startAdvice.js



/** Why a base from git may not start, by the files that it lacks. `undefined` if it lacks none. */
async function adviseStart(trees) {
    const { missing, hasBuild } = trees;
    if (missing.length > 0 && !hasBuild) {
        return (`the base is a fresh checkout without ${(0,noticeText/* firstNames */.d9)(missing)}: ` +
            "set service.build to create what it needs, or base.copy to copy it");
    }
    const file = await newFileOf(trees);
    return file === undefined
        ? undefined
        : `${lacks(file)}: let service.command be one that both commits have, such as npm start or a script in git`;
}
const lacks = (file) => `the base has no ${file}, which service.command names`;
/** The same for a base.directory, which may be a checkout whose service is further down. */
async function adviseDirectory(trees) {
    const { head, base } = trees;
    const file = await newFileOf(trees);
    if (file === undefined)
        return undefined;
    const below = (0,external_node_path_.join)(base, head);
    const isBelow = !(0,external_node_path_.isAbsolute)(head) && (await (0,files/* isFile */.fo)((0,external_node_path_.join)(below, file)));
    return isBelow
        ? `${lacks(file)}: base.directory (--base) takes the place of service.directory; set it to ${below}`
        : `${lacks(file)}: set base.directory (--base) to the directory that has it`;
}
/** A file that the command names, and that only the head has. */
async function newFileOf({ command, head, base, }) {
    for (const word of command.match(/[\w./@-]+/g) ?? []) {
        const [inHead, inBase] = await Promise.all([(0,files/* isFile */.fo)((0,external_node_path_.join)(head, word)), (0,files/* isFile */.fo)((0,external_node_path_.join)(base, word))]);
        if (inHead && !inBase && !word.startsWith("/"))
            return word;
    }
    return undefined;
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
            if (service.program.kind !== "command")
                return arm;
            const trees = { command: service.program.command, head: service.directory, base: directory };
            return withAdvice(arm, () => adviseDirectory(trees));
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
    throw new errors/* CouldNotMeasure */.Nc(`${subject} contains a build to start, which needs service.command, service.container or service.compose; set it or use base.target`);
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
    // An image holds its files already.
    if (!(await (0,files/* isFile */.fo)((0,external_node_path_.join)(carried.directory, carriedFiles/* imageArchiveName */.VN))))
        await reportHeadOnly(build, options, context);
    return builtArm(build, service, context);
}
async function gitArm(commit, service, options, context) {
    const { sha, why } = commit;
    const description = `git ${(0,format/* shortSha */.Fu)(sha)} (${why})`;
    options.progress(`base: ${description}`);
    const { copies } = options.extras;
    const kept = options.isLocal ? await openBuildCache({ commit, service, copies }, context) : undefined;
    const { directory, context: baseContext, isComplete } = await checkOutBase(commit, context, kept);
    const build = { arm: "base", kind: "git", from: "git", sha, description, directory };
    const arm = kept?.keptMs === undefined
        ? await freshArm(build, { service, copies }, baseContext)
        : keptArm(build, service, kept.keptMs, options, baseContext);
    if (isComplete && kept?.keptMs === undefined)
        await kept?.keep();
    await reportHeadOnly(build, options, context);
    for (const notice of await headOnlyChanges(options.extras.changedFiles, build, context))
        context.notify?.(notice);
    const { program } = service;
    // An image has what it needs.
    if (program.kind !== "command" || containerCommand(program.command, false) !== undefined)
        return arm;
    const trees = {
        command: program.command,
        head: service.directory,
        base: directory,
        missing: await missingFiles(options.extras.localFiles, directory),
        hasBuild: service.build !== undefined,
    };
    return withAdvice(arm, () => adviseStart(trees));
}
async function freshArm(build, { service, copies }, context) {
    await copyInto(build.directory, copies);
    return await buildArm(build, service, context);
}
function keptArm(build, service, keptMs, { progress }, context) {
    progress(`base: built ${(0,format/* formatAge */.nV)(Date.now() - keptMs)} ago by an earlier run; LOADGATE_BUILD_CACHE=off builds it anew`);
    return builtArm(build, service, context);
}
/** The arm, whose failure to start says what its tree lacks. */
function withAdvice(arm, advise) {
    const fail = async (error) => addAdvice(error, await advise());
    return { ...arm, start: (further) => arm.start(further).catch(fail) };
}
function addAdvice(error, advice) {
    if (!(error instanceof errors/* ServiceFailure */.A) || advice === undefined)
        throw error;
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





/** Must run before the head is built: a build creates files, which are no difference between head and base. */
async function findBaseCandidates(plan, options, context) {
    const { base, service } = plan;
    const { facts, carried } = options;
    const findCommit = once(() => findBaseCommit(base.ref, facts, service?.directory ?? ".", context));
    const choice = { base, hasService: service !== undefined, isRefreshing: facts.isRefreshing, carried };
    const commitSha = needsCommit(choice) ? (await findCommit().catch(() => undefined))?.sha : undefined;
    const sources = baseSources({ ...choice, commitSha });
    const extras = await findExtraFiles(sources, plan, facts, context);
    return { sources, options: { ...options, findCommit, extras, isLocal: facts.event === undefined } };
}
/** The base arm, built. Throws CouldNotMeasure if the plan names a base and it is not available. */
async function baseArm(plan, { sources, options }, context) {
    const { base } = plan;
    const notices = [];
    let missingBase;
    for (const source of sources) {
        const isOptional = base.from === "auto" && (source.kind === "git" || source.kind === "artifact");
        let isBuilt = false;
        try {
            const arm = await sourceArm(source, plan, options, context);
            isBuilt = true;
            if (isOptional)
                await checkStart(arm);
            return { base: arm, notices };
        }
        catch (error) {
            if (!isOptional || !(error instanceof errors/* CouldNotMeasure */.Nc) || context.signal.aborted)
                throw error;
            notices.push(unavailable(error, source.kind, isBuilt));
            missingBase ??= missingBaseOf(error, source.kind, isBuilt);
        }
    }
    // Main itself needs no base.
    return options.facts.isRefreshing ? { notices } : { notices, missingBase };
}
function unavailable(error, source, isBuilt) {
    return { kind: "base_unavailable", source, stage: stageOf(error, isBuilt), reason: baseArm_reasonOf(error) };
}
function stageOf(error, isBuilt) {
    if (!(error instanceof errors/* ServiceFailure */.A))
        return "lookup";
    return isBuilt ? "start" : "build";
}
/** `undefined` if there is no base yet, as for the first commit. */
function missingBaseOf(error, source, isBuilt) {
    if (error instanceof errors/* BaseUnavailable */.G5)
        return error.missing;
    return { source, cause: isBuilt ? "start" : "service", subject: "the base", detail: baseArm_reasonOf(error) };
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
function baseArm_reasonOf(error) {
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
const sharedState_databaseAddress = /^(jdbc:)?(postgres|postgresql|cockroachdb|mysql2?|mariadb|sqlserver|mssql|sqlite3?|mongodb|rediss?|memcached?|amqps?)(\+\w+)?:\/\//i;
/** A notice for each state that base and head share. It never contains a value, which may be a password. */
function sharedState(env, hasReset) {
    const names = Object.keys(env.head)
        .filter((name) => env.head[name])
        .toSorted();
    const isShared = (name) => env.base[name] === env.head[name];
    const namesState = (name) => singleVariable.test(name) || sharedState_databaseAddress.test(env.head[name] ?? "");
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







/** Builds the head, then the base, unless no scenario wants one. Never throws: a failure is part of the result. */
async function buildArms(plan, { baseFacts: facts, carried: archive, progress }, context) {
    const hasPairs = (0,comparisonMode/* wantsPairing */.Yv)(plan);
    const notices = [];
    try {
        const unpacked = await unpackCarriedBuild(plan.base, hasPairs ? archive : undefined, context.temporary);
        notices.push(...unpacked.notices);
        const options = { facts, carried: unpacked.carried, progress };
        const isDue = hasPairs && unpacked.missingBase === undefined;
        const candidates = isDue ? await findBaseCandidates(plan, options, context) : undefined;
        // A head that cannot be built ends the run, and the base's build would be in vain.
        const head = await headArm(plan, context);
        const built = candidates === undefined
            ? { notices: [], missingBase: unpacked.missingBase }
            : await baseArm(plan, candidates, context);
        const { base, missingBase } = built;
        notices.push(...built.notices);
        requireBase(plan, built, facts);
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

// EXTERNAL MODULE: ./build/wording/metricText.js
var metricText = __webpack_require__(47300);
// EXTERNAL MODULE: ./build/load/schedule/rateIntegral.js
var rateIntegral = __webpack_require__(65301);
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
/** How long the measured phases get load. In slices each arm gets the whole duration. */
function measuredMs(phases) {
    const ofPhase = ({ durationMs, interleave }) => (interleave === "slice" ? 2 : 1) * durationMs;
    return (0,unit/* millis */.ne)(phases.reduce((sum, phase) => sum + (phase.warmup ? 0 : ofPhase(phase)), 0));
}
function pieceOf({ id, pattern, durationMs, ...phase }) {
    const ratePerSec = steadyRate(pattern);
    const wantedMs = ratePerSec === undefined ? piece.maxMs : (1000 * piece.requests) / ratePerSec;
    const pieceMs = Math.min(Math.max(wantedMs, piece.minMs), piece.maxMs, durationMs);
    return { ...phase, phaseId: id, pattern, durationMs: (0,unit/* millis */.ne)(pieceMs), cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
/** `undefined` if the rate changes. */
function steadyRate(pattern) {
    if (pattern.kind === "constant")
        return pattern.ratePerSec;
    return pattern.kind === "spikeTrains" ? peakPerSec(pattern) : undefined;
}
/** A warm-up phase of the scenario. It is no longer than a piece, because every round repeats it. */
function warmupPieceOf({ id, durationMs, ...phase }) {
    const pieceMs = (0,unit/* millis */.ne)(Math.min(durationMs, piece.maxMs));
    return { ...phase, phaseId: id, durationMs: pieceMs, cooldownMs: (0,unit/* millis */.ne)(0), interleave: "request" };
}
/** One second of the first measured phase's load, or a little more than that load. */
function defaultWarmup(measured) {
    const { pattern } = measured;
    const ratePerSec = Math.max(pattern.kind === "constant" ? pattern.ratePerSec : 0, minWarmupPerSec);
    return {
        ...measured,
        phaseId: "warm-up",
        // Only spikes tell which column they are for.
        pattern: pattern.kind === "spikeTrains" ? pattern : { kind: "constant", ratePerSec },
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
/**
 * The number of rounds, including those already finished: at least 1. It must be fixed before any result is known.
 * `atOnce` rounds take `roundMs` together.
 */
function plannedRounds(availableMs, roundMs, { finished = 0, atOnce = 1 } = {}) {
    return Math.max(1, Math.min(maxRounds, finished + atOnce * Math.max(0, Math.floor(availableMs / roundMs))));
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

;// CONCATENATED MODULE: ./build/experiment/extraRounds.js



/** Fewer rounds support no paired test. More explain little more. */
const extraRoundLimits = { min: 3, max: 6 };
/** Starting and stopping two services, if no round of the same form has shown how long it takes. */
const usualStartMs = 4000;
/** Instruments start, stop and write their files. */
const instrumentsMs = 1000;
/** The expected wall time of an extra round, from that of a measured one. */
function extraRoundMs({ scenario, mode, measurement }) {
    const extraMs = totalDuration(extraPhases(scenario)) + instrumentsMs;
    const { roundMs } = measurement;
    if (roundMs === undefined || mode.kind !== "duet")
        return (0,unit/* millis */.ne)(extraMs + usualStartMs);
    return (0,unit/* millis */.ne)(extraMs + Math.max(0, roundMs - totalDuration(phasePieces(scenario))));
}
/**
 * How many extra rounds each scenario gets: the same number for all if the budget allows it, otherwise the least number
 * for the first ones and none for the others.
 */
function planExtraRounds(roundMs, budgetMs) {
    for (let rounds = extraRoundLimits.max; rounds > extraRoundLimits.min; rounds--) {
        if (roundMs.reduce((sum, one) => sum + one * rounds, 0) <= budgetMs)
            return roundMs.map(() => rounds);
    }
    let leftMs = budgetMs;
    return roundMs.map((one) => {
        if (one * extraRoundLimits.min > leftMs)
            return 0;
        leftMs -= one * extraRoundLimits.min;
        return extraRoundLimits.min;
    });
}
/**
 * The phases of an extra round: the warm-up, then three to six seconds of the measured phase that sends most requests, as
 * constant load if it can be that.
 */
function extraPhases(scenario) {
    const measured = scenario.phases.filter(({ warmup }) => !warmup).map(steadyPhase);
    const busiest = measured.toSorted((a, b) => requestsPerSec(b) - requestsPerSec(a))[0];
    if (busiest === undefined)
        return [];
    const warmups = scenario.phases.filter(({ warmup }) => warmup);
    return phasePieces({ ...scenario, phases: [busiest, ...warmups] });
}
function steadyPhase(phase) {
    const { pattern } = phase;
    if (isPlayedAsIs(pattern))
        return phase;
    return { ...phase, pattern: { kind: "constant", ratePerSec: (0,unit/* perSec */.N_)(requestsPerSec(phase)) } };
}
const isPlayedAsIs = ({ kind }) => ["constant", "burst", "users", "spikeTrains"].includes(kind);
/** The mean over the phase. 0 where nobody knows it before. */
function requestsPerSec({ pattern, durationMs }) {
    if (pattern.kind === "users" || pattern.kind === "spikeTrains")
        return 0;
    return durationMs === 0 ? 0 : (0,rateIntegral/* rateIntegralOf */.i)(pattern, (0,unit/* millis */.ne)(durationMs)).total / (durationMs / 1000);
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
/** Throws CouldNotMeasure if one build listens on more ports in the first of two pairs than in the second, or on fewer. */
function requireSamePorts(running) {
    const countOf = ({ furtherPorts }) => furtherPorts?.().length;
    for (const second of running.filter(({ isSecond }) => isSecond === true)) {
        const first = running.find(({ arm, isSecond }) => arm === second.arm && isSecond !== true);
        if (first !== undefined && countOf(first) !== countOf(second))
            throw new errors/* CouldNotMeasure */.Nc(`a fixed port besides PORT goes to one ${second.arm} service only`);
    }
}

// EXTERNAL MODULE: ./build/model/failure.js
var failure = __webpack_require__(31612);
;// CONCATENATED MODULE: ./build/experiment/setupError.js


/** The base does not serve a step of the setup. So there is nothing to compare the scenario with. */
class SetupUnserved extends errors/* CouldNotMeasure */.Nc {
    name = "SetupUnserved";
    /** Such as "setup[0], POST /login (status 404)". */
    step;
    constructor({ step, outcome }) {
        super(`${step}: ${outcome} on the base`);
        this.step = `${step} (${outcome})`;
    }
}
/**
 * The error of a setup, with the arm and the round that failed, the beginning of the response and the end of the log.
 * Other errors stay.
 */
async function setupError(error, round) {
    if (!(error instanceof errors/* SetupFailure */.Qx))
        return error;
    const { running, hasSucceeded, otherSucceeded } = round;
    const failed = error.problems.map(({ target }) => running[target]).filter((one) => one !== undefined);
    const [problem] = error.problems;
    const [first] = failed;
    if (problem === undefined || first === undefined)
        return error;
    // Of two pairs, both services of an arm must fail.
    const isOneArm = failed.every(({ arm }) => arm === first.arm) && failed.length === setupError_countOf(running, first.arm);
    const isAlone = isOneArm && (running.length > 1 || otherSucceeded || hasSucceeded);
    if (isOneArm && first.arm === "base" && (0,failure/* unservedKey */.OD)(problem.outcome) !== undefined)
        return new SetupUnserved(problem);
    const tails = await Promise.all(failed.map(({ logTail }) => logTail?.()));
    const logs = tails.flatMap((tail) => tail?.log ?? []);
    return new errors/* SetupFailure */.Qx(`${error.summary}${placeText(failed, round)}${bodyText(problem)}${repeatText(round)}`, error.problems, {
        ...(logs.length === 0 ? {} : { log: logs.join("\n") }),
        ...(isAlone ? { onlyArm: first.arm } : {}),
    });
}
const setupError_countOf = (running, wanted) => running.filter(({ arm }) => arm === wanted).length;
/** (on the head, in round 2) */
function placeText(failed, { index }) {
    const arms = [...new Set(failed.map(({ arm }) => arm))];
    const where = arms.length > 1 ? "on base and head" : `on the ${arms[0]}`;
    return ` (${where}, in ${index < 0 ? "the rehearsal round" : `round ${index + 1}`})`;
}
const bodyText = ({ body }) => (body === undefined ? "" : `; the response begins: ${body}`);
const repeatText = ({ hasSucceeded }) => hasSucceeded
    ? "; it succeeded in the round before, so it depends on state that earlier rounds changed: reset that state in service.before_round"
    : "";

;// CONCATENATED MODULE: ./build/experiment/streamSpec.js

/**
 * The input of the request stream: the same values in every phase of the round, and for both arms. `isTraced`: each
 * request gets a traceparent header.
 */
function streamSpec({ phases, flows, generator, feeds, setup, teardown }, seed, isTraced = false) {
    const patterns = phases.map(({ pattern }) => pattern);
    const usersReturn = patterns.some(({ kind }) => kind === "users");
    const parts = { seed, flows, usersReturn, feeds, setup, teardown, ...(isTraced && { isTraced }) };
    if (generator === undefined)
        return { kind: "requests", ...parts };
    return {
        ...parts,
        ...generator,
        peakPerSec: Math.max(...patterns.map(peakPerSec)),
        largestBurst: Math.max(...patterns.map(largestBurst)),
    };
}

;// CONCATENATED MODULE: ./build/experiment/tlsOnlyTargets.js

/** The targets that speak TLS, and got plain HTTP. nginx, Apache and Go answer such requests with status 400. */
async function tlsOnlyTargets(targets) {
    const refused = targets.filter(isRefused);
    const speakTls = await Promise.all(refused.map(({ origin }) => speaksTls(addressIn(origin))));
    return refused.filter((_, i) => speakTls[i] === true);
}
/** Why a phase says nothing about any service, and what to do, if all its targets speak TLS and got plain HTTP. */
function tlsOnlyProblem(origin) {
    return (`every request to ${origin} failed: status 400: the server speaks TLS on that port; ` +
        "set service.tls: true, or use https:// in its address");
}
function addressIn(origin) {
    const { hostname, port } = new URL(origin);
    return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || 80 };
}
function isRefused({ origin, record }) {
    const outcomes = record.requests.flatMap((request) => Object.keys(request.outcomes));
    return origin.startsWith("http:") && outcomes.length > 0 && outcomes.every((outcome) => outcome === "status 400");
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








const playPlain = (_running, _phase, play) => play();
/**
 * Starts the arms fresh, plays the phases for all of them, and stops them. `onPhase` gets each phase when it ends. The
 * finished phases are therefore known even if a later one fails.
 */
async function playRound({ index, arms, scenario, phases, unreachable = "failure", isTraced, whileLoaded = playPlain, ...earlier }, { engine, monitorsFor, clock, signal, seed, tls, notify }, onPhase = () => { }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { hasSucceeded = false, otherSucceeded = false } = earlier;
        const cleanup = round_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        // Both arms may share state. It is reset before either starts, always for the base first.
        for (const arm of arms.toSorted(byArm))
            await arm.prepareRound();
        const running = (await startAll(arms, cleanup)).toSorted(byArm);
        const died = Promise.race(running.map((arm) => arm.died));
        died.catch(() => { });
        const destinations = running.map(({ origin }) => ({ ...scenario.connection, origin, tls }));
        const connected = engine
            .connect(destinations, streamSpec(scenario, phaseSeed(seed, index, 0), isTraced))
            .catch(async (error) => {
            throw await setupError(error, { running, index, hasSucceeded, otherSucceeded });
        });
        const session = cleanup.use(await Promise.race([connected, died]));
        const monitors = monitorsFor(running);
        const finished = [];
        for (const [n, phase] of phases.entries()) {
            const load = () => Promise.race([session.playPhase(phase, phaseSeed(seed, index, n + 1)), died]);
            const play = () => observe(monitors, load);
            const around = phase.warmup ? playPlain : whileLoaded;
            const { result: records, readings } = await around(running, phase, play);
            const targets = running.map(({ arm, isSecond, origin }, i) => {
                const record = records[i];
                if (record === undefined)
                    throw new Error(`the load engine returned no record for the ${arm}`);
                return { arm, ...(isSecond && { isSecond }), origin, record };
            });
            const overTls = await tlsOnlyTargets(targets);
            if (unreachable === "failure")
                requireReached(targets, overTls);
            for (const { arm } of overTls)
                notify({ kind: "tls_of_one_arm", arm });
            for (const [i, { origin: _, ...target }] of targets.entries()) {
                const { phaseId, warmup } = phase;
                const armPhase = { ...target, phaseId, warmup, readings: readings[i] ?? [] };
                finished.push(armPhase);
                onPhase(armPhase);
            }
            if (phase.cooldownMs > 0)
                await coolDown(phase.cooldownMs, died, clock, signal);
        }
        if (index === 0)
            requireSamePorts(running);
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
/** Throws CouldNotMeasure if the connection's settings let no request through to any target. */
function requireReached(targets, overTls) {
    const [first] = overTls.length === targets.length ? overTls : [];
    const problem = settingsProblem(targets) ?? (first === undefined ? undefined : tlsOnlyProblem(first.origin));
    if (problem !== undefined)
        throw new errors/* CouldNotMeasure */.Nc(problem);
}
/** The base comes before the head, and the first pair before the second. */
const byArm = (a, b) => Number(a.isSecond ?? false) - Number(b.isSecond ?? false) || (a.arm < b.arm ? -1 : 1);
/**
 * Acts while the monitors sample. Returns the readings of each arm, with those of the machine. The sampling ends even if
 * `act` fails.
 */
async function observe({ ofServices, ofMachine }, act) {
    // The machine's readings, which include the monitors' own cost, are next to the load. Those of the services are dearer.
    const [machine, ...services] = (await Promise.all([...ofServices, ofMachine].map(startSampling))).toReversed();
    const stop = async () => {
        const [shared = [], ...own] = await Promise.all([machine, ...services].map(async (end) => (await end?.()) ?? []));
        return own.toReversed().map((readings) => [...readings, ...shared]);
    };
    try {
        const result = await act();
        return { result, readings: await stop() };
    }
    catch (error) {
        await stop().catch(() => { });
        throw error;
    }
}
/** Returns the end of the sampling, which gives the readings. */
async function startSampling(monitors) {
    const samplings = await Promise.all(monitors.map((monitor) => monitor.start()));
    return async () => (await Promise.all(samplings.map((sampling) => sampling.stop()))).flat();
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

;// CONCATENATED MODULE: ./build/experiment/instrumentedRound.js
var instrumentedRound_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var instrumentedRound_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




/** An instrument that waits for longer hangs. A profiler gets ten seconds after the load; see explain/profile. */
const attachWithinMs = (0,unit/* millis */.ne)(10_000);
const instrumentedRound_stopWithinMs = (0,unit/* millis */.ne)(20_000);
/** Plays the round with all instruments on all arms. An instrument that fails is left out of it, and said. */
async function instrumentRound(round, { instruments, fail }, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cleanup = instrumentedRound_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const attached = new Map();
        const broken = new Set();
        const failing = (instrument, reason) => {
            broken.add(instrument);
            fail(reason);
        };
        for (const { arm } of round.arms) {
            const ofArm = [];
            attached.set(arm, ofArm);
            for (const instrument of instruments) {
                const act = () => instrumentedRound_within(instrument.attach(arm, round.index), attachWithinMs, "attach an instrument");
                const attachment = await instrumentedRound_attempt(act, (reason) => failing(instrument, reason));
                if (attachment === undefined)
                    continue;
                cleanup.defer(() => instrumentedRound_attempt(() => instrumentedRound_within(disposed(attachment), instrumentedRound_stopWithinMs, "remove an instrument"), fail));
                ofArm.push({ instrument, attachment });
            }
        }
        const all = [...attached.values()].flat();
        const arms = round.arms.map((arm) => withInstruments(arm, attached.get(arm.arm) ?? []));
        const whileLoaded = async (running, phase, play) => {
            const started = running.flatMap((arm) => (attached.get(arm.arm) ?? []).map((one) => ({ arm, one })));
            await Promise.all(started.map(({ arm, one }) => startObserving(arm, one, phase.durationMs, failing)));
            try {
                return await play();
            }
            finally {
                await Promise.all(all.map((one) => stopObserving(one, failing)));
            }
        };
        const played = await playRound({ ...round, arms, whileLoaded }, context);
        for (const { instrument, result } of all) {
            result?.failures.forEach(fail);
            // What gave only failures would give them again.
            if (result !== undefined && result.failures.length > 0 && result.records.length === 0)
                broken.add(instrument);
        }
        const instrumented = played.phases
            .filter(({ warmup }) => !warmup)
            .map((phase) => instrumentedPhase(phase, played.index, instrumentedRound_recordsOf(attached.get(phase.arm) ?? [])));
        return { round: played, instrumented, working: instruments.filter((instrument) => !broken.has(instrument)) };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = instrumentedRound_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function withInstruments(arm, attached) {
    const environment = Object.assign({}, ...attached.map(({ attachment }) => attachment.environment));
    return { ...arm, start: () => arm.start(environment) };
}
const disposed = async (attachment) => await attachment[Symbol.asyncDispose]();
async function startObserving(arm, attached, durationMs, fail) {
    const { instrument, attachment } = attached;
    const service = { origin: arm.origin, pids: () => arm.pids?.() ?? [], durationMs };
    const act = () => instrumentedRound_within(attachment.observe(service), attachWithinMs, "start an instrument");
    const observation = await instrumentedRound_attempt(act, (reason) => fail(instrument, reason));
    if (observation !== undefined)
        attached.observation = observation;
}
async function stopObserving(attached, fail) {
    const { instrument, observation } = attached;
    if (observation === undefined)
        return;
    const act = () => instrumentedRound_within(observation.stop(), instrumentedRound_stopWithinMs, "stop an instrument");
    const result = await instrumentedRound_attempt(act, (reason) => fail(instrument, reason));
    if (result !== undefined)
        attached.result = result;
}
const instrumentedRound_recordsOf = (attached) => attached.flatMap(({ result }) => result?.records ?? []);
function instrumentedPhase({ arm, record }, round, records) {
    const sent = record.requests.map(({ name, due, outcomes }) => [name, due - (outcomes["dropped"] ?? 0)]);
    return {
        arm,
        round,
        requests: sent.reduce((sum, [, count]) => sum + count, 0),
        requestsByName: Object.fromEntries(sent),
        records,
    };
}
async function instrumentedRound_attempt(act, fail) {
    try {
        return await act();
    }
    catch (error) {
        fail((0,errors/* messageOf */.bD)(error));
        return undefined;
    }
}
/** Rejects if the promise takes longer. */
async function instrumentedRound_within(promise, limitMs, what) {
    const timer = new AbortController();
    const late = shell_clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(shell_clock/* systemClock */.ml.nowMs() + limitMs), timer.signal).then(() => {
        throw new Error(`it took more than ${limitMs / 1000} s to ${what}`);
    });
    late.catch(() => { });
    return await Promise.race([promise, late]).finally(() => timer.abort());
}

;// CONCATENATED MODULE: ./build/experiment/strategies/pair.js

function requirePair({ base, head }) {
    if (base === undefined)
        throw new Error("a paired comparison was planned without a base to start");
    return { base, head };
}
/** The same builds for a second pair. `undefined` if only one of each can run at once. */
function secondPair({ base, head }) {
    return base.second === undefined || head.second === undefined ? undefined : { base: base.second, head: head.second };
}
/** That many pairs of the same builds. */
function armPairs(pair, count) {
    const second = count === 2 ? secondPair(pair) : undefined;
    return second === undefined ? [pair] : [pair, second];
}
/** The arms in the order in which they start in that round. */
function pairInOrder({ base, head }, seed, round) {
    return baseStartsFirst(seed, round) ? [base, head] : [head, base];
}

;// CONCATENATED MODULE: ./build/experiment/explainRounds.js








/**
 * Plays extra rounds with instruments for each of the changes, the first one first, within the budget. Never throws: a
 * failure is part of the result. Gives nothing if Loadgate does not start both arms.
 */
async function explainChanges(changes, { base, head }, { budgetMs, isTraced, measured, instrumentsFor }, context) {
    if (base?.directory === undefined || head?.directory === undefined || budgetMs === 0)
        return [];
    const targets = changes.flatMap((change) => {
        const measurement = measured.find(({ scenario }) => scenario.id === change.scenario);
        return measurement === undefined ? [] : { change, ...measurement };
    });
    const planned = planExtraRounds(targets.map(extraRoundMs), budgetMs);
    const endMs = (0,unit/* millis */.ne)(context.clock.nowMs() + budgetMs);
    const explained = [];
    for (const [i, target] of targets.entries()) {
        if (context.signal.aborted)
            break;
        const { change, scenario } = target;
        const rounds = planned[i] ?? 0;
        if (rounds === 0) {
            const neededMs = extraRoundLimits.min * extraRoundMs(target);
            const shortage = `explain.budget (${(0,format/* formatDuration */.a3)(budgetMs)}) has no time to explain ${scenario.id}: ${extraRoundLimits.min} extra rounds take about ${(0,format/* formatDuration */.a3)(neededMs)}`;
            context.progress(shortage);
            explained.push({ change, rounds: [], instrumented: [], durationMs: (0,unit/* millis */.ne)(0), failures: [shortage] });
            continue;
        }
        context.progress(`${scenario.id}: ${(0,format/* plural */.LS)(rounds, "extra round")} to explain ${changeName(target)}`);
        const loop = { change, scenario, rounds, isTraced, endMs, firstIndex: target.measurement.rounds.length };
        explained.push(await playExtraRounds(loop, { base, head }, instrumentsFor(scenario), context));
    }
    return explained;
}
/** Such as "p95 of GET /orders". */
function changeName({ change, scenario }) {
    const names = new Set(scenario.flows.flatMap(({ steps }) => steps.map(({ name }) => name)));
    const [only] = names.size === 1 ? names : [];
    const request = change.request === plan/* allRequests */.qT ? (only ?? "all requests") : change.request;
    return `${(0,metricText/* metricLabel */.B)(change.metric)} of ${request}`;
}
async function playExtraRounds({ change, scenario, rounds: planned, isTraced, endMs, firstIndex }, pair, instruments, context) {
    const { clock, seed } = context;
    const startMs = clock.nowMs();
    const rounds = [];
    const instrumented = [];
    const failures = new Set();
    const inUse = { instruments, fail: (reason) => failures.add(reason) };
    let remaining = inUse;
    let longestMs = 0;
    const phases = extraPhases(scenario);
    try {
        while (rounds.length < planned && clock.nowMs() + longestMs <= endMs) {
            const roundStartMs = clock.nowMs();
            const index = firstIndex + rounds.length;
            const round = { index, arms: pairInOrder(pair, seed, index), scenario, phases, isTraced };
            const played = await instrumentRound(round, remaining, { ...context, notify: () => { } });
            rounds.push(played.round);
            instrumented.push(...played.instrumented);
            remaining = { ...inUse, instruments: played.working };
            longestMs = Math.max(longestMs, clock.nowMs() - roundStartMs);
        }
        if (rounds.length < planned)
            failures.add(`explain.budget ended after ${rounds.length} of ${planned} extra rounds`);
    }
    catch (error) {
        failures.add(`extra round ${rounds.length + 1} failed: ${(0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(error))}`);
    }
    return { change, rounds, instrumented, durationMs: (0,unit/* millis */.ne)(clock.nowMs() - startMs), failures: [...failures] };
}

// EXTERNAL MODULE: ./build/model/record.js
var record = __webpack_require__(9865);
;// CONCATENATED MODULE: ./build/experiment/budgetPlan.js





/** A shorter search of both arms has too short trials. */
const shortestSearchMs = (0,unit/* millis */.ne)(60_000);
/** Time to start and stop the services of a round, as long as no round has shown it. */
const budgetPlan_usualStartMs = (0,unit/* millis */.ne)(500);
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
    if (scenario.capacity !== undefined)
        return shortestSearchMs;
    if (!playsPieces)
        return (0,unit/* millis */.ne)(2 * record/* minRounds */.u * (totalDuration(wholePhases(scenario)) + budgetPlan_usualStartMs));
    const { phases, addedMs } = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
    return (0,unit/* millis */.ne)((record/* minRounds */.u + 1) * (totalDuration(phases) + addedMs + budgetPlan_usualStartMs));
}

;// CONCATENATED MODULE: ./build/experiment/roundLoop.js

/**
 * Plays rounds until all planned ones are done, the stopping rule says so, or the next one would end after the budget.
 * At least one round is played.
 */
async function playRounds({ scenarioId, plan, roundMs, perCall, endMs, finished, stoppingRule, playRound }, { clock, progress }) {
    const { planned } = plan;
    const rounds = [...finished];
    for (const round of finished)
        stoppingRule.shouldStop(round, plan);
    const startMs = clock.nowMs();
    let calls = 0;
    // Rounds may take longer than the rehearsal, and judging them takes time, too.
    const nextMs = () => Math.max(roundMs, (clock.nowMs() - startMs) / (calls || 1));
    const measurement = () => ({ rounds, ...plan, roundMs: (0,unit/* millis */.ne)(roundMs / perCall) });
    try {
        while (rounds.length < planned && (rounds.length === 0 || clock.nowMs() + nextMs() <= endMs)) {
            progress(`${scenarioId}: ${roundNumbers(rounds.length, perCall)} of at most ${planned}`);
            const played = await playRound(finished.length / perCall + calls++);
            rounds.push(...played);
            const decided = played.map((round) => stoppingRule.shouldStop(round, plan)).includes(true);
            if (!decided)
                continue;
            progress(`${scenarioId}: decided after ${rounds.length} of at most ${planned} rounds`);
            break;
        }
    }
    catch (failure) {
        return { ...measurement(), failure };
    }
    return measurement();
}
/** round 5, rounds 5 and 6, or rounds 5 to 8 */
function roundNumbers(before, count) {
    if (count === 1)
        return `round ${before + 1}`;
    return `rounds ${before + 1} ${count === 2 ? "and" : "to"} ${before + count}`;
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
            let unreachable = "finding";
            for (const arm of pairInOrder(pair, seed, index)) {
                const earlier = { hasSucceeded: index > 0, otherSucceeded: finished.length > 0 };
                const round = await playRound({ index, arms: [arm], scenario, phases, unreachable, ...earlier }, context);
                finished.push(...round.phases);
                // The settings may be wrong for both arms if no request to the first one succeeded.
                if (!hasSuccess(finished))
                    unreachable = "failure";
            }
            return { index, phases: finished };
        };
        try {
            progress(`${scenario.id}: first round`);
            const first = await playBoth(0);
            const roundMs = (0,unit/* millis */.ne)(clock.nowMs() - startMs);
            const plan = { planned: plannedRounds((0,unit/* millis */.ne)(endMs - clock.nowMs()), roundMs, { finished: 1 }) };
            const loop = { scenarioId: scenario.id, plan, roundMs, perCall: 1, endMs, finished: [first], stoppingRule };
            return await playRounds({ ...loop, playRound: async (index) => [await playBoth(index)] }, context);
        }
        catch (failure) {
            return { rounds: [], planned: 1, failure };
        }
    },
};
const hasSuccess = (phases) => phases.some(({ record }) => record.requests.some(({ outcomes }) => "ok" in outcomes));

// EXTERNAL MODULE: ./build/load/schedule/arrivals.js + 6 modules
var schedule_arrivals = __webpack_require__(41264);
;// CONCATENATED MODULE: ./build/experiment/overloadPlan.js

/** The usual load, as a share of the capacity. */
const usualShare = 0.5;
/** Later, nobody would call it a recovery. */
const mostBackSteps = 6;
/** Seconds are the unit of what is seen. */
const shortestStepMs = 1000;
/** The rest of the budget is for the search. */
const budgetShare = 0.35;
/** Steps with the usual load in which a service without refusals works off what it owes, and one more. */
const backSteps = (factors) => {
    const owed = factors.reduce((sum, factor) => sum + factor - 1, 0);
    return Math.min(mostBackSteps, Math.ceil(owed / (1 - usualShare)) + 1);
};
const stepsOf = (factors) => 1 + factors.length + backSteps(factors);
/** The length of a step, in whole seconds. It is shorter than wanted if the budget has no time for it. */
function overloadStepMs({ factors, stepMs }, arms, budgetMs) {
    const affordableMs = (budgetShare * budgetMs) / (arms * stepsOf(factors));
    return (0,unit/* millis */.ne)(1000 * Math.max(shortestStepMs / 1000, Math.floor(Math.min(stepMs, affordableMs) / 1000)));
}
/** The time of the overloads of all arms. */
const overloadMs = (spec, arms, budgetMs) => (0,unit/* millis */.ne)(arms * (stepsOf(spec.factors) + 1) * overloadStepMs(spec, arms, budgetMs));
function overloadPlan({ factors }, capacityPerSec, stepMs) {
    const usualPerSec = (0,unit/* perSec */.N_)(usualShare * capacityPerSec);
    return { capacityPerSec, stepMs, factors, usualPerSec, backSteps: backSteps(factors) };
}
/** The rates in the order played. */
const overloadRates = ({ capacityPerSec, factors, usualPerSec, backSteps: back }) => [
    usualPerSec,
    ...factors.map((factor) => (0,unit/* perSec */.N_)(factor * capacityPerSec)),
    ...Array.from({ length: back }, () => usualPerSec),
];

;// CONCATENATED MODULE: ./build/experiment/strategies/startSearch.js




/** Starts the arms fresh, and connects to them. `cleanup` stops them. */
async function startSearch(scenario, arms, restart, { engine, monitorsFor, seed, tls }, cleanup) {
    for (const arm of arms.toSorted(byArm))
        await arm.prepareRound();
    const running = (await startAll(arms, cleanup)).toSorted(byArm);
    const died = Promise.race(running.map((arm) => arm.died));
    died.catch(() => { });
    const destinations = running.map(({ origin }) => ({ ...scenario.connection, origin, tls }));
    const connected = engine
        .connect(destinations, streamSpec(scenario, phaseSeed(seed, restart, 0)))
        .catch(async (error) => {
        throw await setupError(error, { running, index: restart, hasSucceeded: restart > 0, otherSucceeded: false });
    });
    const session = cleanup.use(await Promise.race([connected, died]));
    return { running, died, session, monitors: monitorsFor(running) };
}
/** True if that arm's service has ended. The other arm's end is a failure of the run. */
async function hasEnded(arm) {
    if (arm === undefined)
        return false;
    const ended = arm.died.catch(() => true);
    return await Promise.race([ended, new Promise((resolve) => setImmediate(() => resolve(false)))]);
}
/** Time for a service to give up requests whose answers nobody waits for any more. */
const afterDropsMs = 1000;

;// CONCATENATED MODULE: ./build/experiment/strategies/overload.js
var overload_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var overload_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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






/** How often the usual load is tried until it is served as before. */
const mostAttempts = 3;
/** The numbers of starts in a search are lower. */
const overloadRound = 1000;
/** Loads one arm after the other beyond its capacity, each with a fresh start. An arm without a capacity is left out. */
async function playOverloads(scenario, arms, { capacityOf, budgetMs, search, overloads }, context) {
    const { overload } = scenario;
    if (overload === undefined)
        return;
    const stepMs = overloadStepMs(overload, arms.length, budgetMs);
    for (const arm of arms) {
        const capacityPerSec = capacityOf(arm.arm);
        if (capacityPerSec === undefined)
            continue;
        const plan = overloadPlan(overload, capacityPerSec, stepMs);
        const rate = (0,format/* formatRate */.CE)(Number(capacityPerSec.toPrecision(3)));
        context.progress(`${scenario.id}: overload, ${arm.arm} at ${overload.factors.join(", ")} times ${rate}`);
        overloads.push(await playOverload(scenario, arm, { plan, search }, context));
    }
}
async function playOverload(scenario, arm, { plan, search }, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { clock, signal, seed } = context;
        const steps = {};
        const cleanup = overload_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const started = await startSearch(scenario, [arm], overloadRound, context, cleanup);
        try {
            const [first, ...others] = overloadRates(plan);
            if (first === undefined)
                throw new Error("an overload has rates");
            const pattern = { kind: "steps", ratesPerSec: [first, ...others] };
            const durationMs = (0,unit/* millis */.ne)(plan.stepMs * (1 + others.length));
            steps.record = await playLoad(scenario, started, { pattern, durationMs }, phaseSeed(seed, overloadRound, 1));
            const usual = { kind: "constant", ratePerSec: plan.usualPerSec };
            // A service may go on working for clients that have left.
            for (let attempt = 0; attempt < mostAttempts; attempt++) {
                await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + afterDropsMs * (1 + 2 * attempt)), signal);
                const after = { pattern: usual, durationMs: plan.stepMs };
                steps.after = await playLoad(scenario, started, after, phaseSeed(seed, overloadRound, 2 + attempt));
                if (search.hasRecovered({ arm: arm.arm, plan, ...steps }))
                    break;
            }
            if (scenario.teardown.length > 0)
                await Promise.race([started.session.tearDown(), started.died]);
            return { arm: arm.arm, plan, ...steps };
        }
        catch (error) {
            if (signal.aborted || !(await hasEnded(started.running[0])))
                throw error;
            return { arm: arm.arm, plan, ...steps, died: (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(error)) };
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = overload_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function playLoad({ capacity }, { session, died }, load, seed) {
    const phase = { ...load, arrival: capacity?.arrival ?? "poisson" };
    const [record] = await Promise.race([session.playPhase(phase, seed), died]);
    if (record === undefined)
        throw new Error("the load engine returned no record of the overload");
    return record;
}

;// CONCATENATED MODULE: ./build/experiment/strategies/capacity.js
var capacity_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var capacity_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
 * Searches the highest rate at which the limits hold, with short trials of base and head in turn. Each restart of the
 * services gives one estimate for each arm: the unit of replication.
 */
const capacity = {
    async measure(scenario, { base, head }, { budgetMs, capacitySearchFor }, context) {
        const arms = base === undefined ? [head] : [base, head];
        const names = arms.map(({ arm }) => arm);
        const { overload } = scenario;
        const state = { trials: [], restart: 0, startMs: context.clock.nowMs() };
        const overloads = [];
        try {
            const reservedMs = overload === undefined ? 0 : overloadMs(overload, arms.length, budgetMs);
            const search = capacitySearchFor(scenario, names, (0,unit/* millis */.ne)(budgetMs - reservedMs));
            if (scenario.capacity?.isSearched !== false)
                await searchCapacity(scenario, arms, search, state, context);
            const capacityOf = (arm) => overload?.capacityPerSec ?? search.capacityOf(arm, state.trials);
            if (overload !== undefined)
                await playOverloads(scenario, arms, { capacityOf, budgetMs, search, overloads }, context);
            return { rounds: [], planned: 0, trials: state.trials, overloads };
        }
        catch (failure) {
            return { rounds: [], planned: 0, trials: state.trials, overloads, failure };
        }
    },
};
async function searchCapacity(scenario, arms, search, state, context) {
    for (;;) {
        const end = await playRestart(scenario, arms, search, state, context);
        if (end === "done")
            return;
        // A service that ended is started again, and the restart goes on.
        if (end === "restart")
            state.restart++;
    }
}
/** Plays trials until the search wants a fresh start, or ends, or a service ends. */
async function playRestart(scenario, arms, search, state, context) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { clock, progress } = context;
        const { trials, restart } = state;
        const cleanup = capacity_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const started = await startSearch(scenario, arms, restart, context, cleanup);
        const elapsedMs = () => (0,unit/* millis */.ne)(clock.nowMs() - state.startMs);
        const restartedAtMs = elapsedMs();
        for (;;) {
            const step = search.nextStep({ trials, restart, elapsedMs: elapsedMs(), restartedAtMs });
            if (step.kind !== "trial") {
                if (scenario.teardown.length > 0)
                    await Promise.race([started.session.tearDown(), started.died]);
                return step.kind;
            }
            progress(`${scenario.id}: ${trialText(step.order, restart, arms.length)}`);
            const trial = await playTrial(step.order, { scenario, search, restart, started }, context);
            trials.push(trial);
            if (trial.died !== undefined)
                return "died";
            requireSuccess(trials);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = capacity_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Throws CouldNotMeasure if nothing works from the start: wrong requests are no capacity of 0. */
function requireSuccess(trials) {
    const [first] = trials;
    if (trials.length > 1 || first === undefined || first.successful > 0)
        return;
    throw new errors/* CouldNotMeasure */.Nc(`no request of the first trial succeeded (${(0,format/* formatRate */.CE)(first.ratePerSec)} to the ${first.arm}); correct the requests, or read the service's log`);
}
/** Plays one trial. A service that ends during it is a result, too. */
async function playTrial(order, { scenario, search, restart, started }, { clock, signal }) {
    const { running, died, session, monitors } = started;
    const target = running.findIndex(({ arm }) => arm === order.arm);
    const load = () => Promise.race([session.playPhase(phaseOf(order, scenario, target), order.seed), died]);
    try {
        const { result, readings } = await observe(monitors, load);
        const [record] = result;
        if (record === undefined)
            throw new Error(`the load engine returned no record for the ${order.arm}`);
        const own = readings[target] ?? [];
        const phase = { arm: order.arm, phaseId: order.purpose, warmup: false, record, readings: own };
        const hasDropped = record.requests.some(({ outcomes }) => "dropped" in outcomes);
        if (hasDropped)
            await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + afterDropsMs), signal);
        return search.summarize({ order, restart, phase, arrivalsMs: arrivalsMs(order, scenario) });
    }
    catch (error) {
        if (signal.aborted || !(await hasEnded(running[target])))
            throw error;
        return search.dead(order, restart, (0,format/* firstLine */.TM)((0,errors/* messageOf */.bD)(error)));
    }
}
/** The arrivals follow from the seed. The load generator played the same. */
function arrivalsMs(order, scenario) {
    const arrivals = (0,schedule_arrivals/* arrivalsOf */.A)({ ...phaseOf(order, scenario, 0), seed: order.seed, targets: 1 });
    const dueMs = new Float32Array(arrivals.count ?? 0);
    for (const cursor = arrivals.cursor(0); cursor.dueMs !== Number.POSITIVE_INFINITY; cursor.next())
        dueMs[cursor.iteration] = cursor.dueMs;
    return dueMs.sort();
}
const phaseOf = ({ playedPerSec, leadInMs, durationMs, mostUsers }, { capacity: spec, flows }, target) => ({
    pattern: { kind: "constant", ratePerSec: (0,unit/* perSec */.N_)(playedPerSec) },
    arrival: spec?.arrival ?? "poisson",
    durationMs: (0,unit/* millis */.ne)(leadInMs + durationMs),
    leadInMs,
    target,
    ...(0,omitUndefined/* omitUndefined */.O)({ maxConcurrentUsers: flows.every(isOneRequest) ? mostUsers : undefined }),
});
/** In a flow of several steps, a user is busy for longer than a request takes. */
const isOneRequest = ({ steps }) => steps.length === 1 && steps.every(({ thinkTimeMs }) => thinkTimeMs.toMs === 0);
/** restart 2, head at 640/s */
function trialText({ purpose, arm, ratePerSec }, restart, arms) {
    const where = purpose === "sample" ? `restart ${restart + 1}` : purpose;
    return `${where}, ${arms > 1 ? `${arm} ` : ""}at ${(0,format/* formatRate */.CE)(Number(ratePerSec.toPrecision(3)))}`;
}

;// CONCATENATED MODULE: ./build/experiment/keptState.js


/**
 * Watches where the services of a pair may keep state that a second service of the same build would share: they have
 * settings for each arm, or something in their directories changes. `out`: Loadgate's own directory for logs and reports.
 */
async function watchState({ base, head }, out) {
    const arms = [base, head].map(({ arm, directory = "." }) => ({ arm, directory: (0,external_node_path_.resolve)(directory) }));
    const look = () => Promise.all(arms.map(({ directory }) => entriesOf(directory, (0,external_node_path_.resolve)(out))));
    const before = await look();
    return async () => {
        const setting = differentSetting(base.environment, head.environment);
        if (setting !== undefined)
            return `base and head have a ${setting} of their own`;
        const after = await look();
        const changes = arms.map(({ arm, directory }, i) => {
            const changed = changedEntry(before[i], after[i]);
            if (changed === undefined)
                return undefined;
            if (changed.kind === "unknown")
                return `the directory of the ${arm} has too many files to look for changes`;
            return `${(0,external_node_path_.relative)(directory, changed.path) || "a file"} changed in the directory of the ${arm}`;
        });
        return changes.find((change) => change !== undefined);
    };
}
/** Loadgate itself sets these for each arm. */
const ownVariables = new Set(["TMPDIR", "LOADGATE_ARM"]);
/** The name of a variable that base and head do not share. */
function differentSetting(base = {}, head = {}) {
    const names = [...Object.keys(base), ...Object.keys(head)].filter((name) => !ownVariables.has(name));
    return names.find((name) => base[name] !== head[name]);
}
/** What programs write once, and only to start faster. */
const caches = new Set([".git", "node_modules", "__pycache__", ".venv", "venv"]);
/** More entries would take too long to look at. */
const maxEntries = 20_000;
/** All entries by path. `undefined` if there are too many, as in a circle of links, or the directory cannot be read. */
async function entriesOf(directory, out) {
    const entries = new Map();
    const waiting = [(0,external_node_path_.resolve)(directory)];
    try {
        for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
            const children = await (0,promises_.readdir)(path, { withFileTypes: true });
            const isSkipped = (name) => caches.has(name) || (0,external_node_path_.join)(path, name) === out;
            const skipped = children.filter(({ name }) => isSkipped(name)).map(({ name }) => name);
            entries.set(path, { modifiedMs: (await (0,promises_.stat)(path)).mtimeMs, skipped: skipped.join() });
            for (const child of children.filter(({ name }) => !isSkipped(name))) {
                const at = (0,external_node_path_.join)(path, child.name);
                // State may lie behind a link. One that leads nowhere is a file.
                const status = await (0,promises_.stat)(at).catch(() => (0,promises_.lstat)(at));
                if (status.isDirectory())
                    waiting.push(at);
                else
                    entries.set(at, { modifiedMs: status.mtimeMs, size: status.size });
                if (entries.size + waiting.length > maxEntries)
                    return undefined;
            }
        }
        return entries;
    }
    catch {
        return undefined;
    }
}
/** The first difference. A directory in which a cache appeared may have changed for that alone. */
function changedEntry(before, after) {
    if (before === undefined || after === undefined)
        return { kind: "unknown" };
    const isChanged = (path) => {
        const [earlier, entry] = [before.get(path), after.get(path)];
        if (earlier === undefined || entry === undefined || earlier.size !== entry.size)
            return true;
        return earlier.modifiedMs !== entry.modifiedMs && earlier.skipped === entry.skipped;
    };
    // A changed file tells more than its directory.
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(isChanged);
    const isFile = (path) => (after.get(path) ?? before.get(path))?.size !== undefined;
    const path = changed.find(isFile) ?? changed[0];
    return path === undefined ? undefined : { kind: "entry", path };
}

;// CONCATENATED MODULE: ./build/experiment/pairs.js
/** Splits a round into one record per pair. */
function splitPairs({ index, phases }, pairs) {
    if (pairs === 1)
        return [{ index, phases }];
    return [false, true].map((second, i) => ({
        index: pairs * index + i,
        phases: phases.filter(({ isSecond = false }) => isSecond === second),
    }));
}

;// CONCATENATED MODULE: ./build/experiment/stretches.js


/** With fewer starts than a comparison needs, this many stretches in all. */
const enoughStretches = 8;
/** Longer without a start shows nothing new. */
const mostStretches = 12;
/**
 * The plan for services that cannot start often enough within the time. `undefined` if they can, or if even one start
 * leaves too little time for the stretches. `startMs`: starting, warming up and stopping. `stretchMs`: one stretch.
 * `pairs` start at once.
 */
function planStretches(availableMs, startMs, stretchMs, pairs = 1) {
    const fewestStarts = record/* minRounds */.u / pairs;
    if (availableMs >= fewestStarts * (startMs + stretchMs))
        return undefined;
    const plans = Array.from({ length: fewestStarts - 1 }, (_, i) => fewestStarts - 1 - i).map((starts) => {
        const fitting = Math.floor((availableMs / starts - startMs) / stretchMs);
        return { starts, stretches: Math.min(mostStretches, fitting) };
    });
    const total = ({ starts, stretches }) => pairs * starts * stretches;
    return (plans.find((plan) => total(plan) >= enoughStretches) ??
        plans.find((plan) => plan.stretches > 1 && total(plan) >= record/* minRounds */.u));
}
/** A round is lengthened until its load takes this share of its start, at most. */
const loadShareOfStart = 1.25;
const mostLengthening = 4;
/** Longer rounds must leave this many of them. */
const fewestLongRounds = 6;
/**
 * How many times as long the load of a round should last. More than 1 if starts are slow: a start then costs more than
 * the requests after it.
 */
function lengthening(availableMs, startMs, loadMs, pairs = 1) {
    const wanted = Math.min(mostLengthening, (loadShareOfStart * startMs) / loadMs);
    const affordable = ((pairs * availableMs) / fewestLongRounds - startMs) / loadMs;
    return Math.max(1, Math.min(wanted, affordable));
}
/** Splits a round whose measured phases were played several times into one record per stretch. */
function splitStretches({ index, phases }, stretches) {
    if (stretches === 1)
        return [{ index, phases }];
    const warmups = phases.filter(({ warmup }) => warmup);
    const measured = phases.filter(({ warmup }) => !warmup);
    const each = measured.length / stretches;
    return Array.from({ length: stretches }, (_, i) => ({
        index: index * stretches + i,
        start: index,
        phases: [...(i === 0 ? warmups : []), ...measured.slice(i * each, (i + 1) * each)],
    }));
}
/** The phases of a round with several stretches. */
function repeatMeasured(phases, stretches) {
    const measured = phases.filter(({ warmup }) => !warmup);
    return [...phases.filter(({ warmup }) => warmup), ...Array.from({ length: stretches }, () => measured).flat()];
}
/** Phases that last longer, none longer than in the scenario. */
function lengthenPhases(phases, factor, wholeMs) {
    return phases.map((phase) => phase.warmup
        ? phase
        : { ...phase, durationMs: (0,unit/* millis */.ne)(Math.min(factor * phase.durationMs, wholeMs(phase.phaseId))) });
}

;// CONCATENATED MODULE: ./build/experiment/strategies/duetPlan.js




/** Chooses between many short rounds, fewer long ones, and several rounds after each start. */
function planDuet({ scenario, phases, roundMs, availableMs, pairs }) {
    const loadMs = measuredMs(phases);
    const startMs = (0,unit/* millis */.ne)(Math.max(0, roundMs - loadMs));
    const several = planStretches(availableMs, startMs, loadMs, pairs);
    if (several !== undefined) {
        const { starts, stretches } = several;
        const longMs = (0,unit/* millis */.ne)(startMs + stretches * loadMs);
        const planned = pairs * starts * stretches;
        return { phases: repeatMeasured(phases, stretches), pairs, stretches, planned, roundMs: longMs };
    }
    const wholeMs = (id) => scenario.phases.find((phase) => phase.id === id)?.durationMs ?? (0,unit/* millis */.ne)(0);
    const longer = lengthenPhases(phases, lengthening(availableMs, startMs, loadMs, pairs), wholeMs);
    const longMs = (0,unit/* millis */.ne)(startMs + measuredMs(longer));
    const planned = plannedRounds(availableMs, longMs, { atOnce: pairs });
    return { phases: longer, pairs, stretches: 1, planned, roundMs: longMs };
}
/** Rounds that one start gives. */
const roundsPerStart = ({ pairs, stretches }) => pairs * stretches;
/** The plan for the starts after the first one, which showed how long one takes. */
function paceDuet(plan, roundMs, availableMs) {
    const atOnce = roundsPerStart(plan);
    const planned = plannedRounds(availableMs, roundMs, { finished: atOnce, atOnce });
    return { ...plan, roundMs, planned: planned - atOnce };
}
/** The rounds of one start. */
const roundsOfStart = (record, { pairs, stretches }) => splitPairs(record, pairs).flatMap((round) => splitStretches(round, stretches));

;// CONCATENATED MODULE: ./build/experiment/strategies/twoPairs.js





/** The reason for one pair at a time where `gate.pairs` allows two, in a clause; `undefined` if two should run at once. */
async function whyOnePair({ pair, rehearsal, dealing, plan, keptState }, { pairs, sharedCounters, stoppingRule }) {
    if (secondPair(pair) === undefined) {
        return pair.head.runsOnce ?? pair.base.runsOnce ?? "Loadgate does not start the service";
    }
    if (dealing.kind === "slice")
        return "base and head get the load in turn";
    if (pairs === 2)
        return undefined;
    if (sharedCounters !== undefined)
        return sharedCounters;
    // The first start of two pairs may be in vain, and enough time must be left then.
    if (plan.stretches > 1 || plan.planned < 2 * record/* minRounds */.u)
        return "there is too little time for two";
    return stoppingRule.obstacleToTwoPairs(rehearsal) ?? (await keptState?.());
}
/**
 * Plays the first start of two pairs, and the others as `playOthers` does. Its failure may be that only one pair can run
 * at a time.
 */
async function playTwoPairs({ scenarioId, plan, availableMs, playStart, isDisturbed }, playOthers, { clock, progress }) {
    progress(`${scenarioId}: two pairs of base and head run at once`);
    const startMs = clock.nowMs();
    try {
        const opening = await playStart(plan, 0);
        if (isDisturbed(opening))
            throw new PairsDisturbed("requests took longer with two, or more of them failed");
        return await playOthers(paceDuet(plan, (0,unit/* millis */.ne)(clock.nowMs() - startMs), availableMs()), opening);
    }
    catch (failure) {
        return { rounds: [], planned: 0, failure };
    }
}
/** Two pairs wait for each other, which is no failure of a service. */
class PairsDisturbed extends Error {
    name = "PairsDisturbed";
}
/** Says why two pairs do not run. */
function leaveTwoPairs(scenarioId, failure, { progress, notify }) {
    const reason = (0,errors/* summaryOf */.YG)(failure);
    progress(`${scenarioId}: one pair of base and head goes on alone, because two cannot run at once: ${reason}`);
    if (!(failure instanceof PairsDisturbed))
        notify({ kind: "two_pairs_failed", scenario: scenarioId, reason });
}

;// CONCATENATED MODULE: ./build/experiment/strategies/duet.js











/**
 * Base and head under load at the same time, in many short rounds, each with a piece of every phase. A rehearsal round,
 * which is discarded, comes first: it shows how long a round takes, how the arms should share the load, and whether the
 * machine can carry two pairs of them.
 */
const duet = {
    async measure(scenario, measuredArms, options, context) {
        const { clock, seed } = context;
        const { budgetMs, stoppingRule } = options;
        const pair = requirePair(measuredArms);
        const endMs = (0,unit/* millis */.ne)(clock.nowMs() + budgetMs);
        const availableMs = () => (0,unit/* millis */.ne)(endMs - clock.nowMs());
        const play = (phases, index, pairs = [pair]) => {
            const arms = pairs.flatMap((each) => pairInOrder(each, seed, index));
            // Where one pair has to follow two, it sends other requests than they did.
            const own = { ...context, seed: seed + pairs.length - 1 };
            return playRound({ index, arms, scenario, phases, hasSucceeded: index >= 0 }, own);
        };
        const playStart = async (plan, index) => roundsOfStart(await play(plan.phases, index, armPairs(pair, plan.pairs)), plan);
        try {
            const isOpen = options.pairs === "auto" && options.sharedCounters === undefined;
            const mayRunTwice = isOpen && secondPair(pair) !== undefined;
            const keptState = mayRunTwice ? await watchState(pair, context.out) : undefined;
            const rehearsed = await rehearse(scenario, play, options, context);
            const { rehearsal, dealing, phases, roundMs } = rehearsed;
            const planFor = (pairs) => planDuet({ scenario, phases, roundMs, availableMs: availableMs(), pairs });
            const playPlan = (plan, finished, sharing) => {
                sayPlan(scenario.id, plan, { budgetMs, roundMs }, context);
                const loop = {
                    scenarioId: scenario.id,
                    plan: { planned: finished.length + plan.planned, dealing: sharing },
                    roundMs: plan.roundMs,
                    perCall: roundsPerStart(plan),
                    endMs,
                    finished,
                    stoppingRule,
                    playRound: (call) => playStart(plan, call),
                };
                return playRounds(loop, context);
            };
            const plan = planFor(2);
            const playOnePair = (reason) => playPlan(planFor(1), [], { ...dealing, one_pair_reason: reason });
            if (options.pairs === 1)
                return await playPlan(planFor(1), [], dealing);
            const reason = await whyOnePair({ pair, ...rehearsed, plan, keptState }, options);
            if (reason !== undefined) {
                context.progress(`${scenario.id}: one pair of base and head runs at a time: ${reason}`);
                return await playOnePair(reason);
            }
            const isDisturbed = (opening) => stoppingRule.isDisturbed(opening, rehearsal);
            const both = await playTwoPairs({ scenarioId: scenario.id, plan, availableMs, playStart, isDisturbed }, (paced, opening) => playPlan(paced, opening, { ...dealing, pairs: 2 }), context);
            // A later failure has another reason than the second pair.
            if (both.failure === undefined || both.rounds.length > 0 || context.signal.aborted)
                return both;
            leaveTwoPairs(scenario.id, both.failure, context);
            return await playOnePair((0,errors/* summaryOf */.YG)(both.failure));
        }
        catch (failure) {
            return { rounds: [], planned: 0, failure };
        }
    },
};
async function rehearse(scenario, play, { interleave, stoppingRule }, { clock, progress }) {
    progress(`${scenario.id}: rehearsal round`);
    const startMs = clock.nowMs();
    const rehearsed = withInterleave(phasePieces(scenario), interleave === "slice" ? "slice" : "request");
    const rehearsal = await play(rehearsed.phases, -1);
    const rehearsalMs = clock.nowMs() - startMs;
    const dealing = interleave === "auto"
        ? stoppingRule.chooseInterleaving(rehearsal)
        : { kind: interleave, reason: `gate.interleave: ${interleave}` };
    const { phases, addedMs } = withInterleave(rehearsed.phases, dealing.kind);
    return { rehearsal, dealing, phases, roundMs: (0,unit/* millis */.ne)(rehearsalMs + (interleave === "auto" ? addedMs : 0)) };
}
function sayPlan(scenarioId, { planned, stretches }, { budgetMs, roundMs }, { progress }) {
    if (planned < record/* minRounds */.u) {
        progress(`${scenarioId}: too little time to compare: gate.budget has ${(0,format/* formatDuration */.a3)(budgetMs)} for it, ` +
            `and ${record/* minRounds */.u} rounds and the rehearsal take ${(0,format/* formatDuration */.a3)((record/* minRounds */.u + 1) * roundMs)}`);
    }
    else if (stretches > 1) {
        progress(`${scenarioId}: starts are slow, so the load after each start is measured in ${stretches} rounds; ` +
            "gate.restart_noise stands for the difference between starts");
    }
}

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
const strategyFor = (scenario, { kind }) => scenario.capacity === undefined ? measuringStrategies[kind] : capacity;

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
function whyNotPieces({ compare, phases, capacity }) {
    if (capacity !== undefined)
        return "base and head in turn on one machine, each until its limit";
    if (compare !== undefined && !comparisonMode/* comparisonModes */.OA[compare].playsPieces)
        return `compare: ${compare}`;
    const isSteady = ({ kind }) => kind === "constant" || kind === "spikeTrains";
    const variable = phases.find(({ warmup, pattern }) => !warmup && !isSteady(pattern));
    if (variable === undefined)
        return undefined;
    return `base and head in turn on one machine, because ${variable.id} can only be played whole`;
}

;// CONCATENATED MODULE: ./build/experiment/measureScenarios.js










/**
 * Measures the scenarios one after the other. They share the budget. After a failure, the others are not measured, and
 * neither are those that the budget has no time for.
 */
async function measureScenarios(plan, arms, { baseline, stoppingRuleFor, capacitySearchFor }, context) {
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
        const stoppingRule = stoppingRuleFor(scenario, mode);
        const sharedCounters = (0,pairsText/* countersText */.D)(plan.monitors);
        const options = {
            budgetMs,
            interleave: gate.interleave,
            pairs: gate.pairs,
            sharedCounters,
            stoppingRule,
            capacitySearchFor,
        };
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
    const measurement = await strategyFor(scenario, mode).measure(scenario, { base, head }, options, context);
    const alone = context.signal.aborted ? undefined : headAloneMode(mode, measurement);
    if (alone === undefined)
        return { scenario, mode, measurement };
    context.progress(`${scenario.id}: ${alone.reason}`);
    const ofHead = await strategyFor(scenario, alone).measure(scenario, { head }, options, context);
    return { scenario, mode: alone, measurement: ofHead };
}
/** The mode in which the head is measured without its base after that failure; `undefined` if the failure stands. */
function headAloneMode({ against }, { rounds, failure }) {
    // A base that served the setup in an earlier round is not what lacks it.
    if (failure instanceof SetupUnserved && rounds.length === 0) {
        const { step } = failure;
        return {
            kind: "recorded",
            reason: `head alone, because the base does not serve ${step}`,
            unserved_setup: step,
        };
    }
    if (against === undefined || failure === undefined)
        return undefined;
    // The anchor serves only to find drift.
    const reason = `main alone, because it could not be measured beside its anchor build: ${(0,errors/* summaryOf */.YG)(failure)}`;
    return { kind: "recorded", reason };
}

;// CONCATENATED MODULE: ./build/experiment/noticeList.js
function createNoticeList() {
    const notices = new Map();
    return {
        add(notice) {
            const key = noticeList_keyOf(notice);
            const before = notices.get(key);
            notices.set(key, before === undefined ? notice : combined(before, notice));
        },
        all: () => [...notices.values()],
    };
}
/** The parts of a notice that make it another one. A listener has another pid in each round. */
function noticeList_keyOf(notice) {
    switch (notice.kind) {
        case "port_of_one_arm":
            return JSON.stringify([notice.kind, notice.port]);
        case "monitor_failed":
            return JSON.stringify([notice.kind, notice.monitor, notice.reason]);
        case "usage_unseen":
        case "processes_hidden":
            return notice.kind;
        default:
            return JSON.stringify(notice);
    }
}
/** A notice of one arm that came for the other one, too. */
function combined(before, notice) {
    if (!("arm" in before) || !("arm" in notice) || before.arm === notice.arm)
        return before;
    switch (before.kind) {
        case "port_of_one_arm":
            // The arm that starts first gets a port, and the arms start first in turn.
            return { ...before, arm: "either" };
        case "usage_unseen":
        case "processes_hidden":
        case "monitor_failed":
            return { ...before, arm: "both" };
        default:
            return before;
    }
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



















const explainNothing = () => [];
/** Builds the arms and measures every scenario. Never throws because of a service: failures are in the measurements. */
async function runExperiment(plan, baseline, { stoppingRuleFor, capacitySearchFor }, context, chooseChanges = explainNothing) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        await (0,killLeftovers/* removeDeadRuns */.P)();
        const temporary = await (0,service_runDirectory/* createRunDirectory */.HZ)(context.runId);
        const cleanup = experiment_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        cleanup.defer(() => (0,service_runDirectory/* removeRunDirectory */.kj)(temporary));
        cleanup.defer(() => (0,sweep/* sweepContainers */.V5)(temporary));
        (0,watchdog/* startWatchdog */.M5)(context.runId, temporary);
        const jobCores = (0,cpuAffinity/* availableCores */.o5)();
        const workers = workerCount(plan, jobCores);
        const { pinning, notices } = pinGenerator(plan.load.pin, workers);
        const engine = cleanup.use(startLoadGenerator(context.entry, workers, context.signal));
        // Its threads run now. The monitors on this one would delay their requests.
        if (pinning !== undefined)
            (0,cpuAffinity/* pinMainThread */.T7)(pinning.service);
        const path = await servicePath(context.env["PATH"] ?? "", process.execPath, temporary);
        const env = { ...context.env, PATH: path };
        const warmedUp = context.env["LOADGATE_WARM_UP"] === "off" ? undefined : warmUp(engine, plan);
        const seen = createNoticeList();
        const buildStartMs = (0,shell_clock/* nowMs */.TC)();
        const arms = await buildArms(plan, context, {
            ...context,
            env,
            temporary,
            tls: plan.load.tls,
            notify: seen.add,
            ...(pinning && { cores: pinning.service }),
        });
        const buildMs = (0,unit/* millis */.ne)((0,shell_clock/* nowMs */.TC)() - buildStartMs);
        const failure = arms.failure ?? (await warmedUp);
        const cores = Math.min(pinning?.service.length ?? jobCores, jobCores);
        const options = {
            baseline,
            stoppingRuleFor: (scenario, mode) => stoppingRuleFor(scenario, mode, cores),
            capacitySearchFor: capacitySearchFor(context.seed),
        };
        const rounds = roundContext(plan, engine, seen, context);
        const scenarios = await measureScenarios(plan, { ...arms, failure }, options, rounds);
        await saveHeadImages(arms, context, seen);
        const experiment = {
            ...(arms.base && { base: arms.base }),
            ...(arms.missingBase && { missingBase: arms.missingBase }),
            ...(arms.head && { head: arms.head }),
            buildMs,
            scenarios,
            ...(pinning && {
                pinning: { generator: (0,cpuAffinity/* formatCores */.AA)(pinning.generator), service: (0,cpuAffinity/* formatCores */.AA)(pinning.service) },
            }),
            notices: [...notices, ...arms.notices, ...seen.all()],
            extra: [],
        };
        const extra = await explain(plan, arms, chooseChanges(experiment), { scenarios, temporary, context, rounds });
        return { ...experiment, extra };
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
/** Saves the head's images for later runs. A failure is a notice, because the verdict does not need them. */
async function saveHeadImages({ head }, { imageFile, signal }, seen) {
    if (imageFile === undefined || head?.saveImages === undefined || signal.aborted)
        return;
    try {
        await head.saveImages(imageFile);
    }
    catch (error) {
        if (!(error instanceof errors/* CouldNotMeasure */.Nc))
            throw error;
        seen.add({ kind: "images_not_saved", reason: error.summary });
    }
}
/** Plays the extra rounds. Nothing that happens in them changes what was measured before. */
async function explain(plan, arms, changes, { scenarios, temporary, context, rounds }) {
    const instrumented = (arm) => ({
        directory: arm?.directory ?? ".",
        environment: arm?.environment ?? {},
    });
    const instrumentsFor = ({ id, flows }) => createInstruments(plan, {
        temporary,
        out: context.out,
        scenario: id,
        requests: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
        arms: { base: instrumented(arms.base), head: instrumented(arms.head) },
        // Not the mark of the arm's service: the processes of an instrument are no part of it.
        mark: (arm) => ({ name: watchdog/* runMark */.n6, value: `${context.runId}/instrument-${arm}` }),
        tls: plan.load.tls,
        signal: context.signal,
    });
    const { budgetMs, traces } = plan.explain;
    const options = { budgetMs, isTraced: traces === "auto", measured: scenarios, instrumentsFor };
    return await explainChanges(changes, arms, options, rounds);
}
function roundContext({ load, monitors }, engine, seen, context) {
    const { signal, seed, out, progress } = context;
    const sampler = { intervalMs: monitors.intervalMs, clock: shell_clock/* systemClock */.ml, notify: seen.add };
    const monitorsOf = roundMonitors(sampler);
    // Two pairs have twice the processes, and their monitors should not cost more.
    const monitorsOfTwoPairs = roundMonitors({ ...sampler, intervalMs: (0,unit/* millis */.ne)(2 * sampler.intervalMs) });
    const withConfigured = configuredMonitors(monitors, load.tls, sampler);
    return {
        engine,
        monitorsFor: (running) => withConfigured((running.length > 2 ? monitorsOfTwoPairs : monitorsOf)(running), running),
        clock: shell_clock/* systemClock */.ml,
        signal,
        seed,
        out,
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
/* harmony import */ var _analysis_phases_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(15710);
/* harmony import */ var _analysis_scenario_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58667);
/* harmony import */ var _baseline_loadHash_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16980);
/* harmony import */ var _experiment_experiment_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(88684);
/* harmony import */ var _gate_confirmation_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37277);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12011);
/* harmony import */ var _results_codec_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(41271);
/* harmony import */ var _results_maskResults_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(67355);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(45130);
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
    const machine = (0,_analysis_phases_js__WEBPACK_IMPORTED_MODULE_0__/* .usableMachine */ .I)(environment);
    const experiment = await (0,_experiment_experiment_js__WEBPACK_IMPORTED_MODULE_3__/* .runExperiment */ .p)(planFor(plan, before.scenarios.filter(({ id }) => scenarioIds.has(id))), baseline.kind, {
        stoppingRuleFor: (0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .createStoppingRule */ .Jl)(before.settings, { recheck }),
        capacitySearchFor: (0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .createCapacitySearch */ .xW)(machine),
    }, context);
    const base = experiment.base && (0,_run_js__WEBPACK_IMPORTED_MODULE_8__/* .baseProvenance */ .ZT)(experiment.base, commits);
    const baseProblem = base && differentBase(first.provenance.base, base);
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

/***/ 45130:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ZT: () => (/* binding */ baseProvenance),
  xW: () => (/* binding */ createCapacitySearch),
  Jl: () => (/* binding */ createStoppingRule),
  eF: () => (/* binding */ run),
  $u: () => (/* binding */ scenarioRecords)
});

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/analysis/capacity/overloadRecovery.js
var overloadRecovery = __webpack_require__(3891);
// EXTERNAL MODULE: ./build/analysis/capacity/restartEstimates.js + 1 modules
var restartEstimates = __webpack_require__(70493);
// EXTERNAL MODULE: ./build/analysis/capacity/search.js + 1 modules
var search = __webpack_require__(66090);
// EXTERNAL MODULE: ./node_modules/simple-statistics/dist/simple-statistics.mjs
var simple_statistics = __webpack_require__(15521);
// EXTERNAL MODULE: ./build/model/metric.js
var model_metric = __webpack_require__(16080);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var histogram = __webpack_require__(48136);
// EXTERNAL MODULE: ./build/stats/sketch.js
var sketch = __webpack_require__(15542);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/analysis/resourceUsage.js
var resourceUsage = __webpack_require__(23708);
// EXTERNAL MODULE: ./build/stats/paired.js
var paired = __webpack_require__(33755);
;// CONCATENATED MODULE: ./build/analysis/causes/roundDifference.js


/** Fewer rounds than this show nothing. */
const fewestPairs = 3;
/** The paired t test over rounds. `undefined` with too few rounds. */
function roundDifference(pairs) {
    const differences = (0,paired/* differencesOf */.g6)(pairs.map(({ base, head }) => head - base));
    if (pairs.length < fewestPairs || differences === undefined)
        return undefined;
    const base = (0,simple_statistics/* mean */.RE)(pairs.map((pair) => pair.base));
    const p = Math.min(1, 2 * (0,paired/* pGreater */.Z1)({ ...differences, mean: Math.abs(differences.mean) }));
    return { base, head: base + differences.mean, interval: (0,paired/* tInterval */.oW)(differences, 0.95), p };
}
/** A pair for each round in which both arms have a value. */
function pairsOf(rounds, value) {
    return rounds.flatMap((round) => {
        const [base, head] = [value(round, "base"), value(round, "head")];
        return base === undefined || head === undefined ? [] : [{ base, head }];
    });
}
/** Holm (1979): which of these p values are significant, all together. */
function holm(pValues, level) {
    const order = [...pValues.keys()].toSorted((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
    const significant = pValues.map(() => false);
    for (const [rank, i] of order.entries()) {
        if ((pValues[i] ?? 1) > level / (pValues.length - rank))
            break;
        significant[i] = true;
    }
    return significant;
}

;// CONCATENATED MODULE: ./build/analysis/causes/latencyPerRequest.js



/** The records of one arm in one round, without warm-ups. */
const measuredRequests = ({ phases }, arm, name) => phases
    .filter((phase) => phase.arm === arm && !phase.warmup)
    .flatMap(({ record }) => record.requests)
    .filter((request) => name === undefined || request.name === name);
const meanOf = (times) => times.mean();
const medianOf = (times) => times.quantile(0.5);
/** The mean latency of all requests, or of one. `undefined` if none succeeded. */
function latencyDifference(rounds, name, of = meanOf) {
    return roundDifference(pairsOf(rounds, (round, arm) => latencyMs(measuredRequests(round, arm, name), of)));
}
/** The mean over the requests, by their number. */
function latencyMs(requests, of) {
    const times = requests.map(({ blamelessTime, responseTime }) => (0,histogram/* decodeHistogram */.pr)(blamelessTime ?? responseTime));
    const count = (0,simple_statistics/* sum */.cz)(times.map((one) => one.count));
    return count === 0 ? undefined : (0,simple_statistics/* sum */.cz)(times.map((one) => one.count * (of(one) ?? 0))) / count;
}
/** The request's share of all requests of the head. */
function shareOfRequests(rounds, name) {
    const due = (requests) => (0,simple_statistics/* sum */.cz)(requests.map((request) => request.due));
    const all = due(rounds.flatMap((round) => measuredRequests(round, "head")));
    return all === 0 ? 0 : due(rounds.flatMap((round) => measuredRequests(round, "head", name))) / all;
}
/**
 * The request that carries the change: its latency changed far more than that of each other one, which may have to wait
 * behind it. `undefined` if several changed alike.
 */
function leadingRequest(rounds) {
    const names = [...new Set(rounds.flatMap((round) => measuredRequests(round, "head").map(({ name }) => name)))];
    if (names.length === 1)
        return names[0];
    // Pauses make the mean uncertain, and rare slow requests do not show in the median.
    return leadingBy(meanOf, names, rounds) ?? leadingBy(medianOf, names, rounds);
}
/** Of the largest change. A request that only waits behind another one changes less. */
const muchShare = 0.3;
/** The requests whose latency changed most, without those that changed by far less. */
function mostChanged(rounds, names) {
    const changes = names.map((name) => {
        const { base = 0, head = 0 } = latencyDifference(rounds, name) ?? {};
        return { name, change: Math.abs(head - base) };
    });
    const largest = Math.max(0, ...changes.map(({ change }) => change));
    return changes.filter(({ change }) => change >= muchShare * largest).map(({ name }) => name);
}
/** The requests whose latency surely changed nearly as much as that of this one, which is among them. */
function changedAlike(rounds, names, name) {
    const changeOf = (one) => latencyDifference(rounds, one) ?? { base: 0, head: 0, p: 1 };
    const { base, head, p } = changeOf(name);
    if (p > level)
        return [name];
    return names.filter((one) => {
        const other = changeOf(one);
        const isSure = other.p <= level && ((other.head - other.base) * farMore) / (head - base) >= 1;
        return one === name || isSure;
    });
}
function leadingBy(of, names, rounds) {
    const all = latencyDifference(rounds, undefined, of);
    if (all === undefined)
        return undefined;
    const direction = Math.sign(all.head - all.base);
    const [first, second] = names
        .flatMap((name) => {
        const difference = latencyDifference(rounds, name, of);
        return difference === undefined
            ? []
            : [{ name, difference, change: direction * (difference.head - difference.base) }];
    })
        .toSorted((a, b) => b.change - a.change);
    if (first === undefined || first.change <= 0 || first.difference.p > level)
        return undefined;
    return first.change >= farMore * Math.max(0, second?.change ?? 0) ? first.name : undefined;
}
const farMore = 1.5;
const level = 0.05;

;// CONCATENATED MODULE: ./build/analysis/causes/answerDifferences.js



const answerDifferences_level = 0.01;
/** Smaller differences of an answer's size matter to nobody. */
const smallestSizeRatio = 0.05;
/** Numbers may have one digit more. */
const smallestSizeBytes = 64;
/** Of all requests. */
const smallestErrorShare = 0.01;
/** Answers of one request that differ between the arms: their size, their type, and how many of them are failures. */
function answerCandidates(rounds) {
    return requestNames(rounds).flatMap((name) => [
        ...sizeCandidate(name, rounds),
        ...typeCandidate(name, rounds),
        ...errorCandidate(name, rounds),
    ]);
}
const requestNames = (rounds) => [
    ...new Set(rounds.flatMap((round) => measuredRequests(round, "head").map(({ name }) => name))),
];
function sizeCandidate(request, rounds) {
    const difference = answerSizes(request, rounds);
    return difference === undefined ? [] : [{ kind: "response_size", request, unit: "bytes/request", difference }];
}
/** Bytes of an answer. `undefined` if the arms hardly differ. */
function answerSizes(request, rounds) {
    const difference = roundDifference(pairsOf(rounds, (round, arm) => bytesPerAnswer(measuredRequests(round, arm, request))));
    if (difference === undefined || difference.p > answerDifferences_level)
        return undefined;
    const { base, head } = difference;
    return Math.abs(head - base) <= Math.max(smallestSizeBytes, smallestSizeRatio * base) ? undefined : difference;
}
function bytesPerAnswer(records) {
    const known = records.flatMap(({ bodyBytes }) => bodyBytes ?? []);
    const answers = (0,simple_statistics/* sum */.cz)(records.map(({ outcomes }) => outcomes["ok"] ?? 0));
    return known.length < records.length || answers === 0 ? undefined : (0,simple_statistics/* sum */.cz)(known) / answers;
}
/** The arms answer most requests with another media type. */
function typeCandidate(request, rounds) {
    const types = answerTypes(request, rounds);
    if (types === undefined)
        return [];
    const evidence = `the answer is ${types.head} instead of ${types.base}`;
    return [{ kind: "response_size", request, subject: types.head, unit: "1", evidence }];
}
/** `undefined` if they are the same. */
function answerTypes(request, rounds) {
    const [base, head] = ["base", "head"].map((arm) => mostFrequent(rounds.flatMap((round) => measuredRequests(round, arm, request).map(({ contentTypes = {} }) => contentTypes))));
    return base === undefined || head === undefined || base === head ? undefined : { base, head };
}
function mostFrequent(counts) {
    const totals = new Map();
    for (const [name, count] of counts.flatMap((one) => Object.entries(one)))
        totals.set(name, (totals.get(name) ?? 0) + count);
    const [most] = [...totals].toSorted((a, b) => b[1] - a[1]);
    return most?.[0];
}
function errorCandidate(request, rounds) {
    const difference = roundDifference(pairsOf(rounds, (round, arm) => errorShare(measuredRequests(round, arm, request))));
    if (difference === undefined || difference.p > answerDifferences_level)
        return [];
    if (Math.abs(difference.head - difference.base) < smallestErrorShare)
        return [];
    const more = difference.head > difference.base ? "head" : "base";
    const failures = rounds.flatMap((round) => measuredRequests(round, more, request).map(({ outcomes }) => outcomes));
    const subject = mostFrequent(failures.map(({ ok: _, ...failed }) => failed));
    return [{ kind: "errors", request, unit: "1/request", difference, ...(subject !== undefined && { subject }) }];
}
/** Of the largest change. */
const farFewerErrors = 0.25;
/**
 * The only request whose share of failures changed much. If several fail alike in the end, the first round with failures
 * may tell. `undefined` if several fail alike there, too.
 */
function failingRequest(rounds, direction) {
    const first = rounds.find((round) => changesOfErrors([round], direction).some(({ change }) => change > 0));
    const onlyOf = (some) => onlyFailing(changesOfErrors(some, direction));
    return onlyOf(rounds) ?? (first && onlyOf([first]));
}
function changesOfErrors(rounds, direction) {
    return requestNames(rounds).flatMap((request) => {
        const shares = ["base", "head"].map((arm) => errorShare(rounds.flatMap((round) => measuredRequests(round, arm, request))));
        const [base, head] = shares;
        return base === undefined || head === undefined ? [] : [{ request, change: direction * (head - base) }];
    });
}
function onlyFailing(changes) {
    const [first, second] = changes.toSorted((a, b) => b.change - a.change);
    if (first === undefined || first.change < smallestErrorShare)
        return undefined;
    return (second?.change ?? 0) > farFewerErrors * first.change ? undefined : first.request;
}
function errorShare(records) {
    const due = (0,simple_statistics/* sum */.cz)(records.map((record) => record.due));
    return due === 0 ? undefined : 1 - (0,simple_statistics/* sum */.cz)(records.map(({ outcomes }) => outcomes["ok"] ?? 0)) / due;
}

// EXTERNAL MODULE: ./build/wording/anomalyText.js
var anomalyText = __webpack_require__(84545);
// EXTERNAL MODULE: ./build/analysis/moment.js
var moment = __webpack_require__(53807);
;// CONCATENATED MODULE: ./build/analysis/phaseSeconds.js





/** The seconds in which load was offered all the time. The wait for the last responses is left out. */
function offeredSeconds(record) {
    return record.slices.slice(0, Math.floor(record.offeredMs / 1000)).map(({ requests, activeConnections }, i) => {
        const outcomes = requests.flatMap((request) => Object.entries(request.outcomes));
        const successful = (0,simple_statistics/* sum */.cz)(outcomes.map(([name, count]) => (name === "ok" ? count : 0)));
        return {
            atMs: wallMs(1000 * i, record),
            successful,
            failed: (0,simple_statistics/* sum */.cz)(outcomes.map(([, count]) => count)) - successful,
            times: (0,sketch/* histogramOfPairs */.v)(requests.flatMap(({ responseTimeUs }) => responseTimeUs)),
            ...(0,omitUndefined/* omitUndefined */.O)({ activeConnections }),
        };
    });
}
/** When a moment of the measured time was, since the phase's start. In slices, a part of the own time is not measured. */
function wallMs(measuredMs, { idle, offeredMs, durationMs, startMs }) {
    if (idle.length === 0)
        return (0,unit/* millis */.ne)(measuredMs);
    const lastMs = Math.max(...idle.map(([, toMs]) => toMs), durationMs);
    const ownMs = (0,resourceUsage/* ownTimeMs */.aV)((0,unit/* millis */.ne)(startMs + lastMs), { idle, startMs });
    let atMs = offeredMs > 0 ? measuredMs * Math.max(1, ownMs / offeredMs) : measuredMs;
    for (const [fromMs, toMs] of idle.toSorted((a, b) => a[0] - b[0]))
        if (fromMs <= atMs)
            atMs += toMs - fromMs;
    return (0,unit/* millis */.ne)(atMs);
}

;// CONCATENATED MODULE: ./build/analysis/detectors/stall.js






/** A stall is rare. A service that usually takes this share of it is slow instead. */
const usualShare = 0.25;
/** Part of the requests due in a stall that must be seen waiting. Some are left out by chance. */
const seenShare = 0.5;
/** Fewer waiting requests are slow ones. */
const fewestWaiting = 4;
/**
 * Finds times without any response while requests waited. All requests that were due in a stall end with it, so their
 * response times reach evenly from its whole length down to 0. A single slow request leaves no such trace.
 */
const detectStalls = (phase) => {
    const seconds = offeredSeconds(phase.record);
    const usual = (0,histogram/* mergeHistograms */.Q7)(seconds.map(({ times }) => times));
    const perMs = usual.count / Math.max(1, 1000 * seconds.length);
    const medianMs = usual.quantile(0.5) ?? 0;
    const limit = phase.limits.stall;
    return seconds.flatMap(({ atMs, times }) => {
        const value = times.max() ?? 0;
        if (value < limit || medianMs > usualShare * value || !hasEvenWaits(times, value, perMs))
            return [];
        const facts = (0,moment/* momentFacts */._G)(phase, atMs - value, atMs + 1000);
        return [
            {
                kind: "stall",
                at_ms: atMs,
                duration_ms: (0,unit/* millis */.ne)(value),
                value,
                limit,
                ...(0,omitUndefined/* omitUndefined */.O)({ evidence: (0,anomalyText/* momentText */.A)(facts) }),
            },
        ];
    });
};
/** `perMs`: arrivals per ms. */
function hasEvenWaits(times, lengthMs, perMs) {
    const long = times.countAbove(lengthMs / 2);
    const short = times.countAbove(lengthMs / 4) - long;
    if (long + short < fewestWaiting || short === 0)
        return false;
    return long >= (seenShare * perMs * lengthMs) / 2 && short >= (seenShare * perMs * lengthMs) / 4;
}

;// CONCATENATED MODULE: ./build/analysis/signals.js

const ofTree = (value) => (reading) => reading.kind === "process_tree" ? value(reading) : undefined;
const ofSystem = (value) => (reading) => reading.kind === "system" ? value(reading) : undefined;
const ofNetwork = (value) => (reading) => reading.kind === "network" ? value(reading) : undefined;
/** A database that both arms use at once does not tell them apart. */
const ofPostgres = (value) => (reading) => reading.kind === "postgres" && reading.isOwn ? value(reading) : undefined;
const ofRedis = (value) => (reading) => reading.kind === "redis" && reading.isOwn ? value(reading) : undefined;
const arm = { scope: "arm" };
const machine = { scope: "machine" };
const counter = { form: "counter" };
const signals_level = { form: "level" };
/** A counter of milliseconds per millisecond. */
const cores = { ...counter, unit: "cores", factor: 1 };
const share = { ...counter, unit: "ratio", factor: 1 };
const newConnections = { unit: "1/request", smallest: { ratio: 0.5, amount: 0.05 } };
/** Every signal, one row each. */
const signals = [
    { name: "CPU", ...cores, ...arm, read: ofTree(({ cpuMs }) => cpuMs) },
    { name: "busiest thread", ...cores, ...arm, read: ofTree(({ busiestThreadMs }) => busiestThreadMs) },
    {
        ...{ name: "waiting for a core", ...cores, ...arm, read: ofTree(({ runQueueMs }) => runQueueMs) },
        cause: { kind: "run_queue", unit: "ms/request", smallest: { ratio: 0.25, amount: 0.05 } },
    },
    {
        ...{ name: "garbage collection", ...cores, ...arm, read: ofTree(({ gcMs }) => gcMs) },
        cause: { kind: "gc", unit: "ms/request", smallest: { ratio: 0.25, amount: 0.02 } },
    },
    { name: "memory", unit: "bytes", ...signals_level, ...arm, read: ofTree(({ rssBytes }) => rssBytes) },
    { name: "threads", unit: "1", ...signals_level, ...arm, read: ofTree(({ threads }) => threads) },
    { name: "open files", unit: "1", ...signals_level, ...arm, read: ofTree(({ fileDescriptors }) => fileDescriptors) },
    { name: "disk read", unit: "bytes/s", ...counter, ...arm, read: ofTree(({ readBytes }) => readBytes) },
    {
        ...{ name: "disk written", unit: "bytes/s", ...counter, ...arm, read: ofTree(({ writtenBytes }) => writtenBytes) },
        cause: { kind: "disk", unit: "bytes/request", smallest: { ratio: 0.25, amount: 512 } },
    },
    {
        ...{ name: "major page faults", unit: "1/s", ...counter, ...arm, read: ofTree(({ majorFaults }) => majorFaults) },
        cause: { kind: "memory", unit: "1/request", smallest: { ratio: 0.5, amount: 0.05 } },
    },
    {
        ...{ name: "voluntary switches", unit: "1/s", ...counter, ...arm },
        read: ofTree(({ voluntarySwitches }) => voluntarySwitches),
    },
    {
        ...{ name: "involuntary switches", unit: "1/s", ...counter, ...arm },
        read: ofTree(({ involuntarySwitches }) => involuntarySwitches),
    },
    { name: "connections", unit: "1", ...signals_level, ...arm, read: ofNetwork(({ sockets }) => sockets?.["established"]) },
    { name: "accept queue", unit: "1", ...signals_level, ...arm, read: ofNetwork(({ acceptQueue }) => acceptQueue) },
    {
        ...{ name: "outbound connections", unit: "1", ...signals_level, ...arm },
        read: ofNetwork(({ outbound }) => outbound && (0,simple_statistics/* sum */.cz)(Object.values(outbound))),
    },
    { name: "database connections", unit: "1", ...signals_level, ...arm, read: ofPostgres(({ connections }) => connections) },
    {
        ...{ name: "new database connections", unit: "1/s", ...counter, ...arm },
        read: ofPostgres(({ sessions }) => sessions),
        cause: { kind: "connections", subject: "PostgreSQL", ...newConnections },
    },
    { name: "transactions", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ transactions }) => transactions) },
    { name: "database rows", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ rows }) => rows) },
    { name: "database blocks read", unit: "1/s", ...counter, ...arm, read: ofPostgres(({ blocksRead }) => blocksRead) },
    {
        ...{ name: "temporary files", unit: "bytes/s", ...counter, ...arm },
        read: ofPostgres(({ temporaryBytes }) => temporaryBytes),
        cause: { kind: "database_slow_statement", unit: "bytes/request", smallest: { ratio: 0.5, amount: 4096 } },
    },
    {
        ...{ name: "waits for a database lock", unit: "1", ...signals_level, ...arm },
        read: ofPostgres(({ waits }) => waits && lockWaits(waits)),
    },
    {
        ...{ name: "Redis commands", unit: "1/s", ...counter, ...arm },
        read: ofRedis(({ commands }) => commands && (0,simple_statistics/* sum */.cz)(commands.map(({ calls }) => calls))),
    },
    {
        ...{ name: "new Redis connections", unit: "1/s", ...counter, ...arm },
        read: ofRedis(({ sessions }) => sessions),
        cause: { kind: "connections", subject: "Redis", ...newConnections },
    },
    { name: "Redis misses", unit: "1/s", ...counter, ...arm, read: ofRedis(({ misses }) => misses) },
    { name: "Redis evictions", unit: "1/s", ...counter, ...arm, read: ofRedis(({ evictions }) => evictions) },
    { name: "Redis memory", unit: "bytes", ...signals_level, ...arm, read: ofRedis(({ memoryBytes }) => memoryBytes) },
    {
        ...{ name: "machine: CPU", ...cores, ...machine },
        read: ofSystem((reading) => (0,simple_statistics/* sum */.cz)(reading.cores.map(({ busyMs }) => busyMs))),
    },
    {
        ...{ name: "machine: stolen CPU", ...cores, ...machine },
        read: ofSystem((reading) => (0,simple_statistics/* sum */.cz)(reading.cores.map(({ stealMs }) => stealMs))),
    },
    {
        ...{ name: "machine: memory", unit: "bytes", ...signals_level, ...machine },
        read: ofSystem(({ memoryUsedBytes }) => memoryUsedBytes),
    },
    { name: "machine: waiting for CPU", ...share, ...machine, read: ofSystem(({ pressureMs }) => pressureMs?.cpu) },
    { name: "machine: waiting for disks", ...share, ...machine, read: ofSystem(({ pressureMs }) => pressureMs?.io) },
    {
        ...{ name: "machine: waiting for memory", ...share, ...machine },
        read: ofSystem(({ pressureMs }) => pressureMs?.memory),
    },
    {
        ...{ name: "machine: disk written", unit: "bytes/s", ...counter, ...machine },
        read: ofSystem(({ diskWrittenBytes }) => diskWrittenBytes),
    },
    {
        name: "machine: retransmits",
        unit: "1/s",
        ...counter,
        ...machine,
        read: ofNetwork(({ retransmits }) => retransmits),
    },
    {
        ...{ name: "machine: full accept queues", unit: "1/s", ...counter, ...machine },
        read: ofNetwork(({ listenOverflows }) => listenOverflows),
    },
    {
        ...{ name: "CPU quota: held back", ...share, ...machine },
        read: (reading) => (reading.kind === "cpu_quota" ? reading.throttledMs : undefined),
    },
];
/** Connections that wait for a lock, from the waits of one reading. */
const lockWaits = (waits) => (0,simple_statistics/* sum */.cz)(Object.entries(waits).map(([event, count]) => (event.startsWith("Lock:") ? count : 0)));

;// CONCATENATED MODULE: ./build/analysis/causes/roundSignals.js





const isTree = (reading) => reading.kind === "process_tree";
const isNetwork = (reading) => reading.kind === "network";
/** The growth of a counter from the first to the last reading of each phase, for each request that was sent. */
function counterPerRequest(read) {
    return (phases) => {
        const growths = phases.flatMap(({ readings }) => {
            const values = readings.flatMap((reading) => read(reading) ?? []);
            const [first, last] = [values[0], values.at(-1)];
            return first === undefined || last === undefined || values.length < 2 || last < first ? [] : last - first;
        });
        return growths.length < phases.length ? undefined : perRequest((0,simple_statistics/* sum */.cz)(growths), phases);
    };
}
function perRequest(total, phases) {
    const sent = (0,resourceUsage/* sentIn */.aQ)(phases);
    return sent > 0 ? total / sent : undefined;
}
/** Descriptors may be returned, so that their level may shrink. Those of clients' connections are no leak. */
function openFilesPerRequest(phases) {
    const growths = phases.flatMap(({ readings }) => {
        const files = levelGrowth(readings.filter(isTree).map(({ fileDescriptors }) => fileDescriptors));
        const clients = levelGrowth(readings.filter(isNetwork).map(({ sockets }) => sockets && (sockets["established"] ?? 0)));
        return files === undefined ? [] : files - Math.max(0, clients ?? 0);
    });
    return growths.length < phases.length ? undefined : perRequest((0,simple_statistics/* sum */.cz)(growths), phases);
}
/** From the first to the last known one. `undefined` with fewer than two. */
function levelGrowth(levels) {
    const known = levels.filter((level) => level !== undefined);
    const [first, last] = [known[0], known.at(-1)];
    return first === undefined || last === undefined || known.length < 2 ? undefined : last - first;
}
function connectionsPerRequest(phases) {
    const opened = phases.flatMap(({ record }) => record.connectionsOpened ?? []);
    return opened.length < phases.length ? undefined : perRequest((0,simple_statistics/* sum */.cz)(opened), phases);
}
/** Time of connections that wait for a lock. Their mean number times the time is the sum of their waits (Little). */
function databaseLockMs(phases) {
    const waits = phases.flatMap(({ readings, record }) => {
        const waiting = readings.flatMap((reading) => reading.kind === "postgres" && reading.waits !== undefined ? lockWaits(reading.waits) : []);
        return waiting.length < 2 ? [] : (0,simple_statistics/* mean */.RE)(waiting) * record.offeredMs;
    });
    return waits.length < phases.length ? undefined : perRequest((0,simple_statistics/* sum */.cz)(waits), phases);
}
/** A shorter stall is not felt. The anomaly of that name has a limit of its own. */
const shortestStallMs = (0,unit/* millis */.ne)(100);
const noLimits = { cpu: 0, memory: 0, p95: 0, throughputVariation: 0, errors: 0, memoryGrowth: 0, latencyDrift: 0 };
const noMachine = { cores: 1, memoryBytes: 1 };
/** The wait in stalls. Requests that come in a stall wait for half of it, on average. */
function stallMs(phases) {
    if (phases.some(({ record }) => record.slices.length === 0))
        return undefined;
    const waits = phases.flatMap((phase) => {
        const { record } = phase;
        const perMs = (0,simple_statistics/* sum */.cz)(record.requests.map(({ due }) => due)) / Math.max(1, record.offeredMs);
        return stallsIn(phase).map((value) => (perMs * value ** 2) / 2);
    });
    return perRequest((0,simple_statistics/* sum */.cz)(waits), phases);
}
function stallsIn(phase) {
    const limits = { ...noLimits, stall: shortestStallMs };
    const stalls = detectStalls({ ...phase, readings: [], limits, machine: noMachine, spec: undefined });
    return stalls.map(({ value }) => value);
}
/** How long a stall lasts, and the time from one to the next. `undefined` without a stall. */
function stallRhythm(phases) {
    const lengths = phases.flatMap(stallsIn);
    if (lengths.length === 0)
        return undefined;
    const offeredMs = (0,simple_statistics/* sum */.cz)(phases.map(({ record }) => record.offeredMs));
    return { lastsMs: (0,unit/* millis */.ne)((0,simple_statistics/* mean */.RE)(lengths)), everyMs: (0,unit/* millis */.ne)(offeredMs / lengths.length) };
}
const ofTable = signals.flatMap(({ read, cause }) => cause === undefined ? [] : [{ ...cause, isTime: cause.unit === "ms/request", value: counterPerRequest(read) }]);
/** Everything that may be a cause and is measured in each round. */
const roundSignals = [
    ...ofTable,
    {
        ...{ kind: "cpu", unit: "ms/request", smallest: { ratio: 0.04, amount: 0.01 }, isTime: true },
        value: resourceUsage/* cpuMsPerRequest */.jP,
    },
    {
        // No time of its own: requests wait behind each other for it.
        ...{ kind: "event_loop", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.1 }, isTime: false },
        value: counterPerRequest((reading) => (isTree(reading) ? reading.busiestThreadMs : undefined)),
    },
    {
        ...{ kind: "stall", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.1 }, isTime: true },
        value: stallMs,
    },
    {
        ...{ kind: "database_locks", unit: "ms/request", smallest: { ratio: 0.5, amount: 0.2 }, isTime: true },
        value: databaseLockMs,
    },
    {
        ...{ kind: "lock_wait", unit: "1/request", smallest: { ratio: 0.15, amount: 0.2 }, isTime: false },
        value: counterPerRequest((reading) => (isTree(reading) ? reading.voluntarySwitches : undefined)),
    },
    {
        ...{ kind: "connections", unit: "1/request", smallest: { ratio: 0.5, amount: 0.2 }, isTime: false },
        value: connectionsPerRequest,
    },
    {
        ...{ kind: "file_descriptors", unit: "1/request", smallest: { ratio: 0.25, amount: 0.05 }, isTime: false },
        value: openFilesPerRequest,
    },
    {
        ...{ kind: "memory_leak", unit: "bytes/request", smallest: { ratio: 0.5, amount: 4096 }, isTime: false },
        value: resourceUsage/* memoryGrowthPerRequest */.Hj,
    },
];
const measuredPhases = ({ phases }, arm) => phases.filter((phase) => phase.arm === arm && !phase.warmup);
/** The most connections that the arm had to each other address at once, in one round. */
function outboundConnections(phases) {
    const most = new Map();
    for (const { outbound = {} } of phases.flatMap(({ readings }) => readings.filter(isNetwork)))
        for (const [address, count] of Object.entries(outbound))
            most.set(address, Math.max(count, most.get(address) ?? 0));
    return most;
}

;// CONCATENATED MODULE: ./build/analysis/causes/openFilesLimit.js



/** Of the files that a process may have open. With more, the next one may fail. */
const openFilesAtLimit = 0.95;
/**
 * One arm has as many files open as it may. That is the cause of all that fails then, and it needs no statistics. A
 * service that goes on at its limit opens no more.
 */
function withFilesAtLimit(candidates, rounds) {
    const [base, head] = [openFiles(rounds, "base"), openFiles(rounds, "head")];
    if (base.isAtLimit === head.isAtLimit)
        return candidates;
    const growing = candidates.find(({ kind }) => kind === "file_descriptors");
    const request = growing?.request ?? failingRequest(rounds, head.isAtLimit ? 1 : -1);
    const difference = { base: base.most, head: head.most };
    return [
        { kind: "file_descriptors", request, unit: "1", difference, isAtLimit: true },
        ...candidates.filter((one) => one !== growing),
    ];
}
function openFiles(rounds, arm) {
    const readings = rounds.flatMap((round) => measuredPhases(round, arm)).flatMap((phase) => phase.readings);
    const seen = readings.filter(resourceUsage/* isTreeReading */.ZT);
    return {
        most: Math.max(0, ...seen.map(({ fileDescriptors = 0 }) => fileDescriptors)),
        isAtLimit: seen.some(({ openFilesRatio = 0 }) => openFilesRatio >= openFilesAtLimit),
    };
}

// EXTERNAL MODULE: ./build/analysis/cpuQuota.js
var cpuQuota = __webpack_require__(30673);
;// CONCATENATED MODULE: ./build/analysis/detectors/overload.js




/** A service that answers less of its load than this, while the load lasts, falls behind for good. */
const enoughRatio = 0.9;
/** Responses that are still on their way at the end are no overload if they take no longer than this share of the phase. */
const lateShare = 0.25;
/** Share of what the service handles that leaves it a reserve. */
const reserve = 0.7;
/** Finds scenarios whose service answers fewer requests per second than it is sent. Warm-ups do not count. */
function detectOverload({ scenario, rounds }) {
    const measured = rounds.flatMap(({ phases }) => phases).filter(({ warmup }) => !warmup);
    const overloads = ["base", "head"].flatMap((arm) => overloadOf(arm, measured) ?? []);
    const [worst] = overloads.toSorted((a, b) => a.handled_per_sec - b.handled_per_sec);
    if (worst === undefined)
        return [];
    const arm = overloads.length > 1 ? "both" : worst.arm;
    return [{ kind: "overloaded", scenario, ...worst, arm }];
}
function overloadOf(arm, measured) {
    const phases = measured.filter((phase) => phase.arm === arm);
    const offeredSec = (0,simple_statistics/* sum */.cz)(phases.map(({ record }) => record.offeredMs)) / 1000;
    const due = (0,simple_statistics/* sum */.cz)(phases.flatMap(({ record }) => record.requests.filter(isAnswered).map((request) => request.due)));
    const halves = phases.map(({ record }) => answersByHalf(record));
    const [early, late, lateSec] = ["early", "late", "lateSec"].map((key) => (0,simple_statistics/* sum */.cz)(halves.map((one) => one[key])));
    // A service whose first answers take half of the phase is slow. Nothing shows whether it is overloaded, too.
    if (offeredSec === 0 || due === 0 || early === undefined || late === undefined || !lateSec || early === 0)
        return undefined;
    const offered = due / offeredSec;
    const handled = late / lateSec;
    if (handled >= enoughRatio * offered || !phases.some(({ record }) => outlastsItsLoad(record)))
        return undefined;
    const usages = phases.flatMap((phase) => (0,resourceUsage/* ownResourceUsage */.o)(phase) ?? []);
    const wallMs = (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.wallMs));
    return {
        arm,
        offered_per_sec: (0,unit/* perSec */.N_)(offered),
        handled_per_sec: (0,unit/* perSec */.N_)(handled),
        ...(0,omitUndefined/* omitUndefined */.O)({ cores: wallMs > 0 ? (0,simple_statistics/* sum */.cz)(usages.map(({ cpuMs }) => cpuMs)) / wallMs : undefined }),
        advised_per_sec: (0,unit/* perSec */.N_)(reserve * handled),
    };
}
/**
 * Answers while load was offered. Whatever takes less than the early half is answered at the rate of the load in the late
 * half, unless the service falls behind.
 */
function answersByHalf({ slices, offeredMs }) {
    const whole = slices.slice(0, Math.floor(offeredMs / 1000));
    const lateSec = Math.floor(whole.length / 2);
    const split = whole.length - lateSec;
    return { early: answersIn(whole.slice(0, split)), late: answersIn(whole.slice(split)), lateSec };
}
/** Every answer counts, whatever its status and content. A refusal is one, too; a timeout is none. */
const isAnswer = (outcome) => /^(ok$|status |unexpected |slower than |invalid response|content-encoding |body too large)/.test(outcome);
/** A request that never gets an answer hangs for another reason than the load. */
const isAnswered = ({ outcomes }) => Object.keys(outcomes).some(isAnswer);
function answersIn(slices) {
    return (0,simple_statistics/* sum */.cz)(slices.flatMap(({ requests }) => requests.flatMap(({ outcomes }) => Object.entries(outcomes).map(([name, n]) => (isAnswer(name) ? n : 0)))));
}
/** The backlog of an overloaded service takes long to clear, or ends in timeouts. */
const outlastsItsLoad = ({ durationMs, offeredMs }) => durationMs - offeredMs > Math.max(500, lateShare * offeredMs);

// EXTERNAL MODULE: ./build/analysis/rounds.js + 1 modules
var analysis_rounds = __webpack_require__(29661);
// EXTERNAL MODULE: ./build/analysis/steal.js
var analysis_steal = __webpack_require__(97068);
;// CONCATENATED MODULE: ./build/analysis/bottlenecks/armEvidence.js



/** Mean response time without the load generator's own delay, in ms. */
function meanLatencyMs({ phases }) {
    const times = phases.flatMap(({ record }) => record.requests.map(({ blamelessTime, responseTime }) => (0,histogram/* decodeHistogram */.pr)(blamelessTime ?? responseTime)));
    const count = (0,simple_statistics/* sum */.cz)(times.map((one) => one.count));
    return count === 0 ? undefined : (0,simple_statistics/* sum */.cz)(times.map((one) => one.count * (one.mean() ?? 0))) / count;
}
/** Share of the usable cores. */
function cpuRatio({ phases, machine }) {
    const usages = phases.flatMap((phase) => (0,resourceUsage/* ownResourceUsage */.o)(phase) ?? []);
    const wallMs = (0,simple_statistics/* sum */.cz)(usages.map((usage) => usage.wallMs));
    return wallMs > 0 ? (0,simple_statistics/* sum */.cz)(usages.map(({ cpuMs }) => cpuMs)) / wallMs / machine.cores : undefined;
}
/** The values of a signal in each phase, the phases without any left out. */
function valuesByPhase({ phases }, value) {
    return phases.flatMap(({ readings }) => {
        const [first, ...others] = readings.flatMap((reading) => value(reading) ?? []);
        return first === undefined ? [] : [[first, ...others]];
    });
}
/** Growth of a counter per request. `undefined` if a phase lacks it. */
function growthPerRequest(evidence, value) {
    const growths = valuesByPhase(evidence, value).map((values) => (values.at(-1) ?? 0) - values[0]);
    const sent = (0,resourceUsage/* sentIn */.aQ)(evidence.phases);
    return growths.length < evidence.phases.length || sent === 0 ? undefined : Math.max(0, (0,simple_statistics/* sum */.cz)(growths)) / sent;
}
/** Growth of a counter over all phases. */
function totalGrowth(evidence, value) {
    return (0,simple_statistics/* sum */.cz)(valuesByPhase(evidence, value).map((values) => Math.max(0, (values.at(-1) ?? 0) - values[0])));
}
/** Growth of a counter of milliseconds as a share of the time. */
const growthRatio = ({ phases }, value) => meanRatio(phases, value, (atMs) => atMs);
/** The same of what only works under load: time in which only the other arm got load does not count. */
const ownGrowthRatio = ({ phases }, value) => meanRatio(phases, value, (atMs, { record }) => (0,resourceUsage/* ownTimeMs */.aV)(atMs, record));
function meanRatio(phases, value, timeOf) {
    const shares = phases.flatMap((phase) => {
        const seen = phase.readings.filter((reading) => value(reading) !== undefined);
        const [first, last] = [seen[0], seen.at(-1)];
        const lastedMs = first && last ? timeOf(last.atMs, phase) - timeOf(first.atMs, phase) : 0;
        if (first === undefined || last === undefined || lastedMs <= 0)
            return [];
        return ((value(last) ?? 0) - (value(first) ?? 0)) / lastedMs;
    });
    return shares.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)(shares);
}
function meanLevel(evidence, value) {
    const values = valuesByPhase(evidence, value).flat();
    return values.length === 0 ? undefined : (0,simple_statistics/* mean */.RE)(values);
}
function largestLevel(evidence, value) {
    const values = valuesByPhase(evidence, value).flat();
    return values.length === 0 ? undefined : (0,simple_statistics/* max */.T9)(values);
}
/** Calls and their time per request, the longest time first. */
function callsPerRequest({ instrumented }, callsIn) {
    const found = instrumented.map(({ records, requests }) => ({ calls: records.flatMap(callsIn), requests }));
    const seen = found.filter(({ calls }) => calls.length > 0);
    const requests = (0,simple_statistics/* sum */.cz)(seen.map((one) => one.requests));
    if (requests === 0)
        return [];
    const byName = Map.groupBy(seen.flatMap(({ calls }) => calls), ({ name }) => name);
    return [...byName]
        .map(([name, all]) => ({
        name,
        calls: (0,simple_statistics/* sum */.cz)(all.map(({ calls }) => calls)) / requests,
        timeMs: (0,simple_statistics/* sum */.cz)(all.map(({ timeMs }) => timeMs)) / requests,
    }))
        .toSorted((a, b) => b.timeMs - a.timeMs);
}

;// CONCATENATED MODULE: ./build/analysis/bottlenecks/questions.js









const limits = {
    errors: 0.01,
    /** Of the response time. */
    calls: 0.5,
    runQueue: 0.1,
    /** Threads that wait for a core, on average. A service that is mostly idle is not limited by a short wait. */
    waitingThreads: 0.3,
    /** Of the time. */
    gc: 0.1,
    longestGcMs: 100,
    eventLoop: 0.95,
    /** A queue before one thread is seven times as long as its work from here on (M/M/1). */
    singleCore: 0.85,
    /** One thread of a build that falls behind need not be seen busy all the time, such as while it is stopped. */
    singleCoreBehind: 0.75,
    aboutOneCore: 0.15,
    /** More threads that wait for a core would use more than one. */
    waitingForCores: 0.5,
    cpu: 0.9,
    diskPressure: 0.2,
    poolBusy: 0.9,
    /** Connections that wait for a lock, on average: of the active ones, enough of them, and where most do. */
    lockWaits: 0.2,
    lockedConnections: 0.2,
    mostlyLocked: 0.5,
    fewestLocked: 0.03,
    connectionsUsed: 0.95,
    newConnections: 0.5,
    memory: 0.9,
};
const generator = ({ phases }) => {
    const reason = (0,analysis_rounds/* generatorProblem */.F)(phases);
    return reason === undefined ? undefined : { facts: { kind: "generator", reason }, confidence: 0.8 };
};
const steal = ({ phases }) => {
    const seen = phases.flatMap(({ readings }) => (0,analysis_steal/* phaseSteal */.j)(readings) ?? []);
    const [first] = seen;
    if (first === undefined)
        return undefined;
    const stealRatio = (0,simple_statistics/* mean */.RE)(seen.map(({ ratio }) => ratio));
    return stealRatio > first.limit ? { facts: { kind: "runner", stealRatio }, confidence: 0.9 } : undefined;
};
const throttling = (evidence) => {
    const ofJob = (0,cpuQuota/* worstThrottling */.fE)(evidence.phases);
    if (ofJob !== undefined)
        return { facts: { kind: "cgroup_throttling", ratio: ofJob.ratio, of: "job" }, confidence: 0.9 };
    const ratio = growthRatio(evidence, (reading) => reading.kind === "container" && reading.name === "service" ? reading.throttledMs : undefined);
    return ratio !== undefined && ratio > 0.03
        ? { facts: { kind: "cgroup_throttling", ratio: Math.min(1, ratio), of: "container" }, confidence: 0.9 }
        : undefined;
};
const errors = ({ phases }) => {
    const requests = phases.flatMap(({ record }) => record.requests);
    const due = (0,simple_statistics/* sum */.cz)(requests.map((request) => request.due));
    const ratio = due === 0 ? 0 : 1 - (0,simple_statistics/* sum */.cz)(requests.map(({ outcomes }) => outcomes["ok"] ?? 0)) / due;
    return ratio > limits.errors ? { facts: { kind: "errors", ratio }, confidence: 0.9 } : undefined;
};
const questions_openFiles = (evidence) => {
    const ratio = largestLevel(evidence, (reading) => reading.kind === "process_tree" ? reading.openFilesRatio : undefined);
    const files = largestLevel(evidence, (reading) => reading.kind === "process_tree" ? reading.fileDescriptors : undefined);
    if (ratio === undefined || files === undefined || ratio < openFilesAtLimit)
        return undefined;
    return { facts: { kind: "file_descriptors", ratio: Math.min(1, ratio), files }, confidence: 0.9 };
};
/** Calls that take most of the response time. They are waited for in turn, or else they would take longer than it. */
function callsQuestion(callsIn, kindOf) {
    return (evidence) => {
        const latencyMs = meanLatencyMs(evidence);
        const all = callsPerRequest(evidence, callsIn);
        const [slowest] = all;
        if (latencyMs === undefined || slowest === undefined)
            return undefined;
        const timeMs = (0,simple_statistics/* sum */.cz)(all.map((one) => one.timeMs));
        if (timeMs < limits.calls * latencyMs || slowest.timeMs < timeMs / 2)
            return undefined;
        // Instruments make calls slower than they are without them.
        const ofAllMs = Math.min(1, latencyMs / timeMs) * slowest.timeMs;
        const facts = { kind: kindOf(slowest), calls: slowest.calls, timeMs: ofAllMs, latencyMs };
        return { facts, subject: slowest.name, confidence: 0.7 };
    };
}
const statementsIn = (database) => (record) => record.kind === "statements" && record.database === database
    ? record.statements.map(({ text, calls, timeMs }) => ({ name: text, calls, timeMs }))
    : [];
/** From so many calls per request on, their number is the problem, not their time. */
const manyCalls = 5;
const statements = callsQuestion(statementsIn("postgres"), ({ calls }) => calls >= manyCalls ? "database_statements" : "database_slow_statement");
const redis = callsQuestion(statementsIn("redis"), () => "redis");
const outbound = callsQuestion((record) => record.kind === "outbound"
    ? record.calls.map(({ host, calls = 0, timeMs }) => ({ name: host, calls, timeMs }))
    : [], () => "outbound_calls");
const questions_ofPostgres = (value) => (reading) => reading.kind === "postgres" ? value(reading) : undefined;
const pool = (evidence) => {
    const connections = largestLevel(evidence, questions_ofPostgres((reading) => reading.connections));
    const busy = meanLevel(evidence, questions_ofPostgres(({ connections: all, activeConnections: active }) => all === undefined || active === undefined || all === 0 ? undefined : Number(active >= all)));
    if (connections === undefined || busy === undefined || busy < limits.poolBusy)
        return undefined;
    return { facts: { kind: "pool_wait", connections, activeRatio: busy }, confidence: 0.6 };
};
const databaseLocks = (evidence) => {
    const waiting = meanLevel(evidence, questions_ofPostgres(({ waits }) => waits && lockWaits(waits)));
    const active = meanLevel(evidence, questions_ofPostgres(({ activeConnections }) => activeConnections));
    if (waiting === undefined || active === undefined)
        return undefined;
    const isEnough = waiting >= limits.lockedConnections || waiting >= limits.mostlyLocked * active;
    if (!isEnough || waiting < limits.lockWaits * active || waiting < limits.fewestLocked)
        return undefined;
    return { facts: { kind: "database_locks", waiting, active }, confidence: 0.8 };
};
const databaseConnections = (evidence) => {
    const used = largestLevel(evidence, questions_ofPostgres(({ allConnections }) => allConnections));
    const most = largestLevel(evidence, questions_ofPostgres(({ maxConnections }) => maxConnections));
    if (used === undefined || most === undefined || used < limits.connectionsUsed * most)
        return undefined;
    return { facts: { kind: "connections", used, most }, confidence: 0.8 };
};
/** Threads that are ready and wait for a core, on average. */
const waitingThreads = (evidence) => ownGrowthRatio(evidence, (reading) => (reading.kind === "process_tree" ? reading.runQueueMs : undefined));
const runQueue = (evidence) => {
    const waitMs = growthPerRequest(evidence, (reading) => reading.kind === "process_tree" ? reading.runQueueMs : undefined);
    const latencyMs = meanLatencyMs(evidence);
    const waiting = waitingThreads(evidence);
    if (waiting === undefined || waiting < limits.waitingThreads)
        return undefined;
    if (waitMs === undefined || latencyMs === undefined || waitMs < limits.runQueue * latencyMs)
        return undefined;
    return { facts: { kind: "run_queue", waitMs, latencyMs }, confidence: 0.7 };
};
const runtimesIn = ({ instrumented }) => instrumented.flatMap(({ records }) => records.flatMap((record) => (record.kind === "runtime" ? record : [])));
const gc = (evidence) => {
    const longest = runtimesIn(evidence).flatMap(({ longestGcMs }) => longestGcMs ?? []);
    const longestMs = longest.length === 0 ? undefined : (0,simple_statistics/* max */.T9)(longest);
    if (longestMs !== undefined && longestMs >= limits.longestGcMs)
        return { facts: { kind: "gc", longestMs }, confidence: 0.8 };
    const ratio = ownGrowthRatio(evidence, (reading) => (reading.kind === "process_tree" ? reading.gcMs : undefined));
    return ratio === undefined || ratio < limits.gc ? undefined : { facts: { kind: "gc", ratio }, confidence: 0.6 };
};
const singleCore = (evidence) => {
    const ratio = cpuRatio(evidence);
    // Where all cores are busy, the busiest one tells nothing.
    if (ratio !== undefined && ratio >= limits.cpu)
        return undefined;
    const loops = runtimesIn(evidence).flatMap(({ eventLoopUtilization }) => eventLoopUtilization ?? []);
    const loop = loops.length === 0 ? 0 : (0,simple_statistics/* mean */.RE)(loops);
    if (loop >= limits.eventLoop)
        return { facts: { kind: "cpu_single_core", ratio: loop, of: "event loop" }, confidence: 0.9 };
    // A thread that has to share its core with other programs is no less at its limit.
    const thread = ownGrowthRatio(evidence, (reading) => reading.kind === "process_tree" ? reading.keenestThreadMs : undefined);
    const behind = isBehind(evidence);
    if (thread !== undefined && thread >= (behind ? limits.singleCoreBehind : limits.singleCore))
        return { facts: { kind: "cpu_single_core", ratio: Math.min(1, thread), of: "thread" }, confidence: 0.9 };
    const together = behind ? oneCoreTogether(evidence) : undefined;
    return together === undefined
        ? undefined
        : { facts: { kind: "cpu_single_core", ratio: together, of: "threads" }, confidence: 0.7 };
};
/** Threads that take turns, such as with an interpreter's lock, use one core together, although others are free. */
function oneCoreTogether(evidence) {
    const cores = (cpuRatio(evidence) ?? 0) * evidence.machine.cores;
    const waiting = waitingThreads(evidence);
    const isOne = Math.abs(cores - 1) <= limits.aboutOneCore && evidence.machine.cores >= 2;
    return isOne && waiting !== undefined && waiting < limits.waitingForCores ? cores : undefined;
}
/** It answers less than its load. */
const isBehind = ({ phases }) => detectOverload({ scenario: "", rounds: [{ index: 0, phases }] }).some(({ kind }) => kind === "overloaded");
const allCores = (evidence) => {
    const ratio = cpuRatio(evidence);
    if (ratio === undefined || ratio < limits.cpu)
        return undefined;
    return { facts: { kind: "cpu", ratio, cores: evidence.machine.cores }, confidence: 0.9 };
};
/** The pressure is the machine's, so that the service must have written, too. */
const disk = (evidence) => {
    const pressureRatio = growthRatio(evidence, (reading) => reading.kind === "system" ? reading.pressureMs?.io : undefined);
    const bytesPerRequest = growthPerRequest(evidence, (reading) => reading.kind === "process_tree" ? reading.writtenBytes : undefined);
    if (pressureRatio === undefined || bytesPerRequest === undefined)
        return undefined;
    if (pressureRatio < limits.diskPressure || bytesPerRequest < 512)
        return undefined;
    return { facts: { kind: "disk", pressureRatio, bytesPerRequest }, confidence: 0.6 };
};
const acceptQueue = (evidence) => {
    const overflows = totalGrowth(evidence, (reading) => reading.kind === "network" ? reading.listenOverflows : undefined);
    const queued = largestLevel(evidence, (reading) => (reading.kind === "network" ? reading.acceptQueue : undefined));
    if (overflows === 0 || queued === undefined || queued === 0)
        return undefined;
    return { facts: { kind: "network", overflows }, confidence: 0.6 };
};
const questions_newConnections = ({ phases }) => {
    const known = phases.flatMap(({ record }) => record.connectionsOpened ?? []);
    const sent = (0,resourceUsage/* sentIn */.aQ)(phases);
    const opened = sent === 0 || known.length < phases.length ? 0 : (0,simple_statistics/* sum */.cz)(known) / sent;
    return opened < limits.newConnections ? undefined : { facts: { kind: "connections", opened }, confidence: 0.5 };
};
const memory = (evidence) => {
    const peak = largestLevel(evidence, (reading) => (reading.kind === "process_tree" ? reading.rssBytes : undefined));
    const ratio = peak === undefined ? 0 : peak / evidence.machine.memoryBytes;
    return ratio < limits.memory ? undefined : { facts: { kind: "memory", ratio }, confidence: 0.7 };
};
/** In the order of docs/method.md: the runner's fault first, then waits, then CPU, then the rest. */
const limitQuestions = [
    ...[generator, steal, throttling],
    ...[questions_openFiles, errors],
    // The time of a statement that waits for a lock is that wait.
    ...[databaseLocks, statements, redis, databaseConnections, pool],
    outbound,
    runQueue,
    gc,
    ...[singleCore, allCores],
    disk,
    ...[acceptQueue, questions_newConnections],
    memory,
];

// EXTERNAL MODULE: ./build/analysis/phases.js + 1 modules
var phases = __webpack_require__(15710);
// EXTERNAL MODULE: ./build/analysis/requestCounts.js
var requestCounts = __webpack_require__(82710);
;// CONCATENATED MODULE: ./build/analysis/capacity/diskUse.js


/** A service that reads and writes less per request does not keep a disk busy. */
const fewestBytes = 512;
/** The busiest disk's share of the time. `undefined` if the service hardly uses a disk, or it was not measured. */
function diskBusyRatio(evidence) {
    const bytesOf = (name) => growthPerRequest(evidence, (reading) => (reading.kind === "process_tree" ? reading[name] : undefined)) ?? 0;
    if (bytesOf("readBytes") + bytesOf("writtenBytes") < fewestBytes)
        return undefined;
    const disks = largestLevel(evidence, (reading) => reading.kind === "system" ? reading.diskBusyMs?.length : undefined);
    const shares = Array.from({ length: disks ?? 0 }, (_, i) => growthRatio(evidence, (reading) => (reading.kind === "system" ? reading.diskBusyMs?.[i] : undefined)));
    const known = shares.filter((share) => share !== undefined);
    return known.length === 0 ? undefined : (0,unit/* ratio */.CG)(Math.min(1, Math.max(...known)));
}

// EXTERNAL MODULE: ./build/analysis/capacity/estimate.js
var estimate = __webpack_require__(2060);
// EXTERNAL MODULE: ./build/analysis/capacity/otherProcesses.js
var otherProcesses = __webpack_require__(88269);
// EXTERNAL MODULE: ./build/analysis/capacity/queueEstimate.js + 1 modules
var queueEstimate = __webpack_require__(51408);
;// CONCATENATED MODULE: ./build/analysis/capacity/summarizeTrial.js














/** The numbers of one trial that the search and the results need. */
function summarizeTrial({ order, restart, phase, arrivalsMs }, sla, machine) {
    const { record, readings } = phase;
    const counts = (0,requestCounts/* countRequests */.Kx)(record.requests);
    const { due, successful, responseTime, blamelessTime } = counts;
    const beyond = beyondLimits(counts, responseTime, sla);
    const blameless = blamelessTime === undefined ? beyond : beyondLimits(counts, blamelessTime, sla);
    const evidence = { arm: phase.arm, phases: [phase], instrumented: [], machine };
    const others = (0,otherProcesses/* otherCores */.zk)(phase);
    const finished = successful + record.unmeasuredRequests;
    const trial = {
        ...order,
        restart,
        due,
        successful,
        beyond,
        values: valuesOf(counts, sla),
        drainMs: (0,unit/* millis */.ne)(Math.max(0, record.durationMs - record.offeredMs)),
        finishedPerSec: (1000 * finished) / (order.leadInMs + record.durationMs),
        inService: ((responseTime.mean() ?? 0) * responseTime.count) / record.durationMs,
        quickMs: (0,unit/* millis */.ne)(responseTime.quantile(0.1) ?? 0),
        medianMs: (0,unit/* millis */.ne)(responseTime.quantile(0.5) ?? 0),
        isGeneratorLate: false,
        ...ackDelayOf(record),
        ...(order.purpose === "final" ? finalOf(phase, machine) : {}),
        ...(order.purpose === "bracket" ? {} : replayOf(order, counts, arrivalsMs, sla)),
        ...usageOf(readings),
        ...(0,omitUndefined/* omitUndefined */.O)({ otherCores: others, diskBusy: diskBusyRatio(evidence) }),
        ...connectionsOf(phase),
        limits: limitsOfTrial(evidence, others),
    };
    const isGeneratorLate = (0,estimate/* brokeLimit */.r5)(trial, sla) && !(0,estimate/* brokeLimit */.r5)({ ...trial, beyond: blameless }, sla);
    return { ...trial, isGeneratorLate };
}
/** Linux delays an acknowledgement by 40 ms, and by up to a tick of the kernel more. */
const delayMs = 42;
function ackDelayOf({ requests }) {
    const delayed = (0,simple_statistics/* sum */.cz)(requests.map(({ delayedAcks }) => delayedAcks));
    const due = (0,simple_statistics/* sum */.cz)(requests.map((request) => request.due));
    return delayed === 0 ? {} : { ackDelayMs: (0,unit/* millis */.ne)((delayMs * delayed) / due) };
}
/** What a trial needs so that it can be replayed. Only if each arrival is one request. */
function replayOf({ leadInMs }, counts, dueMs, sla) {
    const isOne = dueMs.reduce((count, ms) => (ms >= leadInMs ? count + 1 : count), 0) === counts.due;
    const failed = (0,requestCounts/* failedCount */.dD)(counts);
    const percentiles = (0,estimate/* limitsIn */.UQ)(sla).filter(([metric]) => (0,model_metric/* slaRuleOf */.EG)(metric).of.kind === "quantile");
    const slower = percentiles.map(([metric, limit]) => [
        metric,
        queueEstimate/* limitParts */.IG.map((part) => counts.responseTime.countAbove(part * limit) + failed),
    ]);
    return { slower: Object.fromEntries(slower), ...(isOne ? { dueMs } : {}) };
}
function beyondLimits(counts, times, sla) {
    const failed = (0,requestCounts/* failedCount */.dD)(counts);
    const entries = (0,estimate/* limitsIn */.UQ)(sla).map(([metric, limit]) => {
        const isPercentile = (0,model_metric/* slaRuleOf */.EG)(metric).of.kind === "quantile";
        return [metric, isPercentile ? times.countAbove(limit) + failed : failed];
    });
    return Object.fromEntries(entries);
}
/** The percentiles that have limits, and the error rate. */
function valuesOf(counts, sla) {
    const { due, responseTime } = counts;
    const entries = (0,estimate/* limitsIn */.UQ)(sla).map(([metric]) => {
        const { of } = (0,model_metric/* slaRuleOf */.EG)(metric);
        return [metric, of.kind === "quantile" ? responseTime.quantile(of.share) : (0,requestCounts/* failedCount */.dD)(counts) / due];
    });
    return (0,omitUndefined/* omitUndefined */.O)(Object.fromEntries(entries.filter(([, value]) => Number.isFinite(value))));
}
function finalOf(phase, machine) {
    const [result] = (0,phases/* phaseResults */.m)([phase], machine);
    return (0,omitUndefined/* omitUndefined */.O)({ trendMs: trendOf(phase.record), phase: result });
}
const fewestSeconds = 6;
/** The median of the requests that ended in the first third of the seconds, and in the last. */
function trendOf({ slices, offeredMs }) {
    const whole = slices.slice(0, Math.floor(offeredMs / 1000));
    if (whole.length < fewestSeconds)
        return undefined;
    const third = Math.floor(whole.length / 3);
    const medianOf = (part) => (0,histogram/* mergeHistograms */.Q7)(part.flatMap(({ requests }) => requests.map(({ responseTimeUs }) => (0,sketch/* histogramOfPairs */.v)(responseTimeUs)))).quantile(0.5);
    const [first, last] = [medianOf(whole.slice(0, third)), medianOf(whole.slice(-third))];
    return first === undefined || last === undefined ? undefined : [(0,unit/* millis */.ne)(first), (0,unit/* millis */.ne)(last)];
}
/** CPU and memory of the service's processes; nothing if Loadgate does not see them. */
function usageOf(readings) {
    const usage = (0,resourceUsage/* resourceUsage */.kv)(readings);
    const tree = readings.filter((reading) => reading.kind === "process_tree");
    if (usage === undefined || tree.length === 0)
        return {};
    const busiestMs = tree.at(-1)?.busiestThreadMs;
    return {
        cpuCores: usage.cpuMs / usage.wallMs,
        memoryBytes: (0,unit/* bytes */.ee)((0,simple_statistics/* max */.T9)(tree.map(({ rssBytes }) => rssBytes))),
        ...(busiestMs === undefined ? {} : { busiestThread: busiestMs / usage.wallMs }),
    };
}
/** The order of questions of docs/method.md, asked of one trial. */
function limitsOfTrial(evidence, others) {
    const ofMachine = (others ?? 0) > otherProcesses/* muchOfOthers */.oW * evidence.machine.cores ? ["runner"] : [];
    return [...ofMachine, ...limitQuestions.flatMap((question) => question(evidence)?.facts.kind ?? [])];
}
/** What tells whether requests wait for another service. */
function connectionsOf({ readings, record }) {
    const counts = readings.flatMap((reading) => reading.kind === "network" ? Object.entries(reading.outbound ?? {}) : []);
    const [most] = counts.toSorted(([, a], [, b]) => b - a);
    const files = readings.flatMap((reading) => (reading.kind === "process_tree" ? (reading.fileDescriptors ?? []) : []));
    return (0,omitUndefined/* omitUndefined */.O)({
        remote: most?.[0],
        openFiles: files.length === 0 ? undefined : (0,simple_statistics/* max */.T9)(files),
        connectionsOpened: record.connectionsOpened,
    });
}
/** The trial of a service that ended under this load. */
function deadTrial(order, restart, died) {
    const nothing = { due: 0, successful: 0, beyond: {}, drainMs: (0,unit/* millis */.ne)(0), finishedPerSec: 0, inService: 0 };
    return { ...order, restart, ...nothing, quickMs: (0,unit/* millis */.ne)(0), medianMs: (0,unit/* millis */.ne)(0), isGeneratorLate: false, died };
}

;// CONCATENATED MODULE: ./build/analysis/detectors/redirects.js

/** The names of GET requests that expect no particular status. */
function plainGets(flows) {
    const steps = flows.flatMap((flow) => flow.steps);
    return steps.filter(({ method, expect }) => method === "GET" && expect.statuses.length === 0).map(({ name }) => name);
}
/** Finds plain GET requests that are answered by redirects only: what is measured is hardly what was meant. */
function detectRedirects({ scenario, rounds, plainGets = [] }) {
    return plainGets.flatMap((request) => {
        const base = redirectStatus(request, "base", rounds);
        const head = redirectStatus(request, "head", rounds);
        const status = head ?? base;
        if (status === undefined)
            return [];
        const arm = base !== undefined && head !== undefined ? "both" : head === undefined ? "base" : "head";
        return [{ kind: "only_redirects", scenario, request, arm, status }];
    });
}
/** The status of all responses, if it is a redirect. */
function redirectStatus(request, arm, rounds) {
    const counts = rounds
        .flatMap(({ phases }) => phases.filter((phase) => phase.arm === arm && !phase.warmup))
        .flatMap(({ record }) => record.requests.filter(({ name }) => name === request))
        .flatMap(({ statuses }) => Object.entries(statuses).map(([status, n]) => ({ status: Number(status), n })));
    const redirects = counts.filter(({ status }) => redirectStatuses.has(status));
    return (0,simple_statistics/* sum */.cz)(counts.map(({ n }) => n)) === (0,simple_statistics/* sum */.cz)(redirects.map(({ n }) => n)) ? redirects[0]?.status : undefined;
}
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
;// CONCATENATED MODULE: ./build/wording/limitText.js

function limitEvidence(facts) {
    switch (facts.kind) {
        case "generator":
            return facts.reason;
        case "runner":
            return `the machine's host gave ${(0,format/* formatPercent */.l9)(facts.stealRatio)} of its CPU to others`;
        case "cgroup_throttling":
            return `the ${facts.of} waited for its CPU quota for ${(0,format/* formatPercent */.l9)(facts.ratio)} of the time`;
        case "errors":
            return `${(0,format/* formatPercent */.l9)(facts.ratio)} of the requests failed`;
        case "file_descriptors":
            return `it has ${(0,format/* formatNumber */.ZV)(facts.files)} files and sockets open, ${(0,format/* formatPercent */.l9)(facts.ratio)} of what it may have`;
        case "database_statements":
        case "database_slow_statement":
        case "redis":
        case "outbound_calls":
            // The number of some outbound calls is not known.
            return `${facts.calls === 0 ? "the" : (0,format/* formatNumber */.ZV)(facts.calls)} calls per request take ${(0,format/* formatMs */._V)(facts.timeMs)} of ${(0,format/* formatMs */._V)(facts.latencyMs)}`;
        case "database_locks":
            return `${(0,format/* formatNumber */.ZV)(facts.waiting)} of ${(0,format/* formatNumber */.ZV)(facts.active)} connections wait for a lock, on average`;
        case "pool_wait":
            return `all of its ${(0,format/* formatNumber */.ZV)(facts.connections)} connections are busy ${(0,format/* formatPercent */.l9)(facts.activeRatio)} of the time`;
        case "run_queue":
            return `threads are ready and wait for a core for ${(0,format/* formatMs */._V)(facts.waitMs)} of ${(0,format/* formatMs */._V)(facts.latencyMs)} per request`;
        case "gc":
            return facts.longestMs === undefined
                ? `its threads collect garbage for ${(0,format/* formatPercent */.l9)(facts.ratio ?? 0)} of the time`
                : `the longest collection took ${(0,format/* formatMs */._V)(facts.longestMs)}`;
        case "cpu_single_core":
            return singleCoreText(facts);
        case "cpu":
            return `it uses ${(0,format/* formatPercent */.l9)(facts.ratio)} of the job's ${(0,format/* formatNumber */.ZV)(facts.cores)} cores`;
        case "disk":
            return `tasks wait for the disk ${(0,format/* formatPercent */.l9)(facts.pressureRatio)} of the time, and it writes ${(0,format/* formatNumber */.ZV)(facts.bytesPerRequest)} bytes per request`;
        case "connections":
            return connectionsText(facts);
        case "network":
            return `${(0,format/* formatNumber */.ZV)(facts.overflows)} connections found the accept queue full`;
        case "memory":
            return `it uses ${(0,format/* formatPercent */.l9)(facts.ratio)} of the memory that the job may use`;
        case "none":
            return facts.cpuRatio === undefined
                ? "nothing that was looked at reached its limit"
                : `nothing that was looked at reached its limit; it uses ${(0,format/* formatPercent */.l9)(facts.cpuRatio)} of the CPU`;
    }
}
function singleCoreText({ of, ratio }) {
    if (of === "threads")
        return `it falls behind its load, and its threads together use ${(0,format/* formatPercent */.l9)(ratio)} of one core`;
    return of === "thread"
        ? `one thread is busy, or waits for its core, ${(0,format/* formatPercent */.l9)(ratio)} of the time`
        : `its event loop is busy ${(0,format/* formatPercent */.l9)(ratio)} of the time`;
}
function connectionsText({ opened, used, most }) {
    if (used !== undefined && most !== undefined)
        return `${(0,format/* formatNumber */.ZV)(used)} of the database's ${(0,format/* formatNumber */.ZV)(most)} connections are taken`;
    return `${(0,format/* formatNumber */.ZV)(opened ?? 0)} new connections per request`;
}
const advice = {
    generator: "lower the rate, or use a larger machine",
    runner: "run again later, or use a machine of your own",
    cgroup_throttling: "raise the quota, or lower the rate",
    errors: "look at the service's log",
    file_descriptors: "close files and sockets after their use, or raise the limit (ulimit -n)",
    database_statements: "fetch what a request needs with fewer statements",
    database_slow_statement: "look at the statement's plan (EXPLAIN ANALYZE) and its indexes",
    database_locks: "hold row locks for less time",
    redis: "send several commands at once",
    outbound_calls: "call several times at once, or keep answers",
    pool_wait: "raise the pool's size, or give connections back earlier",
    run_queue: "give it more cores, or let fewer threads be busy at once",
    gc: "allocate less, or give it a larger heap",
    cpu_single_core: "spread the work over several threads or processes",
    cpu: "use less CPU per request, or give it more cores",
    disk: "write less, or many at once",
    connections: "keep connections open and use them again",
    network: "accept connections faster, or raise the backlog of listen()",
    memory: "keep less in memory, or give it more",
};
const limitAdvice = (kind) => advice[kind];

;// CONCATENATED MODULE: ./build/analysis/bottlenecks/bottlenecks.js





/** Later answers mostly follow from earlier ones. */
const mostLimits = 3;
/** What limits each arm, the first answer first. `none` if nothing does. */
function bottlenecks({ rounds, machine, instrumented }) {
    return ["base", "head"].flatMap((arm) => {
        const phases = rounds.flatMap((round) => measuredPhases(round, arm));
        if (phases.length === 0)
            return [];
        const own = instrumented.filter((one) => one.arm === arm);
        const evidence = { arm, phases, machine, instrumented: own };
        const answers = limitQuestions.flatMap((question) => question(evidence) ?? []).slice(0, mostLimits);
        return (answers.length === 0 ? [noLimit(evidence)] : answers).map((limit) => bottleneckOf(evidence, limit));
    });
}
/** Less sure without the CPU time of the service. */
function noLimit(evidence) {
    const ratio = cpuRatio(evidence);
    return { facts: { kind: "none", cpuRatio: ratio }, confidence: ratio === undefined ? 0.3 : 0.7 };
}
function bottleneckOf({ arm }, { facts, subject, confidence }) {
    const { kind } = facts;
    return {
        kind,
        arm,
        ...(0,omitUndefined/* omitUndefined */.O)({ subject }),
        confidence,
        evidence: limitEvidence(facts),
        ...(0,omitUndefined/* omitUndefined */.O)({ advice: limitAdvice(kind) }),
    };
}

;// CONCATENATED MODULE: ./build/analysis/causes/databaseReadings.js



/**
 * The statements and commands that the databases counted in the rounds that decided, as if an instrument had. A database
 * that both arms use at once gives none: its counts do not tell them apart.
 */
function databaseReadings(rounds) {
    return rounds.flatMap((round) => ["base", "head"].flatMap((arm) => phaseOf(round, arm) ?? []));
}
function phaseOf(round, arm) {
    const phases = measuredPhases(round, arm);
    const records = phases.flatMap(({ readings }) => [...databaseReadings_statementsIn(readings), ...commandsIn(readings)]);
    if (records.length === 0)
        return undefined;
    return { arm, round: round.index, requests: (0,resourceUsage/* sentIn */.aQ)(phases), requestsByName: requestsIn(phases), records };
}
function requestsIn(phases) {
    const sent = {};
    for (const { name, due } of phases.flatMap(({ record }) => record.requests))
        sent[name] = (sent[name] ?? 0) + due;
    return sent;
}
/** The growth of each counter. One that went back was reset, and counts from 0. */
function growth(first, last, nameOf) {
    const before = new Map(first.map((one) => [nameOf(one), one]));
    return last.flatMap((one) => {
        const { calls = 0, timeMs = 0 } = before.get(nameOf(one)) ?? {};
        if (one.calls <= calls)
            return [];
        return { text: nameOf(one), calls: one.calls - calls, timeMs: (0,unit/* millis */.ne)(Math.max(0, one.timeMs - timeMs)) };
    });
}
function databaseReadings_statementsIn(readings) {
    const own = readings.filter((reading) => reading.kind === "postgres" && reading.isOwn && reading.statements !== undefined);
    const [first, last] = [own[0]?.statements, own.at(-1)?.statements];
    if (own.length < 2 || first === undefined || last === undefined)
        return [];
    return [{ kind: "statements", database: "postgres", statements: growth(first, last, ({ text }) => text) }];
}
function commandsIn(readings) {
    const own = readings.filter((reading) => reading.kind === "redis" && reading.isOwn && reading.commands !== undefined);
    const [first, last] = [own[0]?.commands, own.at(-1)?.commands];
    if (own.length < 2 || first === undefined || last === undefined)
        return [];
    return [{ kind: "statements", database: "redis", statements: growth(first, last, ({ name }) => name) }];
}

// EXTERNAL MODULE: ./build/util/goLibrary.js
var goLibrary = __webpack_require__(49816);
;// CONCATENATED MODULE: ./build/analysis/causes/frameOwner.js

/** Names of functions without a name of their own: V8's, and Python's. */
const unnamedPattern = /^\(anonymous\)$|(^|\.)<(lambda|listcomp|dictcomp|setcomp|genexpr)>$/;
/** Files of a runtime's own library: Node's, Python's without installed packages. */
const libraryFile = /^node:|\/lib\/python3[^/]*\/(?!(site|dist)-packages\/)|^<frozen /;
/** Names in a runtime's own packages: Go's and Java's. Profiles of them need not have files. */
const libraryName = /^(runtime|internal|syscall|reflect|sync|java|javax|jdk|sun)[./]/;
/** The same of Rust, C++ and C, where names with two underscores are the library's and the kernel's. */
const nativeName = /^<?(core|alloc|std)::|^__|^(_int_)?(malloc|free|calloc|realloc)$/;
/** Go's collector. V8 counts its own. */
const collectorPattern = /^runtime\.(gcBgMarkWorker|gcAssistAlloc|bgsweep|bgscavenge)\b/;
/** A file of a package, such as a driver with its pool, and not of the service: Go's modules, Python's, Rust's, Node's. */
const packageFile = /@v\d|\/(vendor|site-packages|dist-packages|registry|node_modules)\//;
const isOfPackage = ({ file = "" }) => packageFile.test(file);
/** What takes a profile of Java or Go. */
const profilerPattern = /^(jdk\.jfr\.|runtime\/pprof\.)/;
/** Of the frame that all stacks have. */
const rootName = "(root)";
/** Stands for every function of a garbage collector. */
const collectorFrame = { name: "garbage collection" };
/**
 * The function for whose time the frame's own time counts. What a runtime's library does, and what a function without a
 * name does in the same file, is for the function that calls it. `owner`: that of the calling frame.
 */
function ownerOf(frame, owner) {
    if (owner === collectorFrame || collectorPattern.test(frame.name))
        return collectorFrame;
    const isUnnamed = unnamedPattern.test(frame.name) && frame.file !== undefined && frame.file === owner.file;
    if (isUnnamed || isGoLiteral(frame, owner))
        return owner;
    // V8 has no file for functions of its own.
    if (frame.file === undefined && owner.file !== undefined && !isOfLibrary(owner))
        return owner;
    return isOfLibrary(frame) && owner.name !== rootName && !isOfLibrary(owner) ? owner : frame;
}
/** Go names a function literal after the function that has it. */
const isGoLiteral = ({ name }, owner) => name.startsWith(`${owner.name}.func`);
const isOfLibrary = (frame) => libraryFile.test(frame.file ?? "") ||
    libraryName.test(frame.name) ||
    nativeName.test(frame.name) ||
    (0,goLibrary/* isOfGoLibrary */.H)(frame);
/** It is not the service's. */
const isOfProfiler = ({ name }) => profilerPattern.test(name);

;// CONCATENATED MODULE: ./build/analysis/causes/instrumentSubjects.js




/** Values below this share of an arm's total are left out. */
const smallestShare = 0.005;
const instrumentSubjects_level = 0.05;
/** Compares subjects per request over the extra rounds, the largest change first. */
function subjectChanges(phases, unit, of) {
    const seen = phases.flatMap((phase) => {
        const subjects = valuesIn(phase, of);
        return subjects === undefined ? [] : [{ phase, subjects }];
    });
    if (seen.every(({ subjects }) => subjects.size === 0))
        return [];
    // The arms may have other names for one: the name of the largest value counts.
    const ascending = seen
        .flatMap(({ subjects }) => [...subjects])
        .toSorted(([, { value: a = 0 }], [, { value: b = 0 }]) => a - b);
    const known = new Map(ascending.map(([key, { subject }]) => [key, subject]));
    const rounds = [...new Set(phases.map(({ round }) => round))];
    const valueIn = (key, arm, round) => {
        const one = seen.find(({ phase }) => phase.arm === arm && phase.round === round);
        if (one === undefined)
            return undefined;
        const found = one.subjects.get(key);
        return found === undefined ? 0 : found.value;
    };
    const totals = ["base", "head"].map((arm) => (0,simple_statistics/* sum */.cz)(seen
        .filter(({ phase }) => phase.arm === arm)
        .flatMap(({ subjects }) => [...subjects.values()].map(({ value = 0 }) => value))));
    const isLarge = (key) => ["base", "head"].some((arm, i) => {
        const own = (0,simple_statistics/* sum */.cz)(rounds.map((round) => valueIn(key, arm, round) ?? 0));
        return own >= smallestShare * (totals[i] ?? 0) && own > 0;
    });
    const compared = [...known]
        .filter(([key]) => isLarge(key))
        .flatMap(([key, subject]) => {
        const pairs = rounds.flatMap((round) => {
            const [base, head] = [valueIn(key, "base", round), valueIn(key, "head", round)];
            return base === undefined || head === undefined ? [] : [{ base, head }];
        });
        const difference = roundDifference(pairs);
        return difference === undefined ? [] : [{ subject, difference }];
    });
    const largest = Math.max(0, ...compared.map(({ difference }) => Math.abs(difference.head - difference.base)));
    // Only what moved much can be a cause. The others would cost it its significance.
    const much = compared.filter(({ difference: { base, head } }) => Math.abs(head - base) >= instrumentSubjects_muchShare * largest);
    const isSignificant = holm(much.map(({ difference }) => difference.p), instrumentSubjects_level);
    const moved = new Set(much.filter((_, i) => isSignificant[i] === true));
    return compared
        .map((row) => rowOf(row.subject, row.difference, unit, moved.has(row)))
        .toSorted((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base))
        .slice(0, mostSubjects);
}
function rowOf({ subject, file, line, request }, { base, head, interval }, unit, hasMoved) {
    const state = hasMoved ? stateOf(base, head) : "same";
    return { subject, ...(0,omitUndefined/* omitUndefined */.O)({ file, line, request }), unit, base, head, interval: [...interval], state };
}
/** Of the largest change. */
const instrumentSubjects_muchShare = 0.1;
/** A table of more rows helps nobody. */
const mostSubjects = 50;
function stateOf(base, head) {
    if (base === 0)
        return "appeared";
    if (head === 0)
        return "disappeared";
    return head > base ? "grown" : "shrunk";
}
/** Per request. `undefined` if nothing has looked, or no request was sent. */
function valuesIn({ records, requests }, of) {
    const values = new Map();
    const found = records.map(of).filter((subjects) => subjects !== undefined);
    if (requests === 0 || found.length === 0)
        return undefined;
    for (const subject of found.flat()) {
        const { value: before } = values.get(subject.key) ?? { value: 0 };
        const isKnown = subject.value !== undefined && before !== undefined;
        values.set(subject.key, { subject, value: isKnown ? before + subject.value / requests : undefined });
    }
    return values;
}
/** Own time, bytes or waits by function. */
function functionsOf(kind) {
    return (record) => (record.kind === kind ? [...selfByFrame(record.root).values()] : undefined);
}
function selfByFrame(root) {
    const found = new Map();
    const open = [{ node: root, frame: root.frame }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
        const { node, frame } = next;
        const { self, children } = node;
        open.push(...children.map((child) => ({ node: child, frame: ownerOf(child.frame, frame) })));
        if (self <= 0 || isOfProfiler(frame))
            continue;
        const key = frameKey(frame);
        const { name, file, line } = frame;
        found.set(key, { key, subject: name, file, line, value: self + (found.get(key)?.value ?? 0) });
    }
    return found;
}
/** Lines move with every edit, so a function is known by name and file. */
const frameKey = ({ name, file = "" }) => `${name} ${file}`;
/** Calls of each statement or command, or the time that they took. */
const statementsOf = (databases, value) => (record) => record.kind === "statements" && databases.includes(record.database)
    ? record.statements.map((one) => ({ key: one.text, subject: one.text, value: one[value] }))
    : undefined;
/** Connections to the database that were opened, or the time until they could be used. */
const databaseConnectionsOf = (value) => (record) => record.kind === "statements"
    ? record.opened && [{ key: record.database, subject: record.database, value: record.opened[value] }]
    : undefined;
const outboundCalls = (record) => record.kind === "outbound"
    ? record.calls.map(({ host, calls }) => ({ key: host, subject: host, value: calls }))
    : undefined;
const outboundTimes = (record) => record.kind === "outbound"
    ? record.calls.map(({ host, timeMs }) => ({ key: host, subject: host, value: timeMs }))
    : undefined;
const openedConnections = (record) => record.kind === "outbound"
    ? record.opened?.map(({ address, count }) => ({ key: address, subject: address, value: count }))
    : undefined;
const spanTimes = (record) => record.kind === "spans"
    ? record.spans.map(({ name, request, selfMs }) => ({
        key: `${name} ${request ?? ""}`,
        subject: name,
        request,
        value: selfMs,
    }))
    : undefined;
const collectorTimes = (record) => record.kind === "runtime" && record.gcMs !== undefined
    ? [{ key: "gc", subject: "garbage collection", value: record.gcMs }]
    : undefined;
/** Sleeps of threads, by what they wait for: a lock, or a file. */
const threadWaits = (record) => record.kind === "waits"
    ? record.waits
        .filter((one) => one.for !== "worker")
        .map(({ for: what, name = what, file, line, timeMs }) => ({
        ...{ key: name, subject: name, file, line },
        value: timeMs,
    }))
    : functionsOf("lock_profile")(record);
/** Time in which goroutines worked for others, by the function that they began with. */
const workerTimes = (record) => record.kind === "waits" && record.waits.some((one) => one.for === "goroutine")
    ? record.waits
        .filter((one) => one.for === "worker")
        .map(({ for: what, name = what, file, line, timeMs }) => ({
        ...{ key: `${name} ${file}`, subject: name, file, line },
        value: timeMs,
    }))
    : undefined;
/** All of one kind, by the name that has most of it. The arms may write to different files. */
const threadWaitsFor = (waitsFor) => (record) => {
    if (record.kind !== "waits")
        return undefined;
    const own = record.waits.filter((one) => one.for === waitsFor);
    return byLargest(waitsFor, own.map(({ name = waitsFor, file, line, timeMs }) => ({ subject: name, file, line, value: timeMs })));
};
/** All files that are written, by the name of that which grows most. */
const writtenFile = (record) => record.kind === "waits" && record.written !== undefined
    ? byLargest("written", record.written.map(({ name, bytes }) => ({ subject: name, value: bytes })))
    : undefined;
function byLargest(key, all) {
    const [largest] = all.toSorted(({ value: a = 0 }, { value: b = 0 }) => b - a);
    return largest === undefined ? [] : [{ ...largest, key, value: (0,simple_statistics/* sum */.cz)(all.map(({ value = 0 }) => value)) }];
}
const ofLockProfile = (record) => {
    const functions = functionsOf("lock_profile")(record);
    return functions === undefined ? undefined : byLargest("lock", functions);
};
/**
 * What a runtime knows of its locks comes before what its threads do: a thread does not sleep with its goroutine, and
 * idle threads sleep like those that wait for a lock.
 */
function lockWaitsIn(phases) {
    if (hasLockProfile(phases))
        return ofLockProfile;
    const isOfGoroutines = (record) => record.kind === "waits" && record.waits.some((one) => one.for === "goroutine");
    return threadWaitsFor(phases.some(({ records }) => records.some(isOfGoroutines)) ? "goroutine" : "lock");
}
const hasLockProfile = (phases) => phases.some(({ records }) => records.some(({ kind }) => kind === "lock_profile"));

;// CONCATENATED MODULE: ./build/analysis/causes/databaseTables.js

const databases = ["postgres", "redis"];
/** Calls per request of each statement or command. */
const callsOf = (database, counted) => subjectChanges(counted, "1/request", statementsOf([database], "calls"));

// EXTERNAL MODULE: ./build/wording/causeText.js
var causeText = __webpack_require__(21455);
;// CONCATENATED MODULE: ./build/wording/evidenceText.js


/** One sentence that a colleague would say. */
function evidenceText(facts) {
    const { kind, isNamed, unit, base, head, times } = facts;
    const values = valuesText(facts);
    switch (kind) {
        case "cpu":
            return `${isNamed ? "its own part of the CPU time, as the extra rounds divide it" : "CPU time of the service"}, ${values}`;
        case "gc":
            return `time of garbage collections, ${values}`;
        case "run_queue":
            return `its threads are ready and wait for a core, ${values}`;
        case "pool_wait":
            return `${(0,format/* formatNumber */.ZV)(head)} connections at once instead of ${(0,format/* formatNumber */.ZV)(base)}, while more requests wait`;
        case "lock_wait":
            if (isNamed)
                return `it waits for a lock, or for another thread or goroutine, ${values}`;
            return (0,causeText/* isTimeUnit */.KN)(unit)
                ? `its threads sleep until another one wakes them, as for a lock, ${values}`
                : `its threads go to sleep more often, as they do when they wait for a lock, ${values}`;
        case "database_locks":
            return isNamed
                ? `it waits for a lock of the database: ${callsText(unit, base, head)}`
                : `statements wait for a lock of the database, ${values}`;
        case "stall":
            return `nothing was answered for a while, again and again, ${values}`;
        case "file_descriptors":
            return unit === "1"
                ? `it has as many files and sockets open as it may: ${(0,format/* formatNumber */.ZV)(head)} instead of ${(0,format/* formatNumber */.ZV)(base)}`
                : `growth of open files and sockets, ${values}`;
        case "memory_leak":
            return `growth of memory, ${values}`;
        case "memory":
            return `pages are read back from the disk, ${values}`;
        case "connections":
            return `connections that ${isNamed ? "it" : "its clients"} opened, ${values}`;
        case "response_size":
            return `the answer has ${(0,causeText/* causeValue */.P$)(head, unit)} instead of ${(0,causeText/* causeValue */.P$)(base, unit)}${change(base, head)}`;
        case "dependency":
            return `CPU time of its container, ${values}${change(base, head)}`;
        case "database_statements":
        case "database_slow_statement":
        case "redis":
        case "outbound_calls":
            return `${callsText(unit, base, head)}${timesText(times, unit)}`;
        case "disk":
            return (0,causeText/* isTimeUnit */.KN)(unit) ? `its threads wait for the file, ${values}` : values;
        case "event_loop":
            return `time of its busiest thread or goroutine, which others wait for, ${values}`;
        case "network":
        case "errors":
            return values;
    }
}
/** Of a service that lets its calls wait for each other. */
const callsInTurnText = ({ base, head }) => `calls wait for each other in the service, as for a lock: ${(0,format/* formatNumber */.ZV)(head)} at once instead of ${(0,format/* formatNumber */.ZV)(base)}, and none waits for a connection`;
/** +0.15 ms to +0.21 ms per request (95 %) */
function valuesText({ unit, base, head, interval }) {
    if (interval === undefined)
        return `${(0,causeText/* causeValue */.P$)(head, unit)} per request instead of ${(0,causeText/* causeValue */.P$)(base, unit)}`;
    const [low, high] = interval;
    return `${(0,causeText/* causeDifference */.Vp)(low, unit)} to ${(0,causeText/* causeDifference */.Vp)(high, unit)} per request (95 %)`;
}
const callsText = (unit, base, head) => unit.startsWith("ms")
    ? `it takes ${(0,causeText/* causeValue */.P$)(head, unit)} per request instead of ${(0,causeText/* causeValue */.P$)(base, unit)}`
    : `${(0,causeText/* causeValue */.P$)(head, unit)} calls per request instead of ${(0,causeText/* causeValue */.P$)(base, unit)}`;
const timesText = (times, unit) => times === undefined || unit.startsWith("ms")
    ? ""
    : `, which take ${(0,causeText/* causeValue */.P$)(times.head, "ms")} instead of ${(0,causeText/* causeValue */.P$)(times.base, "ms")}`;
const change = (base, head) => (base > 0 ? ` (${(0,format/* formatChange */.eD)(head / base - 1)})` : "");
const evidenceText_advice = {
    cpu: "look at what changed in it and in its callers",
    run_queue: "give the service more cores, or let fewer threads be busy at once",
    gc: "allocate less on the way of a request",
    event_loop: "move long work out of this thread or event loop, or share it among several",
    memory: "keep less in memory, or give the service more of it",
    memory_leak: "look for a collection that only grows",
    disk: "write less on the way of a request, or in the background and many at once",
    network: "look for lost packets and full buffers",
    connections: "keep connections open and use them again (keep-alive, a pool)",
    file_descriptors: "close files and sockets after their use",
    pool_wait: "raise the pool's size, or give connections back earlier",
    lock_wait: "hold the lock for less time, or split it",
    database_statements: "fetch what a request needs with one statement (a join, or WHERE … IN)",
    database_slow_statement: "look at the statement's plan (EXPLAIN ANALYZE) and its indexes",
    database_locks: "hold row locks for less time, and take them in one order",
    redis: "send fewer commands, or several at once (MGET, pipelines)",
    outbound_calls: "call it less often, several times at once, or keep its answers",
    stall: "look for work that stops everything, such as a timer, a full collection or a global lock",
    errors: "look at the service's log",
    response_size: "send only what the client needs, or compress it",
    dependency: "look at what the service asks it for, and how often",
};
const adviceText = (kind) => evidenceText_advice[kind];
/** `moved`: how many things moved with the change, but too little. */
const unexplainedText = (moved) => moved === 0 ? "nothing that was measured moved with it" : "nothing that was measured accounts for half of it";

;// CONCATENATED MODULE: ./build/analysis/causes/callsInTurn.js


/** Of the time of a call. Calls that wait for a connection of a pool wait longer. */
const shortQueue = 0.05;
/**
 * Fewer calls of another service at once, none of which waits for a connection: the pool is large enough, and the service
 * itself lets one wait for the other, as for a lock. Where nobody knows how long they wait, it is taken for a pool.
 */
const withCallsInTurn = (candidates, phases) => candidates.map((one) => {
    const { kind, subject, difference } = one;
    if (kind !== "pool_wait" || subject === undefined || difference === undefined)
        return one;
    const { base, head } = difference;
    const queue = queueGrowth(phases, subject);
    if (head > base || queue === undefined || queue > shortQueue)
        return one;
    return { kind: "lock_wait", subject, unit: one.unit, evidence: callsInTurnText({ base, head }) };
});
/** How much longer a call waits for a connection on the head, of the time of a call. `undefined` if that is not known. */
function queueGrowth(phases, address) {
    const [base, head] = [perCall(phases, "base", address), perCall(phases, "head", address)];
    return base === undefined || head === undefined ? undefined : (head.queuedMs - base.queuedMs) / head.timeMs;
}
function perCall(phases, arm, address) {
    const calls = phases
        .filter((phase) => phase.arm === arm)
        .flatMap(({ records }) => records.flatMap((record) => (record.kind === "outbound" ? record.calls : [])))
        .filter(({ host }) => portOf(host) === portOf(address));
    const known = calls.flatMap(({ calls: count = 0, timeMs, queuedMs }) => queuedMs === undefined || count === 0 ? [] : [{ count, timeMs, queuedMs }]);
    const count = (0,simple_statistics/* sum */.cz)(known.map((one) => one.count));
    if (count === 0)
        return undefined;
    return {
        queuedMs: (0,simple_statistics/* sum */.cz)(known.map((one) => one.queuedMs)) / count,
        timeMs: (0,simple_statistics/* sum */.cz)(known.map((one) => one.timeMs)) / count,
    };
}
/** Calls are known by the name of the host, and connections by the address. */
const portOf = (address) => /:(\d+)$/.exec(address)?.[1] ?? "80";

;// CONCATENATED MODULE: ./build/analysis/causes/candidate.js



/** The change for results.json. */
function changeOf(candidate, explains, carrier) {
    const { isOfEveryRequest } = candidate;
    const request = isOfEveryRequest === true ? undefined : (candidate.request ?? carrier.request);
    const requests = isOfEveryRequest === true || request !== undefined ? undefined : carrier.requests;
    const { kind, subject, file, line, unit, difference, times, evidence, rhythm } = ofCarrier(candidate, carrier);
    return {
        kind,
        ...(0,omitUndefined/* omitUndefined */.O)({ request, requests: requests && [...requests], subject, file, line }),
        ...(difference && figuresOf(unit, difference)),
        ...(0,omitUndefined/* omitUndefined */.O)({ explains_ratio: explains, lasts_ms: rhythm?.lastsMs, every_ms: rhythm?.everyMs }),
        evidence: evidence ?? evidenceText({ kind, isNamed: subject !== undefined, unit, base: 0, head: 0, ...difference, times }),
        advice: adviceText(kind),
    };
}
/** What has a name, or is left behind, is taken to be of that request only: its values are per such a request. */
function ofCarrier(candidate, { request, requestShare = 1 }) {
    const { difference, times, subject, unit, shareOfRequest } = candidate;
    const isNamed = subject !== undefined || (0,causeText/* isOfOneRequest */.JQ)(candidate.kind);
    const isPerAny = isNamed && candidate.request === undefined && unit.endsWith("/request");
    if (!isPerAny || request === undefined || difference === undefined)
        return candidate;
    const share = shareOfRequest?.(request) ?? requestShare;
    if (share === 0)
        return candidate;
    return {
        ...candidate,
        difference: scaledDifference(difference, 1 / share),
        ...(times && { times: scaledDifference(times, 1 / share) }),
    };
}
function scaledDifference({ base, head, interval, ...others }, factor) {
    return {
        ...others,
        base: base * factor,
        head: head * factor,
        ...(interval && { interval: [interval[0] * factor, interval[1] * factor] }),
    };
}
function figuresOf(unit, { base, head, interval }) {
    if (interval === undefined)
        return { unit, base, head };
    const [low, high] = interval;
    return { unit, base, head, interval: [low, high] };
}
/** One arm has at least twice as much as the other. */
const isDoubled = ({ base, head }) => Math.max(base, head) >= 2 * Math.min(base, head);

;// CONCATENATED MODULE: ./build/analysis/causes/collectorPauses.js

/** Of the growth of the CPU time. With less, something else makes the service stall. */
const largeShare = 0.3;
/** Of a stall. Shorter collections are not what stops the service for so long. */
const pauseShare = 0.5;
/** The longest collection that any runtime reports, in ms. */
function longestCollection(phases) {
    const known = phases
        .flatMap(({ records }) => records)
        .flatMap((record) => (record.kind === "runtime" && record.longestGcMs !== undefined ? [record.longestGcMs] : []));
    return known.length === 0 ? undefined : Math.max(...known);
}
/**
 * While garbage is collected, nothing is answered. Stalls beside far more collections are theirs, if one may be as long.
 */
function withCollectorPauses(candidates, longestMs) {
    const find = (kind) => candidates.find((one) => one.kind === kind && one.addedMs !== undefined);
    const [collector, stall] = [find("gc"), find("stall")];
    const cpuMs = candidates.find(({ kind, subject }) => kind === "cpu" && subject === undefined)?.addedMs ?? 0;
    const { addedMs: collectorMs = 0, difference = { base: 0, head: 0 } } = collector ?? {};
    const { addedMs: stallMs = 0 } = stall ?? {};
    if (longestMs !== undefined && longestMs < pauseShare * (stall?.rhythm?.lastsMs ?? 0))
        return candidates;
    if (collectorMs * stallMs <= 0 || !isDoubled(difference) || collectorMs / cpuMs < largeShare)
        return candidates;
    return candidates
        .filter((one) => one !== stall)
        .map((one) => (one === collector ? { ...one, addedMs: collectorMs + stallMs } : one));
}

;// CONCATENATED MODULE: ./build/analysis/causes/cpuShares.js


/**
 * Functions with their parts of the CPU time that a request takes longer in the rounds that decided. Instruments slow a
 * service down, so their own times only say how it divides. None is left where that time did not move.
 */
function shareCpuTime(candidates, cpuMs) {
    const isPart = ({ kind, addedMs = 0 }) => (kind === "cpu" || kind === "gc") && addedMs * cpuMs > 0;
    const hasFunctions = candidates.some((one) => one.kind === "cpu" && isPart(one));
    const totalMs = (0,simple_statistics/* sum */.cz)(candidates.filter(isPart).map(({ addedMs = 0 }) => addedMs));
    return candidates.flatMap((candidate) => {
        if (candidate.kind !== "cpu" && !(candidate.kind === "gc" && isPart(candidate)))
            return [candidate];
        if (!isPart(candidate))
            return [];
        const { addedMs: ownMs = 0, difference } = candidate;
        const partMs = (ownMs / totalMs) * cpuMs;
        // Without functions beside it, nothing says that all of the time is for collections.
        const addedMs = candidate.kind === "gc" && !hasFunctions && Math.abs(ownMs) < Math.abs(partMs) ? ownMs : partMs;
        const factor = ownMs === 0 ? 1 : addedMs / ownMs;
        return [{ ...candidate, addedMs, ...(difference && { difference: scaledDifference(difference, factor) }) }];
    });
}
/**
 * Of the time of collections and of the functions that allocate. With less, allocating is not what costs. What stays in
 * memory makes every collection dear.
 */
const smallestCollectorShare = { usual: 1 / 3, withMoreMemory: 0.15 };
/** Functions that allocate more, and take longer, belong to the collections that follow from them. */
function withAllocations(candidates, allocations = [], hasMoreMemory = false) {
    const smallest = hasMoreMemory ? smallestCollectorShare.withMoreMemory : smallestCollectorShare.usual;
    const collector = candidates.find(({ kind, subject }) => kind === "gc" && subject !== undefined);
    const { addedMs: collectorMs } = collector ?? {};
    if (collector === undefined || collectorMs === undefined)
        return candidates;
    const allocates = ({ kind, subject, file, addedMs = 0 }) => kind === "cpu" &&
        addedMs * collectorMs > 0 &&
        allocations.some((one) => one.state !== "same" && one.subject === subject && one.file === file);
    const functionsMs = (0,simple_statistics/* sum */.cz)(candidates.filter(allocates).map(({ addedMs = 0 }) => addedMs));
    if (collectorMs / (collectorMs + functionsMs) < smallest)
        return candidates;
    return candidates
        .filter((one) => !allocates(one))
        .map((one) => (one === collector ? { ...one, addedMs: collectorMs + functionsMs } : one));
}

;// CONCATENATED MODULE: ./build/analysis/causes/cpuWaits.js


/**
 * A wait for a core that grew by more than this many times the CPU time has another reason, such as more threads. Where
 * other programs use the cores, each millisecond of CPU time waits longer: up to this many times as long as on the base.
 */
const mostWaitRatio = 2;
/** Of one core. Estimates of a longer queue are of no use. */
const mostBusy = 0.8;
/**
 * Candidates as a latency sees them. More CPU time makes a request wait for a core, and wait behind others that have the
 * same thread. These waits follow from the CPU time, so that they count for what used it.
 */
function withCpuWaits(candidates, rounds) {
    const addedMs = (kind) => candidates.find((one) => one.kind === kind && one.subject === undefined)?.addedMs ?? 0;
    const [cpuMs, waitMs] = [addedMs("cpu"), addedMs("run_queue")];
    if (cpuMs === 0)
        return candidates;
    const isWaitForCpu = cpuMs * waitMs > 0 && Math.abs(waitMs) <= mostWaitRatio * Math.max(1, usualWait(candidates)) * Math.abs(cpuMs);
    const factor = (isWaitForCpu ? 1 + waitMs / cpuMs : 1) * queueFactor(rounds);
    return candidates
        .filter(({ kind }) => !(kind === "run_queue" && isWaitForCpu))
        .map((one) => (one.kind === "cpu" || one.kind === "gc") && one.addedMs !== undefined
        ? { ...one, addedMs: one.addedMs * factor }
        : one);
}
/** Per CPU time, on the arm with the shorter wait. */
function usualWait(candidates) {
    const differenceOf = (kind) => candidates.find((one) => one.kind === kind && one.subject === undefined)?.difference;
    const [wait, cpu] = [differenceOf("run_queue"), differenceOf("cpu")];
    if (wait === undefined || cpu === undefined)
        return 0;
    const arm = wait.base < wait.head ? "base" : "head";
    return cpu[arm] > 0 ? wait[arm] / cpu[arm] : 0;
}
/** Response time per service time in a queue before one thread that is busy, or waits for a core, for a share of the time (M/M/1). */
function queueFactor(rounds) {
    const busy = ["base", "head"].map((arm) => keenestThread(rounds, arm));
    return 1 / (1 - Math.min(mostBusy, Math.max(...busy)));
}
/** Of one core. 0 if it is unknown. */
function keenestThread(rounds, arm) {
    const shares = rounds
        .flatMap((round) => measuredPhases(round, arm))
        .flatMap(({ readings }) => {
        const trees = readings.flatMap((one) => one.kind === "process_tree" && one.keenestThreadMs !== undefined
            ? [{ atMs: one.atMs, ms: one.keenestThreadMs }]
            : []);
        const [first, last] = [trees[0], trees.at(-1)];
        return first === undefined || last === undefined || last.atMs <= first.atMs
            ? []
            : [(last.ms - first.ms) / (last.atMs - first.atMs)];
    });
    return shares.length === 0 ? 0 : (0,simple_statistics/* mean */.RE)(shares);
}

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/analysis/causes/requestBySeconds.js



/** Standard errors. Several requests are tried. */
const clearly = 3;
const requestBySeconds_fewestSeconds = 12;
/**
 * The request that a growing value of the service belongs to. Chance makes some seconds have more requests of one name:
 * if the value then grows more, on the head by more than on the base, that name is it. `direction`: of the change.
 */
function requestBySeconds(rounds, read, direction) {
    const secondsOf = (arm) => rounds.flatMap((round) => measuredPhases(round, arm)).flatMap((one) => seconds(one, read));
    const arms = { base: secondsOf("base"), head: secondsOf("head") };
    const names = [...new Set(arms.head.flatMap(({ counts }) => [...counts.keys()]))];
    const [first] = names
        .flatMap((name) => {
        const [base, head] = [slopeOf(arms.base, name), slopeOf(arms.head, name)];
        if (base === undefined || head === undefined)
            return [];
        const error = Math.sqrt(base.variance + head.variance);
        return [{ name, errors: (direction * (head.slope - base.slope)) / error }];
    })
        .toSorted((a, b) => b.errors - a.errors);
    return first !== undefined && first.errors >= clearly ? first.name : undefined;
}
/** Empty if load was dealt in slices, or the phase has no readings. */
function seconds({ readings, record }, read) {
    const points = readings.filter(resourceUsage/* isTreeReading */.ZT).flatMap((reading) => {
        const value = read(reading);
        return value === undefined ? [] : [{ atMs: reading.atMs - record.startMs, value }];
    });
    if (record.idle.length > 0 || points.length < 2)
        return [];
    const raw = record.slices.slice(0, Math.floor(record.offeredMs / 1000)).flatMap(({ requests }, i) => {
        const [from, to] = [valueAt(points, 1000 * i), valueAt(points, 1000 * (i + 1))];
        if (from === undefined || to === undefined)
            return [];
        const counts = requests.map(({ outcomes }, j) => [record.requests[j]?.name ?? "", (0,simple_statistics/* sum */.cz)(Object.values(outcomes))]);
        return [{ growth: to - from, counts: new Map(counts), total: (0,simple_statistics/* sum */.cz)(counts.map(([, count]) => count)) }];
    });
    return raw.length < 2 ? [] : centred(raw);
}
/** Linear between two readings. */
function valueAt(points, atMs) {
    const i = points.findIndex((point) => point.atMs >= atMs);
    const [before, after] = [points[i - 1], points[i]];
    if (after === undefined || before === undefined)
        return undefined;
    return before.value + ((after.value - before.value) * (atMs - before.atMs)) / (after.atMs - before.atMs);
}
function centred(raw) {
    const meanOf = (value) => (0,simple_statistics/* mean */.RE)(raw.map(value));
    const names = [...new Set(raw.flatMap(({ counts }) => [...counts.keys()]))];
    const means = new Map(names.map((name) => [name, meanOf(({ counts }) => counts.get(name) ?? 0)]));
    const [growth, total] = [meanOf((one) => one.growth), meanOf((one) => one.total)];
    return raw.map((one) => ({
        growth: one.growth - growth,
        total: one.total - total,
        counts: new Map(names.map((name) => [name, (one.counts.get(name) ?? 0) - (means.get(name) ?? 0)])),
    }));
}
/** Least squares of the growth on the number of such requests and of all: what one of them adds beyond any other. */
function slopeOf(all, name) {
    if (all.length < requestBySeconds_fewestSeconds)
        return undefined;
    const x = all.map(({ counts }) => counts.get(name) ?? 0);
    const t = all.map(({ total }) => total);
    const y = all.map(({ growth }) => growth);
    const product = (a, b) => (0,simple_statistics/* sum */.cz)(a.map((one, i) => one * (b[i] ?? 0)));
    const [xx, xt, tt, xy, ty] = [product(x, x), product(x, t), product(t, t), product(x, y), product(t, y)];
    const isSteady = tt === 0;
    const determinant = isSteady ? xx : xx * tt - xt * xt;
    if (!(determinant > 0))
        return undefined;
    const slope = isSteady ? xy / xx : (xy * tt - ty * xt) / determinant;
    const ofTotal = isSteady ? 0 : (ty * xx - xy * xt) / determinant;
    const residuals = y.map((one, i) => one - slope * (x[i] ?? 0) - ofTotal * (t[i] ?? 0));
    const variance = product(residuals, residuals) / (all.length - 2);
    return { slope, variance: isSteady ? variance / xx : (variance * tt) / determinant };
}

;// CONCATENATED MODULE: ./build/analysis/causes/effect.js





/**
 * The change that the extra rounds explain, or the first gating one that regressed or improved. Without one, many
 * failures of the head, or a leak. `undefined` if nothing changed.
 */
function leadingComparison(comparisons, chosen) {
    const isChosen = ({ request, metric }) => request === chosen?.request && metric === chosen.metric;
    const changed = comparisons.filter(({ gating, outcome }) => gating && (outcome === "regressed" || outcome === "improved"));
    return (changed.find(isChosen) ??
        changed.find(({ outcome }) => outcome === "regressed") ??
        changed[0] ??
        comparisons.find(isFailing) ??
        comparisons.find(isLeaking));
}
/** Of all requests. So many failures need an explanation, although a level of the error rate is not shown by few rounds. */
const manyFailures = 0.1;
const isFailing = ({ metric, gating, base = 0, head = 0, interval }) => metric === "error_rate" && gating && head - base >= manyFailures && (interval?.[0] ?? 0) > 0;
/** Unchanged services, of six runtimes, never differed by so much memory per request. In bytes. */
const muchMemory = 2048;
/** A leak that the gate does not look at. */
const isLeaking = ({ metric, gating, base = 0, head = 0, interval }) => metric === "memory_growth" && !gating && head >= 1.5 * base && (interval?.[0] ?? 0) >= muchMemory;
/** `undefined` if the comparison has no figures. */
function effectOf(lead, comparisons, rounds) {
    const { base, head, request, metric } = lead;
    if (base === undefined || head === undefined || base === head)
        return undefined;
    const kind = kindOf(metric);
    const ratio = base === 0 ? Number.POSITIVE_INFINITY : Math.abs(head / base - 1);
    const added = kind === "latency" ? addedLatencyMs(lead, head - base, rounds) : head - base;
    const isOfOne = request !== plan/* allRequests */.qT && !changedRequests(lead, comparisons).some((name) => name !== request);
    const carried = isOfOne ? aloneRequest(kind, request, rounds) : carrierOf(metric, rounds, Math.sign(added));
    const requestShare = carried === undefined ? undefined : shareOfRequests(rounds, carried);
    const requests = carried === undefined && kind === "latency" ? someOf(rounds) : undefined;
    return { kind, added, ratio, request: carried, requestShare, requests };
}
/** That request, unless the latency of others changed alike. */
function aloneRequest(kind, request, rounds) {
    const isAlone = kind !== "latency" || changedAlike(rounds, requestNames(rounds), request).length === 1;
    return isAlone ? request : undefined;
}
/** The requests that changed most. `undefined` if it is one, or all of them. */
function someOf(rounds) {
    const names = requestNames(rounds);
    const changed = mostChanged(rounds, names);
    return changed.length > 1 && changed.length < names.length ? changed : undefined;
}
/** Requests that surely take longer by more than this many times their CPU time wait for something else. */
const longerWait = 2;
const sureLevel = 0.01;
/**
 * The longer wait behind a change of the CPU time. What a request waits for mostly uses some CPU, too. The CPU time alone
 * would never lead to it.
 */
function waitBehindCpu(effect, rounds) {
    const latency = effect.kind === "cpu" ? latencyDifference(rounds) : undefined;
    if (latency === undefined || latency.p > sureLevel)
        return undefined;
    const added = latency.head - latency.base;
    if (added * effect.added < 0 || Math.abs(added) < longerWait * Math.abs(effect.added))
        return undefined;
    return { ...effect, kind: "latency", added, ratio: Math.abs(added / latency.base), isBehindLead: true };
}
/** The requests whose comparisons have the leading one's outcome. */
const changedRequests = (lead, comparisons) => comparisons
    .filter(({ gating, outcome, request }) => gating && outcome === lead.outcome && request !== plan/* allRequests */.qT)
    .map(({ request }) => request);
function kindOf(metric) {
    if (metric === "cpu_per_request")
        return "cpu";
    if (metric === "dependency_cpu")
        return "dependency_cpu";
    if (metric === "memory_peak" || metric === "memory_growth")
        return "memory";
    return metric === "error_rate" ? "errors" : "latency";
}
/** CPU time of one request cannot be seen, but a slower request mostly uses it. */
function carrierOf(metric, rounds, direction) {
    if (kindOf(metric) === "memory")
        return requestBySeconds(rounds, ({ rssBytes }) => rssBytes, direction);
    if (kindOf(metric) === "errors")
        return failingRequest(rounds, direction);
    if ((0,model_metric/* isServiceMetric */.qO)(metric) && metric !== "cpu_per_request")
        return undefined;
    return leadingRequest(rounds) ?? requestBySeconds(rounds, ({ cpuMs }) => cpuMs, direction);
}
/** Per request of the scenario: the mean, if it is shown to move as the leading percentile does, or else that one. */
function addedLatencyMs(lead, leadMs, rounds) {
    const all = latencyDifference(rounds);
    const meanMs = all === undefined ? 0 : all.head - all.base;
    const isShown = all !== undefined && (leadMs > 0 ? all.interval[0] > 0 : all.interval[1] < 0);
    return isShown ? meanMs : leadMs * (lead.request === plan/* allRequests */.qT ? 1 : shareOfRequests(rounds, lead.request));
}

;// CONCATENATED MODULE: ./build/analysis/causes/callCandidates.js


const moved = ({ state }) => state !== "same";
const changeIn = ({ base, head }) => head - base;
/** Smaller changes of a number of calls matter to nobody: an amount per request, and a share of the base. */
const isOtherNumber = ({ base, head }) => Math.abs(head - base) >= Math.max(0.1, 0.1 * base);
/** Statements around others. They are no work of their own. */
const framePattern = /^(begin|start transaction|commit|end|rollback|savepoint|release|set|show|discard|deallocate)\b/i;
/** Twice as many, and half a call per request or more. */
const isFarOtherNumber = (one) => isDoubled(one) && Math.abs(one.head - one.base) >= 0.5;
/** More calls per request, or as many that take longer. One that takes the place of another is not one more. */
function callCandidates(counts, times, kindOf) {
    const total = { base: (0,simple_statistics/* sum */.cz)(counts.map(({ base }) => base)), head: (0,simple_statistics/* sum */.cz)(counts.map(({ head }) => head)) };
    const isReplacement = (count) => (count.base === 0 || count.head === 0) && !isOtherNumber(total);
    return counts.flatMap((count) => {
        const time = times.find(({ subject }) => subject === count.subject);
        const hasMoreCalls = moved(count) && isOtherNumber(count) && !isReplacement(count);
        if (!hasMoreCalls && (time === undefined || !moved(time)))
            return [];
        const difference = hasMoreCalls || time === undefined ? count : time;
        return [
            {
                ...{ kind: kindOf(hasMoreCalls), subject: count.subject, unit: difference.unit, difference },
                hasMoreCalls: hasMoreCalls && isFarOtherNumber(count) && !framePattern.test(count.subject),
                ...(time !== undefined && { times: { base: time.base, head: time.head }, addedMs: changeIn(time) }),
            },
        ];
    });
}

;// CONCATENATED MODULE: ./build/analysis/causes/costShift.js

/** A function whose callers and callees make up for its change by more than this has only got moved code. */
const reflectedShare = 0.25;
/**
 * True if the function's own time moved, but the time of the function with its callees, or that of its callers, did not:
 * code was inlined, split or renamed (FBDetect, SOSP 2024).
 */
function isCostShift({ subject, file, base, head }, flame) {
    const change = head - base;
    const key = frameKey({ name: subject, ...(file !== undefined && { file }) });
    const found = placesOf(key, flame, undefined);
    if (found.length === 0)
        return false;
    const isReflectedIn = (frames) => {
        const total = [...new Set(frames)].reduce((sum, frame) => sum + totalChange(frame), 0);
        return total * change > 0 && Math.abs(total) >= reflectedShare * Math.abs(change);
    };
    // All stacks have the root, whose time is that of everything else as well.
    const callers = found.flatMap(({ caller }) => (caller === undefined || caller === flame ? [] : caller));
    return !isReflectedIn(found.map(({ frame }) => frame)) || (callers.length > 0 && !isReflectedIn(callers));
}
/** The outermost frames of the function, so that recursion counts once. */
function placesOf(key, frame, caller) {
    const { name, file } = frame;
    if (frameKey({ name, ...(file !== undefined && { file }) }) === key)
        return [{ frame, caller }];
    return frame.children.flatMap((child) => placesOf(key, child, frame));
}
const totalChange = ({ base, head, children }) => children.reduce((sum, child) => sum + totalChange(child), head - base);

;// CONCATENATED MODULE: ./build/analysis/causes/databaseCandidates.js



/** What clients send once on each connection: `only` there, and `also` there. */
const greetings = {
    postgres: {
        only: /^set (session )?(extra_float_digits|application_name|client_encoding|datestyle)\b/i,
        also: /^(set|show)\b|\bversion\(\)/i,
    },
    redis: { only: /^(HELLO|AUTH|CLIENT)\b/i, also: /^(HELLO|AUTH|CLIENT|SELECT)\b/i },
};
const databaseNames = { postgres: "PostgreSQL", redis: "Redis" };
/** Statements or commands, and connections, which a relay counts. Without one, more greetings are more connections. */
function databaseCandidates(database, calls, { statementTimes: times, databaseConnections, databaseConnectionTimes }) {
    const { only, also } = greetings[database];
    const isMore = (one) => moved(one) && isOtherNumber(one) && isDoubled(one);
    const isOwn = ({ subject }) => subject === database;
    const connections = databaseConnections.find((one) => isOwn(one) && isMore(one)) ??
        calls.find((one) => only.test(one.subject) && isMore(one));
    const kindOf = (hasMoreCalls) => callKind(database, hasMoreCalls);
    if (connections === undefined)
        return callCandidates(calls, times, kindOf);
    const isGreeting = ({ subject }) => also.test(subject);
    const greeted = callCandidates(calls.filter(isGreeting), times, kindOf).map(({ addedMs = 0 }) => addedMs);
    const addedMs = (0,simple_statistics/* sum */.cz)([...greeted, ...databaseConnectionTimes.filter(isOwn).map(changeIn)]);
    const others = calls.filter((one) => !isGreeting(one));
    return [
        {
            ...{ kind: "connections", subject: databaseNames[database], unit: connections.unit, difference: connections },
            ...{ hasMoreCalls: true, ...(addedMs !== 0 && { addedMs }) },
        },
        ...callCandidates(others, times, kindOf),
    ];
}
function callKind(database, hasMoreCalls) {
    if (database === "redis")
        return "redis";
    return hasMoreCalls ? "database_statements" : "database_slow_statement";
}

;// CONCATENATED MODULE: ./build/analysis/causes/instrumentCandidates.js







/** `cpuMs`: how much the CPU time per request grew in the rounds that decided. */
function instrumentCandidates(tables, cpuMs) {
    const { statements = [], redisCommands = [], outbound = [], functions = [], flame } = tables;
    const collectors = collectorCandidates(tables);
    return [
        ...databaseCandidates("postgres", statements, tables),
        ...databaseCandidates("redis", redisCommands, tables),
        ...withNewConnections(outboundCandidates(outbound, tables.outboundTimes), tables.openedConnections),
        ...timeCandidates(tables.diskTimes, "disk"),
        // Which lock it is, nobody can see from outside. A runtime may know the function.
        ...timeCandidates(tables.lockTimes, "lock_wait").map(({ subject, ...one }) => subject === "lock" || subject === "goroutine" ? one : { ...one, subject }),
        ...timeCandidates(tables.workerTimes, "event_loop"),
        ...collectors,
        // A runtime's own time of collections is more exact than that of their functions.
        ...functionCandidates(functions, flame, cpuMs).filter(({ kind }) => kind !== "gc" || collectors.length === 0),
    ];
}
function outboundCandidates(counts, times) {
    const isCounted = ({ subject }) => counts.some((count) => count.subject === subject);
    return [
        ...callCandidates(counts, times, () => "outbound_calls"),
        ...timeCandidates(times.filter((time) => !isCounted(time)), "outbound_calls"),
    ];
}
/** Calls that are no more than before, and take longer, do so because each opens a connection. */
function withNewConnections(calls, opened) {
    const [first] = opened.filter((one) => moved(one) && isOtherNumber(one) && isDoubled(one));
    if (first === undefined)
        return calls;
    const longer = calls.filter(({ unit }) => unit.startsWith("ms"));
    const addedMs = (0,simple_statistics/* sum */.cz)(longer.map((one) => one.addedMs ?? 0));
    const { subject, unit } = first;
    return [
        {
            ...{ kind: "connections", subject, unit, difference: first, hasMoreCalls: true },
            ...(addedMs !== 0 && { addedMs }),
        },
        ...calls.filter((one) => !longer.includes(one)),
    ];
}
/** Waits whose time moved. */
const timeCandidates = (times, kind) => times.filter(moved).map(({ subject, file, line, ...time }) => ({
    ...{ kind, subject, file, line, unit: time.unit },
    ...{ difference: time, addedMs: changeIn(time) },
}));
/** Garbage collection is the cause only if its own time moved clearly. In ms. */
const smallestCollectorMs = 0.02;
/**
 * Named by the function that allocates more than before. Few collections are in a round, so that their time need not be
 * significant if the allocations are, and it doubled.
 */
function collectorCandidates({ runtime = [], allocations = [] }) {
    return runtime.flatMap((collector) => {
        if (collector.subject !== "garbage collection" || Math.abs(changeIn(collector)) < smallestCollectorMs)
            return [];
        const [most] = allocations.filter((one) => moved(one) && changeIn(one) > 0 === changeIn(collector) > 0);
        if (!moved(collector) && !(most !== undefined && isDoubled(collector)))
            return [];
        return [
            {
                kind: "gc",
                ...(most && (0,omitUndefined/* omitUndefined */.O)({ subject: most.subject, file: most.file, line: most.line })),
                unit: collector.unit,
                difference: collector,
                addedMs: changeIn(collector),
            },
        ];
    });
}
/** Of the larger change. */
const offsetShare = 0.25;
/**
 * Functions whose own time moved. One that grew as another one shrank has only been renamed or moved, so neither is a
 * cause.
 */
function functionCandidates(functions, flame, cpuMs) {
    const shown = functions.filter(moved);
    const changed = shown.length > 0 ? shown : likeliest(functions, cpuMs);
    const isOffset = (one) => changed.some((other) => {
        const [a, b] = [changeIn(one), changeIn(other)];
        return a * b < 0 && Math.abs(a + b) < offsetShare * Math.max(Math.abs(a), Math.abs(b));
    });
    return changed
        .filter((one) => !isOffset(one) && !(flame !== undefined && one.file !== undefined && isCostShift(one, flame)))
        .map((one) => ({
        ...(one.subject === collectorFrame.name && one.file === undefined
            ? { kind: "gc" }
            : { kind: "cpu", ...(0,omitUndefined/* omitUndefined */.O)({ subject: one.subject, file: one.file, line: one.line }) }),
        unit: one.unit,
        difference: one,
        addedMs: changeIn(one),
        ...(shown.length === 0 && { isLikeliest: true }),
    }));
}
/**
 * The function that grew most, if its own interval shows that. So much is enough where the CPU time surely grew, and the
 * profiles have too few samples to be sure of any function among all.
 */
function likeliest(functions, cpuMs) {
    const growthOf = (one) => Math.sign(cpuMs) * changeIn(one);
    const [first] = functions.toSorted((a, b) => growthOf(b) - growthOf(a));
    const { interval: [low, high] = [0, 0] } = first ?? {};
    return first !== undefined && growthOf(first) > 0 && low * high > 0 ? [first] : [];
}

;// CONCATENATED MODULE: ./build/analysis/causes/lockedStatements.js


/** Of the time of the statement. Waits are seen at a few moments only, so that their time is not exact. */
const lockShare = 0.3;
/** Moments at which a connection waited for a lock. One may be chance. */
const fewestSeen = 2;
/**
 * A statement whose time is mostly waits for a lock is not slow by itself, and one more of it is no more work. PostgreSQL
 * counts the wait as its time. `roundsOf`: those that decided, and those in which statements were counted.
 */
function withLockedStatements(candidates, roundsOf) {
    const slow = candidates.filter(({ kind }) => kind === "database_slow_statement" || kind === "database_statements");
    const [slowest] = slow.toSorted((a, b) => Math.abs(b.addedMs ?? 0) - Math.abs(a.addedMs ?? 0));
    const { addedMs } = slowest ?? {};
    if (addedMs === undefined || !roundsOf.some((rounds) => addedLockMs(rounds) / addedMs >= lockShare))
        return candidates;
    return candidates.filter(({ kind }) => kind !== "database_locks").map((one) => (one === slowest ? lockOf(one) : one));
}
/** By its time, whether there are more of it or not. */
function lockOf({ times, unit, difference, hasMoreCalls: _, ...others }) {
    const isTime = unit.startsWith("ms") || times === undefined;
    const figures = isTime ? { unit, ...(difference && { difference }) } : { unit: "ms/request", difference: times };
    return { ...others, kind: "database_locks", ...figures };
}
/** Per request. 0 if too few waits were seen. */
function addedLockMs(rounds) {
    const phasesOf = (arm) => rounds.flatMap((round) => measuredPhases(round, arm));
    const arms = { base: phasesOf("base"), head: phasesOf("head") };
    const seen = [...arms.base, ...arms.head].flatMap(({ readings }) => readings.filter((one) => one.kind === "postgres" && one.waits !== undefined && lockWaits(one.waits) > 0));
    if (seen.length < fewestSeen)
        return 0;
    return (databaseLockMs(arms.head) ?? 0) - (databaseLockMs(arms.base) ?? 0);
}

;// CONCATENATED MODULE: ./build/analysis/causes/namedByFunction.js




/** The operating system sees them, and not which function does them. */
const unnamedKinds = ["disk", "stall", "gc", "event_loop"];
/** Of what all functions grew by. */
const leadingShare = 0.5;
/** Names writes by the file that threads wait for longer, or else by that which grows most. */
function withFileName(candidates, [waited], [written]) {
    return candidates.map((one) => {
        const { kind, subject, difference: { base, head } = { base: 0, head: 0 } } = one;
        const isAlike = waited !== undefined && (head - base) * (waited.head - waited.base) > 0;
        const file = isAlike ? waited : written;
        return kind === "disk" && subject === undefined && file !== undefined ? { ...one, subject: file.subject } : one;
    });
}
/**
 * Names what the operating system saw by the function whose own time changed with it, if one stands out. Collections are
 * of the function that allocates. Work that moved to one thread takes the same time there, so it is that which takes most.
 */
function withFunctionNames(candidates, { functions = [], allocations = [], flame }) {
    const known = functions.filter(isOfProgram);
    return candidates.map((one) => {
        const { kind, subject, difference } = one;
        if (subject !== undefined || difference === undefined || !unnamedKinds.includes(kind))
            return one;
        const change = difference.head - difference.base;
        const rows = kind === "gc" && allocations.length > 0 ? allocations : known;
        return {
            ...one,
            ...(nameOf(kind, rows, change) ?? (kind === "stall" ? callerOf(known, flame, change) : undefined)),
        };
    });
}
function nameOf(kind, rows, change) {
    const writing = kind === "disk" ? rows.filter((row) => !isOfPackage(row)) : rows;
    const found = (kind === "event_loop" ? largestRow(rows, change) : undefined) ?? leadingRow(writing, Math.sign(change));
    return found && (0,omitUndefined/* omitUndefined */.O)({ subject: found.subject, file: found.file, line: found.line });
}
/** Functions without a file can be the kernel's. Names of Rust, C++ and Java tell them apart. */
const isOfProgram = ({ subject, file }) => file !== undefined || /::|\(/.test(subject);
/** Rows whose own interval shows that they changed. One that changed more comes first, even if many others were tried. */
function leadingRow(rows, direction) {
    const changeOf = ({ base, head }) => direction * (head - base);
    const changed = rows.filter(hasChanged);
    const [first] = changed.filter((row) => changeOf(row) > 0).toSorted((a, b) => changeOf(b) - changeOf(a));
    const all = (0,simple_statistics/* sum */.cz)(changed.map((row) => Math.max(0, changeOf(row))));
    return first !== undefined && changeOf(first) >= leadingShare * all ? first : undefined;
}
const hasChanged = ({ state, interval: [low, high] = [0, 0] }) => state !== "same" || low * high > 0;
/** Of what all functions grew by. */
const carriedShare = 0.7;
/** The innermost function that does most of what is new, with the functions that it calls. */
function callerOf(rows, flame, change) {
    const growthOf = ({ base, head }) => Math.sign(change) * (head - base);
    const least = carriedShare * (0,simple_statistics/* sum */.cz)(rows.filter((row) => hasChanged(row) && growthOf(row) > 0).map(growthOf));
    let found;
    for (let next = least > 0 ? flame : undefined; next !== undefined;) {
        const inner = next.children.find((one) => Math.sign(change) * totalChange(one) >= least);
        if (inner !== undefined)
            found = { frame: inner, owner: ownerOf(frameOf(inner), found?.owner ?? { name: rootName }) };
        next = inner;
    }
    // What also does other things is only on the way there.
    if (found === undefined || !isMostlyNew(found.frame, Math.sign(change)))
        return undefined;
    const { name, file, line } = found.owner;
    return { subject: name, ...(0,omitUndefined/* omitUndefined */.O)({ file, line }) };
}
const frameOf = ({ name, file, line }) => ({ name, ...(0,omitUndefined/* omitUndefined */.O)({ file, line }) });
const isMostlyNew = (frame, direction) => direction * totalChange(frame) >= leadingShare * totalTime(frame, direction);
const totalTime = (frame, direction) => frame.children.reduce((total, one) => total + totalTime(one, direction), direction > 0 ? frame.head : frame.base);
function largestRow(rows, change) {
    const timeOf = ({ base, head }) => (change > 0 ? head : base);
    const [first] = rows.toSorted((a, b) => timeOf(b) - timeOf(a));
    return first !== undefined && timeOf(first) >= leadingShare * Math.abs(change) ? first : undefined;
}

;// CONCATENATED MODULE: ./build/analysis/causes/rankChanges.js




/** Causes come before what follows from them, and waits before CPU time: the order of questions in docs/method.md. */
const order = [
    ["database_locks"],
    ["database_statements", "database_slow_statement", "redis", "outbound_calls"],
    ["pool_wait", "stall", "connections", "response_size", "dependency"],
    ["gc"],
    ["run_queue", "disk"],
    // Threads also sleep while they wait for the one that does it all.
    ["event_loop"],
    ["lock_wait", "memory_leak", "memory", "file_descriptors", "network"],
    ["cpu"],
    ["errors"],
];
/** What can explain each effect by itself. Waits use no CPU, and a slow request is no failed one. */
const explaining = {
    latency: ({ kind }) => kind !== "errors" && kind !== "memory_leak",
    cpu: ({ kind, unit }) => kind === "cpu" || kind === "gc" || (costsCpu.includes(kind) && !unit.startsWith("ms")),
    dependency_cpu: ({ kind }) => worksForService.includes(kind),
    memory: ({ kind }) => ["memory_leak", "memory", "file_descriptors", "response_size"].includes(kind),
    errors: ({ kind }) => ["errors", "connections", "file_descriptors", "pool_wait", "database_locks", "stall", "memory_leak"].includes(kind),
};
/** By their number or size. Their time is a wait. */
const costsCpu = [
    ...["database_statements", "redis", "outbound_calls", "connections"],
    ...["response_size", "dependency", "disk", "network"],
];
/** What a service lets others do for it. */
const worksForService = [
    ...["database_statements", "database_slow_statement", "redis", "outbound_calls", "dependency"],
];
/** Sizes and the work of others explain a change at most in proportion. Twice the bytes may take twice as long. */
const proportional = ["response_size", "dependency"];
/** No single cause is named first if none explains at least this share. */
const explainedShare = 0.5;
/** A cause that explains less is none. */
const rankChanges_smallestShare = 0.05;
const mostChanges = 10;
/** The causes, the most explaining first. The list begins with `unexplained` if none explains half of the change. */
function rankChanges(candidates, effect) {
    const hasFunction = candidates.some(({ kind, subject }) => kind === "cpu" && subject !== undefined);
    const ranked = withoutOverlap(candidates
        // The functions say where the CPU time goes.
        .filter(({ kind, subject }) => kind !== "cpu" || subject !== undefined || !hasFunction)
        .filter((candidate) => candidate.isAtLimit === true || explaining[effect.kind](candidate))
        .filter((candidate) => hasEffectsDirection(candidate, effect))
        .map((candidate) => ({ candidate, share: shareOf(candidate, effect) }))
        .filter(({ candidate, share }) => share === undefined || (share >= rankChanges_smallestShare && isPossible(candidate, effect))));
    const sorted = ranked
        .map((one) => ({ ...one, isEnough: isEnough(one, effect, ranked) }))
        .toSorted((a, b) => Number(b.isEnough) - Number(a.isEnough) ||
        rankOf(a.candidate) - rankOf(b.candidate) ||
        (b.share ?? 0) - (a.share ?? 0))
        .slice(0, mostChanges);
    const [first] = sorted;
    const changes = sorted
        .filter((one) => !(first !== one && first?.isEnough === true && followsFrom(one, first, effect)))
        .map(({ candidate, share }) => {
        const isOfItself = candidate.subject === undefined && isSameAs(effect, candidate);
        return changeOf(candidate, effect.isBehindLead === true || isOfItself ? undefined : share, effect);
    });
    if (first?.isEnough === true)
        return changes;
    return [{ kind: "unexplained", evidence: unexplainedText(ranked.length) }, ...changes];
}
/** Times of functions and collections add up to no more than the whole effect. */
function withoutOverlap(ranked) {
    const isPart = ({ candidate, share }) => share !== undefined && (candidate.kind === "gc" || (candidate.kind === "cpu" && !isUnnamedCpu(candidate)));
    const total = (0,simple_statistics/* sum */.cz)(ranked.filter(isPart).map(({ share = 0 }) => share));
    return total <= 1 ? ranked : ranked.map((one) => (isPart(one) ? { ...one, share: (one.share ?? 0) / total } : one));
}
/** Threads that wait for work sleep like those that wait for a lock. Far more such time than the effect is theirs. */
const mostLockShare = 1.5;
const isPossible = ({ kind, subject, addedMs = 0 }, effect) => kind !== "lock_wait" || subject !== undefined || effect.kind !== "latency" || addedMs / effect.added <= mostLockShare;
const isUnnamedCpu = ({ kind, subject }) => kind === "cpu" && subject === undefined;
/** That the CPU time, the memory or the errors grew is no explanation of itself. */
const isSameAs = ({ kind }, candidate) => (kind === "cpu" && isUnnamedCpu(candidate)) ||
    (kind === "dependency_cpu" && candidate.kind === "dependency") ||
    (kind === "memory" && candidate.kind === "memory_leak") ||
    (kind === "errors" && candidate.kind === "errors");
/**
 * The CPU time of the service as a whole, behind a cause that uses it, threads that sleep behind one they wait for,
 * files that stay open behind a slower service, bytes behind the time that they take, calls that come one at a time
 * behind a lock, or what drivers and other packages work for the cause.
 */
const followsFrom = ({ candidate }, first, { kind, isBehindLead }) => candidate.kind === "lock_wait" ||
    (candidate.kind === "file_descriptors" && kind === "latency") ||
    (candidate.kind === "disk" && first.candidate.kind === "disk") ||
    (candidate.kind === "pool_wait" && first.candidate.kind === "lock_wait") ||
    (candidate.kind === "cpu" && (first.candidate.kind === "connections" || isOfPackage(candidate))) ||
    (isUnnamedCpu(candidate) && (kind === "cpu" || isBehindLead === true || first.candidate.kind === "gc"));
const rankOf = ({ kind, isAtLimit }) => isAtLimit === true ? -1 : order.findIndex((kinds) => kinds.includes(kind));
function shareOf({ kind, addedMs, difference, hasMoreCalls }, effect) {
    const added = effect.kind === "latency" || effect.kind === "cpu" ? addedMs : undefined;
    const isSame = (effect.kind === "errors" && kind === "errors") ||
        (effect.kind === "dependency_cpu" && kind === "dependency") ||
        (effect.kind === "memory" && kind === "memory_leak");
    const value = isSame && difference !== undefined ? difference.head - difference.base : added;
    // The CPU time that a statement or a call costs the service is not known.
    if (value === undefined || (effect.kind === "cpu" && kind !== "cpu" && kind !== "gc"))
        return undefined;
    const share = Math.min(1, value / effect.added);
    // It is a lower bound.
    return hasMoreCalls === true && share > 0 && share < explainedShare ? undefined : share;
}
/**
 * A cause without a share stands for itself, unless others explain the effect, or it moved too little for it. More calls
 * and far more writes need CPU time, so that only something with a name explains the effect instead of them.
 */
function isEnough({ candidate, share }, effect, all) {
    const { kind, difference, isWeak, isAtLimit } = candidate;
    const usesCpu = candidate.hasMoreCalls === true || (kind === "disk" && difference !== undefined && isDoubled(difference));
    if (isAtLimit === true)
        return true;
    if (isWeak === true)
        return false;
    if (share !== undefined)
        return share >= explainedShare;
    const explaining = all.filter((one) => (one.share ?? 0) >= explainedShare && one.candidate.isWeak !== true && !isSameAs(effect, one.candidate));
    if (usesCpu)
        return explaining.every((one) => one.candidate.subject === undefined);
    if (!proportional.includes(kind))
        return explaining.length === 0;
    if (difference === undefined)
        return false;
    return difference.base === 0 || (difference.head / difference.base - 1) / effect.ratio >= explainedShare;
}
/** A head that is slower is not slower because of something that it does less. A smaller pool is the exception. */
function hasEffectsDirection({ kind, difference }, { added }) {
    if (difference === undefined)
        return true;
    const grows = difference.head > difference.base;
    return (kind === "pool_wait" ? !grows : grows) === added > 0;
}

;// CONCATENATED MODULE: ./build/analysis/causes/serviceSignals.js






/** What grows with each request of one name, and how to read it. */
const growing = {
    file_descriptors: ({ fileDescriptors }) => fileDescriptors,
    memory_leak: ({ rssBytes }) => rssBytes,
    event_loop: ({ busiestThreadMs }) => busiestThreadMs,
};
/** Signals of the service as a whole, with what the rounds further say of them: the request, or how often. */
const withDetails = (candidates, rounds) => candidates.map((one) => {
    if (one.kind === "stall")
        return { ...withRhythm(one, rounds), isOfEveryRequest: !isOneSlower(rounds) };
    // Opening connections costs CPU time, which is therefore no other cause.
    return isOfEveryRequest(one) ? { ...one, isOfEveryRequest: true, hasMoreCalls: true } : withRequest(one, rounds);
});
/** Connections of clients per request. */
const nearlyAll = 0.9;
const isOfEveryRequest = ({ kind, subject, difference: { base, head } = { base: 0, head: 0 } }) => kind === "connections" && subject === undefined && Math.max(base, head) >= nearlyAll;
/** A stall of the whole service makes all requests wait alike. */
const isOneSlower = (rounds) => mostChanged(rounds, requestNames(rounds)).length === 1;
function withRequest(one, rounds) {
    const read = growing[one.kind];
    const { difference } = one;
    if (read === undefined || difference === undefined)
        return one;
    const bySeconds = requestBySeconds(rounds, read, Math.sign(difference.head - difference.base));
    const request = bySeconds ?? (one.kind === "event_loop" ? onlyLongEnough(rounds, difference) : undefined);
    const share = request === undefined ? 0 : shareOfRequests(rounds, request);
    // All of them may wait for a thread that one of them keeps busy.
    if (one.kind === "event_loop" && request === undefined)
        return { ...one, isOfEveryRequest: !isOneSlower(rounds) };
    return share === 0 ? one : { ...one, request, difference: scaledDifference(difference, 1 / share) };
}
/** A request takes at least as long as the CPU time in it. `undefined` if none or several do. */
function onlyLongEnough(rounds, { base, head }) {
    const arm = head > base ? "head" : "base";
    const [first, ...others] = requestNames(rounds).filter((name) => {
        const share = shareOfRequests(rounds, name);
        const latencyMs = latencyDifference(rounds, name)?.[arm] ?? 0;
        return share > 0 && latencyMs >= Math.abs(head - base) / share;
    });
    return others.length === 0 ? first : undefined;
}
function withRhythm(one, rounds) {
    const { base = 0, head = 0 } = one.difference ?? {};
    const arm = head > base ? "head" : "base";
    return { ...one, ...(0,omitUndefined/* omitUndefined */.O)({ rhythm: stallRhythm(rounds.flatMap((round) => measuredPhases(round, arm))) }) };
}

// EXTERNAL MODULE: ./build/analysis/dependencyUsage.js
var dependencyUsage = __webpack_require__(12279);
;// CONCATENATED MODULE: ./build/analysis/dependencyDifferences.js



/** A change below these matters to nobody: a share of the base, and CPU time per request in ms. */
const smallest = { ratio: 0.04, ms: 0.01 };
/**
 * Services that the measured one depends on: the CPU time of their containers for each request, paired round by round.
 * The largest change comes first.
 */
function dependencyDifferences(rounds) {
    const size = ({ difference: { base, head } }) => Math.abs(head - base);
    return (0,dependencyUsage/* dependencyNames */.cp)(rounds.flatMap(({ phases }) => phases))
        .flatMap((name) => differenceOf(name, rounds) ?? [])
        .toSorted((a, b) => size(b) - size(a));
}
function differenceOf(name, rounds) {
    const cpuMs = (round, arm) => (0,dependencyUsage/* dependencyCpuMs */.uj)(name, measuredPhases(round, arm));
    const difference = roundDifference(pairsOf(rounds, cpuMs));
    if (difference === undefined)
        return undefined;
    const change = Math.abs(difference.head - difference.base);
    return { name, difference, matters: change >= Math.max(smallest.ms, smallest.ratio * difference.base) };
}

;// CONCATENATED MODULE: ./build/analysis/causes/signalCandidates.js




/**
 * Chance that any of the signals moved only by chance. Times must also explain most of the change, which is shown. What
 * does not convert into time has to be surer.
 */
const levels = { time: 0.05, other: 0.01 };
/** What moved in the rounds that decided, as the operating system and the load generator saw it. */
function signalCandidates(rounds) {
    const all = [
        ...roundSignals.flatMap((signal) => signalMove(signal, rounds) ?? []),
        ...poolMoves(rounds),
        ...dependencyMoves(rounds),
    ];
    const isTime = ({ candidate }) => candidate.addedMs !== undefined;
    return withoutMoreWork([
        ...shown(all.filter(isTime), levels.time),
        ...shown(all.filter((one) => !isTime(one)), levels.other),
    ]);
}
/** Of the growth of the service's CPU time. With less, its busiest thread only does its part of more work. */
const movedWork = 2;
/** Work that moved to one thread is a cause, all the more if the CPU time fell. */
function withoutMoreWork(candidates) {
    const growthOf = ({ base, head } = { base: 0, head: 0 }) => head - base;
    const cpu = growthOf(candidates.find(({ kind }) => kind === "cpu")?.difference);
    return candidates.filter(({ kind, difference }) => {
        const ofThread = growthOf(difference);
        return kind !== "event_loop" || Math.abs(ofThread) >= movedWork * cpu * Math.sign(ofThread);
    });
}
function shown(all, level) {
    const isShown = holm(all.map(({ p }) => p), level);
    return all.filter((_, i) => isShown[i] === true).map(({ candidate }) => candidate);
}
/** `undefined` for a change that is too small to matter, whether it is one or not. */
function signalMove(signal, rounds) {
    const { kind, subject, unit, smallest, isTime } = signal;
    const difference = roundDifference(pairsOf(rounds, (round, arm) => signal.value(measuredPhases(round, arm))));
    if (difference === undefined)
        return undefined;
    const change = difference.head - difference.base;
    const matters = Math.abs(change) >= Math.max(smallest.amount, smallest.ratio * Math.abs(difference.base));
    const candidate = { kind, ...(0,omitUndefined/* omitUndefined */.O)({ subject }), unit, difference, ...(isTime && { addedMs: change }) };
    return matters ? { candidate, p: difference.p } : undefined;
}
/** An arm that has far fewer connections to an address than the other one, in every round: its pool is smaller. */
function poolMoves(rounds) {
    const most = (round, arm) => outboundConnections(measuredPhases(round, arm));
    const addresses = new Set(rounds.flatMap((round) => [...most(round, "base").keys(), ...most(round, "head").keys()]));
    return [...addresses].flatMap((subject) => {
        const difference = roundDifference(pairsOf(rounds, (round, arm) => most(round, arm).get(subject)));
        if (difference === undefined)
            return [];
        const { base, head, p } = difference;
        const isOther = Math.max(base, head) >= 2 * Math.max(1, Math.min(base, head));
        return isOther ? [{ candidate: { kind: "pool_wait", subject, unit: "1", difference }, p }] : [];
    });
}
function dependencyMoves(rounds) {
    return dependencyDifferences(rounds).flatMap(({ name, difference, matters }) => matters
        ? [{ candidate: { kind: "dependency", subject: name, unit: "ms/request", difference }, p: difference.p }]
        : []);
}

;// CONCATENATED MODULE: ./build/analysis/causes/threadTimes.js

/** Of the time that threads sleep longer. While others keep a core, or the interpreter's lock, a thread sleeps as well. */
const largestCpuShare = 0.3;
/** Of the time that a worker works longer. With more, it only does more work. */
const moreWorkShare = 0.5;
/**
 * How long threads sleep for a file or a lock, by the name that the rounds gave to it, such as a function. A goroutine that
 * works longer, without more CPU time, does what several did at once.
 */
function withTimes(signals, ofInstruments, { cpuMs, areLocksKnown }) {
    const timeOf = (kind) => kind === "disk" || kind === "lock_wait" ? ofInstruments.find((one) => one.kind === kind) : undefined;
    const nameOf = ({ kind }) => signals.find((one) => one.kind === kind && one.subject !== undefined);
    // Threads that wait for a connection of a pool wait for its lock.
    const hasPoolWait = !areLocksKnown && signals.some(({ kind }) => kind === "pool_wait");
    const isOfPool = (one) => hasPoolWait && (one.file === undefined || isOfPackage(one));
    const isKnownThread = signals.some(({ kind }) => kind === "event_loop");
    const isMoreWork = ({ addedMs = 0 }) => cpuMs * Math.sign(addedMs) >= moreWorkShare * Math.abs(addedMs);
    const shown = ofInstruments.filter((one) => one.kind !== "event_loop" || !(isKnownThread || isMoreWork(one)));
    return [
        ...signals,
        ...shown.map((one) => {
            if (one !== timeOf(one.kind))
                return one;
            const { subject, file, line } = nameOf(one) ?? one;
            const isWeak = one.kind === "lock_wait" && (isOfPool(one) || cpuMs / (one.addedMs ?? 0) >= largestCpuShare);
            return { ...one, subject, file, line, isWeak };
        }),
    ];
}

;// CONCATENATED MODULE: ./build/analysis/causes/findCauses.js





















/** Why the leading change happened, the most explaining first. Empty if nothing changed. */
function findCauses(evidence, explanation, counted) {
    const { rounds, comparisons, extra } = evidence;
    const lead = leadingComparison(comparisons, extra?.change);
    const effect = lead === undefined ? undefined : effectOf(lead, comparisons, rounds);
    if (lead === undefined || effect === undefined)
        return [];
    const instrumented = extra?.instrumented ?? [];
    const all = candidatesOf(evidence, tablesOf(explanation, instrumented, counted), counted);
    const known = { rounds, comparisons, longestGcMs: longestCollection(instrumented) };
    const causes = orLeak(causesOf(effect, all, known), all, known);
    // What does not gate needs no explanation.
    return lead.gating || isExplained(causes) ? causes : [];
}
function tablesOf(explanation, instrumented, counted) {
    return {
        ...explanation,
        statements: callsOf("postgres", counted),
        redisCommands: callsOf("redis", counted),
        statementTimes: databases.flatMap((database) => subjectChanges(counted, "ms/request", statementsOf([database], "timeMs"))),
        databaseConnections: subjectChanges(counted, "1/request", databaseConnectionsOf("count")),
        databaseConnectionTimes: subjectChanges(counted, "ms/request", databaseConnectionsOf("timeMs")),
        outboundTimes: subjectChanges(instrumented, "ms/request", outboundTimes),
        openedConnections: subjectChanges(instrumented, "1/request", openedConnections),
        lockTimes: subjectChanges(instrumented, "ms/request", lockWaitsIn(instrumented)),
        diskTimes: subjectChanges(instrumented, "ms/request", threadWaitsFor("disk")),
        workerTimes: subjectChanges(instrumented, "ms/request", workerTimes),
    };
}
/** Everything that moved, and may be a cause. */
function candidatesOf({ rounds, comparisons, extra }, tables, counted) {
    const instrumented = extra?.instrumented ?? [];
    const signals = signalCandidates(rounds);
    const cpuMs = signals.find(({ kind }) => kind === "cpu")?.addedMs ?? gatedCpuMs(comparisons);
    const ofInstruments = withAllocations(shareCpuTime(instrumentCandidates(tables, cpuMs), cpuMs), tables.allocations, comparisons.some(({ metric, base = 0, head = 0 }) => metric === "memory_peak" && Math.max(base, head) >= moreMemory * Math.min(base, head)));
    const isOfDatabase = (kind) => kind.startsWith("database_") || kind === "redis";
    const phasesOf = (kind) => (isOfDatabase(kind) ? counted : instrumented);
    const isCounted = counted.length > 0 || tables.outbound !== undefined;
    const moved = withCallsInTurn(withWeakLocks(signals, rounds, isCounted), instrumented);
    const named = withFunctionNames(withFileName(moved, tables.diskTimes, subjectChanges(instrumented, "bytes/request", writtenFile)), tables);
    // The names come first: details scale what is of one request, and times of functions are per any request.
    const detailed = withFilesAtLimit(withDetails(named, rounds), rounds);
    return withLockedStatements([
        ...withTimes(detailed, ofInstruments.map((one) => ({ ...one, shareOfRequest: shareIn(phasesOf(one.kind)) })), { cpuMs, areLocksKnown: hasLockProfile(instrumented) }),
        ...answerCandidates(rounds),
    ], [rounds, extra?.rounds ?? []]);
}
/**
 * A leak beside a change that nothing explains: memory that is never used again costs time to get. It comes before the
 * collections that it costs.
 */
function orLeak(causes, all, known) {
    const { comparisons, rounds } = known;
    const isOfCollector = causes[0]?.kind === "gc";
    const leak = comparisons.find((one) => isLeaking(one) && !(isOfCollector && one.outcome !== "regressed"));
    if (isExplained(causes) && !isOfCollector)
        return causes;
    const effect = leak && effectOf(leak, comparisons, rounds);
    const request = effect?.request ?? (isOfCollector ? causes[0]?.request : undefined);
    const requestShare = request === undefined ? undefined : shareOfRequests(rounds, request);
    const ofLeak = effect === undefined ? [] : rankChanges(all, { ...effect, request, requestShare, isBehindLead: true });
    if (!isExplained(ofLeak))
        return causes;
    return isOfCollector ? [...withCollectorsName(ofLeak, causes), ...causes] : ofLeak;
}
/** What is kept is allocated where the collections come from, and by the same request. */
const withCollectorsName = ([leak, ...others], [gc]) => leak === undefined || gc === undefined
    ? []
    : [{ ...leak, ...(0,omitUndefined/* omitUndefined */.O)({ subject: gc.subject, file: gc.file, line: gc.line }) }, ...others];
const isExplained = ([first]) => first !== undefined && first.kind !== "unexplained";
function causesOf(effect, all, known) {
    const wait = waitBehindCpu(effect, known.rounds);
    const causes = wait === undefined ? [] : rankFor(wait, all, known);
    if (isExplained(causes))
        return causes;
    const ranked = rankFor(effect, all, known);
    return isExplained(ranked) ? ranked : (causesOfCpu(effect, all, known) ?? ranked);
}
/** What more CPU time is for, if it has a name. It is worth saying behind a latency that nothing explains. */
function causesOfCpu({ kind, added }, all, { rounds, comparisons }) {
    const lead = comparisons.find(({ metric, gating, outcome }) => {
        const isWorse = outcome === "regressed";
        return metric === "cpu_per_request" && gating && (isWorse || outcome === "improved") && isWorse === added > 0;
    });
    const effect = kind === "latency" && lead !== undefined ? effectOf(lead, comparisons, rounds) : undefined;
    const sure = all.filter(({ isLikeliest }) => isLikeliest !== true);
    const causes = effect === undefined ? [] : rankChanges(sure, { ...effect, isBehindLead: true });
    const [first] = causes;
    const isNamed = first?.kind === "gc" || (first?.subject !== undefined && first.kind !== "unexplained");
    return isNamed ? causes : undefined;
}
const shareIn = (phases) => (request) => {
    const known = phases.filter(({ requestsByName }) => request in requestsByName);
    const total = (0,simple_statistics/* sum */.cz)(known.flatMap(({ requestsByName }) => Object.values(requestsByName)));
    return total > 0 ? (0,simple_statistics/* sum */.cz)(known.map(({ requestsByName }) => requestsByName[request] ?? 0)) / total : undefined;
};
function rankFor(effect, all, { rounds, longestGcMs }) {
    if (effect.kind !== "latency")
        return rankChanges(all, effect);
    const timed = withCollectorPauses(withCpuWaits(all, rounds), longestGcMs);
    return rankChanges(timed, isOverloaded(rounds, effect) ? serviceTimeEffect(effect, timed) : effect);
}
/** The slower arm answers less than its load. Its latencies grow with the length of the phase then. */
function isOverloaded(rounds, { added }) {
    const slower = added > 0 ? "head" : "base";
    return detectOverload({ scenario: "", rounds }).some((notice) => notice.kind === "overloaded" && (notice.arm === slower || notice.arm === "both"));
}
/** What a request takes longer without the queue before it: that which grew most. */
function serviceTimeEffect(effect, candidates) {
    const largest = Math.max(...candidates.map(({ addedMs = 0 }) => addedMs * Math.sign(effect.added)));
    return largest > 0 ? { ...effect, added: largest * Math.sign(effect.added) } : effect;
}
/** Of the peak of the other arm. */
const moreMemory = 1.5;
/** The CPU time as the gate compared it. */
function gatedCpuMs(comparisons) {
    const { base = 0, head = 0 } = comparisons.find(({ metric, outcome }) => metric === "cpu_per_request" && (outcome === "regressed" || outcome === "improved")) ?? {};
    return head - base;
}
/** Of the growth of the sleeps. */
const alike = 0.6;
/**
 * Threads sleep while they wait for a lock, and while they wait for an answer of another service. If the CPU time grew
 * as much as they sleep more often, they do more of everything.
 */
function withWeakLocks(candidates, rounds, isCounted) {
    const callsOthers = rounds.some((round) => outboundConnections(measuredPhases(round, "head")).size > 0);
    const growthOf = (kind) => {
        const { base = 0, head = 0 } = candidates.find((one) => one.kind === kind)?.difference ?? {};
        return base > 0 ? head / base - 1 : 0;
    };
    const isMoreWork = growthOf("cpu") > alike * growthOf("lock_wait");
    if (!isMoreWork && (isCounted || !callsOthers))
        return candidates;
    return candidates.map((one) => (one.kind === "lock_wait" ? { ...one, isWeak: true } : one));
}

;// CONCATENATED MODULE: ./build/analysis/causes/flame.js

/** Frames below this share of all time, with their callees, are left out. */
const flame_smallestShare = 0.003;
/** Deeper frames are left out. */
const maxDepth = 100;
/** The call trees of both arms in one, in ms per request. `undefined` without profiles of both. */
function mergedFlame(phases) {
    const requests = (arm) => phases
        .filter((phase) => phase.arm === arm && treesOf(phase).length > 0)
        .reduce((total, phase) => total + phase.requests, 0);
    const per = { base: requests("base"), head: requests("head") };
    if (per.base === 0 || per.head === 0)
        return undefined;
    const root = { name: "all", base: 0, head: 0, children: new Map() };
    for (const phase of phases)
        for (const tree of treesOf(phase))
            add(root, tree, phase.arm, per[phase.arm], 0);
    const merged = flameOf(root, flame_smallestShare * totalOf(root));
    return merged;
}
const treesOf = ({ records }) => records.flatMap((record) => (record.kind === "cpu_profile" ? [record.root] : []));
/** Adds the self time of the tree's root to the node, and its callees below. */
function add(node, tree, arm, requests, depth) {
    node[arm] += tree.self / requests;
    for (const child of tree.children) {
        if (depth >= maxDepth) {
            add(node, child, arm, requests, depth);
            continue;
        }
        const { name, file, line } = child.frame;
        const key = frameKey(child.frame);
        const next = node.children.get(key) ?? { name, file, line, base: 0, head: 0, children: new Map() };
        if (arm === "head")
            next.line = line;
        node.children.set(key, next);
        add(next, child, arm, requests, depth + 1);
    }
}
const totalOf = ({ base, head, children }) => base + head + [...children.values()].reduce((total, child) => total + totalOf(child), 0);
function flameOf({ name, file, line, base, head, children }, smallest) {
    const large = [...children.values()].filter((child) => totalOf(child) >= smallest);
    return {
        name,
        ...(file !== undefined && { file }),
        ...(line !== undefined && { line }),
        base,
        head,
        children: large.map((child) => flameOf(child, smallest)),
    };
}

;// CONCATENATED MODULE: ./build/wording/unseenText.js
const names = { postgres: "database", redis: "Redis" };
function unseenText(unseen) {
    switch (unseen.kind) {
        case "not_configured":
            return `${names[unseen.key]}: monitors.${unseen.key} is not set`;
        case "no_readings":
            return `${names[unseen.key]}: monitors.${unseen.key} gave no readings`;
        case "shared_database":
            return `${names[unseen.key]}: base and head share it, so that its counters do not tell them apart; give each its own, or set monitors.${unseen.key}.env`;
        case "no_statements":
            return `SQL statements: the database does not load pg_stat_statements, and monitors.${unseen.key}.env is not set`;
        case "processes":
            return "CPU time and waits of the service's processes";
        case "machine_shared":
            return "disks and network of each build: both run at once, so that the machine's counters are of both";
        case "no_extra_rounds":
            return "functions, statements and calls: explain.budget is 0s";
        case "no_round_played":
            return "functions, statements and calls: no extra round could be played";
        case "no_profile":
            return unseen.isConfigured
                ? "functions: no profile could be taken"
                : "functions: the service does not run on Node, and explain.profile is not set";
    }
}

;// CONCATENATED MODULE: ./build/analysis/causes/notSeen.js

/** What could not be looked at, and the key that would change that. */
function notSeen(sight) {
    return [...instrumentsUnseen(sight), ...databasesUnseen(sight), ...serviceUnseen(sight)].map(unseenText);
}
function readingsIn(rounds, kind) {
    return rounds.flatMap(({ phases }) => phases.filter(({ warmup }) => !warmup).flatMap(({ readings }) => readings.filter((one) => one.kind === kind)));
}
function databasesUnseen({ plan: { monitors }, rounds, extra }) {
    return ["postgres", "redis"].flatMap((database) => {
        const spec = monitors[database];
        if (spec === undefined)
            return [{ kind: "not_configured", key: database }];
        const readings = readingsIn(rounds, database);
        if (readings.length === 0)
            return [{ kind: "no_readings", key: database }];
        const isShared = readings.some((one) => "isOwn" in one && !one.isOwn);
        const hasStatements = extra?.instrumented.some(({ records }) => records.some((record) => record.kind === "statements" && record.database === database));
        if (isShared && hasStatements !== true)
            return [{ kind: "shared_database", key: database }];
        const isCounted = readings.some((one) => one.kind === "redis" || (one.kind === "postgres" && one.statements !== undefined));
        const isPending = spec.env !== undefined && extra === undefined;
        return isCounted || hasStatements === true || isPending ? [] : [{ kind: "no_statements", key: database }];
    });
}
function serviceUnseen({ rounds }) {
    const isSeen = [...readingsIn(rounds, "process_tree"), ...readingsIn(rounds, "container")].length > 0;
    const isInTurn = rounds.some(({ phases }) => phases.some(({ record }) => record.idle.length > 0));
    const hasBoth = rounds.some(({ phases }) => new Set(phases.map(({ arm }) => arm)).size > 1);
    const isSystemSeen = readingsIn(rounds, "system").length > 0;
    return [
        ...(isSeen ? [] : [{ kind: "processes" }]),
        // Both arms get load at once, so that the machine's counters are of both.
        ...(hasBoth && !isInTurn && isSystemSeen ? [{ kind: "machine_shared" }] : []),
    ];
}
function instrumentsUnseen({ plan: { explain }, extra }) {
    if (explain.budgetMs === 0)
        return [{ kind: "no_extra_rounds" }];
    if (extra === undefined)
        return [];
    if (extra.rounds.length === 0)
        return [{ kind: "no_round_played" }];
    const hasProfile = extra.instrumented.some(({ records }) => records.some(({ kind }) => kind === "cpu_profile"));
    return hasProfile ? [] : [{ kind: "no_profile", isConfigured: explain.profile !== undefined }];
}

;// CONCATENATED MODULE: ./build/analysis/prometheusSignals.js
const isPrometheus = (reading) => reading.kind === "prometheus";
/** One signal for each series of a Prometheus page. Histograms become the quantile that loadgate.yml asks for. */
function prometheusSignals(rounds) {
    const first = rounds.flatMap(({ phases }) => phases.flatMap(({ readings }) => readings.find(isPrometheus) ?? []))[0];
    return first === undefined ? [] : first.series.map((series) => signalOf(series, first.isOwn));
}
function signalOf(series, isOwn) {
    const scope = isOwn ? "arm" : "machine";
    const { name } = series;
    const valueIn = (reading) => isPrometheus(reading) ? reading.series.find((one) => one.name === name) : undefined;
    const read = (reading) => numberOf(valueIn(reading));
    if (series.type === "gauge")
        return { name, unit: "1", form: "level", scope, read };
    const { quantile } = series.type === "histogram" ? series : {};
    if (quantile === undefined)
        return { name, unit: "1/s", form: "counter", scope, read };
    const between = (before, after) => quantileBetween(valueIn(before), valueIn(after), quantile);
    return { name, unit: "1", form: "counter", scope, read, between };
}
/** Of a histogram: its observations so far. */
function numberOf(series) {
    if (series === undefined)
        return undefined;
    return series.type === "histogram" ? series.buckets.at(-1)?.[1] : series.value;
}
/** Linear within a bucket, as histogram_quantile of Prometheus. `undefined` without observations in between. */
function quantileBetween(before, after, share) {
    if (before?.type !== "histogram" || after?.type !== "histogram")
        return undefined;
    const counts = after.buckets.map(([atMost, count], i) => [atMost, count - (before.buckets[i]?.[1] ?? 0)]);
    const rank = share * (counts.at(-1)?.[1] ?? 0);
    if (rank <= 0)
        return undefined;
    const i = counts.findIndex(([, count]) => count >= rank);
    const [atMost, count] = counts[i] ?? [0, 0];
    const [lower, below] = counts[i - 1] ?? [0, 0];
    if (!Number.isFinite(atMost))
        return lower;
    return count === below ? atMost : lower + ((atMost - lower) * (rank - below)) / (count - below);
}

;// CONCATENATED MODULE: ./build/analysis/monitorSeries.js




/** Of one series. Ten scenarios with all series stay below half of 20 MB. */
const mostPoints = 120;
/** Further series are of runtimes with many of their own. */
const mostSeries = 50;
/** What the monitors and the load generator saw over time, for pictures. Machine-wide series are those of the head. */
function monitorSeries(rounds) {
    const shown = everyNth(rounds, Math.ceil(rounds.length / mostPoints));
    const perRound = Math.max(1, Math.floor(mostPoints / Math.max(1, shown.length)));
    const all = [...signals, ...prometheusSignals(rounds)];
    const ofMonitors = all.flatMap((signal) => armsOf(signal).flatMap((arm) => seriesOf(signal, arm, (round) => monitorPoints(signal, round, arm), shown, perRound)));
    const ofLoad = loadSignals.flatMap((signal) => ["base", "head"].flatMap((arm) => seriesOf(signal, arm, (round) => loadPoints(signal, round, arm), shown, perRound)));
    return [...ofLoad, ...ofMonitors].slice(0, mostSeries);
}
const armsOf = ({ scope }) => (scope === "machine" ? ["head"] : ["base", "head"]);
function seriesOf({ name, unit }, arm, pointsOf, rounds, perRound) {
    const points = rounds.flatMap((round) => average(pointsOf(round), perRound));
    return points.length === 0 ? [] : { name, unit, arm, points };
}
const everyNth = (all, n) => all.filter((_, i) => n <= 1 || i % n === 0);
/** At most so many points: neighbours become their mean. */
function average(points, most) {
    const size = Math.ceil(points.length / most);
    return Array.from({ length: Math.ceil(points.length / Math.max(1, size)) }, (_, i) => {
        const part = points.slice(i * size, (i + 1) * size);
        const [round, atMs] = part[0] ?? [0, 0];
        return [round, Math.round(atMs), rounded(part.reduce((sum, [, , value]) => sum + value, 0) / part.length)];
    });
}
/** A picture shows no more digits. */
const rounded = (value) => Number(value.toPrecision(4));
const phasesOf = ({ phases }, arm) => phases.filter((phase) => phase.arm === arm && !phase.warmup);
function startOf(round) {
    return Math.min(...round.phases.map(({ record }) => record.startMs));
}
function monitorPoints(signal, round, arm) {
    const startMs = startOf(round);
    return phasesOf(round, arm).flatMap(({ readings, record }) => {
        const seen = readings.flatMap((reading) => {
            const value = signal.read(reading);
            return value === undefined ? [] : [{ reading, value }];
        });
        if (signal.form === "level")
            return seen.map(({ reading, value }) => [round.index, reading.atMs - startMs, value]);
        const timeOf = (reading) => (signal.scope === "machine" ? reading.atMs : (0,resourceUsage/* ownTimeMs */.aV)(reading.atMs, record));
        return valuesBetween(signal, seen, timeOf).map(({ atMs, value }) => [round.index, atMs - startMs, value]);
    });
}
/** A shorter time would show the clock's ticks. */
const shortestMs = 200;
/** A counter that goes back has been reset, and shows nothing there. */
function valuesBetween({ factor = 1000, between }, seen, timeOf) {
    let [before] = seen;
    return seen.flatMap((one) => {
        if (before === undefined)
            return [];
        const ms = timeOf(one.reading) - timeOf(before.reading);
        if (ms < shortestMs)
            return [];
        const { reading, value: start } = before;
        const value = between === undefined ? ((one.value - start) / ms) * factor : between(reading, one.reading);
        before = one;
        return value === undefined || one.value < start ? [] : [{ atMs: reading.atMs, value }];
    });
}
/** What the load generator sees, second by second. */
const loadSignals = [
    { name: "responses", unit: "1/s", value: ({ successful }) => successful },
    { name: "p50", unit: "ms", value: ({ times }) => times.quantile(0.5) },
    { name: "p95", unit: "ms", value: ({ times }) => times.quantile(0.95) },
    {
        ...{ name: "errors", unit: "ratio" },
        value: ({ failed, successful }) => (failed + successful === 0 ? undefined : failed / (failed + successful)),
    },
    { name: "active connections", unit: "1", value: ({ activeConnections }) => activeConnections },
];
function loadPoints({ value }, round, arm) {
    const startMs = startOf(round);
    return phasesOf(round, arm).flatMap(({ record }) => offeredSeconds(record).flatMap((second) => {
        const seen = value(second);
        return seen === undefined ? [] : [[round.index, record.startMs - startMs + second.atMs, seen]];
    }));
}

;// CONCATENATED MODULE: ./build/analysis/explainScenario.js









/** Why the scenario changed, and what limits each arm. Pure. */
function explainScenario(evidence) {
    const { rounds, extra, machine } = evidence;
    const counted = databasePhases(rounds, extra);
    const explanation = extra === undefined ? undefined : explanationOf(extra, counted);
    const changes = findCauses(evidence, explanation, counted);
    const limits = bottlenecks({ rounds, machine, instrumented: [...counted, ...(extra?.instrumented ?? [])] });
    const isNews = changes.length > 0 || limits.some(({ kind }) => kind !== "none");
    const unseen = isNews ? notSeen(evidence) : [];
    const monitors = monitorSeries(rounds);
    return {
        ...(changes.length > 0 && { changes: [...changes] }),
        ...(limits.length > 0 && { bottlenecks: [...limits] }),
        ...(unseen.length > 0 && { not_seen: [...unseen] }),
        ...(monitors.length > 0 && { monitors: [...monitors] }),
        ...(0,omitUndefined/* omitUndefined */.O)({ explanation }),
    };
}
/** Statements and commands: of the rounds that decided if the databases count them, or else of the extra rounds. */
function databasePhases(rounds, extra) {
    const ofReadings = databaseReadings(rounds);
    const ofRelay = (extra?.instrumented ?? []).map((phase) => ({
        ...phase,
        records: phase.records.filter((record) => record.kind === "statements" && !isRead(record.database)),
    }));
    function isRead(database) {
        return ofReadings.some(({ records }) => records.some((record) => record.kind === "statements" && record.database === database));
    }
    return [...ofReadings, ...ofRelay.filter(({ records }) => records.length > 0)];
}
function explanationOf({ rounds, durationMs, instrumented, failures }, counted) {
    const profiles = instrumented.flatMap(({ arm, records }) => records.flatMap((record) => record.kind === "cpu_profile" && record.path !== undefined ? [{ arm, path: record.path }] : []));
    return {
        rounds: rounds.length,
        duration_ms: durationMs,
        ...withoutEmpty({
            functions: subjectChanges(instrumented, "ms/request", functionsOf("cpu_profile")),
            allocations: subjectChanges(instrumented, "bytes/request", functionsOf("allocations")),
            statements: databases.flatMap((database) => callsOf(database, counted)),
            outbound: subjectChanges(instrumented, "1/request", outboundCalls),
            spans: subjectChanges(instrumented, "ms/request", spanTimes),
            runtime: subjectChanges(instrumented, "ms/request", collectorTimes),
            waits: subjectChanges(instrumented, "ms/request", threadWaits).filter(({ state }) => state !== "same"),
        }),
        ...(0,omitUndefined/* omitUndefined */.O)({ flame: mergedFlame(instrumented) }),
        ...(profiles.length > 0 && { profiles }),
        ...(failures.length > 0 && { failures: [...failures] }),
    };
}
const withoutEmpty = (tables) => Object.fromEntries(Object.entries(tables).flatMap(([name, rows]) => rows.length === 0 ? [] : [[name, [...rows]]]));

;// CONCATENATED MODULE: ./build/analysis/exceedance.js
/** The spans in which the values are above the limit. Spans that touch or overlap are one. */
function exceedances(values, limit) {
    const found = [];
    for (const { fromMs, toMs, value } of values) {
        if (value <= limit)
            continue;
        const last = found.at(-1);
        if (last !== undefined && last.at_ms + last.duration_ms >= fromMs) {
            const largest = Math.max(last.value, value);
            found[found.length - 1] = { ...last, duration_ms: Math.max(last.duration_ms, toMs - last.at_ms), value: largest };
        }
        else
            found.push({ at_ms: fromMs, duration_ms: toMs - fromMs, value, limit });
    }
    return found;
}

;// CONCATENATED MODULE: ./build/analysis/detectors/cpuSpike.js



/** Time over which CPU time is averaged. In a shorter one, each burst of a few requests would be a spike. */
const windowMs = 500;
/** Finds times in which the service used almost all of the CPU that the job may use. */
const detectCpuSpikes = ({ readings, record, limits, machine }) => {
    const ofTree = readings.filter(resourceUsage/* isTreeReading */.ZT);
    const values = [];
    let from = 0;
    for (const [to, last] of ofTree.entries()) {
        const first = ofTree[from];
        if (first === undefined)
            continue;
        const ownMs = (0,resourceUsage/* ownTimeMs */.aV)(last.atMs, record) - (0,resourceUsage/* ownTimeMs */.aV)(first.atMs, record);
        if (ownMs < windowMs)
            continue;
        const value = (last.cpuMs - first.cpuMs) / ownMs / machine.cores;
        values.push({ fromMs: (0,unit/* millis */.ne)(first.atMs - record.startMs), toMs: (0,unit/* millis */.ne)(last.atMs - record.startMs), value });
        from = to;
    }
    return exceedances(values, limits.cpu).map((found) => ({ kind: "cpu_spike", ...found }));
};

;// CONCATENATED MODULE: ./build/analysis/detectors/errorBurst.js



/** Fewer failures in a second are no burst, whatever their share. */
const fewestFailures = 5;
/** Finds seconds in which many requests failed. */
const detectErrorBursts = ({ record, limits }) => {
    const values = offeredSeconds(record).flatMap(({ atMs, failed, successful }) => failed < fewestFailures ? [] : [{ fromMs: atMs, toMs: (0,unit/* millis */.ne)(atMs + 1000), value: failed / (failed + successful) }]);
    return exceedances(values, limits.errors).map((found) => ({ kind: "error_burst", ...found }));
};

;// CONCATENATED MODULE: ./build/analysis/detectors/latencyDrift.js



/** A shorter phase has too few seconds in a third of it. */
const latencyDrift_fewestSeconds = 9;
/** With fewer responses in a third, its median is chance. */
const fewestResponses = 50;
/** Smaller growth matters to nobody. In ms. */
const smallestMs = 1;
/** Finds constant load under which responses take longer and longer. */
const detectLatencyDrift = ({ record, limits, spec }) => {
    const seconds = offeredSeconds(record);
    if (spec?.pattern.kind !== "constant" || seconds.length < latencyDrift_fewestSeconds)
        return [];
    const third = Math.floor(seconds.length / 3);
    const thirds = [seconds.slice(0, third), seconds.slice(third, -third), seconds.slice(-third)].map((part) => (0,histogram/* mergeHistograms */.Q7)(part.map(({ times }) => times)));
    if (thirds.some(({ count }) => count < fewestResponses))
        return [];
    const [first = 0, middle = 0, last = 0] = thirds.map((times) => times.quantile(0.5));
    const isSteady = first < middle && middle < last;
    const value = last / first - 1;
    const limit = limits.latencyDrift;
    if (!isSteady || last - first < smallestMs || !(value > limit))
        return [];
    return [{ kind: "latency_drift", at_ms: (0,unit/* millis */.ne)(0), duration_ms: record.offeredMs, value, limit }];
};

;// CONCATENATED MODULE: ./build/analysis/detectors/memoryGrowth.js



/** A service that has just started grows until its caches and its heap are full. A shorter phase does not tell. */
const memoryGrowth_shortestMs = 10_000;
/** Smaller growth of the resident set is the allocator's. */
const smallestBytes = 8 * 1024 ** 2;
/** Finds phases whose memory grows with each request, in the first half as well as in the second. */
const detectMemoryGrowth = (phase) => {
    const { readings, record, limits } = phase;
    const ofTree = readings.filter(resourceUsage/* isTreeReading */.ZT);
    const [first, last] = [ofTree[0], ofTree.at(-1)];
    const sent = (0,resourceUsage/* sentIn */.aQ)([phase]);
    if (first === undefined || last === undefined || sent === 0)
        return [];
    const ownMs = (reading) => (0,resourceUsage/* ownTimeMs */.aV)(reading.atMs, record);
    const durationMs = ownMs(last) - ownMs(first);
    if (durationMs < memoryGrowth_shortestMs)
        return [];
    const middleMs = ownMs(first) + durationMs / 2;
    const halves = [ofTree.filter((one) => ownMs(one) <= middleMs), ofTree.filter((one) => ownMs(one) > middleMs)];
    const growths = halves.map((half) => growthBytes(half, ownMs, durationMs / 2));
    const least = Math.min(...growths.map((growth) => (2 * growth) / sent));
    const limit = limits.memoryGrowth;
    if (!(least > limit) || last.rssBytes - first.rssBytes < smallestBytes)
        return [];
    const at_ms = (0,unit/* millis */.ne)(first.atMs - record.startMs);
    return [{ kind: "memory_growth", at_ms, duration_ms: (0,unit/* millis */.ne)(last.atMs - first.atMs), value: least, limit }];
};
/** Of the least squares line over that time. NaN with fewer than two readings. */
function growthBytes(half, ownMs, durationMs) {
    const [first] = half;
    if (first === undefined || half.length < 2)
        return Number.NaN;
    const points = half.map((one) => [ownMs(one) - ownMs(first), one.rssBytes - first.rssBytes]);
    return (0,simple_statistics/* linearRegression */.Ro)(points).m * durationMs;
}

;// CONCATENATED MODULE: ./build/analysis/detectors/memoryHigh.js



/** Finds times in which the service used almost all of the memory that the job may use. */
const detectHighMemory = ({ readings, record, limits, machine }) => {
    const ofTree = readings.filter(resourceUsage/* isTreeReading */.ZT);
    const values = ofTree.map(({ atMs, rssBytes }, i) => ({
        fromMs: (0,unit/* millis */.ne)(atMs - record.startMs),
        toMs: (0,unit/* millis */.ne)((ofTree[i + 1]?.atMs ?? atMs) - record.startMs),
        value: rssBytes / machine.memoryBytes,
    }));
    return exceedances(values, limits.memory).map((found) => ({ kind: "memory_high", ...found }));
};

;// CONCATENATED MODULE: ./build/analysis/detectors/responseTimeHigh.js



/** With fewer responses, p95 is the slowest one. */
const responseTimeHigh_fewestResponses = 20;
/** Finds seconds whose p95 is too long. */
const detectHighResponseTimes = ({ record, limits }) => {
    const values = offeredSeconds(record).flatMap(({ atMs, times }) => {
        const value = times.count < responseTimeHigh_fewestResponses ? undefined : times.quantile(0.95);
        return value === undefined ? [] : [{ fromMs: atMs, toMs: (0,unit/* millis */.ne)(atMs + 1000), value }];
    });
    return exceedances(values, limits.p95).map((found) => ({ kind: "response_time_high", ...found }));
};

;// CONCATENATED MODULE: ./build/analysis/detectors/runnerTime.js



/** Finds phases in which the job had no CPU because its quota was used up. The runner's fault. */
const detectThrottledPhases = ({ readings, record }) => {
    const throttling = (0,cpuQuota/* phaseThrottling */.rY)(readings);
    if (throttling === undefined || throttling.ratio <= throttling.limit)
        return [];
    const { ratio: value, limit } = throttling;
    return [{ kind: "throttling", at_ms: (0,unit/* millis */.ne)(0), duration_ms: record.durationMs, value, limit }];
};
/** Finds phases in which the machine's host gave its CPU to others. The runner's fault. */
const detectSteal = ({ readings, record }) => {
    const steal = (0,analysis_steal/* phaseSteal */.j)(readings);
    if (steal === undefined || steal.ratio <= steal.limit)
        return [];
    const { ratio: value, limit } = steal;
    return [{ kind: "steal", at_ms: (0,unit/* millis */.ne)(0), duration_ms: record.durationMs, value, limit }];
};

;// CONCATENATED MODULE: ./build/analysis/detectors/throughputVariation.js



/** With fewer seconds, one odd one decides. */
const throughputVariation_fewestSeconds = 5;
/** So many standard errors above what independent arrivals vary by themselves. */
const chanceErrors = 4;
/** Finds constant load that the service answers in an irregular rhythm. */
const detectThroughputVariation = ({ record, limits, spec }) => {
    if (spec?.pattern.kind !== "constant")
        return [];
    // The first second has only the arrivals whose response did not come in the next one.
    const counts = offeredSeconds(record)
        .slice(1)
        .map(({ successful }) => successful);
    if (counts.length < throughputVariation_fewestSeconds)
        return [];
    const average = (0,simple_statistics/* mean */.RE)(counts);
    if (average === 0)
        return [];
    const variation = (0,simple_statistics/* sampleStandardDeviation */.JK)(counts) / average;
    // Independent arrivals have a variance of their mean. The error of a variance: Fisher (1925).
    const byChance = Math.sqrt((1 + chanceErrors * Math.sqrt(2 / (counts.length - 1))) / average);
    if (variation <= Math.max(limits.throughputVariation, byChance))
        return [];
    const limit = limits.throughputVariation;
    return [{ kind: "throughput_variation", at_ms: (0,unit/* millis */.ne)(0), duration_ms: record.offeredMs, value: variation, limit }];
};

;// CONCATENATED MODULE: ./build/analysis/findAnomalies.js










/** Every detector of anomalies. The runner's own come first: they explain others. */
const detectors = [
    detectThrottledPhases,
    detectSteal,
    detectStalls,
    detectErrorBursts,
    detectHighResponseTimes,
    detectLatencyDrift,
    detectThroughputVariation,
    detectCpuSpikes,
    detectHighMemory,
    detectMemoryGrowth,
];
/** Of each kind on each arm. A service that is odd all the time would fill the file. */
const mostOfKind = 30;
/** The anomalies of a scenario in the order of the detectors, then of time. Warm-ups do not count. */
function findAnomalies({ phases, rounds, limits, machine }) {
    const played = rounds.flatMap((round) => round.phases
        .filter(({ warmup }) => !warmup)
        .map((phase) => ({
        ...{ ...phase, round: round.index, limits, machine },
        spec: phases.find(({ id }) => id === phase.phaseId),
    })));
    return detectors.flatMap((detect) => {
        const found = played.flatMap((phase) => {
            const { arm, phaseId, round } = phase;
            return detect(phase).map((one) => {
                const { kind, ...anomaly } = sincePhaseStart(one);
                return { kind, arm, phase: phaseId, round, ...anomaly };
            });
        });
        return ["base", "head"].flatMap((arm) => found.filter((one) => one.arm === arm).slice(0, mostOfKind));
    });
}
/** The first reading is before the phase's start. */
function sincePhaseStart(anomaly) {
    const { at_ms, duration_ms } = anomaly;
    const beforeMs = Math.max(0, -at_ms);
    return { ...anomaly, at_ms: (0,unit/* millis */.ne)(at_ms + beforeMs), duration_ms: (0,unit/* millis */.ne)(Math.max(0, duration_ms - beforeMs)) };
}

;// CONCATENATED MODULE: ./build/analysis/interleaving.js




/** Share of the cores that both arms together may use. Above it they wait for cores, and for each other. */
const maxBusyRatio = 0.5;
/**
 * Chooses how the load is dealt, from a rehearsal that dealt it request by request. The smallest changes show if both
 * arms are under load at once. That needs a machine that can carry both.
 */
function chooseInterleaving({ phases }, cores) {
    const measured = phases.filter(({ warmup }) => !warmup);
    const problem = (0,cpuQuota/* quotaProblem */.Qg)(measured) ?? (0,analysis_rounds/* generatorProblem */.F)(measured);
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

// EXTERNAL MODULE: ./build/stats/binomial.js
var binomial = __webpack_require__(16871);
;// CONCATENATED MODULE: ./build/analysis/pairs.js







/** Share of the cores that may be busy with one pair of base and head under load. Two pairs then use about half. */
const pairs_maxBusyRatio = 0.25;
/**
 * The reason against a second pair of base and head: the machine cannot carry it, or the services need others, such as a
 * database, which both pairs would use. `undefined` if there is none.
 */
function obstacleToTwoPairs(rehearsal) {
    const busyRatios = measuredOf(rehearsal).map(({ readings }) => {
        const ofSystem = readings.filter(moment/* isSystemReading */.w7);
        const [first, last] = [ofSystem[0], ofSystem.at(-1)];
        if (first === undefined || last === undefined || last.atMs <= first.atMs)
            return Number.NaN;
        const busyMs = (0,simple_statistics/* sum */.cz)(last.cores.map((core) => core.busyMs)) - (0,simple_statistics/* sum */.cz)(first.cores.map((core) => core.busyMs));
        return busyMs / (last.atMs - first.atMs) / last.usableCores;
    });
    const busiest = busyRatios.length === 0 ? Number.NaN : Math.max(...busyRatios);
    if (Number.isNaN(busiest))
        return "nobody could see how busy the machine is";
    if (busiest > pairs_maxBusyRatio)
        return `one pair keeps ${(0,format/* formatPercent */.l9)(busiest)} of the cores busy`;
    return rehearsal.phases.map(connectionToOthers).find((reason) => reason !== undefined);
}
/** `undefined` if the service's connections were seen, and it opened none. */
function connectionToOthers({ arm, readings }) {
    const opened = readings.flatMap((reading) => reading.kind === "network" && reading.outbound !== undefined ? [reading.outbound] : []);
    if (opened.length === 0)
        return `nobody could see the connections of the ${arm} service`;
    const address = opened.flatMap(Object.entries).find(([, count]) => count > 0)?.[0];
    return address === undefined ? undefined : `the services use ${address} together`;
}
/** True if rounds of two pairs show a problem that the rehearsal with one pair did not have. */
function isDisturbed(opening, rehearsal) {
    const phases = opening.flatMap(measuredOf);
    if (((0,cpuQuota/* quotaProblem */.Qg)(phases) ?? (0,analysis_rounds/* generatorProblem */.F)(phases)) !== undefined)
        return true;
    const before = measuredOf(rehearsal);
    return failsMore(countOf(before), countOf(phases)) || isSlower(countOf(before), countOf(phases));
}
/** More failures than this would be chance more rarely. */
const failureLevel = 0.01;
function failsMore(before, now) {
    const [few, many] = [(0,requestCounts/* failedCount */.dD)(before), (0,requestCounts/* failedCount */.dD)(now)];
    if (few === 0)
        return many > 0;
    return (0,binomial/* binomialUpperTail */.Y)(many, few + many, now.due / (before.due + now.due)) < failureLevel;
}
/** Services that wait for each other, as for a lock of a file, take this many times as long, and that much longer. */
const slower = { times: 1.5, ms: 1 };
function isSlower(before, now) {
    return [0.5, 0.95].some((share) => {
        const [then = 0, since = 0] = [before, now].map(({ responseTime }) => responseTime.quantile(share) ?? 0);
        return since > slower.times * then && since - then > slower.ms;
    });
}
const measuredOf = ({ phases }) => phases.filter(({ warmup }) => !warmup);
const countOf = (phases) => (0,requestCounts/* countRequests */.Kx)(phases.flatMap(({ record }) => record.requests));

;// CONCATENATED MODULE: ./build/analysis/detectors/answerDifference.js


/** Finds requests that base and head answer with other bodies. It is news even where nothing got slower. */
function detectAnswerDifferences({ scenario, rounds }) {
    return requestNames(rounds).flatMap((request) => {
        const common = { kind: "answers_differ", scenario, request };
        const size = answerSizes(request, rounds);
        const type = answerTypes(request, rounds);
        return [
            ...(size === undefined
                ? []
                : [{ ...common, what: "size", base_bytes: (0,unit/* bytes */.ee)(size.base), head_bytes: (0,unit/* bytes */.ee)(size.head) }]),
            ...(type === undefined ? [] : [{ ...common, what: "type", base_type: type.base, head_type: type.head }]),
        ];
    });
}

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
    const worst = (0,cpuQuota/* worstThrottling */.fE)(measured);
    return worst === undefined ? [] : [{ kind: "cpu_throttled", scenario, ...worst }];
}

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
const runDetectors_detectors = [
    ...[detectUserLimits, detectOverload, detectThrottling],
    ...[detectDelayedAcks, detectAnswerDifferences, detectRedirects],
];
/** The notices of all detectors: detector by detector, and scenario by scenario within each. */
function runDetectors(inputs) {
    return runDetectors_detectors.flatMap((detector) => inputs.flatMap(detector));
}

// EXTERNAL MODULE: ./build/analysis/scenario.js + 11 modules
var analysis_scenario = __webpack_require__(58667);
// EXTERNAL MODULE: ./build/baseline/age.js
var age = __webpack_require__(3873);
// EXTERNAL MODULE: ./build/baseline/comparableRuns.js
var comparableRuns = __webpack_require__(15094);
// EXTERNAL MODULE: ./build/baseline/loadHash.js
var loadHash = __webpack_require__(16980);
// EXTERNAL MODULE: ./build/baseline/loadSettings.js
var loadSettings = __webpack_require__(10645);
// EXTERNAL MODULE: ./build/experiment/experiment.js + 190 modules
var experiment_experiment = __webpack_require__(88684);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
;// CONCATENATED MODULE: ./build/gate/changesToExplain.js


/**
 * One change for each scenario that has a gating one, the most urgent first: a regression before an accepted one, that
 * before an improvement; latency before other metrics, and dependencies last; then the largest change. Only pairs of
 * builds have extra rounds, and main's comparison with its anchor needs none.
 */
function changesToExplain({ scenarios }) {
    return (scenarios
        .filter(({ mode, failure }) => (0,comparisonMode/* isPaired */.eE)(mode) && mode.against === undefined && failure === undefined)
        // Extra rounds play phases, and a capacity search has none.
        .filter(({ scalability }) => scalability === undefined)
        .flatMap((scenario) => {
        const comparison = changesToExplain_leadingComparison(scenario);
        return comparison === undefined ? [] : { scenario: scenario.id, comparison };
    })
        .toSorted((a, b) => byUrgency(a.comparison, b.comparison))
        .map(({ scenario, comparison }) => leadingChange(scenario, comparison)));
}
const changesToExplain_leadingComparison = ({ comparisons }) => comparisons.filter(({ gating, outcome }) => gating && ranked.includes(outcome)).toSorted(byUrgency)[0];
const ranked = ["regressed", "improved"];
function byUrgency(a, b) {
    const size = ({ change_ratio = 0 }) => Math.abs(change_ratio);
    return (ranked.indexOf(a.outcome) - ranked.indexOf(b.outcome) ||
        Number(a.accepted !== undefined) - Number(b.accepted !== undefined) ||
        Number((0,model_metric/* isLatency */.Hh)(b.metric)) - Number((0,model_metric/* isLatency */.Hh)(a.metric)) ||
        Number((0,model_metric/* isOfDependencies */.hC)(a.metric)) - Number((0,model_metric/* isOfDependencies */.hC)(b.metric)) ||
        size(b) - size(a));
}
function leadingChange(scenario, { request, metric, outcome }) {
    return { scenario, request, metric, outcome: outcome === "improved" ? "improved" : "regressed" };
}

// EXTERNAL MODULE: ./build/gate/gatedMetrics.js
var gatedMetrics = __webpack_require__(20378);
// EXTERNAL MODULE: ./build/gate/judge.js + 2 modules
var judge = __webpack_require__(21728);
// EXTERNAL MODULE: ./build/model/verdict.js
var verdict = __webpack_require__(70543);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/gate/compare.js
var compare = __webpack_require__(13737);
// EXTERNAL MODULE: ./build/gate/interimLooks.js + 2 modules
var interimLooks = __webpack_require__(96571);
// EXTERNAL MODULE: ./build/gate/undecided.js
var undecided = __webpack_require__(35939);
;// CONCATENATED MODULE: ./build/gate/stoppingRule.js







/** Further rounds cannot turn these into a regression that fails the run. */
const stoppingRule_final = [...verdict/* goodOutcomes */.Vm, "new"];
/**
 * True if measuring may stop before the planned rounds. Either a gating comparison has regressed, or all of them are
 * shown to be below the smallest change that matters, but for a few upper percentiles that are far from it.
 */
function canStopMeasuring(scenario, settings, { accepted = [], recheck = gatingScope(scenario, settings) } = {}) {
    if (!(0,interimLooks/* isLook */.Mk)((0,interimLooks/* roundProgress */.qs)(scenario)))
        return false;
    const keys = recheck.keys.filter((key) => key.scenario === scenario.id);
    const comparisons = (0,compare/* compareMetrics */.fz)(withMedianOfAll(keys, scenario), scenario, {
        settings,
        baseline: { kind: "not_asked" },
        alpha: recheck.alpha,
    });
    const gating = comparisons
        .filter((comparison) => comparison.gating)
        .map((comparison) => {
        if (comparison.outcome !== "regressed")
            return comparison;
        const key = { ...comparison, scenario: scenario.id };
        const isAccepted = (0,acceptance/* coveringAcceptance */.H)(key, scenario, accepted) !== undefined;
        return isAccepted ? { ...comparison, outcome: "unchanged" } : comparison;
    });
    if (gating.length === 0)
        return false;
    if (gating.some(({ outcome }) => outcome === "regressed"))
        return true;
    const open = gating.filter(({ outcome }) => !stoppingRule_final.includes(outcome));
    return open.length === 0 || mayStayOpen(open, comparisons, scenario, settings);
}
/** Fewer rounds than this do not say where an upper percentile lies, or a dependency. */
const fewestRoundsForOpen = 8;
/** True if the run passes with these undecided, and none of them is near the smallest change that matters. */
function mayStayOpen(open, comparisons, { rounds }, { fail_on }) {
    if (rounds.length < fewestRoundsForOpen || fail_on.includes("inconclusive"))
        return false;
    const minor = (0,undecided/* minorUndecided */.L)(comparisons);
    return open.every((comparison) => minor.includes(comparison) &&
        (0,model_metric/* isSlowToDecide */.d2)(comparison.metric) &&
        (comparison.change_ratio ?? 0) < (comparison.min_effect_ratio ?? 0) / 2);
}
/** The median of all requests decides which comparisons may stay open, although it does not gate beside others. */
function withMedianOfAll(keys, { id }) {
    const isThere = keys.some(({ request, metric }) => request === plan/* allRequests */.qT && metric === "p50");
    return isThere ? keys : [...keys, { scenario: id, request: plan/* allRequests */.qT, metric: "p50", gating: false }];
}
function gatingScope(scenario, settings) {
    const keys = (0,compare/* comparedKeys */.WA)(scenario, settings).filter((key) => key.gating);
    return { keys, alpha: (0,compare/* alphaOf */.Qq)(settings, Math.max(keys.length, settings.gating ?? 0)) };
}

// EXTERNAL MODULE: ./build/model/errors.js
var model_errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/fileError.js
var fileError = __webpack_require__(81926);
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
    const facts = { plan, baseline, commits, version, accepted, anchored, notices, environment, settings, startedAt };
    const judged = (experiment) => (0,judge/* judge */.S)(measuredRun(experiment, { ...facts, machine, seed: context.seed, durationMs: (0,clock/* nowMs */.TC)() - startMs }));
    const experiment = await (0,experiment_experiment/* runExperiment */.p)(plan, baseline.kind, {
        stoppingRuleFor: createStoppingRule(settings, { accepted }),
        capacitySearchFor: createCapacitySearch((0,phases/* usableMachine */.I)(machine)),
    }, context, (measured) => changesToExplain(judged(measured)));
    return (0,maskResults/* maskResults */.t)(withExplanations(judged(experiment), experiment, plan), secrets);
}
/** The experiment as results.json stores it, before it is judged. */
function measuredRun(experiment, facts) {
    const { plan, baseline, commits, version, accepted, anchored, environment, machine, settings, startedAt } = facts;
    const { base, missingBase, head, pinning } = experiment;
    const scenarios = experiment.scenarios.map((measurement) => ({
        ...(0,analysis_scenario/* measuredScenario */.PG)(scenarioRecords(measurement), (0,phases/* usableMachine */.I)(machine)),
        ...anomaliesOf(measurement, plan, (0,phases/* usableMachine */.I)(machine)),
        load: (0,loadSettings/* loadSettingsOf */.z)(measurement.scenario),
    }));
    const note = (0,comparableRuns/* baselineNote */.OR)(baseline, startedAt);
    return {
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
            duration_ms: Math.round(facts.durationMs),
            build_ms: Math.round(experiment.buildMs),
            seed: facts.seed,
        },
        settings,
        baseline: note,
        ...(0,omitUndefined/* omitUndefined */.O)({ missing_base: missingBase, pinning }),
        accepted: [...accepted],
        scenarios: scenarios.map((scenario) => (0,comparableRuns/* attachAnchoredRuns */.GN)((0,comparableRuns/* attachRecordedRuns */.K$)(scenario, baseline, environment), anchored)),
        warnings: [
            ...facts.notices,
            ...(0,age/* staleBaselineNotices */.i)(note, settings),
            ...unusedKeys(plan),
            ...unusedProfile(plan),
            ...experiment.notices,
            ...clockNotices(scenarios),
            ...runDetectors(experiment.scenarios.map(({ scenario, measurement }) => ({
                scenario: scenario.id,
                rounds: measurement.rounds,
                plainGets: plainGets(scenario.flows),
            }))),
        ].map(noticeText/* reportedNotice */.Kh),
    };
}
/** Anomalies belong to the measurement, because they can fail the run. */
function anomaliesOf({ scenario, measurement }, { monitors }, machine) {
    const { phases } = scenario;
    const anomalies = findAnomalies({ phases, rounds: measurement.rounds, limits: monitors.anomalies, machine });
    return anomalies.length === 0 ? {} : { anomalies: [...anomalies] };
}
/** Adds why the scenarios changed. The verdict is already final. */
function withExplanations(results, { scenarios, extra }, plan) {
    const machine = (0,phases/* usableMachine */.I)(results.environment);
    return {
        ...results,
        scenarios: results.scenarios.map((result, i) => {
            const measured = scenarios[i];
            // A capacity search has no rounds to explain. Its recommendations say what limits it.
            if (measured === undefined || result.scalability !== undefined)
                return result;
            const { scenario, measurement } = measured;
            const { comparisons } = result;
            const own = extra.find(({ change }) => change.scenario === scenario.id);
            const { rounds } = measurement;
            const evidence = { plan, scenario, rounds, comparisons, machine, ...(own && { extra: own }) };
            return { ...result, ...explainScenario(evidence) };
        }),
    };
}
/** The stopping rule judges the rounds so far with the code of the final verdict. */
const createStoppingRule = (settings, options) => (scenario, mode, cores) => {
    const rounds = [];
    return {
        chooseInterleaving: (rehearsal) => chooseInterleaving(rehearsal, cores),
        obstacleToTwoPairs: obstacleToTwoPairs,
        isDisturbed: isDisturbed,
        shouldStop(record, plan) {
            const round = (0,analysis_rounds/* roundResult */.M)(record);
            if (round !== undefined)
                rounds.push(round);
            const measured = (0,analysis_scenario/* measuredScenario */.PG)({ scenario, mode, rounds: [], ...plan }, { cores, memoryBytes: 0 });
            return canStopMeasuring({ ...measured, rounds }, settings, options);
        },
    };
};
/** The rates of a capacity search are decided by pure code. */
const createCapacitySearch = (machine) => (seed) => ({ capacity }, arms, budgetMs) => {
    if (capacity === undefined)
        throw new Error("a scenario without capacity has no search");
    const { sla, arrival, maxPerSec } = capacity;
    const settings = { arms, sla, budgetMs, seed, isPoisson: arrival === "poisson", maxPerSec, cores: machine.cores };
    return {
        summarize: (played) => summarizeTrial(played, sla, machine),
        dead: deadTrial,
        nextStep: (history) => (0,search/* nextStep */.s)(history, settings),
        hasRecovered: overloadRecovery/* hasRecovered */.qC,
        capacityOf: (arm, trials) => (0,restartEstimates/* searchedCapacity */._m)(arm, trials, settings),
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
function unusedProfile({ service, explain }) {
    if (service !== undefined || explain.profile === undefined)
        return [];
    const reason = "Loadgate does not start the service";
    return [{ kind: "unused_key", key: "explain.profile", reason, advice: "set service.command" }];
}
function clockNotices(scenarios) {
    const isCoarse = scenarios.some(({ phases }) => phases.some(({ generator }) => generator?.clock === "timer"));
    return isCoarse ? [{ kind: "coarse_clock" }] : [];
}
function scenarioRecords({ scenario, mode, measurement }) {
    const { failure, ...records } = measurement;
    if (failure === undefined)
        return { scenario, mode, ...records };
    const failedArm = failure instanceof model_errors/* SetupFailure */.Qx ? failure.onlyArm : undefined;
    return { scenario, mode, ...records, failure: failureText(failure), ...(0,omitUndefined/* omitUndefined */.O)({ failedArm }) };
}
function failureText(failure) {
    if (failure instanceof model_errors/* CouldNotMeasure */.Nc)
        return failure.message;
    return (0,fileError/* isFileError */.lz)(failure) ? (0,fileError/* describeFileError */.SQ)(failure) : `unexpected error: ${(0,external_node_util_.inspect)(failure)}`;
}


/***/ }),

/***/ 44340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IY: () => (/* binding */ tryDocker),
/* harmony export */   T3: () => (/* binding */ docker),
/* harmony export */   k7: () => (/* binding */ spawnProgram),
/* harmony export */   mB: () => (/* binding */ runProgram),
/* harmony export */   v3: () => (/* binding */ composeProgram)
/* harmony export */ });
/* unused harmony export EngineFailure */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(38321);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(12011);
/* harmony import */ var _engineProblem_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9793);
/* harmony import */ var _engineProblemText_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(85726);





/** A short question to the container engine failed. `output` is what its command line wrote to stderr. */
class EngineFailure extends _model_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CouldNotMeasure */ .Nc {
    name = "EngineFailure";
    output;
    constructor(summary, output) {
        super(summary);
        this.output = output;
    }
}
/** Answers within seconds, unless the engine hangs. */
const limitMs = 60_000;
/** The output of `docker ...args`, without its last line break. Throws an EngineFailure, or the signal's reason. */
async function docker(options, ...args) {
    const { code, stdout, stderr } = await runProgram("docker", options, args);
    if (code === 0)
        return stdout.trimEnd();
    options.signal.throwIfAborted();
    throw new EngineFailure(`${options.key}: docker ${args[0]} failed: ${reasonIn(stderr)}`, stderr);
}
/** Like `docker`, but gives `undefined` instead of an EngineFailure. */
async function tryDocker(options, ...args) {
    return await docker(options, ...args).catch((error) => {
        if (error instanceof EngineFailure)
            return undefined;
        throw error;
    });
}
/** The words that run compose: version 2 is a plugin of docker, version 1 a program of its own. */
async function composeProgram(options) {
    const plugin = await runProgram("docker", options, ["compose", "version"]);
    return plugin.code === 0 ? ["docker", "compose"] : ["docker-compose"];
}
/** The output of the program. It is killed when the signal aborts, or after a minute. */
async function runProgram(program, options, args) {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(limitMs)]);
    const { stdout, exit } = spawnProgram(program, { ...options, signal }, args);
    const [output, { code, stderr }] = await Promise.all([(0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(stdout), exit]);
    return { code, stdout: output, stderr };
}
/** Starts the program. It is killed when the signal aborts. */
function spawnProgram(program, { env, signal, directory = "." }, args) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)(program, args, { cwd: directory, env: { ...env }, stdio: ["ignore", "pipe", "pipe"], signal });
    const closed = new Promise((resolve) => {
        child.once("close", (code) => resolve({ code }));
        child.once("error", (error) => resolve({ code: null, reason: spawnReason(program, error) }));
    });
    const exit = Promise.all([(0,node_stream_consumers__WEBPACK_IMPORTED_MODULE_1__.text)(child.stderr), closed]).then(([written, { code, reason = "" }]) => {
        const stderr = `${written}${reason}`;
        return { code, stderr, reason: reasonIn(stderr) };
    });
    return { stdout: child.stdout, exit, kill: () => child.kill("SIGKILL") };
}
function spawnReason(program, error) {
    if ("code" in error && error.code === "ENOENT")
        return `${program}: command not found`;
    return error.name === "AbortError" ? `${program} gave no answer within ${limitMs / 1000} s` : error.message;
}
/** The cause with its remedy if it is known. Otherwise the engine's own last line. */
function reasonIn(stderr) {
    const problem = (0,_engineProblem_js__WEBPACK_IMPORTED_MODULE_3__/* .engineProblem */ .i)(stderr);
    if (problem !== undefined)
        return (0,_engineProblemText_js__WEBPACK_IMPORTED_MODULE_4__/* .engineProblemText */ .t)(problem);
    return stderr.trim().split("\n").at(-1) || "it wrote no reason";
}


/***/ }),

/***/ 9793:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ engineProblem)
/* harmony export */ });
/** The order matters: some messages contain others. */
const rules = [
    [/docker: (command )?not found/, () => ({ kind: "not_installed" })],
    [/docker-compose: (command )?not found/, () => ({ kind: "compose_missing" })],
    [/permission denied[^\n]*(docker|socket|\.sock)|docker\.sock[^\n]*permission denied/i, () => ({ kind: "no_rights" })],
    [
        /cannot connect to the docker daemon|error during connect|is the docker daemon running/i,
        (output) => ({ kind: "not_running", ...named("address", /daemon at (\S+?)\.? /, output) }),
    ],
    [/no space left on device/i, () => ({ kind: "disk_full" })],
    [/exec format error|no matching manifest for/i, () => ({ kind: "wrong_architecture" })],
    [/toomanyrequests|pull rate limit/i, () => ({ kind: "pull_limit" })],
    [
        /"https?:\/\/[^"]*\/v2\/[^\n]*(no such host|time-?out|refused|unreachable|connection reset|EOF)/i,
        (output) => ({ kind: "registry_unreachable", ...named("host", /"https?:\/\/([^/"]+)\/v2\//, output) }),
    ],
    [
        /pull access denied|manifest unknown|no such image|repository does not exist|manifest for \S+ not found/i,
        (output) => ({
            kind: "image_missing",
            ...named("image", /(?:no such image: |denied for |manifest for )([^\s,]+)/i, output),
        }),
    ],
    [
        /executable file not found|exec: "[^"]*": (?:stat [^:]*: )?(?:no such file|permission denied)/i,
        (output) => ({ kind: "program_missing", ...named("program", /exec: "([^"]*)"/, output) }),
    ],
    [/pool overlaps with other one|invalid pool request/i, () => ({ kind: "subnet_taken" })],
    [
        /container name "[^"]*" is already in use/i,
        (output) => ({ kind: "name_taken", ...named("name", /container name "\/?([^"]*)" is/i, output) }),
    ],
    [
        // Services write of their own ports in the same words.
        /port is already allocated|(userland proxy|host port for)[^\n]*address already in use/i,
        (output) => ({
            kind: "port_allocated",
            ...named("port", /(?:Bind for|listen tcp\d?|host port for) [^\s:]*:(\d+)/, output),
        }),
    ],
    [/the input device is not a tty/i, () => ({ kind: "no_terminal" })],
    [/container init was OOM-killed|minimum memory limit allowed/i, () => ({ kind: "memory_too_low" })],
];
/** The engine's problem, as far as its messages are known. */
function engineProblem(output) {
    const [, problem] = rules.find(([pattern]) => pattern.test(output)) ?? [];
    return problem?.(output);
}
/** The pattern's group under that name. Nothing if the message does not tell. */
function named(name, pattern, output) {
    const [, value] = pattern.exec(output) ?? [];
    return (value === undefined ? {} : { [name]: value });
}


/***/ }),

/***/ 85726:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ engineProblemText)
/* harmony export */ });
/** The problem and the remedy, as the last part of a message. */
function engineProblemText(problem) {
    switch (problem.kind) {
        case "not_installed":
            return "the program docker is not installed; install Docker, or start the service by service.command";
        case "compose_missing":
            return "neither docker compose nor docker-compose is installed; install the package docker-compose-v2 or docker-compose";
        case "not_running": {
            const at = problem.address === undefined ? "" : ` at ${problem.address}`;
            return `no container engine runs${at}; start it (sudo systemctl start docker), or set DOCKER_HOST to its address`;
        }
        case "no_rights":
            return "this user may not use the container engine; add it to the group docker, or run Loadgate as root";
        case "disk_full":
            return "the disk is full; free space, such as by docker system prune";
        case "wrong_architecture":
            return "the image is for another processor architecture than this machine; build it for this one (docker build --platform)";
        case "image_missing":
            return `the image ${problem.image === undefined ? "" : `${problem.image} `}does not exist here or in its registry; correct its name, build it before Loadgate runs, or log in to the registry`;
        case "pull_limit":
            return "the registry refuses more pulls from this address; log in before Loadgate runs (docker login)";
        case "registry_unreachable":
            return `the registry ${problem.host === undefined ? "" : `${problem.host} `}cannot be reached; check the network and the engine's proxy, or build or load the image before Loadgate runs`;
        case "program_missing":
            return `the image has no program ${problem.program ?? "to start"}; correct its ENTRYPOINT or CMD`;
        case "subnet_taken":
            return "base and head run at the same time and both want the same subnet; remove networks.*.ipam from the compose file";
        case "name_taken":
            return `base and head run at the same time, and another container has the name${problem.name === undefined ? "" : ` ${problem.name}`}; remove it from the command (--name)`;
        case "port_allocated":
            return `base and head run at the same time, and the machine's port${problem.port === undefined ? "" : ` ${problem.port}`} is taken; publish PORT only`;
        case "memory_too_low":
            return "its memory limit is too low for it to start; raise the limit (--memory, mem_limit)";
        case "no_terminal":
            return "there is no terminal; remove -t (--tty) from the command";
    }
}


/***/ }),

/***/ 88225:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Az: () => (/* binding */ runLabel),
/* harmony export */   KL: () => (/* binding */ armName),
/* harmony export */   Wb: () => (/* binding */ ownerLabel),
/* harmony export */   YY: () => (/* binding */ armLabels),
/* harmony export */   i: () => (/* binding */ archivedImage),
/* harmony export */   rt: () => (/* binding */ runName),
/* harmony export */   tO: () => (/* binding */ imageName)
/* harmony export */ });
/* harmony import */ var _runOwner_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13626);

/** Marks everything in the engine that belongs to a run. */
const runLabel = "loadgate.run";
/** Identifies the process that made it, so that a later run finds what a dead one left. */
const ownerLabel = "loadgate.owner";
/** The labels of everything that a run makes in the engine, except images. */
const armLabels = (runId) => ({
    [runLabel]: runId,
    [ownerLabel]: (0,_runOwner_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerText */ .d)(),
});
/** The name of an arm's image, container or project. Compose accepts lower-case letters, digits and dashes. */
const armName = (runId, arm) => `${runName(runId)}-${arm}`;
const runName = (runId) => `loadgate-${runId.slice(0, 13)}`;
/**
 * The name of an arm's image. It tells the owner, as the labels of other things do: a label would be one more layer to
 * build.
 */
const imageName = (name) => `${name}:${(0,_runOwner_js__WEBPACK_IMPORTED_MODULE_0__/* .ownerText */ .d)()}`;
/** An image that an earlier run saved. `undefined`: it has another name than the head's images have. */
function archivedImage(image) {
    const [, suffix] = /^loadgate-[0-9a-f]{8}-[0-9a-f]{4}-head((?:-[a-z0-9._-]+)?):[\w-]+$/.exec(image) ?? [];
    return suffix === undefined ? undefined : { suffix };
}


/***/ }),

/***/ 12629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ quoteWords)
/* harmony export */ });
/** The words as one shell command. */
const quoteWords = (words) => words.map(quote).join(" ");
const quote = (word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw `'\''`)}'`;


/***/ }),

/***/ 77564:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   V5: () => (/* binding */ sweepContainers),
/* harmony export */   Wp: () => (/* binding */ recordImages),
/* harmony export */   bf: () => (/* binding */ removeStartedScript),
/* harmony export */   fp: () => (/* binding */ removeProjectScript),
/* harmony export */   io: () => (/* binding */ recordSweep),
/* harmony export */   j3: () => (/* binding */ runScript),
/* harmony export */   tv: () => (/* binding */ sweepDeadRuns)
/* harmony export */ });
/* unused harmony export sweepScript */
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(78474);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _runDirectory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26262);
/* harmony import */ var _runOwner_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(13626);
/* harmony import */ var _engine_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(44340);
/* harmony import */ var _labels_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88225);
/* harmony import */ var _shellWords_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(12629);









/** Variables by which docker finds its engine. */
const engineVariables = /^(DOCKER_\w+|HOME|PATH|SSH_AUTH_SOCK|XDG_\w+)$/;
/**
 * The shell script that removes everything of the run from the engine: containers, networks, volumes and images. One
 * script serves the orderly end, the watchdog and the post step. A request that was on its way when the run was killed
 * can still create something, so it looks until it finds nothing.
 */
function sweepScript(runId, env) {
    const filter = (0,_shellWords_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWords */ .A)(["--filter", `label=${_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .runLabel */ .Az}=${runId}`]);
    const images = (0,_shellWords_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWords */ .A)(["--filter", `reference=${(0,_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .runName */ .rt)(runId)}-*`]);
    return `${exportLines(env)}
tries=0
while [ $tries -lt 10 ]; do
  containers=$(docker ps --all --quiet ${filter}) || exit 0
  [ -z "$containers" ] || docker rm --force --volumes $containers
  networks=$(docker network ls --quiet ${filter})
  [ -z "$networks" ] || docker network rm $networks
  volumes=$(docker volume ls --quiet ${filter})
  [ -z "$volumes" ] || docker volume rm --force $volumes
  images=$(docker image ls --format '{{.Repository}}:{{.Tag}}' ${images})
  [ -z "$images" ] || docker image rm --force $images
  [ -n "$containers$networks$volumes$images" ] || exit 0
  tries=$((tries + 1))
  sleep 0.1
done
`;
}
/** The shell script that removes everything of a compose project, and by force. */
function removeProjectScript(project, env, more = "") {
    const filter = (0,_shellWords_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWords */ .A)(["--filter", `label=com.docker.compose.project=${project}`]);
    return `${exportLines(env)}
containers=$(${more}docker ps --all --quiet ${filter}) || exit 0
[ -z "$containers" ] || docker rm --force --volumes $containers
networks=$(docker network ls --quiet ${filter})
[ -z "$networks" ] || docker network rm $networks
volumes=$(docker volume ls --quiet ${filter})
[ -z "$volumes" ] || docker volume rm --force $volumes
`;
}
/** The same, and the container that publishes the port. */
const removeStartedScript = (port, project, env) => removeProjectScript(project, env, `docker ps --quiet --filter publish=${port}; `);
/** Lets the watchdog and the post step remove images that do not have the run's name. Disposing of it forgets them. */
async function recordImages(runDirectory, arm, images, env) {
    const script = `${exportLines(env)}\ndocker image rm ${(0,_shellWords_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWords */ .A)(images)}\n`;
    const record = await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .recordScript */ .XE)(runDirectory, `images-${arm}`, script);
    return { [Symbol.asyncDispose]: () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.rm)(record, { force: true }) };
}
function exportLines(env) {
    const lines = Object.entries(env).flatMap(([name, value]) => value !== undefined && engineVariables.test(name) ? [`export ${(0,_shellWords_js__WEBPACK_IMPORTED_MODULE_8__/* .quoteWords */ .A)([`${name}=${value}`])}`] : []);
    return lines.join("\n");
}
/** Lets the end of the run, the watchdog and the post step remove what the run makes. Call it before making anything. */
async function recordSweep(runDirectory, runId, env) {
    await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .recordScript */ .XE)(runDirectory, "run", sweepScript(runId, env));
}
/** Longest time of a sweep. A hanging engine must not hold the job up. */
const limitMs = 60_000;
/** Removes what the run has left in the engine. Does nothing if the run used no engine. Never throws. */
async function sweepContainers(runDirectory) {
    const directory = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(runDirectory, _runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .containersName */ .gC);
    for (const name of await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_2__.readdir)(directory).catch(() => []))
        await runScript([(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, name)]);
}
/** Removes what runs have left whose processes have ended, such as those that were killed with their watchdog. */
async function sweepDeadRuns(options) {
    const format = `{{.Label "${_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .runLabel */ .Az}"}} {{.Label "${_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .ownerLabel */ .Wb}"}}`;
    const filter = ["--filter", `label=${_labels_js__WEBPACK_IMPORTED_MODULE_7__/* .ownerLabel */ .Wb}`, "--format", format];
    const images = ["--filter", "reference=loadgate-*", "--format", "{{.Repository}} {{.Tag}}"];
    const lists = await Promise.all([
        (0,_engine_js__WEBPACK_IMPORTED_MODULE_6__/* .tryDocker */ .IY)(options, "ps", "--all", ...filter),
        (0,_engine_js__WEBPACK_IMPORTED_MODULE_6__/* .tryDocker */ .IY)(options, "network", "ls", ...filter),
        (0,_engine_js__WEBPACK_IMPORTED_MODULE_6__/* .tryDocker */ .IY)(options, "volume", "ls", ...filter),
        (0,_engine_js__WEBPACK_IMPORTED_MODULE_6__/* .tryDocker */ .IY)(options, "image", "ls", ...images),
    ]);
    const runs = new Set(lists.flatMap((list) => deadRuns(list ?? "")));
    for (const runId of runs)
        await runScript(["-c", sweepScript(runId, options.env)]);
}
/** Lines with a run and its owner. An image names its run by the start of its id: loadgate-1a2b3c4d-5e6f-head. */
function deadRuns(list) {
    return list.split("\n").flatMap((line) => {
        const [name = "", owner] = line.split(" ");
        const runId = /^loadgate-([0-9a-f]{8}-[0-9a-f]{4})-/.exec(name)?.[1] ?? name;
        return runId && owner && (0,_runOwner_js__WEBPACK_IMPORTED_MODULE_5__/* .isDeadOwner */ .u)(owner) ? [runId] : [];
    });
}
async function runScript(args) {
    const child = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawn)("/bin/sh", args, { stdio: "ignore", signal: AbortSignal.timeout(limitMs) });
    await (0,node_events__WEBPACK_IMPORTED_MODULE_1__.once)(child, "close").catch(() => { });
}


/***/ }),

/***/ 72910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ takeKeptTree),
/* harmony export */   w6: () => (/* binding */ releaseKeptTree),
/* harmony export */   zb: () => (/* binding */ keptTreePrefix)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69454);



/** Names of git's entries for trees at a fixed path begin so. */
const keptTreePrefix = "loadgate-base-";
/** The file of a run's directory that names the lock of the tree at a fixed path. */
const recordName = "kept-tree";
/**
 * Takes the tree's lock and empties the tree. The end of the run does both again; see releaseKeptTree. `undefined` if
 * another run uses the tree.
 */
async function takeKeptTree(tree, runDirectory) {
    if (!(await takeLock(tree.lock)))
        return undefined;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runDirectory, recordName), JSON.stringify(tree));
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeTree */ .dM)(tree.path);
    return tree;
}
/** Removes the tree at a fixed path that the run used, and its lock. */
async function releaseKeptTree(runDirectory) {
    const record = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runDirectory, recordName), "utf8").catch(() => undefined);
    if (record === undefined)
        return;
    const { path, lock } = JSON.parse(record);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path).startsWith(keptTreePrefix))
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeTree */ .dM)(path);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(lock, { force: true });
}
/** The lock has the process that holds it. A process that was killed holds none. */
async function takeLock(lock) {
    const take = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(lock, String(process.pid), { flag: "wx" }).then(() => true, (error) => {
        if ((0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .hasErrorCode */ .Ue)(error, "EEXIST"))
            return false;
        throw error;
    });
    if (await take())
        return true;
    const holder = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(lock, "utf8").catch(() => Number.NaN));
    if (Number.isInteger(holder) && isAlive(holder))
        return false;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(lock, { force: true });
    return await take();
}
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return !(0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .hasErrorCode */ .Ue)(error, "ESRCH");
    }
}


/***/ }),

/***/ 58256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ killLeftovers),
/* harmony export */   P: () => (/* binding */ removeDeadRuns)
/* harmony export */ });
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(90614);
/* harmony import */ var _shell_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58739);
/* harmony import */ var _shell_processTable_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6922);
/* harmony import */ var _shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57058);
/* harmony import */ var _container_sweep_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77564);
/* harmony import */ var _runDirectory_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(26262);
/* harmony import */ var _watchdog_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(27367);







/** A tree that forks while it is killed needs more than one try. */
const maxTries = 100;
const retryMs = 50;
/**
 * Kills every process of the run that still lives, and removes its containers and its directory. Returns the number of processes.
 */
async function killLeftovers(runId) {
    const directory = await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .runDirectoryPath */ .a5)(runId);
    const killed = new Set();
    for (let tries = 0; tries < maxTries; tries++) {
        const pids = (await findLeftovers(runId, directory)).map(({ pid }) => pid);
        if (pids.length === 0)
            break;
        for (const pid of pids)
            killed.add(pid);
        (0,_shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .signalAll */ .w$)(pids, "SIGKILL");
        await _shell_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .ml.sleepUntil((0,_model_unit_js__WEBPACK_IMPORTED_MODULE_6__/* .millis */ .ne)(_shell_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .systemClock */ .ml.nowMs() + retryMs));
    }
    await (0,_container_sweep_js__WEBPACK_IMPORTED_MODULE_3__/* .sweepContainers */ .V5)(directory);
    await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .removeRunDirectory */ .kj)(directory);
    return killed.size;
}
/** Does the same for runs that were killed with their watchdog, and have no post step. Never throws. */
async function removeDeadRuns() {
    for (const runId of await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .findDeadRuns */ .mx)().catch(() => []))
        await killLeftovers(runId).catch(() => { });
}
/** By any of the traces that a process of the run has: its environment, its limit, or a record in the run's directory. */
async function findLeftovers(runId, directory) {
    const limited = (0,_watchdog_js__WEBPACK_IMPORTED_MODULE_5__/* .armMarks */ .VQ)(runId).flatMap(_shell_processTable_js__WEBPACK_IMPORTED_MODULE_1__/* .findLimited */ ._Q);
    return [...(0,_shell_processTable_js__WEBPACK_IMPORTED_MODULE_1__/* .findMarked */ .Em)(`${_watchdog_js__WEBPACK_IMPORTED_MODULE_5__/* .runMark */ .n6}=${runId}`), ...limited, ...(await (0,_runDirectory_js__WEBPACK_IMPORTED_MODULE_4__/* .recordedProcesses */ .G5)(directory))];
}


/***/ }),

/***/ 26262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ recordWorktree),
/* harmony export */   G5: () => (/* binding */ recordedProcesses),
/* harmony export */   HZ: () => (/* binding */ createRunDirectory),
/* harmony export */   TX: () => (/* binding */ recordProcess),
/* harmony export */   XE: () => (/* binding */ recordScript),
/* harmony export */   a5: () => (/* binding */ runDirectoryPath),
/* harmony export */   gC: () => (/* binding */ containersName),
/* harmony export */   hQ: () => (/* binding */ processGroupsName),
/* harmony export */   kj: () => (/* binding */ removeRunDirectory),
/* harmony export */   kq: () => (/* binding */ worktreeRecordName),
/* harmony export */   le: () => (/* binding */ processesName),
/* harmony export */   mI: () => (/* binding */ recordProcessGroup),
/* harmony export */   mx: () => (/* binding */ findDeadRuns)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69454);
/* harmony import */ var _shell_processTable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6922);
/* harmony import */ var _keptTree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72910);
/* harmony import */ var _runOwner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13626);







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
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, ownerName), `${(0,_runOwner_js__WEBPACK_IMPORTED_MODULE_6__/* .ownerText */ .d)()} ${runId}`);
    return path;
}
/** The file with the process that made the directory, and the whole id of the run. */
const ownerName = "owner";
/**
 * The runs of this user whose process has ended without removing its directory, because it was killed together with its
 * watchdog. A directory that others can write to is none: its scripts could be theirs.
 */
async function findDeadRuns() {
    const temporary = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)());
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(temporary)).filter((name) => /^loadgate-[0-9a-f]{8}-[0-9a-f]{4}$/.test(name));
    const owned = await Promise.all(names.map((name) => deadRunIn((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(temporary, name))));
    return owned.flatMap((runId) => runId ?? []);
}
async function deadRunIn(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    if (facts === undefined || !facts.isDirectory() || facts.uid !== process.getuid?.() || (facts.mode & 0o022) !== 0)
        return undefined;
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, ownerName), "utf8").catch(() => "");
    const [owner = "", runId = ""] = text.split(" ");
    return (0,_runOwner_js__WEBPACK_IMPORTED_MODULE_6__/* .isDeadOwner */ .u)(owner) && path === (await runDirectoryPath(runId)) ? runId : undefined;
}
/** The directory with one file per process group that was started and not yet stopped. The watchdog reads it. */
const processGroupsName = "groups";
/** The directory with one file per process that was found beside them. Its name is the pid and the start time. */
const processesName = "processes";
/** The directory of shell scripts that remove the run's containers; see container/sweep.ts. */
const containersName = "containers";
/** Records a process group for the watchdog. Returns the record's path: remove it when the group is stopped. */
async function recordProcessGroup(runDirectory, pid) {
    return await record(runDirectory, processGroupsName, String(pid));
}
/** Records a process that may have left its group. Returns the record's path, as above. */
async function recordProcess(runDirectory, { pid, startTicks }) {
    return await record(runDirectory, processesName, `${pid}-${startTicks}`);
}
/** Records a shell script that removes containers. Returns the record's path, as above. */
async function recordScript(runDirectory, name, script) {
    return await record(runDirectory, containersName, name, script);
}
async function record(runDirectory, directory, name, text = "") {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, directory, name);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, text);
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
/**
 * Records, before the worktree exists, the entry that git will keep in `gitDirectory`. Returns the worktree's path: in
 * the run's directory, or that of the kept tree.
 */
async function recordWorktree(runDirectory, gitDirectory, kept) {
    // Git names the entry after the worktree's directory, so the directory gets the run's unique name.
    const path = kept ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(runDirectory));
    const entry = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitDirectory, "worktrees", (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path));
    // Only a run that was killed leaves an entry of a kept tree behind.
    if (kept !== undefined)
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, worktreeRecordName), entry);
    return path;
}
/** The name shows that git made the entry for this run, or for a kept tree that only this run may use. */
const isOwnEntry = (entry, runDirectory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(runDirectory) || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry).startsWith(_keptTree_js__WEBPACK_IMPORTED_MODULE_5__/* .keptTreePrefix */ .zb);
/** Removes the run's directory and git's entry for the worktree in it, as `git worktree remove --force` does. */
async function removeRunDirectory(path) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, worktreeRecordName), "utf8").catch(() => undefined);
    if (entry !== undefined && isOwnEntry(entry, path)) {
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
        // Git keeps the directory of the entries only while it has one. rmdir fails if it is not empty.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(entry)).catch(() => { });
    }
    await (0,_keptTree_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseKeptTree */ .w6)(path);
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(path);
}


/***/ }),

/***/ 13626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ ownerText),
/* harmony export */   u: () => (/* binding */ isDeadOwner)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57058);



/** This process among those of all machines. It marks everything that a run makes. */
function ownerText() {
    const startTicks = ticksOf(process.pid);
    const machine = ownMachine();
    return machine === undefined || startTicks === undefined ? "unknown" : `${machine}-${process.pid}-${startTicks}`;
}
/** True only if the owner was a process of this machine and has ended. */
function isDeadOwner(owner, machine = ownMachine(), startTicksOf = ticksOf) {
    const [of, pid, ticks] = owner.split("-");
    if (machine === undefined || of !== machine)
        return false;
    return startTicksOf(Number(pid)) !== Number(ticks);
}
const ticksOf = (pid) => (0,_shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .readStat */ .BV)(pid)?.startTicks;
/** The boot and the process namespace: elsewhere the same pid is another process. `undefined` without /proc. */
function ownMachine() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
            .update(`${boot} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)("/proc/self/ns/pid")}`)
            .digest("hex")
            .slice(0, 12);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 27367:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  oR: () => (/* binding */ armMark),
  VQ: () => (/* binding */ armMarks),
  GV: () => (/* binding */ gitMark),
  n6: () => (/* binding */ runMark),
  M5: () => (/* binding */ startWatchdog)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: ./build/shell/limitMark.js
var limitMark = __webpack_require__(83835);
;// CONCATENATED MODULE: ./build/service/instance.js
/** The services that can run at once: those of one pair, and of a second one. In logs, temporary directories and marks. */
const instanceNames = ["base", "head", "second-base", "second-head"];

// EXTERNAL MODULE: ./build/service/keptTree.js
var keptTree = __webpack_require__(72910);
// EXTERNAL MODULE: ./build/service/runDirectory.js
var service_runDirectory = __webpack_require__(26262);
;// CONCATENATED MODULE: ./build/service/watchdog.js





/** The environment variable that marks every process of a run. */
const runMark = "LOADGATE_RUN";
/** The environment entry of an arm's commands. */
const armMark = (runId, instance) => `${runMark}=${runId}/${instance}`;
const armMarks = (runId) => instanceNames.map((instance) => armMark(runId, instance));
/** The end of the mark's value for git. The watchdog gives git time to remove its locks from the user's repository. */
const gitMark = "git";
/**
 * Starts a shell that cleans up if this process ends in any way, SIGKILL included. The shell waits on a pipe that only
 * this process holds open. When the pipe closes, it kills every process that carries the run's mark or limit, is in one
 * of its process groups, or is recorded: a process that changes its title can lose the mark. Then it removes the run's
 * containers, its directory and git's entry for the worktree in it; see runDirectory.ts. After an orderly end it finds nothing to do.
 */
function startWatchdog(runId, runDirectory) {
    const records = [service_runDirectory/* worktreeRecordName */.kq, service_runDirectory/* processGroupsName */.hQ, service_runDirectory/* processesName */.le];
    const limits = armMarks(runId).flatMap((mark) => ["-e", `^${(0,limitMark/* limitLineOf */.X_)(mark)}`]);
    const watchdog = (0,external_node_child_process_.spawn)("/bin/sh", ["-c", script, "loadgate-guard", `${runMark}=${runId}`, runDirectory, ...records, ...limits], {
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
for script in "$run/${service_runDirectory/* containersName */.gC}"/*; do [ -f "$script" ] && sh "$script"; done
entry=$(cat "$run/$worktree" 2>/dev/null)
case "\${entry##*/}" in
  "\${run##*/}" | ${keptTree/* keptTreePrefix */.zb}*) [ -n "$entry" ] && { rm -rf "$entry"; rmdir "\${entry%/*}"; } ;;
esac
rm -rf "$run" || { chmod -R u+rwx "$run"; rm -rf "$run"; }
`;


/***/ }),

/***/ 79869:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   fP: () => (/* binding */ throttlingReader),
/* harmony export */   p3: () => (/* binding */ cgroupsOf),
/* harmony export */   v3: () => (/* binding */ cgroupLimits)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _procFile_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(75423);



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
/** The largest time of all groups with a quota: a process waits for each of them. */
function throttlingReader(sources = ownSources()) {
    const limited = cgroupsOf("cpu", sources).filter((cgroup) => cpuQuota(cgroup) !== undefined);
    const files = limited.map(({ version, directory }) => ({ version, file: new _procFile_js__WEBPACK_IMPORTED_MODULE_2__/* .ProcFile */ .$(`${directory}/cpu.stat`) }));
    return {
        read() {
            const times = files.flatMap(({ version, file }) => throttledMsIn(file.read() ?? "", version) ?? []);
            return times.length === 0 ? undefined : Math.max(...times);
        },
        close() {
            for (const { file } of files)
                file.close();
        },
    };
}
function throttledMsIn(stat, version) {
    const [name, perMs] = version === 2 ? ["throttled_usec", 1e3] : ["throttled_time", 1e6];
    const value = new RegExp(`^${name} (\\d+)$`, "m").exec(stat)?.[1];
    return value === undefined ? undefined : Number(value) / perMs;
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

/***/ 48463:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $P: () => (/* binding */ pinProcess),
/* harmony export */   AA: () => (/* binding */ formatCores),
/* harmony export */   T7: () => (/* binding */ pinMainThread),
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
const pinProcess = (cores) => setAffinity(["-a"], cores);
/** Moves the main thread alone. Threads that run already stay where they are. Returns the reason if that fails. */
const pinMainThread = (cores) => setAffinity([], cores);
function setAffinity(options, cores) {
    // The main thread has the number of its process.
    const args = [...options, "-p", "-c", formatCores(cores), String(process.pid)];
    const { status, error, stderr } = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)("taskset", args, { encoding: "utf8" });
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
/* harmony import */ var _cpuAffinity_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(48463);



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

/***/ 75423:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ ProcFile)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);

/** Shared by all readings of a thread: each is turned into text before the next one. */
let buffer = Buffer.allocUnsafeSlow(64 * 1024);
/** A file of /proc or /sys that is read again and again. It stays open, which makes a reading several times cheaper. */
class ProcFile {
    #path;
    #descriptor;
    /** The error's code if the last reading failed, such as EACCES or ESRCH. */
    failure;
    constructor(path) {
        this.#path = path;
    }
    /** The whole file; `undefined` if it cannot be read. */
    read() {
        try {
            this.#descriptor ??= (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(this.#path, "r");
            const text = readAll(this.#descriptor);
            this.failure = undefined;
            return text;
        }
        catch (error) {
            this.failure = error instanceof Error && "code" in error ? String(error.code) : "unknown";
            this.close();
            return undefined;
        }
    }
    /** True if the file belongs to another user's process. */
    get isForbidden() {
        return this.failure === "EACCES" || this.failure === "EPERM";
    }
    close() {
        if (this.#descriptor !== undefined)
            (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(this.#descriptor);
        this.#descriptor = undefined;
    }
}
function readAll(descriptor) {
    let length = 0;
    for (;;) {
        if (length === buffer.length)
            buffer = Buffer.concat([buffer], 2 * buffer.length);
        const read = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, buffer, length, buffer.length - length, length);
        if (read === 0)
            return buffer.toString("latin1", 0, length);
        length += read;
    }
}


/***/ }),

/***/ 49590:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w: () => (/* binding */ withTimeout)
/* harmony export */ });
/** The promise's result, or an error after `limitMs`. Needed for clients that wait and retry without a limit. */
async function withTimeout(limitMs, what, promise) {
    const { promise: timeout, reject } = Promise.withResolvers();
    // An aborted sleep would cost more than most readings of a monitor.
    const timer = setTimeout(() => reject(new Error(`${what} took longer than ${limitMs / 1000} s`)), limitMs);
    return await Promise.race([promise, timeout]).finally(() => clearTimeout(timer));
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


/***/ }),

/***/ 49816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ isOfGoLibrary)
/* harmony export */ });
/** Where Go itself is: /usr/local/go/src, or a version of it in a directory below one named go. */
const goRoot = /\/go[-\d.]*\/([^/]+\/)*src\//;
/** Its fastest functions are written in assembly, and their names have no package. */
const sourceFile = /\.(go|s)$/;
/**
 * True for a function of Go's standard library. Its packages have no dot in the first part of their path, and are not
 * `main`. Modules may be named so, too, but are elsewhere. A build with -trimpath has no absolute paths.
 */
function isOfGoLibrary({ name, file = "" }) {
    const [first = ""] = name.split("/");
    const isNamedSo = name.includes("/") ? !first.includes(".") : !first.startsWith("main.");
    return isNamedSo && sourceFile.test(file) && (!file.startsWith("/") || goRoot.test(file));
}


/***/ }),

/***/ 44292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ nameIndexOfTrace),
/* harmony export */   n: () => (/* binding */ traceparent)
/* harmony export */ });
/**
 * The header by which OpenTelemetry ties a service's spans to a request: https://www.w3.org/TR/trace-context/.
 * The trace id has the marker, the index of the request's name and the number of the arrival.
 */
/** "loadgate" in ASCII. No other tracer begins its ids so. */
const marker = "6c6f616467617465";
/** The same for base and head, because it depends on nothing else. */
function traceparent(nameIndex, iteration) {
    const request = `${hex32(nameIndex)}${hex32(iteration)}`;
    // A parent's id must not be 0.
    return `00-${marker}${request}-${hex32(nameIndex + 1)}${hex32(iteration)}-01`;
}
/** The index of the request's name; `undefined` if the trace is not of Loadgate. `traceId`: 32 hex digits. */
function nameIndexOfTrace(traceId) {
    return traceId.startsWith(marker) ? Number.parseInt(traceId.slice(marker.length, marker.length + 8), 16) : undefined;
}
const hex32 = (value) => (value >>> 0).toString(16).padStart(8, "0");


/***/ })

};
