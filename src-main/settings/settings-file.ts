/** The format of settings.json: how it is written, and how much of it can still be used when parts are damaged. */
import { z } from "zod";
import { Appearance } from "../../src-preload/contract/app.ts";
import { Dismissal } from "../../src-preload/contract/attention.ts";
import { Connection } from "../../src-preload/contract/connection.ts";
import { KeptKey } from "../../src-preload/contract/kept.ts";
import { Instant } from "../../src-preload/contract/keys.ts";
import { Preferences } from "../../src-preload/contract/preferences.ts";
import { ManualRotation } from "../../src-preload/contract/rotation.ts";
import { ProxyChoice } from "../../src-preload/contract/transport.ts";
import type { Settings } from "../ports.ts";

/** What a text came to. Where there is a `problem`, the file is to be set aside; `settings` holds what is usable. */
export interface ParsedSettings {
  settings: Settings;
  problem: "unreadable" | "newer" | "connections" | null;
}

/** The version this Keyrack writes. */
const version = 1;

const coordinate = z.int().min(-100_000).max(100_000);
const extent = z.int().min(1).max(100_000);

const { shape } = Preferences;
/** Each choice by itself: one that is damaged falls back to its default and takes no other with it. */
const PreferencesFile = z.object({
  keepNewKeys: shape.keepNewKeys.catch(true),
  clearAfter: shape.clearAfter.catch(30),
  closeToTray: shape.closeToTray.catch(true),
  quickCopyShortcut: shape.quickCopyShortcut.catch("CommandOrControl+Shift+K"),
  startAtLogin: shape.startAtLogin.catch(false),
  attention: shape.attention.catch({
    oldAfterDays: 90,
    neverUsedAfterDays: 7,
    idleAfterDays: 30,
    expiringWithinDays: 14,
  }),
  weeklyReminder: shape.weeklyReminder.catch(true),
});

/** A list of which each row stands for itself: one that cannot be read takes no other with it. */
function rowsOf<Row extends z.ZodType>(row: Row) {
  return z
    .array(z.unknown())
    .catch([])
    .transform((rows): z.output<Row>[] => rows.flatMap((one) => row.safeParse(one).data ?? []));
}

/** Members that are worth less than the whole: a damaged one is replaced by its default without a word. */
const Small = z.object({
  activeConnectionId: z.uuid().nullable().catch(null),
  appearance: Appearance.catch("system"),
  window: z
    .object({ x: coordinate, y: coordinate, width: extent, height: extent, maximized: z.boolean() })
    .nullable()
    .catch(null),
  localPort: z.int().min(1).max(65_535).nullable().catch(null),
  kept: rowsOf(KeptKey),
  preferences: z
    .looseObject({})
    .catch({})
    .transform((chosen) => PreferencesFile.parse(chosen)),
  proxy: ProxyChoice.catch({ mode: "system" }),
  proxyPasswordStored: z.boolean().catch(false),
  authoritiesFile: z.string().min(1).max(4096).nullable().catch(null),
  rotations: rowsOf(ManualRotation),
  dismissals: rowsOf(Dismissal.extend({ connectionId: z.uuid() })),
  remindedAt: Instant.nullable().catch(null),
  remindedOf: rowsOf(Dismissal.extend({ connectionId: z.uuid() })),
  trayHintShown: z.boolean().catch(false),
  softwareRendering: z
    .object({ electron: z.string().max(40), foundAt: Instant })
    .nullable()
    .catch(null),
});

const Versioned = z.object({ version: z.int().positive() });
const File = z.object({ version: z.literal(version), connections: z.array(z.unknown()).default([]) });

/** Settings of a first start. */
export function defaultSettings(): Settings {
  return { connections: [], ...Small.parse({}) };
}

/** The file's text. People may look into it, so it is indented. */
export function encodeSettings(settings: Settings): string {
  return `${JSON.stringify({ version, ...settings }, null, 2)}\n`;
}

/** Reads the file's text. Never throws. */
export function parseSettings(text: string): ParsedSettings {
  const value = jsonOf(text);
  const file = File.safeParse(value);
  if (!file.success) {
    const written = Versioned.safeParse(value).data?.version ?? 0;
    return { settings: defaultSettings(), problem: written > version ? "newer" : "unreadable" };
  }
  const connections = file.data.connections.flatMap((row) => Connection.safeParse(row).data ?? []);
  const distinct = connections.filter(({ id }, at) => connections.findIndex((other) => other.id === id) === at);
  const small = Small.parse(value);
  const activeIsKnown = distinct.some(({ id }) => id === small.activeConnectionId);
  return {
    settings: { ...small, connections: distinct, activeConnectionId: activeIsKnown ? small.activeConnectionId : null },
    problem: distinct.length === file.data.connections.length ? null : "connections",
  };
}

function jsonOf(text: string): unknown {
  try {
    // Some editors put a byte order mark in front.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
