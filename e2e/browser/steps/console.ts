import assert from 'node:assert/strict';
import type { Desk } from '../desk.ts';

/** The lists of a working shop. */
export async function readLists(desk: Desk): Promise<void> {
  await desk.says('需要您处理', '履约中合约', '测试时钟');
  await desk.go('申请');
  await desk.says('豆豆', '林小满', '已签约');
  await desk.shot('11-applications');
  await desk.go('宠物');
  await desk.says('豆豆', '已领养', '米花', '待领养');
  await desk.shot('12-pets');
  await desk.go('口粮');
  await desk.says('牛肉燕麦成犬粮', '¥179.00');
  await desk.shot('13-foods');
  await desk.go('包裹');
  await desk.says('已签收', '牛肉燕麦成犬粮 × 1');
  await desk.shot('14-parcels');
}

/** One contract as a whole, and its PDF in a tab of its own. */
export async function readContract(desk: Desk, who: { person: string; pet: string; amount: string }): Promise<void> {
  await desk.go('合约');
  await desk.says('已完成', '¥179.00 × 12 期');
  await desk.shot('15-contracts');
  await desk.tap('link', who.pet);
  await desk.heading(new RegExp(`${who.person} · ${who.pet}`));
  await desk.says('已付 12 / 12 期', '合约已结束，没有后续步骤', '代扣协议', '全部期数完成');
  const paid = desk.page.getByRole('table', { name: '期款' }).getByRole('row').filter({ hasText: who.amount }).filter({ hasText: '已付' });
  assert.equal(await paid.count(), 12);
  const parcels = desk.page.getByRole('button', { name: /第 \d+ 期.*已签收/ });
  assert.equal(await parcels.count(), 12);
  await desk.shot('16-contract');
  const [opened] = await Promise.all([
    desk.page.waitForResponse((response) => response.url().endsWith('/agreement.pdf')),
    desk.page.context().waitForEvent('page'),
    desk.tap('button', /打开已签协议/),
  ]);
  assert.equal(opened.headers()['content-type'], 'application/pdf');
  // The page takes the answer as a blob, and then Chromium keeps no copy of its bytes for us: their number must do.
  assert.ok(Number(opened.headers()['content-length']) > 50_000);
}

/** Ledger, rules and records. */
export async function readBooks(desk: Desk): Promise<void> {
  await desk.go('账本');
  await desk.says('借贷相等，账平', '代扣收款', '发货确认收入');
  await desk.shot('17-ledger');
  await desk.go('店铺规则');
  await desk.says('可暂停次数', '冷静期');
  await desk.shot('18-policy');
  await desk.go('信用档位');
  await desk.shot('19-tiers');
  await desk.go('员工');
  await desk.says('店长 方圆');
  await desk.go('操作记录');
  await desk.says('包裹签收', '消息已送出');
  await desk.shot('20-audit');
}

/** Ends a contract for a cause that costs nobody a fee: why, what it comes to, and done. */
export async function endContract(desk: Desk, who: { person: string; pet: string }): Promise<void> {
  await desk.go('合约');
  await desk.page.getByRole('row').filter({ hasText: who.person }).getByRole('link', { name: who.pet }).click();
  await desk.heading(new RegExp(`${who.person} · ${who.pet}`));
  await desk.tap('button', /终止合约/);
  await desk.says('为什么终止', /目前逾期 0 期/);
  await desk.page.getByRole('radio', { name: /宠物离世/ }).check();
  await desk.page.getByLabel('原因（领养人会看到）').fill('兽医证明已收到，节哀。');
  await desk.shot('30-end-why', false);
  await desk.tap('button', '查看结算');
  await desk.says('结算预览', '不再扣款', '退还（未发货）');
  await desk.shot('31-end-settlement', false);
  await desk.tap('button', '确认终止');
  await desk.says('合约已终止', '终止与结算', '兽医证明已收到，节哀。');
  await desk.says('已退款');
  await desk.shot('32-ended');
}
