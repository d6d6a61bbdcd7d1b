/** The pictures that answers point to: one plain tile for all, so that a page shows no gaps. */
import type { Reply } from '../http/reply';
import type { Route } from '../http/router';

const TILE = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#8993a4"/></svg>',
);

function tile(): Reply {
  return { status: 200, content: { bytes: TILE, type: 'image/svg+xml' } };
}

export const pictureRoutes: readonly Route[] = [
  { method: 'GET', path: '/avatar/{kind}/{id}', kind: 'read', anonymous: true, handle: tile },
  {
    method: 'GET',
    path: '/images/icons/{kind}/{name}',
    kind: 'read',
    anonymous: true,
    handle: tile,
  },
];
