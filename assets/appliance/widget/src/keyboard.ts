// Owns keeping the whole chat above an on-screen keyboard, which covers the page without making it smaller.

export function keepAboveKeyboard(dialog: HTMLElement): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    if (seen.scale > 1) return; // The visitor looks closer; that is not a keyboard.
    dialog.style.setProperty("--seen-height", `${seen.height}px`);
    dialog.style.setProperty("--seen-top", `${seen.offsetTop}px`);
  };
  for (const name of ["resize", "scroll"]) seen.addEventListener(name, fit);
}
