import type { TableProps } from 'antd'
import type { Column } from './data-table'
import styles from './ui.module.css'

/** On a phone: a row is a card, so that nothing lies beside the screen. One column, so that choosing and pages stay the table's. */
export function cardColumn<T>(columns: Column<T>[]): NonNullable<TableProps<T>['columns']> {
  const [head, ...rest] = columns
  if (!head) return []
  const facts = rest.filter(({ key }) => key !== 'actions')
  const actions = rest.find(({ key }) => key === 'actions')
  return [
    {
      key: 'card',
      title: head.title,
      render: (_value: unknown, row: T) => (
        <div className={styles.rowCard}>
          <div className={styles.rowCardHead}>{head.render(row)}</div>
          <dl>
            {facts.map(({ key, title, render }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{render(row)}</dd>
              </div>
            ))}
          </dl>
          {actions?.render(row)}
        </div>
      ),
    },
  ]
}
