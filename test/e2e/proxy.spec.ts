/** The way through a company's proxies, with a real tinyproxy: by hand, by a script with a dead first entry, with credentials. */
import { expect } from "@playwright/test";
import { readState } from "../support/bridge.ts";
import { type CompanyNetwork, companyHost, startCompanyNetwork, startPacServer } from "../support/company-network.ts";
import { test } from "../support/e2e.ts";
import { closedPort } from "../support/fault-server.ts";
import { emptyKeyring, readKeyring, removeFromKeyring } from "../support/keyring.ts";
import { filesWith } from "../support/search-files.ts";
import { startTinyproxy, type Tinyproxy } from "../support/tinyproxy.ts";
import { chooseAuthorityFile, chooseProxy, signInTo } from "../support/transport.ts";
import { expectList, makeKey } from "../support/walk.ts";

const user = { username: "ada", password: "proxy-password-1815" };
let network: CompanyNetwork;
let open: Tinyproxy;
let guarded: Tinyproxy;

test.beforeAll(async () => {
  network = await startCompanyNetwork();
  [open, guarded] = await Promise.all([
    startTinyproxy({ upstream: network.gateway.host }),
    startTinyproxy({ upstream: network.gateway.host, credentials: user }),
  ]);
});
test.beforeEach(() => emptyKeyring());
test.afterAll(async () => {
  await Promise.all([open.close(), guarded.close()]);
  await network.close();
});

/** None of the ways of this machine's own, whatever it says. */
const noSystemProxy = {
  ...Object.fromEntries(
    ["http_proxy", "https_proxy", "all_proxy", "no_proxy"].flatMap((name) => [
      [name, undefined],
      [name.toUpperCase(), undefined],
    ]),
  ),
  auto_proxy: undefined,
};

const manual = (address: string, username: string | null = null) => ({ mode: "manual", address, username }) as const;

test("without the proxy nobody knows the server", async ({ launch }) => {
  const { window } = await launch({ env: noSystemProxy });
  const failure = await signInTo(window, network.credentials);
  expect(failure).toMatchObject({ code: "unknown-host", message: expect.stringContaining(companyHost) });
});

test("by a proxy that was entered by hand: signed in, a key made, and still so after a restart", async ({ launch }) => {
  const first = await launch({ env: noSystemProxy });
  expect(await chooseAuthorityFile(first, network.authorityFile)).toBeNull();
  expect(await chooseProxy(first.window, { proxy: manual(open.host), password: null })).toBeNull();
  expect((await readState(first.window)).transport.proxy).toEqual(manual(open.address));
  expect(await signInTo(first.window, network.credentials)).toBeNull();
  await expectList(first.window);
  await makeKey(first.window, "By proxy");
  expect(open.log()).toContain(`CONNECT ${companyHost}:443`);
  await first.close();

  const second = await launch({ profile: first.profile, env: noSystemProxy });
  await expectList(second.window);
  await expect(second.window.getByText("By proxy")).toBeVisible();
});

test("with the right password: it is in the keyring, and nowhere on the disk", async ({ launch }) => {
  const first = await launch({ env: noSystemProxy });
  await chooseAuthorityFile(first, network.authorityFile);
  expect(
    await chooseProxy(first.window, { proxy: manual(guarded.address, user.username), password: user.password }),
  ).toBeNull();
  expect((await readState(first.window)).transport.proxyPassword).toBe("keychain");
  expect(await signInTo(first.window, network.credentials)).toBeNull();
  await expectList(first.window);
  expect(await readKeyring()).toContainEqual({ account: "proxy", password: user.password });
  expect(await first.close()).toBe(0);
  const forms = [user.password, Buffer.from(`${user.username}:${user.password}`).toString("base64")];
  expect(filesWith(first.profile, forms)).toEqual([]);
  for (const form of forms) expect(first.output()).not.toContain(form);

  const second = await launch({ profile: first.profile, env: noSystemProxy });
  await expectList(second.window);
  expect(await chooseProxy(second.window, { proxy: { mode: "direct" }, password: null })).toBeNull();
  expect((await readKeyring()).map(({ account }) => account)).not.toContain("proxy");
});

test("a password that has gone from the keyring is asked for again, and nothing goes without it", async ({
  launch,
}) => {
  const first = await launch({ env: noSystemProxy });
  await chooseAuthorityFile(first, network.authorityFile);
  await chooseProxy(first.window, { proxy: manual(guarded.address, user.username), password: user.password });
  expect(await signInTo(first.window, network.credentials)).toBeNull();
  await first.close();

  await removeFromKeyring("proxy");
  const before = guarded.log();
  const { window } = await launch({ profile: first.profile, env: noSystemProxy });
  await expect.poll(async () => (await readState(window)).session.status).toBe("unreachable");
  expect((await readState(window)).session).toMatchObject({ failure: { code: "proxy-credentials" } });
  expect(guarded.log()).toBe(before);
  const again = { proxy: manual(guarded.address, user.username), password: user.password };
  expect(await chooseProxy(window, again)).toBeNull();
  await expectList(window);
});

test("with the wrong password, and with none: the proxy is named, and what it wants", async ({ launch }) => {
  const running = await launch({ env: noSystemProxy });
  await chooseAuthorityFile(running, network.authorityFile);
  await chooseProxy(running.window, { proxy: manual(guarded.address, user.username), password: "wrong-password" });
  expect(await signInTo(running.window, network.credentials)).toEqual({
    code: "proxy-credentials",
    message: `The proxy ${guarded.host} did not let the request pass: it did not take the user name and password it was given. Nothing was lost; enter them in Settings, Network.`,
  });
  await chooseProxy(running.window, { proxy: manual(guarded.address), password: null });
  expect(await signInTo(running.window, network.credentials)).toMatchObject({
    code: "proxy-credentials",
    message: expect.stringContaining("it asks for a user name and password"),
  });
  // The right one at last: the very next call goes through.
  await chooseProxy(running.window, { proxy: manual(guarded.address, user.username), password: user.password });
  expect(await signInTo(running.window, network.credentials)).toBeNull();
});

test("a proxy that is not there is named", async ({ launch }) => {
  const { window } = await launch({ env: noSystemProxy });
  const port = await closedPort();
  await chooseProxy(window, { proxy: manual(`http://127.0.0.1:${port}`), password: null });
  expect(await signInTo(window, network.credentials)).toMatchObject({
    code: "proxy-unreachable",
    message: expect.stringContaining(`The proxy 127.0.0.1:${port} did not pass the request on: nothing answers there`),
  });
});

test("by the system's script, which is fetched and whose first proxy is dead", async ({ launch }) => {
  const script = await startPacServer(`PROXY 127.0.0.1:${await closedPort()}; PROXY ${open.host}; DIRECT`);
  try {
    const running = await launch({ env: { ...noSystemProxy, auto_proxy: script.url } });
    await chooseAuthorityFile(running, network.authorityFile);
    expect(await signInTo(running.window, network.credentials)).toBeNull();
    await expectList(running.window);
    await makeKey(running.window, "By script");
    expect(script.fetched(), "the script was fetched over the network").toBeGreaterThan(0);
  } finally {
    await script.close();
  }
});

test("a script that asks for names gets them, and what it says is asked for anew when the computer wakes", async ({
  launch,
}) => {
  const dead = `PROXY 127.0.0.1:${await closedPort()}`;
  const script = await startPacServer(
    dead,
    'return dnsResolve("localhost") === "127.0.0.1" ? answer : "PROXY 127.0.0.1:1";',
  );
  try {
    const running = await launch({ env: { ...noSystemProxy, auto_proxy: script.url } });
    await chooseAuthorityFile(running, network.authorityFile);
    expect(await signInTo(running.window, network.credentials)).toMatchObject({
      message: expect.stringContaining(dead.slice(6)),
    });
    script.answer(`PROXY ${open.host}`);
    await running.app.evaluate(({ powerMonitor }) => void powerMonitor.emit("resume"));
    expect(await signInTo(running.window, network.credentials)).toBeNull();
  } finally {
    await script.close();
  }
});

test("by the system's one proxy; the Local workspace needs none", async ({ launch }) => {
  const running = await launch({
    env: { ...noSystemProxy, https_proxy: open.address, http_proxy: "http://127.0.0.1:1" },
  });
  await chooseAuthorityFile(running, network.authorityFile);
  expect(await signInTo(running.window, network.credentials)).toBeNull();
  expect(await signInTo(running.window, { ...network.credentials, address: network.service.origin })).toBeNull();
});
