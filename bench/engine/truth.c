// An HTTP/1.1 server with known response times. It responds to each request a fixed time after its arrival. It logs
// both moments, which gives the true latency. One thread, keep-alive, GET only, Linux only.
//
//   truth DELAY_US [STALL_MS PERIOD_MS [BURN_US]]     prints its port; ends with the process that started it
//
// A stall holds every response that becomes due within it until the stall ends. The first stall begins half a period
// after the first request; then there is one per period. Each request uses BURN_US of CPU time before its response.
//
//   GET /count   the number of requests since the last reset
//   GET /log     arrival and response of each: two 64-bit numbers in this machine's byte order, CLOCK_MONOTONIC ns
//   GET /reset   clears the log; the next request starts a new period
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { maxFds = 1 << 14, maxPending = 1 << 18, maxRecords = 1 << 26, startBytes = 16 };

struct record {
  uint64_t arrivalNs, responseNs;
};
struct connection {
  uint32_t generation;
  int used, ending; // bytes of the request so far, up to startBytes; matched bytes of \r\n\r\n
  char start[startBytes];
};
struct pending {
  uint64_t dueNs;
  uint32_t fd, generation, record;
};

static uint64_t delayNs, stallNs, periodNs, burnNs, firstNs;
static struct record *records; // reserved address space: growing an array would cause stalls
static uint32_t count;
static struct pending queue[maxPending]; // in due order: all delays are equal, and a stall preserves the order
static uint64_t head, tail;
static struct connection connections[maxFds];
static int epoll, timer;

static const char response[] = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nok\n";

static uint64_t nowNs(clockid_t clock) {
  struct timespec at;
  clock_gettime(clock, &at);
  return (uint64_t)at.tv_sec * 1000000000u + (uint64_t)at.tv_nsec;
}

static void burn(void) {
  if (burnNs == 0) return;
  uint64_t until = nowNs(CLOCK_THREAD_CPUTIME_ID) + burnNs;
  while (nowNs(CLOCK_THREAD_CPUTIME_ID) < until) {
  }
}

static uint64_t responseDue(uint64_t arrivalNs) {
  uint64_t dueNs = arrivalNs + delayNs, firstStallNs = firstNs + periodNs / 2;
  if (stallNs == 0 || dueNs < firstStallNs) return dueNs;
  uint64_t intoStallNs = (dueNs - firstStallNs) % periodNs;
  return intoStallNs < stallNs ? dueNs - intoStallNs + stallNs : dueNs;
}

static void drop(int fd) {
  connections[fd].generation++;
  close(fd);
}

static void sendAll(int fd, const void *bytes, size_t length) {
  for (const char *from = bytes; length > 0;) {
    ssize_t sent = send(fd, from, length, MSG_NOSIGNAL);
    if (sent > 0) {
      from += sent;
      length -= (size_t)sent;
    } else if (errno == EAGAIN) {
      struct pollfd writable = {.fd = fd, .events = POLLOUT};
      poll(&writable, 1, 1000);
    } else {
      return;
    }
  }
}

static void sendBody(int fd, const void *body, size_t length) {
  char top[96];
  int bytes = snprintf(top, sizeof top, "HTTP/1.1 200 OK\r\nContent-Length: %zu\r\n\r\n", length);
  sendAll(fd, top, (size_t)bytes);
  sendAll(fd, body, length);
}

static int control(int fd, const struct connection *connection) {
  char number[16];
  if (memcmp(connection->start, "GET /count ", 11) == 0) {
    sendBody(fd, number, (size_t)snprintf(number, sizeof number, "%u", count));
  } else if (memcmp(connection->start, "GET /log ", 9) == 0) {
    sendBody(fd, records, sizeof *records * count);
  } else if (memcmp(connection->start, "GET /reset ", 11) == 0) {
    count = 0;
    head = tail;
    firstNs = 0;
    sendBody(fd, "", 0);
  } else {
    return 0;
  }
  return 1;
}

static void acceptRequest(int fd, struct connection *connection) {
  if (control(fd, connection) || count == maxRecords || tail - head == maxPending) return;
  uint64_t arrivalNs = nowNs(CLOCK_MONOTONIC);
  if (firstNs == 0) firstNs = arrivalNs;
  records[count] = (struct record){.arrivalNs = arrivalNs};
  queue[tail++ % maxPending] = (struct pending){
      .dueNs = responseDue(arrivalNs), .fd = (uint32_t)fd, .generation = connection->generation, .record = count++};
  burn();
}

static void readFrom(int fd) {
  static char bytes[1 << 14];
  struct connection *connection = &connections[fd];
  ssize_t length = recv(fd, bytes, sizeof bytes, 0);
  if (length == 0 || (length < 0 && errno != EAGAIN)) drop(fd);
  for (ssize_t i = 0; i < length; i++) {
    if (connection->used < startBytes) connection->start[connection->used++] = bytes[i];
    int expected = connection->ending % 2 == 0 ? '\r' : '\n';
    connection->ending = bytes[i] == expected ? connection->ending + 1 : bytes[i] == '\r';
    if (connection->ending < 4) continue;
    connection->used = connection->ending = 0;
    acceptRequest(fd, connection);
  }
}

static void sendDueResponses(void) {
  while (head != tail) {
    const struct pending *next = &queue[head % maxPending];
    uint64_t atNs = nowNs(CLOCK_MONOTONIC);
    if (next->dueNs > atNs) {
      struct itimerspec at = {
          .it_value = {.tv_sec = (time_t)(next->dueNs / 1000000000u), .tv_nsec = (long)(next->dueNs % 1000000000u)}};
      timerfd_settime(timer, TFD_TIMER_ABSTIME, &at, NULL);
      return;
    }
    head++;
    records[next->record].responseNs = atNs;
    if (connections[next->fd].generation != next->generation) continue;
    send((int)next->fd, response, sizeof response - 1, MSG_NOSIGNAL);
  }
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
}

static void acceptFrom(int listener) {
  int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
  if (fd < 0) return;
  if (fd >= maxFds) {
    close(fd);
    return;
  }
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  connections[fd].used = connections[fd].ending = 0;
  watch(fd);
}

static int listenOnLoopback(void) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t length = sizeof address;
  if (bind(listener, (struct sockaddr *)&address, length) != 0 || listen(listener, 1024) != 0) {
    perror("truth");
    exit(1);
  }
  getsockname(listener, (struct sockaddr *)&address, &length);
  printf("%u\n", ntohs(address.sin_port));
  fflush(stdout);
  return listener;
}

int main(int argc, char **argv) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  prctl(PR_SET_TIMERSLACK, 1);
  delayNs = argc > 1 ? strtoull(argv[1], NULL, 10) * 1000 : 5000000;
  stallNs = argc > 3 ? strtoull(argv[2], NULL, 10) * 1000000 : 0;
  periodNs = argc > 3 ? strtoull(argv[3], NULL, 10) * 1000000 : 0;
  burnNs = argc > 4 ? strtoull(argv[4], NULL, 10) * 1000 : 0;
  records = mmap(NULL, sizeof *records * maxRecords, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (records == MAP_FAILED) return 1;
  epoll = epoll_create1(0);
  timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  int listener = listenOnLoopback();
  watch(listener);
  watch(timer);
  for (;;) {
    struct epoll_event events[256];
    int ready = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      uint64_t expirations;
      if (fd == listener) acceptFrom(fd);
      else if (fd != timer) readFrom(fd);
      else if (read(timer, &expirations, sizeof expirations) < 0) continue;
      sendDueResponses();
    }
    sendDueResponses();
  }
}
