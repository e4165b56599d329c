/** Takes from the window what it never needs: permissions, navigation, new windows, webviews and the network. */
import { app, type Session } from "electron";
import { logLine } from "../log.ts";

/** The rule that no host is found, not even one written as an address. */
export const hostRules = { name: "host-resolver-rules", value: "MAP * ~NOTFOUND" } as const;

/**
 * Must run before the app is ready. Chromium then finds no host, whatever asks for it: WebRTC over TCP and the page's DNS
 * hints pass by both the content security policy and `webRequest`. Main has its own network. Chromium's runs inside main's
 * process, where the rule can be lifted for a session of its own (proxy-resolver.ts) and stay in force for the windows'; in
 * a process of its own it would hold for all sessions or none (docs/decisions/0010).
 */
export function unplug(): void {
  const features = app.commandLine.getSwitchValue("enable-features");
  app.commandLine.appendSwitch("enable-features", [features, "NetworkServiceInProcess2"].filter(Boolean).join(","));
  app.commandLine.appendSwitch(hostRules.name, hostRules.value);
}

/** Applies to every page of this program, also to ones that a fault might open. `origins` are the pages it may show. */
export function lockDown(session: Session, origins: readonly string[]): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    logLine(`denied the permission ${permission}`);
    decide(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on("will-download", (event) => event.preventDefault());
  session.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: !isOurs(url, origins) }));

  app.on("web-contents-created", (_event, contents) => {
    // WebRTC would send UDP to any address a script gives it; the content security policy knows nothing of it.
    contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
    contents.setWindowOpenHandler(() => ({ action: "deny" }));
    contents.on("will-attach-webview", (event) => event.preventDefault());
    for (const name of ["will-navigate", "will-frame-navigate", "will-redirect"] as const) {
      contents.on(name as "will-navigate", (event) => event.preventDefault());
    }
  });
}

/** `data:` and `blob:` stay inside the page; the CSP decides where they may be used. */
function isOurs(url: string, origins: readonly string[]): boolean {
  return /^(data|blob|devtools):/.test(url) || origins.some((origin) => url === origin || url.startsWith(`${origin}/`));
}
