/** Where one can go: every place of the window and every tab of Settings. */
import { always, type Command } from "./command.ts";
import { focusWhenDrawn } from "./focus-when-drawn.ts";
import { anywhere } from "./shortcuts.ts";
import { type SettingsTab, showActivity, showOverview, showTab, useUi } from "./ui-store.ts";

/** The tab on show, which has the focus when somebody goes there by keyboard. */
const shownTab = '[role="tab"][aria-selected="true"]';

/** The place on show, in the sidebar. */
const currentPlace = 'nav [aria-current="page"]';

/** Each tab's title in the palette, and other words for what is on it. */
const tabs: Record<SettingsTab, { title: string; keywords: string }> = {
  "api-keys": { title: "Go to API Keys", keywords: "settings list" },
  "quick-copy": { title: "Settings: Quick copy", keywords: "tray shortcut kept clipboard login start" },
  attention: { title: "Settings: Attention", keywords: "thresholds days old unused reminder notification weekly" },
  connection: { title: "Settings: Connection", keywords: "server session account" },
  network: { title: "Settings: Network", keywords: "proxy certificate authority tls" },
  appearance: { title: "Settings: Appearance", keywords: "theme light dark" },
  about: { title: "Settings: About", keywords: "version licence profile folder" },
};

/** The commands, in the palette's order. */
export const placeCommands: readonly Command[] = [
  {
    id: "go.overview",
    title: "Go to Overview",
    keywords: "home start attention summary dismissed",
    group: "go",
    when: always,
    run() {
      showOverview();
      focusWhenDrawn(currentPlace);
    },
    movesFocus: true,
  },
  {
    id: "go.activity",
    title: "Go to Activity",
    keywords: "audit log history events who when",
    group: "go",
    when: always,
    run() {
      showActivity();
      focusWhenDrawn(currentPlace);
    },
    movesFocus: true,
  },
  {
    id: "go.settings",
    title: "Settings",
    keywords: "preferences options go",
    group: "go",
    shortcut: anywhere.settings,
    when: always,
    run() {
      useUi.setState({ place: "settings" });
      focusWhenDrawn(shownTab);
    },
    movesFocus: true,
  },
  ...Object.entries(tabs).map(
    ([tab, { title, keywords }]): Command => ({
      id: `go.${tab}`,
      title,
      keywords,
      group: "go",
      when: always,
      run() {
        showTab(tab as SettingsTab);
        focusWhenDrawn(shownTab);
      },
      movesFocus: true,
    }),
  ),
];
