/** That something beside the check was not to be had. It hides nothing, and nothing fails by it. */
export interface Note {
  /** Where, and why. */
  readonly text: string;
  readonly todo: string;
}
