/** The registered adapters' subjects: every file of the folder beside this one that names one. */
import type { Subject } from "./subject.ts";

const files = import.meta.glob<{ subject: Subject }>("./subjects/*.ts", { eager: true });

/** By kind, as the registry has them. */
export const subjects: readonly Subject[] = Object.values(files).map(({ subject }) => subject);
