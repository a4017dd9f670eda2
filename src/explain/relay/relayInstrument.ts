import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Arm } from "../../model/plan.ts";
import { nowMs } from "../../shell/clock.ts";
import type { Attachment, Instrument, InstrumentContext, ObservationResult } from "../instrument.ts";
import { type DatabaseAddress, databaseAddress } from "./databaseAddress.ts";
import { postgresRelay } from "./postgres/serve.ts";
import { redisRelay } from "./redis/serve.ts";
import { openRelay } from "./relayServer.ts";
import { StatementLog } from "./statementLog.ts";

export interface RelayOptions {
  readonly database: "postgres" | "redis";
  /** Where each arm finds its database, if its variable is not set. */
  readonly url: Readonly<Record<Arm, string>>;
  /** The variable in which the service finds it. */
  readonly env: string;
}

export const defaultPorts = { postgres: 5432, redis: 6379 };
/** Statements that run when the load ends. */
const lastStatementsMs = 100;
/**
 * Counts the statements of a service between it and its database. The service gets the address of a relay in its variable.
 * A connection that cannot be read works all the same.
 */
export function relayInstrument(options: RelayOptions, context: InstrumentContext): Instrument {
  const { database, url, env } = options;
  return {
    async attach(arm) {
      const text = context.arms[arm].environment[env] ?? url[arm];
      const address = databaseAddress(text, defaultPorts[database]);
      if (address.kind === "unusable") return unusable(`${env} of the ${arm}: ${address.reason}`, options);
      const log = new StatementLog();
      const relay = await openRelay(serverOf(database, address, log));
      return {
        environment: { [env]: address.withPort(relay.port) },
        async observe() {
          log.open(nowMs());
          return {
            async stop() {
              log.close(nowMs());
              await sleep(lastStatementsMs);
              return resultOf(log, arm, options);
            },
          };
        },
        [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
      };
    },
  };
}

function serverOf(
  database: RelayOptions["database"],
  { host, port, needsTls }: Extract<DatabaseAddress, { kind: "address" }>,
  log: StatementLog,
): (client: Socket) => Promise<void> {
  const upstream = { host, port };
  return database === "postgres" ? postgresRelay({ upstream, needsTls, log }) : redisRelay(upstream, log);
}

const uncounted = ({ database }: RelayOptions): string =>
  `the ${database === "postgres" ? "statements" : "commands"} of monitors.${database} cannot be counted`;
function unusable(reason: string, options: RelayOptions): Attachment {
  const result: ObservationResult = { records: [], failures: [`${uncounted(options)}: ${reason}`] };
  return {
    environment: {},
    observe: async () => ({ stop: async () => result }),
    [Symbol.asyncDispose]: async () => {},
  };
}

function resultOf(log: StatementLog, arm: Arm, options: RelayOptions): ObservationResult {
  const { database, env } = options;
  const said = (reason: string) => `${uncounted(options)}: ${reason}`;
  if (log.connections === 0) {
    return { records: [], failures: [said(`the ${arm} does not connect to the address in ${env}`)] };
  }
  const failures = log.problems.map((problem) => said(`on the ${arm}, ${problem}`));
  const statements = log.statements();
  // Statements that nobody could see are not zero statements.
  if (failures.length > 0 && statements.length === 0) return { records: [], failures };
  return { records: [{ kind: "statements", database, statements, opened: log.opened }], failures };
}
