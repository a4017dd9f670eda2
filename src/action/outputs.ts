import { setOutput } from "@actions/core";
import { messageOf } from "../model/errors.ts";
import type { Annotations } from "./annotations.ts";

/** The step's outputs. Where the runner's file cannot be written, that is a warning: nothing else depends on it. */
export function setOutputs(outputs: Readonly<Record<string, string>>, annotations: Annotations): void {
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (error) {
    const names = Object.keys(outputs).join(", ");
    annotations.say("warning", `The outputs ${names} could not be set: ${messageOf(error)}`);
  }
}
