import {
  decideChangeReview, listChangeReviews, listInstitutionChanges, requestInstitutionChange, uploadChangePicture, uploadInstitutionPicture,
} from '@talent/shared/contract/institution-changes'
import type { FixedFacts, InstitutionFileKind } from '@talent/shared/domain/institution-change'
import type { Platform } from '../platform'
import { callerFor, type Caller } from './caller'
import { drawCertificate } from './specimens'

const jpeg = (bytes: Buffer): Blob => new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' })

/** 附件信息 of the hospital: both certificates. */
export async function uploadCertificates(admin: Caller): Promise<void> {
  const draw: [kind: InstitutionFileKind, title: string, lines: [string, string][]][] = [
    ['license', '医疗机构执业许可证', [['机构名称', '东湖里区人民医院'], ['登记号', '4270001234201061A10001'], ['有效期限', '至 2030-12-31']]],
    ['creditCode', '统一社会信用代码证', [['名称', '东湖里区人民医院'], ['代码', '124200004057000070']]],
  ]
  for (const [kind, title, lines] of draw) {
    await admin.call(uploadInstitutionPicture, { kind, replacesId: null, file: jpeg(await drawCertificate({ title, issuer: '东湖里区卫生健康局（演示）', lines })) })
  }
}

async function ask(caller: Caller, change: Partial<FixedFacts>, reason: string, lines: [string, string][]): Promise<void> {
  const { current } = await caller.call(listInstitutionChanges, {})
  const page = await drawCertificate({ title: '关于变更机构信息的批复', issuer: '东湖里区卫生健康局（演示）', lines })
  const { proofId } = await caller.call(uploadChangePicture, { file: jpeg(page) })
  await caller.call(requestInstitutionChange, { ...current, ...change, reason, proofIds: [proofId] })
}

/** 机构信息修改: one was rejected and one waits for the county. */
export async function askForChanges(platform: Platform, origin: string, ids: Record<string, number>): Promise<void> {
  const callerOf = async (key: string): Promise<Caller> => {
    const account = await platform.database.knex('accounts').where('organization_id', ids[key]).first('id')
    return callerFor(platform, origin, { kind: 'account', accountId: account.id })
  }
  const county = await callerOf('county')
  const township = await callerOf('township')
  await ask(township, { category: 'A100' }, '机构类别填写有误', [['机构名称', '柳林镇中心卫生院']])
  const [waiting] = (await county.call(listChangeReviews, {})).items
  if (waiting) await county.call(decideChangeReview, { changeId: waiting.id, decision: 'reject', opinion: '证明材料没有写明机构类别，请上传执业许可证副本', version: 1 })
  await ask(await callerOf('chinese'), { name: '东湖里区中西医结合医院', licenseNo: '4270005678201062A21001' }, '经批准更名，执业许可证已换发', [['原名称', '东湖里区中医医院'], ['现名称', '东湖里区中西医结合医院'], ['登记号', '4270005678201062A21001']])
}
