// Write down what a conversion cost, and in which day it was counted.
// access: write
// param key: STRING
// param charged_micro: INTEGER
// param day: DATE
MATCH (conversion:Conversion {key: $key})
SET conversion.charged_micro = $charged_micro, conversion.converted_on = $day
