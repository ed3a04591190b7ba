export type Intake = Record<string, never>
