/** Starts the window: styles, fonts, the state, then the first render. */
import "./ask-first.ts";
import "@fontsource-variable/inter/wght.css?latin";
import "@fontsource-variable/jetbrains-mono/wght.css?latin";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/connection-colours.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { startAppStore } from "./store/app-store.ts";

/** The fonts lie beside the page, so they are here before the state is; a slow disk must not hold up the window, though. */
const fontPatienceMs = 150;

async function start(): Promise<void> {
  const started = startAppStore();
  const fonts = ['400 13px "Inter Variable"', '400 13px "JetBrains Mono Variable"'].map((font) =>
    document.fonts.load(font),
  );
  await Promise.race([
    Promise.allSettled([...fonts, started]),
    new Promise((resolve) => setTimeout(resolve, fontPatienceMs)),
  ]);
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root.");
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
