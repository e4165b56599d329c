/** Entry of the keychain's own process: the only importer of keytar. See keytar-caller.ts for why it is apart. */

/** One call of keytar. */
export interface KeytarRequest {
  id: number;
  call: "getPassword" | "setPassword" | "deletePassword";
  /** Service, account and, for a write, the value. */
  args: string[];
}

/** What keytar answered or threw. */
export type KeytarReply = { id: number; value: string | boolean | null } | { id: number; error: string };

type Keytar = Record<KeytarRequest["call"], (...args: string[]) => Promise<string | boolean | null | undefined>>;

async function run({ id, call, args }: KeytarRequest): Promise<KeytarReply> {
  try {
    // keytar is CommonJS: the whole module is its default export. Loading fails where libsecret is not installed.
    const { default: keytar } = (await import("keytar")) as unknown as { default: Keytar };
    return { id, value: (await keytar[call](...args)) ?? null };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : "" };
  }
}

/** The slice of Electron's `process.parentPort` that is used (https://www.electronjs.org/docs/latest/api/parent-port). */
interface ParentPort {
  on(event: "message", listener: (event: { data: KeytarRequest }) => void): void;
  postMessage(reply: KeytarReply): void;
}

const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
if (parentPort) {
  parentPort.on("message", async ({ data }) => parentPort.postMessage(await run(data)));
} else {
  // Under plain Node, where the tests run it.
  process.on("message", async (request: KeytarRequest) => process.send?.(await run(request)));
}
