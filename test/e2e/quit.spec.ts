/** Quitting, wherever one stands: it ends, at once and tidily. */
import { once } from "node:events";
import { expect } from "@playwright/test";
import { test } from "../support/e2e.ts";
import { useLocalWorkspace } from "../support/walk.ts";

test("at the first start, with nothing to tidy up", async ({ launch }) => {
  const running = await launch();
  await expect(running.window.getByRole("button", { name: "Use the Local workspace" })).toBeVisible();
  expect(await running.close()).toBe(0);
});

test("with the Local workspace running", async ({ launch }) => {
  const running = await launch();
  await useLocalWorkspace(running.window);
  expect(await running.close()).toBe(0);
});

test("by closing the window, where there is no tray", async ({ launch }) => {
  const { app } = await launch();
  const ended = once(app.process(), "exit");
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()).catch(() => {});
  expect(await ended).toEqual([0, null]);
});
