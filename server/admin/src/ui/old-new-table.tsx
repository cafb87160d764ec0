import styles from './old-new-table.module.css'

export interface OldNew {
  label: string
  /** Empty: nothing was on file. */
  from: string
  to: string
}

/** What should change, old beside new, large enough to compare with a document. */
export function OldNewTable({ caption, changes }: { caption: string; changes: readonly OldNew[] }) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">项目</th>
            <th scope="col">原来</th>
            <th scope="col">改为</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ label, from, to }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>
                <del>{from || '未登记'}</del>
              </td>
              <td>
                <ins>{to || '（空）'}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
