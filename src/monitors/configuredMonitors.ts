import type { Arm, MonitorSpec, TlsSpec } from "../model/plan.ts";
import type { Monitor } from "./monitor.ts";
import { postgresSource } from "./postgres/postgres.ts";
import { pageAddress } from "./prometheus/fetchPage.ts";
import { prometheusSource } from "./prometheus/prometheus.ts";
import { redisSource } from "./redis/redis.ts";
import { type RemoteSource, remoteMonitor, type SourceHealth } from "./remoteMonitor.ts";
import type { MonitoredService, MonitorOptions, RoundMonitors } from "./serviceMonitors.ts";

type SourceName = "prometheus" | "postgres" | "redis";

/** Adds its monitors to those of the services that run at once. */
export type AddMonitors = (round: RoundMonitors, services: readonly MonitoredService[]) => RoundMonitors;

/** The monitors that loadgate.yml asks for. What they learn about a source's health lasts for the whole run. */
export function configuredMonitors(spec: MonitorSpec, tls: TlsSpec, options: MonitorOptions): AddMonitors {
  const monitorsOf = sourceMonitors(spec, tls, options);
  return ({ ofServices, ...others }, services) => ({
    ...others,
    ofServices: services.map((service, i) => [...(ofServices[i] ?? []), ...monitorsOf(service, services.length === 1)]),
  });
}

/** `isAlone`: the other arm does not run. */
type MonitorsOf = (service: MonitoredService, isAlone: boolean) => readonly Monitor[];

function sourceMonitors(
  { prometheus, postgres, redis }: MonitorSpec,
  tls: TlsSpec,
  options: MonitorOptions,
): MonitorsOf {
  const healthOf = healthBySource();
  const { clock, notify } = options;
  return (service, isAlone) => {
    const { arm } = service;
    const monitors: Monitor[] = [];
    const add = (name: SourceName, sourceOf: (common: CommonOptions) => RemoteSource) => {
      const onFailure = (reason: string) => notify({ kind: "monitor_failed", monitor: name, arm, reason });
      monitors.push(remoteMonitor(sourceOf({ clock, onFailure }), options, healthOf(name, arm)));
    };
    if (prometheus !== undefined) {
      const { url, series } = prometheus;
      const isOwn = isAlone || url[arm].startsWith("/") || url.base !== url.head;
      const address = pageAddress(url[arm], service.origin);
      add("prometheus", (common) => prometheusSource({ ...common, address, series, isOwn, tls }));
    }
    if (postgres !== undefined) {
      const isOwn = isAlone || databaseName(postgres.url.base) !== databaseName(postgres.url.head);
      add("postgres", (common) => postgresSource({ ...common, url: postgres.url[arm], isOwn, service }));
    }
    if (redis !== undefined) {
      const isOwn = isAlone || serverName(redis.url.base) !== serverName(redis.url.head);
      add("redis", (common) => redisSource({ ...common, url: redis.url[arm], isOwn }));
    }
    return monitors;
  };
}

type CommonOptions = Pick<Parameters<typeof redisSource>[0], "clock" | "onFailure">;

function healthBySource(): (name: SourceName, arm: MonitoredService["arm"]) => SourceHealth {
  const health = new Map<string, SourceHealth>();
  return (name: SourceName, arm: Arm) => {
    const key = `${name} ${arm}`;
    const known = health.get(key) ?? { failures: 0 };
    health.set(key, known);
    return known;
  };
}

/** Redis counts commands for all databases of a server together. */
function serverName(url: string): string {
  const { hostname, port, searchParams } = new URL(url);
  const host = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname) ? "localhost" : hostname;
  return [host, port, searchParams.get("host"), searchParams.get("port")].join(" ");
}

const databaseName = (url: string): string => `${serverName(url)} ${new URL(url).pathname}`;
