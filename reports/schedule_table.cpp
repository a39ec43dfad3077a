#include "reports/schedule_table.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reports/story.hpp"

namespace gauntlet::reports {
namespace {

using nlohmann::json;
using protocol::schedule_step;
using kind = schedule_row::kind;

constexpr std::size_t shown_before_crash = 5;  // last steps of a crashed process; there is no history to show
constexpr std::size_t min_fold = 4;            // a shorter run takes no longer to read than to unfold

bool is_change(const schedule_row& row) { return row.what == kind::change || row.what == kind::preemption; }

class builder {
 public:
  explicit builder(const protocol::finding& finding)
      : trace_(finding.schedule->trace),
        waiting_(finding.schedule->waiting),
        story_(story_of(finding)),
        crashed_(!finding.history) {}

  schedule_table operator()() {
    find_threads();
    for (std::uint32_t i = 0; i < trace_.size(); ++i) {
      if (i == 0) add_events(0);
      add_change(i);
      add_step(i);
      add_events(i + 1);
    }
    add_events_after_the_last();
    add_waiting();
    name_threads();
    mark_foldable();
    return std::move(out_);
  }

 private:
  void find_threads() {
    std::vector<std::uint32_t> numbers;
    for (const auto& step : trace_) numbers.push_back(step.thread);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    for (const auto number : numbers) out_.threads.push_back({number, {}});
  }

  [[nodiscard]] std::size_t column_of(std::uint32_t thread) const {
    const auto at = std::find_if(out_.threads.begin(), out_.threads.end(),
                                 [&](const auto& t) { return t.number == thread; });
    return static_cast<std::size_t>(at - out_.threads.begin());
  }

  void add_change(std::uint32_t i) {
    if (i == 0 || trace_[i].thread == trace_[i - 1].thread) return;
    schedule_row row;
    row.what = trace_[i].preempted ? kind::preemption : kind::change;
    row.step = i + 1;
    row.column = column_of(trace_[i].thread);
    row.text =
        "thread " + std::to_string(trace_[i - 1].thread) + " → thread " + std::to_string(trace_[i].thread);
    out_.rows.push_back(std::move(row));
  }

  void add_step(std::uint32_t i) {
    const schedule_step& step = trace_[i];
    schedule_row row;
    row.step = i + 1;
    row.column = column_of(step.thread);
    row.text = step.object == 0 ? step.does : step.does + " (" + std::to_string(step.object) + ")";
    row.where = step.where;
    row.in = step.in;
    out_.rows.push_back(std::move(row));
  }

  /// Adds the events up to `step`. The time of an event is the number of the step after which its thread
  /// recorded it, before the next step.
  void add_events(std::uint32_t step) {
    for (; next_ < story_.size() && step_of(story_[next_]) <= step; ++next_) add_event(story_[next_]);
  }
  void add_events_after_the_last() {
    for (; next_ < story_.size(); ++next_) add_event(story_[next_]);
  }
  static std::uint32_t step_of(const story_line& line) {
    return static_cast<std::uint32_t>(std::lround(line.t_us));
  }

  void add_event(const story_line& line) {
    const auto step = step_of(line);
    const auto at = std::clamp<std::size_t>(step, 1, trace_.size()) - 1;
    schedule_row row;
    row.what = kind::event;
    row.step = step;
    row.column = column_of(trace_[at].thread);
    row.text = line.text;
    row.evidence = line.evidence;
    actor_of_row_.resize(out_.rows.size());
    actor_of_row_.push_back(line.is_of_actor ? line.actor : "");
    if (auto& actors = out_.threads[row.column].actors;
        line.is_of_actor && std::find(actors.begin(), actors.end(), line.actor) == actors.end())
      actors.push_back(line.actor);
    out_.rows.push_back(std::move(row));
  }

  /// For a deadlock, or an execution that was abandoned: adds the operation at which each thread is blocked.
  void add_waiting() {
    for (const auto& [thread, text] : waiting_) {
      schedule_row row;
      row.what = kind::event;
      row.step = static_cast<std::uint32_t>(trace_.size());
      row.column = column_of(thread);
      if (row.column == out_.threads.size()) continue;  // the thread ran no step
      row.text = "never continues: " + text;
      row.evidence = true;
      out_.rows.push_back(std::move(row));
    }
  }

  /// Puts the actor's name before each event of a thread that ran several actors. If a thread ran one actor,
  /// the heading of its column names it.
  void name_threads() {
    for (std::size_t i = 0; i < actor_of_row_.size(); ++i) {
      auto& row = out_.rows[i];
      if (!actor_of_row_[i].empty() && out_.threads[row.column].actors.size() > 1)
        row.text = actor_of_row_[i] + ": " + row.text;
    }
  }

  /// Returns whether the row must stay visible: any row that is not a step, and a step at an end of the
  /// schedule or next to a switch or evidence. Other events between the two do not matter.
  [[nodiscard]] bool is_notable(std::size_t i) const {
    const auto& rows = out_.rows;
    if (rows[i].what != kind::step) return true;
    if (crashed_ && i + shown_before_crash >= rows.size()) return true;
    for (const bool forwards : {false, true}) {
      auto at = i;
      do {
        if (at == (forwards ? rows.size() - 1 : 0)) return true;
        at += forwards ? 1 : -1;
        if (rows[at].evidence || is_change(rows[at])) return true;
      } while (rows[at].what == kind::event);
    }
    return false;
  }

  /// Marks each run of at least `min_fold` rows that need not stay visible.
  void mark_foldable() {
    auto& rows = out_.rows;
    for (std::size_t from = 0, to = 0; from < rows.size(); from = to + 1) {
      for (to = from; to < rows.size() && !is_notable(to);) ++to;
      if (to - from >= min_fold)
        for (std::size_t i = from; i < to; ++i) rows[i].foldable = true;
    }
  }

  const std::vector<schedule_step>& trace_;
  const std::vector<std::pair<std::uint32_t, std::string>>& waiting_;
  std::vector<story_line> story_;
  bool crashed_;  // the process ended without delivering a history
  std::size_t next_ = 0;
  std::vector<std::string> actor_of_row_;  // by row; empty if the row is not an event of an actor
  schedule_table out_;
};

const char* name_of(kind what) {
  static constexpr const char* names[] = {"step", "event", "switch", "preemption"};
  return names[static_cast<std::size_t>(what)];
}

}  // namespace

schedule_table tabulate(const protocol::finding& finding) {
  if (!finding.schedule || finding.schedule->trace.empty()) return {};
  return builder(finding)();
}

json to_json(const schedule_table& table) {
  if (table.rows.empty()) return nullptr;
  json threads = json::array(), rows = json::array();
  for (const auto& thread : table.threads)
    threads.push_back({{"number", thread.number}, {"actors", thread.actors}});
  for (const auto& row : table.rows)
    rows.push_back({{"kind", name_of(row.what)},
                    {"step", row.step},
                    {"column", row.column},
                    {"text", row.text},
                    {"where", row.where},
                    {"in", row.in},
                    {"evidence", row.evidence},
                    {"foldable", row.foldable}});
  return {{"threads", threads}, {"rows", rows}};
}

}  // namespace gauntlet::reports
