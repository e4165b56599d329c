/** Starts the palette: styles, the state, the first render. Without Base UI, so that its first opening is quick too. */
import "./ask-first.ts";
import "@fontsource-variable/inter/wght.css?latin";
import "@fontsource-variable/jetbrains-mono/wght.css?latin";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/connection-colours.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { startAppStore } from "./store/app-store.ts";
import { listenForOpening } from "./store/palette-store.ts";
import { QuickCopy } from "./views/quick-copy/QuickCopy.tsx";

// First of all: main says that the palette is shown as soon as this file has run.
listenForOpening();
void startAppStore();

const root = document.getElementById("root");
if (root === null) throw new Error("quick-copy.html has no #root.");
requestIdleCallback(() => void import("./styles/other-scripts.ts"));
createRoot(root).render(
  <StrictMode>
    <QuickCopy />
  </StrictMode>,
);
