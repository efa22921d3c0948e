#pragma once

#include <string_view>

namespace felt {

// The style of a page, all of it; no page loads anything else.
std::string_view html_style();

// The source expression of its hash in a Content-Security-Policy, "sha256-" and base64: a browser obeys this
// style and no other.
std::string_view html_style_hash();

}  // namespace felt
