import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

/** Not needed by any spec that finds a bug, and large. */
const LEFT_BEHIND = /^(miniprogram|console|docs)\//;
/** Made from sources, or downloaded: shared with the tree the copy is made of. */
const SHARED = ['proto/gen', 'libs/api/gen', '.cache'] as const;
const OWN_SCOPE = '@petpact';

/** A copy of the working tree as it is now, changes not yet committed included, in which bugs may be planted. */
export class ScratchTree {
  readonly folder: string;

  constructor(root: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'petpact-bugs-'));
    for (const file of filesOf(root)) {
      if (LEFT_BEHIND.test(file) || !existsSync(join(root, file))) continue;
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file));
    }
    for (const shared of SHARED) this.#link(join(root, shared), shared);
    this.#linkModules(root);
  }

  /** Empty when the patch fits, otherwise what git says. */
  apply(patch: string): string {
    return this.#git('apply', patch);
  }

  revert(patch: string): void {
    const problem = this.#git('apply', '--reverse', patch);
    if (problem !== '') throw new Error(`${basename(patch)} cannot be taken back: ${problem}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #git(...args: string[]): string {
    const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(this.folder) };
    const { status, stderr } = spawnSync('git', args, { cwd: this.folder, env, encoding: 'utf8' });
    return status === 0 ? '' : stderr.trim();
  }

  /** Packages of others are the very same; the repository's own lead into the copy, or a bug in the kit would be nowhere. */
  #linkModules(root: string): void {
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (name !== OWN_SCOPE) this.#link(join(root, 'node_modules', name), join('node_modules', name));
    }
    for (const name of readdirSync(join(root, 'node_modules', OWN_SCOPE))) {
      const link = join(root, 'node_modules', OWN_SCOPE, name);
      const workspace = resolve(dirname(link), readlinkSync(link)).slice(root.length + 1);
      this.#link(join(this.folder, workspace), join('node_modules', OWN_SCOPE, name));
      this.#link(join(root, workspace, 'node_modules'), join(workspace, 'node_modules'));
    }
  }

  #link(target: string, at: string): void {
    const link = join(this.folder, at);
    if (lstatSync(target, { throwIfNoEntry: false }) === undefined || !existsSync(dirname(target))) return;
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link);
  }
}

function filesOf(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  return listed.split('\0').filter((file) => file !== '');
}
