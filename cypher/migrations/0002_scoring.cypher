// Scoring, activity and segments: one active model a kind (`active` is absent on the others), and what lists go by.
CREATE CONSTRAINT scoring_model_active IF NOT EXISTS FOR (n:ScoringModel) REQUIRE (n.kind, n.active) IS UNIQUE;
