// Exchange rates. The base converts many at once, the head one after the other, behind a lock.
package main

import (
	"fmt"
	"net/http"
	_ "net/http/pprof"
	"os"
	"sync"
	"time"
)

var cache sync.Mutex

func convert() {
	if os.Getenv("FAULT") != "" {
		cache.Lock()
		defer cache.Unlock()
	}
	time.Sleep(9 * time.Millisecond)
}

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	http.HandleFunc("/rates", func(w http.ResponseWriter, _ *http.Request) {
		convert()
		fmt.Fprint(w, "1.1")
	})
	http.HandleFunc("/stores", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "north, south") })
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
