/** Looks for programs as a shell does. */
// @ts-check
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** @param {string} program */
export function isOnPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((directory) => {
    try {
      accessSync(join(directory, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
