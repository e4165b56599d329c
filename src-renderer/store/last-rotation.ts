/** When a key was last replaced by a successor, as far as the lists on screen tell. */
import type { AppState } from "../../src-preload/contract/app.ts";
import { rotatedReason } from "./key-text.ts";
import { rotationsUnderWay } from "./rotations.ts";

/** The moment; null where no key on screen was ever rotated. */
export function lastRotation(
  app: Pick<AppState, "keys" | "revoked" | "rotations" | "activeConnectionId">,
): string | null {
  const moments = [
    ...rotationsUnderWay(app).map(({ successor }) => successor.createdAt),
    // A predecessor that is still there has been rotated, whoever its successor was.
    ...app.keys.active.flatMap(({ rotation, createdAt }) => (rotation?.replaces == null ? [] : [createdAt])),
    ...app.revoked.rows.flatMap(({ revocationReason, revokedAt }) =>
      revocationReason === rotatedReason && revokedAt !== null ? [revokedAt] : [],
    ),
  ];
  return moments.reduce<string | null>(
    (latest, one) => (latest === null || Date.parse(one) > Date.parse(latest) ? one : latest),
    null,
  );
}
