/** Passwords: hashing, verifying, and the one that is printed on first start. */
import { expect, test } from "vitest";
import {
  hashPassword,
  newPassword,
  passwordCost,
  verifyPassword,
} from "../../../src-main/local-service/secrets/password.ts";

test("verifies the password it was made from and no other", async () => {
  const stored = await hashPassword("pässword", passwordCost);
  expect(await verifyPassword("pässword", stored, passwordCost)).toBe(true);
  // The same characters, composed otherwise: a keyboard on another system may send these.
  expect(await verifyPassword("pa\u0308ssword", stored, passwordCost)).toBe(true);
  expect(await verifyPassword("password", stored, passwordCost)).toBe(false);
});

test("stores parameters and a salt of its own, never the password", async () => {
  const [first, second] = [
    await hashPassword("secret words", passwordCost),
    await hashPassword("secret words", passwordCost),
  ];
  expect(first).toMatch(/^scrypt\$32768\$8\$3\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{43}=$/);
  expect(first).not.toBe(second);
  expect(first).not.toContain("secret");
});

test("an account without a password is never verified, and takes as long as a wrong password", async () => {
  const stored = await hashPassword("secret words", passwordCost);
  const time = async (against: string | null) => {
    const startedAt = performance.now();
    expect(await verifyPassword("wrong", against, passwordCost)).toBe(false);
    return performance.now() - startedAt;
  };
  await time(stored);
  const [unknown, wrong] = [await time(null), await time(stored)];
  // Both run scrypt; without it the first would be thousands of times faster. Wide, because machines are busy.
  expect(unknown).toBeGreaterThan(wrong / 10);
  expect(await verifyPassword("", null, passwordCost)).toBe(false);
});

test("printed passwords have 100 bits and no look-alikes", () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  for (const password of passwords) expect(password).toMatch(/^([abcdefghijkmnpqrstuvwxyz2-9]{4}-){4}[a-z2-9]{4}$/);
  expect(new Set(passwords).size).toBe(200);
});
