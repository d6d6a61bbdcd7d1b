/** What every handler needs: the data, the clock, the addresses, and where changes are noted. */
import { randomBytes } from 'node:crypto';
import type { HostClock } from '../../clock';
import { isSameDocument, withLocalIds } from '../adf/stored-form';
import type { Json } from '../json';
import type { World } from '../state/world';
import { SITE_TIME_ZONE } from './names';
import { formatTimestamp } from './zoned-time';

export interface SiteOptions {
  readonly clock: HostClock;
  readonly baseUrl: string;
  /** How far the double's own clock is ahead of `clock`. */
  readonly skewMs: number;
  readonly random: () => number;
  readonly appIsProjectAdmin: boolean;
  readonly maxAttachmentBytes: number;
  readonly storesAdf: StoresAdf;
}

/** What becomes of a document that a request brings. */
export type StoresAdf = 'as-sent' | 'with-local-ids';

export class Site {
  readonly baseUrl: string;
  readonly appIsProjectAdmin: boolean;
  readonly maxAttachmentBytes: number;

  constructor(
    readonly world: World,
    private readonly options: SiteOptions,
  ) {
    this.baseUrl = options.baseUrl.replace(/\/+$/, '');
    this.appIsProjectAdmin = options.appIsProjectAdmin;
    this.maxAttachmentBytes = options.maxAttachmentBytes;
  }

  /** The double's own time, skew included, in milliseconds since the epoch. */
  nowMs(): number {
    return this.options.clock.nowMs() + this.options.skewMs;
  }

  /** `2026-09-27T10:03:11.123-0700`, in the site's zone whoever asks. */
  timestamp(timeMs: number): string {
    return formatTimestamp(SITE_TIME_ZONE, timeMs);
  }

  /** The address of a resource under `/rest/api/3/`. */
  url(path: string): string {
    return `${this.baseUrl}/rest/api/3/${path}`;
  }

  /** The document as it is kept; the one before is kept on where nothing else changed. */
  storeAdf(document: Json, before: Json | undefined): Json {
    if (this.options.storesAdf === 'as-sent' || document === null) return document;
    if (before !== undefined && isSameDocument(before, document)) return before;
    return withLocalIds(document, () => this.uuid());
  }

  uuid(): string {
    const bytes = Buffer.from(
      Array.from({ length: 16 }, () => Math.floor(this.options.random() * 256)),
    );
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-');
  }
}

/** A random number in [0, 1) that nobody can guess; the default where a world is not seeded. */
export function unguessable(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48;
}
