// How large the community is; all from the count store, so that it costs the same at any size.
// access: read
// scan: counting labels takes one hit each
// column users: INTEGER
// column contents: INTEGER
// column interactions: INTEGER
CALL () { MATCH (user:User) RETURN count(user) AS users }
CALL () { MATCH (content:Content) RETURN count(content) AS contents }
CALL () { MATCH (event:Event) RETURN count(event) AS interactions }
RETURN users, contents, interactions
