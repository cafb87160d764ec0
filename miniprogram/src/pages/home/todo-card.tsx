import { View } from '@tarojs/components'
import { openPage } from '../../platform/navigation'
import { heading } from '../../ui/a11y'
import { PrimaryButton, SecondaryButton } from '../../ui/buttons'
import { Card } from '../../ui/card'
import { ContactLine } from '../../ui/contact-line'
import { type Todo, todoLinks } from './todo-links'

/** What to do or to know, why, whom to ask, and the one button. The first one is the most urgent. */
export function TodoCard({ todo: { kind, title, detail, params, contact }, first }: { todo: Todo; first: boolean }) {
  const link = todoLinks[kind]
  const open = () => openPage(link.url, { ...params, ...link.params })
  // Where only others can act there is nothing to press on.
  const Button = first && !waits.has(kind) ? PrimaryButton : SecondaryButton
  return (
    <Card>
      <View className="todo__title" {...heading(2)}>{title}</View>
      <View className="todo__detail">{`${detail}。`}</View>
      {contact ? <ContactLine contact={contact} /> : null}
      <Button onTap={open}>{link.text}</Button>
    </Card>
  )
}

const waits: ReadonlySet<Todo['kind']> = new Set<Todo['kind']>(['waitFiling', 'objected', 'verifyPending', 'applicationProgress'])
