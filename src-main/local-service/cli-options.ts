/** The command line's flags: what they mean, how they are checked. */
import { parseArgs } from "node:util";
import { z } from "zod";

/** What `--help` prints. */
export const usage = `Keyrack's local service: the management API on this computer, for scripts and tests.

  npm run service -- [options]

  --port N                    port to listen on; 0 takes a free one (default 4000)
  --data DIR                  where the database lies (default .keyrack-service)
  --host ADDRESS              127.0.0.1 (default) or ::1; nothing else is possible
  --reset-password            gives the admin a new password, prints it and ends the admin's sessions
  --session-ttl SECONDS       how long a session lasts (default 2592000, 30 days)
  --rate-limit N              requests a minute for each session, key or address (default 600)
  --idempotency-window SECONDS  for tests: how long a lost answer can be had again (default 600, as the contract says)
  --help                      prints this

On first start the admin's one-time password is printed, once. KEYRACK_SERVICE_PASSWORD sets it instead (12 characters or more).
`;

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const Flags = z.object({
  port: wholeNumber(0, 65535).default(4000),
  data: z.string().min(1, "must name a directory").default(".keyrack-service"),
  host: z
    .enum(["127.0.0.1", "::1"], "must be 127.0.0.1 or ::1: the service never listens on a network")
    .default("127.0.0.1"),
  "reset-password": z.boolean().default(false),
  "session-ttl": wholeNumber(1, 366 * 24 * 60 * 60).optional(),
  "rate-limit": wholeNumber(1, 100_000_000).optional(),
  "idempotency-window": wholeNumber(1, 600).optional(),
  help: z.boolean().default(false),
});
/** Flags after checking. */
export type Flags = z.infer<typeof Flags>;

/** The first password, from the environment. */
const ChosenPassword = z
  .string()
  .min(12, "must have at least 12 characters")
  .max(1024, "must have at most 1024 characters")
  .optional();

/** Flags and environment, or one sentence for each thing that is wrong with them. */
export function parseCommandLine(
  args: string[],
  env: NodeJS.ProcessEnv,
): { flags: Flags; password: string | undefined } | { wrong: string[] } {
  let values: Record<string, unknown>;
  try {
    const text = { type: "string" } as const;
    const yes = { type: "boolean" } as const;
    const numbers = { "session-ttl": text, "rate-limit": text, "idempotency-window": text };
    const options = { port: text, data: text, host: text, "reset-password": yes, ...numbers, help: yes };
    values = parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    return { wrong: [error instanceof Error ? error.message : "The arguments could not be read."] };
  }
  const flags = Flags.safeParse(values);
  const password = ChosenPassword.safeParse(env.KEYRACK_SERVICE_PASSWORD || undefined);
  const wrong = [
    ...(flags.error?.issues ?? []).map((issue) => `--${issue.path.join(".")} ${issue.message}.`),
    ...(password.error?.issues ?? []).map((issue) => `KEYRACK_SERVICE_PASSWORD ${issue.message}.`),
  ];
  return flags.success && password.success ? { flags: flags.data, password: password.data } : { wrong };
}
