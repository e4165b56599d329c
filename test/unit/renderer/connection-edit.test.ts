/** What the form that edits a connection decides by itself. */
import { describe, expect, test } from "vitest";
import { parseAddress } from "../../../src-main/servers/address.ts";
import { ConnectionColour } from "../../../src-preload/contract/connection.ts";
import { colourChoices, isOtherAddress } from "../../../src-renderer/store/connection-edit.ts";
import { connectionKey } from "../../../src-renderer/store/platform.ts";

test("every colour of the contract can be chosen, in its order, and has a name", () => {
  expect(colourChoices.map(({ value }) => value)).toEqual(ConnectionColour.options);
  expect(new Set(colourChoices.map(({ name }) => name)).size).toBe(colourChoices.length);
});

describe("an address", () => {
  const origin = "https://api.example.com:8443";

  test.each([
    origin,
    ` ${origin}/ `,
    `${origin}/api/v1`,
    `${origin}/api/v1/`,
    "api.example.com:8443",
    "HTTPS://API.example.com:8443",
  ])("%j leads where the connection leads already", (typed) => {
    expect(isOtherAddress(typed, origin)).toBe(false);
    expect(parseAddress(typed), "and main reads it so").toMatchObject({ value: { origin } });
  });

  test.each([
    "",
    "https://api.example.com",
    "http://api.example.com:8443",
    "https://api.example.com:8443/other",
    "https://api.example.co:8443",
  ])("%j may lead elsewhere", (typed) => {
    expect(isOtherAddress(typed, origin)).toBe(true);
  });
});

test("where the API begins belongs to the address; there capitals matter", () => {
  const address = "https://id.example.com/api/auth";
  for (const typed of [address, `${address}/`, "ID.example.com/api/auth"]) {
    expect(isOtherAddress(typed, address)).toBe(false);
  }
  for (const typed of ["https://id.example.com", `${address}2`, "https://id.example.com/API/auth"]) {
    expect(isOtherAddress(typed, address)).toBe(true);
  }
});

test("the first nine connections have a digit", () => {
  expect([0, 8, 9].map(connectionKey)).toEqual(["1", "9", null]);
});
