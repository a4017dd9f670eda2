export const id = 463;
export const ids = [463];
export const modules = {

/***/ 48463:
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
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 32 modules
var loadConfig = __webpack_require__(52283);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
// EXTERNAL MODULE: ./build/report/terminal.js
var report_terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/cli/options.js
var options = __webpack_require__(32315);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
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
    const { values, positionals } = (0,options/* parseOptions */.Ac)(args, {
        baseline: { type: "string" },
        config: { type: "string" },
        accept: { type: "string", multiple: true },
        out: { type: "string" },
    });
    const results = await readResults(positionals);
    const newResults = (0,rejudge/* rejudge */.N)(results, {
        ...(values.config === undefined ? {} : { plan: (await (0,loadConfig/* loadConfig */.Z)(values.config, env)).plan }),
        ...(values.baseline === undefined ? {} : { baseline: await (0,fileStore/* readBaselineFile */.s$)(values.baseline) }),
        ...(values.accept === undefined ? {} : { accepted: (0,options/* parseAcceptances */.mO)(values.accept, (0,acceptance/* scenariosInResults */.vo)(results)) }),
    });
    if (values.out !== undefined)
        return await (0,options/* deliverReports */.tw)(newResults, values.out, terminal);
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
    const { values, positionals } = (0,options/* parseOptions */.Ac)(args, { format: { type: "string", default: "terminal" } });
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

// EXTERNAL MODULE: ./node_modules/zod/v4/core/json-schema-processors.js
var json_schema_processors = __webpack_require__(98439);
// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 3 modules
var fileSchema = __webpack_require__(30016);
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

// EXTERNAL MODULE: ./build/model/fileError.js
var fileError = __webpack_require__(81926);
;// CONCATENATED MODULE: ./build/cli.js






const usage = `loadgate: did this change make the service slower or less reliable, or use more CPU or memory?

  loadgate run    [--config F] [--base DIR|URL|REF] [--baseline F] [--save-baseline F] [--scenario ID]...
                  [--budget TIME] [--accept 'METRIC SCENARIO "REASON"']... [--confirm FIRST] [--out DIR]
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
  --budget TIME      wall time for measuring, such as 90s; wins over gate.budget
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
            case "run": {
                // Only this command needs the load engine, the service and git. The others start faster without them.
                const { runCommand } = await Promise.all(/* import() */[__webpack_require__.e(793), __webpack_require__.e(607)]).then(__webpack_require__.bind(__webpack_require__, 81607));
                return await runCommand({ ...invocation, args }, terminal);
            }
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


/***/ }),

/***/ 32315:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ac: () => (/* binding */ parseOptions),
/* harmony export */   mO: () => (/* binding */ parseAcceptances),
/* harmony export */   tw: () => (/* binding */ deliverReports)
/* harmony export */ });
/* harmony import */ var node_util__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57975);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(870);
/* harmony import */ var _gate_acceptance_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(10403);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12011);
/* harmony import */ var _pipeline_writeReports_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(14461);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(63299);






/** Throws a WrongInput if an option is unknown or lacks its value. */
function parseOptions(args, options) {
    try {
        return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({ args: [...args], options, allowPositionals: true, strict: true });
    }
    catch (error) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .WrongInput */ .Ey(`${(0,_model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .messageOf */ .bD)(error)}; see loadgate --help`);
    }
}
/** Parses the values of --accept. Throws a WrongInput if one is malformed or names an unknown scenario. */
function parseAcceptances(options, known) {
    return options.map((option) => {
        const acceptance = (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_2__/* .parseAcceptance */ .TO)(option, "option", known);
        if (typeof acceptance === "string")
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .WrongInput */ .Ey(acceptance);
        return acceptance;
    });
}
/** Prints the report and writes the files. If a file cannot be written, a run that passed gives `invalid`. */
async function deliverReports(results, out, terminal) {
    terminal.out((0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_5__/* .terminal */ .F)(results, terminal));
    const reports = await (0,_pipeline_writeReports_js__WEBPACK_IMPORTED_MODULE_4__/* .writeReports */ .L)(results, out);
    for (const problem of reports.problems)
        terminal.err(`loadgate: ${problem}\n`);
    const code = (0,_exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCodeOf */ .FO)(results.verdict);
    if (reports.problems.length > 0)
        return code === _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCode */ .I$.pass ? _exit_js__WEBPACK_IMPORTED_MODULE_1__/* .exitCode */ .I$.invalid : code;
    terminal.err(`\n${reports.results}, ${reports.markdown}, ${reports.html}\n`);
    return code;
}


/***/ })

};
