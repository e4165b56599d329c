/** Every colour a connection can have exists in both themes and stands out from what it is painted on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConnectionColour } from "../../../src-preload/contract/connection.ts";

type Oklch = readonly [lightness: number, chroma: number, hue: number];

const styles = (file: string) => readFileSync(join(import.meta.dirname, "../../../src-renderer/styles", file), "utf8");
const tokens = styles("tokens.css");
const colours = styles("connection-colours.css");

/** A custom property's two colours, light and dark, from a text that sets it. */
function pair(css: string, property: string): [Oklch, Oklch] | null {
  const value = new RegExp(`${property}:\\s*([^;]+);`).exec(css)?.[1];
  const found = [...(value ?? "").matchAll(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(
    ([, lightness, chroma, hue]) => [Number(lightness), Number(chroma), Number(hue)] as const,
  );
  const [light, dark = light] = found;
  return light && dark ? [light, dark] : null;
}

/** The declarations of one rule. */
function rule(selector: string): string {
  const at = colours.indexOf(`${selector} {`);
  return at < 0 ? "" : colours.slice(at, colours.indexOf("}", at));
}

const base = rule("[data-connection]");
function coloursOf(name: string) {
  const own = rule(`[data-connection="${name}"]`);
  const find = (property: string) => pair(own, property) ?? pair(base, property);
  return { fill: find("--connection"), letter: find("--on-connection") };
}

/** Relative luminance (WCAG 2.2), by way of linear sRGB: https://bottosson.github.io/posts/oklab/ */
function luminance([lightness, chroma, hue]: Oklch): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return (
    0.2126 * within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * within(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}

function contrast(one: Oklch, other: Oklch): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["--bg", "--sidebar", "--surface"].map((name) => ({ name, colours: pair(tokens, name) }));

test("black on white is 21 to 1, so the measure is right", () => {
  expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
});

describe.each(ConnectionColour.options)("%s", (name) => {
  const { fill, letter } = coloursOf(name);

  test("is a colour of its own", () => {
    const others = ConnectionColour.options.filter((other) => other !== name).map((other) => coloursOf(other).fill);
    expect(fill).not.toBeNull();
    expect(others).not.toContainEqual(fill);
  });

  test.each([
    ["light", 0],
    ["dark", 1],
  ] as const)("stands out in the %s theme, and so does its letter", (_theme, at) => {
    if (!fill || !letter) throw new Error(`${name} has no colours.`);
    for (const ground of grounds) {
      if (!ground.colours) throw new Error(`${ground.name} has no colours.`);
      expect(contrast(fill[at], ground.colours[at]), `on ${ground.name}`).toBeGreaterThanOrEqual(3);
    }
    expect(contrast(letter[at], fill[at]), "the letter").toBeGreaterThanOrEqual(4.5);
  });
});
