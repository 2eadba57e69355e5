// Owns noticing that nothing comes: sooner before the box has answered at all, later while it works.

const UNANSWERED_MS = 2_000;
const WORKING_MS = 8_000;

export class SlowWatch {
  private timer: ReturnType<typeof setTimeout>;

  constructor(private readonly slow: () => void) {
    this.timer = setTimeout(slow, UNANSWERED_MS);
  }

  heard(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.slow, WORKING_MS);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}
