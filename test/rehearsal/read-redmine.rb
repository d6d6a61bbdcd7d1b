# Prints every issue of a project as Redmine holds it, in the words of its REST API, as JSON.
# Reads { project }.
User.current = User.where(admin: true).first
project = Project.find(JSON.parse($stdin.read)['project'])
named = ->(one) { one && { id: one.id, name: one.name } }

issues = project.issues.preload(
  :tracker, :status, :priority, :assigned_to, :journals, :attachments, :relations_from, :relations_to
)
puts JSON.generate(issues.order(:id).map do |issue|
  {
    id: issue.id,
    subject: issue.subject,
    tracker: named[issue.tracker],
    status: named[issue.status],
    priority: named[issue.priority],
    assigned_to: named[issue.assigned_to],
    due_date: issue.due_date,
    description: issue.description,
    parent: issue.parent_id && { id: issue.parent_id },
    journals: issue.journals.map { |journal| { id: journal.id, notes: journal.notes } },
    attachments: issue.attachments.map { |file| { filename: file.filename, filesize: file.filesize } },
    relations: (issue.relations_from + issue.relations_to).map do |relation|
      {
        issue_id: relation.issue_from_id,
        issue_to_id: relation.issue_to_id,
        relation_type: relation.relation_type
      }
    end
  }
end)
