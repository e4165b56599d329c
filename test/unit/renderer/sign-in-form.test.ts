/** What a form that signs in asks for and sends, and when it lets go of a code or a secret. */
import { expect, test } from "vitest";
import { Credentials } from "../../../src-preload/contract/connection.ts";
import {
  answered,
  credentialsOf,
  emptySignIn,
  fieldsOf,
  otherWay,
  type SignInForm,
  turned,
  typed,
  wayOf,
  withoutSecrets,
} from "../../../src-renderer/store/sign-in-form.ts";
import { failure, failures } from "../../gallery/states.ts";

const both = ["password", "token"] as const;
const wish = failure("code-required", "Your account also wants a code.");
const filled = typed(emptySignIn("ada@example.com"), "password", "right");

/** With a code asked for and typed. */
function withCode(): SignInForm {
  return typed(answered(filled, wish), "code", "123456");
}

test("the usual way comes first, and the other only where there is one", () => {
  expect(wayOf(filled, both)).toBe("password");
  expect(otherWay(filled, both)).toBe("token");
  expect(otherWay(filled, ["password"])).toBeNull();
  expect(wayOf(filled, ["token"])).toBe("token");
  expect(wayOf(turned(filled, "token"), both)).toBe("token");
  expect(wayOf(turned(filled, "token"), ["password"]), "a server that takes none").toBe("password");
});

test("e-mail and password are sent without a code until the server wants one", () => {
  expect(fieldsOf(filled, "password")).toEqual(["email", "password"]);
  expect(credentialsOf(filled, "password")).toEqual({ email: "ada@example.com", password: "right" });
  expect(fieldsOf(answered(filled, wish), "password")).toEqual(["email", "password", "code"]);
  expect(credentialsOf(withCode(), "password")).toEqual({
    email: "ada@example.com",
    password: "right",
    code: "123456",
  });
  for (const credentials of [filled, withCode()].map((form) => credentialsOf(form, "password"))) {
    expect(Credentials.parse(credentials)).toEqual(credentials);
  }
});

test("a wrong code stays to be mended; any other failure changes nothing either", () => {
  for (const one of [failure("invalid-code", "x"), failures.server, null]) {
    expect(answered(withCode(), one)).toEqual(withCode());
  }
});

test.each(["email", "password"] as const)("another %s takes the code away", (field) => {
  const changed = typed(withCode(), field, "other");
  expect(changed).toMatchObject({ code: "", codeWish: null });
  expect(typed(withCode(), field, withCode()[field]), "the same text does not").toEqual(withCode());
});

test("a token is sent alone", () => {
  const form = typed(turned(filled, "token"), "token", "abc.def");
  expect(fieldsOf(form, "token")).toEqual(["token"]);
  expect(credentialsOf(form, "token")).toEqual({ token: "abc.def" });
  expect(Credentials.parse(credentialsOf(form, "token"))).toEqual({ token: "abc.def" });
});

test("what is secret does not stay behind: turning and signing in take it away, and the e-mail stays", () => {
  const secret = typed(withCode(), "token", "abc.def");
  for (const form of [turned(secret, "token"), turned(secret, "password"), withoutSecrets(secret)]) {
    expect(form).toMatchObject({ email: "ada@example.com", password: "", token: "", code: "", codeWish: null });
  }
});
