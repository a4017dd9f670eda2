import type { Plan } from "../model/plan.ts";
import type { Instrument, InstrumentContext } from "./instrument.ts";
import { nodeInstrument } from "./node/nodeInstrument.ts";
import { commandProfile } from "./profile/commandProfile.ts";
import { pprofProfile } from "./profile/pprofProfile.ts";
import { databaseAddress } from "./relay/databaseAddress.ts";
import { defaultPorts, relayInstrument } from "./relay/relayInstrument.ts";
import { tracesInstrument } from "./traces/tracesInstrument.ts";
import { waitsInstrument } from "./waits/waitsInstrument.ts";

/** The instruments for the extra rounds of one scenario. Each observes both arms. */
export function createInstruments(
  { service, explain, monitors }: Pick<Plan, "service" | "explain" | "monitors">,
  context: InstrumentContext,
): readonly Instrument[] {
  const { profile, traces } = explain;
  const instruments: Instrument[] = [];
  // A container has no file of this machine, such as the hook, and cannot reach its loopback address.
  if (service?.program.kind === "command") {
    instruments.push(nodeInstrument({ hasCpuProfile: profile === undefined }, context));
    if (traces === "auto") instruments.push(tracesInstrument(context));
    instruments.push(...relays(monitors, context));
    instruments.push(waitsInstrument({ databasePorts: databasePorts(monitors) }));
  }
  if (profile?.kind === "command") instruments.push(commandProfile(profile.command, context));
  if (profile?.kind === "pprof") instruments.push(pprofProfile(profile.path, context));
  return instruments;
}

function relays(monitors: Plan["monitors"], context: InstrumentContext): readonly Instrument[] {
  return (["postgres", "redis"] as const).flatMap((database): readonly Instrument[] => {
    const { url, env } = monitors[database] ?? {};
    return url === undefined || env === undefined ? [] : [relayInstrument({ database, url, env }, context)];
  });
}

/** Of the databases whose own counters say more than their connections. */
function databasePorts(monitors: Plan["monitors"]): readonly number[] {
  return (["postgres", "redis"] as const).flatMap((database) => {
    const addresses = Object.values(monitors[database]?.url ?? {});
    return addresses.flatMap((text) => {
      const address = databaseAddress(text, defaultPorts[database]);
      return address.kind === "address" ? [address.port] : [];
    });
  });
}
