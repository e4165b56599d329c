/** What may be asked of the clipboard from the window; keys are named by id, so that their values stay in main. */
import { z } from "zod";
import { Instant } from "./keys.ts";

/** A usage snippet such as a curl line. It holds an environment variable where the key would stand. */
export const Snippet = z.string().min(1).max(4000);

/** What Keyrack knows of the clipboard. The copied value is not in it. */
export const ClipboardState = z.object({
  /** The copied key that waits to be cleared; null when none does. */
  holding: z
    .object({
      /** What to call it on screen: the key's name or hint. */
      label: z.string(),
      /** When it will be cleared; null if the person chose never. */
      clearsAt: Instant.nullable(),
    })
    .nullable(),
  /** Whether this runtime can mark a copy as concealed, so that clipboard managers leave it out of their history. */
  conceals: z.boolean(),
});
/** What Keyrack knows of the clipboard. */
export type ClipboardState = z.infer<typeof ClipboardState>;
