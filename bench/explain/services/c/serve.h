// An HTTP server, one thread for each connection. answer() fills the body and returns the status, negative to close.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int answer(const char *path, char *body, size_t size);
static int fault(void) { return getenv("FAULT")[0] != 0; }

static void *talk(void *argument) {
  int connection = (int)(long)argument;
  char request[4096], path[256], body[2048], response[4096];
  size_t length = 0;
  for (;;) {
    ssize_t got = read(connection, request + length, sizeof request - 1 - length);
    if (got <= 0) break;
    length += got;
    request[length] = 0;
    if (!strstr(request, "\r\n\r\n")) continue;
    length = 0;
    body[0] = 0;
    sscanf(request, "GET %255s", path);
    int status = strcmp(path, "/healthz") ? answer(path, body, sizeof body) : 200;
    int closes = status < 0;
    int size = snprintf(response, sizeof response, "HTTP/1.1 %d Text\r\n%sContent-Length: %zu\r\n\r\n%s", abs(status),
                        closes ? "Connection: close\r\n" : "", strlen(body), body);
    if (write(connection, response, size) != size || closes) break;
  }
  close(connection);
  return NULL;
}

int main(void) {
  signal(SIGPIPE, SIG_IGN);
  int one = 1, listener = socket(AF_INET, SOCK_STREAM, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(getenv("PORT")))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 128)) return perror("listen"), 1;
  for (;;) {
    pthread_t thread;
    int connection = accept(listener, NULL, NULL);
    if (connection < 0) continue;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (pthread_create(&thread, NULL, talk, (void *)(long)connection)) close(connection);
    else pthread_detach(thread);
  }
}
