/** What telling people of trouble needs. */
import { loadConnections } from '../forge/connection-store';
import { findLinks, listLinksInState } from '../forge/link-store';
import { noticeStore } from '../forge/notice-store';
import { upkeepStore } from '../forge/upkeep-store';
import { createNoticeBoard } from '../jira/notice-board';
import type { NoticePorts } from '../sync/sync-ports';
import { syncPorts } from './sync';
import { openJira } from './trackers';

export const noticePorts: NoticePorts = {
  ...syncPorts,
  notices: noticeStore,
  board: createNoticeBoard(openJira()),
  nameConnections: async () => new Map((await loadConnections()).map(({ id, name }) => [id, name])),
  loadCollectState: upkeepStore.loadCollectState,
  findLinks,
  listLinksWithProblems: (limit) => listLinksInState('problem', null, limit),
};
