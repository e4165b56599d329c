/** The form that edits a connection. While the address is another one, it asks for a sign-in there and says why. */
import { type FormEvent, type RefObject, useRef, useState } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { editConnection } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { colourChoices, isOtherAddress } from "../../store/connection-edit.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { typedAddress } from "../../store/server-kind.ts";
import { checkTyped, maxNameLength } from "../../store/typed-text.ts";
import { closeDialog, say } from "../../store/ui-store.ts";
import { type FormField, useFieldFailures } from "../../store/use-field-failures.ts";
import { useServerLook } from "../../store/use-server-look.ts";
import { useSignInForm } from "../../store/use-sign-in-form.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { ColourField } from "../../ui/ColourField.tsx";
import { classNames } from "../../ui/class-names.ts";
import { DialogFooter } from "../../ui/DialogFooter.tsx";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { AddressField } from "./AddressField.tsx";
import styles from "./EditConnectionForm.module.css";
import { SignInFields } from "./SignInFields.tsx";

const whySignIn =
  "A session belongs to the address that opened it, so sign in at the new one. Until that works, nothing changes.";

/** The form. `busy` tells the dialog that an answer is awaited. What was typed stays, whatever happens. */
export function EditConnectionForm({
  connection,
  nameField,
  busy,
}: {
  connection: Connection;
  nameField: RefObject<HTMLInputElement | null>;
  busy: RefObject<boolean>;
}) {
  const servers = useApp((app) => app.servers);
  // As it was when the dialog opened: main's state moves on before the dialog has gone.
  const [before] = useState(() => ({ address: typedAddress(servers, connection), kind: connection.server.kind }));
  const [name, setName] = useState(connection.name);
  const [address, setAddress] = useState(before.address);
  const [colour, setColour] = useState(connection.colour);
  const isLocal = connection.kind === "local";
  const leadsElsewhere = (typed: string) => !isLocal && isOtherAddress(typed, before.address);
  const moves = leadsElsewhere(address);

  const look = useServerLook((typed) => !leadsElsewhere(typed), before.kind);
  const signIn = useSignInForm(look.ways, connection.email ?? "");
  const task = useTask();
  busy.current = task.pending;
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const addressRef = useRef<HTMLInputElement>(null);
  const check = checkTyped(name, maxNameLength, "name");
  const asked: FormField[] = moves ? ["name", "address", ...signIn.fields] : ["name"];
  const failures = useFieldFailures(task, {
    shown: asked,
    refs: { name: nameField, address: addressRef, ...signIn.refs },
  });
  const values = { name, address, ...signIn.form };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending || wait > 0 || !check.ok) return;
    if (failures.lacks(asked, values)) return;
    const edit = { connectionId: connection.id, name, colour };
    look.server.sent();
    const { chosen } = look.looked;
    const whereabouts = chosen === null ? { address } : { address, kind: chosen };
    const went = await task.run(async () => {
      if (!moves) return editConnection({ ...edit, moveTo: null });
      const answer = await signIn.send((credentials) =>
        editConnection({ ...edit, moveTo: { ...whereabouts, ...credentials } }),
      );
      if (!answer.ok && answer.failure.code === "not-an-api" && chosen === null) look.server.unclear();
      return answer;
    });
    if (!went) return;
    closeDialog();
    say("Saved", "done");
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={nameField}
        label="Name"
        dir="auto"
        value={name}
        onValueChange={(value) => {
          setName(value);
          failures.typed("name");
        }}
        error={failures.errorOf("name") ?? check.problem}
        counter={check.counter}
        onFocus={(event) => event.target.select()}
        readOnly={task.pending}
      />
      <ColourField label="Colour" value={colour} choices={colourChoices} onChange={setColour} readOnly={task.pending} />
      {!isLocal && (
        <AddressField
          ref={addressRef}
          value={address}
          onValueChange={(value) => {
            setAddress(value);
            signIn.forgetCode();
            failures.typed("address");
          }}
          look={look}
          error={failures.errorOf("address")}
          readOnly={task.pending}
        />
      )}
      {/* Always in the document, so that it is announced when it comes. */}
      <p className={styles.why} aria-live="polite">
        {moves && whySignIn}
      </p>
      {moves && (
        <div className={classNames(styles.pair, signIn.other !== null && styles.roomy)}>
          <SignInFields signIn={signIn} failures={failures} readOnly={task.pending} />
        </div>
      )}
      {task.failure !== null && failures.rest !== null && <Note tone="failure">{failureText(task.failure, wait)}</Note>}
      <DialogFooter>
        <Button onClick={closeDialog} blocked={task.pending}>
          Cancel
        </Button>
        <Button kind="primary" type="submit" busy={task.pending} blocked={!check.ok || wait > 0}>
          {wait > 0 ? `Wait ${waitText(wait)}` : moves ? "Sign in and save" : "Save"}
        </Button>
      </DialogFooter>
    </form>
  );
}
