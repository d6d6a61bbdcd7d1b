# frozen_string_literal: true

# Where the bells go, and the one way to ring.
module RedmineSyncBells
  Target = Struct.new(:url, :secret)

  class << self
    # From the plugin's settings page; what `redmine_sync_bells` in config/configuration.yml says wins.
    # @return [Target, nil] nil where it is not set up
    def target
      set = Setting.plugin_redmine_sync_bells.to_h.merge(Redmine::Configuration['redmine_sync_bells'].to_h)
      target = Target.new(set['url'].to_s.strip, set['secret'].to_s)
      target if target.url.present? && target.secret.present?
    end

    # Rings for an issue soon, from another thread. It never raises: a bell that is lost is made up for by
    # the app's sweep and its daily comparison; a request that breaks is not.
    def ring(bell)
      sender.push(bell) if target
    rescue StandardError => e
      Rails.logger.warn("redmine_sync_bells: a bell was lost: #{e.class}")
    end

    def sender
      @sender ||= Sender.new
    end
  end
end
