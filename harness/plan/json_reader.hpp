#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::plan {

/// A JSON value and its path in the document, so that every error names its field.
/// Errors: every member function throws bad_input if the value does not have the requested type or range.
/// Lifetime: refers to the document, which must outlive it.
class json_reader {
 public:
  json_reader(const nlohmann::json& value, std::string path) : value_(value), path_(std::move(path)) {}

  [[nodiscard]] const nlohmann::json& raw() const { return value_; }
  [[nodiscard]] const std::string& path() const { return path_; }

  /// Throws bad_input with the path and the reason.
  [[noreturn]] void fail(std::string_view why) const {
    throw bad_input(path_.empty() ? std::string(why) : fmt::format("{}: {}", path_, why));
  }

  /// Throws if the object has a field that is not in the list, so that a misspelt field is not ignored.
  void allow_only(std::initializer_list<std::string_view> fields) const {
    if (!value_.is_object()) fail(fmt::format("expected an object, found {}", kind()));
    for (const auto& [name, unused] : value_.items())
      if (std::find(fields.begin(), fields.end(), name) == fields.end())
        fail(fmt::format("unknown field \"{}\"; the known fields are {}", name, fmt::join(fields, ", ")));
  }

  [[nodiscard]] bool has(std::string_view field) const {
    return value_.is_object() && value_.contains(field);
  }

  /// Returns a reader of the field.
  [[nodiscard]] json_reader at(std::string_view field) const {
    if (!value_.is_object()) fail(fmt::format("expected an object, found {}", kind()));
    const auto found = value_.find(field);
    if (found == value_.end()) fail(fmt::format("field \"{}\" is missing; add it", field));
    return {*found, path_.empty() ? std::string(field) : fmt::format("{}.{}", path_, field)};
  }

  /// Calls `visit` with a reader of each array element.
  template <class Visit>
  void each(Visit visit) const {
    if (!value_.is_array()) fail(fmt::format("expected an array, found {}", kind()));
    for (std::size_t i = 0; i < value_.size(); ++i)
      visit(json_reader(value_[i], fmt::format("{}[{}]", path_, i)));
  }

  /// Returns an integer from `low` to `high`.
  [[nodiscard]] std::int64_t integer(std::int64_t low, std::int64_t high) const {
    if (!value_.is_number_integer())
      fail(fmt::format("expected a whole number, found {}; write it without quotes", kind()));
    if (value_.is_number_unsigned() &&
        value_.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      fail(fmt::format("{} is out of range; use {} to {}", value_.get<std::uint64_t>(), low, high));
    const auto number = value_.get<std::int64_t>();
    if (number < low || number > high)
      fail(fmt::format("{} is out of range; use {} to {}", number, low, high));
    return number;
  }
  [[nodiscard]] std::uint32_t u32(std::uint32_t high = std::numeric_limits<std::uint32_t>::max()) const {
    return static_cast<std::uint32_t>(integer(0, high));
  }
  [[nodiscard]] std::vector<std::uint16_t> u16s() const {
    std::vector<std::uint16_t> out;
    each([&](const json_reader& n) { out.push_back(static_cast<std::uint16_t>(n.integer(0, 0xffff))); });
    return out;
  }
  [[nodiscard]] std::uint64_t u64() const {
    if (value_.is_number_unsigned()) return value_.get<std::uint64_t>();
    fail(fmt::format("expected a whole number of 0 or more, found {}", kind()));
  }
  [[nodiscard]] bool boolean() const {
    if (!value_.is_boolean()) fail(fmt::format("expected true or false, found {}", kind()));
    return value_.get<bool>();
  }
  [[nodiscard]] const std::string& text() const {
    if (!value_.is_string()) fail(fmt::format("expected a string, found {}", kind()));
    return value_.get_ref<const std::string&>();
  }

 private:
  [[nodiscard]] std::string kind() const {
    if (value_.is_string()) return "the string " + value_.dump();
    if (value_.is_number()) return "the number " + value_.dump();
    if (value_.is_null()) return "null";
    return fmt::format("{} {}", value_.is_object() || value_.is_array() ? "an" : "a", value_.type_name());
  }

  const nlohmann::json& value_;
  std::string path_;
};

}  // namespace gauntlet::plan
