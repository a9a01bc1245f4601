import { shanghaiMidnight } from './working-hours.ts';

export type TrackStatus = 'picked' | 'inTransit' | 'outForDelivery' | 'signed' | 'exception';

/** One line of a carrier's track, in the carrier's words. */
export interface TrackPoint {
  atMs: number;
  status: TrackStatus;
  text: string;
}

export interface Journey {
  carrier: string;
  trackingNo: string;
  points: TrackPoint[];
}

const HOUR_MS = 3600_000;
const CARRIERS = [
  { name: '顺丰速运', numberOf: (digits: string) => `SF${digits.slice(0, 13)}` },
  { name: '中通快递', numberOf: (digits: string) => `75${digits.slice(0, 12)}` },
  { name: '圆通速递', numberOf: (digits: string) => `YT${digits.slice(0, 13)}` },
] as const;
const COURIERS = ['王', '李', '张', '刘', '陈', '杨'] as const;
export const ORIGINS = ['苏州市', '东莞市', '嘉兴市', '天津市'] as const;

/** A number that depends on the text alone (FNV-1a), so that a simulator that starts again plans the same journey. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 0x01000193) >>> 0;
  return hash;
}

/** The city of a Chinese region text: 浙江省杭州市西湖区 and 浙江省 杭州市 西湖区 → 杭州市, 上海市浦东新区 → 上海市. */
export function cityOf(region: string): string {
  const afterProvince = region.replace(/^.*?(省|自治区)/u, '').trim();
  return /^[\p{Script=Han}]{1,12}?(?:市|自治州|盟|地区)/u.exec(afterProvince)?.[0] ?? (afterProvince.slice(0, 6) || '目的地');
}

/** 杭州 → 杭州市; what ends like a place already stays. */
function cityLabel(city: string): string {
  return /[市州盟区]$/u.test(city) && city.length > 2 ? city : `${city}市`;
}

/**
 * The way of a parcel: collected within the hour, through two hubs, out for
 * delivery on the second morning, signed for that day. A lost parcel never
 * leaves the second hub, and the carrier says so on the third morning.
 */
export function planJourney(parcel: { parcelNo: string; originCity: string; region: string; shippedAtMs: number; lost: boolean }): Journey {
  const seed = seedOf(parcel.parcelNo);
  const carrier = CARRIERS[seed % CARRIERS.length]!;
  const digits = `${seed}${seedOf(`${parcel.parcelNo}#`)}`.padStart(20, '3');
  const { shippedAtMs } = parcel;
  const [from, to] = [parcel.originCity, cityOf(parcel.region)].map((city) => city.replace(/市$/u, '')) as [string, string];
  const [originCity, city] = [cityLabel(from), cityLabel(to)];
  const [towards, arrived] = from === to ? ['派送网点', `${to}派送网点`] : [`${to}转运中心`, `${to}转运中心`];
  const morning = (days: number) => shanghaiMidnight(shippedAtMs, days);
  const travelled: TrackPoint[] = [
    { atMs: shippedAtMs + HOUR_MS, status: 'picked', text: `【${originCity}】${carrier.name}已收取快件` },
    { atMs: shippedAtMs + 6 * HOUR_MS, status: 'inTransit', text: `【${originCity}】快件已离开${from}转运中心，发往${towards}` },
    { atMs: morning(1) + 20 * HOUR_MS, status: 'inTransit', text: `【${city}】快件已到达${arrived}` },
  ];
  const ending: TrackPoint[] = parcel.lost
    ? [{ atMs: morning(3) + 9 * HOUR_MS, status: 'exception', text: `【${city}】快件疑似遗失，正在核实，请联系发货方` }]
    : [
        {
          atMs: morning(2) + 8.5 * HOUR_MS,
          status: 'outForDelivery',
          text: `【${city}】快件正在派送，派送员${COURIERS[seed % COURIERS.length]}师傅`,
        },
        { atMs: morning(2) + (10 + (seed % 7)) * HOUR_MS, status: 'signed', text: `【${city}】快件已签收，感谢使用${carrier.name}` },
      ];
  return { carrier: carrier.name, trackingNo: carrier.numberOf(digits), points: [...travelled, ...ending] };
}
