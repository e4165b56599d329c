/** The form that signs in: address and name (for a new server), e-mail and password; each failure beside the field it concerns. */
import { type FormEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Result } from "../../../src-preload/contract/failure.ts";
import { type FailurePlace, failureText, placeOf, waitText } from "../../store/failure-place.ts";
import { checkTyped, maxNameLength } from "../../store/typed-text.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Note } from "../../ui/Note.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useCountdown } from "../../ui/use-countdown.ts";
import { useEmptiedAtEnd } from "../../ui/use-emptied-at-end.ts";
import styles from "./CredentialsForm.module.css";

/** What was filled in. */
export interface Credentials {
  address: string;
  /** Empty when the connection is to be called by its host. */
  name: string;
  email: string;
  password: string;
}

/** What the form can be told. */
export interface CredentialsFormProps {
  /** Asks for an address too. */
  withAddress?: boolean;
  /** Asks what to call the connection. */
  withName?: boolean;
  /** The e-mail of the last sign-in. */
  knownEmail?: string | null;
  submitLabel: string;
  /** Fields side by side, for the panel above the list. */
  inline?: boolean;
  /** Takes the focus when it appears. */
  autoFocus?: boolean;
  onSubmit: (credentials: Credentials) => Promise<Result<unknown>>;
  onDone?: () => void;
  onCancel?: (() => void) | undefined;
  cancelLabel?: string;
}

type Field = "address" | "email" | "password";

/** The form. What was typed stays, whatever happens. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { withAddress = false, withName = false, knownEmail, submitLabel, inline = false, autoFocus = false } = props;
  const { onSubmit, onDone, onCancel, cancelLabel = "Cancel" } = props;
  const [typed, setTyped] = useState<Credentials>({ address: "", name: "", email: knownEmail ?? "", password: "" });
  const [missing, setMissing] = useState<Field | null>(null);
  const task = useTask();
  const wait = useCountdown(task.failure, task.failure?.retryAfterSeconds);
  const refs = {
    address: useRef<HTMLInputElement>(null),
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };
  const { address: addressRef, password: passwordRef } = refs;
  useEmptiedAtEnd(passwordRef);

  const place: FailurePlace | null = task.failure === null ? null : placeOf(task.failure, withAddress, withName);
  const nameCheck = checkTyped(typed.name, maxNameLength, "name");
  useEffect(() => {
    if (place === "address") addressRef.current?.select();
    if (place === "password") passwordRef.current?.select();
  }, [place, addressRef, passwordRef]);

  const order: Field[] = withAddress ? ["address", "email", "password"] : ["email", "password"];
  const first = order.find((field) => typed[field] === "") ?? "password";

  function change(field: Field | "name", value: string) {
    setTyped((before) => ({ ...before, [field]: value }));
    if (missing === field) setMissing(null);
    if (place === field) task.forget();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending || wait > 0 || !nameCheck.ok) return;
    const empty = order.find((field) => typed[field].trim() === "") ?? null;
    setMissing(empty);
    if (empty !== null) return refs[empty].current?.focus();
    if (await task.run(() => onSubmit(typed))) onDone?.();
  }

  const field = (name: Field, error: string, ref: RefObject<HTMLInputElement | null>) => ({
    ref,
    value: typed[name],
    onValueChange: (value: string) => change(name, value),
    error: missing === name ? error : place === name ? (task.failure?.message ?? null) : null,
    autoFocus: autoFocus && first === name,
    readOnly: task.pending,
  });

  return (
    <form
      className={classNames(styles.form, inline && styles.inline)}
      onSubmit={(event) => void submit(event)}
      noValidate
    >
      <div className={styles.fields}>
        {withAddress && (
          <TextField
            label="Address"
            {...field("address", "Type the server’s address.", refs.address)}
            placeholder="https://api.example.com"
            inputMode="url"
            mono
          />
        )}
        {withName && (
          <TextField
            label="Name"
            optional
            dir="auto"
            value={typed.name}
            onValueChange={(value) => change("name", value)}
            placeholder="Production"
            error={nameCheck.problem ?? (place === "name" ? (task.failure?.message ?? null) : null)}
            counter={nameCheck.counter}
            readOnly={task.pending}
          />
        )}
        <TextField
          label="E-mail"
          {...field("email", "Type your e-mail address.", refs.email)}
          type="email"
          autoComplete="username"
        />
        <TextField
          label="Password"
          {...field("password", "Type your password.", refs.password)}
          type="password"
          autoComplete="current-password"
        />
      </div>
      {task.failure !== null && place === "form" && <Note tone="failure">{failureText(task.failure, wait)}</Note>}
      <div className={styles.actions}>
        {onCancel !== undefined && <Button onClick={onCancel}>{cancelLabel}</Button>}
        <Button kind="primary" type="submit" busy={task.pending} blocked={wait > 0 || !nameCheck.ok}>
          {wait > 0 ? `Wait ${waitText(wait)}` : submitLabel}
        </Button>
      </div>
    </form>
  );
}
