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

const dog = (
  skuCode: string,
  name: string,
  brand: string,
  spec: string,
  description: string,
  [costFen, retailFen, planFen]: [number, number, number],
  art = 'bone',
): SeedFood => ({
  skuCode,
  name,
  brand,
  spec,
  description,
  costFen,
  retailFen,
  planFen,
  species: 'dog',
  art,
});
const cat = (
  skuCode: string,
  name: string,
  brand: string,
  spec: string,
  description: string,
  [costFen, retailFen, planFen]: [number, number, number],
  art = 'fish',
): SeedFood => ({
  skuCode,
  name,
  brand,
  spec,
  description,
  costFen,
  retailFen,
  planFen,
  species: 'cat',
  art,
});

export const SHOPS: SeedShop[] = [
  {
    slug: 'tuantuan',
    name: '团团领养馆',
    intro: '每一只毛孩子都值得一个不离不弃的家。领养不收生体费，只约定一份按月送到家的口粮。',
    city: '杭州',
    phone: '0571-88000001',
    address: '浙江省杭州市拱墅区丽水路 58 号',
    legalName: '杭州团团宠物服务有限公司',
    creditCode: '91330105MA2TT00018',
    autoApprove: true,
    planStart: 'signing',
    warehouse: { id: 'hz1', name: '杭州临平云仓', city: '杭州' },
    staff: [
      { login: 'owner@tuantuan', displayName: '店长 方圆', roles: ['owner'] },
      { login: 'clerk@tuantuan', displayName: '店员 小乔', roles: ['clerk'] },
    ],
    pets: [
      {
        name: '豆豆',
        species: 'dog',
        breed: '柯基',
        sex: 'male',
        birthDate: '2026-05-18',
        colour: '黄白',
        weightGrams: 6_400,
        vaccines: ['八联第一针 2026-07-20', '八联第二针 2026-08-12', '狂犬 2026-09-05'],
        neutered: false,
        story: '朋友家狗妈妈意外生下的小儿子，短腿却跑得飞快。听到塑料袋响会立刻坐好，最喜欢的事是用屁股蹭人。',
        traits: ['亲人', '活泼', '爱吃'],
        art: 'dog-face',
        background: ['#FFE9C7', '#FFC98B'],
      },
      {
        name: '棉花',
        species: 'dog',
        breed: '贵宾',
        sex: 'female',
        birthDate: '2025-11-02',
        colour: '杏色',
        weightGrams: 4_200,
        vaccines: ['八联三针已完成', '狂犬 2026-03-11'],
        neutered: true,
        story: '前主人出国后托付给我们，已经学会定点上厕所，坐车不晕，见到小朋友会轻轻摇尾巴。',
        traits: ['温顺', '不掉毛', '会定点'],
        art: 'poodle',
        background: ['#FFDFE5', '#FFB9C6'],
      },
      {
        name: '阿福',
        species: 'dog',
        breed: '中华田园犬',
        sex: 'male',
        birthDate: '2024-08-20',
        colour: '黄色',
        weightGrams: 14_800,
        vaccines: ['八联三针已完成', '狂犬 2026-08-22'],
        neutered: true,
        story: '在工地长大的流浪狗，被救助时只有三个月。沉稳、忠诚，会安静地守在门口等你回家。',
        traits: ['忠诚', '安静', '看家'],
        art: 'dog',
        background: ['#E4F2DA', '#BFE0A8'],
      },
      {
        name: '布丁',
        species: 'cat',
        breed: '英短蓝白',
        sex: 'male',
        birthDate: '2026-04-09',
        colour: '蓝白',
        weightGrams: 3_100,
        vaccines: ['猫三联两针', '狂犬 2026-09-18'],
        neutered: false,
        story: '圆脸小胖子，睡醒第一件事是踩奶。对快递盒有执念，拆完的盒子请务必留给他。',
        traits: ['黏人', '爱睡', '好奇'],
        art: 'cat-face',
        background: ['#DDEBFF', '#B5D2FF'],
      },
      {
        name: '芝麻',
        species: 'cat',
        breed: '狸花猫',
        sex: 'female',
        birthDate: '2025-12-25',
        colour: '黑棕',
        weightGrams: 3_600,
        vaccines: ['猫三联三针', '狂犬 2026-06-30'],
        neutered: true,
        story: '圣诞节晚上在店门口等到开门的小姑娘。独立聪明，会自己开推拉门，抓虫子一流。',
        traits: ['独立', '聪明', '会抓虫'],
        art: 'black-cat',
        background: ['#EDE4FF', '#CDB8FF'],
      },
      {
        name: '米花',
        species: 'rabbit',
        breed: '垂耳兔',
        sex: 'female',
        birthDate: '2026-06-01',
        colour: '奶白',
        weightGrams: 1_300,
        vaccines: ['兔瘟 2026-08-15'],
        neutered: false,
        story: '六一出生的小兔子，耳朵软软地垂着。高兴时会原地转圈跳，吃提摩西草的声音很治愈。',
        traits: ['安静', '爱干净'],
        art: 'rabbit-face',
        background: ['#FFF4D6', '#FFE29A'],
      },
    ],
    foods: [
      dog(
        'TT-DOG-CHICKEN-2KG',
        '鲜鸡肉全价幼犬粮',
        '麦田伙伴',
        '2kg × 1 袋',
        '鲜鸡肉占 62%，添加深海鱼油和益生元，适合 2–12 月龄幼犬。',
        [6_200, 15_900, 12_900],
      ),
      dog(
        'TT-DOG-BEEF-3KG',
        '牛肉燕麦成犬粮',
        '麦田伙伴',
        '3kg × 1 袋',
        '草饲牛肉与燕麦慢烘，关注关节与毛发，适合 1 岁以上成犬。',
        [8_600, 21_900, 17_900],
        'meat-on-bone',
      ),
      dog(
        'TT-DOG-LAMB-5KG',
        '羊肉低敏全价犬粮',
        '北纬牧场',
        '5kg × 1 袋',
        '单一动物蛋白来源，适合肠胃敏感的狗狗。',
        [14_500, 35_900, 29_900],
        'meat-on-bone',
      ),
      cat(
        'TT-CAT-SALMON-2KG',
        '三文鱼全价幼猫粮',
        '小渔村',
        '2kg × 1 袋',
        '整条三文鱼冷压，粗蛋白 40%，适合 12 月龄以下幼猫。',
        [6_800, 16_900, 13_900],
      ),
      cat(
        'TT-CAT-CHICKEN-4KG',
        '冻干双拼成猫粮',
        '小渔村',
        '4kg × 1 袋',
        '鸡肉冻干与鸭肉粮双拼，控制尿结石风险。',
        [11_200, 27_900, 22_900],
        'meat-on-bone',
      ),
      {
        skuCode: 'TT-RABBIT-3KG',
        name: '提摩西草兔粮组合',
        brand: '青青草',
        species: 'rabbit',
        spec: '兔粮 1kg + 牧草 2kg',
        description: '高纤维兔粮配一番割提摩西草，磨牙又助消化。',
        costFen: 4_300,
        retailFen: 11_900,
        planFen: 9_900,
        art: 'paw-prints',
      },
    ],
  },
  {
    slug: 'maoyu',
    name: '猫屿猫咪领养馆',
    intro: '上海的一座小小猫岛：救助、体检、绝育、社会化，然后认真地把它交给你。',
    city: '上海',
    phone: '021-66000002',
    address: '上海市静安区愚园路 311 号',
    legalName: '上海猫屿宠物用品有限公司',
    creditCode: '91310106MA1MY00026',
    autoApprove: false,
    planStart: 'handover',
    warehouse: { id: 'sh1', name: '上海嘉定云仓', city: '上海' },
    staff: [
      { login: 'owner@maoyu', displayName: '岛主 阮青', roles: ['owner'] },
      { login: 'clerk@maoyu', displayName: '店员 阿九', roles: ['clerk'] },
    ],
    pets: [
      {
        name: '奶盖',
        species: 'cat',
        breed: '布偶猫',
        sex: 'female',
        birthDate: '2026-02-14',
        colour: '海豹双色',
        weightGrams: 3_900,
        vaccines: ['猫三联三针', '狂犬 2026-08-01'],
        neutered: false,
        story: '情人节出生的仙女猫，抱起来会瘫成一滩水。需要每天梳毛，也需要每天被夸。',
        traits: ['仙女', '黏人'],
        art: 'cat',
        background: ['#FFE7F0', '#FFC2D8'],
      },
      {
        name: '小橘',
        species: 'cat',
        breed: '橘猫',
        sex: 'male',
        birthDate: '2025-07-07',
        colour: '橘色',
        weightGrams: 5_800,
        vaccines: ['猫三联三针', '狂犬 2026-07-07'],
        neutered: true,
        story: '弄堂里长大的橘座，性格稳定，饭量惊人。适合第一次养猫的家庭。',
        traits: ['稳重', '吃货'],
        art: 'cat-face',
        background: ['#FFF0D9', '#FFCF8F'],
      },
      {
        name: '墨墨',
        species: 'cat',
        breed: '孟买猫',
        sex: 'male',
        birthDate: '2026-01-20',
        colour: '纯黑',
        weightGrams: 4_000,
        vaccines: ['猫三联三针', '狂犬 2026-07-28'],
        neutered: true,
        story: '一身黑亮的小绅士，晚上只看得见两只眼睛。会玩捡球，捡完还送回来。',
        traits: ['聪明', '会捡球'],
        art: 'black-cat',
        background: ['#E3E7F5', '#B9C3E6'],
      },
      {
        name: '汤圆',
        species: 'cat',
        breed: '英短银渐层',
        sex: 'female',
        birthDate: '2026-05-30',
        colour: '银渐层',
        weightGrams: 2_600,
        vaccines: ['猫三联两针'],
        neutered: false,
        story: '六姐妹里最小的一个，胆子也最小。熟悉之后会一直跟在脚边，像一颗会走路的汤圆。',
        traits: ['害羞', '温柔'],
        art: 'cat',
        background: ['#E7F7F2', '#B9E6D7'],
      },
    ],
    foods: [
      cat(
        'MY-CAT-TUNA-2KG',
        '吞拿鱼无谷幼猫粮',
        '岛屿厨房',
        '2kg × 1 袋',
        '吞拿鱼与木薯淀粉，不含谷物，适合敏感肠胃幼猫。',
        [7_400, 18_900, 15_900],
      ),
      cat(
        'MY-CAT-DUCK-3KG',
        '鸭肉梨无谷成猫粮',
        '岛屿厨房',
        '3kg × 1 袋',
        '鸭肉配雪梨，清火不燥，适合室内成猫。',
        [9_800, 24_900, 19_900],
        'meat-on-bone',
      ),
      cat('MY-CAT-MIX-5KG', '七种鱼全价猫粮', '海岛渔民', '5kg × 1 袋', '七种海鱼轮换蛋白，挑食猫友好。', [15_200, 38_900, 31_900]),
    ],
  },
];
