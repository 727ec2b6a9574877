// Keep spans of subscriptions as they are now, and add what a change moves to its days; the member is locked.
// access: write
// param spans: LIST OF MAP
// param days: LIST OF MAP
CALL () {
  UNWIND $spans AS row
  MERGE (span:SubscriberSpan {key: row.key})
  SET span += row
}
CALL () {
  UNWIND $days AS row
  MERGE (day:SubscriberDay {currency: row.currency, day: date(row.day)})
  ON CREATE SET day.started = 0, day.ended = 0, day.lost = 0, day.yearly_started = 0, day.yearly_raised = 0,
                day.yearly_lowered = 0, day.yearly_ended = 0
  SET day:SubscriberDay
  WITH day, row
  SET day.started = day.started + row.started, day.ended = day.ended + row.ended, day.lost = day.lost + row.lost,
      day.yearly_started = day.yearly_started + row.yearly_started,
      day.yearly_raised = day.yearly_raised + row.yearly_raised,
      day.yearly_lowered = day.yearly_lowered + row.yearly_lowered,
      day.yearly_ended = day.yearly_ended + row.yearly_ended
}
