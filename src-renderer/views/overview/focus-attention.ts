/** Where the focus goes when what had it in "Needs attention" is gone. */

/** The next thing that can be dismissed, else the button that restores, else the section's heading. */
export function nextMatter(): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>("[data-matter] button[data-dismiss]") ??
    document.getElementById("show-dismissed") ??
    document.getElementById("needs-attention")
  );
}
