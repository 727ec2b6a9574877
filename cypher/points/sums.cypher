// What is kept of members' points beside their ledgers.
// access: read
// param ids: LIST OF STRING
// column user_id: STRING
// column points: INTEGER
// column entries: INTEGER
// column days: LIST OF LIST
UNWIND $ids AS id
MATCH (user:User {id: id})
RETURN user.id AS user_id, coalesce(user.points, 0) AS points, coalesce(user.point_entries, 0) AS entries,
       COLLECT {
         MATCH (day:PointDay)
         WHERE day.user_id = id AND day.date > date('0001-01-01')
         RETURN [toString(day.date), day.points, day.received, day.made]
       } AS days
