export const id = 89;
export const ids = [89,381];
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


/***/ }),

/***/ 16089:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  imageFileOf: () => (/* binding */ imageFileOf),
  R: () => (/* binding */ saveBuilds),
  w: () => (/* binding */ selectBuilds)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(56118);
// EXTERNAL MODULE: ./build/shell/files.js
var files = __webpack_require__(69454);
// EXTERNAL MODULE: ./build/baseline/store/archiveName.js
var archiveName = __webpack_require__(63865);
// EXTERNAL MODULE: ./build/baseline/build/buildLimits.js
var buildLimits = __webpack_require__(81381);
;// CONCATENATED MODULE: ./build/baseline/build/pack.js
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









/** A build that cannot be carried: it has no files, or is too large. */
class UnfitBuild extends Error {
    name = "UnfitBuild";
}
/**
 * Packs the paths and globs of `carry`, relative to `directory`, and further files into a tar.gz. The same files give the same bytes.
 * Skips every `.git`, because its configuration may hold a token. Throws UnfitBuild, and the errors of the file system.
 */
async function packBuild(directory, carry, file, limits = buildLimits/* buildLimits */.ZB) {
    const fileList = new FileList(directory, file, limits);
    for (const item of carry) {
        if (typeof item === "string")
            await fileList.addMatches(item);
        else
            await fileList.addFurther(item);
    }
    const { entries, warnings } = fileList.result();
    const files = entries.filter(({ kind }) => kind !== "directory").length;
    if (files === 0)
        throw new UnfitBuild([...warnings, "base.carry: there is nothing to carry"].join("; "));
    const partial = `${file}.partial`;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.dirname)(file), { recursive: true });
        await writeArchive(directory, entries, partial);
        await (0,promises_.rename)(partial, file);
    }
    catch (error) {
        await (0,promises_.rm)(partial, { force: true });
        throw error;
    }
    return { files, bytes: entries.reduce((sum, { bytes }) => sum + bytes, 0), warnings };
}
/** Collects the files to pack. */
class FileList {
    #directory;
    /** The archive must not contain itself. */
    #archivePath;
    #limits;
    #entries = new Map();
    #warnings = [];
    #bytes = 0;
    constructor(directory, file, limits) {
        this.#directory = directory;
        this.#archivePath = (0,external_node_path_.resolve)(file);
        this.#limits = limits;
    }
    async addMatches(pattern) {
        const paths = await this.#matchesOf(pattern);
        if (paths.length === 0) {
            this.#warnings.push(`base.carry: expected files in service.directory, found none at ${pattern}`);
        }
        for (const path of paths)
            if (await this.#addParents(path))
                await this.#add(path);
    }
    async addFurther({ path, source }) {
        const { size } = await (0,promises_.lstat)(source);
        this.#append({ path, kind: "file", mode: 0o600, bytes: size, source });
    }
    /** Sorted by path, so parents come first and the order is always the same. Skips links that lead outside. */
    result() {
        const all = [...this.#entries.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
        const links = new Map(all.flatMap(({ path, target }) => (target === undefined ? [] : [[path, target]])));
        const outside = all.filter(({ path, target }) => target !== undefined && (0,buildLimits/* leavesTree */.ti)(path, links));
        const skipped = outside.map(({ path }) => `base.carry: ${path} is left out, because the link leads outside`);
        return { entries: all.filter((entry) => !outside.includes(entry)), warnings: [...this.#warnings, ...skipped] };
    }
    /** An existing file matches its own name, even if the name could be a glob, such as [id].js. */
    async #matchesOf(pattern) {
        const path = external_node_path_.posix.normalize(pattern).replace(/\/$/, "");
        if (path === ".." || path.startsWith("../") || path.startsWith("/"))
            return [];
        if ((await this.#readEntry(path)) !== undefined)
            return [path];
        const matches = [];
        for await (const match of (0,promises_.glob)(pattern, { cwd: this.#directory }))
            matches.push(match);
        return matches;
    }
    /** Adds the directories above the path. Returns false, with a warning, if one of them is a link. */
    async #addParents(path) {
        for (let end = path.indexOf("/"); end > 0; end = path.indexOf("/", end + 1)) {
            const parent = path.slice(0, end);
            const entry = await this.#readEntry(parent);
            if (entry?.kind !== "directory") {
                this.#warnings.push(`base.carry: ${path} is left out, because ${parent} is a link; carry its target instead`);
                return false;
            }
            this.#append(entry);
        }
        return true;
    }
    async #add(path) {
        const name = external_node_path_.posix.basename(path);
        // Archives of earlier runs are skipped too. Otherwise each archive would contain all earlier ones.
        if (name === ".git" || (0,archiveName/* isArchive */.tc)(name) || (0,external_node_path_.resolve)(this.#directory, path) === this.#archivePath)
            return;
        const entry = await this.#readEntry(path);
        if (entry === undefined) {
            this.#warnings.push(`base.carry: ${path} is left out, because it is neither file, directory nor link`);
            return;
        }
        if (path !== ".")
            this.#append(entry);
        if (entry.kind !== "directory")
            return;
        for (const child of await (0,promises_.readdir)((0,external_node_path_.join)(this.#directory, path)))
            await this.#add(external_node_path_.posix.join(path, child));
    }
    #append(entry) {
        if (this.#entries.has(entry.path))
            return;
        this.#entries.set(entry.path, entry);
        this.#bytes += entry.bytes;
        const { maxBytes, maxEntries } = this.#limits;
        if (this.#bytes <= maxBytes && this.#entries.size <= maxEntries)
            return;
        throw new UnfitBuild(`base.carry: expected at most ${maxBytes / 1024 ** 2} MiB in ${maxEntries} files, found more; carry less, or build the base from git`);
    }
    /** `undefined` if nothing is there, or something other than a file, directory or symbolic link. */
    async #readEntry(path) {
        const absolute = (0,external_node_path_.join)(this.#directory, path);
        const stats = await (0,promises_.lstat)(absolute).catch((error) => {
            if ((0,files/* hasErrorCode */.Ue)(error, "ENOENT") || (0,files/* hasErrorCode */.Ue)(error, "ENOTDIR"))
                return undefined;
            throw error;
        });
        const mode = (stats?.mode ?? 0) & buildLimits/* permissionBits */.q1;
        if (stats?.isFile())
            return { path, kind: "file", mode, bytes: stats.size };
        if (stats?.isDirectory())
            return { path, kind: "directory", mode: mode | buildLimits/* directoryOwnerBits */.J9, bytes: 0 };
        if (stats?.isSymbolicLink()) {
            return { path, kind: "symlink", mode: buildLimits/* permissionBits */.q1, bytes: 0, target: await (0,promises_.readlink)(absolute) };
        }
        return undefined;
    }
}
async function writeArchive(directory, entries, file) {
    const archive = (0,tar_stream.pack)();
    // streamx streams work as Node streams, but their types do not say so.
    const output = (0,external_node_stream_promises_.pipeline)(archive, (0,external_node_zlib_.createGzip)(), (0,external_node_fs_.createWriteStream)(file));
    // Awaited below, after the last entry. Its error also fails the entries.
    output.catch(() => { });
    try {
        for (const entry of entries)
            await packEntry(archive, directory, entry);
        archive.finalize();
    }
    catch (error) {
        archive.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
    }
    await output;
}
async function packEntry(archive, directory, entry) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { path, kind, mode, bytes, target, source = (0,external_node_path_.join)(directory, path) } = entry;
        const { promise: packed, resolve: finish, reject } = Promise.withResolvers();
        const header = { name: path, type: kind, mode, mtime: new Date(0), uid: 0, gid: 0 };
        const done = (error) => (error ? reject(error) : finish());
        if (kind !== "file") {
            archive.entry(target === undefined ? header : { ...header, linkname: target }, done);
            return await packed;
        }
        const content = __addDisposableResource(env_1, await (0,promises_.open)(source, external_node_fs_.constants.O_RDONLY | external_node_fs_.constants.O_NOFOLLOW), true);
        const sink = archive.entry({ ...header, size: bytes }, done);
        packed.catch(() => { });
        await (0,external_node_stream_promises_.pipeline)(content.createReadStream({ autoClose: false }), sink);
        await packed;
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

// EXTERNAL MODULE: ./build/baseline/codec.js + 1 modules
var codec = __webpack_require__(98998);
// EXTERNAL MODULE: ./build/baseline/loadHash.js
var loadHash = __webpack_require__(16980);
// EXTERNAL MODULE: ./build/model/carriedFiles.js
var carriedFiles = __webpack_require__(90805);
// EXTERNAL MODULE: ./build/model/comparisonMode.js
var comparisonMode = __webpack_require__(77558);
// EXTERNAL MODULE: ./build/model/errors.js
var errors = __webpack_require__(12011);
// EXTERNAL MODULE: ./build/util/format.js
var format = __webpack_require__(4722);
// EXTERNAL MODULE: ./build/util/omitUndefined.js
var omitUndefined = __webpack_require__(43082);
;// CONCATENATED MODULE: ./build/pipeline/baselineBuilds.js










/**
 * Selects the build to compare with. A pull request is compared with the newest build of the default branch. The
 * default branch itself looks for drift: it is compared with its anchor, an old build that carried the same load and
 * files. If there is no anchor, this run's build becomes it.
 */
function selectBuilds(plan, lookup, isRefreshing) {
    const { baseline, archives = {} } = lookup.kind === "found" ? lookup : {};
    if (!isRefreshing) {
        const { build: file } = archives;
        const sha = baseline?.build?.sha;
        const missing = { reason: whyMissing(lookup), isOutage: lookup.kind === "unreachable" };
        const carried = file === undefined ? missing : { file, ...(0,omitUndefined/* omitUndefined */.O)({ sha }) };
        return { plan, anchored: [], carried };
    }
    const { base } = plan;
    const { carry, carryImage, copy } = base;
    const isOpen = base.from === "artifact" || (base.from === "auto" && base.directory === undefined);
    if (!isOpen || base.target !== undefined || !(0,comparisonMode/* wantsPairing */.Yv)(plan))
        return { plan, anchored: [] };
    const driftPlan = { ...plan, base: { from: "auto", carry, carryImage, copy } };
    const anchor = archives.anchor === undefined ? undefined : matchingAnchor(plan, baseline);
    if (anchor === undefined || archives.anchor === undefined)
        return { plan: driftPlan, anchored: [] };
    return {
        plan: driftPlan,
        carried: { file: archives.anchor, sha: anchor.sha, isAnchor: true },
        anchored: (baseline?.runs ?? []).filter((run) => run.anchor === anchor.sha && run.environment.config_hash === anchor.config_hash),
    };
}
function whyMissing(lookup) {
    switch (lookup.kind) {
        case "found":
            return lookup.baseline.build === undefined
                ? "the baseline carries no build; set base.carry and let a run on the default branch save one"
                : `the baseline's build is missing beside it; ${codec/* remakeAdvice */.Gx}`;
        case "not_asked":
            return "there is no baseline to take a build from; name one by --baseline";
        case "absent":
        case "unreachable":
        case "unusable":
            return lookup.message;
    }
}
/** The baseline's anchor; `undefined` if it was saved for another load or other files. */
function matchingAnchor(plan, baseline) {
    const anchor = baseline?.anchor;
    const isSame = anchor?.config_hash === (0,loadHash/* configHash */.r_)(plan) && isEqual(anchor.carry, (0,carriedFiles/* carriedPaths */.Vl)(plan.base));
    return isSame ? anchor : undefined;
}
/** The file for the head's images, if this run is to save them. */
function imageFileOf({ base }, isRefreshing, path) {
    return base.carryImage && isRefreshing ? { imageFile: path } : {};
}
/** Saves this run's build and the anchor at `paths`, which must not exist yet. Returns the builds that were saved. */
async function saveBuilds(run, paths) {
    const { plan, results, before } = run;
    const { baseline, archives = {} } = before.kind === "found" ? before : {};
    if ((0,carriedFiles/* carriedPaths */.Vl)(plan.base).length === 0)
        return { builds: {}, warnings: [] };
    const oldAnchor = reusableAnchor(plan, results, before);
    if (oldAnchor !== undefined)
        await copyArchive(archives.anchor, paths.anchor);
    const packed = await packRunBuild(run, paths.build);
    // Without a build of this run, the one of the run before stays.
    if (packed.build === undefined)
        await copyArchive(archives.build, paths.build);
    const build = packed.build ?? (archives.build === undefined ? undefined : baseline?.build);
    const newAnchor = oldAnchor === undefined ? anchorFrom(plan, packed.build) : undefined;
    if (newAnchor !== undefined)
        await copyArchive(paths.build, paths.anchor);
    const anchor = oldAnchor ?? newAnchor;
    const lost = oldAnchor === undefined ? baseline?.anchor : undefined;
    return {
        builds: { ...(build && { build }), ...(anchor && { anchor }) },
        warnings: [
            ...packed.warnings,
            ...(lost === undefined ? [] : [`the search for drift starts again: ${whyReplaced(plan, lost, archives)}`]),
        ],
    };
}
/** The anchor stays if it could be started, or if this run did not have to start it. */
function reusableAnchor(plan, results, before) {
    const wasMeasured = results.scenarios.some(({ mode }) => mode.against === "anchor");
    const wasSelected = selectBuilds(plan, before, true).carried !== undefined;
    if (before.kind !== "found" || before.archives?.anchor === undefined || wasMeasured !== wasSelected)
        return undefined;
    return matchingAnchor(plan, before.baseline);
}
async function packRunBuild({ plan: { base, service }, results: { provenance }, imageFile }, path) {
    if (service === undefined)
        return { warnings: ["base.carry is not used, because the run measures target and starts no service"] };
    try {
        const images = base.carryImage ? [await savedImages(imageFile)] : [];
        const { files, bytes, warnings } = await packBuild(service.directory, [...base.carry, ...images], path);
        const { sha, changed } = provenance.head;
        if (changed !== true)
            return { build: { ...(0,omitUndefined/* omitUndefined */.O)({ sha }), files, bytes }, warnings };
        // A base chosen by its commit must be a build of that very commit.
        const uncommitted = "the saved build has uncommitted changes, so it is saved without a commit";
        return { build: { files, bytes }, warnings: [...warnings, uncommitted] };
    }
    catch (error) {
        return { warnings: [`the baseline carries no build of this run: ${(0,errors/* messageOf */.bD)(error)}`] };
    }
}
async function savedImages(file) {
    if (file !== undefined && (await (0,files/* isFile */.fo)(file)))
        return { path: carriedFiles/* imageArchiveName */.VN, source: file };
    throw new UnfitBuild("base.carry_image: its images were not saved");
}
/** Drift is reported by commit, so a build without a commit cannot be an anchor. */
function anchorFrom(plan, build) {
    if (build?.sha === undefined)
        return undefined;
    return { sha: build.sha, config_hash: (0,loadHash/* configHash */.r_)(plan), carry: [...(0,carriedFiles/* carriedPaths */.Vl)(plan.base)] };
}
function whyReplaced(plan, anchor, { anchor: file }) {
    const name = `the anchor build of ${(0,format/* shortSha */.Fu)(anchor.sha)}`;
    if (anchor.config_hash !== (0,loadHash/* configHash */.r_)(plan))
        return `${name} was measured with other scenarios`;
    if (!isEqual(anchor.carry, (0,carriedFiles/* carriedPaths */.Vl)(plan.base)))
        return `${name} contains other files than base.carry names now`;
    return file === undefined ? `${name} is missing` : `${name} could not be measured`;
}
async function copyArchive(from, to) {
    if (from !== undefined)
        await (0,promises_.copyFile)(from, to);
}
const isEqual = (a, b) => JSON.stringify(a) === JSON.stringify(b);


/***/ })

};
