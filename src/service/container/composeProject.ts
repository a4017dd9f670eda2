import { type LogTail, ServiceFailure } from "../../model/errors.ts";
import { millis } from "../../model/unit.ts";
import { systemClock } from "../../shell/clock.ts";
import { containerProcesses } from "../../shell/containerCgroup.ts";
import type { Service } from "../service.ts";
import { linesOf, quoteLines } from "../serviceLog.ts";
import type { ArmEngine } from "./armEngine.ts";
import { type ComposeModel, composePort } from "./composeFile.ts";
import { docker, runProgram } from "./engine.ts";
import { isHealthy } from "./health.ts";
import { type ContainerFacts, type CreatedContainer, containersIn } from "./inspection.ts";
import { removeProjectScript, runScript } from "./sweep.ts";

/** The compose project of one arm. */
export interface ComposeProject {
  /** Starts all services but the measured one, and waits until they are healthy or have done their work. */
  startDependencies(): Promise<void>;
  createService(): Promise<CreatedContainer>;
  dependencies(): Promise<NonNullable<Service["containers"]>>;
  /** Ends the project and removes its data. `isKept`: only the measured service is gone, the others go on. */
  end(options: { readonly isKept: boolean }): Promise<void>;
}

export interface ProjectFacts {
  /** docker compose, or docker-compose. */
  readonly compose: readonly string[];
  readonly name: string;
  /** The arm's own file. */
  readonly file: string;
  readonly model: ComposeModel;
  /** The measured service. */
  readonly service: string;
}

const serviceLabel = "com.docker.compose.service";

export function createProject(facts: ProjectFacts, engine: ArmEngine): ComposeProject {
  const { compose, name, file, model, service } = facts;
  const words = [...compose, "-p", name, "-f", file];
  const others = Object.keys(model.services).filter((one) => one !== service);
  const { options } = engine;

  async function containers(): Promise<readonly ContainerFacts[]> {
    const filter = ["--filter", `label=com.docker.compose.project=${name}`];
    const ids = await docker(options, "ps", "--all", "--quiet", "--no-trunc", ...filter);
    return ids === "" ? [] : containersIn(await docker(options, "container", "inspect", ...ids.split("\n")));
  }
  const dependencyContainers = async () =>
    (await containers()).filter(({ labels }) => labels[serviceLabel] !== service);

  return {
    async startDependencies() {
      if (others.length === 0) return;
      const running = (await dependencyContainers()).flatMap(({ isRunning, labels }) =>
        isRunning ? (labels[serviceLabel] ?? []) : [],
      );
      // Starting what runs already takes compose a second.
      if (!others.every((name) => running.includes(name)))
        await engine.run([...words, "up", "--detach", ...others], "docker compose up");
      await untilDependable(dependencyContainers, engine);
    },
    async createService() {
      await engine.run([...words, "up", "--no-start", "--no-deps", service], "docker compose up --no-start");
      const own = (await containers()).filter(({ labels }) => labels[serviceLabel] === service);
      const [container, ...more] = own;
      if (container === undefined || more.length > 0) {
        throw new ServiceFailure(
          `service.compose: expected one container of the service ${service}, got ${own.length}; remove deploy.replicas from it`,
        );
      }
      return { id: container.id, port: publishedPort(model, service) };
    },
    async dependencies() {
      return (await dependencyContainers()).flatMap(({ id, pid, labels }) => {
        const isVisible = containerProcesses({ id, pid }) !== undefined;
        return isVisible ? [{ name: labels[serviceLabel] ?? id.slice(0, 12), pid }] : [];
      });
    },
    async end({ isKept }) {
      if (isKept) return;
      // The data is thrown away, so nobody needs a clean stop. Compose would take a second for the same.
      await runScript(["-c", removeProjectScript(name, options.env)]);
    },
  };
}

/** The file has the port as Loadgate wrote it: 127.0.0.1::8080 */
function publishedPort({ services }: ComposeModel, service: string): number {
  return composePort(services[service] ?? {}, service, undefined);
}

const pollMs = 100;

/** Waits until each container runs and is healthy, or has ended with 0. */
async function untilDependable(list: () => Promise<readonly ContainerFacts[]>, engine: ArmEngine): Promise<void> {
  const { options, scripts } = engine;
  for (const endMs = systemClock.nowMs() + scripts.service.readyTimeoutMs; ; ) {
    const containers = await list();
    const failed = containers.find(({ hasEnded, exitCode }) => hasEnded && exitCode !== 0);
    if (failed !== undefined) throw await dependencyFailure(failed, engine);
    const states = await Promise.all(containers.map(async (one) => ({ one, isDone: await isDependable(one, engine) })));
    const waiting = states.find(({ isDone }) => !isDone);
    if (waiting === undefined) return;
    if (systemClock.nowMs() >= endMs) throw await unhealthyFailure(waiting.one, engine);
    await systemClock.sleepUntil(millis(systemClock.nowMs() + pollMs), options.signal);
  }
}

async function isDependable(container: ContainerFacts, { options }: ArmEngine): Promise<boolean> {
  return container.hasEnded || (container.isRunning && (await isHealthy(container, options)));
}

async function unhealthyFailure(container: ContainerFacts, engine: ArmEngine): Promise<ServiceFailure> {
  return new ServiceFailure(
    `service.compose: expected the service ${nameIn(container)} of the ${engine.arm} to be healthy within ` +
      `${engine.scripts.service.readyTimeoutMs / 1000} s, but its health check fails; correct it, or raise service.ready_timeout`,
    await logOf(container, engine),
  );
}

async function dependencyFailure(container: ContainerFacts, engine: ArmEngine): Promise<ServiceFailure> {
  return new ServiceFailure(
    `service.compose: the service ${nameIn(container)} of the ${engine.arm} ended with exit code ${container.exitCode}`,
    await logOf(container, engine),
  );
}

const nameIn = ({ labels, name }: ContainerFacts): string => labels[serviceLabel] ?? name;

async function logOf(container: ContainerFacts, { options }: ArmEngine): Promise<LogTail> {
  const { stdout, stderr } = await runProgram("docker", options, ["logs", "--tail", "100", container.id]);
  return quoteLines(linesOf(`${stdout}${stderr}`), `docker logs of ${nameIn(container)}`);
}
