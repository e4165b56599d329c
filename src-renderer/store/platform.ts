/** The keyboard's words on this platform. */

/** "⌘ ," or "Ctrl ,". */
export function shortcutText(platform: string, key: string): string {
  return isMac(platform) ? `⌘ ${key}` : `Ctrl ${key}`;
}

/** Whether Cmd does here what Ctrl does elsewhere. */
export function isMac(platform: string): boolean {
  return platform.startsWith("darwin") || platform.startsWith("mac");
}

/** The digit that switches, with the platform's modifier, to the connection at a place in the list; main's menu has the same. */
export function connectionKey(at: number): string | null {
  return at < 9 ? String(at + 1) : null;
}
