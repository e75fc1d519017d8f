/** Ports that report each call before it begins and after its reply: where the process may be killed. */
import { calls, type Point, type Port } from './points.ts'

/** The same world, its ports wrapped; what is no port stays as it is. */
export function withFaultPoints<W extends object>(world: W, reach: (point: Point) => void): W {
  const wrapped = Object.entries(world).map(([name, part]: [string, unknown]) => [
    name,
    isPort(name) && isObject(part) ? watched(name, part, reach) : part,
  ])
  return Object.fromEntries(wrapped) as W
}

const isPort = (name: string): name is Port => Object.hasOwn(calls, name)
const isObject = (part: unknown): part is object => typeof part === 'object' && part !== null

function watched(port: Port, part: object, reach: (point: Point) => void): object {
  return new Proxy(part, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver)
      if (typeof name !== 'string' || !Object.hasOwn(calls[port], name) || typeof member !== 'function')
        return member
      return async (...args: readonly unknown[]) => {
        reach(`${port}.${name}:before`)
        const reply: unknown = await Reflect.apply(member, target, args)
        reach(`${port}.${name}:after`)
        return reply
      }
    },
  })
}
