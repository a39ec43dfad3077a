#pragma once

#include <string>
#include <utility>

#include "context.hpp"
#include "crew.hpp"
#include "error.hpp"
#include "fail_fast.hpp"

namespace gauntlet::subjects {

/// A user's profile, whose two parts come from two services.
struct user_profile {
  std::string user;
  std::string orders;
};

/// Fetches a user and the user's orders concurrently. The first failure cancels the other fetch and is
/// returned, wrapped with a description of the fetch. `profile` is written only if both fetches succeed.
///
/// Requires: a fetch is callable as `error(const context&, std::string&)`. It may observe the context, and
/// writes its part to the string.
template <class FetchUser, class FetchOrders>
[[nodiscard]] error fetch_user_profile(const context& parent, const std::string& id, FetchUser fetch_user,
                                       FetchOrders fetch_orders, user_profile& profile) {
  std::string user, orders;
  auto group = fail_fast::with_context(parent);
  const context& shared = *group.group_context();
  group.go([&, fetch = std::move(fetch_user)]() mutable {
    auto part = [&] { return fetch(shared, user); };
    return wrap("fetch user " + id, run_captured(part));
  });
  group.go([&, fetch = std::move(fetch_orders)]() mutable {
    auto part = [&] { return fetch(shared, orders); };
    return wrap("fetch orders of user " + id, run_captured(part));
  });
  if (error failure = group.wait()) return failure;
  profile = {std::move(user), std::move(orders)};
  return {};
}

}  // namespace gauntlet::subjects
