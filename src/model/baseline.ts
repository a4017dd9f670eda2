import { z } from "zod";
import {
  armMetricsSchema,
  environmentSchema,
  loadSettingsSchema,
  logRatiosSchema,
  modeKindSchema,
  schemaVersion,
} from "./results.ts";
import { countSchema } from "./schemaTypes.ts";

/** Hash of the archive's content, which is part of its file name. Only for baselines in a file. */
const archive = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .optional();

/** baseline.json, schema 1: up to `maxRuns` runs of the default branch, the newest last, and what lies beside it. */
export const baselineSchema = z.object({
  schema: schemaVersion,
  /** build.tar.gz, the build that a pull request starts as its base. */
  build: z.object({ sha: z.string().optional(), files: countSchema, bytes: countSchema, archive }).optional(),
  /** anchor.tar.gz, the build that main is compared with to find drift, and the configuration it belongs to. */
  anchor: z.object({ sha: z.string(), config_hash: z.string(), carry: z.array(z.string()), archive }).optional(),
  /** The load settings of the runs, by hash. */
  loads: z.record(z.string(), loadSettingsSchema.omit({ hash: true })).optional(),
  runs: z.array(
    z.object({
      sha: z.string().optional(),
      at: z.string(),
      run_id: z.string().optional(),
      environment: environmentSchema,
      /** Commit of the anchor that the run was compared with. */
      anchor: z.string().optional(),
      scenarios: z.record(
        z.string(),
        z.object({
          /** How the scenario was compared. Absent in old baselines. */
          mode: modeKindSchema.optional(),
          /** Hash of its load settings. Absent in old baselines. */
          load: z.string().optional(),
          rounds: z.array(armMetricsSchema),
          log_ratios: logRatiosSchema.optional(),
        }),
      ),
    }),
  ),
});
export type Baseline = z.output<typeof baselineSchema>;
export type BaselineRun = Baseline["runs"][number];
