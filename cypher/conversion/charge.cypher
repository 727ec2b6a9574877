// Write down what a conversion cost, and in which day it was counted.
// access: write
// param key: STRING
// param spent: MAP
// param day: DATE
MATCH (conversion:Conversion {key: $key})
SET conversion += $spent, conversion.converted_on = $day
