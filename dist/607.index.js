export const id = 607;
export const ids = [607];
export const modules = {

/***/ 81607:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   runCommand: () => (/* binding */ runCommand)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _baseline_store_archiveName_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(63865);
/* harmony import */ var _baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(66707);
/* harmony import */ var _config_schema_units_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(86304);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(870);
/* harmony import */ var _gate_acceptance_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(10403);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(12011);
/* harmony import */ var _model_fileError_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(81926);
/* harmony import */ var _pipeline_loadConfig_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(21716);
/* harmony import */ var _pipeline_reportDirectory_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(16126);
/* harmony import */ var _results_maskResults_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(67355);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(69454);
/* harmony import */ var _shell_git_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(87397);
/* harmony import */ var _shell_signals_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(75888);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(43082);
/* harmony import */ var _options_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(32315);
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


















/** loadgate run */
async function runCommand(invocation, terminal) {
    const options = runOptions(invocation.args);
    const config = await (0,_pipeline_loadConfig_js__WEBPACK_IMPORTED_MODULE_9__/* .loadConfig */ .Z)(options.config, invocation.env);
    return await (0,_results_maskResults_js__WEBPACK_IMPORTED_MODULE_11__/* .maskErrors */ ._)(config.secrets, () => measureAndDeliver(options, config, invocation, terminal));
}
function runOptions(args) {
    const { values, positionals } = (0,_options_js__WEBPACK_IMPORTED_MODULE_15__/* .parseOptions */ .Ac)(args, {
        config: { type: "string", default: "loadgate.yml" },
        base: { type: "string" },
        baseline: { type: "string" },
        "save-baseline": { type: "string" },
        scenario: { type: "string", multiple: true },
        accept: { type: "string", multiple: true },
        confirm: { type: "string" },
        budget: { type: "string" },
        out: { type: "string", default: "loadgate-report" },
    });
    if (positionals.length > 0)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey(`run takes only options, got ${positionals.join(" ")}; see loadgate --help`);
    if (values.confirm !== undefined && values["save-baseline"] !== undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey("--save-baseline: a run with --confirm cannot become part of the baseline; leave it out");
    return values;
}
async function measureAndDeliver(options, config, { entry, version, env }, terminal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { secrets } = config;
        const plan = overrideBudget(selectScenarios(await overrideBase(config.plan, options.base), options.scenario), options.budget);
        const firstResults = options.confirm === undefined ? undefined : await readFirstResults(options.confirm);
        const accepted = options.accept === undefined
            ? firstResults?.accepted
            : (0,_options_js__WEBPACK_IMPORTED_MODULE_15__/* .parseAcceptances */ .mO)(options.accept, (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_6__/* .scenariosInPlan */ .aA)(config.plan));
        const baseline = options.baseline === undefined ? { kind: "not_asked" } : await (0,_baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_3__/* .readBaselineFile */ .s$)(options.baseline);
        const directory = __addDisposableResource(env_1, await (0,_pipeline_reportDirectory_js__WEBPACK_IMPORTED_MODULE_10__/* .openReportDirectory */ .w)(options.out, "--out"), true);
        for (const line of (0,_pipeline_reportDirectory_js__WEBPACK_IMPORTED_MODULE_10__/* .trackedTexts */ .f)(directory, options.out))
            terminal.err(`loadgate: ${line}, or choose another --out\n`);
        const interruption = __addDisposableResource(env_1, (0,_shell_signals_js__WEBPACK_IMPORTED_MODULE_14__/* .abortOnSignals */ .P)(), false);
        const savePath = options["save-baseline"];
        const before = savePath === undefined ? undefined : await (0,_baseline_store_fileStore_js__WEBPACK_IMPORTED_MODULE_3__/* .readBaselineFile */ .s$)(savePath);
        const commits = await (0,_shell_git_js__WEBPACK_IMPORTED_MODULE_13__/* .readCommits */ .Fe)(process.cwd(), plan.base.directory);
        const runId = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)();
        // The load engine and the service are needed from here on only. A mistake in the configuration shows sooner.
        const { measure } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(118), __webpack_require__.e(704), __webpack_require__.e(783), __webpack_require__.e(89), __webpack_require__.e(235), __webpack_require__.e(883)]).then(__webpack_require__.bind(__webpack_require__, 51883));
        const { imageFileOf } = await Promise.all(/* import() */[__webpack_require__.e(118), __webpack_require__.e(89)]).then(__webpack_require__.bind(__webpack_require__, 16089));
        const image = imageFileOf(plan, before !== undefined, (0,_baseline_store_archiveName_js__WEBPACK_IMPORTED_MODULE_16__/* .imageArchivePath */ .nS)(savePath ?? ""));
        const results = await measure({
            plan,
            baseline,
            baselineToRefresh: before,
            firstResults,
            commits,
            version,
            secrets,
            ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_17__/* .omitUndefined */ .O)({ accepted }),
        }, {
            entry,
            env,
            signal: interruption.signal,
            progress: (line) => terminal.err(`${line}\n`),
            runId,
            out: (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(options.out),
            seed: seedFrom(env),
            ...image,
        });
        const code = await (0,_options_js__WEBPACK_IMPORTED_MODULE_15__/* .deliverReports */ .tw)(results, options.out, terminal);
        if (savePath === undefined || before === undefined)
            return code;
        const isSaved = await saveRun(savePath, { before, plan, results, runId, ...image }, terminal);
        return isSaved || code !== _exit_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCode */ .I$.pass ? code : _exit_js__WEBPACK_IMPORTED_MODULE_5__/* .exitCode */ .I$.invalid;
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
/** Returns false if the baseline file could not be written. */
async function saveRun(path, run, terminal) {
    try {
        const { appendRun } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(118), __webpack_require__.e(663), __webpack_require__.e(89), __webpack_require__.e(345), __webpack_require__.e(262)]).then(__webpack_require__.bind(__webpack_require__, 4345));
        for (const warning of await appendRun(path, run))
            terminal.err(`loadgate: --save-baseline: ${warning}\n`);
        return true;
    }
    catch (error) {
        terminal.err(`loadgate: --save-baseline: ${path} was not written: ${(0,_model_fileError_js__WEBPACK_IMPORTED_MODULE_8__/* .describeFileError */ .SQ)(error)}\n`);
        return false;
    }
    finally {
        if (run.imageFile !== undefined)
            await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_1__.rm)(run.imageFile, { force: true });
    }
}
function overrideBudget(plan, budget) {
    if (budget === undefined)
        return plan;
    const budgetMs = (0,_config_schema_units_js__WEBPACK_IMPORTED_MODULE_4__/* .parsePositiveDuration */ .lj)(budget);
    if (budgetMs === undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey(`--budget: expected a duration with its unit, such as 90s or 5m, got ${budget}`);
    return { ...plan, gate: { ...plan.gate, budgetMs } };
}
async function overrideBase(plan, base) {
    if (base === undefined)
        return plan;
    const { carry, carryImage, copy } = plan.base;
    return { ...plan, base: { ...(await baseSpecFrom(base)), carry, carryImage, copy } };
}
async function baseSpecFrom(base) {
    if (/^https?:\/\//.test(base))
        return { from: "target", target: base.replace(/\/$/, "") };
    if (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_12__/* .isDirectory */ .wd)(base))
        return { from: "directory", directory: base };
    if (base !== "" && !/^[./-]/.test(base))
        return { from: "git", ref: base };
    throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey(`--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`);
}
function selectScenarios(plan, ids) {
    if (ids === undefined)
        return plan;
    const known = plan.scenarios.map(({ id }) => id);
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined)
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
    const [first, ...others] = plan.scenarios.filter(({ id }) => ids.includes(id));
    return first === undefined ? plan : { ...plan, scenarios: [first, ...others] };
}
async function readFirstResults(path) {
    const text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_12__/* .readText */ .yR)(path).catch((cause) => {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .CouldNotMeasure */ .Nc(`--confirm: ${path} cannot be read (${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .messageOf */ .bD)(cause)})`, { cause });
    });
    const { parseFirstResults } = await Promise.all(/* import() */[__webpack_require__.e(752), __webpack_require__.e(118), __webpack_require__.e(704), __webpack_require__.e(783), __webpack_require__.e(235), __webpack_require__.e(381)]).then(__webpack_require__.bind(__webpack_require__, 20235));
    return parseFirstResults(text, path);
}
/** The seed of all random choices. The same LOADGATE_SEED gives the same requests. */
function seedFrom(env) {
    const text = env["LOADGATE_SEED"];
    if (text === undefined)
        return Math.floor(Math.random() * 2 ** 31);
    if (!/^\d{1,10}$/.test(text))
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_7__/* .WrongInput */ .Ey(`LOADGATE_SEED: expected a whole number, got ${text}`);
    return Number(text);
}


/***/ })

};
