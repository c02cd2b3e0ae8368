import { Fragment, type ReactNode } from 'react'

interface SentenceProps {
  /** Names its parts in braces: `It works until {time}.` */
  text: string
  parts: Readonly<Record<string, ReactNode>>
}

/** A sentence of which a part is more than text, such as a link or a time that ticks. Where it stands is for the language to say. */
export const Sentence = ({ text, parts }: SentenceProps) =>
  text.split(/\{(\w+)\}/).map((piece, index) => {
    // Every second piece is the name of a part. The sentence is the same at every call, so its places are keys.
    const key = `${index}`
    return <Fragment key={key}>{index % 2 === 0 ? piece : parts[piece]}</Fragment>
  })
