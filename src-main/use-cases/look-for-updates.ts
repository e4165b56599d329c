/** Tells the person once of each newer version: when and whether it is taken is up to them. */
import type { Context } from "../context.ts";
import type { NewerVersion, Updates } from "../ports.ts";
import { addNotice } from "./notices.ts";

/** Milliseconds from the start to the first look: whatever the person came for goes first. */
export const firstLookMs = 10_000;
/** Milliseconds from one look to the next. */
export const everyMs = 24 * 3_600_000;

/** Begins to look; answers how to stop. */
export function lookForUpdates(context: Context, updates: Updates): () => void {
  let told: string | null = null;
  let stop = () => {};
  function lookIn(ms: number): void {
    stop = context.clock.after(ms, () => {
      void look();
      lookIn(everyMs);
    });
  }
  async function look(): Promise<void> {
    const newer = await updates.look();
    if (newer === null || newer.version === told) return;
    told = newer.version;
    const message = sentenceFor(newer, context.state.getState().about.version);
    addNotice(context, { id: "newer-version", tone: "info", message });
  }
  lookIn(firstLookMs);
  return () => stop();
}

function sentenceFor({ version, installsItself }: NewerVersion, current: string): string {
  return installsItself
    ? `Keyrack ${version} has been fetched. It takes the place of this one the next time you quit Keyrack; there is no hurry.`
    : `Keyrack ${version} is available; this is ${current}. Install it when it suits you: your keys and settings stay.`;
}
