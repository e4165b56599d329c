/** What goes with another connection on screen: the window's title, a word for those who do not see it, and a place for the focus. */
import { useEffect, useRef } from "react";
import type { Connection } from "../../../src-preload/contract/connection.ts";
import { placeOnShow } from "../../store/focus-when-drawn.ts";
import { say, showAllActivity } from "../../store/ui-store.ts";

/** Follows the connection on screen, however it was switched. */
export function useSwitched(connection: Connection | undefined): void {
  const { id, name } = connection ?? {};
  const before = useRef(id);

  useEffect(() => {
    document.title = name === undefined ? "Keyrack" : `${name} – Keyrack`;
    return () => {
      document.title = "Keyrack";
    };
  }, [name]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was looked for belongs to the connection that has gone.
  useEffect(() => showAllActivity, [id]);

  useEffect(() => {
    if (before.current === id) return;
    before.current = id;
    if (name !== undefined) say(`Connection: ${name}`, "heard");
    // What had the focus may have gone with the connection it belonged to; a form that takes its place comes first.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) placeOnShow()?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [id, name]);
}
