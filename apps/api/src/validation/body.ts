/**
 * The body of a request as it came. `json`: declared as JSON (any `application/*+json`) or not declared at all;
 * `text`: declared as something else, and never read as JSON (1.1); `none`: there is none. `source` is its text.
 */
export type Body =
  | Readonly<{ kind: 'none' }>
  | Readonly<{ kind: 'json'; value: unknown; source: string }>
  | Readonly<{ kind: 'text'; source: string }>;
