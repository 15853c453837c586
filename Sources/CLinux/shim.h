/* What Linux has and Swift's Glibc module leaves out: calls behind _GNU_SOURCE, and
   headers that its module map does not name. */

#ifndef CLINUX_SHIM_H
#define CLINUX_SHIM_H

#include <fcntl.h>
#include <link.h>
#include <malloc.h>
#include <semaphore.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

/* <fcntl.h> under _GNU_SOURCE; the values are part of the kernel's interface. */
enum { CLINUX_F_SETSIG = 10, CLINUX_F_SETLEASE = 1024, CLINUX_F_OFD_GETLK = 36, CLINUX_F_OFD_SETLK = 37 };

/* A lock on a whole file that belongs to the open file (fcntl(2)): unlike flock's, it can be asked about without being
   taken. 0, or -1 with the reason in errno. */
static inline int clinux_lock(int file) {
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, CLINUX_F_OFD_SETLK, &whole);
}
/* Whether another open file holds that lock: 1 yes, 0 no, -1 with the reason in errno. */
static inline int clinux_is_locked(int file) {
    struct flock asked = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(file, CLINUX_F_OFD_GETLK, &asked) != 0) return -1;
    return asked.l_type != F_UNLCK;
}

/* Renames without replacing: fails with EEXIST where the new name is taken. */
static inline int clinux_rename_noreplace(int from_folder, const char *from, int to_folder, const char *to) {
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, 1u /* RENAME_NOREPLACE */);
}

/* The magic number of the file system under an open file, or -1. Widened, because its type
   differs between processors. */
static inline long long clinux_filesystem_type(const char *path) {
    struct statfs found;
    if (statfs(path, &found) != 0) return -1;
    return (long long)(unsigned int)found.f_type;
}

/* <semaphore.h> under _GNU_SOURCE. Waits by the clock that is never set, where sem_timedwait waits by the
   wall clock. */
int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *until);
static inline void clinux_wait(sem_t *semaphore, const struct timespec *until) {
    (void)sem_clockwait(semaphore, CLOCK_MONOTONIC, until);
}

/* Whether the time service keeps the wall clock: 1 yes, 0 no, -1 where one may not ask. */
static inline int clinux_clock_is_kept(void) {
    struct timex asked = {0};
    int state = adjtimex(&asked);
    if (state < 0) return -1;
    return state == TIME_ERROR || (asked.status & STA_UNSYNC) ? 0 : 1;
}

/* <malloc.h> is of the GNU C library alone. */
static inline void clinux_keep_one_arena(void) { (void)mallopt(M_ARENA_MAX, 1); }
static inline void clinux_keep_freed_memory(int bytes) {
    (void)mallopt(M_TRIM_THRESHOLD, bytes);
    (void)mallopt(M_MMAP_THRESHOLD, bytes);
}
static inline void clinux_trim_heap(void) { (void)malloc_trim(0); }

/* <link.h> under _GNU_SOURCE: what the loader tells of one object, as far as it is read here. The layout is part of
   the C library's interface (dl_iterate_phdr(3)). */
typedef struct {
    ElfW(Addr) address;
    const char *name;
    const ElfW(Phdr) *segments;
    ElfW(Half) count;
} clinux_object;
int dl_iterate_phdr(int (*look)(clinux_object *object, size_t size, void *page), void *page);

/* Lets go of the pages of code and constants, of the program and its libraries; the kernel keeps them as pages of
   their files as long as it likes, and maps them again when they are needed (madvise(2)).

   Only of segments that are never writable, code and constants, which no loader changes: another
   thread may be opening a library meanwhile, and what is read of /proc/self/maps at that moment
   is no longer so when it is acted on. */
static inline int clinux_let_go_of_segments(clinux_object *object, size_t size, void *page) {
    (void)size;
    for (int index = 0; index < object->count; index++) {
        const ElfW(Phdr) *segment = &object->segments[index];
        if (segment->p_type != PT_LOAD || (segment->p_flags & PF_W)) continue;
        size_t unit = *(size_t *)page, start = object->address + segment->p_vaddr;
        size_t first = (start + unit - 1) / unit * unit, end = (start + segment->p_memsz) / unit * unit;
        if (first < end) (void)madvise((void *)first, end - first, MADV_DONTNEED);
    }
    return 0;
}
static inline void clinux_let_go_of_code(void) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    (void)dl_iterate_phdr(clinux_let_go_of_segments, &page);
}

/* Whether the process will write no dump of its memory, and lets no other of its user look into it. The limit says
   nothing to a system that pipes dumps into a program (core(5)); that it may not be dumped does (PR_SET_DUMPABLE(2const)).
   The type of the resource differs between headers. */
static inline int clinux_keep_from_dumps(void) {
    struct rlimit none = {0, 0};
    int is_limited = setrlimit(RLIMIT_CORE, &none) == 0;
    int is_hidden = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
    return is_limited && is_hidden ? 0 : -1;
}
static inline int clinux_may_be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0; }

/* Names the calling thread; the kernel keeps 15 bytes. */
static inline void clinux_name_thread(const char *name) { (void)prctl(PR_SET_NAME, name, 0, 0, 0); }

#endif
