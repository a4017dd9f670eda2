import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../src/service/port.ts";

export const nginx = "/usr/sbin/nginx";

interface NginxOptions {
  /** Further parameters of the directive `listen`. */
  readonly listen?: string;
  /** Further directives of the server. */
  readonly directives?: string;
}

const nginxConfig = (directory: string, port: number, { listen = "", directives = "" }: NginxOptions) => `
daemon off; worker_processes 1; pid ${directory}/pid; error_log ${directory}/error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path ${directory}; proxy_temp_path ${directory}; fastcgi_temp_path ${directory};
  uwsgi_temp_path ${directory}; scgi_temp_path ${directory};
  server {
    listen 127.0.0.1:${port} ${listen};
    ${directives}
    root ${directory};
    error_page 405 /method;
    location = /moved { return 302 /small; }
    location = /empty { return 204; }
  }
}`;

/** Starts a real nginx that serves a few files. */
export async function nginxServer(options: NginxOptions = {}): Promise<AsyncDisposable & { readonly origin: string }> {
  const directory = await mkdtemp(join(tmpdir(), "loadgate-"));
  const port = await freePort();
  const files = {
    conf: nginxConfig(directory, port, options),
    small: "small",
    large: "x".repeat(300_000),
    method: "method",
  };
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text)));
  const child = spawn(nginx, ["-p", directory, "-c", join(directory, "conf")], { stdio: "ignore" });
  while (!(await accepts(port))) await sleep(20);
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      child.kill();
      await once(child, "exit");
      await rm(directory, { recursive: true });
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const [accepted] = await Promise.race([
    once(socket, "connect").then(() => [true]),
    once(socket, "close").then(() => [false]),
  ]).catch(() => [false]);
  socket.destroy();
  return accepted === true;
}
