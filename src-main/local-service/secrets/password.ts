/** Hashes and verifies passwords with scrypt, and makes the one that is printed on first start. */
import { randomBytes, randomInt, type ScryptOptions, scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const hashLength = 32;

/** scrypt's parameters: cost, block size, parallelism. */
export interface PasswordCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** One of the equal choices OWASP gives, 32 MiB each: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
export const passwordCost: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
/** Node refuses to use more than this; scrypt needs 128 * N * r bytes. */
const maxmem = 64 * 1024 * 1024;

function stored({ N, r, p }: PasswordCost, salt: Buffer, hash: Buffer): string {
  return ["scrypt", N, r, p, salt.toString("base64"), hash.toString("base64")].join("$");
}

/** The hash to store, with its parameters: `scrypt$N$r$p$salt$hash`. */
export async function hashPassword(password: string, cost: PasswordCost): Promise<string> {
  const salt = randomBytes(16);
  return stored(cost, salt, await derive(password.normalize("NFC"), salt, hashLength, { ...cost, maxmem }));
}

/** Whether the password fits the stored hash; null stands for "no such account" and takes as long as any at this cost. */
export async function verifyPassword(password: string, known: string | null, cost: PasswordCost): Promise<boolean> {
  const [, N, r, p, salt, hash] = (known ?? stored(cost, Buffer.alloc(16), Buffer.alloc(hashLength))).split("$");
  const expected = Buffer.from(hash ?? "", "base64");
  const options = { N: Number(N), r: Number(r), p: Number(p), maxmem };
  const actual = await derive(password.normalize("NFC"), Buffer.from(salt ?? "", "base64"), hashLength, options);
  return expected.length === hashLength && timingSafeEqual(actual, expected) && known !== null;
}

/** A password for people to copy: five groups of four characters without look-alikes, 100 bits. */
export function newPassword(): string {
  const letters = "abcdefghijkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters.charAt(randomInt(letters.length))).join("");
  return Array.from({ length: 5 }, group).join("-");
}
