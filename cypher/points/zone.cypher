// The time zone in which days of points are counted; no row before one was set.
// access: read
// column time_zone: STRING
MATCH (book:PointBook {name: 'all'})
RETURN book.time_zone AS time_zone
