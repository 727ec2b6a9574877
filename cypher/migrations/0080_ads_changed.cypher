// Processes ask of whom it changed lately whether ads may be chosen for them.
CREATE INDEX user_ads_changed_at IF NOT EXISTS FOR (n:User) ON (n.ads_changed_at);
