import { randomUUID } from "node:crypto";
import type { InstrumentContext, ObservationResult } from "../../src/explain/instrument.ts";
import { type RelayOptions, relayInstrument } from "../../src/explain/relay/relayInstrument.ts";
import { millis } from "../../src/model/unit.ts";

/** A relay as in an extra round. */
export interface Relayed {
  /** The value of the service's variable. */
  readonly address: string;
  readonly result: ObservationResult;
}

/** Lets `use` talk to a database through the relay of the head. `before` is done before the load. */
export async function relayed(
  options: RelayOptions,
  use: (address: string) => Promise<unknown>,
  before: (address: string) => Promise<unknown> = async () => {},
): Promise<Relayed> {
  const own = { directory: ".", environment: {} };
  const context: InstrumentContext = {
    ...{ temporary: "", out: "", scenario: "steady", requests: [], arms: { base: own, head: own } },
    mark: () => ({ name: "LOADGATE_RUN", value: randomUUID() }),
    ...{ tls: { verify: false }, signal: new AbortController().signal },
  };
  await using attachment = await relayInstrument(options, context).attach("head", 0);
  const address = attachment.environment[options.env] ?? "";
  await before(address);
  const observation = await attachment.observe({ origin: "", pids: () => [], durationMs: millis(1000) });
  await use(address);
  return { address, result: await observation.stop() };
}

/** The calls of each statement, by its text. */
export function callsIn({ result }: Relayed): Readonly<Record<string, number>> {
  const statements = result.records.flatMap((record) => (record.kind === "statements" ? record.statements : []));
  return Object.fromEntries(statements.map(({ text, calls }) => [text, calls]));
}
