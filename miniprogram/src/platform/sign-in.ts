import Taro from '@tarojs/taro'
import { isWeapp } from './target'

/** Whether 微信授权登录 exists here. */
export const hasWechatSignIn = isWeapp

/** A fresh code of wx.login, good for five minutes and one use; null when WeChat gives none. */
export async function wechatSignInCode(): Promise<string | null> {
  if (!isWeapp) return null
  try {
    const { code } = await Taro.login()
    return code || null
  } catch {
    return null
  }
}
