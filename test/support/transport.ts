/** Chooses the way to servers as Settings does, through the window's own bridge. */
import type { Page } from "@playwright/test";
import type { Failure } from "../../src-preload/contract/failure.ts";
import type { ProxyInput } from "../../src-preload/contract/transport.ts";
import type { RunningApp } from "./app.ts";
import { bridgeOf } from "./bridge.ts";
import type { Credentials } from "./walk.ts";

/** Chooses a proxy; null when it was taken, else why not. */
export async function chooseProxy(window: Page, input: ProxyInput): Promise<Failure | null> {
  const answer = await (await bridgeOf(window)).evaluate((keyrack, given) => keyrack.transport.setProxy(given), input);
  return answer.ok ? null : answer.failure;
}

/** Chooses a file of authorities: the system's dialog, which no test can operate, answers with `path`. */
export async function chooseAuthorityFile({ app, window }: RunningApp, path: string): Promise<Failure | null> {
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);
  const answer = await (await bridgeOf(window)).evaluate((keyrack) => keyrack.transport.chooseAuthorities());
  return answer.ok ? null : answer.failure;
}

/** Signs in to a server; null when that worked, else what the person is told. */
export async function signInTo(window: Page, credentials: Credentials): Promise<Failure | null> {
  const answer = await (await bridgeOf(window)).evaluate(
    (keyrack, given) => keyrack.connection.connect(given),
    credentials,
  );
  return answer.ok ? null : answer.failure;
}
