/** The menu's popup and items, over Base UI, which moves the highlight and returns focus. */
import { Menu as BaseMenu } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Kbd } from "./Kbd.tsx";
import styles from "./Menu.module.css";

/** What a menu's popup can be told. */
export interface MenuPopupProps {
  /** Which edge of its button it lines up with. */
  align?: "start" | "end";
  /** At least as wide as its button. */
  matchWidth?: boolean;
  /** Where focus goes afterwards: null for the menu's button, false where something else takes it. */
  finalFocus?: () => HTMLElement | null | false;
  children: ReactNode;
}

/** The menu itself. */
export function MenuPopup({ align = "end", matchWidth = false, finalFocus, children }: MenuPopupProps) {
  return (
    <BaseMenu.Portal>
      <BaseMenu.Positioner className={styles.positioner} align={align} sideOffset={4} collisionPadding={8}>
        <BaseMenu.Popup
          className={classNames(styles.popup, matchWidth && styles.matchWidth)}
          {...(finalFocus && { finalFocus: () => finalFocus() ?? true })}
        >
          {children}
        </BaseMenu.Popup>
      </BaseMenu.Positioner>
    </BaseMenu.Portal>
  );
}

/** What an item can be told. */
export interface MenuItemProps {
  icon?: ReactNode;
  danger?: boolean;
  /** Why it cannot be done now; null or missing when it can be. */
  block?: string | null;
  shortcut?: string;
  onClick: () => void;
  children: ReactNode;
}

/** One thing to do. */
export function MenuItem({ icon, danger = false, block = null, shortcut, onClick, children }: MenuItemProps) {
  return (
    <BaseMenu.Item
      className={classNames(styles.item, danger && styles.danger)}
      disabled={block !== null}
      title={block ?? undefined}
      onClick={onClick}
    >
      {icon}
      <span className={styles.text}>{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </BaseMenu.Item>
  );
}

/** What a choice can be told. */
export interface MenuChoiceProps {
  value: string;
  /** The keys that choose it from anywhere, as they are written and in the notation of `aria-keyshortcuts`. */
  shortcut?: { text: string; aria: string } | undefined;
  children: ReactNode;
}

/** One of several to choose from; the group's value has the tick. */
export function MenuChoice({ value, shortcut, children }: MenuChoiceProps) {
  return (
    <BaseMenu.RadioItem className={styles.item} value={value} closeOnClick aria-keyshortcuts={shortcut?.aria}>
      <span className={styles.text}>{children}</span>
      {shortcut !== undefined && <Kbd>{shortcut.text}</Kbd>}
      <span className={styles.tick}>
        <BaseMenu.RadioItemIndicator>
          <Check size={16} strokeWidth={2} aria-hidden="true" />
        </BaseMenu.RadioItemIndicator>
      </span>
    </BaseMenu.RadioItem>
  );
}

/** A hairline between groups. */
export function MenuSeparator() {
  return <BaseMenu.Separator className={styles.separator} />;
}
