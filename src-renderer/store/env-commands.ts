/** Takes back what was written into `.env` files while the window is open. */
import { undoEnvFile } from "./actions.ts";
import { always, type Command, type CommandView } from "./command.ts";
import { forgetWrite, useEnvWrites } from "./env-writes.ts";
import { say } from "./ui-store.ts";

/** A command for each write; those of the selected key stand with it. */
export function undoCommands({ ui }: CommandView): Command[] {
  return useEnvWrites.getState().writes.map(({ undoId, variable, path, key }) => {
    const name = `${variable} in ${path}`;
    return {
      id: `env.undo.${undoId}`,
      title: `Undo: ${name}`,
      named: () => ({ pattern: "Undo: {}", name }),
      keywords: "env file dotenv write back revert",
      group: key.keyId === ui.selectedKeyId ? "key" : "keys",
      when: always,
      async run() {
        const answer = await undoEnvFile(undoId);
        if (!answer.ok) return say(answer.failure.message, "failure");
        forgetWrite(undoId);
        say("The file is as it was before", "done");
      },
      remembered: false,
    };
  });
}
