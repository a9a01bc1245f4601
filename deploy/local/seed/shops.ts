import { MAOYU } from './maoyu.ts';
import { TUANTUAN } from './tuantuan.ts';

/** What the two shops of a fresh local platform are: people, pets, foods. Money in fen. */

export interface SeedPet {
  name: string;
  species: 'dog' | 'cat' | 'rabbit';
  breed: string;
  sex: 'male' | 'female';
  birthDate: string;
  colour: string;
  weightGrams: number;
  vaccines: string[];
  neutered: boolean;
  story: string;
  traits: string[];
  art: string;
  background: [string, string];
}

export interface SeedFood {
  skuCode: string;
  name: string;
  brand: string;
  species: 'dog' | 'cat' | 'rabbit';
  spec: string;
  description: string;
  costFen: number;
  retailFen: number;
  planFen: number;
  art: string;
}

export interface SeedShop {
  slug: string;
  name: string;
  intro: string;
  city: string;
  phone: string;
  address: string;
  legalName: string;
  creditCode: string;
  autoApprove: boolean;
  planStart: 'signing' | 'handover';
  warehouse: { id: string; name: string; city: string };
  /** The platform's ladder of scores mapped to this shop's limits. */
  tiers: { tier: string; admittanceScore: number; monthlyLimitFen: number; periods: number[]; depositFen: number }[];
  points: { pointsPerYuan: number; streakLength: number; streakBonus: number; validMonths: number };
  staff: { login: string; displayName: string; roles: string[] }[];
  pets: SeedPet[];
  foods: SeedFood[];
}

/** One password for every account of the sandbox; printed in the table of log-ins. */
export const SANDBOX_PASSWORD = 'petpact-2026';
/** The payment password on the simulated Alipay pages. */
export const ALIPAY_PASSWORD = '123456';

export const OPERATOR = { login: 'ops@petpact', displayName: '平台运营' };

/** People with an Alipay account in the sandbox, and how their Zhima check ends. */
export const PEOPLE = [
  {
    key: 'lin',
    name: '林小满',
    phone: '13800000001',
    zhimaScore: 720,
    note: '信用优秀，直接通过',
    certNo: '330106199203150027',
    address: { region: '浙江省 杭州市 西湖区', detail: '文三路 90 号 3 幢 502 室' },
  },
  {
    key: 'zhou',
    name: '周一川',
    phone: '13800000002',
    zhimaScore: 655,
    note: '信用良好，直接通过',
    certNo: '310104198811230011',
    address: { region: '上海市 上海市 徐汇区', detail: '漕溪北路 18 号 1203 室' },
  },
  {
    key: 'chen',
    name: '陈果',
    phone: '13800000003',
    zhimaScore: 530,
    note: '低于门槛，被拒绝',
    certNo: '320102199507080024',
    address: { region: '江苏省 南京市 玄武区', detail: '珠江路 67 号 401 室' },
  },
  {
    key: 'xu',
    name: '许知远',
    phone: '13800000004',
    zhimaScore: null,
    note: '未开通芝麻信用，转店铺审核',
    certNo: '44010619900101003X',
    address: { region: '广东省 广州市 天河区', detail: '体育西路 103 号 9 楼' },
  },
  {
    key: 'su',
    name: '苏晴',
    phone: '13800000005',
    zhimaScore: 610,
    note: '已有进行中的领养',
    certNo: '330102199612120042',
    address: { region: '浙江省 杭州市 上城区', detail: '庆春路 118 号 6 幢 1801 室' },
  },
] as const;

export const SHOPS: SeedShop[] = [TUANTUAN, MAOYU];
