export const id = 971;
export const ids = [971];
export const modules = {

/***/ 9971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cli: () => (/* binding */ cli)
});

// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/phrase.js
var phrase = __webpack_require__(650);
// EXTERNAL MODULE: ./build/report/terminal.js
var report_terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/report/why/findings.js
var why_findings = __webpack_require__(4130);
// EXTERNAL MODULE: ./build/report/why/remark.js
var remark = __webpack_require__(25856);
// EXTERNAL MODULE: ./build/report/why/subject.js
var subject = __webpack_require__(68602);
// EXTERNAL MODULE: ./build/report/why/subjectTables.js
var subjectTables = __webpack_require__(24207);
;// CONCATENATED MODULE: ./build/report/why/explainTerminal.js







/** The rows that fit on a screen. */
const mostRows = 10;
/** Why it is slower, for a terminal. */
function explainTerminal(untrusted) {
    const results = (0,report_terminal/* printable */.g)(untrusted);
    const { scenarios } = results;
    const blocks = [
        (0,headline/* headline */.P)(results).text,
        ...(0,remark/* whyRemarks */.s)(results).map(({ title, text }) => `${title}: ${(0,phrase/* plainText */.wh)(text)}`),
        ...scenarios.flatMap((scenario) => scenarioBlocks(scenario, scenarios.length > 1 ? ` (${(0,subject/* shorten */.ml)(scenario.id, 80)})` : "")),
    ];
    const text = blocks.length > 1 ? blocks.join("\n\n") : `${blocks[0]}\n\n${nothingKnown}`;
    return `${text}\n`;
}
/** A run without a change has no extra rounds. */
const nothingKnown = "These results have nothing about causes. Loadgate looks for them after a comparison that gates has changed.";
function scenarioBlocks(scenario, owner) {
    const findings = (0,why_findings/* findingsOf */.W)(scenario).map(({ title, items }) => `${title}${owner}\n${items.map((item) => `  - ${(0,phrase/* plainText */.wh)(item)}`).join("\n")}`);
    return [...findings, ...(0,subjectTables/* subjectTables */.y)(scenario.explanation, mostRows).map((table) => tableBlock(table, owner))];
}
function tableBlock({ title, rows, others }, owner) {
    const lines = rows.map(({ subject, place, request, state, base, head, change }) => {
        const where = [place, request].filter((text) => text !== undefined && text !== "").join(", ");
        return `  ${state.padEnd(11)} ${base} → ${head}  ${change}  ${subject}${where === "" ? "" : ` (${where})`}`;
    });
    return [`${title}${owner}`, ...lines, ...(others > 0 ? [`  ${others} more in results.json`] : [])].join("\n");
}

// EXTERNAL MODULE: ./build/report/markdown/markdown.js
var markdown = __webpack_require__(1336);
// EXTERNAL MODULE: ./build/report/markdown/markdownText.js
var markdownText = __webpack_require__(58323);
// EXTERNAL MODULE: ./build/report/markdown/whyMarkdown.js
var whyMarkdown = __webpack_require__(75346);
;// CONCATENATED MODULE: ./build/report/markdown/explainMarkdown.js







const explainMarkdown_mostRows = 15;
/** Why it is slower, as Markdown: all of it open. */
function explainMarkdown(results) {
    const { scenarios } = results;
    const tables = scenarios.flatMap(({ id, explanation }) => (0,subjectTables/* subjectTables */.y)(explanation, explainMarkdown_mostRows).map((one) => subjectTable(one, scenarios.length > 1 ? ` of ${(0,subject/* shorten */.ml)(id, 80)}` : "")));
    const blocks = [(0,whyMarkdown/* remarksMarkdown */.n6)(results), (0,whyMarkdown/* findingsMarkdown */.O9)(results), ...tables];
    const known = blocks.some((block) => block !== "") ? blocks : [nothingKnown];
    return (0,markdownText/* joinBlocks */.x9)([(0,markdown/* headingLine */.F5)((0,headline/* headline */.P)(results)), ...known]);
}
function subjectTable(found, owner) {
    const { title, hasRequests, rows, others } = found;
    const cells = rows.map(({ subject, place, request, state, base, head, change }) => [
        tableCode(place === undefined ? subject : `${subject} ${place}`),
        ...(hasRequests ? [(0,markdownText/* escapeMarkdown */.FV)(request)] : []),
        (0,markdownText/* escapeMarkdown */.FV)(base),
        (0,markdownText/* escapeMarkdown */.FV)(head),
        (0,markdownText/* escapeMarkdown */.FV)(change),
        state,
    ]);
    const right = hasRequests ? [2, 3] : [1, 2];
    const rest = others > 0 ? `\n\n_${others} more in results.json._` : "";
    return `**${title}${(0,markdownText/* escapeMarkdown */.FV)(owner)}**\n\n${(0,markdownText/* table */.tp)([(0,subjectTables/* subjectHeader */.c)(found), ...cells], right)}${rest}`;
}
/** A bar ends a cell even in code. */
const tableCode = (text) => (0,markdownText/* inlineCode */.ti)(text.replaceAll("|", "\u2502"));

// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/report/why/explainJson.js





/** Long texts cost a reader of JSON more than they give. */
const maxText = 2000;
const explainJson_mostRows = 30;
/** What is known about why, as JSON for programs. It has no histograms, flame graph or series. */
function explainJson(results) {
    const { verdict, provenance, scenarios } = results;
    const remarks = (0,remark/* whyRemarks */.s)(results).map(({ title, text }) => `${title}: ${(0,phrase/* plainText */.wh)(text)}`);
    const facts = {
        schema: 1,
        verdict: { kind: verdict.kind, failing: verdict.failing },
        headline: (0,headline/* headline */.P)(results).text,
        why: remarks,
        base: provenance.base,
        head: provenance.head,
        scenarios: scenarios.map(scenarioFacts),
    };
    return `${JSON.stringify(facts, (_, value) => (typeof value === "string" ? (0,subject/* shorten */.ml)(value, maxText) : value), 2)}\n`;
}
function scenarioFacts(scenario) {
    const { id, comparisons, changes = [], bottlenecks = [], anomalies = [], not_seen = [], explanation } = scenario;
    const changed = comparisons.filter(({ gating, outcome }) => gating && isChange.has(outcome));
    return {
        id,
        changed: changed.map(({ metric, request, outcome, base, head, change_ratio, interval }) => ({
            metric,
            request: request === plan/* allRequests */.qT ? undefined : request,
            outcome,
            base,
            head,
            change_ratio,
            interval,
        })),
        causes: changes,
        bottlenecks,
        anomalies: anomalies.slice(0, explainJson_mostRows),
        not_seen,
        ...(explanation && { extra_rounds: extraRoundFacts(explanation) }),
    };
}
const isChange = new Set(["regressed", "improved"]);
function extraRoundFacts({ flame: _, ...explanation }) {
    const first = (rows) => rows?.slice(0, explainJson_mostRows);
    const { functions, allocations, statements, outbound, spans, runtime, waits } = explanation;
    return {
        ...explanation,
        functions: first(functions),
        allocations: first(allocations),
        statements: first(statements),
        outbound: first(outbound),
        spans: first(spans),
        runtime: first(runtime),
        waits: first(waits),
    };
}

// EXTERNAL MODULE: ./build/cli/options.js
var options = __webpack_require__(32315);
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

;// CONCATENATED MODULE: ./build/cli/explainCommand.js







/** loadgate explain */
async function explainCommand(args, terminal) {
    const { values, positionals } = (0,options/* parseOptions */.Ac)(args, { format: { type: "string", default: "terminal" } });
    terminal.out(formatExplanation(await readResults(positionals), values.format));
    return exit/* exitCode */.I$.pass;
}
function formatExplanation(results, format) {
    switch (format) {
        case "terminal":
            return explainTerminal(results);
        case "markdown":
            return explainMarkdown(results);
        case "json":
            return explainJson(results);
        default:
            throw new errors/* WrongInput */.Ey(`--format: expected terminal, markdown or json, got ${format}`);
    }
}

// EXTERNAL MODULE: ./build/baseline/store/fileStore.js
var fileStore = __webpack_require__(66707);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 35 modules
var loadConfig = __webpack_require__(21716);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
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

// EXTERNAL MODULE: ./build/report/html/html.js + 19 modules
var html = __webpack_require__(91792);
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
// EXTERNAL MODULE: ./build/config/schema/fileSchema.js + 4 modules
var fileSchema = __webpack_require__(83884);
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
  loadgate explain RESULTS [--format terminal|markdown|json]
                  says why it is slower or faster, for people and for coding agents
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
            case "explain":
                return await explainCommand(args, terminal);
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
                throw new errors/* WrongInput */.Ey(`expected run, judge, report, explain or schema, got ${command}; see loadgate --help`);
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
/* harmony import */ var _config_problem_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58308);
/* harmony import */ var _exit_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(870);
/* harmony import */ var _gate_acceptance_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(10403);
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(12011);
/* harmony import */ var _pipeline_writeReports_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(14461);
/* harmony import */ var _report_terminal_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(63299);







/** Throws a WrongInput if an option is unknown or lacks its value. */
function parseOptions(args, options) {
    try {
        return (0,node_util__WEBPACK_IMPORTED_MODULE_0__.parseArgs)({ args: [...args], options, allowPositionals: true, strict: true });
    }
    catch (error) {
        throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongInput */ .Ey(`${unknownOption(args, options) ?? (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .messageOf */ .bD)(error)}; see loadgate --help`);
    }
}
/** The first option that does not exist, and the one that was probably meant. */
function unknownOption(args, options) {
    const names = Object.keys(options).map((name) => `--${name}`);
    const shorts = Object.values(options).flatMap(({ short }) => (short === undefined ? [] : [`-${short}`]));
    const [unknown] = args.flatMap((arg) => {
        const [name = ""] = arg.split("=", 1);
        return /^-/.test(name) && name !== "--" && ![...names, ...shorts].includes(name) ? [name] : [];
    });
    if (unknown === undefined)
        return undefined;
    const suggestion = (0,_config_problem_js__WEBPACK_IMPORTED_MODULE_1__/* .nearestWord */ .zZ)(unknown, names) ?? names.find((name) => name.startsWith(`-${unknown}`));
    return `unknown option ${unknown}${suggestion === undefined ? "" : `; did you mean ${suggestion}?`}`;
}
/** Parses the values of --accept. Throws a WrongInput if one is malformed or names an unknown scenario. */
function parseAcceptances(options, known) {
    return options.map((option) => {
        const acceptance = (0,_gate_acceptance_js__WEBPACK_IMPORTED_MODULE_3__/* .parseAcceptance */ .TO)(option, "option", known);
        if (typeof acceptance === "string")
            throw new _model_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .WrongInput */ .Ey(acceptance);
        return acceptance;
    });
}
/** Prints the report and writes the files. If a file cannot be written, a run that passed gives `invalid`. */
async function deliverReports(results, out, terminal) {
    terminal.out((0,_report_terminal_js__WEBPACK_IMPORTED_MODULE_6__/* .terminal */ .F)(results, terminal));
    const reports = await (0,_pipeline_writeReports_js__WEBPACK_IMPORTED_MODULE_5__/* .writeReports */ .L)(results, out);
    for (const problem of reports.problems)
        terminal.err(`loadgate: ${problem}\n`);
    const code = (0,_exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCodeOf */ .FO)(results.verdict);
    if (reports.problems.length > 0)
        return code === _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCode */ .I$.pass ? _exit_js__WEBPACK_IMPORTED_MODULE_2__/* .exitCode */ .I$.invalid : code;
    terminal.err(`\n${reports.results}, ${reports.markdown}, ${reports.html}\n`);
    return code;
}


/***/ })

};
