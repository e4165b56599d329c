/** The preload: exposes the typed bridge and nothing else. Only types are imported, since a sandboxed preload can load nothing but electron. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from "electron";
import type { Bridge } from "./contract/bridge.ts";
import type { Channel, EventName, Input, Output, Payload } from "./contract/ipc.ts";

function call<C extends Channel>(channel: C) {
  return (input: Input<C>): Promise<Output<C>> => ipcRenderer.invoke(channel, input);
}

function ask<C extends Channel>(channel: C) {
  return (): Promise<Output<C>> => ipcRenderer.invoke(channel, {});
}

/** Listed by hand because the window must not be able to name a channel of its own. */
const eventNames: readonly EventName[] = [
  "state:changed",
  "window:close-requested",
  "palette:shown",
  "menu:command",
  "menu:connection",
];

function on<E extends EventName>(event: E, listener: (payload: Payload<E>) => void): () => void {
  if (!eventNames.includes(event)) throw new TypeError(`No event is called ${String(event)}.`);
  // The IpcRendererEvent carries the sender, so it is dropped here: https://www.electronjs.org/docs/latest/tutorial/context-isolation
  const forward = (_: IpcRendererEvent, payload: Payload<E>) => listener(payload);
  ipcRenderer.on(event, forward);
  return () => ipcRenderer.off(event, forward);
}

const bridge: Bridge = {
  app: {
    state: ask("app:state"),
    content: ask("app:content"),
    painted: ask("app:painted"),
    setAppearance: call("app:set-appearance"),
    dismissNotice: call("app:dismiss-notice"),
    closeAnyway: ask("app:close-anyway"),
    act: call("app:act"),
  },
  connection: {
    useLocal: ask("connection:use-local"),
    look: call("connection:look"),
    connect: call("connection:connect"),
    activate: call("connection:activate"),
    edit: call("connection:edit"),
    remove: call("connection:remove"),
  },
  session: {
    signIn: call("session:sign-in"),
    restore: ask("session:restore"),
    signOut: call("session:sign-out"),
  },
  keys: {
    refresh: ask("keys:refresh"),
    moreRevoked: ask("keys:more-revoked"),
    allRevoked: ask("keys:all-revoked"),
    generate: call("keys:generate"),
    reveal: call("keys:reveal"),
    copyNew: call("keys:copy-new"),
    dismissNew: call("keys:dismiss-new"),
    rename: call("keys:rename"),
    revoke: call("keys:revoke"),
    rotate: call("keys:rotate"),
    cancelRotation: call("keys:cancel-rotation"),
    export: call("keys:export"),
    replaceLost: call("keys:replace-lost"),
    dismissLost: call("keys:dismiss-lost"),
  },
  kept: {
    keepNew: call("kept:keep-new"),
    addValue: call("kept:add-value"),
    forget: call("kept:forget"),
    copy: call("kept:copy"),
  },
  use: {
    test: call("use:test"),
    suggestVariable: call("use:suggest-variable"),
    copyWithKey: call("use:copy-with-key"),
  },
  env: {
    choose: call("env:choose"),
    inspect: call("env:inspect"),
    write: call("env:write"),
    undo: call("env:undo"),
    ignore: call("env:ignore"),
  },
  activity: {
    read: call("activity:read"),
  },
  attention: {
    dismiss: call("attention:dismiss"),
    restore: ask("attention:restore"),
  },
  transport: {
    setProxy: call("transport:set-proxy"),
    chooseAuthorities: ask("transport:choose-authorities"),
    forgetAuthorities: ask("transport:forget-authorities"),
  },
  preferences: {
    change: call("preferences:change"),
  },
  palette: {
    hide: ask("palette:hide"),
  },
  clipboard: {
    clear: ask("clipboard:clear"),
    copySnippet: call("clipboard:copy-snippet"),
  },
  on,
};

contextBridge.exposeInMainWorld("keyrack", bridge);
