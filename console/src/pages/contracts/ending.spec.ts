import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aContract, anAdoption, anInstalment, aPlan, RULES } from '../../../test/fixtures/adoption.ts';
import { anEnding } from '../../../test/fixtures/ending.ts';
import { TEXTS } from '../../i18n/texts.ts';
import { canEnd, mayEnd, STAFF_CAUSES, sayCause, sayConsequence, sayOutcome, sayReason, standOf, whyClosed } from './ending.ts';
import { nextOf, sayNext } from './next-step.ts';
import { storyOf } from './story-lines.ts';

const { zh, en } = TEXTS;
const inChinese = { t: zh, language: 'zh' } as const;
const announced = { ending: anEnding({ cause: 'shopWish' }) };
const underWay = { ending: anEnding({ cause: 'petDied' }) };

describe('the end of a contract', () => {
  it('is for owner and managers', () => {
    assert.deepEqual(
      [[], ['clerk'], ['manager'], ['clerk', 'owner']].map((roles) => mayEnd(roles)),
      [false, false, true, true],
    );
  });
  it('is open from the signature on, until it is over or being carried out', () => {
    const open = (
      ['draft', 'signed', 'awaitingHandover', 'active', 'paused', 'completed', 'terminated', 'breached', 'expired'] as const
    ).filter((state) => canEnd(aContract({ state })));
    assert.deepEqual(open, ['signed', 'awaitingHandover', 'active', 'paused']);
    assert.equal(canEnd(aContract(underWay)), false);
  });
  it('that was announced can be overtaken for another cause, and is not announced again', () => {
    assert.equal(canEnd(aContract(announced)), true);
    const adoption = anAdoption({ contract: announced });
    assert.equal(whyClosed('shopWish', adoption, inChinese), '已通知领养人，将于 2026年12月1日 终止');
    assert.equal(whyClosed('petDied', adoption, inChinese), undefined);
  });
  it('stands announced, under way or over', () => {
    const stands = [{}, announced, underWay, { ...announced, state: 'terminated' as const }].map((one) => standOf(aContract(one)));
    assert.deepEqual(stands, [undefined, 'announced', 'underWay', 'over']);
  });
  it('for the adopter’s breach wants as many overdue periods as were agreed', () => {
    const overdue = (count: number) =>
      anAdoption({ plan: aPlan({ instalments: Array.from({ length: count }, (_, at) => anInstalment(at + 1, { state: 'overdue' })) }) });
    assert.equal(whyClosed('adopterBreach', overdue(2), inChinese), '目前逾期 2 期，协议约定 3 期');
    assert.equal(whyClosed('adopterBreach', overdue(3), inChinese), undefined);
    assert.notEqual(whyClosed('adopterBreach', anAdoption({ plan: undefined }), inChinese), undefined);
  });
});

describe('what is said of an end', () => {
  it('are the figures of this very contract', () => {
    const rules = { ...RULES, merchantBreachFeeBp: 1250, breachFeeBp: 1500, terminationNoticeDays: 30, guaranteeDays: 10 };
    const said = STAFF_CAUSES.map((cause) => sayConsequence(cause, rules, zh));
    assert.equal(said[2], '交接后 10 天的健康保障期内患病：领养人不承担解除费用；已付款未发货的期数全额退还。');
    assert.match(said[3] ?? '', /提前 30 天通知/);
    assert.match(said[4] ?? '', /12\.5% 向领养人支付违约金/);
    assert.equal(said[5], '同时逾期达 3 期：领养人应付未付期款总额 15% 的违约金。');
    for (const cause of STAFF_CAUSES) assert.doesNotMatch(sayConsequence(cause, rules, en), /undefined|^$/);
  });
  it('is its cause in words, also where only the code was kept', () => {
    assert.deepEqual(
      ['adopterWish', 'mandateMissing', 'petDied', 'new'].map((cause) => sayCause(cause, zh)),
      ['领养人解除', '未开通代扣，自动结束', '宠物离世', 'new'],
    );
    assert.deepEqual([sayReason('shopBreach', zh), sayReason('兽医证明已收到', zh)], ['本店违约', '兽医证明已收到']);
  });
  it('afterwards is what became of it: done, announced, or under way', () => {
    const saidOf = (change: Parameters<typeof aContract>[0]) => sayOutcome(aContract(change), zh, 'zh');
    assert.deepEqual([{ ...underWay, state: 'breached' as const }, announced, underWay].map(saidOf), [
      '合约已终止',
      '已通知领养人，合约将于 2026年12月1日 终止',
      '终止已受理，正在停止扣款',
    ]);
  });
  it('comes next while it is under way; a plan whose end is announced goes on', () => {
    assert.equal(sayNext(nextOf(anAdoption({ contract: underWay })), zh, 'zh'), '正在终止合约，不会再发起扣款');
    assert.equal(nextOf(anAdoption({ contract: announced })).kind, 'charge');
  });
  it('is followed by what is still on its way', () => {
    const ended = (nextStep: string) =>
      nextOf(anAdoption({ contract: { state: 'terminated' }, plan: aPlan({ state: 'ended', nextStep }) }));
    assert.equal(sayNext(ended('unsign'), zh, 'zh'), '正在向支付宝解约代扣');
    assert.equal(ended('none').kind, 'ended');
  });
  it('is told in the story with who and why', () => {
    const told = (type: string, reason: string) =>
      storyOf(
        anAdoption({
          contract: { timeline: [{ type, atTime: '2026-12-01T02:00:00Z', actorKind: 'staff', reason }] },
          plan: undefined,
          shipments: [],
        }),
        zh,
      ).map(({ words, actor, reason: why }) => [words, actor, why])[0];
    assert.deepEqual(told('contractTerminated', 'petDied'), ['合约终止', '本店', '宠物离世']);
    assert.deepEqual(told('contractBreached', '多次联系无果'), ['合约违约', '本店', '多次联系无果']);
    assert.deepEqual(told('endingAnnounced', '店铺搬迁'), ['本店通知将终止合约', '本店', '店铺搬迁']);
  });
});
