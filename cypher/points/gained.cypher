// What members gained on days, by what is capped.
// access: read
// param rows: LIST OF MAP
// column user_id: STRING
// column day: DATE
// column received: INTEGER
// column made: INTEGER
UNWIND $rows AS row
MATCH (day:PointDay {user_id: row.user_id, date: row.day})
RETURN day.user_id AS user_id, day.date AS day, day.received AS received, day.made AS made
