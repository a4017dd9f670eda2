export const id = 783;
export const ids = [783];
export const modules = {

/***/ 10696:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  di: () => (/* binding */ clientKindOf),
  b2: () => (/* binding */ clients),
  UU: () => (/* binding */ createClient)
});

// UNUSED EXPORTS: createHttp1Client, createHttp2Client, createUndiciClient

// EXTERNAL MODULE: ./build/shell/address.js
var shell_address = __webpack_require__(40901);
// EXTERNAL MODULE: ./build/shell/tlsContext.js
var tlsContext = __webpack_require__(82405);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/load/http/pooledConnection.js + 1 modules
var pooledConnection = __webpack_require__(64086);
;// CONCATENATED MODULE: ./build/load/http/connectionPool.js


/**
 * A server that closes an idle connection may not have seen a request sent meanwhile. That is not a failure. A server
 * that closes a connection in use drops a request.
 */
const staleAfterMs = 1000;
/** A busy server may refuse a request several times. One that refuses all must end. */
const maxRetries = 10;
/** Interval of the search for requests that have timed out. */
const sweepMs = 100;
/**
 * The part that all clients share. Idle connections form a stack: the one used last goes first, and the others may
 * time out. A new one opens only if none is idle.
 */
class ConnectionPool {
    #clock;
    #options;
    #openConnection;
    #connections = new Set();
    #idle = [];
    /** Connections with a request in flight. */
    #active = 0;
    #peak = 0;
    #opened = 0;
    #sweeper;
    #isClosed = false;
    constructor(clock, options, openConnection) {
        this.#clock = clock;
        this.#options = options;
        this.#openConnection = openConnection;
    }
    get connections() {
        return this;
    }
    get opened() {
        return this.#opened;
    }
    takePeak() {
        const peak = this.#peak;
        this.#peak = this.#active;
        return peak;
    }
    send(request, exchange) {
        const nowMs = this.#clock.nowMs();
        exchange.sentMs = nowMs;
        if (this.#isClosed) {
            process.nextTick(() => this.#fail(exchange, "closed"));
            return;
        }
        const connection = this.#takeIdle(nowMs) ?? this.#open();
        connection.retries = 0;
        this.#sendOn(connection, request, exchange, nowMs);
    }
    async close() {
        this.#isClosed = true;
        clearInterval(this.#sweeper);
        this.#idle.length = 0;
        await Promise.all([...this.#connections].map((connection) => this.#abort(connection, "closed")));
    }
    onResponse(connection, response, atMs, reusable) {
        const { exchange } = connection;
        if (exchange === undefined)
            return;
        this.#release(connection);
        connection.isUsed = true;
        if (reusable && this.#options.keepAlive) {
            connection.idleSinceMs = atMs;
            this.#idle.push(connection);
        }
        else {
            this.#discard(connection);
        }
        exchange.doneMs = atMs;
        // Sweeps are rare, so a response may come after the timeout and before the next sweep.
        if (this.#isOverdue(connection, atMs))
            exchange.finish("timeout", pooledConnection/* emptyResponse */.PV);
        else
            exchange.finish(undefined, response);
    }
    onFailure(connection, failure, beforeResponse) {
        const { request, retries } = connection;
        const isStale = beforeResponse && connection.isUsed && retries === 0 && connection.idleMs >= staleAfterMs;
        // RFC 9110, 9.2.2: presumably the server closed the connection before it saw the request.
        this.#end(connection, failure, isStale && isIdempotent(request.method));
    }
    onUnprocessed(connection, failure, isProgress) {
        if (isProgress)
            connection.retries = Math.min(connection.retries, maxRetries - 1);
        this.#end(connection, failure, connection.retries < maxRetries);
    }
    onUnsendable(connection) {
        const { exchange } = connection;
        if (exchange === undefined)
            return;
        this.#release(connection);
        connection.idleSinceMs = this.#clock.nowMs();
        this.#idle.push(connection);
        this.#fail(exchange, "invalid request");
    }
    onClose(connection) {
        const index = this.#idle.indexOf(connection);
        if (index >= 0)
            this.#idle.splice(index, 1);
        this.#discard(connection);
    }
    #sendOn(connection, request, exchange, timeoutStartMs) {
        connection.request = request;
        connection.exchange = exchange;
        if (++this.#active > this.#peak)
            this.#peak = this.#active;
        connection.timeoutStartMs = timeoutStartMs;
        this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref();
        connection.send();
    }
    /** Ends the connection. Its request is sent again on another one, or fails. */
    #end(connection, failure, isRetried) {
        const { request, exchange, timeoutStartMs, retries } = connection;
        this.#release(connection);
        this.#discard(connection);
        if (exchange === undefined)
            return;
        if (!isRetried) {
            this.#fail(exchange, failure);
            return;
        }
        const next = this.#open();
        next.retries = retries + 1;
        this.#sendOn(next, request, exchange, timeoutStartMs);
    }
    /** The idle connection used last. Discards those that the server is about to close. */
    #takeIdle(nowMs) {
        for (let connection = this.#idle.pop(); connection !== undefined; connection = this.#idle.pop()) {
            connection.idleMs = (0,unit/* millis */.ne)(nowMs - connection.idleSinceMs);
            if (connection.idleMs < connection.maxIdleMs)
                return connection;
            this.#discard(connection);
        }
        return undefined;
    }
    #release(connection) {
        if (connection.exchange !== undefined)
            this.#active--;
        connection.exchange = undefined;
    }
    #open() {
        this.#opened++;
        const connection = this.#openConnection(this);
        this.#connections.add(connection);
        return connection;
    }
    #discard(connection) {
        if (this.#connections.delete(connection))
            void connection.close();
    }
    #sweep() {
        const nowMs = this.#clock.nowMs();
        let isBusy = false;
        for (const connection of this.#connections) {
            if (connection.exchange === undefined)
                continue;
            if (this.#isOverdue(connection, nowMs))
                void this.#abort(connection, connection.timeoutFailure);
            else
                isBusy = true;
        }
        if (isBusy)
            return;
        clearInterval(this.#sweeper);
        this.#sweeper = undefined;
    }
    async #abort(connection, failure) {
        const { exchange } = connection;
        this.#release(connection);
        this.#connections.delete(connection);
        const closed = connection.close();
        if (exchange !== undefined)
            this.#fail(exchange, failure);
        await closed;
    }
    #isOverdue({ request, timeoutStartMs }, nowMs) {
        return nowMs - timeoutStartMs >= (request.timeoutMs ?? this.#options.timeoutMs);
    }
    #fail(exchange, failure) {
        exchange.doneMs = this.#clock.nowMs();
        exchange.finish(failure, pooledConnection/* emptyResponse */.PV);
    }
}
/** RFC 9110, 9.2.2. */
function isIdempotent(method) {
    switch (method) {
        case "GET":
        case "HEAD":
        case "OPTIONS":
        case "PUT":
        case "DELETE":
        case "TRACE":
            return true;
        default:
            return false;
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./build/load/http/delayedAck.js

/**
 * Linux delays an acknowledgement by 40 ms if it has nothing to send (TCP_DELACK_MIN). The kernel's next tick makes
 * that 41 to 50 ms. The range is wider, because a busy machine may read the first or the second chunk late.
 */
const delayMs = { min: 35, max: 60 };
/** Detects, on one connection, responses that waited for a delayed acknowledgement. */
class DelayedAckDetector {
    #chunks = 0;
    #firstMs = (0,unit/* millis */.ne)(0);
    #lastMs = (0,unit/* millis */.ne)(0);
    startResponse() {
        this.#chunks = 0;
    }
    addChunk(atMs) {
        if (this.#chunks++ === 0)
            this.#firstMs = atMs;
        this.#lastMs = atMs;
    }
    /**
     * True if the rest of the response seems to have waited until we acknowledged its first chunk, as with Nagle's
     * algorithm (RFC 896). The rest then comes in one chunk. A pause of the same length in the service looks the same.
     */
    get hadDelayedAck() {
        const waitMs = this.#lastMs - this.#firstMs;
        return this.#chunks === 2 && waitMs >= delayMs.min && waitMs <= delayMs.max;
    }
}

// EXTERNAL MODULE: ./build/model/failure.js
var failure = __webpack_require__(31612);
;// CONCATENATED MODULE: ./build/load/http/socketErrors.js

/** The failure's name for a socket's error code. */
function socketFailureName(code) {
    switch (code) {
        // A write to a reset connection gives EPIPE, a read ECONNRESET: one event.
        case "EPIPE":
            return "ECONNRESET";
        case "EADDRNOTAVAIL":
            return failure/* noFreePort */.pB;
        case "EMFILE":
        case "ENFILE":
            return failure/* tooManyFiles */.Z;
        default:
            return code;
    }
}

;// CONCATENATED MODULE: ./build/load/http/bodyBuffer.js

/** Collects a body in one piece. However small the chunks, it takes at most twice their sum. */
class BodyBuffer {
    #bytes = pooledConnection/* noBody */.GV;
    #length = 0;
    get capacity() {
        return this.#bytes.length;
    }
    /** Returns false if the body would become too large. */
    add(bytes, from, to) {
        const length = this.#length + to - from;
        if (length > pooledConnection/* maxBodyBytes */.G4)
            return false;
        if (length > this.#bytes.length)
            this.#grow(this.#length === 0 ? length : 2 * length);
        this.#bytes.set(bytes.subarray(from, to), this.#length);
        this.#length = length;
        return true;
    }
    /** Returns the bytes and empties the buffer. */
    take() {
        const body = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
        this.clear();
        return body;
    }
    clear() {
        this.#bytes = pooledConnection/* noBody */.GV;
        this.#length = 0;
    }
    #grow(capacity) {
        const grown = new Uint8Array(Math.min(capacity, pooledConnection/* maxBodyBytes */.G4));
        grown.set(this.#bytes.subarray(0, this.#length));
        this.#bytes = grown;
    }
}

;// CONCATENATED MODULE: ./build/load/http/streamEnd.js
/** Characters of earlier pieces that are searched again. A text that ends a stream must not be longer. */
const overlap = 4096;
/** Looks for the text that ends a stream, piece by piece. */
class StreamEnd {
    isFound = false;
    #isEnd;
    #decoder = new TextDecoder();
    #tail = "";
    constructor(isEnd) {
        this.#isEnd = isEnd;
    }
    /** Returns true once the text has come. */
    add(bytes) {
        if (this.isFound)
            return true;
        const text = this.#tail + this.#decoder.decode(bytes, { stream: true });
        this.isFound = this.#isEnd(text);
        this.#tail = text.slice(-overlap);
        return this.isFound;
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/asciiTables.js
/** Characters and character classes of HTTP/1.1, as in the strict mode of llhttp. */
const lf = 10;
const cr = 13;
const tab = 9;
const space = 32;
const quote = 34;
const comma = 44;
const zero = 48;
const colon = 58;
const semicolon = 59;
const equals = 61;
const backslash = 92;
const tableOf = (isMember) => Uint8Array.from({ length: 256 }, (_, byte) => (isMember(byte) ? 1 : 0));
/** Bytes of a token (RFC 9110, 5.6.2). */
const isToken = tableOf((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));
/** Bytes of a header's value (RFC 9110, 5.5): tab, space, visible ASCII, and all above ASCII. */
const isValue = tableOf((byte) => byte === tab || (byte >= space && byte !== 127));
/** The value of a hexadecimal digit, or -1. */
const hexOf = Int8Array.from({ length: 256 }, (_, byte) => {
    const text = String.fromCharCode(byte);
    return /[0-9a-fA-F]/.test(text) ? Number.parseInt(text, 16) : -1;
});
/** 0 to 9 for a digit, else a number outside that range. */
const digitOf = (byte) => byte - zero;
/** True if the bytes at `from` are this text, in any case. `lowerCase` must be letters and hyphens. */
function spells(bytes, from, lowerCase) {
    for (let i = 0; i < lowerCase.length; i++) {
        if (((bytes[from + i] ?? 0) | 32) !== lowerCase.charCodeAt(i))
            return false;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/load/http/http1/chunkParser.js

const atSize = 0;
const inSize = 1;
const atExtension = 2;
const inName = 3;
const inValue = 4;
const inQuotes = 5;
const afterBackslash = 6;
const afterQuotes = 7;
const atLineFeed = 8;
const invalid = 9;
const done = 10;
/** Parses the line before a chunk: its size and its extensions. Extensions are ignored but must be well-formed. */
class ChunkLineParser {
    #state = atSize;
    /** Size of the chunk in bytes, once the line is done. */
    size = 0;
    get isDone() {
        return this.#state === done;
    }
    get isInvalid() {
        return this.#state === invalid;
    }
    reset() {
        this.#state = atSize;
        this.size = 0;
    }
    /** Returns where it stopped: after the line, or at the end of the bytes. */
    read(bytes, from, end) {
        let at = from;
        while (at < end && this.#state < invalid)
            this.#state = this.#next(bytes[at++] ?? 0);
        return at;
    }
    #next(byte) {
        switch (this.#state) {
            case atSize:
            case inSize:
                return this.#digit(byte);
            case atExtension:
                return byte === cr ? invalid : this.#name(byte);
            case inName:
                return this.#name(byte);
            case inValue:
                return byte === quote ? inQuotes : this.#value(byte);
            case inQuotes:
                return this.#quoted(byte);
            case afterBackslash:
                return isValue[byte] === 1 ? inQuotes : invalid;
            case afterQuotes:
                return this.#end(byte);
            default:
                return byte === lf ? done : invalid;
        }
    }
    #digit(byte) {
        const digit = hexOf[byte] ?? -1;
        if (digit < 0)
            return this.#state === inSize ? this.#end(byte) : invalid;
        this.size = this.size * 16 + digit;
        return this.size < 2 ** 64 ? inSize : invalid;
    }
    #name(byte) {
        if (byte === equals)
            return inValue;
        return isToken[byte] === 1 ? inName : this.#end(byte);
    }
    #value(byte) {
        return isToken[byte] === 1 ? inValue : this.#end(byte);
    }
    #quoted(byte) {
        if (byte === quote)
            return afterQuotes;
        if (byte === backslash)
            return afterBackslash;
        return isValue[byte] === 1 ? inQuotes : invalid;
    }
    #end(byte) {
        if (byte === cr)
            return atLineFeed;
        return byte === semicolon ? atExtension : invalid;
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/rules.js
/** Failures of a response that is not HTTP/1.1 (RFC 9112). Each names the rule that the response breaks. */
const broken = {
    notHttp: "invalid response: not HTTP",
    statusLine: "invalid response: malformed status line",
    version: "invalid response: unknown HTTP version",
    status: "invalid response: status below 100",
    upgrade: "invalid response: status 101 without a request for it",
    headerName: "invalid response: invalid character in a header name",
    noColon: "invalid response: header without a colon",
    spaceInName: "invalid response: space in a header name",
    headerValue: "invalid response: invalid character in a header value",
    foldedHeader: "invalid response: Content-Length or Transfer-Encoding on two lines",
    lineEnd: "invalid response: CR without LF",
    length: "invalid response: Content-Length is not a number",
    twoLengths: "invalid response: two different Content-Length",
    chunkSize: "invalid response: malformed chunk size",
    chunkEnd: "invalid response: chunk longer than its size",
};

;// CONCATENATED MODULE: ./build/load/http/http1/headers.js


const other = 0;
const contentLength = 1;
const transferEncoding = 2;
const connection = 3;
const keepAlive = 4;
const contentType = 5;
/**
 * Reads from a response's headers how its body ends and whether the connection stays open. Keeps all headers on
 * request.
 */
class ResponseHeaders {
    /** -1 if there is none. */
    contentLength = -1;
    hasTransferEncoding = false;
    /** True if the last encoding is chunked. Else an encoded body ends with the connection. */
    isChunked = false;
    saysClose = false;
    saysKeepAlive = false;
    /** Value of the `Keep-Alive` header. */
    keepAlive;
    /** Value of the `Content-Type` header. */
    contentType;
    /** Name, value, name, value, ... Empty unless kept. */
    list = [];
    /** The same of the trailers. */
    trailers = [];
    #keep = false;
    #isTrailer = false;
    #field = other;
    /** True once a header has been read, so that the next line may continue it. */
    #hasField = false;
    /** The content length that is being read. -1 before its first digit. */
    #length = -1;
    #isLengthEnded = false;
    startHead(keep) {
        this.contentLength = -1;
        this.hasTransferEncoding = false;
        this.isChunked = false;
        this.saysClose = false;
        this.saysKeepAlive = false;
        this.keepAlive = undefined;
        this.contentType = undefined;
        if (this.list.length > 0)
            this.list = [];
        if (this.trailers.length > 0)
            this.trailers = [];
        this.#keep = keep;
        this.#isTrailer = false;
        this.#hasField = false;
    }
    startTrailers(keep) {
        if (this.trailers.length > 0)
            this.trailers = [];
        this.#keep = keep;
        this.#isTrailer = true;
        this.#hasField = false;
    }
    get isLength() {
        return this.#field === contentLength;
    }
    /** True if the next line may continue the header. Not one that decides where the response ends. */
    get canFold() {
        return this.#hasField && (this.#field === other || this.#field === contentType);
    }
    /** Trailers say nothing about the message (RFC 9110, 6.5.1). */
    name(bytes, from, to) {
        this.#field = this.#isTrailer ? other : fieldOf(bytes, from, to);
        this.#hasField = true;
        if (this.#keep)
            this.#kept.push(bytes.toString("latin1", from, to).toLowerCase());
        if (this.#field === other)
            return;
        if (this.#field === transferEncoding)
            this.hasTransferEncoding = true;
        this.#length = -1;
        this.#isLengthEnded = false;
    }
    /** Adds one byte of the content length. Returns the failure's name if the byte is invalid. */
    lengthByte(byte) {
        if (byte === space || byte === tab) {
            this.#isLengthEnded = this.#length >= 0;
            return undefined;
        }
        if (byte === comma)
            return this.endLength();
        const digit = digitOf(byte);
        if (digit < 0 || digit > 9 || this.#isLengthEnded)
            return broken.length;
        this.#length = Math.max(0, this.#length) * 10 + digit;
        return this.#length < 2 ** 64 ? undefined : broken.length;
    }
    /** The end of one length. Several must be equal (RFC 9110, 8.6). Returns the failure's name if they are not. */
    endLength() {
        if (this.#length < 0)
            return broken.length;
        if (this.contentLength >= 0 && this.contentLength !== this.#length)
            return broken.twoLengths;
        this.contentLength = this.#length;
        this.#length = -1;
        this.#isLengthEnded = false;
        return undefined;
    }
    value(bytes, from, to) {
        if (this.#keep)
            this.#kept.push(bytes.toString("latin1", from, endOf(bytes, from, to)));
        if (this.#field === other || this.#field === contentLength)
            return;
        if (this.#field === connection)
            this.#takeConnection(bytes, from, to);
        else if (this.#field === keepAlive)
            this.keepAlive = bytes.toString("latin1", from, to);
        else if (this.#field === contentType)
            this.contentType = bytes.toString("latin1", from, to);
        else
            this.#takeTransferEncoding(bytes.toString("latin1", from, to));
    }
    /** identity is no encoding. Older servers send it, and curl takes it so. */
    #takeTransferEncoding(value) {
        if (/^[ \t]*identity *$/i.test(value))
            this.hasTransferEncoding = this.isChunked;
        else
            this.isChunked = /(?:^|,)[ \t]*chunked *$/i.test(value);
    }
    /** Adds a line that continues the last header (RFC 9112, 5.2). */
    fold(bytes, from, to) {
        const end = endOf(bytes, from, to);
        const last = this.#kept.length - 1;
        if (this.#keep && end > from)
            this.#kept[last] = `${this.#kept[last]} ${bytes.toString("latin1", from, end)}`;
    }
    get #kept() {
        return this.#isTrailer ? this.trailers : this.list;
    }
    #takeConnection(bytes, from, to) {
        if (to - from === 10 && spells(bytes, from, "keep-alive")) {
            this.saysKeepAlive = true;
            return;
        }
        for (const option of bytes.toString("latin1", from, to).toLowerCase().split(",")) {
            const token = option.trim();
            if (token === "close")
                this.saysClose = true;
            else if (token === "keep-alive")
                this.saysKeepAlive = true;
        }
    }
}
function fieldOf(bytes, from, to) {
    switch (to - from) {
        case 10:
            if (spells(bytes, from, "connection"))
                return connection;
            return spells(bytes, from, "keep-alive") ? keepAlive : other;
        case 12:
            return spells(bytes, from, "content-type") ? contentType : other;
        case 14:
            return spells(bytes, from, "content-length") ? contentLength : other;
        case 17:
            return spells(bytes, from, "transfer-encoding") ? transferEncoding : other;
        default:
            return other;
    }
}
/** End of the value without trailing spaces and tabs. */
function endOf(bytes, from, to) {
    let end = to;
    while (end > from && (bytes[end - 1] === space || bytes[end - 1] === tab))
        end--;
    return end;
}

;// CONCATENATED MODULE: ./build/load/http/http1/headParser.js




const atStart = 0;
const inStatusLine = 1;
const afterStatus = 2;
const inReason = 3;
const headParser_atLineFeed = 4;
const atField = 5;
const headParser_inName = 6;
const atValue = 7;
const headParser_inValue = 8;
const atLastLineFeed = 9;
/** `d` stands for a digit. */
const statusLine = Uint8Array.from("HTTP/d.d ddd", (letter) => letter.charCodeAt(0));
const digitMark = "d".charCodeAt(0);
const protocolBytes = "HTTP/".length;
/** Longer heads are not cached. */
const maxCachedBytes = 1024;
/**
 * Parses the head of a response, or the trailers after its chunks, in pieces of any size. As strict as llhttp, except where
 * RFC 9112 allows or demands more: a bare LF ends a line (2.2), and a header may continue on the next line (5.2).
 */
class HeadParser {
    /** `undefined` while incomplete; "" when complete; else the failure's name. */
    outcome;
    status = 0;
    headers = new ResponseHeaders();
    #state = atStart;
    #keep = false;
    #major = 1;
    #minor = 1;
    /** Bytes of names and values so far. */
    #headerBytes = 0;
    /** The line continues the header before it. */
    #isFolded = false;
    /** Start of the current token. */
    #tokenStart = 0;
    /** The first part of a token that the last piece cut off. */
    #partial;
    /** The last head. The next one is often the same, byte for byte, and then needs no parsing. */
    #cache;
    #cachedBytes = 0;
    #cachedKeep = false;
    startHead(keep) {
        this.#keep = keep;
        this.#resetTo(atStart);
    }
    /** Trailers follow the last chunk. */
    startTrailers(keep) {
        this.headers.startTrailers(keep);
        this.#cachedBytes = 0;
        this.#resetTo(atField);
    }
    #resetTo(state) {
        this.outcome = undefined;
        this.#state = state;
        this.#headerBytes = 0;
        this.#isFolded = false;
        this.#partial = undefined;
    }
    /** True if version and headers allow the connection to stay open. */
    get isPersistent() {
        if (this.headers.saysClose)
            return false;
        return (this.#major === 1 && this.#minor === 1) || this.headers.saysKeepAlive;
    }
    /** Bytes stored of an incomplete token. */
    get partialBytes() {
        return this.#partial?.length ?? 0;
    }
    /** Returns where it stopped: after the head, or at the end of the bytes. */
    read(bytes, from, end) {
        if (this.#state === atStart)
            return this.#readFromStart(bytes, from, end);
        const partial = this.#partial;
        if (partial === undefined)
            return this.#readTokens(bytes, from, end);
        this.#partial = undefined;
        this.#tokenStart = 0;
        const joined = Buffer.concat([partial, bytes.subarray(from, end)]);
        return from + this.#readTokens(joined, partial.length, joined.length) - partial.length;
    }
    #readFromStart(bytes, from, end) {
        if (this.#isCached(bytes, from, end)) {
            this.outcome = "";
            return from + this.#cachedBytes;
        }
        this.#cachedBytes = 0;
        this.headers.startHead(this.#keep);
        const at = this.#readTokens(bytes, from, end);
        if (this.outcome === "" && at - from <= maxCachedBytes) {
            this.#cache ??= Buffer.allocUnsafe(maxCachedBytes);
            this.#cachedBytes = bytes.copy(this.#cache, 0, from, at);
            this.#cachedKeep = this.#keep;
        }
        return at;
    }
    #isCached(bytes, from, end) {
        const length = this.#cachedBytes;
        if (this.#cache === undefined || length === 0 || length > end - from || this.#cachedKeep !== this.#keep)
            return false;
        return bytes.compare(this.#cache, 0, length, from, from + length) === 0;
    }
    #readTokens(bytes, from, end) {
        let at = from;
        while (at < end && this.outcome === undefined)
            at = this.#readNext(bytes, at, end);
        if (this.outcome === undefined)
            this.#storePartial(bytes, end);
        return at;
    }
    /** Copies the first part of a cut-off token, because the buffer belongs to the caller. */
    #storePartial(bytes, end) {
        if (this.#state !== headParser_inName && this.#state !== headParser_inValue && this.#state !== inStatusLine)
            return;
        if (this.#state !== inStatusLine && !this.#fits(end))
            return;
        this.#partial = Buffer.from(bytes.subarray(this.#tokenStart, end));
    }
    #readNext(bytes, at, end) {
        switch (this.#state) {
            case headParser_inName:
                return this.#readName(bytes, at, end);
            case atValue:
                return this.#skipSpace(bytes, at, end);
            case headParser_inValue:
                return this.headers.isLength ? this.#readLength(bytes, at, end) : this.#readValue(bytes, at, end);
            case atField:
                return this.#startField(bytes, at);
            case inStatusLine:
                return this.#readStatusLine(bytes, at, end);
            case inReason:
                return this.#readReason(bytes, at, end);
            default:
                return this.#readByte(bytes, at);
        }
    }
    #readByte(bytes, at) {
        const byte = bytes[at];
        switch (this.#state) {
            case atStart:
                if (byte === cr || byte === lf)
                    return at + 1;
                this.#tokenStart = at;
                this.#state = inStatusLine;
                return at;
            case afterStatus:
                if (byte === space)
                    this.#state = inReason;
                else if (byte === cr || byte === lf)
                    this.#endLine(byte);
                else
                    this.#fail(broken.statusLine);
                return at + 1;
            case headParser_atLineFeed:
                if (byte === lf)
                    this.#state = atField;
                else
                    this.#fail(broken.lineEnd);
                return at + 1;
            default:
                this.outcome = byte === lf ? "" : broken.lineEnd;
                return at + 1;
        }
    }
    #endLine(byte) {
        this.#state = byte === cr ? headParser_atLineFeed : atField;
    }
    #fail(rule) {
        this.outcome = rule;
    }
    #fits(end) {
        if (this.#headerBytes + end - this.#tokenStart < pooledConnection/* maxHeaderBytes */.Pw)
            return true;
        this.outcome = "headers too large";
        return false;
    }
    #readStatusLine(bytes, from, end) {
        const start = this.#tokenStart;
        const stop = Math.min(end, start + statusLine.length);
        for (let at = from; at < stop; at++) {
            const expected = statusLine[at - start];
            if (expected === digitMark ? isDigit(bytes[at]) : bytes[at] === expected)
                continue;
            this.#fail(at - start < protocolBytes ? broken.notHttp : broken.statusLine);
            return at;
        }
        if (stop === start + statusLine.length)
            this.#takeStatusLine(bytes, start);
        return stop;
    }
    #takeStatusLine(bytes, start) {
        const digitAt = (at) => digitOf(bytes[start + at] ?? 0);
        this.#major = digitAt(5);
        this.#minor = digitAt(7);
        this.status = 100 * digitAt(9) + 10 * digitAt(10) + digitAt(11);
        this.#state = afterStatus;
        if (!isVersion(this.#major, this.#minor))
            this.#fail(broken.version);
        else if (this.status < 100)
            this.#fail(broken.status);
    }
    #readReason(bytes, from, end) {
        let at = from;
        while (at < end && bytes[at] !== cr && bytes[at] !== lf)
            at++;
        if (at === end)
            return at;
        this.#endLine(bytes[at]);
        return at + 1;
    }
    #startField(bytes, at) {
        const byte = bytes[at] ?? 0;
        if (byte === cr) {
            this.#state = atLastLineFeed;
            return at + 1;
        }
        if (byte === lf) {
            this.outcome = "";
            return at + 1;
        }
        this.#tokenStart = at;
        this.#isFolded = byte === space || byte === tab;
        this.#state = this.#isFolded ? atValue : headParser_inName;
        if (this.#isFolded ? !this.headers.canFold : isToken[byte] === 0)
            this.#fail(fieldRule(byte));
        return at;
    }
    #readName(bytes, from, end) {
        let at = from;
        while (at < end && isToken[bytes[at] ?? 0] === 1)
            at++;
        if (at === end)
            return at;
        this.#state = atValue;
        if (bytes[at] !== colon)
            this.#fail(nameRule(bytes[at]));
        else if (this.#fits(at)) {
            this.#headerBytes += at - this.#tokenStart;
            this.headers.name(bytes, this.#tokenStart, at);
        }
        return at + 1;
    }
    #skipSpace(bytes, from, end) {
        let at = from;
        while (at < end && (bytes[at] === space || bytes[at] === tab))
            at++;
        if (at < end) {
            this.#tokenStart = at;
            this.#state = headParser_inValue;
        }
        return at;
    }
    #readValue(bytes, from, end) {
        let at = from;
        while (at < end && isValue[bytes[at] ?? 0] === 1)
            at++;
        if (at === end)
            return at;
        if (bytes[at] === cr || bytes[at] === lf)
            this.#takeValue(bytes, at);
        else
            this.#fail(broken.headerValue);
        return at + 1;
    }
    #readLength(bytes, from, end) {
        let at = from;
        while (at < end && bytes[at] !== cr && bytes[at] !== lf && this.outcome === undefined) {
            this.outcome = this.headers.lengthByte(bytes[at++] ?? 0);
        }
        if (at === end || this.outcome !== undefined)
            return at;
        this.outcome = this.headers.endLength();
        if (this.outcome === undefined)
            this.#takeValue(bytes, at);
        return at + 1;
    }
    #takeValue(bytes, end) {
        this.#endLine(bytes[end]);
        if (!this.#fits(end))
            return;
        this.#headerBytes += end - this.#tokenStart;
        if (this.#isFolded)
            this.headers.fold(bytes, this.#tokenStart, end);
        else
            this.headers.value(bytes, this.#tokenStart, end);
    }
}
/** The rule that a line breaks with its first byte. Only a space continues a header, and not every header. */
function fieldRule(byte) {
    return byte === space || byte === tab ? broken.foldedHeader : broken.headerName;
}
/** The rule that a header's name breaks with the byte after it. */
function nameRule(byte) {
    if (byte === cr || byte === lf)
        return broken.noColon;
    return byte === space || byte === tab ? broken.spaceInName : broken.headerName;
}
function isDigit(byte) {
    const value = digitOf(byte ?? 0);
    return value >= 0 && value <= 9;
}
/** The versions that llhttp accepts. */
function isVersion(major, minor) {
    if (major === 1)
        return minor === 0 || minor === 1;
    return (major === 0 && minor === 9) || (major === 2 && minor === 0);
}

;// CONCATENATED MODULE: ./build/load/http/http1/parser.js







const inHead = 0;
const inFixed = 1;
const inChunkLine = 2;
const inChunk = 3;
const afterChunk = 4;
const afterChunkCr = 5;
const inTrailers = 6;
const untilClose = 7;
/** After an interim response that announced the end of the connection. */
const atClose = 8;
/** Parses the responses of one connection in pieces of any size. Stores only a cut-off token and the kept parts. */
class Http1Parser {
    /** `undefined` while incomplete; "" when the response is complete; else the failure's name. */
    outcome;
    /** True once any byte of the response has come. */
    hasStarted = false;
    /** Bytes of the body so far, without chunk lines. */
    bodyBytes = 0;
    #head = new HeadParser();
    #chunkLine = new ChunkLineParser();
    #body = new BodyBuffer();
    #state = inHead;
    #isHead = false;
    #keep = "nothing";
    #keepsTrailers = false;
    #streamEnd;
    /** Bytes still to come of the body or the chunk. */
    #remaining = 0;
    /** Starts the next response. */
    startResponse({ method, keep, keepsTrailers, stream }) {
        this.outcome = undefined;
        this.hasStarted = false;
        this.bodyBytes = 0;
        this.#keepsTrailers = keepsTrailers === true;
        this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
        this.#state = inHead;
        this.#isHead = method === "HEAD";
        this.#keep = keep;
        this.#head.startHead(keep !== "nothing");
        this.#body.clear();
    }
    /** True once any byte of the body has come. */
    get hasBody() {
        return this.bodyBytes > 0;
    }
    get status() {
        return this.#head.status;
    }
    /** Lower-case name, value, name, value, ... */
    get headers() {
        return this.#keep === "nothing" ? pooledConnection/* noHeaders */.Kk : this.#head.headers.list;
    }
    /** The same of the trailers. Empty unless kept. */
    get trailers() {
        return this.#head.headers.trailers;
    }
    /** Value of the `Content-Type` header. */
    get contentType() {
        return this.#head.headers.contentType;
    }
    /** True if the body came without its length, and may go on without end. */
    get isEndless() {
        return this.hasBody && this.#state !== inFixed;
    }
    /** True if the text that ends the stream has come. */
    get foundUntil() {
        return this.#streamEnd?.isFound === true;
    }
    /** Returns the body and forgets it. */
    takeBody() {
        return this.#keep === "body" ? this.#body.take() : pooledConnection/* noBody */.GV;
    }
    get keepAlive() {
        return this.#head.headers.keepAlive;
    }
    /** True if another request may follow on this connection, once the response is complete. */
    get isReusable() {
        if (this.#state === untilClose || this.foundUntil || this.#hasTwoLengths())
            return false;
        return this.#head.isPersistent && !this.#mayHaveForbiddenBody();
    }
    /** Bytes that the parser stores, apart from kept headers. */
    get storedBytes() {
        return this.#head.partialBytes + this.#body.capacity;
    }
    /** Returns where it stopped: after the response, at the end of the bytes, or at the failure. */
    read(bytes, from, end) {
        let at = from;
        if (at < end)
            this.hasStarted = true;
        while (at < end && this.outcome === undefined)
            at = this.#readNext(bytes, at, end);
        return at;
    }
    /** The server has closed its side. */
    end() {
        if (this.outcome === undefined)
            this.outcome = this.#state === untilClose ? "" : "connection closed";
    }
    #readNext(bytes, at, end) {
        switch (this.#state) {
            case inHead:
                return this.#readHead(bytes, at, end);
            case inFixed:
                return this.#readFixed(bytes, at, end);
            case inChunkLine:
                return this.#readChunkLine(bytes, at, end);
            case inChunk:
                return this.#readChunk(bytes, at, end);
            case inTrailers:
                return this.#readTrailers(bytes, at, end);
            case untilClose:
                this.#take(bytes, at, end);
                return end;
            default:
                return this.#readByte(bytes, at);
        }
    }
    #readHead(bytes, from, end) {
        const at = this.#head.read(bytes, from, end);
        const { outcome } = this.#head;
        if (outcome === "")
            this.#startBody();
        else
            this.outcome = outcome;
        return at;
    }
    #startBody() {
        const { status, headers: fields } = this.#head;
        if (status < 200) {
            this.#skipInterim(status);
        }
        else if (this.#isHead || status === 204 || status === 304) {
            this.outcome = "";
        }
        else if (fields.isChunked) {
            this.#startChunk();
        }
        else if (fields.hasTransferEncoding || fields.contentLength < 0) {
            this.#state = untilClose;
        }
        else {
            this.#state = inFixed;
            this.#remaining = fields.contentLength;
            if (this.#remaining === 0)
                this.outcome = "";
        }
    }
    /** RFC 9110, 15.2: the final response is still to come. A 101 is invalid, because no request asks for an upgrade. */
    #skipInterim(status) {
        if (status === 101)
            this.outcome = broken.upgrade;
        else if (this.#head.isPersistent)
            this.#head.startHead(this.#keep !== "nothing");
        else
            this.#state = atClose;
    }
    #readFixed(bytes, from, end) {
        const to = Math.min(end, from + this.#remaining);
        this.#remaining -= to - from;
        this.#take(bytes, from, to);
        if (this.#remaining === 0)
            this.outcome ??= "";
        return to;
    }
    #startChunk() {
        this.#state = inChunkLine;
        this.#chunkLine.reset();
    }
    #readChunkLine(bytes, from, end) {
        const at = this.#chunkLine.read(bytes, from, end);
        if (this.#chunkLine.isInvalid)
            this.outcome = broken.chunkSize;
        if (!this.#chunkLine.isDone)
            return at;
        this.#remaining = this.#chunkLine.size;
        this.#state = inChunk;
        if (this.#remaining === 0) {
            this.#state = inTrailers;
            this.#head.startTrailers(this.#keepsTrailers);
        }
        return at;
    }
    #readChunk(bytes, from, end) {
        const to = Math.min(end, from + this.#remaining);
        this.#remaining -= to - from;
        this.#take(bytes, from, to);
        if (this.#remaining === 0)
            this.#state = afterChunk;
        return to;
    }
    #readTrailers(bytes, from, end) {
        const at = this.#head.read(bytes, from, end);
        this.outcome = this.#head.outcome;
        return at;
    }
    #readByte(bytes, at) {
        if (this.#state === afterChunk && bytes[at] === cr)
            this.#state = afterChunkCr;
        else if (this.#state === afterChunkCr && bytes[at] === lf)
            this.#startChunk();
        else
            this.outcome = broken.chunkEnd;
        return at + 1;
    }
    #take(bytes, from, to) {
        this.bodyBytes += to - from;
        if (this.#keep === "body" && !this.#body.add(bytes, from, to))
            this.outcome = "body too large";
        if (this.#streamEnd?.add(bytes.subarray(from, to)) === true)
            this.outcome ??= "";
    }
    /** A length beside an encoding does not count (RFC 9112, 6.3). No other response may follow on this connection. */
    #hasTwoLengths() {
        const { hasTransferEncoding, contentLength } = this.#head.headers;
        return hasTransferEncoding && contentLength >= 0;
    }
    /** A 204 or 304 whose headers announce a body may have sent one, which the standard forbids. */
    #mayHaveForbiddenBody() {
        const { status, headers: fields } = this.#head;
        if (status !== 204 && status !== 304)
            return false;
        return !this.#isHead && (fields.contentLength > 0 || fields.hasTransferEncoding);
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/connection.js





/** Shared by all connections of a thread. Each consumes what it has read before the next one reads. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);
/** A connection of plain HTTP/1.1, kept alive. */
class Http1Connection extends pooledConnection/* PooledConnection */.ad {
    #owner;
    #options;
    #parser = new Http1Parser();
    #ackDetector = new DelayedAckDetector();
    #socket;
    /** Reused for responses of which only the status is kept. */
    #statusOnly = { status: 0, headers: pooledConnection/* noHeaders */.Kk, body: pooledConnection/* noBody */.GV, foundUntil: false };
    #serialized;
    constructor(owner, options) {
        super();
        this.#owner = owner;
        this.#options = options;
        const callback = (length) => this.#read(length);
        this.#socket = (0,external_node_net_.connect)({ ...options.address, noDelay: true, onread: { buffer: readBuffer, callback } });
        this.#socket.on("connect", () => this.#write());
        this.#socket.on("end", () => this.#end());
        this.#socket.on("error", (error) => this.#fail(socketFailureName(error.code ?? error.name)));
        this.#socket.on("close", () => this.#fail("connection closed"));
    }
    send() {
        this.#serialized = this.#options.serialize(this.request);
        this.#parser.startResponse(this.request);
        this.#ackDetector.startResponse();
        this.bodyTimes.start();
        if (this.#serialized === undefined)
            process.nextTick(() => this.#owner.onUnsendable(this));
        else if (!this.#socket.connecting)
            this.#write();
    }
    async close() {
        const socket = this.#socket;
        if (socket.closed)
            return;
        const closed = Promise.withResolvers();
        socket.on("close", closed.resolve);
        socket.destroy();
        await closed.promise;
    }
    get contentType() {
        return this.#parser.contentType;
    }
    get endlessType() {
        return this.#parser.isEndless ? (0,pooledConnection/* mediaTypeOf */.c0)(this.contentType) : undefined;
    }
    #write() {
        const serialized = this.#serialized;
        if (serialized === undefined || this.exchange === undefined)
            return;
        if (serialized.body === undefined) {
            this.#socket.write(serialized.head, "latin1");
            return;
        }
        this.#socket.cork();
        this.#socket.write(serialized.head, "latin1");
        this.#socket.write(serialized.body);
        this.#socket.uncork();
    }
    #read(length) {
        const nowMs = this.#options.clock.nowMs();
        if (this.exchange === undefined) {
            // Bytes without a request.
            this.#owner.onClose(this);
            return true;
        }
        this.#ackDetector.addChunk(nowMs);
        const parser = this.#parser;
        const at = parser.read(readBuffer, 0, length);
        // A later read may hold only the end of the chunks. Its time does not matter.
        if (parser.hasBody)
            this.bodyTimes.add(nowMs);
        this.bodyTimes.bytes = parser.bodyBytes;
        if (parser.outcome === "")
            this.#respond(nowMs, at === length && parser.isReusable && this.#socket.writableLength === 0);
        else if (parser.outcome !== undefined)
            this.#owner.onFailure(this, parser.outcome, false);
        return true;
    }
    #end() {
        const nowMs = this.#options.clock.nowMs();
        this.#parser.end();
        if (this.exchange !== undefined && this.#parser.outcome === "")
            this.#respond(nowMs, false);
        else
            this.#fail("connection closed");
    }
    #respond(atMs, reusable) {
        const { keepAlive } = this.#parser;
        this.maxIdleMs = (0,pooledConnection/* maxIdleOf */.o0)(keepAlive);
        if (this.exchange !== undefined)
            this.exchange.hadDelayedAck = this.#ackDetector.hadDelayedAck;
        this.markBody(atMs);
        this.#owner.onResponse(this, this.#takeResponse(), atMs, reusable && this.maxIdleMs > 0);
    }
    #takeResponse() {
        const { status, headers, trailers, foundUntil } = this.#parser;
        const { keep, keepsTrailers } = this.request;
        if (keep !== "nothing" || keepsTrailers === true) {
            return { status, headers, body: this.#parser.takeBody(), trailers, foundUntil };
        }
        this.#statusOnly.status = status;
        this.#statusOnly.foundUntil = foundUntil;
        return this.#statusOnly;
    }
    #fail(failure) {
        if (this.exchange === undefined)
            this.#owner.onClose(this);
        else
            this.#owner.onFailure(this, failure, !this.#parser.hasStarted);
    }
}

;// CONCATENATED MODULE: ./build/load/http/requestSyntax.js
/** True if it is exactly one request on the wire: no line break in a header, no space in the path. */
function isValidRequest({ method, path, headers }) {
    if (!token.test(method) || method === "CONNECT" || !pathBytes.test(path) || headers.length % 2 !== 0)
        return false;
    return headers.every((text, i) => (i % 2 === 0 ? token : valueBytes).test(text));
}
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const pathBytes = /^\/[\x21-\xff]*$/;
const valueBytes = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Headers about the connection and the body, which the client writes itself. */
function isClientHeader(name) {
    switch (name.toLowerCase()) {
        case "connection":
        case "content-length":
        case "keep-alive":
        case "transfer-encoding":
        case "upgrade":
            return true;
        default:
            return false;
    }
}
/** RFC 9110, 8.6: these methods send `content-length: 0` if they have no body. */
function expectsBody(method) {
    switch (method) {
        case "POST":
        case "PUT":
        case "PATCH":
        case "QUERY":
        case "PROPFIND":
        case "PROPPATCH":
            return true;
        default:
            return false;
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/serializer.js

/** A shorter body is copied into the head. */
const maxCopiedBytes = 16 * 1024;
function serializeRequest(request, options) {
    const { body } = request;
    const head = headOf(request, options);
    if (body === undefined || body.length === 0) {
        return { head: head + (expectsBody(request.method) ? "content-length: 0\r\n\r\n" : "\r\n"), body: undefined };
    }
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const withLength = `${head}content-length: ${bytes.length}\r\n\r\n`;
    if (bytes.length > maxCopiedBytes)
        return { head: withLength, body: bytes };
    return { head: withLength + Buffer.from(bytes).toString("latin1"), body: undefined };
}
function headOf({ method, path, headers }, { host, keepAlive }) {
    const connection = keepAlive ? "keep-alive" : "close";
    let head = `${method} ${path} HTTP/1.1\r\nhost: ${hostHeader(headers) ?? host}\r\nconnection: ${connection}\r\n`;
    for (let i = 0; i < headers.length; i += 2) {
        const name = headers[i] ?? "";
        if (!isClientHeader(name) && name.toLowerCase() !== "host")
            head += `${name}: ${headers[i + 1]}\r\n`;
    }
    return head;
}
function hostHeader(headers) {
    const index = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === "host");
    return index < 0 ? undefined : headers[index + 1];
}

// EXTERNAL MODULE: external "node:http2"
var external_node_http2_ = __webpack_require__(32467);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
;// CONCATENATED MODULE: ./build/load/http/http2/errors.js


/** The failure's name, as client.ts lists them. */
function connectionFailureName({ code, goaway, isOtherProtocol }) {
    if (isOtherProtocol || code === noCommonProtocol)
        return failure/* http2NotSpoken */.uS;
    if (goaway !== undefined && goaway > 0)
        return `GOAWAY ${errorCodes[goaway] ?? goaway}`;
    if (code === undefined)
        return "connection closed";
    return code.startsWith("ERR_HTTP2_") ? "invalid response" : socketFailureName(code);
}
/** The alert of a TLS server that has none of the offered protocols. */
const noCommonProtocol = "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL";
/** RFC 9113, 7. */
const errorCodes = [
    "NO_ERROR",
    "PROTOCOL_ERROR",
    "INTERNAL_ERROR",
    "FLOW_CONTROL_ERROR",
    "SETTINGS_TIMEOUT",
    "STREAM_CLOSED",
    "FRAME_SIZE_ERROR",
    "REFUSED_STREAM",
    "CANCEL",
    "COMPRESSION_ERROR",
    "CONNECT_ERROR",
    "ENHANCE_YOUR_CALM",
    "INADEQUATE_SECURITY",
    "HTTP_1_1_REQUIRED",
];

;// CONCATENATED MODULE: ./build/load/http/http2/connection.js






/** Most streams at once on one connection. Servers commonly allow as many (RFC 9113, 6.5.2). */
const maxStreams = 100;
/** Receive windows as large as a browser's, so that flow control hardly ever delays a response. */
const streamWindowBytes = 6 * 1024 * 1024;
const connectionWindowBytes = 15 * 1024 * 1024;
/** A connection of HTTP/2, with or without TLS. It takes as many streams at once as the server's SETTINGS allow. */
class Http2Connection {
    #owner;
    #socket;
    #session;
    /** `opening` until the server's SETTINGS have come; `retired` once it takes no more requests. */
    #state = "opening";
    #maxStreams;
    #active = 0;
    #waiting = new Set();
    #errorCode;
    #goaway;
    #lastProcessed = 0;
    #isOtherProtocol = false;
    /** True if a response has come on it. */
    isUsed = false;
    /** When the last stream ended. NaN while a stream is open. */
    idleSinceMs = Number.NaN;
    /** `expectedStreams`: the limit until the server's SETTINGS have come. */
    constructor(owner, options, expectedStreams) {
        this.#owner = owner;
        this.#maxStreams = expectedStreams;
        this.#socket = openSocket(options);
        const isTls = this.#socket instanceof external_node_tls_.TLSSocket;
        this.#socket.once(isTls ? "secureConnect" : "connect", () => this.#start(options.destination.origin));
        this.#socket.on("error", (error) => this.#fail(error));
        this.#socket.on("close", () => this.#end());
    }
    get hasRoom() {
        return this.#canOpen && this.#active + this.#waiting.size < this.#maxStreams;
    }
    /** Why the connection ended, or will end. */
    get failure() {
        const hasFailed = this.#state === "ended" || this.#errorCode !== undefined || (this.#goaway ?? 0) > 0;
        if (!hasFailed)
            return undefined;
        return connectionFailureName({
            code: this.#errorCode,
            goaway: this.#goaway,
            isOtherProtocol: this.#isOtherProtocol,
        });
    }
    /** True if the server has retired the connection in order, after it processed some of its streams. */
    get isWornOut() {
        return this.#goaway === 0 && this.#lastProcessed > 0;
    }
    /** Opens a stream for the request, at once or as soon as the connection is open. */
    add(user) {
        this.idleSinceMs = Number.NaN;
        if (this.#state === "opening" || this.#maxStreams === 0)
            this.#waiting.add(user);
        else
            this.#open(user);
        this.#owner.onRoom(this);
    }
    /** The request no longer waits. */
    withdraw(user) {
        if (this.#waiting.delete(user))
            this.#owner.onRoom(this);
    }
    /** Must be called once for each stream that `open` was called for. */
    release(nowMs) {
        this.#active--;
        if (this.#active === 0)
            this.idleSinceMs = nowMs;
        this.#owner.onRoom(this);
    }
    /** Takes no more requests, and closes after the last one in flight. */
    retire() {
        if (this.#state === "ended")
            return;
        this.#state = "retired";
        this.#owner.onRoom(this);
        if (this.#session === undefined)
            this.#socket.destroy();
        else if (!this.#session.closed)
            this.#session.close();
    }
    async close() {
        if (this.#socket.closed)
            return;
        const closed = Promise.withResolvers();
        this.#socket.on("close", closed.resolve);
        this.#session?.destroy();
        this.#socket.destroy();
        await closed.promise;
    }
    get #canOpen() {
        return this.#state === "opening" || (this.#state === "open" && this.#session?.closed === false);
    }
    #open(user) {
        if (this.#session === undefined)
            return;
        this.#active++;
        user.open(this.#session);
    }
    #start(origin) {
        const socket = this.#socket;
        if (socket instanceof external_node_tls_.TLSSocket && socket.alpnProtocol !== "h2") {
            this.#isOtherProtocol = true;
            socket.destroy();
            return;
        }
        const session = (0,external_node_http2_.connect)(origin.startsWith("unix:") ? "http://localhost" : origin, {
            createConnection: () => socket,
            settings: { enablePush: false, initialWindowSize: streamWindowBytes, maxHeaderListSize: pooledConnection/* maxHeaderBytes */.Pw },
            // In MB. The default of 10 refuses streams while a large body is being sent.
            maxSessionMemory: 1000,
            maxHeaderListPairs: 1000,
        });
        this.#session = session;
        session.on("connect", () => session.setLocalWindowSize(connectionWindowBytes));
        session.on("remoteSettings", ({ maxConcurrentStreams = maxStreams }) => this.#onSettings(maxConcurrentStreams));
        session.on("goaway", (code, lastProcessed) => this.#onGoaway(code, lastProcessed));
        session.on("error", (error) => this.#fail(error));
        session.on("close", () => socket.destroy());
    }
    #onSettings(allowed) {
        this.#maxStreams = Math.min(allowed, maxStreams);
        if (this.#state === "opening")
            this.#state = "open";
        if (allowed > 0) {
            this.#owner.onLimit(this.#maxStreams);
            for (const user of this.#takeWaiting()) {
                if (this.#canOpen && this.#active < this.#maxStreams)
                    this.#open(user);
                else
                    user.move();
            }
        }
        this.#owner.onRoom(this);
    }
    /** The session has closed itself already, and goes on with the streams that the server still answers. */
    #onGoaway(code, lastProcessed) {
        this.#goaway = code;
        this.#lastProcessed = lastProcessed;
        if (this.#state !== "ended")
            this.#state = "retired";
        this.#owner.onRoom(this);
        for (const user of this.#takeWaiting())
            user.move();
    }
    #fail({ code, name }) {
        this.#errorCode ??= code ?? name;
        this.#checkProtocol();
    }
    /** Bytes that are no SETTINGS frame are of another protocol. TLS has agreed on the protocol before. */
    #checkProtocol() {
        const isTls = this.#socket instanceof external_node_tls_.TLSSocket;
        if (this.#state === "opening" && !isTls && this.#socket.bytesRead > 0)
            this.#isOtherProtocol = true;
    }
    #end() {
        if (this.#state === "ended")
            return;
        this.#checkProtocol();
        this.#state = "ended";
        this.#owner.onEnd(this);
        const failure = this.failure ?? "connection closed";
        for (const user of this.#takeWaiting())
            user.fail(failure);
    }
    #takeWaiting() {
        const waiting = [...this.#waiting];
        this.#waiting.clear();
        return waiting;
    }
}
/** Offers HTTP/1.1 as well, so that a server without HTTP/2 says so instead of breaking off. */
function openSocket({ destination: { origin, tls }, secureContext }) {
    const address = (0,shell_address/* addressOf */.c)(origin);
    if (!origin.startsWith("https:"))
        return (0,external_node_net_.connect)({ ...address, noDelay: true });
    const { hostname } = new URL(origin);
    return (0,external_node_tls_.connect)({
        ...address,
        ...((0,external_node_net_.isIP)(hostname.replace(/^\[|\]$/g, "")) === 0 ? { servername: hostname } : {}),
        ALPNProtocols: ["h2", "http/1.1"],
        rejectUnauthorized: tls.verify,
        secureContext,
    });
}

;// CONCATENATED MODULE: ./build/load/http/http2/connections.js

/** The connections of one client. A new one opens when the streams of all others are used up. */
class Http2Connections {
    #options;
    #all = new Set();
    #peak = 0;
    opened = 0;
    #withRoom = new Set();
    /** The server's limit, as far as it is known. */
    #expectedStreams = maxStreams;
    constructor(options) {
        this.#options = options;
    }
    /** A connection with room for one more stream. Without keep-alive each request gets its own. */
    acquire() {
        for (const connection of this.#withRoom) {
            if (connection.hasRoom)
                return connection;
            this.#withRoom.delete(connection);
        }
        const { keepAlive } = this.#options.destination;
        const connection = new Http2Connection(this, this.#options, keepAlive ? this.#expectedStreams : 1);
        this.#all.add(connection);
        this.opened++;
        this.#peak = Math.max(this.#peak, this.#all.size);
        return connection;
    }
    takePeak() {
        const peak = this.#peak;
        this.#peak = this.#all.size;
        return peak;
    }
    onRoom(connection) {
        if (this.#options.destination.keepAlive && connection.hasRoom)
            this.#withRoom.add(connection);
        else
            this.#withRoom.delete(connection);
    }
    onLimit(streams) {
        this.#expectedStreams = streams;
    }
    onEnd(connection) {
        this.#all.delete(connection);
        this.#withRoom.delete(connection);
    }
    async close() {
        await Promise.all([...this.#all].map((connection) => connection.close()));
    }
}

;// CONCATENATED MODULE: ./build/load/http/http2/request.js


/** The request in the form of HTTP/2 (RFC 9113, 8.3); `undefined` if it cannot be sent. */
function http2RequestOf(request, scheme, host) {
    if (!isValidRequest(request))
        return undefined;
    const { method, path, body } = request;
    const fields = fieldsOf(request.headers);
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const length = bytes?.length ?? 0;
    return {
        headers: {
            [external_node_http2_.constants.HTTP2_HEADER_METHOD]: method,
            [external_node_http2_.constants.HTTP2_HEADER_SCHEME]: scheme,
            [external_node_http2_.constants.HTTP2_HEADER_AUTHORITY]: fields.get("host")?.[0] ?? host,
            [external_node_http2_.constants.HTTP2_HEADER_PATH]: path,
            ...Object.fromEntries([...fields].filter(([name]) => name !== "host").map(([name, [...values]]) => [name, values])),
            ...(length > 0 || expectsBody(method) ? { "content-length": length } : {}),
        },
        body: length > 0 ? bytes : undefined,
    };
}
/** Values by lower-case name, without the headers that HTTP/2 forbids (RFC 9113, 8.2.2) or the client writes. */
function fieldsOf(headers) {
    const fields = new Map();
    for (let i = 0; i < headers.length; i += 2) {
        const name = (headers[i] ?? "").toLowerCase();
        if (isClientHeader(name) || name === "proxy-connection" || (name === "te" && headers[i + 1] !== "trailers"))
            continue;
        fields.set(name, [...(fields.get(name) ?? []), headers[i + 1] ?? ""]);
    }
    return fields;
}

;// CONCATENATED MODULE: ./build/load/http/http2/stream.js





/** Sends one request at a time, each as a stream of any connection with room. */
class Http2Stream extends pooledConnection/* PooledConnection */.ad {
    maxIdleMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    #owner;
    #options;
    #body = new BodyBuffer();
    #request;
    #connection;
    #stream;
    #status = 0;
    #headers = pooledConnection/* noHeaders */.Kk;
    #trailers = pooledConnection/* noHeaders */.Kk;
    contentType;
    /** `undefined` if the response did not announce its length. */
    #announcedBytes;
    #streamEnd;
    constructor(owner, options) {
        super();
        this.#owner = owner;
        this.#options = options;
    }
    send() {
        this.#request = this.#options.requestOf(this.request);
        this.#status = 0;
        this.#headers = pooledConnection/* noHeaders */.Kk;
        this.#trailers = pooledConnection/* noHeaders */.Kk;
        this.contentType = undefined;
        this.#announcedBytes = undefined;
        this.#body.clear();
        this.bodyTimes.start();
        const { stream } = this.request;
        this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
        if (this.#request === undefined)
            process.nextTick(() => this.#owner.onUnsendable(this));
        else
            this.move();
    }
    async close() {
        this.#detach()?.close(external_node_http2_.constants.NGHTTP2_CANCEL);
    }
    move() {
        const connection = this.#options.connections.acquire();
        const idleMs = this.#options.clock.nowMs() - connection.idleSinceMs;
        this.isUsed = connection.isUsed;
        this.idleMs = (0,unit/* millis */.ne)(Number.isNaN(idleMs) ? 0 : idleMs);
        this.#connection = connection;
        connection.add(this);
    }
    fail(failure) {
        this.#connection = undefined;
        if (this.exchange !== undefined)
            this.#owner.onFailure(this, failure, false);
    }
    open(session) {
        if (this.#request === undefined)
            return;
        const { headers, body } = this.#request;
        const stream = session.request(headers, { endStream: body === undefined });
        this.#stream = stream;
        stream.on("response", (fields, _flags, raw) => this.#onResponse(fields, raw));
        stream.on("data", (chunk) => this.#onData(stream, chunk));
        if (this.request.keepsTrailers === true) {
            stream.on("trailers", (_fields, _flags, raw) => {
                this.#trailers = flatHeaders(raw);
            });
        }
        stream.on("end", () => this.#onEnd(stream));
        stream.on("error", waitForClose);
        stream.on("close", () => this.#onClose(stream));
        if (body !== undefined)
            stream.end(body);
    }
    #onResponse(fields, raw) {
        this.#status = fields[":status"] ?? 0;
        const { method, keep } = this.request;
        const hasBody = method !== "HEAD" && this.#status !== 204 && this.#status !== 304;
        const length = fields["content-length"];
        this.#announcedBytes = hasBody && length !== undefined ? Number(length) : undefined;
        this.contentType = fields["content-type"];
        if (keep !== "nothing")
            this.#headers = flatHeaders(raw);
    }
    #onData(stream, chunk) {
        if (this.#stream !== stream || this.exchange === undefined)
            return;
        const nowMs = this.#options.clock.nowMs();
        this.bodyTimes.add(nowMs);
        this.bodyTimes.bytes += chunk.length;
        if (this.request.keep === "body" && !this.#body.add(chunk, 0, chunk.length)) {
            this.#owner.onFailure(this, "body too large", false);
        }
        else if (this.#streamEnd?.add(chunk) === true) {
            this.#detach()?.close(external_node_http2_.constants.NGHTTP2_CANCEL);
            this.#respond(nowMs);
        }
    }
    /** The response is complete. A request body that is still being sent does not matter then (RFC 9113, 8.1). */
    #onEnd(stream) {
        if (this.#stream !== stream || this.#status === 0 || !this.#isComplete(stream))
            return;
        const atMs = this.#options.clock.nowMs();
        if (this.#connection !== undefined)
            this.#connection.isUsed = true;
        this.#detach();
        if (!stream.writableFinished)
            stream.close(external_node_http2_.constants.NGHTTP2_NO_ERROR);
        this.#respond(atMs);
    }
    /** A reset also ends the data. */
    #isComplete({ rstCode = external_node_http2_.constants.NGHTTP2_NO_ERROR }) {
        if (this.#announcedBytes === undefined)
            return rstCode === external_node_http2_.constants.NGHTTP2_NO_ERROR;
        return this.bodyTimes.bytes >= this.#announcedBytes;
    }
    #respond(atMs) {
        this.markBody(atMs);
        this.#owner.onResponse(this, this.#takeResponse(), atMs, true);
    }
    #takeResponse() {
        const body = this.request.keep === "body" ? this.#body.take() : pooledConnection/* noBody */.GV;
        const foundUntil = this.#streamEnd?.isFound === true;
        return { status: this.#status, headers: this.#headers, body, trailers: this.#trailers, foundUntil };
    }
    /** The stream closed without a complete response. */
    #onClose(stream) {
        if (this.#stream !== stream)
            return;
        const failure = this.#connection?.failure ?? "stream reset";
        const isProgress = this.#connection?.isWornOut === true;
        this.#detach();
        if (this.exchange === undefined)
            return;
        const hasStarted = this.#status > 0;
        const isRefused = stream.rstCode === external_node_http2_.constants.NGHTTP2_REFUSED_STREAM && !hasStarted;
        if (isRefused)
            this.#owner.onUnprocessed(this, "stream refused", isProgress);
        else
            this.#owner.onFailure(this, failure, !hasStarted);
    }
    /** Gives the stream's room back to its connection. Later events of the stream are ignored. */
    #detach() {
        const [connection, stream] = [this.#connection, this.#stream];
        this.#connection = undefined;
        this.#stream = undefined;
        if (stream === undefined)
            connection?.withdraw(this);
        else
            connection?.release(this.#options.clock.nowMs());
        if (!this.#options.keepAlive)
            connection?.retire();
        return stream;
    }
    get endlessType() {
        return this.#announcedBytes === undefined ? (0,pooledConnection/* mediaTypeOf */.c0)(this.contentType) : undefined;
    }
}
/** The stream closes after an error, and the failure is reported then. */
function waitForClose() { }
/** Names and values in the order received, without the pseudo-headers. */
function flatHeaders(raw) {
    if (!Array.isArray(raw))
        return pooledConnection/* noHeaders */.Kk;
    const texts = raw.map(String);
    return texts.filter((_, i) => !texts[i - (i % 2)]?.startsWith(":"));
}

;// CONCATENATED MODULE: ./build/load/http/requestCache.js
const maxEntries = 256;
const maxBytes = 16 * 1024 * 1024;
/** Caches a value per request. The cache starts again from empty when it grows too large. */
function requestCache(create, bytesOf) {
    const cache = new Map();
    let bytes = 0;
    return (request) => {
        const cached = cache.get(request);
        if (cached !== undefined)
            return cached;
        const value = create(request);
        bytes += bytesOf(value);
        if (cache.size >= maxEntries || bytes > maxBytes) {
            cache.clear();
            bytes = bytesOf(value);
        }
        cache.set(request, value);
        return value;
    };
}

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
;// CONCATENATED MODULE: ./build/load/http/undici/connection.js



/** Servers close idle connections early. */
const maxIdleMs = 4000;
/** One undici client, which has one connection at a time. */
class UndiciConnection {
    client;
    /** True if the connection has had a response. */
    isUsed = false;
    /** The error's code, if the socket failed. */
    socketFailure;
    /** True if the server has closed its side. */
    ended = false;
    #socket;
    /** Calls `onLost` when the connection has ended. */
    constructor({ origin }, connect, onLost) {
        this.client = new undici/* Client */.Kj(origin.startsWith("unix:") ? "http://localhost" : origin, {
            pipelining: 1,
            allowH2: false,
            useMilo: false,
            maxHeaderSize: pooledConnection/* maxHeaderBytes */.Pw,
            headersTimeout: 0,
            bodyTimeout: 0,
            keepAliveTimeout: maxIdleMs,
            keepAliveTimeoutThreshold: 1000,
            // As curl does, the certificate is checked for the destination's name, whatever the Host header says.
            connect: ({ servername: _, ...options }, callback) => connect(options, (error, socket) => {
                if (error !== null) {
                    callback(error, null);
                }
                else {
                    this.#watch(socket);
                    callback(null, socket);
                }
            }),
        });
        this.client.on("disconnect", onLost);
    }
    get isAlive() {
        return this.#socket?.destroyed === false;
    }
    #watch(socket) {
        this.#socket = socket;
        this.isUsed = false;
        this.ended = false;
        this.socketFailure = undefined;
        socket.on("end", () => {
            this.ended = true;
        });
        socket.on("error", (error) => {
            // The alerts of a TLS server are the socket's errors, too.
            if ("syscall" in error || error.code?.startsWith("ERR_SSL_") === true)
                this.socketFailure = error.code;
        });
    }
}
/** Opens connections to the destination. With keep-alive they share its TLS sessions. */
function connectorTo({ origin, keepAlive, tls }) {
    return (0,undici/* buildConnector */.gU)({
        allowH2: false,
        ...(origin.startsWith("unix:") ? { socketPath: origin.slice("unix:".length) } : {}),
        ...(keepAlive ? {} : { maxCachedSessions: 0 }),
        timeout: 0,
        rejectUnauthorized: tls.verify,
        secureContext: (0,tlsContext/* tlsContextOf */.A)(tls),
    });
}

;// CONCATENATED MODULE: ./build/load/http/undici/errors.js

/** The failure's name, as client.ts lists them. */
function undiciFailureName(error, connection) {
    if (connection.socketFailure !== undefined)
        return socketFailureName(connection.socketFailure);
    if (error === undefined)
        return "connection closed";
    switch (error.code) {
        case "UND_ERR_CONNECT_TIMEOUT":
            return "timeout";
        case "UND_ERR_HEADERS_OVERFLOW":
            return "headers too large";
        case "UND_ERR_SOCKET":
            return error.message.startsWith("bad ") ? ruleOf(error) : "connection closed";
        case "UND_ERR_INFO":
            return "connection closed";
        case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
            return connection.ended ? "connection closed" : "invalid response: Content-Length contradicts the response";
        case "ERR_ASSERTION":
            return ruleOf(error);
        default:
            return error.name === "HTTPParserError" ? parserFailureName(error) : socketFailureName(error.code ?? error.name);
    }
}
const parserFailureName = (error) => error.message.includes("Invalid EOF state") ? "connection closed" : ruleOf(error);
/** Ends with the reason as undici or its parser gives it, such as `Content-Length already present`. */
function ruleOf({ message }) {
    const [, reason = message] = /\((.+)\)/.exec(message) ?? [];
    return `invalid response: ${reason.split("\n", 1)[0]?.slice(0, mostLetters)}`;
}
const mostLetters = 80;

;// CONCATENATED MODULE: ./build/load/http/undici/stream.js






/** The request in undici's form; `undefined` if it cannot be sent. */
function dispatchOptionsOf(request, { keepAlive }) {
    if (!isValidRequest(request))
        return undefined;
    const { method, path, headers, body } = request;
    const options = {
        method,
        path,
        // undici does not support `expect`. It sends the body at once, which most servers would ask for anyway.
        headers: headers.filter((_, i) => !isClientHeader(nameAt(headers, i)) && nameAt(headers, i).toLowerCase() !== "expect"),
        body: typeof body === "string" ? Buffer.from(body) : (body ?? null),
        // By default undici does not reuse a connection after HEAD, nor after a GET with a body.
        reset: !keepAlive,
        // By default undici takes the Host header, and reconnects for every other one. The connector knows the real name.
        servername: "the destination",
    };
    return options;
}
const nameAt = (headers, i) => headers[i - (i % 2)] ?? "";
/** A connection of HTTP/1.1 by undici. It handles undici's events of each request. */
class UndiciStream extends pooledConnection/* PooledConnection */.ad {
    #owner;
    #options;
    #connection;
    #hasStarted = false;
    #status = 0;
    #headers = pooledConnection/* noHeaders */.Kk;
    #body = new BodyBuffer();
    #trailers = pooledConnection/* noHeaders */.Kk;
    #keepAlive;
    contentType;
    #hasLength = false;
    #streamEnd;
    #doneMs = (0,unit/* millis */.ne)(0);
    #finishLater = () => this.#finish();
    constructor(owner, options) {
        super();
        this.#owner = owner;
        this.#options = options;
        this.#connection = options.connect(() => {
            if (this.exchange === undefined)
                owner.onClose(this);
        });
    }
    send() {
        const dispatchOptions = this.#options.dispatchOptions(this.request);
        this.#hasStarted = false;
        this.#headers = pooledConnection/* noHeaders */.Kk;
        this.#trailers = pooledConnection/* noHeaders */.Kk;
        this.#body.clear();
        this.bodyTimes.start();
        const { stream } = this.request;
        this.#streamEnd = stream?.until === undefined ? undefined : new StreamEnd(stream.until);
        this.isUsed = false;
        if (dispatchOptions === undefined)
            process.nextTick(() => this.#owner.onUnsendable(this));
        else
            this.#connection.client.dispatch(dispatchOptions, this);
    }
    async close() {
        await this.#connection.client.destroy();
    }
    onRequestStart(controller) {
        if (this.exchange === undefined)
            controller.abort(new Error("aborted"));
        this.isUsed = this.#connection.isUsed;
    }
    onResponseStarted() {
        this.#hasStarted = true;
    }
    onResponseStart(controller, status, headers) {
        if (status < 200)
            return;
        this.#status = status;
        this.#keepAlive = headers["keep-alive"]?.toString();
        this.contentType = headers["content-type"]?.toString();
        this.#hasLength = headers["content-length"] !== undefined;
        if (this.request.keep !== "nothing")
            this.#headers = stream_flatHeaders(controller.rawHeaders ?? headers);
    }
    onResponseData(_, chunk) {
        if (this.exchange === undefined)
            return;
        const nowMs = this.#options.clock.nowMs();
        this.bodyTimes.add(nowMs);
        this.bodyTimes.bytes += chunk.length;
        if (this.request.keep === "body" && !this.#body.add(chunk, 0, chunk.length)) {
            this.#owner.onFailure(this, "body too large", false);
        }
        else if (this.#streamEnd?.add(chunk) === true) {
            this.markBody(nowMs);
            this.#owner.onResponse(this, this.#takeResponse(), nowMs, false);
        }
    }
    onResponseEnd(controller, trailers) {
        this.#doneMs = this.#options.clock.nowMs();
        if (this.request.keepsTrailers === true)
            this.#trailers = stream_flatHeaders(controller.rawTrailers ?? trailers);
        this.#connection.isUsed = true;
        // Undici must read the remaining bytes first: they decide whether the connection stays open. It would also treat an
        // error of the receiver as an error of the request.
        process.nextTick(this.#finishLater);
    }
    onResponseError(_, error) {
        if (this.exchange === undefined)
            return;
        this.#owner.onFailure(this, undiciFailureName(error, this.#connection), !this.#hasStarted);
    }
    #finish() {
        if (this.exchange === undefined)
            return;
        const { socketFailure } = this.#connection;
        if (socketFailure !== undefined) {
            // Undici accepts a response that ends with the connection as complete, even if the connection was reset.
            this.#owner.onFailure(this, undiciFailureName(undefined, this.#connection), false);
            return;
        }
        this.maxIdleMs = (0,pooledConnection/* maxIdleOf */.o0)(this.#keepAlive);
        const isReusable = this.#connection.isAlive && this.maxIdleMs > 0;
        this.markBody(this.#doneMs);
        this.#owner.onResponse(this, this.#takeResponse(), this.#doneMs, isReusable);
    }
    #takeResponse() {
        const body = this.request.keep === "body" ? this.#body.take() : pooledConnection/* noBody */.GV;
        const foundUntil = this.#streamEnd?.isFound === true;
        return { status: this.#status, headers: this.#headers, body, trailers: this.#trailers, foundUntil };
    }
    get endlessType() {
        return this.#hasLength ? undefined : (0,pooledConnection/* mediaTypeOf */.c0)(this.contentType);
    }
}
function stream_flatHeaders(raw) {
    if (Array.isArray(raw)) {
        const texts = raw.map((text) => (typeof text === "string" ? text : text.toString("latin1")));
        return texts.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text.replace(/[ \t]+$/, "")));
    }
    return Object.entries(raw).flatMap(([name, value]) => [value ?? []].flat().flatMap((text) => [name, text]));
}

;// CONCATENATED MODULE: ./build/load/http/createClient.js












/** The client that reaches the destination at the least cost. */
function createClient(destination, clock) {
    return clients[clientKindOf(destination)](destination, clock);
}
function clientKindOf({ origin, http2 }) {
    if (http2)
        return "http2";
    return origin.startsWith("https:") ? "undici" : "http1";
}
const clients = {
    http1: createHttp1Client,
    http2: createHttp2Client,
    undici: createUndiciClient,
};
/** Plain HTTP/1.1 over node:net. */
function createHttp1Client(destination, clock) {
    const { origin, keepAlive } = destination;
    const host = hostOf(origin);
    const options = {
        clock,
        address: (0,shell_address/* addressOf */.c)(origin),
        serialize: requestCache((request) => (isValidRequest(request) ? serializeRequest(request, { host, keepAlive }) : undefined), (serialized) => (serialized === undefined ? 0 : serialized.head.length + (serialized.body?.length ?? 0))),
    };
    return new ConnectionPool(clock, destination, (owner) => new Http1Connection(owner, options));
}
const hostOf = (origin) => (origin.startsWith("unix:") ? "localhost" : new URL(origin).host);
/** HTTP/2 over node:http2, with and without TLS. It never speaks another protocol. */
function createHttp2Client(destination, clock) {
    const { origin, keepAlive } = destination;
    const connections = new Http2Connections({ destination, secureContext: (0,tlsContext/* tlsContextOf */.A)(destination.tls) });
    const scheme = origin.startsWith("https:") ? "https" : "http";
    const options = {
        clock,
        connections,
        keepAlive,
        requestOf: requestCache((request) => http2RequestOf(request, scheme, hostOf(origin)), (request) => request?.body?.length ?? 0),
    };
    const pool = new ConnectionPool(clock, destination, (owner) => new Http2Stream(owner, options));
    return {
        connections,
        send: (request, exchange) => pool.send(request, exchange),
        async close() {
            await pool.close();
            await connections.close();
        },
    };
}
/** HTTP/1.1 by undici, with and without TLS. */
function createUndiciClient(destination, clock) {
    const connector = connectorTo(destination);
    const options = {
        clock,
        connect: (onLost) => new UndiciConnection(destination, connector, onLost),
        dispatchOptions: requestCache((request) => dispatchOptionsOf(request, destination), bodyBytesOf),
    };
    return new ConnectionPool(clock, destination, (owner) => new UndiciStream(owner, options));
}
const bodyBytesOf = (options) => options?.body instanceof Uint8Array ? options.body.length : 0;


/***/ }),

/***/ 64086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ad: () => (/* binding */ PooledConnection),
  PV: () => (/* binding */ emptyResponse),
  G4: () => (/* binding */ maxBodyBytes),
  Pw: () => (/* binding */ maxHeaderBytes),
  o0: () => (/* binding */ maxIdleOf),
  c0: () => (/* binding */ mediaTypeOf),
  GV: () => (/* binding */ noBody),
  Kk: () => (/* binding */ noHeaders)
});

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
;// CONCATENATED MODULE: ./build/load/http/bodyTimes.js

/** When the pieces of one response's body came, and their bytes. */
class BodyTimes {
    pieces = 0;
    bytes = 0;
    firstMs = (0,unit/* millis */.ne)(0);
    /** The longest time between two pieces. */
    largestGapMs = (0,unit/* millis */.ne)(0);
    #lastMs = 0;
    start() {
        this.pieces = 0;
        this.bytes = 0;
        this.largestGapMs = (0,unit/* millis */.ne)(0);
    }
    add(atMs) {
        if (this.pieces++ === 0)
            this.firstMs = atMs;
        else if (atMs - this.#lastMs > this.largestGapMs)
            this.largestGapMs = (0,unit/* millis */.ne)(atMs - this.#lastMs);
        this.#lastMs = atMs;
    }
}

;// CONCATENATED MODULE: ./build/load/http/pooledConnection.js


/** Sends one request at a time: a connection of HTTP/1.1, or one stream of a connection of HTTP/2. */
class PooledConnection {
    request = noRequest;
    /** `undefined` while no request is in flight. */
    exchange;
    /** Start of the timeout: when the client got the request. Opening a connection counts. */
    timeoutStartMs = (0,unit/* millis */.ne)(0);
    /** How often the request was sent before, without the server having processed it. */
    retries = 0;
    /** True if the connection has had a response. */
    isUsed = false;
    /** How long the connection may be idle between two requests. */
    maxIdleMs = defaultMaxIdleMs;
    /** How long it was idle before the current request. */
    idleMs = (0,unit/* millis */.ne)(0);
    /** When the last response came. */
    idleSinceMs = (0,unit/* millis */.ne)(0);
    /** When the pieces of the response's body came. */
    bodyTimes = new BodyTimes();
    /** The failure's name if the response is not complete in time. */
    get timeoutFailure() {
        const type = this.endlessType;
        if (type === undefined || this.bodyTimes.pieces === 0)
            return "timeout";
        if (this.request.stream !== undefined) {
            return this.request.stream.until === undefined
                ? "timeout: stream did not end"
                : "timeout: stream.until did not come";
        }
        const isStream = streamTypes.test(type) || this.bodyTimes.pieces >= fewestStreamPieces;
        return isStream ? `timeout: response is a stream (${type}), set stream.until` : "timeout";
    }
    /** Must be called when the response is complete. */
    markBody(doneMs) {
        if (this.exchange === undefined)
            return;
        this.exchange.firstByteMs = this.bodyTimes.pieces === 0 ? doneMs : this.bodyTimes.firstMs;
        this.exchange.largestGapMs = this.bodyTimes.largestGapMs;
        this.exchange.bodyBytes = this.bodyTimes.bytes;
        this.exchange.contentType = this.contentType;
    }
}
/** Media types that have no end, or none that comes soon. */
const streamTypes = /^(text\/event-stream|multipart\/x-mixed-replace|application\/(x-ndjson|stream\+json|json-seq|grpc.*))$/;
/** A body of another type is called a stream only if it came in this many pieces. */
const fewestStreamPieces = 3;
/** The media type of a `Content-Type` header without its parameters, in lower case. Long ones are cut off. */
const mediaTypeOf = (contentType) => contentType === undefined
    ? "no content-type"
    : (contentType.split(";", 1)[0] ?? "").trim().toLowerCase().slice(0, 60);
/** node:http closes an idle connection after 5 s, even without a `Keep-Alive` header that says so. */
const defaultMaxIdleMs = (0,unit/* millis */.ne)(4000);
/** Time that a response may be in transit. The server's clock starts when it sends the last one. */
const transitMarginMs = 1000;
/** How long a connection may be idle after a response with this `Keep-Alive` header, such as `timeout=5, max=1000`. */
function maxIdleOf(keepAlive) {
    const seconds = keepAlive === undefined ? undefined : /(?:^|[\s,;])timeout=(\d+)/i.exec(keepAlive)?.[1];
    return seconds === undefined ? defaultMaxIdleMs : (0,unit/* millis */.ne)(Number(seconds) * 1000 - transitMarginMs);
}
const noRequest = { method: "GET", path: "/", headers: [], keep: "nothing" };
const noHeaders = [];
const noBody = new Uint8Array(0);
const emptyResponse = { status: 0, headers: noHeaders, body: noBody };
/** Limit for the sum of names and values, as undici counts it. */
const maxHeaderBytes = 64 * 1024;
/** Limit for a body that is kept. */
const maxBodyBytes = 64 * 1024 * 1024;


/***/ }),

/***/ 41264:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  A: () => (/* binding */ arrivalsOf)
});

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/load/schedule/closedLoop.js


/** Numbers of the random streams. */
const streams = { entry: 5, thinkTime: 6 };
/**
 * Each user arrives at a random moment within the mean think time. It returns one think time after each response, until
 * the phase ends. A user's n-th iteration draws the same values for both arms, however fast they respond.
 */
class ClosedLoopArrivals {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    /** Unknown, because a response may bring a user who is due earlier. */
    followingMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    iteration = 0;
    user = 0;
    isMeasured = true;
    #options;
    /** When each user is due, by user. */
    #due;
    /** The iteration of each user, by user. */
    #iterations;
    /** A binary heap of the waiting users: the first due on top, at equal times the lower number. */
    #heap;
    #waiting = 0;
    constructor(options) {
        const { users, thinkTimeMs, seed, worker, workers } = options;
        this.#options = options;
        this.#due = new Float64Array(users);
        this.#iterations = new Float64Array(users);
        this.#heap = new Uint32Array(users);
        const meanMs = (thinkTimeMs.fromMs + thinkTimeMs.toMs) / 2;
        for (let user = worker; user < users; user += workers) {
            this.#iterations[user] = user;
            this.#add(user, (0,random/* draw */.$)(seed, streams.entry, user) * meanMs);
        }
        this.#readTop();
    }
    next() {
        if (this.#waiting === 0)
            return;
        this.#waiting--;
        this.#replaceTop(this.#heap[this.#waiting] ?? 0);
        this.#readTop();
    }
    onResponse(user, atMs) {
        const { users, thinkTimeMs, seed } = this.#options;
        const iteration = (this.#iterations[user] ?? 0) + users;
        this.#iterations[user] = iteration;
        const spreadMs = thinkTimeMs.toMs - thinkTimeMs.fromMs;
        this.#add(user, atMs + thinkTimeMs.fromMs + spreadMs * (0,random/* draw */.$)(seed, streams.thinkTime, iteration));
        this.#readTop();
    }
    #readTop() {
        if (this.#waiting === 0) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        this.user = this.#heap[0] ?? 0;
        this.iteration = this.#iterations[this.user] ?? 0;
        this.dueMs = (0,unit/* millis */.ne)(this.#due[this.user] ?? 0);
    }
    /** Adds a user to the heap, unless the phase is over when the user is due. */
    #add(user, dueMs) {
        if (dueMs >= this.#options.durationMs)
            return;
        this.#due[user] = dueMs;
        let index = this.#waiting++;
        while (index > 0) {
            const parent = this.#heap[(index - 1) >> 1] ?? 0;
            if (!this.#isSooner(user, parent))
                break;
            this.#heap[index] = parent;
            index = (index - 1) >> 1;
        }
        this.#heap[index] = user;
    }
    /** Replaces the top of the heap with a user, and moves the user down to the right position. */
    #replaceTop(user) {
        let index = 0;
        for (;;) {
            const child = this.#soonerChild(index);
            if (child >= this.#waiting || this.#isSooner(user, this.#heap[child] ?? 0))
                break;
            this.#heap[index] = this.#heap[child] ?? 0;
            index = child;
        }
        this.#heap[index] = user;
    }
    #soonerChild(index) {
        const left = 2 * index + 1;
        const right = left + 1;
        return right < this.#waiting && this.#isSooner(this.#heap[right] ?? 0, this.#heap[left] ?? 0) ? right : left;
    }
    #isSooner(user, other) {
        const userMs = this.#due[user] ?? 0;
        const otherMs = this.#due[other] ?? 0;
        return userMs < otherMs || (userMs === otherMs && user < other);
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/lookaheadCursor.js
/** A cursor of an open loop that also knows the arrival after the next one. */
class LookaheadCursor {
    /** One arrival ahead. */
    #following;
    dueMs;
    iteration;
    user;
    isMeasured;
    constructor(cursor) {
        this.#following = cursor;
        this.dueMs = cursor.dueMs;
        this.iteration = cursor.iteration;
        this.user = cursor.user;
        this.isMeasured = cursor.isMeasured;
        cursor.next();
    }
    get followingMs() {
        return this.#following.dueMs;
    }
    next() {
        this.dueMs = this.#following.dueMs;
        this.iteration = this.#following.iteration;
        this.user = this.#following.user;
        this.isMeasured = this.#following.isMeasured;
        this.#following.next();
    }
    onResponse() {
        // An open loop does not wait for responses.
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/openLoop.js


/** Numbers of the random streams. */
const openLoop_streams = { jitter: 1, order: 2, gap: 4 };
/** True if the target comes second in that iteration of a duet. */
const comesSecond = ({ seed, targets, target }, iteration) => targets === 2 && ((0,random/* draw */.$)(seed, openLoop_streams.order, iteration) < 0.5 ? target === 1 : target === 0);
/** Iteration n is due at a random moment while the load grows from n to n + 1 arrivals. One formula gives any n. */
class EvenArrivals {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    iteration;
    user = 0;
    isMeasured = true;
    #options;
    constructor(options) {
        this.#options = options;
        this.iteration = options.worker;
        this.#updateDue();
    }
    next() {
        this.iteration += this.#options.workers;
        this.#updateDue();
    }
    onResponse() {
        // An open loop does not wait for responses.
    }
    #updateDue() {
        const { count, integral, seed, targets } = this.#options;
        const { iteration } = this;
        if (iteration >= count) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        if (integral.isStepwise) {
            this.dueMs = integral.timeMs(iteration);
            return;
        }
        const half = comesSecond(this.#options, iteration) ? 1 : 0;
        this.dueMs = integral.timeMs(iteration + (half + (0,random/* draw */.$)(seed, openLoop_streams.jitter, iteration)) / targets);
    }
}
/**
 * A Poisson process with the pattern's rate and a fixed number of arrivals, which is that many random moments, sorted.
 * They are drawn in sorted order: of r moments, the first leaves a share distributed as u^(1/r) (Bentley & Saxe 1980).
 */
class PoissonArrivals {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    iteration = 0;
    user = 0;
    isMeasured = true;
    #options;
    /** Share of the whole load that comes after `#following`. */
    #remaining = 1;
    /** Position of this iteration, in arrivals since the phase started. */
    #position = 0;
    /** Position of the next iteration. */
    #following;
    constructor(options) {
        this.#options = options;
        this.#following = this.#drawPosition(0);
        this.#position = this.#following;
        this.#following = this.#drawPosition(1);
        this.#advance(options.worker);
    }
    next() {
        this.#advance(this.#options.workers);
    }
    onResponse() {
        // An open loop does not wait for responses.
    }
    #advance(iterations) {
        const end = Math.min(this.iteration + iterations, this.#options.count);
        while (this.iteration < end) {
            this.iteration++;
            this.#position = this.#following;
            this.#following = this.#drawPosition(this.iteration + 1);
        }
        this.#updateDue();
    }
    /** Position of the iteration. Must be called once for each iteration, in order. */
    #drawPosition(iteration) {
        const { count, integral, seed } = this.#options;
        if (iteration >= count)
            return integral.total;
        this.#remaining *= (1 - (0,random/* draw */.$)(seed, openLoop_streams.gap, iteration)) ** (1 / (count - iteration));
        return integral.total * (1 - this.#remaining);
    }
    #updateDue() {
        const { count, integral } = this.#options;
        if (this.iteration >= count) {
            this.dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
            return;
        }
        const isHalfway = !integral.isStepwise && comesSecond(this.#options, this.iteration);
        this.dueMs = integral.timeMs(isHalfway ? (this.#position + this.#following) / 2 : this.#position);
    }
}

// EXTERNAL MODULE: ./build/load/schedule/rateIntegral.js
var rateIntegral = __webpack_require__(65301);
;// CONCATENATED MODULE: ./build/load/schedule/slicedArrivals.js
/** Arrivals scheduled in target time, converted to wall time. */
class SlicedArrivals {
    #cursor;
    #timeline;
    constructor(cursor, timeline) {
        this.#cursor = cursor;
        this.#timeline = timeline;
    }
    get dueMs() {
        return this.#timeline.wallMs(this.#cursor.dueMs);
    }
    get iteration() {
        return this.#cursor.iteration;
    }
    get user() {
        return this.#cursor.user;
    }
    get isMeasured() {
        return this.#timeline.isMeasured(this.#cursor.dueMs);
    }
    next() {
        this.#cursor.next();
    }
    onResponse() {
        // An open loop does not wait for responses.
    }
}

;// CONCATENATED MODULE: ./build/load/schedule/sliceTimeline.js


/** The timeline of a target that gets load all the time. All of it is measured, but for a lead-in. */
const singleSlice = (durationMs, leadInMs = (0,unit/* millis */.ne)(0)) => ({
    offeredMs: (0,unit/* millis */.ne)(durationMs - leadInMs),
    idle: [],
    wallMs: (targetMs) => targetMs,
    isMeasured: (targetMs) => targetMs >= leadInMs,
    afterThinkTime: (fromMs, thinkTimeMs) => (0,unit/* millis */.ne)(fromMs + thinkTimeMs),
    measuredMs: (wallMs) => (0,unit/* millis */.ne)(Math.max(0, wallMs - leadInMs)),
});
const sliceMs = 1000;
/** Start of each slice that is played but not measured. Caches, clocks and queues still belong to the other arm. */
const sliceWarmUpMs = 250;
/** Numbers of the random streams. */
const sliceTimeline_streams = { order: 8 };
/**
 * The timeline of two targets that alternate every second. A pair of slices, one per target, is followed by a pair in
 * reverse order: A B B A or B A A B. Of every two such groups one has each order, at random. A remainder of less than
 * half a second makes the last pair longer; a longer one is a pair of its own. A single pair at the end has a random
 * order.
 */
function alternatingSlices({ durationMs, seed, target }) {
    const pairs = Math.max(1, Math.round(durationMs / sliceMs));
    const endMs = 2 * durationMs;
    const offeredMs = (0,unit/* millis */.ne)(Math.max(0, durationMs - pairs * sliceWarmUpMs));
    const pairAt = (ms, lengthMs) => Math.min(Math.floor(ms / lengthMs), pairs - 1);
    const lengthOf = (pair) => (pair < pairs - 1 ? sliceMs : durationMs - (pairs - 1) * sliceMs);
    /** When the target's slice of that pair starts. */
    const startOf = (pair) => 2 * sliceMs * pair + (sliceTimeline_comesSecond(seed, target, pair) ? lengthOf(pair) : 0);
    const lastEndMs = startOf(pairs - 1) + lengthOf(pairs - 1);
    function wallMs(ms) {
        if (ms >= durationMs)
            return (0,unit/* millis */.ne)(endMs + ms - durationMs);
        const pair = pairAt(ms, sliceMs);
        return (0,unit/* millis */.ne)(startOf(pair) + ms - pair * sliceMs);
    }
    /** Time since the start of the target's slice of that pair, limited to its length. */
    const timeInSlice = (pair, atMs) => Math.min(Math.max(0, atMs - startOf(pair)), lengthOf(pair));
    function targetMs(atMs) {
        if (atMs >= endMs)
            return durationMs + atMs - endMs;
        const pair = pairAt(atMs, 2 * sliceMs);
        return pair * sliceMs + timeInSlice(pair, atMs);
    }
    return {
        offeredMs,
        idle: Array.from({ length: pairs }, (_, pair) => {
            const fromMs = 2 * sliceMs * pair + (sliceTimeline_comesSecond(seed, target, pair) ? 0 : lengthOf(pair));
            return [(0,unit/* millis */.ne)(fromMs), (0,unit/* millis */.ne)(fromMs + lengthOf(pair))];
        }),
        wallMs,
        isMeasured: (dueMs) => dueMs - pairAt(dueMs, sliceMs) * sliceMs >= sliceWarmUpMs,
        afterThinkTime: (fromMs, thinkTimeMs) => thinkTimeMs > 0 ? wallMs((0,unit/* millis */.ne)(targetMs(fromMs) + thinkTimeMs)) : fromMs,
        measuredMs(atMs) {
            if (atMs >= lastEndMs)
                return (0,unit/* millis */.ne)(offeredMs + atMs - lastEndMs);
            const pair = pairAt(atMs, 2 * sliceMs);
            return (0,unit/* millis */.ne)(pair * (sliceMs - sliceWarmUpMs) + Math.max(0, timeInSlice(pair, atMs) - sliceWarmUpMs));
        },
    };
}
/** True if the target comes second in that pair. Groups of two pairs, and groups of two groups, have both orders. */
function sliceTimeline_comesSecond(seed, target, pair) {
    const isReverse = pair % 4 === 1 || pair % 4 === 2;
    const isSecond = (0,random/* draw */.$)(seed, sliceTimeline_streams.order, Math.floor(pair / 4)) < 0.5 ? target === 1 : target === 0;
    return isSecond !== isReverse;
}

// EXTERNAL MODULE: ./build/stats/eventTrain.js
var eventTrain = __webpack_require__(13384);
;// CONCATENATED MODULE: ./build/load/schedule/spikeArrivals.js



/** Numbers of the random streams. */
const spikeArrivals_streams = { order: 12 };
/**
 * Spike n of a column is the iteration column + n · columns, and its user is the column. In a duet, half of the columns
 * reach the second target half a mean interval after the first. The intervals of a column stay as they are.
 */
class SpikeArrivals {
    dueMs = (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY);
    iteration = 0;
    user = 0;
    isMeasured = true;
    #columns;
    /** The columns of this worker. A binary heap: the column with the next spike on top. */
    #heap;
    constructor({ columns, spikes, durationMs, seed, targets, target, worker, workers }) {
        this.#columns = columns;
        const shiftMs = targets === 2 ? 500 / (columns * spikes.eventsPerSec) : 0;
        const heap = [];
        for (let column = worker; column < columns; column += workers) {
            const isSecond = (0,random/* draw */.$)(seed, spikeArrivals_streams.order, column) < 0.5 ? target === 1 : target === 0;
            const train = (0,eventTrain/* eventTrain */.t)(spikes, seed, column);
            heap.push(new Column(column, train, durationMs - shiftMs, isSecond ? shiftMs : 0));
        }
        this.#heap = heap.toSorted(byTime);
        this.#readTop();
    }
    next() {
        this.#heap[0]?.next(this.#columns);
        this.#moveTopDown();
        this.#readTop();
    }
    onResponse() {
        // An open loop does not wait for responses.
    }
    #readTop() {
        const top = this.#heap[0];
        if (top === undefined)
            return;
        this.dueMs = top.dueMs;
        this.iteration = top.iteration;
        this.user = top.column;
    }
    #moveTopDown() {
        const heap = this.#heap;
        const top = heap[0];
        if (top === undefined)
            return;
        let index = 0;
        for (;;) {
            const [left, right] = [heap[2 * index + 1], heap[2 * index + 2]];
            if (left === undefined)
                break;
            const isRight = right !== undefined && byTime(right, left) < 0;
            const sooner = isRight ? right : left;
            if (byTime(top, sooner) <= 0)
                break;
            heap[index] = sooner;
            index = 2 * index + (isRight ? 2 : 1);
        }
        heap[index] = top;
    }
}
class Column {
    column;
    #train;
    #endMs;
    #shiftMs;
    dueMs;
    iteration;
    constructor(column, train, endMs, shiftMs) {
        this.column = column;
        this.#train = train;
        this.#endMs = endMs;
        this.#shiftMs = shiftMs;
        this.iteration = column;
        this.dueMs = this.#due();
    }
    next(columns) {
        this.#train.next();
        this.iteration += columns;
        this.dueMs = this.#due();
    }
    /** Infinity after the end. Both targets get the same spikes. */
    #due() {
        const { nextMs } = this.#train;
        return (0,unit/* millis */.ne)(nextMs < this.#endMs ? nextMs + this.#shiftMs : Number.POSITIVE_INFINITY);
    }
}
const byTime = (a, b) => (a.dueMs === b.dueMs ? a.column - b.column : a.dueMs - b.dueMs);

;// CONCATENATED MODULE: ./build/load/schedule/arrivals.js








const onlyWorker = { worker: 0, workers: 1 };
/**
 * Arrivals come at random moments, so that the load cannot synchronize with any clock. With `even` each arrival has an
 * interval of its own, with `poisson` it may come anywhere in the phase.
 *
 * In a duet each arrival becomes a pair: the same iteration for both targets, half an interval apart, in random order.
 * With `even` both have the same random offset within their halves. With `poisson` the second comes halfway to the next
 * iteration. A burst comes at once for both.
 *
 * In slices both targets have the same schedule, each in its own target time.
 */
function arrivalsOf(schedule) {
    const { pattern } = schedule;
    switch (pattern.kind) {
        case "users":
            return closedLoopArrivals(schedule, pattern);
        case "spikeTrains":
            return spikeArrivals(schedule, pattern);
        default:
            return openLoopArrivals(schedule, pattern);
    }
}
function closedLoopArrivals({ durationMs, seed }, { users, thinkTimeMs }) {
    return {
        count: undefined,
        wallDurationMs: durationMs,
        timeline: () => singleSlice(durationMs),
        cursor: (_target, { worker, workers } = onlyWorker) => new ClosedLoopArrivals({ users, thinkTimeMs, durationMs, seed, worker, workers }),
    };
}
function spikeArrivals(schedule, { columns, spikes }) {
    const { durationMs, seed } = schedule;
    return {
        count: undefined,
        ...slicing(schedule, (interleaving, share) => {
            return new SpikeArrivals({ columns, spikes, durationMs, seed, ...interleaving, ...share });
        }),
    };
}
function openLoopArrivals(schedule, pattern) {
    const { arrival, durationMs, seed } = schedule;
    const integral = (0,rateIntegral/* rateIntegralOf */.i)(pattern, durationMs);
    // Whole arrivals only, so that none is due after the end. The epsilon restores a whole number that rounding lowered.
    const count = Math.floor(integral.total + 1e-9);
    return {
        count,
        ...slicing(schedule, (interleaving, share) => {
            const options = { integral, count, seed, ...interleaving, ...share };
            return arrival === "even" ? new EvenArrivals(options) : new PoissonArrivals(options);
        }),
    };
}
/** The schedule in slices, where the targets get their load in turn, or in one piece. */
function slicing({ durationMs, seed, targets, interleave, leadInMs }, createCursor) {
    const isSliced = targets === 2 && interleave === "slice";
    const timeline = (target) => isSliced ? alternatingSlices({ durationMs, seed, target }) : singleSlice(durationMs, leadInMs);
    return {
        wallDurationMs: (0,unit/* millis */.ne)(isSliced ? 2 * durationMs : durationMs),
        timeline,
        cursor(target, share = onlyWorker) {
            const cursor = createCursor(isSliced ? { targets: 1, target: 0 } : { targets, target }, share);
            const hasTimeline = isSliced || leadInMs !== undefined;
            return new LookaheadCursor(hasTimeline ? new SlicedArrivals(cursor, timeline(target)) : cursor);
        },
    };
}


/***/ }),

/***/ 65301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   i: () => (/* binding */ rateIntegralOf)
/* harmony export */ });
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90614);
/* harmony import */ var _util_assertNever_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(21893);


function rateIntegralOf(pattern, durationMs) {
    const { total, timeMs, isStepwise = false } = unclampedIntegral(pattern, durationMs);
    const lastMs = justBefore(durationMs);
    return { total, isStepwise, timeMs: (arrivals) => (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(Math.min(timeMs(arrivals), lastMs)) };
}
function unclampedIntegral(pattern, durationMs) {
    switch (pattern.kind) {
        case "constant":
            return constantRates([{ ratePerSec: pattern.ratePerSec, length: durationMs }], 1);
        case "ramp":
            return ramp(pattern.fromPerSec, pattern.toPerSec, durationMs);
        case "spike": {
            const { basePerSec, peakPerSec } = pattern;
            const startMs = Math.min(pattern.spikeAtMs, durationMs);
            const endMs = Math.min(pattern.spikeAtMs + pattern.spikeDurationMs, durationMs);
            const before = { ratePerSec: basePerSec, length: startMs };
            const spike = { ratePerSec: peakPerSec, length: endMs - startMs };
            return constantRates([before, spike, { ratePerSec: basePerSec, length: durationMs - endMs }], 1);
        }
        case "burst":
            return bursts(pattern.size, pattern.intervalMs, durationMs);
        case "steps": {
            const { ratesPerSec } = pattern;
            const steps = ratesPerSec.map((ratePerSec) => ({ ratePerSec, length: durationMs }));
            return constantRates(steps, ratesPerSec.length);
        }
        case "sine":
            return sine(pattern.meanPerSec, pattern.amplitudePerSec, pattern.periodMs, durationMs);
        default:
            return (0,_util_assertNever_js__WEBPACK_IMPORTED_MODULE_1__/* .assertNever */ .x)(pattern);
    }
}
/** One constant rate after another. The sums are of whole numbers, and so exact. */
function constantRates(parts, split) {
    const starts = [];
    const ends = [];
    const counts = [];
    const rates = [];
    let position = 0;
    let area = 0;
    for (const { ratePerSec, length } of parts) {
        if (ratePerSec > 0 && length > 0) {
            starts.push(position / split);
            ends.push(justBefore((position + length) / split));
            counts.push(area / (1000 * split));
            rates.push(ratePerSec);
        }
        position += length;
        area += ratePerSec * length;
    }
    return {
        total: area / (1000 * split),
        timeMs(arrivals) {
            const i = lastAtMost(counts, arrivals);
            const sinceMs = (1000 * (arrivals - (counts[i] ?? 0))) / (rates[i] ?? 0);
            return Math.min((starts[i] ?? 0) + sinceMs, ends[i] ?? 0);
        },
    };
}
/** Index of the last of the ascending values that is at most the limit; 0 if all are greater. */
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
/** A falling ramp is a rising one read from its end. That avoids cancellation in the root. */
function ramp(fromPerSec, toPerSec, durationMs) {
    const total = ((fromPerSec + toPerSec) * durationMs) / 2000;
    const low = Math.min(fromPerSec, toPerSec);
    const slope = Math.abs(toPerSec - fromPerSec) / durationMs;
    if (toPerSec >= fromPerSec)
        return { total, timeMs: (arrivals) => rampTime(low, slope, arrivals) };
    return { total, timeMs: (arrivals) => Math.max(0, durationMs - rampTime(low, slope, total - arrivals)) };
}
/**
 * The t >= 0 with low·t + slope·t²/2 = arrivals. This form of the quadratic formula never divides by a slope of 0 and
 * never subtracts nearly equal numbers (Press et al., Numerical Recipes, 5.6).
 */
function rampTime(lowPerSec, slope, arrivals) {
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
        isStepwise: true,
        timeMs: (arrivals) => Math.min(Math.floor(arrivals / size), count - 1) * intervalMs,
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
        timeMs(arrivals) {
            const share = arrivals / perPeriod;
            const wholePeriods = Math.floor(share);
            return (wholePeriods + partOfPeriod(share - wholePeriods, swing)) * periodMs;
        },
    };
}
/** `partOfPeriod` treats this as zero: two roundings of a number near 1. */
const tolerance = 2 * Number.EPSILON;
/**
 * The y in [0, 1] with y + swing·sin²(πy)/π = share, by Newton's method inside a bracket. Bisection takes over when
 * Newton would leave the bracket or no longer halves its steps (rtsafe: Press et al., Numerical Recipes, 9.4).
 */
function partOfPeriod(share, swing) {
    let low = 0;
    let high = 1;
    let y = share;
    let step = 1;
    // Each bisection halves the bracket. 53 bits need far fewer than 200.
    for (let i = 0; i < 200; i++) {
        const wave = Math.sin(Math.PI * y);
        const excess = y - share + (swing * wave * wave) / Math.PI;
        if (Math.abs(excess) <= tolerance)
            return y;
        if (excess > 0)
            high = y;
        else
            low = y;
        const newton = -excess / (1 + 2 * swing * wave * Math.cos(Math.PI * y));
        const isHalved = Math.abs(newton) <= Math.abs(step) / 2;
        const isInside = y + newton >= low && y + newton <= high;
        step = isHalved && isInside ? newton : (low + high) / 2 - y;
        y += step;
        if (Math.abs(step) <= tolerance / 4)
            return y;
    }
    return y;
}
/** The next number below a positive one. */
const justBefore = (value) => value * (1 - Number.EPSILON / 2);


/***/ }),

/***/ 40901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ addressOf)
/* harmony export */ });
/** The socket address of an origin: http://127.0.0.1:8080, https://localhost, or unix:/path/to/socket. */
function addressOf(origin) {
    if (origin.startsWith("unix:"))
        return { path: origin.slice("unix:".length) };
    const { hostname, port, protocol } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, "");
    return { host, port: Number(port) || (protocol === "https:" ? 443 : 80) };
}


/***/ }),

/***/ 82405:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ tlsContextOf)
/* harmony export */ });
/* harmony import */ var node_tls__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41692);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43082);


/** Trust and the client's certificate. One context serves all connections: reading certificates takes milliseconds. */
function tlsContextOf({ ca, cert, key }) {
    return (0,node_tls__WEBPACK_IMPORTED_MODULE_0__.createSecureContext)({
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ cert, key }),
        ...(ca === undefined ? {} : { ca: [...(0,node_tls__WEBPACK_IMPORTED_MODULE_0__.getCACertificates)("default"), ca] }),
    });
}


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


/***/ })

};
