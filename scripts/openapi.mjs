/** Writes docs/management-api.yaml from the local service's schemas; with `--check` only says whether it is up to date. */
// @ts-check
import { readFileSync, writeFileSync } from "node:fs";
import { runnerImport } from "vite";

const root = new URL("..", import.meta.url);
const target = new URL("docs/management-api.yaml", root);
const { module } = await runnerImport(new URL("src-main/local-service/openapi.ts", root).pathname, {
  configFile: false,
  logLevel: "error",
});
const text = await module.managementApiYaml();

if (process.argv.includes("--check")) {
  const same = readFileSync(target, "utf8") === text;
  console.log(
    same ? "docs/management-api.yaml is up to date" : "docs/management-api.yaml differs: run node scripts/openapi.mjs",
  );
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(target, text);
  console.log(`docs/management-api.yaml written, ${text.split("\n").length} lines`);
}
