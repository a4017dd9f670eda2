// Measures how often the first named cause of a regression is the right one. Services in five languages have one
// planted fault each, and four have none: there no cause may be named.
//
//   npm run bench:explain -- [--only cpu,leak] [--budget 70s] [--runs 1] [--program dist/index.js] [--out DIRECTORY]
//
// A run takes up to two minutes, and there are 29 cases. The machine should be idle otherwise. Cases are skipped aloud if
// PostgreSQL, Redis, Go, Java, gcc, py-spy or Python's psycopg2 is not installed. --out keeps every report.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { machine } from "./engine/machine.js";
import { cases } from "./explain/cases.js";
import { gradeOf } from "./explain/grade.js";
import { preparePrograms } from "./explain/programs.js";
import { runCase } from "./explain/runCase.js";
import { startPostgres, startPrices, startRedis } from "./explain/servers.js";
import { hitTable } from "./explain/table.js";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    budget: { type: "string", default: "70s" },
    runs: { type: "string", default: "1" },
    program: { type: "string", default: join(import.meta.dirname, "../dist/index.js") },
    out: { type: "string" },
  },
});
const only = options.only?.toLowerCase().split(",");
const chosen = cases.filter(({ name }) => only === undefined || only.some((word) => name.toLowerCase().includes(word)));
if (chosen.length === 0) throw new Error(`--only: expected parts of the cases' names, got "${options.only}"`);

const temporary = mkdtempSync(join(tmpdir(), "loadgate-explain-"));
// PostgreSQL runs as another user.
chmodSync(temporary, 0o755);
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));
const { missing, paths } = preparePrograms(temporary);
const servers = {
  postgres: await startIf("postgres", () => startPostgres(temporary)),
  redis: await startIf("redis", () => startRedis(temporary)),
  prices: await startIf("prices", startPrices),
};
const context = { ...paths };
for (const [name, server] of Object.entries(servers)) context[name] = server?.address;

const grades = [];
try {
  for (const each of chosen) {
    const lack = [each.language, ...each.needs].find((name) => missing.has(name));
    if (lack !== undefined) console.log(`${each.name}: skipped, ${missing.get(lack)}`);
    else for (let run = 0; run < Number(options.runs); run++) grades.push(await play(each, run));
  }
} finally {
  for (const server of Object.values(servers)) await server?.stop();
}
const hits = grades.filter(({ isHit }) => isHit).length;
console.log(
  `\n${machine()}\n\n${hitTable(grades)}\n\n${hits} of ${grades.length} runs named the right cause or rightly none.`,
);
process.exitCode = hits === grades.length ? 0 : 1;

async function play(each, run) {
  const out = join(options.out === undefined ? temporary : resolve(options.out), `${run + 1}`);
  const result = await runCase(each, { program: resolve(options.program), budget: options.budget, context, out });
  const grade = gradeOf(each, result, context);
  console.log(
    `${each.name}: ${grade.verdict}, ${grade.isHit ? "hit" : `miss: ${grade.problem}`}, ${Math.round(grade.seconds)} s`,
  );
  for (const line of grade.isHit ? [] : grade.evidence) console.log(`    ${line}`);
  return grade;
}

/** Starts a server only if a chosen case needs it. */
async function startIf(name, startServer) {
  if (!chosen.some(({ needs }) => needs.includes(name))) return undefined;
  const server = await startServer();
  if (server === undefined) missing.set(name, `${name} is not installed`);
  return server;
}
