import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import { resolve } from 'node:path'
import development from './dev'
import production from './prod'
import { tokensAsScss } from './tokens'

const target = process.env['TARO_ENV'] ?? 'weapp'
const shared = resolve(__dirname, '../../shared/src')
const isShared = (file: string) => file.startsWith(shared)

/** The browser build is served by the server itself; WeChat needs an absolute address. */
const server = target === 'h5' ? '' : (process.env['TARO_APP_SERVER'] ?? 'http://127.0.0.1:3000')

/** taro-ui is drawn for 750, everything of ours for 375. */
const designWidth = (input?: string | number | { file?: string }) =>
  typeof input === 'object' && (input.file ?? '').replace(/\\/g, '/').includes('taro-ui') ? 750 : 375

// taro-ui 3 is written with @import and division that newer Sass only warns about.
const sassLoaderOption = { sassOptions: { silenceDeprecations: ['import', 'global-builtin', 'legacy-js-api', 'color-functions'] } }

const base: UserConfigExport<'webpack5'> = {
  projectName: 'hubei-health-talent',
  date: '2026-11-1',
  designWidth,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: `dist/${target}`,
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  plugins: target === 'weapp' ? [resolve(__dirname, 'aria-plugin.ts')] : [],
  defineConstants: {
    SERVER_ADDRESS: JSON.stringify(server),
  },
  sass: { data: tokensAsScss() },
  // WeChat takes the picture of a share card by its path (src/platform/share.ts); no import leads to it.
  copy: target === 'weapp' ? { patterns: [{ from: 'src/assets/share-card.png', to: 'dist/weapp/assets/share-card.png' }], options: {} } : { patterns: [], options: {} },
  mini: {
    sassLoaderOption,
    compile: { include: [isShared] },
    optimizeMainPackage: { enable: true },
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform: { enable: true, config: {} }, cssModules: { enable: false } },
  },
  h5: {
    sassLoaderOption,
    publicPath: '/m/',
    staticDirectory: 'static',
    compile: { include: [isShared] },
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
    postcss: {
      autoprefixer: { enable: true },
      // One rem is always 20 px (app.scss): a wide window shows more room, not larger letters,
      // and the page needs no inline script that a content security policy would refuse.
      pxtransform: { enable: true, config: { baseFontSize: 20, minRootSize: 20, maxRootSize: 20 } },
      cssModules: { enable: false },
    },
    devServer: { port: 10086, open: false, proxy: [{ context: ['/api'], target: 'http://127.0.0.1:3000' }] },
    webpackChain(chain) {
      // Without groups of its own every page repeats the framework.
      chain.optimization.splitChunks({
        chunks: 'all',
        maxInitialRequests: Infinity,
        cacheGroups: {
          default: false,
          defaultVendors: false,
          framework: { name: 'framework', test: /[\\/]node_modules[\\/](react|react-dom|react-reconciler|scheduler)[\\/]/, priority: 30 },
          taro: { name: 'taro', test: /[\\/]node_modules[\\/](@tarojs|@stencil|taro-ui)[\\/]/, priority: 20, minChunks: 2 },
          common: { name: 'common', minChunks: 2, priority: 10, reuseExistingChunk: true },
        },
      })
    },
  },
}

export default defineConfig<'webpack5'>((merge, { mode }) => merge({}, base, mode === 'development' ? development : production))
