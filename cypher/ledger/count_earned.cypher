// Add what members earned, or gave back, to the days on which that was sold; their accounts are locked.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (day:EarningDay {account: row.account, currency: row.currency, day: date(row.day)})
ON CREATE SET day.amount_minor = 0
SET day:EarningDay
WITH day, row
SET day.amount_minor = day.amount_minor + row.amount_minor
