/* Loaded before the C library: writes down what a program does to the files of one folder, in order, as records of
   a kind, the length of a name and of data, an offset, the name and the data. See unsynced.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/stat.h>
#include <unistd.h>

static int record_to = -1;
static const char *folder;

static void prepare(void) {
    if (record_to >= 0) return;
    int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");
    folder = getenv("UNSYNCED_FOLDER");
    record_to = real_open(getenv("UNSYNCED_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static int name_of(int fd, char *name) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, 4000);
    if (length < 0) return 0;
    name[length] = 0;
    return strncmp(name, folder, strlen(folder)) == 0;
}

static void put(char kind, const char *name, const void *data, size_t size, long offset) {
    static ssize_t (*real_write)(int, const void *, size_t);
    if (!real_write) real_write = dlsym(RTLD_NEXT, "write");
    unsigned int head[2] = {strlen(name), size};
    size_t all = 1 + sizeof head + sizeof offset + head[0] + size;
    char *record = malloc(all), *at = record;
    *at++ = kind;
    memcpy(at, head, sizeof head); at += sizeof head;
    memcpy(at, &offset, sizeof offset); at += sizeof offset;
    memcpy(at, name, head[0]); at += head[0];
    if (size) memcpy(at, data, size);
    real_write(record_to, record, all);
    free(record);
}

#define REAL(type, symbol, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) real = dlsym(RTLD_NEXT, symbol); \
    prepare(); \
    char name[4096];

static ssize_t written(int fd, const void *data, size_t size, long offset, ssize_t done) {
    char name[4096];
    if (done > 0 && name_of(fd, name)) put('w', name, data, done, offset);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)
    (void)name;
    return written(fd, data, size, offset, real(fd, data, size, offset));
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)
    (void)name;
    return written(fd, data, size, offset, real(fd, data, size, offset));
}

ssize_t write(int fd, const void *data, size_t size) {
    REAL(ssize_t, "write", int, const void *, size_t)
    (void)name;
    off_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, data, size);
    if (fd == 1 && done > 0) put('c', "", data, done, 0);
    else written(fd, data, size, offset, done);
    return done;
}

int ftruncate64(int fd, off64_t size) {
    REAL(int, "ftruncate64", int, off64_t)
    int done = real(fd, size);
    if (!done && name_of(fd, name)) put('t', name, "", 0, size);
    return done;
}

int ftruncate(int fd, off_t size) {
    REAL(int, "ftruncate", int, off_t)
    int done = real(fd, size);
    if (!done && name_of(fd, name)) put('t', name, "", 0, size);
    return done;
}

int fsync(int fd) {
    REAL(int, "fsync", int)
    int done = real(fd);
    if (!done && name_of(fd, name)) put('s', name, "", 0, 0);
    return done;
}

int fdatasync(int fd) {
    REAL(int, "fdatasync", int)
    int done = real(fd);
    if (!done && name_of(fd, name)) put('s', name, "", 0, 0);
    return done;
}

int unlink(const char *path) {
    REAL(int, "unlink", const char *)
    (void)name;
    int done = real(path);
    if (!done && strncmp(path, folder, strlen(folder)) == 0) put('u', path, "", 0, 0);
    return done;
}
