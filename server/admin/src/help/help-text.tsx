import { helpGroups, type HelpBlock, type HelpTopic } from './help-topic'
import { searchHelp, splitAtHits } from './help-search'
import styles from './help.module.css'

export function TopicText({ topic }: { topic: HelpTopic }) {
  return (
    <article className={styles.topic}>
      <h3>{topic.title}</h3>
      {topic.body.map((block) => (
        <Block key={typeof block === 'string' ? block : ('steps' in block ? block.steps : block.points)[0]} block={block} />
      ))}
    </article>
  )
}

function Block({ block }: { block: HelpBlock }) {
  if (typeof block === 'string') return <p>{block}</p>
  const lines = 'steps' in block ? block.steps : block.points
  const items = lines.map((line) => <li key={line}>{line}</li>)
  return 'steps' in block ? <ol>{items}</ol> : <ul>{items}</ul>
}

interface ListProps {
  topics: readonly HelpTopic[]
  onOpen: (id: string) => void
}

/** Every topic under its heading; that of the open page first. */
export function HelpContents({ topics, own, onOpen }: ListProps & { own: HelpTopic | undefined }) {
  return (
    <>
      {own && (
        <section className={styles.group} aria-label="本页">
          <h3>本页</h3>
          <Links topics={[own]} onOpen={onOpen} />
        </section>
      )}
      {helpGroups.map((group) => {
        const members = topics.filter((topic) => topic.group === group)
        if (members.length === 0) return null
        return (
          <section key={group} className={styles.group} aria-label={group}>
            <h3>{group}</h3>
            <Links topics={members} onOpen={onOpen} />
          </section>
        )
      })}
    </>
  )
}

function Links({ topics, onOpen }: ListProps) {
  return (
    <ul>
      {topics.map(({ id, title }) => (
        <li key={id}>
          <button type="button" className={styles.link} onClick={() => onOpen(id)}>
            {title}
          </button>
        </li>
      ))}
    </ul>
  )
}

export function HelpHits({ topics, query, onOpen }: ListProps & { query: string }) {
  const hits = searchHelp(topics, query)
  return (
    <>
      <p role="status" className={styles.count}>
        {hits.length > 0 ? `找到 ${hits.length} 条` : '没有找到。换个说法试试，如用菜单名称，或错误提示里的几个字。'}
      </p>
      <ul>
        {hits.map(({ topic, excerpt }) => (
          <li key={topic.id}>
            <button type="button" className={styles.link} onClick={() => onOpen(topic.id)}>
              <Marked text={topic.title} query={query} />
              <span className={styles.excerpt}>
                <Marked text={excerpt} query={query} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

function Marked({ text, query }: { text: string; query: string }) {
  // Pieces alternate, so their place is what tells them apart.
  return <>{splitAtHits(text, query).map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece))}</>
}
