import Taro from '@tarojs/taro';

export type Route =
  | 'home'
  | 'pets'
  | 'adoption'
  | 'me'
  | 'pet'
  | 'login'
  | 'apply'
  | 'credit'
  | 'result'
  | 'plan'
  | 'identity'
  | 'agreement'
  | 'sign'
  | 'mandate'
  | 'active'
  | 'contract'
  | 'parcel'
  | 'points'
  | 'messages'
  | 'addresses'
  | 'notices'
  | 'leave'
  | 'pause'
  | 'pay'
  | 'statement';

const TABS: readonly string[] = ['home', 'pets', 'adoption', 'me'];

/** The address of a page with its parameters, e.g. `/pages/pet/index?id=p1`. */
export const routeTo = (route: Route, params: Record<string, string | number> = {}): string => {
  const query = Object.entries(params)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
  return `/pages/${route}/index${query ? `?${query}` : ''}`;
};

const isTab = (url: string) => TABS.some((tab) => url.startsWith(`/pages/${tab}/`));

/** Opens a page on top, or a tab. */
export const open = (route: Route, params?: Record<string, string | number>) => go(routeTo(route, params));

export const go = (url: string) => (isTab(url) ? Taro.switchTab({ url: url.split('?')[0] ?? url }) : Taro.navigateTo({ url }));

/** Takes the place of the page shown: steps of the journey that make no sense to go back to. */
export const replace = (route: Route, params?: Record<string, string | number>) => replaceWith(routeTo(route, params));

export const replaceWith = (url: string) => (isTab(url) ? Taro.switchTab({ url: url.split('?')[0] ?? url }) : Taro.redirectTo({ url }));

/** Back, or home where nothing lies below. */
export const back = () => (Taro.getCurrentPages().length > 1 ? Taro.navigateBack() : Taro.switchTab({ url: routeTo('home') }));
