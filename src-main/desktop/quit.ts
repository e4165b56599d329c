/** Quitting: what is still to be done is done first, within bounds. */
import { app } from "electron";
import { logLine } from "../log.ts";

/** Milliseconds that tidying up may take; a program that does not end is worse than one that is untidy. */
const patience = 3_000;

/** Lets `tidy` finish before the program ends. */
export function quitTidily(tidy: () => Promise<void>): void {
  let tidied = false;
  app.on("will-quit", (event) => {
    if (tidied) return;
    event.preventDefault();
    const limit = new Promise<void>((resolve) => setTimeout(resolve, patience));
    void Promise.race([tidy(), limit])
      .catch((error: unknown) => logLine("tidying up failed", error))
      .finally(() => {
        tidied = true;
        // With nothing to wait for we are still inside the event, where Electron takes a further quit for the same one.
        setImmediate(() => app.quit());
      });
  });
}
