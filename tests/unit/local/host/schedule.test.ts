/** NCRONTAB, as Azure reads it. */
import { describe, expect, test } from 'vitest'
import { isTooOftenToMonitor, parseSchedule } from '../../../../local/host/timer/schedule.ts'

const from = new Date('2026-01-01T00:00:00Z')

function firstThree(text: string, timeZone = 'UTC'): string[] {
  const schedule = parseSchedule(text, timeZone)
  const first = schedule.next(from)
  const second = schedule.next(first)
  return [first, second, schedule.next(second)].map((date) => date.toISOString().slice(5, 19))
}

describe('a schedule', () => {
  test.each([
    ['0 */5 * * * *', ['01-01T00:05:00', '01-01T00:10:00', '01-01T00:15:00']],
    ['0 5/20 * * * *', ['01-01T00:05:00', '01-01T00:25:00', '01-01T00:45:00']],
    ['0 30 9 * * 1-5', ['01-01T09:30:00', '01-02T09:30:00', '01-05T09:30:00']],
    ['0 30 9 * * Mon-Fri', ['01-01T09:30:00', '01-02T09:30:00', '01-05T09:30:00']],
    ['*/5 * * * *', ['01-01T00:05:00', '01-01T00:10:00', '01-01T00:15:00']],
    ['12:00:00', ['01-01T12:00:00', '01-02T00:00:00', '01-02T12:00:00']],
    ['1.00:00:00', ['01-02T00:00:00', '01-03T00:00:00', '01-04T00:00:00']],
  ])('%s comes at %j', (text, times) => {
    expect(firstThree(text)).toEqual(times)
  })

  test('day of month and day of week must both match', () => {
    expect(firstThree('0 0 0 13 * FRI')).toEqual(['02-13T00:00:00', '03-13T00:00:00', '11-13T00:00:00'])
  })

  test('is read in the time zone of the app', () => {
    expect(firstThree('0 0 9 * * *', 'Europe/Berlin')[0]).toBe('01-01T08:00:00')
  })

  test.each([
    '',
    '* * * *',
    '0 0 0 L * *',
    '0 0 0 * * 5#2',
    '@daily',
    '0 61 * * * *',
    '0 0 0 31 2 *',
    '24:00:00',
    'soon',
  ])('"%s" is refused at the start', (text) => {
    expect(() => parseSchedule(text, 'UTC')).toThrow(/Schedule/)
  })

  test('more than one occurrence in the next minute is too often to be monitored', () => {
    expect(isTooOftenToMonitor(parseSchedule('*/30 * * * * *', 'UTC'), from)).toBe(true)
    expect(isTooOftenToMonitor(parseSchedule('0 * * * * *', 'UTC'), from)).toBe(false)
  })
})
