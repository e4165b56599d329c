/** The curl line is the guide's, letter for letter, and never holds a key. */
import { expect, test } from "vitest";
import { curlParts, snippetText } from "../../../src-renderer/store/usage-snippet.ts";

test("with a warehouse", () => {
  expect(snippetText("curl", { origin: "https://api.example.com", warehouseId: "wh_rotterdam" })).toBe(
    [
      "curl https://api.example.com/api/v1/inbound \\",
      '  -H "Authorization: ApiKey $API_KEY" \\',
      '  -H "X-Warehouse-Id: wh_rotterdam"',
    ].join("\n"),
  );
});

test("without one, the guide's placeholder", () => {
  expect(snippetText("curl", { origin: "http://127.0.0.1:4000", warehouseId: null })).toContain(
    '"X-Warehouse-Id: {warehouse_id}"',
  );
});

test("what varies is marked", () => {
  const marked = curlParts("https://api.example.com", "wh_1").filter(({ variable }) => variable);
  expect(marked.map(({ text }) => text)).toEqual(["$API_KEY", "wh_1"]);
});
