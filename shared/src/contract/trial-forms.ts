import { z } from '../zod'
import { maxPhotosOfForm } from '../domain/special-forms'
import { maxPictureBytes, Picture, pictureQuery, pictureType } from './details'
import { account, endpoint, fileOutput, recordId } from './endpoint'
import { Trial } from './trials'

/** So many in one file: its pages are made while the browser waits. */
export const maxPrintedTrials = 50
const pdf = fileOutput('application/pdf')

/** 特殊附件 with what is on file of the person and the unit, to be filled in, stamped and photographed; `:form` as in domain/special-forms. */
export const getBlankForm = endpoint({
  method: 'GET',
  path: '/api/trials/:trialId/forms/:form/blank',
  access: account('trial.write'),
  output: pdf,
  summary: '下载特殊附件空表',
})
/** With `replaces` the photo of that id gives way to it. What the candidate confirmed stays as it is: reopen first. */
export const addFormPhoto = endpoint({
  method: 'POST',
  path: '/api/trials/:trialId/forms/:form/photos',
  access: account('trial.write'),
  input: z.object({ replaces: z.optional(recordId) }),
  upload: { maxBytes: maxPictureBytes, kind: 'image' },
  output: Trial,
  summary: '上传特殊附件',
  once: true,
})
/**
 * For many at once (R13), as pictures of a record: sent again after a lost answer it is there once, and one that the form shows
 * already is not added again (`added` false). `replaces`: photos that go, as they were seen; one that is gone already is no fault.
 */
export const addFormPicture = endpoint({
  method: 'POST',
  path: '/api/trials/:trialId/forms/:form/pictures',
  access: account('trial.write'),
  input: z.object({ replaces: z.array(recordId).check(z.maxLength(maxPhotosOfForm, `每张表最多 ${maxPhotosOfForm} 张照片`)) }),
  upload: { maxBytes: maxPictureBytes, kind: 'image' },
  output: z.object({ pictures: z.array(Picture), added: z.boolean() }),
  summary: '批量上传特殊附件',
  once: true,
})
export const removeFormPhoto = endpoint({
  method: 'DELETE',
  path: '/api/trials/:trialId/form-photos/:attachmentId',
  access: account('trial.write'),
  output: Trial,
  summary: '删除特殊附件',
})
export const getFormPhoto = endpoint({
  method: 'GET',
  path: '/api/trials/:trialId/form-photos/:attachmentId',
  access: account('trial.read'),
  input: z.object(pictureQuery),
  output: fileOutput(pictureType),
  summary: '特殊附件图片',
})

/** 试用期考核表 for signature and seal. */
export const getAssessmentForm = endpoint({
  method: 'GET',
  path: '/api/trials/:trialId/assessment-form',
  access: account('trial.write'),
  output: pdf,
  summary: '试用期考核表',
})
/** Of several people, in this order, one after the other. */
export const printAssessmentForms = endpoint({
  method: 'POST',
  path: '/api/trials/assessment-forms',
  access: account('trial.write'),
  input: z.object({ trialIds: z.array(recordId).check(z.minLength(1, '请选择要打印的人员'), z.maxLength(maxPrintedTrials, `一次最多打印 ${maxPrintedTrials} 人的考核表，请分批打印`)) }),
  output: pdf,
  summary: '批量打印试用期考核表',
})
