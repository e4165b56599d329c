/** The curl line is the guide's, letter for letter, and never holds a key. */
import { expect, test } from "vitest";
import {
  needsAddress,
  type SnippetInput,
  snippetKinds,
  snippetParts,
  snippetText,
} from "../../../src-renderer/store/usage-snippet.ts";
import { keyrackHeader } from "../../support/capabilities.ts";

const guide = (origin: string, warehouseId: string | null): SnippetInput => ({
  api: { origin, warehouseId },
  header: keyrackHeader,
});

test("with a warehouse", () => {
  expect(snippetText("curl", guide("https://api.example.com", "wh_rotterdam"))).toBe(
    [
      "curl https://api.example.com/api/v1/inbound \\",
      '  -H "Authorization: ApiKey $API_KEY" \\',
      '  -H "X-Warehouse-Id: wh_rotterdam"',
    ].join("\n"),
  );
});

test("without one, the guide's placeholder", () => {
  expect(snippetText("curl", guide("http://127.0.0.1:4000", null))).toContain('"X-Warehouse-Id: {warehouse_id}"');
});

test("what varies is marked", () => {
  const marked = snippetParts("curl", guide("https://api.example.com", "wh_1")).filter(({ variable }) => variable);
  expect(marked.map(({ text }) => text)).toEqual(["$API_KEY", "wh_1"]);
});

const own: SnippetInput = { api: null, header: { name: "x-api-key", scheme: null } };

test("for an API of one's own, an address to be put in and no warehouse", () => {
  expect(snippetText("curl", own)).toBe(["curl https://api.example.com/ \\", '  -H "x-api-key: $API_KEY"'].join("\n"));
  const marked = snippetParts("curl", own).filter(({ variable }) => variable);
  expect(marked.map(({ text }) => text)).toEqual(["https://api.example.com/", "$API_KEY"]);
});

test.each(snippetKinds)("$label says so where it has such an address", ({ kind }) => {
  expect(needsAddress(kind, own)).toBe(snippetText(kind, own).includes("https://api.example.com/"));
  expect(needsAddress(kind, guide("https://api.example.com", null))).toBe(false);
  expect(snippetText(kind, own)).not.toMatch(/warehouse|inbound/i);
});
