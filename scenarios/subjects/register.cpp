// Registers the references and the programs as subjects.

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
  add<fail_fast_adapter<thread_per_task>>("fail_fast", reference, "fail-fast group, one thread per task");
  add<fail_fast_adapter<pool_of_threads>>("fail_fast_pool", reference,
                                          "fail-fast group on a thread pool (Asio)");
  add<collect_all_adapter<thread_per_task>>("collect_all", reference,
                                            "collect-all group, one thread per task");
  add<collect_all_adapter<pool_of_threads>>("collect_all_pool", reference,
                                            "collect-all group on a thread pool (Asio)");
  add<error_channel_adapter>("error_channel", reference, "ad-hoc result channel, read until the first error");
  add<fetch_user_profile_adapter>("fetch_user_profile", program,
                                  "fetches a user and the user's orders; the first error cancels");
  add<load_parts_adapter>("load_parts", program, "loads parts on joined threads; collects all errors");
  add<validate_items_adapter<collect_all::unlimited>>("validate_items", program,
                                                      "validates items; collects all errors");
  add<validate_items_adapter<gentle_limit>>("validate_items_gently", program,
                                            "validates at most ten items at a time; collects all errors");
  return true;
}();

}  // namespace
}  // namespace gauntlet::subjects
