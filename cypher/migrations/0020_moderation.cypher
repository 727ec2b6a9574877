// Reports, cases and actions: one open report a member and target, one open case a target, queues by index.
CREATE CONSTRAINT report_id IF NOT EXISTS FOR (n:Report) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT report_open_key IF NOT EXISTS FOR (n:Report) REQUIRE n.open_key IS UNIQUE;
CREATE INDEX report_of_reporter IF NOT EXISTS FOR (n:Report) ON (n.reporter_id, n.at);
CREATE CONSTRAINT moderation_case_id IF NOT EXISTS FOR (n:ModerationCase) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT moderation_case_open_target IF NOT EXISTS FOR (n:ModerationCase) REQUIRE n.open_target IS UNIQUE;
CREATE INDEX moderation_case_queue IF NOT EXISTS FOR (n:ModerationCase) ON (n.state, n.rank, n.id);
CREATE INDEX moderation_case_queue_of_area IF NOT EXISTS FOR (n:ModerationCase) ON (n.area_id, n.state, n.rank, n.id);
CREATE INDEX moderation_case_target IF NOT EXISTS FOR (n:ModerationCase) ON (n.target_id);
CREATE CONSTRAINT moderation_action_id IF NOT EXISTS FOR (n:ModerationAction) REQUIRE n.id IS UNIQUE;
CREATE INDEX moderation_action_user IF NOT EXISTS FOR (n:ModerationAction) ON (n.user_id, n.id);
CREATE INDEX moderation_action_case IF NOT EXISTS FOR (n:ModerationAction) ON (n.case_id);
CREATE INDEX moderation_action_appeal IF NOT EXISTS FOR (n:ModerationAction) ON (n.appeal_state, n.id);
CREATE CONSTRAINT sanction_key IF NOT EXISTS FOR (n:Sanction) REQUIRE (n.user_id, n.kind) IS UNIQUE;
CREATE INDEX sanction_changed IF NOT EXISTS FOR (n:Sanction) ON (n.changed_at);
CREATE INDEX sanction_pending IF NOT EXISTS FOR (n:Sanction) ON (n.pending, n.until);
