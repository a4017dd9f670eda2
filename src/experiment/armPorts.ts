import { CouldNotMeasure } from "../model/errors.ts";
import type { Notice } from "../model/notice.ts";
import type { RunningArm } from "./arm.ts";

/**
 * A notice for each port besides PORT that only one of two running arms listens on. Arms that listen on as many ports
 * have different ones on purpose, or let the system choose them.
 */
export function portNotices(running: readonly Pick<RunningArm, "arm" | "furtherPorts">[]): readonly Notice[] {
  const [one, other] = running.map(({ arm, furtherPorts }) => ({ arm, ports: furtherPorts?.() }));
  if (one?.ports === undefined || other?.ports === undefined) return [];
  if (one.ports.length === other.ports.length) return [];
  const [more, less] = one.ports.length > other.ports.length ? [one, other] : [other, one];
  const alone = more.ports?.filter((port) => less.ports?.includes(port) !== true) ?? [];
  return alone.toSorted((a, b) => a - b).map((port) => ({ kind: "port_of_one_arm", port, arm: more.arm }));
}

/** Throws CouldNotMeasure if one build listens on more ports in the first of two pairs than in the second, or on fewer. */
export function requireSamePorts(running: readonly Pick<RunningArm, "arm" | "isSecond" | "furtherPorts">[]): void {
  const countOf = ({ furtherPorts }: Pick<RunningArm, "furtherPorts">) => furtherPorts?.().length;
  for (const second of running.filter(({ isSecond }) => isSecond === true)) {
    const first = running.find(({ arm, isSecond }) => arm === second.arm && isSecond !== true);
    if (first !== undefined && countOf(first) !== countOf(second))
      throw new CouldNotMeasure(`a fixed port besides PORT goes to one ${second.arm} service only`);
  }
}
