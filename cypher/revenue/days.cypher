// What days of selling came to in a currency, by month, kind and book.
// access: read
// param currency: STRING
// param first: DATE
// param last: DATE
// column month: DATE
// column kind: STRING
// column book: STRING
// column amount_minor: INTEGER
// column postings: INTEGER
MATCH (day:SalesDay)
USING INDEX SEEK day:SalesDay(currency, day, kind, book)
WHERE day.currency = $currency AND day.day >= $first AND day.day <= $last
  AND day.kind IS NOT NULL AND day.book IS NOT NULL // names all, as the index does
RETURN date.truncate('month', day.day) AS month, day.kind AS kind, day.book AS book,
       sum(day.amount_minor) AS amount_minor, sum(day.postings) AS postings
ORDER BY month, kind, book
