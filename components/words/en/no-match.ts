/** What the board says in English when the filters let nothing through. */
export const noMatch = {
  title: 'No job matches',
  text: 'Jobs that match will appear here as they come.',
  newest: (count: string) => `Searched among the newest ${count} of each column.`,
  clear: 'Clear all',
}
