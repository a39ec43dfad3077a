#include "adapter.hpp"
#include "gauntlet/conformance.hpp"

namespace gauntlet {

INSTANTIATE_TYPED_TEST_SUITE_P(task_group, conformance, adapter);

}  // namespace gauntlet
