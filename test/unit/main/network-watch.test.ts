/** A change of network is noticed by its addresses, and only a change is. */
import type { NetworkInterfaceInfo, networkInterfaces } from "node:os";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchNetwork } from "../../../src-main/desktop/network-watch.ts";

type Interfaces = ReturnType<typeof networkInterfaces>;

const at = (address: string, internal = false): NetworkInterfaceInfo => ({
  address,
  netmask: "255.255.255.0",
  family: "IPv4",
  mac: "00:00:5e:00:53:01",
  internal,
  cidr: `${address}/24`,
});
const home: Interfaces = { lo: [at("127.0.0.1", true)], wlan0: [at("192.0.2.7")] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watch() {
  let now = home;
  const changed = vi.fn();
  const stop = watchNetwork(changed, { read: () => now, everyMs: 3_000 });
  return {
    stop,
    changed,
    become(interfaces: Interfaces) {
      now = interfaces;
      vi.advanceTimersByTime(3_000);
    },
  };
}

test.each<[string, Interfaces]>([
  ["another address", { ...home, wlan0: [at("198.51.100.7")] }],
  ["a further interface", { ...home, tun0: [at("203.0.113.7")] }],
  ["a further address", { ...home, wlan0: [at("192.0.2.7"), at("2001:db8::7")] }],
  ["none any more", { lo: [at("127.0.0.1", true)] }],
])("%s is a change, once, and the way back is one too", (_name, interfaces) => {
  const { become, changed } = watch();
  become(interfaces);
  become(interfaces);
  expect(changed).toHaveBeenCalledTimes(1);
  become(home);
  expect(changed).toHaveBeenCalledTimes(2);
});

test.each<[string, Interfaces]>([
  ["the same", home],
  ["the same in another order", { wlan0: [at("192.0.2.7")], lo: [at("127.0.0.1", true)] }],
  ["an address of this computer's own", { ...home, lo: [at("127.0.0.1", true), at("127.0.0.2", true)] }],
])("%s is none", (_name, interfaces) => {
  const { become, changed } = watch();
  become(interfaces);
  expect(changed).not.toHaveBeenCalled();
});

test("nothing is noticed after the end", () => {
  const { stop, become, changed } = watch();
  stop();
  become({});
  expect(changed).not.toHaveBeenCalled();
});

test("it keeps no program from ending", () => {
  vi.useRealTimers();
  const before = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
  const stop = watchNetwork(() => {}, { everyMs: 60_000 });
  // An unref'd timer is not among the resources that keep Node running.
  expect(process.getActiveResourcesInfo().filter((kind) => kind === "Timeout")).toHaveLength(before);
  stop();
});
