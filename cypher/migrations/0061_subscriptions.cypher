// Subscriptions: one live one a member, found by member, by tier and state, and by when something is due.
CREATE CONSTRAINT subscription_id IF NOT EXISTS FOR (n:Subscription) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT subscription_live IF NOT EXISTS FOR (n:Subscription) REQUIRE n.live_key IS UNIQUE;
CREATE INDEX subscriptions_of_user IF NOT EXISTS FOR (n:Subscription) ON (n.user_id, n.id);
CREATE INDEX subscriptions_of_tier IF NOT EXISTS FOR (n:Subscription) ON (n.tier_id, n.state, n.id);
CREATE INDEX subscriptions_due IF NOT EXISTS FOR (n:Subscription) ON (n.due_at, n.id);
