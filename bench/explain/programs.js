// What this machine has to build and run the services with. What is missing is said, and its cases are skipped.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { outputOf } from "../engine/process.js";

const services = join(import.meta.dirname, "services");
const quotaGroup = "/sys/fs/cgroup/cpu";

/** Builds the services. Returns the paths of programs, and what cannot be used: name → reason. */
export function preparePrograms(temporary) {
  const binaries = join(temporary, "binaries");
  mkdirSync(join(binaries, "java"), { recursive: true });
  const missing = new Map();
  const build = (name, command, options = {}) => {
    const { status, stderr, error } = spawnSync(command[0], command.slice(1), { encoding: "utf8", ...options });
    if (status !== 0) missing.set(name, `${command[0]}: ${error?.code ?? stderr.trim()}`);
  };
  const filesOf = (language, end) => readdirSync(join(services, language)).filter((file) => file.endsWith(end));
  for (const file of filesOf("c", ".c")) {
    const source = join(services, "c", file);
    build("C", ["gcc", "-O1", "-pthread", "-o", join(binaries, file.slice(0, -2)), source]);
  }
  const javaFiles = filesOf("java", ".java").map((file) => join(services, "java", file));
  build("Java", ["javac", "-g", "-d", join(binaries, "java"), ...javaFiles]);
  for (const name of ["cpufunction", "rates", "rediscalls", "stall"]) {
    build("Go", ["go", "build", "-o", join(binaries, `go-${name}`), `./${name}`], { cwd: join(services, "go") });
  }
  const python = pythonWithDriver();
  if (python === undefined) missing.set("Python", "no python3 with psycopg2 (Debian: python3-psycopg2)");
  if (outputOf(["py-spy", "--version"]) === "") missing.set("py-spy", "py-spy is not installed (pip: py-spy)");
  if (!canSetQuota()) missing.set("quota", "no writable CPU controller of cgroup v1");
  return {
    missing,
    paths: { node: process.execPath, python, binaries, services, temporary, directory: import.meta.dirname },
  };
}

function pythonWithDriver() {
  return ["python3", "/usr/bin/python3"].find(
    (python) => spawnSync(python, ["-c", "import psycopg2"], { stdio: "ignore" }).status === 0,
  );
}

function canSetQuota() {
  try {
    return readdirSync(quotaGroup).includes("cpu.cfs_quota_us") && process.getuid() === 0;
  } catch {
    return false;
  }
}
