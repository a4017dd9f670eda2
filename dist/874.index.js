export const id = 874;
export const ids = [874];
export const modules = {

/***/ 18874:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cli: () => (/* binding */ cli)
});

// EXTERNAL MODULE: ./build/baseline/store/fileStore.js
var fileStore = __webpack_require__(66707);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/pipeline/writeReports.js
var writeReports = __webpack_require__(14461);
// EXTERNAL MODULE: ./build/report/terminal.js
var report_terminal = __webpack_require__(63299);
;// CONCATENATED MODULE: ./build/cli/options.js






function parsedArgs(args, options) {
    try {
        return (0,external_node_util_.parseArgs)({ args: [...args], options, allowPositionals: true, strict: true });
    }
    catch (error) {
        throw new errors/* WrongInput */.Ey(`${(0,errors/* messageOf */.bD)(error)}; see loadgate --help`);
    }
}
function acceptedBy(options, known) {
    return options.map((option) => {
        const accepted = (0,acceptance/* acceptanceOf */.BL)(option, "option", known);
        if (typeof accepted === "string")
            throw new errors/* WrongInput */.Ey(accepted);
        return accepted;
    });
}
/** Prints the report, writes the files. A report that could not be written never leaves a green run. */
async function deliver(results, out, terminal) {
    terminal.out((0,report_terminal/* terminal */.F)(results, terminal));
    const written = await (0,writeReports/* writeReports */.L)(results, out);
    for (const problem of written.problems)
        terminal.err(`loadgate: ${problem}\n`);
    const code = (0,exit/* exitCodeOf */.FO)(results.verdict);
    if (written.problems.length > 0)
        return code === exit/* exitCode */.I$.pass ? exit/* exitCode */.I$.invalid : code;
    terminal.err(`\n${written.results}, ${written.markdown}, ${written.html}\n`);
    return code;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/pipeline/baselineBuilds.js + 1 modules
var baselineBuilds = __webpack_require__(16089);
// EXTERNAL MODULE: ./build/pipeline/confirm.js
var pipeline_confirm = __webpack_require__(20235);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 15 modules
var loadConfig = __webpack_require__(36172);
// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/service/runDirectory.js
var runDirectory = __webpack_require__(26262);
;// CONCATENATED MODULE: ./build/pipeline/saveBaseline.js
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





/** Adds a run to the baseline in a file, as main does; gives back what to warn of. Throws where that cannot be. */
async function appendRun(path, { before, plan, results, runId }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const unfit = (0,codec/* unfitForBaseline */.LM)(results);
        if (unfit !== undefined)
            throw new Error(unfit);
        const cleanup = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const place = await (0,runDirectory/* openPlace */.QL)(runId);
        cleanup.defer(() => (0,runDirectory/* clearPlace */.xy)(place));
        const places = { build: (0,external_node_path_.join)(place, "build.tar.gz"), anchor: (0,external_node_path_.join)(place, "anchor.tar.gz") };
        const { notes, warnings } = await (0,baselineBuilds/* keepBuilds */.$)(plan, results, before, places);
        const grown = (0,codec/* withRun */.Yq)(before.kind === "found" ? before.baseline : undefined, results, undefined, notes);
        await (0,fileStore/* saveBaseline */.XY)(path, grown, await (0,fileStore/* archivesThere */.YV)(grown, places));
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

// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/run.js + 3 modules
var run = __webpack_require__(37628);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
// EXTERNAL MODULE: ./build/shell/signals.js
var signals = __webpack_require__(75888);
// EXTERNAL MODULE: ./build/util/mask.js
var mask = __webpack_require__(37117);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/cli/runCommand.js
var runCommand_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var runCommand_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
    const values = runOptions(invocation.args);
    const loaded = await (0,loadConfig/* loadConfig */.Z)(values.config, invocation.env);
    return await (0,maskResults/* tellingNone */.K)(loaded.secrets, () => play(values, loaded, invocation, terminal));
}
function runOptions(args) {
    const { values, positionals } = parsedArgs(args, {
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
        throw new errors/* WrongInput */.Ey(`run takes no arguments but options, got ${positionals.join(" ")}; see loadgate --help`);
    if (values.confirm !== undefined && values["save-baseline"] !== undefined)
        throw new errors/* WrongInput */.Ey("--save-baseline: a run that confirms another is no run of main; leave it out");
    return values;
}
async function play(values, { plan: whole, secrets }, { entry, version, env }, terminal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const hide = (0,mask/* hiding */.Q0)(secrets);
        const plan = onlyScenarios(await withBase(whole, values.base), values.scenario);
        const first = values.confirm === undefined ? undefined : await firstOf(values.confirm);
        const accepted = values.accept === undefined ? first?.accepted : acceptedBy(values.accept, (0,acceptance/* knownInPlan */.mK)(whole));
        const baseline = values.baseline === undefined ? { kind: "not_asked" } : await (0,fileStore/* baselineFromFile */.oJ)(values.baseline);
        await (0,writeReports/* prepareOut */.o)(values.out);
        const interruption = runCommand_addDisposableResource(env_1, (0,signals/* abortOnSignals */.P)(), false);
        const file = values["save-baseline"];
        const before = file === undefined ? undefined : await (0,fileStore/* baselineFromFile */.oJ)(file);
        const { carried, ...measured } = (0,baselineBuilds/* carriedFor */.u)(plan, before ?? baseline, before !== undefined);
        const commits = await (0,git/* commitsOf */.g3)(process.cwd(), plan.base.directory);
        const request = { ...measured, baseline, commits, version, secrets, ...(0,omitUndefined/* defined */.s)({ accepted }) };
        const around = {
            entry,
            env,
            signal: interruption.signal,
            progress: (line) => terminal.err(`${hide(line)}\n`),
            runId: (0,external_node_crypto_.randomUUID)(),
            out: (0,external_node_path_.resolve)(values.out),
            seed: seedOf(env),
            baseFacts: { isRefreshing: before !== undefined },
            ...(0,omitUndefined/* defined */.s)({ carried }),
        };
        const results = first === undefined ? await (0,run/* run */.eF)(request, around) : await (0,pipeline_confirm/* confirm */.lJ)(first, request, around);
        const code = await deliver(results, values.out, terminal);
        if (file === undefined || before === undefined)
            return code;
        const isSaved = await save(file, { before, plan, results, runId: around.runId }, terminal);
        return isSaved || code !== exit/* exitCode */.I$.pass ? code : exit/* exitCode */.I$.invalid;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        runCommand_disposeResources(env_1);
    }
}
/** Says whether the file is as it was asked to be. */
async function save(path, append, terminal) {
    try {
        for (const warning of await appendRun(path, append))
            terminal.err(`loadgate: --save-baseline: ${warning}\n`);
        return true;
    }
    catch (error) {
        terminal.err(`loadgate: --save-baseline: ${path} was not written: ${(0,errors/* messageOf */.bD)(error)}\n`);
        return false;
    }
}
async function withBase(plan, base) {
    return base === undefined ? plan : { ...plan, base: { ...(await baseSpec(base)), carry: plan.base.carry } };
}
async function baseSpec(base) {
    if (/^https?:\/\//.test(base))
        return { from: "target", target: base.replace(/\/$/, ""), carry: [] };
    if (await (0,files/* isDirectory */.wd)(base))
        return { from: "directory", directory: base, carry: [] };
    if (base !== "" && !/^[./-]/.test(base))
        return { from: "git", ref: base, carry: [] };
    throw new errors/* WrongInput */.Ey(`--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`);
}
function onlyScenarios(plan, ids) {
    if (ids === undefined)
        return plan;
    const known = plan.scenarios.map(({ id }) => id);
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined)
        throw new errors/* WrongInput */.Ey(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
    const [first, ...rest] = plan.scenarios.filter(({ id }) => ids.includes(id));
    return first === undefined ? plan : { ...plan, scenarios: [first, ...rest] };
}
async function firstOf(path) {
    const text = await (0,files/* readText */.yR)(path).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`--confirm: ${path} cannot be read (${(0,errors/* messageOf */.bD)(cause)})`, { cause });
    });
    return (0,pipeline_confirm/* firstResults */.J8)(text, path);
}
/** The seed of the load's randomness: LOADGATE_SEED repeats a run's very requests. */
function seedOf(env) {
    const given = env["LOADGATE_SEED"];
    if (given === undefined)
        return Math.floor(Math.random() * 2 ** 31);
    if (!/^\d{1,10}$/.test(given))
        throw new errors/* WrongInput */.Ey(`LOADGATE_SEED: expected a whole number, got ${given}`);
    return Number(given);
}

// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 1 modules
var fileSchema = __webpack_require__(56131);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
// EXTERNAL MODULE: ./build/report/html/html.js + 8 modules
var html = __webpack_require__(65259);
// EXTERNAL MODULE: ./build/report/markdown/markdown.js
var markdown = __webpack_require__(1336);
// EXTERNAL MODULE: ./build/results/codec.js
var results_codec = __webpack_require__(41271);
;// CONCATENATED MODULE: ./build/cli.js














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
                terminal.out(`${JSON.stringify((0,fileSchema/* jsonSchema */.O)(), undefined, 2)}\n`);
                return 0;
            case "--version":
                terminal.out(`${invocation.version}\n`);
                return 0;
            case "help":
                terminal.out(usage);
                return 0;
            case "init":
                throw new errors/* WrongInput */.Ey("loadgate init is not supported yet by this version; start from the example in the README");
            default:
                throw new errors/* WrongInput */.Ey(`expected run, judge, report or schema, got ${command}; see loadgate --help`);
        }
    }
    catch (error) {
        terminal.err(`loadgate: ${(0,errors/* messageOf */.bD)(error)}\n`);
        return (0,exit/* exitCodeOfError */.LL)(error);
    }
}
async function judgeCommand({ args, env }, terminal) {
    const { values, positionals } = parsedArgs(args, {
        baseline: { type: "string" },
        config: { type: "string" },
        accept: { type: "string", multiple: true },
        out: { type: "string" },
    });
    const results = await readResults(positionals);
    const again = (0,rejudge/* rejudged */.H)(results, {
        ...(values.config === undefined ? {} : { plan: (await (0,loadConfig/* loadConfig */.Z)(values.config, env)).plan }),
        ...(values.baseline === undefined ? {} : { baseline: await (0,fileStore/* baselineFromFile */.oJ)(values.baseline) }),
        ...(values.accept === undefined ? {} : { accepted: acceptedBy(values.accept, (0,acceptance/* knownInResults */.D_)(results)) }),
    });
    if (values.out !== undefined)
        return await deliver(again, values.out, terminal);
    terminal.out((0,report_terminal/* terminal */.F)(again, terminal));
    return (0,exit/* exitCodeOf */.FO)(again.verdict);
}
async function reportCommand(args, terminal) {
    const { values, positionals } = parsedArgs(args, { format: { type: "string", default: "terminal" } });
    const results = await readResults(positionals);
    terminal.out(inFormat(values.format, results, terminal));
    return 0;
}
function inFormat(format, results, terminal) {
    switch (format) {
        case "terminal":
            return (0,report_terminal/* terminal */.F)(results, terminal);
        case "markdown":
            return (0,markdown/* markdown */.wD)(results);
        case "html":
            return (0,html/* html */.q)(results);
        case "json":
            return (0,results_codec/* encodeResults */.xf)(results);
        default:
            throw new errors/* WrongInput */.Ey(`--format: expected terminal, markdown, html or json, got ${format}`);
    }
}
async function readResults(positionals) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
        throw new errors/* WrongInput */.Ey(`expected one results.json, got ${positionals.length} files`);
    const text = await (0,files/* readText */.yR)(file).catch((cause) => {
        throw new errors/* WrongInput */.Ey(`${file} cannot be read (${(0,errors/* messageOf */.bD)(cause)}); expected the results.json of loadgate run`, {
            cause,
        });
    });
    if (text === undefined)
        throw new errors/* WrongInput */.Ey(`${file} does not exist; expected the results.json of loadgate run`);
    return (0,results_codec/* decodeResults */.l7)(text, file);
}


/***/ })

};
