import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** The main package may take 2 MB in Alipay; ours keeps to half of it. */
const MAIN_PACKAGE_BYTES = 1024 * 1024;
const FORBIDDEN: Record<string, RegExp> = {
  'dist/h5': /\bmy\.(request|getAuthCode|paySignCenter|tradePay|connectSocket|downloadFile)\b|TARO_APP_/,
  'dist/alipay': /sandbox\/alipay|mock-alipay|redirect_uri|auth_code|sessionStorage/,
};

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? filesIn(file) : [file];
  });

const problems: string[] = [];
for (const [folder, forbidden] of Object.entries(FORBIDDEN)) {
  if (!existsSync(folder)) {
    problems.push(`${folder} is not built`);
    continue;
  }
  const files = filesIn(folder);
  for (const file of files.filter((name) => /\.(js|axml|html)$/.test(name))) {
    const found = forbidden.exec(readFileSync(file, 'utf8'));
    if (found) problems.push(`${file} holds “${found[0]}”, which belongs to the other target`);
  }
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  console.log(`${folder}: ${Math.round(bytes / 1024)} KB in ${files.length} files`);
  if (folder === 'dist/alipay' && bytes > MAIN_PACKAGE_BYTES)
    problems.push(`the main package takes ${bytes} bytes, more than ${MAIN_PACKAGE_BYTES}`);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
