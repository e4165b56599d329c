/** The button that revokes the old key of a rotation at once; the usual question comes first. */
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { changeBlock } from "../../store/availability.ts";
import { keyTitle } from "../../store/key-text.ts";
import { openDialog, say } from "../../store/ui-store.ts";
import { Button } from "../../ui/Button.tsx";

/** `ripe`: there is nothing left to wait for. */
export function RevokeOldButton({ apiKey, ripe }: { apiKey: ApiKey; ripe: boolean }) {
  const block = useApp(changeBlock);
  return (
    <Button
      kind={ripe ? "danger" : "danger-text"}
      size="small"
      aria-label={`Revoke the old key of ${keyTitle(apiKey)} now`}
      title={block ?? undefined}
      blocked={block !== null}
      onBlockedClick={() => block !== null && say(block)}
      onClick={() => openDialog({ kind: "revoke", keyId: apiKey.id })}
    >
      Revoke old key now
    </Button>
  );
}
