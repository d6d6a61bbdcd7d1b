/** Counts what the app itself sent, since the start or the last reset. */
import { countPoints, isJiraRead } from './jira-cost';

interface TrackerCounts {
  count: number;
  reads: number;
  writes: number;
}

interface Traffic {
  count: number;
  bytes: number;
}

/** The document of `GET /__host/ledger`. */
export interface LedgerCounts {
  readonly invocations: Record<string, { count: number; ms: number }>;
  readonly requests: {
    readonly jira: TrackerCounts & { points: number };
    readonly redmine: TrackerCounts;
  };
  readonly kvs: { readonly reads: Traffic; readonly writes: Traffic };
  readonly queue: { pushes: number; events: number };
  logBytes: number;
}

function createCounts(): LedgerCounts {
  return {
    invocations: {},
    requests: {
      jira: { count: 0, reads: 0, writes: 0, points: 0 },
      redmine: { count: 0, reads: 0, writes: 0 },
    },
    kvs: { reads: { count: 0, bytes: 0 }, writes: { count: 0, bytes: 0 } },
    queue: { pushes: 0, events: 0 },
    logBytes: 0,
  };
}

export class Ledger {
  private counts = createCounts();

  read(): LedgerCounts {
    return structuredClone(this.counts);
  }

  reset(): void {
    this.counts = createCounts();
  }

  countInvocation(functionKey: string, ms: number): void {
    const entry = this.counts.invocations[functionKey] ?? { count: 0, ms: 0 };
    this.counts.invocations[functionKey] = { count: entry.count + 1, ms: entry.ms + ms };
  }

  /** A call to Jira as it is sent; its points are known only from the answer. */
  countJiraRequest(method: string, path: string): void {
    const { jira } = this.counts.requests;
    jira.count += 1;
    if (isJiraRead(method, path)) jira.reads += 1;
    else jira.writes += 1;
  }

  /** @param json the answer's body, or `undefined` where it is none */
  countJiraPoints(method: string, path: string, json: string | undefined): void {
    this.counts.requests.jira.points += countPoints(method, path, json);
  }

  countEgress(method: string): void {
    const { redmine } = this.counts.requests;
    redmine.count += 1;
    if (method === 'GET' || method === 'HEAD') redmine.reads += 1;
    else redmine.writes += 1;
  }

  /** A storage request as it is sent; its bytes are known only once it was carried out. */
  countKvsRequest(access: 'read' | 'write'): void {
    this.kvsTraffic(access).count += 1;
  }

  countKvsBytes(access: 'read' | 'write', bytes: number): void {
    this.kvsTraffic(access).bytes += bytes;
  }

  private kvsTraffic(access: 'read' | 'write'): Traffic {
    return access === 'read' ? this.counts.kvs.reads : this.counts.kvs.writes;
  }

  countPush(events: number): void {
    this.counts.queue.pushes += 1;
    this.counts.queue.events += events;
  }

  countLog(bytes: number): void {
    this.counts.logBytes += bytes;
  }
}
