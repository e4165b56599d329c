/** What is not in the first view: a part of its own, read when the first view is on screen (later-views.ts). */
import "../styles/other-scripts.ts";
import { RadioLine } from "../ui/RadioLine.tsx";
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
import { ConnectionMenu } from "./shell/ConnectionMenu.tsx";
import { UseKeyDialog } from "./use/UseKeyDialog.tsx";

/** The places besides Overview, what opens over every place, and the parts of the first view that nobody sees at once. */
export const laterViews = { ActivityPage, Settings, Dialogs, ConnectionMenu, RadioLine };

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
