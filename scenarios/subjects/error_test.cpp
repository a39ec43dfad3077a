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

TEST(error, is_none_by_default) {
  const error none;
  EXPECT_FALSE(none);
  EXPECT_EQ(none.message(), "");
  EXPECT_TRUE(none.causes().empty());
  EXPECT_EQ(none.as<code>(), nullptr);
}

// A present but empty error (P12): only none is no error.
TEST(error, with_an_empty_message_is_an_error) {
  EXPECT_TRUE(error(""));
  EXPECT_TRUE(error::of(code{0}));
}

TEST(error, from_a_null_exception_is_none) { EXPECT_FALSE(error::from(nullptr)); }

TEST(error, takes_its_message_from_what_it_carries) {
  EXPECT_EQ(error("plain").message(), "plain");
  EXPECT_EQ(error::of(named{"n"}).message(), "named n");
  EXPECT_EQ(error::of(std::runtime_error("as a value")).message(), "as a value");
  EXPECT_EQ(error::of(code{7}).message(), "error");
  EXPECT_EQ(raised(std::runtime_error("thrown")).message(), "thrown");
  EXPECT_EQ(raised(7).message(), "unknown exception");
}

TEST(error, copies_are_the_same_error_and_equal_ones_are_not) {
  const error one("text"), twin("text");
  const error copy = one;  // NOLINT(performance-unnecessary-copy-initialization): the copy is what is tested
  EXPECT_TRUE(same(one, copy));
  EXPECT_TRUE(one.is(copy));
  EXPECT_FALSE(same(one, twin));
  EXPECT_FALSE(one.is(twin));
}

TEST(error, keeps_what_it_carries_alive_while_a_copy_lives) {
  auto watched = std::make_shared<int>(5);
  const std::weak_ptr<int> alive = watched;
  error first = error::of(std::move(watched));
  error second = wrap("outer", first);
  first = {};
  EXPECT_FALSE(alive.expired());
  second = {};
  EXPECT_TRUE(alive.expired());
}

TEST(wrap, of_none_is_none) { EXPECT_FALSE(wrap("doing", error())); }

TEST(wrap, says_what_was_being_done_and_keeps_its_cause) {
  const error cause("cause"), outer = wrap("doing", cause);
  EXPECT_EQ(outer.message(), "doing: cause");
  ASSERT_EQ(outer.causes().size(), 1u);
  EXPECT_TRUE(same(outer.causes()[0], cause));
  EXPECT_FALSE(same(outer, cause));
  EXPECT_FALSE(cause.is(outer));
}

TEST(join, of_nothing_or_only_nones_is_none) {
  EXPECT_FALSE(join(std::span<const error>()));
  EXPECT_FALSE(join({error(), error(), error()}));
}

TEST(join, drops_the_nones_and_keeps_the_order) {
  const error a("a"), b("b");
  const error joined = join({error(), b, error(), a, error()});
  ASSERT_EQ(joined.causes().size(), 2u);
  EXPECT_TRUE(same(joined.causes()[0], b));
  EXPECT_TRUE(same(joined.causes()[1], a));
}

TEST(join, keeps_an_error_that_is_given_twice_twice) {
  const error a("a");
  EXPECT_EQ(join({a, a}).causes().size(), 2u);
}

TEST(join, of_one_error_wraps_it) {
  const error a("a"), joined = join({a});
  EXPECT_FALSE(same(joined, a));
  EXPECT_TRUE(joined.is(a));
  EXPECT_EQ(joined.message(), "a");
}

TEST(join, says_its_errors_a_line_each) {
  EXPECT_EQ(join({error("a"), wrap("b", error("c")), error("d")}).message(), "a\nb: c\nd");
}

TEST(join, has_a_line_for_an_error_without_words) {
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

TEST(is, finds_everything_in_the_tree_and_no_stranger) {
  const error a("a"), b("b"), c("c"), wrapped = wrap("w", b), inner = join({a, wrapped});
  const error root = wrap("root", join({inner, c}));
  for (const error& each : {a, b, c, wrapped, inner, root}) EXPECT_TRUE(root.is(each)) << each.message();
  EXPECT_FALSE(root.is(error("a")));
  EXPECT_FALSE(inner.is(c));
}

TEST(is, finds_none_nowhere) {
  EXPECT_FALSE(error("a").is(error()));
  EXPECT_FALSE(error().is(error("a")));
  EXPECT_FALSE(error().is(error()));
}

TEST(as, gives_the_first_in_pre_order) {
  const error tree = join({join({error("no code"), wrap("w", error::of(code{1}))}), error::of(code{2})});
  ASSERT_NE(tree.as<code>(), nullptr);
  EXPECT_EQ(tree.as<code>()->value, 1);
  EXPECT_EQ(tree.as<named>(), nullptr);
}

TEST(as, sees_exceptions_by_their_bases_and_values_beside_them) {
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

TEST(as, gives_the_thrown_object_itself_not_a_slice_or_a_copy) {
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

TEST(as, finds_what_is_no_class) {
  const error e = raised(7);
  ASSERT_NE(e.as<int>(), nullptr);
  EXPECT_EQ(*e.as<int>(), 7);
}

TEST(error, is_read_copied_and_wrapped_by_several_threads_at_once) {
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
