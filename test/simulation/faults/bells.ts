/** Bells come twice, late, out of order, or never; queued jobs at least once. */
import type { MovableClock } from '../../../dev/clock';
import type { DeliveryNoise } from '../../../dev/forge-host/delivery-noise';
import type { Fortune } from './fortune';

const SECOND_MS = 1000;
const MAX_DELAY_SECONDS = 180;

type Ring = (request: Request) => Promise<Response>;

export class Bells implements DeliveryNoise {
  constructor(private readonly fortune: Fortune) {}

  copies(kind: 'product-event' | 'async-event'): number {
    if (this.fortune.strikes(0.1, `bell: ${kind} twice`)) return 2;
    return kind === 'product-event' && this.fortune.strikes(0.1, 'bell: product-event lost')
      ? 0
      : 1;
  }

  delayMs(kind: 'product-event' | 'async-event'): number {
    const chance = this.fortune.strike(0.3, `bell: ${kind} late`);
    return chance ? chance.between(1, MAX_DELAY_SECONDS) * SECOND_MS : 0;
  }

  /** A webhook of Redmine's, which rings once and never again. */
  async ring(request: Request, ringNow: Ring, clock: MovableClock): Promise<Response> {
    if (this.fortune.strikes(0.1, 'bell: webhook lost')) return new Response(null, { status: 503 });
    if (this.fortune.strikes(0.1, 'bell: webhook twice')) await ringNow(request.clone());
    const late = this.fortune.strike(0.2, 'bell: webhook late');
    if (!late) return ringNow(request);
    clock.callAt(clock.nowMs() + late.between(1, MAX_DELAY_SECONDS) * SECOND_MS, () => {
      void ringNow(request);
    });
    return new Response(null, { status: 202 });
  }
}
