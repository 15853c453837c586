/* Preloaded into one process, it shows that process other clocks than those of the machine.

   The file $CLOCK_FILE holds three 64-bit numbers of nanoseconds in the machine's own order, which count at once when they
   are written: by how much the wall clock is off, for how long the machine has slept, and how much time has passed beside
   that of the machine. A sleep moves the wall clock and CLOCK_BOOTTIME on, and leaves CLOCK_MONOTONIC alone, as that of a
   suspended machine does (clock_gettime(2)).

   A wait until a moment of a clock that is moved is put back by as much before the kernel is asked for it, so that it lasts
   as long as it was meant to. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

static const int64_t none[3];
static volatile const int64_t *moved = none;
/* The clock of each timer that is a file. */
static clockid_t clock_of[4096];

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("CLOCK_FILE");
    int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *page = mmap(NULL, sizeof none, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (page != MAP_FAILED) moved = page;
}

static int64_t off(clockid_t clock) {
    switch (clock) {
    case CLOCK_REALTIME:
    case CLOCK_REALTIME_COARSE:
    case CLOCK_REALTIME_ALARM:
    case CLOCK_TAI: return moved[0] + moved[1] + moved[2];
    case CLOCK_BOOTTIME:
    case CLOCK_BOOTTIME_ALARM: return moved[1] + moved[2];
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_MONOTONIC_RAW: return moved[2];
    default: return 0;
    }
}

static struct timespec add(struct timespec time, int64_t nanoseconds) {
    time.tv_sec += nanoseconds / 1000000000;
    time.tv_nsec += nanoseconds % 1000000000;
    if (time.tv_nsec < 0) { time.tv_nsec += 1000000000; time.tv_sec--; }
    if (time.tv_nsec >= 1000000000) { time.tv_nsec -= 1000000000; time.tv_sec++; }
    return time;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int result = syscall(SYS_clock_gettime, clock, time);
    if (result == 0) *time = add(*time, off(clock));
    return result;
}

int gettimeofday(struct timeval *time, void *zone) {
    struct timespec now;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &now);
    time->tv_sec = now.tv_sec;
    time->tv_usec = now.tv_nsec / 1000;
    return 0;
}

time_t time(time_t *seconds) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (seconds) *seconds = now.tv_sec;
    return now.tv_sec;
}

/* The function that this one stands in front of. */
#define NEXT(name, ...) ((int (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

int clock_nanosleep(clockid_t clock, int flags, const struct timespec *until, struct timespec *left) {
    struct timespec moment = flags & TIMER_ABSTIME ? add(*until, -off(clock)) : *until;
    return NEXT(clock_nanosleep, clockid_t, int, const struct timespec *, struct timespec *)(
        clock, flags, &moment, left);
}

int pthread_cond_timedwait(pthread_cond_t *condition, pthread_mutex_t *mutex, const struct timespec *until) {
    /* Of a condition of another clock than the wall clock the moment is smaller: seconds since the machine started. */
    struct timespec moment = add(*until, -off(until->tv_sec > 1000000000 ? CLOCK_REALTIME : CLOCK_MONOTONIC));
    /* The oldest version of this name is of another kind of condition. */
    static int (*next)(pthread_cond_t *, pthread_mutex_t *, const struct timespec *);
    if (!next) next = dlvsym(RTLD_NEXT, "pthread_cond_timedwait", "GLIBC_2.3.2");
    if (!next) next = dlsym(RTLD_NEXT, "pthread_cond_timedwait");
    return next(condition, mutex, &moment);
}

int pthread_cond_clockwait(
    pthread_cond_t *condition, pthread_mutex_t *mutex, clockid_t clock, const struct timespec *until) {
    struct timespec moment = add(*until, -off(clock));
    return NEXT(pthread_cond_clockwait, pthread_cond_t *, pthread_mutex_t *, clockid_t, const struct timespec *)(
        condition, mutex, clock, &moment);
}

int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *until) {
    struct timespec moment = add(*until, -off(clock));
    return NEXT(sem_clockwait, sem_t *, clockid_t, const struct timespec *)(semaphore, clock, &moment);
}

int timerfd_create(clockid_t clock, int flags) {
    int file = NEXT(timerfd_create, clockid_t, int)(clock, flags);
    if (file >= 0 && file < 4096) clock_of[file] = clock;
    return file;
}

int timerfd_settime(int file, int flags, const struct itimerspec *new, struct itimerspec *old) {
    struct itimerspec timer = *new;
    int is_set = timer.it_value.tv_sec || timer.it_value.tv_nsec;
    if ((flags & TFD_TIMER_ABSTIME) && is_set && file < 4096) timer.it_value = add(timer.it_value, -off(clock_of[file]));
    return NEXT(timerfd_settime, int, int, const struct itimerspec *, struct itimerspec *)(file, flags, &timer, old);
}
