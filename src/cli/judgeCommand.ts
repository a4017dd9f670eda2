import { readBaselineFile } from "../baseline/store/fileStore.ts";
import { exitCodeOf } from "../exit.ts";
import { scenariosInResults } from "../gate/acceptance.ts";
import { loadConfig } from "../pipeline/loadConfig.ts";
import { rejudge } from "../pipeline/rejudge.ts";
import { terminal as terminalReport } from "../report/terminal.ts";
import { deliverReports, type Invocation, parseAcceptances, parseOptions, type Terminal } from "./options.ts";
import { readResults } from "./resultsFile.ts";

/** loadgate judge */
export async function judgeCommand({ args, env }: Invocation, terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    baseline: { type: "string" },
    config: { type: "string" },
    accept: { type: "string", multiple: true },
    out: { type: "string" },
  });
  const results = await readResults(positionals);
  const newResults = rejudge(results, {
    ...(values.config === undefined ? {} : { plan: (await loadConfig(values.config, env)).plan }),
    ...(values.baseline === undefined ? {} : { baseline: await readBaselineFile(values.baseline) }),
    ...(values.accept === undefined ? {} : { accepted: parseAcceptances(values.accept, scenariosInResults(results)) }),
  });
  if (values.out !== undefined) return await deliverReports(newResults, values.out, terminal);
  terminal.out(terminalReport(newResults, terminal));
  return exitCodeOf(newResults.verdict);
}
