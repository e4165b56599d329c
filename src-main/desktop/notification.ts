/** Notifications of the desktop. They hold names and hints, never a key. */
import { Notification } from "electron";

/** Those on screen. One that nothing refers to may be collected, and its click is then heard by nobody. */
const shown = new Set<Notification>();

/** Shows one where the desktop can; `onClick` runs when it is clicked. */
export function notify(title: string, body: string, onClick?: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body, silent: true });
  shown.add(notification);
  notification.on("close", () => shown.delete(notification));
  notification.on("failed", () => shown.delete(notification));
  if (onClick) notification.on("click", onClick);
  notification.show();
}
