/** The palette in every state, in both themes and in forced colours, with axe on each. */
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { cutShort } from "./checks.ts";
import { type Gallery, launchGallery, pictures } from "./page.ts";
import { openPalette, type PaletteMock } from "./quick-copy-page.ts";
import { awkwardKept, manyKept, ofTwoServers, palette } from "./quick-copy-states.ts";
import { failure, failures, local, remote } from "./states.ts";

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await launchGallery();
});

test.afterAll(async () => {
  await gallery?.app.close();
});

const field = (page: Page) => page.getByRole("combobox");
const options = (page: Page) => page.getByRole("option");
const chosen = (page: Page) => page.getByRole("option", { selected: true });

const locked = { "kept:copy": { ok: false as const, failure: failures.locked } };
const unreadable = failure(
  "kept-unreadable",
  "What the keychain held for Production API was not its value, so it was forgotten. Nothing was copied; the key itself is not changed.",
);

const scenes: (PaletteMock & { name: string; act?: (page: Page) => Promise<unknown> })[] = [
  { name: "keys", state: palette() },
  { name: "search", state: palette(), act: (page) => field(page).fill("prod") },
  { name: "two-servers", state: palette({ kept: ofTwoServers }), act: (page) => page.keyboard.press("ArrowDown") },
  { name: "awkward", state: palette({ kept: awkwardKept }) },
  { name: "awkward-server", state: palette({ connections: [{ ...local, name: "W".repeat(64) }, remote] }) },
  {
    name: "awkward-servers",
    state: palette({
      kept: [...awkwardKept, ...ofTwoServers],
      connections: [local, { ...remote, name: "شركة الشحن الشمالية للخدمات اللوجستية والتخزين والتوزيع" }],
    }),
  },
  { name: "many", state: palette({ kept: manyKept }), act: (page) => page.keyboard.press("PageDown") },
  { name: "many-end", state: palette({ kept: manyKept }), act: (page) => page.keyboard.press("End") },
  { name: "nothing-kept", state: palette({ kept: [] }) },
  { name: "nothing-found", state: palette(), act: (page) => field(page).fill("inventory") },
  { name: "nothing-found-long", state: palette(), act: (page) => field(page).fill("WW".repeat(100)) },
  {
    name: "offline",
    state: palette({
      network: { status: "offline", since: null, failure: failures.timeout, nextTryAt: null, live: false },
    }),
  },
  { name: "failed", state: palette(), answers: locked, act: (page) => page.keyboard.press("Enter") },
  {
    name: "failed-many",
    state: palette({ kept: manyKept }),
    answers: { "kept:copy": { ok: false, failure: unreadable } },
    act: async (page) => {
      await page.keyboard.press("End");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(chosen(page)).toBeInViewport({ ratio: 1 });
    },
  },
  {
    name: "copying",
    state: palette(),
    answers: { "kept:copy": "never" },
    act: async (page) => {
      await page.keyboard.press("Enter");
      await expect(options(page).getByText("Copying…")).toBeVisible();
    },
  },
  { name: "never-cleared", state: palette({ preferences: { ...palette().preferences, clearAfter: 0 } }) },
  { name: "lost", state: null },
];

for (const { name, act, ...mock } of scenes) {
  test(`${name} looks right`, async () => {
    await openPalette(gallery, mock);
    const { page, complaints } = gallery;
    await act?.(page);
    for (const theme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.screenshot({ path: join(pictures, `palette-${name}-${theme}.png`) });
      expect(await axe(page), `axe in ${theme}`).toEqual([]);
    }
    expect(await cutShort(page), "what is cut short can be read whole").toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "active" });
    await page.screenshot({ path: join(pictures, `palette-${name}-forced.png`) });
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth && document.body.scrollTop === 0),
      "nothing sticks out",
    ).toBe(true);
    expect(complaints, "the console is quiet; the content security policy complains there").toEqual([]);
  });
}

/** axe's findings, each with the element and the reason. */
async function axe(page: Page): Promise<string[]> {
  // Legacy mode, because Electron cannot open the extra page axe would like to have.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
  );
}
