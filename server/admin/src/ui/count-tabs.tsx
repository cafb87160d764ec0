import { Tabs } from 'antd'

interface CountTabsProps {
  /** What the tabs choose, for screen readers: 按审核状态. */
  label: string
  tabs: { key: string; label: string; count?: number }[]
  value: string
  onChange: (key: string) => void
}

/** Counts by state above a list. A count that is still unknown is left out, never shown as 0. */
export function CountTabs({ label, tabs, value, onChange }: CountTabsProps) {
  return (
    <Tabs
      aria-label={label}
      activeKey={value}
      onChange={onChange}
      items={tabs.map((tab) => ({
        key: tab.key,
        label: tab.count === undefined ? tab.label : `${tab.label}（${tab.count}）`,
      }))}
    />
  )
}
