#include "gauntlet/detail/tracked.hpp"

#include <fmt/format.h>

#include "harness/run/live_objects.hpp"

namespace gauntlet::run {
namespace {

schedule::unsynchronised_atomic<std::uint32_t> case_number{1};

constexpr std::uint64_t magic = 0x6761756e746c6574u;  // "gauntlet" in ASCII

}  // namespace

live_objects& live() {
  static live_objects counts;
  return counts;
}

std::uint32_t current_case() { return case_number.load(); }
void next_case() { case_number.add(1); }

struct failure::payload {
  std::uint64_t check;
  std::uint32_t case_number;

  explicit payload(std::uint32_t id, std::uint32_t number) : check(magic ^ id), case_number(number) {
    live().payloads.add(1);
  }
  payload(const payload& other) : check(other.check), case_number(other.case_number) {
    live().payloads.add(1);
  }
  payload& operator=(const payload&) = delete;
  ~payload() { live().payloads.add(-1); }
};

failure::failure(std::uint32_t id) : id_(id), payload_(std::make_unique<const payload>(id, current_case())) {
  live().errors.add(1);
}

failure::failure(const failure& other)
    : id_(other.id_), payload_(other.payload_ ? std::make_unique<const payload>(*other.payload_) : nullptr) {
  if (payload_) live().errors.add(1);
}

failure::failure(failure&&) noexcept = default;

// The count goes with the payload: an object that was moved from holds no payload and is not counted.
failure::~failure() {
  if (payload_) live().errors.add(-1);
}

bool failure::intact() const { return payload_ && payload_->check == (magic ^ id_); }
bool failure::of_this_case() const { return payload_ && payload_->case_number == current_case(); }
history::leaf_state failure::state() const {
  using history::leaf_state;
  if (!of_this_case()) return leaf_state::foreign;
  return intact() ? leaf_state::intact : leaf_state::damaged;
}
std::string failure::message() const { return fmt::format("error {}", id_); }

}  // namespace gauntlet::run
