/** Every channel between the window and main: what goes in, what comes out. Nothing else crosses. */
import { z } from "zod";
import { Appearance, AppState, WindowAction } from "./app.ts";
import { Dismissal } from "./attention.ts";
import { Snippet } from "./clipboard.ts";
import { AddInput, Credentials, EditInput, TypedAddress } from "./connection.ts";
import { resultOf } from "./failure.ts";
import { KeptReference } from "./kept.ts";
import { ApiKey, ExpiresInDays, KeyName, KeyValue, LostKeyReference, PastedValue, RevocationReason } from "./keys.ts";
import { Preferences } from "./preferences.ts";
import { RotateInput } from "./rotation.ts";
import { FoundServer } from "./server.ts";
import { ProxyInput } from "./transport.ts";
import {
  CopyWithKeyInput,
  EnvFile,
  EnvOutlook,
  EnvWritten,
  TestedCall,
  TestInput,
  VariableName,
  VariableWish,
} from "./use.ts";

const nothing = z.object({});
const done = resultOf(z.null());
const keyId = ApiKey.shape.id;

/** Channel to its input and output. Each output is a Result, parsed on the way out so that no extra field slips through. */
export const channels = {
  /** The snapshot to start from; changes follow as `state:changed`. */
  "app:state": { input: nothing, output: resultOf(AppState) },
  /** The first content is in the page, which nobody sees yet: main shows the window. */
  "app:content": { input: nothing, output: done },
  /** The first content is on screen; main prints its start-up time. */
  "app:painted": { input: nothing, output: done },
  "app:set-appearance": { input: z.object({ appearance: Appearance }), output: done },
  "app:dismiss-notice": { input: z.object({ noticeId: z.string() }), output: done },
  /** The person chose to close although the new key is not copied. */
  "app:close-anyway": { input: nothing, output: done },
  /** Does what the application menu does by itself, for the command palette. */
  "app:act": { input: z.object({ action: WindowAction }), output: done },

  /** Starts the Local workspace, makes its connection if needed, and signs in. No password. */
  "connection:use-local": { input: nothing, output: done },
  /** Finds out what stands at an address. Nothing but the question is sent, and nothing is saved. */
  "connection:look": { input: z.object({ address: TypedAddress }), output: resultOf(FoundServer) },
  /** Adds a server by address and signs in; nothing is saved unless both work. */
  "connection:connect": { input: AddInput, output: done },
  "connection:activate": { input: z.object({ connectionId: z.uuid() }), output: done },
  /** Renames, recolours or moves a connection; a new address must work before the old one is given up. */
  "connection:edit": { input: EditInput, output: done },
  /** Signs out and forgets the connection. Keys on the server are not touched. */
  "connection:remove": { input: z.object({ connectionId: z.uuid() }), output: done },

  /** Signs in to the active connection. */
  "session:sign-in": { input: Credentials, output: done },
  /** Asks the keychain and the server again, after `locked` or `unreachable`. */
  "session:restore": { input: nothing, output: done },
  /** `forgetKept`: the connection's kept keys are forgotten too. */
  "session:sign-out": { input: z.object({ forgetKept: z.boolean().default(true) }), output: done },

  "keys:refresh": { input: nothing, output: done },
  "keys:more-revoked": { input: nothing, output: done },
  /** Reads all revoked keys that are left, for a filter or an order that is to cover them. */
  "keys:all-revoked": { input: nothing, output: done },
  /** The answer is metadata; the value is held in main for `keys:reveal` and `keys:copy-new`. */
  "keys:generate": {
    input: z.object({ name: KeyName, expiresInDays: ExpiresInDays.default(null) }),
    output: resultOf(ApiKey),
  },
  /** The value of the key just generated: the one secret that reaches the window. */
  "keys:reveal": { input: z.object({ keyId }), output: resultOf(z.object({ value: KeyValue })) },
  /** Copies the key just generated and reads the clipboard back. */
  "keys:copy-new": { input: z.object({ keyId }), output: done },
  /** Done: main drops the value. */
  "keys:dismiss-new": { input: z.object({ keyId }), output: done },
  "keys:rename": { input: z.object({ keyId, name: KeyName }), output: resultOf(ApiKey) },
  "keys:revoke": { input: z.object({ keyId, reason: RevocationReason }), output: resultOf(ApiKey) },

  /** Makes a successor, whose value waits as a new key's does. Where the server cannot rotate, Keyrack remembers the pair. */
  "keys:rotate": { input: RotateInput, output: resultOf(ApiKey) },
  /** Takes a rotation back: revokes the successor. Where the server cannot rotate, it also forgets the pair. */
  "keys:cancel-rotation": { input: z.object({ keyId }), output: done },
  /**
   * Asks where, and writes the list (metadata only); null when the person called it off. `complete`: whether all revoked
   * keys could be read first.
   */
  "keys:export": {
    input: z.object({ format: z.enum(["csv", "json"]) }),
    output: resultOf(z.object({ path: z.string(), complete: z.boolean() }).nullable()),
  },

  /** Calls the API with the key from main. */
  "use:test": { input: TestInput, output: resultOf(z.array(TestedCall)) },
  /** The variable to offer for a key, or the one nearest to what was typed; every shell takes it. */
  "use:suggest-variable": { input: VariableWish, output: resultOf(z.object({ variable: VariableName })) },
  /** Copies a snippet that holds a kept key's value; verified and cleared like a copied key. */
  "use:copy-with-key": {
    input: CopyWithKeyInput,
    output: done,
  },
  /** Opens the file dialog for a `.env` file, which may be a `fresh` one; null when the person called it off. */
  "env:choose": { input: z.object({ fresh: z.boolean() }), output: resultOf(EnvFile.nullable()) },
  /** What a write would do; the failures say why it would be refused. */
  "env:inspect": {
    input: z.object({ fileId: EnvFile.shape.fileId, variable: VariableName }),
    output: resultOf(EnvOutlook),
  },
  "env:write": {
    input: KeptReference.extend({ fileId: EnvFile.shape.fileId, variable: VariableName }),
    output: resultOf(EnvWritten),
  },
  "env:undo": { input: z.object({ undoId: z.uuid() }), output: done },
  /** Adds the file to `.gitignore`; answers the line and the file it went into. */
  "env:ignore": {
    input: z.object({ fileId: EnvFile.shape.fileId }),
    output: resultOf(z.object({ file: z.string(), line: z.string() })),
  },

  /** Reads the newest events, or with `more` the next older ones. */
  "activity:read": { input: z.object({ more: z.boolean(), keyId: ApiKey.shape.id.nullable() }), output: done },
  "attention:dismiss": { input: Dismissal, output: done },
  /** Shows again what was dismissed on the connection on screen. */
  "attention:restore": { input: nothing, output: done },

  /** Revokes the key whose value was not received and generates another of the same name. */
  "keys:replace-lost": { input: LostKeyReference, output: resultOf(ApiKey) },
  /** The person has seen that a key's value was not received, and leaves the key as it is. */
  "keys:dismiss-lost": { input: LostKeyReference, output: done },

  /** Keeps the key just generated on this computer; `not-kept` when the keychain refuses. */
  "kept:keep-new": { input: z.object({ keyId }), output: done },
  /** Keeps a key that was generated elsewhere; the pasted value goes into main and never comes back. */
  "kept:add-value": { input: z.object({ keyId, pasted: PastedValue }), output: done },
  "kept:forget": { input: KeptReference, output: done },
  /** Reads the keychain now, copies, reads the clipboard back. */
  "kept:copy": { input: KeptReference, output: done },

  "transport:set-proxy": { input: ProxyInput, output: done },
  /** Opens the system's file dialog; `authorities-unreadable` when the file holds no certificate. */
  "transport:choose-authorities": { input: nothing, output: done },
  "transport:forget-authorities": { input: nothing, output: done },

  "preferences:change": { input: Preferences.partial(), output: done },

  /** Esc in the palette. */
  "palette:hide": { input: nothing, output: done },

  /** Takes the copied key off the clipboard now. */
  "clipboard:clear": { input: nothing, output: done },
  /** Copies a usage snippet and reads the clipboard back. */
  "clipboard:copy-snippet": { input: z.object({ text: Snippet }), output: done },
} as const;
/** The name of a channel. */
export type Channel = keyof typeof channels;
/** What a caller passes on a channel. */
export type Input<C extends Channel> = z.input<(typeof channels)[C]["input"]>;
/** What a handler receives: the input after parsing (names trimmed, empty ones null). */
export type ParsedInput<C extends Channel> = z.output<(typeof channels)[C]["input"]>;
/** What a channel answers. */
export type Output<C extends Channel> = z.output<(typeof channels)[C]["output"]>;

/** Event to its payload, main to window. */
export const events = {
  /** The slices of the state that changed, whole. */
  "state:changed": AppState.partial(),
  /** The window was asked to close while the new key is not copied. */
  "window:close-requested": nothing,
  /** The palette has come up and begins anew. */
  "palette:shown": nothing,
  /** A menu item or shortcut that the window carries out. */
  "menu:command": z.object({ command: z.enum(["generate", "find", "settings", "overview", "palette", "shortcuts"]) }),
  /** A connection was chosen in the menu, or by its shortcut. */
  "menu:connection": z.object({ connectionId: z.uuid() }),
} as const;
/** The name of an event. */
export type EventName = keyof typeof events;
/** What an event carries. */
export type Payload<E extends EventName> = z.output<(typeof events)[E]>;
