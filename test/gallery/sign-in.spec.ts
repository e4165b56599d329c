/** Connecting and signing in, in the built renderer with the mock of main: what is asked of main, the focus, what is announced. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import type { Failure, Result } from "../../src-preload/contract/failure.ts";
import type { Channel } from "../../src-preload/contract/ipc.ts";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { findsIdentity, findsRiddle, fromNewer } from "./scenes-sign-in.ts";
import { failure, failures, firstRun, goodDay, identity, identityDay, local, noLists } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

async function open(state: FakeBridgeOptions["state"], answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  await openWith(gallery, { state, answers });
  return gallery.page;
}

/** The form of the first run. */
async function connecting(answers: FakeBridgeOptions["answers"] = {}): Promise<Page> {
  const page = await open(firstRun, answers);
  await page.getByRole("button", { name: "Connect to a server" }).click();
  return page;
}

const signedOut = { session: { status: "signed-out", reason: "not-yet" }, ...noLists } as const;
const at = "https://id.northwind.example";
const credentials = { email: "ada@northwind.example", password: "correct horse" };

async function fill(page: Page): Promise<void> {
  await page.getByLabel("E-mail").fill(credentials.email);
  await page.getByLabel("Password").fill(credentials.password);
}

const code = (page: Page) => page.getByLabel("Code from your authenticator app");

/** From now on main answers so. */
function answerWith(page: Page, channel: Channel, refused: Failure | null): Promise<void> {
  const answer: Result<null> = refused === null ? { ok: true, value: null } : { ok: false, failure: refused };
  return page.evaluate(([channel, answer]) => window.fakeMain.answer(channel, answer), [channel, answer] as const);
}

const topOf = async (place: Locator) => (await place.boundingBox())?.y;

test.describe("the address", () => {
  test("is looked at when it is left, and the line below says what was found without moving anything", async () => {
    const page = await connecting();
    const address = page.getByLabel("Address");
    await address.fill(at);
    const before = await topOf(page.getByLabel("E-mail"));
    await page.keyboard.press("Tab");
    await expect(address).toHaveAccessibleDescription("Keyrack API at id.northwind.example");
    await expect(page.getByText("Keyrack API at id.northwind.example")).toHaveAttribute("aria-live", "polite");
    expect(await topOf(page.getByLabel("E-mail"))).toBe(before);
    await expect(page.getByLabel("E-mail"), "the button that came takes no focus").toBeFocused();
    expect(await callsOf(page, "connection:look")).toEqual([{ address: at }]);
  });

  test("is looked at after a pause too", async () => {
    const page = await connecting(findsIdentity);
    // At one go: on a busy machine there may be a pause between two letters.
    await page.getByLabel("Address").fill("id.northwind.example");
    await expect(page.getByText("Better Auth at id.northwind.example/api/auth")).toBeVisible();
    expect(await callsOf(page, "connection:look")).toEqual([{ address: "id.northwind.example" }]);
    await expect(page.getByLabel("Address")).toBeFocused();
  });

  test("need not be found out before Connect is pressed", async () => {
    const page = await connecting({ "connection:look": "never", "connection:connect": "never" });
    await page.getByLabel("Address").fill(at);
    await fill(page);
    await expect(page.getByText("Looking…")).toBeVisible();
    await page.keyboard.press("Enter");
    expect(await callsOf(page, "connection:connect")).toEqual([{ address: at, ...credentials }]);
    await expect(page.getByText("Looking…")).toBeHidden();
  });

  test("that is none is said so, and the focus stays where the person is", async () => {
    const page = await connecting({ "connection:look": { ok: false, failure: failures.timeout } });
    await page.getByLabel("Address").fill("nowhere");
    await page.getByLabel("E-mail").focus();
    await expect(page.getByLabel("Address")).toHaveAccessibleDescription(failures.timeout.message);
    await expect(page.getByLabel("E-mail")).toBeFocused();
    await page.getByLabel("Address").fill("nowhere.example");
    await expect(page.getByText(failures.timeout.message)).toBeHidden();
  });
});

test.describe("the kind of server", () => {
  test("is chosen where nobody can tell it, by keyboard, and sent along", async () => {
    const page = await connecting(findsRiddle);
    await page.getByLabel("Address").fill(at);
    await page.keyboard.press("Tab");
    const choice = page.getByRole("radiogroup", { name: "Kind of server" });
    await expect(choice).toBeVisible();
    await expect(choice.getByRole("radio", { checked: true })).toHaveCount(0);
    await page.getByLabel("Address").focus();
    await page.keyboard.press("Tab");
    await expect(choice.getByRole("radio", { name: "Keyrack API" })).toBeFocused();
    await page.keyboard.press("ArrowDown");
    await expect(choice.getByRole("radio", { name: "Better Auth" })).toBeChecked();
    await fill(page);
    await page.keyboard.press("Enter");
    expect(await callsOf(page, "connection:connect")).toEqual([{ address: at, kind: "better-auth", ...credentials }]);
  });

  test("can be chosen otherwise than found, until the address changes", async () => {
    const page = await connecting(findsIdentity);
    await page.getByLabel("Address").fill(at);
    await page.keyboard.press("Tab");
    await page.getByRole("button", { name: "Not that? Choose" }).press("Enter");
    await expect(page.getByRole("radio", { name: "Better Auth" })).toBeFocused();
    await page.getByRole("radio", { name: "Keyrack API" }).click();
    await expect(page.getByText(/your choice counts\.$/)).toBeVisible();
    await expect(page.getByRole("button", { name: /instead$/ }), "what that kind does not offer").toBeHidden();
    await page.getByLabel("Address").fill(`${at}:8443`);
    await expect(page.getByRole("radio")).toHaveCount(0);
    await fill(page);
    await page.keyboard.press("Enter");
    expect(await callsOf(page, "connection:connect")).toEqual([{ address: `${at}:8443`, ...credentials }]);
  });

  test("is asked for when main cannot tell it either", async () => {
    const page = await connecting({
      "connection:look": "never",
      "connection:connect": { ok: false, failure: failures.notAnApi },
    });
    await page.getByLabel("Address").fill(at);
    await fill(page);
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("Address")).toBeFocused();
    await expect(page.getByLabel("Address")).toHaveAccessibleDescription(failures.notAnApi.message);
    const choice = page.getByRole("radiogroup", { name: "Or choose what it is:" });
    await choice.getByRole("radio", { name: "Better Auth" }).click();
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    expect((await callsOf(page, "connection:connect")).at(-1)).toEqual({
      address: at,
      kind: "better-auth",
      ...credentials,
    });
  });
});

test.describe("a session token", () => {
  test("is sent alone, is never shown, and leaves its field", async () => {
    const page = await open(identityDay(signedOut), {
      "session:sign-in": { ok: false, failure: failures.invalidToken },
    });
    await page.getByLabel("Password").fill("typed before");
    await page.getByRole("button", { name: "Use a session token instead" }).press("Enter");
    const token = page.getByLabel("Session token");
    await expect(token).toBeFocused();
    await expect(token).toHaveAttribute("type", "password");
    await expect(token).toHaveAccessibleDescription(/It stays in the system keychain\.$/);
    await page.keyboard.press("Enter");
    await expect(token).toHaveAccessibleDescription("Paste a session token.");
    await page.keyboard.type("not-a-real-token");
    await page.keyboard.press("Enter");
    await expect(token).toHaveAccessibleDescription(failures.invalidToken.message);
    await expect(token).toBeFocused();
    expect(await callsOf(page, "session:sign-in")).toEqual([{ token: "not-a-real-token" }]);
    await answerWith(page, "session:sign-in", null);
    await page.keyboard.press("Enter");
    await expect(token).toHaveValue("");
  });

  test("and a password do not stay behind when the person turns to the other", async () => {
    const page = await open(identityDay(signedOut));
    await page.getByLabel("Password").fill("typed before");
    await page.getByRole("button", { name: "Use a session token instead" }).click();
    await page.keyboard.type("not-a-real-token");
    await page.getByRole("button", { name: "Use e-mail and password instead" }).click();
    await expect(page.getByLabel("Password")).toHaveValue("");
    await expect(page.getByLabel("Password"), "the e-mail is there already").toBeFocused();
    await page.getByRole("button", { name: "Use a session token instead" }).click();
    await expect(page.getByLabel("Session token")).toHaveValue("");
  });

  test("is not offered by a server that takes none", async () => {
    const page = await open(goodDay({ ...signedOut, activeConnectionId: goodDay().connections[1]?.id ?? null }));
    await expect(page.getByLabel("Password")).toBeVisible();
    await expect(page.getByRole("button", { name: /instead$/ })).toHaveCount(0);
  });
});

const places = [
  { name: "connecting", channel: "connection:connect", button: "Connect", form: () => connectingTo() },
  { name: "signing in", channel: "session:sign-in", button: "Sign in", form: () => open(identityDay(signedOut)) },
  { name: "moving", channel: "connection:edit", button: "Sign in and save", form: () => editing() },
] as const;

async function connectingTo(): Promise<Page> {
  const page = await connecting(findsIdentity);
  await page.getByLabel("Address").fill(at);
  return page;
}

async function editing(): Promise<Page> {
  const page = await open(identityDay(), findsIdentity);
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Edit…", exact: true }).click();
  await page.getByLabel("Address").fill(at);
  return page;
}

for (const { name, channel, button, form } of places) {
  test(`${name}: a code is asked for, sent with the rest, and goes with another password`, async () => {
    const page = await form();
    await answerWith(page, channel, failures.codeRequired);
    await fill(page);
    const press = page.getByRole("button", { name: button, exact: true });
    const last = async () => {
      const one = (await callsOf(page, channel)).at(-1) as { moveTo?: object };
      return one.moveTo ?? one;
    };
    await press.click();
    await expect(code(page)).toBeFocused();
    await expect(code(page)).toHaveAccessibleDescription(failures.codeRequired.message);
    await expect(code(page)).not.toHaveAttribute("aria-invalid");
    await expect(code(page)).toHaveAttribute("autocomplete", "one-time-code");
    await expect(code(page)).toHaveAttribute("inputmode", "numeric");
    expect(await last()).not.toHaveProperty("code");
    await page.keyboard.press("Enter");
    await expect(code(page)).toHaveAccessibleDescription("Type the code.");

    await answerWith(page, channel, failures.invalidCode);
    await page.keyboard.type("123456");
    await page.keyboard.press("Enter");
    await expect(code(page)).toHaveAccessibleDescription(failures.invalidCode.message);
    await expect(code(page)).toBeFocused();
    expect(await last()).toMatchObject({ ...credentials, code: "123456" });

    await page.getByLabel("Password").fill("another");
    await expect(code(page)).toBeHidden();
    await expect(page.getByText(failures.invalidCode.message)).toBeHidden();
    await press.click();
    expect(await last()).not.toHaveProperty("code");
  });
}

test("where a server takes no password, the other way is beside what it said", async () => {
  const refused = failure(
    "password-not-taken",
    "id.northwind.example does not let this account sign in with a password.",
  );
  const page = await open(identityDay(signedOut), { "session:sign-in": { ok: false, failure: refused } });
  await fill(page);
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(refused.message);
  await page.getByRole("button", { name: "Use a session token instead" }).click();
  await expect(page.getByText(refused.message)).toBeHidden();
});

test("a moved connection shows where its API begins, and is the same with and without https", async () => {
  const page = await open(identityDay());
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Edit…", exact: true }).click();
  const address = page.getByLabel("Address");
  await expect(address).toHaveValue(`${identity.origin}/api/auth`);
  await address.fill("id.northwind.example/api/auth");
  await page.getByLabel("Name").focus();
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeVisible();
  expect(await callsOf(page, "connection:look"), "there is nothing to find out").toEqual([]);
});

for (const [name, state] of [
  ["with no list", { ...signedOut }],
  ["above its list", { session: { status: "signed-out", reason: "ended" } }],
] as const) {
  test(`a connection of a newer Keyrack says so and offers nothing that cannot work, ${name}`, async () => {
    const connections = [fromNewer, local];
    const page = await open(identityDay({ connections, activeConnectionId: fromNewer.id, ...state }));
    await expect(page.getByText(/^A newer Keyrack made this connection\./)).toBeVisible();
    for (const dead of ["Sign in", "Try again", "Retry"]) {
      await expect(page.getByRole("button", { name: dead, exact: true })).toHaveCount(0);
    }
  });
}
