import { jobPanels } from '#words/job-panels.ts'

/** What a language has to say in the tabs of a job's page; one that lacks a sentence does not compile. */
export type PanelWords = typeof jobPanels

/** The words of the tabs. There is one language so far. */
export const panelWords: PanelWords = jobPanels
