/** For `node --import`: hides /proc from the program, as on systems that have none. */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const isHidden = (path) => /^\/proc(\/|$)/.test(String(path));
const missing = (path) => Object.assign(new Error(`ENOENT: no such file or directory, '${path}'`), { code: "ENOENT" });

for (const name of ["readFileSync", "readdirSync", "readlinkSync", "statSync", "openSync"]) {
  const original = fs[name];
  fs[name] = (path, ...args) => {
    if (isHidden(path)) throw missing(path);
    return original(path, ...args);
  };
}
for (const name of ["readFile", "readdir", "readlink", "stat", "open"]) {
  const original = fs.promises[name];
  fs.promises[name] = async (path, ...args) => {
    if (isHidden(path)) throw missing(path);
    return await original(path, ...args);
  };
}
syncBuiltinESMExports();
