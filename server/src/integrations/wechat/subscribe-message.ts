/**
 * What a template field may hold, by the letters of its name (`thing1`, `time2`). WeChat refuses a whole
 * message (47003) for one value that is too long.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_sendmessage.html
 */
export const fieldForms: Record<string, RegExp> = {
  thing: /^[^]{1,20}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  number: /^\d{1,32}(\.\d+)?$/,
  phrase: /^\p{Script=Han}{1,5}$/u,
  name: /^[^]{1,10}$/u,
  amount: /^[^]{1,12}$/u,
  time: /\d{1,2}:\d{2}|\d{4}/,
  date: /\d{4}/,
}

export const fieldKind = (field: string): string => field.replace(/\d+$/, '')

/** Kinds whose text is free, so that a long one may be cut; a date or a phrase may not. */
const cuttable: Record<string, number> = { thing: 20, name: 10 }

/** Cuts free text to what WeChat takes, with an ellipsis; a long institution's name must not cost the message. */
export function fitField(field: string, value: string): string {
  const limit = cuttable[fieldKind(field)]
  const characters = [...value]
  if (limit === undefined || characters.length <= limit) return value
  return characters.slice(0, limit - 1).join('') + '…'
}
