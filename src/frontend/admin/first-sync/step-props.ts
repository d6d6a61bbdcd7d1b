import type { BackfillView, MappingView } from '../../../shared/api';

/** What each step of a first sync is shown with. */
export interface StepProps {
  readonly view: BackfillView;
  readonly mapping: MappingView;
  readonly reload: () => Promise<void>;
}
