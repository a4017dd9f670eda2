/** Closes an exhaustive `switch`: a new alternative that nobody handles does not compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}
