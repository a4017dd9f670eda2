/** Ends an exhaustive `switch`. An alternative that no case handles does not compile. */
export function assertNever(value: never): never {
  throw new Error(`unhandled alternative: ${JSON.stringify(value)}`);
}
