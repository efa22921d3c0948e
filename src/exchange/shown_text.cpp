#include "exchange/shown_text.hpp"

#include "base/text.hpp"
#include "base/visible.hpp"

namespace felt {

std::string shown_text(const std::string& text) { return visible(with_plain_breaks(text)); }

}  // namespace felt
