import * as core from "@actions/core";
import { Annotations } from "./action/annotations.ts";
import { commentJob } from "./action/commentJob.ts";
import { gateJob } from "./action/gateJob.ts";
import { type ActionStep, createJob, type Job, scratchDirectoryOf } from "./action/job.ts";
import { mergeJob } from "./action/mergeJob.ts";
import { setOutputs } from "./action/outputs.ts";
import { bestEffort } from "./action/publish.ts";
import { exitCodeOfError } from "./exit.ts";
import { messageOf } from "./model/errors.ts";
import { describeFileError } from "./model/fileError.ts";
import { codeBlock } from "./report/markdown/markdownText.ts";
import { killLeftovers } from "./service/killLeftovers.ts";
import { removeTree } from "./shell/files.ts";

/** Runs the action's main step and returns its exit code. `mark` identifies the processes and files of this step. */
export async function action(step: ActionStep, mark: string): Promise<number> {
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => removeTree(scratchDirectoryOf(step.env, mark)));
  try {
    return await runJob(await createJob(step, mark));
  } catch (error) {
    return await reportError(error);
  }
}

async function runJob(job: Job): Promise<number> {
  switch (job.inputs.mode) {
    case "run":
    case "confirm":
      return await gateJob(job);
    case "comment":
      return await commentJob(job);
    case "merge":
      return await mergeJob(job);
  }
}

/** Runs the post step. It stops the processes of the main step and removes its files, however that step ended. */
export async function cleanUp(env: ActionStep["env"], mark: string): Promise<void> {
  try {
    const killed = await killLeftovers(mark);
    await removeTree(scratchDirectoryOf(env, mark));
    if (killed > 0) core.warning(`Loadgate stopped ${killed} processes that its main step had left running`);
  } catch (error) {
    // The verdict is already published. A failed clean-up must not change it.
    core.warning(`Loadgate could not clean up after its main step: ${messageOf(error)}`);
  }
}

/** Longest error message, in characters. Nobody reads a longer one, and GitHub drops a summary that is too long. */
const maxErrorLength = 50_000;

/** Reports a run without a verdict: a wrong configuration or an unexpected error. The step always fails. */
async function reportError(error: unknown): Promise<number> {
  const text = describeFileError(error).slice(0, maxErrorLength);
  const annotations = new Annotations();
  setOutputs({ verdict: "invalid", confirm: "false" }, annotations);
  core.error(text, { title: "Loadgate" });
  await bestEffort("The job summary", annotations, () =>
    core.summary.addRaw(`### ⚠️ Loadgate did not run\n\n${codeBlock(text)}\n`).write(),
  );
  return exitCodeOfError(error);
}
