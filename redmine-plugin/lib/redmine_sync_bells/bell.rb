# frozen_string_literal: true

module RedmineSyncBells
  # What is told of one issue: ids and a time, never a value.
  #
  # `journal_id` says that all there is to tell stands in journals up to this one; nil where something
  # changed that no new journal tells.
  Bell = Struct.new(:action, :issue_id, :project_id, :journal_id, :at, keyword_init: true) do
    # Bells of one issue and project wait as one.
    def key
      [issue_id, project_id]
    end

    # This bell and a later one as one.
    def and(later)
      Bell.new(
        action: ACTIONS.find { |action| [self.action, later.action].include?(action) },
        issue_id: issue_id,
        project_id: project_id,
        journal_id: ([journal_id, later.journal_id].max if journal_id && later.journal_id),
        at: later.at
      )
    end

    # The body of Redmine 7's own webhook, as far as it goes.
    # @param signed_at [Time] a receiver refuses what was signed long ago
    def to_json(signed_at)
      issue = { id: issue_id, project: { id: project_id } }
      {
        type: "issue.#{action}",
        timestamp: at.utc.iso8601(3),
        signed_at: signed_at.utc.iso8601(3),
        data: journal_id ? { issue: issue, journal: { id: journal_id } } : { issue: issue }
      }.to_json
    end
  end

  # The one that counts where several wait, first.
  ACTIONS = %w[deleted created updated].freeze
end
