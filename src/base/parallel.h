#pragma once
// Work cut into chunks whose borders depend on the input alone, so that results have the same bits on 1 and
// on 64 threads: each chunk writes its own slot, and the caller adds the slots in order.

#include <cstddef>
#include <functional>

namespace assay {

struct Chunk {
  std::size_t index = 0;  // 0 .. chunk_count-1
  std::size_t begin = 0;  // first element
  std::size_t end = 0;    // one past the last
};

// Number of chunks of at most `size` elements that n elements make.
std::size_t chunk_count(std::size_t n, std::size_t size);

// Runs work(chunk) for every chunk, on the threads allowed by set_thread_count. Exceptions from work reach
// the caller.
void for_chunks(std::size_t n, std::size_t size, const std::function<void(Chunk)>& work);

// Threads that for_chunks may use, process-wide; 0 means all the machine has. Call before any work.
void set_thread_count(std::size_t count);
std::size_t thread_count();

}  // namespace assay
