/** Chooses what fills the window, and holds what lies over every view: dialogs and the live region. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { useEffect, useLayoutEffect } from "react";
import { content, painted } from "./store/actions.ts";
import { useAppStore } from "./store/app-store.ts";
import { listenForCommands } from "./store/commands.ts";
import { hush, useUi } from "./store/ui-store.ts";
import { RemarkRegion } from "./ui/RemarkRegion.tsx";
import { readLaterViews, useLaterViews } from "./views/later-views.ts";
import { FirstRun } from "./views/session/FirstRun.tsx";
import { Lost } from "./views/shell/Lost.tsx";
import { Shell } from "./views/shell/Shell.tsx";

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
  const later = useLaterViews();
  usePainted(phase !== "starting");
  useEffect(listenForCommands, []);

  if (phase === "starting") return null;
  if (failure !== null) return <Lost failure={failure} />;
  return (
    <>
      {firstRun ? <FirstRun /> : <Shell />}
      {later !== null && <later.Dialogs />}
      <RemarkRegion remark={remark} beside={!firstRun} onGone={hush} />
    </>
  );
}

let saidPainted = false;

/**
 * Tells main once that there is something to see, and again when it is seen: the second frame callback runs after the first frame
 * was drawn. A window that is not shown yet has no frames.
 */
function usePainted(hasContent: boolean): void {
  useLayoutEffect(() => {
    if (hasContent && !saidPainted) void content();
  }, [hasContent]);
  useEffect(() => {
    if (!hasContent || saidPainted) return;
    saidPainted = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        void painted();
        readLaterViews();
      }),
    );
  }, [hasContent]);
}
