/** The strips between the tabs and the page: offline, a failed refresh, a session without a keychain, notices. */
import { Info, KeyRound, TriangleAlert, WifiOff } from "lucide-react";
import type { Notice } from "../../../src-preload/contract/app.ts";
import { dismissNotice, refreshKeys, restoreSession } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { type BannerItem, bannersFor } from "../../store/banners.ts";
import { keptCount } from "../../store/kept.ts";
import { say } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Banner } from "../../ui/Banner.tsx";
import { BannerButton } from "../../ui/BannerButton.tsx";
import { asOfText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";

const icon = { size: 16, strokeWidth: 1.75 } as const;

/** All strips that apply. */
export function Banners() {
  const banners = bannersFor(useApp((app) => app));
  return banners.map((item) => <Strip key={item.kind === "notice" ? item.notice.id : item.kind} item={item} />);
}

function Strip({ item }: { item: BannerItem }) {
  switch (item.kind) {
    case "offline":
      return <Offline item={item} />;
    case "list-failed":
      return (
        <Banner icon={<TriangleAlert {...icon} />} actions={<Retry action={refreshKeys} />}>
          {item.failure.message}
        </Banner>
      );
    case "memory":
      return (
        <Banner icon={<KeyRound {...icon} />} actions={<OfferToKeychain />}>
          <strong>You stay signed in only until Keyrack closes.</strong> {item.help ?? "No keychain took the session."}
        </Banner>
      );
    case "notice":
      return <NoticeStrip notice={item.notice} />;
  }
}

function Offline({ item }: { item: Extract<BannerItem, { kind: "offline" }> }) {
  const now = useNow();
  const hasKept = useApp((app) => keptCount(app, app.activeConnectionId) > 0);
  return (
    <Banner
      icon={<WifiOff {...icon} />}
      actions={<Retry action={item.retry === "session" ? restoreSession : refreshKeys} />}
    >
      <strong>Offline, as of {asOfText(item.asOf, now)}.</strong>{" "}
      {item.failure?.message ?? "Keys can be looked at, not changed."}
      {hasKept && " Kept keys can still be copied."}
    </Banner>
  );
}

/** Main offers the session to the keychain again whenever it takes it up. */
function OfferToKeychain() {
  const { pending, run } = useTask();

  async function offer() {
    await run(restoreSession);
    const { session } = currentApp() ?? {};
    if (session?.status !== "signed-in") return;
    if (session.keptIn === "keychain") say("Kept in the system keychain", "done");
    else say("The keychain did not take it");
  }

  return (
    <BannerButton busy={pending} onClick={() => void offer()}>
      {pending ? "Trying…" : "Try again"}
    </BannerButton>
  );
}

function Retry({ action }: { action: typeof refreshKeys }) {
  const { pending, run } = useTask();

  async function retry() {
    // The strip itself says what is wrong; pressing Retry deserves an answer all the same.
    if (await run(action)) say("Up to date", "done");
    else say("Still no answer");
  }

  return (
    <BannerButton busy={pending} onClick={() => void retry()}>
      {pending ? "Trying…" : "Retry"}
    </BannerButton>
  );
}

function NoticeStrip({ notice }: { notice: Notice }) {
  const Icon = notice.tone === "warning" ? TriangleAlert : Info;
  return (
    <Banner
      icon={<Icon {...icon} />}
      actions={<BannerButton onClick={() => void dismissNotice(notice.id)}>Dismiss</BannerButton>}
    >
      {notice.message}
    </Banner>
  );
}
