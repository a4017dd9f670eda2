import { once } from "node:events";
import { mkdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { CouldNotMeasure, WrongInput } from "../model/errors.ts";
import { describeFileError, isWrongPath } from "../model/fileError.ts";
import { hasErrorCode } from "../shell/files.ts";
import { listTracked } from "../shell/git.ts";
import { reportNames } from "./writeReports.ts";

/** The directory of the reports. One run at a time may use it. */
export interface ReportDirectory extends AsyncDisposable {
  /** Reports that git tracks. The run changes them. */
  readonly tracked: readonly string[];
}

/**
 * Creates the directory before anything is measured, and checks that the reports can be written. `what` names it in
 * messages. Throws a WrongInput if the path cannot be used, and a CouldNotMeasure if the machine is at fault.
 */
export async function openReportDirectory(out: string, what: string): Promise<ReportDirectory> {
  try {
    await createDirectory(out);
    await checkWritable(out);
  } catch (cause) {
    const message = `${what}: expected a directory that can be written or created, got ${describeFileError(cause, out)}`;
    throw isWrongPath(cause) ? new WrongInput(message, { cause }) : new CouldNotMeasure(message, { cause });
  }
  const lock = await lockDirectory(out);
  if (lock === "locked")
    throw new WrongInput(
      `${what}: another run of Loadgate writes to ${out} at this moment; wait until it has ended, or choose another directory`,
    );
  return { tracked: await listTracked(out, reportNames), [Symbol.asyncDispose]: lock.release };
}

/** A sentence for each report that git tracks. */
export function trackedTexts({ tracked }: ReportDirectory, out: string): readonly string[] {
  return tracked.map(
    (name) => `${join(out, name)} is tracked by git, and every run changes it: remove it from git (git rm --cached)`,
  );
}

/** The recursive mkdir of Node reports ENOENT on a read-only file system. The plain one has the true reason. */
async function createDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    if (!hasErrorCode(error, "ENOENT")) throw error;
    await mkdir(path);
  }
}

/** About the size of the reports: a full disk still accepts empty files. */
const probeBytes = 64 * 1024;

async function checkWritable(directory: string): Promise<void> {
  const probe = join(directory, `.write-test-${process.pid}`);
  try {
    await writeFile(probe, Buffer.alloc(probeBytes));
  } finally {
    await rm(probe, { force: true }).catch(() => {});
  }
}

/**
 * Binds an abstract socket that is named after the directory. The kernel releases it when the process ends, however
 * that happens. Only Linux has such sockets: elsewhere, nothing is locked.
 */
async function lockDirectory(directory: string): Promise<"locked" | { readonly release: () => Promise<void> }> {
  const { dev, ino } = await stat(directory);
  const server = createServer((socket) => socket.destroy());
  try {
    server.listen(`\0loadgate-report-${dev}-${ino}`);
    await once(server, "listening");
    server.unref();
  } catch (error) {
    return hasErrorCode(error, "EADDRINUSE") ? "locked" : { release: async () => {} };
  }
  return {
    release: async () => {
      server.close();
      await once(server, "close");
    },
  };
}
