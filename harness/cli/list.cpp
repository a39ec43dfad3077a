#include <fmt/format.h>
#include <signal.h>

#include <nlohmann/json.hpp>

#include "harness/cli/commands.hpp"
#include "harness/cli/exit_codes.hpp"
#include "harness/cli/installation.hpp"
#include "harness/cli/markdown.hpp"

namespace gauntlet::cli {

namespace fs = std::filesystem;

int list(list_format format, const fs::path& runners) {
  const auto here = list_installation(runners);
  signal(SIGPIPE, SIG_DFL);  // `gauntlet list | head` must end without an error
  if (format == list_format::json) {
    fmt::print("{}\n", to_json(protocol::catalogue{here.flavours.empty() ? "" : here.flavours.front(),
                                                   here.compiler, here.subjects, here.properties})
                           .dump(2));
    return exit_ok;
  }
  if (format == list_format::markdown) {
    fmt::print("{}", properties_in_markdown(here));
    return exit_ok;
  }
  if (here.runners.empty())
    fmt::print("There is no runner in {}; name the folder of the runners with --runners\n",
               here.folder.string());
  else
    fmt::print("Flavours: {}\n", fmt::join(here.flavours, ", "));
  fmt::print("\nSubjects\n");
  for (const auto& s : here.subjects)
    if (!s.mutant) fmt::print("  {:<22} {:<10} {}\n", s.name, run::name_of(s.kind), s.title);
  fmt::print("\nMutants (class, reasons to be killed, flavours)\n");
  for (const auto& s : here.subjects)
    if (s.mutant)
      fmt::print("  {:<26} {:<13} {:<32} {:<12} {}\n", s.name, s.mutant->defect_class,
                 fmt::format("{}", fmt::join(s.mutant->killed_by, " ")),
                 s.mutant->flavours.empty() ? "any" : fmt::format("{}", fmt::join(s.mutant->flavours, " ")),
                 s.mutant->title);
  fmt::print("\nProperties\n");
  for (const auto& p : here.properties) fmt::print("  {:<4} {:<28} {}\n", p.id, p.name, p.summary);
  return exit_ok;
}

}  // namespace gauntlet::cli
