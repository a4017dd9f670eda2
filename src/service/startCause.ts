import type { Arm } from "../model/plan.ts";
import type { Listener } from "../shell/sockets.ts";
import type { ContainerCommand } from "./container/containerCommand.ts";
import type { EngineProblem } from "./container/engineProblem.ts";
import { engineProblemText } from "./container/engineProblemText.ts";

/** Who has a port that the service wants. */
export type PortHolder =
  | { readonly kind: "other_arm"; readonly arm: Arm }
  /** `container`: its address, as the port forwarder has it. */
  | { readonly kind: "container"; readonly container: string }
  | { readonly kind: "process"; readonly process: string }
  | { readonly kind: "unknown" };

/** Why a service does not start, as far as Loadgate can see. */
export type StartCause =
  | { readonly kind: "port_taken"; readonly port?: number; readonly holder: PortHolder; readonly variable?: string }
  | { readonly kind: "withheld_variables"; readonly names: readonly string[] }
  | { readonly kind: "background"; readonly process: string }
  | { readonly kind: "ended_without_error"; readonly stdin: "open" | "closed" }
  | { readonly kind: "script_stopped" }
  /** The command starts a container, and nothing of it is on PORT. */
  | ({ readonly kind: "container_command" } & ContainerCommand)
  | { readonly kind: "engine"; readonly problem: EngineProblem }
  | { readonly kind: "speaks_tls" }
  | { readonly kind: "speaks_plain_http" }
  | { readonly kind: "other_address"; readonly listener: Listener; readonly variable?: string }
  | { readonly kind: "other_ports"; readonly ports: readonly number[] };

/** The cause and the remedy, as the last part of a message. */
export function causeText(cause: StartCause): string {
  switch (cause.kind) {
    case "port_taken":
      return portTakenText(cause);
    case "withheld_variables": {
      const [first] = cause.names;
      return (
        `its log names ${cause.names.join(", ")}, which Loadgate withholds from all commands; ` +
        `if it is needed, set service.env.${first}: \${env.${first}}`
      );
    }
    case "background":
      return `${cause.process} still runs: the service went to the background; start it in the foreground`;
    case "ended_without_error":
      return cause.stdin === "open"
        ? "a service must keep running in the foreground"
        : "a service must keep running in the foreground; if it stops because its standard input has ended, set service.stdin: open";
    case "script_stopped":
      return "a command of several lines stops at the first line that fails";
    case "container_command":
      return `${unseenText(cause)}: write ${cause.instead} instead of service.command`;
    case "engine":
      return engineProblemText(cause.problem);
    case "speaks_tls":
      return "it speaks TLS on that port: set service.tls: true";
    case "speaks_plain_http":
      return "it speaks plain HTTP on that port: remove service.tls: true";
    case "other_address": {
      const { listener, variable } = cause;
      const setting =
        variable === undefined
          ? "(often set by a variable HOST or an option --host)"
          : `(${variable} sets it: service.env.${variable}: 127.0.0.1)`;
      return `it listens on ${listener.address} only: let it listen on 127.0.0.1 or 0.0.0.0 ${setting}`;
    }
    case "other_ports":
      return `it listens on ${cause.ports.join(", ")}: let it read PORT`;
  }
}

function unseenText({ program, unseen }: ContainerCommand): string {
  if (unseen === "detached") return `${program} goes to the background, where Loadgate cannot see the service`;
  if (unseen === "without_port") return `${program} does not publish $PORT, where Loadgate sends its requests`;
  return `Loadgate cannot see through ${program}`;
}

function portTakenText({ port, holder, variable }: Extract<StartCause, { readonly kind: "port_taken" }>): string {
  const subject = port === undefined ? "the port that it wants" : `port ${port}`;
  switch (holder.kind) {
    case "other_arm": {
      const name = variable ?? "METRICS_PORT";
      const [base, head] = port === undefined ? ["…", "…"] : [`"${port}"`, `"${port + 1}"`];
      const source = variable === undefined ? ", by the variable that the service reads" : "";
      return (
        `the ${holder.arm} service, which runs at the same time, holds ${subject}: let it listen on PORT, and give ` +
        `base and head their own further ports, such as service.env.${name}: { base: ${base}, head: ${head} }${source}`
      );
    }
    case "container":
      return `a container (${holder.container}) holds ${subject}: let the service listen on PORT, or stop that container`;
    case "process":
      return `${holder.process} holds ${subject}: let the service listen on PORT, or stop that process`;
    case "unknown":
      return `another process uses ${subject}: let the service listen on PORT, or stop that process`;
  }
}

/** How runtimes report a port that is in use. */
const inUse =
  /EADDRINUSE|AddrInUse|(?:address|port|connection)(?: \S+)? (?:is |was )?(?:already )?in use|only one usage of each socket address/i;
/** Such as :9464, port 9464, Port: 9464 and ('0.0.0.0', 9464). Times of day have fewer digits. */
const portNumber = /(?::|\bport\W{0,3}|', )(\d{3,5})\b/gi;

/** The port that the log reports as in use; `unknown` if the report has no number. `undefined` without a report. */
export function portInUse(log: readonly string[]): number | "unknown" | undefined {
  const at = log.findIndex((line) => inUse.test(line));
  if (at === -1) return undefined;
  // Node's errors have the port in a line of its own, too. Other lines have line numbers of files.
  const explicit = log.slice(at, at + 12).flatMap((line) => /^\s*port: (\d+)/.exec(line)?.[1] ?? []);
  const inLine = [...(log[at] ?? "").matchAll(portNumber)].map(([, digits]) => digits);
  const [port] = [...explicit, ...inLine];
  return port === undefined ? "unknown" : Number(port);
}

/** The names among `withheld` that the log mentions. */
export function mentionedNames(log: readonly string[], withheld: readonly string[]): readonly string[] {
  const words = new Set(log.flatMap((line) => line.match(/[A-Za-z_][\w-]*/g) ?? []));
  return withheld.filter((name) => words.has(name));
}

/** True for a command of several lines. */
export const isScript = (command: string): boolean => command.trim().includes("\n");
