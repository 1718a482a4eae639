package fleet_test
import ("testing";"fmt";"sort";"github.com/exchlint/exchlint/internal/exchange";"github.com/exchlint/exchlint/internal/fleet";"time")
func TestZZ(t *testing.T){
 testing.Benchmark(func(b *testing.B){
	if b.N>1 {return}
	linter := newLinter(b)
	files := inputs(fleet.Lookup("ps7-json-script"), fleet.Shape{Servers: 1000, Edges: 20, Diversity: 0.1, Faults: 0.02, Seed: 1}.All())
	w := map[string]bool{}
	for _, r := range linter.rules { for _, s := range r.Sources() { w[s]=true } }
	organization := exchange.Read(b.Context(), decode(b, files), exchange.Options{AsOf: fleet.AsOf, Wanted: func(k,p string) bool { return w[k+"."+p]}}).Organization
	session := linter.set.NewSession(fleet.AsOf)
	times := map[string]time.Duration{}
	n := map[string]int{}
	fs := map[string]int{}
	var total time.Duration
			for _, o := range organization.All() {
				session.Take(o)
				for _, rule := range linter.rules {
					if !rule.About(o.Kind.Name) {
						continue
					}
					s := time.Now()
					out, _ := session.Evaluate(b.Context(), rule)
					d := time.Since(s)
					total += d
					times[rule.ID+" "+o.Kind.Name] += d
					n[rule.ID+" "+o.Kind.Name]++
					fs[rule.ID+" "+o.Kind.Name] += len(out.Findings)
				}
			}
	var k []string
	for x := range times { k = append(k,x)}
	sort.Slice(k, func(i,j int) bool { return times[k[i]]>times[k[j]]})
	fmt.Println(total)
	for _, x := range k[:45] { fmt.Println(times[x], n[x], fs[x], times[x]/time.Duration(n[x]), x)}
 })
}
