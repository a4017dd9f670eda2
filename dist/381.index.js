export const id = 381;
export const ids = [381];
export const modules = {

/***/ 81381:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J9: () => (/* binding */ directoryOwnerBits),
/* harmony export */   ZB: () => (/* binding */ buildLimits),
/* harmony export */   q1: () => (/* binding */ permissionBits),
/* harmony export */   ti: () => (/* binding */ leavesTree)
/* harmony export */ });
/* harmony import */ var _model_carriedFiles_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90805);

const buildLimits = { maxBytes: _model_carriedFiles_js__WEBPACK_IMPORTED_MODULE_0__/* .maxCarriedBytes */ .SC, maxEntries: 200_000 };
/** The permissions that are kept. A carried build never has set-user-ID files. */
const permissionBits = 0o777;
/** The owner can always read, fill and delete a directory. */
const directoryOwnerBits = 0o700;
/** As in Linux. */
const maxLinksFollowed = 40;
/**
 * The symbolic link leads outside the tree, also if only for a moment or through other links. Paths are relative to the
 * tree, with slashes. `links` holds the targets of all symbolic links in the tree.
 */
function leavesTree(link, links) {
    const current = [];
    const pending = link.split("/").toReversed();
    let followed = 0;
    for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
        if (segment === "" || segment === ".")
            continue;
        if (segment === "..") {
            if (current.pop() === undefined)
                return true;
            continue;
        }
        const target = links.get([...current, segment].join("/"));
        if (target === undefined) {
            current.push(segment);
            continue;
        }
        followed++;
        if (target.startsWith("/") || followed > maxLinksFollowed)
            return true;
        pending.push(...target.split("/").toReversed());
    }
    return false;
}


/***/ }),

/***/ 90805:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SC: () => (/* binding */ maxCarriedBytes),
/* harmony export */   VN: () => (/* binding */ imageArchiveName),
/* harmony export */   Vl: () => (/* binding */ carriedPaths)
/* harmony export */ });
/** The file of a carried build with the images of its arm, as `docker save` writes them. */
const imageArchiveName = "loadgate-images.tar";
/** Most bytes of a carried build, uncompressed. Moving a larger build takes longer than building it again. */
const maxCarriedBytes = 512 * 1024 ** 2;
/** The content of a carried build: paths and globs of the configuration, and the archive of the images. */
function carriedPaths({ carry, carryImage }) {
    return carryImage ? [...carry, imageArchiveName] : carry;
}


/***/ })

};
