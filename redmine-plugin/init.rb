# frozen_string_literal: true

# Redmine Sync Bells: tells Redmine Sync for Jira which issue changed, by its id and nothing more.
# Copyright (C) 2026 the authors of Redmine Sync for Jira
#
# This program is free software; you can redistribute it and/or modify it under the terms of the GNU
# General Public License as published by the Free Software Foundation; either version 2 of the License,
# or (at your option) any later version. It comes without any warranty; see LICENSE.

Redmine::Plugin.register :redmine_sync_bells do
  name 'Redmine Sync Bells'
  author 'the authors of Redmine Sync for Jira'
  description 'Tells Redmine Sync for Jira which issue changed: signed, after commit, ids only.'
  version '0.1.0'
  requires_redmine version_or_higher: '5.0'
  # Whatever the folder is called, as the loader names it.
  directory File.dirname(__FILE__)
  settings default: { 'url' => '', 'secret' => '' }, partial: 'settings/redmine_sync_bells'
end

# The settings page posts the secret, and Redmine logs what is posted.
Rails.application.config.filter_parameters |= [/\Asettings\.secret\z/]

RedmineSyncBells::WatchedModels.install
