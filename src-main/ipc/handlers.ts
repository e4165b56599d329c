/** A line a channel: which use case answers it. */
import type { WindowAction } from "../../src-preload/contract/app.ts";
import type { Result } from "../../src-preload/contract/failure.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import type { Context } from "../context.ts";
import { done, succeeded } from "../failures.ts";
import { activateConnection } from "../use-cases/activate-connection.ts";
import { addKeyValue } from "../use-cases/add-key-value.ts";
import { cancelRotation } from "../use-cases/cancel-rotation.ts";
import { chooseAuthorities, forgetAuthorities } from "../use-cases/certificate-authorities.ts";
import { changePreferences } from "../use-cases/change-preferences.ts";
import { clearClipboard } from "../use-cases/clipboard-clearing.ts";
import { connect } from "../use-cases/connect.ts";
import { copyKeptKey } from "../use-cases/copy-kept-key.ts";
import { copyVerified } from "../use-cases/copy-verified.ts";
import { copyWithKey } from "../use-cases/copy-with-key.ts";
import { dismissAttention, restoreAttention } from "../use-cases/dismiss-attention.ts";
import { editConnection } from "../use-cases/edit-connection.ts";
import { chooseEnvFile, ignoreEnvFile, inspectEnvFile, undoEnvFile, writeEnvFile } from "../use-cases/env-file.ts";
import { exportKeys } from "../use-cases/export-keys.ts";
import { forgetKey } from "../use-cases/forget-key.ts";
import { generateKey } from "../use-cases/generate-key.ts";
import { keepNewKey } from "../use-cases/keep-key.ts";
import { refreshKeys } from "../use-cases/list-keys.ts";
import { lookAtAddress } from "../use-cases/look-at-address.ts";
import { dismissLostKey, replaceLostKey } from "../use-cases/lost-key.ts";
import { copyNewKey, dismissNewKey, revealNewKey } from "../use-cases/new-key.ts";
import { dismissNotice } from "../use-cases/notices.ts";
import { readActivity } from "../use-cases/read-activity.ts";
import { readAllRevoked, readMoreRevoked } from "../use-cases/read-revoked.ts";
import { removeConnection } from "../use-cases/remove-connection.ts";
import { renameKey } from "../use-cases/rename-key.ts";
import { restoreSession } from "../use-cases/restore-session.ts";
import { revokeKey } from "../use-cases/revoke-key.ts";
import { rotateKey } from "../use-cases/rotate-key.ts";
import { setAppearance } from "../use-cases/set-appearance.ts";
import { setProxy } from "../use-cases/set-proxy.ts";
import { signIn } from "../use-cases/sign-in.ts";
import { signOut } from "../use-cases/sign-out.ts";
import { suggestVariable } from "../use-cases/suggest-variable.ts";
import { tryKey } from "../use-cases/try-key.ts";
import { useLocalWorkspace } from "../use-cases/use-local-workspace.ts";
import type { Handlers } from "./register.ts";

/** What the handlers ask of the window itself. */
export interface WindowActions {
  /** The first content is in the page. */
  content(): void;
  /** The first content is on screen. */
  painted(): void;
  /** Closes although the new key is not copied. */
  closeAnyway(): void;
  /** What the application menu does by itself. */
  act(action: WindowAction): void;
  /** Esc in the palette, or its key was copied. */
  hidePalette(): void;
  /** A kept key was copied, or was not, at the wish of a window that may have gone meanwhile. */
  copied(reference: KeptReference, result: Result<null>): void;
}

/** Binds every channel to its use case. */
export function createHandlers(context: Context, window: WindowActions): Handlers {
  return {
    "app:state": async () => succeeded(context.state.getState()),
    "app:content": async () => {
      window.content();
      return done;
    },
    "app:painted": async () => {
      window.painted();
      return done;
    },
    "app:set-appearance": (input) => setAppearance(context, input),
    "app:dismiss-notice": (input) => dismissNotice(context, input),
    "app:close-anyway": async () => {
      window.closeAnyway();
      return done;
    },
    "app:act": async ({ action }) => {
      window.act(action);
      return done;
    },
    "connection:use-local": () => useLocalWorkspace(context),
    "connection:look": (input) => lookAtAddress(context, input),
    "connection:connect": (input) => connect(context, input),
    "connection:activate": (input) => activateConnection(context, input),
    "connection:edit": (input) => editConnection(context, input),
    "connection:remove": (input) => removeConnection(context, input),
    "session:sign-in": (input) => signIn(context, input),
    "session:restore": () => restoreSession(context),
    "session:sign-out": (input) => signOut(context, input),
    "keys:refresh": () => refreshKeys(context),
    "keys:more-revoked": () => readMoreRevoked(context),
    "keys:all-revoked": () => readAllRevoked(context),
    "keys:generate": (input) => generateKey(context, input),
    "keys:reveal": (input) => revealNewKey(context, input),
    "keys:copy-new": (input) => copyNewKey(context, input),
    "keys:dismiss-new": (input) => dismissNewKey(context, input),
    "keys:rename": (input) => renameKey(context, input),
    "keys:revoke": (input) => revokeKey(context, input),
    "keys:rotate": (input) => rotateKey(context, input),
    "keys:cancel-rotation": (input) => cancelRotation(context, input),
    "keys:export": (input) => exportKeys(context, input),
    "use:test": (input) => tryKey(context, input),
    "use:suggest-variable": (input) => suggestVariable(input),
    "use:copy-with-key": (input) => copyWithKey(context, input),
    "env:choose": (input) => chooseEnvFile(context, input),
    "env:inspect": (input) => inspectEnvFile(context, input),
    "env:write": (input) => writeEnvFile(context, input),
    "env:undo": (input) => undoEnvFile(context, input),
    "env:ignore": (input) => ignoreEnvFile(context, input),
    "activity:read": (input) => readActivity(context, input),
    "attention:dismiss": (input) => dismissAttention(context, input),
    "attention:restore": () => restoreAttention(context),
    "keys:replace-lost": (input) => replaceLostKey(context, input),
    "keys:dismiss-lost": (input) => dismissLostKey(context, input),
    "kept:keep-new": (input) => keepNewKey(context, input),
    "kept:add-value": (input) => addKeyValue(context, input),
    "kept:forget": (input) => forgetKey(context, input),
    "kept:copy": async (input) => {
      const result = await copyKeptKey(context, input);
      window.copied(input, result);
      return result;
    },
    "transport:set-proxy": (input) => setProxy(context, input),
    "transport:choose-authorities": () => chooseAuthorities(context),
    "transport:forget-authorities": () => forgetAuthorities(context),
    "preferences:change": (input) => changePreferences(context, input),
    "palette:hide": async () => {
      window.hidePalette();
      return done;
    },
    "clipboard:clear": () => clearClipboard(context),
    "clipboard:copy-snippet": (input) => copyVerified(context, input.text),
  };
}
