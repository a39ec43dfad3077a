#include "harness/runner/subject_executor.hpp"

int main() { return gauntlet::runner::serve_subjects(); }
