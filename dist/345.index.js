export const id = 345;
export const ids = [345];
export const modules = {

/***/ 82791:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ addRun),
/* harmony export */   f9: () => (/* binding */ mergeBaselines),
/* harmony export */   mI: () => (/* binding */ requireMeasured),
/* harmony export */   rV: () => (/* binding */ mergeRuns)
/* harmony export */ });
/* unused harmony export maxRuns */
/* harmony import */ var _model_scale_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33460);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43082);


/** Most runs that a baseline keeps. The oldest ones are dropped. */
const maxRuns = 50;
/** Throws if the run could not measure. Such a run must not become part of a baseline. */
function requireMeasured({ verdict }) {
    if (verdict.kind === "invalid")
        throw new Error("a run that could not measure does not become part of the baseline");
}
/** The baseline with this run as its newest. A re-run replaces the record of its first attempt. */
function addRun(baseline, results, runId, builds = {}) {
    const others = (baseline?.runs ?? []).filter(({ run_id }) => runId === undefined || run_id !== runId);
    const runs = newestRuns([...others, baselineRun(results, runId)]);
    return baselineWith(builds, runs, { ...baseline?.loads, ...loadsIn(results) });
}
/** The runs of both baselines, with the builds of the first. */
function mergeBaselines(baseline, other) {
    return baselineWith(baseline, mergeRuns(baseline.runs, other.runs), { ...other.loads, ...baseline.loads });
}
/**
 * The newest runs of several histories, each once, sorted by time. If a run was recorded twice, the later record is
 * kept: it comes from a re-run. The result does not depend on the order of the arguments.
 */
function mergeRuns(...histories) {
    const latest = new Map();
    for (const run of histories.flat().toSorted(byTime))
        latest.set(identityOf(run), run);
    return newestRuns([...latest.values()].toSorted(byTime));
}
/** `runs` is sorted, the newest last. */
function newestRuns(runs) {
    return runs.slice(-maxRuns);
}
/** Drops the settings of loads that none of the runs has. */
function baselineWith({ build, anchor }, runs, known) {
    const used = new Set(runs.flatMap(({ scenarios }) => Object.values(scenarios).flatMap(({ load }) => load ?? [])));
    const loads = Object.entries(known).filter(([hash]) => used.has(hash));
    return {
        schema: 1,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ build, anchor }),
        ...(loads.length === 0 ? {} : { loads: Object.fromEntries(loads) }),
        runs,
    };
}
/** Runs without an id are identified by commit and start time. */
function identityOf({ run_id, sha, at }) {
    return run_id === undefined ? `${sha} at ${at}` : run_id;
}
/** Runs of the same time are ordered by their content, so that the order is always the same. */
function byTime(a, b) {
    return (compareText(a.at, b.at) ||
        compareText(identityOf(a), identityOf(b)) ||
        compareText(JSON.stringify(a), JSON.stringify(b)));
}
const compareText = (a, b) => (a < b ? -1 : Number(a > b));
function baselineRun(results, runId) {
    const { head, base, started_at } = results.provenance;
    const isAnchored = results.scenarios.some(({ mode }) => mode.against === "anchor");
    return {
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ sha: head.sha }),
        at: started_at,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ run_id: runId }),
        environment: results.environment,
        ...(isAnchored && base?.sha !== undefined ? { anchor: base.sha } : {}),
        scenarios: Object.fromEntries(results.scenarios.map((scenario) => [scenario.id, scenarioRecord(scenario)])),
    };
}
/** Rounds that do not count are not recorded. */
function scenarioRecord({ mode, load, rounds, comparisons }) {
    return {
        mode: mode.kind,
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_1__/* .omitUndefined */ .O)({ load: load?.hash }),
        rounds: rounds.filter(({ invalid }) => invalid === undefined).map(({ head }) => head),
        ...(mode.against === undefined ? {} : { log_ratios: (0,_model_scale_js__WEBPACK_IMPORTED_MODULE_0__/* .logRatiosOf */ ._)(comparisons) }),
    };
}
function loadsIn({ scenarios }) {
    return Object.fromEntries(scenarios.flatMap(({ load }) => {
        if (load === undefined)
            return [];
        const { hash, ...settings } = load;
        return [[hash, settings]];
    }));
}


/***/ }),

/***/ 61169:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S5: () => (/* binding */ downloadBaseline),
/* harmony export */   XB: () => (/* binding */ baselinePath),
/* harmony export */   rY: () => (/* binding */ archivePaths),
/* harmony export */   xC: () => (/* binding */ downloadNumbers)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _githubApi_artifacts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(36919);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69454);
/* harmony import */ var _build_buildLimits_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81381);
/* harmony import */ var _codec_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(98998);
/* harmony import */ var _fileStore_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(66707);







/** The files of a baseline artifact. */
const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" };
const baselinePath = (directory) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, names.baseline);
function archivePaths(directory) {
    return { build: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, names.build), anchor: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, names.anchor) };
}
/** Three times the size of fifty runs of a hundred requests in forty rounds. */
const maxJsonBytes = 64 * 1024 ** 2;
/** For the numbers and two builds, compressed or not. Incompressible data grows a little when it is compressed. */
const maxArtifactBytes = 2.25 * _build_buildLimits_js__WEBPACK_IMPORTED_MODULE_4__/* .buildLimits */ .ZB.maxBytes;
const limits = { maxZipBytes: maxArtifactBytes, maxEntries: 10, maxBytes: maxArtifactBytes };
/** Downloads numbers and builds. Throws UnusableBaseline, or the error of the failed download. */
async function downloadBaseline(repository, artifact, directory) {
    // A build of an earlier, unusable artifact must not be taken for a build of this one.
    for (const name of Object.values(names))
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name), { force: true });
    const baseline = await download(repository, artifact, directory, Object.values(names));
    return { baseline, archives: await (0,_fileStore_js__WEBPACK_IMPORTED_MODULE_6__/* .existingArchives */ .Fp)(baseline, archivePaths(directory)) };
}
/** Downloads the numbers only. Throws as downloadBaseline does. */
async function downloadNumbers(repository, artifact, directory) {
    return await download(repository, artifact, (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, `${artifact.id}`), [names.baseline]);
}
async function download(repository, artifact, directory, fileNames) {
    const name = `${artifact.name} of run ${artifact.runId}`;
    const source = `the artifact ${name}`;
    const remedy = `delete it and ${_codec_js__WEBPACK_IMPORTED_MODULE_5__/* .remakeAdvice */ .Gx}`;
    try {
        await (0,_githubApi_artifacts_js__WEBPACK_IMPORTED_MODULE_2__/* .downloadArtifact */ .bk)(repository, { ...artifact, name }, directory, { fileNames, ...limits });
    }
    catch (cause) {
        if (!(cause instanceof _githubApi_artifacts_js__WEBPACK_IMPORTED_MODULE_2__/* .UnusableArtifact */ .Eb))
            throw cause;
        throw new _codec_js__WEBPACK_IMPORTED_MODULE_5__/* .UnusableBaseline */ .$X(`${cause.message}; ${remedy}`, { cause });
    }
    const file = baselinePath(directory);
    const bytes = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.stat)(file).catch(() => undefined))?.size ?? 0;
    if (bytes > maxJsonBytes)
        throw new _codec_js__WEBPACK_IMPORTED_MODULE_5__/* .UnusableBaseline */ .$X(`${source} holds more numbers than fifty runs have; ${remedy}`);
    const text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .readText */ .yR)(file);
    if (text === undefined)
        throw new _codec_js__WEBPACK_IMPORTED_MODULE_5__/* .UnusableBaseline */ .$X(`${source} holds no ${names.baseline}; ${remedy}`);
    return (0,_codec_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeBaseline */ .Y9)(text, source);
}


/***/ }),

/***/ 36919:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Eb: () => (/* binding */ UnusableArtifact),
  bk: () => (/* binding */ downloadArtifact),
  lQ: () => (/* binding */ supportsArtifacts)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/githubApi/download.js
var download = __webpack_require__(7460);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __webpack_require__(20663);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
;// CONCATENATED MODULE: ./build/githubApi/unzip.js
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





/** An archive that cannot be extracted safely. */
class UnusableZip extends Error {
    name = "UnusableZip";
}
/**
 * Extracts the named files from the top of the archive into the directory and skips all others.
 * The archive is not trusted: it cannot write elsewhere, create links, or exceed `limits`.
 * Throws UnusableZip, and the errors of the file system.
 */
async function unzip(file, directory, fileNames, limits) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const archive = __addDisposableResource(env_1, await openZip(file), true);
            const entries = await readEntries(archive.zip, limits.maxEntries);
            const selected = fileNames.flatMap((name) => selectEntry(entries, name));
            let remainingBytes = limits.maxBytes;
            for (const entry of selected) {
                remainingBytes -= await extractEntry(archive.zip, entry, (0,external_node_path_.join)(directory, entry.fileName), remainingBytes);
            }
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
    catch (error) {
        // A file system error is not the archive's fault.
        if (error instanceof UnusableZip || (error instanceof Error && "syscall" in error))
            throw error;
        throw new UnusableZip(`it cannot be unpacked (${(0,errors/* messageOf */.bD)(error)})`, { cause: error });
    }
}
async function openZip(file) {
    const zip = await (0,yauzl/* openPromise */.sO)(file, { autoClose: false, strictFileNames: true });
    return { zip, [Symbol.asyncDispose]: async () => zip.close() };
}
async function readEntries(zip, maxEntries) {
    if (zip.entryCount > maxEntries) {
        throw new UnusableZip(`it holds ${zip.entryCount} files, expected at most ${maxEntries}`);
    }
    const entries = [];
    for await (const entry of zip.eachEntry())
        entries.push(entry);
    return entries;
}
/** The entry of that name, or none. */
function selectEntry(entries, name) {
    const [entry, ...duplicates] = entries.filter(({ fileName }) => fileName === name);
    if (entry === undefined)
        return [];
    if (duplicates.length > 0)
        throw new UnusableZip(`it holds ${name} more than once`);
    if (!isRegularFile(entry))
        throw new UnusableZip(`its ${name} is not a regular file`);
    return [entry];
}
const unixHost = 3;
const fileTypeMask = 0o170000;
const regularFileType = 0o100000;
/** Only archives made on Unix record a file type. All entries of others are regular files. */
function isRegularFile({ versionMadeBy, externalFileAttributes }) {
    const fileType = (externalFileAttributes >>> 16) & fileTypeMask;
    return versionMadeBy >> 8 !== unixHost || fileType === 0 || fileType === regularFileType;
}
/** Returns the number of extracted bytes. */
async function extractEntry(zip, entry, path, maxBytes) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const output = __addDisposableResource(env_2, await (0,promises_.open)(path, "wx", 0o600), true);
        const stream = await zip.openReadStreamPromise(entry);
        // The loop below throws the first error. yauzl may emit more after the loop has ended.
        stream.on("error", () => { });
        const content = stream;
        let bytes = 0;
        let checksum = 0;
        for await (const chunk of content) {
            bytes += chunk.length;
            if (bytes > maxBytes)
                throw new UnusableZip("its files exceed the size limit");
            checksum = (0,external_node_zlib_.crc32)(chunk, checksum);
            await output.writeFile(chunk);
        }
        if (checksum !== entry.crc32)
            throw new UnusableZip(`the checksum of its ${entry.fileName} differs`);
        return bytes;
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

;// CONCATENATED MODULE: ./build/githubApi/artifacts.js






/** A downloaded artifact that cannot be trusted or read. */
class UnusableArtifact extends Error {
    name = "UnusableArtifact";
}
/** GitHub Enterprise Server does not support this kind of artifact. */
function supportsArtifacts(serverUrl) {
    const host = URL.parse(serverUrl)?.hostname ?? "";
    return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
/**
 * Extracts files of an artifact into the directory. After an error it has extracted none.
 * Throws UnusableArtifact that says what is wrong, or the error of the failed download.
 */
async function downloadArtifact(repository, artifact, directory, options) {
    try {
        await downloadOnce(repository, artifact, directory, options);
    }
    catch (error) {
        // The transfer may have corrupted the archive. A second download can succeed.
        if (!(error instanceof UnusableArtifact && error.cause instanceof UnusableZip))
            throw error;
        await downloadOnce(repository, artifact, directory, options);
    }
}
async function downloadOnce(repository, artifact, directory, options) {
    await (0,promises_.mkdir)(directory, { recursive: true });
    const scratch = await (0,promises_.mkdtemp)((0,external_node_path_.join)(directory, ".artifact-"));
    try {
        const zip = (0,external_node_path_.join)(scratch, "zip");
        const digest = await fetchZip(repository, artifact, zip, options.maxZipBytes);
        if (artifact.digest && artifact.digest !== digest)
            throw new UnusableZip("its digest differs from that of the upload");
        const extracted = (0,external_node_path_.join)(scratch, "files");
        await (0,promises_.mkdir)(extracted);
        await unzip(zip, extracted, options.fileNames, options);
        for (const name of await (0,promises_.readdir)(extracted))
            await (0,promises_.rename)((0,external_node_path_.join)(extracted, name), (0,external_node_path_.join)(directory, name));
    }
    catch (error) {
        if (!(error instanceof UnusableZip || error instanceof download/* TooLarge */.MF))
            throw error;
        throw new UnusableArtifact(`the artifact ${artifact.name}: ${error.message}`, { cause: error });
    }
    finally {
        await (0,promises_.rm)(scratch, { recursive: true, force: true });
    }
}
/** Pauses before the retries of a download whose connection failed. */
const downloadPausesMs = [1000, 2000, 4000];
const idleTimeoutMs = (0,unit/* millis */.ne)(30_000);
/** Returns the digest of the archive. */
async function fetchZip(repository, artifact, file, maxBytes) {
    for (const pauseMs of downloadPausesMs) {
        try {
            return await fetchZipOnce(repository, artifact, file, { maxBytes, idleTimeoutMs });
        }
        catch (error) {
            if (!(error instanceof download/* StorageError */.aq && error.isTransient))
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(pauseMs);
        }
    }
    return await fetchZipOnce(repository, artifact, file, { maxBytes, idleTimeoutMs });
}
/**
 * GitHub redirects to a signed URL, which is valid for a minute. The token is not sent there.
 * Servers that imitate GitHub may send the archive itself.
 */
async function fetchZipOnce({ api, owner, repo }, { id, name }, file, limits) {
    const { headers, status, url, data } = await api.rest.actions.downloadArtifact({
        owner,
        repo,
        artifact_id: id,
        archive_format: "zip",
        request: { redirect: "manual", parseSuccessResponseBody: false },
    });
    const body = data instanceof ReadableStream ? data : undefined;
    const { location, "content-type": type = "" } = headers;
    if (location === undefined && body !== undefined && /zip|octet-stream/.test(type))
        return await (0,download/* saveBlob */.H4)(body, file, limits.maxBytes);
    await body?.cancel();
    const target = location === undefined ? undefined : URL.parse(location, url);
    if (target)
        return await (0,download/* downloadBlob */.WN)(target.href, file, limits);
    const what = location === undefined ? "without a location" : "with an invalid location";
    throw new Error(`expected a redirect to the artifact ${name}, got status ${status} ${what}`);
}


/***/ }),

/***/ 7460:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H4: () => (/* binding */ saveBlob),
/* harmony export */   MF: () => (/* binding */ TooLarge),
/* harmony export */   Uw: () => (/* binding */ environmentProxy),
/* harmony export */   WN: () => (/* binding */ downloadBlob),
/* harmony export */   aq: () => (/* binding */ StorageError)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57075);
/* harmony import */ var node_stream_promises__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46466);
/* harmony import */ var undici__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(46752);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(12011);
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






/** A failed download from the storage in which GitHub keeps artifacts. */
class StorageError extends Error {
    name = "StorageError";
    /** A retry may succeed. */
    isTransient;
    constructor(message, isTransient, options) {
        super(message, options);
        this.isTransient = isTransient;
    }
}
/** The download exceeds its limit. */
class TooLarge extends Error {
    name = "TooLarge";
}
/**
 * Downloads a signed URL into the file. Returns the digest of the content, such as sha256:9f86d0….
 * Throws StorageError, TooLarge, and the errors of the file system.
 */
async function downloadBlob(url, file, limits) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { maxBytes, idleTimeoutMs } = limits;
        const proxy = __addDisposableResource(env_1, environmentProxy(), true);
        const idle = __addDisposableResource(env_1, idleTimeout(idleTimeoutMs), false);
        const response = await (0,undici__WEBPACK_IMPORTED_MODULE_4__/* .fetch */ .hd)(url, { dispatcher: proxy.agent, signal: idle.signal }).catch((cause) => {
            throw connectionError(cause);
        });
        const { status, body, headers } = response;
        if (status !== 200 || body === null) {
            const isTransient = status >= 500 || status === 408 || status === 429;
            throw new StorageError(`the artifact storage responded with ${status}`, isTransient);
        }
        const type = headers.get("content-type") ?? "";
        if (/^text\/|json|xml|html/i.test(type))
            throw new StorageError(`the artifact storage responded with ${type}`, true);
        if (Number(headers.get("content-length")) > maxBytes)
            throw tooLarge(maxBytes);
        return await saveBlob(body, file, maxBytes, idle.restart);
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
/** Uses the proxy that the environment names, as GitHub's own clients do. */
function environmentProxy() {
    const agent = new undici__WEBPACK_IMPORTED_MODULE_4__/* .EnvHttpProxyAgent */ .J2();
    return { agent, [Symbol.asyncDispose]: () => agent.destroy() };
}
/** Its signal aborts when `restart` was not called for that long. */
function idleTimeout(idleTimeoutMs) {
    const controller = new AbortController();
    const abort = () => controller.abort(new Error(`no data for ${idleTimeoutMs / 1000} s`));
    const timer = setTimeout(abort, idleTimeoutMs);
    return {
        signal: controller.signal,
        restart: () => void timer.refresh(),
        [Symbol.dispose]: () => clearTimeout(timer),
    };
}
/** Writes a response body into the file. Returns and throws as downloadBlob does. */
async function saveBlob(body, file, maxBytes, onData = () => { }) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256");
    let bytes = 0;
    const limiter = new node_stream__WEBPACK_IMPORTED_MODULE_2__.Transform({
        transform(chunk, _, done) {
            onData();
            bytes += chunk.length;
            hash.update(chunk);
            if (bytes > maxBytes)
                done(tooLarge(maxBytes));
            else
                done(null, chunk);
        },
    });
    try {
        await (0,node_stream_promises__WEBPACK_IMPORTED_MODULE_3__.pipeline)(body, limiter, (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.createWriteStream)(file));
    }
    catch (error) {
        if (error instanceof TooLarge || (error instanceof Error && "path" in error))
            throw error;
        throw connectionError(error);
    }
    return `sha256:${hash.digest("hex")}`;
}
function tooLarge(maxBytes) {
    return new TooLarge(`it has more than ${maxBytes} bytes`);
}
function connectionError(cause) {
    const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
    return new StorageError(`the connection to the artifact storage failed (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .messageOf */ .bD)(inner)})`, true, { cause });
}


/***/ }),

/***/ 4345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   appendRun: () => (/* binding */ appendRun),
/* harmony export */   e: () => (/* binding */ extendBaseline)
/* harmony export */ });
/* harmony import */ var _baseline_runHistory_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(82791);
/* harmony import */ var _baseline_store_downloadBaseline_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(61169);
/* harmony import */ var _baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(66707);
/* harmony import */ var _service_runDirectory_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(26262);
/* harmony import */ var _baselineBuilds_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(16089);
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





/** The next baseline: `history`, the run, and the builds that it carries. The builds are put at `paths`. */
async function extendBaseline(run, history, paths, runId) {
    const { builds, warnings } = await (0,_baselineBuilds_js__WEBPACK_IMPORTED_MODULE_4__/* .saveBuilds */ .R)(run, paths);
    return { baseline: (0,_baseline_runHistory_js__WEBPACK_IMPORTED_MODULE_0__/* .addRun */ .Z)(history, run.results, runId, builds), warnings };
}
/**
 * Adds a run to the baseline in a file, and returns warnings. Throws if the run could not measure, or the write fails.
 */
async function appendRun(path, run) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        (0,_baseline_runHistory_js__WEBPACK_IMPORTED_MODULE_0__/* .requireMeasured */ .mI)(run.results);
        const cleanup = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const directory = await (0,_service_runDirectory_js__WEBPACK_IMPORTED_MODULE_3__/* .createRunDirectory */ .HZ)(run.runId);
        cleanup.defer(() => (0,_service_runDirectory_js__WEBPACK_IMPORTED_MODULE_3__/* .removeRunDirectory */ .kj)(directory));
        const { before } = run;
        const paths = (0,_baseline_store_downloadBaseline_js__WEBPACK_IMPORTED_MODULE_1__/* .archivePaths */ .rY)(directory);
        const history = before.kind === "found" ? before.baseline : undefined;
        const { baseline, warnings } = await extendBaseline(run, history, paths);
        await (0,_baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_2__/* .saveBaselineFile */ .tq)(path, baseline, await (0,_baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_2__/* .existingArchives */ .Fp)(baseline, paths));
        return before.kind === "unusable" ? [`${before.message}: this run replaces it`, ...warnings] : warnings;
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


/***/ })

};
