/** Chooses the certificate authorities to trust beside those that the runtime and the system bring. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { TransportState } from "../../src-preload/contract/transport.ts";
import type { Context } from "../context.ts";
import { done } from "../failures.ts";
import { takeNewWay } from "./take-new-way.ts";

/** Has the person choose a PEM file; only its path is kept. `authorities-unreadable` keeps what was chosen before. */
export async function chooseAuthorities(context: Context): Promise<Result<null>> {
  const path = await context.desktop.chooseCertificateFile();
  if (path === null) return done;
  const count = await context.servers.readAuthorities(path);
  if (!count.ok) return count;
  return save(context, { path, count: count.value, failure: null });
}

/** Trusts it no more. */
export function forgetAuthorities(context: Context): Promise<Result<null>> {
  return save(context, null);
}

/** Notes what reading the chosen file came to: when connections are made it may have changed or gone. It stays chosen. */
export function noteAuthorities(context: Context, count: Result<number>): void {
  const { file } = context.state.getState().transport.authorities;
  if (!file) return;
  const failure = count.ok ? null : count.failure;
  const now = count.ok ? count.value : 0;
  if (file.count === now && file.failure?.message === failure?.message) return;
  setFile(context, { path: file.path, count: now, failure });
}

type File = TransportState["authorities"]["file"];

function setFile(context: Context, file: File): void {
  context.state.setState(({ transport }) => ({
    transport: { ...transport, authorities: { ...transport.authorities, file } },
  }));
}

function save(context: Context, file: File): Promise<Result<null>> {
  setFile(context, file);
  takeNewWay(context);
  return context.settings.update({ authoritiesFile: file?.path ?? null });
}
