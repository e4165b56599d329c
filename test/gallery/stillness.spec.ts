/** Nothing moves under the hand: what is on screen before an answer, a failure or another tab comes is where it was afterwards. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type Gallery, launchGallery, openWith, sizes } from "./page.ts";
import { scenes } from "./scenes.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Parts = Record<string, (page: Page) => Locator>;

async function boxesOf(page: Page, parts: Parts): Promise<Record<string, Box>> {
  const boxes: Record<string, Box> = {};
  for (const [name, part] of Object.entries(parts)) {
    const box = await part(page).boundingBox();
    if (box === null) throw new Error(`There is no ${name}.`);
    boxes[name] = box;
  }
  return boxes;
}

/** Where the parts of a scene are, at both sizes. */
async function partsOf(name: string, parts: Parts): Promise<Record<string, Record<string, Box>>> {
  const scene = scenes.find((one) => one.name === name);
  if (scene === undefined) throw new Error(`No scene is called ${name}.`);
  await openWith(gallery, { state: scene.state, answers: scene.answers ?? {}, place: scene.place });
  const { page } = gallery;
  await scene.act?.(page);
  const found: Record<string, Record<string, Box>> = {};
  for (const size of sizes) {
    await page.setViewportSize(size);
    found[size.name] = await boxesOf(page, parts);
  }
  return found;
}

const top: Parts = {
  title: (page) => page.getByRole("heading", { level: 1 }),
  generate: (page) => page.getByRole("button", { name: "Generate New Key" }),
};
const tabs: Parts = { tabs: (page) => page.getByRole("tablist") };

const reading = (page: Page) => page.getByLabel("Reading the list");
const table = (page: Page) => page.getByRole("table", { name: "Active Keys" });

/** The table's frame is one pixel around it. */
const rows: Parts = {
  head: (page) => table(page).locator("thead"),
  row: (page) => table(page).locator("tbody tr").first(),
};
const rowsToCome: Parts = {
  head: (page) => reading(page).locator("> div > div + div > :nth-child(1)"),
  row: (page) => reading(page).locator("> div > div + div > :nth-child(2)"),
};

/** The same place, to the pixel: a table's rows fall on other fractions than boxes do. A heading is as wide as its words. */
function expectSame(
  before: Awaited<ReturnType<typeof partsOf>>,
  after: Awaited<ReturnType<typeof partsOf>>,
  sides: (keyof Box)[] = ["x", "y", "height"],
): void {
  for (const [size, parts] of Object.entries(before)) {
    for (const [name, box] of Object.entries(parts)) {
      for (const side of sides) {
        const [was, is] = [box[side], after[size]?.[name]?.[side] ?? Number.NaN];
        expect(Math.abs(is - was), `${name} at ${size}: ${side} ${was} before, ${is} after`).toBeLessThanOrEqual(1);
      }
    }
  }
}

const everySide: (keyof Box)[] = ["x", "y", "width", "height"];

for (const before of ["keys-loading", "session-restoring"]) {
  test(`the key list comes where ${before} promised it`, async () => {
    expectSame(await partsOf(before, top), await partsOf("keys", top));
    expectSame(
      await partsOf(before, { ...tabs, ...rowsToCome }),
      await partsOf("keys", { ...tabs, ...rows }),
      everySide,
    );
  });
}

test("Overview's figures and its first list come where they were promised", async () => {
  expectSame(await partsOf("overview-reading", top), await partsOf("overview", top));
  const promised = await partsOf("overview-reading", {
    figure: (page) => reading(page).locator("> div > div > div").first(),
    list: (page) => reading(page).locator("> div > div:last-child > div:last-child"),
  });
  const come = await partsOf("overview", {
    figure: (page) => page.getByRole("heading", { name: "Active keys" }).locator("xpath=../.."),
    list: (page) => page.getByRole("region", { name: "Needs attention" }).getByRole("list"),
  });
  const [wide] = sizes;
  // In the smallest window the meter has a line of its own, and a sentence two.
  expectSame({ [wide.name]: promised[wide.name] ?? {} }, { [wide.name]: come[wide.name] ?? {} }, everySide);
});

test("a reason below Generate New Key and a scroll bar leave the table where it is", async () => {
  const before = await partsOf("keys", { ...tabs, ...rows });
  const where = await partsOf("keys", top);
  for (const after of ["keys-full", "keys-many"]) {
    expectSame(where, await partsOf(after, top));
    expectSame(before, await partsOf(after, { ...tabs, ...rows }), everySide);
  }
});

const dialog: Parts = {
  title: (page) => page.getByRole("dialog").getByRole("heading").first(),
};
const generating: Parts = { ...dialog, name: (page) => page.getByRole("dialog").getByLabel("Name") };

test("a failure in the dialog comes below what has been typed", async () => {
  const before = await partsOf("generate-untouched", generating);
  for (const after of ["generate", "generate-under-way", "generate-failed", "generate-lost-unknown"])
    expectSame(before, await partsOf(after, generating));
});

test("the tabs of Use stay where they are, however long their snippets", async () => {
  const using: Parts = { ...dialog, tabs: (page) => page.getByRole("dialog").getByRole("tablist") };
  const before = await partsOf("use-curl", using);
  const [wide] = sizes;
  for (const after of ["use-env", "use-shell", "use-actions", "use-tested", "use-file-outlook"]) {
    const boxes = await partsOf(after, using);
    expectSame({ [wide.name]: before[wide.name] ?? {} }, { [wide.name]: boxes[wide.name] ?? {} }, everySide);
  }
});

test("what is wrong with a server's address or its answer moves no field above it", async () => {
  const connecting: Parts = {
    title: (page) => page.getByRole("heading", { level: 1 }),
    address: (page) => page.getByLabel("Address"),
  };
  const before = await partsOf("connect-empty", connecting);
  const [wide] = sizes;
  for (const after of ["connect-under-way", "connect-certificate", "connect-rate-limited"]) {
    const boxes = await partsOf(after, connecting);
    expectSame({ [wide.name]: before[wide.name] ?? {} }, { [wide.name]: boxes[wide.name] ?? {} });
  }
});

test("the buttons of a dialog that is higher than the window are in sight", async () => {
  for (const name of ["use-python", "reveal-not-kept", "edit-connection-other-account"]) {
    await partsOf(name, {});
    const [, small] = sizes;
    await gallery.page.setViewportSize(small);
    const last = gallery.page.getByRole("dialog").getByRole("button").last();
    const box = await last.boundingBox();
    expect(box, name).not.toBeNull();
    expect((box?.y ?? 0) + (box?.height ?? 0), `${name}: the last button ends in sight`).toBeLessThanOrEqual(
      small.height - 20,
    );
  }
});

test("a failure that comes below what is in sight of a high dialog is scrolled to", async () => {
  const [, small] = sizes;
  const scene = scenes.find(({ name }) => name === "edit-connection-other-account");
  await openWith(gallery, { state: scene?.state ?? "absent", answers: scene?.answers ?? {} });
  const { page } = gallery;
  await page.setViewportSize(small);
  await scene?.act?.(page);
  const [failure, button] = await Promise.all(
    [page.getByRole("alert"), page.getByRole("button", { name: "Sign in and save" })].map((one) => one.boundingBox()),
  );
  expect((failure?.y ?? Number.NaN) + (failure?.height ?? 0)).toBeLessThanOrEqual(button?.y ?? 0);
  expect(failure?.y).toBeGreaterThan(20);
});
