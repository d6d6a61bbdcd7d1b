# frozen_string_literal: true

module RedmineSyncBells
  # What of an issue is watched. Everything rings after its transaction is committed.
  module WatchedModels
    # Issue: both projects of one that moved hear of it.
    module IssueBells
      extend ActiveSupport::Concern

      included do
        after_create_commit { WatchedModels.ring(self, 'created') }
        after_update_commit do
          WatchedModels.ring(self, 'updated', journal_id: current_journal&.id)
          left = saved_changes['project_id']&.first
          WatchedModels.ring(self, 'updated', project_id: left) if left
        end
        after_destroy_commit { WatchedModels.ring(self, 'deleted') }
      end
    end

    # Journal: a new one tells what it is about itself; one that was edited or deleted does not.
    module JournalBells
      extend ActiveSupport::Concern

      included do
        after_create_commit { WatchedModels.ring(issue, 'updated', journal_id: id) }
        after_update_commit { WatchedModels.ring(issue, 'updated') }
        after_destroy_commit { WatchedModels.ring(issue, 'updated') }
      end
    end

    # Attachment: one that an issue takes is told by the issue's journal.
    module AttachmentBells
      extend ActiveSupport::Concern

      included do
        after_update_commit do
          WatchedModels.ring(container, 'updated') unless saved_changes.key?('container_id')
        end
        after_destroy_commit { WatchedModels.ring(container, 'updated') }
      end
    end

    # IssueRelation
    module RelationBells
      extend ActiveSupport::Concern

      included do
        after_commit { [issue_from, issue_to].each { |issue| WatchedModels.ring(issue, 'updated') } }
      end
    end

    # TimeEntry: both issues of one that moved hear of it.
    module TimeEntryBells
      extend ActiveSupport::Concern

      included do
        after_commit do
          left = saved_changes['issue_id']&.first
          [issue, left && Issue.find_by(id: left)].each { |one| WatchedModels.ring(one, 'updated') }
        end
      end
    end

    class << self
      def install
        Issue.include(IssueBells)
        Journal.include(JournalBells)
        Attachment.include(AttachmentBells)
        IssueRelation.include(RelationBells)
        TimeEntry.include(TimeEntryBells)
      end

      # @param issue what a record belongs to: an issue, something else that is of no interest, or nil
      def ring(issue, action, project_id: nil, journal_id: nil)
        return unless issue.is_a?(Issue)

        RedmineSyncBells.ring(
          Bell.new(
            action: action,
            issue_id: issue.id,
            project_id: project_id || issue.project_id,
            journal_id: journal_id,
            at: Time.now
          )
        )
      end
    end
  end
end
