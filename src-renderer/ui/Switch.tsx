/** A switch: something that is on or off from the moment it is flicked; over Base UI. */
import { Switch as BaseSwitch } from "@base-ui/react/switch";
import styles from "./Switch.module.css";

/** What a switch can be told. Its words stand elsewhere and are tied to it by their ids. */
export interface SwitchProps {
  /** For the label's `htmlFor`. */
  id: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Not possible now, but still in the tab order; say why in what `aria-describedby` names. */
  blocked?: boolean;
  "aria-labelledby": string;
  "aria-describedby"?: string | undefined;
}

/** A switch. */
export function Switch({ checked, onChange, blocked = false, ...rest }: SwitchProps) {
  return (
    <BaseSwitch.Root
      {...rest}
      className={styles.track}
      checked={checked}
      onCheckedChange={onChange}
      readOnly={blocked}
      aria-disabled={blocked || undefined}
    >
      <BaseSwitch.Thumb className={styles.thumb} />
    </BaseSwitch.Root>
  );
}
