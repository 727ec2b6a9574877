// The versions of an editor in the order in which an export pages through them.
CREATE INDEX revision_of_editor IF NOT EXISTS FOR (n:Revision) ON (n.editor_id, n.content_id, n.number);
