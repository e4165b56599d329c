/** The whole state the window draws: owned by main, sent as a snapshot once and as changed slices afterwards. */
import { z } from "zod";
import { Activity } from "./activity.ts";
import { Attention } from "./attention.ts";
import { ClipboardState } from "./clipboard.ts";
import { Connection, NetworkState } from "./connection.ts";
import { DesktopState } from "./desktop.ts";
import { KeptKey } from "./kept.ts";
import { KeyList, LostKey, NewKey, RevokedList } from "./keys.ts";
import { Preferences } from "./preferences.ts";
import { ManualRotation } from "./rotation.ts";
import { ServerOffer } from "./server.ts";
import { KeychainState, SessionState } from "./session.ts";
import { TransportState } from "./transport.ts";

/** Light, dark, or as the system has it. */
export const Appearance = z.enum(["system", "light", "dark"]);
/** Light, dark, or as the system has it. */
export type Appearance = z.infer<typeof Appearance>;

/** What the application menu does by itself, without asking the window. */
export const WindowAction = z.enum(["quit", "zoom-in", "zoom-out", "actual-size", "full-screen"]);
/** What the application menu does by itself. */
export type WindowAction = z.infer<typeof WindowAction>;

/** Something the person should know that is no answer to a click, such as a settings file set aside. */
export const Notice = z.object({
  id: z.string(),
  tone: z.enum(["info", "warning"]),
  message: z.string(),
});
/** Something the person should know that is no answer to a click. */
export type Notice = z.infer<typeof Notice>;

/** What Keyrack runs on, for the About tab. */
export const About = z.object({
  version: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
  platform: z.string(),
  /** Where settings and the Local workspace's database lie. */
  profileFolder: z.string(),
});
/** What Keyrack runs on, for the About tab. */
export type About = z.infer<typeof About>;

/** Everything the window draws. No secret is in it. */
export const AppState = z.object({
  about: About,
  appearance: Appearance,
  /** The kinds of servers this Keyrack can manage. */
  servers: z.array(ServerOffer),
  connections: z.array(Connection),
  activeConnectionId: z.uuid().nullable(),
  session: SessionState,
  network: NetworkState,
  transport: TransportState,
  keychain: KeychainState,
  keys: KeyList,
  revoked: RevokedList,
  newKey: NewKey.nullable(),
  lostKey: LostKey.nullable(),
  /** Rotations by hand of every connection, where the server cannot rotate. */
  rotations: z.array(ManualRotation),
  /** What deserves a look on the connection on screen, most pressing first; what was dismissed is not in it. */
  attention: z.array(Attention),
  /** How many were dismissed there. */
  dismissedAttention: z.number().int().nonnegative(),
  activity: Activity,
  /** Keys whose values are kept on this computer, of every connection. */
  kept: z.array(KeptKey),
  clipboard: ClipboardState,
  preferences: Preferences,
  desktop: DesktopState,
  notices: z.array(Notice),
});
/** Everything the window draws. No secret is in it. */
export type AppState = z.infer<typeof AppState>;
