/** What is wrong when a server is added: each thing its own sentence, what was typed stays, and the list behind is untouched. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { sharedApp, test } from "../support/e2e.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { makeIdentity } from "../support/tls-certificates.ts";
import {
  type Answer,
  json,
  nobodyHome,
  problem,
  startUnreliableServer,
  type UnreliableServer,
} from "../support/unreliable-server.ts";
import { fillConnectForm, keyRow, makeKey, openConnectDialog, useLocalWorkspace } from "../support/walk.ts";

const running = sharedApp();
const typed = { email: "admin@example.com", password: "a password typed once" };
let dialog: Locator;
let server: UnreliableServer | undefined;
let service: ServiceProcess | undefined;

test.beforeAll(async () => {
  const { window } = running();
  await useLocalWorkspace(window);
  await makeKey(window, "Stays here");
});
test.beforeEach(async () => {
  dialog = await openConnectDialog(running().window);
});
test.afterEach(async () => {
  const { window, profile } = running();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  await expect(keyRow(window, "Active Keys", "Stays here")).toBeVisible();
  const { connections } = JSON.parse(readFileSync(join(profile, "settings.json"), "utf8"));
  expect(connections, "nothing was saved").toHaveLength(1);
  await server?.close();
  await service?.close();
  server = undefined;
  service = undefined;
});

/** Tries to connect, and expects the sentence beside the field it concerns and everything typed still there. */
async function expectRefusal(address: string, sentence: RegExp, field: "Address" | "Password" | null): Promise<void> {
  await fillConnectForm(dialog, { ...typed, address });
  await expect(dialog.getByText(sentence)).toBeVisible();
  if (field) {
    await expect(dialog.getByLabel(field)).toHaveAttribute("aria-invalid", "true");
    await expect(dialog.getByLabel(field)).toHaveAccessibleDescription(sentence);
    await expect(dialog.getByLabel(field), "ready to be typed anew").toBeFocused();
  } else {
    await expect(dialog.getByRole("alert")).toHaveText(sentence);
  }
  await expect(dialog.getByLabel("Address")).toHaveValue(address);
  await expect(dialog.getByLabel("E-mail")).toHaveValue(typed.email);
  await expect(dialog.getByLabel("Password")).toHaveValue(typed.password);
}

const noAddress = /^That is not an address Keyrack can use\. Write it like https:\/\/api\.example\.com\.$/;
const insecure =
  /^api\.example\.com can only be reached with https:\/\/, because http would send your password in clear\./;

for (const address of [
  "not an address",
  "https://",
  "ftp://files.example.com",
  "https://me:secret@api.example.com",
  "https://api.example.com/?q=1",
  "javascript:alert(1)",
]) {
  test(`no address: ${address}`, () => expectRefusal(address, noAddress, "Address"));
}

test("http to a foreign host", () => expectRefusal("http://api.example.com", insecure, "Address"));

test("an unknown host", () =>
  expectRefusal(
    "https://nowhere.invalid",
    /^There is no host called nowhere\.invalid, or this computer is offline\./,
    "Address",
  ));

test("a refused connection", async () => {
  const address = await nobodyHome();
  await expectRefusal(address, new RegExp(`^Nothing answers at ${new URL(address).host}\\. `), "Address");
});

test("a certificate nobody vouches for", async () => {
  server = await startUnreliableServer(null, await makeIdentity({}));
  await expectRefusal(server.origin, /^127\.0\.0\.1 could not prove who it is: .*Nothing was sent\./, "Address");
  expect(server.requests, "not a byte of the request was sent").toEqual([]);
});

test("an expired certificate has a reason of its own", async () => {
  server = await startUnreliableServer(null, await makeIdentity({ validFrom: -30, validUntil: -1 }));
  await expectRefusal(server.origin, /^127\.0\.0\.1 could not prove who it is: .*expired/, "Address");
  expect(server.requests).toEqual([]);
});

const html: Answer = { status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html><h1>It works!" };
const faults: [name: string, answer: Answer, sentence: RegExp, field: "Address" | "Password" | null][] = [
  ["HTML", html, /^Something answers at 127\.0\.0\.1:\d+, but it is not a key management API\./, "Address"],
  [
    "a page that is not there",
    { status: 404 },
    /^Something answers at 127\.0\.0\.1:\d+, but it is not a key/,
    "Address",
  ],
  ["a 500", { status: 500, body: "oops" }, /^127\.0\.0\.1:\d+ has a problem of its own \(error 500\)\./, null],
  [
    "a body that breaks the schema",
    json(201, { token: 1 }),
    /^127\.0\.0\.1:\d+ sent an answer Keyrack cannot read/,
    null,
  ],
  [
    "JSON that is none",
    { ...json(201, null), body: '{"token": ' },
    /^127\.0\.0\.1:\d+ sent an answer Keyrack cannot read/,
    null,
  ],
  [
    "a redirect",
    { status: 302, headers: { location: "https://elsewhere.example" } },
    /points to another address\. Keyrack does not follow it/,
    "Address",
  ],
  ["no permission", problem(403, "forbidden"), /does not allow your account to do that\./, null],
];

/** A server that is recognised as what it is, and answers this to every sign-in. */
async function startRefusing(answer: Answer): Promise<UnreliableServer> {
  server = await startUnreliableServer(null);
  server.fault(({ method }) => (method === "POST" ? answer : problem(401, "session-expired")));
  return server;
}

/** What was sent with the password. */
const signIns = ({ requests }: UnreliableServer) => requests.filter((request) => request.startsWith("POST"));

for (const [name, answer, sentence, field] of faults) {
  test(`a server that answers ${name}`, async () => {
    const refusing = await startRefusing(answer);
    await expectRefusal(refusing.origin, sentence, field);
    expect(signIns(refusing), "asked once: a sign-in is not repeated by itself").toEqual([
      "POST /api/v1/admin/sessions",
    ]);
  });
}

test("a web page at every path: the person may say what it is, and no password is sent meanwhile", async () => {
  server = await startUnreliableServer(null);
  server.fault(() => html);
  await expectRefusal(server.origin, /^Something answers at 127\.0\.0\.1:\d+, but it is not a key/, "Address");
  await expect(dialog.getByRole("radio", { name: "Keyrack API" })).toBeVisible();
  expect(signIns(server)).toEqual([]);
});

test("a wrong password", async () => {
  service = await startServiceProcess();
  await expectRefusal(
    service.origin,
    /^The e-mail and password do not match\. Check both and try again\.$/,
    "Password",
  );
});

test("too many attempts: the wait is shown, counts down, and nothing is sent meanwhile", async () => {
  const refusing = await startRefusing(problem(429, "rate-limited", { "retry-after": "3" }));
  await expectRefusal(
    refusing.origin,
    /^Too many requests in a short time\. Nothing was lost; try again in [123] s\.$/,
    null,
  );
  const button = dialog.getByRole("button", { name: /^Wait [123] s$/ });
  await expect(button).toHaveAttribute("aria-disabled", "true");
  await dialog.getByLabel("Password").press("Enter");
  await expect(dialog.getByRole("button", { name: "Connect", exact: true })).not.toHaveAttribute(
    "aria-disabled",
    "true",
  );
  await expect(dialog.getByText("You can try again now; nothing was lost.")).toBeVisible();
  expect(signIns(refusing)).toHaveLength(1);
});

test("empty fields are asked for, one after the other", async () => {
  const connect = dialog.getByRole("button", { name: "Connect", exact: true });
  await connect.click();
  await expect(dialog.getByLabel("Address")).toBeFocused();
  await dialog.getByLabel("Address").fill("https://api.example.com");
  await connect.click();
  await expect(dialog.getByLabel("E-mail")).toBeFocused();
  await dialog.getByLabel("E-mail").fill("a@b.example");
  await connect.click();
  await expect(dialog.getByLabel("Password")).toBeFocused();
});
