#include "gauntlet/conformance.hpp"

#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "harness/check/property.hpp"

namespace {

/// A correct group: one thread for each task; wait throws the first error.
class thread_per_task_group {
 public:
  template <class Task>
  void start(Task task) {
    threads_.emplace_back([this, task = std::move(task)]() mutable {
      try {
        task();
      } catch (...) {
        const std::lock_guard lock(mutex_);
        if (!first_) first_ = std::current_exception();
      }
    });
  }
  void wait() {
    threads_.clear();  // joins
    if (first_) std::rethrow_exception(first_);
  }

 private:
  std::mutex mutex_;
  std::exception_ptr first_;
  std::vector<std::jthread> threads_;
};

struct adapter {
  explicit adapter(const gauntlet::setup&) {}
  static gauntlet::capabilities promises() { return {.repeat_wait = false, .reuse = false}; }
  void submit(gauntlet::task task) { group.start(gauntlet::throws(std::move(task))); }
  void wait(gauntlet::result& out) {
    gauntlet::tell_thrown([this] { group.wait(); }, out);
  }
  thread_per_task_group group;
};

}  // namespace

// Users can instantiate the suite inside namespace gauntlet or after a using directive. Both must compile.
namespace gauntlet {
INSTANTIATE_TYPED_TEST_SUITE_P(in_the_namespace, conformance, adapter);
}  // namespace gauntlet

namespace another_namespace {
using namespace gauntlet;
INSTANTIATE_TYPED_TEST_SUITE_P(by_a_using_directive, conformance, adapter);
}  // namespace another_namespace

namespace gauntlet {
namespace {

TEST(conformance_suite, has_one_test_for_each_property_named_by_its_id) {
  const auto& all = *::testing::UnitTest::GetInstance();
  int suites = 0;
  for (int i = 0; i < all.total_test_suite_count(); ++i) {
    const auto& suite = *all.GetTestSuite(i);
    if (suite.type_param() == nullptr) continue;
    ++suites;
    ASSERT_EQ(static_cast<std::size_t>(suite.total_test_count()), check::properties().size()) << suite.name();
    for (int t = 0; t < suite.total_test_count(); ++t) {
      const std::string_view name = suite.GetTestInfo(t)->name();
      EXPECT_EQ(name.substr(0, name.find('_')), check::properties()[static_cast<std::size_t>(t)]->id);
    }
  }
  EXPECT_EQ(suites, 2);
}

TEST(conformity, is_found_by_the_full_property_id_only) {
  static const auto subject = run::describe_subject<adapter>("group", run::subject_kind::program, "");
  EXPECT_GT(conformity_of(subject, "P01").exercised, 0u);
  EXPECT_EQ(conformity_of(subject, "P01").violation, "");
  EXPECT_NE(conformity_of(subject, "P25").not_applicable, "");
  for (const char* unknown : {"P0", "P010", "P01_structured_join"})
    EXPECT_THROW((void)conformity_of(subject, unknown), std::out_of_range) << unknown;
}

}  // namespace
}  // namespace gauntlet
