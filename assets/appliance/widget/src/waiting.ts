// Owns waits: every one of them ends.

export class TookTooLong extends Error {}

/** The promise's value, or TookTooLong after `ms`. */
export function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TookTooLong()), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
