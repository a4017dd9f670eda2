import type { Results } from "../model/results.ts";
import { headline } from "./words.ts";
export function html(results: Results): string {
  return `${headline(results).text}\n`;
}
