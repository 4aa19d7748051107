import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

/** Widths of a desk and of a phone. */
export const DESK = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    // Chromium calls home on its own; nothing here may need a network.
    args: ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
}

/** One window, and everything in it that a reader of the site should be spared. */
export class Window {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #faults: string[] = [];
  readonly #shots: string;

  private constructor(context: BrowserContext, page: Page, host: string, shots: string) {
    this.#context = context;
    this.page = page;
    this.#shots = shots;
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.#faults.push(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.#faults.push(`script: ${error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText;
      // What was fetched ahead for a page that is left again.
      if (why !== "net::ERR_ABORTED") this.#faults.push(`${why}: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) this.#faults.push(`${response.status()}: ${response.url()}`);
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "data:" && url.host !== host) this.#faults.push(`another host: ${request.url()}`);
    });
  }

  static async open(
    browser: Browser,
    viewport: { readonly width: number; readonly height: number },
    host: string,
    shots: string,
    colorScheme: "light" | "dark" = "light",
  ): Promise<Window> {
    const phone = viewport.width < 500;
    const context = await browser.newContext({ viewport, colorScheme, hasTouch: phone, isMobile: phone });
    context.setDefaultTimeout(15_000);
    return new Window(context, await context.newPage(), host, shots);
  }

  /** Opens a page and waits until its scripts run. */
  async goto(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.waitForFunction("document.querySelector('#app').__vue_app__ !== undefined");
  }

  /** For people; written to the suite's scratch folder. */
  async shoot(name: string): Promise<void> {
    await this.page.screenshot({ path: join(this.#shots, `${name}.png`) });
  }

  /** By how many pixels the page is wider than the window; the boxes in it may scroll by themselves. */
  tooWide(): Promise<number> {
    return this.page.evaluate<number>("document.documentElement.scrollWidth - window.innerWidth");
  }

  /** What went wrong since the last call. */
  faults(): readonly string[] {
    return this.#faults.splice(0);
  }

  /** Types into the search box and gives the results, best first, once there are some. */
  async search(words: string): Promise<readonly { readonly href: string; readonly text: string }[]> {
    await this.page.locator("#local-search button").first().click();
    await this.page.locator("#localsearch-input").fill(words);
    const results = this.page.locator("#localsearch-list a.result");
    await results.first().waitFor();
    return results.evaluateAll((links) =>
      links.map((link) => ({ href: String(link["href"]), text: String(link["textContent"]) })),
    );
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
