/** The interface of `window.keyrack`: all the window can ask of main. */
import type { Channel, EventName, Input, Output, Payload } from "./ipc.ts";

/** A call on a channel; it never rejects for a reason of ours, it answers a Result. */
export type Call<C extends Channel> = (input: Input<C>) => Promise<Output<C>>;
/** A call on a channel that takes nothing. */
export type Ask<C extends Channel> = () => Promise<Output<C>>;

/** What the preload exposes as `window.keyrack`. */
export interface Bridge {
  app: {
    state: Ask<"app:state">;
    content: Ask<"app:content">;
    painted: Ask<"app:painted">;
    setAppearance: Call<"app:set-appearance">;
    dismissNotice: Call<"app:dismiss-notice">;
    closeAnyway: Ask<"app:close-anyway">;
    act: Call<"app:act">;
  };
  connection: {
    useLocal: Ask<"connection:use-local">;
    look: Call<"connection:look">;
    connect: Call<"connection:connect">;
    activate: Call<"connection:activate">;
    edit: Call<"connection:edit">;
    remove: Call<"connection:remove">;
  };
  session: {
    signIn: Call<"session:sign-in">;
    restore: Ask<"session:restore">;
    signOut: Call<"session:sign-out">;
  };
  keys: {
    refresh: Ask<"keys:refresh">;
    moreRevoked: Ask<"keys:more-revoked">;
    allRevoked: Ask<"keys:all-revoked">;
    generate: Call<"keys:generate">;
    reveal: Call<"keys:reveal">;
    copyNew: Call<"keys:copy-new">;
    dismissNew: Call<"keys:dismiss-new">;
    rename: Call<"keys:rename">;
    revoke: Call<"keys:revoke">;
    rotate: Call<"keys:rotate">;
    cancelRotation: Call<"keys:cancel-rotation">;
    export: Call<"keys:export">;
    replaceLost: Call<"keys:replace-lost">;
    dismissLost: Call<"keys:dismiss-lost">;
  };
  kept: {
    keepNew: Call<"kept:keep-new">;
    addValue: Call<"kept:add-value">;
    forget: Call<"kept:forget">;
    copy: Call<"kept:copy">;
  };
  use: {
    test: Call<"use:test">;
    suggestVariable: Call<"use:suggest-variable">;
    copyWithKey: Call<"use:copy-with-key">;
  };
  env: {
    choose: Call<"env:choose">;
    inspect: Call<"env:inspect">;
    write: Call<"env:write">;
    undo: Call<"env:undo">;
    ignore: Call<"env:ignore">;
  };
  activity: {
    read: Call<"activity:read">;
  };
  attention: {
    dismiss: Call<"attention:dismiss">;
    restore: Ask<"attention:restore">;
  };
  transport: {
    setProxy: Call<"transport:set-proxy">;
    chooseAuthorities: Ask<"transport:choose-authorities">;
    forgetAuthorities: Ask<"transport:forget-authorities">;
  };
  preferences: {
    change: Call<"preferences:change">;
  };
  palette: {
    hide: Ask<"palette:hide">;
  };
  clipboard: {
    clear: Ask<"clipboard:clear">;
    copySnippet: Call<"clipboard:copy-snippet">;
  };
  /** Listens to an event; the answer stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void;
}
