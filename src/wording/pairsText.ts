interface ServiceFacts {
  /** Absent if Loadgate does not start the service by a command. */
  readonly command: string | undefined;
  readonly hasBeforeRound: boolean;
  readonly isContainer: boolean;
}

/** The reason why only one service of a build can run at once, in a clause; `undefined` if two can. */
export function runsOnceText({ command, hasBeforeRound, isContainer }: ServiceFacts): string | undefined {
  if (command === undefined) return "a service without service.command can run only once";
  if (command.includes("LOADGATE_ARM")) return "service.command calls something by LOADGATE_ARM";
  if (hasBeforeRound) return "service.before_round prepares for one pair at a time";
  return isContainer ? "service.command starts a container, of which each build has one" : undefined;
}

/** The reason for one pair at a time if a monitor reads counters that are not the service's own, in a clause. */
export function countersText(monitors: { readonly [key in SharedCounters]?: unknown }): string | undefined {
  const key = sharedCounters.find((one) => monitors[one] !== undefined);
  return key === undefined ? undefined : `the counters of monitors.${key} cannot tell two pairs apart`;
}

const sharedCounters = ["prometheus", "postgres", "redis"] as const;
type SharedCounters = (typeof sharedCounters)[number];
