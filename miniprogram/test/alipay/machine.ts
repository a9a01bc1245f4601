import { readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';
import { JourneyState } from '../mock/journey-state.ts';
import { fakeMy, type Seen } from './my-fake.ts';

/** A node of the tree that Taro sends to the page by setData: text, children, class, id. */
interface TreeNode {
  v?: string;
  cn?: TreeNode[];
  cl?: string;
  uid?: string;
  sid?: string;
}

interface Program {
  onLaunch?(options: object): void;
  onShow?(options: object): void;
}

interface PageObject {
  data: { root?: TreeNode };
  onLoad?(query: Record<string, string>): void;
  onShow?(): void;
  onReady?(): void;
  onHide?(): void;
  onUnload?(): void;
  eh(event: object): void;
  [part: string]: unknown;
}

/** How long something may take to show on a busy machine. */
const PATIENCE_MS = 20_000;

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Writes a value by a path such as `root.cn.[0].v`. */
const setPath = (target: Record<string, unknown>, dotted: string, value: unknown) => {
  const keys = dotted
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .filter(Boolean);
  let box = target;
  keys.slice(0, -1).forEach((key, index) => {
    box[key] ??= /^\d+$/.test(keys[index + 1] ?? '') ? [] : {};
    box = box[key] as Record<string, unknown>;
  });
  box[keys.at(-1) ?? ''] = value;
};

export const textOf = (node: TreeNode | undefined): string => (node ? (node.v ?? '') + (node.cn ?? []).map(textOf).join('') : '');

const nodesOf = (node: TreeNode | undefined): TreeNode[] => (node ? [node, ...(node.cn ?? []).flatMap(nodesOf)] : []);

const hasClass = (node: TreeNode, name: string) => (node.cl ?? '').split(' ').includes(name);

/**
 * Runs the built Alipay bundle in a sandbox with a fake `my`: the program boots, its pages render to trees, and
 * they can be tapped and typed into. It proves logic and the calls to Alipay, not how Alipay draws them.
 */
export class AlipayMachine {
  readonly seen: Seen[] = [];
  readonly state = new JourneyState();
  readonly #pages: Record<string, PageObject> = {};
  readonly #stack: PageObject[] = [];
  readonly #modules: Record<string, { exports: unknown }> = {};
  readonly #root: string;
  readonly #context: vm.Context;
  #registering = '';
  #app: Program = {};

  constructor(root: string) {
    this.#root = path.resolve(root);
    const register = (page: PageObject) => {
      this.#pages[this.#registering] = page;
    };
    const sandbox: Record<string, unknown> = {
      my: fakeMy(this.state, this.seen, (how, url) => this.#navigate(how, url)),
      console,
      setTimeout,
      clearTimeout,
      setInterval,
      clearInterval,
      navigator: { swuserAgent: 'AlipayClient' },
      getCurrentPages: () => this.#stack,
      getApp: () => this.#app,
      App: (app: Program) => {
        this.#app = app;
      },
      Page: register,
      Component: register,
    };
    sandbox.global = sandbox;
    sandbox.globalThis = sandbox;
    this.#context = vm.createContext(sandbox);
  }

  async boot(): Promise<void> {
    const { pages } = JSON.parse(readFileSync(path.join(this.#root, 'app.json'), 'utf8')) as { pages: string[] };
    this.#load(path.join(this.#root, 'app.js'));
    for (const page of pages) {
      this.#registering = page;
      this.#load(path.join(this.#root, `${page}.js`));
    }
    this.#app.onLaunch?.({ path: pages[0], query: {} });
    this.#app.onShow?.({});
    this.#navigate('navigateTo', `/${pages[0]}`);
    await this.settle();
  }

  /** What the page shown says, all of it. */
  get text(): string {
    return textOf(this.#stack.at(-1)?.data.root);
  }

  get #nodes(): TreeNode[] {
    return nodesOf(this.#stack.at(-1)?.data.root);
  }

  get route(): string {
    return String(this.#stack.at(-1)?.route);
  }

  /** Waits until the page shown says `text`. */
  says(text: string): Promise<unknown> {
    return this.#until(() => this.text.includes(text) || undefined, `“${text}”`);
  }

  /** Taps the element with this id, or the innermost tappable one that says this, once it is there. */
  async tap(what: string): Promise<void> {
    const find = () =>
      what.startsWith('#')
        ? this.#nodes.find(({ uid }) => uid === what.slice(1))
        : this.#nodes.findLast((each) => hasClass(each, 'tap') && textOf(each).includes(what));
    this.#fire('tap', await this.#until(find, what), {});
    await this.settle();
  }

  /** Fires an event at an element found by class or id. */
  async fire(type: string, wanted: string, detail: object): Promise<void> {
    const find = () => this.#nodes.find((each) => each.uid === wanted || hasClass(each, wanted));
    this.#fire(type, await this.#until(find, wanted), detail);
    await wait(20);
  }

  /** Types into the n-th input of the page. */
  async type(index: number, value: string): Promise<void> {
    const find = () => this.#nodes.filter((each) => hasClass(each, 'input'))[index];
    this.#fire('input', await this.#until(find, `input ${index}`), { detail: { value } });
    await wait(20);
  }

  async #until<T>(find: () => T | undefined, what: string): Promise<T> {
    const patience = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (Date.now() > patience) throw new Error(`the page ${this.route} never had ${what}, only: ${this.text}`);
      await wait(50);
    }
  }

  settle = () => wait(120);

  calls(name: string): unknown[] {
    return this.seen.filter((call) => call.name === name).map(({ detail }) => detail);
  }

  #fire(type: string, node: TreeNode, extra: object): void {
    const id = node.uid ?? node.sid;
    const target = { id, dataset: { sid: node.sid } };
    this.#stack.at(-1)?.eh({ type, timeStamp: Date.now(), target, currentTarget: target, detail: {}, ...extra });
  }

  #navigate(how: string, url: string): void {
    const [route = '', search = ''] = url.replace(/^\//, '').split('?');
    const definition = this.#pages[route];
    if (!definition) throw new Error(`no page ${route}`);
    if (how === 'redirectTo') this.#stack.pop()?.onUnload?.();
    if (how === 'switchTab') while (this.#stack.length) this.#stack.pop()?.onUnload?.();
    this.#stack.at(-1)?.onHide?.();
    const page = Object.create(definition) as PageObject;
    Object.assign(page, {
      data: structuredClone(definition.data ?? {}),
      route,
      $page: {},
      setData(this: PageObject, change: Record<string, unknown>, done?: () => void) {
        for (const key in change) setPath(this.data, key, change[key]);
        done?.();
      },
      $batchedUpdates: (work: () => void) => work(),
    });
    page.$spliceData = page.setData;
    this.#stack.push(page);
    page.onLoad?.(Object.fromEntries(new URLSearchParams(search)));
    page.onShow?.();
    page.onReady?.();
  }

  #load(file: string): unknown {
    const known = this.#modules[file];
    if (known) return known.exports;
    const module: { exports: unknown } = { exports: {} };
    this.#modules[file] = module;
    const wrapped = vm.runInContext(`(function(require,module,exports){${readFileSync(file, 'utf8')}\n})`, this.#context, {
      filename: file,
    });
    wrapped((name: string) => this.#load(path.resolve(path.dirname(file), `${name.replace(/\.js$/, '')}.js`)), module, module.exports);
    return module.exports;
  }
}
