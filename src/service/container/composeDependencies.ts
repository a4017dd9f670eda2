/** A service of a compose file, as far as others decide whether it starts. */
interface DependentService {
  readonly depends_on?: Readonly<Record<string, unknown>> | readonly string[];
  readonly profiles?: unknown;
}

type Services = Readonly<Record<string, DependentService>>;

/**
 * The services to start: the measured one, and every other one but those that depend on it. Services with a profile only
 * start if another one depends on them.
 */
export function startedServices(services: Services, measured: string): readonly string[] {
  const dependencies = (name: string): readonly string[] => dependenciesOf(services[name]);
  const reaches = (from: string, seen: ReadonlySet<string> = new Set()): boolean =>
    !seen.has(from) && dependencies(from).some((name) => name === measured || reaches(name, new Set([...seen, from])));
  const needed = new Set<string>();
  const need = (name: string) => {
    if (needed.has(name) || services[name] === undefined) return;
    needed.add(name);
    dependencies(name).forEach(need);
  };
  need(measured);
  for (const [name, { profiles }] of Object.entries(services)) {
    const isOptional = Array.isArray(profiles) && profiles.length > 0;
    if (!isOptional && name !== measured && !reaches(name)) need(name);
  }
  return [...needed];
}

/** What the service itself depends on, with the condition for each. */
function dependenciesOf(service: DependentService | undefined): readonly string[] {
  const dependsOn = service?.depends_on ?? {};
  return Array.isArray(dependsOn) ? dependsOn.map(String) : Object.keys(dependsOn);
}

/** The services that compose itself waits for until they are healthy, before it starts others than the measured one. */
export function awaitedServices(services: Services, names: readonly string[], measured: string): readonly string[] {
  return names
    .filter((name) => name !== measured)
    .flatMap((name) => Object.entries(services[name]?.depends_on ?? {}))
    .flatMap(([on, condition]) => (isRecord(condition) && condition["condition"] === "service_healthy" ? [on] : []));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
