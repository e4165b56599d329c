/** `npm run electronegativity`: Doyensec's look for insecure uses of Electron, over the sources and the bundles; each finding has to be answered. */
// @ts-check
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { answers, judge } from "./report/findings.mjs";
import { main } from "./run/main.mjs";
import { npm } from "./run/npm.mjs";
import { root } from "./run/paths.mjs";
import { capture } from "./run/quiet.mjs";
import { Stop, say } from "./run/say.mjs";
import { ensureBuild } from "./setup/build.mjs";
import { officialVersion } from "./setup/electron-official.mjs";
import { setUpDependencies } from "./setup/set-up.mjs";

/** Fetched when it is wanted: it brings 400 packages of its own age, which no other command of ours needs. */
const tool = "@doyensec/electronegativity@1.10.3";

await main(async () => {
  await setUpDependencies();
  await ensureBuild();
  const folder = mkdtempSync(join(tmpdir(), "keyrack-electronegativity-"));
  try {
    for (const name of ["src-main", "src-preload", "src-renderer", "out", "package.json"]) {
      cpSync(join(root, name), join(folder, "app", name), { recursive: true });
    }
    const report = join(folder, "findings.csv");
    const words = ["exec", "--yes", "--ignore-scripts", `--package=${tool}`, "--", "electronegativity"];
    const flags = ["-i", join(folder, "app"), "-o", report, "-v", "false", "-r", "-e", officialVersion()];
    const { text } = await capture(...npm([...words, ...flags]), { cwd: folder });
    if (!existsSync(report)) throw new Stop(`electronegativity left no report.\n${text.trim()}`);
    const found = parse(readFileSync(report, "utf8"), { columns: true, trim: true, relax_quotes: true });
    const { answered, problems } = judge(
      found.map((/** @type {any} */ { issue, filename }) => ({ issue, file: filename })),
      answers,
    );
    for (const { issue, file, why } of answered) say(`${issue} in ${file}\n  ${why}`);
    if (problems.length > 0) throw new Stop(`\n${problems.join("\n")}`);
    say(`\n${found.length} findings, each of them answered.`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
