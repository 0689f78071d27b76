#include "base/background.h"

#include <thread>

namespace assay {

struct BackgroundThread::State {
  std::jthread thread;
};

BackgroundThread::BackgroundThread(std::function<void()> body)
    : state_(std::make_unique<State>(State{std::jthread(std::move(body))})) {}
BackgroundThread::~BackgroundThread() = default;
BackgroundThread::BackgroundThread(BackgroundThread&&) noexcept = default;
BackgroundThread& BackgroundThread::operator=(BackgroundThread&&) noexcept = default;

}  // namespace assay
