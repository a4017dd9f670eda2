/** The result of reading a file that the configuration names. */
export type FileContent =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Gives the content of a file by the path in the configuration. */
export type FileReader = (path: string) => FileContent;

export const noFiles: FileReader = () => ({ kind: "missing" });

/** The file's bytes. Empty if the file could not be read: fileProblem reports that. */
export function bytesOf(content: FileContent): Uint8Array {
  return content.kind === "bytes" ? content.bytes : new Uint8Array();
}

/** The message for a file that could not be read. `undefined` if it was read. */
export function fileProblem(content: FileContent): string | undefined {
  if (content.kind === "bytes") return undefined;
  return content.kind === "missing"
    ? "expected a file that exists"
    : `expected a file that can be read (${content.why})`;
}
