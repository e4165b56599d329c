/** The Local workspace from outside: its process, its files, and how to end one and damage the other. */
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { RunningApp } from "./app.ts";

/** Folder of its database in a profile. */
export const databaseFolder = (profile: string) => join(profile, "local-workspace");

/** Its database in a profile. */
export const databaseFile = (profile: string) => join(databaseFolder(profile), "keyrack.sqlite");

/** Process id of its service; null while there is none. */
function servicePid({ app }: Pick<RunningApp, "app">): Promise<number | null> {
  return app.evaluate(
    ({ app: electron }) => electron.getAppMetrics().find(({ name }) => name === "Keyrack Local Workspace")?.pid ?? null,
  );
}

/** Kills its service as a crash would, and answers when the process is gone. */
export async function crashService(running: Pick<RunningApp, "app">): Promise<void> {
  await expect.poll(() => servicePid(running), { message: "the service runs" }).not.toBeNull();
  const pid = await servicePid(running);
  if (pid === null) throw new Error("The service ended by itself.");
  process.kill(pid, "SIGKILL");
  await expect.poll(() => servicePid(running), { message: "the service is gone" }).not.toBe(pid);
}

/** Kills the app, and everything it has started, as a power cut would. */
export async function crashApp({ app }: Pick<RunningApp, "app">): Promise<void> {
  const child = app.process();
  const ended = new Promise((resolve) => child.once("exit", resolve));
  if (child.pid === undefined) throw new Error("The app has no process.");
  process.kill(-child.pid, "SIGKILL");
  await ended;
}
