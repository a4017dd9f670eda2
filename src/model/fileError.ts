/** What the codes of the operating system mean, and what to do. */
const reasons: Readonly<Record<string, string>> = {
  ENOSPC: "no space or no inodes are left; free some (df -h and df -i show where)",
  EDQUOT: "the disk quota is used up; free space",
  EROFS: "the file system is read-only; mount it with write access",
  EACCES: "this user has no access; change the owner or the permissions",
  EPERM: "this user has no access; change the owner or the permissions",
  ENOTDIR: "a file is in the place of a directory; move it away",
  EEXIST: "a file is in the place of a directory; move it away",
  EISDIR: "a directory is in the place of the file; move it away",
  ENOENT: "it does not exist",
  ELOOP: "it is a symbolic link to itself; remove it",
  ENAMETOOLONG: "the path is too long; choose a shorter one",
  EMFILE: "too many files are open; raise the limit (ulimit -n)",
  ENFILE: "too many files are open on this machine; close some",
  EIO: "the disk failed",
};

interface FileError extends Error {
  readonly code: string;
  readonly path?: string;
}

/** An error of the file system. An error of a socket is none, although it may have the same code. */
export function isFileError(error: unknown): error is FileError {
  const isOfSystem = error instanceof Error && "code" in error && "syscall" in error && error.syscall !== "connect";
  return isOfSystem && typeof error.code === "string" && error.code in reasons;
}

/** The reason in words, with the path if it is known. Other errors keep their message. */
export function describeFileError(error: unknown, path?: string): string {
  if (!isFileError(error)) return error instanceof Error ? error.message : String(error);
  const file = path ?? error.path;
  return `${file === undefined ? "" : `${file}: `}${reasons[error.code]} (${error.code})`;
}

/** The input names a path that cannot be used. Anything else is a fault of the machine, such as a full disk. */
export function isWrongPath(error: unknown): boolean {
  return isFileError(error) && ["ENOTDIR", "EEXIST", "EISDIR", "ELOOP", "ENAMETOOLONG"].includes(error.code);
}
