#include "error.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace gauntlet::subjects {
namespace {

struct code {
  int value;
};
struct named {
  std::string name;
  [[nodiscard]] std::string message() const { return "named " + name; }
};

template <class E>
error raised(E exception) {
  return error::from(std::make_exception_ptr(std::move(exception)));
}

TEST(error, is_empty_by_default) {
  const error none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.message(), "");
  EXPECT_TRUE(none.causes().empty());
  EXPECT_EQ(none.as<code>(), nullptr);
}

// Only a default-constructed error means success (P12).
TEST(error, with_an_empty_message_is_an_error) {
  EXPECT_TRUE(error(""));
  EXPECT_TRUE(error::of(code{0}));
}

TEST(error, from_a_null_exception_is_empty) { EXPECT_FALSE(error::from(nullptr)); }

TEST(error, takes_its_message_from_its_value_or_exception) {
  EXPECT_EQ(error("plain").message(), "plain");
  EXPECT_EQ(error::of(named{"n"}).message(), "named n");
  EXPECT_EQ(error::of(std::runtime_error("as a value")).message(), "as a value");
  EXPECT_EQ(error::of(code{7}).message(), "error");
  EXPECT_EQ(raised(std::runtime_error("thrown")).message(), "thrown");
  EXPECT_EQ(raised(7).message(), "unknown exception");
}

TEST(error, is_the_same_as_its_copy_but_not_as_an_equal_one) {
  const error one("text"), twin("text");
  const error copy = one;  // NOLINT(performance-unnecessary-copy-initialization): tests the copy
  EXPECT_TRUE(same(one, copy));
  EXPECT_TRUE(one.is(copy));
  EXPECT_FALSE(same(one, twin));
  EXPECT_FALSE(one.is(twin));
}

TEST(error, keeps_its_value_alive_while_a_copy_exists) {
  auto watched = std::make_shared<int>(5);
  const std::weak_ptr<int> alive = watched;
  error first = error::of(std::move(watched));
  error second = wrap("outer", first);
  first = {};
  EXPECT_FALSE(alive.expired());
  second = {};
  EXPECT_TRUE(alive.expired());
}

TEST(wrap, of_an_empty_error_is_empty) { EXPECT_FALSE(wrap("doing", error())); }

TEST(wrap, prefixes_the_message_and_keeps_its_cause) {
  const error cause("cause"), outer = wrap("doing", cause);
  EXPECT_EQ(outer.message(), "doing: cause");
  ASSERT_EQ(outer.causes().size(), 1u);
  EXPECT_TRUE(same(outer.causes()[0], cause));
  EXPECT_FALSE(same(outer, cause));
  EXPECT_FALSE(cause.is(outer));
}

TEST(join, of_only_empty_errors_is_empty) {
  EXPECT_FALSE(join(std::span<const error>()));
  EXPECT_FALSE(join({error(), error(), error()}));
}

TEST(join, drops_empty_errors_and_keeps_the_order) {
  const error a("a"), b("b");
  const error joined = join({error(), b, error(), a, error()});
  ASSERT_EQ(joined.causes().size(), 2u);
  EXPECT_TRUE(same(joined.causes()[0], b));
  EXPECT_TRUE(same(joined.causes()[1], a));
}

TEST(join, keeps_duplicates) {
  const error a("a");
  EXPECT_EQ(join({a, a}).causes().size(), 2u);
}

TEST(join, of_one_error_wraps_it) {
  const error a("a"), joined = join({a});
  EXPECT_FALSE(same(joined, a));
  EXPECT_TRUE(joined.is(a));
  EXPECT_EQ(joined.message(), "a");
}

TEST(join, has_one_line_per_error) {
  EXPECT_EQ(join({error("a"), wrap("b", error("c")), error("d")}).message(), "a\nb: c\nd");
}

TEST(join, has_an_empty_line_for_an_error_with_an_empty_message) {
  EXPECT_EQ(join({error("a"), error(""), error("b")}).message(), "a\n\nb");
  EXPECT_EQ(join({error(""), error("a")}).message(), "\na");
}

TEST(join, does_not_flatten_joins) {
  const error a("a"), b("b"), c("c"), inner = join({a, b});
  const error outer = join({inner, c});
  ASSERT_EQ(outer.causes().size(), 2u);
  EXPECT_TRUE(same(outer.causes()[0], inner));
  EXPECT_TRUE(outer.is(a));
  EXPECT_TRUE(outer.is(b));
}

TEST(is, finds_every_error_in_the_tree_and_no_other) {
  const error a("a"), b("b"), c("c"), wrapped = wrap("w", b), inner = join({a, wrapped});
  const error root = wrap("root", join({inner, c}));
  for (const error& each : {a, b, c, wrapped, inner, root}) EXPECT_TRUE(root.is(each)) << each.message();
  EXPECT_FALSE(root.is(error("a")));
  EXPECT_FALSE(inner.is(c));
}

TEST(is, never_finds_an_empty_error) {
  EXPECT_FALSE(error("a").is(error()));
  EXPECT_FALSE(error().is(error("a")));
  EXPECT_FALSE(error().is(error()));
}

TEST(as, returns_the_first_in_pre_order) {
  const error tree = join({join({error("no code"), wrap("w", error::of(code{1}))}), error::of(code{2})});
  ASSERT_NE(tree.as<code>(), nullptr);
  EXPECT_EQ(tree.as<code>()->value, 1);
  EXPECT_EQ(tree.as<named>(), nullptr);
}

TEST(as, finds_exceptions_by_their_base_classes_and_values_next_to_them) {
  const error tree =
      join({raised(std::out_of_range("first")), error::of(code{3}), raised(std::runtime_error("second"))});
  ASSERT_NE(tree.as<std::exception>(), nullptr);
  EXPECT_STREQ(tree.as<std::exception>()->what(), "first");
  ASSERT_NE(tree.as<std::logic_error>(), nullptr);
  ASSERT_NE(tree.as<std::runtime_error>(), nullptr);
  EXPECT_STREQ(tree.as<std::runtime_error>()->what(), "second");
  EXPECT_EQ(tree.as<code>()->value, 3);
  EXPECT_EQ(tree.as<std::bad_alloc>(), nullptr);
}

TEST(as, returns_the_thrown_object_itself_not_a_slice_or_a_copy) {
  struct rich : std::runtime_error {
    rich() : std::runtime_error("rich") {}
    int detail = 42;
  };
  const error e = raised(rich());
  ASSERT_NE(e.as<rich>(), nullptr);
  EXPECT_EQ(e.as<rich>()->detail, 42);
  EXPECT_EQ(static_cast<const std::exception*>(e.as<rich>()), e.as<std::exception>());
  EXPECT_EQ(e.as<rich>(), wrap("outer", e).as<rich>());
}

TEST(as, finds_an_exception_that_is_not_a_class) {
  const error e = raised(7);
  ASSERT_NE(e.as<int>(), nullptr);
  EXPECT_EQ(*e.as<int>(), 7);
}

TEST(error, can_be_read_copied_and_wrapped_by_several_threads) {
  const error shared = join({error::of(named{"n"}), raised(std::runtime_error("thrown"))});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([copy = shared, &shared] {
      for (int round = 0; round < 200; ++round) {
        const error mine = join({wrap("w", copy), shared});
        EXPECT_TRUE(mine.is(shared));
        EXPECT_EQ(mine.as<named>()->name, "n");
        EXPECT_NE(mine.as<std::runtime_error>(), nullptr);
      }
    });
  for (auto& thread : threads) thread.join();
}

}  // namespace
}  // namespace gauntlet::subjects
