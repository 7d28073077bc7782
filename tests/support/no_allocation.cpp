#include "tests/support/no_allocation.h"

#include <cerrno>
#include <cstddef>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define DUB_SANITIZER_HOOKS 1
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DUB_SANITIZER_HOOKS 1
#endif

namespace {

thread_local int watching = 0;
thread_local long calls = 0;

void note() {
    if (watching > 0) ++calls;
}

} // namespace

#ifdef DUB_SANITIZER_HOOKS

extern "C" int __sanitizer_install_malloc_and_free_hooks(void (*)(const volatile void*, std::size_t),
                                                         void (*)(const volatile void*));

static void install() {
    static const int installed = __sanitizer_install_malloc_and_free_hooks(
        [](const volatile void*, std::size_t) { note(); }, [](const volatile void*) { note(); });
    static_cast<void>(installed);
}

#else

static void install() {}

// glibc's own functions, which these stand in front of.
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* old);

__attribute__((visibility("default"))) void* malloc(std::size_t size) {
    note();
    return __libc_malloc(size);
}
__attribute__((visibility("default"))) void* calloc(std::size_t count, std::size_t size) {
    note();
    return __libc_calloc(count, size);
}
__attribute__((visibility("default"))) void* realloc(void* old, std::size_t size) {
    note();
    return __libc_realloc(old, size);
}
__attribute__((visibility("default"))) void* memalign(std::size_t alignment, std::size_t size) {
    note();
    return __libc_memalign(alignment, size);
}
__attribute__((visibility("default"))) void* aligned_alloc(std::size_t alignment, std::size_t size) {
    note();
    return __libc_memalign(alignment, size);
}
__attribute__((visibility("default"))) int posix_memalign(void** to, std::size_t alignment,
                                                          std::size_t size) {
    note();
    *to = __libc_memalign(alignment, size);
    return *to == nullptr ? ENOMEM : 0;
}
__attribute__((visibility("default"))) void free(void* old) {
    if (old != nullptr) note();
    __libc_free(old);
}
}

#endif

namespace dub::test {

AllocationCount::AllocationCount()
    : before_(calls) {
    install();
    ++watching;
}

AllocationCount::~AllocationCount() { --watching; }

long AllocationCount::so_far() const { return calls - before_; }

} // namespace dub::test
