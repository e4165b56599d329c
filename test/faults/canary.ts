/** Looks for secrets where none may be: in every message to the window and in every file of the profile. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import type { Headless } from "../support/headless.ts";
import type { Stage } from "./operations.ts";

/** Everything that must stay in main and in the keychain. */
export function secretsOf({ world, production, staging }: Stage, tokens: readonly string[]): string[] {
  const { held } = world.app.context;
  return [
    ...tokens,
    ...held.tokens.values(),
    world.credentials.password,
    production.key,
    staging.key,
    ...(held.newValue ? [held.newValue.value] : []),
  ];
}

/** Fails when one of `secrets` was said or written. */
export function expectNoSecret({ messages, folder }: Headless, secrets: readonly string[]): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  expect(messages.length).toBeGreaterThan(0);
  const leaks = [...messages, ...files].filter((text) => secrets.some((secret) => text.includes(secret)));
  // Not the texts themselves: a report must not be the leak.
  expect(leaks.length, "messages and files that hold a secret").toBe(0);
}
