/** What the use cases need of `.env` files, and why one is left as it was. src-main/env-file implements it. */

/** Each reason is certain: whatever is answered with one has changed nothing. */
export type EnvFileReason =
  /** No absolute path, or one the system takes for no file name at all. */
  | "invalid-path"
  /** No shell takes the name; the answer's `suggestion` is one that all take. */
  | "invalid-name"
  /** The value has characters that no way of quoting carries through every reader of such files. */
  | "unwritable-value"
  /** There is no folder of that name. */
  | "folder-missing"
  | "directory"
  /** A device, a socket or a pipe. */
  | "not-a-file"
  /** A symbolic link that leads nowhere, or in a circle. */
  | "link-broken"
  /** The file has a second name elsewhere (a hard link), which would keep the old text. */
  | "hard-linked"
  /** Above `maxEnvFileBytes`. */
  | "too-large"
  /** Zero bytes, or bytes that are no UTF-8. */
  | "not-text"
  /** Somebody has taken the right to write from the file, or the whole disk is read-only. */
  | "read-only"
  /** The system lets this user neither read nor replace it. */
  | "no-permission"
  /** It belongs to another user of this computer, who could not read a file of ours. */
  | "other-owner"
  | "disk-full"
  /** Another program has the file open and locks it, or it is mounted by itself, as containers do. */
  | "in-use"
  /** It changed between reading and writing, or, for undo, since the write. */
  | "changed"
  /** git tracks the file: what is written there goes to everybody with the next commit. */
  | "tracked"
  /** git still does not ignore the file with the new line: another rule takes it back. */
  | "still-not-ignored"
  /** The file is not in a git work tree, or git could not be asked. */
  | "no-work-tree"
  /** Writing the variable would change what other lines mean: a quote that never closes, for one. */
  | "unclear"
  /** Undo is no longer there: it was used, or the window was closed. */
  | "nothing-to-undo"
  /** Anything else the file system says. */
  | "io";

/** Why not, with what helps to put it right. */
export interface EnvFileRefusal {
  reason: EnvFileReason;
  /** For `invalid-name`: a name that every shell takes. */
  suggestion?: string;
}

/** What every method answers. */
export type EnvFileResult<T> = { ok: true; value: T } | ({ ok: false } & EnvFileRefusal);

/** Where a file stands with git. */
export type GitStanding =
  /** In no work tree. */
  | { status: "none" }
  /** In a work tree that ignores it. */
  | { status: "ignored"; root: string }
  /** In a work tree, and the next `git add .` would take it along. */
  | { status: "not-ignored"; root: string }
  /** git keeps its history: what is written there is shared with everybody who has the repository. */
  | { status: "tracked"; root: string }
  /** There is a repository, but git could not be asked. */
  | {
      status: "unknown";
      /** `not-installed`: there is no git; `distrusted`: the repository belongs to somebody else; `failed`: anything else. */
      why: "not-installed" | "distrusted" | "failed";
    };

/** What a write would do, for the dialog to say before it does it. */
export interface EnvFileOutlook {
  /** The file that will be written, links resolved. */
  target: string;
  /** `create`: no such file yet; `append`: the variable is new in it; `replace`: it is there. */
  how: "create" | "append" | "replace";
  /** How many further assignments of the name stand before the one that counts; they stay as they are. */
  earlier: number;
  /** Whether others on this computer may read the file now; after the write they may not. */
  readableByOthers: boolean;
  git: Exclude<GitStanding, { status: "tracked" }>;
}

/** What a write has done. */
export interface EnvFileWritten {
  target: string;
  how: "create" | "append" | "replace";
  git: Exclude<GitStanding, { status: "tracked" }>;
  /** What `undo` takes. */
  undoId: string;
}

/** What to put where. */
export interface EnvFileInput {
  /** Absolute. */
  path: string;
  /** The variable. */
  name: string;
  /** The key, in clear. */
  value: string;
}

/** What was added to a `.gitignore`, and where. */
export interface IgnoreLineAdded {
  /** The `.gitignore`. */
  file: string;
  line: string;
}

/** `.env` files. No method throws, and none logs: neither values nor names of files. */
export interface EnvFiles {
  /** Looks at the file and changes nothing; answers what a write would be refused for, as far as it can be foreseen. */
  inspect(path: string, name: string): Promise<EnvFileResult<EnvFileOutlook>>;
  /** Sets the variable. The file is then for this user's eyes alone (0600). */
  write(input: EnvFileInput): Promise<EnvFileResult<EnvFileWritten>>;
  /** Puts the file back as it was, permissions included, if nobody has changed it since; `changed` otherwise. */
  undo(undoId: string): Promise<EnvFileResult<null>>;
  /** Forgets what undo would need, because the window closed. */
  forgetUndo(): void;
  /** Adds the file to the `.gitignore` nearest to it. */
  ignore(path: string): Promise<EnvFileResult<IgnoreLineAdded>>;
}
