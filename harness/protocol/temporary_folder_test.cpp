#include "harness/protocol/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <fstream>

namespace gauntlet::protocol {
namespace {

TEST(temporary_folder, is_new_private_and_empty) {
  const temporary_folder one, other;
  EXPECT_NE(one.path(), other.path());
  EXPECT_TRUE(std::filesystem::is_empty(one.path()));
  EXPECT_EQ(std::filesystem::status(one.path()).permissions(), std::filesystem::perms::owner_all);
}

TEST(temporary_folder, is_removed_with_its_content) {
  std::filesystem::path path;
  {
    const temporary_folder folder;
    path = folder.path();
    std::ofstream(path / "file") << "text";
    EXPECT_TRUE(std::filesystem::exists(path / "file"));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

}  // namespace
}  // namespace gauntlet::protocol
