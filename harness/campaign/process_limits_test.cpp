#include "harness/campaign/process_limits.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace gauntlet::campaign {
namespace {

namespace fs = std::filesystem;

class a_hierarchy : public testing::Test {
 protected:
  a_hierarchy() {
    std::string name = testing::TempDir() + "/gauntlet_cgroups_XXXXXX";
    root_ = mkdtemp(name.data());
  }
  ~a_hierarchy() override { fs::remove_all(root_); }
  void make_group(const fs::path& at) {
    fs::create_directories(root_ / at);
    std::ofstream(root_ / at / "cgroup.procs") << "";
  }
  fs::path root_;
};

TEST_F(a_hierarchy, without_the_controller_sets_no_limit_and_leaves_nothing) {
  make_group("pids/mine");
  {
    const process_limits limits(root_, "8:pids:/mine\n");
    EXPECT_TRUE(limits.to_join().empty());  // a plain folder has no file pids.max
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(root_ / "pids/mine"), fs::directory_iterator()), 1);
}

TEST_F(a_hierarchy, that_does_not_exist_sets_no_limit) {
  EXPECT_TRUE(process_limits(root_, "8:pids:/none\n0::/none\nnonsense\n").to_join().empty());
  EXPECT_TRUE(process_limits(root_, "").to_join().empty());
}

TEST(process_limits, of_this_machine_can_be_joined_where_they_exist) {
  const process_limits limits;
  for (const auto& file : limits.to_join()) EXPECT_TRUE(fs::exists(file)) << file;
}

}  // namespace
}  // namespace gauntlet::campaign
