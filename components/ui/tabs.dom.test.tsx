// @vitest-environment jsdom
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { TabPanel, Tabs } from './tabs.tsx'

const tabs = [
  { id: 'a', label: 'First' },
  { id: 'b', label: 'Second', count: '7' },
  { id: 'c', label: 'Third' },
] as const

function Page() {
  const [chosen, choose] = useState<'a' | 'b' | 'c'>('a')
  return (
    <>
      <Tabs label="Parts" name="x" tabs={tabs} chosen={chosen} choose={choose} />
      <TabPanel name="x" id={chosen}>
        <button type="button">Within {chosen}</button>
      </TabPanel>
    </>
  )
}

const chosen = () => screen.getByRole('tab', { selected: true }).textContent

test('the tabs are one stop of the Tab key, and arrows, Home and End go from one to the next and around', async () => {
  render(<Page />)
  await userEvent.tab()
  expect(screen.getByRole('tab', { name: 'First' })).toHaveFocus()
  const steps = []
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End']) {
    await userEvent.keyboard(`{${key}}`)
    expect(screen.getByRole('tab', { selected: true })).toHaveFocus()
    steps.push(chosen())
  }
  expect(steps).toEqual(['Second 7', 'Third', 'First', 'Third', 'First', 'Third'])
  await userEvent.tab()
  expect(screen.getByRole('button', { name: 'Within c' })).toHaveFocus()
})

test('a panel goes by the name of its tab', async () => {
  render(<Page />)
  await userEvent.click(screen.getByRole('tab', { name: 'Second 7' }))
  expect(screen.getByRole('tabpanel')).toHaveAccessibleName('Second 7')
  expect(screen.getByRole('tab', { selected: true })).toHaveAttribute('aria-controls', screen.getByRole('tabpanel').id)
})
