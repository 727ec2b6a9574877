// The index of the search. The analyser makes pairs of Chinese, Japanese and Korean letters, and words of all others.
CREATE FULLTEXT INDEX search IF NOT EXISTS FOR (n:Content|User|Tag)
ON EACH [n.search_title, n.search_text, n.search_topics, n.search_keys, n.kind, n.visibility,
         n.handle, n.display_name, n.name]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk', `fulltext.eventually_consistent`: false}};
CALL db.awaitIndex('search', 3600);
