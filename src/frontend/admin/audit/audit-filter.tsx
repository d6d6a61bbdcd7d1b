import { Button, Form, Inline, Label, Select, Stack, Textfield } from '@forge/react';
import { useState } from 'react';
import type { AuditEntryView } from '../../../shared/api';
import { texts } from '../../texts';

const t = texts.admin.audit;
const ISSUE_ID = 'audit-issue';
const KIND_ID = 'audit-kind';
const FROM_ID = 'audit-from';
const TO_ID = 'audit-to';
const DAY_MS = 24 * 60 * 60 * 1000;

export interface AuditFilters {
  readonly issue?: string;
  readonly kind?: AuditEntryView['kind'];
  readonly fromMs?: number;
  readonly toMs?: number;
}

interface KindOption {
  readonly value: AuditEntryView['kind'] | null;
  readonly label: string;
}

const KINDS: readonly KindOption[] = [
  { value: null, label: t.anyKind },
  ...(Object.keys(t.kinds) as AuditEntryView['kind'][]).map((value) => ({
    value,
    label: t.kinds[value],
  })),
];

/** Narrows the list by issue, kind and days. */
export function AuditFilter({ onChange }: { readonly onChange: (filters: AuditFilters) => void }) {
  const [issue, setIssue] = useState('');
  const [kind, setKind] = useState<KindOption['value']>(null);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const show = async () => {
    const fromMs = Date.parse(from);
    const toMs = Date.parse(to) + DAY_MS - 1;
    onChange({
      ...(issue.trim() === '' ? {} : { issue: issue.trim() }),
      ...(kind === null ? {} : { kind }),
      ...(Number.isNaN(fromMs) ? {} : { fromMs }),
      ...(Number.isNaN(toMs) ? {} : { toMs }),
    });
  };
  return (
    <Form onSubmit={show}>
      <Inline space="space.200" rowSpace="space.100" alignBlock="end" shouldWrap={true}>
        <Stack>
          <Label labelFor={ISSUE_ID}>{t.issue}</Label>
          <Textfield
            id={ISSUE_ID}
            name="issue"
            width="small"
            placeholder="WEB-1, #12"
            onChange={(event) => setIssue(event.target.value)}
          />
        </Stack>
        <Stack>
          <Label labelFor={KIND_ID}>{t.kind}</Label>
          <Select
            id={KIND_ID}
            name="kind"
            options={KINDS}
            defaultValue={KINDS[0]}
            onChange={(option: KindOption) => setKind(option.value)}
          />
        </Stack>
        <Stack>
          <Label labelFor={FROM_ID}>{t.from}</Label>
          <Textfield
            id={FROM_ID}
            name="from"
            type="date"
            width="small"
            onChange={(event) => setFrom(event.target.value)}
          />
        </Stack>
        <Stack>
          <Label labelFor={TO_ID}>{t.to}</Label>
          <Textfield
            id={TO_ID}
            name="to"
            type="date"
            width="small"
            onChange={(event) => setTo(event.target.value)}
          />
        </Stack>
        <Button type="submit">{t.show}</Button>
      </Inline>
    </Form>
  );
}
