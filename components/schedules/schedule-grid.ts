/** The columns that the head and the rows of the list of schedules share. */
export const scheduleGrid =
  'px-4 lg:grid lg:grid-cols-[minmax(0,1.5fr)_minmax(0,0.8fr)_minmax(0,1fr)_21rem] lg:items-center lg:gap-x-4'
