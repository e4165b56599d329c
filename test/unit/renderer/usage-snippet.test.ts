/** The curl line is the guide's, letter for letter, and never holds a key. */
import { expect, test } from "vitest";
import { curlParts, curlText } from "../../../src-renderer/store/usage-snippet.ts";

test("with a warehouse", () => {
  expect(curlText("https://api.example.com", "wh_rotterdam")).toBe(
    [
      "curl https://api.example.com/api/v1/inbound \\",
      '  -H "Authorization: ApiKey $API_KEY" \\',
      '  -H "X-Warehouse-Id: wh_rotterdam"',
    ].join("\n"),
  );
});

test("without one, the guide's placeholder", () => {
  expect(curlText("http://127.0.0.1:4000", null)).toContain('"X-Warehouse-Id: {warehouse_id}"');
});

test("what varies is marked", () => {
  const marked = curlParts("https://api.example.com", "wh_1").filter(({ variable }) => variable);
  expect(marked.map(({ text }) => text)).toEqual(["$API_KEY", "wh_1"]);
});
