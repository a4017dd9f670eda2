import { createServer } from "node:net";
import { expect, test } from "vitest";
import { addressText, listenersOf } from "../../src/shell/sockets.ts";

test.each([
  ["0100007F", "127.0.0.1"],
  ["00000000", "0.0.0.0"],
  ["00000000000000000000000000000000", "::"],
  ["00000000000000000000000001000000", "::1"],
  ["0000000000000000FFFF00000100007F", "127.0.0.1"],
  ["000080FE00000000FF005450B6AD1DFE", "fe80::5054:ff:fe1d:adb6"],
])("the kernel's address %s is %s", (hex, text) => {
  expect(addressText(hex)).toBe(text);
});

test("the listeners of this process", async () => {
  const server = createServer().listen(0, "127.0.0.3");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  const own = listenersOf([process.pid]).map((listener) => [listener.address, listener.port]);
  server.close();
  expect(own).toContainEqual(["127.0.0.3", port]);
});
