export const id = 557;
export const ids = [557];
export const modules = {

/***/ 15457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $V: () => (/* binding */ clientFor),
  z0: () => (/* binding */ http1Client),
  qV: () => (/* binding */ undiciClient),
  iA: () => (/* binding */ usesHttp1)
});

// EXTERNAL MODULE: ./build/shell/address.js
var address = __webpack_require__(40901);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
;// CONCATENATED MODULE: ./build/load/http/pooledConnection.js

/** Carries one request at a time: a connection of HTTP/1.1, or one stream of a connection of HTTP/2. */
class Carrier {
    request = nothing;
    /** `undefined` while nothing is under way. */
    exchange;
    /** From when the timeout counts: when the request left, or was given to the carrier where it has not left yet. */
    sinceMs = (0,unit/* millis */.ne)(0);
    /** The request has left before, on a connection that was stale: it keeps the time at which it did. */
    again = false;
    /** Whether its connection has carried an answer before. */
    used = false;
    /** How long its connection may rest between two requests. */
    restMs = defaultRestMs;
    /** How long it had rested before the request that is under way. */
    restedMs = (0,unit/* millis */.ne)(0);
    /** When the last answer came. */
    restedSinceMs = (0,unit/* millis */.ne)(0);
    /** To be called when the request leaves. */
    left(atMs) {
        if (this.again || this.exchange === undefined)
            return;
        this.sinceMs = atMs;
        this.exchange.sentMs = atMs;
    }
}
/** node:http closes an idle connection after 5 s, without a word where the `Keep-Alive` header is left out. */
const defaultRestMs = (0,unit/* millis */.ne)(4000);
/** What an answer may need on its way: the server counts from when it sent the last one. */
const marginMs = 1000;
/** How long a connection may rest after an answer with this `Keep-Alive` header, such as `timeout=5, max=1000`. */
function restOf(keepAlive) {
    const seconds = keepAlive === undefined ? undefined : /(?:^|[\s,;])timeout=(\d+)/i.exec(keepAlive)?.[1];
    return seconds === undefined ? defaultRestMs : (0,unit/* millis */.ne)(Number(seconds) * 1000 - marginMs);
}
const nothing = { method: "GET", path: "/", headers: [], keep: "nothing" };
const noHeaders = [];
const noBody = new Uint8Array(0);
const noAnswer = { status: 0, headers: noHeaders, body: noBody };
/** Over the sum of names and values, as undici counts; and of a body that is kept. */
const maxHeaderBytes = 64 * 1024;
const maxBodyBytes = 64 * 1024 * 1024;

;// CONCATENATED MODULE: ./build/load/http/connectionPool.js


/**
 * A server that closes a connection which has rested may not have seen the request that came meanwhile: that is nobody's
 * failure. One that closes a connection in use drops a request.
 */
const staleAfterMs = 1000;
/** How often is looked for requests that have taken too long. */
const sweepMs = 100;
/**
 * What both clients share. Idle carriers are on a stack, so that the warmest goes first and the others may rest; a new
 * one is opened only where none is idle.
 */
class Pool {
    #clock;
    #timeoutMs;
    #openCarrier;
    #carriers = new Set();
    #idle = [];
    #sweeper;
    #closed = false;
    constructor(clock, timeoutMs, openCarrier) {
        this.#clock = clock;
        this.#timeoutMs = timeoutMs;
        this.#openCarrier = openCarrier;
    }
    send(request, exchange) {
        const nowMs = this.#clock.nowMs();
        exchange.sentMs = nowMs;
        if (this.#closed) {
            process.nextTick(() => this.#settle(exchange, "closed"));
            return;
        }
        const carrier = this.#rested(nowMs) ?? this.#open();
        carrier.again = false;
        this.#begin(carrier, request, exchange, nowMs);
    }
    async close() {
        this.#closed = true;
        clearInterval(this.#sweeper);
        this.#idle.length = 0;
        await Promise.all([...this.#carriers].map((carrier) => this.#breakOff(carrier, "closed")));
    }
    answered(carrier, answer, atMs, reusable) {
        const { exchange } = carrier;
        if (exchange === undefined)
            return;
        carrier.exchange = undefined;
        carrier.used = true;
        if (reusable) {
            carrier.restedSinceMs = atMs;
            this.#idle.push(carrier);
        }
        else {
            this.#discard(carrier);
        }
        exchange.doneMs = atMs;
        // The sweep is coarse: an answer may come after its time before anybody has noticed.
        if (atMs - carrier.sinceMs >= this.#timeoutMs)
            exchange.settled("timeout", noAnswer);
        else
            exchange.settled(undefined, answer);
    }
    failed(carrier, failure, unanswered) {
        const { request, exchange } = carrier;
        const stale = unanswered && carrier.used && !carrier.again && carrier.restedMs >= staleAfterMs;
        carrier.exchange = undefined;
        this.#discard(carrier);
        if (exchange === undefined)
            return;
        if (stale && isIdempotent(request.method))
            this.#sendAgain(request, exchange);
        else
            this.#settle(exchange, failure);
    }
    refused(carrier) {
        const { exchange } = carrier;
        if (exchange === undefined)
            return;
        carrier.exchange = undefined;
        carrier.restedSinceMs = this.#clock.nowMs();
        this.#idle.push(carrier);
        this.#settle(exchange, "invalid request");
    }
    gone(carrier) {
        const at = this.#idle.indexOf(carrier);
        if (at >= 0)
            this.#idle.splice(at, 1);
        this.#discard(carrier);
    }
    #begin(carrier, request, exchange, sinceMs) {
        carrier.request = request;
        carrier.exchange = exchange;
        carrier.sinceMs = sinceMs;
        this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref();
        carrier.start();
    }
    /** RFC 9110, 9.2.2: the server has closed the connection before it saw the request, or so it must be assumed. */
    #sendAgain(request, exchange) {
        const fresh = this.#open();
        fresh.again = true;
        this.#begin(fresh, request, exchange, exchange.sentMs);
    }
    /** The idle carrier that was used last, unless the server is about to close it. */
    #rested(nowMs) {
        for (let carrier = this.#idle.pop(); carrier !== undefined; carrier = this.#idle.pop()) {
            carrier.restedMs = (0,unit/* millis */.ne)(nowMs - carrier.restedSinceMs);
            if (carrier.restedMs < carrier.restMs)
                return carrier;
            this.#discard(carrier);
        }
        return undefined;
    }
    #open() {
        const carrier = this.#openCarrier(this);
        this.#carriers.add(carrier);
        return carrier;
    }
    #discard(carrier) {
        if (this.#carriers.delete(carrier))
            void carrier.close();
    }
    #sweep() {
        const nowMs = this.#clock.nowMs();
        let busy = false;
        for (const carrier of this.#carriers) {
            if (carrier.exchange === undefined)
                continue;
            if (nowMs - carrier.sinceMs >= this.#timeoutMs)
                void this.#breakOff(carrier, "timeout");
            else
                busy = true;
        }
        if (busy)
            return;
        clearInterval(this.#sweeper);
        this.#sweeper = undefined;
    }
    async #breakOff(carrier, failure) {
        const { exchange } = carrier;
        carrier.exchange = undefined;
        this.#carriers.delete(carrier);
        const closed = carrier.close();
        if (exchange !== undefined)
            this.#settle(exchange, failure);
        await closed;
    }
    #settle(exchange, failure) {
        exchange.doneMs = this.#clock.nowMs();
        exchange.settled(failure, noAnswer);
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
 * Linux acknowledges after 40 ms where it has nothing to send (TCP_DELACK_MIN), rounded up to the kernel's next tick: 41 to
 * 50 ms. A busy machine reads the first piece late, or the second.
 */
const ackMs = { least: 35, most: 60 };
/** How the answers of one connection came, one after another. */
class Pieces {
    #count = 0;
    #firstMs = (0,unit/* millis */.ne)(0);
    #lastMs = (0,unit/* millis */.ne)(0);
    /** Another answer is to come. */
    begin() {
        this.#count = 0;
    }
    came(atMs) {
        if (this.#count++ === 0)
            this.#firstMs = atMs;
        this.#lastMs = atMs;
    }
    /**
     * Whether it looks as if the rest of the answer had waited for us to acknowledge its begin, as Nagle's algorithm has it (RFC
     * 896): it lets all that is written meanwhile go in one piece. A pause of the service's own that is as long looks the same.
     */
    get awaitedAck() {
        const waitMs = this.#lastMs - this.#firstMs;
        return this.#count === 2 && waitMs >= ackMs.least && waitMs <= ackMs.most;
    }
}

;// CONCATENATED MODULE: ./build/load/http/undici/errors.js
/** The failure's name, as client.ts has them. */
function undiciFailure(error, wire) {
    if (wire.socketFailure !== undefined)
        return systemFailure(wire.socketFailure);
    if (error === undefined)
        return "connection closed";
    switch (error.code) {
        case "UND_ERR_CONNECT_TIMEOUT":
            return "timeout";
        case "UND_ERR_HEADERS_OVERFLOW":
            return "headers too large";
        case "UND_ERR_SOCKET":
            return error.message.startsWith("bad ") ? "invalid response" : "connection closed";
        case "UND_ERR_INFO":
            return "connection closed";
        case "UND_ERR_RES_CONTENT_LENGTH_MISMATCH":
            return wire.ended ? "connection closed" : "invalid response";
        case "ERR_ASSERTION":
        case "ERR_HTTP2_ERROR":
        case "ERR_HTTP2_SESSION_ERROR":
            return "invalid response";
        case "ERR_HTTP2_STREAM_ERROR":
            return "stream reset";
        default:
            return error.name === "HTTPParserError" ? parserFailure(error) : systemFailure(error.code ?? error.name);
    }
}
const parserFailure = ({ message }) => message.includes("Invalid EOF state") ? "connection closed" : "invalid response";
/** A write to a connection that the server has reset says EPIPE, a read ECONNRESET: one name for one event. */
const systemFailure = (code) => (code === "EPIPE" ? "ECONNRESET" : code);

;// CONCATENATED MODULE: ./build/load/http/bodyBuffer.js

/** The bytes of a body that is kept, in one piece: however small the chunks, it takes no more than twice their sum. */
class BodyStore {
    #bytes = noBody;
    #length = 0;
    get capacity() {
        return this.#bytes.length;
    }
    /** False where the body would become too large. */
    add(bytes, from, to) {
        const length = this.#length + to - from;
        if (length > maxBodyBytes)
            return false;
        if (length > this.#bytes.length)
            this.#grow(this.#length === 0 ? length : 2 * length);
        this.#bytes.set(bytes.subarray(from, to), this.#length);
        this.#length = length;
        return true;
    }
    /** Gives the bytes away and is empty again. */
    take() {
        const whole = this.#length === this.#bytes.length ? this.#bytes : this.#bytes.slice(0, this.#length);
        this.clear();
        return whole;
    }
    clear() {
        this.#bytes = noBody;
        this.#length = 0;
    }
    #grow(capacity) {
        const grown = new Uint8Array(Math.min(capacity, maxBodyBytes));
        grown.set(this.#bytes.subarray(0, this.#length));
        this.#bytes = grown;
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/asciiTables.js
/** What bytes may stand where, as llhttp has it in its strict mode. */
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
const tableOf = (holds) => Uint8Array.from({ length: 256 }, (_, byte) => (holds(byte) ? 1 : 0));
/** RFC 9110, 5.6.2. */
const isToken = tableOf((byte) => /[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(String.fromCharCode(byte)));
/** RFC 9110, 5.5: tab, space, visible, and what is not ASCII. */
const isValue = tableOf((byte) => byte === tab || (byte >= space && byte !== 127));
/** The value of a hexadecimal digit, or -1. */
const hexOf = Int8Array.from({ length: 256 }, (_, byte) => {
    const text = String.fromCharCode(byte);
    return /[0-9a-fA-F]/.test(text) ? Number.parseInt(text, 16) : -1;
});
/** 0 to 9, or a number outside of them. */
const digitOf = (byte) => byte - zero;
/** Whether the bytes from there on are this text in lower case, whatever their own case. */
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
/** The line before a chunk: its size, and extensions, which nobody wants, but which must be well-formed. */
class ChunkLine {
    #state = atSize;
    /** Of the chunk, once the line is done. */
    size = 0;
    get isDone() {
        return this.#state === done;
    }
    get isInvalid() {
        return this.#state === invalid;
    }
    begin() {
        this.#state = atSize;
        this.size = 0;
    }
    /** Where it stopped reading: behind the line, or at the end of the bytes. */
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

;// CONCATENATED MODULE: ./build/load/http/http1/headers.js

const other = 0;
const contentLength = 1;
const transferEncoding = 2;
const connection = 3;
const keepAlive = 4;
/** What the headers of a response say of its body and of the connection, and they themselves where they are kept. */
class Fields {
    /** -1: there is none. */
    contentLength = -1;
    hasTransferEncoding = false;
    /** The last encoding is chunked: without it, the body ends with the connection. */
    isChunked = false;
    saysClose = false;
    saysKeepAlive = false;
    /** Value of the `Keep-Alive` header. */
    keepAlive;
    /** Name, value, name, value, ... where they are kept. */
    kept = [];
    #keep = false;
    #field = other;
    #lengthEnded = false;
    begin(keep) {
        this.contentLength = -1;
        this.hasTransferEncoding = false;
        this.isChunked = false;
        this.saysClose = false;
        this.saysKeepAlive = false;
        this.keepAlive = undefined;
        if (this.kept.length > 0)
            this.kept = [];
        this.#keep = keep;
        this.#lengthEnded = false;
    }
    beginTrailers() {
        this.#keep = false;
    }
    get isLength() {
        return this.#field === contentLength;
    }
    /** False where the header contradicts one that has come before. */
    name(bytes, from, to) {
        this.#field = fieldOf(bytes, from, to);
        if (this.#keep)
            this.kept.push(bytes.toString("latin1", from, to).toLowerCase());
        if (this.#field === other)
            return true;
        if (this.#field === contentLength)
            return this.contentLength < 0 && !this.hasTransferEncoding;
        if (this.#field !== transferEncoding)
            return true;
        this.hasTransferEncoding = true;
        return this.contentLength < 0;
    }
    /** One byte of the content length. False where it is none. */
    lengthByte(byte) {
        if (byte === space) {
            this.#lengthEnded = true;
            return true;
        }
        const digit = digitOf(byte);
        if (digit < 0 || digit > 9 || this.#lengthEnded)
            return false;
        this.contentLength = Math.max(0, this.contentLength) * 10 + digit;
        return this.contentLength < 2 ** 64;
    }
    value(bytes, from, to) {
        if (this.#keep)
            this.kept.push(bytes.toString("latin1", from, endOf(bytes, from, to)));
        if (this.#field === other || this.#field === contentLength)
            return;
        if (this.#field === connection)
            this.#takeConnection(bytes, from, to);
        else if (this.#field === keepAlive)
            this.keepAlive = bytes.toString("latin1", from, to);
        else
            this.isChunked = /(?:^|,)[ \t]*chunked *$/i.test(bytes.toString("latin1", from, to));
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
        case 14:
            return spells(bytes, from, "content-length") ? contentLength : other;
        case 17:
            return spells(bytes, from, "transfer-encoding") ? transferEncoding : other;
        default:
            return other;
    }
}
/** Without the spaces and tabs at its end. */
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
const digit = "d".charCodeAt(0);
const maxKnownBytes = 1024;
/** The head of a response, or the trailers behind its chunks, read as they come, however torn. As strict as llhttp. */
class Head {
    /** `undefined` while more is to come; "" once it is whole; else the failure's name. */
    outcome;
    status = 0;
    fields = new Fields();
    #state = atStart;
    #keep = false;
    #major = 1;
    #minor = 1;
    /** Sum of names and values so far. */
    #fieldBytes = 0;
    /** Where the token begins that is being read. */
    #token = 0;
    /** The begin of a token of which the rest is still to come. */
    #torn;
    /** The last head, which the next one most often is again, to the byte: then all of it is known already. */
    #known;
    #knownBytes = 0;
    #knownKeep = false;
    begin(keep) {
        this.#keep = keep;
        this.#beginAt(atStart);
    }
    /** What comes behind the last chunk. Nothing of it is kept. */
    beginTrailers() {
        this.fields.beginTrailers();
        this.#knownBytes = 0;
        this.#beginAt(atField);
    }
    #beginAt(state) {
        this.outcome = undefined;
        this.#state = state;
        this.#fieldBytes = 0;
        this.#torn = undefined;
    }
    /** Whether the connection may live on, as far as version and headers say. */
    get isPersistent() {
        if (this.fields.saysClose)
            return false;
        return (this.#major === 1 && this.#minor === 1) || this.fields.saysKeepAlive;
    }
    /** How many bytes are held back of a token that is not whole yet. */
    get tornBytes() {
        return this.#torn?.length ?? 0;
    }
    /** Gives back where it stopped: behind the head, or at the end of the bytes. */
    read(bytes, from, end) {
        if (this.#state === atStart)
            return this.#readWhole(bytes, from, end);
        const torn = this.#torn;
        if (torn === undefined)
            return this.#readOn(bytes, from, end);
        this.#torn = undefined;
        this.#token = 0;
        const joined = Buffer.concat([torn, bytes.subarray(from, end)]);
        return from + this.#readOn(joined, torn.length, joined.length) - torn.length;
    }
    #readWhole(bytes, from, end) {
        if (this.#isKnown(bytes, from, end)) {
            this.outcome = "";
            return from + this.#knownBytes;
        }
        this.#knownBytes = 0;
        this.fields.begin(this.#keep);
        const at = this.#readOn(bytes, from, end);
        if (this.outcome === "" && at - from <= maxKnownBytes) {
            this.#known ??= Buffer.allocUnsafe(maxKnownBytes);
            this.#knownBytes = bytes.copy(this.#known, 0, from, at);
            this.#knownKeep = this.#keep;
        }
        return at;
    }
    #isKnown(bytes, from, end) {
        const length = this.#knownBytes;
        if (this.#known === undefined || length === 0 || length > end - from || this.#knownKeep !== this.#keep)
            return false;
        return bytes.compare(this.#known, 0, length, from, from + length) === 0;
    }
    #readOn(bytes, from, end) {
        let at = from;
        while (at < end && this.outcome === undefined)
            at = this.#readSome(bytes, at, end);
        if (this.outcome === undefined)
            this.#holdBack(bytes, end);
        return at;
    }
    /** The bytes belong to who gave them: the begin of a token is copied until its rest comes. */
    #holdBack(bytes, end) {
        if (this.#state !== headParser_inName && this.#state !== headParser_inValue && this.#state !== inStatusLine)
            return;
        if (this.#state !== inStatusLine && !this.#fits(end))
            return;
        this.#torn = Buffer.from(bytes.subarray(this.#token, end));
    }
    #readSome(bytes, at, end) {
        switch (this.#state) {
            case headParser_inName:
                return this.#readName(bytes, at, end);
            case atValue:
                return this.#skipSpace(bytes, at, end);
            case headParser_inValue:
                return this.fields.isLength ? this.#readLength(bytes, at, end) : this.#readValue(bytes, at, end);
            case atField:
                return this.#beginField(bytes, at);
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
                this.#token = at;
                this.#state = inStatusLine;
                return at;
            case afterStatus:
                if (byte === cr)
                    this.#state = headParser_atLineFeed;
                else if (byte === space)
                    this.#state = inReason;
                else
                    this.#fail();
                return at + 1;
            case headParser_atLineFeed:
                if (byte === lf)
                    this.#state = atField;
                else
                    this.#fail();
                return at + 1;
            default:
                this.outcome = byte === lf ? "" : headParser_invalid;
                return at + 1;
        }
    }
    #fail() {
        this.outcome = headParser_invalid;
    }
    #fits(end) {
        if (this.#fieldBytes + end - this.#token < maxHeaderBytes)
            return true;
        this.outcome = "headers too large";
        return false;
    }
    #readStatusLine(bytes, from, end) {
        const start = this.#token;
        const stop = Math.min(end, start + statusLine.length);
        for (let at = from; at < stop; at++) {
            const wanted = statusLine[at - start];
            if (wanted === digit ? isDigit(bytes[at]) : bytes[at] === wanted)
                continue;
            this.#fail();
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
        if (!isVersion(this.#major, this.#minor) || this.status < 100)
            this.#fail();
    }
    #readReason(bytes, from, end) {
        let at = from;
        while (at < end && bytes[at] !== cr && bytes[at] !== lf)
            at++;
        if (at === end)
            return at;
        if (bytes[at] === cr)
            this.#state = headParser_atLineFeed;
        else
            this.#fail();
        return at + 1;
    }
    #beginField(bytes, at) {
        if (bytes[at] === cr) {
            this.#state = atLastLineFeed;
            return at + 1;
        }
        this.#token = at;
        this.#state = headParser_inName;
        if (isToken[bytes[at] ?? 0] === 0)
            this.#fail();
        return at;
    }
    #readName(bytes, from, end) {
        let at = from;
        while (at < end && isToken[bytes[at] ?? 0] === 1)
            at++;
        if (at === end)
            return at;
        this.#state = atValue;
        if (bytes[at] !== colon || !this.fields.name(bytes, this.#token, at))
            this.#fail();
        else if (this.#fits(at))
            this.#fieldBytes += at - this.#token;
        return at + 1;
    }
    #skipSpace(bytes, from, end) {
        let at = from;
        while (at < end && (bytes[at] === space || bytes[at] === tab))
            at++;
        if (at < end) {
            this.#token = at;
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
        if (bytes[at] === cr)
            this.#takeValue(bytes, at);
        else
            this.#fail();
        return at + 1;
    }
    #readLength(bytes, from, end) {
        let at = from;
        while (at < end && bytes[at] !== cr && this.outcome === undefined) {
            if (!this.fields.lengthByte(bytes[at++] ?? 0))
                this.#fail();
        }
        if (at === end || this.outcome !== undefined)
            return at;
        if (this.fields.contentLength < 0)
            this.#fail();
        else
            this.#takeValue(bytes, at);
        return at + 1;
    }
    #takeValue(bytes, end) {
        this.#state = headParser_atLineFeed;
        if (!this.#fits(end))
            return;
        this.#fieldBytes += end - this.#token;
        this.fields.value(bytes, this.#token, end);
    }
}
const headParser_invalid = "invalid response";
function isDigit(byte) {
    const value = digitOf(byte ?? 0);
    return value >= 0 && value <= 9;
}
/** Those that llhttp takes. */
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
/** Behind an interim response that said it would be the last one. */
const atClose = 8;
/** One response after another of one connection, read as they come. Holds back a torn token and what is kept. */
class Http1Parser {
    /** `undefined` while more is to come; "" once the answer is whole; else the failure's name. */
    outcome;
    /** Whether any byte of the answer has come. */
    begun = false;
    #head = new Head();
    #chunkLine = new ChunkLine();
    #body = new BodyStore();
    #state = inHead;
    #isHead = false;
    #keep = "nothing";
    /** Bytes to come of the body or the chunk. */
    #left = 0;
    /** Another response is to come. */
    begin({ method, keep }) {
        this.outcome = undefined;
        this.begun = false;
        this.#state = inHead;
        this.#isHead = method === "HEAD";
        this.#keep = keep;
        this.#head.begin(keep !== "nothing");
        this.#body.clear();
    }
    get status() {
        return this.#head.status;
    }
    /** Lower-case name, value, name, value, ... */
    get headers() {
        return this.#keep === "nothing" ? noHeaders : this.#head.fields.kept;
    }
    /** Gives the body away. */
    takeBody() {
        return this.#keep === "body" ? this.#body.take() : noBody;
    }
    get keepAlive() {
        return this.#head.fields.keepAlive;
    }
    /** Whether another request may follow on this connection, once the answer is whole. */
    get isReusable() {
        return this.#head.isPersistent && this.#state !== untilClose && !this.#mayBeFollowed();
    }
    /** How many bytes the parser holds on to, besides the headers that are kept. */
    get heldBytes() {
        return this.#head.tornBytes + this.#body.capacity;
    }
    /** Gives back where it stopped: behind the answer where that is whole, else at the end of the bytes or in failure. */
    read(bytes, from, end) {
        let at = from;
        if (at < end)
            this.begun = true;
        while (at < end && this.outcome === undefined)
            at = this.#readSome(bytes, at, end);
        return at;
    }
    /** The server has ended its side. */
    end() {
        if (this.outcome === undefined)
            this.outcome = this.#state === untilClose ? "" : "connection closed";
    }
    #readSome(bytes, at, end) {
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
            this.#beginBody();
        else
            this.outcome = outcome;
        return at;
    }
    #beginBody() {
        const { status, fields } = this.#head;
        if (status < 200) {
            this.#skipInterim(status);
        }
        else if (this.#isHead || status === 204 || status === 304) {
            this.outcome = "";
        }
        else if (fields.isChunked) {
            this.#beginChunk();
        }
        else if (fields.hasTransferEncoding || fields.contentLength < 0) {
            this.#state = untilClose;
        }
        else {
            this.#state = inFixed;
            this.#left = fields.contentLength;
            if (this.#left === 0)
                this.outcome = "";
        }
    }
    /** RFC 9110, 15.2: the answer is still to come. Nobody has asked for an upgrade, so a 101 makes no sense. */
    #skipInterim(status) {
        if (status === 101)
            this.outcome = "invalid response";
        else if (this.#head.isPersistent)
            this.#head.begin(this.#keep !== "nothing");
        else
            this.#state = atClose;
    }
    #readFixed(bytes, from, end) {
        const to = Math.min(end, from + this.#left);
        this.#left -= to - from;
        this.#take(bytes, from, to);
        if (this.#left === 0 && this.outcome === undefined)
            this.outcome = "";
        return to;
    }
    #beginChunk() {
        this.#state = inChunkLine;
        this.#chunkLine.begin();
    }
    #readChunkLine(bytes, from, end) {
        const at = this.#chunkLine.read(bytes, from, end);
        if (this.#chunkLine.isInvalid)
            this.outcome = "invalid response";
        if (!this.#chunkLine.isDone)
            return at;
        this.#left = this.#chunkLine.size;
        this.#state = inChunk;
        if (this.#left === 0) {
            this.#state = inTrailers;
            this.#head.beginTrailers();
        }
        return at;
    }
    #readChunk(bytes, from, end) {
        const to = Math.min(end, from + this.#left);
        this.#left -= to - from;
        this.#take(bytes, from, to);
        if (this.#left === 0)
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
            this.#beginChunk();
        else
            this.outcome = "invalid response";
        return at + 1;
    }
    #take(bytes, from, to) {
        if (this.#keep === "body" && !this.#body.add(bytes, from, to))
            this.outcome = "body too large";
    }
    /** A 204 or 304 that speaks of a body has perhaps sent it, against the rules. */
    #mayBeFollowed() {
        const { status, fields } = this.#head;
        if (status !== 204 && status !== 304)
            return false;
        return !this.#isHead && (fields.contentLength > 0 || fields.hasTransferEncoding);
    }
}

;// CONCATENATED MODULE: ./build/load/http/http1/connection.js





/** All connections of a thread read into it: each uses up what has come before the next one reads. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);
/** A connection of plain HTTP/1.1 that is kept alive. */
class Http1Connection extends Carrier {
    #keeper;
    #setting;
    #parser = new Http1Parser();
    #pieces = new Pieces();
    #socket;
    #plainAnswer = { status: 0, headers: noHeaders, body: noBody };
    #bytes;
    constructor(keeper, setting) {
        super();
        this.#keeper = keeper;
        this.#setting = setting;
        const callback = (length) => this.#read(length);
        this.#socket = (0,external_node_net_.connect)({ ...setting.address, noDelay: true, onread: { buffer: readBuffer, callback } });
        this.#socket.on("connect", () => this.#write(this.#setting.clock.nowMs()));
        this.#socket.on("end", () => this.#end());
        this.#socket.on("error", (error) => this.#fail(systemFailure(error.code ?? error.name)));
        this.#socket.on("close", () => this.#fail("connection closed"));
    }
    start() {
        this.#bytes = this.#setting.bytesOf(this.request);
        this.#parser.begin(this.request);
        this.#pieces.begin();
        if (this.#bytes === undefined)
            process.nextTick(() => this.#keeper.refused(this));
        else if (!this.#socket.connecting)
            this.#write(this.sinceMs);
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
    #write(atMs) {
        const bytes = this.#bytes;
        if (bytes === undefined || this.exchange === undefined)
            return;
        this.left(atMs);
        if (bytes.body === undefined) {
            this.#socket.write(bytes.head, "latin1");
            return;
        }
        this.#socket.cork();
        this.#socket.write(bytes.head, "latin1");
        this.#socket.write(bytes.body);
        this.#socket.uncork();
    }
    #read(length) {
        const nowMs = this.#setting.clock.nowMs();
        if (this.exchange === undefined) {
            // Nothing was asked for.
            this.#keeper.gone(this);
            return true;
        }
        this.#pieces.came(nowMs);
        const parser = this.#parser;
        const at = parser.read(readBuffer, 0, length);
        if (parser.outcome === "")
            this.#answer(nowMs, at === length && parser.isReusable && this.#socket.writableLength === 0);
        else if (parser.outcome !== undefined)
            this.#keeper.failed(this, parser.outcome, false);
        return true;
    }
    #end() {
        const nowMs = this.#setting.clock.nowMs();
        this.#parser.end();
        if (this.exchange !== undefined && this.#parser.outcome === "")
            this.#answer(nowMs, false);
        else
            this.#fail("connection closed");
    }
    #answer(atMs, reusable) {
        const { keepAlive } = this.#parser;
        this.restMs = restOf(keepAlive);
        if (this.exchange !== undefined)
            this.exchange.awaitedAck = this.#pieces.awaitedAck;
        this.#keeper.answered(this, this.#takeAnswer(), atMs, reusable && this.restMs > 0);
    }
    #takeAnswer() {
        const { status, headers } = this.#parser;
        if (this.request.keep !== "nothing")
            return { status, headers, body: this.#parser.takeBody() };
        this.#plainAnswer.status = status;
        return this.#plainAnswer;
    }
    #fail(failure) {
        if (this.exchange === undefined)
            this.#keeper.gone(this);
        else
            this.#keeper.failed(this, failure, !this.#parser.begun);
    }
}

;// CONCATENATED MODULE: ./build/load/http/requestSyntax.js
/** Whether it is one request on the wire and nothing else: no line break in a header, no space in the path. */
function isSendable({ method, path, headers }) {
    if (!token.test(method) || method === "CONNECT" || !pathBytes.test(path) || headers.length % 2 !== 0)
        return false;
    return headers.every((text, i) => (i % 2 === 0 ? token : valueBytes).test(text));
}
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const pathBytes = /^\/[\x21-\xff]*$/;
const valueBytes = /^[\t\x20-\x7e\x80-\xff]*$/;
/** Headers that are the client's own business: what they would say of the connection or the body, it says itself. */
function isOfClient(name) {
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
function headerValue(headers, name) {
    const at = headers.findIndex((text, i) => i % 2 === 0 && text.toLowerCase() === name);
    return at < 0 ? undefined : headers[at + 1];
}

;// CONCATENATED MODULE: ./build/load/http/http1/serializer.js

/** Longer bodies are not copied. */
const maxJoined = 16 * 1024;
function http1Bytes(request, host) {
    const { body } = request;
    const head = startOf(request, host);
    if (body === undefined || body.length === 0) {
        return { head: head + (expectsBody(request.method) ? "content-length: 0\r\n\r\n" : "\r\n"), body: undefined };
    }
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    const framed = `${head}content-length: ${bytes.length}\r\n\r\n`;
    if (bytes.length > maxJoined)
        return { head: framed, body: bytes };
    return { head: framed + Buffer.from(bytes).toString("latin1"), body: undefined };
}
function startOf({ method, path, headers }, host) {
    const named = headerValue(headers, "host") ?? host;
    let start = `${method} ${path} HTTP/1.1\r\nhost: ${named}\r\nconnection: keep-alive\r\n`;
    for (let i = 0; i < headers.length; i += 2) {
        const name = headers[i] ?? "";
        if (!isOfClient(name) && name.toLowerCase() !== "host")
            start += `${name}: ${headers[i + 1]}\r\n`;
    }
    return start;
}
/** RFC 9110, 8.6: where they have no body, they say so. */
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

;// CONCATENATED MODULE: ./build/load/http/requestCache.js
const maxKept = 256;
const maxKeptBytes = 16 * 1024 * 1024;
/** Makes something of each request once, as long as not too many or too large others come between. */
function remembered(make, bytesOf) {
    const made = new Map();
    let bytes = 0;
    return (request) => {
        const known = made.get(request);
        if (known !== undefined)
            return known;
        const fresh = make(request);
        bytes += bytesOf(fresh);
        if (made.size >= maxKept || bytes > maxKeptBytes) {
            made.clear();
            bytes = bytesOf(fresh);
        }
        made.set(request, fresh);
        return fresh;
    };
}

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
;// CONCATENATED MODULE: ./build/load/http/undici/connection.js



/** Most streams at once on one connection of HTTP/2: what servers commonly allow. */
const maxStreams = 100;
/** The short timeouts of idle connections are those of HTTP/1.1. */
const restMs = 4000;
const http2RestMs = 60_000;
/** One undici client, and so one connection at a time. */
class UndiciLink {
    client;
    /** Whether the connection has carried an answer. */
    used = false;
    /** The system's error code, once the connection has failed. */
    socketFailure;
    /** The server has ended its side. */
    ended = false;
    #socket;
    #connecting = false;
    #room;
    #passengers = new Set();
    #waiting = new Set();
    constructor({ origin, http2 }, connect) {
        this.#room = http2 ? maxStreams : 1;
        this.client = new undici/* Client */.Kj(origin.startsWith("unix:") ? "http://localhost" : origin, {
            pipelining: 1,
            allowH2: http2,
            h2Options: { maxConcurrentStreams: maxStreams },
            useMilo: false,
            maxHeaderSize: maxHeaderBytes,
            headersTimeout: 0,
            bodyTimeout: 0,
            keepAliveTimeout: http2 ? http2RestMs : restMs,
            keepAliveTimeoutThreshold: 1000,
            connect: (options, callback) => connect(options, (error, socket) => {
                if (error !== null) {
                    this.#failed(error);
                    callback(error, null);
                }
                else {
                    this.#watch(socket);
                    callback(null, socket);
                }
            }),
        });
        this.client.on("connect", () => this.#connected());
        this.client.on("disconnect", () => this.#disconnected());
    }
    get hasRoom() {
        return this.#passengers.size < this.#room;
    }
    get isAlive() {
        return this.#socket?.destroyed === false;
    }
    get isHttp2() {
        return this.#socket !== undefined && "alpnProtocol" in this.#socket && this.#socket.alpnProtocol === "h2";
    }
    board(passenger) {
        this.#passengers.add(passenger);
    }
    /** The last one to leave closes the connection. */
    async leave(passenger) {
        this.#waiting.delete(passenger);
        this.#passengers.delete(passenger);
        if (this.#passengers.size === 0)
            await this.client.destroy();
    }
    /** Lets it depart at once, or when it is known what the connection is that another one opens right now. */
    send(passenger) {
        if (this.#connecting) {
            this.#waiting.add(passenger);
            return;
        }
        this.#connecting = !this.isAlive;
        passenger.depart();
    }
    #watch(socket) {
        this.#socket = socket;
        this.used = false;
        this.ended = false;
        this.socketFailure = undefined;
        socket.on("end", () => {
            this.ended = true;
        });
        socket.on("error", (error) => {
            if ("syscall" in error)
                this.socketFailure = error.code;
        });
    }
    #connected() {
        if (!this.isHttp2)
            this.#room = 1;
        for (const passenger of this.#release()) {
            if (this.isHttp2)
                passenger.depart();
            else
                passenger.change();
        }
    }
    #failed(error) {
        for (const passenger of this.#release())
            passenger.failed(error);
    }
    #disconnected() {
        this.#connecting = false;
        for (const passenger of [...this.#passengers])
            passenger.disconnected();
    }
    #release() {
        this.#connecting = false;
        const waiting = [...this.#waiting];
        this.#waiting.clear();
        return waiting;
    }
}
/** Opens connections to the destination; they share what they learn of its TLS. */
function connectorTo({ origin, http2, tls }) {
    return (0,undici/* buildConnector */.gU)({
        allowH2: http2,
        preferH2: http2,
        ...(http2 && !origin.startsWith("https:") ? { useH2c: true } : {}),
        ...(origin.startsWith("unix:") ? { socketPath: origin.slice("unix:".length) } : {}),
        timeout: 0,
        rejectUnauthorized: tls.verify,
        ...(tls.ca === undefined
            ? {}
            : { secureContext: (0,external_node_tls_.createSecureContext)({ ca: [...(0,external_node_tls_.getCACertificates)("default"), tls.ca] }) }),
    });
}

;// CONCATENATED MODULE: ./build/load/http/undici/request.js





/** What undici is asked for; made once for a request that is sent again and again. */
function dispatchOptionsOf(request) {
    if (!isSendable(request))
        return undefined;
    const { method, path, headers, body } = request;
    return {
        method,
        path,
        // undici refuses to send `expect` and sends the body at once, as most servers would tell it to.
        headers: headers.filter((_, i) => !isOfClient(nameAt(headers, i)) && nameAt(headers, i).toLowerCase() !== "expect"),
        body: typeof body === "string" ? Buffer.from(body) : (body ?? null),
        // As undici has it, a connection must not be used again after HEAD, nor after a GET with a body.
        reset: false,
    };
}
const nameAt = (headers, i) => headers[i - (i % 2)] ?? "";
/** A connection of HTTP/1.1 by undici, or one stream of its connections of HTTP/2: the handler of each request. */
class UndiciConnection extends Carrier {
    #keeper;
    #setting;
    #link;
    #controller;
    #options;
    #begun = false;
    #status = 0;
    #headers = noHeaders;
    #body = new BodyStore();
    #keepAlive;
    #doneMs = (0,unit/* millis */.ne)(0);
    #settle = () => this.#finish();
    constructor(keeper, setting) {
        super();
        this.#keeper = keeper;
        this.#setting = setting;
        this.#link = setting.link();
        this.#link.board(this);
    }
    start() {
        this.#options = this.#setting.optionsOf(this.request);
        this.#controller = undefined;
        this.#begun = false;
        this.#headers = noHeaders;
        this.#body.clear();
        this.used = false;
        if (this.#options === undefined)
            process.nextTick(() => this.#keeper.refused(this));
        else
            this.#link.send(this);
    }
    async close() {
        if (this.#link.isHttp2)
            this.#controller?.abort(new Error("broken off"));
        await this.#link.leave(this);
    }
    depart() {
        if (this.#options !== undefined)
            this.#link.client.dispatch(this.#options, this);
    }
    change() {
        void this.#link.leave(this);
        this.#link = this.#setting.link();
        this.#link.board(this);
        this.#link.send(this);
    }
    failed(error) {
        if (this.exchange === undefined)
            return;
        this.#keeper.failed(this, undiciFailure(error, this.#link), !this.#begun);
    }
    disconnected() {
        if (this.exchange === undefined)
            this.#keeper.gone(this);
    }
    onRequestStart(controller) {
        this.#controller = controller;
        if (this.exchange === undefined) {
            controller.abort(new Error("broken off"));
            return;
        }
        this.used = this.#link.used && !this.#link.isHttp2;
        this.left(this.#setting.clock.nowMs());
    }
    onResponseStarted() {
        this.#begun = true;
    }
    onResponseStart(controller, status, headers) {
        if (status < 200)
            return;
        this.#status = status;
        this.#keepAlive = headers["keep-alive"]?.toString();
        if (this.request.keep !== "nothing")
            this.#headers = flatHeaders(controller.rawHeaders ?? headers);
    }
    onResponseData(_, chunk) {
        if (this.request.keep !== "body" || this.exchange === undefined)
            return;
        if (!this.#body.add(chunk, 0, chunk.length))
            this.#keeper.failed(this, "body too large", false);
    }
    onResponseEnd() {
        this.#doneMs = this.#setting.clock.nowMs();
        this.#link.used = true;
        // Not before undici has read the rest of what came: only then it is known whether the connection lives on. And it
        // would take an error of who receives the answer for one of the request.
        process.nextTick(this.#settle);
    }
    onResponseError(_, error) {
        this.failed(error);
    }
    #finish() {
        if (this.exchange === undefined)
            return;
        const { socketFailure } = this.#link;
        if (socketFailure !== undefined) {
            // undici takes an answer that ends with the connection for whole even where that was reset.
            this.#keeper.failed(this, undiciFailure(undefined, this.#link), false);
            return;
        }
        this.restMs = this.#link.isHttp2 ? (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY) : restOf(this.#keepAlive);
        const isReusable = this.#link.isHttp2 || (this.#link.isAlive && this.restMs > 0);
        this.#keeper.answered(this, this.#takeAnswer(), this.#doneMs, isReusable);
    }
    #takeAnswer() {
        const body = this.request.keep === "body" ? this.#body.take() : noBody;
        return { status: this.#status, headers: this.#headers, body };
    }
}
/** HTTP/1.1 gives names and values in turn, HTTP/2 an object. */
function flatHeaders(raw) {
    if (Array.isArray(raw)) {
        const texts = raw.map((text) => (typeof text === "string" ? text : text.toString("latin1")));
        return texts.map((text, i) => (i % 2 === 0 ? text.toLowerCase() : text.replace(/[ \t]+$/, "")));
    }
    return Object.entries(raw).flatMap(([name, value]) => [value ?? []].flat().flatMap((text) => [name, text]));
}

;// CONCATENATED MODULE: ./build/load/http/createClient.js








/** The client that reaches the destination at the least cost. */
function clientFor(destination, clock) {
    return usesHttp1(destination) ? http1Client(destination, clock) : undiciClient(destination, clock);
}
/** Whether the fast path reaches it: HTTP/1.1 in the clear. */
const usesHttp1 = ({ origin, http2 }) => !http2 && !origin.startsWith("https:");
/** Plain HTTP/1.1 over node:net. */
function http1Client({ origin, timeoutMs }, clock) {
    const host = origin.startsWith("unix:") ? "localhost" : new URL(origin).host;
    const setting = {
        clock,
        address: (0,address/* addressOf */.c)(origin),
        bytesOf: remembered((request) => (isSendable(request) ? http1Bytes(request, host) : undefined), (bytes) => (bytes === undefined ? 0 : bytes.head.length + (bytes.body?.length ?? 0))),
    };
    return new Pool(clock, timeoutMs, (keeper) => new Http1Connection(keeper, setting));
}
/** Whatever undici speaks: TLS, HTTP/2 over it or in the clear, and plain HTTP/1.1. */
function undiciClient(destination, clock) {
    const connector = connectorTo(destination);
    let link = new UndiciLink(destination, connector);
    const setting = {
        clock,
        link: () => {
            if (!link.hasRoom || link.client.destroyed)
                link = new UndiciLink(destination, connector);
            return link;
        },
        optionsOf: remembered(dispatchOptionsOf, bytesOfBody),
    };
    return new Pool(clock, destination.timeoutMs, (keeper) => new UndiciConnection(keeper, setting));
}
const bytesOfBody = (options) => options?.body instanceof Uint8Array ? options.body.length : 0;


/***/ }),

/***/ 46808:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ leaveHeapsAlone),
/* harmony export */   i: () => (/* binding */ collectGarbage)
/* harmony export */ });
/* harmony import */ var node_v8__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78877);
/* harmony import */ var node_vm__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(30714);


/**
 * Keeps V8 from tidying up the heaps of threads that seem to have little to do, eight seconds after they were last collected:
 * it holds requests up by some milliseconds. To be called before the threads are started.
 */
function leaveHeapsAlone() {
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--no-memory-reducer");
    (0,node_v8__WEBPACK_IMPORTED_MODULE_0__.setFlagsFromString)("--expose-gc");
}
/**
 * Collects this thread's garbage now, while nothing is being measured, so that what start and warm-up have left behind need
 * not be collected later.
 */
function collectGarbage() {
    const collect = (0,node_vm__WEBPACK_IMPORTED_MODULE_1__.runInNewContext)("gc");
    if (typeof collect === "function")
        collect();
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

/***/ 40901:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ addressOf)
/* harmony export */ });
/** Where a socket connects to for an origin: http://127.0.0.1:8080, https://localhost, or unix:/path/to/socket. */
function addressOf(origin) {
    if (origin.startsWith("unix:"))
        return { path: origin.slice("unix:".length) };
    const { hostname, port, protocol } = new URL(origin);
    const host = hostname.replace(/^\[|\]$/g, "");
    return { host, port: Number(port) || (protocol === "https:" ? 443 : 80) };
}


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


/***/ }),

/***/ 84414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ histogram),
/* harmony export */   Zu: () => (/* binding */ merged),
/* harmony export */   pr: () => (/* binding */ decodeHistogram)
/* harmony export */ });
/* harmony import */ var hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(32960);
/* harmony import */ var _logLinear_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16511);


function histogram() {
    return wrap((0,hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .build */ .jq)({
        bitBucketSize: 32,
        lowestDiscernibleValue: 1,
        highestTrackableValue: mostUs,
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
/** Of each power of two: three significant digits, as the histogram itself keeps. */
const bits = 10;
const mostUs = 3_600_000_000;
/** Counts into plain counters, at a few nanoseconds each, which the histogram takes over when it is looked at. */
function wrap(hdr) {
    let counts;
    let end = 0;
    let greatestUs = 0;
    const filled = (value) => (settled().totalCount > 0 ? value() / 1000 : undefined);
    function settled() {
        if (counts === undefined || end === 0)
            return hdr;
        // The greatest value of all is told exactly.
        hdr.recordValue(greatestUs);
        counts[end - 1] = (counts[end - 1] ?? 1) - 1;
        for (let bucket = 0; bucket < end; bucket++) {
            const count = counts[bucket] ?? 0;
            if (count > 0)
                hdr.recordValueWithCount((0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .valuesOf */ .sm)(bucket, bits).lowest, count);
        }
        counts.fill(0, 0, end);
        end = 0;
        greatestUs = 0;
        return hdr;
    }
    return {
        get hdr() {
            return settled();
        },
        get count() {
            return settled().totalCount;
        },
        record(ms, count = 1) {
            counts ??= new Uint32Array((0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketsFor */ .vE)(bits));
            const us = Math.max(0, Math.min(mostUs, Math.round(ms * 1000)));
            const bucket = (0,_logLinear_js__WEBPACK_IMPORTED_MODULE_1__/* .bucketOf */ .AU)(us, bits);
            counts[bucket] = (counts[bucket] ?? 0) + count;
            if (bucket >= end)
                end = bucket + 1;
            if (us > greatestUs)
                greatestUs = us;
        },
        add: (other) => settled().add(other.hdr),
        quantile: (share) => filled(() => hdr.getValueAtPercentile(share * 100)),
        mean: () => filled(() => hdr.mean),
        max: () => filled(() => hdr.maxValue),
        encode: () => (0,hdr_histogram_js__WEBPACK_IMPORTED_MODULE_0__/* .encodeIntoCompressedBase64 */ .dH)(settled()),
    };
}


/***/ }),

/***/ 16511:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AU: () => (/* binding */ bucketOf),
/* harmony export */   sm: () => (/* binding */ valuesOf),
/* harmony export */   vE: () => (/* binding */ bucketsFor)
/* harmony export */ });
/**
 * Buckets as HdrHistogram has them: whole numbers below 2^(bits+1) stand for themselves, and each power of two above has 2^bits of
 * them. Values from 0 to 2^32 - 1.
 */
function bucketOf(value, bits) {
    const whole = Math.min(0xffff_ffff, Math.max(0, value)) >>> 0;
    if (whole < 2 << bits)
        return whole;
    const shift = 31 - Math.clz32(whole) - bits;
    return (shift << bits) + (whole >>> shift);
}
/** The lowest value of the bucket, and how many values fall into it. */
function valuesOf(bucket, bits) {
    if (bucket < 2 << bits)
        return { lowest: bucket, width: 1 };
    const shift = (bucket >> bits) - 1;
    return { lowest: (bucket - (shift << bits)) * 2 ** shift, width: 2 ** shift };
}
/** How many buckets there are. */
const bucketsFor = (bits) => bucketOf(0xffff_ffff, bits) + 1;


/***/ }),

/***/ 52681:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ draw),
/* harmony export */   A: () => (/* binding */ shuffled)
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
/** The values in an order that depends on `seed` and `stream` alone: Fisher & Yates, inside out. */
function shuffled(values, seed, stream) {
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
/* harmony export */   H: () => (/* binding */ unreachable)
/* harmony export */ });
/** Closes an exhaustive `switch`: a new alternative that nobody handles does not compile. */
function unreachable(value) {
    throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}


/***/ })

};
