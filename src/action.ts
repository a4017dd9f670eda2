import * as core from "@actions/core";
import { Annotations } from "./action/annotations.ts";
import { commentJob } from "./action/commentJob.ts";
import { gateJob } from "./action/gateJob.ts";
import { type Job, jobOf, roomOf, type Step } from "./action/job.ts";
import { mergeJob } from "./action/mergeJob.ts";
import { setOutputs } from "./action/outputs.ts";
import { bestEffort } from "./action/publish.ts";
import { exitCodeOfError } from "./exit.ts";
import { messageOf } from "./model/errors.ts";
import { fenced } from "./report/markdown/markdownText.ts";
import { sweep } from "./service/killLeftovers.ts";
import { removeTree } from "./shell/files.ts";

/** The step, and what marks all that it starts -> exit code. */
export async function action(step: Step, mark: string): Promise<number> {
  await using cleanup = new AsyncDisposableStack();
  cleanup.defer(() => removeTree(roomOf(step.env, mark)));
  try {
    return await played(await jobOf(step, mark));
  } catch (error) {
    return await noRun(error);
  }
}

async function played(job: Job): Promise<number> {
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

/** The post step: nothing that the main step started outlives the job, however the main step ended. */
export async function afterwards(env: Step["env"], mark: string): Promise<void> {
  try {
    const killed = await sweep(mark);
    await removeTree(roomOf(env, mark));
    if (killed > 0) core.warning(`Loadgate stopped ${killed} processes that its main step had left running`);
  } catch (error) {
    // The job's verdict is out: it does not depend on the broom.
    core.warning(`Loadgate could not clean up after its main step: ${messageOf(error)}`);
  }
}

/** Longer ones no-one reads, and GitHub drops a summary that is too long. */
const longestError = 50_000;

/** No verdict: the configuration is wrong, or something that nobody foresaw. Never green. */
async function noRun(error: unknown): Promise<number> {
  const text = messageOf(error).slice(0, longestError);
  const annotations = new Annotations();
  setOutputs({ verdict: "invalid", confirm: "false" }, annotations);
  core.error(text, { title: "Loadgate" });
  await bestEffort("The job summary", annotations, () =>
    core.summary.addRaw(`### ⚠️ Loadgate did not run\n\n${fenced(text)}\n`).write(),
  );
  return exitCodeOfError(error);
}
