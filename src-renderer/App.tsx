/** Chooses what fills the window, and holds what lies over every view: dialogs and the live region. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { useEffect } from "react";
import { painted } from "./store/actions.ts";
import { useAppStore } from "./store/app-store.ts";
import { listenForCommands } from "./store/commands.ts";
import { hush, useUi } from "./store/ui-store.ts";
import { RemarkRegion } from "./ui/RemarkRegion.tsx";
import { CommandPalette } from "./views/command-palette/CommandPalette.tsx";
import { ShortcutSheet } from "./views/command-palette/ShortcutSheet.tsx";
import { AddValueDialog } from "./views/keys/AddValueDialog.tsx";
import { ForgetDialog } from "./views/keys/ForgetDialog.tsx";
import { NewKeyDialog } from "./views/keys/NewKeyDialog.tsx";
import { RenameDialog } from "./views/keys/RenameDialog.tsx";
import { RevokeDialog } from "./views/keys/RevokeDialog.tsx";
import { CancelRotationDialog } from "./views/rotations/CancelRotationDialog.tsx";
import { ConnectDialog } from "./views/session/ConnectDialog.tsx";
import { EditConnectionDialog } from "./views/session/EditConnectionDialog.tsx";
import { FirstRun } from "./views/session/FirstRun.tsx";
import { RemoveConnectionDialog } from "./views/session/RemoveConnectionDialog.tsx";
import { SignOutDialog } from "./views/session/SignOutDialog.tsx";
import { Lost } from "./views/shell/Lost.tsx";
import { Shell } from "./views/shell/Shell.tsx";
import { UseKeyDialog } from "./views/use/UseKeyDialog.tsx";

/** The window's content. */
export function App() {
  // No inline style elements: the content security policy forbids them.
  return (
    <CSPProvider disableStyleElements>
      <Content />
    </CSPProvider>
  );
}

function Content() {
  const phase = useAppStore((state) => state.phase);
  const failure = useAppStore((state) => state.failure);
  const firstRun = useAppStore((state) => state.app?.session.status === "none");
  const remark = useUi((ui) => ui.remark);
  usePainted(phase !== "starting");
  useEffect(listenForCommands, []);

  if (phase === "starting") return null;
  if (failure !== null) return <Lost failure={failure} />;
  return (
    <>
      {firstRun ? <FirstRun /> : <Shell />}
      {/* Before the dialogs it leads to: they find out from it where the focus was. */}
      <CommandPalette />
      <ShortcutSheet />
      <NewKeyDialog />
      <RenameDialog />
      <RevokeDialog />
      <CancelRotationDialog />
      <AddValueDialog />
      <ForgetDialog />
      <UseKeyDialog />
      <ConnectDialog />
      <EditConnectionDialog />
      <RemoveConnectionDialog />
      <SignOutDialog />
      <RemarkRegion remark={remark} beside={!firstRun} onGone={hush} />
    </>
  );
}

let saidPainted = false;

/** Tells main once that there is something to see: the second frame callback runs after the first frame was drawn. */
function usePainted(hasContent: boolean): void {
  useEffect(() => {
    if (!hasContent || saidPainted) return;
    saidPainted = true;
    requestAnimationFrame(() => requestAnimationFrame(() => void painted()));
  }, [hasContent]);
}
