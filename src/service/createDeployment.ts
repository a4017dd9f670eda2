import { assertNever } from "../util/assertNever.ts";
import { commandDeployment } from "./commandDeployment.ts";
import { composeDeployment } from "./container/composeDeployment.ts";
import { containerDeployment } from "./container/containerDeployment.ts";
import type { Deployment, DeploymentSpec } from "./deployment.ts";
import type { ServiceContext } from "./serviceContext.ts";

/** The deployment of the way in which the service is started. */
export function createDeployment(spec: DeploymentSpec, context: ServiceContext): Deployment {
  const { program } = spec.service;
  switch (program.kind) {
    case "command":
      return commandDeployment(spec, program.command, context);
    case "container":
      return containerDeployment(spec, program, context);
    case "compose":
      return composeDeployment(spec, program, context);
    default:
      return assertNever(program);
  }
}
