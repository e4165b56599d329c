/** Puts a key into a `.env` file: looks first, replaces the file as a whole, and can take it back until the window closes. */
import { randomUUID } from "node:crypto";
import type { EnvFileInput, EnvFileOutlook, EnvFileResult, EnvFiles, EnvFileWritten } from "../env-file-port.ts";
import { isVariableName, nearestVariableName } from "../variable-name.ts";
import { findAssignments } from "./assignments.ts";
import { type FileState, type FoundFile, readState, textOf } from "./file-state.ts";
import { gitStanding } from "./git.ts";
import { addToGitIgnore } from "./git-ignore.ts";
import { refuse } from "./reasons.ts";
import { type Pause, replaceFile } from "./replace-file.ts";
import { setVariable } from "./set-variable.ts";

/** What it takes to undo one write. */
interface Undo {
  target: string;
  before: FoundFile | null;
  written: Buffer;
}

/** What is known once a write has been thought through. */
interface Plan {
  state: FileState;
  text: string;
  git: EnvFileOutlook["git"];
}

/** The real ones. `pause` is for tests. */
export function createEnvFiles({ pause }: { pause?: Pause } = {}): EnvFiles {
  const undos = new Map<string, Undo>();
  /** One change at a time, so that two to one file do not pass each other. */
  let last: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  }

  async function write({ path, name, value }: EnvFileInput): Promise<EnvFileResult<EnvFileWritten>> {
    const plan = await planFor(path, name);
    if (!plan.ok) return plan;
    const { state, text, git } = plan.value;
    const changed = setVariable(text, name, value);
    if (!changed.ok) return changed;
    const bytes = Buffer.from(changed.value.text);
    const done = await replaceFile(path, state, { bytes, mode: 0o600 }, pause);
    if (!done.ok) return done;
    const undoId = randomUUID();
    undos.set(undoId, { target: state.target, before: state.found, written: bytes });
    const how = state.found === null ? "create" : changed.value.how === "replaced" ? "replace" : "append";
    return { ok: true, value: { target: state.target, how, git, undoId } };
  }

  async function undo(undoId: string): Promise<EnvFileResult<null>> {
    const entry = undos.get(undoId);
    if (!entry) return refuse("nothing-to-undo");
    const { target, before, written } = entry;
    const now = await readState(target);
    if (!now.ok) return now;
    if (now.value.target !== target || !now.value.found?.bytes.equals(written)) return refuse("changed");
    const done = await replaceFile(target, now.value, before, pause);
    if (done.ok) undos.delete(undoId);
    return done;
  }

  return {
    async inspect(path, name) {
      const plan = await planFor(path, name);
      if (!plan.ok) return plan;
      const { state, text, git } = plan.value;
      const present = findAssignments(text).filter((one) => one.name === name).length;
      const how = state.found === null ? "create" : present > 0 ? "replace" : "append";
      const readableByOthers = process.platform !== "win32" && ((state.found?.mode ?? 0) & 0o077) !== 0;
      return {
        ok: true,
        value: { target: state.target, how, earlier: Math.max(0, present - 1), readableByOthers, git },
      };
    },
    write: (input) => inTurn(() => write(input)),
    undo: (undoId) => inTurn(() => undo(undoId)),
    forgetUndo: () => void inTurn(async () => undos.clear()),
    async ignore(path) {
      const state = await readState(path);
      return state.ok ? inTurn(() => addToGitIgnore(state.value.target)) : state;
    },
  };
}

/** Everything that can be found out without the value. */
async function planFor(path: string, name: string): Promise<EnvFileResult<Plan>> {
  if (!isVariableName(name)) return { ok: false, reason: "invalid-name", suggestion: nearestVariableName(name) };
  const state = await readState(path);
  if (!state.ok) return state;
  const text = textOf(state.value.found);
  if (!text.ok) return text;
  const git = await gitStanding(state.value.target);
  if (git.status === "tracked") return refuse("tracked");
  return { ok: true, value: { state: state.value, text: text.value, git } };
}
