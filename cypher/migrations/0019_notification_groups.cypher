// Notifications are gathered until they are read: by `group` while they are unread, listed by `place`, counted by `unread`.
DROP CONSTRAINT notification_pair IF EXISTS;
CREATE INDEX notification_of_content IF NOT EXISTS FOR (n:Notification) ON (n.user_id, n.content_id);
MATCH (n:Notification) WHERE n.place IS NULL
CALL (n) {
  SET n.place = substring(n.id, 4), n.actor_ids = [n.actor_id], n.actor_count = 1, n.count = 1,
      n.unread = CASE WHEN n.read_at IS NULL THEN substring(n.id, 4) END,
      n.group = CASE WHEN n.read_at IS NULL THEN n.kind + ':' + coalesce(n.content_id, n.id) END
} IN TRANSACTIONS OF 1000 ROWS;
CREATE CONSTRAINT notification_group IF NOT EXISTS FOR (n:Notification) REQUIRE (n.user_id, n.group) IS UNIQUE;
CREATE INDEX notification_place IF NOT EXISTS FOR (n:Notification) ON (n.user_id, n.place);
CREATE INDEX notification_unread IF NOT EXISTS FOR (n:Notification) ON (n.user_id, n.unread);
CREATE CONSTRAINT notification_actor IF NOT EXISTS
FOR (n:NotificationActor) REQUIRE (n.notification_id, n.user_id) IS UNIQUE;
CREATE INDEX notification_actor_user IF NOT EXISTS FOR (n:NotificationActor) ON (n.user_id);
CREATE CONSTRAINT notification_settings IF NOT EXISTS FOR (n:NotificationSettings) REQUIRE n.user_id IS UNIQUE;
CREATE INDEX notification_to_mail IF NOT EXISTS FOR (n:Notification) ON (n.mail_user);
