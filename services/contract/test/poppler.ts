import { execFileSync } from 'node:child_process';

/** pdfsig and pdftotext come with poppler-utils: installed when root, else the one line to run is said. */
export function needPoppler(): void {
  try {
    execFileSync('pdfsig', ['-v'], { stdio: 'ignore' });
  } catch {
    if (process.getuid?.() !== 0) throw new Error('pdfsig is missing; run: sudo apt-get install -y poppler-utils');
    execFileSync('apt-get', ['install', '-y', '-q', 'poppler-utils'], { stdio: 'ignore' });
  }
}
