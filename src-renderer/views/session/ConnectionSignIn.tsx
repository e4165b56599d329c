/** Signs in to a connection that is known, in the ways its kind of server offers. */
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { signIn } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { newerKind, offerOf } from "../../store/server-kind.ts";
import { Button } from "../../ui/Button.tsx";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { CredentialsForm, type CredentialsFormProps } from "./CredentialsForm.tsx";

/** Whether this Keyrack can sign in to such a server at all. */
export function useKnownKind({ server }: Connection): boolean {
  return useApp((app) => offerOf(app.servers, server.kind) !== undefined);
}

/** The form, or why there is none. */
export function ConnectionSignIn({
  connection,
  ...form
}: { connection: Connection } & Pick<CredentialsFormProps, "inline" | "autoFocus" | "onCancel" | "cancelLabel">) {
  const known = useKnownKind(connection);
  if (!known) {
    return (
      <>
        <Note tone="plain">{newerKind}</Note>
        {form.onCancel !== undefined && (
          <DialogFooter>
            <Button onClick={form.onCancel}>{form.cancelLabel}</Button>
          </DialogFooter>
        )}
      </>
    );
  }
  return (
    <CredentialsForm
      {...form}
      kind={connection.server.kind}
      knownEmail={connection.email}
      submitLabel="Sign in"
      onSubmit={({ credentials }) => signIn(credentials)}
    />
  );
}
