import { View } from '@tarojs/components'
import { Card } from '../../../ui/card'
import { ChoiceField } from '../../../ui/choice-field'
import { TextField } from '../../../ui/text-field'
import { documentName, otherDocuments } from '../identity/way'
import type { IdentityForm } from './use-identity-form'

/** Who one is, as on the document. */
export function EntryStep({ form: { way, entry, words, change } }: { form: IdentityForm }) {
  const card = entry.identityType === 'residentCard'
  const number = words('identityNumber')
  return (
    <View>
      <Card>
        {way === 'otherDocument' ? (
          <ChoiceField
            label="证件类别"
            choices={otherDocuments}
            value={entry.identityType || null}
            onChange={(identityType) => change({ identityType })}
            error={words('identityType').error}
          />
        ) : null}
        <TextField label="姓名" value={entry.name} onChange={(name) => change({ name })} maxLength={60} error={words('name').error} hint="与证件上的姓名一致；间隔号用“·”" />
        <TextField
          label={card ? '身份证号' : '证件号'}
          keyboard={card ? 'idcard' : 'text'}
          value={entry.identityNumber}
          onChange={(identityNumber) => change({ identityNumber })}
          maxLength={card ? 24 : 40}
          error={number.error}
          hint={number.warning ?? (card ? '18 位，末位可以是 X' : entry.identityType ? `${documentName(entry.identityType)}上的号码` : undefined)}
        />
      </Card>
    </View>
  )
}
