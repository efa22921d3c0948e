#pragma once

#include <string>
#include <string_view>

namespace felt {

// A page of html_text for engines that print CSS for paper but know neither grids nor variables, nor the
// style of the page inside its pictures (WeasyPrint): each picture is given its own style, in the colours of
// paper, and pictures stand beside each other as blocks.
std::string paper_html(std::string_view html);

}  // namespace felt
