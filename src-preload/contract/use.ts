/** Using a key: trying it, putting it into a `.env` file, taking it along in a snippet. Keys are named by id; values stay in main. */
import { z } from "zod";
import { KeptReference } from "./kept.ts";

/** What `use:test` takes. The key must be kept, or be the one just generated. */
export const TestInput = KeptReference.extend({ warehouseId: z.string().min(1).max(128).nullable() });
/** What `use:test` takes. */
export type TestInput = z.infer<typeof TestInput>;

/** One call of a test and what came of it. */
export const TestedCall = z.object({
  /** `GET /keys/self`, or `GET /inbound` with the warehouse. */
  call: z.enum(["self", "inbound"]),
  /** HTTP status; null when no answer came. */
  status: z.number().int().nullable(),
  /** From sending the request to its answer, or until it was certain that none would come; milliseconds. */
  ms: z.number().nonnegative(),
  ok: z.boolean(),
  /** One sentence on what it means and what to do. */
  meaning: z.string(),
});
/** One call of a test. */
export type TestedCall = z.infer<typeof TestedCall>;

/** A variable's name as typed; main says whether shells take it. */
export const VariableName = z.string().min(1).max(128);

/** What `use:suggest-variable` takes: a key's name, or what somebody typed that no shell takes. */
export const VariableWish = z.object({ text: z.string().max(128).nullable(), as: z.enum(["key-name", "typed"]) });
/** What `use:suggest-variable` takes. */
export type VariableWish = z.infer<typeof VariableWish>;

/** A `.env` file that the person chose. Its path stays in main's hands: the window only names it by `fileId`. */
export const EnvFile = z.object({
  fileId: z.uuid(),
  /** For people. */
  path: z.string(),
});
/** A `.env` file that the person chose. */
export type EnvFile = z.infer<typeof EnvFile>;

/** Where git stands to the file. */
const EnvGit = z.enum(["none", "ignored", "not-ignored", "unknown"]);
/** Where git stands to the file. */
export type EnvGit = z.infer<typeof EnvGit>;

/** What a write would do, or did. */
export const EnvOutlook = z.object({
  how: z.enum(["create", "append", "replace"]),
  /** How many further assignments of the name stand before the one that counts. */
  earlier: z.number().int().nonnegative(),
  /** Whether others on this computer may read the file now; after the write they may not. */
  readableByOthers: z.boolean(),
  git: EnvGit,
});
/** What a write would do. */
export type EnvOutlook = z.infer<typeof EnvOutlook>;

/** What was written, and how to take it back while the window is open. */
export const EnvWritten = EnvOutlook.pick({ how: true, git: true }).extend({ undoId: z.uuid() });
/** What was written. */
export type EnvWritten = z.infer<typeof EnvWritten>;

/** The snippets that can hold the key itself. */
export const KeyedSnippet = z.enum(["curl", "env", "export"]);
/** The snippets that can hold the key itself. */
export type KeyedSnippet = z.infer<typeof KeyedSnippet>;

/** What `use:copy-with-key` takes. `curl` names the warehouse, the two others the variable. */
export const CopyWithKeyInput = TestInput.extend({ kind: KeyedSnippet, variable: VariableName });
/** What `use:copy-with-key` takes. */
export type CopyWithKeyInput = z.infer<typeof CopyWithKeyInput>;
