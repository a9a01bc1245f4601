/** Counts what may cause more work: a handled or published event, claimed work, a writing rpc. The test clock watches it stand still. */
export class Activity {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  readonly note = (): void => {
    this.#count += 1;
  };
}
