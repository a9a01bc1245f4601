import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScratchTree } from './scratch-tree.ts';
import { runSpecs, type SpecRun } from './spec-run.ts';

const ROOT = join(import.meta.dirname, '../..');
const FINDER = /^Found by: (.+)$/;

interface Bug {
  patch: string;
  file: string;
  /** Spec files of which at least one test must turn red. */
  finders: string[];
}

type Verdict = { isFound: boolean; says: string };

/** The patches beside this file whose names hold one of the words given on the command line; without words all. */
function bugs(words: readonly string[]): Bug[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.patch'));
  const wanted = files.filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
  return wanted.toSorted().map((file) => {
    const patch = join(import.meta.dirname, file);
    const [, finders] = FINDER.exec(readFileSync(patch, 'utf8').split('\n')[0] ?? '') ?? [];
    if (!finders) throw new Error(`the first line of ${file} must say 'Found by: <spec files>'`);
    return { patch, file, finders: finders.split(' ') };
  });
}

const healthy = new Map<string, Promise<SpecRun>>();

/** The same specs without the bug, once. */
function withoutBug(tree: ScratchTree, specs: readonly string[]): Promise<SpecRun> {
  const key = specs.join(' ');
  const run = healthy.get(key) ?? runSpecs(tree.folder, specs);
  healthy.set(key, run);
  return run;
}

async function judge(tree: ScratchTree, { patch, finders }: Bug): Promise<Verdict> {
  const before = await withoutBug(tree, finders);
  if (before.tests === 0) return { isFound: false, says: `no tests in ${finders.join(' ')}` };
  if (before.failed.length > 0) return { isFound: false, says: `red without the bug too: ${before.failed[0]}` };
  const problem = tree.apply(patch);
  if (problem !== '') return { isFound: false, says: `does not apply any more: ${problem.split('\n')[0]}` };
  try {
    const { tests, failed } = await runSpecs(tree.folder, finders);
    // A file that cannot even be read is red for another reason than the bug.
    if (tests < before.tests) return { isFound: false, says: `only ${tests} of ${before.tests} tests ran` };
    const [first] = failed;
    return first === undefined ? { isFound: false, says: 'nobody noticed' } : { isFound: true, says: first };
  } finally {
    tree.revert(patch);
  }
}

const tree = new ScratchTree(ROOT);
let found = 0;
let missed = 0;
try {
  for (const bug of bugs(process.argv.slice(2))) {
    const startMs = performance.now();
    const { isFound, says } = await judge(tree, bug);
    if (isFound) found += 1;
    else missed += 1;
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    console.log(`${isFound ? 'found ' : 'MISSED'}  ${bug.file.replace('.patch', '').padEnd(38)} ${seconds.padStart(6)} s  ${says}`);
  }
} finally {
  tree.remove();
}
console.log(`${found} passed, ${missed} failed`);
process.exitCode = missed > 0 ? 1 : 0;
