import { z } from "zod";
import { armMetrics, environment, loadSettings, logRatios, modeKind, schemaOne } from "./results.ts";
import { count } from "./schemaTypes.ts";

/** Of a baseline in a file: the hash of the content that the archive beside it is called after. */
const archive = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .optional();

/** baseline.json, schema 1: up to `keptRuns` runs of the default branch, the newest last, and what lies beside it. */
export const baselineSchema = z.object({
  schema: schemaOne,
  /** Of build.tar.gz: the build that a pull request can start. */
  build: z.object({ sha: z.string().optional(), files: count, bytes: count, archive }).optional(),
  /** Of anchor.tar.gz: the build that main is compared with to find drift, and what it was carried for. */
  anchor: z.object({ sha: z.string(), config_hash: z.string(), carry: z.array(z.string()), archive }).optional(),
  /** The settings of the loads that the runs were played with, by their hash. */
  loads: z.record(z.string(), loadSettings.omit({ hash: true })).optional(),
  runs: z.array(
    z.object({
      sha: z.string().optional(),
      at: z.string(),
      run_id: z.string().optional(),
      environment,
      /** The commit of the anchor that it was compared with. */
      anchor: z.string().optional(),
      scenarios: z.record(
        z.string(),
        z.object({
          /** How it was played; absent in baselines of old. */
          mode: modeKind.optional(),
          /** The hash of its load; absent in baselines of old, too. */
          load: z.string().optional(),
          rounds: z.array(armMetrics),
          log_ratios: logRatios.optional(),
        }),
      ),
    }),
  ),
});
export type Baseline = z.output<typeof baselineSchema>;
export type BaselineRun = Baseline["runs"][number];
