/** The system clipboard as any other program sees it. */
import { execFile, spawn } from "node:child_process";

/** X11 has two: that of copy and paste, and the primary selection, which the middle mouse button pastes. */
export type Selection = "clipboard" | "primary";

/** What is on the clipboard; empty when nothing is. */
export function readClipboard(selection: Selection = "clipboard"): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile("xclip", ["-selection", selection, "-o"], { timeout: 10_000 }, (error, stdout, stderr) => {
      // xclip counts an empty clipboard as an error.
      if (error && !/not available|no owner/i.test(stderr)) reject(new Error(`xclip: ${stderr || error.message}`));
      else resolve(error ? "" : stdout);
    });
  });
}

/** Puts a text on the clipboard, so that a test can tell what came from the app. */
export async function writeClipboard(text: string, selection: Selection = "clipboard"): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // xclip stays behind to serve the text; with piped output we would wait for it for ever.
    const child = spawn("xclip", ["-selection", selection, "-i"], { stdio: ["pipe", "ignore", "ignore"] });
    child.once("error", reject);
    child.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`xclip ended with ${code}`))));
    child.stdin.end(text);
  });
  // The one that stays behind may claim the clipboard only after the other has ended.
  const limit = Date.now() + 5_000;
  while ((await readClipboard(selection)) !== text) {
    if (Date.now() > limit) throw new Error(`The ${selection} did not take the text.`);
  }
}
