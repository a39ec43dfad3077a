#include "reports/story.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

namespace gauntlet::reports {
namespace {

using history::event;
using history::event_kind;
using nlohmann::json;

/// Returns the time of an event in microseconds; in an explored case the number of its step.
double us(const event& e, const protocol::finding& f) {
  return f.schedule ? static_cast<double>(e.time / 1000) : static_cast<double>(e.time) / 1000.0;
}

struct marked_event {
  const event* what;
  bool evidence;
};

bool is_evidence(const protocol::finding& f, std::uint32_t log, std::size_t index) {
  return std::find(f.evidence.begin(), f.evidence.end(),
                   check::event_ref{log, static_cast<std::uint32_t>(index)}) != f.evidence.end();
}

/// Returns all events of the history in order of time.
std::vector<marked_event> events_in_order(const protocol::finding& f) {
  std::vector<marked_event> all;
  for (std::uint32_t a = 0; a < f.history->logs.size(); ++a)
    for (std::size_t i = 0; i < f.history->logs[a].size(); ++i)
      all.push_back({&f.history->logs[a][i], is_evidence(f, a, i)});
  for (std::size_t i = 0; i < f.history->unowned.size(); ++i)
    all.push_back({&f.history->unowned[i], is_evidence(f, check::unowned_log, i)});
  std::sort(all.begin(), all.end(), [](const marked_event& a, const marked_event& b) {
    return std::pair(a.what->time, a.what) <
           std::pair(b.what->time, b.what);  // events of one log keep their order
  });
  return all;
}

/// Returns the number of tasks. The logs are the driver's, one for each task, and four for waiting threads.
std::size_t tasks_of(const history::history& h) {
  return h.logs.size() - std::min<std::size_t>(h.logs.size(), 5);
}

std::string actor_of(const event& e, const history::history& h) {
  return e.actor == history::none ? fmt::format("task {}", e.task)
                                  : history::name_of_actor(e.actor, tasks_of(h));
}

struct bar_kind {
  event_kind begin, end;
  const char* kind;
};
constexpr bar_kind bars[] = {{event_kind::submit_begin, event_kind::submit_end, "submit"},
                             {event_kind::body_begin, event_kind::body_end, "body"},
                             {event_kind::wait_begin, event_kind::wait_end, "wait"},
                             {event_kind::await_begin, event_kind::await_end, "blocked"},
                             {event_kind::meet_begin, event_kind::meet_end, "blocked"},
                             {event_kind::gate_begin, event_kind::gate_end, "blocked"},
                             {event_kind::cancel_begin, event_kind::cancel_end, "cancel"},
                             {event_kind::nest_begin, event_kind::nest_end, "other"},
                             {event_kind::limit_begin, event_kind::limit_end, "other"}};

std::string bar_label(const event& e) {
  switch (e.kind) {
    case event_kind::body_begin:
      return fmt::format("body of task {}", e.task);
    case event_kind::submit_begin:
      return fmt::format("submit task {}", e.task);
    default:
      return history::describe(e);
  }
}

const char* mark_kind(const event& e) {
  switch (e.kind) {
    case event_kind::check_end:
    case event_kind::after_wait:
      return "seen";
    case event_kind::wait_error:
      return "cause";
    case event_kind::callable_gone:
    case event_kind::group_gone:
      return "destroyed";
    default:
      return "other";
  }
}

bool is_mark(event_kind kind) {
  switch (kind) {
    case event_kind::check_end:
    case event_kind::after_wait:
    case event_kind::wait_error:
    case event_kind::callable_gone:
    case event_kind::group_gone:
    case event_kind::gate_open:
    case event_kind::payload_read:
      return true;
    default:
      return false;
  }
}

/// Builds the lane of one actor. An event that begins something opens a bar; the matching end closes it.
class lane {
 public:
  explicit lane(const protocol::finding& f) : finding_(f) {}

  void add(const event& e, bool evidence) {
    for (const bar_kind& kind : bars) {
      if (e.kind == kind.begin) open_.push_back({us(e, finding_), bar_label(e), kind.kind, kind.end});
      if (e.kind == kind.end) close(kind.end, e);
    }
    if (evidence)
      marks_.push_back({{"t_us", us(e, finding_)}, {"label", history::describe(e)}, {"kind", "evidence"}});
    else if (is_mark(e.kind))
      marks_.push_back({{"t_us", us(e, finding_)}, {"label", history::describe(e)}, {"kind", mark_kind(e)}});
  }

  json finish(const std::string& actor, double end_us) {
    for (const open_bar& bar : open_)
      bars_.push_back({{"from_us", bar.from},
                       {"to_us", end_us},
                       {"label", bar.label + " (never ended)"},
                       {"kind", bar.kind}});
    return {{"actor", actor}, {"bars", bars_}, {"marks", marks_}};
  }

 private:
  struct open_bar {
    double from;
    std::string label;
    const char* kind;
    event_kind until;
  };

  void close(event_kind until, const event& e) {
    const auto bar =
        std::find_if(open_.rbegin(), open_.rend(), [&](const open_bar& b) { return b.until == until; });
    if (bar == open_.rend()) return;
    const auto label = e.kind == event_kind::body_end || e.kind == event_kind::wait_end
                           ? fmt::format("{}: {}", bar->label, history::describe(e))
                           : bar->label;
    bars_.push_back(
        {{"from_us", bar->from}, {"to_us", us(e, finding_)}, {"label", label}, {"kind", bar->kind}});
    open_.erase(std::next(bar).base());
  }

  const protocol::finding& finding_;
  std::vector<open_bar> open_;
  json bars_ = json::array(), marks_ = json::array();
};

}  // namespace

std::vector<story_line> story_of(const protocol::finding& f) {
  std::vector<story_line> story;
  if (!f.history) return story;
  for (const marked_event& p : events_in_order(f)) {
    if (p.what->kind == event_kind::quiescent && !p.evidence) continue;  // it only serves as evidence
    story.push_back({us(*p.what, f), actor_of(*p.what, *f.history), history::describe(*p.what), p.evidence,
                     p.what->actor != history::none});
  }
  return story;
}

json timeline(const protocol::finding& f) {
  json lanes = json::array();
  if (!f.history) return lanes;
  const auto events = events_in_order(f);
  const double end = events.empty() ? 0 : us(*events.back().what, f);
  for (std::uint32_t a = 0; a < f.history->logs.size(); ++a) {
    const auto& log = f.history->logs[a];
    lane lane(f);
    for (std::size_t i = 0; i < log.size(); ++i) lane.add(log[i], is_evidence(f, a, i));
    for (std::size_t i = 0; i < f.history->unowned.size(); ++i)
      if (f.history->unowned[i].task + 1 == a && a <= tasks_of(*f.history))
        lane.add(f.history->unowned[i], is_evidence(f, check::unowned_log, i));
    if (!log.empty()) lanes.push_back(lane.finish(history::name_of_actor(a, tasks_of(*f.history)), end));
  }
  return lanes;
}

std::string format(const std::vector<story_line>& story, bool explored) {
  std::string out;
  for (const story_line& line : story) {
    const auto when =
        explored ? fmt::format("step {:>6.0f}", line.t_us) : fmt::format("{:>10.1f} us", line.t_us);
    out += fmt::format("{} {}  {:<9} {}\n", line.evidence ? ">>" : "  ", when, line.actor, line.text);
  }
  return out;
}

}  // namespace gauntlet::reports
