/**
 * Calls keytar in a process of its own, which is started when needed and can be given up at any time. In main, three
 * things would be out of our hands, all seen on Debian 12 (keytar 7.10.6, libsecret 0.20.5, Electron 33):
 * - A call blocks a thread until the unlock prompt is answered, and a process does not end before its threads
 *   (https://github.com/libuv/libuv/issues/364): Keyrack would hang after quitting, then abort inside keytar.
 * - libsecret holds on to the keyring service it saw first. When that restarts (KeePassXC closed and opened,
 *   `gnome-keyring-daemon --replace`), every later call fails until the process ends.
 * - Nothing can cancel a call, so one that was given up would still write or delete when the prompt is answered later.
 */
import type { KeytarReply, KeytarRequest } from "./keytar-process.ts";

/** The process that runs keytar-process.ts. */
export interface KeytarProcess {
  post(request: KeytarRequest): void;
  onReply(listener: (reply: KeytarReply) => void): void;
  onExit(listener: () => void): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** How long to wait, in milliseconds. */
export interface Patience {
  /** For an answer; a person may have to type a password first. */
  answerMs?: number;
  /** Before a process without work is ended: it takes some 90 MB, and after the start the keychain is rarely used. */
  idleMs?: number;
}

/** What became of a call: keytar's value, its error's text, or no answer in time. */
export type KeytarAnswer = { value: string | boolean | null } | { error: string } | { late: true };

interface Helper {
  process: KeytarProcess;
  waiting: Map<number, (answer: KeytarAnswer) => void>;
  /** Whether it has answered before, so that what it remembers may be out of date. */
  used: boolean;
  idle: NodeJS.Timeout | undefined;
  /** Answers what is waiting and forgets the process. */
  end(answer: KeytarAnswer): void;
}

/** Answers a function that calls keytar; it never throws. */
export function createKeytarCaller(start: () => KeytarProcess, { answerMs = 60_000, idleMs = 3_000 }: Patience = {}) {
  let current: Helper | null = null;
  let lastId = 0;
  let standingBy = false;

  /** Lets a process without work wait for some, by default not for long. */
  function rest(helper: Helper): void {
    clearTimeout(helper.idle);
    if (!standingBy) helper.idle = setTimeout(() => helper.end({ late: true }), idleMs).unref();
  }

  function begin(): Helper {
    const child = start();
    const kill = () => child.kill();
    const helper: Helper = {
      process: child,
      waiting: new Map(),
      used: false,
      idle: undefined,
      end(answer) {
        if (current === helper) current = null;
        clearTimeout(helper.idle);
        process.off("exit", kill);
        kill();
        for (const settle of helper.waiting.values()) settle(answer);
        helper.waiting.clear();
      },
    };
    process.once("exit", kill);
    child.onExit(() => helper.end({ error: "The keychain process ended." }));
    child.onReply(({ id, ...answer }) => {
      helper.waiting.get(id)?.(answer);
      helper.waiting.delete(id);
      helper.used = true;
      if (helper.waiting.size === 0) rest(helper);
    });
    current = helper;
    return helper;
  }

  function ask(helper: Helper, call: KeytarRequest["call"], args: string[], deadline: number): Promise<KeytarAnswer> {
    return new Promise((resolve) => {
      const id = ++lastId;
      // Whoever else waits, waits for the same prompt or the same silent service.
      const timer = setTimeout(() => helper.end({ late: true }), deadline - performance.now());
      clearTimeout(helper.idle);
      helper.waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      helper.process.post({ id, call, args });
    });
  }

  const run = async (call: KeytarRequest["call"], ...args: string[]): Promise<KeytarAnswer> => {
    const deadline = performance.now() + answerMs;
    const helper = current ?? begin();
    const { used } = helper;
    const answer = await ask(helper, call, args, deadline);
    if (!("error" in answer)) return answer;
    // A failure may be about a keyring service that has been replaced since; every call may be made twice.
    if (current === helper) current = null;
    // Other calls may still be under way in it; it ends when it is idle.
    if (helper.waiting.size === 0) helper.end({ late: true });
    return used ? ask(current ?? begin(), call, args, deadline) : answer;
  };

  /** Starts the process ahead of a call. Unused, it ends like any other idle one. */
  function warm(): void {
    const helper = current ?? begin();
    if (helper.waiting.size === 0) rest(helper);
  }

  /** Keeps the process from now on, or lets it go when it has no work. */
  function standBy(on: boolean): void {
    if (on === standingBy) return;
    standingBy = on;
    if (on) warm();
    else if (current?.waiting.size === 0) rest(current);
  }

  return Object.assign(run, { warm, standBy });
}
