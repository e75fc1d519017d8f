/** The fleet board in memory. */
import type { Post } from '../../src/domain/board.ts'
import type { PulledLever } from '../../src/domain/lever.ts'
import type { Board } from '../../src/domain/ports/board.ts'
import { faultPoint, type Faults } from './faults.ts'

export interface FakeBoard extends Board, Faults<keyof Board> {}

export function fakeBoard(): FakeBoard {
  const { faults, run } = faultPoint<keyof Board>()
  const posts = new Map<string, Post>()
  const levers = new Map<string, PulledLever>()
  const pulled: PulledLever[] = []
  return {
    ...faults,
    post: (post) => run('post', () => void posts.set(post.process, structuredClone(post))),
    posts: () => run('posts', () => structuredClone([...posts.values()])),
    sweep: (before) =>
      run('sweep', () => {
        for (const { process, at } of posts.values()) if (at < before) posts.delete(process)
      }),
    pull: (lever) =>
      run('pull', () => {
        levers.set(`${lever.action === 'probe' ? 'probe' : 'isolation'} ${lever.dependency}`, { ...lever })
        pulled.unshift({ ...lever })
      }),
    levers: () => run('levers', () => structuredClone([...levers.values()])),
    history: (limit) =>
      run('history', () =>
        pulled.toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, Math.min(limit, 100)),
      ),
  }
}
