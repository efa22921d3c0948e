#include "exchange/shown_text.hpp"

#include "base/text.hpp"

namespace felt {

std::string shown_text(std::string text) {
  for (auto at = text.find("\r\n"); at != std::string::npos; at = text.find("\r\n", at)) text.erase(at, 1);
  return visible(text);
}

}  // namespace felt
