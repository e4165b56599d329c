/** What draws the window. Without a usable graphics card Chromium starts its graphics process three times, and no frame is drawn until the third. */
import { app } from "electron";
import type { Clock, SettingsStore } from "../ports.ts";

/**
 * Starts without looking for a graphics card. Before the app is ready:
 * https://www.electronjs.org/docs/latest/api/app#appdisablehardwareacceleration
 */
export function renderInSoftware(): void {
  app.disableHardwareAcceleration();
  isKnown = true;
}

let isKnown = false;

/** Once something is drawn, remembers for the next start whether a graphics card drew it; where none was looked for, nothing new. */
export function rememberRendering(settings: SettingsStore, clock: Clock): void {
  if (isKnown) return;
  isKnown = true;
  const inSoftware = app.getGPUFeatureStatus().gpu_compositing !== "enabled";
  if (!inSoftware && settings.current().softwareRendering === null) return;
  const found = { electron: process.versions.electron, foundAt: clock.now().toISOString() };
  void settings.update({ softwareRendering: inSoftware ? found : null });
}
