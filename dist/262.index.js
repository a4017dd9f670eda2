export const id = 262;
export const ids = [262];
export const modules = {

/***/ 72910:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Wx: () => (/* binding */ takeKeptTree),
/* harmony export */   w6: () => (/* binding */ releaseKeptTree),
/* harmony export */   zb: () => (/* binding */ keptTreePrefix)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(69454);



/** Names of git's entries for trees at a fixed path begin so. */
const keptTreePrefix = "loadgate-base-";
/** The file of a run's directory that names the lock of the tree at a fixed path. */
const recordName = "kept-tree";
/**
 * Takes the tree's lock and empties the tree. The end of the run does both again; see releaseKeptTree. `undefined` if
 * another run uses the tree.
 */
async function takeKeptTree(tree, runDirectory) {
    if (!(await takeLock(tree.lock)))
        return undefined;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runDirectory, recordName), JSON.stringify(tree));
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeTree */ .dM)(tree.path);
    return tree;
}
/** Removes the tree at a fixed path that the run used, and its lock. */
async function releaseKeptTree(runDirectory) {
    const record = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_1__.join)(runDirectory, recordName), "utf8").catch(() => undefined);
    if (record === undefined)
        return;
    const { path, lock } = JSON.parse(record);
    if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path).startsWith(keptTreePrefix))
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .removeTree */ .dM)(path);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(lock, { force: true });
}
/** The lock has the process that holds it. A process that was killed holds none. */
async function takeLock(lock) {
    const take = () => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(lock, String(process.pid), { flag: "wx" }).then(() => true, (error) => {
        if ((0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .hasErrorCode */ .Ue)(error, "EEXIST"))
            return false;
        throw error;
    });
    if (await take())
        return true;
    const holder = Number(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)(lock, "utf8").catch(() => Number.NaN));
    if (Number.isInteger(holder) && isAlive(holder))
        return false;
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rm)(lock, { force: true });
    return await take();
}
function isAlive(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return !(0,_shell_files_js__WEBPACK_IMPORTED_MODULE_2__/* .hasErrorCode */ .Ue)(error, "ESRCH");
    }
}


/***/ }),

/***/ 26262:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $n: () => (/* binding */ recordWorktree),
/* harmony export */   G5: () => (/* binding */ recordedProcesses),
/* harmony export */   HZ: () => (/* binding */ createRunDirectory),
/* harmony export */   TX: () => (/* binding */ recordProcess),
/* harmony export */   XE: () => (/* binding */ recordScript),
/* harmony export */   a5: () => (/* binding */ runDirectoryPath),
/* harmony export */   gC: () => (/* binding */ containersName),
/* harmony export */   hQ: () => (/* binding */ processGroupsName),
/* harmony export */   kj: () => (/* binding */ removeRunDirectory),
/* harmony export */   kq: () => (/* binding */ worktreeRecordName),
/* harmony export */   le: () => (/* binding */ processesName),
/* harmony export */   mI: () => (/* binding */ recordProcessGroup),
/* harmony export */   mx: () => (/* binding */ findDeadRuns)
/* harmony export */ });
/* harmony import */ var node_fs_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(51455);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var _shell_files_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(69454);
/* harmony import */ var _shell_processTable_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6922);
/* harmony import */ var _keptTree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(72910);
/* harmony import */ var _runOwner_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(13626);







/**
 * Path of the run's temporary directory. The run's id determines it, so the clean-up after a run finds it. It is short,
 * because the path of a Unix socket has at most 107 characters.
 */
async function runDirectoryPath(runId) {
    return (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)()), `loadgate-${runId.slice(0, 13)}`);
}
/** Creates the run's directory and returns its path. Throws if it exists. */
async function createRunDirectory(runId) {
    const path = await runDirectoryPath(runId);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)(path, { mode: 0o700 });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, ownerName), `${(0,_runOwner_js__WEBPACK_IMPORTED_MODULE_6__/* .ownerText */ .d)()} ${runId}`);
    return path;
}
/** The file with the process that made the directory, and the whole id of the run. */
const ownerName = "owner";
/**
 * The runs of this user whose process has ended without removing its directory, because it was killed together with its
 * watchdog. A directory that others can write to is none: its scripts could be theirs.
 */
async function findDeadRuns() {
    const temporary = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.realpath)((0,node_os__WEBPACK_IMPORTED_MODULE_1__.tmpdir)());
    const names = (await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)(temporary)).filter((name) => /^loadgate-[0-9a-f]{8}-[0-9a-f]{4}$/.test(name));
    const owned = await Promise.all(names.map((name) => deadRunIn((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(temporary, name))));
    return owned.flatMap((runId) => runId ?? []);
}
async function deadRunIn(path) {
    const facts = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.lstat)(path).catch(() => undefined);
    if (facts === undefined || !facts.isDirectory() || facts.uid !== process.getuid?.() || (facts.mode & 0o022) !== 0)
        return undefined;
    const text = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, ownerName), "utf8").catch(() => "");
    const [owner = "", runId = ""] = text.split(" ");
    return (0,_runOwner_js__WEBPACK_IMPORTED_MODULE_6__/* .isDeadOwner */ .u)(owner) && path === (await runDirectoryPath(runId)) ? runId : undefined;
}
/** The directory with one file per process group that was started and not yet stopped. The watchdog reads it. */
const processGroupsName = "groups";
/** The directory with one file per process that was found beside them. Its name is the pid and the start time. */
const processesName = "processes";
/** The directory of shell scripts that remove the run's containers; see container/sweep.ts. */
const containersName = "containers";
/** Records a process group for the watchdog. Returns the record's path: remove it when the group is stopped. */
async function recordProcessGroup(runDirectory, pid) {
    return await record(runDirectory, processGroupsName, String(pid));
}
/** Records a process that may have left its group. Returns the record's path, as above. */
async function recordProcess(runDirectory, { pid, startTicks }) {
    return await record(runDirectory, processesName, `${pid}-${startTicks}`);
}
/** Records a shell script that removes containers. Returns the record's path, as above. */
async function recordScript(runDirectory, name, script) {
    return await record(runDirectory, containersName, name, script);
}
async function record(runDirectory, directory, name, text = "") {
    const path = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, directory, name);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.mkdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(path), { recursive: true });
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)(path, text);
    return path;
}
/** The recorded process groups and processes of a run that still live. */
async function recordedProcesses(runDirectory) {
    const [groups, processes] = await Promise.all([processGroupsName, processesName].map((name) => (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, name)).catch(() => [])));
    const isRecorded = ({ pid, group, startTicks }) => groups?.includes(String(group)) === true || processes?.includes(`${pid}-${startTicks}`) === true;
    return (0,_shell_processTable_js__WEBPACK_IMPORTED_MODULE_4__/* .listProcesses */ .O3)().filter(isRecorded);
}
/** The file with the path of git's own entry for the run's worktree. The watchdog reads it too. */
const worktreeRecordName = "worktree";
/**
 * Records, before the worktree exists, the entry that git will keep in `gitDirectory`. Returns the worktree's path: in
 * the run's directory, or that of the kept tree.
 */
async function recordWorktree(runDirectory, gitDirectory, kept) {
    // Git names the entry after the worktree's directory, so the directory gets the run's unique name.
    const path = kept ?? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(runDirectory));
    const entry = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(gitDirectory, "worktrees", (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(path));
    // Only a run that was killed leaves an entry of a kept tree behind.
    if (kept !== undefined)
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
    await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.writeFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(runDirectory, worktreeRecordName), entry);
    return path;
}
/** The name shows that git made the entry for this run, or for a kept tree that only this run may use. */
const isOwnEntry = (entry, runDirectory) => (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry) === (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(runDirectory) || (0,node_path__WEBPACK_IMPORTED_MODULE_2__.basename)(entry).startsWith(_keptTree_js__WEBPACK_IMPORTED_MODULE_5__/* .keptTreePrefix */ .zb);
/** Removes the run's directory and git's entry for the worktree in it, as `git worktree remove --force` does. */
async function removeRunDirectory(path) {
    const entry = await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.readFile)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(path, worktreeRecordName), "utf8").catch(() => undefined);
    if (entry !== undefined && isOwnEntry(entry, path)) {
        await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(entry);
        // Git keeps the directory of the entries only while it has one. rmdir fails if it is not empty.
        await (0,node_fs_promises__WEBPACK_IMPORTED_MODULE_0__.rmdir)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)(entry)).catch(() => { });
    }
    await (0,_keptTree_js__WEBPACK_IMPORTED_MODULE_5__/* .releaseKeptTree */ .w6)(path);
    await (0,_shell_files_js__WEBPACK_IMPORTED_MODULE_3__/* .removeTree */ .dM)(path);
}


/***/ }),

/***/ 13626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ ownerText),
/* harmony export */   u: () => (/* binding */ isDeadOwner)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(73024);
/* harmony import */ var _shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57058);



/** This process among those of all machines. It marks everything that a run makes. */
function ownerText() {
    const startTicks = ticksOf(process.pid);
    const machine = ownMachine();
    return machine === undefined || startTicks === undefined ? "unknown" : `${machine}-${process.pid}-${startTicks}`;
}
/** True only if the owner was a process of this machine and has ended. */
function isDeadOwner(owner, machine = ownMachine(), startTicksOf = ticksOf) {
    const [of, pid, ticks] = owner.split("-");
    if (machine === undefined || of !== machine)
        return false;
    return startTicksOf(Number(pid)) !== Number(ticks);
}
const ticksOf = (pid) => (0,_shell_procfs_js__WEBPACK_IMPORTED_MODULE_2__/* .readStat */ .BV)(pid)?.startTicks;
/** The boot and the process namespace: elsewhere the same pid is another process. `undefined` without /proc. */
function ownMachine() {
    try {
        const boot = (0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readFileSync)("/proc/sys/kernel/random/boot_id", "utf8").trim();
        return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)("sha256")
            .update(`${boot} ${(0,node_fs__WEBPACK_IMPORTED_MODULE_1__.readlinkSync)("/proc/self/ns/pid")}`)
            .digest("hex")
            .slice(0, 12);
    }
    catch {
        return undefined;
    }
}


/***/ })

};
