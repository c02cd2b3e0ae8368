import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Sentence } from './sentence.tsx'

test('a part stands where the sentence names it, and nothing else of it is read as one', () => {
  const { container } = render(
    <p>
      <Sentence text="{name} ends {time}." parts={{ name: <b>{'{time}'}</b>, time: 'soon' }} />
    </p>,
  )
  expect(container.innerHTML).toBe('<p><b>{time}</b> ends soon.</p>')
})
