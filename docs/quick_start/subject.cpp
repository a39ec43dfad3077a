#include "adapter.hpp"

GAUNTLET_SUBJECT(adapter, "task_group", "a thread for each task, the first error is thrown");
