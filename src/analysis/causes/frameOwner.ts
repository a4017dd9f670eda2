import type { Frame } from "../../model/reading.ts";
import { isOfGoLibrary } from "../../util/goLibrary.ts";

/** Names of functions without a name of their own: V8's, and Python's. */
const unnamedPattern = /^\(anonymous\)$|(^|\.)<(lambda|listcomp|dictcomp|setcomp|genexpr)>$/;
/** Files of a runtime's own library: Node's, Python's without installed packages. */
const libraryFile = /^node:|\/lib\/python3[^/]*\/(?!(site|dist)-packages\/)|^<frozen /;
/** Names in a runtime's own packages: Go's and Java's. Profiles of them need not have files. */
const libraryName = /^(runtime|internal|syscall|reflect|sync|java|javax|jdk|sun)[./]/;
/** The same of Rust, C++ and C, where names with two underscores are the library's and the kernel's. */
const nativeName = /^<?(core|alloc|std)::|^__|^(_int_)?(malloc|free|calloc|realloc)$/;
/** Go's collector. V8 counts its own. */
const collectorPattern = /^runtime\.(gcBgMarkWorker|gcAssistAlloc|bgsweep|bgscavenge)\b/;

/** A file of a package, such as a driver with its pool, and not of the service: Go's modules, Python's, Rust's, Node's. */
const packageFile = /@v\d|\/(vendor|site-packages|dist-packages|registry|node_modules)\//;
export const isOfPackage = ({ file = "" }: { readonly file?: string | undefined }): boolean => packageFile.test(file);

/** What takes a profile of Java or Go. */
const profilerPattern = /^(jdk\.jfr\.|runtime\/pprof\.)/;

/** Of the frame that all stacks have. */
export const rootName = "(root)";

/** Stands for every function of a garbage collector. */
export const collectorFrame: Frame = { name: "garbage collection" };

/**
 * The function for whose time the frame's own time counts. What a runtime's library does, and what a function without a
 * name does in the same file, is for the function that calls it. `owner`: that of the calling frame.
 */
export function ownerOf(frame: Frame, owner: Frame): Frame {
  if (owner === collectorFrame || collectorPattern.test(frame.name)) return collectorFrame;
  const isUnnamed = unnamedPattern.test(frame.name) && frame.file !== undefined && frame.file === owner.file;
  if (isUnnamed || isGoLiteral(frame, owner)) return owner;
  // V8 has no file for functions of its own.
  if (frame.file === undefined && owner.file !== undefined && !isOfLibrary(owner)) return owner;
  return isOfLibrary(frame) && owner.name !== rootName && !isOfLibrary(owner) ? owner : frame;
}

/** Go names a function literal after the function that has it. */
const isGoLiteral = ({ name }: Frame, owner: Frame): boolean => name.startsWith(`${owner.name}.func`);

const isOfLibrary = (frame: Frame): boolean =>
  libraryFile.test(frame.file ?? "") ||
  libraryName.test(frame.name) ||
  nativeName.test(frame.name) ||
  isOfGoLibrary(frame);

/** It is not the service's. */
export const isOfProfiler = ({ name }: Frame): boolean => profilerPattern.test(name);
