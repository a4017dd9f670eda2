export const id = 986;
export const ids = [986];
export const modules = {

/***/ 33986:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   cli: () => (/* binding */ cli)
/* harmony export */ });
/* unused harmony export usage */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57975);
/* harmony import */ var _baseline_codec_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98998);
/* harmony import */ var _baseline_file_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27322);
/* harmony import */ var _carriedBuilds_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(11516);
/* harmony import */ var _config_schema_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(81384);
/* harmony import */ var _configFile_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(80199);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1396);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(870);
/* harmony import */ var _gate_acceptance_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(10403);
/* harmony import */ var _model_failure_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(31612);
/* harmony import */ var _output_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(53635);
/* harmony import */ var _rejudge_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(1716);
/* harmony import */ var _report_html_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(61193);
/* harmony import */ var _report_json_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(9665);
/* harmony import */ var _report_markdown_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(34902);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(63299);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(79588);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(69454);
/* harmony import */ var _shell_git_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(87397);
/* harmony import */ var _shell_signals_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(75888);
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






















const usage = `loadgate: did this change make the service slower, hungrier or less reliable?

  loadgate run    [--config F] [--base DIR|URL|REF] [--baseline F] [--save-baseline F] [--scenario ID]...
                  [--accept 'METRIC SCENARIO "REASON"']... [--confirm FIRST] [--out DIR]
                  measures, compares and judges; writes results.json, report.md and report.html
  loadgate judge  RESULTS [--baseline F] [--config F] [--accept '…']... [--out DIR]
                  reaches the verdict again from results.json, with no new load
  loadgate report RESULTS --format terminal|markdown|html|json
  loadgate schema prints the JSON Schema of loadgate.yml

  --config F         the configuration (loadgate.yml)
  --base DIR|URL|REF the build to compare with: a directory, where it already runs, or a commit, tag or branch of git
  --baseline F       main's recorded runs, and the build beside them, to compare with
  --save-baseline F  appends this run to a baseline file, as main does; the build that base.carry names goes beside it
  --scenario ID      only this scenario; may be repeated
  --accept '…'       does not fail for this regression, such as 'p95 steady "reason"'; may be repeated
  --confirm FIRST    measures again what failed close to its limit in the results.json of a first run, on another
                     machine, and decides for both
  --out DIR          where the reports go (loadgate-report)

Exit codes: 0 pass, 20 regression or SLA breach, 21 inconclusive made failing, 22 config, 23 could not measure.
`;
/** The command line -> exit code. */
async function cli(invocation, terminal) {
    const [command = "help", ...args] = invocation.args.some((arg) => arg === "--help" || arg === "-h")
        ? ["help"]
        : invocation.args;
    try {
        switch (command) {
            case "run":
                return await runCommand({ ...invocation, args }, terminal);
            case "judge":
                return await judgeCommand({ ...invocation, args }, terminal);
            case "report":
                return await reportCommand(args, terminal);
            case "schema":
                terminal.out(`${JSON.stringify((0,_config_schema_js__WEBPACK_IMPORTED_MODULE_6__/* .jsonSchema */ .O)(), undefined, 2)}\n`);
                return 0;
            case "--version":
                terminal.out(`${invocation.version}\n`);
                return 0;
            case "help":
                terminal.out(usage);
                return 0;
            case "init":
                throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey("loadgate init is not supported yet by this version; start from the example in the README");
            default:
                throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`expected run, judge, report or schema, got ${command}; see loadgate --help`);
        }
    }
    catch (error) {
        terminal.err(`loadgate: ${(0,_model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .messageOf */ .bD)(error)}\n`);
        return (0,_exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCodeOfError */ .LL)(error);
    }
}
async function runCommand({ args, entry, version, env }, terminal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { values, positionals } = parsed(args, {
            config: { type: "string", default: "loadgate.yml" },
            base: { type: "string" },
            baseline: { type: "string" },
            "save-baseline": { type: "string" },
            scenario: { type: "string", multiple: true },
            accept: { type: "string", multiple: true },
            confirm: { type: "string" },
            out: { type: "string", default: "loadgate-report" },
        });
        if (positionals.length > 0)
            throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`run takes no arguments but options, got ${positionals.join(" ")}; see loadgate --help`);
        if (values.confirm !== undefined && values["save-baseline"] !== undefined)
            throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey("--save-baseline: a run that confirms another is no run of main; leave it out");
        const { plan: whole, secrets } = await (0,_configFile_js__WEBPACK_IMPORTED_MODULE_7__/* .loadConfig */ .Z)(values.config, env);
        const plan = onlyScenarios(await withBase(whole, values.base), values.scenario);
        const first = values.confirm === undefined ? undefined : await firstOf(values.confirm);
        const accepted = values.accept === undefined ? first?.accepted : acceptedBy(values.accept, (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_10__/* .knownInPlan */ .mK)(whole));
        const baseline = values.baseline === undefined ? { kind: "not_asked" } : await (0,_baseline_file_js__WEBPACK_IMPORTED_MODULE_4__/* .baselineFromFile */ .oJ)(values.baseline);
        await (0,_output_js__WEBPACK_IMPORTED_MODULE_11__/* .prepareOut */ .o)(values.out);
        const interruption = __addDisposableResource(env_1, (0,_shell_signals_js__WEBPACK_IMPORTED_MODULE_21__/* .abortOnSignals */ .P)(), false);
        const before = values["save-baseline"] === undefined ? undefined : await (0,_baseline_file_js__WEBPACK_IMPORTED_MODULE_4__/* .baselineFromFile */ .oJ)(values["save-baseline"]);
        const { carried, ...measured } = (0,_carriedBuilds_js__WEBPACK_IMPORTED_MODULE_5__/* .carriedFor */ .u)(plan, before ?? baseline, before !== undefined);
        const commits = await (0,_shell_git_js__WEBPACK_IMPORTED_MODULE_19__/* .commitsOf */ .g3)(process.cwd(), plan.base.directory);
        const request = { ...measured, baseline, commits, version, secrets, ...(accepted === undefined ? {} : { accepted }) };
        const around = {
            entry,
            env,
            signal: interruption.signal,
            progress: (line) => terminal.err(`${line}\n`),
            runId: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomUUID)(),
            out: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.resolve)(values.out),
            seed: seedOf(env),
            baseFacts: { isRefreshing: before !== undefined },
            ...(carried === undefined ? {} : { carried }),
        };
        const results = first === undefined ? await (0,_run_js__WEBPACK_IMPORTED_MODULE_17__/* .run */ .eF)(request, around) : await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_8__/* .confirm */ .lJ)(first, request, around);
        const code = await deliver(results, values.out, terminal);
        const isSaved = await saveBaseline(values["save-baseline"], { before, plan, results }, terminal);
        return isSaved || code !== _exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCode */ .I$.pass ? code : _exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCode */ .I$.invalid;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
}
async function judgeCommand({ args, env }, terminal) {
    const { values, positionals } = parsed(args, {
        baseline: { type: "string" },
        config: { type: "string" },
        accept: { type: "string", multiple: true },
        out: { type: "string" },
    });
    const results = await readResults(positionals);
    const again = (0,_rejudge_js__WEBPACK_IMPORTED_MODULE_12__/* .rejudged */ .H)(results, {
        ...(values.config === undefined ? {} : { plan: (await (0,_configFile_js__WEBPACK_IMPORTED_MODULE_7__/* .loadConfig */ .Z)(values.config, env)).plan }),
        ...(values.baseline === undefined ? {} : { baseline: await (0,_baseline_file_js__WEBPACK_IMPORTED_MODULE_4__/* .baselineFromFile */ .oJ)(values.baseline) }),
        ...(values.accept === undefined ? {} : { accepted: acceptedBy(values.accept, (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_10__/* .knownInResults */ .D_)(results)) }),
    });
    if (values.out !== undefined)
        return await deliver(again, values.out, terminal);
    terminal.out(terminalReport(again, terminal));
    return (0,_exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCodeOf */ .FO)(again.verdict);
}
async function reportCommand(args, terminal) {
    const { values, positionals } = parsed(args, { format: { type: "string", default: "terminal" } });
    const results = await readResults(positionals);
    terminal.out(inFormat(values.format, results, terminal));
    return 0;
}
function inFormat(format, results, terminal) {
    switch (format) {
        case "terminal":
            return terminalReport(results, terminal);
        case "markdown":
            return (0,_report_markdown_js__WEBPACK_IMPORTED_MODULE_15__/* .markdown */ .w)(results);
        case "html":
            return (0,_report_html_js__WEBPACK_IMPORTED_MODULE_13__/* .html */ .q)(results);
        case "json":
            return (0,_report_json_js__WEBPACK_IMPORTED_MODULE_14__/* .encodeResults */ .xf)(results);
        default:
            throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`--format: expected terminal, markdown, html or json, got ${format}`);
    }
}
/** Prints the report, writes the files. A report that could not be written never leaves a green run. */
async function deliver(results, out, terminal) {
    terminal.out(terminalReport(results, terminal));
    const written = await (0,_output_js__WEBPACK_IMPORTED_MODULE_11__/* .writeReports */ .L)(results, out);
    for (const problem of written.problems)
        terminal.err(`loadgate: ${problem}\n`);
    const code = (0,_exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCodeOf */ .FO)(results.verdict);
    if (written.problems.length > 0)
        return code === _exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCode */ .I$.pass ? _exit_js__WEBPACK_IMPORTED_MODULE_9__/* .exitCode */ .I$.invalid : code;
    terminal.err(`\n${written.results}, ${written.markdown}, ${written.html}\n`);
    return code;
}
/** Says whether the file is as it was asked to be. */
async function saveBaseline(path, saving, terminal) {
    const { before, plan, results } = saving;
    if (path === undefined || before === undefined)
        return true;
    try {
        const unfit = (0,_baseline_codec_js__WEBPACK_IMPORTED_MODULE_3__/* .unfitForBaseline */ .LM)(results);
        if (unfit !== undefined)
            throw new Error(unfit);
        if (before.kind === "unusable")
            terminal.err(`loadgate: ${before.message}: this run replaces it\n`);
        const { notes, warnings } = await (0,_carriedBuilds_js__WEBPACK_IMPORTED_MODULE_5__/* .keepBuilds */ .$)(plan, results, before, (0,_baseline_file_js__WEBPACK_IMPORTED_MODULE_4__/* .archivesBeside */ .Ql)(path));
        for (const warning of warnings)
            terminal.err(`loadgate: --save-baseline: ${warning}\n`);
        const history = before.kind === "found" ? before.baseline : undefined;
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_18__/* .writeText */ .x3)(path, (0,_baseline_codec_js__WEBPACK_IMPORTED_MODULE_3__/* .encodeBaseline */ .mQ)((0,_baseline_codec_js__WEBPACK_IMPORTED_MODULE_3__/* .withRun */ .Yq)(history, results, undefined, notes)));
        return true;
    }
    catch (error) {
        terminal.err(`loadgate: --save-baseline: ${path} was not written: ${(0,_model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .messageOf */ .bD)(error)}\n`);
        return false;
    }
}
function terminalReport(results, { color }) {
    return (0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_16__/* .terminal */ .F)(results, { color });
}
async function readResults(positionals) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`expected one results.json, got ${positionals.length} files`);
    const text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_18__/* .readText */ .yR)(file).catch((cause) => {
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`${file} cannot be read (${(0,_model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .messageOf */ .bD)(cause)}); expected the results.json of loadgate run`, {
            cause,
        });
    });
    if (text === undefined)
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`${file} does not exist; expected the results.json of loadgate run`);
    return (0,_report_json_js__WEBPACK_IMPORTED_MODULE_14__/* .decodeResults */ .l7)(text, file);
}
function parsed(args, options) {
    try {
        return (0,node_util__WEBPACK_IMPORTED_MODULE_2__.parseArgs)({ args: [...args], options, allowPositionals: true, strict: true });
    }
    catch (error) {
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`${(0,_model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .messageOf */ .bD)(error)}; see loadgate --help`);
    }
}
async function withBase(plan, base) {
    return base === undefined ? plan : { ...plan, base: { ...(await baseSpec(base)), carry: plan.base.carry } };
}
async function baseSpec(base) {
    if (/^https?:\/\//.test(base))
        return { from: "target", target: base.replace(/\/$/, ""), carry: [] };
    if (await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_18__/* .isDirectory */ .wd)(base))
        return { from: "directory", directory: base, carry: [] };
    if (base !== "" && !/^[./-]/.test(base))
        return { from: "git", ref: base, carry: [] };
    throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`);
}
function onlyScenarios(plan, ids) {
    if (ids === undefined)
        return plan;
    const known = plan.scenarios.map(({ id }) => id);
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined)
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
    const [first, ...rest] = plan.scenarios.filter(({ id }) => ids.includes(id));
    return first === undefined ? plan : { ...plan, scenarios: [first, ...rest] };
}
async function firstOf(path) {
    const text = await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_18__/* .readText */ .yR)(path).catch((cause) => {
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .CouldNotMeasure */ .Nc(`--confirm: ${path} cannot be read (${(0,_model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .messageOf */ .bD)(cause)})`, { cause });
    });
    return (0,_confirm_js__WEBPACK_IMPORTED_MODULE_8__/* .firstResults */ .J8)(text, path);
}
function acceptedBy(options, known) {
    return options.map((option) => {
        const accepted = (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_10__/* .acceptanceOf */ .BL)(option, "option", known);
        if (typeof accepted === "string")
            throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(accepted);
        return accepted;
    });
}
/** The seed of the load's randomness: LOADGATE_SEED repeats a run's very requests. */
function seedOf(env) {
    const given = env["LOADGATE_SEED"];
    if (given === undefined)
        return Math.floor(Math.random() * 2 ** 31);
    if (!/^\d{1,10}$/.test(given))
        throw new _model_failure_js__WEBPACK_IMPORTED_MODULE_20__/* .WrongInput */ .Ey(`LOADGATE_SEED: expected a whole number, got ${given}`);
    return Number(given);
}


/***/ })

};
