/** Settings: its tabs, the strips that concern every tab, and the page of the chosen one. */
import { Tabs } from "@base-ui/react/tabs";
import { type SettingsTab, showTab, useUi } from "../../store/ui-store.ts";
import { ApiKeysPage } from "../keys/ApiKeysPage.tsx";
import { Banners } from "../shell/Banners.tsx";
import { AboutPage } from "./AboutPage.tsx";
import { AppearancePage } from "./AppearancePage.tsx";
import { AttentionPage } from "./AttentionPage.tsx";
import { ConnectionPage } from "./ConnectionPage.tsx";
import { NetworkPage } from "./NetworkPage.tsx";
import { QuickCopyPage } from "./QuickCopyPage.tsx";
import styles from "./Settings.module.css";

const tabs: readonly { value: SettingsTab; label: string; Page: () => React.ReactNode }[] = [
  { value: "api-keys", label: "API Keys", Page: ApiKeysPage },
  { value: "quick-copy", label: "Quick copy", Page: QuickCopyPage },
  { value: "attention", label: "Attention", Page: AttentionPage },
  { value: "connection", label: "Connection", Page: ConnectionPage },
  { value: "network", label: "Network", Page: NetworkPage },
  { value: "appearance", label: "Appearance", Page: AppearancePage },
  { value: "about", label: "About", Page: AboutPage },
];

/** The Settings view. */
export function Settings() {
  const tab = useUi((ui) => ui.tab);
  return (
    <Tabs.Root className={styles.root} value={tab} onValueChange={(value) => showTab(value as SettingsTab)}>
      <Tabs.List className={styles.list} aria-label="Settings" activateOnFocus>
        {tabs.map(({ value, label }) => (
          <Tabs.Tab key={value} value={value} className={styles.tab}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Banners />
      {tabs.map(({ value, Page }) => (
        <Tabs.Panel key={value} value={value} className={styles.panel}>
          <Page />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
