import { availableParallelism, cpus, release } from "node:os";

/** Date, cores, processor, kernel and Node in one line. Figures of different machines are not comparable. */
export function machine() {
  const model = cpus()[0]?.model.trim() ?? "unknown processor";
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${availableParallelism()} cores (${model}), Linux ${release()}, Node ${process.versions.node}`;
}

/** A core for the generator and one for the server. Empty on a machine with a single core. */
export const cores = availableParallelism() > 1 ? { generator: 0, server: 1 } : {};
