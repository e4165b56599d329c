/** What a form that signs in holds, and how it changes: the way, what was typed, and whether a code is asked for too. */
import type { Credentials } from "../../src-preload/contract/connection.ts";
import type { Failure } from "../../src-preload/contract/failure.ts";
import type { SignInWay } from "../../src-preload/contract/server.ts";

/** A field of such a form. */
export type SignInField = "email" | "password" | "token" | "code";

/** What it holds. */
export interface SignInForm extends Record<SignInField, string> {
  /** The way the person turned to; null until then. */
  turnedTo: SignInWay | null;
  /** What the server's wish for a code was said with; null while it has none. */
  codeWish: string | null;
}

/** As it is at first, with the e-mail of the last sign-in. */
export function emptySignIn(email: string): SignInForm {
  return { email, password: "", token: "", code: "", turnedTo: null, codeWish: null };
}

/** The way in force: the person's, where the server offers it. */
export function wayOf(form: SignInForm, ways: readonly SignInWay[]): SignInWay {
  return form.turnedTo !== null && ways.includes(form.turnedTo) ? form.turnedTo : (ways[0] ?? "password");
}

/** The other way, if there is one. */
export function otherWay(form: SignInForm, ways: readonly SignInWay[]): SignInWay | null {
  return ways.find((way) => way !== wayOf(form, ways)) ?? null;
}

/** Types into a field. A code belongs to an e-mail and its password; with another one the server is asked anew. */
export function typed(form: SignInForm, field: SignInField, value: string): SignInForm {
  const changed = { ...form, [field]: value };
  return (field === "email" || field === "password") && form[field] !== value ? withoutCode(changed) : changed;
}

/** Turns to another way. What is secret does not stay behind in a field nobody sees. */
export function turned(form: SignInForm, way: SignInWay): SignInForm {
  return { ...withoutSecrets(form), turnedTo: way };
}

/** With what the server said to it: it may want a code as well. */
export function answered(form: SignInForm, failure: Failure | null): SignInForm {
  return failure?.code === "code-required" ? { ...form, codeWish: failure.message } : form;
}

/** Without a code, because it would go to another server or account. */
export function withoutCode(form: SignInForm): SignInForm {
  return { ...form, code: "", codeWish: null };
}

/** With nothing left that is secret. */
export function withoutSecrets(form: SignInForm): SignInForm {
  return { ...withoutCode(form), password: "", token: "" };
}

/** The fields on screen, in their order. */
export function fieldsOf(form: SignInForm, way: SignInWay): SignInField[] {
  if (way === "token") return ["token"];
  return form.codeWish === null ? ["email", "password"] : ["email", "password", "code"];
}

/** What main is told. */
export function credentialsOf(form: SignInForm, way: SignInWay): Credentials {
  const { email, password, token, code, codeWish } = form;
  if (way === "token") return { token };
  return codeWish === null ? { email, password } : { email, password, code };
}
