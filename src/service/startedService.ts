import type { Arm, ServiceSpec, TlsSpec } from "../model/plan.ts";
import type { PublishedContainer } from "./container/publishedContainer.ts";
import type { EnvVariables } from "./environment.ts";

/** The facts of a service that was started and is not yet ready. */
export interface StartedService {
  readonly service: ServiceSpec;
  readonly runId: string;
  readonly arm: Arm;
  /** For the readiness probe of a service that speaks TLS. */
  readonly tls: TlsSpec;
  /** The port that the service got as PORT. */
  readonly port: number;
  readonly env: EnvVariables;
  /** Names of variables that Loadgate has and the service does not get. */
  readonly withheld: readonly string[];
  /** Present if the command starts a container. */
  readonly published?: PublishedContainer;
}
