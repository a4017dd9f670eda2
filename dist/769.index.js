export const id = 769;
export const ids = [769];
export const modules = {

/***/ 21769:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  action: () => (/* binding */ action),
  afterwards: () => (/* binding */ afterwards)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(91659);
// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js
var github = __webpack_require__(61351);
// EXTERNAL MODULE: ./build/confirm.js
var build_confirm = __webpack_require__(1396);
// EXTERNAL MODULE: ./build/gate/acceptance.js
var acceptance = __webpack_require__(10403);
// EXTERNAL MODULE: ./build/model/failure.js
var failure = __webpack_require__(31612);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./build/shell/deadline.js

/** The promise's outcome, or an error once the time is over: for clients that wait and retry without an end. */
async function within(limitMs, what, promise) {
    const done = new AbortController();
    const late = (0,external_node_timers_promises_.setTimeout)(limitMs, undefined, { signal: done.signal }).then(() => {
        throw new Error(`${what} took longer than ${limitMs / 1000} s`);
    });
    late.catch(() => { });
    return await Promise.race([promise, late]).finally(() => done.abort());
}

// EXTERNAL MODULE: ./node_modules/mdast-util-from-markdown/lib/index.js + 53 modules
var lib = __webpack_require__(83825);
;// CONCATENATED MODULE: ./build/github/prose.js

/**
 * The lines of a Markdown text that its reader sees as the author's own words: those of paragraphs and lists. Code, quotes, HTML
 * and what HTML hides are none.
 */
function proseOf(markdown) {
    const blocks = blocksIn((0,lib/* fromMarkdown */.Y)(markdown));
    const hiddenFrom = blocks.findIndex((block) => block.type === "html" && isOpenComment(block.value));
    const seen = hiddenFrom < 0 ? blocks : blocks.slice(0, hiddenFrom);
    return seen.flatMap((block) => (block.type === "paragraph" ? textOf(block).split(/\r\n|\r|\n/) : []));
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
/** A comment that its list item cuts off hides all that follows, however that was parsed. */
function isOpenComment(html) {
    return html.includes("<!--") && !html.includes("-->");
}
/** Code in a line stays in it, so that no line begins within. */
function textOf(node) {
    if (node.type === "text")
        return node.value;
    if (node.type === "break")
        return "\n";
    if (node.type === "inlineCode")
        return `\`${node.value.replace(/\s+/g, " ")}\``;
    return "children" in node ? node.children.map(textOf).join("") : "";
}

;// CONCATENATED MODULE: ./build/github/pullRequest.js




const limitMs = (0,unit/* millis */.ne)(20_000);
/** As they are now: the event of a run that is repeated is as old as its first attempt. Never throws. */
async function notesOf(api, { owner, repo, pullRequest }, payload) {
    if (pullRequest === undefined)
        return { lines: [], labels: [] };
    const before = notesIn(fieldsOf(payload)["pull_request"]);
    if (api === undefined)
        return { ...before, problem: "there is no github-token" };
    try {
        const request = api.rest.pulls.get({ owner, repo, pull_number: pullRequest.number });
        return notesIn((await within(limitMs, "reading the pull request", request)).data);
    }
    catch (error) {
        const status = error instanceof Error && "status" in error ? `GitHub answered ${error.status}: ` : "";
        return { ...before, problem: `${status}${(0,failure/* messageOf */.bD)(error)}` };
    }
}
function notesIn(pull) {
    const { body, labels } = fieldsOf(pull);
    const names = Array.isArray(labels) ? labels.map((label) => fieldsOf(label)["name"]) : [];
    return {
        lines: typeof body === "string" ? proseOf(body) : [],
        labels: names.filter((name) => typeof name === "string"),
    };
}
function fieldsOf(value) {
    return typeof value === "object" && value !== null ? { ...value } : {};
}

;// CONCATENATED MODULE: ./build/shell/artifactClient.js
/** GitHub's own client of artifacts. Loaded when it is needed: it is most of the bundle's start-up time. */
async function artifactClient() {
    const { DefaultArtifactClient } = await __webpack_require__.e(/* import() */ 645).then(__webpack_require__.bind(__webpack_require__, 9645));
    return new DefaultArtifactClient();
}

// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
;// CONCATENATED MODULE: ./build/github/resultsArtifact.js








/** The results of one job, for another job of the same run. */
const fileName = "results.json";
const resultsArtifact_limitMs = (0,unit/* millis */.ne)(120_000);
/** Whoever takes them up takes them up in the same run. */
const keptDays = 7;
/** Each attempt of a run has its own: a name is taken for as long as the run is kept. */
const artifactName = (key, attempt) => `loadgate-results-${key}-${attempt}`;
/** Uploads `file`, which is called results.json. Throws where GitHub refuses. */
async function uploadResults(file, key, { runAttempt }, retentionDays = keptDays) {
    const client = await artifactClient();
    const options = { retentionDays: Math.min(retentionDays, keptDays) };
    const upload = client.uploadArtifact(artifactName(key, runAttempt), [file], (0,external_node_path_.dirname)(file), options);
    await within(resultsArtifact_limitMs, "the upload of the results", upload).catch((cause) => {
        if (!/409|already exists/i.test(cause.message))
            throw cause;
        throw new Error(`another job of this run has left its own; give each a baseline-key (${cause.message})`, { cause });
    });
}
/** The text of the newest results of this run. Throws a CouldNotMeasure that says what to do. */
async function downloadResults(api, token, key, context) {
    const wanted = `the results of the first job (the artifact ${artifactName(key, context.runAttempt)})`;
    try {
        return await within(resultsArtifact_limitMs, "the download", download(api, token, key, context));
    }
    catch (cause) {
        if (cause instanceof failure/* CouldNotMeasure */.Nc)
            throw cause;
        const status = cause instanceof Error && "status" in cause ? cause.status : undefined;
        const advice = status === 403 ? "; give the job the permission actions: read" : "";
        const answered = status === undefined ? "" : `GitHub answered ${status}: `;
        throw new failure/* CouldNotMeasure */.Nc(`${wanted} could not be fetched: ${answered}${(0,failure/* messageOf */.bD)(cause)}${advice}`, { cause });
    }
}
async function download(api, token, key, context) {
    const { owner, repo, runId } = context;
    const listed = { owner, repo, run_id: runId, per_page: 100 };
    const artifacts = await api.paginate(api.rest.actions.listWorkflowRunArtifacts, listed);
    const [newest] = artifacts
        .map((artifact) => ({ ...artifact, attempt: attemptOf(artifact.name, key) ?? 0 }))
        .filter(({ attempt, expired }) => attempt >= 1 && attempt <= context.runAttempt && !expired)
        .toSorted((a, b) => b.attempt - a.attempt || b.id - a.id);
    if (newest === undefined) {
        throw new failure/* CouldNotMeasure */.Nc(`no job of this run has left results to confirm: expected the artifact ${artifactName(key, context.runAttempt)}; ` +
            "run Loadgate before, in a job that this one needs, with mode: run and the same baseline-key, or name its results.json in the input results");
    }
    const directory = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), "loadgate-results-"));
    try {
        const { digestMismatch } = await (await artifactClient()).downloadArtifact(newest.id, {
            path: directory,
            ...(newest.digest ? { expectedHash: newest.digest } : {}),
            findBy: { token, workflowRunId: runId, repositoryOwner: owner, repositoryName: repo },
        });
        const text = digestMismatch ? undefined : await (0,files/* readText */.yR)((0,external_node_path_.join)(directory, fileName));
        if (text !== undefined)
            return text;
        const what = digestMismatch ? "is not what was uploaded (its digest differs)" : `holds no ${fileName}`;
        throw new failure/* CouldNotMeasure */.Nc(`the artifact ${newest.name} ${what}; run the first job again`);
    }
    finally {
        await (0,promises_.rm)(directory, { recursive: true, force: true });
    }
}
/** The attempt that left the artifact; `undefined` where it is none of this key's results. */
function attemptOf(name, key) {
    const start = `loadgate-results-${key}-`;
    const attempt = name.slice(start.length);
    return name.startsWith(start) && /^\d{1,9}$/.test(attempt) ? Number(attempt) : undefined;
}

;// CONCATENATED MODULE: ./build/asked.js









/** Throws a CouldNotMeasure where there is nothing to confirm. */
async function askedFor(inputs, context, ground) {
    const first = inputs.mode === "confirm" ? await firstOf(inputs, context, ground.workspace) : undefined;
    const api = inputs.token === undefined ? undefined : (0,github/* getOctokit */.Q)(inputs.token);
    const { problem, ...notes } = await notesOf(api, context, ground.payload);
    const { accepted, problems } = (0,acceptance/* acceptancesIn */.Cw)(notes, (0,acceptance/* knownInPlan */.mK)(ground.plan));
    if (problem !== undefined)
        core/* warning */.$e(`The labels and the text of the pull request could not be read anew (${problem}): the event's are used`);
    // What the first job has read may be newer than the event.
    const known = problem === undefined ? accepted : (first?.accepted ?? accepted);
    return { accepted: known, notes: problems, ...(first === undefined ? {} : { first }) };
}
async function firstOf({ results, token, baselineKey }, context, workspace) {
    if (results !== undefined) {
        const path = (0,external_node_path_.resolve)(workspace, results);
        return (0,build_confirm/* firstResults */.J8)(await (0,files/* readText */.yR)(path), path);
    }
    if (token === undefined)
        throw new failure/* CouldNotMeasure */.Nc("the results to confirm could not be fetched: there is no github-token");
    const api = (0,github/* getOctokit */.Q)(token);
    return (0,build_confirm/* firstResults */.J8)(await downloadResults(api, token, baselineKey, context), "results.json of the first job");
}

// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/baseline/file.js
var baseline_file = __webpack_require__(27322);
;// CONCATENATED MODULE: ./build/baseline/artifact.js








/** Builds of half a gigabyte come and go in this time, and what comes to nothing does so sooner. */
const searchLimitMs = (0,unit/* millis */.ne)(300_000);
const uploadLimitMs = (0,unit/* millis */.ne)(300_000);
/** The newest artifacts that are looked at: each costs a request. */
const candidates = 10;
const artifact_artifactName = (key) => `loadgate-baseline-${key}`;
/**
 * The newest baseline that a run of this repository's own default branch has left. Never throws: what GitHub could not
 * give is `unreachable`, what it gave and cannot be trusted or read is `unusable`.
 */
async function findBaseline(store) {
    try {
        return await within(searchLimitMs, "the search for the baseline artifact", search(store));
    }
    catch (error) {
        if (error instanceof codec/* UnusableBaseline */.$X)
            return { kind: "unusable", message: error.message };
        return { kind: "unreachable", message: `the baseline could not be fetched: ${inWords(error)}` };
    }
}
async function search(store) {
    const { api, owner, repo, key } = store;
    const name = artifact_artifactName(key);
    const { data } = await api.rest.actions.listArtifactsForRepo({ owner, repo, name, per_page: 100 });
    if (!Array.isArray(data?.artifacts))
        throw new Error("not a list of artifacts");
    const own = data.artifacts.filter((artifact) => isOwn(artifact, store));
    const alive = own.filter(({ expired }) => !expired);
    for (const artifact of newestFirst(alive).slice(0, candidates)) {
        const runId = artifact.workflow_run?.id;
        if (runId === undefined || !(await isTrusted(store, runId)))
            continue;
        return { kind: "found", ...(await artifact_download(store, { ...artifact, runId })) };
    }
    return {
        kind: "absent",
        message: absence(name, store, { seen: data.artifacts.length, own: own.length, alive: alive.length }),
    };
}
/** A fork's run leaves its artifacts here too, and its branch may be called like ours. */
function isOwn({ workflow_run: run }, { repositoryId, defaultBranch }) {
    return (run?.repository_id === repositoryId && run.head_repository_id === repositoryId && run.head_branch === defaultBranch);
}
function newestFirst(artifacts) {
    return artifacts.toSorted((a, b) => (b.created_at ?? "").localeCompare(a.created_at ?? "") || b.id - a.id);
}
async function isTrusted({ api, owner, repo, events }, runId) {
    const { data } = await api.rest.actions.getWorkflowRun({ owner, repo, run_id: runId });
    return events.includes(data.event);
}
/** Why there is none: never made, expired, or made by somebody else. */
function absence(name, { defaultBranch }, n) {
    const next = `the next run on ${defaultBranch} makes one`;
    if (n.own > n.alive)
        return `the baseline has expired: every artifact ${name} of ${defaultBranch} is past its retention; ${next}`;
    if (n.seen > 0)
        return `no baseline of our own: the artifacts ${name} come from other branches, events or forks; ${next}`;
    return `no baseline yet: there is no artifact ${name}; ${next}`;
}
async function artifact_download(store, artifact) {
    const source = `the artifact ${artifact.name} of run ${artifact.runId}`;
    const { directory } = store;
    await (0,promises_.mkdir)(directory, { recursive: true });
    const client = await artifactClient();
    const { digestMismatch } = await client.downloadArtifact(artifact.id, {
        path: directory,
        ...(artifact.digest ? { expectedHash: artifact.digest } : {}),
        findBy: {
            token: store.token,
            workflowRunId: artifact.runId,
            repositoryOwner: store.owner,
            repositoryName: store.repo,
        },
    });
    if (digestMismatch)
        throw new codec/* UnusableBaseline */.$X(`${source} is not what was uploaded (its digest differs); delete it`);
    const text = await (0,files/* readText */.yR)((0,external_node_path_.join)(directory, names.baseline));
    if (text === undefined)
        throw new codec/* UnusableBaseline */.$X(`${source} holds no baseline.json; delete it`);
    const baseline = (0,codec/* decodeBaseline */.Y9)(text, source);
    return { baseline, archives: await (0,baseline_file/* archivesThere */.YV)(baseline, archivesIn(directory)) };
}
const names = { baseline: "baseline.json", build: "build.tar.gz", anchor: "anchor.tar.gz" };
/** What the artifact calls the builds that it carries. */
function archivesIn(directory) {
    return { build: (0,external_node_path_.join)(directory, names.build), anchor: (0,external_node_path_.join)(directory, names.anchor) };
}
/**
 * Uploads the baseline and the builds that lie in `directory` as archivesIn has it; an artifact of the same run, left by an
 * earlier attempt, is replaced. Throws where GitHub refuses.
 */
async function uploadBaseline(key, baseline, directory, retentionDays) {
    const file = (0,external_node_path_.join)(directory, names.baseline);
    const archives = Object.values(await (0,baseline_file/* archivesThere */.YV)(baseline, archivesIn(directory)));
    const upload = async () => {
        const client = await artifactClient();
        const options = retentionDays === undefined ? {} : { retentionDays };
        const send = () => client.uploadArtifact(artifact_artifactName(key), [file, ...archives], directory, options);
        await send().catch(async (error) => {
            if (!/409|already exists/i.test(error.message))
                throw error;
            await client.deleteArtifact(artifact_artifactName(key));
            await send();
        });
    };
    await (0,promises_.mkdir)(directory, { recursive: true });
    await (0,promises_.writeFile)(file, (0,codec/* encodeBaseline */.mQ)(baseline));
    await within(uploadLimitMs, "the upload of the baseline artifact", upload());
}
function inWords(error) {
    const answered = error instanceof Error && "response" in error && error.response !== undefined;
    const status = answered && "status" in error ? error.status : undefined;
    if (status === 401)
        return "GitHub answered 401: the github-token is not valid";
    if (status === 403)
        return "GitHub answered 403: give the job the permission actions: read";
    if (status === 404)
        return "GitHub answered 404: the github-token cannot see this repository's artifacts";
    if (typeof status === "number" && status >= 500)
        return `GitHub answered ${status}: it is out of order, run the job again later`;
    return error instanceof Error ? `GitHub gave no usable answer (${error.message})` : String(error);
}

// EXTERNAL MODULE: ./build/carriedBuilds.js + 1 modules
var carriedBuilds = __webpack_require__(11516);
// EXTERNAL MODULE: ./build/configFile.js + 14 modules
var configFile = __webpack_require__(80199);
// EXTERNAL MODULE: ./build/exit.js
var exit = __webpack_require__(870);
;// CONCATENATED MODULE: ./build/github/comment.js
const longestComment = 65_536;
function markerLine({ key, run, attempt, sha }) {
    return `<!-- loadgate key=${key} run=${run} attempt=${attempt} sha=${sha.slice(0, 7)} -->`;
}
/** `undefined` where the text does not begin with a marker of ours. */
function markerOf(body) {
    const [, key, run, attempt, sha] = /^<!-- loadgate key=(\S+) run=(\d+) attempt=(\d+) sha=(\S*) -->/.exec(body) ?? [];
    if (key === undefined || run === undefined || attempt === undefined || sha === undefined)
        return undefined;
    return { key, run: Number(run), attempt: Number(attempt), sha };
}
/**
 * Keeps one comment a key on the pull request: updates our own where there is one, and adds one where `isWanted`. An
 * older run never overwrites a newer one.
 */
async function keepComment(api, { owner, repo }, issue, marker, text, isWanted) {
    const body = `${markerLine(marker)}\n${text}`;
    const own = await ownLogin(api);
    const comments = await api.paginate(api.rest.issues.listComments, {
        owner,
        repo,
        issue_number: issue,
        per_page: 100,
    });
    const ours = comments.find((comment) => comment.user?.login === own && markerOf(comment.body ?? "")?.key === marker.key);
    if (ours === undefined) {
        if (!isWanted)
            return "not wanted";
        await api.rest.issues.createComment({ owner, repo, issue_number: issue, body });
        return "created";
    }
    const before = markerOf(ours.body ?? "");
    if (before !== undefined && isNewer(before, marker))
        return "left to a newer run";
    await api.rest.issues.updateComment({ owner, repo, comment_id: ours.id, body });
    return "updated";
}
function isNewer(a, b) {
    return a.run > b.run || (a.run === b.run && a.attempt > b.attempt);
}
/** A workflow's own token may not ask who it is: then it is the bot that all workflows share. */
async function ownLogin(api) {
    try {
        return (await api.rest.users.getAuthenticated()).data.login;
    }
    catch {
        return "github-actions[bot]";
    }
}

;// CONCATENATED MODULE: ./build/github/context.js
/** Events whose runs on the default branch make the baseline. */
const refreshingEvents = ["push", "schedule", "workflow_dispatch"];
/** Throws where the environment is not that of a workflow step. */
function contextOf(env, payload) {
    const event = required(env, "GITHUB_EVENT_NAME");
    const [owner = "", repo = ""] = required(env, "GITHUB_REPOSITORY").split("/");
    const repository = context_fieldsOf(context_fieldsOf(payload)["repository"]);
    const pullRequest = context_fieldsOf(context_fieldsOf(payload)["pull_request"]);
    const head = context_fieldsOf(pullRequest["head"]);
    const branch = context_text(repository["default_branch"]);
    // A schedule runs on the default branch only, and its payload may not name it.
    const defaultBranch = branch ?? (event === "schedule" ? env["GITHUB_REF_NAME"] : undefined) ?? "main";
    return {
        owner,
        repo,
        repositoryId: number(repository["id"]) ?? number(env["GITHUB_REPOSITORY_ID"]) ?? 0,
        event,
        runId: number(env["GITHUB_RUN_ID"]) ?? 0,
        runAttempt: number(env["GITHUB_RUN_ATTEMPT"]) ?? 1,
        sha: context_text(head["sha"]) ?? env["GITHUB_SHA"] ?? "",
        ...optional("pullRequest", numbered(number(pullRequest["number"]))),
        defaultBranch,
        base: {
            defaultBranch,
            ...optional("mergeGroupBase", context_text(context_fieldsOf(context_fieldsOf(payload)["merge_group"])["base_sha"])),
            ...optional("pullRequest", pullRequestBase(context_text(context_fieldsOf(pullRequest["base"])["ref"]), context_text(head["sha"]))),
        },
        isRefreshing: refreshingEvents.includes(event) && env["GITHUB_REF"] === `refs/heads/${defaultBranch}`,
    };
}
function required(env, name) {
    const value = env[name];
    if (value === undefined || value === "")
        throw new Error(`${name} is not set: this runs as a step of a GitHub workflow`);
    return value;
}
function optional(key, value) {
    return value === undefined ? {} : { [key]: value };
}
const numbered = (value) => (value === undefined ? undefined : { number: value });
function pullRequestBase(baseBranch, headSha) {
    return baseBranch === undefined || headSha === undefined ? undefined : { baseBranch, headSha };
}
function context_fieldsOf(value) {
    return typeof value === "object" && value !== null ? value : {};
}
const context_text = (value) => (typeof value === "string" && value !== "" ? value : undefined);
function number(value) {
    const n = typeof value === "string" && value !== "" ? Number(value) : value;
    return typeof n === "number" && Number.isSafeInteger(n) ? n : undefined;
}

// EXTERNAL MODULE: ./build/config/unit.js
var config_unit = __webpack_require__(55481);
// EXTERNAL MODULE: ./build/model/plan.js
var plan = __webpack_require__(64519);
;// CONCATENATED MODULE: ./build/inputs.js



/** `confirm` decides for a first job and for itself. */
const runModes = ["run", "confirm"];
const commentModes = ["always", "changes", "failures", "never"];
/** Throws a WrongInput that names the input, what came and what is wanted. */
function readInputs(env) {
    const input = (name) => env[`INPUT_${name.toUpperCase()}`]?.trim() || undefined;
    const token = input("github-token");
    const days = input("artifact-retention-days");
    const mode = oneOf("mode", runModes, input("mode") ?? "run");
    const results = input("results");
    if (results !== undefined && mode === "run")
        throw wrong("results", "nothing, unless mode is confirm", results);
    return {
        config: input("config") ?? "loadgate.yml",
        baselineKey: keyOf(input("baseline-key") ?? "default"),
        ...(token === undefined ? {} : { token }),
        gate: { ...failOnOf(input("fail-on")), ...budgetOf(input("budget")) },
        comment: oneOf("comment", commentModes, input("comment") ?? "always"),
        summary: oneOf("summary", ["true", "false"], input("summary") ?? "true") === "true",
        ...(days === undefined ? {} : { retentionDays: daysOf(days) }),
        mode,
        ...(results === undefined ? {} : { results }),
    };
}
/** The key becomes part of an artifact's name and of the comment's marker. */
function keyOf(key) {
    if (/^[\w.-]{1,80}$/.test(key))
        return key;
    throw wrong("baseline-key", "up to 80 letters, digits, dots, dashes or underscores", key);
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
    const parsed = config_unit/* duration */.p0.safeParse(text);
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
    return new failure/* WrongInput */.Ey(`input ${name}: expected ${wanted}, got ${JSON.stringify(got)}`);
}

// EXTERNAL MODULE: ./build/output.js
var output = __webpack_require__(53635);
// EXTERNAL MODULE: ./build/report/headline.js
var headline = __webpack_require__(2251);
// EXTERNAL MODULE: ./build/report/markdown.js
var markdown = __webpack_require__(34902);
// EXTERNAL MODULE: ./build/report/terminal.js
var terminal = __webpack_require__(63299);
// EXTERNAL MODULE: ./build/report/words.js
var words = __webpack_require__(44702);
// EXTERNAL MODULE: ./build/run.js + 2 modules
var run = __webpack_require__(79588);
// EXTERNAL MODULE: ./build/shell/clock.js
var clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/shell/processes.js
var processes = __webpack_require__(65900);
// EXTERNAL MODULE: ./build/service/guard.js
var guard = __webpack_require__(99453);
// EXTERNAL MODULE: ./build/service/place.js
var place = __webpack_require__(74167);
;// CONCATENATED MODULE: ./build/service/sweep.js





/** Kills whatever a run has left, says how many processes that were, and removes its temporary directory. */
async function sweep(runId) {
    const killed = new Set();
    for (let looks = 0; looks < 100; looks++) {
        const left = (0,processes/* markedWith */.Fq)(`${guard/* runMark */.n6}=${runId}`).map(({ pid }) => pid);
        if (left.length === 0)
            break;
        for (const pid of left)
            killed.add(pid);
        (0,processes/* signalAll */.w$)(left, "SIGKILL");
        await clock/* systemClock */.ml.sleepUntil((0,unit/* millis */.ne)(clock/* systemClock */.ml.nowMs() + 50));
    }
    await (0,place/* clearPlace */.xy)(await (0,place/* placeOf */.$t)(runId));
    return killed.size;
}

// EXTERNAL MODULE: ./build/shell/git.js
var git = __webpack_require__(87397);
// EXTERNAL MODULE: ./build/shell/signals.js
var signals = __webpack_require__(75888);
;// CONCATENATED MODULE: ./build/action.js
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






























const runIdState = "run-id";
/** The step -> exit code: measure, then files, outputs, summary, comment, baseline; failing comes last. */
async function action(step) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const runId = (0,external_node_crypto_.randomUUID)();
        core/* saveState */.LZ(runIdState, runId);
        const cleanup = __addDisposableResource(env_1, new AsyncDisposableStack(), true);
        const room = roomOf(step.env, runId);
        cleanup.defer(() => (0,files/* removeTree */.dM)(room));
        try {
            const inputs = readInputs(step.env);
            const payload = await eventPayload(step.env);
            const context = contextOf(step.env, payload);
            const { plan, secrets } = await (0,configFile/* loadConfig */.Z)((0,external_node_path_.join)(workspaceOf(step), inputs.config), step.env);
            for (const secret of secrets)
                core/* setSecret */.Pq(secret);
            const asked = await askedFor(inputs, context, { payload, plan, workspace: workspaceOf(step) });
            const isDecided = asked.first !== undefined && !(0,build_confirm/* isInDoubt */.cd)(asked.first, asked.accepted);
            const baseline = isDecided ? { kind: "not_asked" } : await lookUp(inputs, context, room);
            const gated = { ...plan, gate: { ...plan.gate, ...inputs.gate } };
            const carried = (0,carriedBuilds/* carriedFor */.u)(gated, baseline, context.isRefreshing);
            const results = await measured(step, runId, context, { ...carried, baseline, secrets, ...asked });
            const isKept = await publish(results, (0,external_node_path_.join)(workspaceOf(step), "loadgate-report"), inputs);
            if (inputs.mode === "run")
                await bestEffort("The results artifact", () => handOver(inputs, context, step));
            await bestEffort("The comment", () => comment(results, inputs, context));
            await bestEffort("The baseline", () => refresh(results, { baseline, plan: gated, room }, inputs, context));
            return ending(results, isKept);
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
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** The post step: nothing that the main step started outlives the job, however the main step ended. */
async function afterwards(env) {
    const runId = env[`STATE_${runIdState}`];
    if (runId === undefined || runId === "")
        return;
    const killed = await sweep(runId);
    await (0,files/* removeTree */.dM)(roomOf(env, runId));
    if (killed > 0)
        core/* warning */.$e(`Loadgate stopped ${killed} processes that its main step had left running`);
}
/** Where baselines and the builds they carry come and go. */
const roomOf = (env, runId) => (0,external_node_path_.join)(env["RUNNER_TEMP"] ?? (0,external_node_os_.tmpdir)(), `loadgate-baseline-${runId.slice(0, 13)}`);
const workspaceOf = ({ env }) => env["GITHUB_WORKSPACE"] ?? process.cwd();
async function eventPayload(env) {
    const path = env["GITHUB_EVENT_PATH"];
    return path === undefined ? {} : JSON.parse((await (0,files/* readText */.yR)(path)) ?? "{}");
}
async function lookUp({ token, baselineKey }, context, room) {
    if (token === undefined)
        return { kind: "unreachable", message: "the baseline could not be fetched: there is no github-token" };
    const found = await findBaseline({
        api: (0,github/* getOctokit */.Q)(token),
        token,
        key: baselineKey,
        events: refreshingEvents,
        directory: (0,external_node_path_.join)(room, "found"),
        ...context,
    });
    if (found.kind === "unreachable" || found.kind === "unusable")
        core/* warning */.$e(found.message);
    // What cannot be read must not keep the default branch from making a new one.
    if (found.kind === "unusable" && context.isRefreshing)
        return { kind: "absent", message: `${found.message}: this run replaces it` };
    return found;
}
async function measured(step, runId, context, { first, carried, ...request }) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        const workspace = workspaceOf(step);
        const { base } = await (0,git/* commitsOf */.g3)(workspace, request.plan.base.directory);
        const commits = { head: context.sha, ...(base === undefined ? {} : { base }) };
        const interruption = __addDisposableResource(env_2, (0,signals/* abortOnSignals */.P)(), false);
        const around = {
            entry: step.entry,
            env: step.env,
            signal: interruption.signal,
            progress: core/* info */.pq,
            runId,
            out: (0,external_node_path_.join)(workspace, "loadgate-report"),
            seed: context.runId % 2 ** 31,
            baseFacts: { isRefreshing: context.isRefreshing, event: context.base },
            ...(carried === undefined ? {} : { carried }),
        };
        const whole = { ...request, commits, version: step.version };
        return first === undefined ? await (0,run/* run */.eF)(whole, around) : await (0,build_confirm/* confirm */.lJ)(first, whole, around);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
}
/** Files, outputs and summary. Says whether every file could be written. */
async function publish(results, out, { summary }) {
    const written = await (0,output/* writeReports */.L)(results, out);
    for (const problem of written.problems)
        core/* error */.z3(problem);
    printUninterpreted((0,terminal/* terminal */.F)(results, { color: true }));
    core/* setOutput */.uH("verdict", results.verdict.kind);
    core/* setOutput */.uH("results", written.results);
    core/* setOutput */.uH("report", written.html);
    core/* setOutput */.uH("report-markdown", written.markdown);
    core/* setOutput */.uH("confirm", results.verdict.confirm === true);
    if (summary)
        await bestEffort("The job summary", () => core/* summary */.z.addRaw((0,markdown/* markdown */.w)(results)).write());
    return written.problems.length === 0;
}
/** To a second job that may be asked to confirm them. */
async function handOver({ baselineKey, retentionDays }, context, step) {
    await uploadResults((0,external_node_path_.join)(workspaceOf(step), "loadgate-report/results.json"), baselineKey, context, retentionDays);
}
/** The report has names and logs of others in it: none of its lines may act as a command to the runner. */
function printUninterpreted(text) {
    const token = (0,external_node_crypto_.randomUUID)();
    core/* info */.pq(`::stop-commands::${token}\n${text}\n::${token}::`);
}
const commentLimitMs = (0,unit/* millis */.ne)(60_000);
async function comment(results, { token, baselineKey, comment: mode }, context) {
    if (context.pullRequest === undefined || token === undefined || mode === "never")
        return;
    const marker = { key: baselineKey, run: context.runId, attempt: context.runAttempt, sha: context.sha };
    const text = (0,markdown/* markdown */.w)(results, longestComment - 200);
    const kept = keepComment((0,github/* getOctokit */.Q)(token), context, context.pullRequest.number, marker, text, isWanted(mode, results));
    core/* info */.pq(`Comment: ${await within(commentLimitMs, "keeping the comment", kept)}`);
}
/** Whether there is something to say; a comment that exists is brought up to date in any case. */
function isWanted(mode, results) {
    if (mode === "always")
        return true;
    if (mode === "failures")
        return results.verdict.failing;
    const isNews = (0,words/* rowsOf */.RO)(results).some(({ gating, outcome }) => gating && outcome !== "unchanged" && outcome !== "new");
    return mode === "changes" && (isNews || results.verdict.kind !== "pass");
}
/** Appends this run to the baseline, unless it measured nothing or the history could not be read and would be lost. */
async function refresh(results, { baseline, plan, room }, { baselineKey, retentionDays, mode }, context) {
    // What is confirmed has been measured by a first job, which has appended it.
    if (!context.isRefreshing || mode === "confirm")
        return;
    const unfit = (0,codec/* unfitForBaseline */.LM)(results);
    if (unfit !== undefined)
        throw new Error(unfit);
    if (baseline.kind === "unreachable")
        throw new Error("a baseline that could not be read is not replaced");
    const history = baseline.kind === "found" ? baseline.baseline : undefined;
    const next = (0,external_node_path_.join)(room, "next");
    await (0,promises_.mkdir)(next, { recursive: true });
    const { notes, warnings } = await (0,carriedBuilds/* keepBuilds */.$)(plan, results, baseline, archivesIn(next));
    for (const warning of warnings)
        core/* warning */.$e(warning);
    await uploadBaseline(baselineKey, (0,codec/* withRun */.Yq)(history, results, String(context.runId), notes), next, retentionDays);
    core/* info */.pq("The baseline was refreshed");
}
/** None of GitHub's failures changes the verdict: it becomes a warning. */
async function bestEffort(what, act) {
    try {
        await act();
    }
    catch (error) {
        core/* warning */.$e(`${what} could not be written: ${refusal(error)}`);
    }
}
function refusal(error) {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    const text = (0,failure/* messageOf */.bD)(error);
    if (status === 403)
        return `GitHub answered 403: ${text}; a fork's token is read-only, others need pull-requests: write`;
    return typeof status === "number" ? `GitHub answered ${status}: ${text}` : text;
}
function ending({ verdict, ...results }, isKept) {
    const { text } = (0,headline/* headline */.P)({ verdict, ...results });
    if (verdict.failing)
        core/* error */.z3(text, { title: "Loadgate" });
    else if (verdict.kind !== "pass")
        core/* warning */.$e(text, { title: "Loadgate" });
    const code = (0,exit/* exitCodeOf */.FO)(verdict);
    return isKept || code !== exit/* exitCode */.I$.pass ? code : exit/* exitCode */.I$.invalid;
}
/** No verdict: the configuration is wrong, or something that nobody foresaw. Never green. */
async function noRun(error) {
    const text = (0,failure/* messageOf */.bD)(error);
    core/* setOutput */.uH("verdict", "invalid");
    core/* setOutput */.uH("confirm", false);
    core/* error */.z3(text, { title: "Loadgate" });
    await bestEffort("The job summary", () => core/* summary */.z.addRaw(`### ⚠️ Loadgate did not run\n\n~~~\n${text}\n~~~\n`).write());
    return (0,exit/* exitCodeOfError */.LL)(error);
}


/***/ })

};
