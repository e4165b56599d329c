/** Certificates of a company's own: refused with the host and the reason, trusted by a chosen file, and told of when it has gone. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { temporaryFolder } from "../support/app.ts";
import { bridgeOf, readState } from "../support/bridge.ts";
import { type CompanyNetwork, companyHost, startCompanyNetwork } from "../support/company-network.ts";
import { test } from "../support/e2e.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { makeIdentity } from "../support/tls-certificates.ts";
import { chooseAuthorityFile, chooseProxy, signInTo } from "../support/transport.ts";
import { startUnreliableServer } from "../support/unreliable-server.ts";
import { expectList, makeKey } from "../support/walk.ts";

let network: CompanyNetwork;
test.beforeAll(async () => {
  network = await startCompanyNetwork();
});
test.beforeEach(() => emptyKeyring());
test.afterAll(() => network.close());

const gateway = () =>
  ({ proxy: { mode: "manual", address: network.gateway.address, username: null }, password: null }) as const;

test("an authority nobody knows: the message names the host and the reason, and nothing was sent", async ({
  launch,
}) => {
  const { window } = await launch();
  await chooseProxy(window, gateway());
  network.server.requests.length = 0;
  expect(await signInTo(window, network.credentials)).toEqual({
    code: "certificate",
    message: expect.stringMatching(
      new RegExp(
        `^${companyHost} could not prove who it is: its certificate was issued by an authority this computer does not know\\. Nothing was sent\\.`,
      ),
    ),
  });
  expect(network.server.requests).toEqual([]);
});

test("by the chosen file it is known, also after a restart; without the file the message is back", async ({
  launch,
}) => {
  const first = await launch();
  await chooseProxy(first.window, gateway());
  expect(await chooseAuthorityFile(first, network.authorityFile)).toBeNull();
  expect((await readState(first.window)).transport.authorities).toEqual({
    // The fallback runtime's Node has no such store; newer ones do.
    system: await first.app.evaluate(() => "getCACertificates" in process.getBuiltinModule("node:tls")),
    file: { path: network.authorityFile, count: 1, failure: null },
  });
  expect(await signInTo(first.window, network.credentials)).toBeNull();
  await expectList(first.window);
  await makeKey(first.window, "By our own authority");
  await first.close();

  const second = await launch({ profile: first.profile });
  await expectList(second.window);
  // An answer that is on its way by the old way still counts.
  await expect.poll(async () => (await readState(second.window)).keys.status).toBe("ready");
  const bridge = await bridgeOf(second.window);
  expect(await bridge.evaluate((keyrack) => keyrack.transport.forgetAuthorities())).toMatchObject({ ok: true });
  await expect
    .poll(async () => (await readState(second.window)).network)
    .toMatchObject({
      status: "offline",
      failure: { code: "certificate" },
    });
  expect((await readState(second.window)).transport.authorities.file).toBeNull();
});

test("a chosen file that has gone is told of, and comes back into force with the file", async ({ launch }) => {
  const path = join(temporaryFolder("authority"), "moved.pem");
  renameSync(network.authorityFile, path);
  try {
    const first = await launch();
    await chooseProxy(first.window, gateway());
    await chooseAuthorityFile(first, path);
    expect(await signInTo(first.window, network.credentials)).toBeNull();
    await first.close();

    renameSync(path, network.authorityFile);
    const { window, app } = await launch({ profile: first.profile });
    await expect
      .poll(async () => (await readState(window)).transport.authorities.file)
      .toMatchObject({
        path,
        failure: { code: "authorities-unreadable", message: expect.stringContaining("it is not there") },
      });
    await expect.poll(async () => (await readState(window)).session.status).toBe("unreachable");

    renameSync(network.authorityFile, path);
    await app.evaluate(({ powerMonitor }) => void powerMonitor.emit("resume"));
    await expectList(window);
    expect((await readState(window)).transport.authorities.file).toEqual({ path, count: 1, failure: null });
  } finally {
    renameSync(path, network.authorityFile);
  }
});

test("a file without a certificate is refused, and what was chosen before stays", async ({ launch }) => {
  const running = await launch();
  await chooseAuthorityFile(running, network.authorityFile);
  const other = join(temporaryFolder("authority"), "notes.txt");
  writeFileSync(other, "not a certificate");
  expect(await chooseAuthorityFile(running, other)).toMatchObject({
    code: "authorities-unreadable",
    message: expect.stringContaining("it holds no certificate"),
  });
  expect((await readState(running.window)).transport.authorities.file?.path).toBe(network.authorityFile);
});

for (const [words, options, reason] of [
  ["self-signed", {}, "its certificate is self-signed"],
  ["expired", { validFrom: -3, validUntil: -1 }, "its certificate "],
  ["for another host", { host: "other.example.com" }, "its certificate "],
] as const) {
  test(`a certificate that is ${words} is refused with its reason`, async ({ launch }) => {
    const server = await startUnreliableServer(network.service.origin, await makeIdentity(options));
    try {
      const { window } = await launch();
      const { host, hostname } = new URL(server.origin);
      const failure = await signInTo(window, { ...network.credentials, address: `https://${host}` });
      expect(failure?.code).toBe("certificate");
      expect(failure?.message).toContain(`${hostname} could not prove who it is: ${reason}`);
    } finally {
      await server.close();
    }
  });
}
