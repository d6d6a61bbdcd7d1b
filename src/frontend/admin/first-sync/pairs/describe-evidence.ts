import type { ProposalView } from '../../../../shared/api';
import { texts } from '../../../texts';

const t = texts.admin.firstSync.pairs;

type Evidence = ProposalView['evidence'][number];

/** What speaks for a pair, in a sentence: `Same title, created on the same day.` */
export function describeEvidence(evidence: readonly Evidence[]): string {
  return t.because(evidence.map(describeOne));
}

function describeOne(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'listed':
      return t.evidence.listed(evidence.line);
    case 'marker':
      return t.evidence.marker(evidence.side);
    case 'number-in-field':
      return t.evidence.numberInField(evidence.side);
    case 'number-in-text':
      return t.evidence.numberInText(evidence.side, evidence.shown);
    case 'same-title':
      return t.evidence.sameTitle;
    case 'close-title':
      return t.evidence.closeTitle(evidence.likenessPercent);
    case 'dates':
      return evidence.apartDays === 0 ? t.evidence.sameDay : t.evidence.apart(evidence.apartDays);
    case 'same-reporter':
      return t.evidence.sameReporter(evidence.name);
  }
}
