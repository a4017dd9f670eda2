import { z } from "zod";
import {
  listSchema,
  mapSchema,
  nonEmptyStringSchema,
  scalarSchema,
  stringMapSchema,
  textByArmSchema,
} from "./valueTypes.ts";

const portError = "expected a port, 1 to 65535";
const portSchema = z
  .number({ error: portError })
  .int({ error: portError })
  .min(1, { error: portError })
  .max(65_535, { error: portError });

export const containerSchema = mapSchema({
  dockerfile: nonEmptyStringSchema
    .optional()
    .describe("Dockerfile of the image, relative to service.directory. Default: the one in service.container.context."),
  context: nonEmptyStringSchema
    .optional()
    .describe("Directory that docker build gets, relative to service.directory. Default: service.directory."),
  target: nonEmptyStringSchema.optional().describe("Stage of the Dockerfile to build. Default: the last one."),
  build_args: stringMapSchema.optional().describe("Build arguments (ARG) of the Dockerfile."),
  build_options: listSchema(nonEmptyStringSchema, "[--cache-from=shop:main]")
    .optional()
    .describe("Further options of docker build, such as those of its cache."),
  image: textByArmSchema
    .optional()
    .describe("Image to start instead of building one. It may differ: { base: …, head: … }."),
  port: portSchema
    .optional()
    .describe("Port on which the service listens in its container. Default: the only one that the image exposes."),
  args: listSchema(scalarSchema, "[--workers, 2]").default([]).describe("Arguments of the image's program."),
  volumes: listSchema(nonEmptyStringSchema, "[./data:/data:ro]")
    .default([])
    .describe("Volumes of the container. Relative paths begin at service.directory, of base and head each."),
  options: listSchema(nonEmptyStringSchema, "[--memory=512m]").default([]).describe("Further options of docker run."),
});

export const composeSchema = mapSchema({
  file: z
    .union([nonEmptyStringSchema, z.array(nonEmptyStringSchema)], {
      error: "expected the path of a compose file, or a list of paths",
    })
    .optional()
    .describe(
      "Compose file or files, relative to service.directory. Default: the one that docker compose finds there.",
    ),
  service: nonEmptyStringSchema.describe("The service in the compose file that gets the load."),
  port: portSchema
    .optional()
    .describe("Port on which that service listens in its container. Default: the only one that the file publishes."),
});
