import { accessSync, constants } from "node:fs";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** Where Debian's package puts it. Nothing is downloaded: without it, the tests that need a browser say so and skip. */
const executablePath = "/usr/bin/chromium";

export const hasBrowser = installed();

/** For the name of what is skipped without it. */
export const browserNeeded = hasBrowser ? "" : ` (SKIPPED: needs ${executablePath}, apt-get install chromium)`;

function installed(): boolean {
  try {
    accessSync(executablePath, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

export interface Browser extends AsyncDisposable {
  /** A page without a network, and what went wrong on it or was asked for beyond the file itself. */
  open(url: string, look: Look): Promise<Opened>;
}

export interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

export interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: quiet });
  return {
    open: async (url, { width, colorScheme }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
      return { ...(await opened(context, url)), [Symbol.asyncDispose]: () => context.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function opened(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url() !== url) complaints.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
