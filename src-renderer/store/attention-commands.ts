/** What can be said to what needs attention: that it is known, or that it is to be seen again. */
import { dismissAttention, restoreAttention } from "./actions.ts";
import { attentionId } from "./attention.ts";
import { always, type Command, type CommandView, shortened } from "./command.ts";
import { say } from "./ui-store.ts";

/** A command for each matter that dismisses it, and one that brings all of them back. */
export function attentionCommands({ app: { attention, dismissedAttention }, ui }: CommandView): Command[] {
  const commands = attention.map(({ kind, keyId, message }): Command => {
    const ofSelected = keyId !== null && keyId === ui.selectedKeyId;
    return {
      id: `attention.dismiss.${attentionId({ kind, keyId })}`,
      title: `Dismiss: ${shortened(message)}`,
      keywords: "attention overview hide known",
      group: ofSelected ? "key" : "keys",
      ...(!ofSelected && { onlySearched: true as const }),
      when: always,
      async run() {
        const answer = await dismissAttention({ kind, keyId });
        if (answer.ok) say("Dismissed", "done");
        else say(answer.failure.message, "failure");
      },
      remembered: false,
    };
  });
  if (dismissedAttention === 0) return commands;
  return [
    ...commands,
    {
      id: "attention.restore",
      title: `Show ${dismissedAttention} dismissed on Overview`,
      keywords: "attention again restore undo dismiss",
      group: "keys",
      onlySearched: true,
      when: always,
      async run() {
        const answer = await restoreAttention();
        if (answer.ok) say("Shown again", "done");
        else say(answer.failure.message, "failure");
      },
    },
  ];
}
