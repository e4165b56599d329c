/** The part of a form that signs in: which fields there are, what is in them, and what a failed attempt changes. */
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Credentials } from "../../src-preload/contract/connection.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { SignInWay } from "../../src-preload/contract/server.ts";
import {
  answered,
  credentialsOf,
  emptySignIn,
  fieldsOf,
  otherWay,
  type SignInField,
  type SignInForm,
  turned,
  typed,
  wayOf,
  withoutCode,
  withoutSecrets,
} from "./sign-in-form.ts";

/** Such a part as a view sees it. */
export interface UsedSignIn {
  form: SignInForm;
  /** In the order in which they stand. */
  fields: readonly SignInField[];
  refs: Record<SignInField, RefObject<HTMLInputElement | null>>;
  /** The way there is beside the one on screen; null where there is none. */
  other: SignInWay | null;
  type: (field: SignInField, value: string) => void;
  /** Turns to the other way; its first empty field takes the focus. */
  turn: () => void;
  /** The address is another one. */
  forgetCode: () => void;
  /** Runs `action` with what was filled in, and takes its answer to heart. */
  send: <T>(action: (credentials: Credentials) => Promise<Result<T>>) => Promise<Result<T>>;
}

/** `ways`: what the server offers, the usual one first. */
export function useSignInForm(ways: readonly SignInWay[], knownEmail: string): UsedSignIn {
  const [form, setForm] = useState(() => emptySignIn(knownEmail));
  const refs = {
    email: useRef<HTMLInputElement>(null),
    password: useRef<HTMLInputElement>(null),
    token: useRef<HTMLInputElement>(null),
    code: useRef<HTMLInputElement>(null),
  };
  const way = wayOf(form, ways);
  const other = otherWay(form, ways);
  const fields = fieldsOf(form, way);

  // The button that turned has gone with its field. A way that changes by itself moves no focus.
  const turning = useRef(false);
  useEffect(() => {
    if (!turning.current) return;
    turning.current = false;
    refs[fields.find((field) => form[field] === "") ?? "password"].current?.focus();
  });

  return {
    form,
    fields,
    refs,
    other,
    type: (field, value) => setForm((before) => typed(before, field, value)),
    turn() {
      if (other === null) return;
      turning.current = true;
      setForm((before) => turned(before, other));
    },
    forgetCode: () => setForm(withoutCode),
    async send(action) {
      const answer = await action(credentialsOf(form, way));
      setForm((before) => (answer.ok ? withoutSecrets(before) : answered(before, answer.failure)));
      return answer;
    },
  };
}
