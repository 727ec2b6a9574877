// Courses: their chapters, the quizzes of their lessons, and what members have used of contents, found by the pair, by the member, and by the content.
CREATE CONSTRAINT chapter_id IF NOT EXISTS FOR (n:Chapter) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT quiz_lesson IF NOT EXISTS FOR (n:Quiz) REQUIRE n.content_id IS UNIQUE;
CREATE CONSTRAINT consumption_key IF NOT EXISTS FOR (n:Consumption) REQUIRE n.key IS UNIQUE;
CREATE INDEX consumption_of_user IF NOT EXISTS FOR (n:Consumption) ON (n.user_id, n.content_id);
CREATE INDEX courses_of_user IF NOT EXISTS FOR (n:Consumption) ON (n.user_id, n.begun_at);
CREATE INDEX consumption_of_content IF NOT EXISTS FOR (n:Consumption) ON (n.content_id, n.completed_at);
