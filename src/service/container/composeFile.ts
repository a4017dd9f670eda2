import { CouldNotMeasure } from "../../model/errors.ts";
import { awaitedServices, startedServices } from "./composeDependencies.ts";
import { rareChecks } from "./health.ts";

/** A compose file after `compose config`: all paths absolute, all variables replaced. */
export interface ComposeModel {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks?: Readonly<Record<string, ComposeResource | null>>;
  readonly volumes?: Readonly<Record<string, ComposeResource | null>>;
  readonly [key: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;
type ComposeResource = Fields;
export type ComposeService = Fields & {
  readonly image?: string;
  readonly build?: Fields | string;
  readonly labels?: Fields | readonly string[];
  readonly environment?: Fields | readonly string[];
  readonly ports?: readonly unknown[];
  readonly expose?: readonly unknown[];
  readonly depends_on?: Fields | readonly string[];
  readonly profiles?: unknown;
  readonly healthcheck?: Fields;
};

export interface ComposeArm {
  readonly service: string;
  /** The port in the service's container. */
  readonly port: number;
  /** The arm's own name of the image that a service builds. */
  readonly imageOf: (service: string) => string;
  readonly labels: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** The cores that all containers may use, such as 0,2-3. */
  readonly cores?: string;
}

/**
 * The compose file of one arm. Two projects of the same file can run at once: nothing in it has a name or a port of the
 * machine that both would want. Only the measured service is published, on a port that the engine chooses.
 */
export function armCompose(model: ComposeModel, arm: ComposeArm): ComposeModel {
  const names = startedServices(model.services, arm.service);
  const awaited = awaitedServices(model.services, names, arm.service);
  const services = names.map((name) => {
    const own = armService(name, model.services[name] ?? {}, arm);
    return [name, awaited.includes(name) ? own : withRareChecks(own)] as const;
  });
  const { name: _, ...rest } = model;
  return {
    ...rest,
    services: Object.fromEntries(services),
    networks: armResources(withDefaultNetwork(model, names), arm.labels),
    volumes: armResources(model.volumes, arm.labels),
  };
}

/**
 * Loadgate runs the check itself until it succeeds. Later checks by the engine would use CPU time of the container while
 * it is measured.
 */
function withRareChecks(service: ComposeService): ComposeService {
  const { healthcheck } = service;
  // Compose refuses disable beside any other key.
  return healthcheck === undefined || healthcheck["disable"] === true
    ? service
    : { ...service, healthcheck: { ...healthcheck, interval: rareChecks } };
}

/** The port in the container. Throws CouldNotMeasure if neither loadgate.yml nor the compose file tells. */
export function composePort(service: ComposeService, name: string, port: number | undefined): number {
  if (port !== undefined) return port;
  const published = (service.ports ?? []).flatMap(targetPort);
  const exposed = (service.expose ?? []).map((one) => Number.parseInt(String(one), 10));
  const ports = [...new Set(published.length > 0 ? published : exposed)];
  const [only, ...more] = ports;
  if (only !== undefined && more.length === 0) return only;
  const found = only === undefined ? "publishes no port" : `publishes the ports ${ports.join(", ")}`;
  throw new CouldNotMeasure(
    `service.compose.port: the service ${name} ${found}; set the port on which it listens in its container`,
  );
}

/** A port in its long or short form: { target: 80 }, "127.0.0.1:8080:80/tcp" or 80. */
function targetPort(port: unknown): readonly number[] {
  if (typeof port === "object" && port !== null && "target" in port) return [Number(port.target)];
  const [, target, protocol = "tcp"] = /(\d+)(?:\/(\w+))?$/.exec(String(port)) ?? [];
  return target === undefined || protocol !== "tcp" ? [] : [Number(target)];
}

/** Keys that give a container a name, a port or a life of its own on the machine. */
const machineKeys = ["container_name", "ports", "restart", "profiles", "pull_policy", "scale"];

function armService(name: string, service: ComposeService, arm: ComposeArm): ComposeService {
  const isMeasured = name === arm.service;
  if (isMeasured && service["network_mode"] === "host") {
    throw new CouldNotMeasure(
      `service.compose: the service ${name} has network_mode: host, so base and head would share its ports; remove that key`,
    );
  }
  const own = Object.fromEntries(Object.entries(service).filter(([key]) => !machineKeys.includes(key)));
  return {
    ...own,
    labels: withEntries(service.labels, arm.labels),
    ...(arm.cores !== undefined && { cpuset: arm.cores }),
    ...(service.build !== undefined && {
      // Both arms would build under the name that the file gives, and the second build would win.
      image: arm.imageOf(name),
      build: armBuild(service.build),
    }),
    ...(isMeasured && {
      environment: withEntries(withEntries({ PORT: String(arm.port) }, service.environment), escaped(arm.env)),
      ports: [`127.0.0.1::${arm.port}`],
      logging: { driver: "none" },
    }),
  };
}

/** Further names of the image would be those of both arms. */
function armBuild(build: Fields | string): Fields {
  const { tags: _, ...fields }: Fields = typeof build === "string" ? { context: build } : build;
  return fields;
}

/** Compose takes a dollar for a variable, unless it is doubled. */
const escaped = (env: Readonly<Record<string, string>>): Fields =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, value.replaceAll("$", "$$$$")]));

/** The entries of both, as a map. The second ones win. */
function withEntries(entries: Fields | readonly string[] | undefined, more: Fields | readonly string[] = {}): Fields {
  return { ...mapOf(entries ?? {}), ...mapOf(more) };
}

function mapOf(entries: Fields | readonly string[]): Fields {
  if (!isList(entries)) return entries;
  return Object.fromEntries(
    entries.map((entry) => {
      const [name = "", ...value] = String(entry).split("=");
      return [name, value.length === 0 ? null : value.join("=")];
    }),
  );
}

const isList = (value: Fields | readonly unknown[]): value is readonly unknown[] => Array.isArray(value);

/** Networks and volumes get the project's own names. External ones stay, because others use them too. */
function armResources(resources: ComposeModel["networks"], labels: Fields): Readonly<Record<string, ComposeResource>> {
  const own = Object.entries(resources ?? {}).map(([key, resource]) => {
    const { name, ...rest } = resource ?? {};
    if (isExternal(resource)) return [key, resource ?? {}] as const;
    return [key, { ...rest, labels: withEntries(rest["labels"] as ComposeService["labels"], labels) }] as const;
  });
  return Object.fromEntries(own);
}

const isExternal = (resource: ComposeResource | null): boolean => Boolean(resource?.["external"]);

/** Compose makes the default network for services that name none. It needs the labels too. */
function withDefaultNetwork({ networks = {}, services }: ComposeModel, names: readonly string[]) {
  const usesDefault = names.some((name) => {
    const { networks: own, network_mode: mode } = services[name] ?? {};
    return own === undefined && mode === undefined;
  });
  return usesDefault ? { default: {}, ...networks } : networks;
}

/** Names of external volumes that a service uses. Both arms have the same one. */
export function externalVolumes({ volumes = {} }: ComposeModel): readonly string[] {
  return Object.entries(volumes).flatMap(([key, volume]) =>
    isExternal(volume) ? [String(volume?.["name"] ?? key)] : [],
  );
}
