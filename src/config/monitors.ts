import type { DatabaseSpec, ExplainSpec, MonitorSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { FileConfig } from "./schema/fileSchema.ts";

type FileMonitors = FileConfig["monitors"];

export function monitorsOf({ interval, prometheus, postgres, redis, anomalies }: FileMonitors): MonitorSpec {
  const { throughput_variation, memory_growth, latency_drift, ...limits } = anomalies;
  return {
    intervalMs: interval,
    ...omitUndefined({ prometheus, postgres: databaseOf(postgres), redis: databaseOf(redis) }),
    anomalies: {
      ...limits,
      throughputVariation: throughput_variation,
      memoryGrowth: memory_growth,
      latencyDrift: latency_drift,
    },
  };
}

function databaseOf(database: FileMonitors["postgres"]): DatabaseSpec | undefined {
  if (database === undefined) return undefined;
  if (typeof database === "string") return { url: { base: database, head: database } };
  if ("base" in database) return { url: database };
  const { url, env } = database;
  return { url: { base: url, head: url }, ...omitUndefined({ env }) };
}

export function explainOf({ budget, profile, traces }: FileConfig["explain"]): ExplainSpec {
  return { budgetMs: budget, traces, ...(profile && { profile: profileOf(profile) }) };
}

function profileOf(profile: NonNullable<FileConfig["explain"]["profile"]>): NonNullable<ExplainSpec["profile"]> {
  if ("command" in profile) return { kind: "command", command: profile.command };
  return { kind: "pprof", path: profile.pprof };
}
