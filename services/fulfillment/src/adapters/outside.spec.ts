import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { systemClock } from '@petpact/kit/clock';
import { webOnly } from './outside.ts';
import { warehouseOverHttp } from './warehouse-http.ts';

const names: Record<string, string[]> = {
  'warehouse.example': ['203.0.114.7', '2606:4700::1111'],
  'inside.example': ['10.1.2.3'],
  'both.example': ['203.0.114.7', '169.254.169.254'],
  'nothing.example': [],
};
const rule = webOnly(async (name) => names[name] ?? []);

describe('the address of a warehouse outside the sandbox', () => {
  it('is one of the web', async () => {
    for (const fine of ['https://warehouse.example/api', 'https://203.0.114.7', 'https://[2606:4700::1111]:8443/'])
      assert.equal(await rule(new URL(fine)), undefined, fine);
  });
  it('is asked by TLS alone', async () => {
    assert.equal(await rule(new URL('http://warehouse.example')), 'ADDRESS_NOT_HTTPS');
  });
  it('is never inside our own network, however it is written', async () => {
    for (const address of [
      'https://127.0.0.1',
      'https://2130706433',
      'https://0x7f.1',
      'https://017700000001',
      'https://localhost',
      'https://0.0.0.0',
      'https://10.0.0.5',
      'https://172.31.255.1',
      'https://192.168.1.1',
      'https://100.64.0.1',
      'https://169.254.169.254/latest/meta-data',
      'https://[::1]',
      'https://[::]',
      'https://[::ffff:10.0.0.5]',
      'https://[::ffff:169.254.169.254]',
      'https://[fd00:ec2::254]',
      'https://[fe80::1]',
      'https://[64:ff9b::a00:5]',
      'https://[2002:a00:5::]',
      'https://inside.example',
      'https://both.example',
      'https://nothing.example',
    ])
      assert.equal(await rule(new URL(address)), 'ADDRESS_NOT_OUTSIDE', address);
  });
  it('is looked at before anything is sent there', async () => {
    const warehouse = warehouseOverHttp({ timeoutMs: 1_000, realClock: systemClock, callbackUrl: 'https://us.example', address: rule });
    const connector = { warehouseId: 'hz1', baseUrl: 'https://inside.example', keyId: 'k', secret: 'secret of the warehouse' };
    assert.deepEqual(await warehouse.ask(connector, 'C1_1'), { outcome: 'unknown', failure: 'ADDRESS_NOT_OUTSIDE' });
  });
});
