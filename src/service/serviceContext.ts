import type { Notice } from "../model/notice.ts";
import type { TlsSpec } from "../model/plan.ts";
import type { Cores } from "../shell/cpuAffinity.ts";
import type { EnvVariables } from "./environment.ts";

/** Everything that the services of one run share. */
export interface ServiceContext {
  readonly runId: string;
  /** The run's temporary directory. It is removed at the end of the run. */
  readonly temporary: string;
  /** The directory for the services' logs. They stay. */
  readonly out: string;
  /** Loadgate's own environment. */
  readonly env: EnvVariables;
  /** Secrets of the job, such as its token. A service inherits no variable that contains one. */
  readonly withheldSecrets?: readonly string[];
  /** The cores that the services may use. Default: all. */
  readonly cores?: Cores;
  /** For the readiness probe of a service that speaks TLS. */
  readonly tls?: TlsSpec;
  /** Gets what the report should warn about. The same notice can come more than once. */
  readonly notify?: (notice: Notice) => void;
  /** Gets a line for each step that takes long, such as a build. */
  readonly progress?: (line: string) => void;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}
