import { parentPort } from "node:worker_threads";
import { runTask } from "./tasks.js";

parentPort.on("message", ({ id, task }) => parentPort.postMessage({ id, results: runTask(task) }));
