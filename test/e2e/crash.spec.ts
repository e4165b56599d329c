/** The real app killed right after a change was acknowledged: it starts again, and what was acknowledged is there. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { bridgeOf, readState } from "../support/bridge.ts";
import { test } from "../support/e2e.ts";
import { copyKept, generateKept, type MadeKey, unwrap } from "../support/kept.ts";
import { emptyKeyring } from "../support/keyring.ts";
import { crashApp } from "../support/local-workspace.ts";
import { expectList, keyRow, useLocalWorkspace } from "../support/walk.ts";

const kills = 6;

test(`killed ${kills} times right after an acknowledged change`, async ({ launch }) => {
  test.setTimeout(300_000);
  await emptyKeyring();
  let running = await launch();
  await useLocalWorkspace(running.window);
  /** What the app has said is done. */
  const owed = { appearance: "system", names: new Map<string, string>(), kept: [] as MadeKey[] };
  for (let kill = 1; kill <= kills; kill++) {
    const { window } = running;
    const bridge = await bridgeOf(window);
    const change = (kill - 1) % 3;
    if (change === 0) {
      const made = await generateKept(window, `Kept ${kill}`);
      owed.kept.push(made);
      owed.names.set(made.keyId, `Kept ${kill}`);
    } else if (change === 1) {
      const keyId = owed.kept.at(-1)?.keyId ?? "";
      const name = `Renamed ${kill}`;
      unwrap(await bridge.evaluate((keyrack, input) => keyrack.keys.rename(input), { keyId, name }));
      owed.names.set(keyId, name);
    } else {
      const appearance = kill % 2 ? ("dark" as const) : ("light" as const);
      unwrap(await bridge.evaluate((keyrack, value) => keyrack.app.setAppearance({ appearance: value }), appearance));
      owed.appearance = appearance;
    }
    await crashApp(running);

    running = await launch({ profile: running.profile });
    await expectList(running.window);
    const { session, appearance, keys, kept, notices } = await readState(running.window);
    expect(session, "the session comes from the keyring").toMatchObject({ status: "signed-in", keptIn: "keychain" });
    expect(appearance).toBe(owed.appearance);
    expect(new Map(keys.active.map(({ id, name }) => [id, name]))).toEqual(owed.names);
    expect(kept.map(({ keyId }) => keyId).sort()).toEqual(owed.kept.map(({ keyId }) => keyId).sort());
    expect(notices).toEqual([]);
    for (const key of owed.kept) unwrap(await copyKept(running.window, key));
    expect(JSON.parse(readFileSync(join(running.profile, "settings.json"), "utf8")).appearance).toBe(owed.appearance);
  }
  await expect(keyRow(running.window, "Active Keys", "Renamed 5")).toBeVisible();
  console.log(`Killed the app: ${kills} times.`);
});
