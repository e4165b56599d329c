/** The scenes of the Network tab. */
import { expect, type Page } from "@playwright/test";
import type { TransportState } from "../../src-preload/contract/transport.ts";
import type { Scene } from "./scenes.ts";
import { failure, goodDay, remote } from "./states.ts";

const invalidProxy = failure(
  "invalid-proxy",
  "That is not a proxy's address. Write it like http://proxy.example.com:8080. Nothing was changed.",
);
const unreadable = failure(
  "authorities-unreadable",
  "The file of certificate authorities could not be used: it holds no certificate. Choose a PEM file; nothing else was changed.",
);
const notSaved = failure(
  "settings-not-saved",
  "The settings could not be written (the disk is full). They hold until Keyrack closes.",
);

/** A proxy of the company's. */
export const companyProxy: TransportState["proxy"] = {
  mode: "manual",
  address: "http://proxy.northwind.example:8080",
  username: "ada",
};
const file = (part: Partial<NonNullable<TransportState["authorities"]["file"]>> = {}) => ({
  path: "/usr/local/share/ca-certificates/northwind-logistics-internal-root-and-issuing-2026.pem",
  count: 3,
  failure: null,
  ...part,
});

const day = (part: Partial<TransportState> = {}) =>
  goodDay({ activeConnectionId: remote.id, transport: { ...goodDay().transport, ...part } });

const openNetwork = (page: Page) => page.getByRole("tab", { name: "Network" }).click();

/** All of them. */
export const networkScenes: Scene[] = [
  { name: "settings-network", state: day(), act: openNetwork },
  {
    name: "settings-network-own",
    state: day({ proxy: companyProxy, proxyPassword: "keychain", authorities: { system: false, file: file() } }),
    act: openNetwork,
  },
  {
    name: "settings-network-own-new",
    state: day({ authorities: { system: false, file: null } }),
    act: async (page) => {
      await openNetwork(page);
      await page.getByText("A proxy of your own").click();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Type the proxy’s address.")).toBeVisible();
    },
  },
  {
    name: "settings-network-own-refused",
    state: day({ proxy: companyProxy, proxyPassword: "memory" }),
    answers: { "transport:set-proxy": { ok: false, failure: invalidProxy } },
    act: async (page) => {
      await openNetwork(page);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText(invalidProxy.message)).toBeVisible();
    },
  },
  {
    name: "settings-network-not-saved",
    state: day(),
    answers: { "transport:set-proxy": { ok: false, failure: notSaved } },
    act: async (page) => {
      await openNetwork(page);
      await page.getByText("No proxy", { exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
    },
  },
  {
    name: "settings-network-unreadable",
    state: day({ authorities: { system: false, file: file({ count: 0, failure: unreadable }) } }),
    act: openNetwork,
  },
];
