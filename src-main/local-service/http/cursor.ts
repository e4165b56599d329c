/** Cursors: where the next page starts, opaque to clients. */
import { z } from "zod";
import type { Position } from "../store/api-keys.ts";
import type { KeyStatus } from "../wire/api-key.ts";

/** Version, list, sort value in milliseconds, id. */
const Cursor = z.tuple([
  z.literal(1),
  z.enum(["all", "active", "revoked"]),
  z.int().nonnegative(),
  z.string().min(1).max(128),
]);

/** The cursor of a position in a list. */
export function encodeCursor(status: KeyStatus | undefined, position: Position): string {
  return Buffer.from(JSON.stringify([1, status ?? "all", position.at, position.id])).toString("base64url");
}

/** The position of a cursor; null when it is none, or one of another list. */
export function decodeCursor(status: KeyStatus | undefined, cursor: string): Position | null {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return null;
  }
  const parsed = Cursor.safeParse(value);
  if (!parsed.success || parsed.data[1] !== (status ?? "all")) return null;
  return { at: parsed.data[2], id: parsed.data[3] };
}
