// Large blocks of memory in large pages. A delivery of ten million annotations is some hundred megabytes of
// columns: in pages of 4 KiB the kernel hands them out one fault at a time, and look-ups in large tables miss
// the processor's table of pages. On systems whose setting for transparent huge pages is "madvise", which is
// the usual one, programs have to ask.
//
// Replaces the global operator new, which C++ allows a program to do; sanitizers bring their own.

#include <cstdlib>
#include <new>

#if defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <sys/mman.h>

namespace {

constexpr std::size_t huge_page = std::size_t{2} << 20;

void* allocate(std::size_t size) noexcept {
  if (size < 2 * huge_page) return std::malloc(size == 0 ? 1 : size);
  const std::size_t rounded = (size + huge_page - 1) / huge_page * huge_page;
  void* block = std::aligned_alloc(huge_page, rounded);
  if (block != nullptr) ::madvise(block, rounded, MADV_HUGEPAGE);
  return block;
}

}  // namespace

void* operator new(std::size_t size) {
  for (;;) {
    if (void* block = allocate(size)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

void* operator new[](std::size_t size) { return operator new(size); }
void operator delete(void* block) noexcept { std::free(block); }
void operator delete[](void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }
void operator delete[](void* block, std::size_t) noexcept { std::free(block); }

#endif
