/** The Appearance tab: light, dark, or as the system has it. Main tells Chromium, so every window follows. */
import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { Appearance } from "../../../src-preload/contract/app.ts";
import { setAppearance } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { say } from "../../store/ui-store.ts";
import { classNames } from "../../ui/class-names.ts";
import page from "../Page.module.css";
import styles from "./AppearancePage.module.css";

const choices: readonly { value: Appearance; label: string; about: string }[] = [
  { value: "system", label: "System", about: "Follows this computer" },
  { value: "light", label: "Light", about: "Always light" },
  { value: "dark", label: "Dark", about: "Always dark" },
];

/** The Appearance tab. */
export function AppearancePage() {
  const appearance = useApp((app) => app.appearance);

  async function choose(value: Appearance) {
    const answer = await setAppearance(value);
    if (!answer.ok) say(answer.failure.message);
  }

  return (
    <div className={classNames(page.page, page.narrow)}>
      <h1 className={page.title}>Appearance</h1>
      <p className={page.purpose}>Light and dark, for every window of Keyrack.</p>
      <RadioGroup
        className={styles.group}
        aria-label="Appearance"
        value={appearance}
        onValueChange={(value) => void choose(value as Appearance)}
      >
        {choices.map(({ value, label, about }) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: Base UI's radio holds its input inside.
          <label key={value} className={styles.choice}>
            <Preview appearance={value} />
            <span className={styles.row}>
              <Radio.Root value={value} className={styles.radio}>
                <Radio.Indicator className={styles.dot} />
              </Radio.Root>
              <span>
                <span className={styles.label}>{label}</span>
                <span className={styles.about}>{about}</span>
              </span>
            </span>
          </label>
        ))}
      </RadioGroup>
    </div>
  );
}

/** A window in miniature; `light-dark()` in the scale follows the `color-scheme` of each half. */
function Preview({ appearance }: { appearance: Appearance }) {
  const schemes = appearance === "system" ? (["light", "dark"] as const) : ([appearance] as const);
  return (
    <span className={styles.preview} aria-hidden="true">
      {schemes.map((scheme) => (
        <span key={scheme} className={classNames(styles.window, styles[scheme])}>
          <span className={styles.side} />
          <span className={styles.body}>
            <span className={styles.bar} />
            <span className={styles.table}>
              <span className={styles.line} />
              <span className={styles.line} />
              <span className={styles.line} />
            </span>
          </span>
        </span>
      ))}
    </span>
  );
}
