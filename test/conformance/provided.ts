/** What the set-up hands to the tests, and the tests to the reporter. */
import type { Exchange } from "./api.ts";
import type { SuiteSession } from "./clause.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The server under test, signed in to. */
    session: SuiteSession;
    /** The freshly built command line of the local service; empty for a server elsewhere. */
    serviceCli: string;
  }
  interface TaskMeta {
    /** The clause a test checks. */
    clause?: { readonly call: string; readonly rule: string };
    /** What was said for it, without secrets. */
    exchanges?: readonly Exchange[];
  }
}
