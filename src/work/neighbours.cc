#include "work/neighbours.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

namespace assay::work {
namespace {

constexpr int wait_ms = 200;    // for what others tell, before it is looked whether this is to end
constexpr int between_ms = 50;  // two sendings: progress of jobs comes faster than pages show it
constexpr int after_failure_ms = 1000;

}  // namespace

std::string notice_text(std::string_view node, const app::Notice& notice) {
  return fmt::format("{} {} {} {} {}", node, notice.kind, notice.project, notice.job, notice.user);
}

std::optional<ToldNotice> notice_from(std::string_view text) {
  const auto word = [&] {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view out = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return out;
  };
  ToldNotice out;
  out.node = word();
  out.notice.kind = word();
  for (std::int64_t* into : {&out.notice.project, &out.notice.job, &out.notice.user}) {
    const std::string_view digits = word();
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), *into);
    if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) return std::nullopt;
  }
  if (!text.empty()) return std::nullopt;
  return out;
}

Neighbours::Neighbours(std::string postgres_address, const Log& log)
    : address_(std::move(postgres_address)), log_(log), own_name_(base64_url(random_bytes(12))) {}

void Neighbours::start(Heard heard) {
  heard_ = std::move(heard);
  sender_.emplace([this] { send_loop(); });
  hearer_.emplace([this] { hear_loop(); });
}

Neighbours::~Neighbours() { stop(); }

void Neighbours::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  changed_.notify_all();
  sender_.reset();
  hearer_.reset();
}

void Neighbours::tell(const app::Notice& notice) {
  if (notice.kind != "job" && notice.kind != "message") return;
  {
    const std::lock_guard lock(mutex_);
    waiting_.try_emplace({notice.kind, notice.project, notice.job, notice.user}, notice);
  }
  changed_.notify_all();
}

// False: it is time to end.
bool Neighbours::pause(int ms) {
  std::unique_lock lock(mutex_);
  return !changed_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return stopping_; });
}

void Neighbours::note(const Result<Done>& done, std::unique_ptr<store::Channel>& channel) {
  if (done) return;
  channel.reset();
  log_.write(LogLevel::warning, "neighbours", {{"message", std::string_view(done.error().message)}});
  pause(after_failure_ms);
}

void Neighbours::send_loop() {
  do {
    std::map<Key, app::Notice> notices;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      notices.swap(waiting_);
    }
    note(send(notices), sending_);
  } while (pause(between_ms));
}

Result<Done> Neighbours::send(const std::map<Key, app::Notice>& notices) {
  if (!sending_) {
    auto opened = store::Channel::open(address_);
    if (!opened) return opened.error();
    sending_ = std::move(opened).value();
  }
  for (const auto& [key, notice] : notices) {
    if (auto told = sending_->tell(notice_text(own_name_, notice)); !told) return told;
  }
  return Done{};
}

void Neighbours::hear_loop() {
  while (pause(0)) note(hear(), hearing_);
}

Result<Done> Neighbours::hear() {
  if (!hearing_) {
    auto opened = store::Channel::open(address_);
    if (!opened) return opened.error();
    if (auto listens = opened.value()->listen(); !listens) return listens;
    hearing_ = std::move(opened).value();
  }
  auto texts = hearing_->hear(wait_ms);
  if (!texts) return texts.error();
  for (const std::string& text : texts.value()) {
    const auto told = notice_from(text);
    if (told && told->node != own_name_) heard_(told->notice);
  }
  return Done{};
}

}  // namespace assay::work
