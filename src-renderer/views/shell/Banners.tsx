/** The strips between the tabs and the page: a list that is not up to date, lost keys, a session without a keychain, notices. */
import { Clock, Info, KeyRound, TriangleAlert } from "lucide-react";
import { type RefObject, useEffect, useRef, useState } from "react";
import type { Notice } from "../../../src-preload/contract/app.ts";
import { dismissNotice, restoreSession } from "../../store/actions.ts";
import { currentApp, useApp } from "../../store/app-store.ts";
import { type BannerItem, bannersFor } from "../../store/banners.ts";
import { say, useUi } from "../../store/ui-store.ts";
import { useTask } from "../../store/use-task.ts";
import { Banner, BannerRegion } from "../../ui/Banner.tsx";
import { BannerButton } from "../../ui/BannerButton.tsx";
import { asOfText } from "../../ui/times.ts";
import { useNow } from "../../ui/use-now.ts";
import { LostKeyStrip } from "./LostKeyStrip.tsx";
import { StaleStrip } from "./StaleStrip.tsx";

const icon = { size: 16, strokeWidth: 1.75 } as const;

/** All strips that apply. */
export function Banners() {
  const now = useNow();
  const banners = bannersFor(
    useApp((app) => app),
    now,
  );
  const region = useRef<HTMLDivElement>(null);
  useOutage(
    banners.some((item) => item.kind === "stale" && item.offline),
    region,
  );
  return (
    <BannerRegion ref={region}>
      {banners.map((item) => (
        <Strip key={item.kind === "notice" ? item.notice.id : item.kind} item={item} />
      ))}
    </BannerRegion>
  );
}

/** What the strip itself does not let be heard of an outage: that it begins while a modal hides the strip, and that it is over. */
function useOutage(offline: boolean, region: RefObject<HTMLElement | null>): void {
  const connectionId = useApp((app) => app.activeConnectionId);
  const online = useApp((app) => app.network.status === "online");
  const outage = useRef<string | null>(null);
  useEffect(() => {
    if (offline) {
      const hidden = region.current?.closest("[aria-hidden=true]") != null;
      if (outage.current === null && hidden) sayQuietly("Offline");
      outage.current = connectionId;
    } else if (outage.current !== connectionId) {
      outage.current = null;
    } else if (outage.current !== null && online) {
      outage.current = null;
      sayQuietly("Online again");
    }
  }, [offline, online, connectionId, region]);
}

/** Unless something else is being said. */
function sayQuietly(text: string): void {
  if (useUi.getState().remark === null) say(text, "heard");
}

function Strip({ item }: { item: BannerItem }) {
  switch (item.kind) {
    case "stale":
      return <StaleStrip item={item} />;
    case "asking":
      return <AskingStrip asOf={item.asOf} />;
    case "lost-key":
      return <LostKeyStrip lostKey={item.lostKey} />;
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

/** Most answers are there sooner; a strip for a blink would only make the page jump. */
const patienceMs = 1000;

function AskingStrip({ asOf }: { asOf: string }) {
  const now = useNow();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  return (
    <Banner icon={<Clock {...icon} />}>
      <strong>As of {asOfText(asOf, now)}.</strong> Waiting for the server’s answer…
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
