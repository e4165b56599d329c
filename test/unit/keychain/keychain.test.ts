/** The keychain adapter over a process that does as the test says: sharing, patience, and when processes come and go. */
import { describe, expect, it, vi } from "vitest";
import { createSecretStore } from "../../../src-main/keychain/keychain.ts";
import type { KeytarProcess, Patience } from "../../../src-main/keychain/keytar-caller.ts";
import type { KeytarReply, KeytarRequest } from "../../../src-main/keychain/keytar-process.ts";

type Content = { value: string | boolean | null } | { error: string };

/** One started process. Its requests wait until the test answers them. */
class FakeProcess implements KeytarProcess {
  requests: KeytarRequest[] = [];
  killed = false;
  private reply: (reply: KeytarReply) => void = () => {};
  exit: () => void = () => {};
  post(request: KeytarRequest) {
    this.requests.push(request);
  }
  onReply(listener: (reply: KeytarReply) => void) {
    this.reply = listener;
  }
  onExit(listener: () => void) {
    this.exit = listener;
  }
  kill() {
    this.killed = true;
  }
  answer(content: Content, at = this.requests.length - 1) {
    this.reply({ id: this.requests[at]?.id ?? 0, ...content });
  }
}

function open(patience: Patience = {}) {
  const processes: FakeProcess[] = [];
  const store = createSecretStore(() => {
    const started = new FakeProcess();
    processes.push(started);
    return started;
  }, patience);
  /** The nth process, once it has had `requests` requests. */
  async function process(n: number, requests = 1): Promise<FakeProcess> {
    await vi.waitFor(() => expect(processes[n]?.requests.length).toBe(requests));
    return processes[n] as FakeProcess;
  }
  return { store, processes, process };
}

const expected = { expected: true };

describe("what is asked of keytar", () => {
  it("service, account and value", async () => {
    const { store, process } = open();
    const writing = store.write("session:1", "value");
    const first = await process(0);
    first.answer({ value: null });
    expect(await writing).toEqual({ status: "ok" });
    const removing = store.remove("session:1", { expected: false });
    (await process(0, 2)).answer({ value: false });
    expect(await removing).toEqual({ status: "ok" });
    expect(first.requests.map(({ call, args }) => [call, ...args])).toEqual([
      ["setPassword", "Keyrack", "session:1", "value"],
      ["deletePassword", "Keyrack", "session:1"],
    ]);
  });

  it("nothing, before it is used", () => {
    expect(open().processes).toHaveLength(0);
  });

  it.each(["", "x".repeat(1000), "ü".repeat(500)])("never a value that does not fit (%#)", async (value) => {
    const { store, processes } = open();
    await expect(store.write("session:1", value)).rejects.toThrow(RangeError);
    expect(processes).toHaveLength(0);
  });
});

describe("reads", () => {
  it("of one account share one call, and each gets its own answer", async () => {
    const { store, process } = open();
    const reading = [store.read("a", expected), store.read("a", { expected: false }), store.read("b", expected)];
    const first = await process(0, 2);
    first.answer({ value: null }, 0);
    first.answer({ value: "token" }, 1);
    expect(await Promise.all(reading)).toEqual([
      { status: "denied" },
      { status: "absent" },
      { status: "ok", value: "token" },
    ]);
  });

  it("after a write do not share one from before it", async () => {
    const { store, process } = open();
    const before = store.read("a", expected);
    const writing = store.write("a", "new");
    const after = store.read("a", expected);
    const first = await process(0, 3);
    first.answer({ value: "old" }, 0);
    first.answer({ value: null }, 1);
    first.answer({ value: "new" }, 2);
    expect(await Promise.all([before, writing, after])).toMatchObject([
      { value: "old" },
      { status: "ok" },
      { value: "new" },
    ]);
  });
});

describe("the process", () => {
  it("is replaced when it fails after having worked: it may hold on to a keyring that has gone", async () => {
    const { store, processes, process } = open();
    const first = store.read("a", expected);
    (await process(0)).answer({ value: "token" });
    await first;
    const second = store.read("a", expected);
    (await process(0, 2)).answer({ error: "The name :1.4 was not provided by any .service files" });
    (await process(1)).answer({ value: "token" });
    expect(await second).toEqual({ status: "ok", value: "token" });
    expect(processes.map(({ killed }) => killed)).toEqual([true, false]);
  });

  it("is believed when it is new, and gone afterwards", async () => {
    const { store, processes, process } = open();
    const reading = store.read("a", expected);
    (await process(0)).answer({ error: "Cannot autolaunch D-Bus without X11 $DISPLAY" });
    expect(await reading).toEqual({ status: "unavailable" });
    expect(processes.map(({ killed }) => killed)).toEqual([true]);
  });

  it("stays until its other calls are answered", async () => {
    const { store, processes, process } = open();
    const failing = store.read("a", expected);
    const working = store.read("b", expected);
    const first = await process(0, 2);
    first.answer({ error: "Could not connect: Connection refused" }, 0);
    expect(await failing).toEqual({ status: "unavailable" });
    expect(processes[0]?.killed).toBe(false);
    first.answer({ value: "token" }, 1);
    expect(await working).toEqual({ status: "ok", value: "token" });
  });

  it("may crash", async () => {
    const { store, process } = open();
    const reading = store.read("a", expected);
    (await process(0)).exit();
    expect(await reading).toEqual({ status: "unavailable" });
    const again = store.read("a", expected);
    (await process(1)).answer({ value: "token" });
    expect(await again).toEqual({ status: "ok", value: "token" });
  });

  it("is ended when nobody answers, for everyone who waits", async () => {
    const { store, processes } = open({ answerMs: 5 });
    const waiting = [store.read("a", expected), store.write("b", "value"), store.remove("c", { expected: false })];
    expect(await Promise.all(waiting)).toEqual([{ status: "locked" }, { status: "locked" }, { status: "locked" }]);
    expect(processes.map(({ killed }) => killed)).toEqual([true]);
  });

  it("is ended when it has nothing to do", async () => {
    const { store, processes, process } = open({ idleMs: 1 });
    const reading = store.read("a", expected);
    (await process(0)).answer({ value: "token" });
    await reading;
    await expect.poll(() => processes[0]?.killed).toBe(true);
  });

  it("ends with Keyrack, even in the middle of a call", async () => {
    const before = new Set(process.listeners("exit"));
    const { store, processes, process: started } = open();
    void store.read("a", expected);
    await started(0);
    const added = process.listeners("exit").filter((listener) => !before.has(listener));
    expect(added).toHaveLength(1);
    added[0]?.(0);
    expect(processes[0]?.killed).toBe(true);
    processes[0]?.exit();
    expect(process.listeners("exit").filter((listener) => !before.has(listener))).toHaveLength(0);
  });
});
