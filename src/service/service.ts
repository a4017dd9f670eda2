import { ServiceFailure } from "../model/errors.ts";
import type { Arm, ServiceSpec } from "../model/plan.ts";
import type { Exit } from "../shell/processTree.ts";
import { exitText, type ServiceProcess } from "./launch.ts";
import { foreignListener, listeningPorts } from "./port.ts";
import { waitUntilReady } from "./readiness.ts";

/** A running build of the service under test. Disposing of it stops all its processes. */
export interface Service extends AsyncDisposable {
  readonly origin: string;
  /** The root of its process tree. */
  readonly pid: number;
  /** Rejects with the reason and the end of the log if the service ends before it is stopped. */
  readonly died: Promise<never>;
}

export interface StartedService {
  readonly service: ServiceSpec;
  readonly arm: Arm;
  /** The port that the service got as PORT. */
  readonly port: number;
}

/** Waits until the started service is ready. If it does not get ready, stops it and throws a ServiceFailure. */
export async function untilReady(
  started: ServiceProcess,
  { service, arm, port }: StartedService,
  signal: AbortSignal,
): Promise<Service> {
  const { tree } = started;
  const exit = watchExit(started, arm);
  const polling = new AbortController();
  try {
    const check = { port, ready: service.ready, timeoutMs: service.readyTimeoutMs };
    const ready = await Promise.race([
      waitUntilReady(check, AbortSignal.any([signal, polling.signal])),
      exit.beforeReady,
    ]);
    if ("lastResult" in ready) throw await readyTimeout(started, { service, arm, port }, ready.lastResult);
    const foreign = foreignListener(port, tree.members());
    if (foreign !== undefined) {
      throw new ServiceFailure(
        `service.command: the ${arm} service does not listen on its PORT ${port}, but ${foreign} does; stop that process`,
      );
    }
    return {
      origin: ready.origin,
      pid: tree.pid,
      died: exit.afterReady,
      [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
    };
  } catch (error) {
    polling.abort(error);
    await started[Symbol.asyncDispose]();
    throw error;
  }
}

function watchExit({ tree, logTail }: ServiceProcess, arm: Arm) {
  const fail = (when: string) => async (exit: Exit) => {
    const tail = await logTail();
    const hint = /EADDRINUSE|address already in use/i.test(tail.log)
      ? "; another process uses the port it wants: let it listen on PORT, or stop that process"
      : "";
    throw new ServiceFailure(`service.command: the ${arm} service ${exitText(exit)} ${when}${hint}`, tail);
  };
  const beforeReady = tree.exited.then(fail("before it was ready"));
  const afterReady = tree.exited.then(fail("while it was measured"));
  for (const promise of [beforeReady, afterReady]) promise.catch(() => {});
  return { beforeReady, afterReady };
}

async function readyTimeout(
  { tree, logTail }: ServiceProcess,
  { service: { ready, readyTimeoutMs }, arm, port }: StartedService,
  lastResult: string,
): Promise<ServiceFailure> {
  const expected =
    ready.kind === "tcp" ? `to listen on PORT ${port}` : `to answer GET ${ready.path} on PORT ${port} with 2xx`;
  const otherPorts = listeningPorts(tree.members()).filter((other) => other !== port);
  const hint = otherPorts.length > 0 ? ` (it listens on ${otherPorts.join(", ")}: let it read PORT)` : "";
  return new ServiceFailure(
    `service.ready: expected the ${arm} service ${expected} within ${readyTimeoutMs / 1000} s, got: ${lastResult}${hint}; ` +
      "correct service.ready or raise service.ready_timeout",
    await logTail(),
  );
}
