/** What may be asked of the clipboard from the window; keys are named by id, so that their values stay in main. */
import { z } from "zod";

/** A usage snippet such as a curl line. It holds an environment variable where the key would stand. */
export const Snippet = z.string().min(1).max(4000);
