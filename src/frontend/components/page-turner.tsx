import { Button, Inline, Text } from '@forge/react';
import { texts } from '../texts';
import type { Pages } from '../use-pages';

const t = texts.common;

/** Turns the pages of a long list; nothing where there is only one. */
export function PageTurner({
  pages: { page, isTurning, turnBack, turnOn },
}: {
  readonly pages: Pages<unknown>;
}) {
  if (turnBack === null && turnOn === null) return null;
  return (
    <Inline space="space.100" alignBlock="center">
      <Button isDisabled={isTurning || turnBack === null} onClick={() => turnBack?.()}>
        {t.previousPage}
      </Button>
      <Text>{t.page(page)}</Text>
      <Button isDisabled={isTurning || turnOn === null} onClick={() => turnOn?.()}>
        {t.nextPage}
      </Button>
    </Inline>
  );
}
