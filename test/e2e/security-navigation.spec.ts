/** The window shows our page and no other: every way out is closed, and no second window opens. */
import { expect } from "@playwright/test";
import type { BrowserWindow } from "electron";
import { sharedApp, test } from "../support/e2e.ts";
import { startUnreliableServer, type UnreliableServer } from "../support/unreliable-server.ts";

const running = sharedApp();
let server: UnreliableServer;

test.beforeAll(async () => {
  server = await startUnreliableServer(null);
  // The attempts of the page as main sees them: Chromium asks before it leaves a page.
  const { app, window } = running();
  const browserWindow = await app.browserWindow(window);
  await browserWindow.evaluate((one: BrowserWindow) => {
    const { webContents } = one;
    const seen: string[] = [];
    (globalThis as unknown as { seen: string[] }).seen = seen;
    webContents.on("will-frame-navigate", (event) => seen.push(`asked ${event.url} ${event.defaultPrevented}`));
    webContents.on("did-navigate", (_event, url) => seen.push(`went ${url}`));
    webContents.on("did-create-window", (_window, { url }) => seen.push(`opened ${url}`));
  });
});
test.afterAll(() => server.close());

const seen = () =>
  running().app.evaluate(() => {
    const list = (globalThis as unknown as { seen: string[] }).seen;
    return list.splice(0);
  });

/** The page is still ours, still the only one, and still talks to main; nothing was fetched. */
async function expectNothingHappened(): Promise<void> {
  const { app, window } = running();
  expect(window.url()).toBe("app://keyrack/");
  expect(await window.evaluate(() => typeof (globalThis as { keyrack?: unknown }).keyrack)).toBe("object");
  const urls = await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((one) => one.getURL()));
  expect(urls).toEqual(["app://keyrack/"]);
  expect(server.requests).toEqual([]);
}

/** Scripts that leave the page by themselves; each must be asked about and prevented. */
const leaving: Record<string, (url: string) => void> = {
  "location.href": (url) => {
    location.href = url;
  },
  "location.replace": (url) => location.replace(url),
  "a link": (url) => {
    const link = document.createElement("a");
    link.href = url;
    document.body.append(link);
    link.click();
    link.remove();
  },
  "a refresh in the document": (url) => {
    const meta = document.createElement("meta");
    meta.httpEquiv = "refresh";
    meta.content = `0; url=${url}`;
    document.head.append(meta);
  },
};

for (const [name, leave] of Object.entries(leaving)) {
  test(`${name} leads nowhere`, async () => {
    const { window } = running();
    const url = `${server.origin}/${name.replaceAll(" ", "-")}`;
    await window.evaluate(leave, url);
    await expect.poll(seen, { message: "main was asked and said no" }).toEqual([`asked ${url} true`]);
    await expectNothingHappened();
  });
}

test("neither files nor data nor our own address with another path are pages", async () => {
  const { window } = running();
  for (const url of [
    "file:///etc/hostname",
    "data:text/html,<h1>x</h1>",
    "app://keyrack/other.html",
    "app://elsewhere/",
  ]) {
    await window.evaluate((to) => {
      const link = document.createElement("a");
      link.href = to;
      document.body.append(link);
      link.click();
      link.remove();
    }, url);
    // Chromium itself refuses some of these before it asks; whatever it asks about must have been prevented.
    for (const line of await seen()) expect(line).toMatch(/^asked .* true$/);
    await expectNothingHappened();
  }
});

test("no window opens", async () => {
  const { window } = running();
  const opened = await window.evaluate((origin) => {
    const link = document.createElement("a");
    link.href = `${origin}/blank`;
    link.target = "_blank";
    document.body.append(link);
    link.click();
    link.remove();
    return [globalThis.open(`${origin}/open`), globalThis.open("about:blank"), globalThis.open("file:///etc/hostname")];
  }, server.origin);
  expect(opened).toEqual([null, null, null]);
  await expectNothingHappened();
});

test("no form is sent", async () => {
  const directive = await running().window.evaluate((origin) => {
    const form = document.createElement("form");
    form.action = `${origin}/form`;
    form.method = "post";
    document.body.append(form);
    const stopped = new Promise<string>((done) => {
      document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective), { once: true });
    });
    form.submit();
    form.remove();
    return stopped;
  }, server.origin);
  expect(directive).toBe("form-action");
  await expectNothingHappened();
});

test("our own address serves the page's files and nothing beside them", async () => {
  const answers = await running().app.evaluate(async ({ session }) => {
    const ask = async (url: string, method = "GET") => {
      const answer = await session.defaultSession.fetch(url, { method }).catch((error: unknown) => String(error));
      return typeof answer === "string" ? answer : answer.status;
    };
    return {
      page: await ask("app://keyrack/"),
      outside: await ask("app://keyrack/../main/index.js"),
      encoded: await ask("app://keyrack/%2e%2e/main/index.js"),
      slashes: await ask("app://keyrack/..%2fmain%2findex.js"),
      backslashes: await ask("app://keyrack/..%5cmain%5cindex.js"),
      absolute: await ask("app://keyrack//etc/hostname"),
      folder: await ask("app://keyrack/assets/"),
      nul: await ask("app://keyrack/index.html%00.js"),
      posted: await ask("app://keyrack/", "POST"),
    };
  });
  const nothing = "Error: net::ERR_FILE_NOT_FOUND";
  expect(answers).toEqual({
    page: 200,
    outside: nothing,
    encoded: nothing,
    slashes: nothing,
    backslashes: nothing,
    absolute: nothing,
    folder: nothing,
    nul: nothing,
    posted: nothing,
  });
});
