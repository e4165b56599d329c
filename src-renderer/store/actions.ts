/** What a person can do, one verb each: calls main and answers its Result; the new state arrives by itself. */
import type { Appearance, WindowAction } from "../../src-preload/contract/app.ts";
import type { Input } from "../../src-preload/contract/ipc.ts";
import type { KeptReference } from "../../src-preload/contract/kept.ts";
import { ask } from "./bridge.ts";

/** The first content is in the page, and the window may be shown. */
export const content = () => ask((b) => b.app.content());
/** The first content is on screen. */
export const painted = () => ask((b) => b.app.painted());
/** Light, dark, or as the system has it. */
export const setAppearance = (appearance: Appearance) => ask((b) => b.app.setAppearance({ appearance }));
/** Takes a notice off the screen for good. */
export const dismissNotice = (noticeId: string) => ask((b) => b.app.dismissNotice({ noticeId }));
/** Closes the window although the new key was not copied. */
export const closeWindowAnyway = () => ask((b) => b.app.closeAnyway());

/** Does what the application menu does by itself. */
export const actOnWindow = (action: WindowAction) => ask((b) => b.app.act({ action }));

/** Starts the Local workspace and signs in to it. */
export const openLocalWorkspace = () => ask((b) => b.connection.useLocal());
/** Finds out what stands at an address. */
export const lookAt = (address: string) => ask((b) => b.connection.look({ address }));
/** Adds a server and signs in to it. */
export const connect = (input: Input<"connection:connect">) => ask((b) => b.connection.connect(input));
/** Makes another connection the one on screen. */
export const activateConnection = (connectionId: string) => ask((b) => b.connection.activate({ connectionId }));
/** Renames, recolours or moves a connection. */
export const editConnection = (input: Input<"connection:edit">) => ask((b) => b.connection.edit(input));
/** Signs out of a server and forgets it. */
export const removeConnection = (connectionId: string) => ask((b) => b.connection.remove({ connectionId }));

/** Signs in to the connection on screen. */
export const signIn = (input: Input<"session:sign-in">) => ask((b) => b.session.signIn(input));
/** Asks the keychain and the server again. */
export const restoreSession = () => ask((b) => b.session.restore());
/** Ends the session on screen; the connection's kept keys stay only if that is wished. */
export const signOut = (forgetKept: boolean) => ask((b) => b.session.signOut({ forgetKept }));

/** Reads the key list again. */
export const refreshKeys = () => ask((b) => b.keys.refresh());
/** Fetches the next page of revoked keys. */
export const showMoreRevoked = () => ask((b) => b.keys.moreRevoked());
/** Fetches all revoked keys that are left. */
export const showAllRevoked = () => ask((b) => b.keys.allRevoked());
/** Makes a key, for that many days or without an end; its value comes with `revealKey`. */
export const generateKey = (name: string, expiresInDays: number | null) =>
  ask((b) => b.keys.generate({ name, ...(expiresInDays !== null && { expiresInDays }) }));
/** The value of the key just generated. */
export const revealKey = (keyId: string) => ask((b) => b.keys.reveal({ keyId }));
/** Puts the key just generated on the clipboard, verified by main. */
export const copyNewKey = (keyId: string) => ask((b) => b.keys.copyNew({ keyId }));
/** Lets go of the key just generated. */
export const dismissNewKey = (keyId: string) => ask((b) => b.keys.dismissNew({ keyId }));
/** Gives a key another name; an empty one takes the name away. */
export const renameKey = (keyId: string, name: string) => ask((b) => b.keys.rename({ keyId, name }));
/** Ends a key for good. */
export const revokeKey = (keyId: string, reason: string) => ask((b) => b.keys.revoke({ keyId, reason }));

/** Revokes the key whose value was not received and generates another of the same name. */
export const replaceLostKey = (lostKeyId: string) => ask((b) => b.keys.replaceLost({ lostKeyId }));
/** Leaves the key whose value was not received as it is. */
export const dismissLostKey = (lostKeyId: string) => ask((b) => b.keys.dismissLost({ lostKeyId }));

/** Keeps the key just generated on this computer. */
export const keepNewKey = (keyId: string) => ask((b) => b.kept.keepNew({ keyId }));
/** Keeps a key that was generated elsewhere, from what was pasted. */
export const addKeyValue = (keyId: string, pasted: string) => ask((b) => b.kept.addValue({ keyId, pasted }));
/** Takes a kept key's value out of the keychain. */
export const forgetKept = (reference: KeptReference) => ask((b) => b.kept.forget(reference));
/** Puts a kept key on the clipboard, verified by main. */
export const copyKept = (reference: KeptReference) => ask((b) => b.kept.copy(reference));

/** Chooses the way to servers. */
export const setProxy = (input: Input<"transport:set-proxy">) => ask((b) => b.transport.setProxy(input));
/** Lets the person choose a file of certificate authorities. */
export const chooseAuthorities = () => ask((b) => b.transport.chooseAuthorities());
/** Trusts the chosen file no more. */
export const forgetAuthorities = () => ask((b) => b.transport.forgetAuthorities());

/** Changes some of what can be chosen in Settings. */
export const changePreferences = (change: Input<"preferences:change">) => ask((b) => b.preferences.change(change));

/** Takes the copied key off the clipboard. */
export const clearClipboard = () => ask((b) => b.clipboard.clear());
/** Puts a usage snippet on the clipboard. */
export const copySnippet = (text: string) => ask((b) => b.clipboard.copySnippet({ text }));

/** Makes a key's successor. */
export const rotateKey = (keyId: string, graceSeconds: number) => ask((b) => b.keys.rotate({ keyId, graceSeconds }));
/** Takes a rotation back: `keyId` is the successor. */
export const cancelRotation = (keyId: string) => ask((b) => b.keys.cancelRotation({ keyId }));
/** Writes the list to a file of the person's choice. */
export const exportKeys = (format: "csv" | "json") => ask((b) => b.keys.export({ format }));

/** Calls the API with a key that main has. */
export const testKey = (input: Input<"use:test">) => ask((b) => b.use.test(input));
/** The variable to offer for a key, or the one nearest to what was typed. */
export const suggestVariable = (wish: Input<"use:suggest-variable">) => ask((b) => b.use.suggestVariable(wish));
/** Copies a snippet that holds the key itself. */
export const copyWithKey = (input: Input<"use:copy-with-key">) => ask((b) => b.use.copyWithKey(input));
/** Lets the person choose a `.env` file, or name a fresh one. */
export const chooseEnvFile = (fresh: boolean) => ask((b) => b.env.choose({ fresh }));
/** What writing the variable into the chosen file would do. */
export const inspectEnvFile = (input: Input<"env:inspect">) => ask((b) => b.env.inspect(input));
/** Writes a kept key into the chosen file. */
export const writeEnvFile = (input: Input<"env:write">) => ask((b) => b.env.write(input));
/** Puts the file back as it was. */
export const undoEnvFile = (undoId: string) => ask((b) => b.env.undo({ undoId }));
/** Adds the chosen file to `.gitignore`. */
export const ignoreEnvFile = (fileId: string) => ask((b) => b.env.ignore({ fileId }));

/** Reads the newest events, or the next older ones; of one key, or of all that happened. */
export const readActivity = (more: boolean, keyId: string | null = null) =>
  ask((b) => b.activity.read({ more, keyId }));
/** Speaks no more of one thing that deserved a look. */
export const dismissAttention = (dismissal: Input<"attention:dismiss">) => ask((b) => b.attention.dismiss(dismissal));
/** Speaks again of everything that was dismissed. */
export const restoreAttention = () => ask((b) => b.attention.restore());
