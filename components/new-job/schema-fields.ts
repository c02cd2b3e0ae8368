import type { JsonSchema } from '#core/job-type.ts'
import { type UploadRule, uploadSchemaKey } from '#core/upload-rule.ts'
import { newJob as w } from '#words/new-job.ts'
import type { FormField, Scalar } from './form-field.ts'

/** JSON Schema allows `true` and `false` as schemas; neither says anything a form could show. */
type Node = JsonSchema | boolean | undefined

/** The fields of an input's schema, in its own order. An input that is not an object is one field without a name. */
export function schemaFields(schema: JsonSchema): FormField[] {
  const root = resolve(schema, schema)
  if (root.type === 'object' && root.properties) return propertyFields(root, '', schema)
  return [fieldOf(root, { path: '', title: w.fields.input, required: true, root: schema })]
}

interface Place {
  path: string
  title: string
  required: boolean
  root: JsonSchema
}

function propertyFields(node: JsonSchema, prefix: string, root: JsonSchema): FormField[] {
  return Object.entries(node.properties ?? {}).map(([name, property]) =>
    fieldOf(resolve(property, root), {
      path: prefix ? `${prefix}.${name}` : name,
      title: readable(name),
      required: (node.required?.includes(name) ?? false) && resolve(property, root).default === undefined,
      root,
    }),
  )
}

function fieldOf(node: JsonSchema, { path, title, required, root }: Place): FormField {
  const base = { path, title: node.title ?? title, description: node.description, required, fallback: node.default }
  const rule = node[uploadSchemaKey]
  if (typeof rule === 'object' && rule !== null) return { ...base, kind: 'upload', rule: rule as UploadRule } // written by `upload()`
  const options = optionsOf(node, root)
  if (options) return { ...base, kind: 'choice', options }
  switch (node.type) {
    case 'string':
      return { ...base, kind: 'text', ...textRule(node) }
    case 'number':
    case 'integer':
      return { ...base, kind: 'number', ...numberRule(node) }
    case 'boolean':
      return { ...base, kind: 'boolean' }
    case 'object':
      if (!node.properties) break
      return { ...base, kind: 'group', fields: propertyFields(node, path, root) }
    case 'array':
      return { ...base, ...listRule(node, root) }
  }
  return { ...base, kind: 'json' }
}

/** What a list of this kind is filled in with. */
function listRule({ items, maxItems }: JsonSchema, root: JsonSchema) {
  if (Array.isArray(items)) return { kind: 'json' as const }
  const item = resolve(items, root)
  const rule = item[uploadSchemaKey]
  if (typeof rule === 'object' && rule !== null)
    return { kind: 'uploads' as const, rule: rule as UploadRule, max: maxItems } // written by `upload()`
  const options = optionsOf(item, root)
  if (options) return { kind: 'choices' as const, options }
  if (item.type === 'string') return { kind: 'lines' as const, isNumber: false }
  if (item.type === 'number' || item.type === 'integer') return { kind: 'lines' as const, isNumber: true }
  return { kind: 'json' as const }
}

function textRule({ minLength, maxLength, format }: JsonSchema) {
  const known = { email: 'email', uri: 'url', date: 'date' } as const
  const inputType = format && format in known ? known[format as keyof typeof known] : ('text' as const)
  return { minLength, maxLength, inputType, isLong: inputType === 'text' && (maxLength ?? 0) > 200 }
}

/** zod bounds every integer by what JavaScript can count to; that is no bound a person has to know. */
function numberRule({ type, minimum, maximum }: JsonSchema) {
  const told = (bound: number | undefined) =>
    bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound
  return { isInteger: type === 'integer', min: told(minimum), max: told(maximum) }
}

function optionsOf(node: JsonSchema, root: JsonSchema): { value: Scalar; label: string }[] | undefined {
  const option = (value: unknown, label?: string) => ({ value: value as Scalar, label: label ?? optionLabel(value) })
  if (node.enum) return node.enum.every(isScalar) ? node.enum.map((value) => option(value)) : undefined
  const members = (node.anyOf ?? node.oneOf)?.map((member) => resolve(member, root))
  if (!members?.every((member) => isScalar(member.const))) return undefined
  return members.map((member) => option(member.const, member.title))
}

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

const spoken: Readonly<Record<string, string>> = w.fields.spoken

const optionLabel = (value: unknown) => (typeof value === 'string' ? (spoken[value] ?? value) : String(value))

/** Follows references within the schema, as far as a form needs: a loop ends as a schema that says nothing. */
function resolve(node: Node, root: JsonSchema, depth = 0): JsonSchema {
  if (typeof node !== 'object') return {}
  if (typeof node.$ref !== 'string') return node
  const name = node.$ref.split('/').at(-1) ?? ''
  return depth > 8 ? {} : resolve(root.$defs?.[name], root, depth + 1)
}

/** `delayMs` and `delay_ms` become `Delay ms`. */
function readable(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
