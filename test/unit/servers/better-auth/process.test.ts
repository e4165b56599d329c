/** The server that end-to-end tests start: in a process of its own, back after a restart with its keys and sessions. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startBetterAuthProcess } from "../../../support/better-auth-server.ts";
import { clientAt, worked } from "./world.ts";

it("keeps its database, its sessions and its address over a restart, and ends when it is told to", {
  timeout: 60_000,
}, async (t) => {
  const data = mkdtempSync(join(tmpdir(), "keyrack-better-auth-"));
  t.onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const first = await startBetterAuthProcess({ data, twoFactor: true });
  t.onTestFinished(first.close);
  const { email, password } = first.user;
  const { key, id } = await first.createKey({ name: "Production" });
  const api = clientAt(t, first.origin);
  const { token } = worked(await api.openSession({ email, password }));
  expect(await first.verify(key)).toMatchObject({ valid: true, keyId: id });
  await first.close();
  await expect(first.keys()).rejects.toThrow("does not run");

  const second = await startBetterAuthProcess({ data, twoFactor: true, port: first.port });
  t.onTestFinished(second.close);
  expect(second.origin).toBe(first.origin);
  worked(await api.readSession(token));
  worked(await api.revokeKey(token, { keyId: id, reason: null }));
  expect(await second.verify(key)).toMatchObject({ valid: false, error: { code: "KEY_DISABLED" } });
  await second.enableTotp();
  worked(await api.openSession({ email, password, code: await second.totpCode() }));
  await expect(second.deleteKey("key_1")).rejects.toThrow("There is no key key_1.");
});
