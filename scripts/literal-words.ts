import { parseAst } from 'vitest/node'

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

/** Attributes and fields that are read, by eyes or by a screen reader. */
const read = new Set([
  'aria-label',
  'aria-description',
  'title',
  'placeholder',
  'alt',
  'label',
  'word',
  'asking',
  'sure',
])
/** What is in these is typed or pressed as it stands, in any language. */
const verbatim = new Set(['code', 'kbd'])
const product = 'Waybill'

const isWord = (text: string) => /\p{L}{2}/u.test(text.replaceAll(product, ''))
/** A capital, and a second word: what people write and programs do not. */
const isSentence = (text: string) => /^\p{Lu}[\p{L}’']* \p{Ll}{2}/u.test(text)

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const childrenOf = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** The words that stand in a source file itself, each with its line, instead of among the words of the language. */
export function literalWords(source: string, lang: 'ts' | 'tsx'): string[] {
  const found = new Map<number, string>()
  const note = (node: Node, text: string, isWrong: (text: string) => boolean) => {
    if (isWrong(text)) found.set(node.start, text.replace(/\s+/g, ' ').trim())
  }
  const visit = (node: Node): void => {
    if (verbatim.has(tagOf(node)) || isForProgrammers(node)) return
    if (node.type === 'JSXText') note(node, String(node.value), isWord)
    if (node.type === 'JSXAttribute' || node.type === 'Property') {
      const { name = node.key, value } = node
      const isRead = isNode(name) && read.has(String(name.name))
      if (isRead && isNode(value)) for (const each of shownIn(value)) note(each, textOf(each), isWord)
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const shown = childrenOf({ type: '', start: 0, children: node.children })
      for (const each of shown.flatMap(shownIn)) note(each, textOf(each), isWord)
    }
    if (node.type === 'Literal' || node.type === 'TemplateLiteral') note(node, textOf(node), isSentence)
    for (const child of childrenOf(node)) visit(child)
  }
  visit(parseAst(source, { lang }) as unknown as Node) // the tree is plain data of this shape
  return [...found].sort(([a], [b]) => a - b).map(([at, text]) => `${lineOf(source, at)}: ${text}`)
}

/** The texts an expression may come to, whatever decides between them. */
function shownIn(node: Node): Node[] {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
      return [node]
    case 'JSXExpressionContainer':
      return [node.expression].filter(isNode).flatMap(shownIn)
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].filter(isNode).flatMap(shownIn)
    case 'LogicalExpression':
    case 'BinaryExpression':
      return node.operator === '+' || node.type === 'LogicalExpression'
        ? [node.left, node.right].filter(isNode).flatMap(shownIn)
        : []
    default:
      return []
  }
}

function textOf(node: Node): string {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : ''
  const quasis = childrenOf({ type: '', start: 0, quasis: node.quasis })
  return quasis.map(({ value }) => (value as { cooked: string }).cooked).join(' ') // as every parser of JavaScript has it
}

function tagOf(node: Node): string {
  const { openingElement } = node
  return isNode(openingElement) && isNode(openingElement.name) ? String(openingElement.name.name) : ''
}

/** An error nobody expects is read by whoever mends it. */
const isForProgrammers = ({ type, callee }: Node) =>
  type === 'NewExpression' && isNode(callee) && callee.name === 'Error'

const lineOf = (source: string, at: number) => source.slice(0, at).split('\n').length
