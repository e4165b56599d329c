/** What is not in the first view: a part of its own, read when the first view is on screen (later-views.ts). */
import "../styles/other-scripts.ts";
import { ActivityPage } from "./activity/ActivityPage.tsx";
import { CommandPalette } from "./command-palette/CommandPalette.tsx";
import { ShortcutSheet } from "./command-palette/ShortcutSheet.tsx";
import { AddValueDialog } from "./keys/AddValueDialog.tsx";
import { ForgetDialog } from "./keys/ForgetDialog.tsx";
import { NewKeyDialog } from "./keys/NewKeyDialog.tsx";
import { RenameDialog } from "./keys/RenameDialog.tsx";
import { RevokeDialog } from "./keys/RevokeDialog.tsx";
import { CancelRotationDialog } from "./rotations/CancelRotationDialog.tsx";
import { ConnectDialog } from "./session/ConnectDialog.tsx";
import { EditConnectionDialog } from "./session/EditConnectionDialog.tsx";
import { RemoveConnectionDialog } from "./session/RemoveConnectionDialog.tsx";
import { SignOutDialog } from "./session/SignOutDialog.tsx";
import { Settings } from "./settings/Settings.tsx";
import { UseKeyDialog } from "./use/UseKeyDialog.tsx";

/** The places besides Overview, and what opens over every place. */
export const laterViews = { ActivityPage, Settings, Dialogs };

/** Each of them draws nothing until it is asked for. */
function Dialogs() {
  return (
    <>
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
    </>
  );
}
