// Badges and their awards: an award is given once, and read from the index in the order of time, as are those to be looked at.
CREATE CONSTRAINT badge_id IF NOT EXISTS FOR (n:Badge) REQUIRE n.id IS UNIQUE;
CREATE INDEX badge_place IF NOT EXISTS FOR (n:Badge) ON (n.place);
CREATE CONSTRAINT badge_award_id IF NOT EXISTS FOR (n:BadgeAward) REQUIRE n.id IS UNIQUE;
CREATE INDEX badge_award_place IF NOT EXISTS FOR (n:BadgeAward) ON (n.user_id, n.place);
CREATE INDEX badge_award_standing IF NOT EXISTS FOR (n:BadgeAward) ON (n.user_id, n.standing);
CREATE INDEX badge_award_of_badge IF NOT EXISTS FOR (n:BadgeAward) ON (n.badge_id, n.standing);
CREATE INDEX badge_due_user IF NOT EXISTS FOR (n:BadgeDue) ON (n.user_id);
CREATE INDEX badge_due_at IF NOT EXISTS FOR (n:BadgeDue) ON (n.at);
