/** The documents hold together: no link leads nowhere, and the table of contents has every decision. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(join(root, file), "utf8");

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

/** What a document links to or shows, as far as it lies in this repository. */
function linksOf(file: string): string[] {
  const found = [...read(file).matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset)="([^"]+)"/g)];
  return found
    .map(([, link, picture]) => link ?? picture ?? "")
    .filter((target) => !/^(?:https?:|mailto:|#)/.test(target));
}

test.each(documents)("every link of %s leads somewhere", (file) => {
  const dead = linksOf(file).filter((link) => !existsSync(resolve(root, dirname(file), link.replace(/#.*$/, ""))));
  expect(dead).toEqual([]);
});

test("links and pictures are found at all", () => {
  expect(linksOf("README.md")).toEqual(expect.arrayContaining(["docs/architecture.md", "LICENSE"]));
  expect(linksOf("README.md").some((link) => link.endsWith(".png"))).toBe(true);
});

test("every picture of the documents is shown in one", () => {
  const shown = documents.flatMap((file) => linksOf(file).map((link) => join(dirname(file), link)));
  const kept = readdirSync(join(root, "docs/images")).map((name) => join("docs/images", name));
  expect(kept.filter((picture) => !shown.includes(picture))).toEqual([]);
});

test("the table of contents has every decision, by its number and title", () => {
  const contents = read("docs/README.md");
  for (const name of readdirSync(join(root, "docs/decisions"))) {
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(join("docs/decisions", name))) ?? [];
    expect(Number(name.slice(0, 4)), name).toBe(Number(number));
    expect(contents).toContain(`${number}. [${title}](decisions/${name})`);
  }
});
