import { color, darkColor } from '@talent/shared/tokens'
import theme from './theme.json'

/** theme.json is read by WeChat as it is, so it can't be made from the tokens; it must not differ from them. */
const fromTokens = (tokens: Record<keyof typeof color, string>) => ({
  navBackground: tokens.card,
  ground: tokens.ground,
  tabText: tokens.ink3,
  tabSelected: tokens.brand,
  tabBackground: tokens.card,
})

test.each([
  ['light', theme.light, color],
  ['dark', theme.dark, darkColor],
])('the %s window and tab bar have the colours of the tokens', (_, part, tokens) => {
  expect(part).toMatchObject(fromTokens(tokens))
})
