/** Tells from the text of a keychain's error which of the port's answers it is; keytar passes on the text alone. */

/** Why the keychain did not do what it was asked. */
export type KeychainProblem = "locked" | "denied" | "unavailable";

/**
 * Read in order. GLib and macOS translate their sentences, so what is never translated (D-Bus names and paths) is looked
 * for where there is such a thing, and what is not recognised falls back to what is likeliest on that system.
 */
const signs: [sign: RegExp, problem: KeychainProblem][] = [
  // The keyring has never been made, or its owner has not logged in with a password (automatic log-in, ssh):
  // "Object does not exist at path “/org/freedesktop/secrets/collection/login”".
  [/\/org\/freedesktop\/secrets/, "locked"],
  [/locked|interaction is not allowed/i, "locked"],
  // GIO's own limit of 25 seconds a call: the service is there and does not answer.
  [/timeout was reached/i, "locked"],
  // "Could not connect: Permission denied" is about the bus.
  [/could not connect|d-?bus|no keychain|keychain could not be found/i, "unavailable"],
  // macOS: errSecUserCanceled (-128) and errSecAuthFailed (-25293); libsecret: a dismissed prompt.
  [/cancell?ed|dismissed|denied|passphrase you entered/i, "denied"],
];

/** What an error text of keytar's means. */
export function keychainProblem(text: string, platform: NodeJS.Platform = process.platform): KeychainProblem {
  const sign = signs.find(([pattern]) => pattern.test(text));
  // On macOS there always is a keychain; what remains is that it does not let Keyrack in.
  return sign?.[1] ?? (platform === "darwin" ? "denied" : "unavailable");
}
