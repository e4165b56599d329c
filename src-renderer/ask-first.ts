/** The first thing that a page runs; with what it needs it is a script of its own (electron.vite.config.ts). */
import { askFirstState } from "./store/first-state.ts";

askFirstState();
