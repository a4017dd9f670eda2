import { accessSync, constants } from "node:fs";
import { type BrowserContext, chromium, type Page } from "playwright-core";

/** The path of Debian's package. No browser is downloaded: without this one, browser tests are skipped. */
const executablePath = "/usr/bin/chromium";

export const hasBrowser = isInstalled();

/** The suffix for the titles of tests that are skipped without a browser. */
export const browserNeeded = hasBrowser ? "" : ` (SKIPPED: needs ${executablePath}, apt-get install chromium)`;

function isInstalled(): boolean {
  try {
    accessSync(executablePath, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const launchOptions = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

export interface Browser extends AsyncDisposable {
  /**
   * Opens a page without a network. Its problems are errors, messages, and requests for anything but the page itself.
   */
  open(url: string, viewport: Viewport): Promise<OpenPage>;
}

export interface Viewport {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
}

export interface OpenPage extends AsyncDisposable {
  readonly page: Page;
  readonly problems: readonly string[];
}

export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: launchOptions });
  return {
    open: async (url, { width, colorScheme }) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true });
      return { ...(await openPage(context, url)), [Symbol.asyncDispose]: () => context.close() };
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}

async function openPage(context: BrowserContext, url: string) {
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("console", (message) => problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => problems.push(`dialog: ${dialog.message()}`));
  page.on("request", (request) => {
    if (request.url() !== url) problems.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  return { page, problems };
}
