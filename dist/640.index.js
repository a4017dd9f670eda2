export const id = 640;
export const ids = [640];
export const modules = {

/***/ 40640:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cli: () => (/* binding */ cli)
});

// EXTERNAL MODULE: ./build/baseline/store/fileStore.js
var fileStore = __webpack_require__(66707);
// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var gate_acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 24 modules
var loadConfig = __webpack_require__(14036);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
// EXTERNAL MODULE: ./build/report/terminal.js
var report_terminal = __webpack_require__(63299);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/pipeline/writeReports.js
var writeReports = __webpack_require__(14461);
;// CONCATENATED MODULE: ./build/cli/options.js






/** Throws a WrongInput if an option is unknown or lacks its value. */
function parseOptions(args, options) {
    try {
        return (0,external_node_util_.parseArgs)({ args: [...args], options, allowPositionals: true, strict: true });
    }
    catch (error) {
        throw new errors/* WrongInput */.Ey(`${(0,errors/* messageOf */.bD)(error)}; see loadgate --help`);
    }
}
/** Parses the values of --accept. Throws a WrongInput if one is malformed or names an unknown scenario. */
function parseAcceptances(options, known) {
    return options.map((option) => {
        const acceptance = (0,gate_acceptance/* parseAcceptance */.TO)(option, "option", known);
        if (typeof acceptance === "string")
            throw new errors/* WrongInput */.Ey(acceptance);
        return acceptance;
    });
}
/** Prints the report and writes the files. If a file cannot be written, a run that passed gives `invalid`. */
async function deliverReports(results, out, terminal) {
    terminal.out((0,report_terminal/* terminal */.F)(results, terminal));
    const reports = await (0,writeReports/* writeReports */.L)(results, out);
    for (const problem of reports.problems)
        terminal.err(`loadgate: ${problem}\n`);
    const code = (0,exit/* exitCodeOf */.FO)(results.verdict);
    if (reports.problems.length > 0)
        return code === exit/* exitCode */.I$.pass ? exit/* exitCode */.I$.invalid : code;
    terminal.err(`\n${reports.results}, ${reports.markdown}, ${reports.html}\n`);
    return code;
}

// EXTERNAL MODULE: ./build/results/codec.js
var codec = __webpack_require__(41271);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
;// CONCATENATED MODULE: ./build/cli/resultsFile.js



/**
 * Reads the results.json that a command names. Throws a WrongInput if there is not exactly one, or it is unreadable.
 */
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
    return (0,codec/* decodeResults */.l7)(text, file);
}

;// CONCATENATED MODULE: ./build/cli/judgeCommand.js








/** loadgate judge */
async function judgeCommand({ args, env }, terminal) {
    const { values, positionals } = parseOptions(args, {
        baseline: { type: "string" },
        config: { type: "string" },
        accept: { type: "string", multiple: true },
        out: { type: "string" },
    });
    const results = await readResults(positionals);
    const newResults = (0,rejudge/* rejudge */.N)(results, {
        ...(values.config === undefined ? {} : { plan: (await (0,loadConfig/* loadConfig */.Z)(values.config, env)).plan }),
        ...(values.baseline === undefined ? {} : { baseline: await (0,fileStore/* readBaselineFile */.s$)(values.baseline) }),
        ...(values.accept === undefined ? {} : { accepted: parseAcceptances(values.accept, (0,gate_acceptance/* scenariosInResults */.vo)(results)) }),
    });
    if (values.out !== undefined)
        return await deliverReports(newResults, values.out, terminal);
    terminal.out((0,report_terminal/* terminal */.F)(newResults, terminal));
    return (0,exit/* exitCodeOf */.FO)(newResults.verdict);
}

// EXTERNAL MODULE: ./build/report/html/html.js + 8 modules
var html = __webpack_require__(80567);
// EXTERNAL MODULE: ./build/report/markdown/markdown.js
var markdown = __webpack_require__(1336);
;// CONCATENATED MODULE: ./build/cli/reportCommand.js








/** loadgate report */
async function reportCommand(args, terminal) {
    const { values, positionals } = parseOptions(args, { format: { type: "string", default: "terminal" } });
    const results = await readResults(positionals);
    terminal.out(formatResults(results, values.format, terminal));
    return exit/* exitCode */.I$.pass;
}
function formatResults(results, format, terminal) {
    switch (format) {
        case "terminal":
            return (0,report_terminal/* terminal */.F)(results, terminal);
        case "markdown":
            return (0,markdown/* markdown */.wD)(results);
        case "html":
            return (0,html/* html */.q)(results);
        case "json":
            return (0,codec/* encodeResults */.xf)(results);
        default:
            throw new errors/* WrongInput */.Ey(`--format: expected terminal, markdown, html or json, got ${format}`);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./build/model/fileError.js
var fileError = __webpack_require__(81926);
// EXTERNAL MODULE: ./build/pipeline/confirm.js
var pipeline_confirm = __webpack_require__(20235);
// EXTERNAL MODULE: ./build/pipeline/measure.js
var measure = __webpack_require__(51883);
// EXTERNAL MODULE: ./build/pipeline/reportDirectory.js
var reportDirectory = __webpack_require__(16126);
// EXTERNAL MODULE: ./build/pipeline/saveBaseline.js
var saveBaseline = __webpack_require__(4345);
// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
// EXTERNAL MODULE: ./build/shell/signals.js
var signals = __webpack_require__(75888);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/cli/runCommand.js
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
    const config = await (0,loadConfig/* loadConfig */.Z)(options.config, invocation.env);
    return await (0,maskResults/* maskErrors */._)(config.secrets, () => measureAndDeliver(options, config, invocation, terminal));
}
function runOptions(args) {
    const { values, positionals } = parseOptions(args, {
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
        throw new errors/* WrongInput */.Ey(`run takes only options, got ${positionals.join(" ")}; see loadgate --help`);
    if (values.confirm !== undefined && values["save-baseline"] !== undefined)
        throw new errors/* WrongInput */.Ey("--save-baseline: a run with --confirm cannot become part of the baseline; leave it out");
    return values;
}
async function measureAndDeliver(options, config, { entry, version, env }, terminal) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { secrets } = config;
        const plan = selectScenarios(await overrideBase(config.plan, options.base), options.scenario);
        const firstResults = options.confirm === undefined ? undefined : await readFirstResults(options.confirm);
        const accepted = options.accept === undefined
            ? firstResults?.accepted
            : parseAcceptances(options.accept, (0,gate_acceptance/* scenariosInPlan */.aA)(config.plan));
        const baseline = options.baseline === undefined ? { kind: "not_asked" } : await (0,fileStore/* readBaselineFile */.s$)(options.baseline);
        const directory = __addDisposableResource(env_1, await (0,reportDirectory/* openReportDirectory */.w)(options.out, "--out"), true);
        for (const line of (0,reportDirectory/* trackedTexts */.f)(directory, options.out))
            terminal.err(`loadgate: ${line}, or choose another --out\n`);
        const interruption = __addDisposableResource(env_1, (0,signals/* abortOnSignals */.P)(), false);
        const savePath = options["save-baseline"];
        const before = savePath === undefined ? undefined : await (0,fileStore/* readBaselineFile */.s$)(savePath);
        const commits = await (0,git/* readCommits */.Fe)(process.cwd(), plan.base.directory);
        const runId = (0,external_node_crypto_.randomUUID)();
        const results = await (0,measure/* measure */.x)({
            plan,
            baseline,
            baselineToRefresh: before,
            firstResults,
            commits,
            version,
            secrets,
            ...(0,omitUndefined/* omitUndefined */.O)({ accepted }),
        }, {
            entry,
            env,
            signal: interruption.signal,
            progress: (line) => terminal.err(`${line}\n`),
            runId,
            out: (0,external_node_path_.resolve)(options.out),
            seed: seedFrom(env),
        });
        const code = await deliverReports(results, options.out, terminal);
        if (savePath === undefined || before === undefined)
            return code;
        const isSaved = await saveRun(savePath, { before, plan, results, runId }, terminal);
        return isSaved || code !== exit/* exitCode */.I$.pass ? code : exit/* exitCode */.I$.invalid;
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
        for (const warning of await (0,saveBaseline/* appendRun */.a)(path, run))
            terminal.err(`loadgate: --save-baseline: ${warning}\n`);
        return true;
    }
    catch (error) {
        terminal.err(`loadgate: --save-baseline: ${path} was not written: ${(0,fileError/* describeFileError */.SQ)(error)}\n`);
        return false;
    }
}
async function overrideBase(plan, base) {
    if (base === undefined)
        return plan;
    const { carry, copy } = plan.base;
    return { ...plan, base: { ...(await baseSpecFrom(base)), carry, copy } };
}
async function baseSpecFrom(base) {
    if (/^https?:\/\//.test(base))
        return { from: "target", target: base.replace(/\/$/, "") };
    if (await (0,files/* isDirectory */.wd)(base))
        return { from: "directory", directory: base };
    if (base !== "" && !/^[./-]/.test(base))
        return { from: "git", ref: base };
    throw new errors/* WrongInput */.Ey(`--base: expected a directory that exists, an address such as http://127.0.0.1:8081, or a commit, tag or branch of git, got ${base}`);
}
function selectScenarios(plan, ids) {
    if (ids === undefined)
        return plan;
    const known = plan.scenarios.map(({ id }) => id);
    const unknown = ids.find((id) => !known.includes(id));
    if (unknown !== undefined)
        throw new errors/* WrongInput */.Ey(`--scenario: expected one of ${known.join(", ")}, got ${unknown}`);
    const [first, ...others] = plan.scenarios.filter(({ id }) => ids.includes(id));
    return first === undefined ? plan : { ...plan, scenarios: [first, ...others] };
}
async function readFirstResults(path) {
    const text = await (0,files/* readText */.yR)(path).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`--confirm: ${path} cannot be read (${(0,errors/* messageOf */.bD)(cause)})`, { cause });
    });
    return (0,pipeline_confirm/* parseFirstResults */.au)(text, path);
}
/** The seed of all random choices. The same LOADGATE_SEED gives the same requests. */
function seedFrom(env) {
    const text = env["LOADGATE_SEED"];
    if (text === undefined)
        return Math.floor(Math.random() * 2 ** 31);
    if (!/^\d{1,10}$/.test(text))
        throw new errors/* WrongInput */.Ey(`LOADGATE_SEED: expected a whole number, got ${text}`);
    return Number(text);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 1 modules
var fileSchema = __webpack_require__(56131);
;// CONCATENATED MODULE: ./build/config/schema/jsonSchema.js


/** A reference to an environment variable, anywhere in a text. */
const reference = String.raw `\$\{(\w+\()?env\.[A-Za-z_]\w*`;
/** The JSON Schema (draft 2020-12) of loadgate.yml, for editors. */
function jsonSchema() {
    return {
        title: "loadgate.yml",
        ...json_schema_processors/* toJSONSchema */.bl(fileSchema/* fileSchema */.M, {
            io: "input",
            unrepresentable: "any",
            override: ({ zodSchema, jsonSchema: node }) => {
                if (zodSchema._zod.def.type === "bigint")
                    node.type = "integer";
                allowReference(node);
            },
        }),
        patternProperties: { "^x-": { description: "Holds YAML anchors for other keys." } },
    };
}
/** The value of every key may also be a reference to an environment variable. */
function allowReference(node) {
    if (node.pattern !== undefined)
        node.pattern += `|${reference}`;
    else if (node.enum !== undefined) {
        node.anyOf = [
            { type: "string", enum: node.enum },
            { type: "string", pattern: reference },
        ];
        delete node.type;
        delete node.enum;
    }
    else if (node.type === "number" || node.type === "integer" || node.type === "boolean" || node.type === "array") {
        // JSON Schema allows a list of types. The type of zod knows only one.
        Object.assign(node, { type: [node.type, "string"], pattern: reference });
    }
}

;// CONCATENATED MODULE: ./build/cli.js







const usage = `loadgate: did this change make the service slower or less reliable, or use more CPU or memory?

  loadgate run    [--config F] [--base DIR|URL|REF] [--baseline F] [--save-baseline F] [--scenario ID]...
                  [--accept 'METRIC SCENARIO "REASON"']... [--confirm FIRST] [--out DIR]
                  measures, compares and judges; writes results.json, report.md and report.html
  loadgate judge  RESULTS [--baseline F] [--config F] [--accept '…']... [--out DIR]
                  judges the results.json of a run again, without new load
  loadgate report RESULTS --format terminal|markdown|html|json
  loadgate schema prints the JSON Schema of loadgate.yml

  --config F         the configuration (loadgate.yml)
  --base DIR|URL|REF the build to compare with: a directory, where it already runs, or a commit, tag or branch of git
  --baseline F       main's recorded runs, and the build beside them, to compare with
  --save-baseline F  appends this run to a baseline file, as a run of main; saves the build of base.carry beside it
  --scenario ID      only this scenario; may be repeated
  --accept '…'       accepts a regression, such as 'p95 steady "reason"': it does not fail the run; may be repeated
  --confirm FIRST    measures the close failures in the results.json of a first run again, on another machine, and
                     decides for both
  --out DIR          where the reports go (loadgate-report)

Exit codes: ${exit/* exitCode */.I$.pass} pass, ${exit/* exitCode */.I$.fail} regression or SLA breach, ${exit/* exitCode */.I$.inconclusive} inconclusive made failing, ${exit/* exitCode */.I$.config} config, ${exit/* exitCode */.I$.invalid} could not measure.
`;
/** Runs a command and returns its exit code. */
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
                terminal.out(`${JSON.stringify(jsonSchema(), undefined, 2)}\n`);
                return exit/* exitCode */.I$.pass;
            case "--version":
                terminal.out(`${invocation.version}\n`);
                return exit/* exitCode */.I$.pass;
            case "help":
                terminal.out(usage);
                return exit/* exitCode */.I$.pass;
            case "init":
                throw new errors/* WrongInput */.Ey("loadgate init is not supported yet by this version; start from the example in the README");
            default:
                throw new errors/* WrongInput */.Ey(`expected run, judge, report or schema, got ${command}; see loadgate --help`);
        }
    }
    catch (error) {
        terminal.err(`loadgate: ${(0,fileError/* describeFileError */.SQ)(error)}\n`);
        return (0,exit/* exitCodeOfError */.LL)(error);
    }
}


/***/ })

};
