/** Offers the name of an environment variable that every shell takes. */
import type { Result } from "../../src-preload/contract/failure.ts";
import type { VariableWish } from "../../src-preload/contract/use.ts";
import { succeeded } from "../failures.ts";
import { nearestVariableName, variableNameFor } from "../variable-name.ts";

/** For a key by its name, or the one nearest to what was typed. */
export async function suggestVariable({ text, as }: VariableWish): Promise<Result<{ variable: string }>> {
  return succeeded({ variable: as === "key-name" ? variableNameFor(text) : nearestVariableName(text ?? "") });
}
