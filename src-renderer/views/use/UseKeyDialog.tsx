/** "Use a key": ready-made snippets, the line that holds the key itself, a test, and the way into a `.env` file. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { ApiKey } from "../../../src-preload/contract/keys.ts";
import { useApp } from "../../store/app-store.ts";
import { cannot, keyHeaderOf, useCan } from "../../store/capabilities.ts";
import { isKept } from "../../store/kept.ts";
import { keyHint, keyTitle } from "../../store/key-text.ts";
import { closeDialog, hasDialog, openDialog, type UsePart, useUi } from "../../store/ui-store.ts";
import { useVariable } from "../../store/use-variable.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog, DialogText, DialogTitle } from "../../ui/Dialog.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { Time } from "../../ui/Time.tsx";
import { useLatestValue } from "../../ui/use-latest-value.ts";
import { rowOf } from "../keys/focus-after.ts";
import { EnvFilePart } from "./EnvFilePart.tsx";
import { KeySnippets } from "./KeySnippets.tsx";
import { TestKey } from "./TestKey.tsx";
import styles from "./UseKey.module.css";
import { useWarehouse } from "./use-warehouse.ts";

/** Open while it is the dialog on screen. */
export function UseKeyDialog() {
  const dialog = useUi((ui) => ui.dialog);
  const id = dialog?.kind === "use" ? dialog.keyId : null;
  const part = dialog?.kind === "use" ? dialog.part : undefined;
  // A key that is revoked while its dialog is open keeps what was found out about it.
  const key = useLatestValue(useApp(({ keys }) => [...keys.active, ...keys.retiring].find((one) => one.id === id)));
  const first = useRef<HTMLElement>(null);
  return (
    <Dialog
      open={id !== null}
      onClose={closeDialog}
      size="broad"
      initialFocus={first}
      finalFocus={(opener) => (hasDialog() ? false : (opener ?? (key === null ? null : rowOf(key.id))))}
    >
      {key !== null && <UseKey key={key.id} apiKey={key} part={part} first={first} />}
    </Dialog>
  );
}

interface UseKeyProps {
  apiKey: ApiKey;
  /** The part that was gone to; by default the first snippet's tab. */
  part: UsePart | undefined;
  /** Told what has the focus first. */
  first: RefObject<HTMLElement | null>;
}

function UseKey({ apiKey, part, first }: UseKeyProps) {
  const kept = useApp((app) => isKept(app, apiKey.id));
  const revoked = useApp((app) => app.revoked.rows.some(({ id }) => id === apiKey.id));
  const connectionId = useApp((app) => app.activeConnectionId);
  const variable = useVariable(apiKey.name);
  const warehouse = useWarehouse();
  const header = useApp(keyHeaderOf);
  const withWarehouse = useCan("warehouses");
  const testable = useCan("verify");
  const tab = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it matters at the beginning alone.
  useLayoutEffect(() => {
    first.current = (part && document.getElementById(part)) ?? tab.current;
  }, []);
  const reference = connectionId === null ? null : { connectionId, keyId: apiKey.id };
  return (
    <>
      <DialogTitle>
        Use “<bdi dir="auto">{keyTitle(apiKey)}</bdi>”
      </DialogTitle>
      <DialogText>
        <span className={styles.hint}>{keyHint(apiKey)}</span> goes along as{" "}
        <code>{header.scheme === null ? header.name : `${header.name}: ${header.scheme}`}</code>
        {withWarehouse && (
          <>
            , with the warehouse as <code>X-Warehouse-Id</code>
          </>
        )}
        .
        {apiKey.expiresAt !== null && !revoked && (
          <>
            {" It "}
            <Time at={apiKey.expiresAt} as="expiry" />.
          </>
        )}
      </DialogText>
      {revoked && (
        <div className={styles.part}>
          <Note tone="warning">
            <p id={kept ? undefined : "use-not-kept"}>
              This key is revoked by now. Whatever uses it needs another one.
            </p>
          </Note>
        </div>
      )}
      <KeySnippets apiKey={apiKey} kept={kept} variable={variable} warehouse={warehouse} firstTab={tab} />
      {reference !== null && (
        <>
          {testable ? (
            <TestKey reference={reference} kept={kept} warehouse={warehouse} />
          ) : (
            <p className={styles.untested}>{cannot.verify}</p>
          )}
          <EnvFilePart reference={reference} kept={kept} variable={variable} />
        </>
      )}
      {!kept && !revoked && <NotKept keyId={apiKey.id} />}
      <DialogFooter>
        <Button onClick={closeDialog}>Close</Button>
      </DialogFooter>
    </>
  );
}

/** Why nothing that needs the key itself can be done, and what to do about it. */
function NotKept({ keyId }: { keyId: string }) {
  const testable = useCan("verify");
  return (
    <div className={styles.part}>
      <Note tone="plain">
        <p id="use-not-kept">
          The key’s value is not kept on this computer, so Keyrack{" "}
          {testable ? "can neither test it nor put it" : "cannot put it"} into a file.
        </p>
        <Button size="small" className={styles.inNote} onClick={() => openDialog({ kind: "add-value", keyId })}>
          Add key value…
        </Button>
      </Note>
    </div>
  );
}
