// A banner from a file. The head keeps each file open.
import { open } from "node:fs/promises";
import { serve } from "./serve.js";

const files = [];

async function banner() {
  const file = await open("/etc/hostname");
  const text = await file.readFile("utf8");
  if (process.env.FAULT) files.push(file);
  else await file.close();
  return text;
}

serve({ "/banner": banner, "/stores": () => ({ stores: ["north", "south"] }) });
