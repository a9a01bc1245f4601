import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cityOf, planJourney } from './journey.ts';

const shippedAtMs = Date.parse('2026-11-23T14:00+08:00');
const journey = (parcelNo: string, lost = false) =>
  planJourney({ parcelNo, originCity: '苏州市', region: '浙江省杭州市西湖区', shippedAtMs, lost });

describe('the way of a parcel', () => {
  it('is signed for on the second day after four points in order', () => {
    const { points } = journey('W-1');
    assert.deepEqual(
      points.map(({ status }) => status),
      ['picked', 'inTransit', 'inTransit', 'outForDelivery', 'signed'],
    );
    assert.deepEqual(
      points.map(({ atMs }) => atMs),
      points.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
    );
    assert.ok(points[0]!.atMs > shippedAtMs);
    assert.equal(new Date(points.at(-1)!.atMs + 8 * 3600_000).toISOString().slice(0, 10), '2026-11-25');
  });
  it('tells the cities it passes, in the words of the carrier', () => {
    const { points, carrier } = journey('W-1');
    assert.equal(points[0]!.text, `【苏州市】${carrier}已收取快件`);
    assert.equal(points[2]!.text, '【杭州市】快件已到达杭州转运中心');
  });
  it('goes to the local station when it stays in the city, whose name may be given short', () => {
    const { points } = planJourney({ parcelNo: 'W-1', originCity: '杭州', region: '浙江省杭州市西湖区', shippedAtMs, lost: false });
    assert.deepEqual(
      points.slice(1, 3).map(({ text }) => text),
      ['【杭州市】快件已离开杭州转运中心，发往派送网点', '【杭州市】快件已到达杭州派送网点'],
    );
  });
  it('is the same when it is planned again', () => assert.deepEqual(journey('W-1'), journey('W-1')));
  it('uses all three carriers, each with its own kind of number', () => {
    const seen = new Map(
      Array.from({ length: 50 }, (_, index) => journey(`W-${index}`)).map(({ carrier, trackingNo }) => [carrier, trackingNo]),
    );
    assert.match(seen.get('顺丰速运')!, /^SF\d{13}$/);
    assert.match(seen.get('中通快递')!, /^75\d{12}$/);
    assert.match(seen.get('圆通速递')!, /^YT\d{13}$/);
  });
  it('ends with an exception when the parcel gets lost', () => {
    assert.deepEqual(
      journey('W-1', true).points.map(({ status }) => status),
      ['picked', 'inTransit', 'inTransit', 'exception'],
    );
  });
});

describe('the city of an address', () => {
  for (const [region, city] of [
    ['浙江省杭州市西湖区', '杭州市'],
    ['浙江省 杭州市 西湖区', '杭州市'],
    ['上海市浦东新区', '上海市'],
    ['内蒙古自治区呼和浩特市新城区', '呼和浩特市'],
    ['贵州省黔东南苗族侗族自治州凯里市', '黔东南苗族侗族自治州'],
    ['Somewhere', 'Somewh'],
  ] as const) {
    it(`of ${region} is ${city}`, () => assert.equal(cityOf(region), city));
  }
});
