/** Where Go itself is: /usr/local/go/src, or a version of it in a directory below one named go. */
const goRoot = /\/go[-\d.]*\/([^/]+\/)*src\//;

/** Its fastest functions are written in assembly, and their names have no package. */
const sourceFile = /\.(go|s)$/;

/**
 * True for a function of Go's standard library. Its packages have no dot in the first part of their path, and are not
 * `main`. Modules may be named so, too, but are elsewhere. A build with -trimpath has no absolute paths.
 */
export function isOfGoLibrary({ name, file = "" }: { readonly name: string; readonly file?: string }): boolean {
  const [first = ""] = name.split("/");
  const isNamedSo = name.includes("/") ? !first.includes(".") : !first.startsWith("main.");
  return isNamedSo && sourceFile.test(file) && (!file.startsWith("/") || goRoot.test(file));
}
