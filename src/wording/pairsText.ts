/** The reason for one pair at a time if a monitor reads counters that are not the service's own, in a clause. */
export function countersText(monitors: { readonly [key in SharedCounters]?: unknown }): string | undefined {
  const key = sharedCounters.find((one) => monitors[one] !== undefined);
  return key === undefined ? undefined : `the counters of monitors.${key} cannot tell two pairs apart`;
}

const sharedCounters = ["prometheus", "postgres", "redis"] as const;
type SharedCounters = (typeof sharedCounters)[number];
