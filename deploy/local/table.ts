import { ALIPAY_PASSWORD, OPERATOR, PEOPLE, SANDBOX_PASSWORD, SHOPS } from './seed/shops.ts';
import type { Platform } from './supervisor.ts';

/** One table of where everything is and who may log in, printed when the platform is up. */
export function addressTable({ urls, dataDir }: Platform): string {
  const sections: [string, [string, string][]][] = [
    [
      'Open in a browser 在浏览器打开',
      [
        ...SHOPS.map(({ name, slug }): [string, string] => [`Mini-program 小程序 · ${name}`, `${urls.gateway}/s/${slug}`]),
        ['Console 控制台', `${urls.gateway}/console/`],
        ['Alipay simulator 支付宝模拟器', `${urls.alipay}/sandbox`],
        ['Warehouse simulator 仓库模拟器', urls.warehouse],
      ],
    ],
    [
      `Console log-ins 控制台账号 (password 密码 ${SANDBOX_PASSWORD})`,
      [
        ...SHOPS.flatMap(({ name, staff }) => staff.map(({ login, roles }): [string, string] => [login, `${name} · ${roles.join(', ')}`])),
        [OPERATOR.login, OPERATOR.displayName],
      ],
    ],
    [
      `Adopters in the simulated Alipay 领养人 (payment password 支付密码 ${ALIPAY_PASSWORD})`,
      PEOPLE.map(({ name, zhimaScore, note }): [string, string] => [name, `${zhimaScore ?? '–'} · ${note}`]),
    ],
    [
      'For programs 接口',
      [
        ['API, OpenAPI', `${urls.gateway}/api/v1, ${urls.gateway}/api/openapi.json`],
        ['Partner API 仓库接口', urls.partner],
        ['Test clock 测试时钟', `${urls.clock}/clock`],
        ['Store, Kafka', `${urls.store}, ${urls.kafka}`],
        ['Logs 日志', `${dataDir}/logs`],
      ],
    ],
  ];
  const width = Math.max(...sections.flatMap(([, rows]) => rows.map(([label]) => widthOf(label))));
  const body = sections.map(([title, rows]) =>
    [`\n ${title}`, ...rows.map(([label, value]) => `   ${label}${' '.repeat(width - widthOf(label))}  ${value}`)].join('\n'),
  );
  return `${body.join('\n')}\n\n Ctrl-C stops everything 按 Ctrl-C 全部停止\n`;
}

/** Columns on a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0);
}
