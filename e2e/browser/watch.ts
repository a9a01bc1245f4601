import type { Page } from 'playwright-core';

/** Everything that goes wrong in a browser without the person being told. */
export interface Watch {
  attend(page: Page): void;
  /** What the story itself brings about, such as a wrong password: it must happen, and only as often as it is named. */
  expect(problem: RegExp): void;
  /** What went wrong since the last verdict and was not expected, and what was expected and did not happen. */
  verdict(): string[];
}

/** A page left while something was still loading: the browser calls that a failure, nobody else does. */
const LEFT_BEHIND = 'net::ERR_ABORTED';

export function watchPage(): Watch {
  const problems: string[] = [];
  const expected: RegExp[] = [];
  const attend = (page: Page) => {
    page.on('pageerror', (error) => problems.push(`page error: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      // The answers themselves are watched below, and say more.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      problems.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('requestfailed', (request) => {
      const failure = request.failure()?.errorText ?? '';
      if (failure !== LEFT_BEHIND) problems.push(`request: ${request.method()} ${request.url()} ${failure}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) problems.push(`answer: ${response.request().method()} ${response.url()} ${response.status()}`);
    });
  };
  const verdict = () => {
    const open = problems.splice(0);
    const missing = expected.splice(0).filter((wanted) => {
      const at = open.findIndex((problem) => wanted.test(problem));
      if (at >= 0) open.splice(at, 1);
      return at < 0;
    });
    return [...open, ...missing.map((wanted) => `did not happen: ${wanted}`)];
  };
  return { attend, expect: (problem) => void expected.push(problem), verdict };
}
