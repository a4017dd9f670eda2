import { readFile } from "node:fs/promises";

/** The workflows below a heading of a manual, in their order. */
export async function examplesUnder(manual: string, heading: string): Promise<readonly string[]> {
  const found = (await sectionsOf(manual)).find((section) => section.heading === heading);
  if (found === undefined) throw new Error(`${manual} has no section ${heading}`);
  return found.workflows;
}

export async function headingsWithExamples(manual: string): Promise<readonly string[]> {
  const sections = await sectionsOf(manual);
  return sections.filter(({ workflows }) => workflows.length > 0).map(({ heading }) => heading);
}

async function sectionsOf(manual: string) {
  const text = await readFile(new URL(`../../../${manual}`, import.meta.url), "utf8");
  return text.split(/^## /m).map((section) => ({
    heading: section.split("\n", 1).join(),
    workflows: [...section.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, block = ""]) =>
      /^jobs:/m.test(block) ? [block] : [],
    ),
  }));
}
