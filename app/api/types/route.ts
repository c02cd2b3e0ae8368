import { jobTypes } from '../../data.ts'
import { handle, json } from '../handle.ts'

/** Every job type, with the JSON Schema of its input. */
export const GET = handle('type.view', async () => json({ types: jobTypes() }))
