/** What the functions tell about their work; fulfilled by telemetry, kept apart so that no step knows it. */
import type { QueueName } from '../domain/messages.ts'

export interface Report {
  deferred(queue: QueueName, because: string, delayMs: number): void
  parked(queue: QueueName, kind: string): void
  stepFailed(step: string, error: unknown): void
  tickSkipped(timer: string, because: string): void
}
