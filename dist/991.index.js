export const id = 991;
export const ids = [991];
export const modules = {

/***/ 66991:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  apiOf: () => (/* binding */ apiOf)
});

// EXTERNAL MODULE: ./node_modules/@actions/github/lib/github.js
var github = __webpack_require__(61351);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/model/unit.js
var unit = __webpack_require__(90614);
// EXTERNAL MODULE: ./build/shell/clock.js
var shell_clock = __webpack_require__(58739);
// EXTERNAL MODULE: ./build/githubApi/apiError.js
var apiError = __webpack_require__(926);
;// CONCATENATED MODULE: ./build/githubApi/retry.js

/** What a single attempt may take: GitHub itself gives up on a request after 10 s. */
const attemptLimitMs = (0,unit/* millis */.ne)(15_000);
/** What one call of GitHub's API may take, all its attempts and pauses together. */
const callLimitMs = (0,unit/* millis */.ne)(90_000);
const mostAttempts = 4;
/**
 * Whether the request is sent once more, and after which pause. It is final where no repetition would help, or where GitHub wants to be left
 * alone for longer than a call may take. `chance` in [0, 1) spreads the pauses of jobs that failed together.
 */
function persistenceOf(setback, { attempts, elapsedMs, dateMs }, chance) {
    const wantedMs = isThrottled(setback) ? throttledMs(setback, dateMs) : undefined;
    if (wantedMs === undefined && !isPassing(setback))
        return { kind: "final" };
    const backoffMs = 1000 * 2 ** (attempts - 1) * (0.75 + 0.5 * chance);
    const pauseMs = Math.max(wantedMs ?? 0, backoffMs);
    const isInTime = elapsedMs + pauseMs + attemptLimitMs <= callLimitMs;
    if (attempts < mostAttempts && isInTime)
        return { kind: "again", pauseMs: (0,unit/* millis */.ne)(pauseMs) };
    return wantedMs === undefined || wantedMs === 0 ? { kind: "final" } : { kind: "final", untilMs: dateMs + wantedMs };
}
/** The rate limits, of which GitHub has several, and which it answers with two statuses. */
function isThrottled({ status, headers, message }) {
    if (status === 429)
        return true;
    const isLimited = headers["retry-after"] !== undefined || String(headers["x-ratelimit-remaining"]) === "0";
    return status === 403 && (isLimited || /rate limit/i.test(message));
}
const isPassing = ({ status }) => status === undefined || status >= 500;
/** Retry-After in seconds or as a date, else the hour at which the limit ends; 0 where GitHub says neither. */
function throttledMs({ headers }, dateMs) {
    const after = headers["retry-after"];
    if (after !== undefined) {
        const seconds = Number(after);
        const untilMs = Number.isFinite(seconds) ? dateMs + 1000 * seconds : Date.parse(String(after));
        return Number.isFinite(untilMs) ? Math.max(0, untilMs - dateMs) : 0;
    }
    const reset = Number(headers["x-ratelimit-reset"]);
    const isSpent = String(headers["x-ratelimit-remaining"]) === "0";
    return isSpent && Number.isFinite(reset) ? Math.max(0, 1000 * reset - dateMs) : 0;
}

;// CONCATENATED MODULE: ./build/githubApi/api.js






/**
 * GitHub's API for a patient caller: what may pass is tried again, within persistence.ts's limit. Octokit's own plugins for this know no limit in
 * time, or no Retry-After.
 */
function apiOf(token, around = {}) {
    const { log = () => { }, clock = shell_clock/* systemClock */.ml, dateMs = Date.now, random = Math.random, baseUrl } = around;
    const { limitMs = attemptLimitMs } = around;
    const api = (0,github/* getOctokit */.Q)(token, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });
    api.hook.wrap("request", async (request, options) => {
        const beganMs = clock.nowMs();
        for (let attempts = 1;; attempts++) {
            try {
                // Octokit hands its own object to the hooks within this one: another in its place would be ignored.
                options.request = { ...options.request, signal: AbortSignal.timeout(limitMs) };
                return understood(await request(options));
            }
            catch (error) {
                const setback = setbackOf(error);
                const effort = { attempts, elapsedMs: (0,unit/* millis */.ne)(clock.nowMs() - beganMs), dateMs: dateMs() };
                const persistence = persistenceOf(setback, effort, random());
                if (persistence.kind === "final")
                    throw toldOf(error, persistence);
                const { pauseMs } = persistence;
                const told = setback.status === undefined ? setback.message : `GitHub answered ${setback.status}`;
                log(`${options.method} ${URL.parse(options.url)?.pathname ?? options.url}: ${told}; asked again in ${(pauseMs / 1000).toFixed(1)} s`);
                await clock.sleepUntil((0,unit/* millis */.ne)(clock.nowMs() + pauseMs));
            }
        }
    });
    return api;
}
/** No answer came, or one that is none: a proxy's page under the status of a success, or JSON that breaks off. */
class NoAnswer extends Error {
    name = "NoAnswer";
}
/** Where there is a body, it is JSON, in which GitHub never answers with a bare text, number or null. */
function understood(response) {
    const { status, data } = response;
    const isJson = typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
    if (isJson || status === 204 || status >= 300)
        return response;
    throw new NoAnswer(`GitHub answered ${status} with something that is not JSON`);
}
function setbackOf(error) {
    const message = (0,errors/* messageOf */.bD)(error);
    const answered = (0,apiError/* answeredIn */.lK)(error);
    return answered === undefined ? { headers: {}, message } : { ...answered, message };
}
/** In words of one line, with what there is to be done about it. Without an answer there is no status. */
function toldOf(error, { untilMs }) {
    const answered = (0,apiError/* answeredIn */.lK)(error);
    if (answered === undefined)
        return new NoAnswer((0,errors/* messageOf */.bD)(error), { cause: error });
    const until = untilMs === undefined ? "" : new Date(untilMs).toISOString().slice(11, 16);
    const longer = `longer than the ${callLimitMs / 1000} s that a call may take`;
    const advice = until === "" ? "" : `; it wants to be asked again from ${until} UTC on, ${longer}`;
    const { request } = error instanceof Error && "request" in error ? error : { request: undefined };
    return new apiError/* Refusal */.P_(answered, request, advice, error);
}


/***/ })

};
