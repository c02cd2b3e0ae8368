/** The columns that the head and the rows of the list of queues share. */
export const queueGrid =
  'px-4 md:grid md:grid-cols-[minmax(0,1.4fr)_repeat(4,4.5rem)_minmax(0,1.1fr)_minmax(0,1.4fr)_6.5rem] md:items-center md:gap-x-3'
