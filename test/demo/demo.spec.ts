/** Walks the guide, and what has grown around it, in the real app, by itself: `npm run demo -- --out DIR`. */
import { expect, test } from "@playwright/test";
import { readState } from "../support/bridge.ts";
import { expectList, keyRow } from "../support/walk.ts";
import { openCommands, spendADay } from "./daily.ts";
import { walkTheGuide } from "./guide.ts";
import { followAKey } from "./life.ts";
import { workWithAServer } from "./servers.ts";
import { Stage } from "./stage.ts";

test("the guide", async () => {
  const folder = process.env.KEYRACK_DEMO_OUT;
  if (!folder) throw new Error("KEYRACK_DEMO_OUT names no folder; run `npm run demo -- --out DIR`.");
  const stage = await Stage.open(folder);
  try {
    await walkTheGuide(stage);
    await followAKey(stage);
    await spendADay(stage);
    await workWithAServer(stage);
    await stage.stepAsChosen("Dark", async () => {
      await openCommands(stage);
      await stage.window.keyboard.type("dark");
      await stage.window.keyboard.press("Enter");
      await expect.poll(async () => (await readState(stage.window)).appearance).toBe("dark");
      await stage.window.getByRole("tab", { name: "Appearance" }).click();
      await expect(stage.window.getByRole("radio", { name: "Dark" })).toBeChecked();
    });
    await stage.stepAsChosen("After a restart", async () => {
      await stage.restart();
      await expectList(stage.window);
      await expect(keyRow(stage.window, "Active Keys", "Inventory Sync")).toBeVisible();
      await expect(keyRow(stage.window, "Revoked Keys", "Production")).toBeVisible();
      await expect(stage.window.getByRole("listitem", { name: "Rotation of Staging Tests" })).toBeVisible();
    });
    await stage.drawSheets();
  } finally {
    await stage.close();
  }
});
