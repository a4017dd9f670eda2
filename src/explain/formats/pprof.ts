import { Profile } from "pprof-format";
import type { CallTree, Frame } from "../../model/reading.ts";
import { callTreeOf, type WeightedStack } from "./callTree.ts";

const msPerUnit: Readonly<Record<string, number>> = {
  nanoseconds: 1e-6,
  microseconds: 1e-3,
  milliseconds: 1,
  seconds: 1000,
};

/**
 * Reads an uncompressed pprof file: CPU time in ms, otherwise allocated bytes, or the last type of sample in its own
 * unit. Throws if damaged.
 */
export function readPprof(bytes: Uint8Array): CallTree {
  const profile = Profile.decode(bytes);
  // Other bytes may decode to a profile without content.
  if (profile.sampleType.length === 0) throw new Error("the file has no type of sample");
  const text = (index: number | bigint): string => profile.stringTable.strings[Number(index)] ?? "";
  const types = profile.sampleType.map(({ type, unit }) => ({ type: text(type), unit: text(unit) }));
  const cpu = types.findIndex(({ type }) => type === "cpu");
  const timed = types.findIndex(({ unit }) => unit in msPerUnit);
  const allocated = types.findIndex(({ type }) => type === "alloc_space");
  const column = [cpu, timed, allocated].find((at) => at >= 0) ?? types.length - 1;
  const factor = msPerUnit[types[column]?.unit ?? ""] ?? 1;
  const frames = framesByLocation(profile, text);
  return callTreeOf(
    profile.sample.map(({ locationId, value }): WeightedStack => {
      // A location has its inlined frames first, as a sample has its innermost location first.
      const stack = locationId.flatMap((id) => frames.get(Number(id)) ?? []);
      return { frames: stack.toReversed(), value: signed(value[column]) * factor };
    }),
  );
}

/** The difference of two profiles has negative values. The decoder takes them for huge ones. */
const signed = (value: number | bigint = 0): number => Math.max(0, Number(BigInt.asIntN(64, BigInt(value))));

function framesByLocation(
  profile: Profile,
  text: (index: number | bigint) => string,
): ReadonlyMap<number, readonly Frame[]> {
  const functions = new Map(profile.function.map((one) => [Number(one.id), one]));
  const frameOf = (id: number): Frame => {
    const found = functions.get(id);
    if (found === undefined) return { name: "(unknown)" };
    const file = text(found.filename);
    const line = Number(found.startLine);
    return {
      name: text(found.name) || "(unknown)",
      ...(file !== "" && { file }),
      // Not the line of the sample: a function is one frame.
      ...(line > 0 && { line }),
    };
  };
  return new Map(
    profile.location.map(({ id, line, address }) => [
      Number(id),
      line.length === 0 ? [{ name: `0x${address.toString(16)}` }] : line.map((one) => frameOf(Number(one.functionId))),
    ]),
  );
}
