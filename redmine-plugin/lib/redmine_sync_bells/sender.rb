# frozen_string_literal: true

module RedmineSyncBells
  # Sends bells, one after the other, from a thread that lives while there are any.
  #
  # - A request only ever waits for a lock that is held for microseconds.
  # - What waits is bounded; bells of one issue wait as one.
  # - A bell that is not taken is rung again, ever more slowly, for a day.
  # - What waits when the process ends gets a few seconds; the rest is lost.
  class Sender
    MAX_WAITING = 10_000
    # The callbacks of one transaction, for an issue and its journal say, come one after the other.
    GATHER_SECONDS = 0.1
    KEEP_SECONDS = 86_400
    MAX_PAUSE_SECONDS = 300
    FAREWELL_SECONDS = 5
    # A bell that is answered so will be answered so again.
    FINAL_STATUSES = [400, 413].freeze

    def initialize
      @lock = Mutex.new
      @waiting = {}
      @thread = nil
      @dropped = 0
      at_exit { @thread&.join(FAREWELL_SECONDS) }
    end

    def push(bell)
      @lock.synchronize do
        add(bell)
        # A server that forks takes no threads along.
        @thread = Thread.new { send_all } unless @thread&.alive?
      end
    end

    private

    def add(bell)
      known = @waiting[bell.key]
      if known.nil? && @waiting.size >= MAX_WAITING
        @dropped += 1
      else
        @waiting[bell.key] = known ? known.and(bell) : bell
      end
    end

    def send_all
      failures = 0
      while (bell = next_bell)
        failures = deliver(bell) ? 0 : failures + 1
        next if failures.zero?

        keep(bell)
        sleep(pause_seconds(failures))
      end
    end

    # @return [Bell, nil] nil where none waits: the thread ends
    def next_bell
      loop do
        wait_seconds = @lock.synchronize do
          bell = @waiting.each_value.first
          return @thread = nil if bell.nil?

          left = GATHER_SECONDS - (Time.now - bell.at)
          return @waiting.delete(bell.key) unless left.positive?

          left
        end
        # A clock may have been set back.
        sleep([wait_seconds, GATHER_SECONDS].min)
      end
    end

    # In front again, and one with what was rung meanwhile.
    def keep(bell)
      return if Time.now - bell.at > KEEP_SECONDS

      @lock.synchronize do
        later = @waiting.delete(bell.key)
        @waiting = { bell.key => later ? bell.and(later) : bell }.merge(@waiting)
      end
    end

    def pause_seconds(failures)
      [2**(failures - 1), MAX_PAUSE_SECONDS].min * rand(0.75..1.25)
    end

    # @return [Boolean] whether the bell is done with
    def deliver(bell)
      target = Rails.application.executor.wrap { RedmineSyncBells.target }
      return true if target.nil?

      status = Post.new(target).call(bell)
      return true if status.between?(200, 299)

      warn_of(bell, "answered #{status}")
      FINAL_STATUSES.include?(status)
    rescue StandardError => e
      warn_of(bell, e.class.name)
      false
    end

    # Neither URL nor secret: the one may hold the other.
    def warn_of(bell, what)
      dropped = @dropped.zero? ? '' : "; #{@dropped} bells found no place so far"
      Rails.logger.warn("redmine_sync_bells: the bell for issue #{bell.issue_id}: #{what}#{dropped}")
    end
  end
end
