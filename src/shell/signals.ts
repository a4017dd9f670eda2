import { CouldNotMeasure } from "../model/errors.ts";

/**
 * SIGINT, SIGTERM and SIGHUP end the run in order: what was started is stopped, what was measured is written. A second
 * signal ends it at once; the guard then stops what is left.
 */
export function abortOnSignals(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(23);
    controller.abort(new CouldNotMeasure(`interrupted by ${name}`));
  };
  for (const name of names) process.on(name, onSignal);
  // Whoever launched us on another Node (see relaunch.ts) is gone.
  const onDisconnect = () =>
    controller.abort(new CouldNotMeasure("interrupted: the process that started this one is gone"));
  process.on("disconnect", onDisconnect);
  process.channel?.unref();
  return {
    signal: controller.signal,
    [Symbol.dispose]() {
      for (const name of names) process.off(name, onSignal);
      process.off("disconnect", onDisconnect);
    },
  };
}
