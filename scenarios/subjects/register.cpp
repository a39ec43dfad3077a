// The references and the programs of the domain, as subjects.

#include "adapters/collect_all.hpp"
#include "adapters/error_channel.hpp"
#include "adapters/fail_fast.hpp"
#include "adapters/programs.hpp"
#include "pool_executor.hpp"

namespace gauntlet::subjects {
namespace {

template <run::task_group_adapter Adapter>
void add(const char* name, run::subject_kind kind, const char* title) {
  run::registry().push_back(run::describe_subject<Adapter>(name, kind, title));
}

const bool registered = [] {
  using enum run::subject_kind;
  add<fail_fast_adapter<thread_per_task>>("fail_fast", reference, "fail-fast group, a thread per task");
  add<fail_fast_adapter<pool_of_threads>>("fail_fast_pool", reference,
                                          "fail-fast group on a pool of threads (Asio)");
  add<collect_all_adapter<thread_per_task>>("collect_all", reference, "collect-all group, a thread per task");
  add<collect_all_adapter<pool_of_threads>>("collect_all_pool", reference,
                                            "collect-all group on a pool of threads (Asio)");
  add<error_channel_adapter>("error_channel", reference,
                             "ad-hoc channel of results, read until the first error");
  add<fetch_user_profile_adapter>("fetch_user_profile", program,
                                  "fetch a user and the user's orders, fail-fast");
  add<load_parts_adapter>("load_parts", program,
                          "load parts on threads that are joined, all errors collected");
  add<validate_items_adapter<collect_all::unlimited>>("validate_items", program,
                                                      "validate items, all errors collected");
  add<validate_items_adapter<gentle_limit>>("validate_items_gently", program, "the same, ten at a time");
  return true;
}();

}  // namespace
}  // namespace gauntlet::subjects
