import { describe, expect, it } from 'vitest';
import { Database } from '../../../../dev/redmine/data/database';
import { createMemoryStore } from '../../../../dev/store/memory-store';

const category = (name: string, projectId = 1) => ({ projectId, name, assignedToId: null });

function aDatabase(store = createMemoryStore()) {
  const db = new Database(store);
  const names = (projectId = 1) =>
    db.where('category', 'projectId', projectId).map(({ name }) => name);
  return { store, db, names };
}

describe('the tables of the embedded Redmine', () => {
  it('finds what was written by id and by indexed field', () => {
    const { db, names } = aDatabase();
    const row = db.write(() => db.insert('category', category('one')));
    expect([db.get('category', row.id), names(1), names(2)]).toEqual([row, ['one'], []]);
  });

  it('is all there again on the same store, with its ids going on', () => {
    const { store, db } = aDatabase();
    db.write(() => db.insert('category', category('one')));
    db.write(() => db.remove('category', 1));
    const again = aDatabase(store);
    again.db.write(() => again.db.insert('category', category('two')));
    expect(again.db.all('category')).toEqual([{ id: 2, ...category('two') }]);
  });

  it('undoes all that a write did before it threw', () => {
    const { db, names, store } = aDatabase();
    const kept = db.write(() => db.insert('category', category('kept')));
    const before = [...store.range('')];
    const failing = () =>
      db.write(() => {
        db.insert('category', category('new'));
        db.put('category', { ...kept, name: 'renamed', projectId: 2 });
        db.remove('category', kept.id);
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect([names(1), names(2), [...store.range('')]]).toEqual([['kept'], [], before]);
  });

  it('undoes a write that the store refuses', () => {
    const memory = createMemoryStore();
    let isRefusing = false;
    const { db, names } = aDatabase({
      ...memory,
      batch: (changes) => {
        if (isRefusing) throw new Error('disk full');
        memory.batch(changes);
      },
    });
    db.write(() => db.insert('category', category('kept')));
    isRefusing = true;
    expect(() => db.write(() => db.insert('category', category('new')))).toThrow('disk full');
    isRefusing = false;
    const next = db.write(() => db.insert('category', category('next')));
    expect([names(), next.id]).toEqual([['kept', 'next'], 2]);
  });

  it('keeps records in the order of their ids also after an undone removal', () => {
    const { db } = aDatabase();
    for (const name of ['a', 'b', 'c']) db.write(() => db.insert('category', category(name)));
    const failing = () =>
      db.write(() => {
        db.remove('category', 1);
        throw new Error('no');
      });
    expect(failing).toThrow('no');
    expect(db.all('category').map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('takes changes within a write only', () => {
    const { db } = aDatabase();
    expect(() => db.insert('category', category('x'))).toThrow('outside of write');
    expect(() => db.write(() => db.write(() => undefined))).toThrow('a write within a write');
  });
});
