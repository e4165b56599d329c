/** The fields that sign in: e-mail and password, with a code where the account wants one, or a session token. */
import type { ComponentProps, RefObject } from "react";
import type { SignInField } from "../../store/sign-in-form.ts";
import type { FieldFailures } from "../../store/use-field-failures.ts";
import type { UsedSignIn } from "../../store/use-sign-in-form.ts";
import { LinkButton } from "../../ui/LinkButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { useEmptiedAtEnd } from "../../ui/use-emptied-at-end.ts";
import styles from "./SignInFields.module.css";

const turnTexts = { token: "Use a session token instead", password: "Use e-mail and password instead" };

const aboutToken = "From your browser’s session or your administrator. It stays in the system keychain.";

/** What the fields can be told. */
export interface SignInFieldsProps {
  signIn: UsedSignIn;
  failures: FieldFailures;
  /** The field that takes the focus as it appears. */
  autoFocus?: string | null;
  readOnly: boolean;
}

/** The fields, for the form to lay out. */
export function SignInFields({ signIn, failures, autoFocus = null, readOnly }: SignInFieldsProps) {
  const { form, fields, refs, other } = signIn;

  const field = (name: SignInField) => ({
    ref: refs[name],
    value: form[name],
    onValueChange: (value: string) => {
      signIn.type(name, value);
      failures.typed(name);
    },
    error: failures.errorOf(name),
    autoFocus: autoFocus === name,
    readOnly,
  });

  const turn = other !== null && (
    <LinkButton
      onClick={() => {
        if (readOnly) return;
        signIn.turn();
        failures.forget();
      }}
      aria-disabled={readOnly || undefined}
    >
      {turnTexts[other]}
    </LinkButton>
  );
  const corner = turn === false ? {} : { corner: turn };

  if (fields.includes("token")) {
    return (
      <div className={styles.whole}>
        <HiddenField {...field("token")} {...corner} label="Session token" hint={aboutToken} mono />
      </div>
    );
  }
  return (
    <>
      <TextField {...field("email")} label="E-mail" type="email" autoComplete="username" />
      <HiddenField {...field("password")} {...corner} label="Password" autoComplete="current-password" />
      {fields.includes("code") && (
        <div className={styles.whole}>
          <TextField
            {...field("code")}
            label="Code from your authenticator app"
            hint={form.codeWish}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={32}
          />
        </div>
      )}
    </>
  );
}

/** A field whose text is never shown, and that is empty when it goes. */
function HiddenField({ ref, ...rest }: ComponentProps<typeof TextField> & { ref: RefObject<HTMLInputElement | null> }) {
  useEmptiedAtEnd(ref);
  return <TextField {...rest} ref={ref} type="password" />;
}
