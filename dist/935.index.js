export const id = 935;
export const ids = [935];
export const modules = {

/***/ 59935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  requestStream: () => (/* binding */ requestStream)
});

// EXTERNAL MODULE: ./build/stats/random.js
var random = __webpack_require__(52681);
;// CONCATENATED MODULE: ./build/generators/requests/cookies.js
/**
 * The cookies of one user at one origin (RFC 6265): Domain and Secure say nothing here, and a cookie that expires later
 * outlives the visit.
 */
class Cookies {
    /** Those with longer paths first, else in the order in which they came, as they are sent. */
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
        const sent = this.#cookies.filter((cookie) => isWithin(pathOnly(path), cookie.path));
        return sent.length === 0 ? undefined : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
    }
    store(headers, path) {
        for (let i = 0; i < headers.length; i += 2) {
            if (headers[i] === "set-cookie")
                this.#take(setCookieOf(headers[i + 1] ?? "", path));
        }
    }
    get(name) {
        return this.#cookies.find((cookie) => cookie.name === name)?.value;
    }
    #take(given) {
        if (given === undefined)
            return;
        const { name, value, path, isExpired } = given;
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
function setCookieOf(header, requestPath) {
    const [pair = "", ...given] = header.split(";");
    const at = pair.indexOf("=");
    const name = pair.slice(0, at).trim();
    if (at < 1 || name === "")
        return undefined;
    const attributes = new Map(given.map(attributeOf));
    const path = attributes.get("path") ?? "";
    return {
        name,
        value: pair.slice(at + 1).trim(),
        path: path.startsWith("/") ? path : directoryOf(pathOnly(requestPath)),
        isExpired: isOver(attributes.get("max-age"), attributes.get("expires")),
    };
}
function attributeOf(text) {
    const [name = "", ...value] = text.split("=");
    return [name.trim().toLowerCase(), value.join("=").trim()];
}
/** Max-Age goes before Expires. No clock: a server that takes a cookie away names a moment long past, as a rule 1970. */
function isOver(maxAge, expires) {
    if (maxAge !== undefined && /^-?\d+$/.test(maxAge))
        return Number(maxAge) <= 0;
    const [, year] = /^\w+, *\d+[ -]\w+[ -](\d+)/.exec(expires ?? "") ?? [];
    if (year === undefined)
        return false;
    // RFC 6265, 5.1.1: two digits from 70 on are of the last century.
    return year.length === 2 ? Number(year) >= 70 : Number(year) < 2020;
}
const pathOnly = (target) => target.split("?", 1)[0] ?? "";
/** RFC 6265, 5.1.4: where a cookie without a path belongs. */
function directoryOf(path) {
    const end = path.lastIndexOf("/");
    return end < 1 ? "/" : path.slice(0, end);
}
function isWithin(path, directory) {
    if (!path.startsWith(directory))
        return false;
    return path.length === directory.length || directory.endsWith("/") || path[directory.length] === "/";
}

// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/util/headers.js
var headers = __webpack_require__(4607);
// EXTERNAL MODULE: ./build/util/assertNever.js
var assertNever = __webpack_require__(21893);
;// CONCATENATED MODULE: ./build/generators/requests/encoding.js
const asItStands = (text) => text;
const plainEncoding = { literal: asItStands, value: asItStands };
/** In a path or query: what stands there may be encoded already, what is put in is one segment or one value. */
const targetEncoding = { literal: requestTarget, value: percentEncoded };
/** Within the quotes of a JSON string. */
const jsonEncoding = { literal: jsonEscaped, value: jsonEscaped };
const formEncoding = { literal: formEncoded, value: formEncoded };
/** RFC 3986: all but unreserved characters are percent-encoded, as UTF-8. */
function percentEncoded(text) {
    // Most need nothing, and testing for that costs a tenth.
    if (/^[\w.~-]*$/.test(text))
        return text;
    return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}
/** Path and query as they may go on the wire: what no request target can hold is percent-encoded, the rest stays. */
function requestTarget(text) {
    return text.toWellFormed().replace(/[^!$-;=?-Z[\]_a-z~]+/g, encodeURIComponent);
}
/** application/x-www-form-urlencoded, as URLSearchParams writes it (WHATWG URL, 5.2). */
function formEncoded(text) {
    return encodeURIComponent(text.toWellFormed())
        .replace(/[!'()~]/g, hex)
        .replaceAll("%20", "+");
}
function jsonEscaped(text) {
    return JSON.stringify(text).slice(1, -1);
}
function hex(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

// EXTERNAL MODULE: ./build/model/template.js
var template = __webpack_require__(87054);
;// CONCATENATED MODULE: ./build/generators/requests/templateText.js
/** Why a request cannot be sent: the name that its failure is counted under. */
class Fault {
    failure;
    constructor(failure) {
        this.failure = failure;
    }
}
function textFor(text, visit) {
    return typeof text === "string" ? text : text(visit);
}
/** One after another; fixed where all of them are. */
function joined(texts) {
    const parts = merged(texts);
    const [only = "", ...others] = parts;
    if (others.length === 0)
        return only;
    return (visit) => {
        let all = "";
        for (const part of parts) {
            const text = textFor(part, visit);
            if (typeof text !== "string")
                return text;
            all += text;
        }
        return all;
    };
}
/** The texts with fixed neighbours made one. */
function merged(texts) {
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



/** Which row of a feed an arrival takes. Uses the draws of `rounds` streams from `stream` on. */
function rowTaker(name, { order, rows }, seed, stream) {
    const spent = new Fault(`no row left in ${name}`);
    const size = rows.length;
    switch (order) {
        case "in_order":
            return (turn) => rows[modulo(turn, size)] ?? spent;
        case "shuffled":
            return (turn) => {
                const pass = Math.floor(turn / size);
                return rows[shuffled(modulo(turn, size), size, pass, seed, stream)] ?? spent;
            };
        case "once":
            return (turn) => rows[turn] ?? spent;
        default:
            return (0,assertNever/* unreachable */.H)(order);
    }
}
/** A random row for each arrival, by a stream of its own. */
function rowPicker({ rows }, seed, stream) {
    return (turn) => rows[Math.floor((0,random/* draw */.$)(seed, stream, turn) * rows.length)];
}
/** Streams that a feed needs. */
const rounds = 8;
/**
 * Where the index goes in a permutation of 0 .. size - 1 that pass and stream choose, without the permutation in memory: a
 * balanced Feistel network over the next power of four, walked until it is inside again (Black & Rogaway 2002).
 */
function shuffled(index, size, pass, seed, stream) {
    const half = 2 ** Math.max(1, Math.ceil(Math.log2(size) / 2));
    let at = index;
    do {
        let left = Math.floor(at / half);
        let right = at % half;
        for (let round = 0; round < rounds; round++) {
            const mixed = (left + Math.floor((0,random/* draw */.$)(seed, stream + round, pass * half + right) * half)) % half;
            left = right;
            right = mixed;
        }
        at = left * half + right;
    } while (at >= size);
    return at;
}
const modulo = (n, size) => ((n % size) + size) % size;

;// CONCATENATED MODULE: ./build/generators/requests/templateValues.js





/** Streams of random numbers, apart from those that decide when arrivals are due. */
const streams = { flow: 0x100, feed: 0x10_0000, place: 0x100_0000 };
function sourcesOf(seed, feeds) {
    const takers = new Map(Object.entries(feeds).map(([name, feed], i) => {
        const stream = streams.feed + i * 2 * rounds;
        return [name, { take: rowTaker(name, feed, seed, stream), pick: rowPicker(feed, seed, stream + rounds) }];
    }));
    const takerOf = (name) => {
        const taker = takers.get(name);
        if (taker === undefined)
            throw new Error(`the plan has no rows of ${name}`);
        return taker;
    };
    let places = 0;
    const nextStream = () => streams.place + uuidDraws * places++;
    return {
        chance: () => {
            const stream = nextStream();
            return ({ turn }) => (0,random/* draw */.$)(seed, stream, turn);
        },
        of: (part) => {
            switch (part.kind) {
                case "uuid": {
                    const stream = nextStream();
                    return ({ turn }) => uuid(seed, stream, turn);
                }
                case "seq":
                    return ({ turn }) => turn + 1;
                case "random": {
                    const stream = nextStream();
                    const { from, to } = part;
                    return ({ turn }) => from + Math.floor((0,random/* draw */.$)(seed, stream, turn) * (to - from + 1));
                }
                case "pick":
                    return cell(takerOf(part.file).pick, part.column, part.source);
                case "feed":
                    return cell(takerOf(part.feed).take, part.column, part.source);
                case "value": {
                    const { name } = part;
                    const absent = nothingFor(part.source);
                    return ({ values }) => values.get(name) ?? (values.has(name) ? null : absent);
                }
                case "unknown":
                case "malformed":
                    throw new Error(`the configuration lets no template such as ${part.source} pass`);
                default:
                    return (0,assertNever/* unreachable */.H)(part);
            }
        },
    };
}
/** A text with templates in it, written as the encoding wants it. */
function templateText(text, { literal, value }, sources) {
    return joined((0,template/* templateParts */.Di)(text).map((part) => part.kind === "text" ? literal(part.text) : sourceText(sources.of(part), part.source, value)));
}
/** A source as text: objects as JSON. Null has none. */
function sourceText(source, name, encode) {
    const absent = nothingFor(name);
    return (visit) => {
        const value = source(visit);
        if (value instanceof Fault)
            return value;
        if (typeof value === "string")
            return encode(value);
        if (typeof value === "number")
            return encode(String(value));
        return value === null ? absent : encode(JSON.stringify(value));
    };
}
function nothingFor(source) {
    return new Fault(`nothing to put for ${source}`);
}
function cell(rowOf, column, source) {
    const absent = nothingFor(source);
    return ({ turn }) => {
        const row = rowOf(turn);
        return row instanceof Fault ? row : (row?.[column] ?? absent);
    };
}
const uuidDraws = 4;
const byteHex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
/** RFC 9562, version 4. */
function uuid(seed, stream, turn) {
    const b = word(seed, stream + 1, turn);
    const c = word(seed, stream + 2, turn);
    const version = hex16((b & 0x0fff) | 0x4000);
    const variant = hex16(((c >>> 16) & 0x3fff) | 0x8000);
    const [head, tail] = [word(seed, stream, turn), word(seed, stream + 3, turn)];
    return `${hex32(head)}-${hex16(b >>> 16)}-${version}-${variant}-${hex16(c)}${hex32(tail)}`;
}
function word(seed, stream, turn) {
    return (0,random/* draw */.$)(seed, stream, turn) * 0x1_0000_0000;
}
function hex32(word) {
    return hex16(word >>> 16) + hex16(word);
}
function hex16(word) {
    return `${byteHex[(word >>> 8) & 0xff]}${byteHex[word & 0xff]}`;
}

;// CONCATENATED MODULE: ./build/generators/requests/jsonBody.js




/** A JSON value as text, templates filled in. */
function jsonText(value, sources) {
    if (typeof value === "string")
        return stringText(value, sources);
    if (Array.isArray(value))
        return listed("[", value.map((item) => jsonText(item, sources)), "]");
    if (typeof value !== "object" || value === null)
        return JSON.stringify(value);
    const members = Object.entries(value).map(([key, item]) => joined([`${JSON.stringify(key)}:`, jsonText(item, sources)]));
    return listed("{", members, "}");
}
function listed(open, items, close) {
    return joined([open, ...items.flatMap((item, i) => (i === 0 ? [item] : [",", item])), close]);
}
/** A string that is exactly one template keeps the type of what is put in: a number stays a number. */
function stringText(text, sources) {
    const [part, ...others] = (0,template/* templateParts */.Di)(text);
    if (part !== undefined && part.kind !== "text" && others.length === 0)
        return whole(sources.of(part));
    return joined(['"', templateText(text, jsonEncoding, sources), '"']);
}
function whole(source) {
    return (visit) => {
        const value = source(visit);
        return value instanceof Fault ? value : JSON.stringify(value);
    };
}

;// CONCATENATED MODULE: ./build/generators/requests/body.js





/** The same for every request: random enough to stand in no body by chance. */
const boundary = "loadgate-4f9c1d7e8a3b6052-c7e1a94d20f85b36";
function bodyOf(spec, sources) {
    switch (spec.kind) {
        case "text":
            return { content: templateText(spec.text, plainEncoding, sources) };
        case "json":
            return { content: jsonText(spec.value, sources), contentType: "application/json" };
        case "form":
            return { content: body_form(spec.fields, sources), contentType: "application/x-www-form-urlencoded" };
        case "file":
            return { content: spec.content, contentType: "application/octet-stream" };
        case "multipart": {
            const parts = spec.parts.flatMap((part) => pieces(part, sources));
            return {
                content: content([...parts, `--${boundary}--\r\n`]),
                contentType: `multipart/form-data; boundary=${boundary}`,
            };
        }
        default:
            return (0,assertNever/* unreachable */.H)(spec);
    }
}
function body_form(fields, sources) {
    return joined(Object.entries(fields).flatMap(([name, text], i) => [
        `${i === 0 ? "" : "&"}${formEncoded(name)}=`,
        templateText(text, formEncoding, sources),
    ]));
}
function pieces(part, sources) {
    const open = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(part.name)}"`;
    if (part.kind === "field")
        return [`${open}\r\n\r\n`, templateText(part.text, plainEncoding, sources), "\r\n"];
    const fileName = quoted(part.file.split(/[\\/]/).at(-1) ?? part.file);
    const type = part.type ?? "application/octet-stream";
    return [`${open}; filename="${fileName}"\r\nContent-Type: ${type}\r\n\r\n`, part.content, "\r\n"];
}
/** As browsers write names in a form (HTML, 4.10.21.8). */
function quoted(name) {
    return name.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function content(parts) {
    const texts = parts.filter((part) => !(part instanceof Uint8Array));
    if (texts.length === parts.length)
        return joined(texts);
    const fixed = parts.filter((part) => typeof part !== "function");
    if (fixed.length === parts.length)
        return concatenated(fixed.map(bytesOf));
    return (visit) => {
        const chunks = [];
        for (const part of parts) {
            const chunk = part instanceof Uint8Array ? part : textFor(part, visit);
            if (chunk instanceof Fault)
                return chunk;
            chunks.push(bytesOf(chunk));
        }
        return concatenated(chunks);
    };
}
const encoder = new TextEncoder();
function bytesOf(chunk) {
    return typeof chunk === "string" ? encoder.encode(chunk) : chunk;
}
function concatenated(chunks) {
    const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let end = 0;
    for (const chunk of chunks) {
        all.set(chunk, end);
        end += chunk.length;
    }
    return all;
}

// EXTERNAL MODULE: ./node_modules/json-p3/dist/json-p3.cjs.js
var json_p3_cjs = __webpack_require__(50393);
;// CONCATENATED MODULE: ./build/generators/requests/jsonPath.js

/** RFC 9535. Throws what json-p3 throws where it is no such path. */
function jsonPath(path) {
    return direct(path) ?? general(path);
}
/** Members and indices alone, such as $.items[0].id: forty times as fast as json-p3 walks there. */
function direct(path) {
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
function general(path) {
    const query = (0,json_p3_cjs/* compile */.wE)(path);
    return (document) => query.match(document)?.value;
}

;// CONCATENATED MODULE: ./build/generators/requests/checks.js


/** Whether a status is one of those that count as a success. */
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
/** What is expected besides status and latency: headers, then the body, then what its JSON holds. */
function checksOf({ headers, body, json }) {
    return [
        ...Object.entries(headers).map(([name, match]) => headerCheck(name, match)),
        ...(body === undefined ? [] : [bodyCheck(body)]),
        ...Object.entries(json).map(([path, value]) => jsonCheck(path, value)),
    ];
}
function headerCheck(name, match) {
    const failure = `unexpected header ${name}`;
    // A media type without parameters is met with any: application/json by application/json; charset=utf-8.
    const isMediaType = name === "content-type" && match.kind === "equals";
    const isMet = matcher(match);
    return ({ headers }) => {
        for (let i = 0; i < headers.length; i += 2) {
            const value = headers[i + 1] ?? "";
            if (headers[i] === name && (isMet(value) || (isMediaType && isMet(value.split(";", 1)[0]?.trim() ?? "")))) {
                return undefined;
            }
        }
        return failure;
    };
}
function bodyCheck(match) {
    const isMet = matcher(match);
    return (_, body) => (isMet(body.text()) ? undefined : "unexpected body");
}
function jsonCheck(path, wanted) {
    const find = jsonPath(path);
    const failure = `unexpected json ${path}`;
    return (_, body) => (isSameJson(find(body.json()), wanted) ? undefined : failure);
}
function matcher(match) {
    switch (match.kind) {
        case "equals":
            return (text) => text === match.text;
        case "contains":
            return (text) => text.includes(match.text);
        case "matches": {
            const pattern = new RegExp(match.pattern);
            return (text) => pattern.test(text);
        }
        default:
            return (0,assertNever/* unreachable */.H)(match);
    }
}
/** Whether two JSON values are the same, in whatever order their members come. */
function isSameJson(a, b) {
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null)
        return a === b;
    if (Array.isArray(a) !== Array.isArray(b))
        return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length)
        return false;
    return keys.every((key) => Object.hasOwn(b, key) && isSameJson(memberOf(a, key), memberOf(b, key)));
}
function memberOf(value, key) {
    return value[key];
}

;// CONCATENATED MODULE: ./build/generators/requests/extract.js



function extractorsOf(extract) {
    return Object.entries(extract).map(([name, extraction]) => {
        const find = finderOf(extraction);
        const failure = `nothing to extract as ${name}`;
        return (answer, body, visit) => {
            const value = find(answer, body, visit);
            if (value === undefined)
                return failure;
            visit.values.set(name, value);
            return undefined;
        };
    });
}
function finderOf(extraction) {
    switch (extraction.kind) {
        case "json": {
            const find = jsonPath(extraction.path);
            return (_, body) => find(body.json());
        }
        case "header": {
            const name = extraction.name.toLowerCase();
            return (answer) => (0,headers/* headerOf */.r)(answer.headers, name);
        }
        case "cookie":
            return (_answer, _body, { cookies }) => cookies.get(extraction.name);
        case "regex": {
            const pattern = new RegExp(extraction.pattern);
            return (_, body) => {
                const match = pattern.exec(body.text());
                return match?.[1] ?? match?.[0];
            };
        }
        default:
            return (0,assertNever/* unreachable */.H)(extraction);
    }
}

;// CONCATENATED MODULE: ./build/generators/requests/requestTarget.js




/** Path and query. A template at its very beginning is a path already, or an address of which path and query are taken. */
function targetText(path, sources) {
    const [first] = (0,template/* templateParts */.Di)(path);
    if (first === undefined || first.kind === "text")
        return templateText(path, targetEncoding, sources);
    const start = sourceText(sources.of(first), first.source, (text) => text);
    const rest = templateText(path.slice(first.source.length), targetEncoding, sources);
    const noPath = new Fault(`no path in ${first.source}`);
    const beginning = (visit) => {
        const text = typeof start === "string" ? start : start(visit);
        return text instanceof Fault ? text : (pathIn(text) ?? noPath);
    };
    return joined([beginning, rest]);
}
function pathIn(text) {
    if (text.startsWith("/") && !text.startsWith("//"))
        return requestTarget(text);
    const [, after] = /^(?:https?:)?\/\/[^/?#]*([^#]*)/i.exec(text) ?? [];
    if (after === undefined)
        return undefined;
    return requestTarget(after.startsWith("/") ? after : `/${after}`);
}

;// CONCATENATED MODULE: ./build/generators/requests/responseBody.js
const decoder = new TextDecoder();
/** The body of an answer, decoded and parsed once however often it is looked into. */
class AnswerBody {
    #bytes;
    #text;
    #json;
    constructor({ body }) {
        this.#bytes = body;
    }
    text() {
        this.#text ??= decoder.decode(this.#bytes);
        return this.#text;
    }
    /** `undefined` where it is no JSON. */
    json() {
        this.#json ??= { value: parsed(this.text()) };
        return this.#json.value;
    }
}
function parsed(text) {
    try {
        return JSON.parse(text);
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/generators/requests/step.js










/** A request of the plan, ready to be made for one visit after another. */
function stepOf(spec, { name, keepsCookies }, sources) {
    const path = targetText(spec.path, sources);
    return {
        name,
        render: renderer(spec, path, keepOf(spec, keepsCookies), sources),
        judge: judgeOf(spec, keepsCookies ? path : undefined),
        thinkTimeMs: pause(spec, sources),
    };
}
function keepOf({ expect, extract }, keepsCookies) {
    const kinds = Object.values(extract).map(({ kind }) => kind);
    const readsBody = expect.body !== undefined || Object.keys(expect.json).length > 0;
    if (readsBody || kinds.includes("json") || kinds.includes("regex"))
        return "body";
    return keepsCookies || kinds.length > 0 || Object.keys(expect.headers).length > 0 ? "headers" : "nothing";
}
function renderer(spec, path, keep, sources) {
    const { content, contentType } = spec.body === undefined ? {} : bodyOf(spec.body, sources);
    const headers = headersOf(spec, contentType, sources);
    const { method } = spec;
    const made = (target, lines, body) => body === undefined
        ? { method, path: target, headers: lines, keep }
        : { method, path: target, headers: lines, body, keep };
    const fixed = typeof path === "string" && typeof headers !== "function" && typeof content !== "function"
        ? made(path, headers, content)
        : undefined;
    return (visit) => {
        if (fixed !== undefined)
            return withCookies(fixed, visit);
        const target = textFor(path, visit);
        if (target instanceof Fault)
            return target.failure;
        const lines = typeof headers === "function" ? headers(visit) : headers;
        if (lines instanceof Fault)
            return lines.failure;
        const body = contentFor(content, visit);
        return body instanceof Fault ? body.failure : withCookies(made(target, lines, body), visit);
    };
}
function contentFor(content, visit) {
    return typeof content === "function" ? content(visit) : content;
}
/** A cookie header of the request's own stands alone. */
function withCookies(request, { cookies }) {
    const cookie = cookies.headerFor(request.path);
    if (cookie === undefined || request.headers.some((name, i) => i % 2 === 0 && name.toLowerCase() === "cookie")) {
        return request;
    }
    return { ...request, headers: [...request.headers, "cookie", cookie] };
}
function headersOf({ headers }, contentType, sources) {
    const isTyped = Object.keys(headers).some((name) => name.toLowerCase() === "content-type");
    const typed = contentType === undefined || isTyped ? headers : { "content-type": contentType, ...headers };
    const texts = Object.entries(typed).map(([name, text]) => ({
        name,
        text: templateText(text, plainEncoding, sources),
        illegal: new Fault(`header ${name} cannot be sent`),
    }));
    const lines = texts.flatMap(({ name, text }) => (typeof text === "string" ? [name, text] : []));
    if (lines.length === 2 * texts.length)
        return lines;
    return (visit) => {
        const made = [];
        for (const { name, text, illegal } of texts) {
            const value = textFor(text, visit);
            if (value instanceof Fault)
                return value;
            if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
                return illegal;
            made.push(name, value);
        }
        return made;
    };
}
/** Status, headers, body, JSON, latency, and at last what is to be extracted: the first that fails names the failure. */
function judgeOf({ expect, extract }, cookiePath) {
    const isExpected = statusCheck(expect);
    const checks = checksOf(expect);
    const extractors = extractorsOf(extract);
    const { limitMs, tooSlow } = latencyLimit(expect);
    const looksInside = checks.length > 0 || extractors.length > 0;
    return (answer, latencyMs, visit) => {
        if (cookiePath !== undefined)
            storeCookies(answer, cookiePath, visit);
        if (!isExpected(answer.status))
            return `status ${answer.status}`;
        if (!looksInside)
            return latencyMs > limitMs ? tooSlow : "ok";
        const body = new AnswerBody(answer);
        const unexpected = firstOf(checks, (check) => check(answer, body));
        if (unexpected !== undefined)
            return unexpected;
        if (latencyMs > limitMs)
            return tooSlow;
        return firstOf(extractors, (extract) => extract(answer, body, visit)) ?? "ok";
    };
}
function firstOf(items, failureOf) {
    for (const item of items) {
        const failure = failureOf(item);
        if (failure !== undefined)
            return failure;
    }
    return undefined;
}
function storeCookies(answer, path, visit) {
    if ((0,headers/* headerOf */.r)(answer.headers, "set-cookie") === undefined)
        return;
    const target = textFor(path, visit);
    if (typeof target === "string")
        visit.cookies.store(answer.headers, target);
}
function latencyLimit({ latencyMs }) {
    return { limitMs: latencyMs ?? (0,unit/* millis */.ne)(Number.POSITIVE_INFINITY), tooSlow: `slower than ${latencyMs} ms` };
}
function pause({ thinkTimeMs: { fromMs, toMs } }, sources) {
    if (fromMs === toMs)
        return () => fromMs;
    const chance = sources.chance();
    return (visit) => (0,unit/* millis */.ne)(fromMs + chance(visit) * (toMs - fromMs));
}

;// CONCATENATED MODULE: ./build/generators/requests/requestStream.js




/** The requests of a scenario. What a visit sends depends on the seed and its turn alone, not on what came before. */
function requestStream(spec) {
    const { seed, flows, feeds } = spec;
    const sources = sourcesOf(seed, feeds);
    const aside = (request) => stepOf(request, { name: -1, keepsCookies: true }, sources);
    const setup = spec.setup.map(aside);
    const journeys = journeysOf(flows, spec.usersReturn, sources);
    const teardown = spec.teardown.map(aside);
    const pick = picker(flows.map(({ weight }) => weight));
    const extracts = [...spec.setup, ...spec.teardown, ...flows.flatMap(({ steps }) => steps)].some(({ extract }) => Object.keys(extract).length > 0);
    let given = { values: new Map(), cookies: [] };
    return {
        names: flows.flatMap(({ steps }) => steps.map(({ name }) => name)),
        journeys,
        setup,
        teardown,
        journeyOf: (turn) => pick((0,random/* draw */.$)(seed, streams.flow, turn)),
        // Where nothing is ever extracted, all visits may share their values.
        visit: (turn, cookies) => ({ turn, cookies, values: extracts ? new Map(given.values) : given.values }),
        newCookies: () => new Cookies(given.cookies),
        begin: ({ values, cookies }) => {
            given = { values: new Map(values), cookies };
        },
    };
}
function journeysOf(flows, usersReturn, sources) {
    let name = 0;
    const [first, ...others] = flows.map(({ steps: [head, ...tail] }) => {
        const keepsCookies = usersReturn || tail.length > 0;
        const made = (request) => stepOf(request, { name: name++, keepsCookies }, sources);
        return { steps: [made(head), ...tail.map(made)] };
    });
    if (first === undefined)
        throw new Error("a stream of requests needs at least one request");
    return [first, ...others];
}
/** An index for a chance in [0, 1), each as often as its weight says. */
function picker(weights) {
    let sum = 0;
    const ends = Float64Array.from(weights, (weight) => {
        sum += weight;
        return sum;
    });
    const last = weights.length - 1;
    return (chance) => {
        const at = chance * sum;
        let index = 0;
        while (index < last && at >= (ends[index] ?? 0))
            index++;
        return index;
    };
}


/***/ }),

/***/ 87054:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Di: () => (/* binding */ templateParts),
/* harmony export */   VQ: () => (/* binding */ templateNames)
/* harmony export */ });
/* unused harmony export isFixed */
/** Names that templates have already, so that no value may be called so. */
const templateNames = ["uuid", "seq", "random", "pick", "env"];
/** The parts of a text with ${...} in it; `$${` stands for `${` itself. */
function templateParts(text) {
    const parts = [];
    let plain = "";
    let end = 0;
    for (const found of text.matchAll(/\$\$\{|\$\{(?:([^}]*)\})?/g)) {
        const [source, inner] = found;
        plain += text.slice(end, found.index);
        end = found.index + source.length;
        if (source === "$${") {
            plain += "${";
            continue;
        }
        if (plain !== "")
            parts.push({ kind: "text", text: plain });
        plain = "";
        parts.push(inner === undefined ? unclosed(source) : placeholder(source, inner.trim()));
    }
    plain += text.slice(end);
    return plain === "" ? parts : [...parts, { kind: "text", text: plain }];
}
/** Whether all of the text stands for itself. */
function isFixed(text) {
    return templateParts(text).every(({ kind }) => kind === "text");
}
function unclosed(source) {
    return { kind: "malformed", source, wanted: "expected a } that closes it, or $${ where ${ itself is meant" };
}
function placeholder(source, expression) {
    if (expression === "uuid" || expression === "seq")
        return { kind: expression, source };
    const [, called, given = ""] = /^(\w+)\((.*)\)$/s.exec(expression) ?? [];
    if (called !== undefined)
        return call(source, called, given);
    const [, feed, column] = /^([A-Za-z_]\w*)\.(.+)$/s.exec(expression) ?? [];
    if (feed !== undefined && column !== undefined)
        return { kind: "feed", source, feed, column };
    if (/^[A-Za-z_]\w*$/.test(expression))
        return { kind: "value", source, name: expression };
    return {
        kind: "malformed",
        source,
        wanted: "expected a template, such as ${uuid}, ${random(1,100)} or ${feed.column}",
    };
}
function call(source, name, given) {
    switch (name) {
        case "random":
            return random(source, given);
        case "pick": {
            const [, file, column] = /^\s*([^,]*[^,\s])\s*,\s*(.*\S)\s*$/s.exec(given) ?? [];
            if (file !== undefined && column !== undefined)
                return { kind: "pick", source, file, column };
            return { kind: "malformed", source, wanted: "expected a file and a column, such as ${pick(people.csv, name)}" };
        }
        default:
            return { kind: "unknown", source, name };
    }
}
function random(source, given) {
    const [, first, second] = /^\s*(-?\d{1,15})\s*,\s*(-?\d{1,15})\s*$/.exec(given) ?? [];
    const [from, to] = [Number(first), Number(second)];
    // A draw has 32 bits: of a wider range, it would never reach most numbers.
    if (to >= from && to - from < 0x1_0000_0000)
        return { kind: "random", source, from, to };
    const wanted = "expected two whole numbers in order, less than 2^32 apart, such as ${random(1,100)}";
    return { kind: "malformed", source, wanted };
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
