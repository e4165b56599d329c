/** Makes and checks the local service's keys: `krk_`, 32 base62 characters, and their CRC-32 as 6 base62 digits. */
import { createHash, randomInt } from "node:crypto";
import { crc32 } from "node:zlib";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const shape = /^krk_([0-9A-Za-z]{32})([0-9A-Za-z]{6})$/;

/** So many unbiased base62 characters from the system's random source (5.95 bits each). */
export function randomBase62(length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}

/** The CRC-32 (IEEE, as in zlib) of ASCII text as 6 base62 digits, most significant first. */
export function checksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let position = 0; position < 6; position += 1) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** A new key. The checksum lets secret scanners and this service tell a key from noise without a look-up. */
export function newKey(): string {
  const random = randomBase62(32);
  return `krk_${random}${checksum(random)}`;
}

/** Whether the text has the form of a key and its checksum is right. */
export function looksLikeKey(text: string): boolean {
  const [, random, digits] = shape.exec(text) ?? [];
  return random !== undefined && digits === checksum(random);
}

/** What the database keeps of a key or token. They are random and long, so a plain hash cannot be searched back. */
export function secretHash(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** The parts of a key that lists show. */
export function keyHints(key: string): { start: string; last4: string } {
  return { start: key.slice(0, 8), last4: key.slice(-4) };
}
