/** Measuring could not be done or not be finished: exit code 23, never a verdict about the service's speed. */
export class CouldNotMeasure extends Error {
  override readonly name = "CouldNotMeasure";
}
