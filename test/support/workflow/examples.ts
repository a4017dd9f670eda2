import { readFile } from "node:fs/promises";

/** The example workflows below a heading of a document, in order. */
export async function examplesUnder(document: string, heading: string): Promise<readonly string[]> {
  const section = (await sectionsOf(document)).find((each) => each.heading === heading);
  if (section === undefined) throw new Error(`${document} has no section ${heading}`);
  return section.workflows;
}

export async function headingsWithExamples(document: string): Promise<readonly string[]> {
  const sections = await sectionsOf(document);
  return sections.filter(({ workflows }) => workflows.length > 0).map(({ heading }) => heading);
}

async function sectionsOf(document: string) {
  const text = await readFile(new URL(`../../../${document}`, import.meta.url), "utf8");
  return text.split(/^## /m).map((section) => ({
    heading: section.split("\n", 1).join(),
    workflows: [...section.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, block = ""]) =>
      /^jobs:/m.test(block) ? [block] : [],
    ),
  }));
}
