import { parentPort } from "node:worker_threads";
import { done } from "./tasks.js";

parentPort.on("message", ({ id, task }) => parentPort.postMessage({ id, results: done(task) }));
