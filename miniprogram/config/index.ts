import path from 'node:path';
import { defineConfig } from '@tarojs/cli';

/**
 * One source, two targets. The H5 build is served by the gateway: index.html for every /s/<shop>, everything else
 * under /m/. Variables with the prefix TARO_APP_ are written into the bundle at build time.
 */
export default defineConfig(() => ({
  projectName: 'petpact',
  date: '2026-11-22',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: `dist/${process.env.TARO_ENV}`,
  plugins: ['@tarojs/plugin-platform-alipay', '@tarojs/plugin-platform-h5', '@tarojs/plugin-framework-react'],
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  alias: { '@': path.resolve(__dirname, '..', 'src') },
  mini: { imageUrlLoaderOption: { limit: 8192 } },
  h5: {
    publicPath: '/m/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    imageUrlLoaderOption: { limit: 8192 },
    // Pixels stay pixels in a browser: a wide window shows the phone column, not a magnified page.
    postcss: { pxtransform: { enable: false, config: {} } },
  },
}));
