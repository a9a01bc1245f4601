/** `npm run simulate -- --seeds 500 [--from 1]`, or `--seed 17` for one with all that happened in it. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { simulate } from './simulation.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } } });
const from = Number(values.seed ?? values.from ?? 1);
const count = values.seed ? 1 : Number(values.seeds ?? 100);
const startedMs = performance.now();
let broken = 0;
let crashes = 0;
for (let seed = from; seed < from + count; seed += 1) {
  const outcome = await simulate(seed);
  crashes += outcome.crashes;
  if (values.seed) for (const line of outcome.trace) console.log(line);
  if (outcome.violations.length === 0) continue;
  broken += 1;
  const sha = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout.trim() || 'no commit';
  console.log(`seed ${seed} at ${sha}: ${outcome.violations.length} violations; again: npm run simulate -- --seed ${seed}`);
  for (const violation of outcome.violations) console.log(`  ${violation}`);
}
const seconds = (performance.now() - startedMs) / 1000;
console.log(`${count} seeds, ${broken} with a violation, ${crashes} crashes, ${(count / seconds).toFixed(1)} seeds/s`);
process.exitCode = broken > 0 ? 1 : 0;
