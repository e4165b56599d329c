/** Seals the answer to a create with a key that only the client's Idempotency-Key can give back. */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";

const nonceLength = 12;
const tagLength = 16;
const saltLength = 32;

/**
 * What finds an earlier create again. A hash with its own prefix, so that it is never the value HKDF starts from:
 * whoever has the database has neither the Idempotency-Key nor the sealing key.
 */
export function idempotencyHash(idempotencyKey: string): Buffer {
  return createHash("sha256").update(`keyrack idempotency look-up\0${idempotencyKey}`).digest();
}

function sealingKey(idempotencyKey: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync("sha256", idempotencyKey, salt, "keyrack sealed answer v1", 32));
}

/**
 * Salt, nonce, tag and ciphertext (AES-256-GCM; the key from HKDF-SHA-256, RFC 5869, with a salt of its own).
 * `boundTo` is authenticated with it, so that a row cannot be moved to another account or key.
 */
export function seal(answer: string, idempotencyKey: string, boundTo: string): Buffer {
  const salt = randomBytes(saltLength);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(idempotencyKey, salt), nonce);
  cipher.setAAD(Buffer.from(boundTo));
  const text = Buffer.concat([cipher.update(answer, "utf8"), cipher.final()]);
  return Buffer.concat([salt, nonce, cipher.getAuthTag(), text]);
}

/** The answer again. Throws when the Idempotency-Key, `boundTo` or a byte is not the one it was sealed with. */
export function unseal(sealed: Buffer, idempotencyKey: string, boundTo: string): string {
  const salt = sealed.subarray(0, saltLength);
  const nonce = sealed.subarray(saltLength, saltLength + nonceLength);
  const tag = sealed.subarray(saltLength + nonceLength, saltLength + nonceLength + tagLength);
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(idempotencyKey, salt), nonce, {
    authTagLength: tagLength,
  });
  decipher.setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(tag);
  const text = sealed.subarray(saltLength + nonceLength + tagLength);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}
