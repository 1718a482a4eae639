# METADATA
# description: How rules list names in a message.
package exchlint.lib.names

# flags writes the values that a parameter takes together; None where there is none.
flags(values) := concat(", ", values) if count(values) > 0

flags(values) := "None" if count(values) == 0

# listed writes names one after the other. After five it counts the rest: a message
# is read by people, and the others are related places.
listed(names) := concat(", ", names) if count(names) <= 5

listed(names) := sprintf("%s and %d more", [concat(", ", array.slice(names, 0, 5)), count(names) - 5]) if count(names) > 5
