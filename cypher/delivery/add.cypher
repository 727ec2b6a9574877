// Add counts to cells of the cube of delivery; each is locked by its key, so they come in the order of their keys.
// What counted brings the mark of its reader, of which a cell keeps the first twenty; null brings none.
// access: write
// param rows: LIST OF MAP
UNWIND $rows AS row
MERGE (cell:DeliveryCell {key: row.key})
ON CREATE SET cell += row.dimensions, cell.decisions = 0, cell.views = 0, cell.clicks = 0, cell.conversions = 0,
              cell.spend_micro = 0, cell.reader_marks = []
SET cell:DeliveryCell
WITH cell, row
SET cell.decisions = cell.decisions + row.decisions, cell.views = cell.views + row.views,
    cell.clicks = cell.clicks + row.clicks, cell.conversions = cell.conversions + row.conversions,
    cell.spend_micro = cell.spend_micro + row.spend_micro,
    cell.reader_marks = CASE
      WHEN row.mark IS NULL OR row.mark IN cell.reader_marks OR size(cell.reader_marks) >= 20 THEN cell.reader_marks
      ELSE cell.reader_marks + row.mark END
FOREACH (reason IN keys(row.invalid) |
  SET cell[reason] = coalesce(cell[reason], 0) + row.invalid[reason])
