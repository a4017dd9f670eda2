export const id = 883;
export const ids = [883];
export const modules = {

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
