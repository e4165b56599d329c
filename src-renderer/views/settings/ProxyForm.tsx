/** The address and credentials of a proxy of the person's own; they hold once they are saved. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ProxyChoice, TransportState } from "../../../src-preload/contract/transport.ts";
import { setProxy } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Button } from "../../ui/Button.tsx";
import { Note } from "../../ui/Note.tsx";
import { SecretField } from "../../ui/SecretField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./NetworkPage.module.css";

/** What main takes at most. */
const longest = { address: 2048, username: 254, password: 512 };

/** Stands in the empty field of a password that is known. */
const kept: Record<TransportState["proxyPassword"], string | undefined> = {
  none: undefined,
  keychain: "Kept in the keychain",
  memory: "Kept until Keyrack quits",
};

/** The form; `saved` is the proxy in force, or null when it is not one of the person's own. */
export function ProxyForm({
  saved,
  onSaved,
}: {
  saved: Extract<ProxyChoice, { mode: "manual" }> | null;
  onSaved: () => void;
}) {
  const passwordIs = useApp((app) => app.transport.proxyPassword);
  const [address, setAddress] = useState(saved?.address ?? "");
  const [username, setUsername] = useState(saved?.username ?? "");
  const [missing, setMissing] = useState<"address" | "username" | null>(null);
  const task = useTask();
  const refs = {
    address: useRef<HTMLInputElement>(null),
    username: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
  };
  const { address: addressRef } = refs;
  const ofAddress = task.failure?.code === "invalid-proxy";

  useEffect(() => {
    if (ofAddress) addressRef.current?.select();
  }, [ofAddress, addressRef]);

  // Main may write the address out in full.
  const inForce = saved?.address;
  useEffect(() => {
    if (inForce !== undefined) setAddress(inForce);
  }, [inForce]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (task.pending) return;
    const password = refs.password.current?.value ?? "";
    const user = username.trim();
    const empty = address.trim() === "" ? "address" : password !== "" && user === "" ? "username" : null;
    setMissing(empty);
    if (empty !== null) return refs[empty].current?.focus();
    const proxy = { mode: "manual", address: address.trim(), username: user === "" ? null : user } as const;
    if (!(await task.run(() => setProxy({ proxy, password: password === "" ? null : password })))) return;
    if (refs.password.current !== null) refs.password.current.value = "";
    onSaved();
    say("Saved", "done");
  }

  function change(set: (value: string) => void, value: string) {
    set(value);
    setMissing(null);
    task.forget();
  }

  return (
    <form className={styles.form} aria-label="A proxy of your own" onSubmit={(event) => void submit(event)} noValidate>
      <TextField
        ref={refs.address}
        label="Address"
        value={address}
        onValueChange={(value) => change(setAddress, value)}
        placeholder="http://proxy.example.com:8080"
        error={missing === "address" ? "Type the proxy’s address." : ofAddress ? (task.failure?.message ?? null) : null}
        inputMode="url"
        maxLength={longest.address}
        readOnly={task.pending}
        mono
      />
      <div className={styles.pair}>
        <TextField
          ref={refs.username}
          label="User name"
          optional
          value={username}
          onValueChange={(value) => change(setUsername, value)}
          error={missing === "username" ? "Type the user name the password is for." : null}
          maxLength={longest.username}
          readOnly={task.pending}
        />
        <SecretField
          ref={refs.password}
          label="Password"
          optional
          placeholder={kept[passwordIs]}
          maxLength={longest.password}
          readOnly={task.pending}
          onInput={() => {
            setMissing(null);
            task.forget();
          }}
        />
      </div>
      {task.failure !== null && !ofAddress && <Note tone="failure">{task.failure.message}</Note>}
      <div className={styles.actions}>
        <Button kind="primary" type="submit" busy={task.pending}>
          Save
        </Button>
      </div>
    </form>
  );
}
