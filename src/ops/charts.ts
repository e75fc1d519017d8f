/** Two small charts of the day by uPlot: invoices an hour, and how long they took; the same figures stand in a table beside them. */
import uPlot from 'uplot'
import type { Overview } from './answers.ts'
import { element } from './element.ts'
import { durationText } from './words.ts'

type Hours = Overview['day']['hours']

const height = 150
const all = Array.from({ length: 24 }, (_, hour) => hour)

export function hourCharts() {
  const invoices = chartBox('Invoices by hour')
  const durations = chartBox('Median time to accounts payable; dashed: 95 of 100')
  const node = element('div', { class: 'charts', hidden: true }, invoices.figure, durations.figure)
  let drawn: uPlot[] = []
  let last: Hours = []

  const draw = () => {
    for (const chart of drawn) chart.destroy()
    node.hidden = last.length === 0
    drawn =
      node.isConnected && last.length > 0 ? [bars(invoices.place, last), lines(durations.place, last)] : []
  }
  // Colours and width are those of the moment.
  const dark = matchMedia('(prefers-color-scheme: dark)')
  dark.addEventListener('change', draw)
  const sizes = new ResizeObserver(() => {
    for (const chart of drawn) chart.setSize({ width: widthOf(chart.root.parentElement), height })
  })
  sizes.observe(node)
  return {
    node,
    show(hours: Hours): void {
      if (JSON.stringify(hours) === JSON.stringify(last) && drawn.length > 0) return
      last = hours
      draw()
    },
    stop(): void {
      dark.removeEventListener('change', draw)
      sizes.disconnect()
      for (const chart of drawn) chart.destroy()
    },
  }
}

function chartBox(title: string) {
  const place = element('div', {
    class: 'chart',
    role: 'img',
    'aria-label': `${title}; the figures are in the table below`,
  })
  return { place, figure: element('figure', {}, element('figcaption', {}, title), place) }
}

const widthOf = (place: Element | null): number => Math.max(200, place?.clientWidth ?? 0)

/** As the canvas understands it: the style sheet's colours depend on light and dark. */
function colour(name: string): string {
  const probe = element('span', { class: `colour-${name}`, hidden: true })
  document.body.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}

const at = (hours: Hours, value: (hour: Hours[number]) => number | null): (number | null)[] =>
  all.map((hour) => {
    const found = hours.find((one) => one.hour === hour)
    return found === undefined ? null : value(found)
  })

function options(
  place: HTMLElement,
  series: uPlot.Series[],
  values: (value: number) => string,
): uPlot.Options {
  const axis = {
    stroke: colour('quiet'),
    grid: { stroke: colour('line'), width: 1 },
    ticks: { show: false },
    font: '12px system-ui',
  }
  return {
    width: widthOf(place),
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.6, 23.6] },
      y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] },
    },
    axes: [
      { ...axis, values: (_, hours) => hours.map((hour) => `${hour}:00`) },
      { ...axis, size: 62, values: (_, found) => found.map((value) => values(value)) },
    ],
    series: [{}, ...series],
  }
}

function bars(place: HTMLElement, hours: Hours): uPlot {
  const paths = uPlot.paths.bars?.({ size: [0.7, 40] })
  const series = {
    fill: colour('accent'),
    stroke: colour('accent'),
    ...(paths && { paths }),
    points: { show: false },
  }
  const whole = (value: number) => (Number.isInteger(value) ? String(value) : '')
  return new uPlot(options(place, [series], whole), [all, at(hours, ({ invoices }) => invoices)], place)
}

function lines(place: HTMLElement, hours: Hours): uPlot {
  const line = { width: 2, spanGaps: true, points: { show: true, size: 6 } }
  const series = [
    { ...line, stroke: colour('accent') },
    { ...line, stroke: colour('warn'), dash: [6, 4] },
  ]
  const data: uPlot.AlignedData = [
    all,
    at(hours, ({ toPayable }) => toPayable.median),
    at(hours, ({ toPayable }) => toPayable.p95),
  ]
  return new uPlot(options(place, series, durationText), data, place)
}
