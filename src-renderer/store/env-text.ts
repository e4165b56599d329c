/** What is said of a `.env` file: what a write would do, and what was done. */
import type { EnvOutlook, EnvWritten } from "../../src-preload/contract/use.ts";

/** What a write would do, in a sentence or two. */
export function outlookText({ how, earlier, readableByOthers, git }: EnvOutlook, variable: string): string {
  const all = [changeText(how, variable)];
  if (earlier === 1) all.push("An earlier line of that name has no effect and stays.");
  if (earlier > 1) all.push("Earlier lines of that name have no effect and stay.");
  if (readableByOthers) all.push("Others on this computer can read the file now; afterwards only you can.");
  if (git === "ignored") all.push("git ignores the file.");
  if (git === "unknown") all.push("git does not say whether it ignores the file, so make sure that it does.");
  return all.join(" ");
}

function changeText(how: EnvOutlook["how"], variable: string): string {
  switch (how) {
    case "create":
      return `Makes the file with ${variable} in it, for your eyes alone.`;
    case "append":
      return `Adds ${variable} at the end; every other line stays as it is.`;
    case "replace":
      return `Replaces the value of ${variable}; every other line stays as it is.`;
  }
}

/** What was done. */
export function writtenText(how: EnvWritten["how"], variable: string): string {
  switch (how) {
    case "create":
      return `Made the file with ${variable} in it.`;
    case "append":
      return `Added ${variable} at the end.`;
    case "replace":
      return `Replaced the value of ${variable}.`;
  }
}
