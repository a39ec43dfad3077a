#include "harness/protocol/subject.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace gauntlet::protocol {
namespace {

TEST(subject, is_read_as_it_was_written) {
  subject s;
  s.name = "mutant";
  s.kind = run::subject_kind::mutant;
  s.title = "a title";
  s.can.limit = true;
  s.mutant = run::mutant_info{"original", "race", "a title", {"P08"}, {"tsan"}, {"a link"}, "a diff"};
  s.deviations = {{"P16", "it has no cause", "a link"}};
  s.flavours = {"plain"};
  s.not_applicable = {{"P14", "it has no context"}};
  const auto read = read_subject(to_json(s));
  EXPECT_EQ(read.kind, s.kind);
  EXPECT_EQ(read.can, s.can);
  EXPECT_EQ(read.mutant->killed_by, s.mutant->killed_by);
  EXPECT_EQ(read.not_applicable, s.not_applicable);
  EXPECT_EQ(to_json(read), to_json(s));
}

TEST(subject, of_an_unknown_kind_is_an_error) {
  auto written = to_json(subject{});
  written["kind"] = "unknown";
  EXPECT_THROW((void)read_subject(written), nlohmann::json::exception);
}

}  // namespace
}  // namespace gauntlet::protocol
