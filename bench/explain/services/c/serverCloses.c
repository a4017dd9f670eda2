// Answers at once. The head closes the connection after each response, so that each request needs a new one.
#include "serve.h"

static int answer(const char *path, char *body, size_t size) {
  snprintf(body, size, "%s", path);
  return fault() ? -200 : 200;
}
