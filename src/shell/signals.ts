import { exitCode } from "../exit.ts";
import { CouldNotMeasure } from "../model/errors.ts";

const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Holds signals back until it is disposed of. Then the process gets the first one again. */
export function deferSignals(): Disposable {
  let held: NodeJS.Signals | undefined;
  const onSignal = (name: NodeJS.Signals) => {
    held ??= name;
  };
  for (const name of names) process.on(name, onSignal);
  return {
    [Symbol.dispose]() {
      for (const name of names) process.off(name, onSignal);
      if (held !== undefined) process.kill(process.pid, held);
    },
  };
}

/**
 * Aborts on SIGINT, SIGTERM and SIGHUP. The run then stops its services and writes what it has measured.
 * A second signal exits at once as `invalid`; the watchdog process then stops what is left.
 */
export function abortOnSignals(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) process.exit(exitCode.invalid);
    controller.abort(new CouldNotMeasure(`interrupted by ${name}`));
  };
  for (const name of names) process.on(name, onSignal);
  // The process that relaunched this one on a newer Node (see relaunch.ts) has ended.
  const onDisconnect = () =>
    controller.abort(new CouldNotMeasure("interrupted: the process that started this one has ended"));
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
