/** Kept keys through the window's bridge, and their keychain entries as another process sees them. */
import { expect, type Page } from "@playwright/test";
import type { FailureCode, Result } from "../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import type { Preferences } from "../../src-preload/contract/preferences.ts";
import { bridgeOf, readState } from "./bridge.ts";
import { readKeyring } from "./keyring.ts";

/** A key that was generated, with its value. */
export interface MadeKey extends KeptReference {
  value: string;
  /** Null where the server does not say. */
  last4: string | null;
}

/** The value of a Result, or a failing test that says why there is none. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.value;
}

/** The failure's code; "ok" where there is none. */
export function codeOf(result: Result<unknown>): FailureCode | "ok" {
  return result.ok ? "ok" : result.failure.code;
}

/** Generates a key and lets go of its modal; does not wait until it is kept. */
export async function generate(window: Page, name: string | null = null): Promise<MadeKey> {
  const bridge = await bridgeOf(window);
  const { id: keyId, last4 } = unwrap(await bridge.evaluate((keyrack, name) => keyrack.keys.generate({ name }), name));
  const { value } = unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.reveal({ keyId }), keyId));
  unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.dismissNew({ keyId }), keyId));
  const connectionId = (await readState(window)).activeConnectionId;
  if (!connectionId) throw new Error("No connection is active.");
  return { connectionId, keyId, value, last4 };
}

/** Generates a key and waits until it is kept on this computer. */
export async function generateKept(
  window: Page,
  name: string | null = null,
  env: NodeJS.ProcessEnv = process.env,
): Promise<MadeKey> {
  const made = await generate(window, name);
  await expect.poll(() => keptInKeyring(env), { message: "its value is in the keychain" }).toContain(made.value);
  return made;
}

/** The values of kept keys in the keychain. */
export async function keptInKeyring(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const entries = await readKeyring(env);
  return entries
    .filter(({ account }) => account.startsWith("key:"))
    .map(({ password }) => (JSON.parse(password) as { key: string }).key);
}

/** Names of the kept keys in the state. */
export async function keptNames(window: Page): Promise<(string | null)[]> {
  return (await readState(window)).kept.map(({ name }) => name);
}

/** Copies a kept key. */
export async function copyKept(window: Page, { connectionId, keyId }: KeptReference): Promise<Result<null>> {
  return (await bridgeOf(window)).evaluate((keyrack, key) => keyrack.kept.copy(key), { connectionId, keyId });
}

/** Forgets a kept key. */
export async function forget(window: Page, { connectionId, keyId }: KeptReference): Promise<Result<null>> {
  return (await bridgeOf(window)).evaluate((keyrack, key) => keyrack.kept.forget(key), { connectionId, keyId });
}

/** Revokes a key. */
export async function revoke(window: Page, keyId: string): Promise<void> {
  const bridge = await bridgeOf(window);
  unwrap(await bridge.evaluate((keyrack, keyId) => keyrack.keys.revoke({ keyId, reason: null }), keyId));
}

/** Changes preferences, as the Settings do. */
export async function prefer(window: Page, change: Partial<Preferences>): Promise<Result<null>> {
  return (await bridgeOf(window)).evaluate((keyrack, change) => keyrack.preferences.change(change), change);
}
