// The machine that was measured on.
import { availableParallelism, cpus, release } from "node:os";

/** As a line: figures of different machines are not to be compared. */
export function machine() {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${availableParallelism()} cores (${model}), Linux ${release()}, Node ${process.versions.node}`;
}

/** A core for the generator and one for the server; none where there is only one. */
export const cores = availableParallelism() > 1 ? { generator: 0, server: 1 } : {};
