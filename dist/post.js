/** The entry of the post step. It identifies the step even if the main step saved no state. */
process.env["STATE_is-post"] = "true";
await import("./index.js");
export {};
