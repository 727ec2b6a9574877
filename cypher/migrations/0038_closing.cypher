// Closings of questions: one a question and number; duplicates of an original by when they were closed; who said what.
CREATE CONSTRAINT closing_number IF NOT EXISTS FOR (n:Closing) REQUIRE (n.question_id, n.number) IS UNIQUE;
CREATE INDEX closing_duplicate_of IF NOT EXISTS FOR (n:Closing) ON (n.duplicate_of, n.at, n.question_id);
CREATE CONSTRAINT judged_key IF NOT EXISTS FOR ()-[r:JUDGED]-() REQUIRE r.key IS UNIQUE;
