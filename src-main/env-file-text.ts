/** Why a `.env` file was left as it was, as a clause for people. */

import type { Failure } from "../src-preload/contract/failure.ts";
import type { EnvFileReason, EnvFileRefusal } from "./env-file-port.ts";
import { failure } from "./failures.ts";

const clauses: Record<EnvFileReason, string> = {
  "invalid-path": "the system takes that for no file name",
  // Has a sentence of its own; this is for a name that was good when the dialog took it.
  "invalid-name": "no shell takes the variable’s name",
  "unwritable-value": "the key has characters that such a file cannot carry",
  "folder-missing": "its folder is not there any more",
  directory: "it is a folder, so choose a file",
  "not-a-file": "it is a device or a pipe, so choose an ordinary file",
  "link-broken": "it is a link that leads nowhere",
  "hard-linked": "it has a second name elsewhere (a hard link), and that one would keep the old text",
  "too-large": "it is larger than 1 MB, which is no file of variables",
  "not-text": "it is not a text file",
  "read-only": "it is write-protected, so allow writing first",
  "no-permission": "the system does not let you read or replace it",
  "other-owner": "it belongs to another user of this computer",
  "disk-full": "the disk is full, so make some room first",
  "in-use": "another program holds it, so close it there first",
  changed: "another program has changed it meanwhile, so look at it and try again",
  tracked:
    "git tracks it, and the key would go to everybody with the next commit. Take it out with “git rm --cached”, or choose another file",
  "still-not-ignored": "another rule takes the new line back, so git would not ignore the file",
  "no-work-tree": "the file is in no git work tree, or git does not answer",
  unclear: "the change would alter what other lines mean; perhaps a quote in it is never closed",
  "nothing-to-undo": "that was done already, or the window was closed since",
  io: "the system could not read or write it",
};

/** What was to be done with the file. */
export type EnvFilePurpose = "write" | "undo" | "ignore";

/** The failure for a refusal. */
export function envFileFailure({ reason, suggestion }: EnvFileRefusal, purpose: EnvFilePurpose): Failure {
  if (reason === "invalid-name" && suggestion !== undefined) return failure("invalid-variable", { reason: suggestion });
  if (purpose === "undo") return failure("env-undo", { reason: clauses[reason] });
  // The line for git goes into another file than the person chose.
  return failure("env-file", { reason: clauses[reason], ...(purpose === "ignore" ? { file: ".gitignore" } : {}) });
}
