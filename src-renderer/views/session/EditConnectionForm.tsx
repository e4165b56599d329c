/** The form that edits a connection. While the address is another one, it asks for a sign-in there and says why. */
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { editConnection } from "../../store/actions.ts";
import { colourChoices, isOtherAddress } from "../../store/connection-edit.ts";
import { failureText, placeOf, waitText } from "../../store/failure-place.ts";
import { checkTyped, maxNameLength } from "../../store/typed-text.ts";
import { closeDialog, say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { ColourField } from "../../ui/ColourField.tsx";
import { DialogFooter } from "../../ui/Dialog.tsx";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import styles from "./EditConnectionForm.module.css";

/** What can be left empty by mistake, in the order it is asked for. */
type Field = "name" | "address" | "email" | "password";

const missingTexts: Record<Field, string> = {
  name: "Type a name.",
  address: "Type the server’s address.",
  email: "Type your e-mail address.",
  password: "Type your password.",
};

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
  // As it was when the dialog opened: main's state moves on before the dialog has gone.
  const [{ origin }] = useState(connection);
  const [typed, setTyped] = useState({
    name: connection.name,
    address: connection.origin ?? "",
    email: connection.email ?? "",
    password: "",
  });
  const [colour, setColour] = useState(connection.colour);
  const [missing, setMissing] = useState<Field | null>(null);
  const task = useTask();
  busy.current = task.pending;
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const refs = {
    name: nameField,
    address: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };
  const { address: addressRef, password: passwordRef } = refs;

  const isLocal = connection.kind === "local";
  const moves = !isLocal && isOtherAddress(typed.address, origin);
  const check = checkTyped(typed.name, maxNameLength, "name");
  const place = task.failure === null ? null : placeOf(task.failure, moves, true);
  useEffect(() => {
    if (place === "address") addressRef.current?.select();
    if (place === "password") passwordRef.current?.select();
  }, [place, addressRef, passwordRef]);

  function change(field: Field, value: string) {
    setTyped((before) => ({ ...before, [field]: value }));
    if (missing === field) setMissing(null);
    // A failure of the sign-in is about all of it; with another address it is nobody's any more.
    if (place === field || field === "address") task.forget();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending || wait > 0 || !check.ok) return;
    const { name, ...moveTo } = typed;
    const asked: Field[] = moves ? ["name", "address", "email", "password"] : ["name"];
    const empty = asked.find((field) => typed[field].trim() === "") ?? null;
    setMissing(empty);
    if (empty !== null) return refs[empty].current?.focus();
    const edit = { connectionId: connection.id, name, colour, moveTo: moves ? moveTo : null };
    if (!(await task.run(() => editConnection(edit)))) return;
    closeDialog();
    say("Saved", "done");
  }

  const field = (name: Field) => ({
    ref: refs[name],
    value: typed[name],
    onValueChange: (value: string) => change(name, value),
    error: missing === name ? missingTexts[name] : place === name ? (task.failure?.message ?? null) : null,
    readOnly: task.pending,
  });
  const name = field("name");

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        {...name}
        label="Name"
        dir="auto"
        error={name.error ?? check.problem}
        counter={check.counter}
        onFocus={(event) => event.target.select()}
      />
      <ColourField label="Colour" value={colour} choices={colourChoices} onChange={setColour} readOnly={task.pending} />
      {!isLocal && (
        <TextField {...field("address")} label="Address" inputMode="url" hint={moves ? whySignIn : null} mono />
      )}
      {moves && (
        <div className={styles.pair}>
          <TextField {...field("email")} label="E-mail" type="email" autoComplete="username" />
          <TextField {...field("password")} label="Password" type="password" autoComplete="current-password" />
        </div>
      )}
      {task.failure !== null && place === "form" && <Note tone="failure">{failureText(task.failure, wait)}</Note>}
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
