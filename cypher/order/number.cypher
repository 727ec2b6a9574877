// The next number of an invoice in a year. Whoever takes one keeps all others waiting until it is committed or given up,
// so that none is left out.
// access: write
// param year: INTEGER
// column number: INTEGER
MERGE (counter:InvoiceCounter {year: $year})
ON CREATE SET counter.last = 0
SET counter:InvoiceCounter
WITH counter
SET counter.last = counter.last + 1
RETURN counter.last AS number
