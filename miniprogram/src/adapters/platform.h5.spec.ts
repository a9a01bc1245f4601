import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { platform } from './platform.h5';

const kept = new Map<string, string>();
const address = {
  pathname: '/s/tuantuan/',
  search: '',
  origin: 'http://shop.example',
  assign: (url: URL) => address.left.push(url),
  left: [] as URL[],
};
let shown = '';
Object.assign(globalThis, {
  window: {
    location: address,
    history: {
      replaceState: (_: unknown, __: string, url: string) => {
        shown = url;
      },
    },
  },
  document: { documentElement: { lang: 'zh-CN' } },
  sessionStorage: {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  },
});

/** The browser comes back to the shop with this query. */
const landWith = (search: string) => {
  address.search = search;
  platform.land();
  return platform.landedCode();
};

describe('a log-in in a browser', () => {
  beforeEach(() => {
    kept.clear();
    address.left.length = 0;
    shown = '';
  });
  const begin = async () => {
    await platform.logIn({ authUrl: 'http://alipay.example/auth', goOn: '/pages/apply/index?id=p1' });
    return address.left[0]?.searchParams.get('state') ?? '';
  };

  it('takes the code of the log-in it began, once, and writes it into no address', async () => {
    const state = await begin();
    assert.equal(landWith(`?auth_code=mine&state=${state}`), 'mine');
    assert.equal(platform.landedCode(), '');
    assert.equal(shown, `/s/tuantuan/#/pages/login/index?next=${encodeURIComponent('/pages/apply/index?id=p1')}`);
  });
  it('takes no code that a link slips in', async () => {
    assert.equal(landWith('?auth_code=foreign'), '');
    assert.equal(landWith('?auth_code=foreign&state='), '');
    const state = await begin();
    assert.equal(landWith(`?auth_code=foreign&state=${state}0`), '');
    assert.equal(landWith(`?auth_code=foreign&state=${state}`), '', 'a state is good for one landing');
    assert.match(shown, /cancelled=1/);
  });
});
