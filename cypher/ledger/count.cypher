// Add what an entry of selling moved to the days of their kind and book; its accounts are locked.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (day:SalesDay {currency: row.currency, day: date(row.day), kind: row.kind, book: row.book})
ON CREATE SET day.amount_minor = 0, day.postings = 0
SET day:SalesDay
WITH day, row
SET day.amount_minor = day.amount_minor + row.amount_minor, day.postings = day.postings + row.postings
