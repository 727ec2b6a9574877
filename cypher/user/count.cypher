// How many users there are; answered from the count store.
// access: read
// scan: counting a label takes one hit
// column total: INTEGER
MATCH (user:User)
RETURN count(user) AS total
