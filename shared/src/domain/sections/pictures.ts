import { isSpecialForm, specialFormNames, specialForms, type SpecialForm } from '../special-forms'
import { detailSectionNames, detailSections, type DetailSectionName } from './details'

/** What a picture of a person can be (R13, R14): the portrait, a scan for a record of a section that asks for one, or a stamped form of a filing. */
export type PictureSection = 'portrait' | DetailSectionName | SpecialForm

/** In the order of lists and choices. */
export const pictureSectionNames: readonly PictureSection[] = ['portrait', ...detailSectionNames.filter((name) => detailSections[name].attachmentRequired), ...specialFormNames]

export function pictureSectionLabel(section: PictureSection): string {
  if (section === 'portrait') return '照片（头像）'
  return isSpecialForm(section) ? specialForms[section].label : detailSections[section].label
}

/**
 * Words in a file name that say what the picture shows. Longer ones are looked for first, so that 医师资格证书 is not taken
 * for any 资格证书; a word of several sections leaves the choice to what is on file.
 */
export const sectionWords: readonly { word: string; sections: readonly PictureSection[] }[] = (
  [
    { words: ['照片', '头像', '证件照', '登记照', '免冠照', '标准照', '一寸照', '二寸照', '寸照', '相片', '本人照'], sections: ['portrait'] },
    { words: ['学历', '学历证', '学历证书', '学历证明', '毕业证', '毕业证书', '毕业证明'], sections: ['education'] },
    { words: ['学位', '学位证', '学位证书'], sections: ['degree'] },
    { words: ['专业技术资格', '专业技术资格证', '专业技术资格证书', '职称', '职称证', '职称证书'], sections: ['title'] },
    { words: ['资格证', '资格证书'], sections: ['title', 'qualification'] },
    { words: ['医师资格', '医师资格证', '医师资格证书', '医师证'], sections: ['qualification'] },
    { words: ['执业证', '执业证书', '医师执业', '医师执业证', '医师执业证书'], sections: ['practising'] },
    { words: ['规培', '规培证', '规培证书', '住培', '住培证', '住培证书', '合格证', '合格证书', '规范化培训', '规范化培训合格证', '住院医师规范化培训合格证', '住院医师规范化培训合格证书', '其他证书', '其他证明'], sections: ['other'] },
    // No file name holds the "/" of 高校/部队考生报考表.
    { words: ['高校部队考生报考表', '高校考生报考表', '部队考生报考表', '高校部队报考表', '高校报考表', '部队报考表', '报考表', '高校部队考生', '高校考生', '部队考生'], sections: ['schoolOrArmy'] },
    { words: ['港澳台居民实习申请审核表', '港澳台实习申请审核表', '港澳台申请审核表', '港澳台审核表', '港澳台申请表', '港澳台居民实习', '港澳台居民', '港澳台'], sections: ['hongKongMacauTaiwan'] },
    { words: ['外籍人员实习申请审核表', '外籍实习申请审核表', '外籍申请审核表', '外籍审核表', '外籍申请表', '外籍人员实习', '外籍人员', '外籍'], sections: ['foreign'] },
    { words: ['实习申请审核表', '实习审核表', '实习申请表', '申请审核表', '审核表'], sections: ['hongKongMacauTaiwan', 'foreign'] },
    { words: ['特殊附件'], sections: ['schoolOrArmy', 'hongKongMacauTaiwan', 'foreign'] },
  ] as const
)
  .flatMap(({ words, sections }) => words.map((word) => ({ word, sections })))
  .sort((a, b) => b.word.length - a.word.length)
