/** What can be done with the rotations under way: end the old key early, or take the rotation back. */
import type { ApiKey } from "../../src-preload/contract/keys.ts";
import { changeBlock } from "./availability.ts";
import type { Command, CommandGroup, CommandView } from "./command.ts";
import { keyHint, keyTitle } from "./key-text.ts";
import { retiringAlone, rotationsUnderWay } from "./rotations.ts";
import { openDialog } from "./ui-store.ts";

/** Two commands for each rotation; they stand with the selected key where it takes part. */
export function rotationCommands({ app, ui }: CommandView): Command[] {
  const groupOf = (...keys: ApiKey[]): CommandGroup =>
    keys.some(({ id }) => id === ui.selectedKeyId) ? "key" : "keys";
  return [
    ...rotationsUnderWay(app).flatMap(({ old, successor }) => {
      const group = groupOf(old, successor);
      return [cancel(successor, old, group), revokeOld(old, group)];
    }),
    ...retiringAlone(app).map((old) => revokeOld(old, groupOf(old))),
  ];
}

function cancel(successor: ApiKey, old: ApiKey, group: CommandGroup): Command {
  const name = keyTitle(old);
  return {
    id: `rotation.cancel.${successor.id}`,
    title: `Cancel the rotation of ${name}…`,
    named: () => ({ pattern: "Cancel the rotation of “{}”…", name }),
    detail: keyHint(old),
    keywords: "rotate successor back undo stop",
    group,
    when: ({ app }) => changeBlock(app),
    run: () => openDialog({ kind: "cancel-rotation", keyId: successor.id }),
  };
}

function revokeOld(old: ApiKey, group: CommandGroup): Command {
  const name = keyTitle(old);
  return {
    id: `rotation.revoke-old.${old.id}`,
    title: `Revoke the old key of ${name} now…`,
    named: () => ({ pattern: "Revoke the old “{}” now…", name }),
    detail: keyHint(old),
    keywords: "rotate rotation retiring key end grace",
    group,
    when: ({ app }) => changeBlock(app),
    run: () => openDialog({ kind: "revoke", keyId: old.id }),
  };
}
