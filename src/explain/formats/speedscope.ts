import { z } from "zod";
import type { CallTree, Frame } from "../../model/reading.ts";
import { omitUndefined } from "../../util/omitUndefined.ts";
import { callTreeOf, type WeightedStack } from "./callTree.ts";

const sampledSchema = z.object({
  type: z.literal("sampled"),
  unit: z.string(),
  /** Places in the table of frames, the outermost first. */
  samples: z.array(z.array(z.number())),
  weights: z.array(z.number()),
});
const eventedSchema = z.object({
  type: z.literal("evented"),
  unit: z.string(),
  events: z.array(z.object({ type: z.enum(["O", "C"]), frame: z.number(), at: z.number() })),
});

/** https://www.speedscope.app/file-format-schema.json */
export const speedscopeSchema = z.object({
  shared: z.object({
    frames: z.array(
      z.object({
        name: z.string(),
        file: z.string().nullish(),
        line: z.number().nullish(),
      }),
    ),
  }),
  profiles: z.array(z.discriminatedUnion("type", [sampledSchema, eventedSchema])),
});
type Speedscope = z.output<typeof speedscopeSchema>;

const msPerUnit: Readonly<Record<string, number>> = {
  seconds: 1000,
  milliseconds: 1,
  microseconds: 1e-3,
  nanoseconds: 1e-6,
};

/** In ms where the file has a unit of time, otherwise in samples. Threads are summed. */
export function readSpeedscope({ shared, profiles }: Speedscope): CallTree {
  const frames = shared.frames.map(({ name, file, line }): Frame => {
    const isLine = typeof line === "number" && line > 0;
    return { name, ...omitUndefined({ file: file ?? undefined }), ...(isLine && { line }) };
  });
  const stackOf = (places: readonly number[]) => places.flatMap((place) => frames[place] ?? []);
  return callTreeOf(
    profiles.flatMap((profile) => {
      const factor = msPerUnit[profile.unit] ?? 1;
      return weighted(profile).map(({ places, weight }): WeightedStack => {
        return { frames: stackOf(places), value: weight * factor };
      });
    }),
  );
}

interface PlacedStack {
  readonly places: readonly number[];
  readonly weight: number;
}

function weighted(profile: Speedscope["profiles"][number]): readonly PlacedStack[] {
  if (profile.type === "sampled") {
    return profile.samples.map((places, i) => ({ places, weight: profile.weights[i] ?? 0 }));
  }
  const stacks: PlacedStack[] = [];
  const open: number[] = [];
  let lastAt: number | undefined;
  for (const { type, frame, at } of profile.events) {
    if (lastAt !== undefined && at > lastAt) stacks.push({ places: [...open], weight: at - lastAt });
    lastAt = at;
    if (type === "O") open.push(frame);
    else open.splice(Math.max(0, open.lastIndexOf(frame)));
  }
  return stacks;
}
