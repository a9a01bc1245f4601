/** Prints each step with its time, and shows that the long ones move: a living last line on a terminal, else a line every ten seconds. */
export class Steps {
  #running = new Map();
  #startedAt = Date.now();
  #timer;

  constructor() {
    const { isTTY } = process.stdout;
    this.#timer = setInterval(() => this.#tick(), isTTY ? 200 : 10_000);
    this.#timer.unref();
  }

  /** Runs one step; steps may run side by side. One that has nothing to do (under 0.3 s) is not mentioned. */
  async step(name, work) {
    const startedAt = Date.now();
    this.#running.set(name, startedAt);
    try {
      const answer = await work();
      const ms = Date.now() - startedAt;
      if (ms > 300) this.#line(`${seconds(ms)} ${name}`);
      return answer;
    } finally {
      this.#running.delete(name);
    }
  }

  end() {
    clearInterval(this.#timer);
    this.#line(`${seconds(Date.now() - this.#startedAt)} set-up in all`);
  }

  #tick() {
    if (this.#running.size === 0) return;
    const doing = [...this.#running].map(([name, startedAt]) => `${name} (${Math.round((Date.now() - startedAt) / 1000)} s)`).join(', ');
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K      … ${doing}`.slice(0, process.stdout.columns + 3));
    else console.log(`      … ${doing}`);
  }

  #line(text) {
    if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
    console.log(text);
  }
}

const seconds = (ms) => `${(ms / 1000).toFixed(1).padStart(6)} s`;
