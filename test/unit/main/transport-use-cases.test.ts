/** Choosing the way to servers: what is kept, where the password goes, and that no password is sent to another proxy. */
import { describe, expect, it, vi } from "vitest";
import { failed, succeeded } from "../../../src-main/failures.ts";
import {
  chooseAuthorities,
  forgetAuthorities,
  noteAuthorities,
} from "../../../src-main/use-cases/certificate-authorities.ts";
import { proxyPassword } from "../../../src-main/use-cases/proxy-password.ts";
import { setProxy } from "../../../src-main/use-cases/set-proxy.ts";
import type { ProxyChoice } from "../../../src-preload/contract/transport.ts";
import { fakeWorld, sampleSession } from "../../support/fake-ports.ts";

const manual = (address = "http://proxy.example.com:3128", username: string | null = "ada"): ProxyChoice => ({
  mode: "manual",
  address,
  username,
});

function world() {
  const made = fakeWorld();
  const forgetProxies = vi.spyOn(made.context.servers, "forgetProxies");
  const transport = () => made.context.state.getState().transport;
  return { ...made, forgetProxies, transport };
}

describe("choosing a proxy", () => {
  it("takes effect at once: what was known of the way is forgotten, and the choice is kept", async () => {
    const { context, settings, transport, forgetProxies } = world();
    expect(await setProxy(context, { proxy: manual("proxy.example.com:3128", null), password: null })).toMatchObject({
      ok: true,
    });
    expect(transport()).toMatchObject({ proxy: manual("http://proxy.example.com:3128", null), proxyPassword: "none" });
    expect(settings.current()).toMatchObject({ proxy: transport().proxy, proxyPasswordStored: false });
    expect(forgetProxies).toHaveBeenCalledOnce();
  });

  it.for([
    ["signed-in", "listKeys active"],
    ["unreachable", "readSession"],
    ["restoring", "readSession"],
  ] as const)("asks the server again at once when %s", async ([status, call]) => {
    const { context, server } = world();
    const id = "0b0e7a0c-5d3c-4b57-9d3f-0f1a5cbb8f01";
    const connection = {
      id,
      kind: "remote",
      name: "A",
      colour: "brass",
      origin: "https://a.test",
      email: "a@a.test",
      sessionStored: false,
    };
    context.held.tokens.set(id, server.token);
    const states = {
      "signed-in": { status: "signed-in", session: sampleSession, keptIn: "memory" },
      unreachable: { status: "unreachable", failure: { code: "proxy-unreachable", message: "x" } },
      restoring: { status: "restoring" },
    } as const;
    context.state.setState({ connections: [connection as never], activeConnectionId: id, session: states[status] });
    await setProxy(context, { proxy: { mode: "direct" }, password: null });
    await vi.waitFor(() => expect(server.calls).toContain(call));
  });

  it.for(["", "socks5://proxy:1080", "http://user:secret@proxy:3128", "http://proxy:3128/path"])(
    "%s is no address, and nothing is changed",
    async (address) => {
      const { context, settings, transport, forgetProxies } = world();
      const before = transport();
      expect(await setProxy(context, { proxy: manual(address), password: "secret" })).toMatchObject({
        failure: { code: "invalid-proxy" },
      });
      expect(transport()).toBe(before);
      expect(settings.current().proxy).toEqual({ mode: "system" });
      expect(forgetProxies).not.toHaveBeenCalled();
    },
  );

  it.for([
    ["a colon in the user name", manual(undefined, "ada:lovelace"), "secret"],
    ["a password that no keychain takes", manual(), "ü".repeat(500)],
  ] as const)("refuses %s", async ([, proxy, password]) => {
    const { context, secretStore } = world();
    expect(await setProxy(context, { proxy, password })).toMatchObject({ failure: { code: "invalid-proxy" } });
    expect(secretStore.entries.size).toBe(0);
  });

  it("keeps the password in the keychain, and it is nowhere else", async () => {
    const { context, settings, secretStore, transport } = world();
    await setProxy(context, { proxy: manual(), password: "canary-password" });
    expect([...secretStore.entries]).toEqual([["proxy", "canary-password"]]);
    expect(transport().proxyPassword).toBe("keychain");
    expect(settings.current().proxyPasswordStored).toBe(true);
    expect(JSON.stringify([settings.current(), context.state.getState()])).not.toContain("canary");
  });

  it.for(["locked", "denied", "unavailable"] as const)("keeps it in memory while the keychain is %s", async (state) => {
    const { context, settings, secretStore, transport } = world();
    secretStore.state = state;
    await setProxy(context, { proxy: manual(), password: "canary-password" });
    expect(transport().proxyPassword).toBe("memory");
    expect(settings.current().proxyPasswordStored).toBe(false);
    expect(await proxyPassword(context)).toEqual(succeeded("canary-password"));
    expect(JSON.stringify([settings.current(), context.state.getState()])).not.toContain("canary");
  });

  it("the known password stays with its proxy and user name", async () => {
    const { context, transport } = world();
    await setProxy(context, { proxy: manual(), password: "secret" });
    expect(await setProxy(context, { proxy: manual("proxy.example.com:3128/"), password: null })).toMatchObject({
      ok: true,
    });
    expect(transport().proxyPassword).toBe("keychain");
    expect(await proxyPassword(context)).toEqual(succeeded("secret"));
  });

  it.for([
    ["another proxy", manual("http://evil.example.com:3128")],
    ["another port", manual("http://proxy.example.com:3129")],
    ["another scheme", manual("https://proxy.example.com:3128")],
    ["another user name", manual(undefined, "grace")],
  ] as const)("it is not taken along to %s", async ([, proxy]) => {
    const { context, transport, secretStore } = world();
    await setProxy(context, { proxy: manual(), password: "secret" });
    expect(await setProxy(context, { proxy, password: null })).toMatchObject({
      failure: { code: "proxy-credentials" },
    });
    expect(transport().proxy).toEqual(manual());
    expect(secretStore.entries.get("proxy")).toBe("secret");
  });

  it("a user name without any password is not taken", async () => {
    const { context, transport } = world();
    expect(await setProxy(context, { proxy: manual(), password: null })).toMatchObject({
      failure: { code: "proxy-credentials", message: expect.stringContaining("the password for “ada” is needed") },
    });
    expect(transport().proxy).toEqual({ mode: "system" });
  });

  it.for([
    ["direct", { mode: "direct" }],
    ["system", { mode: "system" }],
    ["no user", manual(undefined, null)],
  ] as const)("a password that is not needed any more is removed: %s", async ([, proxy]) => {
    const { context, settings, secretStore, transport } = world();
    await setProxy(context, { proxy: manual(), password: "secret" });
    await setProxy(context, { proxy, password: null });
    expect(secretStore.entries.size).toBe(0);
    expect(context.held.proxyPassword).toBeNull();
    expect([transport().proxyPassword, settings.current().proxyPasswordStored]).toEqual(["none", false]);
  });

  it("one that could not be removed is removed with the next change", async () => {
    const { context, secretStore, transport } = world();
    await setProxy(context, { proxy: manual(), password: "secret" });
    secretStore.state = "locked";
    await setProxy(context, { proxy: { mode: "direct" }, password: null });
    expect(transport().proxyPassword).toBe("none");
    secretStore.state = "ok";
    await setProxy(context, { proxy: { mode: "system" }, password: null });
    expect(secretStore.entries.size).toBe(0);
  });
});

describe("the password when it is needed", () => {
  async function afterRestart() {
    const made = world();
    await setProxy(made.context, { proxy: manual(), password: "secret" });
    made.context.held.proxyPassword = null;
    return made;
  }

  it("is read from the keychain once", async () => {
    const { context, secretStore } = await afterRestart();
    const read = vi.spyOn(secretStore, "read");
    expect(await proxyPassword(context)).toEqual(succeeded("secret"));
    expect(await proxyPassword(context)).toEqual(succeeded("secret"));
    expect(read.mock.calls).toEqual([["proxy", { expected: true }]]);
  });

  it.for(["locked", "denied", "unavailable"] as const)(
    "cannot be had: the keychain is %s, and nothing is forgotten",
    async (state) => {
      const { context, secretStore, settings } = await afterRestart();
      secretStore.state = state;
      expect(await proxyPassword(context)).toMatchObject({
        failure: { code: "proxy-credentials", message: expect.stringContaining("The proxy proxy.example.com:3128") },
      });
      expect(settings.current().proxyPasswordStored).toBe(true);
      expect(context.state.getState().keychain.status).toBe(state);
      secretStore.state = "ok";
      expect(await proxyPassword(context)).toEqual(succeeded("secret"));
    },
  );

  it("was in memory, in an earlier run: the keychain is not even asked", async () => {
    const { context, settings, secretStore } = await afterRestart();
    await settings.update({ proxyPasswordStored: false });
    const read = vi.spyOn(secretStore, "read");
    expect(await proxyPassword(context)).toMatchObject({ failure: { code: "proxy-credentials" } });
    expect(read).not.toHaveBeenCalled();
  });

  it("is not handed to a proxy that was chosen while the keychain was being read", async () => {
    const { context, secretStore } = await afterRestart();
    vi.spyOn(secretStore, "read").mockImplementationOnce(async () => {
      await setProxy(context, { proxy: { mode: "direct" }, password: null });
      return { status: "ok", value: "secret" };
    });
    expect(await proxyPassword(context)).toMatchObject({ failure: { code: "proxy-credentials" } });
    expect(context.held.proxyPassword).toBeNull();
  });
});

describe("certificate authorities", () => {
  function withFile(count: Awaited<ReturnType<ReturnType<typeof world>["context"]["servers"]["readAuthorities"]>>) {
    const made = world();
    made.desktop.chooseCertificateFile = async () => "/etc/company.pem";
    const readAuthorities = vi.spyOn(made.context.servers, "readAuthorities").mockResolvedValue(count);
    return { ...made, readAuthorities, file: () => made.transport().authorities.file };
  }

  it("a chosen file counts from the next connection on, and only its path is kept", async () => {
    const { context, settings, file, forgetProxies } = withFile(succeeded(3));
    expect(await chooseAuthorities(context)).toMatchObject({ ok: true });
    expect(file()).toEqual({ path: "/etc/company.pem", count: 3, failure: null });
    expect(settings.current().authoritiesFile).toBe("/etc/company.pem");
    expect(forgetProxies).toHaveBeenCalledOnce();
  });

  it("a file that cannot be used leaves the one before in force", async () => {
    const { context, readAuthorities, file, forgetProxies } = withFile(succeeded(3));
    await chooseAuthorities(context);
    readAuthorities.mockResolvedValue(failed("authorities-unreadable"));
    expect(await chooseAuthorities(context)).toMatchObject({ failure: { code: "authorities-unreadable" } });
    expect(file()?.count).toBe(3);
    expect(forgetProxies).toHaveBeenCalledOnce();
  });

  it("closing the dialog changes nothing", async () => {
    const { context, desktop, readAuthorities } = withFile(succeeded(3));
    desktop.chooseCertificateFile = async () => null;
    expect(await chooseAuthorities(context)).toMatchObject({ ok: true });
    expect(readAuthorities).not.toHaveBeenCalled();
  });

  it("is forgotten when the person says so", async () => {
    const { context, settings, file, forgetProxies } = withFile(succeeded(3));
    await chooseAuthorities(context);
    await forgetAuthorities(context);
    expect([file(), settings.current().authoritiesFile]).toEqual([null, null]);
    expect(forgetProxies).toHaveBeenCalledTimes(2);
  });

  it("one that has gone is told of, stays chosen, and is told of no more when it is back", async () => {
    const { context, file } = withFile(succeeded(3));
    await chooseAuthorities(context);
    noteAuthorities(context, failed("authorities-unreadable", { reason: "it is not there" }));
    expect(file()).toMatchObject({ path: "/etc/company.pem", count: 0, failure: { code: "authorities-unreadable" } });
    noteAuthorities(context, succeeded(2));
    expect(file()).toEqual({ path: "/etc/company.pem", count: 2, failure: null });
    const { transport } = context.state.getState();
    noteAuthorities(context, succeeded(2));
    expect(context.state.getState().transport, "the window is not told what it knows").toBe(transport);
  });
});
