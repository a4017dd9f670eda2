export const id = 346;
export const ids = [346];
export const modules = {

/***/ 92346:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createApi: () => (/* binding */ createApi)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92413);
/* harmony import */ var _bodyLimit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(24457);
/* harmony import */ var _expectedResponse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(72327);
/* harmony import */ var _send_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(62342);




/**
 * Creates a client for GitHub's API that retries failed requests within the limits of retry.ts.
 * Octokit's own retry plugins limit no time, or ignore Retry-After.
 */
function createApi(token, options = {}) {
    const { baseUrl, ...given } = options;
    const context = { ..._send_js__WEBPACK_IMPORTED_MODULE_3__/* .sendContext */ .c4, ...given };
    const api = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, baseUrl === undefined ? {} : { baseUrl: baseUrl.replace(/\/+$/, "") });
    api.hook.wrap("request", async (send, request) => {
        const { expected, findCreated } = request.request;
        const fetch = (0,_bodyLimit_js__WEBPACK_IMPORTED_MODULE_1__/* .limitBody */ .O)(request.request.fetch ?? globalThis.fetch);
        return await (0,_send_js__WEBPACK_IMPORTED_MODULE_3__/* .sendWithRetries */ .HI)({
            name: `${request.method} ${URL.parse(request.url)?.pathname ?? request.url}`,
            async send(signal) {
                // Inner hooks receive Octokit's own object. A replacement would be ignored, so it is changed in place.
                request.request = { ...request.request, signal, fetch };
                return requireExpected(await send(request), expected);
            },
            ...(findCreated === undefined
                ? {}
                : {
                    findCreated: async () => {
                        const data = await findCreated();
                        return data === undefined ? undefined : { status: 200, url: "", headers: {}, data };
                    },
                }),
        }, context);
    });
    return api;
}
/** GitHub's JSON bodies are objects or lists, never a bare text, number or null. */
function requireExpected(response, expected) {
    const { status, data } = response;
    if (status >= 300)
        return response;
    const isJson = typeof data === "object" && data !== null && !(data instanceof ArrayBuffer);
    if (!isJson && status !== 204)
        throw new _send_js__WEBPACK_IMPORTED_MODULE_3__/* .NoResponse */ .$B(`GitHub responded with ${status} and a body that is not JSON`);
    const mismatch = expected === undefined ? undefined : (0,_expectedResponse_js__WEBPACK_IMPORTED_MODULE_2__/* .describeMismatch */ ._e)(data, expected);
    if (mismatch !== undefined)
        throw new _send_js__WEBPACK_IMPORTED_MODULE_3__/* .NoResponse */ .$B(`GitHub responded with ${status}, but ${mismatch}`);
    return response;
}


/***/ })

};
