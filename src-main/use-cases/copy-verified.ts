/** Copies a text and believes it only after reading it back. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failures.ts";

/** Writes the clipboard and reads it back; `clipboard-refused` when it holds something else or throws. */
export async function copyVerified(context: Pick<Context, "clipboard">, text: string): Promise<Result<null>> {
  try {
    await context.clipboard.write(text);
    return (await context.clipboard.read()) === text ? done : failed("clipboard-refused");
  } catch {
    // The error is dropped on purpose: its message could quote the text.
    return failed("clipboard-refused");
  }
}
