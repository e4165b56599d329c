/** The system keyring as another process sees it, through keytar in a Node of its own. */
import { execFile } from "node:child_process";
import { root } from "./app.ts";

/** Under which name Keyrack's entries lie; src-main/keychain writes the same. */
const service = "Keyrack";

/** An entry of Keyrack's. */
export interface KeyringEntry {
  account: string;
  password: string;
}

/** Runs `expression` on keytar in another process and answers its value. */
function withKeytar<T>(expression: string, env: NodeJS.ProcessEnv): Promise<T> {
  const script = `
    const keytar = require("keytar");
    Promise.resolve(${expression}).then(
      (value) => process.stdout.write(JSON.stringify(value ?? null)),
      (error) => { process.stderr.write(String(error)); process.exitCode = 1; },
    );`;
  return new Promise((resolve, reject) => {
    const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
    execFile(process.execPath, ["-e", script], { cwd: root, env: given, timeout: 20_000 }, (error, stdout, stderr) => {
      if (error) reject(new Error(`The keyring could not be read: ${stderr || error.message}`));
      else resolve(JSON.parse(stdout) as T);
    });
  });
}

/**
 * What is said when an entry that was just listed is gone, because the app has replaced or removed it meanwhile: by the Secret
 * Service, or by libsecret, under which keytar then ends with a crash.
 */
const replacedMeanwhile = /No such secret item|secret_value_get_text: assertion/;

/** All entries of Keyrack's. Listing and reading them are two steps, so that it begins anew when one changes in between. */
export async function readKeyring(env: NodeJS.ProcessEnv = process.env): Promise<KeyringEntry[]> {
  for (let tries = 5; ; tries -= 1) {
    try {
      return await withKeytar<KeyringEntry[]>(`keytar.findCredentials(${JSON.stringify(service)})`, env);
    } catch (error) {
      if (tries === 1 || !replacedMeanwhile.test(String(error))) throw error;
    }
  }
}

/** Overwrites an entry behind the app's back. */
export async function writeToKeyring(
  account: string,
  text: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const entry = [service, account, text].map((word) => JSON.stringify(word)).join(", ");
  await withKeytar(`keytar.setPassword(${entry})`, env);
}

/** Removes an entry behind the app's back. */
export function removeFromKeyring(account: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  return withKeytar<boolean>(`keytar.deletePassword(${JSON.stringify(service)}, ${JSON.stringify(account)})`, env);
}

/** Removes every entry, so that a test begins with none. */
export async function emptyKeyring(env: NodeJS.ProcessEnv = process.env): Promise<void> {
  for (const { account } of await readKeyring(env)) await removeFromKeyring(account, env);
}

/** The bearer tokens in the keyring; kept keys lie beside them. */
export async function tokensInKeyring(env: NodeJS.ProcessEnv = process.env): Promise<string[]> {
  const sessions = (await readKeyring(env)).filter(({ account }) => account.startsWith("session:"));
  return sessions.map(({ password }) => (JSON.parse(password) as { token: string }).token);
}
