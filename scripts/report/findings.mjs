/** What electronegativity finds in Keyrack, and why each is no fault. A finding more or less is looked at by a person. */
// @ts-check

/**
 * @typedef {object} Finding
 * @property {string} issue the check's name: https://github.com/doyensec/electronegativity/wiki
 * @property {string} file
 */

/** @typedef {Finding & { times: number, why: string }} Answer */

const preferences =
  "webPreferences come from windowPreferences() in desktop/window.ts, which the tool does not follow: isolated, sandboxed, " +
  "without Node. Shown by test/e2e/security-windows.spec.ts.";
const navigation =
  "Whatever a click asks for, new windows and navigation are denied for every page (desktop/lockdown.ts). Shown by " +
  "test/e2e/security-windows.spec.ts.";

const ownFiles =
  "The handler of app:// answers with files of the page's own folder, whatever an address asks for (fileFor in " +
  "desktop/app-protocol.ts). Shown by test/e2e/security-navigation.spec.ts.";

/** The two places where windows are made, and both of them once more in the bundle, whose files are named here without their hash. */
const windows = [
  { file: "src-main/desktop/window.ts", times: 1 },
  { file: "src-main/desktop/quick-copy-window.ts", times: 1 },
  { file: "out/main/chunks/first-glance.js", times: 1 },
  { file: "out/main/chunks/program.js", times: 1 },
];

/** @type {Answer[]} */
export const answers = [
  {
    issue: "CSP_GLOBAL_CHECK",
    file: "N/A",
    times: 1,
    why: "The policy is no tag in the page but a header that desktop/app-protocol.ts sends with each file. Shown by test/e2e/security.spec.ts.",
  },
  { issue: "PROTOCOL_HANDLER_JS_CHECK", file: "src-main/desktop/app-protocol.ts", times: 1, why: ownFiles },
  { issue: "PROTOCOL_HANDLER_JS_CHECK", file: "out/main/index.js", times: 1, why: ownFiles },
  ...windows.flatMap((place) => [
    { ...place, issue: "CONTEXT_ISOLATION_JS_CHECK", why: preferences },
    { ...place, issue: "SANDBOX_JS_CHECK", why: preferences },
    { ...place, issue: "AUXCLICK_JS_CHECK", why: navigation },
  ]),
];

/**
 * Which findings have their answer, and which have none; an answer that nothing asks for any more is out of date.
 * @param {readonly Finding[]} findings
 * @param {readonly Answer[]} known
 * @returns {{ answered: Answer[], problems: string[] }}
 */
export function judge(findings, known) {
  /** @param {Finding} one */
  const key = ({ issue, file }) => `${issue} in ${nameOf(file)}`;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
  const expected = new Map(known.map((answer) => [key(answer), answer]));
  const problems = [...counts]
    .filter(([name, count]) => count > (expected.get(name)?.times ?? 0))
    .map(([name, count]) => `${name}: found ${count} times, answered ${expected.get(name)?.times ?? 0} times`);
  const outdated = [...expected]
    .filter(([name, { times }]) => (counts.get(name) ?? 0) < times)
    .map(([name]) => `${name}: no longer found; its answer in scripts/report/findings.mjs can go`);
  return { answered: known.filter((answer) => counts.has(key(answer))), problems: [...problems, ...outdated] };
}

/**
 * The file from the checkout on, a chunk of the bundle without its hash.
 * @param {string} file
 */
function nameOf(file) {
  return file
    .replaceAll("\\", "/")
    .replace(/^(\.?\/)*(app\/)?/, "")
    .replace(/(\/chunks\/.*)-[\w-]{8}\.js$/, "$1.js");
}
