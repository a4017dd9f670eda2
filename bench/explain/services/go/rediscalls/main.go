// A profile from Redis. The base reads all fields by one HGETALL, the head each field by an HGET.
package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
)

type client struct {
	connection net.Conn
	reader     *bufio.Reader
}

var pool = sync.Pool{New: func() any {
	connection, err := net.Dial("tcp", os.Getenv("REDIS_ADDRESS"))
	if err != nil {
		panic(err)
	}
	return &client{connection, bufio.NewReader(connection)}
}}

func (c *client) call(words ...string) string {
	fmt.Fprint(c.connection, command(words))
	return c.reply()
}

func command(words []string) string {
	text := fmt.Sprintf("*%d\r\n", len(words))
	for _, word := range words {
		text += fmt.Sprintf("$%d\r\n%s\r\n", len(word), word)
	}
	return text
}

func (c *client) reply() string {
	line, _ := c.reader.ReadString('\n')
	line = strings.TrimSpace(line)
	size, _ := strconv.Atoi(line[1:])
	switch {
	case line[0] == '*':
		parts := []string{}
		for n := 0; n < size; n++ {
			parts = append(parts, c.reply())
		}
		return strings.Join(parts, " ")
	case line[0] == '$' && size >= 0:
		value := make([]byte, size+2)
		io.ReadFull(c.reader, value)
		return string(value[:size])
	}
	return line
}

func profile(w http.ResponseWriter, _ *http.Request) {
	c := pool.Get().(*client)
	defer pool.Put(c)
	if os.Getenv("FAULT") == "" {
		fmt.Fprintln(w, c.call("HGETALL", "profile:1"))
		return
	}
	for n := 0; n < 40; n++ {
		fmt.Fprintln(w, c.call("HGET", "profile:1", fmt.Sprintf("field%d", n)))
	}
}

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "ok") })
	http.HandleFunc("/profile", profile)
	http.HandleFunc("/stores", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "north, south") })
	http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), nil)
}
