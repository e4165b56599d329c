/** The Attention tab: when a key deserves a look on Overview, and whether Keyrack may say so outside its window. */
import { useState } from "react";
import type { Failure } from "../../../src-preload/contract/failure.ts";
import type { Preferences } from "../../../src-preload/contract/preferences.ts";
import { changePreferences } from "../../store/actions.ts";
import { useApp } from "../../store/app-store.ts";
import { useTask } from "../../store/use-task.ts";
import { classNames } from "../../ui/class-names.ts";
import { NumberField } from "../../ui/NumberField.tsx";
import page from "../Page.module.css";
import { SettingRow, SwitchRow } from "./SettingRow.tsx";

type Thresholds = Preferences["attention"];

/** The bounds of the contract, in days. */
const least = 1;
const most = 3650;

const refused: Failure = {
  code: "invalid-input",
  message: `Enter a whole number of days from ${least} to ${most.toLocaleString("en")}. Nothing was changed.`,
};

/** The Attention tab. */
export function AttentionPage() {
  return (
    <div className={classNames(page.page, page.narrow)}>
      <h1 className={page.title}>Attention</h1>
      <p className={page.purpose}>
        What Overview points out. Unnamed keys, two keys with one name and a full list are always pointed out.
      </p>
      <section className={classNames(page.card, page.first)} aria-label="When a key needs attention">
        <Threshold name="oldAfterDays" label="Old" detail="A key counts as old after this time." />
        <Threshold name="neverUsedAfterDays" label="Never used" detail="A new key that nothing has used by then." />
        <Threshold name="idleAfterDays" label="Unused" detail="A key that nothing has used for this long." />
        <Threshold name="expiringWithinDays" label="About to expire" detail="A key whose end is no further away." />
      </section>
      <section className={classNames(page.card, page.next)} aria-label="Outside the window">
        <WeeklyReminder />
      </section>
    </div>
  );
}

function Threshold({ name, label, detail }: { name: keyof Thresholds; label: string; detail: string }) {
  const attention = useApp((app) => app.preferences.attention);
  const task = useTask();
  const [isRefused, setRefused] = useState(false);
  const id = `attention-${name}`;

  function change(days: number) {
    setRefused(false);
    void task.run(() => changePreferences({ attention: { ...attention, [name]: days } }));
  }

  return (
    <SettingRow
      id={id}
      label={label}
      detail={detail}
      control={
        <NumberField
          id={id}
          aria-describedby={`${id}-detail`}
          value={attention[name]}
          least={least}
          most={most}
          unit="days"
          onChange={change}
          onRefused={() => setRefused(true)}
        />
      }
      failure={isRefused ? refused : task.failure}
    />
  );
}

function WeeklyReminder() {
  const value = useApp((app) => app.preferences.weeklyReminder);
  const task = useTask();
  return (
    <SwitchRow
      id="weekly-reminder"
      label="Weekly reminder"
      detail="When something new needs attention, a notification says so; at most once a week."
      checked={value}
      onChange={(weeklyReminder) => void task.run(() => changePreferences({ weeklyReminder }))}
      failure={task.failure}
    />
  );
}
