// Set the time zone in which days of points are counted from now on.
// access: write
// param time_zone: STRING
MERGE (book:PointBook {name: 'all'})
SET book.time_zone = $time_zone
