// Notifications: one a member and content, listed newest first, deleted by age.
CREATE CONSTRAINT notification_id IF NOT EXISTS FOR (n:Notification) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT notification_pair IF NOT EXISTS FOR (n:Notification) REQUIRE (n.user_id, n.content_id) IS UNIQUE;
CREATE INDEX notification_of_user IF NOT EXISTS FOR (n:Notification) ON (n.user_id, n.id);
CREATE INDEX notification_at IF NOT EXISTS FOR (n:Notification) ON (n.at);
CREATE INDEX notification_of_actor IF NOT EXISTS FOR (n:Notification) ON (n.actor_id);
