#include "harness/protocol/request.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "harness/plan/bad_input.hpp"
#include "harness/plan/generate.hpp"
#include "harness/protocol/finding.hpp"

namespace gauntlet::protocol {
namespace {

using nlohmann::json;

/// Compares requests as lines, because request has no operator==.
void expect_round_trip(const request& r) {
  const auto line = to_line(r);
  EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
  EXPECT_EQ(to_line(read_request(line)), line);
}

TEST(protocol, reads_what_it_writes) {
  request r;
  expect_round_trip(r);
  r.what = request::kind::cases;
  r.subject = "a \"subject\"\nof two lines";
  r.first_seed = ~std::uint64_t{0};
  r.count = 200;
  r.size = 7;
  r.properties = {"P06", "P08"};
  expect_round_trip(r);
  r.every_fault = true;
  expect_round_trip(r);
  EXPECT_TRUE(read_request(to_line(r)).every_fault);
  EXPECT_FALSE(read_request(to_line(r)).patience_ms);
  r.patience_ms = 500;
  EXPECT_EQ(read_request(to_line(r)).patience_ms, 500u);
  for (const auto policy : {lock_orders::warn, lock_orders::error, lock_orders::ignore}) {
    r.on_lock_order = policy;
    EXPECT_EQ(read_request(to_line(r)).on_lock_order, policy);
  }
  r.what = request::kind::plan;
  r.leak_check_each = r.keep_going = r.with_history = true;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    r.plan = plan::generate(seed, {});
    expect_round_trip(r);
    EXPECT_EQ(read_request(to_line(r)).plan, r.plan);
  }
}

TEST(protocol, uses_defaults_for_fields_that_are_left_out) {
  const auto r = read_request(R"({"request":"cases","subject":"fail_fast"})");
  EXPECT_EQ(r.first_seed, 0u);
  EXPECT_EQ(r.count, 1u);
  EXPECT_EQ(r.size, 100u);
  EXPECT_TRUE(r.properties.empty());
  EXPECT_FALSE(r.every_fault);
  EXPECT_EQ(r.on_lock_order, lock_orders::warn);
}

std::string error_of(const std::string& line) {
  try {
    (void)read_request(line);
  } catch (const plan::bad_input& problem) {
    return problem.what();
  }
  return "none";
}

TEST(protocol, reports_an_error_with_the_field_and_a_cure) {
  EXPECT_EQ(error_of("nonsense"), "the request is not JSON");
  EXPECT_EQ(error_of(R"({"request":"li)"), "the request is not JSON");
  EXPECT_EQ(error_of("[]"), "expected an object, found an array");
  EXPECT_EQ(error_of(R"({"request":"dance"})"), "request: expected list, cases or plan");
  EXPECT_EQ(error_of(R"({"request":"cases"})"), "field \"subject\" is missing; add it");
  EXPECT_EQ(error_of(R"({"request":"cases","subject":"s","size":0})"),
            "size: 0 is out of range; use 1 to 100");
  EXPECT_EQ(error_of(R"({"request":"cases","subject":"s","lock_orders":"maybe"})"),
            "lock_orders: expected warn, error or ignore");
  EXPECT_EQ(error_of(R"({"request":"plan","subject":"s"})"), "field \"plan\" is missing; add it");
  EXPECT_NE(error_of(R"({"request":"list","colour":1})").find("unknown field \"colour\""), std::string::npos);
}

TEST(protocol, reads_the_findings_that_it_writes) {
  finding f;
  f.oracle = oracle::tsan;
  f.key = "tsan:data-race";
  f.also = {{oracle::tsan, "P50", "", {}}};
  f.sentence = "a sentence";
  f.sanitizer = "WARNING: ThreadSanitizer";
  f.evidence = {{1, 2}};
  f.history = history::history{};
  f.history->logs = {{{history::event_kind::wait_end, 0, history::none, 0, 0, 17}}, {}};
  const auto read = read_finding(json::parse(to_json(f).dump()));
  EXPECT_EQ(to_json(read), to_json(f));
  EXPECT_EQ(read.history, f.history);
  EXPECT_TRUE(read.has("P50"));
  EXPECT_FALSE(read.has("P06"));
}

TEST(protocol, reads_the_schedules_that_it_writes) {
  schedule_record s;
  s.strategy = "PCT";
  s.steps = 2;
  s.trace = {{0, "begins", 0, "", "", false, false},
             {1, "locks a mutex", 3, "fail_fast.hpp:42", "group::go", true, true}};
  const auto read = read_schedule(json::parse(to_json(s).dump()));
  EXPECT_EQ(read, s);
  EXPECT_EQ(describe(read.trace[0]), "thread 0 begins");
  EXPECT_EQ(describe(read.trace[1]), "thread 1 locks a mutex (object 3)");
}

}  // namespace
}  // namespace gauntlet::protocol
