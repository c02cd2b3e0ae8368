/** Answers where values lie. `share` and `quantile` are each other's inverse, up to ties. */
export interface Distribution {
  /** False when the answers are estimates. */
  readonly exact: boolean
  /** The value below which a part `p`, 0..1, of all values lies. */
  quantile(p: number): number
  /** Which part of all values, 0..1, is less than `value`. */
  shareBelow(value: number): number
}
