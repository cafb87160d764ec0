import { listDepartments, listPosts } from '@talent/shared/contract/organization'
import { useMemo } from 'react'
import { useSession } from '../../api/session'
import { useEndpoint } from '../../api/use-endpoint'
import type { OwnChoices } from '../../ui/field-input'
import { buildTree, pathChoices, type DepartmentNode } from '../departments/department-tree'

export interface Places {
  tree: DepartmentNode[]
  choices: OwnChoices
  /** What must be there before people can be entered; undefined while it is not known, or not visible to this account. */
  missing: 'departments' | 'mappedPost' | undefined
  loading: boolean
  error: unknown
  refetch: () => void
}

/** Departments and posts for choosing, and whether there are any. */
export function usePlaces(): Places {
  const { can } = useSession()
  const departments = useEndpoint(listDepartments, {}, { enabled: can('department.read') })
  const posts = useEndpoint(listPosts, {}, { enabled: can('post.read') })
  const tree = useMemo(() => buildTree(departments.data?.items ?? []), [departments.data])
  const choices = useMemo(
    () => ({ department: pathChoices(tree), post: (posts.data?.items ?? []).map((post) => ({ value: String(post.id), label: post.name })) }),
    [tree, posts.data],
  )
  const noDepartment = departments.data?.items.length === 0
  const noMappedPost = posts.data !== undefined && posts.data.items.every((post) => post.standardPostCode === null)
  return {
    tree,
    choices,
    missing: noMappedPost ? 'mappedPost' : noDepartment ? 'departments' : undefined,
    loading: departments.isLoading || posts.isLoading,
    error: departments.error ?? posts.error,
    refetch: () => {
      if (departments.error) void departments.refetch()
      if (posts.error) void posts.refetch()
    },
  }
}
