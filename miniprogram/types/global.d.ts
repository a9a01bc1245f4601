/// <reference types="@tarojs/taro" />

declare module '*.scss';

declare namespace NodeJS {
  interface ProcessEnv {
    TARO_ENV: 'alipay' | 'h5';
    TARO_APP_ORIGIN?: string;
    TARO_APP_SHOP?: string;
  }
}

declare const process: { env: NodeJS.ProcessEnv };
