import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { zh as t } from '../../src/i18n/zh/index.ts';
import { AlipayMachine } from './machine.ts';

describe('the journey of an adopter in the Alipay bundle', () => {
  const phone = new AlipayMachine('dist/alipay');

  before(() => phone.boot());

  it('boots on the shop with the total price', async () => {
    await phone.says('团团领养馆');
    await phone.says('¥1,548.00');
    assert.match(String(phone.calls('request')[0]), /^http.*\/api\/v1\/shops\//);
  });

  it('logs in inside Alipay, without leaving the program', async () => {
    await phone.tap('#meet-pets');
    await phone.says(t.pets.end);
    await phone.tap('团子');
    await phone.says(t.pets.health);
    await phone.tap('#apply');
    await phone.tap('#log-in');
    await phone.tap('#alipay-log-in');
    await phone.says(t.apply.for('团子'));
    assert.deepEqual(phone.calls('getAuthCode'), ['auth_base']);
  });

  it('applies, is checked and approved', async () => {
    await phone.type(0, '想给它一个家');
    await phone.tap('#submit-application');
    await phone.says(t.credit.heading);
    await phone.tap('#authorise');
    await phone.says(t.result.approved);
  });

  it('chooses food and gives the details the agreement needs', async () => {
    await phone.tap('#choose-plan');
    await phone.says('¥300.00');
    await phone.tap('#plan-next');
    await phone.says(t.identity.heading);
    for (const [index, value] of ['李小雨', '13800138000', '11010519491231002X', '浙江省 杭州市', '文三路 1 号'].entries())
      await phone.type(index, value);
    await phone.tap('#identity-next');
    await phone.says(t.agreement.read);
  });

  it('signs on the canvas and confirms the mandate in Alipay’s signing centre', async () => {
    await phone.tap('#agreement-read');
    await phone.says(t.sign.heading);
    await phone.fire('touchstart', 'pad-canvas', { touches: [{ x: 20, y: 20 }] });
    await phone.fire('touchmove', 'pad-canvas', { touches: [{ x: 120, y: 60 }] });
    await phone.fire('touchend', 'pad-canvas', { touches: [] });
    await phone.tap('#consent');
    await phone.tap('#sign');
    await phone.says(t.mandate.heading);
    await phone.tap('#mandate-consent');
    await phone.tap('#mandate-go');
    await phone.says(t.active.heading('团子'));
    assert.deepEqual(phone.calls('paySignCenter'), ['sign-string']);
    assert.equal(phone.state.contract?.state, 'active');
  });

  it('asks for leave to send notices, and shows the adoption', async () => {
    await phone.tap('#subscribe');
    await phone.says(t.active.subscribed);
    assert.equal(phone.calls('requestSubscribeMessage').length, 1);
    await phone.tap('#see-adoption');
    await phone.says(t.adoption.progress(1, 12));
    await phone.tap('#download-agreement');
    assert.match(String(phone.calls('downloadFile')[0]), /agreement\.pdf$/);
    assert.equal(phone.calls('openDocument').length, 1);
  });
});
