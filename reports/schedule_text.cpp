// Prints the table of a schedule as text.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "reports/schedule_table.hpp"

namespace gauntlet::reports {
namespace {

using kind = schedule_row::kind;

constexpr std::size_t page_width = 120;
constexpr std::size_t margin = 10;  // for the evidence mark and the step number
constexpr std::size_t max_columns = 4;
constexpr std::size_t min_last_column = 44;  // text of the other columns may run on into the next one
constexpr std::size_t indentation = 4;       // for each thread, if there are too many threads for columns
constexpr std::size_t min_text = 60;         // room for the thread that is indented most

/// Returns the number of terminal cells of UTF-8 text. Requires: the text has no wide characters.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0u) != 0x80u; }));
}

std::string clip(const std::string& text, std::size_t max_width) {
  if (width_of(text) <= max_width) return text;
  std::size_t cells = 0, end = 0;
  for (; end < text.size(); ++end) {
    const bool starts = (static_cast<unsigned char>(text[end]) & 0xc0u) != 0x80u;
    if (starts && ++cells == max_width) break;
  }
  return text.substr(0, end) + "…";
}

std::string heading(const schedule_table::thread& thread) {
  const auto name = fmt::format("thread {}", thread.number);
  return thread.actors.empty() ? name : fmt::format("{} ({})", name, fmt::join(thread.actors, ", "));
}

class printer {
 public:
  explicit printer(const schedule_table& table) : table_(table) {
    const auto threads = table.threads.size();
    side_by_side_ = threads <= max_columns;
    constexpr auto room = page_width - margin;
    if (side_by_side_)
      column_distance_ =
          std::min(room / threads, (room - min_last_column) / std::max<std::size_t>(1, threads - 1));
    else
      column_distance_ = std::clamp<std::size_t>((room - min_text) / (threads - 1), 1, indentation);
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
      row_range_.try_emplace(table.rows[i].column, i, i);
      row_range_[table.rows[i].column].second = i;
    }
  }

  std::string operator()() {
    add_headings();
    for (std::size_t i = 0; i < table_.rows.size();) i = add_row(i);
    return std::move(out_);
  }

 private:
  void add_headings() {
    std::string line;
    for (std::size_t c = 0; c < table_.threads.size(); ++c) {
      if (!side_by_side_) line.clear();
      line.append(c * column_distance_ - width_of(line), ' ');
      const bool last = c + 1 == table_.threads.size();
      const bool alone = !side_by_side_ || last;
      line += clip(heading(table_.threads[c]),
                   alone ? page_width - margin - c * column_distance_ : column_distance_ - 1);
      if (alone) add_line("    step  ", line);
    }
    out_ += '\n';
  }

  /// Prints row `i`, or the run of foldable rows that begins there. Returns the index of the next row.
  std::size_t add_row(std::size_t i) {
    const auto& row = table_.rows[i];
    if (row.foldable) {
      auto end = i;
      while (end < table_.rows.size() && table_.rows[end].foldable) ++end;
      add_cell(i, "", fmt::format("… {} more steps", end - i));
      return end;
    }
    switch (row.what) {
      case kind::change:
        add_line("", fmt::format("{:{}}── switch: {} ──", "", margin, row.text));
        break;
      case kind::preemption: {
        const auto label = fmt::format("── preemption: {} ", row.text);
        out_ +=
            fmt::format("{:─<{}}{}{:─<{}}\n", "", margin, label, "", page_width - margin - width_of(label));
        break;
      }
      case kind::event:
        add_cell(i, repeats_step_number(i) ? "" : fmt::format("{}", row.step), "• " + row.text);
        break;
      case kind::step:
        add_cell(i, fmt::format("{}", row.step), row.text + (row.where.empty() ? "" : "  " + row.where));
        break;
    }
    return i + 1;
  }

  /// Returns whether the row above shows the same step number.
  [[nodiscard]] bool repeats_step_number(std::size_t i) const {
    return i > 0 && table_.rows[i - 1].step == table_.rows[i].step && !table_.rows[i - 1].foldable;
  }

  /// Prints the text in the row's column, and a vertical line in the column of each other thread that has
  /// begun and has not ended.
  void add_cell(std::size_t i, const std::string& step, const std::string& text) {
    const auto column = table_.rows[i].column;
    const auto shown = clip(text, page_width - margin - column * column_distance_);
    std::string line;
    std::size_t width = 0;  // of `line`, in terminal cells
    const auto put = [&](std::size_t at, std::string_view what) {
      line.append(at - width, ' ');
      line += what;
      width = at + width_of(what);
    };
    for (std::size_t c = 0; c < table_.threads.size(); ++c) {
      const auto at = c * column_distance_;
      const auto& [first, last] = row_range_.at(c);
      if (c == column)
        put(at, shown);
      else if (first < i && i < last && (c < column || width < at))
        put(at, "│");
    }
    add_line(fmt::format("{} {:>5}  ", table_.rows[i].evidence ? ">>" : "  ", step), line);
  }

  void add_line(const std::string& before, const std::string& text) {
    out_ += before + text;
    while (out_.ends_with(' ')) out_.pop_back();
    out_ += '\n';
  }

  const schedule_table& table_;
  bool side_by_side_ = true;
  std::size_t column_distance_ = 0;  // distance between the starts of two columns
  std::map<std::size_t, std::pair<std::size_t, std::size_t>>
      row_range_;  // by column: its first and its last row
  std::string out_;
};

}  // namespace

std::string format(const schedule_table& table) { return table.rows.empty() ? "" : printer(table)(); }

}  // namespace gauntlet::reports
