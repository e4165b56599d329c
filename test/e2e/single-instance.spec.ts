/** One Keyrack per profile: a second start brings the first one's window to the front and ends. */
import { spawn } from "node:child_process";
import { expect } from "@playwright/test";
import electron from "electron";
import { launchArguments, launchEnvironment, root } from "../support/app.ts";
import { test } from "../support/e2e.ts";

test("a second start with the same profile ends at once and shows the first window", async ({ launch }) => {
  const { app, window: page, profile, readyIn } = await launch();
  await readyIn();
  const first = await app.browserWindow(page);
  await first.evaluate((window) => {
    // Without a window manager nothing can be told from the real focus; that it is asked for can.
    const calls: string[] = [];
    (globalThis as unknown as { calls: string[] }).calls = calls;
    const { focus } = window;
    window.focus = () => {
      calls.push("focus");
      focus.call(window);
    };
    window.hide();
  });

  const second = spawn(electron as unknown as string, launchArguments(), {
    cwd: root,
    env: launchEnvironment(profile),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  second.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const code = await new Promise((resolve) => second.once("exit", resolve));

  expect(code).toBe(0);
  expect(printed, "it showed no window of its own").not.toContain("Keyrack ready");
  const shown = () =>
    first.evaluate((window) => ({
      visible: window.isVisible(),
      calls: (globalThis as unknown as { calls: string[] }).calls,
    }));
  await expect.poll(shown).toEqual({ visible: true, calls: ["focus"] });
});

test("another profile is another Keyrack", async ({ launch }) => {
  const first = await launch();
  const second = await launch();
  await first.readyIn();
  await second.readyIn();
  expect(first.profile).not.toBe(second.profile);
});
