// Logins. The base derives keys in Node's pool of threads, the head in the event loop.
import { pbkdf2, pbkdf2Sync } from "node:crypto";
import { promisify } from "node:util";
import { serve } from "./serve.js";

const options = ["salt", 9000, 32, "sha512"];
const derive = promisify(pbkdf2);

async function login() {
  const key = process.env.FAULT ? pbkdf2Sync("secret", ...options) : await derive("secret", ...options);
  return key.toString("hex");
}

serve({ "/login": login, "/stores": () => ({ stores: ["north", "south"] }) });
