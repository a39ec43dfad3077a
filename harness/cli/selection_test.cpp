#include "harness/cli/selection.hpp"

#include <gtest/gtest.h>

#include "harness/plan/bad_input.hpp"

namespace gauntlet::cli {
namespace {

installation example() {
  installation here;
  here.flavours = {"tsan", "plain", "go"};
  const auto add = [&](std::string name, run::subject_kind kind, std::vector<std::string> flavours = {}) {
    protocol::subject s;
    s.name = std::move(name);
    s.kind = kind;
    s.flavours = std::move(flavours);
    here.subjects.push_back(std::move(s));
  };
  add("fail_fast", run::subject_kind::reference);
  add("fail_fast_pool", run::subject_kind::reference);
  add("wrap-nil", run::subject_kind::mutant);
  add("errgroup", run::subject_kind::peer, {"go"});
  here.properties = {{"P01", "", ""}, {"P02", "", ""}};
  return here;
}

std::vector<std::string> chosen(const installation& here, const std::vector<std::string>& requested) {
  std::vector<std::string> names;
  for (const auto* subject : choose_subjects(here, requested)) names.push_back(subject->name);
  return names;
}

template <class Choose>
std::string error_of(Choose choose) {
  try {
    (void)choose();
    return "";
  } catch (const plan::bad_input& bad) {
    return bad.what();
  }
}

using names = std::vector<std::string>;

TEST(matches, accepts_wildcards) {
  EXPECT_TRUE(matches("fail_fast", "fail_fast"));
  EXPECT_TRUE(matches("fail_fast_pool", "fail_*"));
  EXPECT_TRUE(matches("wrap-nil", "wrap?nil"));
  EXPECT_FALSE(matches("fail_fast_pool", "fail_fast"));
}

TEST(choose_flavours, returns_all_if_none_is_named) {
  EXPECT_EQ(choose_flavours(example(), {}), (names{"tsan", "plain", "go"}));
  EXPECT_EQ(choose_flavours(example(), {"plain"}), (names{"plain"}));
  EXPECT_EQ(error_of([] { return choose_flavours(example(), {"plain", "msan"}, "FILE"); }),
            "FILE: there is no runner for the flavour \"msan\"; choose one of tsan, plain, go");
}

TEST(choose_subjects, accepts_kinds_names_and_patterns_and_returns_each_subject_once) {
  const auto here = example();
  EXPECT_EQ(chosen(here, {}).size(), 4u);
  EXPECT_EQ(chosen(here, {"references"}), (names{"fail_fast", "fail_fast_pool"}));
  EXPECT_EQ(chosen(here, {"errgroup", "fail_fast"}), (names{"errgroup", "fail_fast"}));
  EXPECT_EQ(chosen(here, {"*pool", "references"}), (names{"fail_fast_pool", "fail_fast"}));
}

TEST(choose_subjects, lists_the_valid_choices_if_no_subject_matches) {
  const auto error = error_of([] {
    const auto here = example();
    return chosen(here, {"references", "decoys"});
  });
  EXPECT_EQ(error.find("--subject: no subject matches \"decoys\"; choose references, "), 0u) << error;
  EXPECT_NE(error.find("fail_fast, fail_fast_pool, wrap-nil, errgroup"), std::string::npos) << error;
}

TEST(check_properties, lists_the_valid_choices_if_a_property_does_not_exist) {
  EXPECT_EQ(error_of([] { return check_properties(example(), {"P01", "P02"}), 0; }), "");
  EXPECT_EQ(error_of([] { return check_properties(example(), {"P3"}), 0; }),
            "--property: there is no property \"P3\"; choose one of P01, P02");
}

TEST(target_for, names_the_runner_of_a_subject) {
  const auto here = example();
  EXPECT_EQ(target_for("asan", here.subjects[0]), "gauntlet-runner-asan");
  EXPECT_EQ(target_for("asan", here.subjects[2]), "gauntlet-runner-asan-rest");
  EXPECT_EQ(target_for("asan", here.subjects[3]), "gauntlet-runner-asan-peers");
}

}  // namespace
}  // namespace gauntlet::cli
