import type { ThemeConfig } from 'antd';
import type { Language } from '../i18n/language.ts';
import { palette } from './palette.ts';

const CHINESE = "'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'";
const LATIN = "-apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial";
/** Each language's own letters first: Chinese fonts draw English quotes as wide as a character. */
const FONTS: Record<Language, string> = { zh: `${CHINESE}, ${LATIN}, sans-serif`, en: `${LATIN}, ${CHINESE}, sans-serif` };

/** antd in the shop's colours: paper on cream, one warm accent. */
export const themeOf = (language: Language): ThemeConfig => ({
  token: {
    colorPrimary: palette.brand,
    colorInfo: palette.slate,
    colorSuccess: palette.leaf,
    colorWarning: '#b97a10',
    colorError: palette.rose,
    colorLink: palette.brandDeep,
    colorLinkHover: palette.brand,
    colorText: palette.ink,
    colorTextSecondary: palette.inkSoft,
    colorTextTertiary: palette.inkFaint,
    colorTextDescription: palette.inkFaint,
    colorTextPlaceholder: '#8a7b6f',
    colorBgLayout: palette.cream,
    colorBorder: '#dccfbf',
    colorBorderSecondary: palette.line,
    colorFillAlter: '#fcf9f5',
    borderRadius: 9,
    borderRadiusLG: 14,
    fontFamily: FONTS[language],
    fontSize: 14,
    boxShadowTertiary: '0 1px 2px rgba(77, 48, 27, 0.05)',
    // At once instead of faded in: a busy button's leaving spinner was seen to stay on a loaded machine.
    motion: false,
  },
  components: {
    Layout: { siderBg: palette.paper, headerBg: palette.cream, headerHeight: 60, headerPadding: '0 24px', bodyBg: palette.cream },
    Menu: {
      itemSelectedBg: palette.brandSoft,
      itemSelectedColor: palette.brandDeep,
      itemHoverBg: palette.cream,
      itemBorderRadius: 9,
      groupTitleColor: palette.inkFaint,
      groupTitleFontSize: 12,
      activeBarBorderWidth: 0,
    },
    Table: {
      headerBg: '#f8f1e8',
      headerColor: palette.inkSoft,
      headerSplitColor: 'transparent',
      rowHoverBg: '#fdf9f4',
      borderColor: palette.line,
    },
    Card: { headerFontSize: 15, headerHeight: 52 },
    Segmented: { trackBg: palette.sand, itemSelectedColor: palette.brandDeep },
    Descriptions: { labelBg: '#fcf9f5' },
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { verticalLabelPadding: '0 0 4px', itemMarginBottom: 18 },
    Timeline: { tailColor: palette.line },
  },
});
