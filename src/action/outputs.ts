import { setOutput } from "@actions/core";
import { messageOf } from "../model/errors.ts";
import type { Annotations } from "./annotations.ts";

/** Sets outputs of the step. A failed write is only a warning: nothing else depends on the outputs. */
export function setOutputs(outputs: Readonly<Record<string, string>>, annotations: Annotations): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (error) {
    const names = Object.keys(outputs).join(", ");
    annotations.add("warning", `The outputs ${names} could not be set: ${messageOf(error)}`);
  }
}
