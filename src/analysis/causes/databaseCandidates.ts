import { sum } from "simple-statistics";
import type { SubjectChange } from "../../model/cause.ts";
import { callCandidates, changeIn, isOtherNumber, moved } from "./callCandidates.ts";
import { type Candidate, isDoubled } from "./candidate.ts";

export interface DatabaseTables {
  /** Times per request of statements and commands. */
  readonly statementTimes: readonly SubjectChange[];
  /** Connections that the service opened to its databases, and how long that took, if a relay saw it. */
  readonly databaseConnections: readonly SubjectChange[];
  readonly databaseConnectionTimes: readonly SubjectChange[];
}

type Database = "postgres" | "redis";

/** What clients send once on each connection: `only` there, and `also` there. */
const greetings: Readonly<Record<Database, { readonly only: RegExp; readonly also: RegExp }>> = {
  postgres: {
    only: /^set (session )?(extra_float_digits|application_name|client_encoding|datestyle)\b/i,
    also: /^(set|show)\b|\bversion\(\)/i,
  },
  redis: { only: /^(HELLO|AUTH|CLIENT)\b/i, also: /^(HELLO|AUTH|CLIENT|SELECT)\b/i },
};
const databaseNames: Readonly<Record<Database, string>> = { postgres: "PostgreSQL", redis: "Redis" };

/** Statements or commands, and connections, which a relay counts. Without one, more greetings are more connections. */
export function databaseCandidates(
  database: Database,
  calls: readonly SubjectChange[],
  { statementTimes: times, databaseConnections, databaseConnectionTimes }: DatabaseTables,
): readonly Candidate[] {
  const { only, also } = greetings[database];
  const isMore = (one: SubjectChange) => moved(one) && isOtherNumber(one) && isDoubled(one);
  const isOwn = ({ subject }: SubjectChange) => subject === database;
  const connections =
    databaseConnections.find((one) => isOwn(one) && isMore(one)) ??
    calls.find((one) => only.test(one.subject) && isMore(one));
  const kindOf = (hasMoreCalls: boolean) => callKind(database, hasMoreCalls);
  if (connections === undefined) return callCandidates(calls, times, kindOf);
  const isGreeting = ({ subject }: SubjectChange) => also.test(subject);
  const greeted = callCandidates(calls.filter(isGreeting), times, kindOf).map(({ addedMs = 0 }) => addedMs);
  const addedMs = sum([...greeted, ...databaseConnectionTimes.filter(isOwn).map(changeIn)]);
  const others = calls.filter((one) => !isGreeting(one));
  return [
    {
      ...{ kind: "connections", subject: databaseNames[database], unit: connections.unit, difference: connections },
      ...{ hasMoreCalls: true, ...(addedMs !== 0 && { addedMs }) },
    },
    ...callCandidates(others, times, kindOf),
  ];
}

function callKind(database: Database, hasMoreCalls: boolean): Candidate["kind"] {
  if (database === "redis") return "redis";
  return hasMoreCalls ? "database_statements" : "database_slow_statement";
}
