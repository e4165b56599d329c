/** The update check of a package that was made with one: it tells, fetches nothing that it may not install, and restarts nothing. */
import { createServer, type IncomingMessage, type Server } from "node:http";
import { expect } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { useLocalWorkspace } from "../support/walk.ts";

/** Where app-update.yml of the installed package points; test/package.sh writes both. */
const port = Number(process.env.KEYRACK_TEST_UPDATES_PORT);

const feed = `version: 99.0.0
files:
  - url: keyrack_99.0.0_amd64.deb
    sha512: ${Buffer.alloc(64, 1).toString("base64")}
    size: 1000
path: keyrack_99.0.0_amd64.deb
releaseDate: '2026-11-23T10:00:00.000Z'
`;

let server: Server;
const requests: IncomingMessage[] = [];
test.beforeAll(async () => {
  if (!port) throw new Error("KEYRACK_TEST_UPDATES_PORT names no port; this is for test/package.sh.");
  server = createServer((request, response) => {
    requests.push(request);
    if (request.url?.startsWith("/keyrack/latest-linux.yml")) return response.end(feed);
    return response.writeHead(404).end();
  });
  await new Promise<void>((listening) => server.listen(port, "127.0.0.1", listening));
});
test.afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test("a newer version is told of in the window, and nothing else happens", async ({ launch }) => {
  const { app, window } = await launch();
  await useLocalWorkspace(window);
  const pid = await app.evaluate(() => process.pid);
  const notice = window.getByText(/^Keyrack 99\.0\.0 is available; this is \d+\.\d+\.\d+\./);
  await expect(notice).toBeVisible({ timeout: 30_000 });

  expect(requests.map(({ url }) => url?.replace(/\?.*/, ""))).toEqual(["/keyrack/latest-linux.yml"]);
  expect(requests[0]?.headers["x-user-staging-id"] ?? "", "no number to know this computer by").toBe("");
  expect(requests[0]?.headers.cookie).toBeUndefined();
  expect(await app.evaluate(() => process.pid)).toBe(pid);
  // The page is as unplugged as before.
  const reached = await window.evaluate(
    (url) =>
      fetch(url).then(
        () => "reached",
        () => "refused",
      ),
    `http://127.0.0.1:${port}/from-the-page`,
  );
  expect(reached).toBe("refused");
  expect(requests).toHaveLength(1);
});
