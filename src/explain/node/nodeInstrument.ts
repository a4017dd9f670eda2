import { chmod, mkdir, readdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Arm } from "../../model/plan.ts";
import { type Millis, millis } from "../../model/unit.ts";
import { removeTree } from "../../shell/files.ts";
import { commandOf } from "../../shell/procfs.ts";
import type { Attachment, Instrument, InstrumentContext, ObservationResult, ObservedService } from "../instrument.ts";
import { keepProfile } from "../profile/profileFile.ts";
import { shortPathIn } from "../sourcePaths.ts";
import { type HookControl, openHookControl } from "./control.ts";
import { withRequire } from "./environment.ts";
import { directoryVariable, type HookOptions, hookSource } from "./hook.ts";
import { busiestOf, type HookResult, hookResultSchema, recordsOf } from "./hookResult.ts";
import { frameFinder } from "./sourceMaps.ts";

export interface NodeOptions {
  /** False if another instrument takes the CPU profile. */
  readonly hasCpuProfile: boolean;
}

/** A thread answers between two pieces of its work. One that works for longer is left out. */
const startWithinMs = millis(2000);
const stopWithinMs = millis(5000);
/** A profile of a few seconds is a hundredth of it. */
const maxResultBytes = 256 * 1024 ** 2;

/** Observes every process and thread of a service that runs on Node. It needs no setting, and gives nothing on others. */
export function nodeInstrument({ hasCpuProfile }: NodeOptions, context: InstrumentContext): Instrument {
  const options: HookOptions = { heapIntervalBytes: 64 * 1024, ...(hasCpuProfile && { cpuIntervalUs: 500 }) };
  return {
    async attach(arm, round): Promise<Attachment> {
      const path = join(context.temporary, `node-${arm}`);
      await removeTree(path);
      await mkdir(path, { recursive: true });
      // Node names the hook by its real path.
      const directory = await realpath(path);
      // The service may run as another user.
      await chmod(directory, 0o777);
      const hook = hookIn(directory);
      await writeFile(hook, hookSource(options), { mode: 0o644 });
      const control = await openHookControl(directory);
      const { environment } = context.arms[arm];
      return {
        environment: {
          NODE_OPTIONS: withRequire(environment["NODE_OPTIONS"], hook),
          [directoryVariable]: directory,
        },
        async observe(service) {
          await control.start(startWithinMs);
          return { stop: () => finish({ arm, round, directory, control, service, stopWithinMs }, context) };
        },
        async [Symbol.asyncDispose]() {
          await control[Symbol.asyncDispose]();
          await removeTree(directory);
        },
      };
    },
  };
}

const hookIn = (directory: string): string => join(directory, "hook.cjs");

interface RunningHooks {
  readonly arm: Arm;
  readonly round: number;
  readonly directory: string;
  readonly control: HookControl;
  readonly service: ObservedService;
  readonly stopWithinMs: Millis;
}

async function finish(hooks: RunningHooks, context: InstrumentContext): Promise<ObservationResult> {
  const { arm, round, directory, control, service } = hooks;
  const hadHooks = control.count() > 0;
  const silent = await control.stop(hooks.stopWithinMs);
  const { results, unreadable } = await readResults(directory);
  const failures = [
    ...(silent > 0 ? [`Node did not hand over the profile of ${silent} busy threads of the ${arm}`] : []),
    ...(unreadable > 0 ? [`the profiles of ${unreadable} Node processes of the ${arm} cannot be read`] : []),
    ...(!hadHooks && results.length === 0 ? hookless(service, arm) : []),
  ];
  const busiest = busiestOf(results);
  const name = { arm, round, extension: "cpuprofile" };
  const path = busiest?.cpu && (await keepProfile(context, name, JSON.stringify(busiest.cpu)));
  const shorten = shortPathIn(arm, context.arms);
  const records = recordsOf(results, ({ maps }) => frameFinder(maps, shorten, hookIn(directory)), path);
  return { records, failures };
}

/** A service of another runtime has no hook, and that is no failure. */
function hookless({ pids }: ObservedService, arm: Arm): readonly string[] {
  const isNode = pids().some((pid) => /^(\S*\/)?node(js)?( |$)/.test(commandOf(pid)));
  if (!isNode) return [];
  return [
    `Node of the ${arm} did not load Loadgate's hook: service.command must pass NODE_OPTIONS on, and add to it: NODE_OPTIONS="$NODE_OPTIONS …"`,
  ];
}

async function readResults(directory: string) {
  const results: HookResult[] = [];
  let unreadable = 0;
  for (const name of await readdir(directory)) {
    if (!name.endsWith(".json")) continue;
    try {
      const path = join(directory, name);
      if ((await stat(path)).size > maxResultBytes) throw new Error("the file is too large");
      results.push(hookResultSchema.parse(JSON.parse(await readFile(path, "utf8"))));
    } catch {
      unreadable += 1;
    }
  }
  return { results, unreadable };
}
