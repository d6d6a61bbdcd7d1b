import { Button, Form, Inline } from '@forge/react';
import { useState } from 'react';
import type { AuditEntryView } from '../../../shared/api';
import { Choice, type Option } from '../../components/choice';
import { TextEntry } from '../../components/text-entry';
import { texts } from '../../texts';

const t = texts.admin.audit;
const DAY_MS = 24 * 60 * 60 * 1000;

export interface AuditFilters {
  readonly issue?: string;
  readonly kind?: AuditEntryView['kind'];
  readonly person?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

type Kind = AuditEntryView['kind'];

/** Narrows the list by issue, kind, person and days. */
export function AuditFilter({ onChange }: { readonly onChange: (filters: AuditFilters) => void }) {
  const [issue, setIssue] = useState('');
  const [kind, setKind] = useState<Kind | null>(null);
  const [person, setPerson] = useState('');
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const show = async () => {
    const fromMs = Date.parse(from);
    const toMs = Date.parse(to) + DAY_MS - 1;
    onChange({
      ...(issue.trim() === '' ? {} : { issue: issue.trim() }),
      ...(kind === null ? {} : { kind }),
      ...(person.trim() === '' ? {} : { person: person.trim() }),
      ...(Number.isNaN(fromMs) ? {} : { fromMs }),
      ...(Number.isNaN(toMs) ? {} : { toMs }),
    });
  };
  return (
    <Form onSubmit={show}>
      <Inline space="space.200" rowSpace="space.100" alignBlock="end" shouldWrap={true}>
        <TextEntry
          id="audit-issue"
          label={t.issue}
          width="small"
          placeholder="WEB-1, #12"
          onChange={setIssue}
        />
        <Choice
          id="audit-kind"
          label={t.kind}
          options={listKinds()}
          isSearchable
          onChange={setKind}
        />
        <TextEntry
          id="audit-person"
          label={t.byPerson}
          width="small"
          placeholder={t.byPersonExample}
          onChange={setPerson}
        />
        <TextEntry id="audit-from" label={t.from} type="date" width="small" onChange={setFrom} />
        <TextEntry id="audit-to" label={t.to} type="date" width="small" onChange={setTo} />
        <Button type="submit">{t.show}</Button>
      </Inline>
    </Form>
  );
}

function listKinds(): readonly Option<Kind | null>[] {
  const kinds = Object.keys(t.kinds) as Kind[];
  return [
    { value: null, label: t.anyKind },
    ...kinds.map((value) => ({ value, label: t.kinds[value] })),
  ];
}
