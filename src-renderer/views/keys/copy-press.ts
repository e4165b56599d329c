/** Which key press on a row copies its key: C alone, or the platform's own way to copy. */

/** Whether it does. With a text selected, Ctrl+C copies that, as everywhere. */
export function isCopyPress(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}): boolean {
  if (event.key.toLowerCase() !== "c" || event.altKey || event.shiftKey) return false;
  if (!event.ctrlKey && !event.metaKey) return true;
  return event.ctrlKey !== event.metaKey && (getSelection()?.isCollapsed ?? true);
}
