// Erase the series of a person. One has at most a hundred contents.
// access: write
// param user_id: STRING
// param limit: INTEGER
// column counts: MAP
MATCH (series:Series)
WHERE series.user_id = $user_id AND series.id > ''
WITH series LIMIT 1 + $limit / 200
WITH collect(series) AS old
FOREACH (series IN old | DETACH DELETE series)
RETURN {series: size(old)} AS counts
