/*
 * Stands between a program and the disk (LD_PRELOAD). Of files whose path begins with SHIM_FILE it fails the n-th call and writes down
 * every write and sync, so that a test can make what the disk might hold after a power cut.
 * SHIM_CONTROL: a file of three 32-bit numbers, how many calls until one fails (0: none does), the errno of that, and whether a
 * sync hangs for as long as it is not 0.
 * SHIM_TRACE: where the calls are written down, each as: kind, file (8 bits each), 16 bits unused, length (32), offset (64), bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { WRITE = 1, SYNC = 2, CUT = 3, GONE = 4 };
struct record { uint8_t kind, file; uint16_t unused; uint32_t length; uint64_t offset; };

static const char *prefix;
static volatile int32_t *control;
static int trace = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_fsync)(int), (*real_fdatasync)(int), (*real_ftruncate)(int, off64_t), (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
  real_unlink = dlsym(RTLD_NEXT, "unlink");
  prefix = getenv("SHIM_FILE");
  if (getenv("SHIM_TRACE")) trace = open(getenv("SHIM_TRACE"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  int fd = getenv("SHIM_CONTROL") ? open(getenv("SHIM_CONTROL"), O_RDWR | O_CLOEXEC) : -1;
  if (fd < 0) return;
  void *mapped = mmap(NULL, 12, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (mapped != MAP_FAILED) control = mapped;
  close(fd);
}

/* 1: the file itself, 2: its log; 0: none of ours. */
static int file_of(const char *path) {
  if (!prefix || strncmp(path, prefix, strlen(prefix)) != 0) return 0;
  const char *rest = path + strlen(prefix);
  return *rest == 0 ? 1 : strcmp(rest, "-wal") == 0 ? 2 : 0;
}

static int file_at(int fd) {
  if (!prefix || fd == trace) return 0;
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return file_of(path);
}

static int fails(int file) {
  if (!file || !control || control[0] <= 0) return 0;
  if (__sync_sub_and_fetch(&control[0], 1) != 0) return 0;
  errno = control[1];
  return 1;
}

static void note(int kind, int file, const void *bytes, size_t length, off64_t offset) {
  if (!file || trace < 0) return;
  struct record record = { kind, file, 0, length, offset };
  pthread_mutex_lock(&turn);
  real_write(trace, &record, sizeof record);
  if (length) real_write(trace, bytes, length);
  pthread_mutex_unlock(&turn);
}

ssize_t write(int fd, const void *bytes, size_t length) {
  int file = file_at(fd);
  if (fails(file)) return -1;
  off64_t offset = file ? lseek64(fd, 0, SEEK_CUR) : 0;
  ssize_t written = real_write(fd, bytes, length);
  if (written > 0) note(WRITE, file, bytes, written, offset);
  return written;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) {
  int file = file_at(fd);
  if (fails(file)) return -1;
  ssize_t written = real_pwrite(fd, bytes, length, offset);
  if (written > 0) note(WRITE, file, bytes, written, offset);
  return written;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) { return pwrite64(fd, bytes, length, offset); }

static int sync_by(int (*real)(int), int fd) {
  int file = file_at(fd);
  if (fails(file)) return -1;
  while (file && control && control[2]) usleep(5000);
  int result = real(fd);
  if (result == 0) note(SYNC, file, NULL, 0, 0);
  return result;
}
int fsync(int fd) { return sync_by(real_fsync, fd); }
int fdatasync(int fd) { return sync_by(real_fdatasync, fd); }

int ftruncate64(int fd, off64_t length) {
  int file = file_at(fd);
  if (fails(file)) return -1;
  int result = real_ftruncate(fd, length);
  if (result == 0) note(CUT, file, NULL, 0, length);
  return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  int result = real_unlink(path);
  if (result == 0) note(GONE, file_of(path), NULL, 0, 0);
  return result;
}
