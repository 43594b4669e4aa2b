/** A person as the header shows them. */
export interface Face {
  readonly id: string;
  readonly name: string;
  /** Any CSS colour. */
  readonly color: string;
}
