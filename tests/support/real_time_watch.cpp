#include "tests/support/real_time_watch.h"

#include <cerrno>
#include <csignal>
#include <cstdint>

#include <dlfcn.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DUB_NO_TRAPS 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DUB_NO_TRAPS 1
#endif
#endif

namespace {

thread_local long lock_calls = 0;
thread_local bool lock_watching = false;

} // namespace

#ifndef DUB_NO_TRAPS

// The functions these stand in front of. Version 2.3.2 is that of today's condition variables.
#define DUB_TRAP(name, version, parameters, arguments)                                                       \
    extern "C" __attribute__((visibility("default"))) int name parameters {                                  \
        using Real = int(*) parameters;                                                                      \
        static Real real = nullptr;                                                                          \
        if (real == nullptr) real = reinterpret_cast<Real>(dlvsym(RTLD_NEXT, #name, version));               \
        if (real == nullptr) real = reinterpret_cast<Real>(dlsym(RTLD_NEXT, #name));                         \
        if (lock_watching) ++lock_calls;                                                                     \
        return real arguments;                                                                               \
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
DUB_TRAP(pthread_mutex_lock, "GLIBC_2.2.5", (pthread_mutex_t * mutex) noexcept, (mutex))
DUB_TRAP(pthread_mutex_trylock, "GLIBC_2.2.5", (pthread_mutex_t * mutex) noexcept, (mutex))
DUB_TRAP(pthread_rwlock_rdlock, "GLIBC_2.2.5", (pthread_rwlock_t * lock) noexcept, (lock))
DUB_TRAP(pthread_rwlock_wrlock, "GLIBC_2.2.5", (pthread_rwlock_t * lock) noexcept, (lock))
DUB_TRAP(pthread_cond_signal, "GLIBC_2.3.2", (pthread_cond_t * condition) noexcept, (condition))
DUB_TRAP(pthread_cond_broadcast, "GLIBC_2.3.2", (pthread_cond_t * condition) noexcept, (condition))
DUB_TRAP(pthread_cond_wait, "GLIBC_2.3.2", (pthread_cond_t * condition, pthread_mutex_t* mutex),
         (condition, mutex))
#pragma GCC diagnostic pop

#endif

namespace {

// Read by the kernel at each system call of the thread.
thread_local volatile char selector = 0;
thread_local volatile long trapped = -1; // number of the first call since begin()

#if !defined(DUB_NO_TRAPS) && defined(__x86_64__)
constexpr char pass = 0, stop = 1;

// Lets the call through, notes it, and watches no more until begin() is called again: the way back from here
// is a system call too.
void on_call(int, siginfo_t*, void* context) {
    selector = pass;
    auto& registers = static_cast<ucontext_t*>(context)->uc_mcontext.gregs;
    trapped = registers[REG_RAX];
    const int error = errno;
    const long result =
        ::syscall(registers[REG_RAX], registers[REG_RDI], registers[REG_RSI], registers[REG_RDX],
                  registers[REG_R10], registers[REG_R8], registers[REG_R9]);
    registers[REG_RAX] = result == -1 ? -errno : result;
    errno = error;
}

bool arm() {
    struct sigaction action {};
    action.sa_sigaction = on_call;
    action.sa_flags = SA_SIGINFO;
    if (::sigaction(SIGSYS, &action, nullptr) != 0) return false;
    selector = pass;
    constexpr int set_dispatch = 59, on = 1; // linux/prctl.h, since 5.11
    return ::prctl(set_dispatch, on, 0UL, 0UL, const_cast<char*>(&selector)) == 0;
}
#else
constexpr char pass = 0, stop = 0;
bool arm() { return false; }
#endif

bool armed() {
    thread_local const bool done = arm();
    return done;
}

} // namespace

namespace dub::test {

bool RealTimeWatch::counts_locks() {
#ifdef DUB_NO_TRAPS
    return false;
#else
    return true;
#endif
}

bool RealTimeWatch::counts_system_calls() { return armed(); }

void RealTimeWatch::begin() {
    const bool calls = armed();
    allocations_before_ = count_.so_far();
    locks_before_ = lock_calls;
    lock_watching = true;
    trapped = -1;
    if (calls) selector = stop;
}

void RealTimeWatch::end() {
    selector = pass;
    lock_watching = false;
    allocations_ += count_.so_far() - allocations_before_;
    locks_ += lock_calls - locks_before_;
    if (trapped >= 0) {
        ++system_calls_;
        last_ = trapped;
    }
}

} // namespace dub::test
