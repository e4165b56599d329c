/** The environment variables and flags Keyrack obeys, parsed before anything else happens. */
import { isAbsolute, resolve } from "node:path";
import { z } from "zod";

const Environment = z.object({
  /** Another place for the profile: tests and demos. */
  KEYRACK_USER_DATA: z
    .string()
    .trim()
    .min(1, "KEYRACK_USER_DATA is set but empty; give it a folder or unset it.")
    .refine((path) => !path.includes("\0"), "KEYRACK_USER_DATA is not a path.")
    .optional(),
});

/** How this run was asked to behave. */
export interface LaunchOptions {
  /** Absolute path of the profile; null for the system's usual place. */
  profileFolder: string | null;
}

/** Reads the options, or answers the sentence to print before giving up. */
export function readLaunchOptions(
  environment: NodeJS.ProcessEnv,
  workingFolder: string,
): { options: LaunchOptions } | { problem: string } {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) return { problem: parsed.error.issues.map((issue) => issue.message).join(" ") };
  const folder = parsed.data.KEYRACK_USER_DATA;
  if (folder === undefined) return { options: { profileFolder: null } };
  return { options: { profileFolder: isAbsolute(folder) ? folder : resolve(workingFolder, folder) } };
}
