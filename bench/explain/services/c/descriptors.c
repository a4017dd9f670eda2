// Reads a template from a file for each page. The head never closes it, so that opening fails after a while.
#include "serve.h"
#include <fcntl.h>

static int answer(const char *path, char *body, size_t size) {
  if (!strcmp(path, "/page")) {
    int template = open("/etc/hostname", O_RDONLY);
    if (template < 0) return snprintf(body, size, "no template"), 500;
    if (read(template, body, 16) < 0) body[0] = 0;
    if (!fault()) close(template);
  }
  snprintf(body, size, "north, south");
  return 200;
}
