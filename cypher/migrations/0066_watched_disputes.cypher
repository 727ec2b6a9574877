// Those who want to be told of disputed services are found among all who set anything.
CREATE INDEX watchers_of_disputes IF NOT EXISTS FOR (n:NotificationSettings) ON (n.watches_disputes);
