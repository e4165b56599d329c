/** What must hold of every scene, whoever looks at it: axe's rules, nothing that sticks out or is cut off, nothing that moves. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Which of axe's rules: all; the one on contrast, where only colours have changed; all others, where only sizes have. */
export type Rules = "all" | "contrast" | "all but contrast";

/** axe's findings, each with the element and the reason. */
export async function axe(page: Page, rules: Rules): Promise<string[]> {
  // Legacy mode, because Electron cannot open the extra page axe would like to have.
  const builder = new AxeBuilder({ page }).setLegacyMode(true);
  // They hold the focus inside a menu and pass it on at once; axe knows that only where it takes the menu for a modal.
  builder.exclude("[data-base-ui-focus-guard]");
  const { violations } = await (rules === "contrast"
    ? builder.withRules("color-contrast")
    : builder
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        // Menus and lists that pop up lie outside the landmarks by their nature.
        .disableRules(rules === "all" ? ["region"] : ["region", "color-contrast"])
  ).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")} ${failureSummary}`),
  );
}

/** What is wider than the window, which would mean a horizontal scroll bar or a control cut off. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && element.closest("pre") === null;
      })
      .map((element) => `${element.tagName} ${element.className} "${element.textContent?.slice(0, 40)}"`),
  );
}

/**
 * What a person cannot get at: controls that no scrolling brings into sight whole, or over which something else lies, and
 * boxes whose text goes on below their edge. Scrolls every control into sight on the way, so a picture comes before this.
 */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.tagName} ${element.className} "${(element.getAttribute("aria-label") ?? element.textContent ?? "").trim().slice(0, 40)}"`;
    const shown = (element: Element) =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest("[aria-hidden=true], [inert], [hidden]") === null;
    // Words for screen readers alone stand in a box of one pixel.
    const forEyes = (element: HTMLElement) => element.clientWidth > 1 && element.clientHeight > 1;
    // What pops up from a button has the floor until it is closed.
    const popup = [...document.querySelectorAll("[role=menu], [role=listbox]")].findLast((one) =>
      one.closest("[data-side]"),
    );
    const all = [
      ...(popup === undefined ? document.querySelectorAll("html, body, body *") : popup.querySelectorAll("*")),
    ]
      .filter((element) => element instanceof HTMLElement)
      .filter(shown);
    const clips = all.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      return (
        forEyes(element) && [overflowX, overflowY].some((overflow) => overflow === "hidden" || overflow === "clip")
      );
    });

    for (const box of clips) {
      const below = getComputedStyle(box).overflowY !== "auto" && box.scrollHeight > box.clientHeight + 1;
      if (below && box.tagName !== "INPUT")
        found.push(`${nameOf(box)}: ${box.scrollHeight} high in ${box.clientHeight}`);
    }
    const stops = all.filter(
      (element) => element.matches("button, input, [tabindex='0'], [role=option], [role=menuitem]") && forEyes(element),
    );
    // Of a long table some will do.
    const step = Math.ceil(stops.length / 80);
    for (const stop of stops.filter((_, index) => index % step === 0)) {
      stop.scrollIntoView({ block: "nearest", inline: "nearest" });
      const { left, right, top, bottom, width, height } = stop.getBoundingClientRect();
      // What is higher than the window, such as a table's scrolling frame, is seen piece by piece.
      const high = height > innerHeight / 2;
      // Chromium leaves a box's own scroll bar out when it scrolls to it.
      const bar = stop.offsetHeight - stop.clientHeight;
      if (left < -1 || right > innerWidth + 1 || (!high && (top < -1 || bottom > innerHeight + 1 + bar))) {
        found.push(`${nameOf(stop)} is not in sight: ${[left, top, right, bottom].map(Math.round)}`);
        continue;
      }
      if (high) continue;
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      const own = hit !== null && (stop.contains(hit) || hit.contains(stop) || stop.closest("label")?.contains(hit));
      // A remark goes by itself or is dismissed; until then it may lie over what is below.
      if (hit?.closest("body > [role=status]")) continue;
      if (!own) found.push(`${nameOf(stop)} lies under ${hit === null ? "nothing" : nameOf(hit)}`);
    }
    // Scripts can scroll these, people cannot.
    for (const box of clips) {
      const { overflowX, overflowY } = getComputedStyle(box);
      const byScript = (overflowY !== "auto" && box.scrollTop > 0) || (overflowX !== "auto" && box.scrollLeft > 0);
      if (byScript && box.tagName !== "INPUT") found.push(`${nameOf(box)} had to be scrolled and cannot be`);
    }
    return found;
  });
}

/**
 * Text that is cut with an ellipsis and that no tooltip shows whole: what is cut, or what it stands in, has the whole text as
 * its `title`. Screen readers read the text itself, which is not cut.
 */
export function cutShort(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const words = (text: string) => text.replace(/\s+/g, " ").trim();
    return [...document.querySelectorAll<HTMLElement>("body *")]
      .filter((element) => {
        const { textOverflow, overflowX } = getComputedStyle(element);
        return textOverflow === "ellipsis" && overflowX !== "visible" && element.scrollWidth > element.clientWidth;
      })
      .filter((element) => {
        // What is typed or chosen by the person is scrolled through with the arrows.
        if (element instanceof HTMLInputElement) return false;
        const whole = words(element.textContent ?? "");
        const title = element.closest("[title]")?.getAttribute("title") ?? "";
        return !words(title).includes(whole);
      })
      .map((element) => `${element.tagName} ${element.className} "${words(element.textContent ?? "").slice(0, 60)}"`);
  });
}

/** What has a transition or an animation of any length, which nothing may have where less motion is asked for. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lasts = (durations: string) => durations.split(",").some((one) => Number.parseFloat(one) > 0);
    return [...document.querySelectorAll("body, body *")]
      .flatMap((element) => [null, "::before", "::after"].map((part) => ({ element, part })))
      .filter(({ element, part }) => {
        const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(
          element,
          part,
        );
        const animated = animationName !== "none" && lasts(animationDuration);
        return lasts(transitionDuration) || animated || scrollBehavior === "smooth";
      })
      .map(({ element, part }) => `${element.tagName} ${element.className}${part ?? ""}`);
  });
}
