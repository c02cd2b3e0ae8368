// @vitest-environment jsdom
import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { childrenAtFirst } from './json-rows.ts'
import { JsonTree } from './json-tree.tsx'

const focused = () => document.activeElement?.textContent
const rows = () => screen.getAllByRole('treeitem').map((row) => row.textContent)

test('by keyboard a person comes into a tree in one step, folds and unfolds it, and reaches every row', async () => {
  render(<JsonTree value={{ a: { b: 1 }, c: [true, null] }} label="Data" />)
  await userEvent.tab()
  expect(focused()).toBe('{ 2 }')
  await userEvent.keyboard('{ArrowDown}')
  expect(focused()).toBe('a: { 1 }')
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getAllByRole('treeitem')[1]).toHaveAttribute('aria-expanded', 'false')
  expect(rows()).toEqual(['{ 2 }', 'a: { 1 }', 'c: [ 2 ]', '0: true', '1: null'])
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  expect(focused()).toBe('b: 1')
  await userEvent.keyboard('{End}')
  expect(focused()).toBe('1: null')
  await userEvent.keyboard('{ArrowLeft}{Enter}')
  expect(rows()).toEqual(['{ 2 }', 'a: { 1 }', 'b: 1', 'c: [ 2 ]'])
  expect(focused()).toBe('c: [ 2 ]')
})

test('who asks for more of a long list stands at the first of what came', async () => {
  const list = Array.from({ length: childrenAtFirst + 5 }, (_, n) => `item ${n}`)
  render(<JsonTree value={list} label="Data" />)
  await userEvent.tab()
  await userEvent.keyboard('{End}')
  expect(focused()).toBe('Show more, 5 are left')
  await userEvent.keyboard('{Enter}')
  expect(focused()).toBe(`${childrenAtFirst}: "item ${childrenAtFirst}"`)
  expect(rows()).toHaveLength(1 + list.length)
})

test('what a worker wrote is text', () => {
  render(<JsonTree value={{ '<img src=x>': '<script>alert(1)</script>' }} label="Data" />)
  const tree = screen.getByRole('tree', { name: 'Data' })
  expect(tree.querySelector('img, script')).toBeNull()
  expect(within(tree).getByText('"<script>alert(1)</script>"')).toBeVisible()
})
