export const id = 701;
export const ids = [701,883];
export const modules = {

/***/ 2701:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action),
  cleanUp: () => (/* binding */ cleanUp)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 14 modules
var core = __webpack_require__(96421);
;// CONCATENATED MODULE: ./build/action/annotations.js

/** GitHub shows this many annotations of each level for a step, and silently drops the others. */
const maxShown = 10;
const title = "Loadgate";
const print = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
/** The annotations of a step. Those beyond GitHub's limit are printed to the log instead. */
class Annotations {
    #shown;
    /** `warnings` is the number of warnings the step has already shown. */
    constructor(warnings = 0) {
        this.#shown = { error: 0, warning: warnings, notice: 0 };
    }
    /** Shows an annotation. One per level is reserved for `addFinal`. */
    add(level, text, location) {
        if (this.#shown[level] < maxShown - 1)
            this.#show(level, text, location);
        // "##[" in a log line would be a command to the runner.
        else
            (0,core/* info */.pq)(`${level}: ${text.replace(/\s+/g, " ").replaceAll("##[", "## [")}`);
    }
    /** Shows the job's result, as its last annotation. */
    addFinal(level, text) {
        print[level](text, { title });
    }
    #show(level, text, location) {
        this.#shown[level]++;
        print[level](text, location === undefined ? {} : { title, file: location.file, startLine: location.line });
    }
}

// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
// EXTERNAL MODULE: ./build/githubApi/expectedResponse.js
var expectedResponse = __webpack_require__(72327);
;// CONCATENATED MODULE: ./build/githubApi/pages.js
/** GitHub's largest page. */
const perPage = 100;
/**
 * The pages of a GitHub list, at most `maxPages` of them. The first page that is not full is the last one.
 * The Link header is not used: some proxies drop it.
 */
async function* listPages(maxPages, fetchPage) {
    for (let page = 1; page <= maxPages; page++) {
        const items = await fetchPage({ per_page: perPage, page });
        yield items;
        if (items.length < perPage)
            return;
    }
}
/** All items of a GitHub list, from at most `maxPages` pages. */
async function listAll(maxPages, fetchPage) {
    const all = [];
    for await (const items of listPages(maxPages, fetchPage))
        all.push(...items);
    return all;
}

// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
;// CONCATENATED MODULE: ./build/github/payload.js
function objectOf(value) {
    return typeof value === "object" && value !== null ? { ...value } : {};
}
function arrayOf(value) {
    return Array.isArray(value) ? value : [];
}
function nonEmptyString(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** An id, an attempt or a pull request number. GitHub counts from 1. Environment variables hold them as text. */
function positiveInteger(value) {
    const n = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
    return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : undefined;
}
/** The hash of a commit. It becomes an argument of git, where any other text could act as an option. */
function commitSha(value) {
    return typeof value === "string" && /^[0-9a-f]{1,64}$/i.test(value) ? value : undefined;
}
/** A branch name that git allows. Source: `git help check-ref-format`. */
function branchName(value) {
    const name = nonEmptyString(value);
    const isForbidden = name === undefined || /^[-/.]|[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|[/.]$|\.lock$/.test(name);
    return isForbidden || name.length > 255 ? undefined : name;
}

;// CONCATENATED MODULE: ./build/github/findPullRequest.js




/** Most pull requests of an event that are looked up. A longer list includes pull requests of others. */
const maxNamed = 10;
/** Nobody opens more than 100 pull requests for one branch. */
const maxPages = 1;
/**
 * Finds the pull request that a workflow run was for. It is identified by the commit and the repositories, as GitHub
 * knows them now; the event's own numbers are not trusted. Throws if GitHub does not respond.
 */
async function findPullRequest(api, context, run) {
    const pullRequests = await fetchPullRequests(api, context, run);
    return matchPullRequest(pullRequests, context.repositoryId, run);
}
/** Open pull requests of the run's branch, and those that the event names. */
async function fetchPullRequests(api, { owner, repo }, { headRepository, headBranch, pullRequests }) {
    if (headRepository === undefined)
        return [];
    const ofBranch = headBranch === undefined ? [] : await listOpen(api, { owner, repo, head: `${headRepository.owner}:${headBranch}` });
    const named = pullRequests.slice(0, maxNamed).map((number) => fetchOne(api, { owner, repo, pull_number: number }));
    return [...ofBranch, ...(await Promise.all(named))];
}
async function listOpen(api, query) {
    return await listAll(maxPages, async (page) => {
        const { data } = await api.rest.pulls.list({
            ...query,
            state: "open",
            ...page,
            request: (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.pullRequests),
        });
        return data;
    });
}
/** The event may name the number of another repository's pull request, which does not exist here. */
async function fetchOne(api, query) {
    try {
        return (await api.rest.pulls.get({ ...query, request: (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.pullRequest) })).data;
    }
    catch (error) {
        if ((0,errors/* statusOf */.c2)(error) === 404)
            return undefined;
        throw error;
    }
}
/** If several match, those that the event names are preferred. */
function matchPullRequest(pullRequests, repositoryId, run) {
    const numbers = [...new Set(pullRequests.flatMap((pull) => matchingNumber(pull, repositoryId, run) ?? []))];
    const named = numbers.filter((number) => run.pullRequests.includes(number));
    const [first, ...others] = named.length > 0 ? named : numbers;
    if (first === undefined)
        return { kind: "outdated" };
    return others.length === 0 ? { kind: "found", number: first } : { kind: "several", numbers: [first, ...others] };
}
/** The number of an open pull request into this repository whose head is the run's commit and repository. */
function matchingNumber(pullRequest, repositoryId, run) {
    const { number, state, head, base } = objectOf(pullRequest);
    const { sha, repo } = objectOf(head);
    const isMatch = state === "open" &&
        nonEmptyString(sha) === run.headSha &&
        positiveInteger(objectOf(repo)["id"]) === run.headRepository?.id &&
        positiveInteger(objectOf(objectOf(base)["repo"])["id"]) === repositoryId;
    return isMatch ? positiveInteger(number) : undefined;
}

// EXTERNAL MODULE: ./build/githubApi/apiError.js
var apiError = __webpack_require__(926);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/report/builds.js
var builds = __webpack_require__(67118);
// EXTERNAL MODULE: ./build/report/comparisonRows.js
var comparisonRows = __webpack_require__(70999);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/outcomes.js
var outcomes = __webpack_require__(61506);
// EXTERNAL MODULE: ./build/report/markdown/markdown.js
var markdown = __webpack_require__(1336);
;// CONCATENATED MODULE: ./build/report/summary.js


function summarize(results) {
    const { verdict } = results;
    return {
        verdict: verdict.kind,
        failing: verdict.failing,
        headline: (0,headline/* headline */.P)(results).text,
        reasons: verdict.reasons,
        comparisons: (0,comparisonRows/* comparisonRows */.Vs)(results)
            .filter(({ gating }) => gating)
            .map(comparisonEntry),
    };
}
function comparisonEntry(row) {
    const { scenario, request, metric, base, head, change_ratio, interval, min_effect_ratio } = row;
    return {
        scenario,
        request,
        metric,
        outcome: row.accepted === undefined ? row.outcome : "accepted",
        base,
        head,
        change_ratio,
        interval,
        min_effect_ratio,
    };
}
/** JSON on one line, at most `maxBytes` long. Lists that are too long lose their last entries, the least severe. */
function summaryJson(summary, maxBytes) {
    for (let maxEntries = 1024;; maxEntries = Math.floor(maxEntries / 2)) {
        // All characters beyond ASCII are escaped, so one character is one byte.
        const text = JSON.stringify(shorten(summary, maxEntries)).replace(/[\u007f-\uffff]/g, jsonEscape);
        if (text.length <= maxBytes || maxEntries === 0)
            return text;
    }
}
const jsonEscape = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
const maxHeadlineLength = 500;
function shorten({ comparisons, parts, ...summary }, maxEntries) {
    const leftOut = {
        reasons: Math.max(0, summary.reasons.length - maxEntries),
        comparisons: Math.max(0, (comparisons?.length ?? 0) - maxEntries),
    };
    const shortParts = Object.entries(parts ?? {}).map(([key, part]) => [key, shorten(part, maxEntries)]);
    return {
        ...summary,
        headline: summary.headline.slice(0, maxHeadlineLength),
        reasons: summary.reasons.slice(0, maxEntries),
        ...(comparisons === undefined ? {} : { comparisons: comparisons.slice(0, maxEntries) }),
        ...(leftOut.reasons + leftOut.comparisons > 0 ? { left_out: leftOut } : {}),
        ...(parts === undefined ? {} : { parts: Object.fromEntries(shortParts) }),
    };
}

;// CONCATENATED MODULE: ./build/report/report.js




function reportOf(results) {
    const { verdict } = results;
    const { text, tone } = (0,headline/* headline */.P)(results);
    return {
        verdict,
        headline: text,
        tone,
        isNews: (0,comparisonRows/* noteworthyRows */.VT)(results).length > 0 || verdict.kind !== "pass",
        markdown: (maxLength) => (0,markdown/* markdown */.wD)(results, maxLength),
        summary: summarize(results),
    };
}

// EXTERNAL MODULE: ./build/report/why/remark.js
var remark = __webpack_require__(25856);
// EXTERNAL MODULE: ./build/report/markdown/markdownText.js
var markdownText = __webpack_require__(58323);
// EXTERNAL MODULE: ./build/report/markdown/whyMarkdown.js
var whyMarkdown = __webpack_require__(75346);
;// CONCATENATED MODULE: ./build/report/markdown/mergedReport.js












/** One report and one verdict for several jobs: the worst. The order of the parts does not matter. */
function mergedReport(parts, options) {
    const reports = parts.map((part) => partReport(part, options)).toSorted(bySeverity);
    const { verdict, line } = mergeVerdicts(reports, options);
    return {
        verdict,
        headline: line.text,
        tone: line.tone,
        isNews: reports.length === 0 || reports.some(({ isNews }) => isNews),
        markdown: (maxLength = Number.POSITIVE_INFINITY) => (0,markdownText/* fitBlocks */.U8)(mergedBlocks(reports, line), maxLength, "the report of each part's own job"),
        summary: {
            verdict: verdict.kind,
            failing: verdict.failing,
            headline: line.text,
            reasons: verdict.reasons,
            parts: Object.fromEntries(parts.flatMap(summaryEntry)),
        },
    };
}
function summaryEntry(part) {
    return part.kind === "measured" ? [[part.key, summarize(part.results)]] : [];
}
function partReport(part, { missingFails }) {
    const { key } = part;
    if (part.kind !== "measured") {
        const verdict = {
            kind: "invalid",
            reasons: [part.why],
            failing: missingFails || part.kind === "unreadable",
        };
        return { key, verdict, line: { tone: "invalid", text: part.why }, isNews: true };
    }
    const { results, earlierAttempt } = part;
    const { verdict, isNews } = reportOf(results);
    return { key, results, ...(0,omitUndefined/* omitUndefined */.O)({ earlierAttempt }), verdict, line: (0,headline/* headline */.P)(results), isNews };
}
/** The worst first: parts that fail before parts that do not, equal ones by their keys. */
function bySeverity(a, b) {
    const failing = Number(b.verdict.failing) - Number(a.verdict.failing);
    return failing || toneRank(a) - toneRank(b) || (a.key < b.key ? -1 : 1);
}
const toneRank = ({ line }) => tonesBySeverity.indexOf(line.tone);
const tonesBySeverity = ["fail", "invalid", "inconclusive", "accepted", "new", "pass"];
/** The verdict and the headline of the worst part, with the reasons of all parts. */
function mergeVerdicts(reports, { missingFails }) {
    const [worst] = reports;
    if (worst === undefined) {
        const reason = "no job of this run uploaded results";
        const verdict = { kind: "invalid", reasons: [reason], failing: missingFails };
        return { verdict, line: { tone: "invalid", text: `Could not measure: ${reason}` } };
    }
    const failing = reports.filter(({ verdict }) => verdict.failing);
    const canConfirm = failing.length > 0 && failing.every(({ verdict }) => verdict.confirm === true);
    const verdict = {
        kind: worst.verdict.kind,
        reasons: reports.flatMap(({ key, verdict: { reasons } }) => reasons.map((reason) => `${key}: ${reason}`)),
        failing: worst.verdict.failing,
        ...(canConfirm ? { confirm: true } : {}),
    };
    return { verdict, line: { tone: worst.line.tone, text: mergedHeadline(worst, reports) } };
}
/** A headline that all parts share is not repeated for each. */
function mergedHeadline({ key, line: { text } }, reports) {
    const isShared = reports.length > 1 && reports.every(({ line }) => line.text === text);
    return isShared ? `${text}: all ${reports.length} parts` : `${key}: ${text}`;
}
function mergedBlocks(reports, line) {
    if (reports.length === 0)
        return [(0,markdown/* headingLine */.F5)(line)];
    return [
        (0,markdown/* headingLine */.F5)(line),
        verdictCounts(reports),
        partsTable(reports),
        noteworthyTable(reports),
        remarkLines(reports),
        causesList(reports),
        ...reports.flatMap(({ key, results }) => (results === undefined ? [] : partDetails(key, results))),
    ];
}
/** 3 parts: 1 fail · 2 pass, 1 of them from an earlier attempt */
function verdictCounts(reports) {
    const kinds = [...new Set(reports.map(({ verdict }) => verdict.kind))];
    const counts = kinds.map((kind) => `${reports.filter(({ verdict }) => verdict.kind === kind).length} ${kind}`);
    const earlier = reports.filter(({ earlierAttempt }) => earlierAttempt !== undefined).length;
    const attempts = earlier === 0 ? "" : `, ${earlier} of them from an earlier attempt`;
    return `${(0,format/* plural */.LS)(reports.length, "part")}: ${counts.join(" · ")}${attempts}`;
}
/** In characters, because a row should stay a row. */
const maxResultLength = 300;
function partsTable(reports) {
    const rows = reports.map(({ key, results, earlierAttempt, verdict, line }) => [
        markdown/* toneSign */.Wy[line.tone],
        keyAsCode(key),
        verdict.kind,
        (0,markdownText/* escapeMarkdown */.FV)(line.text.slice(0, maxResultLength)) +
            (earlierAttempt === undefined ? "" : ` (of attempt ${earlierAttempt})`),
        results === undefined ? "" : (0,markdownText/* phraseMarkdown */.fP)((0,builds/* describeBuilds */.b)(results)),
    ]);
    return (0,markdownText/* table */.tp)([["", "part", "verdict", "result", "builds"], ...rows], []);
}
function noteworthyTable(reports) {
    // Rows without a base are not noteworthy.
    const columns = {
        hasScenario: reports.some(({ results }) => (results?.scenarios.length ?? 0) > 1),
        hasBase: true,
    };
    const rows = reports.flatMap(({ key, results }) => results === undefined
        ? []
        : (0,comparisonRows/* noteworthyRows */.VT)(results).map((row) => insertKey((0,markdown/* comparisonCells */.RC)(row, columns), keyAsCode(key))));
    if (rows.length === 0)
        return "";
    const header = insertKey((0,comparisonRows/* comparisonHeader */.vv)(columns), "part");
    const openRows = (0,markdownText/* table */.tp)([header, ...rows.slice(0, markdown/* maxOpenRows */.U$)], (0,comparisonRows/* numberColumns */.Vd)(columns).map((column) => column + 1));
    const others = rows.length - markdown/* maxOpenRows */.U$;
    return others > 0 ? `${openRows}\n\n_${(0,format/* plural */.LS)(others, "more row")} below, each in its part._` : openRows;
}
/** The key is the second cell, behind the sign. */
const insertKey = ([sign = "", ...cells], key) => [sign, key, ...cells];
function remarkLines(reports) {
    const lines = reports.flatMap(({ key, results }) => results === undefined ? [] : (0,remark/* whyRemarks */.s)(results).map((remark) => `${keyAsCode(key)} ${(0,whyMarkdown/* remarkMarkdown */.AP)(remark)}`));
    return lines.join("\n\n");
}
function causesList(reports) {
    const lines = reports.flatMap(({ key, results }) => results === undefined
        ? []
        : (0,headline/* furtherCauses */.f)(results).map((cause) => (0,markdownText/* listItem */.Aw)(`${keyAsCode(key)} ${(0,markdownText/* phraseMarkdown */.fP)(cause)}`)));
    return lines.join("\n");
}
function partDetails(key, results) {
    return (0,markdownText/* details */.zH)(`<code>${key}</code> · ${(0,outcomes/* outcomeCounts */.TY)(results)}`, (0,markdownText/* joinBlocks */.x9)((0,markdown/* reportBody */.F3)(results)).trimEnd());
}
/** A key has only letters, digits, dots, dashes and underscores, so it needs no escaping. */
const keyAsCode = (key) => `\`${key}\``;

// EXTERNAL MODULE: ./build/util/docsLink.js
var docsLink = __webpack_require__(29186);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/github/checkRun.js



/** GitHub's limits. Its manual limits the summary in characters, but it counts bytes (github/docs#35252). */
const maxSummaryBytes = 65_535;
const maxTitleLength = 255;
const maxAnnotations = 50;
/**
 * Creates a check run with the verdict on the measured commit. GitHub shows only the newest check run of a name, so the
 * second workflow with the same key appends its file to the name. Throws if GitHub refuses it.
 */
async function createCheckRun(api, context, sha, checkRun) {
    const { owner, repo, workflow } = context;
    const { key, headline, summary } = checkRun;
    const commit = { api, owner, repo, sha };
    const plainName = key === "default" ? "Loadgate" : `Loadgate / ${key}`;
    const overlap = await otherWorkflows(commit, plainName, workflow);
    const name = overlap.length === 0 ? plainName : `${plainName} (${external_node_path_.posix.basename(workflow ?? "")})`;
    const external_id = externalId(key, context);
    const annotations = checkRun.annotations.flatMap(({ level, text, location }) => {
        if (location === undefined)
            return [];
        const annotation_level = level === "error" ? "failure" : "warning";
        const { file, line } = location;
        return [{ path: file, start_line: line, end_line: line, annotation_level, message: text }];
    });
    // Before the request is sent again, it looks for the check run that a lost response may have created.
    const findCreated = async () => (await listCheckRuns(commit, name)).find((one) => one.external_id === external_id);
    await api.rest.checks.create({
        owner,
        repo,
        name,
        head_sha: sha,
        external_id,
        status: "completed",
        conclusion: conclusionOf(checkRun),
        output: {
            title: headline.slice(0, maxTitleLength).toWellFormed(),
            summary,
            annotations: annotations.slice(0, maxAnnotations),
        },
        request: { ...(0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.checkRun), findCreated },
    });
    return { name, overlap };
}
/** Names what a check run belongs to, and the run that created it. */
function externalId(key, { runId, runAttempt, workflow = "" }) {
    return `loadgate key=${key} run=${runId} attempt=${runAttempt} workflow=${workflow}`;
}
const workflowIn = (id) => /^loadgate .* workflow=(.+)$/.exec(id ?? "")?.[1];
/** The other workflows that have created check runs of this name. None if the check runs cannot be listed. */
async function otherWorkflows(commit, name, own) {
    if (own === undefined)
        return [];
    const checkRuns = await listCheckRuns(commit, name).catch(() => []);
    const workflows = checkRuns.flatMap(({ external_id }) => workflowIn(external_id) ?? []);
    return [...new Set(workflows)].filter((workflow) => workflow !== own);
}
/** Nobody creates more than 200 check runs of a name on one commit. */
const checkRun_maxPages = 2;
async function listCheckRuns({ api, owner, repo, sha }, name) {
    return await listAll(checkRun_maxPages, async (page) => {
        const query = { owner, repo, ref: sha, check_name: name, filter: "all", ...page };
        const request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.checkRuns);
        return (await api.rest.checks.listForRef({ ...query, request })).data.check_runs;
    });
}
/** A pass without a comparison is neutral. */
function conclusionOf({ verdict, isNew }) {
    if (verdict.failing)
        return "failure";
    return verdict.kind === "pass" && !isNew ? "success" : "neutral";
}

;// CONCATENATED MODULE: ./build/github/login.js



async function fetchTokenAccount(api) {
    try {
        const { data } = await api.rest.users.getAuthenticated({ request: (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.user) });
        return { kind: "user", login: data.login };
    }
    catch (error) {
        return isRefused(error) ? { kind: "bot" } : { kind: "unknown", error };
    }
}
/** GitHub itself says that the token has no user. After any other failure, the account is unknown. */
function isRefused(error) {
    const response = (0,apiError/* responseOf */.lR)(error);
    if (response === undefined || (0,apiError/* isRateLimitError */.kt)(error))
        return false;
    return [403, 404].includes(response.status) && nonEmptyString(objectOf(response.data)["message"]) !== undefined;
}
/** The author of all comments that are written with a GITHUB_TOKEN. */
const actionsBot = "github-actions[bot]";
/** The comments that the token's account wrote. Throws if that stays unknown: a second comment would be the result. */
async function selectOwn(api, account, comments) {
    const by = (login) => comments.filter(({ user }) => user?.login === login);
    switch (account.kind) {
        case "user":
            return by(account.login);
        case "bot":
            return by(await botLogin(api, comments));
        case "unknown":
            // Only workflows of this repository write as this bot.
            if (by(actionsBot).length === comments.length)
                return comments;
            throw account.error;
    }
}
/** The bot that the token belongs to. Asks GitHub only if another bot than GitHub Actions wrote one of the comments. */
async function botLogin(api, comments) {
    const isByOtherBot = ({ user }) => user?.type === "Bot" && user.login !== actionsBot;
    if (!comments.some(isByOtherBot))
        return actionsBot;
    try {
        const request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.viewer);
        const { viewer } = await api.graphql("{ viewer { login } }", {
            request,
        });
        return viewer.login.endsWith("[bot]") ? viewer.login : `${viewer.login}[bot]`;
    }
    catch (error) {
        if (!isRefused(error) && !isRefusedByGraphql(error))
            throw error;
        return actionsBot;
    }
}
/** GraphQL reports its errors with a success status. A rate limit and an internal error are no refusal. */
function isRefusedByGraphql(error) {
    const { errors } = error instanceof Error && "errors" in error ? error : { errors: undefined };
    return arrayOf(errors).some((one) => {
        const { type, message } = objectOf(one);
        return type === "FORBIDDEN" || type === "INSUFFICIENT_SCOPES" || /not accessible/i.test(String(message));
    });
}

;// CONCATENATED MODULE: ./build/github/marker.js


function markerLine({ key, workflow, run, attempt, sha }) {
    const ofWorkflow = workflow === undefined ? "" : ` workflow=${encodeURI(workflow)}`;
    return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${(0,format/* shortSha */.Fu)(sha)}${ofWorkflow} -->`;
}
const pattern = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*?)(?: workflow=(\S+))? -->/;
/** `undefined` if the text does not begin with a Loadgate marker. */
function parseMarker(body) {
    const [, key, run, attempt, sha, workflow] = pattern.exec(body) ?? [];
    if (key === undefined || run === undefined || attempt === undefined || sha === undefined)
        return undefined;
    return { key, run: Number(run), attempt: Number(attempt), sha, ...(0,omitUndefined/* omitUndefined */.O)({ workflow: decode(workflow) }) };
}
function decode(text) {
    try {
        return text === undefined ? undefined : decodeURI(text);
    }
    catch {
        return text;
    }
}
/** A comment belongs to a workflow and a key. The first workflow with the key adopts the comment of an older version. */
function belongsTogether(marker, own) {
    return marker.key === own.key && (marker.workflow === undefined || marker.workflow === own.workflow);
}
/** Two workflows report the same commit under the same key. */
function isOverlap(marker, own) {
    return marker.key === own.key && !belongsTogether(marker, own) && marker.sha === (0,format/* shortSha */.Fu)(own.sha);
}
function isNewer(a, b) {
    return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}

;// CONCATENATED MODULE: ./build/github/comment.js







/** GitHub's limit, in characters. */
const maxCommentLength = 65_536;
/** Most times the comments are listed to find those that concurrent runs write. */
const maxLists = 3;
/**
 * Keeps one comment per workflow and key on the pull request. It updates the existing comment, or creates one if
 * `isWanted`. An older run does not overwrite a newer one. Listing and writing are two requests, so each write is
 * followed by another listing. If two runs create a comment each, the first one stays, with the text of the newer run.
 */
async function upsertComment(thread, marker, text, isWanted) {
    const account = onceOnly(() => fetchTokenAccount(thread.api));
    let overlap = [];
    const list = async () => {
        const comments = await listOwnComments(thread, marker, account);
        overlap = [
            ...new Set(comments.flatMap((one) => (isOverlap(one.marker, marker) ? (one.marker.workflow ?? []) : []))),
        ];
        return comments.filter((one) => belongsTogether(one.marker, marker));
    };
    const upsert = { thread, own: { body: `${markerLine(marker)}\n${text}`, marker }, isWanted, list };
    let state = await writeNewest(upsert, await list());
    for (let lists = 1; lists < maxLists && state.kind !== "done"; lists++)
        state = await checkAgain(upsert, state);
    if (state.kind === "gone")
        throw state.error;
    return overlap.length > 0 ? { ...state.result, overlap } : state.result;
}
function onceOnly(call) {
    let result;
    return () => {
        result ??= call();
        return result;
    };
}
/** Lists the comments again. A comment that was written stays written even if this listing fails. */
async function checkAgain(upsert, before) {
    const { own, list } = upsert;
    if (before.kind !== "written")
        return await writeNewest(upsert, await list());
    const { result, created } = before;
    try {
        const listed = await list();
        // The list may be older than the comment that was just created.
        const isStale = created !== undefined && listed.every(({ id }) => id !== created.id);
        const [first, ...others] = isStale ? [...listed, created].toSorted(byAge) : listed;
        if (first === undefined)
            return await writeNewest(upsert, []);
        // Another job of this run has the same marker, and its text may hold more.
        const isDone = others.length === 0 && !isNewer(own.marker, first.marker);
        if (!isDone)
            return await writeNewest(upsert, [first, ...others]);
        return { kind: "done", result: isNewer(first.marker, own.marker) ? resultFor(own, first, first.url) : result };
    }
    catch (error) {
        const problem = `Loadgate could not check if another run wrote one too: ${(0,apiError/* describeApiError */.gg)(error)}`;
        return { kind: "done", result: { ...result, problem } };
    }
}
/** Leaves one comment: the oldest one, with the newest text. */
async function writeNewest(upsert, comments) {
    const { thread, own, isWanted } = upsert;
    const [first, ...others] = comments;
    if (first === undefined) {
        return isWanted ? await createComment(upsert) : { kind: "done", result: { action: "not wanted" } };
    }
    const newest = comments.reduce(newerOf, own);
    const isUpToDate = first.body.trim() === newest.body.trim() && others.length === 0;
    if (isUpToDate)
        return { kind: "done", result: resultFor(own, newest, first.url) };
    try {
        const text = await updateComment(thread, first, newest);
        const problem = await deleteComments(thread, others);
        const result = { ...resultFor(own, text, first.url), ...(0,omitUndefined/* omitUndefined */.O)({ problem }) };
        return { kind: problem === undefined ? "written" : "done", result };
    }
    catch (error) {
        if (isNotFound(error) || error instanceof AdoptedComment)
            return { kind: "gone", error };
        throw error;
    }
}
function resultFor(own, written, url) {
    return { action: written === own ? "updated" : "left to a newer run", url };
}
/** The first one, unless the second one is newer. */
const newerOf = (a, b) => (isNewer(b.marker, a.marker) ? b : a);
/** The ids of comments only grow. */
const byAge = (a, b) => a.id - b.id;
const comment_maxPages = 100;
/**
 * The comments with this key by the token's account, the oldest first, of all workflows. A comment by another account
 * does not count, whatever its marker.
 */
async function listOwnComments({ api, ...issue }, { key }, account) {
    const comments = await listAll(comment_maxPages, async (page) => {
        const request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.comments);
        return (await api.rest.issues.listComments({ ...issue, ...page, request })).data;
    });
    const marked = comments.flatMap(({ id, html_url: url, body, user }) => {
        const marker = parseMarker(body ?? "");
        return marker?.key === key ? [{ id, url, body: body ?? "", marker, user }] : [];
    });
    if (marked.length === 0)
        return [];
    return (await selectOwn(api, await account(), marked)).toSorted(byAge);
}
/** Before the request is sent again, it looks for the comment that a lost response may have created. */
async function createComment({ thread, own, list }) {
    const { api, ...issue } = thread;
    const { body, marker } = own;
    const findCreated = async () => {
        const found = (await list()).find((one) => one.body.trim() === body.trim());
        return found && { id: found.id, html_url: found.url };
    };
    const request = { ...(0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.comment), findCreated };
    const { data } = await api.rest.issues.createComment({ ...issue, body, request });
    const created = { id: data.id, url: data.html_url, body, marker };
    return { kind: "written", result: { action: "created", url: created.url }, created };
}
/** Another workflow has adopted the comment since it was listed. */
class AdoptedComment extends Error {
    name = "AdoptedComment";
}
/**
 * Reads the comment once more right before it writes, and returns the text that the comment then has.
 * The list may be old, because requests are retried for up to 90 s.
 */
async function updateComment({ api, owner, repo }, { id, url }, text) {
    const comment = { owner, repo, comment_id: id, request: (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.comment) };
    const { body } = (await api.rest.issues.getComment(comment)).data;
    const marker = parseMarker(body ?? "");
    if (marker !== undefined && !belongsTogether(marker, text.marker))
        throw new AdoptedComment(`another workflow writes ${url}`);
    if (marker !== undefined && isNewer(marker, text.marker))
        return { body: body ?? "", marker };
    await api.rest.issues.updateComment({ ...comment, body: text.body });
    return text;
}
/** Returns why a comment could not be deleted. Some tokens may not delete comments. */
async function deleteComments({ api, owner, repo }, comments) {
    for (const { id, url } of comments) {
        try {
            await api.rest.issues.deleteComment({ owner, repo, comment_id: id });
        }
        catch (error) {
            if (!isNotFound(error))
                return `Loadgate could not delete ${url}: ${(0,apiError/* describeApiError */.gg)(error)}`;
        }
    }
    return undefined;
}
const isNotFound = (error) => (0,errors/* statusOf */.c2)(error) === 404;

// EXTERNAL MODULE: ./build/githubApi/artifacts.js + 1 modules
var artifacts = __webpack_require__(36919);
// EXTERNAL MODULE: ./build/model/fileError.js
var fileError = __webpack_require__(81926);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/pipeline/writeReports.js
var writeReports = __webpack_require__(14461);
// EXTERNAL MODULE: ./build/report/terminal.js
var terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/shell/files.js
var shell_files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/shell/timeout.js
var timeout = __webpack_require__(49590);
// EXTERNAL MODULE: ./build/wording/noticeText.js
var noticeText = __webpack_require__(1324);
;// CONCATENATED MODULE: ./build/action/outputs.js


/** Sets outputs of the step. A failed write is only a warning: nothing else depends on the outputs. */
function setOutputs(outputs, annotations) {
    try {
        for (const [name, value] of Object.entries(outputs))
            (0,core/* setOutput */.uH)(name, value);
    }
    catch (error) {
        const names = Object.keys(outputs).join(", ");
        annotations.add("warning", `The outputs ${names} could not be set: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}

;// CONCATENATED MODULE: ./build/action/truncate.js
const encoder = new TextEncoder();
const byteLength = (text) => encoder.encode(text).length;
/** The text in at most `maxBytes` of UTF-8. It is longer only if it cannot be shortened that far. */
function truncate(text, maxBytes) {
    for (let maxLength = maxBytes;;) {
        const truncated = text(maxLength);
        const excess = byteLength(truncated) - maxBytes;
        if (excess <= 0 || truncated.length > maxLength)
            return truncated;
        // A UTF-16 code unit takes three bytes of UTF-8 at most.
        maxLength = truncated.length - Math.ceil(excess / 3);
    }
}

;// CONCATENATED MODULE: ./build/action/publish.js




















/** Writes the report files, the outputs and the summary. Returns whether all files were written. */
async function publish(results, report, job) {
    const files = await (0,writeReports/* writeReports */.L)(results, job.out);
    for (const problem of files.problems)
        job.annotations.add("error", problem);
    printWithoutCommands((0,terminal/* terminal */.F)(results, { color: true }));
    const text = linkedMarkdown(report, job);
    setReportOutputs(report, text, { results: files.results, report: files.html, "report-markdown": files.markdown }, job);
    await writeSummary(text, job);
    return files.problems.length === 0;
}
/** Publishes a report on other jobs. Those jobs have their own files, so only report.md is written. */
async function publishMerged(report, job, run = job.context.runId) {
    const path = (0,external_node_path_.join)(job.out, "report.md");
    printWithoutCommands([report.headline, ...report.verdict.reasons.map((reason) => `- ${reason}`)].join("\n"));
    const isWritten = await (0,shell_files/* writeText */.x3)(path, report.markdown()).then(() => true, (error) => {
        job.annotations.add("error", `${path} could not be written: ${(0,fileError/* describeFileError */.SQ)(error)}`);
        return false;
    });
    const text = linkedMarkdown(report, job, run);
    setReportOutputs(report, text, isWritten ? { "report-markdown": path } : {}, job);
    await writeSummary(text, job);
    return isWritten;
}
/** Workflows pass outputs on in environment variables, which hold 128 KiB on Linux. */
const maxOutputBytes = 120 * 1024;
function setReportOutputs(report, text, files, job) {
    const outputs = {
        verdict: report.verdict.kind,
        confirm: String(report.verdict.confirm === true),
        ...files,
        markdown: truncate((maxLength) => text(Math.min(maxLength, maxTextLength)), maxOutputBytes).trimEnd(),
        json: summaryJson(report.summary, maxOutputBytes),
    };
    setOutputs(outputs, job.annotations);
}
/** GitHub drops a summary of more than 1 MiB. 4 KiB are reserved for text behind the report. */
const publish_maxSummaryBytes = 1024 ** 2 - 4096;
async function writeSummary(text, job) {
    if (!job.inputs.summary)
        return;
    const summary = truncate(text, publish_maxSummaryBytes);
    await bestEffort("The job summary", job.annotations, () => core/* summary */.z.addRaw(summary).write());
}
/** The report as Markdown, with a link to the run's artifacts. */
function linkedMarkdown({ markdown }, { context }, run = context.runId) {
    const { serverUrl, owner, repo } = context;
    if (!(0,artifacts/* supportsArtifacts */.lQ)(serverUrl))
        return markdown;
    const link = `\n[All numbers and charts](${serverUrl}/${owner}/${repo}/actions/runs/${run}#artifacts)\n`;
    return (maxLength) => `${markdown(maxLength - link.length)}${link}`;
}
/** Prints text that contains foreign names and logs. The runner must not execute any of its lines as a command. */
function printWithoutCommands(text) {
    const token = (0,external_node_crypto_.randomUUID)();
    core/* info */.pq(`::stop-commands::${token}\n${text}\n::${token}::`);
}
/** The comment without its marker, with some reserve; in characters. */
const maxTextLength = maxCommentLength - 200;
/** For a comment or a check run, which take several requests. */
const publishTimeoutMs = (0,unit/* millis */.ne)(180_000);
/** Writes the comment on the job's own pull request. Throws if GitHub refuses it. */
async function publishComment(report, job, key = job.inputs.baselineKey) {
    const { context } = job;
    const { pullRequest } = context;
    if (pullRequest === undefined)
        return;
    const { runId: run, runAttempt: attempt, sha, workflow } = context;
    const marker = { key, run, attempt, sha, ...(0,omitUndefined/* omitUndefined */.O)({ workflow }) };
    await unlessFork("comment", job, () => writeComment(pullRequest.number, report, marker, job));
}
/** The token of a fork's pull request is read-only by design. A missing permission is then a notice, not an error. */
async function unlessFork(what, { context, annotations }, write) {
    try {
        await write();
    }
    catch (error) {
        if (context.pullRequest?.isFork !== true || !(0,apiError/* lacksPermission */.kQ)(error))
            throw error;
        const why = "the token of a fork's pull request is read-only";
        annotations.add("notice", `No ${what}, because ${why}: ${(0,docsLink/* docsLink */._)("docs/github.md#forks")} shows another way`);
    }
}
/** Writes or updates the comment on a pull request. Throws if GitHub refuses it. */
async function writeComment(pullRequest, report, marker, job) {
    const { context, inputs, github, annotations } = job;
    if (github === undefined || inputs.comment === "never")
        return;
    const text = linkedMarkdown(report, job, marker.run)(maxTextLength);
    const { owner, repo } = context;
    const thread = { api: github.api, owner, repo, issue_number: pullRequest };
    const upsert = upsertComment(thread, marker, text, isWanted(inputs.comment, report));
    const result = await (0,timeout/* withTimeout */.w)(publishTimeoutMs, "writing the comment", upsert);
    if (result.url !== undefined)
        setOutputs({ "comment-url": result.url }, annotations);
    if (result.problem !== undefined)
        annotations.add("warning", `There may be two comments: ${result.problem}`);
    warnOfOverlap({ what: "comment", key: marker.key, own: marker.workflow, others: result.overlap ?? [] }, annotations);
    core/* info */.pq(`Comment: ${result.action}`);
}
function warnOfOverlap({ what, key, own, others }, annotations) {
    if (own === undefined || others.length === 0)
        return;
    const workflows = [...others, own].toSorted();
    annotations.add("warning", (0,noticeText/* noticeText */.ut)({ kind: "workflow_overlap", what, key, workflows }));
}
/** True if the report deserves a new comment. An existing comment is updated in any case. */
function isWanted(mode, { verdict, isNews }) {
    if (mode === "always")
        return true;
    return mode === "failures" ? verdict.failing : mode === "changes" && isNews;
}
/** Publishes the verdict as a check run, if the input check-run asks for one. Throws if GitHub refuses it. */
async function publishCheckRun(report, annotations, sha, job) {
    const { inputs, github, context } = job;
    if (!inputs.checkRun || github === undefined)
        return;
    const { verdict, headline, tone } = report;
    const summary = truncate(linkedMarkdown(report, job), maxSummaryBytes);
    const checkRun = { key: inputs.baselineKey, verdict, isNew: tone === "new", headline, summary, annotations };
    await unlessFork("check run", job, async () => {
        const create = createCheckRun(github.api, context, sha, checkRun);
        const { overlap: others } = await (0,timeout/* withTimeout */.w)(publishTimeoutMs, "creating the check run", create);
        warnOfOverlap({ what: "check run", key: checkRun.key, own: context.workflow, others }, job.annotations);
    });
}
/** Turns a failed write into a warning. A GitHub outage never changes a verdict. */
async function bestEffort(what, annotations, write) {
    try {
        await write();
    }
    catch (error) {
        const reason = (0,fileError/* isFileError */.lz)(error) ? (0,fileError/* describeFileError */.SQ)(error) : (0,apiError/* describeApiError */.gg)(error);
        annotations.add("warning", `${what} could not be written: ${reason}`);
    }
}
/** The log line for an artifact that GitHub Enterprise Server does not accept. */
const noArtifactsNote = (what) => `${what} is not uploaded: GitHub Enterprise Server accepts no artifacts of this action`;
/**
 * Shows the headline as the last annotation, and returns the exit code. A pass needs all report files (`isWritten`).
 */
function finishJob({ verdict, headline }, isWritten, { annotations }) {
    if (verdict.failing)
        annotations.addFinal("error", headline);
    else if (verdict.kind !== "pass")
        annotations.addFinal("warning", headline);
    const code = (0,exit/* exitCodeOf */.FO)(verdict);
    return isWritten || code !== exit/* exitCode */.I$.pass ? code : exit/* exitCode */.I$.invalid;
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./build/shell/signals.js
var signals = __webpack_require__(75888);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(26921);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(49567);
// EXTERNAL MODULE: ./build/githubApi/bodyLimit.js
var bodyLimit = __webpack_require__(24457);
// EXTERNAL MODULE: ./build/githubApi/send.js
var githubApi_send = __webpack_require__(62342);
;// CONCATENATED MODULE: ./build/githubApi/artifactService.js






/** Reads the variables that the runner sets for the steps of an action. Throws if they are missing. */
function artifactServiceOf(env, dispatcher, context) {
    const { ACTIONS_RESULTS_URL: url = "", ACTIONS_RUNTIME_TOKEN: token = "" } = env;
    const origin = URL.parse(url)?.origin;
    const backendIds = backendIdsIn(token);
    if (origin !== undefined && backendIds !== undefined)
        return { url: origin, token, backendIds, dispatcher, context };
    const name = origin === undefined ? "ACTIONS_RESULTS_URL" : "ACTIONS_RUNTIME_TOKEN";
    throw new Error(`${name} is missing or not valid; the runner sets it for steps with uses:, not for steps with run:`);
}
/** The token is a JWT. One of its scopes names the run and the job: "Actions.Results:<run>:<job>". */
function backendIdsIn(token) {
    const claims = Buffer.from(token.split(".")[1] ?? "", "base64url").toString();
    const [, run, job] = /[" ]Actions\.Results:([^:" ]+):([^:" ]+)[" ]/.exec(claims) ?? [];
    if (run === undefined || job === undefined)
        return undefined;
    return { workflow_run_backend_id: run, workflow_job_run_backend_id: job };
}
const methods = {
    CreateArtifact: {
        what: "an address for the upload",
        schema: schemas/* object */.Ikc({ ok: schemas/* literal */.euz(true), signed_upload_url: schemas/* url */.OZ5({ protocol: /^https?$/ }) }),
    },
    FinalizeArtifact: {
        what: "the id of the artifact",
        // 64-bit integers are texts in the JSON of protocol buffers.
        schema: schemas/* object */.Ikc({ ok: schemas/* literal */.euz(true), artifact_id: coerce/* number */.ai().int().positive() }),
    },
    ListArtifacts: {
        what: "a list of artifacts",
        schema: schemas/* object */.Ikc({
            artifacts: schemas/* array */.YOg(schemas/* object */.Ikc({
                workflow_run_backend_id: schemas/* string */.YjP(),
                workflow_job_run_backend_id: schemas/* string */.YjP(),
                database_id: coerce/* number */.ai().int().positive(),
                name: schemas/* string */.YjP(),
            })),
        }),
    },
    DeleteArtifact: { what: "a confirmation", schema: schemas/* object */.Ikc({ ok: schemas/* literal */.euz(true) }) },
};
/** Calls a method of the service. Throws ApiError or NoResponse. */
async function callArtifactService({ url, token, backendIds, dispatcher, context }, method, message, findCreated) {
    const address = `${url}/twirp/github.actions.results.api.v1.ArtifactService/${method}`;
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", "user-agent": "loadgate" };
    const body = JSON.stringify({ ...backendIds, ...message });
    const send = async (signal) => {
        const response = await (0,undici/* fetch */.hd)(address, { method: "POST", headers, body, dispatcher, signal });
        const data = parseJson(await (0,bodyLimit/* readBody */.x)(response.body));
        const { status } = response;
        if (!response.ok) {
            const { msg } = schemas/* object */.Ikc({ msg: schemas/* string */.YjP() }).safeParse(data).data ?? { msg: undefined };
            const restData = msg === undefined ? data : { message: msg };
            const failed = { status, headers: Object.fromEntries(response.headers), data: restData };
            throw new apiError/* ApiError */.hD(failed, { url: address }, "", undefined);
        }
        if (typeof data === "string")
            throw new githubApi_send/* NoResponse */.$B(`GitHub responded with ${status} and a body that is not JSON`);
        return requireFields(method, status, snakeCase(data));
    };
    return await (0,githubApi_send/* sendWithRetries */.HI)({ name: `POST ${method}`, send, findCreated }, context);
}
function requireFields(method, status, data) {
    const mismatch = (0,expectedResponse/* describeMismatch */._e)(data, methods[method]);
    if (mismatch !== undefined)
        throw new githubApi_send/* NoResponse */.$B(`GitHub responded with ${status}, but ${mismatch}`);
    return methods[method].schema.parse(data);
}
/** The text itself if it is not JSON. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return text;
    }
}
/** Protocol buffers have two spellings in JSON: signed_upload_url and signedUploadUrl. */
function snakeCase(value) {
    if (Array.isArray(value))
        return value.map(snakeCase);
    if (typeof value !== "object" || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [
        key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
        snakeCase(item),
    ]));
}

// EXTERNAL MODULE: ./build/githubApi/download.js
var download = __webpack_require__(7460);
;// CONCATENATED MODULE: ./build/githubApi/uploadBlob.js




/** Small enough for a slow connection to send it in time. Azure takes up to 50,000 blocks. */
const blockBytes = 4 * 1024 ** 2;
/**
 * Uploads the content to a signed URL of Azure's block blobs: each block, then the list of blocks.
 * Throws ApiError, NoResponse and the errors of the content. See https://learn.microsoft.com/rest/api/storageservices/put-block.
 */
async function uploadBlob(url, content, dispatcher, context) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    const ids = [];
    let bytes = 0;
    const put = (query, body, headers) => {
        const name = `PUT ${query["comp"]} of the artifact`;
        const send = (signal) => putOnce(addQuery(url, query), { body, headers, dispatcher, signal });
        return (0,githubApi_send/* sendWithRetries */.HI)({ name, send }, context);
    };
    for await (const block of blocksOf(content)) {
        hash.update(block);
        bytes += block.length;
        // All ids of a blob must have the same length.
        const blockid = Buffer.from(`block-${String(ids.length).padStart(6, "0")}`).toString("base64");
        ids.push(blockid);
        await put({ comp: "block", blockid }, block, { "content-type": "application/octet-stream" });
    }
    const list = `<?xml version="1.0" encoding="utf-8"?><BlockList>${ids.map((id) => `<Latest>${id}</Latest>`).join("")}</BlockList>`;
    const headers = { "content-type": "application/xml", "x-ms-blob-content-type": "application/zip" };
    await put({ comp: "blocklist" }, Buffer.from(list), headers);
    return { bytes, sha256: hash.digest("hex") };
}
/** The content in blocks of the same size, except the last one. */
async function* blocksOf(content) {
    let pending = [];
    let bytes = 0;
    for await (const chunk of content) {
        pending.push(chunk);
        bytes += chunk.length;
        if (bytes < blockBytes)
            continue;
        const all = Buffer.concat(pending);
        const end = bytes - (bytes % blockBytes);
        for (let at = 0; at < end; at += blockBytes)
            yield all.subarray(at, at + blockBytes);
        pending = [all.subarray(end)];
        bytes -= end;
    }
    if (bytes > 0)
        yield Buffer.concat(pending);
}
/** Keeps the signature as it is: encoding it again could change it. */
function addQuery(url, query) {
    return `${url}${url.includes("?") ? "&" : "?"}${new URLSearchParams(query)}`;
}
/** The storage confirms each part with the status 201. A proxy's page may have the status 200. */
async function putOnce(url, options) {
    const response = await (0,undici/* fetch */.hd)(url, { method: "PUT", ...options });
    const { status } = response;
    await response.body?.cancel();
    if (status === 201)
        return;
    if (response.ok)
        throw new githubApi_send/* NoResponse */.$B(`the artifact storage responded with ${status} instead of 201`);
    const code = response.headers.get("x-ms-error-code") ?? "";
    const message = `the artifact storage refused the upload${/^\w{1,60}$/.test(code) ? ` (${code})` : ""}`;
    // The address is signed, so it stays out of the error.
    const failed = { status, headers: Object.fromEntries(response.headers), data: { message } };
    throw new apiError/* ApiError */.hD(failed, undefined, "", undefined);
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./build/githubApi/zipWriter.js



// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
const localHeaderSignature = 0x04034b50;
const dataDescriptorSignature = 0x08074b50;
const centralHeaderSignature = 0x02014b50;
const endOfCentralDirectorySignature = 0x06054b50;
/** Bit 3: checksum and sizes follow the content. Bit 11: the name is UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** Version 2.0, made on Unix. */
const madeBy = (3 << 8) | 20;
const regularFile = 0o100644;
/** 1 January 1980, the first day a zip can name. The same files give the same bytes. */
const date = 0x21;
/** The bytes of a zip of the files, piece by piece. It must not exceed 4 GiB. Throws the errors of the file system. */
async function* zipFiles(files) {
    const entries = [];
    let offset = 0;
    for (const file of files) {
        const name = Buffer.from(file.name);
        const header = Buffer.concat([uint32(localHeaderSignature), fieldsOf(name, Buffer.alloc(12)), name]);
        yield header;
        const content = deflateFile(file.path);
        let step = await content.next();
        for (; !step.done; step = await content.next())
            yield step.value;
        const { sums } = step.value;
        yield Buffer.concat([uint32(dataDescriptorSignature), sums]);
        entries.push({ name, offset, sums });
        offset += header.length + sums.readUInt32LE(4) + 16;
    }
    const directory = Buffer.concat(entries.map(centralHeader));
    const counts = [uint16(entries.length), uint16(entries.length)];
    const end = [uint32(endOfCentralDirectorySignature), Buffer.alloc(4), ...counts];
    yield Buffer.concat([directory, ...end, uint32(directory.length), uint32(offset), uint16(0)]);
}
/** Yields the compressed content. Returns its checksum, its compressed and its uncompressed size. */
async function* deflateFile(path) {
    let checksum = 0;
    let bytes = 0;
    let deflatedBytes = 0;
    const deflate = (0,external_node_zlib_.createDeflateRaw)();
    const measure = async function* (content) {
        for await (const chunk of content) {
            checksum = (0,external_node_zlib_.crc32)(chunk, checksum);
            bytes += chunk.length;
            yield chunk;
        }
    };
    // The loop below throws the error of the pipeline.
    (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(path), measure, deflate).catch(() => { });
    for await (const chunk of deflate) {
        deflatedBytes += chunk.length;
        yield chunk;
    }
    return { sums: Buffer.concat([uint32(checksum), uint32(deflatedBytes), uint32(bytes)]) };
}
function centralHeader({ name, offset, sums }) {
    const attributes = Buffer.concat([Buffer.alloc(6), uint32((regularFile << 16) >>> 0)]); // no comment, first disk
    const fields = fieldsOf(name, sums);
    return Buffer.concat([uint32(centralHeaderSignature), uint16(madeBy), fields, attributes, uint32(offset), name]);
}
/** The fields that the local and the central header share. `sums` is the checksum and both sizes. */
function fieldsOf(name, sums) {
    const head = [uint16(20), uint16(flags), uint16(deflated), uint16(0), uint16(date)];
    return Buffer.concat([...head, sums, uint16(name.length), uint16(0)]);
}
function uint16(value) {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    return bytes;
}
function uint32(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}

;// CONCATENATED MODULE: ./build/githubApi/uploadArtifact.js
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










/** This run has an artifact of that name, from another job or another step. */
class ArtifactExists extends Error {
    name = "ArtifactExists";
}
/**
 * Uploads the files as an artifact of this run. To replace an artifact, it uploads the new one under another name, and
 * then deletes the old one. Throws ArtifactExists, ApiError, NoResponse, and the errors of the file system.
 */
async function uploadArtifact(upload, context = {}) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const proxy = __addDisposableResource(env_1, (0,download/* environmentProxy */.Uw)(), true);
        const service = artifactServiceOf(process.env, proxy.agent, { ...githubApi_send/* sendContext */.c4, ...context });
        const uploaded = await uploadUnderFreeName(service, upload);
        if (upload.ifExists === "fail")
            return uploaded;
        const problem = await deleteOthers(service, upload.names, uploaded);
        return { ...uploaded, ...(0,omitUndefined/* omitUndefined */.O)({ problem }) };
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
/** After this time no further name is tried. */
const maxRetryMs = 45_000;
async function uploadUnderFreeName(service, upload) {
    const { clock } = service.context;
    const endMs = clock.nowMs() + maxRetryMs;
    const existing = [];
    let lastError;
    for (const name of upload.names) {
        const attempt = await uploadAs(service, name, upload);
        if (attempt.kind === "uploaded")
            return attempt;
        if (attempt.kind === "failed")
            lastError = attempt.error;
        else if (attempt.isListed)
            existing.push(name);
        if (existing.length > 0 && upload.ifExists === "fail")
            throw new ArtifactExists(`this run has the artifact ${name} already`);
        if (clock.nowMs() > endMs)
            break;
    }
    const [oldest] = existing;
    if (lastError === undefined && oldest !== undefined)
        return await replaceInPlace(service, oldest, upload);
    throw lastError ?? namesReserved(upload);
}
/** The last resort, without a free name: between the deletion and the upload there is no artifact. */
async function replaceInPlace(service, name, upload) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        // Cancelling the job now would leave no artifact. The runner waits some seconds after the signal.
        const _ = __addDisposableResource(env_2, (0,signals/* deferSignals */.W)(), false);
        const problem = await deleteOthers(service, [name], undefined);
        if (problem !== undefined)
            throw new Error(problem);
        const attempt = await uploadAs(service, name, upload);
        if (attempt.kind === "uploaded")
            return attempt;
        throw attempt.kind === "failed" ? attempt.error : namesReserved(upload);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
const namesReserved = ({ names }) => new Error(`GitHub reserves ${names.join(" and ")} for uploads of this run that were interrupted; run the job again, or start a new run`);
async function uploadAs(service, name, upload) {
    const url = await createUpload(service, name, upload.retentionDays);
    if (url === undefined)
        return { kind: "taken", isListed: (await findOwnArtifact(service, name)) !== undefined };
    try {
        const { dispatcher, context } = service;
        const files = upload.files.map((path) => ({ path, name: (0,external_node_path_.relative)(upload.root, path).replaceAll(external_node_path_.sep, "/") }));
        const { bytes, sha256 } = await uploadBlob(url, zipFiles(files), dispatcher, context);
        const message = { name, size: String(bytes), hash: `sha256:${sha256}` };
        const { artifact_id: id } = await callArtifactService(service, "FinalizeArtifact", message, async () => {
            const own = await findOwnArtifact(service, name);
            return own === undefined ? undefined : { ok: true, artifact_id: own.database_id };
        });
        return { kind: "uploaded", id, name };
    }
    catch (error) {
        // Another attempt does not help against an error of the file system.
        if (error instanceof apiError/* ApiError */.hD || error instanceof githubApi_send/* NoResponse */.$B)
            return { kind: "failed", error };
        throw error;
    }
}
/** The address for the content. `undefined` if the run has the name already. */
async function createUpload(service, name, retentionDays) {
    const expires_at = retentionDays === undefined ? undefined : expiryOf(retentionDays);
    const message = { name, ...(0,omitUndefined/* omitUndefined */.O)({ expires_at }), version: 7, mime_type: "application/zip" };
    try {
        return (await callArtifactService(service, "CreateArtifact", message)).signed_upload_url;
    }
    catch (error) {
        if ((0,errors/* statusOf */.c2)(error) === 409 || /already exists/i.test((0,errors/* messageOf */.bD)(error)))
            return undefined;
        throw error;
    }
}
const dayMs = 24 * 3_600_000;
/** The service refuses a longer retention than the repository allows. */
function expiryOf(days) {
    const maxDays = Number(process.env["GITHUB_RETENTION_DAYS"]) || days;
    return new Date(Date.now() + Math.min(days, maxDays) * dayMs).toISOString();
}
async function findOwnArtifact(service, name) {
    const { artifacts } = await callArtifactService(service, "ListArtifacts", { name_filter: name });
    return artifacts.find((artifact) => artifact.name === name);
}
/** Deletes the run's artifacts of these names, except the new one. Returns why one could not be deleted. */
async function deleteOthers(service, names, uploaded) {
    try {
        const { artifacts } = await callArtifactService(service, "ListArtifacts", {});
        const others = artifacts.filter(({ name }) => names.includes(name) && name !== uploaded?.name);
        for (const artifact of others)
            await deleteArtifact(service, artifact);
        return undefined;
    }
    catch (error) {
        return `the artifact that was replaced could not be deleted: ${(0,apiError/* describeApiError */.gg)(error)}`;
    }
}
async function deleteArtifact(service, { database_id: _, ...artifact }) {
    try {
        await callArtifactService(service, "DeleteArtifact", artifact);
    }
    catch (error) {
        // The response of the first attempt may have been lost.
        if ((0,errors/* statusOf */.c2)(error) !== 404)
            throw error;
    }
}

;// CONCATENATED MODULE: ./build/github/resultsArtifact.js












const fileName = "results.json";
const timeoutMs = (0,unit/* millis */.ne)(120_000);
/** Pull requests are rarely looked at for longer. */
const maxRetentionDays = 30;
/** The name contains the attempt, because a name stays taken for as long as GitHub keeps the run. */
const artifactName = ({ kind, key, attempt }) => `loadgate-${kind}-${key}-${attempt}`;
/** An interrupted upload takes its name, so further uploads have further names. A key contains no plus sign. */
const uploadNames = (name) => [name, `${name}+2`, `${name}+3`];
/** Uploads the files; the first must be results.json. Returns the artifact id. Throws if GitHub refuses the upload. */
async function uploadResults(files, resultsName, retentionDays = maxRetentionDays, context = {}) {
    const upload = {
        names: uploadNames(artifactName(resultsName)),
        files,
        root: (0,external_node_path_.dirname)(files[0]),
        retentionDays: Math.min(retentionDays, maxRetentionDays),
        ifExists: "fail",
    };
    try {
        return await (0,timeout/* withTimeout */.w)(timeoutMs, "the upload of the results", uploadArtifact(upload, context));
    }
    catch (cause) {
        if (!(cause instanceof ArtifactExists))
            throw cause;
        const reason = "another job of this run uploaded results with the same key; give each job its own baseline-key";
        throw new Error(`${reason} (${cause.message})`, { cause });
    }
}
const request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.artifacts);
/** No run uploads a thousand artifacts by accident. */
const resultsArtifact_maxPages = 10;
/** The newest results of each key, sorted by key. */
async function newestResults(run) {
    return newestPerKey(await listResults(run));
}
/** The first artifact of each key, sorted by key. `artifacts` is sorted newest first. */
function newestPerKey(artifacts) {
    const keys = [...new Set(artifacts.map(({ key }) => key))].toSorted();
    return keys.flatMap((key) => artifacts.find((artifact) => artifact.key === key) ?? []);
}
/** All results of the run's jobs, the newest first. */
async function listResults(run) {
    return await (0,timeout/* withTimeout */.w)(timeoutMs, "the list of artifacts", fetchList(run));
}
async function fetchList({ api, owner, repo, runId, runAttempt }) {
    const artifacts = await listAll(resultsArtifact_maxPages, async (page) => {
        const { data } = await api.rest.actions.listWorkflowRunArtifacts({ owner, repo, run_id: runId, ...page, request });
        return data.artifacts;
    });
    const results = artifacts.flatMap(({ id, name, digest, expired, workflow_run: run }) => {
        const resultsName = parseArtifactName(name);
        const isOfOtherRun = run?.id !== undefined && run.id !== runId;
        if (resultsName === undefined || expired || isOfOtherRun || resultsName.attempt > runAttempt)
            return [];
        return [{ ...resultsName, id, name, ...(0,omitUndefined/* omitUndefined */.O)({ digest }) }];
    });
    const rank = ({ kind }) => (kind === "confirmed" ? 1 : 0);
    return results.toSorted((a, b) => b.attempt - a.attempt || rank(b) - rank(a) || b.id - a.id);
}
/** loadgate-results-api-2 is the result of the key api, from the second attempt. A number of the upload may follow. */
function parseArtifactName(name) {
    const [, kind, key, attempt] = /^loadgate-(results|confirmed)-([\w.-]{1,80})-([1-9]\d{0,8})(?:\+\d)?$/.exec(name) ?? [];
    if (key === undefined || (kind !== "results" && kind !== "confirmed"))
        return undefined;
    return { key, attempt: Number(attempt), kind };
}
/** Ten times the size of results with ten thousand comparisons. */
const maxBytes = 16 * 1024 ** 2;
/** With the raw profiles of the extra rounds. */
const withProfiles = { maxZipBytes: 8 * maxBytes, maxEntries: 500 };
const downloadOptions = { fileNames: [fileName], ...withProfiles, maxBytes };
/** Returns the text of results.json, unchecked. Throws UnusableArtifact, or the error of the failed download. */
async function downloadResults({ api, owner, repo, scratchDirectory }, artifact) {
    await (0,promises_.mkdir)(scratchDirectory, { recursive: true });
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(scratchDirectory, "results-"));
    try {
        const download = (0,artifacts/* downloadArtifact */.bk)({ api, owner, repo }, artifact, directory, downloadOptions);
        await (0,timeout/* withTimeout */.w)(timeoutMs, "the download", download);
        const text = await (0,shell_files/* readText */.yR)((0,external_node_path_.join)(directory, fileName));
        if (text !== undefined)
            return text;
        throw new artifacts/* UnusableArtifact */.Eb(`the artifact ${artifact.name} holds no ${fileName}`);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** Returns the text of the first job's results.json. Throws CouldNotMeasure that says what to do. */
async function downloadFirstJobResults(run, key) {
    const name = artifactName({ kind: "results", key, attempt: run.runAttempt });
    try {
        const artifacts = await listResults(run);
        const first = artifacts.find((artifact) => artifact.key === key && artifact.kind === "results");
        if (first !== undefined)
            return await downloadResults(run, first);
    }
    catch (cause) {
        throw new errors/* CouldNotMeasure */.Nc(describeDownloadError(name, cause), { cause });
    }
    throw new errors/* CouldNotMeasure */.Nc(`no job of this run uploaded results to confirm: expected the artifact ${name}; ` +
        "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results");
}
function describeDownloadError(name, cause) {
    if (cause instanceof artifacts/* UnusableArtifact */.Eb)
        return `${cause.message}; run the first job again`;
    return `the results of the first job (the artifact ${name}) could not be fetched: ${(0,apiError/* describeApiError */.gg)(cause)}`;
}

// EXTERNAL MODULE: ./build/results/codec.js
var codec = __webpack_require__(41271);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
// EXTERNAL MODULE: ./build/util/mapStrings.js
var mapStrings = __webpack_require__(42773);
// EXTERNAL MODULE: ./build/stats/histogram.js + 1 modules
var histogram = __webpack_require__(48136);
;// CONCATENATED MODULE: ./build/action/validateHistogram.js


/**
 * True if the text has the size and the header of a histogram that Loadgate encodes. Any other histogram could
 * decompress to any number of bytes, or allocate any number of counters.
 */
function isValidHistogram(text) {
    if (text.length > validateHistogram_maxTextLength)
        return false;
    const header = readHeader(text);
    return header !== undefined && header === expectedHeader;
}
/** A histogram with a count in each of its 23,000 counters is shorter. */
const validateHistogram_maxTextLength = 128 * 1024;
const validateHistogram_maxBytes = 512 * 1024;
/** The header without its length field: version, range and digits (HdrHistogram, V2). */
function readHeader(text) {
    try {
        const packed = Buffer.from(text, "base64").subarray(8);
        const plain = (0,external_node_zlib_.inflateSync)(packed, { maxOutputLength: validateHistogram_maxBytes });
        return `${plain.toString("hex", 0, 4)} ${plain.toString("hex", 8, 40)}`;
    }
    catch {
        return undefined;
    }
}
const expectedHeader = readHeader((0,histogram/* histogram */.JW)().encode());

;// CONCATENATED MODULE: ./build/action/untrustedResults.js




/**
 * Parses the results of another job and judges them again. They may come from a fork, so their verdict is ignored and
 * the size of everything in them is limited. Throws UnreadableResults.
 */
function parseUntrustedResults(text, name, noticesFor = () => []) {
    const results = (0,mapStrings/* mapStrings */.t)((0,codec/* parseResults */.c2)(text, name), sanitizeText);
    for (const [what, size, limit] of sizeLimits(results)) {
        if (size > limit)
            throw new codec/* UnreadableResults */._m(`${name}: expected at most ${limit} ${what}, got ${size}`);
    }
    if (!(0,codec/* histogramTexts */.H0)(results).every(isValidHistogram))
        throw new codec/* UnreadableResults */._m(`${name}: expected histograms in Loadgate's format, got another one`);
    (0,codec/* checkHistograms */.AJ)(results, name);
    return (0,rejudge/* rejudge */.N)(results, { notices: noticesFor(results.provenance.head.sha) });
}
/** The limits are far above what a budget allows. Larger results would only make judging slow. */
function sizeLimits({ scenarios }) {
    const rounds = scenarios.map((scenario) => scenario.rounds.length);
    const confirmationRounds = scenarios.map(({ confirmation }) => confirmation?.rounds.length ?? 0);
    const runs = scenarios.map(({ recorded = [], anchored = [] }) => recorded.length + anchored.length);
    const recordedRounds = scenarios.flatMap(({ recorded = [] }) => recorded.map((run) => run.rounds.length));
    return [
        ["scenarios", scenarios.length, 1000],
        ["rounds of a scenario", largest(rounds), 2000],
        ["rounds of a confirmation", largest(confirmationRounds), 2000],
        ["recorded runs of a scenario", largest(runs), 200],
        ["rounds of a recorded run", largest(recordedRounds), 2000],
        ["limits by requests", sum(scenarios.map(limitsByRequests)), 100_000],
    ];
}
const largest = (counts) => counts.reduce((a, b) => Math.max(a, b), 0);
const sum = (counts) => counts.reduce((a, b) => a + b, 0);
/** The number of comparisons that SLA limits need: each limit is checked against the histograms of all requests. */
function limitsByRequests({ limits, phases }) {
    return limits.length * sum(phases.map(({ requests }) => requests.length));
}
/** Longest name, in characters. A longer one would widen every row of its table. */
const maxNameLength = 300;
/** Longest failure message, in characters. It includes the end of a log. */
const maxFailureLength = 8000;
/** Shortens a text and removes its control characters. Only a failure message keeps its line breaks. */
function sanitizeText(text, key) {
    if (codec/* histogramKeys */.Jq.some((name) => name === key))
        return text;
    if (key === "failure")
        return clip(text.replace(/[^\P{C}\n\t]/gu, " "), maxFailureLength);
    return clip(text.replace(/\p{C}/gu, " "), maxNameLength);
}
function clip(text, maxLength) {
    return text.length <= maxLength ? text : `${text.slice(0, maxLength - 1)}…`.toWellFormed();
}

;// CONCATENATED MODULE: ./build/action/resultParts.js







/** The most jobs whose results are merged without being listed in the input parts. */
const maxUnlistedJobs = 20;
/**
 * Loads the results of the run's jobs: those with the given keys, or those of all jobs if `requestedKeys` is empty.
 * Throws a CouldNotMeasure if GitHub does not deliver them.
 */
async function loadParts(run, requestedKeys, noticesFor = () => []) {
    const all = await fetchOrFail("the list of artifacts", listResults(run));
    const newest = newestPerKey(all);
    const keys = requestedKeys.length > 0 ? requestedKeys : newest.map(({ key }) => key);
    if (requestedKeys.length === 0 && keys.length > maxUnlistedJobs)
        throw new errors/* CouldNotMeasure */.Nc(`expected the results of at most ${maxUnlistedJobs} jobs, got ${keys.length}; list the jobs that belong together in the input parts`);
    const parts = [];
    for (const key of keys) {
        const artifact = newest.find((one) => one.key === key);
        parts.push(artifact === undefined ? { kind: "missing", key, why: missingReason } : await loadPart(run, artifact, noticesFor));
    }
    return parts.some(isEarlier) && (await hasRepeatedPass(run, all, parts)) ? parts.map(dropEarlierPass) : parts;
}
/**
 * Throws a WrongInput on servers that have no artifacts for this action: jobs cannot read each other's results there.
 */
function requireArtifacts({ context, inputs }) {
    if ((0,artifacts/* supportsArtifacts */.lQ)(context.serverUrl))
        return;
    throw new errors/* WrongInput */.Ey(`input mode: ${inputs.mode} reads the artifacts of other jobs, and GitHub Enterprise Server accepts no artifacts of this action; see ${(0,docsLink/* docsLink */._)("docs/github.md#ghes")}`);
}
/** The keys of the jobs that have results, without the listed keys. */
async function findUnlistedParts(run, listedKeys) {
    const newest = newestPerKey(await fetchOrFail("the list of artifacts", listResults(run)));
    return newest.map(({ key }) => key).filter((key) => !listedKeys.includes(key));
}
const missingReason = "No result: its job ended before it could measure, or has not run";
const isEarlier = (part) => part.kind === "measured" && part.earlierAttempt !== undefined;
/**
 * True if this attempt ran a job again that had passed. If only failed jobs are run again, the results of an earlier
 * attempt still count for the other jobs. If passed jobs are run again, too, a job without newer results may have
 * crashed.
 */
async function hasRepeatedPass(run, all, parts) {
    const repeated = parts.filter((part) => part.kind !== "missing" && !isEarlier(part));
    for (const { key } of repeated) {
        const earlier = all.find((artifact) => artifact.key === key && artifact.attempt < run.runAttempt);
        const part = earlier === undefined ? undefined : await loadPart(run, earlier, () => []);
        if (part?.kind === "measured" && !part.results.verdict.failing)
            return true;
    }
    return false;
}
/** A pass of an earlier attempt counts as missing: it may be outdated. */
function dropEarlierPass(part) {
    if (part.kind !== "measured" || part.earlierAttempt === undefined || part.results.verdict.failing)
        return part;
    const why = `No result of this attempt, although passed jobs were run again. The result of attempt ${part.earlierAttempt} ` +
        "may be outdated; run all jobs again";
    return { kind: "missing", key: part.key, why };
}
/** The results of one job, judged again. Throws a CouldNotMeasure if GitHub does not deliver them. */
async function loadPart(run, artifact, noticesFor) {
    const { key, name } = artifact;
    try {
        const text = await downloadResults(run, artifact);
        const earlier = artifact.attempt < run.runAttempt ? { earlierAttempt: artifact.attempt } : {};
        return { kind: "measured", key, results: parseUntrustedResults(text, name, noticesFor), ...earlier };
    }
    catch (error) {
        if (error instanceof artifacts/* UnusableArtifact */.Eb || error instanceof codec/* UnreadableResults */._m)
            return { kind: "unreadable", key, why: `No readable result: ${(0,errors/* messageOf */.bD)(error)}` };
        const status = (0,errors/* statusOf */.c2)(error);
        if (status === 404 || status === 410)
            return { kind: "unreadable", key, why: `No result: GitHub responded with ${status} for the artifact ${name}` };
        throw fetchError(`the artifact ${name}`, error);
    }
}
async function fetchOrFail(what, response) {
    return await response.catch((cause) => {
        throw fetchError(what, cause);
    });
}
function fetchError(what, cause) {
    return new errors/* CouldNotMeasure */.Nc(`${what} could not be fetched: ${(0,apiError/* describeApiError */.gg)(cause)}`, { cause });
}

;// CONCATENATED MODULE: ./build/action/sharedComment.js





/** The most times a job writes the comment, if other jobs upload newer results in the meantime. */
const maxWrites = 3;
/**
 * Writes one comment for all jobs of `parts`. The last job to finish writes it: each job uploads its own results, then
 * checks whether all are there. In a repeated run, the results of an earlier attempt count until there are newer ones.
 */
async function publishSharedComment(job) {
    const { context, github, inputs } = job;
    if (github === undefined || context.pullRequest === undefined || inputs.comment === "never")
        return;
    const resultsRun = { ...context, api: github.api, scratchDirectory: job.scratchDirectory };
    let writtenIds = "";
    for (let writes = 0; writes < maxWrites; writes++) {
        const all = await newestResults(resultsRun);
        const artifacts = inputs.parts.flatMap((key) => all.find((one) => one.key === key) ?? []);
        const missingKeys = inputs.parts.filter((key) => artifacts.every((one) => one.key !== key));
        if (missingKeys.length > 0) {
            core/* info */.pq(`The last job of ${inputs.parts.join(", ")} will write the comment: no results yet of ${missingKeys.join(", ")}`);
            return;
        }
        const ids = artifacts.map(({ id }) => id).join();
        if (ids === writtenIds)
            return;
        const parts = [];
        for (const artifact of artifacts)
            parts.push(await loadPart(resultsRun, artifact, () => []));
        await publishComment(mergedReport(parts, { missingFails: true }), job, sharedCommentKey(inputs));
        writtenIds = ids;
    }
}
/** The key of the first part. The comment of that job becomes the shared comment if other jobs are added later. */
function sharedCommentKey({ parts, baselineKey }) {
    return parts[0] ?? baselineKey;
}

;// CONCATENATED MODULE: ./build/action/commentJob.js













/**
 * Comments the results of another run on its pull request, without running that run's code. The exit code is 0 for
 * every verdict: the other run has failed or passed already. If there is nothing to comment on, the job prints a
 * notice. Throws a CouldNotMeasure if the comment cannot be written.
 */
async function commentJob(job) {
    requireArtifacts(job);
    const { resultsRun, run } = readEvent(job);
    if (run.event !== "pull_request")
        return skip(`the run ${run.id} was started by ${run.event}, and only runs of pull_request have a comment`);
    const pull = await findPull(resultsRun.api, job, run);
    if (pull.kind !== "found")
        return skip(skipReason(pull));
    const parts = await loadParts(resultsRun, job.inputs.parts, otherCommit(run));
    if (parts.every(({ kind }) => kind === "missing"))
        return skip(`the run ${run.id} has no results: its jobs ended before they could measure`);
    const report = createReport(job, parts);
    await publishMerged(report, job, run.id);
    const key = commentKey(job);
    const { id, attempt, headSha, workflow = job.context.workflow } = run;
    const marker = { key, run: id, attempt, sha: headSha, ...(0,omitUndefined/* omitUndefined */.O)({ workflow }) };
    await writeComment(pull.number, report, marker, job).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`the comment of ${key} could not be written: ${(0,apiError/* describeApiError */.gg)(cause)}`, { cause });
    });
    return exit/* exitCode */.I$.pass;
}
function readEvent({ context, github, scratchDirectory }) {
    const run = context.workflowRun;
    if (context.event === "workflow_run" && run === undefined)
        throw new errors/* CouldNotMeasure */.Nc("the event of workflow_run names no run: GITHUB_EVENT_PATH, or the file that it names, is missing; run Loadgate in a step of the workflow");
    if (run === undefined || context.event !== "workflow_run")
        throw new errors/* WrongInput */.Ey(`input mode: comment reports a run that has ended: expected on: workflow_run, got on: ${context.event}; see ${(0,docsLink/* docsLink */._)("docs/github.md#forks")}`);
    if (github === undefined)
        throw new errors/* WrongInput */.Ey("input github-token: mode: comment needs one with actions: read and pull-requests: write");
    const { owner, repo } = context;
    return {
        resultsRun: { api: github.api, owner, repo, runId: run.id, runAttempt: run.attempt, scratchDirectory },
        run,
    };
}
function skip(reason) {
    core/* notice */.lm(`Nothing to comment on: ${reason}`, { title: "Loadgate" });
    return exit/* exitCode */.I$.pass;
}
async function findPull(api, { context }, run) {
    return await findPullRequest(api, context, run).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`the pull request could not be looked up: ${(0,apiError/* describeApiError */.gg)(cause)}`, { cause });
    });
}
function skipReason(pull) {
    if (pull.kind === "outdated")
        return "the pull request has newer commits, or is closed";
    const numbers = pull.numbers.join(", ");
    return `the commit is the head of several pull requests (${numbers}), and the event does not say which`;
}
/** A notice if the results name another commit than the one GitHub started the run for. */
function otherCommit({ headSha }) {
    return (measured) => measured === undefined || measured === headSha
        ? []
        : [{ kind: "other_commit", where: "results", measured: (0,format/* shortSha */.Fu)(measured), expected: [(0,format/* shortSha */.Fu)(headSha)] }];
}
/** The report of a single job, or one for all jobs. A fork chooses its keys, and must not cause several comments. */
function createReport({ inputs }, parts) {
    const [only, ...others] = parts;
    const isSingle = inputs.parts.length === 0 && others.length === 0;
    if (isSingle && only?.kind === "measured" && only.earlierAttempt === undefined)
        return reportOf(only.results);
    return mergedReport(parts, { missingFails: true });
}
const commentKey = ({ inputs }) => inputs.baselineKey === "default" ? sharedCommentKey(inputs) : inputs.baselineKey;

// EXTERNAL MODULE: ./build/pipeline/confirm.js
var pipeline_confirm = __webpack_require__(20235);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 35 modules
var loadConfig = __webpack_require__(21716);
// EXTERNAL MODULE: ./build/pipeline/measure.js
var measure = __webpack_require__(51883);
// EXTERNAL MODULE: ./build/pipeline/reportDirectory.js
var reportDirectory = __webpack_require__(16126);
// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
// EXTERNAL MODULE: ./node_modules/mdast-util-from-markdown/lib/index.js + 53 modules
var lib = __webpack_require__(83825);
;// CONCATENATED MODULE: ./build/github/bodyText.js

/**
 * The lines of a Markdown text that the author wrote for readers: paragraphs and lists.
 * Code, quotes and HTML are left out.
 */
function bodyTextLines(markdown) {
    const blocks = blocksIn((0,lib/* fromMarkdown */.Y)(markdown));
    const firstHidden = blocks.findIndex((block) => block.type === "html" && isOpenComment(block.value));
    const visible = firstHidden < 0 ? blocks : blocks.slice(0, firstHidden);
    return visible.flatMap((block) => (block.type === "paragraph" ? plainTextOf(block).split(/\r\n|\r|\n/) : []));
}
/** All blocks in document order, taken out of their lists. */
function blocksIn(node) {
    switch (node.type) {
        case "root":
        case "list":
        case "listItem":
            return node.children.flatMap(blocksIn);
        default:
            return [node];
    }
}
/** An unclosed comment hides everything after it, however the rest was parsed. */
function isOpenComment(html) {
    return html.lastIndexOf("<!--") > html.lastIndexOf("-->");
}
/** Inline code keeps its backticks and becomes one line, so that no line starts inside it. */
function plainTextOf(node) {
    if (node.type === "text")
        return node.value;
    if (node.type === "break")
        return "\n";
    if (node.type === "inlineCode")
        return `\`${node.value.replace(/\s+/g, " ")}\``;
    return "children" in node ? node.children.map(plainTextOf).join("") : "";
}

;// CONCATENATED MODULE: ./build/github/pullRequest.js




const pullRequest_request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.pullRequest);
/**
 * Reads the pull request as it is now. A re-run has the event of its first attempt, which may be out of date.
 * Never throws: after a failure it returns the event's notes and the problem.
 */
async function fetchPullRequestNotes(api, { owner, repo, pullRequest }, payload) {
    if (pullRequest === undefined)
        return { lines: [], labels: [] };
    const fromEvent = notesIn(objectOf(payload)["pull_request"]);
    if (api === undefined)
        return { ...fromEvent, problem: "there is no github-token" };
    try {
        const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number, request: pullRequest_request });
        return notesIn(data);
    }
    catch (error) {
        return { ...fromEvent, problem: (0,apiError/* describeApiError */.gg)(error) };
    }
}
function notesIn(pullRequest) {
    const { body, labels } = objectOf(pullRequest);
    const names = arrayOf(labels).map((label) => objectOf(label)["name"]);
    return {
        lines: typeof body === "string" ? bodyTextLines(body) : [],
        labels: names.filter((name) => typeof name === "string"),
    };
}
/** The pull request's code comes from another repository, or from a deleted one. Throws if GitHub does not respond. */
async function isFromFork(api, { owner, repo, repositoryId }, pullNumber) {
    const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullNumber, request: pullRequest_request });
    return objectOf(data.head.repo)["id"] !== repositoryId;
}

;// CONCATENATED MODULE: ./build/action/checkout.js







/**
 * Throws a WrongInput if the checked-out code must not be measured, and a CouldNotMeasure if that cannot be decided.
 */
async function checkoutOfJob({ context, inputs, workspace, github }) {
    const head = await (0,git/* readHeadCommit */.g0)((0,external_node_path_.dirname)((0,external_node_path_.join)(workspace, inputs.config)));
    const { commentedPullRequest: number, eventSha } = context;
    if (number === undefined || (head !== undefined && head.sha === eventSha))
        return verifyCheckout(context, head);
    if (github === undefined)
        throw new errors/* CouldNotMeasure */.Nc(`${unknownCode}: there is no github-token`);
    const isFork = await isFromFork(github.api, context, number).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`${unknownCode}: ${(0,apiError/* describeApiError */.gg)(cause)}`, { cause });
    });
    return verifyCheckout({ ...context, pullRequest: { number, isFork } }, head);
}
const unknownCode = "the commented pull request could not be looked up, and a fork's code must not run here";
/**
 * Checks the commit against the event. `head` is absent if the workspace is not a repository; then the event's commit
 * is assumed, unless the event checks out another one by default. Throws as checkoutOfJob does.
 */
function verifyCheckout(context, head) {
    refuseFork(context);
    if (context.event === "pull_request_target")
        refuseBaseBranch(context, head);
    if (head === undefined || isOfEvent(context, head))
        return { sha: context.sha, notices: [], isForBaseline: true };
    const notices = warnsOfOtherCommit(context) ? [checkout_otherCommit(context, head)] : [];
    return { sha: head.sha, notices, isForBaseline: context.event !== "workflow_dispatch" };
}
/** For a fork's code, GitHub gives runs of these events a read-only token and no secrets. */
const safeForForks = ["pull_request", "pull_request_review", "pull_request_review_comment"];
const advice = `measure it in a job with on: pull_request, and comment in a job with on: workflow_run and mode: comment (${(0,docsLink/* docsLink */._)("docs/github.md#forks")})`;
/** A fork's code must not run beside a write token and the repository's secrets. */
function refuseFork(context) {
    if (safeForForks.includes(context.event) || !isForkCode(context))
        return;
    throw new errors/* WrongInput */.Ey(`on: ${context.event} runs with a write token and the repository's secrets: expected code of this repository, got code of a fork; ${advice}`);
}
/** If the event does not name the repository of the code, the code counts as a fork's. */
function isForkCode({ event, pullRequest, workflowRun, repositoryId }) {
    if (event === "pull_request_target")
        return pullRequest?.isFork !== false;
    if (event === "workflow_run")
        return workflowRun?.headRepository?.id !== repositoryId;
    return pullRequest?.isFork === true;
}
/** A workflow of this event checks out the base branch by default. Measuring it as the head would be wrong. */
function refuseBaseBranch({ base }, head) {
    const headSha = base.pullRequest?.headSha ?? "";
    if (head === undefined)
        throw new errors/* CouldNotMeasure */.Nc(`on: pull_request_target checks out the base branch by default, and git cannot read the checked-out commit here: expected the pull request's head ${checkout_short(headSha)}; ` +
            'check it out with actions/checkout in this job, and if another user owns the workspace, as in a container, run git config --global --add safe.directory "$GITHUB_WORKSPACE"');
    if ([head.sha, ...head.parents].includes(headSha))
        return;
    throw new errors/* WrongInput */.Ey(`on: pull_request_target checks out the base branch by default: expected the pull request's head ${checkout_short(headSha)} or a merge commit with it, got ${checkout_short(head.sha)}; ` +
        "give actions/checkout the ref ${{ github.event.pull_request.head.sha }}, or use on: pull_request");
}
/** The merge commit that GitHub creates for a pull request counts as its head. */
function isOfEvent({ event, eventSha, sha }, head) {
    if (head.sha === sha || head.sha === eventSha)
        return true;
    return event === "pull_request_target" && head.parents.includes(sha);
}
/** Workflows of other events may check out another commit on purpose. */
const warnsOfOtherCommit = ({ event, refreshesBaseline }) => safeForForks.includes(event) || refreshesBaseline;
function checkout_otherCommit({ sha, eventSha }, head) {
    const expected = [...new Set([sha, eventSha ?? sha])].map(checkout_short);
    return { kind: "other_commit", where: "workspace", measured: checkout_short(head.sha), expected };
}
const checkout_short = (sha) => (0,format/* shortSha */.Fu)(sha) || "(unknown)";

// EXTERNAL MODULE: ./build/gate/verdict.js + 3 modules
var verdict = __webpack_require__(30792);
// EXTERNAL MODULE: ./build/model/notice.js
var notice = __webpack_require__(22772);
// EXTERNAL MODULE: ./build/wording/missingBaseText.js
var missingBaseText = __webpack_require__(72517);
;// CONCATENATED MODULE: ./build/action/findingAnnotations.js



/**
 * One annotation for each distinct finding, the most severe first. A finding that does not fail the run is a warning.
 */
function findingAnnotations(results, { file, lines }) {
    const findings = (0,verdict/* findingsIn */._0)(results, results.settings);
    const fromFindings = findings.flatMap(({ failure, reason, scenario }) => {
        if (failure === "accepted")
            return [];
        const line = scenario === undefined ? undefined : lines[scenario];
        const level = (0,verdict/* failsRun */.FR)(failure, results.settings) ? "error" : "warning";
        return { level, text: reason, ...(line === undefined ? {} : { location: { file, line } }) };
    });
    const all = [...fromFindings, ...doubts(results, findings)];
    return [...new Map(all.map((annotation) => [JSON.stringify(annotation), annotation])).values()];
}
/** What makes a verdict less certain: a base that is missing, or that lacks files of the head. */
function doubts({ missing_base, warnings }, findings) {
    const texts = [];
    if (missing_base !== undefined && !findings.some(({ failure }) => failure === "no_base"))
        texts.push((0,missingBaseText/* missingBaseText */.jh)(missing_base));
    if (findings.some(({ failure }) => failure === "regression"))
        texts.push(...warnings.filter(({ kind }) => notice/* doubtKinds */.Qj.includes(kind)).map(({ message }) => message));
    return texts.map((text) => ({ level: "warning", text }));
}
/** The most findings of one level to show. The step needs the rest of GitHub's limit for other messages. */
const maxPerLevel = 6;
function annotateFindings(annotations, findings) {
    for (const level of ["error", "warning"]) {
        const all = findings.filter((finding) => finding.level === level);
        const shown = all.length > maxPerLevel ? all.slice(0, maxPerLevel - 1) : all;
        for (const { text, location } of shown)
            annotations.add(level, text, location);
        const hiddenCount = all.length - shown.length;
        if (hiddenCount > 0)
            annotations.add(level, `${hiddenCount} more findings like these are in the report`);
    }
}

// EXTERNAL MODULE: ./build/baseline/runHistory.js
var runHistory = __webpack_require__(82791);
// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var baseline_codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/baseline/store/downloadBaseline.js
var downloadBaseline = __webpack_require__(61169);
;// CONCATENATED MODULE: ./build/baseline/store/trustedArtifacts.js



const trustedArtifacts_artifactName = (key) => `loadgate-baseline-${key}`;
/**
 * A run's baseline has one of two names. The run replaces it by uploading under the other name, and deletes it
 * afterwards. A key contains no plus sign.
 */
const baselineArtifactNames = (key) => [
    trustedArtifacts_artifactName(key),
    `${trustedArtifacts_artifactName(key)}+2`,
];
/** Anybody can upload artifacts with our name from a pull request. A thousand of them do not hide the baseline. */
const trustedArtifacts_maxPages = 10;
/** Each usable artifact costs a request when it is checked. */
const maxUsable = 30;
/** Lists the artifacts with the key's names. Throws if GitHub does not respond. */
async function listBaselineArtifacts(source) {
    const lists = await Promise.all(baselineArtifactNames(source.key).map((name) => listNamed(source, name)));
    return trustedArtifacts_summarize(lists.flat(), source);
}
async function listNamed(source, name) {
    const { api, owner, repo } = source;
    const request = (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.artifacts);
    const pages = listPages(trustedArtifacts_maxPages, async (page) => {
        return (await api.rest.actions.listArtifactsForRepo({ owner, repo, name, ...page, request })).data.artifacts;
    });
    const listed = new Map();
    for await (const artifacts of pages) {
        for (const artifact of artifacts)
            if (artifact.name === name)
                listed.set(artifact.id, artifact);
        const usable = [...listed.values()].filter((artifact) => isOwn(artifact, source) && !artifact.expired);
        if (usable.length >= maxUsable)
            break;
    }
    return [...listed.values()];
}
function trustedArtifacts_summarize(listed, source) {
    const own = listed.filter((artifact) => isOwn(artifact, source));
    const usable = newestFirst(own.filter(({ expired }) => !expired)).slice(0, maxUsable);
    return {
        usable: usable.flatMap(({ id, name, digest, workflow_run: run }) => run?.id === undefined ? [] : [{ id, name, runId: run.id, ...(digest ? { digest } : {}) }]),
        listedCount: listed.length,
        expiredCount: own.filter(({ expired }) => expired).length,
    };
}
/** The list includes artifacts of forks, and a fork's branch may have the name of our default branch. */
function isOwn({ workflow_run: run }, { repositoryId, defaultBranch }) {
    return (run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch);
}
/** Sorted by run. A re-run uploads a new artifact, but it measured its old commit. */
function newestFirst(artifacts) {
    const runOf = ({ workflow_run: run }) => run?.id ?? 0;
    const timeOf = ({ created_at: at }) => at ?? "";
    return artifacts.toSorted((a, b) => runOf(b) - runOf(a) || timeOf(b).localeCompare(timeOf(a)) || b.id - a.id);
}
/** Checks the run that uploaded the artifact. Throws if GitHub does not respond. */
async function checkTrust(source, { runId }) {
    const { api, owner, repo, repositoryId, defaultBranch, events } = source;
    const { data: run } = await api.rest.actions.getWorkflowRun({
        owner,
        repo,
        run_id: runId,
        request: (0,expectedResponse/* expecting */.Kk)(expectedResponse/* expectedResponses */.V3.workflowRun),
    });
    const isOurs = run.repository?.id === repositoryId &&
        run.head_repository?.id === repositoryId &&
        run.head_branch === defaultBranch &&
        events.includes(run.event);
    if (!isOurs)
        return { kind: "foreign" };
    const expected = expectedWorkflow(source);
    // GitHub may append the reference to the path.
    const path = run.path.replace(/@.*$/, "");
    return expected === undefined || path === expected ? { kind: "trusted" } : { kind: "otherWorkflow", path };
}
function expectedWorkflow({ workflow, baselineWorkflow }) {
    if (baselineWorkflow === undefined)
        return workflow;
    const path = external_node_path_.posix.normalize(baselineWorkflow);
    return path.includes("/") ? path : `.github/workflows/${path}`;
}
/** Explains why there is no baseline: none was made, it expired, or it comes from elsewhere. */
function explainAbsence(source, { listedCount, expiredCount }, otherWorkflows) {
    const name = trustedArtifacts_artifactName(source.key);
    const { defaultBranch } = source;
    const next = `the next run on ${defaultBranch} makes one`;
    const [otherWorkflow] = otherWorkflows;
    if (otherWorkflow !== undefined)
        return (`no baseline of this workflow (${expectedWorkflow(source)}): the artifacts ${name} of ${defaultBranch} come from ${otherWorkflow}; ` +
            `set the input baseline-workflow to ${external_node_path_.posix.basename(otherWorkflow)} to be compared with them, else ${next}`);
    if (expiredCount > 0)
        return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
    if (listedCount > 0)
        return `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`;
    return `no baseline yet: there is no artifact ${name}; ${next}`;
}

;// CONCATENATED MODULE: ./build/baseline/store/concurrentRuns.js







/** Most artifacts that are searched for missing runs, the newest ones. */
const maxArtifacts = 10;
/** For the whole search. */
const concurrentRuns_timeoutMs = 60_000;
/**
 * Adds the runs that concurrent jobs of the default branch recorded. Two jobs that run at the same time upload an
 * artifact each, and each lacks the run of the other. An unusable artifact is skipped, with a note.
 */
async function addConcurrentRuns(source, baseline, artifacts, directory) {
    const endMs = (0,clock/* nowMs */.TC)() + concurrentRuns_timeoutMs;
    const notes = [];
    let merged = baseline;
    for (const artifact of artifacts.slice(0, maxArtifacts)) {
        if (merged.runs.some(({ run_id }) => run_id === String(artifact.runId)))
            continue;
        const remainingMs = (0,unit/* millis */.ne)(endMs - (0,clock/* nowMs */.TC)());
        if (remainingMs <= 0)
            break;
        try {
            const download = downloadIfTrusted(source, artifact, directory);
            const other = await (0,timeout/* withTimeout */.w)(remainingMs, "the search for concurrent runs", download);
            if (other !== undefined)
                merged = (0,runHistory/* mergeBaselines */.f9)(merged, other);
        }
        catch (error) {
            const reason = (0,apiError/* describeApiError */.gg)(error).replaceAll(/\s+/g, " ");
            notes.push(`The baseline of run ${artifact.runId} could not be merged: ${reason}`);
        }
    }
    return { baseline: merged, notes };
}
async function downloadIfTrusted(source, artifact, directory) {
    const { kind } = await checkTrust(source, artifact);
    return kind === "trusted" ? await (0,downloadBaseline/* downloadNumbers */.xC)(source, artifact, directory) : undefined;
}

// EXTERNAL MODULE: ./build/baseline/store/fileStore.js
var fileStore = __webpack_require__(66707);
;// CONCATENATED MODULE: ./build/baseline/store/artifactStore.js

















/** A download or upload of half a gigabyte fits into this time. Failures are reported sooner. */
const searchTimeoutMs = (0,unit/* millis */.ne)(300_000);
const uploadTimeoutMs = (0,unit/* millis */.ne)(300_000);
/**
 * Finds the newest readable baseline of this repository's default branch, and adds the runs of concurrent jobs to it.
 * Never throws. A failed request gives `unreachable`. If no artifact can be trusted and read, the result is `unusable`.
 */
async function findBaseline(store) {
    if (!(0,artifacts/* supportsArtifacts */.lQ)(store.serverUrl)) {
        const message = "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file";
        return { kind: "absent", message };
    }
    try {
        const result = await (0,timeout/* withTimeout */.w)(searchTimeoutMs, "the search for the baseline artifact", search(store));
        if (result.kind === "absent")
            return result;
        const { kind, from, baseline, archives, older, notices } = result;
        return { kind, from, archives, notices, ...(await addConcurrentRuns(store, baseline, older, store.directory)) };
    }
    catch (error) {
        if (error instanceof baseline_codec/* UnusableBaseline */.$X)
            return { kind: "unusable", message: error.message };
        return { kind: "unreachable", message: `the baseline could not be fetched: ${describe(error)}` };
    }
}
async function search(store) {
    const { usable: artifacts, listedCount, expiredCount } = await listBaselineArtifacts(store);
    const otherWorkflows = [];
    const goneStatuses = [];
    const unusable = [];
    for (const [index, artifact] of artifacts.entries()) {
        const trust = await checkTrust(store, artifact);
        if (trust.kind === "otherWorkflow")
            otherWorkflows.push(trust.path);
        if (trust.kind !== "trusted")
            continue;
        const from = `the artifact ${artifact.name} of run ${artifact.runId}`;
        const download = await catchUnavailable((0,downloadBaseline/* downloadBaseline */.S5)(store, artifact, store.directory));
        if (download instanceof baseline_codec/* UnusableBaseline */.$X)
            unusable.push(download);
        else if (typeof download === "number")
            goneStatuses.push(download);
        else {
            const notices = unusable.map(({ message }) => ({ kind: "baseline_skipped", reason: message }));
            return { kind: "found", from, ...download, older: artifacts.slice(index + 1), notices };
        }
    }
    // The artifact's own run is replacing it right now. A baseline exists, but cannot be fetched.
    if (goneStatuses.includes(404))
        throw new Error("the artifact was deleted while it was fetched; run the job again");
    const [newest] = unusable;
    if (newest !== undefined)
        throw newest;
    const counts = { listedCount, expiredCount: expiredCount + goneStatuses.length };
    return { kind: "absent", message: explainAbsence(store, counts, otherWorkflows) };
}
/** Since the listing, the artifact may have been deleted (status 404) or have expired (status 410). */
async function catchUnavailable(download) {
    try {
        return await download;
    }
    catch (error) {
        if (error instanceof baseline_codec/* UnusableBaseline */.$X)
            return error;
        const status = (0,errors/* statusOf */.c2)(error);
        if (status === 404 || status === 410)
            return status;
        throw error;
    }
}
/** Most times the upload is repeated to include the runs of concurrent jobs. */
const maxReplacements = 3;
/**
 * Uploads the baseline, and the builds that lie at the archivePaths of `directory`. It replaces the artifact of an earlier
 * attempt of this run. The upload includes the runs of concurrent jobs, and is repeated if one finishes meanwhile, so
 * that the last job to upload includes all others. Returns notes for the log. Throws if GitHub refuses the upload.
 */
async function uploadBaseline(store, baseline, directory, retentionDays, context = {}) {
    await (0,promises_.mkdir)(directory, { recursive: true });
    const upload = async (next) => {
        await (0,shell_files/* writeText */.x3)((0,downloadBaseline/* baselinePath */.XB)(directory), (0,baseline_codec/* encodeBaseline */.mQ)(next));
        const archives = Object.values(await (0,fileStore/* existingArchives */.Fp)(next, (0,downloadBaseline/* archivePaths */.rY)(directory)));
        const files = [(0,downloadBaseline/* baselinePath */.XB)(directory), ...archives];
        const names = baselineArtifactNames(store.key);
        const options = { names, files, root: directory, ...(0,omitUndefined/* omitUndefined */.O)({ retentionDays }) };
        const { problem } = await uploadArtifact({ ...options, ifExists: "replace" }, context);
        return problem === undefined ? [] : [problem];
    };
    const uploads = uploadWithConcurrentRuns(store, baseline, upload);
    return await (0,timeout/* withTimeout */.w)(uploadTimeoutMs, "the upload of the baseline artifact", uploads);
}
async function uploadWithConcurrentRuns(store, baseline, upload) {
    // A check before the upload makes replacements rare.
    let { baseline: uploaded } = await includeConcurrentRuns(store, baseline);
    const problems = [...(await upload(uploaded))];
    for (let replacements = 0;; replacements++) {
        const { baseline: merged, notes } = await includeConcurrentRuns(store, uploaded);
        if (replacements === maxReplacements || hasSameRuns(merged, uploaded))
            return [...problems, ...notes];
        uploaded = merged;
        problems.push(...(await upload(uploaded)));
    }
}
/** The order of the runs does not matter. */
function hasSameRuns(a, b) {
    return JSON.stringify((0,runHistory/* mergeRuns */.rV)(a.runs)) === JSON.stringify((0,runHistory/* mergeRuns */.rV)(b.runs));
}
async function includeConcurrentRuns(store, baseline) {
    try {
        const { usable } = await listBaselineArtifacts(store);
        return await addConcurrentRuns(store, baseline, usable, store.directory);
    }
    catch (error) {
        const note = `Loadgate could not check if another run saved a baseline meanwhile: ${describe(error)}`;
        return { baseline, notes: [note] };
    }
}
function describe(error) {
    if ((0,fileError/* isFileError */.lz)(error))
        return (0,fileError/* describeFileError */.SQ)(error);
    const isOfApi = (0,errors/* statusOf */.c2)(error) !== undefined || error instanceof githubApi_send/* NoResponse */.$B;
    return isOfApi ? (0,apiError/* describeApiError */.gg)(error) : `GitHub sent no usable response (${(0,errors/* messageOf */.bD)(error)})`;
}

;// CONCATENATED MODULE: ./build/github/context.js


/** Runs of these events on the default branch become part of the baseline. */
const baselineEvents = ["push", "schedule", "workflow_dispatch"];
/** Throws outside a workflow step. Missing or wrong values in the payload are treated as absent. */
function readContext(env, payload) {
    const event = requireVariable(env, "GITHUB_EVENT_NAME");
    const [owner = "", repo = ""] = requireVariable(env, "GITHUB_REPOSITORY").split("/");
    const eventPayload = objectOf(payload);
    const repository = objectOf(eventPayload["repository"]);
    const pullRequest = objectOf(eventPayload["pull_request"]);
    const head = objectOf(pullRequest["head"]);
    const repositoryId = positiveInteger(env["GITHUB_REPOSITORY_ID"]) ?? positiveInteger(repository["id"]) ?? 0;
    const knownDefaultBranch = defaultBranchOf(event, repository, pullRequest, env);
    const eventSha = commitSha(env["GITHUB_SHA"]);
    return {
        owner,
        repo,
        repositoryId,
        event,
        runId: positiveInteger(env["GITHUB_RUN_ID"]) ?? 0,
        runAttempt: positiveInteger(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
        sha: commitSha(head["sha"]) ?? eventSha ?? "",
        ...(0,omitUndefined/* omitUndefined */.O)({
            eventSha,
            pullRequest: pullRequestOf(pullRequest, repositoryId),
            commentedPullRequest: commentedPullRequestOf(objectOf(eventPayload["issue"])),
            workflowRun: workflowRunOf(objectOf(eventPayload["workflow_run"])),
            workflow: workflowOf(env["GITHUB_WORKFLOW_REF"]),
        }),
        serverUrl: env["GITHUB_SERVER_URL"]?.replace(/\/+$/, "") || "https://github.com",
        defaultBranch: knownDefaultBranch ?? "main",
        base: (0,omitUndefined/* omitUndefined */.O)({
            defaultBranch: knownDefaultBranch,
            mergeGroupBase: mergeGroupBase(objectOf(eventPayload["merge_group"]), event, env["GITHUB_REF"]),
            pullRequest: pullRequestBase(pullRequest, env["GITHUB_BASE_REF"]),
        }),
        // If the default branch is unknown, no run becomes part of the baseline.
        refreshesBaseline: baselineEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${knownDefaultBranch}`,
    };
}
function requireVariable(env, name) {
    const value = env[name];
    if (value === undefined || value === "")
        throw new Error(`${name} is not set: run this as a step of a GitHub workflow`);
    return value;
}
/** A schedule always runs on the default branch. Its payload may not name that branch. */
function defaultBranchOf(event, repository, pullRequest, env) {
    const base = objectOf(objectOf(pullRequest["base"])["repo"]);
    const fromPayload = branchName(repository["default_branch"]) ?? branchName(base["default_branch"]);
    return fromPayload ?? (event === "schedule" ? branchName(env["GITHUB_REF_NAME"]) : undefined);
}
/** If the head's repository was deleted, it was a fork. */
function pullRequestOf(pullRequest, repositoryId) {
    const number = positiveInteger(pullRequest["number"]);
    if (number === undefined)
        return undefined;
    const head = objectOf(objectOf(pullRequest["head"])["repo"]);
    const base = objectOf(objectOf(pullRequest["base"])["repo"]);
    return { number, isFork: positiveInteger(head["id"]) !== (positiveInteger(base["id"]) ?? repositoryId) };
}
/** An issue is a pull request if it has the key pull_request and its value is not null. */
function commentedPullRequestOf(issue) {
    return (issue["pull_request"] ?? undefined) === undefined ? undefined : positiveInteger(issue["number"]);
}
function workflowRunOf(run) {
    const id = positiveInteger(run["id"]);
    const event = nonEmptyString(run["event"]);
    const headSha = commitSha(run["head_sha"]);
    if (id === undefined || event === undefined || headSha === undefined)
        return undefined;
    const head = objectOf(run["head_repository"]);
    return {
        id,
        attempt: positiveInteger(run["run_attempt"]) ?? 1,
        event,
        headSha,
        ...(0,omitUndefined/* omitUndefined */.O)({
            workflow: nonEmptyString(run["path"])?.replace(/@.*$/, ""),
            headBranch: branchName(run["head_branch"]),
            headRepository: repositoryOf(positiveInteger(head["id"]), nonEmptyString(objectOf(head["owner"])["login"])),
        }),
        pullRequests: arrayOf(run["pull_requests"]).flatMap((pull) => positiveInteger(objectOf(pull)["number"]) ?? []),
    };
}
function repositoryOf(id, owner) {
    return id === undefined || owner === undefined ? undefined : { id, owner };
}
/** Takes the path out of octo/shop/.github/workflows/loadgate.yml@refs/heads/main. */
function workflowOf(reference) {
    return /^[^/]+\/[^/]+\/([^@]+)@/.exec(reference ?? "")?.[1];
}
/** A merge group's branch ends with the commit that it is merged into: gh-readonly-queue/main/pr-2-f95f852... */
function mergeGroupBase(group, event, ref) {
    const fromBranch = /\/pr-\d+-([0-9a-f]{40})$/.exec(event === "merge_group" ? (ref ?? "") : "")?.[1];
    return commitSha(group["base_sha"]) ?? fromBranch;
}
function pullRequestBase(pullRequest, baseRef) {
    const baseBranch = branchName(objectOf(pullRequest["base"])["ref"]) ?? branchName(baseRef);
    const headSha = commitSha(objectOf(pullRequest["head"])["sha"]) ?? "";
    return baseBranch === undefined ? undefined : { baseBranch, headSha };
}

// EXTERNAL MODULE: ./build/model/carriedFiles.js
var carriedFiles = __webpack_require__(90805);
// EXTERNAL MODULE: ./build/pipeline/baselineBuilds.js + 1 modules
var baselineBuilds = __webpack_require__(16089);
// EXTERNAL MODULE: ./build/pipeline/saveBaseline.js
var saveBaseline = __webpack_require__(4345);
;// CONCATENATED MODULE: ./build/action/baselineFile.js





/** The artifact, or else the baseline file. An artifact that exists but is unusable is not replaced by the file. */
async function fallBackToFile(artifact, job) {
    const { baselineFile: name } = job.inputs;
    if (name === undefined || (artifact.kind !== "absent" && artifact.kind !== "unreachable"))
        return artifact;
    const file = await readFile(name, job);
    // Without the advice behind the semicolon: the file is the remedy.
    const [why] = artifact.message.split("; ");
    switch (file.kind) {
        case "found":
            return {
                ...file,
                from: `${file.from} (it is part of the code under test, and a change of the code can change it), because ${why}`,
            };
        case "unusable":
            return { kind: "unusable", message: `${file.message}; it was read because ${why}` };
        default:
            return {
                ...artifact,
                message: `${why}, and ${name} does not exist; the next run on the default branch creates it`,
            };
    }
}
/** The earlier runs for the next baseline: those of the current baseline, merged with those of the baseline file. */
async function baselineHistory(baseline, job) {
    const { baselineFile: name } = job.inputs;
    const current = baseline.kind === "found" ? baseline.baseline : undefined;
    const file = name === undefined ? undefined : await readFile(name, job);
    if (file?.kind === "unusable")
        job.annotations.add("warning", `${file.message}: this run replaces it`);
    if (file?.kind !== "found")
        return current;
    return current === undefined ? file.baseline : (0,runHistory/* mergeBaselines */.f9)(current, file.baseline);
}
/** Writes the baseline file, together with the archived builds from `directory`. Does nothing if no file is named. */
async function writeBaselineFile(baseline, directory, job) {
    const { baselineFile: name } = job.inputs;
    if (name === undefined)
        return;
    await (0,fileStore/* saveBaselineFile */.tq)((0,external_node_path_.resolve)(job.workspace, name), baseline, await (0,fileStore/* existingArchives */.Fp)(baseline, (0,downloadBaseline/* archivePaths */.rY)(directory)));
    core/* info */.pq(`The baseline was written to ${name}`);
}
const readFile = (name, { workspace }) => (0,fileStore/* readBaselineFile */.s$)((0,external_node_path_.resolve)(workspace, name), name);

;// CONCATENATED MODULE: ./build/action/jobBaseline.js













const notLookedUp = { artifact: { kind: "not_asked" }, baseline: { kind: "not_asked" } };
async function findJobBaseline(job) {
    const artifact = await findArtifact(job);
    return { artifact, baseline: ignoreUnusable(await fallBackToFile(artifact, job), job) };
}
async function findArtifact(job) {
    const store = artifactStore(job);
    if (store === undefined)
        return {
            kind: "unreachable",
            message: "the baseline could not be fetched: the input github-token is empty; leave it out to use the job's own token",
        };
    const lookup = await findBaseline(store);
    if (lookup.kind === "found")
        lookup.notes?.forEach((note) => void core/* info */.pq(note));
    if (lookup.kind === "unreachable" || lookup.kind === "unusable")
        job.annotations.add("warning", lookup.message);
    return lookup;
}
/** Absent without a github-token. */
function artifactStore({ github, context, inputs, scratchDirectory }) {
    if (github === undefined)
        return undefined;
    const { baselineKey: key, baselineWorkflow } = inputs;
    const directory = (0,external_node_path_.join)(scratchDirectory, "found");
    const store = { ...context, api: github.api, key, events: baselineEvents, directory };
    return baselineWorkflow === undefined ? store : { ...store, baselineWorkflow };
}
/** On the default branch, an unusable baseline counts as absent. The run can then create a new one. */
function ignoreUnusable(lookup, { context }) {
    if (lookup.kind !== "unusable" || !context.refreshesBaseline)
        return lookup;
    return { kind: "absent", message: `${lookup.message}: this run replaces it` };
}
/**
 * Appends a run of the default branch to the baseline. Throws if the run measured nothing or measured another commit.
 * Throws, too, if the baseline artifact could not be read: its history would be lost.
 */
async function refreshBaseline(results, { artifact, baseline, plan, checkout }, job) {
    const { context, inputs, scratchDirectory, annotations } = job;
    // The first job has already appended its run. The job that confirms it must not append another one.
    if (!context.refreshesBaseline || inputs.mode === "confirm")
        return;
    if (!checkout.isForBaseline)
        throw new Error("the measured commit is not the default branch's");
    (0,runHistory/* requireMeasured */.mI)(results);
    const isUnread = artifact.kind === "unreachable";
    if (isUnread && inputs.baselineFile === undefined)
        throw new Error(unreadMessage);
    const history = await baselineHistory(baseline, job);
    const next = (0,external_node_path_.join)(scratchDirectory, "next");
    await (0,promises_.mkdir)(next, { recursive: true });
    const run = { plan, results, before: baseline, ...jobImageFile(plan, job) };
    const extended = await (0,saveBaseline/* extendBaseline */.e)(run, history, (0,downloadBaseline/* archivePaths */.rY)(next), String(context.runId));
    for (const warning of extended.warnings)
        annotations.add("warning", warning);
    await bestEffort("The baseline file", annotations, () => writeBaselineFile(extended.baseline, next, job));
    if (isUnread)
        throw new Error(unreadMessage);
    await upload(extended.baseline, next, job);
}
/** The file for the head's images, if this job saves them in the baseline. */
function jobImageFile(plan, { context, inputs, scratchDirectory }) {
    const isSaving = context.refreshesBaseline && inputs.mode !== "confirm";
    return (0,baselineBuilds.imageFileOf)(plan, isSaving, (0,external_node_path_.join)(scratchDirectory, carriedFiles/* imageArchiveName */.VN));
}
const unreadMessage = "a baseline that could not be read is not replaced";
async function upload(baseline, directory, job) {
    const store = artifactStore(job);
    if (!(0,artifacts/* supportsArtifacts */.lQ)(job.context.serverUrl))
        return core/* info */.pq(noArtifactsNote("The baseline"));
    if (store === undefined)
        return;
    const notes = await uploadBaseline(store, baseline, directory, job.inputs.retentionDays);
    for (const note of notes)
        core/* info */.pq(note);
    core/* info */.pq("The baseline was refreshed");
}

// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
;// CONCATENATED MODULE: ./build/action/jobRequest.js








/** Throws a CouldNotMeasure if the results to confirm cannot be read. */
async function readJobRequest(job, plan) {
    const firstResults = job.inputs.mode === "confirm" ? await readFirstResults(job) : undefined;
    const { problem, ...notes } = await fetchPullRequestNotes(job.github?.api, job.context, job.payload);
    const { accepted, problems } = (0,acceptance/* readAcceptances */.$o)(notes, (0,acceptance/* scenariosInPlan */.aA)(plan));
    if (problem !== undefined)
        job.annotations.add("warning", `The labels and the text of the pull request could not be read again (${problem}); those of the event are used`);
    // The first job may have read newer labels and text than those of the event.
    const newestAccepted = problem === undefined ? accepted : (firstResults?.accepted ?? accepted);
    return {
        accepted: newestAccepted,
        notices: problems.map((reason) => ({ kind: "acceptance_ignored", reason })),
        ...(0,omitUndefined/* omitUndefined */.O)({ firstResults }),
    };
}
async function readFirstResults({ inputs, context, workspace, github, scratchDirectory }) {
    if (inputs.results !== undefined) {
        const path = (0,external_node_path_.resolve)(workspace, inputs.results);
        return (0,pipeline_confirm.parseFirstResults)(await (0,shell_files/* readText */.yR)(path), path);
    }
    if (github === undefined)
        throw new errors/* CouldNotMeasure */.Nc("the results to confirm could not be fetched: the input github-token is empty; leave it out to use the job's own token");
    const text = await downloadFirstJobResults({ ...context, api: github.api, scratchDirectory }, inputs.baselineKey);
    return (0,pipeline_confirm.parseFirstResults)(text, "results.json of the first job");
}

;// CONCATENATED MODULE: ./build/action/gateJob.js
var gateJob_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var gateJob_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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




















/**
 * Measures, judges and publishes: files, outputs, summary, comment, artifacts. The step fails only after all of these.
 */
async function gateJob(job) {
    const checkout = await checkoutOfJob(job);
    const parsed = await (0,loadConfig/* loadConfig */.Z)((0,external_node_path_.join)(job.workspace, job.inputs.config), job.env);
    const secrets = [...parsed.secrets, ...keysOf(job)];
    for (const secret of secrets)
        core/* setSecret */.Pq(secret);
    return await (0,maskResults/* maskErrors */._)(secrets, () => measureAndPublish(job, { ...parsed, secrets, checkout }));
}
/** The token that only this job may use. Services must not see it. */
const keysOf = ({ inputs: { token } }) => (token === undefined ? [] : [token]);
async function measureAndPublish(job, { plan, secrets, lines, checkout }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { inputs, workspace } = job;
        const directory = gateJob_addDisposableResource(env_1, await (0,reportDirectory/* openReportDirectory */.w)(job.out, "the directory of the reports"), true);
        for (const line of (0,reportDirectory/* trackedTexts */.f)(directory, (0,external_node_path_.relative)(workspace, job.out)))
            job.annotations.add("warning", line);
        const request = await readJobRequest(job, plan);
        const isDecided = request.firstResults !== undefined && !(0,pipeline_confirm/* needsConfirmation */.J)(request.firstResults, request.accepted);
        const jobBaseline = isDecided ? notLookedUp : await findJobBaseline(job);
        const { baseline } = jobBaseline;
        const gatePlan = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
        const baselineNotices = baseline.kind === "found" ? (baseline.notices ?? []) : [];
        const notices = [...(request.notices ?? []), ...checkout.notices, ...baselineNotices];
        const runRequest = { ...request, plan: gatePlan, baseline, secrets, notices };
        const { results, isInterrupted } = await measureJob(job, checkout, runRequest);
        const report = reportOf(results);
        const isWritten = await publish(results, report, job);
        const findings = findingAnnotations(results, { file: (0,external_node_path_.relative)(workspace, (0,external_node_path_.join)(workspace, inputs.config)), lines });
        annotateFindings(job.annotations, findings);
        await publishToGitHub(results, report, job);
        await bestEffort("The check run", job.annotations, () => publishCheckRun(report, findings, checkout.sha, job));
        const measuredRun = { ...jobBaseline, plan: gatePlan, checkout };
        await bestEffort("The baseline", job.annotations, () => refreshBaseline(results, measuredRun, job));
        // A cancelled job must not pass, even if its verdict does.
        return finishJob(report, isWritten && !isInterrupted, job);
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = gateJob_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function measureJob(job, checkout, request) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const { entry, env, version, context, workspace, out } = job;
        const { base } = await (0,git/* readCommits */.Fe)(workspace, request.plan.base.directory);
        const commits = { head: checkout.sha, ...(0,omitUndefined/* omitUndefined */.O)({ base }) };
        const interruption = gateJob_addDisposableResource(env_2, (0,signals/* abortOnSignals */.P)(), false);
        const results = await (0,measure.measure)({
            ...request,
            baselineToRefresh: context.refreshesBaseline ? request.baseline : undefined,
            commits,
            version,
            event: context.base,
        }, {
            entry,
            env,
            withheldSecrets: keysOf(job),
            signal: interruption.signal,
            progress: (line) => core/* info */.pq(line),
            runId: job.mark,
            out,
            seed: context.runId % 2 ** 31,
            ...jobImageFile(request.plan, job),
        });
        return { results, isInterrupted: interruption.signal.aborted };
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        gateJob_disposeResources(env_2);
    }
}
/** Publishes the comment and the results artifact. A shared comment needs the artifacts of all its jobs first. */
async function publishToGitHub(results, report, job) {
    const isShared = job.inputs.parts.length > 0 && (0,artifacts/* supportsArtifacts */.lQ)(job.context.serverUrl);
    if (!isShared)
        await bestEffort("The comment", job.annotations, () => publishComment(report, job));
    await bestEffort("The results artifact", job.annotations, () => uploadJobResults(results, job));
    if (isShared)
        await bestEffort("The comment", job.annotations, () => publishSharedComment(job));
}
/** Uploads the results for the jobs that confirm, comment or merge them. Confirmed results replace the first job's. */
async function uploadJobResults(results, { inputs, context, out, annotations }) {
    if (!(0,artifacts/* supportsArtifacts */.lQ)(context.serverUrl))
        return core/* info */.pq(noArtifactsNote("The results artifact"));
    const kind = inputs.mode === "confirm" ? "confirmed" : "results";
    const name = { kind, key: inputs.baselineKey, attempt: context.runAttempt };
    const profiles = profilePaths(results).map((path) => (0,external_node_path_.join)(out, path));
    const files = [(0,external_node_path_.join)(out, "results.json"), (0,external_node_path_.join)(out, "report.html"), (0,external_node_path_.join)(out, "report.md"), ...profiles];
    const { id } = await uploadResults(files, name, inputs.retentionDays);
    const { serverUrl, owner, repo, runId } = context;
    const url = `${serverUrl}/${owner}/${repo}/actions/runs/${runId}/artifacts/${id}`;
    if (id !== undefined)
        setOutputs({ "artifact-url": url }, annotations);
}
/** The raw profiles that this run has written. Results of a first job name files of another machine. */
function profilePaths({ scenarios }) {
    return scenarios.flatMap(({ explanation, confirmation }) => confirmation === undefined ? (explanation?.profiles ?? []).map(({ path }) => path) : []);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
;// CONCATENATED MODULE: ./build/action/event.js



const variable = "GITHUB_EVENT_PATH";
/** Throws a CouldNotMeasure if the file is unreadable: without its event, a run could be a fork's. */
async function event_readEvent(env) {
    const path = env[variable];
    if (path === undefined || path === "")
        return { payload: {}, problem: `${variable} is not set` };
    try {
        const text = await (0,shell_files/* readText */.yR)(path);
        if (text === undefined)
            return { payload: {}, problem: `${variable} names ${path}, which does not exist` };
        return { payload: JSON.parse(text.replace(/^\uFEFF/, "")) };
    }
    catch (cause) {
        throw new errors/* CouldNotMeasure */.Nc(`${path}, the file that ${variable} names, could not be read: expected the event as JSON, got ${(0,errors/* messageOf */.bD)(cause)}; ` +
            "run the job again, and make sure that no earlier step changes that file", { cause });
    }
}
/** What a run cannot do without its event. `undefined` if it has all that it needs. */
function missingEventText(context, problem) {
    const { event, pullRequest, base } = context;
    const remedy = "run Loadgate in a step of the workflow, and in a container pass this variable and its file on";
    if (event.startsWith("pull_request") && pullRequest === undefined)
        return (`${problem ?? `The file of ${variable} names no pull request`}: there is no comment, the lines and labels that accept a ` +
            `regression do not count, and the commit to compare with may not be found; ${remedy}`);
    if (baselineEvents.includes(event) && problem !== undefined && base.defaultBranch === undefined)
        return `${problem}: the default branch is unknown, so this run does not become part of the baseline; ${remedy}`;
    return undefined;
}

// EXTERNAL MODULE: ./build/config/schema/units.js
var units = __webpack_require__(86304);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/action/inputs.js




/**
 * `confirm` measures a first job's findings again. `comment` reports another run. `merge` reports all jobs of this run.
 */
const modes = ["run", "confirm", "comment", "merge"];
const commentModes = ["always", "changes", "failures", "never"];
/** Throws a WrongInput that names the input, the expected values and the given value. */
function readInputs(env) {
    const input = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
    const days = input("artifact-retention-days");
    const mode = oneOf("mode", modes, input("mode") ?? "run");
    const results = input("results");
    if (results !== undefined && mode !== "confirm")
        throw wrong("results", "nothing, unless mode is confirm", results);
    const baselineKey = keyOf("baseline-key", input("baseline-key") ?? "default");
    const parts = partsOf(input("parts"), mode, baselineKey);
    return {
        config: input("config") ?? "loadgate.yml",
        baselineKey,
        gate: { ...failOnOf(input("fail-on")), ...budgetOf(input("budget")) },
        comment: oneOf("comment", commentModes, input("comment") ?? "always"),
        summary: booleanInput("summary", input("summary") ?? "true"),
        checkRun: booleanInput("check-run", input("check-run") ?? "false"),
        parts,
        mode,
        ...(0,omitUndefined/* omitUndefined */.O)({
            token: input("github-token"),
            retentionDays: days === undefined ? undefined : daysOf(days),
            results,
            baselineFile: input("baseline-file"),
            baselineWorkflow: input("baseline-workflow"),
        }),
    };
}
const booleanInput = (name, text) => oneOf(name, ["true", "false"], text) === "true";
/** A job that measures must be one of the parts itself. */
function partsOf(text, mode, own) {
    const names = (text ?? "").split(/[\s,]+/).filter(Boolean);
    const keys = [...new Set(names.map((key) => keyOf("parts", key)))];
    const isPart = mode === "run" || mode === "confirm";
    if (keys.length > 0 && isPart && !keys.includes(own))
        throw wrong("parts", `the baseline-keys of all jobs, including this one's (${own})`, keys.join(", "));
    return keys;
}
/** The key becomes part of an artifact's name and of the comment's marker. */
function keyOf(name, key) {
    if (/^[\w.-]{1,80}$/.test(key))
        return key;
    throw wrong(name, "up to 80 letters, digits, dots, dashes or underscores", key);
}
function failOnOf(text) {
    if (text === undefined)
        return {};
    const names = text.split(/[\s,]+/).filter(Boolean);
    const failOn = names.map((name) => oneOf("fail-on", plan/* failConditions */.Bt, name));
    return { failOn: failOn };
}
function budgetOf(text) {
    if (text === undefined)
        return {};
    const parsed = units/* durationSchema */.sK.safeParse(text);
    if (!parsed.success || parsed.data <= 0)
        throw wrong("budget", "a duration with its unit, such as 3m", text);
    return { budgetMs: parsed.data };
}
function daysOf(text) {
    const days = Number(text);
    if (Number.isInteger(days) && days >= 1 && days <= 90)
        return days;
    throw wrong("artifact-retention-days", "a whole number from 1 to 90", text);
}
function oneOf(name, allowed, text) {
    const value = allowed.find((option) => option === text);
    if (value === undefined)
        throw wrong(name, `one of ${allowed.join(", ")}`, text);
    return value;
}
function wrong(name, expected, got) {
    return new errors/* WrongInput */.Ey(`input ${name}: expected ${expected}, got ${JSON.stringify(got)}`);
}

;// CONCATENATED MODULE: ./build/action/job.js







/** Throws a WrongInput if an input is invalid. */
async function createJob(step, mark) {
    const { env } = step;
    const inputs = readInputs(env);
    const { payload, problem } = await event_readEvent(env);
    const context = readContext(env, payload);
    const workspace = env["GITHUB_WORKSPACE"] ?? process.cwd();
    const { token } = inputs;
    const annotations = new Annotations(step.warnings);
    const consequence = missingEventText(context, problem);
    if (consequence !== undefined)
        annotations.add("warning", consequence);
    return {
        ...step,
        mark,
        inputs,
        payload,
        context,
        workspace,
        out: (0,external_node_path_.join)(workspace, "loadgate-report"),
        scratchDirectory: scratchDirectoryOf(env, mark),
        annotations,
        ...(token === undefined ? {} : { github: { api: await loadApi(token), token } }),
    };
}
function scratchDirectoryOf(env, mark) {
    return (0,external_node_path_.join)(env["RUNNER_TEMP"] || (0,external_node_os_.tmpdir)(), `loadgate-baseline-${mark.slice(0, 13)}`);
}
/**
 * GitHub's client reads the event file when it is loaded, and crashes on a file that we accept. Hides the path from it.
 */
async function loadApi(token) {
    const name = "GITHUB_EVENT_PATH";
    const { [name]: path, GITHUB_API_URL: baseUrl } = process.env;
    delete process.env[name];
    try {
        const { createApi } = await Promise.all(/* import() */[__webpack_require__.e(413), __webpack_require__.e(346)]).then(__webpack_require__.bind(__webpack_require__, 92346));
        return createApi(token, { log: core/* info */.pq, ...(baseUrl ? { baseUrl } : {}) });
    }
    finally {
        if (path !== undefined)
            process.env[name] = path;
    }
}

;// CONCATENATED MODULE: ./build/action/mergeJob.js




/** Merges the results of all jobs of this run into one comment and one verdict. */
async function mergeJob(job) {
    const { context, github, inputs } = job;
    requireArtifacts(job);
    if (github === undefined)
        throw new errors/* WrongInput */.Ey("input github-token: mode: merge needs a token to read the results of the other jobs");
    const resultsRun = { ...context, api: github.api, scratchDirectory: job.scratchDirectory };
    const parts = await loadParts(resultsRun, inputs.parts);
    const report = mergedReport(parts, { missingFails: missingFails(inputs) });
    const isWritten = await publishMerged(report, job);
    if (inputs.parts.length > 0)
        await warnOfUnlisted(resultsRun, job);
    await bestEffort("The comment", job.annotations, () => publishComment(report, job));
    await bestEffort("The check run", job.annotations, () => publishCheckRun(report, [], context.sha, job));
    return finishJob(report, isWritten, job);
}
/** Warns of jobs that are measured, but not listed in `parts`. Their results would never fail the gate. */
async function warnOfUnlisted(resultsRun, { inputs, annotations }) {
    try {
        const unlisted = await findUnlistedParts(resultsRun, inputs.parts);
        if (unlisted.length === 0)
            return;
        const names = unlisted.join(", ");
        annotations.add("warning", `The results of ${names} do not count here: add them to the input parts if they belong to this report`);
    }
    catch (error) {
        // The report is already published.
        annotations.add("warning", `Loadgate could not check if the input parts is complete: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
function missingFails({ gate: { failOn } }) {
    return failOn === undefined || failOn.includes("invalid");
}

// EXTERNAL MODULE: ./build/service/killLeftovers.js
var killLeftovers = __webpack_require__(58256);
;// CONCATENATED MODULE: ./build/action.js
var action_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var action_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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














/** Runs the action's main step and returns its exit code. `mark` identifies the processes and files of this step. */
async function action(step, mark) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cleanup = action_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        cleanup.defer(() => (0,shell_files/* removeTree */.dM)(scratchDirectoryOf(step.env, mark)));
        try {
            return await runJob(await createJob(step, mark));
        }
        catch (error) {
            return await reportError(error);
        }
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = action_disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function runJob(job) {
    switch (job.inputs.mode) {
        case "run":
        case "confirm":
            return await gateJob(job);
        case "comment":
            return await commentJob(job);
        case "merge":
            return await mergeJob(job);
    }
}
/** Runs the post step. It stops the processes of the main step and removes its files, however that step ended. */
async function cleanUp(env, mark) {
    try {
        const killed = await (0,killLeftovers/* killLeftovers */.B)(mark);
        await (0,shell_files/* removeTree */.dM)(scratchDirectoryOf(env, mark));
        if (killed > 0)
            core/* warning */.$e(`Loadgate stopped ${killed} processes that its main step had left running`);
    }
    catch (error) {
        // The verdict is already published. A failed clean-up must not change it.
        core/* warning */.$e(`Loadgate could not clean up after its main step: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** Longest error message, in characters. Nobody reads a longer one, and GitHub drops a summary that is too long. */
const maxErrorLength = 50_000;
/** Reports a run without a verdict: a wrong configuration or an unexpected error. The step always fails. */
async function reportError(error) {
    const text = (0,fileError/* describeFileError */.SQ)(error).slice(0, maxErrorLength);
    const annotations = new Annotations();
    setOutputs({ verdict: "invalid", confirm: "false" }, annotations);
    core/* error */.z3(text, { title: "Loadgate" });
    await bestEffort("The job summary", annotations, () => core/* summary */.z.addRaw(`### ⚠️ Loadgate did not run\n\n${(0,markdownText/* codeBlock */.DV)(text)}\n`).write());
    return (0,exit/* exitCodeOfError */.LL)(error);
}


/***/ }),

/***/ 926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   gg: () => (/* binding */ describeApiError),
/* harmony export */   hD: () => (/* binding */ ApiError),
/* harmony export */   kQ: () => (/* binding */ lacksPermission),
/* harmony export */   kt: () => (/* binding */ isRateLimitError),
/* harmony export */   lR: () => (/* binding */ responseOf)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(12224);


/** An error status from GitHub, or from a proxy in front of it. */
class ApiError extends Error {
    name = "ApiError";
    status;
    response;
    request;
    /** `advice` follows the response's own message. */
    constructor(response, request, advice, cause) {
        super([summaryOf(response.data), advice].filter((part) => part !== "").join("; "), { cause });
        this.status = response.status;
        this.response = response;
        this.request = request;
    }
}
/** The response that an Octokit error carries. Without a response, the status of such an error is invented. */
function responseOf(error) {
    const { response } = error instanceof Error && "response" in error ? error : { response: undefined };
    return isApiResponse(response) ? response : undefined;
}
function isApiResponse(response) {
    const isObject = typeof response === "object" && response !== null;
    return isObject && "status" in response && typeof response.status === "number" && "headers" in response;
}
/** In characters. GitHub's messages take a line or two, but a proxy sends a whole web page. */
const maxSummaryLength = 400;
function summaryOf(data) {
    if (typeof data === "string" && data.trim() !== "")
        return "not JSON, but a web page";
    if (typeof data !== "object" || data === null || !("message" in data) || typeof data.message !== "string")
        return "";
    const details = "errors" in data && Array.isArray(data.errors) ? data.errors.map(detailOf) : [];
    const summary = [data.message, ...details].join(": ").replace(/\s+/g, " ").trim();
    return summary.length > maxSummaryLength ? `${summary.slice(0, maxSummaryLength)}…` : summary;
}
function detailOf(error) {
    const hasMessage = typeof error === "object" && error !== null && "message" in error;
    return hasMessage && typeof error.message === "string" ? error.message : JSON.stringify(error);
}
/** The failure in one line, with the status and what to do about it. */
function describeApiError(error) {
    const status = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error);
    const message = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
    if (status === undefined)
        return message;
    const details = [message, adviceOn(error, status)].filter((part) => part !== "").join("; ");
    return [`GitHub responded with ${status}`, details].filter((part) => part !== "").join(": ");
}
function adviceOn(error, status) {
    if (/insufficient usage/i.test((0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)))
        return "the storage of artifacts is full; delete old artifacts, or set artifact-retention-days";
    if (isRateLimitError(error))
        return "the rate limit is reached; run the job again later";
    if (status >= 500)
        return "GitHub is having problems; run the job again later";
    if (urlOf(error).includes("/twirp/"))
        return "run the job again";
    if (status === 401)
        return "the github-token is not valid";
    if (status === 404)
        return "it does not exist, or the github-token has no access to it";
    const permission = lacksPermission(error) ? permissionFor(urlOf(error)) : undefined;
    return permission === undefined ? "" : `give the job the permission ${permission}`;
}
function isRateLimitError(error) {
    const response = responseOf(error);
    return response !== undefined && (0,_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .isRateLimited */ .Jz)({ ...response, message: (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) });
}
function permissionFor(url) {
    if (url.includes("/issues/"))
        return "pull-requests: write";
    if (url.includes("/check-runs"))
        return "checks: write";
    if (url.includes("/pulls"))
        return "pull-requests: read";
    return url.includes("/actions/") ? "actions: read" : undefined;
}
/** The token lacks a permission. Rate limits and locked pull requests have the same status, 403, but do not count. */
function lacksPermission(error) {
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) === 403 && !isRateLimitError(error) && !/locked|archived/i.test((0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
}
function urlOf(error) {
    const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
    return typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
}


/***/ }),

/***/ 24457:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ limitBody),
/* harmony export */   x: () => (/* binding */ readBody)
/* harmony export */ });
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62342);

/** A hundred comments of GitHub's maximum length have less. */
const maxBytes = 64 * 1024 ** 2;
/** Limits the size of the responses. A longer body breaks off, so that it is not valid JSON. */
function limitBody(fetch) {
    return async (input, init) => {
        const response = await fetch(input, init);
        if (response.body === null)
            return response;
        const { status, statusText, headers, url } = response;
        let bytes = 0;
        const limiter = new TransformStream({
            transform(chunk, controller) {
                bytes += chunk.length;
                if (bytes > maxBytes)
                    controller.error(tooLong());
                else
                    controller.enqueue(chunk);
            },
        });
        const limited = new Response(response.body.pipeThrough(limiter), { status, statusText, headers });
        // A new Response has no address, but a relative redirect needs one.
        return Object.defineProperty(limited, "url", { value: url });
    };
}
/** The text of a body, within the same limit. */
async function readBody(body) {
    const chunks = [];
    let bytes = 0;
    for await (const chunk of body ?? []) {
        bytes += chunk.length;
        if (bytes > maxBytes)
            throw tooLong();
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString();
}
const tooLong = () => new _send_js__WEBPACK_IMPORTED_MODULE_0__/* .NoResponse */ .$B(`GitHub responded with more than ${maxBytes / 1024 ** 2} MiB`);


/***/ }),

/***/ 72327:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kk: () => (/* binding */ expecting),
/* harmony export */   V3: () => (/* binding */ expectedResponses),
/* harmony export */   _e: () => (/* binding */ describeMismatch)
/* harmony export */ });
/* unused harmony export formOf */
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(26921);

/** The option `request` of a call that fails unless the response is as expected. */
const expecting = (expected) => ({ expected });
/** How the data differs from the expectation. `undefined` if it does not. */
function describeMismatch(data, { what, schema }) {
    return schema.safeParse(data).success ? undefined : `sent ${formOf(data)} instead of ${what}`;
}
/** The form of the data in a few words. Its content is untrusted and may be long. */
function formOf(data) {
    if (data === undefined || data === "")
        return "nothing";
    const text = JSON.stringify(data) ?? "";
    if (text.length <= 30)
        return text;
    return Array.isArray(data) ? "another list" : "something else";
}
const id = zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().int().positive();
const text = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().nullish();
const comment = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id,
    html_url: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1),
    body: text,
    user: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ login: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1), type: text }).nullish(),
});
const artifact = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    id,
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    digest: text,
    expired: zod__WEBPACK_IMPORTED_MODULE_0__/* .boolean */ .zMY().nullish(),
    created_at: text,
    workflow_run: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
        id: id.nullish(),
        repository_id: id.nullish(),
        head_repository_id: id.nullish(),
        head_branch: text,
    })
        .nullish(),
});
const pullRequest = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
    number: id,
    state: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    body: text,
    labels: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ name: text })),
    // The repository of a fork may have been deleted.
    head: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ sha: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1), repo: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id }).nullable() }),
    base: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ repo: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id }) }),
});
const repository = zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id }).nullish();
const expectedResponses = {
    comment: { what: "a comment", schema: comment },
    comments: { what: "a list of comments", schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(comment) },
    artifacts: { what: "a list of artifacts", schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ artifacts: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(artifact) }) },
    workflowRun: {
        what: "a run of a workflow",
        schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({
            path: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1),
            event: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1),
            head_branch: text,
            repository,
            head_repository: repository,
        }),
    },
    pullRequest: { what: "a pull request", schema: pullRequest },
    pullRequests: { what: "a list of pull requests", schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(pullRequest) },
    checkRun: { what: "a check run", schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id }) },
    checkRuns: {
        what: "a list of check runs",
        schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ check_runs: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ id, name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), external_id: text })) }),
    },
    user: { what: "a user", schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ login: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1) }) },
    // GraphQL reports its errors with a success status.
    viewer: {
        what: "a viewer",
        schema: zod__WEBPACK_IMPORTED_MODULE_0__/* .union */ .KCZ([
            zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ errors: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .unknown */ .L5J()).min(1) }),
            zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ data: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ viewer: zod__WEBPACK_IMPORTED_MODULE_0__/* .looseObject */ ._H3({ login: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().min(1) }) }) }),
        ]),
    },
};


/***/ }),

/***/ 12224:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jz: () => (/* binding */ isRateLimited),
/* harmony export */   Ue: () => (/* binding */ giveUpText),
/* harmony export */   fB: () => (/* binding */ attemptTimeoutMs),
/* harmony export */   tE: () => (/* binding */ decideRetry)
/* harmony export */ });
/* unused harmony export callTimeoutMs */
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90614);

/** Timeout of one attempt. GitHub itself ends a request after 10 s. */
const attemptTimeoutMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(15_000);
/** Timeout of one API call, with all its attempts and pauses. */
const callTimeoutMs = (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(90_000);
const maxAttempts = 4;
/**
 * Decides if a failed request is retried, and after which pause. Gives up if a retry cannot help, or if GitHub asks for
 * a longer pause than a call may take. `jitter` in [0, 1) spreads the retries of jobs that failed together.
 */
function decideRetry(failure, { attempts, elapsedMs, dateMs }, jitter) {
    const rateLimitMs = isRateLimited(failure) ? rateLimitPauseMs(failure, dateMs) : undefined;
    if (rateLimitMs === undefined && !isTransient(failure))
        return { kind: "giveUp", why: "permanent" };
    const backoffMs = 1000 * 2 ** (attempts - 1) * (0.75 + 0.5 * jitter);
    const pauseMs = Math.max(rateLimitMs ?? 0, backoffMs);
    const isInTime = elapsedMs + pauseMs + attemptTimeoutMs <= callTimeoutMs;
    if (attempts < maxAttempts && isInTime)
        return { kind: "retry", pauseMs: (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_0__/* .millis */ .ne)(pauseMs) };
    const why = pauseMs + attemptTimeoutMs > callTimeoutMs ? "tooLong" : "attempts";
    const hasEnd = rateLimitMs !== undefined && rateLimitMs > 0;
    return hasEnd ? { kind: "giveUp", why, untilMs: dateMs + rateLimitMs } : { kind: "giveUp", why };
}
/** What the rate limit has to do with the failure. "" if nothing. */
function giveUpText({ why, untilMs }, { attempts, dateMs }) {
    if (untilMs === undefined)
        return "";
    const wait = `GitHub asks to wait until ${formatTime(untilMs, dateMs)}`;
    if (why === "tooLong")
        return `${wait}, but a call may take ${callTimeoutMs / 1000} s`;
    return `${wait}, and did so ${attempts} times`;
}
/** A time of day in UTC, with its date unless that is today. A limit far in the future is cut. */
function formatTime(atMs, dateMs) {
    const [date = "", time = ""] = new Date(Math.min(atMs, maxDateMs)).toISOString().split("T");
    const isToday = new Date(dateMs).toISOString().startsWith(date);
    return `${isToday ? "" : `${date} `}${time.slice(0, 5)} UTC`;
}
const maxDateMs = Date.UTC(9999, 11, 31);
/** GitHub has several rate limits. They respond with 429 or with 403. */
function isRateLimited({ status, headers, message }) {
    if (status === 429)
        return true;
    const hasLimitHeader = headers["retry-after"] !== undefined || String(headers["x-ratelimit-remaining"]) === "0";
    return status === 403 && (hasLimitHeader || /rate limit/i.test(message));
}
const isTransient = ({ status }) => status === undefined || status >= 500;
/** Reads Retry-After, in seconds or as a date, else the time at which the limit resets. 0 if neither is given. */
function rateLimitPauseMs({ headers }, dateMs) {
    const retryAfter = headers["retry-after"];
    if (retryAfter !== undefined) {
        const seconds = Number(retryAfter);
        const untilMs = Number.isFinite(seconds) ? dateMs + 1000 * seconds : Date.parse(String(retryAfter));
        return Number.isFinite(untilMs) ? Math.max(0, untilMs - dateMs) : 0;
    }
    const resetSeconds = Number(headers["x-ratelimit-reset"]);
    const isUsedUp = String(headers["x-ratelimit-remaining"]) === "0";
    return isUsedUp && Number.isFinite(resetSeconds) ? Math.max(0, 1000 * resetSeconds - dateMs) : 0;
}


/***/ }),

/***/ 62342:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ NoResponse),
/* harmony export */   HI: () => (/* binding */ sendWithRetries),
/* harmony export */   c4: () => (/* binding */ sendContext)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);
/* harmony import */ var _model_unit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(90614);
/* harmony import */ var _shell_clock_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58739);
/* harmony import */ var _apiError_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(926);
/* harmony import */ var _retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(12224);





const sendContext = {
    log: () => { },
    clock: _shell_clock_js__WEBPACK_IMPORTED_MODULE_1__/* .systemClock */ .ml,
    dateMs: Date.now,
    random: Math.random,
    attemptTimeoutMs: _retry_js__WEBPACK_IMPORTED_MODULE_3__/* .attemptTimeoutMs */ .fB,
};
/** No response, or an unusable one: a proxy's page with a success status, or JSON that is cut off. */
class NoResponse extends Error {
    name = "NoResponse";
}
/** Sends a request, and sends it again after failures, within the limits of retry.ts. Throws ApiError or NoResponse. */
async function sendWithRetries(request, context) {
    const { clock, dateMs, log, random, attemptTimeoutMs: timeoutMs } = context;
    const startMs = clock.nowMs();
    for (let attempts = 1;; attempts++) {
        try {
            return await request.send(AbortSignal.timeout(timeoutMs));
        }
        catch (error) {
            const failure = failedAttemptOf(error, timeoutMs);
            const state = { attempts, elapsedMs: (0,_model_unit_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(clock.nowMs() - startMs), dateMs: dateMs() };
            const decision = (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .decideRetry */ .tE)(failure, state, random());
            if (decision.kind === "giveUp")
                throw finalError(error, failure, (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .giveUpText */ .Ue)(decision, state));
            const reason = failure.status === undefined ? failure.message : `GitHub responded with ${failure.status}`;
            log(`${request.name}: ${reason}; retry in ${(decision.pauseMs / 1000).toFixed(1)} s`);
            await clock.sleepUntil((0,_model_unit_js__WEBPACK_IMPORTED_MODULE_4__/* .millis */ .ne)(clock.nowMs() + decision.pauseMs));
            const created = (0,_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .isRateLimited */ .Jz)(failure) ? undefined : await findCreated(request, error, failure);
            if (created !== undefined)
                return created;
        }
    }
}
/** If the search fails, nobody knows whether the request took effect. The caller gets the request's own error. */
async function findCreated(request, error, failure) {
    try {
        return await request.findCreated?.();
    }
    catch (cause) {
        const unsure = `it is not sent again, because Loadgate could not check if it took effect (${(0,_apiError_js__WEBPACK_IMPORTED_MODULE_2__/* .describeApiError */ .gg)(cause)})`;
        throw finalError(error, failure, unsure);
    }
}
function failedAttemptOf(error, timeoutMs) {
    const response = (0,_apiError_js__WEBPACK_IMPORTED_MODULE_2__/* .responseOf */ .lR)(error);
    if (response !== undefined && !isCutOff(response))
        return { ...response, message: (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error) };
    if (response !== undefined)
        return { headers: {}, message: `GitHub responded with ${response.status}, cut off` };
    return { headers: {}, message: connectionFailure(error, timeoutMs) };
}
/** The status of a response may be right, but nobody knows what the rest of it says. */
const isCutOff = ({ headers, data }) => data === "" && Number(headers["content-length"]) > 0;
/** The reason without a response, in words. Node puts it into a cause, or into a list if a host has several addresses. */
function connectionFailure(error, timeoutMs) {
    if (error instanceof NoResponse)
        return error.message;
    const reasons = causesOf(error);
    if (reasons.some(({ name }) => name === "TimeoutError" || name === "AbortError"))
        return `GitHub sent no response within ${timeoutMs / 1000} s`;
    const reason = reasons.map(({ message }) => message).findLast((message) => message !== "");
    return `the connection to GitHub failed${reason === undefined ? "" : ` (${reason})`}`;
}
/** The error and its causes, the outermost first. */
function causesOf(error) {
    const causes = [];
    for (let next = error; next instanceof Error && causes.length < 10;) {
        causes.push(next);
        const inner = next instanceof AggregateError ? next.errors[0] : next.cause;
        next = inner;
    }
    return causes;
}
/** A one-line error that says what to do. Without a response it has no status. */
function finalError(error, failure, advice) {
    const response = (0,_apiError_js__WEBPACK_IMPORTED_MODULE_2__/* .responseOf */ .lR)(error);
    if (response === undefined)
        return new NoResponse([failure.message, advice].filter(Boolean).join("; "), { cause: error });
    const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
    return new _apiError_js__WEBPACK_IMPORTED_MODULE_2__/* .ApiError */ .hD(response, request, advice, error);
}


/***/ }),

/***/ 51883:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   measure: () => (/* binding */ measure)
/* harmony export */ });
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(45130);
/* harmony import */ var _util_mask_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(37117);
/* harmony import */ var _util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43082);
/* harmony import */ var _baselineBuilds_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16089);
/* harmony import */ var _confirm_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(20235);





/** Measures and judges, or confirms the results of a first run. */
async function measure({ plan, baselineToRefresh, firstResults, event, ...request }, host) {
    const isRefreshing = baselineToRefresh !== undefined;
    const { carried, ...selected } = (0,_baselineBuilds_js__WEBPACK_IMPORTED_MODULE_1__/* .selectBuilds */ .w)(plan, baselineToRefresh ?? request.baseline, isRefreshing);
    const mask = (0,_util_mask_js__WEBPACK_IMPORTED_MODULE_3__/* .masker */ .KB)(request.secrets);
    const context = {
        ...host,
        progress: (line) => host.progress(mask(line)),
        baseFacts: { isRefreshing, ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_4__/* .omitUndefined */ .O)({ event }) },
        ...(0,_util_omitUndefined_js__WEBPACK_IMPORTED_MODULE_4__/* .omitUndefined */ .O)({ carried }),
    };
    const runRequest = { ...request, ...selected };
    return firstResults === undefined ? await (0,_run_js__WEBPACK_IMPORTED_MODULE_0__/* .run */ .eF)(runRequest, context) : await (0,_confirm_js__WEBPACK_IMPORTED_MODULE_2__/* .confirm */ .l)(firstResults, runRequest, context);
}


/***/ })

};
