/** The command palette's list: a heading for each group, and below it a row for each command. */

import { titleText } from "../../store/command.ts";
import { take } from "../../store/command-palette.ts";
import { chooseRow } from "../../store/command-palette-state.ts";
import type { CommandRow, CommandSection } from "../../store/command-rows.ts";
import { ariaKeys, keysText } from "../../store/shortcuts.ts";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/Kbd.tsx";
import { Name } from "../../ui/Name.tsx";
import { Option, OptionList } from "../../ui/OptionList.tsx";
import styles from "./CommandOptions.module.css";

/** The list's id, for the field that controls it. */
export const listId = "commands";

/** The rows. */
export function CommandOptions({
  sections,
  chosenId,
  platform,
}: {
  sections: readonly CommandSection[];
  chosenId: string | undefined;
  platform: string;
}) {
  return (
    <OptionList id={listId} label="Commands" steady chosenId={chosenId}>
      {sections.map(({ id, heading, about, rows }) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox.
        <div key={id} role="group" aria-labelledby={`commands-${id}`}>
          <div id={`commands-${id}`} className={styles.heading}>
            {heading}
            {about !== null && (
              <>
                <Name className={styles.about}>{about.name}</Name>
                <span className={styles.hint}>{about.hint}</span>
              </>
            )}
          </div>
          {rows.map((row) => (
            <CommandOption key={row.id} row={row} chosen={row.id === chosenId} platform={platform} />
          ))}
        </div>
      ))}
    </OptionList>
  );
}

function CommandOption({ row, chosen, platform }: { row: CommandRow; chosen: boolean; platform: string }) {
  const { title, detail, block, command } = row;
  const said = [titleText(title), detail, block].filter((part) => part !== null).join(", ");
  const { shortcut } = command;
  return (
    <Option
      id={row.id}
      chosen={chosen}
      label={said}
      disabled={block !== null}
      shortcut={shortcut && ariaKeys(shortcut, platform)}
      onChoose={() => chooseRow(row.id)}
      onTake={() => take(row)}
    >
      <span className={classNames(styles.title, block !== null && styles.dim)}>
        <span>{title.before}</span>
        {title.name !== "" && (
          <>
            <Name className={styles.name}>{title.name}</Name>
            <span>{title.after}</span>
          </>
        )}
      </span>
      {block !== null && (
        <span className={styles.reason} title={block}>
          {block}
        </span>
      )}
      {block === null && detail !== null && <span className={styles.hint}>{detail}</span>}
      {shortcut !== undefined && <Kbd>{keysText(shortcut, platform)}</Kbd>}
    </Option>
  );
}
