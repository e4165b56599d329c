/** What a person can do with a server: the table's columns. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import type { Truth } from "../support/direct-admin.ts";
import type { World } from "../support/headless-world.ts";
import type { TableServer } from "./table-server.ts";

/** A world with keys in it, as every cell begins. */
export interface Stage {
  world: World;
  server: TableServer;
  /** Two active keys that the service has from the start, and whose values are known. */
  production: { apiKey: ApiKey; key: string };
  staging: { apiKey: ApiKey; key: string };
}

/** One operation. */
export interface Operation {
  /** What has happened before, while all is well. */
  prepare(stage: Stage): Promise<void>;
  run(stage: Stage): Promise<Result<unknown>>;
  /** Whether the service did it, by its own truth; absent where it would change nothing there. */
  isDone?(stage: Stage, truth: Truth): boolean;
}

/** The name of the key that is generated in a cell. */
export const newName = "Inventory Sync";
/** The name that a key gets in a cell. */
const otherName = "Production, Rotterdam";

/** How long a key that is rotated in a cell goes on working, in seconds. */
export const graceSeconds = 3_600;

const signedIn = ({ world }: Stage) => world.signIn();

/** The successor of the key called Production, by what the service holds; it says so of a revoked one too. */
export function successorOf({ production }: Stage, { active, revoked }: Truth): ApiKey | undefined {
  return [...active, ...revoked].find(({ rotation }) => rotation?.replaces === production.apiKey.id);
}

/** Every operation by its name. */
export const operations = {
  "sign in": {
    prepare: async () => {},
    run: ({ world }) => world.app.ask("connection:connect", { address: world.address, ...world.credentials }),
  },
  "sign in again": {
    async prepare({ world }) {
      await world.signIn();
      for (const token of world.app.context.held.tokens.values()) await world.admin.endSession(token);
      // It hears of that with its next request.
      await world.app.ask("keys:refresh", {});
    },
    run: ({ world }) => world.app.ask("session:sign-in", world.credentials),
  },
  restore: {
    async prepare({ world }) {
      await world.signIn();
      await world.restart();
    },
    run: ({ world }) => world.app.ask("session:restore", {}),
  },
  list: {
    async prepare({ world, staging }) {
      await world.signIn();
      // Both lists change behind the app's back, so that an answer is more than "not modified".
      await world.admin.create("Somebody else's");
      await world.admin.revoke(staging.apiKey.id);
    },
    run: ({ world }) => world.app.ask("keys:refresh", {}),
  },
  generate: {
    prepare: signedIn,
    run: ({ world }) => world.app.ask("keys:generate", { name: newName }),
    isDone: (_stage, { active }) => active.some(({ name }) => name === newName),
  },
  rename: {
    prepare: signedIn,
    run: ({ world, production }) => world.app.ask("keys:rename", { keyId: production.apiKey.id, name: otherName }),
    isDone: (_stage, { active }) => active.some(({ name }) => name === otherName),
  },
  revoke: {
    prepare: signedIn,
    run: ({ world, staging }) => world.app.ask("keys:revoke", { keyId: staging.apiKey.id, reason: "no longer needed" }),
    isDone: ({ staging }, { revoked }) => revoked.some(({ id }) => id === staging.apiKey.id),
  },
  rotate: {
    prepare: signedIn,
    run: ({ world, production }) => world.app.ask("keys:rotate", { keyId: production.apiKey.id, graceSeconds }),
    isDone: (stage, truth) => successorOf(stage, truth) !== undefined,
  },
  "cancel rotation": {
    async prepare({ world, production }) {
      await world.signIn();
      const made = await world.app.ask("keys:rotate", { keyId: production.apiKey.id, graceSeconds });
      if (!made.ok) throw new Error(`There is nothing to cancel: ${made.failure.message}`);
      const { id: keyId } = made.value;
      for (const channel of ["keys:copy-new", "keys:dismiss-new"] as const) await world.app.ask(channel, { keyId });
    },
    async run(stage) {
      const keyId = successorOf(stage, await stage.world.admin.truth())?.id ?? "";
      return stage.world.app.ask("keys:cancel-rotation", { keyId });
    },
    isDone: (stage, truth) => successorOf(stage, truth)?.status === "revoked",
  },
  verify: {
    prepare: signedIn,
    run: ({ world, production: { apiKey, key } }) => world.app.ask("kept:add-value", { keyId: apiKey.id, pasted: key }),
  },
  "sign out": {
    prepare: signedIn,
    run: ({ world }) => world.app.ask("session:sign-out", {}),
  },
} satisfies Record<string, Operation>;

/** One of the operations. */
export type OperationName = keyof typeof operations;

/** Looks one up with all its optional members. */
export function operationOf(name: OperationName): Operation {
  return operations[name];
}
