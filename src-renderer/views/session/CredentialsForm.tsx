/** The form that signs in: address and name (for a new server), then as the server offers it; each failure beside the field it concerns. */
import { type FormEvent, useRef, useState } from "react";
import type { Credentials } from "../../../src-preload/contract/connection.ts";
import type { Result } from "../../../src-preload/contract/failure.ts";
import { failureText, waitText } from "../../store/failure-place.ts";
import { checkTyped, maxNameLength } from "../../store/typed-text.ts";
import { type FormField, useFieldFailures } from "../../store/use-field-failures.ts";
import { useServerLook } from "../../store/use-server-look.ts";
import { useSignInForm } from "../../store/use-sign-in-form.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { AddressField } from "./AddressField.tsx";
import styles from "./CredentialsForm.module.css";
import { SignInFields } from "./SignInFields.tsx";

/** What was filled in. */
export interface Filled {
  address: string;
  /** What stands there, in the person's words; null where Keyrack is to find out. */
  kind: string | null;
  /** Empty when the connection is to be called by its host. */
  name: string;
  credentials: Credentials;
}

/** What the form can be told. */
export interface CredentialsFormProps {
  /** Asks for an address too. */
  withAddress?: boolean;
  /** Asks what to call the connection. */
  withName?: boolean;
  /** The kind of server, where there is no address to find it out by. */
  kind?: string;
  /** The e-mail of the last sign-in. */
  knownEmail?: string | null;
  submitLabel: string;
  /** Fields side by side, for the panel above the list. */
  inline?: boolean;
  /** Takes the focus when it appears. */
  autoFocus?: boolean;
  onSubmit: (filled: Filled) => Promise<Result<unknown>>;
  onDone?: () => void;
  onCancel?: (() => void) | undefined;
  cancelLabel?: string;
}

const nothingKnown = () => false;

/** The form. What was typed stays, whatever happens. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { withAddress = false, withName = false, kind, knownEmail, submitLabel, inline = false } = props;
  const { autoFocus = false, onSubmit, onDone, onCancel, cancelLabel = "Cancel" } = props;
  const [address, setAddress] = useState("");
  const [name, setName] = useState("");
  const look = useServerLook(nothingKnown, kind ?? null);
  const signIn = useSignInForm(look.ways, knownEmail ?? "");
  const task = useTask();
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const addressRef = useRef<HTMLInputElement>(null);
  const nameRef = useRef<HTMLInputElement>(null);
  const nameCheck = checkTyped(name, maxNameLength, "name");

  const asked: FormField[] = withAddress ? ["address", ...signIn.fields] : [...signIn.fields];
  const failures = useFieldFailures(task, {
    shown: withName ? [...asked, "name"] : asked,
    refs: { address: addressRef, name: nameRef, ...signIn.refs },
  });
  const values = { address, name, ...signIn.form };
  const first = asked.find((field) => values[field] === "") ?? "password";

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending || wait > 0 || !nameCheck.ok) return;
    if (failures.lacks(asked, values)) return;
    look.server.sent();
    const { chosen } = look.looked;
    const went = await task.run(async () => {
      const answer = await signIn.send((credentials) => onSubmit({ address, kind: chosen, name, credentials }));
      if (!answer.ok && answer.failure.code === "not-an-api" && chosen === null) look.server.unclear();
      return answer;
    });
    if (went) onDone?.();
  }

  return (
    <form
      className={classNames(styles.form, inline && styles.inline)}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className={classNames(styles.fields, signIn.other !== null && styles.roomy)}>
        {withAddress && (
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
            autoFocus={autoFocus && first === "address"}
            readOnly={task.pending}
          />
        )}
        {withName && (
          <TextField
            ref={nameRef}
            label="Name"
            optional
            dir="auto"
            value={name}
            onValueChange={(value) => {
              setName(value);
              failures.typed("name");
            }}
            placeholder="Production"
            error={nameCheck.problem ?? failures.errorOf("name")}
            counter={nameCheck.counter}
            readOnly={task.pending}
          />
        )}
        <SignInFields
          signIn={signIn}
          failures={failures}
          autoFocus={autoFocus ? first : null}
          readOnly={task.pending}
        />
      </div>
      {task.failure !== null && failures.rest !== null && <Note tone="failure">{failureText(task.failure, wait)}</Note>}
      <div className={styles.actions}>
        {onCancel !== undefined && <Button onClick={onCancel}>{cancelLabel}</Button>}
        <Button kind="primary" type="submit" busy={task.pending} blocked={wait > 0 || !nameCheck.ok}>
          {wait > 0 ? `Wait ${waitText(wait)}` : submitLabel}
        </Button>
      </div>
    </form>
  );
}
