/** What `docker run` is asked for. */
interface RunFacts {
  readonly image: string;
  readonly args: readonly string[];
  readonly options: readonly (readonly [name: string, value: string])[];
  /** service.build can make the image for each arm. */
  readonly hasBuild: boolean;
}

/** The lines of loadgate.yml that do the same as `docker run`. */
export function containerLine({ image, args, options, hasBuild }: RunFacts): string {
  const valuesOf = (...names: readonly string[]) =>
    options.flatMap(([name, value]) => (names.includes(name) ? [value] : []));
  const [port] = valuesOf("-p", "--publish").map((mapping) =>
    mapping
      .replace(/\/\w+$/, "")
      .split(":")
      .at(-1),
  );
  const volumes = valuesOf("-v", "--volume");
  const variables = valuesOf("-e", "--env").filter((entry) => !entry.startsWith("PORT"));
  const keys = [
    // Without a build, one name would be one image for both arms.
    ...(hasBuild ? [`image: ${yamlText(image)}`] : []),
    ...(port !== undefined && /^\d+$/.test(port) ? [`port: ${port}`] : []),
    ...(args.length > 0 ? [`args: [${args.map(yamlText).join(", ")}]`] : []),
    ...(volumes.length > 0 ? [`volumes: [${volumes.map(yamlText).join(", ")}]`] : []),
  ];
  const env = variables.map((entry) => variableLine(entry)).join(", ");
  const line = `service.container: ${keys.length === 0 ? "{}" : `{ ${keys.join(", ")} }`}`;
  return `${line}${env === "" ? "" : ` and service.env: { ${env} }`}${hasBuild ? "" : `, ${imageAdvice(image)}`}`;
}

const imageAdvice = (image: string): string =>
  `which builds the Dockerfile of each arm (or with image: { base: …, head: ${yamlText(image)} }),`;

function variableLine(entry: string): string {
  const [name = "", ...value] = entry.split("=");
  return `${name}: ${value.length === 0 ? `\${env.${name}}` : yamlText(value.join("="))}`;
}

/** The line of loadgate.yml that does the same as `docker compose up`. The file mostly tells the port. */
export function composeLine(files: readonly string[], service: string | undefined): string {
  const [first, ...more] = files.map(yamlText);
  const file = first === undefined ? "" : `file: ${more.length === 0 ? first : `[${[first, ...more].join(", ")}]`}, `;
  return `service.compose: { ${file}service: ${yamlText(service ?? "…")} }`;
}

const yamlText = (text: string): string =>
  /^[\w./:$@=…-]+$/.test(text) && !/:$/.test(text) ? text : JSON.stringify(text);
