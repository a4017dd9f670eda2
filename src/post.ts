/** The post step's entry, by which it is known even where the main step has left no state. */
process.env["STATE_is-post"] = "true";
await import("./index.ts");
