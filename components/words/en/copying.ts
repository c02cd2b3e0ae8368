/** What a button says that has copied something, or could not. */
export const copying = { copied: 'Copied', refused: 'Copying is not allowed' }
