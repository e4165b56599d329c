/** Several connections and the Network tab, in the built renderer with the mock of main: the keyboard, the focus, what is asked of main. */
import { expect, type Page, test } from "@playwright/test";
import type { FakeBridgeOptions } from "./fake-bridge.ts";
import { callsOf, type Gallery, launchGallery, openWith } from "./page.ts";
import { production, staging } from "./scenes-connections.ts";
import { companyProxy } from "./scenes-network.ts";
import { activeKey, failure, failures, firstRun, goodDay, local } from "./states.ts";

const three = { connections: [production, staging, local], activeConnectionId: production.id };
const waiting = failure("copy-first", "The key you generated before is still waiting to be copied.");

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

const choose = (page: Page, connectionId: string) =>
  page.evaluate((id) => window.fakeMain.emit("menu:connection", { connectionId: id }), connectionId);
const switched = (page: Page) => callsOf(page, "connection:activate");
const remark = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test.describe("the shortcut that switches", () => {
  test("works on every tab; the title, a word and the focus follow", async () => {
    const page = await open(goodDay(three));
    await expect(page).toHaveTitle("Production – Keyrack");
    await page.getByRole("tab", { name: "Connection" }).click();
    await page.getByRole("button", { name: `Switch to ${staging.name}` }).focus();
    await choose(page, staging.id);
    expect(await switched(page)).toEqual([{ connectionId: staging.id }]);
    await page.evaluate((id) => window.fakeMain.emit("state:changed", { activeConnectionId: id }), staging.id);
    await expect(page).toHaveTitle("Staging – Keyrack");
    await expect(remark(page, "Connection: Staging")).toBeAttached();
    await expect(page.getByRole("tab", { name: "Connection" }), "the button is gone, the focus is not").toBeFocused();
    await choose(page, staging.id);
    expect(await switched(page), "it is there already").toHaveLength(1);
  });

  test("waits for a dialog", async () => {
    const page = await open(goodDay(three));
    await page.getByRole("button", { name: "Generate New Key" }).click();
    await choose(page, staging.id);
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await switched(page)).toEqual([]);
  });

  test("says why it is not possible", async () => {
    const newKey = { apiKey: activeKey({ id: "k9" }), copied: false, keepFailure: null };
    const page = await open(goodDay({ ...three, newKey }), { "connection:activate": { ok: false, failure: waiting } });
    await choose(page, staging.id);
    await expect(remark(page, waiting.message)).toBeVisible();
  });

  test("leads out of the first page too", async () => {
    const page = await open({ ...firstRun, connections: [production] });
    await choose(page, production.id);
    expect(await switched(page)).toEqual([{ connectionId: production.id }]);
  });
});

test("the switcher says the shortcut of each connection", async () => {
  const page = await open(goodDay(three));
  await page.getByRole("button", { name: /^Connection/ }).click();
  const second = page.getByRole("menuitemradio", { name: /Staging/ });
  await expect(second).toHaveAttribute("aria-keyshortcuts", "Control+2");
  await expect(second).toContainText("Ctrl 2");
});

test("editing: the colours are a radio group, and focus returns to where it came from", async () => {
  const page = await open(goodDay(three));
  await page.getByRole("tab", { name: "Connection" }).click();
  const edit = page.getByRole("button", { name: `Edit ${staging.name}…` });
  await edit.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Edit connection" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await page.keyboard.type("Staging EU");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("radiogroup", { name: "Colour" }).getByRole("radio", { name: "Teal" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(dialog.getByRole("radio", { name: "Blue" })).toBeChecked();
  await page.keyboard.press("Tab");
  await expect(dialog.getByLabel("Address")).toBeFocused();
  await expect(dialog.getByLabel("Password")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(edit).toBeFocused();
  expect(await callsOf(page, "connection:edit")).toEqual([
    { connectionId: staging.id, name: "Staging EU", colour: "blue", moveTo: null },
  ]);
});

test("another address asks for a sign-in and says why; taken back, it does not", async () => {
  const page = await open(goodDay(three), { "connection:edit": { ok: false, failure: failures.credentials } });
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Edit…", exact: true }).click();
  const address = page.getByLabel("Address");
  await address.fill("https://eu.northwind.example");
  await expect(page.getByText(/^A session belongs to the address that opened it/)).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue("ada@northwind.example");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password")).toBeFocused();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription("Type your password.");
  await page.keyboard.type("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(failures.credentials.message);
  expect(await callsOf(page, "connection:edit")).toEqual([
    {
      connectionId: production.id,
      name: "Production",
      colour: "rose",
      moveTo: { address: "https://eu.northwind.example", email: "ada@northwind.example", password: "wrong" },
    },
  ]);
  await address.fill("api.northwind.example/");
  await expect(page.getByLabel("Password")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeVisible();
});

test("the Local workspace has a name and a colour to edit, and no address", async () => {
  const page = await open(goodDay(three));
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: `Edit ${local.name}…` }).click();
  await expect(page.getByLabel("Name")).toHaveValue(local.name);
  await expect(page.getByLabel("Address")).toHaveCount(0);
  await page.getByLabel("Name").fill("  ");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription("Type a name.");
  expect(await callsOf(page, "connection:edit")).toEqual([]);
});

test("Esc does not close the dialog while an answer is awaited", async () => {
  const page = await open(goodDay(three), { "connection:edit": "never" });
  await page.getByRole("tab", { name: "Connection" }).click();
  await page.getByRole("button", { name: "Edit…", exact: true }).click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Edit connection" })).toBeVisible();
});

test("a server that is added can be given a name, and need not be", async () => {
  const page = await open(goodDay(three));
  for (const name of ["", " Staging EU "]) {
    await page.getByRole("button", { name: /^Connection/ }).click();
    await page.getByRole("menuitem", { name: "Connect to a server…" }).click();
    const dialog = page.getByRole("dialog", { name: "Connect to a server" });
    await dialog.getByLabel("Address").fill("https://eu.example.com");
    await dialog.getByLabel("Name").fill(name);
    await dialog.getByLabel("E-mail").fill("ada@example.com");
    await dialog.getByLabel("Password").fill("right");
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
  }
  const typed = { address: "https://eu.example.com", email: "ada@example.com", password: "right" };
  expect(await callsOf(page, "connection:connect")).toEqual([typed, { ...typed, name: " Staging EU " }]);
});

test.describe("the proxy", () => {
  const asked = (page: Page) => callsOf(page, "transport:set-proxy");

  test("the system's and none hold at once; one's own when it is saved", async () => {
    const page = await open(goodDay());
    await page.getByRole("tab", { name: "Network" }).click();
    const choices = page.getByRole("radiogroup", { name: "Proxy" });
    await choices.getByRole("radio", { name: "Use the system’s proxy" }).focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => asked(page)).toEqual([{ proxy: { mode: "direct" }, password: null }]);
    await choices.getByRole("radio", { name: "A proxy of your own" }).click();
    await page.getByLabel("Address").fill(" proxy.example.com:8080 ");
    await page.getByLabel("Password").fill("secret");
    await page.keyboard.press("Enter");
    await expect(page.getByLabel("User name")).toHaveAccessibleDescription("Type the user name the password is for.");
    await page.getByLabel("User name").fill("ada");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(remark(page, "Saved")).toBeVisible();
    expect((await asked(page)).at(-1)).toEqual({
      proxy: { mode: "manual", address: "proxy.example.com:8080", username: "ada" },
      password: "secret",
    });
  });

  test("a known password is not asked for again, and a new one does not stay in its field", async () => {
    const transport = { ...goodDay().transport, proxy: companyProxy, proxyPassword: "keychain" as const };
    const page = await open(goodDay({ transport }));
    await page.getByRole("tab", { name: "Network" }).click();
    const password = page.getByLabel("Password");
    await expect(password).toHaveAttribute("placeholder", "Kept in the keychain");
    await page.getByRole("button", { name: "Save" }).click();
    await password.fill("newer");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(password).toHaveValue("");
    expect(await asked(page)).toEqual([
      { proxy: companyProxy, password: null },
      { proxy: companyProxy, password: "newer" },
    ]);
  });

  test("a choice that was not taken goes back to what is in force, and says why", async () => {
    const page = await open(goodDay(), { "transport:set-proxy": { ok: false, failure: failures.server } });
    await page.getByRole("tab", { name: "Network" }).click();
    await page.getByRole("radio", { name: "No proxy" }).click();
    await expect(page.getByRole("alert")).toHaveText(failures.server.message);
    await expect(page.getByRole("radio", { name: "Use the system’s proxy" })).toBeChecked();
  });
});

test("a certificate file is chosen, named with its count, and removed; focus stays on the button that is left", async () => {
  const page = await open(goodDay());
  await page.getByRole("tab", { name: "Network" }).click();
  await page.getByRole("button", { name: "Choose file…" }).click();
  expect(await callsOf(page, "transport:choose-authorities")).toHaveLength(1);
  const set = (path: string | null) =>
    page.evaluate(
      ([transport, path]) =>
        window.fakeMain.emit("state:changed", {
          transport: {
            ...transport,
            authorities: { system: false, file: path === null ? null : { path, count: 2, failure: null } },
          },
        }),
      [goodDay().transport, path] as const,
    );
  await set("/etc/northwind.pem");
  await expect(page.getByText("2 certificates")).toBeVisible();
  await page.getByRole("button", { name: "Remove" }).press("Enter");
  expect(await callsOf(page, "transport:forget-authorities")).toHaveLength(1);
  await set(null);
  await expect(page.getByText("No certificate file is chosen.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose file…" })).toBeFocused();
});
