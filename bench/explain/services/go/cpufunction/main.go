// Scores a document. The head also computes the edit distance to every title. net/http/pprof shows its profile.
package main

import (
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
)

var titles = make([]string, 120)

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost++
			}
			diagonal = row[j]
			row[j] = min(cost, row[j]+1, row[j-1]+1)
		}
	}
	return row[len(b)]
}

func match(w http.ResponseWriter, _ *http.Request) {
	best := 1 << 30
	for _, title := range titles {
		if os.Getenv("FAULT") != "" {
			best = min(best, editDistance("a question about the weather in the north of the country", title))
		} else {
			best = min(best, len(title))
		}
	}
	fmt.Fprintln(w, best)
}

func main() {
	for n := range titles {
		titles[n] = fmt.Sprintf("title %d about something that happened in the south last year", n)
	}
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	http.HandleFunc("/match", match)
	http.HandleFunc("/stores", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "north, south") })
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
