import type { Arm, DatabaseSpec, ExplainSpec, MonitorSpec, PrometheusSpec } from "../model/plan.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { FileConfig } from "./schema/fileSchema.ts";
import { parseSeriesExpression } from "./seriesExpression.ts";

type FileMonitors = FileConfig["monitors"];

export function monitorsOf({ interval, prometheus, postgres, redis, anomalies }: FileMonitors): MonitorSpec {
  const { throughput_variation, memory_growth, latency_drift, ...limits } = anomalies;
  return {
    intervalMs: interval,
    ...omitUndefined({
      prometheus: prometheusOf(prometheus),
      postgres: databaseOf(postgres),
      redis: databaseOf(redis),
    }),
    anomalies: {
      ...limits,
      throughputVariation: throughput_variation,
      memoryGrowth: memory_growth,
      latencyDrift: latency_drift,
    },
  };
}

/** Expressions with a problem are reported before; see monitorProblems. */
function prometheusOf(prometheus: FileMonitors["prometheus"]): PrometheusSpec | undefined {
  if (prometheus === undefined) return undefined;
  const series = Object.entries(prometheus.series).flatMap(([name, text]) => {
    const parsed = parseSeriesExpression(text);
    return parsed.kind === "expression" ? [[name, parsed.expression] as const] : [];
  });
  return { url: byArm(prometheus.url), series: Object.fromEntries(series) };
}

function databaseOf(database: FileMonitors["postgres"]): DatabaseSpec | undefined {
  if (database === undefined) return undefined;
  if (typeof database === "string" || "base" in database) return { url: byArm(database) };
  const { url, env } = database;
  return { url: byArm(url), ...omitUndefined({ env }) };
}

function byArm(text: string | Readonly<Record<Arm, string>>): Readonly<Record<Arm, string>> {
  return typeof text === "string" ? { base: text, head: text } : text;
}

export function explainOf({ budget, profile, traces }: FileConfig["explain"]): ExplainSpec {
  return { budgetMs: budget, traces, ...(profile && { profile: profileOf(profile) }) };
}

function profileOf(profile: NonNullable<FileConfig["explain"]["profile"]>): NonNullable<ExplainSpec["profile"]> {
  if ("command" in profile) return { kind: "command", command: profile.command };
  return { kind: "pprof", path: profile.pprof };
}
