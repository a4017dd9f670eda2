/** What came of reading a file that the configuration names. */
export type FileContent =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "missing" }
  | { readonly kind: "unreadable"; readonly why: string };

/** Files by the path that the configuration names. */
export type Files = (path: string) => FileContent;

export const noFiles: Files = () => ({ kind: "missing" });

/** Nothing where it cannot be read: fileProblem tells. */
export function bytesIn(content: FileContent): Uint8Array {
  return content.kind === "bytes" ? content.bytes : new Uint8Array();
}

/** What is wanted of a file that was not read. */
export function fileProblem(content: FileContent): string | undefined {
  if (content.kind === "bytes") return undefined;
  return content.kind === "missing"
    ? "expected a file that exists"
    : `expected a file that can be read (${content.why})`;
}
