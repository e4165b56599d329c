/** Checks which server the conformance tests are to be run against. */
// @ts-check
import { Stop } from "./say.mjs";

/**
 * @param {{ url?: string, email?: string }} flags
 * @param {string | undefined} password
 * @param {string} usage
 * @returns {Record<string, string> | undefined} the variables that the suite reads; undefined for our own local service
 */
export function conformanceTarget({ url, email }, password, usage) {
  /** @param {string} sentence */
  const stop = (sentence) => new Stop(`${sentence}\nUsage: ${usage}`);
  if (url === undefined) {
    if (email !== undefined) throw stop("--email needs the server it belongs to, with --url.");
    return undefined;
  }
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !/^https?:$/.test(parsed.protocol))
    throw stop(`"${url}" is not the address of a server (https://...).`);
  if (parsed.username || parsed.password)
    throw stop("The address must not hold a password; it goes into KEYRACK_PASSWORD.");
  if (!email?.includes("@")) throw stop("The administrator's e-mail address is missing (--email).");
  if (!password)
    throw stop("The administrator's password is missing; it is taken from the environment variable KEYRACK_PASSWORD.");
  return { KEYRACK_CONFORMANCE_URL: parsed.href.replace(/\/+$/, ""), KEYRACK_CONFORMANCE_EMAIL: email };
}
