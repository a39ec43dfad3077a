#include <nlohmann/json.hpp>
#include <stdexcept>

#include "reports/outputs.hpp"

namespace gauntlet::reports {

std::string html(const nlohmann::json& document, const std::string& page) {
  const auto at = page.find(html_placeholder);
  if (at == std::string::npos || page.find(html_placeholder, at + 1) != std::string::npos)
    throw std::runtime_error(
        "report.html must contain its placeholder exactly once; rebuild the page (reports/web)");
  auto text = document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  // Without this escape, "</script>" or "<!--" inside a string of the document would end the script element.
  for (auto open = text.find('<'); open != std::string::npos; open = text.find('<', open))
    text.replace(open, 1, "\\u003c");
  return page.substr(0, at) + text + page.substr(at + html_placeholder.size());
}

}  // namespace gauntlet::reports
