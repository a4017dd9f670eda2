export const id = 793;
export const ids = [793];
export const modules = {

/***/ 16126:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ trackedTexts),
/* harmony export */   w: () => (/* binding */ openReportDirectory)
/* harmony export */ });
/* harmony import */ var node_events__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(78474);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(77030);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(76760);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12011);
/* harmony import */ var _model_fileError_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(81926);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(69454);
/* harmony import */ var _shell_git_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(87397);
/* harmony import */ var _writeReports_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(14461);









/**
 * Creates the directory before anything is measured, and checks that the reports can be written. `what` names it in
 * messages. Throws a WrongInput if the path cannot be used, and a CouldNotMeasure if the machine is at fault.
 */
async function openReportDirectory(out, what) {
    try {
        await createDirectory(out);
        await checkWritable(out);
    }
    catch (cause) {
        const message = `${what}: expected a directory that can be written or created, got ${(0,_model_fileError_js__WEBPACK_IMPORTED_MODULE_5__/* .describeFileError */ .SQ)(cause, out)}`;
        throw (0,_model_fileError_js__WEBPACK_IMPORTED_MODULE_5__/* .isWrongPath */ .BI)(cause) ? new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongInput */ .Ey(message, { cause }) : new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .CouldNotMeasure */ .Nc(message, { cause });
    }
    const lock = await lockDirectory(out);
    if (lock === "locked")
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongInput */ .Ey(`${what}: another run of Loadgate writes to ${out} at this moment; wait until it has ended, or choose another directory`);
    return { tracked: await (0,_shell_git_js__WEBPACK_IMPORTED_MODULE_7__/* .listTracked */ .z7)(out, _writeReports_js__WEBPACK_IMPORTED_MODULE_8__/* .reportNames */ .T), [Symbol.asyncDispose]: lock.release };
}
/** A sentence for each report that git tracks. */
function trackedTexts({ tracked }, out) {
    return tracked.map((name) => `${(0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(out, name)} is tracked by git, and every run changes it: remove it from git (git rm --cached)`);
}
/** The recursive mkdir of Node reports ENOENT on a read-only file system. The plain one has the true reason. */
async function createDirectory(path) {
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path, { recursive: true });
    }
    catch (error) {
        if (!(0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .hasErrorCode */ .Ue)(error, "ENOENT"))
            throw error;
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.mkdir)(path);
    }
}
/** About the size of the reports: a full disk still accepts empty files. */
const probeBytes = 64 * 1024;
async function checkWritable(directory) {
    const probe = (0,node_path__WEBPACK_IMPORTED_MODULE_3__.join)(directory, `.write-test-${process.pid}`);
    try {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.writeFile)(probe, Buffer.alloc(probeBytes));
    }
    finally {
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(probe, { force: true }).catch(() => { });
    }
}
/**
 * Binds an abstract socket that is named after the directory. The kernel releases it when the process ends, however
 * that happens. Only Linux has such sockets: elsewhere, nothing is locked.
 */
async function lockDirectory(directory) {
    const { dev, ino } = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.stat)(directory);
    const server = (0,node_net__WEBPACK_IMPORTED_MODULE_2__.createServer)((socket) => socket.destroy());
    try {
        server.listen(`\0loadgate-report-${dev}-${ino}`);
        await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(server, "listening");
        server.unref();
    }
    catch (error) {
        return (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_6__/* .hasErrorCode */ .Ue)(error, "EADDRINUSE") ? "locked" : { release: async () => { } };
    }
    return {
        release: async () => {
            server.close();
            await (0,node_events__WEBPACK_IMPORTED_MODULE_0__.once)(server, "close");
        },
    };
}


/***/ }),

/***/ 67355:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ maskErrors),
/* harmony export */   t: () => (/* binding */ maskResults)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(98439);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _model_results_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(27485);
/* harmony import */ var _util_mapStrings_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(42773);
/* harmony import */ var _util_mask_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(37117);





/** Masks the secrets in every text of the results, whether they come from the configuration or from a service. */
function maskResults(results, secrets) {
    if (secrets.length === 0)
        return results;
    const mask = (0,_util_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .masker */ .KB)(secrets);
    const formatWords = wordsOfFormat();
    const masked = (0,_util_mapStrings_js__WEBPACK_IMPORTED_MODULE_3__/* .mapStrings */ .t)(results, (text, key) => {
        // A secret may occur in base64 by chance.
        if (key?.endsWith("histogram") === true)
            return text;
        // A secret may equal a word of the format, such as a mode, a metric or a key. Masking it would break the file.
        return formatWords.has(text) ? text : mask(text);
    });
    return _model_results_js__WEBPACK_IMPORTED_MODULE_1__/* .resultsSchema */ .sy.parse(masked);
}
/** Runs `act`. If it throws, the secrets in the error's message are masked. */
async function maskErrors(secrets, act) {
    try {
        return await act();
    }
    catch (cause) {
        const message = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause);
        const masked = (0,_util_mask_js__WEBPACK_IMPORTED_MODULE_2__/* .masker */ .KB)(secrets)(message);
        if (masked === message)
            throw cause;
        throw cause instanceof _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WrongInput */ .Ey ? new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .WrongInput */ .Ey(masked, { cause }) : new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CouldNotMeasure */ .Nc(masked, { cause });
    }
}
/** The keys and fixed values of results.json. */
function wordsOfFormat() {
    const words = [];
    JSON.stringify(zod__WEBPACK_IMPORTED_MODULE_4__/* .toJSONSchema */ .bl(_model_results_js__WEBPACK_IMPORTED_MODULE_1__/* .resultsSchema */ .sy), (key, value) => {
        if (key === "properties")
            words.push(...Object.keys(value));
        if (key === "enum")
            words.push(...value);
        if (key === "const")
            words.push(value);
        return value;
    });
    return new Set(words);
}


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

/***/ 62256:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ findProgram)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69454);



/** The path of the first executable file with that name in a PATH; `undefined` if there is none. */
async function findProgram(name, path) {
    for (const directory of path.split(node_path__WEBPACK_IMPORTED_MODULE_1__.delimiter).filter(node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)) {
        const program = (0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(directory, name);
        if ((await (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .isFile */ .fo)(program)) && (await isExecutable(program)))
            return program;
    }
    return undefined;
}
function isExecutable(path) {
    return (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.access)(path, node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.constants.X_OK).then(() => true, () => false);
}


/***/ }),

/***/ 87397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fe: () => (/* binding */ readCommits),
/* harmony export */   g0: () => (/* binding */ readHeadCommit),
/* harmony export */   rf: () => (/* binding */ parseParents),
/* harmony export */   z7: () => (/* binding */ listTracked)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57975);
/* harmony import */ var _gitCommand_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(31818);



/** Reads both commits. A base directory inside the head's own checkout has no commit of its own. */
async function readCommits(headDirectory, baseDirectory) {
    const [head, changes] = await Promise.all([
        queryGit(headDirectory, "rev-parse", "HEAD"),
        queryGit(headDirectory, "status", "--porcelain", "--untracked-files=no"),
    ]);
    const headCommit = head === undefined ? {} : { head, ...(changes ? { isChanged: true } : {}) };
    if (baseDirectory === undefined)
        return headCommit;
    const [headRoot, baseRoot, base] = await Promise.all([
        queryGit(headDirectory, "rev-parse", "--show-toplevel"),
        queryGit(baseDirectory, "rev-parse", "--show-toplevel"),
        queryGit(baseDirectory, "rev-parse", "HEAD"),
    ]);
    return headRoot === baseRoot || base === undefined ? headCommit : { ...headCommit, base };
}
/** The commit that is checked out in the directory; `undefined` if git does not report it. */
async function readHeadCommit(directory) {
    const sha = await queryGit(directory, "rev-parse", "--verify", "HEAD^{commit}");
    const commit = sha === undefined ? undefined : await queryGit(directory, "cat-file", "commit", sha);
    return sha === undefined || commit === undefined ? undefined : { sha, parents: parseParents(commit) };
}
/** The parents that a commit's text names, as `git cat-file commit` prints it. */
function parseParents(commit) {
    return [...(commit.split("\n\n")[0] ?? "").matchAll(/^parent (\w+)$/gm)].flatMap(([, sha]) => sha ?? []);
}
/** The files of the directory, of those with these names, that git tracks. None outside a repository. */
async function listTracked(directory, names) {
    const listed = await queryGit(directory, "ls-files", "--", ...names);
    return listed === undefined || listed === "" ? [] : listed.split("\n");
}
const queryTimeoutMs = 60_000;
async function queryGit(directory, ...args) {
    try {
        const options = { cwd: directory, env: (0,_gitCommand_js__WEBPACK_IMPORTED_MODULE_2__/* .gitEnvironment */ ._K)(process.env), timeout: queryTimeoutMs };
        const { stdout } = await (0,node_util__WEBPACK_IMPORTED_MODULE_1__.promisify)(node_child_process__WEBPACK_IMPORTED_MODULE_0__.execFile)("git", [..._gitCommand_js__WEBPACK_IMPORTED_MODULE_2__/* .gitSettings */ .Ug, ...args], options);
        return stdout.trim();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 31818:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Xi: () => (/* binding */ GitFailure),
  $Y: () => (/* binding */ git),
  _K: () => (/* binding */ gitEnvironment),
  Ug: () => (/* binding */ gitSettings),
  Ii: () => (/* binding */ tryGit)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(31421);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
;// CONCATENATED MODULE: ./build/shell/gitProblem.js
/** Reads the problem from git's messages, in English. `reason` is the detail if no more is known. */
function gitProblem(stderr, reason) {
    const status = /(?:returned error:|RPC failed; HTTP) (\d{3})/.exec(stderr)?.[1];
    const known = rules.find(([messages]) => messages.test(stderr))?.[1];
    const cause = known ?? (status === undefined ? causeOfConnection(stderr) : causeOfStatus(Number(status)));
    const isLocked = /Unable to create '.*\.lock': File exists/.test(stderr);
    const detail = status === undefined ? reason.replace(/^unable to access '.*?': /, "") : `HTTP ${status}`;
    const filter = /smudge filter (.+) failed/.exec(stderr)?.[1];
    return {
        cause,
        detail: withoutEnd(detail),
        isTransient: cause === "unreachable" || isLocked,
        ...(filter === undefined ? {} : { filter }),
    };
}
/** Too many requests, a request that took too long, or a failure of the server. */
function causeOfStatus(status) {
    if (status === 429 || status === 408 || status >= 500)
        return "unreachable";
    return status === 401 || status === 403 ? "credentials" : "other";
}
/** The first matching rule applies. git, curl, ssh and the TLS libraries wrote these messages. */
const rules = [
    [
        /No space left on device|unable to write file|Disk quota exceeded|Read-only file system|could not create (leading )?director/i,
        "no_space",
    ],
    [/dubious ownership|unsafe repository/, "owner"],
    [/rate limit/i, "unreachable"],
    [
        /could not read (Username|Password)|Authentication failed|terminal prompts disabled|Permission denied \(|Host key verification failed|Repository not found|repository '.*' not found/i,
        "credentials",
    ],
    [
        /couldn't find remote ref|not our ref|unadvertised object|Needed a single revision|unknown revision|bad object/,
        "unknown_commit",
    ],
    [/^fatal: not a git repository/m, "no_repository"],
    [/smudge filter|external filter/, "filter"],
];
const connectionFailures = /Could not resolve|name resolution|Failed to connect|Couldn't connect|Could not connect|Connection (was )?(refused|reset|timed out|closed)|(Recv|Send) failure|Empty reply|early EOF|hung up unexpectedly|unexpected disconnect|timed out|Operation too slow|SSL_ERROR_SYSCALL|SSL_connect|gnutls|TLS connection was|HTTP\/2 stream|transfer closed|Network is unreachable|No route to host|kex_exchange_identification|protocol error|bad line length|index-pack|bad pack header|invalid pack|is this a git repository|Internal Server Error|RPC failed|expected flush|unexpected end of/i;
const causeOfConnection = (stderr) => connectionFailures.test(stderr) ? "unreachable" : "other";
const withoutEnd = (text) => text.trim().replace(/[.:;]$/, "");

// EXTERNAL MODULE: ./build/shell/processTable.js
var processTable = __webpack_require__(6922);
// EXTERNAL MODULE: ./build/shell/stopTree.js
var stopTree = __webpack_require__(77345);
;// CONCATENATED MODULE: ./build/shell/gitCommand.js
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







const defaultLimits = {
    totalMs: (0,unit/* millis */.ne)(300_000),
    silenceMs: (0,unit/* millis */.ne)(20_000),
    pausesMs: [(0,unit/* millis */.ne)(1000), (0,unit/* millis */.ne)(4000), (0,unit/* millis */.ne)(10_000)],
};
/** A git command failed. The message is git's own. */
class GitFailure extends Error {
    name = "GitFailure";
    problem;
    /** How often the command ran. */
    tries;
    constructor(message, problem, { tries = 1, ...options } = {}) {
        super(message, options);
        this.problem = problem;
        this.tries = tries;
    }
}
/**
 * The output of `git ...args`, without its last line break. Repeats a command that failed for a passing reason.
 * Throws a GitFailure, or the signal's reason.
 */
async function git(options, ...args) {
    const limits = options.limits ?? defaultLimits;
    const endMs = (0,clock/* nowMs */.TC)() + limits.totalMs;
    for (let tries = 1;; tries++) {
        try {
            return await gitOnce(options, args, limits, endMs - (0,clock/* nowMs */.TC)());
        }
        catch (error) {
            if (!(error instanceof GitFailure))
                throw error;
            const pauseMs = limits.pausesMs[tries - 1];
            if (!error.problem.isTransient || pauseMs === undefined || (0,clock/* nowMs */.TC)() + pauseMs >= endMs)
                throw new GitFailure(error.message, error.problem, { tries, cause: error });
            await (0,promises_.setTimeout)(pauseMs, undefined, { signal: options.signal }).catch(() => options.signal.throwIfAborted());
        }
    }
}
/** Like `git`, but asks once, and gives `undefined` instead of a GitFailure. */
async function tryGit(options, ...args) {
    const limits = options.limits ?? defaultLimits;
    return await gitOnce(options, args, limits, limits.totalMs).catch((error) => {
        if (error instanceof GitFailure)
            return undefined;
        throw error;
    });
}
async function gitOnce(options, args, limits, leftMs) {
    const { code, stdout, stderr } = await runGit(options, args, limits, leftMs);
    if (code === 0)
        return stdout.replace(/\n$/, "");
    const reason = reasonIn(stderr) ?? `git ${args[0]} ended with ${code ?? "a signal"}`;
    throw new GitFailure(reason, gitProblem(stderr, reason));
}
/** A git hook sets these. They would point to another repository; see `git rev-parse --local-env-vars`. */
const repositoryVariables = /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|NAMESPACE|CONFIG|IMPLICIT_WORK_TREE|INTERNAL_SUPER_PREFIX|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;
/** Nobody can answer a prompt. The messages are parsed in English. worktree.ts copies the files of Git LFS itself. */
const fixedVariables = { GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never", GIT_LFS_SKIP_SMUDGE: "1", LC_ALL: "C" };
function gitEnvironment(env) {
    const inherited = Object.entries(env).filter(([name]) => !repositoryVariables.test(name));
    return { ...Object.fromEntries(inherited), ...fixedVariables };
}
/** Any owner, because job containers run as another user. No hooks, and no processes that would outlive the run. */
const gitSettings = [
    "safe.directory=*",
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "gc.auto=0",
    "maintenance.auto=false",
].flatMap((setting) => ["-c", setting]);
const graceMs = (0,unit/* millis */.ne)(1000);
async function runGit(options, args, limits, leftMs) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { directory, env, mark, signal } = options;
        const settings = (options.settings ?? []).flatMap((setting) => ["-c", setting]);
        signal.throwIfAborted();
        const limit = __addDisposableResource(env_1, limitSignal(signal, args, limits, leftMs), false);
        const child = (0,external_node_child_process_.spawn)("git", ["--no-optional-locks", ...gitSettings, ...settings, ...args], {
            cwd: directory,
            env: { ...gitEnvironment(env), [mark.name]: mark.value },
            detached: true,
            stdio: ["ignore", "pipe", "pipe"],
        });
        const output = { stdout: "", stderr: "" };
        for (const stream of ["stdout", "stderr"]) {
            child[stream].setEncoding("utf8").on("data", (text) => {
                output[stream] += text;
                limit.progressed();
            });
        }
        const code = await waitForExit(child, { root: child.pid ?? -1, mark: `${mark.name}=${mark.value}` }, limit.signal);
        return { code, ...output };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
/** Aborts with `signal`, or with a GitFailure at a limit. */
function limitSignal(signal, args, { totalMs, silenceMs }, leftMs) {
    const controller = new AbortController();
    const expire = (detail, isTransient) => () => controller.abort(new GitFailure(detail, { cause: "timeout", detail, isTransient }));
    const name = args.find((arg) => !arg.startsWith("-")) ?? "";
    const total = setTimeout(expire(`git ${name} took longer than ${totalMs / 1000} s`, false), Math.max(0, leftMs));
    // Only a fetch reports progress all the time.
    const silence = name === "fetch" ? setTimeout(expire(`no answer for ${silenceMs / 1000} s`, true), silenceMs) : undefined;
    return {
        signal: AbortSignal.any([signal, controller.signal]),
        progressed: () => void silence?.refresh(),
        [Symbol.dispose]() {
            clearTimeout(total);
            clearTimeout(silence);
        },
    };
}
/** The exit code; `null` after a signal. When `signal` aborts, stops the whole tree and throws the signal's reason. */
async function waitForExit(child, tree, signal) {
    const { promise, resolve, reject } = Promise.withResolvers();
    child.once("error", (cause) => reject(startFailure(cause)));
    child.once("close", resolve);
    // A process that git leaves behind, such as a credential cache, can hold the pipes open for ever.
    child.once("exit", (code) => (0,promises_.setTimeout)(1000).then(() => resolve(code)));
    const members = () => (0,processTable/* findTree */.cy)(tree).map(({ pid }) => pid);
    let stopped;
    const abort = () => {
        stopped = (0,stopTree/* stopTree */.d)({ members, group: tree.root }, graceMs, signal, clock/* systemClock */.ml);
        stopped.then(() => resolve(null), reject);
    };
    if (child.pid !== undefined)
        signal.addEventListener("abort", abort, { once: true });
    try {
        return await promise;
    }
    finally {
        signal.removeEventListener("abort", abort);
        await stopped;
        signal.throwIfAborted();
    }
}
function startFailure(cause) {
    const isMissing = "code" in cause && cause.code === "ENOENT";
    const detail = isMissing ? "git is not installed" : `git could not be started: ${cause.message}`;
    return new GitFailure(detail, { cause: "no_git", detail, isTransient: false }, { cause });
}
/** fatal: not a git repository -> not a git repository. Credentials in an address are masked. */
function reasonIn(stderr) {
    const lines = stderr.split(/[\r\n]/).filter((line) => line.trim() !== "");
    const errorLines = lines.filter((line) => /^(fatal|error): /.test(line));
    const reason = errorLines[0] ?? lines.at(-1);
    return reason
        ?.replace(/^(fatal|error): /, "")
        .replace(/:\/\/[^/@\s]+@/g, "://***@")
        .trim();
}


/***/ }),

/***/ 83835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   X_: () => (/* binding */ limitLineOf),
/* harmony export */   t2: () => (/* binding */ limitCommand)
/* harmony export */ });
/* unused harmony export limitOf */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _findProgram_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(62256);



/**
 * The size of POSIX message queues, in bytes, that a marked process may use. Children inherit a resource limit through
 * every fork, exec and setsid, so it finds a process that has left its parent, its group and its environment. Each
 * value is less than the kernel's default of 819,200 and far more than a service needs.
 */
const range = { from: 400_000, to: 800_000 };
const limitLine = /^Max msgqueue size +(\d+|unlimited) +(\d+|unlimited) /m;
/** The limit that stands for a mark such as LOADGATE_RUN=x/head. */
function limitOf(mark) {
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256").update(mark).digest().readUInt32BE();
    return range.from + (hash % (range.to - range.from));
}
/** The line of /proc/PID/limits that a marked process has, without what follows the limit. */
const limitLineOf = (mark) => `Max msgqueue size         ${limitOf(mark)} `;
/** The program and arguments that run a command with the limit. None if the system does not allow that. */
async function limitCommand(mark) {
    const prlimit = await (0,_findProgram_js__WEBPACK_IMPORTED_MODULE_2__/* .findProgram */ .K)("prlimit", `${process.env["PATH"] ?? ""}:/usr/bin:/bin`);
    return prlimit === undefined || !isAllowed(limitOf(mark)) ? [] : [prlimit, `--msgqueue=${limitOf(mark)}:`];
}
/** A process may change its limit up to its hard limit. */
function isAllowed(limit) {
    try {
        const hard = limitLine.exec((0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/self/limits", "latin1"))?.[2];
        return hard === "unlimited" || Number(hard) >= limit;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 6922:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A8: () => (/* binding */ canListProcesses),
/* harmony export */   Em: () => (/* binding */ findMarked),
/* harmony export */   O3: () => (/* binding */ listProcesses),
/* harmony export */   _Q: () => (/* binding */ findLimited),
/* harmony export */   cy: () => (/* binding */ findTree)
/* harmony export */ });
/* harmony import */ var node_child_process__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(31421);
/* harmony import */ var _limitMark_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83835);
/* harmony import */ var _procfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57058);



/** All live processes: from /proc, and from `ps` where there is no /proc, as on macOS. Empty if there is neither. */
function listProcesses() {
    return (0,_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .hasProcfs */ .qM)() ? (0,_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .allPids */ .SH)().flatMap((pid) => (0,_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .readStat */ .BV)(pid) ?? []) : listByPs();
}
/** False where there is neither /proc nor `ps`. */
const canListProcesses = () => listProcesses().length > 0;
/** Every live process that descends from `root`, is in its group, carries the mark, or is a known member. */
function findTree({ root, mark, knownMembers }) {
    const all = listProcesses();
    // No process that is older than this one carries a mark that this one made.
    const ownTicks = all.find(({ pid }) => pid === process.pid)?.startTicks ?? 0;
    const isMember = ({ pid, group, startTicks }) => pid === root ||
        group === root ||
        knownMembers?.get(pid) === startTicks ||
        (startTicks >= ownTicks && isMarked(pid, mark));
    const members = new Set(all.filter(isMember).map(({ pid }) => pid));
    for (let before = -1; before < members.size;) {
        before = members.size;
        for (const { pid, parent } of all)
            if (members.has(parent))
                members.add(pid);
    }
    return all.filter(({ pid }) => members.has(pid));
}
/** Every live process whose environment has an entry that begins with `mark`. */
function findMarked(mark) {
    return listProcesses().filter(({ pid }) => hasEntry(pid, mark));
}
/** Every live process with the limit that stands for the mark. */
function findLimited(mark) {
    return listProcesses().filter(({ pid }) => hasLimit(pid, mark));
}
/** True if the environment has that whole entry, or the process has the mark's limit. */
function isMarked(pid, mark) {
    return hasEntry(pid, `${mark}\0`) || hasLimit(pid, mark);
}
const hasEntry = (pid, start) => `\0${(0,_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .readEnvironment */ .Qo)(pid) ?? ""}`.includes(`\0${start}`);
const hasLimit = (pid, mark) => (0,_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .readLimits */ .BU)(pid)?.includes(`\n${(0,_limitMark_js__WEBPACK_IMPORTED_MODULE_1__/* .limitLineOf */ .X_)(mark)}`) === true;
function listByPs() {
    const columns = ["pid=", "ppid=", "pgid=", "stat=", "lstart="].flatMap((column) => ["-o", column]);
    const { stdout } = (0,node_child_process__WEBPACK_IMPORTED_MODULE_0__.spawnSync)("ps", ["-A", ...columns], { encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });
    return (stdout ?? "").split("\n").flatMap((line) => {
        const [pid, parent, group, state = "Z", ...start] = line.trim().split(/\s+/);
        if (state.startsWith("Z"))
            return [];
        return [
            { pid: Number(pid), parent: Number(parent), group: Number(group), startTicks: Date.parse(start.join(" ")) },
        ];
    });
}


/***/ }),

/***/ 57058:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AH: () => (/* binding */ executableOf),
/* harmony export */   BU: () => (/* binding */ readLimits),
/* harmony export */   BV: () => (/* binding */ readStat),
/* harmony export */   CB: () => (/* binding */ threadName),
/* harmony export */   Dm: () => (/* binding */ threadsOf),
/* harmony export */   Km: () => (/* binding */ openFiles),
/* harmony export */   LU: () => (/* binding */ childrenOf),
/* harmony export */   M4: () => (/* binding */ readCgroups),
/* harmony export */   Nl: () => (/* binding */ commandOf),
/* harmony export */   OC: () => (/* binding */ listeningSockets),
/* harmony export */   Pc: () => (/* binding */ threadsCpuNanos),
/* harmony export */   Qo: () => (/* binding */ readEnvironment),
/* harmony export */   SH: () => (/* binding */ allPids),
/* harmony export */   gL: () => (/* binding */ catchesSignal),
/* harmony export */   ky: () => (/* binding */ parseStat),
/* harmony export */   qM: () => (/* binding */ hasProcfs),
/* harmony export */   vf: () => (/* binding */ processAgeMs),
/* harmony export */   w$: () => (/* binding */ signalAll)
/* harmony export */ });
/* unused harmony export isAlive */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);


/** `undefined` if the process has ended, or is a zombie that nobody has waited for yet. */
function readStat(pid) {
    const text = readProc(`/proc/${pid}/stat`);
    const stat = text === undefined ? undefined : parseStat(pid, text);
    return stat?.isZombie === true ? undefined : stat;
}
/** The kernel counts in ticks of 10 ms for programs. */
const msPerTick = 10;
/** How long ago the process started, in ms. `undefined` if it has ended. */
function processAgeMs(pid) {
    const [startTicks, uptime] = [readStat(pid)?.startTicks, readProc("/proc/uptime")];
    if (startTicks === undefined || uptime === undefined)
        return undefined;
    return Number(uptime.split(" ")[0]) * 1000 - startTicks * msPerTick;
}
/** Parses /proc/pid/stat. */
function parseStat(pid, text) {
    // The name, in parentheses, may contain anything. Fields are counted from behind it (proc_pid_stat(5), field 3 on).
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    const field = (n) => Number(fields[n - 3]);
    return {
        pid,
        isZombie: fields[0] === "Z" || fields[0] === "X",
        parent: field(4),
        group: field(5),
        minorFaults: field(10) + field(11),
        majorFaults: field(12) + field(13),
        ownTicks: field(14) + field(15),
        userTicks: field(14),
        systemTicks: field(15),
        reapedUserTicks: field(16),
        reapedSystemTicks: field(17),
        threads: field(20),
        startTicks: field(22),
        rssPages: field(24),
    };
}
function isAlive(pid) {
    return readStat(pid) !== undefined;
}
/** CPU time of the process's live threads in ns, more exact than clock ticks. 0 if the kernel does not record it. */
function threadsCpuNanos(pid) {
    return threadsOf(pid)
        .map((thread) => Number(readProc(`/proc/${pid}/task/${thread}/schedstat`)?.split(" ")[0] ?? 0))
        .reduce((sum, nanos) => sum + nanos, 0);
}
/** At most 15 bytes of it. Empty if the thread has ended. */
const threadName = (pid, thread) => readProc(`/proc/${pid}/task/${thread}/comm`)?.trim() ?? "";
function childrenOf(pid) {
    return threadsOf(pid).flatMap((thread) => numbers(readProc(`/proc/${pid}/task/${thread}/children`)));
}
/** Whether the process has a handler for the signal. `undefined` if the process cannot be seen. */
function catchesSignal(pid, signal) {
    const [, mask] = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readProc(`/proc/${pid}/status`) ?? "") ?? [];
    return mask === undefined ? undefined : ((BigInt(`0x${mask}`) >> BigInt(signal - 1)) & 1n) === 1n;
}
/** The control groups of the process, one hierarchy a line. */
const readCgroups = (pid) => readProc(`/proc/${pid}/cgroup`);
/** The name of its executable file. Empty if the process cannot be seen. */
const executableOf = (pid) => (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/${pid}/exe`)) ?? "");
function commandOf(pid) {
    return readProc(`/proc/${pid}/cmdline`)?.replaceAll("\0", " ").trim() ?? "";
}
/** Sends a signal to each process. Ignores processes that have ended. */
function signalAll(pids, signal) {
    for (const pid of pids) {
        try {
            process.kill(pid, signal);
        }
        catch {
            // The process has ended since it was listed, or belongs to another user. The caller lists them again.
        }
    }
}
/**
 * The listening TCP sockets: their address and port in hexadecimal, and their inode. `network`: the directory of the
 * network to look into, by default our own.
 */
function listeningSockets(network = "/proc/net") {
    return [`${network}/tcp`, `${network}/tcp6`].flatMap((path) => listeningRows(path).map((fields) => ({ hexAddress: fields[1] ?? "", inode: fields[9] ?? "" })));
}
/**
 * The rows of the listening sockets. The kernel lists them first (proc_net_tcp.rst). The file is not read further, because
 * ended connections stay in it for a minute, and after much load there are tens of thousands.
 */
function listeningRows(path) {
    const file = attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(path, "r"));
    if (file === undefined)
        return [];
    try {
        for (let text = "", chunk = Buffer.alloc(4096);;) {
            const size = attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(file, chunk)) ?? 0;
            text += chunk.toString("latin1", 0, size);
            const lines = size === 0 ? text.split("\n") : text.split("\n").slice(0, -1);
            const rows = lines.slice(1).map((line) => line.trim().split(/\s+/));
            const end = rows.findIndex(([, , , state]) => state !== listening);
            if (end >= 0 || size === 0)
                return end < 0 ? rows : rows.slice(0, end);
        }
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(file);
    }
}
const listening = "0A";
/** The targets of the process's open files, such as socket:[4711]. Empty for another user's process. */
const openFiles = (pid) => listing(`/proc/${pid}/fd`).flatMap((fd) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readlinkSync)(`/proc/${pid}/fd/${fd}`)) ?? []);
/** The entries of the environment with which the process was started, each ended by a NUL. */
const readEnvironment = (pid) => readProc(`/proc/${pid}/environ`);
const readLimits = (pid) => readProc(`/proc/${pid}/limits`);
const hasProcfs = () => readStat(process.pid) !== undefined;
function allPids() {
    return listing("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map(Number);
}
const threadsOf = (pid) => listing(`/proc/${pid}/task`);
const numbers = (text) => (text ?? "").split(" ").filter(Boolean).map(Number);
const listing = (path) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readdirSync)(path)) ?? [];
const readProc = (path) => attempt(() => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, "latin1"));
/** /proc has no locks: a process can end at any time, or belong to another user. */
function attempt(read) {
    try {
        return read();
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 75888:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ abortOnSignals),
/* harmony export */   W: () => (/* binding */ deferSignals)
/* harmony export */ });
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(870);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12011);


const names = ["SIGINT", "SIGTERM", "SIGHUP"];
/** Holds signals back until it is disposed of. Then the process gets the first one again. */
function deferSignals() {
    let held;
    const onSignal = (name) => {
        held ??= name;
    };
    for (const name of names)
        process.on(name, onSignal);
    return {
        [Symbol.dispose]() {
            for (const name of names)
                process.off(name, onSignal);
            if (held !== undefined)
                process.kill(process.pid, held);
        },
    };
}
/**
 * Aborts on SIGINT, SIGTERM and SIGHUP. The run then stops its services and writes what it has measured.
 * A second signal exits at once as `invalid`; the watchdog process then stops what is left.
 */
function abortOnSignals() {
    const controller = new AbortController();
    const onSignal = (name) => {
        if (controller.signal.aborted)
            process.exit(_exit_js__WEBPACK_IMPORTED_MODULE_0__/* .exitCode */ .I$.invalid);
        controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CouldNotMeasure */ .Nc(`interrupted by ${name}`));
    };
    for (const name of names)
        process.on(name, onSignal);
    // The process that relaunched this one on a newer Node (see relaunch.ts) has ended.
    const onDisconnect = () => controller.abort(new _model_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .CouldNotMeasure */ .Nc("interrupted: the process that started this one has ended"));
    process.on("disconnect", onDisconnect);
    process.channel?.unref();
    return {
        signal: controller.signal,
        [Symbol.dispose]() {
            for (const name of names)
                process.off(name, onSignal);
            process.off("disconnect", onDisconnect);
        },
    };
}


/***/ }),

/***/ 77345:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ stopTree)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69454);
/* harmony import */ var _processTable_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6922);
/* harmony import */ var _procfs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57058);




const pollMs = 20;
/** Time for a tree that forks while it is killed. */
const killMs = 5000;
const hurriedGraceMs = 1000;
/**
 * Sends SIGTERM to every member, then SIGKILL to those that still live after `graceMs`. Returns when none is left.
 * When `hurry` aborts, the remaining grace is one second at most. Throws a CouldNotMeasure if a process survives.
 */
async function stopTree({ members, group }, graceMs, hurry, clock) {
    const alive = (0,_processTable_js__WEBPACK_IMPORTED_MODULE_2__/* .canListProcesses */ .A8)() ? members : () => (isGroupAlive(group) ? [-group] : []);
    (0,_procfs_js__WEBPACK_IMPORTED_MODULE_3__/* .signalAll */ .w$)(alive(), "SIGTERM");
    let hurriedEndMs = Number.POSITIVE_INFINITY;
    for (const endMs = clock.nowMs() + graceMs; clock.nowMs() < Math.min(endMs, hurriedEndMs);) {
        if (alive().length === 0)
            return;
        if (hurry.aborted)
            hurriedEndMs = Math.min(hurriedEndMs, clock.nowMs() + hurriedGraceMs);
        await clock.sleepUntil(clock.nowMs() + pollMs);
    }
    // A tree that forks while it is killed needs more than one round of SIGKILL.
    for (const endMs = clock.nowMs() + killMs; clock.nowMs() < endMs;) {
        const pids = alive();
        if (pids.length === 0)
            return;
        (0,_procfs_js__WEBPACK_IMPORTED_MODULE_3__/* .signalAll */ .w$)(pids, "SIGKILL");
        await clock.sleepUntil(clock.nowMs() + pollMs);
    }
    const survivors = alive().map(Math.abs);
    if (survivors.length > 0)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .CouldNotMeasure */ .Nc(`the processes ${survivors.join(", ")} cannot be stopped: do they belong to another user?`);
}
/** A negative pid stands for the process group. */
function isGroupAlive(group) {
    try {
        process.kill(-group, 0);
        return true;
    }
    catch (error) {
        return !(0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .hasErrorCode */ .Ue)(error, "ESRCH");
    }
}


/***/ })

};
