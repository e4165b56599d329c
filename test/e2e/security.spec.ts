/** What the window is given and what it is not: no Node, exactly the bridge, the policy of DESIGN.md, no permission. */
import { expect } from "@playwright/test";
import { sharedApp, test } from "../support/e2e.ts";

// With a camera and a microphone to ask for, a refusal can be told from there being none.
const running = sharedApp(() => ({ args: ["--use-fake-device-for-media-stream"] }));

/** DESIGN.md section 5, letter for letter. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** All that the window can call; a name more is a decision, to be made here too. */
const bridgeNames = [
  "activity.read",
  "app.act",
  "app.closeAnyway",
  "app.content",
  "app.dismissNotice",
  "app.painted",
  "app.setAppearance",
  "app.state",
  "attention.dismiss",
  "attention.restore",
  "clipboard.clear",
  "clipboard.copySnippet",
  "connection.activate",
  "connection.connect",
  "connection.edit",
  "connection.look",
  "connection.remove",
  "connection.useLocal",
  "env.choose",
  "env.ignore",
  "env.inspect",
  "env.undo",
  "env.write",
  "kept.addValue",
  "kept.copy",
  "kept.forget",
  "kept.keepNew",
  "keys.allRevoked",
  "keys.cancelRotation",
  "keys.copyNew",
  "keys.dismissLost",
  "keys.dismissNew",
  "keys.export",
  "keys.generate",
  "keys.moreRevoked",
  "keys.refresh",
  "keys.rename",
  "keys.replaceLost",
  "keys.reveal",
  "keys.revoke",
  "keys.rotate",
  "on",
  "palette.hide",
  "preferences.change",
  "session.restore",
  "session.signIn",
  "session.signOut",
  "transport.chooseAuthorities",
  "transport.forgetAuthorities",
  "transport.setProxy",
  "use.copyWithKey",
  "use.suggestVariable",
  "use.test",
];

test("the page has no Node and no Electron", async () => {
  const found = await running().window.evaluate(() =>
    [
      "require",
      "process",
      "Buffer",
      "module",
      "exports",
      "global",
      "__dirname",
      "electron",
      "ipcRenderer",
      "setImmediate",
    ].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
});

test("the page has exactly the bridge, and cannot change it", async () => {
  const { names, changed } = await running().window.evaluate(() => {
    const bridge = (globalThis as unknown as { keyrack: Record<string, unknown> }).keyrack;
    const flat = Object.entries(bridge).flatMap(([group, value]) =>
      typeof value === "function" ? [group] : Object.keys(value as object).map((name) => `${group}.${name}`),
    );
    const attempts: Record<string, () => void> = {
      replace: () => {
        (globalThis as unknown as { keyrack: unknown }).keyrack = {};
      },
      add: () => {
        bridge.extra = 1;
      },
      alter: () => {
        (bridge.keys as Record<string, unknown>).reveal = () => "mine";
      },
      remove: () => {
        delete (bridge.keys as Record<string, unknown>).reveal;
      },
    };
    const before = (bridge.keys as Record<string, unknown>).reveal;
    const worked = Object.entries(attempts).filter(([, attempt]) => {
      try {
        attempt();
        const now = (globalThis as unknown as { keyrack: typeof bridge }).keyrack;
        return now !== bridge || "extra" in now || (now.keys as Record<string, unknown>).reveal !== before;
      } catch {
        return false;
      }
    });
    return { names: flat.sort(), changed: worked.map(([name]) => name) };
  });
  expect(names).toEqual(bridgeNames);
  expect(changed).toEqual([]);
});

test("the page is served with DESIGN.md's content security policy", async () => {
  const headers = await running().app.evaluate(async ({ session }) => {
    const answer = await session.defaultSession.fetch("app://keyrack/");
    return Object.fromEntries(answer.headers);
  });
  expect(headers["content-security-policy"]).toBe(policy);
  expect(headers["x-content-type-options"]).toBe("nosniff");
});

test("the window is isolated and sandboxed", async () => {
  const { app, window } = running();
  const browserWindow = await app.browserWindow(window);
  const preferences = await browserWindow.evaluate(({ webContents }) => {
    // Not in Electron's types, but on every release up to now.
    const reader = webContents as unknown as { getLastWebPreferences?(): object; _getLastWebPreferences?(): object };
    return reader.getLastWebPreferences?.() ?? reader._getLastWebPreferences?.();
  });
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webviewTag: false,
  });
  // Absent means off for these.
  const dangerous = [
    "nodeIntegrationInSubFrames",
    "nodeIntegrationInWorker",
    "allowRunningInsecureContent",
    "experimentalFeatures",
    "enableBlinkFeatures",
  ];
  for (const name of dangerous) expect((preferences as Record<string, unknown>)[name] || false, name).toBe(false);
  expect((preferences as Record<string, unknown>).webSecurity ?? true).toBe(true);
});

test("every permission is denied", async () => {
  const answers = await running().window.evaluate(async () => {
    const name = (error: unknown) => (error as Error).name;
    const media = (wanted: MediaStreamConstraints) =>
      navigator.mediaDevices.getUserMedia(wanted).then(() => "granted", name);
    return {
      geolocation: await new Promise<string>((done) =>
        navigator.geolocation.getCurrentPosition(
          () => done("granted"),
          (error) => done(error.code === error.PERMISSION_DENIED ? "denied" : `error ${error.code}`),
        ),
      ),
      notifications: await Notification.requestPermission(),
      camera: await media({ video: true }),
      microphone: await media({ audio: true }),
      screen: await navigator.mediaDevices.getDisplayMedia().then(() => "granted", name),
      clipboardRead: await navigator.clipboard.readText().then(() => "granted", name),
      midi: await navigator.requestMIDIAccess().then(() => "granted", name),
      persistentStorage: await navigator.storage.persist(),
    };
  });
  expect(answers).toEqual({
    geolocation: "denied",
    notifications: "denied",
    camera: "NotAllowedError",
    microphone: "NotAllowedError",
    screen: expect.stringMatching(/^(NotAllowedError|InvalidStateError|NotSupportedError)$/),
    clipboardRead: "NotAllowedError",
    midi: expect.stringMatching(/^(NotAllowedError|SecurityError)$/),
    persistentStorage: false,
  });
});
