#pragma once

#include <string>
#include <utility>

#include "context.hpp"
#include "crew.hpp"
#include "error.hpp"
#include "fail_fast.hpp"

namespace gauntlet::subjects {

/// A user's profile: two parts that come from two services.
struct user_profile {
  std::string user;
  std::string orders;
};

/// Fetches a user and the user's orders in parallel. The first failure cancels the other fetch and is the
/// result, wrapped with what was being done; the profile is filled in only where both succeed.
///
/// Requires: a fetch is `error(const context&, std::string&)`: it may look at the context, and fills in its
/// part.
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
