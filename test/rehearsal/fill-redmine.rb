# Fills a project through Redmine's own models, which validate what is saved as its REST API does.
# Reads { project, issues } as JSON; an issue is a FilledIssue of fill-redmine.ts.
ActionMailer::Base.perform_deliveries = false

wanted = JSON.parse($stdin.read)
project = Project.find(wanted['project'])
trackers = Tracker.pluck(:name, :id).to_h
statuses = IssueStatus.pluck(:name, :id).to_h
priorities = IssuePriority.pluck(:name, :id).to_h
users = Hash.new { |known, login| known[login] = User.find_by_login(login) || raise("no user #{login}") }

edit = lambda do |id, login, attributes, files = []|
  User.current = users[login]
  issue = Issue.find(id)
  issue.init_journal(User.current)
  issue.safe_attributes = attributes
  issue.save_attachments(files)
  issue.save!
end

upload = lambda do |login, name, text|
  attachment = Attachment.new(file: text)
  attachment.author = users[login]
  attachment.filename = name
  attachment.save!
  { 'token' => attachment.token, 'filename' => name }
end

ids = []
wanted['issues'].each do |issue|
  User.current = users['ada']
  created = Issue.new(project: project, author: User.current)
  created.safe_attributes = {
    'tracker_id' => trackers.fetch(issue['tracker']),
    'subject' => issue['title'],
    'description' => issue['description'],
    'priority_id' => priorities.fetch(issue['priority']),
    'assigned_to_id' => issue['assignee'] && users[issue['assignee']].id,
    'due_date' => issue['due'],
    'parent_issue_id' => issue['parent'] && ids[issue['parent']]
  }
  created.save!
  id = created.id
  ids << id
  # The demo's workflow lets every issue begin as new.
  edit.call(id, 'ada', { 'status_id' => statuses.fetch(issue['status']) }) unless issue['status'] == 'New'
  issue['comments'].each { |comment| edit.call(id, comment['by'], { 'notes' => comment['text'] }) }
  files = issue['files'].map { |file| upload.call('ada', file['name'], file['text']) }
  edit.call(id, 'ada', {}, files) unless files.empty?
  issue['relations'].each do |relation|
    User.current = users['ada']
    made = IssueRelation.new
    made.issue_from = Issue.find(id)
    made.safe_attributes = { 'issue_to_id' => ids[relation['to']], 'relation_type' => relation['kind'] }
    made.init_journals(User.current)
    made.save!
  end
  # What was asked for and not taken is a mistake here.
  saved = Issue.find(id)
  raise "#{issue['title']}: #{saved.status.name}" unless saved.status.name == issue['status']
  raise "#{issue['title']}: #{saved.attachments.size} files" unless saved.attachments.size == files.size
end
puts "#{ids.size} issues"
