// Writes each visit into a journal. The head waits until each entry is on the disk.
#include "serve.h"
#include <fcntl.h>

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int journal;
static void open_journal(void) { journal = open(getenv("JOURNAL"), O_CREAT | O_WRONLY | O_APPEND, 0600); }

static int answer(const char *path, char *body, size_t size) {
  if (!strcmp(path, "/visit")) {
    char entry[4096];
    memset(entry, 'v', sizeof entry);
    pthread_once(&once, open_journal);
    if (write(journal, entry, sizeof entry) < 0) return 500;
    for (int times = 0; fault() && times < 3; times++) {
      if (write(journal, "end\n", 4) < 0 || fsync(journal)) return 500;
    }
  }
  snprintf(body, size, "north, south");
  return 200;
}
