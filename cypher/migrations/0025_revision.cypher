// Versions of contents: one a content and number, and all of an editor for export and erasure.
CREATE CONSTRAINT revision_number IF NOT EXISTS FOR (n:Revision) REQUIRE (n.content_id, n.number) IS UNIQUE;
CREATE INDEX revision_editor_id IF NOT EXISTS FOR (n:Revision) ON (n.editor_id);
