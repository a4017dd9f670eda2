// Reads `jfr print --json --events jdk.ExecutionSample` and prints collapsed stacks: root;…;leaf count.
let text = "";
for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
const counts = new Map();
for (const { values } of JSON.parse(text).recording.events) {
  const names = (values.stackTrace?.frames ?? []).map(({ method }) =>
    `${method.type.name}.${method.name}`.replaceAll(";", ":"),
  );
  const stack = names.reverse().join(";");
  if (stack !== "") counts.set(stack, (counts.get(stack) ?? 0) + 1);
}
for (const [stack, count] of counts) console.log(`${stack} ${count}`);
