// Answers from a table in memory. The head reloads the table every 1.5 s, and holds its lock for 250 ms meanwhile.
package main

import (
	"fmt"
	"net/http"
	"os"
	"sync"
	"time"
)

var (
	lock  sync.RWMutex
	table = map[string]int{"north": 1, "south": 2}
)

func reload() {
	for range time.Tick(1500 * time.Millisecond) {
		lock.Lock()
		time.Sleep(250 * time.Millisecond)
		table = map[string]int{"north": 1, "south": 2}
		lock.Unlock()
	}
}

func answer(key string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		lock.RLock()
		defer lock.RUnlock()
		time.Sleep(time.Millisecond)
		fmt.Fprintln(w, table[key])
	}
}

func main() {
	if os.Getenv("FAULT") != "" {
		go reload()
	}
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	http.HandleFunc("/north", answer("north"))
	http.HandleFunc("/south", answer("south"))
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
