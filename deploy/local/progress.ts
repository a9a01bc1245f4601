const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const TERMINAL_PERIOD_MS = 120;
const LINES_PERIOD_MS = 5_000;

/** Says what happens and shows that something does: a moving last line on a terminal, a line every few seconds elsewhere. */
export class Progress {
  readonly #startedAt = Date.now();
  readonly #out: NodeJS.WriteStream;
  #doing = '';
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
    this.#timer = setInterval(() => this.#tick(), out.isTTY ? TERMINAL_PERIOD_MS : LINES_PERIOD_MS);
    this.#timer.unref();
  }

  /** A line that stays. */
  say(line: string): void {
    this.#clear();
    this.#out.write(`${this.#seconds()} ${line}\n`);
  }

  /** What is going on now, until told otherwise. */
  doing(what: string): void {
    this.#doing = what;
    if (this.#out.isTTY) this.#tick();
  }

  end(): void {
    clearInterval(this.#timer);
    this.#clear();
    this.#doing = '';
  }

  #tick(): void {
    if (this.#doing === '') return;
    if (!this.#out.isTTY) {
      this.#out.write(`${this.#seconds()} … ${this.#doing}\n`);
      return;
    }
    this.#frame = (this.#frame + 1) % FRAMES.length;
    const line = `${this.#seconds()} ${FRAMES[this.#frame]} ${this.#doing}`;
    this.#out.write(`\r\x1b[K${line.slice(0, this.#out.columns - 1)}`);
  }

  #clear(): void {
    if (this.#out.isTTY) this.#out.write('\r\x1b[K');
  }

  #seconds(): string {
    return `${((Date.now() - this.#startedAt) / 1000).toFixed(1).padStart(6)} s`;
  }
}
