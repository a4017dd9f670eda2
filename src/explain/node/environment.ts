/** NODE_OPTIONS that also loads the file. What the service sets itself stays. Quotes keep a space in the path. */
export function withRequire(options: string | undefined, path: string): string {
  const quoted = /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, "\\$&")}"` : path;
  return [options?.trim(), `--require=${quoted}`].filter(Boolean).join(" ");
}
