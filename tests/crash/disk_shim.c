/* A disk that fails when told to, put before the C library by LD_PRELOAD, for tests and benchmarks only.
   DISK_SHIM names a file of four 64-bit integers that both sides map: what to do, how often files were synced,
   how many calls were refused, how many of the coming ones are let through first. DISK_SHIM_FOLDER names the
   folder whose files are meant; syncs are counted and calls refused there alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { keeps_working = 0, is_full = 1, does_not_sync = 2, does_not_write = 3 };

struct control {
  volatile int64_t mode, syncs, refused, spared;
};

static struct control* control;
static const char* folder;
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
  const char* path = getenv("DISK_SHIM");
  folder = getenv("DISK_SHIM_FOLDER");
  if (path == NULL || folder == NULL) return;
  folder_length = strlen(folder);
  const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file < 0) return;
  if (ftruncate(file, sizeof(struct control)) == 0) {
    void* place = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (place != MAP_FAILED) control = place;
  }
  close(file);
}

static int is_meant(int file) {
  char link[64], path[1024];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  const ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, folder_length) == 0 && strstr(path, "assay.db") != NULL;
}

/* Whether a call on this file is refused now. */
static int refuses(int file, int64_t mode) {
  if (control == NULL || control->mode != mode || !is_meant(file)) return 0;
  if (__atomic_load_n(&control->spared, __ATOMIC_SEQ_CST) > 0 &&
      __atomic_fetch_sub(&control->spared, 1, __ATOMIC_SEQ_CST) > 0)
    return 0;
  __atomic_fetch_add(&control->refused, 1, __ATOMIC_SEQ_CST);
  return 1;
}

#define REAL(type, name, ...)                                         \
  static type (*real)(__VA_ARGS__);                                   \
  if (real == NULL) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

#define WRITE_LIKE(...)                            \
  if (refuses(file, is_full)) {                    \
    errno = ENOSPC;                                \
    return -1;                                     \
  }                                                \
  if (refuses(file, does_not_write)) {             \
    errno = EIO;                                   \
    return -1;                                     \
  }                                                \
  return real(__VA_ARGS__)

ssize_t pwrite64(int file, const void* bytes, size_t count, off64_t at) {
  REAL(ssize_t, "pwrite64", int, const void*, size_t, off64_t);
  WRITE_LIKE(file, bytes, count, at);
}

ssize_t pwrite(int file, const void* bytes, size_t count, off_t at) {
  REAL(ssize_t, "pwrite", int, const void*, size_t, off_t);
  WRITE_LIKE(file, bytes, count, at);
}

static int synced(int file, int (*real)(int)) {
  if (control != NULL && is_meant(file)) __atomic_fetch_add(&control->syncs, 1, __ATOMIC_SEQ_CST);
  if (refuses(file, does_not_sync)) {
    errno = EIO;
    return -1;
  }
  return real(file);
}

int fdatasync(int file) {
  REAL(int, "fdatasync", int);
  return synced(file, real);
}

int fsync(int file) {
  REAL(int, "fsync", int);
  return synced(file, real);
}
