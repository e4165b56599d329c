/** What a person can do, one verb each: calls main and answers its Result; the new state arrives by itself. */
import type { Appearance } from "../../src-preload/contract/app.ts";
import type { Input } from "../../src-preload/contract/ipc.ts";
import { ask } from "./bridge.ts";

/** The first content is on screen. */
export const painted = () => ask((b) => b.app.painted());
/** Light, dark, or as the system has it. */
export const setAppearance = (appearance: Appearance) => ask((b) => b.app.setAppearance({ appearance }));
/** Takes a notice off the screen for good. */
export const dismissNotice = (noticeId: string) => ask((b) => b.app.dismissNotice({ noticeId }));
/** Closes the window although the new key was not copied. */
export const closeWindowAnyway = () => ask((b) => b.app.closeAnyway());

/** Starts the Local workspace and signs in to it. */
export const openLocalWorkspace = () => ask((b) => b.connection.useLocal());
/** Adds a server and signs in to it. */
export const connect = (input: Input<"connection:connect">) => ask((b) => b.connection.connect(input));
/** Makes another connection the one on screen. */
export const activateConnection = (connectionId: string) => ask((b) => b.connection.activate({ connectionId }));
/** Signs out of a server and forgets it. */
export const removeConnection = (connectionId: string) => ask((b) => b.connection.remove({ connectionId }));

/** Signs in to the connection on screen. */
export const signIn = (input: Input<"session:sign-in">) => ask((b) => b.session.signIn(input));
/** Asks the keychain and the server again. */
export const restoreSession = () => ask((b) => b.session.restore());
/** Ends the session on screen. */
export const signOut = () => ask((b) => b.session.signOut({}));

/** Reads the key list again. */
export const refreshKeys = () => ask((b) => b.keys.refresh());
/** Fetches the next page of revoked keys. */
export const showMoreRevoked = () => ask((b) => b.keys.moreRevoked());
/** Makes a key; its value comes with `revealKey`. */
export const generateKey = (name: string) => ask((b) => b.keys.generate({ name }));
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

/** Puts a usage snippet on the clipboard. */
export const copySnippet = (text: string) => ask((b) => b.clipboard.copySnippet({ text }));
