// Owns the one mark that says whether the chat was open when the page was left. It exists only after the first letter.

const KEY = "shopbell-open";

export function wasOpen(): boolean {
  return read() === "yes";
}

/** Changes the mark where there is one; `first` makes it. */
export function rememberOpen(open: boolean, first = false): void {
  if (!first && read() === null) return;
  try {
    sessionStorage.setItem(KEY, open ? "yes" : "no");
  } catch {
    // A browser may forbid storage altogether; then the chat begins afresh on each page.
  }
}

function read(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
