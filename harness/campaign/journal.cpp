#include "harness/campaign/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::campaign {

journal::journal(std::filesystem::path file) : file_(std::move(file)) {
  fd_ = open(file_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0644);
  if (fd_ < 0) throw std::system_error(errno, std::generic_category(), file_.string());
}

journal::~journal() { close(fd_); }

void journal::append(const protocol::journal_entry& entry) {
  const auto line =
      protocol::to_json(entry).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
  const std::lock_guard lock(mutex_);
  for (std::size_t done = 0; done < line.size();) {
    const auto n = write(fd_, line.data() + done, line.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw std::system_error(errno, std::generic_category(), file_.string());
    done += static_cast<std::size_t>(n);
  }
  tally_.add(entry);
}

void journal::read(const std::function<void(const tally&)>& visit) const {
  const std::lock_guard lock(mutex_);
  visit(tally_);
}

tally read_journal(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in)
    throw plan::bad_input(
        fmt::format("{}: cannot be read; name the journal.jsonl of a campaign", file.string()));
  tally out;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    const bool last = in.eof();  // no newline at its end: the process ended while it wrote the line
    const auto entry = nlohmann::json::parse(line, nullptr, false);
    if (entry.is_discarded() && last) break;
    if (entry.is_discarded() || !entry.is_object())
      throw plan::bad_input(fmt::format(
          "{}:{}: not an entry of a journal; name the journal.jsonl of a campaign", file.string(), number));
    try {
      out.add(protocol::read_journal_entry(entry));
    } catch (const plan::bad_input& problem) {
      throw plan::bad_input(fmt::format("{}:{}: {}", file.string(), number, problem.what()));
    } catch (const nlohmann::json::exception& problem) {
      throw plan::bad_input(fmt::format("{}:{}: {}; use the version of Gauntlet that wrote the journal",
                                        file.string(), number, problem.what()));
    }
  }
  if (!out.begun())
    throw plan::bad_input(
        fmt::format("{}: holds no campaign; name the journal.jsonl of a campaign", file.string()));
  return out;
}

}  // namespace gauntlet::campaign
