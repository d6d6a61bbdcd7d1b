/** Fields beyond those of every mapping: each is there from birth, changes, and is emptied. */
import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../src/core/model';
import { plainTextOf } from '../../../../src/core/texts/plain-text';
import { type FieldKind, formatList, traitsOf } from '../../../../src/core/values/field-kinds';
import type { Driver } from '../driver';
import { FAMILIES, valuesOf } from '../further-fields';

export function describeFurtherFields(driver: Driver): void {
  describe('further fields', () => {
    it.each(FAMILIES)('are there from birth, change and are emptied: %s', async (family) => {
      const { tracker, cleared } = driver.world.further;
      const [first, second] = [
        valuesOf(driver.world, family, 0),
        valuesOf(driver.world, family, 1),
      ];
      const issueId = await driver.create(first, driver.newMarker(), tracker);
      const show = async () => pick((await driver.read(issueId, 0, tracker)).fields, first);
      const seen = [await show()];
      const none = Object.fromEntries(Object.keys(first).map((name) => [name, null]));
      for (const fields of [second, none]) {
        expect(await tracker.writeIssue({ issueId, fields })).toEqual({ refused: [] });
        seen.push(await show());
      }
      expect(seen).toEqual([first, second, { ...none, ...pick(cleared, first) }]);
    });

    it.each(FAMILIES)('that change are told by the history: %s', async (family) => {
      const { tracker } = driver.world.further;
      const first = valuesOf(driver.world, family, 0);
      const issueId = await driver.create(first, driver.newMarker(), tracker);
      const { lastEntryId } = await driver.read(issueId, 0, tracker);
      const fields = valuesOf(driver.world, family, 1);
      await tracker.writeIssue({ issueId, fields });
      const { history } = await driver.read(issueId, lastEntryId, tracker);
      const changes = history.flatMap((entry) => entry.changes);
      const told = Object.fromEntries(changes.map(({ field, to }) => [field, to]));
      const inWords = Object.entries(fields).map(([field, value]) => [field, tellValue(value)]);
      expect(told).toEqual(Object.fromEntries(inWords));
    });

    it('put an issue below another, move it and take it out', async () => {
      const { tracker, parentType: issuetype } = driver.world.further;
      const make = (fields = {}) => driver.create(fields, driver.newMarker(), tracker);
      const [first, second] = [await make({ issuetype }), await make({ issuetype })];
      const issueId = await make({ parent: first });
      const show = async () => (await driver.read(issueId, 0, tracker)).fields.parent;
      const seen = [await show()];
      for (const parent of [second, null]) {
        expect(await tracker.writeIssue({ issueId, fields: { parent } })).toEqual({ refused: [] });
        seen.push(await show());
      }
      expect(seen).toEqual([first, second, null]);
    });

    it('offer what came later by its name, and have it made where they may', async () => {
      const { tracker, growing } = driver.world.further;
      const find = (name: string, create: boolean) =>
        Promise.all(growing.map(({ row }) => tracker.findValue(row.field, name, create)));
      const before = await find('Brand new', false);
      const made = await find('Brand new', true);
      const again = await find('brand NEW', true);
      const fields = Object.fromEntries(
        growing.map(({ row }, at) => [row.field, holding(row.kinds[tracker.side], made[at])]),
      );
      const issueId = await driver.create(fields, driver.newMarker(), tracker);
      const shown = pick((await driver.read(issueId, 0, tracker)).fields, fields);
      expect({ before, again, shown }).toEqual({
        before: growing.map(() => null),
        again: made,
        shown: fields,
      });
    });
  });
}

function pick<Value extends FieldValue>(
  fields: Readonly<Record<string, Value>>,
  like: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name in like));
}

function holding(kind: FieldKind, id: string | null | undefined): string | null {
  return traitsOf(kind).many ? formatList(id ? [id] : []) : (id ?? null);
}

/** Histories tell rich texts as plain ones. */
function tellValue(value: FieldValue): string | null {
  if (value === null || typeof value === 'string') return value;
  return value.format === 'adf' ? plainTextOf(value.doc) : value.source;
}
