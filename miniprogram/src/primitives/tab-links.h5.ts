/**
 * The tab bar's links lead to `javascript:;`, which the page's content policy forbids, loudly. What a tab does is in its
 * own click; the link itself need not be followed.
 */
export const leaveTabLinks = () =>
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : undefined;
    if (link?.getAttribute('href')?.startsWith('javascript:')) event.preventDefault();
  });
