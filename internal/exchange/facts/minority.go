package facts

import "slices"

// against calls do for each member that stands against the others, with the first few of
// those that have another value, a list that do must not keep: for the minority; where there is
// no majority, for those whose value is empty; else for all.
func against(column []compared, do func(i int, others []int)) {
	if same(column) {
		return
	}
	counts, total := map[string]int{}, 0
	for _, v := range column {
		if v.known {
			counts[v.value]++
			total++
		}
	}
	if len(counts) < 2 {
		return
	}
	stands, witnesses := minority(counts, total), witnesses(column)
	var others []int
	for i := range column {
		if !column[i].known || !stands(column[i].value) {
			continue
		}
		others = slices.DeleteFunc(append(others[:0], witnesses...), func(other int) bool { return column[other] == column[i] })
		do(i, others[:min(len(others), maxNear)])
	}
}

// same reports whether all values are known and the same.
func same(column []compared) bool {
	return !slices.ContainsFunc(column, func(v compared) bool { return v != column[0] || !v.known })
}

// witnesses returns members among which every value finds enough others to be shown
// beside it: the first few of each of the first values.
func witnesses(column []compared) []int {
	var witnesses []int
	shown := map[string]int{}
	for i, v := range column {
		if !v.known || shown[v.value] == maxNear {
			continue
		}
		shown[v.value]++
		if witnesses = append(witnesses, i); len(witnesses) == 2*maxNear {
			break
		}
	}
	return witnesses
}

// minority tells which values stand against the others.
func minority(counts map[string]int, total int) func(string) bool {
	for value, n := range counts {
		if 2*n > total {
			return func(other string) bool { return other != value }
		}
	}
	if counts[""] > 0 {
		return func(value string) bool { return value == "" }
	}
	return func(string) bool { return true }
}

// hasMajority reports whether more than half of all members have one value.
func hasMajority(column []compared) bool {
	counts := map[string]int{}
	for _, v := range column {
		if v.known {
			if counts[v.value]++; 2*counts[v.value] > len(column) {
				return true
			}
		}
	}
	return false
}
