export const id = 263;
export const ids = [263];
export const modules = {

/***/ 98263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action),
  afterwards: () => (/* binding */ afterwards)
});

// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(91659);
;// CONCATENATED MODULE: ./build/action/annotations.js

/** GitHub shows so many of each level a step, and forgets the others without a word. */
const mostShown = 10;
const title = "Loadgate";
const print = { error: core/* error */.z3, warning: core/* warning */.$e, notice: core/* notice */.lm };
/** What a step says beside its log. What GitHub would not show is a line of the log. */
class Annotations {
    #shown;
    /** `warnings`: how many the step has shown already. */
    constructor(warnings = 0) {
        this.#shown = { error: 0, warning: warnings, notice: 0 };
    }
    /** One place of each level is kept for what is said last. A line of the log must not be a command to the runner. */
    say(level, text, spot) {
        if (this.#shown[level] < mostShown - 1)
            this.#show(level, text, spot);
        else
            (0,core/* info */.pq)(`${level}: ${text.replace(/\s+/g, " ").replaceAll("##[", "## [")}`);
    }
    /** What the job has come to. */
    sayLast(level, text) {
        print[level](text, { title });
    }
    #show(level, text, spot) {
        this.#shown[level]++;
        print[level](text, spot === undefined ? {} : { title, file: spot.file, startLine: spot.line });
    }
}

// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
;// CONCATENATED MODULE: ./build/github/payload.js
function fieldsOf(value) {
    return typeof value === "object" && value !== null ? { ...value } : {};
}
function listOf(value) {
    return Array.isArray(value) ? value : [];
}
function textOf(value) {
    return typeof value === "string" && value !== "" ? value : undefined;
}
/** An id, a number of an attempt or of a pull request: GitHub counts from 1, and a runner's variables are texts. */
function countOf(value) {
    const n = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
    return typeof n === "number" && Number.isSafeInteger(n) && n > 0 ? n : undefined;
}
/** The name of a commit: it goes to git, where anything else could be taken for an option. */
function shaOf(value) {
    return typeof value === "string" && /^[0-9a-f]{1,64}$/i.test(value) ? value : undefined;
}
/** A branch by a name that git allows (see `git help check-ref-format`). */
function branchOf(value) {
    const name = textOf(value);
    const isForbidden = name === undefined || /^[-/.]|[\0-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|[/.]$|\.lock$/.test(name);
    return isForbidden || name.length > 255 ? undefined : name;
}

;// CONCATENATED MODULE: ./build/github/findPullRequest.js


/** An event names few; whoever lists more lists others' too. */
const asked = 10;
/** As GitHub has it now, by who has pushed what: of numbers nothing is believed. Throws where GitHub does not answer. */
async function pullRequestOfRun(api, context, run) {
    const candidates = await candidatesFor(api, context, run);
    return pullAmong(candidates, context.repositoryId, run);
}
async function candidatesFor(api, { owner, repo }, run) {
    const head = run.headRepository;
    if (head === undefined)
        return [];
    const listed = await pullsFrom(api, { owner, repo }, head.owner, run.headBranch);
    const named = run.pullRequests.slice(0, asked).map((number) => pull(api, { owner, repo, pull_number: number }));
    return [...listed, ...(await Promise.all(named))];
}
async function pullsFrom(api, place, headOwner, branch) {
    if (branch === undefined)
        return [];
    const query = { ...place, head: `${headOwner}:${branch}`, state: "open", per_page: 100 };
    return (await api.rest.pulls.list(query)).data;
}
/** A number that the event names may be of another repository's pull request, and none of ours. */
async function pull(api, wanted) {
    try {
        return (await api.rest.pulls.get(wanted)).data;
    }
    catch (error) {
        if ((0,errors/* statusOf */.c2)(error) === 404)
            return undefined;
        throw error;
    }
}
/** Open, of exactly that commit from that repository, into this one; of several the one that the event names. */
function pullAmong(candidates, repositoryId, run) {
    const numbers = [...new Set(candidates.flatMap((pull) => numberIfOf(pull, repositoryId, run) ?? []))];
    const named = numbers.filter((number) => run.pullRequests.includes(number));
    const [one, ...others] = named.length > 0 ? named : numbers;
    if (one === undefined)
        return { kind: "moved_on" };
    return others.length === 0 ? { kind: "found", number: one } : { kind: "several", numbers: [one, ...others] };
}
function numberIfOf(pull, repositoryId, run) {
    const { number, state, head, base } = fieldsOf(pull);
    const { sha, repo } = fieldsOf(head);
    const isIts = state === "open" &&
        textOf(sha) === run.headSha &&
        countOf(fieldsOf(repo)["id"]) === run.headRepository?.id &&
        countOf(fieldsOf(fieldsOf(base)["repo"])["id"]) === repositoryId;
    return isIts ? countOf(number) : undefined;
}

// EXTERNAL MODULE: ./build/githubApi/apiError.js
var apiError = __webpack_require__(926);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/markdown/markdown.js
var markdown = __webpack_require__(1336);
// EXTERNAL MODULE: ./build/report/wording.js
var wording = __webpack_require__(62867);
;// CONCATENATED MODULE: ./build/report/summary.js


function digestOf(results) {
    const { verdict } = results;
    return {
        verdict: verdict.kind,
        failing: verdict.failing,
        headline: (0,headline/* headline */.P)(results).text,
        reasons: verdict.reasons,
        comparisons: (0,wording/* rowsOf */.RO)(results)
            .filter(({ gating }) => gating)
            .map(comparisonOf),
    };
}
function comparisonOf(row) {
    const { scenario, request, metric, base, head, change_ratio, interval, min_effect_ratio } = row;
    return {
        scenario,
        request,
        metric,
        outcome: (0,wording/* shownOutcome */.CF)(row),
        base,
        head,
        change_ratio,
        interval,
        min_effect_ratio,
    };
}
/** As JSON on one line of at most so many characters, the least grave of its lists left out where they are too long. */
function digestJson(digest, longest) {
    for (let most = 1024;; most = Math.floor(most / 2)) {
        // Letters beyond ASCII are escaped: a character is then a byte.
        const text = JSON.stringify(shortened(digest, most)).replace(/[\u007f-\uffff]/g, escapeOf);
        if (text.length <= longest || most === 0)
            return text;
    }
}
const escapeOf = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
function shortened({ comparisons, parts, ...digest }, most) {
    const left = {
        reasons: Math.max(0, digest.reasons.length - most),
        comparisons: Math.max(0, (comparisons?.length ?? 0) - most),
    };
    const all = Object.entries(parts ?? {}).map(([key, part]) => [key, shortened(part, most)]);
    return {
        ...digest,
        headline: digest.headline.slice(0, longestHeadline),
        reasons: digest.reasons.slice(0, most),
        ...(comparisons === undefined ? {} : { comparisons: comparisons.slice(0, most) }),
        ...(left.reasons + left.comparisons > 0 ? { left_out: left } : {}),
        ...(parts === undefined ? {} : { parts: Object.fromEntries(all) }),
    };
}
const longestHeadline = 500;

;// CONCATENATED MODULE: ./build/report/report.js




function reportOf(results) {
    const { verdict } = results;
    const { text, tone } = (0,headline/* headline */.P)(results);
    return {
        verdict,
        headline: text,
        tone,
        isNews: (0,wording/* noteworthyRows */.VT)(results).length > 0 || verdict.kind !== "pass",
        markdown: (longest) => (0,markdown/* markdown */.wD)(results, longest),
        digest: digestOf(results),
    };
}

// EXTERNAL MODULE: ./build/report/markdown/markdownText.js
var markdownText = __webpack_require__(58323);
;// CONCATENATED MODULE: ./build/report/markdown/mergedReport.js








/** One report and one verdict for several jobs: the worst. The same parts give the same text, in whatever order they come. */
function mergedReport(parts, options) {
    const told = parts.map((part) => toldOf(part, options)).toSorted(byGravity);
    const { verdict, line } = whole(told, options);
    return {
        verdict,
        headline: line.text,
        tone: line.tone,
        isNews: told.length === 0 || told.some(({ isNews }) => isNews),
        markdown: (longest = Number.POSITIVE_INFINITY) => (0,markdownText/* bounded */.Mm)(blocksOf(told, line), longest, "it is in the report of each part's own job"),
        digest: {
            verdict: verdict.kind,
            failing: verdict.failing,
            headline: line.text,
            reasons: verdict.reasons,
            parts: Object.fromEntries(parts.flatMap(digestOfPart)),
        },
    };
}
function digestOfPart(part) {
    return part.kind === "measured" ? [[part.key, digestOf(part.results)]] : [];
}
function toldOf(part, { missingFails }) {
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
    return { key, results, ...(0,omitUndefined/* defined */.s)({ earlierAttempt }), verdict, line: (0,headline/* headline */.P)(results), isNews };
}
/** The gravest first: what fails its job before what does not. */
function byGravity(a, b) {
    const failing = Number(b.verdict.failing) - Number(a.verdict.failing);
    return failing || gravityOf(a) - gravityOf(b) || (a.key < b.key ? -1 : 1);
}
const gravityOf = ({ line }) => gravity.indexOf(line.tone);
const gravity = ["fail", "invalid", "inconclusive", "accepted", "new", "pass"];
/** The verdict and the headline of the worst part. */
function whole(told, { missingFails }) {
    const [worst] = told;
    if (worst === undefined) {
        const nothing = "no job of this run has left results";
        const verdict = { kind: "invalid", reasons: [nothing], failing: missingFails };
        return { verdict, line: { tone: "invalid", text: `Could not measure: ${nothing}` } };
    }
    const failing = told.filter(({ verdict }) => verdict.failing);
    const isInDoubt = failing.length > 0 && failing.every(({ verdict }) => verdict.confirm === true);
    const verdict = {
        kind: worst.verdict.kind,
        reasons: told.flatMap(({ key, verdict: { reasons } }) => reasons.map((reason) => `${key}: ${reason}`)),
        failing: worst.verdict.failing,
        ...(isInDoubt ? { confirm: true } : {}),
    };
    return { verdict, line: { tone: worst.line.tone, text: lineOf(worst, told) } };
}
/** What all parts say alike, is said once. */
function lineOf({ key, line: { text } }, told) {
    const isAll = told.length > 1 && told.every(({ line }) => line.text === text);
    return isAll ? `${text}: all ${told.length} parts` : `${key}: ${text}`;
}
function blocksOf(told, line) {
    if (told.length === 0)
        return [(0,markdown/* heading */.R_)(line)];
    return [
        (0,markdown/* heading */.R_)(line),
        counts(told),
        overview(told),
        noteworthy(told),
        causes(told),
        ...told.flatMap(({ key, results }) => (results === undefined ? [] : partBlock(key, results))),
    ];
}
/** 3 parts: 1 fail · 2 pass, 1 of them of an earlier attempt */
function counts(told) {
    const kinds = [...new Set(told.map(({ verdict }) => verdict.kind))];
    const each = kinds.map((kind) => `${told.filter(({ verdict }) => verdict.kind === kind).length} ${kind}`);
    const earlier = told.filter(({ earlierAttempt }) => earlierAttempt !== undefined).length;
    const which = earlier === 0 ? "" : `, ${earlier} of them of an earlier attempt`;
    return `${(0,format/* plural */.LS)(told.length, "part")}: ${each.join(" · ")}${which}`;
}
function overview(told) {
    const rows = told.map(({ key, results, earlierAttempt, verdict, line }) => [
        markdown/* toneSign */.Wy[line.tone],
        keyAsCode(key),
        verdict.kind,
        (0,markdownText/* escaped */.Mk)(line.text.slice(0, 300)) + (earlierAttempt === undefined ? "" : ` (of attempt ${earlierAttempt})`),
        results === undefined ? "" : (0,markdownText/* shasAsCode */.xF)((0,wording/* builds */.GW)(results)),
    ]);
    return (0,markdownText/* table */.tp)([["", "part", "verdict", "result", "builds"], ...rows], []);
}
function noteworthy(told) {
    const columns = { isScenarioTold: told.some(({ results }) => (results?.scenarios.length ?? 0) > 1) };
    const rows = told.flatMap(({ key, results }) => results === undefined
        ? []
        : (0,wording/* noteworthyRows */.VT)(results).map((row) => withKey((0,markdown/* comparisonCells */.RC)(results, row, columns), keyAsCode(key))));
    if (rows.length === 0)
        return "";
    const header = withKey((0,wording/* comparisonHeader */.vv)(columns), "part");
    const shown = (0,markdownText/* table */.tp)([header, ...rows.slice(0, markdown/* shownRows */.$6)], columns.isScenarioTold ? [5, 6] : [4, 5]);
    const others = rows.length - markdown/* shownRows */.$6;
    return others > 0 ? `${shown}\n\n_${(0,format/* plural */.LS)(others, "more row")} below, each in its part._` : shown;
}
/** Behind the sign. */
const withKey = ([sign = "", ...cells], key) => [sign, key, ...cells];
function causes(told) {
    const lines = told.flatMap(({ key, results }) => results === undefined
        ? []
        : (0,headline/* furtherCauses */.f)(results).map((cause) => (0,markdownText/* bullet */.xE)(`${keyAsCode(key)} ${(0,markdownText/* shasAsCode */.xF)(cause)}`)));
    return lines.join("\n");
}
function partBlock(key, results) {
    return (0,markdownText/* folded */.TM)(`<code>${key}</code> · ${(0,wording/* tally */.N4)(results)}`, (0,markdownText/* joined */.oR)((0,markdown/* body */.rf)(results)).trimEnd());
}
/** Keys are letters, digits, dots, dashes and underscores: no more is needed for code. */
const keyAsCode = (key) => `\`${key}\``;

// EXTERNAL MODULE: ./build/util/docsLink.js
var docsLink = __webpack_require__(29186);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./build/github/checkRun.js
/** As GitHub has them. It speaks of characters, and counts the summary's bytes (github/docs#35252). */
const mostSummaryBytes = 65_535;
const longestTitle = 255;
const mostAnnotations = 50;
/** The verdict as a check run of the commit that was measured. Throws where GitHub refuses. */
async function createCheckRun(api, { owner, repo }, sha, check) {
    const { key, headline, summary, remarks } = check;
    const annotations = remarks.flatMap(({ level, text, spot }) => {
        if (spot === undefined)
            return [];
        const annotation_level = level === "error" ? "failure" : "warning";
        return [{ path: spot.file, start_line: spot.line, end_line: spot.line, annotation_level, message: text }];
    });
    await api.rest.checks.create({
        owner,
        repo,
        name: key === "default" ? "Loadgate" : `Loadgate / ${key}`,
        head_sha: sha,
        status: "completed",
        conclusion: conclusionOf(check),
        output: {
            title: headline.slice(0, longestTitle).toWellFormed(),
            summary,
            annotations: annotations.slice(0, mostAnnotations),
        },
    });
}
/** Only a pass that compared something is a success. */
function conclusionOf({ verdict, isNew }) {
    if (verdict.failing)
        return "failure";
    return verdict.kind === "pass" && !isNew ? "success" : "neutral";
}

;// CONCATENATED MODULE: ./build/github/login.js
/** Whom the token belongs to, where that is a person; a workflow's own token may not ask. Throws where GitHub does not say. */
async function ownLogin(api) {
    try {
        return (await api.rest.users.getAuthenticated()).data.login;
    }
    catch (error) {
        if (!isRefused(error))
            throw error;
        return undefined;
    }
}
/** GitHub's word on who asks. Any other failure says nothing of that, and another one's comment must not be taken for ours. */
function isRefused(error) {
    return error instanceof Error && "status" in error && [401, 403, 404].includes(Number(error.status));
}
/** The bot that all workflows share. */
const workflows = "github-actions[bot]";
/** Which bot we are: only where another one than that of all workflows has written something is it worth a question. */
async function botLogin(api, written) {
    const isOther = ({ user }) => user?.type === "Bot" && user.login !== workflows;
    if (!written.some(isOther))
        return workflows;
    try {
        const { viewer } = await api.graphql("{ viewer { login } }");
        return viewer.login.endsWith("[bot]") ? viewer.login : `${viewer.login}[bot]`;
    }
    catch (error) {
        // GraphQL's own refusals come under the status of a success.
        const isAnswered = error instanceof Error && error.name === "GraphqlResponseError";
        if (!isAnswered && !isRefused(error))
            throw error;
        return workflows;
    }
}

;// CONCATENATED MODULE: ./build/github/comment.js





const longestComment = 65_536;
function markerLine({ key, run, attempt, sha }) {
    return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${(0,format/* shortSha */.Fu)(sha)} -->`;
}
/** `undefined` where the text does not begin with a marker of ours. */
function markerOf(body) {
    const [, key, run, attempt, sha] = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*) -->/.exec(body) ?? [];
    if (key === undefined || run === undefined || attempt === undefined || sha === undefined)
        return undefined;
    return { key, run: Number(run), attempt: Number(attempt), sha };
}
/** How often it is looked whether another run has come between our looking and our writing. */
const mostLooks = 3;
/**
 * Keeps one comment a key on the pull request: updates our own where there is one, and adds one where `isWanted`. An
 * older run does not overwrite a newer one. Looking and writing are two requests: who has written looks again. Of two runs that both
 * add one, the first comment stays, with the newer run's text.
 */
async function keepComment(place, marker, text, isWanted) {
    const mine = { body: `${markerLine(marker)}\n${text}`, marker };
    let step = await afterLook(place, mine, await oursAt(place, marker.key), isWanted);
    for (let looks = 1; looks < mostLooks && step.kind !== "settled"; looks++) {
        step = await afterWriting(place, mine, step, isWanted);
    }
    if (step.kind === "gone")
        throw step.error;
    return step.kept;
}
/** What was written is there, whether or not it can be seen what others have written. */
async function afterWriting(place, mine, before, isWanted) {
    if (before.kind !== "written")
        return await afterLook(place, mine, await oursAt(place, mine.marker.key), isWanted);
    const { kept, created } = before;
    try {
        const seen = await oursAt(place, mine.marker.key);
        // A list may be older than what was added last.
        const isOld = created !== undefined && seen.every(({ id }) => id !== created.id);
        const [first, ...others] = isOld ? [...seen, created].toSorted(byAge) : seen;
        if (first === undefined)
            return { kind: "settled", kept };
        // Under the same marker another job of this run may have told more.
        const isOver = others.length === 0 && !isNewer(mine.marker, first.marker);
        if (!isOver)
            return await afterLook(place, mine, [first, ...others], isWanted);
        return { kind: "settled", kept: isNewer(first.marker, mine.marker) ? keptAs(mine, first, first.url) : kept };
    }
    catch (error) {
        const problem = `whether another run has written as well could not be seen: ${(0,apiError/* refusal */.x5)(error)}`;
        return { kind: "settled", kept: { ...kept, problem } };
    }
}
/** Leaves the oldest of the comments, with the newest of the texts. */
async function afterLook(place, mine, ours, isWanted) {
    const [first, ...others] = ours;
    if (first === undefined)
        return isWanted ? await added(place, mine) : { kind: "settled", kept: { what: "not wanted" } };
    const newest = ours.reduce(newerOf, mine);
    const isSettled = first.body.trim() === newest.body.trim() && others.length === 0;
    if (isSettled)
        return { kind: "settled", kept: keptAs(mine, newest, first.url) };
    try {
        const text = await update(place, first, newest);
        const problem = await removed(place, others);
        const kept = { ...keptAs(mine, text, first.url), ...(0,omitUndefined/* defined */.s)({ problem }) };
        return { kind: problem === undefined ? "written" : "settled", kept };
    }
    catch (error) {
        if (isGone(error))
            return { kind: "gone", error };
        throw error;
    }
}
function keptAs(mine, text, url) {
    return { what: text === mine ? "updated" : "left to a newer run", url };
}
async function added(place, mine) {
    const created = await create(place, mine);
    return { kind: "written", kept: { what: "created", url: created.url }, created };
}
/** The second only where it is newer. */
const newerOf = (a, b) => (isNewer(b.marker, a.marker) ? b : a);
function isNewer(a, b) {
    return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}
/** Numbers of comments only grow. */
const byAge = (a, b) => a.id - b.id;
/** Those of this key that we have written, the oldest first; what others have written under our marker is theirs. */
async function oursAt({ api, ...issue }, key) {
    const comments = await commentsAt({ api, ...issue });
    const marked = comments.flatMap(({ id, html_url: url, body = "", user }) => {
        const marker = markerOf(body);
        return marker?.key === key ? [{ id, url, body, marker, user }] : [];
    });
    if (marked.length === 0)
        return [];
    const own = (await ownLogin(api)) ?? (await botLogin(api, marked));
    return marked.filter(({ user }) => user?.login === own).toSorted(byAge);
}
const perPage = 100;
const mostPages = 100;
/** To the first page that is not full: not every proxy lets the Link header through. */
async function commentsAt({ api, ...issue }) {
    const comments = [];
    for (let page = 1; page <= mostPages; page++) {
        const { data } = await api.rest.issues.listComments({ ...issue, per_page: perPage, page });
        comments.push(...data);
        if (data.length < perPage)
            break;
    }
    return comments;
}
async function create({ api, ...issue }, { body, marker }) {
    const { data } = await api.rest.issues.createComment({ ...issue, body });
    return { id: data.id, url: data.html_url, body, marker };
}
/** Looks right before it writes, and gives the text that is there then: a list may be as old as the patience of our requests. */
async function update({ api, owner, repo }, { id }, text) {
    const one = { owner, repo, comment_id: id };
    const { body = "" } = (await api.rest.issues.getComment(one)).data;
    const marker = markerOf(body);
    if (marker !== undefined && isNewer(marker, text.marker))
        return { body, marker };
    await api.rest.issues.updateComment({ ...one, body: text.body });
    return text;
}
/** Says what kept one of them from being removed: not every token may. */
async function removed({ api, owner, repo }, others) {
    for (const { id, url } of others) {
        try {
            await api.rest.issues.deleteComment({ owner, repo, comment_id: id });
        }
        catch (error) {
            if (!isGone(error))
                return `${url} should have been deleted: ${(0,apiError/* refusal */.x5)(error)}`;
        }
    }
    return undefined;
}
const isGone = (error) => (0,errors/* statusOf */.c2)(error) === 404;

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/signals.js
var signals = __webpack_require__(75888);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(46752);
;// CONCATENATED MODULE: ./build/githubApi/download.js
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






/** The storage that GitHub keeps artifacts in did not give what it was asked for. */
class StorageFailure extends Error {
    name = "StorageFailure";
    /** Whether the same may go well a little later. */
    isPassing;
    constructor(message, isPassing, options) {
        super(message, options);
        this.isPassing = isPassing;
    }
}
/** More than was to come. */
class TooLarge extends Error {
    name = "TooLarge";
}
/**
 * Brings what is at `url`, which grants access by itself, into the file. Gives back the content's digest, such as
 * sha256:9f86d0…. Throws StorageFailure, TooLarge, and what the file system throws.
 */
async function fetchBlob(url, file, { mostBytes, idleMs }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const way = __addDisposableResource(env_1, wayThere(), true);
        const silence = __addDisposableResource(env_1, silenceOf(idleMs), false);
        const response = await (0,undici/* fetch */.hd)(url, { dispatcher: way.agent, signal: silence.signal }).catch((cause) => {
            throw broken(cause);
        });
        const { status, body, headers } = response;
        if (status !== 200 || body === null) {
            const isPassing = status >= 500 || status === 408 || status === 429;
            throw new StorageFailure(`the storage of artifacts answered ${status}`, isPassing);
        }
        const type = headers.get("content-type") ?? "";
        if (type.startsWith("text/"))
            throw new StorageFailure(`the storage of artifacts answered with ${type}`, true);
        if (Number(headers.get("content-length")) > mostBytes)
            throw tooLarge(mostBytes);
        return await saveBlob(body, file, mostBytes, silence.end);
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
/** By way of the proxy that the environment names, as GitHub's own clients go. */
function wayThere() {
    const agent = new undici/* EnvHttpProxyAgent */.J2();
    return { agent, [Symbol.asyncDispose]: () => agent.destroy() };
}
/** Aborts once nothing has been heard for so long. */
function silenceOf(idleMs) {
    const controller = new AbortController();
    const tooLong = () => controller.abort(new Error(`nothing came for ${idleMs / 1000} s`));
    const timer = setTimeout(tooLong, idleMs);
    return {
        signal: controller.signal,
        end: () => void timer.refresh(),
        [Symbol.dispose]: () => clearTimeout(timer),
    };
}
/** The same of what is coming already. */
async function saveBlob(body, file, mostBytes, heard = () => { }) {
    const hash = (0,external_node_crypto_.createHash)("sha256");
    let bytes = 0;
    const counted = new external_node_stream_.Transform({
        transform(chunk, _, done) {
            heard();
            bytes += chunk.length;
            hash.update(chunk);
            if (bytes > mostBytes)
                done(tooLarge(mostBytes));
            else
                done(null, chunk);
        },
    });
    try {
        await (0,external_node_stream_promises_.pipeline)(body, counted, (0,external_node_fs_.createWriteStream)(file));
    }
    catch (error) {
        if (error instanceof TooLarge || (error instanceof Error && "path" in error))
            throw error;
        throw broken(error);
    }
    return `sha256:${hash.digest("hex")}`;
}
function tooLarge(mostBytes) {
    return new TooLarge(`it has more than ${mostBytes} bytes`);
}
function broken(cause) {
    const inner = cause instanceof Error && cause.cause !== undefined ? cause.cause : cause;
    return new StorageFailure(`the storage of artifacts broke off (${(0,errors/* messageOf */.bD)(inner)})`, true, { cause });
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/yauzl/index.js
var yauzl = __webpack_require__(20663);
;// CONCATENATED MODULE: ./build/githubApi/unzip.js
var unzip_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var unzip_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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





/** What cannot be unpacked, or must not be. */
class UnusableZip extends Error {
    name = "UnusableZip";
}
/**
 * Writes the `wanted` files of the archive, which lie at its top, into the directory; all others are left. What the archive
 * says is not trusted: a name leads nowhere else, a link is no file, and no more comes out than `limits` has.
 */
async function unzip(file, directory, wanted, limits) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const archive = unzip_addDisposableResource(env_1, await opened(file), true);
            const entries = await entriesOf(archive.zip, limits.files);
            const chosen = wanted.flatMap((name) => onlyOne(entries, name));
            let left = limits.bytes;
            for (const entry of chosen)
                left -= await unpack(archive.zip, entry, (0,external_node_path_.join)(directory, entry.fileName), left);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = unzip_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        // What the file system refuses says nothing about the archive.
        if (error instanceof UnusableZip || (error instanceof Error && "syscall" in error))
            throw error;
        throw new UnusableZip(`it cannot be unpacked (${(0,errors/* messageOf */.bD)(error)})`, { cause: error });
    }
}
async function opened(file) {
    const zip = await (0,yauzl/* openPromise */.sO)(file, { autoClose: false, strictFileNames: true });
    return { zip, [Symbol.asyncDispose]: async () => zip.close() };
}
async function entriesOf(zip, most) {
    if (zip.entryCount > most)
        throw new UnusableZip(`it holds ${zip.entryCount} files, expected at most ${most}`);
    const entries = [];
    for await (const entry of zip.eachEntry())
        entries.push(entry);
    return entries;
}
function onlyOne(entries, name) {
    const [entry, ...more] = entries.filter(({ fileName }) => fileName === name);
    if (entry === undefined)
        return [];
    if (more.length > 0)
        throw new UnusableZip(`it holds ${name} more than once`);
    if (!isRegular(entry))
        throw new UnusableZip(`its ${name} is no regular file`);
    return [entry];
}
const madeOnUnix = 3;
const kindOfFile = 0o170000;
const regularFile = 0o100000;
/** Archives of Unix tell what an entry is; those of others know only files. */
function isRegular({ versionMadeBy, externalFileAttributes }) {
    const kind = (externalFileAttributes >>> 16) & kindOfFile;
    return versionMadeBy >> 8 !== madeOnUnix || kind === 0 || kind === regularFile;
}
/** Gives back how many bytes came out. */
async function unpack(zip, entry, place, mostBytes) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const output = unzip_addDisposableResource(env_2, await (0,promises_.open)(place, "wx", 0o600), true);
        const stream = await zip.openReadStreamPromise(entry);
        // The loop hears of the first; yauzl may tell of more when nobody listens any longer.
        stream.on("error", () => { });
        const content = stream;
        let bytes = 0;
        let checksum = 0;
        for await (const chunk of content) {
            bytes += chunk.length;
            if (bytes > mostBytes)
                throw new UnusableZip("it unpacks to more bytes than it may");
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
        const result_2 = unzip_disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}

;// CONCATENATED MODULE: ./build/githubApi/artifacts.js
var artifacts_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var artifacts_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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









/** What came cannot be trusted or read. */
class UnusableArtifact extends Error {
    name = "UnusableArtifact";
}
/** A GitHub Enterprise Server keeps no artifacts of this kind. */
function hasArtifacts(serverUrl) {
    const host = URL.parse(serverUrl)?.hostname ?? "";
    return host === "github.com" || host.endsWith(".ghe.com") || host.endsWith(".localhost");
}
/**
 * Puts the wanted files of an artifact into the directory, all of those that it holds or, where it throws, none: an
 * UnusableArtifact that says what is wrong, or what kept GitHub from answering.
 */
async function downloadArtifact(...download) {
    try {
        await downloadOnce(...download);
    }
    catch (error) {
        // It may have been spoilt on its way.
        if (!(error instanceof UnusableArtifact && error.cause instanceof UnusableZip))
            throw error;
        await downloadOnce(...download);
    }
}
async function downloadOnce(...[place, artifact, directory, wanted]) {
    await (0,promises_.mkdir)(directory, { recursive: true });
    const room = await (0,promises_.mkdtemp)((0,external_node_path_.join)(directory, ".artifact-"));
    try {
        const zip = (0,external_node_path_.join)(room, "zip");
        const digest = await fetched(place, artifact, zip, wanted.zipBytes);
        if (artifact.digest && artifact.digest !== digest)
            throw new UnusableZip("it is not what was uploaded (its digest differs)");
        const unpacked = (0,external_node_path_.join)(room, "files");
        await (0,promises_.mkdir)(unpacked);
        await unzip(zip, unpacked, wanted.names, wanted);
        for (const name of await (0,promises_.readdir)(unpacked))
            await (0,promises_.rename)((0,external_node_path_.join)(unpacked, name), (0,external_node_path_.join)(directory, name));
    }
    catch (error) {
        if (!(error instanceof UnusableZip || error instanceof TooLarge))
            throw error;
        throw new UnusableArtifact(`the artifact ${artifact.name}: ${error.message}`, { cause: error });
    }
    finally {
        await (0,promises_.rm)(room, { recursive: true, force: true });
    }
}
/** A connection that breaks off is tried again after these pauses. */
const pausesMs = [1000, 2000, 4000];
const idleMs = (0,unit/* millis */.ne)(30_000);
async function fetched(place, artifact, file, mostBytes) {
    for (const pauseMs of pausesMs) {
        try {
            return await fetchedOnce(place, artifact, file, { mostBytes, idleMs });
        }
        catch (error) {
            if (!(error instanceof StorageFailure && error.isPassing))
                throw error;
            await (0,external_node_timers_promises_.setTimeout)(pauseMs);
        }
    }
    return await fetchedOnce(place, artifact, file, { mostBytes, idleMs });
}
/**
 * By the address that GitHub gives, which holds for a minute and for whoever knows it: the token stays with GitHub. Its like
 * may send the archive itself.
 */
async function fetchedOnce({ api, owner, repo }, { id, name }, file, limits) {
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
        return await saveBlob(body, file, limits.mostBytes);
    await body?.cancel();
    if (location !== undefined)
        return await fetchBlob(new URL(location, url).href, file, limits);
    throw new Error(`expected the address of the artifact ${name}, got status ${status} without one`);
}
/** Throws where GitHub refuses; see isTaken. */
async function uploadArtifact({ name, files, root, ...options }) {
    const client = await artifactClient();
    const upload = () => client.uploadArtifact(name, [...files], root, options);
    const { id } = await upload().catch(async (error) => {
        if (!isBroken(error))
            throw error;
        await (0,external_node_timers_promises_.setTimeout)(uploadPauseMs);
        return await upload().catch((again) => {
            throw new Error((0,errors/* messageOf */.bD)(again), { cause: error });
        });
    });
    return (0,omitUndefined/* defined */.s)({ id });
}
const uploadPauseMs = 2000;
/** The client tries again what GitHub answers with 5xx, but not what it has no answer to. */
function isBroken(error) {
    return (0,errors/* messageOf */.bD)(error).includes("Unable to make request");
}
/** Whether an upload was refused because this run has an artifact of that name: one run has each name once. */
function isTaken(error) {
    return /\(409\)|already exists/i.test((0,errors/* messageOf */.bD)(error));
}
/** Whether no answer came to the upload before: GitHub may have done what it was asked. */
function isUnanswered(error) {
    return error instanceof Error && isBroken(error.cause);
}
/** The id of the artifact of that name that this run has; one whose upload has broken off takes its name, but is not there. */
async function artifactOfRun(name) {
    const client = await artifactClient();
    const { artifacts } = await client.listArtifacts({ latest: true });
    return artifacts.find((artifact) => artifact.name === name)?.id;
}
/** Uploads in the place of what this run has left under the name. */
async function replaceArtifact(upload) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { name } = upload;
        const client = await artifactClient();
        // A job that is cancelled between the two would leave none: the runner waits for some seconds.
        const _ = artifacts_addDisposableResource(env_1, (0,signals/* abortOnSignals */.P)(), false);
        await client.deleteArtifact(name).catch((cause) => {
            throw new Error(`this run cannot replace its artifact ${name} (${(0,errors/* messageOf */.bD)(cause)}); if an upload of it has broken off, GitHub keeps the name for this run: start a new one`, { cause });
        });
        return await insisting(() => uploadArtifact(upload));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        artifacts_disposeResources(env_1);
    }
}
/** What was there is deleted: a refusal is not taken at its word. */
const refusalPausesMs = [1000, 2000, 4000, 8000, 16_000];
async function insisting(upload) {
    let refusal;
    for (const pauseMs of refusalPausesMs) {
        try {
            return await upload();
        }
        catch (error) {
            // The name is taken by the upload that broke off.
            if (refusal !== undefined && !isTaken(refusal) && isTaken(error))
                throw refusal;
            refusal = error;
            await (0,external_node_timers_promises_.setTimeout)(pauseMs);
        }
    }
    return await upload();
}
/** GitHub's own client. Loaded when it is needed: it is most of the bundle's start-up time. */
async function artifactClient() {
    const { DefaultArtifactClient } = await Promise.all(/* import() */[__webpack_require__.e(351), __webpack_require__.e(645)]).then(__webpack_require__.bind(__webpack_require__, 9645));
    return new DefaultArtifactClient();
}

// EXTERNAL MODULE: ./build/pipeline/writeReports.js
var writeReports = __webpack_require__(14461);
// EXTERNAL MODULE: ./build/report/terminal.js
var terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/shell/files.js
var shell_files = __webpack_require__(69454);
;// CONCATENATED MODULE: ./build/shell/timeout.js

/** The promise's outcome, or an error once the time is over: for clients that wait and retry without an end. */
async function within(limitMs, what, promise) {
    const done = new AbortController();
    const late = (0,external_node_timers_promises_.setTimeout)(limitMs, undefined, { signal: done.signal }).then(() => {
        throw new Error(`${what} took longer than ${limitMs / 1000} s`);
    });
    late.catch(() => { });
    return await Promise.race([promise, late]).finally(() => done.abort());
}

;// CONCATENATED MODULE: ./build/action/outputs.js


/** The step's outputs. Where the runner's file cannot be written, that is a warning: nothing else depends on it. */
function setOutputs(outputs, annotations) {
    try {
        for (const [name, value] of Object.entries(outputs))
            (0,core/* setOutput */.uH)(name, value);
    }
    catch (error) {
        const names = Object.keys(outputs).join(", ");
        annotations.say("warning", `The outputs ${names} could not be set: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}

;// CONCATENATED MODULE: ./build/action/truncate.js
const encoder = new TextEncoder();
const bytesOf = (text) => encoder.encode(text).length;
/** As much of the text as has no more than so many bytes in UTF-8, or what it cannot be cut below. */
function inBytes(text, mostBytes) {
    for (let longest = mostBytes;;) {
        const cut = text(longest);
        const excess = bytesOf(cut) - mostBytes;
        if (excess <= 0 || cut.length > longest)
            return cut;
        // A character has three bytes at most.
        longest = cut.length - Math.ceil(excess / 3);
    }
}

;// CONCATENATED MODULE: ./build/action/publish.js


















/** Files, outputs and summary. Says whether every file could be written. */
async function publish(results, report, job) {
    const written = await (0,writeReports/* writeReports */.L)(results, job.out);
    for (const problem of written.problems)
        job.annotations.say("error", problem);
    printUninterpreted((0,terminal/* terminal */.F)(results, { color: true }));
    const text = linked(report, job);
    tellOutputs(report, text, { results: written.results, report: written.html, "report-markdown": written.markdown }, job);
    await summarise(text, job);
    return written.problems.length === 0;
}
/** The same of a report for several jobs of a run, whose files are their own. */
async function publishMerged(report, job, run = job.context.runId) {
    const path = (0,external_node_path_.join)(job.out, "report.md");
    printUninterpreted([report.headline, ...report.verdict.reasons.map((reason) => `- ${reason}`)].join("\n"));
    const isWritten = await (0,shell_files/* writeText */.x3)(path, report.markdown()).then(() => true, (error) => {
        job.annotations.say("error", `${path} could not be written (${(0,errors/* messageOf */.bD)(error)}); free space`);
        return false;
    });
    const text = linked(report, job, run);
    tellOutputs(report, text, isWritten ? { "report-markdown": path } : {}, job);
    await summarise(text, job);
    return isWritten;
}
/** An environment variable holds 128 KiB on Linux, and that is where a workflow puts an output before it reads it. */
const mostOutputBytes = 120 * 1024;
function tellOutputs(report, text, files, job) {
    const outputs = {
        verdict: report.verdict.kind,
        confirm: String(report.verdict.confirm === true),
        ...files,
        markdown: inBytes((longest) => text(Math.min(longest, longestText)), mostOutputBytes).trimEnd(),
        json: digestJson(report.digest, mostOutputBytes),
    };
    setOutputs(outputs, job.annotations);
}
/** GitHub drops a summary of more than a mebibyte; some of it is for what comes after the report. */
const publish_mostSummaryBytes = 1024 ** 2 - 4096;
async function summarise(text, job) {
    if (!job.inputs.summary)
        return;
    const cut = inBytes(text, publish_mostSummaryBytes);
    await bestEffort("The job summary", job.annotations, () => core/* summary */.z.addRaw(cut).write());
}
/** A report, and where the files are that it comes from. */
function linked({ markdown }, { context }, run = context.runId) {
    const { serverUrl, owner, repo } = context;
    if (!hasArtifacts(serverUrl))
        return markdown;
    const link = `\n[All numbers and charts](${serverUrl}/${owner}/${repo}/actions/runs/${run}#artifacts)\n`;
    return (longest) => `${markdown(longest - link.length)}${link}`;
}
/** The report has names and logs of others in it: none of its lines may act as a command to the runner. */
function printUninterpreted(text) {
    const token = (0,external_node_crypto_.randomUUID)();
    core/* info */.pq(`::stop-commands::${token}\n${text}\n::${token}::`);
}
/** Room for the comment's marker, and to spare. */
const longestText = longestComment - 200;
const commentLimitMs = (0,unit/* millis */.ne)(180_000);
/** Keeps the comment of the job's own pull request. */
async function comment(report, job, key = job.inputs.baselineKey) {
    const { context } = job;
    const { pullRequest } = context;
    if (pullRequest === undefined)
        return;
    const marker = { key, run: context.runId, attempt: context.runAttempt, sha: context.sha };
    await unlessFork("comment", job, () => commentOn(pullRequest.number, report, marker, job));
}
/** The token of a fork's pull request may only read: that is as it should be, and no reason to warn. */
async function unlessFork(what, { context, annotations }, act) {
    try {
        await act();
    }
    catch (error) {
        if (context.pullRequest?.isFork !== true || !(0,apiError/* isForbidden */.US)(error))
            throw error;
        const why = "the token of a fork's pull request may not write";
        annotations.say("notice", `No ${what}, because ${why}: ${(0,docsLink/* manual */.j)("docs/github.md#forks")} shows how it gets one`);
    }
}
/** Keeps a comment of the pull request. Throws where GitHub does not let it. */
async function commentOn(pullRequest, report, marker, job) {
    const { context, inputs, github, annotations } = job;
    if (github === undefined || inputs.comment === "never")
        return;
    const text = linked(report, job, marker.run)(longestText);
    const { owner, repo } = context;
    const place = { api: github.api, owner, repo, issue_number: pullRequest };
    const keeping = keepComment(place, marker, text, isWanted(inputs.comment, report));
    const kept = await within(commentLimitMs, "keeping the comment", keeping);
    if (kept.url !== undefined)
        setOutputs({ "comment-url": kept.url }, annotations);
    if (kept.problem !== undefined)
        annotations.say("warning", `There may be two comments: ${kept.problem}`);
    core/* info */.pq(`Comment: ${kept.what}`);
}
/** Whether there is something to say; a comment that exists is brought up to date in any case. */
function isWanted(mode, { verdict, isNews }) {
    if (mode === "always")
        return true;
    return mode === "failures" ? verdict.failing : mode === "changes" && isNews;
}
/** The verdict as a check run of its own, where it is asked for. */
async function check(report, remarks, sha, job) {
    const { inputs, github, context } = job;
    if (!inputs.checkRun || github === undefined)
        return;
    const { verdict, headline, tone } = report;
    const summary = inBytes(linked(report, job), mostSummaryBytes);
    const told = { key: inputs.baselineKey, verdict, isNew: tone === "new", headline, summary, remarks };
    await unlessFork("check run", job, () => createCheckRun(github.api, context, sha, told));
}
/** None of GitHub's failures changes the verdict: it becomes a warning. */
async function bestEffort(what, annotations, act) {
    try {
        await act();
    }
    catch (error) {
        annotations.say("warning", `${what} could not be written: ${(0,apiError/* refusal */.x5)(error)}`);
    }
}
/** What is not to be had where GitHub is a server of one's own. */
const noArtifacts = (what) => `${what} is not uploaded: GitHub Enterprise Server keeps none for this action`;
/** What is said last, and the exit code. */
function ending({ verdict, headline }, isKept, { annotations }) {
    if (verdict.failing)
        annotations.sayLast("error", headline);
    else if (verdict.kind !== "pass")
        annotations.sayLast("warning", headline);
    const code = (0,exit/* exitCodeOf */.FO)(verdict);
    return isKept || code !== exit/* exitCode */.I$.pass ? code : exit/* exitCode */.I$.invalid;
}

;// CONCATENATED MODULE: ./build/github/resultsArtifact.js









/** The results that one job leaves for others: of this run, or of the one that tells of it. */
const fileName = "results.json";
const limitMs = (0,unit/* millis */.ne)(120_000);
/** As long as a pull request may be looked at. */
const keptDays = 30;
/** Each attempt of a run has its own: a name is taken for as long as the run is kept. */
const artifactName = ({ kind, key, attempt }) => `loadgate-${kind}-${key}-${attempt}`;
/** Uploads the files, of which the first is results.json. Throws where GitHub refuses. Gives back the artifact's id. */
async function uploadResults(files, name, retentionDays = keptDays) {
    const wanted = artifactName(name);
    const upload = uploadArtifact({
        name: wanted,
        files,
        root: (0,external_node_path_.dirname)(files[0]),
        retentionDays: Math.min(retentionDays, keptDays),
    }).catch(async (cause) => {
        if (!isTaken(cause))
            throw cause;
        return await ownOf(wanted, cause);
    });
    return await within(limitMs, "the upload of the results", upload);
}
/** What an upload has left to which no answer came. Throws where the name is taken by another job, or for nothing. */
async function ownOf(name, cause) {
    const id = await artifactOfRun(name);
    if (id !== undefined && isUnanswered(cause))
        return { id };
    const why = id === undefined
        ? `an upload of ${name} has broken off, and GitHub keeps the name for this attempt of the run: run the job again`
        : "another job of this run has left its own; give each a baseline-key";
    throw new Error(`${why} (${(0,errors/* messageOf */.bD)(cause)})`, { cause });
}
/** The most that GitHub lists on one page; nobody leaves more than that many pages by chance. */
const resultsArtifact_perPage = 100;
const pages = 10;
/** The newest results of every key, in the order of the keys. */
async function newestResults(place) {
    return newestOf(await allResults(place));
}
/** Of each key the first, in the order of the keys. */
function newestOf(all) {
    const keys = [...new Set(all.map(({ key }) => key))].toSorted();
    return keys.flatMap((key) => all.find((one) => one.key === key) ?? []);
}
/** All results that the run's jobs have left, the newest first. */
async function allResults(place) {
    return await within(limitMs, "the list of artifacts", resultsOf(place));
}
async function resultsOf({ runAttempt, ...place }) {
    const found = (await artifactsOf(place)).flatMap(({ id, name, digest, expired, workflow_run: run }) => {
        const named = namedBy(name);
        const isOther = run?.id !== undefined && run.id !== place.runId;
        if (named === undefined || expired || isOther || named.attempt > runAttempt)
            return [];
        return [{ ...named, id, name, ...(0,omitUndefined/* defined */.s)({ digest }) }];
    });
    const rank = ({ kind }) => (kind === "confirmed" ? 1 : 0);
    return found.toSorted((a, b) => b.attempt - a.attempt || rank(b) - rank(a) || b.id - a.id);
}
/** By hand: what stands between may lose the Link header that a client would follow. */
async function artifactsOf({ api, owner, repo, runId }) {
    const asked = { owner, repo, run_id: runId, per_page: resultsArtifact_perPage };
    const lists = [];
    for (let page = 1; page <= pages; page++) {
        const { data } = await api.rest.actions.listWorkflowRunArtifacts({ ...asked, page });
        lists.push(data.artifacts);
        if (data.artifacts.length < resultsArtifact_perPage)
            break;
    }
    return lists.flat();
}
/** loadgate-results-api-2 -> the results of api, of the second attempt. */
function namedBy(name) {
    const [, kind, key, attempt] = /^loadgate-(results|confirmed)-([\w.-]{1,80})-([1-9]\d{0,8})$/.exec(name) ?? [];
    if (key === undefined || (kind !== "results" && kind !== "confirmed"))
        return undefined;
    return { key, attempt: Number(attempt), kind };
}
/** Results of ten thousand comparisons have a tenth of that. */
const wanted = { names: [fileName], zipBytes: 16 * 1024 ** 2, files: 10, bytes: 16 * 1024 ** 2 };
/** The text of the results, as it came. Throws an UnusableArtifact, or what kept GitHub from answering. */
async function fetchResults({ api, owner, repo, room }, left) {
    await (0,promises_.mkdir)(room, { recursive: true });
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)(room, "results-"));
    try {
        await within(limitMs, "the download", downloadArtifact({ api, owner, repo }, left, directory, wanted));
        const text = await (0,shell_files/* readText */.yR)((0,external_node_path_.join)(directory, fileName));
        if (text !== undefined)
            return text;
        throw new UnusableArtifact(`the artifact ${left.name} holds no ${fileName}`);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** The text of the results that this run's first job has left. Throws a CouldNotMeasure that says what to do. */
async function downloadResults(place, key) {
    const wanted = artifactName({ kind: "results", key, attempt: place.runAttempt });
    try {
        const found = await allResults(place);
        const left = found.find((one) => one.key === key && one.kind === "results");
        if (left !== undefined)
            return await fetchResults(place, left);
    }
    catch (cause) {
        throw new errors/* CouldNotMeasure */.Nc(whyNot(`the results of the first job (the artifact ${wanted})`, cause), { cause });
    }
    throw new errors/* CouldNotMeasure */.Nc(`no job of this run has left results to confirm: expected the artifact ${wanted}; ` +
        "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results");
}
function whyNot(wanted, cause) {
    if (cause instanceof UnusableArtifact)
        return `${cause.message}; run the first job again`;
    return `${wanted} could not be fetched: ${(0,apiError/* refusal */.x5)(cause)}`;
}

// EXTERNAL MODULE: ./build/results/codec.js
var codec = __webpack_require__(41271);
// EXTERNAL MODULE: ./build/pipeline/rejudge.js
var rejudge = __webpack_require__(59867);
// EXTERNAL MODULE: ./build/util/mapStrings.js
var mapStrings = __webpack_require__(42773);
// EXTERNAL MODULE: ./build/stats/histogram.js
var histogram = __webpack_require__(84414);
;// CONCATENATED MODULE: ./build/action/validateHistogram.js


/**
 * Whether the text is, by its size and by its header, a histogram as Loadgate encodes them. Another one may unpack to any number
 * of bytes, or ask for as many counters as it likes.
 */
function isOwnHistogram(text) {
    if (text.length > validateHistogram_longestText)
        return false;
    const header = headerOf(text);
    return header !== undefined && header === own;
}
/** One that counts something in each of its 23,000 counters has less. */
const validateHistogram_longestText = 128 * 1024;
const mostBytes = 512 * 1024;
/** All of it but its length: version, range and digits (HdrHistogram, V2). */
function headerOf(text) {
    try {
        const packed = Buffer.from(text, "base64").subarray(8);
        const plain = (0,external_node_zlib_.inflateSync)(packed, { maxOutputLength: mostBytes });
        return `${plain.toString("hex", 0, 4)} ${plain.toString("hex", 8, 40)}`;
    }
    catch {
        return undefined;
    }
}
const own = headerOf((0,histogram/* histogram */.JW)().encode());

;// CONCATENATED MODULE: ./build/action/untrustedResults.js




/**
 * Results that another job has left, judged again: what they claim as verdict is not believed. They may be of a fork, and so
 * anybody's: all that is in them is bounded. Throws UnreadableResults.
 */
function foreignResults(text, name, warningsFor = () => []) {
    const results = (0,mapStrings/* withTexts */.j)((0,codec/* parseResults */.c2)(text, name), clipped);
    for (const [what, got, most] of sizesOf(results)) {
        if (got > most)
            throw new codec/* UnreadableResults */._m(`${name}: expected at most ${most} ${what}, got ${got}`);
    }
    if (!(0,codec/* histogramsIn */.Hp)(results).every(isOwnHistogram))
        throw new codec/* UnreadableResults */._m(`${name}: expected histograms of Loadgate, got another one`);
    (0,codec/* withHistograms */.q1)(results, name);
    return (0,rejudge/* rejudged */.H)(results, { warnings: warningsFor(results.provenance.head.sha) });
}
/** Far beyond what a budget allows: more would only make the judgement slow. */
function sizesOf({ scenarios }) {
    const rounds = scenarios.map((scenario) => scenario.rounds.length);
    const again = scenarios.map(({ confirmation }) => confirmation?.rounds.length ?? 0);
    const runs = scenarios.map(({ recorded = [], anchored = [] }) => recorded.length + anchored.length);
    const recordedRounds = scenarios.flatMap(({ recorded = [] }) => recorded.map((run) => run.rounds.length));
    return [
        ["scenarios", scenarios.length, 1000],
        ["rounds of a scenario", largest(rounds), 2000],
        ["rounds of a confirmation", largest(again), 2000],
        ["recorded runs of a scenario", largest(runs), 200],
        ["rounds of a recorded run", largest(recordedRounds), 2000],
        ["limits by requests", sum(scenarios.map(limitsByRequests)), 100_000],
    ];
}
const largest = (counts) => counts.reduce((a, b) => Math.max(a, b), 0);
const sum = (counts) => counts.reduce((a, b) => a + b, 0);
/** Each limit is held against the histograms of all requests. */
function limitsByRequests({ limits, phases }) {
    return limits.length * sum(phases.map(({ requests }) => requests.length));
}
/** Characters of a name; one that is longer would make every row of its table as long. */
const longestName = 300;
/** The tail of a log. */
const longestFailure = 8000;
/** On one line and in so many characters. */
function clipped(text, key) {
    if (key === "histogram" || key === "blameless_histogram")
        return text;
    if (key === "failure")
        return clip(text.replace(/[^\P{C}\n\t]/gu, " "), longestFailure);
    return clip(text.replace(/\p{C}/gu, " "), longestName);
}
function clip(text, most) {
    return text.length <= most ? text : `${text.slice(0, most - 1)}…`.toWellFormed();
}

;// CONCATENATED MODULE: ./build/action/resultParts.js







/** Jobs whose results are taken up without their having been named. */
const most = 20;
/**
 * What the jobs of a run that has come to its last one have left: those of the keys that are wanted, or all. Throws a
 * CouldNotMeasure where GitHub does not give what there is.
 */
async function partsOfRun(place, wanted, warningsFor = () => []) {
    const all = await answered("the list of artifacts", allResults(place));
    const found = newestOf(all);
    const keys = wanted.length > 0 ? wanted : found.map(({ key }) => key);
    if (wanted.length === 0 && keys.length > most)
        throw new errors/* CouldNotMeasure */.Nc(`expected the results of at most ${most} jobs, got ${keys.length}; name those that belong together in the input parts`);
    const parts = [];
    for (const key of keys) {
        const left = found.find((one) => one.key === key);
        parts.push(left === undefined ? { kind: "missing", key, why: nothingLeft } : await partOf(place, left, warningsFor));
    }
    return parts.some(isEarlier) && (await isPassedRepeated(place, all, parts)) ? parts.map(orMissing) : parts;
}
/** Throws a WrongInput where no job can leave anything for another one. */
function refuseWithoutArtifacts({ context, inputs }) {
    if (hasArtifacts(context.serverUrl))
        return;
    throw new errors/* WrongInput */.Ey(`input mode: ${inputs.mode} takes up what other jobs have left as artifacts, and GitHub Enterprise Server keeps none for this action; see ${(0,docsLink/* manual */.j)("docs/github.md#ghes")}`);
}
/** The keys of jobs that have left results, and that are not among those that are wanted. */
async function unnamedParts(place, wanted) {
    const found = newestOf(await answered("the list of artifacts", allResults(place)));
    return found.map(({ key }) => key).filter((key) => !wanted.includes(key));
}
const nothingLeft = "No result: its job ended before it could measure, or has not run";
const isEarlier = (part) => part.kind === "measured" && part.earlierAttempt !== undefined;
/**
 * Whether a job was repeated whose results had passed. Of a job that was not, what an earlier attempt has left counts: so it is
 * where the failed jobs are repeated. Once others are, one that has left nothing newer may have been, too, and died.
 */
async function isPassedRepeated(place, all, parts) {
    const repeated = parts.filter((part) => part.kind !== "missing" && !isEarlier(part));
    for (const { key } of repeated) {
        const before = all.find((left) => left.key === key && left.attempt < place.runAttempt);
        const part = before === undefined ? undefined : await partOf(place, before, () => []);
        if (part?.kind === "measured" && !part.results.verdict.failing)
            return true;
    }
    return false;
}
function orMissing(part) {
    if (part.kind !== "measured" || part.earlierAttempt === undefined || part.results.verdict.failing)
        return part;
    const why = `No result of this attempt, though jobs that had passed were repeated, and that of attempt ${part.earlierAttempt} ` +
        "may be out of date; run all jobs again";
    return { kind: "missing", key: part.key, why };
}
/** The results that a job has left, judged again. Throws a CouldNotMeasure where GitHub does not give them. */
async function partOf(place, left, warningsFor) {
    const { key, name } = left;
    try {
        const text = await fetchResults(place, left);
        const earlier = left.attempt < place.runAttempt ? { earlierAttempt: left.attempt } : {};
        return { kind: "measured", key, results: foreignResults(text, name, warningsFor), ...earlier };
    }
    catch (error) {
        if (error instanceof UnusableArtifact || error instanceof codec/* UnreadableResults */._m)
            return { kind: "unreadable", key, why: `No result that could be read: ${(0,errors/* messageOf */.bD)(error)}` };
        const status = (0,errors/* statusOf */.c2)(error);
        if (status === 404 || status === 410)
            return { kind: "unreadable", key, why: `No result any more: GitHub answered ${status} for the artifact ${name}` };
        throw notGiven(`the artifact ${name}`, error);
    }
}
async function answered(what, answer) {
    return await answer.catch((cause) => {
        throw notGiven(what, cause);
    });
}
function notGiven(what, cause) {
    return new errors/* CouldNotMeasure */.Nc(`${what} could not be fetched: ${(0,apiError/* refusal */.x5)(cause)}`, { cause });
}

;// CONCATENATED MODULE: ./build/action/sharedComment.js





/** How often a comment is made anew because another job has meanwhile handed over more. */
const sharedComment_most = 3;
/**
 * One comment for all jobs of `parts`, which the last of them to finish writes: each hands its results over first, and then looks
 * whether all are there. Of a run that is repeated, what an earlier attempt has left counts until there is newer.
 */
async function sharedComment(job) {
    const { context, github, inputs } = job;
    if (github === undefined || context.pullRequest === undefined || inputs.comment === "never")
        return;
    const place = { ...context, api: github.api, room: job.room };
    let told = "";
    for (let time = 0; time < sharedComment_most; time++) {
        const all = await newestResults(place);
        const left = inputs.parts.flatMap((key) => all.find((one) => one.key === key) ?? []);
        const waiting = inputs.parts.filter((key) => left.every((one) => one.key !== key));
        if (waiting.length > 0) {
            core/* info */.pq(`The comment is left to the last job of ${inputs.parts.join(", ")}: no results yet of ${waiting.join(", ")}`);
            return;
        }
        const ids = left.map(({ id }) => id).join();
        if (ids === told)
            return;
        const parts = [];
        for (const one of left)
            parts.push(await partOf(place, one, () => []));
        await comment(mergedReport(parts, { missingFails: true }), job, sharedKey(inputs));
        told = ids;
    }
}
/** The first part's: the comment of a job that was alone becomes the one of all. */
function sharedKey({ parts, baselineKey }) {
    return parts[0] ?? baselineKey;
}

;// CONCATENATED MODULE: ./build/action/commentJob.js












/**
 * Tells the pull request what another run, of whose code nothing is run here, has found. Told is told, whatever the verdict:
 * failing is that run's. What there is no telling of is a notice, and what could not be told an error.
 */
async function commentJob(job) {
    refuseWithoutArtifacts(job);
    const { place, run } = commentJob_asked(job);
    if (run.event !== "pull_request")
        return nothing(`the run ${run.id} was started by ${run.event}, and only runs of pull_request have a comment`);
    const pull = await pullOf(place.api, job, run);
    if (pull.kind !== "found")
        return nothing(commentJob_whyNot(pull));
    const parts = await partsOfRun(place, job.inputs.parts, otherCommit(run));
    if (parts.every(({ kind }) => kind === "missing"))
        return nothing(`the run ${run.id} has left no results: its jobs ended before they could measure`);
    const report = reportOn(job, parts);
    await publishMerged(report, job, run.id);
    const key = keyOf(job);
    const marker = { key, run: run.id, attempt: run.attempt, sha: run.headSha };
    await commentOn(pull.number, report, marker, job).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`the comment of ${key} could not be kept: ${(0,apiError/* refusal */.x5)(cause)}`, { cause });
    });
    return exit/* exitCode */.I$.pass;
}
function commentJob_asked({ context, github, room }) {
    const run = context.workflowRun;
    if (context.event !== "workflow_run" || run === undefined)
        throw new errors/* WrongInput */.Ey(`input mode: comment tells of a run that has ended: expected on: workflow_run, got on: ${context.event}; see ${(0,docsLink/* manual */.j)("docs/github.md#forks")}`);
    if (github === undefined)
        throw new errors/* WrongInput */.Ey("input github-token: mode: comment needs one with actions: read and pull-requests: write");
    const { owner, repo } = context;
    return { place: { api: github.api, owner, repo, runId: run.id, runAttempt: run.attempt, room }, run };
}
function nothing(why) {
    core/* notice */.lm(`Nothing to comment on: ${why}`, { title: "Loadgate" });
    return exit/* exitCode */.I$.pass;
}
async function pullOf(api, { context }, run) {
    return await pullRequestOfRun(api, context, run).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`the pull request could not be looked up: ${(0,apiError/* refusal */.x5)(cause)}`, { cause });
    });
}
function commentJob_whyNot(pull) {
    if (pull.kind === "moved_on")
        return "the pull request has moved on, or is closed";
    const numbers = pull.numbers.join(", ");
    return `the commit is the head of several pull requests (${numbers}), and the event does not say which`;
}
/** Where the results name another commit than the one that GitHub has started the run for. */
function otherCommit({ headSha }) {
    return (measured) => measured === undefined || measured === headSha
        ? []
        : [`The results are of the commit ${(0,format/* shortSha */.Fu)(measured)}, and the pull request's head was ${(0,format/* shortSha */.Fu)(headSha)}`];
}
/** One job's own, or one for all: what a fork names its results by must not multiply the comments. */
function reportOn({ inputs }, parts) {
    const [only, ...others] = parts;
    const isAlone = inputs.parts.length === 0 && others.length === 0;
    if (isAlone && only?.kind === "measured" && only.earlierAttempt === undefined)
        return reportOf(only.results);
    return mergedReport(parts, { missingFails: true });
}
const keyOf = ({ inputs }) => (inputs.baselineKey === "default" ? sharedKey(inputs) : inputs.baselineKey);

// EXTERNAL MODULE: ./build/pipeline/baselineBuilds.js + 1 modules
var baselineBuilds = __webpack_require__(16089);
// EXTERNAL MODULE: ./build/pipeline/confirm.js
var pipeline_confirm = __webpack_require__(20235);
// EXTERNAL MODULE: ./build/pipeline/loadConfig.js + 15 modules
var loadConfig = __webpack_require__(36172);
// EXTERNAL MODULE: ./build/results/maskResults.js
var maskResults = __webpack_require__(67355);
// EXTERNAL MODULE: ./build/run.js + 3 modules
var run = __webpack_require__(37628);
// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
// EXTERNAL MODULE: ./build/util/mask.js
var mask = __webpack_require__(37117);
// EXTERNAL MODULE: ./node_modules/mdast-util-from-markdown/lib/index.js + 53 modules
var lib = __webpack_require__(83825);
;// CONCATENATED MODULE: ./build/github/bodyText.js

/**
 * The lines of a Markdown text that its reader sees as the author's own words: those of paragraphs and lists. Code, quotes, HTML
 * and what HTML hides are none.
 */
function proseOf(markdown) {
    const blocks = blocksIn((0,lib/* fromMarkdown */.Y)(markdown));
    const hiddenFrom = blocks.findIndex((block) => block.type === "html" && isOpenComment(block.value));
    const seen = hiddenFrom < 0 ? blocks : blocks.slice(0, hiddenFrom);
    return seen.flatMap((block) => (block.type === "paragraph" ? bodyText_textOf(block).split(/\r\n|\r|\n/) : []));
}
/** In their order, without the containers around them. */
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
/** A comment that nothing closes hides all that follows, however that was parsed. */
function isOpenComment(html) {
    return html.lastIndexOf("<!--") > html.lastIndexOf("-->");
}
/** Code in a line stays in it, so that no line begins within. */
function bodyText_textOf(node) {
    if (node.type === "text")
        return node.value;
    if (node.type === "break")
        return "\n";
    if (node.type === "inlineCode")
        return `\`${node.value.replace(/\s+/g, " ")}\``;
    return "children" in node ? node.children.map(bodyText_textOf).join("") : "";
}

;// CONCATENATED MODULE: ./build/github/pullRequest.js



/** As they are now: the event of a run that is repeated is as old as its first attempt. Never throws. */
async function notesOf(api, { owner, repo, pullRequest }, payload) {
    if (pullRequest === undefined)
        return { lines: [], labels: [] };
    const before = notesIn(fieldsOf(payload)["pull_request"]);
    if (api === undefined)
        return { ...before, problem: "there is no github-token" };
    try {
        const { data } = await api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
        return notesIn(data);
    }
    catch (error) {
        return { ...before, problem: (0,apiError/* refusal */.x5)(error) };
    }
}
function notesIn(pull) {
    const { body, labels } = fieldsOf(pull);
    const names = listOf(labels).map((label) => fieldsOf(label)["name"]);
    return {
        lines: typeof body === "string" ? proseOf(body) : [],
        labels: names.filter((name) => typeof name === "string"),
    };
}
/** Whether the pull request's code comes from another repository, or from one that is gone. */
async function isForeignPull(api, { owner, repo, repositoryId }, number) {
    const { data } = await api.rest.pulls.get({ owner, repo, pull_number: number });
    return fieldsOf(data.head.repo)["id"] !== repositoryId;
}

;// CONCATENATED MODULE: ./build/action/checkout.js







/** Throws a WrongInput where that must not be measured, and a CouldNotMeasure where nobody can tell. */
async function checkedOutBy({ context, inputs, workspace, github }) {
    const head = await (0,git/* headCommitOf */.vs)((0,external_node_path_.dirname)((0,external_node_path_.join)(workspace, inputs.config)));
    const { commentedPull: number, eventSha } = context;
    if (number === undefined || (head !== undefined && head.sha === eventSha))
        return checkedOut(context, head);
    if (github === undefined)
        throw new errors/* CouldNotMeasure */.Nc(`${unknownCode}: there is no github-token`);
    const isFork = await isForeignPull(github.api, context, number).catch((cause) => {
        throw new errors/* CouldNotMeasure */.Nc(`${unknownCode}: ${(0,apiError/* refusal */.x5)(cause)}`, { cause });
    });
    return checkedOut({ ...context, pullRequest: { number, isFork } }, head);
}
const unknownCode = "whose code the comment is about could not be looked up, and a fork's must not run here";
/**
 * `head` is absent where the workspace is no repository: then the event is believed, unless it would check out something else.
 * Throws as checkedOutBy does.
 */
function checkedOut(context, head) {
    refuseForeign(context);
    if (context.event === "pull_request_target")
        refuseBase(context, head);
    if (head === undefined || isOfEvent(context, head))
        return { sha: context.sha, warnings: [], isMains: true };
    const warnings = isTold(context) ? [checkout_otherCommit(context, head)] : [];
    return { sha: head.sha, warnings, isMains: context.event !== "workflow_dispatch" };
}
/** GitHub gives the runs of these events a token that may only read, where the code is a fork's. */
const harmless = ["pull_request", "pull_request_review", "pull_request_review_comment"];
const instead = `let a job with on: pull_request measure it, and a job with on: workflow_run and mode: comment tell of it (${(0,docsLink/* manual */.j)("docs/github.md#forks")})`;
/** A fork's code would run beside a token that may write and beside the repository's secrets. */
function refuseForeign(context) {
    if (harmless.includes(context.event) || !isForeign(context))
        return;
    throw new errors/* WrongInput */.Ey(`on: ${context.event} runs with a token that may write and with the repository's secrets: expected code of this repository, got that of a fork; ${instead}`);
}
/** Where the event does not say whose code it is about, it may be anybody's. */
function isForeign({ event, pullRequest, workflowRun, repositoryId }) {
    if (event === "pull_request_target")
        return pullRequest?.isFork !== false;
    if (event === "workflow_run")
        return workflowRun?.headRepository?.id !== repositoryId;
    return pullRequest?.isFork === true;
}
/** The base branch is what a workflow of this event checks out by default: measured, it would be called the head. */
function refuseBase({ base }, head) {
    const headSha = base.pullRequest?.headSha ?? "";
    if (head === undefined)
        throw new errors/* CouldNotMeasure */.Nc(`on: pull_request_target checks out the base branch unless told otherwise, and git does not say what is checked out here: expected the pull request's head ${checkout_short(headSha)}; ` +
            'let actions/checkout check it out in this job, and where another user owns the workspace, as in a container, run git config --global --add safe.directory "$GITHUB_WORKSPACE"');
    if ([head.sha, ...head.parents].includes(headSha))
        return;
    throw new errors/* WrongInput */.Ey(`on: pull_request_target checks out the base branch unless told otherwise: expected the pull request's head ${checkout_short(headSha)} or a merge commit with it, got ${checkout_short(head.sha)}; ` +
        "give actions/checkout the ref ${{ github.event.pull_request.head.sha }}, or use on: pull_request");
}
/** The merge commit that GitHub makes of a pull request is measured for its head. */
function isOfEvent({ event, eventSha, sha }, head) {
    if (head.sha === sha || head.sha === eventSha)
        return true;
    return event === "pull_request_target" && head.parents.includes(sha);
}
/** Other events may well be about another commit than the one that they start with. */
const isTold = ({ event, isRefreshing }) => harmless.includes(event) || isRefreshing;
function checkout_otherCommit({ sha, eventSha }, head) {
    const expected = [...new Set([sha, eventSha ?? sha])].map(checkout_short).join(" or ");
    return `The commit that was measured is ${checkout_short(head.sha)}, which is not the one that the event is about: expected ${expected}; check out without a ref of its own, or ignore this if it is meant`;
}
const checkout_short = (sha) => (0,format/* shortSha */.Fu)(sha) || "(unknown)";

// EXTERNAL MODULE: ./build/gate/verdict.js
var verdict = __webpack_require__(39231);
;// CONCATENATED MODULE: ./build/action/findingAnnotations.js

/** The gravest first, each once; what does not fail the run is a warning. */
function remarksOf({ scenarios, settings }, { file, lines }) {
    const all = (0,verdict/* findingsIn */._)(scenarios).flatMap(({ failure, reason, scenario }) => {
        if (failure === "accepted")
            return [];
        const line = scenario === undefined ? undefined : lines[scenario];
        const level = settings.fail_on.includes(failure) ? "error" : "warning";
        return { level, text: reason, ...(line === undefined ? {} : { spot: { file, line } }) };
    });
    return [...new Map(all.map((remark) => [JSON.stringify(remark), remark])).values()];
}
/** Remarks of one level that are shown, a step's other words having to find their place as well. */
const mostRemarks = 6;
function annotate(annotations, remarks) {
    for (const level of ["error", "warning"]) {
        const all = remarks.filter((remark) => remark.level === level);
        const shown = all.length > mostRemarks ? all.slice(0, mostRemarks - 1) : all;
        for (const { text, spot } of shown)
            annotations.say(level, text, spot);
        const others = all.length - shown.length;
        if (others > 0)
            annotations.say(level, `${others} more of these are in the report`);
    }
}

// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var baseline_codec = __webpack_require__(98998);
;// CONCATENATED MODULE: ./build/baseline/mergeRuns.js

/** The baseline with the runs of another; the builds are those of the first. */
function joined(baseline, other) {
    const runs = unionOf(baseline.runs, other.runs);
    return { ...baseline, ...(0,baseline_codec/* loadsOf */.t3)(runs, { ...other.loads, ...baseline.loads }), runs };
}
/**
 * The runs of several histories, each once, in the order of their time; of more than are kept, the newest. Of one run that was
 * recorded twice, the later record is kept: a re-run's.
 */
function unionOf(...histories) {
    const latest = new Map();
    for (const run of histories.flat().toSorted(byTime))
        latest.set(mergeRuns_keyOf(run), run);
    return [...latest.values()].toSorted(byTime).slice(-baseline_codec/* keptRuns */.rk);
}
/** Runs without a number are told apart by what they measured, and when. */
function mergeRuns_keyOf({ run_id, sha, at }) {
    return run_id === undefined ? `${sha} at ${at}` : run_id;
}
/** At the same time, by what they are: the order in which they came does not show. */
function byTime(a, b) {
    return compare(a.at, b.at) || compare(mergeRuns_keyOf(a), mergeRuns_keyOf(b)) || compare(JSON.stringify(a), JSON.stringify(b));
}
const compare = (a, b) => (a < b ? -1 : Number(a > b));

// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/baseline/build/buildLimits.js
var buildLimits = __webpack_require__(81381);
// EXTERNAL MODULE: ./build/baseline/store/fileStore.js
var fileStore = __webpack_require__(66707);
;// CONCATENATED MODULE: ./build/baseline/store/downloadBaseline.js







const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" };
/** What the artifact calls its numbers, and the builds that it carries. */
const baselineIn = (directory) => (0,external_node_path_.join)(directory, names.baseline);
function archivesIn(directory) {
    return { build: (0,external_node_path_.join)(directory, names.build), anchor: (0,external_node_path_.join)(directory, names.anchor) };
}
/** Fifty runs of a hundred requests in forty rounds have a third of that. */
const numbersBytes = 64 * 1024 ** 2;
/** Numbers and two builds, packed or not: what cannot be compressed grows a little. */
const allBytes = 2.25 * buildLimits/* buildLimits */.ZB.bytes;
const limits = { zipBytes: allBytes, files: 10, bytes: allBytes };
/** Throws UnusableBaseline where what came cannot be used, and what kept GitHub from answering. */
async function downloadBaseline(place, candidate, directory) {
    // Of one that could not be read nothing may stay: its build would be taken for this one's.
    for (const name of Object.values(names))
        await (0,promises_.rm)((0,external_node_path_.join)(directory, name), { force: true });
    const baseline = await numbersOf(place, candidate, directory, Object.values(names));
    return { baseline, archives: await (0,fileStore/* archivesThere */.YV)(baseline, archivesIn(directory)) };
}
/** The same without the builds. Throws as downloadBaseline does. */
async function downloadNumbers(place, candidate, directory) {
    return await numbersOf(place, candidate, (0,external_node_path_.join)(directory, `${candidate.id}`), [names.baseline]);
}
async function numbersOf(place, candidate, directory, wanted) {
    const name = `${candidate.name} of run ${candidate.runId}`;
    const source = `the artifact ${name}`;
    const remedy = `delete it and ${baseline_codec/* anew */.W9}`;
    try {
        await downloadArtifact(place, { ...candidate, name }, directory, { names: wanted, ...limits });
    }
    catch (cause) {
        if (!(cause instanceof UnusableArtifact))
            throw cause;
        throw new baseline_codec/* UnusableBaseline */.$X(`${cause.message}; ${remedy}`, { cause });
    }
    const file = baselineIn(directory);
    const bytes = (await (0,promises_.stat)(file).catch(() => undefined))?.size ?? 0;
    if (bytes > numbersBytes)
        throw new baseline_codec/* UnusableBaseline */.$X(`${source} holds more numbers than fifty runs have; ${remedy}`);
    const text = await (0,shell_files/* readText */.yR)(file);
    if (text === undefined)
        throw new baseline_codec/* UnusableBaseline */.$X(`${source} holds no ${names.baseline}; ${remedy}`);
    return (0,baseline_codec/* decodeBaseline */.Y9)(text, source);
}

;// CONCATENATED MODULE: ./build/baseline/store/trustedArtifacts.js

const trustedArtifacts_artifactName = (key) => `loadgate-baseline-${key}`;
/** Anybody who opens a pull request can leave artifacts of our name: a thousand of them hide no baseline. */
const trustedArtifacts_mostPages = 10;
const trustedArtifacts_perPage = 100;
/** Enough of our own: each that is looked at costs a request. */
const enough = 30;
/** Throws where GitHub does not answer. */
async function candidatesOf(origin) {
    const { api, owner, repo, key } = origin;
    const listed = new Map();
    for (let page = 1; page <= trustedArtifacts_mostPages; page++) {
        const asked = { owner, repo, name: trustedArtifacts_artifactName(key), per_page: trustedArtifacts_perPage, page };
        const { data } = await api.rest.actions.listArtifactsForRepo(asked);
        if (!Array.isArray(data?.artifacts))
            throw new Error("not a list of artifacts");
        for (const artifact of data.artifacts)
            if (artifact.name === asked.name)
                listed.set(artifact.id, artifact);
        const own = [...listed.values()].filter((artifact) => isOwn(artifact, origin) && !artifact.expired);
        if (data.artifacts.length < trustedArtifacts_perPage || own.length >= enough)
            break;
    }
    return sorted([...listed.values()], origin);
}
function sorted(listed, origin) {
    const own = listed.filter((artifact) => isOwn(artifact, origin));
    const alive = newestFirst(own.filter(({ expired }) => !expired)).slice(0, enough);
    return {
        alive: alive.flatMap(({ id, name, digest, workflow_run: run }) => run?.id === undefined ? [] : [{ id, name, runId: run.id, ...(digest ? { digest } : {}) }]),
        seen: listed.length,
        expired: own.filter(({ expired }) => expired).length,
    };
}
/** A fork's run leaves its artifacts here too, and its branch may be called like ours. */
function isOwn({ workflow_run: run }, { repositoryId, defaultBranch }) {
    return (run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch);
}
/** By their runs: one that is run again still measures its own, older commit. */
function newestFirst(artifacts) {
    const runOf = ({ workflow_run: run }) => run?.id ?? 0;
    const timeOf = ({ created_at: at }) => at ?? "";
    return artifacts.toSorted((a, b) => runOf(b) - runOf(a) || timeOf(b).localeCompare(timeOf(a)) || b.id - a.id);
}
/** Throws where GitHub does not answer. */
async function standingOf(origin, { runId }) {
    const { api, owner, repo, repositoryId, defaultBranch, events } = origin;
    const { data: run } = await api.rest.actions.getWorkflowRun({ owner, repo, run_id: runId });
    if (typeof run?.path !== "string")
        throw new Error("not a run of a workflow");
    const isOurs = run.repository?.id === repositoryId &&
        run.head_repository?.id === repositoryId &&
        run.head_branch === defaultBranch &&
        events.includes(run.event);
    if (!isOurs)
        return { kind: "foreign" };
    const wanted = workflowOf(origin);
    // GitHub may put the reference behind the path.
    const path = run.path.replace(/@.*$/, "");
    return wanted === undefined || path === wanted ? { kind: "trusted" } : { kind: "other_workflow", path };
}
function workflowOf({ workflow, baselineWorkflow }) {
    if (baselineWorkflow === undefined)
        return workflow;
    const path = external_node_path_.posix.normalize(baselineWorkflow);
    return path.includes("/") ? path : `.github/workflows/${path}`;
}
/** Why there is none: never made, expired, or made by somebody else. */
function absence(origin, { seen, expired }, others) {
    const name = trustedArtifacts_artifactName(origin.key);
    const { defaultBranch } = origin;
    const next = `the next run on ${defaultBranch} makes one`;
    const [other] = others;
    if (other !== undefined)
        return (`no baseline of this workflow (${workflowOf(origin)}): the artifacts ${name} of ${defaultBranch} come from ${other}; ` +
            `set the input baseline-workflow to ${external_node_path_.posix.basename(other)} to be compared with them, else ${next}`);
    if (expired > 0)
        return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
    if (seen > 0)
        return `no baseline of our own: the artifacts ${name} come from other branches, events, workflows or forks; ${next}`;
    return `no baseline yet: there is no artifact ${name}; ${next}`;
}

;// CONCATENATED MODULE: ./build/baseline/store/concurrentRuns.js







/** The newest artifacts among which runs are looked for that a baseline does not hold. */
const mostLookedAt = 10;
/** What they have to add is worth that much more time. */
const concurrentRuns_limitMs = 60_000;
/**
 * The baseline, and the runs of others of the default branch that have left their artifacts without knowing of it: two that
 * race each leave what the other lacks. An artifact that cannot be used is no reason to fail.
 */
async function withRaced(origin, baseline, candidates, directory) {
    const endMs = (0,clock/* nowMs */.TC)() + concurrentRuns_limitMs;
    const notes = [];
    let grown = baseline;
    for (const candidate of candidates.slice(0, mostLookedAt)) {
        if (grown.runs.some(({ run_id }) => run_id === String(candidate.runId)))
            continue;
        const left = (0,unit/* millis */.ne)(endMs - (0,clock/* nowMs */.TC)());
        if (left <= 0)
            break;
        try {
            const other = await within(left, "looking for runs that raced", trusted(origin, candidate, directory));
            if (other !== undefined)
                grown = joined(grown, other);
        }
        catch (error) {
            const why = (0,apiError/* refusal */.x5)(error).replaceAll(/\s+/g, " ");
            notes.push(`What run ${candidate.runId} adds to the baseline is left out: ${why}`);
        }
    }
    return { baseline: grown, notes };
}
async function trusted(origin, candidate, directory) {
    const { kind } = await standingOf(origin, candidate);
    return kind === "trusted" ? await downloadNumbers(origin, candidate, directory) : undefined;
}

;// CONCATENATED MODULE: ./build/baseline/store/artifactStore.js














/** Builds of half a gigabyte come and go in this time, and what comes to nothing does so sooner. */
const searchLimitMs = (0,unit/* millis */.ne)(300_000);
const uploadLimitMs = (0,unit/* millis */.ne)(300_000);
/**
 * The newest baseline that a run of this repository's own default branch has left and that can be read, and what runs beside it
 * have added. Never throws: what GitHub could not give is `unreachable`; where nothing that it gave can be trusted or read,
 * that is `unusable`.
 */
async function findBaseline(store) {
    if (!hasArtifacts(store.serverUrl)) {
        const message = "no baseline: GitHub Enterprise Server keeps no artifacts for this action; name a baseline-file";
        return { kind: "absent", message };
    }
    try {
        const sought = await within(searchLimitMs, "the search for the baseline artifact", search(store));
        if (sought.kind === "absent")
            return sought;
        const { kind, from, baseline, archives, older, warnings } = sought;
        return { kind, from, archives, warnings, ...(await withRaced(store, baseline, older, store.directory)) };
    }
    catch (error) {
        if (error instanceof baseline_codec/* UnusableBaseline */.$X)
            return { kind: "unusable", message: error.message };
        return { kind: "unreachable", message: `the baseline could not be fetched: ${inWords(error)}` };
    }
}
async function search(store) {
    const { alive, seen, expired } = await candidatesOf(store);
    const otherWorkflows = [];
    const gone = [];
    const unusable = [];
    for (const [index, candidate] of alive.entries()) {
        const standing = await standingOf(store, candidate);
        if (standing.kind === "other_workflow")
            otherWorkflows.push(standing.path);
        if (standing.kind !== "trusted")
            continue;
        const from = `the artifact ${candidate.name} of run ${candidate.runId}`;
        const found = await unlessRefused(downloadBaseline(store, candidate, store.directory));
        if (found instanceof baseline_codec/* UnusableBaseline */.$X)
            unusable.push(found);
        else if (typeof found === "number")
            gone.push(found);
        else {
            const warnings = unusable.map(({ message }) => `A newer baseline is left out, and an older one used: ${message}`);
            return { kind: "found", from, ...found, older: alive.slice(index + 1), warnings };
        }
    }
    // Its own run replaces it this very moment: there is one, and it cannot be had.
    if (gone.includes(404))
        throw new Error("the artifact was deleted while it was fetched; run the job again");
    const [newest] = unusable;
    if (newest !== undefined)
        throw newest;
    const message = absence(store, { seen, expired: expired + gone.length }, otherWorkflows);
    return { kind: "absent", message };
}
/** Or what is wrong with it, or the status by which GitHub says that it is deleted, 404, or has expired, 410, since it was listed. */
async function unlessRefused(download) {
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
/** How often what others have left meanwhile is taken up. */
const mostRounds = 3;
/**
 * Uploads the baseline and the builds that lie in `directory` as archivesIn has it; an artifact of the same run, left by an
 * earlier attempt, is replaced. What other runs have left meanwhile becomes a part of it, and where one has done so during the
 * upload, the union replaces it: whoever is the last has seen all others. Throws where GitHub refuses; gives back what is worth
 * a note.
 */
async function uploadBaseline(store, baseline, directory, retentionDays) {
    await (0,promises_.mkdir)(directory, { recursive: true });
    const united = uploadUnited(store, baseline, directory, retentionDays);
    return await within(uploadLimitMs, "the upload of the baseline artifact", united);
}
async function uploadUnited(store, baseline, directory, retentionDays) {
    const put = async (one, send) => {
        await (0,shell_files/* writeText */.x3)(baselineIn(directory), (0,baseline_codec/* encodeBaseline */.mQ)(one));
        const archives = Object.values(await (0,fileStore/* archivesThere */.YV)(one, archivesIn(directory)));
        const files = [baselineIn(directory), ...archives];
        await send({ name: trustedArtifacts_artifactName(store.key), files, root: directory, ...(0,omitUndefined/* defined */.s)({ retentionDays }) });
    };
    // Looking before, too, spares most races the replacing, during which there is none.
    let { baseline: kept } = await meanwhile(store, baseline);
    await put(kept, async (artifact) => {
        try {
            return await uploadArtifact(artifact);
        }
        catch (error) {
            if (!isTaken(error))
                throw error;
            return await replaceArtifact(artifact);
        }
    });
    let told = [];
    for (let round = 0; round < mostRounds; round++) {
        const { baseline: grown, notes } = await meanwhile(store, kept);
        told = notes;
        if (JSON.stringify(unionOf(grown.runs)) === JSON.stringify(unionOf(kept.runs)))
            break;
        kept = grown;
        await put(kept, replaceArtifact);
    }
    return told;
}
async function meanwhile(store, baseline) {
    try {
        const { alive } = await candidatesOf(store);
        return await withRaced(store, baseline, alive, store.directory);
    }
    catch (error) {
        const note = `Whether another run has left a baseline meanwhile could not be seen: ${inWords(error)}`;
        return { baseline, notes: [note] };
    }
}
function inWords(error) {
    const isAnswered = (0,errors/* statusOf */.c2)(error) !== undefined;
    return isAnswered ? (0,apiError/* refusal */.x5)(error) : `GitHub gave no usable answer (${(0,errors/* messageOf */.bD)(error)})`;
}

;// CONCATENATED MODULE: ./build/github/context.js


/** Events whose runs on the default branch make the baseline. */
const refreshingEvents = ["push", "schedule", "workflow_dispatch"];
/** Throws where the environment is not that of a workflow step. Of the payload anything may be missing, or of another kind. */
function contextOf(env, payload) {
    const event = required(env, "GITHUB_EVENT_NAME");
    const [owner = "", repo = ""] = required(env, "GITHUB_REPOSITORY").split("/");
    const fields = fieldsOf(payload);
    const repository = fieldsOf(fields["repository"]);
    const pullRequest = fieldsOf(fields["pull_request"]);
    const head = fieldsOf(pullRequest["head"]);
    const repositoryId = countOf(env["GITHUB_REPOSITORY_ID"]) ?? countOf(repository["id"]) ?? 0;
    const known = defaultBranchOf(event, repository, pullRequest, env);
    const defaultBranch = known ?? "main";
    const eventSha = shaOf(env["GITHUB_SHA"]);
    return {
        owner,
        repo,
        repositoryId,
        event,
        runId: countOf(env["GITHUB_RUN_ID"]) ?? 0,
        runAttempt: countOf(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
        sha: shaOf(head["sha"]) ?? eventSha ?? "",
        ...(0,omitUndefined/* defined */.s)({
            eventSha,
            pullRequest: pullRequestOf(pullRequest, repositoryId),
            commentedPull: commentedPullOf(fieldsOf(fields["issue"])),
            workflowRun: workflowRunOf(fieldsOf(fields["workflow_run"])),
            workflow: context_workflowOf(env["GITHUB_WORKFLOW_REF"]),
        }),
        serverUrl: env["GITHUB_SERVER_URL"]?.replace(/\/+$/, "") || "https://github.com",
        defaultBranch,
        base: (0,omitUndefined/* defined */.s)({
            defaultBranch: known,
            mergeGroupBase: mergeGroupBase(fieldsOf(fields["merge_group"]), event, env["GITHUB_REF"]),
            pullRequest: pullRequestBase(pullRequest, env["GITHUB_BASE_REF"]),
        }),
        // Where nobody says which branch is the default one, none is taken for it.
        isRefreshing: refreshingEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${known}`,
    };
}
function required(env, name) {
    const value = env[name];
    if (value === undefined || value === "")
        throw new Error(`${name} is not set: this runs as a step of a GitHub workflow`);
    return value;
}
/** A schedule runs on the default branch only, and its payload may not name it. */
function defaultBranchOf(event, repository, pullRequest, env) {
    const base = fieldsOf(fieldsOf(pullRequest["base"])["repo"]);
    const named = branchOf(repository["default_branch"]) ?? branchOf(base["default_branch"]);
    return named ?? (event === "schedule" ? branchOf(env["GITHUB_REF_NAME"]) : undefined);
}
/** A head whose repository is gone was a fork's. */
function pullRequestOf(pullRequest, repositoryId) {
    const number = countOf(pullRequest["number"]);
    if (number === undefined)
        return undefined;
    const head = fieldsOf(fieldsOf(pullRequest["head"])["repo"]);
    const base = fieldsOf(fieldsOf(pullRequest["base"])["repo"]);
    return { number, isFork: countOf(head["id"]) !== (countOf(base["id"]) ?? repositoryId) };
}
/** An issue that is a pull request says so, and others may say null. */
function commentedPullOf(issue) {
    return (issue["pull_request"] ?? undefined) === undefined ? undefined : countOf(issue["number"]);
}
function workflowRunOf(run) {
    const id = countOf(run["id"]);
    const event = textOf(run["event"]);
    const headSha = shaOf(run["head_sha"]);
    if (id === undefined || event === undefined || headSha === undefined)
        return undefined;
    const head = fieldsOf(run["head_repository"]);
    return {
        id,
        attempt: countOf(run["run_attempt"]) ?? 1,
        event,
        headSha,
        ...(0,omitUndefined/* defined */.s)({
            headBranch: branchOf(run["head_branch"]),
            headRepository: repositoryOf(countOf(head["id"]), textOf(fieldsOf(head["owner"])["login"])),
        }),
        pullRequests: listOf(run["pull_requests"]).flatMap((pull) => countOf(fieldsOf(pull)["number"]) ?? []),
    };
}
function repositoryOf(id, owner) {
    return id === undefined || owner === undefined ? undefined : { id, owner };
}
/** octo/shop/.github/workflows/loadgate.yml@refs/heads/main */
function context_workflowOf(reference) {
    return /^[^/]+\/[^/]+\/([^@]+)@/.exec(reference ?? "")?.[1];
}
/** The branch of a merge group ends with what it is merged into: gh-readonly-queue/main/pr-2-f95f852... */
function mergeGroupBase(group, event, ref) {
    const named = /\/pr-\d+-([0-9a-f]{40})$/.exec(event === "merge_group" ? (ref ?? "") : "")?.[1];
    return shaOf(group["base_sha"]) ?? named;
}
function pullRequestBase(pullRequest, baseRef) {
    const baseBranch = branchOf(fieldsOf(pullRequest["base"])["ref"]) ?? branchOf(baseRef);
    const headSha = shaOf(fieldsOf(pullRequest["head"])["sha"]) ?? "";
    return baseBranch === undefined ? undefined : { baseBranch, headSha };
}

;// CONCATENATED MODULE: ./build/action/baselineFile.js





/** What the artifact gives, or the file where that cannot be had. An artifact that cannot be trusted is no such case. */
async function orFromFile(artifact, job) {
    const { baselineFile: name } = job.inputs;
    if (name === undefined || (artifact.kind !== "absent" && artifact.kind !== "unreachable"))
        return artifact;
    const file = await read(name, job);
    // What follows is what could be done about it, and the file has been.
    const [why] = artifact.message.split("; ");
    switch (file.kind) {
        case "found":
            return {
                ...file,
                from: `${file.from} (it comes with the code under test: whoever changes that can change it), because ${why}`,
            };
        case "unusable":
            return { kind: "unusable", message: `${file.message}; it was read because ${why}` };
        default:
            return {
                ...artifact,
                message: `${why}, and ${name} does not exist; the next run on the default branch makes one`,
            };
    }
}
/** The runs that the next baseline has behind it: those of the artifact, and those of the file that is to be written. */
async function historyOf(baseline, job) {
    const { baselineFile: name } = job.inputs;
    const found = baseline.kind === "found" ? baseline.baseline : undefined;
    const file = name === undefined ? undefined : await read(name, job);
    if (file?.kind === "unusable")
        job.annotations.say("warning", `${file.message}: this run replaces it`);
    if (file?.kind !== "found")
        return found;
    return found === undefined ? file.baseline : joined(found, file.baseline);
}
/** Writes the file as main's next one, with the builds that lie in `directory` beside it. */
async function writeFile(baseline, directory, job) {
    const { baselineFile: name } = job.inputs;
    if (name === undefined)
        return;
    await (0,fileStore/* saveBaseline */.XY)((0,external_node_path_.resolve)(job.workspace, name), baseline, await (0,fileStore/* archivesThere */.YV)(baseline, archivesIn(directory)));
    core/* info */.pq(`The baseline was written to ${name}`);
}
const read = (name, { workspace }) => (0,fileStore/* baselineFromFile */.oJ)((0,external_node_path_.resolve)(workspace, name), name);

;// CONCATENATED MODULE: ./build/action/jobBaseline.js











const notSought = { artifact: { kind: "not_asked" }, baseline: { kind: "not_asked" } };
async function findJobBaseline(job) {
    const artifact = await artifactFor(job);
    return { artifact, baseline: orReplaced(await orFromFile(artifact, job), job) };
}
async function artifactFor(job) {
    const store = storeOf(job);
    if (store === undefined)
        return {
            kind: "unreachable",
            message: "the baseline could not be fetched: the input github-token is empty; leave it out to have the job's own",
        };
    const found = await findBaseline(store);
    if (found.kind === "found")
        found.notes?.forEach((note) => void core/* info */.pq(note));
    if (found.kind === "unreachable" || found.kind === "unusable")
        job.annotations.say("warning", found.message);
    return found;
}
/** Absent without a github-token. */
function storeOf({ github, context, inputs, room }) {
    if (github === undefined)
        return undefined;
    const { baselineKey: key, baselineWorkflow } = inputs;
    const directory = (0,external_node_path_.join)(room, "found");
    const store = { ...context, api: github.api, key, events: refreshingEvents, directory };
    return baselineWorkflow === undefined ? store : { ...store, baselineWorkflow };
}
/** What cannot be read must not keep the default branch from making a new one. */
function orReplaced(found, { context }) {
    if (found.kind !== "unusable" || !context.isRefreshing)
        return found;
    return { kind: "absent", message: `${found.message}: this run replaces it` };
}
/** Appends this run to the baseline, unless it measured nothing or the history could not be read and would be lost. */
async function refreshBaseline(results, { artifact, baseline, plan, checkedOut }, job) {
    const { context, inputs, room, annotations } = job;
    // What is confirmed has been measured by a first job, which has appended it.
    if (!context.isRefreshing || inputs.mode === "confirm")
        return;
    if (!checkedOut.isMains)
        throw new Error("another commit than the default branch's was measured");
    const unfit = (0,baseline_codec/* unfitForBaseline */.LM)(results);
    if (unfit !== undefined)
        throw new Error(unfit);
    const isLost = artifact.kind === "unreachable";
    if (isLost && inputs.baselineFile === undefined)
        throw new Error(unread);
    const history = await historyOf(baseline, job);
    const next = (0,external_node_path_.join)(room, "next");
    await (0,promises_.mkdir)(next, { recursive: true });
    const { notes, warnings } = await (0,baselineBuilds/* keepBuilds */.$)(plan, results, baseline, archivesIn(next));
    for (const warning of warnings)
        annotations.say("warning", warning);
    const grown = (0,baseline_codec/* withRun */.Yq)(history, results, String(context.runId), notes);
    await bestEffort("The baseline file", annotations, () => writeFile(grown, next, job));
    if (isLost)
        throw new Error(unread);
    await upload(grown, next, job);
}
const unread = "a baseline that could not be read is not replaced";
async function upload(baseline, directory, job) {
    const store = storeOf(job);
    if (!hasArtifacts(job.context.serverUrl))
        return core/* info */.pq(noArtifacts("The baseline"));
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








/** Throws a CouldNotMeasure where there is nothing to confirm. */
async function askedFor(job, plan) {
    const first = job.inputs.mode === "confirm" ? await firstOf(job) : undefined;
    const { problem, ...notes } = await notesOf(job.github?.api, job.context, job.payload);
    const { accepted, problems } = (0,acceptance/* acceptancesIn */.Cw)(notes, (0,acceptance/* knownInPlan */.mK)(plan));
    if (problem !== undefined)
        job.annotations.say("warning", `The labels and the text of the pull request could not be read again (${problem}); those of the event are used`);
    // What the first job has read may be newer than the event.
    const known = problem === undefined ? accepted : (first?.accepted ?? accepted);
    return { accepted: known, notes: problems, ...(0,omitUndefined/* defined */.s)({ first }) };
}
async function firstOf({ inputs, context, workspace, github, room }) {
    if (inputs.results !== undefined) {
        const path = (0,external_node_path_.resolve)(workspace, inputs.results);
        return (0,pipeline_confirm/* firstResults */.J8)(await (0,shell_files/* readText */.yR)(path), path);
    }
    if (github === undefined)
        throw new errors/* CouldNotMeasure */.Nc("the results to confirm could not be fetched: the input github-token is empty; leave it out to have the job's own");
    const text = await downloadResults({ ...context, api: github.api, room }, inputs.baselineKey);
    return (0,pipeline_confirm/* firstResults */.J8)(text, "results.json of the first job");
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





















/** Measures and decides; then files, outputs, summary, comment, artifacts; failing comes last. */
async function gateJob(job) {
    const checkedOut = await checkedOutBy(job);
    const parsed = await (0,loadConfig/* loadConfig */.Z)((0,external_node_path_.join)(job.workspace, job.inputs.config), job.env);
    const secrets = [...parsed.secrets, ...keysOf(job)];
    for (const secret of secrets)
        core/* setSecret */.Pq(secret);
    return await (0,maskResults/* tellingNone */.K)(secrets, () => gated(job, { ...parsed, secrets, checkedOut }));
}
/** What the job may do and nobody else. */
const keysOf = ({ inputs: { token } }) => (token === undefined ? [] : [token]);
async function gated(job, { plan, secrets, lines, checkedOut }) {
    const { inputs, context, workspace } = job;
    const asked = await askedFor(job, plan);
    const isDecided = asked.first !== undefined && !(0,pipeline_confirm/* isInDoubt */.cd)(asked.first, asked.accepted);
    const found = isDecided ? notSought : await findJobBaseline(job);
    const { baseline } = found;
    const limited = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
    const carried = (0,baselineBuilds/* carriedFor */.u)(limited, baseline, context.isRefreshing);
    const ofBaseline = baseline.kind === "found" ? (baseline.warnings ?? []) : [];
    const notes = [...(asked.notes ?? []), ...checkedOut.warnings, ...ofBaseline];
    const { results, isInterrupted } = await measured(job, {
        ...carried,
        baseline,
        secrets,
        ...asked,
        notes,
        checkedOut,
    });
    const report = reportOf(results);
    const isKept = await publish(results, report, job);
    const remarks = remarksOf(results, { file: (0,external_node_path_.relative)(workspace, (0,external_node_path_.join)(workspace, inputs.config)), lines });
    annotate(job.annotations, remarks);
    await tell(report, job);
    await bestEffort("The check run", job.annotations, () => check(report, remarks, checkedOut.sha, job));
    const played = { ...found, plan: limited, checkedOut };
    await bestEffort("The baseline", job.annotations, () => refreshBaseline(results, played, job));
    // A job that is cancelled is not green, whatever fails it.
    return ending(report, isKept && !isInterrupted, job);
}
async function measured(job, { first, carried, checkedOut, ...request }) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { context, workspace, out } = job;
        const hide = (0,mask/* hiding */.Q0)(request.secrets);
        const { base } = await (0,git/* commitsOf */.g3)(workspace, request.plan.base.directory);
        const commits = { head: checkedOut.sha, ...(0,omitUndefined/* defined */.s)({ base }) };
        const interruption = gateJob_addDisposableResource(env_1, (0,signals/* abortOnSignals */.P)(), false);
        const around = {
            entry: job.entry,
            env: job.env,
            keys: keysOf(job),
            signal: interruption.signal,
            progress: (line) => core/* info */.pq(hide(line)),
            runId: job.mark,
            out,
            seed: context.runId % 2 ** 31,
            baseFacts: { isRefreshing: context.isRefreshing, event: context.base },
            ...(0,omitUndefined/* defined */.s)({ carried }),
        };
        const whole = { ...request, commits, version: job.version };
        const results = first === undefined ? await (0,run/* run */.eF)(whole, around) : await (0,pipeline_confirm/* confirm */.lJ)(first, whole, around);
        return { results, isInterrupted: interruption.signal.aborted };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        gateJob_disposeResources(env_1);
    }
}
/** A comment that several jobs share is made of what they have handed over. */
async function tell(report, job) {
    const isShared = job.inputs.parts.length > 0 && hasArtifacts(job.context.serverUrl);
    if (!isShared)
        await bestEffort("The comment", job.annotations, () => comment(report, job));
    await bestEffort("The results artifact", job.annotations, () => handOver(job));
    if (isShared)
        await bestEffort("The comment", job.annotations, () => sharedComment(job));
}
/** To the jobs that confirm, tell or merge them; what is confirmed stands for what the first job has left. */
async function handOver({ inputs, context, out, annotations }) {
    if (!hasArtifacts(context.serverUrl))
        return core/* info */.pq(noArtifacts("The results artifact"));
    const kind = inputs.mode === "confirm" ? "confirmed" : "results";
    const name = { kind, key: inputs.baselineKey, attempt: context.runAttempt };
    const files = [(0,external_node_path_.join)(out, "results.json"), (0,external_node_path_.join)(out, "report.html"), (0,external_node_path_.join)(out, "report.md")];
    const { id } = await uploadResults(files, name, inputs.retentionDays);
    const { serverUrl, owner, repo, runId } = context;
    const url = `${serverUrl}/${owner}/${repo}/actions/runs/${runId}/artifacts/${id}`;
    if (id !== undefined)
        setOutputs({ "artifact-url": url }, annotations);
}

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: ./build/config/schema/units.js
var units = __webpack_require__(86304);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/action/inputs.js




/** `confirm` decides for a first job and for itself; `comment` tells of another run; `merge` of all jobs of this run. */
const modes = ["run", "confirm", "comment", "merge"];
const commentModes = ["always", "changes", "failures", "never"];
/** Throws a WrongInput that names the input, what came and what is wanted. */
function readInputs(env) {
    const input = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
    const days = input("artifact-retention-days");
    const mode = oneOf("mode", modes, input("mode") ?? "run");
    const results = input("results");
    if (results !== undefined && mode !== "confirm")
        throw wrong("results", "nothing, unless mode is confirm", results);
    const baselineKey = inputs_keyOf("baseline-key", input("baseline-key") ?? "default");
    const parts = partsOf(input("parts"), mode, baselineKey);
    return {
        config: input("config") ?? "loadgate.yml",
        baselineKey,
        gate: { ...failOnOf(input("fail-on")), ...budgetOf(input("budget")) },
        comment: oneOf("comment", commentModes, input("comment") ?? "always"),
        summary: truth("summary", input("summary") ?? "true"),
        checkRun: truth("check-run", input("check-run") ?? "false"),
        parts,
        mode,
        ...(0,omitUndefined/* defined */.s)({
            token: input("github-token"),
            retentionDays: days === undefined ? undefined : daysOf(days),
            results,
            baselineFile: input("baseline-file"),
            baselineWorkflow: input("baseline-workflow"),
        }),
    };
}
const truth = (name, text) => oneOf(name, ["true", "false"], text) === "true";
/** A job that has results of its own is one of them. */
function partsOf(text, mode, own) {
    const names = (text ?? "").split(/[\s,]+/).filter(Boolean);
    const keys = [...new Set(names.map((key) => inputs_keyOf("parts", key)))];
    const isPart = mode === "run" || mode === "confirm";
    if (keys.length > 0 && isPart && !keys.includes(own))
        throw wrong("parts", `the baseline-keys of all jobs, this one's (${own}) among them`, keys.join(", "));
    return keys;
}
/** The key becomes part of an artifact's name and of the comment's marker. */
function inputs_keyOf(name, key) {
    if (/^[\w.-]{1,80}$/.test(key))
        return key;
    throw wrong(name, "up to 80 letters, digits, dots, dashes or underscores", key);
}
function failOnOf(text) {
    if (text === undefined)
        return {};
    const names = text.split(/[\s,]+/).filter(Boolean);
    const failOn = names.map((name) => oneOf("fail-on", plan/* failures */.e9, name));
    if (failOn.includes("anomaly"))
        throw wrong("fail-on", "a list without anomaly, which is not supported yet", text);
    return { failOn: failOn };
}
function budgetOf(text) {
    if (text === undefined)
        return {};
    const parsed = units/* duration */.p0.safeParse(text);
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
    const found = allowed.find((each) => each === text);
    if (found === undefined)
        throw wrong(name, `one of ${allowed.join(", ")}`, text);
    return found;
}
function wrong(name, wanted, got) {
    return new errors/* WrongInput */.Ey(`input ${name}: expected ${wanted}, got ${JSON.stringify(got)}`);
}

;// CONCATENATED MODULE: ./build/action/job.js








/** Throws a WrongInput where an input is wrong. */
async function jobOf(step, mark) {
    const { env } = step;
    const inputs = readInputs(env);
    const payload = await eventPayload(env);
    const context = contextOf(env, payload);
    const workspace = env["GITHUB_WORKSPACE"] ?? process.cwd();
    const { token } = inputs;
    return {
        ...step,
        mark,
        inputs,
        payload,
        context,
        workspace,
        out: (0,external_node_path_.join)(workspace, "loadgate-report"),
        room: roomOf(env, mark),
        annotations: new Annotations(step.warnings),
        ...(token === undefined ? {} : { github: { api: await apiFor(token), token } }),
    };
}
function roomOf(env, mark) {
    return (0,external_node_path_.join)(env["RUNNER_TEMP"] || (0,external_node_os_.tmpdir)(), `loadgate-baseline-${mark.slice(0, 13)}`);
}
/** GitHub's client reads the event's file for itself as it is loaded, and would crash where we have been more patient. */
async function apiFor(token) {
    const name = "GITHUB_EVENT_PATH";
    const { [name]: path, GITHUB_API_URL: baseUrl } = process.env;
    delete process.env[name];
    try {
        const { apiOf } = await Promise.all(/* import() */[__webpack_require__.e(351), __webpack_require__.e(991)]).then(__webpack_require__.bind(__webpack_require__, 66991));
        return apiOf(token, { log: core/* info */.pq, ...(baseUrl ? { baseUrl } : {}) });
    }
    finally {
        if (path !== undefined)
            process.env[name] = path;
    }
}
/** Throws a CouldNotMeasure: without its event a run could be anybody's. */
async function eventPayload(env) {
    const path = env["GITHUB_EVENT_PATH"];
    if (path === undefined || path === "")
        return {};
    try {
        return JSON.parse(((await (0,shell_files/* readText */.yR)(path)) ?? "{}").replace(/^\uFEFF/, ""));
    }
    catch (cause) {
        throw new errors/* CouldNotMeasure */.Nc(`${path}, the file that GITHUB_EVENT_PATH names, could not be read: expected the event as JSON, got ${(0,errors/* messageOf */.bD)(cause)}; ` +
            "run the job again, and let no step before this one change that file", { cause });
    }
}

;// CONCATENATED MODULE: ./build/action/mergeJob.js




/** One comment, and one verdict, for all jobs of the run that measured something. */
async function mergeJob(job) {
    const { context, github, inputs } = job;
    refuseWithoutArtifacts(job);
    if (github === undefined)
        throw new errors/* WrongInput */.Ey("input github-token: mode: merge reads what the other jobs have left, and needs a token for that");
    const place = { ...context, api: github.api, room: job.room };
    const parts = await partsOfRun(place, inputs.parts);
    const report = mergedReport(parts, { missingFails: missingFails(inputs) });
    const isKept = await publishMerged(report, job);
    if (inputs.parts.length > 0)
        await warnOfUnnamed(place, job);
    await bestEffort("The comment", job.annotations, () => comment(report, job));
    await bestEffort("The check run", job.annotations, () => check(report, [], context.sha, job));
    return ending(report, isKept, job);
}
/** Whoever adds a job and forgets to name it would have it measured, and never gated. */
async function warnOfUnnamed(place, { inputs, annotations }) {
    const unnamed = await unnamedParts(place, inputs.parts);
    if (unnamed.length === 0)
        return;
    annotations.say("warning", `Results of ${unnamed.join(", ")} were left that do not count here: add them to the input parts if they belong to it`);
}
function missingFails({ gate: { failOn } }) {
    return failOn === undefined || failOn.includes("invalid");
}

// EXTERNAL MODULE: ./build/shell/procfs.js
var procfs = __webpack_require__(57058);
// EXTERNAL MODULE: ./build/service/runDirectory.js
var runDirectory = __webpack_require__(26262);
// EXTERNAL MODULE: ./build/service/watchdog.js
var watchdog = __webpack_require__(76089);
;// CONCATENATED MODULE: ./build/service/killLeftovers.js





/** Kills whatever a run has left, says how many processes that were, and removes its temporary directory. */
async function sweep(runId) {
    const killed = new Set();
    for (let looks = 0; looks < 100; looks++) {
        const left = (0,procfs/* markedWith */.Fq)(`${watchdog/* runMark */.n6}=${runId}`).map(({ pid }) => pid);
        if (left.length === 0)
            break;
        for (const pid of left)
            killed.add(pid);
        (0,procfs/* signalAll */.w$)(left, "SIGKILL");
        await clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(clock/* systemClock */.ml.nowMs() + 50));
    }
    await (0,runDirectory/* clearPlace */.xy)(await (0,runDirectory/* placeOf */.$t)(runId));
    return killed.size;
}

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













/** The step, and what marks all that it starts -> exit code. */
async function action(step, mark) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const cleanup = action_addDisposableResource(env_1, new AsyncDisposableStack(), true);
        cleanup.defer(() => (0,shell_files/* removeTree */.dM)(roomOf(step.env, mark)));
        try {
            return await played(await jobOf(step, mark));
        }
        catch (error) {
            return await noRun(error);
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
async function played(job) {
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
/** The post step: nothing that the main step started outlives the job, however the main step ended. */
async function afterwards(env, mark) {
    try {
        const killed = await sweep(mark);
        await (0,shell_files/* removeTree */.dM)(roomOf(env, mark));
        if (killed > 0)
            core/* warning */.$e(`Loadgate stopped ${killed} processes that its main step had left running`);
    }
    catch (error) {
        // The job's verdict is out: it does not depend on the broom.
        core/* warning */.$e(`Loadgate could not clean up after its main step: ${(0,errors/* messageOf */.bD)(error)}`);
    }
}
/** Longer ones no-one reads, and GitHub drops a summary that is too long. */
const longestError = 50_000;
/** No verdict: the configuration is wrong, or something that nobody foresaw. Never green. */
async function noRun(error) {
    const text = (0,errors/* messageOf */.bD)(error).slice(0, longestError);
    const annotations = new Annotations();
    setOutputs({ verdict: "invalid", confirm: "false" }, annotations);
    core/* error */.z3(text, { title: "Loadgate" });
    await bestEffort("The job summary", annotations, () => core/* summary */.z.addRaw(`### ⚠️ Loadgate did not run\n\n${(0,markdownText/* fenced */.OF)(text)}\n`).write());
    return (0,exit/* exitCodeOfError */.LL)(error);
}


/***/ }),

/***/ 926:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P_: () => (/* binding */ Refusal),
/* harmony export */   US: () => (/* binding */ isForbidden),
/* harmony export */   lK: () => (/* binding */ answeredIn),
/* harmony export */   x5: () => (/* binding */ refusal)
/* harmony export */ });
/* harmony import */ var _model_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(12011);

/** What GitHub, or whoever stands before it, has answered instead of what was asked. */
class Refusal extends Error {
    name = "Refusal";
    status;
    response;
    request;
    constructor(response, request, advice, cause) {
        super(`${wordsOf(response.data)}${advice}`, { cause });
        this.status = response.status;
        this.response = response;
        this.request = request;
    }
}
/** The response that an error of octokit's carries; `undefined` where none came: the status is then its own invention. */
function answeredIn(error) {
    const { response } = error instanceof Error && "response" in error ? error : { response: undefined };
    return isAnswered(response) ? response : undefined;
}
function isAnswered(response) {
    const isObject = typeof response === "object" && response !== null;
    return isObject && "status" in response && typeof response.status === "number" && "headers" in response;
}
/** GitHub's own words are a line or two; a proxy answers with a page for people. */
const longest = 400;
function wordsOf(data) {
    if (data === undefined || data === "")
        return "";
    if (typeof data !== "object" || data === null || !("message" in data))
        return "not JSON, but a web page";
    const details = "errors" in data && Array.isArray(data.errors) ? data.errors.map(detailOf) : [];
    const words = [String(data.message), ...details].join(": ").replace(/\s+/g, " ").trim();
    return words.length > longest ? `${words.slice(0, longest)}…` : words;
}
function detailOf(error) {
    const isTold = typeof error === "object" && error !== null && "message" in error;
    return isTold ? String(error.message) : JSON.stringify(error);
}
/** A failure in words, and what there is to be done about it. */
function refusal(error) {
    const status = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error);
    const text = (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
    if (status === undefined)
        return text;
    const told = [text, adviceOn(error, status)].filter((part) => part !== "");
    return [`GitHub answered ${status}`, told.join("; ")].filter((part) => part !== "").join(": ");
}
function adviceOn(error, status) {
    if (status === 401)
        return "the github-token is not valid";
    if (status === 404)
        return "the github-token cannot see it, or it is not there";
    if (status === 429 || (status === 403 && isLimited(error)))
        return "it was asked too often; run the job again later";
    if (status >= 500)
        return "GitHub is having problems; run the job again later";
    const permission = isForbidden(error) ? permissionFor(urlOf(error)) : undefined;
    return permission === undefined ? "" : `give the job the permission ${permission}`;
}
const isLimited = (error) => /rate limit/i.test((0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
function permissionFor(url) {
    if (url.includes("/issues/"))
        return "pull-requests: write";
    if (url.includes("/check-runs"))
        return "checks: write";
    if (url.includes("/pulls"))
        return "pull-requests: read";
    return url.includes("/actions/") ? "actions: read" : undefined;
}
/** For want of a permission, and not because the pull request is locked, or GitHub was asked too often. */
function isForbidden(error) {
    return (0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .statusOf */ .c2)(error) === 403 && !isLimited(error) && !/locked|archived/i.test((0,_model_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
}
function urlOf(error) {
    const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
    return typeof request === "object" && request !== null && "url" in request ? String(request.url) : "";
}


/***/ })

};
