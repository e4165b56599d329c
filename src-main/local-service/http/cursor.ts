/** Cursors: where the next page starts, opaque to clients. */
import { z } from "zod";
import type { Position } from "../store/api-keys.ts";
import type { KeyStatus } from "../wire/api-key.ts";

/** Version, list, sort value in milliseconds, id. */
const Cursor = z.tuple([
  z.literal(1),
  z.enum(["all", "active", "retiring", "revoked"]),
  z.int().nonnegative(),
  z.string().min(1).max(128),
]);

/** Version, list, the key it is about (empty: all), id of the event. */
const AuditCursor = z.tuple([z.literal(1), z.literal("audit"), z.string().max(128), z.int().nonnegative()]);

function encode(value: z.input<typeof Cursor> | z.input<typeof AuditCursor>): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function decode<Shape extends z.ZodType>(shape: Shape, cursor: string): z.output<Shape> | null {
  try {
    return shape.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"))).data ?? null;
  } catch {
    return null;
  }
}

/** The cursor of a position in a list. */
export function encodeCursor(status: KeyStatus | undefined, position: Position): string {
  return encode([1, status ?? "all", position.at, position.id]);
}

/** The position of a cursor; null when it is none, or one of another list. */
export function decodeCursor(status: KeyStatus | undefined, cursor: string): Position | null {
  const parsed = decode(Cursor, cursor);
  return parsed && parsed[1] === (status ?? "all") ? { at: parsed[2], id: parsed[3] } : null;
}

/** The cursor of a position in the audit trail, as a whole or of one key. */
export function encodeAuditCursor(keyId: string | undefined, position: number): string {
  return encode([1, "audit", keyId ?? "", position]);
}

/** The position of such a cursor; null when it is none, or one of another trail. */
export function decodeAuditCursor(keyId: string | undefined, cursor: string): number | null {
  const parsed = decode(AuditCursor, cursor);
  return parsed && parsed[2] === (keyId ?? "") ? parsed[3] : null;
}
