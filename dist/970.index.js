export const id = 970;
export const ids = [970];
export const modules = {

/***/ 72970:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createStream: () => (/* binding */ createStream)
});

// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/generators/allocationPressure/allocationPressure.js

const kib = 1024;
const mib = 1024 * kib;
const allocationClasses = {
    small_frequent: [{ share: 1, fromBytes: 64, toBytes: 4 * kib, count: 16, hold: 1 }],
    /** One large request in eight. The others are tiny, so its buffers come at once. */
    large_burst: [
        { share: 0.125, fromBytes: 128 * kib, toBytes: mib, count: 4, hold: 1 },
        { share: 0.875, fromBytes: 64, toBytes: kib, count: 1, hold: 1 },
    ],
    mixed: [
        { share: 0.9, fromBytes: 64, toBytes: 4 * kib, count: 4, hold: 1 },
        { share: 0.09, fromBytes: 4 * kib, toBytes: 64 * kib, count: 2, hold: 1 },
        { share: 0.01, fromBytes: 256 * kib, toBytes: mib, count: 1, hold: 1 },
    ],
    /** Small buffers live eight times as long as the larger ones between them, so that freed memory has holes. */
    fragmented: [
        { share: 0.5, fromBytes: 64, toBytes: 512, count: 32, hold: 8 },
        { share: 0.5, fromBytes: 8 * kib, toBytes: 32 * kib, count: 2, hold: 1 },
    ],
};
/** Random streams. */
const streams = { class: 0x4800_0000, size: 0x4800_0001, hold: 0x4800_0002 };
/**
 * Allocations whose held bytes are the wanted pressure on average, at the load's highest rate. By Little's law these are
 * rate · E[bytes · hold time]. A hold time is uniformly distributed between half and one and a half times its mean.
 * Values: ${bytes} of a buffer, ${count} of buffers, ${hold_ms}.
 */
function allocationPressure({ pattern, pressureBytes }, { seed, peakPerSec }) {
    const classes = allocationClasses[pattern];
    const unitMs = (1000 * pressureBytes) / (peakPerSec * meanBytesHeld(classes));
    return {
        valuesOf: ({ iteration }) => {
            const { fromBytes, toBytes, count, hold } = classAt(classes, (0,random/* draw */.$)(seed, streams.class, iteration));
            const bytes = Math.round(fromBytes * (toBytes / fromBytes) ** (0,random/* draw */.$)(seed, streams.size, iteration));
            const holdMs = unitMs * hold * (0.5 + (0,random/* draw */.$)(seed, streams.hold, iteration));
            return { bytes, count, hold_ms: Math.max(1, Math.round(holdMs)) };
        },
    };
}
function classAt(classes, uniform) {
    let end = 0;
    const found = classes.find(({ share }) => {
        end += share;
        return uniform < end;
    });
    const chosen = found ?? classes.at(-1);
    if (chosen === undefined)
        throw new Error("a pattern has at least one class");
    return chosen;
}
/** Bytes of a request, times its relative hold time. Mean of a log-uniform size: (b - a) / ln(b / a). */
function meanBytesHeld(classes) {
    const means = classes.map(({ share, fromBytes, toBytes, count, hold }) => {
        return (share * count * hold * (toBytes - fromBytes)) / Math.log(toBytes / fromBytes);
    });
    return means.reduce((sum, mean) => sum + mean, 0);
}

// EXTERNAL MODULE: ./build/model/generator.js
var generator = __webpack_require__(74539);
;// CONCATENATED MODULE: ./build/generators/graphOperations/growth.js
/** Attempts to find a pair of nodes without an edge before the generator does something else. */
const attempts = 16;
/**
 * The end of a new edge. Barabási-Albert: nodes are chosen in proportion to their edges, as a random end of a random
 * edge. Erdős-Rényi: all nodes are equal. `undefined` if no attempt found a free pair.
 */
function newNeighbour(graph, from, growth, uniform) {
    for (let i = 0; i < attempts; i++) {
        const edge = growth === "barabasi_albert" ? graph.usableEdges.at(uniform()) : undefined;
        const ends = edge === undefined ? [] : [edge.from, edge.to];
        const to = ends[uniform() < 0.5 ? 0 : 1] ?? graph.usableNodes.at(uniform());
        if (to !== undefined && to !== from && !graph.hasEdge(from, to))
            return to;
    }
    return undefined;
}
/**
 * Builds the graph that the load starts with: nodes 1 to `nodes`. Nodes 1 and 2 always have an edge.
 * Barabási-Albert (1999): a complete graph of edgesPerNode + 1 nodes, then each node brings edgesPerNode edges.
 * Erdős-Rényi (1959): G(n, M) with M = edgesPerNode · n edges between random pairs.
 */
function growGraph(graph, nodes, rules, uniform) {
    if (rules.growth === "barabasi_albert") {
        for (let node = 1; node <= nodes; node++)
            attachNode(graph, node, rules.edgesPerNode, uniform);
        return;
    }
    for (let node = 1; node <= nodes; node++)
        graph.addUsableNode(node);
    const edges = Math.min(rules.edgesPerNode * nodes, (nodes * (nodes - 1)) / 2);
    connect(graph, 1, 2);
    while (graph.usableEdges.size < edges) {
        const [from, to] = [graph.usableNodes.at(uniform()), graph.usableNodes.at(uniform())];
        if (from !== undefined && to !== undefined && from !== to && !graph.hasEdge(from, to))
            connect(graph, from, to);
    }
}
function attachNode(graph, node, edges, uniform) {
    graph.addUsableNode(node);
    const others = new Set(node <= edges + 1 ? Array.from({ length: node - 1 }, (_, i) => i + 1) : []);
    while (others.size < Math.min(edges, node - 1)) {
        const edge = graph.usableEdges.at(uniform());
        if (edge !== undefined)
            others.add(uniform() < 0.5 ? edge.from : edge.to);
    }
    for (const other of others)
        connect(graph, node, other);
}
function connect(graph, from, to) {
    graph.usableEdges.add(graph.addEdge(from, to));
}

;// CONCATENATED MODULE: ./build/generators/graphOperations/indexedSet.js
/** A set that also gives an item at random, in constant time. */
class IndexedSet {
    #items = [];
    #positions = new Map();
    get size() {
        return this.#items.length;
    }
    get items() {
        return this.#items;
    }
    has(item) {
        return this.#positions.has(item);
    }
    add(item) {
        if (this.#positions.has(item))
            return;
        this.#positions.set(item, this.#items.length);
        this.#items.push(item);
    }
    delete(item) {
        const position = this.#positions.get(item);
        const last = this.#items.pop();
        if (position === undefined || last === undefined) {
            if (last !== undefined)
                this.#items.push(last);
            return;
        }
        this.#positions.delete(item);
        if (last === item)
            return;
        this.#items[position] = last;
        this.#positions.set(last, position);
    }
    /** The item at that share of the set, in [0, 1). `undefined` if the set is empty. */
    at(uniform) {
        return this.#items[Math.floor(uniform * this.#items.length)];
    }
}

;// CONCATENATED MODULE: ./build/generators/graphOperations/modelGraph.js

/**
 * The graph that the operations have built so far. Nodes are numbers. A node or an edge is `usable` between the time its
 * creation has been answered and the time its removal is planned. Only then may other operations depend on it.
 */
class ModelGraph {
    usableNodes = new IndexedSet();
    usableEdges = new IndexedSet();
    /** Every edge that the service may have, by both of its nodes. */
    #edges = new Map();
    addUsableNode(node) {
        this.usableNodes.add(node);
        this.#edges.set(node, new Map());
    }
    /** The edge is known from now on, and usable later. Both nodes must be usable. */
    addEdge(from, to) {
        const edge = { from, to };
        this.#edges.get(from)?.set(to, edge);
        this.#edges.get(to)?.set(from, edge);
        return edge;
    }
    forgetEdge({ from, to }) {
        this.#edges.get(from)?.delete(to);
        this.#edges.get(to)?.delete(from);
    }
    /** Plans the removal of a node. Its edges go with it. */
    retireNode(node) {
        for (const edge of [...(this.#edges.get(node)?.values() ?? [])]) {
            this.usableEdges.delete(edge);
            this.forgetEdge(edge);
        }
        this.usableNodes.delete(node);
        this.#edges.delete(node);
    }
    /** True if no edge of the node is just being created or removed. */
    isSettled(node) {
        return this.#edgesOf(node).every((edge) => this.usableEdges.has(edge));
    }
    hasEdge(from, to) {
        return this.#edges.get(from)?.has(to) ?? false;
    }
    degree(node) {
        return this.#edges.get(node)?.size ?? 0;
    }
    /** All nodes that can be reached over usable edges, without the node itself. In order of distance. */
    reachable(from) {
        const seen = new Set([from]);
        for (const node of seen) {
            for (const [next, edge] of this.#edges.get(node) ?? [])
                if (this.usableEdges.has(edge))
                    seen.add(next);
        }
        seen.delete(from);
        return [...seen];
    }
    #edgesOf(node) {
        return [...(this.#edges.get(node)?.values() ?? [])];
    }
}

;// CONCATENATED MODULE: ./build/generators/graphOperations/operationSequence.js




/** Random streams: one for the first graph, one for the operations. */
const operationSequence_streams = { growth: 0x5000_0000, operations: 0x5000_0001 };
/** These two nodes and their edge are never removed, so every read is always possible. */
const lastingNodes = 2;
const operationSequence_attempts = 8;
/**
 * The operations one after another. They depend on the seed alone, not on responses, so both arms get the same.
 *
 * Requests overlap. So an operation depends only on elements that were created at least `lag` operations before and are
 * not removed within the next `lag` operations. An element is first retired: nothing uses it any more. It is removed
 * `lag` operations later.
 */
class OperationSequence {
    graph = new ModelGraph();
    /** Nodes and edges that must exist before the first operation, retired ones included. */
    firstNodes;
    firstEdges;
    #spec;
    #lag;
    #seed;
    #draws = 0;
    #number = 0;
    #lastNode;
    /** Nodes that the service has, with retired ones. */
    #nodeCount;
    #edgeCount;
    #newNodes = [];
    #newEdges = [];
    #retiredNodes = [];
    #retiredEdges = [];
    /** Removed edges whose nodes must not be connected again yet. */
    #removedEdges = [];
    /** New nodes that still lack edges, the oldest first. */
    #unconnected = [];
    constructor(spec, seed, lag) {
        this.#spec = spec;
        this.#lag = lag;
        this.#seed = seed;
        this.firstNodes = firstNodeCount(spec);
        let growthDraws = 0;
        growGraph(this.graph, this.firstNodes, spec, () => (0,random/* draw */.$)(seed, operationSequence_streams.growth, growthDraws++));
        this.firstEdges = [...this.graph.usableEdges.items];
        this.#lastNode = this.firstNodes;
        this.#nodeCount = this.firstNodes;
        this.#edgeCount = this.firstEdges.length;
        // Nothing has used these yet, so they can be removed at once.
        while (this.#retireNode(0))
            ;
        while (this.#retireEdge(0))
            ;
    }
    next() {
        const number = this.#number++;
        this.#settle(number);
        this.#retireNode(number + this.#lag);
        this.#retireEdge(number + this.#lag);
        const kind = this.#drawKind(number);
        return this.#operation(kind, number) ?? this.#read();
    }
    #uniform = () => (0,random/* draw */.$)(this.#seed, operationSequence_streams.operations, this.#draws++);
    /** By weight, among the operations that the state allows. */
    #drawKind(number) {
        const { weights } = this.#spec;
        const possible = generator/* graphOperations */.Hv.filter((kind) => weights[kind] > 0 && this.#isPossible(kind, number));
        let position = this.#uniform() * possible.reduce((sum, kind) => sum + weights[kind], 0);
        for (const kind of possible) {
            position -= weights[kind];
            if (position < 0)
                return kind;
        }
        return possible.at(-1) ?? "neighbours";
    }
    #isPossible(kind, number) {
        const { minNodes, maxNodes, edgesPerNode } = this.#spec;
        switch (kind) {
            case "add_node":
                return this.#nodeCount < maxNodes;
            case "remove_node":
                return this.#nodeCount > minNodes && isDue(this.#retiredNodes, number);
            case "add_edge":
                return this.#unconnected.length > 0 || this.#edgeCount < 2 * edgesPerNode * this.#nodeCount;
            case "remove_edge":
                return isDue(this.#retiredEdges, number);
            case "neighbours":
            case "k_hop":
            case "shortest_path":
                return true;
        }
    }
    /** `undefined` if the state allows it only in theory: no free pair of nodes was found. */
    #operation(kind, number) {
        switch (kind) {
            case "add_node":
                this.#nodeCount++;
                this.#newNodes.push({ item: ++this.#lastNode, from: number + this.#lag });
                return { kind, node: this.#lastNode };
            case "remove_node": {
                const node = this.#retiredNodes.shift()?.item;
                if (node !== undefined)
                    this.#nodeCount--;
                return node === undefined ? undefined : { kind, node };
            }
            case "add_edge":
                return this.#addEdge(number);
            case "remove_edge": {
                const edge = this.#retiredEdges.shift()?.item;
                if (edge === undefined)
                    return undefined;
                this.#edgeCount--;
                this.#removedEdges.push({ item: edge, from: number + this.#lag });
                return { kind, ...edge };
            }
            case "neighbours":
            case "k_hop":
                return { kind, node: this.#usableNode() };
            case "shortest_path":
                return this.#path();
        }
    }
    /** The oldest new node gets its edges first. */
    #addEdge(number) {
        const { growth, edgesPerNode } = this.#spec;
        const isDone = (node) => !this.graph.usableNodes.has(node) || this.graph.degree(node) >= edgesPerNode;
        while (this.#unconnected[0] !== undefined && isDone(this.#unconnected[0]))
            this.#unconnected.shift();
        const from = this.#unconnected[0] ?? this.#usableNode();
        const to = newNeighbour(this.graph, from, growth, this.#uniform);
        if (to === undefined)
            return undefined;
        this.#edgeCount++;
        this.#newEdges.push({ item: this.graph.addEdge(from, to), from: number + this.#lag });
        return { kind: "add_edge", from, to };
    }
    #path() {
        for (let i = 0; i < operationSequence_attempts; i++) {
            const from = this.#usableNode();
            const others = this.graph.reachable(from);
            const to = others[Math.floor(this.#uniform() * others.length)];
            if (to !== undefined)
                return { kind: "shortest_path", from, to };
        }
        return { kind: "shortest_path", from: 1, to: 2 };
    }
    /** A read instead of an operation that was not possible. The configuration has at least one. */
    #read() {
        const { weights } = this.#spec;
        if (weights.neighbours > 0)
            return { kind: "neighbours", node: this.#usableNode() };
        return weights.k_hop > 0 ? { kind: "k_hop", node: this.#usableNode() } : this.#path();
    }
    #usableNode() {
        return this.graph.usableNodes.at(this.#uniform()) ?? 1;
    }
    /** Makes usable what has been created, and forgets what has been removed, `lag` operations before. */
    #settle(number) {
        for (const node of takeDue(this.#newNodes, number)) {
            this.graph.addUsableNode(node);
            this.#unconnected.push(node);
        }
        for (const edge of takeDue(this.#newEdges, number))
            this.graph.usableEdges.add(edge);
        for (const edge of takeDue(this.#removedEdges, number))
            this.graph.forgetEdge(edge);
    }
    /** Retires a node if more will be removed within `lag` operations. At most a quarter of all nodes waits for that. */
    #retireNode(from) {
        const wanted = Math.min(this.#removalsWithinLag("remove_node"), this.#nodeCount / 4);
        if (this.#retiredNodes.length >= wanted)
            return false;
        for (let i = 0; i < operationSequence_attempts; i++) {
            const node = this.#usableNode();
            if (node <= lastingNodes || !this.graph.isSettled(node))
                continue;
            this.#edgeCount -= this.graph.degree(node);
            this.graph.retireNode(node);
            this.#retiredNodes.push({ item: node, from });
            return true;
        }
        return false;
    }
    #retireEdge(from) {
        const wanted = Math.min(this.#removalsWithinLag("remove_edge"), this.#edgeCount / 4);
        if (this.#retiredEdges.length >= wanted)
            return false;
        for (let i = 0; i < operationSequence_attempts; i++) {
            const edge = this.graph.usableEdges.at(this.#uniform());
            if (edge === undefined || Math.max(edge.from, edge.to) <= lastingNodes)
                continue;
            this.graph.usableEdges.delete(edge);
            this.#retiredEdges.push({ item: edge, from });
            return true;
        }
        return false;
    }
    /** Removals that chance draws within `lag` operations at most: four standard deviations above the mean. */
    #removalsWithinLag(kind) {
        const { weights } = this.#spec;
        const mean = (weights[kind] / generator/* graphOperations */.Hv.reduce((sum, each) => sum + weights[each], 0)) * (this.#lag + 1);
        return Math.ceil(mean + 4 * Math.sqrt(mean));
    }
}
/** A fifth above the minimum, so that nodes can be removed from the start on. */
const firstNodeCount = ({ minNodes, maxNodes }) => Math.min(maxNodes, minNodes + Math.ceil(minNodes / 5));
const isDue = (queue, number) => (queue[0]?.from ?? Number.POSITIVE_INFINITY) <= number;
function takeDue(queue, number) {
    const waiting = queue.findIndex(({ from }) => from > number);
    const due = queue.splice(0, waiting < 0 ? queue.length : waiting);
    return due.map(({ item }) => item);
}

;// CONCATENATED MODULE: ./build/generators/graphOperations/graphOperationSource.js


/**
 * Operations on a graph that the setup builds. Values: ${node} or ${from} and ${to}, and ${hops}. The names of nodes
 * contain the seed, so that the rounds of a run can share a service.
 */
function graphOperationSource(spec, { seed, peakPerSec, largestBurst }) {
    const lag = Math.ceil((peakPerSec * spec.settleMs) / 1000) + largestBurst;
    const sequence = new OperationSequence(spec, seed, lag);
    const nodeName = (node) => `${(seed >>> 0).toString(36)}-${node}`;
    const edgeValues = (from, to) => ({ from: nodeName(from), to: nodeName(to) });
    const valuesFor = (operation) => "node" in operation
        ? { node: nodeName(operation.node), hops: spec.hops }
        : edgeValues(operation.from, operation.to);
    const operationAt = inOrder(sequence, spec, seed, lag);
    const flows = generator/* graphOperations */.Hv.filter((kind) => spec.weights[kind] > 0);
    return {
        flowIndexOf: (iteration) => flows.indexOf(operationAt(iteration).kind),
        valuesOf: ({ iteration }) => valuesFor(operationAt(iteration)),
        setup: [
            ...Array.from({ length: sequence.firstNodes }, (_, i) => ({
                request: spec.build.node,
                values: { node: nodeName(i + 1) },
            })),
            ...sequence.firstEdges.map(({ from, to }) => ({
                request: spec.build.edge,
                values: edgeValues(from, to),
            })),
        ],
    };
}
/** The operation of any iteration. Later ones are fast; an earlier one starts again from the first. */
function inOrder(first, spec, seed, lag) {
    let sequence = first;
    let number = -1;
    let operation = { kind: "neighbours", node: 1 };
    return (iteration) => {
        if (iteration < number) {
            sequence = new OperationSequence(spec, seed, lag);
            number = -1;
        }
        for (; number < iteration; number++)
            operation = sequence.next();
        return operation;
    };
}

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
;// CONCATENATED MODULE: ./build/generators/requests/cookies.js
/**
 * The cookies of one user at one origin (RFC 6265). Domain and Secure are ignored: there is only one origin. A cookie
 * that expires later never expires here: it outlives the session.
 */
class Cookies {
    /** In sending order: longer paths first, then the order of arrival. */
    #cookies;
    constructor(cookies = []) {
        this.#cookies = cookies;
    }
    get all() {
        return this.#cookies;
    }
    headerFor(path) {
        if (this.#cookies.length === 0)
            return undefined;
        const sent = this.#cookies.filter((cookie) => isWithin(withoutQuery(path), cookie.path));
        return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
    }
    store(headers, path) {
        for (let i = 0; i < headers.length; i += 2) {
            if (headers[i] === "set-cookie")
                this.#apply(parseSetCookie(headers[i + 1] ?? "", path));
        }
    }
    get(name) {
        return this.#cookies.find((cookie) => cookie.name === name)?.value;
    }
    #apply(setCookie) {
        if (setCookie === undefined)
            return;
        const { name, value, path, isExpired } = setCookie;
        const isSame = (cookie) => cookie.name === name && cookie.path === path;
        if (isExpired)
            this.#cookies = this.#cookies.filter((cookie) => !isSame(cookie));
        else if (this.#cookies.some(isSame)) {
            this.#cookies = this.#cookies.map((cookie) => (isSame(cookie) ? { name, value, path } : cookie));
        }
        else {
            this.#cookies = [...this.#cookies, { name, value, path }].sort((a, b) => b.path.length - a.path.length);
        }
    }
}
/** `undefined` if the header has no name. */
function parseSetCookie(header, requestPath) {
    const [pair = "", ...attributeTexts] = header.split(";");
    const equalsSign = pair.indexOf("=");
    const name = pair.slice(0, equalsSign).trim();
    if (equalsSign < 1 || name === "")
        return undefined;
    const attributes = new Map(attributeTexts.map(parseAttribute));
    const path = attributes.get("path") ?? "";
    return {
        name,
        value: pair.slice(equalsSign + 1).trim(),
        path: path.startsWith("/") ? path : defaultPath(withoutQuery(requestPath)),
        isExpired: isExpired(attributes.get("max-age"), attributes.get("expires")),
    };
}
function parseAttribute(text) {
    const [name = "", ...value] = text.split("=");
    return [name.trim().toLowerCase(), value.join("=").trim()];
}
/** Max-Age wins over Expires. No clock is needed: servers remove a cookie with a date long ago, usually in 1970. */
function isExpired(maxAge, expires) {
    if (maxAge !== undefined && /^-?\d+$/.test(maxAge))
        return Number(maxAge) <= 0;
    const [, year] = /^\w+, *\d+[ -]\w+[ -](\d+)/.exec(expires ?? "") ?? [];
    if (year === undefined)
        return false;
    // RFC 6265, 5.1.1: two-digit years from 70 on are in the 20th century.
    return year.length === 2 ? Number(year) >= 70 : Number(year) < 2020;
}
const withoutQuery = (target) => target.split("?", 1)[0] ?? "";
/** RFC 6265, 5.1.4: the path of a cookie that has none. */
function defaultPath(path) {
    const end = path.lastIndexOf("/");
    return end < 1 ? "/" : path.slice(0, end);
}
/** Path matching of RFC 6265, 5.1.4. */
function isWithin(path, cookiePath) {
    if (!path.startsWith(cookiePath))
        return false;
    return path.length === cookiePath.length || cookiePath.endsWith("/") || path[cookiePath.length] === "/";
}

// EXTERNAL MODULE: ./build/util/defaultHeaders.js
var defaultHeaders = __webpack_require__(56172);
;// CONCATENATED MODULE: ./build/generators/requests/encoding.js
const unchanged = (text) => text;
const plainEncoding = { literal: unchanged, value: unchanged };
/** For a path or query. Text of the configuration may be encoded already. A value is one segment or query value. */
const targetEncoding = { literal: encodeTarget, value: percentEncode };
/** For text within the quotes of a JSON string. */
const jsonEncoding = { literal: jsonEscape, value: jsonEscape };
const formEncoding = { literal: formEncode, value: formEncode };
/** Percent-encodes all characters except the unreserved ones of RFC 3986, as UTF-8. */
function percentEncode(text) {
    // Most texts need no encoding. This test costs a tenth of encoding them.
    if (/^[\w.~-]*$/.test(text))
        return text;
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}
/** Percent-encodes the characters of a path and query that are illegal in a request target. */
function encodeTarget(text) {
    return text.toWellFormed().replace(/[^!$-;=?-Z[\]_a-z~]+/g, encodeURIComponent);
}
/** application/x-www-form-urlencoded, as in URLSearchParams (WHATWG URL, 5.2). */
function formEncode(text) {
    return encodeURIComponent(text.toWellFormed())
        .replace(/[!'()~]/g, hex)
        .replaceAll("%20", "+");
}
function jsonEscape(text) {
    return JSON.stringify(text).slice(1, -1);
}
function hex(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// EXTERNAL MODULE: ./build/model/template.js
var template = __webpack_require__(87054);
// EXTERNAL MODULE: ./build/util/exactJson.js
var exactJson = __webpack_require__(67800);
;// CONCATENATED MODULE: ./build/generators/requests/templateText.js
/** The reason why a request cannot be sent. The request is counted under the failure's name. */
class RenderFailure {
    failure;
    constructor(failure) {
        this.failure = failure;
    }
}
function renderText(text, session) {
    return typeof text === "string" ? text : text(session);
}
/** Concatenates texts. The result is constant if all texts are constant. */
function concatTexts(texts) {
    const parts = mergeConstants(texts);
    const [only = "", ...others] = parts;
    if (others.length === 0)
        return only;
    return (session) => {
        let all = "";
        for (const part of parts) {
            const text = renderText(part, session);
            if (typeof text !== "string")
                return text;
            all += text;
        }
        return all;
    };
}
/** Merges neighbouring constants, so that rendering has fewer parts. */
function mergeConstants(texts) {
    const parts = [];
    for (const text of texts) {
        const last = parts.at(-1);
        if (typeof last === "string" && typeof text === "string")
            parts[parts.length - 1] = last + text;
        else
            parts.push(text);
    }
    return parts;
}

;// CONCATENATED MODULE: ./build/generators/requests/feedRows.js



/** Gives the row of a feed for an iteration. Uses the `feistelRounds` random streams from `stream` on. */
function rowSelector(name, { order, rows }, seed, stream) {
    const noRowLeft = new RenderFailure(`no row left in ${name}`);
    const size = rows.length;
    switch (order) {
        case "in_order":
            return (iteration) => rows[modulo(iteration, size)] ?? noRowLeft;
        case "shuffled":
            return (iteration) => {
                const pass = Math.floor(iteration / size);
                return rows[permutedIndex(modulo(iteration, size), size, pass, seed, stream)] ?? noRowLeft;
            };
        case "once":
            return (iteration) => rows[iteration] ?? noRowLeft;
        default:
            return (0,assertNever/* assertNever */.x)(order);
    }
}
/** Gives a random row for each iteration. Uses one random stream. */
function randomRowSelector({ rows }, seed, stream) {
    return (iteration) => rows[Math.floor((0,random/* draw */.$)(seed, stream, iteration) * rows.length)];
}
/** Rounds of the Feistel network, and the number of random streams that a shuffled feed needs. */
const feistelRounds = 8;
/**
 * The position of an index in a random permutation of 0 .. size - 1. The pass and the stream select the permutation.
 * The permutation is not held in memory. A balanced Feistel network permutes the next power of four. It repeats until
 * the position is below the size (cycle walking, Black & Rogaway 2002).
 */
function permutedIndex(index, size, pass, seed, stream) {
    const half = 2 ** Math.max(1, Math.ceil(Math.log2(size) / 2));
    let position = index;
    do {
        let leftHalf = Math.floor(position / half);
        let rightHalf = position % half;
        for (let round = 0; round < feistelRounds; round++) {
            const mixed = (leftHalf + Math.floor((0,random/* draw */.$)(seed, stream + round, pass * half + rightHalf) * half)) % half;
            leftHalf = rightHalf;
            rightHalf = mixed;
        }
        position = leftHalf * half + rightHalf;
    } while (position >= size);
    return position;
}
/** Like %, but never negative, also for a negative iteration. */
const modulo = (n, size) => ((n % size) + size) % size;

// EXTERNAL MODULE: ./build/util/toNumber.js
var toNumber = __webpack_require__(98905);
;// CONCATENATED MODULE: ./build/generators/requests/typedValue.js




/** The source with the type of ${text(…)}, ${number(…)} or ${boolean(…)}. A value of another type is a failure. */
function typedSource(source, type, template) {
    const failure = new RenderFailure(`no ${type} for ${template}`);
    return (session) => {
        const value = source(session);
        return value instanceof RenderFailure ? value : (convert(value, type) ?? failure);
    };
}
/** `undefined` if the value cannot have the type. */
function convert(value, type) {
    switch (type) {
        case "text":
            if (value === null)
                return undefined;
            return typeof value === "string" ? value : (0,exactJson/* exactJsonText */.Rg)(value);
        case "number":
            if (typeof value === "number" || typeof value === "bigint")
                return value;
            return typeof value === "string" ? (0,toNumber/* toNumber */.R)(value) : undefined;
        case "boolean":
            if (typeof value === "boolean")
                return value;
            return value === "true" || value === "false" ? value === "true" : undefined;
        default:
            return (0,assertNever/* assertNever */.x)(type);
    }
}

;// CONCATENATED MODULE: ./build/generators/requests/templateValues.js







/** Numbers of random streams: the first ones of each use. The arrival times use lower numbers. */
const randomStreams = { flow: 0x100, feed: 0x10_0000, template: 0x100_0000 };
function createValueSources(seed, feeds) {
    const selectors = new Map(Object.entries(feeds).map(([name, feed], i) => {
        const stream = randomStreams.feed + i * 2 * feistelRounds;
        return [
            name,
            { next: rowSelector(name, feed, seed, stream), random: randomRowSelector(feed, seed, stream + feistelRounds) },
        ];
    }));
    const selectorsOf = (name) => {
        const feedSelectors = selectors.get(name);
        if (feedSelectors === undefined)
            throw new Error(`the plan has no feed ${name}`);
        return feedSelectors;
    };
    let templates = 0;
    const nextStream = () => randomStreams.template + uuidDraws * templates++;
    const untypedSource = (part) => {
        switch (part.kind) {
            case "uuid": {
                const stream = nextStream();
                return ({ iteration }) => uuid(seed, stream, iteration);
            }
            case "seq":
                return ({ iteration }) => iteration + 1;
            case "random": {
                const stream = nextStream();
                const { from, to } = part;
                return ({ iteration }) => from + Math.floor((0,random/* draw */.$)(seed, stream, iteration) * (to - from + 1));
            }
            case "pick":
                return cellSource(selectorsOf(part.file).random, part.column, part.source);
            case "feed":
                return cellSource(selectorsOf(part.feed).next, part.column, part.source);
            case "value": {
                const { name } = part;
                const noValue = noValueFor(part.source);
                return ({ values }) => values.get(name) ?? (values.has(name) ? null : noValue);
            }
            case "unknown":
            case "malformed":
                throw new Error(`the checks of the configuration accepted the template ${part.source}`);
            default:
                return (0,assertNever/* assertNever */.x)(part);
        }
    };
    return {
        uniform: () => {
            const stream = nextStream();
            return ({ iteration }) => (0,random/* draw */.$)(seed, stream, iteration);
        },
        sourceOf: (part) => {
            const source = untypedSource(part);
            return part.type === undefined ? source : typedSource(source, part.type, part.source);
        },
    };
}
/** Compiles a text with templates. The encoding fits its position in the request. */
function compileText(text, { literal, value }, sources) {
    return concatTexts((0,template/* templateParts */.Di)(text).map((part) => part.kind === "text" ? literal(part.text) : compileValueText(sources.sourceOf(part), part.source, value)));
}
/** The value of a template as text. Objects become JSON; null is a failure. `template` names the failure. */
function compileValueText(source, template, encode) {
    const noValue = noValueFor(template);
    return (session) => {
        const value = source(session);
        if (value instanceof RenderFailure)
            return value;
        if (typeof value === "string")
            return encode(value);
        if (typeof value === "number")
            return encode(String(value));
        return value === null ? noValue : encode((0,exactJson/* exactJsonText */.Rg)(value));
    };
}
function noValueFor(template) {
    return new RenderFailure(`nothing to put for ${template}`);
}
function cellSource(selectRow, column, template) {
    const noValue = noValueFor(template);
    return ({ iteration }) => {
        const row = selectRow(iteration);
        if (row instanceof RenderFailure)
            return row;
        return row === undefined || !Object.hasOwn(row, column) ? noValue : row[column];
    };
}
/** Random streams of a UUID. Every template gets that many. */
const uuidDraws = 4;
const byteHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** A UUID of version 4 (RFC 9562). */
function uuid(seed, stream, iteration) {
    const b = word(seed, stream + 1, iteration);
    const c = word(seed, stream + 2, iteration);
    const version = hex16((b & 0x0fff) | 0x4000);
    const variant = hex16(((c >>> 16) & 0x3fff) | 0x8000);
    const [head, tail] = [word(seed, stream, iteration), word(seed, stream + 3, iteration)];
    return `${hex32(head)}-${hex16(b >>> 16)}-${version}-${variant}-${hex16(c)}${hex32(tail)}`;
}
/** A random number in [0, 2^32). */
function word(seed, stream, iteration) {
    return (0,random/* draw */.$)(seed, stream, iteration) * 0x1_0000_0000;
}
function hex32(word) {
    return hex16(word >>> 16) + hex16(word);
}
function hex16(word) {
    return `${byteHex[(word >>> 8) & 0xff]}${byteHex[word & 0xff]}`;
}

;// CONCATENATED MODULE: ./build/generators/requests/jsonBody.js





/** A JSON value as text, with the templates in its strings. */
function compileJson(value, sources) {
    if (typeof value === "string")
        return compileString(value, sources);
    if (Array.isArray(value)) {
        const items = value.map((item) => compileJson(item, sources));
        return concatList("[", items, "]");
    }
    if (typeof value !== "object" || value === null)
        return (0,exactJson/* exactJsonText */.Rg)(value);
    const members = Object.entries(value).map(([key, item]) => concatTexts([`${JSON.stringify(key)}:`, compileJson(item, sources)]));
    return concatList("{", members, "}");
}
function concatList(open, items, close) {
    return concatTexts([open, ...items.flatMap((item, i) => (i === 0 ? [item] : [",", item])), close]);
}
/** A string that is exactly one template gets the type of the value: a number stays a number. */
function compileString(text, sources) {
    const [part, ...others] = (0,template/* templateParts */.Di)(text);
    if (part !== undefined && part.kind !== "text" && others.length === 0)
        return compileValue(sources.sourceOf(part));
    return concatTexts(['"', compileText(text, jsonEncoding, sources), '"']);
}
function compileValue(source) {
    return (session) => {
        const value = source(session);
        return value instanceof RenderFailure ? value : (0,exactJson/* exactJsonText */.Rg)(value);
    };
}

;// CONCATENATED MODULE: ./build/generators/requests/body.js





/** One boundary for all requests. It is random, so that no body contains it by chance. */
const boundary = "loadgate-4f9c1d7e8a3b6052-c7e1a94d20f85b36";
function compileBody(spec, sources) {
    switch (spec.kind) {
        case "text":
            return { content: compileText(spec.text, plainEncoding, sources) };
        case "json":
            return { content: compileJson(spec.value, sources), contentType: "application/json" };
        case "form":
            return { content: compileForm(spec.fields, sources), contentType: "application/x-www-form-urlencoded" };
        case "file":
            return { content: spec.content, contentType: "application/octet-stream" };
        case "multipart": {
            const chunks = spec.parts.flatMap((part) => compilePart(part, sources));
            return {
                content: concatChunks([...chunks, `--${boundary}--\r\n`]),
                contentType: `multipart/form-data; boundary=${boundary}`,
            };
        }
        default:
            return (0,assertNever/* assertNever */.x)(spec);
    }
}
function compileForm(fields, sources) {
    return concatTexts(Object.entries(fields).flatMap(([name, text], i) => [
        `${i === 0 ? "" : "&"}${formEncode(name)}=`,
        compileText(text, formEncoding, sources),
    ]));
}
function compilePart(part, sources) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeQuotes(part.name)}"`;
    if (part.kind === "field")
        return [`${head}\r\n\r\n`, compileText(part.text, plainEncoding, sources), "\r\n"];
    const fileName = escapeQuotes(part.file.split(/[\\/]/).at(-1) ?? part.file);
    const type = part.type ?? "application/octet-stream";
    return [`${head}; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`, part.content, "\r\n"];
}
/** Escapes a name as browsers do (HTML, 4.10.21.8). */
function escapeQuotes(name) {
    return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
/** Text if all chunks are text, bytes if none varies, else a function that renders the bytes. */
function concatChunks(chunks) {
    const texts = chunks.filter((chunk) => !(chunk instanceof Uint8Array));
    if (texts.length === chunks.length)
        return concatTexts(texts);
    const constants = chunks.filter((chunk) => typeof chunk !== "function");
    if (constants.length === chunks.length)
        return concatBytes(constants.map(toBytes));
    return (session) => {
        const rendered = [];
        for (const chunk of chunks) {
            const content = chunk instanceof Uint8Array ? chunk : renderText(chunk, session);
            if (content instanceof RenderFailure)
                return content;
            rendered.push(toBytes(content));
        }
        return concatBytes(rendered);
    };
}
const encoder = new TextEncoder();
function toBytes(content) {
    return typeof content === "string" ? encoder.encode(content) : content;
}
function concatBytes(arrays) {
    const all = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const array of arrays) {
        all.set(array, end);
        end += array.length;
    }
    return all;
}

// EXTERNAL MODULE: ./node_modules/json-p3/dist/json-p3.cjs.js
var json_p3_cjs = __webpack_require__(50393);
;// CONCATENATED MODULE: ./build/generators/requests/jsonPath.js

/** Compiles a JSONPath (RFC 9535). Throws json-p3's JSONPathError if it is invalid. */
function compileJsonPath(path) {
    return compileSimplePath(path) ?? compileAnyPath(path);
}
/** Members and indices only, such as $.items[0].id. Forty times as fast as json-p3. `undefined` for other paths. */
function compileSimplePath(path) {
    if (!/^\$(\.[A-Za-z_]\w*|\[(0|[1-9]\d{0,9})\])*$/.test(path))
        return undefined;
    const keys = [...path.matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
    return (document) => {
        let value = document;
        for (const key of keys) {
            if (typeof value !== "object" || value === null)
                return undefined;
            if (Array.isArray(value) !== (typeof key === "number") || !Object.hasOwn(value, key))
                return undefined;
            value = value[key];
        }
        return value;
    };
}
/**
 * json-p3 compares numbers, but no bigint. It gets a document without them, and its match is looked up in the exact
 * document. A path that names a long number compares long numbers as texts, so that they stay exact.
 */
function compileAnyPath(path) {
    const exactPath = path.replace(stringOrLongInteger, (token) => (isLong(token) ? `"${longText(token)}"` : token));
    const query = (0,json_p3_cjs/* compile */.wE)(exactPath);
    const replace = exactPath === path ? Number : longText;
    return (document) => {
        const match = query.match((hasBigInt(document) ? replaceBigInts(document, replace) : document));
        return match?.location.reduce((value, key) => value[key], document);
    };
}
/** A string in quotes, or an integer of at least 16 digits that is not part of another number or name. */
const stringOrLongInteger = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![\w.+-])-?[1-9]\d{15,}(?![\w.])/g;
const isLong = (token) => /^[-\d]/.test(token) && !Number.isSafeInteger(Number(token));
const longText = (integer) => `integer ${integer}`;
function replaceBigInts(value, replace) {
    if (typeof value === "bigint")
        return replace(value);
    if (Array.isArray(value))
        return value.map((item) => replaceBigInts(item, replace));
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceBigInts(item, replace)]));
}
function hasBigInt(value) {
    if (typeof value !== "object" || value === null)
        return typeof value === "bigint";
    return Object.values(value).some(hasBigInt);
}

;// CONCATENATED MODULE: ./build/generators/requests/checks.js



/** A predicate that is true for statuses that count as a success. */
function statusCheck({ statuses }) {
    if (statuses.length === 0)
        return (status) => status < 400;
    const ends = statuses.flat();
    return (status) => {
        for (let i = 0; i < ends.length; i += 2) {
            if (status >= (ends[i] ?? 0) && status <= (ends[i + 1] ?? 0))
                return true;
        }
        return false;
    };
}
/** The checks besides status and latency, in this order: headers, trailers, body text, JSON values. */
function responseChecks({ headers, trailers = {}, body, json }) {
    return [
        ...Object.entries(headers).map(([name, match]) => headerCheck("header", name, match)),
        ...Object.entries(trailers).map(([name, match]) => headerCheck("trailer", name, match)),
        ...(body === undefined ? [] : [bodyCheck(body)]),
        ...Object.entries(json).map(([path, match]) => jsonCheck(path, match)),
    ];
}
function headerCheck(kind, name, match) {
    // An expected media type without parameters accepts any: application/json accepts application/json; charset=utf-8.
    const ignoresParameters = name === "content-type" && match.kind === "equals";
    const matches = matcher(match);
    const values = (response) => {
        const headers = kind === "header" ? response.headers : (response.trailers ?? []);
        return headers.filter((_, i) => i % 2 === 1 && headers[i - 1] === name);
    };
    const isExpected = (value) => matches(value) || (ignoresParameters && matches(value.split(";", 1)[0]?.trim() ?? ""));
    return {
        failure: `unexpected ${kind} ${name}`,
        passes: (response) => values(response).some(isExpected),
        actual: (response) => values(response).join(", ") || `no ${kind} ${name}`,
    };
}
function bodyCheck(match) {
    const matches = matcher(match);
    return {
        failure: "unexpected body",
        passes: (_, body) => matches(body.text()),
        actual: (_, body) => body.text() || "an empty body",
    };
}
/** A body that is not JSON fails every check, also that for an absent value. */
function jsonCheck(path, match) {
    const find = compileJsonPath(path);
    const matches = jsonMatcher(match);
    return {
        failure: `unexpected json ${path}`,
        passes(_, body) {
            const document = body.json();
            return document !== undefined && matches(find(document));
        },
        actual(_, body) {
            const document = body.json();
            if (document === undefined)
                return body.text() || "an empty body";
            const value = find(document);
            return value === undefined ? `nothing at ${path}` : (0,exactJson/* exactJsonText */.Rg)(value);
        },
    };
}
/** Takes the first match of the path, `undefined` if there is none. */
function jsonMatcher(match) {
    switch (match.kind) {
        case "equals":
            return (found) => (0,exactJson/* equalJson */.FS)(found, match.value);
        case "absent":
            return (found) => found === undefined;
        case "null":
            return (found) => found === undefined || found === null;
        default:
            return (0,assertNever/* assertNever */.x)(match);
    }
}
function matcher(match) {
    switch (match.kind) {
        case "equals":
            return (text) => text === match.text;
        case "contains":
            return (text) => text.includes(match.text);
        case "matches": {
            const pattern = new RegExp(match.pattern, match.flags);
            return (text) => pattern.test(text);
        }
        default:
            return (0,assertNever/* assertNever */.x)(match);
    }
}

// EXTERNAL MODULE: ./build/util/headerValue.js
var headerValue = __webpack_require__(2495);
;// CONCATENATED MODULE: ./build/generators/requests/extract.js



function createExtractors(extract) {
    return Object.entries(extract).map(([name, extraction]) => {
        const find = finderOf(extraction);
        const failure = `nothing to extract as ${name}`;
        return (response, body, session) => {
            const value = find(response, body, session);
            if (value === undefined)
                return failure;
            session.values.set(name, value);
            return undefined;
        };
    });
}
function finderOf(extraction) {
    switch (extraction.kind) {
        case "json": {
            const find = compileJsonPath(extraction.path);
            return (_, body) => find(body.json());
        }
        case "header": {
            const name = extraction.name.toLowerCase();
            return (response) => (0,headerValue/* headerValue */.Z)(response.headers, name);
        }
        case "cookie":
            return (_response, _body, { cookies }) => cookies.get(extraction.name);
        case "regex": {
            const pattern = new RegExp(extraction.pattern, extraction.flags);
            return (_, body) => {
                const match = pattern.exec(body.text());
                return match?.[1] ?? match?.[0];
            };
        }
        default:
            return (0,assertNever/* assertNever */.x)(extraction);
    }
}

;// CONCATENATED MODULE: ./build/generators/requests/requestTarget.js




/**
 * Path and query of a request. A template at the start has a path or a URL as its value. Of a URL only path and query
 * are used. Slashes in that value are not encoded.
 */
function requestTarget(path, sources) {
    const [first] = (0,template/* templateParts */.Di)(path);
    if (first === undefined || first.kind === "text")
        return compileText(path, targetEncoding, sources);
    const start = compileValueText(sources.sourceOf(first), first.source, (text) => text);
    const afterStart = compileText(path.slice(first.source.length), targetEncoding, sources);
    const noPath = new RenderFailure(`no path in ${first.source}`);
    const startPath = (session) => {
        const text = typeof start === "string" ? start : start(session);
        return text instanceof RenderFailure ? text : (pathIn(text) ?? noPath);
    };
    return concatTexts([startPath, afterStart]);
}
/** Path and query of a URL, or the path itself. `undefined` for other texts. */
function pathIn(text) {
    if (text.startsWith("/") && !text.startsWith("//"))
        return encodeTarget(text);
    const [, path] = /^(?:https?:)?\/\/[^/?#]*([^#]*)/i.exec(text) ?? [];
    if (path === undefined)
        return undefined;
    return encodeTarget(path.startsWith("/") ? path : `/${path}`);
}

;// CONCATENATED MODULE: ./build/generators/requests/responseBody.js


/** The body of a response. It is decoded and parsed at most once, on first use. */
class ResponseBody {
    #response;
    #text;
    #json;
    constructor(response) {
        this.#response = response;
    }
    text() {
        this.#text ??= decoderFor(this.#response).decode(this.#response.body);
        return this.#text;
    }
    /** Whole numbers beyond 2^53 are a bigint. `undefined` if the body is not JSON. */
    json() {
        this.#json ??= { value: parseJson(this.text()) };
        return this.#json.value;
    }
}
const utf8 = new TextDecoder();
const decoders = new Map();
/** The decoder of the charset that `Content-Type` names. UTF-8 by default, and for an unknown one. */
function decoderFor({ headers }) {
    const [, charset] = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec((0,headerValue/* headerValue */.Z)(headers, "content-type") ?? "") ?? [];
    if (charset === undefined || /^utf-?8$/i.test(charset))
        return utf8;
    const decoder = decoders.get(charset) ?? createDecoder(charset);
    if (decoders.size < mostCharsets)
        decoders.set(charset, decoder);
    return decoder;
}
const mostCharsets = 20;
function createDecoder(charset) {
    try {
        return new TextDecoder(charset);
    }
    catch (error) {
        if (error instanceof RangeError)
            return utf8;
        throw error;
    }
}
function parseJson(text) {
    try {
        return (0,exactJson/* parseExactJson */.lQ)(text);
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/generators/requests/step.js










/** Compiles a request of the plan. The step can then be rendered for many sessions. */
function createStep(spec, { nameIndex, keepsCookies }, sources) {
    const storesCookies = keepsCookies || Object.values(spec.extract).some(({ kind }) => kind === "cookie");
    const hasOwnCookie = Object.keys(spec.headers).some((name) => name.toLowerCase() === "cookie");
    return {
        nameIndex,
        render: createRenderer(spec, requestOptions(spec, storesCookies), sources),
        redirect: (request, session) => (hasOwnCookie ? request : withCookies(withoutCookies(request), session)),
        ...createChecker(spec, storesCookies),
        thinkTimeMs: createThinkTime(spec, sources),
    };
}
/** How the client reads the response. */
function requestOptions(spec, storesCookies) {
    const { until, timeoutMs } = spec.stream ?? {};
    return {
        keep: partsToKeep(spec, storesCookies),
        ...(readsTrailers(spec) ? { keepsTrailers: true } : {}),
        ...(spec.stream === undefined ? {} : { stream: until === undefined ? {} : { until: matcher(until) } }),
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
    };
}
const readsTrailers = ({ expect: { trailers = {} } }) => Object.keys(trailers).length > 0;
/** The parts of the response that checks, extractions and cookies need. */
function partsToKeep({ expect, extract }, keepsCookies) {
    const kinds = Object.values(extract).map(({ kind }) => kind);
    const readsBody = expect.body !== undefined || Object.keys(expect.json).length > 0;
    if (readsBody || kinds.includes("json") || kinds.includes("regex"))
        return "body";
    return keepsCookies || kinds.length > 0 || Object.keys(expect.headers).length > 0 ? "headers" : "nothing";
}
/** Without templates, the renderer always gives the same object. Clients then serialize it only once. */
function createRenderer(spec, options, sources) {
    const path = requestTarget(spec.path, sources);
    const { content, contentType } = spec.body === undefined ? {} : compileBody(spec.body, sources);
    const headers = compileHeaders(spec, contentType, sources);
    const { method } = spec;
    const toRequest = (target, headerList, body) => body === undefined
        ? { method, path: target, headers: headerList, ...options }
        : { method, path: target, headers: headerList, body, ...options };
    const constant = typeof path === "string" && typeof headers !== "function" && typeof content !== "function"
        ? toRequest(path, headers, content)
        : undefined;
    return (session) => {
        if (constant !== undefined)
            return withCookies(constant, session);
        const target = renderText(path, session);
        if (target instanceof RenderFailure)
            return target.failure;
        const headerList = typeof headers === "function" ? headers(session) : headers;
        if (headerList instanceof RenderFailure)
            return headerList.failure;
        const body = renderBody(content, session);
        return body instanceof RenderFailure ? body.failure : withCookies(toRequest(target, headerList, body), session);
    };
}
function renderBody(content, session) {
    return typeof content === "function" ? content(session) : content;
}
/** A cookie header in the configuration replaces the session's cookies. */
function withCookies(request, { cookies }) {
    const cookie = cookies.headerFor(request.path);
    if (cookie === undefined || request.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "cookie")) {
        return request;
    }
    return { ...request, headers: [...request.headers, "cookie", cookie] };
}
function withoutCookies(request) {
    const isCookie = (i) => request.headers[i - (i % 2)]?.toLowerCase() === "cookie";
    return { ...request, headers: request.headers.filter((_, i) => !isCookie(i)) };
}
function compileHeaders(spec, contentType, sources) {
    const { headers } = spec;
    const hasContentType = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
    const allHeaders = contentType === undefined || hasContentType ? headers : { "content-type": contentType, ...headers };
    const entries = Object.entries((0,defaultHeaders/* withDefaultHeaders */.o)({ ...addedHeaders(spec), ...allHeaders })).map(([name, text]) => ({
        name,
        text: compileText(text, plainEncoding, sources),
        illegalValue: new RenderFailure(`header ${name} cannot be sent`),
    }));
    const constants = entries.flatMap(({ name, text }) => (typeof text === "string" ? [name, text] : []));
    if (constants.length === 2 * entries.length)
        return constants;
    return (session) => {
        const headerList = [];
        for (const { name, text, illegalValue } of entries) {
            const value = renderText(text, session);
            if (value instanceof RenderFailure)
                return value;
            if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
                return illegalValue;
            headerList.push(name, value);
        }
        return headerList;
    };
}
/** A stream is searched while it comes, so it must not be compressed. Servers send trailers only if they are asked to. */
function addedHeaders(spec) {
    const names = Object.keys(spec.headers).map((name) => name.toLowerCase());
    const added = {
        ...(spec.stream === undefined ? {} : { "accept-encoding": "" }),
        ...(readsTrailers(spec) ? { te: "trailers" } : {}),
    };
    return Object.fromEntries(Object.entries(added).filter(([name]) => !names.includes(name)));
}
/** Checks status, headers, body, JSON and latency, then extracts values. The first failure names the result. */
function createChecker({ expect, extract, stream }, storesCookies) {
    const failureIn = responseFailure(statusCheck(expect), stream);
    const checks = responseChecks(expect);
    const extractors = createExtractors(extract);
    const { limitMs, tooSlow } = latencyLimit(expect);
    const readsResponse = checks.length > 0 || extractors.length > 0;
    const check = (response, latencyMs, session, path) => {
        if (storesCookies)
            session.cookies.store(response.headers, path);
        const failure = failureIn(response);
        if (failure !== undefined)
            return failure;
        if (!readsResponse)
            return latencyMs > limitMs ? tooSlow : "ok";
        const body = new ResponseBody(response);
        const unexpected = checks.find((each) => !each.passes(response, body));
        if (unexpected !== undefined)
            return unexpected.failure;
        if (latencyMs > limitMs)
            return tooSlow;
        return firstFailure(extractors, (extract) => extract(response, body, session)) ?? "ok";
    };
    const actual = (response, failure) => {
        const body = new ResponseBody(response);
        return checks.find((each) => each.failure === failure)?.actual(response, body);
    };
    return { check, actual };
}
/** Gives the failure's name if the status is unexpected, or the body is not all that there should be. */
function responseFailure(isExpectedStatus, stream) {
    const mustFindUntil = stream?.until !== undefined;
    return ({ status, foundUntil, bodyFailure }) => {
        if (!isExpectedStatus(status))
            return `status ${status}`;
        return mustFindUntil && foundUntil !== true ? "stream ended without stream.until" : bodyFailure;
    };
}
function firstFailure(items, failureOf) {
    for (const item of items) {
        const failure = failureOf(item);
        if (failure !== undefined)
            return failure;
    }
    return undefined;
}
function latencyLimit({ latencyMs }) {
    return { limitMs: latencyMs ?? (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY), tooSlow: `slower than ${latencyMs} ms` };
}
function createThinkTime({ thinkTimeMs: { fromMs, toMs } }, sources) {
    if (fromMs === toMs)
        return () => fromMs;
    const uniform = sources.uniform();
    return (session) => (0,unit/* millis */.ne)(fromMs + uniform(session) * (toMs - fromMs));
}

// EXTERNAL MODULE: ./build/util/traceparent.js
var traceparent = __webpack_require__(44292);
;// CONCATENATED MODULE: ./build/generators/requests/tracedStep.js

/** The same step with a traceparent header. A header that the configuration sets wins. */
function tracedStep(step) {
    return {
        ...step,
        render(session) {
            const request = step.render(session);
            if (typeof request === "string" || hasTraceparent(request.headers))
                return request;
            const header = (0,traceparent/* traceparent */.n)(step.nameIndex, session.iteration);
            return { ...request, headers: [...request.headers, "traceparent", header] };
        },
    };
}
const hasTraceparent = (headers) => headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "traceparent");

;// CONCATENATED MODULE: ./build/generators/requests/requestStream.js






/** The requests of a scenario. An iteration's requests depend only on the seed, its number, and its responses. */
function requestStream(spec, source) {
    const { seed, flows, feeds } = spec;
    const sources = createValueSources(seed, feeds);
    const uncountedStep = (request) => createStep(request, { nameIndex: -1, keepsCookies: true }, sources);
    // The order of these three decides which random numbers each template gets.
    const setup = spec.setup.map(uncountedStep);
    const flowSteps = createFlows(spec, sources);
    const teardown = spec.teardown.map(uncountedStep);
    const selectFlow = weightedSelector(flows.map(({ weight }) => weight));
    const selectRandomFlow = (iteration) => selectFlow((0,random/* draw */.$)(seed, randomStreams.flow, iteration));
    const extracts = [...spec.setup, ...spec.teardown, ...flows.flatMap(({ steps }) => steps)].some(({ extract }) => Object.keys(extract).length > 0);
    let setupResult = { values: new Map(), cookies: [] };
    const valuesOf = (arrival) => {
        if (source !== undefined)
            return new Map([...setupResult.values, ...Object.entries(source.valuesOf(arrival))]);
        // Without extractions, all sessions share one map of values.
        return extracts ? new Map(setupResult.values) : setupResult.values;
    };
    return {
        names: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
        flows: flowSteps,
        setup: [...setup, ...(source === undefined ? [] : generatedSetup(source, uncountedStep))],
        teardown,
        flowIndexOf: source?.flowIndexOf ?? selectRandomFlow,
        startSession: (iteration, cookies, user = 0, dueMs = (0,unit/* millis */.ne)(0)) => ({
            iteration,
            cookies,
            values: valuesOf({ iteration, user, dueMs }),
        }),
        newCookies: () => new Cookies(setupResult.cookies),
        applySetup: ({ values, cookies }) => {
            setupResult = { values: new Map(values), cookies };
        },
    };
}
/** Each request has values of its own. A setup has one session for all its requests. */
function generatedSetup({ setup = [] }, create) {
    const requests = [...new Set(setup.map(({ request }) => request))];
    const steps = new Map(requests.map((request) => [request, create(request)]));
    return setup.flatMap(({ request, values }) => {
        const step = steps.get(request);
        const withValues = (session) => ({ ...session, values: new Map(Object.entries(values)) });
        return step === undefined ? [] : { ...step, render: (session) => step.render(withValues(session)) };
    });
}
function createFlows({ flows, usersReturn, isTraced }, sources) {
    let nameIndex = 0;
    const createFlow = ({ steps: [head, ...tail] }) => {
        const keepsCookies = usersReturn || tail.length > 0;
        const create = (request) => {
            const step = createStep(request, { nameIndex: nameIndex++, keepsCookies }, sources);
            return isTraced === true ? tracedStep(step) : step;
        };
        return { steps: [create(head), ...tail.map(create)] };
    };
    const [first, ...others] = flows;
    return [createFlow(first), ...others.map(createFlow)];
}
/** Maps a number in [0, 1) to an index. Each index gets a share of the range that is proportional to its weight. */
function weightedSelector(weights) {
    let sum = 0;
    const ends = Float64Array.from(weights, (weight) => {
        sum += weight;
        return sum;
    });
    const last = weights.length - 1;
    return (uniform) => {
        const position = uniform * sum;
        let low = 0;
        let high = last;
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (position >= (ends[middle] ?? 0))
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
}

;// CONCATENATED MODULE: ./build/generators/query/querySource.js



/** The first random stream of the parameters. Each has one. */
const parameterStream = 0x4000_0000;
/** Reads and writes whose parameters are keys from 1 on. The flow is chosen by weight. */
function querySource({ parameters }, seed) {
    const samplers = Object.entries(parameters).map(([name, distribution]) => [name, keySampler(distribution)]);
    return {
        valuesOf: ({ iteration }) => Object.fromEntries(samplers.map(([name, keyOf], i) => [name, keyOf((0,random/* draw */.$)(seed, parameterStream + i, iteration))])),
    };
}
/** Maps a number in [0, 1) to a key. */
function keySampler(distribution) {
    const { keys } = distribution;
    switch (distribution.kind) {
        case "uniform":
            return (uniform) => 1 + Math.floor(uniform * keys);
        case "zipf": {
            const { exponent } = distribution;
            const rank = weightedSelector(Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent));
            return (uniform) => 1 + rank(uniform);
        }
        case "hot_set": {
            const { hotKeys, hotShare } = distribution;
            return (uniform) => uniform < hotShare
                ? 1 + Math.floor((uniform / hotShare) * hotKeys)
                : 1 + hotKeys + Math.floor(((uniform - hotShare) / (1 - hotShare)) * (keys - hotKeys));
        }
        default:
            return (0,assertNever/* assertNever */.x)(distribution);
    }
}

// EXTERNAL MODULE: ./build/stats/eventTrain.js
var eventTrain = __webpack_require__(13384);
;// CONCATENATED MODULE: ./build/generators/spikeTrain/spikeTrainSource.js

/**
 * The spikes of cortical columns. ${column} is a number from 1 on, ${spikes} a list of times in ms.
 *
 * If each spike is an arrival, the schedule has decided when it comes: ${spikes} is that one time. Otherwise the columns
 * take turns, and each arrival sends the next piece of its column's train. No spike is lost between two pieces.
 */
function spikeTrainSource(spec, seed) {
    if (spec.arrivals === "spikes") {
        return { valuesOf: ({ user, dueMs }) => ({ column: user + 1, spikes: [rounded(dueMs)] }) };
    }
    const columns = Array.from({ length: spec.columns }, (_, column) => new ColumnPieces(spec, seed, column));
    return {
        valuesOf: ({ iteration }) => {
            const index = iteration % spec.columns;
            const spikes = columns[index]?.pieceAt(Math.floor(iteration / spec.columns)) ?? [];
            return { column: index + 1, spikes };
        },
    };
}
/** The train of a column in pieces of equal length. Reading them in order is fast; an earlier one starts again. */
class ColumnPieces {
    #create;
    #lengthMs;
    #train;
    #nextPiece = 0;
    #last = [];
    constructor({ spikes, durationMs }, seed, column) {
        this.#create = () => (0,eventTrain/* eventTrain */.t)(spikes, seed, column);
        this.#lengthMs = durationMs;
        this.#train = this.#create();
    }
    pieceAt(piece) {
        if (piece === this.#nextPiece - 1)
            return this.#last;
        if (piece < this.#nextPiece)
            this.#train = this.#create();
        this.#nextPiece = piece + 1;
        const [startMs, endMs] = [piece * this.#lengthMs, (piece + 1) * this.#lengthMs];
        while (this.#train.nextMs < startMs)
            this.#train.next();
        const spikes = [];
        for (; this.#train.nextMs < endMs; this.#train.next())
            spikes.push(rounded(this.#train.nextMs));
        this.#last = spikes;
        return spikes;
    }
}
/** To microseconds. */
const rounded = (ms) => Math.round(1000 * ms) / 1000;

;// CONCATENATED MODULE: ./build/generators/createStream.js






/** The request stream of a spec. Every kind of generator has its case here. */
function createStream(spec) {
    switch (spec.kind) {
        case "requests":
            return requestStream(spec);
        case "spike_train":
            return requestStream(spec, spikeTrainSource(spec, spec.seed));
        case "graph_operations":
            return requestStream(spec, graphOperationSource(spec, spec));
        case "allocation_pressure":
            return requestStream(spec, allocationPressure(spec, spec));
        case "query":
            return requestStream(spec, querySource(spec, spec.seed));
        default:
            return (0,assertNever/* assertNever */.x)(spec);
    }
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

/***/ 13384:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ eventTrain)
/* harmony export */ });
/* harmony import */ var _random_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(52681);

/** Random streams: one for all trains together, then one per train. */
const sharedStream = 0x2000_0000;
/** Each train is stationary: its start is no event, but a random moment of an endless train. */
function eventTrain(spec, seed, train) {
    const intervalMs = 1000 / spec.eventsPerSec;
    const stream = sharedStream + 1 + train;
    let draws = 0;
    const uniform = () => (0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .draw */ .$)(seed, stream, draws++);
    switch (spec.kind) {
        case "regular":
            return periodicTrain(uniform(), (n) => n * intervalMs);
        case "synchronous": {
            const phase = Math.max((0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .draw */ .$)(seed, sharedStream, 0), spec.jitterMs / intervalMs / 2);
            return periodicTrain(phase, (n) => n * intervalMs + ((0,_random_js__WEBPACK_IMPORTED_MODULE_0__/* .draw */ .$)(seed, stream, Math.floor(n)) - 0.5) * spec.jitterMs);
        }
        case "poisson": {
            const pause = { leastMs: spec.deadTimeMs, randomMs: intervalMs - spec.deadTimeMs };
            return renewalTrain(residualMs(pause, uniform), () => drawMs(pause, uniform));
        }
        case "bursty":
            return burstyTrain(spec.size, spec.intervalMs, intervalMs, uniform);
    }
}
/** The n-th event comes at `timeMs(phase + n)`. A formula, so that no error adds up. */
function periodicTrain(phase, timeMs) {
    let n = 0;
    return {
        get nextMs() {
            return timeMs(phase + n);
        },
        next: () => void n++,
    };
}
function renewalTrain(firstMs, intervalMs) {
    let nextMs = firstMs;
    return {
        get nextMs() {
            return nextMs;
        },
        next: () => {
            nextMs += intervalMs();
        },
    };
}
function burstyTrain(size, withinMs, meanMs, uniform) {
    const burstMs = (size - 1) * withinMs;
    const pause = { leastMs: withinMs, randomMs: size * meanMs - burstMs - withinMs };
    // The start falls into a burst or a pause, by their mean lengths.
    const startMs = uniform() * size * meanMs;
    const isInBurst = startMs < burstMs;
    /** Events that the burst still has after the next one. */
    let left = isInBurst ? size - 2 - Math.floor(startMs / withinMs) : size - 1;
    const firstMs = isInBurst ? withinMs - (startMs % withinMs) : residualMs(pause, uniform);
    return renewalTrain(firstMs, () => {
        if (left-- > 0)
            return withinMs;
        left = size - 1;
        return drawMs(pause, uniform);
    });
}
const exponential = (uniform) => -Math.log(1 - uniform());
const drawMs = ({ leastMs, randomMs }, uniform) => leastMs + randomMs * exponential(uniform);
/** The rest of a pause from a random moment in it on. Its density is P(pause > t) / mean (Cox 1962, 5.4). */
function residualMs({ leastMs, randomMs }, uniform) {
    const share = (uniform() * (leastMs + randomMs)) / leastMs;
    return share < 1 ? share * leastMs : leastMs + randomMs * exponential(uniform);
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
