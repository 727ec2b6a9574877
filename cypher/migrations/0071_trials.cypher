// Two models beside each other: one trial of a kind runs at a time.
CREATE CONSTRAINT model_trial_id IF NOT EXISTS FOR (n:ModelTrial) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT model_trial_running IF NOT EXISTS FOR (n:ModelTrial) REQUIRE (n.kind, n.running) IS UNIQUE;
