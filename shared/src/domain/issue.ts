/**
 * One thing that is wrong with a piece of data. Domain functions return all of them, in reading order.
 * `path` points into the value as the person entered it (the form's own index, not a sorted one);
 * `code` is stable; `message` is a Chinese sentence that says what is wrong and what to do.
 * A warning informs and never refuses.
 */
export interface Issue {
  path: (string | number)[]
  code: string
  message: string
  level?: 'error' | 'warning'
}

export const isError = (issue: Issue): boolean => issue.level !== 'warning'
