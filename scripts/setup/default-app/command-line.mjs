/** Reads the command line of `electron`: flags, then the app, then flags that are the app's own business. */
// @ts-check

/**
 * @param {readonly string[]} words everything after the executable
 * @param {{ electron?: string, modules: string }} versions
 * @returns {{ modules: string[], target?: string, print?: string }} `modules` are loaded before the app; `print` is all there is to do
 */
export function parseCommandLine(words, versions) {
  /** @type {string[]} */
  const modules = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "-r" || word === "--require") {
      const module = words[++index];
      if (module === undefined) return { modules, print: `${word} needs a file` };
      modules.push(module);
    } else if (word.startsWith("--require=")) modules.push(word.slice("--require=".length));
    else if (word.startsWith("--app=")) return { modules, target: word.slice("--app=".length) };
    else if (word === "-v" || word === "--version") return { modules, print: `v${versions.electron}` };
    else if (word === "-a" || word === "--abi") return { modules, print: versions.modules };
    else if (!word.startsWith("-")) return { modules, target: word };
  }
  return { modules };
}
