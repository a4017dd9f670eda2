import type { Plan } from "../model/plan.ts";
import type { Instrument, InstrumentContext } from "./instrument.ts";
import { nodeInstrument } from "./node/nodeInstrument.ts";
import { commandProfile } from "./profile/commandProfile.ts";
import { pprofProfile } from "./profile/pprofProfile.ts";
import { tracesInstrument } from "./traces/tracesInstrument.ts";

/** The instruments for the extra rounds of one scenario. Each observes both arms. */
export function createInstruments(
  { service, explain }: Pick<Plan, "service" | "explain" | "monitors">,
  context: InstrumentContext,
): readonly Instrument[] {
  const { profile, traces } = explain;
  const instruments: Instrument[] = [];
  // The hook is a file of this machine. A container does not have it.
  if (service?.program.kind === "command") {
    instruments.push(nodeInstrument({ hasCpuProfile: profile === undefined }, context));
  }
  // The receiver listens on this machine's loopback address, which a container cannot reach.
  if (service?.program.kind === "command" && traces === "auto") instruments.push(tracesInstrument(context));
  if (profile?.kind === "command") instruments.push(commandProfile(profile.command, context));
  if (profile?.kind === "pprof") instruments.push(pprofProfile(profile.path, context));
  return instruments;
}
